//! `notesite serve` over real ports and files: what it answers, what it refuses, and that a save is
//! served. A test looks again when the server says something: a line on stderr, news on its stream.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use crate::common;

/// A test whose condition does not come in this time has failed.
const PATIENCE: Duration = Duration::from_secs(20);

struct Server {
    child: Child,
    host: String,
    /// What came on stderr, and who waits for more of it.
    said: Arc<(Mutex<String>, Condvar)>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn said(&self) -> String {
        lock(&self.said.0).clone()
    }

    /// Waits until what was said on stderr fulfils a condition.
    fn until_said(&self, what: &str, condition: impl Fn(&str) -> bool) {
        let (said, more) = &*self.said;
        let (said, late) = more
            .wait_timeout_while(lock(said), PATIENCE, |said| !condition(said))
            .expect("nobody panics while writing");
        assert!(!late.timed_out(), "{what} did not happen: {said}");
    }

    /// Does something and waits until a page as it is served fulfils a condition; the stream is
    /// open before.
    fn act_until(&self, what: &str, act: impl FnOnce(), condition: impl Fn() -> bool) {
        let act = std::cell::Cell::new(Some(act));
        self.until(what, || {
            if let Some(act) = act.take() {
                act();
            }
            condition()
        });
    }

    /// Waits until a page as it is served fulfils a condition, which is looked at again with all
    /// news. The stream is open before the first look, so that nothing happens in between.
    fn until(&self, what: &str, condition: impl Fn() -> bool) {
        let mut stream = TcpStream::connect(&self.host).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("set");
        write!(
            stream,
            "GET /-/events HTTP/1.1\r\nHost: {}\r\n\r\n",
            self.host
        )
        .expect("sent");
        for line in BufReader::new(stream).lines() {
            let line = line.unwrap_or_else(|error| panic!("{what} did not happen: {error}"));
            if line.starts_with("data:") && condition() {
                return;
            }
        }
        panic!("the stream ended before {what} happened");
    }
}

fn lock(said: &Mutex<String>) -> MutexGuard<'_, String> {
    said.lock().expect("nobody panics while writing")
}

/// Lines that tell of a rebuild.
fn rebuilds(said: &str) -> usize {
    said.lines()
        .filter(|line| line.contains(" ms") && line.contains(" page"))
        .count()
}

fn serve(root: &Path) -> Server {
    serve_with(root, &["--port", "0"])
}

fn serve_with(root: &Path, more: &[&str]) -> Server {
    run(Command::new(env!("CARGO_BIN_EXE_notesite"))
        .arg("serve")
        .args(more)
        .arg(root))
    .expect("the first line is the address")
}

/// Runs the server through a shell that sets limits first.
fn serve_limited(root: &Path, program: &str, limit: &str) -> Option<Server> {
    let line = format!("{limit} && exec \"$0\" serve --port 0 \"$1\"");
    let mut command = Command::new(program);
    if program == "unshare" {
        command.args(["-Ur", "sh"]);
    }
    run(command
        .args(["-c", &line, env!("CARGO_BIN_EXE_notesite")])
        .arg(root))
}

fn run(command: &mut Command) -> Option<Server> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let said = Arc::new((Mutex::default(), Condvar::new()));
    let (errors, heard) = (child.stderr.take().expect("stderr"), said.clone());
    std::thread::spawn(move || {
        for line in BufReader::new(errors).lines().map_while(Result::ok) {
            let (text, waiting) = &*heard;
            let _ = writeln!(lock(text), "{line}");
            waiting.notify_all();
        }
    });
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("stdout"))
        .read_line(&mut line)
        .expect("stdout is text");
    let host = line
        .trim()
        .strip_prefix("http://")
        .map(|rest| rest.trim_end_matches('/').to_owned());
    let server = Server {
        child,
        host: host.clone().unwrap_or_default(),
        said,
    };
    host.map(|_| server)
}

