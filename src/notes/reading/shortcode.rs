//! Tags of Liquid and Hugo that are all of their line: `{% hint style="info" %}`,
//! `{{< figure src="a.png" alt="그림" >}}`. A line in, its name and what it is given out, and what
//! a reader can be shown of it. Source: the manuals of `GitBook` ("Blocks"), Hugo ("Shortcodes"),
//! Jekyll ("Includes", "Code snippet highlighting") and Hexo ("Tag Plugins").

use std::borrow::Cow;

/// A tag.
#[derive(Debug)]
pub(crate) struct LineTag<'a> {
    pub name: &'a str,
    /// `{% endhint %}`, `{{< /hint >}}`.
    pub is_end: bool,
    pub kind: TagKind,
    /// What it is given, as typed.
    rest: &'a str,
}

/// Whose tag it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagKind {
    /// `{% … %}`
    Liquid,
    /// `{{< … >}}`, `{{% … %}}`
    Hugo,
    /// `<Tabs>`
    Component,
}

/// What a tag shows by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shortcode {
    Picture {
        destination: String,
        alt: String,
        title: String,
    },
    /// A link, called as what it leads to where it has no words.
    Link { destination: String, words: String },
}

/// No tag is longer, in bytes.
pub(crate) const LONGEST: usize = 2048;

