//! Paired tags to inlines: what becomes of each pair inside of those around it. A row of inlines in
//! which tags are the text that was typed, and what was paired among them, in; the run out. Pairs
//! nothing itself.

use std::collections::BTreeMap;

use crate::notes::reading::elements;
use crate::notes::reading::html::HtmlTag;
use crate::notes::reading::pictures;
use crate::notes::reading::repair::merge_texts;
use crate::notes::tree::{Inline, InlineKind, Span, WrittenLink};

/// What a run stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunKind {
    /// Words of a paragraph, heading or cell.
    Words,
    /// The blocks of HTML of one container.
    Blocks,
}

/// A start and its end.
pub(crate) struct TagPair {
    pub end: usize,
    pub tag: HtmlTag,
    /// Its end was left out.
    pub is_implied: bool,
    /// A paragraph around blocks, which is none to HTML.
    pub is_around_blocks: bool,
    /// One of the two stands among words, so that no element can lie around whole blocks.
    pub is_among: bool,
    /// From its start to its end, where blocks of Markdown stand between.
    pub across: Option<Span>,
}

/// A link around blocks: `<a href="x.md">`, a picture in Markdown, `</a>`.
pub(crate) struct LinkAround {
    /// From its start to its end.
    pub span: Span,
    /// Where it leads.
    pub written: WrittenLink,
}

/// A run whose tags were paired.
pub(crate) struct PairedRun {
    pub kind: RunKind,
    /// The inlines one after another.
    pub row: Vec<Inline>,
    /// By where they start in the row.
    pub pairs: BTreeMap<usize, TagPair>,
    /// What takes no part in pairs, by where it stands: `<source>`, `<col>`, names of places
    /// without an end.
    pub alone: BTreeMap<usize, HtmlTag>,
}

impl PairedRun {
    /// The run as inlines, and the links around blocks that begin in it.
    pub(crate) fn tree(mut self) -> (Vec<Inline>, Vec<LinkAround>) {
        let mut links = Vec::new();
        let spoken_of = self.pairs.iter().filter(|one| self.is_spoken_of(*one));
        let spoken_of: Vec<usize> = spoken_of.map(|(at, _)| *at).collect();
        for at in spoken_of {
            self.pairs.remove(&at);
        }
        if self.pairs.is_empty() && self.alone.is_empty() {
            self.row.retain(|inline| !is_nothing(inline));
            return (self.row, links);
        }
        let mut ends: BTreeMap<usize, Vec<InlineKind>> = BTreeMap::new();
        let mut around: Vec<(usize, &str)> = Vec::new();
        let mut nodes: Vec<OpenNode> = Vec::new();
        let mut row: Vec<Inline> = Vec::new();
        let out = std::mem::take(&mut self.row);
        for (at, mut inline) in out.into_iter().enumerate() {
            around.retain(|(end, _)| *end >= at);
            if let Some(pair) = self.pairs.get(&at) {
                let fate = self.fate(pair, &around);
                let renamed = |name: &str, closing: bool| HtmlTag {
                    name: name.to_owned(),
                    closing,
                    attributes: if closing {
                        Vec::new()
                    } else {
                        pair.tag.attributes.clone()
                    },
                };
                let mut tags = |name: &str, inline: &mut Inline| {
                    inline.kind = InlineKind::Html(renamed(name, false).rewritten());
                    let end = InlineKind::Html(renamed(name, true).rewritten());
                    ends.entry(pair.end).or_default().push(end);
                };
                match fate {
                    TagFate::Typed => {}
                    TagFate::Dropped => {
                        let nothing = InlineKind::Text(String::new());
                        // Choices that stand beside each other are words of their own.
                        let gap = if pair.tag.name == "option" { " " } else { "" };
                        let end = InlineKind::Text(gap.to_owned());
                        ends.entry(pair.end).or_default().push(end);
                        inline.kind = nothing;
                    }
                    TagFate::Around(span) => {
                        let nothing = InlineKind::Text(String::new());
                        ends.entry(pair.end).or_default().push(nothing);
                        row.extend(mark(inline.span, &pair.tag, "a"));
                        let written = written(&pair.tag);
                        links.push(LinkAround { span, written });
                        continue;
                    }
                    TagFate::As(name) => tags(name, &mut inline),
                    TagFate::Tags => {
                        tags(&pair.tag.name, &mut inline);
                        around.push((pair.end, pair.tag.name.as_str()));
                    }
                    TagFate::Node => {
                        around.push((pair.end, pair.tag.name.as_str()));
                        nodes.push(OpenNode {
                            end: pair.end,
                            tag: pair.tag.clone(),
                            start: inline,
                            sources: Vec::new(),
                            outer: std::mem::take(&mut row),
                        });
                        continue;
                    }
                }
            } else if let Some(tag) = self.alone.get(&at) {
                let parents = elements::parents(&tag.name);
                let is_at_home = around.iter().any(|(_, name)| parents.contains(name));
                match (tag.name.as_str(), nodes.last_mut()) {
                    ("a", None) => row.extend(mark(inline.span, tag, "a")),
                    ("a", Some(_)) => row.extend(mark(inline.span, tag, "span")),
                    ("source" | "track", Some(node)) if is_at_home => {
                        node.sources.push((inline.span, tag.clone()));
                    }
                    ("col", _) if is_at_home => {
                        inline.kind = InlineKind::Html(tag.rewritten());
                        row.push(inline);
                    }
                    _ => row.push(inline),
                }
                continue;
            } else if let Some(node) = nodes.pop_if(|node| node.end == at) {
                let children = std::mem::replace(&mut row, node.outer);
                row.extend(node_inlines(
                    &node.tag,
                    node.start,
                    inline,
                    &node.sources,
                    children,
                ));
                continue;
            } else if let Some(kinds) = ends.remove(&at) {
                // Of several that end at one place the inner ones began last.
                for kind in kinds.into_iter().rev() {
                    let span = inline.span;
                    row.push(Inline { span, kind });
                }
                continue;
            }
            row.push(inline);
        }
        row.retain(|inline| !is_nothing(inline));
        (row, links)
    }

