//! On which line a byte stands. A text in, numbers out.

/// The lines of a text: how many line feeds stand in front of each [`BLOCK`] bytes of it. A course
/// in one file has hundreds of thousands of lines, of which a few thousand are asked for.
#[derive(Clone, Debug)]
pub(crate) struct Lines(Vec<usize>);

const BLOCK: usize = 1024;

impl Lines {
    /// Counts the lines of a text.
    pub(crate) fn new(text: &str) -> Self {
        let mut before = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(before[before.len() - 1] + line_feeds(block));
        }
        Self(before)
    }

    /// The line of a byte of that text, from 1.
    pub(crate) fn line(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        let block = offset / BLOCK;
        self.0[block] + line_feeds(&text.as_bytes()[block * BLOCK..offset]) + 1
    }
}

/// How many lines end in these bytes.
pub(crate) fn line_feeds(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}
