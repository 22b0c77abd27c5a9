//! What speaks against a command: the words of a sentence, a title, a version.

use crate::notes::code::operand::{is_bare, is_option};
use crate::notes::code::tools::{self, Program};
use crate::notes::code::weight::{Reason, Weight};
use crate::notes::code::word_extent::Word;

/// Words that a sentence has and a command's operands don't.
pub(super) const SENTENCE: &[&str] = &[
    "the", "an", "and", "or", "is", "are", "was", "were", "be", "been", "this", "that", "these",
    "those", "which", "who", "whom", "whose", "when", "where", "while", "because", "then", "than",
    "you", "your", "we", "our", "it", "its", "they", "their", "can", "will", "should", "must",
    "may", "also", "into", "using", "has", "have", "does", "not", "how", "what", "why", "but",
    "shows", "displays", "lists", "prints", "returns", "gives", "creates", "removes", "deletes",
    "installs", "runs", "means", "now", "longer", "would", "always", "never", "instead", "still",
];

/// Words that stand between nouns in a title, and now and then in a command.
pub(super) const BETWEEN: &[&str] = &[
    "of", "to", "in", "on", "by", "with", "from", "for", "as", "via", "at", "under",
];

/// What speaks against a program `name` with these words behind it.
pub(super) fn prose(name: &str, rest: &[Word], known: Option<&Program>, weight: &mut Weight) {
    // `ufw allow from 10.0.0.1 to any`
    let is_ruled = tools::section_lists("ruled", name);
    for (i, word) in rest.iter().enumerate() {
        let text = word.text;
        let behind_option = i > 0 && is_option(rest[i - 1].text, None);
        // `yarn why left-pad`
        let does = i == 0 && known.is_some_and(|known| known.has_sub(text));
        if behind_option || word.is_quoted() || does {
            continue;
        }
        let next = rest.get(i + 1).map_or("", |word| word.text);
        if SENTENCE.contains(&text) || text == "a" && is_bare(next) && next.len() > 1 {
            weight.add(Reason::Sentence, -4);
        } else if BETWEEN.contains(&text) && !is_ruled && (i > 0 || !next.is_empty()) {
            // `list in README.md`, `npm update to 9.1`, `npm install with`
            let is_between_words = !next.is_empty() && is_bare(next);
            weight.add(Reason::Sentence, if is_between_words { -2 } else { -4 });
        } else if text.ends_with(['!', '?']) && text.len() > 1 && is_bare(&text[..text.len() - 1]) {
            weight.add(Reason::Sentence, -3);
        } else if text == "+" && i > 0 && rest[i - 1].text == "{}" {
            // `find . -exec rm {} +`
            weight.add(Reason::Option, 3);
        } else if matches!(text, "vs" | "vs." | "=>" | "->" | "==" | "+" | "≠") {
            weight.add(Reason::Operator, -6);
        }
        if is_version(text) && (i == 0 || i == 1 && rest[0].text == "version") {
            let loose = i == 1 || text.ends_with('+') || text.ends_with(".x");
            let asks = known.is_some_and(|known| known.is_asking) && text.len() == 1;
            let told = known.is_some_and(|known| known.is_counted);
            let counts = known.is_some_and(|known| known.is_word || known.has_subs());
            let counts = counts && !asks && !told;
            // `gcc 4.8`, `cmake 3.10`: no compiler is given a number.
            let of_release = || {
                let bare = text.strip_prefix('v').unwrap_or(text);
                let parts = bare.split('.').count();
                let given = known.is_some_and(|known| known.takes_bare || told || asks);
                known.is_some() && i == 0 && rest.len() < 4 && (2..=3).contains(&parts) && !given
            };
            if loose || counts || of_release() {
                weight.add(Reason::Version, -8);
            }
        }
        let title = text.len() > 2
            && text.starts_with(|c: char| c.is_ascii_uppercase())
            && text[1..].bytes().all(|b| b.is_ascii_lowercase());
        // `java -cp out Main`: a class.
        let class = (i > 0 || rest.len() == 1) && known.is_some_and(|known| known.is_interpreter);
        if title && !class && known.is_none_or(|known| !known.is_name) {
            weight.add(Reason::Title, if i == 0 { -2 } else { -1 });
        }
    }
}

/// `3.0+`, `1.20.x`, `17`.
pub(super) fn is_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | 'x' | '+'))
}
