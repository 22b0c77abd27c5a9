//! No word of a note is lost on its pages. What a note says is asked of readers that are not ours:
//! comrak, GitHub's own Markdown in Rust, and html5gum, which reads HTML as a browser does. Every
//! word that they show must be shown by the pages made from that note, as often as they show it;
//! where we differ on purpose, [`DIFFERENCES`] says so and why.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use html5gum::{Token, Tokenizer};
use notesite::{Memory, Timings};
use proptest::prelude::*;
use regex::Regex;
use serde_json::Value;

use crate::common;
use crate::repositories;

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// What the readers show and our pages do not show as words, by design: where it stands in a
/// source, and why. A missing word must stand within one of these.
const DIFFERENCES: [(&str, &str); 26] = [
    (
        r"(?m) :(id|class)=[^ \n]+|\{docsify-ignore(-all)?\}",
        "names of headings that docsify is told, and what its contents leave out",
    ),
    (
        r"(?m)^[ \t]*# (use|fn|let|mod|impl|struct) [^\n]*$",
        "lines that make an example of Rust whole, which mdBook hides",
    ),
    (
        concat!(
            r"(?m)^[ \t]*- (TODO|LATER|DONE) |(?ms)^[ \t]*:LOGBOOK:$.*?^[ \t]*:END:$|",
            r"(?m)\{\{(query|renderer)[^\n]*\}\}|(?ms)#\+BEGIN_QUERY.*?#\+END_QUERY"
        ),
        "marks of tasks, which are boxes, and what Logseq notes of a block or computes",
    ),
    (
        concat!(
            r"(?m)(^|[ \t])\^[\w-]+$|#\^[\w-]+|^[ \t]*///[^\n]*$|// \[!code [^\]\n]*\]|",
            r":(material|octicons|fontawesome|simple)-[a-z0-9-]+:(\{[^}\n]*\})?"
        ),
        "names of blocks in a vault, blocks and icons of MkDocs, marks of lines in VitePress",
    ),
    (
        concat!(
            r"(?ms)^```toc$.*?^```$|",
            r":(numref|ref|eqref|cite|label|eqlabel|width|begin_tab|end_tab):(`[^`\n]*`)?|",
            r"(?m)^[ \t-]*[a-z-]+::[^\n]*$|#\+(BEGIN|END)_[A-Z]+|\{\{embed [^\n]*\}\}|",
            r"\(\(\(?[0-9a-f-]{36}\)\)|\]\(\[\[[^\]\n]*\]\]\)|\{:[^}\n]*\}"
        ),
        "roles, labels and lists of d2lbook, properties and references of Logseq",
    ),
    (
        concat!(
            r"(?ms)^[ \t]*(`{3,}|:{3,})\{toctree\}[^\n]*$.*?^[ \t]*(`{3,}|:{3,})$|",
            r"(?m)^[ \t>*+-]*:[a-z_-]+:( [^\n]*)?$|",
            r"(?m)^[ \t>*+-]*`{3,}\{[a-z:_-]+\}[^\n]*$|(?m)^@\[[a-z]+\]\([^)\n]*\)$"
        ),
        "directives of MyST, their options and lists, and what Zenn shows by a line",
    ),
    (
        r"[^\s|]*(%%[^%\n]*%%|<!--[^\n]*?-->|\{/\*[^\n]*?\*/\}|</?[A-Z]\w*[^>\n]*>)[^\s|]*",
        "what is hidden between letters leaves no blank: two words are one",
    ),
    (
        r"(?m)^(import [^\n]* from [^\n]*|export (const|default|function)[^\n]*(\n[ )}][^\n]*)*)$",
        "statements of MDX, code of the page",
    ),
    (
        concat!(
            r"(?m)^[ \t>*+-]*(:{3,}[^\n]*|(!!!|\?\?\?\+?|===) [^\n]*)$|",
            r"(?m)^[ \t>*+-]*(\{%[^\n]*%\}|\{\{[<%][^\n]*\}\})$|^[!?]> "
        ),
        "signs of boxes and tabs of other tools: `:::tip`, `!!! note`, `{% hint %}`",
    ),
    (
        r"(?s)\{\{[<%][^{}]{0,200}[>%]\}\}[가-힣]*|\{% ?(post_link|link|raw|endraw)[^%\n]*%\}",
        "tags among words, which stand for their words: `{{< glossary_tooltip text=\"파드\" >}}`",
    ),
    (
        r"(?m)^[ \t>*+-]*(;?--8<--|<<< [@.]|\{\{#(include|playground|rustdoc_include) )[^\n]*$",
        "lines that put another file there: a link to that, called as it is",
    ),
    (
        concat!(
            r"(?i)(제 ?|第)?[0-9〇-龯]+ ?(장|강|주차|일차|章)|",
            r"(week|section|섹션|day|part|chapter) ?[0-9]+|",
            r"[①-⑳㉑-㉟㊱-㊿❶-➓⓫-⓾]|(?m:^#+ 0[0-9]+[.)] )"
        ),
        "signs of a number: `제 1 장`, `5주차`, `Day 4`, `①` and `02.` are shown as numbers",
    ),
    (
        r"\A\s*(?s:--- *\n.*?\n ?(---|\.\.\.)|\+\+\+\n.*?\n\+\+\+)[ \t]*(\n|\z)",
        "front matter: comrak knows one form of it, on the first line",
    ),
    (
        r"\[\[[^\]\n]*\]\]",
        "addresses of wiki links: `[[page|words]]` shows its words, `[[_TOC_]]` the contents",
    ),
    (
        concat!(
            r"\]\[[^\]\n]*\]|!\[[^\]\n]*\]\([^\n]*\)|",
            r"\]\([^()\n]*(\([^()\n]*\)[^()\n]*)*\)|",
            r"(?m:^[ \t>*+-]*\[[^\]\n]+\]:[^\n]*$)"
        ),
        "addresses of links, also where GitHub reads none: `[page](my page.md)`",
    ),
    (
        r"\[\^[^\]\n]+\](:[^\n]*)?",
        "labels of footnotes that GitHub does not know, such as those with blanks",
    ),
    (
        r"%%[^%\n]+%%",
        "comments of Obsidian in one line, where a mark alone stands before it",
    ),
    (
        r"(?s)%%.*?%%|<!--.*?-->",
        "comments: those of Obsidian, and of HTML where GitHub takes them for text",
    ),
    (
        concat!(
            r"(?s)\{%-? ?comment.*endcomment -?%\}|\{% #.*?%\}|\{\{!--.*?--\}\}|",
            r"\{\{[<%] ?comment.*?/comment ?[>%]\}\}|\{::comment\}.*?\{:/(comment)?\}|",
            r"\{>>.*?<<\}|#\+BEGIN_COMMENT.*?#\+END_COMMENT|(?m-s:^% .*$)|",
            r"\{+-? ?/\*.*?\*/ ?-?\}+|\{#.*?#\}"
        ),
        "comments of other tools, which GitHub takes for text",
    ),
    (
        r"(?m)^%%[ \t]*\n[^%]*\z",
        "a mark alone in its line that nothing closes hides the rest, as in Obsidian; it is told",
    ),
    (
        r"\{[:#.]?[^{}\n]*\}",
        "attributes: `{#id .class key=value}` and `{:toc}` are no words",
    ),
    (
        concat!(
            r"\{[a-z:]+\}`[^`\n]+`|(?m:^\([^()\n]+\)=$)|\\@ref\([^)\n]*\)|\(\\#[^)\n]*\)|",
            r"@(sec|fig|tbl|lst|eq)-[A-Za-z0-9_-]+"
        ),
        "names of places in a book: its roles and references show what stands there",
    ),
    (
        r"(?i)\[TOC\]|[*-] TOC\n\{:toc\}",
        "the contents stand in its place",
    ),
    (
        r"\[![A-Za-z]+\]",
        "the kind of an alert is said in the site's language",
    ),
    (
        r"(?m)^[ \t>*+-]*(```|~~~)[^\n]*$",
        "behind the language of a fence stands what tools read",
    ),
    (
        r"(?m)^[ \t>*+-]*(\w+@\S+[#$]|\w{2,}(\([\w-]+\))?#|\w+>|[\w.]+:\d+>) ",
        "the prompt before a command is not what is typed",
    ),
];

