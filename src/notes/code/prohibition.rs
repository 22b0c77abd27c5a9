//! Whether a writer forbids to run what stands beside or below: `rm -rf / (절대 금지)`, `하지
//! 말아야 할 것`. Words of a remark or a label in, yes or no out. Knows of commands only what they
//! refuse by themselves, so that `ufw deny 22 # 금지` tells what it does.
//!
//! Who forbids a deed names no other object (`npm install 쓰지 말 것` beside `npm ci`), no manner
//! (`root로 하지 말 것`) and no place (`운영에서는 쓰지 말 것`: elsewhere one may), unless `절대`
//! says that it is meant for good. What is dangerous or asks for care is not forbidden.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::text::{head, is_hangul};

/// What stands in every text that forbids anything: most hold none of it.
static PARTS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    const KOREAN: &str = "금지 금물 엄금 비추 금기 지_마 지_말 지_맙 지_않 지도_마 지도_말 \
        지는_마 지는_말 안_되 안되 안_돼 안돼 안_된 안된 안_됨 안됨 안_됩 안됩 안_될 안될 큰일 \
        망함 망한 끝장 나쁜 잘못된 틀린 안좋은 안_좋은 위험 오답 안티패턴";
    const LATIN: &str = "never Never NEVER do_not Do_not DO_NOT don't Don't DON'T don’t Don’t \
        dont bad Bad BAD wrong Wrong WRONG orbidden ORBIDDEN rohibited ROHIBITED angerous \
        ANGEROUS ncorrect nti-pattern ntipattern donts X [X _X (x _x × (NO _NO (No _No";
    const HAN: &str = "禁 危 勿 不要 ない やって 使って 反例 悪い例 错误示例";
    let words = [KOREAN, LATIN, HAN].join(" ");
    let parts = words.split_whitespace().map(|part| part.replace('_', " "));
    let signs = SIGNS.iter().map(|sign| (*sign).to_owned());
    AhoCorasick::new(parts.chain(signs)).ok()
});

/// Whether a text may forbid anything: quick to say no.
pub(crate) fn may_forbid(text: &str) -> bool {
    PARTS.as_ref().is_none_or(|parts| parts.is_match(text))
}

/// Bytes of words that are looked through.
const LONGEST: usize = 400;

/// Signs that say no.
const SIGNS: [&str; 10] = ["❌", "❎", "✗", "✘", "✖", "⛔", "🚫", "🙅", "☠", "💀"];

/// Nouns that forbid, as the last word.
const NOUNS: &str = "금지 금물 엄금 비추 비추천 금기";

/// Nouns of what a reader does with a command.
const DEEDS: &str = "사용 실행 입력 복붙 복사 타이핑 수행 시도 남용 따라하기";

/// Verbs of the same, by their stems.
const VERBS: &str = "하 쓰 치 돌리 날리 때리 누르 따라하 붙여넣 실행하 사용하 입력하 복사하 \
    복붙하 수행하 시도하 하시 쓰시 실행하시 사용하시";

/// The same before `-서는` and `-선`.
const JOINED: &str = "해 써 쳐 돌려 날려 눌러 실행해 사용해 입력해";

/// What is meant for good.
const FOR_GOOD: &str = "절대 절대로 결코";

/// Words between or before that name nothing but the command itself, or say how much it is meant.
const BESIDE: &str = "은 는 을 를 도 두 세 네 모든 전부 웬만하면 되도록 가급적 농담으로 \
    농담으로라도 정말 정말로 진짜 매우 아주 꼭 함부로 그냥 그대로 무심코 무작정 실수로 실수로라도 \
    장난으로 장난으로라도 마음대로 제발 이 이거 이걸 이건 이것 이것은 이것을 이렇게 이런 이런건 \
    저렇게 아래 위 다음 아래의 위의 다음의 명령 명령을 명령은 명령들은 명령들을 명령어 명령어를 \
    명령어는 명령어들은 명령어들을 커맨드 것 것은 것들은 건 코드 코드는 코드를 예시는 예시처럼 \
    예처럼";

/// What a heading or a label calls that which is not to be done.
const CALLED: &str = "것 것들 일 짓 행동 명령 명령들 명령어 명령어들 커맨드 옵션 예 예시 \
    예제 사례 방법 방식 습관 실수 코드";

/// What may stand behind that.
const BEHIND: &str = "모음 목록 정리 리스트 몇 가지 들 입니다 이다 임";

