//! The theme: templates, strings and assets, embedded in the program and overridden one file at a
//! time by `themes/NAME/`. Values in, a page out. The only file that knows tera; what each template
//! may use stands in `themes/default/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use serde_json::{Value, json};
use tera::{Context, Tera};

use super::body::Words;
use super::squeeze;
use crate::text;

/// The default theme's folder.
static DEFAULT: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Its style sheets and scripts without what only their writers need, which `build.rs` makes.
static SHORT: Dir = include_dir!("$OUT_DIR/short");

/// The default theme's files, by their path in its folder; what stands at its top explains them.
fn embedded() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders: Vec<&Dir> = DEFAULT.dirs().collect();
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files().map(|file| {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let text = file.contents_utf8().expect("the default theme is text");
            (path, text.to_owned())
        }));
    }
    files
}

/// A style sheet or script without what only its writers need. Those of the default theme were made
/// short when the program was built; a script of a theme's own may be anything, each of ours is one
/// function.
fn shortened(path: &str, text: &str) -> String {
    let is_ours = DEFAULT
        .get_file(path)
        .is_some_and(|file| file.contents() == text.as_bytes());
    let short = SHORT.get_file(path).filter(|_| is_ours);
    match short.and_then(|file| file.contents_utf8()) {
        Some(short) => short.to_owned(),
        None if path.ends_with(".css") => squeeze::style(text),
        None => squeeze::script(text),
    }
}

/// The files of the default theme by their path, with what explains them.
pub(crate) fn default_files() -> BTreeMap<String, String> {
    let mut files = embedded();
    let about = DEFAULT
        .get_file("README.md")
        .and_then(|file| file.contents_utf8());
    files.extend(about.map(|text| ("README.md".to_owned(), text.to_owned())));
    files
}

/// A mistake in a theme's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeError {
    /// The file in the theme's folder.
    pub file: String,
    /// What is wrong, with the line where tera knows it.
    pub message: String,
}

impl ThemeError {
    /// The same with the folder of the theme, and with line and column where they are known.
    pub(crate) fn told(&self, theme: &str) -> String {
        let place = self.message.split_once("\n --> ");
        let place = place.and_then(|(_, place)| place.lines().next()?.split_once(".html"));
        let place = place.map_or("", |(_, place)| place);
        format!(
            "themes/{theme}/{}{place} cannot be used: {}\nCompare it with the default theme's file \
             of that name (`notesite theme show {}`).",
            self.file, self.message, self.file
        )
    }
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "The theme's {} cannot be used: {}\nCompare it with the default theme's file of that \
            name (`notesite theme show {}`).",
            self.file, self.message, self.file
        )
    }
}

/// A theme, ready to render.
pub struct Theme {
    tera: Tera,
    /// Strings of the interface, in the site's language.
    pub strings: BTreeMap<String, String>,
    /// Strings that stand in bodies.
    pub words: Words,
    /// Assets by their hashed path.
    pub assets: BTreeMap<String, Vec<u8>>,
    /// The style sheet's path.
    pub css: String,
    /// The script's path.
    pub js: String,
    /// Paths of the scripts that a page may have besides, by the name of their folder under `js/`.
    pub scripts: BTreeMap<String, String>,
    /// Inline scripts of the templates, as browsers run them: `serve` lets these run and no others.
    pub inline_scripts: Vec<String>,
}

