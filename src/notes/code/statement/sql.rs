//! Statements of SQL and the meta-commands of `psql`, told by their grammar: a verb, the clauses it
//! wants, operands where operands stand. A text in, the statement at its start out. Keywords in
//! capitals count for themselves; in small letters something must follow that no sentence has.

use crate::notes::code::placeholder;
use crate::notes::code::word;
use crate::text::{head, is_hangul};

/// A statement at the start of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sql {
    /// The byte behind it.
    pub end: usize,
    /// Its verb in lower case, or the meta-command.
    pub verb: String,
    /// Whether it has its line to itself, but for a remark.
    pub whole: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SqlKind {
    Word,
    Number,
    Text,
    Sign,
}

#[derive(Clone, Copy, Debug)]
struct SqlToken<'a> {
    kind: SqlKind,
    text: &'a str,
    at: usize,
    /// How many brackets are open around it.
    depth: usize,
}

impl SqlToken<'_> {
    const fn end(&self) -> usize {
        self.at + self.text.len()
    }

    fn is(&self, word: &str) -> bool {
        self.kind == SqlKind::Word && self.text.eq_ignore_ascii_case(word)
    }
}

/// The statement that `text` begins with.
pub(crate) fn read(text: &str) -> Option<Sql> {
    let verb_end = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let is_verb = |verb: &&&str| verb.eq_ignore_ascii_case(&text[..verb_end]);
    let verb = (*VERBS.iter().find(is_verb)?).to_owned();
    let upper = text[..verb_end].bytes().all(|b| b.is_ascii_uppercase());
    let lower = text[..verb_end].bytes().all(|b| b.is_ascii_lowercase());
    let (tokens, ends) = tokens(text);
    let (tokens, prose) = operands(&tokens);
    let last = tokens.last()?;
    let closed = last.text == ";";
    // `Create access key`, `Show 컴포넌트`: a title, unless a semicolon says otherwise.
    if !(upper || lower || closed) {
        return None;
    }
    let shape = shape(&verb, tokens, closed, upper)?;
    let marked = closed
        || tokens.iter().any(|token| {
            token.kind == SqlKind::Text || matches!(token.text, "*" | "=" | "," | "(" | "<" | ">")
        })
        || tokens.iter().any(|token| token.is("where"))
        // `idx_orders_member`, `shop.orders`, `주문`: names that no English sentence has.
        || tokens.iter().skip(2).any(|token| {
            token.kind == SqlKind::Word
                && token.text.contains(|c: char| {
                    matches!(c, '_' | '.') || c.is_ascii_digit() || is_hangul(c)
                })
        });
    let enough = match shape {
        Clauses::Plain => upper || marked,
        Clauses::Proven => true,
        Clauses::Closed => closed,
    };
    let rest = text[last.end()..].trim_start();
    let whole = !prose && (rest.is_empty() || word::is_remark(rest) || ends == Ends::Comment);
    // A sentence that goes on behind it must have said enough before.
    let sure = whole || closed || (upper && tokens.len() >= 4 && !talks(rest));
    (enough && sure).then(|| Sql {
        end: last.end(),
        verb,
        whole: whole || closed && (rest.is_empty() || word::is_remark(rest)),
    })
}

/// Whether a listing begins with a statement: its grammar alone tells, in whatever letters.
pub(crate) fn is_statement(text: &str) -> bool {
    let verb: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    let lower = verb.to_ascii_lowercase();
    let title = verb.bytes().skip(1).any(|b| b.is_ascii_lowercase())
        && verb.starts_with(|c: char| c.is_ascii_uppercase());
    if !VERBS.contains(&lower.as_str()) || title {
        return false;
    }
    let (tokens, _) = tokens(text);
    let (tokens, prose) = operands(&tokens);
    let closed = tokens.last().is_some_and(|last| last.text == ";");
    let fits = shape(&lower, tokens, closed, true);
    !prose && fits.is_some_and(|shape| shape != Clauses::Closed || closed)
}

