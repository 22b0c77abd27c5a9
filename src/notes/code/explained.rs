//! What writers say behind a command on its line of a block: `git add . → 올린다`, `npm start //
//! 켠다`, `pwd   (현재 위치)`. Lines with what follows their commands in, the byte at which each
//! command ends out.
//!
//! A shell would read such words as operands, or write to a file of that name. Only signs that no
//! command has there count, and others where lines of the block share them: a remark that is copied
//! fails or runs, and an operand that is cut makes another command of what stands there.

use crate::notes::code::command;
use crate::notes::code::named;
use crate::notes::code::tools;
use crate::notes::code::tools::Tools;
use crate::notes::code::word_extent::starts_with_break;
use crate::notes::code::word_tail;
use crate::notes::ending;
use crate::text::{head, is_hangul};

/// What stands between a command and its remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RemarkSign {
    /// `→`, `※`: no sign of a shell.
    Arrow,
    /// `->`, `=>`, `//`, `:` before words.
    Typed,
    /// `-`, `--`, `=`, which commands have as well.
    Doubtful,
    /// `/`, `~`, `*`, which are names of files as well.
    Slash,
    /// `(` before Korean words.
    Bracket,
    /// Blanks: the remarks stand in a column of their own.
    Column,
    /// `<br>` at the end of a line.
    Break,
}

/// A remark that may stand on a line.
#[derive(Clone, Copy)]
struct Remark<'a> {
    /// The byte behind the command.
    end: usize,
    sign: RemarkSign,
    /// Blanks before it.
    gap: usize,
    /// Its words.
    said: &'a str,
}

/// Where the command of each line ends that has a remark.
pub(crate) fn ends(lines: &[&str], tools: &Tools) -> Vec<Option<usize>> {
    let mut ends = by_signs(lines);
    // Where a line of the block has such words, others have them too.
    let told = ends.iter().any(Option::is_some);
    let said: Vec<Option<usize>> = lines
        .iter()
        .zip(&ends)
        .map(|(line, end)| {
            if end.is_none() {
                said_behind(line, told, tools)
            } else {
                None
            }
        })
        .collect();
    // One line may have an operand that nobody knows; two share a habit.
    let some = said.iter().flatten().count();
    let alone = lines.iter().filter(|line| !line.trim().is_empty()).count() == 1;
    if some > 1 || some == 1 && (alone || told) {
        for (end, said) in ends.iter_mut().zip(said) {
            *end = end.or(said);
        }
    }
    ends
}

/// Where a command ends before words of Korean with no sign that a shell lacks, as it does in a
/// list: `docker ps -a 로 본다`, `git init: 만든다`, `npm ci(모두 설치)`. A single word
/// may be an operand.
fn said_behind(line: &str, told_before: bool, tools: &Tools) -> Option<usize> {
    let text = line.trim_end();
    let first = text.split(' ').find(|word| *word != "sudo")?;
    let last = text.trim_end_matches(['.', ')', '!', '~']);
    let told = text.len() <= LONGEST
        && text.starts_with(|c: char| c.is_ascii_lowercase() || c == '.')
        && last.ends_with(is_hangul)
        && tools::program(first).is_some_and(|known| !known.takes_text);
    if !told {
        return None;
    }
    let found = command::find(text, tools);
    let [one] = &found[..] else {
        return None;
    };
    let rest = text.get(one.range.end..)?;
    let said = rest.trim_start_matches(|c: char| c == ' ' || ":-–—>=()[]/,~*|".contains(c));
    let signed = said.len() + 1 < rest.len() || !rest.starts_with(' ');
    let words = said.split(' ').count();
    // `rm -rf web / 지운다`: a sign that is also a name of files.
    let doubtful = one.code.ends_with(['/', '~', '*', '.', ':', '=', '|']);
    let holds = one.range.start == 0
        && !doubtful
        && !rest.trim_start().starts_with("-- ")
        && said.starts_with(is_hangul)
        && one.code == text[..one.range.end]
        && !said.contains(['"', '\'', '`', '<', '>', '$'])
        && (words > 1
            || signed
            || ending::is_said(said)
            || told_before && (named::is_deed(said) || said.ends_with('기')));
    holds.then_some(one.range.end)
}

