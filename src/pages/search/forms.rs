//! Forms of a word: what English and Korean make of it, and a noun of one syllable under its
//! particle. Text in, the beginnings and the rest that belong together out; knows no index. The
//! same rules as `repair/2-forms.js`, but for the noun of one syllable, which is in
//! `1-letters.js`.

use std::sync::LazyLock;

use regex::Regex;

use super::letters::{is_particle, joined_syllable, parted};
use crate::text::is_syllable;

/// Syllables that stand alone in any text and name no subject.
const FUNCTION: &str = "와로은는을를수것거때등및이그저한할일중후전더각또안못잘좀곳데바뿐만즉왜뭐\
    내네제나너우첫두세개번명매총약본당위앞뒤상하년월";
/// Particles that end other words as well: 줄이다, 식당, 게임.
const NO_NOUN: &[&str] = &["이다", "인", "당", "별", "나", "야", "고", "며", "요", "임"];
/// Particles that end no noun.
const SURE: &[&str] = &[
    "은",
    "는",
    "을",
    "를",
    "란",
    "이란",
    "에",
    "에는",
    "에도",
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

/// 힙이란 is 힙 where the notes hold that, but 줄이다 is a verb and 식당 a noun: the syllable, and
/// whether the particle ends no noun.
pub fn noun_of_one(word: &str) -> Option<(&str, bool)> {
    let first = word.chars().next().filter(|c| is_syllable(*c))?;
    let rest = &word[first.len_utf8()..];
    let sure = SURE.contains(&rest);
    // 가을 is no 가 with a particle: 을 stands behind a final consonant, and 로 behind none but ㄹ.
    let is_behind_others = match parted(first).2 {
        0 => matches!(rest, "은" | "을" | "과" | "이") || is_by(rest),
        8 => matches!(rest, "는" | "를" | "와" | "가") || is_by(rest),
        _ => matches!(rest, "는" | "를" | "와" | "가") || rest.starts_with('로'),
    };
    if is_behind_others {
        return None;
    }
    (!FUNCTION.contains(first) && (sure || is_particle(rest) && !NO_NOUN.contains(&rest)))
        .then(|| (&word[..first.len_utf8()], sure))
}

fn is_by(rest: &str) -> bool {
    rest.starts_with("으로")
}

/// Nouns of two syllables that end as others do with a particle, by that.
const COMMON: &[(char, &str)] = &[
    ('이', "종높길깊넓놀먹벌꽂맞굽살풀같많굳"),
    (
        '의',
        "합정강논동결심건명본문질협상열성덕회거주모사고호여유제자무토하예",
    ),
    (
        '도',
        "지포제태기시파유주고위구수보온속정각밀습빈농강경용명난연반검전안의절",
    ),
    ('과', "결학통경성효약탕"),
    ('로', "회도미서바제기별주따새수피대활철"),
    ('가', "추휴허대주부고과여사호화"),
    ('만', "대불거자비충미낭태원교기"),
];

/// Whether it is a noun of two syllables, as 정의, and no 정 with a particle.
pub(crate) fn is_common(word: &str) -> bool {
    let mut letters = word.chars();
    let (Some(first), Some(last), None) = (letters.next(), letters.next(), letters.next()) else {
        return false;
    };
    COMMON
        .iter()
        .any(|(end, begin)| *end == last && begin.contains(first))
}

/// Whether a noun of one syllable is the same with this behind it.
pub(crate) fn ends_no_noun(rest: &str) -> bool {
    SURE.contains(&rest)
}

fn compiled(source: &str) -> Regex {
    Regex::new(source).unwrap_or_else(|error| unreachable!("the forms are a pattern: {error}"))
}

static ENGLISH: LazyLock<Regex> = LazyLock::new(|| compiled("^(?:es?|e?d|s|ings?|e?rs?)?$"));
/// An e is not left out: note is no form of not.
static IN_E: LazyLock<Regex> = LazyLock::new(|| compiled("^(?:e[sd]?|ings?|ers?)$"));
/// A y stays one or becomes ie: police is no form of policy.
static IN_Y: LazyLock<Regex> = LazyLock::new(|| compiled("^(?:y|ie[sd]?|iers?|ying)$"));
static ENGLISH_END: LazyLock<Regex> = LazyLock::new(|| {
    compiled("^([a-z]{3,}?)(?:[ey](?:ments?)?|ies|ied|iers?|ying|es|ed|ings?|ers?)$")
});
/// What a chat puts behind a stem: 죽은거임, 지울때.
const THING: &str = "(?:[것걸때데중]|거[임야]?|건[가지데]?)?";
/// What follows the past.
const PAST: &str = "(?:다|고|는데|더니|지만|던|을때?|으면|으니까?|음|습니다|어요?|나요?|거나)?";
/// What follows a stem that keeps its last syllable.
static KEPT: LazyLock<Regex> = LazyLock::new(|| {
    compiled(&format!(
        "^(.+?)(?:다|고|기|면|으면|려면|으려면|지|게|습니다|는법|는다|더니|거나|지만|자|\
         도록|으?니까|으니|나요?|네요?|던|음|[는은을]{THING}|는지|[아어][서도요야]?|\
         [았었]{PAST})$"
    ))
});
/// What follows a syllable that ends the stem with this final: 지운, 지울, 지움, 지웁니다, 지웠다,
/// 지워.
static CLOSED: LazyLock<[(usize, Regex); 6]> = LazyLock::new(|| {
    [
        (4, compiled(&format!("^(?:다|지|{THING})$"))),
        (8, compiled("^(?:때|거[임야]?|것|까요?|수|지)?$")),
        (16, compiled("^$")),
        (17, compiled("^니[다까]$")),
        (20, compiled(&format!("^{PAST}$"))),
        (0, compiled("^(?:[서도요야]|지[다는]|진다|줘|짐)?$")),
    ]
});
static VERB_END: LazyLock<Regex> = LazyLock::new(|| {
    compiled("^(?:[다고기지게던며네니면요서도자음은을는습어아었았으려][가-힣]{0,4}|거(?:나|든))$")
});
/// What follows a verb whose end another one is written to: 빌려준다, 지워버렸다.
static HELPED: LazyLock<Regex> = LazyLock::new(|| {
    let helps = "주준줄줘줬두둔둘둬놓놔내낸낼냈버나난날났가간갈갔오온올와왔보본볼봐봤진질져졌";
    compiled(&format!("^[{helps}][가-힣]{{0,4}}$"))
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

fn in_e(rest: &str) -> bool {
    IN_E.is_match(rest)
}

fn in_y(rest: &str) -> bool {
    IN_Y.is_match(rest)
}

fn verbal(rest: &str) -> bool {
    VERB_END.is_match(rest)
}

fn with_n(rest: &str) -> bool {
    rest.starts_with('는')
}

fn verbal_or_whole(rest: &str) -> bool {
    rest.is_empty() || verbal(rest)
}

fn verbal_or_helped(rest: &str) -> bool {
    verbal_or_whole(rest) || HELPED.is_match(rest)
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
    let end = &word[base.len()..];
    let is_y = end.starts_with('y') || end.starts_with('i') && !end.starts_with("in");
    let form = |begins: String, goes_on: fn(&str) -> bool| Form { begins, goes_on };
    let bytes = base.as_bytes();
    let doubled = bytes.len() > 3
        && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
        && !b"aeiouls".contains(&bytes[bytes.len() - 1]);
    // Running is run.
    let single = doubled.then(|| form(base[..base.len() - 1].to_owned(), english));
    let goes_on = match end {
        _ if is_y => in_y,
        "e" | "ement" | "ements" => in_e,
        _ => english,
    };
    let whole = form(base, goes_on);
    std::iter::once(whole).chain(single).collect()
}

/// Whether one word is a form of the other: hash of hashing, 지웠다 of 지우다.
pub fn form_of(word: &str, other: &str) -> bool {
    let is_one = |form: Form| other.strip_prefix(&*form.begins).is_some_and(form.goes_on);
    forms(word).into_iter().any(is_one)
}

/// The vowels of which each is made by the one that follows a stem.
fn opened(jung: usize) -> &'static [usize] {
    match jung {
        14 => &[13],
        9 => &[8],
        6 => &[20],
        10 => &[11],
        0 => &[0, 18],
        4 => &[4, 18],
        1 => &[1, 0],
        5 => &[5],
        _ => &[],
    }
}

/// Verbs of one syllable that are no nouns, as those who search ask for what is done: 읽기, 거는.
const VERBS: &str = "읽쓰걸풀크열닫듣놓넣얻잃묶끊앉끌붙받맺믿뽑씻섞볶삶끓깎꺾긁높낮넓좁짧늦\
    막쌓잇끄켜찾갚갖닿덮돕뜯맞맡빼뺏뚫엮엎짚쫓찢싣잡젓접찍꽂꿰깔캐튀";

/// Whether it is such a stem before this ending: 풀기, but in 풀은 and 풀을 it is a noun.
fn is_verb(stem: &str, ending: &str) -> bool {
    let last = stem.chars().next().map_or(0, |c| parted(c).2);
    VERBS.contains(stem) && !(last == 8 && ending.starts_with(['은', '을', '는', '음']))
}

/// 걸 of 거는: its ㄹ falls out before ㄴ.
fn closed_again(word: &str) -> Option<String> {
    let first = word.strip_suffix('는')?.chars().next()?;
    let (cho, jung, jong) = parted(first);
    let alone = is_syllable(first) && jong == 0 && word.chars().count() == 2;
    let stem = alone.then(|| joined_syllable(cho, jung, 8).to_string())?;
    VERBS.contains(&*stem).then_some(stem)
}

/// What the word may be a form of: 지우 of 지웠다 and of 지울때.
fn stems(word: &str) -> Vec<String> {
    let mut out: Vec<String> = closed_again(word).into_iter().collect();
    let mut add = |stem: String, ending: &str| {
        let long = |text: &str| text.chars().nth(1).is_some();
        let is_stem = stem.chars().next_back().is_some_and(is_syllable)
            && (long(&stem)
                || long(ending)
                || matches!(ending, "다" | "때")
                || is_verb(&stem, ending));
        if is_stem && !out.contains(&stem) {
            out.push(stem);
        }
    };
    if let Some(kept) = KEPT.captures(word) {
        add(kept[1].to_owned(), &word[kept[1].len()..]);
    }
    for (at, c) in word.char_indices().filter(|(_, c)| is_syllable(*c)) {
        let (cho, jung, jong) = parted(c);
        let (before, rest) = (&word[..at], &word[at + c.len_utf8()..]);
        let closed = CLOSED.iter().find(|(last, _)| *last == jong);
        let fits = closed.is_some_and(|(_, goes_on)| goes_on.is_match(rest));
        // 타일 is no form, as 되돌릴 may be.
        let least = if jong == 4 || jong == 8 { 2 } else { 1 };
        let short = rest.is_empty() && word.chars().count() <= least;
        if !fits || short {
            continue;
        }
        let made =
            |jung: usize, last: usize| format!("{before}{}", joined_syllable(cho, jung, last));
        if jong > 0 && jong < 20 {
            add(made(jung, 0), rest);
            if jong < 9 {
                add(made(jung, 8), rest);
            }
            continue;
        }
        // 열었다 is 열다, and what neither a vowel nor an ending tells is no form.
        let dark_or_light = jung == 0 || jung == 4;
        if cho == 11 && dark_or_light {
            add(before.to_owned(), rest);
            continue;
        }
        if jong > 0 || !rest.is_empty() || jung > 5 && jung != 7 {
            for &vowel in opened(jung) {
                add(made(vowel, 0), rest);
            }
        }
        // 빨라 is 빠르다.
        let last = before.chars().next_back().filter(|c| is_syllable(*c));
        if let Some(last) = last.filter(|last| cho == 5 && dark_or_light && parted(*last).2 == 8) {
            let (cho, jung, _) = parted(last);
            let begun = &before[..before.len() - last.len_utf8()];
            add(format!("{begun}{}르", joined_syllable(cho, jung, 0)), rest);
        }
    }
    out
}

/// What a verb is called: 지우기 of 지워요 and 지우는.
pub(crate) fn called(word: &str) -> Vec<String> {
    let named = |stem: String| format!("{stem}기");
    let is_verb = word.starts_with(is_syllable);
    let stems = if is_verb { stems(word) } else { Vec::new() };
    stems.into_iter().map(named).collect()
}

/// The beginnings of a stem's forms, with what the vowel that follows makes of it.
fn conjugated(stem: &str) -> Vec<Form> {
    let form = |begins: String, goes_on: fn(&str) -> bool| Form { begins, goes_on };
    let mut out = vec![form(stem.to_owned(), verbal)];
    let Some(last) = stem.chars().next_back().filter(|c| is_syllable(*c)) else {
        return out;
    };
    let before = &stem[..stem.len() - last.len_utf8()];
    let (cho, jung, jong) = parted(last);
    let with = |jung: usize, jong: usize| format!("{before}{}", joined_syllable(cho, jung, jong));
    // The finals of -ㄴ, -ㄹ, -ㅁ, -ㅂ니다 and of the past.
    let (n, l, b, past) = (4, 8, 17, 20);
    match jong {
        0 => {
            for last in [n, l, 16, b] {
                out.push(form(with(jung, last), verbal_or_whole));
            }
            // 우어 is 워, 오아 is 와, 이어 is 여, 으어 is 어, 하여 is 해.
            let contracted: &[usize] = match jung {
                _ if last == '하' => &[1],
                13 => &[14],
                8 => &[9],
                20 => &[6],
                18 if before.is_empty() => &[4],
                18 => &[4, 0],
                11 => &[10],
                _ => &[jung],
            };
            for &vowel in contracted {
                out.push(form(with(vowel, 0), verbal_or_helped));
                out.push(form(with(vowel, past), verbal_or_whole));
            }
            let prior = before.chars().next_back().filter(|c| is_syllable(*c));
            let open = prior.filter(|prior| last == '르' && parted(*prior).2 == 0);
            if let Some(prior) = open {
                let (cho, jung, _) = parted(prior);
                let begun = &before[..before.len() - prior.len_utf8()];
                let closed = joined_syllable(cho, jung, l);
                for end in "라러랐렀".chars() {
                    out.push(form(format!("{begun}{closed}{end}"), verbal_or_whole));
                }
            }
        }
        // 만들다, 만든다, 만듭니다.
        8 => {
            // 거는 of 걸다, but not 거의.
            let open = if before.is_empty() {
                with_n
            } else {
                verbal_or_whole
            };
            out.push(form(with(jung, 0), open));
            for last in [n, b] {
                out.push(form(with(jung, last), verbal_or_whole));
            }
        }
        // 묻다, 물어.
        7 => out.push(form(with(jung, l), verbal)),
        // 잇다, 이어; 쉽다, 쉬워 has its own syllable behind.
        19 => out.push(form(with(jung, 0), verbal)),
        _ => {}
    }
    out
}

/// The forms of a verb; 안타는 is 안 타는.
fn verbs(word: &str) -> Vec<Form> {
    let bare = word.strip_prefix(['안', '못']);
    let bare = bare.filter(|bare| bare.chars().nth(1).is_some());
    let mut all = stems(word);
    for stem in bare.map(stems).unwrap_or_default() {
        if !all.contains(&stem) {
            all.push(stem);
        }
    }
    let begun = bare.map(|bare| Form {
        begins: bare.to_owned(),
        goes_on: verbal_or_whole,
    });
    let forms = all.iter().flat_map(|stem| conjugated(stem));
    begun.into_iter().chain(forms).collect()
}
