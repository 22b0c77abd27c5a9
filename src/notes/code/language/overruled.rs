//! Where a label is a habit: what the text of a block surely is, though its label names a language
//! in which nothing is written so. A label and lines in; another language, or none at all, out.

use crate::notes::code::language::{markup, program, settings, statement};

/// Languages whose blocks have braces or semicolons.
const BRACED: &str = "java javascript typescript c cpp csharp php css scss dart";

/// Languages that label blocks of all kinds, by what editors and sites offer first.
const PROGRAMS: &str = "java javascript typescript python c cpp csharp kotlin go swift rust php \
    dart ruby css scss";

fn is_among(list: &str, label: &str) -> bool {
    list.split_whitespace().any(|one| one == label)
}

/// What a label that is a habit stands above.
pub(super) enum Overruled {
    /// Another language.
    Language(&'static str),
    /// No language at all.
    Plain,
}

/// What a block is that cannot be what its label says; plain where it was printed or drawn. The
/// first line has to say so.
pub(super) fn by_text(label: &str, text: &str, lines: &[&str]) -> Option<Overruled> {
    let first = lines.first()?.trim();
    let is_program = is_among(PROGRAMS, label);
    if is_program || label == "shell" {
        if is_drawn(lines) || is_trace(lines) || label == "shell" && is_table(lines) {
            return Some(Overruled::Plain);
        }
        if first.starts_with("FROM ") && statement::is_dockerfile(lines) {
            return Some(Overruled::Language("dockerfile"));
        }
        if begins_query(first) && statement::statements(lines) == Some("sql") {
            return Some(Overruled::Language("sql"));
        }
    }
    let is_json = || {
        first.starts_with('{')
            && serde_json::from_str::<serde_json::Value>(text)
                .is_ok_and(|value| value.as_object().is_some_and(|object| !object.is_empty()))
    };
    if (is_among("java javascript typescript c cpp csharp html css", label) || label == "shell")
        && is_json()
    {
        return Some(Overruled::Language("json"));
    }
    if first.starts_with('<')
        && is_among(
            "java javascript python c cpp css shell sql json yaml",
            label,
        )
        && (label != "javascript" || !is_of_components(lines))
        && let Some(found @ ("html" | "xml")) = markup::markup(lines)
    {
        return Some(Overruled::Language(found));
    }
    // An element that stands alone, `<link rel="stylesheet" href="a.css">`.
    if label == "css" && first.starts_with('<') && first.ends_with('>') {
        return Some(Overruled::Language("html"));
    }
    if label == "html" && !text.contains('<') && is_style(lines) {
        return Some(Overruled::Language("css"));
    }
    let is_yaml = || is_nested(lines) && settings::is_yaml(lines);
    if (is_program || is_among("shell json properties html", label)) && is_yaml() {
        return Some(Overruled::Language("yaml"));
    }
    if (is_program || label == "yaml" || label == "shell")
        && lines.iter().all(|line| is_dotted_pair(line))
        && settings::settings(lines) == Some("properties")
    {
        return Some(Overruled::Language("properties"));
    }
    let found = || program::program(lines).map(|(name, _)| name);
    let ends = |sign: &[char]| lines.iter().any(|line| line.ends_with(sign));
    if is_among(BRACED, label)
        && (first.starts_with("def ") || first.starts_with("class "))
        && first.ends_with(':')
        && !ends(&[';', '{', '}'])
        && found() == Some("python")
    {
        return Some(Overruled::Language("python"));
    }
    // `@RestController` above its class
    let mut code = lines.iter().map(|line| line.trim());
    let below_annotations = code.find(|line| !line.starts_with('@')).unwrap_or(first);
    let is_class = [
        "public class ",
        "public interface ",
        "public enum ",
        "import java.",
    ]
    .iter()
    .any(|begin| below_annotations.starts_with(begin));
    if is_among("javascript typescript python c cpp shell sql", label)
        && is_class
        && found() == Some("java")
    {
        return Some(Overruled::Language("java"));
    }
    let is_script = ["const ", "let ", "function ", "async function ", "export "]
        .iter()
        .any(|begin| first.starts_with(begin));
    if is_among("java python c sql shell", label) && is_script && found() == Some("javascript") {
        return Some(Overruled::Language("javascript"));
    }
    None
}

/// Folders as `tree` draws them.
fn is_drawn(lines: &[&str]) -> bool {
    let drawn = |line: &&&str| line.contains("├─") || line.contains("└─");
    lines.iter().filter(drawn).count() * 2 > lines.len()
}

/// What a virtual machine prints where it fails: `at shop.Cart.add(Cart.java:12)`.
fn is_trace(lines: &[&str]) -> bool {
    let frame = |line: &&&str| {
        let place = line.trim_start().strip_prefix("at ");
        place.is_some_and(|place| place.ends_with(')') && place.contains(".java:"))
    };
    let frames = lines.iter().filter(frame).count();
    frames > 0 && frames * 2 >= lines.len() && !lines.iter().any(|line| line.ends_with([';', '{']))
}

/// A table with a head in capitals.
fn is_table(lines: &[&str]) -> bool {
    let head = lines[0].trim();
    let columns = head
        .split("  ")
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let named = |name: &str| {
        name.bytes()
            .all(|b| b.is_ascii_uppercase() || matches!(b, b' ' | b'-' | b'_' | b'(' | b')'))
    };
    let in_columns = |line: &str| line.trim().matches("  ").count() > 1;
    columns.clone().count() > 2
        && columns.clone().all(named)
        && lines.len() > 1
        && lines.iter().all(|line| in_columns(line))
}

/// `SELECT …`, `insert into …`: no command begins so.
fn begins_query(first: &str) -> bool {
    const BEGINS: [&str; 9] = [
        "select ",
        "insert into ",
        "update ",
        "delete from ",
        "create table ",
        "create database ",
        "alter table ",
        "drop table ",
        "grant ",
    ];
    let lower = first.to_ascii_lowercase();
    BEGINS.iter().any(|begin| lower.starts_with(begin)) && !lower.ends_with("; do")
}

/// Elements of React and its kin, which JavaScript has among its own.
fn is_of_components(lines: &[&str]) -> bool {
    lines.iter().any(|line| {
        let names = line.match_indices('<').any(|(at, _)| {
            line[at + 1..]
                .trim_start_matches('/')
                .starts_with(|c: char| c.is_ascii_uppercase() || c == '>')
        });
        names || line.contains(['{', '}']) || line.contains("className") || line.contains("=>")
    })
}

/// Rules of a style sheet: `.menu { color: red; }`.
fn is_style(lines: &[&str]) -> bool {
    let first = lines[0].trim();
    let selects = first.ends_with('{') || first.ends_with('}') && first.contains(": ");
    selects
        && first.starts_with(|c: char| c.is_ascii_alphabetic() || ".#*:@".contains(c))
        && !first.contains(['(', '='])
        && lines
            .iter()
            .any(|line| line.contains(": ") && line.contains(';'))
}

/// Whether a key stands alone above what is set in below it, and no line ends as a program's does.
fn is_nested(lines: &[&str]) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let key = |line: &str| {
        let name = line.trim().trim_start_matches("- ").strip_suffix(':');
        name.is_some_and(|name| {
            !name.is_empty()
                && name
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        })
    };
    let heads = lines.windows(2).any(|pair| {
        key(pair[0])
            && (indent(pair[1]) > indent(pair[0]) || pair[1].trim_start().starts_with("- "))
    });
    let begins = lines[0].split_once(':').is_some_and(|(name, value)| {
        name.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
            && (value.is_empty() || value.starts_with(' '))
    });
    begins && heads && !lines.iter().any(|line| line.ends_with([';', '{', ',']))
}

/// `server.port=8080`
fn is_dotted_pair(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('#')
        || line.split_once('=').is_some_and(|(key, value)| {
            key.contains('.')
                && key
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
                && !value.starts_with([' ', '='])
                && !value.ends_with([';', ')'])
        })
}
