//! Blocks of statements that begin with words of their own: Dockerfiles, SQL, Redis. Lines in, a
//! verdict out.

use crate::notes::code::statement;
use crate::notes::code::statement::sql;
use crate::notes::code::tools;
use crate::notes::tree::CommandLanguage;

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

/// Targets with their recipes, which a tab indents: nothing but targets, variables and directives
/// stands at the margin. Source: GNU make's manual, "What a Rule Looks Like".
pub(super) fn is_makefile(lines: &[&str]) -> bool {
    const WORDS: &str = "include -include sinclude ifdef ifndef ifeq ifneq else endif define endef \
        export unexport vpath override";
    let code = lines.iter().filter(|line| !line.starts_with('#'));
    let (recipes, margin): (Vec<&str>, Vec<&str>) = code.partition(|line| line.starts_with('\t'));
    let variable = |line: &str| {
        let name = |name: &str| {
            let name = name.trim_end_matches([':', '?', '+', '!']).trim_end();
            !name.is_empty() && !name.contains(' ')
        };
        line.split_once('=').is_some_and(|(left, _)| name(left))
    };
    let target = |line: &str| {
        line.split_once(':').is_some_and(|(left, right)| {
            let spelled = |c: char| c.is_ascii_alphanumeric() || "_.-%/$()* ".contains(c);
            let control = ["else", "try", "finally", "default", "except", "do"].contains(&left);
            !left.is_empty()
                && !control
                && left.chars().all(spelled)
                && !left.contains(' ')
                && (right.is_empty() || right.starts_with(' '))
                && right.chars().all(spelled)
        })
    };
    let directive = |line: &str| {
        let word = line.split([' ', '(']).next().unwrap_or_default();
        WORDS.split_whitespace().any(|one| one == word)
    };
    let heads = [
        "if ", "for ", "while ", "def ", "class ", "with ", "case ", "elif ", "switch ",
    ];
    let first = margin.first().copied().unwrap_or_default();
    // `\tat com.example.App.run(App.java:10)` is a trace, `\tinet 192.0.2.1` what `ip` says.
    let runs = |line: &&str| {
        let line = line.trim_start().trim_start_matches(['@', '-', '+']);
        let word = line.split(' ').next().unwrap_or_default();
        word != "at"
            && (word.starts_with("$(") || word.starts_with("./") || tools::program(word).is_some())
    };
    recipes.iter().any(runs)
        && !lines.first().is_some_and(|line| line.starts_with('\t'))
        && !heads.iter().any(|head| first.starts_with(head))
        && margin.iter().any(|line| target(line))
        && margin
            .iter()
            .all(|line| variable(line) || target(line) || directive(line))
}

/// `sql`, `redis`, `mongo` or `powershell` where the lines are statements of it.
pub(super) fn statements(lines: &[&str]) -> Option<&'static str> {
    let code: Vec<&str> = lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| {
            !line.starts_with("--") && !line.starts_with("# ") && !line.starts_with("/*")
        })
        .collect();
    let first = *code.first()?;
    if is_sql(&code) {
        return Some("sql");
    }
    if !first.starts_with(|c: char| c.is_ascii_alphabetic() || c == '$') {
        return None;
    }
    let language = |line: &str| statement::read(line).map(|found| found.language);
    if is_powershell(&code) {
        return Some("powershell");
    }
    match language(first) {
        // `MULTI`, `EXEC` and their kin are commands only beside others.
        None if REDIS_BESIDE.contains(&first) => {
            let rest = &code[1..];
            let all = rest.iter().all(|line| {
                REDIS_BESIDE.contains(line) || language(line) == Some(CommandLanguage::Redis)
            });
            (all && !rest.is_empty()).then_some("redis")
        }
        Some(CommandLanguage::Redis) => {
            let known = code
                .iter()
                .filter(|line| {
                    language(line) == Some(CommandLanguage::Redis) || REDIS_BESIDE.contains(*line)
                })
                .count();
            (known * 3 >= code.len() * 2).then_some("redis")
        }
        Some(CommandLanguage::Mongo) => Some("mongo"),
        Some(CommandLanguage::PowerShell) => {
            let known = code
                .iter()
                .filter(|line| language(line) == Some(CommandLanguage::PowerShell))
                .count();
            (known * 2 >= code.len()).then_some("powershell")
        }
        _ => {
            // A call that runs over several lines.
            let mongo = first.starts_with("db.")
                && statement::read(&code.join(" "))
                    .is_some_and(|found| found.language == CommandLanguage::Mongo);
            mongo.then_some("mongo")
        }
    }
}

