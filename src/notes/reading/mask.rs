//! A text as the Markdown parser should see it: what it would misread is hidden behind control
//! characters of the same length, so that offsets stay those of the source. A text in, a
//! [`Masked`] out; [`Masked::unmask`] undoes it in what the parser answers.

use std::borrow::Cow;

use crate::notes::reading::destination::destinations;
use crate::notes::reading::{attributes, emphasis, html};

/// What is hidden: a `<` that opens no tag, delimiters of emphasis, a `>` in an address between
/// angle brackets, and a `{` that opens no attributes of a heading.
const HIDDEN: [char; 6] = ['<', '*', '_', '~', '>', '{'];

/// Stands for a blank in an address, where the parser takes no control character but this one.
const BLANK: char = '\u{7f}';

/// A text with what was hidden in it.
pub(crate) struct Masked<'a> {
    /// What the parser sees.
    pub text: Cow<'a, str>,
    source: &'a str,
    /// The control character that stands for each of [`HIDDEN`] and for a blank, as far as the text
    /// leaves any.
    signs: Vec<(char, char)>,
}

impl<'a> Masked<'a> {
    /// Hides what the parser would misread.
    pub(crate) fn new(source: &'a str) -> Self {
        let free = ('\u{1}'..='\u{8}').filter(|c| !source.contains(*c));
        let mut signs: Vec<(char, char)> = HIDDEN.into_iter().zip(free).collect();
        if !source.contains(BLANK) {
            signs.push((' ', BLANK));
        }
        let mut masked = Self {
            text: Cow::Borrowed(source),
            source,
            signs,
        };
        let (mut hidden, mut skip) = html::hidden(source);
        // The parser takes no control character in an address, and a `<` may stand in one.
        let addresses = destinations(source);
        hidden.extend(attributes::words(source));
        hidden.retain(|at| {
            let next = addresses.partition_point(|address| address.range.end <= *at);
            !addresses
                .get(next)
                .is_some_and(|address| address.range.contains(at))
        });
        hidden.extend(addresses.iter().flat_map(|address| &address.hidden));
        skip.extend(addresses.into_iter().map(|address| address.range));
        skip.sort_unstable_by_key(|range| range.start);
        hidden.extend(emphasis::masked(source, &skip).into_iter().flatten());
        hidden.sort_unstable();
        let bytes = source.as_bytes();
        let mut out = String::new();
        let mut copied = 0;
        for at in hidden {
            let sign = masked.signs.iter().find(|(of, _)| *of as u8 == bytes[at]);
            if let Some((_, sign)) = sign {
                out.push_str(&source[copied..at]);
                out.push(*sign);
                copied = at + 1;
            }
        }
        if copied > 0 {
            out.push_str(&source[copied..]);
            masked.text = Cow::Owned(out);
        }
        masked
    }

    /// What the parser answered, as it was typed.
    pub(crate) fn unmask(&self, text: &str) -> String {
        let is_sign =
            |c: char| (c < '\u{9}' || c == BLANK) && self.signs.iter().any(|(_, sign)| *sign == c);
        if matches!(self.text, Cow::Borrowed(_)) || !text.contains(is_sign) {
            return text.to_owned();
        }
        let typed = |c| {
            self.signs
                .iter()
                .find(|(_, sign)| *sign == c)
                .map_or(c, |(of, _)| *of)
        };
        text.chars().map(typed).collect()
    }

    /// Whether the byte at `at` was hidden.
    pub(crate) fn hides(&self, at: usize) -> bool {
        self.text.as_bytes()[at] != self.source.as_bytes()[at]
    }
}
