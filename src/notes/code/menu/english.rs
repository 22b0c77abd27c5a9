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
    "menu",
    "scroll",
    "down",
];

/// Those of [`LEADS`] that tell somebody to go there.
const GOES: &[&str] = &[
    "open", "go", "click", "select", "choose", "navigate", "head", "press", "tap", "visit",
    "expand", "pick", "hit",
];

/// What only a sentence has before a name.
const TOLD: [&str; 5] = ["check", "see", "via", "under", "menu"];

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
    // `Please check Settings`, `Run it via Run As`: no label has a verb in small letters.
    let told = || {
        let mut pairs = words.split(' ').zip(words.split(' ').skip(1));
        pairs.any(|(word, next)| {
            (GOES.contains(&word) || TOLD.contains(&word))
                && next.starts_with(|c: char| c.is_ascii_uppercase())
        })
    };
    let sentence = is_lead(first) || small || spoken() || told();
    // `Edit EC2`: the verb of a sentence; `Edit` alone is a menu.
    let edited = words.strip_prefix("Edit ").is_some_and(is_product);
    if edited {
        return "Edit ".len();
    }
    // `Login to Jenkins`: before one is there; a button is called `Sign in`.
    let arrived = ["Login to ", "Log in to ", "Sign in to "]
        .iter()
        .find(|lead| words.strip_prefix(**lead).is_some_and(is_product));
    if let Some(lead) = arrived {
        return lead.len();
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
        let goes = GOES.contains(&word) || TOLD.contains(&word);
        let inside = from == 0 && at != first.len() && !goes && is_name(&words[..at - word.len()]);
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
