//! Keys and values: properties, INI, TOML and YAML. Lines in, a verdict out.

use crate::notes::code::placeholder;

/// TOML, INI and properties.
pub(super) fn settings(lines: &[&str]) -> Option<&'static str> {
    let code: Vec<&str> = lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.starts_with(['#', ';', '!']))
        .collect();
    let section = |line: &str| {
        line.starts_with('[') && line.ends_with(']') && line.len() > 2 && !line.contains(',')
    };
    let pair = |line: &str| {
        line.split_once('=').is_some_and(|(key, _)| {
            let key = key.trim();
            !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "._-\"$/*".contains(c))
                && key.starts_with(|c: char| {
                    c.is_ascii_alphabetic() || c == '"' || c == '_' || c == '*'
                })
        })
    };
    let (sections, pairs) = (
        code.iter().filter(|line| section(line)).count(),
        code.iter().filter(|line| pair(line)).count(),
    );
    if is_inventory(&code, &|line: &&str| section(line)) {
        return Some("ini");
    }
    if is_of_ssh(&code) {
        return Some("ssh-config");
    }
    if pairs == 0 || (sections + pairs) * 4 < code.len() * 3 {
        return None;
    }
    let toml = code.iter().any(|line| {
        line.starts_with("[[")
            || line.split_once(" = ").is_some_and(|(_, value)| {
                value.starts_with(['"', '[', '{', '\'']) || matches!(value, "true" | "false")
            })
    });
    // Lists and numbers alone are as well the variables of a program.
    let worded = code.iter().any(|line| {
        line.split_once(" = ").is_some_and(|(_, value)| {
            value.starts_with(['"', '\'']) || matches!(value, "true" | "false")
        })
    });
    // `(1, 2)`, `None`, `{'x': 1}`: values of Python, which TOML cannot hold.
    let of_program = code.iter().any(|line| {
        line.split_once(" = ").is_some_and(|(_, value)| {
            value.starts_with('(')
                || matches!(value, "None" | "True" | "False")
                || value.contains("': ")
                || value.contains("':")
        })
    });
    if of_program && sections == 0 {
        return None;
    }
    if toml && (sections > 0 || pairs > 1 && worded) {
        return Some("toml");
    }
    if sections > 0 {
        return Some("ini");
    }
    // `API_URL=https://…`: a file of the environment, where no word is glued to another.
    let environment = |line: &str| {
        line.split_once('=').is_some_and(|(key, value)| {
            key.len() > 1
                && key.starts_with(|c: char| c.is_ascii_uppercase())
                && key
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
                && !value.starts_with([' ', '='])
        })
    };
    if code.len() > 1 && code.iter().all(|line| environment(line)) {
        return Some("properties");
    }
    let dotted = code
        .iter()
        .filter(|line| line.split('=').next().is_some_and(|key| key.contains('.')))
        .count();
    // Half of them will do where each is a pair and none a call or a statement.
    let plain = || {
        pairs == code.len()
            && !code.iter().any(|line| {
                line.contains(['(', '"']) || line.ends_with(';') || line.contains(" = ")
            })
    };
    (dotted * 2 > code.len() || dotted > 0 && dotted * 2 == code.len() && plain())
        .then_some("properties")
}

/// Whether hosts are described as the client of SSH is told of them: `Host NAME`, and below it what
/// is set for that. Source: the manual `ssh_config(5)`.
fn is_of_ssh(code: &[&str]) -> bool {
    const KEYS: &str = "HostName User Port IdentityFile IdentitiesOnly ProxyJump ProxyCommand \
        ForwardAgent LocalForward RemoteForward ServerAliveInterval ServerAliveCountMax \
        StrictHostKeyChecking UserKnownHostsFile PreferredAuthentications AddKeysToAgent \
        UseKeychain LogLevel Compression ControlMaster ControlPath ControlPersist Include";
    let set = |line: &&&str| {
        let (key, value) = line.split_once([' ', '=']).unwrap_or_default();
        let named = KEYS
            .split_whitespace()
            .any(|one| one.eq_ignore_ascii_case(key));
        named && !value.trim().is_empty()
    };
    let host = |line: &&&str| {
        let mut words = line.split_whitespace();
        matches!(words.next(), Some("Host" | "Match")) && words.next().is_some()
    };
    let hosts = code.iter().filter(host).count();
    let sets = code.iter().filter(set).count();
    code.first().is_some_and(|line| host(&line)) && sets > 0 && hosts + sets == code.len()
}

/// Whether groups of machines are listed, as Ansible's inventories do: `[web]`, then one machine a
/// line by its address or name, perhaps with what is set for it. Source: Ansible's guide, "How to
/// build your inventory".
fn is_inventory(code: &[&str], section: &dyn Fn(&&str) -> bool) -> bool {
    let machine = |line: &&str| {
        let mut words = line.split_whitespace();
        let host = words.next().unwrap_or_default();
        let name = host
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ".-_:[]".contains(c));
        let address = host.contains('.') && !host.ends_with('.');
        let mut set = words.peekable();
        let sets = set.peek().is_some();
        let pairs = set.all(|word| {
            word.split_once('=')
                .is_some_and(|(key, value)| !key.is_empty() && !value.is_empty())
        });
        name && pairs && (address || sets && line.contains("ansible_"))
    };
    let groups = code.iter().filter(|line| section(line)).count();
    let first = code.first().is_some_and(section);
    let machines = code.iter().filter(|line| !section(line));
    first && groups > 0 && machines.clone().count() > 0 && machines.clone().all(machine)
}

