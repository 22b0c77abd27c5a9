//! A file of notes made ready: its front matter read, its text cut, what it says to the plan. A
//! file that changed a little is cut again only where it did.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use serde_json::Value;

use crate::address::NotePath;
use crate::config::{Config, Split};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Hashed;
use crate::notes::left_out;
use crate::notes::library::beginning::Beginning;
use crate::notes::library::file_names::{
    has_id, is_contents, is_form, is_home, is_landing, is_map, is_of_folder, is_template, name_of,
};
use crate::notes::library::file_says::{CutChapters, FileSays};
use crate::notes::library::footnotes::{FootnoteUses, footnotes, repeated_footnotes};
use crate::notes::library::introductions::introduce;
use crate::notes::library::lines::Lines;
use crate::notes::library::list_links::{self, LinkStyle};
use crate::notes::library::listed::Listed;
use crate::notes::library::made_for::MadeFor;
use crate::notes::library::nav_page::NavPage;
use crate::notes::library::order;
use crate::notes::library::posts::posted;
use crate::notes::library::private;
use crate::notes::library::site_name::is_readme;
use crate::notes::library::sphinx;
use crate::notes::library::starters;
use crate::notes::library::stored::{ChapterText, Text};
use crate::notes::messages;
use crate::notes::reading::comments;
use crate::notes::reading::containers::{self, Containers, TypedKind};
use crate::notes::reading::cut;
use crate::notes::reading::cut::Cut;
use crate::notes::reading::front_matter;
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::notes::reading::front_matter_quotes;
use crate::notes::reading::home_page;
use crate::notes::reading::items::task_number;
use crate::notes::reading::other_comments::{SiteTool, SiteTools};
use crate::notes::reading::unread_numbers;
use crate::notes::sources::{Note, NoteFile};
use crate::notes::tree::FileSpan;
use crate::text::{Shared, nfc};

/// What decides how a file is made ready.
#[derive(Hash)]
pub(super) struct FileInput<'a> {
    pub file: &'a NoteFile,
    /// What `[courses]` says of cutting it; front matter goes before that.
    pub split: Option<Split>,
    /// What the site says of cutting.
    pub fallback: Split,
    /// The tools that it is made for, whose comments are none of its words.
    pub tools: SiteTools,
}

impl<'a> FileInput<'a> {
    /// What the settings say of a file.
    pub(super) fn of(file: &'a NoteFile, config: &Config, made_for: &MadeFor) -> Self {
        Self {
            tools: made_for.tools(&file.path),
            file,
            split: config.course(&file.path).split,
            fallback: config.split,
        }
    }
}

/// A file made ready: front matter read, chapters cut.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The note, its comments left out.
    pub file: NoteFile,
    /// Whether it may have comments.
    pub comments: bool,
    /// The tools that it is made for.
    pub tools: SiteTools,
    /// Nobody knows what its front matter says, and so whether it is for readers; or it is what
    /// notes are made from.
    pub unreadable: bool,
    /// How it was cut, where front matter says nothing.
    pub split: Split,
    pub says: Hashed<FileSays>,
    /// Its path.
    pub path: Hashed<NotePath>,
    pub front: Arc<FrontMatter>,
    pub cut: Cut,
    pub lines: Lines,
    /// The text of each chapter that was cut.
    pub pieces: Vec<Text>,
    /// What stands before the first of them.
    pub preface: Text,
    /// All of it but the front matter.
    pub whole: Text,
    pub diagnostics: Vec<Diagnostic>,
    /// That it could be cut by headings whose numbers are none to us, or is a template.
    pub suggestion: Option<Diagnostic>,
}

/// Why a template is no page.
const TEMPLATE: &str = "its front matter or its title waits to be filled in, so notes are made \
                        from it";

/// Why a form of GitHub is none.
const FORM: &str = "GitHub begins pull requests and issues with it";

