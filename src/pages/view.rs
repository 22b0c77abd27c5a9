//! What each kind of page shows: the values of its template, gathered from the site. A site in, HTML out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::body::{self, Body};
use super::highlight;
use super::page::ThemeError;
use super::site::{Kind, Site, root_of};
use crate::notes::library::{Landing, first_picture};
use crate::notes::link::{Link, Target};
use crate::notes::outline::{ChapterOutline, CourseOutline};
use crate::notes::placeholder;
use crate::notes::tree::{Command, InlineKind, Lead, each_inline, each_item, each_run};
use crate::text::{escape_html, percent_encode, push_escaped};

/// `16`, `28–30`, or nothing.
pub fn number_label(numbers: &[u32]) -> String {
    match numbers {
        [] => String::new(),
        [only] => only.to_string(),
        [first, .., last] => format!("{first}–{last}"),
    }
}

/// Number and title, as a line of text.
pub fn full_title(chapter: &ChapterOutline) -> String {
    if chapter.numbers.is_empty() {
        chapter.title.clone()
    } else {
        format!("{}. {}", number_label(&chapter.numbers), chapter.title)
    }
}

fn site_title(site: &Site) -> String {
    let first = || site.library.outline.courses.first().map(|course| course.title.clone());
    site.config.title.clone().or_else(first).unwrap_or_else(|| "notesite".to_owned())
}

/// Values that every page has.
fn common(site: &Site, url: &str, title: &str) -> serde_json::Map<String, Value> {
    let title_line = if title == site_title(site) { title.to_owned() } else { format!("{title} · {}", site_title(site)) };
    let canonical = site.config.base_url.as_ref().map(|base| format!("{base}{}", percent_encode(url)));
    let value = json!({
        "site": { "title": site_title(site), "language": site.config.language, "description": site.config.description,
                  "author": site.config.author, "repository": site.config.repository },
        "root": root_of(url), "url": url, "title": title, "title_line": title_line, "canonical": canonical,
        "description": site.config.description, "nav": "", "kind": "page", "ld": "",
        "home": if site.paths.contains_key("index.html") { "index.html" } else { "all.html" },
        "has_search": site.paths.contains_key("search/root.js"),
    });
    match value {
        Value::Object(map) => map,
        _ => serde_json::Map::new(),
    }
}

/// At how many chapters a sidebar stops listing the whole course, and how many it shows on either side then.
const WHOLE_COURSE: usize = 200;
const AROUND: usize = 25;

fn nav_item(root: &str, chapter: &ChapterOutline, skipped: bool, out: &mut String) {
    let _ = write!(
        out,
        "<li{}><a href=\"{root}{}\"><span class=\"n\">{}</span><span class=\"t\">",
        if skipped { " class=\"out\"" } else { "" },
        percent_encode(&chapter.url),
        number_label(&chapter.numbers)
    );
    push_escaped(&chapter.title, out);
    out.push_str("</span></a></li>");
}

/// The sidebar of a course with the current page marked: rendered once, marked for each page.
fn navigation(site: &Site, course: usize, current: Option<usize>) -> String {
    let outline = &site.library.outline.courses[course];
    let root = root_of(&outline.url);
    if outline.chapters.len() > WHOLE_COURSE {
        let at = current.unwrap_or(0);
        let (from, to) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(outline.chapters.len()));
        return list(site, course, from, to, root, current, true);
    }
    let whole = site.navigation[course].get_or_init(|| list(site, course, 0, outline.chapters.len(), root, None, false));
    match current {
        None => whole.clone(),
        Some(chapter) => {
            let href = format!("href=\"{root}{}\"", percent_encode(&outline.chapters[chapter].url));
            whole.replacen(&href, &format!("{href} aria-current=\"page\""), 1)
        }
    }
}

fn list(site: &Site, course: usize, from: usize, to: usize, root: &str, current: Option<usize>, partial: bool) -> String {
    let outline = &site.library.outline.courses[course];
    let mut out = String::new();
    let mut part: Option<Option<usize>> = None;
    for i in from..to {
        let chapter = &outline.chapters[i];
        if part != Some(chapter.part) {
            if part.is_some() {
                out.push_str("</ul>");
            }
            if let Some(title) = chapter.part.and_then(|part| outline.parts.get(part)) {
                out.push_str("<p class=\"part\">");
                push_escaped(title, &mut out);
                out.push_str("</p>");
            }
            out.push_str("<ul>");
            part = Some(chapter.part);
        }
        let mut item = String::new();
        nav_item(root, chapter, is_skipped(site, course, i), &mut item);
        if current == Some(i) {
            item = item.replacen("<a ", "<a aria-current=\"page\" ", 1);
        }
        out.push_str(&item);
    }
    if part.is_some() {
        out.push_str("</ul>");
    }
    if partial {
        let _ = write!(out, "<p class=\"part\"><a href=\"{root}{}\">…</a></p>", percent_encode(&outline.url));
    }
    out
}

