//! The language of a code block: its label where that names one, else what its text looks like; where in doubt, none.
//! A label and a text in, a canonical name out. Nothing is executed or fully parsed: a manifest that YAML cannot read is
//! still YAML to the student who wrote it.

use std::collections::BTreeMap;

use super::command;
use super::tools;

/// What a code block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// Canonical name of the language; `None` where in doubt.
    pub language: Option<String>,
    /// A label that is no language.
    pub caption: Option<String>,
}

/// Labels and their canonical names. `text` and its kin say that the block is no code.
pub const NAMES: &[(&str, &str)] = &[
    ("yaml yml", "yaml"),
    ("shell sh bash zsh fish", "shell"),
    ("console shell-session shellsession terminal sh-session", "console"),
    ("sql mysql postgresql pgsql plsql sqlite", "sql"),
    ("json json5 jsonc", "json"),
    ("dockerfile docker containerfile", "dockerfile"),
    ("java", "java"),
    ("kotlin kt kts", "kotlin"),
    ("properties", "properties"),
    ("ini cfg conf", "ini"),
    ("toml", "toml"),
    ("http", "http"),
    ("xml", "xml"),
    ("html vue", "html"),
    ("css", "css"),
    ("scss sass", "scss"),
    ("javascript js jsx node", "javascript"),
    ("typescript ts tsx", "typescript"),
    ("python py", "python"),
    ("go golang", "go"),
    ("rust rs", "rust"),
    ("c", "c"),
    ("cpp c++", "cpp"),
    ("csharp cs c#", "csharp"),
    ("groovy gradle", "groovy"),
    ("hcl terraform tf", "hcl"),
    ("nginx", "nginx"),
    ("diff patch", "diff"),
    ("makefile make", "makefile"),
    ("powershell ps1 pwsh", "powershell"),
    ("batch bat cmd", "batch"),
    ("ruby rb", "ruby"),
    ("php", "php"),
    ("scala", "scala"),
    ("swift", "swift"),
    ("r", "r"),
    ("lua", "lua"),
    ("perl", "perl"),
    ("haskell hs", "haskell"),
    ("clojure clj", "clojure"),
    ("graphql", "graphql"),
    ("protobuf proto", "protobuf"),
    ("markdown md", "markdown"),
    ("mermaid", "mermaid"),
    ("plantuml puml", "plantuml"),
    ("text txt plain plaintext output log none", "text"),
    ("vim", "vim"),
    ("latex tex math", "latex"),
];

/// The language of a block. `aliases` are `languages` of `notesite.toml`.
pub fn detect(declared: &str, text: &str, aliases: &BTreeMap<String, String>) -> Detected {
    let word = declared.split([' ', '\t', '{', ',', ':']).next().unwrap_or_default().to_lowercase();
    if declared.trim().is_empty() {
        return Detected { language: guess(text).map(str::to_owned), caption: None };
    }
    let alias = aliases.get(&word).map_or(word.as_str(), String::as_str);
    match canonical(alias) {
        Some("text") => Detected { language: None, caption: None },
        Some(name) => Detected { language: Some(name.to_owned()), caption: None },
        None if aliases.contains_key(&word) => Detected { language: Some(alias.to_owned()), caption: None },
        None => Detected { language: guess(text).map(str::to_owned), caption: Some(declared.trim().to_owned()) },
    }
}

fn canonical(label: &str) -> Option<&'static str> {
    NAMES.iter().find(|(labels, _)| labels.split(' ').any(|one| one == label)).map(|(_, name)| *name)
}

/// Lines of a block that are not blank, at most 400: more would not change the verdict.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).take(400).collect()
}

fn guess(text: &str) -> Option<&'static str> {
    let lines = lines(text);
    let first = *lines.first()?;
    if is_http(first) {
        return Some("http");
    }
    if is_go_template(&lines) {
        return None;
    }
    if let Some(markup) = markup(&lines) {
        return Some(markup);
    }
    if is_json(text) {
        return Some("json");
    }
    if is_diff(&lines) {
        return Some("diff");
    }
    if is_dockerfile(&lines) {
        return Some("dockerfile");
    }
    if is_sql(&lines) {
        return Some("sql");
    }
    if let Some(shell) = shell(&lines) {
        return Some(shell);
    }
    if let Some(program) = program(&lines) {
        return Some(program);
    }
    if let Some(settings) = settings(&lines) {
        return Some(settings);
    }
    is_yaml(&lines).then_some("yaml")
}

