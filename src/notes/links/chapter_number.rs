//! Mentions of a chapter by its number or by its order: `4장에서`, `제3강 참고`, `6장과 18장에서`,
//! `3~5장을 읽고`, `다음 장에서`. In: a run of prose. Out: the numbers with what surrounds them
//! judged. A number before `장` counts sheets as often as it names a chapter, so a mention needs
//! both an open beginning (no noun that is counted or that owns the chapter) and a telling end.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::notes::links::run::{OPAQUE, Run};
use crate::notes::links::sentences::Sentences;
use crate::notes::particle;
use crate::text::head;

/// A chapter that the words speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// By its number.
    Number(u32),
    /// The one after this.
    Next,
    /// The one before this.
    Previous,
    /// The first of the course.
    First,
    /// The last of the course.
    Last,
    /// By its place, from 1: `두 번째 장`.
    Nth(u32),
    /// `부록 B`
    Appendix(char),
}

/// A mention, as bytes of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NumberMention {
    /// First byte.
    pub start: usize,
    /// One past the last byte, particle not included.
    pub end: usize,
    /// The chapter.
    pub which: Which,
}

/// A `N장`, before it is judged. `head` is where the words begin that `before` is judged by.
struct ChapterUnit {
    start: usize,
    end: usize,
    which: Which,
    league: bool,
}

const UNIT_PATTERN: &str = concat!(
    r"(?:제\s?)?(?P<n>\d{1,3})\s?(?P<unit>장|강|챕터|번\s?강의|번\s?챕터)|(?i:chapter|ch\.|",
    r"챕터)\s?(?P<m>\d{1,3})|(?:바로\s)?(?P<next>그?다음)(?:\s(?:장|챕터|강의|강)|장)|",
    r"(?:바로\s)?(?P<prev>이전|앞|앞선|앞의|지난)(?:\s(?:장|챕터|강의|강)|장)|",
    r"(?:맨\s)?(?:(?P<first>(?:첫|처음)(?:\s?번째)?)|(?P<last>마지막))\s(?:장|챕터)|",
    r"(?P<nth>두|세|네|다섯|여섯|일곱|여덟|아홉|열|\d{1,2})\s?번째\s(?:장|챕터)|",
    r"부록\s?(?P<appendix>[A-Z])",
);
static UNIT: LazyLock<Regex> = LazyLock::new(|| pattern(UNIT_PATTERN));
/// The same at the start of a text, which is not read any further.
static UNIT_HERE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^(?:{UNIT_PATTERN})")));
/// What joins two numbers to one mention.
static JOINT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*(?:,|과|와|및|·|~|∼|-|–|/|이나|또는|혹은|그리고|부터)\s*$"));
/// A bare number before the first: `3~5장`, `3, 4장`.
static LEADING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s(])(?P<n>\d{1,3})\s?(?:~|∼|-|–|,|·|과|와)\s?$"));
/// Verbs that one does with a chapter, anywhere in the rest of the sentence.
static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"다루|다룹|다룬|다룰|다뤄|다뤘|다뤄|배우|배운|배웠|배울|배워|살펴|설명|알아|참고|",
        r"참조|소개|이야기|얘기|언급|정리|읽|공부|학습|복습|나온|나옵|나와|나왔|보았|봤|",
        r"보겠|본 |볼 |논의|정의|등장|이어",
    ))
});
/// Verbs of reading and seeing, with the chapter as their object.
static READS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s?(?:다시|먼저|한번|한 번|꼭|또|더|자세히|함께|같이|\s)*(?:참고|참조|읽|복습|",
        r"살펴|훑|듣고|들은|들어|공부|학습|건너뛰|보세요|보면|보고\s|보자|보시|보기|보십|",
        r"보도록|봐|봤|본다|봅니다|본\s|",
        r"볼\s)",
    ))
});
/// What one has done in a chapter; tells it from sheets that are spoken of.
static MADE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^에서는?\s(?:\S+\s)?(?:만들|만든|작성|구현|실습|설치했|설치한|구성했|구성한)")
});
/// `RunWords` before `chapter 8` that make it a mention by themselves.
static POINTS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:^|[\s(])(?:see|refer\sto|cf\.?|from|in)\s$"));
/// `내용`, `예제 5-15` and the like between number and particle.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s(?:\d{1,2}\s?절|내용|예제|예시|실습|부분|설명|코드|노트|",
        r"강의|것|끝|처음|초반|중반|후반|앞부분|뒷부분|마지막|앞쪽|뒤쪽|연습문제|연습 문제|과제|",
        r"정리|요약|결론|이야기|설정|명령|매니페스트|스크립트|",
        r"방법)(?:\s?\d+-\d+)?(?:의\s(?:내용|예제|코드))?",
    ))
});
static LAW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"제\s?\d+\s?조|제\s?\d+\s?항|헌법|법률|시행령|시행규칙|조례|조약|약관|정관|규정집|",
        r"[가-힣]법\s(?:제|\d)|복음|창세기|성경|성서|시편",
    ))
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of this file, which the tests compile")
}

