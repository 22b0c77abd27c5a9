//! Blocks of statements that begin with words of their own: Dockerfiles and SQL. Lines in, a
//! verdict out.

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

pub(super) fn is_dockerfile(lines: &[&str]) -> bool {
    let mut code = lines
        .iter()
        .filter(|line| !line.trim_start().starts_with('#'));
    let Some(first) = code.next() else {
        return false;
    };
    let instruction = |line: &str| {
        line.split_once(' ')
            .is_some_and(|(word, rest)| DOCKER.contains(&word) && !rest.trim().is_empty())
    };
    let from = first.starts_with("FROM ")
        && !first.contains(';')
        && !first.to_ascii_lowercase().contains(" where ");
    let others = code.filter(|line| instruction(line)).count();
    (from && (others > 0 || first.split_whitespace().count() <= 4))
        || (instruction(first) && others >= 1 && !first.ends_with(';'))
}

pub(super) fn is_sql(lines: &[&str]) -> bool {
    let text = lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.starts_with("--"))
        .collect::<Vec<_>>()
        .join(" ")
        .to_ascii_lowercase();
    let words: Vec<&str> = text.split_whitespace().take(6).collect();
    let [first, second, ..] = words.as_slice() else {
        return false;
    };
    let ends = text.trim_end().ends_with(';');
    let has = |word: &str| {
        text.split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|known| known == word)
    };
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
        "use" | "show" | "desc" | "describe" | "explain" => {
            ends && !text.contains('{') && !text.contains('=')
        }
        "with" => has("as") && has("select"),
        _ => false,
    }
}
