//! The home page that `VitePress`, `VuePress` and Starlight make of front matter: `hero`,
//! `features`, `heroText`. The keys that notesite does not know in, the same as Markdown out.

use std::collections::BTreeMap;

use serde_json::Value;

/// What the home page says; nothing where the front matter is of none.
pub(crate) fn markdown(keys: &BTreeMap<String, Value>) -> Option<String> {
    let hero = keys.get("hero").filter(|hero| hero.is_object());
    let is_home = keys.get("home").and_then(Value::as_bool) == Some(true);
    if hero.is_none() && !is_home {
        return None;
    }
    // VitePress and Starlight have a mapping, VuePress keys of their own.
    let inner = |name: &str| hero.and_then(|hero| hero.get(name));
    let word = |value: Option<&'_ Value>| value.and_then(Value::as_str).map(one_line);
    let name = word(inner("name"))
        .or_else(|| word(inner("title")))
        .or_else(|| word(keys.get("heroText")));
    let lines = [
        word(inner("text")),
        word(inner("tagline")).or_else(|| word(keys.get("tagline"))),
    ];
    let actions = inner("actions").or_else(|| keys.get("actions"));
    let actions = actions.and_then(Value::as_array);
    let mut links: Vec<String> = actions
        .into_iter()
        .flatten()
        .filter_map(|action| link(word(action.get("text")), word(action.get("link"))))
        .collect();
    links.extend(link(
        word(keys.get("actionText")),
        word(keys.get("actionLink")),
    ));
    let features = keys.get("features").and_then(Value::as_array);
    let features = features.into_iter().flatten().filter_map(|feature| {
        let title = word(feature.get("title"));
        let title = link(title.clone(), word(feature.get("link"))).or(title);
        let title = title.map(|title| format!("**{title}**"));
        let details = word(feature.get("details"));
        let words: Vec<String> = title.into_iter().chain(details).collect();
        (!words.is_empty()).then(|| format!("- {}", words.join(": ")))
    });
    let features: Vec<String> = features.collect();
    let mut blocks: Vec<String> = name.map(|name| format!("# {name}")).into_iter().collect();
    blocks.extend(lines.into_iter().flatten());
    blocks.extend((!links.is_empty()).then(|| links.join(" · ")));
    blocks.extend((!features.is_empty()).then(|| features.join("\n")));
    (!blocks.is_empty()).then(|| format!("{}\n\n", blocks.join("\n\n")))
}

fn link(words: Option<String>, destination: Option<String>) -> Option<String> {
    let (words, destination) = (words?, destination?);
    (!destination.contains(['<', '>'])).then(|| format!("[{words}](<{destination}>)"))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a note whose front matter ends at `start`, with what its home page says in place of
/// the end of that, and where it begins there: every other byte stays where it was.
pub(crate) fn written_into(
    text: &str,
    start: usize,
    keys: &BTreeMap<String, Value>,
) -> Option<(String, usize)> {
    let words = markdown(keys)?;
    let at = start.checked_sub(words.len())?;
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at))?;
    let gap = " ".repeat(start - words.len() - at);
    let before = format!("{}{gap}", &text[..at]);
    let begins = before.len();
    Some((format!("{before}{words}{}", &text[start..]), begins))
}
