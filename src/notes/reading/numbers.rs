//! The numbers that headings and names of files begin with, as people write them in Korean,
//! English, Japanese and Chinese. Text in; numbers and the bytes that they take out. A date is no
//! number, and neither is `1-2`, which is a section of a chapter.

use crate::notes::reading::number_token::{GAP, digits, glued, roman, token};
pub(crate) use crate::notes::reading::number_token::{han, is_year};
use crate::text::starts_with_ignoring_case;

/// The numbers of a heading and the bytes of its first number token with what follows up to the
/// title.
///
/// `16. Service` is `[16]`; `28 ~ 30. A` is `[28, 29, 30]`; `19. A ~ 20. B` is `[19, 20]` and its
/// title `A ~ 20. B`; `3장 A`, `제 3 장. A`, `Day 3`, `3주차 A`, `Chapter 3: A`, `3) A`, `(3) A`,
/// `[3강] A`, `③ A`, `3️⃣ A`, `III. A` count too. `1.2 A`, `1-2. A`, `2024년`, `2024. 1. 2.` and
/// `3D 그래픽` have no number.
pub(crate) fn numbers(title: &str) -> (Vec<u32>, usize) {
    let Some(found) = token(title) else {
        return (Vec::new(), 0);
    };
    let mut end = found.last;
    if found.first == found.last {
        // A second number behind a tilde: the heading stands for a range of lessons.
        let rest = &title[found.length..];
        let is_first = |(i, _): &(usize, &str)| !rest[..*i].ends_with(['~', '～']);
        for (i, _) in rest.match_indices(['~', '～']).filter(is_first) {
            let after = rest[i..].trim_start_matches(['~', '～']).trim_start();
            if let Some(next) = token(after)
                && next.first > end
                && next.first - found.first <= 50
            {
                end = next.last;
            }
        }
    }
    ((found.first..=end).collect(), found.length)
}

/// The same of a title that may begin with a picture: `📘 Lecture 1: A` is `[1]` and `A`.
pub(crate) fn behind_picture(title: &str) -> (Vec<u32>, usize) {
    let is_picture = |c: char| !c.is_alphanumeric() && !c.is_ascii() && !is_bracket(c);
    let behind = title.trim_start_matches(is_picture);
    let rest = behind.trim_start();
    let found = numbers(rest);
    let is_apart = rest.len() < behind.len() && behind.len() < title.len();
    if found.0.is_empty() || !is_apart {
        return numbers(title);
    }
    (found.0, title.len() - rest.len() + found.1)
}

/// Whether a sign opens or closes words.
fn is_bracket(c: char) -> bool {
    "【】（）〈〉《》「」『』〔〕“”‘’".contains(c)
}

/// The numbers of a file's name (without its extension) and the bytes that they take: as in a
/// heading, and `01-java`, `2_설치`.
pub(crate) fn of_file(stem: &str) -> (Vec<u32>, usize) {
    let found = numbers(stem);
    if !found.0.is_empty() {
        return found;
    }
    if let Some((number, length)) = glued(stem).or_else(|| part_of_book(stem)) {
        return (vec![number], length);
    }
    let Some((number, length)) = digits(stem) else {
        let found = roman_name(stem);
        return found.map_or((Vec::new(), 0), |(number, length)| (vec![number], length));
    };
    let rest = stem[length..].trim_start_matches(['-', '_', ' ']);
    // `0015-3sum` is 15, `3-1 깊이` a section of 3.
    let word = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let is_title = !rest.is_empty() && (word.len() == rest.len() || letters > 1);
    if is_title && rest.len() < stem.len() - length && !is_year(number) {
        (vec![number], stem.len() - rest.len())
    } else {
        (Vec::new(), 0)
    }
}

