//! Commands amid prose: in brackets, or behind a Korean word of a sentence. The source of a lead
//! in, commands out. Their grammar must leave no doubt, for the words around them prove nothing.

use crate::notes::code::command::head::{FoundCommand, MOST, at_head, found};
use crate::notes::code::command::label::LONGEST_LABEL;
use crate::notes::code::forbidden::is_warning;
use crate::notes::code::parsed::{self, ParsedCommand, parse};
use crate::notes::code::spoken::{self, Use};
use crate::notes::code::tools::{self, Tools};
use crate::notes::code::weight::Setting;
use crate::notes::code::word_tail;
use crate::notes::tree::CommandLanguage;
use crate::text::is_hangul;

/// `…(kubectl get pods -n study) 하면`: only what its grammar proves, and only up to the bracket.
pub(super) fn in_brackets(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    let mut out = Vec::new();
    // Very many brackets may open before one closes.
    let mut close: Option<usize> = None;
    for (open, _) in source.match_indices('(') {
        // `$(docker ps -aq)`, `<(sort a)` belong to the command around them.
        if source[..open].ends_with(['$', '<', '>']) {
            continue;
        }
        let known = close.filter(|close| *close > open);
        let Some(at) = known.or_else(|| source[open..].find(')').map(|length| open + length))
        else {
            break;
        };
        close = Some(at);
        let inner = &source[open + 1..at];
        if inner.len() > 200 || inner.contains(['(', '`', '\n']) {
            continue;
        }
        let skip = inner.len() - inner.trim_start().len();
        let words = inner.split_whitespace().count();
        // `설치(npm ci)`
        let named = words == 2 && is_deed_before(&source[..open]);
        let place = if named { Setting::Lead } else { Setting::Prose };
        let Some(parsed) = parse(&inner[skip..], place, tools) else {
            continue;
        };
        let whole = skip + parsed.end == inner.trim_end().len();
        if whole && parsed.proven && (words >= 3 || named) {
            let from = open + 1 + skip;
            out.push(found(source, from..from + parsed.end, parsed, false));
        }
    }
    out
}

/// Commands amid a sentence, behind a byte: `터미널에서 kubectl get pods -A 를 실행한다`. Their
/// grammar must leave no doubt.
pub(super) fn amid(source: &str, from: usize, tools: &Tools) -> Vec<FoundCommand> {
    let mut out: Vec<FoundCommand> = Vec::new();
    if !source.contains(' ') || source.len() > 1000 {
        return out;
    }
    let bytes = source.as_bytes();
    let (mut ticks, mut counted, mut resume) = (0, 0, from);
    for at in memchr::memchr_iter(b' ', bytes).map(|blank| blank + 1) {
        let begins = at > 2
            && at >= resume
            && at < bytes.len()
            && (bytes[at].is_ascii_alphabetic() || matches!(bytes[at], b'.' | b'\\'))
            && (!bytes[at - 2].is_ascii() || matches!(bytes[at - 2], b'.' | b',' | b')'));
        if !begins || !is_behind_korean(&source[..at - 1]) {
            continue;
        }
        ticks += memchr::memchr_iter(b'`', &bytes[counted..at]).count();
        counted = at;
        if ticks % 2 == 1 {
            continue;
        }
        let (before, rest) = source.split_at(at);
        let Some(parsed) = parsed_amid(before, rest, tools) else {
            continue;
        };
        let mut next = parsed.next.map(|next| at + next);
        out.push(found(source, at..at + parsed.end, parsed, false));
        while let Some(at) = next.filter(|_| out.len() < MOST) {
            let Some((mut found, more)) = at_head(source, at, Setting::Lead, tools) else {
                break;
            };
            found.strip = false;
            out.push(found);
            next = more;
        }
        resume = out.last().map_or(resume, |last| last.range.end);
        if let Some(other) = elsewhere(source, resume, tools) {
            resume = other.range.end;
            out.push(other);
        }
        if out.len() >= MOST {
            break;
        }
    }
    out
}

