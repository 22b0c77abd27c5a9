//! Lines of a session without prompts that are no commands by themselves: what was typed below a
//! command, or what that printed. The lines in their order in, a verdict on each out. From how
//! programs answer: those that change something are silent, those that show something print names,
//! columns and sentences; what is neither is rather typed, for a line too many is less harm than
//! the one that matters left out.

use crate::notes::code::evidence::is_assignment;
use crate::notes::code::statement;
use crate::notes::code::tools;

/// What was read of a session so far.
#[derive(Default)]
pub(crate) struct Unprompted<'t> {
    /// The last line that was typed.
    above: Option<&'t str>,
    /// Whether nothing was printed below it.
    is_direct: bool,
    /// Whether another console was opened and not left.
    in_console: bool,
    /// Whether one was opened at all.
    pub has_console: bool,
}

impl<'t> Unprompted<'t> {
    /// Whether the next line is typed: by itself where it `is_command`, or because of what stands
    /// above it.
    pub(crate) fn reads(&mut self, line: &'t str, is_command: bool) -> bool {
        let line = line.trim();
        let is_typed = is_command || self.follows(line);
        if is_typed {
            self.in_console = match line.trim_end_matches(';') {
                "exit" | "quit" | "logout" | "\\q" | ":wq" | ":q" => false,
                _ => self.in_console || opens_console(line),
            };
            self.has_console |= self.in_console;
            self.above = Some(line);
        }
        self.is_direct = is_typed;
        is_typed
    }

    fn follows(&self, line: &str) -> bool {
        let Some(above) = self.above.filter(|_| self.is_direct) else {
            return false;
        };
        if self.in_console {
            return statement::read(line).is_some() || !is_printed(line);
        }
        if is_printed(line) {
            return false;
        }
        let (name, next) = line.split_once(' ').unwrap_or((line, ""));
        let same = program_of(above) == name;
        if name == "sudo" || same && !next.is_empty() {
            return true;
        }
        if next.is_empty() {
            return tools::program(name).is_some() || is_silent(above);
        }
        if tools::section_lists("printed", name) || name.ends_with("ed") {
            return is_silent(above) && !tools::section_lists("printed", name);
        }
        let known = tools::program(name).is_some();
        is_silent(above)
            || known
            || !tools::section_lists("printing", program_of(above)) && !above.starts_with("./")
    }
}

/// The program of a typed line.
fn program_of(line: &str) -> &str {
    let mut words = line.split(' ').filter(|word| !is_assignment(word));
    let first = words.next().unwrap_or_default();
    let is_prefix = tools::program(first).is_some_and(|known| known.is_prefix);
    let next = words.find(|word| !word.starts_with('-'));
    next.filter(|_| is_prefix).unwrap_or(first)
}

fn is_silent(line: &str) -> bool {
    let last = line.rsplit("&&").next().unwrap_or(line).trim();
    let program = program_of(last);
    let sub = last.split(' ').nth(1).unwrap_or_default();
    let verbose = last
        .split(' ')
        .any(|word| matches!(word, "-v" | "--verbose" | "--list"));
    let set = last.split(' ').all(is_assignment) || last.ends_with('&');
    set || !verbose
        && (tools::section_lists("silent", program)
            || tools::section_lists("silent", &format!("{program}.{sub}")))
}

fn opens_console(line: &str) -> bool {
    let program = program_of(line);
    let words = || line.split(' ');
    let given = words().any(|word| matches!(word, "-e" | "-c" | "-m" | "<" | "|" | ">"));
    // `docker exec -it web bash`
    let enters = matches!(
        words().next_back(),
        Some("bash" | "sh" | "/bin/bash" | "/bin/sh")
    ) && words().any(|word| matches!(word, "-it" | "-ti" | "exec"));
    let runs = matches!(program, "python" | "python3" | "node") && words().count() > 1;
    enters || tools::section_lists("consoles", program) && !given && !runs
}

/// Whether a line shows itself to be printed: columns, a sentence, a value behind a name, brackets,
/// numbers.
fn is_printed(line: &str) -> bool {
    let begins = line.starts_with(|c: char| c.is_ascii_lowercase() || "./~\\:$".contains(c));
    let first = line.split(' ').next().unwrap_or_default();
    let is_name = first.starts_with(['.', '/', '~', '\\', ':', '$'])
        || first
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    // `a.txt b.txt`, `v1.2`
    let is_file =
        first.contains('.') && !first.starts_with(['.', '/', '~', '\\']) && !is_script(first);
    let is_count = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word
                .bytes()
                .all(|b| b.is_ascii_digit() || b".,%".contains(&b))
    };
    !begins
        || !is_name
        || is_file
        || !line.is_ascii()
        || line.contains("  ")
        || line.contains('\t')
        || line.contains(": ")
        || line.contains(['(', '[', '"', '{', '|'])
        || line.ends_with([':', '.', ',', ')', '%', '!'])
        || line.split(' ').skip(1).any(is_count)
        || line.contains("<-")
}

fn is_script(name: &str) -> bool {
    [".sh", ".py", ".bat", ".exe", ".cmd"]
        .iter()
        .any(|end| name.ends_with(end))
}
