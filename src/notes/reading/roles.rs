//! What `MyST` adds to Markdown's inlines and paragraphs: roles (`` {ref}`words <label>` ``) and
//! targets (`(label)=`). A run in, the run with links, places and words in their stead out. Only
//! notes of a site that `MyST` makes are read so: elsewhere GitHub's reading is the only one.

use crate::notes::reading::crossed::{CrossKind, Crossed};
use crate::notes::reading::repair::merge_texts;
use crate::notes::reading::shortcode::Shortcode;
use crate::notes::tree::{
    ImageStyle, Inline, InlineKind, Label, LabelKind, Span, WrittenImage, WrittenLink,
};
use crate::text::nfc;

/// Names of roles whose words are what stands between the ticks.
const OF_WORDS: [&str; 8] = [
    "term",
    "guilabel",
    "abbr",
    "abbreviation",
    "dfn",
    "index",
    "menuselection",
    "rfc",
];

/// Names of roles whose words are code; those with a colon (`py:func`) are, too.
const OF_CODE: [&str; 11] = [
    "kbd", "command", "program", "file", "code", "literal", "envvar", "option", "samp", "func",
    "class",
];

/// Names of roles that are elements of HTML.
const OF_ELEMENTS: [(&str, &str); 7] = [
    ("sub", "sub"),
    ("subscript", "sub"),
    ("sup", "sup"),
    ("superscript", "sup"),
    ("del", "del"),
    ("strike", "del"),
    ("u", "u"),
];

/// A run of `text` with its roles read, those within emphasis too.
pub(super) fn read(inlines: Vec<Inline>, text: &str) -> Vec<Inline> {
    let may = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.ends_with('}'),
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
            InlineKind::Code(code) => {
                if let Some((at, name)) = role_before(&out, inline.span)
                    && let Some(kinds) = kinds(&name, code)
                {
                    let start = take_end(&mut out, at);
                    let span = Span::new(start, inline.span.end);
                    out.extend(placed(kinds, span, text));
                    continue;
                }
            }
            _ => {}
        }
        out.push(inline);
    }
    out
}

/// The name of the role that ends right before a code span, and its byte in the text there.
fn role_before(before: &[Inline], code: Span) -> Option<(usize, String)> {
    let last = before.last()?;
    let InlineKind::Text(text) = &last.kind else {
        return None;
    };
    let is_exact = text.len() == last.span.end - last.span.start;
    if !is_exact || last.span.end != code.start {
        return None;
    }
    let at = text.strip_suffix('}')?.rfind('{')?;
    let name = &text[at + 1..text.len() - 1];
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_:+.".contains(c));
    is_name.then(|| (at, name.to_owned()))
}

/// Takes what stands from a byte on out of the last text; where it began in the source.
fn take_end(out: &mut Vec<Inline>, at: usize) -> usize {
    let Some(last) = out.last_mut() else {
        return 0;
    };
    let start = last.span.start + at;
    if let InlineKind::Text(text) = &mut last.kind {
        text.truncate(at);
        last.span.end = start;
        if at == 0 {
            out.pop();
        }
    }
    start
}

/// One inline has the whole span, of several the words have it.
fn placed(kinds: Vec<InlineKind>, span: Span, text: &str) -> Vec<Inline> {
    let is_one = kinds.len() == 1;
    let empty = |at: usize| Span::new(at, at);
    let place = |(i, kind): (usize, InlineKind)| {
        let span = match i {
            _ if is_one => span,
            0 => empty(span.start),
            1 => span,
            _ => empty(span.end),
        };
        let mut inline = Inline { span, kind };
        settle(&mut inline, text);
        inline
    };
    kinds.into_iter().enumerate().map(place).collect()
}

