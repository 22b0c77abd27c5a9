//! The words of a command line as a POSIX shell parts them, and where prose takes over on its
//! line. A text that may begin with a command in, its words and what ends them out. Knows no
//! program: whether the words are a command is for `evidence` to weigh.

use crate::notes::code::forbidden::WARNINGS;
use crate::notes::code::named;
use crate::notes::code::named::Before;
use crate::notes::code::noun;
use crate::notes::code::spoken;
use crate::notes::code::spoken::Use;
use crate::notes::code::tools;
use crate::notes::code::word_extent::{LONGEST_ASIDE, Substitutions, extent, starts_with_break};
use crate::notes::particle;
use crate::text::{head, is_hangul};

/// A word with its quotation marks, or an operator that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// As typed.
    pub text: &'a str,
    /// Its first byte in the line.
    pub at: usize,
}

impl Word<'_> {
    /// The byte after its last.
    pub(crate) const fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// Whether it is written in quotation marks.
    pub(crate) fn is_quoted(&self) -> bool {
        self.text.starts_with(['"', '\''])
    }
}

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

/// The words at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CommandLine<'a> {
    /// At least one, or the line is no command.
    pub words: Vec<Word<'a>>,
    /// What ends them.
    pub tail: Tail,
}

impl CommandLine<'_> {
    /// The byte behind the last word.
    pub(crate) fn end(&self) -> usize {
        self.words.last().map_or(0, Word::end)
    }
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

/// Reads the words at the start of `text`, which may go on over lines that a backslash joins.
pub(crate) fn read(text: &str) -> CommandLine<'_> {
    let mut words: Vec<Word> = Vec::new();
    // Things such as `컨테이너`: values if more of the command follows, else the prose's first
    // word.
    let mut doubtful = 0;
    let mut at = 0;
    let substitutions = Substitutions::of(text);
    let tail = loop {
        at = text.len() - text[at..].trim_start_matches([' ', '\t']).len();
        let rest = &text[at..];
        if let Some(after) = rest.strip_prefix("\\\n") {
            at = text.len() - after.len();
            continue;
        }
        if let Some(tail) = ends_before(rest, at, &words) {
            break tail;
        }
        let extent = extent(rest, &|inside| substitutions.end(at + inside));
        let (length, verdict) = word(rest, extent, &words);
        if length > 0 {
            let one = Word {
                text: &rest[..length],
                at,
            };
            doubtful = if verdict == Verdict::Doubtful {
                doubtful + 1
            } else {
                0
            };
            words.push(one);
        }
        match verdict {
            Verdict::Ends(Tail::Next(more)) => break Tail::Next(at + more),
            Verdict::Ends(tail) => break tail,
            _ => at += length,
        }
    };
    if doubtful > 0 {
        words.truncate(words.len() - doubtful);
        let tail = used(text, &words, Tail::Prose);
        return CommandLine { words, tail };
    }
    let tail = match tail {
        Tail::Used | Tail::Prose => used(text, &words, tail),
        other => other,
    };
    CommandLine { words, tail }
}

