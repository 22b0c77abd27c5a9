//! What machines alone read: the sitemap, the feed, `robots.txt`, `llms.txt`. A site whose address
//! is known in, texts out. Nothing here knows the hour: the days are those of the notes' history.

use std::fmt::Write as _;

use super::chapter::{first_words, summary, updated};
use super::frame::{absolute, site_title};
use super::markdown::llms_full;
use crate::notes::library::titles::full_title;
use crate::page_kinds::{MachineFile, MarkdownPage, Page};
use crate::pages::paths::{Held, SITEMAP_LENGTH};
use crate::pages::site::Site;
use crate::text::{escape_html, visible};

/// How many chapters the feed tells of: those that changed last.
const FEED_LENGTH: usize = 50;

/// The text of such a file.
pub(crate) fn for_machines(site: &Site, file: MachineFile) -> String {
    match file {
        MachineFile::Feed => feed(site),
        MachineFile::Llms => llms(site),
        MachineFile::LlmsFull => llms_full(site).collect(),
        MachineFile::Robots => robots(site),
        MachineFile::Sitemap => match parts(site) {
            0 => sitemap(site, 0),
            parts => sitemap_of_sitemaps(site, parts),
        },
        MachineFile::SitemapPart(part) => sitemap(site, part),
    }
}

/// The address of a page or file, as it stands in XML.
fn address(site: &Site, path: &str) -> String {
    xml(&absolute(site, path).unwrap_or_default())
}

/// How many files the sitemap has beside itself.
fn parts(site: &Site) -> usize {
    let is_part = |held: &&Held| matches!(held, Held::Machines(MachineFile::SitemapPart(_)));
    site.paths.held.values().filter(is_part).count()
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SITEMAPS: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

fn sitemap(site: &Site, part: usize) -> String {
    let mut out = format!("{XML}<urlset {SITEMAPS}>\n");
    let pages = site.pages().filter(|(_, page)| page.facts().in_sitemap);
    for (path, page) in pages.skip(part * SITEMAP_LENGTH).take(SITEMAP_LENGTH) {
        let day = match page {
            Page::Chapter(course, chapter) => updated(site, *course, *chapter),
            _ => None,
        };
        let day = day.map_or(String::new(), |day| format!("<lastmod>{day}</lastmod>"));
        let _ = writeln!(out, "<url><loc>{}</loc>{day}</url>", address(site, path));
    }
    out.push_str("</urlset>\n");
    out
}

fn sitemap_of_sitemaps(site: &Site, parts: usize) -> String {
    let mut out = format!("{XML}<sitemapindex {SITEMAPS}>\n");
    for part in 0..parts {
        let path = MachineFile::SitemapPart(part).path();
        let _ = writeln!(
            out,
            "<sitemap><loc>{}</loc></sitemap>",
            address(site, &path)
        );
    }
    out.push_str("</sitemapindex>\n");
    out
}

fn robots(site: &Site) -> String {
    let sitemap = absolute(site, &MachineFile::Sitemap.path()).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
}

/// The chapters that changed last, the latest first; those of one day in the order of the notes.
fn feed(site: &Site) -> String {
    let mut dated: Vec<(&str, usize, usize)> = Vec::new();
    for (c, course) in site.library.outline.courses.iter().enumerate() {
        let days = (0..course.chapters.len()).filter_map(|i| Some((updated(site, c, i)?, c, i)));
        dated.extend(days);
    }
    dated.sort_by(|(a, ..), (b, ..)| b.cmp(a));
    dated.truncate(FEED_LENGTH);
    let home = address(site, "");
    let own = address(site, &MachineFile::Feed.path());
    let author = site.config.author.as_deref();
    let day = dated.first().map_or("1970-01-01", |(day, ..)| day);
    let mut out = format!(
        "{XML}<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n\
        <id>{home}</id>\n<link href=\"{home}\"/>\n<link rel=\"self\" href=\"{own}\"/>\n\
        <updated>{day}T00:00:00Z</updated>\n<author><name>{}</name></author>\n\
        <generator>notesite</generator>\n",
        xml(&site.library.language),
        xml(site_title(site)),
        xml(author.unwrap_or_else(|| site_title(site))),
    );
    for (day, c, i) in dated {
        let course = &site.library.outline.courses[c];
        let chapter = &course.chapters[i];
        let address = address(site, &chapter.url);
        let _ = writeln!(
            out,
            "<entry><title>{}</title><id>{address}</id><link href=\"{address}\"/>\
            <updated>{day}T00:00:00Z</updated><category term=\"{}\"/><summary>{}</summary></entry>",
            xml(&full_title(chapter)),
            xml(&course.title),
            xml(&about(site, c, i)),
        );
    }
    out.push_str("</feed>\n");
    out
}

/// A list of courses and chapters in Markdown, each with where it stands and what it is about.
fn llms(site: &Site) -> String {
    let mut out = format!("# {}\n", one_line(site_title(site)));
    if let Some(about) = &site.config.description {
        let _ = write!(out, "\n> {}\n", one_line(about));
    }
    for (c, course) in site.library.outline.courses.iter().enumerate() {
        let _ = write!(out, "\n## {}\n\n", one_line(&course.title));
        if let Some(about) = &site.library.courses[c].description {
            let _ = write!(out, "{}\n\n", one_line(about));
        }
        for (i, chapter) in course.chapters.iter().enumerate() {
            let title = one_line(&full_title(chapter));
            // Whoever reads this reads Markdown, where there is any.
            let beside = MarkdownPage::beside(&chapter.url);
            let told = Held::Markdown(MarkdownPage::Chapter(c, i));
            let path = if site.held(&beside) == Some(&told) {
                &beside
            } else {
                chapter.url.as_str()
            };
            let address = absolute(site, path).unwrap_or_default();
            let summary = one_line(&about(site, c, i));
            let _ = writeln!(out, "- [{title}]({address}): {summary}");
        }
    }
    let full = MachineFile::LlmsFull;
    if site.held(&full.path()) == Some(&Held::Machines(full)) {
        let address = absolute(site, &full.path()).unwrap_or_default();
        let _ = write!(out, "\n## Optional\n\n- [{0}]({address})\n", full.path());
    }
    out
}

/// What a chapter is about.
fn about(site: &Site, course: usize, chapter: usize) -> String {
    let stored = &site.library.courses[course].chapters[chapter];
    summary(site, (course, chapter), || first_words(&stored.open()))
}

/// Words as Markdown shows them again, on one line.
fn one_line(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(words.len());
    for c in visible(&words).chars() {
        if "<>[]`*\\".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text for XML, which has no place for two signs that are none, nor in HTML's way for controls.
fn xml(words: &str) -> String {
    escape_html(words).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
