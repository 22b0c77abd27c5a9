//! The rules of ARCHITECTURE.md that a test can hold: modules form no circles, what is pure stays
//! pure, and each outside crate has its home, which its comment in `Cargo.toml` names.

use crate::modules;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use modules::{Module, circles, modules};

/// Arrows of circles that are known and being taken out. An arrow that is no longer there must
/// leave this list.
const KNOWN: &[(&str, &str)] = &[];

/// Paths of the standard library that lead to the world.
const WORLD: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io::IsTerminal",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::os",
    "std::path::absolute",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "std::time::UNIX_EPOCH",
];

/// Methods that ask the disk or the clock.
const ASKING: &[&str] = &[
    "canonicalize",
    "elapsed",
    "exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

/// Macros that write to the terminal.
const WRITING: &[&str] = &["dbg", "eprint", "eprintln", "print", "println"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `src`, by its path in it.
fn sources() -> BTreeMap<String, String> {
    rust_files(&root().join("src"))
}

/// Every Rust file below a folder, by its path in it.
fn rust_files(top: &Path) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let mut folders = vec![top.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != "node_modules") {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let inside = path.strip_prefix(top).expect("inside");
                let name = inside.to_str().expect("UTF-8").to_owned();
                out.insert(name, fs::read_to_string(&path).expect("a source"));
            }
        }
    }
    assert!(out.len() > 10);
    out
}

/// What is wrong with the arrows between the modules; `known` are those that may still be.
fn wrong_arrows(modules: &BTreeMap<String, Module>, known: &[(&str, &str)]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut arrows: BTreeMap<String, BTreeSet<String>> = modules
        .iter()
        .map(|(file, module)| (file.clone(), module.uses.clone()))
        .collect();
    for (from, to) in known {
        if !arrows.get_mut(*from).is_some_and(|uses| uses.remove(*to)) {
            wrong.push(format!(
                "{from} does not use {to} any more: take it from the list"
            ));
        }
    }
    for circle in circles(&arrows) {
        wrong.push(format!("a circle: {}", circle.join(", ")));
    }
    for (file, module) in modules {
        let above: &[&str] = match file.split(['/', '.']).next() {
            Some("notes") => &["pages", "edge", "session", "build", "lib", "cli", "main"],
            Some("pages") => &["edge", "session", "build", "lib", "cli", "main"],
            _ => &[],
        };
        for used in &module.uses {
            if above
                .iter()
                .any(|room| used.split(['/', '.']).next() == Some(room))
            {
                wrong.push(format!("{file} uses {used}, which stands above it"));
            }
        }
    }
    wrong
}

/// Where the world is used outside of `edge`, `session` and the program itself.
fn wrong_names(modules: &BTreeMap<String, Module>) -> Vec<String> {
    let may = |file: &str| {
        matches!(
            file.split(['/', '.']).next(),
            Some("edge" | "session" | "cli" | "main")
        )
    };
    let mut wrong = Vec::new();
    for (file, module) in modules.iter().filter(|(file, _)| !may(file)) {
        let mut say = |name: &str| {
            wrong.push(format!(
                "{file} uses {name}: what asks the world belongs to src/edge"
            ));
        };
        for path in &module.std {
            let reaches = WORLD.iter().any(|world| {
                path == world
                    || path
                        .strip_prefix(world)
                        .is_some_and(|rest| rest.starts_with("::"))
                    || path
                        .strip_suffix('*')
                        .is_some_and(|start| world.starts_with(start))
            });
            let asks = path.starts_with("std::path::")
                && path
                    .rsplit("::")
                    .next()
                    .is_some_and(|last| ASKING.contains(&last));
            if reaches || asks {
                say(path);
            }
        }
        for method in module
            .methods
            .iter()
            .filter(|name| ASKING.contains(&name.as_str()))
        {
            say(&format!("{method}()"));
        }
        for (name, given) in &module.macros {
            let env =
                matches!(name.as_str(), "env" | "option_env") && !given.starts_with("\"CARGO_PKG_");
            // A file that is pasted in is in no graph.
            if env || name == "include" || WRITING.contains(&name.as_str()) {
                say(&format!("{name}!({given})"));
            }
        }
    }
    wrong
}

fn made_up(files: &[(&str, &str)]) -> BTreeMap<String, Module> {
    let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    modules(&files.iter().map(own).collect())
}

