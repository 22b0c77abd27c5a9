//! The landing page of a course: what it covers, its chapters with their sections.

use serde_json::{Map, Value, json};

use super::frame::{
    absolute, common, render, script_json, shared_picture, site_title, strip_empty, values_with,
};
use super::landing;
use super::navigation::navigation;
use super::tags;
use crate::address::href;
use crate::notes::library::first_picture;
use crate::notes::library::outline::{CourseOutline, Section};
use crate::notes::library::titles::{full_title, number_label};
use crate::notes::links::targets::{ChapterLinks, Target};
use crate::notes::tree::{Chapter, InlineKind};
use crate::notes::visit::{each_inline, each_run};
use crate::page_kinds::{CoursePage, Facts, SitePage};
use crate::pages::body::picture::without_extension;
use crate::pages::page::ThemeError;
use crate::pages::site::Site;
use crate::text::percent_encode_ascii;

/// A course's landing page.
pub(super) fn course(site: &Site, facts: Facts, index: usize) -> Result<Vec<u8>, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let course = &site.library.courses[index];
    let url = &*outline.url;
    let mut values = around(site, facts, index);
    // A landing page that shows a picture of its own needs no other.
    let shown = course
        .landing
        .as_ref()
        .is_some_and(|landing| first_picture(&landing.placed.tree).is_some());
    let has_picture = |i: &usize| {
        let links = site.links[index][*i].table();
        links.iter().any(|link| is_image(&link.target))
    };
    let mut pictured = (0..outline.chapters.len()).filter(has_picture);
    let picture = pictured.find_map(|i| {
        Some((
            i,
            picture_of(site, &course.chapters[i].open().tree, index, i)?,
        ))
    });
    let cover = picture.as_ref().filter(|_| !shown).map(|(i, picture)| {
        let chapter = &outline.chapters[*i];
        json!({
            "src": href(url, &picture.url),
            "width": picture.width,
            "height": picture.height,
            "href": href(url, &chapter.url),
            "title": full_title(chapter),
            "alt": picture.alt,
            "caption": picture.caption,
        })
    });
    let more = json!({
        "picture": cover,
        "picture_url": shared_of(site, index).or_else(|| shared_picture(site)),
    });
    let written = landing::values(
        site,
        &outline.title,
        course.landing.as_ref(),
        outline.landing.as_ref(),
        &site.landing_links[index],
        &site.landing_colors[index],
        url,
    );
    let mut values = match values_with(&mut values, written) {
        Value::Object(values) => values,
        _ => Map::new(),
    };
    render(site, facts, values_with(&mut values, more))
}

/// What the landing page of a course shows besides what is made of trees. Whoever asks whether the
/// pages of the course would be others asks for this.
pub(super) fn around(site: &Site, facts: Facts, index: usize) -> Map<String, Value> {
    let outline = &site.library.outline.courses[index];
    let course = &site.library.courses[index];
    let url = &*outline.url;
    let mut values = common(site, facts, &outline.url, &outline.title);
    let more = json!({
        "course": course_value(outline, url),
        "nav": navigation(site, index, None),
        "kicker": course.kicker,
        "chapters": chapters(site, index),
        "places": places(outline, url),
        "is_listed": landing::lists(&site.landing_links[index], outline),
        "lede": course.description,
        "tags": tags::links(site, url, &course.tags),
        "description": description(site, index),
        "ld": script_json(&linked_data(site, index)),
        "courses": other_courses(site, index, url),
    });
    if let Value::Object(more) = more {
        values.extend(more);
    }
    values
}

fn chapters(site: &Site, index: usize) -> Vec<Value> {
    let outline = &site.library.outline.courses[index];
    let url = &*outline.url;
    let each = outline.chapters.iter().enumerate().map(|(i, chapter)| {
        let sections = chapter
            .sections
            .iter()
            .filter(|section| section.depth == 1 && !chapter.is_repeated(section))
            .take(12);
        let sections: Vec<&str> = sections.map(|section| section.title.as_str()).collect();
        let begins = chapter
            .part
            .filter(|part| i == 0 || outline.chapters[i - 1].part != Some(*part));
        let leaves = chapter.part.is_none() && i > 0 && outline.chapters[i - 1].part.is_some();
        json!({
            "apart": leaves,
            "href": href(url, &chapter.url),
            "number": number_label(chapter),
            "title": chapter.among_others(),
            "sections": sections,
            "skipped": chapter.skipped,
            "draft": site.is_marked_draft(&chapter.file),
            "part": begins.and_then(|part| outline.part_title(part)),
            "minutes": chapter.minutes,
            "commands": chapter.commands,
        })
    });
    each.collect()
}

/// What a course of one chapter holds: the sections of that.
fn places(outline: &CourseOutline, from: &str) -> Vec<Value> {
    let [chapter] = &*outline.chapters else {
        return Vec::new();
    };
    let sections = chapter.sections.iter();
    let shown = sections.filter(|section| section.depth == 1 && !chapter.is_repeated(section));
    let place = |section: &Section| {
        json!({
            "title": section.title,
            "href": format!("{}#{}", href(from, &chapter.url), percent_encode_ascii(&section.id)),
        })
    };
    shown.map(place).collect()
}

