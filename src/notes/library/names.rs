//! Names of a course's pages and anchors, given out in the order of its chapters: the part of the outline that no chapter
//! knows by itself.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::chapter::Parsed;
use super::plan::Draft;
use crate::notes::outline::ChapterOutline;
use crate::notes::parse::{self, Context};
use crate::notes::sections;
use crate::text::{github_slug, slug};

/// Names given out so far.
pub(super) struct Names {
    pages: HashSet<String>,
    /// GitHub's anchors of each file so far with their counts, and how many headings outside of chapters are among them.
    anchors: HashMap<Arc<str>, (HashMap<String, usize>, usize)>,
    folder: bool,
}

impl Names {
    /// Nothing but the names that the site itself uses.
    pub fn new(folder: bool) -> Self {
        Self { pages: RESERVED.iter().map(|name| (*name).to_owned()).collect(), anchors: HashMap::new(), folder }
    }

    /// The chapter as others see it.
    pub fn place(&mut self, draft: &Draft<'_>, one: &Parsed, part: Option<usize>, base: &str) -> ChapterOutline {
        let Draft { prepared, span, .. } = draft;
        let file = &prepared.file;
        let folder = self.folder;
        let (counts, done) = self.anchors.entry(file.path.clone()).or_default();
        // Headings before the first chapter and those of parts count for GitHub's numbering too.
        let outer = prepared.cut.outer.iter().skip(*done).take_while(|heading| !folder && heading.start < span.start);
        let before: Vec<String> =
            outer.map(|heading| sections::next_anchor(&github_slug(&plain(&heading.text)), counts)).collect();
        *done += before.len();
        let mut aliases: Vec<String> = one.id.clone().into_iter().collect();
        aliases.push(sections::next_anchor(&one.anchor, counts));
        let sections = sections::with_github_anchors(&one.sections, &one.anchors, counts);
        let own = prepared.front.slug.as_deref().filter(|_| folder).map(slug);
        let wish = own.as_deref().unwrap_or(&one.slug);
        let name = unique(if wish.is_empty() { "chapter" } else { wish }, &mut self.pages);
        let first_line = prepared.lines.line(span.start);
        ChapterOutline {
            numbers: one.numbers.clone(),
            title: one.title.clone(),
            url: format!("{base}{name}.html"),
            part,
            file: file.path.clone(),
            offset: span.start,
            line: first_line + one.blank_lines,
            first_line,
            aliases,
            before,
            former: Vec::new(),
            minutes: one.minutes,
            commands: one.commands,
            skipped: one.skipped && sections.is_empty(),
            sections,
        }
    }
}

/// What a heading says, without code ticks, emphasis and links. A letter in front keeps its number from being taken off.
fn plain(source: &str) -> String {
    let title = parse::parse(&format!("# x {source}\n"), &Context::default()).title;
    title.strip_prefix("x ").unwrap_or_default().to_owned()
}

/// Page names that the site itself uses or Windows reserves.
const RESERVED: &[&str] = &[
    "index", "commands", "print", "404", "all", "search", "assets", "tags", "con", "prn", "aux", "nul", "com1", "com2", "com3",
    "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    "image",
];

/// Whether a page may not have a name: the site itself uses it, or Windows does.
pub fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// The name itself, or with the first free number behind it; names that differ only in case are the same to some disks.
pub(super) fn unique(wish: &str, taken: &mut HashSet<String>) -> String {
    let mut name = wish.to_owned();
    let mut count = 1;
    while !taken.insert(name.to_lowercase()) {
        count += 1;
        name = format!("{wish}-{count}");
    }
    name
}
