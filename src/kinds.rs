//! Many messages told together: how many there are of a kind, what most of them have in common and
//! what to do about that. Diagnostics in, groups with a sentence out. Draws nothing.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};

/// Messages of one kind, in the order of the notes.
#[derive(Clone, Debug)]
pub(crate) struct Group<'a> {
    /// Their code.
    pub code: &'static str,
    /// The messages.
    pub all: Vec<&'a Diagnostic>,
}

/// From how many messages on what they have in common is worth a sentence.
const MANY: usize = 4;

/// The messages by kind: errors first, then the most frequent kind.
pub(crate) fn groups(all: &[Diagnostic]) -> Vec<Group<'_>> {
    let mut kinds: BTreeMap<(Severity, &'static str), Vec<&Diagnostic>> = BTreeMap::new();
    for told in all {
        kinds
            .entry((told.severity, told.code))
            .or_default()
            .push(told);
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|((severity, _), all)| (*severity, std::cmp::Reverse(all.len())));
    kinds
        .into_iter()
        .map(|((_, code), all)| Group { code, all })
        .collect()
}

/// How many messages of each group are shown where `most` may be shown in all: one of each kind,
/// then another of each, until none are left.
pub(crate) fn shares(groups: &[Group<'_>], most: usize) -> Vec<usize> {
    let mut shares = vec![0; groups.len()];
    let mut left = most;
    loop {
        let before = left;
        for (share, group) in shares.iter_mut().zip(groups) {
            if left > 0 && *share < group.all.len() {
                *share += 1;
                left -= 1;
            }
        }
        if left == before {
            return shares;
        }
    }
}

impl Group<'_> {
    /// `broken-link: 1,126 links lead nowhere. 1,100 of them begin with `/docs/`. …`; `None` where
    /// so few messages speak for themselves.
    pub(crate) fn sentence(&self) -> Option<String> {
        if self.all.len() < MANY {
            return None;
        }
        let what = what(self.code);
        let head = format!("{}: {} {what}.", self.code, grouped(self.all.len()));
        let rest = self.cause().map_or_else(String::new, |(count, cause)| {
            let count = if count == self.all.len() {
                "All".to_owned()
            } else {
                grouped(count)
            };
            format!(" {count} of them {}", self.cure(&cause))
        });
        Some(head + &rest)
    }

    /// What most of the messages share: the very same words, how these begin or end, the file.
    fn cause(&self) -> Option<(usize, Cause)> {
        let about = || self.all.iter().map(|told| told.about.as_str());
        let most = |words: BTreeMap<&str, usize>| {
            let (words, count) = words
                .into_iter()
                .filter(|(words, _)| !words.is_empty())
                .max_by_key(|(words, count)| (*count, std::cmp::Reverse(*words)))?;
            (count * 2 >= self.all.len()).then(|| (count, words.to_owned()))
        };
        if let Some((count, words)) = most(tally(about())) {
            return Some((count, Cause::Same(words)));
        }
        if let Some((count, words)) = most(tally(about().map(start))) {
            return Some((count, Cause::Start(words)));
        }
        if let Some((count, words)) = most(tally(about().map(end))) {
            return Some((count, Cause::End(words)));
        }
        let (count, file) = most(tally(self.all.iter().map(|told| &*told.file)))?;
        Some((count, Cause::File(file)))
    }

    /// The cause as the end of a sentence, and what to do about it.
    fn cure(&self, cause: &Cause) -> String {
        match cause {
            Cause::Same(words) => {
                let same = self.all.iter().filter(|told| told.about == *words);
                let helps = tally(same.map(|told| told.help.as_str()));
                let help = helps
                    .into_iter()
                    .max_by_key(|(help, count)| (*count, std::cmp::Reverse(*help)))
                    .map_or("", |(help, _)| help);
                format!("are about `{words}`. {help}").trim_end().to_owned()
            }
            Cause::Start(words) if words == "/" || words.starts_with('/') => format!(
                "begin with `{words}`: such a path counts from ROOT or from a folder around the \
                note, and none of these holds it. Write the paths from the folder of the note."
            ),
            Cause::Start(words) if words == "../" => format!(
                "begin with `{words}`: they leave the folder of the note. See where they lead with \
                the first of them."
            ),
            Cause::Start(words) => format!(
                "begin with `{words}`: see whether that folder was renamed or left out, and change \
                it in all of them at once."
            ),
            Cause::End(words) => format!(
                "end in `{words}`: see whether these files have another ending now, and change it \
                in all of them at once."
            ),
            Cause::File(file) => format!("stand in `{file}`."),
        }
    }
}

