//! Links of a note that is shown in one of another folder: what leads somewhere from there stays,
//! what only leads somewhere from where it was written is led there; and its headings.

use std::borrow::Cow;

use crate::notes::library::files::join;
use crate::notes::reading::code_lines::line_at;
use crate::notes::reading::file_line::opening_fence;
use crate::text::head;

/// Signs behind which a path begins, and what ends it.
const SIGNS: [(&str, &[char]); 4] = [
    ("](", &[')', ' ', '"', '\n']),
    ("]: ", &[' ', '\n']),
    ("src=\"", &['"', '\n']),
    ("href=\"", &['"', '\n']),
];

/// No path is longer, in bytes.
const LONGEST_PATH: usize = 1024;

/// Words with every heading one lower, where one of them is a title.
pub(super) fn lowered(words: String) -> String {
    if !words.starts_with("# ") && !words.contains("\n# ") {
        return words;
    }
    let mut out = String::with_capacity(words.len() + 64);
    let mut fence: Option<(char, usize)> = None;
    for line in words.split_inclusive('\n') {
        match (fence, opening_fence(line.trim_end())) {
            (Some((mark, length)), _) => {
                let run = line.trim().chars().take_while(|c| *c == mark).count();
                if run >= length && run == line.trim().len() {
                    fence = None;
                }
            }
            (None, Some((mark, length, _))) => fence = Some((mark, length)),
            (None, None) if line.starts_with('#') && !line.starts_with("######") => out.push('#'),
            (None, None) => {}
        }
        out.push_str(line);
    }
    out
}

/// Words of the folder `from` as those of the folder `to`.
pub(super) fn relinked(
    words: &str,
    from: &str,
    to: &str,
    is_there: &dyn Fn(&str) -> bool,
) -> String {
    if from == to {
        return words.to_owned();
    }
    let way = way(to, from);
    let mut out = String::with_capacity(words.len());
    let mut fence: Option<(char, usize)> = None;
    let mut at = 0;
    while at < words.len() {
        let line = line_at(words, at);
        at += line.len();
        match (fence, opening_fence(line.trim_end())) {
            (Some((mark, length)), _) => {
                let run = line.trim().chars().take_while(|c| *c == mark).count();
                if run >= length && run == line.trim().len() {
                    fence = None;
                }
                out.push_str(line);
            }
            (None, Some((mark, length, _))) => {
                fence = Some((mark, length));
                out.push_str(line);
            }
            (None, None) => out.push_str(&of_line(line, (from, to, &way), is_there)),
        }
    }
    out
}

fn of_line<'l>(
    line: &'l str,
    (from, to, way): (&str, &str, &str),
    is_there: &dyn Fn(&str) -> bool,
) -> Cow<'l, str> {
    let mut places: Vec<usize> = Vec::new();
    for (sign, ends) in SIGNS {
        let (mut ticks, mut counted) = (0, 0);
        for (found, _) in line.match_indices(sign) {
            let start = found + sign.len();
            ticks += line[counted..found].matches('`').count();
            counted = found;
            let rest = head(&line[start..], LONGEST_PATH);
            let path = &rest[..rest.find(ends).unwrap_or(rest.len())];
            let path = path.split(['#', '?']).next().unwrap_or_default();
            let is_path = !path.is_empty()
                && !path.starts_with(['/', '<', '{', '@', '~'])
                && !path.contains(':');
            let leads = |folder: &str| join(folder, path).is_some_and(|path| is_there(&path));
            let is_code = ticks % 2 == 1;
            if is_path && !is_code && !leads(to) && leads(from) {
                places.push(start);
            }
        }
    }
    if places.is_empty() {
        return Cow::Borrowed(line);
    }
    places.sort_unstable();
    let mut out = String::with_capacity(line.len() + places.len() * way.len());
    let mut at = 0;
    for place in places {
        out.push_str(&line[at..place]);
        out.push_str(way);
        at = place;
    }
    out.push_str(&line[at..]);
    Cow::Owned(out)
}

/// How one leads from a folder to another, with `/` at its end.
pub(super) fn way(from: &str, to: &str) -> String {
    let parts = |folder: &str| -> Vec<String> {
        let parts = folder.split('/').filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let (from, to) = (parts(from), parts(to));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut out = "../".repeat(from.len() - shared);
    for part in &to[shared..] {
        out.push_str(part);
        out.push('/');
    }
    out
}
