//! Files that the commands of a chapter name: `kubectl apply -f web_pod.yml` under `1.basic > 2.pod
//! 로 이동`. In: the chapter and the files under ROOT. Out: which file each command means, or why
//! none was taken. Opens no file; whether what stands in one may be shown is for [`may_show`] to
//! say.

use crate::language::Language;
use crate::notes::code::secret;
use crate::notes::library::files;
use crate::notes::library::files::FileTable;
use crate::notes::library::outline::PlacedChapter;
use crate::notes::tree::{Block, BlockKind, Command, CommandLanguage, Lead, Span};

/// The largest file that is shown, in bytes.
pub(crate) const LARGEST: u64 = 256 * 1024;

/// A file that a command names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileMention {
    /// The command.
    pub command: Span,
    /// The words that name the file, as typed.
    pub words: String,
    /// Where it lies, or why none was taken.
    pub file: Result<String, FileDoubt>,
}

/// Why a name was not taken for a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FileDoubt {
    /// No file of that name lies where the notes say, or under ROOT at all.
    Missing,
    /// Several files have that name.
    Several(Vec<String>),
    /// It is hidden, or larger than [`LARGEST`].
    Unfit,
}

/// Every file that a command at the head of a bullet names, in reading order.
pub(crate) fn find(chapter: &PlacedChapter, files: &FileTable) -> Vec<FileMention> {
    let mut out = Vec::new();
    walk(
        &chapter.tree.blocks,
        &WorkingFolder::default(),
        files,
        &mut out,
    );
    out
}

/// Where the reader stands, as the notes say: the end of some folder's path under ROOT; empty where
/// they don't say, or name a place that is none here (a menu, a folder of another repository).
#[derive(Clone, Default)]
struct WorkingFolder(Option<String>);

fn walk(blocks: &[Block], around: &WorkingFolder, files: &FileTable, out: &mut Vec<FileMention>) {
    for block in blocks {
        match &block.kind {
            BlockKind::List(list) => {
                // What a bullet says of the place holds for those after it in its list, and for all
                // beneath them.
                let mut folder = around.clone();
                for item in &list.items {
                    if let Some(place) = place(&item.lead, &folder, files) {
                        folder = WorkingFolder(
                            Some(place).filter(|place| files.has_folder_ending(place)),
                        );
                    }
                    if let Lead::Command { command, .. } = &item.lead {
                        out.extend(mentions(command, &folder, files));
                    }
                    walk(&item.children, &folder, files, out);
                }
            }
            BlockKind::Quote(inner) | BlockKind::Alert { blocks: inner, .. } => {
                walk(inner, around, files, out);
            }
            _ => {}
        }
    }
}

/// The folder to which a bullet sends the reader: `1.basic > 2.pod 로 이동`, `k8s 폴더로 이동`, `cd
/// k8s`.
fn place(lead: &Lead, now: &WorkingFolder, files: &FileTable) -> Option<String> {
    if let Lead::Command { command, .. } = lead {
        let mut words = command.code.split_whitespace();
        return match (words.next(), words.next(), words.next()) {
            (Some("cd"), Some(path), None) if !path.starts_with(['/', '~', '$', '<']) => {
                let inside = now
                    .0
                    .as_ref()
                    .and_then(|now| files::join(now, path))
                    .filter(|path| files.has_folder_ending(path));
                inside.or_else(|| files::join("", path))
            }
            _ => None,
        };
    }
    let words = lead.text();
    let (before, _) = words.split_once("이동")?;
    let before = before.trim_end();
    let before = before
        .strip_suffix("으로")
        .or_else(|| before.strip_suffix('로'))?
        .trim_end();
    let kind = ["폴더", "디렉토리", "디렉터리", "경로", "위치"]
        .iter()
        .find_map(|kind| before.strip_suffix(kind));
    let path = kind
        .unwrap_or(before)
        .trim()
        .trim_matches(['\'', '"', '`', '‘', '’', '“', '”']);
    let parts: Vec<&str> = path
        .split(['>', '/', '→'])
        .map(str::trim)
        .filter(|part| !part.is_empty() && *part != ".")
        .collect();
    (!parts.is_empty() && parts.iter().all(|part| part.len() <= 120)).then(|| parts.join("/"))
}

fn mentions(command: &Command, folder: &WorkingFolder, files: &FileTable) -> Vec<FileMention> {
    if command.language != CommandLanguage::Shell {
        return Vec::new();
    }
    let mention = |words: String| {
        let file = resolve(&words, folder, files);
        FileMention {
            command: command.span,
            words,
            file,
        }
    };
    names(&command.code).into_iter().map(mention).collect()
}

/// The words of a command that name a text file to read, each once: arguments, not targets of `>`,
/// addresses, patterns or placeholders.
fn names(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut written = false;
    for word in code.split_whitespace() {
        let target = std::mem::replace(&mut written, word.ends_with('>'));
        let word = word.trim_matches(['"', '\'', ';', '(', ')']);
        let path = match word.split_once('=') {
            Some((option, path)) if option.starts_with('-') => path,
            _ => word
                .strip_prefix("-f")
                .filter(|path| !path.is_empty())
                .unwrap_or(word),
        };
        let path = path.trim_start_matches('<').trim_start_matches("./");
        let foreign = path.contains("://")
            || path.starts_with(['/', '~', '-', '>'])
            || path.contains(['<', '>', '*', '?', '$', '{', '[', ':', '@', ',', '|', '\\']);
        if !target
            && !foreign
            && Language::of_file(path).is_some()
            && !out.iter().any(|known| known == path)
        {
            out.push(path.to_owned());
        }
    }
    out
}

fn resolve(name: &str, folder: &WorkingFolder, files: &FileTable) -> Result<String, FileDoubt> {
    let wanted =
        files::join(folder.0.as_deref().unwrap_or_default(), name).ok_or(FileDoubt::Missing)?;
    let ends = |path: &&String| {
        path.strip_suffix(wanted.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
    };
    let candidates: Vec<&String> = files
        .named(files::base_name(&wanted))
        .iter()
        .filter(ends)
        .collect();
    match candidates.as_slice() {
        [] => Err(FileDoubt::Missing),
        [only]
            if files::is_hidden(only)
                || files.by_path.get(*only).is_none_or(|file| file.is_large) =>
        {
            Err(FileDoubt::Unfit)
        }
        [only] => Ok((*only).clone()),
        several => Err(FileDoubt::Several(
            several.iter().map(|path| (*path).clone()).collect(),
        )),
    }
}

/// Whether the text of a file may be shown on a page: it is no manifest of a Kubernetes Secret, and
/// the secret check finds nothing in it that `allow` does not let pass.
pub(crate) fn may_show(text: &str, allow: &[regex::Regex]) -> bool {
    let plain = |line: &str| {
        line.trim()
            .trim_end_matches(',')
            .replace(['"', '\'', ' '], "")
    };
    !text
        .lines()
        .any(|line| plain(line.trim_start_matches("- ")) == "kind:Secret")
        && secret::find(text, allow).is_empty()
}
