//! What is said: results on stdout, everything else on stderr, in colour where a person looks on.

use std::io::{IsTerminal, Write};
use std::path::Path;

use crate::diagnostic::{Diagnostic, Severity};
use crate::edge::memory;
use crate::edge::timings::Timings;
use crate::failure::Failure;
use crate::pages::dates::HistoryGap;
use crate::pages::draw::{self, Format};
use crate::pages::positions::Positions;
use crate::pages::site::Site;
use crate::text;

/// A line on stderr.
pub(super) fn say(line: &str) {
    tell(&format!("{}\n", text::visible_lines(line)));
}

/// A text on stderr. Where nobody reads it (a closed pipe, a full disk) the work goes on.
pub(super) fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// A result on stdout.
pub(super) fn put(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let text = text::escaped_controls(text);
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written.or_else(unless_nobody_reads)
}

/// A closed pipe (`| head`) is no failure of ours.
#[expect(clippy::needless_pass_by_value, reason = "`or_else` hands it over")]
pub(super) fn unless_nobody_reads(error: std::io::Error) -> Result<(), Failure> {
    match error.kind() {
        std::io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(Failure::system(format!(
            "The result cannot be printed: {error}."
        ))),
    }
}

pub(super) fn print_timings(timings: &Timings) {
    for (name, time) in &timings.0 {
        say(&format!(
            "{name:>8} {:>9.1} ms",
            time.as_secs_f64() * 1000.0
        ));
    }
    if let Some(peak) = memory::peak() {
        say(&format!(
            "{:>8} {:>9.1} MB at most",
            "memory",
            peak as f64 / 1024.0
        ));
    }
}

pub(super) fn progress_bar(total: u64) -> Option<indicatif::ProgressBar> {
    let plain = std::env::var_os("CI").is_some() || !std::io::stderr().is_terminal();
    if plain {
        return None;
    }
    let bar = indicatif::ProgressBar::new(total);
    bar.set_style(
        indicatif::ProgressStyle::with_template("{bar:30} {pos}/{len}")
            .unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()),
    );
    Some(bar)
}

/// The same for bytes that are sent.
#[cfg(feature = "s3")]
pub(super) fn bytes_bar() -> Option<indicatif::ProgressBar> {
    let bar = progress_bar(0)?;
    bar.set_style(
        indicatif::ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes}")
            .unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()),
    );
    Some(bar)
}

/// For people, on stderr: grouped by kind, `most` at most.
pub(super) fn print_drawn(site: &Site, diagnostics: &[Diagnostic], check: Option<&str>) {
    tell(&drawn(site, diagnostics, check));
}

/// The same as text.
pub(super) fn drawn(site: &Site, diagnostics: &[Diagnostic], check: Option<&str>) -> String {
    let text_of = |file: &str| site.text_of(file);
    draw::draw_all(diagnostics, &text_of, colour(), check)
}

/// For programs, on stdout.
pub(super) fn print_all(
    site: &Site,
    diagnostics: &[Diagnostic],
    format: Format,
    prefix: &str,
) -> Result<(), Failure> {
    put(&listed(site, diagnostics, format, prefix))
}

/// The same as text.
pub(super) fn listed(
    site: &Site,
    diagnostics: &[Diagnostic],
    format: Format,
    prefix: &str,
) -> String {
    let text_of = |file: &str| site.text_of(file);
    let positions = Positions::new(&text_of);
    let mut out = String::new();
    for diagnostic in diagnostics {
        out.push_str(&draw::draw(diagnostic, &positions, format, prefix));
    }
    out
}

pub(super) fn colour() -> bool {
    std::io::stderr().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// How many errors and warnings there are; a note says that nothing is wrong.
pub(super) fn count(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let of = |severity| {
        let told = diagnostics.iter();
        told.filter(|told| told.severity == severity).count()
    };
    (of(Severity::Error), of(Severity::Warning))
}

pub(super) fn counted(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

pub(super) fn summary(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => "No problems found.".to_owned(),
        (0, warnings) => format!("{}.", counted(warnings, "warning")),
        (errors, 0) => format!("{}.", counted(errors, "error")),
        (errors, warnings) => format!(
            "{} and {}.",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
    }
}

/// Says where git knows less than there was, by which pages have no days and feeds lack chapters.
pub(super) fn say_gap(gap: &HistoryGap) {
    match gap {
        HistoryGap::Nothing => say(
            "note: git knows no commit of these notes, so chapters have no days here and there is \
             no feed. Commit them, or write `dates = false` in notesite.toml to do without.",
        ),
        HistoryGap::Shallow => say(
            "note: This clone ends before the beginning of its history, so what changed earlier \
             has no day here and is in no feed. `git fetch --unshallow` brings the rest, in a \
             workflow `fetch-depth: 0`.",
        ),
        HistoryGap::Unreadable(reason) => say(&format!(
            "note: git cannot read this repository, so chapters have no days here and there is no \
             feed: {reason}. Try `git fsck`; `dates = false` in notesite.toml builds without days."
        )),
    }
}

/// What leads from the place where notesite was started to ROOT: annotations count from the
/// repository, where CI starts it.
pub(super) fn prefix(root: &Path) -> String {
    let path = root
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/");
    let path = path.trim_start_matches("./").trim_end_matches('/');
    if path.is_empty() || path == "." || root.is_absolute() || path.starts_with("..") {
        String::new()
    } else {
        format!("{path}/")
    }
}
