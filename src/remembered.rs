//! What a stage made before, by what it was given: the one way in which building again is made
//! cheap. Parameters in, what the stage makes of them out, remembered where a parameter is equal. A
//! stage is given nothing but its parameter, whose derived `Hash` takes every field, so that it
//! cannot read what was not compared. Whoever owns the memory hands it out as `&mut`: what is new
//! is made in parallel and stored when all of it is there.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::mem;
use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;

use crate::fingerprint::Fingerprint;

/// What a stage made. In a parameter of another stage it is known by what it was made of, so that
/// no look at it is needed.
pub struct Made<V> {
    /// The fingerprint of the stage's parameter; a single build makes none.
    of: Option<Fingerprint>,
    value: Arc<V>,
}

impl<V> Made<V> {
    /// A value that no stage answered.
    pub fn of_single(value: V) -> Self {
        Self {
            of: None,
            value: Arc::new(value),
        }
    }

    /// The value on its own.
    pub fn shared(&self) -> Arc<V> {
        self.value.clone()
    }
}

impl<V, E: Clone> Made<Result<Arc<V>, E>> {
    /// What the stage answered, known as the stage's answer, or why it could not.
    pub fn transposed(&self) -> Result<Made<V>, E> {
        let value = (**self).clone()?;
        Ok(Made { of: self.of, value })
    }
}

impl<V> Clone for Made<V> {
    fn clone(&self) -> Self {
        Self {
            of: self.of,
            value: self.value.clone(),
        }
    }
}

impl<V> Deref for Made<V> {
    type Target = V;

    fn deref(&self) -> &V {
        &self.value
    }
}

impl<V: Default> Default for Made<V> {
    fn default() -> Self {
        Self {
            of: None,
            value: Arc::default(),
        }
    }
}

impl<V: fmt::Debug> fmt::Debug for Made<V> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(out)
    }
}

impl<V: PartialEq> PartialEq for Made<V> {
    fn eq(&self, other: &Self) -> bool {
        self.of.is_some() && self.of == other.of || self.value == other.value
    }
}

impl<V: Eq> Eq for Made<V> {}

impl<V> Hash for Made<V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.of {
            Some(of) => of.hash(state),
            // A single build keeps every answer, so that no two share a place.
            None => Arc::as_ptr(&self.value).hash(state),
        }
    }
}

/// Answers of a stage, two generations of them: what a build did not ask for is kept for the next
/// one (an undo, the second half of a save) and let go at its end.
#[derive(Debug)]
pub struct Remembered<V> {
    keeps: bool,
    /// What the last build asked for, in its order.
    last: Vec<Made<V>>,
    /// What the build before it asked for and the last one did not.
    strays: Vec<Made<V>>,
}

impl<V> Remembered<V> {
    /// Remembers from build to build; where `keeps` is false, for a single one, nothing is hashed.
    pub const fn new(keeps: bool) -> Self {
        Self {
            keeps,
            last: Vec::new(),
            strays: Vec::new(),
        }
    }

    /// Whether anything is remembered from build to build.
    pub const fn keeps(&self) -> bool {
        self.keeps
    }

    /// The answer to a parameter, for stages that learn from an answer what to ask next; what was
    /// asked is to be given to [`Self::keep`] in the end.
    ///
    /// # Errors
    /// That of `make`, which is not remembered.
    pub fn peek<K: Hash, E>(
        &self,
        key: &K,
        make: impl FnOnce() -> Result<V, E>,
    ) -> Result<Made<V>, E> {
        let of = self.keeps.then(|| Fingerprint::of(key));
        let known = self.last.iter().chain(&self.strays);
        if let Some(known) = known
            .into_iter()
            .find(|answer| of.is_some() && answer.of == of)
        {
            return Ok(known.clone());
        }
        let value = Arc::new(make()?);
        Ok(Made { of, value })
    }

    /// Keeps what was asked for with [`Self::peek`].
    pub fn keep(&mut self, asked: impl IntoIterator<Item = Made<V>>) {
        if self.keeps {
            let mut answers: Vec<Made<V>> = asked.into_iter().collect();
            answers.sort_by_key(|answer| answer.of);
            answers.dedup_by_key(|answer| answer.of);
            let is_asked = |known: &Made<V>| answers.iter().any(|answer| answer.of == known.of);
            let last = mem::take(&mut self.last).into_iter();
            self.strays = last.filter(|known| !is_asked(known)).collect();
            self.last = answers;
        }
    }

    /// Forgets the answers of the last build that are none to keep.
    pub fn retain(&mut self, keeps: impl Fn(&V) -> bool) {
        self.last.retain(|answer| keeps(answer));
    }
}

impl<V: Send + Sync> Remembered<V> {
    /// The answer to the only parameter of a build.
    pub fn only<K: Hash + Sync>(&mut self, key: &K, make: impl Fn(&K) -> V + Sync) -> Made<V> {
        self.all(std::slice::from_ref(key), make)[0].clone()
    }

    /// The answers to all parameters of a build, in their order. What is not remembered is made in
    /// parallel. To be asked once a build.
    pub fn all<K: Hash + Sync>(&mut self, keys: &[K], make: impl Fn(&K) -> V + Sync) -> &[Made<V>] {
        self.again(keys, (|_| (), |_| ()), |key, _| make(key))
    }

