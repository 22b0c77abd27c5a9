//! What Material for `MkDocs` writes in its own way: icons, keys, marks, abbreviations and blocks
//! of slashes. Lines of a note in; what stands in their place out.
//!
//! Source: the manuals of Material for `MkDocs` ("Icons, Emojis", "Formatting", "Tooltips") and
//! `PyMdown` ("Keys", "Mark", "Caret", "Blocks").

use std::ops::Range;

use super::edit::{DialectEdit, LONGEST_NAME, hits, paired, pairs};
use crate::notes::reading::code_lines::line_at;
use crate::text::head;

/// Whose icons they are, as their names begin.
const ICONS: [&str; 4] = [":material-", ":octicons-", ":fontawesome-", ":simple-"];

/// Blocks of slashes that are boxes.
const BOXES: [&str; 17] = [
    "note",
    "abstract",
    "info",
    "tip",
    "success",
    "question",
    "warning",
    "failure",
    "danger",
    "bug",
    "example",
    "quote",
    "details",
    "admonition",
    "attention",
    "caution",
    "hint",
];

/// So many blocks are open at a time.
const DEEPEST: usize = 16;

/// The lines of a note.
#[derive(Default)]
pub(super) struct MkDocsScan {
    pub out: Vec<DialectEdit>,
    /// How many slashes the blocks have that are open, and what their end is to be.
    open: Vec<(usize, &'static str)>,
    /// What stands right below a line that began one may be an option of it.
    is_begun: bool,
}

impl MkDocsScan {
    fn edit(&mut self, range: Range<usize>, words: impl Into<String>) {
        self.out.push(DialectEdit::of(range, words));
    }

    /// Reads a line that begins and ends at these bytes of a text.
    pub(super) fn line(&mut self, text: &str, at: usize) {
        let line = line_at(text, at);
        let typed = line.trim_end();
        let words = typed.trim_start();
        let start = at + typed.len() - words.len();
        let range = start..start + words.len();
        let is_begun = std::mem::replace(&mut self.is_begun, false);
        if is_begun && line.starts_with("    ") && is_option(words) {
            self.is_begun = true;
            self.edit(range, "");
            return;
        }
        if is_abbreviation(words) {
            self.edit(at..at + line.len(), "");
            return;
        }
        if words.starts_with("///") {
            self.block(range, words);
            return;
        }
        for sign in ICONS {
            for mark in hits(words, sign) {
                self.icon(start, words, mark);
            }
        }
        for (open, close) in pairs(words, "++") {
            let before = words[..open].chars().next_back();
            let names = &words[open + 2..close];
            self.keys(start + open..start + close + 2, before, names);
        }
        for mark in hits(words, "++") {
            // Names of keys are joined by the sign that is twice around them.
            if let Some(length) = head(&words[mark + 2..], LONGEST_NAME).find("++") {
                let before = words[..mark].chars().next_back();
                let names = &words[mark + 2..mark + 2 + length];
                if names.contains('+') {
                    self.keys(start + mark..start + mark + length + 4, before, names);
                }
            }
        }
        paired((start, words), "==", "mark", &mut self.out);
        paired((start, words), "^^", "ins", &mut self.out);
    }

    /// `++ctrl+alt+del++`
    fn keys(&mut self, range: Range<usize>, before: Option<char>, names: &str) {
        let is_name = |name: &str| {
            let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
            !name.is_empty() && name.chars().all(is_letter)
        };
        let is_apart = before.is_none_or(|c| !c.is_alphanumeric() && c != '+');
        if !is_apart || !names.split('+').all(is_name) {
            return;
        }
        let keys = names.split('+').map(|name| {
            let words = name.split('-').map(|word| {
                let (first, rest) = word.split_at(word.len().min(1));
                format!("{}{rest}", first.to_ascii_uppercase())
            });
            format!("<kbd>{}</kbd>", words.collect::<Vec<_>>().join(" "))
        });
        self.edit(range, keys.collect::<Vec<_>>().join("+"));
    }

    /// `:material-server:{ .lg }`, a picture without words.
    fn icon(&mut self, start: usize, words: &str, mark: usize) {
        let rest = &words[mark + 1..];
        let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let length = rest.trim_start_matches(is_letter);
        let Some(behind) = length.strip_prefix(':') else {
            return;
        };
        let list = head(behind, LONGEST_NAME);
        let behind = match list.strip_prefix('{').and_then(|inner| inner.find('}')) {
            Some(end) => &behind[end + 2..],
            None => behind,
        };
        let behind = behind.strip_prefix(' ').unwrap_or(behind);
        self.edit(start + mark..start + words.len() - behind.len(), "");
    }

    /// `/// note | 제목` and the slashes that end it.
    fn block(&mut self, range: Range<usize>, words: &str) {
        let count = words.bytes().take_while(|byte| *byte == b'/').count();
        let said = words[count..].trim();
        if said.is_empty() {
            if let Some((_, end)) = self.open.pop_if(|(slashes, _)| *slashes == count) {
                self.edit(range, end);
            }
            return;
        }
        let (name, title) = said.split_once('|').unwrap_or((said, ""));
        let (name, title) = (name.trim(), title.trim());
        let (begin, end) = match name {
            _ if self.open.len() >= DEEPEST => return,
            "caption" | "figure-caption" | "table-caption" | "html" => (String::new(), ""),
            "tab" => (format!("**{title}**"), ""),
            name if BOXES.contains(&name) => (format!(":::{name} {title}"), ":::"),
            _ => return,
        };
        self.is_begun = true;
        self.open.push((count, end));
        self.edit(range, begin);
    }
}

/// `type: warning`
fn is_option(words: &str) -> bool {
    let name = words.split_once(':').map_or("", |(name, _)| name);
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// `*[ECC]: 오류를 고치는 메모리`, which says what letters stand for and is shown nowhere itself.
pub(super) fn is_abbreviation(words: &str) -> bool {
    let inner = words
        .strip_prefix("*[")
        .and_then(|rest| rest.split_once("]:"));
    inner.is_some_and(|(name, _)| !name.is_empty() && !name.contains(']'))
}
