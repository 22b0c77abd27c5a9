//! What is said of notes and files that were left out, and of sites that lose their chapters by it.
//! What was found in, a message out.

use crate::address::NotePath;
use crate::diagnostic::{Diagnostic, Severity};
use crate::notes::reading::containers::TypedKind;
use crate::notes::reading::other_scan::{OtherComment, OtherFound};
use crate::notes::sources::{STATIC, is_note};
use crate::notes::tree::FileSpan;

/// A file marked as a draft. `check --verbose` only.
pub(crate) fn draft(file: &NotePath) -> Diagnostic {
    Diagnostic::note(
        "draft",
        file,
        None,
        "This file was left out: its front matter or its folder says that it is a draft or \
         private. `--drafts` builds it."
            .to_owned(),
    )
}

/// A line of `exclude` that names nothing, but for its case or its separators.
pub(crate) fn excludes_nothing(line: &str, meant: &str) -> Diagnostic {
    let message = format!(
        "`{line}` in `exclude` of notesite.toml names nothing, so what was meant is published: \
         there is `{meant}`."
    );
    let help = "Write the path from ROOT as it is on disk, upper and lower case apart, with `/` \
                between names."
        .to_owned();
    Diagnostic::warning(
        "exclude-unused",
        &"notesite.toml".into(),
        None,
        message,
        help,
    )
}

/// What another tool leaves out by a program or by what cannot be read: nothing of ours runs it.
pub(crate) fn unread_exclusion(file: &str, key: &str) -> Diagnostic {
    let message = format!(
        "`{key}` of this file is no plain list, so what else it leaves out of its own site is \
         published here."
    );
    let help = "Write the paths in notesite.toml, too: `exclude = [\"drafts/**\"]`.".to_owned();
    Diagnostic::warning("exclude-unread", &file.into(), None, message, help)
}

/// A comment that is never closed; what would close it, and whether it hides the rest of the note.
pub(crate) fn unclosed_comment(
    file: &NotePath,
    span: FileSpan,
    (opens, closes): (&str, &str),
    hides: bool,
) -> Diagnostic {
    let (message, help) = if hides {
        let hider = if closes == "-->" {
            "GitHub"
        } else {
            "Obsidian"
        };
        (
            "This comment is never closed, so it takes the rest of the note.",
            format!(
                "Close it with `{closes}`. What stands behind it is on no page; {hider} hides it \
                too."
            ),
        )
    } else {
        (
            "This mark opens a comment that is never closed, so the words behind it are shown.",
            format!(
                "Close it with `{closes}`, or write `\\{opens}` if readers shall see the mark."
            ),
        )
    };
    Diagnostic::warning("unclosed-comment", file, span, message.to_owned(), help)
}

/// A comment of another tool, which is hidden, shown or never closed.
pub(crate) fn other_comment(file: &NotePath, comment: OtherComment) -> Diagnostic {
    let OtherComment { form, mark, found } = comment;
    let span = FileSpan::new(mark.0, mark.1);
    let (said, help) = match found {
        OtherFound::Unclosed => {
            let opens = if form.closes().starts_with("#+") {
                "#+"
            } else {
                "{"
            };
            return unclosed_comment(file, span, (opens, form.closes()), false);
        }
        OtherFound::Hidden => (
            "it is on no page, but GitHub shows it",
            "Write `<!-- … -->`, which all hide, or put it between backticks if readers shall see \
             it.",
        ),
        OtherFound::Shown => (
            "it is shown, as on GitHub",
            "Write `<!-- … -->` if readers shall not see it, else put it between backticks.",
        ),
    };
    let message = format!(
        "This is a comment of {}, and no settings here say that the notes are made for that: \
         {said}.",
        form.name()
    );
    Diagnostic::warning("other-comment", file, span, message, help.to_owned())
}

