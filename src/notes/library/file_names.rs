//! What the names of notes say: landing pages, papers about the repository, templates of notes.

use crate::notes::library::files::parent;
use crate::notes::reading::numbers;
use crate::notes::sources::without_ending;

/// Names of landing pages, those that GitHub shows below a folder first.
pub(super) const LANDINGS: [&str; 10] = [
    "readme.md",
    "readme.markdown",
    "index.md",
    "index.markdown",
    "_index.md",
    "readme.mdx",
    "index.mdx",
    "_index.mdx",
    "index.qmd",
    "index.rmd",
];

/// The first page of a wiki.
pub(super) const HOME: &str = "home.md";

/// Whether that is the name of a wiki's first page.
pub(super) fn is_home(name: &str) -> bool {
    name.eq_ignore_ascii_case(HOME)
}

/// Names of notes that list the others, without blanks.
const CONTENTS: [&str; 12] = [
    "목차",
    "차례",
    "toc",
    "contents",
    "tableofcontents",
    "目次",
    "目录",
    "home",
    "홈",
    "index",
    "moc",
    "mapofcontents",
];

/// Whether a note is called as those are that list the others: `목차`, `00. Home`, `🏠 Home`.
pub(super) fn is_contents(path: &str) -> bool {
    let name = folded(stem(path));
    let bare = name.trim_start_matches(|c: char| c.is_ascii_digit());
    CONTENTS.contains(&bare) && !is_landing(path)
}

/// Whether a note is called a map of others: `자바 MOC`.
pub(super) fn is_map(path: &str) -> bool {
    let (_, last) = stem(path).rsplit_once([' ', '-', '_']).unwrap_or_default();
    last.eq_ignore_ascii_case("moc")
}

/// Letters and digits of a name, in lower case.
pub(super) fn folded(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether a note is called as the folder around it is, as Obsidian keeps the note of a folder:
/// `os/os.md`, `01_os/os.md`.
pub(super) fn is_of_folder(path: &str) -> bool {
    let own = folded(numbers::without_id(stem(path)));
    let folder = name_of(parent(path));
    !own.is_empty() && (own == folded(folder) || own == folded(&numbers::file_title(folder).1))
}

/// Names of files that are about the repository and not about its subject, as GitHub and those who
/// work with it know them.
pub(super) const ABOUT: [&str; 18] = [
    "contributing",
    "code_of_conduct",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "changes",
    "security",
    "support",
    "governance",
    "maintainers",
    "contributors",
    "authors",
    "agents",
    "claude",
    "pull_request_template",
    // What a host shows where no page is.
    "404",
];

/// Folders in which generators and editors keep what new notes begin as: Hugo, Hexo, Jekyll,
/// Obsidian, cookiecutter.
const TEMPLATES: [&str; 9] = [
    "archetypes",
    "scaffolds",
    "_layouts",
    "_includes",
    "templates",
    "_templates",
    "template",
    "템플릿",
    "서식",
];

/// Whether a file is no note but what new ones begin as: it lies where those are kept and its front
/// matter, or the title at its top, waits to be filled in, as `title: {{ title }}`, `date: <%
/// tp.date.now() %>` and `# {{title}}` do. A note on such a language has words of its own beside
/// that, and can be read.
pub(super) fn is_template(path: &str, (front, body): (&str, &str), is_readable: bool) -> bool {
    let path = path.to_lowercase();
    let mut folders = parent(&path).split('/');
    let is_kept = folders.any(|folder| TEMPLATES.contains(&folder.trim_start_matches(is_ordinal)))
        || path.contains("{{")
        || ["template", "템플릿"]
            .iter()
            .any(|word| stem(&path).contains(word));
    let waits = |line: &str| {
        let value = line.split_once([':', '=']).map_or(line, |(_, value)| value);
        let value = value.trim_matches(['"', '\'', '[', ']', ' ']);
        let is_all = |(open, close)| value.starts_with(open) && value.ends_with(close);
        let holds = |(open, _)| value.contains(open);
        let marks = [("{{", "}}"), ("{%", "%}"), ("<%", "%>")];
        marks.into_iter().any(is_all) || !is_readable && marks.into_iter().any(holds)
    };
    let title = body.lines().find(|line| !line.trim().is_empty());
    let title = title.and_then(|line| line.trim().strip_prefix('#'));
    let title = title.map(|words| words.trim_matches(['#', ' ']));
    // Its value is all there is: `{{date:YYYY-MM-DD}}`, and not `{{ a }} and {{ b }}`.
    let is_blank = |words: &str| {
        waits(&format!("title: {words}")) && words.matches("{{").count() < 2 && is_readable
    };
    is_kept && (front.lines().any(waits) || title.is_some_and(is_blank))
}

/// Whether a file is what GitHub begins pull requests and issues with: it looks for these on top,
/// in `docs`, and in folders of these names.
pub(super) fn is_form(path: &str) -> bool {
    const FORMS: [&str; 2] = ["pull_request_template", "issue_template"];
    let is_form = |name: &str| FORMS.iter().any(|form| name.eq_ignore_ascii_case(form));
    let folder = parent(path);
    let is_known = folder.is_empty() || folder.eq_ignore_ascii_case("docs");
    is_known && is_form(stem(path)) || is_form(name_of(folder))
}

/// `99 템플릿`, `_templates`: what only puts a folder in order.
fn is_ordinal(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ' ' | '.' | '-')
}

