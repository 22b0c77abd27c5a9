//! What stands where a password would: a real one, one that only stands in for it, or none. A value
//! in, a verdict out.

use super::drawn::{is_drawn, short_words};

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worth {
    /// A placeholder, a variable, program code, a word of a sentence.
    Nothing,
    /// `1234`, `change-me`: what people write until there is a real one.
    Toy,
    /// Long and random enough.
    Real,
}

/// Words that stand in for a password. Source: the first places of the lists of the most frequent
/// passwords, and the defaults of the images of databases.
const TOYS: &[&str] = &[
    "password",
    "passwd",
    "pass",
    "secret",
    "root",
    "admin",
    "test",
    "guest",
    "user",
    "dev",
    "local",
    "qwerty",
    "qwer",
    "asdf",
    "letmein",
    "welcome",
    "changeme",
    "change",
    "example",
    "sample",
    "demo",
    "postgres",
    "mysql",
    "mariadb",
    "oracle",
    "redis",
    "mongo",
    "tiger",
    "scott",
    "sa",
    "manager",
    "master",
    "default",
    "temp",
    "foo",
    "bar",
    "foobar",
    "abc",
    "abcd",
    "hello",
    "me",
    "my",
    "your",
    "pw",
    "pwd",
    "app",
    "db",
    "here",
    "rootpassword",
    "mypassword",
    "spring",
    "kafka",
    "hive",
];

/// Words that say of themselves that they stand in for a password.
const SPOKEN: [&str; 8] = [
    "pass", "change", "example", "sample", "your", "my", "secret", "here",
];

/// Words of settings and programs, not of passwords.
const WORDS: &[&str] = &[
    "true",
    "false",
    "null",
    "none",
    "nil",
    "undefined",
    "string",
    "str",
    "int",
    "bytes",
    "varchar",
    "text",
    "required",
    "optional",
    "value",
    "type",
    "input",
    "hidden",
    "enabled",
    "disabled",
    "yes",
    "no",
    "on",
    "off",
    "self",
    "this",
    "new",
    "const",
    "let",
    "var",
    "required_field",
    "plain",
    "mysql_native_password",
    "caching_sha2_password",
    "scram",
    "md5",
    "trust",
    "peer",
    "bearer",
    "basic",
    "token",
    "ask",
    "prompt",
    "stdin",
    "file",
    "env",
    "from",
    "is",
    "and",
    "or",
    "for",
    "to",
    "of",
    "the",
    "a",
    "an",
];

/// What a value is worth as a password.
pub(super) fn worth(value: &str) -> Worth {
    let lower = value.to_ascii_lowercase();
    if value.is_empty()
        || !value.is_ascii()
        || value.contains(|c: char| "<>[]{}()`|\\".contains(c) || c.is_whitespace())
        || value.starts_with(['*', '&', '/', '.', '~', ':', '-', '=', '#', ',', '$', '%'])
        // `!vault`, `!Ref`: tags of YAML.
        || value.strip_prefix('!').is_some_and(|tag| tag.bytes().all(|b| b.is_ascii_alphabetic()))
        || WORDS.contains(&lower.as_str())
        // `pw=@pw.txt`: read from a file, as curl and others write it.
        || value.strip_prefix('@').is_some_and(is_file)
        || is_path(value)
        || is_constant(value)
        || is_masked(&lower)
        || lower.contains("...")
        || lower.contains("***")
        || lower.starts_with("arn:")
        || lower.contains("get-login")
        || lower.contains("keyref")
        || lower.starts_with("valuefrom")
    {
        return Worth::Nothing;
    }
    if is_placeholder(value) || is_measure(value) || lower.starts_with("file:") {
        return Worth::Nothing;
    }
    if is_toy(&lower) {
        return Worth::Toy;
    }
    let classes = [
        value.bytes().any(|b| b.is_ascii_lowercase()),
        value.bytes().any(|b| b.is_ascii_uppercase()),
        value.bytes().any(|b| b.is_ascii_digit()),
        value.bytes().any(|b| b.is_ascii_punctuation()),
    ];
    let mixed = classes.iter().filter(|is_there| **is_there).count() >= 2;
    match value.len() {
        0..=3 => Worth::Toy,
        4..=6 if mixed => Worth::Toy,
        7.. if mixed
            && value
                .bytes()
                .any(|b| b.is_ascii_digit() || b.is_ascii_punctuation()) =>
        {
            Worth::Real
        }
        _ if is_drawn(value) => Worth::Real,
        // `correcthorse`: a word, which is as well one of a sentence.
        _ => Worth::Toy,
    }
}

/// Whether `x` stand for letters: `xxxxxxxx`, `ghp_xxxx`, `a1xxx9`. Three of them amid a long value
/// were drawn as the others were.
fn is_masked(lower: &str) -> bool {
    let longest = lower.split(|c| c != 'x').map(str::len).max().unwrap_or(0);
    let behind = lower.rsplit(['_', '-']).next().unwrap_or(lower);
    let is_all = behind.bytes().all(|b| b == b'x');
    longest > 2 && (longest > 7 || longest * 3 >= lower.len() || is_all)
}

