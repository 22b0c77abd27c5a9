//! `notesite build`: a request in; a folder, what is said of it and an exit code out.

use std::mem;
use std::path::Path;
use std::time::{Duration, Instant};

use super::arguments::FormatName;
use super::terminal::{
    colour, count, counted, drawn, listed, prefix, print_timings, progress_bar, put, say, say_gap,
    summary, tell,
};
use crate::build::again::{HowToSay, LastBuild};
use crate::build::{self, Memory, Request};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::edge::init::check_command;
use crate::edge::record::Report;
use crate::edge::survey::Survey;
use crate::edge::timings::Timings;
use crate::edge::write::refuse::resolved;
use crate::edge::write::standing::{Standing, standing};
use crate::edge::write::{Progress, SeenFiles, Summary, WrittenSite};
use crate::failure::Failure;
use crate::notes::sources::KeptOut;
use crate::pages::draw::Format;
use crate::pages::site::Site;

/// What was typed of a build, apart from what is built.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option that is typed or not"
)]
pub(super) struct HowToBuild {
    pub strict: bool,
    pub allow_empty: bool,
    pub timings: bool,
    pub no_cache: bool,
    pub format: FormatName,
}

impl HowToBuild {
    fn to_say(&self) -> HowToSay<'static> {
        HowToSay {
            strict: self.strict,
            allow_empty: self.allow_empty,
            format: match self.format {
                FormatName::Human => "human",
                FormatName::Json => "json",
                FormatName::Github => "github",
            },
            colour: colour(),
        }
    }

    /// Prints messages about the notes.
    fn print(&self, messages: &str) -> Result<(), Failure> {
        if self.format == FormatName::Human {
            tell(messages);
            Ok(())
        } else {
            put(messages)
        }
    }
}

/// A build that is under way.
struct Building<'a> {
    request: &'a Request,
    how: &'a HowToBuild,
    config: Config,
    /// The output as it was typed.
    folder: &'a Path,
    start: Instant,
    timings: Timings,
}

/// Builds the site.
pub(super) fn build_site(request: &Request, how: &HowToBuild) -> Result<u8, Failure> {
    let start = Instant::now();
    let config = build::configure(request)?;
    let folder = build::output_folder(request, &config);
    // Refusals are about usage, not about notes.
    build::check_output(request, &config, &folder)?;
    let mut building = Building {
        request,
        how,
        config,
        folder: &folder,
        start,
        timings: Timings::default(),
    };
    let mut memory = Memory::forgetful();
    let timings = &mut building.timings;
    let survey = build::survey(request, &building.config, &mut memory, timings)?;
    let mut last = building.last(&survey)?;
    if let Some((standing, report)) = building.unchanged(last.as_mut(), &survey)? {
        how.print(&report.messages)?;
        let summary = Summary {
            paths: report.files,
            skipped: report.files,
            compared: standing.read,
            ..Summary::default()
        };
        building.close(&summary, &report);
        if let Some(last) = last {
            last.stands(standing.outputs);
        }
        return Ok(0);
    }
    building.anew(survey, memory, last)
}