impl Theme {
    /// Puts the default theme and the files that override it together.
    pub fn new(
        overrides: &BTreeMap<String, Arc<[u8]>>,
        language: &str,
    ) -> Result<Self, ThemeError> {
        let (files, mut assets) = overridden(overrides)?;
        let mut tera = Tera::new();
        let mut templates: Vec<(String, String)> = files
            .iter()
            .filter_map(|(path, text)| {
                path.strip_prefix("templates/")
                    .map(|name| (name.to_owned(), text.clone()))
            })
            .collect();
        // A template of a theme's own may extend the one that it takes the place of.
        if overrides.keys().any(|path| path.starts_with("templates/")) {
            templates.extend(embedded().into_iter().filter_map(|(path, text)| {
                let name = path.strip_prefix("templates/")?;
                Some((format!("default/{name}"), text))
            }));
        }
        let own_scripts = own_scripts(overrides);
        let inline_scripts = templates
            .iter()
            .flat_map(|(_, text)| inline_scripts(text))
            .collect();
        check_depth(&templates)?;
        tera.add_raw_templates(templates)
            .map_err(|error| template_error("templates", &error))?;
        let strings = strings(&files, language)?;
        let joined = |folder: &str, extension: &str| {
            let parts = files.iter().filter(|(path, _)| {
                let name = path.strip_prefix(folder).unwrap_or("/");
                let is_part = !name.contains('/') && name.ends_with(extension);
                is_part && !own_scripts.contains(&path.as_str())
            });
            let parts: Vec<_> = parts.map(|(path, text)| shortened(path, text)).collect();
            parts.iter().fold(String::new(), |mut all, part| {
                // A rule ends by itself; a statement, and a remark behind it, need the line's end.
                let is_ended = all.is_empty() || extension == ".css" && all.ends_with('}');
                if !is_ended {
                    all.push('\n');
                }
                all + part.trim_end()
            })
        };
        let mut add = |name: &str, extension: &str, content: String| {
            let path = format!(
                "assets/{name}-{}.{extension}",
                &text::hash(content.as_bytes())[..10]
            );
            assets.insert(path.clone(), content.into_bytes());
            path
        };
        let css = add("site", "css", joined("css/", ".css"));
        // A folder under `js/` is a script of its own, with the strings that begin with its name.
        let folders = files
            .keys()
            .filter_map(|path| path.strip_prefix("js/")?.split_once('/'))
            .map(|(folder, _)| folder);
        let scripts: BTreeMap<String, String> = folders
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|folder| {
                let words = script_words(&strings, &format!("{folder}_"));
                let source = joined(&format!("js/{folder}/"), ".js");
                (
                    folder.to_owned(),
                    add(folder, "js", format!("{words}{source}")),
                )
            })
            .collect();
        // The search client and what it fetches at need are loaded by a script: only that one must
        // know where they lie.
        let client = format!(
            "notesite.searchScripts={};",
            json!({ "search": scripts.get("search"), "repair": scripts.get("repair") })
        );
        let first = format!("{}{client}", script_words(&strings, "js_"));
        let js = add("site", "js", format!("{first}\n{}", joined("js/", ".js")));
        let apart: Vec<String> = own_scripts
            .iter()
            .map(|path| {
                let name = path.trim_start_matches("js/").trim_end_matches(".js");
                add(name, "js", shortened(path, &files[*path]))
            })
            .collect();
        let words = words(&strings);
        // What every page has of the theme is made ready once.
        let shared = tera.global_context();
        shared.insert("t", &strings);
        shared.insert("css", &css);
        shared.insert("js", &js);
        shared.insert("scripts", &scripts);
        shared.insert("own_scripts", &apart);
        Ok(Self {
            tera,
            strings,
            words,
            assets,
            css,
            js,
            scripts,
            inline_scripts,
        })
    }

    /// Renders a template with values, as UTF-8.
    pub fn render(&self, template: &str, values: Value) -> Result<Vec<u8>, ThemeError> {
        let fail = |error: &tera::Error| template_error(&format!("templates/{template}"), error);
        let mut context = Context::new();
        if let Value::Object(values) = values {
            // The context has its own copy of each, and a command sheet's values are large: they go
            // one by one.
            for (name, value) in values {
                context.insert(name, &value);
            }
        }
        let mut page = Vec::new();
        self.tera
            .render_to(template, &context, &mut page)
            .map_err(|error| fail(&error))?;
        Ok(page)
    }
}

/// Scripts that only a theme of one's own has: each is loaded by itself, so that a mistake in one
/// stops no other. Where a template of the theme names the script of all pages and not these, they
/// are parts of that.
fn own_scripts(overrides: &BTreeMap<String, Arc<[u8]>>) -> Vec<&str> {
    let names_one = |(path, bytes): (&String, &Arc<[u8]>)| {
        let text = String::from_utf8_lossy(bytes);
        path.starts_with("templates/") && text.contains("{{ js") && !text.contains("own_scripts")
    };
    if overrides.iter().any(names_one) {
        return Vec::new();
    }
    let is_own = |path: &&str| {
        let name = path.strip_prefix("js/").unwrap_or("/");
        !name.contains('/') && name.ends_with(".js") && DEFAULT.get_file(path).is_none()
    };
    overrides
        .keys()
        .map(String::as_str)
        .filter(is_own)
        .collect()
}

