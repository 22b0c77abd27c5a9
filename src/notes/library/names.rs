//! Names of a course's pages and anchors, given out in the order of its chapters: the part of the
//! outline that no chapter knows by itself.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::chapter::{Key, Parsed};
use super::plan::{Draft, Prepared};
use crate::config::OutlineMode;
use crate::notes::library::outline::{ChapterEntry, ChapterOutline, CourseOutline};
use crate::notes::library::sections;
use crate::notes::reading::cut::Heading;
use crate::notes::reading::parse;
use crate::notes::reading::parse::Context;
use crate::notes::tree::Span;
use crate::page_kinds::reserved;
use crate::text::{Shared, github_slug, slug};

/// A course as the last build named it. Names depend on each other only through what the chapters
/// wish to be called: while the wishes are the same, so are the names.
#[derive(Debug)]
pub(super) struct Placement {
    /// Everything but the text that decides a tree.
    pub flavour: Key,
    pub folder: bool,
    pub mode: OutlineMode,
    chapters: Vec<Placed>,
    base: String,
    parts: Vec<String>,
    outer: Vec<String>,
    /// The text of the file, where that is the course, and whether it had footnotes.
    text: Option<Arc<str>>,
    footnotes: bool,
}

/// A chapter as the last build named it.
#[derive(Debug)]
struct Placed {
    parsed: Arc<Parsed>,
    /// Its bytes in its file.
    span: Span,
    entry: Arc<ChapterEntry>,
    /// What the definitions of its file add to its meaning.
    definitions: Key,
    /// The file, where that is a chapter as a whole.
    prepared: Option<Arc<Prepared>>,
    /// GitHub's anchors of its headings as they were counted.
    counted: Arc<[String]>,
}

impl Placed {
    /// Whether the draft's chapter wishes for the same names.
    fn wishes_the_same(&self, draft: &Draft<'_>, parsed: &Arc<Parsed>, folder: bool) -> bool {
        let slug = || {
            let before = self.prepared.as_ref().map_or_else(
                || self.parsed.slug.clone(),
                |prepared| wish(prepared, &self.parsed, folder),
            );
            before == wish(draft.prepared, parsed, folder)
        };
        let before = &self.parsed;
        let anchors = || {
            (&before.anchor, &before.id, &before.anchors)
                == (&parsed.anchor, &parsed.id, &parsed.anchors)
        };
        self.entry.file == draft.prepared.file.path
            && (Arc::ptr_eq(before, parsed) || slug() && anchors())
    }
}