/// A form of another tool that is shown as it was typed, the first of those of its name in a note,
/// and how many there are.
pub(crate) fn shown_as_typed(
    file: &NotePath,
    (span, kind): (FileSpan, TypedKind),
    name: &str,
    count: usize,
) -> Diagnostic {
    let (what, help) = match kind {
        TypedKind::Open => (
            "begins what nothing closes".to_owned(),
            "Close it in a line of its own, as its tool wants it (`:::`, `{% endhint %}`), or put \
             it between backticks if readers shall see it.",
        ),
        TypedKind::Colons => (
            "is a container whose name is not known here".to_owned(),
            "Write `> [!NOTE]` before what stands in it, which GitHub shows as a box too, or call \
             it `:::note`.",
        ),
        TypedKind::Hugo | TypedKind::Liquid => (
            format!(
                "is run by {}, and by nothing here",
                if kind == TypedKind::Hugo {
                    "Hugo"
                } else {
                    "Jekyll and others that know Liquid"
                }
            ),
            "Write as Markdown what it would show, or put it between backticks if readers shall \
             see it.",
        ),
        TypedKind::Included(tool) => (
            format!("is where {tool} puts what another file holds"),
            "Copy here what readers shall see of that file at once.",
        ),
        TypedKind::Layout => (
            "is where Jekyll puts a file of `_includes`".to_owned(),
            "Write as Markdown what readers shall see of that file.",
        ),
    };
    let more = match count {
        1 => String::new(),
        count => format!(" {count} of them stand in this note."),
    };
    let closes = match name.get(..3) {
        Some("{{<") => " >}}",
        Some("{{%") => " %}}",
        Some("{{#") => " }}",
        _ if name.starts_with("{%") => " %}",
        _ => "",
    };
    let name = &format!("{name}{closes}");
    let shown = match kind {
        TypedKind::Included(_) => "so it is a link to that file",
        TypedKind::Layout => "so nothing is shown in its place",
        _ => "so it is shown as typed",
    };
    let message = format!("`{name}` {what}, {shown}.{more}");
    Diagnostic::warning("shown-as-typed", file, span, message, help.to_owned()).about(name)
}

/// What a line asks of a file that the file does not have.
#[derive(Debug)]
pub(crate) enum UnshownPart {
    /// There is no such file.
    File,
    /// An option as typed that names no lines of the file, and how many it has.
    Lines(String, usize),
    /// An option as typed that stands nowhere in the file.
    Words(String),
}

/// A line of Sphinx that asks what a file of code does not have.
pub(crate) fn unshown(
    note: &NotePath,
    span: FileSpan,
    file: &str,
    part: &UnshownPart,
) -> Diagnostic {
    let (said, help) = match part {
        UnshownPart::File => (
            format!("The file `{file}` does not exist"),
            "Correct the path, which counts from the folder of this note.".to_owned(),
        ),
        UnshownPart::Lines(option, count) => (
            format!("`{option}` names no lines of `{file}`, which has {count}"),
            format!("Write lines from 1 to {count}: `:lines: 1-{count}`, or `1,3,5-` for several."),
        ),
        UnshownPart::Words(option) => (
            format!("`{option}` stands nowhere in `{file}`"),
            "Write words of the file behind it, or leave it out to show the file from its start \
             to its end."
                .to_owned(),
        ),
    };
    let message = format!("{said}, so nothing of it is shown here.");
    Diagnostic::warning("shown-as-typed", note, span, message, help)
}

/// A note that lies encrypted on disk, and by what.
pub(crate) fn encrypted(file: &NotePath, by: &str) -> Diagnostic {
    let unlock = match by {
        "git-crypt" => "`git-crypt unlock` decrypts what you have the key of",
        "ansible-vault" => "`ansible-vault view` shows it",
        _ => "Decrypt it if it is for readers",
    };
    let message = format!("This file is encrypted by {by}, so it was left out.");
    let help = format!("{unlock}; else name it in `exclude` of notesite.toml.");
    Diagnostic::warning("encrypted", file, None, message, help)
}