/// The number of a part of a book and its bytes: `1부 기초`, `2편`. A heading of that form counts
/// something else as often.
fn part_of_book(stem: &str) -> Option<(u32, usize)> {
    let (number, length) = digits(stem)?;
    let rest = stem[length..].strip_prefix(['부', '편'])?;
    let title = rest.trim_start_matches(GAP).trim_start_matches('_');
    let is_apart = rest.is_empty() || title.len() < rest.len();
    (is_apart && length < 3).then(|| (number, stem.len() - title.len()))
}

/// The number of a section with which a file's name begins, as it is typed: `1-2` of `1-2. 변수`,
/// `1.10` of `1.10 Conditional`. A day (`1-5 회의`) could be one as well, so what follows is parted
/// by a full stop or belongs to a name with a dot between the numbers.
pub(crate) fn section_of_file(stem: &str) -> Option<&str> {
    let is_digit = |c: char| c.is_ascii_digit();
    let behind = |text: &'_ str| text.len() - text.trim_start_matches(is_digit).len();
    let first = behind(stem);
    let mark = stem[first..]
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | '-'))?;
    let rest = &stem[first + 1..];
    let second = behind(rest);
    if !(1..3).contains(&first) || !(1..3).contains(&second) {
        return None;
    }
    let title = &rest[second..];
    let words = title.trim_start_matches(['.', ' ', '_', ')']);
    let is_parted = mark == '.' && title.starts_with([' ', '_']) || title.starts_with(['.', ')']);
    let is_worded = words.starts_with(char::is_alphabetic);
    (is_parted && is_worded && words.len() < title.len()).then(|| &stem[..first + 1 + second])
}

/// A name that is numbered as Romans did, and the bytes that this takes: `Part IV - Trees`,
/// `PartⅣ`, `Ⅱ. 운영체제`, `II. Trees`.
fn roman_name(stem: &str) -> Option<(u32, usize)> {
    const WORDS: [&str; 8] = [
        "part", "chapter", "section", "unit", "book", "volume", "파트", "챕터",
    ];
    let starts = |word: &&&str| starts_with_ignoring_case(stem, word);
    let word = WORDS.iter().find(starts).map_or(0, |word| word.len());
    let rest = stem[word..].trim_start_matches([' ', '_', '-', '.']);
    let is_parted = rest.len() < stem.len() - word;
    let letter = rest.chars().next()?;
    let (number, length) = if ('Ⅰ'..='Ⅻ').contains(&letter) {
        (letter as u32 - 'Ⅰ' as u32 + 1, letter.len_utf8())
    } else {
        let length = rest
            .bytes()
            .take_while(|byte| b"IVX".contains(byte))
            .count();
        let number = (1..40).find(|number| roman(*number) == rest[..length])?;
        // A word of its own: `Part I`, and `I. Trees` by itself.
        if word > 0 && !is_parted || word == 0 && !rest[length..].starts_with(". ") {
            return None;
        }
        (number, length)
    };
    let behind = &rest[length..];
    let title = behind.trim_start_matches(GAP).trim_start_matches('_');
    let ends = behind.is_empty() || title.len() < behind.len();
    ends.then_some((number, stem.len() - title.len()))
}

/// The numbers that a file's name gives its note: as [`of_file`], but `00-preface` and `0. intro`
/// only stand before the first.
pub(crate) fn said_by_file(stem: &str) -> Vec<u32> {
    let (numbers, length) = of_file(stem);
    let is_first = numbers == [0] && called(&stem[..length]).is_empty();
    if is_first { Vec::new() } else { numbers }
}

/// What the number of a heading is called, of whose text these bytes were taken: `Day 2`, `2주차`,
/// `제 1 장`. Nothing where only a number stands there.
pub(crate) fn called(taken: &str) -> &str {
    let is_mark = |c: char| GAP.contains(&c) || "[]()【】（）_,、．".contains(c);
    let words = taken.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii());
    let words = words.trim_matches(is_mark);
    if words.chars().any(char::is_alphabetic) {
        words
    } else {
        ""
    }
}

