//! The command line of the contract: what was typed in, exit code out. Results go to stdout,
//! messages to stderr.

mod arguments;
mod build_site;
mod checked;
mod init;
mod publish;
#[cfg(feature = "s3")]
mod store;
mod terminal;
mod theme;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser};

use crate::build::{self, Memory, Request};
use crate::cli::arguments::{CheckFormat, Cli, CliCommand, FormatName, ThemeCommand};
use crate::cli::build_site::HowToBuild;
use crate::cli::publish::{HowToPublish, ToStore};
use crate::cli::terminal::{
    colour, count, prefix, print_all, print_drawn, put, say, summary, unless_nobody_reads,
};
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::edge::init::{Wishes, shell_word};
use crate::edge::publish::gh_pages::remote::PushTo;
use crate::edge::timings::Timings;
use crate::edge::{settings, threads};
use crate::failure::Failure;
use crate::pages::draw::Format;
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
        Err(error) if asks_to_watch(&error) => {
            return failed(&Failure::usage(
                "`notesite serve` shows the site and follows the notes while they are written; \
                 `build` writes it once."
                    .to_owned(),
            ));
        }
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

/// Whether `build` was asked to go on, as the builds of other tools are.
fn asks_to_watch(error: &clap::Error) -> bool {
    let typed = error.get(ContextKind::InvalidArg);
    let is_watch = |typed: &ContextValue| match typed {
        ContextValue::String(typed) => matches!(&**typed, "--watch" | "-w"),
        _ => false,
    };
    error.kind() == ErrorKind::UnknownArgument && typed.is_some_and(is_watch)
}

fn failed(failure: &Failure) -> ExitCode {
    say(&format!("error: {}", failure.message));
    ExitCode::from(failure.code)
}

/// Says so where the settings beside the folder that was given were probably meant.
fn say_meant(root: &Path, command: &str) {
    if let Some(meant) = settings::meant(root) {
        let file = meant.join("notesite.toml");
        let file = file.strip_prefix(".").unwrap_or(&file);
        say(&format!(
            "note: {} is not read, since the folder that was given has no settings; `notesite \
             {command} {}` follows it.",
            file.display(),
            shell_word(&meant.to_string_lossy())
        ));
    }
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
            no_cache,
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
                no_cache,
                format,
            };
            if format == FormatName::Human {
                say_meant(&request.root, "build");
            }
            build_site::build_site(&request, &how)
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
                drafts,
                lines: true,
            };
            say_meant(&request.root, "serve");
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
        } => {
            let is_word = root.components().count() == 1 && !root.exists();
            if is_word {
                return Err(Failure::usage(format!(
                    "There is no folder {0}. To search for several words, put them between \
                     quotation marks: notesite search \"{query} {0}\"",
                    root.display()
                )));
            }
            print_results(root, &query, json, limit.min(50))
        }
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
        CliCommand::Theme { what } => match what {
            ThemeCommand::New { name, root } => theme::new(&root, &name),
            ThemeCommand::Show { file } => theme::show(file.as_deref()),
        },
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
            verify,
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
                    verify,
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
            say_meant(&request.root, "check");
            print_drawn(&site, &diagnostics, None);
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
        print_drawn(&site, &reasons, None);
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
