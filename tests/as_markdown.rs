//! Pages as Markdown, for every case and for our own guide: read again, they say what the page says
//! in its order, and every link leads to a path of the site.

use crate::common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::common::{pages, request};
use notesite::inside::text::percent_decode;
use notesite::inside::tree::{
    Block, BlockKind, Chapter, Inline, InlineKind, Lead, each_block, each_inline, each_item,
    each_run,
};
use notesite::inside::{Link, Target};
use notesite::{Config, Memory, Site, Timings};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// A site with Markdown beside its pages; `None` where the settings of a case are wrong on purpose.
fn site(root: &Path) -> Option<Site> {
    let settings = fs::read_to_string(root.join("notesite.toml")).unwrap_or_default();
    let mut config = Config::parse(&settings).ok()?;
    config.markdown = true;
    config.llms_full = true;
    let address = "https://notes.example/".to_owned();
    config.base_url.get_or_insert(address);
    let (memory, timings) = (&mut Memory::forgetful(), &mut Timings::default());
    let loaded = notesite::load(&request(root), &config, memory, timings);
    Some(loaded.ok()?.value)
}

fn letters(text: &str, out: &mut Vec<char>) {
    out.extend(text.chars().filter(|c| c.is_alphanumeric()));
}

/// A picture that is there says nothing; words stand in the place of one that is not.
fn letters_of_run(run: &[Inline], links: &[Link], out: &mut Vec<char>) {
    let is_there = |inline: &Inline| {
        let link = links.iter().find(|link| link.span == inline.span);
        link.is_some_and(|link| matches!(link.target, Target::Image { .. } | Target::Web { .. }))
    };
    each_inline(run, &mut |inline| match &inline.kind {
        InlineKind::Image(image) if !is_there(inline) => {
            let alt = Path::new(&image.alt);
            let alt = match alt.extension() {
                Some(_) => alt.file_stem().unwrap_or_default().to_string_lossy(),
                None => image.alt.as_str().into(),
            };
            let is_empty = alt.trim().is_empty();
            letters(if is_empty { &image.destination } else { &alt }, out);
        }
        InlineKind::Text(text) | InlineKind::Code(text) => letters(text, out),
        InlineKind::Command(command) => letters(&command.code, out),
        // A link without words is called as what it leads to.
        InlineKind::Link { children, .. } if children.is_empty() => {
            let link = links.iter().find(|link| link.span == inline.span);
            letters(link.map_or("", |link| &link.text), out);
        }
        _ => {}
    });
}

/// The letters of a page, block by block: what of each must follow what.
fn said(tree: &Chapter, links: &[Link]) -> Vec<Vec<char>> {
    let mut out = Vec::new();
    let mut of = |blocks: &[Block]| {
        each_run(blocks, &mut |run| {
            let mut says = Vec::new();
            letters_of_run(run, links, &mut says);
            out.push(says);
        });
        each_item(blocks, 0, &mut |item, _| {
            if let Lead::Command { command, .. } = &item.lead {
                let mut says = Vec::new();
                letters(&command.code, &mut says);
                out.push(says);
            }
        });
        each_block(blocks, &mut |block| {
            if let BlockKind::Code(code) = &block.kind {
                let mut says = Vec::new();
                letters(&code.text, &mut says);
                out.push(says);
            }
        });
    };
    of(&tree.blocks);
    // Of two of one name the page shows the first.
    let mut seen = BTreeSet::new();
    let notes = tree.footnotes.iter();
    let notes = notes.filter(|note| seen.insert(&note.label));
    notes.for_each(|note| of(&note.blocks));
    out
}

/// What a reader of Markdown shows of a text, and where its links lead.
fn read(text: &str) -> (Vec<char>, Vec<String>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let (mut shown, mut links, mut is_html) = (Vec::new(), Vec::new(), String::new());
    let mut in_picture = false;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Text(text) | Event::Code(text) if !in_picture => letters(&text, &mut shown),
            Event::End(TagEnd::Image) => in_picture = false,
            Event::Html(html) => is_html.push_str(&html),
            Event::End(TagEnd::HtmlBlock) => {
                letters(&without_tags(&std::mem::take(&mut is_html)), &mut shown);
            }
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                in_picture |= matches!(tag, Tag::Image { .. });
                if let Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } = tag {
                    links.push(dest_url.to_string());
                }
            }
            _ => {}
        }
    }
    (shown, links)
}

