//! Cases: a small site in, what is expected of it out. Each file under `tests/cases/` is a txtar:
//!
//! ```text
//! what the case is about
//! -- notes/a.md --
//! text of a file; `nfd:` before the name stores it under its NFD name, `crlf:`, `bom:`, `cp949:`,
//! `utf16:` encode its text
//! -- expect: inspect courses.0.chapters.0.title --
//! "JSON of that value"
//! -- expect: inspect courses.0.chapters.0.commands.*.text --
//! a line for each
//! -- expect: check --
//! what `notesite check` prints on stderr
//! -- expect: run lock --
//! exit code, stdout and stderr of `notesite lock`; runs happen in order, between them `-- then:
//! notes/a.md --` changes a file
//! -- expect: page a/16-service.html has --
//! one line for each piece of HTML that the page holds; a line that begins with `!` must not be
//! there
//! ```
//! `UPDATE=1` rewrites the expectations of `inspect` and `check`; read the difference as code.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use unicode_normalization::UnicodeNormalization;

fn sections(text: &str) -> (String, Vec<(String, String)>) {
    let mut intro = String::new();
    let mut out: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(name) = line
            .trim_end()
            .strip_prefix("-- ")
            .and_then(|rest| rest.strip_suffix(" --"))
        {
            out.push((name.to_owned(), String::new()));
        } else if let Some((_, body)) = out.last_mut() {
            body.push_str(line);
        } else {
            intro.push_str(line);
        }
    }
    (intro, out)
}

fn write_file(root: &Path, name: &str, body: &str) {
    let (kind, path) = name
        .split_once(':')
        .map_or(("", name), |(kind, path)| (kind.trim(), path.trim()));
    let path = if kind.starts_with("nfd") && kind != "nfdtext" {
        path.nfd().collect()
    } else {
        path.to_owned()
    };
    let target = root.join(path);
    fs::create_dir_all(target.parent().expect("a case's file lies in a folder"))
        .expect("the folder can be made");
    let bytes = match kind {
        "crlf" => body.replace('\n', "\r\n").into_bytes(),
        "cr" => body.replace('\n', "\r").into_bytes(),
        "bom" => [b"\xef\xbb\xbf", body.as_bytes()].concat(),
        "cp949" => encoding_rs::EUC_KR.encode(body).0.into_owned(),
        "utf16" => [
            vec![0xff, 0xfe],
            body.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ]
        .concat(),
        "nfdtext" => body.nfd().collect::<String>().into_bytes(),
        "png" | "nfdpng" => png(body.trim()),
        "raw" => body
            .trim()
            .split(' ')
            .map(|hex| u8::from_str_radix(hex, 16).expect("hex bytes"))
            .collect(),
        _ => body.as_bytes().to_vec(),
    };
    fs::write(target, bytes).expect("the file can be written");
}

/// The head of a PNG of this size (`640x480`); enough to be measured.
fn png(size: &str) -> Vec<u8> {
    let (width, height) = size.split_once('x').expect("WIDTHxHEIGHT");
    let mut out = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    for side in [width, height] {
        out.extend(side.parse::<u32>().expect("a number").to_be_bytes());
    }
    out.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
    out
}

fn notesite(root: &Path, arguments: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .args(arguments)
        .current_dir(root)
        .env("NO_COLOR", "1")
        .env("CI", "1")
        .output()
        .expect("notesite runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("notesite prints UTF-8");
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code().unwrap_or(-1),
    )
}

/// The value at a path; `*` stands for every item of an array, whose values then come a line each.
fn pick(value: &serde_json::Value, path: &str) -> String {
    let keys: Vec<&str> = path.split('.').filter(|key| !key.is_empty()).collect();
    let Some(star) = keys.iter().position(|key| *key == "*") else {
        return format!("{}\n", at(value, &keys));
    };
    let items = at(value, &keys[..star])
        .as_array()
        .cloned()
        .unwrap_or_default();
    items
        .iter()
        .map(|item| format!("{}\n", at(item, &keys[star + 1..])))
        .collect()
}

fn at<'a>(value: &'a serde_json::Value, keys: &[&str]) -> &'a serde_json::Value {
    keys.iter()
        .fold(value, |value, key| match key.parse::<usize>() {
            Ok(index) => &value[index],
            Err(_) => &value[*key],
        })
}