/// What ends the line before another word is read.
fn ends_before(rest: &str, at: usize, words: &[Word]) -> Option<Tail> {
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
    if matches!(last, "|" | "||" | "&&" | "\\(" | "-c") {
        return None;
    }
    let begins = |sign: &&str| {
        let after = rest.strip_prefix(*sign)?.trim_start();
        let name = after.starts_with(|c: char| c.is_ascii_lowercase() || c == '.');
        name.then_some(rest.len() - after.len())
    };
    // `git pull = git fetch + git merge`: what it is, not what to type.
    let is_sum = || rest.starts_with('=') && rest.contains(" + ");
    if let Some(skip) = LISTED.iter().find_map(begins).filter(|_| !is_sum()) {
        return Some(Tail::Next(at + skip));
    }
    if let Some(skip) = THEN.iter().find_map(begins) {
        return Some(Tail::Then(at + skip));
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
    // `su - 홍길동`: the dash asks for a login.
    let login = last == "su" && rest.starts_with("- ");
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
    (!login && !found && !label && is_remark(rest)).then_some(Tail::Remark)
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
    if [
        "<-", "<--", "<=", "...", "!", "?", "^^", ":)", "»", "➜", "➔",
    ]
    .iter()
    .any(|sign| before(sign, false))
        || ["|", "!!", "=", ";", ";;", "or"]
            .iter()
            .any(|sign| before(sign, true))
        || rest.starts_with("/* ")
        || rest
            .strip_prefix("**")
            .is_some_and(|bold| bold.starts_with(is_hangul))
    {
        return true;
    }
    if let Some(inner) = rest.strip_prefix('[') {
        // `[설명 보기]`; `[컨테이너 이름]` is a blank.
        let inner = head(inner, LONGEST_ASIDE)
            .split(']')
            .next()
            .unwrap_or_default();
        let deed = inner.ends_with(['기', '함', '음', '됨', '다', '줌', '봄', '임']);
        return deed && inner.contains(' ') && inner.contains(is_hangul) && !noun::is_value(inner);
    }
    if let Some(words) = rest.strip_prefix("- ") {
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
            || words.nth(1).is_some() && first.bytes().all(|b| b.is_ascii_lowercase());
    }
    let spaced = |sign: &str| {
        rest.strip_prefix(sign)
            .is_some_and(|after| after.is_empty() || after.starts_with([' ', '\n']))
    };
    rest.starts_with(['#', '→', '⇒', '–', '—', '※', '·'])
        || rest.starts_with("//")
        || rest.starts_with("->")
        || rest.starts_with("=>")
        || spaced(":")
        || spaced("--")
            && rest[2..]
                .trim_start()
                .starts_with(|c: char| !c.is_ascii() || c.is_ascii_uppercase())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// A word of the line.
    Word,
    /// A Korean noun: one if the command goes on.
    Doubtful,
    /// The line ends behind it.
    Ends(Tail),
}

/// A command of more words is given no further name: each would ask for all before it.
const MOST_WORDS: usize = 256;

/// The length of the word at the start of `rest`, which goes so far, and what it is behind `words`.
fn word(rest: &str, (length, foreign): (usize, Option<usize>), words: &[Word]) -> (usize, Verdict) {
    let text = &rest[..length];
    let after = &rest[length..];
    let known = !words.is_empty();
    let Some(foreign) = foreign else {
        return ascii_word(text, after, known);
    };
    let before = named::behind(words.iter().map(|word| word.text));
    let behind_option = before != Before::Word;
    let first = text[foreign..].chars().next().unwrap_or(' ');
    // `ㅋㅋ`, `ㄱㄱ`: single letters of Korean are no word.
    if known && text.chars().all(|c| ('\u{3131}'..='\u{318e}').contains(&c)) {
        return (0, Verdict::Ends(Tail::Remark));
    }
    // `컨테이너명,` ends a list's first command.
    let bare = text.trim_end_matches([',', '.', ';']);
    if known && named::is_operand(bare, foreign) {
        return (bare.len(), after_word(text, bare, after));
    }
    // `배포.yml을 실행한다`
    let noun = bare.trim_end_matches(is_hangul);
    let glued = &bare[noun.len()..];
    if known
        && !glued.is_empty()
        && noun.len() > foreign
        && particle::length(glued) == Some(glued.len())
        && named::is_operand(noun, foreign)
    {
        return (noun.len(), Verdict::Ends(said(glued)));
    }
    if !is_hangul(first) {
        let goes_on = after
            .trim_start()
            .starts_with(|c: char| c.is_ascii_alphanumeric());
        if behind_option && foreign == 0 && goes_on && text.chars().all(is_han) {
            return (length, Verdict::Word);
        }
        return foreign_word(rest, text, foreign, first);
    }
    if known && words.len() <= MOST_WORDS && !ends_in_particle(bare) && !spoken::is_verbal(bare) {
        let texts = || words.iter().map(|word| word.text);
        let given = || named::is_given(texts(), bare, after);
        let missing = || !named::is_complete(texts());
        if let Some(verdict) = korean(text, bare, (foreign, after), before, (given, missing)) {
            return verdict;
        }
    }
    if foreign == 0 {
        return (0, Verdict::Ends(Tail::Prose));
    }
    let ending: &str = &text[foreign..];
    let ending = &ending[..ending.find(|c: char| !is_hangul(c)).unwrap_or(ending.len())];
    (foreign, Verdict::Ends(said(ending)))
}

/// Whether the words behind a value are more of it, another value or a particle: `컨테이너 이름`,
/// `브랜치명 으로`.
fn goes_on_as_value(next: &str) -> bool {
    let word = next.split_ascii_whitespace().next().unwrap_or_default();
    let bare = word.trim_end_matches([',', '.', ';']);
    noun::is_value(bare) || noun::is_thing(bare) || particle::length(bare) == Some(bare.len())
}

/// What a Korean word without a particle is behind a command's words; `None` where it is prose.
/// `given` tells whether the command is given such a name.
fn korean(
    text: &str,
    bare: &str,
    (foreign, after): (usize, &str),
    before: Before,
    (given, missing): (impl Fn() -> bool, impl Fn() -> bool),
) -> Option<(usize, Verdict)> {
    let bare = bare.trim_end_matches(['!', '?', '~']);
    let behind_option = before != Before::Word;
    let ends = after.trim().is_empty();
    let next = after.trim_start();
    let plain = foreign == 0 && text.starts_with(is_hangul);
    // `git reset --hard 조심`: a warning; `java -jar 옵션`, `build -t 뒤에`: it is spoken of.
    let spoken = ["뒤에", "전에", "후에", "때는"].contains(&bare);
    let named = behind_option && matches!(bare, "옵션" | "명령" | "명령어" | "플래그" | "사용법");
    if spoken || ends && (WARNINGS.contains(&bare) || named) {
        return Some((0, Verdict::Ends(Tail::Talk)));
    }
    // `curl 옵션 -X -H`: its options are listed.
    if bare == "옵션" && next.starts_with('-') {
        return Some((0, Verdict::Ends(Tail::Talk)));
    }
    if foreign == 0 && given() {
        return Some((bare.len(), after_word(text, bare, after)));
    }
    if noun::is_value(bare) {
        // `node -v 버전 확인`, `ip a 주소 확인`: what it is good for.
        let described = || named::is_description(&format!("{bare} {next}"));
        let alone = || !goes_on_as_value(next) && !missing();
        let said = plain && next.starts_with(is_hangul) && (described() || alone());
        let version = ends && before == Before::Flag;
        if said && before != Before::Valued || version {
            return Some((0, Verdict::Ends(Tail::Prose)));
        }
        return Some((bare.len(), after_word(text, bare, after)));
    }
    let is_noun = foreign == 0
        && bare.chars().count() > 1
        && !JOINING.contains(&bare)
        && particle::length(bare).is_none_or(|length| length == 0);
    // `--group 정산 지연 확인`: the option's value, then what it is good for.
    if is_noun && before == Before::Valued {
        return Some((bare.len(), after_word(text, bare, after)));
    }
    // `ls -al 확인`: what it is good for.
    let gloss = || before == Before::Flag || !named::is_one(bare);
    if is_noun && behind_option && ends && gloss() {
        return Some((0, Verdict::Ends(Tail::Gloss)));
    }
    if is_noun && behind_option && ends {
        return Some((bare.len(), after_word(text, bare, after)));
    }
    // A name of the writer's own stands before an option: `createdb 가게 -E UTF8`.
    let goes_on = after.starts_with(" -");
    let may_be_value = behind_option && before != Before::Flag;
    (is_noun && (may_be_value || noun::is_thing(bare) || goes_on))
        .then_some((bare.len(), Verdict::Doubtful))
}

/// Whether a particle glued to the last word says that the command is used.
fn said(ending: &str) -> Tail {
    if matches!(ending, "로" | "으로" | "를" | "을") {
        Tail::Used
    } else {
        Tail::Talk
    }
}

/// A letter of Chinese writing. Source: Unicode's block CJK Unified Ideographs.
fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn ascii_word(text: &str, after: &str, known: bool) -> (usize, Verdict) {
    let length = text.len();
    // `helm search: 차트를 검색`: the colon ends the command.
    let colon = text.strip_suffix(':').is_some_and(|before| {
        before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '>' | ']' | '}'))
            && !before.starts_with('-')
    });
    if known && colon {
        return (length - 1, Verdict::Ends(Tail::Remark));
    }
    // `cut -d, -f1`: a comma is what parts the fields; `node -v, npm -v` is a list.
    let separator = matches!(text, "-d," | "-F," | "-t," | "-s,");
    if length > 1 && text.ends_with(',') && !separator && !text.starts_with(['{', '"', '\'', '[']) {
        return (length - 1, after_word(text, &text[..length - 1], after));
    }
    // The full stop of a sentence, not the folder `.`.
    let stopped = known
        && after.trim().is_empty()
        && text.ends_with('.')
        && text[..length - 1].ends_with(|c: char| c.is_ascii_alphanumeric());
    if stopped {
        return (length - 1, Verdict::Ends(Tail::Remark));
    }
    // `-a; 설명`: what follows is no command.
    let parted = known && text.ends_with(';') && after.trim_start().starts_with(is_hangul);
    // `docker ps -a!`: nobody types it.
    let loud = known
        && after.trim().is_empty()
        && text.strip_suffix('!').is_some_and(|text| {
            let option = text.starts_with('-');
            option && text.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
        });
    if length > 1 && (parted || loud) {
        return (length - 1, Verdict::Ends(Tail::Remark));
    }
    // `[^1]`: a note at the foot.
    if let Some(at) = text.find("[^").filter(|at| known && *at > 0)
        && text[at + 2..]
            .strip_suffix(']')
            .is_some_and(|id| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric()))
    {
        return (at, Verdict::Ends(Tail::Remark));
    }
    (length, Verdict::Word)
}

