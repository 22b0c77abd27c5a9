//! Templates of other text: Go's (Helm), Jinja's (Ansible, dbt, Django, Flask). Lines in; out what
//! stands around their marks, which is in a language of its own.

/// Whether a template stands there whose marks are read as none of the language around them: lines
/// of `{% … %}`, lines of nothing but `{{ … }}`, and what Go's templates do.
pub(super) fn is_template(lines: &[&str]) -> bool {
    let marked = |line: &&str| {
        let line = line.trim();
        line.starts_with("{%") && line.ends_with("%}")
            || line.starts_with("{{ ") && line.ends_with(" }}")
    };
    lines.iter().any(marked) || is_of_go(lines)
}

/// `{{ .Values.x }}`, `{{- if`, `{{ range`: a template of YAML or anything else.
fn is_of_go(lines: &[&str]) -> bool {
    const WORDS: &[&str] = &[
        "if", "else", "end", "range", "with", "define", "include", "template", "block", "toYaml",
        "printf", "tpl", "required", "default", "/*", "nil", "lookup", "index",
    ];
    lines.iter().any(|line| {
        line.match_indices("{{").any(|(i, _)| {
            let inner = line[i + 2..].trim_start_matches('-').trim_start();
            inner.starts_with(['.', '$'])
                || line[i..].starts_with("{{-")
                || WORDS.iter().any(|word| {
                    inner
                        .strip_prefix(word)
                        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
                })
        })
    })
}

/// The lines without those of a template, and with a word in the place of each of its values.
pub(super) fn around(lines: &[&str]) -> Vec<String> {
    let plain = lines.iter().map(|line| without_marks(line));
    plain
        .zip(lines)
        .filter(|(plain, line)| {
            plain.trim() != VALUE && (!plain.trim().is_empty() || line.is_empty())
        })
        .map(|(plain, _)| plain)
        .collect()
}

/// What stands in the place of a value.
const VALUE: &str = "x";

fn without_marks(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('{') {
        let (open, close) = match rest.as_bytes().get(at + 1) {
            Some(b'%') => ("", "%}"),
            Some(b'{') => (VALUE, "}}"),
            _ => {
                out.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            }
        };
        let Some(end) = rest[at..].find(close) else {
            break;
        };
        out.push_str(&rest[..at]);
        out.push_str(open);
        rest = &rest[at + end + close.len()..];
    }
    out.push_str(rest);
    out
}
