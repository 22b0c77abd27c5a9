//! One run of `notesite serve`: build, serve, watch, and build again after each save. What was
//! typed in; lines in the terminal and news for the pages out. Everything that fails while it runs
//! is said, and the last good site stays.

mod changes;
pub(crate) mod editor;
pub(crate) mod overlay;
mod seen;
mod terminal;
mod tried;
mod waiting;
mod withdrawn;

use std::collections::HashSet;
use std::fs;
use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::build::{Memory, Request, assemble, configure, output_folder};
use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::edge::glance::glance;
use crate::edge::read::{self, Look};
use crate::edge::serve::{self, ServerState};
use crate::edge::timings::Timings;
use crate::edge::watch::{Watch, Woken};
use crate::edge::{above, disk};
use crate::failure::Failure;
use crate::notes::sources::{NoteFile, Sources};
use crate::pages::absent;
use crate::pages::inputs::PageInputs;
use crate::pages::site::Site;
use seen::{Seen, linked};
use terminal::Terminal;
use tried::broken_template;
use waiting::{TICK, Waiting};
use withdrawn::Shown;

/// How to serve.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// The address to listen on.
    pub host: IpAddr,
    /// The port, where one was given.
    pub port: Option<u16>,
    /// Names besides its own under which it answers.
    pub hosts: Vec<String>,
    /// Open the browser.
    pub open: bool,
    /// Look at the files every half second, for mounts without events.
    pub poll: bool,
    /// Colours on the terminal.
    pub colour: bool,
}

/// How often to look although no event said so.
const DOUBT: Duration = Duration::from_secs(30);
/// How often quiet event streams are kept alive.
const PULSE: Duration = Duration::from_secs(15);
/// How long a note may be missing or empty before that is what its writer meant: editors truncate
/// before they write, and rename before they create.
const SETTLE: Duration = Duration::from_millis(150);

/// Serves until the process ends.
pub(crate) fn run(request: &Request, options: &Options) -> Result<u8, Failure> {
    let root = std::path::absolute(&request.root)
        .map_err(|error| disk::failed(&request.root, "read", &error))?;
    let request = Request {
        root,
        ..request.clone()
    };
    let mut session = Session::start(request, options)?;
    session.look();
    loop {
        session.next();
    }
}

struct Session {
    request: Request,
    /// ROOT, absolute and without links.
    root: PathBuf,
    memory: Memory,
    watch: Watch,
    shared: Arc<ServerState>,
    terminal: Terminal,
    /// Whether others may read along.
    is_public: bool,
    seen: Seen,
    /// What the pages that are served are made of.
    served: PageInputs,
    /// The notes and files that they show.
    shown: Shown,
    /// When it was last seen whether one of those became private.
    judged: Instant,
    /// Diagnostics that were printed already.
    said: HashSet<Diagnostic>,
    /// What failed at the last look, for as long as it does.
    failure: Option<String>,
    waiting: Waiting,
    /// When everything was last looked at.
    looked: Instant,
    /// When quiet streams were last kept alive.
    pulsed: Instant,
}

