//! `notesite.toml`: what a user may say about the site, every key optional. Text in, [`Config`] or
//! a [`ConfigError`] out; which file it came from and what the command line adds is not known here.

mod explain;
mod keys;
mod known;
mod max_delete;
mod site_address;

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use crate::text;

pub(crate) use keys::Keys;
pub(crate) use known::wrong_host;
pub(crate) use max_delete::MaxDelete;
pub(crate) use site_address::site_address;

/// The configuration of one site; `Config::default()` is a site without `notesite.toml`.
#[expect(clippy::struct_excessive_bools, reason = "they are the keys of a file")]
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Title of the site.
    pub title: Option<String>,
    /// One sentence about the site.
    pub description: Option<String>,
    /// Who wrote the notes.
    pub author: Option<String>,
    /// Language of the notes and of the interface, a BCP 47 tag; where nothing is set, that of most
    /// letters.
    pub language: Option<String>,
    /// Address under which the site is published; always ends in `/`.
    pub base_url: Option<String>,
    /// `https://github.com/USER/REPOSITORY`, for links to the source.
    pub repository: Option<String>,
    /// The branch that "edit this page" edits; where nothing is set, the repository's own.
    pub branch: Option<String>,
    /// The picture that shared links show where a page has none: a path relative to ROOT, or an
    /// address.
    pub image: Option<String>,
    /// The folder or file with the notes, relative to ROOT.
    pub notes: Option<String>,
    /// The folder to write, relative to ROOT.
    pub output: String,
    /// Name of a folder under `themes/`, or `default`.
    pub theme: String,
    /// A preset (`vscode`, `idea`, `zed`) or a URL template with `{path}` and `{line}`.
    pub editor: Option<String>,
    /// At which headings files are cut into chapters.
    pub split: Split,
    /// Whether bullets are structure.
    pub outline: OutlineMode,
    /// Whether a line of a paragraph ends where it was ended while typing, as in Obsidian and
    /// comments on GitHub.
    pub breaks: bool,
    /// Whether pages say when they were last changed.
    pub dates: bool,
    /// Whether all chapters stand in one Markdown file, `llms-full.txt`, where the site's address
    /// is known.
    pub llms_full: bool,
    /// Whether each chapter and landing page is told as Markdown in a file beside it.
    pub markdown: bool,
    /// Further programs whose name begins a command.
    pub commands: Vec<String>,
    /// Notes and folders to leave out, in the words of `.gitignore`: `drafts/**`.
    pub exclude: Vec<String>,
    /// Labels of fences: `svc = "yaml"`.
    pub languages: BTreeMap<String, String>,
    /// Links from terms to their chapters.
    pub terms: Terms,
    /// Search.
    pub search: Search,
    /// What the secret check lets pass.
    pub secrets: SecretsConfig,
    /// `notesite serve`.
    pub serve: Serve,
    /// `notesite publish`.
    pub publish: Publish,
    /// Old page to new page or anchor.
    pub redirects: BTreeMap<String, String>,
    /// Settings of one course, by its file or folder relative to ROOT.
    pub courses: BTreeMap<String, CourseConfig>,
    /// The text it was read from, for messages that point into it.
    #[serde(skip)]
    pub source: std::sync::Arc<str>,
}

/// `[terms]`
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Hash)]
#[serde(default, deny_unknown_fields)]
pub struct Terms {
    /// `false` turns term links off.
    pub enabled: bool,
    /// A word and the chapter that it leads to.
    pub add: BTreeMap<String, String>,
    /// Words that are never linked.
    pub never: Vec<String>,
}

/// `[search]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// Field weights by name: title, lead, bullet, command, body, file; above zero.
    pub weights: BTreeMap<String, f64>,
    /// Pairs of words that mean the same.
    pub words: BTreeMap<String, String>,
}

/// The names of the fields that `weights` may hold; `pages::search` counts by this order.
pub(crate) const SEARCH_FIELDS: [&str; 6] = ["title", "lead", "bullet", "command", "body", "file"];

