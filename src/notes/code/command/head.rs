//! The command at one place of a lead: bare, behind a prompt, in ticks or in bold letters. The
//! source and the place in, the command out, and where the next of a list may begin.

use std::ops::Range;

use crate::notes::code::command::typed::as_typed;
use crate::notes::code::named;
use crate::notes::code::parsed::{ParsedCommand, parse};
use crate::notes::code::prompt;
use crate::notes::code::tools::{self, Tools};
use crate::notes::code::weight::Setting;
use crate::notes::code::word::{self, Tail};
use crate::notes::code::word_tail;
use crate::notes::particle;
use crate::notes::tree::CommandLanguage;

/// A command found in a lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundCommand {
    /// Bytes of the source that it takes the place of, prompt and ticks included.
    pub range: Range<usize>,
    /// Exactly what is typed.
    pub code: String,
    /// In what it is typed.
    pub language: CommandLanguage,
    /// The program, or what names a statement.
    pub tool: String,
    /// Whether the bullet is a command line; else the command stands among prose.
    pub strip: bool,
}

/// No bullet lists more commands: each is looked for to the end of the line.
pub(crate) const MOST: usize = 20;

/// The command at a place where one may begin, and where the next of a list does.
pub(crate) fn at_head(
    source: &str,
    at: usize,
    place: Setting,
    tools: &Tools,
) -> Option<(FoundCommand, Option<usize>)> {
    let rest = source.get(at..)?;
    if rest.starts_with('`') {
        return in_span(source, at, tools).map(|found| (found, None));
    }
    for mark in ["**", "__"] {
        if let Some(inner) = rest.strip_prefix(mark) {
            return in_bold(source, at, (inner, mark), tools).map(|found| (found, None));
        }
    }
    // `127.0.0.1:6379> GET greeting`: an address is a prompt, too.
    let address = rest.starts_with(|c: char| c.is_ascii_digit()) && prompt::of(rest).is_some();
    if !address
        && !rest.starts_with(|c: char| c.is_ascii_alphabetic() || "./~$#%>\\(_❯➜@[!".contains(c))
    {
        return None;
    }
    // `$npm ci`
    if let Some(after) = rest.strip_prefix('$') {
        let (name, given) = after.split_once(' ').unwrap_or((after, ""));
        if tools::program(name).is_some() && !given.is_empty() && prompt::of(rest).is_none() {
            return at_head(source, at + 1, Setting::Prompt, tools);
        }
    }
    // `!pip install`: a notebook hands the line to the shell.
    if let Some(after) = rest.strip_prefix('!') {
        let known = tools::program(after.split(' ').next().unwrap_or_default()).is_some();
        return known
            .then(|| at_head(source, at + 1, Setting::Lead, tools))
            .flatten();
    }
    // `Router(config-if)# no shutdown`: whatever stands behind is for the device.
    if let Some(skip) = prompt::behind_device(rest) {
        let line = word::read(&rest[skip..]);
        let typed = matches!(line.tail, Tail::End | Tail::Remark | Tail::Prose);
        let end = at + skip + line.end();
        return (typed && line.end() > 0).then(|| {
            let code = as_typed(&source[at + skip..end]);
            let tool = line.words[0].text.to_owned();
            let (range, language) = (at..end, CommandLanguage::Shell);
            let strip = !matches!(line.tail, Tail::Prose);
            (
                FoundCommand {
                    range,
                    code,
                    language,
                    tool,
                    strip,
                },
                None,
            )
        });
    }
    let (skip, place, language) = match prompt::of(rest) {
        Some(prompt) => match typed_in(prompt.kind) {
            Some(language) => (prompt.end, Setting::Prompt, Some(language)),
            None => return None,
        },
        None => (0, place, None),
    };
    let mut parsed = parse(&rest[skip..], place, tools)?;
    if let Some(language) = language.filter(|language| *language != CommandLanguage::Shell) {
        parsed.language = language;
    }
    let next = parsed.next.map(|next| at + skip + next);
    let (end, strip) = (at + skip + parsed.end, parsed.whole);
    let code = as_typed(&source[at + skip..end]);
    let one = FoundCommand {
        range: at..end,
        code,
        language: parsed.language,
        tool: parsed.tool,
        strip,
    };
    Some((one, next))
}

