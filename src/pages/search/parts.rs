//! Words without blanks between them: 복합인덱스순서 is 복합, 인덱스 and 순서, 幻读怎么解决 is
//! 幻读 and 解决. An [`Index`] and a word that it does not hold in, the words that it is made of
//! out. The same rules as `repair/4-correct.js`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::forms::{Form, forms, noun_of_one};
use super::hits::{Units, come_apart, starting, surely};
use super::index::Index;
use super::letters::{is_ending, pattern, stem};
use super::token::{Script, script};
use crate::text::is_syllable;

/// What asks in Chinese, and what stands between its words.
static ASKING: LazyLock<Regex> = LazyLock::new(|| {
    let words = "怎么[办样]?|如何|为什么|什么|多少|哪[些个]|是否|[的了是吗呢和与及之]";
    Regex::new(&format!("^(?:{words})"))
        .unwrap_or_else(|error| unreachable!("the asking words are a pattern: {error}"))
});

/// What Korean writes behind a name to say what kind of thing it is: 고려시대, 소켓통신. It is left
/// out where the notes lack it, and says little beside the name.
static KIND: LazyLock<Regex> = LazyLock::new(|| {
    let words = "\
        시대|나라|왕조|민족|족|왕|제도|정책|사건|운동|현상|방식|방법|기법|전략|문제|개념\
        |예제|종류|유형|통신|처리|연산|구조|원리|과정|단계|절차|상태|도구|공식|법칙|반응\
        |이론|모델|함수|메서드|메소드|명령어?|문법|구문|알고리즘|패턴|기능|작업|역할|설정\
        |옵션|법|선|입자|ソフト(?:ウェア)?|クライアント|アプリ(?:ケーション)?|サーバー?|ファイル\
        |プログラム|システム|ツール|サービス|エラー|モード|メニュー|ボタン|キー";
    Regex::new(&format!("^(?:{words})$"))
        .unwrap_or_else(|error| unreachable!("the kinds are a pattern: {error}"))
});

/// Whether the word only says what kind of thing the one before it is.
pub(crate) fn is_kind(word: &str) -> bool {
    KIND.is_match(word)
}

/// A way to cut the rest of a word.
#[derive(Clone, Debug, Default)]
struct WordCut {
    cost: f64,
    parts: Vec<String>,
    /// How many letters are in no word of the notes.
    lacks: usize,
}

impl WordCut {
    fn into_parts(self) -> WordParts {
        WordParts {
            held: self.lacks == 0,
            list: self.parts,
        }
    }
}

/// The words that a word is made of.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordParts {
    /// None where the notes do not hold most of it.
    pub list: Vec<String>,
    /// Whether the notes hold each of them.
    pub held: bool,
}

/// The words that the word is made of.
pub(crate) fn parts(index: &Index, word: &str) -> WordParts {
    let letters: Vec<char> = word.chars().collect();
    let is_han = |c: &char| script(*c) == Some(Script::Han);
    let length = letters.len();
    let mut known = vec![None; length + 1];
    if length >= 3 && letters.iter().all(|c| is_syllable(*c)) {
        let best = if length >= 4 {
            hangul(index, &letters, 0, &mut known)
        } else {
            WordCut::default()
        };
        let several = best.parts.len() > 2 || best.lacks == 0 && belong_together(index, &best);
        if best.parts.len() > 1 && best.lacks * 2 < length && several {
            return best.into_parts();
        }
        return of_kind(index, &letters);
    } else if length >= 4 && letters.iter().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー')) {
        return of_kind(index, &letters);
    } else if length >= 3 && letters.iter().all(is_han) {
        let best = han(index, &letters, 0, &mut known);
        // 幻读 and 解决 of 幻读怎么解决 are no compound.
        let is_compound = best.parts.len() == 2 && best.parts.concat() == word;
        let several = !is_compound || belong_together(index, &best);
        if best.lacks * 2 < length && several {
            return best.into_parts();
        }
    }
    WordParts::default()
}

/// A name that the notes hold before what kind of thing it is: 소켓 and 통신.
fn of_kind(index: &Index, word: &[char]) -> WordParts {
    for end in 1..word.len() {
        let [name, kind] = [&word[..end], &word[end..]].map(|part| part.iter().collect::<String>());
        // 호패제도, where they hold 호패법.
        let under_kind = || {
            let mut begin = starting(index, &pattern(&name), true).into_iter();
            end > 1 && begin.any(|entry| is_kind(&entry.word[name.len()..]))
        };
        // 알파선, where they write α선.
        let greek = || {
            let mut names = index.names(&name).iter();
            names.any(|name| is_greek(name) && index.entry(name).is_some())
        };
        if (is_kind(&kind) || greek()) && (price(index, &name).is_some() || under_kind()) {
            return WordParts {
                held: price(index, &kind).is_some(),
                list: vec![name, kind],
            };
        }
    }
    WordParts::default()
}

fn is_greek(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|c| ('α'..='ω').contains(&c)) && letters.next().is_none()
}

