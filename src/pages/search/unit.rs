//! What search finds: a section with its lines, each line with the field that decides its weight. A
//! [`Site`] in, pages of units out, in the notes' own order. Knows nothing of words.

use std::collections::HashMap;
use std::sync::LazyLock;

use rayon::prelude::*;
use regex::Regex;
use serde_json::Value;

use super::token;
use crate::notes::library::outline::{ChapterOutline, Layout, PlacedChapter, Section};
use crate::notes::links::targets::{Link, Target, words_at};
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::notes::tree::{Block, BlockKind, Inline, InlineKind, Item, Lead, Span};
use crate::notes::visit::linked_text;
use crate::page_kinds::SitePage;
use crate::pages::site::Site;

/// Where a word stands. Weights are by this order, and so are the digits in front of lines in the
/// index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The chapter's title.
    Title,
    /// The title of the section.
    Lead,
    /// A bullet with others beneath it.
    Bullet,
    /// A command or code.
    Command,
    /// Everything else that was written.
    Body,
    /// A file that the notes show.
    File,
    /// A line that says where something else is, not what it is: 다음 과제에서는 필터를
    /// 살펴보겠습니다.
    Pointer,
}

impl Field {
    fn of(digit: u8) -> Self {
        match digit {
            b'0' => Self::Title,
            b'1' => Self::Lead,
            b'2' => Self::Bullet,
            b'3' => Self::Command,
            b'4' => Self::Body,
            b'6' => Self::Pointer,
            _ => Self::File,
        }
    }
}

/// How many fields there are.
pub(crate) const FIELDS: usize = 7;

/// What another chapter tells.
static POINTER: LazyLock<Regex> = LazyLock::new(|| {
    let words = "(?:다음|이전|지난|앞|뒤|저번)(?: ?번)?(?:의|에)? ?(?:도전 ?)?(?:장|강|과제|글|시간\
        |포스트|포스팅|편|챕터|절|주차?|수업|단원|섹션|강의)(?:에서|에선|에는|에|은|의|부터\
        |으로)?는?[ ,].{0,80}(?:겠(?:습니다|다|어요)|예정|것입니다|(?:보|다루)자|[봅룹]시다\
        |다룬다|다룹니다|[웠뤘봤](?:습니다|다|어요))\
        |(?:^|[^a-zA-Z0-9])[Ii]n the (?:next|following|previous|last) (?:chapter|lesson|section\
        |post|article|part|video)|次の(?:章|節|回|記事)では|次回は|[下上]一[章节篇课]";
    Regex::new(words).unwrap_or_else(|error| unreachable!("pointers are a pattern: {error}"))
});

/// A section: what one result leads to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Unit {
    /// The anchor; empty for the top of the page.
    pub anchor: String,
    /// The section's title; empty for the top of the page.
    pub title: String,
    /// Index of the unit around this one in its page.
    pub parent: Option<usize>,
    /// Its lines that hold a word, without the title: each with the digit of its field in front,
    /// joined by line breaks. One string, because a thousand chapters have a hundred thousand
    /// lines.
    pub text: String,
}

impl Unit {
    /// The lines with their fields.
    pub fn lines(&self) -> impl Iterator<Item = (Field, &str)> {
        self.text
            .lines()
            .filter_map(|line| Some((Field::of(line.bytes().next()?), line.get(1..)?)))
    }
}

/// A chapter or landing page.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SearchPage {
    /// Relative to the site's root, decoded.
    pub url: String,
    /// Title without its number.
    pub title: String,
    /// Its units, in reading order.
    pub units: Vec<Unit>,
}

/// Every page of the site that can be found, chapters in parallel.
pub(crate) fn pages(site: &Site) -> Vec<SearchPage> {
    let outline = &site.library.outline;
    let mut out = Vec::new();
    if let Some(home) = &site.library.home {
        let title = site
            .config
            .title
            .clone()
            .unwrap_or_else(|| home.placed.tree.title.clone());
        out.extend(landing(
            SitePage::Home.path(),
            &title,
            &home.placed,
            outline.home.as_ref(),
            &site.home_links.links.table,
        ));
    }
    for (c, course) in outline.courses.iter().enumerate() {
        if let Some(first) = &site.library.courses[c].landing {
            out.extend(landing(
                &course.url,
                &course.title,
                &first.placed,
                course.landing.as_ref(),
                &site.landing_links[c].links.table,
            ));
        }
        let placed = &site.library.courses[c].chapters;
        let links = &site.links[c];
        let front = &site.library.courses[c].front;
        let chapters: Vec<SearchPage> = (0..placed.len())
            .into_par_iter()
            .map(|i| {
                let one = &course.chapters[i];
                let near = [i.checked_sub(1), Some(i + 1)].into_iter().flatten();
                let mut near = near.filter_map(|at| course.chapters.get(at));
                let alone = !near.any(|other| other.file == one.file);
                chapter(one, &placed[i].open(), links[i].table(), &front[i], alone)
            })
            .collect();
        out.extend(chapters);
    }
    out
}

