//! A text as the Markdown parser should see it: what it would misread is hidden behind control
//! characters of the same length, so that offsets stay those of the source. A text in, a
//! [`Masked`] out; [`Masked::unmask`] undoes it in what the parser answers.

use std::borrow::Cow;
use std::ops::Range;

use crate::notes::reading::containers::Containers;
use crate::notes::reading::definition::Definitions;
use crate::notes::reading::destination::destinations;
use crate::notes::reading::{
    attributes, autolink, brackets, emphasis, formula, html, noted_links, pictures, wished_contents,
};

/// What is hidden: a `<` that opens no tag, delimiters of emphasis, a `>` in an address between
/// angle brackets, a `{` that opens no attributes of a heading, and what stands for something else
/// (`\\_`, `&amp;`) in addresses and formulas; double brackets around what is no name of a note,
/// those of a footnote within a link; the sign behind the number of a title that would be an item.
const HIDDEN: [char; 12] = ['<', '*', '_', '~', '>', '{', '\\', '&', '[', ']', '.', ')'];

/// Whether a character means nothing in Markdown: a control character that is no blank.
fn is_free(c: char) -> bool {
    c < ' ' && !c.is_whitespace()
}

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
    /// Addresses and formulas, in order: no delimiter in them is one.
    literal: Vec<Range<usize>>,
}

impl<'a> Masked<'a> {
    /// Hides what the parser would misread. Where the site `has_templates`, they may stand in
    /// addresses.
    /// A label is one of `definitions`, `item` the sign of a title that would be an item.
    pub(crate) fn new(
        source: &'a str,
        has_templates: bool,
        definitions: &Definitions,
        item: Option<usize>,
    ) -> Self {
        let free = ('\u{1}'..='\u{1f}').filter(|c| is_free(*c) && !source.contains(*c));
        let mut signs: Vec<(char, char)> = HIDDEN.into_iter().zip(free).collect();
        if !source.contains(BLANK) {
            signs.push((' ', BLANK));
        }
        let mut masked = Self {
            text: Cow::Borrowed(source),
            source,
            signs,
            literal: Vec::new(),
        };
        let (mut hidden, mut skip) = html::hidden(source);
        // The parser takes no control character in an address, and a `<` may stand in one.
        let addresses = destinations(source, has_templates);
        hidden.extend(attributes::words(source));
        hidden.extend(item);
        hidden.extend(brackets::masked(source, definitions));
        hidden.extend(noted_links::masked(source));
        hidden.extend(wished_contents::masked(source));
        hidden.retain(|at| {
            let next = addresses.partition_point(|address| address.range.end <= *at);
            !addresses
                .get(next)
                .is_some_and(|address| address.range.contains(at))
        });
        hidden.extend(addresses.iter().flat_map(|address| &address.hidden));
        skip.extend(addresses.into_iter().map(|address| address.range));
        skip.sort_unstable_by_key(|range| range.start);
        masked.literal = literal(source, &skip);
        let bytes = source.as_bytes();
        for range in &masked.literal {
            hidden.extend(range.clone().filter(|at| b"*_~\\&".contains(&bytes[*at])));
        }
        skip.extend(masked.literal.iter().cloned());
        skip.sort_unstable_by_key(|range| range.start);
        hidden.sort_unstable();
        let delimiters = emphasis::masked(source, &skip, &hidden);
        hidden.extend(delimiters.into_iter().flatten());
        hidden.sort_unstable();
        // `[[a[^1]](b.md)`: brackets may be hidden for two reasons.
        hidden.dedup();
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

    /// With the lines of containers as what the parser is to see in their place.
    pub(crate) fn with(mut self, containers: &Containers) -> Self {
        let (mut out, mut copied) = (String::new(), 0);
        for mark in &containers.marks {
            let end = mark.at + mark.seen.len();
            if mark.at < copied || !self.text.is_char_boundary(end) {
                continue;
            }
            out.push_str(&self.text[copied..mark.at]);
            // What could be attributes is gone from a title: other braces are words.
            let brace = (mark.seen.trim_end().ends_with('}')).then(|| mark.seen.rfind('{'));
            let sign = self.signs.iter().find(|(of, _)| *of == '{');
            match brace.flatten().zip(sign) {
                Some((at, (_, sign))) => {
                    out.push_str(&mark.seen[..at]);
                    out.push(*sign);
                    out.push_str(&mark.seen[at + 1..]);
                }
                None => out.push_str(&mark.seen),
            }
            copied = end;
        }
        if copied > 0 {
            out.push_str(&self.text[copied..]);
            self.text = Cow::Owned(out);
        }
        self
    }

    /// With ids of headings in comments as attributes.
    pub(crate) fn with_commented_ids(mut self) -> Self {
        let ids: Vec<(Range<usize>, String)> = attributes::commented_ids(self.source)
            .map(|(range, id)| (range, format!("{{#{id}")))
            .filter(|(range, id)| id.len() < range.len())
            .collect();
        for (range, id) in ids {
            if self.text.is_char_boundary(range.start) && self.text.is_char_boundary(range.end) {
                let blanks = range.len() - id.len() - 1;
                let seen = format!("{id}{}}}", " ".repeat(blanks));
                self.text.to_mut().replace_range(range, &seen);
            }
        }
        self
    }

    /// With blanks for sizes of pictures, `![그림](a.png =250x)`, as `HackMD` and Zenn have them.
    pub(crate) fn without_sizes(mut self) -> Self {
        let sizes: Vec<Range<usize>> = pictures::sizes(self.source).collect();
        for range in sizes {
            if self.text.is_char_boundary(range.start) && self.text.is_char_boundary(range.end) {
                let blanks = " ".repeat(range.len());
                self.text.to_mut().replace_range(range, &blanks);
            }
        }
        self
    }

    /// What the parser answered, as it was typed.
    pub(crate) fn unmask(&self, text: &str) -> String {
        let is_sign =
            |c: char| (is_free(c) || c == BLANK) && self.signs.iter().any(|(_, sign)| *sign == c);
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

    /// Whether a delimiter at `at` was hidden that may be one.
    pub(crate) fn hides(&self, at: usize) -> bool {
        let next = self.literal.partition_point(|range| range.end <= at);
        let is_literal = self
            .literal
            .get(next)
            .is_some_and(|range| range.start <= at);
        !is_literal && self.text.as_bytes()[at] != self.source.as_bytes()[at]
    }
}

/// Addresses and formulas in prose, in order. `skip` holds no prose: tags and the addresses of
/// links, in order.
fn literal(source: &str, skip: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out = formula::formulas(source);
    let formulas = out.len();
    for address in autolink::addresses(source) {
        let next = out[..formulas].partition_point(|one| one.end <= address.range.start);
        let is_in_formula = out[..formulas]
            .get(next)
            .is_some_and(|one| one.start < address.range.end);
        if !is_in_formula {
            out.push(address.range);
        }
    }
    if out.len() > formulas {
        out.sort_unstable_by_key(|range| range.start);
    }
    out.retain(|range| {
        let next = skip.partition_point(|other| other.end <= range.start);
        let overlaps = skip.get(next).is_some_and(|other| other.start < range.end);
        let before = source[..range.start].trim_end_matches([' ', '\n', '<']);
        // The words of a link are words, also where they are an address:
        // `[https://a.example/x\_y](…)`.
        let behind = &source[range.end..];
        let is_label =
            before.ends_with('[') && (behind.starts_with("](") || behind.starts_with("]["));
        !overlaps && !is_label && !before.ends_with("](") && !before.ends_with("]:")
    });
    out
}
