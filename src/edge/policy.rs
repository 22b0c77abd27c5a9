//! The Content-Security-Policy of what `serve` sends: only scripts from this server run, and the
//! ones that the theme's own templates hold, each named by its hash. The theme's inline scripts in,
//! a header's value out.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// For pictures and linked files: they are looked at, never run.
pub(crate) const FILES: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox";

/// The policy of a page. Pictures and media may come from anywhere, as notes link to them; style
/// sheets and fonts too, since a theme of one's own may.
pub fn policy(scripts: &[String]) -> String {
    let mut hashes = String::new();
    for script in scripts {
        let hash = base64(&Sha256::digest(script.as_bytes()));
        let _ = write!(hashes, " 'sha256-{hash}'");
    }
    format!(
        "default-src 'self'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline' https:; \
        font-src 'self' data: https:; img-src 'self' data: https: http:; media-src 'self' https: \
        http:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// RFC 4648, section 4.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk
            .iter()
            .fold(0u32, |word, byte| word << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for i in 0..4 {
            out.push(if i <= chunk.len() {
                LETTERS[(word >> (18 - 6 * i) & 63) as usize] as char
            } else {
                '='
            });
        }
    }
    out
}
