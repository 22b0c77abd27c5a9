//! The stream of Markdown's events and what reading them needs to know: the ground of this room.
//! Reads no block and no inline itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag};

use crate::config::Config;
use crate::fingerprint::Hashed;
use crate::notes::code::tools::Tools;
use crate::notes::reading::containers::Containers;
use crate::notes::reading::definition::Definitions;
use crate::notes::reading::mask::Masked;
use crate::notes::reading::other_comments::SiteTools;
use crate::notes::tree::{Footnote, Span};

/// What parsing needs to know beside the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Context {
    /// Link definitions of the whole file.
    pub definitions: Arc<Hashed<Definitions>>,
    /// What the site says of its notes.
    pub settings: Arc<Hashed<ReadingSettings>>,
}

/// What `notesite.toml` says of reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ReadingSettings {
    /// Programs that begin commands.
    pub tools: Tools,
    /// `languages` of `notesite.toml`.
    pub languages: BTreeMap<String, String>,
    /// The notes are pages of a wiki of GitHub, which writes `[[words|Page]]` where a vault has
    /// `[[page|words]]`.
    pub is_wiki: bool,
    /// Lines of a paragraph end where they were ended while typing.
    pub breaks: bool,
    /// The tools that make the site of the notes, as far as their settings say so: what they add
    /// to Markdown is read, and nowhere else.
    pub site: SiteTools,
}

impl ReadingSettings {
    /// What the settings say.
    pub(crate) fn of(config: &Config) -> Self {
        Self {
            tools: Tools::new(&config.commands),
            languages: config.languages.clone(),
            is_wiki: false,
            breaks: config.breaks,
            site: SiteTools::default(),
        }
    }
}

/// A peekable event stream that can be named.
pub(super) trait PeekableEvents<'a>: Sized {
    fn peekable_events(self) -> Events<'a, Self>;
}

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> PeekableEvents<'a> for I {
    fn peekable_events(self) -> Events<'a, Self> {
        Events {
            inner: self,
            next: None,
        }
    }
}

pub(super) struct Events<'a, I> {
    pub(super) inner: I,
    pub(super) next: Option<(Event<'a>, Span)>,
}

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> Events<'a, I> {
    pub(super) fn peek(&mut self) -> Option<&(Event<'a>, Span)> {
        if self.next.is_none() {
            self.next = self
                .inner
                .next()
                .map(|(event, range)| (event, Span::from(range)));
        }
        self.next.as_ref()
    }

    pub(super) fn next(&mut self) -> Option<(Event<'a>, Span)> {
        self.peek();
        self.next.take()
    }
}

pub(super) struct Reader<'a, I> {
    pub(super) events: Events<'a, I>,
    pub(super) text: &'a str,
    pub(super) masked: &'a Masked<'a>,
    pub(super) containers: &'a Containers,
    /// A paragraph may be an alert of docsify.
    pub(super) has_docsify: bool,
    pub(super) context: &'a Context,
    pub(super) footnotes: Vec<Footnote>,
    /// Containers deeper than [`crate::notes::depth::MARKUP`] that are open: their content is read
    /// as that of the one around them.
    pub(super) ignored: usize,
    /// The same for emphasis and links.
    pub(super) ignored_inlines: usize,
}

impl<'a, I: Iterator<Item = (Event<'a>, std::ops::Range<usize>)>> Reader<'a, I> {
    pub(super) fn unmask(&self, text: &str) -> String {
        self.masked.unmask(text)
    }
}

/// Whether the event belongs to a run of inlines.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(
                tag,
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Link { .. }
                    | Tag::Image { .. }
                    | Tag::Superscript
                    | Tag::Subscript
            )
        }
        Event::End(_) | Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}
