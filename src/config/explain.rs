//! What the reader of TOML says of a value or key that is none, as a sentence that says what to
//! type. Its message in, ours out.

use super::known;
use crate::text;

/// Turns serde's "unknown field `titel`, expected one of `title`, …" into a sentence with the
/// nearest key.
pub(super) fn explain(message: &str) -> String {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if message.starts_with("unknown field")
        && let Some((unknown, known)) = names.split_first()
    {
        // How the reader of TOML hands on a date.
        if unknown.starts_with("$__toml") {
            return format!(
                "A date is no value here. The keys here are {}.",
                known.join(", ")
            );
        }
        if let Some(help) = known::elsewhere(unknown, known) {
            return format!("There is no key `{unknown}` here. {help}");
        }
        return match text::nearest(unknown, known.iter().copied()) {
            Some(near) => format!("There is no key `{unknown}`. Did you mean `{near}`?"),
            None => format!(
                "There is no key `{unknown}`. The keys here are {}.",
                known.join(", ")
            ),
        };
    }
    if message.starts_with("unknown variant")
        && let Some((unknown, known)) = names.split_first()
    {
        let lower = unknown.to_lowercase();
        return match text::nearest(&lower, known.iter().copied()) {
            Some(near) => format!("`{unknown}` is no value here. Did you mean `{near}`?"),
            None => format!(
                "`{unknown}` is no value here. Write one of {}.",
                known.join(", ")
            ),
        };
    }
    let message = message.trim_end_matches('.').replace('\n', " ");
    let instead = instead(&message);
    let message = match message.rsplit_once(", expected ") {
        Some((found, number)) if is_number(number) => {
            format!("{found}, expected a whole number")
        }
        _ => message,
    };
    format!("{message}.{instead}")
}

/// What to write where serde found a value of another type.
fn instead(message: &str) -> &'static str {
    let Some((_, expected)) = message.split_once(", expected ") else {
        return if message.contains("overflowed") {
            " Write a smaller number, such as `2.5`."
        } else if message == "wanted string or table" {
            " Write a word between quotation marks."
        } else {
            ""
        };
    };
    match expected {
        "a string" => " Write it between quotation marks: `\"…\"`.",
        "a sequence" => " Write a list: `[\"…\"]`.",
        "a boolean" => " Write `true` or `false`, without quotation marks.",
        "a map" => " Write its keys below a heading in brackets, or `{ … = \"…\" }`.",
        "u16" => " Write a whole number from 0 to 65535.",
        "f32" | "f64" => " Write a number, such as `2.5`, without quotation marks.",
        _ if is_number(expected) => " Write a whole number, without quotation marks.",
        _ => "",
    }
}

/// Whether what serde expects is a whole number, by its name in Rust: `u16`.
fn is_number(expected: &str) -> bool {
    let bits = expected.strip_prefix(['u', 'i']);
    bits.is_some_and(|bits| bits.parse::<u8>().is_ok())
}
