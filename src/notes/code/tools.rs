//! The programs that notes type: how sure each name is, and which first arguments prove it. The
//! data is `tools.txt`; `notesite.toml` adds names. Knows nothing of bullets or Markdown, and a
//! name that is not here may be a program all the same: `evidence` weighs.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

/// What the table says of a name.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a column of the table"
)]
pub(crate) struct Program {
    /// Hardly ever a word of prose.
    pub is_name: bool,
    /// An English word, or the name of a product.
    pub is_word: bool,
    /// Bare words may follow: `mkdir logs`.
    pub takes_bare: bool,
    /// Complete without a word after it: `pwd`.
    pub is_alone: bool,
    /// Its operands are text of any kind.
    pub takes_text: bool,
    /// Stands before a command and belongs to it: `sudo`.
    pub is_prefix: bool,
    /// Its second operand is a verb: `service nginx restart`.
    pub is_service: bool,
    /// It is given the names of other programs: `which java`.
    pub is_asking: bool,
    /// It is told a number: `sleep 10`.
    pub is_counted: bool,
    /// Its options begin with a stroke, as those of Windows do: `ipconfig /all`.
    pub is_of_windows: bool,
    /// It runs the file that it is given: `python app.py`.
    pub is_interpreter: bool,
    /// Sub-commands that stand for themselves: `docker ps`.
    subs: &'static str,
    /// Sub-commands that want another word: `docker image ls`. Alone they name a thing.
    groups: &'static str,
}

impl Program {
    /// Whether `word` is a sub-command that stands for itself.
    pub(crate) fn has_sub(&self, word: &str) -> bool {
        lists(self.subs, word)
    }

    /// Whether `word` is a sub-command that wants another one.
    pub(crate) fn has_group(&self, word: &str) -> bool {
        lists(self.groups, word)
    }

    /// Whether it has sub-commands at all.
    pub(crate) const fn has_subs(&self) -> bool {
        !self.subs.is_empty() || !self.groups.is_empty()
    }
}

fn lists(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|known| known == word)
}

/// Programs whose name begins a command.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tools {
    /// `commands` of `notesite.toml`.
    extra: BTreeSet<String>,
}

impl Tools {
    /// The built-in table with further names.
    pub fn new(extra: &[String]) -> Self {
        Self {
            extra: extra.iter().cloned().collect(),
        }
    }

    /// Whether `notesite.toml` names it.
    pub fn adds(&self, name: &str) -> bool {
        self.extra.contains(name)
    }
}

/// What the table says of a program's name; `None` where it does not stand in it.
pub(crate) fn program(name: &str) -> Option<&'static Program> {
    table().programs.get(name)
}

/// Whether a section of the table that holds no programs lists `word`: `verbs`, what a service can
/// be told; `redis`, `mongo`, `cmdlet-verbs` and their kin, the words of other languages.
pub(crate) fn section_lists(section: &str, word: &str) -> bool {
    table()
        .sections
        .get(section)
        .is_some_and(|words| words.contains(word))
}

struct Programs {
    programs: HashMap<&'static str, Program>,
    sections: HashMap<&'static str, HashSet<&'static str>>,
}

fn table() -> &'static Programs {
    static TABLE: OnceLock<Programs> = OnceLock::new();
    TABLE.get_or_init(|| read(include_str!("tools.txt")))
}

/// Reads the table: a section for each kind of name, `name: subs | groups` in the last one.
fn read(text: &'static str) -> Programs {
    let mut table = Programs {
        programs: HashMap::new(),
        sections: HashMap::new(),
    };
    for section in text.split("\n[").skip(1) {
        let Some((kind, body)) = section.split_once("]\n") else {
            continue;
        };
        // A comment before the next section ends this one.
        let body = body.split("\n#").next().unwrap_or_default();
        if kind == "subcommands" {
            for row in rows(body) {
                let (name, rest) = row.split_once(':').unwrap_or((row, ""));
                let (subs, groups) = rest.split_once('|').unwrap_or((rest, ""));
                let program = table.programs.entry(name).or_default();
                (program.subs, program.groups) = (subs, groups);
            }
            continue;
        }
        let is_programs = matches!(
            kind,
            "names"
                | "words"
                | "bare"
                | "alone"
                | "text"
                | "prefixes"
                | "services"
                | "asks"
                | "counted"
                | "interpreters"
                | "windows"
        );
        if !is_programs {
            let words = body.split_ascii_whitespace().collect();
            table.sections.insert(kind, words);
            continue;
        }
        for name in body.split_ascii_whitespace() {
            let program = table.programs.entry(name).or_default();
            match kind {
                "names" => program.is_name = true,
                "words" => program.is_word = true,
                "bare" => program.takes_bare = true,
                "alone" => program.is_alone = true,
                "text" => program.takes_text = true,
                "prefixes" => program.is_prefix = true,
                "services" => program.is_service = true,
                "counted" => program.is_counted = true,
                "asks" => program.is_asking = true,
                "windows" => program.is_of_windows = true,
                "interpreters" => program.is_interpreter = true,
                _ => {}
            }
        }
    }
    table
}

/// The rows of a section, each with the indented lines that it runs on over.
fn rows(body: &'static str) -> impl Iterator<Item = &'static str> {
    let mut rest = body;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches('\n');
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .match_indices('\n')
            .find(|(at, _)| !rest[at + 1..].starts_with(' '))
            .map_or(rest.len(), |(at, _)| at);
        let (row, tail) = rest.split_at(end);
        rest = tail;
        Some(row)
    })
}