impl Placement {
    /// What the file that is the course shares with the one before it; a folder's files are
    /// remembered whole.
    pub fn shared(&self, drafts: &[Draft<'_>]) -> Option<Shared> {
        let (text, draft) = self.text.as_ref().zip(drafts.first())?;
        // A footnote's text may stand anywhere in the file.
        let apart = !self.footnotes && draft.prepared.cut.footnotes.is_empty();
        apart.then(|| draft.prepared.file.shared(text))
    }

    /// The chapter that stood in the draft's place, where the draft is that very chapter: the same
    /// file, or a stretch of what is shared with the file before.
    pub fn same(
        &self,
        i: usize,
        draft: &Draft<'_>,
        shared: Option<Shared>,
    ) -> Option<&Arc<Parsed>> {
        let known = self.chapters.get(i)?;
        let (note, span) = (draft.prepared, draft.span);
        let same = match (&known.prepared, &self.text, shared) {
            (Some(prepared), ..) => Arc::ptr_eq(prepared, note),
            (None, Some(text), Some(shared)) => {
                let (old, new) = (text.len(), note.file.text.len());
                let above = span.end <= shared.start && span == known.span;
                let below = span.start >= new - shared.end
                    && (span.start + old, span.end + old)
                        == (known.span.start + new, known.span.end + new);
                known.definitions == note.definitions && (above || below)
            }
            _ => false,
        };
        same.then_some(&known.parsed)
    }

    /// What to remember of a course.
    pub fn new(
        drafts: &[Draft<'_>],
        parsed: Vec<Arc<Parsed>>,
        (flavour, folder, mode): (Key, bool, OutlineMode),
        outline: &CourseOutline,
        counted: Vec<Arc<[String]>>,
    ) -> Self {
        let chapters = drafts
            .iter()
            .zip(parsed)
            .zip(&outline.chapters)
            .zip(counted);
        let chapters = chapters.map(|(((draft, parsed), placed), counted)| Placed {
            parsed,
            span: draft.span,
            entry: placed.entry.clone(),
            definitions: draft.prepared.definitions,
            prepared: folder.then(|| draft.prepared.clone()),
            counted,
        });
        Self {
            flavour,
            folder,
            mode,
            chapters: chapters.collect(),
            base: outline.base.clone(),
            parts: outline.parts.clone(),
            outer: outer(drafts, folder)
                .map(|heading| heading.text.clone())
                .collect(),
            text: drafts
                .first()
                .filter(|_| !folder)
                .map(|draft| draft.prepared.file.text.clone()),
            footnotes: drafts
                .iter()
                .any(|draft| !draft.prepared.cut.footnotes.is_empty()),
        }
    }
}

/// Headings that stand outside of the chapters and count for GitHub's numbering too.
fn outer<'a>(drafts: &'a [Draft<'_>], folder: bool) -> impl Iterator<Item = &'a Heading> {
    drafts
        .first()
        .filter(|_| !folder)
        .into_iter()
        .flat_map(|draft| &draft.prepared.cut.outer)
}

/// Gives every chapter of a course its names and adds it to the outline; answers the anchors as
/// they were counted.
pub(super) fn place(
    drafts: &[Draft<'_>],
    parsed: &[Arc<Parsed>],
    known: Option<&Placement>,
    folder: bool,
    outline: &mut CourseOutline,
) -> Vec<Arc<[String]>> {
    let parts: Vec<Option<usize>> = drafts
        .iter()
        .map(|draft| draft.part.map(|part| index_of(part, &mut outline.parts)))
        .collect();
    let above = above(drafts, folder);
    let same = known.filter(|known| {
        (&known.base, &known.parts) == (&outline.base, &outline.parts)
            && known.chapters.len() == drafts.len()
            && known
                .outer
                .iter()
                .eq(outer(drafts, folder).map(|heading| &heading.text))
            && known
                .chapters
                .iter()
                .zip(drafts.iter().zip(parsed))
                .zip(parts.iter().zip(&above))
                .all(|((before, (draft, chapter)), (part, above))| {
                    before.entry.part == *part
                        && before.entry.before.len() == above.len()
                        && before.wishes_the_same(draft, chapter, folder)
                })
    });
    let mut names = Names::new(folder);
    let mut counts = Vec::with_capacity(drafts.len());
    for (i, (draft, chapter)) in drafts.iter().zip(parsed).enumerate() {
        let (entry, counted) = match same.map(|known| &known.chapters[i]) {
            Some(before) if Arc::ptr_eq(&before.parsed, chapter) => {
                (before.entry.clone(), before.counted.clone())
            }
            Some(before) => {
                let entry = &before.entry;
                let names = (
                    entry.url.clone(),
                    entry.aliases.clone(),
                    entry.before.clone(),
                );
                (
                    entry_of(draft, chapter, parts[i], names, &before.counted),
                    before.counted.clone(),
                )
            }
            None => names.give(
                draft,
                chapter,
                parts[i],
                &outer_at(drafts, folder, above[i].clone()),
                &outline.base,
            ),
        };
        let first_line = draft
            .prepared
            .lines
            .line(&draft.prepared.file.text, draft.span.start);
        let line = first_line + chapter.blank_lines;
        outline.chapters.push(ChapterOutline {
            entry,
            offset: draft.span.start,
            line,
            first_line,
        });
        counts.push(counted);
    }
    counts
}

fn index_of(part: &str, parts: &mut Vec<String>) -> usize {
    parts
        .iter()
        .rposition(|known| known == part)
        .unwrap_or_else(|| {
            parts.push(part.to_owned());
            parts.len() - 1
        })
}

/// Which of the outer headings stand between the chapter before and each chapter.
fn above(drafts: &[Draft<'_>], folder: bool) -> Vec<Range<usize>> {
    let mut done = 0;
    let all: Vec<usize> = outer(drafts, folder).map(|heading| heading.start).collect();
    let above = drafts.iter().map(|draft| {
        let from = done;
        done += all[done..]
            .iter()
            .take_while(|start| **start < draft.span.start)
            .count();
        from..done
    });
    above.collect()
}

fn outer_at<'a>(drafts: &'a [Draft<'_>], folder: bool, range: Range<usize>) -> Vec<&'a Heading> {
    if range.is_empty() {
        Vec::new()
    } else {
        outer(drafts, folder)
            .skip(range.start)
            .take(range.len())
            .collect()
    }
}

/// What a chapter's page would be called if nobody else were.
fn wish(prepared: &Prepared, parsed: &Parsed, folder: bool) -> String {
    let own = prepared.front.slug.as_deref().filter(|_| folder).map(slug);
    own.unwrap_or_else(|| parsed.slug.clone())
}

/// The entry of a chapter under names that were given: its url, its aliases and the anchors of
/// headings before it.
fn entry_of(
    draft: &Draft<'_>,
    parsed: &Parsed,
    part: Option<usize>,
    (url, aliases, before): (String, Vec<String>, Vec<String>),
    counted: &[String],
) -> Arc<ChapterEntry> {
    let sections = sections::with_github_anchors(&parsed.sections, counted);
    Arc::new(ChapterEntry {
        numbers: parsed.numbers.clone(),
        title: parsed.title.clone(),
        url,
        part,
        file: draft.prepared.file.path.clone(),
        aliases,
        before,
        former: Vec::new(),
        minutes: parsed.minutes,
        commands: parsed.commands,
        skipped: parsed.skipped && sections.is_empty(),
        sections,
    })
}

/// Names given out so far.
struct Names {
    pages: HashSet<String>,
    /// GitHub's anchors of each file so far with their counts.
    anchors: HashMap<Arc<str>, HashMap<String, usize>>,
    folder: bool,
}

impl Names {
    /// Nothing but the names that the site itself uses.
    fn new(folder: bool) -> Self {
        Self {
            pages: reserved().map(str::to_owned).collect(),
            anchors: HashMap::new(),
            folder,
        }
    }

    /// Names the next chapter, which stands behind the headings `above`.
    fn give(
        &mut self,
        draft: &Draft<'_>,
        parsed: &Parsed,
        part: Option<usize>,
        above: &[&Heading],
        base: &str,
    ) -> (Arc<ChapterEntry>, Arc<[String]>) {
        let counts = self
            .anchors
            .entry(draft.prepared.file.path.clone())
            .or_default();
        let before = above
            .iter()
            .map(|heading| sections::next_anchor(&github_slug(&plain(&heading.text)), counts))
            .collect();
        let mut aliases: Vec<String> = parsed.id.clone().into_iter().collect();
        aliases.push(sections::next_anchor(&parsed.anchor, counts));
        let counted: Arc<[String]> = parsed
            .anchors
            .iter()
            .map(|anchor| sections::next_anchor(anchor, counts))
            .collect();
        let wish = wish(draft.prepared, parsed, self.folder);
        let name = unique(
            if wish.is_empty() { "chapter" } else { &wish },
            &mut self.pages,
        );
        let names = (format!("{base}{name}.html"), aliases, before);
        (entry_of(draft, parsed, part, names, &counted), counted)
    }
}

/// What a heading says, without code ticks, emphasis and links. A letter in front keeps its number
/// from being taken off.
fn plain(source: &str) -> String {
    let title = parse::parse(&format!("# x {source}\n"), &Context::default()).title;
    title.strip_prefix("x ").unwrap_or_default().to_owned()
}

/// The name itself, or with the first free number behind it; names that differ only in case are the
/// same to some disks.
pub(super) fn unique(wish: &str, taken: &mut HashSet<String>) -> String {
    let mut name = wish.to_owned();
    let mut count = 1;
    while !taken.insert(name.to_lowercase()) {
        count += 1;
        name = format!("{wish}-{count}");
    }
    name
}
