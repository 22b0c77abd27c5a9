//! Content hashes. Bytes in, a name or a key that only the same bytes have out.

/// A content hash in lower-case hex, 32 characters.
pub(crate) fn hash(bytes: &[u8]) -> String {
    let mut hasher = Hasher::default();
    hasher.update(bytes);
    hasher.finish()
}

/// The content hash of bytes that come one piece after another.
#[derive(Debug, Default)]
pub(crate) struct Hasher(blake3::Hasher);

impl Hasher {
    /// Takes the next bytes.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash, as [`hash`] gives it for all the bytes together.
    pub(crate) fn finish(&self) -> String {
        self.0.finalize().to_hex()[..32].to_owned()
    }

    /// All of the hash.
    pub(crate) fn key(&self) -> [u8; 32] {
        *self.0.finalize().as_bytes()
    }
}

/// A key that equal parts share and others do not: lengths count, so that nothing moves from one
/// part to the next.
pub(crate) fn fingerprint_of(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
}
