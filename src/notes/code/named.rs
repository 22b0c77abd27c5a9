//! Names that the writer of a command chooses: a folder, a branch, a container, a message. The
//! words of a command so far and a Korean word in; whether the word is one of those names, or
//! begins what is said of the command. From the synopses of manuals (how many names a command is
//! given) and from Korean: what it is for is said with a noun of doing or a verb behind it.

use crate::notes::code::noun;
use crate::notes::code::tools;
use crate::notes::code::typeset;
use crate::notes::code::word_mark;
use crate::notes::ending;
use crate::notes::particle;
use crate::text::{is_hangul, is_syllable};

/// Options that are given a name, a text or a file, in the programs that notes type most.
const VALUED: &str = "-m -n --message --name --title --body --topic --group --author --grep \
    --user --username --profile --namespace --container --database --file --output --tag --label \
    --entity-name --env --workspace --branch --args -am";

/// Options that are given nothing.
const FLAGS: &str = "--all --amend --oneline --force --hard --soft --mixed --list --help \
    --version --describe --graph --stat --cached --staged --prune --rebase --abort --continue \
    --watch --previous --follow --dry-run --no-edit --no-ff --squash --from-beginning \
    --recursive --verbose --quiet --short --keep --purge --purge-data --reverse --global --local \
    -h -v -V -a -A -l -r -R -y --yes --save-dev --no-cache";

/// What an option before a word says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// The option is given a value.
    Valued,
    /// It is given nothing.
    Flag,
    /// One that may be either.
    Option,
    /// No option stands there, or one that has its value: `--name=웹`.
    Word,
}

/// Sections of the table of programs that know what stands behind a verb.
const VERBS: [&str; 5] = ["groups", "wanting", "wanting-two", "runs", "open"];

/// What the last word of a command says of the next.
pub(super) fn behind<'a>(mut words: impl DoubleEndedIterator<Item = &'a str>) -> Before {
    let Some(last) = words.next_back() else {
        return Before::Word;
    };
    // `docker run --name=<이름> 이미지명`: its value is given.
    if last.contains('=') {
        return Before::Word;
    }
    let here = before(last);
    if here == Before::Word {
        return here;
    }
    let Some(program) = words.next() else {
        return here;
    };
    // `free -m`: nothing is ever given to an option of these.
    if tools::section_lists("flags", program) {
        return Before::Flag;
    }
    // `gcc 예제.c -o 예제`
    if tools::section_lists("valued", &format!("{program}.{last}")) {
        return Before::Valued;
    }
    here
}

/// What an option says of the next word by the manual of its program, `path` of which is known.
fn of_program(path: &str, option: &str) -> Option<Before> {
    let program = path.split('.').next().unwrap_or_default();
    let name = option.split('=').next().unwrap_or_default();
    let lists = |section, path| tools::section_lists(section, &format!("{path}.{name}"));
    if lists("valued", path) || lists("valued", program) {
        let is_given = name.len() < option.len();
        return Some(if is_given {
            Before::Flag
        } else {
            Before::Valued
        });
    }
    lists("switches", path).then_some(Before::Flag)
}

/// What a word says of the next.
fn before(word: &str) -> Before {
    // `cat a.txt > 출력`
    if matches!(word, ">" | ">>") {
        return Before::Valued;
    }
    let word = &*typeset::option(word);
    if !word.starts_with('-') || word.len() < 2 {
        return Before::Word;
    }
    let lists = |options: &str| options.split(' ').any(|one| one == word);
    // `-al`, `-tlnp`: letters in a row; the last of `-czf` is given a file.
    let row = !word.starts_with("--")
        && word.len() > 2
        && word[1..].bytes().all(|b| b.is_ascii_alphabetic())
        && !word.ends_with(['f', 'm', 'o', 'n', 't']);
    // `head -3`: the number is the value.
    let counted = word[1..].bytes().all(|b| b.is_ascii_digit());
    if lists(VALUED) {
        Before::Valued
    } else if counted || row || lists(FLAGS) || word.contains('=') {
        Before::Flag
    } else {
        Before::Option
    }
}

/// A command's words: the program with the words that say what it does, and what it is given.
struct Synopsis {
    /// `git.remote.add`
    path: String,
    /// How many names stand there.
    names: usize,
    /// With what may be the value of an option.
    words: usize,
    /// Whether options stand there.
    options: bool,
    /// Whether a client is given a command of its server: `redis-cli get 방문자`.
    client: bool,
    /// What its last word says of the next.
    last: Before,
}