/// The tag that a line is.
pub(crate) fn tag(line: &str) -> Option<LineTag<'_>> {
    if line.len() > LONGEST {
        return None;
    }
    let (inner, kind) = if let Some(inner) = line.strip_prefix("{%") {
        (inner.strip_suffix("%}")?, TagKind::Liquid)
    } else if let Some(inner) = line.strip_prefix("{{<") {
        (inner.strip_suffix(">}}")?, TagKind::Hugo)
    } else {
        let inner = line.strip_prefix("{{%")?;
        (inner.strip_suffix("%}}")?, TagKind::Hugo)
    };
    let inner = inner.trim_matches(['-', ' ', '\t']);
    if inner.contains("%}") || inner.contains(">}}") {
        return None;
    }
    let (word, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let rest = rest.trim();
    let (name, is_end) = match (kind, word.strip_prefix('/')) {
        (TagKind::Hugo, Some("")) => (rest, true),
        (TagKind::Hugo, Some(name)) => (name, true),
        (TagKind::Hugo, None) => (word, false),
        _ => match word.strip_prefix("end") {
            Some(name) if !name.is_empty() => (name, true),
            _ => (word, false),
        },
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    let is_named = !name.is_empty() && name.chars().all(is_name);
    is_named.then_some(LineTag {
        name,
        is_end,
        kind,
        rest,
    })
}

/// The tag of a component that a line is, such as `<TabItem label="맥">`.
pub(crate) fn component(line: &str) -> Option<LineTag<'_>> {
    let inner = line.strip_prefix('<')?.strip_suffix('>')?;
    if line.len() > LONGEST || inner.ends_with('/') {
        return None;
    }
    let (inner, is_end) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let (name, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let is_name = |c: char| c.is_ascii_alphanumeric();
    let is_named = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(is_name);
    is_named.then_some(LineTag {
        name,
        is_end,
        kind: TagKind::Component,
        rest: rest.trim(),
    })
}

/// The tool that puts a part of a file where a line stands, and the link to that file:
/// `{{#include a.rs:main}}`, `<<< @/a.js{2}`, `--8<-- "a.md"`.
pub(crate) fn included(line: &str) -> Option<(&'static str, Shortcode)> {
    let link = |tool, file: &str| {
        let destination = file.trim().to_owned();
        let words = String::new();
        let is_one = !destination.is_empty() && !destination.contains([' ', '(', ')', '<']);
        is_one.then_some((tool, Shortcode::Link { destination, words }))
    };
    if let Some(inner) = line.strip_prefix("{{#") {
        let names = ["include ", "playground ", "rustdoc_include "];
        let file = names.iter().find_map(|name| inner.strip_prefix(name))?;
        let file = file.strip_suffix("}}")?.trim();
        let file = file.split([':', ' ']).next().unwrap_or_default();
        return link("mdBook", file);
    }
    if let Some(file) = line.strip_prefix("<<< @") {
        let file = file.split(['{', '#', '[']).next().unwrap_or_default();
        return file.starts_with('/').then(|| link("VitePress", file))?;
    }
    let rest = line
        .strip_prefix("--8<--")
        .or_else(|| line.strip_prefix(";--8<--"))?
        .trim();
    let mark = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let file = rest[1..].strip_suffix(mark)?;
    let file = file.split(':').next().unwrap_or_default();
    link("PyMdown", &format!("/{}", file.trim_start_matches('/')))
}

/// What Zenn and its like show by a line, `@[youtube](id)`.
pub(crate) fn embedded(line: &str) -> Option<Shortcode> {
    let (name, rest) = line.strip_prefix("@[")?.split_once("](")?;
    let value = rest.strip_suffix(')')?.trim();
    let is_id = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let is_address = value.starts_with("https://") || value.starts_with("http://");
    let host = match name {
        _ if is_address && !value.contains(char::is_whitespace) => "",
        _ if value.is_empty() || !value.chars().all(is_id) => return None,
        "youtube" => YOUTUBE,
        "vimeo" => VIMEO,
        "speakerdeck" => "https://speakerdeck.com/player/",
        "slideshare" => "https://www.slideshare.net/slideshow/embed_code/key/",
        "docswell" => "https://www.docswell.com/slide/",
        _ => return None,
    };
    // `@[이름](주소)` is somebody who is spoken of.
    let is_known = [
        "youtube",
        "vimeo",
        "speakerdeck",
        "slideshare",
        "docswell",
        "card",
        "tweet",
        "gist",
        "github",
        "codepen",
        "jsfiddle",
        "codesandbox",
        "stackblitz",
        "figma",
        "blueprintue",
    ];
    is_known.contains(&name).then(|| Shortcode::Link {
        destination: format!("{host}{value}"),
        words: String::new(),
    })
}

impl<'a> LineTag<'a> {
    /// What stands behind `key=`, or is the value of that place among those without a key.
    fn value(&self, keys: &[&str], place: Option<usize>) -> Option<&'a str> {
        let mut at = 0;
        for (key, value) in TagValues(self.rest) {
            match key {
                Some(key) if keys.contains(&key) => return Some(value),
                Some(_) => {}
                None if Some(at) == place => return Some(value),
                None => at += 1,
            }
        }
        None
    }

    /// The file that it names.
    pub(crate) fn file(&self) -> Option<&'a str> {
        self.value(&["file", "src", "path"], Some(0))
    }

    /// What it says of its kind: `style="info"`, `{{< hint info >}}`.
    pub(crate) fn kind(&self) -> Option<&'a str> {
        self.value(&["style", "type", "kind", "color", "context"], Some(0))
    }

    /// Its title.
    pub(crate) fn title(&self, place: usize) -> Option<&'a str> {
        self.value(&["title", "summary", "name", "header"], Some(place))
    }

    /// Its title, where only a key says so.
    pub(crate) fn said_title(&self) -> Option<&'a str> {
        self.value(&["title", "label", "summary", "name", "header"], None)
    }

    /// What it is given, whole: `{% note info 제목 %}` behind its kind.
    pub(crate) fn words_behind_kind(&self) -> Option<&'a str> {
        let (_, words) = self.rest.split_once(char::is_whitespace)?;
        Some(words.trim()).filter(|words| !words.contains(['=', '"']))
    }

    /// The language of the code that it begins.
    pub(crate) fn fence(&self) -> Option<&'a str> {
        let is_fence = match self.name {
            "highlight" => true,
            // A diagram is written in the language of that name.
            "mermaid" if self.kind == TagKind::Hugo => return Some(self.name),
            "codeblock" => self.kind == TagKind::Liquid,
            _ => false,
        };
        let language = self.rest.split([' ', '\t']).find_map(|word| {
            let word = word.strip_prefix("lang:").unwrap_or(word);
            let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_');
            (!word.is_empty() && word.chars().all(is_word)).then_some(word)
        });
        let none = &self.rest[self.rest.len()..];
        is_fence.then(|| language.unwrap_or(none))
    }

    /// Whether Jekyll puts a file of its layout where it stands: `{% include nav.html %}`.
    pub(crate) fn is_layout(&self) -> bool {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_/.".contains(c);
        // The end of a page on paper, to Quarto.
        let is_break = self.kind == TagKind::Hugo && self.name == "pagebreak";
        // Lists of the page's own headings or of the pages below it, which stand beside it anyway.
        let is_list = self.kind == TagKind::Hugo
            && matches!(
                self.name,
                "toc" | "TOC" | "children" | "section" | "br" | "version-check"
            );
        is_break
            || is_list
            || self.kind == TagKind::Liquid
                && self.name == "include"
                && !self.rest.is_empty()
                && self.rest.chars().all(is_name)
                && !self.rest.ends_with(".md")
    }

    /// Whether it stands for words or a link among others, also where it is alone.
    pub(crate) fn is_among_words(&self) -> bool {
        !self.is_end && self.words().is_some()
    }

    /// The words that it stands for among others, and where these lead.
    pub(crate) fn words(&self) -> Option<(Cow<'a, str>, Option<String>)> {
        if (self.kind, self.name) == (TagKind::Hugo, "feature-state") {
            let state = self.value(&["state"], None);
            let state = state.map(|state| format!("[{state}]"));
            let version = self.value(&["for_k8s_version"], None);
            let version = version.map(|version| format!("Kubernetes {version}"));
            let gate = self.value(&["feature_gate_name"], None).map(str::to_owned);
            let words: Vec<String> = [gate, version, state].into_iter().flatten().collect();
            return (!words.is_empty()).then(|| (words.join(" ").into(), None));
        }
        let (words, place) = self.plain_words()?;
        Some((Cow::Borrowed(words), place))
    }

    fn plain_words(&self) -> Option<(&'a str, Option<String>)> {
        let is_said = |value: &&str| !value.trim().is_empty();
        match (self.kind, self.name) {
            // Kubernetes' documentation and those made like it.
            (TagKind::Hugo, "glossary_tooltip") => {
                let text = self.value(&["text"], None).filter(is_said);
                Some((text.or_else(|| self.value(&["term_id"], None))?, None))
            }
            (TagKind::Hugo, "glossary_definition") => Some((self.value(&["term_id"], None)?, None)),
            (TagKind::Hugo, "heading") => Some((self.value(&[], Some(0))?, None)),
            (TagKind::Hugo, "icon") => Some(("", None)),
            (TagKind::Hugo, "ref" | "relref") => {
                let file = self.value(&["path"], Some(0)).filter(is_said)?;
                let name = file.rsplit('/').next().unwrap_or(file);
                Some((name, Some(format!("{{{{< {} \"{file}\" >}}}}", self.name))))
            }
            (TagKind::Hugo, "version-check" | "br") => Some(("", None)),
            (TagKind::Liquid, "post_link") => {
                let slug = self.value(&[], Some(0))?;
                let words = self.value(&["title"], Some(1)).unwrap_or(slug);
                Some((words, Some(format!("{{% post_url {slug} %}}"))))
            }
            // Hexo's: words before an address.
            (TagKind::Liquid, "link") => {
                let (words, behind) = self.rest.split_once("http")?;
                let address = behind.split(' ').next().unwrap_or_default();
                let words = words.trim().trim_matches(['"', '\'']);
                is_said(&words).then(|| (words, Some(format!("http{address}"))))
            }
            _ => None,
        }
    }

    /// Where what stands between it and its end leads.
    pub(crate) fn address(&self) -> Option<String> {
        let is_link = matches!(self.name, "button" | "btn" | "link" | "a" | "linkbutton");
        if !is_link || self.kind != TagKind::Hugo {
            return None;
        }
        let keys = ["href", "url", "link", "to"];
        if let Some(address) = self.value(&keys, None) {
            return Some(address.to_owned());
        }
        let mut name = ["relref", "ref"].into_iter();
        let named = |name: &'static str| Some((name, self.value(&[name], None)?));
        let (name, page) = name.find_map(named)?;
        Some(format!("{{{{< {name} \"{page}\" >}}}}"))
    }

    /// What it shows by itself.
    pub(crate) fn shown(&self) -> Option<Shortcode> {
        let picture = |keys: &[&str], place| {
            let destination = self.value(keys, place)?;
            let is_said = |value: &&str| !value.trim().is_empty();
            let title = self.value(&["caption", "title"], None).filter(is_said);
            let alt = self.value(&["alt"], None).filter(is_said).or(title);
            Some(Shortcode::Picture {
                destination: destination.to_owned(),
                alt: alt.unwrap_or_default().to_owned(),
                title: title.unwrap_or_default().to_owned(),
            })
        };
        let link = |destination: String| Shortcode::Link {
            destination,
            words: String::new(),
        };
        let film = |id: &str, host: &str| {
            let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            // Some give the whole address.
            if id.starts_with("https://") && !id.contains(char::is_whitespace) {
                return Some(link(id.to_owned()));
            }
            let is_whole = !id.is_empty() && id.chars().all(is_id);
            is_whole.then(|| link(format!("{host}{id}")))
        };
        let id = || self.value(&["id"], Some(0));
        if self.kind == TagKind::Hugo {
            return match self.name {
                "figure" | "img" | "image" | "imgproc" => picture(&["src"], Some(0)),
                "youtube" => film(id()?, YOUTUBE),
                "vimeo" => film(id()?, VIMEO),
                "codenew" | "code_sample" | "code" => {
                    Some(link(self.value(&["file"], None)?.to_owned()))
                }
                // Hugo's own, and those that it had.
                "gist" => {
                    let (user, gist) = (self.value(&[], Some(0))?, self.value(&[], Some(1))?);
                    Some(link(format!("https://gist.github.com/{user}/{gist}")))
                }
                "tweet" | "x" | "twitter" => {
                    let (user, id) = (self.value(&["user"], None)?, self.value(&["id"], None)?);
                    Some(link(format!("https://x.com/{user}/status/{id}")))
                }
                "instagram" => Some(link(format!("https://www.instagram.com/p/{}/", id()?))),
                // Quarto's.
                "video" => film(id()?, YOUTUBE),
                "include" => {
                    let file = self.value(&[], Some(0)).filter(|file| file.contains('.'))?;
                    Some(link(file.to_owned()))
                }
                _ => None,
            };
        }
        match self.name {
            "include" => {
                let (file, _) = self.rest.split_once(char::is_whitespace)?;
                let file = file.rsplit('/').next().unwrap_or(file);
                match file.strip_suffix(".html").unwrap_or(file) {
                    "figure" | "image" | "img" | "picture" | "figure.liquid" => {
                        picture(&["image_path", "path", "src", "url", "file"], None)
                    }
                    // `{% include video id="…" provider="youtube" %}`: themes have their own names
                    // for the file.
                    name => {
                        let name = name.to_ascii_lowercase();
                        let provider = self.value(&["provider"], None);
                        let provider = provider.unwrap_or(&name).to_ascii_lowercase();
                        let is_film = ["youtube", "vimeo", "video"]
                            .iter()
                            .any(|word| name.contains(word));
                        let host = match provider {
                            _ if !is_film => return None,
                            of if of.contains("vimeo") => VIMEO,
                            of if of.contains("youtube") || of == name => YOUTUBE,
                            _ => return None,
                        };
                        let keys = ["id", "youtube_id", "video_id", "src", "url"];
                        film(self.value(&keys, None)?, host)
                    }
                }
            }
            "asset_img" | "img" => {
                let words: Vec<&str> = self.rest.split_whitespace().collect();
                let is_file = |word: &&&str| word.contains('.');
                let at = words.iter().position(|word| is_file(&word))?;
                Some(Shortcode::Picture {
                    destination: words[at].to_owned(),
                    alt: alt_of(&words[at + 1..]),
                    title: String::new(),
                })
            }
            "youtube" => film(id()?, YOUTUBE),
            // A page of Python-Markdown.
            "include-markdown" => Some(link(self.value(&[], Some(0))?.to_owned())),
            "embed" | "file" => {
                let destination = self.value(&["url", "src"], None)?;
                Some(link(destination.to_owned()))
            }
            _ => None,
        }
    }
}

