//! Values of settings that are one of a few, or of a form of their own. A value in, what is wrong
//! with it out, with the nearest that is right.

use crate::text;

/// What people write for the tag of a language: its names, and the codes of countries.
const LANGUAGES: [(&str, &str); 8] = [
    ("ar", "arabic"),
    ("de", "german deutsch"),
    ("en", "english eng uk us 영어"),
    ("es", "spanish español"),
    ("fr", "french français"),
    ("ja", "japanese jp 日本語 일본어"),
    ("ko", "korean kr hangul 한국어 한글"),
    ("zh", "chinese cn tw 中文 汉语 漢語 중국어"),
];

/// What is wrong with the tag of a language (RFC 5646, 2.1); `None` where nothing is. No language
/// has a tag of four letters or more yet, so that a longer word is a name.
pub(super) fn wrong_language(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language = matches!(first.len(), 2 | 3) && is_of(first, u8::is_ascii_alphabetic);
    let lower = tag.to_lowercase();
    let named = LANGUAGES
        .iter()
        .find(|(_, names)| names.split(' ').any(|name| name == lower));
    let is_part =
        |part: &str| matches!(part.len(), 1..=8) && is_of(part, u8::is_ascii_alphanumeric);
    if is_language && parts.all(is_part) && named.is_none() {
        return None;
    }
    let near = named.map(|(tag, _)| (*tag).to_owned()).or_else(|| {
        // `ko_KR.UTF-8` is how systems write it.
        let bare = tag.split('.').next().unwrap_or_default().replace('_', "-");
        (bare != tag && wrong_language(&bare).is_none()).then_some(bare)
    });
    let names = LANGUAGES.iter().flat_map(|(_, names)| names.split(' '));
    let near = near.or_else(|| {
        let near = text::nearest(&lower, names)?;
        let known = |(_, names): &&(&str, &str)| names.split(' ').any(|name| name == near);
        LANGUAGES
            .iter()
            .find(known)
            .map(|(tag, _)| (*tag).to_owned())
    });
    let help = near.map_or_else(
        || "Write one such as \"ko\", \"en\" or \"zh-Hant\".".to_owned(),
        |near| format!("Did you mean \"{near}\"?"),
    );
    Some(format!(
        "`language` is \"{tag}\", which is no tag of a language. {help}"
    ))
}

fn is_of(part: &str, kind: fn(&u8) -> bool) -> bool {
    part.bytes().all(|byte| kind(&byte))
}

/// Keys that stand in a table.
const OF_TABLES: [(&str, &[&str]); 5] = [
    ("publish", &["target", "endpoint_url", "max_delete"]),
    ("serve", &["port", "follow", "hosts"]),
    ("terms", &["enabled", "add", "never"]),
    ("search", &["weights", "words"]),
    ("secrets", &["allow"]),
];

/// Where a key belongs that is unknown where it stands, beside these keys; `None` where nobody
/// knows it.
pub(super) fn elsewhere(key: &str, beside: &[&str]) -> Option<String> {
    let is_top = beside.contains(&"base_url");
    let table = OF_TABLES.iter().find(|(_, keys)| keys.contains(&key));
    match table {
        Some((table, _)) if is_top || !beside.contains(&key) => Some(format!(
            "It belongs under [{table}]: write it below a line `[{table}]`."
        )),
        None if !is_top && OF_THE_TOP.contains(&key) => {
            Some("It belongs above the first line in brackets, at the top of the file.".to_owned())
        }
        _ => None,
    }
}

/// Keys that stand at the top, as far as people put them elsewhere.
const OF_THE_TOP: [&str; 21] = [
    "title",
    "description",
    "author",
    "language",
    "base_url",
    "repository",
    "branch",
    "image",
    "notes",
    "output",
    "theme",
    "editor",
    "split",
    "outline",
    "breaks",
    "dates",
    "llms_full",
    "markdown",
    "commands",
    "exclude",
    "languages",
];

/// What is wrong with where to publish; `None` where nothing is.
pub(super) fn wrong_target(target: &str) -> Option<String> {
    if target == "gh-pages" || target.starts_with("s3://") && target.len() > 5 {
        return None;
    }
    let bare = target.to_lowercase().replace(['_', ' '], "-");
    let scheme = bare.split(['/', ':']).next().unwrap_or_default();
    let known = [
        "gh-pages",
        "ghpages",
        "github-pages",
        "githubpages",
        "github",
        "pages",
    ];
    let help = if matches!(scheme, "s3" | "s3a" | "s3n") || bare.contains("amazonaws") {
        "Write `s3://BUCKET/PREFIX`."
    } else if known.contains(&bare.as_str()) || text::nearest(&bare, known).is_some() {
        "Did you mean \"gh-pages\"?"
    } else {
        "Write \"gh-pages\" or \"s3://BUCKET/PREFIX\"."
    };
    let target = text::address_without_credentials(target);
    Some(format!(
        "`target` under [publish] is \"{target}\", which is no place to publish to. {help}"
    ))
}

/// What is wrong with the address of a store; `None` where nothing is.
pub(super) fn wrong_endpoint(url: &str) -> Option<String> {
    let address = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let host = address.and_then(|address| address.split('/').next());
    host.is_none_or(|host| host.is_empty() || host.contains(char::is_whitespace)).then(|| {
        let url = text::address_without_credentials(url);
        format!(
            "`endpoint_url` under [publish] is \"{url}\", which is no web address. Write one such \
             as \"https://s3.example.com\"."
        )
    })
}

