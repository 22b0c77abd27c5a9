//! Source text of programming languages, weighed by marks that give each away (`marks.txt`). Lines
//! in, a name out; nothing where two languages are equally likely.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::notes::code::language::shape;

/// A text that speaks for a language.
struct LanguageMark {
    language: usize,
    weight: i32,
    /// The line begins with it.
    starts: bool,
    /// The line ends with it.
    ends: bool,
    /// Whether it is a word of Python that sentences have first, or how both end a line.
    spoken: bool,
}

struct LanguageMarks {
    languages: Vec<&'static str>,
    /// By mark: whether it has a word; `->`, `=>` and `:=` are signs of many languages.
    worded: Vec<bool>,
    marks: Vec<LanguageMark>,
    texts: AhoCorasick,
}

fn table() -> &'static LanguageMarks {
    static TABLE: OnceLock<LanguageMarks> = OnceLock::new();
    TABLE.get_or_init(|| {
        let (mut languages, mut marks, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        let mut worded = Vec::new();
        let rows = include_str!("marks.txt").lines();
        for row in rows.filter(|row| !row.starts_with("# ")) {
            let mut parts = row.splitn(3, ' ');
            let (Some(name), Some(weight), Some(text)) = (parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let language = languages
                .iter()
                .position(|known| *known == name)
                .unwrap_or_else(|| {
                    languages.push(name);
                    languages.len() - 1
                });
            let starts = text.len() > 1 && text.starts_with('^');
            let ends = text.len() > 1 && text.ends_with('¶');
            let text = text.trim_end_matches('¶');
            let text = &text[usize::from(starts)..];
            texts.push(text.replace('·', " "));
            let spoken = name == "python"
                && (text.chars().all(|c| c.is_ascii_alphabetic() || c == '·')
                    || matches!(text, "):" | "]:" | "():"));
            worded.push(text.contains(|c: char| c.is_ascii_alphabetic()));
            marks.push(LanguageMark {
                language,
                weight: weight.parse().unwrap_or(0),
                starts,
                ends,
                spoken,
            });
        }
        let texts = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(&texts)
            .expect("eight hundred short texts are within an automaton's limits");
        LanguageMarks {
            languages,
            worded,
            marks,
            texts,
        }
    })
}

/// What a language needs, and by how much it must lead.
const ENOUGH: i32 = 4;
const LEAD: i32 = 2;

/// The language that the lines' marks speak for, and what they weigh.
pub(super) fn program(lines: &[&str]) -> Option<(&'static str, i32)> {
    let table = table();
    let code: Vec<&str> = lines
        .iter()
        .map(|line| without_comment(line.trim()))
        .filter(|line| !line.is_empty())
        .collect();
    if code.is_empty() {
        return None;
    }
    let mut seen: Vec<u8> = vec![0; table.marks.len()];
    for line in &code {
        let is_sentence = !is_signed(line);
        for found in table.texts.find_overlapping_iter(*line) {
            let at = found.pattern().as_usize();
            let mark = &table.marks[at];
            let fits = !(mark.spoken && is_sentence)
                && (!mark.starts || found.start() == 0)
                && (!mark.ends || found.end() == line.len())
                && is_word_border(line, found.start())
                && is_word_border(line, found.end());
            if fits {
                seen[at] = seen[at].saturating_add(1);
            }
        }
    }
    let mut sums = vec![0; table.languages.len()];
    for (mark, count) in table.marks.iter().zip(&seen) {
        if *count > 0 {
            sums[mark.language] += mark.weight + i32::from(*count > 1);
        }
    }
    let sum_of = |name: &str| {
        table
            .languages
            .iter()
            .position(|one| *one == name)
            .map_or(0, |at| sums[at])
    };
    let (javascript, typescript, c, cpp) = (
        sum_of("javascript"),
        sum_of("typescript"),
        sum_of("c"),
        sum_of("cpp"),
    );
    let scss = if sum_of("css") >= 3 {
        sum_of("scss")
    } else {
        0
    };
    let shape = Endings::of(&code);
    let shapes = shape::shapes(&code);
    let of_shapes = |name: &str| -> i32 {
        let own = shapes.iter().filter(|(language, _)| *language == name);
        own.map(|(_, weight)| weight).sum()
    };
    let mut ranked: Vec<(i32, &'static str)> = table
        .languages
        .iter()
        .zip(&sums)
        .map(|(name, sum)| {
            // TypeScript is JavaScript and more, C++ is C and more.
            let sum = match *name {
                "typescript" if typescript >= 3 => sum + javascript,
                "javascript" if typescript >= 3 => 0,
                "cpp" if cpp >= 3 => sum + c,
                "c" if cpp >= 3 => 0,
                // Sass is CSS and more.
                "scss" if scss >= 5 => sum + sum_of("css"),
                "scss" => 0,
                "php" if !is_php(&code) => 0,
                "css" if scss >= 5 => 0,
                _ => *sum,
            };
            (sum + shape.favours(name) + of_shapes(name), *name)
        })
        .filter(|(sum, _)| *sum > 0)
        .collect();
    ranked.sort_by_key(|(sum, _)| -sum);
    let (best, name) = *ranked.first()?;
    let second = ranked.get(1).map_or(0, |(sum, _)| *sum);
    let words = table.marks.iter().zip(&table.worded).zip(&seen);
    let named = words
        .filter(|((_, worded), count)| **worded && **count > 0)
        .any(|((mark, _), _)| table.languages[mark.language] == name);
    let shaped = match name {
        "java" => shape.generic + shape.answered > 0,
        "python" => shape.named > 0,
        "css" => shape.styled > 0,
        _ => false,
    };
    // `func _ready():`, `extends Node2D`: GDScript, which is written as Python is.
    let of_godot = |line: &&str| {
        line.starts_with("func ") && line.ends_with(':')
            || line.starts_with("extends ") && !line.ends_with('{')
    };
    let is_python = |line: &&str| line.starts_with("def ") || line.starts_with("import ");
    if name == "python" && code.iter().any(of_godot) && !code.iter().any(is_python) {
        return None;
    }
    let own = named || shaped || of_shapes(name) > 0 || RICHER.contains(&name);
    (own && best >= ENOUGH && best - second >= LEAD).then_some((name, best))
}

/// Languages that are another one and more: their words may be the other's.
const RICHER: [&str; 3] = ["typescript", "cpp", "scss"];

/// Whether a variable, a namespace, a class or the opening tag of PHP stands there.
fn is_php(code: &[&str]) -> bool {
    code.iter()
        .any(|line| line.contains(['$', '\\']) || line.contains("<?") || line.contains("::"))
}

/// Whether a line has a sign of Python, beside which `as`, `in`, `not` and `with` are its words: it
/// begins with one of its statements, something is set or called, or a block is opened.
fn is_signed(line: &str) -> bool {
    const STATES: &str = "return raise assert yield lambda import await async class def del global";
    const OPENS: &str = "if elif else for while with try except finally class def match case async";
    let first = line.split([' ', ':', '(']).next().unwrap_or_default();
    let among = |words: &str| words.split(' ').any(|word| word == first);
    let called = |at: usize| line[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    among(STATES)
        || among(OPENS) && line.contains(':')
        || first == "from" && line.contains(" import ")
        || line.contains('=')
        || line.starts_with(['@', '[', '{', '('])
        || line.match_indices(['(', '[']).any(|(at, _)| called(at))
}

/// Whether no word goes on over the place.
fn is_word_border(line: &str, at: usize) -> bool {
    let word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let bytes = line.as_bytes();
    !(at > 0 && word(bytes.get(at - 1)) && word(bytes.get(at)))
}

/// The line without a comment behind `//`, `# ` or between `/*` and `*/`.
fn without_comment(line: &str) -> &str {
    if line.starts_with("# ") || line.starts_with("/*") || line.starts_with("* ") {
        return "";
    }
    let end = line
        .match_indices("//")
        .find(|(at, _)| {
            !line[..*at].ends_with([':', '"', '\'', '/']) && !line[at + 2..].starts_with(['/', '!'])
        })
        .map_or(line.len(), |(at, _)| at);
    let line = line[..end].trim_end();
    line.find(" # ").map_or(line, |at| line[..at].trim_end())
}

/// How the lines end.
struct Endings {
    lines: usize,
    semicolons: usize,
    braces: usize,
    /// Lines with Korean outside of quotations.
    korean: usize,
    /// Variables that are declared by their type.
    declared: usize,
    /// Those whose type is given types of its own.
    generic: usize,
    /// Those that a method whose name begins small answers with.
    answered: usize,
    /// Constants without a type that hold more than a number or a text.
    constants: usize,
    /// Selectors of CSS with their declarations on the line.
    styled: usize,
    /// Types that are given a body and equal nothing.
    unequal: usize,
    /// Fields of a structure that end with a semicolon.
    fields: usize,
    /// Lines that begin with the type of a function that answers nothing.
    voids: usize,
    /// Lines that name what they give a function, as Python does.
    named: usize,
    /// Lines that end a declaration of CSS.
    rules: usize,
    /// Lines that open a block of Python.
    blocks: usize,
    /// Lines that define a function of Python.
    defined: usize,
    /// Lines that define a function as JavaScript does.
    functions: usize,
    /// Lines with words that only a sentence or pseudo-code has.
    spoken: usize,
}

impl Endings {
    fn of(code: &[&str]) -> Self {
        let count = |test: &dyn Fn(&str) -> bool| code.iter().filter(|line| test(line)).count();
        Self {
            lines: code.len(),
            semicolons: count(&|line| line.ends_with(';')),
            braces: count(&|line| line.ends_with('{') || line.starts_with('}')),
            korean: count(&|line| {
                !line.contains(['"', '\'', '`', '<']) && line.chars().any(crate::text::is_hangul)
            }),
            declared: count(&is_declared),
            generic: count(&|line| {
                let kind = line.split(" = ").next().unwrap_or_default();
                is_declared(line) && kind.contains('<')
            }),
            answered: count(&|line| is_declared(line) && is_answered(line)),
            constants: count(&is_constant),
            styled: count(&is_styled),
            unequal: count(&|line| line.starts_with("type ") && !line.contains('=')),
            fields: if code.iter().any(|line| line.starts_with("struct ")) {
                count(&|line| line.ends_with(';') && !line.contains(['=', '(', ':']))
            } else {
                0
            },
            voids: count(&|line| line.starts_with("void ")),
            named: count(&names_arguments),
            rules: count(&|line| {
                line.ends_with(';') && line.contains(": ")
                    || line.contains("; }")
                    || line.contains(";}")
            }),
            blocks: count(&|line| line.ends_with(':') && line.contains(' ')),
            defined: count(&|line| {
                let named = line
                    .strip_prefix("async ")
                    .unwrap_or(line)
                    .starts_with("def ");
                named && line.ends_with(':') && (line.ends_with("):") || line.contains(") ->"))
            }),
            functions: count(&|line| {
                let named = line.strip_prefix("async ").unwrap_or(line);
                named.starts_with("function ")
                    && line.ends_with('{')
                    && line.contains('(')
                    && !line.contains('$')
            }),
            spoken: count(&is_spoken),
        }
    }

    fn favours(&self, language: &str) -> i32 {
        let without = matches!(
            language,
            "python"
                | "ruby"
                | "go"
                | "kotlin"
                | "swift"
                | "scala"
                | "groovy"
                | "hcl"
                | "graphql"
                | "r"
                | "lua"
                | "haskell"
                | "makefile"
                | "powershell"
                | "batch"
        );
        let with = matches!(
            language,
            "java" | "c" | "cpp" | "csharp" | "php" | "protobuf" | "nginx"
        );
        let mut sum = 0;
        if without && self.semicolons * 3 > self.lines {
            sum -= 5;
        }
        if with && self.semicolons == 0 && self.lines > 1 {
            sum -= 3;
        }
        if matches!(language, "python" | "yaml" | "ruby" | "makefile")
            && self.braces * 3 > self.lines
        {
            sum -= 4;
        }
        // `type Point struct {`: TypeScript says what a type equals.
        if self.unequal > 0 && language == "typescript" {
            sum -= 4;
        }
        // `struct node { int data; };`: Rust and Swift part fields by commas and lines.
        if self.fields > 0 {
            sum += match language {
                "c" => 1,
                "rust" | "swift" => -3,
                _ => 0,
            };
        }
        // `void main() {`: JavaScript names no types.
        if self.voids > 0 && matches!(language, "javascript" | "typescript" | "php") {
            sum -= 5;
        }
        if language == "css" && self.rules == 0
            || language == "python" && self.blocks == 0 && self.braces > 0
        {
            sum -= 4;
        }
        if language == "python" && self.blocks > 0 {
            sum += 1;
        }
        // A colon ends the definition in no other language.
        if language == "python" && self.defined > 0 {
            sum += 2;
        }
        if language == "javascript" && self.functions > 0 {
            sum += 2;
        }
        if language == "python" && self.named > 0 {
            sum += 3 + i32::from(self.named > 1);
        }
        // `KStream<String, Order> orders = …;`: only Java and its kin write types so.
        if self.generic > 0 {
            sum += match language {
                "java" => 3,
                "csharp" => 1,
                _ => 0,
            };
        }
        if self.declared > 0 {
            sum += match language {
                "java" => 2,
                "csharp" | "cpp" | "c" => 1,
                "javascript" | "typescript" | "python" | "ruby" | "php" | "go" | "rust"
                | "kotlin" => -3,
                _ => 0,
            };
        }
        // `Cart cart = Carts.current();`: C# names its methods with capitals.
        if self.answered > 0 && language == "java" {
            sum += 2;
        }
        // `const cart = useCart();`: Go's constants are never computed, C's have types.
        if self.constants > 0 && language == "javascript" {
            sum += 3;
        }
        if self.styled > 0 && language == "css" {
            sum += 5;
        }
        if self.korean * 2 > self.lines || self.spoken * 3 > self.lines {
            sum -= 6;
        }
        sum
    }
}

/// `Order order = …;`, `Map<String, Order> byId = …;`: the type stands before the name.
fn is_declared(line: &str) -> bool {
    let Some((left, _)) = line.split_once(" = ") else {
        return false;
    };
    let Some((kind, name)) = left.rsplit_once(' ') else {
        return false;
    };
    line.ends_with(';')
        && kind.starts_with(|c: char| c.is_ascii_uppercase())
        && kind
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "<>,[]? ._".contains(c))
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// `Cart cart = Carts.current();`: what is called begins small behind its full stop.
fn is_answered(line: &str) -> bool {
    let call = line.split_once(" = ").map_or("", |(_, value)| value);
    let called = call.split('(').next().unwrap_or_default();
    call.ends_with(");")
        && called.len() < call.len()
        && called
            .rsplit_once('.')
            .is_some_and(|(_, method)| method.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// `const cart = useCart();`, `const title = <h1>…</h1>;`: a small name, and a value that is called
/// or built.
fn is_constant(line: &str) -> bool {
    let declared = line
        .strip_prefix("const ")
        .and_then(|rest| rest.split_once(" = "));
    declared.is_some_and(|(name, value)| {
        let spelled = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(spelled)
            && !value.starts_with('@')
            && (value.starts_with(['[', '{', '<'])
                || value.contains("=>")
                || value.contains('(') && value.ends_with([';', ')', '{', '[', '(']))
    })
}

/// `.card { color: red; }`: a class, an identifier or any element, and declarations in braces.
fn is_styled(line: &str) -> bool {
    let Some((selector, rules)) = line.split_once('{') else {
        return false;
    };
    let rules = rules.trim().strip_suffix('}').unwrap_or_default();
    let declares = |rule: &str| {
        rule.split_once(':').is_some_and(|(property, value)| {
            let property = property.trim();
            !property.is_empty()
                && property
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'-')
                && !value.trim().is_empty()
        })
    };
    selector.starts_with(['.', '#', '*', ':'])
        && rules.contains(':')
        && rules
            .split(';')
            .filter(|rule| !rule.trim().is_empty())
            .all(declares)
}

/// `Dense(64, activation='relu')`: no blank around the sign, and a text behind it.
fn names_arguments(line: &str) -> bool {
    let quoted = |at: usize| line[at + 1..].starts_with(['"', '\'']);
    let named = |at: usize| {
        let name = line[..at].trim_end_matches(|c: char| c.is_ascii_lowercase() || c == '_');
        name.len() < at && (name.ends_with('(') || name.ends_with(", "))
    };
    !line.contains(['<', ';', '$', '{'])
        && line.contains('(')
        && line
            .match_indices('=')
            .any(|(at, _)| quoted(at) && named(at))
}

/// `for each node in the tree`: articles and their kin, outside of quotations.
fn is_spoken(line: &str) -> bool {
    !line.contains(['"', '\'', '`'])
        && line
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .any(|word| {
                matches!(
                    word,
                    "the" | "each" | "an" | "are" | "has" | "which" | "until"
                )
            })
}
