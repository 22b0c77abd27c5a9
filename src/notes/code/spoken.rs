//! What the prose behind a command does with it: tells the reader to type it, or only speaks of it.
//! The prose and the typed words in, one of the two out. Knows how Korean sentences end.

use crate::notes::code::forbidden::{is_deed, is_forbidden, is_lament};
use crate::notes::ending;
use crate::notes::particle;
use crate::notes::particle::final_consonant;
use crate::text::is_hangul;

/// What is done with a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// `로 받는다`: it is typed.
    Used,
    /// `를 했다가 혼났다`: it is spoken of.
    Spoken,
    /// No particle tells.
    Neither,
}

/// Words that name what stands before them as a command.
const NAMING: &[&str] = &["명령", "커맨드", "구문", "키워드", "command"];

/// What a command has: it is spoken of, unless something is done with that.
const PARTS: &[&str] = &["문법", "옵션", "플래그", "문서", "방식", "방법"];

/// Words that say when and how a command is run: it is spoken of.
const TELLING: &[&str] = &[
    "후", "전", "시", "때", "뒤", "이후", "이전", "중", "도중", "대신", "없이", "결과", "에러",
    "오류", "실패", "성공", "위험", "주의", "금지", "필수", "필요", "가능", "불가", "권한", "과정",
    "순서", "차이", "사용", "전략", "안", "못", "같은",
];

/// How forms of `하다` begin. Source: its conjugation.
const DOES: &[&str] = &[
    "하면", "하고", "하는", "하니", "하여", "하기", "하지", "하다", "하자", "하려", "하도", "하던",
    "하더", "하므", "하라", "하세", "합니", "합시", "한다", "한 ", "했", "해서", "해도", "해야",
    "할", "함",
];

/// What there may be one of.
const COUNTED: &str =
    "번 번만 줄 줄씩 칸 개 개만 시간 달 명 건 단계 페이지 글자 쪽 커밋 파일 폴더 초 화면 눈";

/// Last syllables of a verb that describes the noun behind it: `로 만든 것`, `를 쓰는 곳`.
const DESCRIBING: &[char] = &[
    '한', '된', '는', '던', '든', '운', '린', '온', '낸', '킨', '진', '은', '할', '될', '볼', '쓸',
    '칠',
];