fn run(file: &Path, update: bool) -> Vec<String> {
    let text = fs::read_to_string(file).expect("the case can be read");
    let (intro, parts) = sections(&text);
    let folder = tempfile::tempdir().expect("a folder for the case");
    let root = folder.path();
    for (name, body) in parts
        .iter()
        .filter(|(name, _)| !name.starts_with("expect: ") && !name.starts_with("then: "))
    {
        write_file(root, name, body);
    }
    let mut problems = Vec::new();
    let mut rewritten = intro;
    let needs_build = parts.iter().any(|(name, _)| {
        name.starts_with("expect: page")
            || name.starts_with("expect: build")
            || name.starts_with("expect: files")
    });
    // A case whose files change in between is built at its end.
    let changes = parts.iter().any(|(name, _)| name.starts_with("then: "));
    let build = (needs_build && !changes).then(|| notesite(root, &["build"]));
    for (name, body) in &parts {
        let mut now = body.clone();
        if let Some(file) = name.strip_prefix("then: ") {
            write_file(root, file, body);
        }
        let expectation = name.strip_prefix("expect: ").unwrap_or_default();
        if let Some(path) = expectation.strip_prefix("inspect") {
            let (stdout, stderr, code) = notesite(root, &["inspect"]);
            assert_eq!(
                code,
                0,
                "{}: inspect exits {code}: {stderr}",
                file.display()
            );
            let value: serde_json::Value =
                serde_json::from_str(&stdout).expect("inspect prints JSON");
            now = pick(&value, path.trim());
        } else if let Some(arguments) = expectation.strip_prefix("run ") {
            let (stdout, stderr, code) = notesite(root, &arguments.split(' ').collect::<Vec<_>>());
            now = format!("exit {code}\n{stdout}{stderr}");
        } else if expectation == "check" {
            now = notesite(root, &["check"]).1;
        } else if expectation == "build" {
            let (_, stderr, code) = build.as_ref().expect("built");
            let first: String = stderr
                .lines()
                .filter(|line| !line.contains(" ms: "))
                .map(|line| format!("{line}\n"))
                .collect();
            now = format!("exit {code}\n{first}");
        } else if expectation == "files" {
            let public = root.join("public");
            let mut files: Vec<String> = walkdir::WalkDir::new(&public)
                .into_iter()
                .flatten()
                .filter(|entry| entry.file_type().is_file())
                .map(|entry| {
                    entry
                        .path()
                        .strip_prefix(&public)
                        .expect("inside")
                        .to_string_lossy()
                        .into_owned()
                })
                .filter(|name| {
                    !name.starts_with('.')
                        && !name.contains("assets/")
                        && !name.starts_with("search/")
                })
                .collect();
            files.sort();
            now = files.iter().map(|name| format!("{name}\n")).collect();
        } else if let Some(page) = expectation
            .strip_prefix("page ")
            .and_then(|rest| rest.strip_suffix(" has"))
        {
            if changes {
                notesite(root, &["build"]);
            }
            match fs::read_to_string(root.join("public").join(page)) {
                Err(error) => problems.push(format!("{}: {page}: {error}", file.display())),
                Ok(html) => {
                    for line in body.lines().filter(|line| !line.is_empty()) {
                        let (wanted, piece) = line
                            .strip_prefix('!')
                            .map_or((true, line), |rest| (false, rest));
                        if html.contains(piece) != wanted {
                            let main = html.split("<article").nth(1).unwrap_or(&html);
                            problems.push(format!(
                                "{}: {page} should{} hold `{piece}`; it holds:\n{main}",
                                file.display(),
                                if wanted { "" } else { " not" }
                            ));
                        }
                    }
                }
            }
        }
        if now != *body {
            if update {
                rewritten.push_str(&format!("-- {name} --\n{now}"));
                continue;
            }
            problems.push(format!(
                "{}: {name}\n--- expected\n{body}--- found\n{now}",
                file.display()
            ));
        }
        rewritten.push_str(&format!("-- {name} --\n{now}"));
    }
    if update {
        fs::write(file, rewritten).expect("the case can be rewritten");
    }
    problems
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("tests/cases is there")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    assert!(!files.is_empty());
    let update = std::env::var_os("UPDATE").is_some();
    let problems: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = files
            .chunks(files.len().div_ceil(4))
            .map(|some| {
                scope.spawn(move || {
                    some.iter()
                        .flat_map(|file| run(file, update))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("a case does not panic"))
            .collect()
    });
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.join("\n\n")
    );
    println!("{} cases", files.len());
}
