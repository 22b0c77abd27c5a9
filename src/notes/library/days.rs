//! Names that are days: `2024-01-05`, `240105`, `0105`, `1월 5일`. Names in, whether they are out.
//! Short ones could be numbers of problems as well, so a row of them decides.

use crate::notes::library::pages::is_dated;

/// Whether a name is nothing but a day.
pub fn is_day(name: &str) -> bool {
    let is_bare = !name.contains(char::is_alphabetic);
    is_bare && is_dated(name) || is_short_day(name) || is_worded(name)
}

/// `240105`, `24-01-05`, `24.01.05.`: the year of a note that somebody writes today.
pub(super) fn is_short_day(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let parts: Vec<&str> = name.split(['-', '.', '_']).collect();
    let (year, month, day) = match parts[..] {
        [one] if one.len() == 6 && one.is_ascii() => (&one[..2], &one[2..4], &one[4..]),
        [year, month, day] => (year, month, day),
        _ => return false,
    };
    let of = |text: &str| digits(text).filter(|_| text.len() == 2);
    of(year).is_some_and(|year| (15..40).contains(&year)) && is_month_and_day(month, day)
}

/// `1월 5일`
fn is_worded(name: &str) -> bool {
    let parts = name
        .strip_suffix('일')
        .and_then(|name| name.split_once('월'));
    parts.is_some_and(|(month, day)| {
        let (month, day) = (digits(month), digits(day.trim_start()));
        month.is_some_and(|month| (1..=12).contains(&month))
            && day.is_some_and(|day| (1..=31).contains(&day))
    })
}

/// Whether names that begin with four digits begin with days, `0805_배열`: all of them do, there
/// are two and more, and one stands in a month before October, which no number of a problem begins
/// as.
pub fn are_days<'n>(names: impl Iterator<Item = &'n str>) -> bool {
    let (mut count, mut is_early) = (0, false);
    for name in names {
        let length = name.bytes().take_while(u8::is_ascii_digit).count();
        if length != 4 {
            continue;
        }
        if !is_month_and_day(&name[..2], &name[2..4]) {
            return false;
        }
        count += 1;
        is_early |= name.starts_with('0');
    }
    count > 1 && is_early
}

fn is_month_and_day(month: &str, day: &str) -> bool {
    let of = |text: &str| digits(text).filter(|_| text.len() == 2);
    of(month).is_some_and(|month| (1..=12).contains(&month))
        && of(day).is_some_and(|day| (1..=31).contains(&day))
}

fn digits(text: &str) -> Option<u32> {
    let is_number = (1..3).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}
