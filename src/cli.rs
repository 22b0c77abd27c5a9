//! The command line of the contract: what was typed in, exit code out. Results go to stdout,
//! messages to stderr.

mod arguments;
mod checked;
mod init;
mod publish;
#[cfg(feature = "s3")]
mod store;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{CommandFactory, Parser};

use crate::build::{self, Memory, Request};
use crate::cli::arguments::{CheckFormat, Cli, CliCommand, FormatName};
use crate::cli::publish::{HowToPublish, ToStore};
use crate::cli::terminal::{
    colour, count, counted, print_all, print_drawn, print_timings, progress_bar, put, say,
    say_cut_short, summary, unless_nobody_reads,
};
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::edge::init::Wishes;
use crate::edge::publish::gh_pages::remote::PushTo;
use crate::edge::threads;
use crate::edge::timings::Timings;
use crate::edge::write::Progress;
use crate::failure::Failure;
use crate::pages::draw::{self, Format};
use crate::pages::inspect;
use crate::pages::sarif;
use crate::pages::search;
use crate::pages::site::Site;
use crate::session::{self, Options};
use crate::text;

/// Carries out what was typed.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are results and end with 0, everything else is usage and ends with
            // 2.
            let printed = error.print();
            return match printed.or_else(unless_nobody_reads) {
                _ if error.use_stderr() => ExitCode::from(2),
                Ok(()) => ExitCode::SUCCESS,
                Err(failure) => failed(&failure),
            };
        }
    };
    match threads::start().and_then(|()| carry_out(cli.command)) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => failed(&failure),
    }
}

fn failed(failure: &Failure) -> ExitCode {
    say(&format!("error: {}", failure.message));
    ExitCode::from(failure.code)
}

fn carry_out(command: CliCommand) -> Result<u8, Failure> {
    match command {
        CliCommand::Build {
            root,
            output,
            base_url,
            strict,
            drafts,
            allow_empty,
            timings,
            format,
        } => {
            let request = Request {
                root,
                output,
                base_url,
                drafts,
                lines: false,
            };
            let how = HowToBuild {
                strict,
                allow_empty,
                timings,
                format,
            };
            build(&request, &how)
        }
        CliCommand::Serve {
            root,
            port,
            host,
            hosts,
            open,
            poll,
            drafts,
        } => {
            let request = Request {
                root,
                output: None,
                base_url: None,
                // What only its writer reads holds drafts too.
                drafts: drafts || host.is_loopback(),
                lines: true,
            };
            session::run(
                &request,
                &Options {
                    host,
                    port,
                    hosts,
                    open,
                    poll,
                    colour: colour(),
                },
            )
        }
        CliCommand::Check {
            root,
            verbose,
            format,
        } => check(&plain(root), verbose, format),
        CliCommand::Lock { root } => lock(&plain(root)),
        CliCommand::Inspect { root } => {
            let loaded = load(&plain(root), &mut Timings::default())?;
            let value = inspect::inspect(&loaded.value, &loaded.diagnostics);
            let text = serde_json::to_string_pretty(&value).map_err(|error| {
                Failure::system(format!("The JSON cannot be written: {error}."))
            })?;
            put(&format!("{text}\n"))?;
            Ok(0)
        }
        CliCommand::Search {
            query,
            root,
            json,
            limit,
        } => print_results(root, &query, json, limit.min(50)),
        CliCommand::Init {
            dir,
            pages,
            s3,
            sample,
        } => {
            let is_korean = init::is_korean();
            let wishes = Wishes {
                pages,
                s3,
                sample,
                is_korean,
            };
            init::init(&dir, wishes)
        }
        CliCommand::Publish {
            target,
            root,
            base_url,
            dry_run,
            max_delete,
            branch,
            remote,
            orphan,
            endpoint_url,
            compress,
            no_lease,
            lease,
        } => {
            let how = HowToPublish {
                base_url,
                dry_run,
                max_delete,
                to: PushTo {
                    branch,
                    remote,
                    orphan,
                },
                to_store: ToStore {
                    endpoint_url,
                    compress,
                    no_lease,
                    lease,
                },
            };
            publish::publish(target, root, &how)
        }
        CliCommand::Completions { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "notesite", &mut out);
            put(&String::from_utf8_lossy(&out))?;
            Ok(0)
        }
        CliCommand::Man => {
            let mut out = Vec::new();
            clap_mangen::Man::new(Cli::command())
                .render(&mut out)
                .map_err(|error| {
                    Failure::system(format!("The manual cannot be written: {error}."))
                })?;
            put(&String::from_utf8_lossy(&out))?;
            Ok(0)
        }
    }
}

