//! Which unit answers a query best. Units with what the words say about them in; ids and scores
//! out, best first.

use std::collections::{BTreeMap, BTreeSet};

use std::sync::LazyLock;

use regex::Regex;

use super::exact::{ExactPhrase, stands_exactly};
use super::hits::{Units, stands};
use super::index::Index;
use super::letters::{Pattern, find, is_ending, is_letter};
use super::unit::Field;
use super::view::View;
use crate::text::is_syllable;

/// A word of the query as it was understood.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "what is true of a word is asked one by one"
)]
pub(crate) struct QueryWord {
    /// As it was typed.
    pub word: String,
    /// The words that it is made of, where the notes hold it only so.
    pub parts: Vec<String>,
    /// Whether it is a particle, which is a word only where it hangs onto none.
    pub alone: bool,
    /// Whether it is made of initial consonants, which only names are.
    pub initials: bool,
    /// The units that hold it.
    pub units: Units,
    /// The patterns to mark.
    pub shapes: Vec<Pattern>,
    /// Whether the notes hold the word or its other name.
    pub direct: bool,
    /// Whether they hold it just as it was typed.
    pub exact: bool,
    /// What it was taken for.
    pub meant: Option<String>,
    /// Whether the first pattern itself must stand in the unit.
    pub strict: bool,
    /// In how many units it stands, at least.
    pub count: usize,
    /// Whether it is a verb, of which the notes hold another form.
    pub verb: bool,
    /// Whether it is part of a phrase that must stand as it is.
    pub quoted: bool,
}

/// Punctuation before a Latin letter or digit: file names, options, addresses.
pub(crate) fn is_punctuated(plain: &str) -> bool {
    let letters: Vec<char> = plain.chars().collect();
    let is_mark = |c: char| !c.is_whitespace() && !c.is_alphanumeric();
    letters
        .windows(2)
        .any(|two| is_mark(two[0]) && (two[1].is_ascii_lowercase() || two[1].is_ascii_digit()))
}

fn letters(text: &[char]) -> String {
    text.iter()
        .filter(|c| {
            is_syllable(**c) || c.is_ascii_lowercase() || ('\u{3041}'..='\u{9fff}').contains(*c)
        })
        .collect()
}

/// What a phrase adds where it stands in the line: more where it begins the line, most where it is
/// all that the line says, but for another name in parentheses.
fn standing(line: &[char], form: &[(char, char)], inside: f64) -> f64 {
    let Some((start, end)) = find(line, form, 0) else {
        return 0.0;
    };
    let first = letters(&line[..start]).is_empty();
    let rest = letters(line[end..].split(|c| *c == '(').next().unwrap_or_default());
    let whole = first && (rest.is_empty() || is_ending(&rest));
    // A single letter is a name only where it is all that is said.
    if form.len() == 1 && !whole {
        return 0.0;
    }
    inside + if first { 0.15 } else { 0.0 } + if whole { 0.5 } else { 0.0 }
}

fn bonus_of(unit: &View, form: &[(char, char)], typed: bool) -> f64 {
    if !stands(&unit.text, form) {
        return 0.0;
    }
    let in_title = if unit.landing {
        0.0
    } else {
        // The chapter's own name is what the top of its page says before all, and before a section
        // that is called so too.
        let top = unit.lead.is_empty();
        standing(&unit.title, form, 1.2)
            + if top {
                standing(&unit.title, form, if typed { 1.4 } else { 1.0 })
            } else {
                0.0
            }
    };
    let in_lines = unit.lines.iter().map(|(field, _, line)| {
        let inside = match field {
            Field::Lead => 1.0,
            Field::Bullet => 0.6,
            Field::Pointer => 0.0,
            _ => 0.4,
        };
        standing(line, form, inside) * if inside > 0.0 { 1.0 } else { 0.1 }
    });
    in_title + in_lines.fold(0.0, f64::max)
}

