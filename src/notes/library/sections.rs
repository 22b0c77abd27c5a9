//! The outline of one chapter: which bullets and headings are sections, and their anchors. A tree
//! in, sections out.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::config::OutlineMode;
use crate::notes::library::outline::{Layout, Section, SectionPlace};
use crate::notes::tree::{
    Block, BlockKind, Chapter, InlineKind, Item, Lead, each_block, plain_text,
};
use crate::text::slug;

/// Bullets are structure only in chapters without inner headings that consist mostly of lists (by
/// bytes).
pub fn layout(chapter: &Chapter, mode: OutlineMode) -> Layout {
    let mut headings = false;
    each_block(&chapter.blocks, &mut |block| {
        headings |= matches!(block.kind, BlockKind::Heading { .. });
    });
    if mode == OutlineMode::List || headings {
        return Layout::Prose;
    }
    let (mut lists, mut all, mut nested) = (0, 0, false);
    for block in &chapter.blocks {
        let length = block.span.end - block.span.start;
        all += length;
        if let BlockKind::List(list) = &block.kind {
            lists += length;
            nested |= list.items.iter().any(is_section);
        }
    }
    if nested && lists * 2 > all {
        Layout::Bullets
    } else {
        Layout::Prose
    }
}

/// A bullet that leads others: commands, fences and pictures never do, what hangs beneath them
/// stays there.
pub fn is_section(item: &Item) -> bool {
    match &item.lead {
        Lead::Command { .. } => false,
        Lead::Prose(inlines) => {
            let picture = inlines.iter().all(|inline| match &inline.kind {
                InlineKind::Image { .. } => true,
                InlineKind::Text(text) => text.trim().is_empty(),
                _ => false,
            });
            !item.children.is_empty() && !picture && item.task.is_none()
        }
    }
}

/// The sections of a chapter, in reading order. `line` tells the line of an offset in the chapter,
/// from 1.
pub fn sections(
    chapter: &Chapter,
    layout: Layout,
    line: &dyn Fn(usize) -> usize,
) -> (Vec<Section>, Vec<SectionPlace>) {
    let mut out = (Vec::new(), Vec::new());
    match layout {
        Layout::Bullets => bullets(&chapter.blocks, None, 1, line, &mut out),
        Layout::Prose => headings(&chapter.blocks, line, &mut out),
    }
    name(&mut out.0);
    out
}

fn bullets(
    blocks: &[Block],
    parent: Option<usize>,
    depth: usize,
    line: &dyn Fn(usize) -> usize,
    out: &mut (Vec<Section>, Vec<SectionPlace>),
) {
    for block in blocks {
        let BlockKind::List(list) = &block.kind else {
            continue;
        };
        for item in list.items.iter().filter(|item| is_section(item)) {
            let index = out.0.len();
            out.0.push(Section {
                title: item.lead.text(),
                depth,
                parent,
                bullet: true,
                ..Section::default()
            });
            out.1.push(SectionPlace {
                span: item.span,
                line: line(item.span.start),
            });
            bullets(&item.children, Some(index), depth + 1, line, out);
        }
    }
}

fn headings(
    blocks: &[Block],
    line: &dyn Fn(usize) -> usize,
    out: &mut (Vec<Section>, Vec<SectionPlace>),
) {
    // (level, index) of the headings around the next one.
    let mut around: Vec<(u8, usize)> = Vec::new();
    for block in blocks {
        let BlockKind::Heading { level, id, inlines } = &block.kind else {
            continue;
        };
        while around.last().is_some_and(|(above, _)| above >= level) {
            around.pop();
        }
        let index = out.0.len();
        out.0.push(Section {
            id: id.clone().unwrap_or_default(),
            title: plain_text(inlines),
            depth: around.len() + 1,
            parent: around.last().map(|(_, index)| *index),
            aliases: Vec::new(),
            bullet: false,
        });
        out.1.push(SectionPlace {
            span: block.span,
            line: line(block.span.start),
        });
        around.push((*level, index));
    }
}

/// Gives every section its anchor: the slug of its trail, for headings the bare slug where it is
/// free.
fn name(sections: &mut [Section]) {
    let mut taken: BTreeSet<String> = sections
        .iter()
        .map(|section| section.id.clone())
        .filter(|id| !id.is_empty())
        .collect();
    let mut trails: Vec<String> = Vec::with_capacity(sections.len());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for i in 0..sections.len() {
        let own = slug(&sections[i].title);
        let trail = match sections[i].parent {
            Some(parent) if !trails[parent].is_empty() => {
                slug(&format!("{}-{own}", trails[parent]))
            }
            _ => own.clone(),
        };
        trails.push(trail.clone());
        if sections[i].id.is_empty() {
            let wish = if !sections[i].bullet && !taken.contains(&own) && !own.is_empty() {
                own
            } else {
                trail
            };
            let wish = if wish.is_empty() {
                "section".to_owned()
            } else {
                wish
            };
            let mut id = wish.clone();
            while taken.contains(&id) {
                let count = counts.entry(wish.clone()).or_insert(1);
                *count += 1;
                id = format!("{wish}-{count}");
            }
            taken.insert(id.clone());
            sections[i].id = id;
        }
    }
    for section in sections.iter_mut() {
        let bare = slug(&section.title);
        if !bare.is_empty() && taken.insert(bare.clone()) {
            // One alias is the rule, and a vector that grows by itself is allotted four.
            section.aliases.reserve_exact(1);
            section.aliases.push(bare);
        }
    }
}

/// The sections with GitHub's anchors of those that are headings, as they were counted in their
/// file; the very same where they have them already.
pub fn with_github_anchors(sections: &Arc<[Section]>, counted: &[String]) -> Arc<[Section]> {
    if counted.is_empty() {
        return sections.clone();
    }
    let taken: BTreeSet<&str> = sections
        .iter()
        .flat_map(|s| s.aliases.iter().chain([&s.id]))
        .map(String::as_str)
        .collect();
    if counted.iter().all(|anchor| taken.contains(anchor.as_str())) {
        return sections.clone();
    }
    let mut named = sections.to_vec();
    let headings = named.iter_mut().filter(|section| !section.bullet);
    for (section, anchor) in headings.zip(counted) {
        if !taken.contains(anchor.as_str()) {
            section.aliases.push(anchor.clone());
        }
    }
    named.into()
}

/// The anchor of the next heading whose own is `base`: GitHub numbers repetitions `-1`, `-2`.
pub fn next_anchor(base: &str, counts: &mut HashMap<String, usize>) -> String {
    let Some(count) = counts.get_mut(base) else {
        counts.insert(base.to_owned(), 1);
        return base.to_owned();
    };
    *count += 1;
    format!("{base}-{}", *count - 1)
}