/// Where commands end before signs of a remark.
fn by_signs(lines: &[&str]) -> Vec<Option<usize>> {
    let all: Vec<Option<Remark>> = lines.iter().map(|line| of(line)).collect();
    let count = |sign: RemarkSign| {
        let same = all.iter().flatten().filter(|one| one.sign == sign);
        same.count()
    };
    let shared = |sign: RemarkSign| match sign {
        RemarkSign::Doubtful => count(RemarkSign::Doubtful) > 1,
        RemarkSign::Column => count(RemarkSign::Column) > 1,
        _ => true,
    };
    let (doubtful, column) = (shared(RemarkSign::Doubtful), shared(RemarkSign::Column));
    // `ls / 모두` may be what it says, but not where such a sign parts other lines.
    let is_parted = |(line, found): (&&str, &Option<Remark>)| {
        let slash = found.filter(|one| one.sign == RemarkSign::Slash);
        slash.is_some_and(|one| has_operands(&line[..one.end]))
    };
    let slash = lines.iter().zip(&all).any(is_parted);
    let ends = |(line, found): (&&str, &Option<Remark>)| {
        let found = (*found)?;
        let phrase = || found.said.contains(' ');
        let holds = match found.sign {
            RemarkSign::Doubtful => doubtful,
            RemarkSign::Column => {
                (column || found.gap > FAR || phrase() || ending::is_said(found.said))
                    && is_whole(&line[..found.end])
            }
            RemarkSign::Bracket => is_whole(&line[..found.end]),
            RemarkSign::Slash => {
                is_whole(&line[..found.end]) && (slash || has_operands(&line[..found.end]))
            }
            _ => true,
        };
        holds.then_some(found.end)
    };
    lines.iter().zip(&all).map(ends).collect()
}

/// Whether a line of a shell's block is said and not typed, as the name of what stands below it:
/// `// 켜기`, `※ 포트를 연다`, `==> 판을 고른다`, `<이미지 받기>`, `1) 이미지 받기`, `이미지 받기`.
/// No command begins with Korean words, an arrow or brackets around all of it.
pub(crate) fn is_caption(line: &str) -> bool {
    let text = line.trim();
    let Some(first) = text.bytes().next() else {
        return false;
    };
    if first.is_ascii_alphabetic() && is_titled(text) || text == "[Windows]" || text == "[Mac]" {
        return true;
    }
    // `:: 이미지 받기`, `REM build`, `or` between two ways
    if text.starts_with(":: ") || text.starts_with("REM ") || matches!(text, "or" | "OR" | "Or") {
        return true;
    }
    // `; 이미지 빌드`, `(1) 이미지 빌드`, `/* 이미지 빌드 */`
    let noted = text.strip_prefix("; ").or_else(|| text.strip_prefix("' "));
    let noted = noted.or_else(|| text.strip_prefix("/*")?.strip_suffix("*/"));
    let noted = noted.or_else(|| {
        let (number, said) = text.strip_prefix('(')?.split_once(") ")?;
        let counted = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        counted.then_some(said)
    });
    if noted.is_some_and(|said| {
        let said = said.trim();
        said.starts_with(is_word) && said.trim_end_matches(['.', ':']).ends_with(is_word)
    }) {
        return true;
    }
    // Most lines begin with a program.
    if first.is_ascii_lowercase() && !matches!(first, b'r' | b'b' | b's' | b'z') {
        return false;
    }
    if let Some(said) = text.strip_prefix("//") {
        return said.is_empty() || said.starts_with(|c: char| c == ' ' || is_word(c));
    }
    let enclosed = |close: char| {
        let inner = text[1..].strip_suffix(close);
        inner.is_some_and(|inner| !inner.contains(close) && inner.contains(is_word))
    };
    match first {
        b'<' if enclosed('>') => return true,
        b'[' if enclosed(']') => return true,
        b'r' | b'R' => {
            let said = text
                .strip_prefix("rem ")
                .or_else(|| text.strip_prefix("REM "));
            return said.is_some_and(|said| said.trim_start().starts_with(is_word));
        }
        // A label that slid into the first line: `bash# 켜기`.
        b'b' | b's' | b'z' => {
            let (name, said) = text.split_once('#').unwrap_or_default();
            let shell = matches!(name, "bash" | "sh" | "zsh" | "shell");
            let first = said.split_ascii_whitespace().next().unwrap_or_default();
            return shell && said.ends_with(is_word) && tools::program(first).is_none();
        }
        b'a'..=b'z' | b'A'..=b'Z' | b'#' | b'$' | b'.' | b'~' => return false,
        _ => {}
    }
    let said = text.trim_start_matches(|c: char| {
        c == ' ' || "=-<>".contains(c) || !c.is_ascii() && !c.is_alphanumeric() && !is_drawn(c)
    });
    let counted = said.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = counted
        .strip_prefix(['.', ')'])
        .filter(|_| counted.len() < said.len());
    let said = numbered.map_or(said, str::trim_start);
    let last = said.trim_end_matches(|c: char| ".,:;!?~)]>…".contains(c));
    // `설치: npm ci`, `→ npm ci` hold a command.
    said.contains(is_word)
        && last.ends_with(is_word)
        && !said
            .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '"' | '\'' | '/' | '.'))
        && (said.len() < text.len() || said.starts_with(is_word))
}

