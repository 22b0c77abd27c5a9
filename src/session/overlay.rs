//! What is wrong with the notes, for the pages of `serve`. Diagnostics and the site in, what stands
//! over its pages out; nothing of notes that the site withholds, and no secret.

use crate::address::NotePath;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edge::overlay::{Overlay, Told, ToldPlace};
use crate::notes::library::lock;
use crate::pages::draw;
use crate::pages::positions::Positions;
use crate::pages::site::Site;
use crate::text;

/// Messages that a page lists at most; the others are counted.
const MOST: usize = 50;
/// Each code with what it says of one place, in Korean.
const KOREAN: &str = include_str!("kinds.ko.txt");

/// Errors first, then warnings, in the order of the notes.
pub(super) fn of(all: &[Diagnostic], site: &Site, is_public: bool) -> Overlay {
    let text_of = |file: &str| site.text_of(file);
    let positions = Positions::new(&text_of);
    let count = |severity| all.iter().filter(|told| told.severity == severity).count();
    let of_severity = |severity| {
        all.iter()
            .filter(move |told| told.severity == severity && is_for_readers(told, site))
            .filter(move |told| !is_public || is_for_everybody(told, site))
            .take(MOST)
    };
    let errors = of_severity(Severity::Error);
    let told = errors.chain(of_severity(Severity::Warning)).take(MOST);
    let is_korean = site.library.language.starts_with("ko");
    let mut overlay = Overlay {
        told: told
            .map(|diagnostic| Told {
                severity: diagnostic.severity,
                kind: if is_korean {
                    korean(diagnostic.code)
                } else {
                    ""
                },
                message: text::visible(&diagnostic.message).into_owned(),
                help: text::visible(&diagnostic.help).into_owned(),
                place: Some(place(diagnostic, &positions)),
            })
            .collect(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
    };
    let is_shown = |told: &Told| matches!(told.severity, Severity::Error);
    if overlay.errors > 0 && !overlay.told.iter().any(is_shown) {
        let mut told = failure(String::new(), true).told;
        told.append(&mut overlay.told);
        overlay.told = told;
    }
    overlay
}

/// That something failed; where others read along not what, since the message holds lines of
/// settings and names of notes that are not theirs.
pub(super) fn failure(message: String, is_public: bool) -> Overlay {
    Overlay::failure(if is_public {
        "What keeps the new pages stands in the terminal of `notesite serve`.".to_owned()
    } else {
        message
    })
}

/// The line of the text that byte `at` stands in.
fn line_at(text: &str, at: usize) -> &str {
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = behind
        .find('\n')
        .map_or(text.len(), |end| before.len() + end);
    &text[start..end]
}

fn is_of_settings(file: &str) -> bool {
    file == "notesite.toml" || file == lock::NAME
}

/// Whether a message tells of nothing but a page that everybody sees: of no settings, and by no
/// name of a note that is kept back.
fn is_for_everybody(told: &Diagnostic, site: &Site) -> bool {
    let is_note = site.text_of(&told.file).is_some() && !is_of_settings(&told.file);
    let text = site.text_of(&told.file).unwrap_or_default();
    let line = told.span.map_or("", |span| line_at(text, span.start));
    let said = [&*told.message, &*told.help, line];
    let names = |path: &NotePath| {
        let name = path.rsplit('/').next().unwrap_or_default();
        said.iter().any(|words| words.contains(name))
    };
    let withheld = &site.library.withheld;
    is_note && !withheld.contains(&told.file) && !withheld.iter().any(names)
}

/// What keeps the site is told as it is; a warning only where its line is one that pages show:
/// whoever reads along is told of no draft and no secret.
fn is_for_readers(told: &Diagnostic, site: &Site) -> bool {
    let hides = ["secret", "draft", "encrypted"];
    told.severity == Severity::Error
        || site.text_of(&told.file).is_some()
            && !site.library.withheld.contains(&told.file)
            && !hides.iter().any(|code| told.code.starts_with(code))
}

fn place(told: &Diagnostic, positions: &Positions<'_>) -> ToldPlace {
    let file = text::visible(&told.file).into_owned();
    match (positions.text(&told.file), told.span) {
        (Some(text), Some(span)) => {
            let at = draw::excerpt(&text, span);
            let source = [at.before, at.meant, at.after];
            ToldPlace {
                file,
                line: at.line,
                column: at.column,
                source: source.map(|part| text::visible(&part.replace('\t', "    ")).into_owned()),
            }
        }
        _ => ToldPlace {
            file,
            line: 0,
            column: 0,
            source: <[String; 3]>::default(),
        },
    }
}

/// What a message of this code says in Korean; empty where it has no name there.
pub fn korean(code: &str) -> &'static str {
    KOREAN
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .find_map(|(name, said)| (name == code).then_some(said))
        .unwrap_or_default()
}
