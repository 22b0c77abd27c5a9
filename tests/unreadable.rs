//! What cannot be listed, read or decoded ends with exit code 3 and its name, whatever asks for
//! it; it is never taken for nothing there.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder that anybody may enter, with a copy of the program: permissions mean nothing to root,
/// so that root runs it as nobody.
struct Place {
    folder: tempfile::TempDir,
    is_root: bool,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let open = |path: &Path| {
            fs::set_permissions(path, fs::Permissions::from_mode(0o777)).expect("opened");
        };
        open(folder.path());
        let id = Command::new("id").arg("-u").output().expect("id runs");
        let place = Self {
            folder,
            is_root: id.stdout == b"0\n",
        };
        if place.is_root {
            let program = place.folder.path().join("notesite");
            let built = env!("CARGO_BIN_EXE_notesite");
            fs::hard_link(built, &program)
                .or_else(|_| fs::copy(built, &program).map(drop))
                .expect("copied");
        }
        place.write("r/notes/a.md", "# a\n\n![p](p.png)\n");
        place.write("r/notes/p.png", "no picture");
        open(&place.folder.path().join("r"));
        place
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("r")
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.folder.path().join(path);
        fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("made");
        fs::write(file, text).expect("written");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = if self.is_root {
            let mut command = Command::new("setpriv");
            command
                .args(["--reuid", "65534", "--regid", "65534", "--clear-groups"])
                .arg(self.folder.path().join("notesite"));
            command
        } else {
            Command::new(env!("CARGO_BIN_EXE_notesite"))
        };
        command.args(arguments).env("HOME", self.folder.path());
        command.output().expect("it runs")
    }

    /// Every command that reads notes ends with 3 and says `name`, and the old site stays.
    fn fails(&self, name: &str) {
        let (root, site) = (self.root(), self.folder.path().join("site"));
        let (root, site) = (root.to_str().expect("UTF-8"), site.to_str().expect("UTF-8"));
        let commands: [&[&str]; 5] = [
            &["build", root, "-o", site],
            &["check", root],
            &["inspect", root],
            &["search", "a", root],
            &["serve", root, "--port", "0"],
        ];
        for arguments in commands {
            let output = self.run(arguments);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(3), "{arguments:?}: {said}");
            assert!(said.contains(name), "{arguments:?} names {name}: {said}");
        }
    }
}

/// Takes the right to read a thing, and gives it back at the end.
struct Closed(PathBuf);

impl Closed {
    fn new(path: PathBuf) -> Self {
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("closed");
        Self(path)
    }
}

impl Drop for Closed {
    fn drop(&mut self) {
        let _ = fs::set_permissions(&self.0, fs::Permissions::from_mode(0o755));
    }
}

#[test]
fn what_may_not_be_read_is_named() {
    let place = Place::new();
    place.write("r/notes/sub/b.md", "# b\n");
    place.write("r/image/p.txt", "p");
    place.write("r/notes/.gitignore", "x.md\n");
    place.write("r/notesite.lock", "");
    place.write("r/notesite.toml", "theme = \"mine\"\n");
    place.write("r/themes/mine/css/a.css", "p {}\n");
    place.run(&["build", place.root().to_str().expect("UTF-8")]);
    for name in [
        "notes",
        "notes/sub",
        "notes/a.md",
        "notes/p.png",
        "notes/.gitignore",
        "image",
        "notesite.lock",
        "notesite.toml",
        "themes/mine/css",
        "themes/mine/css/a.css",
    ] {
        let _closed = Closed::new(place.root().join(name));
        place.fails(name);
    }
    // What nobody reads may be closed: hidden folders, and what git ignores.
    place.write("r/.private/a.md", "# a\n");
    place.write("r/data/a.md", "# a\n");
    place.write("r/.gitignore", "data/\n");
    let _closed = Closed::new(place.root().join(".private"));
    let _data = Closed::new(place.root().join("data"));
    let output = place.run(&["check", place.root().to_str().expect("UTF-8")]);
    assert_ne!(output.status.code(), Some(3), "{output:?}");
}

