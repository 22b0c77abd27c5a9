//! What the words behind a number tell: a verb of reading, something that a chapter has, a way
//! through chapters.

use std::sync::LazyLock;

use regex::Regex;

use crate::notes::links::chapter_number::opening::{OF_SHEETS, SHEETS};
use crate::notes::links::chapter_number::part::{is_of_notes, is_part};
use crate::notes::links::chapter_number::unit::{
    ChapterUnit, DEALT, RunWords, UNIT_HERE, Which, pattern, tail,
};
use crate::notes::particle;
use crate::text::head;

/// Verbs of reading and seeing, with the chapter as their object.
pub(super) static READS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s?(?:다시|먼저|한번|한 번|꼭|또|더|자세히|함께|같이|미리|아직|안|못|\s)*",
        r"(?:참고|참조|읽|복습|필독|필수|",
        r"예습|살펴|훑|듣고|들은|들어|공부|학습|건너뛰|보세요|보면|보고\s|보자|보시|보기|보십|",
        r"보도록|봐|봤|본다|봅니다|본\s|",
        r"볼\s)",
    ))
});

/// What one has done in a chapter; tells it from sheets that are spoken of.
pub(super) static MADE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^에서는?\s(?:\S+\s)?(?:만들|만든|작성|구현|실습|설치했|설치한|구성했|구성한)")
});

/// `내용`, `예제 5-15` and the like between number and particle.
pub(super) static PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s(?:\d{1,2}\s?절|\d{1,2}\.\d{1,2}|내용|예제|예시|실습|부분|설명|코드|노트|",
        r"강의|자료|얘기|때|복습|퀴즈|숙제|개념|",
        r"것|끝|처음|초반부|중반부|후반부|초반|중반|후반|앞부분|뒷부분|마지막|앞쪽|뒤쪽|말미|",
        r"서두|도입부|머리말|본문|연습문제|연습 문제|과제|",
        r"(?:그림|표|코드|예제|식)\s?\d{1,2}[-.]\d{1,2}|",
        r"정리|요약|결론|이야기|설정|명령|매니페스트|스크립트|",
        r"방법)(?:\s?\d+-\d+)?(?:의\s(?:내용|예제|코드))?",
    ))
});

/// `2장 먼저!`, `3장 안 했으면 돌아가기`: which chapter comes first, or was done.
static BEFORE_THIS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s(?:꼭\s)?먼저",
        r"(?:\s(?:보기|읽기|하기|할\s것|하고\s오기|보고\s오기|읽고\s오기))?[!.~]*\s*$|",
        r"^(?:을|를|은|는|도)?\s(?:(?:다|아직|안|못|덜|제대로)\s)*",
        r"(?:했으면|했다면|했는지|하지\s않|끝났으면|끝났다면|끝냈으면|끝냈다면|봤으면|봤다면|",
        r"읽었으면|읽었다면|들었으면|들었다면|마쳤으면|마쳤다면|아직이면|아직이라면|",
        r"건너뛰었으면|건너뛰었다면|이해했으면|이해했다면|모르겠으면)",
    ))
});

/// `12장의 minigrep 프로젝트에서 봤듯이`: something that a chapter has and sheets don't, with a
/// verb of reading or showing.
pub(super) fn owns(words: &RunWords, from: usize, to: usize, soon: usize) -> bool {
    const MORE: [&str; 8] = [
        "인증서",
        "디스크",
        "레이어",
        "시디",
        "그래픽",
        "여권",
        "사본",
        "화면",
    ];
    let rest = &words.text[from..to];
    let owned = rest.trim_start();
    let start = to - owned.len();
    let cut = owned
        .char_indices()
        .nth(soon)
        .map_or(owned.len(), |(at, _)| at);
    let hardware = owned.starts_with(['G', 'C', 'D', 'S', 'H', 'A'])
        && owned.chars().take(3).all(|c| c.is_ascii_uppercase());
    let sheet = SHEETS
        .iter()
        .chain(&MORE)
        .any(|sheet| owned.starts_with(sheet));
    rest.starts_with(' ') && !sheet && !hardware && words.tell(start, start + cut)
}

