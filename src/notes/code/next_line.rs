//! What the line below a command is to it: more of what it is given, or something of its own. An
//! editor wraps lines at any blank, and for Markdown the end of a line is one. A command and the
//! line below it in, whether it goes on there out; half a command is worse than none.

use crate::notes::code::named::{self, Need};
use crate::notes::code::noun;
use crate::notes::code::sentence::{BETWEEN, SENTENCE};
use crate::notes::code::spoken::{self, Use};
use crate::notes::code::tools;
use crate::text::is_hangul;

/// A line below a command.
pub(super) struct NextLine<'a> {
    line: &'a str,
    /// Its first words, as far as they have letters of ASCII alone.
    words: Vec<&'a str>,
    /// What stands behind them, from the first letter that is none of ASCII.
    rest: &'a str,
}

/// Words of a line that are looked at.
const MOST_WORDS: usize = 8;

/// Particles that part what is typed from the verb of its sentence.
pub(super) const PARTICLES: [&str; 8] = ["을", "를", "로", "으로", "에서", "에", "라고", "으로는"];

impl<'a> NextLine<'a> {
    pub(super) fn of(line: &'a str) -> Self {
        let line = line.trim();
        let end = line.find(|c: char| !c.is_ascii()).unwrap_or(line.len());
        let words = line[..end].split_ascii_whitespace().take(MOST_WORDS + 1);
        Self {
            line,
            words: words.collect(),
            rest: &line[end..],
        }
    }

    /// Whether the command above is, or may be, half of one without this line.
    pub(super) fn goes_on_with(&self, code: &str, is_wrapped: bool) -> bool {
        let Some(first) = self.words.first() else {
            return self.is_said_of(code) || self.is_korean_name_of(code);
        };
        let need = named::need(code.split_whitespace());
        if !self.may_be_given(need) {
            return false;
        }
        let ends = self.rest.is_empty() || self.begins_with_particle();
        let is_alone = self.rest.is_empty() && self.words.len() == 1;
        match need {
            Need::Missing => true,
            Need::Program => ends && self.words.len() <= 4,
            Need::Open => ends && (is_alone || is_signed(first) || self.are_names()),
            Need::Nothing => {
                ends && self.words.len() <= 4
                    && (is_wrapped || is_alone && first.contains('@') && !first.contains("://"))
            }
        }
    }

    /// Whether the command above lacks what stands on this line, and nothing else can stand there.
    pub(super) fn completes(&self, code: &str) -> bool {
        let signed = self.words.iter().any(|word| is_signed(word));
        let is_name = self.words.len() == 1 && code.contains(" -");
        code.contains(' ')
            && !self.line.starts_with('-')
            && self.words.len() <= 4
            && (signed || is_name)
            && (self.rest.is_empty() || self.begins_with_particle())
            && named::need(code.split_whitespace()) == Need::Missing
            && self.may_be_given(Need::Missing)
    }

    /// `mongoose cors`, but `added 57 packages` and `install dependencies`.
    fn are_names(&self) -> bool {
        let named = |word: &&str| {
            word.starts_with(|c: char| c.is_ascii_lowercase() || c == '@')
                && !word.ends_with(['.', ','])
        };
        let does = |word: &&str| tools::section_lists("deeds", word);
        self.words.iter().all(named) && !self.words.first().is_some_and(does)
    }

    /// Whether its words may be what a command is given: no other command, no sentence, no address
    /// that one opens.
    fn may_be_given(&self, need: Need) -> bool {
        let (Some(first), Some(last)) = (self.words.first(), self.words.last()) else {
            return false;
        };
        let spoken = |word: &&str| SENTENCE.contains(word) || BETWEEN.contains(word);
        let is_title = first.starts_with(|c: char| c.is_ascii_uppercase())
            && first[1..].bytes().all(|b| b.is_ascii_lowercase());
        let wants = matches!(need, Need::Missing | Need::Program);
        let is_shell = || matches!(*first, "bash" | "sh" | "zsh" | "ash");
        // `nginx` alone below `docker run -d`: an image, though a program is called so.
        let is_name = |known: &tools::Program| {
            self.words.len() == 1 && !known.is_alone && self.rest.is_empty()
                || need == Need::Missing && !known.has_subs()
                || need == Need::Open
                    && !known.has_subs()
                    && self.are_names()
                    && !self.words.iter().any(|word| is_signed(word))
        };
        let is_other = tools::program(first).is_some_and(|known| !is_name(known))
            && !(wants && is_shell())
            || first.starts_with("./") && need != Need::Missing
            || *first == "$";
        let begins =
            first.starts_with(|c: char| c.is_ascii_alphanumeric() || "./~<[{$\"'@-".contains(c));
        begins
            && !is_other
            && !is_title
            && (need != Need::Nothing || !first.contains("://"))
            && self.words.len() <= MOST_WORDS
            && !last.ends_with([',', ':', '!', '?', ';'])
            && (!last.ends_with('.') || matches!(*last, "." | ".."))
            && !self
                .words
                .iter()
                .any(|word| matches!(*word, "-" | "->" | "=>" | "=" | "#" | "//" | ":"))
            && !self.words.iter().any(spoken)
    }

    /// Whether a particle stands behind its first words, and a verb.
    fn begins_with_particle(&self) -> bool {
        let particle = self.rest.split(' ').next().unwrap_or_default();
        PARTICLES.contains(&particle)
    }

    /// `를 하면 안 된다`, `하면 지워진다`: the sentence goes on, and only speaks of the command.
    fn is_said_of(&self, code: &str) -> bool {
        let first = self.line.split(' ').next().unwrap_or_default();
        let goes_on = PARTICLES.contains(&first)
            || [
                "은",
                "는",
                "의",
                "라는",
                "이라는",
                "란",
                "이란",
                "처럼",
                "같은",
            ]
            .contains(&first)
            || ["하면", "하지", "하는", "했다", "했더"]
                .iter()
                .any(|form| first.starts_with(form));
        let words: Vec<&str> = code.split_whitespace().collect();
        goes_on && spoken::of(&format!(" {}", self.line), &words) == Use::Spoken
    }

    /// `컨테이너명` alone: what is to be filled in.
    fn is_korean_name_of(&self, code: &str) -> bool {
        let mut words = self.line.split(' ');
        let first = words.next().unwrap_or_default();
        first.starts_with(is_hangul)
            && words
                .next()
                .is_none_or(|particle| PARTICLES.contains(&particle))
            && noun::is_value(first)
            && named::need(code.split_whitespace()) == Need::Missing
    }
}

/// Whether a word has a sign or a number, as files, addresses and images have and words of English
/// have not.
fn is_signed(word: &str) -> bool {
    matches!(word, "." | "..")
        || word.contains(|c: char| c.is_ascii_digit() || "/:=@~$<{*_".contains(c))
        || word.trim_end_matches('.').contains('.')
        || word.starts_with('-')
}

/// Bytes of a command that goes on over lines.
const LONGEST: usize = 2_000;

/// Whether the line below a command is what that lacks. `above` may have a label before it.
pub(super) fn is_completed(above: &str, next: &str) -> bool {
    if next.is_empty() || above.len() > LONGEST {
        return false;
    }
    let mut from = 0;
    let known = above.split_inclusive([' ', '\n']).find(|word| {
        let is_known = tools::program(word.trim_end()).is_some();
        from += if is_known { 0 } else { word.len() };
        is_known
    });
    let code = above[from..].trim_end();
    let is_typed = code.is_ascii() && !code.contains('`') && !code.ends_with([':', ',', '!', '?']);
    known.is_some() && is_typed && NextLine::of(next).completes(code)
}
