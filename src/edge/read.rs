//! The only code that reads notes from disk: a folder in, [`Sources`] out. Text leaves here in UTF-8, NFC and with line
//! feeds, whatever it was stored as; nothing is ever replaced by U+FFFD without a word.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::Failure;
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::notes::library::NoteFile;
use crate::notes::messages;
use crate::text;

/// The name of the manifest that marks a folder as our output; such a folder is never read as notes.
pub const MANIFEST: &str = ".notesite-manifest.json";

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Sources {
    /// Where the notes lie, relative to ROOT, with `/` at its end; empty for ROOT itself.
    pub notes_folder: String,
    /// The notes, by path.
    pub notes: Vec<NoteFile>,
    /// Every file under ROOT that notes may link to, by NFC path.
    pub files: BTreeMap<String, FoundFile>,
    /// Overriding files of the theme, relative to its folder.
    pub theme: BTreeMap<String, Vec<u8>>,
    /// The text of `notesite.lock`, where there is one.
    pub lock: Option<String>,
    /// What was not read, and why: `check --verbose` says so.
    pub left_alone: Vec<Diagnostic>,
}

/// A file under ROOT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Where it lies on disk, in whatever form its name is stored.
    pub disk: PathBuf,
    /// Bytes.
    pub size: u64,
    /// When it was last written.
    pub modified: Option<std::time::SystemTime>,
    /// Width and height in pixels, for pictures whose format we know.
    pub pixels: Option<(u32, u32)>,
    /// Whether its name is a picture's.
    pub is_image: bool,
}

