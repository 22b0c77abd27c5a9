//! Notes that show what another note holds: `{{< include _a.qmd >}}`, `--8<-- "a.md"`,
//! `{{#include a.md}}`, `<!--@include: ./a.md-->`, `import A from './_a.md'` with `<A />`. Notes as
//! they were read in; the notes with the words of the others in place out, and a way back from
//! there to the bytes that were typed.
//!
//! Only notes are shown so, and those that a tool leaves out since their names begin with `_`. What
//! is a draft, what nobody finds and what would go round in circles stays a line of its own.

mod amid;
mod closed;
mod dialects;
mod fenced_lines;
mod forms;
mod listings;
mod own_labels;
mod relink;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::address::NotePath;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Hashed, Hint};
use crate::notes::left_out;
use crate::notes::library::file_names;
use crate::notes::library::files::{join, parent, sites_of_docsify};
use crate::notes::library::left_out_elsewhere;
use crate::notes::library::made_for::MadeFor;
use crate::notes::library::private::{PrivateFolders, settled};
use crate::notes::library::settings_files::{self, SettingsOf};
use crate::notes::links::Texts;
use crate::notes::reading::front_matter;
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::notes::reading::other_comments::SiteTool;
use crate::notes::reading::parse::labels;
use crate::notes::sources::{Note, NoteFile, Sources, with_endings, without_ending};
use crate::notes::tree::FileSpan;
use crate::notes::withhold;

use closed::HostEnds;
use dialects::{DialectView, SiteParams};
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
    pub taken: TakenWords,
    /// What lines ask of files that these do not have, at the bytes that were typed.
    pub unshown: Vec<Diagnostic>,
}

/// Which stretches of notes other words took the place of.
#[derive(Clone, Debug, Default)]
pub(crate) struct TakenWords(Arc<HashMap<NotePath, Vec<TakenStretch>>>);

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

