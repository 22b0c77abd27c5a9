//! The promise of the output folder: at every moment each page is wholly old or wholly new, and
//! every page, style, script, picture and search file that it names is there. Builds are killed at
//! any moment, in the places that people write to, and what is left is crawled.
//!
//! `NOTESITE_KILLS=200 cargo test --release promise:: -- --nocapture` kills as often in each.

use crate::common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const BINARY: &str = env!("CARGO_BIN_EXE_notesite");

/// Names of the versions that the notes go through.
const VERSIONS: [&str; 3] = ["가을", "겨울", "봄"];

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").to_owned();
                let name = name.into_os_string().into_string().expect("UTF-8");
                out.insert(name, fs::read(path).expect("the file can be read"));
            }
        }
    }
    out
}

/// What readers and servers see: no bookkeeping.
fn shown(mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    files.retain(|name, _| !name.starts_with(".notesite-"));
    files
}

/// Writes the notes of a version: chapters that stay, change, come, go and are renamed; a course, a
/// picture, a tag and a style that only some have; enough text for a search index in pieces.
fn write_notes(root: &Path, version: usize) {
    let word = VERSIONS[version];
    for folder in ["notes", "image", "themes"] {
        let path = root.join(folder);
        if path.exists() {
            fs::remove_dir_all(path).expect("removed");
        }
    }
    let write = |path: &str, text: String| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    };
    let chapter = |n: usize| {
        let title = match n % 5 {
            0 => format!("장 {word} {n}"),
            _ => format!("장 {n}"),
        };
        let next = n % 60 + 1;
        let mut words = String::new();
        for i in 0..480 {
            let number = (n * 131 + i * 17 + version) % 4000;
            let letter = (b'a' + (i % 26) as u8) as char;
            let _ = write!(words, "낱말{number}{letter} ");
        }
        format!(
            "### {n}. {title}\n- {next}장 참고, {word}\n- ![그림](../image/{}.svg)\n- {words}\n",
            n % 7
        )
    };
    let count = 60 + version * 7;
    let chapters: String = (1..=count)
        .filter(|n| n % 11 != version)
        .map(chapter)
        .collect();
    write("notes/course.md", format!("# 과정\n{chapters}"));
    write(
        &format!("notes/more-{version}.md"),
        format!("---\ntags: [{word}]\n---\n# 다른 과정\n### 1. 처음\n- 글\n### 2. 다음\n- 글\n"),
    );
    for picture in 0..7 {
        let size = 10 + version * usize::from(picture == 3);
        write(
            &format!("image/{picture}.svg"),
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"9\"/>"),
        );
    }
    // Another style has another name, and every page names it.
    write(
        "themes/default/css/9-print.css",
        format!("body {{ order: {version} }}\n"),
    );
}

fn build(root: &Path, output: &Path) -> Command {
    let mut command = Command::new(BINARY);
    command.arg("build").arg(root).arg("-o").arg(output);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The addresses in a page that lead to files of the site, relative to its root.
fn named(page: &str, html: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    for (at, _) in html.match_indices("=\"") {
        let name = html[..at].rsplit([' ', '\n', '<']).next().expect("a name");
        let value = &html[at + 2..];
        let value = &value[..value.find('"').expect("a quotation mark")];
        let from = match name {
            "href" | "src" => folder,
            // Scripts fetch these, from the site's root.
            name if name.starts_with("data-") && value.starts_with("assets/") => "",
            _ => continue,
        };
        let path = value.split(['#', '?']).next().expect("a path");
        if path.is_empty() || path.contains(':') {
            continue;
        }
        let from = if path.starts_with('/') { "" } else { from };
        let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            match part {
                ".." => drop(parts.pop().expect("within the site")),
                part => parts.push(part),
            }
        }
        out.insert(decoded(&parts.join("/")));
    }
    if html.contains("data-search") {
        out.insert("search/root.js".to_owned());
    }
    out
}

fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let (mut out, mut i) = (Vec::new(), 0);
    while i < bytes.len() {
        if bytes[i] == b'%' {
            out.push(u8::from_str_radix(&path[i + 1..i + 3], 16).expect("an escape"));
            i += 3;
        } else {
            out.push(bytes[i]);
            i += 1;
        }
    }
    String::from_utf8(out).expect("UTF-8")
}

type Site = BTreeMap<String, Vec<u8>>;

/// Crawls a folder from its first page and from every page that all versions have.
fn crawl(folder: &Path, versions: &[Site]) -> Result<(), String> {
    let now = shown(files(folder));
    for (path, bytes) in now.iter().filter(|(path, _)| path.ends_with(".html")) {
        if !versions
            .iter()
            .any(|version| version.get(path) == Some(bytes))
        {
            return Err(format!("{path} is of no version"));
        }
    }
    let kept = versions[0].keys().filter(|path| {
        path.ends_with(".html") && versions.iter().all(|version| version.contains_key(*path))
    });
    let mut open: Vec<String> = kept.cloned().collect();
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    while let Some(page) = open.pop() {
        let Some(bytes) = now.get(&page) else {
            return Err(format!("{page} is not there"));
        };
        if page == "search/root.js" {
            let whole = versions.iter().any(|version| {
                version.get(&page) == Some(bytes)
                    && version
                        .keys()
                        .filter(|path| path.starts_with("search/"))
                        .all(|path| now.contains_key(path))
            });
            if !whole {
                return Err("the search index misses some of its files".to_owned());
            }
        }
        if !page.ends_with(".html") {
            continue;
        }
        let html = std::str::from_utf8(bytes).map_err(|_| format!("{page} is no text"))?;
        for path in named(&page, html) {
            if !now.contains_key(&path) {
                return Err(format!("{page} names {path}, which is not there"));
            }
            if seen.insert(path.clone()) {
                open.push(path);
            }
        }
    }
    Ok(())
}

/// Numbers that differ from round to round: MMIX's generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

/// Looks at the disk until the build ends or has been looked at so often; every look lets it come
/// further. Answers how often that was.
fn look(child: &mut Child, output: &Path, wanted: usize, after_journal: bool) -> usize {
    let journal = output.join(".notesite-journal.json");
    let (mut looks, mut counted) = (0, 0);
    while child.try_wait().expect("a child").is_none() {
        looks += 1;
        if !after_journal || counted > 0 || journal.exists() {
            counted += 1;
        }
        if counted > wanted {
            break;
        }
    }
    looks
}

/// Kills builds of changing notes, and crawls after each.
fn kill(root: &Path, output: &Path, run: &dyn Fn(&Path, &Path) -> Command) {
    let rounds: usize = std::env::var("NOTESITE_KILLS").map_or(10, |count| {
        count.parse().expect("NOTESITE_KILLS is a number")
    });
    let clean = tempfile::tempdir().expect("a folder");
    let versions: Vec<Site> = (0..VERSIONS.len())
        .map(|version| {
            write_notes(root, version);
            let folder = clean.path().join(version.to_string());
            assert!(
                build(root, &folder)
                    .status()
                    .expect("notesite runs")
                    .success()
            );
            files(&folder)
        })
        .collect();
    assert!(
        versions[0]
            .keys()
            .filter(|path| path.starts_with("search/"))
            .count()
            > 4
    );
    assert!(run(root, output).status().expect("notesite runs").success());
    let mut child = run(root, output).spawn().expect("notesite runs");
    let most = look(&mut child, output, usize::MAX, false);
    let (mut dice, mut interrupted, mut unfinished) = (Dice(42), 0, 0);
    for round in 0..rounds {
        let version = (round + 1) % VERSIONS.len();
        write_notes(root, version);
        let mut child = run(root, output).spawn().expect("notesite runs");
        // Half of them die while files are being moved, which takes a small part of the time.
        let late = round % 2 == 1;
        let wanted = dice.below(if late { 60 } else { most });
        look(&mut child, output, wanted, late);
        child.kill().expect("it can be killed");
        interrupted += usize::from(!child.wait().expect("it ends").success());
        unfinished += usize::from(output.join(".notesite-journal.json").exists());
        if let Err(broken) = crawl(output, &versions) {
            panic!("round {round}: {broken}");
        }
        // What was left is taken up by a build of the same notes, or of others.
        let next = (version + dice.below(2)) % VERSIONS.len();
        write_notes(root, next);
        assert!(
            run(root, output).status().expect("notesite runs").success(),
            "round {round}"
        );
        assert!(
            files(output) == versions[next],
            "round {round}: the next build equals a clean one"
        );
    }
    println!("{rounds} builds killed, {interrupted} before their end, {unfinished} left a journal");
    assert!(interrupted > 0);
}

