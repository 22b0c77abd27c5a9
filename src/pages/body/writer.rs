//! What the parts of a body write with: what is known of the chapter, the words of the interface,
//! and what every element needs. Elements themselves stand in the files beside this one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use super::explained::Explained;
use crate::address::fragment;
use crate::address::{Anchor, PageAddress};
use crate::notes::code::manifest::KeyNote;
use crate::notes::code::menu_run::{PathPart, RunPath};
use crate::notes::library::outline::{ChapterOutline, PlacedChapter, Section};
use crate::notes::links::targets::Link;
use crate::notes::reading::html;
use crate::notes::tree::{Inline, InlineKind, Span};
use crate::notes::visit::each_inline;
use crate::pages::highlight::PageColors;
use crate::text::push_escaped;

/// Stands before every id that is not the notes' own: no heading's anchor holds a colon, so that
/// the frame, footnotes and numbers of keys never take the place of a heading.
pub(crate) const OURS: &str = "ns:";

/// What a table scrolls in.
pub(super) const TABLE: &str = "<div class=table>";

/// Words of the interface that stand in the body.
#[derive(Clone, Debug)]
pub struct Words {
    /// Label of a fold.
    pub fold: String,
    /// What the link of a picture is called that has no words.
    pub enlarge: String,
    /// Before the path of a picture that is missing.
    pub missing_picture: String,
    /// Names of the alerts, in the order of [`crate::notes::tree::Alert`].
    pub alerts: [String; 5],
    /// Label of the link back from a footnote.
    pub back: String,
    /// Labels of the number beside a key's line and beside the bullet that explains it; `{n}` is
    /// the number.
    pub keys: [String; 2],
    /// Whether emphasis stands in dots over letters (`emphasis = "dots"`).
    pub has_dots: bool,
    /// Leads that readers look for (`구조`, `실습`), in lower case.
    pub leads: Vec<String>,
    /// Leads of remarks (`참고`).
    pub notes: Vec<String>,
    /// Leads of what proves that it worked (`확인`).
    pub checks: Vec<String>,
}

/// What rendering a body needs to know.
pub(crate) struct Body<'a> {
    /// The chapter.
    pub placed: &'a PlacedChapter,
    /// Its sections.
    pub outline: &'a ChapterOutline,
    /// Its links, by span.
    pub links: &'a [Link],
    /// Keys of manifests that its bullets explain.
    pub keys: &'a [KeyNote],
    /// Anchors of bullets and paragraphs that are no sections, sorted by their span.
    pub anchors: &'a [(Span, Anchor)],
    /// The colours of its listings; one that is not there is coloured anew.
    pub colors: &'a PageColors,
    /// Its paths of menus.
    pub menus: &'a [RunPath],
    /// Words of the interface.
    pub words: &'a Words,
    /// On the print page: what stands before each id, so that chapters don't share them; and where
    /// pages of the course lie.
    pub print: Option<&'a BTreeMap<PageAddress, String>>,
    /// Whether headings stand one level lower: under the title of their chapter.
    pub is_lowered: bool,
    /// `serve` only: the line in the source of an offset in the chapter.
    pub line: Option<&'a dyn Fn(usize) -> usize>,
}

/// A body in the making.
pub(super) struct BodyWriter<'a> {
    pub body: &'a Body<'a>,
    pub sections: BTreeMap<Span, &'a Section>,
    pub links: BTreeMap<Span, &'a Link>,
    /// What of each text belongs to a path of menus.
    pub paths: HashMap<Span, Vec<&'a PathPart>>,
    /// Labels of the footnotes in their order, with how often each is mentioned.
    pub footnotes: Vec<(&'a str, usize)>,
    /// Which of them stand beside their mention.
    pub beside: Vec<bool>,
    /// How often each footnote was mentioned so far.
    pub mentioned: Vec<usize>,
    /// The place of each footnote in their order, by its label.
    pub numbers: HashMap<&'a str, usize>,
    pub keys: Explained<'a>,
    /// What sections of the page are called.
    pub anchors: HashSet<&'a str>,
    pub prefix: String,
    /// Whether a link around what is written is open.
    pub is_in_link: bool,
    /// Whether a heading of ours is.
    pub is_in_heading: bool,
    /// The headings that are open here, by the levels at which they were written.
    pub headings: Vec<u8>,
    /// Those of them that the notes write as tags, by their levels on the page.
    pub raw_headings: Vec<u8>,
    /// The level of the last heading.
    pub last_level: u8,
    /// Rows stand beside leads of the margin.
    pub is_among_leads: bool,
    /// How often the contents were asked for so far.
    pub contents_shown: usize,
    /// The ids that were given out.
    pub ids: BTreeSet<String>,
    /// Addresses that the page has led to.
    pub addresses: BTreeSet<String>,
    pub out: String,
}

