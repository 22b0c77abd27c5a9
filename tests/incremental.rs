//! A build that makes only what changed is a build: after any sequence of edits, of the notes and
//! of what lies in the output, it leaves the same bytes and says the same as one that knows nothing
//! of the last. And where nothing changed, it does nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::common::tries;
use proptest::prelude::*;

/// What somebody does between two builds.
#[derive(Clone, Debug)]
enum Deed {
    /// Puts another text in the place of a file under ROOT, or takes it away.
    Put(&'static str, Option<&'static str>),
    /// Gives a file another name.
    Rename(&'static str, &'static str),
    /// Changes a file of the output by hand; which one, in 1/64 of all.
    Harm(usize, Harm),
    /// Builds otherwise once.
    Otherwise(&'static [&'static str]),
    /// Damages what the last build kept: how many bytes stay, in 1/64, and whether one is flipped.
    Record(usize, bool),
    /// Nothing.
    Nothing,
}

/// What becomes of a file of the output.
#[derive(Clone, Copy, Debug)]
enum Harm {
    /// Another letter in its place, with the time that it had.
    Edited,
    Longer,
    Emptied,
    Removed,
    /// Made anew with the same bytes.
    Copied,
    /// Later by a day, with the same bytes.
    Touched,
    /// A file of another page in its place.
    Swapped,
    /// A link to a copy in its place.
    Linked,
}

const ONE: [Option<&str>; 6] = [
    Some("# 강의\n### 1. 파드\n- 글\n- kubectl get pods\n### 2. 서비스\n- 1. 파드 에서 보았다\n"),
    Some("# 강의\n### 1. 파드\n- 글 둘\n- kubectl get pods\n### 2. 서비스\n- 1. 파드\n"),
    Some("# 강의\n\n\n### 1. 파드\n- 글\n### 2. 서비스\n- cat k/app.yml\n### 3. 새 장\n- 2장\n"),
    Some(
        "# 강의\n### 1. 팟\n- 글\n![그림](그림.svg)\n### 2. 서비스\n- [x](없다.md) [표](표.pdf)\n",
    ),
    Some("# 강의\n### 1. 파드\n```yaml\na: 1\n```\n### 2. 서비스\n- AKIAABCDEFGHIJKLMNOP\n"),
    None,
];

fn deed() -> impl Strategy<Value = Deed> {
    let put = |path: &'static str, texts: &'static [Option<&'static str>]| {
        prop::sample::select(texts).prop_map(move |text| Deed::Put(path, text))
    };
    let harm = prop::sample::select(vec![
        Harm::Edited,
        Harm::Longer,
        Harm::Emptied,
        Harm::Removed,
        Harm::Copied,
        Harm::Touched,
        Harm::Swapped,
        Harm::Linked,
    ]);
    let otherwise: &'static [&'static [&'static str]] = &[
        &["--drafts"],
        &["--base-url", "https://example.com/n/"],
        &["--strict"],
        &["--format", "json"],
        &["--allow-empty"],
    ];
    prop_oneof![
        4 => put("notes/one.md", &ONE),
        2 => put("notes/k/1.md", &[
            Some("# 하나\n- 글\n- cat 2.md\n"),
            Some("---\ntags: [a]\n---\n# 하나\n- [둘](2.md)\n"),
            Some("---\ndraft: true\n---\n# 하나\n"),
            Some("# 하나 다시\n[[2. 서비스]]\n"),
            None,
        ]),
        2 => put("notes/k/2.md", &[
            Some("# 둘\n#### 제목\n- 글\n"),
            Some("---\ntags: [a, b]\ndescription: 말\n---\n# 둘\n[하나](1.md)\n"),
        ]),
        1 => put("notes/k/README.md", &[None, Some("# 묶음\n[하나](1.md)\n"), Some("# 묶음\n")]),
        1 => put("notes/k/app.yml", &[None, Some("a: 1\n"), Some("a: 2\n"), Some("b\n")]),
        1 => put("notes/그림.svg", &[
            None,
            Some("<svg width=\"3\" height=\"4\"/>"),
            Some("<svg width=\"3\" height=\"5\"/>"),
            Some("<svg height=\"4\" width=\"3\"/>"),
        ]),
        1 => put("notes/표.pdf", &[None, Some("%PDF 1"), Some("%PDF 2")]),
        1 => put("notesite.toml", &[
            None,
            Some("title = \"다른 제목\"\n"),
            Some("[terms]\nnever = [\"파드\"]\n"),
            Some("author = \"누구\"\nrepository = \"https://example.com/u/r\"\n"),
            Some("base_url = \"https://example.com/\"\n"),
            Some("exclude = [\"k/**\"]\n"),
            Some("[redirects]\n\"old.html\" = \"index.html\"\n"),
            Some("[search.words]\n\"파드\" = \"pod\"\n"),
            Some("titel = \"x\"\n"),
        ]),
        1 => put("themes/default/css/z.css", &[None, Some("p{color:red}"), Some("p{color:blue}")]),
        1 => put("themes/default/strings/ko.toml", &[None, Some("contents = \"차례차례\"\n")]),
        1 => put("themes/default/templates/404.html", &[None, Some("<p>{{ title }}"), Some("{{")]),
        1 => put("notes/.gitignore", &[None, Some("2.md\n"), Some("*.pdf\n")]),
        1 => put("notesite.lock", &[
            None,
            Some("version = 1\n[courses]\n\"one/\" = \"notes/one.md\"\n[pages]\n\
                \"one/9-옛-파드.html\" = { course = \"notes/one.md\", numbers = [1], \
                title = \"파드\" }\n"),
        ]),
        1 => Just(Deed::Rename("notes/k/1.md", "notes/k/3.md")),
        1 => Just(Deed::Rename("notes/k/3.md", "notes/k/1.md")),
        4 => (0usize..64, harm).prop_map(|(which, harm)| Deed::Harm(which, harm)),
        1 => prop::sample::select(otherwise).prop_map(Deed::Otherwise),
        1 => (0usize..65, any::<bool>()).prop_map(|(kept, flips)| Deed::Record(kept, flips)),
        1 => Just(Deed::Nothing),
    ]
}