fn raw(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(&server.host).expect("the server listens");
    stream
        .write_all(request.as_bytes())
        .expect("the request is sent");
    // Nothing more is asked: the server ends the connection after its answer.
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut out = Vec::new();
    let _ = stream.read_to_end(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}

fn get(server: &Server, path: &str, more: &str) -> String {
    raw(
        server,
        &format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", server.host),
    )
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or_default()
}

fn notes(folder: &Path) {
    fs::create_dir_all(folder.join("image")).expect("a folder");
    fs::write(
        folder.join("README.md"),
        "### 1. 하나\n- 글\n  - ![a](image/a.svg)\n### 2. 둘\n- 처음\n",
    )
    .expect("written");
    fs::write(
        folder.join("image/a.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"2\"/>",
    )
    .expect("written");
    fs::write(folder.join("secret.txt"), "not for the network").expect("written");
}

#[test]
fn pages_are_answered_as_a_server_should() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve(folder.path());
    let index = get(&server, "/", "");
    assert_eq!(status(&index), "200");
    assert!(
        index.contains("nosniff")
            && index.contains("same-origin")
            && !index.to_lowercase().contains("access-control")
    );
    assert!(index.contains("-/live.js"));
    for path in [
        "/1-%ED%95%98%EB%82%98.html",
        "/1-%e1%84%92%e1%85%a1%e1%84%82%e1%85%a1.html",
    ] {
        assert_eq!(status(&get(&server, path, "")), "200", "{path}");
    }
    let tag = index
        .lines()
        .find_map(|line| line.strip_prefix("ETag: "))
        .expect("an ETag")
        .to_owned();
    assert_eq!(
        status(&get(&server, "/", &format!("If-None-Match: {tag}\r\n"))),
        "304"
    );
    let part = get(&server, "/image/a.svg", "Range: bytes=0-3\r\n");
    assert_eq!(status(&part), "206");
    assert!(part.ends_with("<svg"));
    let head = raw(
        &server,
        &format!("HEAD / HTTP/1.1\r\nHost: {}\r\n\r\n", server.host),
    );
    assert!(status(&head) == "200" && head.ends_with("\r\n\r\n"));
    let lost = get(&server, "/no/such/page.html", "");
    assert!(status(&lost) == "404" && lost.contains("404"));
}

#[test]
fn what_is_hostile_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve(folder.path());
    let host = &server.host;
    for path in [
        "/secret.txt",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "//secret.txt",
        "/image/../secret.txt",
        "/README.md",
        "/.git/config",
        "/%00",
        "/\\..\\secret.txt",
    ] {
        assert!(
            !get(&server, path, "").contains("not for the network"),
            "{path}"
        );
    }
    for (request, expected) in [
        (
            "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(),
            "403",
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n"),
            "400",
        ),
        (
            format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\n\r\nhi"),
            "405",
        ),
        (format!("DELETE / HTTP/1.1\r\nHost: {host}\r\n\r\n"), "405"),
        (
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n"),
            "400",
        ),
        (
            format!(
                "GET /-/events HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\n\r\n"
            ),
            "403",
        ),
        (
            format!("GET /-/events HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: cross-site\r\n\r\n"),
            "403",
        ),
        (
            format!(
                "GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n",
                "a".repeat(20_000)
            ),
            "431",
        ),
    ] {
        assert_eq!(
            status(&raw(&server, &request)),
            expected,
            "{}",
            request.chars().take(80).collect::<String>()
        );
    }
    assert_eq!(status(&get(&server, "/", "")), "200");
}

#[test]
fn a_save_is_served_in_every_style() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve(folder.path());
    let note = folder.path().join("README.md");
    let page = "/2-%EB%91%98.html";
    let text = |word: &str| format!("### 1. 하나\n- 글\n### 2. 둘\n- {word}\n");
    fs::write(&note, text("잘라쓰기")).expect("written");
    server.until("a truncating save", || {
        get(&server, page, "").contains("잘라쓰기")
    });
    fs::write(folder.path().join("README.md~"), text("이름바꾸기")).expect("written");
    fs::rename(folder.path().join("README.md~"), &note).expect("renamed");
    server.until("a save by renaming", || {
        get(&server, page, "").contains("이름바꾸기")
    });
    let deep = folder.path().join("새 폴더/안쪽");
    fs::create_dir_all(&deep).expect("made");
    fs::write(deep.join("3. 셋.md"), "# 셋\n새로 만든 장\n").expect("written");
    server.until("a file right after its folder", || {
        get(&server, "/all.html", "").contains("셋")
    });
    fs::write(folder.path().join("notesite.toml"), "titel = \"x\"\n").expect("written");
    server.until_said("the mistake", |said| said.contains("titel"));
    fs::write(&note, text("그대로")).expect("written");
    fs::write(
        folder.path().join("notesite.toml"),
        "title = \"바꾼 제목\"\n",
    )
    .expect("written");
    server.until("mended configuration", || {
        get(&server, page, "").contains("바꾼 제목")
    });
    assert!(get(&server, page, "").contains("그대로"));
}

#[test]
fn a_port_in_use_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve(folder.path());
    let port = server.host.rsplit(':').next().expect("a port").to_owned();
    let output = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .args(["serve", "--port", &port])
        .arg(folder.path())
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--port"));
}

