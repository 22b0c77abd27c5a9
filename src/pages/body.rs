//! A chapter's tree to the HTML inside `<main>`: sections, rows, trees of bullets, commands, code, pictures.
//! A placed chapter and its links in, HTML out. Knows nothing of templates; the vocabulary is documented in
//! `themes/default/README.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::highlight;
use crate::notes::link::{Link, Target};
use crate::notes::manifest::KeyNote;
use crate::notes::menu;
use crate::notes::outline::{ChapterOutline, Layout, PlacedChapter, Section};
use crate::notes::placeholder;
use crate::notes::sections::is_section;
use crate::notes::tree::{
    Alert, Alignment, Block, BlockKind, Code, Command, Inline, InlineKind, Item, Lead, List, Span, each_block, each_inline,
    each_item, each_run,
};
use crate::text::{is_hangul, percent_encode, push_escaped, push_text, slug};

/// Words of the interface that stand in the body.
#[derive(Clone, Debug)]
pub struct Words {
    /// Label of a fold.
    pub fold: String,
    /// Before the path of a picture that is missing.
    pub missing_picture: String,
    /// Names of the alerts, in the order of [`Alert`].
    pub alerts: [String; 5],
    /// Label of the link back from a footnote.
    pub back: String,
    /// Label of a path of menus.
    pub menu: String,
}

/// What rendering a body needs to know.
pub struct Body<'a> {
    /// The chapter.
    pub placed: &'a PlacedChapter,
    /// Its sections; empty for a landing page.
    pub outline: &'a ChapterOutline,
    /// Its links, by span.
    pub links: &'a [Link],
    /// Keys of manifests that its bullets explain.
    pub keys: &'a [KeyNote],
    /// `""` or `../`: what leads from the page to the site's root.
    pub root: &'a str,
    /// Words of the interface.
    pub words: &'a Words,
    /// On the print page: what stands before each id, so that chapters don't share them; and where pages of the course lie.
    pub print: Option<&'a BTreeMap<String, String>>,
    /// `serve` only: the line in the source of an offset in the chapter.
    pub line: Option<&'a dyn Fn(usize) -> usize>,
}

/// A lead stands in the margin up to this width (a Hangul counts two columns): about 20 Hangul.
const MARGIN_COLUMNS: usize = 40;

struct Writer<'a> {
    body: &'a Body<'a>,
    sections: BTreeMap<Span, &'a Section>,
    links: BTreeMap<Span, &'a Link>,
    footnotes: Vec<&'a str>,
    prefix: String,
    out: String,
}

/// The body of one chapter.
pub fn render(body: &Body<'_>) -> String {
    let prefix = body.print.and_then(|prefixes| prefixes.get(&body.outline.url)).cloned().unwrap_or_default();
    let mut writer = Writer {
        body,
        sections: body.outline.sections.iter().map(|section| (section.span, section)).collect(),
        links: body.links.iter().map(|link| (link.span, link)).collect(),
        footnotes: footnote_order(body),
        prefix,
        out: String::with_capacity(body.placed.text.len() * 3),
    };
    let blocks = &body.placed.tree.blocks;
    match body.placed.layout {
        Layout::Bullets => writer.page(blocks),
        Layout::Prose => writer.blocks(blocks),
    }
    writer.footnotes();
    writer.out
}

/// A run of inlines as HTML, without block elements: titles.
pub fn inline_html(body: &Body<'_>, inlines: &[Inline]) -> String {
    let mut writer = Writer {
        body,
        sections: BTreeMap::new(),
        links: BTreeMap::new(),
        footnotes: Vec::new(),
        prefix: String::new(),
        out: String::new(),
    };
    writer.inlines(inlines, false);
    writer.out
}

/// Labels in the order of their first mention; those that nothing mentions follow, so that no text is lost.
fn footnote_order<'a>(body: &Body<'a>) -> Vec<&'a str> {
    let tree = &body.placed.tree;
    let mut order: Vec<&str> = Vec::new();
    let mut note = |run: &'a [Inline]| {
        each_inline(run, &mut |inline| {
            if let InlineKind::FootnoteReference(label) = &inline.kind
                && tree.footnotes.iter().any(|f| f.label == *label)
                && !order.contains(&label.as_str())
            {
                order.push(label);
            }
        });
    };
    each_run(&tree.blocks, &mut note);
    tree.footnotes.iter().for_each(|footnote| each_run(&footnote.blocks, &mut note));
    for footnote in &tree.footnotes {
        if !order.contains(&footnote.label.as_str()) {
            order.push(&footnote.label);
        }
    }
    order
}

