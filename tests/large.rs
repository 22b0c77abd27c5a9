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

#[test]
fn notes_of_any_depth_end_no_program() {
    let deep = 20_000;
    let code = |label: &str, open: &str| format!("```{label}\n{}\n```\n", open.repeat(deep));
    let typed = |open: &str| format!("- kubectl get {}\n", open.repeat(deep));
    let chain: String = (0..deep / 10)
        .map(|n| format!("[^{n}]: 각주 [^{}]\n\n", n + 1))
        .collect::<Vec<_>>()
        .concat();
    let stairs: String = (0..deep / 10)
        .map(|n| format!("{}- 층\n", "  ".repeat(n)))
        .collect::<Vec<_>>()
        .concat();
    let forms = [
        format!("{}끝\n", "> ".repeat(deep)),
        format!("{}끝\n", "- ".repeat(deep)),
        format!("{}끝\n", "1. > * ".repeat(deep)),
        stairs,
        format!("{}글{}\n", "*".repeat(deep), "*".repeat(deep)),
        format!("{}글\n", "**가 _나 ~~다 ".repeat(deep)),
        format!("{}글{}\n", "[".repeat(deep), "](a.md)".repeat(deep)),
        format!("{}글{}\n", "[[".repeat(deep), "]]".repeat(deep)),
        format!("[글]({}{})\n", "(".repeat(deep), ")".repeat(deep)),
        format!("{}글{}\n", "<b>".repeat(deep), "</b>".repeat(deep)),
        format!("{}글\n", "<details>\n\n".repeat(deep)),
        format!("{}글\n", "<!--".repeat(deep)),
        format!("{}글\n", "%%".repeat(deep)),
        format!("{chain}글[^0]\n"),
        "C:\\>\u{c} >\n\n- docker ps\u{b} -a\n\n$ ls \u{c}-l\n".to_owned(),
        typed("$("),
        typed("\"$("),
        typed("${a:-"),
        typed("<("),
        typed("bash -c '"),
        typed("if true; then "),
        typed("&& (sudo "),
        format!("- select * from {}a\n", "(select * from ".repeat(deep)),
        format!("- select {}a\n", "case when (".repeat(deep)),
        format!("- EC2{}\n", " > 메뉴".repeat(deep)),
        code("sh", "$ cat <<EOF $("),
        code("sql", "(select not "),
        code("json", "{\"a\":["),
        code("xml", "<a>"),
        code("js", "`${"),
        code("kotlin", "\"${"),
        code("rust", "/* {"),
        code("", "f({["),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("notes")).expect("made");
    for (n, form) in forms.iter().enumerate() {
        let note = format!("# 글 {n}\n### 1. 깊은 것\n{form}\n### 2. 다음\n- 글\n");
        fs::write(folder.path().join(format!("notes/{n}.md")), note).expect("written");
    }
    let run = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .arg("build")
        .arg(folder.path())
        .output()
        .expect("notesite runs");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    let start: String = said.chars().take(400).collect();
    assert!(run.status.success(), "{:?}: {start}", run.status);
}

/// What once took four times as long when it was doubled. The time is the processor's, and many
/// times what is needed: a machine that is busy changes nothing.
#[cfg(unix)]
#[test]
fn what_repeats_takes_no_longer_than_its_length() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("notes")).expect("made");
    let note = |name: String, text: String| {
        fs::write(folder.path().join("notes").join(name), text).expect("written");
    };
    let footnotes: Vec<String> = (0..20_000)
        .map(|n| format!("[^{n}]: 글\n\n[^{n}]\n"))
        .collect();
    let forms = [
        "[[없는 것]] ".repeat(10_000),
        "password=abcd1234x ".repeat(10_000),
        "가".repeat(40_000),
        "한다".repeat(20_000),
        "2장에서 ".repeat(20_000),
        "https://e.x/1 ".repeat(20_000),
        "- 같은 것\n  - 가\n    - 나\n".repeat(10_000),
        format!("```sh\n{}```\n", "rm -rf a # 금지\nls\n".repeat(8_000)),
        "- 나쁜 예\n- git push -f\n".repeat(3_000),
        footnotes.concat(),
    ];
    for (n, form) in forms.iter().enumerate() {
        note(
            format!("{n}.md"),
            format!("# 글 {n}\n### 1. 하나\n{form}\n### 2. 둘\n- 글\n"),
        );
    }
    for n in 0..1_000 {
        note(
            format!("t{n}.md"),
            format!("---\ntags: [가{n}, 나{n}, 다{n}, 라{n}]\n---\n# 글\n"),
        );
    }
    let script = folder.path().join("themes/t/js/a.js");
    fs::create_dir_all(script.parent().expect("a folder")).expect("made");
    fs::write(script, "a / b / (".repeat(500_000)).expect("written");
    fs::write(folder.path().join("notesite.toml"), "theme = \"t\"\n").expect("written");
    within_a_minute("build", folder.path());
}

