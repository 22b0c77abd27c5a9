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
use crate::notes::code::typeset;
pub(crate) use crate::notes::code::word_extent::Word;
use crate::notes::code::word_extent::{Substitutions, extent};
use crate::notes::code::word_mark;
use crate::notes::code::word_sign;
pub(crate) use crate::notes::code::word_tail::Tail;
use crate::notes::code::word_tail::ends_before;
use crate::notes::ending;
use crate::notes::particle;
use crate::text::is_hangul;

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

/// Reads the words at the start of `text`, which may go on over lines that a backslash joins.
pub(crate) fn read(text: &str) -> CommandLine<'_> {
    let mut words: Vec<Word> = Vec::new();
    // Things such as `컨테이너`: values if more of the command follows, else the prose's first
    // word.
    let mut doubtful = 0;
    let mut at = 0;
    let substitutions = Substitutions::of(text);
    let tail = loop {
        let gap = at;
        at = text.len() - text[at..].trim_start_matches([' ', '\t']).len();
        let rest = &text[at..];
        if at > gap + 1 && is_in_next_column(rest, &words) {
            break Tail::Remark;
        }
        // A backslash with nothing behind it is Markdown's, and so is one before another command.
        if !words.is_empty()
            && let Some(after) = rest.strip_prefix('\\')
            && (after.trim().is_empty()
                || after.starts_with('\n') && word_sign::begins_another(&text[..at], after))
        {
            break Tail::End;
        }
        if let Some(after) = rest.strip_prefix("\\\n") {
            at = text.len() - after.len();
            continue;
        }
        // `docker run -d ^`: so `cmd` goes on.
        if !words.is_empty()
            && let Some(after) = rest.strip_prefix("^\n")
            && !after.trim().is_empty()
        {
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
            // A form feed or the like, at which nothing begins: nobody types it.
            _ if length == 0 => break Tail::Talk,
            _ => at += length,
        }
    };
    if doubtful > 0 {
        words.truncate(words.len() - doubtful);
        let tail = used(text, &words, Tail::Prose);
        return CommandLine { words, tail };
    }
    if tail == Tail::Prose {
        drop_abbreviation(text, &mut words);
    }
    let tail = match tail {
        Tail::Used | Tail::Prose => used(text, &words, tail),
        other => other,
    };
    CommandLine { words, tail }
}

/// Whether Korean words behind more than one blank stand in a column of their own, `git status
/// 상태`: the command needs no more words, and the first is no value.
fn is_in_next_column(rest: &str, words: &[Word]) -> bool {
    let first = rest.split([' ', '\n']).next().unwrap_or_default();
    rest.starts_with(is_hangul)
        && !words.is_empty()
        && !noun::is_value(first)
        && (!noun::is_thing(first) || rest.trim_end().contains(' '))
        && named::behind(words.iter().map(|word| word.text)) != Before::Valued
        && named::is_complete(words.iter().map(|word| word.text))
}

