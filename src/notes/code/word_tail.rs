//! What may stand behind the words of a command on its line without being part of it: a remark,
//! another command of a list, what is done next. The rest of a line and the words before it in;
//! what ends the command there out.

use crate::notes::code::named;
use crate::notes::code::noun;
use crate::notes::code::operand::{is_bare, is_file};
use crate::notes::code::sentence::{BETWEEN, SENTENCE};
use crate::notes::code::tools;
use crate::notes::code::typeset;
use crate::notes::code::word_extent::{
    LONGEST_ASIDE, Word, is_said_in_brackets, named_in_brackets, starts_with_break,
};
use crate::notes::code::word_mark;
use crate::notes::code::word_sign;
use crate::notes::code::word_sign::SignUse;
use crate::text::{head, is_hangul};

/// Why the words of a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tail {
    /// The line ends.
    End,
    /// A remark: in brackets, behind a dash, an arrow, a colon, a number sign.
    Remark,
    /// `로`, `을`: the command is used.
    Used,
    /// It is talked about: any other particle, `명령어를 통해`, `을 입력하면`.
    Talk,
    /// Words of prose behind a blank.
    Prose,
    /// Chinese behind a blank: a gloss, since Chinese has no particles.
    Gloss,
    /// Another command of a list may begin at this byte: `a / b`, `a, b`, `a 또는 b`.
    Next(usize),
    /// What is done after it begins at this byte: `a 후 b`, `a 한 다음 b`.
    Then(usize),
}

/// Between two commands of which either would do.
const LISTED: &[&str] = &["/ ", "또는 ", "혹은 ", "or ", "= ", "== "];

/// What joins two deeds, the second after the first.
const THEN: &[&str] = &[
    "후 ",
    "한 후 ",
    "하고 ",
    "하고 나서 ",
    "한 다음 ",
    "한 뒤 ",
    "그다음 ",
    "그 다음 ",
    "그리고 ",
    "and then ",
];

