//! `notesite publish s3://…` against a store that answers what no store should, and beside others
//! who put objects into the same prefix.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::thread;

use flate2::read::GzDecoder;
use notesite_s3_tests::decoded;
use tempfile::TempDir;

/// A request, as far as it matters.
struct Asked {
    method: String,
    /// Path and query.
    target: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

type Hook = Box<dyn Fn(&Asked) -> Option<Answer> + Send>;

#[derive(Clone)]
struct Object {
    bytes: Vec<u8>,
    tag: String,
    mark: Option<String>,
}

/// A store of one bucket that answers as it is told, else as it should.
#[derive(Clone, Default)]
struct Store {
    hook: Arc<Mutex<Option<Hook>>>,
    objects: Arc<Mutex<BTreeMap<String, Object>>>,
    log: Arc<Mutex<Vec<String>>>,
    /// Whether it forgets what is said of objects.
    forgets: bool,
    port: u16,
}

fn answer(status: u16, body: impl Into<Vec<u8>>) -> Answer {
    Answer {
        status,
        headers: Vec::new(),
        body: body.into(),
    }
}

impl Store {
    fn start() -> Self {
        Self::begin(false)
    }

    fn begin(forgets: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let store = Self {
            port,
            forgets,
            ..Self::default()
        };
        let serving = store.clone();
        thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                let store = serving.clone();
                thread::spawn(move || store.serve(&socket));
            }
        });
        store
    }

    fn serve(&self, mut socket: &TcpStream) {
        let mut reader = BufReader::new(socket);
        while let Some(asked) = read(&mut reader) {
            let line = format!("{} {}", asked.method, asked.target);
            self.log.lock().expect("no panic").push(line);
            let hook = self.hook.lock().expect("no panic");
            let told = hook.as_ref().and_then(|hook| hook(&asked));
            drop(hook);
            let answer = told.unwrap_or_else(|| self.answer(&asked));
            let mut out = format!("HTTP/1.1 {} Said\r\n", answer.status);
            for (name, value) in &answer.headers {
                out += &format!("{name}: {value}\r\n");
            }
            if answer.status != 204 {
                out += &format!("Content-Length: {}\r\n", answer.body.len());
            }
            let mut out = format!("{out}\r\n").into_bytes();
            if asked.method != "HEAD" {
                out.extend(&answer.body);
            }
            if socket.write_all(&out).is_err() {
                return;
            }
        }
    }

    fn answer(&self, asked: &Asked) -> Answer {
        let mut objects = self.objects.lock().expect("no panic");
        let (path, query) = asked.target.split_once('?').unwrap_or((&asked.target, ""));
        let key = decoded(path.trim_start_matches("/bucket").trim_start_matches('/'));
        let header = |name: &str| asked.headers.get(name).map(String::as_str);
        match asked.method.as_str() {
            "GET" if query.contains("list-type") => {
                let prefix = query
                    .split('&')
                    .find_map(|part| part.strip_prefix("prefix="));
                let prefix = decoded(prefix.unwrap_or_default());
                let mut out = "<ListBucketResult><IsTruncated>false</IsTruncated>".to_owned();
                for (key, object) in objects.iter().filter(|(key, _)| key.starts_with(&prefix)) {
                    out += &format!(
                        "<Contents><Key>{key}</Key><ETag>{}</ETag><Size>{}</Size>\
                        <LastModified>2026-11-28T00:00:00.000Z</LastModified></Contents>",
                        object.tag,
                        object.bytes.len()
                    );
                }
                answer(200, out + "</ListBucketResult>")
            }
            "GET" | "HEAD" => match objects.get(&key) {
                None => answer(404, "<Error><Code>NoSuchKey</Code></Error>"),
                Some(object) => {
                    let mut answer = answer(200, object.bytes.clone());
                    answer.headers.push(("ETag".to_owned(), object.tag.clone()));
                    if let Some(mark) = &object.mark {
                        let name = "x-amz-meta-notesite".to_owned();
                        answer.headers.push((name, mark.clone()));
                    }
                    answer
                }
            },
            "PUT" => {
                let there = objects.get(&key).map(|object| object.tag.as_str());
                let is_refused = (header("if-none-match") == Some("*") && there.is_some())
                    || header("if-match").is_some_and(|tag| Some(tag) != there);
                if is_refused {
                    return answer(412, "<Error><Code>PreconditionFailed</Code></Error>");
                }
                let mark = header("x-amz-meta-notesite").filter(|_| !self.forgets);
                let tag = self.put(&mut objects, &key, &asked.body, mark);
                let mut answer = answer(200, "");
                answer.headers.push(("ETag".to_owned(), tag));
                answer
            }
            "DELETE" => {
                objects.remove(&key);
                answer(204, "")
            }
            _ => {
                let body = String::from_utf8_lossy(&asked.body);
                let keys = body.split("<Key>").skip(1);
                let keys = keys.filter_map(|rest| Some(rest.split_once("</Key>")?.0));
                let mut out = "<DeleteResult>".to_owned();
                for key in keys {
                    objects.remove(key);
                    out += &format!("<Deleted><Key>{key}</Key></Deleted>");
                }
                answer(200, out + "</DeleteResult>")
            }
        }
    }

    fn put(
        &self,
        objects: &mut BTreeMap<String, Object>,
        key: &str,
        bytes: &[u8],
        mark: Option<&str>,
    ) -> String {
        let sum = bytes.iter().fold(5381_u64, |sum, byte| {
            sum.wrapping_mul(33).wrapping_add(u64::from(*byte))
        });
        let tag = format!("\"{sum:x}-{}\"", bytes.len());
        let object = Object {
            bytes: bytes.to_vec(),
            tag: tag.clone(),
            mark: mark.map(str::to_owned),
        };
        objects.insert(key.to_owned(), object);
        tag
    }

    /// Somebody else puts an object.
    fn foreign(&self, path: &str, text: &str) {
        let mut objects = self.objects.lock().expect("no panic");
        self.put(&mut objects, &format!("pre/{path}"), text.as_bytes(), None);
    }

    fn gone(&self, path: &str) {
        let mut objects = self.objects.lock().expect("no panic");
        objects.remove(&format!("pre/{path}"));
    }

    fn text(&self, path: &str) -> Option<String> {
        let objects = self.objects.lock().expect("no panic");
        let object = objects.get(&format!("pre/{path}"))?;
        Some(String::from_utf8_lossy(&object.bytes).into_owned())
    }

    /// The text of an object in gzip.
    fn unpacked(&self, path: &str) -> String {
        let objects = self.objects.lock().expect("no panic");
        let mut text = String::new();
        let read =
            GzDecoder::new(&*objects[&format!("pre/{path}")].bytes).read_to_string(&mut text);
        read.expect("gzip");
        text
    }

    fn hook(&self, hook: impl Fn(&Asked) -> Option<Answer> + Send + 'static) {
        *self.hook.lock().expect("no panic") = Some(Box::new(hook));
    }

    fn unhook(&self) {
        *self.hook.lock().expect("no panic") = None;
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn read(reader: &mut BufReader<&TcpStream>) -> Option<Asked> {
    let mut line = || {
        let mut line = String::new();
        let read = reader.read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim_end().to_owned())
    };
    let first = line()?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let line = line()?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").map_or("0", String::as_str);
    let mut body = vec![0; length.parse().ok()?];
    reader.read_exact(&mut body).ok()?;
    Some(Asked {
        method,
        target,
        headers,
        body,
    })
}