/// What the hand does with sheets.
pub(super) const TURNED: [&str; 14] = [
    "넘기", "넘긴", "넘겨", "뒤집", "뽑", "찍", "인쇄", "복사", "출력", "찢", "접", "자르", "들추",
    "펼",
];

/// `다음 장의 것`, `제8장은`: what has a place in an order is no sheet, whatever is said of it,
/// unless the hand turns it.
pub(super) fn in_order(text: &str, unit: &ChapterUnit, particle: &str, rest: &str) -> bool {
    let written = &text[unit.start..unit.end];
    let ordered = matches!(unit.which, Which::Next | Which::Previous) || written.starts_with('제');
    // `앞장` is also the front of a march, and of a sheet.
    let glued = !written.contains(' ') && !written.starts_with('제');
    if glued
        && !["에서", "의", "과", "처럼", "보다"]
            .iter()
            .any(|one| particle.starts_with(one))
    {
        return false;
    }
    let object = particle.starts_with(['을', '를']);
    let turned = object
        && TURNED
            .iter()
            .any(|verb| rest.trim_start().starts_with(verb));
    // `앞 장의 카드를 뒤집는다`
    let starts = |sheet: &&str| rest.trim_start().starts_with(*sheet);
    let sheets = particle == "의"
        && SHEETS.iter().any(starts)
        && TURNED.iter().any(|verb| head(rest, DEALT).contains(verb));
    // `다음 강의는 월요일이다`: a lecture is also when it is held.
    let held = written.ends_with("강의") && matches!(particle, "은" | "는" | "이" | "가" | "도");
    ordered && !turned && !sheets && !held && !particle.starts_with('들')
}

/// `5장부터 화면`, `4장까지의 예제`, `1장을 알아야`, at the start of a sentence, where nothing that
/// is counted stands before: a course is gone through from one to another, a chapter is known,
/// finished or skipped. What is said of a number of sheets is how many may be had.
pub(super) fn is_gone_through(words: &RunWords, (from, to): (usize, usize), before: &str) -> bool {
    // What is said of a number stands near it.
    const NEAR: usize = 240;
    const TOLD: [&str; 24] = [
        "가서",
        "답이",
        "읽",
        "자세",
        "어려",
        "쉽",
        "쉬우",
        "길다",
        "짧다",
        "다시",
        "나중",
        "먼저",
        "건너",
        "함께 본",
        "다음에",
        "뒤에",
        "알아",
        "적은 대로",
        "적힌",
        "적어",
        "다룬",
        "다루",
        "나온",
        "배운",
    ];
    const MORE_OF_IT: [&str; 8] = [
        "자세한",
        "자세히",
        "상세",
        "이유는",
        "설명은",
        "나머지",
        "방법은",
        "내용은",
    ];
    const HAD: [&str; 24] = [
        "가능",
        "수 있",
        "수 없",
        "무료",
        "유료",
        "업로드",
        "올리",
        "올린",
        "올릴",
        "첨부",
        "할인",
        "제한",
        "인쇄",
        "출력",
        "담",
        "보내",
        "보낼",
        "찍",
        "원이",
        "사진",
        "이하",
        "이상",
        "미만",
        "초과",
    ];
    let after = &words.text[from..to];
    let part = PART.find(after).map_or(0, |found| found.end());
    if before.trim().is_empty() && BEFORE_THIS.is_match(after) {
        return true;
    }
    let Some(length) = particle::length(&after[part..]) else {
        return false;
    };
    let (particle, rest) = after[part..].split_at(length);
    let rest = head(rest.trim_start(), NEAR);
    let before = tail(before, NEAR);
    // `떠올린다` is no `올린다`.
    let had = rest.strip_prefix("떠올").unwrap_or(rest);
    let counted = SHEETS.iter().chain(&HAD).any(|word| had.contains(word));
    // `자세한 것은 6장에`, `-> 6장`, `읽는 법은 6장의 것과 같다`
    let more = MORE_OF_IT.iter().any(|word| before.contains(word));
    let arrow = ["→", "->", "=>"]
        .iter()
        .any(|arrow| before.trim() == *arrow);
    let nothing = rest.trim_end_matches('.').is_empty();
    if nothing && part == 0 {
        // `3장대로`: nothing is done as sheets do.
        return (more && matches!(particle, "에" | ""))
            || arrow && particle.is_empty()
            || before.trim().is_empty() && particle == "대로";
    }
    if particle == "의" && rest.starts_with("것") && !counted {
        return true;
    }
    if !before.trim().is_empty() || counted || rest.is_empty() {
        return false;
    }
    // `6장 끝에 나온다`, `6장 뒤에 읽는다`: sheets have no end, and nothing comes after them.
    let beside = ["뒤에", "전에", "다음에", "앞에", "다음으로"];
    if part > 0 || length == 0 && beside.iter().any(|word| rest.starts_with(word)) {
        return true;
    }
    match particle {
        "의" => ["것", "예", "앞", "뒤", "끝", "방법", "글", "이야기", "결과"]
            .iter()
            .any(|word| rest.starts_with(word)),
        "보다" | "보다는" | "대로" => true,
        "은" | "이" | "도" | "만" | "에" => TOLD.iter().any(|word| rest.contains(word)),
        "으로" => [
            "가", "간", "갈", "돌아", "넘어", "옮", "이어", "미루", "미룬",
        ]
        .iter()
        .any(|word| rest.starts_with(word)),
        "까지" | "까지의" | "까지는" | "까지만" | "부터" | "부터는" => true,
        "을" => {
            // `1장, 2장을 모두 알아야`
            let all = ["모두 ", "다 ", "꼭 ", "먼저 "];
            let rest = all
                .iter()
                .find_map(|word| rest.strip_prefix(word))
                .unwrap_or(rest);
            KNOWN.iter().any(|verb| rest.starts_with(verb))
        }
        _ => false,
    }
}