#[test]
fn names_that_are_not_unicode_are_named() {
    for is_folder in [true, false] {
        let place = Place::new();
        let name = place
            .root()
            .join("notes")
            .join(OsStr::from_bytes(b"\xb0\xa1.md"));
        if is_folder {
            fs::create_dir(&name).expect("made");
            fs::write(name.join("b.md"), "# b\n").expect("written");
        } else {
            fs::write(&name, "# b\n").expect("written");
        }
        place.fails("\\xB0\\xA1.md");
        place.write("r/notes/.gitignore", "*\n!a.md\n!p.png\n");
        let output = place.run(&["inspect", place.root().to_str().expect("UTF-8")]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
}

#[test]
fn a_lock_that_is_no_text_is_named() {
    let place = Place::new();
    fs::write(place.root().join("notesite.lock"), b"# \xb0\xa1\n").expect("written");
    place.fails("notesite.lock is not UTF-8 from byte 2 on");
}

#[test]
fn pipes_are_never_opened() {
    let place = Place::new();
    let pipe = |name: &str| {
        let path = place.root().join(name);
        let made = Command::new("mkfifo")
            .arg(&path)
            .status()
            .expect("mkfifo runs");
        assert!(made.success());
        path
    };
    for name in ["notesite.lock", "notesite.toml"] {
        let path = pipe(name);
        place.fails(name);
        fs::remove_file(path).expect("removed");
    }
    pipe("notes/b.md");
    pipe("notes/p.svg");
    let rules = pipe("notes/.gitignore");
    place.fails(".gitignore is no file");
    fs::remove_file(rules).expect("removed");
    let output = place.run(&["inspect", place.root().to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn without_a_descriptor_nothing_is_taken_for_gone() {
    let place = Place::new();
    for i in 0..40 {
        place.write(&format!("r/notes/d{i}/e/f/{i}.md"), "# x\n");
    }
    for limit in 4..24 {
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("ulimit -n {limit}; exec \"$0\" inspect \"$1\""))
            .args([
                env!("CARGO_BIN_EXE_notesite").as_ref(),
                place.root().as_os_str(),
            ])
            .env("RAYON_NUM_THREADS", "4")
            .output()
            .expect("it runs");
        let code = output.status.code();
        if code == Some(0) {
            let said = String::from_utf8_lossy(&output.stdout);
            assert_eq!(
                said.matches("\"numbers\"").count(),
                41,
                "with {limit} descriptors"
            );
        } else {
            assert!(
                matches!(code, Some(3 | 127)),
                "with {limit} descriptors: {output:?}"
            );
        }
    }
}

#[test]
fn folders_that_link_to_each_other_are_read_once() {
    let place = Place::new();
    let notes = place.root().join("notes");
    for i in 0..8 {
        place.write(&format!("r/notes/d{i}/{i}.md"), "# x\n\n![p](l/p.png)\n");
        for j in 0..8 {
            symlink(format!("../d{j}"), notes.join(format!("d{i}/l{j}"))).expect("linked");
        }
        symlink("../..", notes.join(format!("d{i}/up"))).expect("linked");
        symlink("../../shared", notes.join(format!("d{i}/l"))).expect("linked");
    }
    place.write("r/shared/p.png", "no picture");
    place.write("r/shared/once.md", "# once\n");
    symlink("self", notes.join("self")).expect("linked");
    symlink("nowhere", notes.join("away.md")).expect("linked");
    let output = place.run(&["inspect", place.root().to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let site = String::from_utf8_lossy(&output.stdout);
    assert_eq!(site.matches("\"numbers\"").count(), 10, "{site}");
    // A linked folder's files are there under the link's name too.
    assert!(!site.contains("l/p.png` does not exist"), "{site}");
}

#[test]
fn settings_behind_a_link_that_leads_nowhere_are_missed() {
    let place = Place::new();
    for name in ["notesite.lock", "notesite.toml"] {
        let link = place.root().join(name);
        std::os::unix::fs::symlink("gone", &link).expect("linked");
        place.fails(&format!("{name} is no file"));
        fs::remove_file(link).expect("removed");
    }
}

#[test]
fn notes_that_are_not_there_to_be_read_are_missed() {
    let place = Place::new();
    let check = || {
        let output = place.run(&["check", place.root().to_str().expect("UTF-8")]);
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(!check().contains("not-read"), "{}", check());
    let notes = place.root().join("notes");
    std::os::unix::fs::symlink("gone.md", notes.join("lost.md")).expect("linked");
    std::os::unix::fs::symlink("/etc/hostname", notes.join("away.md")).expect("linked");
    fs::write(
        place.root().join(".gitmodules"),
        "[submodule \"s\"]\n\tpath = notes/sub\n\turl = x\n",
    )
    .expect("written");
    let told = check();
    for (name, reason) in [
        ("notes/lost.md", "the link leads nowhere"),
        ("notes/away.md", "the link leads out of this folder"),
        ("notes/sub", "it is a submodule that is not there"),
    ] {
        assert!(told.contains(name) && told.contains(reason), "{told}");
    }
    fs::write(place.root().join(".gitignore"), "lost.md\n").expect("written");
    fs::write(
        place.root().join("notesite.toml"),
        "exclude = [\"away.md\", \"notes/sub\"]\n",
    )
    .expect("written");
    assert!(!check().contains("not-read"), "{}", check());
}

#[test]
fn links_among_copied_files_that_lead_nowhere_are_missed() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    let root = place.root();
    fs::create_dir_all(root.join("static/deep")).expect("made");
    fs::create_dir(root.join("files")).expect("made");
    fs::write(root.join("static/there.pdf"), "there").expect("written");
    symlink("gone.pdf", root.join("static/gone.pdf")).expect("linked");
    symlink("../nothing/a.svg", root.join("static/deep/lost.svg")).expect("linked");
    symlink("/etc/hostname", root.join("static/away.txt")).expect("linked");
    // What leads somewhere, what git ignores and what nobody copies is missed by nobody.
    symlink("there.pdf", root.join("static/same.pdf")).expect("linked");
    symlink("gone.log", root.join("static/left.log")).expect("linked");
    symlink("gone.zip", root.join("files/gone.zip")).expect("linked");
    fs::write(root.join(".gitignore"), "*.log\n").expect("written");
    let output = place.run(&["check", root.to_str().expect("UTF-8")]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    for name in ["static/gone.pdf", "static/deep/lost.svg", "static/away.txt"] {
        assert!(told.contains(&format!("--> {name}\n")), "{told}");
    }
    for name in ["same.pdf", "left.log", "gone.zip"] {
        assert!(!told.contains(name), "{told}");
    }
}

#[test]
fn a_folder_of_notes_or_files_that_leads_out_or_that_a_build_wrote_is_missed() {
    let place = Place::new();
    let root = place.root();
    let check = || {
        let output = place.run(&["check", root.to_str().expect("UTF-8")]);
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let away = root.with_file_name("elsewhere");
    fs::create_dir(&away).expect("made");
    fs::create_dir(root.join("static")).expect("made");
    fs::write(root.join("static/.notesite-manifest.json"), "{}").expect("written");
    std::os::unix::fs::symlink(&away, root.join("notes/more")).expect("linked");
    std::os::unix::fs::symlink(&away, root.join("tools")).expect("linked");
    let told = check();
    assert!(told.contains("--> notes/more\n"), "{told}");
    assert!(told.contains("--> static\n"), "{told}");
    assert!(!told.contains("tools"), "nobody misses notes there: {told}");
    fs::rename(root.join("notes"), away.join("notes")).expect("moved");
    fs::write(root.join("README.md"), "# Course\n\n### 1. One\n\ntext\n").expect("written");
    std::os::unix::fs::symlink(away.join("notes"), root.join("notes")).expect("linked");
    let told = check();
    assert!(told.contains("--> notes\n"), "{told}");
    fs::remove_dir_all(&away).expect("removed");
}

#[test]
fn a_note_larger_than_any_is_told_and_not_read() {
    let place = Place::new();
    let note = fs::File::create(place.root().join("notes/large.md")).expect("made");
    note.set_len(100 * 1024 * 1024 + 1).expect("grown");
    let output = place.run(&["check", place.root().to_str().expect("UTF-8")]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("note-too-large"), "{told}");
    assert!(told.contains("notes/large.md"), "{told}");
}