/// The files of code that notes show, by their paths under ROOT.
pub(crate) fn listed_files(sources: &Sources) -> Vec<&str> {
    let all = sources.notes.iter().chain(sources.parts.iter());
    let mut out: Vec<&str> = Vec::new();
    for note in all.filter(|note| listings::may_hold(&note.text)) {
        let forms = listings::forms(&note.text);
        out.extend(forms.iter().filter_map(|form| {
            let known = |path: &str| Some(sources.files.get_key_value(path)?.0.as_str());
            place(&note.path, form.file, &known)
        }));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The sources with all that notes show of others and of files of code, by their texts; `None`
/// where none does.
pub(crate) fn included(sources: &Sources, code: &Texts) -> Option<Inclusions> {
    let made_for = MadeFor::of(&sources.orders, sources.made_for);
    let may = |note: &NoteFile| {
        let tools = || made_for.tools(&note.path);
        let is_shown = forms::may_hold(&note.text) || listings::may_hold(&note.text);
        is_shown || dialects::may_hold(&note.text, tools())
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
    let mut view = DialectView {
        params: site_params(sources),
        ..DialectView::default()
    };
    view.docsify = sites_of_docsify(sources.files.keys()).collect();
    for note in sources.notes.iter() {
        // A page beside the others that only their frame shows.
        if matches!(
            file_names::name_of(&note.path),
            "_Sidebar.md" | "_Footer.md" | "_Header.md"
        ) {
            view.wikis.insert(parent(&note.path));
        }
        let is_graph = made_for.tools(&note.path).hold(SiteTool::Logseq);
        if is_graph && !is_private(note) {
            dialects::named_blocks(&note.path, &note.text, &mut view.blocks);
        }
        dialects::linked_blocks(&note.text, &mut view.linked);
    }
    let is_for_readers = |(path, text): &(&str, &str)| {
        let said = settled(path, FrontMatter::default());
        let is_draft = withhold::may_be_draft(Path::new(path)) && withhold::is_draft(text);
        !private.hold(path, &said) && !is_draft
    };
    let texts = code
        .iter()
        .filter_map(|(path, text)| Some((path.as_str(), text.as_deref()?)));
    let code = texts.filter(is_for_readers).collect();
    let shelf = Shelf {
        texts: all.map(|note| (&*note.path, &*note.text)).collect(),
        private,
        sources,
        made_for,
        view,
        code,
        by_name: by_name(sources),
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
    let asked = sources.notes.iter();
    let unshown: Vec<Diagnostic> = asked.flat_map(|note| shelf.unshown(note)).collect();
    (!taken.is_empty() || !unshown.is_empty()).then(|| Inclusions {
        unshown,
        sources: Sources {
            notes: Arc::new(notes),
            ..sources.clone()
        },
        taken: TakenWords(Arc::new(taken)),
    })
}

/// The parameters of sites of Hugo, inner ones first.
fn site_params(sources: &Sources) -> SiteParams {
    let settings = sources.orders.iter().filter_map(|(path, text)| {
        let (folder, tool) = settings_files::of(path)?;
        let is_hugo = matches!(tool, SettingsOf::Hugo | SettingsOf::HugoOrZola);
        let value = is_hugo.then(|| left_out_elsewhere::read(path, text))??;
        let params = value.as_object()?.iter();
        let mut params = params.filter(|(key, _)| key.eq_ignore_ascii_case("params"));
        Some((folder.to_owned(), params.next()?.1.clone()))
    });
    let mut out: SiteParams = settings.collect();
    out.sort_by_key(|(folder, _)| std::cmp::Reverse(folder.len()));
    out
}

/// Notes by their names in small letters; nothing where several have one.
fn by_name(sources: &Sources) -> HashMap<String, Option<&str>> {
    let mut out: HashMap<String, Option<&str>> = HashMap::new();
    if !sources.notes.iter().any(|note| note.text.contains("![[")) {
        return out;
    }
    for note in sources.notes.iter() {
        let name = file_names::stem(&note.path).to_lowercase();
        let known = out.entry(name).or_insert(Some(&note.path));
        if *known != Some(&*note.path) {
            *known = None;
        }
    }
    out
}

/// The path under ROOT that a path in a note means, of those that are known.
fn place<'a>(path: &str, file: &str, known: &dyn Fn(&str) -> Option<&'a str>) -> Option<&'a str> {
    let of_root = ["@site/", "@/", "~/", "/"];
    let rest = of_root.iter().find_map(|sign| file.strip_prefix(sign));
    if rest.is_none()
        && let Some(found) = join(parent(path), file).and_then(|path| known(&path))
    {
        return Some(found);
    }
    let rest = rest.unwrap_or(file);
    let mut folder = parent(path);
    loop {
        for inner in ["", "_includes", "includes"] {
            let place = join(folder, inner)?;
            if let Some(found) = join(&place, rest).and_then(|path| known(&path)) {
                return Some(found);
            }
        }
        if folder.is_empty() {
            return None;
        }
        folder = parent(folder);
    }
}

impl TakenWords {
    /// What was found, at the bytes that were typed. What a note of its own holds is told there.
    pub(crate) fn typed(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut told: BTreeSet<(NotePath, FileSpan, &'static str, String)> = BTreeSet::new();
        let typed = |mut one: Diagnostic| {
            let (Some(stretches), Some(span)) = (self.0.get(&one.file), one.span) else {
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
    view: DialectView<'a>,
    private: PrivateFolders<'a>,
    /// Texts of files of code, but for those that are for nobody.
    code: HashMap<&'a str, &'a str>,
    /// Notes by their names, as vaults know them.
    by_name: HashMap<String, Option<&'a str>>,
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
            let edits = dialects::edits(path, text, tools, &self.view);
            all.extend(
                edits
                    .into_iter()
                    .map(|edit| (edit.range, edit.words, false)),
            );
        }
        if forms::may_hold(text) {
            all.extend(self.notes_shown(path, text, around));
        }
        if listings::may_hold(text) {
            for form in listings::forms(text) {
                let known = |path: &str| Some(*self.code.get_key_value(path)?.0);
                let file = place(path, form.file, &known);
                let text = file.and_then(|file| self.code.get(file));
                let lines = text.and_then(|text| form.lines(text));
                all.extend(lines.map(|lines| (form.range, lines, false)));
            }
        }
        all.sort_by_key(|(range, ..)| (range.start, range.end));
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

    /// What a note asks of files of code that they do not have.
    fn unshown(&self, note: &NoteFile) -> Vec<Diagnostic> {
        let said = || front_matter::find(&note.text).map(|it| it.value);
        let is_private =
            || (self.private).hold(&note.path, &settled(&note.path, said().unwrap_or_default()));
        if !listings::may_hold(&note.text) || is_private() {
            return Vec::new();
        }
        let forms = listings::forms(&note.text).into_iter();
        let told = forms.filter_map(|form| {
            let known = |path: &str| Some(self.sources.files.get_key_value(path)?.0.as_str());
            let file = place(&note.path, form.file, &known);
            let unread = match file {
                Some(file) => form.unread(self.code.get(file)?)?,
                None => form.is_missing()?,
            };
            let span = FileSpan::new(form.range.start, form.range.end);
            Some(left_out::unshown(&note.path, span, form.file, &unread))
        });
        told.collect()
    }

    /// The lines of a text that other notes stand for, with what is shown in place of each.
    fn notes_shown(
        &self,
        path: &'a str,
        text: &str,
        around: &mut Vec<&'a str>,
    ) -> Vec<(Range<usize>, String, bool)> {
        let title = forms::title(text);
        let mut forms = forms::forms(text);
        let ends = HostEnds::of(text);
        let mut all: Vec<(String, bool)> = Vec::new();
        forms.retain(|form| {
            let Some((mut words, is_told)) = self.words((path, &ends), form, around) else {
                return false;
            };
            if title.is_some_and(|title| title < form.range.start) {
                words = relink::lowered(words);
            }
            all.push((words, is_told));
            true
        });
        let mut words: Vec<&mut String> = all.iter_mut().map(|(words, _)| words).collect();
        own_labels::told_apart(text, &mut words);
        let placed = forms.into_iter().zip(all);
        let placed = placed.map(|(form, (words, is_told))| (form.placed(&words), is_told, form));
        placed
            .map(|(words, is_told, form)| (form.range, words, is_told))
            .collect()
    }

    /// What stands in the place of a line, and whether all of it are notes themselves.
    fn words(
        &self,
        (path, host): (&'a str, &HostEnds),
        form: &InclusionForm<'_>,
        around: &mut Vec<&'a str>,
    ) -> Option<(String, bool)> {
        let mut out: Vec<String> = Vec::new();
        for file in &form.files {
            let (found, text) = self.found(path, form, file)?;
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
            let mut part = form.part.of(body)?;
            if form.part != IncludedPart::All {
                part = labels::with_definitions(part, body);
            }
            around.push(found);
            let inner = self.shown(found, &part, around);
            around.pop();
            let words = inner.map_or(part, |(words, _)| words);
            let is_there = |path: &str| self.sources.files.contains_key(path);
            let words = forms::without_marks(&words, &form.given);
            let (from, to) = (parent(found), parent(path));
            let words = relink::relinked(&words, from, to, &is_there);
            let words = closed::closed(words, host, self.made_for.tools(path));
            if form.part.is_quoted() {
                out.push(quoted(&words, found, &form.part));
            } else {
                out.push(words);
            }
        }
        let words = out.join("\n");
        let is_note = |file: &&str| {
            let found = self.found(path, form, file);
            found.is_some_and(|(path, _)| self.sources.note(path).is_some())
        };
        Some((words, form.files.iter().all(is_note)))
    }

    /// The note that is meant by a path of another, or by its name in a vault.
    fn found(
        &self,
        path: &str,
        form: &InclusionForm<'_>,
        file: &str,
    ) -> Option<(&'a str, &'a str)> {
        let known = |path: &str| Some(*self.texts.get_key_value(path)?.0);
        let named = || {
            let name = without_ending(file).unwrap_or(file);
            let bare = name.rsplit('/').next().unwrap_or(name).to_lowercase();
            let only = self.by_name.get(&bare).copied().flatten()?;
            let stem = without_ending(only).unwrap_or(only).to_lowercase();
            stem.ends_with(&name.to_lowercase()).then_some(only)
        };
        let found = if form.part.is_quoted() {
            let mut paths = with_endings(without_ending(file).unwrap_or(file));
            let whole = paths.find_map(|file| known(&file));
            whole.or_else(named)
        } else {
            place(path, file, &known)
        }?;
        Some((found, self.texts.get(found)?))
    }
}

/// Words as a quotation, below a link to where they stand.
fn quoted(words: &str, file: &str, part: &IncludedPart<'_>) -> String {
    let name = without_ending(file).unwrap_or(file);
    let said = name.rsplit('/').next().unwrap_or(name);
    let mut out = match part {
        IncludedPart::Section(Some(place)) => format!("> [[{name}#{place}|{said} > {place}]]\n>\n"),
        IncludedPart::Block(place) => format!("> [[{name}#^{place}|{said}]]\n>\n"),
        _ => format!("> [[{name}|{said}]]\n>\n"),
    };
    for line in words.trim_matches('\n').lines() {
        out.push_str(if line.is_empty() { ">" } else { "> " });
        out.push_str(line);
        out.push('\n');
    }
    out
}
