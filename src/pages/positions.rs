//! Lines and columns in the texts of files, each text counted once however many messages are about
//! it. Texts in, numbers from 1 out; columns are Unicode scalars.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::address::NotePath;
use crate::diagnostic::Diagnostic;
use crate::text;

/// The texts that messages are about.
pub struct Positions<'a> {
    text_of: &'a dyn Fn(&str) -> Option<&'a str>,
    known: RefCell<HashMap<NotePath, Option<Rc<CountedText<'a>>>>>,
}

impl<'a> Positions<'a> {
    /// `text_of` gives the text of a file.
    pub fn new(text_of: &'a dyn Fn(&str) -> Option<&'a str>) -> Self {
        Self {
            text_of,
            known: RefCell::default(),
        }
    }

    /// The text of a file.
    pub fn text(&self, file: &NotePath) -> Option<Rc<CountedText<'a>>> {
        let mut known = self.known.borrow_mut();
        known
            .entry(file.clone())
            .or_insert_with(|| (self.text_of)(file).map(|text| Rc::new(CountedText::new(text))))
            .clone()
    }

    /// Line and column of a message's first byte, and of the byte behind its last; `(1, 1)` for a
    /// whole file.
    pub fn of(&self, diagnostic: &Diagnostic) -> ((usize, usize), (usize, usize)) {
        match (self.text(&diagnostic.file), diagnostic.span) {
            (Some(text), Some(span)) => (
                text.position(span.start),
                text.position(span.end.max(span.start)),
            ),
            _ => ((1, 1), (1, 1)),
        }
    }
}

/// A text, and what stands in front of each [`BLOCK`] bytes of it.
pub struct CountedText<'a> {
    /// The text.
    pub text: &'a str,
    blocks: Vec<BlockStart>,
}

/// What stands in front of a block.
#[derive(Clone, Copy, Default)]
struct BlockStart {
    line_feeds: usize,
    scalars: usize,
    /// The first byte of the line that the block begins in.
    line: usize,
}

const BLOCK: usize = 1024;

impl<'a> CountedText<'a> {
    /// A text with its beginnings of blocks counted.
    pub fn new(text: &'a str) -> Self {
        let mut blocks = vec![BlockStart::default()];
        for (i, block) in text.as_bytes().chunks(BLOCK).enumerate() {
            let before = blocks[i];
            let last = memchr::memrchr(b'\n', block);
            blocks.push(BlockStart {
                line_feeds: before.line_feeds + memchr::memchr_iter(b'\n', block).count(),
                scalars: before.scalars + scalars(block),
                line: last.map_or(before.line, |at| i * BLOCK + at + 1),
            });
        }
        Self { text, blocks }
    }

    /// Line and column of a byte; inside of a character, of the character.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = text::floor(self.text, offset);
        let block = self.blocks[offset / BLOCK];
        let inside = &self.text.as_bytes()[offset / BLOCK * BLOCK..offset];
        let line = block.line_feeds + memchr::memchr_iter(b'\n', inside).count() + 1;
        let line_start =
            memchr::memrchr(b'\n', inside).map_or(block.line, |at| offset / BLOCK * BLOCK + at + 1);
        (line, self.scalars(offset) - self.scalars(line_start) + 1)
    }

    /// How many scalars stand in front of a byte.
    fn scalars(&self, offset: usize) -> usize {
        let from = offset / BLOCK * BLOCK;
        self.blocks[offset / BLOCK].scalars + scalars(&self.text.as_bytes()[from..offset])
    }
}

/// How many scalars begin among the bytes.
fn scalars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}