/// In what language one types behind a prompt; `None` where it is no command's.
pub(crate) const fn typed_in(kind: prompt::PromptKind) -> Option<CommandLanguage> {
    match kind {
        prompt::PromptKind::Shell | prompt::PromptKind::Batch => Some(CommandLanguage::Shell),
        prompt::PromptKind::PowerShell => Some(CommandLanguage::PowerShell),
        prompt::PromptKind::Sql => Some(CommandLanguage::Sql),
        prompt::PromptKind::Redis => Some(CommandLanguage::Redis),
        prompt::PromptKind::Mongo => Some(CommandLanguage::Mongo),
        _ => None,
    }
}

/// A code span that is the whole of the rest, but for a remark.
fn in_span(source: &str, at: usize, tools: &Tools) -> Option<FoundCommand> {
    let rest = &source[at..];
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let body = &rest[ticks..];
    let close = body.find(&rest[..ticks])?;
    let after = body[close + ticks..].trim();
    let is_told = || body[close + ticks..].starts_with(' ') && is_purpose(after);
    if !after.is_empty() && !word_tail::is_remark(after) && !is_told() {
        return None;
    }
    let code = body[..close].trim();
    // `docker` 컨테이너 관리: a name that is spoken of.
    if !code.contains(' ') && !after.is_empty() && !word_tail::is_remark(after) {
        return None;
    }
    let skip = prompt::of(code)
        .filter(|prompt| typed_in(prompt.kind).is_some())
        .map_or(0, |prompt| prompt.end);
    let code = &code[skip..];
    let place = if skip > 0 {
        Setting::Prompt
    } else {
        Setting::Span
    };
    let parsed = parse(code, place, tools)?;
    if parsed.end < code.len() {
        return None;
    }
    Some(FoundCommand {
        range: at..at + ticks + close + ticks,
        code: code.to_owned(),
        language: parsed.language,
        tool: parsed.tool,
        strip: true,
    })
}

/// Whether words right behind a command say what it is good for, without a verb that ends a
/// sentence and without a particle that belongs to the command: `브랜치 삭제`, `목록 보기`, but not
/// `로 확인`, `명령어의 옵션 정리`.
fn is_purpose(after: &str) -> bool {
    const SPOKEN: [&str; 6] = ["명령", "커맨드", "옵션", "실행", "입력", "사용"];
    const WHEN: [&str; 5] = [" 후 ", " 뒤 ", " 전 ", " 시 ", " 때 "];
    let first = after.split(' ').next().unwrap_or_default();
    // `정리` alone is also what a page does with a command.
    let tidies = after
        .strip_suffix(" 정리")
        .is_some_and(|what| what.contains(' '));
    (named::is_description(after) || tidies)
        && !after.ends_with(['다', '요', '.'])
        && !after.contains('`')
        && particle::length(first) != Some(first.len())
        && !SPOKEN.iter().any(|word| first.starts_with(word))
        && !WHEN.iter().any(|word| after.contains(word))
}

/// `**docker ps** : 목록`: bold letters around a command.
fn in_bold(
    source: &str,
    at: usize,
    (inner, mark): (&str, &str),
    tools: &Tools,
) -> Option<FoundCommand> {
    let close = inner.find(mark)?;
    let after = inner[close + mark.len()..].trim();
    if !after.is_empty() && !word_tail::is_remark(after) || inner.starts_with('`') {
        return None;
    }
    let code = inner[..close].trim();
    let parsed = parse(code, Setting::Lead, tools)?;
    (parsed.end == code.len()).then(|| FoundCommand {
        range: at..at + mark.len() + close + mark.len(),
        code: as_typed(code),
        language: parsed.language,
        tool: parsed.tool,
        strip: source[at..].starts_with(mark),
    })
}

pub(super) fn found(
    source: &str,
    range: Range<usize>,
    parsed: ParsedCommand,
    strip: bool,
) -> FoundCommand {
    FoundCommand {
        code: as_typed(&source[range.clone()]),
        range,
        language: parsed.language,
        tool: parsed.tool,
        strip,
    }
}
