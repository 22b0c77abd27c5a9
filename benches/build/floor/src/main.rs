//! What no generator can be faster than. `floor build NOTES OUT` reads every note, parses it and
//! writes a page of it between a head and a foot; `floor stat FOLDER…` asks the disk for every
//! file. Both on all processors.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use walkdir::WalkDir;

type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

/// About as many bytes as stand around the text of a page of ours.
const AROUND: usize = 4096;

fn main() -> Outcome {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["build", notes, output] => build(Path::new(notes), Path::new(output)),
        ["stat", ref folders @ ..] => folders.iter().try_for_each(|folder| stat(folder)),
        _ => Err("usage: floor build NOTES OUT, floor stat FOLDER…".into()),
    }
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, walkdir::Error> {
    let entries = WalkDir::new(folder).into_iter();
    let files = entries.filter(|entry| {
        entry
            .as_ref()
            .map_or(true, |entry| entry.file_type().is_file())
    });
    files
        .map(|entry| entry.map(walkdir::DirEntry::into_path))
        .collect()
}

fn build(notes: &Path, output: &Path) -> Outcome {
    let files = files(notes)?;
    let place = |file: &Path| -> Result<PathBuf, Box<dyn Error + Send + Sync>> {
        Ok(output
            .join(file.strip_prefix(notes)?)
            .with_extension("html"))
    };
    let places = files
        .iter()
        .map(|file| place(file))
        .collect::<Result<Vec<_>, _>>()?;
    let folders: BTreeSet<&Path> = places.iter().filter_map(|place| place.parent()).collect();
    folders.into_iter().try_for_each(fs::create_dir_all)?;
    let around = " ".repeat(AROUND);
    files.par_iter().zip(&places).try_for_each(|(file, place)| {
        let text = fs::read_to_string(file)?;
        let mut page = around.clone();
        html::push_html(&mut page, Parser::new_ext(&text, Options::all()));
        Ok(fs::write(place, page)?)
    })
}

fn stat(folder: &&str) -> Outcome {
    let files = files(Path::new(folder))?;
    files
        .par_iter()
        .try_for_each(|file| fs::metadata(file).map(|_| ()))?;
    Ok(())
}
