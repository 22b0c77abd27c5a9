//! Results as a reader sees them: the line that answers best, with what was hit marked in it. Units
//! in, plain text out. The same rules as `4-results.js`.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;

use super::index::Index;
use super::letters::{Pattern, find, find_word, is_ending, pattern};
use super::query::{QueryAnswer, understand};
use super::unit::{Field, SearchPage};
use super::view::View;
use crate::text::is_syllable;

/// How many sections are looked at for a line of a note that begins with a heading.
const SECTIONS_BELOW: usize = 3;
/// Characters of a snippet.
const WIDTH: usize = 120;
/// Characters of a name, at most.
const NAME: usize = 24;

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
            let view = index.view(id)?;
            let mut result = result(page, unit, &view, score, &answer, &shapes);
            let is_top = unit == 0;
            // A command beside the sections of a page is no line of what the page is called.
            let silent = |at: usize| {
                let line = &view.lines[at];
                let is_beside =
                    is_top && line.0 == Field::Command && marks(&line.2, &shapes).is_empty();
                is_beside || is_silent(line, &shapes)
            };
            let is_silent = best_line(&view, &answer, &shapes).is_none_or(silent);
            let below = || below(index, id, page.units.len() - unit, &shapes);
            if let Some(said) = is_silent.then(below).filter(|said| !said.is_empty()) {
                result.snippet = said;
            }
            Some(result)
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
    let snippet = best_line(view, answer, shapes).map(|at| {
        let (_, text, plain) = &view.lines[at];
        snippet(text, plain, &marks(plain, shapes))
    });
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
        snippet: snippet.unwrap_or_default(),
        score,
    }
}

/// Sections above the text of a note that say nothing of it.
static ABOVE: LazyLock<Regex> = LazyLock::new(|| {
    let words =
        "작성자|글쓴이|저자|목차|차례|contents|table of contents|toc|author|index|目次|目录";
    Regex::new(&format!("^(?:{words})$"))
        .unwrap_or_else(|error| unreachable!("what stands above is a pattern: {error}"))
});

/// What the first section says of the `count` from this one on, in the same file: a note that
/// begins with a heading has no line of its own.
fn below(index: &Index, id: u32, count: usize, shapes: &[&Pattern]) -> Vec<Part> {
    let ids = (id + 1..).take(count.min(SECTIONS_BELOW + 1) - 1);
    let near = ids.take_while(|next| index.whole || index.block_of(*next) == index.block_of(id));
    for unit in near.filter_map(|next| index.view(next)) {
        let is_said = |(field, _, plain): &&(Field, String, Vec<char>)| {
            matches!(field, Field::Bullet | Field::Body) && !is_quiet(plain)
        };
        let above = ABOVE.is_match(&unit.lead.iter().collect::<String>());
        if let Some((_, text, plain)) = unit.lines.iter().find(is_said).filter(|_| !above) {
            return snippet(text, plain, &marks(plain, shapes));
        }
    }
    Vec::new()
}

/// Addresses, and what every program says of itself, are shown where there is nothing else.
fn is_quiet(plain: &[char]) -> bool {
    let text: String = plain.iter().collect();
    let address = text.starts_with("http://") || text.starts_with("https://");
    address && !text.contains(' ') || text.contains("--help")
}

/// What a line says besides what was hit; nothing where nothing was.
fn besides(plain: &[char], shapes: &[&Pattern]) -> Option<String> {
    let marks = marks(plain, shapes);
    let unmarked = |(i, c): (usize, &char)| {
        let marked = marks.iter().any(|mark| (mark.0..mark.1).contains(&i));
        (c.is_alphanumeric() && !marked).then_some(*c)
    };
    (!marks.is_empty()).then(|| plain.iter().enumerate().filter_map(unmarked).collect())
}

/// Whether a line only says again what was hit.
fn repeats(plain: &[char], shapes: &[&Pattern]) -> bool {
    besides(plain, shapes).is_some_and(|rest| rest.is_empty() || is_ending(&rest))
}

/// What a chapter is numbered, and what its file is called, tells nobody what it says.
fn is_silent((field, _, plain): &(Field, String, Vec<char>), shapes: &[&Pattern]) -> bool {
    match field {
        Field::Title => true,
        Field::File => {
            let is_of_name = |c: &char| c.is_alphanumeric() || "-_.".contains(*c);
            let is_name = plain.iter().all(is_of_name);
            is_name || marks(plain, shapes).is_empty() || repeats(plain, shapes)
        }
        _ => false,
    }
}

