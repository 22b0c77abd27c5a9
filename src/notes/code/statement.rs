//! Statements of languages that are typed at a prompt of their own: SQL, Redis, MongoDB's shell,
//! PowerShell. A text that may begin with one in; where it ends and its language out.

pub(crate) mod sql;

use crate::notes::code::tools;
use crate::notes::code::word;
use crate::notes::code::word::{CommandLine, Tail, Word};
use crate::notes::code::word_tail;
use crate::notes::tree::CommandLanguage;
use crate::text::{head, is_hangul};

/// A statement at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    /// The byte behind it.
    pub end: usize,
    /// Its language.
    pub language: CommandLanguage,
    /// The keyword that names it.
    pub tool: String,
    /// Whether it has its line to itself, but for a remark.
    pub whole: bool,
}

/// Reads the statement that `text` begins with, if it does.
pub(crate) fn read(text: &str) -> Option<Statement> {
    let first = text.as_bytes().first()?;
    match first {
        b'\\' => of_sql(sql::meta(text)),
        b'$' => variable(text),
        b'd' | b'r' | b's' if text.starts_with("db.") || text[1..].starts_with(['s', 'h']) => {
            mongo(text).or_else(|| of_sql(sql::read(text)))
        }
        b if b.is_ascii_uppercase() => of_sql(sql::read(text))
            .or_else(|| powershell(text))
            .or_else(|| redis(text)),
        b if b.is_ascii_lowercase() => of_sql(sql::read(text)).or_else(|| keyed(text)),
        _ => None,
    }
}

fn of_sql(found: Option<sql::Sql>) -> Option<Statement> {
    found.map(|found| Statement {
        end: found.end,
        language: CommandLanguage::Sql,
        tool: found.verb,
        whole: found.whole,
    })
}

/// `db.users.find({ age: 1 })`, `rs.initiate()`, `show dbs`.
fn mongo(text: &str) -> Option<Statement> {
    let of = |end: usize, tool: &str| {
        let rest = text[end..].trim();
        let whole = rest.is_empty() || word_tail::is_remark(rest);
        whole.then(|| Statement {
            end,
            language: CommandLanguage::Mongo,
            tool: tool.to_owned(),
            whole,
        })
    };
    for shown in ["show dbs", "show collections", "show databases"] {
        if text.starts_with(shown) && shown != "show databases" {
            return of(shown.len(), "show");
        }
    }
    if !["db.", "rs.", "sh."]
        .iter()
        .any(|start| text.starts_with(start))
    {
        return None;
    }
    let mut method = "";
    let mut at = 0;
    let mut known = false;
    loop {
        let length = text[at..]
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.')))
            .unwrap_or(text.len() - at);
        let name = text[at..at + length].rsplit('.').next().unwrap_or_default();
        at += length;
        // `db.<컬렉션>.find()`: a blank to fill in.
        let blank = text[at..]
            .strip_prefix('<')
            .and_then(|name| head(name, 60).find('>'));
        if let Some(close) = blank {
            at += close + 2;
            continue;
        }
        if !text[at..].starts_with('(') {
            break;
        }
        at += brackets(&text[at..])?;
        if method.is_empty() {
            method = name;
        }
        known |= tools::section_lists("mongo", name);
        if !text[at..].starts_with('.') {
            break;
        }
    }
    if !known {
        return None;
    }
    // `db.posts.find({}) ;`
    let rest = text[at..].trim_start_matches(' ');
    if rest.starts_with(';') {
        at = text.len() - rest.len() + 1;
    }
    of(at, method)
}

