//! Search: the browser's rules and ours agree, answers are the same on both sides, and readers find
//! what they mean. Node runs the scripts that `build` writes; without it these tests say so and are
//! skipped.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use notesite::Memory;
use notesite::Site;
use notesite::Timings;
use notesite::inside::letters::{self, Pattern};
use notesite::inside::search::{self, Collected, collect};
use notesite::inside::token;
use serde_json::{Value, json};

mod common;
#[path = "search/generator.rs"]
mod generator;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

fn load(root: &Path) -> Site {
    let request = common::request(root);
    let config = notesite::configure(&request).expect("the configuration is right");
    notesite::load(
        &request,
        &config,
        &mut Memory::forgetful(),
        &mut Timings::default(),
    )
    .expect("the notes can be read")
    .value
}

/// The site on disk, for Node.
fn build(root: &Path, site: &Path) {
    let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .arg("build")
        .arg(root)
        .arg("-o")
        .arg(site)
        .output();
    let run = run.expect("notesite runs");
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
}

/// What a script under tests/search prints; `None` without Node.
fn node(script: &str, arguments: &[&Path]) -> Option<String> {
    let mut command = Command::new("node");
    command
        .arg(Path::new(HERE).join("tests/search").join(script))
        .args(arguments);
    let run = common::node(&mut command)?;
    Some(String::from_utf8(run.stdout).expect("node prints UTF-8"))
}

/// Corpora outside this repository; skipped where they are not.
fn outside(path: &str) -> Option<PathBuf> {
    let there = Path::new(HERE).join("../shared").join(path);
    if !there.exists() {
        common::skip(&format!("../shared/{path} is not here"));
        return None;
    }
    Some(there)
}

/// Notes of some hundred chapters, too many for one file of the index.
fn large(root: &Path) {
    let words: Vec<String> = fs::read_to_string(Path::new(HERE).join("notes/eks-spring.md"))
        .expect("our notes are there")
        .split_whitespace()
        .filter(|word| word.chars().filter(|c| c.is_alphanumeric()).count() > 1)
        .map(str::to_owned)
        .collect();
    let mut seed = 7usize;
    let mut next = move |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut text = String::from("# 큰 강의\n\n");
    for n in 1..=160 {
        let _ = writeln!(
            text,
            "### {n}. {} {}",
            words[next(words.len())],
            words[next(words.len())]
        );
        for _ in 0..4 {
            let _ = writeln!(text, "- {}", words[next(words.len())]);
            for _ in 0..6 {
                let line: Vec<&str> = (0..12).map(|_| words[next(words.len())].as_str()).collect();
                let _ = writeln!(text, "  - {}", line.join(" "));
            }
        }
    }
    fs::create_dir_all(root.join("notes")).expect("a folder");
    fs::write(root.join("notes/large.md"), text).expect("the notes are written");
}

fn shown(shape: &Pattern) -> String {
    let each = shape.iter().map(|(from, to)| {
        if from == to {
            from.to_string()
        } else {
            format!("{from}-{to}")
        }
    });
    each.collect::<Vec<_>>().join(" ")
}

/// The rule of a vector, on our side.
fn rule(name: &str, input: &Value) -> Value {
    let text = input.as_str().unwrap_or_default();
    let at = |i: usize| input[i].as_str().unwrap_or_default();
    match name {
        "normalise" => json!(token::normalise(text)),
        "tokens" => json!(token::words(&token::normalise(text)).collect::<Vec<_>>()),
        "queryTokens" => json!(token::query_words(&token::normalise(text)).collect::<Vec<_>>()),
        "qwertyToHangul" => json!(letters::to_hangul(text)),
        "hangulToQwerty" => json!(letters::to_latin(text)),
        "compose" => json!(letters::compose(text)),
        "jamo" => json!(letters::jamo(text)),
        "choseong" => json!(letters::choseong(text)),
        "skeletonEn" => json!(letters::sounds(text)),
        "skeletonKo" => json!(letters::sounds(text)[0]),
        "halfSounds" => json!(letters::half_sounds(text).pop()),
        "stem" => json!(letters::stem(text)),
        "ending" => json!(letters::is_ending(text)),
        "pattern" => json!(shown(&letters::pattern(text))),
        "halfTyped" => json!(
            letters::half_typed(text)
                .iter()
                .map(shown)
                .collect::<Vec<_>>()
        ),
        "find" => json!(letters::find(
            &at(0).chars().collect::<Vec<_>>(),
            &letters::pattern(at(1)),
            0
        )),
        "distance" => json!(letters::distance(
            at(0),
            at(1),
            input[2].as_u64().unwrap_or_default() as usize
        )),
        _ => panic!("there is no rule {name}"),
    }
}

