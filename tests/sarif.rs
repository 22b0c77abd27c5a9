//! `check --format sarif` against SARIF 2.1.0: what its schema requires, and, since the schema's
//! objects take no other properties, nothing that it does not know. Drawn from the sections of the
//! OASIS standard that are named here.

use std::collections::HashSet;
use std::fs;
use std::process::Command;

use serde_json::Value;

fn report(files: &[(&str, &str)]) -> (Value, Option<i32>) {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    let root = folder.path().to_str().expect("UTF-8");
    let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .args(["check", root, "--format", "sarif"])
        .output()
        .expect("notesite runs");
    (
        serde_json::from_slice(&run.stdout).expect("standard output is one JSON value"),
        run.status.code(),
    )
}

/// The object has every required property and no unknown one.
fn shape(object: &Value, required: &[&str], optional: &[&str]) {
    let keys: Vec<&str> = object
        .as_object()
        .unwrap_or_else(|| panic!("{object} is no object"))
        .keys()
        .map(String::as_str)
        .collect();
    assert!(
        required.iter().all(|key| keys.contains(key)),
        "{required:?} are required in {object}"
    );
    assert!(
        keys.iter()
            .all(|key| required.contains(key) || optional.contains(key)),
        "unknown property in {object}"
    );
}

/// Sections 3.13 to 3.19: log file, run, tool. Answers the run.
fn check_run(log: &Value) -> &Value {
    shape(log, &["version", "runs"], &["$schema"]);
    assert_eq!(log["version"], "2.1.0");
    assert!(
        log["$schema"]
            .as_str()
            .expect("a string")
            .starts_with("https://")
    );
    let [run] = log["runs"].as_array().expect("a list").as_slice() else {
        panic!("one run")
    };
    shape(run, &["tool", "results"], &["columnKind"]);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    shape(&run["tool"], &["driver"], &[]);
    let driver = &run["tool"]["driver"];
    shape(driver, &["name", "rules"], &["version", "informationUri"]);
    assert_eq!(driver["name"], "notesite");
    assert!(
        driver["informationUri"]
            .as_str()
            .expect("a string")
            .starts_with("https://")
    );
    let mut ids = HashSet::new();
    for rule in driver["rules"].as_array().expect("a list") {
        shape(rule, &["id"], &["name"]);
        assert!(
            ids.insert(rule["id"].as_str().expect("a string")),
            "each rule once"
        );
    }
    run
}

/// Sections 3.27 to 3.30: result, location, region.
fn check_result(result: &Value, rules: &[Value]) {
    shape(
        result,
        &["message", "ruleId", "ruleIndex", "level", "locations"],
        &[],
    );
    shape(&result["message"], &["text"], &[]);
    assert!(
        !result["message"]["text"]
            .as_str()
            .expect("a string")
            .is_empty()
    );
    assert!(
        ["none", "note", "warning", "error"].contains(&result["level"].as_str().expect("a string"))
    );
    let rule = result["ruleIndex"]
        .as_u64()
        .and_then(|index| rules.get(usize::try_from(index).ok()?))
        .expect("a rule");
    assert_eq!(rule["id"], result["ruleId"]);
    for location in result["locations"].as_array().expect("a list") {
        shape(location, &["physicalLocation"], &[]);
        let place = &location["physicalLocation"];
        shape(place, &["artifactLocation", "region"], &[]);
        shape(&place["artifactLocation"], &["uri"], &["uriBaseId"]);
        let uri = place["artifactLocation"]["uri"].as_str().expect("a string");
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~%/!$&'()*+,;=@".contains(&b);
        assert!(
            !uri.starts_with('/') && uri.bytes().all(plain),
            "{uri} is no relative URI reference"
        );
        let region = &place["region"];
        shape(
            region,
            &["startLine"],
            &["startColumn", "endLine", "endColumn"],
        );
        let number = |key: &str| {
            region
                .get(key)
                .map(|value| value.as_u64().filter(|n| *n >= 1).expect("a number from 1"))
        };
        let start = (number("startLine"), number("startColumn"));
        let end = (
            number("endLine").or(start.0),
            number("endColumn").or(start.1),
        );
        assert!(start <= end, "{region} ends before it starts");
    }
}

#[test]
fn findings_are_valid_sarif_with_places_in_unicode_scalars() {
    let (log, status) = report(&[
        (
            "notes/과 정/01 첫 장.md",
            "---\norder: 값\n---\n# 1. 첫 장\n\n- 😀 [끊긴 링크](없다.md), ![그림](없음.png)\n",
        ),
        (
            "notes/과 정/02 다음.md",
            "# 2. 다음\n\n- [절](01%20첫%20장.md#없는-절)\n\n```sh\n닫히지 않음\n",
        ),
    ]);
    assert_eq!(status, Some(1));
    let run = check_run(&log);
    let rules = run["tool"]["driver"]["rules"].as_array().expect("a list");
    let results = run["results"].as_array().expect("a list");
    assert!(results.len() >= 4, "{results:#?}");
    for result in results {
        check_result(result, rules);
    }
    let found = results.iter().find(|one| {
        one["message"]["text"]
            .as_str()
            .is_some_and(|text| text.contains("없다.md"))
    });
    let place = &found.expect("the broken link is told")["locations"][0]["physicalLocation"];
    assert_eq!(place["region"]["startLine"], 6);
    // `- 😀 [`: the emoji is one scalar, not two units of UTF-16 and not four bytes.
    let column = place["region"]["startColumn"].as_u64().expect("a number");
    assert_eq!(column, 5);
    assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
}

#[test]
fn notes_without_a_finding_give_an_empty_list_of_results() {
    let (log, status) = report(&[("notes/c/1-a.md", "# 1. 장\n\n- 값\n")]);
    assert_eq!(status, Some(0));
    assert_eq!(check_run(&log)["results"], serde_json::json!([]));
}

mod positions {
    use notesite::inside::positions::{CountedText, line_column};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn positions_are_those_of_the_text(text in "[a가\n👩\t]{0,3000}", offset in 0usize..13000) {
            prop_assert_eq!(CountedText::new(&text).position(offset), line_column(&text, offset));
        }
    }
}
