//! What is said of notes: one constructor for each thing that can be wrong with them, each a full
//! sentence with a help sentence that tells what to type. Knows nothing of how it was found.

use super::tree::{FileSpan, Span};
use crate::address::NotePath;
use crate::diagnostic::Diagnostic;
use crate::notes::code::command::CommandDoubt;
use crate::notes::reading::chapter_rule::Heading;

/// Where a link stands, in its chapter or, where it is none of a chapter, in its file: most
/// messages here are about one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a, S = Span> {
    /// The file, relative to ROOT.
    pub file: &'a NotePath,
    /// The link's bytes.
    pub span: S,
}

impl<S> At<'_, S> {
    pub(crate) fn warn(self, code: &'static str, message: String, help: String) -> Diagnostic<S> {
        Diagnostic::warning(code, self.file, self.span, message, help)
    }
}

/// `nearest` as a help sentence, or what to do where nothing is near.
pub(crate) fn did_you_mean(nearest: Option<&str>, otherwise: &str) -> String {
    nearest.map_or_else(
        || otherwise.to_owned(),
        |name| format!("Did you mean `{name}`?"),
    )
}

/// A picture that is not there.
pub(crate) fn missing_image(at: At, path: &str, nearest: Option<&str>) -> Diagnostic<Span> {
    let help = did_you_mean(
        nearest,
        "Add the file there, or correct the path, which counts from the folder of this note.",
    );
    at.warn(
        "missing-image",
        format!("The picture `{path}` does not exist."),
        help,
    )
    .about(path)
}

/// A link to a file or chapter that is not there.
pub(crate) fn broken_link(at: At, destination: &str, nearest: Option<&str>) -> Diagnostic<Span> {
    let help = did_you_mean(
        nearest,
        "Correct the path, which counts from the folder of this note, or remove the link.",
    );
    at.warn(
        "broken-link",
        format!("The link leads to `{destination}`, which does not exist."),
        help,
    )
    .about(destination)
}

/// A reference to a name that no place bears.
pub(crate) fn unknown_label(at: At, name: &str) -> Diagnostic<Span> {
    let help = format!(
        "Give the name to the place that is meant, `({name})=` before it or `{{#{name}}}` behind \
         its heading, or correct it."
    );
    let message = format!("No heading, picture or paragraph is called `{name}`.");
    at.warn("broken-link", message, help).about(name)
}

/// A link to a note that is not for readers.
pub(crate) fn withheld_link(at: At, path: &str) -> Diagnostic<Span> {
    let help = "Remove the link, or publish the note: `notesite check --verbose` says why it was \
        left out."
        .to_owned();
    at.warn(
        "broken-link",
        format!("`{path}` was left out of the site, so the link leads nowhere."),
        help,
    )
}

/// A link without a destination.
pub(crate) fn empty_link(at: At) -> Diagnostic<Span> {
    let help = "Write the destination between the brackets, or remove them.".to_owned();
    at.warn(
        "broken-link",
        "The link has no destination.".to_owned(),
        help,
    )
}

/// A link that climbs above ROOT.
pub(crate) fn outside_link(at: At, destination: &str) -> Diagnostic<Span> {
    let help =
        "Move the file into the folder of the notes, or link to its address on the web.".to_owned();
    at.warn(
        "broken-link",
        format!("The link `{destination}` leads out of the folder that the site is made from."),
        help,
    )
    .about(destination)
}

/// A link to a page of the repository on GitHub, whose address nobody said.
pub(crate) fn forge_page_link(at: At, destination: &str, page: &str) -> Diagnostic<Span> {
    let help = "Write `repository = \"https://github.com/USER/REPOSITORY\"` in notesite.toml, and \
                the link leads there."
        .to_owned();
    at.warn(
        "broken-link",
        format!("The link `{destination}` leads to `{page}` of a repository that is not known."),
        help,
    )
    .about(destination)
}

