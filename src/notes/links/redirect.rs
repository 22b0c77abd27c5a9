//! Pages that lead elsewhere: `[redirects]` of notesite.toml, `aliases` of front matter, and names
//! of the lock. In: the library and what those say. Out: old page to new address, and what is wrong
//! with them. Never hides a page that exists.

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::address::{Address, NotePath, PageAddress, RedirectTarget};
use crate::config::Keys;
use crate::diagnostic::{Checked, Diagnostic};
use crate::fingerprint::Hashed;
use crate::notes::library::Library;
use crate::notes::library::files;
use crate::notes::library::lock::Fate;
use crate::notes::library::outline::{ChapterNames, ChapterOutline, Names, Outline};
use crate::notes::links::anchor;
use crate::notes::links::targets::is_web;
use crate::notes::messages;
use crate::notes::sources::{NoteFile, without_ending};
use crate::notes::taken;
use crate::notes::tree::FileSpan;
use crate::page_kinds::{CoursePage, Page, SitePage, There};
use crate::remembered::Remembered;
use crate::text;

/// Where the wish for a redirect is written.
struct Wish<'a> {
    file: &'a NotePath,
    span: Option<FileSpan>,
    /// As written.
    old: String,
    /// The folder that `old` counts from: the course's, for an alias.
    base: &'a str,
    target: RedirectTarget,
}

/// Every redirect of the site.
#[derive(Clone, Debug, Default)]
pub struct Redirects {
    /// Old pages, each with where it leads.
    pub table: BTreeMap<PageAddress, RedirectTarget>,
    /// Where each is written; those of the lock are written nowhere.
    pub written: BTreeMap<PageAddress, (NotePath, Option<FileSpan>)>,
}

/// Every redirect of the site: an old path relative to the site's root to a page of the site
/// (`page.html#anchor`) or a web address.
pub(crate) fn redirects(
    library: &Library,
    notes: &[NoteFile],
    configured: &BTreeMap<String, String>,
    config: (&NotePath, &str),
    fate: &Fate,
    names: &Hashed<Names>,
    memory: &mut Remembered<SitePages>,
) -> Checked<Redirects> {
    let outline = &library.outline;
    let (config_file, config_text) = config;
    let mut diagnostics = Vec::new();
    let keys = (!configured.is_empty()).then(|| Keys::new(config_text));
    let span = |old: &str| {
        let range = keys.as_ref()?.span(&["redirects", old])?;
        // Without the quotation marks.
        let quote = usize::from(config_text[range.clone()].starts_with(['"', '\'']));
        Some(FileSpan::new(range.start + quote, range.end - quote))
    };
    let mut wishes: Vec<Wish> = configured
        .iter()
        .map(|(old, target)| Wish {
            file: config_file,
            span: span(old),
            old: old.clone(),
            base: "",
            target: destination(target),
        })
        .collect();
    aliases(library, notes, &mut wishes);
    let courses = outline.courses.iter();
    let wholes =
        courses.filter_map(|course| Some((course.whole.as_ref()?, course.chapters.first()?)));
    let wholes: Vec<(&PageAddress, &ChapterOutline)> = wholes.collect();
    if wishes.is_empty() && fate.former.is_empty() && fate.courses.is_empty() && wholes.is_empty() {
        return Checked {
            value: Redirects::default(),
            diagnostics,
        };
    }
    let pages = memory.only(&PagesInput::of(library, names), SitePages::of);
    let mut table: BTreeMap<PageAddress, RedirectTarget> = BTreeMap::new();
    let mut origins: BTreeMap<PageAddress, Wish> = BTreeMap::new();
    for wish in wishes {
        let path = match page_path(&wish.old, wish.base) {
            Ok(path) => path,
            Err(reason) => {
                let old = shown(&wish.old);
                diagnostics.push(taken::bad_redirect(wish.file, wish.span, &old, reason));
                continue;
            }
        };
        if pages.hold(&path) {
            // An alias that is the page's own name is true already.
            if wish.target != to_page(path.clone()) {
                diagnostics.push(taken::redirect_hides(wish.file, wish.span, &path));
            }
            continue;
        }
        if table.get(&path).is_some_and(|known| *known != wish.target) {
            diagnostics.push(taken::redirect_twice(wish.file, wish.span, &path));
            continue;
        }
        table.insert(path.clone(), wish.target.clone());
        origins.insert(path, wish);
    }
    for (place, former) in &fate.former {
        let target = outline.courses[place.course].chapters[place.chapter]
            .url
            .clone();
        if !pages.hold(&former.url) {
            table
                .entry(former.url.clone())
                .or_insert_with(|| to_page(target));
        }
    }
    for (whole, first) in wholes {
        if !pages.hold(whole) {
            table
                .entry(whole.clone())
                .or_insert_with(|| to_page(first.url.clone()));
        }
    }
    for (base, course) in &fate.courses {
        let course = &outline.courses[*course];
        for page in course.pages() {
            let old = page.of(base);
            if !pages.hold(&old) {
                table
                    .entry(old)
                    .or_insert_with(|| to_page(page.of(&course.base)));
            }
        }
    }
    let table = followed(&table, &origins, outline, &pages, &mut diagnostics);
    let written = origins
        .into_iter()
        .map(|(old, wish)| (old, (wish.file.clone(), wish.span)))
        .collect();
    Checked {
        value: Redirects { table, written },
        diagnostics,
    }
}