/// The editors that are known by name.
const EDITORS: [&str; 3] = ["vscode", "idea", "zed"];

/// What is wrong with an editor; `None` where nothing is.
pub(super) fn wrong_editor(editor: &str) -> Option<String> {
    if EDITORS.contains(&editor) || editor.contains("{path}") && editor.contains(':') {
        return None;
    }
    let lower = editor.to_lowercase();
    let near = match lower.as_str() {
        "code" | "vs code" | "visual studio code" => Some("vscode"),
        "intellij" | "jetbrains" | "pycharm" | "webstorm" | "goland" => Some("idea"),
        _ => text::nearest(&lower, EDITORS),
    };
    let help = near.map_or_else(
        || {
            "Write an address with `{path}` and `{line}`, such as \
            \"subl://open?url=file://{path}&line={line}\"."
                .to_owned()
        },
        |near| format!("Did you mean \"{near}\"?"),
    );
    Some(format!(
        "`editor` is \"{editor}\", which is none of {} and no address with `{{path}}`. {help}",
        EDITORS.join(", ")
    ))
}

/// What is wrong with a name under which `serve` is to answer; `None` where nothing is. A name, an
/// address, or either with `:PORT`.
pub(crate) fn wrong_host(host: &str) -> Option<String> {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !name.contains(':') || name.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let is_address = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
        .is_some_and(|inner| {
            inner.contains(':')
                && inner
                    .bytes()
                    .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
        });
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let is_name = name.len() <= 253 && name.split('.').all(is_label);
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok());
    let help = if !host.is_ascii() {
        "Write it as browsers send it (`xn--…`)."
    } else if host.contains('*') {
        "Name each host; whoever owns one name of a pattern could read the notes."
    } else {
        "Write a name alone, such as `notes.example` or `notes.example:8080`."
    };
    (!((is_address || is_name) && is_port))
        .then(|| format!("`{host}` is no name of a host. {help}"))
}

/// What is wrong with a path that counts from ROOT; `None` where it stays inside.
pub(super) fn wrong_notes(notes: &str) -> Option<String> {
    (!is_inside(notes)).then(|| {
        format!(
            "`notes` is \"{notes}\", which leads out of this folder. Name a folder or file inside \
            it."
        )
    })
}

/// What is wrong with the picture that shared links show: a path inside ROOT, or an address.
pub(super) fn wrong_image(image: &str) -> Option<String> {
    let is_address = image.starts_with("https://") || image.starts_with("http://");
    (!is_address && !is_inside(image)).then(|| {
        format!(
            "`image` is \"{image}\", which leads out of this folder. Name a picture inside it, \
            such as \"image/cover.png\", or its address."
        )
    })
}

/// What is wrong with the name of a theme.
pub(super) fn wrong_theme(theme: &str) -> Option<String> {
    (theme.is_empty() || theme.starts_with('.') || theme.contains(['/', '\\'])).then(|| {
        format!(
            "`theme` is \"{theme}\", which is no name of a folder under themes/. Write one such as \
            \"default\"."
        )
    })
}

/// What is wrong with a pattern of what is no secret.
pub(super) fn wrong_pattern(pattern: &str) -> Option<String> {
    let error = match regex::Regex::new(pattern) {
        Ok(allowed) => {
            // What no two keys have in common: a pattern that finds itself in all of these lets
            // any key pass.
            let keys = ["", "ghp_Zk3", "7719", "가나", "-."];
            let mut keys = keys.into_iter().map(|key| allowed.is_match(key));
            let is_all = keys.next() == Some(true) || keys.all(|is_match| is_match);
            return is_all.then(|| {
                format!(
                    "The pattern `{pattern}` under [secrets] lets every key pass, so that none \
                     would be told. Write what the allowed value holds, such as `EXAMPLE$`."
                )
            });
        }
        Err(error) => error.to_string(),
    };
    let reason = error.lines().last().unwrap_or_default();
    Some(format!(
        "The pattern `{pattern}` under [secrets] cannot be read: {}. Write `\\\\` for a backslash.",
        reason.trim_end_matches('.')
    ))
}

/// What is wrong with a value that is printed and asked of the disk.
pub(super) fn wrong_letter(key: &str, value: &str) -> Option<String> {
    let wrong = value.contains(char::is_control);
    wrong.then(|| format!("`{key}` holds a control character. Remove it."))
}

/// What is wrong with the address of the repository, which every page shows; `None` where nothing
/// is.
pub(super) fn wrong_repository(url: &str) -> Option<String> {
    let address = ["https://", "http://"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme));
    let Some(address) = address else {
        return Some(format!(
            "`repository` is \"{url}\", which is no web address. Write one such as \
            \"https://github.com/name/notes\"."
        ));
    };
    holds_login(address).then(|| {
        "`repository` holds a name or password in front of `@`, which every page would show. Write \
        the address without it."
            .to_owned()
    })
}

/// Whether an address without its scheme begins with a name or password.
fn holds_login(address: &str) -> bool {
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    host.contains('@')
}

/// Whether a path stays inside the folder that it counts from.
fn is_inside(path: &str) -> bool {
    let mut depth = 0_i32;
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => depth -= 1,
            _ => depth += 1,
        }
        if depth < 0 {
            return false;
        }
    }
    !path.starts_with(['/', '\\']) && !path.contains(':')
}
