//! Comments that other tools know and Markdown does not: of Liquid, Hugo, kramdown, MDX, Jinja and
//! their like. The text from a byte on in, whether one begins or ends there out. Decides nothing.
//!
//! A pair of words (`{% comment %}`) is a comment whoever reads it. A pair of marks (`{/* */}`) is
//! one to its tool and words to everybody else, GitHub included.

use serde::Serialize;

use crate::notes::reading::mdx;
use crate::text::head;

/// A tool whose notes may hold such comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SiteTool {
    Hugo = 1,
    /// Nunjucks too.
    Jinja = 2,
    Liquid = 4,
    Mdx = 8,
    /// A file of MDX itself, or a page of Docusaurus, which reads all of them so: what is code of
    /// its page is no word of it.
    MdxFile = 32,
    /// Notes of Jupyter Book, and of Sphinx where it reads Markdown by `MyST`.
    Myst = 16,
    /// bookdown and Quarto.
    Pandoc = 64,
    /// `VitePress` and `VuePress`, whose notes are components.
    Vue = 128,
    /// d2lbook, whose notes are those of `MyST` but for the form of its roles.
    D2lBook = 256,
    /// A graph of Logseq.
    Logseq = 512,
    MkDocs = 1024,
    /// A vault of Obsidian, and what Quartz makes of one.
    Obsidian = 2048,
    MdBook = 8192,
}

/// The tools that a note is made for, as far as their settings say so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SiteTools(u16);

impl SiteTools {
    /// These and one more.
    pub(crate) const fn and(self, tool: SiteTool) -> Self {
        Self(self.0 | tool as u16)
    }

    /// These but for one.
    pub(crate) const fn without(self, tool: SiteTool) -> Self {
        Self(self.0 & !(tool as u16))
    }

    /// Both of them.
    pub(crate) const fn union(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether a tool is among them.
    pub(crate) const fn hold(self, tool: SiteTool) -> bool {
        self.0 & tool as u16 != 0
    }
}

/// A way to write a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum CommentForm {
    /// `{% comment %}…{% endcomment %}`
    Liquid,
    /// `{% # … %}`
    LiquidLine,
    /// `{{< comment >}}…{{< /comment >}}`, also with `%`.
    Hugo,
    /// `{::comment}…{:/comment}`, also closed by `{:/}`.
    Kramdown,
    /// `{>>…<<}` of `CriticMarkup`.
    Critic,
    /// `#+BEGIN_COMMENT`, as in Org; Logseq reads it in Markdown.
    Org,
    /// `{/*…*/}`
    Mdx,
    /// `{{/*…*/}}`
    Go,
    /// `{#…#}`
    Jinja,
    /// `{{!--…--}}`
    Handlebars,
}