/// Files that git puts through a filter of which nobody here knows what it does; `line` says so, as
/// "line 3 of FILE (`*.md filter=hide`)".
pub(crate) fn unknown_filter(line: &str, filter: &str, paths: &[&str]) -> Diagnostic {
    let first = paths.first().copied().unwrap_or_default();
    let what = match paths.len() {
        1 => format!("`{first}` goes"),
        more => format!("{more} files, such as `{first}`, go"),
    };
    let file = line.split_once(" of ").map_or(line, |(_, rest)| rest);
    let file = file.split_once(" (`").map_or(file, |(file, _)| file);
    let message = format!(
        "{what} through a filter by {line}: nobody here knows `{filter}`. If git stores something \
         else than what lies here, this site gives it away."
    );
    let help = format!(
        "Leave it out in notesite.toml if it is private: `exclude = [\"{first}\"]`; if it hides \
         nothing, `exclude = [\"!{first}\"]` says so (a line with `!` may name a folder if all in \
         it goes through a filter)."
    );
    Diagnostic::warning("unknown-filter", &file.into(), None, message, help)
}

/// Why a file stays left out that git does not store as it lies here, though a line of `exclude`
/// with `!` fits it.
pub(crate) fn too_general(line: &str, taking_in: &str) -> String {
    format!("{line}, which {taking_in} does not overrule since it takes in other files, too,")
}

/// Notes beside the folder that is read.
pub(crate) fn notes_outside(folder: &str, count: usize, first: &str) -> Diagnostic {
    let bare = folder.trim_end_matches('/');
    let others = match count {
        1 => format!("`{first}` lies outside of it and is not part of the site"),
        more => format!("{more} notes outside of it, such as `{first}`, are not part of the site"),
    };
    let message = format!("Where there is a folder `{folder}`, it holds the notes: {others}.");
    let help = format!(
        "Write `notes = \".\"` in notesite.toml to read everything, or `notes = \"{bare}\"` if \
        only that folder is meant."
    );
    Diagnostic::warning("notes-outside", &first.into(), None, message, help)
}

/// No chapter at all. `causes` are what was left out, and why.
pub(crate) fn no_chapters(place: &NotePath, causes: &[String]) -> Diagnostic {
    let help = if causes.is_empty() || causes.iter().any(|cause| cause.contains(".md`")) {
        "Type `notesite init` in that folder for a first course, or write a note such as \
        notes/course.md with `### 1. …` headings. `--allow-empty` builds an empty site."
    } else {
        "Correct that, or build with `--allow-empty` if the site is meant to be empty."
    };
    let message = format!("There is no chapter here{}.", because(causes));
    Diagnostic::error("no-chapters", place, None, message, help.to_owned())
}

/// Most of the chapters of the site of before are gone: `(before, now)`.
pub(crate) fn chapters_gone(
    place: &NotePath,
    site: &str,
    (before, now): (usize, usize),
    causes: &[String],
) -> Diagnostic {
    let message = format!(
        "The site in {site} has {before} pages of chapters, and of these notes come {now}{}.",
        because(causes)
    );
    let help = "Look whether all notes are there. If that is meant, build once without `--strict`.";
    Diagnostic::warning("chapters-gone", place, None, message, help.to_owned())
}

/// A site whose pages of chapters are all of other names than those of before.
pub(crate) fn other_site(place: &NotePath, site: &str, before: usize) -> Diagnostic {
    let message = format!(
        "The site in {site} has {before} pages of chapters, and none of these notes is among \
         them: it seems to be made of other notes."
    );
    let help = "Give another folder by `-o`. If that is meant, build once without `--strict`.";
    Diagnostic::warning("chapters-gone", place, None, message, help.to_owned())
}

/// The same of a branch, which is published to.
pub(crate) fn on_a_branch(told: Diagnostic) -> Diagnostic {
    Diagnostic {
        help: "Look whether these are the notes that are meant. What lay there stays in the \
               branch's history; `--branch NAME` publishes to another."
            .into(),
        ..told
    }
}

/// The same where the settings or a link in ROOT, which somebody else may have written, lead to
/// that site: it stays.
pub(crate) fn elsewhere(told: Diagnostic) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        help: "`output` of notesite.toml, or a link, leads out of this folder to that site. If it \
               is to be replaced, name its folder by `-o`."
            .into(),
        ..told
    }
}

fn because(causes: &[String]) -> String {
    if causes.is_empty() {
        String::new()
    } else {
        format!(": {}", causes.join("; "))
    }
}

