//! A command that a note sets as code: the words of a code span in, the command out. What stands
//! around the span, and whether it has its line, is for the reader of leads to say.

use crate::notes::code::command::head::{FoundCommand, typed_in};
use crate::notes::code::command::label::LONGEST_LABEL;
use crate::notes::code::forbidden::is_warning;
use crate::notes::code::named;
use crate::notes::code::parsed::{self, parse};
use crate::notes::code::prompt;
use crate::notes::code::tools::Tools;
use crate::notes::code::weight::Setting;
use crate::notes::code::word_tail;
use crate::text::is_hangul;

/// The command that a code span is, behind a prompt or by its own words.
pub(crate) fn quoted(code: &str, tools: &Tools) -> Option<FoundCommand> {
    // A name alone is spoken of.
    if !code.contains(' ') && !code.starts_with("./") && !code.starts_with("db.") {
        return None;
    }
    let prompt = prompt::of(code).filter(|prompt| typed_in(prompt.kind).is_some());
    let skip = prompt.map_or(0, |prompt| prompt.end);
    let place = if skip > 0 {
        Setting::Prompt
    } else {
        Setting::Lead
    };
    let typed = &code[skip..];
    let parsed = parse(typed, place, tools)?;
    (parsed.end == typed.len()).then(|| FoundCommand {
        range: 0..code.len(),
        code: typed.to_owned(),
        language: parsed.language,
        tool: parsed.tool,
        strip: true,
    })
}

/// Whether words before a code span are a label of it: `실행 :`, `목록 →`, `(`.
pub(crate) fn is_label(before: &str) -> bool {
    let before = before.trim_end();
    let named = ["→", "->", "=>", "("].iter().any(|sign| {
        // `git push → …`: what happens one after the other.
        let name = before.strip_suffix(sign).map(str::trim_end);
        name.is_some_and(|name| name.ends_with(is_hangul))
    });
    before.len() <= LONGEST_LABEL
        && (named || before.ends_with([':', '：']))
        && before.contains(char::is_alphabetic)
        && !is_warning(before.trim_end_matches([':', '：', '→', '>', '(', ' ']))
}

/// Whether words behind a code span are said of it, or tell the reader to type it.
pub(crate) fn is_said_behind(after: &str) -> bool {
    let after = after.trim();
    // `- list all`: words of English.
    let bare = |word: &str| word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'\'');
    let told = after
        .strip_prefix("- ")
        .or_else(|| after.strip_prefix(": "));
    after.is_empty()
        || told.is_some_and(|said| said.trim_end_matches('.').split(' ').all(bare))
        || word_tail::is_remark(after)
        || parsed::is_run(after) && after.ends_with(is_hangul)
}

/// Whether a pipe behind a label only tells how a thing is made, because the label names no deed:
/// `백업: tar c . | gzip`.
pub(crate) fn tells_how_made(before: &str, code: &str) -> bool {
    let label = before.trim_end_matches([':', '：', '→', '>', '(', ' ', '*']);
    code.contains(" | ") && !label.is_empty() && !named::is_description(label)
}

/// Whether what stands between two code spans makes a list of them.
pub(crate) fn is_between(words: &str) -> bool {
    matches!(words.trim(), "," | "/" | "또는" | "혹은" | "or")
}