/// Whether the words after the number, up to the end of the sentence, say that a chapter is meant.
pub(super) fn closing(words: &RunWords, (from, to): (usize, usize), unit: &ChapterUnit) -> bool {
    let after = &words.text[from..to];
    let part = PART.find(after).map_or(0, |found| found.end());
    // `chapter 4 를 본다`: behind what is written in Latin letters a particle may stand apart.
    let apart = after
        .strip_prefix(' ')
        .filter(|_| words.text[..from].ends_with(|c: char| c.is_ascii_digit()))
        .filter(|rest| particle::length(rest).is_some_and(|length| length > 0));
    let bare = apart.unwrap_or(&after[part..]);
    if matches!(unit.which, Which::Appendix(_)) {
        return particle::length(after).is_some_and(|length| length > 0) || READS.is_match(after);
    }
    // `3장 참고`, `4장을 참조하세요`
    let object = bare.strip_prefix(['을', '를', '도', '만']).unwrap_or(bare);
    // Sheets are neither referred to nor gone over again.
    let verb = after.trim_start();
    let surely = ["참", "복습", "예습"]
        .iter()
        .any(|one| verb.starts_with(one));
    if READS.is_match(object) && object.len() < bare.len()
        || surely && READS.is_match(after)
        || object.trim_start().starts_with('참') && READS.is_match(object)
    {
        return true;
    }
    let Some(length) = particle::length(bare) else {
        return false;
    };
    let (particle, rest) = bare.split_at(length);
    if (part > 0 || length > 0) && in_order(words.text, unit, particle, rest) {
        return true;
    }
    // `3장에서 5장으로 늘었다` counts.
    let counts = UNIT_HERE.is_match(rest.trim_start());
    let start = to - rest.len();
    match particle {
        // `4장에서부터`, `4장에서야`: whatever is said of the place.
        place if place.starts_with("에서") => !counts && !rest.starts_with(['+', '*']),
        "부터" | "부터는" | "까지" | "까지의" | "까지는" => words.tell(start, to),
        "에" | "에는" | "에도" | "은" | "는" | "이" | "가" | "의" | "도" => {
            const SOON: usize = 60;
            let cut = rest
                .char_indices()
                .nth(SOON)
                .map_or(rest.len(), |(at, _)| at);
            !counts
                && matches!(particle, "에" | "에는" | "은" | "는")
                && words.tell(start, start + cut)
                || particle == "에"
                    && ["있", "적어", "적었", "써 ", "나와", "견주", "이어"]
                        .iter()
                        .any(|word| rest.trim_start().starts_with(word))
                || particle == "의" && owns(words, start, to, SOON)
                || particle == "의" && is_part(rest)
                || particle == "의" && is_compared(rest)
                || particle == "에" && is_measured_against(rest)
                || matches!(particle, "이" | "가") && is_another(rest)
                || particle == "의" && is_of_notes(rest.trim_start())
        }
        "과" | "와" | "랑" | "이랑" | "하고" => [
            "헷갈",
            "혼동",
            "반대",
            "정반대",
            "대비",
            "대조",
            "구분",
            "구별",
            "겹치",
            "겹친",
            "통하",
            "맞물",
            "이어",
            "연관",
            "관련",
            "같",
            "동일",
            "마찬가지",
            "비슷",
            "똑같",
            "함께",
            "달리",
            "다르",
            "다른",
            "연결",
            "견주",
            "비교",
            "짝",
        ]
        .iter()
        .any(|word| rest.trim_start().starts_with(word)),
        "처럼" => !rest.trim().is_empty(),
        "로" | "으로" => ["넘어", "돌아", "이어", "미루", "미룬", "미뤄"]
            .iter()
            .any(|word| rest.trim_start().starts_with(word)),
        // `6장 예제 때문이었다`
        "" if part > 0 => {
            let rest = rest.trim_start();
            rest.starts_with("때문") || rest.starts_with("덕분") || rest.starts_with("덕에")
        }
        _ => part > 0 && after[..part].contains('-') && length > 0,
    }
}

