//! Whether a noun stands by itself in a Korean sentence or is part of a longer name: `음악 볼륨`,
//! `인덱스 펀드`, `배열의 인덱스` and `SVM 커널` speak of other things than `볼륨을 붙인다`. In:
//! the words before and behind. Out: yes or no; in doubt no. From how Korean marks words: what is
//! no noun before a noun carries a particle, an ending that connects or one that describes, or
//! belongs to the few adverbs and determiners; what may follow a noun without a particle is a word
//! of place, number or comparison. Knows no nouns.

use crate::notes::ending;
use crate::notes::hanja;
use crate::notes::particle;
use crate::text::{is_hangul, is_syllable};

/// Adverbs, and nouns of time that stand as one. Before a noun they leave it what it is; behind one
/// they stand before what is said of it: `인덱스 못 탐`.
const ADVERBS: &str = "바로 먼저 또 더 덜 다시 자주 늘 항상 매번 모두 다 잘 못 안 꼭 함께 같이 \
    가끔 간혹 종종 줄곧 내내 당장 즉시 벌써 잠시 잠깐 방금 금방 이미 아직 이제 지금 오늘 어제 \
    내일 요즘 요새 매일 매주 매달 매년 처음 처음에 보통 주로 대개 대부분 대략 대강 대충 흔히 \
    결국 특히 역시 실제로 실은 원래 본래 애초에 나중에 우선 아까 곧 오직 오로지 단지 다만 그저 \
    그냥 계속 매우 아주 너무 더욱 더욱이 가장 꽤 제법 훨씬 무척 몹시 겨우 무려 거의 아예 전혀 \
    오히려 여전히 사실 사실상 물론 결과적으로 서로 스스로 직접 따로 새로 어차피 드디어 마침내 \
    자칫 일단 앞서 이어서 갑자기 얼마나 미리 빨리 얼른 천천히 자동으로 수동으로 반드시 굳이 \
    차라리 도저히 결코 절대 절대로 전부 몽땅 모조리 일부 약간 조금 좀 많이 최소 최대 최대한 \
    제대로 무조건 가급적 달리 일부러 몰래 일일이 왜 어떻게 언제 어디 어디서 아무리 비록 가령 \
    과연 혹시 설마 아마 어쩌면 참 정말 진짜 한편 또한 그럼 그래도 그대로 게다가 더구나 예컨대 \
    요컨대 예로 아무튼 어쨌든 참고로 반면";

/// Determiners, what joins sentences or nouns, and nouns of place, age and number that leave the
/// next one what it is.
const FREE: &str = "이 그 저 새 헌 첫 한 두 세 네 여러 모든 온 각 매 몇 다른 딴 같은 어떤 어느 \
    이런 그런 저런 무슨 옛 별 즉 또는 혹은 및 그리고 하지만 그런데 그러나 그래서 따라서 때문에 \
    만약 만일 만약에 예를 이때 그때 여기 여기서 거기서 이후 이번 다음 지난 해당 각각 그다음 뿐 \
    대신 말고 없이 동안 이거나 아니라 아닌 단 마지막 때 때에 때는 뒤 뒤에 나서 보고 이처럼 \
    이렇게 그렇게 이것도 그것도 저것도 이것은 그것은 이건 그건 누가 내가 제가 네가 번째 으로 \
    으로는 에서 에서는 이러한 그러한 어떠한 아무 몇몇 여러가지";

/// Nouns that say of the next one which of its kind it is. In a title they make a name with it:
/// `원격 저장소`, `기본 키`.
const KINDS: &str = "내부 외부 실제 기존 기본 일반 개별 현재 최신 전체 동일 특정 단일 공용 \
    전용 임시 자체 하위 상위 원격 로컬 별도 추가 최초 최종 신규 나머지 주요 각종";

/// Whose a noun is where that says nothing of its field: number, place and kind.
const OWNERS: &str = "하나 둘 셋 수 개 다수 소수 여분 각자 종류 대 자신 위 앞 뒤";