/// A link to a file of this computer.
pub(crate) fn local_link(at: At, destination: &str) -> Diagnostic<Span> {
    let help = "Copy the file beside the notes and link to it by a relative path.".to_owned();
    at.warn(
        "broken-link",
        format!("The link `{destination}` leads to this computer only; readers cannot follow it."),
        help,
    )
    .about(destination)
}

/// A link to a file whose name begins with a dot.
pub(crate) fn hidden_link(at: At, path: &str) -> Diagnostic<Span> {
    let help =
        "Rename the file, or set `repository` in notesite.toml so that the link can lead to \
        the repository."
            .to_owned();
    at.warn(
        "broken-link",
        format!("`{path}` is a hidden file, and hidden files are not published."),
        help,
    )
    .about(path)
}

/// A link to a file that the secret check would find something in.
pub(crate) fn secret_in_file(at: At, path: &str, name: &str) -> Diagnostic<Span> {
    at.warn(
        "secret-in-file",
        format!("`{path}` holds what looks like {name}, so it is not published."),
        "Take it out of the file, or allow it by a pattern under [secrets] in notesite.toml."
            .to_owned(),
    )
    .about(path)
}

/// A link to a file that is no note and says that it is a draft or private.
pub(crate) fn draft_in_file(at: At, path: &str) -> Diagnostic<Span> {
    at.warn(
        "draft-linked",
        draft_message(path),
        "Remove the link, or the words that say so. `--drafts` builds it.".to_owned(),
    )
}

fn draft_message(path: &str) -> String {
    format!("`{path}` or its folder says that it is a draft or private, so it is not published.")
}

/// A picture that says where it was taken.
pub(crate) fn located_picture(at: At, path: &str) -> Diagnostic<Span> {
    let (message, help) = location(path);
    at.warn("picture-location", message, help).about(path)
}

/// The same of a picture that no note shows.
pub(crate) fn located_file(path: &str) -> Diagnostic {
    let (message, help) = location(path);
    Diagnostic::warning("picture-location", &path.into(), None, message, help)
}

fn location(path: &str) -> (String, String) {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    let typed = if path.chars().all(is_plain) && !path.starts_with('-') {
        path.to_owned()
    } else {
        format!("'./{}'", path.replace('\'', r"'\''"))
    };
    (
        format!("`{path}` says where it was taken (GPS), and readers can see that."),
        format!("Remove it: `exiftool -gps:all= -xmp:geotag= {typed}`."),
    )
}

/// A link to a file that `git-crypt` has not decrypted here.
pub(crate) fn encrypted_file(at: At, path: &str) -> Diagnostic<Span> {
    at.warn(
        "encrypted",
        format!("`{path}` is encrypted by git-crypt, so it is not published."),
        "`git-crypt unlock` decrypts what you have the key of; else remove the link.".to_owned(),
    )
    .about(path)
}

/// A file that is copied as it is and says that it is a draft or private.
pub(crate) fn draft_in_static_file(path: &str) -> Diagnostic {
    Diagnostic::warning(
        "draft-linked",
        &path.into(),
        None,
        draft_message(path),
        "Take it out of this folder, or remove the words that say so. `--drafts` builds \
         it."
        .to_owned(),
    )
}

/// The same of a file that is copied as it is.
pub(crate) fn secret_in_static_file(path: &str, name: &str) -> Diagnostic {
    Diagnostic::warning(
        "secret-in-file",
        &path.into(),
        None,
        format!("`{path}` holds what looks like {name}, so it is not published."),
        "Take it out of the file, or allow it by a pattern under [secrets] in notesite.toml."
            .to_owned(),
    )
}

/// A link to a folder that has no page.
pub(crate) fn folder_link(at: At, path: &str, nearest: Option<&str>) -> Diagnostic<Span> {
    let help = nearest.map_or_else(
        || format!("Link to a file in it, or write `{path}/README.md` to give it a page."),
        |name| format!("Link to a file in it, such as `{name}`."),
    );
    at.warn(
        "folder-link",
        format!("`{path}` is a folder, and it has no page of its own."),
        help,
    )
    .about(path)
}