/// The command that stands amid a sentence between `before` and the rest of it.
fn parsed_amid(before: &str, rest: &str, tools: &Tools) -> Option<ParsedCommand> {
    let asked = spoken::asks(before);
    // `목록은 \dt 로 본다`, `지울 때는 db.logs.drop()`: what no sentence has.
    let client = rest.starts_with('\\') || rest.starts_with("db.") || word_tail::is_cmdlet_at(rest);
    let verb = rest.split(' ').next().unwrap_or_default();
    let sql = verb.len() > 3 && verb.bytes().all(|b| b.is_ascii_uppercase()) && rest.contains(';');
    if is_label_of_warning(before) || !(client || sql || may_stand_amid(rest, tools) || asked) {
        return None;
    }
    let parsed = parse(rest, Setting::Lead, tools)?;
    let after = &rest[parsed.end..];
    if client {
        let used = spoken::of(after, &[]) == Use::Used;
        return (parsed.whole && asked || used).then_some(parsed);
    }
    if rest.starts_with(|c: char| c.is_ascii_uppercase()) {
        // `인덱스 확인 SHOW INDEX FROM member;`
        let closed = parsed.language == CommandLanguage::Sql && rest[..parsed.end].ends_with(';');
        return (closed && parsed.whole).then_some(parsed);
    }
    let words = rest[..parsed.end].split_whitespace().count();
    let proven = parsed.proven;
    let said = match words {
        // `나갈 때는 exit`
        1 => asked && parsed.whole && after.is_empty(),
        // `서버 켜기 npm start`
        2 => {
            let labelled = parsed.whole && after.is_empty() && is_deed_before(before);
            proven && (parsed.used || parsed::is_run(after) || asked && parsed.whole || labelled)
        }
        _ => proven && parsed.sum >= 7,
    };
    said.then_some(parsed)
}

/// Whether the words before a command are short and name a deed: `목록 보기`, `실행`.
fn is_deed_before(before: &str) -> bool {
    if before.len() > LONGEST_LABEL {
        return false;
    }
    let before = before.trim();
    let last = before.rsplit(' ').next().unwrap_or_default();
    let ends = |one| last.ends_with(one);
    before.len() <= LONGEST_LABEL
        && before.split(' ').count() <= 4
        && before
            .chars()
            .all(|c| is_hangul(c) || c == ' ' || c.is_ascii_alphanumeric())
        && [
            "기", "실행", "확인", "설치", "접속", "시작", "종료", "조회", "삭제", "출력",
        ]
        .into_iter()
        .any(ends)
}

/// `(윈도우는 tracert 8.8.8.8)` behind a command: how it is done elsewhere, up to the bracket.
fn elsewhere(source: &str, from: usize, tools: &Tools) -> Option<FoundCommand> {
    let open = from + source[from..].find('(')?;
    let close = open + source[open..].find(')')?;
    let inner = &source[open + 1..close];
    let mut starts = inner.match_indices(' ').map(|(at, _)| at);
    let at = starts
        .find(|at| inner[..*at].ends_with(['은', '는', ':']) || inner[..*at].ends_with("에선"))?;
    let skip = at + 1;
    let label = inner[..at].contains(is_hangul) && !inner.contains(['(', '`']);
    let parsed = parse(&inner[skip..], Setting::Lead, tools).filter(|_| label)?;
    let words = inner[skip..].split_whitespace().count();
    let whole = skip + parsed.end == inner.trim_end().len() && words > 1;
    let start = open + 1 + skip;
    (whole && parsed.proven).then(|| found(source, start..start + parsed.end, parsed, false))
}

/// Whether the sentence before a command is short, closed and warns of it: `금지. git push`.
fn is_label_of_warning(before: &str) -> bool {
    let before = before.trim_end();
    before.len() <= LONGEST_LABEL
        && before.ends_with(['.', ':', '!', ')'])
        && is_warning(before.trim_matches(['(', ')', ' ']))
}

/// Whether a name is surely a program's, as it must be in a sentence.
fn may_stand_amid(text: &str, tools: &Tools) -> bool {
    let (name, next) = text.split_once(' ').unwrap_or((text, ""));
    // `source ~/.zshrc`, `echo $HOME`: no word of a sentence stands before these.
    let operand = next.split(' ').next().unwrap_or_default();
    let given = next.starts_with(['~', '$', '-']) || operand.contains('/');
    // `echo hi | kcat -P`: what is piped into another program is typed.
    let piped = next
        .split_once(" | ")
        .is_some_and(|(_, next)| tools::program(next.split(' ').next().unwrap_or("")).is_some());
    let given = given || piped;
    name.starts_with("./")
        || name.ends_with(".sh")
        || tools.adds(name)
        || tools::program(name).is_some_and(|known| {
            known.has_subs() || known.is_name || known.is_prefix || known.is_interpreter || given
        })
}

/// Whether a Korean word, perhaps with the sign that ends its sentence, stands last.
fn is_behind_korean(before: &str) -> bool {
    before
        .trim_end_matches(['.', ',', ')'])
        .ends_with(is_hangul)
}