/// Notes without a page: what their path is, and why.
const NO_PAGE: [(&str, &str); 1] = [(
    r"(?i)(^|/)(SUMMARY|_sidebar|_header|_footer)\.md$",
    "lists of notes are the contents, frames of a wiki no notes",
)];

/// Cases that are about notes that are not read: of these only the words on pages are asked for.
const LEAVE_OUT: [(&str, &str); 16] = [
    ("course-keys", "a draft"),
    ("excluded", "by the settings"),
    ("excluded-but-named", "beside what `notes` names"),
    ("forms-of-github", "forms of pull requests and issues"),
    ("front-matter", "a draft"),
    ("front-matter-typed", "drafts"),
    ("hidden-within", "drafts"),
    ("links", "a README beside `notes/`"),
    ("notes-folder-of-a-project", "beside `notes/`"),
    ("notes-folder-beside-others", "beside `notes/`"),
    ("notes-folder-hides-readmes", "beside `notes/`"),
    ("order-readme-beside-notes", "beside `notes/`"),
    ("order-hugo-sections", "front matter that names a part"),
    ("static-notes", "copied as it is"),
    ("templates", "what notes are made from"),
    ("templates-titled", "what notes are made from"),
];

static KNOWN: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let regex = |(pattern, _): &(&str, &str)| Regex::new(pattern).expect("a pattern");
    DIFFERENCES.iter().map(regex).collect()
});

