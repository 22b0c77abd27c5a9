//! Prompts: what a shell or another program prints before the reader types. A line in, where the
//! typed text begins and how sure the prompt is out. Knows nothing of the lines around it.

use crate::notes::code::tools;
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
    // `(venv) C:\\work> `: the environment that is active.
    let environment = text
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(") "));
    if let Some((name, rest)) = environment {
        let letter = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
        let skip = text.len() - rest.len();
        return (name.len() < 40 && name.bytes().all(letter) && !rest.starts_with('('))
            .then(|| windows(rest))
            .flatten()
            .map(|(end, kind)| (skip + end, kind));
    }
    if let Some(typed) = text.strip_prefix("PS> ") {
        return Some((text.len() - typed.len(), PromptKind::PowerShell));
    }
    let (rest, kind) = match text.strip_prefix("PS ") {
        Some(rest) => (rest, PromptKind::PowerShell),
        None => (text, PromptKind::Batch),
    };
    let placed = rest.as_bytes().first()?.is_ascii_alphabetic();
    let drive = placed && (rest[1..].starts_with(":\\") || rest[1..].starts_with(":/"));
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
    ("msf", PromptKind::Program),
    ("msf5", PromptKind::Program),
    ("msf6", PromptKind::Program),
    ("meterpreter", PromptKind::Program),
    ("pwndbg", PromptKind::Program),
    ("lldb", PromptKind::Program),
    ("octave", PromptKind::Program),
    ("utop", PromptKind::Program),
];

