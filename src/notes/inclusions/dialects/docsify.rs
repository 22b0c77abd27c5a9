//! What docsify is told of a heading, a link or a picture amid its words: `## 제목 :id=name`,
//! `![그림](a.png ":size=400")`, `## 제목 {docsify-ignore}`. A line in; what Markdown or HTML
//! says in its place out.
//!
//! Source: docsify's manual ("Markdown helpers", "Ignoring subheaders").

use memchr::memmem;

use super::edit::{DialectEdit, LONGEST_NAME, hits};
use crate::media;
use crate::text::{escape_html, head};

/// How what it is told begins. `:include` is none: it takes a file in.
const HELPERS: [&str; 8] = [
    ":size",
    ":class",
    ":id",
    ":ignore",
    ":target",
    ":disabled",
    ":crossorgin",
    ":no-zoom",
];

/// Whether a text may hold any.
pub(super) fn may_hold(text: &str) -> bool {
    let holds = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    holds("{docsify-ignore") || HELPERS.iter().any(|helper| holds(helper))
}

/// What a line of a site of docsify is told.
pub(super) fn line((start, words): (usize, &str), out: &mut Vec<DialectEdit>) {
    let depth = words.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&depth) && words[depth..].starts_with([' ', '\t']) {
        heading((start, words), out);
    }
    for opens in hits(words, "](") {
        told_in_title((start, words), opens, out);
    }
}

/// `## 제목 :id=name {docsify-ignore}`: the name stays as GitHub's other tools write it.
fn heading((start, words): (usize, &str), out: &mut Vec<DialectEdit>) {
    let (mut rest, mut name) = (words, "");
    loop {
        let trimmed = rest.trim_end();
        let cut = trimmed.rfind([' ', '\t']);
        let Some((before, last)) = cut.map(|at| (&trimmed[..at], &trimmed[at + 1..])) else {
            break;
        };
        if let Some(id) = last.strip_prefix(":id=").filter(|id| is_name(id)) {
            name = id;
        } else if !last.starts_with(":class=")
            && !matches!(last, "{docsify-ignore}" | "{docsify-ignore-all}")
        {
            break;
        }
        rest = before;
    }
    let rest = rest.trim_end();
    if rest.len() < words.trim_end().len() {
        let name = if name.is_empty() {
            String::new()
        } else {
            format!(" {{#{name}}}")
        };
        out.push(DialectEdit::of(
            start + rest.len()..start + words.len(),
            name,
        ));
    }
}

fn is_name(id: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    !id.is_empty() && id.chars().all(is_part)
}

/// The title of a link or picture whose words end at a byte of a line: `](a.png "말 :size=40")`.
fn told_in_title((start, words): (usize, &str), opens: usize, out: &mut Vec<DialectEdit>) {
    let inner = head(&words[opens + 2..], LONGEST_NAME);
    let Some(blank) = inner.find([' ', ')']) else {
        return;
    };
    let file = &inner[..blank];
    let behind = inner[blank..].trim_start();
    let Some(mark) = behind.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return;
    };
    let Some((title, behind)) = behind[1..].split_once(mark) else {
        return;
    };
    let Some(behind) = behind.trim_start().strip_prefix(')') else {
        return;
    };
    let parts = || title.split_whitespace();
    let name_of = |part: &str| part.split('=').next().unwrap_or_default().to_owned();
    let is_told = |part: &&str| HELPERS.contains(&name_of(part).as_str());
    if parts().any(|part| part.starts_with(":include")) || !parts().any(|part| is_told(&part)) {
        return;
    }
    let end = start + opens + 2 + inner.len() - behind.len();
    let said: Vec<&str> = parts().filter(|part| !is_told(part)).collect();
    let said = said.join(" ");
    let size = parts().find_map(|part| part.strip_prefix(":size="));
    let alt = words[..opens].rfind("![").filter(|at| {
        let alt = &words[at + 2..opens];
        !alt.contains(['[', ']']) && media::is_picture(file)
    });
    if let (Some(alt), Some(sizes)) = (alt, size.and_then(sizes)) {
        let words = escape_html(&words[alt + 2..opens]);
        let title = if said.is_empty() {
            String::new()
        } else {
            format!(" title=\"{}\"", escape_html(&said))
        };
        let file = escape_html(file);
        let shown = format!("<img src=\"{file}\" alt=\"{words}\"{title}{sizes}>");
        out.push(DialectEdit::of(start + alt..end, shown));
        return;
    }
    let title = if said.is_empty() {
        String::new()
    } else {
        format!(" {mark}{said}{mark}")
    };
    let from = start + opens + 2 + blank;
    out.push(DialectEdit::of(from..end - 1, title));
}

/// `400`, `50x100` and `10%` as attributes of HTML.
fn sizes(said: &str) -> Option<String> {
    let is_size = |size: &str| {
        let number = size.trim_end_matches("px");
        let number = number.strip_suffix('%').unwrap_or(number);
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    };
    let (width, height) = said
        .split_once('x')
        .filter(|(_, height)| !height.is_empty())
        .unwrap_or((said, ""));
    let is_whole = is_size(width) && (height.is_empty() || is_size(height));
    let height = if height.is_empty() {
        String::new()
    } else {
        format!(" height=\"{}\"", height.trim_end_matches("px"))
    };
    is_whole.then(|| format!(" width=\"{}\"{height}", width.trim_end_matches("px")))
}
