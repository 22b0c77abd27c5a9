//! A query: what its words mean together, and the units that answer best. An
//! [`Index`] and a text in, units out. The same rules in the same order as `3-query.js`: 500
//! queries must give the same units on both sides.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::beside::beside;
use super::exact::{self, ExactPhrase};
use super::hits::{Units, add_all, phrase};
use super::index::Index;
use super::letters::{Pattern, is_ending, parted, pattern, stem};
use super::parts;
use super::rank::{self, QueryWord};
use super::resolve::{resolve, resolve_exactly};
use super::token;
use super::typing;
use crate::text::is_syllable;

/// Words that ask and name nothing: who, what, why, how, with the endings that they take and the
/// deeds that are written to them (뭐였지, 무엇인가, 왜써, 어케함); what is asked for (알려줘,
/// 설명해주세요), what only leads over (대해서, 좀), and a particle that stands alone.
static ASKING: LazyLock<Regex> = LazyLock::new(|| {
    let words = "\
        (?:뭐|뭔|무엇|왜|언제|어디|누구|어떻게|어케|얼마)(?:이?(?:야|지|죠|냐|임|에요|\
        예요|였지|더라|였더라)|인[가지데]요?|[데가]요?|에?서|에|까지|부터)?|누가|무슨|어떤|\
        (?:왜|언제|어디에?서?|어떻게|어케|뭐|뭘)\
        (?:[써쓰씀쓸해하함할한되돼됨될안못나]|필요|있|생[기겨])[가-힣]{0,3}|\
        (?:알려|설명해?|가르쳐|보여|말해|정리해)(?:줘요?|주세요|줄래|달라)|설명|좀|[대관]해서?|\
        [대관]하여|(?:설명|서술|기술|비교)하(?:시오|라)|[ㅠㅜ]+|이?란|이?라[고는]|이라면|\
        에서[는도의]?|까지|부터|처럼|에게|으로|[은는이가을를에의와과도로]|방법[은이]?|하는법?|\
        법|때|[안못]|싶(?:[어다은]요?|은데요?|습니다)|안될|이유[는가]?|하나요|하려면|되나요|\
        인가요|있나요|쓰나요?|쓰는가요?|쓸까요?|해야|되나|なぜ|\
        どう(?:やって|して|すれば)?|どの|どんな|どこ|いつ|\
        the|how|to|what|is|in|of|an?|for|do|i|and|with|on|my|does|should|be|\
        can|are|it|you|your|me|why|have|has|was|\
        did|vs|when|which|who|should|would|between";
    Regex::new(&format!("^(?:{words})$"))
        .unwrap_or_else(|error| unreachable!("the asking words are a pattern: {error}"))
});

/// Words that say little, and nothing alone: 안됨, 안되면, 생김, 나옴; の, り and 方 in 作り方.
static WEAK: LazyLock<Regex> = LazyLock::new(|| {
    let words = "\
        [안못](?:[되돼됨된될됐됩하해함한할했나와뜨뜸]|생기|생겨|생김)[가-힣]{0,3}|생김|생겨요?|\
        생기는|생긴다|너무|자꾸|그냥|매우|아주|진짜|자[기신]|[한할된될]|\
        경우|나옴|나와요?|나오는|뜸|떠요?|뜨는|거임|건가요?|\
        쉽게|[간자][단세략](?:히|하게)|짧게|한[줄마]디?로|\
        [\\u{3041}-\\u{9fff}]";
    Regex::new(&format!("^(?:{words})$"))
        .unwrap_or_else(|error| unreachable!("the weak words are a pattern: {error}"))
});

/// What is asked of a subject, in any field: 키 종류, 락 찾기. The subject says more.
static ASPECT: LazyLock<Regex> = LazyLock::new(|| {
    let words = "\
        종류|차이점?|특징|개념|정의|정리|예[시제]|장단점|[장단]점|[사이]용법|[쓰보]는법|뜻|의미|\
        원리|인가|관련|중에|필요[한해성]?|[찾쓰보하켜끄넣걸]기|\
        use|using|usage|differences?|types?|kinds?|方法|種類|対策|意味|区别|\
        [가-힣](?:[들우꾸리이누내치추키]기|[드우꾸리이누내치추키]는)|걸린|거|것";
    Regex::new(&format!("^(?:{words})$"))
        .unwrap_or_else(|error| unreachable!("the aspects are a pattern: {error}"))
});

