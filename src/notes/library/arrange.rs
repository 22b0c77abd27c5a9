//! The order of a course's files, and the parts that its inner folders are. Paths and what they say
//! of order in; indices in order out. By precedence: what a file or folder says itself (`order`,
//! `_category_.json`), lists that tools read (`SUMMARY.md`, `nav`), the list of links in a README
//! above, numbers of names, names.

use std::collections::{HashMap, HashSet};

use crate::notes::library::file_names::{is_container, is_landing, is_of_package, name_of, stem};
use crate::notes::library::files::parent;
use crate::notes::library::list_names;
use crate::notes::library::list_parts;
use crate::notes::library::listed::ListedPart;
use crate::notes::library::name_order::folder_title;
use crate::notes::library::posts::is_of_blog;
use crate::notes::library::ranks::{Orders, lies_below};
use crate::notes::library::siblings::{
    FileToArrange, LAST, Sibling, SiblingKind, bundles, siblings,
};
use crate::notes::reading::numbers;

/// A row of lessons begins below this number, wherever its course goes on from,
const FIRST: u32 = 100;
/// and leaves no wider gap than this between most of them.
const GAP: u32 = 10;

/// An inner folder as a part of its course.
#[derive(Clone, Debug)]
pub(super) struct FolderPart {
    /// What it is called where its README does not say.
    pub title: String,
    /// Whether that was said, whatever its README says.
    pub is_said: bool,
    /// The index of its README.
    pub readme: Option<usize>,
    /// The index of the part around it.
    pub parent: Option<usize>,
}

/// A course's files in their order.
#[derive(Debug, Default)]
pub(super) struct Arranged {
    pub files: Vec<usize>,
    /// The part of each.
    pub part_of: Vec<Option<usize>>,
    /// Whether each stands where somebody said, and not where its name puts it.
    pub is_said: Vec<bool>,
    pub parts: Vec<FolderPart>,
    /// The name of the folder whose only page a file is, by its index.
    pub folders: HashMap<usize, String>,
}