/// Whether cmdlets stand among what only PowerShell joins to them: a backtick at the end of a line
/// and parameters below it, variables that are set, conditions. Source: `about_Parsing`,
/// `about_Special_Characters`.
fn is_powershell(code: &[&str]) -> bool {
    let is_cmdlet = |line: &str| {
        let name = line.split([' ', '(']).next().unwrap_or_default();
        name.split_once('-').is_some_and(|(verb, noun)| {
            tools::section_lists("cmdlet-verbs", verb)
                && noun.starts_with(|c: char| c.is_ascii_uppercase())
                && noun.bytes().all(|b| b.is_ascii_alphanumeric())
        })
    };
    let beside = |line: &str| {
        let sets = line.starts_with('$') && line.contains(" = ") && !line.ends_with(';');
        let asks = [
            "if (",
            "foreach (",
            "while (",
            "} else",
            "else {",
            "try {",
            "} catch",
            "param(",
        ];
        sets || asks.iter().any(|word| line.starts_with(word)) || matches!(line, "{" | "}" | ")")
    };
    let goes_on = |line: &str| {
        line.starts_with('-') && line[1..].starts_with(|c: char| c.is_ascii_uppercase())
    };
    let cmdlets = code.iter().filter(|line| is_cmdlet(line)).count();
    let others = code
        .iter()
        .filter(|line| beside(line) || goes_on(line))
        .count();
    let joined = code
        .windows(2)
        .any(|pair| pair[0].ends_with(" `") && goes_on(pair[1]));
    cmdlets > 0
        && others > 0
        && cmdlets + others == code.len()
        && (joined || code.iter().any(|line| beside(line) && line.len() > 1))
}

const REDIS_BESIDE: &[&str] = &[
    "MULTI", "EXEC", "DISCARD", "UNWATCH", "PING", "QUIT", "MONITOR",
];

/// Whether the first statement is SQL, or the text is a clause of one.
fn is_sql(code: &[&str]) -> bool {
    // `use strict;` and `use App\Models\User;` open a program as well: what follows decides.
    let uses = |line: &&&str| line.starts_with("use ");
    let rest = code.len() - code.iter().skip_while(uses).count();
    let code = if rest < code.len() {
        &code[rest..]
    } else {
        code
    };
    // `DELIMITER //`: a client of MySQL is told where the body of a procedure ends.
    let delimits = |line: &str| {
        line.get(..10)
            .is_some_and(|word| word.eq_ignore_ascii_case("delimiter "))
    };
    if let [first, next, ..] = code
        && delimits(first)
        && next
            .get(..7)
            .is_some_and(|word| word.eq_ignore_ascii_case("create "))
    {
        return true;
    }
    let text = code.join(" ");
    sql::is_statement(&text) || sql::is_clause(&text) || is_query(code)
}

/// Whether the lines are the clauses of a query, each on its own, whatever is left to fill in:
/// `select *`, `from 회원`, `where 조건`; or what it selects, each under another name.
fn is_query(code: &[&str]) -> bool {
    const CLAUSES: [&str; 8] = [
        "from ",
        "where ",
        "group by ",
        "having ",
        "order by ",
        "limit ",
        "offset ",
        "left join ",
    ];
    let lower: Vec<String> = code.iter().map(|line| line.to_ascii_lowercase()).collect();
    let Some((first, rest)) = lower.split_first() else {
        return false;
    };
    let clause = |line: &&String| CLAUSES.iter().any(|word| line.starts_with(word));
    let clauses = rest.iter().filter(clause).count();
    let selected =
        first.starts_with("select ") && rest.iter().any(|line| line.starts_with("from "));
    let renamed = |line: &String| line.contains('.') && line.contains(" as ");
    let windowed = lower
        .iter()
        .any(|line| line.contains(") over (partition by "));
    windowed && !first.contains(';')
        || selected && clauses > 1 && clauses == rest.len()
        || first == "select" && rest.len() > 1 && rest.iter().all(renamed)
}