/// What things are counted by.
pub(super) const COUNTERS: &str = "개 대 가지 곳 군데 쌍 벌 건 여 개씩 대씩";

/// Numbers as words.
const NUMBERS: &str = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 여러 몇 몇몇 수십 수백 수천 수만";

/// Verbs of one syllable before the noun they describe, and particles that are written apart.
const ALONE: &str = "켠 끈 쓴 본 큰 긴 된 준 둔 뗀 뜬 낸 낀 짠 뺀 깬 쓸 볼 켤 줄 둘 될 할 빈 \
    찬 판 푼 튼 는 은 를 을 가 도 만 간 에 로 와 과";

/// Nouns that end as if a particle stood there.
const NOT_CLOSED: &str = "높이 깊이 넓이 놀이 먹이 풀이 걸이 꽂이 매크로 마이크로 메트로 \
    레트로 인트로 닌텐도 토네이도 아보카도 안테나 바나나 코로나 사우나";

/// Words for a time, as they stand: `배포 시`, `로그인 후에`; `시도` and `전이` are nouns.
const WHEN: &str = "시 시에 시에는 후 후에 후에는 전 전에 전에는 도중 도중에";

/// Words that may follow a noun without a particle: place, number, comparison, being and lacking.
const FOLLOWING: &str = "안 속 밖 뒤 앞 위 아래 밑 옆 곁 사이 때 중 가운데 바깥 안쪽 바깥쪽 \
    대신 덕분 때문 탓 하나 둘 셋 넷 다섯 여럿 몇 한 두 세 모두 전체 자체 하나하나 등 및 또는 \
    혹은 그리고 같은 같이 없이 말고 아닌 아니라 아니면 이후 이전 다음 뿐 외 이외 내 간 여러 \
    각각 수 개수 쪽 따위 그 이름 값 크기 개수 목록 번호 단위 만큼 정도 덕 편 마다 역시 또한 \
    대비 관련 이든 앞단 뒷단 횟수 시점 여부 주기 길이 필요 필수";

/// The same, whatever ending they carry: `있다`, `없으면`, `같다`, `아니다`.
const FOLLOWING_STEMS: [&str; 9] = [
    "있", "없", "같", "아니", "아닌", "아님", "말고", "때문", "대신",
];

/// What describes: the last syllables of verbs before the noun they describe.
const DESCRIBING: &str = "는 은 던 된 될 른 운 긴 친 킨 낸 난 큰 쓴 준 둔 본 뀐 든 린 린 힌 쓸 \
    볼 줄 온 올 갈 날 할 한 을 춘 룬 꾼 튼 뗀 깬 쥔 뛴 붙인 높인 줄인 보인 쓰인 쌓인 모인 묶인 \
    숨긴 가진 커진 꺼진 깨진 터진 어진 아진 여진 려진 해진 러진 라진 근 만들 나눈 띄운 인한 \
    위한 대한 중인 하던";

/// Nouns that end like such a verb, each of which ends in one of [`DESCRIBING`].
const NOT_DESCRIBING: &str = "권한 제한 기한 무한 상한 하한 극한 역할 분할 다운 가든 재난 비난 \
    고난 일본 기본 자본 표본 사본 원본 대본 기준 수준 표준 기온 체온 라이온 가을 마을 노을 \
    기린 그린 스크린 클린 마린 베를린 절친 스킨 정본 견본 판본 북한 남한 시한 최소한 청춘 \
    나무꾼 사기꾼 일꾼 타운 접근 출근 퇴근 당근 최근 부근 인근 야근";

/// Whether a verb of doing is made of a noun: `마운트하지 않는다`, `병합한 다음에`; `복제된 것` is
/// another thing.
pub(crate) fn does(after: &str, noun: &str) -> bool {
    const FORMS: &str = "하고 하면 하며 하여 하는 하지 하기 하려 하도록 하다 한다 한 할 함 해서 \
        해야 합니다 했다 했던";
    let word: &str = after
        .split(|c: char| !is_hangul(c))
        .next()
        .unwrap_or_default();
    noun.ends_with(is_syllable)
        && noun.chars().count() > 1
        && (among(FORMS, word) || word.starts_with("하지"))
}

