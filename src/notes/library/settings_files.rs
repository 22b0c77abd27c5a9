//! Which files hold the settings of which tool that makes sites of notes. A path in; the tool,
//! and the folder that its settings speak for, out. One table for all who ask: what gives an
//! order, what is left out, whose comments are known, what is looked for above ROOT. What they
//! say is not known here.

/// Whose settings a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SettingsOf {
    /// `_config.yml`: Jekyll, Hexo or Jupyter Book, which its keys tell apart.
    Config,
    Docusaurus,
    Eleventy,
    /// `config.ini`: d2lbook's or anybody's.
    D2lBook,
    /// A list of what `GitBook` leaves out.
    BookIgnore,
    /// A list of what Eleventy leaves out.
    EleventyIgnore,
    Hugo,
    /// `config.toml` and its like: Hugo, Zola or anybody.
    HugoOrZola,
    MdBook,
    MkDocs,
    /// `MyST`, and the table of contents of a Jupyter Book.
    Myst,
    /// bookdown and Quarto.
    Pandoc,
    Quartz,
    Sphinx,
}

use SettingsOf::{
    BookIgnore, Config, D2lBook, Docusaurus, Eleventy, EleventyIgnore, Hugo, HugoOrZola, MdBook,
    MkDocs, Myst, Pandoc, Quartz, Sphinx,
};

/// The files by their paths from the folder that they speak for. Those in hidden folders stand in
/// `order::IN_HIDDEN_FOLDERS`.
const FILES: [(&str, SettingsOf); 37] = [
    (".bookignore", BookIgnore),
    (".eleventy.js", Eleventy),
    (".eleventyignore", EleventyIgnore),
    ("_bookdown.yml", Pandoc),
    ("_config.yml", Config),
    ("_quarto.yaml", Pandoc),
    ("_quarto.yml", Pandoc),
    ("_toc.yml", Myst),
    ("book.toml", MdBook),
    ("conf.py", Sphinx),
    ("config.ini", D2lBook),
    ("config.toml", HugoOrZola),
    ("config.yaml", HugoOrZola),
    ("config.yml", HugoOrZola),
    ("config/_default/config.toml", Hugo),
    ("config/_default/config.yaml", Hugo),
    ("config/_default/config.yml", Hugo),
    ("config/_default/hugo.json", Hugo),
    ("config/_default/hugo.toml", Hugo),
    ("config/_default/hugo.yaml", Hugo),
    ("config/_default/hugo.yml", Hugo),
    ("docusaurus.config.cjs", Docusaurus),
    ("docusaurus.config.js", Docusaurus),
    ("docusaurus.config.mjs", Docusaurus),
    ("docusaurus.config.ts", Docusaurus),
    ("eleventy.config.cjs", Eleventy),
    ("eleventy.config.js", Eleventy),
    ("eleventy.config.mjs", Eleventy),
    ("eleventy.config.ts", Eleventy),
    ("hugo.json", Hugo),
    ("hugo.toml", Hugo),
    ("hugo.yaml", Hugo),
    ("hugo.yml", Hugo),
    ("mkdocs.yaml", MkDocs),
    ("mkdocs.yml", MkDocs),
    ("myst.yml", Myst),
    ("quartz.config.ts", Quartz),
];

/// Whose settings lie at a path, and the folder that they speak for.
pub(crate) fn of(path: &str) -> Option<(&str, SettingsOf)> {
    let known = FILES.iter().filter_map(|(name, tool)| {
        let folder = path.strip_suffix(name)?;
        let is_whole = folder.is_empty() || folder.ends_with('/');
        is_whole.then_some((folder.trim_end_matches('/'), *tool))
    });
    // Hugo's settings may be parted, and `config/_default/` is what they speak for in no case.
    known.min_by_key(|(folder, _)| folder.len())
}

/// The paths of all of them, from the folder that they speak for.
pub(crate) fn paths() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(path, _)| *path)
}

/// Whether a file of that name may be one of them.
pub(crate) fn is_name(name: &str) -> bool {
    paths().any(|path| path.rsplit('/').next() == Some(name))
}
