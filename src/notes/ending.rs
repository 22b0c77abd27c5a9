//! The endings of Korean verbs, as one table: what says that a word is no noun, and what it does in
//! its sentence (connects, sets against, asks under which condition, closes). In: a word of Hangul.
//! Out: yes or no. From how verbs are built (stem, sign of honour, sign of time, ending;
//! a second verb behind `아` and `어`), so that no verb has to be known. Endings in which nouns and
//! their particles end as well (`로고`, `화면`, `순서`, `페이지만`) are not among them.

use crate::notes::particle::final_consonant;
use crate::text::is_syllable;

/// Endings that connect, describe or close a sentence.
const ENDINGS: &str = "는데 은데 던데 므로 니까 거나 면서 려면 려고 으면 다면 려는 도록 으며 \
    자마자 을수록 느라 더니 든지 는지 은지 을지 던지 하지만 되지만 하다가 되다가 려다가 어야 \
    아야 해야 워야 려야 켜야 꺼야 꿔야 와야 어서 아서 해서 워서 려서 와서 켜서 꺼서 꿔서 니다 \
    세요 어요 아요 해요 켜요 꺼요 꿔요 워요 려요 와요 봐요 줘요 네요 군요 거든 까요 나요 는다 \
    시오 해라 려라 하자";

/// The letters that [`ENDINGS`] and [`BEHIND_HONOUR`] end in.
const LAST: &str = "데므로니까나서면고는도록며자마수라더든지만가야다요시오해려겠";

/// Stems with the sign of honour: `가시면`, `누르시는`; `표시는` and `도시는` are nouns.
const HONOURED: &str = "하시 가시 보시 르시 으시 주시 쓰시 오시 되시 치시 리시 기시 우시 꾸시 \
    내시";

/// What stands behind the sign of honour.
const BEHIND_HONOUR: &str = "면 고 는 려면 려고 겠 더 거든";

/// The vowels that a verb ends in before a second one: `해 두다`, `켜 보다`.
const JOINING: &str = "해 켜 꺼 꿔 춰 와 워 려 겨 져 쳐 펴 줘 러 어 아 여";

/// Second verbs, whole.
const SECOND: &str = "두면 두고 두는 두자 둬서 둬야 둠 놓고 놓는 놓자 놨는 놓은 놓음 보면 보고 \
    보니 보자 보는 본 봐야 봐서 봄 주고 주면 주는 주자 줘야 줘서 줌 줘 봐";

/// Beginnings of second verbs.
const SECOND_STEMS: &str = "두었 둔다 둡니 두세 두시 놓으 놓세 놓아 본다 봅니 보세 보시 준다 \
    줍니 주세 주시 버리 버린 버려 버릴";

/// Whether a word is a verb that connects, describes or closes a sentence, whatever its stem.
pub(crate) fn is_verb(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', '!', '~']);
    let mut letters = word.chars();
    if letters.next().is_none_or(|c| !is_syllable(c)) || letters.next().is_none() {
        return false;
    }
    let ends = |list: &str| {
        list.split_whitespace()
            .any(|end| word.len() > end.len() && word.ends_with(end))
    };
    // Most words are turned away by the letter that they end in.
    let may_end = word.ends_with(|c| LAST.contains(c));
    is_past(word) || may_end && (ends(ENDINGS) || is_honoured(word)) || joins_a_second(word)
}

/// Whether a word says something and ends the sentence: `켠다`, `누르세요`.
pub(crate) fn is_said(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', '!', '~']);
    word.ends_with('다') && word.chars().all(is_syllable) && word.chars().count() > 1
        || is_verb(word)
}

/// Whether a word holds the syllable in which only verbs end: the sign of the past and of what is
/// meant to be (`했`, `꺼졌는데`, `하겠`).
fn is_past(word: &str) -> bool {
    const SS: u32 = 20;
    let mut syllables = word.chars().filter(|c| is_syllable(*c));
    syllables.any(|c| final_consonant(c) == SS)
}

fn is_honoured(word: &str) -> bool {
    HONOURED.split_whitespace().any(|stem| {
        let behind = word.rfind(stem).map(|at| &word[at + stem.len()..]);
        behind.is_some_and(|rest| BEHIND_HONOUR.split_whitespace().any(|end| rest == end))
    })
}

/// `해두면`, `꺼놓고`, `바꿔보자`: a verb behind a verb.
fn joins_a_second(word: &str) -> bool {
    word.char_indices().skip(1).any(|(at, _)| {
        let (first, second) = word.split_at(at);
        JOINING
            .split_whitespace()
            .any(|vowel| first.ends_with(vowel))
            && (SECOND.split_whitespace().any(|verb| second == verb)
                || SECOND_STEMS
                    .split_whitespace()
                    .any(|verb| second.starts_with(verb)))
    })
}

/// `ㄴ` among the final consonants.
const NIEUN: u32 = 4;

/// What connects sentences: endings of a verb that is no noun. Some nouns end so as well.
const CONNECTING: &str = "으며 하며 되며 이며 면서 해서 어서 아서 여서 라서 워서 와서 려서 \
    러서 하여 되어 지어 이어 하고 되고 있고 없고 이고 쓰고 두고 주고 가고 오고 나고 내고 지고 \
    르고 리고 기고 추고 우고 치고 키고 하면 되면 쓰면 보면 오면 가면 나면 지면 으면 다면 라면 \
    이면 려면 르면 리면 기면 우면 치면 키면 지만 니까 므로 려고 도록 다가 거나 든지 하게 되게 \
    있게 없게 쉽게 크게 작게 많게 적게 높게 낮게 길게 짧게 빠르게 느리게 다르게 똑같게 하지 \
    되지 않고 않게 않아 않으면 않은 않는 하던 하자 하려 하기 되기 마자 수록 듯이 듯 다시피 \
    대로 보니 더니 으니 하니 되니 말해 위해 통해 대해 의해 따라 비해 향해 관해 해야 어야 아야 \
    려야 써야 와야";

