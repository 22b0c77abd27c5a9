//! One command at the head of a text: a statement or the words of a shell, as far as it goes and as
//! sure as it is. A text in, the command or nothing out; where commands stand in a line is for
//! `command` to find.

use crate::notes::code::evidence;
use crate::notes::code::named;
use crate::notes::code::spoken;
use crate::notes::code::spoken::Use;
use crate::notes::code::statement;
use crate::notes::code::tools;
use crate::notes::code::tools::Tools;
use crate::notes::code::weight::{Reason, Setting, Weight};
use crate::notes::code::word;
use crate::notes::code::word::{CommandLine, Tail};
use crate::notes::code::word_tail;
use crate::notes::tree::CommandLanguage;

/// A command at the start of a text.
pub(super) struct ParsedCommand {
    /// The byte behind it.
    pub end: usize,
    pub language: CommandLanguage,
    pub tool: String,
    /// Whether it has the line to itself.
    pub whole: bool,
    /// Whether its grammar proves it.
    pub proven: bool,
    /// What it weighs.
    pub sum: i32,
    /// Where another of a list may begin.
    pub next: Option<usize>,
    /// Whether a particle says that it is used, with what only a command is given.
    pub used: bool,
}

impl ParsedCommand {
    /// A program that is typed without another word.
    fn alone(name: &str) -> Self {
        Self {
            end: name.len(),
            language: CommandLanguage::Shell,
            tool: name.to_owned(),
            whole: false,
            proven: false,
            sum: 0,
            next: None,
            used: false,
        }
    }
}

/// `uptime 부하 보기`, `df : 남은 용량 보기`: a program alone that shows something, before what one
/// sees.
fn shows(line: &CommandLine, after: &str) -> bool {
    let [program] = line.words[..] else {
        return false;
    };
    let name = program.text;
    let sign = |c: char| matches!(c, ':' | '-' | '→' | ' ');
    let after = match line.tail {
        Tail::Prose => after,
        Tail::Remark => after.trim_start_matches(sign),
        _ => return false,
    };
    !after.is_empty()
        && (tools::section_lists("shows", name)
            || tools::program(name).is_some_and(|known| known.is_alone && !known.is_word))
        && spoken::is_seen(after)
}

/// `clear`, `history : 이전 명령`: a program that is complete without another word, and whose name
/// is one of English.
fn is_complete_alone(line: &CommandLine, after: &str) -> bool {
    let [program] = line.words[..] else {
        return false;
    };
    // `top -> shift+p`: what is pressed there.
    let sign = |c: char| matches!(c, ' ' | '-' | '=' | '>' | '→');
    let is_pressed = after.trim_start_matches(sign).contains('+') && after.contains('>');
    matches!(line.tail, Tail::End | Tail::Remark)
        && !is_pressed
        && ["listed", "lone", "shows"]
            .iter()
            .any(|section| tools::section_lists(section, program.text))
}

/// The program that a label asks for, alone and up to the end: `부하 확인 : top`. The words before
/// it and those from it on in.
pub(super) fn asked_alone<'a>(label: &str, text: &'a str) -> Option<&'a str> {
    let name = text.split([' ', '\n']).next().unwrap_or_default();
    let after = text[name.len()..].trim_start();
    let known = ["shows", "lone"]
        .iter()
        .any(|section| tools::section_lists(section, name));
    let ends = after.is_empty() || word_tail::is_remark(after);
    (known && ends && spoken::asks_to_see(label)).then_some(name)
}

/// The command that `text` begins with. `INCR [key] :: value + 1`: between blanks two colons part
/// it from what it does.
pub(super) fn parse(text: &str, place: Setting, tools: &Tools) -> Option<ParsedCommand> {
    let line = text.find('\n').map_or(text, |end| &text[..end]);
    let text = line.find(" :: ").map_or(text, |end| &text[..end]);
    if let Some(found) = statement_of(text) {
        // `DROP TABLE users; 를 했다가 혼났다`
        if !found.whole && spoken::of(&text[found.end..], &[]) == Use::Spoken {
            return None;
        }
        return Some(ParsedCommand {
            end: found.end,
            language: found.language,
            tool: found.tool,
            whole: found.whole,
            proven: true,
            sum: 10,
            next: next_statement(text, found.end),
            used: false,
        });
    }
    parse_shell(text, place, tools)
}

/// Where another statement begins that is listed behind one: `COMMIT; / ROLLBACK;`.
fn next_statement(text: &str, end: usize) -> Option<usize> {
    let rest = text[end..].trim_start();
    let parts = ["/ ", "또는 ", "혹은 ", ", "];
    let next = parts.iter().find_map(|part| rest.strip_prefix(*part))?;
    let next = next.trim_start();
    statement_of(next).map(|_| text.len() - next.len())
}