/// Whether a text is a clause of a statement: `order by … limit 10`, `case when … end`, `where …`.
pub(crate) fn is_clause(text: &str) -> bool {
    const STARTS: &[&[&str]] = &[
        &["order", "by"],
        &["group", "by"],
        &["case", "when"],
        &["left", "join"],
        &["right", "join"],
        &["inner", "join"],
        &["left", "outer"],
        &["partition", "by"],
        &["union", "all"],
    ];
    let (tokens, _) = tokens(text);
    let (kept, prose) = operands(&tokens);
    let starts = |words: &[&str]| {
        words
            .iter()
            .enumerate()
            .all(|(i, word)| kept.get(i).is_some_and(|token| token.is(word)))
    };
    let compares = kept.iter().any(|token| {
        matches!(token.text, "=" | "<" | ">")
            || ["like", "in", "between", "is"]
                .iter()
                .any(|word| token.is(word))
    });
    let one = |words: &[&str]| {
        words
            .iter()
            .any(|word| kept.first().is_some_and(|token| token.is(word)))
    };
    let long = kept.len() >= 3 && kept.len() == tokens.len() && !prose;
    long && (STARTS.iter().any(|words| starts(words))
        || one(&["where", "having", "join", "on"]) && compares
        || one(&["from"])
            && kept
                .iter()
                .any(|token| token.is("where") || token.is("join"))
        || one(&["values"]) && kept[1].text == "(")
}

/// What follows is said of the statement: `… 문`, `… 구문은`, `… 을 쓰면`.
fn talks(rest: &str) -> bool {
    rest.starts_with(|c: char| is_hangul(c))
}

const VERBS: &[&str] = &[
    "select",
    "insert",
    "update",
    "delete",
    "create",
    "drop",
    "alter",
    "truncate",
    "grant",
    "revoke",
    "use",
    "show",
    "desc",
    "describe",
    "explain",
    "with",
    "set",
    "begin",
    "start",
    "commit",
    "rollback",
    "savepoint",
    "merge",
    "call",
    "execute",
    "analyze",
    "optimize",
    "flush",
    "lock",
    "unlock",
    "rename",
    "vacuum",
    "comment",
    "load",
    "replace",
    "prepare",
    "deallocate",
    "purge",
    "kill",
    "declare",
    "copy",
    "repair",
];

/// What `create`, `drop` and `alter` can be about.
const OBJECTS: &[&str] = &[
    "table",
    "database",
    "schema",
    "index",
    "view",
    "user",
    "role",
    "procedure",
    "function",
    "trigger",
    "unique",
    "or",
    "temporary",
    "temp",
    "external",
    "materialized",
    "sequence",
    "event",
    "type",
    "extension",
    "tablespace",
    "synonym",
    "package",
    "domain",
    "policy",
    "if",
    "fulltext",
    "spatial",
    "global",
    "keyspace",
    "stream",
    "system",
    "session",
    "login",
    "server",
];

/// What `show` shows in MySQL, MariaDB, Hive and PostgreSQL.
const SHOWN: &[&str] = &[
    "databases",
    "tables",
    "schemas",
    "columns",
    "index",
    "indexes",
    "keys",
    "create",
    "variables",
    "status",
    "processlist",
    "full",
    "grants",
    "global",
    "session",
    "engines",
    "engine",
    "collation",
    "character",
    "charset",
    "warnings",
    "errors",
    "events",
    "triggers",
    "plugins",
    "privileges",
    "master",
    "slave",
    "replica",
    "binary",
    "binlog",
    "partitions",
    "functions",
    "profiles",
    "profile",
    "open",
    "table",
    "procedure",
    "function",
    "all",
    "search_path",
    "server_version",
    "timezone",
    "streams",
    "topics",
    "queries",
];

/// What a statement needs beside its grammar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Clauses {
    /// Capitals or a mark of SQL.
    Plain,
    /// Nothing.
    Proven,
    /// Its semicolon.
    Closed,
}