fn landing(
    url: &str,
    title: &str,
    placed: &PlacedChapter,
    outline: Option<&ChapterOutline>,
    links: &[Link],
) -> Option<SearchPage> {
    let sections = outline.map_or(&[][..], |outline| &outline.sections);
    let mut writer = UnitWriter::new(sections, placed, links);
    writer.blocks(&placed.tree.blocks, true);
    let page = SearchPage {
        url: url.to_owned(),
        title: flat(title),
        units: writer.finish(),
    };
    page.units
        .iter()
        .any(|unit| !unit.text.is_empty())
        .then_some(page)
}

/// A chapter as search sees it, with the front matter of its file; `alone` where that holds no
/// other.
pub(crate) fn chapter(
    outline: &ChapterOutline,
    placed: &PlacedChapter,
    links: &[Link],
    front: &FrontMatter,
    alone: bool,
) -> SearchPage {
    let mut writer = UnitWriter::new(&outline.sections, placed, links);
    // `2주차` is asked for as it was written.
    writer.push(Field::Title, &outline.called);
    // And by its number, whatever word stood there.
    for number in &outline.numbers {
        writer.push(Field::Title, &token::of_chapter(number));
    }
    writer.blocks(&placed.tree.blocks, true);
    for note in &placed.tree.footnotes {
        writer.blocks(&note.blocks, false);
    }
    if let Some(name) = file_name(&outline.file, &outline.title).filter(|_| alone) {
        writer.current = 0;
        // Not beside what the notes say of themselves: a name may hold all that is asked.
        writer.push(Field::File, name);
    }
    if alone {
        writer.current = 0;
        writer.push(
            Field::Body,
            front.description.as_deref().unwrap_or_default(),
        );
        let said: Vec<&str> = subjects(front).collect();
        writer.push(Field::File, &said.join("\n"));
    }
    SearchPage {
        url: outline.url.to_string(),
        title: flat(&outline.title),
        units: writer.finish(),
    }
}

/// Keys of front matter that say what a note is about.
const SUBJECTS: [&str; 7] = [
    "topic",
    "topics",
    "subject",
    "category",
    "categories",
    "keywords",
    "summary",
];

/// What front matter says of a note's subject in words, as GitHub shows it above the note: what it
/// is about, and under which names.
fn subjects(front: &FrontMatter) -> impl Iterator<Item = &str> {
    let extra = SUBJECTS.iter().filter_map(|key| front.extra.get(*key));
    let said = extra.flat_map(|value| match value {
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect::<Vec<&str>>(),
    });
    let tags = front.tags.iter().map(String::as_str);
    tags.chain(said)
}

/// What the file of a chapter is called, without what only counts it, where its title does not say
/// that: readers of the repository know notes by it.
fn file_name<'a>(file: &'a str, title: &str) -> Option<&'a str> {
    let name = file.rsplit('/').next()?.rsplit_once('.')?.0;
    let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || " -_.".contains(c));
    let said = |text: &str| -> String {
        let letters = token::normalise(text).chars().collect::<Vec<char>>();
        letters
            .into_iter()
            .filter(|c| c.is_alphanumeric())
            .collect()
    };
    let (name_said, title_said) = (said(name), said(title));
    let says_nothing = matches!(&*name_said, "" | "readme" | "index");
    (!says_nothing && !title_said.contains(&*name_said)).then_some(name)
}

/// A title as one line without tabs.
pub(super) fn flat(title: &str) -> String {
    title.replace(char::is_control, " ")
}

struct UnitWriter<'a> {
    sections: &'a [Section],
    layout: Layout,
    links: &'a [Link],
    units: Vec<Unit>,
    /// The number of each section, by its bytes.
    section_at: HashMap<Span, usize>,
    /// The unit of each section that has one.
    unit_of: HashMap<usize, usize>,
    current: usize,
}

impl<'a> UnitWriter<'a> {
    fn new(sections: &'a [Section], placed: &'a PlacedChapter, links: &'a [Link]) -> Self {
        Self {
            sections,
            layout: placed.layout,
            links,
            units: vec![Unit::default()],
            section_at: placed
                .places
                .iter()
                .enumerate()
                .map(|(i, place)| (place.span, i))
                .collect(),
            unit_of: HashMap::new(),
            current: 0,
        }
    }

    /// The units, the top of the page first: whoever asks for the chapter by its name is led there,
    /// though nothing else may stand there.
    fn finish(self) -> Vec<Unit> {
        self.units
    }