/// How much of the query one line holds, its titles helping.
fn together_of(unit: &View, found: &[QueryWord], worth: &[f64]) -> f64 {
    let held: Vec<Vec<&Pattern>> = found
        .iter()
        .map(|word| {
            word.shapes
                .iter()
                .filter(|shape| stands(&unit.text, shape))
                .collect()
        })
        .collect();
    let helping: Vec<f64> = held
        .iter()
        .map(|shapes| {
            if shapes
                .iter()
                .any(|shape| standing(&unit.title, shape, 0.0) > 0.5)
            {
                1.1
            } else if shapes.iter().any(|shape| stands(&unit.title, shape)) {
                0.9
            } else if shapes.iter().any(|shape| stands(&unit.lead, shape)) {
                0.6
            } else {
                0.0
            }
        })
        .collect();
    let mut best: f64 = 0.0;
    for (field, _, line) in &unit.lines {
        let (mut sum, mut length) = (0.0, 0);
        for (i, shapes) in held.iter().enumerate() {
            let at = shapes.iter().find_map(|shape| find(line, shape, 0));
            length += at.map_or(0, |(start, end)| end - start);
            sum += worth[i] * if at.is_some() { 1.0 } else { helping[i] };
        }
        if length > 0 && *field != Field::Pointer {
            best = best.max(sum * (1.0 + 0.3 * length as f64 / line.len() as f64));
        }
    }
    best
}

/// Whether a word of the text begins so.
fn word_begins(text: &[char], shape: &[(char, char)]) -> bool {
    let mut from = 0;
    while let Some((start, _)) = find(text, shape, from) {
        if start == 0 || !is_letter(text[start - 1]) {
            return true;
        }
        from = start + 1;
    }
    false
}

/// Whether a word stands in the unit that is one only there: what was read as several words stands
/// together, initials are those of a name, and 라면 is no word in HTTPS라면.
fn stands_as_name(unit: &View, word: &QueryWord) -> bool {
    if word.alone {
        let typed: Vec<char> = word.word.chars().collect();
        let mut at = unit.text.windows(typed.len()).enumerate();
        return at.any(|(at, said)| {
            let before = at.checked_sub(1).map(|at| unit.text[at]);
            said == typed && before.is_none_or(|c| !is_letter(c) && c != ')')
        });
    }
    let Some(shape) = word.shapes.first() else {
        return false;
    };
    if !word.initials {
        return stands(&unit.text, shape);
    }
    let is_name = |field: &Field| matches!(field, Field::Lead | Field::Bullet);
    stands(&unit.title, shape)
        || unit
            .lines
            .iter()
            .any(|(field, _, line)| is_name(field) && stands(line, shape))
}

/// How much the words of a query say, and what each is worth.
struct Weighing<'a> {
    found: &'a [QueryWord],
    worth: &'a [f64],
    aliases: &'a Units,
    mass: f64,
}

impl Weighing<'_> {
    /// What is surely there is left out where `lacks`; where a word stands in the text of a unit
    /// that is read it is there.
    fn weigh(
        &self,
        id: u32,
        lacks: impl Fn(&QueryWord) -> bool,
        unit: Option<&View>,
    ) -> ScoredUnit {
        let (mut says, mut cover) = (0.0, 0.0);
        for (word, worth) in self.found.iter().zip(self.worth) {
            let read = || {
                let unit = unit.filter(|_| !word.strict)?;
                let mut long = word.shapes.iter().filter(|shape| shape.len() > 1);
                long.any(|shape| word_begins(&unit.text, shape))
                    .then_some((0.3, 0.8))
            };
            let known = word.units.get(&id).copied().or_else(read);
            if let Some((much, sure)) = known.filter(|_| !(word.strict && lacks(word))) {
                says += worth * much * (0.4 + 0.6 * sure);
                cover += worth * sure;
            }
        }
        cover /= self.mass;
        if let Some((much, _)) = self.aliases.get(&id) {
            says = f64::max(says, self.mass * 0.8 * much);
            cover = f64::max(cover, 0.8);
        }
        ScoredUnit {
            id,
            says,
            cover,
            score: says * cover * cover,
        }
    }
}

