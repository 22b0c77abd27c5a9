//! The order of publishing, as a property: a run may be stopped after any step, and the next one
//! begin there; what a reader reaches from any page of the last whole version is always whole.

use crate::common;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use notesite::inside::publish::{
    ObjectPath, PublishPlan, Rank, StoreState, WantedObject, plan, put,
};
use proptest::prelude::*;

/// What an object names, by path.
type Links = BTreeSet<String>;

/// A version of a site: what each path holds and names.
type Version = BTreeMap<String, (String, Links)>;

/// Numbers that look thrown.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % sides
    }
}

/// A version with some of eight chapters, which name each other, pictures and a style; the landing
/// page and the list of the search name all.
fn version(dice: &mut Dice) -> Version {
    let mut out = Version::new();
    let chapters: Vec<String> = (0..8)
        .filter(|_| dice.throw(3) > 0)
        .map(|n| format!("{n}.html"))
        .collect();
    let style = format!("assets/site-{}.css", dice.throw(3));
    let shard = format!("search/w{}.js", dice.throw(3));
    let root = "search/root.js".to_owned();
    let picture = |n: usize| format!("image/{n}.png");
    for n in 0..3 {
        let content = dice.throw(2).to_string();
        if dice.throw(4) > 0 {
            out.insert(picture(n), (content, Links::new()));
        }
    }
    let pictures: Vec<String> = out.keys().cloned().collect();
    out.insert(style.clone(), (style.clone(), Links::new()));
    out.insert(shard.clone(), (shard.clone(), Links::new()));
    for chapter in &chapters {
        let mut links: Links = [style.clone(), root.clone(), "index.html".to_owned()].into();
        links.extend(chapters.iter().filter(|_| dice.throw(2) == 0).cloned());
        links.extend(pictures.iter().filter(|_| dice.throw(3) == 0).cloned());
        let content = format!("{} {links:?}", dice.throw(3));
        out.insert(chapter.clone(), (content, links));
    }
    let all: Links = chapters.into_iter().chain([style, root.clone()]).collect();
    out.insert("index.html".to_owned(), (format!("{all:?}"), all));
    out.insert(root, (shard.clone(), [shard].into()));
    out
}

fn wanted(version: &Version) -> BTreeMap<ObjectPath, WantedObject> {
    let rank = |path: &str| match path {
        "index.html" => Rank::Landing,
        "search/root.js" => Rank::SearchRoot,
        page if page.ends_with(".html") => Rank::Page,
        _ => Rank::Asset,
    };
    let object = |(path, (mark, _)): (&String, &(String, Links))| {
        let (mark, rank) = (mark.as_str().into(), rank(path));
        (path.as_str().into(), WantedObject { mark, rank })
    };
    version.iter().map(object).collect()
}

/// What is broken for a reader who begins at any of these pages that is there.
fn broken(store: &Version, pages: &BTreeSet<String>) -> Option<String> {
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    let mut next: Vec<&String> = pages
        .iter()
        .filter(|page| store.contains_key(*page))
        .collect();
    while let Some(path) = next.pop() {
        if !seen.insert(path) {
            continue;
        }
        let Some((_, links)) = store.get(path) else {
            return Some(path.clone());
        };
        next.extend(links);
    }
    None
}

/// Pages that readers may have come to: those that they were led to at any moment are where they
/// begin at the next. What is broken for them now.
fn come_to(store: &Version, pages: &mut BTreeSet<String>) -> Option<String> {
    let missing = broken(store, pages);
    let mut next: Vec<String> = pages.iter().cloned().collect();
    while let Some(path) = next.pop() {
        let links = store.get(&path).map(|(_, links)| links);
        for link in links.into_iter().flatten() {
            if link.ends_with(".html") && pages.insert(link.clone()) {
                next.push(link.clone());
            }
        }
    }
    missing
}

/// Carries out a plan until so many steps are done. Whether it came to its end.
fn carry_out(
    plan: &PublishPlan,
    (store, state): (&mut Version, &mut StoreState),
    version: &Version,
    (dice, mut steps): (&mut Dice, usize),
    after_each: &dyn Fn(&Version),
) -> bool {
    let mut step = || {
        let goes_on = steps > 0;
        steps = steps.saturating_sub(1);
        goes_on
    };
    if !step() {
        return false;
    }
    *state = plan.during.clone();
    for phase in &plan.puts {
        let (mut rest, mut told) = (phase.clone(), Vec::new());
        while !rest.is_empty() {
            if !step() {
                return false;
            }
            let path = rest.swap_remove(dice.throw(rest.len()));
            store.insert(path.to_string(), version[&*path].clone());
            after_each(store);
            // What is known of a phase is told now and then.
            told.push(path);
            if dice.throw(3) == 0 || rest.is_empty() {
                if !step() {
                    return false;
                }
                put(state, &told, &wanted(version));
                told.clear();
            }
        }
    }
    if !step() {
        return false;
    }
    *state = plan.deleting.clone();
    for group in &plan.deletes {
        if !step() {
            return false;
        }
        store.retain(|path, _| !group.iter().any(|gone| **gone == **path));
        after_each(store);
    }
    if !step() {
        return false;
    }
    *state = plan.after.clone();
    true
}