/// Reads the words of a command; `None` where there are none.
fn synopsis<'a>(words: impl Iterator<Item = &'a str>) -> Option<Synopsis> {
    let is_prefix = |word: &&str| tools::program(word).is_some_and(|known| known.is_prefix);
    let mut words = words.skip_while(is_prefix);
    let mut read = Synopsis {
        path: words.next()?.to_owned(),
        names: 0,
        words: 0,
        options: false,
        client: false,
        last: Before::Word,
    };
    let mut behind = Before::Word;
    let mut is_verb = true;
    let flags = tools::section_lists("flags", &read.path);
    let runs_module = matches!(&*read.path, "python" | "python3" | "py");
    let mut is_module = false;
    for word in words {
        // `python -m venv 가상환경`: what runs is the module.
        if runs_module && read.names == 0 && word == "-m" {
            is_module = true;
            continue;
        }
        if std::mem::take(&mut is_module) {
            word.clone_into(&mut read.path);
            continue;
        }
        let said = before(word);
        let by_program = match said {
            Before::Word => None,
            _ => of_program(&read.path, word),
        };
        let here = match by_program.unwrap_or(said) {
            Before::Option if flags => Before::Flag,
            here => here,
        };
        if here != Before::Word {
            (behind, read.options) = (here, true);
            // `git merge --abort` is given nothing more.
            let is_all = said == Before::Flag && by_program.is_none() && word.starts_with("--");
            read.words += usize::from(is_all);
            continue;
        }
        // `su - postgres`
        if word == "-" {
            continue;
        }
        // `redis-cli set 이름 홍길동`
        let deeper = if read.path == "redis-cli" {
            word.to_ascii_uppercase()
        } else {
            format!("{}.{word}", read.path)
        };
        let lists = |section: &&str| tools::section_lists(section, &deeper);
        is_verb &= VERBS.iter().any(lists) || most_of(&deeper).is_some();
        if is_verb {
            read.client |= read.path == "redis-cli";
            read.path = deeper;
        } else {
            // What stands behind an option may be its value.
            read.names += usize::from(matches!(behind, Before::Word | Before::Flag));
            read.words += usize::from(behind != Before::Valued);
        }
        behind = Before::Word;
    }
    read.last = behind;
    Some(read)
}

impl Synopsis {
    /// How many of the names that the command cannot do without are missing.
    fn missing(&self) -> usize {
        let lists = |section| tools::section_lists(section, &self.path);
        let named = || lists("named") || lists("named-often");
        let least = if lists("wanting-two") || lists("named-twice") {
            2
        } else {
            usize::from(lists("wanting") || named() && !lists("optional"))
        };
        least.saturating_sub(self.words)
    }
}

/// Whether the names that a command cannot do without stand there; those of unknown commands do.
pub(super) fn is_complete<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    synopsis(words).is_none_or(|read| read.missing() == 0)
}

/// Whether brackets at the end of a command hold a name that it is given and no remark: behind an
/// option that waits for one, or where a name is missing. `git branch -d (이름)`, but not `docker
/// ps -a (전체 보기)`.
pub(super) fn is_given_in_brackets(words: &[&str], inner: &str) -> bool {
    const NAMES: [&str; 9] = [
        "name", "id", "path", "file", "url", "host", "port", "tag", "dir",
    ];
    let spells = |b: u8| b.is_ascii_lowercase() || matches!(b, b' ' | b'_' | b'-');
    let mut parts = inner.split([' ', '_', '-']);
    let is_latin = inner.bytes().all(spells)
        && inner.split(' ').count() <= 3
        && parts.next_back().is_some_and(|last| NAMES.contains(&last));
    let typed = || words.iter().copied();
    (is_latin || noun::is_asked(inner) || noun::is_han_value(inner))
        && (matches!(behind(typed()), Before::Option | Before::Valued)
            || !is_complete(typed())
            || wants_second(typed()))
}

/// How a command may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// It cannot do without what is missing.
    Missing,
    /// It is given as many names as one likes: `pip install flask`.
    Open,
    /// What it is given is a program of its own: `docker run ubuntu`.
    Program,
    /// Nothing is known to be missing.
    Nothing,
}

/// How a command may go on behind these words.
pub(super) fn need<'a>(words: impl Iterator<Item = &'a str>) -> Need {
    // `kubectl exec -it web --`: what is run there stands behind it.
    let mut last = "";
    let read = synopsis(words.inspect(|word| last = *word));
    if last == "--" {
        return Need::Missing;
    }
    let Some(read) = read else {
        return Need::Nothing;
    };
    let runs = tools::section_lists("runs", &read.path);
    if read.missing() > 0 || read.last == Before::Valued {
        Need::Missing
    } else if runs {
        if read.names > 1 {
            Need::Nothing
        } else {
            Need::Program
        }
    } else if tools::section_lists("open", &read.path) || read.last == Before::Option {
        Need::Open
    } else {
        Need::Nothing
    }
}