/// What the prose at the start of `rest` does with the command before it, of which `words` are
/// typed.
pub(super) fn of(rest: &str, words: &[&str]) -> Use {
    let (particle, after) = split_particle(rest);
    let next = after.split_whitespace().next().unwrap_or_default();
    let next = next.trim_end_matches([',', '.', ')']);
    let sentence: Vec<&str> = first_sentence(after)
        .split_whitespace()
        .take(MOST_WORDS)
        .collect();
    // `오류 확인`, `차이 보기`: what the command is good for.
    let last = sentence.last().copied().unwrap_or_default();
    let deed = is_deed(last);
    // `절대 금지`: two words that forbid; a danger is told of what is typed as well.
    let forbids = ["금지", "금물", "엄금"]
        .iter()
        .any(|noun| last.starts_with(noun));
    let warned = sentence.len() == 2 && forbids;
    if is_forbidden(&sentence) || is_lament(&sentence) || warned {
        return Use::Spoken;
    }
    // The noun alone, or with a particle.
    let is_noun = |nouns: &[&str]| {
        nouns.iter().any(|noun| {
            next.strip_prefix(noun)
                .is_some_and(|end| particle::length(end) == Some(end.len()))
        })
    };
    // `명령어`, `명령줄`
    let named = NAMING.iter().any(|noun| next.starts_with(noun));
    // `치면 됩니다` tells to do it.
    let done = sentence.get(1).is_some_and(|word| {
        ["된다", "됩니다", "됨", "돼", "되고", "되며"]
            .iter()
            .any(|end| word.starts_with(end))
    });
    if particle.is_none() {
        // `처럼 이름을 적는다`: what is typed, shown by one of its kind.
        if matches!(next, "처럼" | "같이") && words.len() > 2 && sentence.len() > 1 && is_done(last)
        {
            return Use::Used;
        }
        // `도 한 번 해 둡니다`: it is run as well.
        if next == "도" && sentence.len() > 1 && is_done(last) {
            return Use::Used;
        }
        let alone = particle::length(next).is_some_and(|length| length > 0 && length == next.len());
        let condition = ending::is_condition(next);
        // `치면 됨`, `하면 된다`
        if condition && done && words.len() > 1 && sentence.len() == 2 {
            return Use::Used;
        }
        // `한 번만 찍기`, `한 커밋 전으로`: one of them.
        let one = next == "한"
            && sentence.get(1).is_some_and(|word| {
                COUNTED.split_whitespace().any(|unit| {
                    word.strip_prefix(unit)
                        .is_some_and(|rest| particle::length(rest) == Some(rest.len()))
                })
            });
        let does = next == "한" && !one || DOES.iter().any(|form| next.starts_with(form));
        // `사용 중인 프로세스`: the words describe what is seen.
        let seen = sentence.get(1).is_some_and(|word| *word == "중인");
        let told = (is_noun(PARTS) || is_noun(TELLING)) && !deed && !seen;
        // `결과물은 dist`: of what comes of it something is told.
        let topic = ["은", "는"].iter().any(|end| {
            next.strip_suffix(end).is_some_and(|noun| {
                noun.chars().count() > 1 && noun.starts_with("결과") && particle::agrees(noun, end)
            })
        });
        return if alone || topic || condition || does || named || told {
            Use::Spoken
        } else {
            Use::Neither
        };
    }
    // `로 문법 검사`, `로 문서를 만든다`
    if named
        || is_noun(PARTS)
            && !sentence.iter().any(|word| is_deed(word))
            && !last.trim_end_matches('.').ends_with('다')
    {
        return Use::Spoken;
    }
    let object = matches!(particle, Some("을" | "를"));
    // `export PATH=… 을 넣는다`: into a file that a shell reads.
    let put = ["넣", "추가", "적", "붙"]
        .iter()
        .any(|verb| after.contains(verb));
    if object && put && matches!(words.first(), Some(&("export" | "alias"))) {
        return Use::Spoken;
    }
    // `을 입력하면`, `를 통해`, `를 사용해서`: how something is reached, not what to type now.
    let means = ["통해", "통하여", "이용", "사용"]
        .iter()
        .any(|word| next.starts_with(word));
    let condition = next.ends_with('면') && !done || next.ends_with("때") || next.ends_with("려고");
    // `로 만든 것`, `로 실행 가능한 jar`; not `로 접속한 다음`, which goes on with a deed.
    let said: Vec<&str> = after.split_whitespace().take(3).collect();
    // `로 늘어나는 걸 지켜본다`, `로 지워진 커밋 찾기` see something.
    let last = after
        .trim_end_matches('.')
        .rsplit(' ')
        .next()
        .unwrap_or_default();
    let deed = last.ends_with(['기', '다']) || matches!(last, "확인" | "조회" | "출력" | "삭제");
    let describes = said.windows(2).any(|pair| {
        pair[0].ends_with(DESCRIBING)
            && !(pair[0].ends_with(['진', '된']) && deed)
            && !["다음", "뒤", "후", "걸", "것을"]
                .iter()
                .any(|then| pair[1].starts_with(then))
    });
    // `를 하더라도`, `를 다시 해도`: what it does not do.
    let granted = after.split_whitespace().take(2).any(|word| {
        [
            "해도",
            "하더라도",
            "써도",
            "봐도",
            "려도",
            "워도",
            "어도",
            "아도",
            "않으면",
            "않는다",
            "못한다",
        ]
        .iter()
        .any(|end| word.ends_with(end))
    });
    // `로 목록을 볼 수 있다`: what it is able to do, unless it is run first (`로 보면 …`).
    let able = after
        .find("수 있")
        .is_some_and(|at| !after[..at].contains("면 "));
    let told = is_told(first_sentence(after), object);
    if granted || object && (means || condition) || describes || able || told || lacks(words) {
        return Use::Spoken;
    }
    Use::Used
}

/// Nouns of seeing.
const SEEING: [&str; 6] = ["확인", "조회", "보기", "출력", "점검", "모니터링"];

/// Whether words say what one sees: `현재 위치 보기`. Of what is installed or of a command
/// something else is told.
pub(super) fn is_seen(after: &str) -> bool {
    let words: Vec<&str> = first_sentence(after)
        .split_whitespace()
        .take(MOST_WORDS)
        .collect();
    let told = |word: &&str| {
        word.starts_with("설치")
            || NAMING.iter().any(|noun| word.starts_with(noun))
            || PARTS.contains(word)
    };
    words.len() > 1
        && words.len() < 6
        && asks_to_see(words[words.len() - 1])
        && words[0].starts_with(is_hangul)
        && !words.iter().any(told)
}