impl Session {
    fn start(mut request: Request, options: &Options) -> Result<Self, Failure> {
        let mut memory = Memory::keeping();
        let mut config = prepared(&request)?;
        let hosts: Vec<String> = [&options.hosts[..], &config.serve.hosts].concat();
        // Another name is given for tunnels and forwarded ports, where others read.
        let is_public = !options.host.is_loopback() || !hosts.is_empty();
        if is_public {
            config.editor = None;
        }
        // What only its writer reads holds drafts too.
        request.drafts |= !is_public;
        let output = output_folder(&request, &config);
        let read = read::read(&request.root, &config, &output, &mut memory.read)?;
        let sources = &read.value.sources;
        let Checked {
            value: site,
            diagnostics: mut all,
        } = assemble(
            sources,
            &config,
            &request,
            &mut memory,
            &mut Timings::default(),
        )?;
        all.extend(read.diagnostics.iter().cloned());
        let terminal = Terminal::new(options.colour, &request.root);
        let own_theme = !sources.theme.is_empty();
        let mut overlay = overlay::of(&all, &site, is_public);
        if overlay.errors == 0
            && own_theme
            && let Some(error) = broken_template(&site)
        {
            overlay = overlay::failure(error, is_public);
        }
        let linked = linked(&site, sources);
        let served = PageInputs::of(&site);
        let shown = Shown::of(&site, sources, &linked);
        let port = options.port.unwrap_or(config.serve.port);
        let printed = terminal.diagnostics(&all, &site);
        let chapters = site.library.outline.count_chapters();
        let empty = absent::no_chapters(&site);
        let root = request
            .root
            .canonicalize()
            .map_err(|error| disk::failed(&request.root, "read", &error))?;
        let serving = serve::start(
            site,
            overlay,
            &root,
            hosts.clone(),
            (options.host, port, options.port.is_some()),
        )?;
        terminal.print(&printed);
        terminal.welcome(options.host, serving.address, chapters);
        if let Some(told) = &empty {
            terminal.empty(told);
        }
        if !hosts.is_empty() {
            terminal.note(&format!(
                "It answers under {} too; drafts are shown only with `--drafts`.",
                hosts.join(", ")
            ));
        }
        let (watch, note) = Watch::new(options.poll);
        if let Some(note) = note {
            terminal.note(&note);
        }
        if options.open {
            terminal::open(&terminal::address(options.host, serving.address));
        }
        let seen = Seen {
            config,
            read,
            linked,
        };
        let now = Instant::now();
        Ok(Self {
            request,
            root,
            memory,
            watch,
            shared: serving.shared,
            terminal,
            is_public,
            seen,
            served,
            shown,
            judged: now,
            said: all.into_iter().collect(),
            failure: None,
            waiting: Waiting::Events,
            looked: now,
            pulsed: now,
        })
    }

    /// Waits until there may be something to see, and looks.
    fn next(&mut self) {
        let waiting = self.waiting;
        let woken = self.watch.wait(waiting.time());
        if self.pulsed.elapsed() > PULSE {
            self.pulsed = Instant::now();
            self.shared.keep_alive();
        }
        match self.heard(woken) {
            Woken::Named(files) if waiting.allows_glance() && self.failure.is_none() => {
                if !self.guarded(|session, start| session.glance(&files, start)) {
                    self.look();
                }
            }
            Woken::Named(_) | Woken::Lost => self.look(),
            Woken::Quiet => {
                let is_due = !matches!(waiting, Waiting::Events)
                    || !self.watch.has_events()
                    || self.looked.elapsed() > DOUBT;
                if is_due || !self.watch.holds(&self.request.root) {
                    self.look();
                }
            }
        }
    }

    /// What was said without what lies above ROOT and is nobody's settings: others work there.
    fn heard(&self, woken: Woken) -> Woken {
        let Woken::Named(mut files) = woken else {
            return woken;
        };
        let had = !files.is_empty();
        files.retain(|file| {
            let name = file.file_name().map(|name| name.to_string_lossy());
            let folder = file.parent().unwrap_or(file);
            let is_above = folder != self.root && self.root.starts_with(folder);
            !is_above || name.is_none_or(|name| above::may_matter(&name))
        });
        if had && files.is_empty() {
            return Woken::Quiet;
        }
        Woken::Named(files)
    }

    /// Looks at everything and builds again where something differs.
    fn look(&mut self) {
        self.guarded(|session, start| session.look_at_all(start).map(|()| true));
        self.looked = Instant::now();
    }

