//! Marks alone on a line with which authors ask for the contents of a page. A line in; whether it
//! is one out.

use memchr::memmem;

/// Marks in lower case: of Typora and Python-Markdown, of GitLab and Azure DevOps, of markdown-it,
/// of editors in China.
const MARKS: [&str; 4] = ["[toc]", "[[_toc_]]", "[[toc]]", "@[toc]"];

/// The mark of CSDN's editor with what it writes above the contents: `@[TOC](目录)`.
const TITLED: &str = "@[toc](";

/// So long a line is none.
const LONGEST: usize = 200;

/// Whether a line says nothing else.
pub fn is_mark(line: &str) -> bool {
    let line = line.trim();
    if line.len() > LONGEST {
        return false;
    }
    let line = line.to_ascii_lowercase();
    let titled = line.strip_prefix(TITLED);
    let title = titled.and_then(|rest| rest.strip_suffix(')'));
    MARKS.contains(&&*line) || title.is_some_and(|title| !title.contains(['(', ')']))
}

/// The bytes of brackets to be hidden from the parser, to which `@[TOC](目录)` is a link.
pub fn masked(source: &str) -> Vec<usize> {
    let found = memmem::find_iter(source.as_bytes(), "@[");
    let is_titled = |at: &usize| {
        let before = source[..*at].bytes().rev().take_while(|b| *b != b'\n');
        let is_first = before.take(4).all(|b| b == b' ');
        let line = || source[*at..].lines().next().unwrap_or_default();
        is_first && line().trim_end().ends_with(')') && is_mark(line())
    };
    found.filter(is_titled).map(|at| at + 1).collect()
}
