//! How single lines are built in one language and hardly in another, whatever they name: a pattern
//! that takes a value apart, a comprehension, the head of a block. Lines without their comments in,
//! weights out. From the grammars of the languages.

/// What the shapes of lines speak for: each language with its weight, a shape once and one more
/// where it comes again.
pub(super) fn shapes(code: &[&str]) -> Vec<(&'static str, i32)> {
    let mut out: Vec<(&'static str, i32)> = Vec::new();
    let signed: Vec<(u128, &str)> = code.iter().map(|line| (signs(line), *line)).collect();
    for (language, weight, needed, test) in SHAPES {
        let may = signed.iter().filter(|(there, _)| there & needed == needed);
        let count = may.filter(|(_, line)| test(line)).take(2).count();
        if count > 0 {
            out.push((language, weight + i32::from(count > 1)));
        }
    }
    if is_called_plainly(code) {
        out.push(("python", 4));
    }
    // `return (`, and elements below.
    if code
        .windows(2)
        .any(|pair| pair[0] == "return (" && pair[1].starts_with('<'))
    {
        out.push(("javascript", 6));
    }
    if is_interface(code) {
        out.push(("java", 4));
    }
    out
}

/// A language, what a shape of its lines weighs, the signs that such a line has, and whether a line
/// that has them is one.
type Shape = (&'static str, i32, u128, fn(&str) -> bool);

/// The ASCII signs of a text, one bit each: most lines are turned away by what they lack.
const fn signs(text: &str) -> u128 {
    let bytes = text.as_bytes();
    let (mut found, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] < 128 {
            found |= 1 << bytes[at];
        }
        at += 1;
    }
    found
}

const SHAPES: [Shape; 50] = [
    // `val name = …`, without a semicolon.
    ("kotlin", 2, signs("="), |line| is_value(line, "val ")),
    ("kotlin", 3, signs("?="), |line| {
        line.starts_with("var ") && line.contains("? = null")
    }),
    ("kotlin", 3, signs(""), |line| {
        line.starts_with("data class ")
            || line.starts_with("class ") && (line.contains("(val ") || line.contains("(var "))
    }),
    ("kotlin", 3, signs(">"), |line| line.starts_with("else -> ")),
    // `const { name, age } = person;`
    ("javascript", 5, signs("="), |line| {
        ["const {", "let {", "var {", "const [", "let [", "var ["]
            .iter()
            .any(|head| line.starts_with(head))
            && (line.contains("} = ") || line.contains("] = "))
            && line.ends_with(';')
    }),
    ("javascript", 5, signs("("), |line| {
        ["for (const ", "for (let ", "for (var "]
            .iter()
            .any(|head| line.starts_with(head))
            && (line.contains(" of ") || line.contains(" in "))
    }),
    // `[a, b] = [b, a];`
    ("javascript", 3, signs("[]=;"), |line| {
        line.starts_with('[') && line.contains("] = [") && line.ends_with("];")
    }),
    ("javascript", 5, signs("."), |line| {
        [
            ".classList.",
            ".textContent",
            ".preventDefault(",
            ".querySelector",
        ]
        .iter()
        .any(|name| line.contains(name))
    }),
    ("javascript", 4, signs("."), |line| {
        line.contains(".innerHTML")
    }),
    ("javascript", 4, signs(".="), |line| {
        line.contains(".style.") && line.contains(" = ")
    }),
    // `a === b`; PHP writes `$`.
    ("javascript", 4, signs("="), |line| {
        (line.contains(" === ") || line.contains(" !== ")) && !line.contains('$')
    }),
    // `$('#box').hide();`
    ("javascript", 6, signs("$("), |line| {
        ["$('", "$(\"", "$(this)", "$(document)"]
            .iter()
            .any(|head| line.starts_with(head))
    }),
    // `[1, 2].map(x => x + 1)`
    ("javascript", 4, signs("[].=>"), |line| {
        line.starts_with('[') && line.contains("].") && line.contains("=>")
    }),
    // `mtcars %>%`: the pipe of R, which no other language has.
    ("r", 8, signs("%>"), |line| {
        line.ends_with(" %>%") || line.contains(" %>% ")
    }),
    // `function fib(n::Int)`
    ("julia", 6, signs("(:)"), |line| {
        line.starts_with("function ") && line.contains("::") && line.ends_with(')')
    }),
    ("python", 5, signs(" "), is_comprehension),
    ("python", 4, signs("="), |line| {
        line.strip_prefix("assert ")
            .is_some_and(|rest| rest.contains(" == ") && !rest.ends_with(';') && rest.is_ascii())
    }),
    ("python", 4, signs(".("), |line| {
        line.contains(".groupby(") && !line.ends_with(';')
    }),
    ("python", 3, signs("["), |line| line.starts_with("df[")),
    // Two values that are named without blanks: `fit(x, epochs=5, verbose=0)`.
    ("python", 4, signs("=(),"), |line| names_values(line) > 1),
    ("python", 4, signs("()"), |line| {
        line.contains("input()") && !line.ends_with(';')
    }),
    // `text[::-1]`
    ("python", 5, signs("[:"), |line| {
        line.contains("[::") && !line.ends_with(';')
    }),
    ("python", 4, signs(":"), is_head),
    ("java", 5, signs("[];"), |line| {
        line.ends_with(';')
            && ["int", "double", "long", "char", "boolean", "String"]
                .iter()
                .any(|kind| {
                    line.strip_prefix(kind)
                        .is_some_and(|rest| rest.starts_with("[] ") || rest.starts_with("[][] "))
                })
    }),
    ("java", 4, signs("(.)"), |line| line.contains("(System.in)")),
    // `for (String s : list)`
    ("java", 5, signs("(:"), |line| {
        line.strip_prefix("for (").is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_uppercase()) && rest.contains(" : ")
        })
    }),
    ("java", 4, signs(".("), |line| {
        line.contains(".equals(\"") || line.contains(".equals(this")
    }),
    // `.map(Dto::new)`, `.mapToInt(Integer::intValue)`
    ("java", 5, signs(":"), |line| {
        line.split_once("::").is_some_and(|(kind, method)| {
            let method = method.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
            kind.contains(['(', ',']) && method.starts_with([')', ','])
        })
    }),
    ("java", 6, signs(" "), |line| line.contains("static final ")),
    ("java", 4, signs(" "), |line| is_member(line, true)),
    ("csharp", 4, signs(" "), |line| is_member(line, false)),
    ("java", 4, signs(" (;"), |line| {
        line.starts_with("abstract ") && line.ends_with(");")
    }),
    ("java", 5, signs(".("), |line| {
        ["em.persist(", "em.find(", "em.flush()", "em.merge("]
            .iter()
            .any(|call| line.contains(call))
    }),
    ("java", 4, signs("(="), |line| {
        line.strip_prefix("try (")
            .is_some_and(|rest| rest.contains(" = new "))
    }),
    ("java", 4, signs("@"), |line| line == "@Override"),
    ("java", 6, signs(" ("), |line| {
        line.starts_with("throw new ")
            && [
                "IllegalArgument",
                "IllegalState",
                "Runtime",
                "NullPointer",
                "NoSuchElement",
            ]
            .iter()
            .any(|kind| line[10..].starts_with(kind))
    }),
    // A shell would wait for the text that ends at `"hi"`.
    ("cpp", 14, signs("<"), |line| {
        let line = line.strip_prefix("std::").unwrap_or(line);
        line.starts_with("cout <<") || line.starts_with("cin >>")
    }),
    ("c", 5, signs("(;"), |line| {
        line.starts_with("scanf(\"") && line.ends_with(';')
    }),
    ("cpp", 14, signs(":"), |line| {
        line.starts_with("ios::") || line.starts_with("ios_base::")
    }),
    ("cpp", 8, signs("<>"), is_container),
    ("c", 5, signs("#<>"), |line| {
        line.starts_with("#include <") && line.ends_with(".h>")
    }),
    ("cpp", 5, signs("#<"), |line| {
        line.strip_prefix("#include <")
            .is_some_and(|name| !name.contains('.'))
    }),
    ("kotlin", 5, signs(".{"), |line| {
        line.contains(".setOn") && line.ends_with("Listener {")
    }),
    ("css", 6, signs("{}:;"), is_rule),
    ("css", 5, signs(":;"), is_declaration),
    // `"\(name)"`
    ("swift", 5, signs("\\(\")"), |line| {
        line.contains("\\(") && line.contains('"') && line.ends_with(')')
    }),
    ("swift", 3, signs(":="), |line| {
        line.starts_with("let ")
            && !line.ends_with(';')
            && line.contains(": ")
            && line.contains(" = ")
    }),
    // `enum Status { Ready = 'READY' }`
    ("typescript", 6, signs("={"), |line| {
        line.starts_with("enum ") && (line.contains(" = '") || line.contains(" = \""))
    }),
    ("typescript", 4, signs(":=;"), is_typed),
    ("rust", 4, signs(":=;"), |line| {
        line.starts_with("let ") && line.ends_with(';') && line.contains("::")
    }),
];