/// A sign of drawings and blocks, as prompts of two lines have them. Source: Unicode's blocks Box
/// Drawing and Block Elements.
fn is_drawn(c: char) -> bool {
    ('\u{2500}'..='\u{259f}').contains(&c)
}

/// Blanks beyond which nobody types an operand.
const FAR: usize = 3;
/// How far brackets are looked through, in bytes.
const LONGEST: usize = 400;

/// The remark of a line.
fn of(line: &str) -> Option<Remark<'_>> {
    let line = line.trim_end();
    if !line.starts_with(|c: char| c.is_ascii() && c != '#') {
        return None;
    }
    let last_word = line.rfind(is_word);
    let of_text = || {
        let mut words = line.split(' ').filter(|word| *word != "sudo");
        words
            .next()
            .and_then(tools::program)
            .is_some_and(|known| known.takes_text)
    };
    let (mut quote, mut escaped): (Option<char>, bool) = (None, false);
    let (mut end, mut gap) = (0, 0);
    for (at, c) in line.char_indices() {
        if c == ' ' || c == '\t' {
            gap += if c == ' ' { 1 } else { FAR + 1 };
            escaped = false;
            continue;
        }
        let begins = quote.is_none() && gap > 0 && end > 0 && !escaped;
        if begins && c == '#' {
            return None;
        }
        if begins
            && let Some((sign, said)) = sign(&line[at..], (gap, &line[..end]), last_word > Some(at))
        {
            let kept = sign != RemarkSign::Break && gap < 2 && of_text() || said.is_none();
            return said.filter(|_| !kept).map(|said| Remark {
                end,
                sign,
                gap,
                said,
            });
        }
        match quote {
            _ if escaped => escaped = false,
            _ if c == '\\' && quote != Some('\'') => escaped = true,
            Some(open) => quote = quote.filter(|_| open != c),
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None => {}
        }
        end = at + c.len_utf8();
        gap = 0;
    }
    None
}

