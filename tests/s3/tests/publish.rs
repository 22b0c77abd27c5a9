//! `notesite publish s3://…` against a store on the loopback. NOTESITE names the program; without
//! it that of `cargo build` is taken.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;

use notesite_s3_tests::{Fault, Plan, Server, decoded, files};
use tempfile::TempDir;

type Files = BTreeMap<String, Vec<u8>>;

fn program() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/debug/notesite");
    std::env::var_os("NOTESITE").map_or(built, PathBuf::from)
}

struct Notes {
    folder: TempDir,
}

impl Notes {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("home")).expect("made");
        let notes = Self { folder };
        for n in 1..=6 {
            notes.write(&format!("notes/{n}. 노트.md"), &text(n, "첫 말"));
        }
        notes.write("notes/그림.png", "\u{89}PNG");
        notes
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("here")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn command(&self) -> Command {
        let mut command = Command::new(program());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AWS_")) {
            command.env_remove(name);
        }
        command
            .current_dir(self.root())
            .env("HOME", self.folder.path().join("home"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn publishing(&self, server: &Server, more: &[&str]) -> Command {
        let mut command = self.command();
        command
            .args(["publish", "s3://bucket/강의", "--endpoint-url", &server.url])
            .args(more)
            .args(if more.contains(&"--lease") {
                &[][..]
            } else {
                &["--lease", "10"]
            })
            .env("AWS_ACCESS_KEY_ID", "key")
            .env("AWS_SECRET_ACCESS_KEY", "geheimnis")
            .env("AWS_REGION", "us-east-1");
        command
    }

    fn publish(&self, server: &Server, more: &[&str]) -> Output {
        self.publishing(server, more).output().expect("runs")
    }

    fn published(&self, server: &Server) -> String {
        said(&self.publish(server, &[]), 0)
    }

    /// What `notesite build` writes.
    fn built(&self) -> Files {
        let out = self.folder.path().join("built");
        let built = self.command().args(["build", "-o"]).arg(&out).output();
        assert!(built.expect("runs").status.success());
        let mut files = files(&out);
        files.retain(|path, _| !path.starts_with(".notesite"));
        files
    }
}

fn text(n: usize, words: &str) -> String {
    let next = n % 6 + 1;
    format!("# 노트 {n}\n\n{words} {n}\n\n[다음]({next}.%20노트.md) ![그림](그림.png)\n")
}

fn said(done: &Output, code: i32) -> String {
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(code), "{said}");
    assert!(!said.contains("geheim"), "{said}");
    said
}

/// The site in the bucket, without what notesite keeps of it.
fn online(server: &Server) -> Files {
    let all = server.objects().into_iter();
    all.filter_map(|(key, bytes)| Some((key.strip_prefix("강의/")?.to_owned(), bytes)))
        .filter(|(path, _)| !path.starts_with(".notesite/"))
        .collect()
}

fn holds(server: &Server, built: &Files) {
    let online = online(server);
    for (path, bytes) in built {
        assert!(online.get(path) == Some(bytes), "{path} is not the site's");
    }
    let others = online.keys().filter(|path| !built.contains_key(*path));
    for path in others {
        let is_kept = path.starts_with("assets/") || path.starts_with("search/");
        assert!(is_kept, "{path} is nobody's");
    }
}

/// What a page names: addresses in `href` and `src`, by their paths.
fn links(path: &str, html: &str) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut out = Vec::new();
    for attribute in ["href=\"", "src=\""] {
        for rest in html.split(attribute).skip(1) {
            let address = rest.split(['"', '#', '?']).next().unwrap_or_default();
            if address.is_empty() || address.contains(':') || address.contains('{') {
                continue;
            }
            let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in address.split('/') {
                match part {
                    "." | "" => {}
                    ".." => drop(parts.pop()),
                    name => parts.push(name),
                }
            }
            let mut path = decoded(&parts.join("/"));
            if address.ends_with('/') || path.is_empty() {
                path = format!("{path}/index.html")
                    .trim_start_matches('/')
                    .to_owned();
            }
            out.push(path);
        }
    }
    out
}

