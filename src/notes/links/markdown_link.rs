//! Links and pictures that Markdown writes: a destination in, a target and, where it fails, the
//! reason out.
//! `#anchor`, `other.md#제목`, `[[위키 링크]]`, paths, and addresses of this repository on its
//! forge. Reads no prose.

use crate::notes::library::outline::Place;
use crate::notes::library::titles::{key, split_number};
use crate::notes::library::{files, order};
use crate::notes::links::paths::{longer_splits, split_fragment, without_query};
use crate::notes::links::resolver::Resolver;
use crate::notes::links::targets::Target;
use crate::notes::messages;
use crate::notes::reading::crossed::Crossed;
use crate::notes::sources::{is_note, with_endings};
use crate::notes::tree::Span;
use crate::text;

/// How many of the chapters that fit are told, where that is more than one.
const TOLD: usize = 3;

/// Those of one course, of places in their order.
fn in_course(places: &[Place], course: usize) -> &[Place] {
    let from = places.partition_point(|place| place.course < course);
    let to = places.partition_point(|place| place.course <= course);
    &places[from..to]
}

/// Bytes of the name that a wiki link holds at most: title, path and fragment.
const LONGEST_NAME: usize = 4_096;

impl Resolver<'_> {
    /// Where a link leads.
    pub(crate) fn link(&mut self, span: Span, destination: &str) -> Target {
        let written = text::nfc(destination.trim());
        if written.is_empty() {
            let problem = messages::empty_link(self.at(span));
            return self.broken(problem);
        }
        if let Some(name) = written
            .strip_prefix("[[")
            .and_then(|rest| rest.strip_suffix("]]"))
        {
            return self.wiki(span, name);
        }
        if let Some(crossed) = Crossed::of(&written) {
            return self.crossed(span, crossed);
        }
        if written.contains("{{") || written.contains("{%") {
            let found = self.templated(span, &written);
            if let Some(target) = found {
                return target;
            }
            // What a program puts there is known to nobody who reads the note.
            if self.begins_with_variable(&written) {
                return Target::Folder;
            }
        }
        if let Some(target) = self.own_wiki(span, &written) {
            return target;
        }
        if let Some(target) = self.address(span, &written, false) {
            return target;
        }
        if let Some(target) = self.with_number_sign(span, &written) {
            return target;
        }
        if let Some(target) = self.routed(span, &written) {
            return target;
        }
        let (path, fragment) = split_fragment(&written);
        if let Some(file) = self.on_site(path) {
            return self.note_target(span, &file, fragment);
        }
        let Some(candidates) = self.paths(path) else {
            return self.above_root(span, &written);
        };
        if without_query(path).is_empty() {
            let fragment = fragment.filter(|fragment| !fragment.is_empty());
            if let Some(name) = fragment
                && self.own_anchor(name).is_none()
                && let Some(target) = self.across(name)
            {
                return target;
            }
            return self.anchor(
                span,
                self.here.file.to_string().as_str(),
                fragment.unwrap_or_default(),
            );
        }
        for candidate in candidates.iter().chain(&self.paths_of_docsify(path)) {
            if let Some(target) = self.existing(span, candidate, path, fragment) {
                return target;
            }
        }
        if let Some(target) = self.across(&written) {
            return target;
        }
        if let Some(target) = self.titled(span, path, fragment) {
            return target;
        }
        self.missing(span, &written, &candidates)
    }

    /// The place of an address that docsify routes itself: `#/spring/sow?id=아침`, also without the
    /// sign before it. On GitHub those lead nowhere, or to the note alone.
    fn routed(&mut self, span: Span, written: &str) -> Option<Target> {
        let route = written
            .strip_prefix("#/")
            .or_else(|| written.strip_prefix("/#/"));
        let (path, id) = match written.split_once("?id=") {
            Some((path, id)) => (path, Some(id)),
            None => (route?, None),
        };
        let path = path.trim_start_matches("/#").trim_start_matches('#');
        let path = match route {
            Some(_) => format!("/{}", path.trim_start_matches('/')),
            None => path.to_owned(),
        };
        let of_site = self.paths_of_docsify(&path);
        for candidate in self.paths(&path)?.into_iter().chain(of_site) {
            let is_note = self.lookup.files.contains_key(&candidate)
                || with_endings(&candidate).any(|path| self.lookup.files.contains_key(&path))
                || self.is_shown_folder(&candidate);
            if is_note {
                return self.existing(span, &candidate, &path, id);
            }
        }
        None
    }

    /// The note whose page has that address on its site, as Hugo and Jekyll give addresses: a path
    /// of a file is none.
    fn on_site(&self, path: &str) -> Option<String> {
        let bare = without_query(path);
        let site = self.site().filter(|_| !bare.is_empty() && !is_note(bare))?;
        let address = text::percent_decode(bare)?;
        let found = site.note(&self.here.file, &address)?;
        self.lookup
            .files
            .contains_key(&**found)
            .then(|| found.to_string())
    }

    /// The target of a path that holds a `#` itself, if that very file is there.
    fn with_number_sign(&mut self, span: Span, written: &str) -> Option<Target> {
        for (path, fragment) in longer_splits(written) {
            // Behind a query it is an anchor: `one.md?plain=1#절`.
            if !without_query(path).contains('#') {
                continue;
            }
            let is_there = |path: &&String| {
                self.files.by_path.contains_key(*path) || self.lookup.files.contains_key(*path)
            };
            let candidates = self.paths(path).unwrap_or_default();
            if let Some(candidate) = candidates.iter().find(is_there) {
                return self.existing(span, candidate, path, fragment);
            }
        }
        None
    }

    /// `[[제목]]`, `[[15. Pod#생성]]`, `[[#생성]]`, `[[folder/file]]`: a title before a path, as in
    /// the programs that write such links.
    fn wiki(&mut self, span: Span, name: &str) -> Target {
        let name = name.trim();
        // Longer than a path: each `#` may part title and fragment, and each try reads all of it.
        if name.len() > LONGEST_NAME {
            return Target::Typed;
        }
        let splits = longer_splits(name).chain([split_fragment(name)]);
        for (title, fragment) in splits {
            if let Some(target) = self.wiki_title(span, title, fragment) {
                return target;
            }
        }
        let (title, fragment) = split_fragment(name);
        if let Some(file) = self.site_urls.called(title).map(ToString::to_string) {
            return self.note_target(span, &file, fragment);
        }
        if let Some(path) = self.withheld_by_name(title) {
            let problem = messages::withheld_link(self.at(span), &path);
            return self.broken(problem);
        }
        // Capital letters make no difference to the programs that write such links.
        let candidates = self.paths(title).unwrap_or_default();
        let mut paths = candidates.iter().flat_map(|path| with_endings(path));
        let found = paths.find_map(|path| Some(self.files.find(&path)?.0.to_owned()));
        drop(paths);
        if let Some(target) = found.and_then(|found| self.existing(span, &found, &found, fragment))
        {
            return target;
        }
        // What is no path of a note may be words between brackets: `[[Prototype]]`, `[[C#]]`.
        if is_note(title) {
            return self.missing(span, title, &candidates);
        }
        Target::Typed
    }

    pub(super) fn wiki_title(
        &mut self,
        span: Span,
        title: &str,
        fragment: Option<&str>,
    ) -> Option<Target> {
        if title.is_empty() {
            let here = self.here;
            return Some(self.anchor_in_chapter(span, here, fragment.unwrap_or_default()));
        }
        if let Some(target) = self.titled(span, title, fragment) {
            return Some(target);
        }
        let candidates = self.paths(title).unwrap_or_default();
        for candidate in &candidates {
            if let Some(target) = self.existing(span, candidate, title, fragment) {
                return Some(target);
            }
        }
        // The name of a file anywhere under the notes is enough, with folders above it or without.
        let named = |name: &str| {
            let ends = std::iter::once(name.to_owned()).chain(with_endings(name));
            self.files.only_ending(&ends.collect::<Vec<_>>())
        };
        // Wikis write a dash for a blank: `[[Install Guide]]` is Install-Guide.md.
        let only = named(title).or_else(|| named(&title.replace(' ', "-")))?;
        self.existing(span, only, only, fragment)
    }

    /// Where a picture is.
    pub(crate) fn picture(&mut self, span: Span, destination: &str) -> Target {
        let written = text::nfc(destination.trim());
        let wiki = written
            .strip_prefix("[[")
            .and_then(|rest| rest.strip_suffix("]]"))
            .map(str::to_owned);
        let written = wiki.clone().unwrap_or(written);
        let written = self.without_templates(&written).unwrap_or(written);
        if let Some(target) = self.address(span, &written, true) {
            return target;
        }
        let (path, _) = split_fragment(&written);
        let candidates = self.paths(path);
        if candidates.is_none()
            && let Some(target) = self.beside_tree(span, &written, true)
        {
            return target;
        }
        if candidates.is_none()
            && let Some(target) = self.picture_of_forge(&written)
        {
            return target;
        }
        let candidates = candidates.unwrap_or_default();
        // The name of a picture anywhere under ROOT is enough between double brackets.
        let named = wiki
            .as_ref()
            .map_or(&[][..], |_| self.files.named(files::base_name(&written)));
        let only = <&[String; 1]>::try_from(named).map_or(&[][..], |only| only);
        for candidate in candidates
            .iter()
            .chain(&self.paths(&written).unwrap_or_default())
            .chain(only)
            .chain(&self.media_paths(path))
        {
            if let Some((found, how)) = self
                .files
                .find(candidate)
                .map(|(found, _, how)| (found.to_owned(), how))
            {
                if files::is_hidden(&found) {
                    let problem = messages::hidden_link(self.at(span), &found);
                    self.diagnostics.push(problem);
                    return Target::MissingImage { path: found };
                }
                self.report_difference(span, candidate, &found, how);
                return self.image(found);
            }
        }
        let path = candidates
            .first()
            .map_or(written.as_str(), String::as_str)
            .to_owned();
        let by_name = || self.withheld_by_name(split_fragment(wiki.as_ref()?).0);
        if let Some(path) = self.withheld(&candidates).or_else(by_name) {
            let problem = messages::withheld_link(self.at(span), &path);
            self.diagnostics.push(problem);
            return Target::MissingImage { path };
        }
        let nearest = self.hint(&path);
        let problem = messages::missing_image(self.at(span), &path, nearest.as_deref());
        self.diagnostics.push(problem);
        Target::MissingImage { path }
    }

    /// Targets of destinations that begin with a scheme or `//`; `None` where the destination is a
    /// path.
    fn address(&mut self, span: Span, written: &str, picture: bool) -> Option<Target> {
        if written.starts_with("//") {
            return Some(Target::Web {
                address: written.to_owned(),
            });
        }
        let scheme = scheme(written)?;
        let is_raster = [
            "data:image/png",
            "data:image/jpeg",
            "data:image/gif",
            "data:image/webp",
        ];
        match scheme.as_str() {
            "data"
                if picture
                    && is_raster
                        .iter()
                        .any(|kind| written.to_lowercase().starts_with(kind)) =>
            {
                Some(Target::Web {
                    address: written.to_owned(),
                })
            }
            "javascript" | "vbscript" | "data" | "livescript" | "blob" => {
                let problem = messages::unsafe_link(self.at(span), &scheme);
                Some(self.broken(problem))
            }
            "file" => {
                let problem = messages::local_link(self.at(span), written);
                Some(self.broken(problem))
            }
            "http" | "https" => self.forge(span, written, picture).or_else(|| {
                Some(Target::Web {
                    address: written.to_owned(),
                })
            }),
            // `C:\notes\a.png`
            drive if drive.len() == 1 => {
                let problem = messages::local_link(self.at(span), written);
                Some(self.broken(problem))
            }
            // `Note: first steps.md` is a file's name, `mailto:` is not.
            _ if self
                .paths(written)
                .is_some_and(|paths| paths.iter().any(|path| self.files.find(path).is_some())) =>
            {
                None
            }
            _ => Some(Target::Web {
                address: written.to_owned(),
            }),
        }
    }

    /// The picture at `path`, which exists.
    pub(super) fn image(&self, path: String) -> Target {
        let pixels = self.files.by_path.get(&path).and_then(|info| info.image);
        Target::Image {
            url: path,
            width: pixels.map(|(width, _)| width),
            height: pixels.map(|(_, height)| height),
        }
    }

    pub(super) fn missing(&mut self, span: Span, written: &str, candidates: &[String]) -> Target {
        if let Some(path) = self.withheld(candidates) {
            let problem = messages::withheld_link(self.at(span), &path);
            return self.broken(problem);
        }
        let path = candidates.first().map_or(written, String::as_str);
        if self.files.is_folder(path) || self.files.is_folder(&format!("{path}/")) {
            let prefix = format!("{path}/");
            let inside = self
                .files
                .by_path
                .range(prefix.clone()..)
                .map(|(path, _)| path.as_str())
                .next();
            let inside = inside
                .filter(|inside| inside.starts_with(&prefix))
                .map(|inside| self.pasteable(inside));
            if inside.is_some()
                && let Some(address) = self.on_forge("tree", path)
            {
                return Target::Web { address };
            }
            // A note in it could be linked; code is there for whoever has the repository.
            let has_notes = self.files.by_path.range(prefix.clone()..);
            let mut has_notes = has_notes.take_while(|(path, _)| path.starts_with(&prefix));
            if inside.is_some() && !has_notes.any(|(path, _)| is_note(path)) {
                let told = messages::folder_of_code(self.at(span), path);
                self.diagnostics.push(told);
                return Target::Folder;
            }
            let problem = messages::folder_link(self.at(span), path, inside.as_deref());
            return self.broken(problem);
        }
        let is_hidden = |path: &String| {
            // What `GitBook` shows from its own folder is looked for and not there.
            let is_shown = path.contains(order::ASSETS_OF_GITBOOK) && !is_note(path);
            files::is_hidden(path) && !is_shown
        };
        if candidates.iter().any(is_hidden) {
            if let Some(address) = self.on_forge("blob", path) {
                return Target::Web { address };
            }
            let problem = messages::hidden_link(self.at(span), path);
            return self.broken(problem);
        }
        let mut nearest = self.hint(path);
        if nearest.is_none() && self.hints > 0 {
            nearest = self.titled_nearly(split_fragment(written).0);
        }
        let problem = messages::broken_link(self.at(span), written, nearest.as_deref());
        self.broken(problem)
    }

    /// Where the chapter stands whose title is nearest, as a path that can be pasted.
    fn titled_nearly(&self, title: &str) -> Option<String> {
        let chapters = || {
            self.names
                .courses
                .iter()
                .flat_map(|course| &course.chapters)
        };
        let titles = chapters().map(|chapter| chapter.title.as_str());
        let short = titles.filter(|title| title.len() < 200);
        let nearest = text::nearest(title, short.take(files::CANDIDATES))?;
        let chapter = chapters().find(|chapter| chapter.title == nearest)?;
        let path = self.pasteable(&chapter.file);
        let whole = self.lookup.files.get(&*chapter.file)?.count_chapters() == 1;
        let anchor = chapter.aliases.last().filter(|_| !whole);
        Some(anchor.map_or_else(|| path.clone(), |anchor| format!("{path}#{anchor}")))
    }

    /// `[[위키 링크]]`: a chapter by its title, with or without its number, in this course before
    /// the others.
    fn titled(&mut self, span: Span, path: &str, fragment: Option<&str>) -> Option<Target> {
        let name = text::percent_decode(without_query(path)).map(|path| text::nfc(&path))?;
        let (number, title) = split_number(&name);
        let (whole, short) = (key(&name), key(title));
        let titled = self.lookup.titles.get(&whole);
        let numbered = number.and_then(|number| self.lookup.numbered(self.names, number, &short));
        let all = [titled, numbered].map(|all| all.map_or(&[][..], Vec::as_slice));
        let ours: Vec<Place> = all
            .iter()
            .flat_map(|all| in_course(all, self.place.course))
            .take(TOLD)
            .copied()
            .collect();
        let places = if ours.is_empty() {
            all.iter().copied().flatten().take(TOLD).copied().collect()
        } else {
            ours
        };
        match places.as_slice() {
            [] => None,
            [place] => {
                let chapter = self.chapter(*place)?;
                Some(match fragment.filter(|fragment| !fragment.is_empty()) {
                    Some(fragment) => self.anchor_in_chapter(span, chapter, fragment),
                    None => Target::Page {
                        url: chapter.url.clone().into(),
                    },
                })
            }
            several => {
                let urls: Vec<String> = several
                    .iter()
                    .filter_map(|place| Some(self.chapter(*place)?.url.to_string()))
                    .collect();
                let problem = messages::ambiguous_link(self.at(span), &name, &urls);
                Some(self.broken(problem))
            }
        }
    }
}

/// The scheme of an address in lower case. Browsers ignore line breaks and tabs in it, so they are
/// ignored here.
fn scheme(written: &str) -> Option<String> {
    let colon = written.find(':')?;
    let scheme: String = written[..colon]
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let mut chars = scheme.chars();
    let valid = chars.next()?.is_ascii_alphabetic()
        && chars.all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    valid.then(|| scheme.to_ascii_lowercase())
}
