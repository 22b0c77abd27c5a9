//! Which files form which course and in which order their chapters stand. Texts in; plans out. No
//! Markdown is parsed here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::address::NotePath;
use crate::config::{Config, Split};
use crate::diagnostic::Diagnostic;
use crate::fingerprint::Hashed;
use crate::notes::library::lines::Lines;
use crate::notes::library::stored::{ChapterText, Text};
use crate::notes::reading::comments;
use crate::notes::reading::cut;
use crate::notes::reading::cut::Cut;
use crate::notes::reading::front_matter;
use crate::notes::reading::front_matter::{FrontMatter, Order};
use crate::notes::sources::{Note, NoteFile};
use crate::notes::tree::FileSpan;
use crate::remembered::Made;
use crate::text::{Shared, natural_cmp, slug};

/// What decides how a file is made ready.
#[derive(Hash)]
pub(super) struct FileInput<'a> {
    pub file: &'a NoteFile,
    /// What `[courses]` says of cutting it; front matter goes before that.
    pub split: Option<Split>,
    /// What the site says of cutting.
    pub fallback: Split,
}

impl<'a> FileInput<'a> {
    /// What the settings say of a file.
    pub(super) fn of(file: &'a NoteFile, config: &Config) -> Self {
        Self {
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
    /// Nobody knows what its front matter says, and so whether it is for readers.
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
}

/// All that planning may read of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct FileSays {
    pub path: NotePath,
    pub order: Option<Order>,
    /// Whether chapters were cut from it.
    pub is_cut: bool,
}

/// What decides which files form which course.
#[derive(Hash)]
pub(super) struct PlanInput<'a> {
    /// Where the notes lie, with `/` at its end; empty for ROOT.
    pub notes: &'a str,
    pub files: Vec<&'a Hashed<FileSays>>,
}

/// A course before its chapters are parsed.
#[derive(Debug)]
pub(super) struct Plan {
    /// The file or folder.
    pub source: String,
    /// Its folder in the site, where that is settled.
    pub base: Option<String>,
    /// Indices of its files, in the order of their chapters.
    pub files: Vec<usize>,
    /// Whether each file is a chapter.
    pub folder: bool,
    /// Index of its landing page.
    pub readme: Option<usize>,
    /// The folder of the site in which a file that is cut lies, or would lie, as one chapter.
    pub whole: Option<String>,
}

/// The courses, and the index of the site's own landing page.
pub(super) type Plans = (Vec<Plan>, Option<usize>);

/// A chapter found but not parsed yet.
pub(super) struct Draft<'a> {
    /// The file it stands in.
    pub prepared: &'a Made<Prepared>,
    /// Where that stands among the files of its course.
    pub file: usize,
    /// Its bytes in that file.
    pub span: FileSpan,
    pub text: &'a Text,
    /// The part it belongs to.
    pub part: Option<&'a str>,
}

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
    if let Some(problem) = problem {
        let span = FileSpan::new(problem.at, problem.at);
        diagnostics.push(if unreadable {
            Diagnostic::unreadable_front_matter(&note.path, span, &problem.reason)
        } else {
            Diagnostic::bad_front_matter(&note.path, span, &problem.reason)
        });
    }
    let front = Arc::new(found.map(|found| found.value).unwrap_or_default());
    let comments = comments::may_begin(&note.text[start..]);
    let hidden = comments::hidden(&note.text, start);
    let file = hidden.map_or_else(
        || note.clone(),
        |text| {
            Hashed::new(Note {
                text: text.into(),
                ..(**note).clone()
            })
        },
    );
    let cut = cut::cut(&file.text, start, front.split.unwrap_or(input.split()));
    for span in &cut.unclosed {
        diagnostics.push(Diagnostic::unclosed_fence(&file.path, *span));
    }
    Prepared {
        comments,
        unreadable,
        diagnostics,
        ..ready(&file, input.split(), front, cut, &|_| None)
    }
}

/// A long file of which little changed: its front matter stays, and only what lies around the
/// change is cut again. Equals [`prepare`].
fn prepare_again(input: &FileInput, known: &Prepared) -> Option<Prepared> {
    let start = known.cut.preface.start;
    let (old, file) = (&known.file.text, input.file);
    // Front matter that did not end, or that begins only now, is for the long way.
    let same_front = if start == 0 {
        front_matter::find(&file.text).is_none()
    } else {
        file.text.get(..start) == old.get(..start)
    };
    if !same_front || known.split != input.split() || !known.diagnostics.is_empty() {
        return None;
    }
    let shared = file.shared(old);
    // A comment may reach as far as it likes.
    if known.comments || comments::may_begin(around(&file.text, shared)) {
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
    Some(ready(file, known.split, known.front.clone(), cut, &twin))
}

/// What differs from the text before, with so much around it that a sign of a comment which began
/// or ends there is seen.
fn around(text: &str, shared: Shared) -> &str {
    let start = shared.start.saturating_sub(comments::SIGN);
    let end = (text.len() - shared.end + comments::SIGN).min(text.len());
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=start).rev().find(is_boundary).unwrap_or(0);
    let end = (end..text.len()).find(is_boundary).unwrap_or(text.len());
    &text[start..end]
}

