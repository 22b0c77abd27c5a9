//! Which files form which course and in which order their chapters stand. Texts in; plans out. No
//! Markdown is parsed here.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Split;
use crate::diagnostic::Diagnostic;
use crate::notes::library::lines::Lines;
use crate::notes::reading::comments;
use crate::notes::reading::cut;
use crate::notes::reading::cut::Cut;
use crate::notes::reading::front_matter;
use crate::notes::reading::front_matter::FrontMatter;
use crate::notes::sources::NoteFile;
use crate::notes::tree::Span;
use crate::text::{self, natural_cmp, slug};

/// A file made ready: front matter read, chapters cut.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The note, its comments left out.
    pub file: NoteFile,
    /// The text as it was read.
    pub written: Arc<str>,
    pub front: Arc<FrontMatter>,
    pub cut: Cut,
    pub lines: Lines,
    /// What the definitions of the file add to the meaning of a chapter.
    pub definitions: [u8; 32],
    /// Nobody knows what its front matter says, and so whether it is for readers.
    pub unreadable: bool,
    pub diagnostics: Vec<Diagnostic>,
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
}

/// The courses, and the index of the site's own landing page.
pub(super) type Plans = (Vec<Plan>, Option<usize>);

/// A chapter found but not parsed yet.
pub(super) struct Draft<'a> {
    /// The file it stands in.
    pub prepared: &'a Arc<Prepared>,
    /// Its bytes in that file.
    pub span: Span,
    /// The part it belongs to.
    pub part: Option<&'a str>,
}

/// Reads the front matter of a file and cuts it; `known` is what the file was before, under the
/// same settings.
pub(super) fn prepare(
    file: &NoteFile,
    split: Option<Split>,
    fallback: Split,
    known: Option<&Prepared>,
) -> Prepared {
    if let Some(again) = known.and_then(|known| prepare_again(file, split, fallback, known)) {
        return again;
    }
    let mut diagnostics = Vec::new();
    let found = front_matter::find(&file.text);
    let start = found.as_ref().map_or(0, |found| found.length);
    let problem = found.as_ref().and_then(|found| found.problem.as_ref());
    let unreadable = problem.is_some_and(|problem| problem.is_unreadable);
    if let Some(problem) = problem {
        let span = Span::new(problem.at, problem.at);
        diagnostics.push(if unreadable {
            Diagnostic::unreadable_front_matter(&file.path, span, &problem.reason)
        } else {
            Diagnostic::bad_front_matter(&file.path, span, &problem.reason)
        });
    }
    let front = found.map(|found| found.value).unwrap_or_default();
    let written = file.text.clone();
    let file = NoteFile {
        text: comments::hidden(&written, start).map_or_else(|| written.clone(), Arc::from),
        ..file.clone()
    };
    let cut = cut::cut(&file.text, start, front.split.or(split).unwrap_or(fallback));
    for span in &cut.unclosed {
        diagnostics.push(Diagnostic::unclosed_fence(&file.path, *span));
    }
    let words = cut
        .definitions
        .iter()
        .flat_map(|(label, (target, title))| [label.as_str(), target, title]);
    let definitions = text::fingerprint(words);
    Prepared {
        front: Arc::new(front),
        lines: Lines::new(&file.text),
        file,
        written,
        cut,
        definitions,
        unreadable,
        diagnostics,
    }
}

/// A long file of which little changed: its front matter stays, and only what lies around the
/// change is cut again.
fn prepare_again(
    file: &NoteFile,
    split: Option<Split>,
    fallback: Split,
    known: &Prepared,
) -> Option<Prepared> {
    let start = known.cut.preface.start;
    let (before, now) = (&known.file.text, &file.text);
    // Front matter that did not end, or that begins only now, is for the long way.
    let same_front = if start == 0 {
        front_matter::find(now).is_none()
    } else {
        now.get(..start) == before.get(..start)
    };
    if !same_front || !known.diagnostics.is_empty() {
        return None;
    }
    // A comment may reach as far as it likes.
    if !Arc::ptr_eq(before, &known.written) || comments::hidden(now, start).is_some() {
        return None;
    }
    let cut = cut::again(
        &known.cut,
        before.len(),
        (now, file.shared(before)),
        start,
        known.front.split.or(split).unwrap_or(fallback),
    )?;
    Some(Prepared {
        file: file.clone(),
        written: now.clone(),
        front: known.front.clone(),
        lines: Lines::new(now),
        cut,
        definitions: known.definitions,
        unreadable: false,
        diagnostics: Vec::new(),
    })
}