/// The words behind a picture that are no sizes, nor marks around words.
fn alt_of(words: &[&str]) -> String {
    let is_size = |word: &&&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = words.iter().skip_while(is_size).copied().collect();
    let words = words.join(" ");
    words.trim_matches(['"', '\'']).to_owned()
}

const YOUTUBE: &str = "https://www.youtube.com/watch?v=";

const VIMEO: &str = "https://vimeo.com/";

/// The values that a tag is given, each with its key: `style="info"`, `"제목"`, `info`.
struct TagValues<'a>(&'a str);

impl<'a> Iterator for TagValues<'a> {
    type Item = (Option<&'a str>, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.0 = self.0.trim_start_matches([' ', '\t', ',']);
        if self.0.is_empty() {
            return None;
        }
        let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let name = self.0.trim_start_matches(is_key);
        let length = self.0.len() - name.len();
        let key = (length > 0 && name.starts_with('=')).then(|| &self.0[..length]);
        let rest = if key.is_some() { &name[1..] } else { self.0 };
        let (value, behind) = match rest.chars().next() {
            Some(mark @ ('"' | '\'' | '`')) => {
                let inner = &rest[1..];
                inner.split_once(mark).unwrap_or((inner, ""))
            }
            _ => rest.split_once([' ', '\t']).unwrap_or((rest, "")),
        };
        self.0 = behind;
        Some((key, value))
    }
}
