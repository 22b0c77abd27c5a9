//! What resolving the destinations of one chapter needs, and what it collects. The written links
//! (`markdown_link`) and what lies at a path (`anchor`) are read with it.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::notes::library::files::{FileTable, Match};
use crate::notes::library::order;
use crate::notes::library::outline::{ChapterNames, Names, Place};
use crate::notes::library::site_urls::{SiteOfTool, SiteUrls};
use crate::notes::links::lookup::Lookup;
use crate::notes::links::targets::{LinkOptions, Target};
use crate::notes::messages::{self, At};
use crate::notes::tree::Span;
use crate::text;

/// How many "did you mean" one chapter gets: each compares names, and a chapter of nothing but
/// broken links must stay cheap.
const HINTS: usize = 40;

/// Resolves the destinations of one chapter and collects what is wrong with them.
pub(crate) struct Resolver<'a> {
    /// What was wrong, spans relative to the chapter.
    pub diagnostics: Vec<Diagnostic<Span>>,
    pub(super) place: Place,
    pub(super) here: &'a ChapterNames,
    pub(super) names: &'a Names,
    pub(super) files: &'a FileTable,
    pub(super) lookup: &'a Lookup,
    pub(super) options: &'a LinkOptions,
    pub(super) site_urls: &'a SiteUrls,
    pub(super) hints: usize,
}

/// A path as its author knows it: what the site shows of `GitBook`'s hidden folder lies in that.
fn on_disk(path: &str) -> Cow<'_, str> {
    let (hidden, shown) = (order::ASSETS_OF_GITBOOK, order::SHOWN_ASSETS_OF_GITBOOK);
    let at = path.find(shown).filter(|at| {
        let (before, behind) = (&path[..*at], &path[at + shown.len()..]);
        (before.is_empty() || before.ends_with('/')) && behind.starts_with('/')
    });
    match at {
        Some(at) => {
            let (before, behind) = (&path[..at], &path[at + shown.len()..]);
            Cow::Owned(format!("{before}{hidden}{behind}"))
        }
        None => Cow::Borrowed(path),
    }
}

impl<'a> Resolver<'a> {
    /// For the chapter `here`, which stands at `place`.
    pub(crate) fn new(
        place: Place,
        here: &'a ChapterNames,
        names: &'a Names,
        files: &'a FileTable,
        lookup: &'a Lookup,
        options: &'a LinkOptions,
        site_urls: &'a SiteUrls,
    ) -> Self {
        Self {
            diagnostics: Vec::new(),
            place,
            here,
            names,
            files,
            lookup,
            options,
            site_urls,
            hints: HINTS,
        }
    }

    /// The site of Hugo or Jekyll that this note is a page of.
    pub(super) fn site(&self) -> Option<&'a SiteOfTool> {
        self.site_urls.of_note(&self.here.file)
    }

    pub(super) fn at(&self, span: Span) -> At<'a> {
        At {
            file: &self.here.file,
            span,
        }
    }

    pub(super) fn broken(&mut self, problem: Diagnostic<Span>) -> Target {
        self.diagnostics.push(problem);
        Target::Broken
    }

    pub(super) fn report_difference(&mut self, span: Span, written: &str, found: &str, how: Match) {
        let problem = match how {
            Match::Exact => return,
            Match::Case => messages::case_differs(self.at(span), written, &self.pasteable(found)),
            Match::Normalisation => {
                messages::normalisation_differs(self.at(span), written, &self.pasteable(found))
            }
        };
        self.diagnostics.push(problem);
    }

    /// The nearest existing file as a path that can be pasted, while hints last.
    pub(super) fn hint(&mut self, path: &str) -> Option<String> {
        self.hints = self.hints.checked_sub(1)?;
        let found = self.files.nearest(path).map(|found| on_disk(found))?;
        // Nobody who means another file means this one.
        (*found != *self.here.file).then(|| self.pasteable(&found))
    }

    /// Where a file (`blob`) or a folder (`tree`) lies in the repository.
    pub(super) fn on_forge(&self, kind: &str, path: &str) -> Option<String> {
        let repository = self
            .options
            .repository
            .as_deref()?
            .trim_end_matches('/')
            .trim_end_matches(".git");
        Some(format!(
            "{repository}/{kind}/HEAD/{}",
            text::percent_encode(&format!("{}{path}", self.options.place))
        ))
    }

    pub(super) fn chapter(&self, place: Place) -> Option<&'a ChapterNames> {
        self.names.chapter(place)
    }
}
