//! How Hugo, Jekyll, Docusaurus, `VitePress` and Starlight make the address of a page: its path in
//! its site and what its front matter says in, the address as it is shown out.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::notes::library::file_names::{name_of, stem};
use crate::notes::library::files::parent;
use crate::notes::reading::front_matter_keys::FrontMatter;
use crate::text::github_slug;

/// Who gives the addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum UrlTool {
    Docusaurus,
    Hugo,
    #[default]
    Jekyll,
    /// `VitePress` and `VuePress`: a page is a file.
    Pages,
    /// Starlight: a page is a folder.
    Folders,
}

/// How addresses are made where front matter says nothing.
pub(super) struct Permalinks {
    /// Of posts to Jekyll, of all pages where it is a style.
    pub posts: String,
    /// Of pages to Jekyll: `/:path/` or `/:path.html`.
    pub is_pretty: bool,
    /// Patterns by the section or collection.
    pub of_sections: BTreeMap<String, String>,
    /// Patterns by the beginning of a path and a type: `defaults` of Jekyll.
    pub scoped: Vec<(String, String, String)>,
}

impl Permalinks {
    pub(super) const fn none() -> Self {
        Self {
            posts: String::new(),
            is_pretty: true,
            of_sections: BTreeMap::new(),
            scoped: Vec::new(),
        }
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
    pub(super) fn url(&self, inner: &str, front: &FrontMatter, tool: UrlTool) -> String {
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

/// The styles of Jekyll that have names.
pub(super) fn style(name: &str) -> &str {
    match name {
        "date" | "" => "/:categories/:year/:month/:day/:title.html",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title.html",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title.html",
        "none" => "/:categories/:title.html",
        pattern => pattern,
    }
}

/// The language in a name, `post.ko.md`.
pub(super) fn language_of(path: &str) -> Option<&str> {
    let (_, language) = stem(path).rsplit_once('.')?;
    let is_code = matches!(language.len(), 2 | 3 | 5)
        && language
            .bytes()
            .all(|c| c.is_ascii_lowercase() || c == b'-');
    is_code.then_some(language)
}

/// With one `/` before it and no two within.
pub(super) fn rooted(path: &str) -> String {
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