/// What is missing for readers who begin at these pages, as far as they are there.
fn broken(online: &Files, pages: &BTreeSet<String>, versions: &[&Files]) -> Vec<String> {
    let (mut seen, mut out) = (BTreeSet::new(), Vec::new());
    let mut next: Vec<String> = pages
        .iter()
        .filter(|page| online.contains_key(*page))
        .cloned()
        .collect();
    while let Some(path) = next.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        match online.get(&path) {
            None => out.push(path),
            Some(bytes) if path.ends_with(".html") => {
                next.extend(links(&path, &String::from_utf8_lossy(bytes)));
            }
            Some(_) => {}
        }
    }
    // The root of the search names files in ways of its own: those of its version.
    for version in versions {
        if online.get("search/root.js") == version.get("search/root.js") {
            let files = version.keys().filter(|path| path.starts_with("search/"));
            out.extend(files.filter(|path| !online.contains_key(*path)).cloned());
        }
    }
    out
}

fn html(files: &Files) -> BTreeSet<String> {
    files
        .keys()
        .filter(|path| path.ends_with(".html"))
        .cloned()
        .collect()
}

/// Starts a publish that is killed after so many requests. Whether it came that far.
fn killed(notes: &Notes, server: &Server, after: usize) -> bool {
    let (told, tell) = mpsc::channel();
    server.plan(Plan {
        stop: Some((after, told)),
        ..Plan::default()
    });
    let mut child: Child = notes.publishing(server, &[]).spawn().expect("runs");
    let came = loop {
        if tell
            .recv_timeout(std::time::Duration::from_millis(20))
            .is_ok()
        {
            break true;
        }
        if child.try_wait().expect("known").is_some() {
            break false;
        }
    };
    let _ = child.kill();
    child.wait().expect("ended");
    server.plan(Plan::default());
    came
}

/// The lease of one that was killed ends by itself; nobody waits for it here.
fn forget_lease(server: &Server) {
    server.remove("강의/.notesite/lease.json");
}

#[test]
fn the_site_arrives_and_nothing_is_sent_twice() {
    let (server, notes) = (Server::start(), Notes::new());
    server.plan(Plan::default());
    notes.published(&server);
    holds(&server, &notes.built());
    server.plan(Plan::default());
    let said = notes.published(&server);
    assert!(
        said.contains("s3://bucket/강의/ holds this very site."),
        "{said}"
    );
    assert!(server.requests().len() <= 2, "{:?}", server.requests());
    // Types, charsets and caches are what the store was told.
    let all = server.about();
    for word in [
        "text/html; charset=utf-8",
        "text/css; charset=utf-8",
        "javascript; charset=utf-8",
        "image/png",
        "no-cache",
        "public, max-age=31536000, immutable",
    ] {
        assert!(all.contains(word), "{word}");
    }
}

#[test]
fn one_change_sends_what_changed() {
    let (server, notes) = (Server::start(), Notes::new());
    notes.published(&server);
    let before = notes.built();
    notes.write("notes/3. 노트.md", &text(3, "다른 말"));
    let after = notes.built();
    let changed: BTreeSet<&String> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(*bytes))
        .map(|(path, _)| path)
        .collect();
    let done = notes.publish(&server, &["--dry-run"]);
    let listed = String::from_utf8_lossy(&done.stdout).into_owned();
    let put: BTreeSet<String> = listed
        .lines()
        .filter_map(|line| line.strip_prefix("put     "))
        .map(str::to_owned)
        .collect();
    assert_eq!(put.iter().collect::<BTreeSet<_>>(), changed);
    assert!(
        online(&server).values().eq(before.values()),
        "nothing was sent"
    );
    notes.published(&server);
    holds(&server, &after);
    // Styles and search files of the version before are still there.
    let kept = before
        .keys()
        .filter(|path| path.starts_with("search/") || path.starts_with("assets/"));
    let online = online(&server);
    assert!(kept.into_iter().all(|path| online.contains_key(path)));
}