/// What a role is shown as; `None` where `MyST` knows none of that name.
fn kinds(name: &str, content: &str) -> Option<Vec<InlineKind>> {
    let content = content.trim();
    let (words, target) = parted(content);
    let link = |asked: CrossKind| {
        let has_number = words.is_some_and(|words| {
            ["%s", "{number}", "{name}"]
                .iter()
                .any(|it| words.contains(it))
        });
        let is_pattern = asked == CrossKind::Number && has_number;
        let crossed = Crossed {
            asked,
            name: target.strip_prefix('!').unwrap_or(target),
            pattern: words.filter(|_| is_pattern).unwrap_or_default(),
        };
        let words = words.filter(|_| !is_pattern);
        vec![linked(crossed.destination(), words)]
    };
    let text = |words: &str| vec![InlineKind::Text(words.to_owned())];
    Some(match name {
        "ref" | "any" | "eq" | "prf:ref" | "math:numref" | "std:ref" => link(CrossKind::Title),
        "numref" | "std:numref" => link(CrossKind::Number),
        "doc" | "std:doc" => link(CrossKind::Note),
        "download" => vec![linked(
            target.to_owned(),
            Some(words.unwrap_or_else(|| target.rsplit('/').next().unwrap_or(target))),
        )],
        "math" => text(&format!("${content}$")),
        _ if OF_WORDS.contains(&name) => {
            // `` {abbr}`MyST (Markedly …)` `` is shown with what it is short for.
            text(words.unwrap_or(content))
        }
        _ if OF_CODE.contains(&name) || name.contains(':') => {
            let bare = words.unwrap_or(content).trim_start_matches(['~', '!']);
            vec![InlineKind::Code(bare.to_owned())]
        }
        _ if name.starts_with("cite") || name == "footcite" => text(&format!("[{content}]")),
        _ => {
            let (_, element) = OF_ELEMENTS.iter().find(|(known, _)| *known == name)?;
            vec![
                InlineKind::Html(format!("<{element}>")),
                InlineKind::Text(content.to_owned()),
                InlineKind::Html(format!("</{element}>")),
            ]
        }
    })
}

/// `words <target>`: both.
fn parted(content: &str) -> (Option<&str>, &str) {
    let inner = content.strip_suffix('>').and_then(|it| it.rsplit_once('<'));
    match inner {
        Some((words, target)) if !words.trim().is_empty() => (Some(words.trim()), target.trim()),
        Some(("", target)) => (None, target.trim()),
        _ => (None, content),
    }
}

/// Gives the words of a link the place where they stand in its source.
pub(super) fn settle(inline: &mut Inline, text: &str) {
    let whole = inline.span;
    let InlineKind::Link { children, .. } = &mut inline.kind else {
        return;
    };
    for child in children {
        let InlineKind::Text(words) = &child.kind else {
            continue;
        };
        let found = text.get(whole.range()).and_then(|it| it.rfind(&**words));
        let start = whole.start + found.unwrap_or_default();
        child.span = Span::new(start, start + found.map_or(0, |_| words.len()));
    }
}

/// A link with words of its own or without; where they stand is found by [`settle`].
pub(super) fn linked(destination: String, words: Option<&str>) -> InlineKind {
    let word = |words: &str| Inline {
        span: Span::new(0, 0),
        kind: InlineKind::Text(words.to_owned()),
    };
    InlineKind::Link {
        written: Box::new(WrittenLink {
            destination,
            title: String::new(),
        }),
        children: words.map(word).into_iter().collect(),
    }
}

/// What a tag shows by itself; `span` is that of the words of a link.
pub(super) fn shown(shown: &Shortcode, span: Span) -> InlineKind {
    match shown {
        Shortcode::Picture {
            destination,
            alt,
            title,
        } => InlineKind::Image(Box::new(WrittenImage {
            destination: destination.clone(),
            title: nfc(title),
            alt: nfc(alt),
            style: ImageStyle::default(),
        })),
        Shortcode::Link { destination, words } => {
            let name = destination.rsplit('/').next().unwrap_or(destination);
            let words = match words.is_empty() {
                false => words,
                true if destination.contains("://") => destination,
                true => name,
            };
            let kind = InlineKind::Text(nfc(words));
            InlineKind::Link {
                written: Box::new(WrittenLink {
                    destination: destination.clone(),
                    title: String::new(),
                }),
                children: vec![Inline { span, kind }],
            }
        }
    }
}