/// What may be the name of a sign, as GitHub writes them.
static SIGN: LazyLock<Regex> = LazyLock::new(|| Regex::new(":([a-z0-9_+-]+):").expect("a pattern"));

type Words = BTreeMap<String, usize>;

/// The words of a text: letters of one kind in a row, so that a particle behind an address or a
/// term is a word for whoever ends the address there and for whoever does not.
fn count_words(text: &str, into: &mut Words) {
    let text = notesite::inside::text::nfc(text);
    let kind = |c: char| c.is_alphanumeric().then_some(c.is_ascii());
    let mut rest = text.as_ref() as &str;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let first = kind(rest.chars().next().expect("it was found"));
        let end = rest.find(|c| kind(c) != first).unwrap_or(rest.len());
        *into.entry(rest[..end].to_lowercase()).or_default() += 1;
        rest = &rest[end..];
    }
}

/// Elements whose text nobody sees.
const UNSEEN: [&str; 5] = ["script", "style", "head", "title", "template"];

/// The visible text of HTML. `skips` are elements, or classes of them, that are left out with all
/// they hold; tags other than `joins` part words.
fn visible(html: &str, skips: &[&str], joins: &[&str]) -> String {
    let mut out = String::new();
    let mut open: Vec<(String, bool)> = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let class = tag.attributes.get(&b"class"[..]);
                let class = class.map_or(String::new(), |value| {
                    String::from_utf8_lossy(value).into_owned()
                });
                let skipped = (class.split_whitespace().chain([name.as_str()]))
                    .any(|one| skips.contains(&one) || UNSEEN.contains(&one));
                if !joins.contains(&name.as_str()) {
                    out.push(' ');
                }
                if !tag.self_closing
                    && !["br", "img", "hr", "input", "wbr", "col"].contains(&name.as_str())
                {
                    open.push((name, skipped));
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                if !joins.contains(&name.as_ref()) {
                    out.push(' ');
                }
                if let Some(at) = open.iter().rposition(|(one, _)| *one == name) {
                    open.truncate(at);
                }
            }
            Token::String(text) if !open.iter().any(|(_, skipped)| *skipped) => {
                out.push_str(&String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    out
}

/// The words that GitHub shows of a note.
fn words_of_note(source: &str) -> Words {
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.front_matter_delimiter = Some("---".to_owned());
    options.render.r#unsafe = true;
    let html = comrak::markdown_to_html(source, &options);
    let mut words = Words::new();
    // Numbers of footnotes and ways back are the reader's, not the note's.
    count_words(
        &visible(&html, &["footnote-ref", "footnote-backref"], &[]),
        &mut words,
    );
    words
}

/// What stands on pages beside the notes' own words: ways to other pages, reading times, labels.
const FRAME: [&str; 4] = ["nav", "facts", "button", "refs"];

/// A site's pages, and which of them each note is on.
struct Shown {
    pages: HashMap<String, Words>,
    notes: HashMap<String, BTreeSet<String>>,
    told: BTreeSet<String>,
}

fn shown(root: &Path) -> Option<Shown> {
    let request = common::request(root);
    let config = notesite::configure(&request).ok()?;
    let mut memory = Memory::forgetful();
    let site = notesite::load(&request, &config, &mut memory, &mut Timings::default()).ok()?;
    let left_alone = notesite::inside::left_alone(&site.value);
    let told = (site.diagnostics.iter().chain(&left_alone))
        .map(|one| one.file.to_string())
        .collect();
    let inspected = notesite::inside::inspect::inspect(&site.value, &[]);
    let mut notes: HashMap<String, BTreeSet<String>> = HashMap::new();
    each_chapter(&inspected, &mut |path, url| {
        let page = url.split('#').next().expect("one part").to_owned();
        notes.entry(path.to_owned()).or_default().insert(page);
    });
    let mut pages = HashMap::new();
    for (path, bytes) in common::pages(&site.value) {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).expect("a page is UTF-8");
            let main = page.split_once("<main").map_or("", |(_, main)| main);
            let main = main.split_once("</main>").map_or(main, |(main, _)| main);
            let mut words = Words::new();
            let main = format!("<main{main}");
            count_words(&visible(&main, &FRAME, &["span"]), &mut words);
            // A term within a word is a link, letters of another script in it slant.
            let mut joined = Words::new();
            count_words(&visible(&main, &FRAME, &["span", "a", "i"]), &mut joined);
            for (word, count) in joined {
                let parted = words.entry(word).or_default();
                *parted = count.max(*parted);
            }
            pages.insert(path, words);
        }
    }
    Some(Shown { pages, notes, told })
}

