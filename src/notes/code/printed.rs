//! What programs print: logs, traces, messages of compilers, tables, drawings. Lines in, a verdict
//! out. Output has no language, whatever words stand in it.

use crate::notes::code::operand::{is_file, is_option};
use crate::notes::code::sentence::SENTENCE;
use crate::notes::code::tools;
use crate::text::is_wide;

/// Whether the lines are output.
pub(crate) fn is_output(lines: &[&str]) -> bool {
    let of =
        |test: &dyn Fn(&str) -> bool| lines.iter().filter(|line| test(line.trim_start())).count();
    let most = |count: usize| count * 2 > lines.len() || count > 0 && lines.len() == 1;
    let compiler = of(&|line| {
        let told = [": error: ", ": warning: ", ": note: ", ": fatal error: "];
        line.contains("^^^")
            || line.contains("^~~")
            || line.starts_with("--> ")
            || line.starts_with("error[E")
            || told
                .iter()
                .any(|told| is_placed(line.split(told).next().unwrap_or(""), line))
    });
    let trace = of(&|line| {
        line.starts_with("Traceback (most recent")
            || line.starts_with("Exception in thread")
            || line.starts_with("Caused by: ")
            || line.starts_with("at ") && line.ends_with(')') && line.contains(['.', ':'])
    });
    let stamped = of(&is_stamped);
    let drawn = of(&|line| {
        line.starts_with(|c: char| ('\u{2500}'..='\u{259f}').contains(&c))
            || line.starts_with("+--")
            || line.starts_with("|--")
            || line.starts_with('|') && line.ends_with('|') && line.len() > 2
    });
    let usage = of(&|line| line.starts_with("Usage: ") || line.starts_with("Options:")) == 2;
    compiler > 0 || trace > 0 || most(stamped) || most(drawn) || usage
}

/// Where a line stands that may be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PrintedAt {
    /// Behind commands of a shell.
    Shell,
    /// Behind the command that opened a console of its own, whose commands may look otherwise.
    Inside,
}

/// Whether a line that is no known command, without the blanks around it, is surely printed: a row
/// of a table, a log, a sentence, a place or a version alone. A shell's commands have none of these
/// shapes.
pub(crate) fn is_printed(line: &str, place: PrintedAt) -> bool {
    let text = line.split(" #").next().unwrap_or_default().trim_end();
    let Some(first) = text.chars().next() else {
        return false;
    };
    let words: Vec<&str> = text.split_ascii_whitespace().take(40).collect();
    if is_syntax(text, &words) {
        return false;
    }
    if is_output(&[text])
        || is_never_typed(text)
        || is_mode(words[0])
        || is_wide(first)
        || text.starts_with("+-")
    {
        return true;
    }
    let inside = place == PrintedAt::Inside;
    if first.is_ascii_uppercase() && !begins_as_command(&words, inside) {
        return true;
    }
    // `.tables`, `\dt`, `:wq`, `!ls`, `* …` and `"…"` of a console's own.
    if inside {
        return first.is_ascii_digit() || "(|✔✓●".contains(first);
    }
    if !first.is_ascii_alphabetic() && !"./~$_\\".contains(first) {
        return true;
    }
    if let [word] = words[..] {
        if is_setting(word) {
            return true;
        }
        let place = word.contains('/') && !word.starts_with("./") && !word.starts_with("~/");
        return place || is_version(word) || is_hexadecimal(word) || word.ends_with([':', '%']);
    }
    words[0].ends_with(':')
        || is_setting(words[0])
        || is_hexadecimal(words[0])
        || words[0] == "commit" && words.get(1).is_some_and(|word| is_hexadecimal(word))
        || is_row(text)
        || is_sentence(text, &words)
        || words
            .windows(2)
            .any(|pair| pair[0] == "version" && pair[1].contains(|c: char| c.is_ascii_digit()))
        || words.len() > 2 && words.iter().filter(|word| is_number(word)).count() > 1
}

/// Whether a line is printed though it reads like a command: a file that differs, a device in a
/// table.
pub(crate) fn is_never_typed(line: &str) -> bool {
    line.starts_with("diff --git ")
        || line.starts_with('/') && (is_row(line) || is_placed_line(line))
        || is_done_object(line)
        || is_release(line.split(' ').next().unwrap_or_default())
}

/// `/dev/sda1: UUID="…"`, `/dev/sdb1 /data ext4 defaults 0 0`: what is said of a place, a line of a
/// table of devices.
fn is_placed_line(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or_default();
    first.ends_with(':') || first.starts_with("/dev/") && line.contains(' ')
}

/// `pod "web" deleted`, `deployment.apps/web created`: what kubectl says of what it did.
fn is_done_object(line: &str) -> bool {
    const DONE: &str = "created configured unchanged deleted patched scaled exposed labeled \
        annotated tainted untainted cordoned uncordoned drained restarted evicted replaced";
    let mut words = line.split(' ');
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or_default();
    let between = words.next().unwrap_or_default();
    let named = first.contains('/') && between.is_empty()
        || between.len() > 2 && between.starts_with('"') && between.ends_with('"');
    named && words.next().is_none() && DONE.split_whitespace().any(|done| done == last)
}

