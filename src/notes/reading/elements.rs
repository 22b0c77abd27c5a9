//! What HTML says of its elements: which pass, as what they are written, which end by themselves
//! and where they may stand. A name in, facts out. The list is that of what GitHub shows
//! (html-pipeline, `sanitization_filter.rb`), with what browsers show beside it and harms nobody.

/// Elements that pass, each with the name under which it is written: old and sectioning ones become
/// their neutral kin. `a`, `img`, `picture` and media become links and pictures of the tree.
pub const ELEMENTS: &[(&str, &str)] = &[
    ("a", "a"),
    ("abbr", "abbr"),
    ("acronym", "abbr"),
    ("article", "div"),
    ("aside", "aside"),
    ("audio", "audio"),
    ("b", "b"),
    ("bdi", "bdi"),
    ("bdo", "bdo"),
    ("big", "big"),
    ("blockquote", "blockquote"),
    ("br", "br"),
    ("caption", "caption"),
    ("center", "div"),
    ("cite", "cite"),
    ("code", "code"),
    ("col", "col"),
    ("colgroup", "colgroup"),
    ("dd", "dd"),
    ("del", "del"),
    ("details", "details"),
    ("dfn", "dfn"),
    ("dir", "ul"),
    ("div", "div"),
    ("dl", "dl"),
    ("dt", "dt"),
    ("em", "em"),
    ("figcaption", "figcaption"),
    ("figure", "figure"),
    ("font", "span"),
    ("footer", "div"),
    ("h1", "h2"),
    ("h2", "h2"),
    ("h3", "h3"),
    ("h4", "h4"),
    ("h5", "h5"),
    ("h6", "h6"),
    ("header", "div"),
    ("hgroup", "div"),
    ("hr", "hr"),
    ("i", "i"),
    ("img", "img"),
    ("ins", "ins"),
    ("kbd", "kbd"),
    ("li", "li"),
    ("main", "div"),
    ("mark", "mark"),
    ("menu", "ul"),
    ("nav", "div"),
    ("nobr", "span"),
    ("ol", "ol"),
    ("p", "p"),
    ("picture", "picture"),
    ("pre", "pre"),
    ("q", "q"),
    ("rp", "rp"),
    ("rt", "rt"),
    ("ruby", "ruby"),
    ("s", "s"),
    ("samp", "samp"),
    ("section", "div"),
    ("small", "small"),
    ("source", "source"),
    ("span", "span"),
    ("strike", "s"),
    ("strong", "strong"),
    ("sub", "sub"),
    ("summary", "summary"),
    ("sup", "sup"),
    ("table", "table"),
    ("tbody", "tbody"),
    ("td", "td"),
    ("tfoot", "tfoot"),
    ("th", "th"),
    ("thead", "thead"),
    ("time", "time"),
    ("tr", "tr"),
    ("track", "track"),
    ("tt", "code"),
    ("u", "u"),
    ("ul", "ul"),
    ("var", "var"),
    ("video", "video"),
    ("wbr", "wbr"),
];

/// Elements that GitHub takes away while their words stay: forms, what scripts draw on, the
/// skeleton of a page.
pub const BARE: &[&str] = &[
    "area", "base", "blink", "body", "button", "canvas", "data", "datalist", "dialog", "embed",
    "fieldset", "form", "head", "html", "input", "label", "legend", "link", "map", "marquee",
    "meta", "meter", "noscript", "object", "optgroup", "option", "output", "param", "progress",
    "select", "svg",
];

/// Elements of a drawing (SVG), whose words alone stay. Out of one they are names to fill in:
/// `<path>`, `<text>`.
pub const DRAWN: &[&str] = &[
    "animate",
    "animatemotion",
    "animatetransform",
    "circle",
    "clippath",
    "defs",
    "desc",
    "ellipse",
    "feblend",
    "fecolormatrix",
    "fecomposite",
    "fedropshadow",
    "feflood",
    "fegaussianblur",
    "femerge",
    "femergenode",
    "feoffset",
    "filter",
    "foreignobject",
    "g",
    "image",
    "line",
    "lineargradient",
    "marker",
    "mask",
    "metadata",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialgradient",
    "rect",
    "set",
    "stop",
    "switch",
    "symbol",
    "text",
    "textpath",
    "tspan",
    "use",
    "view",
];

/// Whether a name is one of an element at all: it passes, or is taken away.
pub(crate) fn is_known(name: &str) -> bool {
    written(name).is_some() || is_bare(name) || is_drawn(name)
}

