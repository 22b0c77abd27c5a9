//! What the notes themselves say on a page: the body of a chapter or a landing page. A site in,
//! HTML out.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::address::PageAddress;
use crate::notes::library::Landing;
use crate::notes::library::lines::Lines;
use crate::notes::library::outline::{ChapterOutline, PlacedChapter};
use crate::notes::links::targets::LandingLinks;
use crate::notes::tree::{Inline, InlineKind};
use crate::pages::body::{self, Body};
use crate::pages::highlight::PageColors;
use crate::pages::site::Site;

/// The body of a chapter. `print` gives the prefixes of ids on the print page.
pub(super) fn chapter_body(
    site: &Site,
    placed: &PlacedChapter,
    course: usize,
    chapter: usize,
    print: Option<&BTreeMap<PageAddress, String>>,
) -> String {
    let outline = &site.library.outline.courses[course].chapters[chapter];
    let links = &site.links[course][chapter];
    let lines = site.lines.then(|| Lines::new(&placed.text));
    let line = |at: usize| {
        lines.as_ref().map_or(0, |lines| {
            outline.first_line + lines.line(&placed.text, at) - 1
        })
    };
    body::render(&Body {
        placed,
        outline,
        links: links.table(),
        keys: &links.found.links.keys,
        anchors: &links.found.links.anchors,
        menus: &links.found.links.menus,
        colors: site.colors[course][chapter]
            .get_or_init(|| PageColors::of(&placed.tree, links.table())),
        words: &site.theme.words,
        print,
        is_lowered: print.is_some(),
        line: if site.lines { Some(&line) } else { None },
    })
}

/// What a landing page's heading shows beside the words of its title: pictures, links, code. `None`
/// where it shows nothing else, or the page is called otherwise.
pub(super) fn landing_heading(
    site: &Site,
    landing: &Landing,
    outline: &ChapterOutline,
    links: &LandingLinks,
    title: &str,
) -> Option<String> {
    let tree = &landing.placed.tree;
    let is_words = |inline: &Inline| matches!(inline.kind, InlineKind::Text(_));
    let says_it = tree.numbers.is_empty() && tree.title == title;
    if tree.heading.iter().all(is_words) || !says_it {
        return None;
    }
    let body = Body {
        placed: &landing.placed,
        outline,
        links: &links.links.table,
        keys: &[],
        anchors: &[],
        menus: &[],
        colors: &PageColors::default(),
        words: &site.theme.words,
        print: None,
        is_lowered: false,
        line: None,
    };
    Some(body::inline_html(&body, &tree.heading))
}

/// The body of a landing page, whose colours are found once. `print` gives the prefixes of ids on
/// the print page.
pub(super) fn landing_body(
    site: &Site,
    landing: &Landing,
    outline: &ChapterOutline,
    links: &LandingLinks,
    colors: &OnceLock<PageColors>,
    print: Option<&BTreeMap<PageAddress, String>>,
) -> String {
    body::render(&Body {
        placed: &landing.placed,
        outline,
        links: &links.links.table,
        keys: &links.links.keys,
        anchors: &links.links.anchors,
        menus: &links.links.menus,
        colors: colors.get_or_init(|| PageColors::of(&landing.placed.tree, &links.links.table)),
        words: &site.theme.words,
        print,
        is_lowered: false,
        line: None,
    })
}