/// `val name = 1`, `val name: Int = 1`.
fn is_value(line: &str, keyword: &str) -> bool {
    line.strip_prefix(keyword)
        .and_then(|rest| rest.split_once(" = "))
        .is_some_and(|(name, value)| {
            let name = name.split(':').next().unwrap_or_default().trim();
            is_name(name) && !value.ends_with(';') && !value.contains("=>")
        })
}

/// A name that begins small.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// `[x * 2 for x in rows]`: what is made of each stands before the loop.
fn is_comprehension(line: &str) -> bool {
    let Some((before, rest)) = line.split_once(" for ") else {
        return false;
    };
    before.contains(['[', '{', '('])
        && !before.contains(['"', ';'])
        && !rest.contains("..")
        && rest
            .split_once(" in ")
            .is_some_and(|(name, _)| name.split(", ").all(is_name) || name.starts_with('('))
        && line.ends_with([']', '}', ')'])
}

/// `if x > 3:`, `while n:`: a block's head without brackets around its condition.
fn is_head(line: &str) -> bool {
    let Some(head) = line.strip_suffix(':') else {
        return false;
    };
    let condition = ["if ", "elif ", "while "]
        .iter()
        .find_map(|word| head.strip_prefix(word));
    condition.is_some_and(|condition| {
        condition.is_ascii()
            && [
                " > ", " < ", " == ", " != ", " >= ", " <= ", " in ", " is ", " % ", "not ",
            ]
            .iter()
            .any(|sign| condition.contains(sign))
    })
}

