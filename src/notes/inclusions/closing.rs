//! What a text leaves open at its end: a fence, a comment. A text that is put into another in, the
//! lines that close it there out, so that the words behind it stay words.

use crate::notes::reading::code_lines::{fence_end, line_at};
use crate::notes::reading::file_line::opening_fence;

/// The lines that close what is open at the end of a text; empty where nothing is.
pub(super) fn closing(text: &str) -> String {
    let mut at = 0;
    let mut is_hidden = false;
    while at < text.len() {
        let line = line_at(text, at);
        let next = at + line.len();
        if let Some((mark, length, indent)) = opening_fence(line) {
            let Some(end) = fence_end(text, next, (mark, length, indent)) else {
                return format!(
                    "\n{}{}",
                    " ".repeat(indent),
                    mark.to_string().repeat(length)
                );
            };
            at = end.max(next);
            continue;
        }
        if let Some(open) = comment(line) {
            let Some(end) = text[at + open..].find("-->") else {
                return "\n-->".to_owned();
            };
            at = next.max(at + open + end);
            continue;
        }
        is_hidden ^= line.trim() == "%%";
        at = next;
    }
    if is_hidden { "\n%%" } else { "" }.to_owned()
}

/// Where a comment begins in a line that does not end there; none within code.
fn comment(line: &str) -> Option<usize> {
    let open = line.rfind("<!--")?;
    let is_code = line[..open].matches('`').count() % 2 == 1;
    (!is_code && !line[open..].contains("-->")).then_some(open)
}
