//! Terms in English prose, where every word stands beside another and no particle tells which ones
//! are one name. Terms and a text in, where a term begins and whether it stands for itself out.
//! Knows the words by which English builds its sentences; of nouns only those that everybody uses.
//!
//! A title of several words says by itself what it means, and so does an abbreviation. A single
//! word is sure where it is written as a name, or where what stands around it makes it the head of
//! its phrase: `An index is …` and `of transactions`, not `to index pages` or `the price index`.

use std::collections::HashMap;

use crate::notes::links::spelling::Term;

/// What begins a phrase whose head may follow.
const DETERMINERS: &str = "a an the this that these those each every any no one another its our \
    your their my such some all both two three many several most few";

/// What stands before a phrase: not `to`, behind which a verb stands.
const PREPOSITIONS: &str = "in of with by on from into under via without through between against \
    about like across after before during over than and or but for using because if when while \
    where since unless until behind within beyond per despite near below above along around";

/// What goes on behind the head of a phrase. `of` makes another thing of it as often, `index of`.
const FOLLOWING: &str = "is are was were be has have had does do did can could will would shall \
    should may might must never always also only often usually still not cannot isn doesn in on \
    at by for from to with without into onto under over through between before after during \
    until while when where which that who whose because if unless and or but than as so then \
    happens happen occurs occur means makes keeps lets uses holds needs takes gives works runs";

/// What stands behind the subject that a sentence begins with.
const VERBS: &str = "is are was were has have had does do did can could will would shall should \
    may might must never always cannot happens happen occurs occur means makes make keeps keep \
    lets let uses needs need takes take gives give works work runs";

/// Nouns that every text has, whatever it is about.
const EVERYDAY: &str = "action activity address age amount analysis answer application area \
    argument article aspect author balance base beginning body book box branch call case cause \
    center chance change chapter character charge choice circle class client code collection \
    color command comment community company comparison component concept condition content \
    context control copy cost country course cover date day deal degree demand design detail \
    difference direction discussion distance document effect effort element end energy entry \
    environment error event example exception exercise experience expression fact feature field \
    figure file fire focus folder force form frame front function future game goal group growth \
    guide hand head health help history home hour idea image impact income individual industry \
    information input instance interest issue item job key kind knowledge label language law \
    layer lead learning length lesson letter level life light limit line link list load loss \
    machine management map mark market material matter mean meaning measure meeting member \
    message method middle mind minute mistake mode model moment money month motion move movement \
    name nature note number object offer operation opinion option order output owner page paper \
    part party path pattern people performance period permission person phase picture piece \
    place plan play point policy position power practice presence present pressure price \
    principle problem process product production program progress project property purpose \
    quality question range rate reason record reference report request resource response rest \
    result return review right risk role room rule run sale sample scale science score search \
    season section security sense series service set setting shape share side sign size sleep \
    society solution sound source space speed stage standard start state statement status step \
    stop story structure study style subject success support surface system table target task \
    team term test text theory thing thought time title tool topic total training travel \
    treatment tree trial trouble turn type unit update use user value version visit voice walk \
    wall watch water wave way week weight well whole window word work world year addition \
    conclusion reality advance essence accordance general particular relation view console \
    terminal domain session developer customer engineer student teacher programmer administrator \
    manager patient doctor worker reader writer visitor organization institution government";

/// Nouns that stand without an article end so; others are counted, or they are verbs.
const MASSES: [&str; 11] = [
    "tion", "sion", "ism", "ity", "ance", "ence", "ency", "ancy", "ing", "lock", "ware",
];

