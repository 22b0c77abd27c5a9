//! What may be typed: the commands of the contract with their options.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::config::{self, MaxDelete};

/// Turns course notes in Markdown into a fast, searchable static site.
#[derive(Debug, Parser)]
#[command(name = "notesite", version, about, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: CliCommand,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatName {
    /// Drawn in the source line, for people.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// Annotations for GitHub Actions.
    Github,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// Drawn in the source line, for people.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// Annotations for GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
}

#[derive(Debug, Subcommand)]
pub(super) enum CliCommand {
    /// Writes the site.
    Build {
        /// The folder that holds the notes.
        #[arg(default_value = ".")]
        root: PathBuf,
        /// The folder to write.
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
        /// The address under which the site is published.
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
        /// Warnings are errors: exit 1, and an older site stays as it is.
        #[arg(long)]
        strict: bool,
        /// Notes marked as drafts are built too.
        #[arg(long)]
        drafts: bool,
        /// A site without chapters is meant; without this an older site stays as it is.
        #[arg(long)]
        allow_empty: bool,
        /// Prints how long each stage took, and the memory that was needed.
        #[arg(long)]
        timings: bool,
        /// Makes and compares everything, whatever the last build of the output left to be known;
        /// keeps nothing for the next one.
        #[arg(long)]
        no_cache: bool,
        /// How messages are printed.
        #[arg(long, value_enum, default_value_t)]
        format: FormatName,
    },
    /// Shows the site while the notes are being written.
    Serve {
        /// The folder that holds the notes.
        #[arg(default_value = ".")]
        root: PathBuf,
        /// The port; without it the next free one from 4000 on.
        #[arg(long, value_name = "N")]
        port: Option<u16>,
        /// The address to listen on; 0.0.0.0 lets other devices read the notes.
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1", value_parser = address)]
        host: std::net::IpAddr,
        /// A name besides its own under which it answers, as behind a forwarded port; repeatable.
        #[arg(long = "allow-host", value_name = "NAME", value_parser = host_name)]
        hosts: Vec<String>,
        /// Opens the browser.
        #[arg(long)]
        open: bool,
        /// Notes marked as drafts are shown also where others can read them, by `--host`.
        #[arg(long)]
        drafts: bool,
        /// Looks at the files every half second, for network and container mounts.
        #[arg(long)]
        poll: bool,
    },
    /// Prints every problem of the notes and writes nothing; any warning exits 1.
    Check {
        /// The folder that holds the notes.
        #[arg(default_value = ".")]
        root: PathBuf,
        /// Says also what was left alone, and why.
        #[arg(long)]
        verbose: bool,
        /// How messages are printed.
        #[arg(long, value_enum, default_value_t)]
        format: CheckFormat,
    },
    /// Records the page names given out in notesite.lock, so that they go on working when a chapter
    /// changes its title.
    Lock {
        /// The folder that holds the notes.
        #[arg(default_value = ".")]
        root: PathBuf,
    },
    /// Prints the linked site as JSON.
    Inspect {
        /// The folder that holds the notes.
        #[arg(default_value = ".")]
        root: PathBuf,
    },
    /// Prints what the site's search answers.
    Search {
        /// What to look for; it may begin with a dash, as an option of a command does.
        #[arg(allow_hyphen_values = true)]
        query: String,
        /// The folder that holds the notes.
        #[arg(default_value = ".")]
        root: PathBuf,
        /// Prints an array of results as JSON.
        #[arg(long)]
        json: bool,
        /// How many results to print, 50 at most.
        #[arg(long, value_name = "N", default_value_t = 10)]
        limit: usize,
    },
    /// Makes a folder of notes ready: a first course where there is none, settings, a workflow.
    /// Changes no file that is there.
    Init {
        /// The folder; it is made where it is not there.
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// A workflow that shows the notes on GitHub Pages.
        #[arg(long)]
        pages: bool,
        /// A workflow that publishes to S3 without a stored key, with the documents of its role.
        #[arg(long)]
        s3: bool,
        /// The first course also where there are notes.
        #[arg(long)]
        sample: bool,
    },
    /// Puts the site where others read it: into a bucket of S3 and what speaks it, or on a branch
    /// that GitHub Pages shows.
    Publish {
        /// Where: `s3://BUCKET/PREFIX` or `gh-pages`; without it `target` under [publish] in
        /// notesite.toml.
        target: Option<String>,
        /// The folder that holds the notes [default: .].
        root: Option<PathBuf>,
        /// The address under which the site is read; without it that of notesite.toml, else what
        /// the remote lets guess.
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
        /// Says what would be put and removed, and changes nothing.
        #[arg(long)]
        dry_run: bool,
        /// How many files may go from the site in one run, as a number or a share (20%); without it
        /// that of notesite.toml, else 20% and at least 10. More, and nothing is published.
        #[arg(long, value_name = "N")]
        max_delete: Option<MaxDelete>,
        /// The branch to publish to.
        #[arg(long, value_name = "NAME", default_value = "gh-pages")]
        branch: String,
        /// The remote to publish to, by name or address; without it `origin`, or the only one.
        #[arg(long, value_name = "NAME")]
        remote: Option<String>,
        /// The branch keeps one commit and no history.
        #[arg(long)]
        orphan: bool,
        /// The address of a store that speaks S3, such as R2 or Ceph.
        #[arg(long, value_name = "URL")]
        endpoint_url: Option<String>,
        /// Texts are stored compressed (gzip), which every browser reads.
        #[arg(long)]
        compress: bool,
        /// For a store without conditional requests; two publishers at once mix their sites.
        #[arg(long)]
        no_lease: bool,
        /// Looks also at what lies in the bucket, and sends again what is missing there or was
        /// changed by hand.
        #[arg(long)]
        verify: bool,
        /// How long others wait for a publish that was killed.
        #[arg(long, value_name = "SECONDS", default_value_t = 300,
              value_parser = clap::value_parser!(u64).range(5..=3600))]
        lease: u64,
    },
    /// A theme of one's own: begins one, or prints a file of the default theme.
    Theme {
        #[command(subcommand)]
        what: ThemeCommand,
    },
    /// Prints a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Prints the manual page.
    Man,
}

/// The address that was typed; `localhost` is this machine's own.
fn address(typed: &str) -> Result<std::net::IpAddr, String> {
    if typed == "localhost" {
        return Ok(std::net::Ipv4Addr::LOCALHOST.into());
    }
    typed.parse().map_err(|_| {
        "it is no address. Write `localhost`, `0.0.0.0` or an address of this machine; a name \
        under which others ask belongs to `--allow-host`"
            .to_owned()
    })
}

fn host_name(typed: &str) -> Result<String, String> {
    config::wrong_host(typed).map_or(Ok(typed.to_owned()), Err)
}

#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// Writes a theme in one commented style sheet under themes/NAME/. Changes no file that is
    /// there.
    New {
        /// What it is called; `theme = "NAME"` in notesite.toml chooses it.
        name: String,
        /// The folder that holds the notes.
        #[arg(default_value = ".")]
        root: PathBuf,
    },
    /// Prints a file of the default theme, without FILE the paths of all.
    Show {
        /// Its path, such as `css/1-base.css` or `templates/base.html`.
        file: Option<String>,
    },
}
