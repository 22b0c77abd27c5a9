//! The value behind the name of a secret, on its line: behind a sign (`=`, `:`, `=>`), as what a
//! program falls back to, or said in a sentence. Where a name ends in, the bytes of its value out.

use std::ops::Range;

use super::names::Name;
use super::place::LONGEST_VALUE;
use super::value;
use crate::notes::particle;
use crate::text::{head, is_hangul, tail};

/// No name of a setting is longer, in bytes, to either side of its last word.
pub(super) const LONGEST_NAME: usize = 100;

/// The bytes of the value behind a name that ends at `at`, on the same line.
pub(super) fn value_behind(text: &str, at: usize, name: Name, blank: bool) -> Option<Range<usize>> {
    let rest = &text[at..];
    let rest = rest.strip_prefix(['"', '\'', '`']).unwrap_or(rest);
    // `**비밀번호**: x`
    let rest = rest.trim_start_matches('*');
    // `비밀번호(관리자): x`
    let bracket = rest
        .trim_start_matches(' ')
        .strip_prefix('(')
        .and_then(|inner| {
            let (said, after) = head(inner, LONGEST_NAME).split_once(')')?;
            let sign = after.trim_start_matches(' ').starts_with([':', '=', '：']);
            let end = inner.len() - said.len() - 1;
            sign.then(|| &inner[inner.len() - end..])
        });
    let after = bracket.unwrap_or(rest).trim_start_matches([' ', '\t']);
    let mut spoken = false;
    // `process.env.JWT_SECRET || 'x'`, `os.getenv('DB_PASSWORD', 'x')`, `${DB_PASSWORD:-x}`
    let fallback = after
        .strip_prefix("||")
        .or_else(|| after.strip_prefix("??"))
        .or_else(|| {
            let next = after.strip_prefix(',')?.trim_start_matches(' ');
            // `("my_password", "abcd")`: two texts, of which none is the name of a variable.
            let quote = text[at..]
                .chars()
                .next()
                .filter(|c| matches!(c, '"' | '\''))?;
            let name = tail(&text[..at], LONGEST_NAME).rsplit(quote).next()?;
            let is_constant = name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
            is_constant.then(|| next.strip_prefix("default=").unwrap_or(next))
        })
        .filter(|value| value.trim_start_matches(' ').starts_with(['"', '\'']))
        .or_else(|| after.strip_prefix(":-"));
    let after = if let Some(value) = fallback {
        value
    } else if let Some(value) = after
        .strip_prefix(":=")
        .or_else(|| after.strip_prefix("=>"))
        .or_else(|| after.strip_prefix("->"))
        .or_else(|| after.strip_prefix('→'))
        .or_else(|| after.strip_prefix(['=', ':', '：']))
    {
        if value.starts_with(['=', ':', '~']) {
            return None;
        }
        value
    } else if name == Name::Key && rest.starts_with(" `") {
        spoken = true;
        rest.trim_start_matches(' ')
    } else if name == Name::KoreanPassword
        || name == Name::Key
            && ["키", "토큰", "시크릿"]
                .iter()
                .any(|end| text[..at].ends_with(end))
        || matches!(name, Name::Key | Name::Password) && rest.starts_with(['은', '는'])
    {
        spoken = true;
        // `암호 TLS1.2-ECDHE-RSA 방식`: without a particle or a sign words may follow.
        let bare = rest.starts_with(' ');
        let near = head(rest, LONGEST_VALUE);
        let word = near.split_whitespace().next().unwrap_or_default();
        let word = word.trim_end_matches(|c: char| c == '.' || !c.is_ascii());
        // `API 키 BTRN… 을 쓴다`: nothing else is as random.
        let is_key = name == Name::Key && is_bare_key(word);
        if bare && !is_key && (name == Name::Key || word.contains(['-', '_', '.'])) {
            return None;
        }
        said(rest).or_else(|| rest.strip_prefix('(').filter(|_| name != Name::Key))?
    } else if blank && rest.starts_with(' ') {
        after
    } else if name == Name::Key && rest.starts_with(' ') {
        // `Use API key BTRN… for the sandbox`
        let near = head(after, LONGEST_VALUE);
        let word = near.split_whitespace().next().unwrap_or_default();
        is_bare_key(word.trim_end_matches(['.', ',', ';'])).then_some(after)?
    } else {
        return None;
    };
    let value = after.trim_start_matches([' ', '\t', '*']);
    let from = text.len() - value.len();
    let mark = value
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`' | '“'));
    if let Some(mark) = mark {
        let from = from + mark.len_utf8();
        let close = if mark == '“' { '”' } else { mark };
        let line = head(&text[from..], LONGEST_VALUE)
            .lines()
            .next()
            .unwrap_or_default();
        return line.find(close).map(|end| from..from + end);
    }
    let near = head(value, LONGEST_VALUE);
    let end = near
        .find(|c: char| c.is_whitespace() || !c.is_ascii() || "\"'`,;&|".contains(c))
        .unwrap_or(near.len());
    let length = value::without_marks(&value[..end], &text[..from]).len();
    let next = &value[end..];
    // `hunter22를`: no password is typed in two scripts, but a particle may follow one.
    let sentence = next.starts_with(is_hangul) && particle::length(next).is_none();
    // `비밀번호는 SHA-256 으로`: amid a sentence only what is random is a password.
    // or what forms of accounts ask for.
    let typed = &value[..length];
    let fits = !spoken
        || value::is_random(typed, 10) && !value::is_method(typed)
        || value::is_chosen(typed)
        || value::is_mixed(typed)
        || value::is_told(typed)
            && (is_whole_statement(rest, &next[typed_marks(next)..])
                || is_in_brackets(&text[..at], &value[length..]));
    (length > 0 && !sentence && fits).then(|| from..from + length)
}

