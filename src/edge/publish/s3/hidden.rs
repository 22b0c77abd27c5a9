//! Words of others without what is secret: a store, a role or a proxy may repeat whatever it was
//! sent. The secrets that are known and a text in, the text with `…` in their place out. The id of
//! a key is no secret.

use std::collections::HashSet;
use std::env;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::text::without_credentials;

/// So many letters in a row of a secret tell it: what is cut off somewhere is known too.
const STRETCH: usize = 8;

/// Words of variables of AWS that hold a secret.
const SECRET: [&str; 3] = ["SECRET", "TOKEN", "CUSTOMER_KEY"];

/// Secrets, each in the forms in which it may come back.
#[derive(Debug, Default)]
pub struct KnownSecrets {
    /// In lower case.
    stretches: HashSet<Vec<u8>>,
    /// Those that are shorter.
    short: Vec<String>,
}

impl KnownSecrets {
    /// Those that the environment holds.
    pub(crate) fn of_environment() -> Self {
        let mut known = Self::default();
        let all = env::vars_os().filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            let is_secret = name.starts_with("AWS_")
                && !name.ends_with("_FILE")
                && SECRET.iter().any(|word| name.contains(word));
            is_secret.then(|| value.to_string_lossy().into_owned())
        });
        for value in all {
            known.add(&value);
        }
        known
    }

    /// Adds a secret.
    pub fn add(&mut self, secret: &str) {
        let secret = secret.trim();
        if secret.len() < STRETCH {
            if !secret.is_empty() {
                self.short.push(secret.to_owned());
            }
            return;
        }
        for form in forms(secret) {
            let form = form.to_ascii_lowercase();
            let stretches = form.as_bytes().windows(STRETCH);
            self.stretches.extend(stretches.map(<[u8]>::to_vec));
        }
    }

    /// A text without them, in whatever case, and without what stands before `@` in addresses.
    pub fn hide(&self, said: &str) -> String {
        let mut is_hidden = vec![false; said.len()];
        let lowered = said.to_ascii_lowercase();
        for (at, stretch) in lowered.as_bytes().windows(STRETCH).enumerate() {
            if self.stretches.contains(stretch) {
                is_hidden[at..at + STRETCH].fill(true);
            }
        }
        for short in &self.short {
            for (at, found) in said.match_indices(short) {
                let is_word = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                let end = at + found.len();
                let before = said[..at].chars().next_back();
                if is_word(before) && is_word(said[end..].chars().next()) {
                    is_hidden[at..end].fill(true);
                }
            }
        }
        let mut out = String::with_capacity(said.len());
        for (at, c) in said.char_indices() {
            if !is_hidden[at] {
                out.push(c);
            } else if at == 0 || !is_hidden[at - 1] {
                out.push('…');
            }
        }
        without_credentials(&out)
    }
}

/// A secret as it is, in addresses, in JSON, in XML, in hexadecimal, and within any text in
/// Base64.
fn forms(secret: &str) -> Vec<String> {
    let mut forms = vec![
        secret.to_owned(),
        secret.replace('/', "\\/"),
        secret
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;"),
    ];
    let (mut quoted, mut hex) = (String::new(), String::new());
    for byte in secret.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            quoted.push(char::from(byte));
        } else {
            let _ = write!(quoted, "%{byte:02x}");
        }
        let _ = write!(hex, "{byte:02x}");
    }
    forms.extend([quoted.replace('%', "%25"), quoted, hex]);
    for before in 0..3 {
        let bytes = [&[0].repeat(before), secret.as_bytes()].concat();
        // Letters that hold bits of what stands before or behind.
        let first = (before * 8).div_ceil(6);
        let last = bytes.len() * 8 / 6;
        let whole = STANDARD_NO_PAD.encode(&bytes);
        let encoded = whole.get(first..last).unwrap_or_default();
        forms.extend([
            encoded.replace('+', "-").replace('/', "_"),
            encoded.to_owned(),
        ]);
    }
    forms
}
