//! The stretches of a text that may hold a path of menus, each wholly. A text in, stretches out.
//! Brackets and quotations are worlds of their own, unless they stand around a single step.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::notes::particle;
use crate::text::{is_hangul, tail};

/// A step is a label: longer ones are sentences in which `>` stands for something else.
pub(super) const LONGEST_STEP: usize = 40;

/// How far, in bytes, a label is read back.
const LABEL: usize = 120;

/// A stretch of the text that may hold a path.
#[derive(Clone, Debug)]
pub(super) struct Enclosed {
    pub range: Range<usize>,
    /// In quotation marks.
    pub quoted: bool,
}

/// What a label inside a path never goes over.
const ENDS: [char; 5] = [',', '/', ':', '\n', ';'];

/// Words between two paths.
const BETWEEN: &[&str] = &[
    " / ",
    " 말고 ",
    " 또는 ",
    " 혹은 ",
    " or ",
    " 이나 ",
    " - ",
    " – ",
    " — ",
    " → ",
    " ⇒ ",
    " => ",
    " ← ",
    " = ",
    " -> ",
    " --> ",
    " // ",
    " # ",
    " * ",
    " ※ ",
    " or via ",
    " or from ",
    " and also ",
];

/// Stretches between brackets, quotations, sentence ends and line breaks.
/// `sets_out` tells whether paths begin with a label.
pub(super) fn parts(text: &str, sign: &str, sets_out: &dyn Fn(&str) -> bool) -> Vec<Enclosed> {
    let between = format!(" {sign} ");
    let mut out: Vec<Enclosed> = Vec::new();
    // `=> 설정 > 일반`
    let mark = ["=> ", "-> ", "⇒ "]
        .iter()
        .find(|mark| text.starts_with(**mark));
    let mut start = mark.map_or(0, |mark| mark.len());
    let mut skip = start;
    let mut open = 0;
    let mut ahead = Ahead::default();
    for (i, c) in text.char_indices() {
        if i < skip {
            continue;
        }
        let after = i + c.len_utf8();
        let next = text[after..].chars().next();
        let before = text[..i].chars().next_back();
        let apart = BETWEEN
            .iter()
            .find(|word| text[i..].starts_with(**word) && **word != between)
            // `Develop or manage integrations` is one label: others begin with a capital.
            .filter(|word| **word != " or " || !text[i + word.len()..].starts_with(is_small))
            // `Import or Export Settings` behind the last sign.
            .filter(|word| {
                let capital = text[i + word.len()..].starts_with(|c: char| c.is_ascii_uppercase());
                let mut goes_on = || ahead.next(text, i, &between) < text.len();
                **word != " or "
                    || !capital
                    || !tail(&text[start..i], LABEL).contains(&between)
                    || goes_on()
            })
            // `JARs or Directories`: a label names what it takes, many of each.
            .filter(|word| {
                let after = text[i + word.len()..].split(' ').next().unwrap_or_default();
                let after = after.trim_end_matches(['.', '…']);
                **word != " or " || before != Some('s') || !after.ends_with('s')
            })
            // `Tags & Labels / Topics` between two signs is one label, unless another path begins.
            .filter(|word| {
                let from = i + word.len();
                let last = tail(&text[start..i], LABEL);
                if **word != " / " || !last.contains(&between) {
                    return true;
                }
                let end = ahead.next(text, i, &between);
                let label = text.get(from..end).unwrap_or_default();
                let first = text[start..i]
                    .split(&between)
                    .next()
                    .unwrap_or_default()
                    .trim();
                end == text.len()
                    || label.len() > LABEL
                    || label.contains(ENDS)
                    || sets_out(label.trim())
                    || first.ends_with(label.trim())
            })
            // `해결책 = 설정 > 일반`, and no assignment.
            .filter(|word| **word != " = " || before.is_some_and(is_hangul))
            .filter(|word| {
                let rest = &text[i + word.len()..];
                let stroke = **word == " / ";
                !(stroke || **word == " or ")
                    || !(is_label_end(rest, sign) || stroke && is_rest_of_label(rest, before))
            });
        if let Some(word) = apart {
            out.push(Enclosed {
                range: start..i,
                quoted: false,
            });
            start = i + word.len() - 1;
            skip = start;
            continue;
        }
        // `메뉴(≡)`, `보안(Security)` are one word, `개발자 도구 (F12) > …` is one place.
        if c == '('
            && let Some(close) = name_in_brackets(text, i, sign)
        {
            skip = close;
            continue;
        }
        // `[설정] > [일반]`: brackets around a step.
        if matches!(c, '[' | '「' | '【' | '〈' | '《' | '『')
            && let Some(end) = step_in_brackets(text, i, sign)
        {
            skip = end;
            continue;
        }
        let closes = c == ')' && open > 0;
        match c {
            '(' => open += 1,
            ')' => open -= i32::from(open > 0),
            _ => {}
        }
        let ends = match c {
            '|' => sign != "|",
            '(' | ')' | '[' | ']' | '\n' | ';' | '`' | '「' | '」' => true,
            '：' | '。' | '，' | '、' | '；' | '！' | '？' | '（' | '）' => true,
            ',' => {
                next.is_none_or(char::is_whitespace)
                    // `Ctrl+, > Editor`
                    && !text[start..i].trim_end().ends_with('+')
                    && !is_listed(text, start, i, &between, &mut ahead)
            }
            // `Project...` opens a window.
            '.' => {
                next.is_none_or(char::is_whitespace)
                    && (before != Some('.') || text[..i].ends_with("..."))
            }
            // `Ctrl+Shift+P > Python: Select Interpreter`: so commands of a palette are called.
            ':' => {
                let before = &text[start..i];
                let palette = || {
                    before.contains("Shift+P")
                        || before
                            .split(sign)
                            .next()
                            .is_some_and(|key| key.trim_end().ends_with("F1"))
                        || before.contains("팔레트")
                        || before.contains("Palette")
                };
                // `Preferences > Project: demo > Python Interpreter`
                let inside = || {
                    text[after..]
                        .split(ENDS)
                        .next()
                        .is_some_and(|to| to.contains(&between))
                };
                // `Default output folder :Browse..`
                let apart = before.ends_with(' ') && before.contains(&between);
                (next.is_none_or(char::is_whitespace) || apart)
                    && !is_drive(before, &text[after..], sign)
                    && !(before.contains(&between) && (palette() || inside()))
            }
            // `① 설정 > 앱 ② 크롬`, `윈도우/ 설정 > 앱`
            '①'..='⑳' => before.is_some_and(char::is_whitespace),
            '/' => {
                next.is_some_and(char::is_whitespace) && before.is_some_and(char::is_alphanumeric)
            }
            '?' => next.is_none_or(char::is_whitespace),
            // `실전! Redis` is a title, `했다! 그리고` the end of a sentence.
            '!' => {
                next.is_none_or(char::is_whitespace) && before.is_some_and(|c| "다요까".contains(c))
            }
            '\'' | '"' | '‘' | '’' | '“' | '”' => {
                let close = match c {
                    '‘' | '’' => "’",
                    '“' | '”' => "”",
                    '"' => "\"",
                    _ => "'",
                };
                // Chinese and Japanese have no blanks: `在“设置 > 模型”`.
                let opens =
                    before.is_none_or(|b| b.is_whitespace() || b == '(' || is_han(b) || b == '，');
                let end = ahead.next(text, after, close);
                let holds_path = opens
                    && end < text.len()
                    && ahead.next(text, after, &between) + between.len() <= end;
                if holds_path {
                    out.push(Enclosed {
                        range: start..i,
                        quoted: false,
                    });
                    out.push(Enclosed {
                        range: after..end,
                        quoted: true,
                    });
                    start = end + close.len();
                    skip = start;
                    continue;
                }
                // A quotation among the steps is a label and stays one of them, with its commas.
                let beside = opens
                    && end < text.len()
                    && end - after <= 2 * LONGEST_STEP
                    && (text[start..i].trim_end().ends_with(sign)
                        || text[end + close.len()..].trim_start().starts_with(sign));
                if beside {
                    skip = end + close.len();
                }
                false
            }
            _ => false,
        };
        if ends {
            // `… > 계정 2) 저장`: the number of what is done next.
            let number = text[start..i].trim_end_matches(|d: char| d.is_ascii_digit());
            let numbered = c == ')' && !closes && number.len() < i - start && number.ends_with(' ');
            out.push(Enclosed {
                range: start..if numbered { start + number.len() } else { i },
                quoted: false,
            });
            start = after;
        }
    }
    out.push(Enclosed {
        range: start..text.len(),
        quoted: false,
    });
    out
}