/// One sentence for search engines: the notes' own, else what the first chapters are called.
fn description(site: &Site, index: usize) -> String {
    let outline = &site.library.outline.courses[index];
    site.library.courses[index]
        .description
        .clone()
        .unwrap_or_else(|| {
            let titles: Vec<&str> = outline
                .chapters
                .iter()
                .take(12)
                .map(|chapter| chapter.title.as_str())
                .collect();
            format!("{}: {}", outline.title, titles.join(", "))
        })
}

/// What search engines read: a course and its parts.
fn linked_data(site: &Site, index: usize) -> Value {
    let outline = &site.library.outline.courses[index];
    // Very long lists help nobody.
    let parts: Vec<Value> = outline
        .chapters
        .iter()
        .take(200)
        .map(|chapter| {
            json!({
                "@type": "LearningResource",
                "name": full_title(chapter),
                "url": absolute(site, &chapter.url),
            })
        })
        .collect();
    let mut ld = json!({
        "@context": "https://schema.org",
        "@type": "Course",
        "name": outline.title,
        "inLanguage": site.library.language,
        "description": description(site, index),
        "url": absolute(site, &outline.url),
        "keywords": site.library.courses[index].tags,
        "provider": {
            "@type": "Organization",
            "name": site_title(site),
            "url": site.config.base_url,
        },
        "author": site
            .config
            .author
            .as_ref()
            .map(|name| json!({ "@type": "Person", "name": name })),
        "hasPart": parts,
    });
    strip_empty(&mut ld);
    if let Some(parts) = ld["hasPart"].as_array_mut() {
        parts.iter_mut().for_each(strip_empty);
    }
    ld
}

/// A picture of the notes that was found.
pub(super) struct Picture {
    pub url: String,
    width: Option<u32>,
    height: Option<u32>,
    alt: String,
    caption: String,
}

/// The first picture of a chapter.
pub(super) fn picture_of(
    site: &Site,
    tree: &Chapter,
    course: usize,
    chapter: usize,
) -> Option<Picture> {
    let span = first_picture(tree)?;
    let link = site.links[course][chapter]
        .table()
        .iter()
        .find(|link| link.span == span)?;
    let Target::Image { url, width, height } = &link.target else {
        return None;
    };
    let mut words = (String::new(), String::new());
    each_run(&tree.blocks, &mut |run| {
        each_inline(run, &mut |inline| {
            if let (true, InlineKind::Image(image)) = (inline.span == span, &inline.kind) {
                words = (
                    without_extension(&image.alt).to_owned(),
                    image.title.clone(),
                );
            }
        });
    });
    Some(Picture {
        url: url.clone(),
        width: *width,
        height: *height,
        alt: words.0,
        caption: words.1,
    })
}

/// The first picture of a course, of its landing page before its chapters, as shared links show it;
/// those who show links draw no SVG.
pub(super) fn shared_of(site: &Site, course: usize) -> Option<String> {
    let picture = site.pictures[course].get_or_init(|| {
        let landing = site.landing_links[course].links.table.iter();
        let chapters = site.links[course].iter().flat_map(ChapterLinks::table);
        landing.chain(chapters).find_map(|link| match &link.target {
            Target::Image { url, .. } if !url.ends_with(".svg") => absolute(site, url),
            _ => None,
        })
    });
    picture.clone()
}

fn is_image(target: &Target) -> bool {
    matches!(target, Target::Image { .. })
}

/// What every page of a course knows of it: its title, how many chapters it has, and the addresses
/// of its pages that the frame leads to; none of a sheet without commands.
pub(super) fn course_value(outline: &CourseOutline, from: &str) -> Value {
    let mut value = json!({ "title": outline.title, "count": outline.chapters.len() });
    for page in CoursePage::ALL {
        if let Some(key) = page.facts().in_frame {
            value[key] = Value::Null;
        }
    }
    for page in outline.pages() {
        if let Some(key) = page.facts().in_frame {
            value[key] = href(from, &page.of(&outline.base)).into();
        }
    }
    value
}

/// More courses than this are not listed beside each page: a page of all of them is led to.
const MOST_LISTED: usize = 50;

pub(super) fn other_courses(site: &Site, course: usize, from: &str) -> Vec<Value> {
    let courses = &site.library.outline.courses;
    if courses.len() < 2 {
        return Vec::new();
    }
    if courses.len() > MOST_LISTED {
        let title = site.theme.strings.get("contents").cloned();
        return vec![json!({
            "title": title.unwrap_or_default(),
            "href": href(from, SitePage::All.path()),
            "current": false,
            "next": false,
        })];
    }
    let each = courses.iter().enumerate().map(|(i, listed)| {
        json!({
            "title": listed.title,
            "href": href(from, &listed.url),
            "current": i == course,
            "next": i == course + 1,
        })
    });
    each.collect()
}
