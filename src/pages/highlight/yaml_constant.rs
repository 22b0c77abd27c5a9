//! What YAML takes for a number, a truth, nothing or a day where others read letters. A plain
//! scalar in, an answer out. Versions of three parts and addresses (`1.27.3`, `10.0.0.1`) are text.

/// Whether a plain scalar is a constant.
pub(super) fn is_constant(word: &[u8]) -> bool {
    const WORDS: &[&[u8]] = &[
        b"~", b"=", b"<<", b"null", b"Null", b"NULL", b"true", b"True", b"TRUE", b"false",
        b"False", b"FALSE", b"yes", b"Yes", b"YES", b"no", b"No", b"NO", b"on", b"On", b"ON",
        b"off", b"Off", b"OFF", b"y", b"Y", b"n", b"N",
    ];
    match word.first() {
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => is_number(word) || is_time(word),
        Some(
            b'~' | b'=' | b'<' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'y' | b'Y' | b'o'
            | b'O',
        ) => WORDS.contains(&word),
        _ => false,
    }
}

fn is_number(word: &[u8]) -> bool {
    let word = match word {
        [b'+' | b'-', rest @ ..] => rest,
        _ => word,
    };
    let all = |digits: &[u8], is: fn(&u8) -> bool| {
        digits.iter().any(is) && digits.iter().all(|byte| is(byte) || *byte == b'_')
    };
    match word {
        [b'0', b'x', rest @ ..] => all(rest, u8::is_ascii_hexdigit),
        [b'0', b'b', rest @ ..] => all(rest, |byte| matches!(byte, b'0' | b'1')),
        [b'0', b'o', rest @ ..] => all(rest, |byte| matches!(byte, b'0'..=b'7')),
        b".inf" | b".Inf" | b".INF" | b".nan" | b".NaN" | b".NAN" | b"0" => true,
        [b'0', rest @ ..] if all(rest, u8::is_ascii_digit) => {
            rest.iter().all(|byte| matches!(byte, b'0'..=b'7' | b'_'))
        }
        _ => is_decimal(word) || is_sexagesimal(word),
    }
}

/// `12`, `1_000`, `.5`, `1.`, `1.5e+3`, `6e23`.
fn is_decimal(word: &[u8]) -> bool {
    let digits = |from: usize| {
        let rest = word.get(from..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|byte| !byte.is_ascii_digit() && *byte != b'_');
        length.unwrap_or(rest.len())
    };
    let whole = digits(0);
    let mut at = whole;
    let mut part = 0;
    if word.get(at) == Some(&b'.') {
        part = digits(at + 1);
        at += 1 + part;
    }
    if whole + part == 0 || !word[0].is_ascii_digit() && word[0] != b'.' {
        return false;
    }
    if matches!(word.get(at), Some(b'e' | b'E')) {
        at += 1 + usize::from(matches!(word.get(at + 1), Some(b'+' | b'-')));
        let power = digits(at);
        if power == 0 {
            return false;
        }
        at += power;
    }
    at == word.len()
}

/// `12:30`, `190:20:30`: YAML 1.1 counts in sixties.
fn is_sexagesimal(word: &[u8]) -> bool {
    let mut parts = word.split(|byte| *byte == b':');
    let first = parts.next().unwrap_or_default();
    let mut more = 0;
    let sixties = parts.all(|part| {
        more += 1;
        matches!(part, [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9'])
    });
    let good = matches!(first.first(), Some(b'1'..=b'9'));
    good && sixties
        && more > 0
        && first
            .iter()
            .all(|byte| byte.is_ascii_digit() || *byte == b'_')
}

/// `2026-03-14`, alone or with a time behind it.
fn is_time(word: &[u8]) -> bool {
    let mut at = 0;
    let mut number = |least: usize, most: usize| {
        let rest = word.get(at..).unwrap_or_default();
        let length = rest
            .iter()
            .take(most)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        at += length + 1;
        (length >= least).then(|| word.get(at - 1).copied())
    };
    if number(4, 4) != Some(Some(b'-')) || number(1, 2) != Some(Some(b'-')) {
        return false;
    }
    match number(1, 2) {
        Some(None) => return word.len() >= 10,
        Some(Some(b'T' | b't' | b' ')) => {}
        _ => return false,
    }
    if number(1, 2) != Some(Some(b':')) || number(2, 2) != Some(Some(b':')) {
        return false;
    }
    let Some(after) = number(2, 2) else {
        return false;
    };
    // A fraction, and how far the clock is from that of Greenwich.
    after.is_none()
        || word[at - 1..]
            .iter()
            .all(|byte| byte.is_ascii_digit() || b".:+-Z ".contains(byte))
}
