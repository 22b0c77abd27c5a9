//! Values of front matter that lack their quotation marks. The text and where its reader gave up
//! in, what to type instead out.

/// With what a value of YAML may not begin unless it is between quotation marks, or means something
/// else: an alias, an anchor, a tag, a list, a map, a text in lines.
const SIGNS: [char; 10] = ['@', '`', '*', '&', '%', '!', '[', '{', '|', '>'];

/// How many lines above the place are looked at: what is not closed is noticed later.
const ABOVE: usize = 3;

/// The line that lacks quotation marks with them, and why, as a sentence; `None` where that is not
/// the cause.
pub(crate) fn hint(text: &str, at: usize) -> Option<String> {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let mut block = text[..end].lines();
    let first = block.by_ref().find(|line| !line.trim().is_empty())?;
    let is_toml = first.trim() == "+++";
    let lines = text[..end].rsplit('\n').take(ABOVE);
    let mut lines = lines.take_while(|line| !matches!(line.trim(), "---" | "+++"));
    lines.find_map(|line| {
        if is_toml {
            of_toml(line)
        } else {
            of_yaml(line)
        }
    })
}

fn of_yaml(line: &str) -> Option<String> {
    let (key, value) = line.split_once(':')?;
    let value = without_comment(value.strip_prefix(' ')?).trim();
    let bare = key.trim_start_matches(['-', ' ']);
    if value.is_empty() || value.starts_with(['"', '\'', '#']) || bare.contains(['"', '\'']) {
        return None;
    }
    let sign = value.chars().next().filter(|sign| SIGNS.contains(sign));
    let closes = match sign {
        Some('[') => value.ends_with(']'),
        Some('{') => value.ends_with('}'),
        Some('|' | '>') => value.len() < 3,
        _ => false,
    };
    // A list with its words says what it is, and only its end lacks.
    let end = match sign {
        Some('[') if !closes && !value.contains(']') => Some(']'),
        Some('{') if !closes && !value.contains('}') && value.contains(':') => Some('}'),
        _ => None,
    };
    if let Some(end) = end {
        let what = if end == ']' { "list" } else { "map" };
        return Some(format!(
            "The {what} is not closed: `{key}: {}{end}`.",
            value.trim_end_matches(',')
        ));
    }
    let reason = match sign {
        Some('`') => "begins with a backtick".to_owned(),
        Some(sign) if !closes => format!("begins with `{sign}`"),
        _ if value.contains(": ") || value.ends_with(':') => "holds `: `".to_owned(),
        _ => return None,
    };
    Some(format!(
        "A value that {reason} stands between quotation marks: `{key}: {}`.",
        quoted(value)
    ))
}

fn of_toml(line: &str) -> Option<String> {
    let (key, value) = line.split_once('=')?;
    let value = without_comment(value).trim();
    let is_bare = value.starts_with(|c: char| c.is_alphabetic() || SIGNS[..6].contains(&c));
    let is_word = matches!(value, "true" | "false" | "inf" | "nan");
    let meant = match value.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some("true"),
        "false" | "no" | "off" => Some("false"),
        _ => None,
    };
    if let Some(meant) = meant.filter(|_| !is_word) {
        return Some(format!(
            "Yes and no are `true` and `false` in TOML: `{} = {meant}`.",
            key.trim()
        ));
    }
    if value.starts_with('[') && !value.contains(']') {
        return Some(format!(
            "The list is not closed: `{} = {}]`.",
            key.trim(),
            value.trim_end_matches(',')
        ));
    }
    (is_bare && !is_word).then(|| {
        format!(
            "A text stands between quotation marks: `{} = {}`.",
            key.trim(),
            quoted(value)
        )
    })
}

/// A value without the comment behind it.
fn without_comment(value: &str) -> &str {
    let comment = [" #", "\t#"]
        .iter()
        .filter_map(|mark| value.find(mark))
        .min();
    comment.map_or(value, |at| &value[..at])
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\""))
}
