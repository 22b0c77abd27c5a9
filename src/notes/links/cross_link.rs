//! Links that ask for a place by a name that its author gave it, and the words of links that have
//! none of their own. A question in, where it leads and what it is called out.

use crate::address::{Address, Anchor};
use crate::notes::library::files;
use crate::notes::library::outline::ChapterNames;
use crate::notes::library::titles::full_title;
use crate::notes::links::labels::Labelled;
use crate::notes::links::resolver::Resolver;
use crate::notes::links::targets::Target;
use crate::notes::messages;
use crate::notes::reading::crossed::{CrossKind, Crossed};
use crate::notes::reading::other_comments::SiteTool;
use crate::notes::sources::without_ending;
use crate::notes::tree::{LabelKind, Span};
use crate::text;

impl Resolver<'_> {
    /// Where a role or reference leads.
    pub(super) fn crossed(&mut self, span: Span, crossed: Crossed) -> Target {
        if crossed.asked == CrossKind::Note {
            return self.document(span, crossed.name);
        }
        if let Some(found) = self.labelled(crossed.name) {
            let url = found.url.clone();
            return Target::Page { url };
        }
        // A heading of this very note has its anchor, too.
        let own = self.own_anchor(crossed.name);
        if let Some(url) = own {
            return Target::Page { url };
        }
        let problem = messages::unknown_label(self.at(span), crossed.name);
        self.broken(problem)
    }

    /// The place that bears a name.
    pub(super) fn labelled(&self, name: &str) -> Option<&Labelled> {
        self.lookup.label(self.names, name)
    }

    /// The place of a name in another note of a book, which is one document to its tool.
    pub(super) fn across(&self, name: &str) -> Option<Target> {
        let site = self.here.book.site;
        let is_book = site.hold(SiteTool::Pandoc) || site.hold(SiteTool::Myst);
        let name = is_book.then(|| text::percent_decode(name)).flatten()?;
        let found = self.labelled(&text::nfc(&name))?;
        let url = found.url.clone();
        Some(Target::Page { url })
    }

    /// The place of this note that has an anchor of GitHub's or of its author.
    pub(super) fn own_anchor(&self, name: &str) -> Option<Address> {
        let notes = self.lookup.files.get(&*self.here.file)?;
        notes.github(name, self.names)
    }

    /// `` {doc}`normal` ``, `` {doc}`/guide/start` ``: a note by its path without an ending.
    fn document(&mut self, span: Span, path: &str) -> Target {
        let candidates = self.paths(path).unwrap_or_default();
        for candidate in &candidates {
            if let Some(target) = self.existing(span, candidate, path, None) {
                return target;
            }
        }
        self.missing(span, path, &candidates)
    }

    /// The words of a link that has none: what its target is called.
    pub(super) fn words_of(&self, target: &Target, destination: &str) -> String {
        let crossed = Crossed::of(destination);
        if let Some(crossed) = crossed {
            if crossed.asked == CrossKind::Note {
                let title = self.title_of_target(target);
                return title.unwrap_or_else(|| crossed.name.to_owned());
            }
            let found = self.labelled(crossed.name);
            let found = found.map(|found| called(found, crossed));
            let found = found.or_else(|| self.title_of_target(target));
            return found.unwrap_or_else(|| crossed.name.to_owned());
        }
        match target {
            Target::Broken => destination.to_owned(),
            target => self.title_of_target(target).unwrap_or_default(),
        }
    }

    /// The title of the page or section that a link leads to.
    fn title_of_target(&self, target: &Target) -> Option<String> {
        let url = match target {
            Target::Page { url } => url,
            Target::File { url } => return Some(files::base_name(url).to_owned()),
            _ => return None,
        };
        let page = self.page_of(url)?;
        let section = url.anchor.as_ref().and_then(|anchor| {
            let mut sections = page.sections.iter();
            let bears = |id: &Anchor| id == anchor;
            sections.find(|section| bears(&section.id) || section.aliases.iter().any(bears))
        });
        if let Some(section) = section {
            return Some(section.title.clone());
        }
        let named = url
            .anchor
            .as_ref()
            .and_then(|it| self.labelled(it.as_str()));
        let title = named.map(|found| found.title.clone());
        let title = title.filter(|title| !title.is_empty());
        let stem = || {
            let name = files::base_name(&page.file);
            without_ending(name).unwrap_or(name).to_owned()
        };
        let whole = Some(full_title(page)).filter(|title| !title.is_empty());
        title.or(whole).or_else(|| Some(stem()))
    }

    /// The names of the page at an address.
    fn page_of(&self, url: &Address) -> Option<&ChapterNames> {
        if let Some(place) = self.lookup.pages.get(&url.page) {
            return self.chapter(*place);
        }
        let landings = self.names.courses.iter();
        let mut landings = landings.filter_map(|course| course.landing.as_deref());
        let landing = landings.find(|landing| landing.url == url.page);
        landing.or_else(|| {
            self.names
                .home
                .as_deref()
                .filter(|home| home.url == url.page)
        })
    }
}

/// What a place is called by a question for it.
fn called(found: &Labelled, crossed: Crossed) -> String {
    let kind = match found.kind {
        LabelKind::Figure => "Fig. ",
        LabelKind::Table => "Table ",
        LabelKind::Listing => "Listing ",
        LabelKind::Equation => "Eq. ",
        LabelKind::Place if found.is_chapter => "Chapter ",
        LabelKind::Place => "Section ",
    };
    let number = found.number.as_str();
    let title = || match found.title.as_str() {
        "" => crossed.name.to_owned(),
        title => title.to_owned(),
    };
    match crossed.asked {
        _ if !crossed.pattern.is_empty() => {
            let number = if number.is_empty() { "?" } else { number };
            let words = crossed.pattern.replace("%s", number);
            words
                .replace("{number}", number)
                .replace("{name}", &found.title)
        }
        CrossKind::Title if found.kind == LabelKind::Equation => format!("({number})"),
        CrossKind::Title | CrossKind::Note => title(),
        _ if number.is_empty() => title(),
        CrossKind::BareNumber => number.to_owned(),
        CrossKind::Number => format!("{kind}{number}"),
    }
}
