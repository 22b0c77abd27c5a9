//! Where words can lead, as values: the ground of this room. Finds nothing itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Terms;
use crate::language::Language;
use crate::notes::code::manifest::KeyNote;
use crate::notes::tree::Span;

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
        language: Option<Language>,
        text: Arc<str>,
    },
    /// Nothing, and it was hardly meant to: words between double brackets that name no note. They
    /// are shown as they were typed.
    Typed,
    /// Nothing; the reason is in a diagnostic.
    Broken,
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

/// What `link` found for one chapter.
#[derive(Clone, Debug, Default)]
pub struct ChapterLinks {
    /// Its links, by span.
    pub table: Arc<[Link]>,
    /// Keys of manifests that its bullets explain.
    pub keys: Arc<[KeyNote]>,
    /// Anchors of bullets and paragraphs that mention other chapters and are no sections, sorted by
    /// their span.
    pub anchors: Arc<[(Span, Arc<str>)]>,
    /// Who mentions it, in the notes' order.
    pub backlinks: Arc<[Arc<Backlink>]>,
}

/// A place that mentions a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// The page that mentions it, relative to the site's root.
    pub page: Arc<str>,
    /// That page's title, with its number.
    pub title: Arc<str>,
    /// The anchor of the bullet or section; empty for the page as a whole.
    pub anchor: Arc<str>,
    /// The sentence.
    pub sentence: Arc<str>,
}

impl Backlink {
    /// Page and anchor.
    pub fn url(&self) -> String {
        if self.anchor.is_empty() {
            self.page.to_string()
        } else {
            format!("{}#{}", self.page, self.anchor)
        }
    }
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
    pub terms: Terms,
    /// Old pages and where they lead now, by their path from the site's root.
    pub redirects: BTreeMap<String, String>,
}

/// Whether a target lies on another site.
pub fn is_web(target: &str) -> bool {
    target.starts_with("https://") || target.starts_with("http://")
}
