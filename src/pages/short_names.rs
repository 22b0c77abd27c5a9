//! A script's own names made short. A script in, the same with the names that only it knows in one
//! letter or two out, and declarations that follow each other in one: what it calls of others, and
//! whatever is a property, stays. It is for scripts that are one function called at once.
//!
//! A name is short within the smallest part of the script that declares it, so that the same few
//! letters serve everywhere and the same parameters look the same: compressors like both.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lexemes::{Bracket, Lexemes, RESERVED, Role};

/// What a window has under plain words: a name that is also one of these may mean either.
const OF_WINDOWS: &str = "\
    alert blur caches close confirm crypto document event external fetch focus \
    frames history innerHeight innerWidth length location name navigator open opener origin parent \
    performance print prompt screen scroll scrollBy scrollTo self status stop top window";

/// A script with its own names in as few letters as can be.
pub fn shorten(script: &str) -> String {
    let Some(pieces) = Lexemes::of(script) else {
        return script.to_owned();
    };
    let short = ShortNames::of(&pieces).short;
    let (joined, idle) = (pieces.joined_declarations(), pieces.idle_semicolons());
    let mut out = String::with_capacity(script.len());
    let mut at = 0;
    for (i, piece) in pieces.all.iter().enumerate() {
        if joined.contains(&i) {
            // `;const` becomes a comma.
            out.push_str(&script[at..piece.start]);
            out.push(',');
            at = pieces.all[i + 2].start;
        }
        if idle.contains(&i) {
            out.push_str(&script[at..piece.start]);
            at = piece.end;
        }
        let Some(new) = &short[i] else {
            continue;
        };
        out.push_str(&script[at..piece.start]);
        // `{ word }` is `{ word: word }`, taken apart or put together.
        if piece.role == Some(Role::Both) {
            out.push_str(pieces.text(i));
            out.push(':');
        }
        out.push_str(new);
        at = piece.end;
    }
    out.push_str(&script[at..]);
    out
}

/// A part of the script, by its pieces.
enum ScriptPart {
    /// What braces hold that are no object, and their bracket.
    Block(Range<usize>, usize),
    /// A statement of a block.
    Statement(Range<usize>),
    /// An arrow function with its parameters.
    Arrow(Range<usize>),
}

/// The short names, while they are given.
struct ShortNames<'p, 'a> {
    pieces: &'p Lexemes<'a>,
    /// Names that the script declares, and nobody else knows.
    own: BTreeSet<&'a str>,
    /// The bracket that each `const` and `let` declares names in.
    declared: Vec<(usize, &'a str)>,
    /// Of each piece that may change its short name.
    short: Vec<Option<String>>,
}

impl<'p, 'a> ShortNames<'p, 'a> {
    fn of(pieces: &'p Lexemes<'a>) -> Self {
        let mut fixed: BTreeSet<&str> = RESERVED.split(' ').chain(OF_WINDOWS.split(' ')).collect();
        let mut own = BTreeSet::new();
        for i in pieces.declared() {
            // What the script declares outside of its function is every script's.
            match pieces.all[i].within {
                0 => fixed.insert(pieces.text(i)),
                _ => own.insert(pieces.text(i)),
            };
        }
        // A function is known in all of its block, also before it stands there.
        for i in 1..pieces.all.len() {
            if pieces.text(i - 1) == "function" {
                fixed.insert(pieces.text(i));
            }
        }
        own.retain(|name| !fixed.contains(name));
        let mut declared = Vec::new();
        for (i, piece) in pieces.all.iter().enumerate() {
            if matches!(pieces.text(i), "const" | "let") && pieces.before(i) != "." {
                let mut names = Vec::new();
                pieces.declarations(i + 1, &mut names);
                declared.extend(names.iter().map(|&name| (piece.within, pieces.text(name))));
            }
        }
        let mut names = Self {
            pieces,
            own,
            declared,
            short: vec![None; pieces.all.len()],
        };
        names.give(ScriptPart::Statement(0..pieces.all.len()), &BTreeMap::new());
        names
    }

    /// Gives the names of a part that are known in no smaller one, then those of its parts.
    fn give(&mut self, part: ScriptPart, around: &BTreeMap<&'a str, String>) {
        let (range, parts, here) = match part {
            ScriptPart::Block(range, bracket) => {
                let here = self.declared.iter();
                let here = here.filter(|(within, _)| *within == bracket);
                let here: Vec<&str> = here.map(|(_, name)| *name).collect();
                let parts = self.pieces.statements(range.clone(), bracket);
                (
                    range,
                    parts.into_iter().map(ScriptPart::Statement).collect(),
                    here,
                )
            }
            ScriptPart::Statement(range) => {
                let (parts, here) = self.parts(range.clone(), range.start);
                (range, parts, here)
            }
            ScriptPart::Arrow(range) => {
                let (parts, here) = self.parts(range.clone(), range.start + 1);
                (range, parts, here)
            }
        };
        let mut known = around.clone();
        // What the names of others and those from around that stand here are called.
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for i in range.clone().filter(|&i| self.is_variable(i)) {
            let name = self.pieces.text(i);
            match around.get(name) {
                Some(short) => taken.insert(short.clone()),
                None if !self.own.contains(name) => taken.insert(name.to_owned()),
                None => false,
            };
        }
        let mut free = letters().filter(|short| !taken.contains(short));
        for name in here {
            if self.own.contains(name) && !known.contains_key(name) {
                known.extend(free.next().map(|short| (name, short)));
            }
        }
        for i in range {
            if self.is_variable(i) && self.short[i].is_none() {
                self.short[i] = known.get(self.pieces.text(i)).cloned();
            }
        }
        for part in parts {
            self.give(part, &known);
        }
    }

