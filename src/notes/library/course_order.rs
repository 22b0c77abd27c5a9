//! The order of courses. Plans in; the same in order out, and where the course of the files stands
//! that are left over.

use std::collections::HashSet;

use crate::fingerprint::Hashed;
use crate::notes::library::drafts::Plan;
use crate::notes::library::file_names::{is_about, name_of, stem};
use crate::notes::library::file_says::FileSays;
use crate::notes::library::files::parent;
use crate::notes::library::name_order::{self, by_name, number};
use crate::notes::library::place_words;
use crate::notes::library::ranks::Orders;
use crate::notes::library::siblings::LAST;
use crate::notes::reading::front_matter_keys::Order;

/// How many courses stand before that of the files left over, which is the last one unless the
/// README lists one of these files sooner: `- [Preface](preface.md)` above the folders of a book.
pub(super) fn others_before(
    left: &[usize],
    others: &[Plan],
    notes: &str,
    all: &[&Hashed<FileSays>],
    orders: &Orders<'_>,
) -> usize {
    let files = left.iter().map(|&i| &*all[i].path);
    let files = files.filter(|path| !is_about(path));
    let sources = others.iter().map(|plan| plan.source.as_str());
    let paths: Vec<&str> = sources.chain(files).collect();
    let ranks = orders.ranks(notes.trim_end_matches('/'), &paths);
    let (courses, files) = ranks.split_at(others.len());
    let Some(first) = files.iter().flatten().min() else {
        return before_by_number(left, others, all);
    };
    // Where courses stand by something else, the list says nothing of their order.
    let place = |rank: &Option<usize>| rank.unwrap_or(usize::MAX);
    if courses.is_sorted_by_key(place) {
        courses.partition_point(|rank| place(rank) < *first)
    } else {
        others.len()
    }
}

/// How many courses stand before the files left over by their names: `00-intro.md` comes before the
/// folder `01-basics` and `02-more`, and `머리말.md` before all.
fn before_by_number(left: &[usize], others: &[Plan], all: &[&Hashed<FileSays>]) -> usize {
    let courses = others.iter().map(|plan| number(plan_name(plan)));
    let courses: Option<Vec<u32>> = courses.collect();
    let files = left.iter().map(|&i| &*all[i].path);
    let files = files.filter(|path| !is_about(path));
    let names: Vec<&str> = files.clone().map(stem).collect();
    // What lists the others is the front of no book: the home of a vault.
    let is_front = |place: &i32| *place < 0 && *place > place_words::CONTENTS;
    if !names.is_empty() && place_words::places(&names).iter().all(is_front) {
        return 0;
    }
    let places = files.filter_map(|path| number(stem(path)));
    let (Some(courses), Some(place)) = (courses, places.max()) else {
        return others.len();
    };
    if courses.is_sorted() {
        courses.partition_point(|course| *course <= place)
    } else {
        others.len()
    }
}

/// Puts courses in order: what they say themselves, the list of the README, names.
pub(super) fn sort(
    plans: &mut Vec<Plan>,
    notes: &str,
    all: &[&Hashed<FileSays>],
    orders: &Orders<'_>,
) {
    let own = |plan: &Plan| {
        let speaker = if plan.folder {
            plan.readme
        } else {
            plan.files.first().copied()
        };
        let category = orders.categories.get(&plan.source);
        let position = category.and_then(|category| category.position).map(Order);
        speaker.and_then(|i| all[i].order).or(position)
    };
    let sources: Vec<&str> = plans.iter().map(|plan| plan.source.as_str()).collect();
    let mut ranks = orders.ranks(notes.trim_end_matches('/'), &sources);
    if ranks.iter().all(Option::is_none) {
        ranks = orders.navigation.places(&sources);
    }
    let ranks = ranks.into_iter().map(|rank| rank.unwrap_or(usize::MAX));
    let mut names = plans.iter().map(|plan| name_of(&plan.source));
    let has_documents = names.any(|name| name == name_order::DOCUMENTS);
    let is_blog = |plan: &Plan| has_documents && name_order::is_blog(name_of(&plan.source));
    // What is left of a folder comes behind the courses that its files are.
    let files = plans.iter().filter(|plan| !plan.folder);
    let split: HashSet<String> = files.map(|plan| parent(&plan.source).to_owned()).collect();
    let name = |plan: &Plan| {
        if plan.folder && split.contains(&plan.source) {
            format!("{}/\u{fffd}", plan.source)
        } else {
            plan.source.clone()
        }
    };
    let named: Vec<&str> = plans.iter().map(plan_name).collect();
    let places = place_words::places(&named);
    // By what each says itself, the list, and the word that it is called by.
    let key = |(plan, (rank, place)): (&Plan, (usize, i32))| {
        (own(plan).unwrap_or(LAST), rank, is_blog(plan), place)
    };
    let keys: Vec<_> = plans.iter().zip(ranks.zip(places)).map(key).collect();
    let mut sorted: Vec<(_, Plan)> = keys.into_iter().zip(plans.drain(..)).collect();
    sorted.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| by_name(&name(one), &name(other))));
    plans.extend(sorted.into_iter().map(|(_, plan)| plan));
}

/// The name of a course's folder or file, which may say where the course stands.
fn plan_name(plan: &Plan) -> &str {
    if plan.folder {
        name_of(&plan.source)
    } else {
        stem(&plan.source)
    }
}
