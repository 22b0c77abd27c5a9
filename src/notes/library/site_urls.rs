//! Where Hugo, Jekyll, Docusaurus, `VitePress` and Starlight put the pages of notes, and what notes
//! are called beside their titles: what their authors write in links. Settings and what front
//! matter says in; the addresses of each site's notes and other names out, folded as they are
//! compared. Reads no links.
//!
//! Source: the manuals of Hugo ("URL management", "Configure permalinks"), Jekyll ("Permalinks"),
//! Docusaurus ("Docs", "Blog"), `VitePress` ("Routing") and Starlight.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use crate::address::NotePath;
use crate::notes::library::file_names::{name_of, stem};
use crate::notes::library::files::{join, parent};
use crate::notes::library::left_out_by_jekyll::{self, Builder};
use crate::notes::library::left_out_elsewhere::{key, read};
use crate::notes::library::settings_files::{self, SettingsOf};
use crate::notes::library::{script, titles, vitepress};
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::text::{github_slug, nfc};

/// The sites that Hugo and Jekyll make of the notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SiteUrls {
    /// Inner ones first.
    sites: Vec<SiteOfTool>,
    /// Notes by the folded other names that they give themselves, as in Obsidian; nothing where
    /// several have one.
    called: BTreeMap<String, Option<NotePath>>,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct SiteOfTool {
    /// The folder whose notes are its pages, without `/` at its end.
    pub content: String,
    tool: UrlTool,
    /// The path of its address, which links may begin with: `/blog`.
    base: String,
    /// Notes by their folded address.
    by_url: BTreeMap<String, NotePath>,
    /// Addresses of notes as they are shown.
    of_note: BTreeMap<NotePath, String>,
}

/// Who gives the addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
enum UrlTool {
    Docusaurus,
    Hugo,
    #[default]
    Jekyll,
    /// `VitePress` and `VuePress`: a page is a file.
    Pages,
    /// Starlight: a page is a folder.
    Folders,
}

/// What addresses are made of.
pub(crate) struct NoteSays<'a> {
    pub path: &'a NotePath,
    pub front: &'a FrontMatter,
}

impl SiteUrls {
    /// The site that a note is a page of.
    pub(crate) fn of_note(&self, path: &str) -> Option<&SiteOfTool> {
        let is_around = |site: &&SiteOfTool| {
            let inner = path.strip_prefix(site.content.as_str());
            site.content.is_empty() || inner.is_some_and(|inner| inner.starts_with('/'))
        };
        self.sites.iter().find(is_around)
    }

    /// The one note that gives itself that other name.
    pub(crate) fn called(&self, name: &str) -> Option<&NotePath> {
        self.called.get(&titles::key(name))?.as_ref()
    }

