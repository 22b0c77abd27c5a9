//! Pages too large to stand in memory: the frame that a template makes, with marks in the places of
//! what is long. Frame and number of a mark in, stretches of HTML out, one after the other.

/// Opens the mark in whose place something long comes. No note can write it, since a body has no
/// comments.
const MARK: &str = "<!--notesite:piece:";

/// What a template is given in the place of piece `i`.
pub(super) fn mark(i: usize) -> String {
    format!("{MARK}{i}-->")
}

/// The frame with what `piece` makes in the places of the marks. A frame that names a piece twice
/// has it twice.
pub(super) fn fill<'a>(
    frame: &str,
    piece: impl Fn(usize) -> Option<String> + 'a,
) -> Box<dyn Iterator<Item = String> + 'a> {
    let mut stretches = Vec::new();
    let mut rest = frame;
    while let Some((before, after)) = rest.split_once(MARK) {
        let Some((number, after)) = after.split_once("-->") else {
            break;
        };
        stretches.push((before.to_owned(), number.parse().ok()));
        rest = after;
    }
    stretches.push((rest.to_owned(), None));
    Box::new(
        stretches
            .into_iter()
            .flat_map(move |(frame, number)| [Some(frame), number.and_then(&piece)])
            .flatten(),
    )
}
