//! The listener and its connections: at most so many at once, the oldest unfinished request giving
//! way; a head has five seconds; running out of file descriptors or a reset while accepting ends
//! nothing. Every checked head goes to a [`Service`]; what it answers is not known here.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tiny_http::{HTTPVersion, Header, Response, StatusCode};

use super::front::{self, Head, Refusal};
use super::threads::STACK;

/// Connections at once at most.
const MOST: usize = 1024;
/// How long a head may take, and how long a connection may wait for its next.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long one write may wait for a reader.
const WRITE_PATIENCE: Duration = Duration::from_secs(20);

/// Answers requests whose head was checked.
pub(crate) trait Service: Send + Sync + 'static {
    /// Names besides its own under which it answers.
    fn hosts(&self) -> &[String];

    /// Writes the answer; `false` ends the connection.
    fn answer(&self, connection: &Arc<Connection>, head: &Head) -> io::Result<bool>;
}

/// One connection.
pub(crate) struct Connection {
    /// Reads and writes.
    pub stream: TcpStream,
    /// The address at which it arrived.
    pub local: SocketAddr,
    doing: Mutex<Doing>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Doing {
    /// A head is being read, or waited for, since then.
    Reading(Instant),
    /// An answer is being written, since then.
    Answering(Instant),
    /// News are sent until the page is closed.
    Streaming,
}

impl Connection {
    fn now(&self, doing: Doing) {
        *self.doing.lock().unwrap_or_else(PoisonError::into_inner) = doing;
    }

    /// From here on the connection stays open for news and gives way to no request.
    pub(crate) fn streams(&self) {
        self.now(Doing::Streaming);
    }

    /// Sends a head with the headers that every answer has, and `body` behind it.
    pub(crate) fn send(&self, status: u16, fields: &[(&str, &str)], body: &[u8]) -> io::Result<()> {
        let mut out = written_head(status, fields)?;
        // A small answer leaves in one packet.
        let together = body.len() <= 64 * 1024;
        if together {
            out.extend_from_slice(body);
        }
        (&self.stream).write_all(&out)?;
        if together {
            Ok(())
        } else {
            (&self.stream).write_all(body)
        }
    }

    fn refuse(&self, refusal: &Refusal) {
        let body = format!("{}\n", refusal.reason);
        let length = body.len().to_string();
        let mut fields = vec![
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", length.as_str()),
            ("Cache-Control", "no-store"),
            ("Connection", "close"),
        ];
        if refusal.status == 405 {
            fields.push(("Allow", "GET, HEAD"));
        }
        if self.send(refusal.status, &fields, body.as_bytes()).is_ok() {
            self.linger();
        }
    }

