//! A file of a tree of git. A line of `git ls-tree` in, what it says out.

/// A file of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub mode: String,
    pub object: String,
}

impl Entry {
    /// `MODE TYPE OBJECT TAB PATH`, with the path.
    pub(super) fn parse(line: &[u8]) -> Option<(Self, &[u8])> {
        let tab = line.iter().position(|byte| *byte == b'\t')?;
        let about = std::str::from_utf8(&line[..tab]).ok()?;
        let mut words = about.split(' ');
        let (mode, _, object) = (words.next()?, words.next()?, words.next()?);
        let (mode, object) = (mode.to_owned(), object.to_owned());
        Some((Self { mode, object }, &line[tab + 1..]))
    }
}