#[test]
fn stopped_after_every_request_nothing_is_broken() {
    let (server, notes) = (Server::start(), Notes::new());
    let first = notes.built();
    let change = || {
        notes.write("notes/2. 노트.md", &text(2, "다른 말"));
        notes.write("notes/7. 새 노트.md", "# 새 노트\n\n[첫](1.%20노트.md)\n");
        let _ = fs::remove_file(notes.root().join("notes/5. 노트.md"));
        notes.write("notes/4. 노트.md", "# 노트 4\n\n다른 말\n");
    };
    let mut states = 0;
    // Another program answers more slowly: every fourth request will do.
    let step = if server.is_elsewhere() { 4 } else { 1 };
    for after in (1..).step_by(step) {
        server.clear();
        for n in 1..=6 {
            notes.write(&format!("notes/{n}. 노트.md"), &text(n, "첫 말"));
        }
        let _ = fs::remove_file(notes.root().join("notes/7. 새 노트.md"));
        notes.published(&server);
        change();
        let second = notes.built();
        let came = killed(&notes, &server, after);
        let there = online(&server);
        let missing = broken(&there, &html(&first), &[&first, &second]);
        assert!(missing.is_empty(), "after request {after}: {missing:?}");
        states += 1;
        // The next publish heals.
        forget_lease(&server);
        notes.published(&server);
        holds(&server, &second);
        let missing = broken(&online(&server), &html(&second), &[&second]);
        assert!(
            missing.is_empty(),
            "after request {after}, healed: {missing:?}"
        );
        if !came {
            break;
        }
    }
    println!("states looked at: {states}");
    assert!(states > 10 / step);
}

#[test]
fn faults_lose_nothing() {
    let (server, notes) = (Server::start(), Notes::new());
    notes.published(&server);
    let first = notes.built();
    let faults = [
        Fault::Answer(503, "SlowDown"),
        Fault::Answer(500, "InternalError"),
        Fault::Answer(403, "RequestTimeTooSkewed"),
        Fault::Answer(403, "InvalidAccessKeyId"),
        Fault::Answer(403, "AccessDenied"),
        Fault::Answer(409, "ConditionalRequestConflict"),
        Fault::Answer(412, "PreconditionFailed"),
        Fault::Answer(200, "InternalError"),
        Fault::Reset,
        Fault::Unsaid,
        Fault::Silence,
        Fault::Truncated,
    ];
    let mut tried = 0;
    for (n, fault) in faults.into_iter().enumerate() {
        for (at, many) in [(1, 1), (2, 1), (4, 1), (6, 1), (9, 3), (5, 1000)] {
            if fault == Fault::Silence && many > 1 {
                continue;
            }
            notes.write("notes/2. 노트.md", &text(2, &format!("말 {n} {at}")));
            let second = notes.built();
            server.plan(Plan {
                fault: Some((at, many, fault)),
                ..Plan::default()
            });
            let done = notes.publish(&server, &[]);
            let words = String::from_utf8_lossy(&done.stderr).into_owned();
            let code = done.status.code();
            assert!(
                matches!(code, Some(0 | 2 | 4)),
                "{fault:?} at {at}: {words}"
            );
            server.plan(Plan::default());
            let missing = broken(&online(&server), &html(&first), &[&first, &second]);
            assert!(missing.is_empty(), "{fault:?} at {at}: {missing:?}");
            if code == Some(0) {
                holds(&server, &second);
            }
            forget_lease(&server);
            notes.published(&server);
            notes.published(&server);
            holds(&server, &second);
            tried += 1;
        }
    }
    println!("faults tried: {tried}");
}