/// The next item of a list, as 순환 대기 behind 비선점, which says nothing of the one before.
fn is_next((field, _, plain): &(Field, String, Vec<char>)) -> bool {
    let is_of_name = |c: &char| c.is_alphanumeric() || " ·,()/-".contains(*c);
    let last = plain.iter().rev().find(|c| is_syllable(**c));
    let speaks = last.is_some_and(|c| "다요죠음함임됨".contains(*c));
    *field == Field::Body && plain.len() <= NAME && plain.iter().all(is_of_name) && !speaks
}

/// How many bars a row of a table has; none where the line is no row.
fn bars(line: Option<&(Field, String, Vec<char>)>) -> usize {
    let Some((Field::Body, _, plain)) = line else {
        return 0;
    };
    plain
        .split(|c| *c == ' ')
        .filter(|one| *one == ['·'])
        .count()
}

/// The line that answers best; below the head of a table its best row, and where it only says the
/// query again what follows.
fn best_line(view: &View, answer: &QueryAnswer, shapes: &[&Pattern]) -> Option<usize> {
    let lines = &view.lines;
    let values: Vec<f64> = lines
        .iter()
        .map(|line| value(line, answer, shapes))
        .collect();
    let most = |from: usize, to: usize| {
        (from..to).reduce(|best, i| if values[i] > values[best] { i } else { best })
    };
    let at = most(0, lines.len())?;
    let (field, _, plain) = &lines[at];
    let Some((_, _, next)) = lines.get(at + 1).filter(|_| *field != Field::Lead) else {
        return Some(at);
    };
    let wide = bars(Some(&lines[at]));
    let before = at.checked_sub(1).and_then(|before| lines.get(before));
    if wide > 0 && bars(lines.get(at + 1)) == wide && bars(before) != wide {
        let end = (at + 1..lines.len()).find(|&i| bars(lines.get(i)) != wide);
        return most(at + 1, end.unwrap_or(lines.len()));
    }
    if !matches!(field, Field::Bullet | Field::Body) {
        return Some(at);
    }
    // A sentence says something by itself: `조인이 느리다` is no heading of what follows.
    let last = plain.iter().rev().find(|c| is_syllable(**c));
    let says = matches!(last, Some('다' | '요' | '죠'));
    let goes_on = *field != Field::Body || !is_next(&lines[at + 1]);
    let leads = !says && !is_quiet(next) && goes_on && repeats(plain, shapes);
    Some(if leads { at + 1 } else { at })
}

/// How well a line answers.
fn value(line: &(Field, String, Vec<char>), answer: &QueryAnswer, shapes: &[&Pattern]) -> f64 {
    let (field, _, plain) = line;
    // The title stands above the snippet already.
    let in_form = answer.forms.iter().map(|(form, _)| {
        let at = if answer.found.len() > 1 {
            find(plain, form, 0)
        } else {
            find_word(plain, form, 0)
        };
        if at.is_some() { form.len() } else { 0 }
    });
    let mut value = if *field == Field::Lead {
        -99.0
    } else {
        in_form.max().unwrap_or(0) as f64
            - if is_quiet(plain) || *field == Field::Pointer {
                50.0
            } else if is_silent(line, shapes) {
                80.0
            } else {
                0.0
            }
    };
    for (word, worth) in answer.found.iter().zip(&answer.worth) {
        let places = word.shapes.iter();
        let mut places = places
            .filter_map(|shape| find_word(plain, shape, 0))
            .peekable();
        if places.peek().is_some() {
            let is_defined = places.any(|(start, end)| start == 0 && defines(&plain[end..]));
            value += worth + if is_defined { 0.5 } else { 0.0 };
        }
    }
    value
}

/// Whether what was hit is defined by what stands behind it: `힙: 동적으로 얻는 곳`.
fn defines(behind: &[char]) -> bool {
    let blank = |rest: &[char]| usize::from(rest.first() == Some(&' '));
    let mut rest = &behind[blank(behind)..];
    if rest.first() == Some(&'(')
        && let Some(end) = rest.iter().position(|c| *c == ')')
    {
        rest = &rest[end + 1..];
        rest = &rest[blank(rest)..];
    }
    let Some((':', said)) = rest.split_first().map(|(first, said)| (*first, said)) else {
        return false;
    };
    said.len() > blank(said)
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
        while let Some((start, end)) = find_word(line, shape, from) {
            // プリンター is marked to its end.
            let long = line[end..].iter().take_while(|c| **c == 'ー').count();
            let end = end + long;
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
