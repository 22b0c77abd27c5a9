//! The second half of a written link: a path that exists, and the anchor in it. In: a path under
//! ROOT and a fragment. Out: page and anchor, by GitHub's rule first, because notes are read there
//! as well. Complains in words of `messages`.

use crate::address::{Address, Anchor, PageAddress, RedirectTarget};
use crate::notes::library::files;
use crate::notes::library::outline::{ChapterNames, Place};
use crate::notes::library::site_name::is_readme;
use crate::notes::library::titles::key;
use crate::notes::links::resolver::Resolver;
use crate::notes::links::targets::Target;
use crate::notes::messages;
use crate::notes::sources::{with_endings, without_ending};
use crate::notes::tree::Span;
use crate::page_kinds::SitePage;
use crate::text;

impl Resolver<'_> {
    /// The target of `path` if something is there: a note, a page, a landing page, a file.
    pub(super) fn existing(
        &mut self,
        span: Span,
        path: &str,
        written: &str,
        fragment: Option<&str>,
    ) -> Option<Target> {
        if let Some(file) = self.note(path) {
            return Some(self.note_target(span, &file, fragment));
        }
        if let Some(target) = self.page(span, path, fragment) {
            return Some(target);
        }
        // The repository's root is its README, whatever course the files left beside it form.
        if path.trim_end_matches('/').is_empty() {
            return Some(match self.readme_of("") {
                Some(file) => self.note_target(span, &file, fragment),
                None => self.landing_target(span, SitePage::Home.address(), fragment),
            });
        }
        if let Some(url) = self.landing(path) {
            return Some(self.landing_target(span, url, fragment));
        }
        if self.files.is_folder(path)
            && let Some(file) = self.readme_of(path).or_else(|| self.first_in(path))
        {
            return Some(self.note_target(span, &file, fragment));
        }
        if let Some(file) = self.readme_page(path) {
            return Some(self.note_target(span, &file, fragment));
        }
        let Some((found, how)) = self
            .files
            .find(path)
            .map(|(found, _, how)| (found.to_owned(), how))
        else {
            return self.page_by_name(span, written, fragment);
        };
        if files::is_hidden(&found) {
            return Some(if let Some(address) = self.on_forge("blob", &found) {
                Target::Web { address }
            } else {
                let problem = messages::hidden_link(self.at(span), &found);
                self.broken(problem)
            });
        }
        self.report_difference(span, path, &found, how);
        if self.lookup.files.contains_key(&found) {
            return Some(self.note_target(span, &found, fragment));
        }
        if let Some(url) = self.landing(&found) {
            return Some(self.landing_target(span, url, fragment));
        }
        // The README beside the folder of the notes gives the site its name: as far as that it is
        // its first page.
        let of_readme = self.options.readme.as_deref().filter(|_| is_readme(&found));
        let fragment = text::percent_decode(fragment.unwrap_or_default()).unwrap_or_default();
        if of_readme.is_some_and(|title| fragment.is_empty() || fragment == title) {
            let url = SitePage::Home.address().into();
            return Some(Target::Page { url });
        }
        Some(Target::File { url: found })
    }

    /// The file of notes that a path means: itself, or `.md` for `.html` and for no extension.
    fn note(&self, path: &str) -> Option<String> {
        let known = |path: &str| self.lookup.files.contains_key(path);
        if known(path) {
            return Some(path.to_owned());
        }
        let stem = path
            .strip_suffix(".html")
            .or_else(|| path.strip_suffix(".htm"))
            .unwrap_or(path);
        let exists = self.files.by_path.contains_key(path);
        with_endings(stem).find(|path| !exists && known(path))
    }

    /// A page of the site by its url, written from the site's root.
    fn page(&mut self, span: Span, path: &str, fragment: Option<&str>) -> Option<Target> {
        if self.files.by_path.contains_key(path) {
            return None;
        }
        if let Some(target) = self.options.redirects.get(path) {
            return Some(redirected(target, fragment));
        }
        let chapter = self.chapter(*self.lookup.pages.get(path)?)?;
        Some(self.in_chapter(span, chapter, fragment))
    }

    /// `16-service.html` beside this chapter's page.
    fn page_by_name(
        &mut self,
        span: Span,
        written: &str,
        fragment: Option<&str>,
    ) -> Option<Target> {
        let written = text::nfc(&text::percent_decode(written)?);
        // `old-name.md` is a file that an alias remembers.
        let page =
            without_ending(&written).map_or_else(|| written.clone(), |stem| format!("{stem}.html"));
        if !extension_is_html(&page) {
            return None;
        }
        let folder = if written.starts_with('/') {
            ""
        } else {
            files::parent(&self.here.url)
        };
        let url = files::join(folder, &page)?;
        if page == written {
            return self.page(span, &url, fragment);
        }
        self.options
            .redirects
            .get(url.as_str())
            .map(|target| redirected(target, fragment))
    }

    /// The landing page of a course's folder or file, or of the whole site.
    fn landing(&self, path: &str) -> Option<PageAddress> {
        let path = path.trim_end_matches('/');
        if let Some(url) = self.lookup.landings.get(path) {
            return Some(url.clone());
        }
        let name = files::base_name(path).to_lowercase();
        let stem = without_ending(&name).or_else(|| name.strip_suffix(".html"));
        let folder = files::parent(path);
        if !matches!(stem, Some("readme" | "index"))
            || !(stem == Some("index") || self.files.find(path).is_some())
        {
            return (path == self.options.notes).then(|| SitePage::Home.address());
        }
        let course = self.lookup.landings.get(folder).cloned();
        course.or_else(|| (folder == self.options.notes).then(|| SitePage::Home.address()))
    }

    /// The target of a link to the landing page at `url`.
    fn landing_target(&mut self, span: Span, url: PageAddress, fragment: Option<&str>) -> Target {
        let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
            return Target::Page { url: url.into() };
        };
        if let Some(file) = self.lookup.landing_files.get(&url) {
            return self.anchor(span, file, fragment);
        }
        let problem = messages::unknown_anchor(self.at(span), fragment, &url, None);
        self.diagnostics.push(problem);
        Target::Page { url: url.into() }
    }

    /// The target of a link into a file of notes.
    pub(super) fn note_target(&mut self, span: Span, file: &str, fragment: Option<&str>) -> Target {
        match fragment.filter(|fragment| !fragment.is_empty()) {
            Some(fragment) => self.anchor(span, file, fragment),
            None => Target::Page {
                url: self.top_of(file).into(),
            },
        }
    }

    fn in_chapter(&mut self, span: Span, chapter: &ChapterNames, fragment: Option<&str>) -> Target {
        match fragment.filter(|fragment| !fragment.is_empty()) {
            Some(fragment) => self.anchor_in_chapter(span, chapter, fragment),
            None => Target::Page {
                url: chapter.url.clone().into(),
            },
        }
    }

    /// The page on which a file of notes begins.
    fn top_of(&self, file: &str) -> PageAddress {
        let notes = self.lookup.files.get(file);
        notes.map_or_else(PageAddress::default, |notes| notes.url.clone())
    }

    /// An anchor of a file of notes: GitHub's anchors of the whole file, then this chapter's own,
    /// then anyone's.
    pub(super) fn anchor(&mut self, span: Span, file: &str, fragment: &str) -> Target {
        let same = *file == *self.here.file;
        let wanted = text::percent_decode(fragment)
            .map_or_else(|| fragment.to_owned(), |fragment| text::nfc(&fragment));
        let top = |of: &Self| {
            let page = if same {
                of.here.url.clone()
            } else {
                of.top_of(file)
            };
            Target::Page { url: page.into() }
        };
        if matches!(wanted.as_str(), "" | "top") {
            return top(self);
        }
        for name in spellings(&wanted) {
            let notes = self.lookup.files.get(file);
            let url = notes.and_then(|notes| notes.github(&name, self.names));
            let url = url.or_else(|| {
                if same {
                    self.anchor_of(self.here, &name)
                } else {
                    None
                }
            });
            let url = url.or_else(|| notes?.own(&name, self.names));
            if let Some(url) = url {
                return Target::Page { url };
            }
        }
        // In any case of letters, where no heading is called so (HTML, "the top of the document").
        if wanted.eq_ignore_ascii_case("top") {
            return top(self);
        }
        let page = self.lookup.files.get(file).map(|notes| notes.url.clone());
        if let Some(url) = page.clone().filter(|_| !same && is_lines(&wanted)) {
            return Target::Page { url: url.into() };
        }
        // GitHub shows a folder's README under that name, whatever it says: `docker#readme`, and
        // `#readme` to its own top.
        if wanted.eq_ignore_ascii_case("readme") && is_readme(files::base_name(file)) {
            let url = page.unwrap_or_else(|| self.here.url.clone());
            return Target::Page { url: url.into() };
        }
        if is_block(&wanted) {
            let own = same.then(|| self.here.url.clone());
            let url = own.or(page).unwrap_or_default();
            return Target::Page { url: url.into() };
        }
        let near = self.hints.checked_sub(1).and_then(|left| {
            self.hints = left;
            let notes = self.lookup.files.get(file);
            let pages = notes.map_or(&[][..], |notes| notes.pages.as_slice());
            let chapters = same
                .then_some(self.here)
                .into_iter()
                .chain(pages.iter().filter_map(|page| page.names(self.names)));
            text::nearest(
                &wanted,
                chapters
                    .flat_map(anchors)
                    .filter(|name| name.len() < 200)
                    .take(files::CANDIDATES),
            )
            .map(|near| {
                let file = if same {
                    String::new()
                } else {
                    self.pasteable(file)
                };
                format!("{file}#{near}")
            })
        });
        let problem = messages::unknown_anchor(self.at(span), &wanted, file, near.as_deref());
        self.diagnostics.push(problem);
        // The chapter is there and worth the way; an anchor of this very page is not.
        page.filter(|_| !same)
            .map_or(Target::Broken, |page| Target::Page { url: page.into() })
    }

    /// An anchor of one chapter's page.
    pub(super) fn anchor_in_chapter(
        &mut self,
        span: Span,
        chapter: &ChapterNames,
        fragment: &str,
    ) -> Target {
        let wanted = text::percent_decode(fragment)
            .map_or_else(|| fragment.to_owned(), |fragment| text::nfc(&fragment));
        if let Some(url) = spellings(&wanted)
            .iter()
            .find_map(|name| self.anchor_of(chapter, name))
        {
            return Target::Page { url };
        }
        // `[[Service#targetPort]]` names the heading, not its anchor.
        let title = key(&wanted);
        let titled = self.place_of(chapter).and_then(|place| {
            let titles = &self.lookup.courses.get(place.course)?.titles;
            let (.., section) = titles.sections_of(&title, place.chapter).first()?;
            chapter.sections.get(*section)
        });
        if let Some(section) = titled {
            return Target::Page {
                url: chapter.url.at(&section.id),
            };
        }
        if is_block(&wanted) {
            let url = chapter.url.clone().into();
            return Target::Page { url };
        }
        let near = self.hints.checked_sub(1).and_then(|left| {
            self.hints = left;
            text::nearest(
                &wanted,
                anchors(chapter)
                    .filter(|name| name.len() < 200)
                    .take(files::CANDIDATES),
            )
            .map(|near| format!("#{near}"))
        });
        let problem =
            messages::unknown_anchor(self.at(span), &wanted, &chapter.url, near.as_deref());
        self.diagnostics.push(problem);
        Target::Page {
            url: chapter.url.clone().into(),
        }
    }
}

