//! The title of a code block, which writers put behind its language: `yaml title="a.yaml"`
//! (Docusaurus, Starlight, `MkDocs` Material), `filename="a.ts"` (Nextra), `ts [a.ts]`
//! (`VitePress`, `VuePress`), `ruby:a.rb` (Qiita, Zenn). GitHub shows none of it. An info string
//! in, the title out.

/// What follows the colon of a language without being a title. Source: the manual of `VitePress`.
const SWITCHES: &[&str] = &["line-numbers", "no-line-numbers", "collapsed-lines"];

/// The title that an info string gives its block.
pub(super) fn of(info: &str) -> Option<String> {
    let info = info.trim();
    let title = named(info)
        .or_else(|| in_brackets(info))
        .or_else(|| behind_colon(info))?;
    let title = title.trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// The value of `title=` or `filename=`, with quotation marks or without.
fn named(info: &str) -> Option<&str> {
    ["title=", "filename="].iter().find_map(|name| {
        let (before, value) = info.split_once(name)?;
        if !before.ends_with([' ', '\t', '{', ',']) {
            return None;
        }
        match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            Some(mark) => value[1..].split_once(mark).map(|(title, _)| title),
            None => value.split([' ', '\t', '}', ',']).next(),
        }
    })
}

/// `[a.ts]` behind the language or behind the lines that are marked.
fn in_brackets(info: &str) -> Option<&str> {
    let (before, rest) = info.split_once('[')?;
    let (title, behind) = rest.rsplit_once(']')?;
    let stands_alone =
        before.ends_with([' ', '}']) && (behind.is_empty() || behind.starts_with(' '));
    (stands_alone && !info.starts_with('{')).then_some(title)
}

/// `ruby:a.rb`, the name up to the next blank.
fn behind_colon(info: &str) -> Option<&str> {
    let (language, rest) = info.split_once(':')?;
    let title = rest.split([' ', '\t', '{', '=']).next()?;
    let is_word = |text: &str| !text.is_empty() && !text.contains(['{', '[', '"', '=', '/', '.']);
    (is_word(language) && !SWITCHES.contains(&title)).then_some(title)
}
