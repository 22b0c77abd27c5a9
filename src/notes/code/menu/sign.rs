//! The signs that people put between the places of a user interface. A text in, the sign of its
//! paths out. Knows no words.

/// The sign between the steps of a text: the first kind with blanks around it, else the first.
pub(crate) fn sign_of(text: &str) -> Option<&'static str> {
    let mut there = SIGNS.into_iter().filter(|sign| text.contains(sign));
    // `설정->일반->언어`: `>` is the end of its sign.
    let whole = |sign: &&str| {
        let longer = |other: &&str| {
            other.len() > sign.len() && (other.ends_with(*sign) || other.starts_with(*sign))
        };
        !SIGNS
            .iter()
            .any(|other| longer(other) && text.contains(other))
    };
    let Some(first) = there.clone().find(whole) else {
        return line_of(text);
    };
    let spaced = there.find(|sign| text.contains(spaced(sign).as_str()));
    Some(spaced.unwrap_or(first))
}

/// Whether a path may stand in a text at all.
pub(crate) fn has_sign(text: &str) -> bool {
    // Signs of several letters end in one of these.
    text.contains([
        '>', '›', '❯', '»', '▸', '▶', '▷', '＞', '≫', '→', '⇒', '➔', '➜', '➡', '⟶', '👉',
    ]) || line_of(text).is_some()
}

/// The signs that people put between the places of a user interface.
pub(super) const SIGNS: [&str; 25] = [
    ">",
    "–>",
    "—>",
    "==>",
    "›",
    "❯",
    "»",
    "▸",
    "▶",
    "▷",
    "＞",
    "≫",
    ">>",
    "→",
    "->",
    "-->",
    "=>",
    "⇒",
    "➔",
    "➜",
    "➡\u{fe0f}",
    "➡",
    "⟶",
    "▶\u{fe0f}",
    "👉",
];

/// Also drawn between the steps of a process.
pub(super) const ARROWS: [&str; 14] = [
    "→",
    "–>",
    "—>",
    "==>",
    "->",
    "-->",
    "=>",
    "⇒",
    "➔",
    "➜",
    "➡",
    "➡\u{fe0f}",
    "⟶",
    "👉",
];

/// Also drawn between columns, programs in a pipe and what is listed.
pub(super) const LINES: [&str; 2] = ["|", "-"];

/// `File | Settings | Plugins`, `[파일] - [설정]`: a line between labels, where it is no arrow.
pub(super) fn line_of(text: &str) -> Option<&'static str> {
    let enclosed = |sign: &str| text.contains(&format!("]{sign}["));
    if text.contains(" | ") {
        Some("|")
    } else if text.contains(']') && (enclosed(" - ") || enclosed("-")) {
        Some("-")
    } else {
        None
    }
}

pub(super) fn spaced(sign: &str) -> String {
    format!(" {sign} ")
}
