//! The interface of themes: one colour, one string or one template takes one small file, every
//! variable that a template uses is documented and there, and every colour that text has can be
//! read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const BINARY: &str = env!("CARGO_BIN_EXE_notesite");

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn site(theme: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("notes")).expect("a folder");
    fs::write(
        folder.path().join("notes/a.md"),
        "# 강의\n## 1. 하나\n- 실습\n  - 확인\n    - kubectl get pods\n## 2. 둘\n말\n",
    )
    .expect("a note");
    fs::write(folder.path().join("notesite.toml"), "theme = \"mine\"\n").expect("a configuration");
    for (path, text) in theme {
        let path = folder.path().join("themes/mine").join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file of the theme");
    }
    folder
}

/// What building with such a theme gives, and what it says.
fn told(files: &[(String, String)]) -> (Output, String) {
    let files: Vec<_> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let output = build(site(&files).path());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, said)
}

fn build(root: &Path) -> Output {
    Command::new(BINARY)
        .arg("build")
        .arg(root)
        .output()
        .expect("the program")
}

fn built(theme: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = site(theme);
    let output = build(folder.path());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    folder
}

fn page(folder: &tempfile::TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join("public").join(path)).expect(path)
}

fn asset(folder: &tempfile::TempDir, extension: &str) -> (String, String) {
    let assets = fs::read_dir(folder.path().join("public/assets"))
        .expect("assets")
        .map(|one| one.expect("an entry").path());
    let name = |path: &PathBuf| {
        path.file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    };
    let path = assets
        .into_iter()
        .find(|path| name(path).starts_with("site-") && name(path).ends_with(extension))
        .unwrap_or_else(|| panic!("no site-….{extension}"));
    (name(&path), fs::read_to_string(path).expect("text"))
}

#[test]
fn one_colour_one_string_one_template_take_one_small_file() {
    let plain = built(&[("strings/ko.toml", "# nothing\n")]);
    let colour = built(&[(
        "css/mine.css",
        ":root { --pen: light-dark(#0a6b3d, #7fd6a4); }\n",
    )]);
    let (before, old) = asset(&plain, ".css");
    let (after, new) = asset(&colour, ".css");
    assert!(
        new.starts_with(old.trim_end()) && new.contains("#0a6b3d"),
        "the file is added behind ours"
    );
    assert_ne!(before, after, "the name holds a hash of what is inside");
    assert!(page(&colour, "a/1-하나.html").contains(&after));

    let string = built(&[("strings/ko.toml", "start = \"첫 장부터\"\n")]);
    assert!(page(&string, "a/index.html").contains("첫 장부터"));
    assert_eq!(
        page(&plain, "a/1-하나.html"),
        page(&string, "a/1-하나.html"),
        "nothing else changes"
    );
    let lead = built(&[("strings/ko.toml", "leads_check = \"실습\"\n")]);
    assert!(page(&lead, "a/1-하나.html").contains("row check"));

    let template = built(&[(
        "templates/404.html",
        "<title>{{ site.title }}</title><p>{{ t.not_found }}, {{ base }}",
    )]);
    assert!(
        page(&template, "404.html").starts_with("<title>강의</title>")
            || page(&template, "404.html").contains("없는 쪽")
    );
    assert_eq!(
        page(&plain, "a/1-하나.html"),
        page(&template, "a/1-하나.html")
    );
    let block = built(&[(
        "templates/chapter.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ number }}! {{ title }}</h1>{{ body | \
        safe }}{% endblock main %}",
    )]);
    assert!(page(&block, "a/1-하나.html").contains("<h1>1! 1. 하나</h1>"));
}

/// The files of a theme of the repository.
fn theme_of_ours(name: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let folders = fs::read_dir(here().join("themes").join(name)).expect("a theme");
    for folder in folders {
        let folder = folder.expect("an entry").path();
        for one in fs::read_dir(&folder).expect("a folder of the theme") {
            let path = one.expect("an entry").path();
            let part = |path: &Path| {
                path.file_name()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned()
            };
            let name = format!("{}/{}", part(&folder), part(&path));
            files.push((name, fs::read_to_string(path).expect("text")));
        }
    }
    files
}

