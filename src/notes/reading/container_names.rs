//! What containers of other tools are called, and what each is to a reader. What a line says in,
//! the container and where its title stands out.
//!
//! Source: the manuals of Docusaurus ("Admonitions"), `VitePress` ("Custom Containers"),
//! `VuePress`, Starlight ("Asides"), `HackMD`, Zenn, `MyST` ("Admonitions"), Quarto ("Callout
//! Blocks"), `MkDocs` Material ("Admonitions", "Content tabs"), `GitBook` ("Blocks"), Hexo's
//! `NexT`, and of themes of Hugo and Jekyll that have boxes.

use std::ops::Range;

use crate::notes::reading::shortcode::{LineTag, TagKind};
use crate::notes::tree::Alert;

/// What a container is to a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// A box, and what it is called without a title, where that is no alert of GitHub.
    Alert(Alert, Option<String>),
    /// What opens when it is asked for: whether it is open, and what it is called without a title.
    Fold(bool, Option<String>),
    /// Its title, then what stands in it.
    Titled,
    /// What stands in it.
    Plain,
}

/// The five alerts of GitHub.
pub(crate) const GITHUB: [(&str, Alert); 5] = [
    ("note", Alert::Note),
    ("tip", Alert::Tip),
    ("important", Alert::Important),
    ("warning", Alert::Warning),
    ("caution", Alert::Caution),
];

/// The kinds of callouts that Obsidian and others know beside GitHub's, by the alert that each is
/// nearest to.
pub(crate) const CALLOUTS: [(Alert, &[&str]); 4] = [
    (
        Alert::Note,
        &[
            "abstract", "summary", "tldr", "info", "todo", "question", "help", "faq", "example",
            "quote", "cite",
        ],
    ),
    (Alert::Tip, &["hint", "success", "check", "done"]),
    (Alert::Warning, &["attention"]),
    (
        Alert::Caution,
        &["failure", "fail", "missing", "danger", "error", "bug"],
    ),
];

/// Boxes that say nothing of their kind by their name, or say it in another way.
const BOXES: [(&str, Alert); 13] = [
    ("pageinfo", Alert::Note),
    ("message", Alert::Note),
    ("admonition", Alert::Note),
    ("callout", Alert::Note),
    ("notice", Alert::Note),
    ("primary", Alert::Note),
    ("secondary", Alert::Note),
    ("default", Alert::Note),
    ("seealso", Alert::Note),
    ("see-also", Alert::Note),
    ("alert", Alert::Warning),
    ("warn", Alert::Warning),
    ("pro-tip", Alert::Tip),
];

const FOLDS: [&str; 8] = [
    "details",
    "spoiler",
    "toggle",
    "collapse",
    "dropdown",
    "expand",
    "accordion",
    "fold",
];

/// Containers that only set apart or side by side what stands in them.
const PLAIN: [&str; 26] = [
    "rawhtml",
    "tabs",
    "tabset",
    "tab-set",
    "tabpane",
    "code-group",
    "raw",
    "v-pre",
    "center",
    "left",
    "right",
    "steps",
    "stepper",
    "columns",
    "column",
    "row",
    "grid",
    "cards",
    "content-ref",
    "updates",
    "step",
    "nolinks",
    "codegroup",
    "capture",
    "cardgroup",
    "group-tab",
];

/// Containers of which only the title says what they are.
const TITLED: [&str; 7] = [
    "tab", "tab-item", "tabitem", "code", "card", "update", "group",
];

/// The alert of a word, and the word itself where GitHub has no such alert.
pub(crate) fn alert(word: &str) -> Option<(Alert, Option<String>)> {
    let word = word.to_ascii_lowercase();
    if let Some((_, alert)) = GITHUB.iter().find(|(name, _)| *name == word) {
        return Some((*alert, None));
    }
    let (alert, _) = CALLOUTS.iter().find(|(_, names)| names.contains(&&*word))?;
    Some((*alert, capitalised(&word)))
}

/// A word of ASCII that begins with a capital letter.
fn capitalised(word: &str) -> Option<String> {
    let mut letters = word.chars();
    let first = letters.next()?;
    Some(first.to_ascii_uppercase().to_string() + letters.as_str())
}