fn program() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/debug/notesite");
    std::env::var_os("NOTESITE").map_or(built, PathBuf::from)
}

struct Notes {
    folder: TempDir,
}

impl Notes {
    fn new() -> Self {
        let notes = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        for n in 0..4 {
            notes.write(&format!("n{n}.md"), &format!("# N{n}\n\nt{n}\n"));
        }
        notes
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("here/notes").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("removed");
    }

    fn command(&self, store: &Store, more: &[&str]) -> Command {
        let mut command = Command::new(program());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AWS_")) {
            command.env_remove(name);
        }
        command
            .current_dir(self.folder.path().join("here"))
            .args(["publish", "s3://bucket/pre", "--endpoint-url", &store.url()])
            .args(more)
            .env("HOME", self.folder.path())
            .env("AWS_ACCESS_KEY_ID", "key")
            .env("AWS_SECRET_ACCESS_KEY", "geheimnis")
            .env("AWS_SESSION_TOKEN", "token")
            .env("AWS_REGION", "us-east-1");
        command
    }

    fn publish(&self, store: &Store) -> Output {
        self.command(store, &[]).output().expect("runs")
    }
}

/// What was said by one that ended so.
fn said(done: &Output, code: i32) -> String {
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(code), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert!(!said.contains("geheim"), "{said}");
    said
}

