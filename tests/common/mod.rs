//! What several tests need: notes on disk, the program, the bytes of a site, Node, and a word about
//! what was not tried.
#![allow(dead_code)] // Each test uses some of it.

use std::collections::hash_map::RandomState;
use std::fs;
use std::hash::{BuildHasher, Hasher};
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::process::{Command, Output};

use notesite::{Config, Content, Memory, Request, Site, Timings};
use proptest::test_runner::{Config as ProptestConfig, RngSeed};

/// The request that a plain `notesite build` in this folder is.
pub(crate) fn request(root: &Path) -> Request {
    Request {
        root: root.to_owned(),
        output: None,
        base_url: None,
        drafts: false,
        lines: false,
    }
}

/// The site of a folder without settings.
pub(crate) fn site(root: &Path) -> Site {
    notesite::load(
        &request(root),
        &Config::default(),
        &mut Memory::forgetful(),
        &mut Timings::default(),
    )
    .expect("the notes can be read")
    .value
}

/// Every path of a site with its bytes, in order.
pub(crate) fn pages(site: &Site) -> Vec<(String, Vec<u8>)> {
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

/// What notesite does in a folder that is its home as well: `build`, then what follows the folder.
pub(crate) fn run(arguments: &[&str], root: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_notesite"))
        .arg(arguments[0])
        .arg(root)
        .args(&arguments[1..])
        .env("HOME", root)
        .output()
        .expect("it runs")
}

/// All that it said, on either stream.
pub(crate) fn said(output: &Output) -> String {
    let texts = [&output.stdout, &output.stderr];
    let texts = texts.map(|text| String::from_utf8_lossy(text).into_owned());
    texts.concat()
}

/// Writes a file below a folder, and the folders that it lies in.
pub(crate) fn write(root: &Path, path: impl AsRef<Path>, text: impl AsRef<[u8]>) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("made");
    fs::write(file, text).expect("written");
}

/// Says that this test, or a part of it, was not tried, and why. It goes past the capture of
/// libtest, since `tests/run` counts and lists these lines.
pub(crate) fn skip(reason: &str) {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let line = format!("\nskipped: {test}: {reason}\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("stderr is open");
}

/// What Node answers; `None`, and said, on a machine without it.
pub(crate) fn node(command: &mut Command) -> Option<Output> {
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

/// How often a property is tried, and with which seed. `NOTESITE_NIGHTLY=1` tries ten times as
/// often; the seed is printed where a property fails, and `NOTESITE_SEED=N` tries it again.
pub(crate) fn tries(cases: u32) -> ProptestConfig {
    let seed = std::env::var("NOTESITE_SEED").map_or_else(
        |_| RandomState::new().build_hasher().finish(),
        |seed| seed.parse().expect("NOTESITE_SEED is a number"),
    );
    println!("NOTESITE_SEED={seed}");
    let nightly = std::env::var_os("NOTESITE_NIGHTLY").is_some();
    ProptestConfig {
        cases: if nightly { 10 * cases } else { cases },
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(seed),
        ..ProptestConfig::default()
    }
}

/// The site of a case of `tests/cases`: the files that stand in it, without what is expected.
pub(crate) fn write_case(text: &str, root: &Path) {
    let mut file: Option<(String, String)> = None;
    let mut files = Vec::new();
    for line in text.split_inclusive('\n') {
        let name = line.trim_end().strip_prefix("-- ");
        if let Some(name) = name.and_then(|name| name.strip_suffix(" --")) {
            files.extend(file.take());
            if !name.contains(':') {
                file = Some((name.to_owned(), String::new()));
            }
        } else if let Some((_, body)) = &mut file {
            body.push_str(line);
        }
    }
    files.extend(file);
    for (name, body) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, body).expect("written");
    }
}