    /// Does something that may fail, and says so if it does; a mistake of ours in one rebuild must
    /// not end the session.
    fn guarded(&mut self, work: impl FnOnce(&mut Self, Instant) -> Result<bool, Failure>) -> bool {
        let start = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| work(self, start))) {
            Ok(Ok(done)) => done,
            Ok(Err(failure)) => {
                self.fail(failure.message);
                true
            }
            Err(_) => {
                self.memory = Memory::keeping();
                self.fail(
                    "notesite made a mistake while it built these notes; the last good site \
                    stays. Please report this with the note that was saved last."
                        .to_owned(),
                );
                true
            }
        }
    }

    /// Looks at the files that events named and builds again where they differ. Answers whether
    /// that was enough; a look at everything follows in any case, once it is quiet.
    fn glance(&mut self, files: &HashSet<PathBuf>, start: Instant) -> Result<bool, Failure> {
        let Some(look) = glance(&self.seen.read, files, &self.request.root) else {
            return Ok(false);
        };
        if let Some(since) = self.unsettled_since(&look.sources) {
            self.waiting = Waiting::Writer { since };
            return Ok(true);
        }
        self.waiting = self.waiting.glanced();
        if look.sources.notes == self.seen.read.value.sources.notes {
            return Ok(true);
        }
        let read = Checked {
            value: look,
            diagnostics: self.seen.read.diagnostics.clone(),
        };
        self.rebuild(
            self.seen.config.clone(),
            read,
            &HashSet::new(),
            false,
            start,
        )?;
        Ok(true)
    }

    /// The configuration as it stands now. The address of the editor names the folder of the notes
    /// and opens nothing elsewhere: others are not told.
    fn prepared(&self) -> Result<Config, Failure> {
        let mut config = prepared(&self.request)?;
        config.editor = config.editor.filter(|_| !self.is_public);
        Ok(config)
    }

    fn look_at_all(&mut self, start: Instant) -> Result<(), Failure> {
        // Until something can be read again nobody knows which folders to watch.
        let waited = std::mem::replace(&mut self.waiting, Waiting::Disk);
        let config = self.prepared()?;
        let output = output_folder(&self.request, &config);
        let read = read::read(&self.request.root, &config, &output, &mut self.memory.read)?;
        let sources = &read.value.sources;
        self.waiting = waited;
        let unsettled = self.unsettled_since(sources);
        self.waiting = unsettled.map_or(Waiting::Events, |since| Waiting::Writer { since });
        match self.watch.follow(&self.request.root, &read.value.folders) {
            // A file may have been written between the making of its folder and the watch upon it.
            Ok(true) if unsettled.is_none() => self.waiting = Waiting::Nothing,
            Ok(_) => {}
            Err(reason) => self.terminal.note(&reason),
        }
        if unsettled.is_some() {
            return Ok(());
        }
        let files: HashSet<String> = self
            .seen
            .linked
            .iter()
            .filter(|(path, revision)| sources.revisions.get(*path) != revision.as_ref())
            .map(|(path, _)| path.clone())
            .collect();
        let seen = &self.seen.read.value.sources;
        let frame = config != self.seen.config || sources.theme != seen.theme;
        let same = !frame
            && files.is_empty()
            && sources.notes == seen.notes
            && sources.parts == seen.parts
            && Arc::ptr_eq(&sources.files, &seen.files)
            && sources.notes_folder == seen.notes_folder
            && sources.orders == seen.orders
            && sources.lock == seen.lock;
        if same && self.failure.is_none() {
            return Ok(());
        }
        self.rebuild(config, read, &files, frame, start)
    }

    /// Builds the site of what was read and serves it. `files` are pictures and linked files that
    /// differ; `frame` says that configuration or theme do.
    fn rebuild(
        &mut self,
        config: Config,
        read: Checked<Look>,
        files: &HashSet<String>,
        frame: bool,
        start: Instant,
    ) -> Result<(), Failure> {
        let sources = &read.value.sources;
        let Checked {
            value: site,
            diagnostics: mut all,
        } = assemble(
            sources,
            &config,
            &self.request,
            &mut self.memory,
            &mut Timings::default(),
        )?;
        all.extend(read.diagnostics.iter().cloned());
        all.sort();
        all.dedup();
        // Another branch, a folder that was moved: the site that readers look at is not emptied.
        let had = |old: &Site| old.library.outline.count_chapters() > 0;
        let emptied = absent::no_chapters(&site).filter(|_| self.shared.with_site(had));
        let is_bad = emptied.is_some() || all.iter().any(|told| told.severity == Severity::Error);
        let memory = &mut self.memory;
        let is_private =
            is_bad && withdrawn::is_private(&self.shown, (sources, &config), &self.request, memory);
        match emptied {
            // The last note that others could read is for nobody else any more.
            Some(told) if is_private => self.terminal.empty(&told),
            told => all.extend(told),
        }
        if frame && let Some(error) = broken_template(&site) {
            return Err(Failure::usage(error));
        }
        let what = terminal::what(
            &self.seen.read.value.sources.notes,
            &sources.notes,
            files,
            frame,
        );
        let inputs = PageInputs::of(&site);
        let mut news = self
            .shared
            .with_site(|old| changes::news((old, &self.served), (&site, &inputs), files));
        let linked = linked(&site, sources);
        news.overlay = overlay::of(&all, &site, self.is_public);
        let pages = changes::count(&news, &site);
        let fresh: Vec<Diagnostic> = all
            .iter()
            .filter(|diagnostic| {
                diagnostic.severity == Severity::Error || !self.said.contains(*diagnostic)
            })
            .cloned()
            .collect();
        let drawn = self.terminal.diagnostics(&fresh, &site);
        if news.overlay.errors > 0 {
            self.shared.keep(news.overlay, is_private);
        } else {
            self.shown = Shown::of(&site, sources, &linked);
            self.shared.publish(site, news);
            self.served = inputs;
        }
        self.terminal
            .rebuilt(&what, pages, start.elapsed(), all.len());
        self.terminal.print(&drawn);
        self.said = all.into_iter().collect();
        self.seen = Seen {
            config,
            read,
            linked,
        };
        self.failure = None;
        Ok(())
    }

    /// Says once that something failed; the pages show it over the last good site, unless a note
    /// of that became private.
    fn fail(&mut self, message: String) {
        let is_known = self.failure.as_ref() == Some(&message);
        // What the disk fails to tell is asked for again and again.
        let is_retry = is_known && matches!(self.waiting, Waiting::Disk);
        if is_retry && self.judged.elapsed() < TICK {
            return;
        }
        self.judged = Instant::now();
        let config = self.prepared().unwrap_or_else(|_| self.seen.config.clone());
        let memory = &mut self.memory;
        let read = (&*self.seen.read.value.sources, &config);
        let is_private = withdrawn::is_private_on_disk(&self.shown, read, &self.request, memory);
        if is_known && (!is_private || self.shared.is_withdrawn()) {
            return;
        }
        if !is_known {
            self.terminal.error(&message);
        }
        let overlay = overlay::failure(message.clone(), self.is_public);
        self.shared.keep(overlay, is_private);
        self.failure = Some(message);
    }

    /// Since when a note that was there is missing or empty, where it has not been so for long.
    fn unsettled_since(&self, sources: &Sources) -> Option<Instant> {
        let before = &self.seen.read.value.sources.notes;
        let mut now = sources.notes.iter().peekable();
        let is_there = |(i, seen): (usize, &NoteFile)| {
            sources
                .notes
                .get(i)
                .is_some_and(|note| note.path == seen.path && !note.text.is_empty())
        };
        let doubtful = before
            .iter()
            .enumerate()
            .filter(|(i, seen)| !seen.text.is_empty() && !is_there((*i, seen)));
        let lost = doubtful.map(|(_, seen)| seen).any(|before| {
            while now.next_if(|note| note.path < before.path).is_some() {}
            now.peek()
                .is_none_or(|note| note.path != before.path || note.text.is_empty())
        });
        let since = match self.waiting {
            Waiting::Writer { since } => since,
            _ => Instant::now(),
        };
        (lost && since.elapsed() < SETTLE).then_some(since)
    }
}

/// The configuration for serving: no address of the published site, and the editor's address made
/// whole.
fn prepared(request: &Request) -> Result<Config, Failure> {
    let mut config = configure(request)?;
    config.base_url = None;
    let root = fs::canonicalize(&request.root)
        .map_err(|error| disk::failed(&request.root, "read", &error))?;
    config.editor = config.editor.map(|editor| editor::template(&editor, &root));
    Ok(config)
}