/// A chapter that says nothing but that it was left out: one line at most, without sections.
fn is_skipped(site: &Site, course: usize, chapter: usize) -> bool {
    let outline = &site.library.outline.courses[course].chapters[chapter];
    let placed = &site.library.courses[course].chapters[chapter];
    outline.sections.is_empty()
        && placed.text.trim().lines().count() <= 2
        && (placed.text.contains("제외") || placed.tree.blocks.is_empty())
}

fn toc(outline: &ChapterOutline) -> String {
    let mut out = String::new();
    let mut depth = 0;
    for section in outline.sections.iter().filter(|section| section.depth <= 2) {
        while depth < section.depth {
            out.push_str("<ul>");
            depth += 1;
        }
        while depth > section.depth {
            out.push_str("</ul>");
            depth -= 1;
        }
        let _ = write!(out, "<li><a href=\"#{}\">", percent_encode(&section.id));
        push_escaped(&section.title, &mut out);
        out.push_str("</a></li>");
    }
    for _ in 0..depth {
        out.push_str("</ul>");
    }
    // A list may only hold items: an inner list belongs to the item before it.
    out.replace("</li><ul>", "<ul>")
        .replace("</ul><li>", "</ul></li><li>")
        .replace("</ul></ul>", "</ul></li></ul>")
        .replace("<ul><ul>", "<ul><li><ul>")
}

/// The fields of a chapter's commands, with the example that the notes give beside the pattern.
fn fields(commands: &[&Command]) -> Vec<Value> {
    let mut names: Vec<(String, Option<String>)> = Vec::new();
    for (i, command) in commands.iter().enumerate() {
        for field in placeholder::fields(&command.code) {
            let known = names.iter().position(|(name, _)| *name == field.name).unwrap_or_else(|| {
                names.push((field.name.clone(), None));
                names.len() - 1
            });
            if names[known].1.is_none() {
                names[known].1 = commands.iter().skip(i + 1).take(3).find_map(|next| {
                    placeholder::example(&command.code, &next.code)
                        .into_iter()
                        .find(|(name, _)| *name == field.name)
                        .map(|(_, value)| value)
                });
            }
        }
    }
    names
        .into_iter()
        .map(|(name, example)| json!({ "secret": placeholder::is_secret(&name), "name": name, "example": example }))
        .collect()
}

fn commands_of(site: &Site, course: usize, chapter: usize) -> Vec<&Command> {
    let tree = &site.library.courses[course].chapters[chapter].tree;
    let mut out = Vec::new();
    each_item(&tree.blocks, 0, &mut |item, _| {
        if let Lead::Command { command, .. } = &item.lead {
            out.push(command);
        }
    });
    each_run(&tree.blocks, &mut |run| {
        each_inline(run, &mut |inline| {
            if let InlineKind::Command(command) = &inline.kind {
                out.push(command);
            }
        });
    });
    out.sort_by_key(|command| command.span);
    out
}

fn chapter_link(root: &str, chapter: &ChapterOutline) -> Value {
    json!({ "href": format!("{root}{}", percent_encode(&chapter.url)), "number": number_label(&chapter.numbers), "title": chapter.title })
}

