//! The lines of a file of rules, in the words of git. Bytes of a `.gitignore` or a `.gitattributes`
//! in; for a path the line that decides out.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use gix_glob::Pattern;
use gix_glob::pattern::{Case, Mode as PatternMode};
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
        let fits = |at: &&usize| self.lines[**at].fits(path, is_folder, case);
        let folded = path.to_ascii_lowercase();
        let name = folded.rsplit('/').next().unwrap_or_default();
        let named = [folded.as_str(), name].into_iter();
        let named = named.filter_map(|words| self.literal.get(words.as_bytes()));
        let literal = named.filter_map(|all| all.iter().rev().find(fits)).max();
        let later = self.wild.iter().rev();
        let wild = later.take_while(|at| Some(*at) > literal).find(fits);
        wild.or(literal).map(|at| &self.lines[*at])
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

/// The lines of a `.gitattributes` that say which files git keeps encrypted: these, and, as if
/// they were negative, those that name another filter or none.
pub(super) fn of_attributes(bytes: &[u8], file: &Path, shown: &str) -> Result<Rules, Failure> {
    let source = utf8(bytes, file, |line| !holds(line, b"filter"))?;
    let mut macros: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for (at, line) in source.lines().enumerate() {
        let line = line.trim();
        if let Some(words) = line.strip_prefix("[attr]") {
            let (name, said) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
            if is_encrypted(said, &macros) == Some(true) {
                macros.push(name);
            }
            continue;
        }
        let Some((name, said)) = pattern_of(line) else {
            continue;
        };
        let Some(is_encrypted) = is_encrypted(said, &macros) else {
            continue;
        };
        let Some(mut pattern) = Pattern::from_bytes_without_negation(name.as_bytes()) else {
            continue;
        };
        if !is_encrypted {
            pattern.mode |= PatternMode::NEGATIVE;
        }
        lines.push(RuleLine {
            pattern,
            said: format!("line {} of {shown} (`{line}`)", at + 1).into(),
        });
    }
    Ok(Rules::new(lines.into_iter()))
}

/// The name in a line of attributes, which may stand between quotation marks as in C, and what is
/// said of it.
fn pattern_of(line: &str) -> Option<(String, &str)> {
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let Some(quoted) = line.strip_prefix('"') else {
        let (name, said) = line.split_once(char::is_whitespace)?;
        return Some((name.to_owned(), said));
    };
    let mut name = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, c)) = letters.next() {
        match c {
            '"' => return Some((name, &quoted[at + 1..])),
            '\\' => name.extend(letters.next().map(|(_, c)| c)),
            c => name.push(c),
        }
    }
    None
}

/// Whether what is said of a file makes git encrypt it; nothing where no filter is named.
fn is_encrypted(said: &str, macros: &[&str]) -> Option<bool> {
    let mut out = None;
    for word in said.split_whitespace() {
        if let Some(filter) = word.strip_prefix("filter=") {
            out = Some(encrypts(filter));
        } else if matches!(word, "-filter" | "!filter") {
            out = Some(false);
        } else if macros.contains(&word) {
            out = Some(true);
        } else if macros.contains(&word.trim_start_matches(['-', '!'])) {
            out = Some(false);
        }
    }
    out
}

/// Whether a filter encrypts, by its name: `git-crypt`, `git-crypt-team`, `crypt`, `transcrypt`,
/// `git-agecrypt`, `sops`, `strongbox`, `ansible-vault`, `gpg`.
fn encrypts(filter: &str) -> bool {
    let filter = filter.to_ascii_lowercase();
    let mut parts = filter.split(['-', '_', '.']);
    filter.contains("crypt")
        || parts.any(|part| {
            matches!(
                part,
                "age" | "gpg" | "pgp" | "secret" | "sops" | "strongbox" | "vault"
            )
        })
}

fn holds(line: &[u8], word: &[u8]) -> bool {
    line.windows(word.len()).any(|part| part == word)
}

/// The text of a file of rules in NFC. Names here are UTF-8, so that a line in another encoding
/// would name nothing, and what it was meant to hide would be published; lines of which `is_idle`
/// says that they name nobody are left out.
fn utf8(bytes: &[u8], file: &Path, is_idle: fn(&[u8]) -> bool) -> Result<String, Failure> {
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