/// A term as English writes it.
#[derive(Clone, Debug, PartialEq)]
struct EnglishTerm {
    /// In small letters, unless it has to be written as it is.
    words: String,
    term: Term,
    form: EnglishForm,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum EnglishForm {
    /// `load balancer`
    Several,
    /// `TCP`, `B-tree`: written as it is.
    Code,
    /// `deadlock`
    Word,
    /// A word that other texts use as often.
    Everyday,
}

/// The terms of a course as English writes them, by their first word in small letters.
#[derive(Clone, Debug, PartialEq, Default)]
pub(super) struct EnglishTerms(HashMap<String, EnglishStart>);

/// The terms that begin with one word.
#[derive(Clone, Debug, PartialEq, Default)]
struct EnglishStart {
    /// Their lengths in bytes, the longest first.
    lengths: Vec<usize>,
    /// By the whole term in small letters.
    terms: HashMap<String, EnglishTerm>,
}

impl EnglishTerms {
    /// Adds a term in the singular and in the plural; `is_taken` tells which are terms themselves.
    pub(super) fn add(&mut self, term: &Term, is_taken: impl Fn(&str) -> bool) {
        let written = term.written.as_str();
        let Some(form) = form_of(written) else {
            return;
        };
        let lower = written.to_ascii_lowercase();
        let mut forms = vec![if form == EnglishForm::Code {
            written.to_owned()
        } else {
            lower.clone()
        }];
        if form != EnglishForm::Code {
            forms.extend(
                other_number(&lower)
                    .into_iter()
                    .filter(|words| !is_taken(words)),
            );
        }
        for words in forms {
            let first = first_word(&words).to_ascii_lowercase();
            let known = self.0.entry(first).or_default();
            let length = words.len();
            if let Err(at) = known.lengths.binary_search_by(|known| length.cmp(known)) {
                known.lengths.insert(at, length);
            }
            let lower = words.to_ascii_lowercase();
            known.terms.entry(lower).or_insert_with(|| EnglishTerm {
                words,
                term: term.clone(),
                form,
            });
        }
    }

    /// The term that begins at `start` and stands for itself there, and where it ends.
    pub(super) fn at(&self, text: &str, start: usize) -> Option<(&Term, usize)> {
        let rest = &text[start..];
        let known = self.0.get(&first_word(rest).to_ascii_lowercase())?;
        known.lengths.iter().find_map(|length| {
            let end = start + length;
            let said = text.get(start..end)?;
            let one = known.terms.get(&said.to_ascii_lowercase())?;
            let same = one.form != EnglishForm::Code || said == one.words;
            let place = EnglishPlace {
                before: &text[..start],
                said,
                after: &text[end..],
            };
            (same && place.is_sure(one.form)).then_some((&one.term, end))
        })
    }
}

/// Whether a text is a sentence of English: it is written in ASCII but for signs, and has words
/// that no list of names has.
pub(super) fn is_prose(text: &str) -> bool {
    /// Fewer words are a label: `No Error`.
    const FEW: usize = 3;
    let foreign = |c: char| !c.is_ascii() && c.is_alphabetic();
    let builds = |word: &str| {
        let word = word.to_ascii_lowercase();
        word != "no"
            && [
                DETERMINERS,
                VERBS,
                "in of with by to about from into when if because",
            ]
            .iter()
            .any(|list| among(list, &word))
    };
    let words = || {
        let words = text.split(|c: char| !c.is_ascii_alphabetic());
        words.filter(|word| !word.is_empty())
    };
    !text.contains(foreign) && words().nth(FEW - 1).is_some() && words().any(builds)
}

/// A term's words where a text has them.
struct EnglishPlace<'a> {
    before: &'a str,
    said: &'a str,
    after: &'a str,
}

