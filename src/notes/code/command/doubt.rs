//! Why a bullet that begins with a program's name is no command, for those who wonder. The source
//! of a lead in, the doubt out.

use std::ops::Range;

use crate::notes::code::command::lead::numbering;
use crate::notes::code::evidence;
use crate::notes::code::tools::{self, Tools};
use crate::notes::code::weight::{Reason, Setting};
use crate::notes::code::word;

/// Why a line that begins with a program's name is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CommandDoubt {
    /// `docker ps 명령어를 통해`: what follows speaks of it.
    Spoken,
    /// `curl or wget`: it has the words of a sentence.
    Sentence,
    /// `tmux 3.0+`: a version is asked for.
    Version,
    /// `docker daemon`: nothing follows that only a command has.
    Thin,
}

/// Why the prose of a lead that begins with a program's name is no command, with the bytes of the
/// words; `None` where it begins with another word.
pub(crate) fn doubt(source: &str, tools: &Tools) -> Option<(Range<usize>, CommandDoubt)> {
    let start = source.len() - source.trim_start().len();
    let start = start + numbering(&source[start..]);
    let rest = &source[start..];
    let name = rest.split([' ', '\n']).next().unwrap_or_default();
    if !(tools.adds(name) || tools::program(name).is_some()) {
        return None;
    }
    let line = word::read(rest);
    let weight = evidence::weigh(&line.words, tools)?;
    let has = |reason| weight.reasons.contains(&reason);
    let doubt = if weight.is_enough(Setting::Lead) {
        CommandDoubt::Spoken
    } else if has(Reason::Version) {
        CommandDoubt::Version
    } else if has(Reason::Sentence) || has(Reason::Title) || has(Reason::Operator) {
        CommandDoubt::Sentence
    } else {
        CommandDoubt::Thin
    };
    Some((start..start + line.end(), doubt))
}
