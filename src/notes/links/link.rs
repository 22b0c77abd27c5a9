//! Where words lead: a table beside the tree. Backlinks are the same table read the other way.
//! In: a chapter, the outline and the files under ROOT. Out: its links in reading order and what is
//! wrong with them. Never looks into another chapter's tree.

use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic};
use crate::notes::library::files;
use crate::notes::library::files::FileTable;
use crate::notes::library::outline::{ChapterOutline, Outline, Place, PlacedChapter};
use crate::notes::links::lookup::Lookup;
use crate::notes::links::reference;
use crate::notes::links::resolver::Resolver;
use crate::notes::links::run;
use crate::notes::links::targets::{Link, LinkOptions};
use crate::notes::links::term::TermFinder;
use crate::notes::links::terms::ChapterNames;
use crate::notes::messages;
use crate::notes::tree::{Inline, InlineKind, each_inline, each_run, plain_text};
use crate::text;

/// Finds every link of the chapter: those that Markdown writes, the mentions of other chapters, and
/// terms, in reading order and without overlaps. `lookup` is [`Lookup::new`] of the same outline
/// and options.
pub fn in_chapter(
    place: Place,
    chapter: &PlacedChapter,
    outline: &Outline,
    files: &FileTable,
    lookup: &Lookup,
    options: &LinkOptions,
) -> Checked<Vec<Link>> {
    let Some(here) = outline
        .courses
        .get(place.course)
        .and_then(|course| course.chapters.get(place.chapter))
    else {
        return Checked {
            value: Vec::new(),
            diagnostics: Vec::new(),
        };
    };
    let mut resolver = Resolver::new(place, here, outline, files, lookup, options);
    let mut links = Vec::new();
    let mut written = |inlines: &[Inline]| {
        each_inline(inlines, &mut |inline| {
            links.extend(resolve(inline, &mut resolver));
        });
    };
    written(&chapter.tree.heading);
    each_run(&chapter.tree.blocks, &mut written);
    for footnote in &chapter.tree.footnotes {
        each_run(&footnote.blocks, &mut written);
    }
    let mut mentions = TermFinder::new(place, outline, lookup);
    run::each_prose(chapter, &mut |run| {
        let found = reference::find(run, place, outline, lookup);
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
    let mut diagnostics = resolver.diagnostics;
    diagnostics.sort();
    Checked {
        value: links,
        diagnostics,
    }
}

/// What `[terms] add` says that fits no chapter; said once for the site, about the file `config`.
pub fn check_terms(outline: &Outline, options: &LinkOptions, config: &Arc<str>) -> Vec<Diagnostic> {
    let courses: Vec<ChapterNames> = outline
        .courses
        .iter()
        .map(|course| ChapterNames::of(course, options))
        .collect();
    let known = |chapter: &String| courses.iter().any(|names| names.resolve(chapter).is_some());
    let unknown = options
        .terms
        .add
        .iter()
        .filter(|(_, chapter)| !known(chapter));
    unknown
        .map(|(word, chapter)| {
            let titles = outline
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

/// Links that a landing page writes; it has no place among the chapters, and what it mentions stays
/// words.
pub fn in_landing(
    here: &ChapterOutline,
    chapter: &PlacedChapter,
    outline: &Outline,
    files: &FileTable,
    lookup: &Lookup,
    options: &LinkOptions,
) -> Checked<Vec<Link>> {
    let mut resolver = Resolver::new(
        Place {
            course: 0,
            chapter: 0,
        },
        here,
        outline,
        files,
        lookup,
        options,
    );
    let mut links = Vec::new();
    let mut written = |inlines: &[Inline]| {
        each_inline(inlines, &mut |inline| {
            links.extend(resolve(inline, &mut resolver));
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

fn resolve(inline: &Inline, resolver: &mut Resolver) -> Option<Link> {
    let (target, text) = match &inline.kind {
        InlineKind::Link {
            destination,
            children,
            ..
        } => (
            resolver.link(inline.span, destination),
            plain_text(children),
        ),
        InlineKind::Image {
            destination, alt, ..
        } => (resolver.picture(inline.span, destination), alt.clone()),
        _ => return None,
    };
    Some(Link {
        span: inline.span,
        target,
        text,
    })
}
