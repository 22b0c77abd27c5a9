//! The list of the site's pages: each kind with its path, its template, and who counts it. What a
//! page shows stands in `pages/view`; what the notes may not take for themselves is read from here.

use crate::address::{PageAddress, RedirectTarget};

/// What is true of every page of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// `data-kind` of its body: what style sheets and scripts know it by.
    pub name: &'static str,
    /// Its template under `templates/`.
    pub template: &'static str,
    /// Whether the sitemap names it.
    pub in_sitemap: bool,
    /// The key by which the frame of other pages finds its address (`course.commands`), where the
    /// frame leads to it.
    pub in_frame: Option<&'static str>,
    /// Whether a redirect may lead to it.
    pub is_target: bool,
    /// Whether it shows something of many chapters: `serve` tells it to look again after any
    /// change.
    pub follows: bool,
    /// When it goes out, to a disk or to a store.
    pub goes_out: GoesOut,
    /// Whether `serve` renders one of its kind to see whether the template can be read.
    pub is_tried: Tried,
}

/// When a page goes out: nothing comes before what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoesOut {
    /// With the other pages.
    WithPages,
    /// After the pages that it lists.
    AfterPages,
}

/// Whether one page of a kind is rendered before a new theme is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// Always.
    Always,
    /// Where its course is small: the page grows with it, and a small course shows the same
    /// mistakes.
    InSmallCourses,
}

/// When a page of the site is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    /// Always.
    Always,
    /// Where no course has taken its path.
    IfFree,
    /// Where the notes have tags.
    WithTags,
}

/// Makes an enum and the list of all that it has from one table: neither can know a page that the
/// other does not.
macro_rules! list {
    (
        $(#[$about:meta])*
        $list:ident { $($(#[$what:meta])* $page:ident at $path:literal is $facts:expr;)+ }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $list {
            $($(#[$what])* $page,)+
        }

        impl $list {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$page),+];

            /// What is true of it.
            pub const fn facts(self) -> Facts {
                match self {
                    $(Self::$page => $facts,)+
                }
            }

            /// Its path.
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$page => $path,)+
                }
            }
        }
    };
}

/// A page as most are.
const PAGE: Facts = Facts {
    name: "page",
    template: "",
    in_sitemap: true,
    in_frame: None,
    is_target: true,
    follows: true,
    goes_out: GoesOut::WithPages,
    is_tried: Tried::Always,
};

list! {
    /// Pages that every course has, in its folder.
    CoursePage {
        /// What it covers, and its chapters.
        Landing at "index.html" is Facts {
            name: "course",
            template: "course.html",
            in_frame: Some("href"),
            goes_out: GoesOut::AfterPages,
            ..PAGE
        };
        /// Its commands by tool and sub-command.
        Commands at "commands.html" is Facts {
            name: "commands",
            template: "commands.html",
            in_frame: Some("commands"),
            is_tried: Tried::InSmallCourses,
            ..PAGE
        };
        /// All of it on one page, for paper. Search engines know its chapters already.
        Print at "print.html" is Facts {
            name: "print",
            template: "print.html",
            in_sitemap: false,
            in_frame: Some("print"),
            is_tried: Tried::InSmallCourses,
            ..PAGE
        };
    }
}

list! {
    /// Pages that a site has once.
    SitePage {
        /// The landing page, where it is no course's.
        Home at "index.html" is Facts {
            name: "home",
            template: "all.html",
            goes_out: GoesOut::AfterPages,
            ..PAGE
        };
        /// All courses and chapters.
        All at "all.html" is Facts {
            name: "all",
            template: "all.html",
            goes_out: GoesOut::AfterPages,
            ..PAGE
        };
        /// All tags.
        Tags at "tags.html" is Facts {
            name: "tags",
            template: "tags.html",
            goes_out: GoesOut::AfterPages,
            ..PAGE
        };
        /// What addresses show that lead nowhere.
        NotFound at "404.html" is Facts {
            name: "404",
            template: "404.html",
            in_sitemap: false,
            ..PAGE
        };
    }
}

impl CoursePage {
    /// Its path in the site, for the course whose folder is `base` (`""`, or `SLUG/`).
    pub fn of(self, base: &str) -> PageAddress {
        PageAddress::new(format!("{base}{}", self.path()))
    }
}

impl SitePage {
    /// Its path in the site, as an address.
    pub fn address(self) -> PageAddress {
        PageAddress::new(self.path())
    }

