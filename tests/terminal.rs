//! What notes and file names hold is shown in a terminal, and never obeyed by it.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Everything that a command prints.
fn said(root: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .args(arguments)
        .current_dir(root)
        .env("NO_COLOR", "1")
        .output()
        .expect("it runs");
    [output.stdout, output.stderr]
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .concat()
}

#[cfg(unix)]
#[test]
fn control_characters_are_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let notes = folder.path().join("notes");
    fs::create_dir(&notes).expect("made");
    let evil = "\u{1b}[2J\u{7}\u{8}\u{9b}31m\u{202e}\u{2066}\u{7f}";
    let name = format!("b{evil}\nc.md");
    let text = format!(
        "# 제목 {evil}\n\n[x](<{evil}.md>) [[없는 {evil}]] \
        ![](<{evil}.png>)\n\n- password: hunter2hunter2 {evil}\n"
    );
    fs::write(notes.join(name), text).expect("written");
    let commands: [&[&str]; 7] = [
        &["check"],
        &["check", "--verbose"],
        &["check", "--format", "github"],
        &["build"],
        &["build", "-o", evil],
        &["search", "제목"],
        &["search", evil],
    ];
    for arguments in commands {
        let said = said(folder.path(), arguments);
        let controls: String = said
            .chars()
            .filter(|c| {
                c.is_control() && !matches!(c, '\n')
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            })
            .collect();
        assert!(
            controls.is_empty(),
            "{arguments:?} prints {controls:?}: {said}"
        );
        assert!(said.contains('␛'), "{arguments:?}: {said}");
    }
    // A name with a line feed begins no line of its own.
    assert!(!said(folder.path(), &["check"]).contains("\nc.md"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_is_lost_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.md"), "# 글\n- 내용\n").expect("written");
    let commands: [&[&str]; 7] = [
        &["--help"],
        &["--version"],
        &["build", "--help"],
        &["man"],
        &["completions", "zsh"],
        &["inspect"],
        &["search", "내용", "--json"],
    ];
    for arguments in commands {
        let full = fs::File::options()
            .write(true)
            .open("/dev/full")
            .expect("Linux has it");
        let output = Command::new(env!("CARGO_BIN_EXE_notesite"))
            .args(arguments)
            .current_dir(folder.path())
            .stdout(full)
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}: {said}");
        assert!(
            said.starts_with("error: The result cannot be printed:"),
            "{arguments:?}: {said}"
        );
    }
}