/// `twin` finds the text that stood at other bytes of the file before.
fn ready<'a>(
    file: &NoteFile,
    split: Split,
    front: Arc<FrontMatter>,
    cut: Cut,
    twin: &dyn Fn(FileSpan) -> Option<&'a Text>,
) -> Prepared {
    let text = |span: FileSpan| {
        let footnotes = footnotes(&file.text, &cut, span);
        let stretch = ChapterText::new(&file.text, span, &footnotes);
        match twin(span) {
            Some(twin) => Text::like(stretch, twin),
            None => Text::new(stretch),
        }
    };
    let says = FileSays {
        path: file.path.clone(),
        order: front.order,
        is_cut: !cut.pieces.is_empty(),
    };
    Prepared {
        comments: false,
        unreadable: false,
        diagnostics: Vec::new(),
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

/// The footnotes that a stretch of a file refers to and that stand elsewhere in it.
fn footnotes(file: &str, cut: &Cut, span: FileSpan) -> String {
    let mut out = String::new();
    let slice = &file[span.range()];
    if cut.footnotes.is_empty() || !slice.contains("[^") {
        return out;
    }
    let named: BTreeSet<&str> = footnotes_named(slice).collect();
    let places = named
        .iter()
        .filter_map(|label| cut.footnotes.get(*label))
        .filter(|place| !span.holds(**place));
    for place in places {
        out.push_str("\n\n");
        out.push_str(&file[place.range()]);
    }
    out
}

/// What stands in `[^…]`, read once from the front to the end.
fn footnotes_named(text: &str) -> impl Iterator<Item = &str> {
    text.split("[^").skip(1).filter_map(|rest| {
        let (label, _) = rest.split_once(']')?;
        (!label.contains('[')).then_some(label)
    })
}

impl FileInput<'_> {
    fn split(&self) -> Split {
        self.split.unwrap_or(self.fallback)
    }
}

impl Prepared {
    /// All of it but its front matter.
    pub(super) fn body(&self) -> FileSpan {
        FileSpan::new(self.cut.preface.start, self.file.text.len())
    }
}

/// The folder of what is left over beside a README.md that is a course.
const LEFT_OVER: &str = "notes";

/// Names of landing pages, those that GitHub shows below a folder first.
const LANDINGS: [&str; 4] = ["readme.md", "readme.markdown", "index.md", "index.markdown"];

/// The landing page of a folder, whose path ends with `/`. Where README.md and index.md lie side by
/// side the other one is a page like any other: nothing that was written goes unseen.
fn landing(
    all: &[&Hashed<FileSays>],
    folder: &str,
    files: impl Iterator<Item = usize>,
) -> Option<usize> {
    let rank = |i: &usize| {
        let path = &*all[*i].path;
        let name = path.strip_prefix(folder).unwrap_or(path);
        LANDINGS
            .iter()
            .position(|known| name.eq_ignore_ascii_case(known))
    };
    files
        .filter_map(|i| Some((rank(&i)?, i)))
        .min()
        .map(|(_, i)| i)
}

/// Which files form which course, by the rules of ARCHITECTURE.md, and the site's own landing page.
pub(super) fn plan(input: &PlanInput) -> Plans {
    let (notes, all) = (input.notes, input.files.as_slice());
    let mut singles = Vec::new();
    let mut left = Vec::new();
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut home = None;
    let mut root_course = None;
    let own = landing(all, notes, 0..all.len());
    for (i, file) in all.iter().enumerate() {
        let inside = file.path.strip_prefix(notes).unwrap_or(&file.path);
        if let Some((folder, _)) = inside.split_once('/') {
            match folders.last_entry().filter(|last| *last.key() == folder) {
                Some(mut last) => last.get_mut().push(i),
                None => folders.entry(folder).or_default().push(i),
            }
        } else if own == Some(i) {
            // One with numbered chapters is a course itself, the one at the site's root.
            if file.is_cut {
                root_course = Some(i);
            } else {
                home = Some(i);
            }
        } else if !file.is_cut {
            left.push(i);
        } else {
            singles.push(i);
        }
    }
    // The top-level files left over form one course together; without `notes/` it is the site
    // itself, unless README.md is the course at the site's root.
    let at_root = notes.is_empty() && root_course.is_none();
    let left_base = match notes.trim_end_matches('/') {
        "" if at_root => String::new(),
        "" => LEFT_OVER.to_owned(),
        notes => slug(notes),
    };
    let single = |i: usize, base: Option<String>, whole: &str| Plan {
        source: all[i].path.to_string(),
        base,
        files: vec![i],
        folder: false,
        readme: None,
        whole: Some(whole.to_owned()),
    };
    let mut plans: Vec<Plan> = Vec::new();
    if let Some(i) = root_course {
        plans.push(single(i, Some(String::new()), ""));
    }
    let singles = singles.into_iter().map(|i| single(i, None, &left_base));
    let mut others: Vec<Plan> = singles.collect();
    for (folder, files) in folders {
        let readme = landing(all, &format!("{notes}{folder}/"), files.iter().copied());
        let chapters: Vec<usize> = files.into_iter().filter(|i| Some(*i) != readme).collect();
        let source = format!("{notes}{folder}");
        match (chapters.as_slice(), readme) {
            // A folder that holds one file of numbered chapters (and its pictures) is that file's
            // course.
            ([only], None) if all[*only].is_cut => {
                others.push(single(*only, None, &slug(folder)));
            }
            ([], Some(only)) if all[only].is_cut => {
                others.push(single(only, Some(slug(folder)), &slug(folder)));
            }
            ([], Some(only)) => {
                others.push(Plan {
                    source,
                    base: Some(slug(folder)),
                    files: vec![only],
                    folder: true,
                    readme: None,
                    whole: None,
                });
            }
            _ => others.push(Plan {
                source,
                base: Some(slug(folder)),
                files: chapters,
                folder: true,
                readme,
                whole: None,
            }),
        }
    }
    let order = |plan: &Plan| {
        plan.files.first().and_then(|i| {
            if plan.folder {
                plan.readme.and_then(|r| all[r].order)
            } else {
                all[*i].order
            }
        })
    };
    others.sort_by(|a, b| {
        let (x, y) = (order(a).unwrap_or(LAST), order(b).unwrap_or(LAST));
        x.cmp(&y).then_with(|| natural_cmp(&a.source, &b.source))
    });
    plans.extend(others);
    if !left.is_empty() {
        let readme = if at_root { home.take() } else { None };
        plans.push(Plan {
            source: notes.trim_end_matches('/').to_owned(),
            base: Some(left_base),
            files: left,
            folder: true,
            readme,
            whole: None,
        });
    } else if plans.is_empty()
        && let Some(i) = home.take()
    {
        // A README without numbered chapters and nothing else: one page.
        plans.push(Plan {
            source: notes.trim_end_matches('/').to_owned(),
            base: Some(String::new()),
            files: vec![i],
            folder: true,
            readme: None,
            whole: None,
        });
    }
    plans
        .iter_mut()
        .filter(|plan| plan.folder)
        .for_each(|plan| sort(plan, all));
    (plans, home)
}

/// A file's path inside of its course's folder, and the folders that it lies in there.
fn inside<'a>(plan: &Plan, file: &'a str) -> (&'a str, &'a str) {
    let path = file
        .strip_prefix(plan.source.as_str())
        .filter(|_| !plan.source.is_empty());
    let path = path.map_or(file, |path| path.strip_prefix('/').unwrap_or(path));
    (path.rsplit_once('/').map_or("", |(folder, _)| folder), path)
}

