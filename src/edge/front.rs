//! The strict front before tiny_http, which has no time-outs and takes what a server on a developer's machine must not:
//! several Hosts, smuggled bodies, endless headers. A stream in, a checked [`Head`] or a refusal out.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Bytes of a request's head at most.
const LARGEST_HEAD: usize = 16 * 1024;
/// How long a head may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// A request that may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// `GET` or `HEAD`.
    pub method: String,
    /// The path as sent, without query.
    pub path: String,
    /// The query, without `?`.
    pub query: String,
    /// `If-None-Match`
    pub if_none_match: Option<String>,
    /// `Range`
    pub range: Option<String>,
    /// `Last-Event-ID`
    pub last_event: Option<String>,
}

/// Why a request is not answered: status and reason.
pub type Refusal = (u16, &'static str);

/// Reads and checks the head of a request. `hosts` are the values of `Host` that are allowed.
pub fn head(stream: &mut TcpStream, hosts: &[String]) -> Result<Head, Refusal> {
    let deadline = Instant::now() + PATIENCE;
    let mut bytes = Vec::with_capacity(1024);
    let mut buffer = [0; 2048];
    while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
        let left = deadline
            .checked_duration_since(Instant::now())
            .filter(|left| !left.is_zero())
            .ok_or((408, "The request was too slow."))?;
        let _ = stream.set_read_timeout(Some(left));
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return Err((408, "The request was not complete.")),
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
        if bytes.len() > LARGEST_HEAD {
            return Err((431, "The head of the request is too large."));
        }
    }
    parse(&bytes, hosts)
}

/// Checks the bytes of a head that ends in an empty line.
pub fn parse(bytes: &[u8], hosts: &[String]) -> Result<Head, Refusal> {
    let end = bytes.windows(4).position(|end| end == b"\r\n\r\n").ok_or((400, "The request has no end."))?;
    if bytes.len() > end + 4 {
        return Err((400, "A request here has no body."));
    }
    let text = std::str::from_utf8(&bytes[..end]).map_err(|_| (400, "The head of the request is no text."))?;
    if text.replace("\r\n", "").contains(['\r', '\n', '\0']) {
        return Err((400, "The head of the request has stray line ends."));
    }
    let mut lines = text.split("\r\n");
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (method, target, version) =
        (first.next().unwrap_or_default(), first.next().unwrap_or_default(), first.next().unwrap_or_default());
    if first.next().is_some() || !matches!(version, "HTTP/1.1" | "HTTP/1.0") {
        return Err((400, "The request line cannot be read."));
    }
    if !matches!(method, "GET" | "HEAD") {
        return Err((405, "Only GET and HEAD are answered here."));
    }
    if !target.starts_with('/') {
        return Err((400, "The address of a request begins with a slash."));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut head = Head {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        if_none_match: None,
        range: None,
        last_event: None,
    };
    let mut host: Option<String> = None;
    for line in lines {
        let (name, value) = line.split_once(':').ok_or((400, "A header has no colon."))?;
        let value = value.trim();
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_!#$%&'*+.^`|~".contains(&b)) {
            return Err((400, "The name of a header cannot be read."));
        }
        match name.to_ascii_lowercase().as_str() {
            "host" if host.is_some() => return Err((400, "A request names one Host.")),
            "host" => host = Some(value.to_ascii_lowercase()),
            "transfer-encoding" => return Err((400, "A request here has no body.")),
            "content-length" if value != "0" => return Err((400, "A request here has no body.")),
            "origin" if !hosts.iter().any(|host| value.eq_ignore_ascii_case(&format!("http://{host}"))) => {
                return Err((403, "Other sites may not read this one."));
            }
            "sec-fetch-site" if value == "cross-site" && path.starts_with("/-/") => {
                return Err((403, "Other sites may not read this one."));
            }
            "if-none-match" => head.if_none_match = Some(value.to_owned()),
            "range" => head.range = Some(value.to_owned()),
            "last-event-id" => head.last_event = Some(value.to_owned()),
            _ => {}
        }
    }
    match host {
        Some(host) if hosts.contains(&host) => Ok(head),
        Some(_) => Err((403, "This server answers only under its own names. Open the address that `notesite serve` printed.")),
        None => Err((400, "A request names its Host.")),
    }
}

/// Says no and closes.
pub fn refuse(stream: &mut TcpStream, (status, reason): Refusal) {
    let _ = stream.set_write_timeout(Some(PATIENCE));
    let body = format!("{reason}\n");
    let _ = write!(
        stream,
        "HTTP/1.1 {status} Refused\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn status(head: &str) -> u16 {
        parse(head.as_bytes(), &["127.0.0.1:4000".to_owned()]).map_or_else(|refusal| refusal.0, |_| 200)
    }

    #[test]
    fn only_plain_requests_to_our_own_names_pass() {
        assert_eq!(status("GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n"), 200);
        assert_eq!(status("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 403);
        assert_eq!(status("GET / HTTP/1.1\r\nHost: 127.0.0.1:4000\r\nHost: 127.0.0.1:4000\r\n\r\n"), 400);
        assert_eq!(status("GET / HTTP/1.1\r\n\r\n"), 400);
        assert_eq!(status("POST / HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n"), 405);
        assert_eq!(status("GET / HTTP/1.1\r\nHost: 127.0.0.1:4000\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
        assert_eq!(status("GET / HTTP/1.1\r\nHost: 127.0.0.1:4000\r\nContent-Length: 4\r\n\r\n"), 400);
        assert_eq!(status("GET / HTTP/1.1\r\nHost: 127.0.0.1:4000\r\nOrigin: http://evil.example\r\n\r\n"), 403);
        assert_eq!(status("GET http://x/ HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n"), 400);
        assert_eq!(status("GET / HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\nGET / HTTP/1.1\r\n\r\n"), 400);
    }
}