/// A letter of Korean, Japanese or Chinese.
fn is_word(c: char) -> bool {
    is_hangul(c) || matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

/// The sign that a text begins with behind a command, and the words behind it; without words where
/// another command or an operand follows, so that the line is left as it is. `worded` tells whether
/// words of Korean or the like follow.
fn sign<'a>(
    rest: &'a str,
    (gap, before): (usize, &str),
    worded: bool,
) -> Option<(RemarkSign, Option<&'a str>)> {
    const ARROWS: [&str; 8] = ["-->", "==>", "->", "=>", "<--", "<==", "<-", "<="];
    let first = rest.chars().next()?;
    let said = |skip: usize| rest[skip..].trim_start();
    let begins = |skip: usize| rest[skip..].starts_with(' ') && said(skip).starts_with(is_word);
    if "→←⇒⇐⟶⟵※➜➔➡☞▶►◀".contains(first) {
        let said = said(first.len_utf8())
            .trim_start_matches('\u{fe0f}')
            .trim_start();
        return Some((RemarkSign::Arrow, Some(said).filter(|said| is_remark(said))));
    }
    if first == '<' && starts_with_break(rest) && rest.trim_end().len() <= "<br />".len() {
        return Some((RemarkSign::Break, Some("")));
    }
    if let Some(after) = rest.strip_prefix("//") {
        let remark = after.starts_with(' ') || after.starts_with(is_word);
        return remark.then(|| (RemarkSign::Typed, Some(said(2))));
    }
    // `name : hello world` is no command with what is said of it.
    let typed = || {
        let first = before.split(' ').find(|word| *word != "sudo");
        first.and_then(tools::program).is_some()
    };
    if let Some(arrow) = ARROWS.iter().find(|arrow| rest.starts_with(**arrow)) {
        let after = &rest[arrow.len()..];
        let parted = after.starts_with(' ') || after.starts_with(is_word);
        let said = said(arrow.len());
        // `=> 결과.txt`: a file that somebody meant to write.
        let file = !said.contains(' ') && said.contains('.') && !said.ends_with('.');
        // `<--옵션>`: what is filled in.
        let blank = first == '<'
            && after
                .split(' ')
                .next()
                .is_some_and(|word| word.contains('>'));
        if blank {
            return None;
        }
        let told = worded || after.starts_with(' ') && is_english_words(said) && typed();
        let remark = parted && told && !file && is_remark(said);
        return remark.then_some((RemarkSign::Typed, Some(said)));
    }
    let dashes = rest.len() - rest.trim_start_matches('-').len();
    let long = matches!(first, '–' | '—');
    let login = || {
        matches!(
            before.split(' ').next(),
            Some("su" | "tar" | "cat" | "cd" | "ssh")
        )
    };
    // `rm -rf build : build 폴더 삭제`: Korean words follow, with a name before them.
    let named =
        |skip: usize| rest[skip..].starts_with(' ') && worded && is_told(said(skip)) && typed();
    let found = match first {
        ':' if named(1) => (RemarkSign::Typed, Some(said(1))),
        // `ls : list files`
        ':' if rest[1..].starts_with(' ') && is_english(said(1)) && typed() => {
            (RemarkSign::Doubtful, Some(said(1)))
        }
        '-' if dashes == 1
            && rest[1..].starts_with(' ')
            && is_english(said(1))
            && !login()
            && typed() =>
        {
            (RemarkSign::Doubtful, Some(said(1)))
        }
        '>' if rest[1..].starts_with(' ') && word_tail::is_command_with_words(said(1)) => {
            (RemarkSign::Arrow, Some(said(1)))
        }
        ':' if begins(1) || rest[1..].starts_with(is_word) => (RemarkSign::Typed, Some(said(1))),
        '：' if said(first.len_utf8()).starts_with(is_word) => {
            (RemarkSign::Typed, Some(said(first.len_utf8())))
        }
        _ if long && begins(first.len_utf8()) => (RemarkSign::Typed, Some(said(first.len_utf8()))),
        '-' if dashes > 2 && begins(dashes) => (RemarkSign::Typed, Some(said(dashes))),
        '-' if begins(dashes) && said(dashes).contains(' ') && !login() => {
            (RemarkSign::Doubtful, Some(said(dashes)))
        }
        '=' if begins(1) => (RemarkSign::Doubtful, Some(said(1))),
        // `rm -rf web / 지운다`
        '/' | '~' | '*' if begins(1) && typed() => (RemarkSign::Slash, Some(said(1))),
        '(' => {
            let inner = head(rest.trim_end_matches('.'), LONGEST);
            let whole = inner
                .find(')')
                .is_some_and(|close| close + 1 == inner.len());
            // No shell has a bracket there: `ls    (Mac/Linux)`, `docker ps (list all)`.
            let aside = || {
                let letters = |c: char| c.is_ascii_alphabetic();
                inner.len() > 2
                    && inner[1..].starts_with(letters)
                    && !inner.contains(['$', '"', '\'', '=', '{', '|'])
                    && !is_cmdlet(before)
                    && typed()
            };
            // `git branch -d (브랜치명)`: what it is given.
            let given = || {
                let words: Vec<&str> = before.split_ascii_whitespace().collect();
                named::is_given_in_brackets(&words, &inner[1..inner.len() - 1])
            };
            let words = whole && inner.len() < LONGEST && (inner.contains(is_word) || aside());
            if words && given() {
                return None;
            }
            return words.then(|| (RemarkSign::Bracket, Some(&inner[1..inner.len() - 1])));
        }
        c if gap > 1 && is_word(c) => {
            let typed = rest.contains(['|', '>', '<', '&', '`', '"', '\'', '$', '=', '/'])
                || rest.contains(" -");
            (RemarkSign::Column, Some(rest).filter(|_| !typed))
        }
        // `docker stop web   web을 멈춘다`
        c if gap >= FAR
            && c.is_ascii_alphanumeric()
            && worded
            && rest.len() <= LONGEST
            && before.contains(' ')
            && !is_of_text(before) =>
        {
            let typed = rest.contains(['|', '>', '<', '&', '`', '"', '\'', '$', '=', '\\'])
                || rest.contains(" -");
            let told = !typed && is_told(rest);
            return told.then_some((RemarkSign::Column, Some(rest)));
        }
        _ => return None,
    };
    Some(found)
}