/// A folder with ROOT, the output that is built again and again, and the cache.
struct Place {
    folder: tempfile::TempDir,
}

/// What a build left and said.
#[derive(Debug, PartialEq)]
struct Built {
    files: BTreeMap<PathBuf, Vec<u8>>,
    out: String,
    said: String,
    code: Option<i32>,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let this = Self { folder };
        this.put("notes/one.md", ONE[0]);
        this.put("notes/k/1.md", Some("# 하나\n- 글\n- cat 2.md\n"));
        this.put("notes/k/2.md", Some("# 둘\n#### 제목\n- 글\n"));
        this
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, text: Option<&str>) {
        let file = self.at("root").join(path);
        match text {
            Some(text) => {
                fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
                fs::write(file, text).expect("written");
            }
            None if file.exists() => fs::remove_file(file).expect("removed"),
            None => {}
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_notesite"));
        command
            .args(["build", "root", "-o", "out"])
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", self.at("cache"));
        command
    }

    /// Builds into `out`.
    fn build(&self, arguments: &[&str]) -> Built {
        let output = self.command(arguments).output().expect("notesite runs");
        let words = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
        let said = words(&output.stderr);
        // How long it took is told by no file.
        let lines = said.lines().map(|line| match line.split_once(" in ") {
            Some((before, after)) if after.contains(" ms: ") => before.to_owned(),
            _ => line.to_owned(),
        });
        Built {
            said: lines.collect::<Vec<_>>().join("\n"),
            out: words(&output.stdout),
            files: files(&self.at("out")),
            code: output.status.code(),
        }
    }

    /// Builds into a copy of `out` as if nothing were known; `out` is as it was.
    fn build_afresh(&self, arguments: &[&str]) -> Built {
        let (out, kept) = (self.at("out"), self.at("kept"));
        if out.exists() {
            fs::rename(&out, &kept).expect("moved away");
            copy(&kept, &out);
        }
        let built = self.build(&[arguments, &["--no-cache"]].concat());
        if out.exists() {
            fs::remove_dir_all(&out).expect("removed");
        }
        if kept.exists() {
            fs::rename(&kept, &out).expect("moved back");
        }
        built
    }

    /// The record of the last build.
    fn record(&self) -> Option<PathBuf> {
        let records = fs::read_dir(self.at("cache/notesite")).ok()?;
        let records = records.map(|entry| entry.expect("an entry").path());
        let is_record = |path: &PathBuf| path.extension().is_some_and(|end| end == "record");
        records.into_iter().find(is_record)
    }

    fn harm(&self, which: usize, harm: Harm) {
        let all: Vec<PathBuf> = files(&self.at("out"))
            .into_keys()
            .filter(|path| !path.to_string_lossy().starts_with(".notesite-manifest"))
            .collect();
        if all.is_empty() {
            return;
        }
        let at = which * all.len() / 64;
        let file = self.at("out").join(&all[at]);
        let bytes = fs::read(&file).expect("read");
        let anew = |bytes: &[u8]| {
            fs::remove_file(&file).expect("removed");
            fs::write(&file, bytes).expect("written");
        };
        match harm {
            Harm::Edited => {
                let modified = fs::metadata(&file)
                    .expect("there")
                    .modified()
                    .expect("a time");
                let edited: Vec<u8> = bytes.iter().map(|byte| byte ^ 1).collect();
                fs::write(&file, edited).expect("written");
                set_modified(&file, modified);
            }
            Harm::Longer => fs::write(&file, [&*bytes, b"x"].concat()).expect("written"),
            Harm::Emptied => fs::write(&file, "").expect("written"),
            Harm::Removed => fs::remove_file(&file).expect("removed"),
            Harm::Copied => anew(&bytes),
            Harm::Touched => {
                set_modified(&file, SystemTime::now() + Duration::from_hours(24));
            }
            Harm::Swapped => {
                let other = self.at("out").join(&all[(at + 1) % all.len()]);
                anew(&fs::read(other).unwrap_or_default());
            }
            Harm::Linked => {
                let copy = self.at("copy");
                fs::write(&copy, &bytes).expect("written");
                fs::remove_file(&file).expect("removed");
                link(&copy, &file);
            }
        }
    }

    fn damage_record(&self, kept: usize, flips: bool) {
        let Some(record) = self.record() else {
            return;
        };
        let mut bytes = fs::read(&record).expect("read");
        let at = kept * bytes.len() / 64;
        if flips && at < bytes.len() {
            bytes[at] ^= 1;
        } else {
            bytes.truncate(at);
        }
        fs::write(record, bytes).expect("written");
    }
}

