//! Commands in bullets: what a reader would type, told apart from prose that begins with a
//! program's name. The Markdown source of a lead in, commands out. Where one may begin is known
//! here, where it ends in `word`, whether it is one in `evidence` and `statement`.

mod lead;
mod typed;

use std::ops::Range;

pub(crate) use crate::notes::code::command::lead::introduces_example;
pub(super) use crate::notes::code::command::lead::{lead_in, numbering};
use crate::notes::code::command::typed::as_typed;
use crate::notes::code::evidence;
use crate::notes::code::forbidden::is_warning;
use crate::notes::code::parsed::{self, ParsedCommand, parse};
use crate::notes::code::prompt;
use crate::notes::code::spoken;
use crate::notes::code::spoken::Use;
use crate::notes::code::tools;
use crate::notes::code::tools::Tools;
use crate::notes::code::weight::{Reason, Setting};
use crate::notes::code::word;
use crate::notes::code::word::Tail;
use crate::notes::code::word_tail;
use crate::notes::tree::CommandLanguage;
use crate::text::{head, is_hangul};

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

/// Bytes of a lead in which commands are sought: nobody types more, and rules may look at what
/// follows from each word.
pub(super) const LONGEST_LEAD: usize = 32 * 1024;

/// Finds the commands of a lead: one that has it to itself, a list of them, or those in brackets
/// and amid its prose.
pub(crate) fn find(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    if source.len() > LONGEST_LEAD {
        return Vec::new();
    }
    let mut head = listed(source, tools);
    if let [first] = &head[..] {
        // `docker ps 로 확인하고 docker stop <id>`
        if !first.strip {
            let from = first.range.end;
            head.extend(amid(source, from, tools));
        }
        return head;
    }
    if !head.is_empty() {
        return head;
    }
    let inside = in_brackets(source, tools);
    if !inside.is_empty() {
        return inside;
    }
    let amid = amid(source, 0, tools);
    if !amid.is_empty() {
        return amid;
    }
    below(source, tools)
}

/// Commands on lines of their own below a sentence that goes on with them.
fn below(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim();
        let at = start + indent;
        if start > 0
            && out.len() < MOST
            && text.starts_with(|c: char| c.is_ascii_alphabetic() || "./~$".contains(c))
            && let Some(parsed) = parse(text, Setting::Lead, tools)
            && (parsed.end == text.len() || parsed.whole && parsed.proven)
        {
            out.push(found(source, at..at + parsed.end, parsed, false));
        }
        start += line.len();
    }
    out
}

/// No bullet lists more commands: each is looked for to the end of the line.
pub(super) const MOST: usize = 20;

/// The commands that a lead begins with, behind a lead-in, a number, a label or a prompt.
fn listed(source: &str, tools: &Tools) -> Vec<FoundCommand> {
    let start = source.len() - source.trim_start().len();
    let start = start + numbering(&source[start..]);
    let mut out = Vec::new();
    let mut next = None;
    for at in [Some(start), lead_in(source, start)].into_iter().flatten() {
        if let Some((found, more)) = at_head(source, at, Setting::Lead, tools) {
            out.push(found);
            next = more;
            break;
        }
    }
    if out.is_empty() {
        for (at, is_korean) in labels(source, start) {
            let Some((mut found, more)) = at_head(source, at, Setting::Lead, tools) else {
                if let Some(name) = parsed::asked_alone(&source[start..at], &source[at..]) {
                    out.push(FoundCommand {
                        range: at..at + name.len(),
                        code: name.to_owned(),
                        language: CommandLanguage::Shell,
                        tool: name.to_owned(),
                        strip: true,
                    });
                    break;
                }
                continue;
            };
            // `서버를 띄운다 (실행 : python start.py)`: the bracket closes the label's.
            let label = &source[start..at];
            let open = label.matches('(').count() > label.matches(')').count();
            let closed = open && found.code.ends_with(')') && !found.code.contains('(');
            if closed {
                found.code.pop();
                found.range.end -= 1;
                found.strip = false;
            }
            // `배포: git push → build → deploy`: what happens one after the other.
            if more.is_none() && is_flow(&source[found.range.end..]) {
                continue;
            }
            let words = found.code.split_whitespace().count();
            // `버전 확인 : node -v, npm -v`
            // `dns: dig +short a.example / dig b.example`
            let tagged = words >= 2 && more.is_some() && !source[start..at].trim().contains(' ');
            if tagged
                || is_korean && (found.strip || closed || more.is_some())
                || words >= 2 && more.is_none() && found.strip
            {
                out.push(found);
                next = more;
                break;
            }
        }
    }
    while let Some(at) = next.filter(|_| out.len() < MOST) {
        // Beside a command of the same program less proof is enough.
        let again = out
            .last()
            .is_some_and(|last| source[at..].split(' ').next() == Some(last.tool.as_str()));
        let place = if again {
            Setting::Prompt
        } else {
            Setting::Lead
        };
        let Some((found, more)) = at_head(source, at, place, tools) else {
            break;
        };
        // `docker build -t web . -> docker build`: the first is called so.
        if out
            .last()
            .is_some_and(|last| is_name_of(&found.code, &last.code))
        {
            break;
        }
        out.push(found);
        next = more;
    }
    if out.len() > 1 {
        for one in &mut out {
            one.strip = false;
        }
    }
    out
}

/// Whether a command is nothing but the first words of another, by which people call that.
fn is_name_of(name: &str, command: &str) -> bool {
    let rest = command.strip_prefix(name);
    rest.is_some_and(|rest| rest.starts_with(' ')) && !name.contains('-')
}