/// Whether a label ends in a noun of seeing: `서버 상태 보기`, `포트 확인`.
pub(super) fn asks_to_see(label: &str) -> bool {
    let label = label.trim_end_matches(|c: char| !c.is_alphanumeric());
    SEEING.iter().any(|noun| label.ends_with(noun))
}

/// Whether the words before a command ask for one: `나갈 때는`, `지우려면`, `작업이 끝나면`.
pub(super) fn asks(before: &str) -> bool {
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let asks = [
        "때는",
        "때엔",
        "땐",
        "때",
        "려면",
        "싶으면",
        "나면",
        "하면",
        "거나",
    ];
    asks.iter().any(|end| word.ends_with(end)) && !ending::is_surface(word)
}

/// Whether a verb says that something is run, and not what it is like: `해 둔다`, `쳐 봅니다`.
fn is_done(verb: &str) -> bool {
    const DONE: [&str; 22] = [
        "적는다",
        "적습니다",
        "쓴다",
        "씁니다",
        "입력한다",
        "입력합니다",
        "둔다",
        "둡니다",
        "두자",
        "둠",
        "본다",
        "봅니다",
        "보자",
        "친다",
        "칩니다",
        "준다",
        "줍니다",
        "돌린다",
        "돌립니다",
        "실행한다",
        "실행합니다",
        "한다",
    ];
    DONE.contains(&verb.trim_end_matches(['.', '!']))
}

/// The words up to the end of their sentence.
fn first_sentence(after: &str) -> &str {
    after.split(". ").next().unwrap_or(after)
}

/// Whether a sentence tells what happened, or sets something against it: `로 본다고 배웠는데`,
/// `을 돌렸다가`, `로 고쳤는데`, `로 안 죽으면`, `를 운영에서 쳤다`.
fn is_told(sentence: &str, object: bool) -> bool {
    // `보이는데`, `했더니`, `했다가`: the clause behind it says the contrary, or what came of it.
    let words: Vec<&str> = sentence.split_whitespace().take(MOST_WORDS).collect();
    let against = words
        .iter()
        .rev()
        .skip(1)
        .any(|word| ending::sets_against(word.trim_end_matches(',')));
    // `안 죽으면`, `안 나온다`, not `안 쓰는 것`; `함부로 하지 않는다`.
    let denied = words.windows(2).any(|pair| {
        matches!(pair[0], "안" | "못")
            && pair[1]
                .trim_end_matches(['.', ','])
                .ends_with(['면', '다', '음', '됨', '서'])
    });
    let refused = words.iter().any(|word| {
        let adnominal = ["않은", "않는", "않던"].contains(word);
        word.starts_with('않') && !adnominal
    });
    let last = words
        .last()
        .map_or("", |word| word.trim_end_matches(['.', '!']));
    let past = object && is_past(last);
    against || denied || refused || past
}

/// A sentence of a note is read up to here.
const MOST_WORDS: usize = 24;

/// `쳤다`, `정했다`: a verb of the past; `있다` and `겠다` are not.
fn is_past(verb: &str) -> bool {
    /// The number of `ㅆ` among the final consonants. Source: Unicode 3.12.
    const DOUBLE_S: u32 = 20;
    let stem = verb.strip_suffix('다').unwrap_or_default();
    stem.chars().next_back().is_some_and(|last| {
        is_hangul(last) && final_consonant(last) == DOUBLE_S && !matches!(last, '있' | '겠')
    })
}

/// Whether a program that does nothing without an operand is given options alone: `curl -I`, `kill
/// -9`, `java -jar`.
fn lacks(words: &[&str]) -> bool {
    const NEEDS: [&str; 24] = [
        "curl", "wget", "kill", "ssh", "scp", "rsync", "chmod", "chown", "cp", "mv", "rm", "mkdir",
        "rmdir", "touch", "grep", "ln", "dig", "nslookup", "ping", "telnet", "nc", "java",
        "source", "tail",
    ];
    let Some((program, rest)) = words.split_first() else {
        return false;
    };
    let told =
        rest.contains(&"-version") || rest.contains(&"--version") || rest.contains(&"--help");
    NEEDS.contains(program)
        && !rest.is_empty()
        && !told
        && rest.iter().all(|word| word.starts_with('-'))
}

/// The particle that says a command is used, glued to it or apart, and what follows.
fn split_particle(rest: &str) -> (Option<&str>, &str) {
    let rest = rest.trim_start();
    for particle in ["으로", "로", "을", "를"] {
        if let Some(after) = rest.strip_prefix(particle)
            && !after.starts_with(is_hangul)
        {
            return (Some(particle), after.trim_start());
        }
    }
    (None, rest)
}
