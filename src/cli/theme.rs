//! `notesite theme`: a theme of one's own begun, and files of the default one printed.

use std::path::Path;

use super::terminal::{put, say};
use crate::edge::new_theme;
use crate::failure::Failure;
use crate::pages::page;
use crate::text::nearest;

/// Begins a theme and says how it is chosen.
pub(super) fn new(root: &Path, name: &str) -> Result<u8, Failure> {
    let file = new_theme::make(root, name)?;
    put(&format!("wrote   {}\n", file.display()))?;
    say(&format!(
        "Write `theme = \"{name}\"` into notesite.toml; `notesite serve` shows what you change."
    ));
    Ok(0)
}

/// Prints a file of the default theme as it is, or the paths of all.
pub(super) fn show(file: Option<&str>) -> Result<u8, Failure> {
    let files = page::default_files();
    let Some(file) = file else {
        let paths: Vec<&str> = files.keys().map(String::as_str).collect();
        put(&format!("{}\n", paths.join("\n")))?;
        return Ok(0);
    };
    let asked = file.trim_start_matches("./");
    let asked = asked.strip_prefix("themes/default/").unwrap_or(asked);
    let Some(text) = files.get(asked) else {
        let near = nearest(asked, files.keys().map(String::as_str));
        let meant = near.map_or(String::new(), |near| format!(" Is {near} meant?"));
        return Err(Failure::usage(format!(
            "The default theme has no file \"{file}\".{meant} `notesite theme show` lists them."
        )));
    };
    put(text)?;
    Ok(0)
}