/// What a query was understood as, with the units that answer it, best first.
#[derive(Debug, Default)]
pub(crate) struct QueryAnswer {
    /// Id and score.
    pub results: Vec<(u32, f64)>,
    /// Each word of the query.
    pub found: Vec<QueryWord>,
    /// What each word is worth.
    pub worth: Vec<f64>,
    /// The query as one phrase, in several readings.
    pub forms: Vec<(Pattern, f64)>,
    /// The query that was really searched, where it is another.
    pub corrected: Option<String>,
    /// Where there is no result, the word of the index that is least unlike.
    pub nearest: Option<String>,
    /// Words of the query that the notes lack, where others gave results.
    pub missing: Vec<String>,
    /// What must stand as it is.
    pub phrases: Vec<ExactPhrase>,
}

/// Understands and answers a query.
pub(crate) fn understand(index: &Index, query: &str) -> QueryAnswer {
    let text: Vec<char> = token::narrow(query).trim().chars().take(200).collect();
    let text: String = text.into_iter().collect();
    let text = with_time(text);
    let quoted = text.to_lowercase();
    let phrases = exact::phrases(&quoted);
    let plain: String = quoted
        .chars()
        .map(|c| if exact::is_quote(c) { ' ' } else { c })
        .collect();
    let cased = if text.chars().count() == plain.chars().count() {
        text
    } else {
        plain.clone()
    };
    let words = terms(&plain);
    let asked = Asked {
        whole: plain.split_whitespace().collect(),
        core: core(&plain, &words),
        punctuated: rank::is_punctuated(&plain),
        plain,
        cut: String::new(),
        cased,
        phrases,
        typing: true,
    };
    let terms: Vec<QueryTerm> = words
        .into_iter()
        .map(|(word, at)| (word, Some(at)))
        .collect();
    let answer = answer_of(index, &asked, &terms);
    // What was written without blanks and stands nowhere so is asked as the words that it is made
    // of.
    let empty = answer.results.is_empty();
    let parted = terms.iter().zip(&answer.found).map(|((word, _), found)| {
        if found.parts.is_empty() && found.strict && empty {
            parts::parts(index, word).list
        } else if ASPECT.is_match(word) {
            Vec::new()
        } else {
            found.parts.clone()
        }
    });
    let parted: Vec<Vec<String>> = parted.collect();
    if parted.iter().all(Vec::is_empty) {
        // The beginning of what stands nowhere is a word that was mistyped.
        let begun = empty && answer.found.last().is_some_and(|found| found.strict);
        if !begun {
            return answer;
        }
        let typed = Asked {
            typing: false,
            ..asked
        };
        return answer_of(index, &typed, &terms);
    }
    // What was cut is said.
    let mut cut = asked.plain.clone();
    for ((word, _), parts) in terms.iter().zip(&parted) {
        if !parts.is_empty() {
            cut = cut.replacen(word.as_str(), &parts.join(" "), 1);
        }
    }
    let asked = Asked { cut, ..asked };
    let terms = terms.into_iter().zip(parted).flat_map(|(term, parts)| {
        if parts.is_empty() {
            vec![term]
        } else {
            parts.into_iter().map(|word| (word, None)).collect()
        }
    });
    answer_of(index, &asked, &terms.collect::<Vec<QueryTerm>>())
}

/// 버릴 때 as 버릴때, which only a verb is: what has a final ㄹ before it.
fn with_time(text: String) -> String {
    if text.contains(exact::is_quote) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(" 때") {
        let behind = &rest[at + " 때".len()..];
        let before = rest[..at].chars().next_back();
        let is_verb = before.is_some_and(|c| is_syllable(c) && parted(c).2 == FINAL_L);
        out.push_str(&rest[..at]);
        out.push_str(if is_verb && !behind.starts_with('문') {
            "때"
        } else {
            " 때"
        });
        rest = behind;
    }
    out + rest
}

/// The final ㄹ among those of syllables.
const FINAL_L: usize = 8;

/// A word of a query, with the character at which it begins; none where it is a part of another.
type QueryTerm = (String, Option<usize>);