impl Resolver<'_> {
    /// Where a chapter of the names stands; landing pages are none.
    fn place_of(&self, chapter: &ChapterNames) -> Option<Place> {
        let place = *self.lookup.pages.get(&chapter.url)?;
        let same = |there: &ChapterNames| std::ptr::eq(there, chapter);
        self.chapter(place).is_some_and(same).then_some(place)
    }

    /// The url of an anchor of a chapter, if it has it.
    fn anchor_of(&self, chapter: &ChapterNames, name: &str) -> Option<Address> {
        let place = self.place_of(chapter)?;
        let course = self.lookup.courses.get(place.course)?;
        course.chapters.get(place.chapter)?.url(chapter, name)
    }
}

/// The ways in which people write an anchor that browsers and GitHub still find: as it is, in lower
/// case, with GitHub's own prefix, as the heading's words, and with `VitePress`' sign.
fn spellings(wanted: &str) -> Vec<String> {
    let bare = wanted.strip_prefix("user-content-").unwrap_or(wanted);
    // VitePress lets no id begin with a digit: `#_1-설치`.
    let numbered = wanted.strip_prefix('_').unwrap_or_default();
    let numbered = numbered
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(numbered);
    let mut out = vec![wanted.to_owned()];
    for spelling in [
        bare.to_owned(),
        bare.to_lowercase(),
        text::github_slug(bare),
        text::slug(bare),
        numbered.unwrap_or_default().to_owned(),
    ] {
        if !spelling.is_empty() && !out.contains(&spelling) {
            out.push(spelling);
        }
    }
    out
}

