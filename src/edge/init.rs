//! A folder of notes made ready: a first course, settings, what git leaves out, a workflow. A
//! folder and wishes in; what was written and what was there already out. A file that is there is
//! never changed.

use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::disk;
use super::write::refuse::{is_home, resolved};
use crate::failure::Failure;

/// What was typed of `init`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that was typed"
)]
pub(crate) struct Wishes {
    /// A workflow for GitHub Pages.
    pub pages: bool,
    /// One for S3, with the documents of its role.
    pub s3: bool,
    /// A first course also where there are notes.
    pub sample: bool,
    /// Whether the course and the settings speak Korean.
    pub is_korean: bool,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MadeFile {
    /// The file, as it can be typed.
    pub path: PathBuf,
    /// `None` where it was written; else what it lacks, or nothing, since it was there.
    pub kept: Option<String>,
}

/// The folder as it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FoundFolder {
    /// What lies there: "a git repository", "an Obsidian vault in vault".
    pub things: Vec<String>,
    /// The repository's top folder.
    top: Option<PathBuf>,
    /// Whether a folder `notes` is there.
    has_notes_folder: bool,
}

/// Files that GitHub reads, by their place in the repository, with what stands in them.
type WorkflowFile = (&'static str, &'static str);

const WORKFLOW_FOR_PAGES: [WorkflowFile; 1] = [(
    ".github/workflows/pages.yml",
    include_str!("init/pages.yml"),
)];

const WORKFLOW_FOR_S3: [WorkflowFile; 3] = [
    (".github/workflows/s3.yml", include_str!("init/s3.yml")),
    (".github/s3/policy.json", include_str!("init/policy.json")),
    (".github/s3/trust.json", include_str!("init/trust.json")),
];

/// What tells what a folder is, in the order in which it is said.
const SIGNS: [(&str, &str); 13] = [
    (".obsidian", "an Obsidian vault"),
    ("logseq", "a Logseq graph"),
    ("book.toml", "an mdBook"),
    ("SUMMARY.md", "a book with SUMMARY.md"),
    ("mkdocs.yml", "MkDocs"),
    ("mkdocs.yaml", "MkDocs"),
    ("docusaurus.config.js", "Docusaurus"),
    ("docusaurus.config.ts", "Docusaurus"),
    ("docusaurus.config.mjs", "Docusaurus"),
    ("_config.yml", "Jekyll"),
    ("hugo.toml", "Hugo"),
    ("README.md", "README.md"),
    ("notesite.toml", "notesite.toml"),
];

/// How many folders deep a repository keeps the folder of a tool: `docs/website/mkdocs.yml`.
const DEEPEST: usize = 3;

/// Looks at the folder.
///
/// # Errors
/// 2 where it is a file; 3 where it cannot be read.
pub(crate) fn find(folder: &Path) -> Result<FoundFolder, Failure> {
    let mut found = FoundFolder::default();
    match disk::about(folder)? {
        None => return Ok(found),
        Some(about) if !about.is_dir() => {
            return Err(Failure::usage(format!(
                "{} is a file. Name a folder, such as `notesite init notes`.",
                folder.display()
            )));
        }
        Some(_) => {}
    }
    // What is made here would make a site of everything that lies below.
    if is_home(&resolved(folder)?)? {
        return Err(Failure::usage(format!(
            "{} is a home folder, or holds one, and all Markdown in it would become the site. Give \
             the notes a folder of their own: `notesite init notes`.",
            folder.display()
        )));
    }
    let here = folder
        .canonicalize()
        .map_err(|error| disk::failed(folder, "read", &error))?;
    if let Some(git) = here.ancestors().find(|folder| is_of_git(folder)) {
        return Err(Failure::usage(format!(
            "{} is where git keeps a repository ({}), no place for notes. Give them a folder of \
            their own, or clone the repository: `git clone {} notes`. Nothing was written.",
            folder.display(),
            git.display(),
            shell_word(&git.to_string_lossy())
        )));
    }
    for above in here.ancestors() {
        if disk::about(&above.join(".git"))?.is_some() {
            found.top = Some(above.to_owned());
            found.things.push("a git repository".to_owned());
            break;
        }
    }
    found.things.extend(signs(&here));
    found.has_notes_folder = disk::is_folder(&folder.join("notes"))?;
    Ok(found)
}

/// Whether git keeps a repository in a folder: `.git`, or a bare one.
fn is_of_git(folder: &Path) -> bool {
    let is_named = folder.file_name().is_some_and(|name| name == ".git");
    let parts = ["objects", "refs"];
    let has_parts = || parts.iter().all(|part| folder.join(part).is_dir());
    (is_named && folder.is_dir()) || (folder.join("HEAD").is_file() && has_parts())
}

/// What shows all that is said of the notes in `root`, as it is typed here.
pub(crate) fn check_command(root: &Path) -> String {
    match &*root.to_string_lossy() {
        "." | "" => "notesite check".to_owned(),
        root => format!("notesite check {}", shell_word(root)),
    }
}