pub(crate) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a file in the folder of the notes is about the repository.
pub(super) fn is_about(path: &str) -> bool {
    let name = name_of(path).to_ascii_lowercase().replace('-', "_");
    let stem = name.split('.').next().unwrap_or_default();
    ABOUT.contains(&stem)
}

/// Languages as names of READMEs say them, beside their codes.
const LANGUAGES: &str = "ko kr korean en us eng english ja jp japanese zh cn tw hk zh-cn zh-tw \
                         zh-hans zh-hant chinese fr de es pt pt-br br ru it vi vn id th tr pl nl \
                         uk ua ar fa hi cs sv hu ro el he bn";

/// Whether a file is a README in another language, beside the one that a folder shows:
/// `README.ko.md`, `README_zh-CN.md`.
pub(super) fn is_translated_readme(path: &str) -> bool {
    let name = stem(path).to_ascii_lowercase().replace('_', "-");
    let language = name
        .strip_prefix("readme")
        .and_then(|rest| rest.strip_prefix(['.', '-']));
    language.is_some_and(|language| LANGUAGES.split_whitespace().any(|one| one == language))
}

/// The path of the note that one is in another language, by its name: `a/b.md` for `a/b.ko.md`.
pub(super) fn translated_from(path: &str) -> Option<String> {
    let whole = without_ending(path)?;
    let (plain, language) = whole.rsplit_once('.')?;
    let language = language.to_ascii_lowercase().replace('_', "-");
    let is_known = LANGUAGES.split_whitespace().any(|one| one == language);
    (is_known && !name_of(plain).is_empty()).then(|| format!("{plain}{}", &path[whole.len()..]))
}

/// A name without the noughts that put it first: `0_README.md`.
pub(super) fn without_noughts(name: &str) -> &str {
    let bare = name.trim_start_matches('0');
    let words = bare.trim_start_matches(['_', '-', '.', ' ']);
    if bare.len() < name.len() && words.len() < bare.len() {
        words
    } else {
        name
    }
}

/// Whether a folder shows the file.
pub(crate) fn is_landing(path: &str) -> bool {
    let name = without_noughts(name_of(path));
    let known = |name: &str| {
        LANDINGS
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
    };
    known(name) || of_language(name).is_some_and(known)
}

/// `_index.md` for `_index.ko.md` and `_index.pt-br.md`: the landing page of a section in one of
/// the languages of Hugo's site.
pub(super) fn of_language(name: &str) -> Option<&'static str> {
    let (stem, language) = without_ending(name)?.rsplit_once('.')?;
    let (language, region) = language.split_once('-').unwrap_or((language, ""));
    let is_code = |code: &str| code.bytes().all(|c| c.is_ascii_lowercase());
    let is_language = matches!(language.len(), 2 | 3) && is_code(language);
    let is_region = region.len() <= 4 && is_code(region);
    (stem == "_index" && is_language && is_region).then_some("_index.md")
}

/// Whether a page is called as Notion calls those that it exports.
pub(crate) fn has_id(path: &str) -> bool {
    let stem = stem(path);
    numbers::without_id(stem) != stem
}

pub(crate) fn stem(path: &str) -> &str {
    let name = name_of(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a folder is one of those in which Maven and Gradle look for a package, or lies below
/// `src` and is called as packages are: `src/com/example`.
pub(super) fn is_of_package(folder: &str) -> bool {
    let mut names = folder.split('/').skip_while(|name| *name != "src").skip(1);
    let of_package = |name: &str| {
        let is_letter = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
        name.bytes().all(is_letter)
    };
    let mut package = names.clone();
    if package.next().is_some_and(of_package) && package.all(of_package) {
        return true;
    }
    let is_set = names
        .next()
        .is_some_and(|name| ["main", "test"].contains(&name));
    let languages = ["java", "kotlin", "scala", "groovy", "resources"];
    is_set && names.next().is_none_or(|name| languages.contains(&name))
}

/// Folders that tools want notes to lie in: their names say nothing about the course.
pub(super) fn is_container(name: &str) -> bool {
    [
        "src",
        "source",
        "docs",
        "doc",
        "content",
        "contents",
        "book",
        "website",
        "_posts",
        // Where Docusaurus keeps the documents of a language.
        "docusaurus-plugin-content-docs",
        "docusaurus-plugin-content-blog",
        "current",
    ]
    .contains(&name)
}