impl Building<'_> {
    /// What is known of the last build of the output.
    fn last(&mut self, survey: &Survey) -> Result<Option<LastBuild>, Failure> {
        if self.how.no_cache {
            return Ok(None);
        }
        let output = resolved(self.folder)?;
        let (request, config) = (self.request, &self.config);
        self.timings.time("recall", || {
            LastBuild::find(request, config, self.how.to_say(), survey, &output)
        })
    }

    /// The output as it stands and what the last build said of it, where nothing changed: neither
    /// what it read nor what it wrote.
    fn unchanged(
        &mut self,
        last: Option<&mut LastBuild>,
        survey: &Survey,
    ) -> Result<Option<(Standing, Report)>, Failure> {
        let Some(record) = last.and_then(|last| last.same(survey)) else {
            return Ok(None);
        };
        let output = build::output(self.request, &self.config, &record.linked, self.folder);
        let start = Instant::now();
        let standing = standing(&output, &record.outputs, &|| self.say_waiting())?;
        self.timings.0.push(("compare", start.elapsed()));
        Ok(standing.map(|standing| (standing, record.report.clone())))
    }

    fn say_waiting(&self) {
        say(&format!(
            "note: Another build is writing {}; this one waits for it to end.",
            self.folder.display()
        ));
    }

    /// Reads the notes and writes what changed.
    fn anew(
        mut self,
        survey: Survey,
        mut memory: Memory,
        last: Option<LastBuild>,
    ) -> Result<u8, Failure> {
        let Checked {
            value: site,
            mut diagnostics,
        } = build::load_surveyed(
            survey,
            self.request,
            &self.config,
            &mut memory,
            &mut self.timings,
        )?;
        // What it holds is the site's by now, or nobody's.
        drop(memory);
        if self.how.allow_empty {
            diagnostics.retain(|told| told.code != "no-chapters");
        }
        let gone = build::chapters_gone(&site, self.request, self.folder)?;
        let is_gone = gone.is_some();
        diagnostics.extend(gone);
        // Readers who kept an address would meet nothing there. A lock that is behind loses nobody.
        let of_lock = build::check_lock(&site).into_iter();
        diagnostics.extend(of_lock.filter(|told| told.code == "lost-page"));
        let messages = self.messages(&site, &diagnostics);
        self.how.print(&messages)?;
        let (errors, warnings) = count(&diagnostics);
        if errors > 0 || (self.how.strict && warnings > 0) {
            if self.how.format == FormatName::Human {
                say(&format!(
                    "{} Nothing was written.",
                    summary(errors, warnings)
                ));
            }
            return Ok(1);
        }
        let written = self.write(&site, last.as_ref())?;
        let report = Report {
            messages,
            warnings,
            chapters: site.library.outline.count_chapters(),
            files: written.summary.paths,
            drafts: site.library.drafts.len(),
            kept_out: site.kept_out,
            gap: site.dates.gap.clone(),
        };
        self.close(&written.summary, &report);
        if let Some(last) = last {
            // The next build finds the chapters gone, and says nothing of it.
            let report = (!is_gone).then_some(report);
            last.keep(build::source_files(&site), written, report);
        }
        // The program ends now: the system takes back at once what would be let go page by page.
        mem::forget(site);
        Ok(0)
    }

    fn messages(&self, site: &Site, diagnostics: &[Diagnostic]) -> String {
        match self.how.format {
            FormatName::Human => drawn(site, diagnostics, Some(&check_command(&self.request.root))),
            FormatName::Json => listed(site, diagnostics, Format::Json, ""),
            FormatName::Github => {
                let prefix = prefix(&self.request.root);
                listed(site, diagnostics, Format::Github, &prefix)
            }
        }
    }

    fn write(&mut self, site: &Site, last: Option<&LastBuild>) -> Result<WrittenSite, Failure> {
        let total = site.paths.held.len() as u64;
        let bar = progress_bar(total);
        self.timings.time("search", || site.paths());
        let sources = build::source_files(site);
        let output = build::output(self.request, &self.config, &sources, self.folder);
        let seen = last.map_or_else(SeenFiles::default, LastBuild::seen);
        let progress = |progress| match progress {
            Progress::Waiting => self.say_waiting(),
            Progress::Rendered(done) => {
                if let Some(bar) = &bar
                    && self.start.elapsed() > Duration::from_millis(500)
                {
                    bar.set_position(done as u64);
                }
            }
        };
        let start = Instant::now();
        let keys = last.map(|last| last.keys(site));
        let key = |path: &str| keys.as_ref().and_then(|keys| keys(path));
        let written = build::write_seen(site, &output, &seen, &key, &progress);
        self.timings.0.push(("write", start.elapsed()));
        if let Some(bar) = bar {
            bar.finish_and_clear();
        }
        let written = written?;
        self.timings.0.push(("flush", written.summary.flush));
        Ok(written)
    }

    /// Says what was done.
    fn close(&self, written: &Summary, report: &Report) {
        if self.how.timings {
            print_timings(&self.timings);
            say(&format!(
                "{:>8} {} of {} not made again, {} compared by their bytes",
                "skipped",
                written.skipped,
                counted(written.paths, "file"),
                written.compared
            ));
        }
        if self.how.format != FormatName::Human {
            return;
        }
        say(&format!(
            "{}, {} ({} changed) in {} ms: {}",
            counted(report.chapters, "chapter"),
            counted(report.files, "file"),
            written.changed,
            self.start.elapsed().as_millis(),
            self.folder.display()
        ));
        if report.warnings > 0 {
            say(&summary(0, report.warnings));
        }
        if let Some(gap) = &report.gap {
            say_gap(gap);
        }
        if report.drafts > 0 {
            say(&format!(
                "{} left out as draft or private; `--drafts` builds them too.",
                counted(report.drafts, "file")
            ));
        }
        let KeptOut {
            by_tools,
            encrypted,
        } = report.kept_out;
        if by_tools > 0 {
            say(&format!(
                "{} left out by settings of other tools; `{} --verbose` names them.",
                counted(by_tools, "note"),
                check_command(&self.request.root)
            ));
        }
        if encrypted > 0 {
            say(&format!(
                "{} left out since git encrypts them (.gitattributes); `{} --verbose` names them.",
                counted(encrypted, "note"),
                check_command(&self.request.root)
            ));
        }
    }
}
