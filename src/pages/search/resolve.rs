//! One word of a query, through the tiers of what it may mean: as typed, under another name, half
//! typed, repaired. An [`Index`] and a word in, units and the shapes to mark out. The same rules in
//! the same order as `3-query.js` and `repair/4-correct.js`.

use super::aloud;
use super::compounds;
use super::consonants;
use super::forms::{called, noun_of_one};
use super::hits::{
    Hits, Units, add_all, both, come_apart, phrase, put, stand_apart, surely, take_forms,
    take_inside, take_noun_of_one, take_starting, units_of,
};
use super::index::Index;
use super::letters::{self, Pattern, is_ending, is_particle, pattern, stem};
use super::parts;
use super::rank::QueryWord;
use super::sound;
use super::spoken::spoken_alike;
use super::token::{self, Script, script};
use super::typing;
use crate::text::is_syllable;

/// Particles that no verb has: 헤더를.
const NOMINAL: &str = "를의에와과가이";
/// In how many units a word stands at most that is only mentioned.
const MENTIONED: usize = 3;
/// Syllables of a name with its kind, at most.
const LONGEST_NAMED: usize = 16;

/// 엑세스키 for 액세스 키: one part is right, the other is not. One or two Latin letters are no
/// part.
fn apart_mistyped(index: &Index, word: &str, last: bool, units: &mut Units) -> Option<String> {
    let hangul = word.chars().next().is_some_and(is_syllable);
    let least = if hangul { 1 } else { 3 };
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    let inner = |i: &usize| *i >= least && *i + least <= cuts.len();
    for at in (1..cuts.len()).rev().filter(inner).map(|i| cuts[i]) {
        for wrong in [0, 1] {
            let parts = [&word[..at], &word[at..]];
            let right = surely(index, &pattern(parts[1 - wrong]), wrong == 0 && last);
            let mut hits = Hits::new();
            let meant = if right.is_empty() {
                None
            } else {
                typing::mistyped(index, parts[wrong], 2, &mut hits)
            };
            let joined = |meant: &str| match wrong {
                1 => format!("{}{meant}", parts[0]),
                _ => format!("{meant}{}", parts[1]),
            };
            if let Some(meant) = meant
                && add_all(units, &both(&right, &units_of(&hits)), 0.8)
            {
                return Some(joined(&meant));
            }
            // 교챡상태: 상태 stands beside 교착 somewhere.
            let near = if right.is_empty() || parts[wrong].chars().nth(1).is_none() {
                Vec::new()
            } else {
                typing::perhaps(index, parts[wrong])
            };
            for meant in near.iter().map(|near| joined(near)) {
                let shape = pattern(&meant);
                let apart = if index.whole {
                    stand_apart(index, &shape, false)
                } else {
                    come_apart(index, &shape, false)
                };
                if add_all(units, &apart, 0.8) {
                    return Some(meant);
                }
            }
        }
    }
    None
}

/// One word of the query, through the tiers.
#[expect(
    clippy::struct_excessive_bools,
    reason = "what is true of a word is asked one by one"
)]
struct WordResolver<'a> {
    index: &'a Index<'a>,
    /// As typed, with jamo put together.
    word: &'a str,
    bare: Option<String>,
    korean: bool,
    /// Only letters that a word of the notes can have.
    readable: bool,
    /// Initial consonants stand for syllables.
    initials: bool,
    /// The last word of the query may go on.
    last: bool,
    /// Whether it may be repaired: not what a repair gave.
    lenient: bool,
    /// Whether what a particle hangs onto may be, too.
    carries: bool,
    /// Whether the notes only hold words that begin so.
    partial: bool,
    hits: Hits<'a>,
    found: QueryWord,
}

