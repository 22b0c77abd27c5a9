//! `notesite serve`: the site in memory, rendered page by page as a browser asks, and news of every save. tiny_http answers
//! behind the strict front; what it may serve is a map of the site's paths, never a path on disk from a request.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};
use std::time::Duration;

use tiny_http::{Header, Response, Server};

use super::front::{self, Head};
use crate::Failure;
use crate::pages::site::{Content, Site};
use crate::text;

/// Connections at once; beyond that new ones are refused at once.
const CONNECTIONS: usize = 1024;
/// Event streams at once.
const STREAMS: usize = 64;

/// What a page tells the browser after a save.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct News {
    /// Counts the rebuilds.
    pub version: usize,
    /// Pages that differ; `*` for all.
    pub changed: Vec<String>,
    /// The place of the change, for follow mode.
    pub place: Option<String>,
    /// Problems that keep the last good site, as drawn in the terminal.
    pub errors: Option<String>,
}

/// The site now served, with what was rendered of it.
struct Edition {
    site: Site,
    rendered: Mutex<HashMap<String, Arc<Page>>>,
}

struct Page {
    bytes: Vec<u8>,
    kind: &'static str,
    etag: String,
}

/// What all connections share.
pub struct Shared {
    edition: RwLock<Arc<Edition>>,
    news: Mutex<Vec<News>>,
    bell: Condvar,
    streams: AtomicUsize,
    follow: bool,
    token: String,
    inner: SocketAddr,
    hosts: Vec<String>,
}

const LIVE_JS: &str = include_str!("live.js");
const LIVE_CSS: &str = include_str!("live.css");

/// A running server.
pub struct Serving {
    /// Shared with the connections.
    pub shared: Arc<Shared>,
    /// The address to open.
    pub address: SocketAddr,
}

/// Starts to serve. Without `fixed` the next free port after `port` is taken.
pub fn start(site: Site, host: IpAddr, port: u16, fixed: bool) -> Result<Serving, Failure> {
    let listener = bind(host, port, fixed)?;
    let address =
        listener.local_addr().map_err(|error| Failure::system(format!("The address of the server cannot be read: {error}.")))?;
    let server =
        Server::http("127.0.0.1:0").map_err(|error| Failure::system(format!("The server cannot be started: {error}.")))?;
    let inner = server.server_addr().to_ip().ok_or_else(|| Failure::system("The server has no address.".to_owned()))?;
    let seed = format!("{inner}{address}{:?}{}", std::time::SystemTime::now(), std::process::id());
    let mut hosts = vec![
        format!("localhost:{}", address.port()),
        format!("127.0.0.1:{}", address.port()),
        format!("[::1]:{}", address.port()),
    ];
    if host.is_unspecified() {
        hosts.extend(own_addresses().into_iter().map(|ip| format!("{ip}:{}", address.port())));
    } else {
        hosts.push(address.to_string());
    }
    let follow = site.config.serve.follow;
    let shared = Arc::new(Shared {
        edition: RwLock::new(Arc::new(Edition { site, rendered: Mutex::default() })),
        news: Mutex::new(vec![News::default()]),
        bell: Condvar::new(),
        streams: AtomicUsize::new(0),
        follow,
        token: text::hash(seed.as_bytes()),
        inner,
        hosts,
    });
    let server = Arc::new(server);
    for _ in 0..4 {
        let (server, shared) = (server.clone(), shared.clone());
        std::thread::spawn(move || {
            loop {
                // One accept error must not end the loop.
                match server.recv() {
                    Ok(request) => answer(request, &shared),
                    Err(_) => std::thread::sleep(Duration::from_millis(20)),
                }
            }
        });
    }
    let outer = shared.clone();
    std::thread::spawn(move || accept(&listener, &outer));
    Ok(Serving { shared, address })
}

