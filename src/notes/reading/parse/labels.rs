//! Labels of link definitions and of footnotes in a text: which it defines, where it asks for one
//! of its own, and where for one that it lacks. A text in, labels with places out; what a label
//! stands for is not asked.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, Event, LinkType, Options, Parser, Tag};

use crate::notes::reading::comments;
use crate::notes::reading::definition::fold_label;

/// The labels of a text, each in its folded form; a footnote's begins with `^`.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    pub defined: Vec<LabelDefinition>,
    /// What asks for one of these.
    pub used: Vec<LabelUse>,
    /// What asks for one that is not there: the label, and the bytes of the link.
    pub lacking: Vec<(String, Range<usize>)>,
    /// Whether nothing else is said: such a text is kept for those that show it.
    pub only_defines: bool,
}

/// A definition, as it stands in the text.
#[derive(Debug)]
pub(crate) struct LabelDefinition {
    pub label: String,
    /// The byte behind the last letter of the label.
    pub end: usize,
    pub bytes: Range<usize>,
}

/// A link, a picture or a sign that asks for a definition.
#[derive(Debug)]
pub(crate) struct LabelUse {
    pub label: String,
    /// Where the label may go on.
    pub at: usize,
    /// What has to stand before and behind that which makes it another label.
    pub around: (String, &'static str),
}

/// The labels of a text.
pub(crate) fn of(text: &str) -> Labels {
    let mut out = Labels::default();
    if !text.contains('[') {
        return out;
    }
    let lacking = RefCell::new(Vec::new());
    let note = |link: BrokenLink<'_>| {
        lacking
            .borrow_mut()
            .push((fold_label(&link.reference), link.span));
        None
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM;
    let parser = Parser::new_with_broken_link_callback(text, options, Some(note));
    let mut said: Vec<Range<usize>> = Vec::new();
    for (label, definition) in parser.reference_definitions().iter() {
        said.push(definition.span.clone());
        let found = defined(text, fold_label(label), definition.span.clone());
        out.defined.extend(found);
    }
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) => {
                out.used.extend(link_use(text, link_type, (&id, &range)));
            }
            Event::FootnoteReference(label) => out.used.push(LabelUse {
                label: format!("^{}", fold_label(&label)),
                at: range.end - 1,
                around: (String::new(), ""),
            }),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let label = format!("^{}", fold_label(&label));
                out.defined.extend(defined(text, label, range.clone()));
                said.push(range);
            }
            _ => {}
        }
    }
    out.lacking = lacking.into_inner();
    out.only_defines = !said.is_empty() && says_nothing_else(text, said);
    out
}

fn defined(text: &str, label: String, bytes: Range<usize>) -> Option<LabelDefinition> {
    let end = bytes.start + text.get(bytes.clone())?.find("]:")?;
    Some(LabelDefinition { label, end, bytes })
}

/// Part of a text, with the definitions of all of it that the part asks for and lacks.
pub(crate) fn with_definitions(mut part: String, text: &str) -> String {
    if !part.contains('[') || !text.contains("]:") {
        return part;
    }
    let lacking = of(&part).lacking.into_iter().map(|(label, _)| label);
    let lacking: HashSet<String> = lacking.collect();
    let is_asked = |one: &&LabelDefinition| lacking.contains(&one.label);
    let defined = of(text).defined;
    for one in defined.iter().filter(is_asked) {
        part.truncate(part.trim_end().len());
        part.push_str("\n\n");
        part.push_str(text[one.bytes.clone()].trim_end());
        part.push('\n');
    }
    part
}

fn link_use(text: &str, kind: LinkType, (id, range): (&str, &Range<usize>)) -> Option<LabelUse> {
    let (at, around) = match kind {
        LinkType::Reference => (range.end - 1, (String::new(), "")),
        // The parser counts its empty brackets or does not.
        LinkType::Collapsed => {
            let is_counted = text[range.clone()].ends_with("[]");
            let at = if is_counted {
                range.end - 1
            } else {
                range.end + 1
            };
            (at, (id.to_owned(), ""))
        }
        LinkType::Shortcut => (range.end, (format!("[{id}"), "]")),
        _ => return None,
    };
    Some(LabelUse {
        label: fold_label(id),
        at,
        around,
    })
}

/// Whether nothing but comments and abbreviations (`*[HTML]: …`) stands beside definitions.
fn says_nothing_else(text: &str, mut definitions: Vec<Range<usize>>) -> bool {
    definitions.sort_unstable_by_key(|range| range.start);
    let mut rest = String::new();
    let mut at = 0;
    for range in definitions {
        rest.push_str(text.get(at..range.start).unwrap_or_default());
        at = at.max(range.end);
    }
    rest.push_str(&text[at..]);
    let rest = comments::without_all(&rest);
    let says = |line: &str| !(line.is_empty() || line.starts_with("*[") && line.contains("]:"));
    !rest.lines().any(|line| says(line.trim()))
}
