//! Results as a reader sees them: the line that answers best, with what was hit marked in it. Units
//! in, plain text out. The same rules as `4-results.js`.

use serde::Serialize;

use super::index::Index;
use super::letters::{Pattern, find, pattern};
use super::query::{QueryAnswer, understand};
use super::unit::{Field, SearchPage};
use super::view::View;
use crate::text::is_syllable;

/// Characters of a snippet.
const WIDTH: usize = 120;

/// A section that answers a query, in the shape of the contract.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchResult {
    /// Relative to the site's root, decoded, with the section's anchor.
    pub url: String,
    /// The chapter's title.
    pub title: String,
    /// Titles from the chapter's down to the section's.
    pub trail: Vec<String>,
    /// The line that answers best; empty where the section has nothing but its title.
    pub snippet: Vec<Part>,
    /// How well it answers; comparable within one query only.
    pub score: f64,
}

/// A piece of a snippet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Plain text.
    pub text: String,
    /// Whether it is what was searched for.
    pub hit: bool,
}

/// The results of a query with what it was understood as.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Results {
    /// Best first.
    pub list: Vec<SearchResult>,
    /// The query that was really searched, where it is another.
    pub corrected: Option<String>,
    /// Where there is no result, the word of the index that is least unlike.
    pub nearest: Option<String>,
    /// Words of the query that the notes lack, where others gave results.
    pub missing: Vec<String>,
}

/// Answers a query with `limit` results at most.
pub fn search(index: &Index, query: &str, limit: usize) -> Results {
    let answer = understand(index, query);
    // A phrase is marked as a whole.
    let phrases = answer.phrases.iter();
    let phrases: Vec<Pattern> = phrases
        .map(|phrase| pattern(&phrase.text.replace(' ', "")))
        .collect();
    let words = answer.found.iter().filter(|word| !word.quoted);
    let shapes: Vec<&Pattern> = words
        .flat_map(|word| &word.shapes)
        .chain(&phrases)
        .collect();
    let list = answer
        .results
        .iter()
        .take(limit)
        .filter_map(|&(id, score)| {
            let (page, unit) = index.place(id)?;
            Some(result(
                page,
                unit,
                index.view(id)?.as_ref(),
                score,
                &answer,
                &shapes,
            ))
        });
    Results {
        list: list.collect(),
        corrected: answer.corrected.clone(),
        nearest: answer.nearest.clone(),
        missing: answer.missing.clone(),
    }
}

fn result(
    page: &SearchPage,
    unit: usize,
    view: &View,
    score: f64,
    answer: &QueryAnswer,
    shapes: &[&Pattern],
) -> SearchResult {
    let mut best: Option<(f64, Vec<Part>)> = None;
    for (field, text, plain) in &view.lines {
        // The title stands above the snippet already.
        let in_form = answer.forms.iter().map(|(form, _)| {
            if find(plain, form, 0).is_some() {
                form.len()
            } else {
                0
            }
        });
        let mut value = if *field == Field::Lead {
            -99.0
        } else {
            in_form.max().unwrap_or(0) as f64
        };
        for (word, worth) in answer.found.iter().zip(&answer.worth) {
            if word
                .shapes
                .iter()
                .any(|shape| find(plain, shape, 0).is_some())
            {
                value += worth;
            }
        }
        if best.as_ref().is_none_or(|(most, _)| value > *most) {
            best = Some((value, snippet(text, plain, &marks(plain, shapes))));
        }
    }
    let section = &page.units[unit];
    let url = if section.anchor.is_empty() {
        page.url.clone()
    } else {
        format!("{}#{}", page.url, section.anchor)
    };
    SearchResult {
        url,
        title: page.title.clone(),
        trail: trail(page, unit),
        snippet: best.map(|(_, parts)| parts).unwrap_or_default(),
        score,
    }
}

fn trail(page: &SearchPage, unit: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut next = Some(unit);
    while let Some(around) = next.and_then(|i| page.units.get(i)) {
        if !around.title.is_empty() {
            out.push(around.title.clone());
        }
        next = around.parent;
    }
    out.push(page.title.clone());
    out.reverse();
    out
}

/// Every place where one of the patterns stands, in order, joined where they touch.
fn marks(line: &[char], shapes: &[&Pattern]) -> Vec<(usize, usize)> {
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| line.get(at))
            .is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    let mut marks = Vec::new();
    for shape in shapes.iter().filter(|shape| !shape.is_empty()) {
        let mut from = 0;
        while let Some((start, end)) = find(line, shape, from) {
            from = end;
            // English words are hit from their beginning, short ones whole.
            let inside = is_letter(start.checked_sub(1)) && is_letter(Some(start));
            if is_syllable(line[start]) || !(inside || (shape.len() < 3 && is_letter(Some(end)))) {
                marks.push((start, end));
            }
        }
    }
    marks.sort_by_key(|mark| mark.0);
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (start, end) in marks {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}

fn snippet(text: &str, plain: &[char], marks: &[(usize, usize)]) -> Vec<Part> {
    let written: Vec<char> = text.chars().collect();
    // A letter that lower case makes longer would shift the marks.
    let text = if written.len() == plain.len() {
        written.as_slice()
    } else {
        plain
    };
    let first = marks.first().map_or(0, |mark| mark.0);
    let from = if text.len() > WIDTH && first > 40 {
        first - 30
    } else {
        0
    };
    let to = text.len().min(from + WIDTH);
    let mut parts: Vec<Part> = Vec::new();
    let mut at = from;
    let mut put = |end: usize, hit: bool| {
        if end > at {
            parts.push(Part {
                text: text[at..end].iter().collect(),
                hit,
            });
            at = end;
        }
    };
    for &(start, end) in marks.iter().filter(|mark| mark.0 < to) {
        put(start, false);
        put(end.min(to), true);
    }
    put(to, false);
    if let Some(part) = parts.first_mut().filter(|_| from > 0) {
        part.text.insert(0, '…');
    }
    if let Some(part) = parts.last_mut().filter(|_| to < text.len()) {
        part.text.push('…');
    }
    parts
}
