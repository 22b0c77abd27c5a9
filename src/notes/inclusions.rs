//! Notes that show what another note holds: `{{< include _a.qmd >}}`, `--8<-- "a.md"`,
//! `{{#include a.md}}`, `<!--@include: ./a.md-->`, `import A from './_a.md'` with `<A />`. Notes as
//! they were read in; the notes with the words of the others in place out, and a way back from
//! there to the bytes that were typed.
//!
//! Only notes are shown so, and those that a tool leaves out since their names begin with `_`. What
//! is a draft, what nobody finds and what would go round in circles stays a line of its own.

mod dialects;
mod forms;
mod relink;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::address::NotePath;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Hashed, Hint};
use crate::notes::library::file_names;
use crate::notes::library::files::{join, parent};
use crate::notes::library::made_for::MadeFor;
use crate::notes::library::private::{PrivateFolders, settled};
use crate::notes::reading::front_matter;
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::notes::reading::other_comments::SiteTool;
use crate::notes::sources::{Note, NoteFile, Sources};
use crate::notes::tree::FileSpan;

use dialects::NamedBlocks;
use forms::{IncludedPart, InclusionForm};

/// A note shown in one that is shown in one, and so on: so deep.
const DEEPEST: usize = 4;

/// What one note takes in of others, in bytes.
const MOST: usize = 1024 * 1024;

/// What all of them do.
const MOST_OF_ALL: usize = 64 * 1024 * 1024;

/// The sources with what notes show of others in place.
#[derive(Debug)]
pub(crate) struct Inclusions {
    pub sources: Sources,
    taken: HashMap<NotePath, Vec<TakenStretch>>,
}

/// A line that another note's words took the place of.
#[derive(Debug)]
struct TakenStretch {
    /// Where it was typed.
    typed: FileSpan,
    /// Where the words stand.
    shown: FileSpan,
    /// Whether what is to be said of them is said where they were written.
    is_told: bool,
}

/// The sources with all that notes show of others; `None` where none does.
pub(crate) fn included(sources: &Sources) -> Option<Inclusions> {
    let made_for = MadeFor::of(&sources.orders, sources.made_for);
    let may = |note: &NoteFile| {
        let tools = || made_for.tools(&note.path);
        forms::may_hold(&note.text) || dialects::may_hold(&note.text, tools())
    };
    sources.notes.iter().find(|note| may(note))?;
    let all = sources.notes.iter().chain(sources.parts.iter());
    let of_folder = sources.notes.iter().filter(|note| {
        file_names::is_landing(&note.path) || file_names::name_of(&note.path).starts_with('_')
    });
    let fronts: Vec<(&str, FrontMatter)> = of_folder
        .filter_map(|note| {
            let front = front_matter::find(&note.text)?.value;
            Some((&*note.path, settled(&note.path, front)))
        })
        .collect();
    let said = fronts.iter().map(|(path, front)| (*path, front));
    let private = PrivateFolders::of(said, &sources.notes_folder, &sources.orders);
    let is_private = |note: &NoteFile| {
        let said = front_matter::find(&note.text).map(|it| it.value);
        private.hold(&note.path, &settled(&note.path, said.unwrap_or_default()))
    };
    let mut blocks = NamedBlocks::new();
    for note in sources.notes.iter() {
        let is_graph = made_for.tools(&note.path).hold(SiteTool::Logseq);
        if is_graph && !is_private(note) {
            dialects::named_blocks(&note.path, &note.text, &mut blocks);
        }
    }
    let shelf = Shelf {
        texts: all.map(|note| (&*note.path, &*note.text)).collect(),
        private,
        sources,
        made_for,
        blocks,
    };
    let mut taken = HashMap::new();
    let mut left = MOST_OF_ALL;
    let mut notes: Vec<NoteFile> = Vec::with_capacity(sources.notes.len());
    for note in sources.notes.iter() {
        let found = shelf.shown(&note.path, &note.text, &mut vec![&*note.path]);
        match found.filter(|(text, _)| text.len() <= left) {
            Some((text, stretches)) => {
                left -= text.len();
                taken.insert(note.path.clone(), stretches);
                notes.push(Hashed::new(Note {
                    path: note.path.clone(),
                    text: text.into(),
                    change: Hint(None),
                }));
            }
            None => notes.push(note.clone()),
        }
    }
    (!taken.is_empty()).then(|| Inclusions {
        sources: Sources {
            notes: Arc::new(notes),
            ..sources.clone()
        },
        taken,
    })
}

impl Inclusions {
    /// What was found, at the bytes that were typed. What a note of its own holds is told there.
    pub(crate) fn typed(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut told: BTreeSet<(NotePath, FileSpan, &'static str, String)> = BTreeSet::new();
        let typed = |mut one: Diagnostic| {
            let (Some(stretches), Some(span)) = (self.taken.get(&one.file), one.span) else {
                return Some(one);
            };
            let last = stretches.partition_point(|it| it.shown.start <= span.start);
            let Some(last) = last.checked_sub(1).map(|at| &stretches[at]) else {
                return Some(one);
            };
            if span.start >= last.shown.end {
                let back = |at: usize| at - last.shown.end + last.typed.end;
                one.span = Some(FileSpan::new(back(span.start), back(span.end)));
                return Some(one);
            }
            if last.is_told {
                return None;
            }
            one.span = Some(last.typed);
            let key = (one.file.clone(), last.typed, one.code, one.message.clone());
            told.insert(key).then_some(one)
        };
        found.into_iter().filter_map(typed).collect()
    }
}

/// All notes that may be shown in another.
struct Shelf<'a> {
    texts: HashMap<&'a str, &'a str>,
    sources: &'a Sources,
    made_for: MadeFor,
    blocks: NamedBlocks<'a>,
    private: PrivateFolders<'a>,
}

