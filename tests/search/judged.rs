//! What people type, judged before anybody searched (`benches/search/judged`): how often the right
//! chapter is first. The queries themselves are never shown.

use std::fs;
use std::path::Path;

use notesite::Site;
use notesite::inside::search::{self, SearchResult, collect};
use serde_json::Value;

/// How many queries have an answer, and what became of them; how many have none, and are answered.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) asked: usize,
    pub(crate) first: usize,
    pub(crate) five: usize,
    pub(crate) none: usize,
    pub(crate) lacking: usize,
    pub(crate) answered: usize,
}

/// The words of a heading, however it is numbered.
fn plain(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let text = text.to_lowercase();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

impl Figures {
    /// Asks the queries of one site.
    pub(crate) fn add(&mut self, folder: &Path, name: &str, site: &Site) {
        let collected = collect(site);
        let index = collected.index();
        let prefix = if name == "courses" {
            String::new()
        } else {
            format!("{name}/")
        };
        let courses = &site.library.outline.courses;
        let chapters = courses.iter().flat_map(|course| &course.chapters);
        let sources: std::collections::HashMap<String, String> = chapters
            .map(|chapter| {
                let path = format!("{prefix}{}", chapter.file);
                (chapter.url.as_str().to_owned(), path)
            })
            .collect();
        let source = |one: &SearchResult| {
            let page = one.url.split('#').next().unwrap_or_default();
            sources.get(page).cloned().unwrap_or_default()
        };
        for half in ["seen", "unseen"] {
            let lines = fs::read_to_string(folder.join(half).with_extension("jsonl"));
            for line in lines.expect("the queries are there").lines() {
                let query: Value = serde_json::from_str(line).expect("JSON");
                if query["site"] != name {
                    continue;
                }
                let typed = query["q"].as_str().unwrap_or_default();
                let answers = search::search(&index, typed, 50).list;
                let wanted = query["pages"].as_array().cloned().unwrap_or_default();
                if wanted.is_empty() {
                    self.lacking += 1;
                    self.answered += usize::from(!answers.is_empty());
                    continue;
                }
                self.judge(&wanted, &answers, &source);
            }
        }
    }

    fn judge(
        &mut self,
        wanted: &[Value],
        answers: &[SearchResult],
        source: &dyn Fn(&SearchResult) -> String,
    ) {
        // A chapter is a file, or a numbered heading of one that holds several.
        let is_right = |one: &SearchResult| {
            wanted.iter().any(|page| {
                let page = page[0].as_str().unwrap_or_default();
                let (file, chapter) = page.split_once('#').unwrap_or((page, ""));
                let is_in = |title: &String| plain(title) == plain(chapter);
                source(one) == file && (chapter.is_empty() || one.trail.iter().any(is_in))
            })
        };
        let is_chapter = |title: &&String| {
            let rest = title.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() < title.len() && rest.starts_with(". ")
        };
        let mut chapters: Vec<(String, bool)> = Vec::new();
        for one in answers {
            let chapter = one.trail.iter().skip(1).find(is_chapter);
            let key = format!("{}#{}", source(one), chapter.map_or("", String::as_str));
            match chapters.iter_mut().find(|known| known.0 == key) {
                Some(known) => known.1 |= is_right(one),
                None => chapters.push((key, is_right(one))),
            }
        }
        self.asked += 1;
        self.first += usize::from(chapters.first().is_some_and(|one| one.1));
        self.five += usize::from(chapters.iter().take(5).any(|one| one.1));
        self.none += usize::from(answers.is_empty());
    }
}
