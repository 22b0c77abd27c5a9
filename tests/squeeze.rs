//! Squeezed scripts and style sheets do what they did. Node runs scripts before and after; without
//! it that part says so and is skipped.

use std::fs;
use std::path::Path;
use std::process::Command;

use notesite::inside::squeeze;

use crate::common;

/// Scripts whose value tells whether their texts, patterns, templates and comments were understood:
/// the last expression is compared.
const SCRIPTS: &[&str] = &[
    "const a = 1, b = 2;\n[a + b, a - -b, a + +b, - -a]",
    "let a = 1\nlet b = a\n++b\n;[a, b]",
    "let a = 6, g = 2, x = 3;\n[a / g / x, a\n/ g / x, (a + 6) / g / x]",
    "/* one\n two */ const a = 'x  =  y' // not 'this\nconst b = \"// no comment, /* neither */\"; \
    [a, b]",
    "const a = /a  = [/\"']  b/.test('a  = /  b'), b = 'x  y'.split(/ {2}/); [a, b]",
    "if (true) /a  b/.test('a  b'); [/  =  \\/  /.source, 8 / 2 / 2]",
    "const f = x => /;  }/.test(x) ? `yes  ${ x + `  (${ x })` }  no` : 'no'; f(';  }')",
    "const text = `one\n    two  // three\n  /* four */ { \n}\n`; text",
    "const a = `\\`  =  ${ { a: '}' }.a }  \\${  b`; a",
    "String.raw`\\n  = ${ 1 + 1 }  `",
    "const f = () => { return /x  y/.source }\nf()",
    "function f() {\n  return (\n    1 + 1 // two\n  )\n}\n[f(), typeof /x/, 'a' in { a: 1 }]",
    "const s = { of: 1, in: 2 }; [...[s.of / 1 / 1], s.in / 2 / 1]",
    "let i = 3, out = [];\nwhile (i --> 0) out.push(i)\nout",
    "label: for (const a of [1, 2]) {\n  for (;;) {\n    if (a === 1) continue label\n    break \
    label\n  }\n}\n'done'",
    "const a = 1 // one;\nconst b = 2 // two {\n;[a, b]",
    "const a = '한글 = \\'  \\\\', b = \"\\\"  =\"; a + b",
    "const { a = 1, ...rest } = { b: 2 }; ({ a, rest, 'c  d': a ?? 0, e: rest?.b })",
    "class A {\n  #x = 1\n  static y = 2\n  get x() { return this.#x }\n}\n[new A().x, A.y]",
    "const a = 1, b = a < ! -1, c = 5 .toString(); [b, c]",
    "const f = async () => { await 0; return 1 }\n;(function () { return typeof f })()",
    "var a = 1;;\n\n\n\n// nothing\n\n/**/\n[a]",
];

#[test]
fn squeezed_scripts_do_what_they_did() {
    let pairs: Vec<_> = SCRIPTS
        .iter()
        .map(|source| [(*source).to_owned(), squeeze::script(source)])
        .collect();
    run_alike(&pairs);
}

