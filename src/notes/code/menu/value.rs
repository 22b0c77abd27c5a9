//! What a place of a user interface is set to, and what opens it, where it stands behind its name
//! without a particle: `보존 기간 0일`, `Shell path "bash.exe"`, `Chart Ctrl+E`. Words in, answers
//! out.

use crate::notes::code::menu::deeds::{is_conjugated, is_deed};
use crate::notes::particle;
use crate::text::is_hangul;

/// Whether a word behind a label is no part of it: a value, a quotation, keys, how often.
pub(super) fn is_set(word: &str, before: &str, next: &str) -> bool {
    is_amount(word)
        || is_value(word, before, next)
        || is_times(word, next)
        || is_switched(word, before, next)
        || word.starts_with(['"', '\'', '“', '‘'])
        || is_measured(word, before, next)
        || is_charset(word)
        || is_keys(word)
        || is_managed(word, before, next)
        || word == "단축키" && is_keys(next.split(' ').next().unwrap_or_default())
}

/// `Ctrl+E`, `⌘S`, `Alt-F4`: keys that open the same.
pub(super) fn is_keys(word: &str) -> bool {
    const HELD: [&str; 7] = ["Ctrl", "Cmd", "Alt", "Shift", "Option", "Win", "Control"];
    // `Ctrl + Alt + L`
    let tight = word.replace(" + ", "+");
    let word = tight.as_str();
    let held = |key: &&str| {
        word.strip_prefix(*key)
            .is_some_and(|rest| rest.starts_with(['+', '-']) && rest.len() > 1)
    };
    HELD.iter().any(held) || word.starts_with(['⌘', '⌥', '⌃', '⇧'])
}

/// What a switch says.
pub(super) fn is_state(word: &str) -> bool {
    const STATES: &str = "on off On Off ON OFF true false True False TRUE FALSE 켬 끔 켜짐 꺼짐";
    STATES.split(' ').any(|one| one == word)
}

/// The state of a switch: `WSL integration on`. `Turn on` and `on or off` are names.
fn is_switched(word: &str, before: &str, next: &str) -> bool {
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let verb = last.to_ascii_lowercase();
    let joined = [
        "turn", "log", "sign", "switch", "or", "and", "&", "/", "always",
    ];
    // `화면 자동 꺼짐 시간`: a state before a noun is of the name.
    let first = next.split(' ').next().unwrap_or_default();
    let goes_on =
        is_deed(next) || is_conjugated(first) || particle::length(first) == Some(first.len());
    let ends = next.is_empty() || next.starts_with(is_hangul) && (word.is_ascii() || goes_on);
    (is_state(word) || matches!(word, "예" | "아니요" | "아니오"))
        && ends
        && !joined.contains(&verb.as_str())
}

/// Who sees to it: `시작 유형 자동`, `업데이트 방식 수동으로`; `자동` before a noun is of its name.
fn is_managed(word: &str, before: &str, next: &str) -> bool {
    let stem = word.strip_suffix("으로").unwrap_or(word);
    matches!(stem, "자동" | "수동")
        && before.trim_end().ends_with(is_hangul)
        && (next.is_empty() || word.len() > stem.len() || next == "으로")
}

/// A number with the unit that it is measured in: `반경 3px`, `Heap 4GB`.
fn is_measured(word: &str, before: &str, next: &str) -> bool {
    const UNITS: &str = "px pt dpi ppi fps kbps Mbps ms s x GB MB KB G M Gi Mi GiB MiB %";
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    // `1920x1080`
    let by = |c: char| matches!(c, 'x' | '×' | '*');
    let size = word.split_once(by).is_some_and(|(wide, high)| {
        let number = |side: &str| !side.is_empty() && side.bytes().all(|b| b.is_ascii_digit());
        number(wide) && number(high)
    });
    // `프레임 29.97`, no version: that stands behind a name in Latin letters.
    let decimal =
        word.parse::<f64>().is_ok() && word.contains('.') && before.trim_end().ends_with(is_hangul);
    // `HTTP 8081 로 바꾼다`
    let set =
        unit.is_empty() && word.len() > 2 && ["로 ", "으로 "].iter().any(|to| next.starts_with(to));
    // `Node.js 20.x` is a version.
    let version = word.ends_with(".x");
    size || decimal
        || set
        || unit.len() < word.len()
            && !version
            && word.starts_with(|c: char| c.is_ascii_digit())
            && UNITS.split(' ').any(|one| one == unit)
}

/// How text is encoded is chosen, and names no place.
fn is_charset(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let stem = word.trim_end_matches(is_hangul);
    matches!(
        stem,
        "utf-8" | "utf8" | "utf8mb4" | "euc-kr" | "ms949" | "cp949" | "utf-16"
    )
}

/// A value with the particle of a direction: `제한 시간 1분으로`.
fn is_amount(word: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < word.len() && unit.chars().count() < 5 && unit.ends_with('로')
}

/// What a place is set to, behind its name: `보존 기간 0일`. `최근 7일` and `점 3개` are names.
fn is_value(word: &str, before: &str, next: &str) -> bool {
    let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = unit.len() < word.len()
        && (1..=2).contains(&unit.chars().count())
        && (unit.chars().all(is_hangul) || unit == "%");
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let is_name = matches!(
        last,
        "최근" | "지난" | "매" | "처음" | "마지막" | "점" | "줄"
    );
    counted && next.is_empty() && last.ends_with(is_hangul) && !is_name
}

/// How often something is done: `빌드 번호 7번 탭`.
fn is_times(word: &str, next: &str) -> bool {
    let count = word.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(count, "번" | "회") && count.len() < word.len() && !next.is_empty()
}
