//! Statements of SQL and the meta-commands of `psql`, told by their grammar: a verb, the clauses it
//! wants, operands where operands stand. A text in, the statement at its start out. Keywords in
//! capitals count for themselves; in small letters something must follow that no sentence has.

mod operands;
mod token;
mod vocabulary;

use std::borrow::Cow;

use crate::notes::code::noun;
use crate::notes::code::placeholder;
use crate::notes::code::spoken;
use crate::notes::code::spoken::Use;
use crate::notes::code::word_tail;
use crate::text::{head, is_hangul};

use operands::{is_name, operands};
use token::{Ends, SqlKind, SqlToken, tokens};
use vocabulary::{OBJECTS, SHOWN, VERBS};

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

/// No text holds more statements in a row.
const MOST: usize = 20;

/// The statement that `text` begins with, or the row of them: `BEGIN; UPDATE …; COMMIT;`.
pub(crate) fn read(text: &str) -> Option<Sql> {
    let mut found = one(text)?;
    for _ in 1..MOST {
        let rest = text[found.end..].trim_start();
        if !text[..found.end].ends_with(';') || rest.is_empty() {
            break;
        }
        let Some(next) = one(rest) else {
            break;
        };
        found.end = text.len() - rest.len() + next.end;
        found.whole = next.whole;
    }
    Some(found)
}

/// A single statement.
fn one(text: &str) -> Option<Sql> {
    let verb_end = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let is_verb = |verb: &&&str| verb.eq_ignore_ascii_case(&text[..verb_end]);
    let verb = (*VERBS.iter().find(is_verb)?).to_owned();
    let upper = text[..verb_end].bytes().all(|b| b.is_ascii_uppercase());
    let lower = text[..verb_end].bytes().all(|b| b.is_ascii_lowercase());
    let read = without_optional(text);
    let (tokens, ends) = tokens(&read);
    let (tokens, prose) = operands(&tokens);
    let last = tokens.last()?;
    // `set PATH=%PATH%;C:\tools`: what a semicolon parts there is no statement.
    let closed = last.text == ";" && !text[last.end()..].starts_with(|c: char| c.is_alphanumeric());
    // `select m from Member m join fetch m.team`: of JPA.
    let fetches = tokens
        .windows(2)
        .any(|pair| pair[0].is("join") && pair[1].is("fetch"));
    if fetches {
        return None;
    }
    // `Create access key`, `Show 컴포넌트`: a title, unless a semicolon or a name with a sign says
    // otherwise: `Drop index idx_name on member`.
    let signed = tokens.iter().any(|token| token.text.contains('_'));
    if !(upper || lower || closed || signed) {
        return None;
    }
    let shape = shape(&verb, tokens, closed, upper)?;
    let marked = closed
        || tokens.iter().any(|token| {
            token.kind == SqlKind::Text || matches!(token.text, "*" | "=" | "," | "(" | "<" | ">")
        })
        || tokens.iter().any(|token| token.is("where"))
        // `order by city`, `limit 10`
        || tokens.windows(2).any(|pair| {
            pair[1].is("by") && (pair[0].is("order") || pair[0].is("group"))
                || pair[0].is("limit") && pair[1].kind == SqlKind::Number
        })
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
    if begins_clause_in_brackets(rest) {
        return None;
    }
    let whole = !prose && (rest.is_empty() || word_tail::is_remark(rest) || ends == Ends::Comment);
    // A sentence that goes on behind it must have said enough before.
    // `SHOW TABLES 로 목록을 본다`
    let used = || upper && talks(rest) && spoken::of(rest, &[]) == Use::Used;
    let sure = whole || closed || (upper && tokens.len() >= 4 && !talks(rest)) || used();
    // `show processlist 후 kill <id>`: no name of a table, but what is done then.
    let then = ["후", "뒤", "다음", "하고", "해서", "그리고", "이후"];
    let goes_on = tokens.iter().any(|token| then.contains(&token.text));
    (enough && sure && !goes_on).then(|| Sql {
        end: last.end(),
        verb,
        whole: whole || closed && (rest.is_empty() || word_tail::is_remark(rest)),
    })
}

