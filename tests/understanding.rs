//! What is read in the labelled lines of `benches/understanding/seen`, line by line, as
//! `benches/understanding/seen/read.txt` holds it. Where a rule changes what it says of a line,
//! the difference is to be read as code: `UPDATE=1` writes it. How often it is right is the
//! scorer's to count.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn seen() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/understanding/seen")
}

fn rows(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(seen().join(name)).expect("the lines are there");
    let read = |line| serde_json::from_str(line).expect("a line is JSON");
    text.lines().map(read).collect()
}

fn inspect(files: &[(String, String)]) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let notes = folder.path().join("notes");
    fs::create_dir(&notes).expect("a folder for the notes");
    for (name, text) in files {
        fs::write(notes.join(name), text).expect("a note is written");
    }
    let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .arg("inspect")
        .arg(folder.path())
        .output()
        .expect("it runs");
    serde_json::from_slice(&run.stdout).expect("inspect prints JSON")
}

/// The chapters of one file that holds one for each of these texts, and the line of each.
fn chapters(rows: &[Value], text: impl Fn(&Value) -> String) -> Vec<(u64, Value)> {
    let mut file = String::from("# 표본\n\n");
    let mut lines = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let _ = writeln!(file, "### {}. {}", i + 1, word(&row["id"]));
        lines.push(file.lines().count() as u64);
        let _ = writeln!(file, "{}\n", text(row));
    }
    let site = inspect(&[("sample.md".to_owned(), file)]);
    let chapters = site["courses"][0]["chapters"].as_array().expect("a list");
    assert_eq!(chapters.len(), rows.len(), "each line is a chapter");
    lines.into_iter().zip(chapters.iter().cloned()).collect()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn fence(row: &Value) -> String {
    let text = word(&row["text"]);
    let longest = text.split(|c| c != '`').map(str::len).max();
    let ticks = "`".repeat(longest.unwrap_or_default().max(2) + 1);
    let text = text.strip_suffix('\n').unwrap_or(text);
    format!("{ticks}{}\n{text}\n{ticks}", word(&row["declared"]))
}

fn bullets(out: &mut String) {
    let rows = rows("bullets.jsonl");
    let text = |row: &Value| {
        list(&row["context"])
            .map(word)
            .collect::<Vec<_>>()
            .join("\n")
    };
    for (row, (line, chapter)) in rows.iter().zip(chapters(&rows, text)) {
        let _ = writeln!(out, "{}", word(&row["id"]));
        for command in list(&chapter["commands"]) {
            let at = command["line"].as_u64().expect("a line") - line;
            let (language, text) = (word(&command["language"]), &command["text"]);
            let (tool, blanks) = (word(&command["tool"]), &command["placeholders"]);
            let _ = writeln!(out, "  {at} {language} {tool} {text} {blanks}");
        }
    }
}

fn code(name: &str, out: &mut String) {
    let rows = rows(name);
    for (row, (_, chapter)) in rows.iter().zip(chapters(&rows, fence)) {
        let code = &chapter["code"][0];
        let (language, blanks) = (&code["language"], &code["placeholders"]);
        let _ = writeln!(out, "{} {language} {blanks}", word(&row["id"]));
        for line in word(&code["copied"]).lines() {
            let _ = writeln!(out, "  {line}");
        }
    }
}

fn menus(out: &mut String) {
    let rows = rows("menus.jsonl");
    let text = |row: &Value| format!("- 순서\n  - {}", word(&row["line"]));
    for (row, (_, chapter)) in rows.iter().zip(chapters(&rows, text)) {
        let _ = writeln!(out, "{}", word(&row["id"]));
        for menu in list(&chapter["menus"]) {
            let _ = writeln!(out, "  {}", menu["steps"]);
        }
    }
}

fn secrets(out: &mut String) {
    let rows = rows("secrets.jsonl");
    let file = |(i, row): (usize, &Value)| {
        let text = format!("# 표본\n\n- {}\n", word(&row["line"]));
        (format!("{i}.md"), text)
    };
    let files: Vec<(String, String)> = rows.iter().enumerate().map(file).collect();
    let site = inspect(&files);
    for (row, (name, _)) in rows.iter().zip(&files) {
        let path = format!("notes/{name}");
        let told = list(&site["diagnostics"]).filter(|told| word(&told["path"]) == path);
        let told = told.map(|told| format!(" {} {}", word(&told["code"]), told["hard"]));
        let _ = writeln!(out, "{}{}", word(&row["id"]), told.collect::<String>());
    }
}

fn mentions(out: &mut String) {
    let folder = fs::read_dir(seen().join("mentions")).expect("the courses are there");
    let file = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&path).expect("a course is text");
        (name.into_owned(), text)
    };
    let mut files: Vec<(String, String)> = folder.map(file).collect();
    files.sort();
    let site = inspect(&files);
    for course in list(&site["courses"]) {
        let _ = writeln!(out, "{}", word(&course["source"]));
        for reference in list(&course["chapters"]).flat_map(|one| list(&one["references"])) {
            let (line, kind) = (&reference["line"], word(&reference["kind"]));
            let (text, url) = (word(&reference["text"]), word(&reference["url"]));
            let _ = writeln!(out, "  {line} {kind} {text} -> {url}");
        }
    }
}

#[test]
fn the_labelled_lines_are_read_as_before() {
    let mut read = String::new();
    bullets(&mut read);
    code("fences.jsonl", &mut read);
    code("console.jsonl", &mut read);
    menus(&mut read);
    secrets(&mut read);
    mentions(&mut read);
    let path = seen().join("read.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &read).expect("the file is written");
        return;
    }
    let known = fs::read_to_string(&path).expect("what was read before");
    let difference = |(number, (known, read)): (usize, (&str, &str))| {
        format!("{}:{}\n- {known}\n+ {read}", path.display(), number + 1)
    };
    let both = known.lines().zip(read.lines()).enumerate();
    let first = both
        .filter(|(_, (known, read))| known != read)
        .map(difference);
    assert!(
        known == read,
        "The lines are read otherwise. If that is better, UPDATE=1 says so:\n{}",
        first.take(5).collect::<Vec<_>>().join("\n")
    );
}