/// Whether a colon ends the letter of a drive: `C: 우클릭`, `D: > 사진`.
fn is_drive(before: &str, after: &str, sign: &str) -> bool {
    let mut letters = before.chars().rev();
    let letter = letters.next().is_some_and(|c| c.is_ascii_uppercase());
    let alone = letters.next().is_none_or(|c| !c.is_alphanumeric());
    let next = after.trim_start();
    let things = ["우클릭", "드라이브", "마우스", "오른쪽", "디스크", "볼륨"];
    letter && alone && (next.starts_with(sign) || things.iter().any(|one| next.starts_with(one)))
}

fn is_small(c: char) -> bool {
    c.is_ascii_lowercase()
}

/// A letter of a script that has no blanks between its words.
pub(super) fn is_han(c: char) -> bool {
    ('\u{3040}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Whether what stands behind a stroke is the end of a label that holds one: `Bundle / APK...`.
/// What opens a window says so with its last letters, and no path sets out from there.
fn is_label_end(rest: &str, sign: &str) -> bool {
    let mut words = rest.split(' ').take_while(|word| *word != sign).take(3);
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || is_hangul(c));
    let end = |word: &str| word.len() > 3 && (word.ends_with("...") || word.ends_with('…'));
    let mut last = "";
    for word in words.by_ref().take_while(|word| is_name(word)) {
        if end(word) {
            return true;
        }
        last = word;
    }
    // `Generate Signed Bundle / APK`
    last.len() > 1 && rest == last && last.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a text ends with the second half of an English label: `Clean / Purge data`.
fn is_rest_of_label(rest: &str, before: Option<char>) -> bool {
    before.is_some_and(|c| c.is_ascii_alphabetic())
        && rest.starts_with(|c: char| c.is_ascii_uppercase())
        && rest.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ')
        && rest.split(' ').count() <= 3
}

/// `F7`
fn is_key(words: &str) -> bool {
    let number = words.strip_prefix('F').unwrap_or_default();
    (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

/// Where round brackets that open here close, if what stands in them is the other name of the place
/// before them.
fn name_in_brackets(text: &str, open: usize, sign: &str) -> Option<usize> {
    let rest = &text[open + 1..];
    let (at, c) = rest
        .char_indices()
        .take(LONGEST_STEP)
        .find(|(at, c)| matches!(c, ')' | '(' | '\n') || rest[*at..].starts_with(sign))?;
    // What follows is looked at only where something is enclosed.
    if c != ')' || at == 0 || open == 0 {
        return None;
    }
    let end = open + 1 + at + c.len_utf8();
    let glued = text[..open].ends_with(|c: char| !c.is_whitespace());
    let after = &text[end.min(text.len())..];
    let beside = after.trim_start().starts_with(sign);
    // `언어 (Language) 를`, `Host Name (or IP address)에`: the particle is that of both names; keys
    // (`Ctrl+F`) are no name.
    let next = after.split(' ').find(|word| !word.is_empty());
    let keys = rest[..at].contains(['+', '⌘', '⌥', '⌃', '⇧']) || is_key(&rest[..at]);
    let borne = next.is_some_and(|word| {
        is_hangul(word.chars().next().unwrap_or(' ')) && particle::length(word) == Some(word.len())
    });
    // `Tokens (classic)`
    let latin = text[..open]
        .trim_end()
        .ends_with(|c: char| c.is_ascii_alphanumeric())
        && rest[..at].starts_with(|c: char| c.is_ascii_lowercase())
        && rest[..at].bytes().all(|b| b.is_ascii_alphabetic());
    let latin = latin
        && !matches!(
            &rest[..at],
            "optional" | "required" | "default" | "recommended" | "important" | "beta" | "new"
        );
    // `Client Keys (DSN)`
    let short = text[..open].ends_with(' ')
        && text[..open]
            .trim_end()
            .ends_with(|c: char| c.is_ascii_lowercase())
        && (2..=5).contains(&at)
        && rest[..at].bytes().all(|b| b.is_ascii_uppercase());
    // `언어(재부팅 필요)`: an aside.
    let aside = rest[..at].contains(is_hangul) && rest[..at].contains(' ');
    // `Save for Web (Legacy)...`: dots belong to a label that opens a window.
    let dotted = (after.starts_with("...") || after.starts_with('…')) && !aside;
    let named = beside || dotted || !keys && !aside && (glued || borne || latin || short);
    named.then_some(end)
}

/// Where brackets that open here close, if they stand around one step of a path.
fn step_in_brackets(text: &str, open: usize, sign: &str) -> Option<usize> {
    let close = |c: char| matches!(c, ']' | '」' | '】' | '〉' | '》' | '』');
    let rest = &text[open..];
    let (at, c) = rest
        .char_indices()
        .take(LONGEST_STEP + 2)
        .find(|(at, c)| close(*c) || rest[*at..].starts_with(sign) || *c == '\n')?;
    let end = open + at + c.len_utf8();
    let after = text[end..].trim_start();
    // `[Run] 탭 > …`
    let kind = [
        "탭",
        "메뉴",
        "버튼",
        "화면",
        "페이지",
        "창",
        "패널",
        "클릭",
        "선택",
        "누르기",
    ]
    .iter()
    .find_map(|kind| after.strip_prefix(kind))
    .unwrap_or(after)
    .trim_start();
    let beside = text[..open].trim_end().ends_with(sign)
        || after.starts_with(sign)
        || kind.starts_with(sign);
    (close(c) && at > 1 && beside).then_some(end)
}

/// What comes next in a text whose places are asked for from the front to the end: the text is
/// read once for each sign, however many quotations are opened.
#[derive(Default)]
struct Ahead<'s>(BTreeMap<&'s str, usize>);

impl<'s> Ahead<'s> {
    /// Where `sign` stands next; the end of the text where it does not.
    fn next(&mut self, text: &str, from: usize, sign: &'s str) -> usize {
        let known = self.0.entry(sign).or_insert(0);
        if *known < from || *known == 0 {
            *known = text[from..].find(sign).map_or(text.len(), |at| from + at);
        }
        *known
    }
}

/// Whether a comma stands within a label: `Build, Execution, Deployment`.
fn is_listed<'s>(
    text: &str,
    start: usize,
    comma: usize,
    between: &'s str,
    ahead: &mut Ahead<'s>,
) -> bool {
    let before = text[start..comma].rfind(between);
    // `Build, Execution, Deployment > …` at the head of a text.
    if before.is_none() && start > 0 {
        return false;
    }
    let from = before.map_or(start, |at| start + at + between.len());
    let end = ahead.next(text, comma, between);
    let label = text[from..end].trim();
    // `설정에서 Build, Execution, Deployment > …`
    let label = if before.is_none() {
        let korean = label
            .split(", ")
            .next()
            .unwrap_or_default()
            .rfind(is_hangul);
        let behind =
            korean.and_then(|at| label[at..].find(' ').map(|blank| &label[at + blank + 1..]));
        behind.unwrap_or(label)
    } else {
        label
    };
    let is_row =
        end < text.len() && label.len() <= 2 * LONGEST_STEP && label.matches(", ").count() > 1;
    // `빌드, 실행, 배포` between two signs: three in a row are one name.
    let nouns = || label.split(", ").all(|word| word.chars().all(is_hangul));
    if is_row && before.is_some() && nouns() {
        return true;
    }
    if before.is_none() && !is_row {
        return false;
    }
    // `필드, 항목 및 집합`
    let all = label.len() <= 2 * LONGEST_STEP
        && label.contains(" 및 ")
        && label
            .chars()
            .all(|c| is_hangul(c) || matches!(c, ',' | ' '));
    all || label.len() <= LONGEST_STEP
        && label.split(", ").count() > 1
        && label.split(", ").all(|word| {
            word.starts_with(|c: char| c.is_ascii_uppercase())
                && word
                    .bytes()
                    .all(|b| b.is_ascii_alphabetic() || matches!(b, b',' | b'&' | b' '))
        })
}