/// Whether a command has all the operands that it takes, so that a lone `/` behind it is none.
fn has_operands(command: &str) -> bool {
    let mut words = command
        .split_ascii_whitespace()
        .filter(|word| *word != "sudo");
    let name = words.next().unwrap_or_default();
    let given = words.filter(|word| !word.starts_with('-')).count();
    let least = match name {
        "rm" | "rmdir" | "cat" | "tail" | "head" | "less" | "touch" | "mkdir" | "kill" | "ls"
        | "cd" | "du" | "pkill" | "vi" | "vim" => 1,
        "chmod" | "chown" | "chgrp" | "cp" | "mv" | "ln" | "grep" | "scp" | "rsync" => 2,
        _ if tools::program(name).is_some_and(tools::Program::has_subs) => {
            return given > 0 && is_whole(command);
        }
        _ => return false,
    };
    given >= least
}

/// `New-ADUser -Name`: what PowerShell is given stands in brackets.
fn is_cmdlet(command: &str) -> bool {
    let first = command.split(' ').next().unwrap_or_default();
    first.contains('-') && first.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether a command is given any text: `echo a   나`.
fn is_of_text(command: &str) -> bool {
    let first = command.split(' ').find(|word| *word != "sudo");
    first
        .and_then(tools::program)
        .is_some_and(|known| known.takes_text)
}

/// Whether words that begin in Latin letters end in Korean ones, as what is said of a command does:
/// `build 폴더 삭제`, `web을 멈춘다`.
fn is_told(said: &str) -> bool {
    let last = said.trim_end_matches(['.', '!', ')', '~']);
    said.len() <= LONGEST
        && said.starts_with(|c: char| c.is_ascii_alphanumeric())
        && last.ends_with(is_word)
        && !said.contains(['"', '\'', '`', '|', '<', '>'])
}

/// Whether words are English, several of them and no operands: `remove a directory`.
fn is_english(said: &str) -> bool {
    said.contains(' ') && is_english_words(said)
}

/// The same of one word.
fn is_english_words(said: &str) -> bool {
    let word = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
    };
    said.len() <= LONGEST
        && !said.is_empty()
        && !word_tail::is_command_with_words(said)
        && said.split(' ').all(word)
}

/// The bytes of `ex) ` before a command that is an example.
pub(crate) fn example(line: &str) -> usize {
    const SIGNS: [&str; 10] = [
        "ex) ", "ex. ", "ex: ", "Ex) ", "Ex: ", "e.g. ", "eg) ", "ex)", "예) ", "예: ",
    ];
    let text = line.trim_start();
    let sign = SIGNS.iter().find_map(|sign| text.strip_prefix(*sign));
    let typed = sign.map(str::trim_start).filter(|typed| {
        let first = typed.split(' ').find(|word| *word != "sudo");
        first.and_then(tools::program).is_some()
    });
    typed.map_or(0, |typed| line.len() - typed.len())
}

