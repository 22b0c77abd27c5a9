//! The lines of a file of rules, in the words of git. Bytes of a `.gitignore` in; for a path the
//! line that decides out.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use gix_glob::Pattern;
use gix_glob::pattern::Case;
use gix_glob::wildmatch::Mode;

use crate::failure::Failure;
use crate::text;

/// The lines of one file.
#[derive(Clone, Debug, Default)]
pub(super) struct Rules {
    pub lines: Vec<RuleLine>,
    /// The places of lines that name something letter for letter, by that in lower case: a file may
    /// hold thousands of them.
    literal: HashMap<Vec<u8>, Vec<usize>>,
    /// The places of the others.
    wild: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct RuleLine {
    pub pattern: Pattern,
    /// Where it stands and what it says, for whoever misses a note.
    pub said: Arc<str>,
}

impl Rules {
    pub(super) fn new(lines: impl Iterator<Item = RuleLine>) -> Self {
        let mut rules = Self {
            lines: lines.collect(),
            ..Self::default()
        };
        for (at, line) in rules.lines.iter().enumerate() {
            if line.pattern.first_wildcard_pos.is_none() {
                let words = line.pattern.text.to_ascii_lowercase();
                rules.literal.entry(words).or_default().push(at);
            } else {
                rules.wild.push(at);
            }
        }
        rules
    }

    /// The last line that fits a path.
    pub(super) fn decisive(&self, path: &str, is_folder: bool, case: Case) -> Option<&RuleLine> {
        self.decisive_at(path, is_folder, case)
            .map(|at| &self.lines[at])
    }

    /// Its place among the lines.
    pub(super) fn decisive_at(&self, path: &str, is_folder: bool, case: Case) -> Option<usize> {
        let fits = |at: &&usize| self.lines[**at].fits(path, is_folder, case);
        let literal = self.named(path);
        let literal = literal.filter_map(|all| all.iter().rev().find(fits)).max();
        let later = self.wild.iter().rev();
        let wild = later.take_while(|at| Some(*at) > literal).find(fits);
        wild.or(literal).copied()
    }

    /// All lines that fit a path with their places, the last first.
    pub(super) fn fitting(
        &self,
        path: &str,
        is_folder: bool,
        case: Case,
    ) -> impl Iterator<Item = (usize, &RuleLine)> {
        let fits = |at: &&usize| self.lines[**at].fits(path, is_folder, case);
        let literal = self.named(path).flatten();
        let all = literal.chain(&self.wild).filter(fits);
        let mut all: Vec<usize> = all.copied().collect();
        all.sort_unstable();
        // A path without a folder is its own name.
        all.dedup();
        all.into_iter().rev().map(|at| (at, &self.lines[at]))
    }

    /// The lines that name a path, or the name at its end, letter for letter.
    fn named(&self, path: &str) -> impl Iterator<Item = &Vec<usize>> {
        let folded = path.to_ascii_lowercase();
        let name = folded.rsplit('/').next().unwrap_or_default();
        let named = [folded.as_str(), name].map(|words| self.literal.get(words.as_bytes()));
        named.into_iter().flatten()
    }
}

impl RuleLine {
    pub(super) fn fits(&self, path: &str, is_folder: bool, case: Case) -> bool {
        let name = path.rfind('/').map(|at| at + 1);
        self.pattern.matches_repo_relative_path(
            path.into(),
            name,
            Some(is_folder),
            case,
            Mode::NO_MATCH_SLASH_LITERAL,
        )
    }
}

/// The lines of a `.gitignore`, which leave files out.
pub(super) fn of_ignore(bytes: &[u8], file: &Path, shown: &str) -> Result<Rules, Failure> {
    let source = utf8(bytes, file, |line| line.starts_with(b"#"))?;
    let texts: Vec<&str> = source.lines().collect();
    let lines = gix_ignore::parse(source.as_bytes(), false).map(|(pattern, number, _)| {
        let words = texts.get(number - 1).map_or("", |line| line.trim());
        RuleLine {
            pattern,
            said: format!("line {number} of {shown} (`{words}`)").into(),
        }
    });
    Ok(Rules::new(lines))
}

/// The text of a file of rules in NFC. Names here are UTF-8, so that a line in another encoding
/// would name nothing, and what it was meant to hide would be published; lines of which `is_idle`
/// says that they name nobody are left out.
pub(super) fn utf8(
    bytes: &[u8],
    file: &Path,
    is_idle: fn(&[u8]) -> bool,
) -> Result<String, Failure> {
    let mut source = String::with_capacity(bytes.len());
    for (i, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        match std::str::from_utf8(line) {
            Ok(line) => source.push_str(&text::nfc(line)),
            Err(_) if is_idle(line) => source.push('#'),
            Err(_) => {
                return Err(Failure::system(format!(
                    "Line {} of {} is not UTF-8, so it cannot be told what it leaves out. Save the \
                    file as UTF-8.",
                    i + 1,
                    file.display()
                )));
            }
        }
        source.push('\n');
    }
    Ok(source)
}