/// The place of what says none.
const LAST: Order = Order(f64::INFINITY);

/// Puts the files of a folder into the order of their chapters.
fn sort(plan: &mut Plan, all: &[&Hashed<FileSays>]) {
    let mut files: Vec<((&str, &str), Order, usize)> = plan
        .files
        .iter()
        .map(|&i| (inside(plan, &all[i].path), all[i].order.unwrap_or(LAST), i))
        .collect();
    files.sort_by(|((folder_a, a), order_a, _), ((folder_b, b), order_b, _)| {
        natural_cmp(folder_a, folder_b)
            .then_with(|| order_a.cmp(order_b))
            .then_with(|| natural_cmp(a, b))
    });
    plan.files = files.into_iter().map(|(_, _, i)| i).collect();
}

/// Chapters of a course in their order: pieces of its one file, or its files with the inner folders
/// as parts.
pub(super) fn drafts<'a>(plan: &Plan, prepared: &[&'a Made<Prepared>]) -> Vec<Draft<'a>> {
    if !plan.folder {
        let note = prepared[plan.files[0]];
        let pieces = note.cut.pieces.iter().zip(&note.pieces);
        return pieces
            .map(|(piece, text)| Draft {
                prepared: note,
                file: 0,
                span: piece.span,
                text,
                part: piece.part.as_deref(),
            })
            .collect();
    }
    let draft = |(file, i): (usize, &usize)| {
        let note = prepared[*i];
        let (folder, _) = inside(plan, &note.file.path);
        Draft {
            prepared: note,
            file,
            span: note.body(),
            text: &note.whole,
            part: (!folder.is_empty()).then_some(folder),
        }
    };
    plan.files.iter().enumerate().map(draft).collect()
}
