//! What Korean says of a deed that is not to be done, or that went wrong: `치지 말 것`, `하면 안
//! 된다`, `날려먹음`, and of a noun that is a deed itself: `확인`, `비교`. Words in, answers out.
//! Knows no command.

/// What stands beside a command that is not to be typed.
pub(super) const WARNINGS: &[&str] = &[
    "조심", "주의", "금지", "금물", "위험", "비추", "유의", "엄금",
];

/// Nouns that are deeds, by which a note says what a command is good for, and how a reader sees a
/// thing: `오류 확인`, `차이 보기`.
const DEEDS: &[&str] = &[
    "확인",
    "조회",
    "출력",
    "삭제",
    "비교",
    "검사",
    "점검",
    "검색",
    "찾기",
    "보기",
    "부여",
    "제거",
    "설치",
    "설정",
    "변경",
    "생성",
    "추가",
    "정리",
    "분석",
    "표시",
    "측정",
    "해제",
    "등록",
    "복구",
    "추적",
    "알아보기",
];

/// Whether a word is the noun of a deed, or a verb made one: `확인`, `지우기`.
pub(super) fn is_deed(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ')', '!']);
    DEEDS.iter().any(|deed| word.ends_with(deed))
        || word.ends_with('기') && word.chars().count() > 2
}

/// What is not to be left undone: `잊지 말 것`.
const OMITTED: [&str; 8] = [
    "잊지",
    "빼먹지",
    "까먹지",
    "빠뜨리지",
    "빠트리지",
    "놓치지",
    "거르지",
    "빠지지",
];

/// Whether a sentence forbids: a verb's `-지` before `말` in one of its forms (`말고`, `마세요`), a
/// condition before `안 된다`.
pub(super) fn is_forbidden(words: &[&str]) -> bool {
    let plain = |word: &str| word.trim_end_matches(['.', ',', '!', ')']).to_owned();
    let refused = |verb: &str, next: &str| {
        if OMITTED.contains(&verb) {
            return false;
        }
        verb.trim_end_matches(['를', '는', '도', '들'])
            .ends_with('지')
            && (next.starts_with('말') && !next.starts_with("말이")
                || next.starts_with('마')
                    && [
                        "",
                        "세요",
                        "십시오",
                        "라",
                        "시오",
                        "시길",
                        "셈",
                        "요",
                        "시고",
                    ]
                    .contains(&&next['마'.len_utf8()..]))
    };
    // `하면 안 된다`, `하면 안되고`, `하면 안돼요`
    let denied = |verb: &str, next: &str, last: &str| {
        let condition = verb.ends_with(['면', '선', '서']) || verb.ends_with("서는");
        let is_no = |word: &str| {
            ["된", "되", "돼", "됨", "됩", "될"]
                .iter()
                .any(|end| word.starts_with(end))
        };
        condition && (next == "안" && is_no(last) || next.strip_prefix('안').is_some_and(is_no))
    };
    words.iter().enumerate().any(|(at, verb)| {
        let next = words
            .get(at + 1)
            .map(|word| plain(word))
            .unwrap_or_default();
        let last = words
            .get(at + 2)
            .map(|word| plain(word))
            .unwrap_or_default();
        refused(&plain(verb), &next) || denied(&plain(verb), &next, &last)
    })
}

/// Whether a sentence's last words lament what came of a deed: the auxiliaries `-어 버리다` and
/// `-어 먹다`, and verbs of loss in the past.
pub(super) fn is_lament(words: &[&str]) -> bool {
    let bare = |word: &str| {
        word.trim_end_matches(['.', '!', ',', ')', '~', 'ㅠ', 'ㅜ'])
            .to_owned()
    };
    let Some(last) = words.last().map(|word| bare(word)) else {
        return false;
    };
    let auxiliary = ["버렸", "버림", "먹었", "먹음"];
    let lost = [
        "사라졌",
        "사라짐",
        "날렸",
        "날림",
        "날아갔",
        "날아감",
        "잃었",
        "잃음",
        "망가졌",
        "망가짐",
        "망쳤",
        "망침",
        "혼났",
        "혼남",
        "터졌",
        "터짐",
        "죽었",
        "깨졌",
        "깨짐",
        "꼬였",
        "꼬임",
    ];
    auxiliary
        .iter()
        .any(|form| last.find(form).is_some_and(|at| at > 0 || words.len() > 1))
        || lost.iter().any(|form| last.starts_with(form))
}

/// Whether words before a command warn of it: `금지!`, `하지 마세요:`, `절대 하지 말 것 -`,
/// `잘못된 예:`.
pub(super) fn is_warning(label: &str) -> bool {
    let words: Vec<&str> = label
        .split(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '!' | '→' | '='))
        .filter(|word| !word.is_empty())
        .collect();
    let alone = |word: &&str| {
        let known = ["❌", "✗", "✘", "⛔", "🚫"].contains(word);
        let english = ["bad", "wrong", "never", "don't", "danger", "dangerous"];
        known
            || WARNINGS.iter().any(|warning| word.starts_with(warning))
            || english.iter().any(|one| word.eq_ignore_ascii_case(one))
    };
    // `잘못된 예`, `나쁜 예시`
    let bad = words.windows(2).any(|pair| {
        matches!(pair[0], "잘못된" | "나쁜" | "틀린" | "안좋은" | "위험한")
            && pair[1].starts_with('예')
    });
    // `절대!`; `절대 경로` is a kind of path.
    let never = words
        .last()
        .is_some_and(|word| matches!(*word, "절대" | "절대로"));
    words.iter().any(alone) || never || bad || is_forbidden(&words)
}