/// Reads an event stream until the words appear.
fn hear(server: &Server, path: &str, words: &str, act: impl FnOnce()) -> String {
    let mut stream = TcpStream::connect(&server.host).expect("the server listens");
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n",
        server.host
    )
    .expect("sent");
    let mut heard = String::new();
    let mut act = Some(act);
    let mut buffer = [0; 4096];
    while !heard.contains(words) {
        let count = stream.read(&mut buffer).expect("the stream goes on");
        assert!(count > 0, "the stream ended after {heard}");
        heard.push_str(&String::from_utf8_lossy(&buffer[..count]));
        if heard.contains("data:")
            && let Some(act) = act.take()
        {
            act();
        }
    }
    heard
}

fn version_of(page: &str) -> String {
    page.split("data-version=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("pages carry their version")
        .to_owned()
}

#[test]
fn news_have_versions_and_nothing_is_missed() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve(folder.path());
    let note = folder.path().join("README.md");
    let page = "/2-%EB%91%98.html";
    let before = version_of(&get(&server, page, ""));
    let heard = hear(
        &server,
        &format!("/-/events?since={before}"),
        "2-둘.html",
        || {
            fs::write(
                &note,
                "### 1. 하나\n- 글\n  - ![a](image/a.svg)\n### 2. 둘\n- 새것\n",
            )
            .expect("written");
        },
    );
    assert!(
        heard.contains("text/event-stream")
            && heard.contains("id: ")
            && heard.contains("\"line\":5"),
        "{heard}"
    );
    // Who comes late hears the same; who knows it already hears nothing of it; who comes from
    // another run reloads all.
    assert!(
        hear(
            &server,
            &format!("/-/events?since={before}"),
            "data:",
            || {}
        )
        .contains("2-둘.html")
    );
    let now = version_of(&get(&server, page, ""));
    assert!(
        hear(&server, &format!("/-/events?since={now}"), "data:", || {}).contains("\"changed\":[]")
    );
    assert!(
        hear(&server, "/-/events?since=another.7", "data:", || {}).contains("\"changed\":[\"*\"]")
    );
    assert!(get(&server, &format!("/-/missed?since={before}"), "").contains("2-둘.html"));
    for header in [
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Origin: http://localhost:1\r\n",
    ] {
        assert_eq!(
            status(&get(&server, "/-/events", header)),
            "403",
            "{header}"
        );
        assert_eq!(
            status(&get(&server, "/-/missed", header)),
            "403",
            "{header}"
        );
    }
}

/// A picture that nothing but a landing page shows is news for that page.
#[test]
fn a_picture_of_a_landing_page_is_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let picture = |name: &str| folder.path().join("image").join(name);
    fs::create_dir(folder.path().join("image")).expect("a folder");
    fs::write(picture("앞.svg"), "<svg width=\"3\" height=\"4\"/>").expect("written");
    let words = "# 노트\n\n![앞](image/앞.svg)\n\n## 1. 처음\n- 글\n\n## 2. 다음\n- 글\n";
    fs::write(folder.path().join("README.md"), words).expect("written");
    let server = serve(folder.path());
    let now = version_of(&get(&server, "/", ""));
    let heard = hear(
        &server,
        &format!("/-/events?since={now}"),
        "\"index.html\"",
        || fs::rename(picture("앞.svg"), picture("옆.svg")).expect("renamed"),
    );
    assert!(!heard.contains("1-처음.html"), "{heard}");
    assert!(!get(&server, "/", "").contains("<img"));
}

#[test]
fn connections_stay_open_for_more_than_one_request() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve(folder.path());
    let one = format!("HEAD / HTTP/1.1\r\nHost: {}\r\n\r\n", server.host);
    assert_eq!(
        raw(&server, &one.repeat(3)).matches("HTTP/1.1 200").count(),
        3
    );
    let last = one.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
    assert_eq!(
        raw(&server, &format!("{last}{one}"))
            .matches("HTTP/1.1")
            .count(),
        1
    );
    let refused = format!(
        "GET / HTTP/1.1\r\nHost: {}\r\nContent-Length: 40\r\n\r\n{one}",
        server.host
    );
    assert_eq!(
        raw(&server, &refused).matches("HTTP/1.1").count(),
        1,
        "a body is never the next request"
    );
    let redirect = get(&server, "/-", "");
    assert_eq!(status(&redirect), "404");
}

#[test]
fn a_file_that_is_exchanged_for_a_link_is_not_served() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("root");
    notes(&root);
    fs::write(folder.path().join("outside.svg"), "not for the network").expect("written");
    let server = serve(&root);
    let picture = root.join("image/a.svg");
    assert!(
        get(&server, "/image/a.svg", "").contains("Content-Security-Policy: default-src 'none'")
    );
    fs::remove_file(&picture).expect("removed");
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("outside.svg"), &picture).expect("linked");
    assert!(!get(&server, "/image/a.svg", "").contains("not for the network"));
}