/// Puts the files of the course in `folder` (without `/` at its end) in order.
pub(super) fn arrange<'a>(
    folder: &str,
    files: &[usize],
    about: &dyn Fn(usize) -> FileToArrange<'a>,
    orders: &Orders<'_>,
) -> Arranged {
    let mut out = Arranged::default();
    let places: HashMap<&str, usize> = files.iter().map(|&i| (about(i).path, i)).collect();
    let mine = orders.navigation.of(places.keys().copied());
    let mut done: HashSet<usize> = HashSet::new();
    let mut said = SaidParts::default();
    let paths: Vec<&'a str> = files.iter().map(|&i| about(i).path).collect();
    let inner = inmost(folder, &paths);
    let named: HashSet<&str> = mine
        .iter()
        .copied()
        .flatten()
        .map(|listed| &*listed.path)
        .collect();
    // The README of a folder stands before what is named in it.
    let mut around: HashMap<&str, usize> = HashMap::new();
    for path in &named {
        let mut folder = parent(path);
        loop {
            *around.entry(folder).or_default() += 1;
            if folder.is_empty() {
                break;
            }
            folder = parent(folder);
        }
    }
    let mut of_files = mine
        .iter()
        .copied()
        .flatten()
        .filter(|one| one.folder_of_all().is_none());
    let are_readmes = of_files.all(|one| is_landing(&one.path));
    let part = |one: &ListedPart| listed_part(one, inner, &places, orders);
    let mut in_part: HashMap<&Vec<ListedPart>, usize> = HashMap::new();
    for listed in mine.iter().copied().flatten() {
        *in_part.entry(&listed.parts).or_default() += 1;
    }
    for listed in mine.iter().copied().flatten() {
        // All that is left of a folder.
        if let Some(of_all) = listed.folder_of_all() {
            let is_left = |i: &usize| {
                let file = about(*i);
                let is_first = file.is_landing && around.contains_key(parent(file.path));
                lies_below(of_all, file.path) && !named.contains(file.path) && !is_first
            };
            let left = files.iter().copied().filter(is_left);
            let left: Vec<usize> = left.filter(|i| done.insert(*i)).collect();
            if !left.is_empty() {
                let part = said.part((None, &listed.parts), part, &mut out.parts);
                push_folder(of_all, left, (part, true, None), about, orders, &mut out);
            }
            continue;
        }
        let Some(&i) = places
            .get(listed.path.as_str())
            .filter(|i| done.insert(**i))
        else {
            continue;
        };
        out.files.push(i);
        let part_of = said.part((None, &listed.parts), part, &mut out.parts);
        // A README begins a part with the notes beside it where lists name nothing but READMEs.
        let own = parent(about(i).path);
        let leads = about(i).is_landing && own != folder && !lies_below(own, folder);
        let left: Vec<usize> = if leads && are_readmes && around.get(own) == Some(&1) {
            // Files are in the order of their paths.
            let start = format!("{own}/");
            let first = files.partition_point(|&i| about(i).path < start.as_str());
            let inside = files[first..].iter().copied();
            let inside = inside.take_while(|&i| about(i).path.starts_with(&start));
            inside.filter(|i| !done.contains(i)).collect()
        } else {
            Vec::new()
        };
        if left.is_empty() {
            out.part_of.push(part_of);
            out.is_said.push(true);
            continue;
        }
        done.extend(&left);
        let mut parts = listed.parts.clone();
        // Alone in a part of the list it is that.
        if parts.is_empty() || in_part[&listed.parts] > 1 {
            parts.push(match &listed.title {
                Some(title) if list_names::name(title).is_some() => ListedPart::called(title),
                _ => ListedPart::Page(listed.path.clone()),
            });
        }
        let inner = said.part((None, &parts), part, &mut out.parts);
        out.part_of.push(inner);
        out.is_said.push(true);
        push_folder(own, left, (inner, true, None), about, orders, &mut out);
    }
    // A README that no list names is the first of its folder, wherever that stands.
    let rest = files.iter().copied().filter(|i| !done.contains(i));
    let (readmes, mut rest): (Vec<usize>, Vec<usize>) = rest.partition(|&i| {
        let file = about(i);
        !mine.is_empty() && file.is_landing && parent(file.path) != folder
    });
    rest.extend(place_readmes(readmes, about, &mut out));
    rest.sort_unstable();
    push_folder(inner, rest, (None, true, None), about, orders, &mut out);
    out
}

/// Puts each of these READMEs before the first file in its folder, in the part of that; those of
/// folders in which none stands come back.
fn place_readmes<'a>(
    mut readmes: Vec<usize>,
    about: &dyn Fn(usize) -> FileToArrange<'a>,
    out: &mut Arranged,
) -> Vec<usize> {
    if readmes.is_empty() {
        return readmes;
    }
    let mut first_in: HashMap<&str, usize> = HashMap::new();
    for &i in &out.files {
        let mut folder = parent(about(i).path);
        while !folder.is_empty() && !first_in.contains_key(folder) {
            first_in.insert(folder, i);
            folder = parent(folder);
        }
    }
    // That of an outer folder comes first.
    readmes.sort_by_key(|&i| about(i).path.matches('/').count());
    let mut before: HashMap<usize, Vec<usize>> = HashMap::new();
    readmes.retain(|&i| {
        let first = first_in.get(parent(about(i).path));
        if let Some(first) = first {
            before.entry(*first).or_default().push(i);
        }
        first.is_none()
    });
    let placed = std::mem::take(out);
    out.parts = placed.parts;
    out.folders = placed.folders;
    let each = placed.files.into_iter().zip(placed.part_of);
    for ((i, part), is_said) in each.zip(placed.is_said) {
        for readme in before.remove(&i).into_iter().flatten() {
            out.files.push(readme);
            out.part_of.push(part);
            out.is_said.push(false);
        }
        out.files.push(i);
        out.part_of.push(part);
        out.is_said.push(is_said);
    }
    readmes
}