impl WordResolver<'_> {
    fn found(&mut self, yes: bool, shape: Pattern) {
        if yes && !self.found.exact {
            self.found.direct = true;
            self.found.shapes.push(shape);
        }
    }

    /// Takes the pattern as two words or more.
    fn take_apart(&mut self, shape: Pattern) {
        // A large index is not asked for the parts of a word that it holds whole, but for one that
        // is only mentioned.
        let held = self
            .hits
            .values()
            .map(|(entry, _)| entry.count)
            .max()
            .unwrap_or(0)
            > MENTIONED;
        let short = shape.len() == 2 && self.index.whole && !self.found.direct;
        if shape.len() < 3 && !short
            || !self.found.units.is_empty()
            || self.found.exact && held && !self.index.whole
        {
            return;
        }
        let apart = if self.index.whole {
            stand_apart(self.index, &shape, self.last)
        } else {
            come_apart(self.index, &shape, self.last)
        };
        if add_all(&mut self.found.units, &apart, 0.9) && !self.found.exact {
            self.found.strict = !self.found.direct;
            self.found.initials = self.word.contains(|c| ('ㄱ'..='ㅣ').contains(&c));
            self.found(true, shape);
        }
    }

    /// As typed and without its ending, also written apart.
    fn as_typed(&mut self) {
        let (index, word, last) = (self.index, self.word, self.last);
        let bare = self.bare.clone();
        let starts = take_starting(index, &pattern(word), 1.0, last, &mut self.hits);
        let inside = self.lenient && take_inside(index, word, 1.0, &mut self.hits);
        self.found(starts || inside, pattern(word));
        if let Some((noun, sure)) = noun_of_one(word) {
            let stands = (starts || inside) && !sure;
            let held = take_noun_of_one(index, word, noun, &mut self.hits, stands);
            self.found(held, pattern(noun));
        }
        self.found.exact = starts || inside;
        if let Some(bare) = &bare {
            let starts = take_starting(index, &pattern(bare), 0.9, false, &mut self.hits);
            let inside = take_inside(index, bare, 0.9, &mut self.hits);
            self.found(starts || inside, pattern(bare));
        }
        let open = Some(word).filter(|_| last && self.lenient && bare.is_none());
        if let Some(noun) = open.and_then(letters::before_particle)
            && !self.found.exact
        {
            let starts = take_starting(index, &pattern(noun), 0.9, false, &mut self.hits);
            self.found(starts, pattern(noun));
        }
        self.take_apart(pattern(word));
        if let Some(bare) = &bare {
            self.take_apart(pattern(bare));
        }
    }

    /// Under its other names; four initials or more are as good as the words that they are.
    fn by_name(&mut self) {
        let index = self.index;
        let named: Vec<String> = if self.readable && !self.initials {
            // 락 of 락을, which the notes call lock.
            let noun = noun_of_one(self.word).filter(|_| !self.found.direct);
            let noun = noun.map(|(noun, _)| noun.to_string());
            let readings = std::iter::once(self.word.to_owned()).chain(self.bare.clone());
            readings.chain(noun).collect()
        } else if self.word.chars().count() > 3 {
            self.hits
                .values()
                .filter(|(_, sure)| *sure >= 1.0)
                .map(|(entry, _)| entry.word.clone())
                .collect()
        } else {
            Vec::new()
        };
        let factor = if self.found.direct { 0.65 } else { 0.8 };
        for name in named.iter().flat_map(|key| index.names(key)) {
            if add_all(&mut self.found.units, &phrase(index, name), factor) {
                self.found.direct = true;
                self.found.shapes.push(pattern(&name.replace(' ', "")));
            }
        }
    }

    /// Whether it is a sentence's verb: 느려요, which the notes do not hold as it is, is 느린 too
    /// and not only 느려지다; 켜져 is 켜지지 and cloning clone, whether they do or not.
    fn verbal(&self) -> bool {
        let word = self.word.as_bytes();
        let long = word.len() > 4 && word.iter().all(u8::is_ascii_lowercase);
        if long && (word.len() > 5 && word.ends_with(b"ing") || word.ends_with(b"ed")) {
            return true;
        }
        let spoken = ['져', '켜', '려', '춰', '꿔', '눠', '돼', '꺼'];
        let long = self.word.chars().nth(1).is_some();
        self.korean
            && (!self.found.exact && self.word.ends_with(['요', '다'])
                || long && self.word.ends_with(spoken))
    }

    /// What a verb is called has other names: 지워요 is 지우기, which is 삭제.
    fn by_called(&mut self) {
        let factor = if self.found.direct { 0.65 } else { 0.8 };
        for key in called(self.word) {
            for name in self.index.names(&key) {
                if add_all(&mut self.found.units, &phrase(self.index, name), factor) {
                    self.found.direct = true;
                    self.found.shapes.push(pattern(&name.replace(' ', "")));
                }
            }
        }
    }

    /// While its last syllable is being typed.
    fn half_typed(&mut self) {
        let halves = letters::half_typed(self.word);
        for half in &halves {
            if take_starting(self.index, half, 0.8, true, &mut self.hits) {
                self.found.direct = true;
                self.found.shapes.push(half.clone());
            }
        }
        for half in halves {
            if half.len() > 2 {
                self.take_apart(half);
            }
        }
    }

    /// In the other script, by its sound.
    fn by_sound(&mut self) {
        let (index, word, known) = (self.index, self.word, self.found.direct);
        // header has one consonant that is told.
        let least = if !self.korean && word.len() > 4 { 1 } else { 2 };
        for sound in consonants::sounds(word)
            .iter()
            .filter(|sound| sound.len() >= least)
        {
            for candidate in index.sounding(word, sound, false) {
                self.alike(candidate, sound, known, false);
            }
        }
        // 인그렛 will be 인그레스, which may stand there as ingress.
        if !self.found.direct && self.last {
            for sound in consonants::half_sounds(word)
                .iter()
                .filter(|sound| sound.len() > 3)
            {
                for candidate in index.sounding(word, sound, true) {
                    let same = candidate.chars().next().is_some_and(is_syllable) == self.korean;
                    if !same {
                        self.alike(candidate, sound, known, true);
                    }
                }
            }
        }
    }

    fn alike(&mut self, candidate: &str, sound: &str, known: bool, open: bool) {
        let (word, korean) = (self.word, self.korean);
        // In its own script a word of the same sound is a misspelling.
        let hangul = candidate.chars().next().is_some_and(is_syllable);
        let same = hangul == korean;
        let plain = if hangul {
            stem(candidate).unwrap_or_else(|| candidate.to_owned())
        } else {
            candidate.to_owned()
        };
        let length = |text: &str| text.chars().count();
        let near = length(&plain).abs_diff(length(word)) <= if korean { 0 } else { 2 };
        let alike = near || length(&plain) == self.bare.as_deref().map_or(0, length);
        let heard = if !same {
            // 파일로 is 파일, where the notes hold that, and never pillow.
            let whole = Some(candidate).filter(|one| *one == plain || !self.index.leads(&plain));
            let (said, latin) = if hangul {
                ([Some(plain.as_str()), whole], word)
            } else {
                ([Some(word), self.bare.as_deref()], candidate)
            };
            // Two consonants are those of many a verb: a noun stands without a particle somewhere.
            let leads = |word: &str| self.index.leads(word);
            let stands = |reading: &&str| {
                let with = |particle| leads(&format!("{reading}{particle}"));
                sound.len() > 2 || !hangul || leads(reading) || NOMINAL.chars().any(with)
            };
            let mut said = said.into_iter().flatten().filter(stands);
            said.any(|reading| spoken_alike(reading, latin, open))
        } else if korean {
            sound::folded(&plain) == sound::folded(word)
        } else {
            letters::distance(&plain, word, 2) < 3
        };
        if !heard || same && (known || sound.len() < 4 || !alike) {
            return;
        }
        put(&mut self.hits, self.index.entry(candidate), 0.7);
        self.found.direct = true;
        self.found.shapes.push(pattern(&plain));
        if same && self.found.meant.is_none() {
            self.found.meant = Some(plain);
        }
    }

    /// A word that the notes do not hold, made into one that they hold: as js/repair does.
    fn repaired(&mut self, raw: &str) -> Option<QueryWord> {
        let Self {
            index,
            word,
            readable,
            initials,
            last,
            lenient,
            ..
        } = *self;
        let spelt = readable && !initials;
        if lenient && (!self.found.direct || self.verbal()) && spelt {
            let shapes = take_forms(index, word, &mut self.hits);
            self.found.verb = self.korean && !self.found.direct && !shapes.is_empty();
            self.found.direct |= !shapes.is_empty();
            self.found.shapes.extend(shapes);
        }
        if lenient && spelt && self.korean {
            self.by_called();
        }
        if lenient && !self.found.direct && spelt && self.korean {
            for reading in std::iter::once(word).chain(self.bare.as_deref()) {
                let shapes = aloud::take(index, reading, &mut self.hits);
                self.found.shapes.extend(shapes);
            }
            self.found.direct = !self.found.shapes.is_empty();
        }
        if last && (!self.found.direct || self.partial) && (lenient || word.chars().count() > 2) {
            self.half_typed();
        }
        if lenient
            && !self.found.direct
            && let Some(found) = token::katakana(word).and_then(|kana| taken_for(index, kana, last))
        {
            return Some(found);
        }
        if lenient && !self.found.direct && spelt {
            let meant = typing::mistyped(index, word, 1, &mut self.hits);
            self.meant(meant);
        }
        if lenient
            && self.found.meant.is_none()
            && (!self.found.direct || initials)
            && let Some(switched) = self.switched(raw)
        {
            return Some(switched);
        }
        if lenient && !self.found.direct && self.is_stray() {
            let meant = typing::mistyped(index, word, 2, &mut self.hits);
            self.meant(meant);
        }
        if lenient && spelt && self.found.meant.is_none() && consonants::may_sound(word) {
            self.by_sound();
        }
        let is_open = lenient && !self.found.direct && spelt && self.found.meant.is_none();
        let parts = Some(())
            .filter(|()| is_open)
            .map(|()| parts::parts(index, word));
        let parts = parts.unwrap_or_default();
        // 작용반작용 is two words and no 작용반작 with an ending.
        let carries = is_open && self.carries && (!parts.held || parts.list.is_empty());
        if let Some(found) = Some(()).filter(|()| carries).and_then(|()| self.carried()) {
            return Some(found);
        }
        if is_open {
            self.found.parts = parts.list;
            if self.found.parts.is_empty() {
                self.found.parts = self.under_kind();
            }
            if !self.found.parts.is_empty() {
                return None;
            }
            let done = compounds::as_done(index, word);
            let (units, shapes) = if done.0.is_empty() {
                compounds::heard_apart(index, word)
            } else {
                done
            };
            self.found.direct = add_all(&mut self.found.units, &units, 1.0);
            self.found.shapes.extend(shapes);
        }
        if lenient && !self.found.direct && spelt && self.found.meant.is_none() {
            let meant = typing::mistyped(index, word, 2, &mut self.hits);
            // One syllable of two is half the word.
            let meant = match meant {
                None if word.chars().count() > 3 => {
                    apart_mistyped(index, word, last, &mut self.found.units)
                }
                meant => meant,
            };
            self.meant(meant);
        }
        None
    }

    /// Whether letters stand in it alone that nobody means so, two keys having changed places or
    /// one missing: 바엊ㅇ식, 실행하ㅏㄷ. A consonant at the end is one that is being typed.
    fn is_stray(&self) -> bool {
        let lone = |c: char| ('ㄱ'..='ㅎ').contains(&c);
        let inner = match self.word.char_indices().next_back() {
            Some((at, _)) if self.last => &self.word[..at],
            _ => self.word,
        };
        self.word.contains(is_syllable) && (!self.readable || inner.contains(lone))
    }

    /// 서브넷팅방법: a name that is mended, before what kind of thing it is. Nobody writes longer
    /// ones, and each is mended once more.
    fn under_kind(&self) -> Vec<String> {
        if self.word.chars().nth(LONGEST_NAMED).is_some() {
            return Vec::new();
        }
        let cuts = self.word.char_indices().map(|(at, _)| at).skip(2);
        let each = cuts.map(|at| self.word.split_at(at));
        let mut kinds = each.filter(|(_, kind)| kind.len() > 3 && parts::is_kind(kind));
        let named = kinds.find(|(name, _)| {
            let found = resolve_with(self.index, (name, name), false, Effort::Mended);
            found.direct || !found.units.is_empty()
        });
        let list = named.map(|(name, kind)| vec![name.to_owned(), kind.to_owned()]);
        list.unwrap_or_default()
    }

    /// What a particle hangs onto is mended as it would be without it: 직열화 of 직열화를. The
    /// shortest particle first, since 화를 may be one too.
    fn carried(&self) -> Option<QueryWord> {
        let ends = self.word.char_indices().skip(2).map(|(at, _)| at);
        let ends: Vec<usize> = ends
            .filter(|at| self.bare.is_some() && is_ending(&self.word[*at..]))
            .collect();
        let mut each = ends.into_iter().rev().map(|at| {
            let bare = &self.word[..at];
            resolve_with(self.index, (bare, bare), false, Effort::Mended)
        });
        each.find(|found| {
            let is_held = found.direct || found.meant.is_some() || !found.units.is_empty();
            is_held || !found.parts.is_empty()
        })
    }

    /// What the word was taken for.
    fn meant(&mut self, meant: Option<String>) {
        if let Some(meant) = &meant {
            self.found.shapes.push(pattern(meant));
        }
        self.found.meant = meant;
    }

    /// On the other keyboard layout, where what was typed there stands in the notes as it is.
    fn switched(&mut self, raw: &str) -> Option<QueryWord> {
        let Self {
            index,
            word,
            korean,
            initials,
            last,
            ..
        } = *self;
        let retyped = if korean {
            letters::to_latin(word)
        } else {
            letters::to_hangul(raw)
        };
        let letters_of = |text: &str| -> Vec<char> { text.chars().collect() };
        let typed = letters_of(&retyped);
        // A single syllable must be a word of the notes, and three initials may well be one.
        let (head, tail) = match typed.split_last() {
            Some((last, head)) if ('ㄱ'..='ㅎ').contains(last) => (head, true),
            _ => (typed.as_slice(), false),
        };
        let long = head.len() >= 2 || !tail && index.entry(&retyped).is_some();
        let is_korean = long && !head.is_empty() && head.iter().all(|c| is_syllable(*c));
        let is_latin = !tail && !typed.is_empty() && typed.iter().all(char::is_ascii_lowercase);
        if !(is_korean || is_latin)
            || initials && self.found.direct && index.entry(&retyped).is_none()
        {
            return None;
        }
        // Without Shift, where the notes do not hold it as it was typed.
        let shifted = is_korean && !tail && head.len() >= 2;
        let unshifted = || {
            let meant = typing::unshifted(index, word, &retyped)?;
            taken_for(index, meant, last)
        };
        let switched = taken_for(index, retyped.clone(), last);
        switched.or_else(|| shifted.then(unshifted).flatten())
    }
}