    /// Reads on for a moment after a refusal: closing with unread bytes would tear the answer away
    /// from its reader.
    fn linger(&self) {
        let _ = self.stream.shutdown(Shutdown::Write);
        let _ = self
            .stream
            .set_read_timeout(Some(Duration::from_millis(200)));
        let deadline = Instant::now() + Duration::from_secs(1);
        let mut buffer = [0; 4096];
        while Instant::now() < deadline && matches!((&self.stream).read(&mut buffer), Ok(1..)) {}
    }
}

/// The head of an answer, as `tiny_http` writes it. A `Connection` header, which it does not let be
/// set, is put in behind it, and without a `Content-Length` among the fields none is sent: a stream
/// has no length, and 304 speaks of none.
fn written_head(status: u16, fields: &[(&str, &str)]) -> io::Result<Vec<u8>> {
    const ALWAYS: [(&str, &str); 3] = [
        ("Server", "notesite"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];
    let length = fields
        .iter()
        .find(|(name, _)| *name == "Content-Length")
        .and_then(|(_, value)| value.parse().ok());
    let header =
        |(name, value): &(&str, &str)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok();
    let headers = fields.iter().chain(&ALWAYS).filter_map(header).collect();
    let mut out = Vec::new();
    Response::new(
        StatusCode(status),
        headers,
        io::empty(),
        Some(length.unwrap_or(0)),
        None,
    )
    .with_chunked_threshold(usize::MAX)
    .raw_print(&mut out, HTTPVersion(1, 1), &[], true, None)?;
    if length.is_none() {
        let line = b"Content-Length: 0\r\n";
        if let Some(at) = out.windows(line.len()).position(|window| window == line) {
            out.drain(at..at + line.len());
        }
    }
    if let Some((name, value)) = fields.iter().find(|(name, _)| *name == "Connection") {
        let end = out.len().saturating_sub(2);
        out.splice(end..end, format!("{name}: {value}\r\n").into_bytes());
    }
    Ok(out)
}

/// The connections that are open, by the order in which they came.
struct Table {
    next: u64,
    open: BTreeMap<u64, Arc<Connection>>,
}

impl Table {
    /// Ends the oldest unfinished request: the longest wait for a head, else the longest answer.
    fn make_room(&mut self) -> bool {
        let doing = |connection: &Connection| {
            *connection
                .doing
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        let oldest = self
            .open
            .iter()
            .map(|(id, connection)| (doing(connection), *id))
            .filter(|(doing, _)| *doing != Doing::Streaming)
            .min();
        let Some(connection) = oldest.and_then(|(_, id)| self.open.remove(&id)) else {
            return false;
        };
        let _ = connection.stream.shutdown(Shutdown::Both);
        true
    }
}

/// Takes connections for ever; each has a thread of its own.
pub(crate) fn accept(listener: &TcpListener, service: &Arc<impl Service>) {
    let most = most_connections();
    let table = Arc::new(Mutex::new(Table {
        next: 0,
        open: BTreeMap::new(),
    }));
    loop {
        match listener.accept() {
            Ok((stream, _)) => admit(stream, most, &table, service),
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::ConnectionAborted
                        | ErrorKind::ConnectionReset
                        | ErrorKind::Interrupted
                ) => {}
            // Out of file descriptors or memory: somebody gives way, and a moment later there is
            // room again.
            Err(_) => {
                table
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .make_room();
                std::thread::sleep(Duration::from_millis(10));
            }
        }
    }
}

fn admit(stream: TcpStream, most: usize, table: &Arc<Mutex<Table>>, service: &Arc<impl Service>) {
    let Ok(local) = stream.local_addr() else {
        return;
    };
    let _ = stream.set_nodelay(true);
    let _ = stream.set_write_timeout(Some(WRITE_PATIENCE));
    let connection = Arc::new(Connection {
        stream,
        local,
        doing: Mutex::new(Doing::Reading(Instant::now())),
    });
    let id = {
        let mut table = table.lock().unwrap_or_else(PoisonError::into_inner);
        if table.open.len() >= most && !table.make_room() {
            return;
        }
        table.next += 1;
        let id = table.next;
        table.open.insert(id, connection.clone());
        id
    };
    let (service, own_table) = (service.clone(), table.clone());
    let made = std::thread::Builder::new()
        .name("connection".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            // A mistake in one page ends its connection, not the server.
            let _ = catch_unwind(AssertUnwindSafe(|| converse(&connection, &*service)));
            let _ = connection.stream.shutdown(Shutdown::Both);
            own_table
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .open
                .remove(&id);
        });
    if made.is_err() {
        table
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .open
            .remove(&id);
    }
}

/// Answers one request after the other until one of the two has enough.
fn converse(connection: &Arc<Connection>, service: &impl Service) {
    let mut buffer = Vec::with_capacity(1024);
    loop {
        connection.now(Doing::Reading(Instant::now()));
        let end = match read_head(connection, &mut buffer) {
            Ok(Some(end)) => end,
            Ok(None) => return,
            Err(refusal) => return connection.refuse(&refusal),
        };
        connection.now(Doing::Answering(Instant::now()));
        let head = match front::parse(&buffer[..end], connection.local, service.hosts()) {
            Ok(head) => head,
            Err(refusal) => return connection.refuse(&refusal),
        };
        buffer.drain(..end);
        if !service.answer(connection, &head).unwrap_or(false) || head.close {
            return;
        }
    }
}

/// Reads until a head is complete and answers its length; `None` where nobody asks any more.
fn read_head(connection: &Connection, buffer: &mut Vec<u8>) -> Result<Option<usize>, Refusal> {
    let deadline = Instant::now() + PATIENCE;
    let mut chunk = [0; 2048];
    loop {
        if let Some(end) = front::end(buffer)? {
            return Ok(Some(end));
        }
        let left = deadline.saturating_duration_since(Instant::now());
        let count = if left.is_zero() || connection.stream.set_read_timeout(Some(left)).is_err() {
            0
        } else {
            match (&connection.stream).read(&mut chunk) {
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => 0,
            }
        };
        match count {
            0 if buffer.is_empty() => return Ok(None),
            0 => {
                return Err(Refusal {
                    status: 408,
                    reason: "The request was not complete in time.".into(),
                });
            }
            _ => buffer.extend_from_slice(&chunk[..count]),
        }
    }
}

/// How many connections the process's file descriptors allow for; the notes must stay readable
/// beside them.
fn most_connections() -> usize {
    let files = open_files();
    MOST.min((files.saturating_sub(64) / 2).max(16))
}

/// Raises the number of files that may be open as far as the system lets us, and answers it.
#[cfg(unix)]
fn open_files() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit
        .maximum
        .unwrap_or(4096)
        .min(4096)
        .max(limit.current.unwrap_or(4096));
    let raised = setrlimit(
        Resource::Nofile,
        Rlimit {
            current: Some(wanted),
            maximum: limit.maximum,
        },
    );
    usize::try_from(if raised.is_ok() {
        wanted
    } else {
        limit.current.unwrap_or(wanted)
    })
    .unwrap_or(4096)
}

#[cfg(not(unix))]
fn open_files() -> usize {
    4096
}