/// Reads `notesite.toml` of ROOT, or answers the defaults.
pub fn config(root: &Path) -> Result<Config, Failure> {
    if !root.is_dir() {
        return Err(Failure::usage(format!("There is no folder {}. Give the folder that holds your notes.", root.display())));
    }
    let path = root.join("notesite.toml");
    match fs::read(&path) {
        Ok(bytes) => {
            let source = String::from_utf8(bytes).map_err(|e| {
                let at = e.utf8_error().valid_up_to();
                Failure::usage(format!("notesite.toml is not UTF-8 from byte {at} on. Save it as UTF-8."))
            })?;
            Config::parse(source.trim_start_matches('\u{feff}')).map_err(|error| Failure::usage(error.to_string()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(Failure::system(format!("{} cannot be read: {error}.", path.display()))),
    }
}

/// Reads the notes and finds the files under `root`; `output` is never looked into.
pub fn read(root: &Path, config: &Config, output: &Path) -> Result<Checked<Sources>, Failure> {
    let mut diagnostics = Vec::new();
    let notes_folder = notes_folder(root, config)?;
    let mut left_alone = Vec::new();
    let (paths, mut walked) = walk(root, output, &notes_folder, &mut left_alone);
    diagnostics.append(&mut walked);
    let (files, mut twins) = merge_twins(paths)?;
    diagnostics.append(&mut twins);
    let single = config.notes.as_ref().is_some_and(|notes| root.join(notes).is_file());
    let wanted = |path: &str| {
        let named = config.notes.as_deref().map(text::nfc);
        if single { named.as_deref() == Some(path) } else { path.starts_with(&notes_folder) && is_note(path) }
    };
    let ignored = files.iter().filter(|(path, found)| wanted(path) && found.ignored);
    left_alone.extend(ignored.map(|(path, _)| messages::not_read(path, "a .gitignore names it")));
    let chosen: Vec<(&String, &Found)> = files.iter().filter(|(path, found)| wanted(path) && !found.ignored).collect();
    let texts: Vec<Result<(Option<NoteFile>, Vec<Diagnostic>), Failure>> =
        chosen.par_iter().map(|(path, found)| note(path, &found.disk)).collect();
    let mut notes = Vec::with_capacity(texts.len());
    for one in texts {
        let (note, mut problems) = one?;
        notes.extend(note);
        diagnostics.append(&mut problems);
    }
    let found: BTreeMap<String, FoundFile> =
        files.into_par_iter().map(|(path, found)| (path.clone(), measured(&path, found))).collect();
    let theme = theme(root, config)?;
    let lock = fs::read_to_string(root.join("notesite.lock")).ok();
    Ok(Checked { value: Sources { notes_folder, notes, files: found, theme, lock, left_alone }, diagnostics })
}

fn notes_folder(root: &Path, config: &Config) -> Result<String, Failure> {
    match &config.notes {
        Some(notes) => {
            let path = root.join(notes);
            if path.is_dir() {
                let folder = text::nfc(notes.trim_start_matches("./").trim_matches('/'));
                Ok(if folder.is_empty() || folder == "." { String::new() } else { format!("{folder}/") })
            } else if path.is_file() {
                Ok(String::new())
            } else {
                Err(Failure::usage(format!(
                    "`notes = \"{notes}\"` in notesite.toml names nothing under {}. Correct the path or remove the line.",
                    root.display()
                )))
            }
        }
        None if root.join("notes").is_dir() => Ok("notes/".to_owned()),
        None => Ok(String::new()),
    }
}

fn is_note(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    lower.ends_with(".md") || lower.ends_with(".markdown")
}

/// A file met on the walk.
struct Found {
    disk: PathBuf,
    size: u64,
    ignored: bool,
}

/// Every regular file under ROOT but hidden ones, builds, dependencies, output folders and links that leave ROOT.
fn walk(
    root: &Path,
    output: &Path,
    notes_folder: &str,
    left_alone: &mut Vec<Diagnostic>,
) -> (Vec<(String, Found)>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut diagnostics = Vec::new();
    let mut ignores: Vec<Gitignore> = Vec::new();
    let canonical_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let canonical_output = output.canonicalize().ok();
    let mut walker = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walker.next() {
        // Unreadable folders and loops of links hold no notes.
        let Ok(entry) = entry else { continue };
        let name = entry.file_name().to_string_lossy();
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let is_folder = entry.file_type().is_dir();
        let skip = entry.depth() > 0
            && (name.starts_with('.')
                || (is_folder && matches!(&*name, "node_modules" | "target" | "build"))
                || (is_folder
                    && (entry.path().join(MANIFEST).exists()
                        || canonical_output.as_deref() == entry.path().canonicalize().ok().as_deref()))
                || (entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|real| real.starts_with(&canonical_root))));
        if skip {
            // What git itself hides is nobody's note.
            let ours = canonical_output.is_some() && canonical_output == entry.path().canonicalize().ok();
            if !ours && !name.starts_with(".git") && (is_folder || is_note(&name)) {
                let reason = if name.starts_with('.') {
                    "its name begins with a dot"
                } else if entry.path_is_symlink() {
                    "the link leads out of this folder"
                } else if entry.path().join(MANIFEST).exists() {
                    "notesite wrote it"
                } else {
                    "folders of that name hold what programs made"
                };
                left_alone.push(messages::not_read(&relative.to_string_lossy(), reason));
            }
            if is_folder {
                walker.skip_current_dir();
            }
            continue;
        }
        let ignored = ignores.iter().any(|rules| {
            entry.path().starts_with(rules.path()) && rules.matched_path_or_any_parents(entry.path(), is_folder).is_ignore()
        });
        if is_folder {
            // A folder that git ignores is left alone, unless it is the notes' own.
            if ignored && !notes_folder.starts_with(&*relative.to_string_lossy()) {
                left_alone.push(messages::not_read(&relative.to_string_lossy(), "a .gitignore names it"));
                walker.skip_current_dir();
                continue;
            }
            let rules = entry.path().join(".gitignore");
            if rules.is_file() {
                let mut builder = GitignoreBuilder::new(entry.path());
                let _ = builder.add(rules);
                ignores.extend(builder.build());
            }
            continue;
        }
        if !entry.file_type().is_file() {
            continue;
        }
        let Some(path) = relative.to_str() else {
            diagnostics.push(Diagnostic::unreadable_name(&relative.to_string_lossy()));
            continue;
        };
        let path = text::nfc(&path.replace(std::path::MAIN_SEPARATOR, "/"));
        let size = entry.metadata().map_or(0, |metadata| metadata.len());
        found.push((path, Found { disk: entry.into_path(), size, ignored }));
    }
    (found, diagnostics)
}

/// NFC and NFD names of the same file are one; with different bytes they are an error that names both.
fn merge_twins(found: Vec<(String, Found)>) -> Result<(BTreeMap<String, Found>, Vec<Diagnostic>), Failure> {
    let mut files: BTreeMap<String, Found> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for (path, one) in found {
        if let Some(other) = files.get(&path) {
            let bytes = |file: &Found| {
                fs::read(&file.disk).map_err(|e| Failure::system(format!("{} cannot be read: {e}.", file.disk.display())))
            };
            if other.size != one.size || bytes(other)? != bytes(&one)? {
                diagnostics.push(Diagnostic::twins(&path));
            }
            // The name that is NFC on disk is the one to read.
            if one.disk.to_str().is_some_and(|name| text::nfc(name) == name) {
                files.insert(path, one);
            }
        } else {
            files.insert(path, one);
        }
    }
    Ok((files, diagnostics))
}

fn measured(path: &str, found: Found) -> FoundFile {
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_image =
        matches!(extension.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "bmp" | "ico" | "apng");
    let pixels = match extension.as_str() {
        "svg" if found.size < 4_000_000 => fs::read_to_string(&found.disk).ok().and_then(|svg| svg_size(&svg)),
        _ if is_image => imagesize::size(&found.disk)
            .ok()
            .and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))),
        _ => None,
    };
    let modified = fs::metadata(&found.disk).and_then(|meta| meta.modified()).ok();
    FoundFile { disk: found.disk, size: found.size, modified, pixels, is_image }
}