/// A chapter that is there, without the anchor.
pub(crate) fn unknown_anchor<S>(
    at: At<'_, S>,
    anchor: &str,
    place: &str,
    nearest: Option<&str>,
) -> Diagnostic<S> {
    let help = did_you_mean(
        nearest,
        "Link to the chapter alone, or to one of its headings.",
    );
    at.warn(
        "unknown-anchor",
        format!("`{place}` has no heading or bullet with the anchor `#{anchor}`."),
        help,
    )
    .about(&format!("#{anchor}"))
}

/// A file that is found only when upper and lower case are the same.
pub(crate) fn case_differs(at: At, written: &str, found: &str) -> Diagnostic<Span> {
    let message = format!(
        "`{written}` differs from the file's name in upper and lower case, and most servers tell \
        them apart."
    );
    at.warn("case-differs", message, format!("Write `{found}`."))
        .about(written)
}

/// A file that is found only when compatible characters are the same.
pub(crate) fn normalisation_differs(at: At, written: &str, found: &str) -> Diagnostic<Span> {
    let message =
        format!("`{written}` looks like the file's name but is made of other characters.");
    at.warn(
        "normalisation-differs",
        message,
        format!("Write `{found}`."),
    )
    .about(written)
}

/// A link that would run a script.
pub(crate) fn unsafe_link(at: At, scheme: &str) -> Diagnostic<Span> {
    let message =
        format!("A link that begins with `{scheme}:` can run a script, so it is shown as text.");
    at.warn(
        "unsafe-link",
        message,
        "Link to an address that begins with `https://`, or to a file.".to_owned(),
    )
    .about(&format!("{scheme}:"))
}

/// A name that several chapters have.
pub(crate) fn ambiguous_link(at: At, name: &str, urls: &[String]) -> Diagnostic<Span> {
    let shown: Vec<String> = urls.iter().take(3).map(|url| format!("`{url}`")).collect();
    let help = format!(
        "Say which one is meant, with its number or by its page: {}.",
        shown.join(", ")
    );
    at.warn(
        "ambiguous-link",
        format!("`{name}` could be more than one place."),
        help,
    )
    .about(name)
}

/// A term of `[terms] add` that names no chapter. There is no file of notes to point at, so the
/// configuration is named.
pub(crate) fn unknown_term(
    config: &NotePath,
    word: &str,
    chapter: &str,
    nearest: Option<&str>,
) -> Diagnostic {
    let message =
        format!("The term `{word}` should lead to `{chapter}`, but no chapter is called so.");
    let help = did_you_mean(
        nearest,
        "Write the chapter's number and title, such as `15. Pod`, under `[terms]` `add`.",
    );
    Diagnostic::warning("unknown-term", config, None, message, help)
}

/// A key of `[courses]` that names no course. `courses` are those that there are.
pub(crate) fn unknown_course(
    span: Option<FileSpan>,
    key: &str,
    nearest: Option<&str>,
    courses: &[&str],
) -> Diagnostic {
    let names: Vec<String> = courses
        .iter()
        .take(4)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = if courses.len() > names.len() {
        ", …"
    } else {
        ""
    };
    let help = match (nearest, names.as_slice()) {
        (None, []) => "There are no courses yet; remove the table.".to_owned(),
        (None, names) => format!(
            "The courses are {}{more}; a course is a file with numbered headings, or a folder.",
            names.join(", ")
        ),
        (near, _) => did_you_mean(near, ""),
    };
    Diagnostic::warning(
        "unknown-course",
        &"notesite.toml".into(),
        span,
        format!("No course comes from `{key}`, so what is set for it goes unheard."),
        help,
    )
}