/// What begins a statement in capitals: `CREATE DATABASE 연습`, `FROM 이미지`.
const KEYWORDS: &str = "SELECT INSERT UPDATE DELETE CREATE DROP ALTER USE SHOW GRANT FROM RUN \
    COPY ADD CMD ENV EXPOSE WORKDIR SET GET DEL KEYS BEGIN WITH TRUNCATE REVOKE DESC EXPLAIN";

/// Whether a line names what stands below it and begins with the name of the thing in Latin
/// letters: `EC2 접속`, `npm 설치`, `git push 하기`, `Install dependencies:`, `[Windows]`.
fn is_titled(text: &str) -> bool {
    const SYSTEMS: &str = "Ubuntu CentOS Debian Fedora Windows Mac MacOS macOS Linux Mac/Linux \
        Linux/Mac macOS/Linux Linux/macOS Windows: Mac: Linux: macOS: Mac/Linux: Linux/Mac: \
        [Windows] [Mac] [Linux] [macOS] [Ubuntu] [CentOS]";
    const DONE: &str = "설치 접속 실행 확인 설정 빌드 삭제 생성 종료 시작 배포 연결 하기 한다 \
        합니다 다운로드 업데이트 재시작 사용";
    if text.len() > LONGEST || text.contains(['"', '\'', '`', '$', '=', '|', '\\', ';', '&', '{']) {
        return false;
    }
    if SYSTEMS.split_whitespace().any(|one| one == text) {
        return true;
    }
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let next = words.next().unwrap_or_default();
    let known = tools::program(first);
    let capital = first.starts_with(|c: char| c.is_ascii_uppercase())
        && !KEYWORDS.split_whitespace().any(|one| one == first);
    let ends = text.trim_end_matches(['.', ':', '!', ')', '(']);
    let said = ends.ends_with(is_word) && !text.contains(" -") && !text.contains(['/', '<', '[']);
    let last = ends.rsplit(' ').next().unwrap_or_default();
    let done = DONE.split_whitespace().any(|deed| last.ends_with(deed));
    // `Install dependencies:`, `Step 1: build`
    let spelled = |word: &str| word.bytes().all(|b| b.is_ascii_alphanumeric());
    let english = capital
        && text
            .strip_suffix(':')
            .is_some_and(|title| title.split(' ').all(spelled))
        || first == "Step" && next.ends_with([':', '.']) && !is_command(words.next());
    let cmdlet = first.contains('-');
    english && !next.is_empty()
        || said
            && !next.is_empty()
            && !cmdlet
            && if capital {
                known.is_none()
            } else {
                let no_sub =
                    known.is_none_or(tools::Program::has_subs) && next.starts_with(is_word);
                let told = matches!(last, "하기" | "한다" | "합니다");
                first
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'.')
                    && (done && no_sub || told && known.is_some())
            }
}

/// Whether a word is a program's name.
fn is_command(word: Option<&str>) -> bool {
    word.and_then(tools::program).is_some()
}

/// Whether what stands behind an arrow is said, and no command that comes next.
fn is_remark(said: &str) -> bool {
    let mut words = said.split(' ').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let next = words.next().is_none_or(str::is_ascii);
    let command = tools::program(first).is_some() && next
        || ["./", "~/", "/"]
            .iter()
            .any(|start| first.starts_with(start));
    !said.is_empty() && !command
}

/// Whether nothing has to follow a command: no option without its value, no sign that joins.
fn is_whole(command: &str) -> bool {
    let words = command.split_ascii_whitespace();
    let last = words.clone().next_back().unwrap_or_default();
    !last.ends_with(['|', '&', '>', '<', ';', '=', '(', '$', '\\'])
        && !matches!(last, "do" | "then" | "in" | "[" | "[[")
        && named::is_complete(words)
}
