//! Secrets in tables, which stand below their name or beside it. A text and the place of a name in,
//! the values out.

use std::ops::Range;

use super::place::before_on_line;
use super::value;
use crate::text::{head, tail};

/// A name in a column beyond this one is not followed down.
const COLUMNS: usize = 30;
/// No line of a table is longer, in bytes, nor is one looked at further down.
const LONGEST_LINE: usize = 1000;
/// So many rows of a table are looked at.
const ROWS: usize = 500;
/// What shall be random is at least so long where its name is that of a password, in bytes.
const SHORTEST_PASSWORD: usize = 8;

/// The values of a name that ends a cell of a table: the next cell of its row, and where the row
/// is the head, the cells below it.
pub(super) fn values(text: &str, place: &Range<usize>) -> Vec<Range<usize>> {
    let behind = head(&text[place.end..], LONGEST_LINE);
    let line = behind.lines().next().unwrap_or_default();
    // `| **비밀번호** (초기) |`
    let ends = line.trim_start_matches([' ', '*', '`', '_']);
    let is_remark = ends.starts_with('(') && !ends.contains("](");
    let ends = ends.split_once(')').filter(|_| is_remark);
    let ends = ends.map_or_else(
        || line.trim_start_matches([' ', '*', '`', '_']),
        |(_, end)| end,
    );
    if !ends.trim_start_matches([' ', '*']).starts_with('|') {
        return Vec::new();
    }
    let before = tail(&text[..place.start], LONGEST_LINE);
    let before = before.rsplit('\n').next().unwrap_or_default();
    let start = place.start - before.len();
    let column = cells(before).count() - 1;
    if column > COLUMNS {
        return Vec::new();
    }
    let mut out: Vec<Range<usize>> = cell(text, start, column + 1).into_iter().collect();
    let mut lines = text[start..].split_inclusive('\n');
    let mut at = start + lines.next().map_or(0, str::len);
    let Some(rule) = lines.next().filter(|line| is_rule(line)) else {
        return out;
    };
    at += rule.len();
    for line in lines.take(ROWS) {
        if !line.contains('|') {
            break;
        }
        out.extend(cell(text, at, column));
        at += line.len();
    }
    out
}

/// Whether the table of a name is one of logins: its head, or a row beside it, also names an
/// account.
pub(super) fn is_of_logins(text: &str, place: &Range<usize>) -> bool {
    const ACCOUNTS: &str = "계정 아이디 사용자 사용자명 사용자이름 유저 유저명 로그인 이메일 \
        전화번호 서버 호스트 와이파이 접속계정 로그인id id user username userid login account \
        email e-mail ssid host server ip";
    let is_account = |cell: &str| {
        let cell = cell.trim_matches([' ', '\t', '*', '`', '"']).to_lowercase();
        let cell = cell.replace([' ', '_'], "");
        !cell.is_empty() && ACCOUNTS.split_whitespace().any(|name| name == cell)
    };
    let line_at = |at: usize| {
        head(&text[at..], LONGEST_LINE)
            .lines()
            .next()
            .unwrap_or_default()
    };
    let start = place.start - before_on_line(text, place.start).len();
    if cells(line_at(start)).any(|(_, cell)| is_account(cell)) {
        return true;
    }
    // `| ID | kim |` above `| PW | … |`
    let is_row = |line: &str| {
        let cells = cells(line)
            .map(|(_, cell)| cell)
            .filter(|cell| !cell.trim().is_empty());
        line.contains('|') && cells.take(1).any(is_account)
    };
    let above = start.checked_sub(1).map(|end| before_on_line(text, end));
    let below = start + line_at(start).len() + 1;
    above.is_some_and(is_row) || below < text.len() && is_row(line_at(below))
}

/// Whether a value in a table is a password, and no word about one.
pub(super) fn is_password(value: &str) -> bool {
    let is_address = value
        .split_once('@')
        .is_some_and(|(_, host)| host.contains('.'));
    let is_random = || value::is_random(value, SHORTEST_PASSWORD) && !value::is_term(value);
    !is_address && (is_random() || value::is_chosen(value))
}

/// `|---|:--:|`
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains('-') && line.bytes().all(|byte| b"|-: ".contains(&byte))
}

/// The cells of a line, each with its first byte; a mark behind `\\` is none.
fn cells(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let from = at?;
        let mut marks = line[from..].match_indices('|').map(|(mark, _)| from + mark);
        let end = marks.find(|mark| !line[..*mark].ends_with('\\'));
        at = end.map(|end| end + 1);
        Some((from, &line[from..end.unwrap_or(line.len())]))
    })
}

/// The word of a cell of the line that begins at `start`.
fn cell(text: &str, start: usize, column: usize) -> Option<Range<usize>> {
    let line = head(&text[start..], LONGEST_LINE).lines().next()?;
    let (from, cell) = cells(line).nth(column)?;
    let marks = [' ', '\t', '*', '`', '"'];
    let word = cell.trim_matches(marks);
    let from = start + from + (cell.len() - cell.trim_start_matches(marks).len());
    (!word.is_empty() && !word.contains(char::is_whitespace)).then(|| from..from + word.len())
}