#[test]
fn a_list_that_is_none_or_never_ends_is_an_error() {
    let page = |more: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/\">\
            <IsTruncated>true</IsTruncated>{more}</ListBucketResult>"
        )
    };
    let again = page("<NextContinuationToken>a</NextContinuationToken>");
    let lists = [
        (again, "never ends"),
        (page(""), "does not say how to go on"),
        (
            page("<NextContinuationToken/>"),
            "does not say how to go on",
        ),
        ("<html>login</html>".to_owned(), "but <html>"),
        ("<!DOCTYPE html><p>ListBucketResult>".to_owned(), "but <p>"),
        ("{\"a\":1}".to_owned(), "but no XML"),
        (String::new(), "but no XML"),
        (
            "<ListBucketResult><Contents>".to_owned(),
            "but a part of one",
        ),
        (
            "<Error><Code>AccessDenied</Code></Error>".to_owned(),
            "but <Error>",
        ),
    ];
    for (list, words) in lists {
        let (store, notes) = (Store::start(), Notes::new());
        store.foreign("index.html", "mine");
        let body = list.clone();
        store.hook(move |asked| {
            asked
                .target
                .contains("list-type")
                .then(|| answer(200, body.clone()))
        });
        let told = said(&notes.publish(&store), 4);
        assert!(told.contains(words), "{list}: {told}");
        assert_eq!(store.text("index.html").as_deref(), Some("mine"), "{list}");
    }
    // Tokens in turn, and ever new ones without an object.
    for turn in [2, u64::MAX] {
        let (store, notes) = (Store::start(), Notes::new());
        let count = Mutex::new(0_u64);
        store.hook(move |asked| {
            asked.target.contains("list-type").then(|| {
                let mut count = count.lock().expect("no panic");
                *count += 1;
                answer(
                    200,
                    format!(
                        "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>\
                        {}</NextContinuationToken></ListBucketResult>",
                        *count % turn
                    ),
                )
            })
        });
        let told = said(&notes.publish(&store), 4);
        assert!(told.contains("never ends"), "{told}");
    }
}

#[test]
fn an_odd_word_of_a_deletion_is_an_error() {
    let error = |key: &str, code: &str| {
        format!(
            "<DeleteResult><Error><Key>{key}</Key><Code>{code}</Code><Message>no</Message>\
            </Error></DeleteResult>"
        )
    };
    let answers = [
        (
            error("pre/notes%2Fn3.html", "AccessDenied"),
            "AccessDenied, no",
        ),
        (error("", "AccessDenied"), "AccessDenied, no"),
        (error("pre//x", "MalformedXML"), "MalformedXML, no"),
        (
            "<s:DeleteResult xmlns:s=\"x\"><s:Error a=\"b\"><s:Key>q</s:Key><s:Code>No</s:Code>\
            </s:Error></s:DeleteResult>"
                .to_owned(),
            "No",
        ),
        ("<html>login</html>".to_owned(), "but <html>"),
        ("<DeleteResult><Del".to_owned(), "but a part of one"),
    ];
    for (body, words) in answers {
        let (store, notes) = (Store::start(), Notes::new());
        said(&notes.publish(&store), 0);
        notes.remove("n3.md");
        let told = body.clone();
        store.hook(move |asked| (asked.method == "POST").then(|| answer(200, told.clone())));
        let told = said(&notes.publish(&store), 4);
        assert!(told.contains(words), "{body}: {told}");
        store.unhook();
        store
            .objects
            .lock()
            .expect("no panic")
            .remove("pre/.notesite/lease.json");
        said(&notes.publish(&store), 0);
        assert_eq!(store.text("notes/n3.html"), None, "{body}");
    }
}

