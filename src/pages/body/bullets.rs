//! Bullets as a page: the first level are sections, the second stand in the margin, the rest are
//! trees on a branch. Items of a list in, rows of the page out. What stands inside an item is not
//! known here.

use std::fmt::Write as _;

use super::picture;
use super::writer::BodyWriter;
use crate::notes::code::command;
use crate::notes::code::placeholder;
use crate::notes::library::outline::Section;
use crate::notes::library::sections::is_section;
use crate::notes::reading::{elements, html};
use crate::notes::tree::{
    Block, BlockKind, Command, CommandLanguage, Inline, InlineKind, Item, Lead, List,
};
use crate::notes::visit::{each_inline, plain_text};
use crate::text;

/// A lead stands in the margin up to this width (a Hangul counts two columns): about 20 Hangul.
const MARGIN_COLUMNS: usize = 40;

/// The number of the item at a place of a numbered list, as `CommonMark` counts: from the first
/// one on, whatever the others say.
fn counted(list: &List, at: usize) -> Option<u64> {
    Some(list.start?.saturating_add(at as u64))
}

impl<'a> BodyWriter<'a> {
    /// Bullets as a page: the first level are sections, the second stand in the margin, the rest
    /// are trees.
    pub(super) fn page(&mut self, blocks: &'a [Block]) {
        let mut rest = blocks;
        while let Some((block, behind)) = rest.split_first() {
            let BlockKind::List(list) = &block.kind else {
                let (together, behind) = rest.split_at(together(rest));
                self.row(true, |writer| writer.blocks(together));
                rest = behind;
                continue;
            };
            rest = behind;
            let mut pending: Vec<&'a Item> = Vec::new();
            for (at, item) in list.items.iter().enumerate() {
                match self.sections.get(&item.span).copied() {
                    Some(section) if is_section(item) => {
                        self.row_of_items(list, at, &mut pending);
                        self.section(item, counted(list, at), section);
                    }
                    _ => pending.push(item),
                }
            }
            self.row_of_items(list, list.items.len(), &mut pending);
        }
    }

    fn section(&mut self, item: &'a Item, number: Option<u64>, section: &'a Section) {
        self.push("<section class=sec");
        self.id(&section.id);
        self.line(item.span);
        self.key_of(item);
        self.push(">");
        self.aliases(section);
        let level = self.level(2);
        self.last_level = 2;
        let _ = write!(self.out, "<h{level}");
        let words: &[Inline] = match &item.lead {
            Lead::Prose(words) => words,
            Lead::Command { .. } => &[],
        };
        self.repeats(section, words);
        self.push(">");
        self.key_link(item);
        self.number(number);
        self.heading_inlines(&item.lead);
        let _ = writeln!(self.out, "</h{level}>");
        // What stands under no heading that is shown has none to fold behind.
        let folds = !self.body.outline.is_repeated(section);
        if folds {
            self.fold(false);
        }
        let mut rest = item.children.as_slice();
        while let Some((block, behind)) = rest.split_first() {
            let BlockKind::List(list) = &block.kind else {
                let (together, behind) = rest.split_at(together(rest));
                self.row(true, |writer| writer.blocks(together));
                rest = behind;
                continue;
            };
            rest = behind;
            let leads = |inner: &Item| {
                let section = self.sections.get(&inner.span).copied()?;
                let stands =
                    is_section(inner) && text::columns(&inner.lead.text()) <= MARGIN_COLUMNS;
                stands.then_some(section)
            };
            let leads: Vec<Option<&'a Section>> = list.items.iter().map(leads).collect();
            // What stands beside leads of the margin is none of theirs, and begins where they do.
            self.is_among_leads = leads.iter().any(Option::is_some);
            let mut pending: Vec<&'a Item> = Vec::new();
            for (at, (inner, section)) in list.items.iter().zip(leads).enumerate() {
                if let Some(section) = section {
                    self.row_of_items(list, at, &mut pending);
                    let checks = is_one_of(item, &self.body.words.checks);
                    self.margin(inner, counted(list, at), section, checks);
                } else {
                    pending.push(inner);
                }
            }
            self.row_of_items(list, list.items.len(), &mut pending);
            self.is_among_leads = false;
        }
        self.push(if folds {
            "</details></section>\n"
        } else {
            "</section>\n"
        });
    }

    /// Opens a fold. Its `summary` is only the box beside the lead; the lead lies outside it, so
    /// that links, blanks and copy buttons are never nested in a control.
    fn fold(&mut self, bare: bool) {
        self.push(if bare {
            "<details class=bare open><summary"
        } else {
            "<details open><summary"
        });
        self.attribute("aria-label", &self.body.words.fold);
        self.push("></summary>");
    }

