//! Notes, settings, locks and themes that were damaged at random: whatever stands in them, nothing
//! panics and every page comes out. `FUZZ=5000` tries so many, `FUZZ_SEED=7` only that one. The
//! seed of the last run stands in `target/tmp/fuzz-seed`, also where it ended the program.

use std::fs;
use std::path::Path;
use std::time::Instant;

use notesite::inside::draw::{self, Format};
use notesite::inside::search::{collect, search};
use notesite::inside::{Positions, inspect, left_alone};
use notesite::{Content, Memory, Request, Timings};

/// SplitMix64: the same numbers for the same seed, on every machine.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut n = self.0;
        n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        n ^ (n >> 31)
    }

    /// Less than `most`, which is at least 1.
    fn below(&mut self, most: usize) -> usize {
        (self.next() % most.max(1) as u64) as usize
    }

    /// Less than one of these.
    fn up_to(&mut self, most: &[usize]) -> usize {
        let most = *self.one(most);
        self.below(most)
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// What is put in: the signs of every language that notesite reads, and characters that are longer
/// or narrower than they look.
const SIGNS: &[&str] = &[
    "`",
    "```",
    "```yaml\n",
    "~~~\n",
    "**",
    "*",
    "_",
    "~~",
    "~",
    "<",
    ">",
    "<b>",
    "</b>",
    "<div>",
    "<details>",
    "<!--",
    "-->",
    "<a href=\"",
    "<img src=a.png",
    "<pod 이름>",
    "[",
    "]",
    "](",
    ")",
    "(",
    "[[",
    "]]",
    "![",
    "[^1]",
    "[^1]: ",
    "[[글[^1]](",
    "\n\n[^1]: 글\n",
    "[a]: ",
    "|",
    "|---|",
    "\t",
    "\n",
    "\n\n",
    "    ",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "> [!NOTE] ",
    "#",
    "# ",
    "### 3. ",
    "\n### 4. 둘 ~ 5. 셋\n",
    "{#a}",
    "\\",
    "\\\n",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{feff}",
    "한글",
    "ㅋ",
    "\u{1100}\u{1161}",
    "🍺",
    "👩\u{200d}👩\u{200d}👧",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\u{fffc}",
    "İ",
    "ß",
    "ﬁ",
    "１",
    "①",
    "…",
    "… ",
    ". ",
    "。",
    "---\n",
    "+++\n",
    "title: ",
    "title = ",
    "\"",
    "'",
    "‘",
    "’",
    "“",
    "tags: [a, b]\n",
    "aliases: [a]\n",
    "draft: true\n",
    "order: 1e999\n",
    "$ ",
    "$(",
    "${",
    "<<EOF\n",
    "kubectl get pods ",
    " | grep ",
    "docker run -d ",
    "select * from a;",
    "create table ",
    "2장에서 ",
    "2장 참고",
    "제3장 ",
    "다음 장에서 ",
    "'가 > 나' 에서",
    " > ",
    "EC2 > 메뉴",
    "Ctrl+C",
    "password=",
    "AKIAABCDEFGHIJKLMNOP",
    "https://",
    "https://가.kr/에서",
    "www.",
    "%E1%84",
    "%",
    "../",
    "a.md#b",
    "/",
    ":",
    "=",
    "{{",
    "{%",
    "%}",
    "}}",
    "</script>",
    "%%",
    "apiVersion: v1\nkind: Pod\n",
    "&a ",
    "*a",
    "!!binary ",
    "99999999999999999999",
    "-1",
    "0x",
    "é",
    "e\u{301}",
];

fn damage(text: &str, numbers: &mut Numbers, others: &[(String, String)]) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=numbers.below(12) {
        let from = numbers.below(text.len() + 1);
        let length = numbers.up_to(&[2, 8, 60, 400]);
        let to = (from + length).min(text.len());
        match numbers.below(9) {
            0 => drop(text.drain(from..to)),
            1 => drop(text.splice(from..from, numbers.one(SIGNS).chars())),
            2 => {
                let sign = numbers.one(SIGNS);
                let times = *numbers.one(&[1, 3, 40, 300]);
                text.splice(from..from, sign.repeat(times).chars());
            }
            3 => {
                let part: Vec<char> = text[from..to].to_vec();
                let at = numbers.below(text.len() + 1);
                text.splice(at..at, part);
            }
            4 => {
                let part: String = text[from..to].iter().collect();
                let times = *numbers.one(&[2, 5, 30]);
                text.splice(from..to, part.repeat(times).chars());
            }
            5 => text.truncate(from),
            6 => {
                let (_, other) = numbers.one(others);
                let other: Vec<char> = other.chars().collect();
                let start = numbers.below(other.len() + 1);
                let end = (start + numbers.below(500)).min(other.len());
                text.splice(from..to, other[start..end].iter().copied());
            }
            7 => {
                if let Some(c) = text.get_mut(from) {
                    *c = char::from_u32(numbers.below(0x3000) as u32).unwrap_or('가');
                }
            }
            _ => {
                let lines: String = text[from..to].iter().collect();
                let mark = numbers.one(&["> ", "- ", "  ", "# ", "\t", "| "]);
                let deeper =
                    lines.replace('\n', &format!("\n{}", mark.repeat(1 + numbers.below(9))));
                text.splice(from..to, deeper.chars());
            }
        }
        text.truncate(30_000);
    }
    text.into_iter().collect()
}