/// Why hidden files and folders are not read.
pub(crate) const HIDDEN: &str = "its name begins with a dot";

/// A link that leads nowhere.
pub(crate) const NOWHERE: &str = "the link leads nowhere";

/// A pipe, a socket or a device.
pub(crate) const NO_FILE: &str = "it is no regular file";

/// A link out of ROOT.
pub(crate) const OUTSIDE: &str = "the link leads out of this folder";

/// A submodule of git that was not fetched.
pub(crate) const NO_SUBMODULE: &str =
    "it is a submodule that is not there (`git submodule update --init` fetches it)";

/// A file of Markdown under a name that is not read.
pub(crate) const OTHER_NAME: &str = "notes end in `.md`, `.markdown`, `.mdx`, `.qmd` or `.Rmd`";

/// A folder that by its name is no writer's.
pub(crate) const MADE: &str = "folders of that name hold what programs made";

/// Beside the settings of a site.
pub(crate) const THEMES: &str = "the tool of the site keeps there how it looks";

/// The same of one in which notes lie, and that git does not ignore.
pub(crate) const MADE_BESIDE_NOTES: &str =
    "folders of that name hold what programs made, though notes lie in this one";

/// A folder of what was removed.
pub(crate) const BIN: &str = "it is a recycle bin";

/// A folder of an environment of Python.
pub(crate) const INSTALLED: &str = "an environment of Python keeps there what it installed";

/// The folder that an earlier build wrote.
pub(crate) const WRITTEN: &str = "notesite wrote it";

/// The warning that something was not read which somebody put among the notes, or in `static/`, and
/// which is not there to be read; `None` where it is no note, or left out on purpose. `notes` is
/// the folder of the notes, `""` where they lie in all of ROOT.
pub(crate) fn missed(told: &Diagnostic, notes: &str) -> Option<Diagnostic> {
    let reason = reason_not_read(told)?;
    let is_copied = || STATIC.iter().any(|folder| told.file.starts_with(folder));
    let is_static = told.file == "static" || is_copied();
    if !is_static && told.file != "notes" && !told.file.starts_with(notes) {
        return None;
    }
    let help = match reason {
        WRITTEN if is_static => {
            "Nothing in it is copied. If files of yours lie in it, move them to another folder; a \
             site is better written to `public/`."
        }
        OUTSIDE if is_static || told.file == "notes" || !notes.is_empty() => {
            "Only what lies under this folder is read: copy what the link leads to, or remove it."
        }
        OTHER_NAME => "Rename it, or name it in `exclude` of notesite.toml.",
        // In a folder of notes alone it may be a subject.
        MADE if !notes.is_empty() && !told.file.contains("node_modules") => {
            "Rename it if it holds notes, or name it in `exclude` of notesite.toml."
        }
        MADE_BESIDE_NOTES => {
            "Rename it if they are yours (`builds`), or name it in `exclude` of notesite.toml."
        }
        NOWHERE => "Correct the link, or remove it.",
        NO_FILE => "Remove it, or put the note there.",
        OUTSIDE if is_note(&told.file) => {
            "Only what lies under this folder is read: copy the note, or remove the link."
        }
        NO_SUBMODULE => "Fetch it, or name it in `exclude` of notesite.toml.",
        _ => return None,
    };
    let message = format!("{NOT_READ}{reason}.");
    Some(Diagnostic::warning(
        "not-read",
        &told.file,
        None,
        message,
        help.to_owned(),
    ))
}

/// Why a file or folder was not read, where a message says so.
pub(crate) fn reason_not_read(told: &Diagnostic) -> Option<&str> {
    let reason = (told.code == "not-read").then(|| told.message.strip_prefix(NOT_READ))?;
    reason.map(|reason| reason.trim_end_matches('.'))
}

const NOT_READ: &str = "This was not read: ";

/// A file or folder that was not read. `check --verbose` only.
pub(crate) fn not_read(path: &str, reason: &str) -> Diagnostic {
    Diagnostic::note(
        "not-read",
        &path.into(),
        None,
        format!("{NOT_READ}{reason}."),
    )
}