/// The name of the target that a line is: `(label)=`.
pub(super) fn target(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix('(')?.strip_suffix(")=")?;
    let is_name = |c: char| c.is_alphanumeric() || "|@*./_-+: ".contains(c);
    let is_named = !name.trim().is_empty() && name.len() <= 100 && name.chars().all(is_name);
    is_named.then(|| name.trim())
}

/// The runs of a paragraph with the targets between them: each line that is one is a place of its
/// own, and ends the paragraph above it.
pub(super) fn targets(inlines: Vec<Inline>, text: &str) -> Vec<Vec<Inline>> {
    let lines = inlines.split(|inline| matches!(inline.kind, InlineKind::SoftBreak));
    let name = |line: &[Inline]| {
        let (first, last) = (line.first()?, line.last()?);
        let typed = text.get(first.span.start..last.span.end)?;
        Some(target(typed)?.to_owned())
    };
    if !lines.clone().any(|line| name(line).is_some()) {
        return vec![inlines];
    }
    let mut out: Vec<Vec<Inline>> = Vec::new();
    let mut is_open = false;
    for line in lines {
        if let Some(name) = name(line) {
            let start = line.first().map_or(0, |first| first.span.start);
            let end = line.last().map_or(start, |last| last.span.end);
            out.push(vec![place(name, LabelKind::Place, Span::new(start, end))]);
            is_open = false;
        } else if let Some(last) = out.last_mut().filter(|_| is_open) {
            let at = last.last().map_or(0, |inline| inline.span.end);
            last.push(Inline {
                span: Span::new(at, at + 1),
                kind: InlineKind::SoftBreak,
            });
            last.extend_from_slice(line);
        } else if !line.is_empty() {
            out.push(line.to_vec());
            is_open = true;
        }
    }
    out
}

/// A place with a name.
pub(super) fn place(name: String, kind: LabelKind, span: Span) -> Inline {
    let label = Label {
        name,
        kind,
        caption: String::new(),
    };
    Inline {
        span,
        kind: InlineKind::Label(Box::new(label)),
    }
}

/// The label of a directive, by its fence's word and its first lines: `:name: fig-bell` below
/// `` ```{figure} bell.png ``, `:label: eq-x` below `` ```{math} ``.
pub(super) fn of_directive(declared: &str, text: &str) -> Option<Label> {
    let inner = declared.strip_prefix('{')?;
    let (name, _) = inner.split_once('}')?;
    let mut lines = text.lines().map(str::trim).peekable();
    let is_block = lines.next_if(|line| *line == "---").is_some();
    let mut label = None;
    for line in lines.by_ref() {
        let option = if is_block {
            if line == "---" {
                break;
            }
            line.split_once(':')
        } else {
            let Some(rest) = line.strip_prefix(':') else {
                break;
            };
            rest.split_once(':')
        };
        if let Some(("name" | "label", value)) = option.map(|(key, value)| (key.trim(), value)) {
            label = Some(value.trim().trim_matches(['"', '\'']).to_owned());
        }
    }
    let label = label.filter(|label| !label.is_empty())?;
    let kind = match name {
        "figure" | "image" | "figure-md" | "glue:figure" => LabelKind::Figure,
        "table" | "list-table" | "csv-table" => LabelKind::Table,
        "code-block" | "code" | "literalinclude" | "code-cell" => LabelKind::Listing,
        "math" => LabelKind::Equation,
        _ => LabelKind::Place,
    };
    let caption = lines.find(|line| !line.is_empty()).unwrap_or_default();
    let has_caption = matches!(name, "figure" | "figure-md");
    Some(Label {
        name: label,
        kind,
        caption: if has_caption {
            caption.to_owned()
        } else {
            String::new()
        },
    })
}
