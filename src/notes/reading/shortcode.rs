//! Tags of Liquid and Hugo that are all of their line: `{% hint style="info" %}`,
//! `{{< figure src="a.png" alt="그림" >}}`. A line in, its name and what it is given out, and what
//! a reader can be shown of it. Source: the manuals of `GitBook` ("Blocks"), Hugo ("Shortcodes"),
//! Jekyll ("Includes", "Code snippet highlighting") and Hexo ("Tag Plugins").

/// A tag.
#[derive(Debug)]
pub(crate) struct LineTag<'a> {
    pub name: &'a str,
    /// `{% endhint %}`, `{{< /hint >}}`.
    pub is_end: bool,
    pub is_of_hugo: bool,
    /// What it is given, as typed.
    rest: &'a str,
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
const LONGEST: usize = 2048;

/// The tag that a line is.
pub(crate) fn tag(line: &str) -> Option<LineTag<'_>> {
    if line.len() > LONGEST {
        return None;
    }
    let (inner, is_of_hugo) = if let Some(inner) = line.strip_prefix("{%") {
        (inner.strip_suffix("%}")?, false)
    } else if let Some(inner) = line.strip_prefix("{{<") {
        (inner.strip_suffix(">}}")?, true)
    } else {
        (line.strip_prefix("{{%")?.strip_suffix("%}}")?, true)
    };
    let inner = inner.trim_matches(['-', ' ', '\t']);
    if inner.contains("%}") || inner.contains(">}}") {
        return None;
    }
    let (word, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let rest = rest.trim();
    let (name, is_end) = match (is_of_hugo, word.strip_prefix('/')) {
        (true, Some("")) => (rest, true),
        (true, Some(name)) => (name, true),
        (true, None) => (word, false),
        (false, _) => match word.strip_prefix("end") {
            Some(name) if !name.is_empty() => (name, true),
            _ => (word, false),
        },
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    let is_named = !name.is_empty() && name.chars().all(is_name);
    is_named.then_some(LineTag {
        name,
        is_end,
        is_of_hugo,
        rest,
    })
}

/// The tool that puts a part of a file where a line stands: `{{#include a.rs}}`, `<<< @/a.js`,
/// `--8<-- "a.md"`.
pub(crate) fn included(line: &str) -> Option<&'static str> {
    let is_quoted = |rest: &str| rest.trim_start().starts_with(['"', '\'']);
    if let Some(inner) = line.strip_prefix("{{#") {
        let names = ["include ", "playground ", "rustdoc_include ", "template "];
        let is_known = names.iter().any(|name| inner.starts_with(name)) && inner.ends_with("}}");
        return is_known.then_some("mdBook");
    }
    if line.starts_with("<<< @/") {
        return Some("VitePress");
    }
    let rest = line
        .strip_prefix("--8<--")
        .or_else(|| line.strip_prefix(";--8<--"))?;
    is_quoted(rest).then_some("PyMdown")
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
        self.value(&["title", "summary", "name", "header"], None)
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
            "codeblock" => !self.is_of_hugo,
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
        if self.is_of_hugo {
            return match self.name {
                "figure" | "img" | "image" | "imgproc" => picture(&["src"], Some(0)),
                "youtube" => film(id()?, YOUTUBE),
                "vimeo" => film(id()?, VIMEO),
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
            "asset_img" => {
                let words: Vec<&str> = self.rest.split_whitespace().collect();
                let is_file = |word: &&&str| word.contains('.');
                let at = words.iter().position(|word| is_file(&word))?;
                Some(Shortcode::Picture {
                    destination: words[at].to_owned(),
                    alt: words[at + 1..].join(" "),
                    title: String::new(),
                })
            }
            "youtube" => film(id()?, YOUTUBE),
            "embed" | "file" => {
                let destination = self.value(&["url", "src"], None)?;
                Some(link(destination.to_owned()))
            }
            _ => None,
        }
    }
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
