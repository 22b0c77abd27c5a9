//! One run of `notesite serve`: build, serve, watch, and build again after each save. Prints one line a rebuild.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use crate::config::Config;
use crate::diagnostic::{Checked, Severity};
use crate::edge::read::{self, Sources};
use crate::edge::{serve, watch};
use crate::notes::library::Memory;
use crate::pages::draw::{self, Format};
use crate::pages::site::{Kind, Site};
use crate::{Failure, Request, Timings, assemble, configure, output_folder};

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address to listen on.
    pub host: IpAddr,
    /// The port, where one was given.
    pub port: Option<u16>,
    /// Open the browser.
    pub open: bool,
    /// Look at the files every half second, for mounts without events.
    pub poll: bool,
    /// Colours on the terminal.
    pub colour: bool,
}

/// What was read, as far as it decides the site: equal prints mean that there is nothing to do.
type Print =
    (BTreeMap<String, String>, Vec<(String, u64, Option<std::time::SystemTime>)>, BTreeMap<String, Vec<u8>>, Option<String>);

fn print_of(sources: &Sources) -> Print {
    (
        sources.notes.iter().map(|note| (note.path.to_string(), crate::text::hash(note.text.as_bytes()))).collect(),
        sources.files.iter().map(|(path, file)| (path.clone(), file.size, file.modified)).collect(),
        sources.theme.clone(),
        sources.lock.clone(),
    )
}

/// Serves until the process ends.
pub fn run(request: &Request, options: &Options) -> Result<u8, Failure> {
    let memory = Memory::keeping();
    let mut config = prepared(request)?;
    let output = output_folder(request, &config);
    let Checked { value: sources, diagnostics: read } = read::read(&request.root, &config, &output)?;
    let mut print = print_of(&sources);
    let Checked { value: site, diagnostics } = assemble(sources, &config, request, &memory, &mut Timings::default())?;
    let port = options.port.unwrap_or(config.serve.port);
    // The watch stands before the first page is served: nothing saved from now on is missed.
    let root = request.root.canonicalize().unwrap_or_else(|_| request.root.clone());
    let ignored =
        vec![root.join(".git"), root.join("target"), root.join("node_modules"), output.canonicalize().unwrap_or(output.clone())];
    let mut watch = watch::start(&root, ignored.clone(), options.poll)
        .map_err(|reason| Failure::system(format!("{} cannot be watched: {reason}. Try `--poll`.", root.display())))?;
    for one in read.iter().chain(&diagnostics) {
        eprint!("{}", draw::draw(one, site.text_of(&one.file), Format::Human { colour: options.colour }));
    }
    let serving = serve::start(site, options.host, port, options.port.is_some())?;
    let shown = if options.host.is_unspecified() {
        format!("http://127.0.0.1:{}/", serving.address.port())
    } else {
        format!("http://{}/", serving.address)
    };
    println!("{shown}");
    let _ = std::io::stdout().flush();
    if options.host.is_unspecified() {
        for address in serve::own_addresses() {
            eprintln!(
                "warning: Everybody on this network can read the notes under http://{address}:{}/.",
                serving.address.port()
            );
        }
    }
    if let Some(note) = &watch.note {
        eprintln!("note: {note}");
    }
    if options.open {
        open(&shown);
    }
    let empty = crate::text::hash(b"");
    let (mut halves, mut again) = (0, false);
    loop {
        // The first event counts at once; what follows within a few milliseconds belongs to the same save.
        match watch.events.recv_timeout(Duration::from_millis(if std::mem::take(&mut again) { 5 } else { 2000 })) {
            Ok(()) => {
                let mut quiet = Duration::from_millis(2);
                while watch.events.recv_timeout(quiet).is_ok() {
                    quiet = (quiet * 2).min(Duration::from_millis(40));
                }
            }
            // Watches get lost with the folder they stood on: look now and then all the same.
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                if let Ok(again) = watch::start(&root, ignored.clone(), options.poll) {
                    watch = again;
                }
                std::thread::sleep(Duration::from_millis(200));
            }
        }
        let start = Instant::now();
        let next = prepared(request).and_then(|next| {
            let read = read::read(&request.root, &next, &output)?;
            Ok((next, read))
        });
        let (next, Checked { value: sources, diagnostics: mut all }) = match next {
            Ok(next) => next,
            Err(failure) => {
                tell_failure(&serving.shared, &failure, &mut print);
                continue;
            }
        };
        let now = print_of(&sources);
        if now == print && next == config {
            continue;
        }
        // An editor that truncates before it writes: the empty file is no note anybody saved.
        if halves < 20
            && sources
                .notes
                .iter()
                .any(|note| note.text.is_empty() && print.0.get(&*note.path).is_some_and(|hash| *hash != empty))
        {
            halves += 1;
            again = true;
            continue;
        }
        halves = 0;
        match assemble(sources, &next, request, &memory, &mut Timings::default()) {
            Err(failure) => {
                tell_failure(&serving.shared, &failure, &mut print);
            }
            Ok(Checked { value: site, diagnostics }) => {
                all.extend(diagnostics);
                let everything = next != config || now.1 != print.1 && now.0 == print.0 || now.2 != print.2;
                let (changed, place) = serving.shared.with_site(|old| differences(old, &site, everything));
                let mut errors = String::new();
                for one in &all {
                    let drawn = draw::draw(one, site.text_of(&one.file), Format::Human { colour: false });
                    eprint!("{}", draw::draw(one, site.text_of(&one.file), Format::Human { colour: options.colour }));
                    if one.severity == Severity::Error {
                        let _ = write!(errors, "{drawn}");
                    }
                }
                eprintln!(
                    "{} pages in {} ms: {}",
                    site.paths.len(),
                    start.elapsed().as_millis(),
                    changed.iter().take(4).cloned().collect::<Vec<_>>().join(", ")
                );
                let bad = !errors.is_empty();
                serving.shared.publish((!bad).then_some(site), changed, place, bad.then_some(errors));
                print = now;
                config = next;
            }
        }
    }
}