/// Whether its tags are taken away, and its words stay.
pub(crate) fn is_bare(name: &str) -> bool {
    BARE.binary_search(&name).is_ok()
}

/// Whether it is part of a drawing.
pub(crate) fn is_drawn(name: &str) -> bool {
    DRAWN.binary_search(&name).is_ok()
}

/// The name under which an element is written; `None` where it does not pass.
pub fn written(name: &str) -> Option<&'static str> {
    let at = ELEMENTS
        .binary_search_by_key(&name, |(name, _)| name)
        .ok()?;
    Some(ELEMENTS[at].1)
}

/// Whether the element has no content and no end (HTML, "void elements").
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "col" | "hr" | "img" | "source" | "track" | "wbr"
    ) || is_bare_void(name)
        || is_drawn(name)
}

/// The same of elements that are taken away: alone and without attributes each is a name to fill
/// in.
pub(crate) fn is_bare_void(name: &str) -> bool {
    matches!(
        name,
        "area" | "base" | "embed" | "input" | "link" | "meta" | "param"
    )
}

/// Whether its start ends a paragraph (HTML, "the p element", its omitted end tag).
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "figcaption"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    ) || has_optional_end(name) && !matches!(name, "rp" | "rt")
}

/// Whether its end tag may be left out (HTML, "optional tags").
pub(crate) fn has_optional_end(name: &str) -> bool {
    matches!(
        name,
        "caption"
            | "colgroup"
            | "dd"
            | "dt"
            | "li"
            | "p"
            | "rp"
            | "rt"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
    )
}

/// Whether only other elements may stand right inside of it.
pub(crate) fn holds_no_text(name: &str) -> bool {
    matches!(
        name,
        "colgroup" | "dl" | "ol" | "table" | "tbody" | "tfoot" | "thead" | "tr" | "ul"
    )
}

/// The open elements that the start of this one ends, and those beyond which it ends nothing.
pub(crate) fn ended_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    const ROWS: &[&str] = &["td", "th", "tr", "caption", "colgroup"];
    const PARTS: &[&str] = &[
        "td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup",
    ];
    const PARTS_BESIDE_COLUMNS: &[&str] = &["td", "th", "tr", "thead", "tbody", "tfoot", "caption"];
    match name {
        "li" => (
            &["li"],
            &[
                "ul",
                "ol",
                "menu",
                "dir",
                "dl",
                "table",
                "td",
                "th",
                "blockquote",
                "details",
            ],
        ),
        "dd" | "dt" => (
            &["dd", "dt"],
            &[
                "dl",
                "ul",
                "ol",
                "table",
                "td",
                "th",
                "blockquote",
                "details",
            ],
        ),
        "td" | "th" => (&["td", "th", "caption", "colgroup"], &["table"]),
        "tr" => (ROWS, &["table"]),
        "thead" | "tbody" | "tfoot" | "caption" | "colgroup" => (PARTS, &["table"]),
        "col" => (PARTS_BESIDE_COLUMNS, &["table"]),
        "rp" | "rt" => (&["rp", "rt"], &["ruby"]),
        _ => (&[], &[]),
    }
}

/// What stands right inside of an element and tells that it is one: `<details>` before a
/// `<summary>` is no name to fill in.
pub(crate) fn parts(name: &str) -> &'static [&'static str] {
    match name {
        "details" => &["summary"],
        "dl" => &["dt", "dd"],
        "ol" | "ul" => &["li"],
        "table" => &["caption", "colgroup", "thead", "tbody", "tfoot", "tr"],
        _ => &[],
    }
}

/// Whether it only holds others, so that what it says with attributes is meant as HTML.
pub(crate) fn is_container(name: &str) -> bool {
    matches!(
        name,
        "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "div"
            | "dl"
            | "figure"
            | "footer"
            | "header"
            | "main"
            | "nav"
            | "ol"
            | "section"
            | "table"
            | "ul"
    )
}

/// Whether it says how the words in it look.
pub(crate) fn is_look(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "code"
            | "del"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "s"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "tt"
            | "u"
    )
}

/// What an element must stand in to be one; elsewhere browsers drop its tag, or mistake what is
/// around it for it.
pub(crate) fn parents(name: &str) -> &'static [&'static str] {
    match name {
        "li" => &["ul", "ol", "menu", "dir"],
        "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "caption" | "colgroup" | "col" => {
            &["table"]
        }
        "dd" | "dt" => &["dl"],
        "rp" | "rt" => &["ruby"],
        "source" | "track" => &["picture", "video", "audio"],
        name if is_drawn(name) => &["svg"],
        _ => &[],
    }
}
