//! A property: two pages never share a path, however notes, tags, addresses and settings are
//! called.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use notesite::Site;
use notesite::inside::{CoursePage, Page};
use notesite::{Checked, Diagnostic, Severity};
use notesite::{Memory, Request, Timings};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

fn load(root: &Path) -> Checked<Site> {
    let request = Request {
        root: root.to_owned(),
        output: None,
        base_url: Some("https://example.com/".to_owned()),
        drafts: false,
        lines: false,
    };
    let config = notesite::configure(&request).expect("the settings can be read");
    let (mut memory, mut timings) = (Memory::forgetful(), Timings::default());
    notesite::load(&request, &config, &mut memory, &mut timings).expect("the notes can be read")
}

/// Names that the site uses itself, that disks take for one another, and plain ones.
fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "tags", "Tags", "assets", "search", "notes", "index", "commands", "print", "404", "all",
        "con", "image", "a", "A", "pod", "Pod", "파드", "root", "sitemap",
    ])
}

/// A note with what its front matter says.
fn note() -> impl Strategy<Value = String> {
    let words = (vec(name(), 0..3), vec(name(), 0..2), vec(name(), 0..2));
    (words, name(), any::<bool>()).prop_map(|((tags, aliases, slug), title, numbered)| {
        let slug = slug
            .first()
            .map_or(String::new(), |slug| format!("slug: {slug}\n"));
        let tail = if numbered {
            "### 1. a\n- 글\n### 2. A\n- 글\n"
        } else {
            "- 글\n"
        };
        format!(
            "---\ntags: [{}]\naliases: [{}]\n{slug}---\n# {title}\n{tail}",
            tags.join(", "),
            aliases.join(", ")
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn two_pages_never_share_a_path(
        files in btree_map((prop::option::of(name()), name()), note(), 1..9),
        readme in prop::option::of(note()),
        redirects in btree_map((name(), name()), name(), 0..3),
        folder in any::<bool>(),
    ) {
        let root = tempfile::tempdir().expect("a folder");
        let notes = if folder { root.path().join("notes") } else { root.path().to_owned() };
        let write = |path: &Path, text: &str| {
            fs::create_dir_all(path.parent().expect("a folder around it")).expect("it can be made");
            fs::write(path, text).expect("it can be written");
        };
        for ((inner, name), text) in &files {
            let place = inner.map_or_else(|| notes.clone(), |inner| notes.join(inner));
            write(&place.join(format!("{name}.md")), text);
        }
        if let Some(text) = &readme {
            write(&notes.join("README.md"), text);
        }
        let mut toml = String::from("[redirects]\n");
        for ((one, other), target) in &redirects {
            let _ = writeln!(toml, "\"{one}/{other}.html\" = \"tags/{target}.html\"");
        }
        write(&root.path().join("notesite.toml"), &toml);
        let Checked { value: site, diagnostics } = load(root.path());
        let is_grave = |one: &&Diagnostic| one.severity == Severity::Error;
        let grave: Vec<_> = diagnostics.iter().filter(is_grave).collect();
        prop_assert!(grave.is_empty(), "{grave:?}");
        for (c, course) in site.library.outline.courses.iter().enumerate() {
            for page in course.pages() {
                prop_assert_eq!(site.page(&page.of(&course.base)), Some(&Page::OfCourse(page, c)));
            }
            // No other page of a course without commands lies where their sheet would.
            let sheet = CoursePage::Commands;
            let has_sheet = site.page(&sheet.of(&course.base)) == Some(&Page::OfCourse(sheet, c));
            prop_assert_eq!(has_sheet, course.has_commands());
            for (i, chapter) in course.chapters.iter().enumerate() {
                prop_assert_eq!(site.page(&chapter.url), Some(&Page::Chapter(c, i)));
            }
        }
        for (i, tag) in site.library.tags.iter().enumerate() {
            prop_assert_eq!(site.page(&tag.url), Some(&Page::Tag(i)));
        }
        let folded: Vec<String> = site.paths().iter().map(|path| path.to_lowercase()).collect();
        let mut met = HashSet::new();
        for path in &folded {
            prop_assert!(met.insert(path.as_str()), "{path} twice");
        }
        for path in &folded {
            for (at, _) in path.match_indices('/') {
                prop_assert!(!met.contains(&path[..at]), "{path} lies below a file");
            }
        }
    }
}

#[test]
fn a_sitemap_of_too_many_pages_is_several() {
    let folder = tempfile::tempdir().expect("a folder");
    let tags: Vec<String> = (0..50_001).map(|i| format!("t{i}")).collect();
    let text = format!("---\ntags: [{}]\n---\n# 하나\n\n글\n", tags.join(","));
    fs::write(folder.path().join("a.md"), text).expect("a note");
    let site = load(folder.path()).value;
    let read = |path: &str| match site.render(path).expect(path).expect("rendered") {
        notesite::Content::Bytes(bytes) => String::from_utf8(bytes.into()).expect("text"),
        _ => panic!("{path} is a text"),
    };
    let index = read("sitemap.xml");
    assert_eq!(
        index
            .matches("<sitemap><loc>https://example.com/sitemap-")
            .count(),
        2,
        "{index}"
    );
    let (first, second) = (read("sitemap-1.xml"), read("sitemap-2.xml"));
    assert_eq!(first.matches("<url>").count(), 50_000);
    let both = first + &second;
    let known: HashSet<&str> = both.split("<loc>").skip(1).collect();
    let pages = site.pages().filter(|(_, page)| page.facts().in_sitemap);
    assert_eq!(known.len(), pages.count(), "each page once");
    assert!(site.render("sitemap-3.xml").is_none());
}