#[test]
fn of_two_at_once_one_loses_before_it_changed_anything() {
    let (server, notes) = (Server::start(), Notes::new());
    notes.published(&server);
    let mut races = (0, 0);
    for round in 0..if server.is_elsewhere() { 10 } else { 50 } {
        notes.write("notes/2. 노트.md", &text(2, &format!("말 {round}")));
        let both: Vec<Child> = (0..2)
            .map(|_| notes.publishing(&server, &[]).spawn().expect("runs"))
            .collect();
        let done: Vec<Output> = both
            .into_iter()
            .map(|child| child.wait_with_output().expect("ended"))
            .collect();
        for one in &done {
            let words = String::from_utf8_lossy(&one.stderr);
            match one.status.code() {
                Some(0) => races.0 += 1,
                Some(4) => races.1 += 1,
                other => panic!("{other:?}: {words}"),
            }
        }
        assert!(done.iter().any(|one| one.status.success()), "somebody wins");
        notes.published(&server);
        holds(&server, &notes.built());
    }
    println!("races: {} done, {} lost cleanly", races.0, races.1);
}

#[test]
fn one_that_was_stopped_past_its_lease_sends_nothing_more() {
    let (server, notes) = (Server::start(), Notes::new());
    notes.published(&server);
    notes.write("notes/2. 노트.md", &text(2, "늦은 말"));
    let (told, tell) = mpsc::channel();
    server.plan(Plan {
        stop: Some((6, told)),
        ..Plan::default()
    });
    let mut command = notes.publishing(&server, &["--lease", "5"]);
    let late = command.spawn().expect("runs");
    tell.recv().expect("it came that far");
    let signal = |name: &str| {
        let id = late.id().to_string();
        assert!(
            Command::new("kill")
                .args([name, &id])
                .status()
                .expect("kill")
                .success()
        );
    };
    signal("-STOP");
    server.plan(Plan::default());
    notes.write("notes/2. 노트.md", &text(2, "다른 말"));
    let early = notes.publish(&server, &["--lease", "5"]);
    assert!(said(&early, 4).contains("Somebody else is publishing to s3://bucket/강의/"));
    // The lease ends by the store's clock.
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    let taken = loop {
        let done = notes.publish(&server, &["--lease", "5"]);
        if done.status.success() {
            break true;
        }
        assert!(std::time::Instant::now() < end, "the lease never ends");
    };
    assert!(taken);
    let built = notes.built();
    signal("-CONT");
    let late = late.wait_with_output().expect("ended");
    assert_ne!(late.status.code(), Some(0));
    notes.published(&server);
    holds(&server, &built);
}

#[test]
fn what_is_not_ours_is_never_touched() {
    let (server, notes) = (Server::start(), Notes::new());
    server.put("강의/index.html", "mine");
    let words = said(&notes.publish(&server, &[]), 2);
    assert!(
        words.contains("holds index.html, which notesite did not put there"),
        "{words}"
    );
    server.remove("강의/index.html");
    server.put("강의/mine.txt", "mine");
    server.put("index.html", "another");
    notes.published(&server);
    fs::remove_file(notes.root().join("notes/5. 노트.md")).expect("removed");
    notes.write("notes/4. 노트.md", "# 노트 4\n\n말\n");
    notes.published(&server);
    let there = server.objects();
    assert_eq!(there["강의/mine.txt"], b"mine");
    assert_eq!(there["index.html"], b"another");
    assert!(!there.keys().any(|key| key.contains("노트-5")));
}

#[test]
fn too_many_are_never_deleted_and_a_key_stops() {
    let (server, notes) = (Server::start(), Notes::new());
    for n in 10..40 {
        notes.write(&format!("notes/{n}. 노트.md"), &text(n, "말"));
    }
    notes.published(&server);
    let before = server.objects();
    for n in 10..40 {
        fs::remove_file(notes.root().join(format!("notes/{n}. 노트.md"))).expect("removed");
    }
    let words = said(&notes.publish(&server, &[]), 2);
    assert!(words.contains("`--max-delete 30`"), "{words}");
    assert!(before == server.objects());
    said(&notes.publish(&server, &["--max-delete", "30"]), 0);
    let key = format!("AKIA{}", "IOSFODNN7EXAMPL2");
    notes.write("notes/8. 키.md", &format!("# 키\n\n- {key}\n"));
    assert!(said(&notes.publish(&server, &[]), 1).contains("Nothing was published."));
}