/// A word that was taken for another, where the notes hold that.
pub(super) fn taken_for(index: &Index, meant: String, last: bool) -> Option<QueryWord> {
    let understood = resolve(index, &meant, &meant, last, false);
    understood.direct.then_some(QueryWord {
        meant: Some(meant),
        ..understood
    })
}

/// A word of a phrase that must stand as it is: where words begin so, or within a run of Chinese,
/// which tells no words apart.
pub(super) fn resolve_exactly(index: &Index, word: &str) -> QueryWord {
    let mut hits = Hits::new();
    let shape = pattern(word);
    let mut direct = take_starting(index, &shape, 1.0, true, &mut hits);
    let is_han = word.chars().all(|c| script(c) == Some(Script::Han));
    if is_han && index.whole {
        direct |= take_inside(index, word, 1.0, &mut hits);
    }
    let mut units = units_of(&hits);
    if is_han && !index.whole && shape.len() > 1 {
        direct |= add_all(&mut units, &come_apart(index, &shape, false), 1.0);
    }
    let held = hits.values().map(|(entry, _)| entry.count).max();
    QueryWord {
        count: held.unwrap_or(0).max(units.len()),
        units,
        shapes: vec![pattern(word)],
        direct,
        exact: direct,
        quoted: true,
        ..QueryWord::default()
    }
}