fn set_modified(file: &Path, time: SystemTime) {
    let file = fs::File::options().write(true).open(file);
    file.and_then(|file| file.set_modified(time))
        .expect("a time");
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).expect("a link");
}

#[cfg(not(unix))]
fn link(to: &Path, at: &Path) {
    fs::copy(to, at).expect("a copy");
}

/// Both builds left and said the same; else the first file that differs is told.
fn assert_same(built: &Built, fresh: &Built, when: &str) {
    let mut paths: Vec<&PathBuf> = built.files.keys().chain(fresh.files.keys()).collect();
    paths.retain(|path| built.files.get(*path) != fresh.files.get(*path));
    assert!(paths.is_empty(), "{when}: {paths:?}");
    assert_eq!(built.said, fresh.said, "{when}");
    assert_eq!((&built.out, built.code), (&fresh.out, fresh.code), "{when}");
}

/// Every file below a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        if !entry.file_type().is_dir() {
            let name = entry.path().strip_prefix(folder).expect("inside");
            out.insert(name.to_owned(), fs::read(entry.path()).expect("read"));
        }
    }
    out
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("an entry");
        let place = to.join(entry.path().strip_prefix(from).expect("inside"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).expect("a folder");
        } else if entry.path_is_symlink() {
            link(&fs::read_link(entry.path()).expect("a link"), &place);
        } else {
            fs::copy(entry.path(), place).expect("a copy");
        }
    }
}

