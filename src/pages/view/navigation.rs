//! The sidebar of a course and the contents of a chapter, as HTML. The outline in, lists of links
//! out.

use std::fmt::Write as _;

use crate::address::href;
use crate::notes::library::outline::ChapterOutline;
use crate::notes::library::titles::number_label;
use crate::pages::body::contents::contents;
use crate::pages::site::Site;
use crate::text::{percent_encode_ascii, push_escaped};

/// At how many chapters a sidebar stops listing the whole course, and how many it shows on either
/// side then.
const WHOLE_COURSE: usize = 200;

const AROUND: usize = 25;

/// The sidebar of a course with the current page marked: rendered once, marked for each page.
pub(super) fn navigation(site: &Site, course: usize, current: Option<usize>) -> String {
    let outline = &site.library.outline.courses[course];
    if outline.chapters.len() > WHOLE_COURSE {
        let at = current.unwrap_or(0);
        let (from, to) = (
            at.saturating_sub(AROUND),
            (at + AROUND + 1).min(outline.chapters.len()),
        );
        return list(site, course, from, to, current, true);
    }
    let whole = site.navigation[course]
        .get_or_init(|| list(site, course, 0, outline.chapters.len(), None, false));
    match current {
        None => whole.clone(),
        Some(chapter) => {
            let link = format!(
                "href=\"{}\"",
                href(&outline.url, &outline.chapters[chapter].url)
            );
            whole.replacen(&link, &format!("{link} aria-current=\"page\""), 1)
        }
    }
}

/// Chapters `from..to`; those of a part fold together.
fn list(
    site: &Site,
    course: usize,
    from: usize,
    to: usize,
    current: Option<usize>,
    partial: bool,
) -> String {
    let outline = &site.library.outline.courses[course];
    let mut out = String::new();
    let mut i = from;
    while i < to {
        let part = outline.chapters[i].part;
        let title = part.and_then(|part| outline.part_title(part));
        if let Some(title) = &title {
            out.push_str("<details class=\"part\" open><summary>");
            push_escaped(title, &mut out);
            out.push_str("</summary>");
        }
        out.push_str("<ul>");
        while i < to && outline.chapters[i].part == part {
            let mut item = String::new();
            nav_item(site, &outline.url, &outline.chapters[i], &mut item);
            if current == Some(i) {
                item = item.replacen("<a ", "<a aria-current=\"page\" ", 1);
            }
            out.push_str(&item);
            i += 1;
        }
        out.push_str(if title.is_some() {
            "</ul></details>"
        } else {
            "</ul>"
        });
    }
    if partial {
        let _ = write!(
            out,
            "<p class=\"part\"><a href=\"{}\">…</a></p>",
            href(&outline.url, &outline.url)
        );
    }
    out
}

fn nav_item(site: &Site, from: &str, chapter: &ChapterOutline, out: &mut String) {
    let _ = write!(
        out,
        "<li{}><a href=\"{}\"><span class=\"n\">{}</span><span class=\"t\"",
        if chapter.skipped {
            " class=\"out\""
        } else {
            ""
        },
        href(from, &chapter.url),
        number_label(chapter)
    );
    if site.is_marked_draft(&chapter.file) {
        let word = site.theme.strings.get("draft").map_or("", String::as_str);
        out.push_str(" data-draft=\"");
        push_escaped(word, out);
        out.push('"');
    }
    out.push('>');
    push_escaped(chapter.among_others(), out);
    out.push_str("</span></a></li>");
}

/// The contents of a page, beside its text.
pub(super) fn toc(outline: &ChapterOutline) -> String {
    contents(outline, &|id| format!("#{}", percent_encode_ascii(id)))
}