fn check(request: &Request, verbose: bool, format: CheckFormat) -> Result<u8, Failure> {
    let Checked {
        value: site,
        mut diagnostics,
    } = load(request, &mut Timings::default())?;
    diagnostics.extend(build::check_lock(&site));
    let (errors, warnings) = count(&diagnostics);
    // Suggestions count as no problem.
    diagnostics.extend(site.library.suggestions.iter().cloned());
    if verbose {
        diagnostics.extend(build::left_alone(&site));
    }
    match format {
        CheckFormat::Human => {
            print_drawn(&site, &diagnostics, usize::MAX);
            say(&summary(errors, warnings));
        }
        CheckFormat::Json => print_all(&site, &diagnostics, Format::Json, "")?,
        CheckFormat::Github => {
            print_all(&site, &diagnostics, Format::Github, &prefix(&request.root))?;
        }
        CheckFormat::Sarif => {
            let report = sarif::report(
                &diagnostics,
                &|file| site.text_of(file),
                &prefix(&request.root),
            );
            put(&format!("{report:#}\n"))?;
        }
    }
    Ok(u8::from(errors + warnings > 0))
}

fn lock(request: &Request) -> Result<u8, Failure> {
    let Checked {
        value: site,
        diagnostics,
    } = load(request, &mut Timings::default())?;
    // A lock of nothing, or one made without knowing the old or a note that could not be read,
    // would give up names.
    let reasons: Vec<Diagnostic> = diagnostics
        .into_iter()
        .filter(|told| {
            told.severity == Severity::Error || matches!(told.code, "no-chapters" | "bad-lock")
        })
        .collect();
    if !reasons.is_empty() {
        print_drawn(&site, &reasons, draw::FEW);
        say("Nothing was written.");
        return Ok(1);
    }
    let pages = site.library.outline.count_chapters();
    let (changed, lost) = build::write_lock(&site, &request.root)?;
    for url in &lost {
        say(&format!(
            "note: The name {url} was given up. `\"{url}\" = \"NEW.html\"` under [redirects] in \
            notesite.toml keeps it working."
        ));
    }
    let what = if changed {
        "Commit it."
    } else {
        "Nothing changed."
    };
    say(&format!(
        "{pages} page names in {}. {what}",
        request.root.join("notesite.lock").display()
    ));
    Ok(0)
}

