//! What a store is to be told, and in which order: what it holds and what the site holds in, steps
//! and the state after them out. Nothing here asks a store. Stopped after any step, what a reader
//! reaches from a page of the older version is whole: nothing comes before what it names, and
//! nothing goes before what names it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::page_kinds::{ASSETS, MarkdownPage, SEARCH, SEARCH_ROOT};
use crate::pages::order::Rank;

/// For how many versions styles, scripts and search files stay that the site has no more: readers
/// hold pages that name them.
const KEPT: u64 = 2;

/// Where an object lies, below the prefix. Its letters lie in memory once, however often it is
/// named.
pub type ObjectPath = Arc<str>;

/// What was sent of an object: a hash.
pub type ObjectMark = Arc<str>;

/// What notesite knows of a store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StoreState {
    /// Counts the versions that were published.
    pub version: u64,
    /// The site's objects, by path: what was sent, as [`WantedObject::mark`] says it. States that
    /// hold the same share it.
    pub files: Arc<BTreeMap<ObjectPath, ObjectMark>>,
    /// Objects of earlier versions that stay for a while.
    pub kept: BTreeMap<ObjectPath, KeptObject>,
    /// Paths at which anything may lie: a run that did not end may have put or deleted them.
    pub unsure: BTreeSet<ObjectPath>,
    /// Paths of such a run that were put right since: a request of it may have arrived even later.
    pub carried: BTreeSet<ObjectPath>,
    /// Pages that a run which did not end brought in all: readers may have been led to them.
    pub fresh: BTreeSet<ObjectPath>,
    /// New pages that a run was bringing in. Until all of them are there nobody is led to any.
    pub arriving: BTreeSet<ObjectPath>,
    /// Those of runs before it that never were there all, and that it did not want: nobody was ever
    /// led to them, and what they name may be missing.
    pub unled: BTreeSet<ObjectPath>,
    /// Pages that such runs were about to withdraw: readers may be there still. Each with the
    /// version without it: those of one version go together, and none after those of a later one.
    pub leaving: BTreeMap<ObjectPath, u64>,
    /// Those of them that a later run was bringing back. Once all are there readers may be led to
    /// them.
    pub returning: BTreeSet<ObjectPath>,
}

/// An object that the site has no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptObject {
    /// What was sent.
    pub mark: ObjectMark,
    /// The first version without it.
    pub since: u64,
}

/// An object that the site wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedObject {
    /// Its content and how it is served, in one hash.
    pub mark: ObjectMark,
    /// When it goes out.
    pub rank: Rank,
}

/// What is to be done. Paths of one phase may go in any order, and each phase waits for the one
/// before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishPlan {
    /// What is put.
    pub puts: Vec<Vec<ObjectPath>>,
    /// What is deleted after everything was put: pages, then what they named.
    pub deletes: Vec<Vec<ObjectPath>>,
    /// Of those, what the site had until now.
    pub gone: Vec<ObjectPath>,
    /// What the store holds while objects are put.
    pub during: StoreState,
    /// What it holds while objects are deleted.
    pub deleting: StoreState,
    /// What it holds at the end.
    pub after: StoreState,
}

impl PublishPlan {
    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.deletes.is_empty()
    }

    /// How many objects are put.
    pub fn count_puts(&self) -> usize {
        self.puts.iter().map(Vec::len).sum()
    }
}

