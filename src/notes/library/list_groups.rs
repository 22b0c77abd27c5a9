//! Under what the links of a list stand: headings, bold lines, items without a link, the first
//! words of an item, the first column of a table. Lines of a README in; the groups of each of its
//! links out, outermost first. Whether they are parts of a course is decided elsewhere.

use std::collections::HashSet;

use crate::notes::library::file_names::name_of;
use crate::notes::library::list_names::heading_name;
use crate::notes::library::listed::Listed;
use crate::notes::sources::is_note;

/// So deep do items hold others that are groups.
const DEEPEST: usize = 8;

/// What stands around the line that is read.
#[derive(Default)]
pub(super) struct GroupsAbove {
    /// The headings above, each with its level.
    headings: Vec<(u8, String)>,
    /// The bold line above, as `**기초**`.
    bold: Option<String>,
    /// The items above, each with its column and what it is called.
    items: Vec<(usize, Option<String>)>,
    /// Whether the last of these has a link and is the line that is read.
    is_at_link: bool,
    /// The first cell of a row that says something.
    cell: Option<String>,
    /// The row above that says one thing and leads nowhere.
    row: Option<String>,
    /// Whether a rule below items ended what a heading began.
    is_ended: bool,
    /// How many headings of the first level were met.
    tops: usize,
    /// Lines of text and items of a list, of each stretch under one heading.
    stretches: Vec<SectionLines>,
}

#[derive(Clone, Copy, Default)]
struct SectionLines {
    texts: usize,
    items: usize,
}

/// The groups of a link, and the stretch in which it stands.
#[derive(Clone)]
pub(super) struct GroupsOfLine {
    names: Vec<String>,
    /// What an item with a link is called, which others may stand beneath.
    own: Option<String>,
    stretch: usize,
    /// Whether the first name is that of the one title above all.
    has_title: bool,
}

impl GroupsAbove {
    /// A heading of that level.
    pub(super) fn heading(&mut self, level: u8, words: &str) {
        self.headings.retain(|(above, _)| *above < level);
        // One that leads somewhere itself is called as that is.
        let name = heading_name(words).filter(|_| !words.contains("]("));
        self.headings.push((level, name.unwrap_or_default()));
        self.tops += usize::from(level == 1);
        self.bold = None;
        self.items.clear();
        self.is_at_link = false;
        self.cell = None;
        self.row = None;
        self.is_ended = false;
        self.stretches.push(SectionLines::default());
    }

    /// A line of code.
    pub(super) fn code(&mut self) {
        if let Some(stretch) = self.stretches.last_mut() {
            stretch.texts += 1;
        }
    }

    /// What stands around a heading.
    pub(super) fn here(&self) -> GroupsOfLine {
        self.around(None)
    }

    /// A line that is no heading, whose first link stands at `first`, with what that is called
    /// where it is the only one: what the line stands under, where it is an item or a row.
    pub(super) fn line(
        &mut self,
        line: &str,
        first: Option<(usize, Option<&str>)>,
        (is_item, is_row): (bool, bool),
    ) -> GroupsOfLine {
        let words = line.trim();
        self.is_at_link = false;
        if self.stretches.is_empty() {
            self.stretches.push(SectionLines::default());
        }
        let stretch = self.stretches.len() - 1;
        let mut inner = None;
        if words.is_empty() || words.starts_with('|') && !is_row {
            // The head of a table is no group, and its end is the end of one. Where it stands in no
            // item, the list above has ended.
            self.cell = None;
            self.row = None;
            if line.starts_with('|') {
                self.items.clear();
            }
        } else if let Some(bold) = bold_line(words) {
            self.bold = Some(bold);
            self.items.clear();
            self.is_ended = false;
        } else if is_row && !is_rule(words) && words.contains('|') {
            self.stretches[stretch].items += 1;
            inner = self.row(words);
        } else if is_item && !is_rule(words) {
            self.stretches[stretch].items += 1;
            inner = self.item(line, first);
        } else if let Some((_, rest)) = words.split_once("<summary>") {
            self.bold = heading_name(rest);
            self.items.clear();
        } else if words.contains("</details>") {
            self.bold = None;
        } else if is_rule(words) {
            self.is_ended |= self.stretches[stretch].items > 0;
        } else if !is_furniture(words) {
            self.stretches[stretch].texts += 1;
        }
        self.around(inner.as_ref())
    }

    fn around(&self, inner: Option<&String>) -> GroupsOfLine {
        let headings = self.headings.iter().map(|(_, name)| name);
        let around = self.items.len() - usize::from(self.is_at_link);
        let (items, own) = self.items.split_at(around);
        let items = items.iter().filter_map(|(_, name)| name.as_ref());
        let names = headings.chain(&self.bold).chain(items);
        let names = names.chain(&self.row).chain(inner);
        GroupsOfLine {
            names: names.filter(|_| !self.is_ended).cloned().collect(),
            own: own.first().and_then(|(_, name)| name.clone()),
            stretch: self.stretches.len().saturating_sub(1),
            has_title: self.headings.first().is_some_and(|(level, _)| *level == 1),
        }
    }

