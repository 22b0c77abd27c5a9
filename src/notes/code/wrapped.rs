//! Commands of a bullet or a paragraph that go on over its lines: as an editor wraps them before an
//! option, as a shell reads on behind a pipe, in a loop or in a here-document. A text in; the same
//! text with what is one line on one, and where nobody can tell, out. Half a command is worse than
//! none.

use std::borrow::Cow;
use std::ops::Range;

use crate::notes::code::command::FoundCommand;
use crate::notes::code::named;
use crate::notes::code::next_line::{NextLine, PARTICLES, is_completed};
use crate::notes::code::noun;
use crate::notes::code::script;
use crate::notes::code::sentence::{BETWEEN, SENTENCE};
use crate::notes::code::spoken::{self, Use};
use crate::text::is_hangul;

/// A text whose every byte stands where it stood.
pub(super) struct WrappedText<'a> {
    /// Ends of lines behind which a command goes on are blanks.
    pub text: Cow<'a, str>,
    /// Ends of lines at which a command breaks off, or nobody knows whether it does.
    cut: Vec<usize>,
    /// Ends of lines that are blanks now.
    joined: Vec<usize>,
    /// Loops, conditions and commands with a here-document, whole.
    pub scripts: Vec<Range<usize>>,
}

impl WrappedText<'_> {
    /// Whether a command that ends at this byte would be half of one: what follows belongs to it,
    /// or might.
    pub(super) fn breaks_off(&self, command: &FoundCommand) -> bool {
        let (start, end) = (command.range.start, command.range.end);
        let code = command.code.as_str();
        let rest = &self.text[end..];
        let at = end + rest.len() - rest.trim_start_matches([' ', '\t', '`', '^', '(']).len();
        let is_at_end = self.text[at..].starts_with('\n') || at == self.text.len();
        if !is_at_end {
            return false;
        }
        if self.cut.binary_search(&at).is_ok() {
            return true;
        }
        let next = self.text[at..].trim_start();
        let next = next.split('\n').next().unwrap_or_default().trim_end();
        // What stands between ticks is whole.
        if next.is_empty() || self.text[start..end].starts_with('`') {
            return false;
        }
        let is_wrapped = (self.joined.iter()).any(|joined| start < *joined && *joined < end);
        let next = NextLine::of(next);
        next.goes_on_with(code, is_wrapped)
    }
}

/// How many lines of a text are looked at.
const MOST_LINES: usize = 2_000;

/// Reads how the lines of a text go on.
pub(super) fn read(source: &str) -> WrappedText<'_> {
    let mut out = WrappedText {
        text: Cow::Borrowed(source),
        cut: Vec::new(),
        joined: Vec::new(),
        scripts: Vec::new(),
    };
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut start = 0;
    for line in source.split('\n').take(MOST_LINES) {
        lines.push((start, line));
        start += line.len() + 1;
    }
    let mut joined: Vec<usize> = Vec::new();
    let texts: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
    let mut at = 0;
    // Where the command began that the line belongs to.
    let mut first = 0;
    while at < lines.len() {
        let (start, line) = lines[at];
        let end = start + line.len();
        match script::whole(&texts[at..]) {
            Some(1) => {}
            Some(taken) => {
                let (last, line) = lines[at + taken - 1];
                out.scripts.push(start..last + line.len());
                at += taken;
                first = at;
                continue;
            }
            // `cat <<EOF > a` alone is how one begins.
            None if at + 1 < lines.len() => out.cut.push(end),
            None => {}
        }
        let above = &source[lines[first].0..end];
        let next = texts.get(at + 1).copied().unwrap_or_default();
        match ending(line, next) {
            LineEnd::Joined => joined.push(end),
            LineEnd::Cut => out.cut.push(end),
            LineEnd::Open => {}
            LineEnd::Closed if is_completed(above, next) => joined.push(end),
            LineEnd::Closed => {
                let options = texts[at + 1..].iter().take_while(|line| is_option(line));
                let options: Vec<&str> = options.copied().take(MOST_OPTIONS).collect();
                match wrapped(above, &options) {
                    Wrap::None => {}
                    Wrap::Joined => {
                        joined.push(end);
                        let inner = lines[at + 1..at + options.len()].iter();
                        joined.extend(inner.map(|(start, line)| start + line.len()));
                        at += options.len() - 1;
                        // The last of them may end in a sign.
                        at += 1;
                        continue;
                    }
                    Wrap::Doubtful => out.cut.push(end),
                }
                first = at + 1;
            }
        }
        at += 1;
    }
    out.cut.sort_unstable();
    if !joined.is_empty() {
        let mut bytes = source.as_bytes().to_vec();
        for at in &joined {
            bytes[*at] = b' ';
        }
        if let Ok(text) = String::from_utf8(bytes) {
            out.text = Cow::Owned(text);
        }
        out.joined = joined;
    }
    out
}

/// Options on lines of their own below one command.
const MOST_OPTIONS: usize = 40;

/// How a line ends.
enum LineEnd {
    /// In a sign behind which a shell reads on, and it can.
    Joined,
    /// In such a sign, with nothing behind it.
    Cut,
    /// In a sign that stays where it is, with the end of the line.
    Open,
    /// In words.
    Closed,
}