/// Whether a command acts on a thing that does not stand there yet; what its options are given is
/// none: `docker run -p 80:80`, `chmod 755`.
pub(super) fn wants_thing<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    synopsis(words).is_some_and(|read| {
        let lists = |section| tools::section_lists(section, &read.path);
        let twice = lists("wanting-two") || lists("named-twice") || lists("things-two");
        let once = lists("wanting") || lists("named") || lists("things");
        // `zip -r a.zip 폴더`; `zip 파일` is a kind of file.
        let second = lists("things-second") && (1..=2).contains(&read.words);
        second || read.names < if twice { 2 } else { usize::from(once) }
    })
}

/// Whether one name stands there of a command that is often given two: `git push origin`.
pub(super) fn wants_second<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    synopsis(words)
        .is_some_and(|read| tools::section_lists("second", &read.path) && read.names == 1)
}

/// The most names a command is given, and whether nothing else is written there.
fn most_of(path: &str) -> Option<(usize, bool)> {
    const SECTIONS: [(&str, usize, bool); 7] = [
        ("redis-alone", 0, true),
        ("named", 1, true),
        ("named-twice", 2, true),
        ("named-often", usize::MAX, true),
        ("given", usize::MAX, false),
        ("redis", usize::MAX, true),
        ("redis-words", usize::MAX, false),
    ];
    SECTIONS.into_iter().find_map(|(section, count, sure)| {
        tools::section_lists(section, path).then_some((count, sure))
    })
}

/// Whether a Korean word may be a name: it carries no particle and no verb's ending, and says
/// neither what is done nor what is spoken of.
fn is_name(word: &str) -> bool {
    let letters = word
        .chars()
        .all(|c| c.is_alphanumeric() || "_-./:".contains(c));
    letters
        && word.chars().count() > 1
        && !particle::closes(word)
        && particle::length(word).is_none_or(|length| length == 0)
        && (has_sign(word) || !ending::is_verbal(word) && !is_gloss(word) && !among(ADVERBS, word))
}

/// Whether a word has a sign or a number, as names have and nouns have not: `기능/로그인`.
fn has_sign(word: &str) -> bool {
    word.contains(['/', '-', '_', '.', ':']) || word.contains(|c: char| c.is_ascii_alphanumeric())
}

fn among(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// Words that stand before a verb or join two clauses.
const ADVERBS: &str = "추천 중요 필수 권장 금지 조심 주의 유의 \
    비추 필독 가능 불가 필요 위험 모두 모든 전부 다시 먼저 \
    그리고 그냥 바로 직접 자주 항상 매번 함께 같이 따로 계속 강제 임시 새로 현재 직전 최근 이전 \
    이후 다음 대신 말고 없이 강제로 각각 여러 전체 하나 둘 안 못 잘 처음 마지막 간단히 자동 수동 \
    일부 해당 특정 매우 아주 정말 꽤 너무 조금 많이 가장 주로 보통 가끔 최신 상위 하위 공통 주요 \
    바뀐 중간";

/// Nouns of what commands do.
const DEEDS: &str = "확인 실행 조회 설치 삭제 제거 출력 종료 시작 중지 재시작 접속 적용 검색 \
    점검 검사 생성 추가 변경 수정 \
    이동 복사 복제 병합 연결 해제 등록 초기화 업로드 다운로드 전환 저장 \
    취소 백업 복구 복원 갱신 업데이트 배포 빌드 테스트 정지 로그인 로그아웃 압축 이전 설정 관리 \
    사용 활용 비교 정리 해결 만료 개선 지정 실패 성공 제한";

/// Nouns of what is written of commands.
const TOPICS: &str = "목록 상태 버전 정보 이력 도움말 명령 명령어 옵션 사용법 방법 방식 예시 \
    예제 실습 개념 원리 구조 종류 차이 규칙 전략 순서 권한 에러 오류 로그 캐시 문법 기초 기본 \
    기본값 습관 주의 \
    단축키 충돌 메시지 요청 응답 함수 서버 용량 크기 위치 의미 과정 정책 흐름 단위 \
    범위 조건 시점 원인 속도 성능 시간 결과 형식 화면 모드 품질 스크립트 환경 시스템 파이프라인 \
    도구 장점 단점 특징 역할 자료 파일 키 키워드 알고리즘";

/// Whether a noun says what a command is for or what is told of it: `확인`, `강제삭제`, `옵션`.
fn is_gloss(word: &str) -> bool {
    // `확인용`: what it serves for.
    let word = word.strip_suffix('용').unwrap_or(word);
    among(TOPICS, word)
        || DEEDS
            .split_ascii_whitespace()
            .any(|one| word.ends_with(one))
        || is_doing(word)
}

/// Whether a word is an English noun of doing in Hangul, which ends in `-ing`: `모니터링`.
fn is_doing(word: &str) -> bool {
    const ING: &str = "링 깅 닝 팅 싱 밍 빙 핑 딩 킹 칭";
    word.chars().count() > 2 && ING.split(' ').any(|end| word.ends_with(end))
}

/// Whether a noun says what a command does: `접속`, `재실행`.
pub(super) fn is_deed(word: &str) -> bool {
    let ends = |one| word.ends_with(one);
    DEEDS.split_ascii_whitespace().any(ends)
}

/// Last words of a title that speaks of a command.
const ABOUT: [&str; 8] = [
    "법",
    "옵션",
    "차이",
    "이유",
    "정리",
    "주의",
    "명령",
    "명령어",
];

/// Whether words end as titles do that speak of a command: `해결법`, `와 차이`.
pub(super) fn is_topic(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['.', '!']);
    ABOUT.iter().any(|end| words.ends_with(end))
}