/// Calls `found` with the source and the address of each chapter and landing page.
fn each_chapter(value: &Value, found: &mut impl FnMut(&str, &str)) {
    if let (Some(path), Some(url)) = (value["source"]["path"].as_str(), value["url"].as_str()) {
        found(path, url);
    }
    let (home, landing) = (&value["home"], &value["landing"]);
    let lists = [&value["courses"], &value["chapters"]];
    let inner = lists.into_iter().filter_map(Value::as_array).flatten();
    for one in [home, landing]
        .into_iter()
        .filter(|one| one.is_object())
        .chain(inner)
    {
        each_chapter(one, found);
    }
}

const NOWHERE: &str = "on no page, and no message says why";

/// The words of the notes of a folder that its site does not show, and how many were asked for.
fn lost(root: &Path, notes: &[(String, String)]) -> (String, usize) {
    let mut out = String::new();
    let mut asked = 0;
    let Some(site) = shown(root) else {
        return (out, 0);
    };
    for (path, source) in notes {
        let path: &str = &notesite::inside::text::nfc(path);
        let Some(pages) = site.notes.get(path) else {
            // A message about a folder is one about all in it.
            let mut above = Path::new(path).ancestors().filter_map(Path::to_str);
            let is_told = above.any(|one| site.told.contains(one));
            let said = is_told || words_of_note(source).is_empty();
            let regex = |pattern| Regex::new(pattern).expect("a pattern");
            if !said
                && !NO_PAGE
                    .iter()
                    .any(|(pattern, _)| regex(pattern).is_match(path))
            {
                writeln!(out, "{path}: {NOWHERE}").expect("a string");
            }
            continue;
        };
        let mut there = Words::new();
        for page in pages.iter().filter_map(|page| site.pages.get(page)) {
            for (word, count) in page {
                *there.entry(word.clone()).or_default() += count;
            }
        }
        let mut differs = Words::new();
        for pattern in KNOWN.iter() {
            for found in pattern.find_iter(source) {
                count_words(found.as_str(), &mut differs);
            }
        }
        // Signs stand in the place of their names.
        for found in SIGN.captures_iter(source) {
            if emojis::get_by_shortcode(&found[1]).is_some() {
                count_words(&found[1], &mut differs);
            }
        }
        for (word, count) in words_of_note(source) {
            asked += count;
            let of = |words: &Words| words.get(&word).copied().unwrap_or_default();
            if of(&there) + of(&differs) < count {
                writeln!(out, "{path}: `{word}` {count} times, shown {}", of(&there))
                    .expect("a string");
            }
        }
    }
    (out, asked)
}

/// What was said of notes that have pages.
fn with_pages(lost: &str) -> String {
    let lines = lost.lines().filter(|line| !line.ends_with(NOWHERE));
    lines.fold(String::new(), |out, line| out + line + "\n")
}

/// The notes below a folder, as they are typed.
fn notes_below(root: &Path) -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(root).sort_by_file_name();
    let files = files.into_iter().filter_entry(|one| {
        let name = one.file_name().to_string_lossy();
        one.depth() == 0 || !name.starts_with('.') && name != "public" && name != "node_modules"
    });
    let mut notes = Vec::new();
    for file in files.map(|file| file.expect("a file")) {
        let path = file.path();
        if path.extension().is_some_and(|one| one == "md") && file.file_type().is_file() {
            let inside = path.strip_prefix(root).expect("it is below");
            let text = fs::read(path).expect("a note is read");
            if let Ok(text) = String::from_utf8(text) {
                notes.push((inside.to_string_lossy().into_owned(), text));
            }
        }
    }
    notes
}

