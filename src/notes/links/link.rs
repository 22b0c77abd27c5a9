//! Where words lead: a table beside the tree. Backlinks are the same table read the other way.
//! In: a chapter, the names and the files under ROOT. Out: its links in reading order and what is
//! wrong with them. Never looks into another chapter's tree.

use std::collections::HashSet;
use std::sync::Arc;

use crate::address::NotePath;
use crate::config::Terms;
use crate::diagnostic::{Checked, Diagnostic};
use crate::fingerprint::Hashed;
use crate::notes::library::files;
use crate::notes::library::files::FileTable;
use crate::notes::library::outline::{ChapterNames, Names, Place, PlacedChapter};
use crate::notes::library::site_urls::SiteUrls;
use crate::notes::links::lookup::Lookup;
use crate::notes::links::reference;
use crate::notes::links::resolver::Resolver;
use crate::notes::links::run;
use crate::notes::links::targets::{Link, LinkOptions};
use crate::notes::links::term::TermFinder;
use crate::notes::links::terms::AskedTerms;
use crate::notes::messages;
use crate::notes::reading::crossed::Crossed;
use crate::notes::tree::Span;
use crate::notes::tree::{Inline, InlineKind};
use crate::notes::visit::{each_inline, each_run, plain_text};
use crate::remembered::Made;
use crate::text;

/// What linking may know beside the chapter at hand.
#[derive(Debug, Hash)]
pub(crate) struct LinkView {
    /// The names of everything.
    pub names: Arc<Hashed<Names>>,
    /// What is there under ROOT.
    pub files: Made<FileTable>,
    /// [`Lookup::new`] of the same names.
    pub lookup: Made<Lookup>,
    /// What the site says of links.
    pub options: LinkOptions,
    /// Where the tools that make sites of the notes put them.
    pub site_urls: Arc<Hashed<SiteUrls>>,
}

/// Finds every link of the chapter at `place`: those that Markdown writes, the mentions of other
/// chapters, and terms, in reading order and without overlaps. Spans are relative to the chapter.
pub(crate) fn in_chapter(
    place: Place,
    chapter: &PlacedChapter,
    view: &LinkView,
) -> Checked<Vec<Link>, Span> {
    let (names, lookup) = (&**view.names, &*view.lookup);
    let Some(here) = names.chapter(place) else {
        return Checked {
            value: Vec::new(),
            diagnostics: Vec::new(),
        };
    };
    let Checked {
        value: mut links,
        diagnostics,
    } = written(place, here, chapter, view);
    let mut mentions = TermFinder::new(place, names, lookup);
    run::each_prose(chapter, &mut |run| {
        let found = reference::find(run, place, names, lookup);
        let terms = mentions.find(run, &found);
        for mention in found.into_iter().chain(terms) {
            for (span, words) in run.spans(mention.start, mention.end) {
                if !words.trim().is_empty() {
                    links.push(Link {
                        span,
                        target: mention.target.clone(),
                        text: words.to_owned(),
                    });
                }
            }
        }
    });
    links.sort_by_key(|link| (link.span.start, link.span.end));
    Checked {
        value: links,
        diagnostics,
    }
}

/// Links that a landing page writes; it has no place among the chapters, and what it mentions stays
/// words. Spans are relative to its text.
pub(crate) fn in_landing(
    course: usize,
    here: &ChapterNames,
    chapter: &PlacedChapter,
    view: &LinkView,
) -> Checked<Vec<Link>, Span> {
    let beside = Place {
        course,
        chapter: usize::MAX,
    };
    written(beside, here, chapter, view)
}

/// Links and pictures that Markdown writes.
fn written(
    place: Place,
    here: &ChapterNames,
    chapter: &PlacedChapter,
    view: &LinkView,
) -> Checked<Vec<Link>, Span> {
    let mut resolver = Resolver::new(
        place,
        here,
        &view.names,
        &view.files,
        &view.lookup,
        &view.options,
        &view.site_urls,
    );
    let mut links = Vec::new();
    let text = &chapter.text;
    let mut written = |inlines: &[Inline]| {
        each_inline(inlines, &mut |inline| {
            let is_silent = is_silent(inline, text);
            links.extend(resolve(inline, is_silent, &mut resolver));
        });
    };
    written(&chapter.tree.heading);
    each_run(&chapter.tree.blocks, &mut written);
    for footnote in &chapter.tree.footnotes {
        each_run(&footnote.blocks, &mut written);
    }
    let mut diagnostics = resolver.diagnostics;
    diagnostics.sort();
    Checked {
        value: links,
        diagnostics,
    }
}

/// What `[terms] add` says that fits no chapter; said once for the site, about the file `config`.
pub(crate) fn check_terms(names: &Names, terms: &Terms, config: &NotePath) -> Vec<Diagnostic> {
    let asked = AskedTerms::of(terms);
    let courses = names.courses.iter();
    let known: HashSet<usize> = courses
        .flat_map(|course| asked.of_course(course).into_keys())
        .collect();
    let unknown = terms.add.iter().enumerate();
    let unknown = unknown.filter(|(at, _)| !known.contains(at));
    unknown
        .map(|(_, unknown)| unknown)
        .map(|(word, chapter)| {
            let titles = names
                .courses
                .iter()
                .flat_map(|course| &course.chapters)
                .map(|chapter| chapter.title.as_str());
            let wanted =
                chapter.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
            messages::unknown_term(
                config,
                word,
                chapter,
                text::nearest(wanted, titles.take(files::CANDIDATES)),
            )
        })
        .collect()
}

/// Whether a link has no words that its author typed: `[](x.md)` or a role. A tag without words,
/// and a link of Markdown that only marks a heading, is a place and meant to be empty.
fn is_silent(inline: &Inline, text: &str) -> bool {
    let InlineKind::Link { written, children } = &inline.kind else {
        return false;
    };
    if !children.is_empty() {
        return false;
    }
    let (Some(before), Some(behind)) =
        (text.get(..inline.span.start), text.get(inline.span.start..))
    else {
        return false;
    };
    let line = before.rsplit('\n').next();
    let is_in_heading = line.is_some_and(|line| line.trim_start().starts_with('#'));
    let is_typed = behind.starts_with("[](") && !is_in_heading;
    is_typed || Crossed::of(&written.destination).is_some()
}

/// `is_silent` links have no words of their own, and are called as what they lead to.
fn resolve(inline: &Inline, is_silent: bool, resolver: &mut Resolver) -> Option<Link> {
    let (target, text) = match &inline.kind {
        InlineKind::Link { written, children } => {
            let target = resolver.link(inline.span, &written.destination);
            let words = if is_silent {
                resolver.words_of(&target, &written.destination)
            } else {
                plain_text(children)
            };
            (target, words)
        }
        InlineKind::Media { written, children } => (
            resolver.link(inline.span, &written.destination),
            plain_text(children),
        ),
        InlineKind::Image(image) => (
            resolver.picture(inline.span, &image.destination),
            image.alt.clone(),
        ),
        _ => return None,
    };
    Some(Link {
        span: inline.span,
        target,
        text,
    })
}