impl CommentForm {
    /// Whose comment it is.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Liquid | Self::LiquidLine => "Liquid",
            Self::Hugo => "Hugo",
            Self::Kramdown => "kramdown",
            Self::Critic => "CriticMarkup",
            Self::Org => "Org",
            Self::Mdx => "MDX",
            Self::Go => "Go's templates",
            Self::Jinja => "Jinja",
            Self::Handlebars => "Handlebars",
        }
    }

    /// What closes it, as a message says it.
    pub(crate) const fn closes(self) -> &'static str {
        match self {
            Self::Liquid => "{% endcomment %}",
            Self::LiquidLine => "%}",
            Self::Hugo => "{{< /comment >}}",
            Self::Kramdown => "{:/comment}",
            Self::Critic => "<<}",
            Self::Org => "#+END_COMMENT",
            Self::Mdx => "*/}",
            Self::Go => "*/}}",
            Self::Jinja => "#}",
            Self::Handlebars => "--}}",
        }
    }

    /// Whether it is a pair of words, which mean nothing else.
    pub(crate) const fn is_said(self) -> bool {
        !matches!(
            self,
            Self::LiquidLine | Self::Mdx | Self::Go | Self::Jinja | Self::Handlebars
        )
    }

    /// Whether it may stand in another of its form.
    pub(crate) const fn nests(self) -> bool {
        matches!(self, Self::Liquid | Self::Hugo | Self::Kramdown)
    }

    /// Whether it is one to the reader of the notes. What no settings tell of is known by itself.
    pub(crate) const fn is_known(self, tools: SiteTools) -> bool {
        match self {
            Self::Liquid => tools.hold(SiteTool::Liquid) || tools.hold(SiteTool::Jinja),
            Self::LiquidLine | Self::Kramdown => tools.hold(SiteTool::Liquid),
            Self::Hugo => tools.hold(SiteTool::Hugo),
            Self::Mdx => tools.hold(SiteTool::Mdx),
            Self::Jinja => tools.hold(SiteTool::Jinja),
            Self::Critic | Self::Org => true,
            Self::Go | Self::Handlebars => false,
        }
    }

    /// With what its end begins.
    const fn end_begins(self) -> &'static str {
        match self {
            Self::Liquid => "{%",
            Self::Hugo => "{{",
            Self::Kramdown => "{:",
            Self::Org => "#+",
            Self::Mdx | Self::Go => "*/",
            Self::LiquidLine => "%}",
            Self::Critic => "<<}",
            Self::Jinja => "#}",
            Self::Handlebars => "--}}",
        }
    }

    /// How many bytes the end takes that stands at the start of `rest`.
    fn end(self, rest: &str) -> Option<usize> {
        let behind = match self {
            Self::Liquid => tag(rest, "endcomment")?,
            Self::Hugo => shortcode(rest, "/comment")?,
            Self::Kramdown => {
                let rest = rest.strip_prefix("{:/")?;
                rest.strip_prefix("comment")
                    .unwrap_or(rest)
                    .strip_prefix('}')?
            }
            Self::Org => word(rest, "#+end_comment")?,
            Self::Mdx => blanks(rest.strip_prefix("*/")?).strip_prefix('}')?,
            Self::Go => {
                let rest = blanks(rest.strip_prefix("*/")?);
                rest.strip_prefix('-').unwrap_or(rest).strip_prefix("}}")?
            }
            Self::LiquidLine | Self::Critic | Self::Jinja | Self::Handlebars => {
                rest.strip_prefix(self.end_begins())?
            }
        };
        Some(rest.len() - behind.len())
    }

    /// The next end from a byte on, and behind it.
    pub(crate) fn next_end(self, text: &str, from: usize) -> Option<(usize, usize)> {
        let found = text[from..].match_indices(self.end_begins());
        let mut ends = found.filter_map(|(at, _)| {
            let at = from + at;
            Some((at, at + self.end(&text[at..])?))
        });
        ends.next()
    }

    /// Of a form that nests, for each beginning from a byte on where the comment ends: the last
    /// that began is the first to end. Those that nothing ends are missing.
    pub(crate) fn pairs(self, text: &str, from: usize) -> Vec<(usize, usize)> {
        let mut open = Vec::new();
        let mut out = Vec::new();
        for (at, _) in text[from..].match_indices(self.end_begins()) {
            let at = from + at;
            let rest = &text[at..];
            if let Some(length) = self.end(rest) {
                out.extend(open.pop().map(|begin| (begin, at + length)));
            } else if opening(rest).is_some_and(|(form, _)| form == self) {
                open.push(at);
            }
        }
        out.sort_unstable();
        out
    }
}