#[test]
fn credentials_come_from_shared_files() {
    let (server, notes) = (Server::start(), Notes::new());
    let aws = notes.folder.path().join("home/.aws");
    let publish = |profile: Option<&str>| {
        let mut command = notes.publishing(&server, &[]);
        command
            .env_remove("AWS_ACCESS_KEY_ID")
            .env_remove("AWS_SECRET_ACCESS_KEY")
            .env_remove("AWS_REGION");
        if let Some(name) = profile {
            command.env("AWS_PROFILE", name);
        }
        command.output().expect("runs")
    };
    let words = said(&publish(None), 2);
    assert!(
        words.contains("There are no credentials for the store. Set AWS_ACCESS_KEY_ID"),
        "{words}"
    );
    fs::create_dir_all(&aws).expect("made");
    fs::write(
        aws.join("config"),
        "[default]\nregion = us-east-1\n\n[profile notes]\nregion=us-east-1 # here\n",
    )
    .expect("written");
    fs::write(
        aws.join("credentials"),
        "# mine\n[notes]\naws_access_key_id = key\naws_secret_access_key = geheimnis\n\
        [wrong]\naws_access_key_id = other\naws_secret_access_key = geheim\n",
    )
    .expect("written");
    said(&publish(Some("notes")), 0);
    let words = said(&publish(Some("nobody")), 2);
    assert!(words.contains("There is no profile nobody"), "{words}");
    // Not every store asks whose key it is.
    if server.is_elsewhere() {
        return;
    }
    let words = said(&publish(Some("wrong")), 4);
    assert!(!words.contains("geheim"), "{words}");
}

#[test]
fn texts_may_be_compressed() {
    let (server, notes) = (Server::start(), Notes::new());
    said(&notes.publish(&server, &["--compress"]), 0);
    let online = online(&server);
    assert!(online["index.html"].starts_with(&[0x1f, 0x8b]));
    server.plan(Plan::default());
    said(&notes.publish(&server, &["--compress"]), 0);
    assert!(server.requests().len() <= 2);
    // Served otherwise is another object.
    notes.published(&server);
    holds(&server, &notes.built());
}

#[test]
fn the_workflow_publishes() {
    let (server, notes) = (Server::start(), Notes::new());
    let made = notes.command().args(["init", "--s3"]).output();
    assert!(made.expect("runs").status.success());
    let workflow = notes.root().join(".github/workflows/s3.yml");
    let workflow = fs::read_to_string(workflow).expect("written");
    let step = workflow
        .lines()
        .filter_map(|line| line.trim().strip_prefix("run: "));
    let step = step.last().expect("a step");
    let bin = program();
    let bin = bin.parent().expect("a folder").display();
    let publishing = notes.publishing(&server, &[]);
    let mut command = Command::new("bash");
    command
        .current_dir(notes.root())
        .args(["-eo", "pipefail", "-c", step])
        .envs(
            publishing
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        )
        .env("PATH", format!("{bin}:/usr/bin:/bin"))
        .env("AWS_ENDPOINT_URL", &server.url)
        .env("NOTES", ".")
        .env("S3_TARGET", "s3://bucket/강의");
    said(&command.output().expect("bash"), 0);
    holds(&server, &notes.built());
}

