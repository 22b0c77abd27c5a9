//! A unit made ready to be read: its texts normalised, line by line.

use super::token;
use super::unit::{Field, SearchPage, Unit, is_landing};

/// A unit made ready to be read.
#[derive(Clone, Debug)]
pub struct View {
    /// The chapter's title, normalised.
    pub title: Vec<char>,
    /// The section's title, normalised.
    pub lead: Vec<char>,
    /// Everything, normalised, line by line.
    pub text: Vec<char>,
    /// The lines, the section's title first: field, as written, normalised.
    pub lines: Vec<(Field, String, Vec<char>)>,
    /// Whether it is of a landing page.
    pub landing: bool,
}

impl View {
    /// A unit of the page.
    pub fn new(page: &SearchPage, unit: &Unit) -> Self {
        let plain = |text: &str| token::normalise(text).chars().collect::<Vec<char>>();
        let lead =
            (!unit.title.is_empty()).then(|| (Field::Lead, unit.title.clone(), plain(&unit.title)));
        let rest = unit
            .lines()
            .map(|(field, text)| (field, text.to_owned(), plain(text)));
        let lines: Vec<(Field, String, Vec<char>)> = lead.into_iter().chain(rest).collect();
        let title = plain(&page.title);
        let mut text = title.clone();
        for (_, _, line) in &lines {
            text.push('\n');
            text.extend(line);
        }
        Self {
            title,
            lead: plain(&unit.title),
            text,
            lines,
            landing: is_landing(page),
        }
    }
}
