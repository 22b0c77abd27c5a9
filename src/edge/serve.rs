//! `notesite serve`: the site in memory, rendered page by page as a browser asks, and news of every
//! rebuild. A [`Site`] and the address to listen on in, answers out. What may be served is the map
//! of the site's paths, never a path on disk from a request.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::answer::decide;
use super::connections::{self, Connection, Service};
use super::disk::is_absence;
use super::front::Head;
use super::news::{Board, News};
use super::overlay::Overlay;
use super::policy;
use crate::address::root_of;
use crate::failure::Failure;
use crate::media::media_type;
use crate::page_kinds::{CoursePage, SitePage};
use crate::pages::render::Content;
use crate::pages::site::Site;
use crate::text;

const LIVE_JS: &str = include_str!("live.js");
const LIVE_WORKER_JS: &str = include_str!("live-worker.js");
const LIVE_CSS: &str = include_str!("live.css");

/// What stands in place of every page while the site is withdrawn.
const MENDED: &str = "This site is being mended. It comes back by itself.";

/// The site now served. A page is rendered whenever it is asked for: that costs a millisecond, and
/// no page is kept that nobody asks for again.
struct Edition {
    site: Site,
    /// The version that its pages carry.
    version: usize,
    policy: String,
}

struct ServedPage {
    bytes: Vec<u8>,
    kind: &'static str,
    etag: String,
}

