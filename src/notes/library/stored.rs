//! A chapter as it waits between the stages. A tree takes some fifteen times the memory of its
//! source, and a course has a thousand of them: one build keeps them packed and opens each where a
//! stage needs it; `serve` keeps them whole, because it needs them again after every save. Knows
//! nothing of what a tree says.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::fingerprint::Hashed;
use crate::notes::library::outline::{Layout, PlacedChapter, SectionPlace};
use crate::notes::tree::{Chapter, FileSpan};

/// A chapter with its text and layout, whole or packed.
#[derive(Clone, Debug)]
pub enum StoredChapter {
    /// As the stages use it.
    Whole(PlacedChapter),
    /// The tree in postcard's format, the text as a piece of its file.
    Packed(Packed),
}

/// What a packed chapter is made of.
#[derive(Clone, Debug)]
pub struct Packed {
    tree: Box<[u8]>,
    text: Text,
    layout: Layout,
    places: Arc<[SectionPlace]>,
}

/// The text of a chapter with its fingerprint.
pub(crate) type Text = Hashed<ChapterText>;

/// A stretch of a file and, behind it, the footnotes of the file that it refers to; equal to every
/// other that reads the same.
#[derive(Clone, Debug, Default)]
pub struct ChapterText {
    /// The text that `span` counts in.
    from: Arc<str>,
    span: FileSpan,
    /// Labels of footnotes that stand here and that only other stretches of the file refer to.
    foreign: Box<[String]>,
}

impl ChapterText {
    /// These bytes of a file, with the text of footnotes that stand elsewhere in it.
    pub fn new(file: &Arc<str>, span: FileSpan, footnotes: &str, foreign: Box<[String]>) -> Self {
        if footnotes.is_empty() {
            return Self {
                from: file.clone(),
                span,
                foreign,
            };
        }
        let own = format!("{}{footnotes}", &file[span.range()]);
        Self {
            span: FileSpan::new(0, own.len()),
            from: own.into(),
            foreign,
        }
    }

    /// The tree of this text without the footnotes that are shown where they are referred to.
    pub(super) fn without_foreign(&self, mut tree: Chapter) -> Chapter {
        let is_foreign = |label: &String| self.foreign.contains(label);
        tree.footnotes
            .retain(|footnote| !is_foreign(&footnote.label));
        tree
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.from[self.span.range()]
    }

    /// The text on its own.
    pub fn to_arc(&self) -> Arc<str> {
        if self.span == FileSpan::new(0, self.from.len()) {
            self.from.clone()
        } else {
            self.as_str().into()
        }
    }
}

impl PartialEq for ChapterText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str() && self.foreign == other.foreign
    }
}

impl Eq for ChapterText {}

impl Hash for ChapterText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
        self.foreign.hash(state);
    }
}

/// A tree in postcard's format; `None` where that lacks something of it.
pub(crate) fn packed_tree(tree: &Chapter) -> Option<Vec<u8>> {
    postcard::to_allocvec(tree).ok()
}

impl StoredChapter {
    /// Keeps a chapter as it is.
    pub fn whole(tree: Chapter, text: &Text, layout: Layout, places: Arc<[SectionPlace]>) -> Self {
        Self::Whole(PlacedChapter {
            tree: Arc::new(tree),
            text: text.to_arc(),
            layout,
            places,
        })
    }

    /// Packs a chapter.
    pub fn packed(tree: Chapter, text: &Text, layout: Layout, places: Arc<[SectionPlace]>) -> Self {
        match packed_tree(&tree) {
            Some(bytes) => Self::Packed(Packed {
                tree: bytes.into_boxed_slice(),
                text: text.clone(),
                layout,
                places,
            }),
            // Nothing in a tree is of a kind that the format lacks; were there, the chapter would
            // be kept whole.
            None => Self::whole(tree, text, layout, places),
        }
    }

    /// The text of the chapter, without opening it.
    pub fn text(&self) -> &str {
        match self {
            Self::Whole(placed) => &placed.text,
            Self::Packed(packed) => packed.text.as_str(),
        }
    }

    /// Where its sections stand, without opening it.
    pub fn places(&self) -> &[SectionPlace] {
        match self {
            Self::Whole(placed) => &placed.places,
            Self::Packed(packed) => &packed.places,
        }
    }

    /// The tree in postcard's format; `None` where that lacks something of it.
    pub(crate) fn tree_bytes(&self) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Whole(placed) => packed_tree(&placed.tree).map(Cow::Owned),
            Self::Packed(packed) => Some(Cow::Borrowed(&packed.tree)),
        }
    }

    /// How its bullets are read.
    pub(crate) fn layout(&self) -> Layout {
        match self {
            Self::Whole(placed) => placed.layout,
            Self::Packed(packed) => packed.layout,
        }
    }

    /// The chapter as the stages use it.
    pub fn open(&self) -> PlacedChapter {
        match self {
            Self::Whole(placed) => placed.clone(),
            Self::Packed(packed) => PlacedChapter {
                tree: Arc::new(
                    postcard::from_bytes(&packed.tree)
                        .expect("bytes that this process packed from the same type"),
                ),
                text: packed.text.to_arc(),
                layout: packed.layout,
                places: packed.places.clone(),
            },
        }
    }
}