proptest! {
    #![proptest_config(tries(20))]

    #[test]
    fn a_build_after_edits_is_a_build(deeds in prop::collection::vec(deed(), 1..9)) {
        let place = Place::new();
        place.build(&[]);
        for deed in &deeds {
            let mut arguments: &[&str] = &[];
            match deed {
                Deed::Put(path, text) => place.put(path, *text),
                Deed::Rename(from, to) => {
                    let (from, to) = (place.at("root").join(from), place.at("root").join(to));
                    if from.is_file() && !to.exists() {
                        fs::rename(from, to).expect("renamed");
                    }
                }
                Deed::Harm(which, harm) => place.harm(*which, *harm),
                Deed::Otherwise(how) => arguments = how,
                Deed::Record(kept, flips) => place.damage_record(*kept, *flips),
                Deed::Nothing => {}
            }
            let fresh = place.build_afresh(arguments);
            assert_same(&place.build(arguments), &fresh, &format!("{deed:?}"));
            // And once more, where nothing changed.
            let fresh = place.build_afresh(&[]);
            assert_same(&place.build(&[]), &fresh, &format!("after {deed:?}"));
        }
    }
}

/// What pages show of what stands elsewhere than in their own note.
#[test]
fn what_a_page_shows_of_others_makes_it_anew() {
    let deeds: &[(&str, &str)] = &[
        (
            "notes/k/2.md",
            "# 둘\n#### 제목\n- [하나](1.md) 에서 보았다\n",
        ),
        ("notes/k/2.md", "# 둘째\n#### 제목\n- 글\n"),
        (
            "notes/k/2.md",
            "---\ntags: [a]\n---\n# 둘\n#### 제목\n- 글\n",
        ),
        (
            "notes/k/2.md",
            "---\norder: 1\n---\n# 둘\n#### 제목\n- 글\n",
        ),
        ("notes/k/2.md", "---\ndraft: true\n---\n# 둘\n"),
        ("notes/k/2.md", "# 둘\n#### 다른 제목\n- 글\n"),
        ("notes/k/0.md", "# 영\n- 글\n"),
        (
            "notes/k/1.md",
            "---\ndescription: 말\n---\n# 하나\n- 글\n- cat app.yml\n",
        ),
        (
            "notes/k/1.md",
            "---\ntags: [a]\n---\n# 하나\n- 글\n- cat app.yml\n",
        ),
        (
            "notes/k/1.md",
            "---\nwho: 나\n---\n# 하나\n- 글\n- cat app.yml\n",
        ),
        ("notes/k/1.md", "\n\n# 하나\n- 글\n- cat app.yml\n"),
        ("notes/k/app.yml", "a: 2\n"),
        ("notes/k/그림.svg", "<svg width=\"3\" height=\"5\"/>"),
        ("notes/k/README.md", "# 묶음\n[둘](2.md)\n"),
        ("notes/README.md", "# 모두\n[둘](k/2.md)\n"),
        (
            "notes/one.md",
            "# 강의 하나\n### 1. 파드\n- 글\n### 2. 서비스\n- [둘](k/2.md)\n",
        ),
        (
            "notes/one.md",
            "# 강의\n# 부\n### 1. 파드\n- 글\n### 2. 서비스\n- 글\n",
        ),
        ("notes/two/1.md", "# 새 강의\n- 글\n"),
        ("notesite.toml", "base_url = \"https://example.com/\"\n"),
        ("notesite.toml", "title = \"제목\"\nauthor = \"누구\"\n"),
        ("notesite.toml", "repository = \"https://github.com/u/r\"\n"),
        ("notesite.toml", "language = \"en\"\n"),
        ("notesite.toml", "[terms]\nenabled = false\n"),
        (
            "themes/default/strings/ko.toml",
            "contents = \"차례차례\"\nfold = \"접기\"\n",
        ),
        (
            "themes/default/templates/chapter.html",
            "{{ extra.who }}{{ file }}{{ body | safe }}",
        ),
        ("themes/default/css/z.css", "p{color:red}"),
        ("static/robots.txt", "User-agent: *\n"),
    ];
    for (path, text) in deeds {
        let place = Place::new();
        place.put("notes/k/1.md", Some("# 하나\n- 글\n- cat app.yml\n"));
        place.put(
            "notes/k/2.md",
            Some("# 둘\n#### 제목\n- ![그림](그림.svg)\n- Pod\n"),
        );
        place.put("notes/k/app.yml", Some("a: 1\n"));
        place.put("notes/k/그림.svg", Some("<svg width=\"3\" height=\"4\"/>"));
        place.build(&[]);
        place.put(path, Some(text));
        let fresh = place.build_afresh(&[]);
        assert_same(&place.build(&[]), &fresh, &format!("{path}: {text}"));
    }
    for how in [
        ["--base-url", "https://example.com/n/"],
        ["--drafts", "--strict"],
    ] {
        let place = Place::new();
        place.build(&[]);
        let fresh = place.build_afresh(&how);
        assert_same(&place.build(&how), &fresh, &format!("{how:?}"));
    }
}