/// Whether something is said to be it under a condition: `파드일 때`, `서비스일 수도`.
pub(crate) fn is_being(after: &str) -> bool {
    const FORMS: [&str; 7] = [
        "일 때",
        "일 경우",
        "일 수",
        "일 뿐",
        "일 필요",
        "일까",
        "일지",
    ];
    FORMS.iter().any(|form| after.starts_with(form))
}

/// Particles of more than one syllable, and those of one that no noun ends in.
const CLOSING: &str = "에서 에서는 에서도 에서만 에게 에게서 한테 에는 에도 에만 으로 으로는 \
    으로도 로는 로도 까지 까지는 부터 부터는 처럼 보다 마다 만큼 대로 조차 마저 밖에 라도 \
    이라도 이나 이라는 라는 이란 이라고 라고 를 엔 에선 께서 이랑 에다 에다가 씩 들은 들이 \
    들을 들의 들도 로써 로서 에";

/// Whether what stands before a noun, up to it, leaves it alone.
pub(crate) fn is_free_before(before: &str) -> bool {
    let trimmed = before.trim_end();
    let Some(last) = trimmed.chars().next_back() else {
        return true;
    };
    if !last.is_alphanumeric() {
        // `'게임' 컨트롤러`, `음악(재즈) 볼륨`
        let enumerated =
            last == ')' && trimmed[..trimmed.len() - 1].ends_with(|c: char| c.is_ascii_digit());
        return enumerated || !matches!(last, ')' | ']' | '\'' | '"' | '’' | '”' | '」' | '%');
    }
    if !is_hangul(last) {
        return false;
    }
    let word = last_word(trimmed);
    if !is_syllable(last) && word.len() == last.len_utf8() {
        // `ㄴ 볼륨`: a letter as a mark of a list.
        return true;
    }
    let korean = word
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_syllable(*c))
        .last()
        .map_or("", |(at, _)| &word[at..]);
    let glued = word[..word.len() - korean.len()].chars().next_back();
    if glued.is_some_and(|c| c.is_ascii_digit()) {
        // `3개 파드`, `2번에서 볼륨을`
        return among(COUNTERS, korean)
            || leaves_alone(korean, true)
            || leaves_alone(korean, false);
    }
    let counted = || {
        let number = last_word(trimmed[..trimmed.len() - word.len()].trim_end());
        among(NUMBERS, number) || number.ends_with(|c: char| c.is_ascii_digit())
    };
    leaves_alone(korean, glued.is_some()) || among(COUNTERS, word) && counted()
}

/// Whether a word may stand before any noun.
fn is_free(word: &str) -> bool {
    [FREE, ADVERBS, WHEN, KINDS]
        .iter()
        .any(|list| among(list, word))
}

/// Whether a word is an adverb.
pub(super) fn is_adverb(word: &str) -> bool {
    among(ADVERBS, word)
}

/// The word that a text ends with; no particle stands further than a few syllables from its end.
fn last_word(text: &str) -> &str {
    const FAR: usize = 24;
    let mut from = text.len();
    for (at, c) in text.char_indices().rev().take(FAR) {
        if !c.is_alphanumeric() {
            break;
        }
        from = at;
    }
    &text[from..]
}

