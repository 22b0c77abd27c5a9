//! Cases: a small site in, what is expected of it out. Each file under `tests/cases/` is a txtar:
//!
//! ```text
//! what the case is about
//! -- notes/a.md --
//! text of a file; `nfd:` before the name stores it under its NFD name, `nfdtext:`, `crlf:`, `cr:`,
//! `bom:`, `cp949:`, `utf16:` encode its text, `raw:` takes bytes in hex, `png:` and `nfdpng:` a
//! size
//! -- expect: inspect courses.0.chapters.0.title --
//! "JSON of that value"
//! -- expect: inspect courses.0.chapters.0.commands.*.text --
//! a line for each
//! -- root: my-notes --
//! what ROOT is called
//! -- expect: contents --
//! the site's title, then of each course its title and address, its parts (indented) and chapters:
//! `numbers title -> address`
//! -- expect: check --
//! what `notesite check` prints on stderr
//! -- expect: run lock --
//! exit code, stdout and stderr of `notesite lock`; runs happen in order, between them `-- then:
//! notes/a.md --` changes a file
//! -- expect: build --
//! exit code and stderr of `notesite build`, `-- expect: files --` the names of what it wrote
//! -- expect: page a/16-service.html has --
//! one line for each piece of HTML that the page holds; a line that begins with `!` must not be
//! there
//! ```
//! Anything else between the dashes is an error. What each case says and shows as a whole, its
//! messages and the words of its pages, stands beside it under `tests/articles/`, so that no change
//! of it goes unseen. `UPDATE=1` rewrites both; read the difference as code.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use unicode_normalization::UnicodeNormalization;

fn sections(text: &str) -> (String, Vec<(String, String)>) {
    let mut intro = String::new();
    let mut out: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(name) = line
            .trim_end()
            .strip_prefix("-- ")
            .and_then(|rest| rest.strip_suffix(" --"))
        {
            out.push((name.to_owned(), String::new()));
        } else if let Some((_, body)) = out.last_mut() {
            body.push_str(line);
        } else {
            intro.push_str(line);
        }
    }
    (intro, out)
}