/// The statement that a text begins with. Before `<` and `>` a backslash may be Markdown's:
/// `db.\\<이름\\>.drop()`.
fn statement_of(text: &str) -> Option<statement::Statement> {
    if let Some(found) = statement::read(text) {
        return Some(found);
    }
    if !text.contains("\\<") {
        return None;
    }
    let plain = text.replace("\\<", "<").replace("\\>", ">");
    let mut found = statement::read(&plain)?;
    // As many bytes as were read, and the backslashes among them.
    let mut read = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        if read >= found.end {
            found.end = at;
            return Some(found);
        }
        let escapes = c == '\\'
            && signs
                .peek()
                .is_some_and(|(_, next)| matches!(next, '<' | '>'));
        read += if escapes { 0 } else { c.len_utf8() };
    }
    found.end = text.len();
    Some(found)
}

fn parse_shell(text: &str, place: Setting, tools: &Tools) -> Option<ParsedCommand> {
    if !evidence::may_begin(text, tools) {
        return None;
    }
    let line = word::read(text);
    if is_remarked_on(&line) {
        return None;
    }
    let is_lead = matches!(place, Setting::Lead | Setting::Listed);
    if is_lead && shows(&line, &text[line.end()..]) {
        return Some(ParsedCommand::alone(line.words[0].text));
    }
    if place == Setting::Listed && is_complete_alone(&line, &text[line.end()..]) {
        let mut alone = ParsedCommand::alone(line.words[0].text);
        alone.whole = true;
        return Some(alone);
    }
    let weight = evidence::weigh(&line.words, tools)?;
    let program = line.words[weight.program].text;
    // `docker 접속 -- docker exec -it web bash`: a label, and the command behind its dash.
    let names_again = |pair: &[word::Word]| pair[0].text == "--" && pair[1].text == program;
    if line.words.windows(2).any(names_again) {
        return None;
    }
    // `git add & git commit`: the sign says "and"; in a shell each of them would have to be whole.
    let mut parts = line.words.split(|word| word.text == "&");
    if line.words.iter().any(|word| word.text == "&")
        && !parts.all(|part| named::is_complete(part.iter().map(|word| word.text)))
    {
        return None;
    }
    // `npm ci 후 배포`: it is spoken of, unless a command follows.
    let goes_on = |at: usize| {
        let next = word::read(&text[at..]);
        evidence::may_begin(&text[at..], tools)
            && evidence::weigh(&next.words, tools).is_some_and(|next| next.is_enough(place))
            && !matches!(next.tail, Tail::Talk)
    };
    if let Tail::Then(at) = line.tail
        && !goes_on(at)
    {
        return None;
    }
    // `git add, commit, push`: what the program can do is listed.
    if let Tail::Next(at) = line.tail
        && lists_deeds(program, &text[at..])
    {
        return None;
    }
    if !keeps(&line, &weight, &text[line.end()..], place) {
        return None;
    }
    Some(ParsedCommand {
        end: line.end(),
        language: CommandLanguage::Shell,
        tool: program
            .trim_start_matches("./")
            .trim_end_matches(';')
            .to_owned(),
        whole: matches!(line.tail, Tail::End | Tail::Remark),
        proven: weight.is_proven(),
        sum: weight.sum + i32::from(line.tail == Tail::Used),
        next: match line.tail {
            Tail::Next(at) | Tail::Then(at) => Some(at),
            _ => None,
        },
        used: line.tail == Tail::Used && is_firm(program, &weight),
    })
}

/// `npm install failures`, `docker build slowness`: how something went that is done.
fn is_remarked_on(line: &CommandLine) -> bool {
    const DONE: &str =
        "install build apply deploy push pull start test compile up init update upgrade";
    const WENT: &str = "failure failures failing error errors issue issues problem problems \
        slowness timeout timeouts warning warnings hangs crashes conflicts output outputs";
    let among = |list: &str, word: &str| list.split(' ').any(|one| one == word);
    line.words
        .windows(3)
        .any(|words| among(DONE, words[1].text) && among(WENT, words[2].text))
}

/// Whether a command is given an option, a file or the like, or may be given any word.
fn is_firm(program: &str, weight: &Weight) -> bool {
    let given = [
        Reason::Option,
        Reason::Variable,
        Reason::File,
        Reason::Address,
        Reason::Blank,
    ];
    given.iter().any(|reason| weight.reasons.contains(reason))
        || tools::program(program).is_some_and(|known| known.takes_bare)
}

/// Whether a list goes on with another sub-command of the program and not with a command.
fn lists_deeds(program: &str, next: &str) -> bool {
    let end = next
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .unwrap_or(next.len());
    let known = tools::program(program);
    known.is_some_and(|known| known.has_sub(&next[..end])) && tools::program(&next[..end]).is_none()
}