#[test]
fn a_killed_build_keeps_the_promise() {
    let folder = tempfile::tempdir().expect("a folder");
    kill(folder.path(), &folder.path().join("public"), &build);
}

/// Runs this test in a mount name space of its own; whether it is in one.
fn is_alone() -> bool {
    if std::env::var_os("NOTESITE_ALONE").is_some() {
        return true;
    }
    let thread = std::thread::current();
    let test = thread.name().expect("tests run in threads of their names");
    let run = Command::new("unshare")
        .args(["--mount", "--map-root-user", "--"])
        .arg(std::env::current_exe().expect("this test"))
        .args(["--exact", test, "--nocapture"])
        .env("NOTESITE_ALONE", "1")
        .output();
    let said = run.as_ref().map_or(String::new(), |run| {
        String::from_utf8_lossy(&[&*run.stdout, &*run.stderr].concat()).into_owned()
    });
    print!("{said}");
    match run.map(|run| run.status) {
        Ok(status) if status.success() => assert!(said.contains("1 passed"), "no test ran"),
        Ok(status) if status.code() == Some(101) => panic!("see above"),
        other => common::skip(&format!("no mounts of one's own here ({other:?})")),
    }
    false
}

#[test]
fn a_killed_build_keeps_the_promise_on_a_mount() {
    if !is_alone() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("mount");
    fs::create_dir(&output).expect("made");
    let mount = |arguments: &[&str]| {
        let run = Command::new("mount").args(arguments).arg(&output).status();
        run.is_ok_and(|status| status.success())
    };
    if !mount(&["-t", "tmpfs", "tmpfs"]) {
        common::skip("nothing can be mounted here");
        return;
    }
    kill(folder.path(), &output, &build);
    assert!(
        Command::new("umount")
            .arg(&output)
            .status()
            .expect("umount")
            .success()
    );
}

/// Runs a build as somebody who may not write beside the output.
fn build_as_nobody(root: &Path, output: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args([
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        BINARY,
        "build",
    ]);
    command.arg(root).arg("-o").arg(output);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[cfg(unix)]
#[test]
fn a_killed_build_keeps_the_promise_where_its_parent_cannot_be_written() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    let folder = tempfile::tempdir().expect("a folder");
    let set = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    set(folder.path(), 0o755);
    let parent: PathBuf = folder.path().join("parent");
    let output = parent.join("site");
    fs::create_dir_all(&output).expect("made");
    let root = folder.path().join("root");
    fs::create_dir(&root).expect("made");
    if fs::metadata(&output).expect("it is there").uid() == 0 {
        // root may write everywhere.
        if chown(&output, Some(65534), Some(65534)).is_err()
            || !build_as_nobody(&root, &output)
                .status()
                .is_ok_and(|status| status.code().is_some())
        {
            common::skip("no other user can be had here");
            return;
        }
        kill(&root, &output, &build_as_nobody);
    } else {
        set(&parent, 0o555);
        kill(&root, &output, &build);
        set(&parent, 0o755);
    }
}