impl<'a> Writer<'a> {
    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn text(&mut self, text: &str) {
        push_escaped(text, &mut self.out);
    }

    fn id(&mut self, id: &str) {
        let _ = write!(self.out, " id=\"{}", self.prefix);
        push_escaped(id, &mut self.out);
        self.out.push('"');
    }

    fn line(&mut self, span: Span) {
        if let Some(line) = self.body.line {
            let _ = write!(self.out, " data-l=\"{}\"", line(span.start));
        }
    }

    /// Further anchors of a section.
    fn aliases(&mut self, section: &Section) {
        for alias in &section.aliases {
            self.push("<a");
            self.id(alias);
            self.push("></a>");
        }
    }

    /// Bullets as a page: the first level are sections, the second stand in the margin, the rest are trees.
    fn page(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            let BlockKind::List(list) = &block.kind else {
                self.row(|writer| writer.block(block));
                continue;
            };
            let mut pending: Vec<&'a Item> = Vec::new();
            for item in &list.items {
                match self.sections.get(&item.span).copied() {
                    Some(section) if is_section(item) => {
                        self.row_of_items(list, &mut pending);
                        self.section(item, section);
                    }
                    _ => pending.push(item),
                }
            }
            self.row_of_items(list, &mut pending);
        }
    }

    fn section(&mut self, item: &'a Item, section: &'a Section) {
        self.push("<section class=\"sec\"");
        self.id(&section.id);
        self.line(item.span);
        self.push(">");
        self.aliases(section);
        self.push("<h2>");
        self.lead_inlines(&item.lead);
        self.push("</h2>\n");
        for block in &item.children {
            let BlockKind::List(list) = &block.kind else {
                self.row(|writer| writer.block(block));
                continue;
            };
            let mut pending: Vec<&'a Item> = Vec::new();
            for inner in &list.items {
                match self.sections.get(&inner.span).copied() {
                    Some(section) if is_section(inner) && columns(&inner.lead.text()) <= MARGIN_COLUMNS => {
                        self.row_of_items(list, &mut pending);
                        self.margin(inner, section);
                    }
                    _ => pending.push(inner),
                }
            }
            self.row_of_items(list, &mut pending);
        }
        self.push("</section>\n");
    }

    /// A second-level lead in the margin and what it leads beside it.
    fn margin(&mut self, item: &'a Item, section: &'a Section) {
        self.push("<div class=\"row\"");
        self.key_of(item);
        self.push("><h3");
        self.id(&section.id);
        self.line(item.span);
        self.push(">");
        self.aliases(section);
        self.lead_inlines(&item.lead);
        self.push("</h3><div class=\"body\">");
        self.children(&item.children);
        self.push("</div></div>\n");
    }

    fn row(&mut self, content: impl FnOnce(&mut Self)) {
        self.push("<div class=\"row\"><div class=\"body\">");
        content(self);
        self.push("</div></div>\n");
    }

    fn row_of_items(&mut self, list: &'a List, items: &mut Vec<&'a Item>) {
        if items.is_empty() {
            return;
        }
        let items = std::mem::take(items);
        self.row(|writer| writer.tree(list, &items));
    }

    /// Lists in a tree keep their branch; other blocks are set as they are.
    fn children(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::List(list) => self.tree(list, &list.items.iter().collect::<Vec<_>>()),
                _ => self.block(block),
            }
        }
    }

    fn tree(&mut self, list: &'a List, items: &[&'a Item]) {
        match list.start {
            Some(1) => self.push("<ol class=\"tree\">"),
            Some(start) => {
                let _ = write!(self.out, "<ol class=\"tree\" start=\"{start}\">");
            }
            None => self.push("<ul class=\"tree\">"),
        }
        for item in items {
            self.item(item);
        }
        self.push(if list.start.is_some() { "</ol>" } else { "</ul>" });
    }

    fn item(&mut self, item: &'a Item) {
        let section = self.sections.get(&item.span).copied().filter(|section| section.bullet);
        self.push("<li");
        if let Some(section) = section {
            self.id(&section.id);
        }
        match (&item.lead, item.task) {
            (Lead::Command { .. }, _) => self.push(" class=\"c\""),
            (_, Some(_)) => self.push(" class=\"task\""),
            _ => {}
        }
        self.line(item.span);
        self.key_of(item);
        self.push(">");
        let figure = picture_only(&item.lead);
        if let Some(picture) = figure {
            self.figure(picture);
        } else {
            self.push("<div class=\"b\">");
            if let Some(section) = section {
                self.aliases(section);
            }
            if let Some(done) = item.task {
                self.push(if done {
                    "<input type=\"checkbox\" disabled checked> "
                } else {
                    "<input type=\"checkbox\" disabled> "
                });
            }
            match &item.lead {
                Lead::Prose(inlines) => self.inlines(inlines, true),
                Lead::Command { command, before, after } => self.command(command, before, after),
            }
            self.push("</div>");
        }
        if !item.children.is_empty() {
            if item.children.iter().any(|block| matches!(block.kind, BlockKind::List(_)))
                && figure.is_none()
                && !matches!(&item.lead, Lead::Prose(p) if p.is_empty())
            {
                let _ = write!(self.out, "<details open><summary aria-label=\"{}\"></summary>", self.body.words.fold);
                self.children(&item.children);
                self.push("</details>");
            } else {
                self.children(&item.children);
            }
        }
        self.push("</li>\n");
    }

    /// `data-key` ties a bullet to the lines of the manifest that it explains.
    fn key_of(&mut self, item: &Item) {
        if let Some(note) = self.body.keys.iter().find(|note| note.item == item.span) {
            let _ = write!(self.out, " data-key=\"{}{}\"", self.prefix, note.number);
        }
    }

    fn lead_inlines(&mut self, lead: &'a Lead) {
        match lead {
            Lead::Prose(inlines) => self.inlines(inlines, false),
            Lead::Command { command, before, after } => {
                self.inlines(before, false);
                self.push("<code>");
                self.text(&command.code);
                self.push("</code>");
                self.inlines(after, false);
            }
        }
    }

    fn command(&mut self, command: &'a Command, before: &'a [Inline], after: &'a [Inline]) {
        let wrapped = !before.is_empty() || !after.is_empty();
        if wrapped {
            self.push("<div class=\"after\">");
            if !before.is_empty() {
                self.push("<span>");
                self.inlines(before, false);
                self.push("</span>");
            }
        }
        self.push("<div class=\"cmd\"><code>");
        self.push(&highlight::command(command.language, &command.code));
        self.push("</code></div>");
        if wrapped {
            if !after.is_empty() {
                self.push("<span>");
                self.inlines(after, false);
                self.push("</span>");
            }
            self.push("</div>");
        }
        if let Some(Link { target: Target::Shown { path, language, text }, .. }) = self.links.get(&command.span) {
            self.push("<details class=\"file\"><summary><code>");
            self.text(path);
            self.push("</code></summary><div class=\"block\"><pre tabindex=\"0\"><code>");
            self.push(&highlight::code(language.as_deref(), text).html);
            self.push("</code></pre></div></details>");
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &'a Block) {
        match &block.kind {
            BlockKind::Heading { level, inlines, .. } => {
                let level = (*level).clamp(2, 6);
                let section = self.sections.get(&block.span).copied();
                let _ = write!(self.out, "<h{level}");
                if let Some(section) = section {
                    self.id(&section.id);
                }
                self.line(block.span);
                self.push(">");
                if let Some(section) = section {
                    self.aliases(section);
                }
                self.inlines(inlines, false);
                let _ = writeln!(self.out, "</h{level}>");
            }
            BlockKind::Paragraph(inlines) => match only_picture(inlines) {
                Some(picture) => self.figure(picture),
                None => {
                    self.push("<p");
                    self.line(block.span);
                    self.push(">");
                    self.inlines(inlines, false);
                    self.push("</p>\n");
                }
            },
            BlockKind::List(list) => self.list(list),
            BlockKind::Code(code) => self.code(code, block.span),
            BlockKind::Quote(inner) => {
                self.push("<blockquote>");
                self.blocks(inner);
                self.push("</blockquote>\n");
            }
            BlockKind::Alert { kind, title, blocks } => self.alert(*kind, title, blocks),
            BlockKind::Table { alignments, head, rows } => self.table(alignments, head, rows),
            BlockKind::Html(inlines) => {
                self.inlines(inlines, true);
                self.push("\n");
            }
            BlockKind::Rule => self.push("<hr>\n"),
        }
    }

    /// A list in prose.
    fn list(&mut self, list: &'a List) {
        match list.start {
            Some(1) => self.push("<ol>"),
            Some(start) => {
                let _ = write!(self.out, "<ol start=\"{start}\">");
            }
            None => self.push("<ul>"),
        }
        for item in &list.items {
            self.push("<li");
            match (&item.lead, item.task) {
                (Lead::Command { .. }, _) => self.push(" class=\"c\""),
                (_, Some(_)) => self.push(" class=\"task\""),
                _ => {}
            }
            self.line(item.span);
            self.key_of(item);
            self.push(">");
            if let Some(done) = item.task {
                self.push(if done {
                    "<input type=\"checkbox\" disabled checked> "
                } else {
                    "<input type=\"checkbox\" disabled> "
                });
            }
            match (&item.lead, picture_only(&item.lead)) {
                (_, Some(picture)) => self.figure(picture),
                (Lead::Prose(inlines), None) if list.loose && !inlines.is_empty() => {
                    self.push("<p>");
                    self.inlines(inlines, false);
                    self.push("</p>");
                }
                (Lead::Prose(inlines), None) => self.inlines(inlines, true),
                (Lead::Command { command, before, after }, None) => self.command(command, before, after),
            }
            self.blocks(&item.children);
            self.push("</li>\n");
        }
        self.push(if list.start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn code(&mut self, code: &'a Code, span: Span) {
        self.push("<div class=\"block\"");
        self.line(span);
        if code.language.as_deref() == Some("console") {
            self.push(" data-console");
        }
        self.push(">");
        if let Some(caption) = &code.caption {
            self.push("<p class=\"cap\">");
            self.text(caption);
            self.push("</p>");
        }
        if let Some(language) = &code.language {
            self.push("<span class=\"lang\">");
            self.text(language);
            self.push("</span>");
        }
        self.push("<pre tabindex=\"0\"><code>");
        let keys: Vec<&KeyNote> = self.body.keys.iter().filter(|note| note.block == span).collect();
        if keys.is_empty() {
            self.push(&highlight::code(code.language.as_deref(), &code.text).html);
        } else {
            for (i, line) in highlight::lines(code.language.as_deref(), &code.text).iter().enumerate() {
                match keys.iter().find(|note| note.line == i) {
                    Some(note) => {
                        let _ = write!(self.out, "<span class=\"l\" data-key=\"{}{}\">{line}</span>\n", self.prefix, note.number);
                    }
                    None => {
                        self.push(line);
                        self.push("\n");
                    }
                }
            }
        }
        self.push("</code></pre></div>\n");
    }

    fn alert(&mut self, kind: Alert, title: &'a [Inline], blocks: &'a [Block]) {
        let (class, index) = match kind {
            Alert::Note => ("note", 0),
            Alert::Tip => ("tip", 1),
            Alert::Important => ("important", 2),
            Alert::Warning => ("warning", 3),
            Alert::Caution => ("caution", 4),
        };
        let _ = write!(self.out, "<section class=\"alert alert-{class}\"><p class=\"alert-title\">");
        if title.is_empty() {
            let word = self.body.words.alerts[index].clone();
            self.text(&word);
        } else {
            self.inlines(title, false);
        }
        self.push("</p>");
        self.blocks(blocks);
        self.push("</section>\n");
    }

    fn table(&mut self, alignments: &[Alignment], head: &'a [Vec<Inline>], rows: &'a [Vec<Vec<Inline>>]) {
        let align = |i: usize| match alignments.get(i) {
            Some(Alignment::Left) => " class=\"al\"",
            Some(Alignment::Center) => " class=\"ac\"",
            Some(Alignment::Right) => " class=\"ar\"",
            _ => "",
        };
        self.push("<div class=\"table\" tabindex=\"0\"><table><thead><tr>");
        for (i, cell) in head.iter().enumerate() {
            let _ = write!(self.out, "<th{}>", align(i));
            self.inlines(cell, false);
            self.push("</th>");
        }
        self.push("</tr></thead>");
        if !rows.is_empty() {
            self.push("<tbody>");
            for row in rows {
                self.push("<tr>");
                for (i, cell) in row.iter().enumerate() {
                    let _ = write!(self.out, "<td{}>", align(i));
                    self.inlines(cell, false);
                    self.push("</td>");
                }
                self.push("</tr>");
            }
            self.push("</tbody>");
        }
        self.push("</table></div>\n");
    }

    fn figure(&mut self, picture: &'a Inline) {
        let InlineKind::Image { title, .. } = &picture.kind else { return };
        self.push("<figure class=\"fig\">");
        self.picture(picture);
        if !title.is_empty() {
            self.push("<figcaption>");
            self.text(title);
            self.push("</figcaption>");
        }
        self.push("</figure>\n");
    }

    fn picture(&mut self, picture: &'a Inline) {
        let InlineKind::Image { destination, title, alt, width, height } = &picture.kind else { return };
        let alt = without_extension(alt);
        match self.links.get(&picture.span).map(|link| &link.target) {
            Some(Target::Image { url, width: w, height: h }) => {
                let _ = write!(self.out, "<img src=\"{}{}\" alt=\"", self.body.root, percent_encode(url));
                self.text(alt);
                self.push("\"");
                let scaled = match (width, height, w, h) {
                    (Some(width), None, Some(w), Some(h)) if *w > 0 => {
                        (Some(*width), Some((u64::from(*width) * u64::from(*h) / u64::from(*w)) as u32))
                    }
                    (None, Some(height), Some(w), Some(h)) if *h > 0 => {
                        (Some((u64::from(*height) * u64::from(*w) / u64::from(*h)) as u32), Some(*height))
                    }
                    (Some(width), Some(height), ..) => (Some(*width), Some(*height)),
                    _ => (*w, *h),
                };
                if let (Some(width), Some(height)) = scaled {
                    let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
                }
                if !title.is_empty() {
                    self.push(" title=\"");
                    self.text(title);
                    self.push("\"");
                }
                self.push(" loading=\"lazy\" decoding=\"async\">");
            }
            Some(Target::Web { address }) => {
                self.push("<img src=\"");
                self.text(address);
                self.push("\" alt=\"");
                self.text(alt);
                self.push("\" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\">");
            }
            other => {
                let path = match other {
                    Some(Target::MissingImage { path }) => path.clone(),
                    _ => crate::text::percent_decode(destination)
                        .map_or_else(|| destination.clone(), |path| crate::text::nfc(&path)),
                };
                self.push("<span class=\"missing\" role=\"img\" aria-label=\"");
                let label = self.body.words.missing_picture.clone();
                self.text(&label);
                self.push(" ");
                self.text(&path);
                self.push("\"><b>");
                self.text(alt);
                self.push("</b> <code>");
                self.text(&path);
                self.push("</code></span>");
            }
        }
    }

    fn footnotes(&mut self) {
        if self.footnotes.is_empty() {
            return;
        }
        self.push("<section class=\"notes\"><ol>");
        for label in self.footnotes.clone() {
            let Some(footnote) = self.body.placed.tree.footnotes.iter().find(|footnote| footnote.label == label) else {
                continue;
            };
            self.push("<li");
            self.id(&format!("fn-{}", slug(label)));
            self.push(">");
            self.blocks(&footnote.blocks);
            let back = self.body.words.back.clone();
            let _ = write!(
                self.out,
                "<a class=\"back\" href=\"#{}fnref-{}\" aria-label=\"{back}\">↩</a></li>\n",
                self.prefix,
                percent_encode(&slug(label))
            );
        }
        self.push("</ol></section>\n");
    }

    /// Inlines; `flow` says whether block elements may stand here (not in headings, paragraphs and cells).
    fn inlines(&mut self, inlines: &'a [Inline], flow: bool) {
        for inline in inlines {
            self.inline(inline, flow);
        }
    }

    fn inline(&mut self, inline: &'a Inline, flow: bool) {
        match &inline.kind {
            InlineKind::Text(text) => self.prose(text, inline.span, flow),
            InlineKind::Code(code) => {
                self.push("<code>");
                self.push(&highlight::with_placeholders(code));
                self.push("</code>");
            }
            InlineKind::Strong(children) => self.wrapped("strong", children),
            InlineKind::Emphasis(children) => self.wrapped("em", children),
            InlineKind::Strike(children) => self.wrapped("del", children),
            InlineKind::Link { title, children, .. } => self.link(inline.span, title, children),
            InlineKind::Image { .. } => self.picture(inline),
            InlineKind::Command(command) => {
                self.push("<code class=\"cmd-in\">");
                self.push(&highlight::command(command.language, &command.code));
                self.push("</code>");
            }
            InlineKind::Placeholder(name) => self.placeholder(name),
            InlineKind::Html(tag) => self.push(tag),
            InlineKind::FootnoteReference(label) => match self.footnotes.iter().position(|known| known == label) {
                Some(i) => {
                    let name = percent_encode(&slug(label));
                    let _ = write!(self.out, "<sup class=\"fn\"><a href=\"#{}fn-{name}\"", self.prefix);
                    self.id(&format!("fnref-{}", slug(label)));
                    let _ = write!(self.out, ">{}</a></sup>", i + 1);
                }
                None => self.text(&format!("[^{label}]")),
            },
            InlineKind::SoftBreak => self.push("\n"),
            InlineKind::HardBreak => self.push("<br>"),
        }
    }

    fn wrapped(&mut self, tag: &str, children: &'a [Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(children, false);
        let _ = write!(self.out, "</{tag}>");
    }

    fn placeholder(&mut self, name: &str) {
        self.push("<span class=\"f\" data-f=\"");
        self.text(name);
        self.push("\">&lt;");
        self.text(name);
        self.push("&gt;</span>");
    }

    /// The address of a page of the site from this page.
    fn address(&self, url: &str) -> String {
        let (page, anchor) = url.split_once('#').map_or((url, None), |(page, anchor)| (page, Some(anchor)));
        if let Some(prefix) = self.body.print.and_then(|prefixes| prefixes.get(page)) {
            return format!("#{}{}", percent_encode(prefix), percent_encode(anchor.unwrap_or("top")));
        }
        let anchor = anchor.map_or(String::new(), |anchor| format!("#{}", percent_encode(anchor)));
        if page == self.body.outline.url && !anchor.is_empty() {
            anchor
        } else {
            format!("{}{}{anchor}", self.body.root, percent_encode(page))
        }
    }

    fn link(&mut self, span: Span, title: &str, children: &'a [Inline]) {
        let href = match self.links.get(&span).map(|link| &link.target) {
            Some(Target::Page { url } | Target::Reference { url } | Target::Term { url }) => Some((self.address(url), false)),
            Some(Target::File { url }) => Some((format!("{}{}", self.body.root, percent_encode(url)), false)),
            Some(Target::Web { address }) => Some((address.clone(), true)),
            _ => None,
        };
        match href {
            Some((href, _)) => {
                self.push("<a href=\"");
                self.text(&href);
                self.push("\"");
                if !title.is_empty() {
                    self.push(" title=\"");
                    self.text(title);
                    self.push("\"");
                }
                self.push(">");
                self.inlines(children, false);
                self.push("</a>");
            }
            None => {
                self.push("<span class=\"broken\">");
                self.inlines(children, false);
                self.push("</span>");
            }
        }
    }

    /// Text with the references, terms, menu paths and placeholders in it.
    fn prose(&mut self, text: &'a str, span: Span, flow: bool) {
        let exact = text.len() == span.end - span.start;
        let mut marks: Vec<(usize, usize, Mark<'a>)> = Vec::new();
        if exact {
            let inside =
                self.links.range(Span::new(span.start, 0)..Span::new(span.end, 0)).filter(|(place, _)| span.holds(**place));
            marks.extend(inside.map(|(place, link)| (place.start - span.start, place.end - span.start, Mark::Link(link))));
        } else if let Some(link) = self.links.get(&span) {
            marks.push((0, text.len(), Mark::Link(link)));
        }
        for field in placeholder::prose_fields(text) {
            marks.push((field.range.start, field.range.end, Mark::Field(field.name)));
        }
        if text.contains('>') {
            for path in menu::find(text) {
                marks.push((
                    path.range.start,
                    path.range.end,
                    Mark::Menu(path.steps.iter().map(|step| (step.start, step.end)).collect()),
                ));
            }
        }
        marks.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
        let mut at = 0;
        for (start, end, mark) in marks {
            if start < at || end > text.len() || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
                continue;
            }
            push_text(&text[at..start], &mut self.out);
            at = end;
            match mark {
                Mark::Field(name) => self.placeholder(&name),
                Mark::Menu(steps) => self.menu(text, &steps, flow),
                Mark::Link(link) => {
                    let (class, url) = match &link.target {
                        Target::Reference { url } => ("ref", url),
                        Target::Term { url } => ("term", url),
                        Target::Page { url } => ("ref", url),
                        _ => {
                            push_text(&text[start..end], &mut self.out);
                            continue;
                        }
                    };
                    let href = self.address(url);
                    let _ = write!(self.out, "<a class=\"{class}\" href=\"");
                    self.text(&href);
                    self.push("\">");
                    push_text(&text[start..end], &mut self.out);
                    self.push("</a>");
                }
            }
        }
        push_text(&text[at..], &mut self.out);
    }

    fn menu(&mut self, text: &str, steps: &[(usize, usize)], flow: bool) {
        let label = self.body.words.menu.clone();
        let (list, step) = if flow { ("ol", "li") } else { ("span", "span") };
        let (list_role, step_role) = if flow { ("", "") } else { (" role=\"list\"", " role=\"listitem\"") };
        let _ = write!(self.out, "<{list} class=\"path\"{list_role} aria-label=\"{label}\">");
        for (start, end) in steps {
            let _ = write!(self.out, "<{step}{step_role}><span class=\"s\">");
            self.text(text.get(*start..*end).unwrap_or_default());
            let _ = write!(self.out, "</span></{step}>");
        }
        let _ = write!(self.out, "</{list}>");
    }
}

enum Mark<'a> {
    Link(&'a Link),
    Field(String),
    Menu(Vec<(usize, usize)>),
}

/// The picture of a lead that is nothing but a picture.
fn picture_only(lead: &Lead) -> Option<&Inline> {
    match lead {
        Lead::Prose(inlines) => only_picture(inlines),
        Lead::Command { .. } => None,
    }
}

fn only_picture(inlines: &[Inline]) -> Option<&Inline> {
    let mut words = inlines.iter().filter(|inline| !matches!(&inline.kind, InlineKind::Text(text) if text.trim().is_empty()));
    let first = words.next().filter(|inline| matches!(inline.kind, InlineKind::Image { .. }))?;
    words.next().is_none().then_some(first)
}

/// A file name used as alt text is shown without its extension.
fn without_extension(alt: &str) -> &str {
    match alt.rsplit_once('.') {
        Some((name, extension))
            if !name.is_empty()
                && ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp"]
                    .contains(&extension.to_ascii_lowercase().as_str()) =>
        {
            name
        }
        _ => alt,
    }
}

/// Columns of a text: two for Hangul and its like, one for the rest.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if is_hangul(c) || (c as u32) > 0x2e80 { 2 } else { 1 }).sum()
}

/// How many commands a chapter holds.
pub fn count_commands(blocks: &[Block]) -> usize {
    let mut count = 0;
    each_item(blocks, 0, &mut |item, _| count += usize::from(matches!(item.lead, Lead::Command { .. })));
    count
}

/// How many characters of text a chapter holds, code included: what reading time is reckoned from.
pub fn count_characters(blocks: &[Block]) -> usize {
    let mut count = 0;
    each_run(blocks, &mut |run| count += crate::notes::tree::plain_text(run).chars().filter(|c| !c.is_whitespace()).count());
    each_block(blocks, &mut |block| {
        if let BlockKind::Code(code) = &block.kind {
            count += code.text.chars().filter(|c| !c.is_whitespace()).count() / 2;
        }
    });
    count
}