#[test]
fn the_small_themes_stand_on_this_interface() {
    for (name, sign) in [
        ("plain", "#2b2b2b"),
        ("paper", "#fbf6ea"),
        ("night", "#0e1420"),
    ] {
        let files = theme_of_ours(name);
        let lines: usize = files.iter().map(|(_, text)| text.lines().count()).sum();
        assert!(lines < 60, "{name} has {lines} lines");
        let files: Vec<_> = files
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        let folder = built(&files);
        assert!(asset(&folder, ".css").1.contains(sign), "{name}");
        if name == "plain" {
            assert!(page(&folder, "a/index.html").contains("첫 장부터"));
            assert!(
                page(&folder, "a/1-하나.html").contains("<footer class=\"mine\">강의</footer>")
            );
        }
    }
}

#[test]
fn a_template_may_extend_the_one_that_it_takes_the_place_of() {
    let folder = built(&[(
        "templates/base.html",
        "{% extends \"default/base.html\" %}{% block head %}<meta name=\"a\">{% endblock head %}{% \
        block brand %}<b>나</b>{{ super() }}{% endblock brand %}{% block after_content %}<p \
        id=\"behind\">{% endblock after_content %}{% block footer %}<footer>끝</footer>{% endblock \
        footer %}",
    )]);
    for path in [
        "a/1-하나.html",
        "a/index.html",
        "index.html",
        "a/commands.html",
    ] {
        let html = page(&folder, path);
        let place = |what: &str| {
            html.find(what)
                .unwrap_or_else(|| panic!("{path} lacks {what}"))
        };
        let order = [
            place("<meta name=\"a\">"),
            place("</head>"),
            place("<b>나</b><a class=\"site"),
            place("</main>"),
            place("<p id=\"behind\">"),
            place("<footer>끝</footer>"),
        ];
        assert!(order.is_sorted(), "{path}: {order:?}");
    }
}

fn notesite(arguments: &[&str], folder: &Path) -> (Option<i32>, String, String) {
    let output = Command::new(BINARY)
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn a_theme_is_begun_and_files_of_the_default_one_are_printed() {
    let folder = site(&[]);
    let mine = folder.path().join("themes/mine/css/mine.css");
    let (code, out, said) = notesite(&["theme", "new", "mine"], folder.path());
    assert_eq!(code, Some(0), "{said}");
    assert!(
        out.contains("mine.css") && said.contains("theme = \"mine\""),
        "{out}{said}"
    );
    let text = fs::read_to_string(&mine).expect("a style sheet");
    assert!(text.contains("themes/mine/templates/base.html"), "{text}");
    assert!(build(folder.path()).status.success());
    // It shows every property of the default theme with its value, but for what follows the script.
    let known = fs::read_to_string(here().join("themes/default/css/1-base.css")).expect("ours");
    let of_root = known.lines().skip_while(|line| *line != ":root {");
    let of_root = of_root.take_while(|line| *line != "}");
    let known: Vec<_> = of_root
        .filter_map(|line| line.trim().strip_prefix("--"))
        .filter(|line| !line.starts_with("dir:"))
        .collect();
    let shown: Vec<_> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("/* --")?.strip_suffix(" */"))
        .collect();
    assert!(known.len() > 20, "{known:?}");
    for line in &known {
        assert!(shown.contains(line), "{line} is not among {shown:?}");
    }
    assert_eq!(known.len(), shown.len());

    fs::write(&mine, "h1 { color: red }\n").expect("a change");
    let (code, _, said) = notesite(&["theme", "new", "mine"], folder.path());
    assert_eq!(code, Some(2));
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(
        fs::read_to_string(&mine).expect("text"),
        "h1 { color: red }\n"
    );
    for bad in ["default", "../up", ".hidden", ""] {
        let (code, _, said) = notesite(&["theme", "new", bad], folder.path());
        assert_eq!(code, Some(2), "{bad}: {said}");
        assert!(said.contains("notesite theme new mine"), "{said}");
    }

    let sheet = fs::read_to_string(here().join("themes/default/css/9-print.css")).expect("ours");
    for name in ["css/9-print.css", "themes/default/css/9-print.css"] {
        assert_eq!(notesite(&["theme", "show", name], folder.path()).1, sheet);
    }
    let (code, list, _) = notesite(&["theme", "show"], folder.path());
    assert_eq!(code, Some(0));
    for line in [
        "README.md",
        "templates/base.html",
        "js/search/3-query.js",
        "strings/ko.toml",
    ] {
        assert!(list.lines().any(|one| one == line), "{line}");
    }
    let (code, out, said) = notesite(&["theme", "show", "css/9-prnt.css"], folder.path());
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(said.contains("Is css/9-print.css meant?"), "{said}");
}