/// `docker run -d postgres:16 DB 띄우기`: a Korean noun phrase begins with an abbreviation
/// in capitals where the command has what it is given already.
fn drop_abbreviation(text: &str, words: &mut Vec<Word>) {
    let Some((last, before)) = words.split_last() else {
        return;
    };
    let said = text[last.end()..].trim();
    let deed = !said.contains(' ') && (said.ends_with('기') || named::is_deed(said));
    let letters =
        (2..=4).contains(&last.text.len()) && last.text.bytes().all(|b| b.is_ascii_uppercase());
    let given = || {
        let texts = || before.iter().map(|word| word.text);
        before.len() > 1 && named::behind(texts()) != Before::Valued && named::is_complete(texts())
    };
    let option = || {
        let before = named::behind(before.iter().map(|word| word.text));
        before == Before::Option
    };
    let of_text = || tools::program(words[0].text).is_some_and(|known| known.takes_text);
    if letters && deed && !option() && given() && !of_text() {
        words.pop();
    }
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

/// Particles of Japanese that stand right behind a name, and what one says with it.
const JAPANESE_PARTICLES: [&str; 8] = ["を", "は", "が", "って", "では", "という", "とは", "も"];

/// Programs that remove or change what they are given.
const ACTING: &str = "rm rmdir unlink shred chmod chown chgrp mv cp dd rsync truncate del rd";

/// Words behind a path by which a writer says where in it.
const PLACES: [&str; 12] = [
    "여기",
    "여기에",
    "아래",
    "아래에",
    "아래의",
    "밑에",
    "안에",
    "안의",
    "다음에",
    "앞에",
    "하위",
    "속",
];

/// A command of more words is given no further name: each would ask for all before it.
const MOST_WORDS: usize = 256;

/// The length of the word at the start of `rest`, which goes so far, and what it is behind `words`.
fn word(rest: &str, (length, foreign): (usize, Option<usize>), words: &[Word]) -> (usize, Verdict) {
    let text = &rest[..length];
    let after = &rest[length..];
    let known = !words.is_empty();
    let typed = || words.iter().map(|word| word.text);
    let behind = || named::behind(typed());
    // `git switch “기능”`: curled marks quote in a sentence, unless a value has to follow.
    let curled = text.starts_with(|c| typeset::closing(c).is_some());
    let of_text = || tools::program(words[0].text).is_some_and(|known| known.takes_text);
    if curled
        && known
        && !of_text()
        && matches!(behind(), Before::Word | Before::Flag)
        && named::is_complete(typed())
    {
        return (0, Verdict::Ends(Tail::Prose));
    }
    let Some(foreign) = foreign else {
        return ascii_word(text, after, words);
    };
    let before = behind();
    // `flask run --debug 입력`: it is to be typed, not what the option is given.
    let bare = text.trim_end_matches('.');
    let asks = || words.last().is_some_and(|word| asks_for_words(word.text));
    let open = || match before {
        Before::Option | Before::Flag => !asks(),
        Before::Word => known && words.len() > 1 && named::is_complete(typed()) && !of_text(),
        Before::Valued => false,
    };
    let deed = matches!(bare, "입력" | "치기" | "입력하기" | "해주기" | "해보기");
    if deed && (is_at_end(after) || word_sign::is_before_sign(after)) && open() {
        return (0, Verdict::Ends(Tail::Gloss));
    }
    // `rm -rf /data/ 여기에 폴더`: on what it acts is told, and it is another command without that.
    let program = words.iter().find(|word| word.text != "sudo");
    let acts = || program.is_some_and(|word| ACTING.split(' ').any(|one| one == word.text));
    if foreign == 0 && known && words.len() > 1 && PLACES.contains(&bare) && acts() {
        return (0, Verdict::Ends(Tail::Talk));
    }
    let behind_option = before != Before::Word;
    let first = text[foreign..].chars().next().unwrap_or(' ');
    // `ㅋㅋ`, `ㄱㄱ`: single letters of Korean are no word.
    if known && text.chars().all(|c| ('\u{3131}'..='\u{318e}').contains(&c)) {
        return (0, Verdict::Ends(Tail::Remark));
    }
    // `git add を取り消す`, `git push って打つ`: a particle of Japanese.
    let spoken = |word: &&str| text.starts_with(*word) && text.len() > word.len();
    if known && (foreign == 0 && JAPANESE_PARTICLES.iter().any(spoken) || text == "って") {
        return (0, Verdict::Ends(Tail::Talk));
    }
    // `git reset HEAD -- 파일명`
    let passed = words.last().is_some_and(|word| word.text == "--");
    if passed && foreign == 0 && text.starts_with(is_hangul) {
        let name = text.trim_end_matches([',', '.', ';', ':']);
        if text.ends_with(':') {
            return (name.len(), Verdict::Ends(Tail::Remark));
        }
        return (name.len(), after_word(text, name, after));
    }
    // `rm -rf 폴더명: 지운다`
    let name = text
        .strip_suffix(':')
        .filter(|_| known && after.starts_with(' '));
    if let Some(name) = name.filter(|name| name.chars().all(is_hangul))
        && (noun::is_value(name) && !named::is_complete(typed())
            || noun::is_thing(name) && named::wants_thing(typed()))
    {
        return (name.len(), Verdict::Ends(Tail::Remark));
    }
    // `vim 모드: normal`: a label, and no command before it.
    if known
        && foreign == 0
        && text
            .strip_suffix(':')
            .is_some_and(|label| label.chars().all(is_hangul))
    {
        return (0, Verdict::Ends(Tail::Talk));
    }
    // `kill 3000번 죽이기`, `600 10분 링크`: a number that is counted in Korean is said.
    if known && foreign > 0 && !behind_option && is_count(text) {
        return (0, Verdict::Ends(Tail::Prose));
    }
    // `컨테이너명,` ends a list's first command.
    let bare = text.trim_end_matches([',', '.', ';']);
    // `./실행파일`
    let placed = || foreign == 2 && text.starts_with("./");
    if (known || placed()) && named::is_operand(bare, foreign) {
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
        // `mysql -u 用户名 -p`, `docker logs コンテナ名`
        let is_given = || {
            noun::is_han_value(text)
                || noun::is_han_thing(text) && (!named::is_complete(typed()) || behind_option)
                || before == Before::Valued && after.trim().is_empty() && text.chars().count() < 9
        };
        if known && foreign == 0 && is_given() {
            return (length, Verdict::Word);
        }
        let goes_on = after
            .trim_start()
            .starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        if behind_option && foreign == 0 && goes_on && text.chars().all(is_han) {
            return (length, Verdict::Word);
        }
        return foreign_word(rest, text, foreign, first);
    }
    if words.len() == 1 && foreign == 0 && is_quantity(bare, after) {
        return (0, Verdict::Ends(Tail::Talk));
    }
    if known && words.len() <= MOST_WORDS && !ends_in_particle(bare) && !ending::leads_on(bare) {
        let texts = || words.iter().map(|word| word.text);
        let name = without_optional(bare);
        // `mkdir 연습 && cd 연습`: what was a name is one again.
        let given =
            || named::is_given(texts(), name, after) || texts().any(|before| before == name);
        let missing = || !named::is_complete(texts());
        let on_files = word_mark::are_of_files(texts());
        let wants = || named::wants_thing(texts()) || named::wants_second(texts());
        let asked = (given, missing, wants, on_files);
        // Before a sign with its explanation the command ends as at the end of a line.
        let own = if word_sign::is_before_sign(after) {
            ""
        } else {
            after
        };
        match korean(text, name, (foreign, own), before, asked) {
            Some((length, verdict)) if length == name.len() && length < bare.len() => {
                return (bare.len(), verdict);
            }
            Some(found) => return found,
            None => {}
        }
    }
    if foreign == 0 {
        return (0, Verdict::Ends(Tail::Prose));
    }
    let ending: &str = &text[foreign..];
    let ending = &ending[..ending.find(|c: char| !is_hangul(c)).unwrap_or(ending.len())];
    (foreign, Verdict::Ends(said(ending)))
}

/// Whether a noun right behind a program's name is a quantity or a kind, which that is said to
/// have: `gcc 버전 : 12.2`, `head 개수 = 8`, `mv 모델 = 다변량`. Nothing is done to one.
fn is_quantity(noun: &str, after: &str) -> bool {
    const QUANTITIES: &str = "버전 단계 개수 갯수 수 수량 포트 비율 모델 값 속도 크기 용량 길이 \
        노드 인덱스 객체 점수 확률 비중 온도 확장자 주기 간격 순위 등급 함수 개념 \
        원리 종류 차이 의미";
    let said = after.trim_start();
    let quantity = QUANTITIES.split_ascii_whitespace().any(|one| one == noun);
    let told = said.strip_prefix(['=', ':']).map(str::trim_start);
    let counted = told.is_some_and(|told| told.starts_with(|c: char| c.is_ascii_digit()));
    // `인덱스 = B+tree`, and no `컨테이너 = web` of a pair
    let valued = said
        .strip_prefix("= ")
        .is_some_and(|told| told.starts_with(|c: char| c.is_ascii_uppercase()));
    quantity && (said.is_empty() || told.is_some()) || counted || valued
}

/// Whether a line ends, but for a remark in brackets.
fn is_at_end(after: &str) -> bool {
    let after = after.trim_start();
    after.is_empty() || after.starts_with(['(', '\n'])
}

/// Whether an option by its name asks for words: `--name`, `-m`.
fn asks_for_words(option: &str) -> bool {
    const ASKING: &str = "name title message text user file path out key value label";
    let asks = |one: &str| option.contains(one);
    matches!(option, "-m" | "-t" | "-n" | "-o" | "-f" | "-u") || ASKING.split(' ').any(asks)
}

/// A name without what may be left out of it, as synopses of manuals write that: `이미지명(:태그)`,
/// `저장소[@버전]`.
fn without_optional(name: &str) -> &str {
    let opens = |(at, _): &(usize, char)| name[at + 1..].starts_with([':', '@', '/', '.', '#']);
    match name.char_indices().find(|(_, c)| matches!(c, '(' | '[')) {
        Some(found) if found.0 > 0 && name.ends_with([')', ']']) && opens(&found) => {
            &name[..found.0]
        }
        _ => name,
    }
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
    (given, missing, wants, on_files): (
        impl Fn() -> bool,
        impl Fn() -> bool,
        impl Fn() -> bool,
        bool,
    ),
) -> Option<(usize, Verdict)> {
    let bare = bare.trim_end_matches(['!', '?', '~']);
    let behind_option = before != Before::Word;
    let ends = after.trim().is_empty();
    let next = after.trim_start();
    let plain = foreign == 0 && text.starts_with(is_hangul);
    // `git reset --hard 조심`: a warning; `java -jar 옵션`, `build -t 뒤에`: it is spoken of.
    let spoken = ["뒤에", "전에", "후에", "때는", "말고"].contains(&bare);
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
    // `git branch -d 브랜치 삭제`: to what it is done, and what is done.
    let deed = after.trim();
    // `패키지 전역 설치`
    let how = ["전역 ", "강제 ", "다시 ", "새로 "];
    let deed = how
        .iter()
        .find_map(|how| deed.strip_prefix(*how))
        .unwrap_or(deed);
    let does = || !deed.contains(' ') && (deed.ends_with("기") || named::is_deed(deed));
    let told = matches!(
        bare,
        "로그" | "상태" | "버전" | "정보" | "목록" | "기록" | "설정" | "포트"
    );
    let open = || match before {
        Before::Option | Before::Valued => true,
        Before::Flag => missing() || wants(),
        Before::Word => missing() || wants(),
    };
    let named = || noun::is_thing(bare) || noun::is_value(bare);
    if plain && !told && !ends && named() && does() && open() {
        return Some((bare.len(), after_word(text, bare, after)));
    }
    if noun::is_value(bare) {
        // `node -v 버전 확인`, `ip a 주소 확인`: what it is good for.
        // `커밋1 커밋2 : 비교`: what stands behind a sign is said of both.
        let here = next.split([':', '#', '(', '→', '-']).next().unwrap_or("");
        let described = || named::is_description(&format!("{bare} {}", here.trim_end()));
        let alone = || !goes_on_as_value(next) && !missing();
        let said = plain && next.starts_with(is_hangul) && (described() || alone());
        // `node -v 버전`: what it answers; `ls -al 파일명`, `rm -f 서버:경로` are forms to fill in.
        let is_form = bare.ends_with('명') || bare.contains([':', '/', '=', '.', '@']);
        // `pip cache dir 위치`: where it lies; only programs of files are given places.
        let place = bare == "위치" && ends && before == Before::Word && !missing() && !on_files;
        let version = ends && before == Before::Flag && !is_form && !wants() || place;
        if said && before != Before::Valued || version {
            return Some((0, Verdict::Ends(Tail::Prose)));
        }
        return Some((bare.len(), after_word(text, bare, after)));
    }
    let is_noun = foreign == 0
        && (bare.chars().count() > 1 || bare == "키" && before != Before::Word)
        && !JOINING.contains(&bare)
        // `nginx -t 통과해야 reload`
        && !ending::is_verb(bare)
        && particle::length(bare).is_none_or(|length| length == 0);
    // `--group 정산 지연 확인`: the option's value, then what it is good for.
    if is_noun && before == Before::Valued {
        return Some((bare.len(), after_word(text, bare, after)));
    }
    // `docker stop 컨테이너`, `chmod 755 파일`: what is missing, and the line ends.
    // `kubectl get 옵션` speaks of what it may be given.
    let remarked = ends || next.starts_with(['#', '(']);
    let about = matches!(bare, "옵션" | "실행옵션" | "내용" | "개수" | "숫자" | "키");
    if is_noun && remarked && plain && noun::is_thing(bare) && !about && wants() {
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
    // A name of the writer's own stands before an option, `createdb 가게 -E UTF8`, and before what
    // joins two commands, `cd 실습 && ls`.
    let goes_on = after.starts_with(" -") || next.starts_with("&&") || next.starts_with("||");
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

/// A number and what it counts: `10분`, `3000번`.
fn is_count(word: &str) -> bool {
    const UNITS: [&str; 14] = [
        "번", "개", "분", "초", "일", "시간", "줄", "건", "회", "배", "명", "개만", "줄만", "번째",
    ];
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < word.len() && UNITS.contains(&unit)
}

/// A letter of Chinese writing. Source: Unicode's block CJK Unified Ideographs.
fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn ascii_word(text: &str, after: &str, words: &[Word]) -> (usize, Verdict) {
    let length = text.len();
    let known = !words.is_empty();
    if let Some(length) = word_mark::closed(text, after, words) {
        return (length, Verdict::Ends(Tail::Remark));
    }
    if let Some(length) = word_mark::parted(text, words) {
        return (length, Verdict::Ends(Tail::Next(length + 1)));
    }
    // `helm search: 차트를 검색`: the colon ends the command.
    let colon = text.strip_suffix(':').is_some_and(|before| {
        before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '>' | ']' | '}'))
            && !before.starts_with('-')
    });
    if known && colon && !is_drive(text, after) {
        return (length - 1, Verdict::Ends(Tail::Remark));
    }
    // `java -version: 17`: no option ends so.
    let told = text.strip_suffix(':').is_some_and(|option| {
        // `cut -d:` parts at colons.
        let name = option.trim_start_matches('-');
        option.starts_with('-')
            && name.len() > 2
            && option.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
    });
    // `minikube start --driver=docker: minikube 시작`: nor does a value.
    let valued = || {
        let (option, value) = text.split_once('=').unwrap_or_default();
        let ends = |c: char| c.is_ascii_alphanumeric() || matches!(c, '>' | ']' | '}');
        option.starts_with('-')
            && value
                .strip_suffix(':')
                .is_some_and(|value| value.ends_with(ends))
            && after.chars().any(is_hangul)
    };
    // `docker ps -a: list all`, `cd ..: go up`, `-m "a": 저장`; `cut -d: -f1` parts at colons.
    let stem = text.strip_suffix(':').unwrap_or_default();
    let parts = matches!(stem, "-d" | "-F" | "-t" | "-s" | "-I" | "-ot");
    let letters = stem.strip_prefix('-').is_some_and(|letters| {
        !letters.is_empty()
            && letters
                .bytes()
                .all(|b| b.is_ascii_alphabetic() || b == b'-')
    });
    let ends = letters || matches!(stem, "." | ".." | "~") || stem.ends_with(['"', '\'']);
    let said = after.starts_with(' ') && after.trim_start().starts_with(char::is_alphabetic);
    if known && ends && said && !parts {
        return (length - 1, Verdict::Ends(Tail::Remark));
    }
    if known && (told && !after.trim().is_empty() || text.ends_with(':') && valued()) {
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
        && text[..length - 1].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '"');
    if stopped {
        return (length - 1, Verdict::Ends(Tail::Remark));
    }
    // `-a; 설명`: what follows is no command.
    let parted = word_mark::is_last(text, after);
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

/// Whether a letter with a colon is a drive of Windows to which the next word gives something:
/// `net use Z: \\\\host\\share`, `chkdsk C: /f`.
fn is_drive(text: &str, after: &str) -> bool {
    let next = after.trim_start();
    let is_path = next.starts_with('\\')
        || next.get(1..).is_some_and(|rest| rest.starts_with(":\\"))
        || next.starts_with('/') && !next.starts_with("/ ");
    // `net use z: \\host\share`
    let is_letter =
        |c: char| c.is_ascii_uppercase() || c.is_ascii_lowercase() && !next.starts_with('/');
    text.len() == 2 && text.starts_with(is_letter) && is_path
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
        (0, false) if "→–—…·⇒※".contains(first) || is_emoji(first) => Tail::Remark,
        (0, false) => Tail::Prose,
        // `rm -rf /data/→old`: the path goes on behind the sign, and is another without that.
        _ if "→–—…⇒".contains(first) && goes_on_as_path(text, foreign, first) => {
            Tail::Talk
        }
        _ if "→–—…⇒".contains(first) && !text[foreign..].chars().any(is_hangul) => {
            Tail::Remark
        }
        _ => Tail::Talk,
    };
    (foreign, Verdict::Ends(tail))
}

/// Source: Unicode's blocks Miscellaneous Symbols, Dingbats, and those of pictographs.
const fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{1f300}'..='\u{1faff}')
}

/// Whether a path stands before a sign of a word and a name behind it.
fn goes_on_as_path(text: &str, at: usize, sign: char) -> bool {
    let behind = &text[at + sign.len_utf8()..];
    text[..at].contains('/') && behind.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// A word with a particle is a word of a sentence.
fn ends_in_particle(word: &str) -> bool {
    particle::closes(word) && !word.ends_with(['>', ']', '}', ')'])
}

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