/// Whether a remark beside a command forbids to run it.
pub(crate) fn is_of_command(said: &str, code: &str) -> bool {
    let refuses = || {
        const REFUSING: &str = "deny drop reject block disable mask lock forbid prohibit noclobber";
        let names = |one: &str| {
            let mut words = code.split(|c: char| !c.is_ascii_alphanumeric());
            words.any(|word| word.eq_ignore_ascii_case(one))
        };
        REFUSING.split(' ').any(names)
    };
    let said = head(said.trim(), LONGEST);
    if !may_forbid(said) {
        return false;
    }
    let sign = |word: &str| SIGNS.contains(&word.trim_end_matches('\u{fe0f}'));
    let mut marks = said.split_whitespace();
    let marked = marks.next().is_some_and(sign) || marks.next_back().is_some_and(sign);
    marked
        || is_mark(said)
        || clauses(said).any(|clause| {
            let words = words(clause);
            forbids(&words) && !(words.len() == 1 && refuses())
                || words.len() <= 3 && is_called(&words)
        })
}

/// Whether a label, a heading or the end of a paragraph forbids what stands behind or below it.
pub(crate) fn is_of_what_follows(label: &str) -> bool {
    let label = label.trim();
    if label.len() > LONGEST || !may_forbid(label) {
        return false;
    }
    let starts = SIGNS.iter().any(|sign| label.starts_with(sign));
    let is_last = |sign: &str| label.trim_end_matches([':', '\u{fe0f}']).ends_with(sign);
    // A chapter may be called X.
    starts
        || label.starts_with(['(', '[']) && is_mark(label)
        || SIGNS.iter().any(|sign| is_last(sign))
        || clauses(label).any(|clause| {
            let words = words(clause);
            forbids(&words) || is_called(&words)
        })
}

/// The same of a heading, or of a bullet with others below it: who calls them so names what is bad
/// there also by its place, `운영 서버에서 하지 말 것`.
pub(crate) fn is_of_what_hangs_below(label: &str) -> bool {
    let label = label.trim();
    is_of_what_follows(label)
        || label.len() <= LONGEST
            && may_forbid(label)
            && clauses(label).any(|clause| {
                let words = words(clause);
                (0..words.len()).any(|at| {
                    is_refusal(&words[at..], false) && is_nothing_else(&words[..at], true)
                }) || by_noun(&words, true)
            })
}

/// Whether a bullet is nothing but such a label, so that it speaks of the bullets behind it.
pub(crate) fn is_label(text: &str) -> bool {
    let text = text.trim();
    let mut all = clauses(head(text, LONGEST)).peekable();
    text.len() <= LONGEST
        && may_forbid(text)
        && all.peek().is_some()
        && all.all(|clause| {
            let words = words(clause);
            words.is_empty() || forbids(&words) || is_called(&words)
        })
}

/// Whether a label leads on to what is to be done instead: `대신`, `좋은 예`.
pub(crate) fn is_of_other(label: &str) -> bool {
    const OTHER: &str = "대신 좋은 올바른 옳은 바른 안전한 안전하게 권장 추천 정답 해결 해결책 \
        대안 good correct right better instead safe do recommended";
    let words: Vec<String> = head(label, LONGEST)
        .split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .collect();
    let sign = ["✅", "⭕", "✔", "👍"]
        .iter()
        .any(|sign| label.contains(sign));
    sign || OTHER
        .split_whitespace()
        .any(|one| words.iter().any(|word| word == one))
}

/// Whether a word is one of a list.
fn among(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// The clauses of a text, at signs that part what is said.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| "!?;,()[]{}|#:：→⇒←—–\n".contains(c);
    text.split(parts)
        .flat_map(|part| part.split(". "))
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split("//"))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The words of a clause without the signs around them.
fn words(clause: &str) -> Vec<&str> {
    clause
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect()
}

/// `(X)`, `- NO`: nothing but a letter for no.
fn is_mark(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "-=<>*~()[]".contains(c));
    matches!(
        bare,
        "X" | "x" | "×" | "NO" | "No" | "절대X" | "절대 X" | "절대x" | "절대 x"
    )
}

/// Whether a clause forbids what it is said of.
fn forbids(words: &[&str]) -> bool {
    !words.is_empty() && (in_korean(words) || in_english(words) || in_han(words))
}

fn in_korean(words: &[&str]) -> bool {
    by_noun(words, words.iter().any(|word| among(FOR_GOOD, word)))
        || is_never(words)
        || (0..words.len()).any(|at| {
            let for_good = words[..at].iter().any(|word| among(FOR_GOOD, word));
            is_refusal(&words[at..], for_good) && is_of_this(&words[..at])
        })
}

/// `금지`, `절대 사용 금지입니다`.
fn by_noun(words: &[&str], may_be_placed: bool) -> bool {
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    let ends = ["", "입니다", "이다", "임", "예요", "요"];
    let is_noun = NOUNS.split(' ').any(|noun| {
        last.strip_prefix(noun)
            .is_some_and(|end| ends.contains(&end))
    });
    let deed = before.last().is_some_and(|word| among(DEEDS, word));
    is_noun && is_nothing_else(&before[..before.len() - usize::from(deed)], may_be_placed)
}