/// A lock that cannot be read.
pub(crate) fn bad_lock(file: &NotePath, span: Option<FileSpan>, reason: &str) -> Diagnostic {
    let help =
        "Resolve the conflict in it or delete it, then run `notesite lock` and commit the file."
            .to_owned();
    Diagnostic::warning(
        "bad-lock",
        file,
        span,
        format!("The lock cannot be read, so old page names lead nowhere: {reason}."),
        help,
    )
}

/// A lock that does not hold the names of today. `new` and `old` count pages.
pub(crate) fn stale_lock(file: &NotePath, new: usize, old: usize) -> Diagnostic {
    let pages = |count: usize| format!("{count} page{}", if count == 1 { "" } else { "s" });
    let message = match (new, old) {
        (0, old) => format!("The lock names {} that the site has no longer.", pages(old)),
        (new, 0) => format!("The lock does not know {} of the site.", pages(new)),
        (new, old) => format!(
            "The lock does not know {} of the site, and {} of its own changed.",
            pages(new),
            pages(old)
        ),
    };
    Diagnostic::warning(
        "stale-lock",
        file,
        None,
        message,
        "Run `notesite lock` and commit notesite.lock.".to_owned(),
    )
}

/// A page that was given out and that nothing answers for.
pub(crate) fn lost_page(
    file: &NotePath,
    span: Option<FileSpan>,
    url: &str,
    title: &str,
) -> Diagnostic {
    let message = format!(
        "The page `{url}` (`{title}`) was given out, and no chapter of today has its title, or its \
        number and place."
    );
    let help = format!(
        "Add `\"{url}\" = \"NEW.html\"` under [redirects], or run `notesite lock` to give the name \
        up."
    );
    Diagnostic::warning("lost-page", file, span, message, help)
}

/// A footnote of a label that has one already. `span` is the whole definition.
pub(crate) fn repeated_footnote(file: &NotePath, span: FileSpan, label: &str) -> Diagnostic {
    let mark = FileSpan::new(span.start, span.start + label.len() + "[^]:".len());
    Diagnostic::warning(
        "repeated-footnote",
        file,
        mark,
        format!("The footnote `{label}` is defined above, so these words are on no page."),
        "Give it a label of its own, here and where it is referred to.".to_owned(),
    )
}

/// A file of one page whose headings count by something else than numbers.
pub(crate) fn split_is_possible(file: &NotePath, heading: &Heading) -> Diagnostic {
    let level = heading.level;
    let message = format!(
        "This file is one page, though its headings from `{}` on look like chapters. `split = \
        {level}` under [courses.\"{file}\"] in notesite.toml, or `split: {level}` in its front \
        matter, cuts it there; `none` keeps it whole.",
        heading.text
    );
    let span = FileSpan::new(heading.start, heading.start + usize::from(level));
    Diagnostic::note("split-possible", file, span, message)
}

/// A bullet that begins with a program's name and is no command. `check --verbose` only.
pub(crate) fn no_command(at: At, words: &str, doubt: CommandDoubt) -> Diagnostic<Span> {
    let why = match doubt {
        CommandDoubt::Spoken => "what follows speaks of it",
        CommandDoubt::Sentence => "it has the words of a sentence",
        CommandDoubt::Version => "a version follows",
        CommandDoubt::Thin => {
            "nothing follows that only a command has, such as an option, a file or a sub-command"
        }
    };
    let message = format!("`{words}` was not taken for a command: {why}.");
    Diagnostic::note("no-command", at.file, at.span, message)
}

/// A word that is the subject of two chapters. `check --verbose` only.
pub(crate) fn shared_term(course: &NotePath, word: &str) -> Diagnostic {
    let message = format!(
        "`{word}` is the subject of more than one chapter, so it leads to none. `\"{word}\" = \
        \"CHAPTER\"` under `[terms]` `add` decides."
    );
    Diagnostic::note("term-not-linked", course, None, message)
}