    /// When it is there.
    pub const fn there(self) -> There {
        match self {
            Self::Home => There::IfFree,
            Self::Tags => There::WithTags,
            Self::All | Self::NotFound => There::Always,
        }
    }
}

/// A page of the site: courses, chapters and tags by their place in the notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// One that every course has: which, and of which course.
    OfCourse(CoursePage, usize),
    /// One that the site has once.
    OfSite(SitePage),
    /// A chapter: course and chapter.
    Chapter(usize, usize),
    /// What bears a tag.
    Tag(usize),
    /// A page that leads elsewhere.
    Redirect(RedirectTarget),
}

impl Page {
    /// What is true of its kind.
    pub const fn facts(&self) -> Facts {
        match self {
            Self::OfCourse(page, _) => page.facts(),
            Self::OfSite(page) => page.facts(),
            // Whether it changed is seen by its own text and links.
            Self::Chapter(..) => Facts {
                name: "chapter",
                template: "chapter.html",
                follows: false,
                ..PAGE
            },
            Self::Tag(_) => Facts {
                name: "tag",
                template: "tags.html",
                ..PAGE
            },
            Self::Redirect(_) => Facts {
                template: "redirect.html",
                in_sitemap: false,
                is_target: false,
                follows: false,
                ..PAGE
            },
        }
    }
}

/// The folder of the pages of tags.
pub(crate) const TAGS: &str = "tags/";
/// The folder of styles and scripts.
pub(crate) const ASSETS: &str = "assets/";
/// The folder of the search index.
pub(crate) const SEARCH: &str = "search/";
/// The file of the search index that is asked for first; every other is named in it.
pub(crate) const SEARCH_ROOT: &str = "search/root.js";
/// A file that is read by machines alone: search engines, feed readers, language models. Each needs
/// the site's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MachineFile {
    /// The chapters that changed last, as an Atom feed (RFC 4287).
    Feed,
    /// Courses and chapters in a sentence each, for language models. Source: llmstxt.org.
    Llms,
    /// All chapters one after another as Markdown.
    LlmsFull,
    /// What may be crawled: all of it, and where the sitemap lies (RFC 9309).
    Robots,
    /// The addresses of all pages, or of the files that hold them. Source: sitemaps.org.
    Sitemap,
    /// Addresses of pages, where they are more than one file may hold; counted from 0.
    SitemapPart(usize),
}

impl MachineFile {
    /// Its path in the site.
    pub fn path(self) -> String {
        match self {
            Self::Feed => "feed.xml".to_owned(),
            Self::Llms => "llms.txt".to_owned(),
            Self::LlmsFull => "llms-full.txt".to_owned(),
            Self::Robots => "robots.txt".to_owned(),
            Self::Sitemap => "sitemap.xml".to_owned(),
            Self::SitemapPart(part) => format!("sitemap-{}.xml", part + 1),
        }
    }
}

/// A page that is told once more as Markdown, in a file beside it: courses and chapters by their
/// place in the notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkdownPage {
    /// A chapter: course and chapter.
    Chapter(usize, usize),
    /// The landing page of a course.
    Course(usize),
    /// The site's landing page, where it is no course's.
    Home,
}

impl MarkdownPage {
    /// How its path goes on behind that of the page. Source: llmstxt.org.
    pub const END: &'static str = ".html.md";

    /// Its path, for the page that lies at `page`.
    pub fn beside(page: &str) -> String {
        format!("{page}.md")
    }
}

/// Tells GitHub Pages that the site is made already.
pub(crate) const NO_JEKYLL: &str = ".nojekyll";

/// Names that Windows keeps for devices: no file may have them, whatever its extension.
/// Source: "Naming Files, Paths, and Namespaces" of the Win32 documentation.
const WINDOWS: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Where most notes keep their pictures: a page of that name beside the folder would mislead.
const PICTURES: &str = "image";

/// Names of pages, without `.html`, that notes may not take: the site's own, and those of Windows.
pub(crate) fn reserved() -> impl Iterator<Item = &'static str> {
    let course = CoursePage::ALL.iter().map(|page| page.path());
    let site = SitePage::ALL.iter().map(|page| page.path());
    let folders = [TAGS, ASSETS, SEARCH].map(|folder| folder.trim_end_matches('/'));
    course
        .chain(site)
        .filter_map(|path| path.strip_suffix(".html"))
        .chain(folders)
        .chain([PICTURES])
        .chain(WINDOWS)
}

/// Whether notes may not give a page this name, without `.html`.
pub(crate) fn is_reserved(name: &str) -> bool {
    reserved().any(|reserved| reserved == name)
}
