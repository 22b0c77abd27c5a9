//! What in MDX is code of the page and no word of it: imports and exports between paragraphs, tags
//! of components. A text and a place where one may begin in, where it ends out.
//!
//! Source: MDX's grammar. A block of them begins a line with `import` or `export` where no
//! paragraph is open, and goes on to a blank line outside of brackets and quotations. Words that
//! stand right below one are an error there; here they are words.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::notes::reading::code_lines::line_at;
use crate::text::head;

/// Whether anything of it may begin in a text at all.
pub(super) fn may_begin(text: &str) -> bool {
    let capital = |(at, _)| {
        text.as_bytes()
            .get(at + 1)
            .is_some_and(u8::is_ascii_uppercase)
    };
    ["import ", "export ", "</"]
        .iter()
        .any(|sign| text.contains(sign))
        || text.match_indices('<').any(capital)
}

/// Whether a text may hold a tag of a component that stands alone on its line.
pub(super) fn may_hold_components(text: &str) -> bool {
    let begins = |(at, _)| {
        let name = text.as_bytes().get(at + 1);
        let is_first = text[..at].ends_with(['\n', ' ', '\t', '>']) || at == 0;
        is_first && name.is_some_and(u8::is_ascii_uppercase)
    };
    text.match_indices('<').any(begins)
}

/// A tag of a component that is all of its line.
pub(super) struct LoneTag<'a> {
    pub name: &'a str,
    pub closes: bool,
    /// `<Home />`
    pub is_alone: bool,
}

/// The tag of a component that a line is.
pub(super) fn lone_tag(line: &str) -> Option<LoneTag<'_>> {
    let tag = tag(line, 0).filter(|tag| tag.end == line.len())?;
    let typed = &line[..tag.end];
    let closes = typed.starts_with("</");
    // `<Button android:id="…">` is XML.
    let is_xml = typed.contains("xmlns") || has_inner_colon(typed);
    (!is_xml).then_some(LoneTag {
        name: tag.name,
        closes,
        is_alone: !closes && !tag.opens,
    })
}

/// The lengths of the two tags of one component between which all words of a line stand.
pub(super) fn tags_around(line: &str) -> Option<(usize, usize)> {
    let first = tag(line, 0).filter(|tag| tag.opens)?;
    let inner = line[first.end..].strip_suffix('>')?;
    let from = inner.rfind("</")?;
    let is_same = &inner[from + 2..] == first.name && !inner[..from].trim().is_empty();
    let is_xml = has_inner_colon(&line[..first.end]);
    (is_same && !is_xml).then_some((first.end, line.len() - first.end - from))
}

/// Whether a name of an attribute has a colon in its middle.
fn has_inner_colon(tag: &str) -> bool {
    let names = tag.split([' ', '\t', '\n']).skip(1);
    let mut names = names.filter_map(|word| word.split_once('=').map(|(name, _)| name));
    let is_word = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    names.any(|name| {
        let parts = name.split_once(':');
        parts.is_some_and(|(first, last)| {
            !matches!(first, "" | "v-bind" | "v-on") && is_word(first) && is_word(last)
        })
    })
}

/// What was found out of a text on the way.
pub(super) struct MdxScan<'a> {
    text: &'a str,
    /// The brackets of one statement turned out to stay open: none is looked for behind it.
    stays_open: bool,
    /// The components that a tag closes, once somebody asked.
    closed: OnceCell<HashSet<&'a str>>,
}

impl<'a> MdxScan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            stays_open: false,
            closed: OnceCell::new(),
        }
    }

    /// Where the imports and exports end that begin at `from`, where a line begins.
    pub(super) fn statements(&mut self, from: usize) -> Option<usize> {
        if self.stays_open || !begins_at(self.text, from) {
            return None;
        }
        let end = end(self.text, from);
        self.stays_open = end.is_none();
        end
    }

    /// Where the tag of a component ends that begins at `from`. One that no tag closes is a blank
    /// to fill in.
    pub(super) fn component(&self, from: usize) -> Option<usize> {
        let tag = tag(self.text, from)?;
        let closed = self.closed.get_or_init(|| closed(self.text));
        (!tag.opens || closed.contains(tag.name)).then_some(tag.end)
    }
}

/// How far, in bytes, the end of a tag is looked for.
const LONGEST_TAG: usize = 2000;

/// The tag of a component, such as `<TabItem value="mac">`.
struct ComponentTag<'a> {
    /// Its name, which has a capital letter, as no element of HTML has to have.
    name: &'a str,
    /// Where the tag ends, in bytes of the text.
    end: usize,
    /// Whether a further tag has to close it.
    opens: bool,
}