/// A mention that fits several chapters. `check --verbose` only.
pub(crate) fn ambiguous_mention(at: At, words: &str, titles: &[String]) -> Diagnostic<Span> {
    let mut shown: Vec<String> = titles
        .iter()
        .take(4)
        .map(|title| format!("`{title}`"))
        .collect();
    shown.dedup();
    let message = if shown.len() == 1 {
        format!(
            "`{words}` was not linked: {} has more than one place of that name.",
            shown[0]
        )
    } else {
        format!(
            "`{words}` was not linked: it could be {}.",
            shown.join(" or ")
        )
    };
    Diagnostic::note("mention-not-linked", at.file, at.span, message)
}

/// Words between double brackets that no note is called. `check --verbose` only.
pub(crate) fn no_note_called(at: At, words: &str) -> Diagnostic<Span> {
    Diagnostic::note(
        "mention-not-linked",
        at.file,
        at.span,
        format!("`[[{words}]]` is shown as it was typed: no note and no chapter has that name."),
    )
}

/// The same where nearly all such words lead to a note.
pub(crate) fn unwritten_note(at: At, words: &str) -> Diagnostic<Span> {
    at.warn(
        "broken-link",
        format!("`[[{words}]]` is shown as it was typed: no note and no chapter has that name."),
        "Correct the name, or remove the brackets. Most others of these notes lead to one.".into(),
    )
    .about(words)
}

/// A link to a folder that holds files and no note. `check --verbose` only.
pub(crate) fn folder_of_code(at: At, path: &str) -> Diagnostic<Span> {
    let message = format!(
        "`{path}` is a folder without notes, so its link is shown as words. With `repository` in \
         notesite.toml it leads to the folder there."
    );
    Diagnostic::note("folder-without-notes", at.file, at.span, message)
}

/// A mention of a number that no chapter has. `check --verbose` only.
pub(crate) fn no_such_chapter(at: At, words: &str, number: u32) -> Diagnostic<Span> {
    Diagnostic::note(
        "mention-not-linked",
        at.file,
        at.span,
        format!("`{words}` was not linked: the course has no chapter {number}."),
    )
}

/// A code block that is too large for its colours.
pub(crate) fn plain_code(at: At) -> Diagnostic<Span> {
    let message =
        "This code block is larger than 64 kB or has a line of more than 2,000 bytes, so it is \
        shown without colours."
            .to_owned();
    let help = "Show the part that matters, or link to the file.".to_owned();
    Diagnostic::warning("plain-code", at.file, at.span, message, help)
}

/// A file that a command names and that is nowhere. `check --verbose` only.
pub(crate) fn no_such_file(at: At, words: &str) -> Diagnostic<Span> {
    let message = format!(
        "`{words}` is not shown here: no file of that name lies where the notes say, or under ROOT \
        at all."
    );
    Diagnostic::note("file-not-shown", at.file, at.span, message)
}

/// A file name that several files have. `check --verbose` only.
pub(crate) fn ambiguous_file(at: At, words: &str, paths: &[String]) -> Diagnostic<Span> {
    let paths: Vec<String> = paths
        .iter()
        .take(4)
        .map(|path| format!("`{path}`"))
        .collect();
    let message = format!(
        "`{words}` is not shown here: it could be {}. A bullet such as `folder 로 이동` above it \
        decides.",
        paths.join(" or ")
    );
    Diagnostic::note("file-not-shown", at.file, at.span, message)
}

/// A file that must not or cannot be shown. `check --verbose` only.
pub(crate) fn file_kept_back(at: At, path: &str) -> Diagnostic<Span> {
    let message = format!(
        "`{path}` is not shown here: it is hidden, no text, larger than 256 kB, a Secret, named by \
        a .gitignore, or holds what the secret check finds."
    );
    Diagnostic::note("file-not-shown", at.file, at.span, message)
}