/// Six runs, some of which are stopped.
fn stopped_anywhere(seed: u64) {
    let mut dice = Dice(seed);
    let mut store = Version::new();
    let stranger = ("stranger.html".to_owned(), (String::new(), Links::new()));
    store.extend([stranger.clone()]);
    let mut state = StoreState::default();
    let mut pages = BTreeSet::new();
    for _ in 0..6 {
        let version = version(&mut dice);
        let plan = plan(&state, &wanted(&version));
        // Two runs of three are stopped after some step, also several in a row.
        let steps = if dice.throw(3) > 0 {
            dice.throw(30)
        } else {
            usize::MAX
        };
        let check = |store: &Version| assert_eq!(broken(store, &pages), None);
        let is_whole = carry_out(
            &plan,
            (&mut store, &mut state),
            &version,
            (&mut dice, steps),
            &check,
        );
        assert!(
            store.contains_key(&stranger.0),
            "only what is ours is deleted"
        );
        if !is_whole {
            // Whoever comes to a page that was withdrawn begins nowhere, and never again there.
            pages.retain(|page| store.contains_key(page));
            continue;
        }
        pages = version
            .keys()
            .filter(|path| path.ends_with(".html"))
            .cloned()
            .collect();
        assert_eq!(broken(&store, &pages), None);
        for (path, object) in &version {
            assert_eq!(store.get(path), Some(object), "{path} is not the site's");
        }
        // Nothing else is there but what old pages need, and strangers.
        let others = store.keys().filter(|path| !version.contains_key(*path));
        for path in others.filter(|path| **path != stranger.0) {
            assert!(path.starts_with("assets/") || path.starts_with("search/"));
            assert!(
                state.kept.contains_key(path.as_str()),
                "{path} is known by nobody"
            );
        }
    }
}

/// Runs that end, and between them two or three in a row that are stopped.
fn stopped_in_a_row(seed: u64) {
    let mut dice = Dice(seed);
    let mut store = Version::new();
    let mut state = StoreState::default();
    let pages = RefCell::new(BTreeSet::new());
    let mut is_first = true;
    for _ in 0..3 {
        // One that ends, and two or three that are stopped, one after the other.
        let stopped = if is_first { 0 } else { 2 + dice.throw(2) };
        is_first = false;
        for run in 0..=stopped {
            let steps = if run < stopped {
                dice.throw(40)
            } else {
                usize::MAX
            };
            let version = version(&mut dice);
            let plan = plan(&state, &wanted(&version));
            let check = |store: &Version| {
                assert_eq!(
                    come_to(store, &mut pages.borrow_mut()),
                    None,
                    "in run {run}"
                );
            };
            let is_whole = carry_out(
                &plan,
                (&mut store, &mut state),
                &version,
                (&mut dice, steps),
                &check,
            );
            let mut pages = pages.borrow_mut();
            if is_whole {
                pages.extend(
                    version
                        .keys()
                        .filter(|path| path.ends_with(".html"))
                        .cloned(),
                );
                for path in state.files.keys().chain(state.kept.keys()) {
                    assert!(store.contains_key(&**path), "{path} is said to be there");
                }
            }
            // Whoever comes to a page that is gone begins nowhere.
            pages.retain(|page| store.contains_key(page));
            assert_eq!(come_to(&store, &mut pages), None);
        }
    }
}

#[test]
fn what_once_failed_holds() {
    for seed in [14_775_127_539_288_456_834, 9_562_927_788_689_231_183] {
        stopped_anywhere(seed);
        stopped_in_a_row(seed);
    }
}

proptest! {
    #![proptest_config(common::tries(400))]
    #[test]
    fn stopped_anywhere_what_a_reader_reaches_is_whole(seed in any::<u64>()) {
        stopped_anywhere(seed);
    }

    #[test]
    fn stopped_twice_in_a_row_all_pages_that_readers_came_to_are_whole(seed in any::<u64>()) {
        stopped_in_a_row(seed);
    }

    #[test]
    fn a_second_run_has_nothing_to_do(seed in any::<u64>()) {
        let version = version(&mut Dice(seed));
        let first = plan(&StoreState::default(), &wanted(&version));
        prop_assert_eq!(first.count_puts(), version.len());
        prop_assert!(plan(&first.after, &wanted(&version)).is_empty());
    }

    #[test]
    fn assets_of_the_last_two_versions_stay(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let (mut state, mut store) = (StoreState::default(), BTreeSet::new());
        let mut versions: Vec<Version> = Vec::new();
        for _ in 0..6 {
            let version = version(&mut dice);
            let plan = plan(&state, &wanted(&version));
            store.extend(plan.puts.iter().flatten().cloned());
            for path in plan.deletes.iter().flatten() {
                store.remove(path);
            }
            if !plan.is_empty() {
                state = plan.after;
                versions.push(version);
            }
            for old in versions.iter().rev().take(2) {
                for path in old.keys().filter(|path| path.starts_with("assets/")) {
                    prop_assert!(store.contains(path.as_str()));
                }
            }
        }
    }
}

#[test]
fn what_a_delayed_request_did_is_put_right() {
    let version = version(&mut Dice(7));
    let wanted = wanted(&version);
    let first = plan(&StoreState::default(), &wanted);
    // A run that was stopped leaves what it was about to do.
    let second = plan(&first.during, &wanted);
    assert_eq!(second.count_puts(), version.len());
    assert_eq!(second.after.carried.len(), version.len());
    // A request of the first may arrive after the second ended: the third puts all of it again.
    let third = plan(&second.after, &wanted);
    assert_eq!(third.count_puts(), version.len());
    assert!(plan(&third.after, &wanted).is_empty());
}