/// What leads from the place where notesite was started to ROOT: annotations count from the
/// repository, where CI starts it.
fn prefix(root: &std::path::Path) -> String {
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

fn print_results(root: PathBuf, query: &str, json: bool, limit: usize) -> Result<u8, Failure> {
    let site = load(&plain(root), &mut Timings::default())?.value;
    let collected = search::collect(&site);
    let results = search::results::search(&collected.index(), query, limit);
    if json {
        let text = serde_json::to_string_pretty(&results.list)
            .map_err(|error| Failure::system(format!("The JSON cannot be written: {error}.")))?;
        put(&format!("{text}\n"))?;
        return Ok(0);
    }
    if let Some(corrected) = &results.corrected {
        say(&format!("Searched for: {corrected}"));
    }
    if !results.missing.is_empty() {
        let words = results.missing.join(", ");
        say(&format!("The notes do not hold {words}; searched without."));
    }
    if results.list.is_empty() {
        let hint = results.nearest.map_or(String::new(), |word| {
            format!(" The nearest word is {word}.")
        });
        say(&format!("Nothing was found for {query}.{hint}"));
    }
    for result in &results.list {
        let trail = result.trail.join(" > ");
        put(&format!(
            "{}\n  {}\n",
            text::visible(&result.url),
            text::visible(&trail)
        ))?;
        if !result.snippet.is_empty() {
            let parts = result.snippet.iter().map(|part| part.text.as_str());
            let words: String = parts.collect();
            put(&format!("  {}\n", text::visible(&words)))?;
        }
    }
    Ok(0)
}

fn plain(root: PathBuf) -> Request {
    Request {
        root,
        output: None,
        base_url: None,
        drafts: false,
        lines: false,
    }
}

fn load(request: &Request, timings: &mut Timings) -> Result<Checked<Site>, Failure> {
    let config = build::configure(request)?;
    build::load(request, &config, &mut Memory::forgetful(), timings)
}

/// What was typed of a build, apart from what is built.
struct HowToBuild {
    strict: bool,
    allow_empty: bool,
    timings: bool,
    format: FormatName,
}

fn build(request: &Request, how: &HowToBuild) -> Result<u8, Failure> {
    let start = Instant::now();
    let mut timings = Timings::default();
    let config = build::configure(request)?;
    let folder = build::output_folder(request, &config);
    // Refusals are about usage, not about notes.
    build::check_output(request, &config, &folder)?;
    let Checked {
        value: site,
        mut diagnostics,
    } = build::load(request, &config, &mut Memory::forgetful(), &mut timings)?;
    if how.allow_empty {
        diagnostics.retain(|told| told.code != "no-chapters");
    }
    diagnostics.extend(build::chapters_gone(&site, &folder)?);
    // Readers who kept an address would meet nothing there. A lock that is behind loses nobody.
    let of_lock = build::check_lock(&site).into_iter();
    diagnostics.extend(of_lock.filter(|told| told.code == "lost-page"));
    match how.format {
        FormatName::Human => print_drawn(&site, &diagnostics, draw::FEW),
        FormatName::Json => print_all(&site, &diagnostics, Format::Json, "")?,
        FormatName::Github => {
            print_all(&site, &diagnostics, Format::Github, &prefix(&request.root))?;
        }
    }
    let (errors, warnings) = count(&diagnostics);
    let sources = build::source_files(&site);
    if errors > 0 || (how.strict && warnings > 0) {
        if how.format == FormatName::Human {
            say(&format!(
                "{} Nothing was written.",
                summary(errors, warnings)
            ));
        }
        return Ok(1);
    }
    let total = site.paths.held.len() as u64;
    let bar = progress_bar(total);
    timings.time("search", || site.paths());
    let written = timings.time("write", || {
        build::write_site(
            &site,
            &sources,
            request,
            &folder,
            &|progress| match progress {
                Progress::Waiting => say(&format!(
                    "note: Another build is writing {}; this one waits for it to end.",
                    folder.display()
                )),
                Progress::Rendered(done) => {
                    if let Some(bar) = &bar
                        && start.elapsed() > Duration::from_millis(500)
                    {
                        bar.set_position(done as u64);
                    }
                }
            },
        )
    });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let written = written?;
    timings.0.push(("flush", written.flush));
    if how.timings {
        print_timings(&timings);
    }
    if how.format == FormatName::Human {
        let chapters = site.library.outline.count_chapters();
        say(&format!(
            "{}, {} ({} changed) in {} ms: {}",
            counted(chapters, "chapter"),
            counted(written.paths, "file"),
            written.changed,
            start.elapsed().as_millis(),
            folder.display()
        ));
        if warnings > 0 {
            say(&format!(
                "{} `notesite check` shows all of them.",
                summary(errors, warnings)
            ));
        }
        say_cut_short(&site);
        let drafts = site.library.drafts.len();
        if drafts > 0 {
            say(&format!(
                "{} left out as draft or private; `--drafts` builds them too.",
                counted(drafts, "file")
            ));
        }
    }
    Ok(0)
}
