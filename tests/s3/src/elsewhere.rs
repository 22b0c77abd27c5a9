//! A store that another program is, spoken to in plain HTTP, a connection a request. A bucket of
//! its own for each test takes the place of `bucket`.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::request::Parts;

/// A store that asks for no signature still wants to see that somebody signed.
const SIGNED: &str = "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/s3/aws4_request, \
    SignedHeaders=host, Signature=0";

/// An answer.
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// A bucket of such a store.
#[derive(Clone)]
pub struct Elsewhere {
    host: String,
    bucket: String,
}

impl Elsewhere {
    /// Makes a bucket that nobody else has.
    pub fn with_a_bucket(url: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let host = url.trim_start_matches("http://").trim_end_matches('/');
        assert!(host.starts_with("127.0.0.1:"), "{url} is not the loopback");
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let elsewhere = Self {
            host: host.to_owned(),
            bucket: format!("bucket-{}-{number}", std::process::id()),
        };
        let made = elsewhere.ask("PUT", "", b"");
        assert_eq!(made.status, 200, "{}", String::from_utf8_lossy(&made.body));
        elsewhere
    }

    /// Hands a request for `bucket` on.
    ///
    /// # Errors
    /// A connection that is refused or ends early.
    pub fn forward(&self, head: &Parts, body: &[u8]) -> io::Result<Answer> {
        let asked = head.uri.path_and_query().map_or("/", |path| path.as_str());
        if let Some(query) = asked.strip_prefix("/?Action=") {
            // A role is asked for in the query, which AWS reads; moto knows a form.
            let form = format!("Action={query}");
            let media = [("content-type", &b"application/x-www-form-urlencoded"[..])];
            return self.send("POST", "/", media.into_iter(), form.as_bytes());
        }
        let path = match asked.strip_prefix("/bucket") {
            Some(rest) => format!("/{}{rest}", self.bucket),
            None => asked.to_owned(),
        };
        let headers = head
            .headers
            .iter()
            .filter(|(name, _)| !["host", "connection", "content-length"].contains(&name.as_str()));
        let headers = headers.map(|(name, value)| (name.as_str(), value.as_bytes()));
        self.send(head.method.as_str(), &path, headers, body)
    }

    fn send<'a>(
        &self,
        method: &str,
        path: &str,
        headers: impl Iterator<Item = (&'a str, &'a [u8])>,
        body: &[u8],
    ) -> io::Result<Answer> {
        // By HTTP 1.0 an answer ends with its connection.
        let mut head = format!("{method} {path} HTTP/1.0\r\nHost: {}\r\n", self.host).into_bytes();
        for (name, value) in headers {
            head.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        head.extend(format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes());
        let mut stream = TcpStream::connect(&self.host)?;
        stream.write_all(&head)?;
        stream.write_all(body)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        read(&answer).ok_or_else(|| io::Error::other("no answer of HTTP"))
    }

    fn ask(&self, method: &str, rest: &str, body: &[u8]) -> Answer {
        let path = format!("/{}{rest}", self.bucket);
        let signed = [("authorization", SIGNED.as_bytes())];
        self.send(method, &path, signed.into_iter(), body)
            .expect("the store answers")
    }

    fn keys(&self) -> Vec<String> {
        let (mut keys, mut more) = (Vec::new(), String::new());
        loop {
            let listed = self.ask("GET", &format!("?list-type=2{more}"), b"");
            let listed = String::from_utf8(listed.body).expect("UTF-8");
            keys.extend(all(&listed, "Key"));
            match all(&listed, "NextContinuationToken").pop() {
                Some(token) => more = format!("&continuation-token={}", encoded(&token)),
                None => return keys,
            }
        }
    }

    pub(crate) fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        let keys = self.keys().into_iter();
        keys.map(|key| {
            let got = self.ask("GET", &format!("/{}", encoded(&key)), b"");
            (key, got.body)
        })
        .collect()
    }

    pub(crate) fn put(&self, key: &str, text: &str) {
        self.ask("PUT", &format!("/{}", encoded(key)), text.as_bytes());
    }

    pub(crate) fn remove(&self, key: &str) {
        self.ask("DELETE", &format!("/{}", encoded(key)), b"");
    }

    pub(crate) fn clear(&self) {
        self.keys().iter().for_each(|key| self.remove(key));
    }

    pub(crate) fn about(&self) -> String {
        let mut about = String::new();
        for key in self.keys() {
            let head = self.ask("HEAD", &format!("/{}", encoded(&key)), b"");
            for (name, value) in head.headers {
                about.push_str(&format!("{key} {name}: {value}\n"));
            }
        }
        about
    }
}

fn read(answer: &[u8]) -> Option<Answer> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()));
    let headers = headers.filter(|(name, _)| name != "connection" && name != "transfer-encoding");
    Some(Answer {
        status,
        headers: headers.collect(),
        body: answer[end + 4..].to_vec(),
    })
}

/// The texts of all elements of a name.
fn all(xml: &str, name: &str) -> Vec<String> {
    let mark = format!("<{name}>");
    let pieces = xml.split(&mark).skip(1);
    let texts = pieces.filter_map(|piece| Some(piece.split_once("</")?.0.to_owned()));
    let undo = |text: String| {
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
    };
    texts.map(undo).collect()
}

fn encoded(key: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let bytes = key.bytes();
    bytes
        .map(|byte| {
            if is_plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