impl<'a> Shelf<'a> {
    /// A text of a note with the words of others in it, and where these stand; `around` are the
    /// notes that it is shown in, and itself.
    fn shown(
        &self,
        path: &'a str,
        text: &str,
        around: &mut Vec<&'a str>,
    ) -> Option<(String, Vec<TakenStretch>)> {
        let tools = self.made_for.tools(path);
        let mut all: Vec<(Range<usize>, String, bool)> = Vec::new();
        if dialects::may_hold(text, tools) {
            let edits = dialects::edits(path, text, tools, &self.blocks);
            all.extend(
                edits
                    .into_iter()
                    .map(|edit| (edit.range, edit.words, false)),
            );
        }
        if forms::may_hold(text) {
            let title = forms::title(text);
            for form in forms::forms(text) {
                let Some((mut words, is_told)) = self.words(path, &form, around) else {
                    continue;
                };
                if title.is_some_and(|title| title < form.range.start) {
                    words = relink::lowered(words);
                }
                all.push((form.range, words, is_told));
            }
            all.sort_by_key(|(range, ..)| (range.start, range.end));
        }
        let mut out = String::new();
        let mut stretches = Vec::new();
        let mut at = 0;
        for (range, words, is_told) in all {
            if range.start < at {
                continue;
            }
            if out.len() + words.len() > MOST {
                break;
            }
            out.push_str(&text[at..range.start]);
            let start = out.len();
            out.push_str(&words);
            stretches.push(TakenStretch {
                typed: FileSpan::new(range.start, range.end),
                shown: FileSpan::new(start, out.len()),
                is_told,
            });
            at = range.end;
        }
        if stretches.is_empty() {
            return None;
        }
        out.push_str(&text[at..]);
        Some((out, stretches))
    }

    /// What stands in the place of a line, and whether all of it are notes themselves.
    fn words(
        &self,
        path: &'a str,
        form: &InclusionForm<'_>,
        around: &mut Vec<&'a str>,
    ) -> Option<(String, bool)> {
        let mut out: Vec<String> = Vec::new();
        for file in &form.files {
            let (found, text) = self.found(path, file)?;
            if around.contains(&found) || around.len() > DEEPEST {
                return None;
            }
            let front = front_matter::find(text);
            let start = front.as_ref().map_or(0, |it| it.length);
            let is_unread = front.as_ref().is_some_and(|it| it.problem.is_some());
            let said = front.map(|it| it.value).unwrap_or_default();
            if is_unread || self.private.hold(found, &settled(found, said)) {
                return None;
            }
            let body = &text[start..];
            let part = form.part.of(body)?;
            around.push(found);
            let inner = self.shown(found, &part, around);
            around.pop();
            let words = inner.map_or(part, |(words, _)| words);
            let is_there = |path: &str| self.sources.files.contains_key(path);
            let words = forms::without_marks(&words, &form.given);
            let (from, to) = (parent(found), parent(path));
            out.push(relink::relinked(&words, from, to, &is_there));
        }
        let words = out.join("\n");
        let words = words.trim_matches('\n');
        // To its tool it stands between paragraphs.
        let edge = if form.is_apart { "\n" } else { "" };
        let mut lines = String::with_capacity(words.len() + 2);
        lines.push_str(edge);
        for (i, line) in words.split('\n').enumerate() {
            if i > 0 {
                lines.push('\n');
            }
            if !line.trim().is_empty() {
                lines.push_str(form.indent);
                lines.push_str(line);
            }
        }
        lines.push_str(edge);
        let is_note = |file: &&str| {
            let found = self.found(path, file);
            found.is_some_and(|(path, _)| self.sources.note(path).is_some())
        };
        Some((lines, form.files.iter().all(is_note)))
    }

    /// The note that is meant by a path of another.
    fn found(&self, path: &str, file: &str) -> Option<(&'a str, &'a str)> {
        let known = |path: Option<String>| {
            let path = path?;
            let (path, text) = self.texts.get_key_value(&*path)?;
            Some((*path, *text))
        };
        let of_root = ["@site/", "@/", "~/", "/"];
        let rest = of_root.iter().find_map(|sign| file.strip_prefix(sign));
        if rest.is_none()
            && let Some(found) = known(join(parent(path), file))
        {
            return Some(found);
        }
        let rest = rest.unwrap_or(file);
        let mut folder = parent(path);
        loop {
            for inner in ["", "_includes", "includes"] {
                let place = join(folder, inner)?;
                if let Some(found) = known(join(&place, rest)) {
                    return Some(found);
                }
            }
            if folder.is_empty() {
                return None;
            }
            folder = parent(folder);
        }
    }
}

/// How lines of a text are chosen.
impl IncludedPart<'_> {
    /// The part of a text; `None` where it has none of that name.
    fn of(&self, text: &str) -> Option<String> {
        let lines = || text.split_inclusive('\n');
        match self {
            Self::All => Some(text.to_owned()),
            Self::Lines(from, to) => {
                let count = to.saturating_sub(from.saturating_sub(1));
                Some(lines().skip(from.saturating_sub(1)).take(count).collect())
            }
            Self::Named(name) => {
                let begins = |line: &str| forms::region(line) == Some((true, name));
                let ends = |line: &str| forms::region(line) == Some((false, name));
                let mut rest = lines().skip_while(|line| !begins(line));
                rest.next()?;
                Some(rest.take_while(|line| !ends(line)).collect())
            }
        }
    }
}