    /// By the texts of settings, by path.
    pub(super) fn new<'a>(
        orders: &BTreeMap<String, Arc<str>>,
        notes: &(impl Iterator<Item = NoteSays<'a>> + Clone),
    ) -> Self {
        let mut sites: BTreeMap<String, (SiteOfTool, Permalinks)> = BTreeMap::new();
        let mut of_hugo: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for (path, text) in orders {
            match settings_files::of(path) {
                Some((folder, SettingsOf::Hugo | SettingsOf::HugoOrZola)) => {
                    let settings = read(path, text).unwrap_or_default();
                    of_hugo.entry(folder).or_default().push(settings);
                }
                Some((folder, SettingsOf::Config)) => {
                    let settings = read(path, text).unwrap_or_default();
                    let builder = left_out_by_jekyll::builder(folder, &settings, orders);
                    if builder == Builder::Jekyll {
                        let site = of_jekyll(folder, &settings);
                        sites.extend(site.map(|site| (site.0.content.clone(), site)));
                    }
                }
                Some((folder, SettingsOf::Docusaurus)) => {
                    let site = of_docusaurus(folder, text);
                    sites.insert(site.content.clone(), (site, Permalinks::none()));
                }
                _ => {}
            }
            if let Some(found) = vitepress::settings(path, text) {
                let site = SiteOfTool {
                    content: found.folder,
                    base: found
                        .base
                        .unwrap_or_default()
                        .trim_end_matches('/')
                        .to_owned(),
                    tool: if found.has_folders {
                        UrlTool::Folders
                    } else {
                        UrlTool::Pages
                    },
                    ..SiteOfTool::default()
                };
                sites.insert(site.content.clone(), (site, Permalinks::none()));
            }
        }
        for (folder, settings) in of_hugo {
            let site = site_of_hugo(folder, &settings);
            sites.extend(site.map(|site| (site.0.content.clone(), site)));
        }
        // Inner ones first: a site may lie in the folder of another.
        let mut sites: Vec<_> = sites.into_values().rev().collect();
        let mut taken: BTreeSet<&NotePath> = BTreeSet::new();
        for (site, permalinks) in &mut sites {
            let content = site.content.clone();
            let inside = |note: &NoteSays<'a>| {
                let inner = note.path.strip_prefix(content.as_str())?;
                if content.is_empty() {
                    return Some(inner.to_owned());
                }
                Some(inner.strip_prefix('/')?.to_owned())
            };
            let mut named: Vec<(NoteSays<'a>, String)> = Vec::new();
            for note in notes.clone() {
                if let Some(inner) = inside(&note)
                    && taken.insert(note.path)
                {
                    named.push((note, inner));
                }
            }
            // `a.ko.md` is `a.md` in one language, and comes behind it.
            named.sort_by_key(|(_, inner)| language_of(inner).is_some());
            for (note, inner) in &named {
                let url = permalinks.url(inner, note.front, site.tool);
                let known = site.by_url.entry(folded(&url));
                known.or_insert_with(|| note.path.clone());
                site.of_note.insert(note.path.clone(), url);
            }
            for (note, _) in &named {
                let own = site.of_note.get(note.path).cloned().unwrap_or_default();
                for alias in aliases(note.front, &own) {
                    let known = site.by_url.entry(folded(&alias));
                    known.or_insert_with(|| note.path.clone());
                }
            }
        }
        let sites = sites.into_iter().map(|(site, _)| site);
        let mut called: BTreeMap<String, Option<NotePath>> = BTreeMap::new();
        for note in notes.clone() {
            let one = note.front.extra.get("alias").and_then(Value::as_str);
            let names = note.front.aliases.iter().map(String::as_str).chain(one);
            // An old address is no name.
            for name in names.filter(|name| !name.contains('/')) {
                let key = titles::key(name);
                let known = called.entry(key).or_insert_with(|| Some(note.path.clone()));
                if known.as_ref() != Some(note.path) {
                    *known = None;
                }
            }
        }
        called.remove("");
        Self {
            called,
            sites: sites.filter(|site| !site.of_note.is_empty()).collect(),
        }
    }
}

impl SiteOfTool {
    /// The note at an address of the site, which counts from the page of `here` where it does not
    /// begin with `/`.
    pub(crate) fn note(&self, here: &str, address: &str) -> Option<&NotePath> {
        let whole = if address.starts_with('/') {
            address.to_owned()
        } else {
            let own = self.of_note.get(here)?;
            let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("/{}", join(folder, address)?)
        };
        let found = self.by_url.get(&folded(&whole));
        found.or_else(|| {
            let inner = whole.strip_prefix(self.base.as_str())?;
            let is_below = !self.base.is_empty() && (inner.is_empty() || inner.starts_with('/'));
            is_below.then(|| self.by_url.get(&folded(inner)))?
        })
    }

    /// An address of the site without the folder that the site lies in on the web.
    pub(crate) fn without_base<'u>(&self, address: &'u str) -> Option<&'u str> {
        let inner = address.strip_prefix(self.base.as_str())?;
        (!self.base.is_empty() && inner.starts_with('/')).then_some(inner)
    }
}

/// An address as it is compared: without its end, in lower case, a blank as a dash.
fn folded(address: &str) -> String {
    let address = nfc(address).to_lowercase().replace(' ', "-");
    let address = address.trim_end_matches('/');
    let address = address.strip_suffix(".html").unwrap_or(address);
    let address = address.strip_suffix("/index").unwrap_or(address);
    address.trim_matches('/').to_owned()
}