struct ScoredUnit {
    id: u32,
    says: f64,
    cover: f64,
    score: f64,
}

/// Best first; rounded, so that no processor's last digit decides the order.
fn sort(scored: &mut [ScoredUnit]) {
    let order = |a: &ScoredUnit, b: &ScoredUnit| rounded(b.score).total_cmp(&rounded(a.score));
    scored.sort_by(|a, b| order(a, b).then(a.id.cmp(&b.id)));
}

fn rounded(score: f64) -> f64 {
    (score * 1e6 + 0.5).floor()
}

/// Files of texts of a large site that are read: each is fetched.
const BLOCKS_READ: usize = 6;
/// Units that are read again at most.
const UNITS_READ: usize = 30;
/// What each further unit of a file counts of the one before.
const FURTHER: f64 = 0.3;

/// What the other sections of a page add to one of them.
const PAGE: f64 = 0.15;

/// Parts candidates, best first, into those whose texts are read and the others. Of a small site
/// nearly all are; of a large one those of few files, a file being as good as its best unit with
/// something for each other one; where only the text tells whether a phrase stands in it, the best.
fn part(
    index: &Index,
    scored: Vec<ScoredUnit>,
    phrases: &[ExactPhrase],
) -> (Vec<ScoredUnit>, Vec<ScoredUnit>) {
    let mut scored = scored;
    if !phrases.is_empty() {
        scored.truncate(if index.whole { usize::MAX } else { UNITS_READ });
        return (scored, Vec::new());
    }
    if index.whole {
        let rest = scored.split_off(scored.len().min(80));
        return (scored, rest);
    }
    let mut blocks: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for unit in &scored {
        let (sum, counts) = blocks.entry(index.block_of(unit.id)).or_insert((0.0, 1.0));
        *sum += unit.score * *counts;
        *counts *= FURTHER;
    }
    let mut best: Vec<(f64, usize)> = blocks
        .into_iter()
        .map(|(block, (sum, _))| (rounded(sum), block))
        .collect();
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    best.truncate(BLOCKS_READ);
    let mut read = Vec::new();
    let mut rest = Vec::new();
    for unit in scored {
        let block = index.block_of(unit.id);
        if read.len() < UNITS_READ && best.iter().any(|one| one.1 == block) {
            read.push(unit);
        } else {
            rest.push(unit);
        }
    }
    (read, rest)
}

/// Sections that end a chapter, which say least of what it is about.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    let words = "마무리(?:하며)?|마치며|맺음말|맺으며|끝으로|참고 ?(?:자료|문헌|링크)?|출처|\
        레퍼런스|다음 ?[글편]|references?|further reading|see also";
    Regex::new(&format!("^(?:[0-9.]+ )?(?:{words})[^0-9a-z가-힣]*$"))
        .unwrap_or_else(|error| unreachable!("the closing sections are a pattern: {error}"))
});

/// What a unit counts by its kind: a heading above nothing leads to what stands below it, a list of
/// links or chapters to what they say.
fn leads(unit: &View) -> f64 {
    let above_nothing = !unit.lead.is_empty() && unit.lines.len() < 2;
    let is_link = |(_, said, _): &&(Field, String, Vec<char>)| said.contains("://");
    let links = unit.lines.iter().filter(is_link).count();
    let mut counts = 1.0;
    if CLOSING.is_match(&unit.lead.iter().collect::<String>()) {
        counts *= 0.8;
    }
    if above_nothing {
        counts *= 0.8;
    }
    if unit.landing || links * 2 > unit.lines.len() {
        counts *= 0.7;
    }
    counts
}

/// Whether it is a section that says nothing of what is asked: it only lies in a chapter that is
/// called so, or points at another.
fn only_titled(unit: &View, found: &[QueryWord], forms: &[(Pattern, f64)]) -> bool {
    let says = |shape: &Pattern| {
        let mut lines = unit.lines.iter();
        lines.any(|(field, _, line)| *field != Field::Pointer && stands(line, shape))
    };
    let shapes = found.iter().flat_map(|word| &word.shapes);
    let mut shapes = shapes.chain(forms.iter().map(|(form, _)| form));
    !unit.lead.is_empty() && !found.is_empty() && !shapes.any(says)
}