/// The folder in which all files of a course begin: `src/content/docs` are folders that tools ask
/// for, and no parts where nothing lies beside them; so are those of a package of Java and its kin
/// in which all lie, `src/main/java/com/example/store`.
pub(super) fn inmost<'p>(mut folder: &'p str, paths: &[&'p str]) -> &'p str {
    let first = paths.first().copied().unwrap_or_default();
    loop {
        let inside = first.get(folder.len()..).unwrap_or_default();
        let inside = inside.trim_start_matches('/');
        let Some((name, rest)) = inside.split_once('/') else {
            return folder;
        };
        let end = first.len() - rest.len();
        let are_inside = paths.iter().all(|path| path.get(..end) == first.get(..end));
        if !(is_container(name) || is_of_package(&first[..end - 1])) || !are_inside {
            return folder;
        }
        folder = &first[..end - 1];
    }
}

/// Whether the numbers of folders count them, as chapters are: those of problems by number begin
/// high and leave wide gaps.
fn are_counted(mut row: Vec<u32>) -> bool {
    row.sort_unstable();
    row.dedup();
    let gaps = row.windows(2).filter(|pair| pair[1] - pair[0] > GAP);
    row.first().is_some_and(|first| *first < FIRST) && gaps.count() * 4 <= row.len()
}

/// A part that a list of a course in `course` names; a folder around the course is none.
fn listed_part(
    part: &ListedPart,
    course: &str,
    places: &HashMap<&str, usize>,
    orders: &Orders<'_>,
) -> Option<FolderPart> {
    let (title, is_said, readme) = match part {
        ListedPart::Called(title) => (title.clone(), true, None),
        ListedPart::Page(path) => {
            // The page of the course itself is no part of it.
            let readme = *places.get(path.as_str())?;
            (numbers::file_title(stem(path)).1, false, Some(readme))
        }
        ListedPart::Folder(folder) => {
            if folder == course || !lies_below(course, folder) {
                return None;
            }
            let label = orders.categories.get(folder);
            let label = label.and_then(|category| category.label.clone());
            let is_first = |path: &&&str| is_landing(path) && parent(path) == folder;
            let readme = places
                .keys()
                .filter(is_first)
                .min()
                .map(|path| places[*path]);
            let name = || folder_title(name_of(folder));
            let is_said = label.is_some();
            (label.unwrap_or_else(name), is_said, readme)
        }
    };
    Some(FolderPart {
        title,
        is_said,
        readme,
        parent: None,
    })
}

/// Parts that a list says, by the part around them.
#[derive(Default)]
struct SaidParts(HashMap<(Option<usize>, ListedPart), usize>);

impl SaidParts {
    /// The inmost of these parts, outermost first, each of which is new unless it was said before.
    fn part(
        &mut self,
        (mut around, said): (Option<usize>, &[ListedPart]),
        part: impl Fn(&ListedPart) -> Option<FolderPart>,
        parts: &mut Vec<FolderPart>,
    ) -> Option<usize> {
        for one in said {
            let key = (around, one.clone());
            if let Some(&known) = self.0.get(&key) {
                around = Some(known);
            } else if let Some(new) = part(one) {
                parts.push(FolderPart {
                    parent: around,
                    ..new
                });
                around = Some(parts.len() - 1);
                self.0.insert(key, parts.len() - 1);
            }
        }
        around
    }
}

fn push_folder<'a>(
    folder: &str,
    files: Vec<usize>,
    (part, is_around, counted): (Option<usize>, bool, Option<&str>),
    about: &dyn Fn(usize) -> FileToArrange<'a>,
    orders: &Orders<'_>,
    out: &mut Arranged,
) {
    let siblings = siblings(folder, files, about, orders);
    // A README is the first of its folder, whatever else lies there.
    let others = siblings
        .iter()
        .filter(|sibling| sibling.kind != SiblingKind::Landing);
    let is_alone = others.clone().count() < 2;
    // Where the notes beside it have no numbers, that of the folder is its README's.
    if let Some(name) = counted.filter(|_| others.clone().all(|other| other.number.is_none())) {
        let readme = siblings
            .first()
            .filter(|first| first.kind == SiblingKind::Landing);
        let readme = readme.map(|readme| (readme.files[0], name.to_owned()));
        out.folders.extend(readme);
    }
    let bundles = bundles(&siblings, about);
    let folders = siblings.iter().filter(|sibling| sibling.is_folder);
    let are_counted = are_counted(folders.filter_map(|sibling| sibling.number).collect());
    // Notes that lie side by side have the parts of the list that names them.
    let is_note = |(sibling, is_bundle): &(&Sibling<'_>, &bool)| {
        let is_page = !sibling.is_folder || **is_bundle || sibling.files.len() == 1;
        sibling.kind == SiblingKind::Subject && is_page
    };
    let notes = siblings.iter().zip(&bundles).filter(is_note);
    let notes: Vec<(&str, Option<&[String]>)> = notes
        .map(|(sibling, _)| (sibling.path, sibling.groups.as_deref()))
        .collect();
    let groups: Vec<Option<&[String]>> = notes.iter().map(|(_, groups)| *groups).collect();
    let titles = list_parts::titles(&groups).unwrap_or_default();
    let titles = titles.into_iter().map(|titles| {
        let titles = titles.into_iter().map(ListedPart::Called);
        titles.collect()
    });
    let titles: HashMap<&str, Vec<ListedPart>> =
        notes.iter().map(|(path, _)| *path).zip(titles).collect();
    let places = HashMap::new();
    let called = |one: &ListedPart| listed_part(one, folder, &places, orders);
    let mut said = SaidParts::default();
    for (sibling, is_bundle) in siblings.into_iter().zip(bundles) {
        let titles = titles.get(sibling.path).map_or(&[][..], Vec::as_slice);
        let part = said.part((part, titles), called, &mut out.parts);
        let is_first = sibling.kind == SiblingKind::Landing;
        let has_place = is_first || sibling.order != LAST || sibling.rank != usize::MAX;
        let is_said = is_around && (is_alone || has_place);
        if !sibling.is_folder {
            out.part_of.extend(sibling.files.iter().map(|_| part));
            out.is_said.extend(sibling.files.iter().map(|_| is_said));
            out.files.extend(sibling.files);
            continue;
        }
        let readme = sibling.files.iter().copied().find(|&i| {
            let file = about(i);
            file.is_landing && parent(file.path) == sibling.inner
        });
        // A folder of one README is no part, and neither is that of a blog's posts.
        let is_page = is_bundle || readme.is_some() && sibling.files.len() == 1;
        if is_page {
            let name = if are_counted {
                sibling.name.to_owned()
            } else {
                numbers::file_title(sibling.name).1
            };
            out.folders.insert(sibling.files[0], name);
        }
        let inner = if is_page || is_of_blog(sibling.name) {
            part
        } else {
            let said = orders.categories.get(sibling.path);
            let said = said.and_then(|category| category.label.clone());
            out.parts.push(FolderPart {
                is_said: said.is_some(),
                title: said
                    .or_else(|| orders.headings.get(sibling.path).cloned())
                    .unwrap_or_else(|| folder_title(sibling.name)),
                readme,
                parent: part,
            });
            Some(out.parts.len() - 1)
        };
        let counted = (are_counted && !is_page).then_some(sibling.name);
        let around = (inner, is_said, counted);
        push_folder(sibling.inner, sibling.files, around, about, orders, out);
    }
}