/// Files of a theme by their path in it, and those of its assets that are taken as they are.
type ThemeFiles = (BTreeMap<String, String>, BTreeMap<String, Vec<u8>>);

/// The files of the default theme with those that override them.
fn overridden(overrides: &BTreeMap<String, Arc<[u8]>>) -> Result<ThemeFiles, ThemeError> {
    let mut files = embedded();
    let mut assets = BTreeMap::new();
    for (path, bytes) in overrides {
        let plain = ["templates/", "strings/", "css/", "js/"]
            .iter()
            .any(|folder| path.starts_with(folder));
        if !plain {
            if path.starts_with("assets/") {
                assets.insert(path.clone(), bytes.to_vec());
            }
            continue;
        }
        let source = String::from_utf8(bytes.to_vec()).map_err(|_| ThemeError {
            file: path.clone(),
            message: "It is not UTF-8.".to_owned(),
        })?;
        // Strings override one by one, other files as a whole.
        match files.get_mut(path) {
            Some(known) if path.starts_with("strings/") => {
                let (own, all) = (string_lines(path, &source)?, string_lines(path, known)?);
                check_strings(path, &own, &all, overrides)?;
                known.push('\n');
                known.push_str(&source);
            }
            _ => drop(files.insert(path.clone(), source)),
        }
    }
    Ok((files, assets))
}

/// The words that bodies of pages say.
fn words(strings: &BTreeMap<String, String>) -> Words {
    let word = |key: &str| strings.get(key).cloned().unwrap_or_default();
    let list = |key: &str| {
        word(key)
            .split(',')
            .map(|word| word.trim().to_lowercase())
            .collect()
    };
    Words {
        fold: word("fold"),
        enlarge: word("enlarge"),
        missing_picture: word("missing_picture"),
        alerts: ["note", "tip", "important", "warning", "caution"].map(word),
        back: word("back"),
        keys: ["key_note", "key_line"].map(word),
        has_dots: word("emphasis") == "dots",
        leads: list("leads"),
        notes: list("leads_note"),
        checks: list("leads_check"),
    }
}

/// The strings of a file, each in a line of its own.
fn string_lines(path: &str, source: &str) -> Result<BTreeMap<String, String>, ThemeError> {
    let mut out = BTreeMap::new();
    for (i, line) in source.lines().enumerate() {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let wrong = |message: String| ThemeError {
            file: path.to_owned(),
            message: format!("Line {}: {message}", i + 1),
        };
        let table: toml::Table = toml::from_str(line)
            .map_err(|error| wrong(format!("{}.", error.message().replace('\n', " "))))?;
        for (key, value) in table {
            let toml::Value::String(text) = value else {
                return Err(wrong(format!(
                    "`{key}` is no text. Write it between quotation marks: `{key} = \"…\"`."
                )));
            };
            out.insert(key, text);
        }
    }
    Ok(out)
}

/// A mistyped string: none that a page says, but near to one. What a template or script of the
/// theme names is its own.
fn check_strings(
    path: &str,
    own: &BTreeMap<String, String>,
    known: &BTreeMap<String, String>,
    overrides: &BTreeMap<String, Arc<[u8]>>,
) -> Result<(), ThemeError> {
    let is_named = |key: &str| {
        overrides.iter().any(|(path, bytes)| {
            !path.starts_with("strings/")
                && std::str::from_utf8(bytes).is_ok_and(|text| text.contains(key))
        })
    };
    let unknown = |key: &&String| !known.contains_key(*key) && !is_named(key);
    let near = |key: &String| text::nearest(key, known.keys().map(String::as_str));
    let mut mistaken = own.keys().filter(unknown);
    let Some((key, near)) = mistaken.find_map(|key| Some((key, near(key)?))) else {
        return Ok(());
    };
    Err(ThemeError {
        file: path.to_owned(),
        message: format!("No page says `{key}`. Did you mean `{near}`?"),
    })
}