fn is_http(first: &str) -> bool {
    let mut words = first.split(' ');
    let method = words.next().unwrap_or_default();
    if method.starts_with("HTTP/") {
        return words.next().is_some_and(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit()));
    }
    ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].contains(&method)
        && words.next().is_some_and(|path| path.starts_with(['/', '*']) || path.starts_with("http"))
        && words.next().is_none_or(|version| version.starts_with("HTTP/"))
}

/// `{{ .Values.x }}`, `{{- if`, `{{ range`: a template of YAML or anything else, which neither grammar reads.
fn is_go_template(lines: &[&str]) -> bool {
    const WORDS: &[&str] = &[
        "if", "else", "end", "range", "with", "define", "include", "template", "block", "toYaml", "printf", "tpl", "required",
        "default", "/*", "nil", "lookup", "index",
    ];
    lines.iter().any(|line| {
        line.match_indices("{{").any(|(i, _)| {
            let inner = line[i + 2..].trim_start_matches('-').trim_start();
            inner.starts_with(['.', '$'])
                || line[i..].starts_with("{{-")
                || WORDS
                    .iter()
                    .any(|word| inner.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())))
        })
    })
}

fn markup(lines: &[&str]) -> Option<&'static str> {
    let first = lines.iter().map(|line| line.trim_start()).find(|line| !line.starts_with("<!--"))?;
    let lower = first.to_ascii_lowercase();
    if lower.starts_with("<?xml") {
        return Some("xml");
    }
    if lower.starts_with("<!doctype html") {
        return Some("html");
    }
    let name: String =
        lower.strip_prefix('<')?.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.')).collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !first.contains('>') && lines.len() < 2 {
        return None;
    }
    let all = lines.join("\n").to_ascii_lowercase();
    if !(all.contains(&format!("</{name}")) || all.contains("/>")) {
        return None;
    }
    const HTML: &[&str] = &[
        "html", "head", "body", "div", "span", "p", "a", "ul", "ol", "li", "table", "form", "input", "button", "script", "style",
        "img", "link", "meta", "template", "h1", "h2", "h3", "nav", "section", "iframe",
    ];
    Some(if HTML.contains(&name.as_str()) { "html" } else { "xml" })
}

fn is_json(text: &str) -> bool {
    let text = text.trim();
    if !text.starts_with(['{', '[']) || !text.ends_with(['}', ']']) {
        return false;
    }
    serde_json::from_str::<serde_json::Value>(text)
        .is_ok_and(|value| value.is_object() || value.as_array().is_some_and(|list| list.iter().any(|one| !one.is_number())))
        || (text.starts_with('{')
            && text
                .lines()
                .filter(|line| {
                    let line = line.trim();
                    line.starts_with('"') && line.contains("\":")
                })
                .count()
                >= 1)
}

fn is_diff(lines: &[&str]) -> bool {
    lines.iter().any(|line| line.starts_with("@@ -") || line.starts_with("diff --git "))
}

const DOCKER: &[&str] = &[
    "FROM",
    "RUN",
    "CMD",
    "COPY",
    "ADD",
    "WORKDIR",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "ARG",
    "LABEL",
    "VOLUME",
    "USER",
    "HEALTHCHECK",
    "SHELL",
    "ONBUILD",
    "STOPSIGNAL",
];

fn is_dockerfile(lines: &[&str]) -> bool {
    let mut code = lines.iter().filter(|line| !line.trim_start().starts_with('#'));
    let Some(first) = code.next() else { return false };
    let instruction =
        |line: &str| line.split_once(' ').is_some_and(|(word, rest)| DOCKER.contains(&word) && !rest.trim().is_empty());
    let from = first.starts_with("FROM ") && !first.contains(';') && !first.to_ascii_lowercase().contains(" where ");
    let others = code.filter(|line| instruction(line)).count();
    (from && (others > 0 || first.split_whitespace().count() <= 4))
        || (instruction(first) && others >= 1 && !first.ends_with(';'))
}

