//! What an operand of a command is: an option, a file, an address, a pair, a blank. A word in, the
//! weight that it adds out.

use crate::language::Language;
use crate::notes::code::noun;
use crate::notes::code::placeholder;
use crate::notes::code::tools::Program;
use crate::notes::code::typeset;
use crate::notes::code::weight::{Reason, Weight};
use crate::notes::code::word_extent::Word;
use crate::text::is_hangul;

pub(super) fn is_bare(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphabetic())
}

/// What an operand is.
pub(super) fn operand(
    word: &Word,
    before: Option<&Word>,
    known: Option<&Program>,
    weight: &mut Weight,
) {
    let text = word.text;
    // `date '+%F'`: how the program is to print.
    if text.trim_start_matches(['"', '\'']).starts_with("+%") {
        weight.add(Reason::Option, 4);
        return;
    }
    if word.is_quoted() {
        weight.add(Reason::Quotation, 2);
        // `echo 'a' > "b c.txt"`
        let written = before.is_some_and(|word| matches!(word.text, ">" | ">>"));
        if written && is_file(text.trim_matches(['"', '\''])) {
            weight.add(Reason::Redirection, 3);
        }
        return;
    }
    if is_option(text, known) {
        weight.add(
            Reason::Option,
            if typeset::option(text).starts_with("--") {
                4
            } else {
                3
            },
        );
        return;
    }
    if text.contains("$(")
        || text.starts_with("${")
        || text.strip_prefix('$').is_some_and(|name| {
            name.starts_with(|c: char| c.is_ascii_alphabetic())
                || matches!(name, "?" | "$" | "!" | "@" | "*" | "#" | "0" | "1")
        })
        || text.contains("=$")
        || text.contains("/$")
        || is_of_windows(text)
    {
        weight.add(Reason::Variable, 3);
        return;
    }
    // `head file_name`: so people call what one fills in.
    if is_filled_in(text) {
        weight.add(Reason::Blank, if known.is_some() { 2 } else { 0 });
        return;
    }
    // `scancel [job_id]`
    let spells = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    let square = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    let named = square.is_some_and(|name| name.len() > 1 && name.bytes().all(spells));
    if is_blank(text) || named && known.is_some_and(|known| !known.has_subs()) {
        weight.add(Reason::Blank, if known.is_some() { 3 } else { 1 });
        return;
    }
    // `diff <(ls a) <(ls b)`
    if text.starts_with("<(") {
        weight.add(Reason::Redirection, 4);
        return;
    }
    if text.chars().any(is_hangul) && (is_file(text) || text.contains('/')) {
        weight.add(Reason::File, 3);
        return;
    }
    if noun::is_han_value(text) || noun::is_han_thing(text) {
        weight.add(Reason::Blank, if known.is_some() { 3 } else { 1 });
        return;
    }
    if text.chars().any(is_hangul) {
        // `less 파일`: a thing, where `wants_thing` has kept it.
        let one = text.trim_end_matches(|c: char| c.is_ascii_digit());
        // `docker 컨테이너 bash`: what it does is missing.
        let does = before.is_some() || !known.is_some_and(Program::has_subs);
        let firm = noun::is_thing(one) && does;
        let worth = known.map_or(1, |known| if known.takes_text || firm { 3 } else { 2 });
        weight.add(Reason::Blank, worth);
        return;
    }
    let behind_redirection = before.is_some_and(|word| matches!(word.text, ">" | "<"));
    if matches!(text, ">>" | "2>&1" | "&>" | "2>" | "<<" | "<<<") || text.starts_with("<<") {
        weight.add(Reason::Redirection, 4);
    } else if behind_redirection {
        weight.add(Reason::Redirection, if is_file(text) { 3 } else { 0 });
    } else if is_file(text) {
        weight.add(Reason::File, 3);
    } else if is_address(text) {
        weight.add(Reason::Address, if text.contains("://") { 1 } else { 3 });
    } else if is_pair(text) {
        weight.add(Reason::Pair, 2);
    } else if text.contains('/') && !text.starts_with('/') && text.len() > 2 {
        weight.add(Reason::File, 1);
    }
}

/// `%JAVA_HOME%`, `%PATH%;C:\jdk`: a variable of cmd.exe.
fn is_of_windows(text: &str) -> bool {
    let name = text.strip_prefix('%').and_then(|rest| rest.split_once('%'));
    name.is_some_and(|(name, _)| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    })
}