/// Whether a word behind the name of a key can be nothing else: letters amid digits alone, where
/// names have a number behind them at most (`ServiceAccountKey2023`).
fn is_bare_key(word: &str) -> bool {
    let bare = word.trim_end_matches('=');
    let name = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    bare.bytes().all(|b| b.is_ascii_alphanumeric())
        && name.bytes().any(|b| b.is_ascii_digit())
        && value::is_random(bare, 20)
}

/// Whether nothing but a name and its value stands between brackets: `(비번 x)`.
fn is_in_brackets(before: &str, behind: &str) -> bool {
    let name = tail(before, LONGEST_NAME).rsplit_once('(');
    behind.starts_with(')') && name.is_some_and(|(_, name)| !name.contains([' ', ')', '\n']))
}

/// The marks behind a value that belong to neither it nor the sentence.
fn typed_marks(next: &str) -> usize {
    next.len() - next.trim_start_matches(['`', '*', '"', '\'']).len()
}

/// Whether a sentence says of its subject nothing but the value: `비밀번호는 x 입니다`, `비밀번호는
/// x.`
fn is_whole_statement(rest: &str, next: &str) -> bool {
    const COPULAS: [&str; 12] = [
        "입니다",
        "이다",
        "이에요",
        "예요",
        "이야",
        "이고",
        "이며",
        "임",
        "다.",
        "였다",
        "이었다",
        "です",
    ];
    let is_subject = ["는", "은", "は", "是"]
        .iter()
        .any(|end| rest.starts_with(end));
    let tail = next.trim_start_matches([' ', '.', '。']);
    let ends = tail.is_empty() || tail.starts_with('\n');
    is_subject && (ends || COPULAS.iter().any(|copula| tail.starts_with(copula)))
}

/// What a sentence says of a name: `비밀번호는 x`, `비밀번호를 x 로 바꾼다`, `비밀번호 x`.
fn said(rest: &str) -> Option<&str> {
    const SET: [&str; 10] = [
        "변경",
        "바꾸",
        "바꿨",
        "바꿔",
        "바꿈",
        "바꾼",
        "설정",
        "지정",
        "초기화",
        "정했",
    ];
    let value = [
        "는", "은", "가", "이", "를", "을", "は", "を", "是", "为", "",
    ]
    .iter()
    .find_map(|end| {
        rest.strip_prefix(end)
            .filter(|value| value.starts_with([' ', ':']))
    })?;
    let object = rest.starts_with(['를', '을']);
    // `비밀번호를 SHA-256 으로 해싱한다`: what is done with it, not what it is.
    let line = head(value, LONGEST_NAME).lines().next();
    let line = line.unwrap_or_default();
    let set = SET.iter().any(|verb| line.contains(verb));
    (!object || set).then_some(value)
}
