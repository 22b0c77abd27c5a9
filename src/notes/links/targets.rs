//! Where words can lead, as values: the ground of this room. Finds nothing itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::{Address, Anchor, PageAddress, RedirectTarget};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Hashed;
use crate::language::Language;
use crate::notes::code::manifest::KeyNote;
use crate::notes::code::menu_run::RunPath;
use crate::notes::sources::Sources;
use crate::notes::tree::Span;
use crate::remembered::Made;

/// The words of the link at a span, in a table in the order of spans.
pub(crate) fn words_at(links: &[Link], span: Span) -> Option<&str> {
    let first = links.partition_point(|link| link.span.start < span.start);
    let mut here = links[first..].iter();
    let mut here = here
        .by_ref()
        .take_while(|link| link.span.start == span.start);
    let link = here.find(|link| link.span == span)?;
    Some(&link.text)
}

/// Something in a chapter that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A chapter or section, from a Markdown link.
    Page { url: Address },
    /// A chapter or section that the words speak of.
    Reference { url: Address },
    /// The chapter whose subject is this word.
    Term { url: Address },
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
    /// A folder under ROOT that holds files and no note, as `src/` beside a chapter: readers of the
    /// site have no page of it. Its words are shown as all others are.
    Folder,
    /// Nothing, and it was hardly meant to: words between double brackets that name no note. They
    /// are shown as they were typed.
    Typed,
    /// Nothing; the reason is in a diagnostic.
    Broken,
}

/// Words of a run that speak of another place, as bytes of the run's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Where they lead.
    pub target: Target,
}

/// What linking found in one chapter. Spans are relative to it.
#[derive(Debug, Default)]
pub struct ChapterFindings {
    /// What its page shows.
    pub links: Hashed<PageLinks>,
    /// Pages that it mentions, with what they show of it.
    pub mentions: Hashed<Mentioned>,
    /// Files that its commands name and that may be shown.
    pub named: Vec<NamedFile>,
    /// Notes that it names between double brackets.
    pub bracketed: Vec<Bracketed>,
    /// What is wrong with its links.
    pub diagnostics: Vec<Diagnostic<Span>>,
    /// Files that its commands name and that cannot be shown, and why.
    pub left_alone: Vec<Diagnostic<Span>>,
}

/// A note that is named between double brackets.
#[derive(Debug)]
pub struct Bracketed {
    /// The words of the link, relative to the chapter.
    pub span: Span,
    /// What the link says.
    pub name: String,
    /// Whether a note has that name.
    pub is_written: bool,
}

/// What a page shows of the links of its chapter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PageLinks {
    /// Its links by span, without the files that commands show.
    pub table: Vec<Link>,
    /// Keys of manifests that its bullets explain.
    pub keys: Vec<KeyNote>,
    /// Anchors of bullets and paragraphs that mention other chapters and are no sections, sorted by
    /// their span.
    pub anchors: Vec<(Span, Anchor)>,
    /// Its paths of menus, in the order of the source.
    pub menus: Vec<RunPath>,
}

/// Pages with the place that mentions them.
pub(crate) type Mentioned = Vec<(PageAddress, Arc<Backlink>)>;

/// A file that a command names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// The command.
    pub command: Span,
    /// The words that name it.
    pub words: String,
    /// Where it lies under ROOT.
    pub path: String,
}

/// A chapter's links with the files that its commands show.
#[derive(Debug, Default)]
pub struct ShownFiles {
    /// The links by span.
    pub table: Hashed<Vec<Link>>,
    /// Which are not shown, and why.
    pub left_alone: Vec<Diagnostic<Span>>,
}

/// What linking says of one chapter.
#[derive(Clone, Debug, Default)]
pub struct ChapterLinks {
    /// What it found there.
    pub found: Made<ChapterFindings>,
    /// The same with files that commands show, where they show any.
    pub shown: Option<Made<ShownFiles>>,
    /// Who mentions it, in the notes' order.
    pub backlinks: Arc<Hashed<Vec<Arc<Backlink>>>>,
}

impl ChapterLinks {
    /// Its links, by span.
    pub fn table(&self) -> &[Link] {
        let shown = self.shown.as_ref();
        shown.map_or(&self.found.links.table, |shown| &shown.table)
    }

    /// Files that its commands name and that are not shown, and why. Spans are relative to it.
    pub fn left_alone(&self) -> impl Iterator<Item = &Diagnostic<Span>> {
        let shown = self.shown.iter().flat_map(|shown| &shown.left_alone);
        self.found.left_alone.iter().chain(shown)
    }
}

/// What linking says of a landing page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LandingLinks {
    /// What the page shows of its links.
    pub links: PageLinks,
    /// Who mentions it, in the notes' order.
    pub backlinks: Vec<Arc<Backlink>>,
}

/// A place that mentions a chapter or a landing page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Backlink {
    /// The bullet, section or page that mentions it.
    pub url: Address,
    /// That page's title, with its number.
    pub title: Arc<str>,
    /// The sentence.
    pub sentence: Arc<str>,
}

/// What `notesite.toml` says about links.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) struct LinkOptions {
    /// `repository`: `https://github.com/U/R`, else where git knows that ROOT came from. Links to
    /// files in it become links inside the site.
    pub repository: Option<String>,
    /// Where ROOT lies in that repository, with `/` at its end.
    pub place: String,
    /// The folder of notes relative to ROOT, `""` where that is ROOT; `/image/a.png` may count from
    /// here.
    pub notes: String,
    /// The anchor of the title of a README beside the folder of the notes, whose page is the
    /// site's first one.
    pub readme: Option<String>,
    /// Old pages and where they lead now, by their path from the site's root.
    pub redirects: BTreeMap<PageAddress, RedirectTarget>,
}

impl LinkOptions {
    /// What the settings say, with where notes lie and what leads elsewhere.
    pub(crate) fn of(
        config: &Config,
        sources: &Sources,
        readme: Option<String>,
        redirects: &BTreeMap<PageAddress, RedirectTarget>,
    ) -> Self {
        Self {
            repository: config.repository.clone().or_else(|| sources.origin.clone()),
            place: sources.place_in_repository.clone(),
            notes: sources.notes_folder.trim_end_matches('/').to_owned(),
            readme,
            redirects: redirects.clone(),
        }
    }
}

/// Whether a target lies on another site.
pub(crate) fn is_web(target: &str) -> bool {
    target.starts_with("https://") || target.starts_with("http://")
}
