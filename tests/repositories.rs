//! Small repositories as people keep them, each with its author's own list of titles, order and
//! split beside it. Each file under `tests/repositories/` is a txtar:
//!
//! ```text
//! what it is
//! -- root: my-notes --
//! what ROOT is called
//! -- notes/a.md --
//! text of a file; a line `{{words 900}}` stands for so many words
//! -- author --
//! site Title
//! = Course
//!   / Part
//!     3 Title <- notes/a.md
//! ```
//!
//! A file that is cut has a line for each of its chapters. What an author lists is compared with
//! what `notesite inspect` finds: every title (of chapters, parts, courses and the site), the
//! numbers, the order of each two chapters, and into how many chapters each file is cut. Nothing is
//! found but what is listed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A chapter as its author or `inspect` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Listed {
    /// The course, then the parts around it, outermost first.
    around: Vec<String>,
    numbers: String,
    title: String,
    path: String,
}

/// The titles of a site.
#[derive(Debug)]
struct Contents {
    site: String,
    chapters: Vec<Listed>,
}

/// So many of so many are as the author has it.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn add(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }
}

/// What is compared.
const FIGURES: [&str; 4] = ["titles", "numbers", "order", "split"];

/// Of a hundred things that authors list, at least so many are found.
const FLOOR: usize = 98;

/// The author's list.
fn author(list: &str) -> Contents {
    let mut out = Contents {
        site: String::new(),
        chapters: Vec::new(),
    };
    let mut around: Vec<String> = Vec::new();
    for line in list.lines().filter(|line| !line.trim().is_empty()) {
        let words = line.trim_start();
        let depth = (line.len() - words.len()) / 2;
        if let Some(site) = words.strip_prefix("site ") {
            site.clone_into(&mut out.site);
        } else if let Some(title) = words.strip_prefix("= ").or(words.strip_prefix("/ ")) {
            around.truncate(depth);
            around.push(title.to_owned());
        } else {
            around.truncate(depth);
            let (words, path) = words.rsplit_once(" <- ").expect("a chapter has its file");
            let numbered = words.split_once(' ').filter(|(number, _)| {
                number.chars().all(|c| c.is_ascii_digit() || c == '~') && number.len() < 4
            });
            let (numbers, title) = numbered.unwrap_or(("", words));
            out.chapters.push(Listed {
                around: around.clone(),
                numbers: numbers.to_owned(),
                title: title.to_owned(),
                path: path.to_owned(),
            });
        }
    }
    out
}

/// What `inspect` found.
fn found(site: &Value) -> Contents {
    let words = |value: &Value| value.as_str().expect("a text").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let mut chapters = Vec::new();
    for course in list(&site["courses"]) {
        let parts = list(&course["parts"]);
        for chapter in list(&course["chapters"]) {
            let mut around = Vec::new();
            let mut next = chapter["part"].as_u64();
            while let Some(part) = next {
                let part = &parts[usize::try_from(part).expect("an index")];
                around.insert(0, words(&part["title"]));
                next = part["parent"].as_u64();
            }
            around.insert(0, words(&course["title"]));
            let numbers = list(&chapter["numbers"]);
            let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
            chapters.push(Listed {
                around,
                numbers: numbers.join("~"),
                title: words(&chapter["title"]),
                path: words(&chapter["source"]["path"]),
            });
        }
    }
    Contents {
        site: words(&site["title"]),
        chapters,
    }
}

/// The chapters by their file and their place in it.
fn places(chapters: &[Listed]) -> HashMap<(&str, usize), usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let all = chapters.iter().enumerate().map(|(at, chapter)| {
        let count = counts.entry(&chapter.path).or_default();
        *count += 1;
        ((chapter.path.as_str(), *count), at)
    });
    all.collect()
}

/// Compares both; what differs is told.
fn compare(author: &Contents, found: &Contents) -> ([Score; 4], String) {
    let mut scores = [Score::default(); 4];
    let mut told = String::new();
    let [titles, numbers, order, split] = &mut scores;
    let mut same = |score: &mut Score, what: &str, ours: &str, theirs: &str| {
        score.add(ours == theirs);
        if ours != theirs {
            let _ = writeln!(
                told,
                "  {what}: is \"{ours}\", the author says \"{theirs}\""
            );
        }
    };
    same(titles, "the site", &found.site, &author.site);
    let ours = places(&found.chapters);
    let theirs = places(&author.chapters);
    let mut heads: HashSet<&[String]> = HashSet::new();
    let mut at_ours = vec![None; author.chapters.len()];
    for (place, &at) in &theirs {
        at_ours[at] = ours.get(place).copied();
    }
    for (at, chapter) in author.chapters.iter().enumerate() {
        let one = at_ours[at].map(|at| &found.chapters[at]);
        let what = &chapter.path;
        let title = one.map_or("", |one| &one.title);
        same(titles, what, title, &chapter.title);
        let number = one.map_or("", |one| &one.numbers);
        same(numbers, what, number, &chapter.numbers);
        for depth in 1..=chapter.around.len() {
            if heads.insert(&chapter.around[..depth]) {
                let ours = one.and_then(|one| one.around.get(depth - 1));
                let head = &chapter.around[depth - 1];
                let what = format!("above {what}");
                same(titles, &what, ours.map_or("", String::as_str), head);
            }
        }
        let depth = one.map_or(0, |one| one.around.len());
        if depth > chapter.around.len() {
            let inner = one.map(|one| one.around.join(" / ")).unwrap_or_default();
            same(titles, what, &inner, &chapter.around.join(" / "));
        }
        for (before, place) in at_ours[..at].iter().enumerate() {
            let is_right = matches!((place, at_ours[at]), (Some(a), Some(b)) if *a < b);
            let other = &author.chapters[before].path;
            let ours = if is_right {
                other
            } else {
                "behind or not there"
            };
            same(order, &format!("before {what}"), ours, other);
        }
    }
    let count = |chapters: &[Listed]| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for chapter in chapters {
            *counts.entry(chapter.path.clone()).or_default() += 1;
        }
        counts
    };
    let (ours, theirs) = (count(&found.chapters), count(&author.chapters));
    let paths: HashSet<&String> = ours.keys().chain(theirs.keys()).collect();
    let mut paths: Vec<&String> = paths.into_iter().collect();
    paths.sort();
    for path in paths {
        let number = |counts: &BTreeMap<String, usize>| {
            counts.get(path).copied().unwrap_or_default().to_string()
        };
        let what = format!("chapters of {path}");
        same(split, &what, &number(&ours), &number(&theirs));
    }
    (scores, told)
}