fn is_sql(lines: &[&str]) -> bool {
    let text = lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.starts_with("--"))
        .collect::<Vec<_>>()
        .join(" ")
        .to_ascii_lowercase();
    let words: Vec<&str> = text.split_whitespace().take(6).collect();
    let [first, second, ..] = words.as_slice() else { return false };
    let ends = text.trim_end().ends_with(';');
    let has = |word: &str| text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|one| one == word);
    let object = |word: &str| {
        [
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
            "external",
            "materialized",
            "sequence",
        ]
        .contains(&word)
    };
    match *first {
        "select" => has("from") || (ends && !has("import")),
        "insert" => *second == "into",
        "update" => has("set") && (ends || has("where")),
        "delete" => *second == "from",
        "create" | "drop" | "alter" => object(second.trim_end_matches(';')),
        "truncate" => *second == "table" || ends,
        "grant" | "revoke" => has("on") || has("to") || has("from"),
        "use" | "show" | "desc" | "describe" | "explain" => ends && !text.contains('{') && !text.contains('='),
        "with" => has("as") && has("select"),
        _ => false,
    }
}

/// A prompt before a command: the command behind it.
fn behind_prompt(line: &str) -> Option<&str> {
    let line = line.trim_start();
    for mark in ["$ ", "❯ ", "➜ ", "% "] {
        if let Some(at) = line.find(mark) {
            let before = line[..at].trim();
            let short = before.chars().count() <= 40;
            // `user@host:~/dir`, `[root@host ~]`, `(venv) host`, pictures: what stands before a prompt is a name or a place.
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
            && (before.contains('@') || before.starts_with(['[', '/']) || before.ends_with(['~', ':']))
            && !before.contains(' ') | before.starts_with('[')
        {
            return Some(line[at + 2..].trim());
        }
    }
    for mark in ["PS C:\\", "C:\\", "mysql> ", "postgres=# ", "redis> ", "sftp> ", "127.0.0.1:6379> "] {
        if let Some(rest) = line.strip_prefix(mark) {
            return Some(rest.split_once('>').map_or(rest, |(_, rest)| rest).trim());
        }
    }
    (line == "$").then_some("")
}

/// Programs that the table of bullets asks more of than a listing does: their line stands in code, not among prose.
fn is_command(line: &str, tools: &command::Tools) -> bool {
    let line = line.trim();
    if command::find(line, tools)
        .iter()
        .any(|found| found.strip && found.range.start == 0 && found.language == super::tree::CommandLanguage::Shell)
    {
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
    let prose = rest.iter().filter(|word| word.chars().any(crate::text::is_hangul)).count() * 2 > rest.len() && !rest.is_empty();
    if prose {
        return false;
    }
    if word.starts_with("./") || (word.starts_with("~/") && !rest.is_empty()) || (word.starts_with('/') && word.contains("/bin/"))
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
    const MORE: &str = "echo cat docker-compose export java jar node npx pip pip3 python python3 adb openssl install groupadd useradd usermod passwd su systemctl journalctl \
                        mount umount df du free ps kill ping nslookup dig telnet nc netstat ss iptables ip tee touch ln sysctl modprobe swapoff swapon hostnamectl yarn pnpm corepack \
                        mysql psql redis-cli mongo mongosh sqlite3 kafka-topics.sh gradle mvn javac sdkmanager emulator open source alias unset read printf sleep wait exit set if for while until case function";
    tools::lists(MORE, word)
        && (evidence || rest.len() == 1 || matches!(word, "for" | "while" | "if" | "until" | "case") && line.contains(';'))
        || (tools::lists(tools::WORDS, word) && evidence)
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, value)| {
        !name.is_empty()
            && !value.starts_with('=')
            && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_' || c.is_ascii_lowercase())
            && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
    })
}