/// Keys in YAML's own shape; Korean sentences with a colon, logs and addresses are none.
pub(super) fn is_yaml(lines: &[&str]) -> bool {
    let (mut keys, mut items, mut other, mut prose, mut scalar): (
        usize,
        usize,
        usize,
        usize,
        Option<usize>,
    ) = (0, 0, 0, 0, None);
    let mut strong = false;
    // YAML indents by blanks alone; a tab begins a recipe of a makefile, or output.
    // A key behind a tab among keys behind blanks is a slip of who wrote it.
    let tabs = lines.iter().filter(|line| line.starts_with('\t'));
    let slips = |line: &&str| {
        let trimmed = line.trim_start();
        key(trimmed).is_some_and(|(name, _)| !name.contains(' ')) && !trimmed.starts_with("- ")
    };
    let blanks = lines.iter().filter(|line| line.starts_with("  ")).count();
    if tabs.clone().count() * 2 > blanks || !tabs.clone().all(slips) {
        return false;
    }
    for line in lines {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        if let Some(depth) = scalar {
            if indent > depth {
                continue;
            }
            scalar = None;
        }
        if trimmed.starts_with('#')
            || trimmed.starts_with("//")
            || trimmed == "---"
            || trimmed == "..."
            || trimmed.starts_with("--- #")
        {
            strong |= trimmed == "---";
            continue;
        }
        let mut rest = trimmed;
        let mut is_item = false;
        while let Some(inner) = rest.strip_prefix("- ") {
            is_item = true;
            rest = inner.trim_start();
        }
        match key(rest) {
            Some((key, value)) => {
                keys += 1;
                let blank = placeholder::bracketed(value) == Some(value.trim_end().len());
                if value.chars().filter(|c| crate::text::is_hangul(*c)).count() * 3
                    > value.chars().count()
                    && !blank
                    && !value.starts_with(['"', '\'', '#'])
                    && !value.contains(" #")
                {
                    prose += 1;
                }
                if matches!(value.trim_end(), "|" | ">" | "|-" | ">-" | "|+" | ">+") {
                    scalar = Some(indent);
                }
                strong |= value.is_empty() && indent == 0 && lines.len() > 1
                    || matches!(key, "apiVersion" | "kind" | "metadata" | "spec");
                strong |= is_item || indent > 0;
            }
            None if is_item || rest == "-" => {
                items += 1;
                if rest.chars().filter(|c| crate::text::is_hangul(*c)).count() * 2
                    > rest.chars().count()
                {
                    prose += 1;
                }
            }
            None if matches!(trimmed, "..." | "…" | "~" | "[]" | "{}") => {}
            None => other += 1,
        }
    }
    let all = keys + items + other;
    if keys == 0 || prose * 3 > all {
        return false;
    }
    let share = (keys + items) * 10 >= all * 8;
    // A single line, or lines without any nesting, must look like settings: dotted or known keys,
    // short plain values.
    let flat_ok = strong
        || (keys >= 2
            && lines.iter().all(|line| {
                key(line.trim_start()).is_some_and(|(key, value)| {
                    value.is_empty()
                        || is_plain(value)
                            && key.chars().all(|c| !c.is_whitespace())
                            && (key.contains(['.', '/', '_', '-'])
                                || key.starts_with(|c: char| c.is_ascii_lowercase()))
                })
            }));
    let single = lines.len() == 1
        && lines[0]
            .trim_start()
            .split_once(": ")
            .is_some_and(|(key, value)| {
                (key.contains('.')
                    || key.contains('_')
                    || key.chars().any(char::is_uppercase)
                        && key.starts_with(|c: char| c.is_ascii_lowercase())
                    || key.starts_with("- ")
                    || ["image", "replicas", "kind", "name", "namespace"].contains(&key))
                    && is_plain(value)
            });
    share && (flat_ok && lines.len() > 1 || single)
}

fn is_plain(value: &str) -> bool {
    value.split_whitespace().count() <= 4
        && !value.contains("->")
        && !value.ends_with(['.', ',', ';', '{', ')'])
        && !value.contains("://") | value.starts_with(['"', '\''])
}

/// `key:` or `key: value` as YAML writes it, the key without blanks unless quoted.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = if let Some(rest) = line.strip_prefix('"') {
        let end = rest.find('"')?;
        (
            &rest[..end],
            rest[end + 1..].trim_start().strip_prefix(':')?,
        )
    } else {
        let at = line
            .find(": ")
            .or_else(|| line.ends_with(':').then(|| line.len() - 1))?;
        (&line[..at], &line[at + 1..])
    };
    let bare = key.trim_end();
    let fits = !bare.is_empty()
        && bare.len() == key.len()
        && bare
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-/$<>{}*'".contains(c))
        && !bare.contains("//")
        && bare.starts_with(|c: char| c.is_ascii_alphanumeric() || "_.$<'*".contains(c))
        && !bare.chars().all(|c| c.is_ascii_digit() || c == '.');
    fits.then_some((bare, value.trim_start()))
}
