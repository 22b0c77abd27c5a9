//! Prompts: what a shell or another program prints before the reader types. A line in, where the
//! typed text begins and how sure the prompt is out. Knows nothing of the lines around it.

use crate::notes::code::tools::program;

/// A prompt at the head of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prompt {
    /// The byte at which the typed text begins.
    pub end: usize,
    /// Whose prompt it is.
    pub kind: PromptKind,
}

/// Whose prompt it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PromptKind {
    /// A shell's: `$ `, `user@host:~# `, `➜ `.
    Shell,
    /// `# ` or `% ` with nothing before it, which may as well be a comment or a text.
    Bare,
    /// `PS C:\> `.
    PowerShell,
    /// `C:\> `.
    Batch,
    /// `mysql> `, `shop=# `.
    Sql,
    /// `127.0.0.1:6379> `.
    Redis,
    /// `rs0:PRIMARY> `, `test> `.
    Mongo,
    /// `>>> `, `irb> `, `jshell> `.
    Program,
    /// `> ` with nothing before it: a quotation mark, a program's prompt, or a line that goes on.
    Angle,
    /// `    -> `, `... `: the statement goes on.
    More,
}

/// The prompt at the head of `line`.
pub(crate) fn of(line: &str) -> Option<Prompt> {
    let indent = line.len() - line.trim_start().len();
    let text = &line[indent..];
    if text.is_empty() {
        return None;
    }
    let at = |end: usize, kind: PromptKind| {
        Some(Prompt {
            end: indent + end,
            kind,
        })
    };
    if let Some((end, kind)) = windows(text).or_else(|| named(text)) {
        return at(end, kind);
    }
    for (sign, kind) in [
        ("-> ", PromptKind::More),
        ("... ", PromptKind::More),
        // SQLite and IPython.
        ("...> ", PromptKind::More),
        ("...: ", PromptKind::More),
        // MySQL, inside a quotation or a comment.
        ("'> ", PromptKind::More),
        ("\"> ", PromptKind::More),
        ("`> ", PromptKind::More),
        ("/*> ", PromptKind::More),
        (">>> ", PromptKind::Program),
        ("> ", PromptKind::Angle),
    ] {
        if text.starts_with(sign) {
            return at(sign.len(), kind);
        }
    }
    if matches!(text, "..." | ">" | ">>>") {
        return at(
            text.len(),
            if text == ">>>" {
                PromptKind::Program
            } else {
                PromptKind::More
            },
        );
    }
    // `$npm ci`: a variable is given no words.
    if let Some(typed) = text.strip_prefix('$') {
        let (name, given) = typed.split_once(' ').unwrap_or((typed, ""));
        let given = given.trim_start();
        let known = name.starts_with(|c: char| c.is_ascii_lowercase()) && program(name).is_some();
        if known
            && !given.is_empty()
            && !given.starts_with(['=', '.', '-', '+', '[', '>', '<', '|'])
        {
            return at(1, PromptKind::Shell);
        }
    }
    let (end, kind) = shell(text)?;
    at(end, kind)
}

/// `PS C:\work> `, `C:\work>`.
fn windows(text: &str) -> Option<(usize, PromptKind)> {
    if let Some(typed) = text.strip_prefix("PS> ") {
        return Some((text.len() - typed.len(), PromptKind::PowerShell));
    }
    let (rest, kind) = match text.strip_prefix("PS ") {
        Some(rest) => (rest, PromptKind::PowerShell),
        None => (text, PromptKind::Batch),
    };
    let drive = rest.as_bytes().first()?.is_ascii_alphabetic() && rest[1..].starts_with(":\\");
    let home = kind == PromptKind::PowerShell && rest.starts_with(['/', '~']);
    if !drive && !home {
        return None;
    }
    let close = rest.find('>')?;
    let skip = text.len() - rest.len() + close + 1;
    let blanks = text[skip..].len() - text[skip..].trim_start_matches(' ').len();
    Some((skip + blanks, kind))
}