/// What ends the line before another word is read.
pub(super) fn ends_before(rest: &str, at: usize, words: &[Word]) -> Option<Tail> {
    if rest.is_empty() {
        return Some(Tail::End);
    }
    if rest.starts_with('\n') {
        return Some(if rest.trim().is_empty() {
            Tail::End
        } else {
            Tail::Remark
        });
    }
    if rest.starts_with('`') && !words.is_empty() && is_substitution(rest) {
        return Some(Tail::Talk);
    }
    if rest.starts_with('`') || starts_with_break(rest) {
        return Some(Tail::Remark);
    }
    if words.is_empty() {
        return None;
    }
    if let Some(after) = rest
        .strip_prefix(',')
        .filter(|after| after.starts_with(' '))
    {
        return Some(Tail::Next(at + rest.len() - after.trim_start().len()));
    }
    let last = words[words.len() - 1].text;
    let opens = last == "-c" && !rest.starts_with([':', '-', '=', '→']);
    if opens || matches!(last, "|" | "||" | "&&" | "\\(") {
        return None;
    }
    // `test $a = b`: what it compares (POSIX, `test`).
    let compares = matches!(words[0].text, "test" | "[" | "[[")
        && ["= ", "== ", "!= "]
            .iter()
            .any(|sign| rest.starts_with(sign));
    if compares && words.len() > 1 {
        return None;
    }
    // `sqlplus / as sysdba`: whoever is logged in to the machine.
    if words[0].text == "sqlplus" && rest.starts_with("/ as ") {
        return None;
    }
    let begins = |sign: &&str| begins_behind(rest, sign);
    // `git pull = git fetch + git merge`: what it is, not what to type.
    let is_sum = || rest.starts_with('=') && rest.contains(" + ");
    if let Some(skip) = LISTED.iter().find_map(begins).filter(|_| !is_sum()) {
        return Some(Tail::Next(at + skip));
    }
    // `docker ps -a and docker images`
    let of_text = tools::program(words[0].text).is_some_and(|known| known.takes_text);
    if let Some(next) = rest.strip_prefix("and ").filter(|_| !of_text) {
        let next = next.trim_start();
        let name = next.split([' ', '\n']).next().unwrap_or_default();
        if tools::program(name).is_some_and(|known| !known.is_word) {
            return Some(Tail::Next(at + rest.len() - next.len()));
        }
    }
    // `git add -A vs git add .`: two of a kind are compared.
    let compared = ["vs ", "vs. ", "VS "]
        .iter()
        .find_map(|sign| rest.strip_prefix(*sign));
    if compared.is_some_and(|next| next.split(' ').next() == Some(words[0].text)) {
        return Some(Tail::Talk);
    }
    // `npm i > npm start`: an arrow, for no file is called so.
    if let Some(next) = rest.strip_prefix("> ") {
        let next = next.trim_start();
        if is_command_with_words(next) {
            return Some(Tail::Next(at + rest.len() - next.len()));
        }
        if is_done_there(next, words) {
            return Some(Tail::Remark);
        }
    }
    if let Some(skip) = THEN.iter().find_map(begins) {
        return Some(Tail::Then(at + skip));
    }
    // `git add . to stage the files`: what it is good for, in English.
    if is_purpose(rest) && is_surely_typed(words) {
        return Some(Tail::Remark);
    }
    if let Some(skip) = numbered_next(rest) {
        return Some(Tail::Next(at + skip));
    }
    // `tar czf a.tgz dir / 풀기 tar xzf a.tgz`: what the same program does for another deed.
    let again = rest.strip_prefix("/ ").is_some_and(|after| {
        after.starts_with(is_hangul) && after.split(' ').any(|word| word == words[0].text)
    });
    if again {
        return Some(Tail::Remark);
    }
    // `docker run -it(interactive) ubuntu`: what the bracket stands in is not typed so.
    if let Some(inner) = rest.strip_prefix('(')
        && words
            .last()
            .is_some_and(|last| last.end() == at && last.text.starts_with('-'))
        && let Some((_, behind)) = head(inner, LONGEST_ASIDE).split_once(')')
        && behind
            .trim_start()
            .starts_with(|c: char| c.is_ascii_alphanumeric() || "-./~<[{".contains(c))
        && !behind.trim_start().starts_with("- ")
    {
        return Some(Tail::Talk);
    }
    if is_of_name(rest, words.last().filter(|last| last.end() == at)) {
        return Some(Tail::Talk);
    }
    match word_sign::read(rest, words) {
        SignUse::Remark => return Some(Tail::Remark),
        SignUse::Doubtful => return Some(Tail::Talk),
        SignUse::Given => return None,
        SignUse::None => {}
    }
    // `su - 홍길동`: the dash asks for a login.
    // `tar -cf - 폴더`: what comes out is handed on.
    let login = (last == "su" || last == "-cf") && rest.starts_with("- ");
    let program = words[0].text;
    // `Stop-Process -Id (Get-Process -Name node).Id`: what a cmdlet finds.
    let found = rest.strip_prefix('(').is_some_and(|inner| {
        let name = inner.split([' ', ')']).next().unwrap_or_default();
        is_cmdlet(program) && (is_cmdlet(name) || inner.starts_with('$'))
    });
    // `bazel build //svc/api`: a place in the tree.
    let label = matches!(program, "bazel" | "bazelisk" | "buck2") && rest.starts_with("//");
    // `docker ps !!` is loud, `sudo !!` a command.
    if words.len() > 1 && rest.trim_end() == "!!" {
        return Some(Tail::Remark);
    }
    // `git log —all`
    let option = typeset::is_option(rest);
    let named = named_in_brackets(rest).is_some() || is_asked_in_brackets(rest, words);
    if login
        || found
        || label
        || option
        || named
        || !(is_remark(rest) || word_mark::is_mark(rest, words))
    {
        return None;
    }
    // `docker logs web (로그) / docker inspect web (정보)`
    let aside = rest.strip_prefix('(').and_then(|inner| {
        let close = head(inner, LONGEST_ASIDE).find(')')?;
        Some(&inner[close + 1..])
    });
    let next = aside.map(str::trim_start).and_then(|after| {
        let comma = || {
            let next = after.strip_prefix(", ")?.trim_start();
            let program = tools::program(next.split(' ').next()?).is_some();
            program.then_some(after.len() - next.len())
        };
        let skip = LISTED.iter().find_map(|sign| begins_behind(after, sign));
        skip.or_else(comma)
            .map(|skip| rest.len() - after.len() + skip)
    });
    Some(next.map_or(Tail::Remark, |skip| Tail::Next(at + skip)))
}

/// Whether what stands here belongs to a name, so that the command is another without it:
/// `rm -rf /data (백업)/old`, `rm -rf /a/b(구) /c`. `glued` is the word that it is written to.
fn is_of_name(rest: &str, glued: Option<&Word>) -> bool {
    let is_path = |word: &str| word.starts_with('/') || word.ends_with('/');
    let inner = rest
        .strip_prefix('(')
        .map(|inner| head(inner, LONGEST_ASIDE));
    let Some((said, behind)) = inner.and_then(|inner| inner.split_once(')')) else {
        return false;
    };
    let next = behind.trim_start().split(' ').next().unwrap_or_default();
    let goes_on = behind.starts_with('/') && tools::program(&next[1..]).is_none()
        || glued.is_some_and(|word| is_path(word.text)) && next.starts_with('/');
    goes_on && said.contains(is_hangul) && next.len() > 1
}

/// A command that asks for something between brackets has no more words.
const MOST_WORDS: usize = 128;

