//! Where words lead: a table beside the tree. Backlinks are the same table read the other way.

use super::tree::Span;

/// Something in a chapter that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The bytes that are linked: a whole `Link` or `Image` inline, a piece of a `Text` inline, or a whole command.
    pub span: Span,
    /// Where they lead.
    pub target: Target,
    /// The words that are linked, plain text.
    pub text: String,
}

/// Where a link leads. Urls are relative to the site's root and decoded.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A chapter or section, from a Markdown link.
    Page { url: String },
    /// A chapter or section that the words speak of.
    Reference { url: String },
    /// The chapter whose subject is this word.
    Term { url: String },
    /// An address outside the site, as written.
    Web { address: String },
    /// A file that is copied beside the pages.
    File { url: String },
    /// A picture that was found.
    Image { url: String, width: Option<u32>, height: Option<u32> },
    /// A picture that was not found.
    MissingImage { path: String },
    /// A text file under ROOT that a command names; shown beneath it, not copied.
    Shown { path: String, language: Option<String>, text: std::sync::Arc<str> },
    /// Nothing; the reason is in a diagnostic.
    Broken,
}