/// The same of names: chapters and parts by the ten thousand, equal and different, and links whose
/// addresses nest.
#[cfg(unix)]
#[test]
fn what_is_named_takes_no_longer_than_there_are_names() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("notes")).expect("made");
    let all = |count: usize, of: &dyn Fn(usize) -> String| (0..count).map(of).collect::<String>();
    let forms = [
        all(40_000, &|_| "### 1. 같은 장\n- 말\n".to_owned()),
        all(40_000, &|n| format!("## 부 {n}\n### {n}. 장\n- 말\n")),
        format!("### 1. 가\n{}\n### 2. 나\n", "[말](a \"".repeat(60_000)),
        format!(
            "### 1. 가\n{}\n### 2. 나\n",
            "](a b".repeat(60_000) + &")".repeat(60_000)
        ),
    ];
    for (n, form) in forms.iter().enumerate() {
        let path = folder.path().join(format!("notes/{n}.md"));
        fs::write(path, format!("# 글 {n}\n{form}")).expect("written");
    }
    within_a_minute("inspect", folder.path());
}

/// Runs a command, which takes a minute of the processor's time at most.
#[cfg(unix)]
fn within_a_minute(command: &str, root: &std::path::Path) {
    let run = Command::new("sh")
        .args(["-c", "ulimit -t 60; exec \"$@\"", "-"])
        .args([env!("CARGO_BIN_EXE_notesite"), command])
        .arg(root)
        .output()
        .expect("it runs");
    let said: String = String::from_utf8_lossy(&run.stderr)
        .chars()
        .take(2_000)
        .collect();
    assert!(run.status.success(), "{:?}: {said}", run.status);
}

/// What opens a rule of reading, with the word that is read on behind it.
#[cfg(unix)]
const OPENINGS: &[&str] = &[
    "https://a.b/c{%",
    "[[가 ",
    "[[가]](",
    "[[가]][",
    "![[가 ",
    "[[가| ",
    "[^가 ",
    "[^1] 가 ",
    "^[가 ",
    "[가](",
    "[가](<",
    "[가](b \"",
    "[가][",
    "[가]{",
    "![가](",
    "](가",
    "%%abc 나 ",
    " %%나",
    "%%나%% 나 ",
    "{{가 ",
    "{{< 가 ",
    "{% 가 ",
    "{# 가 ",
    "{/* 가 ",
    "{{#가 ",
    "{.가 ",
    "<!-- 가 ",
    "<!--나--> 가 ",
    "<가 ",
    "<b 가 ",
    "<b>가 ",
    "</b>가 ",
    "*가</b>* ",
    "<b>*가</b> 나* ",
    "<b>가</b></u>",
    "(</b>) 가",
    "<p>가</b></p>",
    "<p>&nbsp가",
    "<br 가 ",
    "<details>가 ",
    "</details>가",
    "</details>",
    "<ul><li>",
    "<p></div>",
    "<summary>가 ",
    "<a href=가 ",
    "<a href=\"x\">가 ",
    "<a name=\"b\">가 ",
    "<img src=가 ",
    "<span style=\"가 ",
    "<ul><li>가 ",
    "<td>가 ",
    "<p>가</div>",
    "<n>",
    "<http://가 ",
    "<?가 ",
    "<![CDATA[가 ",
    "**가 ",
    "**(가",
    "**가 _나 ~~다 ",
    "***가",
    "~~가 ",
    "==가 ",
    "_가",
    "`가 `` ",
    "$가$",
    "$$ 가 ",
    "\\(가",
    "\\[가",
    "&가",
    "&#가",
    ":가",
    "가 > 나 ",
    "가@b.c ",
    "https://a.b/가 ",
    "[https://a.b/가](",
    "[www.a.b가",
    "(https://a.b/가*",
    "https://a.b가",
    "(((가",
    "“가 ",
    "{가}`",
    "\\@ref(가",
    "{cite}`가 ",
    "- [ ] 가",
];