impl BodyWriter<'_> {
    pub(super) fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    pub(super) fn text(&mut self, text: &str) {
        push_escaped(text, &mut self.out);
    }

    /// ` name=value`, between quotation marks only where HTML asks for them: most values are a
    /// word, and every byte is there once for each bullet.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        let bare = !value.is_empty()
            && !value.contains(|c: char| {
                c.is_ascii_whitespace() || c.is_control() || "\"'=<>`".contains(c)
            });
        let mark = if bare { "" } else { "\"" };
        let _ = write!(self.out, " {name}={mark}");
        push_escaped(value, &mut self.out);
        self.push(mark);
    }

    /// ` id="…"`, unless the page has that id already: the first one counts, as browsers have it.
    /// In quotation marks, since links are checked by tools that look for just that.
    pub(super) fn id(&mut self, id: &str) {
        let id = format!("{}{id}", self.prefix);
        if !self.ids.contains(&id) {
            self.push(" id=\"");
            self.text(&id);
            self.push("\"");
            self.ids.insert(id);
        }
    }

    /// Whether an id that an author gave is one of a section, of the frame, or there already.
    pub(super) fn is_taken(&self, id: &str) -> bool {
        id.starts_with(OURS)
            || self.ids.contains(&format!("{}{id}", self.prefix))
            || self.anchors.contains(id)
    }

    /// The address of an id of this body on its page.
    pub(super) fn here(&self, id: &str) -> String {
        fragment(&format!("{}{id}", self.prefix))
    }

    /// The address of an id of ours on this page.
    pub(super) fn own_address(&self, name: &str) -> String {
        self.here(&format!("{OURS}{name}"))
    }

    pub(super) fn line(&mut self, span: Span) {
        if let Some(line) = self.body.line {
            let _ = write!(self.out, " data-l={}", line(span.start));
        }
    }

    /// A heading's level on this page: on the print page a chapter's title stands one above its
    /// sections.
    pub(super) fn level(&self, level: u8) -> u8 {
        (level + u8::from(self.body.is_lowered)).min(6)
    }

    /// The class of a first section that says the chapter's title again, and nothing else: it is
    /// shown once. A picture, a link or a footnote in it is to be seen.
    pub(super) fn repeats(&mut self, section: &Section, words: &[Inline]) {
        let mut says_more = false;
        each_inline(words, &mut |inline| {
            says_more |= matches!(
                inline.kind,
                InlineKind::Image(_)
                    | InlineKind::Media { .. }
                    | InlineKind::Link { .. }
                    | InlineKind::FootnoteReference(_)
            );
        });
        if !says_more && self.body.outline.is_repeated(section) {
            self.push(" class=same");
        }
    }

    /// The level on this page of a heading that was written at `written`: one below the heading
    /// that it stands under, so that no level is left out, whatever its author began with.
    pub(super) fn heading(&mut self, written: u8) -> u8 {
        while self.headings.last().is_some_and(|above| *above >= written) {
            self.headings.pop();
        }
        self.headings.push(written);
        let below = u8::try_from(self.headings.len()).unwrap_or(u8::MAX);
        let level = self.level(below.saturating_add(1).min(self.last_level + 1));
        self.last_level = level - u8::from(self.body.is_lowered);
        level
    }

    /// The same of a tag that the notes write themselves, `<h3 …>` or `</h3>`; any other stays.
    pub(super) fn heading_tag<'t>(&mut self, typed: &'t str) -> Cow<'t, str> {
        let name = html::name(typed);
        let [b'h' | b'H', digit @ b'1'..=b'6'] = name.as_bytes() else {
            return Cow::Borrowed(typed);
        };
        let level = if typed.starts_with("</") {
            self.raw_headings.pop()
        } else {
            let level = self.heading(digit - b'0');
            self.raw_headings.push(level);
            Some(level)
        };
        let Some((level, at)) = level.zip(typed.find(char::from(*digit))) else {
            return Cow::Borrowed(typed);
        };
        Cow::Owned(format!("{}{level}{}", &typed[..at], &typed[at + 1..]))
    }

    /// Further anchors of a section.
    pub(super) fn aliases(&mut self, section: &Section) {
        for alias in &section.aliases {
            if self.ids.contains(&format!("{}{alias}", self.prefix)) {
                continue;
            }
            self.place_named(alias);
        }
    }

    /// A place that an id leads to; links do not stand in each other.
    pub(super) fn place_named(&mut self, id: &str) {
        let tag = if self.is_in_link { "span" } else { "a" };
        let _ = write!(self.out, "<{tag}");
        self.id(id);
        let _ = write!(self.out, "></{tag}>");
    }
}