/// What front matter gives as earlier addresses of its chapter or course.
fn aliases<'a>(library: &'a Library, notes: &'a [NoteFile], wishes: &mut Vec<Wish<'a>>) {
    let texts = LazyCell::new(|| {
        let notes = notes.iter();
        notes
            .map(|note| (&*note.path, &*note.text))
            .collect::<HashMap<&str, &str>>()
    });
    for (outline, course) in library.outline.courses.iter().zip(&library.courses) {
        let base = outline.base.as_str();
        let mut add = |file: &'a NotePath, aliases: &[String], target: &PageAddress| {
            if aliases.is_empty() {
                return;
            }
            let text = texts.get(&**file).copied().unwrap_or_default();
            for (alias, span) in aliases.iter().zip(quoted(text, aliases)) {
                wishes.push(Wish {
                    file,
                    span,
                    old: alias.clone(),
                    base,
                    target: to_page(target.clone()),
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
    table: &BTreeMap<PageAddress, RedirectTarget>,
    origins: &BTreeMap<PageAddress, Wish>,
    outline: &Outline,
    pages: &SitePages,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<PageAddress, RedirectTarget> {
    let mut out = BTreeMap::new();
    let ends = ends(table);
    let mut anchors: HashMap<&str, HashSet<&str>> = HashMap::new();
    let chapters = LazyCell::new(|| {
        let courses = || outline.courses.iter();
        let landings = courses().filter_map(|course| course.landing.as_ref());
        let chapters = courses().flat_map(|course| &course.chapters);
        let all = chapters.chain(landings).chain(&outline.home);
        all.map(|chapter| (chapter.url.as_str(), &**chapter))
            .collect::<HashMap<&str, &ChapterNames>>()
    });
    for old in table.keys() {
        let wish = origins.get(old);
        let Some(target) = ends.get(old).cloned().flatten() else {
            diagnostics.extend(wish.map(|wish| taken::redirect_circle(wish.file, wish.span, old)));
            continue;
        };
        if let (Some(wish), RedirectTarget::Site(address)) = (wish, &target) {
            diagnostics.extend(check(wish, address, &chapters, &mut anchors, pages));
            if !pages.lead_to(&address.page) {
                continue;
            }
        }
        out.insert(old.clone(), target);
    }
    out
}

/// Where each old page ends, and `None` where it goes in circles: every step is gone once, however
/// long the way to its end is.
fn ends(
    table: &BTreeMap<PageAddress, RedirectTarget>,
) -> HashMap<&PageAddress, Option<RedirectTarget>> {
    let next = |page: &PageAddress| match &table[page] {
        RedirectTarget::Site(address) => table.get_key_value(&address.page).map(|(next, _)| next),
        RedirectTarget::Web(_) => None,
    };
    let mut ends: HashMap<&PageAddress, Option<RedirectTarget>> = HashMap::new();
    let mut met: HashSet<&PageAddress> = HashSet::new();
    for start in table.keys() {
        let mut way: Vec<&PageAddress> = Vec::new();
        let mut page = Some(start);
        while let Some(here) = page.filter(|here| met.insert(here)) {
            way.push(here);
            page = next(here);
        }
        // Where a page on the way was met before, its end is known unless this way leads back to
        // it.
        let mut end = page.map(|page| ends.get(page).cloned().flatten());
        while let Some(here) = way.pop() {
            let target = &table[here];
            let found = match end {
                None => Some(target.clone()),
                Some(None) => None,
                Some(Some(end)) => Some(with_anchor(end, target)),
            };
            ends.insert(here, found.clone());
            end = Some(found);
        }
    }
    ends
}

/// The end of a way; where it names no place in its page, the anchor of the step before counts.
fn with_anchor(end: RedirectTarget, step: &RedirectTarget) -> RedirectTarget {
    let RedirectTarget::Site(Address {
        anchor: Some(anchor),
        ..
    }) = step
    else {
        return end;
    };
    match end {
        RedirectTarget::Site(address) if address.anchor.is_none() => {
            RedirectTarget::Site(address.page.at(anchor))
        }
        RedirectTarget::Web(address) if !address.contains('#') => {
            RedirectTarget::Web(format!("{address}#{anchor}"))
        }
        end => end,
    }
}

/// What is wrong with the end of a redirect.
fn check<'a>(
    wish: &Wish,
    target: &Address,
    chapters: &HashMap<&str, &'a ChapterNames>,
    anchors: &mut HashMap<&'a str, HashSet<&'a str>>,
    pages: &SitePages,
) -> Option<Diagnostic> {
    let page = target.page.as_str();
    if !pages.lead_to(&target.page) {
        let near = text::nearest(page, pages.targets().take(files::CANDIDATES));
        return Some(taken::redirect_nowhere(wish.file, wish.span, page, near));
    }
    let anchor = target.anchor.as_ref()?.as_str();
    let chapter = *chapters.get(page)?;
    let known = anchors
        .entry(&chapter.url)
        .or_insert_with(|| anchor::anchors(chapter).collect());
    if known.contains(anchor) {
        return None;
    }
    let near = text::nearest(anchor, anchor::anchors(chapter).take(files::CANDIDATES));
    let near = near.map(|near| format!("{page}#{near}"));
    let at = messages::At {
        file: wish.file,
        span: wish.span.unwrap_or_default(),
    };
    Some(messages::unknown_anchor(at, anchor, page, near.as_deref()))
}

/// All that the table of the site's pages may know.
#[derive(Hash)]
struct PagesInput<'a> {
    /// The chapters have their addresses.
    names: &'a Hashed<Names>,
    /// The folder of each course and the pages that it has beside its chapters.
    courses: Vec<(&'a str, Vec<CoursePage>)>,
    tags: Vec<&'a PageAddress>,
}

impl<'a> PagesInput<'a> {
    fn of(library: &'a Library, names: &'a Hashed<Names>) -> Self {
        let courses = library.outline.courses.iter();
        Self {
            names,
            courses: courses
                .map(|course| (course.base.as_str(), course.pages().collect()))
                .collect(),
            tags: library.tags.iter().map(|tag| &tag.url).collect(),
        }
    }
}

/// The pages that the site has anyway.
#[derive(Debug)]
pub(crate) struct SitePages {
    /// With whether a redirect may lead there.
    pages: BTreeMap<PageAddress, bool>,
    /// In small letters: some disks hold one file of two such names.
    folded: HashSet<String>,
}

impl SitePages {
    fn of(input: &PagesInput<'_>) -> Self {
        let mut pages = BTreeMap::new();
        for page in SitePage::ALL {
            let is_there = match page.there() {
                There::WithTags => !input.tags.is_empty(),
                There::Always | There::IfFree => true,
            };
            if is_there {
                pages.insert(page.address(), page.facts().is_target);
            }
        }
        let courses = input.names.courses.iter().zip(&input.courses);
        for (c, (course, (base, beside))) in courses.enumerate() {
            for page in beside {
                pages.insert(page.of(base), page.facts().is_target);
            }
            for (i, chapter) in course.chapters.iter().enumerate() {
                let is_target = Page::Chapter(c, i).facts().is_target;
                pages.insert(chapter.url.clone(), is_target);
            }
        }
        for (i, tag) in input.tags.iter().enumerate() {
            pages.insert((*tag).clone(), Page::Tag(i).facts().is_target);
        }
        Self {
            folded: pages.keys().map(|page| page.to_lowercase()).collect(),
            pages,
        }
    }

    /// Whether a page lies there, or one that differs in case alone.
    fn hold(&self, path: &PageAddress) -> bool {
        self.folded.contains(&path.to_lowercase())
    }

    /// Whether a redirect may lead to this page.
    fn lead_to(&self, page: &PageAddress) -> bool {
        self.pages.get(page).is_some_and(|is_target| *is_target)
    }

    /// The pages that a redirect may lead to.
    fn targets(&self) -> impl Iterator<Item = &str> {
        let pages = self.pages.iter();
        pages.filter_map(|(page, is_target)| is_target.then_some(page.as_str()))
    }
}

/// Bytes of a name in a path: what ext4, APFS and others hold at most.
const LONGEST_NAME: usize = 255;
/// Bytes of a path: what a key of S3 holds at most.
const LONGEST_PATH: usize = 1024;

/// The path of an old page: `/old/` is `old/index.html`, `old` and `old.md` are `old.html`. Where
/// no page can lie there, the reason; empty where the words speak for themselves.
fn page_path(old: &str, base: &str) -> Result<PageAddress, &'static str> {
    let decoded = text::percent_decode(old.trim()).ok_or("it is not UTF-8")?;
    let decoded = text::nfc(&decoded);
    if decoded.chars().any(char::is_control) {
        return Err("it holds a character that no name can have");
    }
    let folder = if decoded.starts_with('/') { "" } else { base };
    let path = files::join(folder, &decoded).ok_or("")?;
    let path = if decoded.ends_with('/') {
        CoursePage::Landing.of(&format!("{path}/")).to_string()
    } else {
        path
    };
    let path = match files::extension(&path).as_str() {
        "html" | "htm" => path,
        _ if let Some(stem) = without_ending(&path) => format!("{stem}.html"),
        // `v1.2` is no extension.
        extension if extension.is_empty() || extension.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{path}.html")
        }
        _ => return Err(""),
    };
    if path.starts_with('/') || decoded.contains(['?', '#', '\\', ':']) || files::is_hidden(&path) {
        return Err("");
    }
    if path.split('/').any(|name| name.len() > LONGEST_NAME) {
        return Err("a name in it is longer than 255 bytes");
    }
    if path.len() > LONGEST_PATH {
        return Err("it is longer than 1,024 bytes");
    }
    Ok(PageAddress::new(path))
}

/// An address as a message shows it: the beginning of a long one, and what cannot be seen as an
/// escape.
fn shown(old: &str) -> String {
    const MOST: usize = 80;
    let mut out = String::new();
    for c in old.chars().take(MOST) {
        if c.is_control() {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    if old.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}

/// A target as written: a page counts from the site's root, `/docs/` is `docs/index.html`.
fn destination(target: &str) -> RedirectTarget {
    if is_web(target) {
        return RedirectTarget::Web(target.to_owned());
    }
    let decoded = text::percent_decode(target.trim())
        .map_or_else(|| target.to_owned(), |target| text::nfc(&target));
    let mut address = Address::parse(decoded.trim_start_matches('/'));
    if address.page.is_empty() || address.page.ends_with('/') {
        address.page = CoursePage::Landing.of(&address.page);
    }
    RedirectTarget::Site(address)
}

fn to_page(page: PageAddress) -> RedirectTarget {
    RedirectTarget::Site(page.into())
}

/// Where each of the aliases stands in its file, between quotation marks before without; where it
/// is written with escapes, the key that gives it.
fn quoted(text: &str, words: &[String]) -> Vec<Option<FileSpan>> {
    if words.is_empty() {
        return Vec::new();
    }
    let between = |quote: char| {
        let all: Vec<String> = words
            .iter()
            .map(|word| format!("{quote}{word}{quote}"))
            .collect();
        text::first_places(text, &all)
    };
    let (double, single) = (between('"'), between('\''));
    let bare = text::first_places(text, words);
    let key = "aliases";
    let given = text.find(key).map(|at| FileSpan::new(at, at + key.len()));
    words
        .iter()
        .enumerate()
        .map(|(i, word)| {
            let inside = double[i].or(single[i]).map(|at| at + 1);
            let found = inside
                .or(bare[i])
                .map(|at| FileSpan::new(at, at + word.len()));
            found.or(given)
        })
        .collect()
}