/// Writes the files of a repository under `folder`: ROOT, and the author's list.
pub(crate) fn unpack(text: &str, folder: &Path) -> (PathBuf, String) {
    let mut root = folder.join("notes");
    let mut files: Vec<(String, String)> = Vec::new();
    let mut list = None;
    for line in text.split_inclusive('\n') {
        let name = line.trim_end().strip_prefix("-- ");
        if let Some(name) = name.and_then(|name| name.strip_suffix(" --")) {
            files.push((name.to_owned(), String::new()));
        } else if let Some((_, body)) = files.last_mut() {
            body.push_str(line);
        }
    }
    files.retain(|(name, body)| {
        if name == "author" {
            list = Some(body.clone());
        } else if let Some(name) = name.strip_prefix("root: ") {
            root = folder.join(name);
        } else {
            return true;
        }
        false
    });
    for (name, body) in files {
        let target = root.join(name);
        fs::create_dir_all(target.parent().expect("a folder")).expect("the folder can be made");
        fs::write(target, filled(&body)).expect("the file can be written");
    }
    (root, list.expect("the author's list"))
}

/// A text with so many words where it says how many.
fn filled(body: &str) -> String {
    let line = |line: &str| {
        let count = line
            .strip_prefix("{{words ")
            .and_then(|rest| rest.strip_suffix("}}"));
        let count = count.map(|count| count.parse().expect("a number of words"));
        count.map_or_else(|| line.to_owned(), |count| "낱말 ".repeat(count))
    };
    body.lines().map(|one| line(one) + "\n").collect()
}

/// The files of one half.
pub(crate) fn files(half: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/repositories")
        .join(half);
    let files = fs::read_dir(folder).expect("there are repositories");
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    files
}

fn compare_half(half: &str) {
    let mut sums = [Score::default(); 4];
    let mut told = String::new();
    let only = std::env::var("REPOSITORY").ok();
    for file in files(half) {
        let name = file.file_stem().expect("a name").to_string_lossy();
        if only.as_ref().is_some_and(|only| *only != name) {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let text = fs::read_to_string(&file).expect("a repository");
        let (root, list) = unpack(&text, folder.path());
        let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
            .arg("inspect")
            .arg(&root)
            .output()
            .expect("notesite runs");
        let site = serde_json::from_slice(&run.stdout).expect("inspect prints JSON");
        let (scores, differences) = compare(&author(&list), &found(&site));
        for (sum, score) in sums.iter_mut().zip(scores) {
            sum.right += score.right;
            sum.all += score.all;
        }
        if !differences.is_empty() {
            let _ = write!(told, "{name}\n{differences}");
        }
    }
    let mut line = format!("{half}:");
    let mut is_enough = true;
    for (figure, score) in FIGURES.iter().zip(sums) {
        let _ = write!(line, " {figure} {}/{}", score.right, score.all);
        is_enough &= score.right * 100 >= score.all * FLOOR;
    }
    println!("{line}\n{told}");
    assert!(is_enough, "{line}\n{told}");
}

#[test]
fn seen_repositories_come_out_as_their_authors_list_them() {
    compare_half("seen");
}

#[test]
fn unseen_repositories_come_out_as_their_authors_list_them() {
    compare_half("unseen");
}

#[test]
fn a_list_that_differs_is_seen() {
    let list = "site A\n= A\n  1 B <- b.md\n  / P\n    C <- c.md\n";
    let other = "site A\n= A\n  / P\n    C! <- c.md\n  B <- b.md\n  D <- b.md\n";
    let (scores, _) = compare(&author(list), &author(list));
    assert!(
        scores
            .iter()
            .all(|score| score.right == score.all && score.all > 0)
    );
    let (scores, told) = compare(&author(list), &author(other));
    assert!(scores.iter().all(|score| score.right < score.all), "{told}");
}