fn without_tags(html: &str) -> String {
    let mut pieces = html.split('<');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(piece.split_once('>').map_or("", |(_, words)| words));
    }
    let mut plain = String::new();
    let mut rest = out.as_str();
    while let Some((before, behind)) = rest.split_once('&') {
        plain.push_str(before);
        rest = behind.split_once(';').map_or(behind, |(_, rest)| rest);
    }
    plain + rest
}

/// What is wrong with the Markdown of a site. How many files were asked.
fn wrong(root: &Path) -> (String, usize) {
    let Some(site) = site(root) else {
        return (String::new(), 0);
    };
    let pages = pages(&site);
    let known: BTreeSet<&str> = pages.iter().map(|(path, _)| path.as_str()).collect();
    let text = |path: &str| {
        let found = pages.iter().find(|(there, _)| there == path);
        found.map(|(_, bytes)| String::from_utf8(bytes.clone()).expect("UTF-8"))
    };
    let (mut out, mut asked) = (String::new(), 0);
    // Files that found their place taken lead nowhere from the page either.
    let nowhere = !site.paths.clashes.is_empty();
    let courses = site.library.outline.courses.iter();
    for ((course, stored), links) in courses.zip(&site.library.courses).zip(&site.links) {
        let chapters = course.chapters.iter().zip(&stored.chapters);
        for ((chapter, stored), of_chapter) in chapters.zip(links) {
            let path = format!("{}.md", &*chapter.url);
            let Some(markdown) = text(&path) else {
                writeln!(out, "{path} is not there").expect("a string");
                continue;
            };
            asked += 1;
            let (shown, links) = read(&markdown);
            let shown: String = shown.into_iter().collect();
            for says in said(&stored.open().tree, of_chapter.table()) {
                let says: String = says.into_iter().collect();
                if !shown.contains(&says) {
                    writeln!(out, "{path} lacks \"{says}\"\n{markdown}").expect("a string");
                    break;
                }
            }
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            for link in links {
                let page = link.split('#').next().unwrap_or_default();
                if nowhere || link.contains(':') || page.is_empty() {
                    continue;
                }
                let mut parts: Vec<&str> =
                    folder.split('/').filter(|one| !one.is_empty()).collect();
                for part in page.split('/') {
                    match part {
                        ".." => drop(parts.pop()),
                        part => parts.push(part),
                    }
                }
                let decoded = percent_decode(&parts.join("/")).expect("UTF-8");
                if !known.contains(decoded.as_str()) {
                    writeln!(out, "{path} leads to {link}, which is not there").expect("a string");
                }
            }
        }
    }
    // The one file is all of them, with addresses of the web.
    if let Some(all) = text("llms-full.txt") {
        let links = read(&all).1;
        let is_of_web = |link: &str| link.contains(':') || link.starts_with("//");
        let relative = links.iter().find(|link| !is_of_web(link));
        if let Some(link) = relative {
            writeln!(out, "llms-full.txt leads to {link}").expect("a string");
        }
    }
    (out, asked)
}

#[test]
fn every_case_says_the_same_as_markdown() {
    let cases = fs::read_dir(Path::new(HERE).join("tests/cases")).expect("cases");
    let mut cases: Vec<_> = cases.map(|one| one.expect("a case").path()).collect();
    cases.sort();
    let (mut all, mut asked) = (String::new(), 0);
    for case in cases {
        let folder = tempfile::tempdir().expect("a folder");
        common::write_case(&fs::read_to_string(&case).expect("a case"), folder.path());
        let (wrong, files) = wrong(folder.path());
        asked += files;
        if !wrong.is_empty() {
            write!(all, "== {}\n{wrong}", case.display()).expect("a string");
        }
    }
    println!("{asked} pages asked");
    assert!(asked > 200, "{asked} pages");
    assert!(all.is_empty(), "{all}");
}

#[test]
fn our_own_guide_says_the_same_as_markdown() {
    let (wrong, asked) = wrong(Path::new(HERE));
    assert!(asked > 5, "{asked} pages");
    assert!(wrong.is_empty(), "{wrong}");
}