    /// A second-level lead in the margin and what it leads beside it.
    fn margin(&mut self, item: &'a Item, number: Option<u64>, section: &'a Section, checks: bool) {
        let words = &self.body.words;
        self.push(if checks || is_one_of(item, &words.checks) {
            "<div class=\"row check\""
        } else if is_one_of(item, &words.notes) {
            "<div class=\"row mark\""
        } else {
            "<div class=row"
        });
        self.key_of(item);
        let level = self.level(3);
        self.last_level = 3;
        let _ = write!(self.out, "><h{level}");
        self.id(&section.id);
        self.line(item.span);
        self.push(">");
        self.aliases(section);
        self.key_link(item);
        self.number(number);
        let start = self.out.len();
        self.heading_inlines(&item.lead);
        // `selector.matchLabels` is wider than the margin: it breaks behind its dot, not in a word.
        let lead = self.out.split_off(start);
        push_breakable(&lead, &mut self.out);
        let _ = write!(self.out, "</h{level}>");
        self.fold(!leads_words(&item.children));
        self.children(&item.children);
        self.push("</details></div>\n");
    }

    fn row(&mut self, bare: bool, content: impl FnOnce(&mut Self)) {
        self.push(match (bare, self.is_among_leads) {
            (true, false) => "<div class=row><div class=bare>",
            (true, true) => "<div class=\"row out\"><div class=bare>",
            (false, false) => "<div class=row><div>",
            (false, true) => "<div class=\"row out\"><div>",
        });
        content(self);
        self.push("</div></div>\n");
    }

    /// Items of a list in a row of their own, the last of which stands before the one at `end`.
    fn row_of_items(&mut self, list: &'a List, end: usize, items: &mut Vec<&'a Item>) {
        if items.is_empty() {
            return;
        }
        let first = counted(list, end - items.len());
        let items = std::mem::take(items);
        self.row(!items.iter().any(|item| has_words(item)), |writer| {
            writer.tree(first, &items);
        });
    }

    /// What an item of a numbered list is counted as, before the words that a heading makes of it.
    fn number(&mut self, number: Option<u64>) {
        if let Some(number) = number {
            let _ = write!(self.out, "<span class=ord>{number}.</span> ");
        }
    }

    /// Lists in a tree keep their branch; other blocks are set as they are.
    fn children(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::List(list) => {
                    self.tree(list.start, &list.items.iter().collect::<Vec<_>>());
                }
                _ => self.block(block),
            }
        }
    }

    /// A list as a tree; `first` is the number of its first item where it has numbers.
    fn tree(&mut self, first: Option<u64>, items: &[&'a Item]) {
        match first {
            Some(1) => self.push("<ol class=tree>"),
            Some(start) => {
                let _ = write!(self.out, "<ol class=tree start={start}>");
            }
            None => self.push("<ul class=tree>"),
        }
        let mut pattern = None;
        for item in items {
            let is_example = pattern.is_some_and(|pattern| is_example(pattern, &item.lead));
            if let Lead::Command { command, .. } = &item.lead
                && !is_example
            {
                pattern = Some(command);
            }
            self.item(item, first.is_none(), is_example);
        }
        self.push(if first.is_some() { "</ol>" } else { "</ul>" });
    }

    /// `plain` where the list has no numbers: a bullet that is nothing but words then needs no box
    /// of its own for them. An example of the pattern above it is not copied with the others.
    fn item(&mut self, item: &'a Item, plain: bool, is_example: bool) {
        let section = self
            .sections
            .get(&item.span)
            .copied()
            .filter(|section| section.bullet);
        self.push("<li");
        if is_example {
            self.push(" data-ex");
        }
        self.marks(item);
        self.push(">");
        let figure = picture::of_lead(&item.lead);
        if let Some(picture) = figure {
            self.figure(picture);
        } else if plain && self.is_leaf(item) {
            self.lead(&item.lead);
        } else if self.has_lead(item) || !plain {
            self.push("<div class=b>");
            if let Some(section) = section {
                self.aliases(section);
            }
            self.task(item);
            self.key_link(item);
            self.lead(&item.lead);
            self.push("</div>");
        }
        if !item.children.is_empty() {
            if item
                .children
                .iter()
                .any(|block| matches!(block.kind, BlockKind::List(_)))
                && figure.is_none()
                && !matches!(&item.lead, Lead::Prose(p) if p.is_empty())
            {
                self.fold(false);
                self.children(&item.children);
                self.push("</details>");
            } else {
                self.children(&item.children);
            }
        }
        self.push("</li>\n");
    }

    fn lead(&mut self, lead: &'a Lead) {
        match lead {
            Lead::Prose(inlines) => self.inlines(inlines),
            Lead::Command {
                command,
                before,
                after,
            } => self.command(command, before, after),
        }
    }

    /// Whether nothing hangs at a bullet: no children, no box to tick, no number of a key; at a
    /// command no link to here either.
    fn is_leaf(&self, item: &Item) -> bool {
        let linked =
            matches!(item.lead, Lead::Command { .. }) && self.anchor_of(item.span).is_some();
        item.children.is_empty() && item.task.is_none() && !linked && !self.is_key(item)
    }

    /// Whether a bullet has anything to show on its first line.
    fn has_lead(&self, item: &Item) -> bool {
        let section = self
            .sections
            .get(&item.span)
            .is_some_and(|section| section.bullet && !section.aliases.is_empty());
        has_words(item) || item.task.is_some() || section || self.is_key(item)
    }

    /// Its anchor, what kind of item it is, its line, and the key that it explains.
    pub(super) fn marks(&mut self, item: &Item) {
        self.anchor(item.span);
        match (&item.lead, item.task) {
            // What is typed elsewhere than in a shell has no shell's prompt.
            (Lead::Command { command, .. }, _) if command.language != CommandLanguage::Shell => {
                self.push(" class=\"c ask\"");
            }
            (Lead::Command { .. }, _) => self.push(" class=c"),
            (_, Some(_)) => self.push(" class=task"),
            _ if !item.children.is_empty() && is_one_of(item, &self.body.words.leads) => {
                self.push(" class=lead");
            }
            _ => {}
        }
        self.line(item.span);
        self.key_of(item);
    }

    pub(super) fn task(&mut self, item: &Item) {
        match item.task {
            Some(true) => self.push("<input type=checkbox disabled checked> "),
            Some(false) => self.push("<input type=checkbox disabled> "),
            None => {}
        }
    }

    fn heading_inlines(&mut self, lead: &'a Lead) {
        self.is_in_heading = true;
        self.lead_inlines(lead);
        self.is_in_heading = false;
    }

    fn lead_inlines(&mut self, lead: &'a Lead) {
        match lead {
            Lead::Prose(inlines) => self.inlines(inlines),
            Lead::Command {
                command,
                before,
                after,
            } => {
                self.inlines(before);
                self.push("<code>");
                self.text(&command.code);
                self.push("</code>");
                self.inlines(after);
            }
        }
    }
}