/// The same of a file's name, where it is written as words and not as an address: `Day 2. 배열`,
/// not `day2-arrays`.
pub(crate) fn called_by_name(stem: &str) -> &str {
    let (taken, rest) = stem.split_at(numbers(stem).1);
    if rest.trim().is_empty() || taken.is_ascii() && !stem.contains(' ') {
        return "";
    }
    called(taken)
}

/// A name without the id that an export of Notion writes behind it: `Spring MVC
/// aa11bb22cc33dd44ee55ff6600778899`, 32 digits to the base of sixteen.
pub(crate) fn without_id(name: &str) -> &str {
    let is_id = |id: &str| {
        let mut digits = id.bytes();
        id.len() == 32 && digits.all(|c| c.is_ascii_digit() || (b'a'..=b'f').contains(&c))
    };
    let named = name.rsplit_once(' ').filter(|(_, id)| is_id(id));
    let words = named.map(|(words, _)| words.trim_end());
    words.filter(|words| !words.is_empty()).unwrap_or(name)
}

/// Whether a name begins with one letter that a dash joins to its word: `f-string`, `b-tree`. An
/// article is a word of its own.
fn is_joined(name: &str) -> bool {
    let mut chars = name.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic);
    letter.is_some_and(|letter| !letter.eq_ignore_ascii_case(&'a'))
        && chars.next() == Some('-')
        && chars.next().is_some_and(char::is_alphabetic)
}

/// What a file is called by its name (without its extension): numbers, and words instead of dashes.
pub(crate) fn file_title(stem: &str) -> (Vec<u32>, String) {
    let stem = without_id(stem);
    let (numbers, length) = (said_by_file(stem), of_file(stem).1);
    let rest = stem[length..].trim();
    if rest.is_empty() {
        return (numbers, stem.replace(['-', '_'], " "));
    }
    // A page of Logseq lies in others: `network___tcp`, and once `network%2Ftcp`.
    let rest = rest.replace("___", "/").replace("%2F", "/");
    let rest = dated(&rest).unwrap_or(rest);
    let mut title = rest.replace('_', " ");
    if !title.trim().contains(' ') {
        // `2024-01-02` stays a date.
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let chars: Vec<char> = title.chars().collect();
        let dashed = chars.iter().enumerate().map(|(i, &c)| {
            let before = i.checked_sub(1).map(|i| chars[i]);
            let between = is_digit(before) && is_digit(chars.get(i + 1).copied());
            let joins = between || i == 1 && is_joined(&title);
            if c == '-' && !joins { ' ' } else { c }
        });
        title = dashed.collect();
    } else if let Some((counted, rest)) = title.split_once('-')
        && counted.ends_with(|c: char| c.is_ascii_digit())
        && counted
            .trim_matches(|c: char| c.is_ascii_digit() || c == '.')
            .is_empty()
        && !rest.starts_with(|c: char| c.is_ascii_digit())
    {
        // `3.1-volumes_of_pods` is 3.1, and not `3.1-volumes`.
        title = format!("{counted} {rest}");
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        (numbers, rest)
    } else {
        (numbers, title)
    }
}

/// A name that begins with a day, `2024_05_01`, as the day is written: `2024-05-01`.
fn dated(name: &str) -> Option<String> {
    let (day, rest) = name.split_at_checked("2024_05_01".len())?;
    let parts: Vec<&str> = day.split('_').collect();
    let [year, month, date] = parts.as_slice() else {
        return None;
    };
    let number = |text: &str, length| {
        let number = text.parse::<u32>().ok();
        number.filter(|_| text.len() == length)
    };
    let is_year = number(year, 4).is_some_and(is_year);
    let is_month = number(month, 2).is_some_and(|month| (1..=12).contains(&month));
    let is_date = number(date, 2).is_some_and(|date| (1..=31).contains(&date));
    let ends = !rest.starts_with(|c: char| c.is_ascii_digit());
    (is_year && is_month && is_date && ends).then(|| format!("{year}-{month}-{date}{rest}"))
}
