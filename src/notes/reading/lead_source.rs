//! What a bullet or a paragraph says as its readers see it: references such as `&lt;` are signs,
//! addresses have no brackets, bold and italic words no marks, and what nobody sees is gone. That
//! is what somebody types. Inlines and their source in; a text, and where each byte of it was
//! written, out.

use std::ops::Range;

use crate::notes::code::typeset;
use crate::notes::reading::entity;
use crate::notes::reading::lead_quotes::ShellQuotes;
use crate::notes::tree::{Inline, InlineKind, Span};
use crate::notes::visit::plain_text;
use crate::text::is_hangul;

/// A text to type, and where it was written.
pub(super) struct LeadSource {
    pub text: String,
    /// In order; the first begins at byte 0.
    pieces: Vec<WrittenPiece>,
}

/// A stretch that stands in the text as it was written.
struct WrittenPiece {
    /// Where it begins in the text.
    from: usize,
    /// Where it was written, in bytes of the chapter.
    written: usize,
    /// Where what was left out or written otherwise before it began.
    before: usize,
    /// Whether that opens something which the text goes on in.
    opens: bool,
}

/// What stands otherwise in the text.
struct ShownEdit {
    /// In bytes of the chapter.
    range: Range<usize>,
    seen: String,
    opens: bool,
}

impl LeadSource {
    /// The text of what lies in `span` of `text`.
    pub(super) fn of(inlines: &[Inline], span: Span, text: &str) -> Self {
        Self::reading(inlines, span, text, &|_| true)
    }

    /// The same where Korean words in bold behind others are said of these, `docker ps **목록**`:
    /// their marks stay. `None` where there are none.
    pub(super) fn before_remarks(inlines: &[Inline], span: Span, text: &str) -> Option<Self> {
        let is_remark = |inline: &Inline| {
            let words = text.get(inline.span.range()).unwrap_or_default();
            inline.span.start > span.start
                && words.trim_start_matches(['*', '_']).starts_with(is_hangul)
        };
        let is_marked = |inline: &Inline| {
            matches!(inline.kind, InlineKind::Strong(_) | InlineKind::Emphasis(_))
        };
        let mut marked = inlines.iter().filter(|inline| is_marked(inline));
        marked
            .any(is_remark)
            .then(|| Self::reading(inlines, span, text, &|inline| !is_remark(inline)))
    }

    /// The text without the marks of what `is_typed`.
    fn reading(
        inlines: &[Inline],
        span: Span,
        text: &str,
        is_typed: &dyn Fn(&Inline) -> bool,
    ) -> Self {
        let mut edits = Vec::new();
        let mut code = Vec::new();
        let source = &text[span.range()];
        let quotes = ShellQuotes::of(source, span.start);
        let is_typed = |inline: &Inline| is_typed(inline) && !is_quoted(inline, &quotes, text);
        collect(inlines, text, &is_typed, &mut edits, &mut code);
        indents(inlines, source, span.start, &mut edits);
        if source.contains('&') {
            code.sort_by_key(|range: &Range<usize>| range.start);
            let mut code = code.into_iter().peekable();
            let mut until = 0;
            for (at, length, meant) in entity::references(source) {
                let at = span.start + at;
                while let Some(range) = code.next_if(|range| range.start <= at) {
                    until = until.max(range.end);
                }
                if at >= until {
                    edits.push(ShownEdit {
                        range: at..at + length,
                        // A blank that never breaks is typed as one.
                        seen: match meant.chars().next().and_then(typeset::typed_unseen) {
                            Some(typed) => typed.to_owned(),
                            None => meant,
                        },
                        opens: false,
                    });
                }
            }
        }
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        Self::with(edits, span, text)
    }

    /// The same with the code spans `ticked` as the words that they hold.
    pub(super) fn unticked(inlines: &[Inline], ticked: &[Span], span: Span, text: &str) -> Self {
        let mut edits = Vec::new();
        let quotes = ShellQuotes::of(&text[span.range()], span.start);
        let is_typed = |inline: &Inline| !is_quoted(inline, &quotes, text);
        collect(inlines, text, &is_typed, &mut edits, &mut Vec::new());
        indents(inlines, &text[span.range()], span.start, &mut edits);
        for span in ticked {
            let typed = &text[span.range()];
            let ticks = typed.len() - typed.trim_start_matches('`').len();
            edits.extend(marks(span.range(), ticks));
        }
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        Self::with(edits, span, text)
    }