/// Whether a fragment names a block as Obsidian does, `#^3f2a1b`: a place in its note, and no
/// heading of it.
fn is_block(wanted: &str) -> bool {
    let name = wanted.strip_prefix('^').unwrap_or_default();
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// Whether an anchor is GitHub's for lines of a file: `L10`, `L10-L20`, `L10C2-L12C1`.
fn is_lines(anchor: &str) -> bool {
    let is_line = |end: &str| {
        let numbers = end.strip_prefix('L').map(|rest| rest.split('C'));
        let is_number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
        numbers.is_some_and(|mut numbers| numbers.all(is_number))
    };
    anchor.split('-').count() <= 2 && anchor.split('-').all(is_line)
}

/// Every anchor of a chapter.
pub(crate) fn anchors(chapter: &ChapterNames) -> impl Iterator<Item = &str> {
    let sections = chapter
        .sections
        .iter()
        .flat_map(|section| std::iter::once(&section.id).chain(&section.aliases));
    let ids = chapter.ids.iter();
    chapter
        .aliases
        .iter()
        .chain(sections)
        .chain(ids)
        .map(Anchor::as_str)
}

fn with_fragment(page: PageAddress, fragment: Option<&str>) -> Address {
    Address {
        page,
        anchor: fragment
            .filter(|fragment| !fragment.is_empty())
            .map(Anchor::new),
    }
}

/// The target of a link to a page that leads elsewhere; the redirect's own anchor wins.
fn redirected(target: &RedirectTarget, fragment: Option<&str>) -> Target {
    match target {
        RedirectTarget::Web(address) => Target::Web {
            address: address.clone(),
        },
        RedirectTarget::Site(url) if url.anchor.is_some() => Target::Page { url: url.clone() },
        RedirectTarget::Site(url) => Target::Page {
            url: with_fragment(url.page.clone(), fragment),
        },
    }
}

fn extension_is_html(path: &str) -> bool {
    matches!(files::extension(path).as_str(), "html" | "htm")
}