/// What a container of that name is.
fn named(word: &str) -> Option<Container> {
    let word = word.to_ascii_lowercase();
    let bare = ["callout-", "prompt-", "notice--", "alert-", "admonition-"];
    let word = bare
        .iter()
        .find_map(|start| word.strip_prefix(start))
        .unwrap_or(&word);
    if let Some((alert, word)) = alert(word) {
        return Some(Container::Alert(alert, word));
    }
    if let Some((_, alert)) = BOXES.iter().find(|(name, _)| *name == word) {
        return Some(Container::Alert(*alert, None));
    }
    if FOLDS.contains(&word) {
        return Some(Container::Fold(false, None));
    }
    if TITLED.contains(&word) {
        return Some(Container::Titled);
    }
    PLAIN.contains(&word).then_some(Container::Plain)
}

/// What stands behind the colons of a line: `tip 제목`, `tip[제목]`, `{note} 제목`,
/// `{.callout-tip title="제목"}`. Answers its title, and what it is where that is known.
pub(super) fn of_colons(behind: &str) -> Option<(Option<Container>, Range<usize>)> {
    let words = behind.trim_start_matches([' ', '\t']);
    let mut at = behind.len() - words.len();
    if let Some(inner) = words.strip_prefix('{') {
        let close = inner.find('}')?;
        let (inner, rest) = (&inner[..close], &inner[close + 1..]);
        let is_of_pandoc = inner.starts_with(['.', '#']);
        let mut each = inner.split_whitespace();
        if !is_of_pandoc {
            let title = at + close + 2..behind.len();
            return each
                .next()
                .map(|name| (named(name), trimmed(behind, title)));
        }
        let classes = each.filter_map(|word| word.strip_prefix('.'));
        let known = classes.clone().find_map(named);
        let known = match known {
            Some(Container::Alert(_, word)) if inner.contains("collapse=\"true\"") => {
                Container::Fold(false, word)
            }
            Some(known) => known,
            None => Container::Plain,
        };
        let said = inner.find("title=\"").map(|from| from + "title=\"".len());
        let title = said.map_or(at..at, |from| {
            let length = inner[from..].find('"').unwrap_or(inner.len() - from);
            at + 1 + from..at + 1 + from + length
        });
        return rest.trim().is_empty().then_some((Some(known), title));
    }
    // A name of other letters stands right behind the colons: `::: 글` is prose.
    let is_glued = at == 0;
    let is_letter = |c: char| c.is_ascii_alphanumeric() || is_glued && c.is_alphanumeric();
    let rest = words.trim_start_matches(|c: char| is_letter(c) || matches!(c, '-' | '_'));
    let name = &words[..words.len() - rest.len()];
    let is_apart = rest.is_empty() || rest.starts_with([' ', '\t', '[', '{']);
    if !is_apart || !name.starts_with(char::is_alphabetic) {
        return None;
    }
    at += name.len();
    let known = named(name);
    let rest = without_attributes(rest);
    let title = match rest
        .strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'))
    {
        Some(inner) => at + 1..at + 1 + inner.len(),
        None => trimmed(behind, at..at + rest.len()),
    };
    // `:::message alert`
    let kind = name
        .eq_ignore_ascii_case("message")
        .then(|| behind[title.clone()].trim());
    if kind == Some("alert") {
        return Some((Some(Container::Alert(Alert::Warning, None)), at..at));
    }
    Some((known, title))
}

/// A title without a list of attributes at its end: `{.card #id key="value"}`. Other braces are
/// its words: `GET /users/{id}`, `집합 {1, 2}`, `{{ name }}`.
fn without_attributes(rest: &str) -> &str {
    let rest = rest.trim_end();
    let Some((before, inner)) = rest
        .strip_suffix('}')
        .and_then(|inner| inner.rsplit_once('{'))
    else {
        return rest;
    };
    let mut quoted = false;
    let mut words = inner
        .split(|c: char| {
            quoted ^= c == '"';
            !quoted && c.is_whitespace()
        })
        .filter(|word| !word.is_empty());
    let is_attribute = |word: &str| {
        let key = word.split('=').next().unwrap_or_default();
        let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        word.starts_with(['.', '#', ':']) || is_key && word.len() > key.len()
    };
    let is_apart = before.is_empty() || before.ends_with([' ', '\t', ']']);
    if is_apart && words.all(is_attribute) {
        before.trim_end()
    } else {
        rest
    }
}

/// A range without blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

