//! A chapter as it waits between the stages. A tree takes some fifteen times the memory of its
//! source, and a course has a thousand of them: one build keeps them packed and opens each where a
//! stage needs it; `serve` keeps them whole, because it needs them again after every save. Knows
//! nothing of what a tree says.

use std::sync::Arc;

use crate::notes::library::outline::{Layout, PlacedChapter};
use crate::notes::tree::{Chapter, Span};

/// A chapter with its text and layout, whole or packed.
#[derive(Clone, Debug)]
pub enum StoredChapter {
    /// As the stages use it.
    Whole(PlacedChapter),
    /// The tree in postcard's format, the text as a piece of its file.
    Packed(Arc<Packed>),
}

/// What a packed chapter is made of.
#[derive(Clone, Debug)]
pub struct Packed {
    tree: Box<[u8]>,
    text: Text,
    layout: Layout,
}

/// The text of a chapter.
#[derive(Clone, Debug)]
pub enum Text {
    /// A stretch of its file, in bytes.
    Slice(Arc<str>, Span),
    /// That stretch and, behind it, the footnotes of the file that it refers to.
    Own(Arc<str>),
}

impl Text {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Slice(file, span) => &file[span.range()],
            Self::Own(text) => text,
        }
    }

    /// The text on its own.
    pub fn to_arc(&self) -> Arc<str> {
        match self {
            Self::Slice(..) => self.as_str().into(),
            Self::Own(text) => text.clone(),
        }
    }
}

impl StoredChapter {
    /// Keeps a chapter as it is.
    pub fn whole(tree: Arc<Chapter>, text: &Text, layout: Layout) -> Self {
        Self::Whole(PlacedChapter {
            tree,
            text: text.to_arc(),
            layout,
        })
    }

    /// Packs a chapter.
    pub fn packed(tree: Arc<Chapter>, text: Text, layout: Layout) -> Self {
        match postcard::to_allocvec(&*tree) {
            Ok(bytes) => Self::Packed(Arc::new(Packed {
                tree: bytes.into_boxed_slice(),
                text,
                layout,
            })),
            // Nothing in a tree is of a kind that the format lacks; were there, the chapter would
            // be kept whole.
            Err(_) => Self::whole(tree, &text, layout),
        }
    }

    /// Whether its tree is this very one.
    pub fn is_tree(&self, tree: &Arc<Chapter>) -> bool {
        matches!(self, Self::Whole(placed) if Arc::ptr_eq(&placed.tree, tree))
    }

    /// Whether this is the very chapter that `other` is.
    pub fn is_same(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Whole(a), Self::Whole(b)) if Arc::ptr_eq(&a.tree, &b.tree))
    }

    /// The text of the chapter, without opening it.
    pub fn text(&self) -> &str {
        match self {
            Self::Whole(placed) => &placed.text,
            Self::Packed(packed) => packed.text.as_str(),
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
            },
        }
    }
}
