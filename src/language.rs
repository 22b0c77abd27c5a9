//! Languages of code: one table of their names, the labels of fences, the extensions of files, the
//! grammar that colours them and the media type under which such files are served. Knows no code.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A language: one of the table, or one that `[languages]` of notesite.toml names. In JSON its
/// name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(Cow<'static, str>);

/// A row of the table.
struct Row {
    /// What the language is called in pages and in JSON; a label too.
    name: &'static str,
    /// Further labels of fences, apart by blanks.
    labels: &'static str,
    /// Extensions of files whose text is shown in it, apart by blanks.
    extensions: &'static str,
    /// The token by which the grammar is found; empty for plain text.
    grammar: &'static str,
    /// The media type of such files.
    media: &'static str,
    /// Whether one types it at a prompt: behind prompts it is a session.
    is_typed: bool,
    /// Whether people leave blanks for the reader in its listings; in any other `<i64>`, `<h1>` and
    /// `[결과]` are its own.
    has_blanks: bool,
}

/// What is served as text that nobody runs.
const PLAIN: &str = "text/plain; charset=utf-8";

/// A language whose grammar has its name.
const fn row(name: &'static str, labels: &'static str, extensions: &'static str) -> Row {
    Row {
        name,
        labels,
        extensions,
        grammar: name,
        media: PLAIN,
        is_typed: false,
        has_blanks: false,
    }
}

impl Row {
    const fn grammar(self, grammar: &'static str) -> Self {
        Self { grammar, ..self }
    }

    const fn typed(self) -> Self {
        Self {
            is_typed: true,
            ..self
        }
    }

    const fn blanks(self) -> Self {
        Self {
            has_blanks: true,
            ..self
        }
    }

    const fn media(self, media: &'static str) -> Self {
        Self { media, ..self }
    }
}

/// Every language. A file is shown in the first that has its extension; a `.conf` beside notes is
/// mostly nginx's, while a fence labelled `conf` may be anybody's.
const TABLE: &[Row] = &[
    row("yaml", "yml", "yml yaml").blanks(),
    row("shell", "sh bash zsh fish", "sh bash zsh")
        .grammar("bash")
        .typed()
        .blanks(),
    row(
        "console",
        "shell-session shellsession terminal sh-session",
        "",
    )
    .blanks()
    .grammar("bash"),
    row("sql", "mysql postgresql pgsql plsql sqlite", "sql")
        .typed()
        .blanks(),
    row("json", "json5 jsonc", "json").media("application/json"),
    row("dockerfile", "docker containerfile", "dockerfile")
        .grammar("Dockerfile")
        .blanks(),
    row("java", "자바", "java"),
    row("kotlin", "kt kts", "kt kts").grammar("kt"),
    row("properties", "env dotenv", "properties")
        .grammar("ini")
        .blanks(),
    row("ini", "cfg conf", "ini cfg").blanks(),
    row("ssh-config", "ssh_config sshconfig", "")
        .grammar("ini")
        .blanks(),
    row("toml", "", "toml").blanks(),
    row("http", "", "").grammar("").blanks(),
    row("xml", "", "xml").media("application/xml"),
    row("html", "vue", "html htm").media("text/html; charset=utf-8"),
    row("css", "", "css").media("text/css; charset=utf-8"),
    row("scss", "sass", ""),
    row("javascript", "js jsx node", "js mjs cjs")
        .grammar("js")
        .media("text/javascript; charset=utf-8"),
    row("typescript", "ts tsx", "ts").grammar("ts"),
    row("python", "py py3 python3 ipython ipython3 파이썬", "py")
        .grammar("py")
        .typed(),
    row("go", "golang", "go"),
    row("rust", "rs", "rs"),
    row("c", "", ""),
    row("cpp", "c++", ""),
    row("csharp", "cs c#", ""),
    row("groovy", "gradle", "groovy gradle"),
    row("hcl", "terraform tf", "tf hcl").grammar("tf"),
    row("nginx", "", "conf").blanks(),
    row("diff", "patch", ""),
    row("makefile", "make", ""),
    row("powershell", "ps1 pwsh", "")
        .grammar("ps1")
        .typed()
        .blanks(),
    row("redis", "redis-cli", "").grammar("").typed().blanks(),
    row("mongo", "mongodb mongosh", "").grammar("js").typed(),
    row("batch", "bat cmd", "").typed().blanks(),
    row("ruby", "rb", "rb").typed(),
    row("php", "", ""),
    row("scala", "", "").typed(),
    row("swift", "", ""),
    row("dart", "flutter", ""),
    row("cmake", "", ""),
    row("asm", "nasm assembly x86asm", ""),
    row("matlab", "octave", "").grammar("m"),
    row("objc", "objective-c objectivec", "").grammar("Objective-C"),
    row("elixir", "ex exs", ""),
    row("erlang", "erl", ""),
    row("julia", "jl", "").grammar("jl"),
    row("solidity", "sol", ""),
    row("zig", "", ""),
    row("verilog", "systemverilog sv", "").grammar("sv"),
    row("vhdl", "vhd", "").grammar("vhd"),
    row("ocaml", "ml", ""),
    row("fsharp", "f# fs", "").grammar("fs"),
    row("fortran", "f90 f95", "").grammar("f90"),
    row("lisp", "elisp common-lisp scheme", ""),
    row("nix", "", ""),
    row("nim", "", ""),
    row("svelte", "", ""),
    row("r", "", ""),
    row("lua", "", ""),
    row("perl", "", ""),
    row("haskell", "hs", ""),
    row("clojure", "clj", ""),
    row("graphql", "", ""),
    row("protobuf", "proto", ""),
    row("markdown", "md", ""),
    row("mermaid", "", ""),
    row("plantuml", "puml", ""),
    row(
        "text",
        "txt plain plaintext output log none",
        "md txt csv log",
    )
    .grammar(""),
    row("vim", "viml vimscript", ""),
    row("latex", "tex math", ""),
];

