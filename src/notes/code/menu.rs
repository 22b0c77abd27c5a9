//! Paths of menus and folders in prose: `EC2 > 로드 밸런서 > 활성 상태인지 확인`. Plain text in,
//! the steps out. Comparisons, redirections, arrows and quoted references are none.

use std::ops::Range;

use crate::notes::code::tools;
use crate::text::is_hangul;

/// A path of menus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuPath {
    /// Its bytes, from the first step to the last.
    pub range: Range<usize>,
    /// The bytes of each step, without the signs between them.
    pub steps: Vec<Range<usize>>,
}

/// A step is a label: longer ones are sentences in which `>` stands for something else.
const LONGEST_STEP: usize = 40;

/// What follows a path of folders and is no step of it: `1.basic > 2.pod 로 이동`.
const TAILS: &[&str] = &[
    " 로 이동",
    " 으로 이동",
    "로 이동",
    "으로 이동",
    " 에서",
    "에서 ",
    " 위치로",
    " 폴더로",
    " 경로로",
];

/// Finds the paths of a text, in order.
pub fn find(text: &str) -> Vec<MenuPath> {
    let mut out = Vec::new();
    if !text.contains(" > ") && !text.contains(" → ") {
        return out;
    }
    // Brackets and quotations are worlds of their own: a path lies wholly inside one or wholly
    // outside.
    for part in parts(text) {
        out.extend(path(text, part));
    }
    out.sort_by_key(|path| path.range.start);
    out
}

/// Stretches of the text that may hold a path: between brackets, quotations, sentence ends and line
/// breaks.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut quote: Option<char> = None;
    for (i, c) in text.char_indices() {
        if let Some(open) = quote {
            if c == open {
                quote = None;
                start = i + c.len_utf8();
            }
            continue;
        }
        let next = text[i + c.len_utf8()..].chars().next();
        let before = text[..i].chars().next_back();
        let ends = match c {
            '(' | ')' | '\n' | '|' | ';' | '“' | '”' | '`' | '{' | '}' => true,
            ',' | '.' | ':' | '?' | '!' => next.is_none_or(char::is_whitespace),
            // A quotation among the steps is a label and stays one of them; a quotation around a
            // path is a reference.
            '\'' | '"' | '‘' | '’' => {
                let close = if c == '‘' { '’' } else { c };
                let opens = before.is_none_or(|b| b.is_whitespace() || b == '(');
                let end = text[i + c.len_utf8()..].find(close);
                if opens
                    && end.is_some_and(|end| {
                        text[i + c.len_utf8()..i + c.len_utf8() + end].contains(" > ")
                    })
                {
                    quote = Some(close);
                    true
                } else {
                    false
                }
            }
            _ => false,
        };
        if ends {
            out.push(start..i);
            start = i + c.len_utf8();
        }
    }
    if quote.is_none() {
        out.push(start..text.len());
    }
    out
}

fn path(text: &str, part: Range<usize>) -> Option<MenuPath> {
    let source = &text[part.clone()];
    if !source.contains(" > ")
        || source.contains("->")
        || source.contains("=>")
        || source.contains("<>")
        || source.contains(" < ")
        || source.contains(">>")
    {
        return None;
    }
    let mut steps: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for piece in source.split(" > ") {
        let trimmed = piece.trim();
        let start = at + (piece.len() - piece.trim_start().len());
        steps.push(part.start + start..part.start + start + trimmed.len());
        at += piece.len() + 3;
    }
    if let Some(last) = steps.last_mut() {
        let words = &text[last.clone()];
        if let Some(tail) = TAILS.iter().filter_map(|tail| words.find(tail)).min() {
            last.end = last.start + tail;
        }
    }
    let label = |step: &Range<usize>| {
        let words = &text[step.clone()];
        let length = words.chars().count();
        let letters = words.chars().any(char::is_alphabetic);
        (1..=LONGEST_STEP).contains(&length)
            && letters
            && !words.starts_with(['-', '$', '='])
            && !words.ends_with(['=', '-', '<'])
    };
    // Labels are names; a step that is a single variable or number beside another is a comparison.
    let comparison = steps.len() == 2
        && steps.iter().all(|step| {
            text[step.clone()].chars().count() <= 2 && !text[step.clone()].chars().any(is_hangul)
        });
    let tiny = text[steps[0].clone()].chars().count() < 2;
    // `echo hi > out.txt` writes to a file.
    let redirection = text[steps[0].clone()]
        .split_once(' ')
        .is_some_and(|(word, _)| {
            matches!(word, "echo" | "printf")
                || tools::lists(tools::PLAIN, word)
                || tools::TOOLS.iter().any(|tool| tool.name == word)
        })
        && text[part.clone()].is_ascii();
    if tiny || redirection || steps.len() < 2 || !steps.iter().all(label) || comparison {
        return None;
    }
    Some(MenuPath {
        range: steps[0].start..steps[steps.len() - 1].end,
        steps,
    })
}
