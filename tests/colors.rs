//! YAML and shell have lexers of their own. They are compared with the grammars of syntect over the
//! listings of these notes and of `tests/colors`: the same letters in the same classes but for what
//! is named in `tests/colors/README.md`. `COLORS=FOLDER cargo test colors:: -- --nocapture`
//! compares those below a folder as well, and shows where they differ.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use notesite::inside::colors::{ClassedRange, Language, classes, judged, text};
use notesite::inside::parse::{self, Context};
use notesite::inside::tree::{BlockKind, each_block};
use proptest::prelude::*;

/// A listing: where it is from, its language, its text.
type Listing = (String, Language, String);

/// The listings of a note, or a file that is one.
fn listings(path: &Path, out: &mut Vec<Listing>) {
    let Ok(text) = fs::read_to_string(path) else {
        return;
    };
    let name = path.display().to_string();
    if !name.ends_with(".md") {
        let language = Language::of_file(&name).expect("a file of code");
        out.push((name, language, text));
        return;
    }
    let chapter = parse::parse(&text, &Context::default());
    each_block(&chapter.blocks, &mut |block| {
        let BlockKind::Code(code) = &block.kind else {
            return;
        };
        let Some(language) = code.language.clone() else {
            return;
        };
        if code.typed.is_empty() {
            out.push((name.clone(), language, code.text.clone()));
        } else {
            for part in &code.typed {
                out.push((
                    name.clone(),
                    language.clone(),
                    code.text[part.clone()].to_owned(),
                ));
            }
        }
    });
}

/// Every note and file of YAML or shell below a folder.
fn below(folder: &Path) -> Vec<Listing> {
    let mut paths: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| {
            let kind = path.extension().and_then(|kind| kind.to_str());
            matches!(kind, Some("md" | "yml" | "yaml" | "sh"))
        })
        .collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        listings(&path, &mut out);
    }
    out.retain(|(_, language, _)| matches!(language.grammar(), Some("yaml" | "bash")));
    out
}

/// The words of a text in one class each: stretches without blanks.
fn words(stretches: &[ClassedRange], text: &str) -> Vec<ClassedRange> {
    let mut all: Vec<ClassedRange> = Vec::new();
    for (range, class) in stretches {
        for (at, letter) in text[range.clone()].char_indices() {
            let at = range.start + at;
            let end = at + letter.len_utf8();
            match all.last_mut() {
                _ if letter.is_whitespace() => {}
                Some((last, known)) if last.end == at && known == class => last.end = end,
                _ => all.push((at..end, *class)),
            }
        }
    }
    all
}

#[derive(Default)]
struct Agreement {
    letters: usize,
    same_letters: usize,
    words: usize,
    same_words: usize,
    kinds: BTreeMap<String, Vec<String>>,
}

impl Agreement {
    fn compare(&mut self, (name, language, text): &Listing) {
        let ours = words(&classes(language, text), text);
        let theirs = words(&judged(language, text), text);
        let class_at = |words: &[ClassedRange], at: usize| {
            let after = words.partition_point(|(range, _)| range.end <= at);
            words.get(after).and_then(|(_, class)| *class)
        };
        for (at, letter) in text.char_indices() {
            if !letter.is_whitespace() {
                self.letters += 1;
                self.same_letters += usize::from(class_at(&ours, at) == class_at(&theirs, at));
            }
        }
        for word in &theirs {
            self.words += 1;
            if ours.contains(word) {
                self.same_words += 1;
                continue;
            }
            let (range, class): &(Range<usize>, _) = word;
            let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let whole = text[line..].lines().next().unwrap_or_default();
            let of = class_at(&ours, range.start);
            let letter = |class: Option<char>| class.unwrap_or('-');
            let kind = format!("{} {} -> {}", language.name(), letter(*class), letter(of));
            let said = format!("{:?} in {:?} ({name})", &text[range.clone()], whole);
            self.kinds.entry(kind).or_default().push(said);
        }
    }

    fn tell(&self) -> (f64, f64) {
        let percent = |some: usize, all: usize| 100.0 * some as f64 / all.max(1) as f64;
        let letters = percent(self.same_letters, self.letters);
        let words = percent(self.same_words, self.words);
        println!(
            "{letters:.2} % of {} letters, {words:.2} % of {} tokens",
            self.letters, self.words
        );
        (letters, words)
    }
}