/// What several sections of a page say adds up.
fn add_up(index: &Index, scored: &mut [ScoredUnit]) {
    sort(scored);
    let mut pages: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    for unit in &*scored {
        let (sum, counts) = pages.entry(index.page_of(unit.id)).or_insert((0.0, 1.0));
        *sum += unit.score * *counts;
        *counts *= FURTHER;
    }
    for unit in scored {
        let sum = pages
            .get(&index.page_of(unit.id))
            .map_or(0.0, |page| page.0);
        if unit.score > 0.0 {
            unit.score += PAGE * (sum - unit.score);
        }
    }
}

/// Ranks the candidates.
#[expect(
    clippy::too_many_arguments,
    reason = "each is another part of what a query means"
)]
pub(crate) fn rank(
    index: &Index,
    candidates: &BTreeSet<u32>,
    found: &[QueryWord],
    worth: &[f64],
    forms: &[(Pattern, f64)],
    head: Option<&[(char, char)]>,
    aliases: &Units,
    punctuated: bool,
    phrases: &[ExactPhrase],
) -> Vec<(u32, f64)> {
    let mass = Some(worth.iter().sum::<f64>())
        .filter(|mass| *mass > 0.0)
        .unwrap_or(1.0);
    let weighing = Weighing {
        found,
        worth,
        aliases,
        mass,
    };
    let mut scored: Vec<ScoredUnit> = candidates
        .iter()
        .map(|&id| weighing.weigh(id, |_| false, None))
        .collect();
    sort(&mut scored);
    let (mut scored, rest) = part(index, scored, phrases);
    let rest = rest
        .into_iter()
        .map(|unit| weighing.weigh(unit.id, |_| true, None));
    for unit_score in &mut scored {
        let Some(unit) = index.view(unit_score.id) else {
            continue;
        };
        let lacks = |word: &QueryWord| !stands_as_name(&unit, word);
        *unit_score = weighing.weigh(unit_score.id, lacks, Some(&unit));
        let said = forms
            .iter()
            .filter(|(form, _)| form.len() > 1 || found.len() < 2);
        let bonus = said
            .map(|(form, worth)| bonus_of(&unit, form, *worth >= 1.0) * worth)
            .fold(0.0, f64::max);
        // The chapter or section that is called as the command is.
        let is_head = |head: &&[(char, char)]| {
            let titles = [&unit.title, &unit.lead];
            titles.iter().any(|title| standing(title, head, 0.0) > 0.5)
        };
        let headed = head.filter(is_head);
        let bonus = headed.map_or(bonus, |head| f64::max(bonus, bonus_of(&unit, head, true)));
        // Signs are sought as they are: ==, ...
        if bonus > 0.0 && (unit_score.cover > 0.0 || found.is_empty()) {
            unit_score.cover = 1.0;
        } else if found.len() > 1 {
            unit_score.says *= 1.0 + 0.8 * together_of(&unit, found, worth) / mass;
        }
        unit_score.score = (unit_score.says + bonus * mass * if punctuated { 1.5 } else { 0.5 })
            * unit_score.cover
            * unit_score.cover;
        unit_score.score *= leads(&unit);
        if only_titled(&unit, found, forms) {
            unit_score.score *= 0.5;
        }
        if !found.is_empty() && unit_score.cover == 0.0
            || phrases
                .iter()
                .any(|phrase| !stands_exactly(&unit.text, &phrase.text))
        {
            unit_score.score = 0.0;
        }
    }
    add_up(index, &mut scored);
    sort(&mut scored);
    let direct = found.iter().any(|word| word.direct);
    let all = scored.into_iter().chain(rest);
    all.filter(|unit| unit.score > 0.0 && (direct || unit.cover >= 0.5))
        .map(|unit| (unit.id, unit.score))
        .collect()
}
