//! Blocks that their marks give away: HTTP messages, HTML and XML, JSON, diffs, Go templates. Lines
//! in, a verdict out.

pub(super) fn is_http(first: &str) -> bool {
    let mut words = first.split(' ');
    let method = words.next().unwrap_or_default();
    if method.starts_with("HTTP/") {
        return words
            .next()
            .is_some_and(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()));
    }
    ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].contains(&method)
        && words
            .next()
            .is_some_and(|path| path.starts_with(['/', '*']) || path.starts_with("http"))
        && words
            .next()
            .is_none_or(|version| version.starts_with("HTTP/"))
}

/// `{{ .Values.x }}`, `{{- if`, `{{ range`: a template of YAML or anything else, which neither
/// grammar reads.
pub(super) fn is_go_template(lines: &[&str]) -> bool {
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

pub(super) fn markup(lines: &[&str]) -> Option<&'static str> {
    let first = lines
        .iter()
        .map(|line| line.trim_start())
        .find(|line| !line.starts_with("<!--"))?;
    let lower = first.to_ascii_lowercase();
    if lower.starts_with("<?xml") {
        return Some("xml");
    }
    if lower.starts_with("<!doctype html") {
        return Some("html");
    }
    let name: String = lower
        .strip_prefix('<')?
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.'))
        .collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic())
        || !first.contains('>') && lines.len() < 2
    {
        return None;
    }
    let all = lines.join("\n").to_ascii_lowercase();
    if !(all.contains(&format!("</{name}")) || all.contains("/>")) {
        return None;
    }
    const HTML: &[&str] = &[
        "html", "head", "body", "div", "span", "p", "a", "ul", "ol", "li", "table", "form",
        "input", "button", "script", "style", "img", "link", "meta", "template", "h1", "h2", "h3",
        "nav", "section", "iframe",
    ];
    Some(if HTML.contains(&name.as_str()) {
        "html"
    } else {
        "xml"
    })
}

pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim();
    if !text.starts_with(['{', '[']) || !text.ends_with(['}', ']']) {
        return false;
    }
    serde_json::from_str::<serde_json::Value>(text).is_ok_and(|value| {
        value.is_object()
            || value
                .as_array()
                .is_some_and(|list| list.iter().any(|item| !item.is_number()))
    }) || (text.starts_with('{')
        && text
            .lines()
            .filter(|line| {
                let line = line.trim();
                line.starts_with('"') && line.contains("\":")
            })
            .count()
            >= 1)
}

pub(super) fn is_diff(lines: &[&str]) -> bool {
    lines
        .iter()
        .any(|line| line.starts_with("@@ -") || line.starts_with("diff --git "))
}