/// `console` where prompts stand before commands, or where output follows them; `shell` where all of it is typed.
fn shell(lines: &[&str]) -> Option<&'static str> {
    let tools = command::Tools::default();
    let prompts = lines
        .iter()
        .filter(|line| {
            behind_prompt(line).is_some_and(|command| {
                command.is_empty() || command.starts_with(|c: char| c.is_ascii_alphabetic() || "./~_$({[\"'#".contains(c))
            })
        })
        .count();
    let first_prompt = lines.iter().position(|line| {
        behind_prompt(line).is_some_and(|command| {
            is_command(command, &tools)
                || command.starts_with("./")
                || command.split(' ').next().is_some_and(|word| word.is_ascii() && !word.is_empty() && !word.contains(':'))
        })
    });
    if lines[0].starts_with("#!") && lines[0].contains("sh") {
        return Some("shell");
    }
    let code: Vec<&&str> = lines.iter().filter(|line| !line.trim_start().starts_with('#')).collect();
    let code_first = code.first()?;
    if prompts > 0 && first_prompt.is_some_and(|at| at <= 2) {
        return Some("console");
    }
    let (mut commands, mut others, mut here, mut continued, mut open) = (0, 0, None::<String>, false, 0i32);
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
            || matches!(line, "do" | "done" | "then" | "fi" | "else" | "esac" | "}" | ")" | ";;" | "{")
            || line.starts_with(['|', '}'])
            || line.starts_with("&& ");
        continued = line.ends_with('\\') || line.ends_with('|') || line.ends_with("&&");
        let quotes = line.matches('"').count() - line.matches("\\\"").count().min(line.matches('"').count());
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
    let output =
        lines.len() > 1 && is_command(code_first, &tools) && !is_assignment(code_first.split(' ').next().unwrap_or_default());
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
    (line.ends_with("() {") || line.ends_with("(){")) && !line.contains(' ') | line.starts_with("function ")
        || (line.starts_with("if [") || line.starts_with("elif [") || line.starts_with("while ") || line.starts_with("for "))
            && (line.contains("; do") || line.contains("; then") || line.ends_with(']'))
}

/// Programming languages by what only they write.
fn program(lines: &[&str]) -> Option<&'static str> {
    let any = |test: &dyn Fn(&str) -> bool| lines.iter().any(|line| test(line.trim()));
    let starts = |words: &[&str]| any(&|line| words.iter().any(|word| line.starts_with(word)));
    let semicolons = lines.iter().filter(|line| line.ends_with([';', '{', '}'])).count();
    if starts(&["#include <", "#include \""]) {
        return Some("c");
    }
    if starts(&["fn main()", "pub fn ", "impl ", "use std::", "let mut "])
        || (any(&|line| line.contains("println!(")) && semicolons > 0)
    {
        return Some("rust");
    }
    if starts(&["package main", "func main()", "func ("]) {
        return Some("go");
    }
    if starts(&["fun ", "val ", "override fun ", "data class ", "suspend fun "]) && any(&|line| line.contains(['(', '='])) {
        return Some("kotlin");
    }
    let java = [
        "public class ",
        "public interface ",
        "private final ",
        "public static ",
        "import java",
        "import org.",
        "package com.",
        "System.out.",
        "public void ",
        "private void ",
        "protected ",
        "public record ",
        "public enum ",
    ];
    if semicolons > 0
        && (starts(&java)
            || starts(&[
                "@Override",
                "@Bean",
                "@Test",
                "@Entity",
                "@Service",
                "@RestController",
                "@GetMapping",
                "@PostMapping",
                "@Configuration",
                "@Autowired",
            ]))
    {
        return Some("java");
    }
    if starts(&["def ", "class ", "from "]) && any(&|line| line.ends_with(':') || line.contains(" import ")) && semicolons == 0 {
        return Some("python");
    }
    if starts(&[
        "const ",
        "let ",
        "export default",
        "export const",
        "function ",
        "module.exports",
        "import {",
        "import React",
        "console.log(",
    ]) && any(&|line| line.contains(['(', '=', '{']))
    {
        return Some("javascript");
    }
    if starts(&["plugins {", "repositories {", "implementation '", "implementation \"", "apply plugin:", "implementation("]) {
        return Some("groovy");
    }
    if starts(&["resource \"", "provider \"", "variable \"", "terraform {", "data \""]) {
        return Some("hcl");
    }
    None
}

