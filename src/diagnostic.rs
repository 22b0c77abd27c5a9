//! What notesite has to say about the notes: one struct, one constructor per problem, and how a message is drawn.
//! This file holds every message about notes that a user can see.

use std::sync::Arc;

use serde::Serialize;

use crate::notes::tree::Span;
use crate::text;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be trusted: exit 1.
    Error,
    /// Exit 1 in `check` and under `--strict`.
    Warning,
}

/// One problem. `span` is relative to the file's NFC text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// The file, relative to ROOT, NFC, `/` between its parts.
    pub file: Arc<str>,
    /// Where in the file's text; `None` where the file as a whole is meant.
    pub span: Option<Span>,
    /// Error or warning.
    pub severity: Severity,
    /// A stable name such as `missing-image`.
    pub code: &'static str,
    /// What was found, one sentence.
    pub message: String,
    /// What to type instead, one sentence.
    pub help: String,
}

/// What a stage answers that can complain.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked<T> {
    /// The result, always usable.
    pub value: T,
    /// What was wrong, in the order of the notes.
    pub diagnostics: Vec<Diagnostic>,
}

impl Diagnostic {
    /// A warning about bytes of a file.
    pub fn warning(code: &'static str, file: &Arc<str>, span: impl Into<Option<Span>>, message: String, help: String) -> Self {
        Self { file: file.clone(), span: span.into(), severity: Severity::Warning, code, message, help }
    }

    /// An error about bytes of a file.
    pub fn error(code: &'static str, file: &Arc<str>, span: impl Into<Option<Span>>, message: String, help: String) -> Self {
        Self { severity: Severity::Error, ..Self::warning(code, file, span, message, help) }
    }

    /// Line and column, from 1, of the first byte; `(1, 1)` for a whole file.
    pub fn position(&self, text: &str) -> (usize, usize) {
        self.span.map_or((1, 1), |span| text::line_column(text, span.start))
    }
}