/// The sites of the cases, as lists of paths and texts.
fn sites() -> Vec<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .expect("the cases are there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    cases.sort();
    cases
        .iter()
        .map(|case| site(&fs::read_to_string(case).expect("a case")))
        .collect()
}

fn site(case: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut taken = false;
    for line in case.split_inclusive('\n') {
        let name = line
            .trim_end()
            .strip_prefix("-- ")
            .and_then(|rest| rest.strip_suffix(" --"));
        match name {
            Some(name) => {
                taken = !name.contains(':');
                if taken {
                    files.push((name.to_owned(), String::new()));
                }
            }
            None => {
                if let Some((_, text)) = files.last_mut().filter(|_| taken) {
                    text.push_str(line);
                }
            }
        }
    }
    files
}

/// Settings, a lock and parts of a theme, of which some are added to a site.
fn besides() -> Vec<(String, String)> {
    let of = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    vec![
        of(
            "notesite.toml",
            "title = \"강의\"\nrepository = \"https://github.com/u/r\"\n\
             base_url = \"https://e.x/\"\noutline = \"list\"\nlanguages = { svc = \"yaml\" }\n\
             commands = [\"mytool\"]\n[terms]\nadd = { \"파드\" = \"1. Pod\" }\n\
             never = [\"Service\"]\n[search]\nwords = { \"파드\" = \"pod\" }\n[redirects]\n\
             \"old.html\" = \"new.html#a\"\n[secrets]\nallow = [\"a+\"]\n",
        ),
        of(
            "notesite.lock",
            "version = 1\n\n[courses]\n\"c/\" = \"notes/c.md\"\n\n\
             [pages]\n\"c/1-가.html\" = { course = \"notes/c.md\", numbers = [1], \
             title = \"가\", former = [{ url = \"c/old.html\", title = \"옛\" }] }\n",
        ),
        of(
            "themes/t/css/a.css",
            ".a > .b { color: red } /* 말 */ @media (min-width: 2em) { \
             a::before { content: \"\\201C\" } }\n",
        ),
        of(
            "themes/t/js/a.js",
            "const a = `x${b}` + /[/]\\//g.source; // 말\nif (a) { return a / b / c; } /* 끝 */\n",
        ),
        of(
            "themes/t/templates/chapter.html",
            "{% extends \"base.html\" %}{% block main %}{{ title_html | safe }}\
             {{ body | safe }}{% endblock main %}",
        ),
        of(
            "themes/t/strings/ko.toml",
            "commands = \"명령\"\nkey_line = \"{n}번\"\nupdated = \"{y}년 {m}월 {d}일\"\n",
        ),
    ]
}

/// One damaged site through everything that can be asked of it.
fn run(seed: u64, sites: &[Vec<(String, String)>]) {
    let mut numbers = Numbers(seed);
    let mut files = numbers.one(sites).clone();
    let others: Vec<(String, String)> = numbers
        .one(sites)
        .iter()
        .chain(&besides())
        .cloned()
        .collect();
    if numbers.below(3) == 0 {
        let mut more = besides();
        let theme = numbers.below(2) == 0;
        more.retain(|(path, _)| theme || !path.starts_with("themes"));
        if theme {
            more[0].1.insert_str(0, "theme = \"t\"\n");
        }
        files.retain(|(path, _)| more.iter().all(|(known, _)| known != path));
        files.append(&mut more);
    }
    if files.is_empty() {
        return;
    }
    for _ in 0..=numbers.below(4) {
        let which = numbers.below(files.len());
        files[which].1 = damage(&files[which].1, &mut numbers, &others);
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in &files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        // A name that is a folder in another part of the site is no name of a file.
        let _ = fs::write(path, text);
    }
    let request = Request {
        root: folder.path().to_owned(),
        output: None,
        base_url: None,
        drafts: numbers.below(2) == 0,
        lines: numbers.below(4) == 0,
    };
    let Ok(config) = notesite::configure(&request) else {
        return;
    };
    let (mut memory, mut timings) = (Memory::forgetful(), Timings::default());
    let Ok(loaded) = notesite::load(&request, &config, &mut memory, &mut timings) else {
        return;
    };
    let site = &loaded.value;
    let text_of = |file: &str| site.text_of(file);
    let positions = Positions::new(&text_of);
    let left = left_alone(site);
    for diagnostic in loaded.diagnostics.iter().chain(&left) {
        for format in [Format::Human { colour: true }, Format::Github] {
            draw::draw(diagnostic, &positions, format, "");
        }
    }
    inspect::inspect(site, &loaded.diagnostics).to_string();
    notesite::lock(site);
    notesite::check_lock(site);
    for path in site.paths() {
        // A theme may fail, but must say so.
        if let Some(Ok(Content::Pieces(pieces))) = site.render(&path) {
            pieces.count();
        }
    }
    let collected = collect(site);
    let index = collected.index();
    for _ in 0..4 {
        let query: String = (0..=numbers.below(4))
            .map(|_| *numbers.one(SIGNS))
            .collect();
        search(&index, &query, 50);
    }
}

#[test]
fn damaged_sites_end_no_program() {
    let sites = sites();
    let given = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|value| value.parse().ok())
    };
    let known = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz-seed");
    let seeds = match given("FUZZ_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..given("FUZZ").unwrap_or(40),
    };
    for seed in seeds {
        fs::write(&known, format!("{seed}\n")).expect("target/tmp is there");
        let start = Instant::now();
        run(seed, &sites);
        let took = start.elapsed().as_secs();
        if took > 10 {
            println!("seed {seed} took {took} s");
        }
    }
}