/// Reads the front matter of a file and cuts it. `known` is what a file of that name was before.
pub(super) fn prepare(input: &FileInput, known: Option<&Prepared>) -> Prepared {
    if let Some(again) = known.and_then(|known| prepare_again(input, known)) {
        return again;
    }
    let mut diagnostics = Vec::new();
    let note = input.file;
    let found = front_matter::find(&note.text);
    let start = found.as_ref().map_or(0, |found| found.length);
    let problem = found.as_ref().and_then(|found| found.problem.as_ref());
    let unreadable = problem.is_some_and(|problem| problem.is_unreadable);
    let is_form = is_form(&note.path);
    let text = note.text.split_at(start);
    let is_template = is_form || is_template(&note.path, text, !unreadable);
    if let Some(problem) = problem.filter(|_| !is_template) {
        let span = FileSpan::new(problem.at, problem.at);
        diagnostics.push(if unreadable {
            let hint = front_matter_quotes::hint(&note.text, problem.at);
            Diagnostic::unreadable_front_matter(&note.path, span, &problem.reason, hint.as_deref())
        } else if let Some(typed) = &problem.read_as {
            Diagnostic::unquoted_front_matter(&note.path, span, typed)
        } else {
            Diagnostic::bad_front_matter(&note.path, span, &problem.reason)
        });
    }
    let front = found.map(|found| found.value).unwrap_or_default();
    let front = Arc::new(private::settled(&note.path, front));
    let home = is_landing(&note.path)
        .then(|| home_page::written_into(&note.text, start, &front.extra))
        .flatten();
    let (note, start) = match home.clone() {
        Some((text, start)) => (
            &Hashed::new(Note {
                text: text.into(),
                ..(**note).clone()
            }),
            start,
        ),
        None => (note, start),
    };
    let comments = home.is_some() || comments::may_begin(&note.text[start..], input.tools);
    let hidden = comments::hidden(&note.text, start, input.tools);
    let file = hidden.text.map_or_else(
        || note.clone(),
        |text| {
            Hashed::new(Note {
                text: text.into(),
                ..(**note).clone()
            })
        },
    );
    let unclosed = [
        (hidden.unclosed, "<!--", "-->"),
        (hidden.unclosed_percent, "%%", "%%"),
    ];
    for (found, opens, closes) in unclosed {
        if let Some(found) = found {
            let span = FileSpan::new(found.at, found.at + opens.len());
            diagnostics.push(left_out::unclosed_comment(
                &note.path,
                span,
                (opens, closes),
                found.hides,
            ));
        }
    }
    let others = hidden.others.iter();
    diagnostics.extend(others.map(|other| left_out::other_comment(&note.path, *other)));
    diagnostics.extend(shown_as_typed(&file, start, input.tools));
    let cut = cut::cut(&file.text, start, front.split.unwrap_or(input.split()));
    for span in &cut.unclosed {
        diagnostics.push(Diagnostic::unclosed_fence(&file.path, *span));
    }
    diagnostics.extend(repeated_footnotes(&file, &cut));
    let ready = ready((&file, input.tools), input.split(), front, cut, &|_| None);
    let why = if is_form { FORM } else { TEMPLATE };
    let told = is_template.then(|| left_out::not_read(&note.path, why));
    Prepared {
        comments,
        tools: input.tools,
        unreadable: unreadable || is_template,
        diagnostics,
        suggestion: told.or(ready.suggestion),
        ..ready
    }
}

/// Forms of other tools that are shown as typed, one of each name. What Liquid would run is told
/// where the notes are made for it.
fn shown_as_typed(file: &NoteFile, start: usize, tools: SiteTools) -> Vec<Diagnostic> {
    let mut told: Vec<(&str, FileSpan, TypedKind, usize)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let is_of_liquid = tools.hold(SiteTool::Liquid) || tools.hold(SiteTool::Jinja);
    for one in Containers::of(&file.text[start..], tools).typed {
        if matches!(one.kind, TypedKind::Liquid | TypedKind::Layout) && !is_of_liquid {
            continue;
        }
        let span = FileSpan::new(start + one.span.start, start + one.span.end);
        let words = &file.text[span.range()];
        let signs = |c: char| !c.is_alphanumeric();
        let begins = words.find(|c| !signs(c)).unwrap_or(0);
        let length = words[begins..].find(|c: char| c.is_whitespace() || "[{}>%".contains(c));
        let name = &words[..length.map_or(words.len(), |length| begins + length)];
        match known.entry(name) {
            Entry::Vacant(free) => {
                free.insert(told.len());
                told.push((name, span, one.kind, 1));
            }
            Entry::Occupied(at) => told[*at.get()].3 += 1,
        }
    }
    let told = told.into_iter();
    told.map(|(name, span, kind, count)| {
        left_out::shown_as_typed(&file.path, (span, kind), name, count)
    })
    .collect()
}

