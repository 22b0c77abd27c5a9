//! Definitions of links that are comments: `[//]: # (…)`. A line of a note in, whether it is one
//! and where it ends out.

use crate::notes::reading::code_lines::line_at;
use crate::text::head;

/// Labels of definitions that are comments; nobody's link is called so.
const LABELS: [&str; 6] = ["//", "comment", "hidden", "_", "-", "#"];

/// `[//]: # (…)`, `[comment]: <> (…)`, also where the words behind it have no brackets.
pub(super) fn is_remark(line: &str) -> bool {
    let Some((label, rest)) = line
        .strip_prefix('[')
        .and_then(|line| line.split_once("]:"))
    else {
        return false;
    };
    let rest = rest.trim_start();
    LABELS.contains(&label.trim().to_lowercase().as_str())
        && ["#", "<>", "<#>", "//", "\"", "("]
            .iter()
            .any(|mark| rest.starts_with(mark))
}

/// How far, in bytes, the end of a remark is looked for.
const LONGEST_REMARK: usize = 16 * 1024;

/// Where a remark ends that begins at `from` and goes on for more than a line, as titles of
/// definitions may: behind the mark that closes it, before the next empty line.
pub(super) fn remark_end(text: &str, from: usize) -> Option<usize> {
    let line = line_at(text, from);
    let words = from + line.find("]:")? + 2;
    let opens = |c: char| matches!(c, '(' | '"' | '\'');
    let open = if let Some(at) = text[words..from + line.len()].find(opens) {
        words + at
    } else {
        let next = from + line.len();
        let behind = line_at(text, next);
        let inner = behind.trim_start_matches([' ', '\t', '>']);
        inner
            .starts_with(opens)
            .then_some(next + behind.len() - inner.len())?
    };
    let close = match text[open..].chars().next()? {
        '(' => ')',
        mark => mark,
    };
    let end = open + 1 + head(&text[open + 1..], LONGEST_REMARK).find(close)?;
    // The mark that closes it may stand in a line of its own.
    let inside = &text[open..=end];
    let is_whole = inside
        .split('\n')
        .skip(1)
        .all(|line| !line.trim().is_empty());
    (is_whole && end >= from + line.trim_end().len()).then_some(end + 1)
}
