//! The strict front of the server: the bytes of a request's head in, a checked [`Head`] or a
//! [`Refusal`] out. What a server on a developer's machine must not take is refused here: foreign
//! and doubled Hosts, bodies, endless or malformed headers. Knows neither sockets nor the site.

use std::borrow::Cow;
use std::net::{IpAddr, SocketAddr};

use crate::config::wrong_host;

/// Bytes of a request's head at most.
pub(crate) const LARGEST_HEAD: usize = 16 * 1024;
/// Header fields of a request at most.
const MOST_FIELDS: usize = 100;

/// A request that may be answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// `HEAD` rather than `GET`.
    pub omit_body: bool,
    /// The path as sent, without query.
    pub path: String,
    /// The query, without `?`.
    pub query: String,
    /// `If-Match`
    pub if_match: Option<String>,
    /// `If-None-Match`
    pub if_none_match: Option<String>,
    /// `If-Range`
    pub if_range: Option<String>,
    /// `Range`
    pub range: Option<String>,
    /// `Last-Event-ID`
    pub last_event: Option<String>,
    /// The connection ends with this request.
    pub close: bool,
    /// The page that asks is this site's own, as far as the browser says.
    pub same_origin: bool,
}

/// Why a request is not answered: status and reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status code.
    pub status: u16,
    /// A sentence for whoever sent it.
    pub reason: Cow<'static, str>,
}

const fn refuse<T>(status: u16, reason: &'static str) -> Result<T, Refusal> {
    Err(Refusal {
        status,
        reason: Cow::Borrowed(reason),
    })
}

/// Where the head in `bytes` ends, its empty line included; `None` where more must be read.
///
/// # Errors
/// A head that is too long, or has a line that no browser ends so.
pub fn end(bytes: &[u8]) -> Result<Option<usize>, Refusal> {
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .map(|at| at + 4);
    let head = &bytes[..end.unwrap_or(bytes.len())];
    if head.len() > LARGEST_HEAD {
        return refuse(431, "The head of the request is too large.");
    }
    // A lone line feed ends a line for some servers and none for others: requests are smuggled that
    // way.
    if head
        .iter()
        .enumerate()
        .any(|(i, &byte)| byte == b'\n' && (i == 0 || head[i - 1] != b'\r'))
    {
        return refuse(400, "The head of the request has stray line ends.");
    }
    Ok(end)
}

/// Headers of one value, which no list may stand for, besides `Host` and `Origin`.
const SINGLE: [&[u8]; 5] = [
    b"content-length",
    b"if-range",
    b"last-event-id",
    b"range",
    b"sec-fetch-site",
];