/// `--long`, `-x`; `/F` of the programs of Windows.
pub(super) fn is_option(text: &str, known: Option<&Program>) -> bool {
    let text = &*typeset::option(text);
    if let Some(long) = text.strip_prefix("--") {
        return long.starts_with(|c: char| c.is_ascii_alphabetic());
    }
    if let Some(short) = text.strip_prefix('-') {
        return short.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '<' | '['))
            && short != "-"
            && !short.starts_with("->");
    }
    known.is_some_and(|known| {
        text.strip_prefix('/').is_some_and(|letters| {
            let short = (1..=3).contains(&letters.len())
                && letters.chars().all(|c| c.is_ascii_uppercase() || c == '?');
            // `/all`, `/MIR`, `/fo:csv`
            let name = letters.split(':').next().unwrap_or_default();
            let windows = known.is_of_windows
                && !name.is_empty()
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'?');
            short || windows
        })
    })
}

/// `<이름>`, `[이름]`, `{name}`: the word is a blank, or holds one.
pub(super) fn is_blank(text: &str) -> bool {
    let inner = text
        .strip_prefix('{')
        .and_then(|text| text.strip_suffix('}'));
    inner.is_some_and(|inner| {
        !inner.is_empty()
            && inner
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
    }) || text.contains(['<', '[', '{'])
        && !placeholder::bracket_fields(text, Some(&Language::SHELL)).is_empty()
}

/// `file_name`, `container_id`
fn is_filled_in(text: &str) -> bool {
    text.rsplit_once('_').is_some_and(|(thing, kind)| {
        matches!(
            kind,
            "name" | "id" | "path" | "file" | "dir" | "url" | "host" | "port"
        ) && thing.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
    })
}

/// Roots of Unix, and where people keep what they work on.
pub(super) const ROOTS: &[&str] = &[
    "/etc",
    "/var",
    "/usr",
    "/home",
    "/opt",
    "/tmp",
    "/dev",
    "/proc",
    "/bin",
    "/sbin",
    "/root",
    "/mnt",
    "/media",
    "/sys",
    "/lib",
    "/run",
    "/srv",
    "/boot",
    "/data",
    "/Users",
    "/Applications",
    "/Library",
    "/Volumes",
    "/app",
    "/workspace",
];

/// A name with an extension, or a path of a file system.
pub(super) fn is_file(text: &str) -> bool {
    let text = text.trim_end_matches([',', ';']);
    if text.contains("://") || text.starts_with('@') {
        return false;
    }
    if matches!(text, "." | ".." | "~" | "*" | "/")
        || ["./", "../", "~/", "C:\\", "D:\\", ".\\"]
            .iter()
            .any(|start| text.starts_with(start))
        || text.starts_with('.') && text.len() > 2 && text[1..].starts_with(char::is_alphabetic)
        || text.starts_with("*.")
        || ROOTS.iter().any(|root| {
            text.strip_prefix(root)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    {
        return true;
    }
    let last = text.rsplit('/').next().unwrap_or(text);
    last.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && (1..=10).contains(&extension.len())
            && extension.starts_with(|c: char| c.is_ascii_lowercase())
            && extension.chars().all(|c| c.is_ascii_alphanumeric())
            && stem
                .chars()
                .all(|c| c.is_alphanumeric() || "._-*/${}~+".contains(c))
    })
}

/// `user@host`, `10.0.0.1`, `localhost:8080`, `https://…`.
pub(super) fn is_address(text: &str) -> bool {
    let numbers = text.split(['/', ':']).next().unwrap_or_default();
    let ip = numbers.split('.').count() == 4
        && numbers
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let user = text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty()
            && host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '<' || c == '[')
            && user
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c))
    });
    let port = text.split_once(':').is_some_and(|(host, port)| {
        !port.is_empty()
            && port
                .split(['/', ':'])
                .next()
                .is_some_and(|port| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()))
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/'))
    });
    // `example.com/shop/api:1.2`: an image and its tag.
    let image = text.rsplit_once(':').is_some_and(|(name, tag)| {
        let part = |text: &str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        };
        name.contains('/') && name.split('/').all(part) && part(tag)
    });
    ip || user || port || image || text.contains("://") || text.starts_with("localhost")
}

pub(super) fn is_pair(text: &str) -> bool {
    text.split_once('=').is_some_and(|(key, value)| {
        !value.is_empty()
            && !value.starts_with(['=', '>'])
            && key.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && key
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    })
}
