//! `notesite serve` over real ports and files: what it answers, what it refuses, and that a save is served. No sleeping
//! for a fixed time: a test waits for its condition.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Server {
    child: Child,
    host: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(root: &Path) -> Server {
    let mut child = Command::new(env!("CARGO_BIN_EXE_notesite"))
        .args(["serve", "--port", "0"])
        .arg(root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("notesite starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("stdout")).read_line(&mut line).expect("the first line is the address");
    let host = line.trim().trim_start_matches("http://").trim_end_matches('/').to_owned();
    Server { child, host }
}

fn raw(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(&server.host).expect("the server listens");
    stream.write_all(request.as_bytes()).expect("the request is sent");
    let mut out = Vec::new();
    let _ = stream.read_to_end(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}

fn get(server: &Server, path: &str, more: &str) -> String {
    raw(server, &format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", server.host))
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or_default()
}

fn notes(folder: &Path) {
    fs::create_dir_all(folder.join("image")).expect("a folder");
    fs::write(folder.join("README.md"), "### 1. 하나\n- 글\n  - ![a](image/a.svg)\n### 2. 둘\n- 처음\n").expect("written");
    fs::write(folder.join("image/a.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"2\"/>")
        .expect("written");
    fs::write(folder.join("secret.txt"), "not for the network").expect("written");
}

fn wait_for(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < Duration::from_secs(20), "{what} did not happen");
        std::thread::yield_now();
    }
}

#[test]
fn pages_are_answered_as_a_server_should() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve(folder.path());
    let index = get(&server, "/", "");
    assert_eq!(status(&index), "200");
    assert!(index.contains("nosniff") && index.contains("same-origin") && !index.to_lowercase().contains("access-control"));
    assert!(index.contains("-/live.js"));
    for path in ["/1-%ED%95%98%EB%82%98.html", "/1-%e1%84%92%e1%85%a1%e1%84%82%e1%85%a1.html"] {
        assert_eq!(status(&get(&server, path, "")), "200", "{path}");
    }
    let tag = index.lines().find_map(|line| line.strip_prefix("ETag: ")).expect("an ETag").to_owned();
    assert_eq!(status(&get(&server, "/", &format!("If-None-Match: {tag}\r\n"))), "304");
    let part = get(&server, "/image/a.svg", "Range: bytes=0-3\r\n");
    assert_eq!(status(&part), "206");
    assert!(part.ends_with("<svg"));
    let head = raw(&server, &format!("HEAD / HTTP/1.1\r\nHost: {}\r\n\r\n", server.host));
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
        assert!(!get(&server, path, "").contains("not for the network"), "{path}");
    }
    for (request, expected) in [
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(), "403"),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n"), "400"),
        (format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\n\r\nhi"), "400"),
        (format!("DELETE / HTTP/1.1\r\nHost: {host}\r\n\r\n"), "405"),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n"), "400"),
        (format!("GET /-/events HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\n\r\n"), "403"),
        (format!("GET /-/events HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: cross-site\r\n\r\n"), "403"),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n", "a".repeat(20_000)), "431"),
    ] {
        assert_eq!(status(&raw(&server, &request)), expected, "{}", request.chars().take(80).collect::<String>());
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
    wait_for("a truncating save", || get(&server, page, "").contains("잘라쓰기"));
    fs::write(folder.path().join("README.md~"), text("이름바꾸기")).expect("written");
    fs::rename(folder.path().join("README.md~"), &note).expect("renamed");
    wait_for("a save by renaming", || get(&server, page, "").contains("이름바꾸기"));
    let deep = folder.path().join("새 폴더/안쪽");
    fs::create_dir_all(&deep).expect("made");
    fs::write(deep.join("3. 셋.md"), "# 셋\n새로 만든 장\n").expect("written");
    wait_for("a file right after its folder", || get(&server, "/all.html", "").contains("셋"));
    fs::write(folder.path().join("notesite.toml"), "titel = \"x\"\n").expect("written");
    std::thread::yield_now();
    fs::write(&note, text("그대로")).expect("written");
    fs::write(folder.path().join("notesite.toml"), "title = \"바꾼 제목\"\n").expect("written");
    wait_for("mended configuration", || get(&server, page, "").contains("바꾼 제목"));
    assert!(get(&server, page, "").contains("그대로"));
}

#[test]
fn a_port_in_use_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    notes(folder.path());
    let server = serve(folder.path());
    let port = server.host.rsplit(':').next().expect("a port").to_owned();
    let output =
        Command::new(env!("CARGO_BIN_EXE_notesite")).args(["serve", "--port", &port]).arg(folder.path()).output().expect("runs");
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--port"));
}