fn bind(host: IpAddr, port: u16, fixed: bool) -> Result<TcpListener, Failure> {
    let last = if fixed { port } else { port.saturating_add(50) };
    let mut reason = None;
    for port in port..=last {
        match TcpListener::bind((host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => reason = Some(error),
        }
    }
    let reason = reason.map_or(String::new(), |error| format!(" ({error})"));
    Err(Failure::system(format!("Port {port} on {host} cannot be opened{reason}. Give another with `--port N`.")))
}

/// Addresses under which other devices find this machine: the one it would use to reach the network.
pub fn own_addresses() -> Vec<IpAddr> {
    let found = std::net::UdpSocket::bind("0.0.0.0:0")
        .and_then(|socket| socket.connect("192.0.2.1:9").and_then(|()| socket.local_addr()));
    found.map(|address| vec![address.ip()]).unwrap_or_default()
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    let open = Arc::new(AtomicUsize::new(0));
    loop {
        let Ok((mut stream, _)) = listener.accept() else {
            // Out of file descriptors, or a connection reset while it was accepted: go on when there is room again.
            std::thread::sleep(Duration::from_millis(20));
            continue;
        };
        if open.fetch_add(1, Ordering::SeqCst) >= CONNECTIONS {
            open.fetch_sub(1, Ordering::SeqCst);
            front::refuse(&mut stream, (503, "There are too many connections. Close some tabs."));
            continue;
        }
        let (shared, counter) = (shared.clone(), open.clone());
        let made = std::thread::Builder::new().stack_size(256 * 1024).spawn(move || {
            connection(stream, &shared);
            counter.fetch_sub(1, Ordering::SeqCst);
        });
        if made.is_err() {
            open.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

fn connection(mut stream: TcpStream, shared: &Shared) {
    let _ = stream.set_nodelay(true);
    match front::head(&mut stream, &shared.hosts) {
        Err(refusal) => front::refuse(&mut stream, refusal),
        Ok(head) if head.path == "/-/events" => events(&mut stream, &head, shared),
        Ok(head) => pass_on(&mut stream, &head, shared),
    }
    let _ = stream.shutdown(std::net::Shutdown::Write);
}

/// Hands a checked request to tiny_http: one line, our own headers, hex for every byte of the path it would stumble over.
fn pass_on(stream: &mut TcpStream, head: &Head, shared: &Shared) {
    let Ok(mut inner) = TcpStream::connect(shared.inner) else {
        return front::refuse(stream, (503, "The server is busy. Reload the page."));
    };
    let path = text::percent_encode(&text::percent_decode(&head.path).unwrap_or_else(|| "/-/unreadable".to_owned()));
    let clean = |value: &Option<String>, name: &str| {
        value.as_ref().filter(|value| value.is_ascii()).map_or(String::new(), |value| format!("{name}: {value}\r\n"))
    };
    let request = format!(
        "{} {path} HTTP/1.1\r\nHost: notesite\r\nX-Notesite: {}\r\n{}{}Connection: close\r\n\r\n",
        head.method,
        shared.token,
        clean(&head.if_none_match, "If-None-Match"),
        clean(&head.range, "Range"),
    );
    let _ = inner.set_read_timeout(Some(Duration::from_secs(60)));
    let _ = stream.set_write_timeout(Some(Duration::from_secs(20)));
    if inner.write_all(request.as_bytes()).is_err() {
        return front::refuse(stream, (503, "The server is busy. Reload the page."));
    }
    let mut buffer = [0; 16 * 1024];
    let mut first = true;
    while let Ok(count) = inner.read(&mut buffer) {
        if count == 0 {
            break;
        }
        let mut rest = &buffer[..count];
        if first {
            // One answer a connection, and the client must know: tiny_http leaves this header to nobody.
            first = false;
            let end = rest.windows(2).position(|end| end == b"\r\n").map_or(0, |at| at + 2);
            let (status, after) = rest.split_at(end);
            if stream.write_all(status).is_err() || (end > 0 && stream.write_all(b"Connection: close\r\n").is_err()) {
                break;
            }
            rest = after;
        }
        if stream.write_all(rest).is_err() {
            break;
        }
    }
}

fn header(name: &str, value: &str) -> Option<Header> {
    Header::from_bytes(name.as_bytes(), value.as_bytes()).ok()
}

/// tiny_http's side: only what the front passed on is answered.
fn answer(request: tiny_http::Request, shared: &Shared) {
    let field = |name: &'static str| request.headers().iter().find(|h| h.field.equiv(name)).map(|h| h.value.as_str().to_owned());
    if field("X-Notesite").as_deref() != Some(&shared.token) {
        let _ = request.respond(Response::from_string("").with_status_code(403));
        return;
    }
    let path = text::percent_decode(request.url()).map(|path| text::nfc(path.trim_start_matches('/'))).unwrap_or_default();
    let (status, page) = page(&path, shared);
    let fresh = status == 200
        && field("If-None-Match")
            .is_some_and(|tags| tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == page.etag || tag.trim() == "*"));
    let total = page.bytes.len();
    let range = if status == 200 { field("Range").and_then(|range| wanted(&range, total)) } else { None };
    let (status, body) = match (fresh, &range) {
        (true, _) => (304, Vec::new()),
        (_, Some(Ok((from, to)))) => (206, page.bytes[*from..=*to].to_vec()),
        (_, Some(Err(()))) => (416, Vec::new()),
        _ => (status, page.bytes.clone()),
    };
    let mut headers = vec![
        header("Content-Type", page.kind),
        header("ETag", &page.etag),
        header("Cache-Control", "no-cache"),
        header("X-Content-Type-Options", "nosniff"),
        header("Cross-Origin-Resource-Policy", "same-origin"),
        header(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data: https: http:; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
        header("Accept-Ranges", "bytes"),
    ];
    match range {
        Some(Ok((from, to))) if status == 206 => headers.push(header("Content-Range", &format!("bytes {from}-{to}/{total}"))),
        Some(Err(())) if status == 416 => headers.push(header("Content-Range", &format!("bytes */{total}"))),
        _ => {}
    }
    let mut response = Response::from_data(body).with_status_code(status).with_chunked_threshold(usize::MAX);
    for one in headers.into_iter().flatten() {
        response.add_header(one);
    }
    let _ = request.respond(response);
}

/// `bytes=a-b`: the bytes wanted, or that there are none such; several ranges are answered with the whole.
fn wanted(range: &str, total: usize) -> Option<Result<(usize, usize), ()>> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    if to.contains(',') {
        return None;
    }
    let (from, to) = match (from.trim().parse::<usize>(), to.trim().parse::<usize>()) {
        (Ok(from), Ok(to)) if from <= to => (from, to.min(total.saturating_sub(1))),
        (Ok(from), Err(_)) if to.trim().is_empty() => (from, total.saturating_sub(1)),
        (Err(_), Ok(last)) if from.trim().is_empty() && last > 0 => (total.saturating_sub(last), total.saturating_sub(1)),
        _ => return None,
    };
    Some(if from < total { Ok((from, to)) } else { Err(()) })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        "mp4" => "video/mp4",
        "txt" | "md" | "yml" | "yaml" | "sh" | "java" | "sql" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn page(path: &str, shared: &Shared) -> (u16, Arc<Page>) {
    let plain = |bytes: Vec<u8>, kind| Arc::new(Page { etag: format!("\"{}\"", text::hash(&bytes)), bytes, kind });
    match path {
        "-/live.js" => return (200, plain(LIVE_JS.into(), "text/javascript; charset=utf-8")),
        "-/live.css" => return (200, plain(LIVE_CSS.into(), "text/css; charset=utf-8")),
        _ => {}
    }
    let edition = shared.edition.read().unwrap_or_else(PoisonError::into_inner).clone();
    let name = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let (status, name) = if edition.site.holds(&name) { (200, name) } else { (404, "404.html".to_owned()) };
    if let Some(known) = edition.rendered.lock().unwrap_or_else(PoisonError::into_inner).get(&name) {
        return (status, known.clone());
    }
    let bytes = match edition.site.render(&name) {
        Some(Ok(Content::Bytes(bytes))) => with_live(&name, bytes.into_owned(), shared),
        Some(Ok(Content::Pieces(pieces))) => with_live(&name, pieces.collect::<String>().into_bytes(), shared),
        Some(Ok(Content::File(file))) => match std::fs::read(file) {
            // Pictures may change without the site's knowing; they are never remembered.
            Ok(bytes) => return (status, plain(bytes, content_type(&name))),
            Err(_) => return (404, plain(b"This file is gone.\n".to_vec(), "text/plain; charset=utf-8")),
        },
        Some(Err(error)) => return (500, plain(format!("{error}\n").into_bytes(), "text/plain; charset=utf-8")),
        None => return (404, plain(b"There is no such page.\n".to_vec(), "text/plain; charset=utf-8")),
    };
    let made = plain(bytes, content_type(&name));
    edition.rendered.lock().unwrap_or_else(PoisonError::into_inner).insert(name, made.clone());
    (status, made)
}

/// Pages get the live script; what `build` writes never has it.
fn with_live(name: &str, bytes: Vec<u8>, shared: &Shared) -> Vec<u8> {
    if !name.ends_with(".html") {
        return bytes;
    }
    let html = String::from_utf8_lossy(&bytes);
    let version = shared.news.lock().unwrap_or_else(PoisonError::into_inner).last().map_or(0, |news| news.version);
    let root = crate::pages::site::root_of(name);
    let live = format!(
        "<link rel=\"stylesheet\" href=\"{root}-/live.css\"><script defer src=\"{root}-/live.js\" data-version=\"{version}\" data-follow=\"{}\"></script></head>",
        shared.follow
    );
    html.replacen("</head>", &live, 1).into_bytes()
}

/// Server-sent events: everything since the version that the page knows, then each rebuild as it comes.
fn events(stream: &mut TcpStream, head: &Head, shared: &Shared) {
    if shared.streams.fetch_add(1, Ordering::SeqCst) >= STREAMS {
        shared.streams.fetch_sub(1, Ordering::SeqCst);
        return front::refuse(stream, (503, "There are too many tabs that follow the notes. Close some."));
    }
    let _ = stream.set_write_timeout(Some(Duration::from_secs(10)));
    let since =
        head.last_event.as_deref().or_else(|| head.query.strip_prefix("since=")).and_then(|text| text.parse::<usize>().ok());
    let open = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\nretry: 500\n\n";
    let mut alive = head.method == "GET" && stream.write_all(open.as_bytes()).is_ok();
    let now = |news: &[News]| news.last().map_or(0, |last| last.version);
    let mut known = since.unwrap_or_else(|| now(&shared.news.lock().unwrap_or_else(PoisonError::into_inner)));
    while alive {
        let mut news = shared.news.lock().unwrap_or_else(PoisonError::into_inner);
        // A page of another server's life knows a version that this one has not reached: everything may differ.
        if known > now(&news) {
            known = 0;
        }
        if now(&news) == known {
            news = shared.bell.wait_timeout(news, Duration::from_secs(15)).unwrap_or_else(PoisonError::into_inner).0;
        }
        let missed: Vec<News> = news.iter().filter(|one| one.version > known).cloned().collect();
        drop(news);
        if missed.is_empty() {
            alive = stream.write_all(b": still here\n\n").is_ok();
            continue;
        }
        for one in missed {
            known = one.version;
            let data = serde_json::to_string(&one).unwrap_or_default();
            alive = alive && stream.write_all(format!("id: {}\ndata: {data}\n\n", one.version).as_bytes()).is_ok();
        }
    }
    shared.streams.fetch_sub(1, Ordering::SeqCst);
}

impl Shared {
    /// Swaps the site and tells every page. Without a site the last good one stays and the errors are shown.
    pub fn publish(&self, site: Option<Site>, changed: Vec<String>, place: Option<String>, errors: Option<String>) {
        if let Some(site) = site {
            *self.edition.write().unwrap_or_else(PoisonError::into_inner) =
                Arc::new(Edition { site, rendered: Mutex::default() });
        }
        let mut news = self.news.lock().unwrap_or_else(PoisonError::into_inner);
        let version = news.last().map_or(0, |last| last.version) + 1;
        news.push(News { version, changed, place, errors });
        // A page that missed more than this reloads everything it shows.
        if news.len() > 200 {
            news.drain(..100);
        }
        drop(news);
        self.bell.notify_all();
    }

    /// Runs `look` with the site now served.
    pub fn with_site<T>(&self, look: impl FnOnce(&Site) -> T) -> T {
        let edition = self.edition.read().unwrap_or_else(PoisonError::into_inner).clone();
        look(&edition.site)
    }
}