impl EnglishPlace<'_> {
    fn is_sure(&self, form: EnglishForm) -> bool {
        if !self.is_apart() {
            return false;
        }
        let (last, next) = (self.last_word(), self.next_word());
        let named =
            |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
        // `The Load Balancer`: what opens a sentence has a capital of its own.
        let opens = is_opening(&self.before[..self.before.trim_end().len() - last.len()]);
        let builds = |word: &str| {
            let word = word.to_ascii_lowercase();
            among(DETERMINERS, &word) || among(PREPOSITIONS, &word)
        };
        let joins = named(last) && !(opens && builds(last)) || named(next);
        if joins {
            return false;
        }
        match form {
            EnglishForm::Several | EnglishForm::Code => true,
            EnglishForm::Word | EnglishForm::Everyday if self.is_titled() && !last.is_empty() => {
                true
            }
            EnglishForm::Word => self.is_head(last, next),
            EnglishForm::Everyday => false,
        }
    }

    /// Whether no sign joins the words to others.
    fn is_apart(&self) -> bool {
        let touching = self.before.chars().next_back();
        let free = touching.is_none_or(|c| c.is_whitespace() || c == '(');
        let last = self.before.trim_end().chars().next_back();
        let said = |c: char| {
            c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | ';' | '!' | '?' | '(' | ')' | '—')
        };
        // `Note: transactions never …`
        let labelled = last == Some(':') && self.before.ends_with(": ");
        let mut behind = self.after.chars();
        let ends = match behind.next() {
            None => true,
            Some('.' | ',' | ';' | ':' | '!' | '?' | ')') => {
                !behind.next().is_some_and(char::is_alphanumeric)
            }
            Some(' ') => behind
                .next()
                .is_none_or(|c| c.is_ascii_alphanumeric() || matches!(c, '(' | '—')),
            Some(_) => false,
        };
        free && (last.is_none_or(said) || labelled) && ends
    }

    /// The word before, where nothing but a blank stands between.
    fn last_word(&self) -> &str {
        let Some(before) = self.before.strip_suffix(' ') else {
            return "";
        };
        let start = before
            .rfind(|c: char| !c.is_ascii_alphanumeric() && c != '\'')
            .map_or(0, |at| {
                at + before[at..].chars().next().map_or(1, char::len_utf8)
            });
        &before[start..]
    }

    /// The word behind, where nothing but a blank stands between.
    fn next_word(&self) -> &str {
        let after = self.after.strip_prefix(' ').unwrap_or_default();
        let end = after.find(|c: char| !c.is_ascii_alphanumeric());
        &after[..end.unwrap_or(after.len())]
    }

    /// Whether the words are written as a name: with a capital, amid a sentence.
    fn is_titled(&self) -> bool {
        self.said.starts_with(|c: char| c.is_ascii_uppercase()) && !is_opening(self.before)
    }

    /// Whether one word is the head of a phrase in a sentence.
    fn is_head(&self, last: &str, next: &str) -> bool {
        let lower = last.to_ascii_lowercase();
        let ends = next.is_empty() || among(FOLLOWING, next);
        let many = self.said.ends_with('s') && !self.said.ends_with("ss");
        let mass = || MASSES.iter().any(|end| self.said.ends_with(end));
        if last.is_empty() {
            return is_opening(self.before) && among(VERBS, next);
        }
        // `when logging in`: behind what is no article it is a verb, unless the phrase ends.
        if self.said.ends_with("ing") && !among(DETERMINERS, &lower) {
            let of_phrase = among("in of with from about on under like", &lower);
            return of_phrase && (next.is_empty() || among(VERBS, next));
        }
        // `every transaction that fails`, `about transactions.`
        ends && (among(DETERMINERS, &lower) || among(PREPOSITIONS, &lower) && (many || mass()))
    }
}

/// Whether a sentence begins behind the words.
fn is_opening(before: &str) -> bool {
    let last = before.trim_end().chars().next_back();
    last.is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '(' | ';'))
}

/// How sure a term's words are by themselves; nothing where they are none of English.
fn form_of(written: &str) -> Option<EnglishForm> {
    const SHORT: usize = 4;
    let letters = |c: char| c.is_ascii_alphabetic();
    if !written.is_ascii() || !written.starts_with(letters) || written.len() < 2 {
        return None;
    }
    if written.contains(' ') {
        return written
            .split(' ')
            .all(|word| {
                !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            })
            .then_some(EnglishForm::Several);
    }
    let plain =
        written.chars().all(letters) && !written[1..].contains(|c: char| c.is_ascii_uppercase());
    if !plain {
        return Some(EnglishForm::Code);
    }
    let lower = written.to_ascii_lowercase();
    let one = other_number(&lower);
    let everyday = among(EVERYDAY, &lower) || one.iter().any(|form| among(EVERYDAY, form));
    Some(if everyday || written.len() < SHORT {
        EnglishForm::Everyday
    } else {
        EnglishForm::Word
    })
}

/// The plural of a word in small letters, or the singular of one that looks like a plural; of
/// several words that of the last.
fn other_number(words: &str) -> Vec<String> {
    let with = |stem: &str, end: &str| format!("{stem}{end}");
    if let Some(stem) = words.strip_suffix("ies") {
        return vec![with(stem, "y")];
    }
    let sibilant = ["sses", "xes", "ches", "shes", "zes"];
    if sibilant.iter().any(|end| words.ends_with(end)) {
        return vec![words[..words.len() - 2].to_owned()];
    }
    if let Some(stem) = words
        .strip_suffix('s')
        .filter(|stem| !stem.ends_with(['s', 'u', 'i']))
    {
        return vec![stem.to_owned()];
    }
    let vowel = |stem: &str| stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    match words.strip_suffix('y') {
        Some(stem) if !vowel(stem) => vec![with(stem, "ies")],
        _ if words.ends_with("dex") => {
            vec![with(words, "es"), with(&words[..words.len() - 2], "ices")]
        }
        _ if ["s", "x", "ch", "sh", "z"]
            .iter()
            .any(|end| words.ends_with(end)) =>
        {
            vec![with(words, "es")]
        }
        _ => vec![with(words, "s")],
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric());
    &text[..end.unwrap_or(text.len())]
}

fn among(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one == word)
}