/// What is tried for a word that the notes do not hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effort {
    /// Nothing.
    Held,
    /// It is mended.
    Mended,
    /// It is mended, and so is what a particle hangs onto.
    Carried,
}

/// What a word of a query may mean: as it is written in the query, `raw` with its case.
pub(super) fn resolve(
    index: &Index,
    typed: &str,
    raw: &str,
    last: bool,
    lenient: bool,
) -> QueryWord {
    let effort = if lenient {
        Effort::Carried
    } else {
        Effort::Held
    };
    resolve_with(index, (typed, raw), last, effort)
}

fn resolve_with(
    index: &Index,
    (typed, raw): (&str, &str),
    last: bool,
    effort: Effort,
) -> QueryWord {
    let lenient = effort != Effort::Held;
    let is_vowel = |c: char| ('ㅏ'..='ㅣ').contains(&c);
    let word = if typed.contains(is_vowel) {
        letters::compose(typed)
    } else {
        typed.to_owned()
    };
    let korean = word
        .chars()
        .next()
        .is_some_and(|c| is_syllable(c) || ('ㄱ'..='ㅣ').contains(&c));
    let readable = !word.contains(is_vowel);
    let initials = readable && word.contains(|c| ('ㄱ'..='ㅎ').contains(&c));
    let bare = stem(&word);
    let length = word.chars().count();
    let alone = length > 1 && is_particle(&word);
    let hits = Hits::new();
    let found = QueryWord {
        word: typed.to_owned(),
        strict: alone,
        alone,
        ..QueryWord::default()
    };
    // ㅋㅋㅋ is no name.
    let first = typed.chars().next().filter(|c| ('ㄱ'..='ㅎ').contains(c));
    let laughs =
        typed.chars().count() > 2 && first.is_some_and(|first| typed.chars().all(|c| c == first));
    // Nor is 的 a word.
    let joins = length == 1 && "的了是在和与不有就也都".contains(typed);
    if laughs || joins {
        return QueryWord {
            shapes: vec![pattern(typed)],
            ..found
        };
    }
    let mut resolver = WordResolver {
        index,
        word: &word,
        bare,
        korean,
        readable,
        initials,
        last,
        lenient,
        carries: effort == Effort::Carried,
        partial: false,
        hits,
        found,
    };
    resolver.as_typed();
    resolver.by_name();
    let held = |least: f64| resolver.hits.values().any(|(_, sure)| *sure > least);
    let unsure = (initials || !readable) && !held(0.9);
    // What only begins so may be half typed.
    resolver.partial = last && readable && !initials && korean && !held(0.8);
    if (!resolver.found.direct || resolver.partial || unsure || resolver.verbal())
        && let Some(switched) = resolver.repaired(raw)
    {
        return switched;
    }
    let WordResolver {
        hits, mut found, ..
    } = resolver;
    add_all(&mut found.units, &units_of(&hits), 1.0);
    if found.shapes.is_empty() {
        found.shapes.push(pattern(&word));
    }
    found.count = hits
        .values()
        .map(|(entry, _)| entry.count)
        .max()
        .unwrap_or(0)
        .max(found.units.len());
    found
}
