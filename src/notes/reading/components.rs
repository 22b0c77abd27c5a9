//! Tags of components in notes that are no MDX: `<Intro>` and `</Intro>` alone on their lines,
//! `<Badge type="tip" />` among words. A text in; those of which no reader is shown anything out.
//!
//! GitHub shows no tag that it does not know, and what stands between two of them. Names to fill in
//! and types (`<Token>`, `List<Member>`) have no end in a line of its own.

use std::collections::HashMap;

use crate::notes::reading::code_lines::{behind_signs, fence_end, line_at};
use crate::notes::reading::container_names;
use crate::notes::reading::file_line::opening_fence;
use crate::notes::reading::mdx;
use crate::notes::reading::other_comments::{SiteTool, SiteTools};
use crate::notes::reading::shortcode;

/// So many components may be open at a time.
const DEEPEST: usize = 64;

/// Where the tags of components of a text begin, and where each ends; what is to be read as a
/// container is not among them.
#[derive(Debug, Default)]
pub(super) struct Components {
    hidden: HashMap<usize, usize>,
    contained: HashMap<usize, usize>,
}

/// A tag that is open.
struct OpenComponent<'a> {
    name: &'a str,
    range: (usize, usize),
    is_contained: bool,
}

impl Components {
    /// Those of a text behind its front matter.
    pub(super) fn of(text: &str, start: usize, tools: SiteTools) -> Self {
        let mut out = Self::default();
        if !mdx::may_hold_components(&text[start..]) {
            return out;
        }
        let has_components = tools.hold(SiteTool::Vue) || tools.hold(SiteTool::Mdx);
        let mut open: Vec<OpenComponent<'_>> = Vec::new();
        let mut alone: Vec<(usize, usize)> = Vec::new();
        let mut has_pair = has_components;
        let mut fences = true;
        let mut at = start;
        while at < text.len() {
            let line = line_at(text, at);
            let next = at + line.len();
            if fences
                && line.contains(['`', '~'])
                && let Some(fence) = opening_fence(line.trim_end())
            {
                if let Some(end) = fence_end(text, next, fence) {
                    at = end;
                    continue;
                }
                fences = false;
            }
            let words = behind_signs(line.trim_end());
            if words.starts_with('<') {
                let from = next - line.len() + line.trim_end().len() - words.len();
                match mdx::lone_tag(words) {
                    Some(tag) if tag.is_alone => alone.push((from, from + words.len())),
                    Some(tag) if tag.closes => {
                        let found = open.iter().rposition(|open| open.name == tag.name);
                        if let Some(found) = found {
                            open.truncate(found + 1);
                            let range = (from, from + words.len());
                            for open in open.drain(found..) {
                                has_pair = true;
                                out.keep(&open, range);
                            }
                        }
                    }
                    Some(tag) => {
                        if open.len() < DEEPEST {
                            open.push(OpenComponent {
                                name: tag.name,
                                range: (from, from + words.len()),
                                is_contained: is_contained(words),
                            });
                        }
                    }
                    None => {
                        if let Some((first, last)) = mdx::tags_around(words) {
                            has_pair = true;
                            let end = from + words.len();
                            out.hidden.insert(from, from + first);
                            out.hidden.insert(end - last, end);
                        }
                    }
                }
            }
            at = next;
        }
        // One that nothing has to close is one of a component where others are.
        if has_pair {
            out.hidden.extend(alone);
        }
        out
    }

    /// Adds a tag and the one that closes it.
    fn keep(&mut self, open: &OpenComponent<'_>, end: (usize, usize)) {
        let kept = if open.is_contained {
            &mut self.contained
        } else {
            &mut self.hidden
        };
        kept.extend([open.range, end]);
    }

    /// Where the tag ends that is hidden at a byte.
    pub(super) fn hidden_at(&self, at: usize) -> Option<usize> {
        self.hidden.get(&at).copied()
    }

    /// Where the tag ends that begins or ends a container at a byte.
    pub(super) fn contained_at(&self, at: usize) -> Option<usize> {
        self.contained.get(&at).copied()
    }
}

/// Whether a tag begins what is known as a container.
fn is_contained(words: &str) -> bool {
    shortcode::component(words).is_some_and(|tag| container_names::of_tag(&tag).is_some())
}