impl Language {
    /// Commands with what they answered, behind a prompt.
    pub const CONSOLE: Self = Self(Cow::Borrowed("console"));
    /// Says that a block is no code.
    pub const TEXT: Self = Self(Cow::Borrowed("text"));
    /// Manifests.
    pub const YAML: Self = Self(Cow::Borrowed("yaml"));
    /// Manifests too.
    pub const JSON: Self = Self(Cow::Borrowed("json"));

    /// Commands.
    pub const SHELL: Self = Self(Cow::Borrowed("shell"));
    /// Queries.
    pub const SQL: Self = Self(Cow::Borrowed("sql"));
    /// Requests and answers.
    pub const HTTP: Self = Self(Cow::Borrowed("http"));

    /// The language of a label, in lower case.
    pub fn of_label(label: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|row| row.name == label || has(row.labels, label))
            .map(Self::of)
    }

    /// The language in which a file's text is shown, by its name; `None` for names that are not
    /// known as text.
    pub fn of_file(path: &str) -> Option<Self> {
        row_of_file(path).map(Self::of)
    }

    /// A language that the table does not know, by the name that notesite.toml gives it.
    pub fn other(name: &str) -> Self {
        Self::of_label(name).unwrap_or_else(|| Self(Cow::Owned(name.to_owned())))
    }

    fn of(row: &Row) -> Self {
        Self(Cow::Borrowed(row.name))
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// The token by which its grammar is found, if it has one. One that the table does not know may
    /// still have a grammar of its name.
    pub fn grammar(&self) -> Option<&str> {
        let token = self.row().map_or(self.name(), |row| row.grammar);
        Some(token).filter(|token| !token.is_empty())
    }

    /// Whether one types it at a prompt.
    pub fn is_typed(&self) -> bool {
        self.row().is_some_and(|row| row.is_typed)
    }

    /// Whether people leave blanks for the reader in its listings.
    pub fn has_blanks(&self) -> bool {
        self.row().is_some_and(|row| row.has_blanks)
    }

    fn row(&self) -> Option<&'static Row> {
        TABLE.iter().find(|row| row.name == self.0)
    }
}

/// The media type of a file of source text, by its name.
pub(crate) fn media_type(path: &str) -> Option<&'static str> {
    row_of_file(path).map(|row| row.media)
}

fn row_of_file(path: &str) -> Option<&'static Row> {
    let name = path.rsplit('/').next().unwrap_or_default();
    // `Dockerfile`, `Dockerfile.dev`
    if name.starts_with("Dockerfile") {
        return TABLE.iter().find(|row| row.name == "dockerfile");
    }
    let (_, extension) = name.rsplit_once('.')?;
    let extension = extension.to_lowercase();
    TABLE.iter().find(|row| has(row.extensions, &extension))
}

fn has(words: &str, word: &str) -> bool {
    !word.is_empty() && words.split(' ').any(|known| known == word)
}