#[test]
fn more_than_a_thousand_pages_are_withdrawn_and_stopped_anywhere_none_leads_to_nothing() {
    let (server, notes) = (Server::start(), Notes::new());
    notes.write("notesite.toml", "markdown = true\n");
    for n in 10..530 {
        notes.write(
            &format!("notes/많다/{n}. 글.md"),
            &format!("# 글 {n}\n\n말 {n}\n"),
        );
    }
    notes.published(&server);
    let first = notes.built();
    fs::remove_dir_all(notes.root().join("notes/많다")).expect("removed");
    notes.write("notesite.toml", "");
    let second = notes.built();
    let refused = said(&notes.publish(&server, &[]), 2);
    assert!(refused.contains("`--max-delete 10"), "{refused}");
    // Stopped between two requests that delete.
    let all = ["--max-delete", "2000", "--lease", "60"];
    let (told, tell) = mpsc::channel();
    server.plan(Plan {
        stop_at: Some(("?delete", told)),
        ..Plan::default()
    });
    let mut child = notes.publishing(&server, &all).spawn().expect("runs");
    tell.recv().expect("it deletes");
    let _ = child.kill();
    child.wait().expect("ended");
    server.plan(Plan::default());
    let there = online(&server);
    let gone = first.keys().filter(|path| !there.contains_key(*path));
    assert_eq!(gone.count(), 1000, "the first request was done, no other");
    let missing = broken(&there, &html(&first), &[&first, &second]);
    assert!(missing.is_empty(), "{missing:?}");
    forget_lease(&server);
    said(&notes.publish(&server, &all), 0);
    holds(&server, &second);
    let others = online(&server);
    assert!(
        !others.keys().any(|path| path.ends_with(".md")),
        "withdrawn"
    );
}

/// A server that gives credentials, in plain HTTP: what it was asked.
fn giver(answer: &'static str) -> (String, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let (told, tell) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().filter_map(Result::ok) {
            let mut reader = BufReader::new(stream);
            let mut head = String::new();
            while reader.read_line(&mut head).is_ok_and(|length| length > 2) {}
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\
                Content-Length: {}\r\n\r\n{answer}",
                answer.len()
            );
            let _ = reader.get_mut().write_all(answer.as_bytes());
            if told.send(head).is_err() {
                return;
            }
        }
    });
    (format!("http://{address}"), tell)
}

const GIVEN: &str = r#"{"AccessKeyId":"key","SecretAccessKey":"geheimnis","Token":"",
"Expiration":"2099-01-01T00:00:00Z"}"#;
const WRONG: &str = r#"{"AccessKeyId":"key","SecretAccessKey":"geheimfalsch",
"Token":"geheimwort","Expiration":"2099-01-01T00:00:00Z"}"#;

/// A publish without credentials of its own.
fn without_keys(notes: &Notes, server: &Server) -> Command {
    let mut command = notes.publishing(server, &[]);
    command
        .env_remove("AWS_ACCESS_KEY_ID")
        .env_remove("AWS_SECRET_ACCESS_KEY");
    command
}

#[test]
fn credentials_come_from_the_container() {
    let (server, notes) = (Server::start(), Notes::new());
    let token = notes.folder.path().join("token");
    fs::write(&token, "geheimes-wort").expect("written");
    let (url, asked) = giver(GIVEN);
    let done = without_keys(&notes, &server)
        .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", format!("{url}/creds"))
        .env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", &token)
        .output();
    said(&done.expect("runs"), 0);
    let head = asked.recv().expect("asked").to_lowercase();
    assert!(head.starts_with("get /creds "), "{head}");
    assert!(head.contains("authorization: geheimes-wort"), "{head}");
    // The address of ECS is asked through a proxy here, since it is none of the loopback.
    let (url, asked) = giver(GIVEN);
    let done = without_keys(&notes, &server)
        .env(
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "/v2/credentials/1",
        )
        .env("http_proxy", &url)
        .env("no_proxy", "127.0.0.1")
        .output();
    said(&done.expect("runs"), 0);
    let head = asked.recv().expect("asked");
    assert!(
        head.starts_with("GET http://169.254.170.2/v2/credentials/1 "),
        "{head}"
    );
    // What is wrong is never said.
    if !server.is_elsewhere() {
        let (url, _asked) = giver(WRONG);
        let done = without_keys(&notes, &server)
            .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", format!("{url}/creds"))
            .env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", &token)
            .output();
        let words = said(&done.expect("runs"), 4);
        assert!(
            words.contains("Correct or renew the credentials"),
            "{words}"
        );
    }
}