/// TOML, INI and properties.
fn settings(lines: &[&str]) -> Option<&'static str> {
    let code: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.starts_with(['#', ';', '!'])).collect();
    let section = |line: &str| line.starts_with('[') && line.ends_with(']') && line.len() > 2 && !line.contains(',');
    let pair = |line: &str| {
        line.split_once('=').is_some_and(|(key, _)| {
            let key = key.trim();
            !key.is_empty()
                && key.chars().all(|c| c.is_ascii_alphanumeric() || "._-\"$/*".contains(c))
                && key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '"' || c == '_' || c == '*')
        })
    };
    let (sections, pairs) = (code.iter().filter(|line| section(line)).count(), code.iter().filter(|line| pair(line)).count());
    if pairs == 0 || (sections + pairs) * 4 < code.len() * 3 {
        return None;
    }
    let toml = code.iter().any(|line| {
        line.starts_with("[[")
            || line
                .split_once(" = ")
                .is_some_and(|(_, value)| value.starts_with(['"', '[', '{', '\'']) || matches!(value, "true" | "false"))
    });
    if toml && (sections > 0 || pairs > 1) {
        return Some("toml");
    }
    if sections > 0 {
        return Some("ini");
    }
    (code.iter().filter(|line| line.split('=').next().is_some_and(|key| key.contains('.'))).count() * 2 > code.len())
        .then_some("properties")
}

/// Keys in YAML's own shape; Korean sentences with a colon, logs and addresses are none.
fn is_yaml(lines: &[&str]) -> bool {
    let (mut keys, mut items, mut other, mut prose, mut scalar): (usize, usize, usize, usize, Option<usize>) = (0, 0, 0, 0, None);
    let mut strong = false;
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
                if value.chars().filter(|c| crate::text::is_hangul(*c)).count() * 3 > value.chars().count()
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
                if rest.chars().filter(|c| crate::text::is_hangul(*c)).count() * 2 > rest.chars().count() {
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
    // A single line, or lines without any nesting, must look like settings: dotted or known keys, short plain values.
    let flat_ok = strong
        || (keys >= 2
            && lines.iter().all(|line| {
                key(line.trim_start()).is_some_and(|(key, value)| {
                    value.is_empty()
                        || is_plain(value)
                            && key.chars().all(|c| !c.is_whitespace())
                            && (key.contains(['.', '/', '_', '-']) || key.starts_with(|c: char| c.is_ascii_lowercase()))
                })
            }));
    let single = lines.len() == 1
        && lines[0].trim_start().split_once(": ").is_some_and(|(key, value)| {
            (key.contains('.')
                || key.contains('_')
                || key.chars().any(char::is_uppercase) && key.starts_with(|c: char| c.is_ascii_lowercase())
                || key.starts_with("- ")
                || ["image", "replicas", "kind", "name", "namespace"].contains(&key))
                && is_plain(value)
        });
    share && (flat_ok && lines.len() > 1 || single)
}

fn is_plain(value: &str) -> bool {
    value.split_whitespace().count() <= 4
        && !value.ends_with(['.', ',', ';', '{', ')'])
        && !value.contains("://") | value.starts_with(['"', '\''])
}

/// `key:` or `key: value` as YAML writes it, the key without blanks unless quoted.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = match line.strip_prefix('"') {
        Some(rest) => {
            let end = rest.find('"')?;
            (&rest[..end], rest[end + 1..].trim_start().strip_prefix(':')?)
        }
        None => {
            let at = line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1))?;
            (&line[..at], &line[at + 1..])
        }
    };
    let bare = key.trim_end();
    let fits = !bare.is_empty()
        && bare.len() == key.len()
        && bare.chars().all(|c| c.is_ascii_alphanumeric() || "._-/$<>{}*'".contains(c))
        && !bare.contains("//")
        && bare.starts_with(|c: char| c.is_ascii_alphanumeric() || "_.$<'*".contains(c))
        && !bare.chars().all(|c| c.is_ascii_digit() || c == '.');
    fits.then_some((bare, value.trim_start()))
}
