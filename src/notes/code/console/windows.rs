//! Commands of PowerShell and of the command prompt over several lines. Lines in, how many of them
//! one command takes and the mark before each out. Sources: Microsoft's `about_Parsing` and
//! `about_Special_Characters` for the backtick, `about_Quoting_Rules` for here-strings, `cmd` for
//! the caret.

/// Beyond, a text was never closed.
const LONGEST: usize = 200;

/// The bytes of the mark that a shell of Windows prints where it waits for more.
pub(super) fn mark(line: &str) -> usize {
    let marks = [">> ", "More? "];
    let found = marks.into_iter().find(|mark| line.starts_with(mark));
    let bare = || [">>", "More?"].into_iter().find(|mark| *mark == line);
    found.or_else(bare).map_or(0, str::len)
}

/// How many of `lines` the command takes whose first line says `first`; on that of `next` another
/// prompt stands.
pub(super) fn extent(first: &str, lines: &[&str], next: usize) -> usize {
    let mut closes = opened(first);
    let mut before = first;
    let mut taken = 1;
    while taken < next.min(LONGEST) {
        let typed = &lines[taken][mark(lines[taken])..];
        let is_open = closes.is_some() || joins(before);
        if !is_open && mark(lines[taken]) == 0 {
            break;
        }
        closes = match closes {
            Some(end) if typed.trim_start().starts_with(end) => opened(typed),
            None => opened(typed),
            open => open,
        };
        before = typed;
        taken += 1;
    }
    if closes.is_some() { 1 } else { taken }
}

/// Whether a line asks for the next one.
fn joins(line: &str) -> bool {
    line.trim_end().ends_with(['`', '^', '|', '{', '(', ','])
}

/// What closes the here-string that a line opens.
fn opened(line: &str) -> Option<&'static str> {
    let line = line.trim_end();
    let double = line.ends_with("@\"").then_some("\"@");
    double.or_else(|| line.ends_with("@'").then_some("'@"))
}