/// Whether an arrow leads on to another step, in Latin letters or code.
fn is_flow(after: &str) -> bool {
    let mut arrows = ["→", "⇒", "->", "=>"].iter();
    let next = arrows.find_map(|arrow| after.trim_start().strip_prefix(*arrow));
    next.is_some_and(|next| {
        next.trim_start()
            .starts_with(|c: char| c.is_ascii_lowercase() || c == '`')
    })
}

/// No label is longer, in bytes.
const LONGEST_LABEL: usize = 120;

/// Where commands may begin behind a label, and whether the label is Korean: `설치방법: pip …`,
/// `soft : git reset …`, `macOS - brew …`.
pub(super) fn labels(source: &str, start: usize) -> impl Iterator<Item = (usize, bool)> {
    let near = head(&source[start..], LONGEST_LABEL + 4);
    let code = near.find(['`', '|', '=']).unwrap_or(near.len());
    let signs = near.match_indices(' ').filter_map(move |(at, _)| {
        // Each sign ends with a blank; its first byte tells which it may be.
        let before = &near[..at];
        // Most blanks stand behind a letter.
        if before.ends_with(|c: char| c.is_ascii_alphanumeric() || is_hangul(c)) {
            return None;
        }
        let sign = [
            ":**", "**:", ":__", "__:", ":", " --", " -", " –", "→", " ->", " =>", " =", "!",
        ]
        .iter()
        .find(|sign| before.ends_with(**sign))?;
        // `서비스 재시작 = net stop …`, `삭제도 꼭! eksctl …`: behind words, not within a command.
        let spoken = before[..before.len() - sign.len()].ends_with(is_hangul);
        if matches!(*sign, " --" | " =" | "!") && !spoken {
            return None;
        }
        let label = before.len() - sign.len();
        // `kubectl exec -it 파드명 -- ls`: what stands behind it is for the pod.
        let said = before.trim_matches(['*', '_']);
        if *sign == " --" && is_typed_before(&before[..label]) || is_warning(said) {
            return None;
        }
        (label > 0 && label <= code).then_some((label, at + 1))
    });
    // `캐시 정리:npm cache clean`
    let glued = near.match_indices(':').filter_map(move |(at, _)| {
        let spoken = near[..at].ends_with(is_hangul);
        let named = near[at + 1..].starts_with(|c: char| c.is_ascii_lowercase() || c == '.');
        (spoken && named && at <= code).then_some((at, at + 1))
    });
    let is_label = !near.starts_with(['`', '<']);
    signs
        .chain(glued)
        .filter(move |_| is_label)
        .filter_map(move |(label, end)| {
            let after = &source[start + end..];
            let begins = after.trim_start();
            let at = source.len() - begins.len();
            (!begins.starts_with('`')).then(|| (at, near[..label].chars().any(is_hangul)))
        })
}

/// Whether a command is being typed in the words before a sign: a program and what it is given.
fn is_typed_before(words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.windows(2).any(|pair| {
        let given = pair[1].starts_with(|c: char| c.is_ascii_lowercase() || c == '-');
        given && tools::program(pair[0]).is_some()
    })
}

/// `…(kubectl get pods -n study) 하면`: only what its grammar proves, and only up to the bracket.
fn in_brackets(source: &str, tools: &Tools) -> Vec<FoundCommand> {
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
        let Some(parsed) = parse(&inner[skip..], Setting::Prose, tools) else {
            continue;
        };
        let whole = skip + parsed.end == inner.trim_end().len();
        let words = inner.split_whitespace().count();
        if whole && parsed.proven && words >= 3 {
            let from = open + 1 + skip;
            out.push(found(source, from..from + parsed.end, parsed, false));
        }
    }
    out
}

/// Commands amid a sentence, behind a byte: `터미널에서 kubectl get pods -A 를 실행한다`. Their
/// grammar must leave no doubt.
fn amid(source: &str, from: usize, tools: &Tools) -> Vec<FoundCommand> {
    let mut out: Vec<FoundCommand> = Vec::new();
    if !source.contains(' ') || source.len() > 1000 {
        return out;
    }
    let bytes = source.as_bytes();
    let (mut ticks, mut resume) = (0, from);
    for at in 0..bytes.len() {
        if bytes[at] == b'`' {
            ticks += 1;
        }
        let begins = at > 2
            && at >= resume
            && bytes[at - 1] == b' '
            && (bytes[at].is_ascii_alphabetic() || matches!(bytes[at], b'.' | b'\\'))
            && (!bytes[at - 2].is_ascii() || matches!(bytes[at - 2], b'.' | b',' | b')'));
        if !begins || ticks % 2 == 1 || !is_behind_korean(&source[..at - 1]) {
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
        2 => proven && (parsed.used || parsed::is_run(after) || asked && parsed.whole),
        _ => proven && parsed.sum >= 7,
    };
    said.then_some(parsed)
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
    before.len() <= LONGEST_LABEL && before.ends_with(['.', ':', '!']) && is_warning(before)
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

/// The command at a place where one may begin, and where the next of a list does.
pub(super) fn at_head(
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
pub(super) const fn typed_in(kind: prompt::PromptKind) -> Option<CommandLanguage> {
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
    if !after.is_empty() && !word_tail::is_remark(after) {
        return None;
    }
    let code = body[..close].trim();
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

fn found(source: &str, range: Range<usize>, parsed: ParsedCommand, strip: bool) -> FoundCommand {
    FoundCommand {
        code: as_typed(&source[range.clone()]),
        range,
        language: parsed.language,
        tool: parsed.tool,
        strip,
    }
}

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
