//! What only a shell reads: jobs, what runs in the background, formats and signals. A program's
//! name and the words behind it in, what they weigh out. Source: POSIX Shell, 2.9.3 "Lists", 2.11
//! "Signals", and the utilities `kill`, `printf`, `tr` and `trap`.

use crate::notes::code::operand::is_file;
use crate::notes::code::tools;
use crate::notes::code::weight::{Reason, Weight};
use crate::notes::code::word::Word;

/// The operands of the first command of words that `&` sends into the background, `sleep 5 &`,
/// with what is started then.
pub(super) fn in_front<'w, 'a>(rest: &'w [Word<'a>]) -> &'w [Word<'a>] {
    let Some(at) = rest.iter().position(|word| word.text == "&") else {
        return rest;
    };
    let starts = |word: &Word| tools::program(word.text).is_some();
    match rest.get(at + 1) {
        None => &rest[..at],
        Some(next) if at > 0 && starts(next) => &rest[..at],
        Some(_) => rest,
    }
}

/// Whether what a program reads is a file: `sort < names.txt`.
pub(super) fn reads_file(rest: &[Word]) -> bool {
    let [sign, file, more @ ..] = rest else {
        return false;
    };
    let goes_on = |word: &&Word| matches!(word.text, ">" | ">>" | "|");
    sign.text == "<" && is_file(file.text) && more.first().as_ref().is_none_or(goes_on)
}

/// Whether a here-document goes into a file that stands before it: `cat > a.yaml << 'EOF'`.
pub(super) fn writes_document(rest: &[Word]) -> bool {
    let [sign, file, document, ..] = rest else {
        return false;
    };
    sign.text == ">" && is_file(file.text) && document.text.starts_with("<<")
}

/// Adds what the operands of a program prove.
pub(super) fn prove(name: &str, rest: &[Word], weight: &mut Weight) {
    const OF_JOBS: [&str; 5] = ["kill", "fg", "bg", "wait", "disown"];
    let Some(first) = rest.first() else {
        return;
    };
    let is_job = |word: &Word| {
        let number = word.text.strip_prefix('%').unwrap_or_default();
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    };
    let is_proven = match name {
        name if OF_JOBS.contains(&name) => rest.iter().any(is_job),
        // `printf "%s\n" a`
        "printf" => first.is_quoted() && first.text.contains(['%', '\\']),
        // `trap 'rm a.pid' EXIT`
        "trap" => first.is_quoted() && rest.len() > 1 && rest[1..].iter().all(is_signal),
        // `tr 'a-z' 'A-Z'`
        "tr" => rest.len() > 1 && rest[..2].iter().all(Word::is_quoted),
        _ => false,
    };
    if is_proven {
        weight.add(Reason::SubCommand, 4);
    }
    if reads_file(rest) || writes_document(rest) {
        weight.add(Reason::Redirection, 4);
    }
    // `eval "$(ssh-agent -s)"`
    if rest
        .iter()
        .any(|word| word.is_quoted() && word.text.contains("$("))
    {
        weight.add(Reason::Variable, 3);
    }
}

/// `EXIT`, `SIGTERM`, `2`.
fn is_signal(word: &Word) -> bool {
    const SIGNALS: &str = "EXIT HUP INT QUIT TERM ERR USR1 USR2 PIPE CHLD ALRM RETURN DEBUG";
    let name = word.text.strip_prefix("SIG").unwrap_or(word.text);
    name.bytes().all(|b| b.is_ascii_digit()) || SIGNALS.split(' ').any(|one| one == name)
}