/// A mistake in configuration or theme: the last good site stays, the pages say what is wrong.
fn tell_failure(shared: &serve::Shared, failure: &Failure, print: &mut Print) {
    let said = print.3.as_deref() == Some(&failure.message);
    if !said {
        eprintln!("error: {}", failure.message);
        shared.publish(None, Vec::new(), None, Some(failure.message.clone()));
        // The next good reading differs from this, whatever it says.
        *print = (BTreeMap::new(), Vec::new(), BTreeMap::new(), Some(failure.message.clone()));
    }
}

fn prepared(request: &Request) -> Result<Config, Failure> {
    let mut config = configure(request)?;
    config.base_url = None;
    let root = request.root.canonicalize().unwrap_or_else(|_| request.root.clone());
    let root = root.display().to_string();
    config.editor = config.editor.map(|editor| match editor.as_str() {
        "vscode" => format!("vscode://file{root}/{{path}}:{{line}}"),
        "idea" => format!("idea://open?file={root}/{{path}}&line={{line}}"),
        "zed" => format!("zed://file{root}/{{path}}:{{line}}"),
        _ => editor.replace("{path}", &format!("{root}/{{path}}")),
    });
    Ok(config)
}

/// Pages that differ between two sites, and the place of the first change in the notes.
fn differences(old: &Site, new: &Site, everything: bool) -> (Vec<String>, Option<String>) {
    let chapters = |site: &Site| -> BTreeMap<String, (usize, usize)> {
        site.paths
            .iter()
            .filter_map(|(path, kind)| if let Kind::Chapter(c, i) = kind { Some((path.clone(), (*c, *i))) } else { None })
            .collect()
    };
    let (before, after) = (chapters(old), chapters(new));
    let mut changed: BTreeSet<String> = BTreeSet::new();
    let mut place = None;
    for (url, (c, i)) in &after {
        let placed = &new.library.courses[*c].chapters[*i];
        let outline = &new.library.outline.courses[*c].chapters[*i];
        let same = before.get(url).is_some_and(|(d, j)| {
            let was = &old.library.courses[*d].chapters[*j];
            was.text() == placed.text()
                && old.links[*d][*j].table == new.links[*c][*i].table
                && old.links[*d][*j].backlinks == new.links[*c][*i].backlinks
        });
        if same {
            continue;
        }
        changed.insert(url.clone());
        let was = before.get(url).map(|(d, j)| old.library.courses[*d].chapters[*j].text());
        if place.is_none() && was != Some(placed.text()) {
            let first = was.map_or(0, |was| was.bytes().zip(placed.text().bytes()).take_while(|(a, b)| a == b).count());
            let section = outline.sections.iter().rev().find(|s| s.span.start <= first && (!s.bullet || first < s.span.end));
            place = Some(section.map_or_else(|| url.clone(), |section| format!("{url}#{}", section.id)));
        }
    }
    let titles = |site: &Site| {
        site.library
            .outline
            .courses
            .iter()
            .flat_map(|c| c.chapters.iter().map(|one| (one.url.clone(), one.title.clone())))
            .collect::<Vec<_>>()
    };
    if everything || titles(old) != titles(new) {
        // The sidebar of every page differs.
        changed.insert("*".to_owned());
    }
    for (path, kind) in &new.paths {
        if matches!(kind, Kind::Course(_) | Kind::Commands(_) | Kind::Print(_) | Kind::Home) && !changed.is_empty() {
            changed.insert(path.clone());
        }
    }
    (changed.into_iter().collect(), place)
}

fn open(address: &str) {
    let program: PathBuf = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    }
    .into();
    if std::process::Command::new(program)
        .arg(address)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .is_err()
    {
        eprintln!("note: No browser could be started. Open {address} yourself.");
    }
}
