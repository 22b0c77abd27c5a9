//! The tree of one chapter: blocks, bullets and inlines, each with the bytes it came from.
//! Nothing here reads Markdown or writes HTML; `parse` makes these values and everything later only
//! looks at them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::language::Language;

/// Bytes of the source, **relative to the start of the chapter** that holds them, so that a line
/// added above a chapter changes nothing inside it. Always on character boundaries.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Bytes of a file's text, in NFC; never those of a chapter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// What spans of either text can do.
macro_rules! spans {
    ($($name:ident),*) => {$(
        impl $name {
            /// The span from `start` up to, not including, `end`.
            pub const fn new(start: usize, end: usize) -> Self {
                Self { start, end }
            }

            /// The same bytes as a standard range, to slice the text with.
            pub const fn range(self) -> Range<usize> {
                self.start..self.end
            }

            /// Whether `other` lies wholly inside.
            pub const fn holds(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }
        }

        impl From<Range<usize>> for $name {
            fn from(range: Range<usize>) -> Self {
                Self::new(range.start, range.end)
            }
        }
    )*};
}

spans!(Span, FileSpan);

impl FileSpan {
    /// Where it begins, for what is cut out of the file there.
    pub(crate) const fn offset(self) -> FileOffset {
        FileOffset(self.start)
    }
}

/// Where a chapter begins in its file: the only way from bytes of the one to bytes of the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileOffset(usize);

impl FileOffset {
    /// The bytes of the file that these bytes of the chapter are.
    pub const fn span(self, inside: Span) -> FileSpan {
        FileSpan::new(self.0 + inside.start, self.0 + inside.end)
    }

    /// The byte itself.
    pub(crate) const fn byte(self) -> usize {
        self.0
    }
}

/// One chapter as it was written.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct Chapter {
    /// `16. Service` is `[16]`, `28 ~ 30. …` is `[28, 29, 30]`, a heading without a number is `[]`.
    /// No identity: numbers repeat.
    pub numbers: Vec<u32>,
    /// What its number is called where a word stands beside it: `Day 2`, `2주차`.
    pub called: String,
    /// Plain text of the heading without its first number token.
    pub title: String,
    /// The title with its markup (code spans, emphasis).
    pub heading: Vec<Inline>,
    /// `{#id}` of the heading.
    pub id: Option<String>,
    /// GitHub's anchor of the heading with its number, before it is counted; empty without one.
    pub anchor: String,
    /// Whether its heading says that a book does not count it: `# 머리말 {-}`.
    pub is_unnumbered: bool,
    /// What stands under the heading.
    pub blocks: Vec<Block>,
    /// Footnote definitions of the chapter, in the order of their definition.
    pub footnotes: Vec<Footnote>,
}

/// `[^label]: …`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footnote {
    /// The label, NFC, as written.
    pub label: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A block and where it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// The block's bytes.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block that CommonMark and GFM know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading inside a chapter.
    Heading {
        level: u8,
        id: Option<String>,
        inlines: Vec<Inline>,
        /// Its attributes as typed, `{#id}`: words to GitHub.
        attributes: String,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list of bullets or numbers.
    List(List),
    /// A fenced or indented code block.
    Code(Code),
    /// `>`
    Quote(Vec<Block>),
    /// `> [!NOTE] a title of one's own`
    Alert {
        kind: Alert,
        title: Vec<Inline>,
        blocks: Vec<Block>,
    },
    /// A GFM table; a cell is a list of inlines.
    Table {
        alignments: Vec<Alignment>,
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Raw HTML that may pass, or text that only looked like HTML: inlines of kind `Html` and
    /// `Text`.
    Html(Vec<Inline>),
    /// `---`
    Rule,
}

/// The five alerts of GitHub.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

/// How a table column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alignment {
    /// As the language sets it.
    None,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// The first number of an ordered list; `None` for bullets.
    pub start: Option<u64>,
    /// Items apart by blank lines are set as paragraphs.
    pub loose: bool,
    /// The items in order.
    pub items: Vec<Item>,
}

/// A bullet: what it says first, and what hangs beneath it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The whole item, children included, from its marker on.
    pub span: Span,
    /// `[ ]` is `Some(false)`, `[x]` is `Some(true)`.
    pub task: Option<bool>,
    /// The first line (or paragraph). `Prose` without inlines where an item begins with a block.
    pub lead: Lead,
    /// The bytes of the lead.
    pub lead_span: Span,
    /// Blocks beneath the lead.
    pub children: Vec<Block>,
}

/// What a bullet says first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Lead {
    /// Words, possibly with `Inline` commands among them.
    Prose(Vec<Inline>),
    /// A command line, with the words before (`예)`, `또는`) and after it.
    Command {
        command: Command,
        before: Vec<Inline>,
        after: Vec<Inline>,
    },
}

/// A command that a reader would type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// The source bytes that the command takes the place of (with prompt and code-span ticks).
    pub span: Span,
    /// Exactly what would be typed: Markdown escapes undone, placeholders as written.
    pub code: String,
    /// In what it is typed.
    pub language: CommandLanguage,
    /// The program (`kubectl`, `docker`), the first keyword of SQL in lower case (`create`), the
    /// command of Redis or PowerShell, the method of MongoDB.
    pub tool: String,
}

/// The languages in which people write bare commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CommandLanguage {
    /// A POSIX-like shell.
    Shell,
    /// SQL of any dialect, and what is typed in `psql`.
    Sql,
    /// `SET greeting hello`.
    Redis,
    /// `db.users.find()`.
    Mongo,
    /// `Get-Process -Name code`.
    PowerShell,
}