#[test]
fn our_lexers_agree_with_the_grammars() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let asked = std::env::var_os("COLORS").map(PathBuf::from);
    let listings = match &asked {
        Some(folder) => below(folder),
        None => [
            below(&root.join("notes")),
            below(&root.join("tests/colors")),
        ]
        .concat(),
    };
    for language in ["yaml", "bash"] {
        let mut agreement = Agreement::default();
        for listing in &listings {
            if listing.1.grammar() == Some(language) {
                agreement.compare(listing);
            }
        }
        println!("{language}:");
        let (letters, words) = agreement.tell();
        for (kind, said) in &agreement.kinds {
            println!("  {kind}: {}", said.len());
            for said in said.iter().take(40) {
                println!("    {said}");
            }
        }
        assert!(
            asked.is_some() || (letters >= 97.0 && words >= 97.0),
            "{language}: {letters:.2} % of letters, {words:.2} % of tokens"
        );
    }
}

/// A text with the class of each letter below each line: `.` is plain.
fn drawn(language: &Language, text: &str) -> String {
    let mut letters: Vec<char> = vec![' '; text.len()];
    for (range, class) in classes(language, text) {
        letters[range].fill(class.unwrap_or('.'));
    }
    let mut out = String::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let below = line
            .trim_end_matches('\n')
            .char_indices()
            .map(|(i, letter)| {
                if letter.is_whitespace() {
                    ' '
                } else {
                    letters[at + i]
                }
            });
        let below: String = below.collect();
        let _ = writeln!(out, "{line}~{}", below.trim_end());
        at += line.len();
    }
    out
}

#[test]
fn every_letter_has_the_class_that_is_written_below_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/colors");
    for (file, label) in [("yaml.txt", "yaml"), ("shell.txt", "shell")] {
        let path = folder.join(file);
        let known = fs::read_to_string(&path).expect("the file is there");
        let language = Language::other(label);
        let mut fresh = String::new();
        for part in known.split_inclusive("=== ").skip(1) {
            let part = part.strip_suffix("=== ").unwrap_or(part);
            let (title, lines) = part.split_once('\n').expect("a title");
            let code: String = lines
                .split_inclusive('\n')
                .filter(|line| !line.starts_with('~'))
                .collect();
            let _ = write!(fresh, "=== {title}\n{}", drawn(&language, &code));
        }
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, fresh).expect("written");
        } else {
            assert!(
                known == fresh,
                "{file} (if that is better, UPDATE=1 writes it):\n{fresh}"
            );
        }
    }
}

/// Lines of YAML and shell, whole and damaged.
fn code() -> impl Strategy<Value = String> {
    let parts = vec![
        "a",
        "이름",
        " ",
        "  ",
        "\t",
        "\n",
        "\n  ",
        "\r\n",
        "- ",
        ": ",
        ":",
        "#",
        " # ",
        "\"",
        "'",
        "`",
        "$",
        "${",
        "$(",
        "$((",
        "((",
        "))",
        "(",
        ")",
        "{",
        "}",
        "{{",
        "}}",
        "{%",
        "/*",
        "*/",
        "[",
        "]",
        "[[ ",
        " ]]",
        ",",
        "|",
        "|2-\n",
        ">",
        "> ",
        ">-\n",
        "<<EOF\n",
        "<<-'E'\n",
        "EOF\n",
        "E\n",
        "<",
        "<pod 이름>",
        "[이름]",
        "&",
        "&a ",
        "*a",
        "!",
        "!!str ",
        "---\n",
        "...\n",
        "%YAML",
        "=",
        "a=",
        "a=(",
        "b[",
        "]=",
        "\\",
        "\\\n",
        "-x",
        "--",
        "-",
        "if ",
        "then ",
        "case ",
        "in ",
        "esac",
        ";;",
        ";",
        "for ",
        "function ",
        "f() ",
        "export ",
        "alias ",
        "1",
        "0x",
        ".5",
        "2026-01-02",
        "~",
        "?",
        "%1",
        "\u{a0}",
        "é",
        "\u{0}",
        "😀",
    ];
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(parts), 0..60)
            .prop_map(|parts| parts.concat()),
        any::<String>(),
    ]
}

