//! Pages that lead elsewhere: `[redirects]` of notesite.toml, `aliases` of front matter, and names
//! of the lock. In: the library and what those say. Out: old page to new address, and what is wrong
//! with them. Never hides a page that exists.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Checked, Diagnostic};
use crate::notes::library::Library;
use crate::notes::library::files;
use crate::notes::library::lock::Fate;
use crate::notes::library::outline::{ChapterOutline, Outline};
use crate::notes::links::anchor;
use crate::notes::links::targets::is_web;
use crate::notes::messages;
use crate::notes::sources::NoteFile;
use crate::notes::tree::Span;
use crate::page_kinds::{CoursePage, Facts, Page, SitePage, There};
use crate::text;

/// Where the wish for a redirect is written.
struct Wish<'a> {
    file: &'a Arc<str>,
    span: Option<Span>,
    /// As written.
    old: String,
    /// The folder that `old` counts from: the course's, for an alias.
    base: &'a str,
    target: String,
}

/// Every redirect of the site: an old path relative to the site's root to a page of the site
/// (`page.html#anchor`) or a web address.
pub fn redirects(
    library: &Library,
    notes: &[NoteFile],
    configured: &BTreeMap<String, String>,
    config: (&Arc<str>, &str),
    fate: &Fate,
) -> Checked<BTreeMap<String, String>> {
    let outline = &library.outline;
    let (config_file, config_text) = config;
    let mut diagnostics = Vec::new();
    let mut wishes: Vec<Wish> = configured
        .iter()
        .map(|(old, target)| Wish {
            file: config_file,
            span: key_span(config_text, old),
            old: old.clone(),
            base: "",
            target: target.clone(),
        })
        .collect();
    aliases(library, notes, &mut wishes);
    if wishes.is_empty() && fate.former.is_empty() && fate.courses.is_empty() {
        return Checked {
            value: BTreeMap::new(),
            diagnostics,
        };
    }
    let pages = pages(library);
    let folded: HashSet<String> = pages.keys().map(|page| page.to_lowercase()).collect();
    let targets: BTreeSet<&str> = pages
        .iter()
        .filter(|(_, facts)| facts.is_target)
        .map(|(page, _)| page.as_str())
        .collect();
    let mut table: BTreeMap<String, String> = BTreeMap::new();
    let mut origins: BTreeMap<String, Wish> = BTreeMap::new();
    for wish in wishes {
        let Some(path) = page_path(&wish.old, wish.base) else {
            diagnostics.push(messages::bad_redirect(wish.file, wish.span, &wish.old));
            continue;
        };
        if folded.contains(&path.to_lowercase()) {
            // An alias that is the page's own name is true already.
            if path != wish.target {
                diagnostics.push(messages::redirect_hides(wish.file, wish.span, &path));
            }
            continue;
        }
        if table.get(&path).is_some_and(|known| *known != wish.target) {
            diagnostics.push(messages::redirect_twice(wish.file, wish.span, &path));
            continue;
        }
        table.insert(path.clone(), normalised(&wish.target));
        origins.insert(path, wish);
    }
    for (place, former) in &fate.former {
        let target = outline.courses[place.course].chapters[place.chapter]
            .url
            .clone();
        if !folded.contains(&former.url.to_lowercase()) {
            table.entry(former.url.clone()).or_insert(target);
        }
    }
    for (base, course) in &fate.courses {
        let course = &outline.courses[*course];
        for page in CoursePage::ALL {
            let old = page.of(base);
            if !folded.contains(&old.to_lowercase()) {
                table.entry(old).or_insert_with(|| page.of(&course.base));
            }
        }
    }
    let table = followed(&table, &origins, outline, &targets, &mut diagnostics);
    Checked {
        value: table,
        diagnostics,
    }
}

/// What front matter gives as earlier addresses of its chapter or course.
fn aliases<'a>(library: &'a Library, notes: &'a [NoteFile], wishes: &mut Vec<Wish<'a>>) {
    let text = |path: &str| notes.iter().find(|note| *note.path == *path);
    for (outline, course) in library.outline.courses.iter().zip(&library.courses) {
        let base = outline.base.as_str();
        let mut add = |file: &'a Arc<str>, aliases: &[String], target: &str| {
            for alias in aliases {
                let span = text(file).and_then(|note| quoted(&note.text, alias));
                wishes.push(Wish {
                    file,
                    span,
                    old: alias.clone(),
                    base,
                    target: target.to_owned(),
                });
            }
        };
        if let Some((file, aliases)) = &course.aliases {
            add(file, aliases, &outline.url);
        }
        for (chapter, front) in outline.chapters.iter().zip(&course.front) {
            add(&chapter.file, &front.aliases, &chapter.url);
        }
    }
}