#[test]
fn nothing_is_rebuilt_when_nothing_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve(folder.path());
    let note = folder.path().join("README.md");
    assert_eq!(status(&get(&server, "/", "")), "200");
    // The same bytes again, a time stamp, our own output, files that nobody links to and what
    // editors leave beside.
    fs::write(&note, fs::read(&note).expect("read")).expect("written");
    let touched = fs::File::options()
        .append(true)
        .open(folder.path().join("image/a.svg"))
        .expect("opened");
    touched
        .set_modified(std::time::SystemTime::now())
        .expect("touched");
    let built = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .arg("build")
        .arg(folder.path())
        .output()
        .expect("builds");
    assert!(built.status.success());
    fs::write(
        folder.path().join("secret.txt"),
        "longer than it was before",
    )
    .expect("written");
    for name in [
        "4913",
        "README.md~",
        ".README.md.swp",
        "README.md___jb_tmp___",
    ] {
        fs::write(folder.path().join(name), "x").expect("written");
    }
    fs::write(&note, "### 1. 하나\n- 글\n### 2. 둘\n- 마지막\n").expect("written");
    server.until("the only save", || {
        get(&server, "/2-%EB%91%98.html", "").contains("마지막")
    });
    server.until_said("its line", |said| rebuilds(said) > 0);
    assert_eq!(rebuilds(&server.said()), 1, "{}", server.said());
    assert!(server.said().contains("README.md  "), "{}", server.said());
}

#[test]
fn an_empty_folder_is_served_and_a_site_is_never_emptied() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = serve(folder.path());
    server.until_said("why it is empty", |said| {
        said.contains("There is no chapter here") && said.contains("appears by itself")
    });
    assert_eq!(status(&get(&server, "/", "")), "200");
    let page = || get(&server, "/2-%EB%91%98.html", "");
    server.act_until(
        "the first note",
        || notes(folder.path()),
        || status(&page()) == "200",
    );
    let away = folder.path().join("away");
    fs::create_dir(&away).expect("made");
    fs::write(away.join(".gitignore"), "*\n").expect("written");
    fs::rename(folder.path().join("README.md"), away.join("README.md")).expect("moved");
    server.until_said("what is wrong", |said| said.contains("error[no-chapters]"));
    assert_eq!(status(&page()), "200");
    server.act_until(
        "the note again",
        || {
            fs::write(
                folder.path().join("README.md"),
                "### 1. 하나\n- a\n### 2. 둘\n- 돌아온\n",
            )
            .expect("written");
        },
        || page().contains("돌아온"),
    );
}

#[test]
fn what_cannot_be_read_keeps_the_last_good_site() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let note = folder.path().join("README.md");
    let server = serve(folder.path());
    let page = || get(&server, "/2-%EB%91%98.html", "");
    let text = |front: &str, word: &str| {
        let text = format!("{front}### 1. 하나\n- 글\n### 2. 둘\n- {word}\n");
        fs::write(&note, text).expect("written");
    };
    let lock = folder.path().join("notesite.lock");
    fs::write(&lock, b"\xb0\xa1").expect("written");
    server.until_said("which file", |said| {
        said.contains("notesite.lock is not UTF-8")
    });
    assert_eq!(status(&page()), "200");
    fs::remove_file(&lock).expect("removed");
    server.act_until("a save", || text("", "다시"), || page().contains("다시"));
    text("---\ntitle: a: b\ndraft: true\n---\n", "비밀");
    server.until_said("the place", |said| said.contains("README.md:2:9"));
    assert!(page().contains("다시") && !page().contains("비밀"));
    server.act_until(
        "it is mended",
        || text("", "고침"),
        || page().contains("고침"),
    );
}

/// What a note is made of once it is private, and what keeps the site from being built anew.
type WithdrawnCase<'a> = (&'a str, &'a [(&'a str, &'a [u8])], &'a str);