fn language() -> impl Strategy<Value = Language> {
    proptest::sample::select(vec![Language::YAML, Language::SHELL, Language::CONSOLE])
}

/// The words of a page, as a browser reads them.
fn read(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        rest = after.split_once('>').expect("an element ends").1;
    }
    out.push_str(rest);
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    pairs
        .iter()
        .fold(out, |text, (from, to)| text.replace(from, to))
}

proptest! {
    #[test]
    fn what_is_shown_is_what_was_written(language in language(), code in code()) {
        let mut html = String::new();
        text(Some(&language), &code, &mut html);
        // Control characters are shown as pictures of themselves.
        let wanted = code.chars().map(|letter| match letter {
            '\t' | '\n' | '\r' => letter,
            '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).expect("a picture"),
            letter => letter,
        });
        prop_assert_eq!(read(&html), wanted.collect::<String>());
    }

    #[test]
    fn every_letter_has_one_class(language in language(), code in code()) {
        let mut at = 0;
        for (range, _) in classes(&language, &code) {
            prop_assert!(code[at..range.start].bytes().all(|byte| byte == b'\n'));
            prop_assert!(!code[range.clone()].contains('\n'));
            at = range.end;
        }
        prop_assert!(code[at..].bytes().all(|byte| byte == b'\n'));
    }

    #[test]
    fn a_document_of_yaml_knows_nothing_of_the_one_before(before in code(), after in code()) {
        let head = format!("{before}\n---\n");
        let whole = classes(&Language::YAML, &format!("{head}{after}"));
        let moved = whole
            .into_iter()
            .filter(|(range, _)| range.start >= head.len())
            .map(|(range, class)| (range.start - head.len()..range.end - head.len(), class));
        let alone = classes(&Language::YAML, &format!("---\n{after}"));
        let alone = alone
            .into_iter()
            .filter(|(range, _)| range.start >= 4)
            .map(|(range, class)| (range.start - 4..range.end - 4, class));
        prop_assert_eq!(moved.collect::<Vec<_>>(), alone.collect::<Vec<_>>());
    }

    #[test]
    fn a_text_is_coloured_alike_whatever_came_before(
        language in language(), first in code(), second in code()
    ) {
        let alone = classes(&language, &second);
        classes(&language, &first);
        prop_assert_eq!(classes(&language, &second), alone);
    }
}

/// How long it takes to colour a text so often; the least of three tries.
fn time(language: &Language, text: &str, often: usize) -> Duration {
    let once = || {
        let start = Instant::now();
        for _ in 0..often {
            std::hint::black_box(classes(language, text));
        }
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn time_grows_with_the_text() {
    let parts = [
        "((",
        "$((",
        "$(",
        "\"$(",
        "`",
        "\"",
        "'",
        "${",
        "${a:-",
        "a=(",
        "a[",
        "[",
        "[[ ",
        "<<A\n",
        "<<A ",
        "case x in ",
        "<",
        "<(",
        "|",
        "\\",
        "$",
        "-",
        "a ",
        "a() ",
        "{",
        "{{",
        "{{/*",
        "}",
        "]",
        "a: ",
        "\"a\": ",
        "- ",
        "? ",
        "&a ",
        "*a ",
        "!",
        "a: |\n",
        "a: \"\n",
        "a: [\n",
        " ",
        "#",
        " #",
        ",",
        "\n",
        "1:",
        "1.",
        "2026-01-01 ",
        "<이름> ",
        "if ",
        "a=b;",
        "\\\n",
        "f (",
        "'\"",
        "$'\\",
    ];
    for language in [Language::YAML, Language::SHELL] {
        for part in parts {
            let small = part.repeat(5_000 / part.len());
            let large = part.repeat(35_000 / part.len());
            // A text sixteen times as long takes as long as sixteen of them; what is quadratic
            // takes sixteen times that.
            let mut tries =
                (0..4).map(|_| (time(&language, &small, 16), time(&language, &large, 1)));
            assert!(
                tries.any(|(few, many)| many < few * 5 + Duration::from_millis(4)),
                "{part:?} in {} takes longer than the text grows",
                language.name()
            );
        }
    }
}