/// A word as a shell reads it again.
pub(crate) fn shell_word(word: &str) -> String {
    let is_plain = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '-' | '_' | '/' | '.' | ',' | '+' | '@' | '%' | ':' | '=')
    };
    // What begins with a dash would be an option.
    let word = if word.starts_with('-') {
        format!("./{word}")
    } else {
        word.to_owned()
    };
    if !word.is_empty() && word.chars().all(is_plain) {
        return word;
    }
    if !word.contains(char::is_control) {
        return format!("'{}'", word.replace('\'', "'\\''"));
    }
    let letters = word.chars().map(|c| match c {
        '\'' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c.is_ascii_control() => format!("\\x{:02x}", c as u32),
        c => c.to_string(),
    });
    format!("$'{}'", letters.collect::<String>())
}

/// What stands in the documents of S3 until somebody fills it in: the word, where it stands, and
/// what is to be done.
const PLACEHOLDERS: [(&str, &[&str], &str); 5] = [
    (
        "BUCKET",
        &["s3://BUCKET", ":::BUCKET"],
        "the name of your bucket; `aws s3 mb s3://NAME` makes one",
    ),
    (
        "REGION",
        &["AWS_REGION: REGION"],
        "its region; `aws configure get region` says yours",
    ),
    (
        "ACCOUNT",
        &["::ACCOUNT:"],
        "`aws sts get-caller-identity --query Account --output text` prints it",
    ),
    (
        "ROLE",
        &["role/ROLE"],
        "a name for the role; `aws iam create-role --role-name NAME --assume-role-policy-document \
        file://.github/s3/trust.json` makes it",
    ),
    (
        "OWNER/REPOSITORY",
        &["repo:OWNER/REPOSITORY:"],
        "the repository on GitHub; `gh repo view --json nameWithOwner` prints it",
    ),
];

/// What is still to be filled in of the files for S3, each with its files and what to do.
///
/// # Errors
/// 3 for a file that cannot be read.
pub(crate) fn left_to_fill_in(
    made: &[MadeFile],
) -> Result<Vec<(&'static str, String, &'static str)>, Failure> {
    let mut texts = Vec::new();
    for (place, _) in WORKFLOW_FOR_S3 {
        for file in made.iter().filter(|file| file.path.ends_with(place)) {
            let bytes = disk::settings(&file.path)?.unwrap_or_default();
            texts.push((&file.path, String::from_utf8_lossy(&bytes).into_owned()));
        }
    }
    let all = PLACEHOLDERS.iter().filter_map(|(word, forms, what)| {
        let holds = |text: &String| forms.iter().any(|form| text.contains(form));
        let files = texts.iter().filter(|(_, text)| holds(text));
        let files: Vec<String> = files.map(|(path, _)| path.display().to_string()).collect();
        (!files.is_empty()).then(|| (*word, files.join(", "), *what))
    });
    Ok(all.collect())
}

/// What lies in a folder, each thing once, where it lies nearest to the top. What cannot be listed
/// tells nothing here: reading the notes says so.
fn signs(folder: &Path) -> Vec<String> {
    let is_of_others = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let is_sign = SIGNS.iter().any(|(sign, _)| *sign == name);
        entry.depth() > 0 && !is_sign && (name.starts_with('.') || name == "node_modules")
    };
    let mut nearest = HashMap::new();
    let walk = WalkDir::new(folder)
        .min_depth(1)
        .max_depth(DEEPEST)
        .sort_by_file_name();
    let entries = walk.into_iter().filter_entry(|entry| !is_of_others(entry));
    for entry in entries.filter_map(Result::ok) {
        let Some((sign, what)) = SIGNS.iter().find(|(sign, _)| entry.file_name() == *sign) else {
            continue;
        };
        let place = entry
            .path()
            .strip_prefix(folder)
            .ok()
            .and_then(Path::parent);
        let place = place.unwrap_or(Path::new("")).to_owned();
        // A README and settings of ours below are no part of what this folder is, and a folder may
        // be called as a tool is.
        let counts = match *sign {
            "README.md" | "notesite.toml" => entry.depth() == 1,
            "logseq" => entry.path().join("config.edn").exists(),
            _ => true,
        };
        let is_nearer = |(depth, _): &(usize, PathBuf)| entry.depth() < *depth;
        if counts && nearest.get(what).is_none_or(is_nearer) {
            nearest.insert(*what, (entry.depth(), place));
        }
    }
    let in_order = SIGNS.iter().map(|(_, what)| *what);
    in_order
        .filter_map(|what| {
            let (depth, place) = nearest.remove(what)?;
            Some(if depth == 1 {
                what.to_owned()
            } else {
                format!("{what} in {}", place.display())
            })
        })
        .collect()
}