/// Programs that print their name before `>`; what they are typed in.
const NAMED: &[(&str, PromptKind)] = &[
    ("mysql", PromptKind::Sql),
    ("mariadb", PromptKind::Sql),
    ("sqlite", PromptKind::Sql),
    ("hive", PromptKind::Sql),
    ("spark-sql", PromptKind::Sql),
    ("sql", PromptKind::Sql),
    ("cqlsh", PromptKind::Sql),
    ("ksql", PromptKind::Sql),
    ("presto", PromptKind::Sql),
    ("trino", PromptKind::Sql),
    ("impala", PromptKind::Sql),
    ("redis", PromptKind::Redis),
    ("mongo", PromptKind::Mongo),
    ("mongos", PromptKind::Mongo),
    ("mongosh", PromptKind::Mongo),
    ("test", PromptKind::Mongo),
    ("admin", PromptKind::Mongo),
    ("irb", PromptKind::Program),
    ("pry", PromptKind::Program),
    ("scala", PromptKind::Program),
    ("jshell", PromptKind::Program),
    ("julia", PromptKind::Program),
    ("ghci", PromptKind::Program),
    ("prelude", PromptKind::Program),
    ("node", PromptKind::Program),
    ("hbase", PromptKind::Program),
    ("grunt", PromptKind::Program),
    ("sftp", PromptKind::Program),
    ("ftp", PromptKind::Program),
    ("telnet", PromptKind::Program),
    ("influx", PromptKind::Program),
    ("iex", PromptKind::Program),
    ("php", PromptKind::Program),
    ("kafka", PromptKind::Program),
    ("gremlin", PromptKind::Program),
];

/// `mysql> `, `MariaDB [shop]> `, `hive (default)> `, `irb(main):001:0> `, `shop=# `,
/// `127.0.0.1:6379> `, `rs0:PRIMARY> `, `(gdb) `, `In [1]: `, `[zk: localhost(CONNECTED) 0] `.
fn named(text: &str) -> Option<(usize, PromptKind)> {
    for sign in ["(gdb) ", "(lldb) ", "(Pdb) ", "(pdb) "] {
        if text.starts_with(sign) {
            return Some((sign.len(), PromptKind::Program));
        }
    }
    if let Some(rest) = text.strip_prefix("In [") {
        let close = rest
            .find("]: ")
            .filter(|at| rest[..*at].bytes().all(|b| b.is_ascii_digit()))?;
        return Some((4 + close + 3, PromptKind::Program));
    }
    if text.starts_with("[zk: ") {
        return text.find("] ").map(|at| (at + 2, PromptKind::Program));
    }
    let mark = text.find(['>', '#'])?;
    let before = &text[..mark];
    let after = &text[mark + 1..];
    if !(after.is_empty() || after.starts_with(' ')) || before.len() > 40 || before.is_empty() {
        return None;
    }
    let end = mark + 1 + usize::from(!after.is_empty());
    if before.ends_with(')') && device(text).is_some() {
        return Some((end, PromptKind::Program));
    }
    // `shop=# `, `shop-> `, `shop(> `: psql names its database and how it waits.
    let database = before.trim_end_matches(['=', '-', '(', '\'', '*', '!']);
    let state = &before[database.len()..];
    let is_name = !database.is_empty()
        && database
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_');
    if is_name && matches!(state, "=" | "-" | "(" | "'" | "=*" | "-*" | "=!" | "-!") {
        let waits = !state.starts_with('=');
        // `key=> value` is a pair of Ruby, `shop=> SELECT …` a prompt.
        let typed = text.as_bytes()[mark] == b'#' || is_sql(after.trim_start());
        if typed && !waits {
            return Some((end, PromptKind::Sql));
        }
        return waits.then_some((end, PromptKind::More));
    }
    if text.as_bytes()[mark] == b'#' {
        return None;
    }
    let lower = before.to_ascii_lowercase();
    let head = lower.split([' ', '(', '[', ':']).next().unwrap_or_default();
    let tail = &before[head.len()..];
    let decorated = tail.is_empty()
        || tail.starts_with([' ', '(', '[', ':'])
            && (tail.contains(['(', '[']) || tail.bytes().all(|b| b.is_ascii_digit() || b == b':'));
    if let Some((_, kind)) = NAMED.iter().find(|(name, _)| *name == head)
        && decorated
    {
        return Some((end, *kind));
    }
    if [":PRIMARY", ":SECONDARY", ":ARBITER"]
        .iter()
        .any(|state| before.ends_with(state))
    {
        return Some((end, PromptKind::Mongo));
    }
    if before.contains("[primary]") || before.contains("[direct: ") {
        return Some((end, PromptKind::Mongo));
    }
    // The shell of MongoDB names the database that it uses.
    let typed = after.trim_start();
    let mongo = ["db.", "rs.", "sh.", "show dbs", "show collections", "use "]
        .iter()
        .any(|start| typed.starts_with(start));
    if mongo
        && before
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    {
        return Some((end, PromptKind::Mongo));
    }
    let address = before.strip_prefix("redis ").unwrap_or(before);
    let port = address
        .split('[')
        .next()
        .unwrap_or(address)
        .rsplit_once(':');
    let redis = port.is_some_and(|(host, port)| {
        port.len() >= 4
            && port.bytes().all(|b| b.is_ascii_digit())
            && !host.is_empty()
            && !host.contains(' ')
    });
    redis.then_some((end, PromptKind::Redis))
}