/// The tag that begins at `from`, where a `<` stands.
fn tag(text: &str, from: usize) -> Option<ComponentTag<'_>> {
    // `List<String>` opens none.
    let is_word = text[..from].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let rest = head(&text[from..], LONGEST_TAG);
    let inner = rest.strip_prefix('<')?;
    let (inner, closes) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let name = name(inner);
    let attributes = &inner[name.len()..];
    let ends = attributes.starts_with(['>', '/', ' ', '\n', '\t']);
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) || !ends {
        return None;
    }
    let (mut quote, mut braces) = (None, 0_usize);
    let mut before = '\n';
    for (at, c) in attributes.char_indices() {
        match (quote, c) {
            (_, '\n') if before == '\n' && at > 0 => return None,
            (Some(mark), _) => quote = quote.filter(|_| c != mark),
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '{') => braces += 1,
            (None, '}') => braces = braces.saturating_sub(1),
            (None, '>') if braces == 0 => {
                let end = from + rest.len() - attributes.len() + at + 1;
                let opens = !closes && before != '/';
                return (!opens || !is_word).then_some(ComponentTag { name, end, opens });
            }
            // `<Pod 이름>` is a blank to fill in: names of attributes are English.
            (None, c) if braces == 0 && !c.is_ascii() => return None,
            _ => {}
        }
        before = if before == '\n' && matches!(c, ' ' | '\t') {
            '\n'
        } else {
            c
        };
    }
    None
}

/// The names of which a tag of the text closes one.
fn closed(text: &str) -> HashSet<&str> {
    let tags = text.match_indices("</");
    tags.map(|(at, sign)| name(&text[at + sign.len()..]))
        .collect()
}

/// The name at the start of a text.
pub(super) fn name(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '.');
    &text[..text.len() - rest.len()]
}

/// Whether imports or exports begin at `from`, where a line begins.
fn begins_at(text: &str, from: usize) -> bool {
    begins(line_at(text, from)) && is_behind_blank(text, from)
}

/// Where those end that begin at `from`; `None` where nothing closes their brackets.
fn end(text: &str, from: usize) -> Option<usize> {
    let mut open = 0_usize;
    let mut in_template = false;
    let mut at = from;
    while at < text.len() {
        let line = line_at(text, at);
        if at > from && open == 0 && !in_template && !goes_on(line) {
            break;
        }
        in_template = read(line, &mut open, in_template);
        at += line.len();
    }
    (open == 0 && !in_template).then(|| from + text[from..at].trim_end().len())
}

/// Counts the brackets that a line leaves open; whether it ends within a template.
fn read(line: &str, open: &mut usize, mut in_template: bool) -> bool {
    let mut quote: Option<char> = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (_, '\\') => {
                chars.next();
            }
            (None, '`') => in_template = !in_template,
            _ if in_template => {}
            (Some(mark), _) => quote = quote.filter(|_| c != mark),
            (None, '"' | '\'') => quote = Some(c),
            (None, '{' | '(' | '[') => *open += 1,
            (None, '}' | ')' | ']') => *open = open.saturating_sub(1),
            _ => {}
        }
    }
    in_template
}

/// Whether a line where no bracket is open belongs to the statements above.
fn goes_on(line: &str) -> bool {
    let is_indented = line.starts_with([' ', '\t']) && !line.trim().is_empty();
    is_indented || begins(line) || line.starts_with("//") || line.starts_with(['}', ')', ']'])
}

/// Whether a line begins a statement, not a sentence: `import Tabs from '…'`, `export const …`.
fn begins(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix("import ") {
        let rest = rest.trim();
        let is_source = rest.starts_with(['\'', '"']);
        return is_source || rest.contains(" from ") || rest.starts_with(['{', '*']);
    }
    let Some(rest) = line.strip_prefix("export ") else {
        return false;
    };
    let word = rest.trim_start();
    let word = word.split(|c: char| !c.is_ascii_alphanumeric()).next();
    let words = [
        "const", "let", "var", "function", "default", "class", "async",
    ];
    rest.trim_start().starts_with(['{', '*']) || word.is_some_and(|word| words.contains(&word))
}

/// Whether no paragraph is open where a line begins: nothing stands above it, or a blank line.
fn is_behind_blank(text: &str, from: usize) -> bool {
    let above = text[..from].strip_suffix('\n').unwrap_or_default();
    let above = above.rsplit('\n').next().unwrap_or_default();
    above.trim().is_empty() || above == "---" || above == "+++"
}