/// Whether the clauses fit the verb.
fn shape(verb: &str, tokens: &[SqlToken], closed: bool, upper: bool) -> Option<Clauses> {
    let at = |i: usize| tokens.get(i).filter(|token| token.text != ";");
    let is = |i: usize, word: &str| at(i).is_some_and(|token| token.is(word));
    let any = |i: usize, words: &[&str]| {
        at(i).is_some_and(|token| words.iter().any(|word| token.is(word)))
    };
    let has = |word: &str| {
        tokens
            .iter()
            .skip(2)
            .position(|token| token.is(word))
            .map(|i| i + 2)
    };
    let named = |i: usize| at(i).is_some_and(is_name);
    let plain = |fits: bool| fits.then_some(Clauses::Plain);
    let long = tokens.len() >= 3;
    let lower = !upper;
    match verb {
        "select" => select(tokens, closed, upper),
        "insert" | "replace" | "merge" => plain(
            (is(1, "into") || any(1, &["ignore", "overwrite"]))
                && named(2)
                && tokens.iter().skip(3).any(|token| {
                    token.text == "("
                        || ["values", "value", "select", "set", "using"]
                            .iter()
                            .any(|word| token.is(word))
                }),
        ),
        "update" => {
            plain(named(1) && has("set").is_some_and(|i| named(i + 1) && tokens.len() > i + 2))
        }
        "delete" => plain(
            is(1, "from")
                && named(2)
                && at(3).is_none_or(|next| !is_name(next) || next.is("where")),
        ),
        "create" | "drop" | "alter" => {
            let object = any(1, OBJECTS);
            let named = tokens.iter().skip(2).any(is_name);
            plain(object && named && (upper || closed || long))
        }
        "truncate" => plain(is(1, "table") && named(2) || closed && named(1)),
        "grant" => plain(has("to").is_some() && (closed || has("on").is_some() || upper)),
        "revoke" => plain(has("from").is_some() && (closed || has("on").is_some() || upper)),
        "use" => (named(1) && at(2).is_none()).then_some(
            if upper && at(1).is_some_and(|name| name.text.bytes().any(|b| b.is_ascii_lowercase()))
            {
                Clauses::Plain
            } else {
                Clauses::Closed
            },
        ),
        "show" => {
            let plain = any(
                1,
                &["databases", "tables", "processlist", "grants", "engines"],
            ) || any(1, SHOWN)
                && tokens.len() >= 4
                && ["from", "like", "in"]
                    .iter()
                    .any(|word| has(word).is_some());
            any(1, SHOWN).then_some(if plain && lower {
                Clauses::Proven
            } else {
                Clauses::Plain
            })
        }
        "kill" => (tokens.len() == 3 && closed).then_some(Clauses::Closed),
        "desc" | "describe" => (named(1) && at(2).is_none()).then_some(
            if upper && at(1).is_some_and(|name| name.text.bytes().any(|b| b.is_ascii_lowercase()))
            {
                Clauses::Plain
            } else {
                Clauses::Closed
            },
        ),
        "explain" | "analyze" | "optimize" | "repair" => {
            let inner = any(
                1,
                &[
                    "select", "update", "delete", "insert", "analyze", "plan", "format", "table",
                    "with",
                ],
            ) || at(1).is_some_and(|t| t.text == "(");
            if inner && long {
                Some(Clauses::Plain)
            } else {
                Some(Clauses::Closed)
            }
        }
        "with" => plain(has("as").is_some() && has("select").is_some()),
        "set" => {
            let value = tokens.iter().any(|token| matches!(token.text, "=" | ":="));
            let kind = any(
                1,
                &[
                    "names",
                    "global",
                    "session",
                    "transaction",
                    "autocommit",
                    "foreign_key_checks",
                    "search_path",
                    "password",
                    "role",
                    "time",
                ],
            ) || at(1).is_some_and(|t| t.text.starts_with('@'));
            if kind
                && long
                && (value
                    || is(1, "names")
                    || is(1, "transaction")
                    || is(1, "search_path")
                    || is(1, "role"))
            {
                Some(Clauses::Plain)
            } else {
                value.then_some(Clauses::Closed)
            }
        }
        "call" => plain(named(1) && at(2).is_some_and(|token| token.text == "(")),
        "flush" => {
            any(1, &["privileges", "tables", "logs", "hosts", "status"]).then_some(Clauses::Plain)
        }
        "rename" => plain(is(1, "table") && has("to").is_some()),
        "load" => plain(is(1, "data") && has("into").is_some()),
        "comment" => plain(is(1, "on") && has("is").is_some()),
        "lock" | "unlock" => plain(any(1, &["tables", "table"])),
        "start" => {
            (is(1, "transaction") || is(1, "slave") || is(1, "replica")).then_some(Clauses::Closed)
        }
        "copy" => plain(
            named(1)
                && (has("from").is_some() || has("to").is_some())
                && tokens.iter().any(|token| token.kind == SqlKind::Text),
        ),
        // `COMMIT;`, `BEGIN;` and their kin are single words: only the semicolon tells.
        _ => closed.then_some(Clauses::Closed),
    }
}