/// A long file of which little changed: its front matter stays, and only what lies around the
/// change is cut again. Equals [`prepare`].
pub(super) fn prepare_again(input: &FileInput, known: &Prepared) -> Option<Prepared> {
    let start = known.cut.preface.start;
    let (old, file) = (&known.file.text, input.file);
    // Front matter that did not end, or that begins only now, is for the long way; so is what makes
    // a note private right below it.
    let says = |text: &str| {
        let found = front_matter::find(text);
        found.map(|found| (found.length, found.value.draft, found.problem.is_some()))
    };
    let same_front = file.text.get(..start) == old.get(..start) && says(&file.text) == says(old);
    let is_plain = known.diagnostics.is_empty() && !known.unreadable;
    let same_input = known.split == input.split() && known.tools == input.tools;
    if !same_front || !same_input || !is_plain {
        return None;
    }
    let shared = file.shared(old);
    // A comment may reach as far as it likes.
    if known.comments || comments::may_begin(around(&file.text, shared), input.tools) {
        return None;
    }
    if containers::may_hold(&file.text[start..]) {
        return None;
    }
    let cut = cut::again(
        &known.cut,
        old.len(),
        (&file.text, shared),
        start,
        known.front.split.unwrap_or(known.split),
    )?;
    // A file that is cut again has no footnotes: a chapter's text is its stretch.
    let (first, last) = (shared.start, file.text.len() - shared.end);
    let twin = |span: FileSpan| {
        let there = if span.end <= first {
            span
        } else if span.start >= last {
            let moved = |at: usize| at + old.len() - file.text.len();
            FileSpan::new(moved(span.start), moved(span.end))
        } else {
            return None;
        };
        let pieces = &known.cut.pieces;
        let at = pieces.binary_search_by_key(&there.start, |piece| piece.span.start);
        let at = at.ok().filter(|&at| pieces[at].span == there)?;
        Some(&known.pieces[at])
    };
    Some(Prepared {
        tools: known.tools,
        ..ready(
            (file, input.tools),
            known.split,
            known.front.clone(),
            cut,
            &twin,
        )
    })
}

/// What differs from the text before, with so much around it that a sign of a comment which began
/// or ends there is seen.
pub(super) fn around(text: &str, shared: Shared) -> &str {
    let start = shared.start.saturating_sub(comments::SIGN);
    let end = (text.len() - shared.end + comments::SIGN).min(text.len());
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=start).rev().find(is_boundary).unwrap_or(0);
    let end = (end..text.len()).find(is_boundary).unwrap_or(text.len());
    &text[start..end]
}