#[test]
fn modules_form_no_circles_and_no_arrow_points_upward() {
    let wrong = wrong_arrows(&modules(&sources()), KNOWN);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_edge_asks_the_world() {
    let wrong = wrong_names(&modules(&sources()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A circle or an arrow upward is found however it is written.
#[test]
fn every_way_of_naming_a_module_is_an_arrow() {
    let ways = [
        "use crate::edge::read;",
        "use crate::edge::read::{self, Look};",
        "use crate::{edge::{read::Look, write}, text};",
        "use super::super::edge::read as disk;",
        "fn f() { crate::edge::read::read(); }",
        "use crate::edge; fn f() { edge::read::read() }",
        "use crate as own; fn f() { own::edge::read::read() }",
        "mod tests { use super::super::super::edge::read; }",
        "fn f() -> String { format!(\"{}\", crate::edge::read::NAME) }",
    ];
    for way in ways {
        let files = [
            ("lib.rs", "mod notes; mod edge;"),
            ("notes/mod.rs", "mod a;"),
            ("notes/a.rs", way),
            ("edge/mod.rs", "mod read;"),
            ("edge/read.rs", ""),
        ];
        let wrong = wrong_arrows(&made_up(&files), &[]);
        assert!(
            wrong
                .iter()
                .any(|one| one.starts_with("notes/a.rs uses edge")),
            "{way}: {wrong:?}"
        );
    }
    let circle = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "use crate::b::{self, B};"),
        ("b.rs", "pub struct B(super::a::A);"),
    ];
    assert_eq!(
        wrong_arrows(&made_up(&circle), &[]),
        ["a circle: a.rs, b.rs"]
    );
    assert!(wrong_arrows(&made_up(&circle), &[("b.rs", "a.rs")]).is_empty());
    let gone = wrong_arrows(&made_up(&circle), &[("b.rs", "a.rs"), ("a.rs", "c.rs")]);
    assert_eq!(
        gone,
        ["a.rs does not use c.rs any more: take it from the list"]
    );
    let child = [
        ("lib.rs", "mod a;"),
        ("a.rs", "mod b; pub struct A;"),
        ("a/b.rs", "use super::A;"),
    ];
    assert_eq!(
        wrong_arrows(&made_up(&child), &[]),
        ["a circle: a.rs, a/b.rs"]
    );
    let face = [
        ("lib.rs", "mod a; pub use a::A;"),
        ("a.rs", "use crate::A as Own;"),
    ];
    assert_eq!(
        wrong_arrows(&made_up(&face), &[]),
        ["a circle: a.rs, lib.rs"]
    );
}

/// The world is found by whatever name it is used.
#[test]
fn every_name_of_the_world_is_found() {
    let ways = [
        "use std::fs;",
        "use std::{collections::BTreeMap, fs};",
        "use std::fs::{self, File};",
        "use std as s; fn f() { s::fs::read(\"a\") }",
        "extern crate std as s; fn f() { s::env::args() }",
        "use std::time; fn f() { time::Instant::now() }",
        "use std::time::*;",
        "type Clock = ::std::time::SystemTime;",
        "fn f() { std::thread::spawn(|| ()); }",
        "fn f(path: &std::path::Path) -> bool { path.exists() }",
        "use std::path::Path; fn f(all: &[&Path]) { all.iter().all(|p| Path::is_dir(p)) }",
        "fn f() { println!(\"a\") }",
        "fn f() -> &'static str { env!(\"HOME\") }",
        "include!(\"a.in\");",
        "mod tests { use std::process::Command; }",
    ];
    for way in ways {
        let wrong = wrong_names(&made_up(&[("lib.rs", "mod text;"), ("text.rs", way)]));
        assert!(!wrong.is_empty(), "{way}");
    }
    let harmless = "use std::time::Duration; use std::path::{Path, PathBuf}; use std::io::Write; \
        const V: &str = env!(\"CARGO_PKG_VERSION\"); \
        const A: &str = include_str!(\"a\"); // std::fs\n";
    assert_eq!(
        wrong_names(&made_up(&[("lib.rs", harmless)])),
        Vec::<String>::new()
    );
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
            for (file, text) in &sources {
                let code: String = text
                    .lines()
                    .filter(|line| !line.trim_start().starts_with("//"))
                    .flat_map(|line| [line, "\n"])
                    .collect();
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

/// What the definition in this line of code is called, if it is one of a type.
fn defined_type(line: &str) -> Option<&str> {
    let rest = line.trim_start();
    let rest = match rest.strip_prefix("pub") {
        Some(after) if after.starts_with('(') => after.split_once(") ")?.1,
        Some(after) => after.trim_start(),
        None => rest,
    };
    let is_alias = rest.starts_with("type ");
    // An indented `type` is that of a trait.
    if is_alias && line.starts_with(' ') {
        return None;
    }
    ["struct ", "enum ", "trait ", "type ", "union "]
        .iter()
        .find_map(|keyword| rest.strip_prefix(keyword))?
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        // `pub struct $name` of a macro is no name.
        .filter(|name| !name.is_empty())
}

#[test]
fn a_type_name_has_one_meaning() {
    let sources = sources();
    let mut homes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (file, text) in &sources {
        for name in text.lines().filter_map(defined_type) {
            homes.entry(name).or_default().insert(file);
        }
    }
    assert!(homes.len() > 100 && homes.contains_key("Chapter"));
    for (name, files) in homes {
        assert!(
            files.len() == 1,
            "{name} means something else in each of {files:?}: a reader should not have to ask \
            which"
        );
    }
}

/// The columns of a line as rustfmt counts them: Hangul and its like take two.
fn columns(line: &str) -> usize {
    line.chars()
        .map(|c| match c {
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe6f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{1f300}'..='\u{1faff}' => 2,
            _ => 1,
        })
        .sum()
}

/// rustfmt leaves what stands in macros and in strings as it is.
#[test]
fn no_line_is_wider_than_a_hundred_columns() {
    let files: Vec<(String, String)> = ["src", "tests"]
        .iter()
        .flat_map(|folder| rust_files(&root().join(folder)))
        .collect();
    let wide: Vec<String> = files
        .iter()
        .flat_map(|(file, text)| (1..).zip(text.lines()).map(move |line| (file, line)))
        .filter(|(_, (_, line))| columns(line) > 100)
        .map(|(file, (number, line))| format!("{file}:{number}: {}", columns(line)))
        .collect();
    assert!(wide.is_empty(), "too wide:\n{}", wide.join("\n"));
}

/// A file that `tests/all.rs` does not name would never run.
#[test]
fn every_file_of_tests_is_run() {
    let tests = rust_files(&root().join("tests"));
    let named: BTreeSet<&str> = tests["all.rs"]
        .lines()
        .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let forgotten: Vec<&str> = tests
        .keys()
        .filter_map(|file| file.strip_suffix(".rs"))
        .filter(|file| !file.contains('/') && *file != "all" && !named.contains(file))
        .collect();
    assert!(forgotten.is_empty(), "not in tests/all.rs: {forgotten:?}");
}