/// `aws-cli/2.13.0`, `nginx/1.25.3`: a program's name for its release.
fn is_release(word: &str) -> bool {
    word.split_once('/').is_some_and(|(_, release)| {
        let name = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.split('/').next().unwrap_or_default().bytes().all(name)
            && release.contains('.')
            && is_version(release)
    })
}

/// How sure it is that a line is a command, by what stands in it alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sureness {
    /// It is one that is known.
    Known,
    /// Nobody knows it.
    Unknown,
}

/// Whether a line is what the command above answered, though it reads like another: its program
/// with a release (`javac 17.0.8`, `psql (14.8)`, `java version "1.8"`), with a sentence, or alone;
/// the name that it was given.
pub(crate) fn is_answer(line: &str, command: &str, sureness: Sureness) -> bool {
    let words: Vec<&str> = line.split_ascii_whitespace().take(40).collect();
    let given: Vec<&str> = command.split_ascii_whitespace().take(40).collect();
    let program = |words: &[&str]| -> usize {
        let known = |word: &&&str| tools::program(word).is_some_and(|known| known.is_prefix);
        words.iter().take_while(known).count()
    };
    // `env | grep JAVA` shows what is set.
    let set = line
        .split_once('=')
        .is_some_and(|(key, _)| key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
    if set && matches!(given.first(), Some(&"env" | &"printenv")) {
        return true;
    }
    let at = program(&given);
    let (Some(name), Some(first)) = (given.get(at), words.first()) else {
        return false;
    };
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let operands = &given[at + 1..];
    // `docker volume create data` answers `data`.
    if let [word] = words[..] {
        let is_given = operands.contains(&word) && !word.starts_with('-');
        let has_subs = tools::program(word).is_some_and(tools::Program::has_subs);
        let again = word == base && !operands.is_empty() && has_subs;
        let known = sureness == Sureness::Known;
        return is_given && !known || again && !may_stand_alone(word);
    }
    let is_called = |word: &str| {
        word == base || given.contains(&word) || matches!(word, "openjdk") && base == "java"
    };
    let second = words[1];
    let release = |word: &str| {
        let word = word.trim_matches(['(', ')', '"', ',']);
        word.contains('.') && is_version(word)
    };
    let last = words[words.len() - 1];
    // `yarn add v1.22.19` below `yarn add axios`.
    let repeated = words.len() == 3
        && operands.first() == Some(&second)
        && release(last)
        && last.starts_with('v');
    is_called(first)
        && !second.starts_with('-')
        && (release(second)
            || second == "version"
                && words
                    .get(2)
                    .is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()))
            || second.starts_with('(')
            || second == "to" && last.ends_with(|c: char| c.is_ascii_alphabetic())
            || repeated)
}

/// Whether a program with sub-commands is also typed without one.
fn may_stand_alone(name: &str) -> bool {
    ["listed", "alone", "lone", "shows", "enters"]
        .iter()
        .any(|section| tools::section_lists(section, name))
}

/// Whether only a shell's lines are written so: a test, a group, a program whose name is quoted,
/// filled in or in capitals and sent behind, the options of the command above it.
pub(crate) fn is_syntax(text: &str, words: &[&str]) -> bool {
    let second = words.get(1).copied().unwrap_or_default();
    match text.as_bytes()[0] {
        // `[ -f a.txt ] && rm a.txt`; `[ 1, 2 ]` is a list.
        b'[' => {
            matches!(words[0], "[" | "[[")
                && words
                    .iter()
                    .any(|word| matches!(*word, "]" | "]];" | "];" | "]]"))
                && !second.ends_with(',')
        }
        // `(cd sub; make)`, `{ date; id; } > a.txt`
        b'(' | b'{' => {
            let first = words[0].trim_start_matches(['(', '{']);
            let first = if first.is_empty() { second } else { first };
            text.contains([';', '&']) && tools::program(first).is_some()
        }
        // `"$HOME/bin/run" all`
        quote @ (b'"' | b'\'') => {
            let path = text[1..].starts_with(['$', '/', '.', '~']);
            path && text[1..].find(char::from(quote)).is_some_and(|end| {
                let after = &text[end + 2..];
                after.is_empty() || after.starts_with(' ')
            })
        }
        // `<package> --version`
        b'<' => second.starts_with("--") && words[0].ends_with('>'),
        // `--name web nginx`, where a backslash is missing above it
        b'-' => {
            let option = is_option(words[0], None) && !words[0].ends_with([',', ':']);
            let letters = text.trim_start_matches('-');
            option
                && letters.starts_with(|c: char| c.is_ascii_alphabetic())
                && !is_mode(words[0])
                && !is_row(text)
        }
        b'A'..=b'Z' => words.len() > 1 && words.last() == Some(&"&"),
        _ => false,
    }
}

/// `drwxr-xr-x`
fn is_mode(word: &str) -> bool {
    word.len() >= 10
        && word.starts_with(['-', 'd', 'l', 'c', 'b', 'p', 's'])
        && word.as_bytes()[1..10]
            .iter()
            .all(|b| b"rwxsStT-".contains(b))
}