/// `select … from …`, or an expression that needs no table: `select now()`.
fn select(tokens: &[SqlToken], closed: bool, upper: bool) -> Option<Clauses> {
    let rest = &tokens[1..];
    let first = rest.first()?;
    if first.text == ";" {
        return None;
    }
    let from = rest
        .iter()
        .position(|token| token.depth == 0 && token.is("from"));
    if let Some(from) = from {
        let listed = from > 0;
        let table = rest
            .get(from + 1)
            .is_some_and(|token| is_name(token) || token.text == "(");
        return (listed && table).then_some(Clauses::Plain);
    }
    let called = rest
        .get(1)
        .is_some_and(|next| next.text == "(" && next.at == first.end());
    let value = first.kind != SqlKind::Word || first.text.starts_with("@@");
    if called && (upper || closed)
        || value && upper && rest.len() > 1 && rest.iter().all(|t| t.kind != SqlKind::Word)
    {
        return Some(Clauses::Plain);
    }
    Some(Clauses::Closed)
}

/// Words that a statement never has outside of quotations.
const SENTENCE: &[&str] = &[
    "the", "an", "are", "this", "that", "these", "which", "you", "your", "we", "it", "its", "can",
    "will", "should", "must", "how", "what", "why", "but", "of",
];

/// Keywords behind which an operand stands.
const OPENS: &[&str] = &[
    "select",
    "from",
    "where",
    "and",
    "or",
    "not",
    "by",
    "on",
    "join",
    "into",
    "update",
    "table",
    "view",
    "index",
    "database",
    "schema",
    "user",
    "role",
    "procedure",
    "function",
    "trigger",
    "set",
    "as",
    "like",
    "in",
    "between",
    "having",
    "limit",
    "offset",
    "then",
    "else",
    "when",
    "case",
    "values",
    "value",
    "distinct",
    "all",
    "is",
    "using",
    "to",
    "add",
    "column",
    "drop",
    "alter",
    "create",
    "modify",
    "change",
    "rename",
    "references",
    "key",
    "constraint",
    "exists",
    "union",
    "except",
    "intersect",
    "inner",
    "left",
    "right",
    "outer",
    "full",
    "cross",
    "use",
    "show",
    "desc",
    "describe",
    "explain",
    "analyze",
    "truncate",
    "delete",
    "insert",
    "with",
    "for",
    "default",
    "unique",
    "primary",
    "foreign",
    "check",
    "grant",
    "revoke",
    "call",
    "ignore",
    "global",
    "session",
    "names",
    "escape",
    "interval",
    "returning",
    "if",
    "over",
    "partition",
    "order",
    "group",
    "row",
    "rows",
    "collate",
    "character",
    "charset",
    "start",
];