/// A query as it was typed.
struct Asked {
    /// In small letters, without quotes.
    plain: String,
    /// The same with blanks where words were cut; empty where none was.
    cut: String,
    /// With its case.
    cased: String,
    /// Without blanks.
    whole: String,
    /// What is asked for with the signs around it, without blanks: @table of `@Table이 뭐야`.
    core: String,
    punctuated: bool,
    phrases: Vec<ExactPhrase>,
    /// Whether the last word may go on.
    typing: bool,
}

fn answer_of(index: &Index, asked: &Asked, terms: &[QueryTerm]) -> QueryAnswer {
    let Asked {
        plain,
        cut,
        cased,
        whole,
        core,
        punctuated,
        phrases,
        typing,
    } = asked;
    let raw =
        |from: usize, length: usize| cased.chars().skip(from).take(length).collect::<String>();
    let found: Vec<QueryWord> = terms
        .iter()
        .enumerate()
        .map(|(i, (word, at))| {
            if at.is_some_and(|at| phrases.iter().any(|one| (one.from..one.to).contains(&at))) {
                return resolve_exactly(index, word);
            }
            let raw = at.map_or_else(|| word.clone(), |at| raw(at, word.chars().count()));
            resolve(index, word, &raw, *typing && i + 1 == terms.len(), true)
        })
        .collect();
    let mut found = found;
    // 무선 네 will be 무선 네트워크, and no word on the other keyboard.
    let begun = is_begun(*typing, terms);
    if let Some(last) = found
        .last_mut()
        .filter(|last| begun && last.meant.is_some())
    {
        *last = QueryWord {
            word: last.word.clone(),
            shapes: vec![pattern(&last.word)],
            ..QueryWord::default()
        };
    }
    if terms.len() > 1 && phrases.is_empty() {
        let words: Vec<&str> = terms.iter().map(|(word, _)| word.as_str()).collect();
        beside(index, &words, *typing, &mut found);
    }
    if terms.len() > 2 && phrases.is_empty() {
        name_two(index, terms, &mut found);
    }
    let found = found;
    let (mut aliases, mut named) = (Units::new(), Vec::new());
    if let Some(name) = chapter_name(plain).filter(|_| phrases.is_empty()) {
        if add_all(&mut aliases, &phrase(index, &name), 1.0) {
            named.push((pattern(&name), 1.0));
        }
    } else if terms.len() > 1 && phrases.is_empty() {
        let keys: Vec<String> = [Some(whole.clone()), stem(whole)]
            .into_iter()
            .flatten()
            .collect();
        for name in keys.iter().flat_map(|key| index.names(key)) {
            if add_all(&mut aliases, &phrase(index, name), 1.0) {
                named.push((pattern(&name.replace(' ', "")), 0.8));
            }
        }
    }
    let total = index.count as f64;
    let rarity = |n: f64| (1.0 + (total - n + 0.5) / (n + 0.5)).ln() + 0.3;
    let weak: Vec<bool> = terms.iter().map(|(word, _)| WEAK.is_match(word)).collect();
    let is_named = |word: &QueryWord| !word.verb && !word.units.is_empty();
    let some_named = found
        .iter()
        .zip(&weak)
        .any(|(word, weak)| is_named(word) && !weak);
    let worth: Vec<f64> = found
        .iter()
        .zip(&weak)
        .zip(terms)
        .map(|((found, weak), (word, at))| {
            let count = if found.count > 0 {
                found.count as f64
            } else {
                total / 8.0
            };
            let aspect = ASPECT.is_match(word) || at.is_none() && parts::is_kind(word);
            rarity(count)
                * match (weak, aspect) {
                    (true, _) => 0.25,
                    (_, true) => 0.35,
                    // What somebody does says less than with what.
                    _ if found.verb && some_named => 0.6,
                    _ => 1.0,
                }
        })
        .collect();
    let mut forms = forms(whole, terms, &found, *punctuated);
    if *punctuated && core != whole {
        forms.push((pattern(core), 0.9));
    }
    let head = command_head(plain);
    forms.extend(named);
    let mut candidates: BTreeSet<u32> = aliases.keys().copied().collect();
    let all_weak = weak.iter().all(|weak| *weak);
    let telling = found
        .iter()
        .zip(&weak)
        .filter(|(_, weak)| all_weak || !**weak);
    candidates.extend(telling.flat_map(|(word, _)| word.units.keys().copied()));
    if found.is_empty() && index.whole && !whole.is_empty() {
        candidates.extend(0..index.count as u32);
    }
    let results = rank::rank(
        index,
        &candidates,
        &found,
        &worth,
        &forms,
        head.as_deref(),
        &aliases,
        *punctuated,
        phrases,
    );
    let mut corrected = Some(cut.clone()).filter(|cut| !cut.is_empty());
    for ((word, _), understood) in terms.iter().zip(&found) {
        if let Some(meant) = &understood.meant {
            corrected = Some(corrected.unwrap_or_else(|| plain.clone()).replacen(
                word.as_str(),
                meant,
                1,
            ));
        }
    }
    // That the notes give no examples says nothing of what was asked.
    let lacks = |((word, _), understood): (&QueryTerm, &QueryWord)| {
        let about = [&WEAK, &ASPECT, &ASKING].map(|words| words.is_match(word));
        let names = !about.contains(&true) && aliases.is_empty();
        (understood.units.is_empty() && names).then(|| word.clone())
    };
    let missing = if results.is_empty() {
        Vec::new()
    } else {
        // 배ㅇ and `docker r` go on.
        let is_letter = |word: &String| word.chars().nth(1).is_none();
        let is_half = |word: &String| word.ends_with(|c| ('ㄱ'..='ㅣ').contains(&c));
        let unfinished = |(word, _): &QueryTerm| *typing && (is_letter(word) || is_half(word));
        let goes_on = begun || terms.len() > 1 && terms.last().is_some_and(unfinished);
        let whole = terms.len() - usize::from(goes_on);
        terms
            .iter()
            .zip(&found)
            .take(whole)
            .filter_map(lacks)
            .collect()
    };
    // Of what was asked the notes say nothing: `광합성 종류` is no question about kinds.
    let says = |((word, _), understood): (&QueryTerm, &QueryWord)| {
        let about = [&WEAK, &ASPECT, &ASKING].map(|words| words.is_match(word));
        !about.contains(&true) && !understood.units.is_empty()
    };
    let (results, missing) = if missing.is_empty() || terms.iter().zip(&found).any(says) {
        (results, missing)
    } else {
        (Vec::new(), Vec::new())
    };
    let nearest = if results.is_empty() {
        terms
            .first()
            .and_then(|(word, _)| typing::nearest(index, word))
    } else {
        None
    };
    QueryAnswer {
        results,
        found,
        worth,
        forms,
        corrected,
        nearest,
        missing,
        phrases: phrases.clone(),
    }
}