/// What follows a word that may end with a comma.
fn after_word(text: &str, bare: &str, after: &str) -> Verdict {
    if !text[bare.len()..].starts_with(',') {
        return Verdict::Word;
    }
    let skip = after.len() - after.trim_start().len();
    Verdict::Ends(Tail::Next(text.len() + skip))
}

fn foreign_word(rest: &str, text: &str, foreign: usize, first: char) -> (usize, Verdict) {
    let han = is_han(first);
    let kana = rest.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c));
    let tail = match (foreign, han && !kana) {
        (0, true) => Tail::Gloss,
        (0, false) if "→–—…·⇒※".contains(first) => Tail::Remark,
        (0, false) => Tail::Prose,
        _ if "→–—…⇒".contains(first) && !text[foreign..].chars().any(is_hangul) => {
            Tail::Remark
        }
        _ => Tail::Talk,
    };
    (foreign, Verdict::Ends(tail))
}

/// A word with a particle is a word of a sentence.
fn ends_in_particle(word: &str) -> bool {
    particle::closes(word) && !word.ends_with(['>', ']', '}', ')'])
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

/// Words between what is spoken of and something else: `A 대신 B`, `A / B 차이`.
const JOINING: &[&str] = &["대신", "말고", "없이", "차이", "비교", "이후", "이전"];

/// Whether a command that is followed by prose is used or only talked about.
fn used(text: &str, words: &[Word], tail: Tail) -> Tail {
    if words.is_empty() {
        return tail;
    }
    let typed: Vec<&str> = words.iter().map(|word| word.text).collect();
    match spoken::of(&text[words.last().map_or(0, Word::end)..], &typed) {
        Use::Used => Tail::Used,
        Use::Spoken => Tail::Talk,
        Use::Neither => tail,
    }
}
