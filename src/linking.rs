//! The link stage over the whole library.

use crate::config::Config;
use crate::diagnostic::Checked;
use crate::edge::read::Sources;
use crate::notes::library::{Landing, Library};
use crate::notes::link::{Link, Target};
use crate::notes::tree::{InlineKind, each_inline, each_run};
use crate::pages::site::ChapterLinks;
use crate::text;

/// Links of everything.
#[derive(Debug, Default)]
pub struct Linked {
    /// By course and chapter.
    pub chapters: Vec<Vec<ChapterLinks>>,
    /// By course.
    pub landings: Vec<Vec<Link>>,
    /// The site's own landing page.
    pub home: Vec<Link>,
}

/// Links every chapter.
pub fn link(library: &Library, sources: &Sources, _config: &Config) -> Checked<Linked> {
    let images = |tree: &crate::notes::tree::Chapter, file: &str| {
        let mut out = Vec::new();
        each_run(&tree.blocks, &mut |run| {
            each_inline(run, &mut |inline| {
                if let InlineKind::Image { destination, .. } = &inline.kind {
                    let path = text::nfc(&text::percent_decode(destination).unwrap_or_default());
                    let folder = file.rsplit_once('/').map_or(String::new(), |f| format!("{}/", f.0));
                    let path = format!("{folder}{path}");
                    let target = match sources.files.get(&path) {
                        Some(found) => {
                            Target::Image { url: path, width: found.pixels.map(|p| p.0), height: found.pixels.map(|p| p.1) }
                        }
                        None => Target::MissingImage { path },
                    };
                    out.push(Link { span: inline.span, target, text: String::new() });
                }
            });
        });
        out
    };
    let landing = |landing: &Option<Landing>| landing.as_ref().map_or(Vec::new(), |l| images(&l.placed.tree, &l.file));
    let chapters = library
        .outline
        .courses
        .iter()
        .zip(&library.courses)
        .map(|(outline, course)| {
            outline
                .chapters
                .iter()
                .zip(&course.chapters)
                .map(|(o, c)| ChapterLinks { table: images(&c.tree, &o.file), ..ChapterLinks::default() })
                .collect()
        })
        .collect();
    let linked = Linked {
        chapters,
        landings: library.courses.iter().map(|c| landing(&c.landing)).collect(),
        home: landing(&library.home),
    };
    Checked { value: linked, diagnostics: Vec::new() }
}
