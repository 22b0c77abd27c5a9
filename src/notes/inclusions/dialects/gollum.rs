//! Pictures in double brackets, as wikis of GitHub show them: `[[images/a.png|alt=말|width=200]]`.
//! A line in; the picture of Markdown or, with a size, of HTML that stands in its
//! place out.
//!
//! Source: the wiki of Gollum ("Links" and "File paths"), which renders the wikis of GitHub.

use memchr::memmem;

use super::edit::{DialectEdit, LONGEST_NAME, hits};
use crate::media;
use crate::text::{escape_html, head};

/// How options of a picture begin; of these nobody else's links have any.
const OPTIONS: [&str; 8] = [
    "alt=", "width=", "height=", "align=", "float", "frame", "caption=", "title=",
];

/// Whether a text may hold any.
pub(super) fn may_hold(text: &str) -> bool {
    let mut links = memmem::find_iter(text.as_bytes(), b"[[");
    links.any(|at| {
        let inner = head(&text[at..], LONGEST_NAME).split("]]").next();
        let file = inner.and_then(|inner| inner[2..].split('|').next());
        file.is_some_and(|file| media::is_picture(file.trim()))
    })
}

/// The pictures of a line. Without an option only a page of a wiki (`is_wiki`) shows one: elsewhere
/// its name is a link.
pub(super) fn pictures((at, line): (usize, &str), is_wiki: bool, out: &mut Vec<DialectEdit>) {
    // A row of a table has bars of its own.
    if line.trim_start().starts_with('|') {
        return;
    }
    for open in hits(line, "[[") {
        let inner = head(&line[open + 2..], LONGEST_NAME);
        let Some(inner) = inner.split_once("]]").map(|(inner, _)| inner) else {
            break;
        };
        let mut parts = inner.split('|').map(str::trim);
        let file = parts.next().unwrap_or_default();
        let options: Vec<&str> = parts.collect();
        let is_option = |part: &&str| OPTIONS.iter().any(|option| part.starts_with(option));
        let is_shown = if options.is_empty() {
            is_wiki
        } else {
            options.iter().all(is_option)
        };
        let is_shown = is_shown && !line[..open].ends_with('!') && media::is_picture(file);
        if !is_shown || inner.contains(['[', '<', '>']) {
            continue;
        }
        let value = |name: &str| options.iter().find_map(|part| part.strip_prefix(name));
        let said = value("alt=")
            .or_else(|| value("caption="))
            .unwrap_or_default();
        let sizes = ["width", "height"].into_iter().filter_map(|name| {
            let size = value(name)?.strip_prefix('=')?.trim_end_matches("px");
            let is_number = !size.is_empty() && size.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| format!(" {name}=\"{size}\""))
        });
        let sizes: String = sizes.collect();
        let shown = if sizes.is_empty() {
            format!("![{said}](<{file}>)")
        } else {
            let (file, said) = (escape_html(file), escape_html(said));
            format!("<img src=\"{file}\" alt=\"{said}\"{sizes}>")
        };
        let open = at + open;
        out.push(DialectEdit::of(open..open + inner.len() + 4, shown));
    }
}