/// Functions called at once, and what is left of each where it is not its names alone: names of
/// windows, properties, parts of objects, names under which others hold the same.
const FUNCTIONS: &[(&str, &str)] = &[
    (
        "(() => { const word = 1, other = { word, more: word }; \
         return [word, other.word, other] })()",
        "(()=>{const e=1,t={word:e,more:e};return[e,t.word,t]})()\n",
    ),
    (
        "(() => { const of = ({ text, at = text.length, ...rest }) => [text, at, rest]; \
         return of({ text: 'ab', more: 1 }) })()",
        "",
    ),
    (
        "(() => { const [first, { second = [first] } = {}] = [1], \
         third = `${first + `${second}`}`; return { first, second, third } })()",
        "",
    ),
    (
        "(() => { const yes = 1, no = 2, ask = it => it ? yes : no; return [ask(0), ask(1), \
         { yes: no, no: ask(1) ? no : yes }] })()",
        "",
    ),
    (
        "(() => { const run = { go(by) { return by * this.by }, by: 3 }, by = 4; \
         return run.go(by) + run?.by })()",
        "",
    ),
    (
        "(() => { const length = 3, name = 'a', half = (length + 1) / 2, rest = [1, 2, 3, 4]; \
         return [length / half, ...rest.slice(half), name, [...name, ...rest].length] })()",
        "",
    ),
    (
        "(() => { const g = 1, text = 'aXa'.replace(/x/gi, 'g'); let out = ''; \
         for (const [key, value] of Object.entries({ g, text })) { \
         const g = key; out += g + value } return out })()",
        "",
    ),
    (
        "(() => { const one = left => { const right = left + 1; return right }, \
         two = (far, near) => far - near; return one(two(3, 1)) })()",
        "",
    ),
    (
        "(() => { const told = []; try { throw new Error('a') } catch (error) { \
         told.push(error.message) } function more(error) { return error + told } \
         return more('b') })()",
        "",
    ),
    (
        "(() => { let on = 1; const make = async (on, off = on) => ({ on, off, async on2() {} }); \
         on += 2; return [on, typeof make(1).then, `\\`${on}$ {on}`] })()",
        "",
    ),
    // Parts that know nothing of each other share their letters, and declarations become one.
    (
        "(() => { const inc = word => word + 1; const twice = text => inc(text) * 2; \
         const both = (word, text) => { const sum = inc(word); return sum + twice(text); }; \
         return both(1, 2); })()",
        "(()=>{const e=e=>e+1,t=t=>e(t)*2,n=(n,r)=>{const s=e(n);return s+t(r)};\
         return n(1,2)})()\n",
    ),
    (
        "(() => { const one = 1; const of = one => { const two = one + 1; { const one = two; \
         const three = [one].map(two => two + one); return { one, two, three } } }; \
         return [one, of(5)] })()",
        "",
    ),
    (
        "(() => { const word = 'a'\nconst told = []\nfor (const word of 'bc') told.push(word)\n\
         for (let i = 0, word = 9; i < 2; i++) told.push(word + i); const more = word; \
         const last = more => more + word; while (told.length > 9); \
         return [told, more, last(1)] })()",
        "",
    ),
    (
        "(() => { const first = more => before(more), before = (said, more = said) => { \
         function before2() { return late(said) } const late = said => [said, more]; \
         return before2() }; return first(3) })()",
        "",
    ),
    (
        "(() => { const of = () => later(1); \
         const other = () => { const later = 5; return later }; \
         function later(by) { return by + other() } return [of(), other()] })()",
        "",
    ),
    (
        "(() => { const each = (list, make = one => one * 2) => list.map(make), \
         parts = ({ one: [two, ...more], ...rest }) => [two, more, rest, `${two}${more.map(two => \
         `${two}!`)}`]; return [each([1, 2]), each([3], (one, i) => one - i), \
         parts({ one: [1, 2, 3], two: 4 })] })()",
        "",
    ),
    (
        "(() => { var told = 1; const of = () => told; var told = 2; return of() })()",
        "(()=>{var told=1;const of=()=>told;var told=2;return of()})()\n",
    ),
    // What stands outside is every script's; classes and labels are left alone.
    (
        "const mine = 1, of = (() => { const inner = mine; return inner })(); mine + of",
        "const mine=1,of=(()=>{const e=mine;return e})();mine+of\n",
    ),
    (
        "(() => { class Word { text() { return 1 } } const word = new Word(); \
         return word.text() })()",
        "(()=>{class Word{text(){return 1}}const word=new Word();return word.text()})()\n",
    ),
    (
        "(() => { let sum = 0; word: for (const text of [1, 2]) { sum += text; continue word } \
         return sum })()",
        "(()=>{let sum=0;word:for(const text of[1,2]){sum+=text;continue word}return sum})()\n",
    ),
];

#[test]
fn short_names_mean_what_the_long_ones_did() {
    let mut pairs = Vec::new();
    for (source, wanted) in FUNCTIONS {
        let short = squeeze::shorten(&squeeze::script(source));
        assert!(wanted.is_empty() || short == *wanted, "{source}\n{short}");
        pairs.push([(*source).to_owned(), short]);
    }
    run_alike(&pairs);
}

#[test]
fn every_script_of_the_theme_has_short_names_and_its_properties() {
    let properties = |text: &str| {
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
        let words = text.split('.').skip(1);
        let words = words.map(|rest| {
            rest.split(|c| !word(c))
                .next()
                .unwrap_or_default()
                .to_owned()
        });
        words.collect::<Vec<_>>()
    };
    for (name, source) in theme() {
        let long = squeeze::script(&source);
        let short = squeeze::shorten(&long);
        assert!(
            short.len() * 20 < long.len() * 19,
            "{name}: {}",
            short.len()
        );
        assert_eq!(properties(&short).len(), properties(&long).len(), "{name}");
        assert_eq!(
            squeeze::script(&short),
            short,
            "{name} changes when it is squeezed again"
        );
    }
}

