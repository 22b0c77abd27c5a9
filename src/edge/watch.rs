//! Watching ROOT. Every event means only "look again": notify loses and repeats events, and reading a file raises one too.
//! What changed is found by looking, never by what an event says.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// A watch that lives as long as this value.
pub struct Watch {
    _watcher: Box<dyn Watcher + Send>,
    /// One unit for each time to look again.
    pub events: Receiver<()>,
    /// Said once where events of the system cannot be had.
    pub note: Option<String>,
}

/// Names that editors write beside the file while they save it.
fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let swap = Path::new(&name).extension().is_some_and(|ext| ext == "swp" || ext == "swx" || ext == "swo");
    name == "4913"
        || name.ends_with('~')
        || (name.starts_with('.') && swap)
        || name.contains("___jb_tmp___")
        || name.contains("___jb_old___")
        || name.starts_with(".#")
}

fn handler(sender: Sender<()>, ignore: Vec<PathBuf>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    move |event| {
        let look = match &event {
            // A read is no change. An overflow comes without a path and means: look at everything.
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => false,
            Ok(event) if event.paths.is_empty() => true,
            Ok(event) => {
                event.paths.iter().any(|path| !is_temporary(path) && !ignore.iter().any(|folder| path.starts_with(folder)))
            }
            Err(_) => true,
        };
        if look {
            let _ = sender.send(());
        }
    }
}

/// Watches `root`; what lies in `ignore` never counts. Falls back to polling where the system's watches are used up.
pub fn start(root: &Path, ignore: Vec<PathBuf>, poll: bool) -> Result<Watch, String> {
    let (sender, events) = channel();
    let mut note = None;
    if !poll {
        let made = RecommendedWatcher::new(handler(sender.clone(), ignore.clone()), Config::default());
        match made.and_then(|mut watcher| watcher.watch(root, RecursiveMode::Recursive).map(|()| watcher)) {
            Ok(watcher) => return Ok(Watch { _watcher: Box::new(watcher), events, note }),
            Err(error) => {
                note = Some(format!("The system cannot watch {} ({error}); looking every half second instead.", root.display()));
            }
        }
    }
    let config = Config::default().with_poll_interval(Duration::from_millis(500));
    let mut watcher = PollWatcher::new(handler(sender, ignore), config).map_err(|error| error.to_string())?;
    watcher.watch(root, RecursiveMode::Recursive).map_err(|error| error.to_string())?;
    Ok(Watch { _watcher: Box::new(watcher), events, note })
}
