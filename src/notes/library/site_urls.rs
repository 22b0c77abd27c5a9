//! Where Hugo, Jekyll, Docusaurus, `MkDocs`, `VitePress` and Starlight put the pages of notes, and
//! what notes are called beside their titles: what their authors write in links. Settings and what
//! front matter says in; the addresses of each site's notes and other names out, folded as they are
//! compared. Reads no links.
//!
//! Source: the manuals of Hugo ("URL management", "Configure permalinks"), Jekyll ("Permalinks"),
//! Docusaurus ("Docs", "Blog"), `VitePress` ("Routing") and Starlight.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value;

use crate::address::NotePath;
use crate::notes::library::file_names::stem;
use crate::notes::library::files::join;
use crate::notes::library::left_out_by_jekyll::{self, Builder};
use crate::notes::library::left_out_elsewhere::{key, read};
use crate::notes::library::permalink::{Permalinks, UrlTool, language_of, rooted, style};
use crate::notes::library::settings_files::{self, SettingsOf};
use crate::notes::library::{mkdocs, script, titles, vitepress};
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::text::nfc;

/// The sites that Hugo and Jekyll make of the notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SiteUrls {
    /// Inner ones first.
    sites: Vec<SiteOfTool>,
    /// Notes by the folded other names that they give themselves, as in Obsidian; nothing where
    /// several have one.
    called: BTreeMap<String, Option<NotePath>>,
    /// Where front matter says that the pictures of a note lie.
    media: BTreeMap<NotePath, String>,
}

/// Keys of Chirpy that say where the pictures of a post lie; the second is older.
const MEDIA: [&str; 2] = ["media_subpath", "img_path"];

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

    /// The folder in which the pictures of a note lie, as it is written.
    pub(crate) fn media(&self, path: &NotePath) -> Option<&str> {
        self.media.get(path).map(String::as_str)
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
                Some((folder, SettingsOf::MkDocs)) => {
                    let settings = read(path, text).unwrap_or_default();
                    let site = of_mkdocs(folder, &settings);
                    sites.extend(site.map(|it| (it.content.clone(), (it, Permalinks::none()))));
                }
                _ => {}
            }
            if let Some(found) = vitepress::settings(path, text, orders) {
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
            let id = note.front.extra.get("id").and_then(said_id);
            let of_name = day_and_hour(note.path).filter(|name| id.as_deref() != Some(name));
            let names = names.chain(of_name).chain(id.as_deref());
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
        let media = notes.clone().filter_map(|note| {
            let said = |key: &&str| note.front.extra.get(*key)?.as_str();
            let folder = MEDIA.iter().find_map(said)?;
            let is_path = !folder.is_empty() && !folder.contains(':');
            is_path.then(|| (note.path.clone(), folder.to_owned()))
        });
        Self {
            media: media.collect(),
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

fn of_docusaurus(folder: &str, text: &str) -> SiteOfTool {
    let plain = script::without_comments(text);
    let base =
        script::values(&plain).find_map(|value| Some(value.get("baseUrl")?.as_str()?.to_owned()));
    SiteOfTool {
        content: folder.to_owned(),
        base: base.unwrap_or_default().trim_end_matches('/').to_owned(),
        tool: UrlTool::Docusaurus,
        ..SiteOfTool::default()
    }
}

/// A page of `MkDocs` is a folder.
fn of_mkdocs(folder: &str, settings: &Value) -> Option<SiteOfTool> {
    let address = settings.get("site_url").and_then(Value::as_str);
    let (_, rest) = address?.split_once("://")?;
    let base = rest.find('/').map_or("", |at| &rest[at..]);
    Some(SiteOfTool {
        content: mkdocs::notes_folder(settings, folder)?,
        base: base.trim_end_matches('/').to_owned(),
        tool: UrlTool::Folders,
        ..SiteOfTool::default()
    })
}

/// The day and hour that the name of a note begins with, by which others know it:
/// `202301051230 메모하는 까닭.md`.
fn day_and_hour(path: &str) -> Option<&str> {
    let stem = stem(path);
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    let (name, rest) = stem.split_at(digits);
    let is_apart = rest.starts_with([' ', '-', '_']);
    ((8..=14).contains(&digits) && is_apart).then_some(name)
}

/// The same as front matter says it: `id: 202301051230`.
fn said_id(value: &Value) -> Option<String> {
    let id = match value {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => return None,
    };
    let is_digits = id.bytes().all(|byte| byte.is_ascii_digit());
    ((8..=14).contains(&id.len()) && is_digits).then_some(id)
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
