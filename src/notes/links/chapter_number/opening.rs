//! What the words before a number allow: a noun that is counted or that owns the number closes it.

use crate::notes::links::chapter_number::unit::DEALT;
use crate::notes::links::run::OPAQUE;
use crate::notes::particle;
use crate::text;

/// What the words before a number allow.
pub(super) enum Opening {
    /// The number belongs to the noun before it: `카드 2장`, `클린 코드의 3장`, `총 5장`.
    Closed,
    /// Something is spoken of that comes in sheets; only a verb of reading settles it.
    Counting,
    Open,
}

/// Things that are counted in `장`.
pub(super) const SHEETS: [&str; 38] = [
    "카드",
    "사진",
    "종이",
    "티켓",
    "쿠폰",
    "지폐",
    "슬라이드",
    "장표",
    "스크린샷",
    "포스터",
    "명함",
    "우표",
    "엽서",
    "원고",
    "지도",
    "용지",
    "표",
    "그림",
    "이미지",
    "캡처",
    "캡쳐",
    "스티커",
    "음반",
    "앨범",
    "옷",
    "셔츠",
    "기와",
    "벽돌",
    "수표",
    "문서",
    "영수증",
    "이력서",
    "보고서",
    "도면",
    "필름",
    "화투",
    "메모지",
    "광고",
];

/// What a number of sheets has.
pub(super) const OF_SHEETS: [&str; 14] = [
    "무게", "두께", "넓이", "면적", "가격", "값", "합", "길이", "크기", "높이", "색", "앞면",
    "뒷면", "무늬",
];

/// Works that have chapters of their own.
pub(super) const WORKS: [&str; 18] = [
    "문서",
    "안내서",
    "설명서",
    "매뉴얼",
    "논문",
    "위키",
    "블로그",
    "튜토리얼",
    "레퍼런스",
    "스펙",
    "명세",
    "명세서",
    "가이드",
    "보고서",
    "규격",
    "표준",
    "시리즈",
    "코스",
];

/// What stands before a number that is had at once: `하루에 2장을 읽는다`.
pub(super) const RATES: [&str; 10] = [
    "하루에",
    "한번에",
    "번에",
    "날마다",
    "매일",
    "주에",
    "명이",
    "사람이",
    "시간에",
    "분에",
];

/// What is done to sheets before they are counted: `찍은 3장에서 고른다`.
pub(super) const TAKEN: [&str; 16] = [
    "찍은",
    "그린",
    "받은",
    "남은",
    "뽑은",
    "인쇄한",
    "출력한",
    "고른",
    "모은",
    "접은",
    "산",
    "복사한",
    "스캔한",
    "캡처한",
    "올린",
    "꺼낸",
];

/// What was done with a chapter before it is named: `앞에서 배운 3장`.
pub(super) const STUDIED: [&str; 10] = [
    "본",
    "배운",
    "다룬",
    "읽은",
    "공부한",
    "설명한",
    "살펴본",
    "소개한",
    "정리한",
    "복습한",
];

/// Adverbs and the like after which a chapter's number may follow although they carry no particle.
pub(super) const ADVERBS: &str = "\
    그러면 이건 그건 저건 이것은 그것은 이는 이를 이걸 그걸 이것도 이제 이미 바로 또한 다시 \
    특히 앞서 아까 지난 먼저 우선 그럼 다음 이어 또 및 혹은 또는 위 앞 뒤 아래 저번 이번 오늘 \
    물론 현재 즉 그리고 하지만 그런데 여기서 곧 방금 아직 강의 노트 본문 이후 이전 관련 자세한 \
    간단히 자세히 내용 내용은 설명 여기 일단 결국 앞선 앞의 위의 in see from 참고 참조 보통 \
    역시 실은 사실 추후 향후 나중 드디어 마침내 각각 이때 그때 따라서 그러나 그래서 우리 저희 \
    먼저 그냥 늘 마치 꼭 이어서 아니라 건 거 게 점은 cf ref 처음 맨";

/// So many bytes before a number are looked at.
const NEAR: usize = 480;

