//! Where the first place of a path begins in an English sentence: `Then choose File`. Words in,
//! bytes out. Knows no signs.

use crate::notes::code::menu::label::{is_product, is_root};
use crate::text::is_hangul;

/// What an English sentence says before it names a place: `Then choose File`, `from the Tools`.
const LEADS: &[&str] = &[
    "open",
    "go",
    "click",
    "select",
    "choose",
    "navigate",
    "head",
    "use",
    "press",
    "tap",
    "see",
    "find",
    "visit",
    "expand",
    "pick",
    "hit",
    "under",
    "in",
    "via",
    "from",
    "to",
    "on",
    "into",
    "then",
    "through",
    "inside",
    "check",
    "the",
    "your",
    "up",
    "using",
    "selecting",
    "clicking",
    "choosing",
    "opening",
    "pressing",
];

/// Those of [`LEADS`] that tell somebody to go there.
const GOES: &[&str] = &[
    "open", "go", "click", "select", "choose", "navigate", "head", "press", "tap", "visit",
    "expand", "pick", "hit",
];

/// The bytes of an English sentence before the place: up to the last of the words that lead to a
/// name, if it begins like a sentence; names are written in capitals.
pub(super) fn lead(words: &str) -> usize {
    // `You can find it in Settings`
    const FUNCTION: [&str; 10] = [
        "sure", "it", "this", "that", "is", "are", "can", "be", "you", "we",
    ];
    let is_lead = |word: &str| {
        let lower = word.to_ascii_lowercase();
        LEADS.contains(&lower.as_str())
    };
    let first = words.split(' ').next().unwrap_or_default();
    let spoken = || {
        let mut words = words.split(' ');
        words.any(|word| FUNCTION.contains(&word.to_ascii_lowercase().as_str()))
    };
    let small = first.starts_with(|c: char| c.is_ascii_lowercase());
    let sentence = is_lead(first) || small || spoken();
    // `Edit EC2`: the verb of a sentence; `Edit` alone is a menu.
    let edited = words.strip_prefix("Edit ").is_some_and(is_product);
    if edited {
        return "Edit ".len();
    }
    if !sentence {
        return before_known(words);
    }
    let mut from = 0;
    for (at, _) in words.match_indices(' ') {
        let word = words[..at].rsplit(' ').next().unwrap_or_default();
        let name = words[at + 1..].starts_with(|c: char| c.is_uppercase() || is_hangul(c));
        // `Import from Git`, `Sign in to Docker`: of a name in capitals only its first word is
        // a lead.
        let inside = from == 0 && at != first.len() && is_name(&words[..at - word.len()]);
        if is_lead(word) && !inside && (name || from == at - word.len()) {
            from = at + 1;
        }
    }
    from
}

/// The bytes of a sentence that ends in a place which is known: `New section in Settings`.
fn before_known(words: &str) -> usize {
    let leads = [" in ", " from ", " under ", " via ", " through "];
    let mut found = leads.iter().filter_map(|lead| {
        let at = words.rfind(lead)? + lead.len();
        let place = &words[at..];
        (is_root(place) || place.ends_with(" settings")).then_some(at)
    });
    found.next().unwrap_or(0)
}

/// Whether words before a preposition are a label themselves: a capital that is no verb of going.
fn is_name(words: &str) -> bool {
    let mut words = words.split_whitespace();
    words.all(|word| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && !LEADS.contains(&word.to_ascii_lowercase().as_str())
    })
}

/// Whether a lead tells somebody to go there.
pub(super) fn is_told(lead: &str) -> bool {
    lead.split(' ')
        .any(|word| GOES.contains(&word.to_ascii_lowercase().as_str()))
}
