//! What the places of a chapter are called in addresses: GitHub's anchors first, because notes are
//! read there as well, then ids that authors gave, then names of our own, which give way to both.
//! Sections and ids in, names out. Walks no tree.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::address::Anchor;
use crate::notes::library::outline::Section;
use crate::text::slug;

/// An id that its author gave to a place: `<a id="x">`, `<h2 id='x'>`, `<a name=x>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct GivenId {
    /// The id as written.
    pub id: String,
    /// How many headings stand before it; one that is joined stands in or right before the next.
    pub before: usize,
    /// Whether it stands in the heading that follows, or right before it.
    pub joined: bool,
}

/// Counts the anchors of one file as GitHub does.
#[derive(Debug, Default)]
pub(super) struct AnchorCounter(HashMap<String, usize>);

impl AnchorCounter {
    /// The anchor of the next heading whose own is `base`: the second is `base-1`, the third
    /// `base-2`, and what another heading is called already is passed over (github-slugger's rule).
    pub(super) fn next(&mut self, base: &str) -> String {
        let mut anchor = base.to_owned();
        while self.0.contains_key(&anchor) {
            let count = self.0.entry(base.to_owned()).or_default();
            *count += 1;
            anchor = format!("{base}-{count}");
        }
        self.0.insert(anchor.clone(), 0);
        anchor
    }
}

/// Which ids stand where, the first of each.
struct Marks<'a>(HashMap<&'a str, &'a GivenId>);

impl<'a> Marks<'a> {
    fn new(marks: &'a [GivenId]) -> Self {
        let mut first = HashMap::new();
        for mark in marks {
            first.entry(mark.id.as_str()).or_insert(mark);
        }
        Self(first)
    }

    /// Whether an id means another place than the section at `index`: it stands before it and not
    /// right there. A name of our own gives way to every id.
    fn takes(&self, name: &str, index: usize, is_own: bool) -> bool {
        self.0.get(name).is_some_and(|mark| {
            let is_here = mark.joined && mark.before == index;
            !is_here && (is_own || mark.before <= index)
        })
    }
}

/// Gives every section its anchor: the slug of its trail, for headings the bare slug where it is
/// free.
pub(super) fn name(sections: &mut [Section], marks: &[GivenId]) {
    let marks = Marks::new(marks);
    let mut taken: BTreeSet<String> = sections
        .iter()
        .map(|section| section.id.to_string())
        .filter(|id| !id.is_empty())
        .collect();
    let mut trails: Vec<String> = Vec::with_capacity(sections.len());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    #[expect(clippy::needless_range_loop, reason = "a section is named in its turn")]
    for i in 0..sections.len() {
        let own = slug(&sections[i].title);
        let trail = match sections[i].parent {
            Some(parent) if !trails[parent].is_empty() => {
                slug(&format!("{}-{own}", trails[parent]))
            }
            _ => own.clone(),
        };
        trails.push(trail.clone());
        if !sections[i].id.is_empty() {
            continue;
        }
        let is_free = |name: &str, is_own| {
            !name.is_empty() && !taken.contains(name) && !marks.takes(name, i, is_own)
        };
        let id = if !sections[i].bullet && is_free(&own, false) {
            own
        } else {
            let wish = if trail.is_empty() { "section" } else { &trail };
            let mut id = wish.to_owned();
            while !is_free(&id, true) {
                let count = counts.entry(wish.to_owned()).or_insert(1);
                *count += 1;
                id = format!("{wish}-{count}");
            }
            id
        };
        sections[i].id = Anchor::new(id.as_str());
        taken.insert(id);
    }
    for (i, section) in sections.iter_mut().enumerate() {
        let bare = slug(&section.title);
        if !bare.is_empty() && !marks.takes(&bare, i, true) && taken.insert(bare.clone()) {
            // One alias is the rule, and a vector that grows by itself is allotted four.
            section.aliases.reserve_exact(1);
            section.aliases.push(Anchor::new(bare));
        }
    }
}

/// The sections with GitHub's anchors of those that are headings, as they were counted in their
/// file; the very same where they have them already. A name of our own that is GitHub's for another
/// heading is changed; `fixed` sections keep the id that their author gave them.
pub(super) fn with_github_anchors(
    sections: &Arc<[Section]>,
    (marks, fixed): (&[GivenId], &[usize]),
    counted: &[String],
) -> Arc<[Section]> {
    let headings = || sections.iter().enumerate().filter(|(_, one)| !one.bullet);
    let marks = Marks::new(marks);
    let owners: HashMap<&str, usize> = headings()
        .zip(counted)
        .map(|((i, _), anchor)| (anchor.as_str(), i))
        .filter(|(anchor, i)| !anchor.is_empty() && !marks.takes(anchor, *i, false))
        .collect();
    let bears =
        |one: &Section, name: &str| one.id == *name || one.aliases.iter().any(|a| *a == *name);
    let is_foreign = |name: &str, i: usize| owners.get(name).is_some_and(|owner| *owner != i);
    let is_settled = sections.iter().enumerate().all(|(i, one)| {
        !is_foreign(&one.id, i) && !one.aliases.iter().any(|alias| is_foreign(alias, i))
    }) && owners.iter().all(|(name, i)| bears(&sections[*i], name));
    if is_settled {
        return sections.clone();
    }
    let fixed: HashSet<usize> = fixed.iter().copied().collect();
    let mut counts: HashMap<Anchor, usize> = HashMap::new();
    let mut named = sections.to_vec();
    let mut taken: BTreeSet<Anchor> = owners.keys().map(|name| Anchor::new(*name)).collect();
    let kept = named.iter().enumerate();
    let kept = kept.filter(|(i, one)| fixed.contains(i) || !is_foreign(&one.id, *i));
    taken.extend(kept.map(|(_, one)| one.id.clone()));
    let mut own: Vec<Option<Anchor>> = vec![None; named.len()];
    for ((i, _), anchor) in headings().zip(counted) {
        own[i] = (owners.get(anchor.as_str()) == Some(&i)).then(|| Anchor::new(anchor.as_str()));
    }
    for (i, one) in named.iter_mut().enumerate() {
        one.aliases.retain(|alias| !is_foreign(alias, i));
        if is_foreign(&one.id, i) && !fixed.contains(&i) {
            one.id = own[i].clone().unwrap_or_else(|| {
                let count = counts.entry(one.id.clone()).or_insert(1);
                let mut free = one.id.clone();
                while taken.contains(&free) || marks.0.contains_key(free.as_str()) {
                    *count += 1;
                    free = Anchor::new(format!("{}-{count}", one.id));
                }
                free
            });
            taken.insert(one.id.clone());
        }
        one.aliases.retain(|alias| *alias != one.id);
        if let Some(anchor) = own[i].take()
            && !bears(one, &anchor)
        {
            one.aliases.push(anchor);
        }
    }
    // An id that its author gave keeps its name from another heading.
    let given: BTreeSet<Anchor> = fixed.iter().map(|i| named[*i].id.clone()).collect();
    for (i, one) in named.iter_mut().enumerate() {
        if !fixed.contains(&i) {
            one.aliases.retain(|alias| !given.contains(alias));
        }
    }
    named.into()
}
