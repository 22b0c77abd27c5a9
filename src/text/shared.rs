//! What two texts share. Two texts in, how many bytes at their start and their end out.

/// How many bytes are compared at once.
const BLOCK: usize = 1024;

/// How many bytes two texts share at their start.
pub(crate) fn same_start(a: &[u8], b: &[u8]) -> usize {
    let blocks = a
        .chunks_exact(BLOCK)
        .zip(b.chunks_exact(BLOCK))
        .take_while(|(a, b)| a == b)
        .count()
        * BLOCK;
    blocks
        + a[blocks..]
            .iter()
            .zip(&b[blocks..])
            .take_while(|(a, b)| a == b)
            .count()
}

/// How many bytes two texts share at their end.
pub(crate) fn same_end(a: &[u8], b: &[u8]) -> usize {
    let blocks = a
        .rchunks_exact(BLOCK)
        .zip(b.rchunks_exact(BLOCK))
        .take_while(|(a, b)| a == b)
        .count()
        * BLOCK;
    let (a, b) = (&a[..a.len() - blocks], &b[..b.len() - blocks]);
    blocks
        + a.iter()
            .rev()
            .zip(b.iter().rev())
            .take_while(|(a, b)| a == b)
            .count()
}

/// How many bytes two texts share at their start, and how many others at their end. Either may end
/// inside of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// At the start.
    pub start: usize,
    /// At the end.
    pub end: usize,
}

impl Shared {
    /// The most that two texts share.
    pub fn of(a: &str, b: &str) -> Self {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        let start = same_start(a, b);
        Self {
            start,
            end: same_end(&a[start..], &b[start..]),
        }
    }
}
