//! READMEs that came with a tool: who begins a site from a template keeps the text about that.
//! What such a README says in; whether it does out.

/// How the READMEs of templates begin, as their repositories have them, in small letters: the
/// heading, and the words beneath it where others may begin so, too. A heading may go on behind
/// `:`, as those of Starlight and Astro do.
const STARTERS: [(&str, &str); 26] = [
    ("chirpy starter", ""),
    ("chirpy jekyll theme", ""),
    ("minimal mistakes jekyll theme", ""),
    ("minimal mistakes remote theme starter", ""),
    ("hydejack starter kit", ""),
    ("jekyll now", ""),
    ("beautiful jekyll", ""),
    ("just the docs template", ""),
    ("hux blog", ""),
    ("al-folio", ""),
    ("quartz v4", ""),
    ("website", "this website is built using [docusaurus"),
    ("starlight starter kit", ""),
    ("astro starter kit", ""),
    ("astropaper 📄", ""),
    ("gatsby's blog starter", ""),
    ("gatsby's default starter", ""),
    ("gatsby starter bee", ""),
    ("nextra docs template", ""),
    ("tailwind nextjs starter blog", ""),
    ("morethan-log", ""),
    ("digital obsidian garden", ""),
    ("getting started with create react app", ""),
    ("react + vite", ""),
    ("react + typescript + vite", ""),
    ("", "this is a [next.js]"),
];

/// Whether a README with such a first heading, or none, and such words beneath it came with a tool.
pub fn is_of_tool(heading: Option<&str>, words: &str) -> bool {
    let heading = plain(heading.unwrap_or_default());
    let words = words.trim_start().to_lowercase();
    let is_so = |(name, begins): &(&str, &str)| {
        let rest = heading.strip_prefix(name);
        let is_named = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
        is_named && words.starts_with(begins)
    };
    STARTERS.iter().any(is_so)
}

/// The words of a heading in small letters: without links and the signs of emphasis.
fn plain(heading: &str) -> String {
    let words = heading.trim().trim_matches(['*', '_', '`']);
    let link = words.strip_prefix('[').and_then(|it| it.split_once("]("));
    link.map_or(words, |(words, _)| words).trim().to_lowercase()
}