/// A chapter.
pub fn chapter(site: &Site, course: usize, index: usize) -> Result<String, ThemeError> {
    let courses = &site.library.outline.courses;
    let outline = &courses[course];
    let this = &outline.chapters[index];
    let placed = &site.library.courses[course].chapters[index];
    let links = &site.links[course][index];
    let root = root_of(&this.url);
    let mut values = common(site, &this.url, &full_title(this));
    let commands = commands_of(site, course, index);
    let context =
        Body { placed, outline: this, links: &links.table, keys: &[], root, words: &site.theme.words, print: None, line: None };
    let title_html =
        if placed.tree.heading.is_empty() { escape_html(&this.title) } else { body::inline_html(&context, &placed.tree.heading) };
    let minutes = body::measure::characters(&placed.tree.blocks).div_ceil(500).max(1);
    let repository = site.config.repository.as_ref().map(|url| url.trim_end_matches('/'));
    let edit = repository.map(|url| format!("{url}/edit/HEAD/{}#L{}", percent_encode(&this.file), this.line));
    let backlinks: Vec<Value> = links
        .backlinks
        .iter()
        .map(|back| {
            let (page, anchor) = back
                .url
                .split_once('#')
                .map_or((back.url.as_str(), String::new()), |(page, anchor)| (page, format!("#{}", percent_encode(anchor))));
            json!({ "href": format!("{root}{}{anchor}", percent_encode(page)), "title": back.title, "sentence": back.sentence })
        })
        .collect();
    let ld = json!({ "@context": "https://schema.org", "@type": "LearningResource", "name": full_title(this), "inLanguage": site.config.language,
        "isPartOf": { "@type": "Course", "name": outline.title } });
    let description = site.library.courses[course].front[index].description.clone().unwrap_or_else(|| {
        let titles: Vec<&str> =
            this.sections.iter().filter(|section| section.depth == 1).map(|section| section.title.as_str()).collect();
        if titles.is_empty() { outline.title.clone() } else { format!("{}: {}", full_title(this), titles.join(", ")) }
    });
    let more = json!({
        "kind": "chapter", "number": number_label(&this.numbers), "title_html": title_html, "body": site.body(course, index, None),
        "course": course_value(outline, root), "part": this.part.and_then(|part| outline.parts.get(part)),
        "nav": navigation(site, course, Some(index)), "toc": toc(this),
        "sections": this.sections.iter().filter(|section| section.depth == 1).count(),
        "minutes": minutes, "commands": commands.len(), "fields": fields(&commands), "edit": edit,
        "previous": index.checked_sub(1).map(|i| chapter_link(root, &outline.chapters[i])),
        "next": outline.chapters.get(index + 1).map(|next| chapter_link(root, next)),
        "backlinks": backlinks, "skipped": is_skipped(site, course, index), "file": &*this.file, "lines": site.lines, "editor": site.config.editor,
        "tags": site.library.courses[course].front[index].tags, "description": description, "ld": script_json(&ld),
        "courses": other_courses(site, course, root),
    });
    render(site, "chapter.html", values_with(&mut values, more))
}

/// JSON inside a script element: `</script>` must not end it.
fn script_json(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

fn other_courses(site: &Site, course: usize, root: &str) -> Vec<Value> {
    let courses = &site.library.outline.courses;
    if courses.len() < 2 || courses.len() > 50 {
        return Vec::new();
    }
    let each = courses.iter().enumerate().map(
        |(i, one)| json!({ "title": one.title, "href": format!("{root}{}", percent_encode(&one.url)), "current": i == course }),
    );
    each.collect()
}

fn values_with(values: &mut serde_json::Map<String, Value>, more: Value) -> Value {
    if let Value::Object(more) = more {
        values.extend(more);
    }
    Value::Object(std::mem::take(values))
}

fn render(site: &Site, template: &str, values: Value) -> Result<String, ThemeError> {
    site.theme.render(template, &values)
}

fn course_value(outline: &CourseOutline, root: &str) -> Value {
    let href = |page: &str| format!("{root}{}{page}", percent_encode(&outline.base));
    json!({ "title": outline.title, "href": href("index.html"), "commands": href("commands.html"), "print": href("print.html"), "count": outline.chapters.len() })
}

fn landing_body(site: &Site, landing: &Landing, links: &[Link], url: &str) -> String {
    let outline = ChapterOutline { url: url.to_owned(), ..ChapterOutline::default() };
    body::render(&Body {
        placed: &landing.placed,
        outline: &outline,
        links,
        keys: &[],
        root: root_of(url),
        words: &site.theme.words,
        print: None,
        line: None,
    })
}

/// A course's landing page.
pub fn course(site: &Site, index: usize) -> Result<String, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let course = &site.library.courses[index];
    let root = root_of(&outline.url);
    let mut values = common(site, &outline.url, &outline.title);
    let picture = outline.chapters.iter().zip(&course.chapters).zip(&site.links[index]).find_map(|((chapter, placed), links)| {
        let span = first_picture(&placed.tree)?;
        let link = links.table.iter().find(|link| link.span == span)?;
        match &link.target {
            Target::Image { url, width, height } => Some(json!({ "src": format!("{root}{}", percent_encode(url)), "width": width, "height": height, "href": format!("{root}{}", percent_encode(&chapter.url)), "title": full_title(chapter) })),
            _ => None,
        }
    });
    let chapters: Vec<Value> = outline
        .chapters
        .iter()
        .enumerate()
        .map(|(i, chapter)| {
            let sections: Vec<&str> = chapter.sections.iter().filter(|section| section.depth == 1).map(|section| section.title.as_str()).take(12).collect();
            let part = chapter.part.filter(|part| i == 0 || outline.chapters[i - 1].part != Some(*part)).and_then(|part| outline.parts.get(part));
            json!({ "href": format!("{root}{}", percent_encode(&chapter.url)), "number": number_label(&chapter.numbers), "title": chapter.title,
                    "sections": sections, "skipped": is_skipped(site, index, i), "part": part })
        })
        .collect();
    let intro = course
        .landing
        .as_ref()
        .map_or(String::new(), |landing| landing_body(site, landing, &site.landing_links[index], &outline.url));
    let ld = json!({ "@context": "https://schema.org", "@type": "Course", "name": outline.title, "inLanguage": site.config.language,
        "description": course.description, "provider": { "@type": "Organization", "name": site_title(site) } });
    let more = json!({
        "kind": "course", "course": course_value(outline, root), "nav": navigation(site, index, None), "kicker": course.kicker, "intro": intro,
        "chapters": chapters, "picture": picture, "description": course.description, "ld": script_json(&ld), "courses": other_courses(site, index, root),
    });
    render(site, "course.html", values_with(&mut values, more))
}

