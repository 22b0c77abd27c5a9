//! A folder of notes with a home of its own, published to the store.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::{Server, files};

/// Files by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The program: what NOTESITE names, else that of `cargo build`.
pub fn program() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/debug/notesite");
    std::env::var_os("NOTESITE").map_or(built, PathBuf::from)
}

/// Notes that lie beside a home folder.
pub struct Notes {
    /// The folder of both, which goes with them.
    pub folder: TempDir,
}

impl Default for Notes {
    fn default() -> Self {
        Self::new()
    }
}

impl Notes {
    /// Six notes and a picture.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("home")).expect("made");
        let notes = Self { folder };
        for n in 1..=6 {
            notes.write(&format!("notes/{n}. 노트.md"), &text(n, "첫 말"));
        }
        notes.write("notes/그림.png", "\u{89}PNG");
        notes
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().join("here")
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(program());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AWS_")) {
            command.env_remove(name);
        }
        command
            .current_dir(self.root())
            .env("HOME", self.folder.path().join("home"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn publishing(&self, server: &Server, more: &[&str]) -> Command {
        self.publishing_to(&server.url, more)
    }

    /// A publish to the store at an address, with a key of its own.
    pub fn publishing_to(&self, url: &str, more: &[&str]) -> Command {
        let mut command = self.command();
        command
            .args(["publish", "s3://bucket/강의", "--endpoint-url", url])
            .args(more)
            .args(if more.contains(&"--lease") {
                &[][..]
            } else {
                &["--lease", "10"]
            })
            .env("AWS_ACCESS_KEY_ID", "key")
            .env("AWS_SECRET_ACCESS_KEY", "geheimnis")
            .env("AWS_REGION", "us-east-1");
        command
    }

    pub fn publish(&self, server: &Server, more: &[&str]) -> Output {
        self.publishing(server, more).output().expect("runs")
    }

    pub fn published(&self, server: &Server) -> String {
        said(&self.publish(server, &[]), 0)
    }

    /// What `notesite build` writes.
    pub fn built(&self) -> Files {
        let out = self.folder.path().join("built");
        let built = self.command().args(["build", "-o"]).arg(&out).output();
        assert!(built.expect("runs").status.success());
        let mut files = files(&out);
        files.retain(|path, _| !path.starts_with(".notesite"));
        files
    }
}

pub fn text(n: usize, words: &str) -> String {
    let next = n % 6 + 1;
    format!("# 노트 {n}\n\n{words} {n}\n\n[다음]({next}.%20노트.md) ![그림](그림.png)\n")
}

pub fn said(done: &Output, code: i32) -> String {
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(code), "{said}");
    assert!(!said.contains("geheim"), "{said}");
    said
}

/// The site in the bucket, without what notesite keeps of it.
pub fn online(server: &Server) -> Files {
    let all = server.objects().into_iter();
    all.filter_map(|(key, bytes)| Some((key.strip_prefix("강의/")?.to_owned(), bytes)))
        .filter(|(path, _)| !path.starts_with(".notesite/"))
        .collect()
}

pub fn holds(server: &Server, built: &Files) {
    let online = online(server);
    for (path, bytes) in built {
        assert!(online.get(path) == Some(bytes), "{path} is not the site's");
    }
    let others = online.keys().filter(|path| !built.contains_key(*path));
    for path in others {
        let is_kept = path.starts_with("assets/") || path.starts_with("search/");
        assert!(is_kept, "{path} is nobody's");
    }
}