/// One line of nothing but what opens a rule and is never closed: four times the line may cost
/// eight times as much at most, and it loses no word. Short times tell nothing, none is compared.
#[cfg(unix)]
#[test]
fn a_line_of_openings_takes_no_longer_than_its_length() {
    const LONG: usize = 80_000;
    let grown = |mark: &str| {
        let runs: Vec<String> = (1..550).map(|n| format!("{}가 ", mark.repeat(n))).collect();
        runs.concat()
    };
    let row = |opening: &str, length: usize| opening.repeat(length / opening.len());
    let lines: Vec<(String, String)> = OPENINGS
        .iter()
        .map(|opening| (row(opening, LONG / 4), row(opening, LONG)))
        .chain(["`", "~", "*", "[", "$", "<"].map(|mark| {
            let long = grown(mark);
            let short = long[..long.len() / 4].to_owned();
            (short, long)
        }))
        .collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let tried = || {
        while let Some((short, long)) =
            lines.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
        {
            let time = seconds_of_a_line(long);
            if time > 0.3 {
                let least = seconds_of_a_line(short);
                let what: String = long.chars().take(20).collect();
                assert!(time < 8.0 * least, "{what}: {least} s, then {time} s");
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(tried);
        tried();
    });
}

/// The same in a README, whose links say in which order the notes beside it stand.
#[cfg(unix)]
#[test]
fn a_line_of_links_in_a_readme_takes_no_longer_than_its_length() {
    const LONG: usize = 120_000;
    let links = [
        "[",
        "](",
        "[가](",
        "[가](b.md ",
        "[가](b.md) ",
        "[[가 ",
        "[[b]] ",
        "<a href=",
    ];
    let seconds = |line: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        let readme = format!("# 글\n\n- 처음 {line} ]] )\n");
        fs::write(folder.path().join("README.md"), readme).expect("written");
        fs::write(folder.path().join("b.md"), "# 말\n").expect("written");
        seconds_of_a_build(folder.path()).0
    };
    for link in links {
        let time = seconds(&link.repeat(LONG / link.len()));
        if time > 0.3 {
            let least = seconds(&link.repeat(LONG / 4 / link.len()));
            assert!(time < 8.0 * least, "{link}: {least} s, then {time} s");
        }
    }
}

/// Builds a note with one long line, looks for its words on the page, and gives the processor's
/// time.
#[cfg(unix)]
fn seconds_of_a_line(line: &str) -> f64 {
    let what: String = line.chars().take(20).collect();
    let folder = tempfile::tempdir().expect("a folder");
    // A row of tags or brackets stands by itself: words beside it would end what reads it. What
    // begins a comment there hides the rest, as it does on GitHub.
    let is_apart =
        line.starts_with(['<', '[']) && !["<!", "<?"].iter().any(|mark| line.starts_with(mark));
    let apart = if is_apart { "\n\n" } else { " " };
    let note = format!("# 글\n\n처음{apart}{line}{apart}마지막\n\n그다음\n");
    fs::write(folder.path().join("a.md"), note).expect("written");
    let (seconds, said) = seconds_of_a_build(folder.path());
    let page = fs::read_to_string(folder.path().join("public/글.html"));
    let page = page.unwrap_or_else(|error| panic!("{what}: {error}: {said}"));
    let (_, page) = page.split_once("<article").expect("the note");
    for word in ["처음", "마지막", "그다음"] {
        assert!(page.contains(word), "{what}: {word} is lost");
    }
    let count = |text: &str| text.matches('가').count();
    assert!(count(page) >= count(line), "{what}: words are lost");
    seconds
}

/// The processor's time of a build, of a minute at most, and what it says in the end.
#[cfg(unix)]
fn seconds_of_a_build(root: &std::path::Path) -> (f64, String) {
    let run = Command::new("sh")
        .args(["-c", "ulimit -t 60; \"$@\" >&2; echo $?; times", "-"])
        .args([env!("CARGO_BIN_EXE_notesite"), "build"])
        .arg(root)
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    let times = said.lines().last().unwrap_or_default().split_whitespace();
    let seconds = times
        .map(|time| {
            let parts = time.trim_end_matches('s').split_once('m');
            let (minutes, seconds) = parts.expect("minutes and seconds");
            let number = |text: &str| text.parse::<f64>().expect("a number");
            number(minutes) * 60.0 + number(seconds)
        })
        .sum();
    (seconds, said)
}