#[test]
fn redirects_are_told_and_not_followed() {
    for (status, method) in [(307, "GET"), (302, "GET"), (301, "PUT"), (308, "PUT")] {
        let (store, other, notes) = (Store::start(), Store::start(), Notes::new());
        let place = other.url().replace("127.0.0.1", "localhost");
        store.hook(move |asked| {
            let is_meant = asked.method == method && !asked.target.contains("list-type");
            is_meant.then(|| {
                let mut answer = answer(status, "");
                let to = format!("{place}{}", asked.target);
                answer.headers.push(("Location".to_owned(), to));
                answer
            })
        });
        let told = said(&notes.publish(&store), 4);
        assert!(told.contains("it redirects to http://localhost:"), "{told}");
        assert!(told.contains("--endpoint-url"), "{told}");
        assert!(other.log.lock().expect("no panic").is_empty());
    }
    let (store, notes) = (Store::start(), Notes::new());
    store.hook(|_| {
        let mut answer = answer(301, "<Error><Code>PermanentRedirect</Code></Error>");
        let region = "x-amz-bucket-region".to_owned();
        answer.headers.push((region, "eu-west-1".to_owned()));
        Some(answer)
    });
    let told = said(&notes.publish(&store), 4);
    assert!(told.contains("AWS_REGION=eu-west-1"), "{told}");
}

#[test]
fn what_a_store_repeats_of_the_credentials_is_not_told() {
    let token = "FQoGZXIvYXdzEJr//+geheimnis==";
    let encoded = token
        .replace('/', "%2F")
        .replace('+', "%2B")
        .replace('=', "%3D");
    for (method, word) in [
        ("GET", "state.json"),
        ("PUT", "n1.html"),
        ("POST", "delete"),
    ] {
        for said in [
            token,
            encoded.as_str(),
            "user:FQoGZXIvYXdzEJr//+geh",
            "geheimnis",
        ] {
            let (store, notes) = (Store::start(), Notes::new());
            assert!(notes.publish(&store).status.success());
            notes.write("n1.md", "# N1\n\nmore\n");
            notes.remove("n3.md");
            let message = format!("The canonical request: {} x-amz:{said}", " ".repeat(290));
            store.hook(move |asked| {
                let is_it = asked.method == method && asked.target.contains(word);
                let body = format!(
                    "<Error><Code>SignatureDoesNotMatch</Code><Message>{message}</Message></Error>"
                );
                is_it.then(|| answer(403, body))
            });
            let done = notes
                .command(&store, &[])
                .env("AWS_SESSION_TOKEN", token)
                .output();
            let told = self::said(&done.expect("runs"), 4);
            assert!(told.contains("SignatureDoesNotMatch"), "{told}");
            assert!(!told.contains("FQoGZXIv"), "{told}");
        }
    }
}

#[test]
fn a_key_in_an_address_is_not_told() {
    let (store, notes) = (Store::start(), Notes::new());
    let there = store.url().replace("http://", "http://key:geheimnis@");
    for arguments in [
        &["--endpoint-url", &there][..],
        &["--endpoint-url", "s3://k:geheim@host"],
    ] {
        let mut command = Command::new(program());
        command.args(["publish", "s3://bucket/pre"]).args(arguments);
        command.current_dir(notes.folder.path().join("here"));
        command
            .env("AWS_ACCESS_KEY_ID", "key")
            .env("AWS_SECRET_ACCESS_KEY", "geheimnis");
        said(&command.output().expect("runs"), 2);
    }
    for target in [
        "s3://KEY:geheimnis@bucket/pre",
        "s3://KEY:ge/heimnis+geheim@bucket",
        "s3://KEY:geheimnis",
        "s3://KEY/geheimnis@bucket",
        "S3://KEY:geheim/nis@bucket",
        "https://KEY:geheim/nis@host/bucket",
    ] {
        let mut command = Command::new(program());
        command
            .args(["publish", target])
            .current_dir(notes.folder.path().join("here"));
        said(&command.output().expect("runs"), 2);
    }
}