impl Search {
    fn check(&self) -> Result<(), (&'static str, String)> {
        for (name, weight) in &self.weights {
            if !SEARCH_FIELDS.contains(&name.as_str()) {
                let near = text::nearest(name, SEARCH_FIELDS);
                let help = near.map_or_else(
                    || format!("The fields are {}.", SEARCH_FIELDS.join(", ")),
                    |near| format!("Did you mean `{near}`?"),
                );
                return Err((
                    "weights",
                    format!("`weights` under [search] knows no field `{name}`. {help}"),
                ));
            }
            if !weight.is_finite() || *weight <= 0.0 {
                let message = format!(
                    "The weight of `{name}` under [search] is {weight}. Write a number above zero, \
                    such as 1.5."
                );
                return Err(("weights", message));
            }
        }
        let empty = self
            .words
            .iter()
            .find(|(a, b)| a.trim().is_empty() || b.trim().is_empty());
        match empty {
            Some((a, b)) => Err((
                "words",
                format!(
                    "`\"{a}\" = \"{b}\"` under [search.words] lacks a word. Write one such as \
                    `\"파드\" = \"pod\"`."
                ),
            )),
            None => Ok(()),
        }
    }
}

/// `[secrets]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct SecretsConfig {
    /// Regular expressions; a finding that one of them matches is let pass.
    pub allow: Vec<String>,
}

/// `[serve]`
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Serve {
    /// The port to try first.
    pub port: u16,
    /// Whether the browser follows the writer.
    pub follow: bool,
    /// Further names under which it answers, as `--allow-host` gives them.
    pub hosts: Vec<String>,
}

/// `[publish]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Publish {
    /// `s3://BUCKET/PREFIX` or `gh-pages`.
    pub target: Option<String>,
    /// An S3-compatible endpoint.
    pub endpoint_url: Option<String>,
    /// How much one run may delete.
    pub max_delete: Option<MaxDelete>,
}

/// `[courses."PATH"]`
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct CourseConfig {
    /// Title of the course.
    pub title: Option<String>,
    /// Folder of the course in the site.
    pub slug: Option<String>,
    /// One sentence about the course.
    pub description: Option<String>,
    /// As at the top level.
    pub split: Option<Split>,
    /// As at the top level.
    pub outline: Option<OutlineMode>,
    /// As at the top level.
    pub breaks: Option<bool>,
    /// `false` turns term links off.
    pub terms: Option<bool>,
}

/// At which headings a file is cut into chapters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Split {
    /// The highest level with two or more numbered headings.
    #[default]
    Auto,
    /// Never: one file, one chapter.
    None,
    /// At this level, 1 to 6.
    Level(u8),
}

impl<'de> Deserialize<'de> for Split {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "`split` is \"auto\", \"none\" or a heading level from 1 to 6"
        )]
        enum Raw {
            Number(i64),
            Word(String),
        }
        match Raw::deserialize(deserializer)? {
            Raw::Number(level @ 1..=6) => Ok(Self::Level(level as u8)),
            Raw::Word(word) if word == "auto" => Ok(Self::Auto),
            Raw::Word(word) if word == "none" => Ok(Self::None),
            Raw::Number(_) | Raw::Word(_) => Err(serde::de::Error::custom(
                "`split` is \"auto\", \"none\" or a heading level from 1 to 6",
            )),
        }
    }
}

/// Whether bullets are a chapter's structure.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "lowercase")]
pub enum OutlineMode {
    /// Where a chapter has no inner headings and consists mostly of lists.
    #[default]
    Auto,
    /// Lists stay lists.
    List,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            enabled: true,
            add: BTreeMap::new(),
            never: Vec::new(),
        }
    }
}

impl Default for Serve {
    fn default() -> Self {
        Self {
            port: 4000,
            follow: true,
            hosts: Vec::new(),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: None,
            description: None,
            author: None,
            language: None,
            base_url: None,
            repository: None,
            branch: None,
            image: None,
            notes: None,
            output: "public".into(),
            theme: "default".into(),
            editor: None,
            split: Split::Auto,
            outline: OutlineMode::Auto,
            breaks: false,
            dates: true,
            llms_full: false,
            markdown: false,
            commands: Vec::new(),
            exclude: Vec::new(),
            languages: BTreeMap::new(),
            terms: Terms::default(),
            search: Search::default(),
            secrets: SecretsConfig::default(),
            serve: Serve::default(),
            publish: Publish::default(),
            redirects: BTreeMap::new(),
            courses: BTreeMap::new(),
            source: "".into(),
        }
    }
}