/// Writes what is wished for and not there; a first course where there are no notes.
///
/// # Errors
/// 3 where something cannot be written.
pub(crate) fn make(
    folder: &Path,
    found: &FoundFolder,
    has_notes: bool,
    wishes: Wishes,
) -> Result<Vec<MadeFile>, Failure> {
    let unwritten = |error| disk::failed(folder, "written", &error);
    fs::create_dir_all(folder).map_err(unwritten)?;
    let here = folder.canonicalize().map_err(unwritten)?;
    let (name, course, settings) = if wishes.is_korean {
        (
            "첫-노트.md",
            include_str!("init/course.ko.md"),
            include_str!("init/settings.ko.toml"),
        )
    } else {
        (
            "first-notes.md",
            include_str!("init/course.en.md"),
            include_str!("init/settings.en.toml"),
        )
    };
    let mut made = Vec::new();
    if !has_notes || wishes.sample {
        // Beside other notes a folder `notes` would hide them.
        let inside = !has_notes || found.has_notes_folder;
        let place = if inside {
            folder.join("notes")
        } else {
            folder.to_owned()
        };
        made.push(write(&here, &place.join(name), course, |_| String::new())?);
    }
    made.push(write(
        &here,
        &folder.join("notesite.toml"),
        settings,
        |_| String::new(),
    )?);
    let ignored = "/public/\n";
    made.push(write(
        &here,
        &folder.join(".gitignore"),
        ignored,
        |there| {
            let is_named = |line: &str| line.trim().trim_matches('/') == "public";
            if there.lines().any(is_named) {
                String::new()
            } else {
                "add a line `/public/`, so that git leaves the site out".to_owned()
            }
        },
    )?);
    let top = found.top.as_deref().unwrap_or(&here);
    let inner = here.strip_prefix(top).unwrap_or(Path::new(""));
    // Shown as it was typed, where DIR is the top itself.
    let shown = if inner == Path::new("") { folder } else { top };
    let pages = WORKFLOW_FOR_PAGES.iter().filter(|_| wishes.pages);
    let store = WORKFLOW_FOR_S3.iter().filter(|_| wishes.s3);
    for (path, text) in pages.chain(store) {
        let text = filled(path, text, top, inner)?;
        made.push(write(top, &shown.join(path), &text, |_| {
            "`notesite init` in a new folder shows what would stand there".to_owned()
        })?);
    }
    Ok(made)
}

/// A file of a workflow for the notes in the folder `inner` of the repository `top`.
fn filled(path: &str, text: &str, top: &Path, inner: &Path) -> Result<String, Failure> {
    let head = disk::settings(&top.join(".git/HEAD"))?.unwrap_or_default();
    let head = String::from_utf8_lossy(&head).into_owned();
    let head = head.trim().strip_prefix("ref: refs/heads/");
    let branch = head.unwrap_or("main");
    let branch = if path.ends_with(".json") {
        // Stands within a string.
        branch.replace('"', "\\\"")
    } else {
        quoted(branch)
    };
    let root = inner.to_string_lossy().replace('\\', "/");
    let root = if root.is_empty() {
        ".".to_owned()
    } else {
        root
    };
    Ok(text
        .replace("{branch}", &branch)
        .replace("{root}", &quoted(&root))
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{source}", env!("CARGO_PKG_REPOSITORY")))
}

/// A scalar of YAML, quoted unless it is a plain word.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '.');
    if text.chars().all(is_plain) && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '.')
    {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// Writes a file inside `within` unless something lies there; then `lacks` says of its text what it
/// lacks.
fn write(
    within: &Path,
    path: &Path,
    text: &str,
    lacks: impl FnOnce(&str) -> String,
) -> Result<MadeFile, Failure> {
    let unwritten = |error| disk::failed(path, "written", &error);
    let path = path.strip_prefix(".").unwrap_or(path).to_owned();
    let place = path.parent().filter(|place| *place != Path::new(""));
    let place = place.unwrap_or(Path::new("."));
    // A link among the folders would lead a file, and new folders, to somebody else's.
    let nearest = place.ancestors().find(|folder| folder.exists());
    let nearest = nearest.filter(|folder| *folder != Path::new(""));
    let nearest = nearest.unwrap_or(Path::new("."));
    let is_inside = |folder: &Path| folder.canonicalize().map(|real| real.starts_with(within));
    if is_inside(nearest).map_err(unwritten)? {
        fs::create_dir_all(place).map_err(unwritten)?;
    }
    if !is_inside(nearest).map_err(unwritten)? || !is_inside(place).map_err(unwritten)? {
        return Err(Failure::usage(format!(
            "{} leads out of {}. Nothing more was written.",
            place.display(),
            within.display()
        )));
    }
    match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(mut file) => {
            if let Err(error) = file.write_all(text.as_bytes()) {
                // A part of a file would be taken for somebody's the next time.
                let _ = fs::remove_file(&path);
                return Err(unwritten(error));
            }
            Ok(MadeFile { path, kept: None })
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let there = match fs::metadata(&path) {
                Ok(about) if about.is_file() => fs::read(&path).map_err(unwritten)?,
                // A folder or a link to nowhere has no text.
                _ => Vec::new(),
            };
            let kept = Some(lacks(&String::from_utf8_lossy(&there)));
            Ok(MadeFile { path, kept })
        }
        Err(error) => Err(unwritten(error)),
    }
}
