//! What mdBook hides of a block of Rust. A fence of a note of mdBook in; what stands in the place
//! of its lines out.
//!
//! Source: mdBook's manual ("mdBook-specific features", "Hiding code lines").

use std::ops::Range;

use super::edit::DialectEdit;

/// Lines of Rust that begin with `# ` or are a `#` alone make the example whole and are not shown;
/// of two signs one is. `opening` is the fence's first line, `inner` what stands in it and its end.
pub(super) fn hidden_lines(
    text: &str,
    opening: Range<usize>,
    inner: Range<usize>,
    out: &mut Vec<DialectEdit>,
) {
    let info = text[opening].trim_start().trim_start_matches(['`', '~']);
    let mut words = info.split([',', ' ', '{']);
    if words.next() != Some("rust") {
        return;
    }
    let mut edits = Vec::new();
    let mut is_seen = false;
    let mut at = inner.start;
    let mut lines = text[inner].split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        // The last one is the end of the fence.
        if lines.peek().is_none() {
            break;
        }
        let typed = line.trim_end();
        let code = typed.trim_start();
        if code == "#" || code.starts_with("# ") {
            edits.push(DialectEdit::of(start..at, ""));
            continue;
        }
        is_seen |= !code.is_empty();
        if code.starts_with("##") {
            let sign = start + typed.len() - code.len();
            edits.push(DialectEdit::of(sign..sign + 1, ""));
        }
    }
    if is_seen {
        out.extend(edits);
    }
}