/// Whether a word ends as verbs do that connect sentences; `whole` where it may be such an ending
/// by itself.
pub(crate) fn connects(word: &str, whole: bool) -> bool {
    CONNECTING
        .split_whitespace()
        .any(|end| word.ends_with(end) && (whole || word.len() > end.len()))
        || is_contrast(word)
}

/// `느린데`, `하는데`, `인데`: `데` behind what describes. `군데` counts.
fn is_contrast(word: &str) -> bool {
    let stem = word.strip_suffix('데').unwrap_or_default();
    let last = stem.chars().next_back();
    last.is_some_and(|c| is_syllable(c) && c != '군' && final_consonant(c) == NIEUN)
}

/// Nouns that end as conditions do.
const SURFACES: &str = "화면 측면 표면 장면 전면 정면 단면 이면 평면 국면 지면 수면 방면 도면 라면 \
    냉면 서면 대면 후면 내면 외면 반면 가면 곡면";

/// Whether a word is a noun that ends as conditions do: `화면`.
pub(crate) fn is_surface(word: &str) -> bool {
    word.ends_with('면') && SURFACES.split_whitespace().any(|noun| word.ends_with(noun))
}

/// Whether a word is a condition: `누르면`, `없으면`.
pub(crate) fn is_condition(word: &str) -> bool {
    word.ends_with('면') && !is_surface(word)
}

/// Whether a word sets its clause against the next, which says the contrary or what came of it:
/// `보이는데`, `했더니`, `했다가`.
pub(crate) fn sets_against(word: &str) -> bool {
    ["는데", "은데", "더니", "다가", "지만", "보니", "으니"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// Whether a word is a verb that another clause follows: `걸면`, `했는데`, `하고`.
pub(crate) fn leads_on(word: &str) -> bool {
    const CLAUSES: [&str; 10] = [
        "는데",
        "은데",
        "더니",
        "다가",
        "지만",
        "니까",
        "어서",
        "아서",
        "려고",
        "자마자",
    ];
    is_condition(word)
        || word == "하고"
        || word.ends_with("해서")
        || CLAUSES.iter().any(|end| word.ends_with(end))
}

/// Endings of verbs that go on with a sentence, end it or become a noun.
const VERBAL: &str = "하면 되면 이면 으면 려면 다면 라면 쓰면 보면 하고 하며 하여 해서 니다 \
    다가 지만 려고 도록 면서 거나 어서 아서 하는 되는 되고 된 할 하지 어야 한다 된다 는다 든다 \
    낸다 인다 린다 운다 준다 본다 했다 됐다 함 됨 하기 되기 풀기 지우기 바꾸기 만들기 보기 넣기 \
    열기 닫기 끄기 켜기 찾기 쓰기 읽기 나가기 합치기 올리기 내리기 누르기 고치기 옮기기 나누기";

/// Whether a word ends so; names that people give things seldom do.
pub(crate) fn is_verbal(word: &str) -> bool {
    VERBAL.split_whitespace().any(|end| word.ends_with(end))
}

/// Whether a word is the verb of that stem as it describes a noun: `쓰는`, `쓴`, `쓸`, `읽을`,
/// `만드는`. `열` and `풀`, which are nouns as well, are not taken for such.
pub(crate) fn describes(stem: &str, word: &str) -> bool {
    const RIEUL: u32 = 8;
    let Some(last) = stem.chars().next_back() else {
        return false;
    };
    let head = &stem[..stem.len() - last.len_utf8()];
    let Some(rest) = word.strip_prefix(head) else {
        return false;
    };
    let mut rest = rest.chars();
    let (first, second, third) = (rest.next(), rest.next(), rest.next());
    let open = u32::from(last) - final_consonant(last);
    let first = first.map_or(0, u32::from);
    match (final_consonant(last), second, third) {
        (0, None, _) => first == open + NIEUN || first == open + RIEUL,
        (RIEUL, None, _) => first == open + NIEUN,
        (0 | RIEUL, Some('는'), None) => first == open,
        (_, Some('는' | '은' | '을'), None) => first == u32::from(last),
        _ => false,
    }
}

/// Whether a word closes a sentence as nothing but a verb does: `맞춘다`, `옮깁니다`, `펼치세요`.
pub(crate) fn closes(word: &str) -> bool {
    const ENDS: [&str; 8] = [
        "니다", "세요", "해요", "어요", "아요", "시오", "니까", "려면",
    ];
    let long = word.chars().count() > 2;
    let copula = ["입니다", "이다", "이었다", "였다", "입니까", "예요", "에요"]
        .iter()
        .any(|end| word.ends_with(end));
    long && !copula
        && (ENDS.iter().any(|end| word.ends_with(end))
            || word.ends_with('다') && !word.ends_with("마다"))
}

/// Whether a title ends like a sentence or as the name of a deed: `시작해봅시다`, `만들어 보기`.
pub(crate) fn is_sentence(word: &str) -> bool {
    const ENDS: [&str; 24] = [
        "니다",
        "시다",
        "이다",
        "한다",
        "된다",
        "하다",
        "되다",
        "는다",
        "어요",
        "아요",
        "해요",
        "세요",
        "까요",
        "나요",
        "은가",
        "는가",
        "하기",
        "되기",
        "보기",
        "하자",
        "보자",
        "들기",
        "하는법",
        "할까",
    ];
    ENDS.iter().any(|end| word.ends_with(end))
}
