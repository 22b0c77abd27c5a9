//! Words of a query that mean something only beside each other. An [`Index`], the words and what
//! each was found to mean in; the words that lacked a meaning with the one that those beside them
//! tell out. The same rules as `repair.beside` in `repair/4-correct.js`.

use super::hits::{both, stand_apart, surely};
use super::index::Index;
use super::letters::pattern;
use super::rank::QueryWord;
use super::resolve::taken_for;
use super::typing;
use crate::text::is_syllable;

/// How much two words say of a unit that is about both: one whose heading they are.
const TOGETHER: f64 = 0.35;

/// What words of a query mean only beside each other: 상태 코두 is 상태 코드, where the notes hold
/// both together, though 코두 alone may be 모두 as well.
pub(super) fn beside(index: &Index, words: &[&str], typing: bool, found: &mut [QueryWord]) {
    for i in 0..words.len() {
        let lacks = found[i].units.is_empty() && found[i].meant.is_none() && !found[i].quoted;
        let is_hangul = words[i].chars().all(is_syllable);
        let is_latin = words[i].bytes().all(|b| b.is_ascii_lowercase());
        let length = words[i].chars().count();
        // uniqe_ptr too, where uniqe alone may be another word.
        let long = is_hangul && length > 1 || is_latin && length > 3;
        if !lacks || !long {
            continue;
        }
        let next = [i.wrapping_sub(1), i + 1];
        let neighbour = |j: &usize| found.get(*j).is_some_and(|word| !word.units.is_empty());
        let neighbours: Vec<usize> = next.into_iter().filter(neighbour).collect();
        if neighbours.is_empty() {
            continue;
        }
        let mut best = (TOGETHER, None);
        for meant in typing::perhaps(index, words[i]) {
            let held = surely(index, &pattern(&meant), false);
            for &j in &neighbours {
                let said = found[j].meant.as_deref().unwrap_or(words[j]);
                let joined = if j < i {
                    format!("{said}{meant}")
                } else {
                    format!("{meant}{said}")
                };
                let side_by_side = index
                    .whole
                    .then(|| stand_apart(index, &pattern(&joined), false))
                    .filter(|apart| !apart.is_empty());
                // 클로저의 활용 for 클로저 활욜.
                let apart = side_by_side.unwrap_or_else(|| both(&held, &found[j].units));
                let says = apart.values().map(|(says, _)| *says).fold(0.0, f64::max);
                if says > best.0 {
                    best = (says, Some(meant.clone()));
                }
            }
        }
        let last = typing && i + 1 == words.len();
        if let Some(understood) = best.1.and_then(|meant| taken_for(index, meant, last)) {
            found[i] = understood;
        }
    }
}
