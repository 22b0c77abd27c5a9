//! Blocks that their marks give away: HTTP messages, HTML and XML, JSON, diffs. Lines in, a verdict
//! out.

pub(super) fn is_http(first: &str) -> bool {
    let (method, rest) = first.trim().split_once(' ').unwrap_or((first.trim(), ""));
    if method.starts_with("HTTP/") {
        let code = rest.split(' ').next().unwrap_or_default();
        return code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit());
    }
    let rest = rest.trim();
    let (path, version) = rest
        .rsplit_once(' ')
        .filter(|(_, version)| version.starts_with("HTTP/"))
        .map_or((rest, false), |(path, _)| (path, true));
    ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].contains(&method)
        && (path.starts_with(['/', '*']) || path.starts_with("http") || path.starts_with("{{"))
        && (version || !path.contains(' '))
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
    let closed = |name: &str| all.contains(&format!("</{name}"));
    if !(closed(&name) || all.contains("/>")) {
        return None;
    }
    if is_section(&lower[1 + name.len()..]) || VOID.contains(&name.as_str()) && closed(&name) {
        return None;
    }
    // `<Order id={id} />`, `className=`: elements amid JavaScript.
    if all.contains("classname=") || all.contains("={") && !all.contains("#{") {
        return Some("javascript");
    }
    // The mappers of MyBatis have a `<select>` too.
    let mapper = ["resulttype=", "resultmap=", "parametertype=", "#{", "${"]
        .iter()
        .any(|sign| all.contains(sign));
    Some(if is_html(&name) && !(mapper && name == "select") {
        "html"
    } else {
        "xml"
    })
}

/// Elements of HTML that are never closed. Source: the HTML Living Standard, 13.1.2.
const VOID: [&str; 6] = ["source", "input", "link", "meta", "img", "br"];

/// Whether a first tag has what no element has, so that it begins a section of a server's settings:
/// `<VirtualHost *:80>`, `<IfModule mod_rewrite.c>`.
fn is_section(after_name: &str) -> bool {
    let Some((attributes, _)) = after_name.split_once('>') else {
        return false;
    };
    let attributes = attributes.trim().trim_end_matches('/');
    !attributes.is_empty()
        && !attributes.contains(['=', '{', '(', '['])
        && attributes.contains(['.', '/', '*', ':', '"'])
}

/// Elements of the HTML Living Standard that stand first in a listing.
fn is_html(name: &str) -> bool {
    const ELEMENTS: &[&str] = &[
        "a",
        "address",
        "article",
        "aside",
        "audio",
        "b",
        "blockquote",
        "body",
        "br",
        "button",
        "canvas",
        "caption",
        "center",
        "code",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "em",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "ol",
        "option",
        "p",
        "picture",
        "pre",
        "script",
        "section",
        "select",
        "slot",
        "small",
        "source",
        "span",
        "strong",
        "style",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "u",
        "ul",
        "video",
    ];
    ELEMENTS.contains(&name)
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

/// A part of a JSON text: members without the braces around them.
pub(super) fn is_json_part(lines: &[&str]) -> bool {
    let member = |line: &str| {
        line.strip_prefix('"')
            .and_then(|rest| rest.split_once('"'))
            .is_some_and(|(_, rest)| {
                rest.trim_start().strip_prefix(':').is_some_and(|value| {
                    value
                        .trim_start()
                        .starts_with(|c: char| "\"{[tfn-".contains(c) || c.is_ascii_digit())
                })
            })
    };
    let closing = |line: &str| {
        line.chars().all(|c| "{}[], ".contains(c))
            || line.starts_with('"') && line.ends_with(['"', ','])
    };
    let members = lines.iter().filter(|line| member(line.trim())).count();
    // Without a comma, a brace or a quoted value a YAML mapping may look like this.
    let sure = lines.iter().any(|line| {
        let line = line.trim_end();
        line.ends_with([',', '{', '}', '[', ']'])
    });
    members > 0
        && sure
        && member(lines[0].trim())
        && lines.iter().all(|line| {
            let line = line.trim();
            member(line) || closing(line) || line.starts_with("//") || line.starts_with("...")
        })
}

/// A patch, or lines taken out and put in.
pub(super) fn is_diff(lines: &[&str]) -> bool {
    let marked = lines
        .iter()
        .any(|line| line.starts_with("@@ -") || line.starts_with("diff --git "));
    let of = |sign: char| {
        lines
            .iter()
            .filter(|line| line.starts_with(sign))
            .map(|line| line[1..].trim())
            .collect::<Vec<&str>>()
    };
    let (gone, come) = (of('-'), of('+'));
    // A list has no plus signs, and a sum no minus: what changed resembles what it was.
    let alike = gone.iter().any(|old| {
        come.iter().any(|new| {
            let shared = old
                .bytes()
                .zip(new.bytes())
                .take_while(|(a, b)| a == b)
                .count();
            shared >= 3 && shared * 3 >= old.len()
        })
    });
    let rest = lines
        .iter()
        .filter(|line| !line.starts_with(['-', '+', ' ']))
        .count();
    marked || alike && rest == 0
}
