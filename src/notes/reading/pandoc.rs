//! What bookdown and Quarto add to Markdown's inlines: references (`\@ref(intro)`, `@sec-intro`,
//! `[-@fig-x]`) and attributes behind pictures (`![…](x.png){#fig-x}`). A run in, the run with
//! links and places in their stead out. Only notes of such a book are read so.

use crate::notes::reading::attributes;
use crate::notes::reading::crossed::{CrossKind, Crossed};
use crate::notes::reading::repair::merge_texts;
use crate::notes::reading::roles::{linked, place, settle};
use crate::notes::tree::{Code, Inline, InlineKind, Label, LabelKind, Span};
use crate::notes::visit::plain_text;
use crate::text::{head, tail};

/// What names of places begin with in Quarto, with what stands there. `sec` is a heading.
const KINDS: [(&str, LabelKind); 6] = [
    ("fig", LabelKind::Figure),
    ("tbl", LabelKind::Table),
    ("tab", LabelKind::Table),
    ("lst", LabelKind::Listing),
    ("eq", LabelKind::Equation),
    ("sec", LabelKind::Place),
];

/// What the place of a name holds: `fig-x`, `fig:x`.
fn kind_of(name: &str) -> LabelKind {
    let kind = KINDS.iter().find(|(prefix, _)| {
        let rest = name.strip_prefix(prefix);
        rest.is_some_and(|rest| rest.starts_with(['-', ':']))
    });
    kind.map_or(LabelKind::Place, |(_, kind)| *kind)
}

/// A run of `text` with its references read, those within emphasis too.
pub(super) fn read(inlines: Vec<Inline>, text: &str) -> Vec<Inline> {
    let may = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.contains(['@', '{', '#']),
        InlineKind::Strong(_) | InlineKind::Emphasis(_) | InlineKind::Strike(_) => true,
        _ => false,
    };
    if !inlines.iter().any(may) {
        return inlines;
    }
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in merge_texts(inlines) {
        match &mut inline.kind {
            InlineKind::Strong(children)
            | InlineKind::Emphasis(children)
            | InlineKind::Strike(children) => {
                *children = read(std::mem::take(children), text);
            }
            InlineKind::Text(words) if words.len() == inline.span.end - inline.span.start => {
                let words = std::mem::take(words);
                push_words(&words, inline.span.start, text, &mut out);
                continue;
            }
            _ => {}
        }
        out.push(inline);
    }
    out
}

/// Whether a line is an option of a chunk: `#| echo: false`, `//|` and `--|` in other languages.
pub(super) fn is_option(line: &str) -> bool {
    let signs = ["#|", "//|", "--|", "%%|"];
    signs.iter().any(|sign| line.starts_with(sign))
}

/// Takes the options of a chunk or directive off its code, lines at its start.
pub(super) fn without_options(code: &mut Code, is_option: impl Fn(&str) -> bool) {
    if !code.declared.starts_with('{') {
        return;
    }
    let is_one = |line: &&str| is_option(line.trim_end());
    let lines = code.text.split_inclusive('\n').take_while(is_one);
    let (count, length) = lines.fold((0, 0), |(count, length), line| {
        (count + 1, length + line.len())
    });
    if count == 0 {
        return;
    }
    code.text.drain(..length);
    code.lines.drain(..count.min(code.lines.len()));
    code.typed.retain_mut(|range| {
        *range = range.start.saturating_sub(length)..range.end.saturating_sub(length);
        range.start < range.end
    });
}

/// The heading that R writes into a book where it is HTML, as books end:
/// `` `r if (knitr::is_html_output()) '# 참고 문헌 {-}'` ``.
pub(super) fn written_heading(inlines: &[Inline]) -> Option<(u8, String, String)> {
    let [only] = inlines else {
        return None;
    };
    let InlineKind::Code(code) = &only.kind else {
        return None;
    };
    let condition = code.strip_prefix("r ")?.trim_start().strip_prefix("if")?;
    let (_, words) = condition.split_once(')')?;
    let at = words.find(['\'', '"'])?;
    let mark = words[at..].chars().next()?;
    let words = words[at + 1..].split(mark).next()?.trim();
    let level = words.bytes().take_while(|byte| *byte == b'#').count();
    let words = words.get(level..)?.strip_prefix(' ')?;
    let (words, attributes) = match attributes::at_end(words) {
        Some(at) => words.split_at(at),
        None => (words, ""),
    };
    let level = u8::try_from(level).ok().filter(|it| (1..=6).contains(it))?;
    Some((level, words.trim().to_owned(), attributes.to_owned()))
}

/// Adds a text that begins at a byte of the source with its references as links, and what has a
/// class as its words.
fn push_words(words: &str, start: usize, text: &str, out: &mut Vec<Inline>) {
    let mut rest = words;
    while let Some((before, inner, behind)) = classed(rest) {
        for part in [before, inner] {
            let at = part.as_ptr() as usize - words.as_ptr() as usize;
            push_references(part, start + at, text, out);
        }
        rest = behind;
    }
    push_references(rest, start + words.len() - rest.len(), text, out);
}