/// The folder of what is left over beside a README.md that is a course.
const LEFT_OVER: &str = "notes";

/// Names of landing pages, those that GitHub shows below a folder first.
const LANDINGS: [&str; 4] = ["readme.md", "readme.markdown", "index.md", "index.markdown"];

/// The landing page of a folder, whose path ends with `/`. Where README.md and index.md lie side by
/// side the other one is a page like any other: nothing that was written goes unseen.
fn landing(
    prepared: &[Arc<Prepared>],
    folder: &str,
    files: impl Iterator<Item = usize>,
) -> Option<usize> {
    let rank = |i: &usize| {
        let path = &*prepared[*i].file.path;
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
fn plan(prepared: &[Arc<Prepared>], notes: &str) -> Plans {
    let mut singles = Vec::new();
    let mut left = Vec::new();
    let mut folders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut home = None;
    let mut root_course = None;
    let own = landing(prepared, notes, 0..prepared.len());
    for (i, note) in prepared.iter().enumerate() {
        let inside = note
            .file
            .path
            .strip_prefix(notes)
            .unwrap_or(&note.file.path);
        if let Some((folder, _)) = inside.split_once('/') {
            match folders.last_entry().filter(|last| *last.key() == folder) {
                Some(mut last) => last.get_mut().push(i),
                None => folders.entry(folder).or_default().push(i),
            }
        } else if own == Some(i) {
            // One with numbered chapters is a course itself, the one at the site's root.
            if !note.cut.pieces.is_empty() {
                root_course = Some(i);
            } else {
                home = Some(i);
            }
        } else if note.cut.pieces.is_empty() {
            left.push(i);
        } else {
            singles.push(i);
        }
    }
    let single = |i: usize, base: Option<String>| Plan {
        source: prepared[i].file.path.to_string(),
        base,
        files: vec![i],
        folder: false,
        readme: None,
    };
    let mut plans: Vec<Plan> = Vec::new();
    if let Some(i) = root_course {
        plans.push(single(i, Some(String::new())));
    }
    let mut others: Vec<Plan> = singles.into_iter().map(|i| single(i, None)).collect();
    for (folder, files) in folders {
        let readme = landing(
            prepared,
            &format!("{notes}{folder}/"),
            files.iter().copied(),
        );
        let chapters: Vec<usize> = files.into_iter().filter(|i| Some(*i) != readme).collect();
        let source = format!("{notes}{folder}");
        match (chapters.as_slice(), readme) {
            // A folder that holds one file of numbered chapters (and its pictures) is that file's
            // course.
            ([only], None) if !prepared[*only].cut.pieces.is_empty() => {
                others.push(single(*only, None));
            }
            ([], Some(only)) if !prepared[only].cut.pieces.is_empty() => {
                others.push(single(only, Some(slug(folder))));
            }
            ([], Some(only)) => {
                others.push(Plan {
                    source,
                    base: Some(slug(folder)),
                    files: vec![only],
                    folder: true,
                    readme: None,
                });
            }
            _ => others.push(Plan {
                source,
                base: Some(slug(folder)),
                files: chapters,
                folder: true,
                readme,
            }),
        }
    }
    let order = |plan: &Plan| {
        plan.files.first().and_then(|i| {
            if plan.folder {
                plan.readme.and_then(|r| prepared[r].front.order)
            } else {
                prepared[*i].front.order
            }
        })
    };
    others.sort_by(|a, b| {
        let (x, y) = (
            order(a).unwrap_or(f64::INFINITY),
            order(b).unwrap_or(f64::INFINITY),
        );
        x.total_cmp(&y)
            .then_with(|| natural_cmp(&a.source, &b.source))
    });
    plans.extend(others);
    if !left.is_empty() {
        // The top-level files left over form one course together; without `notes/` it is the site
        // itself.
        let at_root = notes.is_empty() && root_course.is_none();
        let base = if at_root {
            String::new()
        } else if notes.is_empty() {
            // README.md is the course at the site's root.
            LEFT_OVER.to_owned()
        } else {
            slug(notes.trim_end_matches('/'))
        };
        let readme = if at_root { home.take() } else { None };
        plans.push(Plan {
            source: notes.trim_end_matches('/').to_owned(),
            base: Some(base),
            files: left,
            folder: true,
            readme,
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
        });
    }
    plans
        .iter_mut()
        .filter(|plan| plan.folder)
        .for_each(|plan| sort(plan, prepared));
    (plans, home)
}

/// All of a file but its front matter.
pub(super) fn whole(prepared: &Prepared) -> Span {
    Span::new(prepared.cut.preface.start, prepared.file.text.len())
}

/// The plans of the last build, with what decided them.
#[derive(Debug)]
pub(super) struct KnownPlans {
    notes: String,
    prepared: Vec<Arc<Prepared>>,
    plans: Arc<Plans>,
}

impl KnownPlans {
    /// The plans of these files: those of the last build where no file came, went or says of itself
    /// what it did not.
    pub fn plans(known: &mut Option<Self>, prepared: &[Arc<Prepared>], notes: &str) -> Arc<Plans> {
        let same = |(a, b): (&Arc<Prepared>, &Arc<Prepared>)| {
            let says = |note: &Prepared| (Arc::as_ptr(&note.front), note.cut.pieces.is_empty());
            Arc::ptr_eq(a, b) || text::same(&a.file.path, &b.file.path) && says(a) == says(b)
        };
        let before = known.take().filter(|known| {
            known.notes == notes
                && known.prepared.len() == prepared.len()
                && known.prepared.iter().zip(prepared).all(same)
        });
        let plans = before.map_or_else(|| Arc::new(plan(prepared, notes)), |known| known.plans);
        *known = Some(Self {
            notes: notes.to_owned(),
            prepared: prepared.to_vec(),
            plans: plans.clone(),
        });
        plans
    }
}

/// A file's path inside of its course's folder, and the folders that it lies in there.
fn inside<'a>(plan: &Plan, note: &'a Prepared) -> (&'a str, &'a str) {
    let path = note
        .file
        .path
        .strip_prefix(plan.source.as_str())
        .filter(|_| !plan.source.is_empty());
    let path = path.map_or(&*note.file.path, |path| {
        path.strip_prefix('/').unwrap_or(path)
    });
    (path.rsplit_once('/').map_or("", |(folder, _)| folder), path)
}

/// Puts the files of a folder into the order of their chapters.
fn sort(plan: &mut Plan, prepared: &[Arc<Prepared>]) {
    let mut files: Vec<((&str, &str), f64, usize)> = plan
        .files
        .iter()
        .map(|&i| {
            (
                inside(plan, &prepared[i]),
                prepared[i].front.order.unwrap_or(f64::INFINITY),
                i,
            )
        })
        .collect();
    files.sort_by(|((folder_a, a), order_a, _), ((folder_b, b), order_b, _)| {
        natural_cmp(folder_a, folder_b)
            .then_with(|| order_a.total_cmp(order_b))
            .then_with(|| natural_cmp(a, b))
    });
    plan.files = files.into_iter().map(|(_, _, i)| i).collect();
}

/// Chapters of a course in their order: pieces of its one file, or its files with the inner folders
/// as parts.
pub(super) fn drafts<'a>(plan: &Plan, prepared: &'a [Arc<Prepared>]) -> Vec<Draft<'a>> {
    if !plan.folder {
        let note = &prepared[plan.files[0]];
        return note
            .cut
            .pieces
            .iter()
            .map(|piece| Draft {
                prepared: note,
                span: piece.span,
                part: piece.part.as_deref(),
            })
            .collect();
    }
    let draft = |i: &usize| {
        let note = &prepared[*i];
        let (folder, _) = inside(plan, note);
        Draft {
            prepared: note,
            span: whole(note),
            part: (!folder.is_empty()).then_some(folder),
        }
    };
    plan.files.iter().map(draft).collect()
}
