//! The rules of ARCHITECTURE.md that a test can hold: what is pure stays pure, and each outside
//! crate has its home, which its comment in `Cargo.toml` names.

use std::fs;
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `src`, by its path in it, with the code and without comments.
fn sources() -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path
                    .strip_prefix(root().join("src"))
                    .expect("inside")
                    .to_str()
                    .expect("UTF-8")
                    .to_owned();
                let text = fs::read_to_string(&path).expect("a source");
                let code = text
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .collect::<Vec<_>>()
                    .join("\n");
                out.push((name, code));
            }
        }
    }
    assert!(out.len() > 20);
    out.sort();
    out
}

#[test]
fn notes_and_pages_are_pure() {
    for (name, code) in sources()
        .iter()
        .filter(|(name, _)| name.starts_with("notes/") || name.starts_with("pages/"))
    {
        for outside in [
            "std::fs",
            "std::net",
            "std::env",
            "std::time",
            "std::thread",
            "std::process",
            "env!(\"HOME",
        ] {
            assert!(
                !code.contains(outside),
                "{name} names {outside}: what reads the world belongs to src/edge"
            );
        }
    }
    for (name, code) in sources()
        .iter()
        .filter(|(name, _)| name.starts_with("notes/"))
    {
        assert!(
            !code.contains("crate::pages") && !code.contains("crate::edge"),
            "{name}: notes know neither pages nor the world"
        );
    }
}

#[test]
fn each_outside_crate_has_its_home() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml");
    let table = manifest
        .split("[dependencies]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .expect("the dependencies");
    let sources = sources();
    let mut comment = String::new();
    for line in table.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(words) = line.strip_prefix('#') {
            comment.push_str(words);
            continue;
        }
        let name = line.split('=').next().expect("a name").trim();
        assert!(!comment.is_empty(), "{name} has no reason in Cargo.toml");
        if let Some((_, homes)) = comment.split_once("Home: ") {
            let homes: Vec<&str> = homes
                .trim_end_matches('.')
                .split([',', ' '])
                .filter(|home| !home.is_empty())
                .collect();
            let called = format!("{}::", name.replace('-', "_"));
            for (file, code) in &sources {
                let used = code.match_indices(&called).any(|(at, _)| {
                    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                });
                let at_home = homes.iter().any(|home| {
                    file == home || file.starts_with(&format!("{}/", home.trim_end_matches(".rs")))
                });
                assert!(
                    !used || at_home,
                    "{file} uses {name}, whose home is {}",
                    homes.join(", ")
                );
            }
            // Crates that come in pairs (`clap`, `clap_complete`) share a comment.
            if table
                .lines()
                .skip_while(|next| *next != line)
                .nth(1)
                .is_some_and(|next| next.starts_with('#') || next.is_empty())
            {
                comment.clear();
            }
        } else {
            comment.clear();
        }
    }
}