/// The same of a text in which nothing has a class.
fn push_references(words: &str, start: usize, text: &str, out: &mut Vec<Inline>) {
    let mut from = behind_picture(words, start, out);
    if from == 0 {
        from = numbered(words, start, text, out);
    }
    if from == 0 {
        from = named_at_end(words, start, out);
    }
    let mut seen = from;
    while let Some(at) = words[seen..].find('@').map(|at| seen + at) {
        seen = at + 1;
        let Some((range, crossed)) = reference(words, at, start, text) else {
            continue;
        };
        push_text(&words[from..range.start.max(from)], start + from, out);
        let begins_before = usize::from(range.start == 0 && text[..start].ends_with('\\'));
        let is_escaped = words[range.start..].starts_with('@') && begins_before == 1;
        let span = Span::new(
            start + range.start - usize::from(is_escaped),
            start + range.end,
        );
        let mut inline = Inline {
            span,
            kind: linked(crossed.destination(), None),
        };
        settle(&mut inline, text);
        out.push(inline);
        from = range.end;
        seen = range.end;
    }
    push_text(&words[from..], start + from, out);
}

/// No words with a class are longer, in bytes.
const LONGEST_CLASSED: usize = 1_000;

/// The first words of a text that have a class, `[강조]{.mark}`, and what stands around them.
fn classed(words: &str) -> Option<(&str, &str, &str)> {
    let close = words.find("]{")?;
    let inner = head(&words[close + 2..], LONGEST_CLASSED);
    let (attributes, _) = inner.split_once('}')?;
    let is_one = |word: &str| word.starts_with(['#', '.']) || word.contains('=');
    let mut each = attributes.split_whitespace().peekable();
    let is_classed = each
        .peek()
        .is_some_and(|first| first.starts_with('.') || first.contains('='));
    let before = tail(&words[..close], LONGEST_CLASSED);
    let from = close - before.len() + before.rfind('[')?;
    let end = close + 2 + attributes.len() + 1;
    let is_whole = is_classed && each.all(is_one) && from + 1 < close;
    is_whole.then(|| (&words[..from], &words[from + 1..close], &words[end..]))
}

fn push_text(words: &str, start: usize, out: &mut Vec<Inline>) {
    if !words.is_empty() {
        out.push(Inline {
            span: Span::new(start, start + words.len()),
            kind: InlineKind::Text(words.to_owned()),
        });
    }
}

