//! What the filters of `.gitattributes` do with a file before git stores it. The name of a filter
//! and what it runs in; whether git then holds the words that lie in the working tree out.

/// What git stores of a file that it puts through a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    /// What lies here, but for its form or its place.
    Plain,
    /// What only those read who have a key.
    Encrypted,
    /// Nobody here knows.
    Unknown,
}

/// What git stores of a file by the filter's name and, where it is configured, the command it runs.
///
/// A filter is whatever its writer made of it: names and commands of encrypting programs are known,
/// and so are those of filters that many use for something else. Any other is mostly a
/// matter of form, and may hide what lies decrypted here: it is told.
pub(super) fn stored(filter: &str, command: Option<&str>) -> Stored {
    let filter = filter.to_lowercase();
    let command = command.map(str::to_lowercase).unwrap_or_default();
    if filter.is_empty() {
        Stored::Plain
    } else if encrypts(&filter) || encrypts(&command) {
        Stored::Encrypted
    } else if is_harmless(&filter) || is_program_harmless(&command) {
        Stored::Plain
    } else {
        Stored::Unknown
    }
}

/// Words of which one in the name or the command of a filter says that it encrypts: `git-crypt`,
/// `git-crypt-team`, `transcrypt`, `git-agecrypt`, `filter=openssl`, `gpg --encrypt`.
fn encrypts(words: &str) -> bool {
    const PARTS: [&str; 23] = [
        "age",
        "blackbox",
        "cipher",
        "conceal",
        "enc",
        "gpg",
        "gpg2",
        "hidden",
        "hide",
        "kms",
        "keybase",
        "openssl",
        "pgp",
        "private",
        "protect",
        "rage",
        "secret",
        "secrets",
        "simplencrypt",
        "sops",
        "strongbox",
        "tomb",
        "vault",
    ];
    let mut parts = words.split(|c: char| !c.is_alphanumeric());
    ["crypt", "암호", "비밀"]
        .iter()
        .any(|sign| words.contains(sign))
        || parts.any(|part| PARTS.contains(&part))
}

/// Filters that store the same elsewhere or in another form: large files, notebooks without their
/// output, layout, line ends, archives unpacked.
fn is_harmless(filter: &str) -> bool {
    const NAMES: [&str; 26] = [
        "annex",
        "black",
        "clang-format",
        "crlf",
        "dos2unix",
        "eol",
        "expand",
        "fat",
        "gofmt",
        "ident",
        "indent",
        "lf",
        "lfs",
        "media",
        "ooxml",
        "prettier",
        "rcs-keywords",
        "rezip",
        "rustfmt",
        "strip-whitespace",
        "tab",
        "tabs",
        "trailing-whitespace",
        "unix2dos",
        "whitespace",
        "zippey",
    ];
    const SIGNS: [&str; 5] = ["ipynb", "jupy", "nbconvert", "nbstrip", "notebook"];
    NAMES.contains(&filter) || SIGNS.iter().any(|sign| filter.contains(sign))
}

/// The same by the program that is run.
fn is_program_harmless(command: &str) -> bool {
    let program = command.split_whitespace().next().unwrap_or_default();
    let program = program.rsplit(['/', '\\']).next().unwrap_or_default();
    let program = program.strip_prefix("git-").unwrap_or(program);
    let program = program.strip_suffix(".exe").unwrap_or(program);
    program == "cat" || is_harmless(program)
}