/// `twin` finds the text that stood at other bytes of the file before.
pub(super) fn ready<'a>(
    (file, tools): (&NoteFile, SiteTools),
    split: Split,
    front: Arc<FrontMatter>,
    cut: Cut,
    twin: &dyn Fn(FileSpan) -> Option<&'a Text>,
) -> Prepared {
    let used = FootnoteUses::of(&file.text, &cut);
    let text = |span: FileSpan| {
        let footnotes = footnotes(&file.text, &cut, span);
        let stretch = ChapterText::new(&file.text, span, &footnotes, used.foreign(span));
        match twin(span) {
            Some(twin) => Text::like(stretch, twin),
            None => Text::new(stretch),
        }
    };
    let is_asked = front.split.unwrap_or(split) == Split::Auto;
    let is_one = is_asked && cut.pieces.is_empty();
    let suggestion = is_one
        .then(|| unread_numbers::first(&cut.headings))
        .flatten()
        .map(|heading| messages::split_is_possible(&file.path, heading));
    let headings = cut.headings.iter();
    let called = headings.filter(|heading| heading.is_called_chapter).count();
    let words = file.text[cut.preface.start..].trim_start();
    // A comment that stands alone waits for the parser.
    let is_comment = || comments::without_all(words).trim().is_empty();
    let is_without_text = words.is_empty() || words.starts_with("<!--") && is_comment();
    let says = FileSays {
        path: file.path.clone(),
        order: front.order,
        posted: posted(&file.path, &front.extra, tools),
        chapters: match cut.pieces.len() {
            0 => CutChapters::None,
            pieces if called > 1 && called * 2 > pieces => CutChapters::Called,
            _ => CutChapters::Numbered,
        },
        numbers: {
            let begins = |at: usize| {
                let found = cut
                    .headings
                    .binary_search_by_key(&at, |heading| heading.start);
                found.ok().and_then(|found| cut.headings[found].number)
            };
            let pieces = cut.pieces.iter();
            pieces
                .filter_map(|piece| begins(piece.span.start))
                .collect()
        },
        own_number: cut
            .headings
            .first()
            .filter(|_| cut.pieces.is_empty())
            .and_then(|first| first.number.or_else(|| task_number(&first.text))),
        begins: {
            let is_named = front.said_title().is_some();
            let begins = || Beginning::of(&file.text, &cut.headings);
            (!is_named).then(begins).flatten()
        },
        is_outline: {
            let pieces = cut.pieces.iter();
            let blank = pieces.filter(|piece| says_nothing(&file.text[piece.span.range()]));
            blank.count() * 2 > cut.pieces.len()
        },
        introduces: {
            let pieces = cut.pieces.iter();
            let texts = pieces.map(|piece| &file.text[piece.span.range()]);
            introduce(texts.filter_map(|text| text.lines().next()))
        },
        is_long: file.text.len() >= LONG || front.split.is_some(),
        halvings: file.text.len().checked_ilog2().unwrap_or_default(),
        is_blank: is_without_text && front.said_title().is_none(),
        is_of_tool: is_readme(&file.path) && {
            let first = cut.headings.first().filter(|first| {
                let above = &file.text[cut.preface.start.min(first.start)..first.start];
                !above.contains(char::is_alphabetic) || above.trim_start().starts_with(['<', '!'])
            });
            let beneath = first.map_or(cut.preface.start, |first| first.end);
            starters::is_of_tool(first.map(|first| &*first.text), &file.text[beneath..])
        },
        only_title: front
            .said_title()
            .filter(|_| is_without_text && is_landing(&file.path))
            .map(|title| nfc(title.trim())),
        listed: listed(&file.path, &file.text[cut.preface.start..]),
        document: {
            let id = front.extra.get("id").and_then(Value::as_str);
            id.filter(|id| !id.is_empty() && !id.contains('/')).map(nfc)
        },
        nav: NavPage::of(&front),
        toctree: sphinx::toctree(&file.text[cut.preface.start..], &file.path),
        begins_book: tools.hold(SiteTool::Pandoc)
            && name_of(&file.path)
                .to_ascii_lowercase()
                .starts_with("index."),
    };
    Prepared {
        comments: false,
        tools,
        unreadable: false,
        diagnostics: Vec::new(),
        suggestion,
        split,
        says: says.into(),
        path: file.path.clone().into(),
        pieces: cut.pieces.iter().map(|piece| text(piece.span)).collect(),
        preface: text(cut.preface),
        whole: text(FileSpan::new(cut.preface.start, file.text.len())),
        lines: Lines::new(&file.text),
        file: file.clone(),
        front,
        cut,
    }
}

/// Whether nothing stands beneath a chapter's heading but bullets that wait for words.
fn says_nothing(piece: &str) -> bool {
    let mut beneath = piece.lines().skip(1);
    beneath.all(|line| !line.contains(char::is_alphabetic))
}

impl FileInput<'_> {
    pub(super) fn split(&self) -> Split {
        self.split.unwrap_or(self.fallback)
    }
}

impl Prepared {
    /// All of it but its front matter.
    pub(super) fn body(&self) -> FileSpan {
        FileSpan::new(self.cut.preface.start, self.file.text.len())
    }
}

/// From so many bytes on a note is no page among others: some ten minutes of reading.
pub(super) const LONG: usize = 16 * 1024;

/// What a note lists whose lists give an order; the first page of a wiki does where it is one.
pub(super) fn listed(path: &str, text: &str) -> Vec<Listed> {
    if order::is_summary(name_of(path)) {
        order::summary(&comments::without_all(text), path)
    } else if is_landing(path) || has_id(path) || is_of_folder(path) {
        list_links::links(&comments::without_all(text), path, LinkStyle::Markdown)
    } else if is_home(name_of(path)) {
        list_links::links(&comments::without_all(text), path, LinkStyle::Wiki)
    } else if is_contents(path) || is_map(path) {
        let text = comments::without_all(text);
        let listed = list_links::links(&text, path, LinkStyle::Markdown);
        // More than half of its lines name something, or it is no such list.
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let lines = lines.filter(|line| !line.trim_start().starts_with('#'));
        let is_list = listed.len() > 1 && listed.len() * 2 >= lines.count();
        if is_list { listed } else { Vec::new() }
    } else {
        Vec::new()
    }
}