/// What leads from a store to a site.
pub fn plan(old: &StoreState, wanted: &BTreeMap<ObjectPath, WantedObject>) -> PublishPlan {
    let Brought {
        unled,
        fresh,
        leaving,
    } = brought(old);
    let mut phases: BTreeMap<Phase, Vec<ObjectPath>> = BTreeMap::new();
    for (path, object) in wanted {
        let known = old.files.get(path);
        let known = known.or_else(|| old.kept.get(path).map(|kept| &kept.mark));
        let is_unsure = old.unsure.contains(path) || old.carried.contains(path);
        if known != Some(&object.mark) || is_unsure {
            let phase = match known {
                _ if object.rank == Rank::Asset => Phase::Assets,
                // The page beside it names it, and nothing else before the lists.
                None if path.ends_with(MarkdownPage::END) => Phase::Assets,
                _ if leaving.contains_key(path) => Phase::LeavingPages(leaving[path]),
                None => Phase::NewPages,
                Some(_) if unled.contains(path) => Phase::NewPages,
                Some(_) if fresh.contains(path) => Phase::FreshPages,
                Some(_) => changed(object.rank),
            };
            phases.entry(phase).or_default().push(path.clone());
        }
    }
    // What is put in that phase, and what an earlier run put as it is wanted.
    let new = phases.get(&Phase::NewPages).into_iter().flatten();
    let there = unled.iter().copied();
    let (there, waits): (Vec<_>, Vec<_>) = there.partition(|path| wanted.contains_key(*path));
    let arriving: BTreeSet<ObjectPath> = new.chain(there).cloned().collect();
    let back = leaving.keys().filter(|path| wanted.contains_key(**path));
    let returning: BTreeSet<ObjectPath> = back.map(|path| (*path).clone()).collect();
    let puts: Vec<Vec<ObjectPath>> = phases.into_values().collect();
    let version = old.version + 1;
    let mut after = StoreState {
        version,
        files: marks(wanted),
        carried: old.unsure.clone(),
        ..StoreState::default()
    };
    let (mut deleted, mut gone) = (BTreeSet::new(), Vec::new());
    for (path, mark) in old
        .files
        .iter()
        .filter(|(path, _)| !wanted.contains_key(*path))
    {
        if stays(path) {
            let (mark, since) = (mark.clone(), version);
            after.kept.insert(path.clone(), KeptObject { mark, since });
        } else {
            gone.push(path.clone());
            deleted.insert(path.clone());
        }
    }
    // What a run that did not end put again is the site's, whatever is told of it besides.
    let no_more = |path: &ObjectPath| !wanted.contains_key(path) && !old.files.contains_key(path);
    for (path, kept) in old.kept.iter().filter(|(path, _)| no_more(path)) {
        if kept.since + KEPT <= version {
            deleted.insert(path.clone());
        } else {
            after.kept.insert(path.clone(), kept.clone());
        }
    }
    let lost = old
        .unsure
        .union(&old.carried)
        .filter(|path| !wanted.contains_key(*path) && !after.kept.contains_key(*path));
    deleted.extend(lost.cloned());
    let (pages, others): (Vec<ObjectPath>, Vec<ObjectPath>) = deleted
        .into_iter()
        .partition(|path| path.ends_with(".html") || path.ends_with(MarkdownPage::END));
    let deletes: Vec<Vec<ObjectPath>> = [pages, others]
        .into_iter()
        .filter(|paths| !paths.is_empty())
        .collect();
    let mut during = old.clone();
    during
        .unsure
        .extend(puts.iter().chain(&deletes).flatten().cloned());
    during.unled = waits.into_iter().cloned().collect();
    during.returning = returning;
    during.leaving = leaving
        .iter()
        .map(|(path, since)| ((*path).clone(), *since))
        .collect();
    during.fresh = fresh.into_iter().cloned().collect();
    during.arriving = arriving;
    let mut deleting = after.clone();
    let stayed = leaving
        .iter()
        .map(|(path, since)| ((*path).clone(), *since));
    let stayed = stayed.filter(|(path, _)| !wanted.contains_key(path));
    deleting.leaving = gone.iter().map(|path| (path.clone(), version)).collect();
    deleting.leaving.extend(stayed);
    deleting.unsure = deletes
        .iter()
        .flatten()
        .chain(&old.unsure)
        .cloned()
        .collect();
    PublishPlan {
        puts,
        deletes,
        gone,
        during,
        deleting,
        after,
    }
}

/// What became of the pages of runs that did not end.
struct Brought<'a> {
    /// New ones that nobody was led to.
    unled: BTreeSet<&'a ObjectPath>,
    /// New ones, or ones that came back, that readers may have found.
    fresh: BTreeSet<&'a ObjectPath>,
    /// Those that may have been withdrawn or not.
    leaving: BTreeMap<&'a ObjectPath, u64>,
}

fn brought(old: &StoreState) -> Brought<'_> {
    let mut out = Brought {
        unled: old.unled.iter().collect(),
        fresh: old.fresh.iter().collect(),
        leaving: old
            .leaving
            .iter()
            .map(|(path, since)| (path, *since))
            .collect(),
    };
    // The next phase began only once all of a phase were known to be there.
    let away = old
        .returning
        .intersection(&old.unsure)
        .filter_map(|path| old.leaving.get(path))
        .min();
    if !old.arriving.is_disjoint(&old.unsure) {
        out.unled.extend(&old.arriving);
    } else if let Some(since) = away {
        // If those that were to come back are gone, new pages may name them and nobody was led
        // there; else readers may have been.
        let tied = old.arriving.iter().map(|path| (path, *since));
        out.leaving.extend(tied);
    } else {
        out.fresh.extend(&old.arriving);
    }
    if old.returning.is_disjoint(&old.unsure) {
        out.fresh.extend(&old.returning);
        out.leaving.retain(|path, _| !old.returning.contains(*path));
    }
    out
}

/// The state once these paths were put, while others are still under way.
pub fn put(
    state: &mut StoreState,
    paths: &[ObjectPath],
    wanted: &BTreeMap<ObjectPath, WantedObject>,
) {
    for path in paths {
        if let Some(object) = wanted.get(path) {
            Arc::make_mut(&mut state.files).insert(path.clone(), object.mark.clone());
            state.unsure.remove(path);
        }
    }
}

fn marks(wanted: &BTreeMap<ObjectPath, WantedObject>) -> Arc<BTreeMap<ObjectPath, ObjectMark>> {
    let marks = wanted
        .iter()
        .map(|(path, object)| (path.clone(), object.mark.clone()));
    Arc::new(marks.collect())
}

/// The order in which objects are put.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    /// What names nothing.
    Assets,
    /// Nobody is led there yet: they may name each other.
    NewPages,
    /// Those that a run which did not end may have withdrawn or not, the longest gone first: they
    /// may name new ones.
    LeavingPages(u64),
    /// Those that a run which did not end brought in: they may name what is gone again.
    FreshPages,
    /// They name new pages.
    ChangedPages,
    Landings,
    Lists,
}

/// When a page goes out that readers know.
fn changed(rank: Rank) -> Phase {
    match rank {
        Rank::Asset => Phase::Assets,
        Rank::Page => Phase::ChangedPages,
        Rank::Landing => Phase::Landings,
        Rank::SearchRoot | Rank::Lists | Rank::Sitemap | Rank::Robots => Phase::Lists,
    }
}

/// Whether an object stays for a while: its name holds what it is, and old pages name it.
fn stays(path: &str) -> bool {
    path.starts_with(ASSETS) || (path.starts_with(SEARCH) && path != SEARCH_ROOT)
}
