//! A paragraph of Markdown that ends one cell of HTML and begins the next, `…</td><td>…`: GitHub's
//! readers see two cells. And one in which something to unfold begins behind words:
//! `질문 <details><summary>답</summary>`. Pieces of a run in, the runs of each cell with the tags
//! between them out; pairs nothing itself.

use crate::notes::reading::tags::Unpaired;
use crate::notes::tree::{Inline, InlineKind, Span};

/// A run, or the tags between two.
pub(super) enum CellPart {
    Words(Vec<Unpaired>),
    /// `</td>` up to the last tag that parts the cells, or `<details>` with its summary.
    Tags(Span),
}

/// The parts of a run, in order: one where nothing ends a cell in it. What a bullet begins with
/// `is_lead` and stands in no cell that could end there.
pub(super) fn parts(pieces: Vec<Unpaired>, is_lead: bool) -> Vec<CellPart> {
    let mut parts = Vec::new();
    let mut words = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    // A cell that begins among these words ends among them.
    let mut is_own = false;
    // How many folds began among them, and where in the run at hand one ended.
    let mut folds = 0;
    let mut ended: Option<(usize, Span)> = None;
    while let Some(piece) = pieces.next() {
        if let Some((at, span)) = ended.filter(|_| !is_blank(&piece)) {
            let behind = words.split_off(at + 1);
            words.truncate(at);
            parts.push(CellPart::Words(std::mem::replace(&mut words, behind)));
            parts.push(CellPart::Tags(span));
            ended = None;
        }
        if let Unpaired::Tag(span, tag, _) = &piece
            && tag.name == "details"
            && tag.closing
            && folds > 0
        {
            folds -= 1;
            ended = Some((words.len(), *span));
            words.push(piece);
            continue;
        }
        if let Unpaired::Tag(span, tag, _) = &piece
            && tag.name == "details"
            && !tag.closing
            && !words.iter().all(is_blank)
        {
            folds += 1;
            let mut span = *span;
            let mut rest: Vec<Unpaired> = Vec::new();
            // A summary of other than words is read as Markdown has it.
            while let Some(next) = pieces.next_if(|next| is_blank(next) || is_of_summary(next)) {
                let end = end_of_summary(&next);
                rest.push(next);
                if let Some(end) = end {
                    span.end = end;
                    rest.clear();
                    break;
                }
            }
            parts.push(CellPart::Words(std::mem::take(&mut words)));
            parts.push(CellPart::Tags(span));
            words = rest;
            continue;
        }
        let start = match &piece {
            Unpaired::Tag(span, tag, _) if !is_lead && is_cell(&tag.name) => {
                let ends = tag.closing && !is_own;
                is_own = !tag.closing || is_own && tag.name != "table";
                ends.then_some(*span)
            }
            _ => None,
        };
        let Some(mut span) = start else {
            words.push(piece);
            continue;
        };
        let mut blanks = Vec::new();
        let mut count = 1;
        while let Some(next) = pieces.next_if(|next| is_blank(next) || part(next).is_some()) {
            if let Some(last) = part(&next) {
                span.end = last.end;
                count += 1;
                blanks.clear();
            } else {
                blanks.push(next);
            }
        }
        if count > 1 {
            parts.push(CellPart::Words(std::mem::take(&mut words)));
            parts.push(CellPart::Tags(span));
        } else {
            words.push(piece);
        }
        words.append(&mut blanks);
    }
    parts.push(CellPart::Words(words));
    parts
}

/// Where a summary ends.
fn end_of_summary(piece: &Unpaired) -> Option<usize> {
    match piece {
        Unpaired::Tag(span, tag, _) if tag.name == "summary" && tag.closing => Some(span.end),
        _ => None,
    }
}

/// A tag of a summary, or words that may stand in it.
fn is_of_summary(piece: &Unpaired) -> bool {
    match piece {
        Unpaired::Tag(_, tag, _) => tag.name == "summary",
        Unpaired::Inline(inline) => matches!(inline.kind, InlineKind::Text(_)),
        _ => false,
    }
}

fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th" | "table")
}

/// Where a tag that parts cells stands.
fn part(piece: &Unpaired) -> Option<Span> {
    match piece {
        Unpaired::Tag(span, tag, _)
            if is_cell(&tag.name)
                || matches!(tag.name.as_str(), "tr" | "thead" | "tbody" | "tfoot") =>
        {
            Some(*span)
        }
        _ => None,
    }
}

fn is_blank(piece: &Unpaired) -> bool {
    let Unpaired::Inline(Inline { kind, .. }) = piece else {
        return false;
    };
    match kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::SoftBreak | InlineKind::HardBreak => true,
        _ => false,
    }
}
