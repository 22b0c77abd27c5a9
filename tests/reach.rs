//! Every heading of a note is reached by the fragment that GitHub gives it in the file as it was
//! written, from its own file and from another, however the file is cut: the page is there, the id
//! is in it, and what stands behind it is what stands behind the heading.

use crate::common;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;

/// Titles with GitHub's anchors before these are counted, written down by hand.
const TITLES: [(&str, &str); 18] = [
    ("예", "예"),
    ("예 1", "예-1"),
    ("예-1", "예-1"),
    ("예!", "예"),
    ("1. 하나", "1-하나"),
    ("2. 둘", "2-둘"),
    ("3. 예", "3-예"),
    ("2장 둘", "2장-둘"),
    ("3장 셋", "3장-셋"),
    ("Foo", "foo"),
    ("FOO", "foo"),
    ("C++", "c"),
    ("C#", "c"),
    ("설치 & 확인", "설치--확인"),
    ("**굵은** `코드`", "굵은-코드"),
    ("⚙️ 설정", "-설정"),
    ("foo_bar", "foo_bar"),
    ("섹션", "섹션"),
];

/// How a heading stands in its note.
#[derive(Clone, Copy, Debug)]
enum Form {
    Plain,
    Underlined,
    Bullet,
    Quote,
    Folded,
    /// With an id of its author's before it.
    Marked,
    /// Raw HTML.
    Tag,
}

#[derive(Clone, Debug)]
struct Written {
    level: usize,
    title: usize,
    form: Form,
}

fn heading() -> impl Strategy<Value = Written> {
    let form = prop_oneof![
        8 => Just(Form::Plain),
        1 => Just(Form::Underlined),
        1 => Just(Form::Bullet),
        1 => Just(Form::Quote),
        1 => Just(Form::Folded),
        1 => Just(Form::Marked),
        1 => Just(Form::Tag),
    ];
    (1usize..4, 0..TITLES.len(), form).prop_map(|(level, title, form)| Written {
        level,
        title,
        form,
    })
}

/// github-slugger's counting.
#[derive(Default)]
struct Counter(HashMap<String, usize>);

impl Counter {
    fn next(&mut self, base: &str) -> String {
        let mut anchor = base.to_owned();
        while self.0.contains_key(&anchor) {
            let count = self.0.get_mut(base).expect("it was counted");
            *count += 1;
            anchor = format!("{base}-{count}");
        }
        self.0.insert(anchor.clone(), 0);
        anchor
    }
}

/// A note, and its anchors with the word that stands behind each.
fn note(file: usize, headings: &[Written]) -> (String, Vec<(String, String)>) {
    let (mut text, mut anchors, mut counter) = (String::new(), Vec::new(), Counter::default());
    for (n, Written { level, title, form }) in headings.iter().enumerate() {
        let (title, base) = TITLES[*title];
        let (marks, word) = ("#".repeat(*level), format!("mark{file}x{n}x"));
        let form = match form {
            // Behind a number such a title would be a list.
            Form::Underlined if title.starts_with(|c: char| c.is_ascii_digit()) => Form::Plain,
            // Raw HTML knows no Markdown.
            Form::Tag if title.starts_with('*') => Form::Plain,
            form => *form,
        };
        let line = match form {
            Form::Plain => format!("{marks} {title}\n{word}\n\n"),
            Form::Underlined => {
                let line = if *level == 1 { "===" } else { "---" };
                format!("{title}\n{line}\n{word}\n\n")
            }
            Form::Bullet => format!("- {marks} {title}\n  {word}\n\n"),
            Form::Quote => format!("> {marks} {title}\n> {word}\n\n"),
            Form::Folded => format!(
                "<details>\n<summary>접힌 것</summary>\n\n{marks} {title}\n{word}\n\n</details>\n\n"
            ),
            Form::Marked => {
                anchors.push((format!("own-{n}"), word.clone()));
                format!("<a id=\"own-{n}\"></a>\n\n{marks} {title}\n{word}\n\n")
            }
            Form::Tag => format!(
                "<h{level}>{}</h{level}>\n\n{word}\n\n",
                title.replace('&', "&amp;")
            ),
        };
        text.push_str(&line);
        anchors.push((counter.next(base), word));
    }
    (text, anchors)
}