#[test]
fn what_became_private_is_withdrawn_where_others_read() {
    let private = "---\ndraft: true\n---\n# Zebra\n\nMARK\n";
    let unreadable = "---\ntitle: a: b\ndraft: true\n---\n# Zebra\n\nMARK\n";
    let cases: &[WithdrawnCase] = &[
        ("settings", &[("notesite.toml", b"titel = 1\n")], private),
        ("settings", &[("notesite.toml", b"title = \n")], private),
        (
            "a template",
            &[("themes/t/templates/chapter.html", b"{{ nothing.here }\n")],
            private,
        ),
        ("a lock", &[("notesite.lock", b"\xb0\xa1")], private),
        (
            "another note",
            &[("notes/o.md", b"---\ntitle: \"a\n---\n# O\n")],
            private,
        ),
        ("itself", &[], unreadable),
    ];
    for (what, broken, text) in cases {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir_all(root.join("notes")).expect("a folder");
        fs::create_dir_all(root.join("themes/t/templates")).expect("a folder");
        fs::write(root.join("notes/o.md"), "# Other\n\nx\n").expect("written");
        fs::write(root.join("notes/z.md"), "# Zebra\n\nMARK\n").expect("written");
        fs::write(root.join("notesite.toml"), "title = \"T\"\ntheme = \"t\"\n").expect("written");
        let server = serve_with(root, &["--port", "0", "--host", "0.0.0.0"]);
        let page = |path: &str| get(&server, path, "");
        let paths = [
            "/",
            "/notes/zebra.html",
            "/search/root.js",
            "/notes/print.html",
        ];
        assert!(page("/search/root.js").contains("MARK"), "{what}");
        for (path, bytes) in *broken {
            fs::write(root.join(path), bytes).expect("written");
            server.until_said(what, |said| said.contains("error"));
            assert!(
                page("/search/root.js").contains("MARK"),
                "{what} alone withdraws nothing"
            );
        }
        server.act_until(
            what,
            || fs::write(root.join("notes/z.md"), text).expect("written"),
            || status(&page("/")) == "503",
        );
        for path in paths {
            let answer = page(path);
            assert!(!answer.contains("MARK"), "{what}: {path}: {answer}");
            assert_eq!(status(&answer), "503", "{what}: {path}");
        }
        assert_eq!(status(&page("/-/live.js")), "200");
        assert!(!get(&server, "/-/missed", "").contains("title"), "{what}");
        server.act_until(
            "it is mended",
            || {
                fs::write(root.join("notes/o.md"), "# Other\n\ny\n").expect("written");
                for (path, _) in broken.iter().filter(|(path, _)| *path != "notes/o.md") {
                    fs::remove_file(root.join(path)).expect("removed");
                }
                fs::write(root.join("notes/z.md"), private).expect("written");
            },
            || status(&page("/")) == "200",
        );
        assert!(!page("/search/root.js").contains("MARK"), "{what}");
    }
}

/// Under `--host` and under other names drafts are on no page, and what pages are told of notes
/// names none of them.
#[test]
fn what_pages_are_told_where_others_read_names_no_draft() {
    for more in [["--host", "0.0.0.0"], ["--allow-host", "notes.example"]] {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let write = |path: &str, text: &str| fs::write(root.join(path), text).expect("written");
        write(
            "o.md",
            "# Other\n\n[x](zebra.md) [z](no.md)\n\n[y](nowhere.md)\n",
        );
        write("zebra.md", "---\ndraft: true\n---\n# Striped\n\nMARK\n");
        write(
            "notesite.toml",
            "[redirects]\n\"old.html\" = \"zebra.md\"\n",
        );
        let server = serve_with(root, &[&["--port", "0"], &more[..]].concat());
        let told = || get(&server, "/-/missed", "");
        assert!(told().contains("nowhere.md"), "{}", told());
        assert!(!told().contains("zebra"), "{}", told());
        assert_eq!(status(&get(&server, "/striped.html", "")), "404");
        let unreadable = "---\ntitle: Striped: horse\ndraft: true\n---\nMARK\n";
        server.act_until(
            "an error",
            || write("zebra.md", unreadable),
            || told().contains("terminal"),
        );
        let all = told().to_lowercase();
        assert!(!all.contains("zebra") && !all.contains("striped"), "{all}");
        server.until_said("the place", |said| said.contains("zebra.md:2"));
    }
}

#[test]
fn a_draft_says_so_where_its_writer_alone_reads_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let write = |path: &str, text: &str| {
        fs::create_dir_all(root.join(path).parent().expect("a folder")).expect("made");
        fs::write(root.join(path), text).expect("written");
    };
    write("notesite.toml", "language = \"ko\"\n");
    write("notes/a.md", "# One\n\ntext\n");
    write("notes/b.md", "---\ndraft: true\n---\n# Two\n\ntext\n");
    write(
        "notes/c/_index.md",
        "---\ntitle: C\ncascade:\n  draft: true\n---\n",
    );
    write("notes/c/three.md", "# Three\n\ntext\n");
    let server = serve_with(root, &["--port", "0"]);
    let page = |path: &str| get(&server, path, "");
    let (on_page, in_list) = ("<span class=\"draft\">초안</span>", " data-draft=\"초안\"");
    assert!(
        page("/notes/two.html").contains(on_page),
        "{}",
        page("/notes/two.html")
    );
    assert!(!page("/notes/one.html").contains(on_page));
    let index = page("/notes/index.html");
    assert!(index.contains(&format!("{in_list}>Two")), "{index}");
    assert!(!index.contains(&format!("{in_list}>One")), "{index}");
    let built = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .args(["build", "--drafts", "-o"])
        .arg(root.join("out"))
        .arg(root)
        .output()
        .expect("built");
    assert!(built.status.success());
    let two = fs::read_to_string(root.join("out/notes/two.html")).expect("there");
    assert!(!two.contains("초안"), "{two}");
    server.act_until(
        "the mark is gone",
        || write("notes/b.md", "# Two\n\ntext\n"),
        || !page("/notes/one.html").contains(&format!("{in_list}>Two")),
    );
    assert!(!page("/notes/two.html").contains(on_page));
}