/// Whether the last word is one syllable behind others, most likely the beginning of a longer one.
fn is_begun(typing: bool, terms: &[QueryTerm]) -> bool {
    let [_, .., (last, _)] = terms else {
        return false;
    };
    let mut letters = last.chars();
    typing && letters.next().is_some_and(is_syllable) && letters.next().is_none()
}

/// Two words beside each other may be one name: 강제 종료 in 프로세스 강제 종료 is kill.
fn name_two(index: &Index, terms: &[QueryTerm], found: &mut [QueryWord]) {
    for i in 1..terms.len() {
        let two = format!("{}{}", terms[i - 1].0, terms[i].0);
        for name in stem(&two)
            .iter()
            .chain([&two])
            .flat_map(|key| index.names(key))
        {
            let units = phrase(index, name);
            for word in &mut found[i - 1..=i] {
                if add_all(&mut word.units, &units, 0.65) {
                    word.direct = true;
                    word.shapes.push(pattern(&name.replace(' ', "")));
                }
            }
        }
    }
}

/// The words of a query that name something, with the character at which each begins. Pod는 is Pod,
/// and what hangs onto a word of another script in Japanese says nothing by itself: したい of
/// 移動したい, を of 拍子記号を where a word of two letters stands beside it.
/// An English word that asks does so among English words: in `for문` it is one of a program.
fn terms(plain: &str) -> Vec<(String, usize)> {
    let all: Vec<(String, usize)> = token::query_words(plain)
        .take(16)
        .map(|word| {
            (
                word.to_owned(),
                plain[..word.as_ptr() as usize - plain.as_ptr() as usize]
                    .chars()
                    .count(),
            )
        })
        .collect();
    let is_kana = token::is_hiragana;
    let is_long = |word: &str| word.chars().nth(1).is_some();
    let is_solid = all.iter().any(|(word, _)| is_long(word) && !is_kana(word));
    let spoken: Vec<(String, usize)> = all
        .iter()
        .enumerate()
        .filter(|(i, (word, at))| {
            let hangs = is_ending(word) || is_kana(word) && (is_solid || is_long(word));
            !(*i > 0 && hangs && all[i - 1].1 + all[i - 1].0.chars().count() == *at)
        })
        .map(|(_, term)| term.clone())
        .collect();
    let is_named = |word: &str| !ASKING.is_match(word);
    let english = spoken
        .iter()
        .any(|(word, _)| word.is_ascii() && is_named(word));
    let named: Vec<(String, usize)> = spoken
        .iter()
        .filter(|(word, _)| is_named(word) || word.is_ascii() && !english && spoken.len() > 1)
        .cloned()
        .collect();
    if named.is_empty() { spoken } else { named }
}

