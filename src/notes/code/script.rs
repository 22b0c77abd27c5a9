//! How far a command goes: over lines that a backslash, a pipe, an open quotation or a
//! here-document joins. Lines in, a number of lines out.

/// Beyond, an open quotation is an apostrophe.
const LONGEST: usize = 200;

/// How many of `lines` the command takes that begins on the first of them; `first` is what is
/// typed on that one. A line for which `stops` says so belongs to no command before it.
pub(crate) fn extent(first: &str, lines: &[&str], stops: &dyn Fn(&str) -> bool) -> usize {
    let mut state = State::default();
    let mut taken = 1;
    state.read(first);
    while state.goes_on() && taken < lines.len() {
        // An apostrophe, or a document whose end somebody left out.
        if taken > LONGEST || state.is_open() && !closes(&state, &lines[taken..], stops) {
            return taken;
        }
        if !state.is_open() && stops(lines[taken]) {
            return taken;
        }
        state.read(without_mark(lines[taken]));
        taken += 1;
    }
    taken
}

/// How many lines the loop, the condition or the here-document takes that opens on the first of
/// them: one where nothing opens, `None` where nothing closes it.
pub(crate) fn whole(lines: &[&str]) -> Option<usize> {
    const OPENS: [&str; 6] = ["for ", "while ", "until ", "if ", "case ", "select "];
    let first = lines.first()?;
    let begun = first.trim_start();
    let is_loop = OPENS.iter().any(|word| begun.starts_with(word));
    if !is_loop && !first.contains("<<") {
        return Some(1);
    }
    let mut state = State::default();
    state.read(first);
    let is_open = |state: &State| !state.documents.is_empty() || state.blocks > 0;
    // `if you like`: a sentence opens nothing that would have to be closed.
    if !is_open(&state) || state.documents.is_empty() && !is_loop {
        return Some(1);
    }
    let mut does = is_loop && has_body(first);
    for (at, line) in lines.iter().enumerate().take(LONGEST).skip(1) {
        does |= has_body(line);
        state.read(line);
        if !is_open(&state) {
            return (!is_loop || does).then_some(at + 1);
        }
    }
    // Prose begins with these words as well.
    if is_loop && state.documents.is_empty() && !does {
        return Some(1);
    }
    None
}

/// Whether a line opens the body of a loop or a condition.
fn has_body(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let last = words.next_back().unwrap_or_default();
    matches!(last, "do" | "then" | "in") || words.any(|word| matches!(word, "do" | "then"))
}

/// A line without the `> ` that a shell prints where it waits for more.
pub(crate) fn without_mark(line: &str) -> &str {
    line.strip_prefix("> ")
        .or_else(|| line.strip_prefix(">").filter(|rest| rest.is_empty()))
        .unwrap_or(line)
}

#[derive(Clone, Default)]
struct State {
    /// The quotation that is open.
    quote: Option<char>,
    /// Ends of the here-documents that are open, in their order, and whether tabs before them count
    /// for nothing.
    documents: Vec<(String, bool)>,
    /// Whether the last line is joined to the next one.
    joined: bool,
    /// Loops, conditions and bodies of functions that are open.
    blocks: usize,
}

impl State {
    const fn goes_on(&self) -> bool {
        self.quote.is_some() || !self.documents.is_empty() || self.joined || self.blocks > 0
    }

    /// Whether it goes on until something closes.
    const fn is_open(&self) -> bool {
        self.quote.is_some() || !self.documents.is_empty() || self.blocks > 0
    }

    fn read(&mut self, line: &str) {
        if let Some((end, tabs)) = self.documents.first() {
            let line = if *tabs {
                line.trim_start_matches('\t')
            } else {
                line
            };
            if line.trim_end() == end || without_mark(line.trim_start()).trim_end() == end {
                self.documents.remove(0);
            }
            self.joined = false;
            return;
        }
        self.joined = false;
        let (mut before, mut escaped) = (' ', false);
        let mut at = 0;
        while let Some(c) = line[at..].chars().next() {
            let rest = &line[at + c.len_utf8()..];
            let next = rest.chars().next();
            at += c.len_utf8();
            if escaped {
                escaped = false;
                before = c;
                continue;
            }
            match self.quote {
                Some('"') if c == '\\' => escaped = true,
                Some(open) if c == open => self.quote = None,
                Some(_) => {}
                None if c == '\\' => {
                    escaped = true;
                    self.joined = next.is_none();
                }
                None if matches!(c, '"' | '\'') => {
                    let apostrophe = c == '\''
                        && before.is_alphanumeric()
                        && next.is_some_and(char::is_alphanumeric);
                    if !apostrophe {
                        self.quote = Some(c);
                    }
                }
                None if c == '#' && before.is_whitespace() => break,
                None if c == '<' && rest.starts_with('<') && !rest.starts_with("<<") => {
                    if let Some((end, tabs)) = document(&rest[1..]) {
                        self.documents.push((end, tabs));
                    }
                    at += 1;
                }
                None => {}
            }
            before = c;
        }
        if self.quote.is_none() {
            self.count_blocks(line);
        }
        let end = line.trim_end();
        if self.quote.is_none() && self.documents.is_empty() {
            self.joined |=
                ["|", "&&", "||"].iter().any(|sign| end.ends_with(sign)) && end.len() > 2;
        }
    }
}

impl State {
    /// Counts `for … do`, `if … then`, `case … in` and `name() {` with what ends them.
    fn count_blocks(&mut self, line: &str) {
        let mut begins = true;
        for word in line.split_whitespace() {
            let bare = word.trim_end_matches(';');
            if begins {
                match bare {
                    "for" | "while" | "until" | "if" | "case" | "select" => self.blocks += 1,
                    "done" | "fi" | "esac" | "}" => self.blocks = self.blocks.saturating_sub(1),
                    _ => {}
                }
            }
            begins = matches!(
                bare,
                "do" | "then" | "else" | "|" | "||" | "&&" | "!" | "{" | "("
            ) || word.ends_with(';');
        }
        if line.trim_end().ends_with("() {") || line.trim_end().ends_with("(){") {
            self.blocks += 1;
        }
    }
}

/// The end word of `<<EOF`, `<<-'EOF'`, and whether tabs before it count for nothing.
fn document(rest: &str) -> Option<(String, bool)> {
    // Ruby's `<<~END` likewise.
    let tabs = rest.starts_with(['-', '~']);
    let rest = rest.trim_start_matches(['-', '~']).trim_start();
    let typed = rest.trim_start_matches(['\'', '"', '\\']);
    let word: String = typed
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        .collect();
    // `<<!`: so they were written once.
    if word.is_empty() && typed.starts_with('!') {
        return Some(("!".to_owned(), tabs));
    }
    (word.starts_with(|c: char| c.is_alphabetic() || c == '_')).then_some((word, tabs))
}

/// Whether what is open closes on one of the lines, before one that stops it.
fn closes(state: &State, lines: &[&str], stops: &dyn Fn(&str) -> bool) -> bool {
    let mut state = state.clone();
    let document = !state.documents.is_empty();
    for line in lines.iter().take(LONGEST) {
        if !document && stops(line) {
            return false;
        }
        state.read(without_mark(line));
        if !state.is_open() {
            return true;
        }
    }
    false
}