/// Links to all anchors of a file, each with its own words.
fn links(file: &str, anchors: &[(String, String)], text: &mut String) {
    text.push('\n');
    for (anchor, word) in anchors {
        let _ = write!(text, "[to-{word}]({file}#{anchor}) ");
    }
    text.push('\n');
}

/// The path that an address in the page at `from` leads to, and its fragment.
fn followed(from: &str, href: &str) -> (String, String) {
    let (path, id) = href.split_once('#').unwrap_or((href, ""));
    if path.is_empty() {
        return (from.to_owned(), id.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    (parts.join("/"), id.to_owned())
}

fn pages(folder: &Path, prefix: &str, out: &mut HashMap<String, String>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let entry = entry.expect("an entry");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().expect("a type").is_dir() {
            pages(&entry.path(), &format!("{name}/"), out);
        } else if name.ends_with(".html") {
            let text = fs::read_to_string(entry.path()).expect("a page");
            out.insert(name, text);
        }
    }
}

/// What a reader finds who follows each link: its words, and the first word behind its target.
fn found(pages: &HashMap<String, String>) -> Vec<(String, Result<String, String>)> {
    let link = regex::Regex::new(r#"<a [^>]*?href=(?:"([^"]*)"|([^ >]+))[^>]*>to-(mark\w+)</a>"#)
        .expect("a pattern");
    let word = regex::Regex::new(r"(?:^|[^\w-])(mark\d+x\d+x)").expect("a pattern");
    let mut out = Vec::new();
    for (path, page) in pages {
        if path.ends_with("print.html") || path.ends_with("commands.html") {
            continue;
        }
        let text = page
            .split_once("class=\"backlinks\"")
            .map_or(&**page, |(text, _)| text);
        for link in link.captures_iter(text) {
            let href = link.get(1).or(link.get(2)).expect("one of both").as_str();
            let (target, id) = followed(path, href);
            let there = pages.get(&target).ok_or(format!("no page {target}"));
            let behind = there.and_then(|there| {
                let at = if id.is_empty() {
                    there.find("<main")
                } else {
                    let spellings = [
                        format!("id={id}>"),
                        format!("id={id} "),
                        format!("id=\"{id}\""),
                    ];
                    spellings.iter().filter_map(|id| there.find(&**id)).min()
                };
                let at = at.ok_or(format!("no id {id} in {target}"))?;
                let word = word.captures(&there[at..]);
                let word = word.ok_or(format!("nothing behind {target}#{id}"))?;
                Ok(word[1].to_owned())
            });
            out.push((link[3].to_owned(), behind));
        }
    }
    out
}

proptest! {
    #![proptest_config(common::tries(48))]

    #[test]
    fn every_heading_is_reached_by_its_fragment_on_github(
        first in prop::collection::vec(heading(), 1..14),
        second in prop::collection::vec(heading(), 1..14),
        is_readme in any::<bool>(),
    ) {
        let names = if is_readme { ["README.md", "둘.md"] } else { ["하나.md", "둘.md"] };
        let notes = [note(0, &first), note(1, &second)];
        let folder = tempfile::tempdir().expect("a folder");
        for (i, (text, anchors)) in notes.iter().enumerate() {
            let mut text = text.clone();
            links("", anchors, &mut text);
            links(names[1 - i], &notes[1 - i].1, &mut text);
            fs::write(folder.path().join(names[i]), text).expect("the note is written");
        }
        let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
            .arg("build")
            .arg(folder.path())
            .output()
            .expect("it runs");
        prop_assert!(run.status.success());
        let said = String::from_utf8_lossy(&run.stderr);
        prop_assert!(!said.contains("warning"), "{}", said);
        let mut site = HashMap::new();
        pages(&folder.path().join("public"), "", &mut site);
        let found = found(&site);
        prop_assert!(found.len() >= 2 * (notes[0].1.len() + notes[1].1.len()));
        for (wanted, behind) in found {
            prop_assert_eq!(behind, Ok(wanted));
        }
    }
}
