//! What `serve` says in the terminal: the address, one line a rebuild, what is wrong under it. A
//! closed terminal ends nothing.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::edge::init::check_command;
use crate::edge::program;
use crate::edge::serve;
use crate::notes::sources::NoteFile;
use crate::pages::draw;
use crate::pages::site::Site;
use crate::text;

/// Files that a line names before it only counts them.
const NAMED: usize = 3;

/// Where messages go.
pub(super) struct Terminal {
    colour: bool,
    /// What prints all messages.
    check: String,
}

impl Terminal {
    /// With or without colours; of the notes in `root`.
    pub(super) fn new(colour: bool, root: &Path) -> Self {
        Self {
            colour,
            check: check_command(root),
        }
    }

    /// Prints as it is.
    #[expect(clippy::unused_self, reason = "who prints has the terminal")]
    pub(super) fn print(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    /// Something worth knowing.
    pub(super) fn note(&self, text: &str) {
        self.print(&format!("note: {}\n", text::visible_lines(text)));
    }

    /// What keeps the last good site.
    pub(super) fn error(&self, text: &str) {
        self.print(&format!(
            "{}  error: {}\n",
            clock(),
            text::visible_lines(text)
        ));
    }

    /// The address on stdout, for whoever reads it; who else may read the notes on stderr.
    pub(super) fn welcome(&self, host: IpAddr, address: SocketAddr, chapters: usize) {
        let mut out = std::io::stdout().lock();
        let _ = writeln!(out, "{}", self::address(host, address)).and_then(|()| out.flush());
        drop(out);
        let word = if chapters == 1 { "chapter" } else { "chapters" };
        self.print(&format!(
            "{chapters} {word}. The pages follow every save; Ctrl+C ends.\n"
        ));
        if !host.is_loopback() {
            let names = if host.is_unspecified() {
                serve::own_address()
            } else {
                Some(host)
            };
            let under = names.map_or(String::new(), |ip| {
                format!(" under {}", url(SocketAddr::new(ip, address.port())))
            });
            self.print(&format!(
                "warning: Everybody on this network can read the notes{under}; drafts are shown \
                 only with `--drafts`.\n"
            ));
        }
    }

    /// What is to be said of notes without a chapter.
    pub(super) fn empty(&self, told: &Diagnostic) {
        // `--allow-empty` is none of its options.
        let help = told
            .help
            .split("`--allow-empty`")
            .next()
            .unwrap_or_default();
        let help = help.trim_end().trim_end_matches(", or build with");
        let end = if help.ends_with('.') { "" } else { "." };
        self.print(&format!(
            "warning: {} {help}{end} What is written appears by itself.\n",
            told.message
        ));
    }

    /// One line a rebuild.
    pub(super) fn rebuilt(&self, what: &str, pages: usize, took: Duration, problems: usize) {
        let pages = if pages == 1 {
            "1 page".to_owned()
        } else {
            format!("{pages} pages")
        };
        let problems = match problems {
            0 => String::new(),
            1 => "  (1 problem)".to_owned(),
            more => format!("  ({more} problems)"),
        };
        self.print(&format!(
            "{}  {}  {pages}  {:.0} ms{problems}\n",
            clock(),
            text::visible(what),
            took.as_secs_f64() * 1000.0
        ));
    }

    /// Diagnostics as they are drawn, a few of each kind.
    pub(super) fn diagnostics(&self, all: &[Diagnostic], site: &Site) -> String {
        let text_of = |file: &str| site.text_of(file);
        draw::draw_all(all, &text_of, self.colour, Some(&self.check))
    }
}

/// The address to open in a browser.
pub(super) fn address(host: IpAddr, address: SocketAddr) -> String {
    let host = match host {
        IpAddr::V4(host) if host.is_unspecified() => IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
        IpAddr::V6(host) if host.is_unspecified() => IpAddr::V6(std::net::Ipv6Addr::LOCALHOST),
        host => host,
    };
    url(SocketAddr::new(host, address.port()))
}

fn url(address: SocketAddr) -> String {
    format!("http://{address}/")
}

/// The time of day, as the clock on the wall has it.
fn clock() -> String {
    jiff::Zoned::now().strftime("%H:%M:%S").to_string()
}

/// What changed, by name; control characters of names never reach the terminal.
pub(super) fn what(
    before: &[NoteFile],
    now: &[NoteFile],
    files: &HashSet<String>,
    frame: bool,
) -> String {
    let mut names: Vec<String> = Vec::new();
    let (mut old, mut new) = (before.iter().peekable(), now.iter().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (None, None) => break,
            (Some(a), Some(b)) if a.path == b.path => {
                if !text::same(&a.text, &b.text) {
                    names.push(b.path.to_string());
                }
                old.next();
                new.next();
            }
            (Some(gone), other) if other.is_none_or(|other| gone.path < other.path) => {
                names.push(format!("-{}", gone.path));
                old.next();
            }
            (_, Some(come)) => {
                names.push(format!("+{}", come.path));
                new.next();
            }
            _ => break,
        }
    }
    let mut files: Vec<&String> = files.iter().collect();
    files.sort();
    names.extend(files.into_iter().cloned());
    if frame {
        names.push("settings or theme".to_owned());
    }
    if names.is_empty() {
        names.push("files".to_owned());
    }
    let rest = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let mut out = names.join(", ");
    if rest > 0 {
        let _ = write!(out, " and {rest} more");
    }
    out.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// Opens the browser; it lives on when Ctrl+C ends the server.
pub(super) fn open(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let mut command = program::command(program);
    command
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    match command.spawn() {
        // Waiting for it leaves no zombie behind; where no thread can be had, one stays.
        Ok(mut child) => drop(std::thread::Builder::new().spawn(move || child.wait())),
        Err(_) => {
            let _ = writeln!(
                std::io::stderr().lock(),
                "note: No browser could be started. Open {address} yourself."
            );
        }
    }
}
