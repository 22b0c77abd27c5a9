//! Diagnostics as people and machines read them: drawn in their source line with carets, as JSON
//! lines, as annotations of GitHub Actions. Diagnostics and the texts they are about in, text out.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::inspect::diagnostic_value;
use crate::diagnostic::{Diagnostic, Severity};
use crate::kinds::{self, Group as Kind};
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
pub const FEW: usize = 10;

/// One diagnostic, with a line break at its end. `text` is the text of its file.
pub fn draw(diagnostic: &Diagnostic, text: Option<&str>, format: Format) -> String {
    match format {
        Format::Human { colour } => human(diagnostic, text, colour),
        Format::Json => format!("{}\n", diagnostic_value(diagnostic, text)),
        Format::Github => github(diagnostic, text),
    }
}

/// All diagnostics for people, grouped by kind, `most` at most: where many are of a kind, a line
/// says how many and what they have in common, and where some are not drawn, the last line says how
/// to see them. `text_of` gives the text of a file.
pub fn draw_all<'a>(
    all: &[Diagnostic],
    text_of: &dyn Fn(&str) -> Option<&'a str>,
    colour: bool,
    most: usize,
) -> String {
    let groups = kinds::groups(all);
    let shares = kinds::shares(&groups, most);
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
            out.push_str(&human(diagnostic, text_of(&diagnostic.file), colour));
        }
    }
    let left = all.len() - shares.iter().sum::<usize>();
    if left > 0 {
        let count = kinds::grouped(left);
        out.push_str(&format!(
            "{count} more {} not shown here; `notesite check` prints all of them.\n\n",
            if left == 1 { "is" } else { "are" }
        ));
    }
    out
}

fn human(diagnostic: &Diagnostic, text: Option<&str>, colour: bool) -> String {
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
    let mut group = match (text, diagnostic.span) {
        (Some(text), Some(span)) => {
            // Only the line in question is handed over: carets under a Hangul far down a large file
            // cost no more than at its top.
            let floor = |at: usize| {
                (0..=at.min(text.len()))
                    .rev()
                    .find(|&i| text.is_char_boundary(i))
                    .unwrap_or(0)
            };
            let (start, end) = (floor(span.start), floor(span.end));
            let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
            let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
            let end = end.clamp(start, line_end);
            let (line, _) = text::line_column(text, start);
            // The renderer shows the controls of ASCII; those of ISO 8859-1 it passes on.
            let shown = |from: usize, to: usize| {
                text[from..to].replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "\u{fffd}")
            };
            let before = shown(line_start, start);
            let meant = shown(start, end);
            let span = before.len()..before.len() + meant.len();
            let source = before + &meant + &shown(end, line_end);
            let snippet = Snippet::source(source)
                .path(&*file)
                .line_start(line)
                .annotation(AnnotationKind::Primary.span(span));
            Group::with_title(title).element(snippet)
        }
        _ => Group::with_title(title).element(annotate_snippets::Origin::path(&*file)),
    };
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(&*help));
    }
    format!("{}\n\n", renderer.render(&[group]))
}

fn github(diagnostic: &Diagnostic, text: Option<&str>) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let source = text.unwrap_or_default();
    let (line, column) = diagnostic.position(source);
    let end = diagnostic
        .span
        .map_or((line, column), |span| text::line_column(source, span.end));
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
        property(&text::visible_lines(&diagnostic.file)),
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