/// The language in a name, `post.ko.md`.
fn language_of(path: &str) -> Option<&str> {
    let (_, language) = stem(path).rsplit_once('.')?;
    let is_code = matches!(language.len(), 2 | 3 | 5)
        && language
            .bytes()
            .all(|c| c.is_ascii_lowercase() || c == b'-');
    is_code.then_some(language)
}

/// How addresses are made where front matter says nothing.
struct Permalinks {
    /// Of posts to Jekyll, of all pages where it is a style.
    posts: String,
    /// Of pages to Jekyll: `/:path/` or `/:path.html`.
    is_pretty: bool,
    /// Patterns by the section or collection.
    of_sections: BTreeMap<String, String>,
    /// Patterns by the beginning of a path and a type: `defaults` of Jekyll.
    scoped: Vec<(String, String, String)>,
}

/// The styles of Jekyll that have names.
fn style(name: &str) -> &str {
    match name {
        "date" | "" => "/:categories/:year/:month/:day/:title.html",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title.html",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title.html",
        "none" => "/:categories/:title.html",
        pattern => pattern,
    }
}

fn of_jekyll(folder: &str, settings: &Value) -> Option<(SiteOfTool, Permalinks)> {
    let word = |value: &Value, name: &str| value.get(name)?.as_str().map(str::to_owned);
    let content = join(folder, &word(settings, "source").unwrap_or_default())?;
    let own = word(settings, "permalink").unwrap_or_default();
    let mut of_sections = BTreeMap::new();
    let collections = settings.get("collections").and_then(Value::as_object);
    for (name, collection) in collections.into_iter().flatten() {
        if let Some(pattern) = word(collection, "permalink") {
            of_sections.insert(name.clone(), pattern);
        }
    }
    let defaults = settings.get("defaults").and_then(Value::as_array);
    let scoped = defaults.into_iter().flatten().filter_map(|one| {
        let pattern = word(one.get("values")?, "permalink")?;
        let scope = one.get("scope");
        let of_scope = |name| {
            scope
                .and_then(|scope| word(scope, name))
                .unwrap_or_default()
        };
        Some((of_scope("path"), of_scope("type"), pattern))
    });
    let base = word(settings, "baseurl").unwrap_or_default();
    let site = SiteOfTool {
        content,
        base: base.trim_end_matches('/').to_owned(),
        ..SiteOfTool::default()
    };
    let permalinks = Permalinks {
        is_pretty: own == "pretty" || own.ends_with('/'),
        posts: style(&own).to_owned(),
        of_sections,
        scoped: scoped.collect(),
    };
    Some((site, permalinks))
}

impl Permalinks {
    const fn none() -> Self {
        Self {
            posts: String::new(),
            is_pretty: true,
            of_sections: BTreeMap::new(),
            scoped: Vec::new(),
        }
    }
}

fn of_docusaurus(folder: &str, text: &str) -> SiteOfTool {
    let plain = script::without_comments(text);
    let base = script::objects(&plain).find_map(|object| script::word(object, "baseUrl"));
    SiteOfTool {
        content: folder.to_owned(),
        base: base.unwrap_or_default().trim_end_matches('/').to_owned(),
        tool: UrlTool::Docusaurus,
        ..SiteOfTool::default()
    }
}