/// Whether objects are made by their class's name alone and asked by their own, and no line ends
/// with a semicolon: `model = Ridge()`, `model.fit(x, y)`. Other languages declare, or write `new`.
fn is_called_plainly(code: &[&str]) -> bool {
    let made = |line: &&&str| {
        line.split_once(" = ").is_some_and(|(name, value)| {
            let class = value.split('(').next().unwrap_or_default();
            is_name(name)
                && class.len() < value.len()
                && class.len() > 2
                && value.starts_with(|c: char| c.is_ascii_uppercase())
                && class.bytes().all(|b| b.is_ascii_alphanumeric())
                && class.bytes().any(|b| b.is_ascii_lowercase())
                && value.ends_with(')')
        })
    };
    let plain = |line: &&str| {
        line.ends_with([')', '(', ',']) && !line.contains(['{', ';']) && !line.contains("new ")
    };
    let Some(first) = code.iter().find(made) else {
        return false;
    };
    let name = first.split(" = ").next().unwrap_or_default();
    let asked = |line: &&str| {
        let line = line.split_once(" = ").map_or(*line, |(_, value)| value);
        line.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    code.iter().all(plain) && code.iter().any(asked)
}

/// Whether an interface names its methods by what they answer: `void cry();`. Interfaces of C#
/// begin with `I`, TypeScript says the answer behind.
fn is_interface(code: &[&str]) -> bool {
    const ANSWERS: [&str; 7] = [
        "void ", "int ", "String ", "boolean ", "long ", "double ", "List<",
    ];
    let named = |line: &&str| {
        let line = line.strip_prefix("public ").unwrap_or(line);
        line.strip_prefix("interface ").is_some_and(|name| {
            let mut letters = name.chars();
            let first = letters.next().unwrap_or(' ');
            let second = letters.next().unwrap_or(' ');
            first.is_ascii_uppercase() && !(first == 'I' && second.is_ascii_uppercase())
        })
    };
    let method =
        |line: &&str| line.ends_with(");") && ANSWERS.iter().any(|kind| line.starts_with(kind));
    code.iter().any(named) && code.iter().any(method)
}

/// `h1 { color: red; }`: an element of HTML and its declarations.
fn is_rule(line: &str) -> bool {
    const ELEMENTS: &str = "html body div span p a ul ol li h1 h2 h3 h4 h5 h6 table tr td th img \
        button input form nav header footer main section article aside label";
    let Some((selector, rules)) = line.split_once(" {") else {
        return false;
    };
    let rules = rules.trim().strip_suffix('}').unwrap_or_default();
    selector
        .split([' ', ',', '>', ':'])
        .filter(|part| !part.is_empty())
        .all(|part| {
            let element = part.split(['.', '#']).next().unwrap_or_default();
            ELEMENTS.split_whitespace().any(|one| one == element)
        })
        && rules.contains(": ")
        && rules.trim_end().ends_with(';')
}

/// `let total: Money = sum;`: a type of its own behind a colon; Rust's values have their paths.
fn is_typed(line: &str) -> bool {
    let declared = ["let ", "const ", "var "]
        .iter()
        .find_map(|word| line.strip_prefix(word));
    let kind = declared
        .and_then(|rest| rest.split_once(": "))
        .filter(|(name, _)| is_name(name))
        .and_then(|(_, rest)| rest.split_once(" = "));
    kind.is_some_and(|(kind, value)| {
        value.ends_with(';')
            && !value.contains("::")
            && kind.starts_with(|c: char| c.is_ascii_uppercase())
            && !kind.starts_with("Vec<")
            && !matches!(kind, "String" | "Int" | "Double")
    })
}

/// How many values of a call are named as Python does: `epochs=5`, without blanks.
fn names_values(line: &str) -> usize {
    if line.contains(['<', ';', '$', '{']) || !line.ends_with(')') {
        return 0;
    }
    let Some((_, inside)) = line.split_once('(') else {
        return 0;
    };
    let named = |part: &&str| {
        part.trim_start_matches('(')
            .split_once('=')
            .is_some_and(|(name, value)| {
                let name = name.rsplit('(').next().unwrap_or_default();
                is_name(name) && !value.is_empty() && !value.starts_with([' ', '=', '>'])
            })
    };
    inside.split(", ").filter(named).count()
}

/// `public Member find(Long id) {`, `private final Repo repo;`: who may see a member of a class,
/// its type and its name; methods of Java begin small, those of C# with a capital.
fn is_member(line: &str, java: bool) -> bool {
    let seen = ["public ", "private ", "protected "]
        .iter()
        .find_map(|word| line.strip_prefix(word));
    let Some(rest) = seen.filter(|_| line.ends_with(['{', ';', ')'])) else {
        return false;
    };
    // TypeScript names types behind a colon.
    let head = rest
        .split(['(', '=', ';', '{'])
        .next()
        .unwrap_or_default()
        .trim_end();
    let mut words = head.rsplit(' ');
    let name = words.next().unwrap_or_default();
    let method = rest[head.len()..].trim_start().starts_with('(');
    let typed = words.next().is_some_and(|kind| {
        !matches!(
            kind,
            "class" | "interface" | "enum" | "record" | "function" | "fun"
        )
    });
    if head.contains([':', '$']) {
        return false;
    }
    if !method {
        return java && typed && is_name(name) && rest.starts_with("final ");
    }
    let small = is_name(name);
    // A constructor has its class's name and no type.
    let constructor = !typed && name.starts_with(|c: char| c.is_ascii_uppercase());
    if java {
        typed && small || constructor
    } else {
        typed && !small
    }
}

/// `vector<int> v;`, `map<string, int> m;`: containers of C++ are written small.
fn is_container(line: &str) -> bool {
    const CONTAINERS: &str = "vector map set pair queue stack deque list unordered_map \
        unordered_set priority_queue multiset multimap array";
    let line = line.strip_prefix("std::").unwrap_or(line);
    line.split_once('<').is_some_and(|(name, rest)| {
        // Fields of protobuf are numbered: `map<string, int64> lines = 2;`.
        let numbered = rest.rsplit_once("= ").is_some_and(|(_, value)| {
            value
                .trim_end_matches(';')
                .bytes()
                .all(|b| b.is_ascii_digit())
        });
        CONTAINERS.split_whitespace().any(|one| one == name) && rest.contains('>') && !numbered
    })
}

/// `margin: 0 auto;`
fn is_declaration(line: &str) -> bool {
    const PROPERTIES: &str = "margin margin-top margin-left margin-right margin-bottom padding \
        display width height color background background-color background-image border \
        border-radius font-size font-family font-weight line-height text-align text-decoration \
        position top left right bottom z-index overflow float clear opacity flex flex-direction \
        flex-wrap justify-content align-items align-content gap grid-template-columns transition \
        transform animation cursor box-shadow box-sizing max-width min-width max-height \
        min-height white-space list-style visibility outline content vertical-align";
    line.strip_suffix(';')
        .and_then(|line| line.split_once(": "))
        .is_some_and(|(property, value)| {
            !value.contains(['{', '(', '"'])
                && PROPERTIES.split_whitespace().any(|one| one == property)
        })
}