    /// Whether a pair that would be taken away, without attributes, is what its words speak of:
    /// nothing stands in it, as in `<form></form>: 폼을 만든다`, or a blank first, as in
    /// `<label> 태그를 </label> 로 닫는다`.
    fn is_spoken_of(&self, (&at, pair): (&usize, &TagPair)) -> bool {
        let has_more = !pair.tag.attributes.is_empty() || pair.across.is_some();
        if has_more || !elements::is_bare(&pair.tag.name) {
            return false;
        }
        let first = self.row.get(at + 1).filter(|_| pair.end > at + 1);
        first.is_none_or(|first| {
            let words = match &first.kind {
                InlineKind::Text(words) => words.as_str(),
                _ => "",
            };
            self.kind == RunKind::Words && words.starts_with(' ')
        })
    }

    /// What is done with a pair inside of others.
    fn fate(&self, pair: &TagPair, around: &[(usize, &str)]) -> TagFate {
        let tag = &pair.tag;
        let parents = elements::parents(&tag.name);
        let is_at_home =
            parents.is_empty() || around.iter().any(|(_, name)| parents.contains(name));
        match tag.name.as_str() {
            name if elements::is_bare(name) => TagFate::Dropped,
            _ if !is_at_home && pair.is_implied => TagFate::Typed,
            name if pair.is_among && elements::is_look(name) => TagFate::Dropped,
            "li" if !is_at_home => match self.kind {
                RunKind::Words => TagFate::As("span"),
                RunKind::Blocks => TagFate::As("div"),
            },
            _ if !is_at_home => TagFate::Dropped,
            // Within words a paragraph would end the one around it.
            "p" if pair.is_around_blocks || self.kind == RunKind::Words => TagFate::As("div"),
            name if is_heading(name) && around.iter().any(|(_, outer)| is_heading(outer)) => {
                TagFate::As("span")
            }
            // A place is no link, and may stand in one.
            "a" if tag.attribute("href").is_none() => TagFate::As("span"),
            "a" if pair.across.is_some() => pair.across.map_or(TagFate::Typed, TagFate::Around),
            "a" | "picture" => TagFate::Node,
            "video" | "audio" => TagFate::Node,
            _ => TagFate::Tags,
        }
    }
}

/// What becomes of a pair of tags.
enum TagFate {
    /// They are the text that was typed.
    Typed,
    /// They go, and what stands between them stays.
    Dropped,
    /// They are a link around blocks, of which only its words and pictures can be links.
    Around(Span),
    /// They are written under another name.
    As(&'static str),
    /// They are tags of the page.
    Tags,
    /// They are one inline.
    Node,
}

/// An inline made of a pair of tags whose end has not come yet.
struct OpenNode {
    end: usize,
    tag: HtmlTag,
    start: Inline,
    /// `<source>` in it.
    sources: Vec<(Span, HtmlTag)>,
    /// The row around it.
    outer: Vec<Inline>,
}

fn node_inlines(
    tag: &HtmlTag,
    start: Inline,
    end: Inline,
    sources: &[(Span, HtmlTag)],
    children: Vec<Inline>,
) -> Vec<Inline> {
    let span = Span::new(start.span.start, end.span.end);
    let mut children: Vec<Inline> = children
        .into_iter()
        .filter(|inline| !is_nothing(inline))
        .collect();
    match tag.name.as_str() {
        "picture" => pictures::chosen(sources, children),
        "video" | "audio" => {
            let first = Span::new(span.start, span.start);
            let mut out = mark(first, tag, "a");
            if let Some(media) = pictures::media(tag, sources) {
                out.push(Inline {
                    span,
                    kind: media.with(children),
                });
            } else {
                out.push(start);
                out.append(&mut children);
                out.push(end);
            }
            out
        }
        _ => {
            let first = Span::new(span.start, span.start);
            let mut out = mark(first, tag, "a");
            out.push(Inline {
                span,
                kind: InlineKind::Link {
                    written: Box::new(written(tag)),
                    children: merge_texts(children),
                },
            });
            out
        }
    }
}

/// Where `<a href="…">` leads.
fn written(tag: &HtmlTag) -> WrittenLink {
    let attribute = |name| tag.attribute(name).unwrap_or_default();
    WrittenLink {
        destination: attribute("href").trim().to_owned(),
        title: attribute("title").to_owned(),
    }
}

fn is_nothing(inline: &Inline) -> bool {
    matches!(&inline.kind, InlineKind::Text(text) if text.is_empty())
}

/// The place that a tag's ids name, without what the tag does beside that.
pub(crate) fn mark(span: Span, tag: &HtmlTag, name: &str) -> Vec<Inline> {
    let mut attributes = tag.attributes.clone();
    attributes.retain(|(name, _)| name == "id" || name == "name");
    let mark = HtmlTag {
        name: name.to_owned(),
        closing: false,
        attributes,
    };
    if mark.ids().next().is_none() {
        return Vec::new();
    }
    [mark.rewritten(), format!("</{name}>")]
        .map(|tag| Inline {
            span,
            kind: InlineKind::Html(tag),
        })
        .into()
}

/// Whether an element is a heading.
pub(crate) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