/// What is wrong with `notesite.toml`, with line and column from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalars, from 1.
    pub column: usize,
    /// What is wrong, a full sentence.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "notesite.toml:{}:{}: {}",
            self.line, self.column, self.message
        )
    }
}

impl Config {
    /// Reads the text of a `notesite.toml`.
    ///
    /// # Errors
    /// The first thing that is no configuration, with its place.
    pub fn parse(source: &str) -> Result<Self, ConfigError> {
        let mut config: Self = toml::from_str(source).map_err(|error| {
            let (line, column) =
                text::line_column(source, error.span().map_or(0, |span| span.start));
            ConfigError {
                line,
                column,
                message: explain::explain(error.message()),
            }
        })?;
        config.source = source.into();
        config.check().map_err(|(key, message)| {
            let path: Vec<&str> = key.split('.').collect();
            let span = Keys::new(source).span(&path);
            let start = span.map_or_else(|| offset_of(source, key), |span| span.start);
            let (line, column) = text::line_column(source, start);
            ConfigError {
                line,
                column,
                message,
            }
        })?;
        Ok(config)
    }

    /// A message with the place of a key before it, as those of the reader have it, where
    /// `notesite.toml` holds that key.
    pub(crate) fn located(&self, key: &str, message: String) -> String {
        let span = Keys::new(&self.source).span(&[key]);
        span.map_or(message.clone(), |span| {
            let (line, column) = text::line_column(&self.source, span.start);
            let error = ConfigError {
                line,
                column,
                message,
            };
            error.to_string()
        })
    }

    /// What the types cannot say. The key that is wrong and a sentence about it.
    fn check(&mut self) -> Result<(), (&'static str, String)> {
        let texts = [
            ("language", self.language.as_deref()),
            ("notes", self.notes.as_deref()),
            ("theme", Some(self.theme.as_str())),
            ("image", self.image.as_deref()),
        ];
        for (key, text) in texts {
            if let Some(message) = text.and_then(|text| known::wrong_letter(key, text)) {
                return Err((key, message));
            }
        }
        if let Some(url) = &mut self.base_url {
            *url =
                site_address(url).map_err(|reason| ("base_url", format!("`base_url` {reason}")))?;
        }
        let publish = &self.publish;
        let mut patterns = self.secrets.allow.iter();
        let mut hosts = self.serve.hosts.iter();
        let values = [
            (
                "repository",
                self.repository.as_deref().and_then(known::wrong_repository),
            ),
            ("image", self.image.as_deref().and_then(known::wrong_image)),
            (
                "language",
                self.language.as_deref().and_then(known::wrong_language),
            ),
            (
                "editor",
                self.editor.as_deref().and_then(known::wrong_editor),
            ),
            (
                "publish.target",
                publish.target.as_deref().and_then(known::wrong_target),
            ),
            (
                "publish.endpoint_url",
                publish
                    .endpoint_url
                    .as_deref()
                    .and_then(known::wrong_endpoint),
            ),
            ("hosts", hosts.find_map(|host| wrong_host(host))),
            ("notes", self.notes.as_deref().and_then(known::wrong_notes)),
            ("theme", known::wrong_theme(&self.theme)),
            (
                "allow",
                patterns.find_map(|pattern| known::wrong_pattern(pattern)),
            ),
        ];
        let mut wrong = values.into_iter();
        match wrong.find_map(|(key, message)| Some((key, message?))) {
            Some(wrong) => Err(wrong),
            None => self.search.check(),
        }
    }

    /// What is set for the course in this file or folder.
    pub fn course(&self, source: &str) -> CourseConfig {
        self.courses
            .iter()
            .find(|(key, _)| source_of(key) == source)
            .map(|(_, course)| course.clone())
            .unwrap_or_default()
    }
}

/// The file or folder that a key of `[courses]` names: `./notes/k/` is `notes/k`.
pub(crate) fn source_of(key: &str) -> &str {
    key.trim_start_matches("./").trim_end_matches('/')
}

/// Where the line of a key begins.
fn offset_of(source: &str, key: &str) -> usize {
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        if line.trim_start().starts_with(key) {
            return at + line.len() - line.trim_start().len();
        }
        at += line.len();
    }
    0
}