/// Width and height of an SVG: its attributes in pixels, else its view box.
fn svg_size(svg: &str) -> Option<(u32, u32)> {
    let start = svg.find("<svg")?;
    let tag = &svg[start..start + svg[start..].find('>')?];
    let attribute = |name: &str| {
        let at = tag.find(&format!(" {name}=")).or_else(|| tag.find(&format!("\n{name}=")))? + name.len() + 2;
        let quote = tag[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = &tag[at + 1..];
        Some(&value[..value.find(quote)?])
    };
    let number = |value: &str| {
        value.trim().trim_end_matches("px").parse::<f64>().ok().filter(|n| *n > 0.0 && *n < 100_000.0).map(|n| n.round() as u32)
    };
    let size = attribute("width").and_then(number).zip(attribute("height").and_then(number));
    size.or_else(|| {
        let view: Vec<&str> = attribute("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).collect();
        Some((number(view.get(2)?)?, number(view.get(3)?)?))
    })
}

fn note(path: &str, disk: &Path) -> Result<(Option<NoteFile>, Vec<Diagnostic>), Failure> {
    let bytes = fs::read(disk).map_err(|error| Failure::system(format!("{} cannot be read: {error}.", disk.display())))?;
    let path: Arc<str> = path.into();
    Ok(match decode(&bytes) {
        Decoded::Utf8(source) => (Some(NoteFile { path, text: normalised(source).into() }), Vec::new()),
        Decoded::Other(source, encoding) => {
            let warning = Diagnostic::other_encoding(&path, encoding);
            (Some(NoteFile { path, text: normalised(&source).into() }), vec![warning])
        }
        Decoded::Unknown { line, byte } => (None, vec![Diagnostic::unknown_encoding(&path, line, byte)]),
    })
}

enum Decoded<'a> {
    Utf8(&'a str),
    Other(String, &'static str),
    Unknown { line: usize, byte: usize },
}

fn decode(bytes: &[u8]) -> Decoded<'_> {
    let utf16 = |encoding: &'static encoding_rs::Encoding, bytes: &[u8], name: &'static str| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| Decoded::Other(text.into_owned(), name))
    };
    let mark = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(encoding_rs::UTF_16LE, rest, "UTF-16 LE"),
        [0xfe, 0xff, rest @ ..] => utf16(encoding_rs::UTF_16BE, rest, "UTF-16 BE"),
        _ => None,
    };
    if let Some(found) = mark {
        return found;
    }
    let error = match std::str::from_utf8(bytes) {
        // A text with a zero in every other byte is UTF-16 without its mark.
        Ok(text) if !looks_utf16(bytes) => return Decoded::Utf8(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Ok(_) => 0,
        Err(error) => error.valid_up_to(),
    };
    if looks_utf16(bytes) {
        let (encoding, name) = if bytes.iter().skip(1).step_by(2).filter(|&&b| b == 0).count()
            > bytes.iter().step_by(2).filter(|&&b| b == 0).count()
        {
            (encoding_rs::UTF_16LE, "UTF-16 LE")
        } else {
            (encoding_rs::UTF_16BE, "UTF-16 BE")
        };
        if let Some(found) = utf16(encoding, bytes, name) {
            return found;
        }
    }
    if let Some(text) = encoding_rs::EUC_KR.decode_without_bom_handling_and_without_replacement(bytes) {
        // Korean prose is common syllables; bytes of another kind decode to rare hanja and symbols, or not at all.
        let (mut hangul, mut other) = (0, 0);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            if text::is_hangul(c) { hangul += 1 } else { other += 1 }
        }
        if hangul > other {
            return Decoded::Other(text.into_owned(), "CP949");
        }
    }
    Decoded::Unknown { line: bytes[..error].iter().filter(|&&b| b == b'\n').count() + 1, byte: error }
}

fn looks_utf16(bytes: &[u8]) -> bool {
    bytes.len() >= 4 && bytes.len().is_multiple_of(2) && bytes.iter().filter(|&&b| b == 0).count() * 5 > bytes.len()
}

fn normalised(source: &str) -> String {
    let lines = if source.contains('\r') { source.replace("\r\n", "\n").replace('\r', "\n") } else { source.to_owned() };
    text::nfc(&lines)
}

/// Files of `themes/NAME/`, by their path in it.
fn theme(root: &Path, config: &Config) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let folder = root.join("themes").join(&config.theme);
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        if config.theme == "default" {
            return Ok(files);
        }
        return Err(Failure::usage(format!(
            "`theme = \"{}\"` in notesite.toml names no folder under themes/. Make {} or remove the line.",
            config.theme,
            folder.display()
        )));
    }
    for entry in WalkDir::new(&folder).sort_by_file_name().into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let Some(path) = entry.path().strip_prefix(&folder).ok().and_then(Path::to_str) else { continue };
        let bytes = fs::read(entry.path())
            .map_err(|error| Failure::system(format!("{} cannot be read: {error}.", entry.path().display())))?;
        files.insert(path.replace(std::path::MAIN_SEPARATOR, "/"), bytes);
    }
    Ok(files)
}

/// The text of a file that notes show, where it is UTF-8 and not too large.
pub fn shown(file: &FoundFile) -> Option<Arc<str>> {
    if file.size > crate::notes::shown::LARGEST {
        return None;
    }
    let bytes = fs::read(&file.disk).ok()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    Some(normalised(text.strip_prefix('\u{feff}').unwrap_or(text)).into())
}