/// Whether words say what a command before them is good for: `숨긴 파일까지 보기`, `한 줄로 본다`.
pub(super) fn is_description(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['.', '!']);
    let first = words.split(' ').next().unwrap_or_default();
    let last = words.rsplit(' ').next().unwrap_or_default();
    let spoken = ["은", "는", "이", "가", "에서", "의", "와", "과", "란"]
        .iter()
        .any(|end| {
            first
                .strip_suffix(end)
                .is_some_and(|noun| noun.chars().count() > 1 && particle::agrees(noun, end))
        });
    words.starts_with(is_hangul)
        && words.contains(' ')
        && !spoken
        && !ABOUT.iter().any(|end| last.ends_with(end))
        && (last.ends_with(['기', '음', '함', '됨', '다', '요', '용'])
            || is_gloss(last)
            || among(ADVERBS, last))
}

/// Whether a Korean word behind these words of a command is a name that it is given. `after` is
/// what follows the word on its line. What has its names already is followed by what is said of it.
pub(super) fn is_given<'a>(words: impl Iterator<Item = &'a str>, word: &str, after: &str) -> bool {
    let searched = is_searched(word, after);
    if !is_name(word) && !searched {
        return false;
    }
    let mut last = "";
    let Some(read) = synopsis(words.inspect(|word| last = *word)) else {
        return false;
    };
    let Some((most, alone)) = most_of(&read.path) else {
        return false;
    };
    // `zip -r 제출.zip 과제`: names beside each other.
    let files = || read.path.split('.').any(word_mark::is_of_files);
    let ends = after.trim().is_empty();
    if ends && last.chars().any(is_hangul) && is_file(last) && is_one(word) && files() {
        return true;
    }
    if searched && read.names == 0 && among("grep egrep fgrep rg ag ack zgrep", &read.path) {
        return true;
    }
    if !is_name(word) {
        return false;
    }
    let after = after.trim_start();
    let ends = !after.starts_with(is_hangul);
    let listed = last.chars().any(is_hangul);
    // `강제로 올림`: behind a word that is no name nothing is.
    if read.names >= most || last.starts_with(is_hangul) && !is_plain(last) {
        return false;
    }
    // `helm install 모니터링 example/chart`: no title goes on so.
    let goes_on = after.starts_with(|c: char| c.is_ascii_alphanumeric() || "-./\"'".contains(c));
    let missing = read.missing() > 0;
    let shown = missing && (read.options || read.names > 0 || goes_on);
    let lists = |section| tools::section_lists(section, &read.path);
    let second = lists("second") && (read.names == 1 || read.words == 1);
    // `SET 이름 홍길동`: a key and a value.
    let pair = || !after.contains(' ') && is_one(after);
    let keyed = lists("redis") || read.client || lists("redis-words") && (read.names > 0 || pair());
    let first = alone && (read.words == 0 || missing || listed && most > 2);
    let surely = (second || keyed || alone && read.names == 0) && is_one(word);
    if !(first || shown || surely && ends || keyed && (goes_on || !ends) || has_sign(word) && ends)
    {
        return false;
    }
    // `mkdir 사진 음악`: names up to the end, not what is done.
    let more = || {
        let mut more = after
            .split_ascii_whitespace()
            .take_while(|word| !word.starts_with(['#', '(', '-']))
            .filter(|word| !word.is_ascii());
        (keyed || alone && is_one(word)) && more.all(is_one)
    };
    ends || more() && after.split_ascii_whitespace().count() < most - read.names
}

