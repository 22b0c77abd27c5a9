//! What is typed at a prompt, and what it printed. Lines in; `shell`, `console` or nothing out.

use crate::notes::code::command;
use crate::notes::code::tools;

/// A prompt before a command: the command behind it.
fn behind_prompt(line: &str) -> Option<&str> {
    let line = line.trim_start();
    for mark in ["$ ", "❯ ", "➜ ", "% "] {
        if let Some(at) = line.find(mark) {
            let before = line[..at].trim();
            let short = before.chars().count() <= 40;
            // `user@host:~/dir`, `[root@host ~]`, `(venv) host`, pictures: what stands before a
            // prompt is a name or a place.
            let place = before.is_empty()
                || before.contains(['@', '~', '/'])
                || before.starts_with(['[', '('])
                || before.ends_with(|c: char| !c.is_ascii())
                || mark != "$ " && !before.contains(['=', ':']);
            let prose = before.split(' ').count() > 4;
            if short && place && !prose && !(mark == "% " && before.is_empty()) {
                return Some(line[at + mark.len()..].trim());
            }
        }
    }
    // The root's prompt needs a name before it: `# ` alone is a comment.
    if let Some(at) = line.find("# ") {
        let before = line[..at].trim();
        if !before.is_empty()
            && (before.contains('@')
                || before.starts_with(['[', '/'])
                || before.ends_with(['~', ':']))
            && (!before.contains(' ') || before.starts_with('['))
        {
            return Some(line[at + 2..].trim());
        }
    }
    for mark in [
        "PS C:\\",
        "C:\\",
        "mysql> ",
        "postgres=# ",
        "redis> ",
        "sftp> ",
        "127.0.0.1:6379> ",
    ] {
        if let Some(rest) = line.strip_prefix(mark) {
            return Some(rest.split_once('>').map_or(rest, |(_, rest)| rest).trim());
        }
    }
    (line == "$").then_some("")
}

/// Programs that the table of bullets asks more of than a listing does: their line stands in code,
/// not among prose.
fn is_command(line: &str, tools: &command::Tools) -> bool {
    let line = line.trim();
    if command::find(line, tools).iter().any(|found| {
        found.strip
            && found.range.start == 0
            && found.language == crate::notes::tree::CommandLanguage::Shell
    }) {
        return true;
    }
    let mut words = line.split_whitespace();
    let mut word = words.next().unwrap_or_default();
    // `NAME=value command` and `sudo command`.
    while is_assignment(word) || tools::lists(tools::PREFIXES, word) {
        match words.next() {
            Some(next) => word = next,
            None => return is_assignment(word),
        }
    }
    let rest: Vec<&str> = words.collect();
    let prose = rest
        .iter()
        .filter(|word| word.chars().any(crate::text::is_hangul))
        .count()
        * 2
        > rest.len()
        && !rest.is_empty();
    if prose {
        return false;
    }
    if word.starts_with("./")
        || (word.starts_with("~/") && !rest.is_empty())
        || (word.starts_with('/') && word.contains("/bin/"))
    {
        return true;
    }
    let argument = rest.first().copied().unwrap_or_default();
    // `Name: value` is no command, whatever its first word.
    if word.ends_with(':') || argument == "=" || argument == ":" || argument.starts_with("= ") {
        return false;
    }
    let evidence = rest.iter().any(|word| {
        word.starts_with('-')
            || word.contains('/')
            || word.starts_with(['$', '"', '\'', '~', '<'])
            || matches!(*word, "|" | ">" | ">>" | "&&")
    });
    if let Some(tool) = tools::TOOLS.iter().find(|tool| tool.name == word) {
        return rest.is_empty()
            || tools::lists(tool.subs, argument)
            || tools::lists(tool.groups, argument)
            || argument.starts_with('-')
            || evidence;
    }
    if tools::lists(tools::PLAIN, word) || tools::lists(tools::ALONE, word) {
        return !rest.is_empty() || tools::lists(tools::ALONE, word);
    }
    const MORE: &str = "echo cat docker-compose export java jar node npx pip pip3 python python3 \
        adb openssl install groupadd useradd usermod passwd su systemctl journalctl mount umount \
        df du free ps kill ping nslookup dig telnet nc netstat ss iptables ip tee touch ln sysctl \
        modprobe swapoff swapon hostnamectl yarn pnpm corepack mysql psql redis-cli mongo mongosh \
        sqlite3 kafka-topics.sh gradle mvn javac sdkmanager emulator open source alias unset read \
        printf sleep wait exit set if for while until case function";
    tools::lists(MORE, word)
        && (evidence
            || rest.len() == 1
            || matches!(word, "for" | "while" | "if" | "until" | "case") && line.contains(';'))
        || (tools::lists(tools::WORDS, word) && evidence)
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, value)| {
        !name.is_empty()
            && !value.starts_with('=')
            && name.chars().all(|c| {
                c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_' || c.is_ascii_lowercase()
            })
            && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
    })
}