/// `docker run --name (이름) (이미지)`: brackets around what the command cannot do without.
fn is_asked_in_brackets(rest: &str, words: &[Word]) -> bool {
    let inner = rest
        .strip_prefix('(')
        .map(|inner| head(inner, LONGEST_ASIDE));
    let Some((inner, _)) = inner.and_then(|inner| inner.split_once(')')) else {
        return false;
    };
    if words.len() > MOST_WORDS {
        return false;
    }
    let words: Vec<&str> = words.iter().map(|word| word.text).collect();
    named::is_given_in_brackets(&words, inner)
}

/// Whether a program with one of its sub-commands, an option or a file stands here.
pub(crate) fn is_command_with_words(text: &str) -> bool {
    let mut words = text.split([' ', '\n']).filter(|word| *word != "sudo");
    let Some(known) = words.next().and_then(tools::program) else {
        return false;
    };
    let next = words.next().unwrap_or_default();
    if known.has_subs() {
        known.has_sub(next) || known.has_group(next)
    } else {
        next.starts_with('-') && next.len() > 1 || is_file(next) || next.contains('/')
    }
}

/// Whether behind an editor, a login or an address stands what somebody does there then: `sudo vi
/// /etc/hosts > 수정 > 저장`, `npm start > localhost:3000 접속`.
fn is_done_there(next: &str, words: &[Word]) -> bool {
    const OPENS: &str = "vi vim nano ssh bash mysql psql redis-cli mongosh code";
    const DONE: [&str; 9] = [
        "입력", "접속", "수정", "저장", "확인", "클릭", "선택", "종료", "실행",
    ];
    let program = words.iter().find(|word| word.text != "sudo");
    let opens = program.is_some_and(|word| OPENS.split(' ').any(|one| one == word.text));
    let line = next.split('\n').next().unwrap_or_default().trim_end();
    let done = DONE.iter().any(|deed| line.ends_with(deed));
    let first = line.split(' ').next().unwrap_or_default();
    let host = first.starts_with("localhost:") || first.contains("://");
    done && (opens && !is_file(first) || host)
}

/// Whether words are typed and not spoken of: a program with one of its sub-commands or what is no
/// bare word, and no word of a sentence. `docker images`, `git hooks in .git` are things as well.
fn is_surely_typed(words: &[Word]) -> bool {
    let [program, first, ..] = words else {
        return false;
    };
    let known = tools::program(program.text);
    let spoken = |word: &Word| SENTENCE.contains(&word.text) || BETWEEN.contains(&word.text);
    let given = words[1..].iter().any(|word| !is_bare(word.text));
    let takes = known.is_some_and(|known| {
        if known.has_subs() {
            known.has_sub(first.text) || known.has_group(first.text)
        } else {
            known.is_name && !known.is_word && !is_bare(first.text)
        }
    });
    given && takes && !words.iter().any(spoken)
}

/// Whether English words say for what something is done: `to stage the new files`. A program is
/// given a `to` before an address or a number (`allow from 192.0.2.1 to any port 22`).
fn is_purpose(rest: &str) -> bool {
    let Some(said) = rest.strip_prefix("to ") else {
        return false;
    };
    let bare = |word: &&str| {
        let word = word.trim_end_matches(['.', ',']);
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic())
    };
    let mut words = said
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(4)
        .peekable();
    let verb = words.peek().copied().unwrap_or_default();
    let is_verb = verb.len() > 1 && verb.bytes().all(|b| b.is_ascii_lowercase());
    let said: Vec<&str> = words.collect();
    is_verb && verb != "any" && said.iter().all(bare) && said.len() > 1
}

/// The bytes up to a name behind a sign that a text begins with.
fn begins_behind(text: &str, sign: &str) -> Option<usize> {
    let after = text.strip_prefix(sign)?.trim_start();
    let name = after.starts_with(|c: char| c.is_ascii_lowercase() || c == '.');
    name.then_some(text.len() - after.len())
}

/// Whether a command between ticks follows, of which another one is given what it prints:
/// `docker rm -f` before one. Markdown takes the ticks, and what is left is half of what was meant.
fn is_substitution(rest: &str) -> bool {
    let inner = rest[1..].split('`').next().unwrap_or_default();
    let name = inner.split(' ').next().unwrap_or_default();
    inner.contains(' ') && inner.is_ascii() && tools::program(name).is_some()
}

/// Whether a text begins with a cmdlet's name.
pub(super) fn is_cmdlet_at(text: &str) -> bool {
    is_cmdlet(text.split(' ').next().unwrap_or_default())
}