/// Every `N장` of the run that may be a chapter's, whatever is said of it; what follows it may be
/// the title.
pub(crate) fn units(run: &Run) -> Vec<NumberMention> {
    let as_numbered = |unit: ChapterUnit| NumberMention {
        start: unit.start,
        end: unit.end,
        which: unit.which,
    };
    parse(run).into_iter().map(as_numbered).collect()
}

fn parse(run: &Run) -> Vec<ChapterUnit> {
    let text = run.text.as_str();
    if !["장", "강", "챕터", "hapter", "HAPTER", "부록", "ch.", "Ch."]
        .iter()
        .any(|word| text.contains(word))
        || run.book
        || LAW.is_match(text)
    {
        return Vec::new();
    }
    UNIT.captures_iter(text)
        .filter_map(|found| unit(text, &found))
        .collect()
}

/// Whether words behind a particle of an object say that it is read, known or gone through.
pub(crate) fn is_studied(words: &str) -> bool {
    let words = head(words, DEALT);
    TELLS.is_match(words) || READS.is_match(words) || KNOWN.iter().any(|verb| words.contains(verb))
}

/// Every mention in the run, in order.
pub(crate) fn find(run: &Run) -> Vec<NumberMention> {
    let text = run.text.as_str();
    let units = parse(run);
    let words = RunWords::of(text);
    let mut mentions = Vec::new();
    let mut first = 0;
    while first < units.len() {
        let mut last = first;
        while last + 1 < units.len()
            && JOINT.is_match(&text[units[last].end..units[last + 1].start])
        {
            last += 1;
        }
        mentions.extend(judge(&words, &units[first..=last]));
        first = last + 1;
    }
    mentions
}

fn unit(text: &str, found: &regex::Captures) -> Option<ChapterUnit> {
    let whole = found.get(0)?;
    let number = found.name("n").or_else(|| found.name("m"));
    let which = if let Some(number) = number {
        Which::Number(number.as_str().parse().ok()?)
    } else if found.name("next").is_some() {
        Which::Next
    } else if found.name("prev").is_some() {
        Which::Previous
    } else if found.name("first").is_some() {
        Which::First
    } else if found.name("last").is_some() {
        Which::Last
    } else if let Some(nth) = found.name("nth") {
        Which::Nth(place(nth.as_str())?)
    } else {
        Which::Appendix(found.name("appendix")?.as_str().chars().next()?)
    };
    // `이제 5장`: the `제` is the end of another word.
    let ordinal = text[whole.range()].starts_with('제');
    let torn = ordinal && text[..whole.start()].ends_with(char::is_alphanumeric);
    let start = number
        .filter(|_| torn)
        .map_or(whole.start(), |number| number.start());
    let mut before = text[..start].chars().rev();
    let (touching, further) = (before.next(), before.next());
    let glued = match touching {
        // `3-5장`, `-> 5장`
        Some('-' | '/') => !further.is_some_and(|c| c.is_ascii_digit() || c == '장'),
        Some(c) => c.is_alphanumeric() || matches!(c, '.' | '_' | '#' | '+' | '%' | OPAQUE),
        None => false,
    };
    let league = found.name("unit").is_some_and(|unit| unit.as_str() == "강");
    (!glued).then_some(ChapterUnit {
        start,
        end: whole.end(),
        which,
        league,
    })
}