    /// Like [`Self::all`], for stages that find out faster what became of something than what it
    /// is: `make` is also given what the stage last made of the same thing, where that is no longer
    /// asked for. `about_key` and `about_made` say what a parameter and what was made of it are
    /// about.
    pub fn again<K: Hash + Sync, S: Eq + Hash + Send + Sync>(
        &mut self,
        keys: &[K],
        (about_key, about_made): (impl Fn(&K) -> S + Sync, impl Fn(&V) -> S),
        make: impl Fn(&K, Option<&V>) -> V + Sync,
    ) -> &[Made<V>] {
        if !self.keeps {
            let answers = keys.par_iter().map(|key| Made {
                of: None,
                value: Arc::new(make(key, None)),
            });
            self.last = answers.collect();
            return &self.last;
        }
        let asked: Vec<Fingerprint> = keys
            .par_iter()
            .with_min_len(512)
            .map(Fingerprint::of)
            .collect();
        let known = self.known(&asked);
        let open: Vec<usize> = (0..keys.len()).filter(|&i| known[i].is_none()).collect();
        let mut made: Vec<Made<V>> = Vec::new();
        if !open.is_empty() {
            let before: HashMap<S, &V> = self
                .unasked(&known)
                .map(|at| (about_made(&self.last[at]), &*self.last[at]))
                .collect();
            let answers = open.par_iter().map(|&i| {
                let known = before.get(&about_key(&keys[i]));
                Made {
                    of: Some(asked[i]),
                    value: Arc::new(make(&keys[i], known.copied())),
                }
            });
            made = answers.collect();
        }
        self.store(&known, made);
        &self.last
    }
}

/// Where an answer is known from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Last(usize),
    Stray(usize),
}

/// Up to so many comparisons cost less than a table.
const FEW: usize = 256;

impl<V> Remembered<V> {
    /// Where the answers are that are known. Mostly all stand where they stood but one.
    fn known(&self, asked: &[Fingerprint]) -> Vec<Option<Known>> {
        let mut known = vec![None; asked.len()];
        let is = |i: usize, at: usize| self.last[at].of == Some(asked[i]);
        if asked.len() == self.last.len() {
            for (i, known) in known.iter_mut().enumerate() {
                *known = is(i, i).then_some(Known::Last(i));
            }
        } else {
            // Some came or went: those before the first and behind the last difference.
            let (new, old) = (asked.len(), self.last.len());
            let most = new.min(old);
            let start = (0..most).take_while(|&i| is(i, i)).count();
            let end = (1..=most - start)
                .take_while(|&i| is(new - i, old - i))
                .count();
            for (i, known) in known[..start].iter_mut().enumerate() {
                *known = Some(Known::Last(i));
            }
            for i in 1..=end {
                known[new - i] = Some(Known::Last(old - i));
            }
        }
        let open: Vec<usize> = (0..asked.len()).filter(|&i| known[i].is_none()).collect();
        if open.is_empty() {
            return known;
        }
        let last = self.unasked(&known).map(Known::Last);
        let elsewhere: Vec<(Option<Fingerprint>, Known)> = last
            .chain((0..self.strays.len()).map(Known::Stray))
            .map(|at| (self.at(at).of, at))
            .collect();
        if open.len() * elsewhere.len() <= FEW {
            for i in open {
                let found = elsewhere.iter().find(|(of, _)| *of == Some(asked[i]));
                known[i] = found.map(|(_, at)| *at);
            }
        } else {
            let table: HashMap<Option<Fingerprint>, Known> = elsewhere.into_iter().rev().collect();
            for i in open {
                known[i] = table.get(&Some(asked[i])).copied();
            }
        }
        known
    }

    fn at(&self, known: Known) -> &Made<V> {
        match known {
            Known::Last(at) => &self.last[at],
            Known::Stray(at) => &self.strays[at],
        }
    }

    /// Which answers of the last build are not asked for again.
    fn unasked(&self, known: &[Option<Known>]) -> impl Iterator<Item = usize> + use<V> {
        let mut asked = vec![false; self.last.len()];
        for known in known.iter().flatten() {
            if let Known::Last(at) = known {
                asked[*at] = true;
            }
        }
        asked
            .into_iter()
            .enumerate()
            .filter_map(|(at, asked)| (!asked).then_some(at))
    }

    /// Turns the generations: `made` are the answers that were not known, in their order.
    fn store(&mut self, known: &[Option<Known>], made: Vec<Made<V>>) {
        let mut made = made.into_iter();
        let stays = |(i, known): (usize, &Option<Known>)| match known {
            Some(Known::Last(at)) => *at == i,
            _ => true,
        };
        if known.len() == self.last.len() && known.iter().enumerate().all(stays) {
            // Nothing is touched but what differs.
            let mut gone = Vec::new();
            for (i, known) in known.iter().enumerate() {
                let answer = match known {
                    Some(Known::Last(_)) => continue,
                    Some(Known::Stray(at)) => Some(self.strays[*at].clone()),
                    None => made.next(),
                };
                if let Some(answer) = answer {
                    gone.push(mem::replace(&mut self.last[i], answer));
                }
            }
            self.strays = gone;
            return;
        }
        let unasked: Vec<usize> = self.unasked(known).collect();
        let answers = known
            .iter()
            .filter_map(|known| match known {
                Some(known) => Some(self.at(*known).clone()),
                None => made.next(),
            })
            .collect();
        let strays = unasked.into_iter().map(|at| self.last[at].clone());
        self.strays = strays.collect();
        self.last = answers;
    }
}
