//! Attributes at the end of a heading: `{#id}`, `{.class}`, `{key=value}`. Texts in, places out.
//! What else stands between braces there is words: `## Exactly {n}`, `## {% include x %}`.

/// The byte of the brace that opens the attributes at a heading's end; `None` where it has none.
pub(crate) fn at_end(heading: &str) -> Option<usize> {
    let (at, is_attributes) = braces(heading)?;
    is_attributes.then_some(at)
}

/// Whether attributes say that a book does not count their heading: `{-}`, `{.unnumbered}`.
pub(crate) fn is_unnumbered(attributes: &str) -> bool {
    let inner = attributes.trim_matches(['{', '}']);
    let mut words = inner.split_whitespace();
    words.any(|word| word == "-" || word == ".unnumbered")
}

/// Bytes of the braces at the ends of headings that open none, and which the parser would take.
pub(crate) fn words(source: &str) -> impl Iterator<Item = usize> {
    source.match_indices('}').filter_map(|(close, _)| {
        let rest = source[close + 1..].trim_start_matches([' ', '\t']);
        let next = rest
            .strip_prefix('\n')
            .or(Some(rest).filter(|rest| rest.is_empty()))?;
        let start = source[..close].rfind('\n').map_or(0, |end| end + 1);
        let line = &source[start..=close];
        let next = next.lines().next().unwrap_or_default();
        let (at, is_attributes) = braces(line)?;
        let is_heading = is_heading(line) || is_underline(next);
        (is_heading && !is_attributes).then_some(start + at)
    })
}

/// The last opening brace of a line that ends with a closing one, and whether attributes stand
/// between them.
fn braces(line: &str) -> Option<(usize, bool)> {
    let inner = line.trim_end().strip_suffix('}')?;
    let at = inner.rfind('{')?;
    let is_attribute = |word: &str| match word.strip_prefix(['#', '.']) {
        Some(name) => !name.is_empty(),
        // A heading that books do not count.
        None if word == "-" => true,
        None => word.find('=').is_some_and(|at| at > 0),
    };
    let mut words = inner[at + 1..].split_whitespace().peekable();
    Some((at, words.peek().is_some() && words.all(is_attribute)))
}

/// Whether a line is a heading behind signs of quotes and lists.
fn is_heading(line: &str) -> bool {
    let signs = |c: char| c.is_whitespace() || c.is_ascii_digit() || ">-*+.)".contains(c);
    line.trim_start_matches(signs).starts_with('#')
}

/// Whether a line makes a heading of the one above it.
fn is_underline(line: &str) -> bool {
    let marks = line.trim_matches(['>', ' ', '\t']);
    !marks.is_empty()
        && ['=', '-']
            .iter()
            .any(|mark| marks.chars().all(|c| c == *mark))
}
