//! What notesite has to say about the notes: one struct, one constructor per problem, and how a
//! message is drawn. This file holds every message about notes that a user can see.

use serde::Serialize;

use crate::address::NotePath;
use crate::notes::code::secret::SecretKind;
use crate::notes::tree::{FileOffset, FileSpan, Span};

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be trusted: exit 1.
    Error,
    /// Exit 1 in `check` and under `--strict`.
    Warning,
    /// Only said by `check --verbose`: what was left alone, and why. Never counts.
    Note,
}

/// One problem, in a file; what a stage says of a chapter is a `Diagnostic<Span>` until it is known
/// where the chapter stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic<S = FileSpan> {
    /// The file, relative to ROOT, NFC, `/` between its parts.
    pub file: NotePath,
    /// Where in the text; `None` where the file as a whole is meant.
    pub span: Option<S>,
    /// Error or warning.
    pub severity: Severity,
    /// A stable name such as `missing-image`.
    pub code: &'static str,
    /// What was found, one sentence.
    pub message: String,
    /// What to type instead, one sentence.
    pub help: String,
    /// The path, anchor or name that it is about, as it was written; empty where it is about none.
    /// Many messages are told together by what they share of it.
    pub about: String,
    /// Whether it stops publishing: a key of a form that nothing else has.
    pub is_hard: bool,
}

/// What a stage answers that can complain.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked<T, S = FileSpan> {
    /// The result, always usable.
    pub value: T,
    /// What was wrong, in the order of the notes.
    pub diagnostics: Vec<Diagnostic<S>>,
}

impl<S> Diagnostic<S> {
    /// A warning about bytes of a file.
    pub fn warning(
        code: &'static str,
        file: &NotePath,
        span: impl Into<Option<S>>,
        message: String,
        help: String,
    ) -> Self {
        Self {
            file: file.clone(),
            span: span.into(),
            severity: Severity::Warning,
            code,
            message,
            help,
            about: String::new(),
            is_hard: false,
        }
    }

    /// The same about a path, anchor or name, as it was written.
    #[must_use]
    pub fn about(self, name: &str) -> Self {
        Self {
            about: name.to_owned(),
            ..self
        }
    }

    /// An error about bytes of a file.
    pub fn error(
        code: &'static str,
        file: &NotePath,
        span: impl Into<Option<S>>,
        message: String,
        help: String,
    ) -> Self {
        Self {
            severity: Severity::Error,
            ..Self::warning(code, file, span, message, help)
        }
    }

    /// A remark of `check --verbose`.
    pub fn note(
        code: &'static str,
        file: &NotePath,
        span: impl Into<Option<S>>,
        message: String,
    ) -> Self {
        Self {
            severity: Severity::Note,
            ..Self::warning(code, file, span, message, String::new())
        }
    }
}

impl Diagnostic<Span> {
    /// The same in the file, for a chapter that begins at `offset`.
    pub(crate) fn in_file(&self, offset: FileOffset) -> Diagnostic {
        Diagnostic {
            file: self.file.clone(),
            span: self.span.map(|span| offset.span(span)),
            severity: self.severity,
            code: self.code,
            message: self.message.clone(),
            help: self.help.clone(),
            about: self.about.clone(),
            is_hard: self.is_hard,
        }
    }
}

/// Every message of reading and cutting.
impl Diagnostic {
    /// A file that was read through another encoding.
    pub fn other_encoding(file: &NotePath, encoding: &str) -> Self {
        let message = format!("This file is stored as {encoding}, not as UTF-8.");
        // `iconv` writes the name without a blank, and takes files by their names.
        let name = encoding.replace(' ', "");
        let typed = file.replace('\'', "'\\''");
        let help = format!(
            "It was read as {encoding}; save it as UTF-8 so that GitHub shows it too (`iconv -f \
            {name} -t UTF-8 '{typed}' > utf-8.md`, then move `utf-8.md` to its place)."
        );
        Self::warning("other-encoding", file, None, message, help)
    }

    /// A file in no encoding we know. `line` from 1, `byte` from 0.
    pub fn unknown_encoding(file: &NotePath, line: usize, byte: usize) -> Self {
        let message = format!(
            "Byte {byte} (line {line}) is no text in UTF-8, UTF-16 or CP949; the file was left out."
        );
        Self::error(
            "unknown-encoding",
            file,
            None,
            message,
            "Save the file as UTF-8, or move it out of the notes if it is no text.".into(),
        )
    }

