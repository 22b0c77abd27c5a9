//! `notesite init`: what was typed in, files where none were out, and a word about what was found.

use std::path::{Path, PathBuf};

use super::terminal::{counted, put, say};
use crate::build::{self, Memory, Request};
use crate::edge::disk;
use crate::edge::init::{self, MadeFile, Wishes};
use crate::edge::timings::Timings;
use crate::failure::Failure;
use crate::text;

/// Makes a folder of notes ready.
pub(super) fn init(folder: &Path, wishes: Wishes) -> Result<u8, Failure> {
    let found = init::find(folder)?;
    let there = counts(folder)?;
    if !found.things.is_empty() {
        let things = found.things.join(", ");
        put(&format!("found   {}\n", text::visible(&things)))?;
    }
    if there.chapters > 0 {
        put(&format!(
            "found   {} in {}, which `notesite build` makes a site of as they are\n",
            counted(there.chapters, "chapter"),
            counted(there.courses, "course")
        ))?;
    }
    if there.drafts > 0 {
        put(&format!(
            "found   {} marked as draft or private, which {} out\n",
            counted(there.drafts, "file"),
            if there.drafts == 1 { "stays" } else { "stay" }
        ))?;
    }
    let files = init::make(folder, &found, there.has_notes, wishes)?;
    for made in &files {
        let path = made.path.to_string_lossy();
        let path = text::visible(&path);
        match made.kept.as_deref() {
            None => put(&format!("wrote   {path}\n"))?,
            Some("") => put(&format!("kept    {path} as it is\n"))?,
            Some(lacks) => put(&format!("kept    {path} as it is: {lacks}\n"))?,
        }
    }
    for (word, places, what) in init::left_to_fill_in(&files)? {
        let places = text::visible(&places);
        put(&format!("fill in {word} in {places}: {what}\n"))?;
    }
    let is_course = |made: &&MadeFile| {
        made.kept.is_none() && made.path.extension().is_some_and(|end| end == "md")
    };
    if let Some(course) = files.iter().find(is_course)
        && !counts(folder)?.has_notes
    {
        say(&format!(
            "warning: A .gitignore hides {} from the site. `notesite check` names its line: take \
            that out, or add `!/notes/` behind it.",
            text::visible(&course.path.to_string_lossy())
        ));
    }
    let root = match folder.to_string_lossy() {
        here if here == "." => String::new(),
        there => format!(" {}", init::shell_word(&there)),
    };
    say(&format!(
        "`notesite serve{root} --open` shows the notes while you write."
    ));
    Ok(0)
}

/// Whether the words of the environment are Korean.
pub(super) fn is_korean() -> bool {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    set("LC_ALL")
        .or_else(|| set("LC_MESSAGES"))
        .or_else(|| set("LANG"))
        .is_some_and(|value| value.to_lowercase().starts_with("ko"))
}

/// The notes that lie there already.
#[derive(Default)]
struct NotesThere {
    has_notes: bool,
    courses: usize,
    chapters: usize,
    drafts: usize,
}

fn counts(folder: &Path) -> Result<NotesThere, Failure> {
    if !disk::is_folder(folder)? {
        return Ok(NotesThere::default());
    }
    let request = Request {
        root: PathBuf::from(folder),
        output: None,
        base_url: None,
        drafts: false,
        lines: false,
    };
    let mut config = build::configure(&request)?;
    config.dates = false;
    let mut timings = Timings::default();
    let site = build::load(&request, &config, &mut Memory::forgetful(), &mut timings)?.value;
    let outline = &site.library.outline;
    Ok(NotesThere {
        has_notes: site.has_notes(),
        courses: outline.courses.len(),
        chapters: outline.count_chapters(),
        drafts: site.library.drafts.len(),
    })
}
