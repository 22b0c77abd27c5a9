//! What `serve` lays over its pages: what keeps the last good site, and a badge for warnings.
//! Values as the page reads them; how they are drawn is the page's matter (`live.js`).

use serde::Serialize;

use crate::diagnostic::Severity;

/// What stands over every page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Overlay {
    /// Errors, then warnings; of each what there is room for.
    pub told: Vec<Told>,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Error or warning.
    pub severity: Severity,
    /// What kind it is, in the language of the notes; empty where it has no name in that.
    pub kind: &'static str,
    /// What was found.
    pub message: String,
    /// What to type instead; may be empty.
    pub help: String,
    /// Where; `None` where the message itself says so.
    pub place: Option<ToldPlace>,
}

/// Where in the notes a message belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ToldPlace {
    /// The file, relative to ROOT.
    pub file: String,
    /// The line, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// The column in Unicode scalars, from 1; 0 with the line.
    pub column: usize,
    /// What stands in the line before what is meant, that, and what stands behind it.
    pub source: [String; 3],
}

impl Overlay {
    /// Nothing but that something failed.
    pub fn failure(message: String) -> Self {
        Self {
            told: vec![Told {
                severity: Severity::Error,
                kind: "",
                message,
                help: String::new(),
                place: None,
            }],
            errors: 1,
            warnings: 0,
        }
    }
}
