//! The stage of secrets: every note is looked through, where it changed. Notes and settings in,
//! diagnostics out.

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::fingerprint::{Fingerprint, Hashed};
use crate::notes::code::secret::{self, Secret, SecretKind};
use crate::notes::sources::{NoteFile, Sources};
use crate::notes::tree::FileSpan;
use crate::remembered::Remembered;

/// All that looking for secrets in a note may know.
#[derive(Hash)]
pub(super) struct SecretInput<'a> {
    pub(super) note: &'a NoteFile,
    /// Patterns of what may stand there.
    pub(super) allow: &'a Hashed<Vec<String>>,
}

/// A note that was looked through, and the secrets in it.
pub(super) struct SearchedNote {
    pub(super) note: NoteFile,
    pub(super) allow: Fingerprint,
    pub(super) secrets: Vec<Secret>,
}

/// What `[secrets] allow` lets pass; its patterns were checked when the configuration was read.
pub(super) fn allowed(config: &Config) -> Vec<regex::Regex> {
    config
        .secrets
        .allow
        .iter()
        .filter_map(|pattern| regex::Regex::new(pattern).ok())
        .collect()
}

/// Secrets in the notes, all files in parallel; a note that changed is looked through where it did.
pub(super) fn secrets(
    sources: &Sources,
    config: &Config,
    memory: &mut Remembered<SearchedNote>,
) -> Vec<Diagnostic> {
    let allow = Hashed::new(config.secrets.allow.clone());
    let patterns = allowed(config);
    let input = |note| SecretInput {
        note,
        allow: &allow,
    };
    let inputs: Vec<SecretInput> = sources.notes.iter().map(input).collect();
    let asked = |input: &SecretInput| (input.note.path.clone(), input.allow.fingerprint());
    let known = |looked: &SearchedNote| (looked.note.path.clone(), looked.allow);
    let looked = memory.again(&inputs, (asked, known), |input, before| {
        let note = input.note;
        let secrets = match before {
            Some(before) => secret::find_again(
                &before.secrets,
                before.note.text.len(),
                (&note.text, note.shared(&before.note.text)),
                &patterns,
            ),
            None => find_secrets(&note.text, &patterns),
        };
        SearchedNote {
            note: note.clone(),
            allow: input.allow.fingerprint(),
            secrets,
        }
    });
    let mut diagnostics = Vec::new();
    for SearchedNote { note, secrets, .. } in looked.iter().map(|searched| &**searched) {
        let span = |secret: &Secret| FileSpan::new(secret.range.start, secret.range.end);
        // What only stands in for a password is told once for each file.
        let is_toy = |secret: &&Secret| secret.kind == SecretKind::ToyPassword;
        let first_toy = secrets.iter().find(is_toy);
        let told = secrets
            .iter()
            .filter(|secret| !is_toy(secret) || first_toy == Some(secret));
        diagnostics
            .extend(told.map(|secret| Diagnostic::secret(&note.path, span(secret), secret.kind)));
    }
    diagnostics
}

/// Secrets in a text, stretch by stretch.
pub(super) fn find_secrets(text: &str, allow: &[regex::Regex]) -> Vec<Secret> {
    let stretches: Vec<(usize, &str)> = secret::stretches(text).collect();
    let each = stretches
        .par_iter()
        .with_min_len(64)
        .flat_map_iter(|(at, text)| {
            secret::find(text, allow)
                .into_iter()
                .map(move |secret| secret.moved(*at, 0))
        });
    each.collect()
}