    /// An item: those that hold it stay open. Its first words, as in `- 기초: [A](a.md), [B](b.md)`
    /// are a group of their own.
    fn item(&mut self, line: &str, first: Option<(usize, Option<&str>)>) -> Option<String> {
        let column = line.len() - line.trim_start().len();
        while self.items.last().is_some_and(|(above, _)| *above >= column) {
            self.items.pop();
        }
        let words = line.trim_start().trim_start_matches(['-', '*', '+']);
        let digits = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_counted = digits.len() < words.len() && digits.starts_with(['.', ')']);
        let words = if is_counted { &digits[1..] } else { words };
        let ticked = ["[ ] ", "[x] ", "[X] "];
        let words = words.trim_start();
        let ticked = ticked.iter().find_map(|tick| words.strip_prefix(tick));
        let words = ticked.unwrap_or(words);
        self.items.truncate(DEEPEST);
        let Some((first, called)) = first else {
            let words = words.split(['<', '(']).next().unwrap_or_default();
            self.items.push((column, named(words)));
            return None;
        };
        self.items.push((column, called.and_then(named)));
        self.is_at_link = true;
        let before = first.checked_sub(line.len() - words.len())?;
        let (before, _) = words.get(..before)?.rsplit_once('[')?;
        let lead = before
            .trim_end()
            .strip_suffix([':', '：', '-', '–', '—', '|']);
        lead.and_then(named)
    }

    /// The first cell of a row, where it has no link; an empty one goes on from above. A row that
    /// says nothing else is a group of those below it.
    fn row(&mut self, row: &str) -> Option<String> {
        let mut cells = row.trim_matches('|').split('|').map(str::trim);
        let cell = cells.next()?;
        if !cell.is_empty() {
            self.cell = if cell.contains("](") {
                None
            } else {
                named(cell)
            };
        }
        if self.cell.is_some() && !cell.is_empty() && cells.all(str::is_empty) {
            self.row = self.cell.take();
            return None;
        }
        self.cell.clone()
    }

    /// The links with the groups around them: none where a link stands in two, or among texts. One
    /// with other notes beneath it is the first of their group, as mdBook and docsify show it.
    pub(super) fn of(&self, listed: Vec<Listed>, mut groups: Vec<GroupsOfLine>) -> Vec<Listed> {
        let is_page = |one: &Listed| is_note(&one.path) || !name_of(&one.path).contains('.');
        let mut beneath: HashSet<Vec<String>> = HashSet::new();
        for (one, groups) in listed.iter().zip(&groups).filter(|(one, _)| is_page(one)) {
            if one.is_item {
                let names = &groups.names;
                beneath.extend((1..=names.len()).map(|end| names[..end].to_vec()));
            }
        }
        for groups in &mut groups {
            if let Some(own) = groups.own.take() {
                groups.names.push(own);
                if !beneath.contains(&groups.names) {
                    groups.names.pop();
                }
            }
        }
        let each = listed.into_iter().zip(groups);
        each.map(|(one, groups)| {
            let stretch = self.stretches[groups.stretch];
            let is_text = stretch.texts > stretch.items.max(2);
            let skip = usize::from(groups.has_title && self.tops == 1);
            let names = groups.names.into_iter().skip(skip);
            let groups = if is_text || !one.is_item {
                Vec::new()
            } else {
                names.filter(|name| !name.is_empty()).collect()
            };
            Listed { groups, ..one }
        })
        .collect()
    }
}

impl GroupsOfLine {
    /// Whether both stand under the same.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

/// What stands for a group, without the marks around it.
fn named(words: &str) -> Option<String> {
    let words = words.trim().trim_end_matches([':', '：', '-', '–', '—']);
    heading_name(words.trim())
}

/// A line that is bold as a whole and stands for a heading.
pub(super) fn bold_line(words: &str) -> Option<String> {
    let inner = ["**", "__"].iter().find_map(|mark| {
        let inner = words.strip_prefix(mark)?;
        inner
            .strip_suffix(mark)
            .or_else(|| inner.strip_suffix(':')?.strip_suffix(mark))
    })?;
    if inner.contains("**") || inner.contains("](") {
        return None;
    }
    named(inner)
}

/// Whether a line says nothing: a rule, a tag, a picture, a mark that underlines.
fn is_furniture(words: &str) -> bool {
    words.starts_with(['<', '!']) || words.starts_with("[![") || words.chars().all(|c| c == '=')
}

/// Whether a line is a rule.
pub(super) fn is_rule(words: &str) -> bool {
    let mark = words.chars().next().filter(|c| "-*_".contains(*c));
    words.len() > 2 && mark.is_some_and(|mark| words.chars().all(|c| c == mark || c == ' '))
}
