//! The endings of Korean verbs, as one table: what says for sure that a word is no noun. In: a word
//! of Hangul. Out: yes or no. From how verbs are built (stem, sign of honour, sign of time, ending;
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