/// Each pair of scripts has one value.
fn run_alike(pairs: &[[String; 2]]) {
    let runner = "const vm = require('vm'), run = s => JSON.stringify(vm.runInNewContext(s));
        for (const [before, after] of JSON.parse(process.argv[1])) {
            const wanted = run(before);
            let given;
            try { given = run(after); } catch (error) { given = String(error); }
            const became = `${before}\\n--- became\\n${after}--- ${given}, wanted ${wanted}\\n`;
            if (given !== wanted) console.log(became);
        }";
    let pairs = serde_json::to_string(pairs).expect("JSON");
    let mut command = Command::new("node");
    let Some(run) = common::node(command.args(["-e", runner, &pairs])) else {
        return;
    };
    assert_eq!(String::from_utf8_lossy(&run.stdout), "");
}

/// Every script of the default theme, with its name.
fn theme() -> Vec<(String, String)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/js")];
    let mut out = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the theme is there").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => out.push((
                    path.display().to_string(),
                    fs::read_to_string(&path).expect("a script is UTF-8"),
                )),
            }
        }
    }
    out
}

#[test]
fn the_themes_scripts_are_smaller_and_squeezing_twice_changes_nothing() {
    let scripts = theme();
    assert!(scripts.len() > 10, "{} scripts", scripts.len());
    for (name, source) in scripts {
        let once = squeeze::script(&source);
        assert!(once.len() < source.len(), "{name} is no smaller");
        assert_eq!(
            squeeze::script(&once),
            once,
            "{name} changes when it is squeezed again"
        );
    }
}

#[test]
fn only_comments_and_blanks_are_lost() {
    // What is no blank stands there as before, in its order; comments of these scripts stand on
    // lines of their own.
    let bare = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    for (name, source) in theme() {
        let code: String = source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        assert_eq!(bare(&squeeze::script(&source)), bare(&code), "{name}");
    }
}

#[test]
fn whatever_is_no_script_is_taken_too() {
    for text in [
        "",
        "\n\n",
        "`",
        "${",
        "`${",
        "`${`",
        "'",
        "/",
        "/*",
        "//",
        "/[",
        "a /",
        "\\",
        "`\\",
        "한글 ` ${ '",
        "}\n}\n}",
        "\u{feff}a",
    ] {
        squeeze::script(text);
        squeeze::style(text);
    }
}

#[test]
fn style_sheets_keep_their_rules() {
    for (before, after) in [
        (
            "/* one */\na,\n  b {\n    margin: 0 auto;  /* two\n two */\n}\n\n@media \
             (min-width: 1px) {\n  c { d: e }\n}\n",
            "a,b{margin:0 auto}@media (min-width:1px){c{d:e}}",
        ),
        // A blank is a descendant, and before a colon any descendant of some class.
        (
            "a  b :hover, a:not(b) c {}\n.x\n.y { --z: ; }",
            "a b :hover,a:not(b) c{}.x .y{--z:}",
        ),
        // What is quoted, an address or escaped is no comment and loses no blank.
        (
            "a::before { content: \"/* {  } */ , ; \"; background: url(data:a/*b) , \
             url( \"c ; d\" ) }",
            "a::before{content:\"/* {  } */ , ; \";background:url(data:a/*b),url( \"c ; d\" )}",
        ),
        (
            ".a\\:b , .c\\{ { width: calc(1px + 2px) ; margin: 1px/**/2px !important ; ; }",
            ".a\\:b,.c\\{{width:calc(1px + 2px);margin:1px 2px !important}",
        ),
        (
            "a { content: 'it\\'s  {' } b { c: d",
            "a{content:'it\\'s  {'}b{c:d",
        ),
        (".c\\{ .d, .e\\; { f: g }", ".c\\{ .d,.e\\;{f:g}"),
        ("a { /* never closed", "a{"),
    ] {
        assert_eq!(squeeze::style(before), after, "{before}");
        assert_eq!(squeeze::style(after), after, "{after} changes again");
    }
}