#[test]
fn a_mistake_in_a_template_names_its_file_and_line() {
    let folder = site(&[(
        "templates/chapter.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ nonsense }}{% endblock main %}",
    )]);
    let output = build(folder.path());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.contains("templates/chapter.html") && said.contains("nonsense") && said.contains('2'),
        "{said}"
    );
}

#[test]
fn a_mistake_in_strings_names_its_line_in_the_theme() {
    for (line, expected) in [
        ("start = ", "strings/ko.toml cannot be used: Line 2: "),
        ("start = 5", "Line 2: `start` is no text."),
        (
            "strat = \"시작\"",
            "No page says `strat`. Did you mean `start`?",
        ),
    ] {
        let folder = site(&[("strings/ko.toml", &format!("# 우리말\n{line}\n"))]);
        let output = build(folder.path());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(expected), "{said}");
    }
    // What a template of the theme names is its own, and so is what is near to nothing.
    let own = "starts = \"시작한다\"\nour_own_word = \"말\"\n";
    let chapter = "{% extends \"default/chapter.html\" %}\
        {% block main %}{{ t.starts }}{% endblock main %}";
    let folder = built(&[
        ("strings/ko.toml", own),
        ("templates/chapter.html", chapter),
    ]);
    assert!(page(&folder, "a/1-하나.html").contains("시작한다"));
}

#[test]
fn a_mistake_is_blamed_on_the_file_that_it_stands_in() {
    let base = |block: &str| format!("{{% extends \"default/base.html\" %}}\n{block}\n");
    for wrong in ["{{ no.such }}", "{{ title | nofilter }}", "{% if %}"] {
        let block = format!("{{% block footer %}}{wrong}{{% endblock footer %}}");
        let folder = site(&[("templates/base.html", &base(&block))]);
        let said = String::from_utf8_lossy(&build(folder.path()).stderr).into_owned();
        assert!(
            said.contains("error: themes/mine/templates/base.html:2:"),
            "{said}"
        );
        assert!(said.contains(" --> base.html:2:"), "{said}");
        assert!(
            said.contains("`notesite theme show templates/base.html`"),
            "{said}"
        );
        assert!(
            !said.contains("error: error:") && !said.contains(": error: "),
            "{said}"
        );
    }
    // What the kinds of pages fill is changed in their own templates.
    let chapter = "{% extends \"default/chapter.html\" %}\
        {% block main %}<p>앞</p>{{ super() }}{% endblock main %}";
    let folder = built(&[("templates/chapter.html", chapter)]);
    let made = page(&folder, "a/1-하나.html");
    assert!(made.contains("<p>앞</p><div class=\"top\">"), "{made}");
}

#[test]
fn a_template_that_extends_nothing_is_named() {
    let folder = site(&[("templates/chapter.html", "{% extends \"none.html\" %}")]);
    let said = String::from_utf8_lossy(&build(folder.path()).stderr).into_owned();
    assert!(
        said.contains("error: themes/mine/templates/chapter.html cannot be used: "),
        "{said}"
    );
}