#[test]
fn both_sides_agree_on_the_vectors() {
    let files: Vec<PathBuf> = [
        Some(Path::new(HERE).join("tests/search/vectors.json")),
        outside("search/vectors.json"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut count = 0;
    for file in &files {
        let vectors: Value =
            serde_json::from_str(&fs::read_to_string(file).expect("readable")).expect("JSON");
        for (name, all) in vectors.as_object().expect("an object of rules") {
            for vector in all.as_array().expect("a list") {
                assert_eq!(rule(name, &vector[0]), vector[1], "{name} of {}", vector[0]);
                count += 1;
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    build(Path::new(HERE), &folder.path().join("site"));
    let mut arguments = vec![folder.path().join("site")];
    arguments.extend(files);
    let Some(said) = node(
        "vectors.mjs",
        &arguments.iter().map(PathBuf::as_path).collect::<Vec<_>>(),
    ) else {
        return;
    };
    assert_eq!(said.trim(), format!("{count} agree"));
}

/// Asks both sides and compares urls, corrections and the first snippet.
fn compare(root: &Path, site: &Path, collected: &Collected, queries: &[String]) {
    build(root, site);
    let file = site.with_extension("json");
    fs::write(&file, json!(queries).to_string()).expect("the queries are written");
    let Some(said) = node("answers.mjs", &[site, &file]) else {
        return;
    };
    let theirs: Vec<Value> = serde_json::from_str(&said).expect("JSON");
    let index = collected.index();
    let (mut different, mut answered) = (Vec::new(), 0);
    for (query, theirs) in queries.iter().zip(&theirs) {
        let ours = search::search(&index, query, 50);
        answered += usize::from(!ours.list.is_empty());
        let urls: Vec<&str> = ours.list.iter().map(|one| one.url.as_str()).collect();
        let snippet = ours
            .list
            .first()
            .map(|one| json!(one.snippet))
            .unwrap_or(json!([]));
        let ours = json!({
            "urls": urls,
            "corrected": ours.corrected,
            "nearest": ours.nearest,
            "snippet": snippet,
        });
        if ours != *theirs {
            different.push(format!("{query}\n  ours   {ours}\n  theirs {theirs}"));
        }
    }
    assert!(
        different.is_empty(),
        "{} of {} differ:\n{}",
        different.len(),
        queries.len(),
        different[..different.len().min(5)].join("\n")
    );
    println!(
        "{} queries, {answered} with an answer: the same on both sides",
        queries.len()
    );
}

/// Every generated query of a class that is asked on both sides, and some that mean nothing.
fn queries(site: &Site, most: usize) -> Vec<String> {
    let mut all: Vec<String> = generator::queries(site)
        .into_iter()
        .map(|one| one.text)
        .collect();
    let step = (all.len() / most).max(1);
    all = all.into_iter().step_by(step).take(most).collect();
    all.extend(
        [
            "",
            " ",
            "?",
            "->",
            "ㅏ",
            "ㅋ",
            "a",
            "뷁",
            "그래서 뭐",
            "-n shop",
            "ＰＯＤ",
            "the",
            "ㅂㅈㄷㄱ",
            "😀 pod",
            "값이",
        ]
        .map(str::to_owned),
    );
    all
}

#[test]
fn a_small_site_answers_the_same_on_both_sides() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = load(Path::new(HERE));
    compare(
        Path::new(HERE),
        &folder.path().join("site"),
        &collect(&site),
        &queries(&site, 500),
    );
}

/// Letters of two bytes change places with syllables in the files.
#[test]
fn letters_of_two_bytes_are_read_back_as_they_were_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let all: String = ('\u{a1}'..'\u{800}')
        .filter(|c| c.is_alphabetic())
        .collect();
    let words: Vec<String> = all
        .chars()
        .collect::<Vec<_>>()
        .chunks(12)
        .map(|some| some.iter().collect())
        .collect();
    let text = format!(
        "# 글자\n\n### 1. Größe · naïve\n- 쿠버네티스 값은 Ελλάδα\n  - {}\n  - `${{값}} \\ 뷁 → \
        끝`\n",
        words.join(" 값 ")
    );
    fs::create_dir_all(folder.path().join("notes")).expect("a folder");
    fs::write(folder.path().join("notes/letters.md"), text).expect("the notes are written");
    let site = load(folder.path());
    let asked = ["größe", "ελλάδα", "값", "뷁", "쿠버", "naive", "끝"].map(str::to_owned);
    compare(
        folder.path(),
        &folder.path().join("site"),
        &collect(&site),
        &asked,
    );
}

#[test]
fn a_large_site_answers_the_same_on_both_sides() {
    let folder = tempfile::tempdir().expect("a folder");
    large(folder.path());
    let site = load(folder.path());
    compare(
        folder.path(),
        &folder.path().join("site"),
        &collect(&site),
        &queries(&site, 500),
    );
}

/// Answers in the right chapter first, and among the first five.
fn relevance(site: &Site, name: &str) -> (f64, f64) {
    let collected = collect(site);
    let index = collected.index();
    let mut classes: std::collections::BTreeMap<&str, [usize; 3]> =
        std::collections::BTreeMap::new();
    let (mut first, mut five, mut all) = (0, 0, 0);
    for query in generator::queries(site) {
        let mut pages: Vec<String> = Vec::new();
        for one in search::search(&index, &query.text, 50).list {
            let page = one.url.split('#').next().unwrap_or_default().to_owned();
            if !pages.contains(&page) {
                pages.push(page);
            }
        }
        let at = pages.iter().position(|page| query.pages.contains(page));
        let class = classes.entry(query.class).or_default();
        class[0] += 1;
        all += 1;
        if at == Some(0) {
            first += 1;
            class[1] += 1;
        } else if std::env::var_os("SHOW").is_some() {
            println!(
                "{}: {} wants {:?}, got {:?}",
                query.class,
                query.text,
                query.pages,
                pages.iter().take(3).collect::<Vec<_>>()
            );
        }
        if at.is_some_and(|at| at < 5) {
            five += 1;
            class[2] += 1;
        }
    }
    let share = |n: usize| 100.0 * n as f64 / f64::from(all.max(1) as u32);
    println!(
        "{name}: {all} queries, {:.1} % first, {:.1} % in the first five; {classes:?}",
        share(first),
        share(five)
    );
    (share(first), share(five))
}

#[test]
fn readers_find_what_they_mean_in_our_notes() {
    let (first, five) = relevance(&load(Path::new(HERE)), "our notes");
    assert!(
        first >= 95.0 && five >= 99.0,
        "{first:.1} % first, {five:.1} % in the first five"
    );
}

#[test]
fn readers_find_what_they_mean_in_notes_of_others() {
    let Some(root) = outside("seeds") else { return };
    let (first, five) = relevance(&load(&root), "the sample");
    assert!(
        first >= 95.0 && five >= 99.0,
        "{first:.1} % first, {five:.1} % in the first five"
    );
}