pub(super) fn opening(before: &str) -> Opening {
    let before = text::tail(before, NEAR);
    let trimmed = before.trim_end();
    let Some(c) = trimmed.chars().next_back() else {
        return Opening::Open;
    };
    if matches!(c, OPAQUE | ')' | ']' | '"' | '”' | '’' | '\'' | '」')
        && trimmed.len() < before.len()
    {
        return Opening::Closed;
    }
    // `<리팩터링> 2장`: a name in brackets; `-> 2장` points.
    let named = trimmed.strip_suffix(['>', '》', '〉', '』']);
    if named.is_some_and(|name| name.ends_with(char::is_alphanumeric))
        && trimmed.len() < before.len()
    {
        return Opening::Closed;
    }
    let words: Vec<&str> = trimmed
        .rsplit(|c: char| c.is_whitespace() || c == OPAQUE || c == '(')
        .take(5)
        .collect();
    let near = words
        .iter()
        .any(|word| SHEETS.iter().any(|sheet| word.starts_with(sheet)));
    let open = |counting: bool| {
        if counting {
            Opening::Counting
        } else {
            Opening::Open
        }
    };
    if !c.is_alphanumeric() {
        return open(near);
    }
    let word = words.first().copied().unwrap_or_default();
    let counts = [
        "총", "모두", "단", "약", "최대", "최소", "각", "겨우", "고작", "무려", "대략", "몇",
        "거의", "매", "한", "전체", "합계", "딱", "여러",
    ];
    if counts.contains(&word) || SHEETS.contains(&word) {
        return Opening::Closed;
    }
    // `다른 강의 3장`, `공식 문서에서 3장`, `RFC 문서의 4장`: another work's chapters; `이 강의의
    // 3장` is ours.
    let owner = word.strip_suffix('의').unwrap_or(word);
    let place = ["에서는", "에서도", "에서"]
        .iter()
        .find_map(|end| word.strip_suffix(end));
    let work = [word, owner]
        .iter()
        .any(|word| WORKS.contains(word) || ["강의", "노트", "본문"].contains(word));
    let further = words.get(1).copied().unwrap_or_default();
    let ours = [
        "", "이", "본", "위", "그", "우리", "이번", "앞", "앞의", "지난",
    ];
    if place.is_some_and(|place| WORKS.iter().any(|work| place.ends_with(work)))
        || work && !ours.contains(&further) && !particle::is_closed(further)
        || RATES.contains(&word)
        || TAKEN.contains(&word)
    {
        return Opening::Closed;
    }
    // A verb alone may as well be a name: `본 3장`.
    if STUDIED.contains(&word) && !further.is_empty() {
        return open(near);
    }
    if ADVERBS
        .split_whitespace()
        .any(|adverb| adverb.eq_ignore_ascii_case(word))
    {
        return open(near);
    }
    if let Some(owner) = word.strip_suffix('의') {
        let ours = [
            "강의",
            "노트",
            "문서",
            "코스",
            "책",
            "시리즈",
            "앞",
            "위",
            "뒤",
            "아래",
            "뒤쪽",
            "앞쪽",
            "다음",
            "이전",
            "지난",
            "우리",
            "강",
        ];
        return if ours.contains(&owner) {
            open(near)
        } else {
            Opening::Closed
        };
    }
    // `Clean Code에서 9장`: another work's chapter.
    if word.ends_with("에서") && word.chars().next().is_some_and(|c| c.is_ascii_alphabetic()) {
        return Opening::Closed;
    }
    let sure = !word.ends_with('서')
        || [
            "에서",
            "면서",
            "해서",
            "어서",
            "아서",
            "라서",
            "앞서",
            "여서",
            "대해서",
        ]
        .iter()
        .any(|end| word.ends_with(end));
    let sure = sure && (!word.ends_with('지') || word.ends_with("까지"));
    if sure && (particle::is_closed(word) || word.ends_with('이')) {
        open(near)
    } else {
        Opening::Closed
    }
}

/// Whether a word is a book or the like, which has chapters of its own: `명세`, `공식문서`.
pub(super) fn is_work(word: &str) -> bool {
    WORKS.iter().any(|work| word.ends_with(work))
}

/// Whether words near by speak of sheets of paper: those at either end, for many numbers ask this
/// of one sentence.
pub(super) fn has_sheets(words: &str) -> bool {
    let near = [text::head(words, DEALT), text::tail(words, DEALT)];
    SHEETS
        .iter()
        .any(|sheet| near.iter().any(|words| words.contains(sheet)))
}
