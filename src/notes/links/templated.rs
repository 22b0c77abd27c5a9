//! Destinations that Hugo and Jekyll write as templates: `{{< ref "x.md#a" >}}`,
//! `{% post_url 2024-01-03-x %}`, `{{ "/x" | relative_url }}`. A destination in, the path or the
//! note that it means out.

use crate::notes::library::files;
use crate::notes::links::paths::split_fragment;
use crate::notes::links::resolver::Resolver;
use crate::notes::links::targets::Target;
use crate::notes::reading::other_comments::SiteTool;
use crate::notes::sources::with_endings;
use crate::notes::tree::Span;
use crate::text;

/// What a destination means that holds a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Templated {
    /// An address of the site or of the web.
    Address(String),
    /// A page of Hugo by its logical path.
    Page(String),
    /// A file by its path in the site of Jekyll.
    File(String),
    /// A post of Jekyll by its name.
    Post(String),
}

impl Resolver<'_> {
    /// Where a destination leads that holds a template of the site's tool; `None` where it holds
    /// none that is known.
    pub(super) fn templated(&mut self, span: Span, written: &str) -> Option<Target> {
        let meant = self.meant(written)?;
        let (Templated::Address(path)
        | Templated::Page(path)
        | Templated::File(path)
        | Templated::Post(path)) = &meant;
        let (path, fragment) = split_fragment(path);
        let candidates = match &meant {
            Templated::Address(address) => {
                let address = if address.is_empty() { "/" } else { address };
                return Some(self.link(span, address));
            }
            Templated::Page(_) if path.is_empty() => {
                let file = self.here.file.to_string();
                return Some(self.anchor(span, &file, fragment.unwrap_or_default()));
            }
            Templated::Page(_) => self.pages_of_hugo(path),
            Templated::File(_) => {
                let content = self.site().map_or("", |site| &site.content);
                files::join(content, path).into_iter().collect()
            }
            Templated::Post(_) => self.posts(path).into_iter().collect(),
        };
        for candidate in &candidates {
            if let Some(target) = self.existing(span, candidate, path, fragment) {
                return Some(target);
            }
        }
        Some(self.missing(span, path, &candidates))
    }

    /// A picture's destination without templates.
    pub(super) fn without_templates(&self, written: &str) -> Option<String> {
        match self.meant(written)? {
            Templated::Address(path) | Templated::File(path) => Some(path),
            Templated::Page(_) | Templated::Post(_) => None,
        }
    }

    /// Whether a destination begins with what only the tool of the site can say: `{{ p.url }}`, or
    /// `{{#DOCS}}/a` of a preprocessor of mdBook.
    pub(super) fn begins_with_variable(&self, written: &str) -> bool {
        let Some((inner, _)) = written
            .strip_prefix("{{")
            .and_then(|it| it.split_once("}}"))
        else {
            return false;
        };
        let is_name = |c: char| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit();
        let of_book = inner.strip_prefix('#');
        let is_of_book = of_book.is_some_and(|name| !name.is_empty() && name.chars().all(is_name));
        let first = inner.split('|').next().unwrap_or_default().trim();
        let is_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
        let is_of_liquid = first.contains('.') && first.chars().all(is_path);
        let site = self.here.book.site;
        let runs = site.hold(SiteTool::Liquid) || site.hold(SiteTool::Jinja);
        is_of_book || runs && is_of_liquid
    }

    fn meant(&self, written: &str) -> Option<Templated> {
        let site = self.here.book.site;
        let tools = [SiteTool::Hugo, SiteTool::Liquid, SiteTool::Jinja];
        let is_known = tools.into_iter().any(|tool| site.hold(tool));
        is_known.then(|| templated(written)).flatten()
    }

    /// The paths that Hugo looks at, the nearest first: beside the note, from the top, anywhere.
    fn pages_of_hugo(&self, path: &str) -> Vec<String> {
        let content = self.site().map_or("", |site| &site.content);
        let content = content.to_owned();
        let bare = |path: &str| path.trim_end_matches('/').to_owned();
        let top = files::join(&content, path);
        let mut out: Vec<String> = Vec::new();
        if !path.starts_with('/') {
            let folder = files::parent(&self.here.file);
            let around = files::parent(folder);
            let beside = [folder, around].map(|folder| files::join(folder, path));
            out.extend(beside.into_iter().flatten());
        }
        out.extend(top);
        let whole = bare(path.trim_start_matches('/'));
        let ends = std::iter::once(whole.clone()).chain(with_endings(&whole));
        let inner = ["index", "_index"].map(|name| format!("{whole}/{name}"));
        let inner = inner.iter().flat_map(|name| with_endings(name));
        let ends: Vec<String> = ends.chain(inner).collect();
        out.extend(self.files.only_ending(&ends).map(str::to_owned));
        out
    }

    /// The post of that name, in whatever folder of posts.
    fn posts(&self, name: &str) -> Option<String> {
        let name = name.trim_start_matches('/');
        let (folder, base) = name.rsplit_once('/').unwrap_or(("", name));
        let below = format!("_posts/{name}");
        let above = format!("{folder}/_posts/{base}");
        let ends = |path: &str| with_endings(path).collect::<Vec<_>>();
        let found = self.files.only_ending(&ends(&below));
        let found = found.or_else(|| self.files.only_ending(&ends(above.trim_start_matches('/'))));
        Some(found?.to_owned())
    }
}

