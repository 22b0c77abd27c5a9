//! The notes of this repository, which its own site is made of: `build --strict` publishes them.

use std::process::Command;

#[test]
fn the_notes_of_this_repository_have_no_problem() {
    let output = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .args(["check", env!("CARGO_MANIFEST_DIR")])
        .output()
        .expect("notesite runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.trim().ends_with("No problems found."), "{said}");
    assert_eq!(output.status.code(), Some(0), "{said}");
}