/// The name before `>` on a line, as notes write the machine that one types on, and the byte where
/// the typed text begins: `vm1> sudo apt update`, `[호스트 이름]> ls -al`.
pub(crate) fn host(line: &str) -> Option<(&str, usize)> {
    // No machine's name is longer, in bytes.
    const LONGEST: usize = 40;
    let (name, typed) = line.split_once("> ")?;
    let inner = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@');
    let named = match inner {
        Some(inner) => inner.chars().all(|c| letter(c) || c == ' '),
        None => name.chars().all(letter),
    };
    let begins = inner.unwrap_or(name).starts_with(char::is_alphabetic);
    (named && begins && name.len() <= LONGEST && !typed.is_empty()).then(|| {
        let blanks = typed.len() - typed.trim_start().len();
        (name, name.len() + 2 + blanks)
    })
}

/// The name of a router or switch that is being set up: `Router(config-if)# `.
pub(crate) fn device(line: &str) -> Option<&str> {
    // Most lines have no such sign, which one byte tells.
    if !line.contains('#') {
        return None;
    }
    let (name, rest) = line.split_once("(config")?;
    let (mode, typed) = rest.split_once(")#")?;
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (!name.is_empty()
        && name.chars().all(is_word)
        && mode.chars().all(is_word)
        && (typed.is_empty() || typed.starts_with(' ')))
    .then_some(name)
}

/// The byte behind the prompt of a router or switch, whatever mode it is in: `Router> `, `SW1# `,
/// `Router(config-if)# `. Other names are known by their mode alone.
pub(crate) fn behind_device(text: &str) -> Option<usize> {
    let end = text.find(' ')?;
    let prompt = &text[..end];
    let named = || {
        let name = prompt.strip_suffix(['>', '#'])?;
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let numbered = stem.len() < name.len() && matches!(stem, "R" | "SW" | "S" | "RT" | "ASA");
        (matches!(stem, "Router" | "Switch" | "router" | "switch") || numbered).then_some(name)
    };
    let typed = text[end..].trim_start();
    let small = typed.starts_with(|c: char| c.is_ascii_lowercase());
    let known = prompt.ends_with(")#") && device(text).is_some() || named().is_some();
    (small && known).then_some(text.len() - typed.len())
}

/// What one types in `psql`: a statement or a meta-command.
fn is_sql(typed: &str) -> bool {
    const VERBS: &[&str] = &[
        "select", "insert", "update", "delete", "create", "drop", "alter", "grant", "revoke",
        "begin", "commit", "rollback", "show", "set", "explain", "with", "truncate", "analyze",
        "vacuum", "copy",
    ];
    let verb: String = typed
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    typed.is_empty()
        || typed.starts_with('\\')
        || VERBS.contains(&verb.to_ascii_lowercase().as_str())
}

