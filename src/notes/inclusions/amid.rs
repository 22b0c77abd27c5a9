//! Notes that a vault shows amid a line: in a bullet, in a quotation, beside words. A line in, its
//! embeds out, each with what stands around it, so that the words which take its place stay in the
//! block that it stands in.
//!
//! Source: Obsidian's manual, "Embed files"; the rules for containers are those of CommonMark 5.

use std::ops::Range;

/// Where an embed stands amid a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceAmid {
    /// What each further line of its block begins with: blanks below a bullet, `> ` in a quotation.
    prefix: String,
    /// Whether words of the same paragraph stand before it.
    has_before: bool,
    /// Whether words of the same paragraph follow: on its line, or on the next one.
    after: WordsAfter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordsAfter {
    None,
    OnLine,
    OnNextLine,
}

impl PlaceAmid {
    /// The lines of `words` as they stand in its place.
    pub(super) fn placed(&self, words: &str) -> String {
        let blank = self.prefix.trim_end();
        let mut out = String::with_capacity(words.len() + 8);
        if self.has_before {
            out.extend(["\n", blank, "\n", &self.prefix]);
        }
        for (i, line) in words.split('\n').enumerate() {
            if i > 0 {
                out.push('\n');
                out.push_str(if line.is_empty() { blank } else { &self.prefix });
            }
            out.push_str(line);
        }
        match self.after {
            WordsAfter::None => {}
            WordsAfter::OnLine => out.extend(["\n", blank, "\n", &self.prefix]),
            WordsAfter::OnNextLine => out.extend(["\n", blank]),
        }
        out
    }
}

/// The embeds of a line that has more than one alone: what is between their brackets, their bytes
/// in the line, and their places. `next` is the line below. Rows of tables, headings and tags have
/// none, and what stands in code is typed.
pub(super) fn embeds<'t>(line: &'t str, next: &str) -> Vec<(&'t str, Range<usize>, PlaceAmid)> {
    let mut out = Vec::new();
    if !line.contains("![[") {
        return out;
    }
    let LineStart { start, prefix, .. } = LineStart::of(line);
    let words = &line[start..];
    let is_boxed = ["[ ] ![[", "[x] ![[", "[X] ![["]
        .iter()
        .any(|it| words.starts_with(it));
    if is_boxed || words.starts_with(['|', '#', '<', '%']) || line.starts_with("    ") && start == 4
    {
        return out;
    }
    let below = LineStart::of(next);
    let goes_on = !below.is_item
        && !next[below.start..].trim().is_empty()
        && !next[below.start..].starts_with(['#', '`', '~', '|']);
    let mut at = start;
    let mut has_before = false;
    let (mut ticks, mut counted) = (0, start);
    while let Some(open) = line[at..].find("![[").map(|open| at + open) {
        let Some(length) = line[open + 3..].find("]]") else {
            break;
        };
        let inner = &line[open + 3..open + 3 + length];
        let end = open + 3 + length + 2;
        ticks += line[counted..open].matches('`').count();
        counted = open;
        let is_code = ticks % 2 == 1;
        if inner.contains("[[") || is_code || line[..open].ends_with('\\') {
            at = open + 3;
            continue;
        }
        let has_words = has_before || !line[start..open].trim().is_empty();
        let after = match (line[end..].trim().is_empty(), goes_on) {
            (false, _) => WordsAfter::OnLine,
            (true, true) => WordsAfter::OnNextLine,
            (true, false) => WordsAfter::None,
        };
        let place = PlaceAmid {
            prefix: prefix.clone(),
            // Behind another embed the line has ended already.
            has_before: has_words && !(has_before && line[at..open].trim().is_empty()),
            after,
        };
        out.push((inner, open..end, place));
        has_before = true;
        at = end;
    }
    out
}

/// What a line begins with.
struct LineStart {
    /// Where its words begin, behind marks of bullets and quotations.
    start: usize,
    /// What a further line of the same block begins with.
    prefix: String,
    /// Whether a bullet begins there.
    is_item: bool,
}

impl LineStart {
    fn of(line: &str) -> Self {
        let bytes = line.as_bytes();
        let mut all = Self {
            start: 0,
            prefix: String::new(),
            is_item: false,
        };
        loop {
            let rest = &line[all.start..];
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            all.prefix.push_str(&rest[..blanks]);
            all.start += blanks;
            let mark = &bytes[all.start..];
            let digits = mark
                .iter()
                .take(9)
                .take_while(|b| b.is_ascii_digit())
                .count();
            match mark {
                [b'>', ..] => {
                    all.prefix.push('>');
                    all.start += 1;
                }
                [b'-' | b'*' | b'+', b' ' | b'\t', ..] => all.pass_item(1),
                _ if digits > 0
                    && matches!(mark.get(digits..digits + 2), Some([b'.' | b')', b' '])) =>
                {
                    all.pass_item(digits + 1);
                }
                _ => return all,
            }
            if matches!(bytes.get(all.start), Some(b' ' | b'\t')) {
                all.prefix.push(' ');
                all.start += 1;
            }
        }
    }

    /// A mark of so many bytes, below which blanks stand.
    fn pass_item(&mut self, length: usize) {
        self.prefix.extend(std::iter::repeat_n(' ', length));
        self.start += length;
        self.is_item = true;
    }
}