/// What messages have in common.
#[derive(Debug)]
enum Cause {
    Same(String),
    Start(String),
    End(String),
    File(String),
}

fn tally<'a>(words: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_insert(0) += 1;
    }
    counts
}

/// The first folder of a path, its slashes included: `/docs/`, `../`, `img/`; empty for a name
/// alone.
fn start(path: &str) -> &str {
    let rest = path.strip_prefix('/').unwrap_or(path);
    let lead = path.len() - rest.len();
    rest.find('/').map_or("", |slash| &path[..=lead + slash])
}

/// The ending of a path, its dot included; empty without one, and for those that notes and pictures
/// have anyway.
fn end(path: &str) -> &str {
    let name = path.split(['#', '?']).next().unwrap_or_default();
    let name = name.rsplit('/').next().unwrap_or_default();
    let end = match name.rfind('.') {
        Some(dot) if dot > 0 && name.len() - dot <= 10 => &name[dot..],
        _ => "",
    };
    let usual = [
        ".md",
        ".markdown",
        ".mdx",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
    ];
    if usual.contains(&end) { "" } else { end }
}

/// `1126` as `1,126`.
pub(crate) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What several messages of a kind have found.
fn what(code: &str) -> &'static str {
    match code {
        "ambiguous-link" => "links could mean more than one place",
        "bad-front-matter" => "files have front matter that cannot be read",
        "bad-redirect"
        | "redirect-circle"
        | "redirect-hides-page"
        | "redirect-nowhere"
        | "redirect-twice" => "redirects cannot work",
        "broken-link" => "links lead nowhere",
        "case-differs" => "paths differ from the file's name in upper and lower case",
        "draft" => "files were left out as drafts",
        "draft-linked" => "files that are drafts are not published",
        "encrypted" => "files are encrypted",
        "exclude-unread" => "lists of what another tool leaves out cannot be read",
        "exclude-unused" => "lines of `exclude` name nothing",
        "file-not-shown" => "files that commands name are not shown",
        "folder-link" => "links lead to folders without a page",
        "lost-page" => "pages that were given out are gone",
        "mention-not-linked" => "mentions of chapters were not linked",
        "missing-image" => "pictures do not exist",
        "name-twins" => "names are stored in two forms",
        "normalisation-differs" => {
            "paths look like the file's name but are made of other characters"
        }
        "no-command" => "bullets begin with a program's name and are no commands",
        "not-read" => "files and folders were not read",
        "note-too-large" => "notes are too large to be read",
        "other-comment" => "comments are of tools that the notes are not made for",
        "other-encoding" => "files are not stored as UTF-8",
        "path-taken" => "files have no place in the site",
        "picture-location" => "pictures say where they were taken",
        "plain-code" => "code blocks are too large to be coloured",
        "secret-in-file" => "files with what looks like a secret are not published",
        "secret" => "places look like secrets",
        "shown-as-typed" => "forms of other tools are shown as typed",
        "term-not-linked" => "words are the subject of more than one chapter",
        "repeated-footnote" => "footnotes have labels that others have",
        "unclosed-comment" => "comments are never closed",
        "unclosed-fence" => "code blocks are never closed",
        "unknown-anchor" => "links name a heading or bullet that is not there",
        "unknown-course" => "keys of [courses] name no course",
        "unknown-filter" => "lines of .gitattributes name a filter that is not known",
        "unknown-encoding" => "files are in no encoding that is known",
        "unknown-term" => "terms lead to no chapter",
        "unsafe-link" => "links could run a script",
        _ => "messages of this kind",
    }
}
