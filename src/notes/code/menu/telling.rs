//! Labels that tell by themselves what they are, wherever they stand. Words in, answers out. Knows
//! nothing else.

/// Whether words hold one half of a pair of brackets: they were cut out of a sentence.
pub(super) fn is_half(words: &str) -> bool {
    const PAIRS: [(char, char); 6] = [
        ('(', ')'),
        ('[', ']'),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('《', '》'),
    ];
    PAIRS
        .iter()
        .any(|(open, close)| words.matches(*open).count() != words.matches(*close).count())
}

/// What is in the menu of a thing that was chosen and nowhere else: `Run As`.
pub(super) fn is_of_thing(words: &str) -> bool {
    const OF_THING: [&str; 5] = ["Run As", "Debug As", "Open With", "Build Path", "Show In"];
    OF_THING
        .iter()
        .any(|label| words.eq_ignore_ascii_case(label))
}

/// One name with several words in a row, as no step of anything else has: `Build, Execution,
/// Deployment`.
pub(super) fn is_row(words: &str) -> bool {
    words.contains(", ") && words.starts_with(|c: char| !c.is_lowercase())
}

/// A label that tells what one makes there: `New Item`, `Add new user`, `새로운 정책`.
pub(super) fn is_making(words: &str) -> bool {
    let verb = words.split_once(' ').map(|(verb, _)| verb);
    words == "새로만들기"
        || verb.is_some_and(|verb| {
            matches!(
                verb,
                "New" | "Add" | "Create" | "Edit" | "새" | "새로운" | "새로" | "+"
            )
        })
}
