//! Forms of a word: what English and Korean make of it, and a noun of one syllable under its
//! particle. Text in, the beginnings and the rest that belong together out; knows no index. The
//! same rules as `repair/1-forms.js`, but for the noun of one syllable, which is in
//! `1-letters.js`.

use std::sync::LazyLock;

use regex::Regex;

use super::letters::{is_particle, joined_syllable, parted};
use crate::text::is_syllable;

/// Syllables that stand alone in any text and name no subject.
const FUNCTION: &str = "수것때등및이그저한할일중후전더각또안못잘좀곳데바뿐만즉왜뭐내네제나너우\
    첫두세개번명매총약본당위앞뒤상하년월";
/// Particles that end no noun.
const SURE: &[&str] = &[
    "은",
    "는",
    "을",
    "를",
    "란",
    "이란",
    "에",
    "에서",
    "에서는",
    "에서의",
    "에게",
    "으로",
    "으로는",
    "라는",
    "이라는",
    "이라고",
    "이라면",
    "까지",
    "부터",
    "처럼",
    "와",
    "들은",
    "들을",
];

/// 힙이란 is 힙 where the notes hold that: the syllable, and whether the particle ends no noun.
pub fn noun_of_one(word: &str) -> Option<(&str, bool)> {
    let first = word.chars().next().filter(|c| is_syllable(*c))?;
    let rest = &word[first.len_utf8()..];
    let sure = SURE.contains(&rest);
    (!FUNCTION.contains(first) && (sure || is_particle(rest)))
        .then(|| (&word[..first.len_utf8()], sure))
}

/// Whether a noun of one syllable is the same with this behind it.
pub(crate) fn ends_no_noun(rest: &str) -> bool {
    SURE.contains(&rest)
}

fn compiled(source: &str) -> Regex {
    Regex::new(source).unwrap_or_else(|error| unreachable!("the forms are a pattern: {error}"))
}

static ENGLISH: LazyLock<Regex> =
    LazyLock::new(|| compiled("^(?:e|y|ies|ied|e?s|e?d|ing|e?rs?|ings)?$"));
static ENGLISH_END: LazyLock<Regex> =
    LazyLock::new(|| compiled("^([a-z]{3,}?)(?:e|y|ies|ied|es|ed|ing|ings|er|ers)$"));
static VERB: LazyLock<Regex> =
    LazyLock::new(|| compiled("^(.+?)(?:다|는|는법|고|기|면|으면|려면|으려면|지|게|습니다)$"));
static VERB_END: LazyLock<Regex> = LazyLock::new(|| {
    compiled("^(?:[다고기지게던며네니면요서도자음은을는습어아었았으려][가-힣]{0,4})$")
});

/// How a word may begin in another form, and what may follow there.
pub(crate) struct Form {
    /// The letters with which every form begins.
    pub begins: String,
    /// Whether the rest makes a form of it.
    pub goes_on: fn(&str) -> bool,
}

fn english(rest: &str) -> bool {
    ENGLISH.is_match(rest)
}

fn verbal(rest: &str) -> bool {
    VERB_END.is_match(rest)
}

fn verbal_or_whole(rest: &str) -> bool {
    rest.is_empty() || verbal(rest)
}

/// The forms of a word: hashing is hash, 지우다 is 지웠다.
pub(crate) fn forms(word: &str) -> Vec<Form> {
    let first = word.chars().next();
    if first.is_some_and(is_syllable) {
        return verbs(word);
    }
    let Some(base) = ENGLISH_END.captures(word).map(|found| found[1].to_owned()) else {
        return Vec::new();
    };
    let form = |begins: String| Form {
        begins,
        goes_on: english,
    };
    let bytes = base.as_bytes();
    let doubled = bytes.len() > 3
        && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
        && !b"aeiouls".contains(&bytes[bytes.len() - 1]);
    // Running is run.
    let single = doubled.then(|| form(base[..base.len() - 1].to_owned()));
    std::iter::once(form(base)).chain(single).collect()
}

/// Whether one word is a form of the other: hash of hashing, 지웠다 of 지우다.
pub fn form_of(word: &str, other: &str) -> bool {
    let is_one = |form: Form| other.strip_prefix(&*form.begins).is_some_and(form.goes_on);
    forms(word).into_iter().any(is_one)
}

/// Stems of verbs, with what the vowel that follows makes of them.
fn verbs(word: &str) -> Vec<Form> {
    let Some(stem) = VERB.captures(word).map(|found| found[1].to_owned()) else {
        return Vec::new();
    };
    let Some(last) = stem.chars().next_back().filter(|c| is_syllable(*c)) else {
        return Vec::new();
    };
    let before = &stem[..stem.len() - last.len_utf8()];
    // 감기 is no form of 감다.
    if before.is_empty() && !word.ends_with('다') {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut add = |last: char, goes_on: fn(&str) -> bool| {
        out.push(Form {
            begins: format!("{before}{last}"),
            goes_on,
        });
    };
    add(last, verbal);
    let (cho, jung, jong) = parted(last);
    let with = |jung: usize, jong: usize| joined_syllable(cho, jung, jong);
    // The finals of -ㄴ, -ㄹ, -ㅁ, -ㅂ니다 and of the past.
    let (n, l, b, past) = (4, 8, 17, 20);
    match jong {
        0 => {
            for last in [n, l, 16, b] {
                add(with(jung, last), verbal_or_whole);
            }
            // 우어 is 워, 오아 is 와, 이어 is 여, 으어 is 어.
            let contracted: &[usize] = match jung {
                13 => &[14],
                8 => &[9],
                20 => &[6],
                18 => &[4, 0],
                _ => &[jung],
            };
            for &vowel in contracted {
                for last in [0, past] {
                    add(with(vowel, last), verbal_or_whole);
                }
            }
        }
        // 만들다, 만든다, 만듭니다.
        8 => {
            for last in [0, n, b] {
                add(with(jung, last), verbal_or_whole);
            }
        }
        // 묻다, 물어.
        7 => add(with(jung, l), verbal),
        // 잇다, 이어; 쉽다, 쉬워 has its own syllable behind.
        19 => add(with(jung, 0), verbal),
        _ => {}
    }
    out
}