/// Whether a word of Hangul is no noun that joins the next one. `glued` says that letters of
/// another script stand before it, so that it is a particle of theirs.
fn leaves_alone(word: &str, glued: bool) -> bool {
    if !glued && is_free(word) {
        return true;
    }
    let Some(last) = word.chars().next_back() else {
        return false;
    };
    if let Some(owner) = word.strip_suffix('의') {
        return !glued && (is_free(owner) || among(OWNERS, owner));
    }
    if glued {
        return particle::length(word).is_some_and(|length| length > 0);
    }
    let stem = &word[..word.len() - last.len_utf8()];
    let last_letter = stem.chars().next_back().unwrap_or(' ');
    let length = stem.chars().count();
    if length == 0 {
        // `쓴 캐시`
        return among(ALONE, word);
    }
    let ends = |list: &str| {
        list.split_whitespace()
            .any(|ending| word.len() > ending.len() && word.ends_with(ending))
    };
    let describes = || {
        (ends(DESCRIBING) || among(DESCRIBING, word))
            && !NOT_DESCRIBING
                .split_whitespace()
                .any(|noun| word.ends_with(noun))
    };
    // A condition, unless it is one of the nouns that end so.
    let verb = || ending::is_condition(word) || ending::connects(word, length > 0);
    if ends(CLOSING) || verb() {
        return true;
    }
    let agrees = particle::agrees(stem, &word[stem.len()..]);
    match last {
        // `값을` and `높은`, but not `가을`.
        '은' | '을' => agrees,
        '는' | '히' => true,
        _ if among(NOT_CLOSED, word) => false,
        // `길이`, `종이`, `국가`, `결과`, `경로`, `온도`, `난이도` are nouns; `팀이`, `값과`,
        // `스레드가`, `서버도` none.
        '이' | '가' | '와' | '과' | '만' | '로' => agrees && (length > 1 || is_foreign(stem)),
        '나' | '랑' => length > 1 && particle::final_consonant(last_letter) == 0,
        '별' => length > 1,
        '도' => length > 2 || is_foreign(stem),
        '서' => false,
        _ => describes(),
    }
}

/// Whether what stands behind a noun leaves it alone, particle not included. `bare` says that there
/// was none; `latin` that the noun is written in Latin letters and no word of Korean.
pub(crate) fn is_free_behind(rest: &str, bare: bool, latin: bool) -> bool {
    let next = rest.trim_start();
    if !bare || latin || next.len() == rest.len() || !next.starts_with(is_hangul) {
        return true;
    }
    let end = next
        .char_indices()
        .take(12)
        .find(|(_, c)| !is_hangul(*c))
        .map_or_else(
            || next.char_indices().nth(12).map_or(next.len(), |(at, _)| at),
            |(at, _)| at,
        );
    let word = &next[..end];
    among(WHEN, word)
        || FOLLOWING_STEMS.iter().any(|stem| word.starts_with(stem))
        || FOLLOWING.split_whitespace().any(|noun| {
            word.strip_prefix(noun)
                .is_some_and(|rest| particle::length(rest).is_some())
        })
}

/// Whether a word is not Sino-Korean, as those are to which a last `도`, `로` or `과` may belong.
fn is_foreign(word: &str) -> bool {
    !hanja::may_be(word)
}

fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}

/// Whether a word is a noun as a title writes it before another: `보안` of `보안 그룹`, not `자주`
/// or `쓰는`.
pub(crate) fn is_noun(word: &str) -> bool {
    among(KINDS, word) || !word.ends_with('의') && !leaves_alone(word, false)
}

/// Whether a word is a verb that connects, ends or describes: `뽑아서`, `읽는다`.
pub(crate) fn is_verb(word: &str) -> bool {
    word.ends_with("다") || ending::connects(word, true) || ending::is_verb(word)
}

/// Whether a word is surely what is said of a noun that lost its particle: `걸면`, `만든다`,
/// `넘김`, `받은`.
pub(crate) fn is_said(word: &str) -> bool {
    const NOTED: &str = "됨 함 씀 줌 둠 킴 김 짐 뜸 옴 탐 받은 받을 받아 시킨 시킬 시켜";
    let surface = ending::is_surface(word);
    let noted = || NOTED.split_whitespace().any(|end| word.ends_with(end));
    // Behind a consonant `는` is no particle: `읽는`, `붙는`.
    let describes = || {
        let stem = word.strip_suffix('는').unwrap_or_default();
        stem.ends_with(is_syllable) && !particle::agrees(stem, "는")
    };
    !surface && word.chars().nth(1).is_some() && (is_verb(word) || noted() || describes())
}