    fn push(&mut self, field: Field, text: &str) {
        let out = &mut self.units[self.current].text;
        for line in text
            .split('\n')
            .map(str::trim)
            .filter(|line| token::has_word(line))
        {
            if !out.is_empty() {
                out.push('\n');
            }
            let points = field == Field::Body && POINTER.is_match(line);
            let field = if points { Field::Pointer } else { field };
            out.push(char::from(b'0' + field as u8));
            // Tags that are no words leave blanks behind; in code each is meant.
            let is_code = matches!(field, Field::Command | Field::File);
            if is_code || !line.contains("  ") {
                out.push_str(line);
                continue;
            }
            for (i, word) in line.split(' ').filter(|word| !word.is_empty()).enumerate() {
                if i > 0 {
                    out.push(' ');
                }
                out.push_str(word);
            }
        }
    }

    /// Begins the unit of the section with this span, where there is one.
    fn begin(&mut self, span: Span) -> bool {
        let Some(&index) = self.section_at.get(&span) else {
            return false;
        };
        let section = &self.sections[index];
        let parent = section
            .parent
            .and_then(|parent| self.unit_of.get(&parent).copied());
        self.unit_of.insert(index, self.units.len());
        self.current = self.units.len();
        self.units.push(Unit {
            anchor: section.id.to_string(),
            title: flat(&section.title),
            parent,
            text: String::new(),
        });
        true
    }

    fn blocks(&mut self, blocks: &[Block], outermost: bool) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { inlines, .. } => {
                    if !(outermost && self.begin(block.span)) {
                        self.prose(Field::Bullet, inlines);
                    }
                }
                BlockKind::Paragraph(inlines) | BlockKind::Html(inlines) => {
                    self.prose(Field::Body, inlines);
                }
                BlockKind::List(list) => {
                    for item in &list.items {
                        self.item(item, outermost && self.layout == Layout::Bullets);
                    }
                }
                BlockKind::Code(code) => {
                    if let Some(caption) = &code.caption {
                        self.push(Field::Bullet, caption);
                    }
                    self.push(Field::Command, &code.text);
                }
                BlockKind::Quote(inner) => self.blocks(inner, false),
                BlockKind::Alert { title, blocks, .. } => {
                    self.prose(Field::Bullet, title);
                    self.blocks(blocks, false);
                }
                BlockKind::Table { head, rows, .. } => {
                    for row in [head].into_iter().chain(rows) {
                        let cells: Vec<String> = row.iter().map(|cell| self.words(cell)).collect();
                        self.push(Field::Body, &cells.join(" · "));
                    }
                }
                BlockKind::Rule => {}
            }
            if outermost && self.layout == Layout::Bullets {
                self.current = 0;
            }
        }
    }

    fn item(&mut self, item: &Item, outermost: bool) {
        let is_unit = outermost && self.begin(item.span);
        if !is_unit {
            if outermost {
                self.current = 0;
            }
            match &item.lead {
                Lead::Command { command, .. } => {
                    self.push(Field::Command, &item.lead.text());
                    self.shown(command.span);
                }
                Lead::Prose(inlines) => {
                    let field = if item.children.is_empty() {
                        Field::Body
                    } else {
                        Field::Bullet
                    };
                    self.prose(field, inlines);
                }
            }
        }
        self.blocks(&item.children, false);
    }

    /// What inlines say, with the words of links that have none of their own.
    fn words(&self, inlines: &[Inline]) -> String {
        linked_text(inlines, &|span| words_at(self.links, span))
    }

    fn prose(&mut self, field: Field, inlines: &[Inline]) {
        let field = if are_commands(inlines) {
            Field::Command
        } else {
            field
        };
        self.push(field, &self.words(inlines));
        for inline in inlines {
            if let InlineKind::Image(image) = &inline.kind {
                self.push(Field::Body, &image.title);
            }
        }
        let (Some(first), Some(last)) = (inlines.first(), inlines.last()) else {
            return;
        };
        self.shown(Span::new(first.span.start, last.span.end));
    }

    /// The text of the file that a command or link in this span shows.
    fn shown(&mut self, span: Span) {
        let from = self
            .links
            .partition_point(|link| link.span.start < span.start);
        for link in self.links[from..]
            .iter()
            .take_while(|link| link.span.start < span.end)
        {
            if let Target::Shown { text, .. } = &link.target {
                self.push(Field::File, text);
            }
        }
    }
}

/// Whether a paragraph is commands and nothing else.
fn are_commands(inlines: &[Inline]) -> bool {
    let is_typed = |inline: &Inline| match &inline.kind {
        InlineKind::Command(_) | InlineKind::SoftBreak | InlineKind::HardBreak => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    !inlines.is_empty() && inlines.iter().all(is_typed)
}

/// Whether the page is the first of the site, whose title says less than that of a chapter. A
/// course's says what its chapters are about: where each file is a course it is the file's.
pub(crate) fn is_landing(page: &SearchPage) -> bool {
    page.url == SitePage::Home.path()
}
