//! The language of a code block: its label where that names one, else what its text looks like;
//! where in doubt, none. A label and a text in, a canonical name out. Nothing is executed or fully
//! parsed: a manifest that YAML cannot read is still YAML to the student who wrote it.

mod expression;
mod markup;
mod overruled;
mod program;
mod settings;
mod shape;
mod shell;
mod statement;
mod template;
mod title;

use std::collections::BTreeMap;

use crate::language::Language;
use crate::notes::code::language::overruled::Overruled;
use crate::notes::code::parsed;
use crate::notes::code::printed;
use crate::notes::code::tools::Tools;
use crate::notes::code::transcript::SaidLanguage;
use crate::notes::tree::Code;

/// What a code block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Detected {
    /// The language; `None` where in doubt.
    pub language: Option<Language>,
    /// The title behind the language, or a label that is no language.
    pub caption: Option<String>,
}

/// The language of a block. `aliases` are `languages` of `notesite.toml`, `tools` its commands.
pub(crate) fn detect(
    declared: &str,
    text: &str,
    aliases: &BTreeMap<String, String>,
    tools: &Tools,
) -> Detected {
    let word = word(declared).to_lowercase();
    if declared.trim().is_empty() {
        return Detected {
            language: guess(text, tools),
            caption: None,
        };
    }
    let alias = aliases.get(&word).map_or(word.as_str(), String::as_str);
    // `.env`
    match Language::of_label(alias.trim_start_matches('.')) {
        // Writers call a session at the prompt text, because no language is named for it; only its
        // commands are copied all the same.
        Some(language) if language == Language::TEXT => Detected {
            language: guess(text, tools).filter(|found| *found == Language::CONSOLE),
            caption: title::of(declared),
        },
        // Commands behind prompts are a session, whatever the label says of its language, and so
        // are those of a shell above what they printed.
        Some(language)
            if (language.is_typed() || begins_at_prompt(text))
                && shell::is_console(&lines(text), tools)
                || language == Language::SHELL && shell::is_answered(&lines(text), tools) =>
        {
            Detected {
                language: Some(Language::CONSOLE),
                caption: title::of(declared),
            }
        }
        // A label is a habit where nothing but commands of known programs stands below it.
        Some(language) if shell::is_mislabelled(language.name(), &lines(text), tools) => Detected {
            language: Some(Language::SHELL),
            caption: title::of(declared),
        },
        // What `languages` of notesite.toml says is no habit.
        Some(language) => Detected {
            language: match overruled::by_text(language.name(), text, &lines(text)) {
                _ if aliases.contains_key(&word) => Some(language),
                Some(Overruled::Language(found)) => Language::of_label(found),
                Some(Overruled::Plain) => None,
                None => Some(language),
            },
            caption: title::of(declared),
        },
        None if aliases.contains_key(&word) => Detected {
            language: Some(Language::other(alias)),
            caption: title::of(declared),
        },
        // `application.properties`, `pom.xml`: the name of a file.
        None => Detected {
            language: Language::of_file(&word)
                .filter(|language| *language != Language::TEXT)
                .or_else(|| guess(text, tools)),
            caption: Some(declared.trim().to_owned()),
        },
    }
}

/// The first word of a label. In braces stands what programs run (`{r, echo=FALSE}`), a class
/// (`{.python}`), a format (`{=html}`) or a directive whose language follows (`{code-block} c`).
/// Source: the manuals of knitr, Pandoc and `MyST`.
fn word(declared: &str) -> &str {
    let braced = declared.trim_start().strip_prefix('{');
    let (inside, behind) = braced.and_then(|rest| rest.split_once('}')).unzip();
    let inside = inside.map(|inside| inside.trim_start().trim_start_matches(['.', '=']));
    let of = |words: &'_ str| -> usize {
        words
            .find([' ', '\t', '{', ',', ':'])
            .unwrap_or(words.len())
    };
    match (inside.map(|inside| &inside[..of(inside)]), behind) {
        (Some("code" | "code-block" | "code-cell" | "sourcecode"), Some(behind)) => {
            let behind = behind.trim_start();
            &behind[..of(behind)]
        }
        (Some(word), _) => word,
        (None, _) => &declared[..of(declared)],
    }
}

/// Whether a text begins behind a prompt, `$ go test ./...`, as nothing else that is written does.
fn begins_at_prompt(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    first.is_some_and(|line| line.starts_with("$ "))
}

/// Lines of a block that are not blank, at most 400: more would not change the verdict.
fn lines(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim_end)
        .filter(|line| !line.trim().is_empty())
        .take(400)
        .collect()
}