#[test]
fn every_word_of_every_case_is_shown() {
    let mut wrong = String::new();
    let mut asked = 0;
    let cases = fs::read_dir(Path::new(HERE).join("tests/cases")).expect("cases");
    let mut cases: Vec<_> = cases.map(|one| one.expect("a case").path()).collect();
    cases.sort();
    for case in cases {
        let folder = tempfile::tempdir().expect("a folder");
        common::write_case(&fs::read_to_string(&case).expect("a case"), folder.path());
        let (mut lost, words) = lost(folder.path(), &notes_below(folder.path()));
        asked += words;
        let name = case.file_stem().expect("a name").to_string_lossy();
        if LEAVE_OUT.iter().any(|(one, _)| *one == name) {
            lost = with_pages(&lost);
        }
        if !lost.is_empty() {
            writeln!(wrong, "== {name}\n{lost}").expect("a string");
        }
    }
    println!("{asked} words asked for");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_word_of_every_repository_is_shown() {
    let (mut wrong, mut asked) = (String::new(), 0);
    for half in ["seen", "unseen"] {
        for file in repositories::files(half) {
            let folder = tempfile::tempdir().expect("a folder");
            let text = fs::read_to_string(&file).expect("a repository");
            let (root, _) = repositories::unpack(&text, folder.path());
            let (mut lost, words) = lost(&root, &notes_below(&root));
            asked += words;
            // Templates, drafts and what stands around the pages of wikis.
            lost = with_pages(&lost);
            if !lost.is_empty() {
                writeln!(wrong, "== {}\n{lost}", file.display()).expect("a string");
            }
        }
    }
    println!("{asked} words asked for");
    assert!(asked > 10_000, "{asked} words");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_word_of_our_own_guide_is_shown() {
    let root = Path::new(HERE);
    let notes = notes_below(&root.join("notes"));
    let notes: Vec<_> = (notes.into_iter())
        .map(|(path, text)| (format!("notes/{path}"), text))
        .collect();
    let (lost, words) = lost(root, &notes);
    assert!(words > 4000, "{words} words");
    assert!(lost.is_empty(), "{lost}");
}

/// Folders of notes that lie beside the repository where it is worked on.
#[test]
fn every_word_of_notes_beside_the_repository_is_shown() {
    let shared = Path::new(HERE).join("../shared");
    let mut roots = vec![shared.join("seeds")];
    match fs::read_dir(shared.join("cases")) {
        Ok(cases) => roots.extend(cases.map(|one| one.expect("a case").path())),
        Err(_) => return common::skip("../shared/cases is not here"),
    }
    roots.sort();
    let (mut wrong, mut asked, mut nowhere) = (String::new(), 0, 0);
    for root in roots {
        let notes = notes_below(&root);
        let (mut lost, words) = lost(&root, &notes);
        asked += words;
        // Some are about notes that are left out.
        nowhere += lost.lines().filter(|line| line.ends_with(NOWHERE)).count();
        lost = with_pages(&lost);
        if words == 0 && !notes.is_empty() {
            common::skip(&format!("{} is no site", root.display()));
        }
        if !lost.is_empty() {
            writeln!(wrong, "== {}\n{lost}", root.display()).expect("a string");
        }
    }
    println!("{asked} words asked for");
    if nowhere > 0 {
        common::skip(&format!("{nowhere} notes of ../shared/cases have no page"));
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Blocks of notes as people write them; `{}` stands for words that no other block has.
const BLOCKS: [&str; 48] = [
    "{} {}\n",
    "# {} {}\n",
    "## 1. {}\n",
    "## 2장 {}\n",
    "### {} `{}` **{}**\n",
    "{}\n===\n",
    "- {}\n  - {}\n    - {}\n",
    "- [ ] {}\n- [x] {}\n",
    "1. {}\n   {}\n2. {}\n",
    "* {}\n\n  {}\n\n* {}\n",
    "- {}\n\n      {}\n",
    "> {}\n> - {}\n",
    "> [!NOTE]\n> {}\n",
    "> {}\n{}\n",
    "| {} | {} |\n| --- | :-: |\n| {} | `{}` |\n| **{}** | a\\|{} |\n",
    "{} | {}\n--- | ---\n{} | {}\n",
    "```sh\n$ {} {}\n```\n",
    "~~~\n{}\n~~~\n",
    "    {}\n",
    "```yaml\n{}: {}\n```\n",
    "{}[^{}]\n\n[^{}]: {}\n",
    "<details>\n<summary>{}</summary>\n\n{}\n\n</details>\n",
    "<div align=\"center\">\n  <b>{}</b> {}\n</div>\n",
    "<table><tr><td>{}</td><td>{}</td></tr></table>\n",
    "<table>\n<tr>\n<td>\n\n{}</td><td>{}</td>\n</tr>\n</table>\n",
    "<p>{}<br>{}</p>\n",
    "<ul><li>{}<li>{}</ul>\n",
    "<dl><dt>{}<dd>{}</dl>\n",
    "{}<br/>{} <kbd>{}</kbd> <sub>{}</sub>\n",
    "<pod {}> {} List<{}>\n",
    "<img src=\"x.png\" alt=\"a\"> {}\n",
    "**{}({})**와 **{}**를\n",
    "*{}*_{}_ ***{}***{}\n",
    "~~{}~~ {}~{}\n",
    "__{}__은 `{}`\n",
    "**「{}」**と**「{}」**\n",
    "[{}](a.md) [{}](#{})\n",
    "![{}](x.png) {}\n",
    "https://{}.example/{}_에서 {}\n",
    "<https://{}.example> {}@{}.example\n",
    "[[{}]] {}\n",
    "{}\\\n{}  \n{}\n",
    "{} \\*{}\\* &amp; {} &lt;{}&gt;\n",
    "- kubectl get {} -n <{}>\n  - {}\n",
    "- `docker run {}` : {}\n",
    "- {} > {} > {}\n",
    "***\n{}\n\n---\n",
    "$ {} * {} $ 와 $${}$$\n",
];

/// Words of several scripts, each with the number of its place.
const STEMS: [&str; 6] = ["word", "낱말", "語", "かな", "Né", "слово"];

/// A note of these blocks; no two places of it have the same word.
fn generated(blocks: &[Written]) -> String {
    let (mut out, mut place) = (String::new(), 0);
    for Written {
        block,
        stem,
        within: (first, others),
        is_apart,
    } in blocks
    {
        let mut text = String::new();
        let mut pieces = BLOCKS[*block].split("{}");
        text.push_str(pieces.next().expect("one piece"));
        for piece in pieces {
            place += 1;
            let stem = STEMS[(stem + place) % STEMS.len()];
            write!(text, "{stem}{}{piece}", letters(place)).expect("a string");
        }
        for (line, text) in text.lines().enumerate() {
            let before = if line == 0 { first } else { others };
            writeln!(out, "{before}{text}").expect("a string");
        }
        if *is_apart {
            out.push('\n');
        }
    }
    out
}

/// What a block of a note stands in: before its first line, and before the others.
const WITHIN: [(&str, &str); 8] = [
    ("", ""),
    ("", ""),
    ("", ""),
    ("- ", "  "),
    ("1. ", "   "),
    ("> ", "> "),
    ("  - ", "    "),
    ("> - ", ">   "),
];

/// A block of a note.
#[derive(Clone, Debug)]
struct Written {
    block: usize,
    stem: usize,
    within: (&'static str, &'static str),
    is_apart: bool,
}

fn written() -> impl Strategy<Value = Written> {
    let within = prop::sample::select(WITHIN.to_vec());
    let apart = prop::bool::weighted(0.8);
    (0..BLOCKS.len(), 0..STEMS.len(), within, apart).prop_map(|(block, stem, within, is_apart)| {
        Written {
            block,
            stem,
            within,
            is_apart,
        }
    })
}

/// A number in letters, so that nothing takes it for one.
fn letters(mut number: usize) -> String {
    let mut out = String::from("q");
    while number > 0 {
        out.push(char::from(b'a' + (number % 20) as u8));
        number /= 20;
    }
    out
}

proptest! {
    #![proptest_config(common::tries(400))]
    #[test]
    fn every_word_of_generated_notes_is_shown(
        blocks in prop::collection::vec(written(), 1..9),
        name in prop::sample::select(vec!["README.md", "notes/a.md", "a/b.md"]),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        let text = generated(&blocks);
        fs::write(&file, &text).expect("written");
        let (lost, words) = lost(folder.path(), &[(name.to_owned(), text.clone())]);
        prop_assert!(lost.is_empty() && words > 0, "{lost}\nin\n{text}");
    }
}