/// `console` where prompts stand before commands, or where output follows them; `shell` where all
/// of it is typed.
pub(super) fn shell(lines: &[&str]) -> Option<&'static str> {
    let tools = command::Tools::default();
    let prompts = lines
        .iter()
        .filter(|line| {
            behind_prompt(line).is_some_and(|command| {
                command.is_empty()
                    || command.starts_with(|c: char| {
                        c.is_ascii_alphabetic() || "./~_$({[\"'#".contains(c)
                    })
            })
        })
        .count();
    let first_prompt = lines.iter().position(|line| {
        behind_prompt(line).is_some_and(|command| {
            is_command(command, &tools)
                || command.starts_with("./")
                || command
                    .split(' ')
                    .next()
                    .is_some_and(|word| word.is_ascii() && !word.is_empty() && !word.contains(':'))
        })
    });
    if lines[0].starts_with("#!") && lines[0].contains("sh") {
        return Some("shell");
    }
    let code: Vec<&&str> = lines
        .iter()
        .filter(|line| !line.trim_start().starts_with('#'))
        .collect();
    let code_first = code.first()?;
    if prompts > 0 && first_prompt.is_some_and(|at| at <= 2) {
        return Some("console");
    }
    let (mut commands, mut others, mut here, mut continued, mut open) =
        (0, 0, None::<String>, false, 0i32);
    let mut first_is_command = false;
    for (i, line) in code.iter().enumerate() {
        let line = line.trim();
        if let Some(end) = &here {
            if line == end {
                here = None;
            }
            continue;
        }
        if let Some(at) = line.find("<<") {
            let word: String = line[at + 2..]
                .trim_start_matches('-')
                .trim_start()
                .trim_start_matches(['\'', '"', '\\'])
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            if !word.is_empty() {
                here = Some(word);
            }
        }
        let inner = continued
            || open > 0
            || matches!(
                line,
                "do" | "done" | "then" | "fi" | "else" | "esac" | "}" | ")" | ";;" | "{"
            )
            || line.starts_with(['|', '}'])
            || line.starts_with("&& ");
        continued = line.ends_with('\\') || line.ends_with('|') || line.ends_with("&&");
        let quotes =
            line.matches('"').count() - line.matches("\\\"").count().min(line.matches('"').count());
        if quotes % 2 == 1 {
            open = i32::from(open == 0);
        }
        if inner || is_command(line, &tools) || is_definition(line) {
            commands += 1;
            first_is_command |= i == 0;
        } else {
            others += 1;
        }
    }
    if commands == 0 || !first_is_command {
        return None;
    }
    if others == 0 {
        return Some("shell");
    }
    // A command and what it printed.
    let output = lines.len() > 1
        && is_command(code_first, &tools)
        && !is_assignment(code_first.split(' ').next().unwrap_or_default());
    if commands * 4 >= (commands + others) * 3 {
        Some("shell")
    } else if output && !code_first.trim_end().ends_with(['{', ':']) {
        Some("console")
    } else {
        None
    }
}

/// `name() {` and `if [ … ]; then`.
fn is_definition(line: &str) -> bool {
    (line.ends_with("() {") || line.ends_with("(){"))
        && (!line.contains(' ') || line.starts_with("function "))
        || (line.starts_with("if [")
            || line.starts_with("elif [")
            || line.starts_with("while ")
            || line.starts_with("for "))
            && (line.contains("; do") || line.contains("; then") || line.ends_with(']'))
}
