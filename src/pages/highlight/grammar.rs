//! The classes of a text's letters, as a grammar of syntect sees them. A grammar's name and a text
//! in, tokens out. The only file that knows syntect, never its class generator, which makes code
//! blocks 16 to 19 times larger. Grammars are loaded when the first of them is asked for.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use super::token::{Class, CodeToken, Tokens};

fn grammars() -> &'static SyntaxSet {
    static SET: OnceLock<SyntaxSet> = OnceLock::new();
    SET.get_or_init(two_face::syntax::extra_newlines)
}

/// The tokens of a text; none at all where no grammar has this name.
pub(super) fn tokens(grammar: &str, text: &str) -> Vec<CodeToken> {
    let syntax = grammars().find_syntax_by_token(grammar);
    let Some(mut state) = syntax.map(ParseState::new) else {
        return Vec::new();
    };
    let mut stack = ScopeStack::new();
    let mut tokens = Tokens::new(text);
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let length = line.trim_end_matches('\n').len();
        let with_break = if line.ends_with('\n') {
            Cow::Borrowed(line)
        } else {
            Cow::Owned(format!("{line}\n"))
        };
        // A grammar that fails on a line leaves it plain.
        let scopes = state.parse_line(&with_break, grammars());
        for (to, op) in scopes.unwrap_or_default() {
            tokens.take(offset + to.min(length), class(&stack));
            let _ = stack.apply(&op);
        }
        tokens.take(offset + length, class(&stack));
        offset += line.len();
    }
    tokens.finish()
}

/// Scope prefixes and their classes, the first that fits.
const CLASSES: &[(&str, Class)] = &[
    ("comment", Class::Comment),
    ("constant.character.escape", Class::Number),
    ("constant.other.placeholder", Class::Number),
    ("string", Class::Text),
    ("constant", Class::Number),
    ("support.constant", Class::Number),
    ("meta.mapping.key", Class::Key),
    ("entity.name.function", Class::Name),
    ("support.function", Class::Program),
    ("variable.function.shell", Class::Program),
    ("variable.function", Class::Name),
    ("entity.name.tag", Class::Key),
    ("entity.name", Class::Name),
    ("entity.other.attribute-name", Class::Option),
    ("support.type.property-name", Class::Key),
    ("support.type", Class::Name),
    ("support.class", Class::Name),
    ("variable.parameter.option", Class::Option),
    ("variable.other.readwrite.shell", Class::Variable),
    ("variable.annotation", Class::Option),
    ("keyword.operator", Class::Plain),
    ("keyword", Class::Key),
    ("storage.type.annotation", Class::Option),
    ("storage", Class::Key),
    ("markup.inserted", Class::Text),
    ("markup.deleted", Class::Number),
    ("punctuation.definition.string", Class::Text),
    ("punctuation.definition.comment", Class::Comment),
    ("punctuation.definition.variable", Class::Variable),
    ("punctuation.definition.parameter", Class::Option),
    ("punctuation", Class::Plain),
];

/// The class of the innermost scope that has one.
fn class(stack: &ScopeStack) -> Class {
    thread_local! {
        static KNOWN: RefCell<HashMap<Scope, Option<Class>>> = RefCell::new(HashMap::new());
    }
    static TABLE: OnceLock<Vec<(Scope, Class)>> = OnceLock::new();
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
                return class;
            }
        }
        Class::Plain
    })
}
