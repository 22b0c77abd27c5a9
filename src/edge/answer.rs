//! How a request for something that exists is answered: conditions, ranges and HEAD as nginx treats
//! them (RFC 9110, sections 13 and 14). A checked head, a tag and a length in, a status and the
//! bytes wanted out. Pure; knows no sockets.

use super::front::Head;

/// What is sent of a page or file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// 200, 206, 304, 412 or 416.
    pub status: u16,
    /// The bytes that the status speaks of: first, and one past the last.
    pub range: (u64, u64),
}

/// Decides for a page or file with this strong tag and length in bytes.
pub fn decide(head: &Head, etag: &str, length: u64) -> Answer {
    let whole = Answer {
        status: 200,
        range: (0, length),
    };
    let nothing = |status| Answer {
        status,
        range: (0, 0),
    };
    if head
        .if_match
        .as_deref()
        .is_some_and(|tags| !matches(tags, etag, false))
    {
        return nothing(412);
    }
    if head
        .if_none_match
        .as_deref()
        .is_some_and(|tags| matches(tags, etag, true))
    {
        return nothing(304);
    }
    let Some(range) = &head.range else {
        return whole;
    };
    // A date says less than a tag: whoever holds one gets the whole.
    if head.if_range.as_deref().is_some_and(|known| known != etag) {
        return whole;
    }
    match wanted(range, length) {
        Wanted::Whole => whole,
        Wanted::Part(start, end) => Answer {
            status: 206,
            range: (start, end),
        },
        Wanted::Impossible => nothing(416),
    }
}

/// Whether a list of tags names this one; `weak` ones count where only sameness of meaning is
/// asked.
fn matches(tags: &str, etag: &str, weak: bool) -> bool {
    tags.trim() == "*"
        || tags
            .split(',')
            .map(str::trim)
            .any(|tag| tag == etag || (weak && tag.strip_prefix("W/") == Some(etag)))
}

/// What a `Range` header asks for.
enum Wanted {
    /// Everything: the header does not count (another unit, several ranges).
    Whole,
    /// These bytes, the end not included.
    Part(u64, u64),
    /// Bytes that are not there.
    Impossible,
}

/// Reads `bytes=a-b` of a content of that length.
fn wanted(range: &str, length: u64) -> Wanted {
    let unit = range
        .get(..6)
        .filter(|unit| unit.eq_ignore_ascii_case("bytes="));
    let Some(rest) = unit
        .map(|_| range[6..].trim())
        .filter(|rest| !rest.contains(','))
    else {
        return Wanted::Whole;
    };
    let number = |text: &str| -> Option<u64> {
        let text = text.trim();
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // More digits than fit are more bytes than there are.
        digits.then(|| text.parse().unwrap_or(u64::MAX))
    };
    let Some((from, to)) = rest.split_once('-') else {
        return Wanted::Impossible;
    };
    let (start, end) = match (number(from), number(to)) {
        (Some(from), Some(to)) => (from, to.saturating_add(1).min(length)),
        (Some(from), None) if to.trim().is_empty() => (from, length),
        (None, Some(last)) if from.trim().is_empty() => (length.saturating_sub(last), length),
        _ => return Wanted::Impossible,
    };
    if start < end {
        Wanted::Part(start, end)
    } else if length == 0 && start == 0 && !from.trim().is_empty() {
        Wanted::Whole
    } else {
        Wanted::Impossible
    }
}
