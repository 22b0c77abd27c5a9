//! The examples of the CommonMark 0.31.2 and GFM specifications, as the locked package
//! pulldown-cmark carries them in its sources. What our tree says is written in CommonMark's own
//! HTML by a serializer that stands here, and compared. Every intended difference is listed in
//! `tests/spec/differences.toml` with its reason; a difference that has gone is a failure too.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use notesite::inside::parse::{self, Context};
use notesite::inside::tree::{
    Alignment, Block, BlockKind, Chapter, Inline, InlineKind, Lead, List, plain_text,
};

/// Where cargo keeps the sources of pulldown-cmark.
fn suite() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--manifest-path",
            concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"),
        ])
        .output()
        .expect("cargo tells where its packages lie");
    let value: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = value["packages"].as_array().expect("packages");
    let package = packages
        .iter()
        .find(|one| one["name"] == "pulldown-cmark")
        .expect("pulldown-cmark is a dependency");
    let manifest = PathBuf::from(package["manifest_path"].as_str().expect("a path"));
    manifest.parent().expect("a folder").join("tests/suite")
}

/// Name, Markdown and HTML of each example of a file.
fn examples(file: &str) -> Vec<(String, String, String)> {
    let text =
        fs::read_to_string(suite().join(file)).expect("the package carries its specification");
    let mut out = Vec::new();
    for part in text.split("\nfn ").skip(1) {
        let name = part.split('(').next().unwrap_or_default().to_owned();
        let piece = |key: &str| {
            let rest = part.split(&format!("let {key} = r##\"")).nth(1)?;
            Some(rest.split("\"##;").next()?.to_owned())
        };
        if let (Some(markdown), Some(html)) = (piece("original"), piece("expected")) {
            out.push((name, markdown, html));
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn document(chapter: &Chapter) -> String {
    let mut out = String::new();
    if !chapter.title.is_empty() || !chapter.heading.is_empty() {
        let _ = writeln!(out, "<h1>{}</h1>", inlines(&chapter.heading));
    }
    blocks(&chapter.blocks, false, &mut out);
    out
}

fn blocks(all: &[Block], tight: bool, out: &mut String) {
    for block in all {
        match &block.kind {
            BlockKind::Heading {
                level,
                inlines: run,
                ..
            } => {
                let _ = writeln!(out, "<h{level}>{}</h{level}>", inlines(run));
            }
            BlockKind::Paragraph(run) if tight => {
                let _ = writeln!(out, "{}", inlines(run));
            }
            BlockKind::Paragraph(run) => {
                let _ = writeln!(out, "<p>{}</p>", inlines(run));
            }
            BlockKind::List(one) => list(one, out),
            BlockKind::Code(code) => {
                let label = code
                    .declared
                    .split_whitespace()
                    .next()
                    .map_or(String::new(), |word| {
                        format!(" class=\"language-{}\"", escaped(word))
                    });
                let _ = writeln!(
                    out,
                    "<pre><code{label}>{}</code></pre>",
                    escaped(&code.text)
                );
            }
            BlockKind::Quote(inner) | BlockKind::Alert { blocks: inner, .. } => {
                out.push_str("<blockquote>\n");
                blocks(inner, false, out);
                out.push_str("</blockquote>\n");
            }
            BlockKind::Table {
                alignments,
                head,
                rows,
            } => table(alignments, head, rows, out),
            BlockKind::Html(run) => {
                let _ = writeln!(out, "{}", inlines(run));
            }
            BlockKind::Rule => out.push_str("<hr />\n"),
        }
    }
}

fn list(one: &List, out: &mut String) {
    let tag = if one.start.is_some() { "ol" } else { "ul" };
    let start = one
        .start
        .filter(|start| *start != 1)
        .map_or(String::new(), |start| format!(" start=\"{start}\""));
    let _ = writeln!(out, "<{tag}{start}>");
    for item in &one.items {
        out.push_str("<li>");
        if let Some(done) = item.task {
            out.push_str(if done {
                "<input disabled=\"\" type=\"checkbox\" checked=\"\"/> "
            } else {
                "<input disabled=\"\" type=\"checkbox\"/> "
            });
        }
        let lead = match &item.lead {
            Lead::Prose(run) => inlines(run),
            Lead::Command {
                command,
                before,
                after,
            } => {
                format!(
                    "{}{}{}",
                    inlines(before),
                    escaped(&command.code),
                    inlines(after)
                )
            }
        };
        if !lead.is_empty() {
            let _ = writeln!(
                out,
                "{}",
                if one.loose {
                    format!("<p>{lead}</p>")
                } else {
                    lead
                }
            );
        }
        blocks(&item.children, !one.loose, out);
        out.push_str("</li>\n");
    }
    let _ = writeln!(out, "</{tag}>");
}

fn table(
    alignments: &[Alignment],
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    out: &mut String,
) {
    let row = |cells: &[Vec<Inline>], tag: &str, out: &mut String| {
        out.push_str("<tr>");
        for (i, cell) in cells.iter().enumerate() {
            let style = match alignments.get(i) {
                Some(Alignment::Left) => " style=\"text-align: left\"",
                Some(Alignment::Center) => " style=\"text-align: center\"",
                Some(Alignment::Right) => " style=\"text-align: right\"",
                _ => "",
            };
            let _ = write!(out, "<{tag}{style}>{}</{tag}>", inlines(cell));
        }
        out.push_str("</tr>");
    };
    out.push_str("<table><thead>");
    row(head, "th", out);
    out.push_str("</thead>");
    out.push_str("<tbody>");
    for cells in rows {
        row(cells, "td", out);
    }
    out.push_str("</tbody>");
    out.push_str("</table>");
}

fn url(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(byte as char),
            _ if b"-_.+!*(),%#@?=;:/,+$~'&".contains(&byte) => out.push(byte as char),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    escaped(&out).replace('\'', "&#x27;")
}

fn inlines(run: &[Inline]) -> String {
    let mut out = String::new();
    for inline in run {
        let _ = match &inline.kind {
            InlineKind::Text(text) => write!(out, "{}", escaped(text)),
            InlineKind::Code(code) => write!(out, "<code>{}</code>", escaped(code)),
            InlineKind::Strong(inner) => write!(out, "<strong>{}</strong>", inlines(inner)),
            InlineKind::Emphasis(inner) => write!(out, "<em>{}</em>", inlines(inner)),
            InlineKind::Strike(inner) => write!(out, "<del>{}</del>", inlines(inner)),
            InlineKind::Media { children, .. } => write!(out, "{}", inlines(children)),
            InlineKind::Link { written, children } => {
                let (destination, title) = (&written.destination, &written.title);
                let title = if title.is_empty() {
                    String::new()
                } else {
                    format!(" title=\"{}\"", escaped(title))
                };
                write!(
                    out,
                    "<a href=\"{}\"{title}>{}</a>",
                    url(destination),
                    inlines(children)
                )
            }
            InlineKind::Image(image) => {
                let (destination, title) = (&image.destination, &image.title);
                let alt = &image.alt;
                let title = if title.is_empty() {
                    String::new()
                } else {
                    format!(" title=\"{}\"", escaped(title))
                };
                write!(
                    out,
                    "<img src=\"{}\" alt=\"{}\"{title} />",
                    url(destination),
                    escaped(alt)
                )
            }
            InlineKind::Command(command) => write!(out, "{}", escaped(&command.code)),
            InlineKind::Html(tag) => write!(out, "{tag}"),
            InlineKind::FootnoteReference(label) => write!(out, "[^{label}]"),
            InlineKind::Label(_) => Ok(()),
            InlineKind::SoftBreak => writeln!(out),
            InlineKind::Sign(sign) => write!(out, ":{}:", sign.code),
            InlineKind::HardBreak => writeln!(out, "<br />"),
        };
    }
    out
}

/// Without what both sides are free to choose: line breaks and blanks around tags, quotes as
/// entities.
fn folded(html: &str) -> String {
    let html = html
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("<br />", "<br/>")
        .replace("<hr />", "<hr/>")
        .replace(" />", "/>");
    let words = html.split_whitespace().collect::<Vec<_>>().join(" ");
    words
        .replace("> <", "><")
        .replace(" <", "<")
        .replace("> ", ">")
}

fn differences() -> BTreeMap<String, BTreeMap<String, String>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/spec/differences.toml");
    let table: BTreeMap<String, Vec<String>> =
        toml::from_str(&fs::read_to_string(path).expect("the differences are listed"))
            .expect("they are TOML");
    let mut out: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (reason, names) in table {
        for name in names {
            let (file, number) = name.rsplit_once(' ').expect("FILE NUMBER");
            out.entry(file.to_owned())
                .or_default()
                .insert(number.to_owned(), reason.clone());
        }
    }
    out
}

fn check(file: &str) {
    let listed = differences().remove(file).unwrap_or_default();
    let all = examples(file);
    assert!(all.len() >= 2, "{file} holds examples");
    let mut problems = Vec::new();
    for (name, markdown, html) in &all {
        let number = name.rsplit('_').next().unwrap_or_default();
        // A heading first would become the chapter's title, and its level is not kept.
        let chapter = parse::parse(&format!("x\n\n{markdown}"), &Context::default());
        let ours = document(&chapter).replacen("<p>x</p>\n", "", 1);
        let same = folded(&ours) == folded(html);
        match (same, listed.get(number)) {
            (false, None) => problems.push(format!(
                "{file} {number}\n{markdown}\n--- specified\n{html}--- ours\n{ours}"
            )),
            (true, Some(reason)) => problems.push(format!(
                "{file} {number} is listed as different ({reason}) and is not"
            )),
            _ => {}
        }
    }
    if std::env::var_os("SPEC_NUMBERS").is_some() {
        for problem in &problems {
            println!("\"{}\",", problem.lines().next().unwrap_or_default());
        }
    }
    assert!(
        problems.is_empty(),
        "{} of {} examples:\n{}",
        problems.len(),
        all.len(),
        problems.join("\n\n")
    );
    println!(
        "{file}: {} examples, {} intended differences",
        all.len(),
        listed.len()
    );
}

#[test]
fn commonmark() {
    check("spec.rs");
}

#[test]
fn gfm_tables() {
    check("gfm_table.rs");
}

#[test]
fn gfm_strikethrough() {
    check("gfm_strikethrough.rs");
}

#[test]
fn gfm_task_lists() {
    check("gfm_tasklist.rs");
}

#[test]
fn plain_words_of_a_title() {
    let chapter = parse::parse("### 3. **a** `b` [c](d)\n", &Context::default());
    assert_eq!(plain_text(&chapter.heading), "a b c");
}