impl CommandLanguage {
    /// The name used in `inspect` and for highlighting.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shell => "shell",
            Self::Sql => "sql",
            Self::Redis => "redis",
            Self::Mongo => "mongo",
            Self::PowerShell => "powershell",
        }
    }
}

/// A code block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// The first word after the fence, as written; empty without one.
    pub declared: String,
    /// One of `language::NAMES` or a declared language that the highlighter knows; `None` where in
    /// doubt.
    pub language: Option<Language>,
    /// A label that is no language (` ``` 기본생성`).
    pub caption: Option<String>,
    /// The bytes of `text` that were typed in a session, line breaks included; the rest is prompts
    /// and output. Empty where all of it is copied; one empty range where nothing is.
    pub typed: Vec<Range<usize>>,
    /// The text, without fence and indentation, ending in a line break unless empty.
    pub text: String,
    /// Source offset of the first byte of each line of `text` (relative to the chapter).
    pub lines: Vec<usize>,
}

/// An inline and where it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inline {
    /// The inline's bytes, delimiters included.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

/// Where a link leads, as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WrittenLink {
    /// The address.
    pub destination: String,
    /// What is shown over it.
    pub title: String,
}

impl WrittenLink {
    /// The place in the file at `url` that the address names, with its sign: `#page=2`. One that
    /// is part of the file's name is none.
    pub fn place_in(&self, url: &str) -> &str {
        // `[[a.pdf#page=2]]` is written between brackets.
        let typed = self.destination.trim_end_matches("]]");
        let place = typed.find('#').map(|at| &typed[at..]);
        place.filter(|_| !url.contains('#')).unwrap_or_default()
    }
}

/// What is written of a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WrittenImage {
    /// The address.
    pub destination: String,
    /// What is shown over it, or below.
    pub title: String,
    /// What is said in its place, as plain text.
    pub alt: String,
    /// How it is shown.
    pub style: ImageStyle,
}

/// What is written of a film or a sound.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WrittenMedia {
    /// Which of the two.
    pub kind: MediaKind,
    /// The address.
    pub destination: String,
    /// As wide as its author wants it.
    pub width: Option<PictureLength>,
    /// As high as its author wants it.
    pub height: Option<PictureLength>,
}

/// The kinds of inline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum InlineKind {
    /// Text. Where its length equals its span's, byte `i` of the text is byte `span.start + i` of
    /// the source; elsewhere (an entity, an escape) the whole text stands for the whole span.
    Text(String),
    /// `` `code` ``
    Code(String),
    /// `**strong**`
    Strong(Vec<Inline>),
    /// `*emphasis*`
    Emphasis(Vec<Inline>),
    /// `~~strikethrough~~`
    Strike(Vec<Inline>),
    /// A link as written; where it leads is decided in `link`.
    Link {
        written: Box<WrittenLink>,
        children: Vec<Inline>,
    },
    /// A picture as written.
    Image(Box<WrittenImage>),
    /// `<video src>` or `<audio src>`; the children are what its author wrote for programs that
    /// play none.
    Media {
        written: Box<WrittenMedia>,
        children: Vec<Inline>,
    },
    /// A command among prose.
    Command(Box<Command>),
    /// A sign by its name, `:rocket:`.
    Sign(Box<NamedSign>),
    /// A tag of the list of harmless elements, rewritten by us (attributes checked, always well
    /// formed).
    Html(String),
    /// `[^label]`
    FootnoteReference(String),
    /// A place that its author named in a way of `MyST` or of books: nothing is shown of it.
    Label(Box<Label>),
    /// A line break of the source.
    SoftBreak,
    /// Two spaces, a backslash, or `<br>`.
    HardBreak,
}

/// A sign that was typed by the name that GitHub gives it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NamedSign {
    /// The sign: 🚀.
    pub sign: String,
    /// The name without its colons: `rocket`.
    pub code: String,
}

/// A place that its author named.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Label {
    /// The name, as written.
    pub name: String,
    /// What stands there.
    pub kind: LabelKind,
    /// What that is called, plain text; empty where it has no words of its own.
    pub caption: String,
}

/// What a named place holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LabelKind {
    /// A heading or words.
    Place,
    /// A picture with a caption, which has a number.
    Figure,
    /// A table.
    Table,
    /// A listing.
    Listing,
    /// A formula.
    Equation,
}

/// How the author of a picture wants it set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageStyle {
    /// How wide it is; by itself where nothing is said.
    pub width: Option<PictureLength>,
    /// How high it is.
    pub height: Option<PictureLength>,
    /// `align` of `<img>`.
    pub align: Option<ImageAlign>,
    /// Under which of the site's themes it is shown; under both where nothing is said.
    pub scheme: Option<Scheme>,
}

/// A length of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureLength {
    /// Pixels.
    Pixels(u32),
    /// Hundredths of a per cent of what it stands in.
    Percent(u32),
    /// Hundredths of a per cent of the picture's own size (Typora's `zoom`).
    Zoom(u32),
}

/// Where a picture stands beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImageAlign {
    /// At the left edge, words flow around it.
    Left,
    /// At the right edge, words flow around it.
    Right,
    /// In the middle of its line.
    Middle,
    /// At the top of its line.
    Top,
}

/// A theme of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scheme {
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// What plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaKind {
    /// `<video>`
    Video,
    /// `<audio>`
    Audio,
}
