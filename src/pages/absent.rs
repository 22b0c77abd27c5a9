//! Why a site has no chapters, or far fewer than before: the site in, a message with the likely
//! causes out. A good site is not to be emptied by a branch that was not checked out.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::NotePath;
use crate::diagnostic::Diagnostic;
use crate::notes::left_out;
use crate::notes::sources::is_note;
use crate::pages::site::Site;

/// How many causes a message names.
const NAMED: usize = 4;

/// The message of a site without chapters; `None` where there is one.
pub(crate) fn no_chapters(site: &Site) -> Option<Diagnostic> {
    let none = site.library.outline.count_chapters() == 0;
    none.then(|| left_out::no_chapters(&place(site), &causes(site, None)))
}

/// The message of a site with less than half of the pages that its chapters had, or with none of
/// them, in the folder `shown`. Pages are given by their paths, those of before and those of now.
pub(crate) fn chapters_gone(
    site: &Site,
    shown: &str,
    (before, now): (&[String], &[&str]),
) -> Option<Diagnostic> {
    let (many, left) = (before.len(), now.len());
    if left > 0 && left * 2 < many {
        let counts = (many, left);
        let there: BTreeSet<&str> = now.iter().copied().collect();
        let gone = before.iter().map(String::as_str);
        let gone: Vec<&str> = gone.filter(|path| !there.contains(path)).collect();
        let causes = causes(site, Some(&gone));
        return Some(left_out::chapters_gone(
            &place(site),
            shown,
            counts,
            &causes,
        ));
    }
    let words: BTreeSet<&str> = now.iter().map(|path| bare(path)).collect();
    let is_other = left > 0 && many > 1 && !before.iter().any(|path| words.contains(bare(path)));
    is_other.then(|| left_out::other_site(&place(site), shown, many))
}

/// A page's name without its folders and its number: those change while notes grow.
fn bare(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let words =
        name.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '_'));
    if words == "html" { name } else { words }
}

fn place(site: &Site) -> NotePath {
    match site.notes_folder.trim_end_matches('/') {
        "" => ".".into(),
        folder => folder.into(),
    }
}

/// Of what is gone a cause must explain so much: one of so many pages.
const ENOUGH: usize = 4;

/// Whether that these notes and folders were left out may be why these pages are gone: there are
/// many of them, or one is called as a folder or a page that is gone is.
fn explains(left_out: &[&str], gone: &[&str]) -> bool {
    let folded = |name: &str| {
        let letters = name.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let names: BTreeSet<String> = gone
        .iter()
        .flat_map(|path| path.trim_end_matches(".html").split('/'))
        .map(folded)
        .collect();
    let is_named = |path: &&str| {
        let name = path
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let name = folded(stem);
        // A folder holds who knows what.
        !is_note(path) || names.contains(&name)
    };
    left_out.len() * ENOUGH >= gone.len() || left_out.iter().any(is_named)
}

/// What was left out and by what, the most frequent cause first; only what may explain that pages
/// are `gone`, where some are.
fn causes(site: &Site, gone: Option<&[&str]>) -> Vec<String> {
    let explains = |left_out: &[&str]| gone.is_none_or(|gone| explains(left_out, gone));
    let mut out = Vec::new();
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let ours = |path: &str| {
        let path = format!("{path}/");
        path.starts_with(&site.notes_folder) || site.notes_folder.starts_with(&path)
    };
    for told in &site.left_alone {
        // Programs keep their own things in hidden folders; nobody misses those.
        if let Some(reason) = left_out::reason_not_read(told)
            && ours(&told.file)
            && reason != left_out::HIDDEN
        {
            reasons.entry(reason).or_default().push(&told.file);
        }
    }
    reasons.retain(|_, paths| explains(paths));
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, paths)| std::cmp::Reverse(paths.len()));
    for (reason, paths) in reasons {
        out.push(match paths.as_slice() {
            [only] => format!("`{only}` was not read, since {reason}"),
            [first, ..] => format!(
                "{} files or folders, such as `{first}`, were not read, since {reason}",
                paths.len()
            ),
            [] => continue,
        });
    }
    let files = |count: usize| match count {
        1 => "1 file is".to_owned(),
        more => format!("{more} files are"),
    };
    let drafts: Vec<&str> = site.library.drafts.iter().map(|path| &**path).collect();
    if !drafts.is_empty() && explains(&drafts) {
        let count = files(site.library.drafts.len());
        out.push(format!(
            "{count} marked as draft or private, which `--drafts` builds"
        ));
    }
    let unreadable = site.library.withheld.len() - site.library.drafts.len();
    if unreadable > 0 {
        let count = files(unreadable);
        out.push(format!(
            "{count} left out because the front matter cannot be read"
        ));
    }
    if out.is_empty() && !site.has_notes() {
        out.push("no file there has a name that ends in `.md`".to_owned());
    }
    out.truncate(NAMED);
    out
}