/// What stands between the dashes.
enum Directive<'a> {
    /// A file of the site.
    File(Stored<'a>),
    /// The same, written between two runs.
    Then(Stored<'a>),
    /// What the folder is called.
    Root(&'a str),
    Inspect(&'a str),
    Contents,
    Run(Vec<&'a str>),
    Check,
    Build,
    Files,
    Page(&'a str),
}

/// A file's path, and how name and text are stored.
#[derive(Clone, Copy)]
struct Stored<'a> {
    encoding: &'a str,
    path: &'a str,
}

const ENCODINGS: [&str; 11] = [
    "", "nfd", "nfdtext", "crlf", "cr", "bom", "cp949", "utf16", "raw", "png", "nfdpng",
];

impl<'a> Directive<'a> {
    fn parse(name: &'a str) -> Result<Self, String> {
        if let Some(file) = name.strip_prefix("then: ") {
            return Stored::parse(file).map(Self::Then);
        }
        if let Some(root) = name.strip_prefix("root: ") {
            return Ok(Self::Root(root));
        }
        let Some(expected) = name.strip_prefix("expect: ") else {
            return Stored::parse(name).map(Self::File);
        };
        match expected.split_once(' ').unwrap_or((expected, "")) {
            ("inspect", path) => Ok(Self::Inspect(path.trim())),
            ("run", arguments) if !arguments.is_empty() => {
                Ok(Self::Run(arguments.split(' ').collect()))
            }
            ("contents", "") => Ok(Self::Contents),
            ("check", "") => Ok(Self::Check),
            ("build", "") => Ok(Self::Build),
            ("files", "") => Ok(Self::Files),
            ("page", rest) => (rest.strip_suffix(" has").map(Self::Page))
                .ok_or_else(|| format!("`{name}` lacks its ` has`")),
            _ => Err(format!("`{name}` expects nothing that is known")),
        }
    }

    /// Whether the site must be on disk.
    const fn needs_build(&self) -> bool {
        matches!(self, Self::Build | Self::Files | Self::Page(_))
    }
}

impl<'a> Stored<'a> {
    fn parse(name: &'a str) -> Result<Self, String> {
        let (encoding, path) = name.split_once(':').unwrap_or(("", name));
        let (encoding, path) = (encoding.trim(), path.trim());
        let misspelt = path.starts_with("then") || path.starts_with("expect");
        if !ENCODINGS.contains(&encoding) || path.is_empty() || misspelt {
            return Err(format!("`{name}` is neither a file nor an expectation"));
        }
        Ok(Self { encoding, path })
    }
}

fn write_file(root: &Path, file: Stored, body: &str) {
    let Stored { encoding, path } = file;
    let path = if matches!(encoding, "nfd" | "nfdpng") {
        path.nfd().collect()
    } else {
        path.to_owned()
    };
    let target = root.join(path);
    fs::create_dir_all(target.parent().expect("a case's file lies in a folder"))
        .expect("the folder can be made");
    let bytes = match encoding {
        "crlf" => body.replace('\n', "\r\n").into_bytes(),
        "cr" => body.replace('\n', "\r").into_bytes(),
        "bom" => [b"\xef\xbb\xbf", body.as_bytes()].concat(),
        "cp949" => encoding_rs::EUC_KR.encode(body).0.into_owned(),
        "utf16" => [
            vec![0xff, 0xfe],
            body.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ]
        .concat(),
        "nfdtext" => body.nfd().collect::<String>().into_bytes(),
        "png" | "nfdpng" => png(body.trim()),
        "raw" => body
            .trim()
            .split(' ')
            .map(|hex| u8::from_str_radix(hex, 16).expect("hex bytes"))
            .collect(),
        _ => body.as_bytes().to_vec(),
    };
    fs::write(target, bytes).expect("the file can be written");
}

/// The head of a PNG of this size (`640x480`); enough to be measured.
fn png(size: &str) -> Vec<u8> {
    let (width, height) = size.split_once('x').expect("WIDTHxHEIGHT");
    let mut out = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    for side in [width, height] {
        out.extend(side.parse::<u32>().expect("a number").to_be_bytes());
    }
    out.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    out
}

fn notesite(root: &Path, arguments: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .args(arguments)
        .current_dir(root)
        .env("NO_COLOR", "1")
        .env("CI", "1")
        .output()
        .expect("notesite runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("notesite prints UTF-8");
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code().unwrap_or(-1),
    )
}

/// The values at a path, a line each; `*` stands for every item of an array.
fn pick(value: &serde_json::Value, path: &str) -> String {
    let keys: Vec<&str> = path.split('.').filter(|key| !key.is_empty()).collect();
    picked(value, &keys)
}

fn picked(value: &serde_json::Value, keys: &[&str]) -> String {
    let Some(star) = keys.iter().position(|key| *key == "*") else {
        return format!("{}\n", at(value, keys));
    };
    at(value, &keys[..star])
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| picked(item, &keys[star + 1..]))
        .collect()
}

fn at<'a>(value: &'a serde_json::Value, keys: &[&str]) -> &'a serde_json::Value {
    keys.iter()
        .fold(value, |value, key| match key.parse::<usize>() {
            Ok(index) => &value[index],
            Err(_) => &value[*key],
        })
}

fn run(file: &Path, update: bool) -> Vec<String> {
    let text = fs::read_to_string(file).expect("the case can be read");
    let (intro, parts) = sections(&text);
    let folder = tempfile::tempdir().expect("a folder for the case");
    let mut problems = Vec::new();
    let mut directives = Vec::new();
    for (name, body) in &parts {
        match Directive::parse(name) {
            Ok(directive) => directives.push((name, body, directive)),
            Err(reason) => problems.push(format!("{}: {reason}", file.display())),
        }
    }
    if !problems.is_empty() {
        return problems;
    }
    let named = directives
        .iter()
        .find_map(|(_, _, directive)| match directive {
            Directive::Root(name) => Some(folder.path().join(name)),
            _ => None,
        });
    let root = &*named.unwrap_or_else(|| folder.path().to_owned());
    fs::create_dir_all(root).expect("the case's folder can be made");
    for (_, body, directive) in &directives {
        if let Directive::File(stored) = directive {
            write_file(root, *stored, body);
        }
    }
    let mut rewritten = intro;
    // A case whose files change in between is built where it asks for a page.
    let changes = directives
        .iter()
        .any(|(_, _, directive)| matches!(directive, Directive::Then(_)));
    let needs_build = directives
        .iter()
        .any(|(_, _, directive)| directive.needs_build());
    let build = (needs_build && !changes).then(|| notesite(root, &["build"]));
    for (name, body, directive) in &directives {
        let now = match directive {
            Directive::File(_) | Directive::Root(_) => (*body).clone(),
            Directive::Then(stored) => {
                write_file(root, *stored, body);
                (*body).clone()
            }
            Directive::Inspect(path) => {
                let (stdout, stderr, code) = notesite(root, &["inspect"]);
                assert_eq!(code, 0, "{}: inspect: {stderr}", file.display());
                let value: serde_json::Value =
                    serde_json::from_str(&stdout).expect("inspect prints JSON");
                pick(&value, path)
            }
            Directive::Contents => {
                let (stdout, stderr, code) = notesite(root, &["inspect"]);
                assert_eq!(code, 0, "{}: inspect: {stderr}", file.display());
                contents(&serde_json::from_str(&stdout).expect("inspect prints JSON"))
            }
            Directive::Run(arguments) => {
                let (stdout, stderr, code) = notesite(root, arguments);
                // What a build took is no other time's.
                let lines = stderr.lines().filter(|line| !line.contains(" ms: "));
                lines.fold(format!("exit {code}\n{stdout}"), |all, line| {
                    all + line + "\n"
                })
            }
            Directive::Check => notesite(root, &["check"]).1,
            Directive::Build => {
                let (_, stderr, code) = build.as_ref().expect("built");
                let lines = stderr.lines().filter(|line| !line.contains(" ms: "));
                lines.fold(format!("exit {code}\n"), |all, line| all + line + "\n")
            }
            Directive::Files => files(&root.join("public")),
            Directive::Page(page) => {
                if changes {
                    notesite(root, &["build"]);
                }
                for one in holds(&root.join("public").join(page), body) {
                    problems.push(format!("{}: {page} {one}", file.display()));
                }
                (*body).clone()
            }
        };
        if now != **body && !update {
            problems.push(format!(
                "{}: {name}\n--- expected\n{body}--- found\n{now}",
                file.display()
            ));
        }
        let _ = write!(rewritten, "-- {name} --\n{now}");
    }
    if update {
        fs::write(file, rewritten).expect("the case can be rewritten");
    }
    if !changes {
        if !needs_build {
            notesite(root, &["build"]);
        }
        problems.extend(compared(file, &said_and_shown(root), update));
    }
    problems
}

/// What `check` says of a site and what its pages show, without what is around their words.
fn said_and_shown(root: &Path) -> String {
    let mut out = notesite(root, &["check", "--verbose"]).1;
    out = out.replace(&*root.to_string_lossy(), "ROOT");
    let public = root.join("public");
    if !public.is_dir() {
        return out;
    }
    for name in files(&public)
        .lines()
        .filter(|name| name.ends_with(".html"))
    {
        let page = fs::read_to_string(public.join(name)).expect("a page can be read");
        let start = page
            .find("<div class=\"top\"")
            .or_else(|| page.find("<article"));
        if let (Some(start), Some(end)) = (start, page.rfind("</article>")) {
            let _ = write!(out, "\n== {name}\n{}\n", &page[start..end]);
        }
    }
    if let Ok(search) = fs::read_to_string(public.join("search/root.js")) {
        let _ = write!(out, "\n== what is searched\n{search}\n");
    }
    out
}

/// What differs from the words under `tests/articles/`.
fn compared(case: &Path, now: &str, update: bool) -> Option<String> {
    let name = case.file_stem().expect("a case has a name");
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/articles")
        .join(name);
    let path = path.with_extension("html");
    if update {
        fs::write(&path, now).expect("the words can be rewritten");
        return None;
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    let line = known
        .lines()
        .zip(now.lines())
        .position(|(known, now)| known != now);
    let line = line.unwrap_or_else(|| known.lines().count().min(now.lines().count()));
    let at = |text: &str| text.lines().nth(line).unwrap_or_default().to_owned();
    (known != now).then(|| {
        let (before, after) = (at(&known), at(now));
        let place = format!("{}:{}", path.display(), line + 1);
        format!("{place} (if that is better, UPDATE=1 writes it)\n- {before}\n+ {after}")
    })
}

/// The site as its author would list it: courses, parts, chapters.
fn contents(site: &serde_json::Value) -> String {
    let words = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    let mut out = format!("{}\n", words(&site["title"]));
    if let Some(home) = site["home"].as_object() {
        let _ = writeln!(out, "home {}", words(&home["title"]));
    }
    for course in list(&site["courses"]) {
        let _ = writeln!(
            out,
            "= {} -> {}",
            words(&course["title"]),
            words(&course["url"])
        );
        let parts = list(&course["parts"]);
        let mut open: Vec<usize> = Vec::new();
        for chapter in list(&course["chapters"]) {
            let around = |part: &serde_json::Value| part.as_u64().map(|part| part as usize);
            let mut trail = Vec::new();
            let mut next = around(&chapter["part"]);
            while let Some(part) = next {
                trail.insert(0, part);
                next = around(&parts[part]["parent"]);
            }
            for (depth, &part) in trail.iter().enumerate() {
                if open.get(depth) != Some(&part) {
                    open.truncate(depth);
                    open.push(part);
                    let title = words(&parts[part]["title"]);
                    let _ = writeln!(out, "{}/ {title}", "  ".repeat(depth + 1));
                }
            }
            open.truncate(trail.len());
            let numbers: Vec<String> = list(&chapter["numbers"])
                .iter()
                .map(ToString::to_string)
                .collect();
            let numbers = if numbers.is_empty() {
                String::new()
            } else {
                numbers.join("~") + " "
            };
            let indent = "  ".repeat(trail.len() + 1);
            let (title, url) = (words(&chapter["title"]), words(&chapter["url"]));
            let _ = writeln!(out, "{indent}{numbers}{title} -> {url}");
        }
    }
    out
}

/// The names of what was written, assets and the search index apart.
fn files(public: &Path) -> String {
    let mut files: Vec<String> = walkdir::WalkDir::new(public)
        .into_iter()
        .map(|entry| entry.expect("the output can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(public).expect("inside");
            format!("{}\n", name.display())
        })
        .filter(|name| {
            !name.starts_with('.') && !name.contains("assets/") && !name.starts_with("search/")
        })
        .collect();
    files.sort();
    files.concat()
}

/// What is wrong with a page that should hold these lines, and not those behind a `!`.
fn holds(page: &Path, body: &str) -> Vec<String> {
    let html = match fs::read_to_string(page) {
        Err(error) => return vec![format!("cannot be read: {error}")],
        Ok(html) => html,
    };
    body.lines()
        .filter(|line| !line.is_empty())
        .filter_map(|line| {
            let (wanted, piece) = line
                .strip_prefix('!')
                .map_or((true, line), |rest| (false, rest));
            let main = html.split("<article").nth(1).unwrap_or(&html);
            let not = if wanted { "" } else { " not" };
            (html.contains(piece) != wanted)
                .then(|| format!("should{not} hold `{piece}`; it holds:\n{main}"))
        })
        .collect()
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("tests/cases is there")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    if let Ok(only) = std::env::var("CASE") {
        files.retain(|file| file.file_stem().is_some_and(|name| *name == *only));
    }
    files.sort();
    assert!(!files.is_empty(), "no case has that name");
    let update = std::env::var_os("UPDATE").is_some();
    let problems: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = files
            .chunks(files.len().div_ceil(4))
            .map(|some| {
                scope.spawn(move || {
                    some.iter()
                        .flat_map(|file| run(file, update))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("a case does not panic"))
            .collect()
    });
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.join("\n\n")
    );
    println!("{} cases", files.len());
}

#[test]
fn a_directive_that_nobody_knows_is_an_error() {
    for name in [
        "expect: inspects courses",
        "expect: page index.html",
        "expect: checks",
        "expect: run",
        "expected: check",
        "utf8: notes/a.md",
        "then notes/a.md",
        "then: utf8: notes/a.md",
        "nfd:",
    ] {
        assert!(Directive::parse(name).is_err(), "{name}");
    }
    for name in ["notes/a.md", "nfd: notes/가.md", "then: crlf:a.md"] {
        assert!(Directive::parse(name).is_ok(), "{name}");
    }
}