/// How many files of the site a build did not make, of how many.
fn skipped(place: &Place, arguments: &[&str]) -> (usize, usize) {
    let built = place.build(&[&["--timings"], arguments].concat());
    assert_eq!(built.code, Some(0), "{}", built.said);
    let line = built
        .said
        .lines()
        .find(|line| line.trim_start().starts_with("skipped"));
    let line = line.unwrap_or_else(|| panic!("nothing is said of it: {}", built.said));
    let numbers: Vec<usize> = line
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect();
    (numbers[0], numbers[1])
}

/// Whether a build read the notes.
fn reads(place: &Place, arguments: &[&str]) -> bool {
    let built = place.build(&[&["--timings"], arguments].concat());
    assert_eq!(built.code, Some(0), "{}", built.said);
    built
        .said
        .lines()
        .any(|line| line.trim_start().starts_with("parse "))
}

#[test]
fn where_nothing_changed_no_note_is_read() {
    let place = Place::new();
    place.put("notes/그림.svg", Some("<svg width=\"3\" height=\"4\"/>"));
    place.put("notes/one.md", ONE[3]);
    assert!(reads(&place, &[]));
    assert!(!reads(&place, &[]));
    assert!(!reads(&place, &[]));
    // What the last build said is said again.
    let said = place.build(&[]).said;
    assert!(said.contains("없다.md"), "{said}");
    place.put("notes/그림.svg", Some("<svg width=\"4\" height=\"3\"/>"));
    assert!(reads(&place, &[]));
    assert!(!reads(&place, &[]));
    place.put("themes/default/css/z.css", Some("p{}"));
    assert!(reads(&place, &[]));
    assert!(!reads(&place, &[]));
    assert!(reads(&place, &["--drafts"]));
    assert!(reads(&place, &["--no-cache"]));
    assert!(!reads(&place, &["--drafts"]));
    let page = place.at("out/k/1-하나.html");
    let page = if page.exists() {
        page
    } else {
        place.at("out/index.html")
    };
    fs::write(page, "by hand").expect("written");
    assert!(reads(&place, &["--drafts"]));
    assert!(!reads(&place, &["--drafts"]));
}

#[test]
fn a_build_of_one_change_makes_few_pages() {
    let place = Place::new();
    for course in ["a", "b", "c"] {
        for chapter in ["1", "2", "3", "4", "5"] {
            let text = format!("# {course}{chapter}\n- kubectl get {chapter}\n");
            place.put(&format!("notes/{course}/{chapter}.md"), Some(&text));
        }
    }
    let (none, all) = skipped(&place, &[]);
    assert_eq!(none, 0);
    // Of one chapter, the landing page, the sheet and the print page of its course are made, and
    // what is about the whole site.
    place.put("notes/a/1.md", Some("# a1\n- kubectl get nodes\n"));
    let (most, again) = skipped(&place, &[]);
    let pages = |course: &str| {
        let page = |path: &&PathBuf| path.starts_with(course) && path.extension().is_some();
        files(&place.at("out")).keys().filter(page).count()
    };
    assert_eq!((pages("b"), again), (8, all));
    assert_eq!(
        most,
        pages("a") - 4 + pages("b") + pages("c") + pages("k") + pages("one")
    );
    assert_eq!(skipped(&place, &["--no-cache"]), (0, all));
}