/// Whether a line of a code block, or what stands behind a prompt, is a command and nothing else.
pub(crate) fn is_typed(line: &str, tools: &Tools) -> bool {
    is_typed_at(line, Setting::Fence, tools)
}

/// The same of a line of a session.
pub(crate) fn is_typed_at(line: &str, place: Setting, tools: &Tools) -> bool {
    let line = line.trim();
    let begins = line.starts_with(|c: char| c.is_ascii_alphabetic() || "./~$_".contains(c));
    // `diff --git a/x b/x`: git prints it, and no `diff` takes it.
    let is_printed = line.starts_with("diff --git ");
    begins && !is_printed && parse_shell(line, place, tools).is_some_and(|found| found.whole)
}

/// Whether a line of a code block leaves no doubt that a shell reads it: what only a program is
/// given stands in it, or nothing but a shell has the program.
pub(crate) fn is_proven(line: &str, tools: &Tools) -> bool {
    let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
    // `time stamp`: a word that stands before commands proves none.
    if name != "sudo" && tools::program(name).is_some_and(|known| known.is_prefix) {
        return is_proven(rest.trim_start(), tools);
    }
    let changes = tools::section_lists("silent", name) || tools::section_lists("enters", name);
    changes || parse_shell(line, Setting::Fence, tools).is_some_and(|found| found.proven)
}

/// What makes a command one, by the names of [`Reason`]: the grammar of its language is one itself.
pub(crate) fn reasons(code: &str, language: CommandLanguage, tools: &Tools) -> Vec<&'static str> {
    if language != CommandLanguage::Shell {
        return vec!["statement"];
    }
    let line = word::read(code);
    evidence::weigh(&line.words, tools).map_or_else(Vec::new, |weight| {
        weight.reasons.iter().map(|reason| reason.name()).collect()
    })
}

/// Whether what follows the words leaves them a command.
fn keeps(line: &CommandLine, weight: &Weight, after: &str, place: Setting) -> bool {
    let words = line.words.len() - weight.program;
    let rich = words >= 3;
    // `ls -al 숨긴 파일까지 보기`
    let described = || {
        words == 2
            && line.words[weight.program + 1].text.starts_with(['-', '/'])
            && named::is_description(after)
    };
    // `kubectl delete ns 개발 안의 것도 지운다`: what it is given stands in the sentence.
    let complete = || {
        let words = line.words[weight.program..].iter();
        named::is_complete(words.map(|word| word.text))
    };
    // `git merge conflict 해결법`: bare words before a topic are a title.
    let is_title = || {
        let mut words = line.words[weight.program..].iter();
        words.all(|word| word.text.bytes().all(|b| b.is_ascii_alphabetic()))
            && named::is_topic(after)
    };
    // `sudo apt 로 설치`: what it is to do is missing.
    let is_short = || {
        let program = line.words[weight.program].text;
        words == 1 && tools::program(program).is_some_and(tools::Program::has_subs)
    };
    // `./run.sh 실행`, `npm start 를 실행`
    let is_short_run = || {
        let is_file = || weight.reasons.contains(&Reason::ProgramFile);
        (words == 2 || words == 1 && is_file()) && is_run(after)
    };
    weight.is_enough(place)
        && match line.tail {
            Tail::Remark if after.trim_start().starts_with("-- ") => complete(),
            Tail::End | Tail::Remark => true,
            Tail::Gloss => line.words.len() - weight.program > 1 && complete(),
            // `docker ps와 동일`, `kubectl logsコマンド`: the words are spoken of.
            Tail::Talk => false,
            Tail::Used => weight.is_proven() && complete() && !is_short(),
            Tail::Next(_) | Tail::Then(_) => weight.is_proven(),
            Tail::Prose => {
                (rich || described() || is_short_run())
                    && weight.is_proven()
                    && complete()
                    && !is_title()
            }
        }
}

/// Whether words behind a command tell the reader to type it: `를 실행`, `입력`; not `를 실행하면`.
pub(super) fn is_run(after: &str) -> bool {
    let after = after.trim_start();
    let after = ["을 ", "를 ", "로 ", "으로 "]
        .iter()
        .find_map(|particle| after.strip_prefix(particle))
        .unwrap_or(after);
    let verb = after.split(' ').next().unwrap_or_default();
    ["실행", "입력", "수행"].iter().any(|run| {
        verb.strip_prefix(run).is_some_and(|end| {
            let end = end.trim_end_matches('.');
            matches!(
                end,
                "" | "한다" | "하고" | "해" | "해서" | "합니다" | "함" | "하기" | "하세요"
            )
        })
    })
}
