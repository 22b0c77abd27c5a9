//! The classes of a text's letters, as a grammar sees them. A language and a text in, tokens out.
//! The only file that knows syntect, never its class generator, which makes code blocks 16 to 19
//! times larger. What is too large has no tokens.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::language::Language;
use crate::notes::code::language;

/// A stretch of one line in one class; it begins where the one before it ends, or its line begins.
/// Small, since the tokens of a page are kept until it stands on paper as well.
#[derive(Clone, Copy, Debug)]
pub(super) struct CodeToken {
    length: u16,
    class: u8,
}

impl CodeToken {
    /// How many bytes it has.
    pub(super) fn length(self) -> usize {
        self.length.into()
    }

    /// The ASCII letter that HTML gives it; `None` is plain.
    pub(super) fn class(self) -> Option<char> {
        (self.class != 0).then_some(self.class.into())
    }
}

fn grammars() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(two_face::syntax::extra_newlines)
}

/// The grammar of a language.
fn grammar(language: &Language) -> Option<&'static SyntaxReference> {
    grammars().find_syntax_by_token(language.grammar()?)
}

/// The tokens of a text: every letter of every line is in one, its line breaks in none. Without a
/// grammar there are none at all.
pub(super) fn tokens(language: Option<&Language>, text: &str) -> Vec<CodeToken> {
    let syntax = language
        .filter(|_| !language::is_too_large(text))
        .and_then(grammar);
    let Some(mut state) = syntax.map(ParseState::new) else {
        return Vec::new();
    };
    let mut stack = ScopeStack::new();
    let mut tokens = Vec::new();
    for line in text.split_inclusive('\n') {
        let length = line.trim_end_matches('\n').len();
        let with_break = if line.ends_with('\n') {
            Cow::Borrowed(line)
        } else {
            Cow::Owned(format!("{line}\n"))
        };
        let (first, mut at) = (tokens.len(), 0);
        // A grammar that fails on a line leaves it plain.
        let scopes = state.parse_line(&with_break, grammars());
        for (to, op) in scopes.unwrap_or_default() {
            let to = to.min(length);
            if at < to {
                push(&mut tokens, first, to - at, class(&stack));
                at = to;
            }
            let _ = stack.apply(&op);
        }
        if at < length {
            push(&mut tokens, first, length - at, class(&stack));
        }
    }
    tokens.shrink_to_fit();
    tokens
}

/// Adds a token to those of a line, which begin at `first`.
fn push(tokens: &mut Vec<CodeToken>, first: usize, length: usize, class: Option<char>) {
    // A line that is coloured is short.
    let length = u16::try_from(length).unwrap_or(u16::MAX);
    let class = class.and_then(|class| u8::try_from(class).ok());
    let class = class.unwrap_or_default();
    match tokens[first..].last_mut() {
        Some(last) if last.class == class => last.length = last.length.saturating_add(length),
        _ => tokens.push(CodeToken { length, class }),
    }
}

/// Scope prefixes and their classes, the first that fits; `-` keeps the text plain.
const CLASSES: &[(&str, char)] = &[
    ("comment", 'c'),
    ("constant.character.escape", 'd'),
    ("constant.other.placeholder", 'd'),
    ("string.unquoted.plain.out.yaml", 's'),
    ("string", 's'),
    ("constant.numeric", 'd'),
    ("constant", 'd'),
    ("support.constant", 'd'),
    ("entity.name.tag.yaml", 'k'),
    ("meta.mapping.key", 'k'),
    ("entity.name.function", 'n'),
    ("support.function", 't'),
    ("variable.function.shell", 't'),
    ("variable.function", 'n'),
    ("entity.name.tag", 'k'),
    ("entity.name", 'n'),
    ("entity.other.attribute-name", 'o'),
    ("support.type.property-name", 'k'),
    ("support.type", 'n'),
    ("support.class", 'n'),
    ("variable.parameter.option", 'o'),
    ("variable.other.readwrite.shell", 'v'),
    ("variable.annotation", 'o'),
    ("keyword.operator", '-'),
    ("keyword", 'k'),
    ("storage.type.annotation", 'o'),
    ("storage", 'k'),
    ("markup.inserted", 's'),
    ("markup.deleted", 'd'),
    ("punctuation.definition.string", 's'),
    ("punctuation.definition.comment", 'c'),
    ("punctuation.definition.variable", 'v'),
    ("punctuation.definition.parameter", 'o'),
    ("punctuation", '-'),
];

/// The class of the innermost scope that has one.
fn class(stack: &ScopeStack) -> Option<char> {
    thread_local! {
        static KNOWN: RefCell<HashMap<Scope, Option<char>>> = RefCell::new(HashMap::new());
    }
    static TABLE: OnceLock<Vec<(Scope, char)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        CLASSES
            .iter()
            .filter_map(|(name, class)| Some((Scope::new(name).ok()?, *class)))
            .collect()
    });
    KNOWN.with_borrow_mut(|known| {
        for scope in stack.as_slice().iter().rev() {
            let class = *known.entry(*scope).or_insert_with(|| {
                table
                    .iter()
                    .find(|(prefix, _)| prefix.is_prefix_of(*scope))
                    .map(|(_, class)| *class)
            });
            if let Some(class) = class {
                return (class != '-').then_some(class);
            }
        }
        None
    })
}