#[test]
fn what_others_put_later_is_neither_written_over_nor_deleted() {
    for forgets in [false, true] {
        let (store, notes) = (Store::begin(forgets), Notes::new());
        said(&notes.publish(&store), 0);
        // At the name of a new page, of a new picture, and in the place of a page that changes.
        for (path, note, text) in [
            ("notes/new.html", "new.md", "# New\n"),
            ("notes/a.png", "n0.md", "# N0\n\n![a](a.png)\n"),
            ("notes/n1.html", "n1.md", "# N1\n\nmore\n"),
        ] {
            if path.ends_with(".png") {
                notes.write("a.png", "picture");
            }
            let before = store.text(path);
            store.foreign(path, "mine");
            notes.write(note, text);
            // And again: what a run that was refused was about to do changes nothing.
            for _ in 0..2 {
                let told = said(&notes.publish(&store), 4);
                let key = format!("s3://bucket/pre/{path} is somebody else's");
                assert!(told.contains(&key), "{told}");
                assert_eq!(store.text(path).as_deref(), Some("mine"));
            }
            store.gone(path);
            // Twice, since a request of a run that was refused may have arrived late.
            said(&notes.publish(&store), 0);
            said(&notes.publish(&store), 0);
            assert_ne!(store.text(path), before);
        }
        // In the place of a page that goes, which is told once.
        notes.remove("n3.md");
        notes.remove("n2.md");
        store.foreign("notes/n3.html", "mine");
        let told = said(&notes.publish(&store), 4);
        assert!(
            told.contains("s3://bucket/pre/notes/n3.html was left"),
            "{told}"
        );
        assert_eq!(store.text("notes/n3.html").as_deref(), Some("mine"));
        assert_eq!(store.text("notes/n2.html"), None);
        said(&notes.publish(&store), 0);
        assert_eq!(store.text("notes/n3.html").as_deref(), Some("mine"));
    }
}

#[test]
fn a_store_that_knows_no_conditions_is_refused() {
    let (store, notes) = (Store::start(), Notes::new());
    let answering = store.clone();
    store.hook(move |asked| {
        let mut headers = asked.headers.clone();
        headers.retain(|name, _| !matches!(name.as_str(), "if-match" | "if-none-match"));
        Some(answering.answer(&Asked {
            method: asked.method.clone(),
            target: asked.target.clone(),
            headers,
            body: asked.body.clone(),
        }))
    });
    let told = said(&notes.publish(&store), 2);
    assert!(
        told.contains("does not know conditional requests"),
        "{told}"
    );
    assert!(told.contains("add `--no-lease`"), "{told}");
    assert!(store.objects.lock().expect("no panic").is_empty());
    let alone = notes.command(&store, &["--no-lease"]).output();
    said(&alone.expect("runs"), 0);
    assert!(store.text("notes/n1.html").is_some());
}

#[test]
fn a_site_whose_state_is_lost_is_known_by_its_marks() {
    let (store, notes) = (Store::start(), Notes::new());
    said(&notes.publish(&store), 0);
    let page = store.text("notes/n1.html");
    store.gone(".notesite/state.json");
    store.foreign("notes/n1.html", "mine");
    let told = said(&notes.publish(&store), 4);
    assert!(told.contains("notes/n1.html is somebody else's"), "{told}");
    assert_eq!(store.text("notes/n1.html").as_deref(), Some("mine"));
    store.gone("notes/n1.html");
    said(&notes.publish(&store), 0);
    assert_eq!(store.text("notes/n1.html"), page);
    // Once more, since a request of the run that was refused may have arrived late.
    said(&notes.publish(&store), 0);
    assert!(said(&notes.publish(&store), 0).contains("holds this very site"));
}