/// A text with blanks for what a manual's synopsis says may be left out: `CREATE DATABASE [IF NOT
/// EXISTS] 이름;`.
fn without_optional(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 40;
    if !text.contains('[') {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for (open, _) in text.match_indices(" [") {
        let inner = head(&text[open + 2..], LONGEST);
        let close = inner.find(']').unwrap_or(0);
        let is_keyword = |b: u8| b.is_ascii_uppercase() || b == b' ';
        if close > 1 && inner.as_bytes()[..close].iter().all(|b| is_keyword(*b)) {
            bytes[open + 1..open + close + 3].fill(b' ');
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether brackets behind a statement hold a clause of it, `UPDATE users SET a = 1 [WHERE 조건]`:
/// it does something else without that.
fn begins_clause_in_brackets(rest: &str) -> bool {
    const CLAUSES: &str = "WHERE LIMIT HAVING GROUP ORDER JOIN ON AND OR IF VALUES SET FROM USING \
        CASCADE RESTRICT TO AS OFFSET UNION RETURNING";
    let inner = rest.strip_prefix(['[', '(', '{', '<']).unwrap_or_default();
    let word = inner.trim_start();
    let end = word.find(|c: char| !c.is_ascii_alphabetic());
    let word = &word[..end.unwrap_or(word.len())];
    CLAUSES
        .split_whitespace()
        .any(|one| one.eq_ignore_ascii_case(word))
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
        "select" => select(tokens, upper),
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
            if upper
                && at(1).is_some_and(|name| {
                    name.text
                        .chars()
                        .any(|c| c.is_ascii_lowercase() || is_hangul(c))
                })
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
            // `show create table orders`
            let made = is(1, "create") && any(2, OBJECTS) && named(3);
            any(1, SHOWN).then_some(if (plain || made) && lower {
                Clauses::Proven
            } else {
                Clauses::Plain
            })
        }
        "vacuum" if !closed => {
            plain(upper && tokens.len() <= 3 && tokens.last().is_some_and(is_name))
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
            ) || at(1)
                .is_some_and(|t| t.text.starts_with('@') || is_system_variable(t.text));
            let level = is(2, "transaction") && has("level").is_some();
            if level {
                return Some(Clauses::Proven);
            }
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
        "savepoint" => plain(upper && named(1) && at(2).is_none()),
        "rollback" if is(1, "to") => plain(upper && named(2)),
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
fn select(tokens: &[SqlToken], upper: bool) -> Option<Clauses> {
    let rest = tokens.get(1..)?;
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
        // `select 1 from dual`
        let number = from == 1 && first.kind == SqlKind::Number;
        return (listed && table).then_some(if number {
            Clauses::Proven
        } else {
            Clauses::Plain
        });
    }
    let called = rest
        .get(1)
        .is_some_and(|next| next.text == "(" && next.at == first.end());
    let value = first.kind != SqlKind::Word || first.text.starts_with("@@");
    if called || value && upper && rest.len() > 1 && rest.iter().all(|t| t.kind != SqlKind::Word) {
        return Some(Clauses::Plain);
    }
    Some(Clauses::Closed)
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
    // `\d 회원 - 구조`, `\d users - columns`: what it is asked of, and what is said of that.
    let (asked, said) = rest
        .split_once(" - ")
        .or_else(|| rest.split_once(" : "))
        .unwrap_or((rest, ""));
    let one = !asked.is_empty() && !asked.trim().contains(' ');
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '*' | '"');
    let told = !said.is_empty() || asked.ends_with(is_hangul) && noun::is_value(asked);
    if matches!(name, "d" | "dt" | "di" | "dv" | "df" | "c" | "du" | "dn")
        && one
        && told
        && asked.trim().chars().all(is_name)
    {
        return Some(Sql {
            end: end
                + (line[end..].len() - line[end..].trim_start().len())
                + asked.trim_end().len(),
            verb: format!("\\{name}"),
            whole: true,
        });
    }
    let words = rest.split_whitespace().count();
    let fits = NAMES.contains(&name)
        && (name == "copy" || words <= 2)
        && (rest.is_ascii() || placeholder::bracketed(rest).is_some());
    let remark = word_tail::is_remark(rest);
    // `\dt 로 본다`
    let used = talks(rest) && spoken::of(rest, &[]) == Use::Used;
    (NAMES.contains(&name) && (fits || remark || used)).then(|| Sql {
        end: if remark || used { end } else { line.len() },
        verb: format!("\\{name}"),
        whole: !used,
    })
}

/// `sql_mode`, `innodb_lock_wait_timeout`: how the names of a server's settings begin. Source: the
/// reference manuals of MySQL and PostgreSQL.
fn is_system_variable(name: &str) -> bool {
    const BEGIN: &str = "sql_ innodb_ max_ character_set_ collation_ unique_checks wait_timeout \
        lock_timeout statement_timeout work_mem client_encoding binlog_ optimizer_ enable_ global.";
    let name = name.to_ascii_lowercase();
    BEGIN
        .split_whitespace()
        .any(|begin| name.starts_with(begin))
}