/// The reference whose `@` stands at a byte of a text, and the bytes that it takes.
fn reference<'w>(
    words: &'w str,
    at: usize,
    start: usize,
    text: &str,
) -> Option<(std::ops::Range<usize>, Crossed<'w>)> {
    let rest = &words[at + 1..];
    let crossed = |asked, name, pattern| Crossed {
        asked,
        name,
        pattern,
    };
    let is_escaped = text[..start + at].ends_with('\\');
    if let Some(inner) = rest.strip_prefix("ref(") {
        let (name, _) = inner.split_once(')')?;
        let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
        let end = at + 1 + "ref(".len() + name.len() + 1;
        let is_whole = is_escaped && is_name;
        return is_whole.then(|| (at..end, crossed(CrossKind::BareNumber, name, "")));
    }
    let is_glued = words[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    if is_escaped || is_glued {
        return None;
    }
    let length = rest
        .find(|c: char| !(c.is_alphanumeric() || "-_:.".contains(c)))
        .unwrap_or(rest.len());
    // A particle follows a name without a blank, and a full stop ends the sentence.
    let name = rest[..length].trim_end_matches(['.', ':', '-']);
    let latin = name
        .find(|c: char| !c.is_ascii())
        .map_or(name, |at| &name[..at]);
    let (prefix, inner) = latin.split_once('-')?;
    let lowered = prefix.to_ascii_lowercase();
    let is_known = KINDS.iter().any(|(known, _)| *known == lowered);
    if !is_known || inner.is_empty() {
        return None;
    }
    let end = at + 1 + latin.len();
    // `[-@fig-x]` is the number alone, `[@fig-x]` the same as without brackets.
    let closes = words[end..].starts_with(']');
    let (asked, begin, end) = match &words[..at] {
        before if closes && before.ends_with("[-") => (CrossKind::BareNumber, at - 2, end + 1),
        before if closes && before.ends_with('[') => (CrossKind::Number, at - 1, end + 1),
        _ => (CrossKind::Number, at, end),
    };
    Some((begin..end, crossed(asked, latin, "")))
}

/// Attributes at the start of a text that stands right behind a picture: their place, and how many
/// bytes they take.
fn behind_picture(words: &str, start: usize, out: &mut Vec<Inline>) -> usize {
    let before = out.last().filter(|last| last.span.end == start);
    let caption = match before.map(|last| &last.kind) {
        Some(InlineKind::Image(image)) => image.alt.clone(),
        Some(InlineKind::Link { children, .. }) => plain_text(children),
        _ => return 0,
    };
    let Some((inner, rest)) = words.strip_prefix('{').and_then(|it| it.split_once('}')) else {
        return 0;
    };
    let mut each = inner.split_whitespace().peekable();
    let is_one = |word: &str| word.starts_with(['#', '.']) || word.contains('=');
    if each.peek().is_none() || !each.clone().all(is_one) {
        return 0;
    }
    let length = words.len() - rest.len();
    if let Some(name) = each.find_map(|word| word.strip_prefix('#')) {
        let span = Span::new(start, start + length);
        let mut label = place(name.to_owned(), kind_of(name), span);
        if let InlineKind::Label(label) = &mut label.kind {
            label.caption = caption;
        }
        out.push(label);
    }
    length
}

/// The caption of a table with its name, `: 제목 {#tbl-one}`, or the name behind a formula,
/// `$$ {#eq-mean}`: how many bytes of the text are read, all of it or what begins the line.
fn named_at_end(words: &str, start: usize, out: &mut Vec<Inline>) -> usize {
    let Some(at) = words.find("{#") else {
        return 0;
    };
    let Some((inner, rest)) = words[at + 2..].split_once('}') else {
        return 0;
    };
    let name = inner.split_whitespace().next().unwrap_or_default();
    let kind = kind_of(name);
    if kind == LabelKind::Place || !rest.trim().is_empty() {
        return 0;
    }
    let before = &words[..at];
    let caption = before.strip_prefix(':').unwrap_or(before);
    let from = before.len() - caption.trim_start().len();
    push_text(before[from..].trim_end(), start + from, out);
    let span = Span::new(start + at, start + words.len() - rest.len());
    let mut label = place(name.to_owned(), kind, span);
    if let InlineKind::Label(label) = &mut label.kind {
        caption.trim().clone_into(&mut label.caption);
    }
    out.push(label);
    words.len()
}

/// The name in `(\#fig:x)`, which bookdown puts before a caption: how many bytes of the text behind
/// its `\` it takes.
fn numbered(words: &str, start: usize, text: &str, out: &mut Vec<Inline>) -> usize {
    let Some((name, rest)) = words.strip_prefix('#').and_then(|it| it.split_once(')')) else {
        return 0;
    };
    let is_name = kind_of(name) != LabelKind::Place && !name.contains(char::is_whitespace);
    let Some(last) = out.last_mut().filter(|_| text[..start].ends_with("(\\")) else {
        return 0;
    };
    let InlineKind::Text(before) = &mut last.kind else {
        return 0;
    };
    if !is_name || last.span.end + 1 != start || before.pop().is_none() {
        return 0;
    }
    last.span.end -= 1;
    if before.is_empty() {
        out.pop();
    }
    let length = words.len() - rest.len();
    let span = Span::new(start - 2, start + length);
    let mut label = place(name.to_owned(), kind_of(name), span);
    if let InlineKind::Label(label) = &mut label.kind {
        rest.trim().clone_into(&mut label.caption);
    }
    out.push(label);
    length
}

/// The label of a chunk of code, by the first line of its fence and its own lines: `{r fig1}` gives
/// `fig:fig1` to bookdown where it has a caption, `#| label: fig-x` is Quarto's.
pub(super) fn of_chunk(declared: &str, text: &str) -> Option<Label> {
    let inner = declared.strip_prefix('{')?.split('}').next()?;
    let options = text.lines().take_while(|line| line.starts_with("#|"));
    let option = |key: &str| {
        let mut lines = options.clone();
        lines.find_map(|line| {
            let (name, value) = line.trim_start_matches("#|").split_once(':')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (name.trim() == key && !value.is_empty()).then(|| value.to_owned())
        })
    };
    if let Some(name) = option("label").filter(|name| kind_of(name) != LabelKind::Place) {
        let caption = option("fig-cap").or_else(|| option("tbl-cap"));
        return Some(Label {
            kind: kind_of(&name),
            name,
            caption: caption.unwrap_or_default(),
        });
    }
    // `r fig1, fig.cap="…"`
    let caption = quoted(inner, "fig.cap").or_else(|| option("fig-cap"))?;
    let head = inner.split([',', '=']).next()?;
    let mut words = head.split_whitespace();
    let name = words.nth(1)?.to_owned();
    (!inner.contains(&format!("{name}="))).then(|| Label {
        name: format!("fig:{name}"),
        kind: LabelKind::Figure,
        caption,
    })
}

/// What an option between quotation marks says.
fn quoted(options: &str, key: &str) -> Option<String> {
    let (_, rest) = options.split_once(key)?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let mark = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, _) = rest[1..].split_once(mark)?;
    Some(value.to_owned())
}