fn guess(text: &str, tools: &Tools) -> Option<Language> {
    verdict(text, tools).and_then(|(name, _)| Language::of_label(name))
}

/// Why a block is taken for its language, by the name that `inspect` prints: its label, or what of
/// its text decided.
pub(crate) fn reason(code: &Code, tools: &Tools) -> Option<&'static str> {
    let language = code.language.as_ref()?;
    let guessed = verdict(&code.text, tools).filter(|(name, _)| *name == language.name());
    let label = code.declared.trim();
    let labelled = !label.is_empty() && code.caption.as_deref() != Some(label);
    match guessed {
        Some((_, reason)) if !labelled || *language == Language::CONSOLE => Some(reason),
        _ => labelled.then_some("label"),
    }
}

/// What an unlabelled text is called, and why. What leaves no doubt comes first; where a program's
/// marks and a shell's lines both speak, the surer one has it.
fn verdict(text: &str, tools: &Tools) -> Option<(&'static str, &'static str)> {
    let lines = lines(text);
    if lines.is_empty() {
        return None;
    }
    // `### 회원 조회`: what separates requests in a file of them.
    let request = lines.iter().find(|line| !line.starts_with("###"));
    if request.is_some_and(|line| markup::is_http(line)) {
        return Some(("http", "request"));
    }
    if shell::is_console(&lines, tools) {
        return Some(("console", "prompts"));
    }
    if template::is_template(&lines) {
        return of_template(&lines);
    }
    if let Some(markup) = markup::markup(&lines) {
        return Some((markup, "elements"));
    }
    if markup::is_json(text) || markup::is_json_part(&lines) {
        return Some(("json", "members"));
    }
    // What differs may stand below the command that asked for it.
    let asked = parsed::is_typed(lines[0], tools) && !printed::is_never_typed(lines[0]);
    if markup::is_diff(&lines) && !asked {
        return Some(("diff", "changed-lines"));
    }
    if statement::is_dockerfile(&lines) {
        return Some(("dockerfile", "instructions"));
    }
    if statement::is_makefile(&lines) {
        return Some(("makefile", "targets"));
    }
    if let Some(statement) = statement::statements(&lines) {
        return Some((statement, "statements"));
    }
    let output = printed::is_output(&lines);
    let program = program::program(&lines).filter(|_| !output);
    if let Some(typed) = shell::shell(&lines, SaidLanguage::Unsaid, tools) {
        // A command that leaves no doubt at the head of a block: what follows was printed.
        let proven = || parsed::is_typed(lines[0], tools) && parsed::is_proven(lines[0], tools);
        let least = match typed {
            "shell" => 12,
            _ if proven() => 8,
            _ => 4,
        };
        let sure = program.filter(|(_, sum)| *sum >= least);
        return Some(sure.map_or((typed, "commands"), |(name, _)| (name, "marks")));
    }
    if output {
        return None;
    }
    let settings = settings::settings(&lines);
    if let Some((program, sum)) = program
        && (settings.is_none() || sum >= 8)
    {
        return Some((program, "marks"));
    }
    settings
        .or_else(|| settings::is_yaml(&lines).then_some("yaml"))
        .map(|name| (name, "keys"))
}

/// What a template's text is called without its marks, as far as that leaves no doubt.
fn of_template(lines: &[&str]) -> Option<(&'static str, &'static str)> {
    let plain = template::around(lines);
    let lines: Vec<&str> = plain.iter().map(String::as_str).collect();
    let first = lines.first()?;
    if first.trim_start().starts_with('<') {
        return markup::markup(&lines).map(|markup| (markup, "elements"));
    }
    if statement::statements(&lines) == Some("sql") {
        return Some(("sql", "statements"));
    }
    settings::is_yaml(&lines).then_some(("yaml", "keys"))
}

/// Bytes beyond which a block is shown plain. 250 kB of Python's worst took the slowest grammar
/// seconds, and nothing here may look at a clock: a limit by size gives the same page on every
/// machine.
const LARGEST_BLOCK: usize = 64 * 1024;
/// Bytes of a line beyond which its block is shown plain: regular expressions may be quadratic in a
/// line.
const LONGEST_LINE: usize = 2_000;

/// Whether a block is shown plain, whatever its language, for its size or the length of a line.
pub(crate) fn is_too_large(text: &str) -> bool {
    text.len() > LARGEST_BLOCK || text.lines().any(|line| line.len() > LONGEST_LINE)
}
