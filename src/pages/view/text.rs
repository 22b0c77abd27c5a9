//! What the notes themselves say on a page: the body of a chapter or a landing page. A site in,
//! HTML out.

use std::collections::BTreeMap;

use crate::notes::library::Landing;
use crate::notes::library::lines::Lines;
use crate::notes::library::outline::{ChapterNames, ChapterOutline, PlacedChapter};
use crate::notes::links::targets::Link;
use crate::pages::body::{self, Body};
use crate::pages::site::Site;
use crate::remembered::Made;

/// The body of a chapter. `print` gives the prefixes of ids on the print page.
pub(super) fn chapter_body(
    site: &Site,
    placed: &PlacedChapter,
    course: usize,
    chapter: usize,
    print: Option<&BTreeMap<String, String>>,
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
        words: &site.theme.words,
        print,
        line: if site.lines { Some(&line) } else { None },
    })
}

/// The body of a landing page that lies at `url`.
pub(super) fn landing_body(site: &Site, landing: &Landing, links: &[Link], url: &str) -> String {
    let outline = ChapterOutline {
        names: Made::of_single(ChapterNames::of_page(url, &landing.file)),
        ..ChapterOutline::default()
    };
    body::render(&Body {
        placed: &landing.placed,
        outline: &outline,
        links,
        keys: &[],
        anchors: &[],
        words: &site.theme.words,
        print: None,
        line: None,
    })
}