#[test]
fn a_build_keeps_nothing_where_it_may_not() {
    let place = Place::new();
    place.build(&["--no-cache"]);
    assert!(!place.at("cache").exists());
    // A link in the place of our folder is followed by nobody.
    let elsewhere = place.at("elsewhere");
    fs::create_dir_all(&elsewhere).expect("a folder");
    fs::create_dir_all(place.at("cache")).expect("a folder");
    #[cfg(unix)]
    {
        link(&elsewhere, &place.at("cache/notesite"));
        assert_eq!(place.build(&[]).code, Some(0));
        assert!(files(&elsewhere).is_empty());
        fs::remove_file(place.at("cache/notesite")).expect("removed");
    }
    // Where no folder can be.
    fs::write(place.at("cache/notesite"), "a file").expect("written");
    assert_eq!(place.build(&[]).code, Some(0));
    // A home that is not there is not made.
    let output = place
        .command(&[])
        .env_remove("XDG_CACHE_HOME")
        .env("HOME", place.at("no/home"))
        .output()
        .expect("notesite runs");
    assert_eq!(output.status.code(), Some(0));
    assert!(!place.at("no").exists());
    // A folder of the cache under ROOT.
    let output = place
        .command(&[])
        .env("XDG_CACHE_HOME", place.at("root/cache"))
        .output()
        .expect("notesite runs");
    assert_eq!(output.status.code(), Some(0));
    assert!(!place.at("root/cache/notesite").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_may_write_is_no_cache() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new();
    let cache = place.at("cache/notesite");
    fs::create_dir_all(&cache).expect("a folder");
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o777)).expect("changed");
    assert_eq!(place.build(&[]).code, Some(0));
    assert!(files(&cache).is_empty());
    fs::set_permissions(&cache, fs::Permissions::from_mode(0o700)).expect("changed");
    assert_eq!(place.build(&[]).code, Some(0));
    assert_eq!(files(&cache).len(), 1);
}

#[test]
fn a_record_that_grew_is_none() {
    let place = Place::new();
    place.build(&[]);
    let record = place.record().expect("a record");
    let length = fs::metadata(&record).expect("known").len();
    for other in [length + (1 << 30), length - 1, 20, 0] {
        let file = fs::OpenOptions::new().write(true).open(&record);
        file.expect("opened").set_len(other).expect("a length");
        let output = place
            .command(&["--timings"])
            .output()
            .expect("notesite runs");
        let said = String::from_utf8(output.stderr).expect("text");
        let memory = said
            .lines()
            .find_map(|line| line.trim().strip_prefix("memory"));
        let megabytes = memory.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
        assert!(
            megabytes.is_none_or(|megabytes: u64| megabytes < 500),
            "{said}"
        );
        assert_same(
            &place.build(&[]),
            &place.build_afresh(&[]),
            "after another length",
        );
    }
}

#[test]
fn two_builds_at_once_harm_no_record() {
    let place = Place::new();
    place.build(&[]);
    for text in [ONE[1], ONE[2], ONE[3]] {
        place.put("notes/one.md", text);
        let start = |_| {
            let mut command = place.command(&[]);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            command.spawn().expect("notesite runs")
        };
        let builds: Vec<_> = (0..4).map(start).collect();
        for mut build in builds {
            assert!(build.wait().expect("it ends").success());
        }
        let fresh = place.build_afresh(&[]);
        assert_same(&place.build(&[]), &fresh, "after builds side by side");
    }
}

/// The days of git are on pages, and a commit changes them though no note is another.
#[test]
fn a_commit_is_a_change() {
    let place = Place::new();
    let git = |arguments: &[&str], day: &str| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]);
        command.args(arguments).current_dir(place.at("root"));
        command.env("GIT_AUTHOR_DATE", format!("{day}T12:00:00Z"));
        assert!(command.output().expect("git runs").status.success());
    };
    git(&["init", "-q"], "2026-01-01");
    git(&["add", "."], "2026-01-01");
    git(&["commit", "-q", "-m", "a"], "2026-01-01");
    assert!(reads(&place, &[]));
    assert!(!reads(&place, &[]));
    place.put("notes/k/1.md", Some("# 하나\n- 다른 글\n"));
    git(&["commit", "-q", "-a", "-m", "b"], "2026-02-02");
    let fresh = place.build_afresh(&[]);
    assert_same(&place.build(&[]), &fresh, "a commit");
    git(
        &[
            "commit",
            "-q",
            "--amend",
            "--no-edit",
            "--date",
            "2026-03-03T12:00:00Z",
        ],
        "2026-03-03",
    );
    let fresh = place.build_afresh(&[]);
    assert_same(&place.build(&[]), &fresh, "another day");
    let mut pages = files(&place.at("out")).into_values();
    assert!(pages.any(|bytes| String::from_utf8_lossy(&bytes).contains("2026-03-03")));
}
