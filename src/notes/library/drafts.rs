//! A course before its chapters are parsed: which files it has in which order, and the chapters
//! that they are. A plan in, drafts of chapters out.

use std::sync::Arc;

use crate::notes::library::arrange::FolderPart;
use crate::notes::library::prepared::Prepared;
use crate::notes::library::shared_titles::NamedInstead;
use crate::notes::library::stored::Text;
use crate::notes::tree::FileSpan;
use crate::remembered::Made;

/// A course before its chapters are parsed.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// The file or folder.
    pub source: String,
    /// What a file about its order calls the folder.
    pub label: Option<String>,
    /// What a heading of the README above calls it.
    pub heading: Option<String>,
    /// Its folder in the site, where that is settled.
    pub base: Option<String>,
    /// Indices of its files, in the order of their chapters.
    pub files: Vec<usize>,
    /// Whether each file is a chapter.
    pub folder: bool,
    /// Index of its landing page.
    pub readme: Option<usize>,
    /// The parts that inner folders are, and that of each file.
    pub parts: Vec<FolderPart>,
    pub part_of: Vec<Option<usize>>,
    /// Whether each stands where somebody said.
    pub is_said: Vec<bool>,
    /// Whether the number of each name only puts it in order.
    pub only_order: Vec<bool>,
    /// What a list of chapters calls each.
    pub listed: Vec<Option<Arc<str>>>,
    /// What the links of READMEs call each.
    pub called: Vec<Option<Arc<str>>>,
    /// The name of the folder whose only page each is.
    pub page_of: Vec<Option<Arc<str>>>,
    /// What names each instead of a heading that others have, too.
    pub named_instead: Vec<Option<NamedInstead>>,
    /// Landing pages of inner folders that do nothing but name them, each with the place of the
    /// first chapter in its folder.
    pub heads: Vec<(usize, usize)>,
    /// Index of the note that only lists the others.
    pub summary: Option<usize>,
    /// The folder of the site in which a file that is cut lies, or would lie, as one chapter.
    pub whole: Option<String>,
}

/// A chapter found but not parsed yet.
pub(super) struct Draft<'a> {
    /// The file it stands in.
    pub prepared: &'a Made<Prepared>,
    /// Where that stands among the files of its course.
    pub file: usize,
    /// Its bytes in that file.
    pub span: FileSpan,
    pub text: &'a Text,
    /// The parts of its file around it, outermost first.
    pub parts: &'a [Arc<str>],
    /// Whether it stands where somebody said: in a file, in a list.
    pub is_said: bool,
    /// Whether the number of its name only puts it in order.
    pub only_order: bool,
    /// What a list of chapters calls it.
    pub listed: Option<Arc<str>>,
    /// What the link of a README calls it.
    pub called: Option<Arc<str>>,
    /// The name of the folder whose only page it is.
    pub page_of: Option<Arc<str>>,
    /// What names it instead of a heading that others have, too.
    pub named_instead: Option<NamedInstead>,
}

/// What a note calls itself in lists of notes: keys of Docusaurus and Hugo.
const LABELS: [&str; 3] = ["sidebar_label", "linkTitle", "linktitle"];

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
                parts: &piece.parts,
                is_said: true,
                only_order: false,
                listed: None,
                called: None,
                page_of: None,
                named_instead: None,
            })
            .collect();
    }
    let draft = |(file, i): (usize, &usize)| {
        let note = prepared[*i];
        Draft {
            prepared: note,
            file,
            span: note.body(),
            text: &note.whole,
            parts: &[],
            is_said: plan.is_said.get(file).is_some_and(|said| *said),
            only_order: plan.only_order.get(file).is_some_and(|only| *only),
            listed: plan.listed.get(file).cloned().flatten().or_else(|| {
                let label = |key: &&str| note.front.extra.get(*key)?.as_str();
                LABELS.iter().find_map(label).map(Arc::from)
            }),
            called: plan.called.get(file).cloned().flatten(),
            page_of: plan.page_of.get(file).cloned().flatten(),
            named_instead: plan.named_instead.get(file).cloned().flatten(),
        }
    };
    plan.files.iter().enumerate().map(draft).collect()
}
