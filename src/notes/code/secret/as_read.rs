//! A text as its readers see it, as far as keys go: `ghp\_…`, which editors write, and `ghp&#95;…`
//! are shown as `ghp_…`. A text in, the same without backslashes and references of characters out,
//! with the places of both. Source of the rule: `CommonMark`, backslash escapes and entity and
//! numeric character references.

use std::ops::Range;

/// What keys are made of beside letters and digits.
const SIGNS: [char; 7] = ['_', '-', '.', '~', '+', '/', '='];

pub(super) struct AsRead {
    pub text: String,
    /// Where something was left out: the place here, and how many bytes were left out up to it.
    gaps: Vec<(usize, usize)>,
}

impl AsRead {
    /// `None` where a text is read as it was typed.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut out = Self {
            text: String::new(),
            gaps: Vec::new(),
        };
        let mut taken = 0;
        for (at, _) in text.match_indices(['\\', '&']) {
            if at < taken {
                continue;
            }
            let Some((sign, length)) = sign(&text[at..]) else {
                continue;
            };
            out.text.push_str(&text[taken..at]);
            out.text.push(sign);
            taken = at + length;
            out.gaps.push((out.text.len(), taken - out.text.len()));
        }
        out.text.push_str(&text[taken..]);
        (!out.gaps.is_empty()).then_some(out)
    }

    /// The bytes of the text as it was typed; `None` where nothing was left out among these.
    pub(super) fn typed(&self, range: &Range<usize>) -> Option<Range<usize>> {
        // A sign belongs to what is left out before it.
        let before = |at: usize| {
            let gaps = self.gaps.partition_point(|(end, _)| *end <= at);
            gaps.checked_sub(1).map_or(0, |last| self.gaps[last].1)
        };
        let (start, end) = (
            range.start + before(range.start),
            range.end + before(range.end),
        );
        (end - start > range.len()).then_some(start..end)
    }
}

/// The sign that a text begins with in another way, and the bytes of that.
fn sign(text: &str) -> Option<(char, usize)> {
    if let Some(rest) = text.strip_prefix('\\') {
        let sign = rest.chars().next().filter(|sign| SIGNS.contains(sign))?;
        return Some((sign, 1 + sign.len_utf8()));
    }
    // The longest of these.
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let code = match name.strip_prefix('#') {
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => digits.parse().ok()?,
        },
        None => match name {
            "lowbar" => u32::from('_'),
            "plus" => u32::from('+'),
            "sol" => u32::from('/'),
            "equals" => u32::from('='),
            "period" => u32::from('.'),
            _ => return None,
        },
    };
    let sign = char::from_u32(code).filter(char::is_ascii_graphic)?;
    Some((sign, end + 1))
}
