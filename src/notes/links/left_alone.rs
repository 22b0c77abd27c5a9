//! What linking left alone, and why: told by `check --verbose`. The library and its links in, notes
//! out.

use crate::address::NotePath;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::notes::left_out;
use crate::notes::library::Library;
use crate::notes::library::outline::{Former, Place};
use crate::notes::library::titles::full_title;
use crate::notes::links::lookup::Lookup;
use crate::notes::links::reference;
use crate::notes::links::reference::course_view::ChapterDoubt;
use crate::notes::links::run;
use crate::notes::links::targets::ChapterLinks;
use crate::notes::messages;

/// What was left alone, and why: files that commands name and that are not shown, mentions that
/// could mean several chapters or none, and words that are two chapters' subject.
pub(crate) fn find(
    library: &Library,
    links: &[Vec<ChapterLinks>],
    config: &Config,
    former: Vec<(Place, Former)>,
) -> Vec<Diagnostic> {
    let (outline, names) = (&library.outline, library.outline.names(former));
    let lookup = Lookup::new(&names, &config.terms);
    let mut notes = Vec::new();
    for (chapter, links) in outline
        .courses
        .iter()
        .flat_map(|course| &course.chapters)
        .zip(links.iter().flatten())
    {
        let here = links.left_alone();
        notes.extend(here.map(|diagnostic| diagnostic.in_file(chapter.offset)));
    }
    for (c, course) in outline.courses.iter().enumerate() {
        let source: NotePath = course.source.as_str().into();
        for word in &lookup.courses[c].terms.shared {
            notes.push(messages::shared_term(&source, word));
        }
        for (n, chapter) in course.chapters.iter().enumerate() {
            let place = Place {
                course: c,
                chapter: n,
            };
            run::each_prose(&library.courses[c].chapters[n].open(), &mut |run| {
                reference::find_or_doubt(run, place, &names, &lookup, &mut |start, end, doubt| {
                    let Some((span, words)) = run.spans(start, end).into_iter().next() else {
                        return;
                    };
                    let at = messages::At {
                        file: &chapter.file,
                        span,
                    };
                    let told = match doubt {
                        ChapterDoubt::Missing(number) => {
                            messages::no_such_chapter(at, words, number)
                        }
                        ChapterDoubt::Several(places) => {
                            let titles: Vec<String> = places
                                .iter()
                                .map(|i| full_title(&course.chapters[*i]))
                                .collect();
                            messages::ambiguous_mention(at, words, &titles)
                        }
                    };
                    notes.push(told.in_file(chapter.offset));
                });
            });
        }
    }
    for draft in &library.drafts {
        notes.push(left_out::draft(draft));
    }
    notes
}
