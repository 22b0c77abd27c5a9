//! Mentions of other chapters.

use super::link::{Mention, Place};
use super::lookup::Lookup;
use super::outline::Outline;
use super::run::Run;

/// Finds mentions in a run of prose.
pub fn find(_run: &Run, _place: Place, _outline: &Outline, _lookup: &Lookup) -> Vec<Mention> {
    Vec::new()
}