    /// Places of what lies in `span` as they were written; the text itself is not held.
    pub(super) fn as_written(span: Span) -> Self {
        Self {
            text: String::new(),
            pieces: vec![WrittenPiece {
                from: 0,
                written: span.start,
                before: span.start,
                opens: false,
            }],
        }
    }

    fn with(edits: Vec<ShownEdit>, span: Span, text: &str) -> Self {
        let mut out = Self::as_written(span);
        out.text.reserve(span.end - span.start);
        let mut at = span.start;
        for edit in edits {
            if edit.range.start < at || edit.range.end > span.end {
                continue;
            }
            out.text.push_str(&text[at..edit.range.start]);
            out.text.push_str(&edit.seen);
            at = edit.range.end;
            out.pieces.push(WrittenPiece {
                from: out.text.len(),
                written: at,
                before: edit.range.start,
                opens: edit.opens,
            });
        }
        out.text.push_str(&text[at..span.end]);
        out
    }

    /// Where what begins at byte `at` of the text was written, with the mark that opens it.
    pub(super) fn start(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.from <= at);
        let mut piece = &self.pieces[after - 1];
        if piece.from < at {
            return piece.written + (at - piece.from);
        }
        let mut start = piece.written;
        for earlier in self.pieces[..after].iter().rev() {
            if earlier.from < at || !earlier.opens {
                break;
            }
            piece = earlier;
            start = piece.before;
        }
        start
    }

    /// Where what ends before byte `at` of the text was written, with the mark that closes it.
    pub(super) fn end(&self, at: usize) -> usize {
        let first = self.pieces.partition_point(|piece| piece.from < at);
        let Some(before) = first.checked_sub(1) else {
            return self.pieces[0].written;
        };
        let mut end = self.pieces[before].written + (at - self.pieces[before].from);
        for later in self.pieces[first..].iter().take_while(|one| one.from == at) {
            if later.opens || later.before != end {
                break;
            }
            end = later.written;
        }
        end
    }

    /// Where byte `written` of the chapter stands in the text.
    pub(super) fn within(&self, written: usize) -> usize {
        let after = self
            .pieces
            .partition_point(|piece| piece.written <= written);
        match after.checked_sub(1) {
            Some(at) => self.pieces[at].from + (written - self.pieces[at].written),
            None => 0,
        }
    }
}

/// Whether the marks of an inline are letters of a quotation.
pub(super) fn is_quoted(inline: &Inline, quotes: &ShellQuotes, text: &str) -> bool {
    let range = inline.span.range();
    // `"**message**"` and `"<https://…>"` are marked for the reader, `'*'` is a pattern.
    let may_fill = match inline.kind {
        InlineKind::Strong(_) => true,
        InlineKind::Link { .. } => {
            let typed = text.get(range.clone()).unwrap_or_default();
            typed.starts_with('<') && typed.contains("://") && !typed.contains([' ', '"'])
        }
        _ => false,
    };
    quotes.hold(&range, may_fill)
}

/// Whether the words of a link are its address, as what is pasted from elsewhere has it. All but
/// links are none of which it could be asked.
pub(super) fn is_address(inline: &Inline) -> bool {
    let InlineKind::Link { written, children } = &inline.kind else {
        return true;
    };
    let words = plain_text(children);
    let address = written.destination.as_str();
    address == words
        || address.strip_prefix("mailto:") == Some(words.as_str())
        || address.trim_end_matches('/') == words
}

