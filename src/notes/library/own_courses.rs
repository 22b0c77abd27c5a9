//! Notes that may be courses by themselves, and folders whose notes are articles about one subject
//! instead.

use std::collections::{BTreeMap, HashSet};

use crate::notes::library::file_names::{is_about, is_landing, stem};
use crate::notes::library::file_says::{CutChapters, FileSays};
use crate::notes::library::grouped::{NoteKinds, is_in};
use crate::notes::library::name_order::number;
use crate::notes::library::pages::is_dated;
use crate::notes::library::ranks::Orders;
use crate::notes::library::said_order::PlanInput;
use crate::notes::library::site_name::makes_pages;

/// So many short notes of one kind are no courses: nobody begins four and ends none.
const MANY: usize = 4;

/// A section of an introduction is not twice as long, in bytes: rules, members, a table of days.
const BRIEF: usize = 1024;

/// Which notes may be courses by themselves: those with numbered chapters that nobody calls a page.
/// What a tool lists is a page there, and so is each note of a tool that makes a page of every
/// file; a note that is called by its day is one of many.
pub(super) fn cut(input: &PlanInput, orders: &Orders<'_>) -> Vec<bool> {
    let is_published = makes_pages(input.orders);
    // What lies beside a README on top, by its number.
    let row = input.files.iter().filter_map(|file| {
        let inside = file.path.strip_prefix(input.notes)?;
        let (name, _) = inside.split_once('/').unwrap_or((stem(inside), ""));
        number(name)
    });
    let row: HashSet<u32> = row.collect();
    let is_own = |path: &str| is_landing(path) && is_in(input.notes, path);
    let others = input.files.iter();
    let others =
        others.filter(|file| !file.is_blank && !is_about(&file.path) && !is_own(&file.path));
    let others: Vec<u64> = others.map(|file| 1 << file.halvings.min(40)).collect();
    let all_others = others
        .iter()
        .fold(0, |sum: u64, one| sum.saturating_add(*one));
    let is_page = |file: &FileSays| {
        let path = &*file.path;
        // A README whose brief numbered sections are fewer words than the notes beside it is their
        // cover, and so is one that tells steps, counted again under each heading.
        let is_brief = 1_usize << file.halvings.min(40) <= BRIEF * file.numbers.len();
        let is_less = || others.len() > 1 && all_others >= 1 << file.halvings.min(40);
        let is_counted_again = || {
            let mut numbers = file.numbers.windows(2);
            numbers.any(|pair| pair[1] <= pair[0]) && !others.is_empty()
        };
        let is_cover = is_own(path)
            && is_brief
            && !file.is_long
            && file.chapters == CutChapters::Numbered
            && (is_less() || is_counted_again());
        // A README that says nothing yet, or a little, of what lies beside it by the same numbers
        // is the plan of that.
        let of_row = file.numbers.iter().filter(|number| row.contains(number));
        let is_of_row = of_row.count() * 2 > file.numbers.len() && !file.is_long;
        let is_plan = (file.is_outline || is_of_row) && row.len() > 1 && is_own(path);
        let is_inside = !is_in(input.notes, path);
        let introduces = file.introduces && !file.is_long && is_own(path) && !others.is_empty();
        is_plan
            || is_cover
            || introduces
            || is_dated(stem(path))
            || orders.navigation.names(path)
            || is_published && is_inside && !file.is_long
    };
    let files = input.files.iter();
    files
        .map(|file| file.chapters != CutChapters::None && !is_page(file))
        .collect()
}

/// Whether short files with numbered headings side by side in a folder are articles about its
/// subject: fewer than half of the folders hold nothing else, or there are too many of them to be
/// courses.
pub(super) fn together(
    notes: &str,
    NoteKinds { all, cut, .. }: NoteKinds<'_, '_>,
    folders: &BTreeMap<&str, Vec<usize>>,
) -> bool {
    let mut like = 0;
    let mut short = 0;
    for (folder, files) in folders {
        let path = format!("{notes}{folder}/");
        let is_course = |i: &&usize| cut[**i] && is_in(&path, &all[**i].path);
        let courses = files.iter().filter(is_course).count();
        if courses > 1 {
            like += usize::from(courses == files.len());
            short += files
                .iter()
                .filter(is_course)
                .filter(|i| !all[**i].is_long)
                .count();
        }
    }
    like * 2 < folders.len() || short >= MANY
}
