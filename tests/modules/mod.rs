//! The graph of a crate's modules, one node a file, read from its tokens: `use` trees with braces,
//! renamings, `crate::`, `self::`, `super::` and paths in the code. Sources in, arrows and the
//! names of the outside world that are used out. Decides nothing about which of them are allowed.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What a file of the crate says, names resolved.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// Files that it names, by their path below `src`.
    pub uses: BTreeSet<String>,
    /// Paths into `std`, whatever they were called (`std::fs::read`); `*` for everything.
    pub std: BTreeSet<String>,
    /// Methods that are called.
    pub methods: BTreeSet<String>,
    /// Macros that are called, with the first token of what they are given.
    pub macros: BTreeSet<(String, String)>,
}

/// The modules of a crate by their file (`notes/library/plan.rs`). `sources` are its files below
/// `src` with their text. `main.rs` and what it declares are a crate of their own.
pub(crate) fn modules(sources: &BTreeMap<String, String>) -> BTreeMap<String, Module> {
    let files: BTreeMap<String, File> = sources
        .iter()
        .map(|(path, text)| (path.clone(), File::read(path, text)))
        .collect();
    let by_name: BTreeMap<Vec<String>, String> = files
        .keys()
        .map(|path| (module_of(path), path.clone()))
        .collect();
    let of_program: BTreeSet<String> = files
        .get("main.rs")
        .into_iter()
        .flat_map(|main| main.children.iter().map(|(_, name)| name.clone()))
        .collect();
    let owner = |path: &[String]| -> Option<String> {
        (0..=path.len())
            .rev()
            .find_map(|end| by_name.get(&path[..end]).cloned())
    };
    let mut out = BTreeMap::new();
    for (path, file) in &files {
        let is_program = path == "main.rs" || of_program.contains(&module_of(path).join("::"));
        let mut module = Module {
            methods: file.methods.clone(),
            macros: file.macros.clone(),
            ..Module::default()
        };
        for (at, segments) in &file.paths {
            match file.resolve(at, segments, 0) {
                Some(Resolved::Std(path)) => drop(module.std.insert(path.join("::"))),
                Some(Resolved::Ours(path)) => {
                    let found =
                        if is_program && path.first().is_none_or(|top| !of_program.contains(top)) {
                            Some("main.rs".to_owned())
                        } else {
                            owner(&path)
                        };
                    module.uses.extend(found);
                }
                Some(Resolved::Other(name, path)) if is_program && name == "notesite" => {
                    module.uses.extend(owner(&path));
                }
                _ => {}
            }
        }
        for (at, name) in &file.children {
            let mut child = at.clone();
            child.push(name.clone());
            module.uses.extend(by_name.get(&child).cloned());
        }
        module.uses.remove(path);
        out.insert(path.clone(), module);
    }
    out
}

/// `notes/library/plan.rs` is `notes::library::plan`; `lib.rs` and `main.rs` are roots.
fn module_of(path: &str) -> Vec<String> {
    if path == "lib.rs" {
        return Vec::new();
    }
    let stem = path.strip_suffix(".rs").unwrap_or(path);
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    stem.split('/').map(str::to_owned).collect()
}

/// Circles: sets of files that all reach each other.
pub(crate) fn circles(arrows: &BTreeMap<String, BTreeSet<String>>) -> Vec<Vec<String>> {
    let reach = |from: &String| {
        let mut seen = BTreeSet::new();
        let mut next = vec![from];
        while let Some(one) = next.pop() {
            for to in arrows.get(one).into_iter().flatten() {
                if seen.insert(to.clone()) {
                    next.push(to);
                }
            }
        }
        seen
    };
    let reached: BTreeMap<&String, BTreeSet<String>> =
        arrows.keys().map(|one| (one, reach(one))).collect();
    let mut found: BTreeSet<Vec<String>> = BTreeSet::new();
    for (one, others) in reached
        .iter()
        .filter(|(one, others)| others.contains(**one))
    {
        let circle = others
            .iter()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(*one)));
        found.insert(circle.cloned().collect());
    }
    found.into_iter().collect()
}

enum Resolved {
    /// Into the standard library, `std` included.
    Std(Vec<String>),
    /// Into this crate, from its root.
    Ours(Vec<String>),
    /// Into another crate.
    Other(String, Vec<String>),
}

/// A file as it is written.
#[derive(Debug, Default)]
struct File {
    /// Every path, with the module that it stands in.
    paths: Vec<(Vec<String>, Vec<String>)>,
    /// What `use` calls which path, and where.
    names: BTreeMap<String, (Vec<String>, Vec<String>)>,
    /// Modules that are declared, with the module that declares them.
    children: Vec<(Vec<String>, String)>,
    methods: BTreeSet<String>,
    macros: BTreeSet<(String, String)>,
}

impl File {
    fn read(path: &str, text: &str) -> Self {
        let tokens = TokenStream::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let at = match path {
            "main.rs" => Vec::new(),
            _ => module_of(path),
        };
        let mut file = Self::default();
        file.walk(tokens, &at);
        file
    }