/// The address of a page of Docusaurus: numbers that put files in order are no part of it, posts
/// stand by their day.
fn url_of_docusaurus(inner: &str, front: &FrontMatter) -> String {
    let bare = |part: &str| -> String {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let rest = part[digits..].trim_start_matches([' ', '-', '_', '.']);
        let is_number = digits > 0 && rest.len() < part.len() - digits && !rest.is_empty();
        if is_number { rest } else { part }.to_owned()
    };
    let (folder, stem) = (parent(inner), stem(inner));
    let mut parts: Vec<String> = folder
        .split('/')
        .filter(|it| !it.is_empty())
        .map(bare)
        .collect();
    let top = parts.first().cloned().unwrap_or_default();
    if let Some(slug) = front.slug.as_deref() {
        return match slug.strip_prefix('/') {
            Some(slug) => rooted(&format!("{top}/{slug}")),
            None => rooted(&format!("{}/{slug}", parts.join("/"))),
        };
    }
    if top == "blog"
        && let Some(((year, month, day), name)) = dated(stem)
    {
        return rooted(&format!("blog/{year}/{month}/{day}/{name}"));
    }
    let name = bare(stem);
    let is_first = matches!(name.to_lowercase().as_str(), "index" | "readme")
        || parts.len() > 1 && parts.last() == Some(&name);
    if is_first {
        return format!("{}/", rooted(&parts.join("/")).trim_end_matches('/'));
    }
    parts.push(name);
    rooted(&parts.join("/"))
}

fn site_of_hugo(folder: &str, settings: &[Value]) -> Option<(SiteOfTool, Permalinks)> {
    let says = |name: &str| settings.iter().find_map(|one| key(one, name));
    let content = says("contentDir").and_then(Value::as_str);
    let content = join(folder, content.unwrap_or("content"))?;
    let address = says("baseURL").and_then(Value::as_str).unwrap_or_default();
    let path = address.split_once("://").map_or("", |(_, rest)| rest);
    let base = path.find('/').map_or("", |at| &path[at..]);
    let mut of_sections = BTreeMap::new();
    let patterns = says("permalinks").and_then(Value::as_object);
    let pages = |name: &str| patterns.and_then(|all| all.get(name)?.as_object());
    for (name, pattern) in patterns.into_iter().chain(pages("page")).flatten() {
        if let Some(pattern) = pattern.as_str() {
            of_sections.insert(name.to_lowercase(), pattern.to_owned());
        }
    }
    let site = SiteOfTool {
        content,
        tool: UrlTool::Hugo,
        base: base.trim_end_matches('/').to_owned(),
        ..SiteOfTool::default()
    };
    let permalinks = Permalinks {
        posts: String::new(),
        is_pretty: true,
        of_sections,
        scoped: Vec::new(),
    };
    Some((site, permalinks))
}

/// What stands for the words of a pattern.
struct PatternWords<'a> {
    inner: &'a str,
    front: &'a FrontMatter,
    /// The name without its date.
    name: &'a str,
    date: Option<(&'a str, &'a str, &'a str)>,
    is_hugo: bool,
}

impl Permalinks {
    /// The address of the note at a path in its site.
    fn url(&self, inner: &str, front: &FrontMatter, tool: UrlTool) -> String {
        let is_hugo = tool == UrlTool::Hugo;
        match tool {
            UrlTool::Docusaurus => return url_of_docusaurus(inner, front),
            UrlTool::Pages | UrlTool::Folders => {
                let slug = front.slug.as_deref().filter(|_| tool == UrlTool::Folders);
                let path = slug.map_or_else(
                    || rooted(&format!("{}/{}", parent(inner), stem(inner))),
                    rooted,
                );
                let is_first = |name| path.to_lowercase().ends_with(name);
                if is_first("/index") || is_first("/readme") {
                    return format!("{}/", parent(&path));
                }
                let ends = if tool == UrlTool::Folders {
                    "/"
                } else {
                    ".html"
                };
                return format!("{path}{ends}");
            }
            UrlTool::Hugo | UrlTool::Jekyll => {}
        }
        let said = front.extra.get(if is_hugo { "url" } else { "permalink" });
        let stem = stem(inner);
        let bare = language_of(inner).map_or(stem, |it| &stem[..stem.len() - it.len() - 1]);
        let folder = parent(inner);
        let posts = !is_hugo && folder.split('/').any(|part| part == "_posts");
        let of_name = dated(bare);
        let (date, name) = match of_name {
            Some((date, name)) if posts || is_hugo => (Some(date), if posts { name } else { bare }),
            _ => (None, bare),
        };
        let of_front = front.extra.get("date").and_then(Value::as_str);
        let of_front = of_front.and_then(dated).map(|(date, _)| date);
        let tokens = PatternWords {
            inner,
            front,
            name,
            date: of_front.or(date),
            is_hugo,
        };
        if let Some(said) = said.and_then(Value::as_str) {
            return rooted(&tokens.filled(said));
        }
        if is_hugo {
            return self.of_hugo(&tokens, folder, name);
        }
        let kind = if posts { "posts" } else { "pages" };
        let scoped = self.scoped.iter().rev().find(|(path, of_kind, _)| {
            let is_kind = of_kind.is_empty() || of_kind == kind || tokens.collection() == *of_kind;
            is_kind && inner.starts_with(path.as_str())
        });
        let of_section = || self.of_sections.get(tokens.collection());
        if let Some(pattern) = scoped.map(|(.., pattern)| pattern).or_else(of_section) {
            return rooted(&tokens.filled(style(pattern)));
        }
        if posts {
            return rooted(&tokens.filled(&self.posts));
        }
        let is_first = matches!(name.to_lowercase().as_str(), "index" | "readme");
        // Collections have no `_` in their address.
        let folder = folder.trim_start_matches('_');
        match (folder, is_first) {
            ("", true) => "/".to_owned(),
            (folder, true) => format!("/{folder}/"),
            (folder, false) => {
                let path = rooted(&format!("{folder}/{name}"));
                if self.is_pretty {
                    format!("{path}/")
                } else {
                    format!("{path}.html")
                }
            }
        }
    }