/// The byte at which the command behind a shell's prompt begins.
fn shell(text: &str) -> Option<(usize, PromptKind)> {
    let bare = |end: usize, kind: PromptKind| Some((end, kind));
    for (sign, kind) in [
        ("$ ", PromptKind::Shell),
        ("❯ ", PromptKind::Shell),
        ("# ", PromptKind::Bare),
        ("% ", PromptKind::Bare),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            return bare(text.len() - rest.trim_start().len(), kind);
        }
    }
    if text == "$" {
        return bare(1, PromptKind::Shell);
    }
    if let Some(rest) = text.strip_prefix('➜') {
        return arrow(text, rest);
    }
    for (at, sign) in text.char_indices().take_while(|(at, _)| *at <= 80) {
        if !matches!(sign, '$' | '#' | '%' | '❯' | '»') {
            continue;
        }
        let after = &text[at + sign.len_utf8()..];
        if !(after.is_empty() || after.starts_with(' ')) {
            continue;
        }
        let before = text[..at].trim_end();
        // `❯` stands nowhere but in prompts.
        if is_place(before, sign) || matches!(sign, '❯' | '»') && !before.contains('=') {
            let blanks = after.len() - after.trim_start().len();
            return bare(text.len() - after.len() + blanks, PromptKind::Shell);
        }
        break;
    }
    None
}

/// `➜  shop git:(main) ✗ npm test`: the theme's arrow, a folder, a branch.
fn arrow(text: &str, rest: &str) -> Option<(usize, PromptKind)> {
    let rest = rest.trim_start();
    let folder_end = rest.find(' ').unwrap_or(rest.len());
    let mut command = rest[folder_end..].trim_start();
    let mut placed = rest[..folder_end].contains(['~', '/']);
    if let Some(branch) = command.strip_prefix("git:(") {
        command = branch.split_once(')')?.1.trim_start();
        placed = true;
    }
    for sign in ["✗ ", "✘ ", "% ", "$ ", "± "] {
        if let Some(after) = command.strip_prefix(sign) {
            command = after.trim_start();
            placed = true;
        }
    }
    // `➜ npm test` has no folder before the command.
    let command = if placed { command } else { rest };
    Some((text.len() - command.len(), PromptKind::Shell))
}

/// Whether the words before a sign say where or who the reader is: `user@host:~/dir`,
/// `[root@host ~]`, `(venv) /app`, `host:dir user`, `bash-5.1`.
fn is_place(before: &str, sign: char) -> bool {
    let before = match before
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
    {
        Some((name, rest)) if !name.contains(' ') => rest.trim_start(),
        _ => before,
    };
    if before.is_empty() {
        return true;
    }
    if before.chars().count() > 60 || before.ends_with(['=', '"', '\'', ',']) {
        return false;
    }
    let words: Vec<&str> = before.split_whitespace().collect();
    let first = words[0];
    let user = |word: &str| {
        word.split_once('@').is_some_and(|(user, host)| {
            let name = |c: char| c.is_alphanumeric() || "._-".contains(c);
            !user.is_empty()
                && user.trim_start_matches('[').chars().all(name)
                && host.starts_with(|c: char| c.is_alphanumeric() || c == '<')
        })
    };
    if first.starts_with('[') {
        // `[10:20:11] $` is a line of a log.
        let named = before.contains(|c: char| c.is_alphabetic());
        return before.ends_with(']') && (user(first) || named && words.len() <= 2 && sign != '#');
    }
    if words.len() <= 4 && user(first) {
        return true;
    }
    let folder = |word: &str| word == "~" || word.starts_with("~/") || word.starts_with('/');
    if words.len() == 1 {
        let shell = ["bash-", "sh-", "zsh-"].iter().any(|name| {
            first
                .strip_prefix(name)
                .is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
        });
        let host = first.split_once(':').is_some_and(|(host, path)| {
            !host.is_empty() && (folder(path) || path.is_empty()) && !first.contains("//")
        });
        return shell
            || folder(first)
            || host
            || sign != '#' && first.ends_with(|c: char| !c.is_ascii() && !c.is_alphabetic());
    }
    // `MacBook-Pro:~ user$`, `host:dir user$`.
    words.len() == 2
        && sign != '%'
        && first
            .split_once(':')
            .is_some_and(|(host, _)| !host.is_empty())
        && !first.ends_with(':')
        && words[1]
            .chars()
            .all(|c| c.is_alphanumeric() || "._-".contains(c))
}