/// Keywords that an operand may have behind it and that end a clause themselves.
const CLOSES: &[&str] = &[
    "null",
    "asc",
    "end",
    "true",
    "false",
    "cascade",
    "restrict",
    "first",
    "last",
    "nulls",
    "only",
    "update",
    "share",
    "nowait",
    "skip",
    "locked",
    "current_timestamp",
    "current_date",
    "sysdate",
    "unsigned",
    "auto_increment",
    "identity",
    "commit",
    "work",
    "tables",
    "databases",
    "columns",
    "privileges",
    "processlist",
    "grants",
    "status",
    "variables",
    "engines",
    "collation",
    "transaction",
    "serializable",
    "committed",
    "uncommitted",
    "read",
    "repeatable",
    "write",
    "isolation",
    "level",
    "format",
    "json",
    "admin",
    "option",
    "public",
    "identified",
    "password",
    "before",
    "after",
    "each",
    "begin",
    "type",
    "local",
    "inpath",
    "fields",
    "terminated",
    "lines",
    "concurrently",
    "recursive",
    "materialized",
    "temporary",
    "external",
    "escape",
    "hash",
    "range",
    "list",
    "engine",
    "innodb",
    "myisam",
    "utf8",
    "utf8mb4",
    "storage",
    "comment",
    "enable",
    "disable",
    "validate",
    "rollup",
    "percent",
    "ties",
    "fetch",
    "next",
    "no",
    "action",
    "of",
];

fn is_key(token: &SqlToken) -> bool {
    token.kind == SqlKind::Word && OPENS.iter().chain(CLOSES).any(|word| token.is(word))
}

/// A name of the writer's own: no keyword, and no Korean word of a sentence.
fn is_name(token: &SqlToken) -> bool {
    match token.kind {
        SqlKind::Text => true,
        SqlKind::Word => {
            let small = token.text.bytes().any(|b| b.is_ascii_lowercase());
            (!is_key(token)
                || small && CLOSES.iter().any(|word| token.is(word))
                || token.is("user"))
                && !is_spoken(token.text)
        }
        _ => false,
    }
}

/// A Korean word with a particle or a verb's ending: `문은`, `절에서`, `고른다`.
fn is_spoken(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "은",
        "는",
        "을",
        "를",
        "에서",
        "에는",
        "에",
        "으로",
        "로",
        "이란",
        "란",
        "와",
        "과",
        "의",
        "다",
        "요",
        "하기",
        "하는",
        "할",
        "하면",
        "하고",
        "문",
        "절",
        "구문",
        "문법",
        "명령",
        "명령어",
        "쿼리",
        "이다",
        "사용",
    ];
    word.chars().next_back().is_some_and(is_hangul)
        && (ENDS.iter().any(|end| word.ends_with(end)) && word.chars().count() >= 2
            || word.chars().count() == 1 && ENDS.contains(&word))
}

/// The tokens up to where a sentence takes over, and whether one does.
fn operands<'t, 'a>(tokens: &'t [SqlToken<'a>]) -> (&'t [SqlToken<'a>], bool) {
    let mut filled = false;
    let mut names = 0;
    for (i, token) in tokens.iter().enumerate() {
        if token.text == ";" {
            return (&tokens[..=i], false);
        }
        let hangul = token.text.chars().any(is_hangul) && token.kind == SqlKind::Word;
        if token.kind == SqlKind::Word
            && SENTENCE.iter().any(|word| token.is(word))
            && token.depth == 0
            && token.text.bytes().all(|b| b.is_ascii_lowercase())
        {
            return (&tokens[..0], true);
        }
        if hangul && (is_spoken(token.text) || filled && token.depth == 0) {
            // Latin letters with a particle: the table is spoken of.
            let mixed = token.text.starts_with(|c: char| c.is_ascii_alphabetic());
            return (&tokens[..if mixed { 0 } else { i }], true);
        }
        match token.kind {
            SqlKind::Sign => {
                filled = matches!(token.text, ")" | "*" | "]" | "?");
                names = 0;
            }
            SqlKind::Word if is_key(token) => {
                filled = false;
                names = 0;
            }
            _ => {
                filled = true;
                names += 1;
            }
        }
        // Three names in a row are a sentence, outside of the brackets that declare columns.
        if names > 3 && token.depth == 0 {
            return (&tokens[..0], true);
        }
    }
    (tokens, false)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    Text,
    Comment,
}