/// Checks the bytes of a head, its empty line included. `local` is the address at which the
/// connection arrived, `allowed` the names that the user gave besides.
///
/// # Errors
/// What is refused, with its status and the reason.
pub fn parse(bytes: &[u8], local: SocketAddr, allowed: &[String]) -> Result<Head, Refusal> {
    let Some(lines) = bytes.strip_suffix(b"\r\n\r\n") else {
        return refuse(400, "The request has no end.");
    };
    let mut lines = lines
        .split(|&byte| byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let mut head = request_line(lines.next().unwrap_or_default())?;
    let old = head.close;
    let mut host: Option<&[u8]> = None;
    let mut origin: Option<&[u8]> = None;
    let mut site: Option<&[u8]> = None;
    let mut seen = [false; SINGLE.len()];
    for (count, line) in lines.enumerate() {
        if count >= MOST_FIELDS {
            return refuse(431, "The request has too many headers.");
        }
        let (name, value) = field(line)?;
        let name = name.to_ascii_lowercase();
        // Which of two counts is for each server another.
        if let Some(at) = SINGLE.iter().position(|single| *single == name.as_slice())
            && std::mem::replace(&mut seen[at], true)
        {
            return refuse(400, "A request names this header once.");
        }
        match name.as_slice() {
            b"host" if host.is_some() => return refuse(400, "A request names one Host."),
            b"host" => host = Some(value),
            b"transfer-encoding" => return refuse(400, "A request here has no body."),
            b"content-length" if value != b"0" => {
                return refuse(413, "A request here has no body.");
            }
            b"origin" if origin.is_some() => return refuse(400, "A request names one Origin."),
            b"origin" => origin = Some(value),
            b"sec-fetch-site" => site = Some(value),
            b"connection" => head.close = closes(value, old),
            b"if-match" => head.if_match = text(value),
            b"if-none-match" => head.if_none_match = text(value),
            b"if-range" => head.if_range = text(value),
            b"range" => head.range = text(value),
            b"last-event-id" => head.last_event = text(value),
            _ => {}
        }
    }
    let Some(host) = host else {
        return refuse(400, "A request names its Host.");
    };
    let is_named = is_allowed(host, allowed);
    if !is_named && !is_ours(host, local) {
        return Err(strange(host));
    }
    if let Some(origin) = origin
        && !is_own_origin(origin, host, is_named, allowed)
    {
        return refuse(403, "Other sites may not read this one.");
    }
    head.same_origin = site.is_none_or(|site| matches!(site, b"same-origin" | b"none"));
    Ok(head)
}

fn request_line(line: &[u8]) -> Result<Head, Refusal> {
    let mut parts = line.split(|&byte| byte == b' ');
    let (method, target, version) = (
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
        parts.next().unwrap_or_default(),
    );
    if parts.next().is_some() || method.is_empty() || !method.iter().all(|byte| is_token(*byte)) {
        return refuse(400, "The request line cannot be read.");
    }
    let old = match version {
        b"HTTP/1.1" => false,
        b"HTTP/1.0" => true,
        other if other.starts_with(b"HTTP/") => {
            return refuse(505, "Only HTTP/1.1 is spoken here.");
        }
        _ => return refuse(400, "The request line cannot be read."),
    };
    let omit_body = match method {
        b"GET" => false,
        b"HEAD" => true,
        _ => return refuse(405, "Only GET and HEAD are answered here."),
    };
    let target = std::str::from_utf8(target)
        .ok()
        .filter(|target| target.starts_with('/') && !target.contains(is_control));
    let Some(target) = target else {
        return refuse(400, "The address of the request cannot be read.");
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Ok(Head {
        omit_body,
        path: path.to_owned(),
        query: query.to_owned(),
        close: old,
        ..Head::default()
    })
}

fn field(line: &[u8]) -> Result<(&[u8], &[u8]), Refusal> {
    let Some(colon) = line.iter().position(|&byte| byte == b':') else {
        return refuse(400, "A header has no colon.");
    };
    let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
    if name.is_empty() || !name.iter().all(|byte| is_token(*byte)) {
        return refuse(400, "The name of a header cannot be read.");
    }
    if value
        .iter()
        .any(|&byte| (byte < b' ' && byte != b'\t') || byte == 0x7f)
    {
        return refuse(400, "A header holds control characters.");
    }
    Ok((name, value))
}

/// RFC 9110, section 5.6.2.
const fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
}

fn is_control(c: char) -> bool {
    c.is_control()
}

fn text(value: &[u8]) -> Option<String> {
    std::str::from_utf8(value).ok().map(str::to_owned)
}

/// What `Connection` says; HTTP/1.0 ends the connection unless asked not to.
fn closes(value: &[u8], old: bool) -> bool {
    let mut words = value.split(|&byte| byte == b',').map(<[u8]>::trim_ascii);
    if old {
        !words.any(|word| word.eq_ignore_ascii_case(b"keep-alive"))
    } else {
        words.any(|word| word.eq_ignore_ascii_case(b"close"))
    }
}

/// The refusal of a name that is not ours, with what lets it in.
fn strange(host: &[u8]) -> Refusal {
    let name = std::str::from_utf8(host).ok().map(|host| {
        host.rsplit_once(':')
            .filter(|(name, _)| !name.contains(':') || name.ends_with(']'))
            .map_or(host, |(name, _)| name)
    });
    let name = name
        .filter(|name| wrong_host(name).is_none())
        .unwrap_or("NAME");
    Refusal {
        status: 403,
        reason: format!(
            "This server answers only under its own address. Open the one that `notesite serve` \
            printed, or start it with `--allow-host {name}` if that name is yours \
            (`hosts = [\"{name}\"]` under [serve] in notesite.toml)."
        )
        .into(),
    }
}

/// Whether the user said that this Host is theirs: by its name, at whatever port, or with it.
fn is_allowed(host: &[u8], allowed: &[String]) -> bool {
    let bare = host.iter().rposition(|&byte| byte == b':').map(|at| {
        let is_port = host[at + 1..].iter().all(u8::is_ascii_digit);
        if is_port { &host[..at] } else { host }
    });
    allowed.iter().any(|name| {
        let name = name.as_bytes();
        name.eq_ignore_ascii_case(host) || bare.is_some_and(|bare| name.eq_ignore_ascii_case(bare))
    })
}

/// Whether a request comes from a page of this server: one under its Host, or, where a forwarder
/// writes a Host of its own or adds TLS, under a name that the user gave.
fn is_own_origin(origin: &[u8], host: &[u8], is_named: bool, allowed: &[String]) -> bool {
    let (plain, secure) = (
        origin.strip_prefix(b"http://"),
        origin.strip_prefix(b"https://"),
    );
    let named = plain.or(secure).unwrap_or_default();
    let is_host = plain.is_some() || is_named;
    (is_host && named.eq_ignore_ascii_case(host)) || is_allowed(named, allowed)
}

/// Whether a Host is the address at which the connection arrived, or a name of the asker's own
/// loopback. Any other name may be a stranger's that was pointed here (DNS rebinding).
///
/// A name of the loopback is let in with whatever port, and wherever the connection arrived: that
/// is what a forwarded port looks like (`docker -p 8080:4000`, `ssh -L 8080:localhost:4000`).
/// Nobody can point `localhost`, `127.0.0.1` or `[::1]` elsewhere, so that a browser sends them
/// only for what its own machine forwards; a page of another port there is another origin, which
/// `Origin` and `Sec-Fetch-Site` tell.
fn is_ours(host: &[u8], local: SocketAddr) -> bool {
    let Ok(host) = std::str::from_utf8(host) else {
        return false;
    };
    let (name, port) = match host
        .rsplit_once(':')
        .filter(|(name, _)| !name.contains(':') || name.ends_with(']'))
    {
        Some((name, port)) => (name, port),
        None => (host, "80"),
    };
    let Some(port) = port
        .parse::<u16>()
        .ok()
        .filter(|_| port.bytes().all(|byte| byte.is_ascii_digit()))
    else {
        return false;
    };
    let ip: Option<IpAddr> = match name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
    {
        Some(inner) => inner.parse().ok().map(IpAddr::V6),
        None => name.parse().ok().map(IpAddr::V4),
    };
    match ip {
        Some(ip) => {
            is_plain_loopback(ip)
                || (ip.to_canonical() == local.ip().to_canonical() && port == local.port())
        }
        None => name.eq_ignore_ascii_case("localhost"),
    }
}

fn is_plain_loopback(ip: IpAddr) -> bool {
    ip == IpAddr::V4(std::net::Ipv4Addr::LOCALHOST)
        || ip == IpAddr::V6(std::net::Ipv6Addr::LOCALHOST)
}