/// All commands of a course by tool and sub-command; those that differ only in their placeholders' values once.
pub fn commands(site: &Site, index: usize) -> Result<String, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let url = format!("{}commands.html", outline.base);
    let root = root_of(&url);
    let mut groups: BTreeMap<String, BTreeMap<String, Vec<(String, Value)>>> = BTreeMap::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (i, chapter) in outline.chapters.iter().enumerate() {
        let all = commands_of(site, index, i);
        for (n, command) in all.iter().enumerate() {
            // An example right behind its pattern differs only in the values.
            let example = n > 0 && !placeholder::example(&all[n - 1].code, &command.code).is_empty();
            if example || !seen.insert(command.code.clone()) {
                continue;
            }
            let section = chapter
                .sections
                .iter()
                .rev()
                .find(|s| s.span.start <= command.span.start && (!s.bullet || command.span.start < s.span.end));
            let anchor = section.map_or(String::new(), |section| format!("#{}", percent_encode(&section.id)));
            let place = section.map_or(String::new(), |section| format!(" › {}", section.title));
            let entry = json!({
                "html": highlight::command(command.language, &command.code), "href": format!("{root}{}{anchor}", percent_encode(&chapter.url)),
                "number": number_label(&chapter.numbers), "place": format!("{}{place}", chapter.title),
            });
            groups
                .entry(command.tool.clone())
                .or_default()
                .entry(subcommand(&command.code))
                .or_default()
                .push((command.code.clone(), entry));
        }
    }
    let groups: Vec<Value> = groups
        .into_iter()
        .map(|(tool, inner)| {
            let inner: Vec<Value> =
                inner.into_iter().map(|(name, entries)| json!({ "name": name, "entries": entries.into_iter().map(|(_, entry)| entry).collect::<Vec<_>>() })).collect();
            json!({ "tool": tool, "groups": inner })
        })
        .collect();
    let title = format!("{} · {}", site.theme.strings.get("commands").cloned().unwrap_or_default(), outline.title);
    let mut values = common(site, &url, &title);
    let more = json!({ "kind": "commands", "course": course_value(outline, root), "nav": navigation(site, index, None), "groups": groups, "courses": other_courses(site, index, root) });
    render(site, "commands.html", values_with(&mut values, more))
}

/// The word behind the tool that says what it does: `get`, `build`, `compose up` stays `compose`.
fn subcommand(code: &str) -> String {
    code.split_whitespace()
        .skip(1)
        .find(|word| !word.starts_with('-'))
        .filter(|word| word.chars().all(|c| c.is_ascii_alphabetic() || c == '-'))
        .unwrap_or_default()
        .to_owned()
}

