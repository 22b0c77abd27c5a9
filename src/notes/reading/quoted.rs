//! Commands that a bullet or a line of a paragraph sets as code: alone, behind a label, several in
//! a row. Inlines in, the places of the code spans that are commands out, each with its command.

use crate::notes::code::command::{self, FoundCommand};
use crate::notes::code::paragraph::{is_sure, says_deed};
use crate::notes::code::tools::Tools;
use crate::notes::tree::{Inline, InlineKind};
use crate::notes::visit::plain_text;
use crate::text::is_hangul;

/// The code spans among inlines that are commands, line by line, by their places.
pub(super) fn find(inlines: &[Inline], tools: &Tools) -> Vec<(usize, FoundCommand)> {
    let mut out = Vec::new();
    let is_code = |inline: &Inline| matches!(inline.kind, InlineKind::Code(_));
    if !inlines.iter().any(is_code) {
        return out;
    }
    let mut start = 0;
    for line in
        inlines.split(|inline| matches!(inline.kind, InlineKind::SoftBreak | InlineKind::HardBreak))
    {
        if let Some(found) = on_line(line, tools) {
            out.extend(found.into_iter().map(|(at, one)| (start + at, one)));
        }
        start += line.len() + 1;
    }
    out
}

/// Whether nothing stands behind a code span but a remark in brackets.
fn is_last(rest: &[Inline]) -> bool {
    match rest {
        [] => true,
        [only] => match &only.kind {
            InlineKind::Text(text) => text.trim().is_empty() || text.trim_start().starts_with('('),
            _ => false,
        },
        _ => false,
    }
}

/// Those of one line, if nothing else than a label and a remark stands there.
fn on_line(line: &[Inline], tools: &Tools) -> Option<Vec<(usize, FoundCommand)>> {
    let code = |inline: &Inline| match &inline.kind {
        InlineKind::Code(code) => command::quoted(code, tools),
        _ => None,
    };
    let first = line
        .iter()
        .position(|inline| matches!(inline.kind, InlineKind::Code(_)))?;
    // What stands right before most code is a word of its sentence.
    let may_follow = match line[..first].last().map(|inline| &inline.kind) {
        None | Some(InlineKind::Strong(_)) => true,
        Some(InlineKind::Text(text)) => {
            let text = text.trim_end();
            text.is_empty()
                || text.ends_with([':', '：', '→', '>', '('])
                || text.ends_with(is_hangul) && is_last(&line[first + 1..])
        }
        Some(_) => false,
    };
    if !may_follow {
        return None;
    }
    let said = |inlines: &[Inline]| {
        let plain =
            |inline: &Inline| matches!(inline.kind, InlineKind::Text(_) | InlineKind::Strong(_));
        inlines.iter().all(plain).then(|| plain_text(inlines))
    };
    let before = &line[..first];
    let words = said(before)?;
    // `**목록** `: bold words right before it.
    let is_bold = || {
        let [.., bold, blank] = before else {
            return matches!(before, [bold] if matches!(bold.kind, InlineKind::Strong(_)));
        };
        matches!(bold.kind, InlineKind::Strong(_))
            && matches!(&blank.kind, InlineKind::Text(text) if text.trim().is_empty())
    };
    let one = || code(&line[first]).filter(|one| !command::tells_how_made(&words, &one.code));
    // `패키지 설치 `pip install -r requirements.txt``: words that say what it does.
    let is_deed = || says_deed(words.trim()) && one().is_some_and(|one| is_sure(&one));
    if !words.trim().is_empty() && !command::is_label(&words) && !is_bold() && !is_deed() {
        return None;
    }
    let one = one()?;
    let mut out = vec![(first, one)];
    let mut at = first + 1;
    while let [between, next, ..] = &line[at..] {
        let InlineKind::Text(text) = &between.kind else {
            break;
        };
        if !command::is_between(text) {
            break;
        }
        out.push((at + 1, code(next)?));
        at += 2;
    }
    let after = said(&line[at..])?;
    let closed = words.trim_end().ends_with('(');
    let after = match after.strip_prefix(')') {
        Some(after) if closed => after,
        _ if closed => return None,
        _ => &after,
    };
    command::is_said_behind(after).then_some(out)
}
