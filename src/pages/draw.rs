//! Diagnostics as people and machines read them: drawn in their source line with carets, as JSON
//! lines, as annotations of GitHub Actions. Diagnostics and the texts they are about in, text out.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};
use std::fmt::Write as _;

use super::inspect::diagnostic_value;
use super::positions::{CountedText, Positions};
use crate::diagnostic::{Diagnostic, Severity};
use crate::kinds::{self, Group as Kind};
use crate::notes::tree::FileSpan;
use crate::text;

/// How messages are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Human {
        /// With colours.
        colour: bool,
    },
    /// One JSON object a line.
    Json,
    /// `::warning file=…::`
    Github,
}

/// How many messages `build` and `serve` draw.
const FEW: usize = 10;

/// One diagnostic, with a line break at its end. `prefix` is what leads from the repository to ROOT
/// (`course/`), for GitHub.
pub fn draw(
    diagnostic: &Diagnostic,
    positions: &Positions<'_>,
    format: Format,
    prefix: &str,
) -> String {
    match format {
        Format::Human { colour } => human(diagnostic, positions, colour),
        Format::Json => format!("{}\n", diagnostic_value(diagnostic, positions)),
        Format::Github => github(diagnostic, positions, prefix),
    }
}

/// All diagnostics for people, grouped by kind: where many are of a kind, a line says how many and
/// what they have in common. Of many only a few are drawn where `check` is the command that shows
/// the others, which the last line says. `text_of` gives the text of a file.
pub(crate) fn draw_all<'a>(
    all: &[Diagnostic],
    text_of: &'a dyn Fn(&str) -> Option<&'a str>,
    colour: bool,
    check: Option<&str>,
) -> String {
    let positions = Positions::new(text_of);
    let groups = kinds::groups(all);
    let shares = kinds::shares(&groups, check.map_or(usize::MAX, |_| FEW));
    let mut out = String::new();
    for (Kind { all, .. }, (share, sentence)) in groups
        .iter()
        .zip(shares.iter().zip(groups.iter().map(Kind::sentence)))
    {
        if let Some(sentence) = sentence {
            out.push_str(&text::visible_lines(&sentence));
            out.push_str("\n\n");
        }
        for diagnostic in &all[..*share] {
            out.push_str(&human(diagnostic, &positions, colour));
        }
    }
    let left = all.len() - shares.iter().sum::<usize>();
    if let Some(check) = check.filter(|_| left > 0) {
        let count = kinds::grouped(left);
        let _ = write!(
            out,
            "{count} more {} not shown here; `{check}` prints all of them.\n\n",
            if left == 1 { "is" } else { "are" }
        );
    }
    out
}

fn human(diagnostic: &Diagnostic, positions: &Positions<'_>, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let (message, help) = (
        text::visible(&diagnostic.message),
        text::visible(&diagnostic.help),
    );
    let file = text::visible(&diagnostic.file);
    let title = level.primary_title(&*message).id(diagnostic.code);
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut group = match (positions.text(&diagnostic.file), diagnostic.span) {
        (Some(text), Some(span)) => in_its_line(title, &file, &text, span),
        _ => Group::with_title(title).element(Origin::path(&*file)),
    };
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(&*help));
    }
    format!("{}\n\n", renderer.render(&[group]))
}

/// Bytes of a line on either side of what a message is about: more than is ever drawn of them.
const BESIDE: usize = 2048;

/// The line that a message is about, in three pieces.
pub(crate) struct Excerpt {
    /// Its number, from 1.
    pub line: usize,
    /// Where in it the message begins, in Unicode scalars from 1.
    pub column: usize,
    /// What stands before the words that are meant.
    pub before: String,
    /// These.
    pub meant: String,
    /// What stands behind them.
    pub after: String,
    /// Whether the line begins before what is shown of it.
    is_cut: bool,
}

/// The line that a message is about. Only that line is looked at, and of a very long one what is
/// near, so that it costs no more than another: very many may stand on one line.
pub(crate) fn excerpt(text: &CountedText<'_>, span: FileSpan) -> Excerpt {
    let (line, column) = text.position(span.start);
    let text = text.text;
    let start = text::floor(text, span.start);
    let least = text::floor(text, start.saturating_sub(BESIDE));
    let line_start = text[least..start].rfind('\n').map(|at| least + at + 1);
    let from = line_start.unwrap_or(least);
    let most = text::floor(text, start.saturating_add(BESIDE));
    let to = text[start..most].find('\n').map_or(most, |at| start + at);
    let end = text::floor(text, span.end).clamp(start, to);
    // The renderer shows the controls of ASCII; those of ISO 8859-1 it passes on.
    let shown = |from: usize, to: usize| {
        text[from..to].replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "\u{fffd}")
    };
    Excerpt {
        line,
        column,
        before: shown(from, start),
        meant: shown(start, end),
        after: shown(end, to),
        is_cut: from > 0 && line_start.is_none(),
    }
}

/// A message under the line that it is about.
fn in_its_line<'a>(
    title: Title<'a>,
    file: &'a str,
    text: &CountedText<'a>,
    span: FileSpan,
) -> Group<'a> {
    let at = excerpt(text, span);
    let span = at.before.len()..at.before.len() + at.meant.len();
    let snippet = Snippet::source(at.before + &at.meant + &at.after)
        .line_start(at.line)
        .annotation(AnnotationKind::Primary.span(span));
    let group = Group::with_title(title);
    if at.is_cut {
        group
            .element(Origin::path(file).line(at.line).char_column(at.column))
            .element(snippet)
    } else {
        group.element(snippet.path(file))
    }
}

fn github(diagnostic: &Diagnostic, positions: &Positions<'_>, prefix: &str) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let ((line, column), end) = positions.of(diagnostic);
    // An annotation over several lines has no columns.
    let end = if end.0 == line && end.1 > column {
        format!(",endColumn={}", end.1)
    } else {
        String::new()
    };
    let property = |value: &str| data(value).replace(':', "%3A").replace(',', "%2C");
    let message = format!("{} {}", diagnostic.message, diagnostic.help);
    let message = data(&text::visible(message.trim()));
    format!(
        "::{kind} file={},line={line},col={column}{end},title={}::{message}\n",
        property(&text::visible_lines(&format!(
            "{prefix}{}",
            diagnostic.file
        ))),
        property(diagnostic.code)
    )
}

/// Escapes of GitHub's workflow commands.
fn data(value: &str) -> String {
    value
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