/// The name of a tag that sets words apart as Markdown's own marks do, `<b>`, `<span style="…">`,
/// and whether it opens. A pair of them is nothing that somebody types; one alone is a blank.
/// Source: the HTML Standard, text-level semantics.
fn set_apart(tag: &str) -> Option<(&str, bool)> {
    const NAMES: [&str; 17] = [
        "b", "strong", "i", "em", "u", "mark", "code", "kbd", "span", "font", "small", "big",
        "ins", "sub", "sup", "samp", "var",
    ];
    let inner = tag.strip_prefix('<')?.strip_suffix('>')?;
    let (name, opens) = match inner.strip_prefix('/') {
        Some(name) => (name.trim_end(), false),
        None => (inner.split([' ', '\n']).next()?, true),
    };
    NAMES.contains(&name).then_some((name, opens))
}

/// The marks at both ends of a range, which nobody types.
fn marks(range: Range<usize>, length: usize) -> [ShownEdit; 2] {
    let (open, close) = (range.start + length, range.end.saturating_sub(length));
    around(range.start..open, close.max(open)..range.end)
}

/// Marks before and behind words, which nobody types.
fn around(before: Range<usize>, behind: Range<usize>) -> [ShownEdit; 2] {
    let edit = |range, opens| ShownEdit {
        range,
        seen: String::new(),
        opens,
    };
    [edit(before, true), edit(behind, false)]
}

/// Finds the marks of what stands on the line otherwise than it is shown, and where code stands.
fn collect(
    inlines: &[Inline],
    text: &str,
    is_typed: &dyn Fn(&Inline) -> bool,
    out: &mut Vec<ShownEdit>,
    code: &mut Vec<Range<usize>>,
) {
    // Tags of words set apart that are open, with their names.
    let mut open: Vec<(&str, &Inline)> = Vec::new();
    for inline in inlines {
        let range = inline.span.range();
        let Some(typed) = text.get(range.clone()) else {
            continue;
        };
        match &inline.kind {
            InlineKind::Html(_) => {
                match set_apart(typed) {
                    Some((name, true)) if is_typed(inline) => open.push((name, inline)),
                    Some((name, false)) if is_typed(inline) => {
                        if let Some((_, first)) = open.pop_if(|(other, _)| *other == name) {
                            out.extend(around(first.span.range(), range.clone()));
                        }
                    }
                    _ => {}
                }
                code.push(range);
            }
            // `git add .<br>git push`: a line of its own.
            InlineKind::HardBreak if typed.starts_with('<') => {
                let breaks = text[range.end..].starts_with('\n');
                out.push(ShownEdit {
                    range,
                    seen: if breaks { "" } else { "\n" }.to_owned(),
                    opens: false,
                });
            }
            InlineKind::Code(_) | InlineKind::Image(_) => code.push(range),
            InlineKind::Strong(children) => {
                if is_bold_word(typed) && is_typed(inline) {
                    out.extend(marks(range, 2));
                }
                collect(children, text, is_typed, out, code);
            }
            InlineKind::Emphasis(children) => {
                let around = matches!(&children[..], [one] if is_around_bold(typed, one));
                let is_one = around || is_slanted_word(typed);
                if is_one && is_typed(inline) {
                    out.extend(marks(range, 1));
                }
                collect(children, text, is_typed, out, code);
            }
            InlineKind::Link { children, .. } => {
                if !is_typed(inline) {
                    code.push(range);
                    continue;
                }
                if typed.starts_with('<') && typed.ends_with('>') {
                    out.extend(marks(range.clone(), 1));
                } else if typed.starts_with('[') {
                    let words = plain_text(children);
                    let end = range.start + 1 + words.len();
                    if is_address(inline) && text.get(range.start + 1..end) == Some(words.as_str())
                    {
                        out.push(ShownEdit {
                            range: range.start..range.start + 1,
                            seen: String::new(),
                            opens: true,
                        });
                        out.push(ShownEdit {
                            range: end..range.end,
                            seen: String::new(),
                            opens: false,
                        });
                    }
                }
                // An address has no references (CommonMark 6.5, and GitHub of bare ones).
                code.push(range);
            }
            _ => {}
        }
    }
}

