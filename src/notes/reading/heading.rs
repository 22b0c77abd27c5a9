//! What GitHub reads of a heading when it makes an anchor: the text of its HTML. Inlines in, words
//! out. Counts nothing.

use std::sync::LazyLock;

use regex::Regex;

use crate::notes::tree::{Inline, InlineKind};
use crate::text::github_slug;

/// A tag, comment or instruction of raw HTML, as CommonMark has them (section 6.6): GitHub's text
/// holds none, and `## <port> 설정` has the anchor `-설정` there.
static RAW: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"[A-Za-z][A-Za-z0-9-]*";
    let value = r#"(?:[^\s"'=<>`]+|'[^']*'|"[^"]*")"#;
    let attribute = format!(r"\s+[A-Za-z_:][A-Za-z0-9_.:-]*(?:\s*=\s*{value})?");
    let pattern = format!(
        r"<{name}(?:{attribute})*\s*/?>|</{name}\s*>|<!--.*?-->|<\?.*?\?>|<![A-Za-z][^>]*>"
    );
    Regex::new(&pattern).expect("the pattern is a constant")
});

/// GitHub's anchor of a heading, before it is counted. Attributes are words to GitHub.
pub(crate) fn anchor(inlines: &[Inline], attributes: &str) -> String {
    let mut words = String::new();
    push_words(inlines, &mut words);
    push_attributes(attributes, &mut words);
    github_slug(&words)
}

/// Adds the attributes of a heading as GitHub has them.
pub(crate) fn push_attributes(attributes: &str, out: &mut String) {
    if !attributes.is_empty() {
        out.push(' ');
        out.push_str(attributes);
    }
}

/// Adds the words of inlines as GitHub has them: no pictures, no breaks, no tags.
pub(crate) fn push_words(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) => {
                let is_exact = text.len() == inline.span.end - inline.span.start;
                if is_exact && text.contains('<') {
                    out.push_str(&RAW.replace_all(text, ""));
                } else {
                    out.push_str(text);
                }
            }
            // GitHub makes the anchor of its name.
            InlineKind::Sign(sign) => out.push_str(&sign.code),
            InlineKind::Code(text) => out.push_str(text),
            InlineKind::Command(command) => out.push_str(&command.code),
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Strike(children)
            | InlineKind::Link { children, .. }
            | InlineKind::Media { children, .. } => push_words(children, out),
            InlineKind::Image(_)
            | InlineKind::Html(_)
            | InlineKind::FootnoteReference(_)
            | InlineKind::Label(_)
            | InlineKind::SoftBreak
            | InlineKind::HardBreak => {}
        }
    }
}