    fn of_hugo(&self, tokens: &PatternWords, folder: &str, name: &str) -> String {
        let is_section = name == "_index";
        let is_bundle = name == "index";
        let section = folder.split('/').next().unwrap_or_default().to_lowercase();
        let pattern = self.of_sections.get(&section).filter(|_| !is_section);
        if let Some(pattern) = pattern {
            return rooted(&tokens.filled(pattern));
        }
        let (around, last) = match folder.rsplit_once('/') {
            _ if !is_section && !is_bundle => (folder, name),
            Some((around, last)) => (around, last),
            None => ("", folder),
        };
        let slug = tokens.front.slug.as_deref().filter(|_| !is_section);
        let path = rooted(&format!("{around}/{}", slug.unwrap_or(last)));
        format!("{}/", path.trim_end_matches('/'))
    }
}

impl<'a> PatternWords<'a> {
    /// The collection of Jekyll that the note is in; nothing for a page.
    fn collection(&self) -> &'a str {
        let first = self.inner.split('/').next().unwrap_or_default();
        first.strip_prefix('_').unwrap_or_default()
    }

    /// A pattern with what its words stand for.
    fn filled(&self, pattern: &str) -> String {
        let mut out = String::new();
        let mut rest = pattern;
        while let Some(at) = rest.find(':') {
            out.push_str(&rest[..at]);
            let behind = &rest[at + 1..];
            let length = behind
                .find(|c: char| !(c.is_ascii_alphabetic() || c == '_'))
                .unwrap_or(behind.len());
            out.push_str(&self.value(&behind[..length]));
            rest = &behind[length..];
        }
        out.push_str(rest);
        out
    }

    fn value(&self, word: &str) -> String {
        let (year, month, day) = self.date.unwrap_or_default();
        let short = |number: &str| number.trim_start_matches('0').to_owned();
        let folder = parent(self.inner);
        let name = self.bundle_name();
        let slug = self.front.slug.as_deref();
        let titled = || github_slug(self.front.title.as_deref().unwrap_or(name));
        match word {
            "year" => year.to_owned(),
            "short_year" => year.get(2..).unwrap_or_default().to_owned(),
            "month" => month.to_owned(),
            "i_month" => short(month),
            "day" => day.to_owned(),
            "i_day" => short(day),
            "y_day" | "yearday" => {
                let day = day_of_year(year, month, day);
                if self.is_hugo {
                    day.to_string()
                } else {
                    format!("{day:03}")
                }
            }
            "title" if self.is_hugo => titled(),
            "slug" if self.is_hugo => slug.map_or_else(titled, str::to_owned),
            "title" => slug.unwrap_or(name).to_owned(),
            "slug" => github_slug(slug.unwrap_or(name)),
            "slugorfilename" | "slugorcontentbasename" => slug.unwrap_or(name).to_owned(),
            "name" | "filename" | "contentbasename" => name.to_owned(),
            "collection" => self.collection().to_owned(),
            "path" => {
                let inner = self.inner.strip_prefix('_');
                let inner = inner.and_then(|it| it.split_once('/'));
                let inner = inner.map_or(self.inner, |(_, inner)| inner);
                let folder = parent(inner);
                let stem = stem(inner);
                rooted(&format!("{folder}/{stem}"))
                    .trim_start_matches('/')
                    .to_owned()
            }
            "basename" => stem(self.inner).to_owned(),
            "section" => folder.split('/').next().unwrap_or_default().to_owned(),
            "sections" => folder.to_owned(),
            "categories" => self.categories(),
            "output_ext" => ".html".to_owned(),
            _ => String::new(),
        }
    }

    /// The name of the note, or of the folder that it stands for.
    fn bundle_name(&self) -> &'a str {
        if self.is_hugo && self.name == "index" {
            name_of(parent(self.inner))
        } else {
            self.name
        }
    }

    /// Folders above `_posts`, then what front matter says.
    fn categories(&self) -> String {
        let folders = parent(self.inner).split('/');
        let mut words: Vec<String> = folders
            .take_while(|part| *part != "_posts")
            .filter(|part| !part.is_empty())
            .map(str::to_lowercase)
            .collect();
        for name in ["category", "categories"] {
            match self.front.extra.get(name) {
                Some(Value::String(text)) if name == "category" => words.push(text.to_lowercase()),
                Some(Value::String(text)) => {
                    words.extend(text.split_whitespace().map(str::to_lowercase));
                }
                Some(Value::Array(list)) => {
                    let list = list.iter().filter_map(Value::as_str);
                    words.extend(list.map(str::to_lowercase));
                }
                _ => {}
            }
        }
        words.dedup();
        words.join("/")
    }
}