/// `절대 안 됨`; without `절대` it may be told that something does not work.
fn is_never(words: &[&str]) -> bool {
    let (before, is_no) = match words {
        [before @ .., "안", last] => (before, fails(last)),
        [before @ .., last] => (before, last.strip_prefix('안').is_some_and(fails)),
        [] => return false,
    };
    is_no && before.iter().any(|word| among(FOR_GOOD, word)) && is_of_this(before)
}

/// Forms of `되다` behind `안`.
fn fails(word: &str) -> bool {
    let starts = ["된", "되", "돼", "됨", "됩", "될"];
    starts.iter().any(|start| word.starts_with(start))
}

/// Whether a verb that forbids begins words: `하지 말 것`, `실행하면 안 된다`, `쓰지 마세요`; not
/// where it is no verb of running a command.
fn is_refusal(words: &[&str], is_for_good: bool) -> bool {
    // `실행 하지`, `따라 하지`
    let does = |word: &str| ["하지", "하면", "해선", "해서는"].contains(&word);
    let parted = words.len() > 1
        && (among(DEEDS, words[0]) && does(words[1])
            || words[0] == "따라" && (does(words[1]) || words[1] == "치지"));
    let at = usize::from(parted);
    let Some(verb) = words.get(at) else {
        return false;
    };
    let next = words.get(at + 1).copied().unwrap_or_default();
    let last = words.get(at + 2).copied().unwrap_or_default();
    let refused = verb
        .strip_suffix('지')
        .or_else(|| verb.strip_suffix("지도"))
        .or_else(|| verb.strip_suffix("지는"))
        .is_some_and(|stem| among(VERBS, stem));
    let condition = verb
        .strip_suffix('면')
        .is_some_and(|stem| among(VERBS, stem))
        || ["선", "서는", "서"].iter().any(|end| {
            let stem = verb.strip_suffix(end);
            stem.is_some_and(|stem| among(JOINED, stem))
        });
    // `절대 쓰지 않기`
    let never = is_for_good && next.starts_with('않');
    if refused && (never || is_forbidding(next, last)) {
        return true;
    }
    let denied = next == "안" && fails(last) || next.strip_prefix('안').is_some_and(fails);
    let dire = ["큰일", "망함", "망한", "끝장"]
        .iter()
        .any(|word| next.starts_with(word));
    condition && (denied || dire)
}

/// Forms of `말다`: `말 것`, `마세요`, `맙시다`; those that lead on to another deed (`말고`) are
/// none of them, nor is `말아야 할`, which describes what follows.
fn is_forbidding(next: &str, last: &str) -> bool {
    const WHOLE: &str = "말것 마 마라 말라 말자 마세요 마십시오 마시오 마시길 마셈 마요 말기 \
        말아요 말아주세요 맙시다 말길 말지어다 말도록";
    WHOLE.split_whitespace().any(|form| form == next)
        || next == "말" && last.starts_with('것')
        || next == "말아" && (last.is_empty() || last.starts_with("주"))
}

/// Whether words before a verb that forbids name nothing but the command. A place or a time is
/// named where it is forbidden for good.
fn is_of_this(words: &[&str]) -> bool {
    let for_good = words.iter().any(|word| among(FOR_GOOD, word));
    is_nothing_else(words, for_good)
}

/// The same, where a place and a time may stand.
fn is_nothing_else(words: &[&str], may_be_placed: bool) -> bool {
    let mut left = words;
    while let Some((last, before)) = left.split_last() {
        let bare = last.trim_end_matches(['은', '는', '을', '를', '도']);
        left = if among(BESIDE, last) || among(BESIDE, bare) || among(FOR_GOOD, last) {
            before
        } else if is_reason(last) {
            // `npm install 은 느리니 쓰지 말 것`: another object.
            let is_latin = |word: &&str| word.bytes().any(|b| b.is_ascii_alphabetic());
            return !before.iter().any(is_latin);
        } else if may_be_placed && is_place(last) {
            // `운영 서버에서`
            let more = before.last().is_some_and(|word| {
                word.chars().all(is_hangul) && !among(BESIDE, word) && !among(FOR_GOOD, word)
            });
            &before[..before.len() - usize::from(more)]
        } else {
            return false;
        };
    }
    true
}

/// `깨지니`, `불법이므로`, `취소되니까`: what is said up to there is why.
fn is_reason(word: &str) -> bool {
    const REASONS: [&str; 7] = ["니", "니까", "므로", "라서", "해서", "때문에", "다고"];
    REASONS
        .iter()
        .any(|end| word.len() > end.len() && word.ends_with(end))
}