/// What a path holds.
enum Resource {
    Page(u16, ServedPage),
    File(PathBuf, &'static str),
    /// A folder that was asked for without its slash.
    Folder(String),
}

/// What all connections share.
pub(crate) struct ServerState {
    edition: RwLock<Arc<Edition>>,
    board: Board,
    /// Of the site that is there nothing is shown: a note of it is private by now.
    is_withdrawn: AtomicBool,
    root: PathBuf,
    hosts: Vec<String>,
}

/// A running server.
pub(crate) struct Serving {
    /// Shared with the connections.
    pub shared: Arc<ServerState>,
    /// The address to open.
    pub address: SocketAddr,
}

/// Starts to serve the site of the notes under `root`. Without `fixed` the next free port after
/// `port` is taken. It answers under its own address and `hosts`.
pub(crate) fn start(
    site: Site,
    overlay: Overlay,
    root: &Path,
    hosts: Vec<String>,
    (host, port, fixed): (IpAddr, u16, bool),
) -> Result<Serving, Failure> {
    let listener = bind(host, port, fixed)?;
    let address = listener.local_addr().map_err(|error| {
        Failure::system(format!(
            "The address of the server cannot be read: {error}."
        ))
    })?;
    let shared = Arc::new(ServerState {
        edition: RwLock::new(Arc::new(Edition::new(site, 0))),
        board: Board::new(overlay),
        is_withdrawn: AtomicBool::new(false),
        root: root.to_owned(),
        hosts,
    });
    let service = shared.clone();
    std::thread::Builder::new()
        .name("accept".to_owned())
        .spawn(move || connections::accept(&listener, &service))
        .map_err(|error| Failure::system(format!("The server cannot be started: {error}.")))?;
    Ok(Serving { shared, address })
}

fn bind(host: IpAddr, port: u16, fixed: bool) -> Result<TcpListener, Failure> {
    let last = if fixed { port } else { port.saturating_add(50) };
    let mut reason = None;
    for port in port..=last {
        match TcpListener::bind((host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => {
                // Only a port in use has a better neighbour; an address that is not this machine's
                // has none.
                let in_use = error.kind() == io::ErrorKind::AddrInUse;
                reason.get_or_insert(error);
                if !in_use {
                    break;
                }
            }
        }
    }
    let is_elsewhere =
        (reason.as_ref()).is_some_and(|error| error.kind() == io::ErrorKind::AddrNotAvailable);
    let reason = reason.map_or(String::new(), |error| format!(" ({error})"));
    let advice = if is_elsewhere {
        "That is no address of this machine: write `--host 0.0.0.0`, or leave `--host` out."
    } else if fixed {
        "Give another port, or leave `--port` out to take the next free one."
    } else {
        "Give a free one with `--port N`."
    };
    Err(Failure::system(format!(
        "Port {port} on {host} cannot be opened{reason}. {advice}"
    )))
}

/// The address under which other devices find this machine: the one it would use to reach the
/// network.
pub(crate) fn own_address() -> Option<IpAddr> {
    let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
    // Nothing is sent: connecting a datagram socket only chooses a route.
    socket.connect("192.0.2.1:9").ok()?;
    socket.local_addr().ok().map(|address| address.ip())
}

impl ServerState {
    /// Swaps the site and tells every page.
    pub(crate) fn publish(&self, site: Site, news: News) {
        let edition = Arc::new(Edition::new(site, self.board.next()));
        let old = std::mem::replace(
            &mut *self.edition.write().unwrap_or_else(PoisonError::into_inner),
            edition,
        );
        // Where a page said that the site is being mended, any page may stand by now.
        let was_withdrawn = self.is_withdrawn.swap(false, Ordering::SeqCst);
        self.board.post(if was_withdrawn {
            News {
                overlay: news.overlay,
                ..News::everything()
            }
        } else {
            news
        });
        // Taking a large site apart takes a while, and the next save does not wait for it.
        let _ = std::thread::Builder::new()
            .name("old site".to_owned())
            .spawn(move || drop(old));
    }

    /// Keeps the last good site and shows the errors over it; or, where a note of it is private by
    /// now (`withdraw`), a page that tells no more than that the site is being mended; that stays
    /// until there is another site, since a note that is being written says nothing for a moment.
    pub(crate) fn keep(&self, overlay: Overlay, withdraw: bool) {
        let was_withdrawn = self.is_withdrawn.fetch_or(withdraw, Ordering::SeqCst);
        let news = if withdraw && !was_withdrawn {
            News::everything()
        } else {
            News::default()
        };
        // Errors are told with the lines where they are.
        let overlay = if withdraw || was_withdrawn {
            Overlay::default()
        } else {
            overlay
        };
        self.board.post(News { overlay, ..news });
    }

    /// Whether no page of the site is shown at present.
    pub(crate) fn is_withdrawn(&self) -> bool {
        self.is_withdrawn.load(Ordering::SeqCst)
    }

    /// Keeps quiet streams open.
    pub(crate) fn keep_alive(&self) {
        self.board.keep_alive();
    }

    fn edition(&self) -> Arc<Edition> {
        self.edition
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Runs `look` with the site now served.
    pub(crate) fn with_site<T>(&self, look: impl FnOnce(&Site) -> T) -> T {
        look(&self.edition().site)
    }

    fn find(&self, edition: &Edition, path: &str) -> Resource {
        match path {
            "-/live.js" => {
                return Resource::Page(
                    200,
                    ServedPage::new(LIVE_JS.into(), "text/javascript; charset=utf-8"),
                );
            }
            "-/live-worker.js" => {
                return Resource::Page(
                    200,
                    ServedPage::new(LIVE_WORKER_JS.into(), "text/javascript; charset=utf-8"),
                );
            }
            "-/live.css" => {
                return Resource::Page(
                    200,
                    ServedPage::new(LIVE_CSS.into(), "text/css; charset=utf-8"),
                );
            }
            _ => {}
        }
        if self.is_withdrawn() {
            return Resource::Page(503, self.failed(edition, path, MENDED));
        }
        let name = if path.is_empty() || path.ends_with('/') {
            CoursePage::Landing.of(path).to_string()
        } else {
            path.to_owned()
        };
        if edition.site.holds(&name) {
            return self.render(edition, &name, 200);
        }
        if edition
            .site
            .held(&CoursePage::Landing.of(&format!("{name}/")))
            .is_some()
        {
            return Resource::Folder(format!("/{}/", text::percent_encode(&name)));
        }
        self.render(edition, SitePage::NotFound.path(), 404)
    }

    fn render(&self, edition: &Edition, name: &str, status: u16) -> Resource {
        let bytes = match edition.site.render(name) {
            Some(Ok(Content::File(file))) => return Resource::File(file.clone(), media_type(name)),
            Some(Ok(Content::Bytes(bytes))) if name.ends_with(".html") => {
                self.with_live(edition, name, &String::from_utf8_lossy(&bytes))
            }
            Some(Ok(Content::Bytes(bytes))) => bytes.into_owned(),
            Some(Ok(Content::Pieces(pieces))) => {
                self.with_live(edition, name, &pieces.collect::<String>())
            }
            Some(Err(error)) => {
                return Resource::Page(
                    500,
                    self.failed(edition, name, &error.told(&edition.site.config.theme)),
                );
            }
            None => {
                return Resource::Page(
                    404,
                    ServedPage::new(
                        b"There is no such page.\n".to_vec(),
                        "text/plain; charset=utf-8",
                    ),
                );
            }
        };
        Resource::Page(status, ServedPage::new(bytes, media_type(name)))
    }

    /// A page that its template cannot show, or that is withdrawn; it hears when that is mended.
    fn failed(&self, edition: &Edition, name: &str, error: &str) -> ServedPage {
        let html = format!(
            "<!doctype html>\n<html lang=\"en\" data-root=\"{}\">\n\
             <head><meta charset=\"utf-8\"><title>notesite</title></head>\n\
             <body><main><pre>{}</pre></main></body></html>\n",
            root_of(name),
            text::escape_html(error)
        );
        ServedPage::new(
            self.with_live(edition, name, &html),
            "text/html; charset=utf-8",
        )
    }

    /// Pages get the live script before the theme's own, whose work it must tell from the page's;
    /// `build` never writes it.
    fn with_live(&self, edition: &Edition, name: &str, html: &str) -> Vec<u8> {
        // The page for lost addresses stands at any depth.
        let root = if name == SitePage::NotFound.path() {
            "/".to_owned()
        } else {
            root_of(name)
        };
        let live = format!(
            "<script defer src=\"{root}-/live.js\" data-version=\"{}\" \
            data-follow=\"{}\"></script>",
            self.board.name(edition.version),
            edition.site.config.serve.follow
        );
        let style = format!("<link rel=\"stylesheet\" href=\"{root}-/live.css\"></head>");
        html.replacen("<head>", &format!("<head>{live}"), 1)
            .replacen("</head>", &style, 1)
            .into_bytes()
    }
}

impl Edition {
    fn new(site: Site, version: usize) -> Self {
        let policy = policy::policy(&site.theme.inline_scripts);
        Self {
            site,
            version,
            policy,
        }
    }
}

impl ServedPage {
    fn new(bytes: Vec<u8>, kind: &'static str) -> Self {
        Self {
            etag: format!("\"{}\"", text::hash(&bytes)),
            bytes,
            kind,
        }
    }
}

impl Service for ServerState {
    fn hosts(&self) -> &[String] {
        &self.hosts
    }

    fn answer(&self, connection: &Arc<Connection>, head: &Head) -> io::Result<bool> {
        let edition = self.edition();
        // Bytes that are no text name nothing of ours.
        let path = text::percent_decode(&head.path).filter(|path| !path.contains('\0'));
        let path = path
            .as_deref()
            .and_then(|path| path.strip_prefix('/'))
            .map(text::nfc);
        match path.as_deref() {
            Some("-/events" | "-/missed") if !head.same_origin => plain(
                connection,
                head,
                403,
                "Other sites may not read this one.\n",
            ),
            Some("-/events") => {
                drop(edition);
                self.board.listen(connection, head)
            }
            Some("-/missed") => {
                let page = ServedPage::new(
                    self.board.since(&head.query).into_bytes(),
                    "application/json",
                );
                send_page(connection, head, &edition.policy, 200, &page)
            }
            Some(path) => match self.find(&edition, path) {
                Resource::Page(status, page) => {
                    send_page(connection, head, &edition.policy, status, &page)
                }
                Resource::File(file, kind) => send_file(connection, head, &self.root, &file, kind),
                Resource::Folder(location) => {
                    connection.send(
                        301,
                        &[("Location", &location), ("Content-Length", "0")],
                        b"",
                    )?;
                    Ok(true)
                }
            },
            None => plain(
                connection,
                head,
                400,
                "The address of the request cannot be read.\n",
            ),
        }
    }
}

fn plain(connection: &Connection, head: &Head, status: u16, body: &str) -> io::Result<bool> {
    let length = body.len().to_string();
    let fields = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", length.as_str()),
        ("Cache-Control", "no-store"),
    ];
    connection.send(
        status,
        &fields,
        if head.omit_body { b"" } else { body.as_bytes() },
    )?;
    Ok(true)
}

fn send_page(
    connection: &Connection,
    head: &Head,
    policy: &str,
    status: u16,
    page: &ServedPage,
) -> io::Result<bool> {
    let length = page.bytes.len() as u64;
    let mut fields = vec![
        ("Content-Security-Policy", policy),
        ("Cache-Control", "no-cache"),
    ];
    if status != 200 {
        let length = length.to_string();
        fields.extend([
            ("Content-Type", page.kind),
            ("Content-Length", length.as_str()),
        ]);
        connection.send(
            status,
            &fields,
            if head.omit_body { b"" } else { &page.bytes },
        )?;
        return Ok(true);
    }
    let (status, (from, to)) =
        send_head(connection, head, &fields, (page.kind, &page.etag, length))?;
    if !head.omit_body && matches!(status, 200 | 206) {
        let bytes = usize::try_from(from)
            .ok()
            .zip(usize::try_from(to).ok())
            .and_then(|(from, to)| page.bytes.get(from..to));
        (&connection.stream).write_all(bytes.unwrap_or_default())?;
    }
    Ok(true)
}

/// Sends status and headers for a thing with type, tag and length; answers the status and the bytes
/// that must follow.
fn send_head(
    connection: &Connection,
    head: &Head,
    more: &[(&str, &str)],
    (kind, etag, length): (&str, &str, u64),
) -> io::Result<(u16, (u64, u64))> {
    let answer = decide(head, etag, length);
    let (from, to) = answer.range;
    let (size, part) = (
        (to - from).to_string(),
        format!("bytes {from}-{}/{length}", to.saturating_sub(1)),
    );
    let none = format!("bytes */{length}");
    let mut fields = more.to_vec();
    fields.push(("ETag", etag));
    match answer.status {
        304 => {}
        412 | 416 => {
            fields.push(("Content-Length", "0"));
            if answer.status == 416 {
                fields.push(("Content-Range", &none));
            }
        }
        _ => {
            fields.extend([
                ("Content-Type", kind),
                ("Content-Length", size.as_str()),
                ("Accept-Ranges", "bytes"),
            ]);
            if answer.status == 206 {
                fields.push(("Content-Range", &part));
            }
        }
    }
    connection.send(answer.status, &fields, b"")?;
    Ok((answer.status, answer.range))
}

/// Opens a file; `None` where it is no file, or lies outside of `root` by now.
fn open_inside(root: &Path, file: &Path) -> io::Result<Option<(File, Metadata)>> {
    let real = file.canonicalize()?;
    if !real.starts_with(root) || !fs::metadata(&real)?.is_file() {
        return Ok(None);
    }
    let opened = File::open(&real)?;
    let about = opened.metadata()?;
    Ok(Some((opened, about)))
}

/// Sends a picture or linked file from disk. It was found under ROOT when the site was made; that
/// is asked again, because a link may have taken its place since.
fn send_file(
    connection: &Connection,
    head: &Head,
    root: &Path,
    file: &Path,
    kind: &str,
) -> io::Result<bool> {
    let (mut opened, about) = match open_inside(root, file) {
        Ok(Some(opened)) => opened,
        Ok(None) => return plain(connection, head, 404, "This file is gone.\n"),
        Err(error) if is_absence(&error) => {
            return plain(connection, head, 404, "This file is gone.\n");
        }
        Err(error) => {
            let said = format!("This file cannot be read: {error}.\n");
            return plain(connection, head, 500, &said);
        }
    };
    let etag = format!(
        "\"{}\"",
        &text::hash(
            format!(
                "{:?}{}{:?}",
                about.modified().ok(),
                about.len(),
                about.file_type()
            )
            .as_bytes()
        )[..20]
    );
    let mut fields = vec![("Cache-Control", "no-cache")];
    // What these formats may carry (scripts in SVG) never runs with the rights of a page.
    if ["text/html", "image/svg", "application/xml"]
        .iter()
        .any(|active| kind.starts_with(active))
    {
        fields.push(("Content-Security-Policy", policy::FILES));
    }
    let (status, (from, to)) = send_head(connection, head, &fields, (kind, &etag, about.len()))?;
    if head.omit_body || !matches!(status, 200 | 206) {
        return Ok(true);
    }
    opened.seek(SeekFrom::Start(from))?;
    let sent = io::copy(&mut opened.take(to - from), &mut &connection.stream)?;
    // A file that shrank meanwhile ends the connection: its length was promised.
    Ok(sent == to - from)
}
