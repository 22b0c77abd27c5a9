//! What several tests need: the bytes of a site, Node, and a word about what was not tried.
#![allow(dead_code)] // Each test uses some of it.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::process::{Command, Output};

use notesite::pages::render::Content;
use notesite::pages::site::Site;

/// Every path of a site with its bytes, in order.
pub fn pages(site: &Site) -> Vec<(String, Vec<u8>)> {
    let bytes = |path: &str| match site
        .render(path)
        .expect("the path is the site's")
        .expect("the theme renders")
    {
        Content::Bytes(bytes) => bytes.into_owned(),
        Content::Pieces(pieces) => pieces.collect::<String>().into_bytes(),
        Content::File(file) => fs::read(file).expect("the file is there"),
    };
    site.paths()
        .into_iter()
        .map(|path| (path.clone(), bytes(&path)))
        .collect()
}

/// Says that this test, or a part of it, was not tried, and why. It goes past the capture of
/// libtest, since `tests/run` counts and lists these lines.
pub fn skip(reason: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let line = format!("\nskipped: {test}: {reason}\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("stderr is open");
}

/// What Node answers; `None`, and said, on a machine without it.
pub fn node(command: &mut Command) -> Option<Output> {
    match command.output() {
        Ok(run) => {
            let said = String::from_utf8_lossy(&run.stderr);
            assert!(run.status.success(), "{command:?}: {said}");
            Some(run)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            skip("there is no node on this machine");
            None
        }
        Err(error) => panic!("node does not run: {error}"),
    }
}
