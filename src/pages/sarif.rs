//! Diagnostics as SARIF 2.1.0, which code hosts and editors read. Diagnostics and the texts they
//! are about in, one JSON object out. Columns are Unicode scalars, as everywhere in notesite.

use serde_json::{Value, json};

use super::positions::Positions;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::percent_encode;

/// The whole report. `text_of` gives the text of a file; `prefix` is what leads from the repository
/// to ROOT (`course/`).
pub(crate) fn report<'a>(
    diagnostics: &[Diagnostic],
    text_of: &'a dyn Fn(&str) -> Option<&'a str>,
    prefix: &str,
) -> Value {
    let positions = Positions::new(text_of);
    let mut codes: Vec<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes
        .iter()
        .map(|code| json!({ "id": code, "name": pascal(code) }))
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let level = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let rule = codes.binary_search(&diagnostic.code).unwrap_or(0);
            let address = percent_encode(&format!("{prefix}{}", diagnostic.file));
            let message = format!("{} {}", diagnostic.message, diagnostic.help);
            json!({
                "ruleId": diagnostic.code,
                "ruleIndex": rule,
                "level": level,
                "message": { "text": message.trim() },
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": { "uri": address, "uriBaseId": "%SRCROOT%" },
                            "region": region(diagnostic, &positions),
                        },
                    },
                ],
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "notesite",
                        "version": env!("CARGO_PKG_VERSION"),
                        "informationUri": env!("CARGO_PKG_REPOSITORY"),
                        "rules": rules,
                    },
                },
                "columnKind": "unicodeCodePoints",
                "results": results,
            },
        ],
    })
}

/// From the first character to the one past the last; a message about a whole file stands at its
/// first line.
fn region(diagnostic: &Diagnostic, positions: &Positions<'_>) -> Value {
    if diagnostic.span.is_none() || positions.text(&diagnostic.file).is_none() {
        return json!({ "startLine": 1 });
    }
    let ((line, column), (end_line, end_column)) = positions.of(diagnostic);
    json!({
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    })
}

/// `missing-image` is `MissingImage`, as rules are named there.
fn pascal(code: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    code.split('-')
        .filter(|word| !word.is_empty())
        .map(capital)
        .collect()
}