/// The bytes of `(…)` with what stands in it, quotations and inner brackets counted.
fn brackets(text: &str) -> Option<usize> {
    let (mut depth, mut quote) = (0, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '(' | '{' | '[') => depth += 1,
            (None, ')' | '}' | ']') if depth == 1 => return Some(at + 1),
            (None, ')' | '}' | ']') => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `$env:PATH += ";C:\tools"`: a variable of PowerShell is set.
fn variable(text: &str) -> Option<Statement> {
    let name = text.strip_prefix("$env:")?;
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let line = word::read(text);
    let sets =
        matches!(line.words.get(1).map(|word| word.text), Some("=" | "+=")) && line.words.len() > 2;
    // `$env:NODE_ENV="production"`
    let tight = name[end..].starts_with('=') && name[end + 1..].starts_with(['"', '\'', '$']);
    (end > 0 && (sets || tight) && is_whole(&line)).then(|| Statement {
        end: line.end(),
        language: CommandLanguage::PowerShell,
        tool: "$env".to_owned(),
        whole: true,
    })
}

/// Whether the words have the line to themselves.
fn is_whole(line: &CommandLine) -> bool {
    matches!(line.tail, Tail::End | Tail::Remark)
}

/// `SET greeting hello`, `LPUSH list a b`: upper case, as the manual writes it, and a key.
fn redis(text: &str) -> Option<Statement> {
    let name = text.split_whitespace().next()?.trim_end_matches(';');
    let own = tools::section_lists("redis", name);
    if !name.bytes().all(|b| b.is_ascii_uppercase() || b == b'.')
        || !own && !tools::section_lists("redis-words", name)
    {
        return None;
    }
    let line = word::read(text);
    let (_, rest) = line.words.split_first()?;
    // `ZREVRANGE rank 0 9 WITHSCORES 상위 10`: what it is good for.
    let glossed = own && matches!(line.tail, Tail::Prose) && rest.len() > 2;
    if !is_whole(&line) && !glossed {
        return None;
    }
    // `COPY package.json ./` is a Dockerfile's.
    let is_path = |word: &Word| word.text.contains(['/', '.']);
    if name == "COPY" && rest.iter().any(is_path) {
        return None;
    }
    let plain = |word: &str| {
        word.chars().any(is_hangul)
            || word.starts_with(['<', '{', '[', '"', '\''])
            || word
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "_:.*-?[]{}@#$/+,;|()".contains(c))
    };
    // `GET /members`, `GET http://…`, `GET Request`: a key begins small or has a sign of its own.
    let key = |word: &str| {
        !word.starts_with(['/', '=', '-'])
            && !word.contains("://")
            && (word.contains([':', '_', '.', '*', '<', '{', '"'])
                || word.chars().any(|c| c.is_ascii_digit())
                || word.chars().any(is_hangul)
                || word.bytes().all(|b| b.is_ascii_lowercase()) && !HTTP.contains(&word))
    };
    let fits = match rest {
        [] => tools::section_lists("redis-alone", name),
        [first, ..] if own => {
            rest.iter().all(|word| plain(word.text)) && !first.text.starts_with('(')
        }
        [first, ..] => {
            let operands = rest.iter().all(|word| plain(word.text));
            let config = matches!(
                name,
                "CONFIG" | "CLIENT" | "CLUSTER" | "ACL" | "OBJECT" | "MEMORY" | "SCRIPT" | "DEBUG"
            ) && first.text.len() > 2
                && first
                    .text
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b == b'-');
            let enough = !matches!(name, "SET" | "RENAME" | "COPY") || rest.len() >= 2;
            operands && enough && (config || key(first.text) && rest.len() <= 8)
        }
    };
    fits.then(|| Statement {
        end: line.end(),
        language: CommandLanguage::Redis,
        tool: name.to_owned(),
        whole: !glossed,
    })
}

/// `get {key}`, `keys user:*`, `ttl <key>`: a command of Redis in small letters that no shell has,
/// and a key that is to be filled in or has a sign of one.
fn keyed(text: &str) -> Option<Statement> {
    let name = text.split(' ').next()?;
    let upper = name.to_ascii_uppercase();
    let lists = |section| tools::section_lists(section, &upper);
    if !(lists("redis") || lists("redis-words")) || tools::program(name).is_some() {
        return None;
    }
    let line = word::read(text);
    let (_, rest) = line.words.split_first()?;
    let key = rest.first()?.text;
    let blank = |open: char, close: char| {
        let inner = key
            .strip_prefix(open)
            .and_then(|key| key.strip_suffix(close));
        inner.is_some_and(|inner| !inner.contains([open, close]))
    };
    let is_key = blank('{', '}') || blank('<', '>') || key == "*" || {
        let (kind, rest) = key.split_once(':').unwrap_or_default();
        !kind.is_empty() && !rest.is_empty() && !rest.starts_with('/')
    };
    let fits = is_key && rest.len() <= 8 && is_whole(&line);
    fits.then(|| Statement {
        end: line.end(),
        language: CommandLanguage::Redis,
        tool: name.to_owned(),
        whole: true,
    })
}

/// What HTTP gets and types.
const HTTP: &[&str] = &[
    "request",
    "requests",
    "method",
    "methods",
    "parameter",
    "parameters",
    "params",
    "param",
    "mapping",
    "query",
    "api",
    "url",
    "response",
    "body",
    "header",
    "headers",
    "call",
    "vs",
    "and",
    "or",
    "the",
    "up",
    "all",
    "http",
    "post",
    "put",
    "patch",
    "by",
    "in",
    "of",
    "for",
    "to",
    "conversion",
    "error",
    "system",
    "erasure",
    "safety",
    "hint",
    "hints",
];

/// `Get-Process -Name code`: an approved verb, a noun, and something that proves it.
fn powershell(text: &str) -> Option<Statement> {
    let head = text.split_whitespace().next()?;
    let (verb, noun) = head.split_once('-')?;
    if !tools::section_lists("cmdlet-verbs", verb)
        || !noun.starts_with(|c: char| c.is_ascii_uppercase())
        || !noun.chars().all(|c| c.is_ascii_alphanumeric())
    {
        return None;
    }
    let line = word::read(text);
    let rest = line.words.get(1..)?;
    let proven = rest.iter().any(|word| {
        let named = word
            .text
            .strip_prefix('-')
            .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
        named
            || word.is_quoted()
            || matches!(word.text, "|" | ">")
            || word.text.starts_with(['$', '<', '.'])
            || word.text.contains(['\\', '/'])
    });
    let known = tools::section_lists("cmdlet-nouns", noun);
    // `Get-Service -Name db | Restart-Service 재시작`: what it is good for.
    let glossed = matches!(line.tail, Tail::Prose) && proven && line.words.len() > 2
        // `Set-ExecutionPolicy RemoteSigned 를 쳐 준다`
        || matches!(line.tail, Tail::Used) && line.words.len() > 1;
    let fits =
        (is_whole(&line) || glossed) && !line.words[0].text.ends_with(':') && (proven || known);
    fits.then(|| Statement {
        end: line.end(),
        language: CommandLanguage::PowerShell,
        tool: head.to_owned(),
        whole: !glossed,
    })
}