/// Whether words say that the password stands elsewhere: `your_password`, `hashedPassword`,
/// `change-this-in-production`, `@DB_PASSWORD@`.
fn is_placeholder(value: &str) -> bool {
    const SAYING: &str = "your my the some new old change changed hashed encoded encrypted example \
        sample here db user users this in production replace with set enter insert put real actual \
        plain raw strong secure random generated long very";
    const SAID: &str = "password passwd passphrase pw pwd pass secret key token value string \
        production";
    if let Some(name) = value
        .strip_prefix('@')
        .and_then(|name| name.strip_suffix('@'))
    {
        return is_constant(name);
    }
    let parts = words_of(&value.replace('0', "o"));
    let among = |list: &str, word: &str| list.split(' ').any(|one| one == word);
    parts.len() > 1
        && parts
            .iter()
            .all(|word| among(SAYING, word) || among(SAID, word))
        && parts.iter().any(|word| among(SAYING, word))
        && parts.iter().any(|word| among(SAID, word))
}

/// The words of a name that signs, digits or capitals part, in small letters.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut inside = false;
    for c in name.chars() {
        if !c.is_ascii_alphabetic() {
            inside = false;
            continue;
        }
        match words
            .last_mut()
            .filter(|_| inside && c.is_ascii_lowercase())
        {
            Some(word) => word.push(c),
            None => words.push(c.to_ascii_lowercase().to_string()),
        }
        inside = true;
    }
    words
}

/// `100%`, `010-1234-5678`: a share, and where somebody is called.
fn is_measure(value: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = value.split('-').collect();
    value.strip_suffix('%').is_some_and(is_number)
        || parts.len() == 3
            && parts.iter().all(|part| is_number(part))
            && (2..=3).contains(&parts[0].len())
            && (3..=4).contains(&parts[1].len())
            && parts[2].len() == 4
}

/// Whether it is a word of the list of those that stand in for a password.
pub(super) fn is_known_toy(value: &str) -> bool {
    TOYS.contains(&value.to_ascii_lowercase().as_str())
}

/// Whether it is as random as a key: long, of letters and digits, no word among it.
pub(super) fn is_random(value: &str, least: usize) -> bool {
    let letters = value.bytes().any(|b| b.is_ascii_alphabetic());
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    value.len() >= least
        && letters
        && digits >= 2
        && worth(value) == Worth::Real
        && !value.split(['-', '_', '.']).all(|part| {
            // `AES-256-GCM` is a name as well.
            part.bytes().all(|b| b.is_ascii_lowercase())
                || part.bytes().all(|b| b.is_ascii_uppercase())
                || part.bytes().all(|b| b.is_ascii_digit())
        })
}

/// Whether it is what forms ask for that want letters, digits and a sign, and so was chosen for an
/// account: no name of a method (`SHA-256`, `AES/CBC`) and no address.
pub(super) fn is_chosen(value: &str) -> bool {
    let has = |is_such: fn(&u8) -> bool| value.bytes().any(|byte| is_such(&byte));
    let is_address = value
        .split_once('@')
        .is_some_and(|(_, host)| host.contains('.'));
    value.len() >= 8
        && !is_address
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && has(|byte| b"!@#$%^&*?~".contains(byte))
        && !value.contains(['/', '=', ':', '+', ','])
        && worth(value) == Worth::Real
}

/// A value without the marks of Markdown and the full stop behind it; one `*` is a sign of the
/// value, where none stands before that.
pub(super) fn without_marks<'v>(value: &'v str, before: &str) -> &'v str {
    let ends = ['.', ':', ')', ']', '}', '\\'];
    let bare = value.trim_end_matches(ends);
    let stars = bare.len() - bare.trim_end_matches('*').len();
    let is_sign = stars == 1 && !before.ends_with('*') && !bare[..bare.len() - 1].contains('*');
    if is_sign {
        bare
    } else {
        value.trim_end_matches(|c| c == '*' || ends.contains(&c))
    }
}

/// Whether nothing but a password looks so: chosen for an account, and no account at a host
/// (`kim@web01`), no number of one (`kim#1234`), no version (`react@18.2`), nothing computed
/// (`level*10`) and no share.
pub(super) fn is_surely_chosen(value: &str) -> bool {
    let small = value.bytes().any(|b| b.is_ascii_lowercase());
    let signs = value.bytes().filter(u8::is_ascii_punctuation);
    let host = value.rsplit_once('@').map_or("", |(_, host)| host);
    let number = value.rsplit_once('#').map_or("", |(_, number)| number);
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let inner = value.strip_suffix('*').unwrap_or(value);
    is_chosen(value)
        && value.len() <= 40
        && small
        && signs.count() < 4
        && !host.starts_with(|c: char| c.is_ascii_alphabetic())
        && !is_number
        && !value.starts_with(|c: char| c.is_ascii_punctuation())
        && !inner.contains(['.', '_', '-', '{', '\\', '*'])
        && !value.contains("C#")
        && !value.ends_with('%')
}