/// `app.log`, `/var/log`: a path, or a name with an extension.
fn is_file(word: &str) -> bool {
    let extension = word.rsplit_once('.').filter(|(stem, _)| !stem.is_empty());
    word.starts_with(['/', '~'])
        || extension.is_some_and(|(_, end)| {
            (1..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

/// Whether a noun may be what is looked for in the file behind it: `에러 app.log`.
fn is_searched(word: &str, after: &str) -> bool {
    let mut files = after.split_ascii_whitespace();
    let file = files.next().unwrap_or_default();
    word.chars().all(is_syllable)
        && particle::length(word).is_none_or(|length| length == 0)
        && after.is_ascii()
        && is_file(file)
}

/// Whether a word is surely a name among others: names up to the end of a line are no sentence.
pub(super) fn is_one(word: &str) -> bool {
    // `느림`, `아님`: adjectives become nouns with `ㅁ`.
    let quality = || {
        let last = word.chars().next_back().filter(|c| is_syllable(*c));
        last.is_some_and(|last| particle::final_consonant(last) == MIEUM)
    };
    is_plain(word) && (has_sign(word) || !quality())
}

/// Whether a word is a name and does not end as words do that a sentence goes on behind.
fn is_plain(word: &str) -> bool {
    is_name(word) && (has_sign(word) || !particle::is_closed(word))
}

/// `ㅁ` among the final consonants.
const MIEUM: u32 = 16;

/// Whether a word with letters of Hangul, Han or Kana, the first of them at `foreign`, is a name or
/// a path that a command is given: no word of a sentence ends in ASCII behind a sign
/// (`보고서.txt`, `레지스트리/web:1`), and no particle stands behind one (`/srv/자료`,
/// `name=홍길동`, `user@서버`).
pub(super) fn is_operand(word: &str, foreign: usize) -> bool {
    // Most words are those of a sentence, which have no sign before or behind their letters.
    // `로그='tail -f app.log'`
    let quoted = word.split_once('=');
    if foreign == 0
        && quoted.is_some_and(|(key, value)| {
            value.len() > 1
                && value.starts_with(['"', '\''])
                && key.chars().all(char::is_alphanumeric)
        })
    {
        return true;
    }
    let signed = word[..foreign].ends_with(['/', '=', '&', '?', '_', '-', '@'])
        || word.ends_with('/')
        || word.contains('=');
    if !signed && !word.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    let spells = |c: char| c.is_alphabetic() || c.is_ascii_digit() || "/.:=@_-?&%+~".contains(c);
    if !word.chars().all(spells) {
        return false;
    }
    // `문서/` is a folder, `이름=홍길동` a pair: no sentence glues its words so.
    let pair = word.split_once('=');
    if foreign == 0 && pair.is_some_and(|(key, value)| !key.is_empty() && !value.is_empty())
        || word.ends_with('/') && word.len() > 1
    {
        return !particle::closes(word);
    }
    let (before, named) = word.split_at(foreign);
    let ascii = word.len() - word.trim_end_matches(|c: char| c.is_ascii()).len();
    let end = &word[word.len() - ascii..];
    if !named.contains("://") && end.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        let port = |rest: &str| rest.bytes().all(|b| b.is_ascii_digit());
        return end.starts_with(['.', '/', '=', '@'])
            || end.starts_with(":/")
            || end.strip_prefix(':').is_some_and(port);
    }
    // `사과` is no `사` with `과`.
    let closed = ["을", "를", "은", "는", "에서", "으로", "와", "과"]
        .iter()
        .any(|end| {
            word.strip_suffix(end)
                .is_some_and(|noun| particle::agrees(noun, end))
        });
    if !named.ends_with(char::is_alphabetic) || closed {
        return false;
    }
    let rooted = before.starts_with(['/', '~']) || before.starts_with("./");
    let path = rooted || before.contains("://");
    let key = before.strip_suffix('=').is_some_and(|key| {
        !key.is_empty()
            && key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_.?&=/:-".contains(&b))
    });
    let host = before
        .strip_suffix('@')
        .is_some_and(|user| !user.is_empty());
    key || host || path && before.ends_with(['/', '=', '&', '?', '_', '-'])
}