/// Whether a line that begins with a capital is a command all the same: `NAME=value`, a cmdlet, a
/// program with options; in a console a statement.
fn begins_as_command(words: &[&str], inside: bool) -> bool {
    let first = words[0];
    let cmdlet = first.split_once('-').is_some_and(|(verb, noun)| {
        [verb, noun].iter().all(|part| {
            part.starts_with(|c: char| c.is_ascii_uppercase())
                && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
    });
    let assigned = first
        .split_once('=')
        .is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
    let option = |word: &&str| {
        word.strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-'))
    };
    let plain = first.bytes().all(|b| b.is_ascii_alphanumeric());
    let loud = first.bytes().all(|b| b.is_ascii_uppercase()) && first != "OK";
    cmdlet || assigned || inside && loud || plain && words[1..].iter().any(option)
}

/// `v20.10.0`, `17.0.1`
fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or(word);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// `user.name=kim`: no shell has such a variable.
fn is_setting(word: &str) -> bool {
    word.split_once('=').is_some_and(|(key, _)| {
        let letter = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
        key.contains('.')
            && key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key.bytes().all(letter)
    })
}

/// A name that git or Docker made: seven letters of the base of sixteen or more, digits among them.
fn is_hexadecimal(word: &str) -> bool {
    word.len() >= 7
        && word.bytes().any(|b| b.is_ascii_digit())
        && word
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'))
}

/// `10`, `25%`, `10:11:12`, `0.0`, `2.0G`
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word
            .trim_end_matches(['%', 'K', 'M', 'G', 'T', 'B', 'k', 's'])
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':' | b','))
}

/// Whether words stand in columns: two gaps wider than a blank, one that is far wider, or a file's
/// name before one. A gap before Korean words is a remark's.
fn is_row(text: &str) -> bool {
    const FAR: usize = 3;
    let (mut gaps, mut far, mut blanks) = (0, false, 0);
    for c in text.chars() {
        if c == '\t' {
            blanks += FAR;
        } else if c == ' ' {
            blanks += 1;
        } else {
            if blanks > 1 && !is_wide(c) && !matches!(c, '#' | '/' | '-' | '\\') {
                gaps += 1;
                far |= blanks >= FAR;
            }
            blanks = 0;
        }
    }
    let file = text
        .split("  ")
        .next()
        .is_some_and(|name| !name.contains(' ') && is_file(name));
    gaps > 1 || far || gaps > 0 && file
}

/// Whether words are a sentence, or what is said of something that was done.
fn is_sentence(text: &str, words: &[&str]) -> bool {
    const DONE: &str = "created configured unchanged deleted started stopped restarted done passed \
        failed skipped installed updated upgraded removed enabled disabled exited loaded completed \
        finished succeeded listening running ready found denied";
    let last = words.last().copied().unwrap_or_default();
    let bare = last.trim_end_matches(['.', ',', ':', '!', '?', '…']);
    let dots = last.chars().all(|c| c == '.') || last.contains('/');
    let ends = !dots && bare.len() < last.len() && !last.ends_with('?') || last == "...";
    let said = |word: &&str| SENTENCE.contains(word);
    let done = DONE.split_ascii_whitespace().any(|done| done == bare);
    let quoted = text.contains(['"', '\'']);
    let aside = !quoted
        && text
            .find(" (")
            .is_some_and(|at| text[at + 2..].starts_with(|c: char| c.is_ascii()));
    ends || done || aside || !quoted && words[1..].iter().any(said)
}

/// Whether `main.c:3:5` stands before what a compiler says of it.
fn is_placed(place: &str, line: &str) -> bool {
    let mut parts = place.rsplit(':');
    let number = |part: Option<&str>| {
        part.is_some_and(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    place.len() < line.len() && number(parts.next()) && parts.next().is_some()
}

/// `2024-03-01 10:00:01 INFO …`, `[INFO] …`, `10:00:01.123 [main] …`, `Mar  1 10:00:01 host …`.
fn is_stamped(line: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let line = line.strip_prefix('[').unwrap_or(line);
    let head = line.split([' ', 'T', ']']).next().unwrap_or_default();
    let mut date = head.split(['-', '/']);
    let parts = (date.next(), date.next(), date.next());
    let dated = matches!(parts, (Some(year), Some(month), Some(day)) if digits(year)
        && digits(month) && digits(day) && (year.len() == 4 || day.len() == 4));
    let clock = head.split(['.', ',']).next().unwrap_or_default();
    let timed = clock.len() == 8 && clock.split(':').count() == 3 && clock.split(':').all(digits);
    let level = ["INFO", "WARN", "ERROR", "DEBUG", "TRACE", "FATAL"]
        .iter()
        .any(|level| {
            line.strip_prefix(level)
                .is_some_and(|rest| rest.starts_with([' ', ']', ':']))
        });
    let month = [
        "Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ", "Sep ", "Oct ", "Nov ",
        "Dec ",
    ]
    .iter()
    .any(|month| {
        line.strip_prefix(month).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(':')
        })
    });
    dated || timed || level || month
}
