//! Labels of notes that are shown in one: each keeps its own definitions and footnotes, and is
//! given none of the others. The words of several in; the same words out, with other labels where
//! two notes mean different things by one. A note of nothing but definitions is kept for its hosts,
//! and gives them what it has.

use std::collections::{HashMap, HashSet};

use crate::notes::reading::parse::labels::{self, Labels};

/// Tells the labels of included words apart from those of their host, whose text is `host`, and
/// from each other's.
pub(super) fn told_apart(host: &str, shown: &mut [&mut String]) {
    if !shown.iter().any(|words| words.contains('[')) {
        return;
    }
    let own = labels::of(host);
    let each: Vec<Labels> = shown.iter().map(|words| labels::of(words)).collect();
    let gives = own.defined.is_empty() && each.iter().all(|it| it.defined.is_empty());
    if gives {
        return;
    }
    // In how many of the texts a label stands.
    let mut texts: HashMap<&str, usize> = HashMap::new();
    for labels in each.iter().chain([&own]) {
        for label in all(labels) {
            *texts.entry(label).or_default() += 1;
        }
    }
    let defined = |labels: &Labels| -> HashSet<String> {
        labels.defined.iter().map(|one| one.label.clone()).collect()
    };
    let of_host = defined(&own);
    for (i, (words, labels)) in shown.iter_mut().zip(&each).enumerate() {
        if labels.only_defines {
            continue;
        }
        let is_shared = |label: &str| texts.get(label).is_some_and(|count| *count > 1);
        let own = defined(labels);
        let sign = format!("·{}", i + 1);
        let mut added: Vec<(usize, String)> = Vec::new();
        for one in &labels.defined {
            if is_shared(&one.label) {
                added.push((one.end, sign.clone()));
            }
        }
        for one in &labels.used {
            if is_shared(&one.label) && own.contains(&one.label) {
                let (before, behind) = &one.around;
                added.push((one.at, format!("{before}{sign}{behind}")));
            }
        }
        for (label, range) in &labels.lacking {
            if of_host.contains(label) {
                let typed = words.get(range.clone()).unwrap_or_default();
                let ends = [typed.find('['), typed.rfind('[')];
                let ends = ends.into_iter().flatten();
                added.extend(ends.map(|at| (range.start + at, "\\".to_owned())));
            }
        }
        added.sort();
        added.dedup();
        **words = inserted(words, &added);
    }
}

/// Every label of a text, once.
fn all(labels: &Labels) -> Vec<&str> {
    let defined = labels.defined.iter().map(|one| one.label.as_str());
    let used = labels.used.iter().map(|one| one.label.as_str());
    let lacking = labels.lacking.iter().map(|(label, _)| label.as_str());
    let mut out: Vec<&str> = defined.chain(used).chain(lacking).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// A text with signs put in, in the order of their places.
pub(super) fn inserted(text: &str, added: &[(usize, String)]) -> String {
    let mut out = String::with_capacity(text.len() + added.len() * 4);
    let mut at = 0;
    for (place, sign) in added {
        out.push_str(&text[at..*place]);
        out.push_str(sign);
        at = *place;
    }
    out.push_str(&text[at..]);
    out
}