/// What a chapter is called by its number alone: 3장, 제3강, Chapter 3, 第3章.
fn chapter_name(plain: &str) -> Option<String> {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        let words = "^[제第]? ?([1-9][0-9]{0,2}) ?\
            (?:장|강|과|주차|차시|회차|챕터|단원|章|课|課|回)$|\
            ^(?:chapter|ch|lecture|lesson|week|day|unit)[ .]{0,2}([1-9][0-9]{0,2})$";
        Regex::new(words)
            .unwrap_or_else(|error| unreachable!("numbers of chapters are a pattern: {error}"))
    });
    let found = NUMBERED.captures(plain.trim())?;
    let number = found.get(1).or_else(|| found.get(2))?.as_str();
    Some(token::of_chapter(number))
}

/// The words before the first option: what a chapter on the command is called.
fn command_head(plain: &str) -> Option<Pattern> {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*([a-z].*?[a-z0-9])\s+--?[a-z]")
            .unwrap_or_else(|error| unreachable!("the head is a pattern: {error}"))
    });
    let head = HEAD.captures(plain)?.get(1)?.as_str();
    Some(pattern(&head.split_whitespace().collect::<String>()))
}

/// From the first of the words to the last, with the signs right beside them, without blanks.
fn core(plain: &str, words: &[(String, usize)]) -> String {
    let letters: Vec<char> = plain.chars().collect();
    let first = words.first().map_or(0, |(_, at)| *at);
    let last = words
        .last()
        .map_or(0, |(word, at)| at + word.chars().count());
    let is_sign = |c: &&char| !c.is_whitespace() && !c.is_alphanumeric();
    let before = letters[..first].iter().rev().take_while(is_sign).count();
    let after = letters[last..].iter().take_while(is_sign).count();
    let all = letters[first - before..last + after].iter();
    all.filter(|c| !c.is_whitespace()).collect()
}

/// The query as one phrase: as typed, then each word as it was understood.
fn forms(
    whole: &str,
    terms: &[QueryTerm],
    found: &[QueryWord],
    punctuated: bool,
) -> Vec<(Pattern, f64)> {
    let mut forms = vec![(pattern(whole), 1.0)];
    if punctuated || found.is_empty() {
        return forms;
    }
    // What the notes lack is no part of a phrase of theirs.
    let none = found.iter().all(|word| word.units.is_empty());
    let meant = |word: &&QueryWord| none || !word.units.is_empty();
    let most = found
        .iter()
        .filter(meant)
        .map(|word| word.shapes.len())
        .max()
        .unwrap_or(0);
    for i in 0..most.min(4) {
        let form = found
            .iter()
            .filter(meant)
            .flat_map(|word| word.shapes[i.min(word.shapes.len() - 1)].clone())
            .collect();
        forms.push((form, if i > 0 { 0.8 } else { 0.9 }));
    }
    if terms.len() > 1 {
        let all = terms.iter().zip(found);
        let meant = all.filter(|(_, understood)| meant(understood));
        let form = meant.flat_map(|((word, _), understood)| {
            match stem(word).filter(|_| understood.direct) {
                Some(bare) => pattern(&bare),
                None => understood.shapes[0].clone(),
            }
        });
        forms.push((form.collect(), 0.8));
    }
    forms
}