/// The editor's address names the folder of the notes, and with it whose it is.
#[test]
fn who_reads_from_elsewhere_is_not_told_where_the_notes_lie() {
    for (more, is_told) in [
        (&["--host", "127.0.0.1"], true),
        (&["--host", "0.0.0.0"], false),
        (&["--allow-host", "notes.example"], false),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("z.md"), "# Zebra\n\n- a\n").expect("written");
        let config = |text: &str| fs::write(folder.path().join("notesite.toml"), text);
        config("editor = \"vscode\"\n").expect("written");
        let server = serve_with(folder.path(), &[&["--port", "0"], &more[..]].concat());
        let page = || get(&server, "/zebra.html", "");
        assert_eq!(page().contains("vscode:"), is_told, "{}", page());
        server.act_until(
            "another title",
            || config("editor = \"vscode\"\ntitle = \"Horse\"\n").expect("written"),
            || page().contains("Horse"),
        );
        assert_eq!(page().contains("vscode:"), is_told, "{}", page());
    }
}

#[test]
fn the_last_note_that_became_private_empties_the_site_that_others_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let note = folder.path().join("z.md");
    fs::write(&note, "# Zebra\n\nMARK\n").expect("written");
    let server = serve_with(folder.path(), &["--port", "0", "--host", "0.0.0.0"]);
    let index = || get(&server, "/search/root.js", "");
    assert!(index().contains("MARK"));
    server.act_until(
        "it is withdrawn",
        || fs::write(&note, "---\nprivate: true\n---\n# Zebra\n\nMARK\n").expect("written"),
        || !index().contains("MARK"),
    );
    assert_eq!(status(&get(&server, "/", "")), "200");
    server.until_said("why", |said| said.contains("There is no chapter here"));
}

#[test]
fn a_writer_alone_keeps_the_last_good_page() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve(folder.path());
    fs::write(folder.path().join("notesite.toml"), "titel = 1\n").expect("written");
    server.until_said("the mistake", |said| said.contains("titel"));
    let text = "---\ndraft: true\n---\n### 1. 하나\n- 글\n### 2. 둘\n- 처음\n";
    fs::write(folder.path().join("README.md"), text).expect("written");
    fs::write(folder.path().join("notesite.toml"), "titel = 2\n").expect("written");
    assert_eq!(status(&get(&server, "/2-%EB%91%98.html", "")), "200");
}

#[test]
fn without_events_the_server_looks_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let note = folder.path().join("README.md");
    let follows = |server: &Server, word: &str| {
        fs::write(&note, format!("### 1. 하나\n- 글\n### 2. 둘\n- {word}\n")).expect("written");
        server.until(word, || get(server, "/2-%EB%91%98.html", "").contains(word));
    };
    follows(
        &serve_with(folder.path(), &["--port", "0", "--poll"]),
        "물어보기",
    );
    // A user namespace has limits of its own, which its root may set.
    for (file, limit) in [("max_inotify_watches", 1), ("max_inotify_instances", 0)] {
        match serve_limited(
            folder.path(),
            "unshare",
            &format!("echo {limit} > /proc/sys/user/{file}"),
        ) {
            Some(server) => {
                server.until_said("a note about the limit", |said| {
                    said.contains("looking every half second instead")
                });
                follows(&server, file);
            }
            None => common::skip(&format!(
                "user namespaces are not to be had here, so {file} was not tried"
            )),
        }
    }
}

#[test]
fn running_out_of_file_descriptors_ends_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve_limited(folder.path(), "sh", "ulimit -n 30").expect("sh sets limits");
    let mut held: Vec<TcpStream> = Vec::new();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(&server.host).expect("the backlog takes it");
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: ");
        held.push(stream);
    }
    // Each request makes an older one give way.
    let answered = (0..held.len()).any(|_| status(&get(&server, "/", "")) == "200");
    assert!(answered, "a page is served beside 200 unfinished requests");
    // The oldest gave way.
    held[0].set_read_timeout(Some(PATIENCE)).expect("set");
    assert!(!matches!(held[0].read(&mut [0; 16]), Ok(1..)));
    drop(held);
    fs::write(
        folder.path().join("README.md"),
        "### 1. 하나\n- 글\n### 2. 둘\n- 그 뒤\n",
    )
    .expect("written");
    server.until("a save afterwards", || {
        get(&server, "/2-%EB%91%98.html", "").contains("그 뒤")
    });
}