/// `서버에서`, `운영에선`, `배포 중에는`.
fn is_place(word: &str) -> bool {
    let ends = [
        "에서",
        "에서는",
        "에선",
        "에서만",
        "중",
        "중에",
        "중에는",
        "때",
        "때는",
        "환경",
    ];
    ends.iter().any(|end| word.ends_with(end))
}

/// Whether a clause calls what stands below it by what is not to be done: `하지 말아야 할 것`,
/// `금지 명령어`, `나쁜 예`.
fn is_called(words: &[&str]) -> bool {
    let counted = |word: &&str| among(BEHIND, word) || word.chars().all(|c| c.is_ascii_digit());
    let behind = words.iter().rev().take_while(|word| counted(word)).count();
    let words = &words[..words.len() - behind];
    let Some((name, before)) = words.split_last() else {
        return false;
    };
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    if matches!(
        *name,
        "오답" | "안티패턴" | "反例" | "悪い例" | "错误示例" | "危险命令"
    ) {
        return true;
    }
    if is_called_in_english(&lower) {
        return true;
    }
    let is_name = |word: &str| {
        let bare = word.trim_end_matches(['은', '는']);
        among(CALLED, word) || among(CALLED, bare)
    };
    if !is_name(name) {
        return false;
    }
    match before {
        [
            ..,
            "나쁜" | "잘못된" | "틀린" | "안좋은" | "위험한" | "위험" | "금지" | "금지된",
        ] => true,
        [.., "안", "좋은"] => true,
        // `절대 하지 말아야 할`
        [rest @ .., verb, "말아야" | "말", "할"] => {
            let stem = verb.strip_suffix('지').unwrap_or_default();
            among(VERBS, stem) && is_of_this(rest)
        }
        // `하면 안 되는`, `쓰면 안될`
        [rest @ .., verb, "안", "되는" | "될" | "된"] | [rest @ .., verb, "안되는" | "안될"] =>
        {
            let stem = verb.strip_suffix('면').unwrap_or_default();
            let stem = verb.strip_suffix("서는").unwrap_or(stem);
            (among(VERBS, stem) || among(JOINED, stem)) && is_of_this(rest)
        }
        _ => false,
    }
}

/// `Bad`, `wrong way`, `Dangerous commands`, `Don'ts`.
fn is_called_in_english(words: &[&str]) -> bool {
    const NAMES: &str = "example examples practice practices command commands way ways usage idea";
    let bad = ["bad", "wrong", "dangerous", "forbidden", "incorrect"];
    match words {
        [
            "don't" | "don’t" | "donts" | "don'ts" | "don’ts" | "never" | "anti-pattern"
            | "anti-patterns" | "antipattern" | "antipatterns",
        ] => true,
        [one] => bad.contains(one),
        [.., one, name] => bad.contains(one) && NAMES.split(' ').any(|known| known == *name),
        [] => false,
    }
}

/// `never run this`, `do not use`, `dangerous`.
fn in_english(words: &[&str]) -> bool {
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let alone = matches!(
        &lower[..],
        ["never" | "forbidden" | "prohibited" | "bad" | "wrong" | "don't" | "don’t"]
    );
    let verb = |word: &str| {
        matches!(
            word,
            "run" | "use" | "do" | "type" | "execute" | "try" | "copy"
        )
    };
    // What is not to be run is this, and nothing says how or where.
    let this = |rest: &[&str]| {
        const THIS: &str = "this it that these them the command commands ever please below \
            following anywhere at home";
        let known = |word: &&str| THIS.split_whitespace().any(|one| one == *word);
        rest.iter().all(known)
    };
    alone
        || (0..lower.len()).any(|at| match &lower[at..] {
            ["do", "not", one, rest @ ..] => verb(one) && this(rest),
            ["never" | "don't" | "don’t" | "dont", one, rest @ ..] => verb(one) && this(rest),
            _ => false,
        })
}

/// Chinese and Japanese: `実行禁止`, `絶対に実行しないこと`, `不要执行`.
fn in_han(words: &[&str]) -> bool {
    let clause = words.concat();
    let bare = [
        "絶対に",
        "绝对",
        "絶対",
        "本当に",
        "このコマンドは",
        "此命令",
        "严禁",
        "切勿",
        "勿",
    ]
    .iter()
    .fold(clause.clone(), |left, word| left.replace(word, ""));
    let whole = "禁止 厳禁 危険 危险 実行禁止 使用禁止 禁止执行 禁止使用 不要执行 不要使用 \
        不要运行 实行 执行 使用 运行 実行しない 実行しないで 実行しないこと 使わない 使わないで \
        使わないこと やらないこと やってはいけない 実行してはいけない 実行してはならない \
        使ってはいけない";
    let forbids = |word: &str| match word {
        // Only behind a word that forbids.
        "执行" | "使用" | "运行" | "实行" => bare != clause,
        _ => true,
    };
    whole
        .split_whitespace()
        .any(|one| one == bare && forbids(one))
}