/// The number that a word for a place stands for.
fn place(word: &str) -> Option<u32> {
    const WORDS: &str = "두 세 네 다섯 여섯 일곱 여덟 아홉 열";
    let spoken = WORDS.split(' ').zip(2..).find(|(one, _)| *one == word);
    spoken.map_or_else(|| word.parse().ok(), |(_, number)| Some(number))
}

/// Whether a place in the order is named and no number: sheets have a first and a last as well.
fn is_placed(which: Which) -> bool {
    matches!(which, Which::First | Which::Last | Which::Nth(_))
}

/// Where a run's sentences end and what its words tell, found once for all its numbers.
struct RunWords<'a> {
    text: &'a str,
    sentences: Sentences,
    /// First byte and end of the verbs of [`TELLS`].
    tells: OnceCell<Vec<(usize, usize)>>,
    /// Whether rounds of a tournament are spoken of, such as `8강`.
    league: OnceCell<bool>,
}

impl<'a> RunWords<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            sentences: Sentences::of(text),
            tells: OnceCell::new(),
            league: OnceCell::new(),
        }
    }

    /// Whether a verb of [`TELLS`] stands between two bytes of the text.
    fn tell(&self, from: usize, to: usize) -> bool {
        let tells = self.tells.get_or_init(|| {
            let mut found = Vec::new();
            let mut at = 0;
            while let Some(next) = TELLS.find_at(self.text, at) {
                found.push((next.start(), next.end()));
                // They may overlap.
                let first = next.as_str().chars().next();
                at = next.start() + first.map_or(1, char::len_utf8);
            }
            found
        });
        let next = tells.partition_point(|(start, _)| *start < from);
        tells.get(next).is_some_and(|(_, end)| *end <= to)
    }

    fn league(&self) -> bool {
        const WORDS: [&str; 10] = [
            "진출",
            "월드컵",
            "토너먼트",
            "올림픽",
            "준결승",
            "결승",
            "경기",
            "리그",
            "탈락",
            "대회",
        ];
        *self
            .league
            .get_or_init(|| WORDS.iter().any(|word| self.text.contains(word)))
    }
}

/// The end of a text, of at least so many bytes: enough for a pattern that only matches there, and
/// more, so that its `^` is not taken for the start of the text.
fn tail(text: &str, least: usize) -> &str {
    let mut from = text.len().saturating_sub(least);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    &text[from..]
}

/// One chain of numbers, all mentions or none.
fn judge(words: &RunWords, chain: &[ChapterUnit]) -> Vec<NumberMention> {
    let text = words.text;
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else {
        return Vec::new();
    };
    let mut mentions: Vec<NumberMention> = Vec::new();
    let mut start = first.start;
    if matches!(first.which, Which::Number(_))
        && let Some(lead) = LEADING
            .captures(tail(&text[..start], 32))
            .and_then(|found| found.name("n"))
        && let Ok(number) = lead.as_str().parse()
    {
        let offset = start - tail(&text[..start], 32).len();
        mentions.push(NumberMention {
            start: offset + lead.start(),
            end: offset + lead.end(),
            which: Which::Number(number),
        });
        start = offset + lead.start();
    }
    let sentence = words.sentences.around(&(start..last.end));
    let before = &text[sentence.start..start];
    let after = (last.end, sentence.end);
    if first.league && words.league() || is_dealt_out(words, chain, after, &sentence) {
        return Vec::new();
    }
    // `책의 첫 장`, `마지막 장에서 카드를 뽑는다`
    let owner = before.trim_end();
    if is_placed(first.which)
        && (owner.ends_with("책의") || owner.ends_with('책') || has_sheets(&text[after.0..after.1]))
    {
        return Vec::new();
    }
    let opening = opening(before);
    let good = match opening {
        Opening::Closed => false,
        Opening::Counting => {
            closing(words, after, first)
                && (words.tell(after.0, after.1) || MADE.is_match(&text[after.0..after.1]))
        }
        Opening::Open => {
            closing(words, after, last)
                || is_gone_through(words, after, before)
                || stands_for_itself(text, before, &text[after.0..after.1], last)
        }
    };
    if !good {
        return Vec::new();
    }
    mentions.extend(chain.iter().map(|unit| NumberMention {
        start: unit.start,
        end: unit.end,
        which: unit.which,
    }));
    mentions
}