/// Whether bold or italic words are shown as what may be typed: without their marks, and nothing
/// else in them.
pub(super) fn is_typed_word(inline: &Inline, text: &str) -> bool {
    let typed = text.get(inline.span.range()).unwrap_or_default();
    let is_text = |children: &[Inline]| {
        children.iter().all(|child| match child.kind {
            InlineKind::Text(_) => true,
            InlineKind::Link { .. } => is_address(child),
            _ => false,
        })
    };
    match &inline.kind {
        InlineKind::Strong(children) => is_text(children) && is_bold_word(typed),
        InlineKind::Emphasis(children) => match &children[..] {
            [one] if is_around_bold(typed, one) => is_typed_word(one, text),
            _ => is_text(children) && is_slanted_word(typed),
        },
        _ => false,
    }
}

/// Whether italic words, `***words***`, are the bold ones in it.
fn is_around_bold(typed: &str, inner: &Inline) -> bool {
    matches!(inner.kind, InlineKind::Strong(_)) && typed.starts_with("***")
}

/// Whether bold words may be typed without their marks. What begins or ends with a sign of a
/// pattern is one, `**/*.rs`.
fn is_bold_word(typed: &str) -> bool {
    let words = typed
        .strip_prefix("**")
        .and_then(|words| words.strip_suffix("**"));
    words.is_some_and(|words| {
        let begins = |c: char| c.is_alphanumeric() || "-\"'<[{/.~`$".contains(c);
        // `docker images -a **자주 씀**`: several Korean words are said of it.
        let is_said = words.contains(' ') && words.starts_with(is_hangul);
        !is_said
            && words.starts_with(begins)
            && !words.ends_with(['*', ' ', '/'])
            && !words.contains('*')
    })
}

/// The same for italic words, of which a pattern may be made (`rm *a*`): an option, a quotation, a
/// place to fill in or Korean words are none.
fn is_slanted_word(typed: &str) -> bool {
    let mark = typed.chars().next().filter(|c| matches!(c, '*' | '_'));
    let words = mark.and_then(|mark| typed.strip_prefix(mark)?.strip_suffix(mark));
    words.is_some_and(|words| {
        words.starts_with(['-', '"', '\'', '<']) || words.chars().all(|c| is_hangul(c) || c == ' ')
    })
}

/// What begins the lines of a bullet or of a quotation, and the signs that nobody sees. Within a
/// loop or a text that a shell reads, lines stay further in than others.
fn indents(inlines: &[Inline], source: &str, start: usize, out: &mut Vec<ShownEdit>) {
    let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let is_script = || {
        let loops = ["for ", "while ", "until ", "if ", "case "];
        source.contains("<<")
            || (source.lines())
                .any(|line| loops.iter().any(|one| line.trim_start().starts_with(one)))
    };
    let most = if source.contains('\n') && is_script() {
        let below = source.lines().skip(1);
        let below = below.filter(|line| !line.trim().is_empty());
        below.map(blanks).min().unwrap_or(0)
    } else {
        usize::MAX
    };
    // `> `: what stands between the lines of a quotation.
    let breaks = inlines
        .windows(2)
        .filter(|pair| matches!(pair[0].kind, InlineKind::SoftBreak | InlineKind::HardBreak));
    let mut quoted = breaks.map(|pair| pair[1].span.start).peekable();
    let mut at = start;
    for (i, line) in source.split_inclusive('\n').enumerate() {
        let mut indent = match i {
            0 => 0,
            _ => blanks(line).min(most),
        };
        while quoted.next_if(|next| *next < at).is_some() {}
        if i > 0
            && let Some(mark) = quoted.peek().and_then(|next| line.get(..next - at))
            && mark.contains('>')
            && mark.bytes().all(|b| matches!(b, b' ' | b'\t' | b'>'))
        {
            indent = mark.len();
        }
        if indent > 0 {
            out.push(ShownEdit {
                range: at..at + indent,
                seen: String::new(),
                opens: false,
            });
        }
        let kept = &line[indent..];
        if !typeset::may_be_unseen(kept) {
            at += line.len();
            continue;
        }
        for (place, unseen) in kept.match_indices(|c| typeset::typed_unseen(c).is_some()) {
            let from = at + indent + place;
            let seen = unseen.chars().find_map(typeset::typed_unseen);
            out.push(ShownEdit {
                range: from..from + unseen.len(),
                seen: seen.unwrap_or_default().to_owned(),
                opens: false,
            });
        }
        at += line.len();
    }
}