/// Redirects that lead to another are led to its end; what ends nowhere is reported, and left out
/// where it goes in circles.
fn followed(
    table: &BTreeMap<String, String>,
    origins: &BTreeMap<String, Wish>,
    outline: &Outline,
    targets: &BTreeSet<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for (old, first) in table {
        let mut target = first.clone();
        let mut met: HashSet<String> = HashSet::from([old.clone()]);
        let circle = loop {
            let (page, fragment) = split(&target);
            let Some(next) = table.get(page).filter(|_| !is_web(&target)) else {
                break false;
            };
            if !met.insert(page.to_owned()) {
                break true;
            }
            target = if next.contains('#') {
                next.clone()
            } else {
                format!("{next}{fragment}")
            };
        };
        let wish = origins.get(old);
        if circle {
            diagnostics
                .extend(wish.map(|wish| messages::redirect_circle(wish.file, wish.span, old)));
            continue;
        }
        if let Some(wish) = wish.filter(|_| !is_web(&target)) {
            diagnostics.extend(check(wish, &target, outline, targets));
            if !targets.contains(split(&target).0) {
                continue;
            }
        }
        out.insert(old.clone(), target);
    }
    out
}

/// What is wrong with the end of a redirect.
fn check(
    wish: &Wish,
    target: &str,
    outline: &Outline,
    targets: &BTreeSet<&str>,
) -> Option<Diagnostic> {
    let (page, fragment) = split(target);
    if !targets.contains(page) {
        let near = text::nearest(page, targets.iter().copied().take(files::CANDIDATES));
        return Some(messages::redirect_nowhere(wish.file, wish.span, page, near));
    }
    let anchor = fragment
        .strip_prefix('#')
        .filter(|anchor| !anchor.is_empty())?;
    let chapter: &ChapterOutline = outline
        .courses
        .iter()
        .flat_map(|course| &course.chapters)
        .find(|chapter| chapter.url == page)?;
    if anchor::anchors(chapter).any(|known| known == anchor) {
        return None;
    }
    let near = text::nearest(anchor, anchor::anchors(chapter).take(files::CANDIDATES));
    let at = messages::At {
        file: wish.file,
        span: wish.span.unwrap_or_default(),
    };
    Some(messages::unknown_anchor(at, anchor, page, near))
}

/// The pages that the site has anyway, with what is true of their kinds.
fn pages(library: &Library) -> BTreeMap<String, Facts> {
    let mut pages = BTreeMap::new();
    for page in SitePage::ALL {
        let is_there = match page.there() {
            There::WithTags => !library.tags.is_empty(),
            There::Always | There::IfFree => true,
        };
        if is_there {
            pages.insert(page.path().to_owned(), page.facts());
        }
    }
    for (c, course) in library.outline.courses.iter().enumerate() {
        for page in CoursePage::ALL {
            pages.insert(page.of(&course.base), page.facts());
        }
        for (i, chapter) in course.chapters.iter().enumerate() {
            pages.insert(chapter.url.clone(), Page::Chapter(c, i).facts());
        }
    }
    for (i, tag) in library.tags.iter().enumerate() {
        pages.insert(tag.url.clone(), Page::Tag(i).facts());
    }
    pages
}

/// The path of an old page: `/old/` is `old/index.html`, `old` and `old.md` are `old.html`. `None`
/// where no page can lie there.
fn page_path(old: &str, base: &str) -> Option<String> {
    let decoded = text::nfc(&text::percent_decode(old.trim())?);
    let folder = if decoded.starts_with('/') { "" } else { base };
    let path = files::join(folder, &decoded)?;
    let path = if decoded.ends_with('/') {
        CoursePage::Landing.of(&format!("{path}/"))
    } else {
        path
    };
    let path = match files::extension(&path).as_str() {
        "html" | "htm" => path,
        "md" => path[..path.len() - 3].to_owned() + ".html",
        // `v1.2` is no extension.
        extension if extension.is_empty() || extension.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{path}.html")
        }
        _ => return None,
    };
    let fine = !path.starts_with('/')
        && !decoded.contains(['?', '#', '\\', ':'])
        && !files::is_hidden(&path);
    fine.then_some(path)
}

/// A target as a path from the site's root, decoded; a web address as it is.
fn normalised(target: &str) -> String {
    if is_web(target) {
        return target.to_owned();
    }
    let decoded = text::percent_decode(target.trim())
        .map_or_else(|| target.to_owned(), |target| text::nfc(&target));
    let (page, fragment) = split(decoded.trim_start_matches('/'));
    let page = if page.is_empty() || page.ends_with('/') {
        CoursePage::Landing.of(page)
    } else {
        page.to_owned()
    };
    format!("{page}{fragment}")
}

/// Page and `#anchor`.
fn split(target: &str) -> (&str, &str) {
    target
        .find('#')
        .map_or((target, ""), |at| target.split_at(at))
}

/// Where a key of `[redirects]` stands.
fn key_span(text: &str, key: &str) -> Option<Span> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start().trim_start_matches(['"', '\'']);
        let at = start + line.len() - bare.len();
        if bare.strip_prefix(key).is_some_and(|rest| {
            rest.trim_start_matches(['"', '\''])
                .trim_start()
                .starts_with('=')
        }) {
            return Some(Span::new(at, at + key.len()));
        }
        start += line.len();
    }
    quoted(text, key)
}

/// Where a text stands in its file.
fn quoted(text: &str, words: &str) -> Option<Span> {
    let quoted = ['"', '\'']
        .iter()
        .find_map(|quote| Some(text.find(&format!("{quote}{words}{quote}"))? + 1));
    let at = quoted.or_else(|| text.find(words))?;
    Some(Span::new(at, at + words.len()))
}