fn has_sheets(words: &str) -> bool {
    SHEETS.iter().any(|sheet| words.contains(sheet))
}

/// `2장은 앞면, 2장은 뒷면`: what has the same number twice is dealt out.
fn is_dealt_out(
    words: &RunWords,
    chain: &[ChapterUnit],
    (from, _): (usize, usize),
    sentence: &Range<usize>,
) -> bool {
    let [only] = chain else {
        return false;
    };
    let written = &words.text[only.start..only.end];
    let topic = |at: usize| words.text[at..].starts_with(['은', '는']);
    let (before, after) = (sentence.start..only.start, from..sentence.end);
    let again = |range: Range<usize>| {
        let mut found = head(&words.text[range.clone()], DEALT).match_indices(written);
        found.any(|(at, _)| topic(range.start + at + written.len()))
    };
    matches!(only.which, Which::Number(_)) && topic(from) && (again(before) || again(after))
}

/// Bytes in which the other part of what is dealt out is looked for.
const DEALT: usize = 240;

/// Whether brackets hold a mention and nothing else, behind a sentence: `저장한다 (4장)`, `(다음
/// 장)`. Behind a noun a number counts.
fn is_aside(before: &str, after: &str, unit: &ChapterUnit) -> bool {
    let Some(said) = before.strip_suffix('(').filter(|_| after.starts_with(')')) else {
        return false;
    };
    let said = said.trim_end().trim_end_matches('.');
    let sentence = said.ends_with(['다', '요', '음', '함', '됨', '임', '짐']) && said.contains(' ');
    sentence || matches!(unit.which, Which::Next | Which::Previous)
}

/// `3장 복습` as all that a bullet says, and `see chapter 8`.
fn stands_for_itself(text: &str, before: &str, after: &str, unit: &ChapterUnit) -> bool {
    let part = PART.find(after).map_or(0, |found| found.end());
    if before.trim().is_empty() && READS.is_match(&after[part..]) || is_aside(before, after, unit) {
        return true;
    }
    let points = |words: &str| ["참고", "참조"].iter().any(|word| words.starts_with(word));
    // `참고: 3장`, `[3장] 참고`
    let ends = !after
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() || c.is_whitespace());
    let named = before.trim_end().trim_end_matches(':').trim_end();
    if (ends
        && before.trim_end().ends_with(':')
        && ["참고", "참조"].iter().any(|word| named.ends_with(word)))
        || (before.ends_with(['[', '('])
            && after
                .strip_prefix([']', ')'])
                .is_some_and(|rest| points(rest.trim_start())))
    {
        return true;
    }
    let latin = text[unit.start..unit.end].starts_with(['c', 'C']);
    let rest = after.trim_start();
    latin
        && POINTS.is_match(tail(before, 32))
        && particle::length(after) == Some(0)
        && !rest.starts_with("of ")
        && !rest.starts_with("in ")
}

/// What the words before a number allow.
enum Opening {
    /// The number belongs to the noun before it: `카드 2장`, `클린 코드의 3장`, `총 5장`.
    Closed,
    /// Something is spoken of that comes in sheets; only a verb of reading settles it.
    Counting,
    Open,
}