    fn is_variable(&self, i: usize) -> bool {
        let role = self.pieces.all[i].role;
        matches!(role, Some(Role::Variable | Role::Both))
    }

    /// The blocks and functions in that range, from `at` on, and the names outside of them.
    fn parts(&self, range: Range<usize>, from: usize) -> (Vec<ScriptPart>, Vec<&'a str>) {
        let (pieces, mut parts, mut here) = (self.pieces, Vec::new(), Vec::new());
        here.extend((range.start..from).map(|i| pieces.text(i)));
        let mut at = from;
        while at < range.end {
            if let Some(end) = pieces.arrow_ends(at) {
                parts.push(ScriptPart::Arrow(at..end));
                at = end;
            } else if let Some(bracket) = pieces.block(at) {
                let end = pieces.pair(at);
                parts.push(ScriptPart::Block(at + 1..end, bracket));
                at = end + 1;
            } else {
                if self.is_variable(at) {
                    here.push(pieces.text(at));
                }
                at += 1;
            }
        }
        (parts, here)
    }
}

impl Lexemes<'_> {
    /// The block that opens there.
    fn block(&self, at: usize) -> Option<usize> {
        let opens = |bracket: &usize| self.brackets[*bracket].open == at && *bracket > 0;
        let bracket = (0..self.brackets.len()).find(opens)?;
        (self.text(at) == "{" && !self.brackets[bracket].is_object).then_some(bracket)
    }

    /// Where the arrow function ends that begins there.
    fn arrow_ends(&self, at: usize) -> Option<usize> {
        let last = match self.text(at) {
            "(" => self.pair(at),
            _ if self.is_name(at) => at,
            _ => return None,
        };
        let body = last + 3;
        self.is_behind_arrow(body).then(|| match self.block(body) {
            Some(_) => self.pair(body) + 1,
            None => self.value_ends(body),
        })
    }

    /// The statements of a block that a semicolon ends; others are part of the next.
    fn statements(&self, range: Range<usize>, bracket: usize) -> Vec<Range<usize>> {
        let (mut out, mut from) = (Vec::new(), range.start);
        for i in range.clone() {
            if self.all[i].within == bracket && self.text(i) == ";" {
                out.push(from..i);
                from = i + 1;
            }
        }
        out.push(from..range.end);
        out
    }

    /// The semicolons before a brace that closes, but for those that are a loop's whole body.
    fn idle_semicolons(&self) -> BTreeSet<usize> {
        let is_head = |i: usize| {
            let open = self.pair(i);
            self.text(i) == ")" && matches!(self.before(open), "for" | "while" | "if")
        };
        let is_idle =
            |&i: &usize| self.text(i) == ";" && self.text(i + 1) == "}" && i > 0 && !is_head(i - 1);
        (0..self.all.len()).filter(is_idle).collect()
    }

    /// The semicolons between declarations that may be one.
    fn joined_declarations(&self) -> BTreeSet<usize> {
        let mut out = BTreeSet::new();
        for (bracket, Bracket { open, .. }) in self.brackets.iter().enumerate().skip(1) {
            if self.block(*open).is_none() {
                continue;
            }
            let statements = self.statements(open + 1..self.pair(*open), bracket);
            for pair in statements.windows(2) {
                let is_one = |range: &Range<usize>| self.text(range.start) == "const";
                // A line that ends may end a statement.
                let is_whole = |range: &Range<usize>| {
                    let mut own = range.clone().filter(|&i| self.all[i].within == bracket);
                    own.all(|i| {
                        i == range.start
                            || !self.script[self.all[i - 1].end..self.all[i].start].contains('\n')
                    })
                };
                if is_one(&pair[0]) && is_one(&pair[1]) && is_whole(&pair[0]) {
                    out.insert(pair[0].end);
                }
            }
        }
        out
    }
}

/// One letter, then two, those first that scripts use most.
fn letters() -> impl Iterator<Item = String> {
    let all = || "etnrsoailcdhmpufgbwvykxjqzABCDEFGHIJKLMNOPQRSTUVWXYZ".chars();
    let two = all().flat_map(move |first| all().map(move |second| format!("{first}{second}")));
    let words: BTreeSet<&str> = RESERVED.split(' ').collect();
    all()
        .map(String::from)
        .chain(two)
        .filter(move |short| !words.contains(short.as_str()))
}
