//! Subjects that a course speaks of everywhere, so that they lead to no chapter of it. In: a
//! course's names and the subjects of its chapters. Out: the keys of those. Counts words of titles;
//! knows none.

use std::collections::{HashMap, HashSet};

use crate::notes::library::outline::CourseNames;
use crate::notes::library::titles::{is_key, key};
use crate::notes::particle;

/// Fewer chapters or titles are no habit.
const FEW: usize = 3;

/// What the course is about as a whole, and what sections of other chapters are called.
pub(super) fn subjects(
    course: &CourseNames,
    subjects: &HashMap<String, Option<usize>>,
) -> HashSet<String> {
    let mut found = heads(course, subjects);
    found.extend(whole(course, subjects));
    found
}

/// Subjects that stand in the title of the course, or in half of its chapters' titles: the course
/// is about them, and one chapter is about no more than a part.
fn whole(course: &CourseNames, subjects: &HashMap<String, Option<usize>>) -> HashSet<String> {
    let mut titles: HashMap<String, usize> = HashMap::new();
    for chapter in &course.chapters {
        let words: HashSet<String> = words(&chapter.title).collect();
        for word in words.into_iter().filter(|word| subjects.contains_key(word)) {
            *titles.entry(word).or_default() += 1;
        }
    }
    let least = (FEW + 1).max(course.chapters.len().div_ceil(2));
    let often = titles.into_iter().filter(|(_, count)| *count >= least);
    let of_course = words(named(&course.title)).filter(|word| subjects.contains_key(word));
    often.map(|(word, _)| word).chain(of_course).collect()
}

/// What a course is about, as its title says before a colon; nothing where it sets several things
/// side by side, each of which may have a chapter.
fn named(title: &str) -> &str {
    let name = title.split(": ").next().unwrap_or_default();
    let name = name.split(" - ").next().unwrap_or_default();
    let joins = |word: &str| {
        let is_between = matches!(word, "및" | "&" | "and" | "vs" | "/");
        is_between || word.ends_with(['와', '과', ',', '·', '、']) || word.contains('·')
    };
    let is_row = name.split(' ').any(joins);
    if is_row { "" } else { name }
}

/// The keys of the words of a title, each with the particles that it carries and without.
fn words(title: &str) -> impl Iterator<Item = String> {
    const CARRIED: [&str; 13] = [
        "에서", "으로", "은", "는", "이", "가", "을", "를", "의", "와", "과", "에", "로",
    ];
    let words = title.split(|c: char| !is_key(c) && !matches!(c, '.' | '-'));
    words.filter(|word| !word.is_empty()).flat_map(|word| {
        let bare = CARRIED.iter().filter_map(move |end| {
            let noun = word.strip_suffix(end)?;
            (!noun.is_empty() && particle::agrees(noun, end)).then_some(noun)
        });
        std::iter::once(word).chain(bare).map(key)
    })
}

/// Subjects that are as good as any word in these notes: sections of other chapters are called so,
/// or after a kind of it (`방화벽 설정`, `로그 설정`), in at least one chapter of five.
fn heads(course: &CourseNames, subjects: &HashMap<String, Option<usize>>) -> HashSet<String> {
    const SHARE: usize = 5;
    let mut heads: HashMap<&str, usize> = HashMap::new();
    // Most titles are turned away by the letter that they end in.
    let ends: HashSet<char> = subjects
        .keys()
        .filter_map(|key| key.chars().next_back())
        .collect();
    let may_be = |title: &&str| {
        let last = title.chars().next_back();
        last.is_some_and(|c| !is_key(c) || c.to_lowercase().any(|c| ends.contains(&c)))
    };
    for (index, chapter) in course.chapters.iter().enumerate() {
        let titles = chapter
            .sections
            .iter()
            .map(|section| section.title.as_str());
        let mut here: HashSet<&str> = HashSet::new();
        for title in titles.filter(may_be) {
            let last = title.rsplit(' ').next().unwrap_or_default();
            let Some((subject, of)) = subjects.get_key_value(&key(last)) else {
                continue;
            };
            if *of != Some(index) {
                here.insert(subject);
            }
        }
        for subject in here {
            *heads.entry(subject).or_default() += 1;
        }
    }
    let least = FEW.max(course.chapters.len().div_ceil(SHARE));
    let often = heads.into_iter().filter(|(_, count)| *count >= least);
    often.map(|(subject, _)| subject.to_owned()).collect()
}