#[test]
fn a_mistake_in_a_script_of_ones_own_stops_no_other() {
    let own = [
        ("js/x-broken.js", "let brokenHere = ;\n"),
        ("js/y.js", "globalThis.y = 1;\n"),
    ];
    let folder = built(&own);
    let chapter = page(&folder, "a/1-하나.html");
    let loaded: Vec<&str> = chapter
        .split("<script defer src=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(path, _)| path))
        .collect();
    let names = ["site-", "x-broken-", "y-"];
    let is_named = |(path, name): (&&str, &&str)| path.contains(&format!("assets/{name}"));
    assert_eq!(loaded.len(), names.len(), "{loaded:?}");
    assert!(loaded.iter().zip(&names).all(is_named), "{loaded:?}");
    for (path, holds_it) in loaded.iter().zip([false, true, false]) {
        let script = page(&folder, path.trim_start_matches("../"));
        assert_eq!(script.contains("let brokenHere"), holds_it, "{path}");
    }
    // A template that knows nothing of them loads one script, as before.
    let base = include_str!("../themes/default/templates/base.html");
    let (before, rest) = base
        .split_once("{% for one in own_scripts %}")
        .expect("they are loaded");
    let (_, behind) = rest.split_once("{% endfor %}").expect("it ends");
    let base = format!("{before}{behind}");
    let folder = built(&[own[1], ("templates/base.html", &base)]);
    let chapter = page(&folder, "a/1-하나.html");
    assert_eq!(chapter.matches("<script defer src=").count(), 1);
    assert!(asset(&folder, "js").1.contains("globalThis.y"));
}

#[test]
fn nothing_in_a_theme_is_too_deep() {
    let deep = |open: &str, close: &str| open.repeat(100_000) + &close.repeat(100_000);
    let page = "templates/chapter.html";
    let chain = |word: &str, depth: usize| {
        let name = |i| match i {
            0 => page.to_owned(),
            i => format!("templates/t{i}.html"),
        };
        let inner = (0..depth).map(|i| (name(i), format!("{{% {word} \"t{}.html\" %}}", i + 1)));
        let last = (name(depth), "끝".to_owned());
        inner.chain([last]).collect::<Vec<_>>()
    };
    let one = |path: &str, text: String| vec![(path.to_owned(), text)];
    // A component that includes as deep as it may what calls it again.
    let mut again = chain("include", 7);
    again[0].1 = "{{<m n={1}/>}}".to_owned();
    again[7].1 = "{{<m n={1}/>}}".to_owned();
    let calls = "{% component m(n) %}{% include \"t1.html\" %}{% endcomponent m %}";
    again.push(("templates/m.html".to_owned(), calls.to_owned()));
    let broken = [
        (
            "a template that includes itself",
            one(page, "{% include \"chapter.html\" %}".into()),
        ),
        (
            "one that is itself",
            one(page, "{%- extends 'chapter.html' -%}".into()),
        ),
        ("many that include each other", chain("include", 3_000)),
        ("many that extend each other", chain("extends", 3_000)),
        ("a component that calls itself by others", again),
        (
            "brackets",
            one(page, format!("{{{{ {} }}}}", deep("(", ")"))),
        ),
        (
            "conditions",
            one(page, deep("{% if true %}", "{% endif %}")),
        ),
        (
            "words",
            one("strings/ko.toml", format!("a = {}", deep("[", "]"))),
        ),
    ];
    for (what, files) in broken {
        let (output, said) = told(&files);
        assert_eq!(output.status.code(), Some(2), "{what}: {said}");
        assert!(said.starts_with("error: themes/mine/"), "{what}: {said}");
    }
    let whole = [
        ("a few that include each other", chain("include", 8)),
        (
            "templates in templates of a script",
            one("js/a.js", deep("`${", "}`")),
        ),
        ("braces of a script", one("js/a.js", deep("{", "}"))),
        ("braces of a style", one("css/a.css", deep("a{", "}"))),
    ];
    for (what, files) in whole {
        let (output, said) = told(&files);
        assert!(output.status.success(), "{what}: {said}");
    }
}

/// Names that stand between `{{ }}` and `{% %}` of a template, without those that it declares
/// itself.
fn variables(template: &str) -> BTreeSet<String> {
    const WORDS: &[&str] = &[
        "if", "else", "elif", "endif", "for", "in", "endfor", "block", "endblock", "extends",
        "not", "or", "and", "loop", "set",
    ];
    let tag = regex::Regex::new(r"\{[{%](.*?)[%}]\}").expect("a pattern");
    let declared = regex::Regex::new(r"\bfor (\w+) in").expect("a pattern");
    let own: BTreeSet<&str> = declared
        .captures_iter(template)
        .map(|found| found.extract::<1>().1[0])
        .collect();
    let string = regex::Regex::new(r#""[^"]*""#).expect("a pattern");
    let name = regex::Regex::new(r"(?:^|[^\w.|])([a-z_]\w*)").expect("a pattern");
    let filter = regex::Regex::new(r"\|\s*\w+|\b(?:from|to)=").expect("a pattern");
    let mut out = BTreeSet::new();
    for found in tag.captures_iter(template) {
        let inside = found.extract::<1>().1[0];
        if inside.trim_start().starts_with("block") || inside.trim_start().starts_with("endblock") {
            continue;
        }
        let inside = filter
            .replace_all(&string.replace_all(inside, ""), "")
            .into_owned();
        for found in name.captures_iter(&inside) {
            let word = found.extract::<1>().1[0];
            if !WORDS.contains(&word) && !own.contains(word) {
                out.insert(word.to_owned());
            }
        }
    }
    out
}

#[test]
fn every_variable_of_a_template_is_documented() {
    let readme = fs::read_to_string(here().join("themes/default/README.md")).expect("README.md");
    let section = readme
        .split("## Variables of templates")
        .nth(1)
        .and_then(|rest| rest.split("\n## ").next())
        .expect("the section");
    let word = regex::Regex::new(r"`\.?([a-z_]+)(?:\[\]|\.[\w.A-Z]+)?`").expect("a pattern");
    let rows: Vec<(&str, BTreeSet<&str>)> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split_once(" | "))
        .map(|(place, words)| {
            (
                place,
                word.captures_iter(words)
                    .map(|found| found.extract::<1>().1[0])
                    .collect(),
            )
        })
        .collect();
    let mut missing = Vec::new();
    for one in fs::read_dir(here().join("themes/default/templates")).expect("templates") {
        let path = one.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let known = |row: &&(&str, BTreeSet<&str>)| {
            row.0 == "all"
                || row.0.contains(&name)
                || (row.0.starts_with("pages of a course") && !name.starts_with("404"))
        };
        let documented: BTreeSet<&str> = rows
            .iter()
            .filter(known)
            .flat_map(|row| row.1.iter().copied())
            .collect();
        for variable in variables(&fs::read_to_string(&path).expect("a template")) {
            if !documented.contains(variable.as_str()) {
                missing.push(format!("{name}: {variable}"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "themes/default/README.md does not tell of {missing:#?}"
    );
}

#[test]
fn every_string_of_one_language_is_in_the_other() {
    let keys = |language: &str| -> BTreeSet<String> {
        let text =
            fs::read_to_string(here().join(format!("themes/default/strings/{language}.toml")))
                .expect("strings");
        let table: toml::Table = toml::from_str(&text).expect("TOML, each key once");
        table.into_iter().map(|(key, _)| key).collect()
    };
    assert_eq!(keys("ko"), keys("en"));
}

fn luminance(colour: &str) -> f64 {
    let channel = |i: usize| {
        let value =
            f64::from(u8::from_str_radix(&colour[i..i + 2], 16).expect("two digits")) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/// WCAG's contrast of two colours such as `#1a1e22`.
fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn every_colour_of_text_and_code_can_be_read_on_every_ground() {
    let css =
        fs::read_to_string(here().join("themes/default/css/1-base.css")).expect("the style sheet");
    let pattern =
        regex::Regex::new(r"--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)").expect("a pattern");
    let colours: Vec<(String, [String; 2])> = pattern
        .captures_iter(&css)
        .map(|found| found.extract::<3>().1)
        .map(|[name, light, dark]| (name.to_owned(), [light.to_owned(), dark.to_owned()]))
        .collect();
    let of = |name: &str| {
        &colours
            .iter()
            .find(|(known, _)| known == name)
            .unwrap_or_else(|| panic!("no --{name}"))
            .1
    };
    let texts: Vec<&str> = colours
        .iter()
        .map(|(name, _)| name.as_str())
        .filter(|name| name.starts_with("c-") || name.starts_with("ink"))
        .collect();
    assert!(texts.len() >= 9, "{texts:?}");
    for theme in 0..2 {
        for text in texts.iter().copied().chain(["pen", "red"]) {
            for ground in ["paper", "tint", "tint-2"] {
                let ratio = contrast(&of(text)[theme], &of(ground)[theme]);
                assert!(ratio >= 4.5, "--{text} on --{ground}: {ratio:.2}");
            }
        }
        assert!(contrast(&of("mark-ink")[theme], &of("mark")[theme]) >= 4.5);
        // Links amid text are told from it by their colour alone, too.
        assert!(contrast(&of("link")[theme], &of("ink")[theme]) >= 3.0);
        assert!(contrast(&of("link")[theme], &of("paper")[theme]) >= 4.5);
        // Edges of controls.
        assert!(contrast(&of("edge")[theme], &of("paper")[theme]) >= 3.0);
    }
}

#[test]
fn a_template_reads_no_file_of_the_machine() {
    let reaching = [
        "{% include \"/etc/passwd\" %}",
        "{% include \"../../../notesite.toml\" %}",
        "{% include \"../../notes/a.md\" %}",
        "{% extends \"../../../notesite.toml\" %}",
        "{% import \"../strings/../../../notesite.toml\" as all %}",
        "{{ load_data(path=\"notesite.toml\") }}",
        "{{ get_env(name=\"HOME\") }}",
        "{{ read_file(\"notesite.toml\") }}",
    ];
    for template in reaching {
        let folder = site(&[("templates/chapter.html", template)]);
        let output = build(folder.path());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{template}: {said}");
        assert!(
            said.starts_with("error: themes/mine/"),
            "{template}: {said}"
        );
        assert!(
            !folder.path().join("public/index.html").exists(),
            "{template}"
        );
    }
}