/// The comment that begins at the start of a text, and how many bytes its beginning takes.
pub(crate) fn opening(rest: &str) -> Option<(CommentForm, usize)> {
    let (form, behind) = if rest.starts_with('#') {
        (CommentForm::Org, word(rest, "#+begin_comment")?)
    } else if let Some(inner) = rest.strip_prefix("{%") {
        let line = blanks(inner.strip_prefix('-').unwrap_or(inner));
        match line.strip_prefix('#') {
            Some(line) => (CommentForm::LiquidLine, line),
            None => (CommentForm::Liquid, tag(rest, "comment")?),
        }
    } else if let Some(inner) = rest.strip_prefix("{{") {
        let go = inner.strip_prefix('-').map_or(inner, blanks);
        if let Some(behind) = go.strip_prefix("/*") {
            (CommentForm::Go, behind)
        } else if let Some(behind) = inner.strip_prefix("!--") {
            (CommentForm::Handlebars, behind)
        } else {
            (CommentForm::Hugo, shortcode(rest, "comment")?)
        }
    } else if let Some(inner) = rest.strip_prefix("{::comment") {
        (CommentForm::Kramdown, kramdown(inner)?)
    } else if let Some(behind) = rest.strip_prefix("{>>") {
        (CommentForm::Critic, behind)
    } else if let Some(behind) = rest.strip_prefix("{#") {
        (CommentForm::Jinja, behind)
    } else {
        (
            CommentForm::Mdx,
            blanks(rest.strip_prefix('{')?).strip_prefix("/*")?,
        )
    };
    Some((form, rest.len() - behind.len()))
}

/// Whether such a comment may begin in a text at all.
pub(crate) fn may_begin(text: &str, tools: SiteTools) -> bool {
    let is_sign = |at: usize| {
        let behind = text.as_bytes().get(at + 1..at + 3).unwrap_or_default();
        matches!(
            behind,
            [b'%' | b'{' | b':' | b'>' | b'/' | b'#', _] | [b' ' | b'\t', b'/' | b' ' | b'\t']
        )
    };
    let mut braces = text.match_indices('{');
    braces.any(|(at, _)| is_sign(at))
        || text.contains("#+")
        || tools.hold(SiteTool::Mdx) && text.contains('{') && text.contains(['*', '/'])
        || tools.hold(SiteTool::Myst) && text.contains('%')
        || tools.hold(SiteTool::MdxFile) && mdx::may_begin(text)
        || mdx::may_hold_components(text)
        || tools.hold(SiteTool::Vue) && text.contains('<')
}

/// `{% word … %}`: what stands behind it.
fn tag<'a>(rest: &'a str, word: &str) -> Option<&'a str> {
    let inner = rest.strip_prefix("{%")?;
    let inner = inner.strip_prefix(['-', '~']).unwrap_or(inner);
    let inner = blanks(inner).strip_prefix(word)?;
    // Django lets a reason follow: `{% comment "later" %}`.
    let reason = line_head(inner).split_once("%}")?.0;
    let is_reason = reason.is_empty() || reason.starts_with([' ', '\t', '-', '~']);
    is_reason.then(|| &inner[reason.len() + 2..])
}

/// How far, in bytes, the end of a tag is looked for.
const LONGEST_TAG: usize = 200;

/// The rest of a line, as far as a tag reaches.
fn line_head(rest: &str) -> &str {
    let rest = head(rest, LONGEST_TAG);
    rest.split('\n').next().unwrap_or(rest)
}

/// `{{< word >}}`, `{{% word %}}`: what stands behind it.
fn shortcode<'a>(rest: &'a str, word: &str) -> Option<&'a str> {
    let inner = rest.strip_prefix("{{")?;
    let (inner, closes) = match inner.strip_prefix('<') {
        Some(inner) => (inner, ">}}"),
        None => (inner.strip_prefix('%')?, "%}}"),
    };
    let (slash, word) = match word.strip_prefix('/') {
        Some(word) => ("/", word),
        None => ("", word),
    };
    let inner = blanks(blanks(inner).strip_prefix(slash)?).strip_prefix(word)?;
    blanks(inner).strip_prefix(closes)
}

/// The rest of `{::comment …}`: what stands behind it, unless it ends at once.
fn kramdown(inner: &str) -> Option<&str> {
    let options = line_head(inner).split_once('}')?.0;
    let is_whole = options.is_empty() || options.starts_with(' ');
    (is_whole && !options.ends_with('/')).then(|| &inner[options.len() + 1..])
}

/// A word in any case that is all of its line: what stands behind it.
fn word<'a>(rest: &'a str, word: &str) -> Option<&'a str> {
    let (found, behind) = rest.split_at_checked(word.len())?;
    let ends = behind.split('\n').next()?.trim().is_empty();
    (found.eq_ignore_ascii_case(word) && ends).then_some(behind)
}

fn blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}