/// `!!! note "제목"`, `???+ question`, `=== "탭"`, all of a line.
pub(super) fn of_indented(line: &str) -> Option<(Container, Range<usize>)> {
    let (sign, rest) = if let Some(rest) = line.strip_prefix("!!! ") {
        ('!', rest)
    } else if let Some(rest) = line.strip_prefix("=== ") {
        ('=', rest.strip_prefix(['+', '!']).unwrap_or(rest))
    } else {
        let rest = line.strip_prefix("???")?;
        let rest = rest.strip_prefix('+').unwrap_or(rest);
        ('?', rest.strip_prefix(' ')?)
    };
    let words = rest.trim_start();
    let quoted = words.find('"');
    let (kinds, title) = match quoted {
        Some(from) => {
            let inner = words[from + 1..].strip_suffix('"')?;
            let start = line.len() - words.len() + from + 1;
            (words[..from].trim(), start..start + inner.len())
        }
        None => (words.trim(), line.len()..line.len()),
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let first = kinds.split(' ').next().unwrap_or_default();
    if !kinds.chars().all(is_name) || first.is_empty() && quoted.is_none() {
        return None;
    }
    if sign == '=' {
        return (quoted.is_some() && kinds.is_empty()).then_some((Container::Titled, title));
    }
    let known = named(first);
    // Words that are not all names of kinds are a sentence.
    if known.is_none() && quoted.is_none() && kinds.contains(' ') {
        return None;
    }
    let container = match (sign, known) {
        ('?', _) => Container::Fold(line.starts_with("???+"), capitalised(first)),
        (_, Some(Container::Alert(alert, word))) => Container::Alert(alert, word),
        _ => Container::Alert(Alert::Note, capitalised(first)),
    };
    Some((container, title))
}

/// `{: .prompt-tip }`: a box that Chirpy, minimal-mistakes or just-the-docs make of what stands
/// above.
pub(crate) fn of_attributes(line: &str) -> Option<Container> {
    let inner = line.strip_prefix("{:")?.strip_suffix('}')?;
    let classes = inner
        .split_whitespace()
        .filter_map(|word| word.strip_prefix('.'));
    let is_box = |class: &&str| {
        let starts = ["prompt-", "notice", "callout"];
        starts.iter().any(|start| class.starts_with(start)) || alert(class).is_some()
    };
    classes.filter(is_box).find_map(named)
}

/// What a `<div>` or `<details>` is in which Markdown is read: a fold, the box that its class says,
/// or nothing around it.
pub(crate) fn of_division(line: &str, name: &str) -> Option<Container> {
    let inner = line.strip_prefix('<')?.strip_prefix(name)?;
    let inner = inner.strip_suffix('>')?;
    let is_read = |word: &str| {
        let said = word.strip_prefix("markdown");
        let off = ["=\"0\"", "=0", "=\"off\""];
        said.is_some_and(|said| (said.is_empty() || said.starts_with('=')) && !off.contains(&said))
    };
    let is_tag = inner.starts_with(' ') && !inner.contains(['<', '>']);
    if !is_tag || !inner.split_whitespace().any(is_read) {
        return None;
    }
    if name == "details" {
        let is_open = inner.split_whitespace().any(|word| word == "open");
        return Some(Container::Fold(is_open, None));
    }
    let class = inner.split_once("class=").map_or("", |(_, class)| class);
    let class = class.trim_start_matches(['"', '\'']);
    let class = class.split(['"', '\'']).next().unwrap_or_default();
    let alerts = |word: &str| named(word).filter(|it| matches!(it, Container::Alert(..)));
    let found = class.split_whitespace().find_map(alerts);
    Some(found.unwrap_or(Container::Plain))
}

/// What a tag begins, and its title.
pub(crate) fn of_tag<'a>(tag: &LineTag<'a>) -> Option<(Container, Option<&'a str>)> {
    let own = named(tag.name)?;
    Some(match own {
        Container::Alert(..) => {
            let kind = tag.kind();
            let box_of = |kind: &str| named(kind).filter(|it| matches!(it, Container::Alert(..)));
            match kind.and_then(box_of) {
                // A hint of GitBook shows a sign, and no word for what it is.
                Some(Container::Alert(alert, _)) => {
                    let title = tag.said_title().or_else(|| {
                        if tag.kind == TagKind::Hugo {
                            tag.title(1)
                        } else if tag.kind == TagKind::Liquid {
                            tag.words_behind_kind()
                        } else {
                            None
                        }
                    });
                    (Container::Alert(alert, None), title)
                }
                _ if tag.kind == TagKind::Hugo => (own, tag.title(0)),
                _ => (own, tag.said_title()),
            }
        }
        Container::Fold(..) | Container::Titled if tag.kind == TagKind::Component => {
            (own, tag.said_title())
        }
        Container::Fold(..) | Container::Titled => {
            let title = tag.title(0);
            (own, title)
        }
        Container::Plain => (own, None),
    })
}
