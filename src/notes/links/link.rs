//! Where words lead: a table beside the tree. Backlinks are the same table read the other way.
//! In: a chapter, the outline and the files under ROOT. Out: its links in reading order and what is
//! wrong with them. Never looks into another chapter's tree.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic};
use crate::notes::library::files;
use crate::notes::library::files::FileTable;
use crate::notes::library::outline::{ChapterOutline, Outline, PlacedChapter};
use crate::notes::links::lookup::Lookup;
use crate::notes::links::markdown_link::Resolver;
use crate::notes::links::reference;
use crate::notes::links::run;
use crate::notes::links::term;
use crate::notes::links::term::Mentions;
use crate::notes::messages;
use crate::notes::tree::{Inline, InlineKind, Span, each_inline, each_run, plain_text};
use crate::text;

/// Something in a chapter that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The bytes that are linked: a whole `Link` or `Image` inline, a piece of a `Text` inline, or
    /// a whole command.
    pub span: Span,
    /// Where they lead.
    pub target: Target,
    /// The words that are linked, plain text.
    pub text: String,
}

/// Where a link leads. Urls are relative to the site's root and decoded.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A chapter or section, from a Markdown link.
    Page { url: String },
    /// A chapter or section that the words speak of.
    Reference { url: String },
    /// The chapter whose subject is this word.
    Term { url: String },
    /// An address outside the site, as written.
    Web { address: String },
    /// A file that is copied beside the pages.
    File { url: String },
    /// A picture that was found.
    Image {
        url: String,
        width: Option<u32>,
        height: Option<u32>,
    },
    /// A picture that was not found.
    MissingImage { path: String },
    /// A text file under ROOT that a command names; shown beneath it, not copied.
    Shown {
        path: String,
        language: Option<String>,
        text: Arc<str>,
    },
    /// Nothing; the reason is in a diagnostic.
    Broken,
}

/// Where a chapter stands in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the course.
    pub course: usize,
    /// Index of the chapter in the course.
    pub chapter: usize,
}

/// What `notesite.toml` says about links.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct LinkOptions {
    /// `repository`: `https://github.com/U/R`. Links to files in it become links inside the site.
    pub repository: Option<String>,
    /// The folder of notes relative to ROOT, `""` where that is ROOT; `/image/a.png` may count from
    /// here.
    pub notes: String,
    /// `[terms]`
    pub terms: TermOptions,
    /// Old pages and where they lead now, by their path from the site's root.
    pub redirects: BTreeMap<String, String>,
}

/// `[terms]` of `notesite.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct TermOptions {
    /// `false` turns term links off everywhere.
    pub enabled: bool,
    /// Further words, each with the chapter it leads to: `"파드" = "15. Pod"`.
    pub add: BTreeMap<String, String>,
    /// Words that never become a link.
    pub never: Vec<String>,
}

impl Default for TermOptions {
    fn default() -> Self {
        Self {
            enabled: true,
            add: BTreeMap::new(),
            never: Vec::new(),
        }
    }
}

/// Finds every link of the chapter: those that Markdown writes, the mentions of other chapters, and
/// terms, in reading order and without overlaps. `lookup` is [`Lookup::new`] of the same outline
/// and options.
pub fn link(
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
    let mut mentions = Mentions::new(place, outline, lookup);
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
pub fn check_terms(
    outline: &Outline,
    lookup: &Lookup,
    options: &LinkOptions,
    config: &Arc<str>,
) -> Vec<Diagnostic> {
    let known = |chapter: &String| {
        lookup
            .courses
            .iter()
            .enumerate()
            .any(|(c, _)| term::resolve(chapter, &outline.courses[c]).is_some())
    };
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

/// Words of a run that speak of another place, as bytes of the run's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Where they lead.
    pub target: Target,
}

/// Links that a landing page writes; it has no place among the chapters, and what it mentions stays
/// words.
pub fn link_landing(
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