#[test]
fn a_head_that_is_never_complete_is_dropped() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve(folder.path());
    let mut stream = TcpStream::connect(&server.host).expect("the server listens");
    stream.write_all(b"GET / HT").expect("sent");
    let mut out = String::new();
    let _ = stream.read_to_string(&mut out);
    assert_eq!(status(&out), "408");
    assert!(get(&server, "/", "").contains("nosniff"));
}

#[test]
fn localhost_is_this_machine_and_an_address_of_another_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve_with(folder.path(), &["--port", "0", "--host", "localhost"]);
    assert!(get(&server, "/", "").contains("nosniff"));
    for (host, said) in [
        (
            "192.0.2.1",
            "That is no address of this machine: write `--host 0.0.0.0`",
        ),
        (
            "notes.example",
            "a name under which others ask belongs to `--allow-host`",
        ),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_notesite"))
            .args(["serve", "--port", "0", "--host", host])
            .arg(folder.path())
            .output()
            .expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(err.contains(said), "{err}");
    }
}

#[test]
fn behind_a_forwarded_port_it_answers_under_names_that_were_given() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let config = |text: &str| fs::write(folder.path().join("notesite.toml"), text);
    config("[serve]\nhosts = [\"notes.example\"]\n").expect("written");
    let more = [
        "--port",
        "0",
        "--host",
        "0.0.0.0",
        "--allow-host",
        "box.local",
        "--allow-host",
        "10.0.0.9:8080",
    ];
    let server = serve_with(folder.path(), &more);
    server.until_said("the names", |said| {
        said.contains("It answers under box.local, 10.0.0.9:8080, notes.example too; drafts")
    });
    let ask = |host: &str| {
        raw(
            &server,
            &format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
        )
    };
    for host in [
        "localhost:8080",
        "127.0.0.1:8080",
        "box.local:4999",
        "notes.example",
        "10.0.0.9:8080",
    ] {
        assert_eq!(status(&ask(host)), "200", "{host}");
    }
    for host in ["10.0.0.9", "evil.example", "name-4999.app.github.dev"] {
        let answer = ask(host);
        assert_eq!(status(&answer), "403", "{host}");
        assert!(
            answer.contains(&format!("`--allow-host {host}`")),
            "{answer}"
        );
    }
    let wrong = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .args(["serve", "--allow-host", "http://a.example/"])
        .arg(folder.path())
        .output()
        .expect("it runs");
    assert_eq!(wrong.status.code(), Some(2));
    config("[serve]\nhosts = [\"*.example\"]\n").expect("written");
    let wrong = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .arg("serve")
        .arg(folder.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&wrong.stderr);
    assert!(
        wrong.status.code() == Some(2) && said.contains("notesite.toml:2:1"),
        "{said}"
    );
}

#[test]
fn the_next_free_port_is_taken_and_the_network_is_warned_of() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let taken = std::net::TcpListener::bind("0.0.0.0:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    if port > 65_000 {
        common::skip("the port that the system gave has none after it");
        return;
    }
    fs::write(
        folder.path().join("notesite.toml"),
        format!("[serve]\nport = {port}\n"),
    )
    .expect("written");
    let server = serve_with(folder.path(), &["--host", "0.0.0.0"]);
    let found: u16 = server
        .host
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok())
        .expect("a port");
    assert!(found > port && found <= port + 50);
    server.until_said("a warning", |said| {
        said.contains("Everybody on this network")
    });
    assert_eq!(status(&get(&server, "/", "")), "200");
    assert_eq!(
        status(&raw(
            &server,
            &format!("GET / HTTP/1.1\r\nHost: 0.0.0.0:{found}\r\n\r\n")
        )),
        "403"
    );
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt;
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let listing = || {
        let mut names: Vec<String> = fs::read_dir(folder.path())
            .expect("read")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    let before = listing();
    let mut server = serve(folder.path());
    assert_eq!(status(&get(&server, "/", "")), "200");
    let sent = Command::new("kill")
        .args(["-INT", &server.child.id().to_string()])
        .status()
        .expect("kill runs");
    assert!(sent.success());
    let status = server.child.wait().expect("it ends");
    assert_eq!(status.signal(), Some(2));
    assert!(TcpStream::connect(&server.host).is_err());
    assert_eq!(listing(), before);
}