#[test]
fn credentials_come_from_the_command_line_of_aws() {
    let (server, notes) = (Server::start(), Notes::new());
    let bin = notes.folder.path().join("bin");
    fs::create_dir_all(&bin).expect("made");
    let aws = |script: &str| {
        let path = bin.join("aws");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("written");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(&path, mode).expect("may run");
    };
    let home = notes.folder.path().join("home/.aws");
    fs::create_dir_all(&home).expect("made");
    fs::write(
        home.join("config"),
        "[profile sso]\nsso_session = my\nsso_account_id = 1\n\n[sso-session my]\n\
        sso_start_url = https://my.example/start\n\n[profile process]\n\
        credential_process = /opt/give --profile x\n",
    )
    .expect("written");
    let given = r#"{"Version":1,"AccessKeyId":"key","SecretAccessKey":"geheimnis"}"#;
    let publish = |profile: Option<&str>, more: &[(&str, &str)]| {
        let mut command = without_keys(&notes, &server);
        command.env("PATH", format!("{}:/usr/bin:/bin", bin.display()));
        if let Some(profile) = profile {
            command.env("AWS_PROFILE", profile);
        }
        command.envs(more.iter().copied());
        command.output().expect("runs")
    };
    aws(&format!(
        "echo \"$@\" > \"$0.asked\"\nprintf '%s' '{given}'"
    ));
    for profile in ["sso", "process"] {
        said(&publish(Some(profile), &[]), 0);
        let asked = fs::read_to_string(bin.join("aws.asked")).expect("asked");
        let wanted = format!("configure export-credentials --format process --profile {profile}\n");
        assert_eq!(asked, wanted);
    }
    // So is a container without a file with its token, which the client library does not know.
    let uri = [("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/")];
    said(&publish(None, &uri), 0);
    aws("echo 'The SSO session has expired.' >&2; exit 255");
    let words = said(&publish(Some("sso"), &[]), 2);
    assert!(
        words.contains("The SSO session has expired. Run `aws sso login`"),
        "{words}"
    );
    aws("echo 'usage: aws' >&2; echo 'aws: error: Invalid choice, valid are:' >&2; exit 252");
    let words = said(&publish(Some("sso"), &[]), 2);
    assert!(
        words.contains("version 2 of the AWS command line"),
        "{words}"
    );
    aws("echo 'geheimnis'");
    let words = said(&publish(Some("process"), &[]), 2);
    assert!(words.contains("what it prints holds no keys"), "{words}");
    fs::remove_file(bin.join("aws")).expect("removed");
    let words = said(&publish(Some("sso"), &[]), 2);
    assert!(
        words.contains("aws configure export-credentials"),
        "{words}"
    );
    // The token of a web identity stands in no message, whatever becomes of its request.
    let file = notes.folder.path().join("identity");
    fs::write(&file, "geheime-marke").expect("written");
    let file = file.to_str().expect("UTF-8");
    let role = "arn:aws:iam::123456789012:role/notes";
    for sts in ["https://127.0.0.1:1", server.url.as_str()] {
        let identity = [
            ("AWS_WEB_IDENTITY_TOKEN_FILE", file),
            ("AWS_ROLE_ARN", role),
            ("AWS_ENDPOINT_URL_STS", sts),
        ];
        said(&publish(None, &identity), 4);
    }
    // A role of web identity is two words.
    let token = [("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere/token")];
    let words = said(&publish(None, &token), 2);
    assert!(words.contains("AWS_ROLE_ARN"), "{words}");
}