/// Whether a bullet has a lead that is more than a picture; otherwise the branch has nothing to
/// lead to.
fn has_words(item: &Item) -> bool {
    picture::of_lead(&item.lead).is_none()
        && !matches!(&item.lead, Lead::Prose(inlines) if inlines.is_empty())
}

fn leads_words(blocks: &[Block]) -> bool {
    blocks.iter().any(
        |block| matches!(&block.kind, BlockKind::List(list) if list.items.iter().any(has_words)),
    )
}

/// Whether a lead is one of these words, a colon behind it or not.
fn is_one_of(item: &Item, words: &[String]) -> bool {
    let Lead::Prose(_) = &item.lead else {
        return false;
    };
    let lead = item.lead.text();
    let lead = lead.trim().trim_end_matches([':', '：']).trim_end();
    // Most leads are longer than any of the words.
    lead.len() <= 40 && words.contains(&lead.to_lowercase())
}

/// HTML with a place to break behind each dot inside a word, tags left alone.
fn push_breakable(html: &str, out: &mut String) {
    let mut is_tag = false;
    let mut rest = html.chars().peekable();
    let mut before = ' ';
    while let Some(c) = rest.next() {
        is_tag = (is_tag || c == '<') && c != '>';
        out.push(c);
        if c == '.'
            && !is_tag
            && before.is_alphanumeric()
            && rest.peek().is_some_and(|next| next.is_alphabetic())
        {
            out.push_str("<wbr>");
        }
        before = c;
    }
}

/// Whether a command is an example of a pattern with blanks: `ex) docker pull nginx` below `docker
/// pull <이미지>`.
fn is_example(pattern: &Command, lead: &Lead) -> bool {
    let Lead::Command {
        command, before, ..
    } = lead
    else {
        return false;
    };
    let introduced = command::introduces_example(&plain_text(before))
        && !placeholder::fields(&pattern.code).is_empty();
    introduced || !placeholder::example(&pattern.code, &command.code).is_empty()
}

/// How many blocks stand in one row: the first, and where it opens an element of HTML and leaves it
/// open, `<details>` mostly, all up to its end.
fn together(blocks: &[Block]) -> usize {
    let mut open = 0_usize;
    for (i, block) in blocks.iter().enumerate() {
        if let BlockKind::Html(inlines) | BlockKind::Paragraph(inlines) = &block.kind {
            each_inline(inlines, &mut |inline| {
                if let InlineKind::Html(typed) = &inline.kind {
                    let name = html::name(typed);
                    if typed.starts_with("</") {
                        open = open.saturating_sub(1);
                    } else if !name.is_empty() && !elements::is_void(name) {
                        open += 1;
                    }
                }
            });
        }
        if open == 0 {
            return i + 1;
        }
    }
    1
}
