//! Anchors as GitHub gives them: headings with the answers of github-slugger, which
//! `benches/anchors/slugs.mjs` wrote down.

use notesite::inside::text::{github_slug, slug};

fn vectors() -> Vec<(String, String)> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/anchors.txt");
    let text = std::fs::read_to_string(file).expect("the vectors");
    let word = |json: &str| serde_json::from_str::<String>(json).expect("a string");
    text.lines()
        .map(|line| line.split_once('\t').expect("two columns"))
        .map(|(heading, anchor)| (word(heading), word(anchor)))
        .collect()
}

#[test]
fn anchors_are_those_of_github() {
    let vectors = vectors();
    assert!(vectors.len() > 90);
    for (heading, anchor) in vectors {
        assert_eq!(github_slug(&heading), anchor, "{heading:?}");
    }
}

#[test]
fn no_name_begins_with_a_sign_that_cannot_be_seen_or_that_needs_a_letter_before_it() {
    for (heading, _) in vectors() {
        let name = slug(&heading);
        let first = name.chars().next().unwrap_or('a');
        assert!(
            first.is_alphanumeric() || first == '_' || first == '‿' || first == '＿',
            "{name:?}"
        );
    }
}