/// `Get-Process`: a verb and a noun.
fn is_cmdlet(name: &str) -> bool {
    name.split_once('-').is_some_and(|(verb, noun)| {
        [verb, noun].iter().all(|part| {
            part.starts_with(|c: char| c.is_ascii_uppercase())
                && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
    })
}

/// What may follow a command on its line without being part of it: a remark in brackets, behind a
/// dash, an arrow or a colon.
pub(crate) fn is_remark(rest: &str) -> bool {
    if let Some(inner) = rest.strip_prefix('(') {
        let inner = head(inner, LONGEST_ASIDE)
            .split(')')
            .next()
            .unwrap_or_default();
        return !noun::is_value(inner);
    }
    // `docker ps <- 목록`, `ls ... 오래 걸림`, `make | 설명`: a sign before prose; some are signs
    // of the shell before anything else.
    let before = |sign: &&str, prose: bool| {
        rest.strip_prefix(*sign).is_some_and(|after| {
            let said = after.trim_start().starts_with(is_hangul);
            after.starts_with(' ') && (!prose || said) || after.is_empty() && !prose
        })
    };
    // `find . ! -name '*.md'`, `iptables -A INPUT ! -s 10.0.0.0/8`: what an option says the
    // contrary of is no cry.
    let denies = rest
        .strip_prefix("! -")
        .is_some_and(|option| option.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-'));
    // `find . ! \( -name a -o -name b \)`
    let denies = denies || rest.starts_with("! \\( ");
    if denies {
        return false;
    }
    if ["...", "!", "?", "^^", ":)", "»", "➜", "➔"]
        .iter()
        .any(|sign| before(sign, false))
        || ["|", "!!", "=", ";", ";;", "or", "<-", "<--", "<="]
            .iter()
            .any(|sign| before(sign, true))
        || rest.starts_with("/* ")
        || rest
            .strip_prefix("**")
            .is_some_and(|bold| bold.starts_with(is_hangul))
    {
        return true;
    }
    // `docker ps = List running containers`: a sentence in English.
    let titled = rest.strip_prefix("= ").is_some_and(|said| {
        let mut words = said.split(' ');
        let is_small =
            |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
        let first = words.next().unwrap_or_default();
        first.starts_with(|c: char| c.is_ascii_uppercase())
            && is_small(&first[1..])
            && words.next().is_some_and(is_small)
    });
    if titled {
        return true;
    }
    // `[설명 보기]`; `[컨테이너 이름]` is a blank.
    if rest.starts_with(['[', '{', '<']) && is_said_in_brackets(rest) {
        return true;
    }
    if rest.starts_with('[') {
        return false;
    }
    if let Some(words) = rest.strip_prefix("- ") {
        // `tar czf - dir | ssh host`
        let typed = head(words, LONGEST_ASIDE).contains(" | ");
        // `tar xf - x` reads what comes in: behind a remark's dash stand words.
        let mut words = words.split_whitespace();
        let first = words.next().unwrap_or_default();
        let korean = words
            .clone()
            .take(2)
            .any(|word| word.starts_with(is_hangul));
        return first.chars().any(is_hangul)
            || first.bytes().all(|b| b.is_ascii_alphabetic()) && korean
            || first.starts_with(|c: char| c.is_ascii_uppercase()) && words.next().is_some()
            || !typed && words.nth(1).is_some() && first.bytes().all(|b| b.is_ascii_lowercase());
    }
    let spaced = |sign: &str| {
        rest.strip_prefix(sign)
            .is_some_and(|after| after.is_empty() || after.starts_with([' ', '\n']))
    };
    rest.starts_with(['#', '→', '⇒', '–', '—', '※', '·', '：'])
        || rest.starts_with("//")
        || rest.starts_with("->")
        || rest.starts_with("=>")
        || rest.starts_with("==>")
        || rest.starts_with("-->")
        || spaced(":")
        || spaced("--")
            && rest[2..]
                .trim_start()
                .starts_with(|c: char| !c.is_ascii() || c.is_ascii_uppercase())
}

/// The bytes up to the next command of a row that is numbered or goes from one to the other: `② git
/// push`, `2) git push`, `→ git push`.
fn numbered_next(rest: &str) -> Option<usize> {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = if (1..=2).contains(&digits) {
        rest[digits..].strip_prefix(')')
    } else {
        let circled = rest.strip_prefix(|c| ('②'..='⑳').contains(&c));
        let arrow = || ARROWS.iter().find_map(|arrow| rest.strip_prefix(*arrow));
        circled.or_else(arrow)
    };
    let after = after?;
    let next = after.trim_start();
    let mut words = next.split(' ');
    let program = words.next().filter(|name| tools::program(name).is_some());
    // `→ make 사용`: a sentence.
    let typed = words.next().is_some_and(str::is_ascii);
    (program.is_some() && typed).then(|| rest.len() - next.len())
}

/// From one command to the next.
const ARROWS: [&str; 4] = ["→", "⇒", "-> ", "=> "];