/// Whether both words of two stand somewhere on one page, or a section is about one of them: 블록
/// and 체인 that are mentioned here and there are no 블록체인. Of verbs that only other forms are
/// held of nothing is known.
fn belong_together(index: &Index, cut: &WordCut) -> bool {
    let [one, other] = cut.parts.as_slice() else {
        return true;
    };
    let [one, other] = [one, other].map(|word| surely(index, &pattern(word), false));
    if one
        .values()
        .chain(other.values())
        .any(|(says, _)| *says > 0.69)
    {
        return true;
    }
    let pages =
        |units: &Units| -> BTreeSet<usize> { units.keys().map(|id| index.page_of(*id)).collect() };
    one.is_empty() || other.is_empty() || !pages(&one).is_disjoint(&pages(&other))
}

/// What it costs that the notes hold the word, as it is or under an ending; nothing where they do
/// not. A part of one syllable is a noun.
fn price(index: &Index, text: &str) -> Option<f64> {
    let holds = |text: &str| {
        let goes_on = |word: &str| {
            let rest = word.strip_prefix(text);
            rest.is_some_and(|rest| rest.is_empty() || is_ending(rest))
        };
        let begin = || starting(index, &pattern(text), true).into_iter();
        !is_ending(text) && begin().any(|entry| goes_on(&entry.word))
    };
    if text.chars().nth(1).is_none() {
        let noun = ["은", "는"]
            .iter()
            .any(|end| noun_of_one(&format!("{text}{end}")).is_some());
        let held = || index.entry(text).is_some() || !index.names(text).is_empty();
        return (noun && held()).then_some(1.0);
    }
    if holds(text) || stem(text).is_some_and(|bare| holds(&bare)) {
        return Some(1.0);
    }
    // 지우기 of 지우는: a verb in another form.
    let is_held = |form: &Form| {
        let long = form.begins.chars().nth(1).is_some();
        let begin = || starting(index, &pattern(&form.begins), true).into_iter();
        let is_one = |word: &str| word.strip_prefix(&*form.begins).is_some_and(form.goes_on);
        long && begin().any(|entry| is_one(&entry.word))
    };
    if forms(text).iter().any(is_held) {
        return Some(1.5);
    }
    (!index.names(text).is_empty()).then_some(2.5)
}

/// As few parts as may be; what the notes lack may stand at the end.
fn hangul(index: &Index, word: &[char], start: usize, known: &mut Vec<Option<WordCut>>) -> WordCut {
    if start == word.len() {
        return WordCut::default();
    }
    if let Some(best) = &known[start] {
        return best.clone();
    }
    let length = word.len() - start;
    let mut least = if start > 0 {
        WordCut {
            cost: 3.0 + length as f64,
            parts: vec![word[start..].iter().collect()],
            lacks: length,
        }
    } else {
        WordCut {
            cost: 99.0,
            ..WordCut::default()
        }
    };
    for end in (start + 1..=word.len()).rev() {
        let long = end - start > 1 || end == word.len();
        if !long || end - start == word.len() {
            continue;
        }
        let text: String = word[start..end].iter().collect();
        let Some(price) = price(index, &text) else {
            continue;
        };
        let rest = hangul(index, word, end, known);
        if rest.cost + price < least.cost {
            least = taking(text, price, rest);
        }
    }
    known[start] = Some(least.clone());
    least
}

fn taking(text: String, price: f64, rest: WordCut) -> WordCut {
    WordCut {
        cost: rest.cost + price,
        parts: std::iter::once(text).chain(rest.parts).collect(),
        lacks: rest.lacks,
    }
}

/// Words that ask are left out, and so is what the notes lack.
fn han(index: &Index, word: &[char], start: usize, known: &mut Vec<Option<WordCut>>) -> WordCut {
    if start >= word.len() {
        return WordCut::default();
    }
    if let Some(best) = &known[start] {
        return best.clone();
    }
    let rest: String = word[start..].iter().collect();
    let asks = ASKING
        .find(&rest)
        .map(|found| found.as_str().chars().count());
    let next = han(index, word, start + asks.unwrap_or(1), known);
    let mut least = WordCut {
        cost: next.cost + if asks.is_some() { 0.1 } else { 2.0 },
        parts: next.parts,
        lacks: next.lacks + usize::from(asks.is_none()),
    };
    for end in start + 2..=word.len() {
        let text: String = word[start..end].iter().collect();
        // The whole word was looked for before.
        if end - start == word.len() || !holds_han(index, &text) {
            break;
        }
        let rest = han(index, word, end, known);
        if rest.cost + 1.0 < least.cost {
            least = taking(text, 1.0, rest);
        }
    }
    known[start] = Some(least.clone());
    least
}

/// A large index holds each two letters of a run: 设置时间 and 时区 hold each of 设置时区, but
/// nothing holds them all.
fn holds_han(index: &Index, text: &str) -> bool {
    let shape = pattern(text);
    if index.whole {
        return !starting(index, &shape, true).is_empty()
            || !index.entries_holding(text).is_empty();
    }
    !come_apart(index, &shape, false).is_empty()
}
