//! Chapters and landing pages as Markdown: each beside its page, or all in one file. A site in,
//! texts out. Links lead to the Markdown of a page where there is any, else to the page; in the one
//! file, which is read anywhere, to the page under its address.

use std::fmt::Write as _;

use super::frame::{absolute, site_title};
use crate::address::{Address, fragment, href, href_of};
use crate::notes::library::Landing;
use crate::notes::library::titles::{full_title, joined, number_label};
use crate::notes::links::targets::LandingLinks;
use crate::page_kinds::MarkdownPage;
use crate::pages::markdown::{self, Leading, Leads};
use crate::pages::paths::Held;
use crate::pages::site::Site;

/// A page as Markdown, in the file at `path`.
pub(crate) fn markdown(site: &Site, path: &str, page: MarkdownPage) -> String {
    let leading = |to: Leads<'_>| match to {
        Leads::Page(to) => beside(site, path, to),
        Leads::File(file) => href(path, file),
    };
    match page {
        MarkdownPage::Chapter(course, chapter) => self::chapter(site, course, chapter, &leading),
        MarkdownPage::Course(index) => self::course(site, index, &leading),
        MarkdownPage::Home => {
            let mut out = format!("# {}\n", markdown::plain(site_title(site)));
            if let Some(home) = &site.library.home {
                add(&mut out, &landing(home, &site.home_links, &leading));
            }
            let courses = site.library.outline.courses.iter();
            let courses = courses.map(|course| (course.title.clone(), course.url.clone().into()));
            add(&mut out, &list(courses, &leading));
            out
        }
    }
}

/// All landing pages and chapters one after another, each with where it is read.
pub(crate) fn llms_full(site: &Site) -> Box<dyn Iterator<Item = String> + '_> {
    let title = format!("# {}\n", markdown::plain(site_title(site)));
    let about = site.config.description.as_deref();
    let about = about.map(|about| format!("\n> {}\n", markdown::plain(about)));
    let courses = (0..site.library.outline.courses.len()).flat_map(move |course| {
        let outline = &site.library.outline.courses[course];
        let chapters = 0..outline.chapters.len();
        std::iter::once((course, None)).chain(chapters.map(move |chapter| (course, Some(chapter))))
    });
    let told = courses.filter_map(move |(course, chapter)| {
        let outline = &site.library.outline.courses[course];
        let leading = |to: Leads<'_>| on_the_web(site, to);
        let (url, text) = if let Some(chapter) = chapter {
            let text = self::chapter(site, course, chapter, &leading);
            (&outline.chapters[chapter].url, text)
        } else {
            let home = site.library.courses[course].landing.as_ref()?;
            let mut out = format!("# {}\n", markdown::plain(&outline.title));
            let links = &site.landing_links[course];
            add(&mut out, &landing(home, links, &leading));
            (&outline.url, out)
        };
        // The address stands below the title.
        let (title, body) = text.split_once('\n').unwrap_or((&text, ""));
        let address = absolute(site, url).unwrap_or_default();
        Some(format!("\n{title}\n\n<{address}>\n{body}"))
    });
    Box::new(std::iter::once(title).chain(about).chain(told))
}

fn chapter(site: &Site, course: usize, index: usize, leading: &Leading<'_>) -> String {
    let outline = &site.library.outline.courses[course].chapters[index];
    let placed = site.library.courses[course].chapters[index].open();
    let links = site.links[course][index].table();
    let tree = &placed.tree;
    let title = if tree.heading.is_empty() {
        markdown::plain(&full_title(outline))
    } else {
        let words = markdown::heading(&tree.heading, &placed.text, links, leading);
        joined(&number_label(outline), &words)
    };
    let mut out = format!("# {title}\n");
    add(
        &mut out,
        &markdown::body(tree, &placed.text, links, leading),
    );
    out
}

/// What the notes say of a course, and its chapters.
fn course(site: &Site, index: usize, leading: &Leading<'_>) -> String {
    let outline = &site.library.outline.courses[index];
    let mut out = format!("# {}\n", markdown::plain(&outline.title));
    if let Some(text) = &site.library.courses[index].landing {
        add(
            &mut out,
            &landing(text, &site.landing_links[index], leading),
        );
    }
    let chapters = outline.chapters.iter();
    let chapters = chapters.map(|chapter| (full_title(chapter), chapter.url.clone().into()));
    add(&mut out, &list(chapters, leading));
    out
}

fn landing(landing: &Landing, links: &LandingLinks, leading: &Leading<'_>) -> String {
    let placed = &landing.placed;
    markdown::body(&placed.tree, &placed.text, &links.links.table, leading)
}

fn list(pages: impl Iterator<Item = (String, Address)>, leading: &Leading<'_>) -> String {
    let mut out = String::new();
    for (title, to) in pages {
        let to = leading(Leads::Page(&to));
        let _ = writeln!(out, "- [{}]({to})", markdown::plain(&title));
    }
    out
}

fn add(out: &mut String, text: &str) {
    if !text.is_empty() {
        out.push('\n');
        out.push_str(text);
    }
}

/// What leads to a page from the Markdown at `path`.
fn beside(site: &Site, path: &str, to: &Address) -> String {
    let beside = MarkdownPage::beside(&to.page);
    match site.held(&beside) {
        Some(Held::Markdown(_)) => {
            let anchor = to.anchor.as_deref().map_or(String::new(), fragment);
            format!("{}{anchor}", href(path, &beside))
        }
        _ => href_of(path, to),
    }
}

/// The address of a page or file of the site.
fn on_the_web(site: &Site, to: Leads<'_>) -> String {
    let base = site.config.base_url.as_deref().unwrap_or_default();
    match to {
        Leads::Page(to) => format!("{base}{}", href_of("", to)),
        Leads::File(file) => format!("{base}{}", href("", file)),
    }
}