#[cfg(unix)]
#[test]
fn after_a_glance_at_the_saved_note_everything_is_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let (notes, outside) = (
        folder.path().join("root/notes/k"),
        folder.path().join("outside"),
    );
    for folder in [&notes, &outside] {
        fs::create_dir_all(folder).expect("a folder");
    }
    fs::write(notes.join("1. 하나.md"), "# 1. 하나\n- 처음\n").expect("written");
    fs::write(notes.join("2. 둘.md"), "# 2. 둘\n- 처음\n").expect("written");
    // A second name outside of what is watched: writing through it raises no event.
    fs::hard_link(notes.join("2. 둘.md"), outside.join("two")).expect("a link");
    let server = serve(&folder.path().join("root"));
    for round in 0..3 {
        fs::write(outside.join("two"), format!("# 2. 둘\n- unheard {round}\n")).expect("written");
        fs::write(
            notes.join("1. 하나.md"),
            format!("# 1. 하나\n- heard {round}\n"),
        )
        .expect("written");
        server.until("the saved note", || {
            get(&server, "/k/1-하나.html", "").contains(&format!("heard {round}"))
        });
        server.until("the other note", || {
            get(&server, "/k/2-둘.html", "").contains(&format!("unheard {round}"))
        });
    }
    // What a glance cannot tell: another course title, a note gone, one that no longer is text.
    fs::write(notes.join("README.md"), "# 새 강의\n").expect("written");
    server.until("the title", || {
        get(&server, "/k/1-하나.html", "").contains("새 강의")
    });
    fs::write(notes.join("1. 하나.md"), b"\xff\xff\xfe\x00\x81").expect("written");
    server.until_said("the message", |said| said.contains("error"));
    fs::write(notes.join("1. 하나.md"), "# 1. 하나\n- mended\n").expect("written");
    server.until("the mended note", || {
        get(&server, "/k/1-하나.html", "").contains("mended")
    });
    fs::remove_file(notes.join("2. 둘.md")).expect("removed");
    server.until("the end of the note", || {
        status(&get(&server, "/k/2-둘.html", "")) == "404"
    });
}

#[cfg(unix)]
#[test]
fn a_folder_made_anew_is_watched_even_under_its_old_inode() {
    use std::os::unix::fs::MetadataExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("root");
    fs::create_dir(&root).expect("a folder");
    fs::write(root.join("README.md"), "### 1. 하나\n- 처음\n").expect("written");
    let server = serve(&root);
    let signal = |name: &str| {
        Command::new("kill")
            .args([name, &server.child.id().to_string()])
            .status()
            .expect("kill runs")
    };
    let inode = || fs::metadata(&root).map(|about| about.ino()).ok();
    let before = inode();
    signal("-STOP");
    // Most disks give the number of what was deleted last to what is made next.
    let again = (0..200).any(|_| {
        fs::remove_dir_all(&root).expect("removed");
        fs::create_dir(&root).expect("a folder");
        inode() == before
    });
    fs::write(root.join("README.md"), "### 1. 하나\n- anew\n").expect("written");
    signal("-CONT");
    if !again {
        common::skip("this disk gave no inode a second time");
    }
    server.until("the new folder", || {
        get(&server, "/1-하나.html", "").contains("anew")
    });
    for word in ["first save", "second save"] {
        fs::write(root.join("README.md"), format!("### 1. 하나\n- {word}\n")).expect("written");
        server.until(word, || get(&server, "/1-하나.html", "").contains(word));
    }
}

#[test]
fn settings_and_rules_above_root_are_watched() {
    let folder = tempfile::tempdir().expect("a folder");
    let top = folder.path();
    common::write(top, ".git/HEAD", "ref: refs/heads/main\n");
    common::write(
        top,
        "mkdocs.yml",
        "INHERIT: shared/base.yml\nsite_name: a\n",
    );
    common::write(top, "shared/base.yml", "theme: a\n");
    common::write(top, "docs/open.md", "# 공개\n\n글\n");
    common::write(top, "docs/private.md", "# 비밀\n\n글\n");
    let server = serve(&top.join("docs"));
    let page = || status(&get(&server, "/%EB%B9%84%EB%B0%80.html", "")).to_owned();
    assert_eq!(page(), "200", "{}", get(&server, "/", ""));
    for (path, text) in [
        ("mkdocs.yml", "site_name: a\nexclude_docs: private.md\n"),
        (".gitignore", "private.md\n"),
        (".gitattributes", "private.md filter=git-crypt\n"),
        (
            ".obsidian/app.json",
            "{\"userIgnoreFilters\": [\"docs/private\"]}",
        ),
        ("shared/base.yml", "exclude_docs: private.md\n"),
    ] {
        let before = fs::read(top.join(path)).ok();
        let write = || common::write(top, path, text);
        server.act_until(path, write, || page() == "404");
        let back = || match &before {
            Some(bytes) => fs::write(top.join(path), bytes).expect("written"),
            None => fs::remove_file(top.join(path)).expect("removed"),
        };
        server.act_until(path, back, || page() == "200");
    }
}