/// `1장의 정책과 같은 모양`: something of a chapter is held against something here.
fn is_compared(rest: &str) -> bool {
    const ALIKE: [&str; 8] = ["같", "비슷", "다르", "다른", "똑같", "동일", "반대", "헷갈"];
    let owned = rest.trim_start();
    let sheet = SHEETS
        .iter()
        .chain(&OF_SHEETS)
        .any(|sheet| owned.starts_with(sheet));
    let mut words = owned.split_whitespace().take(4);
    let joined = words.position(|word| {
        ["과", "와", "과는", "와는", "과도", "와도"]
            .iter()
            .any(|end| word.ends_with(end))
    });
    let next = words.next().unwrap_or_default();
    !sheet && joined.is_some() && ALIKE.iter().any(|word| next.starts_with(word))
}

/// `2장에 비하면 쉽다`, and not `얇다`.
fn is_measured_against(rest: &str) -> bool {
    const SIZES: [&str; 10] = [
        "얇", "두껍", "두꺼", "무겁", "무거", "가볍", "가벼", "많", "적", "크",
    ];
    let rest = rest.trim_start();
    let against = rest.starts_with("비하") || rest.starts_with("비해");
    let mut words = rest.split_whitespace().skip(1).take(3);
    against && !words.any(|word| SIZES.iter().any(|size| word.starts_with(size)))
}

/// `5장이 아니라 6장에서`: one chapter instead of another.
fn is_another(rest: &str) -> bool {
    let other = rest
        .trim_start()
        .strip_prefix("아니라")
        .map(str::trim_start);
    other.is_some_and(|other| {
        UNIT_HERE
            .find(other)
            .is_some_and(|unit| other[unit.end()..].starts_with("에서"))
    })
}

/// What one does with a chapter besides reading it.
pub(super) const KNOWN: [&str; 22] = [
    "알아야",
    "알면",
    "알고",
    "모르",
    "끝내",
    "끝낸",
    "끝냈",
    "마치",
    "마친",
    "마쳐",
    "지나",
    "건너뛰",
    "떠올",
    "이해",
    "거치",
    "거쳐",
    "다시",
    "먼저",
    "따라",
    "빼먹",
    "빠뜨",
    "미루",
];
