//! How a request for something that exists is answered: conditions, ranges and HEAD as nginx treats
//! them (RFC 9110, sections 13 and 14). A checked head, a tag and a length in, a status and the
//! bytes wanted out. Pure; knows no sockets.

use super::front::Head;

/// What is sent of a page or file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// 200, 206, 304, 412 or 416.
    pub status: u16,
    /// The bytes that the status speaks of: first, and one past the last.
    pub range: (u64, u64),
}

/// Decides for a page or file with this strong tag and length in bytes.
pub(crate) fn decide(head: &Head, etag: &str, length: u64) -> Answer {
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

#[cfg(test)]
mod tests {
    use super::{Answer, decide};
    use crate::edge::front::Head;

    const TAG: &str = "\"abc\"";

    fn ranged(range: &str, length: u64) -> (u16, (u64, u64)) {
        let Answer { status, range } = decide(
            &Head {
                range: Some(range.to_owned()),
                ..Head::default()
            },
            TAG,
            length,
        );
        (status, range)
    }

    #[test]
    fn ranges_are_those_of_nginx() {
        assert_eq!(ranged("bytes=0-3", 10), (206, (0, 4)));
        assert_eq!(ranged("Bytes=2-", 10), (206, (2, 10)));
        assert_eq!(ranged("bytes=-3", 10), (206, (7, 10)));
        assert_eq!(ranged("bytes=-30", 10), (206, (0, 10)));
        assert_eq!(
            ranged("bytes=5-99999999999999999999999", 10),
            (206, (5, 10))
        );
        for unsatisfiable in [
            "bytes=10-",
            "bytes=10-12",
            "bytes=5-2",
            "bytes=-0",
            "bytes=x-y",
            "bytes=",
            "bytes=--1",
        ] {
            assert_eq!(ranged(unsatisfiable, 10).0, 416, "{unsatisfiable}");
        }
        for whole in ["lines=0-3", "bytes=0-1,4-5", "by", "바이트=0-1"] {
            assert_eq!(ranged(whole, 10), (200, (0, 10)), "{whole}");
        }
        assert_eq!(ranged("bytes=0-", 0).0, 200);
    }

    #[test]
    fn conditions_come_before_ranges() {
        let head = |change: &dyn Fn(&mut Head)| {
            let mut head = Head {
                range: Some("bytes=0-0".into()),
                ..Head::default()
            };
            change(&mut head);
            decide(&head, TAG, 10).status
        };
        assert_eq!(
            head(&|head| head.if_none_match = Some("\"x\", W/\"abc\"".into())),
            304
        );
        assert_eq!(head(&|head| head.if_none_match = Some("*".into())), 304);
        assert_eq!(head(&|head| head.if_none_match = Some("\"x\"".into())), 206);
        assert_eq!(head(&|head| head.if_match = Some("\"x\"".into())), 412);
        assert_eq!(head(&|head| head.if_match = Some(TAG.into())), 206);
        assert_eq!(head(&|head| head.if_range = Some("\"x\"".into())), 200);
        assert_eq!(
            head(&|head| head.if_range = Some("Wed, 21 Oct 2015 07:28:00 GMT".into())),
            200
        );
        assert_eq!(head(&|head| head.if_range = Some(TAG.into())), 206);
    }
}
