//! Names of anchors and pages. A heading in, the name that GitHub or a page gives it out.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::text::forms::nfc;
use crate::text::hash::hash;
use crate::text::script::is_syllable;

/// The anchor that GitHub gives a heading: lower case, punctuation dropped, spaces to hyphens;
/// Hangul stays. Source: github-slugger's rule, which keeps letters, marks, digits, connector
/// punctuation, hyphens and spaces. Signs that cannot be seen are dropped too.
pub fn github_slug(title: &str) -> String {
    let plain = title.chars().all(|c| c.is_ascii() || is_syllable(c));
    let lower = if plain {
        title.to_ascii_lowercase()
    } else {
        nfc(title).to_lowercase()
    };
    lower
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' | 'a'..='z' | '0'..='9' => Some(c),
            c if is_syllable(c) => Some(c),
            c if is_word(c) && !is_unseen(c) => Some(c),
            _ => None,
        })
        .collect()
}

/// Ruby's `\p{Word}`, by which GitHub keeps characters: `①` and `½` are no words, `Ⅳ` and `＿` are.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphabetic()
        || is_mark(c)
        || matches!(
            c.general_category(),
            GeneralCategory::DecimalNumber | GeneralCategory::ConnectorPunctuation
        )
}

/// Letters and marks that show nothing of their own (Unicode's `Default_Ignorable_Code_Point`), and
/// the frame of a keycap: `⚙️` and `1️⃣` hold them.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{34f}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{20e3}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// A page or anchor name: GitHub's rule with runs of `-` folded and trimmed, cut at 180 bytes plus
/// a hash.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in github_slug(title.trim()).chars() {
        if c != '-' || !out.ends_with('-') {
            out.push(c);
        }
    }
    // A mark without its letter in front would be shown on whatever stands before the name.
    let out = out
        .trim_matches('-')
        .trim_start_matches(is_mark)
        .trim_matches('-');
    if out.len() <= 180 {
        return out.to_owned();
    }
    let cut = (0..=180)
        .rev()
        .find(|&i| out.is_char_boundary(i))
        .unwrap_or(0);
    format!(
        "{}-{}",
        out[..cut].trim_end_matches('-'),
        &hash(out.as_bytes())[..8]
    )
}

/// Combining marks belong to the letter before them and stay in a slug.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
