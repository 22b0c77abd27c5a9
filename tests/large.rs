//! What is too large or too deep is shown all the same, plainly, and said.

use std::fs;
use std::process::Command;

#[test]
fn code_too_large_for_colours_is_plain_whole_and_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let listing = "echo \"$HOME\" # 말\n".repeat(4_000);
    let line = format!("echo {}", "a".repeat(2_100));
    let note = format!(
        "### 1. 큰 것\n- 목록\n\n```sh\n{listing}```\n### 2. 긴 줄\n```sh\n{line}\n```\n### 3. \
        보통\n```sh\necho \"$HOME\"\n```\n"
    );
    fs::write(folder.path().join("README.md"), note).expect("written");
    let root = folder.path().to_str().expect("UTF-8");
    let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .args(["build", root])
        .output()
        .expect("notesite runs");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}");
    assert_eq!(said.matches("warning[plain-code]").count(), 2, "{said}");
    assert!(said.contains("README.md:4:1"), "{said}");
    let page = |name: &str| {
        fs::read_to_string(folder.path().join("public").join(name)).expect("the page is there")
    };
    let code = |name: &str| {
        page(name)
            .split("<pre")
            .nth(1)
            .expect("code")
            .split("</pre>")
            .next()
            .expect("its end")
            .to_owned()
    };
    assert_eq!(
        code("1-큰-것.html").matches("echo \"$HOME\" # 말").count(),
        4_000,
        "plain, and not a line lost"
    );
    assert!(code("2-긴-줄.html").contains(&line));
    assert!(
        code("3-보통.html").contains("<i class=") || code("3-보통.html").contains("<span class="),
        "an ordinary block has its colours"
    );
}

#[test]
fn yaml_of_any_depth_ends_no_program() {
    let deep = 100_000;
    let forms = [
        ("flow sequences", "[".repeat(deep), "4:"),
        ("flow mappings", "{a: ".repeat(deep), "4:"),
        (
            "closed flow sequences",
            format!("{}{}", "[".repeat(deep), "]".repeat(deep)),
            "4:",
        ),
        (
            "block sequences",
            format!("{}x", "- ".repeat(deep)),
            "4:128",
        ),
        (
            "keys that are mappings",
            format!("{}x", "? ".repeat(deep)),
            "4:128",
        ),
        (
            "block mappings",
            (0..1_000).fold(String::new(), |all, i| all + "a:\n" + &" ".repeat(i + 2)) + "x",
            "67:",
        ),
    ];
    for (what, yaml, place) in forms {
        let folder = tempfile::tempdir().expect("a folder");
        let note = format!(
            "---\ntitle: 제목\nvalue:\n {yaml}\n---\n# 1. 장\n\n- 값\n\n```yaml\nvalue:\n \
            {yaml}\n```\n\n- value: 값\n"
        );
        fs::write(folder.path().join("README.md"), note).expect("written");
        let root = folder.path().to_str().expect("UTF-8");
        let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
            .args(["build", root])
            .output()
            .expect("notesite runs");
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        let start: String = said.chars().take(400).collect();
        assert_eq!(run.status.code(), Some(1), "{what}: {start}");
        assert!(
            said.contains("error[bad-front-matter]")
                && said.contains(&format!("README.md:{place}")),
            "{what}: {start}"
        );
    }
}