    /// A note that is larger than anybody's notes are.
    pub fn too_large(file: &NotePath, bytes: u64) -> Self {
        let message = format!(
            "The file has {} MB, and notes of more than 100 MB are not read; it was left out.",
            bytes.div_ceil(1_000_000)
        );
        Self::error(
            "note-too-large",
            file,
            None,
            message,
            "Cut it into several notes, or move it out of them if it is none.".into(),
        )
    }

    /// Two files whose names differ only in normalisation.
    pub fn twins(path: &str) -> Self {
        let file: NotePath = path.into();
        let message = format!(
            "Two different files are called `{path}`: one name is stored in NFC, the other in NFD."
        );
        Self::error(
            "name-twins",
            &file,
            None,
            message,
            "Delete or rename one of them; macOS and git show both under the same name (`ls | cat \
            -v` tells them apart)."
                .into(),
        )
    }

    /// Front matter of which nothing can be read: its file is left out, since it may be private.
    pub fn unreadable_front_matter(
        file: &NotePath,
        span: FileSpan,
        reason: &str,
        hint: Option<&str>,
    ) -> Self {
        let reason = reason.trim_end_matches('.').replace('\n', " ");
        Self::error(
            "bad-front-matter",
            file,
            span,
            format!(
                "The front matter cannot be read, so nobody knows whether this note is private: \
                {reason}."
            ),
            format!(
                "{} The note stays out, and `build` writes nothing, until then.",
                hint.unwrap_or("Correct it, or remove the lines between the markers.")
            ),
        )
    }

    /// Front matter that is YAML only with quotation marks, and was read with them.
    pub fn unquoted_front_matter(file: &NotePath, span: FileSpan, typed: &str) -> Self {
        Self::warning(
            "bad-front-matter",
            file,
            span,
            format!("The front matter is no YAML, and was read as `{typed}`."),
            "Type it like that: other programs give up at this line.".into(),
        )
    }

    /// A value of the front matter that cannot be understood; the rest of it counts.
    pub fn bad_front_matter(file: &NotePath, span: FileSpan, reason: &str) -> Self {
        let reason = reason.trim_end_matches('.').replace('\n', " ");
        Self::warning(
            "bad-front-matter",
            file,
            span,
            format!("The front matter cannot be read: {reason}."),
            "Correct it, or remove the lines between the markers.".into(),
        )
    }

    /// A fence that is never closed.
    pub fn unclosed_fence(file: &NotePath, span: FileSpan) -> Self {
        let help = "Close it with a line of as many ` or ~ as it was opened with; it was ended at \
            the next chapter.";
        Self::warning(
            "unclosed-fence",
            file,
            span,
            "This code block is never closed.".into(),
            help.into(),
        )
    }

    /// A secret in the notes.
    pub fn secret(file: &NotePath, span: FileSpan, kind: SecretKind) -> Self {
        let allow = "or allow it by a pattern under [secrets] in notesite.toml";
        let help = match kind {
            SecretKind::ToyPassword => {
                "Write a placeholder such as `<비밀번호>`, so that nobody keeps this one; others \
                of its kind are not told again in this file."
                    .to_owned()
            }
            SecretKind::AccountNumber => {
                format!("Write a placeholder such as `<계정 번호>` in its place, {allow}.")
            }
            SecretKind::Password | SecretKind::AddressPassword | SecretKind::PasswordHash => {
                format!("Write a placeholder such as `<비밀번호>` in its place, {allow}.")
            }
            SecretKind::WebToken | SecretKind::Authorization | SecretKind::NamedKey => format!(
                "Write a placeholder such as `<토큰>` in its place, {allow}; one that still works \
                should be revoked."
            ),
            _ => format!(
                "Revoke it where it was given out, since the history of the notes keeps it; write \
                a placeholder such as `<키>` in its place, {allow}."
            ),
        };
        let message = format!("This looks like {}.", kind.name());
        let warning = Self::warning("secret", file, span, message, help);
        Self {
            is_hard: kind.is_hard(),
            ..warning
        }
    }
}