/// Things that are counted in `장`.
const SHEETS: [&str; 38] = [
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

/// Works that have chapters of their own.
const WORKS: [&str; 18] = [
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
const RATES: [&str; 10] = [
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
const TAKEN: [&str; 16] = [
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

/// Adverbs and the like after which a chapter's number may follow although they carry no particle.
const ADVERBS: &str = "그러면 이건 그건 저건 이것은 그것은 이는 이를 이걸 그걸 이것도 이제 이미 \
    바로 또한 다시 특히 앞서 아까 지난 먼저 우선 그럼 다음 이어 또 및 혹은 또는 위 앞 뒤 아래 저번 \
    이번 오늘 물론 현재 즉 그리고 하지만 그런데 여기서 곧 방금 아직 강의 노트 본문 이후 이전 관련 \
    자세한 간단히 자세히 내용 내용은 설명 여기 일단 결국 앞선 앞의 위의 in see from 참고 참조 보통 \
    역시 실은 사실 추후 향후 나중 드디어 마침내 각각 이때 그때 따라서 그러나 그래서 우리 저희 먼저";

fn opening(before: &str) -> Opening {
    let trimmed = before.trim_end();
    let Some(c) = trimmed.chars().next_back() else {
        return Opening::Open;
    };
    if matches!(c, OPAQUE | ')' | ']' | '"' | '”' | '’' | '\'' | '」')
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

/// `12장의 minigrep 프로젝트에서 봤듯이`: something that a chapter has and sheets don't, with a
/// verb of reading or showing.
fn owns(words: &RunWords, from: usize, to: usize, soon: usize) -> bool {
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

/// What only notes have: `2장의 명령을 다시 친다`.
fn is_of_notes(owned: &str) -> bool {
    const NOUNS: &str = "예제 내용 코드 실습 명령 명령어 매니페스트 스크립트 클래스 함수 프로젝트 \
        방법 결론 개념 문제 설정";
    NOUNS.split_whitespace().any(|noun| {
        owned
            .strip_prefix(noun)
            .is_some_and(|rest| particle::length(rest).is_some())
    })
}

/// `다음 장의 것`, `제8장은`: what has a place in an order is no sheet, whatever is said of it,
/// unless the hand turns it.
fn in_order(text: &str, unit: &ChapterUnit, particle: &str, rest: &str) -> bool {
    const TURNED: [&str; 14] = [
        "넘기", "넘긴", "넘겨", "뒤집", "뽑", "찍", "인쇄", "복사", "출력", "찢", "접", "자르",
        "들추", "펼",
    ];
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

/// What one does with a chapter besides reading it.
const KNOWN: [&str; 22] = [
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

/// `5장부터 화면`, `4장까지의 예제`, `1장을 알아야`, at the start of a sentence, where nothing that
/// is counted stands before: a course is gone through from one to another, a chapter is known,
/// finished or skipped. What is said of a number of sheets is how many may be had.
fn is_gone_through(words: &RunWords, (from, to): (usize, usize), before: &str) -> bool {
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
        return (more && matches!(particle, "에" | "")) || arrow && particle.is_empty();
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
        "을" => KNOWN.iter().any(|verb| rest.starts_with(verb)),
        _ => false,
    }
}

/// Whether the words after the number, up to the end of the sentence, say that a chapter is meant.
fn closing(words: &RunWords, (from, to): (usize, usize), unit: &ChapterUnit) -> bool {
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
    if READS.is_match(object)
        && (object.len() < bare.len() || object.trim_start().starts_with('참'))
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
        "에서" | "에서는" | "에서도" | "에서의" | "에서만" | "에서처럼" | "에서와" => {
            !counts && !rest.starts_with(['+', '*'])
        }
        "에서부터" | "부터" | "부터는" | "까지" | "까지의" | "까지는" => {
            words.tell(start, to)
        }
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
                    && ["있", "적어", "적었", "써 ", "나와"]
                        .iter()
                        .any(|word| rest.trim_start().starts_with(word))
                || particle == "의" && owns(words, start, to, SOON)
                || particle == "의" && is_of_notes(rest.trim_start())
        }
        "과" | "와" => [
            "같",
            "동일",
            "마찬가지",
            "비슷",
            "똑같",
            "함께",
            "달리",
            "다르",
            "다른",
            "이어",
            "연결",
            "견주",
            "비교",
            "짝",
        ]
        .iter()
        .any(|word| rest.trim_start().starts_with(word)),
        "처럼" => !rest.trim().is_empty(),
        "로" | "으로" => ["넘어", "돌아"]
            .iter()
            .any(|word| rest.trim_start().starts_with(word)),
        _ => part > 0 && after[..part].contains('-') && length > 0,
    }
}
