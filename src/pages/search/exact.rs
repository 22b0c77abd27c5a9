//! What a query has between quotation marks: it must stand in a section as it is. Text of a query
//! in, phrases out, and whether one stands in a text. The same rules as `repair/5-exact.js`.

use super::token::{Script, script};

/// A phrase of a query that must stand as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExactPhrase {
    /// The character of the query at which it begins, and at which it ends.
    pub from: usize,
    pub to: usize,
    /// What it says, with single blanks.
    pub text: String,
}

/// Whether the character opens or closes a phrase; what an input method makes of `"` does too.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

/// The phrases of a query. A mark that nothing closes is none: the reader is still typing.
pub(crate) fn phrases(plain: &str) -> Vec<ExactPhrase> {
    let letters: Vec<char> = plain.chars().collect();
    let marks: Vec<usize> = (0..letters.len())
        .filter(|&at| is_quote(letters[at]))
        .collect();
    let phrase = |two: &[usize]| {
        let (from, to) = (*two.first()? + 1, *two.get(1)?);
        let said: String = letters.get(from..to)?.iter().collect();
        let text = said.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(ExactPhrase { from, to, text })
    };
    marks.chunks(2).filter_map(phrase).collect()
}

/// Whether the phrase stands in the text from where a word begins; an English one ends with a word,
/// a Korean one may carry a particle. Blanks of any number are one.
pub(crate) fn stands_exactly(text: &[char], phrase: &str) -> bool {
    let phrase: Vec<char> = phrase.chars().collect();
    let run = |c: char| script(c).filter(|of| matches!(of, Script::Hangul | Script::Latin));
    let begins = phrase.first().copied().and_then(run);
    let ends = phrase
        .last()
        .copied()
        .and_then(run)
        .filter(|of| *of == Script::Latin);
    (0..text.len()).any(|start| {
        let before = start.checked_sub(1).and_then(|at| text.get(at).copied());
        let free = begins.is_none() || before.and_then(run) != begins;
        free && end_of(text, start, &phrase).is_some_and(|end| {
            let after = text.get(end).copied().and_then(run);
            ends.is_none() || after != ends
        })
    })
}

/// Where the phrase ends that begins here.
fn end_of(text: &[char], start: usize, phrase: &[char]) -> Option<usize> {
    let mut at = start;
    for &c in phrase {
        if text.get(at) != Some(&c) {
            return None;
        }
        at += 1;
        while c == ' ' && text.get(at) == Some(&' ') {
            at += 1;
        }
    }
    Some(at)
}