/// A course on one page, for paper.
pub fn print(site: &Site, index: usize) -> Result<String, ThemeError> {
    let outline = &site.library.outline.courses[index];
    let url = format!("{}print.html", outline.base);
    let prefixes: BTreeMap<String, String> =
        outline.chapters.iter().enumerate().map(|(i, chapter)| (chapter.url.clone(), format!("c{}-", i + 1))).collect();
    let chapters: Vec<Value> = outline
        .chapters
        .iter()
        .enumerate()
        .map(|(i, chapter)| json!({ "id": format!("c{}-top", i + 1), "number": number_label(&chapter.numbers), "title": chapter.title, "body": format!("<!--notesite:body:{i}-->") }))
        .collect();
    let mut values = common(site, &url, &outline.title);
    let intro = site.library.courses[index]
        .landing
        .as_ref()
        .map_or(String::new(), |landing| landing_body(site, landing, &site.landing_links[index], &url));
    let more = json!({ "kind": "print", "course": course_value(outline, root_of(&url)), "chapters": chapters, "intro": intro });
    let frame = render(site, "print.html", values_with(&mut values, more))?;
    // The bodies are set in afterwards: a course's text must not stand in memory once as values, once as a context and once as a page.
    // No note can write the mark, since a body has no comments.
    let mut out = String::with_capacity(frame.len() + outline.chapters.len() * 4096);
    let mut rest = frame.as_str();
    while let Some(start) = rest.find("<!--notesite:body:") {
        let after = &rest[start + "<!--notesite:body:".len()..];
        let Some(end) = after.find("-->") else { break };
        out.push_str(&rest[..start]);
        if let Some(i) = after[..end].parse().ok().filter(|i| *i < outline.chapters.len()) {
            out.push_str(&site.body(index, i, Some(&prefixes)));
        }
        rest = &after[end + 3..];
    }
    out.push_str(rest);
    Ok(out)
}

fn contents(site: &Site, root: &str) -> Vec<Value> {
    let courses = site.library.outline.courses.iter();
    courses
        .map(|outline| {
            let chapters: Vec<Value> = outline.chapters.iter().map(|chapter| chapter_link(root, chapter)).collect();
            json!({ "title": outline.title, "href": format!("{root}{}", percent_encode(&outline.url)), "chapters": chapters, "count": outline.chapters.len() })
        })
        .collect()
}

/// The site's landing page: its own text and the courses.
pub fn home(site: &Site) -> Result<String, ThemeError> {
    let intro = site.library.home.as_ref().map_or(String::new(), |home| landing_body(site, home, &site.home_links, "index.html"));
    let title = match &site.library.home {
        Some(home) if site.config.title.is_none() && !home.placed.tree.title.is_empty() => home.placed.tree.title.clone(),
        _ => site_title(site),
    };
    let mut values = common(site, "index.html", &title);
    let more = json!({ "kind": "home", "contents": contents(site, ""), "intro": intro });
    render(site, "all.html", values_with(&mut values, more))
}

/// Every course and chapter on one page.
pub fn all(site: &Site) -> Result<String, ThemeError> {
    let title = site.theme.strings.get("contents").cloned().unwrap_or_default();
    let mut values = common(site, "all.html", &title);
    let more = json!({ "kind": "all", "contents": contents(site, ""), "intro": "" });
    render(site, "all.html", values_with(&mut values, more))
}

/// The page for addresses that lead nowhere; it stands at any depth, so its links need the site's own address.
pub fn not_found(site: &Site) -> Result<String, ThemeError> {
    let title = site.theme.strings.get("not_found").cloned().unwrap_or_default();
    let mut values = common(site, "404.html", &title);
    // The path of the site on its host: `/notes/` on a GitHub project page, `/` elsewhere.
    let base = site
        .config
        .base_url
        .as_deref()
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.find('/').map(|i| rest[i..].to_owned()));
    let base = base.unwrap_or_else(|| "/".to_owned());
    let style =
        site.theme.assets.get(&site.theme.css).map_or(String::new(), |css| String::from_utf8_lossy(css).replace("</", "<\\/"));
    let more = json!({ "kind": "404", "base": base, "style": style });
    render(site, "404.html", values_with(&mut values, more))
}

/// A page that leads elsewhere.
pub fn redirect(site: &Site, path: &str, target: &str) -> Result<String, ThemeError> {
    let (page, anchor) =
        target.split_once('#').map_or((target, String::new()), |(page, anchor)| (page, format!("#{}", percent_encode(anchor))));
    let href = format!("{}{}{anchor}", root_of(path), percent_encode(page));
    let mut values = common(site, path, &site_title(site));
    render(site, "redirect.html", values_with(&mut values, json!({ "href": href })))
}

/// `sitemap.xml`, which needs the site's address.
pub fn sitemap(site: &Site) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    if let Some(base) = &site.config.base_url {
        for (path, kind) in &site.paths {
            if matches!(kind, Kind::Chapter(..) | Kind::Course(_) | Kind::Commands(_) | Kind::Home | Kind::All) {
                let _ = writeln!(out, "<url><loc>{}{}</loc></url>", escape_html(base), percent_encode(path));
            }
        }
    }
    out.push_str("</urlset>\n");
    out
}
