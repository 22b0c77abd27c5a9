//! What open pages hear of each rebuild: server-sent events with versions, so that nothing is
//! missed between two waits. Whoever publishes writes to every listener; whoever listens is told
//! first what it missed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::connections::Connection;
use super::front::Head;
use super::overlay::Overlay;
use crate::text;

/// Event streams at once at most: one a browser, whose tabs share it.
const STREAMS: usize = 64;
/// How many rebuilds are remembered for pages that lost their stream.
const REMEMBERED: usize = 200;
/// A browser that takes no news for so long is gone.
const WRITE_PATIENCE: Duration = Duration::from_millis(500);

/// What differs after a rebuild.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct News {
    /// Pages that differ; `*` for all.
    pub changed: BTreeSet<String>,
    /// Pictures and other files that differ.
    pub files: BTreeSet<String>,
    /// Pages that are gone, each with its successor.
    pub moved: BTreeMap<String, String>,
    /// Where the notes changed, for follow mode.
    pub place: Option<ChangePlace>,
    /// What stands over the pages.
    pub overlay: Overlay,
}

/// A place in the notes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ChangePlace {
    /// The page, with the anchor of the section.
    pub url: String,
    /// The line in the file, from 1.
    pub line: usize,
}

impl News {
    /// That everything may differ.
    pub fn everything() -> Self {
        Self {
            changed: BTreeSet::from(["*".to_owned()]),
            ..Self::default()
        }
    }

    /// This and, after it, `later`.
    fn and(mut self, later: &Self) -> Self {
        self.changed.extend(later.changed.iter().cloned());
        self.files.extend(later.files.iter().cloned());
        self.moved.extend(later.moved.clone());
        self.place = later.place.clone().or(self.place);
        self.overlay.clone_from(&later.overlay);
        self
    }
}

/// Where news are posted.
pub struct Board {
    /// Tells this run of the server from others: versions count from 0 in each.
    run: String,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    version: usize,
    /// The latest news with their versions.
    news: VecDeque<(usize, News)>,
    /// What stands over the pages at present.
    overlay: Overlay,
    listeners: Vec<Arc<Connection>>,
}

impl Board {
    /// An empty board, with what stands over the pages from the start.
    pub fn new(overlay: Overlay) -> Self {
        let seed = format!("{:?}{}", std::time::SystemTime::now(), std::process::id());
        let inner = Inner {
            overlay,
            ..Inner::default()
        };
        Self {
            run: text::hash(seed.as_bytes())[..12].to_owned(),
            inner: Mutex::new(inner),
        }
    }

    /// The version as pages know it.
    pub fn name(&self, version: usize) -> String {
        format!("{}.{version}", self.run)
    }

    /// The version that the next news will have.
    pub(crate) fn next(&self) -> usize {
        self.lock().version + 1
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Posts news and sends them to every listener.
    pub fn post(&self, news: News) {
        let mut inner = self.lock();
        inner.version += 1;
        inner.overlay.clone_from(&news.overlay);
        let event = self.event(inner.version, &news);
        let version = inner.version;
        inner.news.push_back((version, news));
        if inner.news.len() > REMEMBERED {
            inner.news.pop_front();
        }
        inner.listeners.retain(|listener| send(listener, &event));
    }

    /// Keeps the streams of quiet times alive on their way through proxies.
    pub(crate) fn keep_alive(&self) {
        self.lock()
            .listeners
            .retain(|listener| send(listener, ": still here\n\n"));
    }

    fn event(&self, version: usize, news: &News) -> String {
        format!(
            "id: {}\ndata: {}\n\n",
            self.name(version),
            self.data(version, news)
        )
    }

    fn data(&self, version: usize, news: &News) -> String {
        let mut value = serde_json::to_value(news).unwrap_or_default();
        value["version"] = self.name(version).into();
        value.to_string()
    }

    /// What a page that knows `since` must hear first.
    pub fn missed_since(&self, since: Option<&str>) -> News {
        self.missed(&self.lock(), since)
    }

    fn missed(&self, inner: &Inner, since: Option<&str>) -> News {
        let start = News {
            overlay: inner.overlay.clone(),
            ..News::default()
        };
        let Some(since) = since else { return start };
        let known = since
            .strip_prefix(&self.run)
            .and_then(|rest| rest.strip_prefix('.'))
            .and_then(|rest| rest.parse().ok());
        let oldest = inner
            .news
            .front()
            .map_or(inner.version + 1, |(version, _)| *version);
        match known {
            // A page of another run, or one that slept for long: all that it shows may differ.
            None => News {
                overlay: inner.overlay.clone(),
                ..News::everything()
            },
            Some(known) if known + 1 < oldest => News {
                overlay: inner.overlay.clone(),
                ..News::everything()
            },
            Some(known) => {
                let missed = inner.news.iter().filter(|(version, _)| *version > known);
                let all = missed.fold(start, |all, (_, news)| all.and(news));
                News {
                    overlay: inner.overlay.clone(),
                    ..all
                }
            }
        }
    }

    /// What a page that knows `since` missed, as one event's data: for tabs that share a stream
    /// with others.
    pub(crate) fn since(&self, query: &str) -> String {
        let inner = self.lock();
        self.data(
            inner.version,
            &self.missed(&inner, query.strip_prefix("since=")),
        )
    }

    /// Serves one event stream until the page is closed.
    pub(crate) fn listen(&self, connection: &Arc<Connection>, head: &Head) -> io::Result<bool> {
        let fields = [
            ("Content-Type", "text/event-stream"),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ];
        if head.omit_body {
            connection.send(200, &fields, b"")?;
            return Ok(false);
        }
        let since = head
            .last_event
            .as_deref()
            .or_else(|| head.query.strip_prefix("since="));
        connection.stream.set_write_timeout(Some(WRITE_PATIENCE))?;
        {
            let mut inner = self.lock();
            if inner.listeners.len() >= STREAMS {
                drop(inner);
                let body = "There are too many browsers that follow the notes. Close one.\n";
                connection.send(
                    503,
                    &[
                        ("Content-Length", &body.len().to_string()),
                        ("Connection", "close"),
                    ],
                    body.as_bytes(),
                )?;
                return Ok(false);
            }
            let hello = self.event(inner.version, &self.missed(&inner, since));
            connection.streams();
            connection.send(200, &fields, format!("retry: 300\n\n{hello}").as_bytes())?;
            inner.listeners.push(connection.clone());
        }
        // Nothing more is to come from the page; a read ends when it is closed.
        connection.stream.set_read_timeout(None)?;
        let mut byte = [0; 64];
        while matches!((&connection.stream).read(&mut byte), Ok(1..)) {}
        self.lock()
            .listeners
            .retain(|listener| !Arc::ptr_eq(listener, connection));
        Ok(false)
    }
}

/// Sends to one listener; `false` where nobody listens any more.
fn send(listener: &Connection, event: &str) -> bool {
    let sent = (&listener.stream).write_all(event.as_bytes()).is_ok();
    if !sent {
        let _ = listener.stream.shutdown(Shutdown::Both);
    }
    sent
}