    fn walk(&mut self, tokens: TokenStream, at: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut i = 0;
        while i < tokens.len() {
            let before = i.checked_sub(1).map(|i| &tokens[i]);
            match &tokens[i] {
                TokenTree::Group(group) => self.walk(group.stream(), at),
                TokenTree::Ident(word) if *word == "use" && !is(before, '.') => {
                    let end = (i..tokens.len())
                        .find(|&end| is(tokens.get(end), ';'))
                        .unwrap_or(tokens.len());
                    self.import(&tokens[i + 1..end], &[], at);
                    i = end;
                }
                TokenTree::Ident(word) if *word == "mod" => {
                    if let Some(TokenTree::Ident(name)) = tokens.get(i + 1) {
                        let name = name.to_string();
                        match tokens.get(i + 2) {
                            Some(TokenTree::Group(inside)) => {
                                let inner: Vec<String> = at.iter().cloned().chain([name]).collect();
                                self.walk(inside.stream(), &inner);
                                i += 2;
                            }
                            _ => self.children.push((at.to_vec(), name)),
                        }
                    }
                }
                TokenTree::Ident(word)
                    if *word == "crate" && before.is_some_and(|t| t.to_string() == "extern") =>
                {
                    let end = (i..tokens.len()).find(|&end| is(tokens.get(end), ';'));
                    self.import(&tokens[i + 1..end.unwrap_or(tokens.len())], &[], at);
                }
                TokenTree::Ident(word) => {
                    let (path, next) = path_at(&tokens, i);
                    if is(before, '.') && !is(i.checked_sub(2).map(|i| &tokens[i]), '.') {
                        self.methods.insert(word.to_string());
                    } else if !is(before, '\'') {
                        if is(tokens.get(next), '!') {
                            let given = match tokens.get(next + 1) {
                                Some(TokenTree::Group(group)) => group
                                    .stream()
                                    .into_iter()
                                    .next()
                                    .map_or(String::new(), |first| first.to_string()),
                                _ => String::new(),
                            };
                            self.macros.insert((path[path.len() - 1].clone(), given));
                        }
                        self.paths.push((at.to_vec(), path));
                    }
                    i = next - 1;
                }
                _ => {}
            }
            i += 1;
        }
    }

    /// One tree of a `use`, behind `prefix`.
    fn import(&mut self, tokens: &[TokenTree], prefix: &[String], at: &[String]) {
        let mut path = prefix.to_vec();
        let mut name = None;
        let mut i = 0;
        while i < tokens.len() {
            match &tokens[i] {
                TokenTree::Ident(word) if *word == "as" => {
                    name = tokens.get(i + 1).map(ToString::to_string);
                    i += 1;
                }
                TokenTree::Ident(word) if *word == "self" && !path.is_empty() => {}
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Punct(punct) if punct.as_char() == '*' => path.push("*".to_owned()),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    for one in inner.split(|token| is(Some(token), ',')) {
                        if !one.is_empty() {
                            self.import(one, &path, at);
                        }
                    }
                    return;
                }
                _ => {}
            }
            i += 1;
        }
        let Some(last) = path.last().cloned() else {
            return;
        };
        let name = name.unwrap_or(last);
        // `use serde;` names itself.
        if path.len() > 1 || name != path[0] {
            self.names.insert(name, (at.to_vec(), path.clone()));
        }
        self.paths.push((at.to_vec(), path));
    }

    fn resolve(&self, at: &[String], path: &[String], depth: usize) -> Option<Resolved> {
        let (first, rest) = path.split_first()?;
        // `self` alone is a value, `super` and `crate` alone say who may see something.
        if rest.is_empty() && matches!(first.as_str(), "crate" | "self" | "super") {
            return None;
        }
        let under = |base: &[String], rest: &[String]| {
            Some(Resolved::Ours(base.iter().chain(rest).cloned().collect()))
        };
        match first.as_str() {
            "crate" => return under(&[], rest),
            "self" => return under(at, rest),
            "super" => {
                let mut base = at;
                let mut rest = path;
                while let Some((_, after)) = rest.split_first().filter(|(one, _)| *one == "super") {
                    base = &base[..base.len().saturating_sub(1)];
                    rest = after;
                }
                return under(base, rest);
            }
            "std" | "core" | "alloc" => {
                let whole = ["std".to_owned()].iter().chain(rest).cloned().collect();
                return Some(Resolved::Std(whole));
            }
            _ => {}
        }
        if let Some((there, known)) = self.names.get(first).filter(|(_, known)| known != path)
            && depth < 8
        {
            let longer: Vec<String> = known.iter().chain(rest).cloned().collect();
            return self.resolve(there, &longer, depth + 1);
        }
        if self
            .children
            .iter()
            .any(|(base, name)| base == at && name == first)
        {
            return under(at, path);
        }
        (!rest.is_empty()).then(|| Resolved::Other(first.clone(), rest.to_vec()))
    }
}

/// The path that begins at a word, and the token behind it.
fn path_at(tokens: &[TokenTree], start: usize) -> (Vec<String>, usize) {
    let mut path = vec![tokens[start].to_string()];
    let mut next = start + 1;
    while is(tokens.get(next), ':')
        && is(tokens.get(next + 1), ':')
        && let Some(TokenTree::Ident(word)) = tokens.get(next + 2)
    {
        path.push(word.to_string());
        next += 3;
    }
    (path, next)
}

fn is(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == sign)
}