/// `mysql> `, `MariaDB [shop]> `, `hive (default)> `, `irb(main):001:0> `, `shop=# `,
/// `127.0.0.1:6379> `, `rs0:PRIMARY> `, `(gdb) `, `In [1]: `, `[zk: localhost(CONNECTED) 0] `.
fn named(text: &str) -> Option<(usize, PromptKind)> {
    for sign in [
        "(gdb) ",
        "(lldb) ",
        "(Pdb) ",
        "(pdb) ",
        "(rr) ",
        "gdb-peda$ ",
        "gef➤  ",
        "gef➤ ",
        "sage: ",
    ] {
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
    let before = text[..mark].trim_end();
    let after = &text[mark + 1..];
    // `user@router> show`, `[admin@MikroTik] > /ip`, `(@v1.9) pkg> add`, `0: jdbc:hive2://db> `
    if before.len() <= LONGEST_NAME && after.starts_with(' ') && text.as_bytes()[mark] == b'>' {
        let inner = before
            .strip_prefix('[')
            .and_then(|before| before.strip_suffix(']'));
        let kind = if is_account(inner.unwrap_or(before)) || is_of_packages(before) {
            Some(PromptKind::Program)
        } else {
            let numbered = before.trim_start_matches(|c: char| c.is_ascii_digit());
            (numbered.len() < before.len() && numbered.starts_with(": jdbc:"))
                .then_some(PromptKind::Sql)
        };
        if let Some(kind) = kind {
            return Some((mark + 2, kind));
        }
    }
    // `msf6 exploit(windows/smb/ms17_010_eternalblue) > `
    let most = if before.starts_with("msf") { 100 } else { 40 };
    if !(after.is_empty() || after.starts_with(' ')) || before.len() > most || before.is_empty() {
        return None;
    }
    let end = mark + 1 + usize::from(!after.is_empty());
    if before.ends_with(')') && of_device(text).is_some_and(|prompt| prompt.is_set_up) {
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

/// No name before the sign of a prompt is longer, in bytes.
const LONGEST_NAME: usize = 80;

/// `user@router`: who and where, and no address of mail.
fn is_account(name: &str) -> bool {
    let spells = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    name.split_once('@')
        .is_some_and(|(user, host)| spells(user) && spells(host))
}

/// `(@v1.9) pkg`, Julia's packages.
fn is_of_packages(before: &str) -> bool {
    before == "pkg" || before.ends_with(" pkg") && before.starts_with('(')
}

/// The name before `>`, `$` or `#` on a line, as notes write the machine or shell that one types
/// on, and the byte where the typed text begins: `vm1> sudo apt update`, `[호스트 이름]> ls -al`,
/// `Shell$ ls -al`.
pub(crate) fn host(line: &str) -> Option<(&str, usize)> {
    // No machine's name is longer, in bytes.
    const LONGEST: usize = 40;
    let sign = |b: u8| matches!(b, b'>' | b'$' | b'#');
    let (name, rest) = line.split_at(line.bytes().take(LONGEST + 1).position(sign)?);
    let typed = rest[1..].strip_prefix(' ')?;
    let inner = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'));
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@');
    let named = match inner {
        Some(inner) => inner.chars().all(|c| letter(c) || c == ' '),
        None => name.chars().all(letter),
    };
    let begins = inner.unwrap_or(name).starts_with(char::is_alphabetic);
    (named && begins && !typed.is_empty()).then(|| {
        let blanks = typed.len() - typed.trim_start().len();
        (name, name.len() + 2 + blanks)
    })
}

/// The prompt of a router or switch at the head of a line.
pub(crate) struct DevicePrompt<'a> {
    /// What the device is called.
    pub name: &'a str,
    /// Whether it says that the device is being set up: `Router(config-if)#`.
    pub is_set_up: bool,
    /// The byte behind it and the blanks that follow; the device itself prints none.
    pub end: usize,
}

/// The prompt of a router or switch: `Router(config-if)# no shutdown`, `Router>enable`.
pub(crate) fn of_device(line: &str) -> Option<DevicePrompt<'_>> {
    // No device is called by more.
    const LONGEST: usize = 64;
    if !line.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let at = line
        .bytes()
        .take(LONGEST)
        .position(|b| matches!(b, b'#' | b'>'))?;
    let is_word = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    let (name, mode) = match line[..at].split_once("(config") {
        Some((name, mode)) => (name, Some(mode.strip_suffix(')')?)),
        None => (&line[..at], None),
    };
    let named = !name.is_empty() && name.bytes().chain(mode.unwrap_or("").bytes()).all(is_word);
    let typed = line[at + 1..].trim_start();
    let end = line.len() - typed.len();
    let word = typed.split(' ').next().unwrap_or_default();
    let asked = || tools::section_lists("ios", word);
    let parted = end > at + 1 || typed.is_empty();
    let holds = named
        && match mode {
            Some(_) => line.as_bytes()[at] == b'#' && (parted || asked()),
            None => asked(),
        };
    holds.then_some(DevicePrompt {
        name,
        is_set_up: mode.is_some(),
        end,
    })
}

/// The byte behind the prompt of a router or switch, whatever mode it is in: `Router> `, `SW1# `,
/// `Router(config-if)# `. Other names are known by their mode alone.
pub(crate) fn behind_device(text: &str) -> Option<usize> {
    let prompt = of_device(text)?;
    let named = || {
        let stem = prompt.name.trim_end_matches(|c: char| c.is_ascii_digit());
        let numbered = stem.len() < prompt.name.len();
        matches!(stem, "Router" | "Switch" | "router" | "switch")
            || numbered && matches!(stem, "R" | "SW" | "S" | "RT" | "ASA")
    };
    let small = text[prompt.end..].starts_with(|c: char| c.is_ascii_lowercase());
    (small && (prompt.is_set_up || named())).then_some(prompt.end)
}

/// Whether a line is set on a router or switch, and no shell has a program of such words:
/// `switchport mode access`, `no shutdown`, `interface g0/1`, `ip address 10.0.0.1 255.0.0.0`.
pub(crate) fn is_of_device(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace();
    let (Some(first), second) = (words.next(), words.next().unwrap_or_default()) else {
        return false;
    };
    let numbered = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.ends_with(|c: char| c.is_ascii_digit())
    };
    let dotted = |word: &str| {
        word.bytes().filter(|b| *b == b'.').count() == 3
            && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    match first {
        "interface" | "int" => {
            numbered(second) || words.next().is_some_and(|word| word.contains('/'))
        }
        // A mask stands behind the address; a shell writes `/24`.
        "ip" => words.any(|word| dotted(word) && word.starts_with("255.") || word == "0.0.0.0"),
        _ => {
            let known = tools::section_lists("ios", first);
            known && !second.is_empty() && tools::section_lists("ios-alone", first)
                || (known || matches!(first, "service" | "transport"))
                    && tools::section_lists("ios-alone", &format!("{first}.{second}"))
        }
    }
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

/// Bytes up to which a line is looked through for the sign that ends a prompt: paths are long.
const LONGEST: usize = 400;

/// The byte at which the command behind a shell's prompt begins.
fn shell(text: &str) -> Option<(usize, PromptKind)> {
    let bare = |end: usize, kind: PromptKind| Some((end, kind));
    for (sign, kind) in [
        ("$ ", PromptKind::Shell),
        ("$> ", PromptKind::Shell),
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
    // `? Select a framework: ❯ React`: what a program asks, with the answer.
    if text.starts_with("? ") {
        return None;
    }
    // Remarks have lines of nothing but their mark as well.
    if matches!(text, "#" | "%") {
        return bare(1, PromptKind::Bare);
    }
    // `(base) ➜  ~ conda activate web`
    let arrowed = text.strip_prefix('(').and_then(|rest| {
        let (name, rest) = rest.split_once(") ")?;
        (!name.contains(' ')).then_some(rest.trim_start())
    });
    if let Some(rest) = arrowed.unwrap_or(text).strip_prefix('➜') {
        return arrow(text, rest);
    }
    for (at, sign) in text.char_indices().take_while(|(at, _)| *at <= LONGEST) {
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
    if before.ends_with(['=', '"', '\'', ',']) {
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
    let folder = |word: &str| word == "~" || word.starts_with("~/") || word.starts_with('/');
    // More than that is a sentence, unless it is a path.
    let is_path = || words.len() <= 2 && (user(first) || folder(first));
    if before.chars().count() > 60 && !is_path() {
        return false;
    }
    if first.starts_with('[') {
        // `[10:20:11] $` is a line of a log.
        let named = before.contains(|c: char| c.is_alphabetic());
        return before.ends_with(']') && (user(first) || named && words.len() <= 2 && sign != '#');
    }
    if words.len() <= 4 && user(first) {
        return true;
    }
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
            || sign != '#' && first.ends_with(|c: char| !c.is_ascii() && !c.is_alphabetic())
            // Kali's, below a line that says who and where.
            || first == "└─";
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