/// `cat a |`, `make &&`; behind `^` and a backtick `cmd` and PowerShell go on.
fn ending(line: &str, next: &str) -> LineEnd {
    let line = line.trim_end();
    let next = next.trim_start();
    let joins = [" |", " &&", " ||"].iter().any(|sign| line.ends_with(sign));
    let begins = next.starts_with(|c: char| c.is_ascii_alphabetic() || "./~$".contains(c));
    if joins && begins {
        return LineEnd::Joined;
    }
    if joins || line.ends_with(" `") || line.ends_with(" ^") && next.is_empty() {
        return LineEnd::Cut;
    }
    if line.ends_with(" ^") || line.ends_with('\\') {
        return LineEnd::Open;
    }
    LineEnd::Closed
}

/// Whether a line begins with an option.
fn is_option(line: &str) -> bool {
    let word = line.trim_start();
    let name = word.strip_prefix("--").or_else(|| word.strip_prefix('-'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// What lines that begin with options are to the command above.
enum Wrap {
    None,
    Joined,
    Doubtful,
}

/// Lines of options go on with a command, or they are its options one by one, with what is said of
/// each: `-l : 자세히`.
fn wrapped(above: &str, options: &[&str]) -> Wrap {
    let Some((last, inner)) = options.split_last() else {
        return Wrap::None;
    };
    if inner
        .iter()
        .any(|line| said_behind(line) < line.trim_end().len())
    {
        return Wrap::None;
    }
    let is_whole = named::is_complete(above.split_whitespace());
    for line in options {
        let typed = &line[..said_behind(line)];
        match is_typed(typed, is_whole) {
            Some(true) => {}
            Some(false) => return Wrap::None,
            None => return Wrap::Doubtful,
        }
    }
    let typed = &last[..said_behind(last)];
    let alone = !typed.trim().contains(' ') && typed.len() < last.trim_end().len();
    if inner.is_empty() && alone && is_whole {
        return Wrap::None;
    }
    Wrap::Joined
}

/// Where on a line something is said of what is typed, behind a sign.
fn said_behind(line: &str) -> usize {
    let mut quote: Option<char> = None;
    for (at, c) in line.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == ' ' => {
                let rest = &line[at + 1..];
                let spaced = [": ", "- ", "-> ", "=> ", "// ", "= ", "# "];
                let is_said = spaced.iter().any(|sign| rest.starts_with(sign))
                    || rest.starts_with(['→', '⇒', '—', '–', '('])
                    || rest.trim() == ":";
                if is_said {
                    return at;
                }
            }
            None => {}
        }
    }
    line.len()
}

/// Whether the words of a line of options are typed; `None` where they may be said of it. A command
/// that is whole without them has less need of bare words.
fn is_typed(line: &str, is_whole: bool) -> Option<bool> {
    let most = if is_whole { 1 } else { 2 };
    let mut bare = 0;
    let mut quote: Option<char> = None;
    let words: Vec<&str> = line.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let was_quoted = quote.is_some();
        for c in word.chars() {
            match quote {
                Some(open) if c == open => quote = None,
                None if matches!(c, '"' | '\'') => quote = Some(c),
                _ => {}
            }
        }
        if was_quoted || word.starts_with(['"', '\'', '<', '[', '{']) {
            bare = 0;
            continue;
        }
        if !word.is_ascii() && at > 1 && words[1].is_ascii() {
            return behind_value(&words, at, is_whole);
        }
        if !word.is_ascii() {
            let name = word.trim_end_matches([',', '.']);
            let is_value = word.starts_with(is_hangul)
                && (noun::is_value(name) || noun::is_thing(name))
                && at + 1 == words.len();
            // `-a는 모두`, `--name 이름을 붙인다`
            return if is_value { Some(true) } else { Some(false) };
        }
        if at > 0 && (SENTENCE.contains(word) || BETWEEN.contains(word)) {
            return None;
        }
        let is_bare = word.bytes().all(|b| b.is_ascii_alphabetic());
        bare = if is_bare { bare + 1 } else { 0 };
        if bare > most {
            return None;
        }
    }
    Some(true)
}

/// What Korean words behind an option with its value are: the sentence that has the command, or
/// what is said of the option. `-n shop 에서 본다`, but `-p 80:80 포트를 연다`.
fn behind_value(words: &[&str], at: usize, is_whole: bool) -> Option<bool> {
    let told = if is_whole { Some(false) } else { None };
    let glued = words[at].trim_start_matches(|c: char| c.is_ascii());
    let is_value = |word: &str| noun::is_value(word) || noun::is_thing(word);
    if at + 1 == words.len() && is_value(words[at]) {
        return Some(true);
    }
    if !PARTICLES.contains(&glued) {
        return told;
    }
    // `-w 를 붙이면 계속 본다`: the option is what is added.
    let adds = |word: &&str| {
        ["붙", "추가", "주", "넣", "더하", "빼"]
            .iter()
            .any(|verb| word.starts_with(verb))
    };
    if words[at + 1..].iter().any(adds) {
        return told;
    }
    let sentence = words[at + 1..].join(" ");
    let rest = format!(" {glued} {sentence}");
    match spoken::of(&rest, &[]) {
        Use::Used => Some(true),
        _ => None,
    }
}