/// Whether it is short and random as a client's secret is (Naver's have ten letters): digits among
/// letters of both cases, or cases that change as in no word and no name of a program.
pub(super) fn is_short_key(value: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if !(10..16).contains(&value.len())
        || !value.bytes().all(is_plain)
        || worth(value) == Worth::Nothing
    {
        return false;
    }
    let has = |is_such: fn(&u8) -> bool| value.bytes().any(|byte| is_such(&byte));
    let is_both = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase);
    is_both && (is_random(value, 10) || short_words(value) >= 3)
}

/// Whether nobody types it as a word: eight and more letters and digits, cases and digits mixed as
/// in no name of a program (`Xk29fLq7`, but no `Utf8Encoder2`).
pub(super) fn is_mixed(value: &str) -> bool {
    let has = |is_such: fn(&u8) -> bool| value.bytes().any(|byte| is_such(&byte));
    has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && value.bytes().all(|b| b.is_ascii_alphanumeric())
        && is_random(value, 8)
        && short_words(value) >= 2
}

/// Whether it is a password where its place says that there is one: letters and digits.
pub(super) fn is_told(value: &str) -> bool {
    let has = |is_such: fn(&u8) -> bool| value.bytes().any(|byte| is_such(&byte));
    value.len() >= 6
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && !value.contains(['@', '/', ':', '='])
        && !is_method(value)
        && worth(value) != Worth::Nothing
}

/// Whether it is a number that people choose for a password: `0907`, `711766`.
pub(super) fn is_pin(value: &str) -> bool {
    (4..=8).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit())
}

/// Whether it names a method by which something is kept or protected: `SHA-256`, `argon2id`.
pub(super) fn is_method(value: &str) -> bool {
    const METHODS: &str = "sha md aes des rsa dsa ecdsa ed bcrypt scrypt argon id pbkdf crypt wpa \
        psk wep tls ssl utf mb varchar nvarchar char oauth saml oidc hmac base hs rs es ntlm gcm \
        cbc with";
    let mut words = value
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase);
    words.all(|word| METHODS.split(' ').any(|method| method == word))
}

/// Whether each part is a word or a number, or one behind the other: `PBKDF2-SHA512`, `tls1.3`.
pub(super) fn is_term(value: &str) -> bool {
    value.split(['-', '_', '.']).all(|part| {
        let word = part.trim_end_matches(|c: char| c.is_ascii_digit());
        word.bytes().all(|b| b.is_ascii_lowercase()) || word.bytes().all(|b| b.is_ascii_uppercase())
    })
}

/// `form.elements.password`, `process.env.X`, `request.headers`: names of a program.
fn is_path(value: &str) -> bool {
    let parts: Vec<&str> = value.split('.').collect();
    parts.len() > 1
        && parts.iter().all(|part| {
            part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && part.chars().all(|c| c.is_ascii_alphabetic() || c == '_')
        })
}

/// `pw.txt`, `./secrets/key.pem`: a path whose last name has an ending of letters.
fn is_file(value: &str) -> bool {
    let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '~');
    value.rsplit_once('.').is_some_and(|(stem, end)| {
        !stem.is_empty()
            && (2..=5).contains(&end.len())
            && end.bytes().all(|b| b.is_ascii_lowercase())
    }) && value.chars().all(named)
}

/// `DB_PASSWORD`, `API_KEY`: the name of a variable.
fn is_constant(value: &str) -> bool {
    value.len() > 2 && value.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
}

/// A word of the table, repeated, with digits or signs behind it; digits alone; neighbours on the
/// keyboard.
pub(super) fn is_toy(lower: &str) -> bool {
    let plain = lower
        .replace(['@', '4'], "a")
        .replace('0', "o")
        .replace(['$', '5'], "s");
    let words = |text: &str| {
        text.split(|c: char| !c.is_ascii_alphabetic())
            .filter(|word| !word.is_empty())
            .all(|word| TOYS.contains(&word))
    };
    let digits = lower.bytes().filter(u8::is_ascii_digit).count();
    // `Tiger!2024`: what a form asks for that wants letters, digits and a sign was chosen for an
    // account, where its words do not say that it stands in for one.
    let is_asked_for = lower.len() >= 8
        && digits > 0
        && lower.bytes().any(|b| b.is_ascii_alphabetic())
        && lower
            .bytes()
            .any(|b| b.is_ascii_punctuation() && !b"-_.".contains(&b));
    if is_asked_for && !SPOKEN.iter().any(|word| plain.contains(word)) {
        return false;
    }
    lower.bytes().all(|b| !b.is_ascii_alphabetic())
        || (words(lower) || words(&plain)) && digits <= 6
}