fn strings(
    files: &BTreeMap<String, String>,
    language: &str,
) -> Result<BTreeMap<String, String>, ThemeError> {
    let read = |name: &str| -> Result<BTreeMap<String, String>, ThemeError> {
        let path = format!("strings/{name}.toml");
        let Some(source) = files.get(&path) else {
            return Ok(BTreeMap::new());
        };
        // A key that an overriding file repeats wins: the texts stand one behind the other.
        string_lines(&path, source)
    };
    let mut out = read("en")?;
    let base = language.split('-').next().unwrap_or_default();
    // Japanese and Chinese set dots as well, whatever language the interface has.
    if ["ja", "zh"].contains(&base) {
        out.insert("emphasis".to_owned(), "dots".to_owned());
    }
    out.extend(read(base)?);
    Ok(out)
}

/// How deep templates may lie in each other by `include` and `extends`. tera follows them by calls,
/// and each takes stack.
const DEEPEST: usize = 8;

/// Templates that go on and on end here, before tera follows them.
fn check_depth(templates: &[(String, String)]) -> Result<(), ThemeError> {
    let inner: BTreeMap<&str, Vec<&str>> = templates
        .iter()
        .map(|(name, text)| (name.as_str(), led_to(text)))
        .collect();
    let mut reached: BTreeSet<&str> = inner.keys().copied().collect();
    for _ in 0..=DEEPEST {
        reached = reached
            .iter()
            .filter_map(|name| inner.get(name))
            .flatten()
            .copied()
            .collect();
    }
    let Some(name) = reached.first() else {
        return Ok(());
    };
    Err(ThemeError {
        file: format!("templates/{name}"),
        message: format!(
            "It lies more than {DEEPEST} deep in templates that include or extend each other, or \
            in itself."
        ),
    })
}

/// The names of the templates that a template includes or extends.
fn led_to(text: &str) -> Vec<&str> {
    text.split("{%").skip(1).filter_map(led_to_by).collect()
}

/// The name in a tag that includes or extends a template.
fn led_to_by(tag: &str) -> Option<&str> {
    let tag = tag.trim_start_matches('-').trim_start();
    let words = ["include", "extends"];
    let name = words
        .iter()
        .find_map(|word| tag.strip_prefix(word))?
        .trim_start();
    let mark = name.chars().next().filter(|c| "\"'`".contains(*c))?;
    Some(name[1..].split_once(mark)?.0)
}

/// Scripts that stand in a template word for word; one that holds template syntax has no text that
/// is known beforehand.
fn inline_scripts(template: &str) -> Vec<String> {
    let bodies = template
        .split("<script>")
        .skip(1)
        .filter_map(|rest| rest.split_once("</script>"))
        .map(|(body, _)| body);
    bodies
        .filter(|body| !body.contains("{{") && !body.contains("{%"))
        .map(str::to_owned)
        .collect()
}

/// What scripts say: the strings that begin with the prefix, in front of the script rather than in
/// every page.
fn script_words(strings: &BTreeMap<String, String>, prefix: &str) -> String {
    let words: serde_json::Map<String, Value> = strings
        .iter()
        .filter_map(|(key, value)| {
            key.strip_prefix(prefix)
                .map(|key| (key.to_owned(), Value::from(value.as_str())))
        })
        .collect();
    if words.is_empty() {
        return String::new();
    }
    format!(
        "Object.assign((globalThis.notesite||={{}}).words||={{}},{});\n",
        Value::Object(words)
    )
}

/// What tera says of a template: a page of `file` was made, and the mistake may stand in another
/// that it extends or includes.
fn template_error(file: &str, error: &tera::Error) -> ThemeError {
    let said = sentence(error);
    let message = said.strip_prefix("error: ").unwrap_or(&said);
    // What it extends is not there: only its name is said.
    let named = message.strip_prefix("Template '");
    let named = named.and_then(|rest| rest.split_once("' is inheriting from"));
    let file = named.map_or_else(|| file.to_owned(), |(name, _)| format!("templates/{name}"));
    let file = file.as_str();
    let place = message.split_once("\n --> ").map(|(_, place)| place);
    let name = place
        .and_then(|place| place.split_once(".html:"))
        .map(|(name, _)| name.trim_start_matches("default/"));
    ThemeError {
        file: name.map_or_else(|| file.to_owned(), |name| format!("templates/{name}.html")),
        message: message.to_owned(),
    }
}

fn sentence(error: &tera::Error) -> String {
    let mut message = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        message = format!("{message}: {inner}");
        source = inner.source();
    }
    message.trim().to_owned()
}
