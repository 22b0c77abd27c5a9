//! The colours of code: which lexer or grammar reads what, and what is kept of it. A chapter in,
//! the tokens and blanks of everything it shows out; knows no HTML.

use std::collections::HashMap;
use std::ops::Range;

use super::token::CodeToken;
use super::{grammar, shell, yaml};
use crate::language::Language;
use crate::notes::code::language;
use crate::notes::code::placeholder::Placeholder;
use crate::notes::code::typed_fields;
use crate::notes::links::targets::{Link, Target};
use crate::notes::tree::{Block, BlockKind, Chapter, Code, Span};
use crate::notes::visit::each_block;

/// The colours of a page's listings by the place of each: the page and the course on one page show
/// them both.
#[derive(Default)]
pub(crate) struct PageColors {
    pub(super) listings: HashMap<Span, BlockColors>,
    /// Those of the files that each command shows, by their paths.
    pub(super) shown: HashMap<Span, HashMap<String, Colors>>,
}

/// The colours of one listing, or of each stretch that was typed in a session.
#[derive(Clone)]
pub(super) struct BlockColors(pub(super) Vec<Colors>);

/// The tokens of a text and its blanks to fill in.
#[derive(Clone)]
pub(super) struct Colors {
    pub(super) tokens: Vec<CodeToken>,
    pub(super) blanks: Vec<Placeholder>,
}

impl Colors {
    /// What is too large, or has no language, has no tokens.
    pub(super) fn of(language: Option<&Language>, text: &str) -> Self {
        let mut blanks = typed_fields::of_block(text, language);
        blanks.retain(|blank| !text[blank.range.clone()].contains('\n'));
        let colored = language.filter(|_| !language::is_too_large(text));
        let tokens = colored.map(|language| tokens(language, text, &blanks));
        Self {
            tokens: tokens.unwrap_or_default(),
            blanks,
        }
    }
}

/// The tokens of a text. YAML and shell are what notes are full of and have lexers of their own; a
/// grammar is loaded for others.
fn tokens(language: &Language, text: &str, blanks: &[Placeholder]) -> Vec<CodeToken> {
    match language.grammar() {
        None => Vec::new(),
        Some("yaml") => yaml::tokens(text),
        Some("bash") => shell::tokens(text, blanks),
        Some(grammar) => grammar::tokens(grammar, text),
    }
}

impl BlockColors {
    pub(super) fn of(code: &Code) -> Self {
        if !is_typed(code) {
            return Self(vec![Colors::of(code.language.as_ref(), &code.text)]);
        }
        let mut all = Vec::with_capacity(code.typed.len());
        let mut rest = code.typed.as_slice();
        while let Some((_, more)) = rest.split_first() {
            let continued = more
                .iter()
                .take_while(|part| is_continued(&code.text[..part.start]));
            let (command, behind) = rest.split_at(1 + continued.count());
            push_command(code, command, &mut all);
            rest = behind;
        }
        Self(all)
    }
}

/// Whether a prompt that asks for more of a command (`>`, `dquote>`) stands at the end of a text.
fn is_continued(before: &str) -> bool {
    let prompt = before.rsplit('\n').next().unwrap_or_default().trim();
    matches!(
        prompt,
        ">" | "heredoc>" | "quote>" | "dquote>" | "bquote>" | "cmdsubst>" | "pipe>"
    )
}

/// The colours of each stretch of a command that was typed over several prompts: what is open on
/// one of its lines is open on the next.
fn push_command(code: &Code, parts: &[Range<usize>], all: &mut Vec<Colors>) {
    // What is typed into a shell is coloured as in a session.
    let is_shell = code
        .language
        .as_ref()
        .is_none_or(|one| one.grammar().is_none_or(|grammar| grammar == "bash"));
    let own = code.language.as_ref().filter(|_| !is_shell);
    let (text, language) = (&code.text, own.or(Some(&Language::CONSOLE)));
    if let [part] = parts {
        all.push(Colors::of(language, &text[part.clone()]));
        return;
    }
    let whole: String = parts.iter().map(|part| &text[part.clone()]).collect();
    let Colors { tokens, blanks } = Colors::of(language, &whole);
    let mut tokens = tokens.into_iter();
    let mut start = 0;
    for part in parts {
        let letters = text[part.clone()].bytes().filter(|byte| *byte != b'\n');
        let (mut left, mut own) = (letters.count(), Vec::new());
        while left > 0
            && let Some(token) = tokens.next()
        {
            left = left.saturating_sub(token.length());
            own.push(token);
        }
        let end = start + part.len();
        let here = blanks
            .iter()
            .filter(|blank| blank.range.start >= start && blank.range.end <= end);
        let moved = here.map(|blank| Placeholder {
            range: blank.range.start - start..blank.range.end - start,
            name: blank.name.clone(),
        });
        all.push(Colors {
            tokens: own,
            blanks: moved.collect(),
        });
        start = end;
    }
}

impl PageColors {
    /// Finds the colours of everything that stands in a chapter, and of what its links show.
    pub(crate) fn of(chapter: &Chapter, links: &[Link]) -> Self {
        let mut listings = HashMap::new();
        let footnotes = chapter.footnotes.iter().map(|footnote| &footnote.blocks);
        for blocks in footnotes.chain([&chapter.blocks]) {
            each_block(blocks, &mut |block: &Block| {
                if let BlockKind::Code(code) = &block.kind {
                    listings.insert(block.span, BlockColors::of(code));
                }
            });
        }
        let mut shown: HashMap<Span, HashMap<String, Colors>> = HashMap::new();
        for link in links {
            if let Target::Shown {
                path,
                language,
                text,
            } = &link.target
            {
                let colors = Colors::of(language.as_ref(), text);
                let of_command = shown.entry(link.span).or_default();
                of_command.insert(path.clone(), colors);
            }
        }
        Self { listings, shown }
    }
}

/// A stretch of a text and the letter of its class.
pub type ClassedRange = (Range<usize>, Option<char>);

/// The classes of a text of any size.
pub fn classes(language: &Language, text: &str) -> Vec<ClassedRange> {
    let blanks = typed_fields::of_block(text, Some(language));
    stretches(&tokens(language, text, &blanks), text)
}

/// The classes that the grammar of a language gives a text, where a page may have a lexer's.
pub fn judged(language: &Language, text: &str) -> Vec<ClassedRange> {
    let grammar = language.grammar().unwrap_or_default();
    stretches(&grammar::tokens(grammar, text), text)
}

fn stretches(tokens: &[CodeToken], text: &str) -> Vec<ClassedRange> {
    let mut at = 0;
    let mut all = Vec::new();
    for token in tokens {
        at += text[at..].bytes().take_while(|byte| *byte == b'\n').count();
        all.push((at..at + token.length(), token.class()));
        at += token.length();
    }
    all
}

/// Whether a listing is a session of which parts were typed.
pub(super) fn is_typed(code: &Code) -> bool {
    !code.typed.is_empty()
}
