//! Files that lie encrypted on disk. Bytes in, what encrypted them out.

/// What encrypted a file, as far as its first bytes tell; `None` for what can be read.
pub(super) fn by(bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.trim_ascii_start();
    let known = KINDS.iter().find(|(sign, _)| text.starts_with(sign));
    known.map(|(_, by)| *by)
}

/// With what an encrypted file begins, and who wrote it. Sources: git-crypt's `doc/`, Ansible's
/// vault format, age's specification, RFC 9580, `enc` of OpenSSL as transcrypt calls it.
const KINDS: [(&[u8], &str); 6] = [
    (GIT_CRYPT, "git-crypt"),
    (b"$ANSIBLE_VAULT;", "ansible-vault"),
    (b"age-encryption.org/v1", "age"),
    (b"-----BEGIN AGE ENCRYPTED FILE-----", "age"),
    (b"-----BEGIN PGP MESSAGE-----", "OpenPGP"),
    (b"U2FsdGVkX1", "OpenSSL"),
];

/// With what git-crypt begins a file.
pub(super) const GIT_CRYPT: &[u8] = b"\0GITCRYPT\0";