#[test]
fn without_a_lease_others_are_left_alone_too() {
    let (store, notes) = (Store::start(), Notes::new());
    let publish = || {
        notes
            .command(&store, &["--no-lease"])
            .output()
            .expect("runs")
    };
    said(&publish(), 0);
    store.foreign("notes/n1.html", "mine");
    notes.write("n1.md", "# N1\n\nmore\n");
    assert!(said(&publish(), 4).contains("notes/n1.html is somebody else's"));
    assert_eq!(store.text("notes/n1.html").as_deref(), Some("mine"));
    store.gone("notes/n1.html");
    said(&publish(), 0);
}

#[test]
fn what_was_typed_to_be_written_over_is_what_was_found_then() {
    let (store, notes) = (Store::start(), Notes::new());
    let verify = || notes.command(&store, &["--verify"]).output().expect("runs");
    said(&notes.publish(&store), 0);
    let page = store.text("notes/n1.html");
    // Somebody changes it, and once more after each look.
    store.foreign("notes/n1.html", "mine");
    let answering = store.clone();
    let looks = Mutex::new(0);
    store.hook(move |asked| {
        let is_look = asked.target.contains("list-type");
        is_look.then(|| {
            let answer = answering.answer(asked);
            let mut looks = looks.lock().expect("no panic");
            *looks += 1;
            answering.foreign("notes/n1.html", &format!("mine, later: {looks}"));
            answer
        })
    });
    let told = said(&verify(), 4);
    assert!(told.contains("notes/n1.html is somebody else's"), "{told}");
    let there = store.text("notes/n1.html").expect("there");
    assert!(there.starts_with("mine, later"), "{there}");
    // What stands still is taken again.
    store.unhook();
    said(&verify(), 0);
    assert_eq!(store.text("notes/n1.html"), page);
}

#[test]
fn what_notesite_put_is_known_again() {
    // What is asked again after it was done, one that was stopped, and a state of before.
    for forgets in [false, true] {
        let (store, notes) = (Store::begin(forgets), Notes::new());
        let answering = store.clone();
        let count = Mutex::new(0);
        store.hook(move |asked| {
            let mut count = count.lock().expect("no panic");
            *count += 1;
            let is_page = asked.method == "PUT" && asked.target.ends_with(".html");
            (is_page && *count % 2 == 0).then(|| {
                answering.answer(asked);
                answer(500, "<Error><Code>InternalError</Code></Error>")
            })
        });
        said(&notes.publish(&store), 0);
        for (n, after) in (1..24).enumerate() {
            for chapter in 0..4 {
                let text = format!("# N{chapter}\n\n{n}\n");
                notes.write(&format!("n{chapter}.md"), &text);
            }
            notes.write(&format!("new{n}.md"), "# New\n");
            let puts = Mutex::new(0);
            store.hook(move |asked| {
                let mut puts = puts.lock().expect("no panic");
                *puts += usize::from(asked.method == "PUT" || asked.method == "POST");
                (*puts > after).then(|| answer(403, "<Error><Code>AccessDenied</Code></Error>"))
            });
            let _ = notes.publish(&store);
            store.unhook();
            store.gone(".notesite/lease.json");
            notes.write("n1.md", &format!("# N1\n\n{n} once more\n"));
            said(&notes.publish(&store), 0);
            assert!(
                store
                    .text("notes/n1.html")
                    .expect("there")
                    .contains("once more")
            );
        }
        // As an older notesite left it.
        let state = store.unpacked(".notesite/state.json");
        let (before, _) = state.split_once(",\"tags\"").expect("tags");
        store.foreign(".notesite/state.json", &format!("{before}}}"));
        for object in store.objects.lock().expect("no panic").values_mut() {
            object.mark = None;
        }
        notes.write("n1.md", "# N1\n\nnew times\n");
        notes.remove("n2.md");
        said(&notes.publish(&store), 0);
        assert!(
            store
                .text("notes/n1.html")
                .expect("there")
                .contains("new times")
        );
        assert_eq!(store.text("notes/n2.html"), None);
        // What was carried is put once more.
        said(&notes.publish(&store), 0);
        store.log.lock().expect("no panic").clear();
        said(&notes.publish(&store), 0);
        assert!(store.log.lock().expect("no panic").len() <= 2);
    }
}