/// With one `/` before it and no two within.
fn rooted(path: &str) -> String {
    let ends = if path.ends_with('/') { "/" } else { "" };
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [] => "/".to_owned(),
        parts => format!("/{}{ends}", parts.join("/")),
    }
}

/// Year, month and day at the start of a text, and what stands behind them: `2024-01-03-x`.
fn dated(text: &str) -> Option<((&str, &str, &str), &str)> {
    let (year, rest) = text.split_once('-')?;
    let (month, rest) = rest.split_once('-')?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (day, rest) = rest.split_at(length);
    let is_number = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_date = is_number(year, 4) && is_number(month, 2) && is_number(day, 2);
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    is_date.then_some(((year, month, day), rest))
}

fn day_of_year(year: &str, month: &str, day: &str) -> usize {
    let number = |text: &str| text.parse::<usize>().unwrap_or_default();
    let (year, month, day) = (number(year), number(month), number(day));
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    let lengths = [
        31,
        28 + usize::from(is_leap),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
    ];
    let before: usize = lengths.iter().take(month.saturating_sub(1)).sum();
    before + day
}

/// Other addresses of a note: `aliases` of Hugo, `redirect_from` of Jekyll. Those without `/`
/// count from the folder of its own.
fn aliases(front: &FrontMatter, own: &str) -> Vec<String> {
    let from = match front.extra.get("redirect_from") {
        Some(Value::String(one)) => vec![one.clone()],
        Some(Value::Array(list)) => {
            let list = list.iter().filter_map(Value::as_str);
            list.map(str::to_owned).collect()
        }
        _ => Vec::new(),
    };
    let own = own.trim_end_matches('/');
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    let all = front.aliases.iter().cloned().chain(from);
    all.map(|alias| {
        if alias.starts_with('/') {
            alias
        } else {
            rooted(&format!("{folder}/{alias}"))
        }
    })
    .collect()
}