fn tokens(text: &str) -> (Vec<SqlToken<'_>>, Ends) {
    let mut out: Vec<SqlToken> = Vec::new();
    let (mut at, mut depth) = (0, 0usize);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let spaced = at > 0 && text[..at].ends_with(char::is_whitespace);
        if rest.starts_with("--") && !rest.starts_with("---")
            || rest.starts_with("//")
            || c == '#' && spaced
        {
            return (out, Ends::Comment);
        }
        if rest.starts_with("→")
            || rest.starts_with("->") && depth == 0 && spaced
            || rest.starts_with("=>") && spaced
        {
            break;
        }
        // `(아직 커밋 안함)` behind a finished statement is a remark, `(이름, 나이)` a list of
        // columns.
        let inside = rest
            .strip_prefix('(')
            .and_then(|inner| head(inner, 400).split(')').next());
        if depth == 0 && spaced && inside.is_some_and(is_aside) && !expects_list(&out) {
            break;
        }
        let (length, kind) = if let Some(length) = placeholder::bracketed(rest) {
            (length, SqlKind::Word)
        } else if matches!(c, '\'' | '"' | '`') {
            let near = head(rest, 4000);
            let close = near[1..].find(c).map_or(near.len(), |close| close + 2);
            (
                close,
                if c == '\'' {
                    SqlKind::Text
                } else {
                    SqlKind::Word
                },
            )
        } else if c.is_alphabetic() || matches!(c, '_' | '@' | '$' | ':') && rest.len() > 1 {
            let length = rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '@' | '%')))
                .map_or(rest.len(), |(length, _)| length);
            (length, SqlKind::Word)
        } else if c.is_ascii_digit() {
            let length = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
                .unwrap_or(rest.len());
            (length, SqlKind::Number)
        } else {
            (c.len_utf8(), SqlKind::Sign)
        };
        let one = SqlToken {
            kind,
            text: &rest[..length],
            at,
            depth,
        };
        match one.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        out.push(one);
        at += length;
        if c == ';' && depth == 0 {
            break;
        }
    }
    (out, Ends::Text)
}

/// Whether brackets with these words hold a remark.
fn is_aside(inner: &str) -> bool {
    inner.chars().any(is_hangul)
        && !inner.contains(['\'', '"', '=', ','])
        && inner.trim().contains(' ')
}

/// Whether columns or values come next: `INSERT INTO posts (…)`, `VALUES (…)`, `IN (…)`.
fn expects_list(tokens: &[SqlToken]) -> bool {
    let word = |i: usize, words: &[&str]| {
        tokens.len() >= i && words.iter().any(|word| tokens[tokens.len() - i].is(word))
    };
    word(1, &["values", "in", "as", "exists", "on", "key", "using"])
        || word(2, &["into", "table", "on"])
}

/// `\dt`, `\c shop`, `\d+ users`: what `psql` itself understands.
pub(crate) fn meta(text: &str) -> Option<Sql> {
    const NAMES: &[&str] = &[
        "l", "d", "dt", "du", "dn", "di", "dv", "df", "ds", "dp", "dx", "c", "connect", "q", "x",
        "i", "timing", "copy", "conninfo", "password", "e", "ef", "watch", "pset", "set", "dg",
        "o", "list", "z", "encoding", "g", "h",
    ];
    let line = text.trim_end();
    let end = line[1..]
        .find(char::is_whitespace)
        .map_or(line.len(), |end| end + 1);
    let name = line[1..end].trim_end_matches('+');
    let rest = line[end..].trim();
    let words = rest.split_whitespace().count();
    let fits = NAMES.contains(&name)
        && (name == "copy" || words <= 2)
        && (rest.is_ascii() || placeholder::bracketed(rest).is_some());
    let remark = word::is_remark(rest);
    (NAMES.contains(&name) && (fits || remark)).then(|| Sql {
        end: if remark { end } else { line.len() },
        verb: format!("\\{name}"),
        whole: true,
    })
}
