//! What settings leave out in the words of `.gitignore`. Lines of `exclude` or of other tools in;
//! for a path the line that leaves it out, or takes it in.

use std::collections::BTreeMap;
use std::sync::Arc;

use gix_glob::pattern::Case;

use super::rules::{RuleLine, Rules};
use crate::text;

/// What settings leave out in the words of `.gitignore`: `exclude` of ours, or other tools'.
pub(crate) struct Excluded {
    rules: Rules,
}

impl Excluded {
    /// The rules of these lines, which count from ROOT.
    pub(crate) fn new(lines: &[String]) -> Self {
        // `./drafts` is meant as `/drafts`.
        let from_root = |line: &String| {
            let (not, path) = line
                .strip_prefix('!')
                .map_or(("", &**line), |path| ("!", path));
            match path.strip_prefix("./") {
                Some(path) => format!("{not}/{path}"),
                None => line.clone(),
            }
        };
        let lines = lines.iter();
        let said = |line: &String| ("`exclude` of notesite.toml", from_root(line), line.clone());
        Self::of(lines.map(said))
    }

    /// The rules of lines that other tools have, with where each is said.
    pub(crate) fn of_tools(lines: &[(&'static str, String)]) -> Self {
        let lines = lines.iter();
        Self::of(lines.map(|(said, line)| (*said, line.clone(), line.clone())))
    }

    /// Of each line where it is said, what it means from ROOT, and how it is shown.
    fn of(lines: impl Iterator<Item = (&'static str, String, String)>) -> Self {
        let mut shown = Vec::new();
        let mut source = String::new();
        for (said, line, words) in lines {
            source.push_str(&line);
            source.push('\n');
            shown.push((said, words));
        }
        let rules = gix_ignore::parse(source.as_bytes(), false).map(|(pattern, number, _)| {
            let known = shown.get(number - 1);
            let said = known.map_or(String::new(), |(said, words)| format!("{said} (`{words}`)"));
            RuleLine {
                pattern,
                said: said.into(),
            }
        });
        Self {
            rules: Rules::new(rules),
        }
    }

    /// The line that leaves out a file or a folder that it lies in.
    pub(crate) fn line(&self, path: &str) -> Option<&Arc<str>> {
        self.line_in(path, Case::Sensitive)
    }

    /// The same of a path in a folder, whose own path (empty, or with `/` at its end) counts but is
    /// not asked for.
    pub(crate) fn line_below(&self, folder: &str, path: &str) -> Option<&Arc<str>> {
        let whole = format!("{folder}{path}");
        self.line_behind(&whole, folder.len(), Case::Sensitive)
    }

    /// The place of the line with `!` that takes in a file, or the folder nearest to it of which a
    /// line says anything.
    fn taking_in(&self, path: &str) -> Option<usize> {
        let folders = path.match_indices('/').rev();
        let folders = folders.map(|(at, _)| (&path[..at], true));
        let mut places = [(path, false)].into_iter().chain(folders);
        let at = places.find_map(|(path, is_folder)| {
            let rules = &self.rules;
            rules.decisive_at(path, is_folder, Case::Sensitive)
        })?;
        self.rules.lines[at].pattern.is_negative().then_some(at)
    }

    /// For each file the line with `!` that takes it in, and whether that names on purpose what is
    /// kept from readers, which `is_kept` says of each file: one that takes in others as well, such
    /// as `!*.md`, is about something else.
    pub(crate) fn taken_in<'a>(
        &self,
        files: impl Iterator<Item = (&'a str, bool)> + Clone,
    ) -> Vec<Option<(Arc<str>, bool)>> {
        let lines = &self.rules.lines;
        if !lines.iter().any(|line| line.pattern.is_negative()) {
            return files.map(|_| None).collect();
        }
        let taken = files.clone().map(|(path, _)| self.taking_in(path));
        let taken: Vec<Option<usize>> = taken.collect();
        let mut is_general = vec![false; lines.len()];
        for ((_, is_kept), at) in files.zip(&taken) {
            if let Some(at) = at.filter(|_| !is_kept) {
                is_general[at] = true;
            }
        }
        let said = |at: usize| (lines[at].said.clone(), !is_general[at]);
        taken.into_iter().map(|at| at.map(said)).collect()
    }

    fn line_in(&self, path: &str, case: Case) -> Option<&Arc<str>> {
        self.line_behind(path, 0, case)
    }

    /// The line that leaves out a file or a folder around it whose path is longer than `start`.
    fn line_behind(&self, path: &str, start: usize, case: Case) -> Option<&Arc<str>> {
        if self.rules.lines.is_empty() {
            return None;
        }
        let folders = path.match_indices('/').filter(|(at, _)| *at >= start);
        let folders = folders.map(|(at, _)| (&path[..at], true));
        folders
            .chain([(path, false)])
            .find_map(|(path, is_folder)| {
                let decisive = self.rules.decisive(path, is_folder, case)?;
                (!decisive.pattern.is_negative()).then_some(&decisive.said)
            })
    }
}

/// The lines of `exclude` that name none of these files, but would in another case, with `/` for
/// `\`, without blanks at their ends or in an inner folder, or that are nearly the name of one;
/// each with what may be meant first.
pub(crate) fn near_misses<'a>(
    lines: &'a [String],
    paths: impl Iterator<Item = &'a str> + Clone,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    lines
        .iter()
        .filter(|line| !line.starts_with('!'))
        .filter_map(move |line| {
            let typed = Excluded::new(std::slice::from_ref(line));
            if paths.clone().any(|path| typed.line(path).is_some()) {
                return None;
            }
            let written = line.trim().replace('\\', "/");
            // A path counts from ROOT, however deep the folder of the notes lies.
            let inner = format!("**/{}", written.trim_start_matches(['/', '.']));
            let first = [written, inner].into_iter().find_map(|line| {
                let meant = Excluded::new(&[line]);
                let mut paths = paths.clone();
                paths.find(|path| meant.line_in(path, Case::Fold).is_some())
            });
            let first = first.or_else(|| nearest(line, paths.clone()));
            Some((line.as_str(), first?))
        })
}

/// The file or folder whose name is nearly that at the end of the line: in the folder that the line
/// names, or anywhere where it names none.
fn nearest<'a>(line: &str, paths: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let line = line.trim().trim_start_matches("./").trim_matches('/');
    let line = line.trim_end_matches("/**").trim_end_matches("/*");
    if line.is_empty() || line.contains(['*', '?', '[', '\\']) {
        return None;
    }
    let (folder, name) = line
        .rfind('/')
        .map_or(("", line), |at| line.split_at(at + 1));
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for path in paths {
        if folder.is_empty() {
            names.extend(path.split('/').map(|name| (name, name)));
        } else if let Some(below) = path.strip_prefix(folder) {
            let length = below.find('/').unwrap_or(below.len());
            names.insert(&below[..length], &path[..folder.len() + length]);
        }
    }
    let near = text::nearest(name, names.keys().copied())?;
    names.get(near).copied()
}