/// What a destination means, where all of its templates are known.
pub fn templated(written: &str) -> Option<Templated> {
    let (mut out, mut rest) = (String::new(), written.trim());
    let mut kind: Option<fn(String) -> Templated> = None;
    let mut found = false;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        out.push_str(&rest[..at]);
        found = true;
        let inner = &rest[at + 2..];
        if rest[at..].starts_with("{%") {
            let (tag, behind) = inner.split_once("%}")?;
            let tag = tag.trim_matches(['-', ' ']);
            let (name, value) = tag.split_once(char::is_whitespace)?;
            kind = Some(match name {
                "link" => Templated::File,
                "post_url" => Templated::Post,
                _ => return None,
            });
            out.clear();
            out.push_str(value.trim().trim_matches(['"', '\'']));
            rest = behind;
        } else if inner.starts_with(['<', '%']) {
            let close = if inner.starts_with('<') { ">}}" } else { "%}}" };
            let (tag, behind) = inner[1..].split_once(close)?;
            let (name, value) = tag.trim().split_once(char::is_whitespace)?;
            if !matches!(name, "ref" | "relref") {
                return None;
            }
            kind = Some(Templated::Page);
            out.clear();
            out.push_str(&argument(value.trim())?);
            rest = behind;
        } else {
            let (value, behind) = inner.split_once("}}")?;
            out.push_str(&liquid(value.trim_matches(['-', ' ']))?);
            rest = behind;
        }
    }
    if !found {
        return None;
    }
    out.push_str(rest);
    Some(match kind {
        Some(kind) => kind(out),
        None => Templated::Address(out),
    })
}

/// The path among the arguments of a shortcode: the first, or the one that is called so.
fn argument(value: &str) -> Option<String> {
    let value = match value.find("path=") {
        Some(at) => &value[at + "path=".len()..],
        None => value,
    };
    match value.chars().next()? {
        mark @ ('"' | '\'' | '`') => Some(value[1..].split(mark).next()?.to_owned()),
        _ => value.split_whitespace().next().map(str::to_owned),
    }
}

/// What `{{ … }}` of Liquid gives in an address: a text, or the address of the site, which is where
/// the notes are.
fn liquid(value: &str) -> Option<String> {
    let mut filters = value.split('|').map(str::trim);
    let first = filters.next()?;
    let mut out = match first.chars().next()? {
        mark @ ('"' | '\'') => first[1..].split(mark).next()?.to_owned(),
        _ if matches!(
            first,
            "site.baseurl" | "site.url" | "site.github.url" | "page.root" | "base" | "site.root"
        ) =>
        {
            String::new()
        }
        _ => return None,
    };
    for filter in filters {
        let (name, value) = filter.split_once(':').unwrap_or((filter, ""));
        let value = value.trim();
        match name.trim() {
            "append" if value.starts_with(['"', '\'']) => {
                out.push_str(value.trim_matches(['"', '\'']));
            }
            "relative_url" | "absolute_url" | "prepend" | "append" | "escape" | "url_encode"
            | "uri_escape" | "replace" | "strip" => {}
            _ => return None,
        }
    }
    Some(text::nfc(&out))
}
