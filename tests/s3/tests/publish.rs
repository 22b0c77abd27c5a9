//! `notesite publish s3://…` against a store on the loopback.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Output};
use std::sync::mpsc;

use notesite_s3_tests::notes::{Files, Notes, holds, online, program, said, text};
use notesite_s3_tests::{Fault, Plan, Server, decoded, files};

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
    // Another program answers more slowly.
    let places = if server.is_elsewhere() {
        &[(2, 1), (6, 1), (5, 1000)][..]
    } else {
        &[(1, 1), (2, 1), (4, 1), (6, 1), (9, 3), (5, 1000)]
    };
    for (n, fault) in faults.into_iter().enumerate() {
        for &(at, many) in places {
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
    notes.write(
        "notesite.toml",
        &format!("[secrets]\nallow = [\"{key}\"]\n"),
    );
    notes.published(&server);
    assert!(online(&server).keys().any(|path| path.contains('키')));
}

#[test]
fn a_site_without_chapters_is_never_published() {
    let (server, notes) = (Server::start(), Notes::new());
    notes.published(&server);
    let before = server.objects();
    for n in 1..=6 {
        let draft = format!("---\ndraft: true\n---\n{}", text(n, "말"));
        notes.write(&format!("notes/{n}. 노트.md"), &draft);
    }
    for more in [&[][..], &["--max-delete", "100"]] {
        let words = said(&notes.publish(&server, more), 1);
        assert!(words.contains("draft"), "{words}");
        assert!(before == server.objects());
    }
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

/// Runs a command below one that tells its peak memory, in megabytes.
fn memory(command: &Command) -> usize {
    let script = "import resource, subprocess, sys; \
        done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); \
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); \
        sys.exit(done.returncode)";
    let envs = command
        .get_envs()
        .filter_map(|(name, value)| Some((name, value?)));
    let done = Command::new("python3")
        .args(["-c", script])
        .arg(command.get_program())
        .args(command.get_args())
        .envs(envs)
        .current_dir(command.get_current_dir().expect("a folder"))
        .output()
        .expect("python3");
    said(&done, 0);
    let kilobytes = String::from_utf8_lossy(&done.stdout);
    kilobytes.trim().parse::<usize>().expect("a number") / 1000
}

#[test]
fn many_files_of_some_megabytes_are_not_in_memory_at_once() {
    let (server, notes) = (Server::start(), Notes::new());
    if !cfg!(target_os = "linux") || server.is_elsewhere() {
        return;
    }
    let links = (0..40).map(|n| format!("[{n}]({n}.bin)\n"));
    notes.write(
        "notes/7. 노트.md",
        &format!("# 파일\n\n{}", links.collect::<String>()),
    );
    for n in 0..40 {
        notes.write(&format!("notes/{n}.bin"), &"\u{1}".repeat(4_000_000 + n));
    }
    let looking = memory(&notes.publishing(&server, &["--dry-run"]));
    let publishing = memory(&notes.publishing(&server, &[]));
    assert!(online(&server).len() > 40);
    assert!(publishing < looking + 64, "{publishing} MB after {looking}");
}

#[test]
fn the_state_is_small_and_a_damaged_one_is_told() {
    let (server, notes) = (Server::start(), Notes::new());
    for n in 10..200 {
        notes.write(&format!("notes/{n}. 노트.md"), &text(n, "말"));
    }
    notes.published(&server);
    let state = server.objects()["강의/.notesite/state.json"].clone();
    // Two hashes a file are 48 bytes that nothing makes smaller.
    let files = notes.built().len();
    assert!(state.len() < 70 * files, "{} for {files}", state.len());
    let damaged = String::from_utf8_lossy(&state[..state.len() / 2]).into_owned();
    for (damaged, words) in [
        (damaged.as_str(), "state.json cannot be understood: "),
        ("", "state.json cannot be understood: "),
        ("<html>", "state.json cannot be understood: "),
    ] {
        server.put("강의/.notesite/state.json", damaged);
        let said = said(&notes.publish(&server, &[]), 4);
        assert!(said.contains(words), "{said}");
        assert!(
            said.contains("empty the prefix, or publish below another"),
            "{said}"
        );
    }
}

fn git(at: &Path, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.com"]);
    said(
        &git.current_dir(at).args(arguments).output().expect("git"),
        0,
    );
}

/// Runs the steps of a workflow that are commands, each of one line, as a runner that finds nothing
/// in its cache does. What the last one said, and its exit code.
fn run_steps(workflow: &str, at: &Path, home: &Path, url: &str) -> Output {
    let (shims, bin) = (home.join("shims"), home.join(".cargo/bin"));
    for folder in [&shims, &bin] {
        fs::create_dir_all(folder).expect("made");
    }
    // What is installed from its repository is this very program.
    let cargo = format!(
        "#!/bin/sh\ntest \"$*\" = 'install --locked --git https://github.com/notesite/notesite' || \
        exit 9\ncp '{}' \"$HOME/.cargo/bin/notesite\"\n",
        program().display()
    );
    fs::write(shims.join("cargo"), cargo).expect("written");
    fs::set_permissions(shims.join("cargo"), fs::Permissions::from_mode(0o755)).expect("set");
    let lines = workflow.lines().skip_while(|line| *line != "env:");
    let environment = lines
        .skip(1)
        .map_while(|line| line.strip_prefix("  ")?.split_once(": "))
        .map(|(name, value)| (name, value.trim_matches('\'')));
    let environment: Vec<(&str, &str)> = environment.collect();
    let mut done = None;
    let steps = workflow
        .lines()
        .filter_map(|line| line.trim().strip_prefix("run: "))
        .map(|step| step.trim_matches('\''));
    for step in steps {
        let mut command = Command::new("bash");
        command
            .current_dir(at)
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step])
            .env_clear()
            .env("HOME", home)
            .env(
                "PATH",
                format!("{}:{}:/usr/bin:/bin", shims.display(), bin.display()),
            )
            .envs(environment.iter().copied())
            // What the step of AWS hands on.
            .env("AWS_ACCESS_KEY_ID", "key")
            .env("AWS_SECRET_ACCESS_KEY", "geheimnis")
            .env("AWS_ENDPOINT_URL", url);
        let this = command.output().expect("bash");
        let failed = !this.status.success();
        done = Some(this);
        if failed {
            break;
        }
    }
    done.expect("a step")
}

#[test]
fn the_workflow_publishes_step_by_step() {
    for inner in ["", "강의 노트"] {
        let (server, notes) = (Server::start(), Notes::new());
        let (top, root) = (notes.root(), notes.root().join(inner));
        if !inner.is_empty() {
            fs::create_dir(&root).expect("made");
            fs::rename(top.join("notes"), root.join("notes")).expect("moved");
        }
        git(&top, &["init", "-q", "-b", "main"]);
        let mut init = notes.command();
        init.args(["init", "--s3"]).current_dir(&root);
        said(&init.output().expect("runs"), 0);
        let path = top.join(".github/workflows/s3.yml");
        let workflow = fs::read_to_string(&path).expect("written");
        // One that nobody filled in says so.
        let home = notes.folder.path().join("nobody");
        let done = run_steps(&workflow, &top, &home, &server.url);
        let told = String::from_utf8_lossy(&done.stdout);
        assert!(
            told.contains("Write your bucket, region and role"),
            "{told}"
        );
        assert!(!done.status.success() && server.objects().is_empty());
        // As whoever copied it fills it in.
        let workflow = workflow
            .replace("s3://BUCKET", "s3://bucket/강의")
            .replace("AWS_REGION: REGION", "AWS_REGION: us-east-1")
            .replace("ACCOUNT:role/ROLE", "123456789012:role/REGION-OF-ROLE-1");
        fs::write(&path, &workflow).expect("written");
        git(&top, &["add", "-A"]);
        git(&top, &["commit", "-qm", "first"]);
        let checkout = notes.folder.path().join("checkout");
        git(notes.folder.path(), &["clone", "-q", "here", "checkout"]);

        let home = notes.folder.path().join("runner");
        let run = || run_steps(&workflow, &checkout, &home, &server.url);
        said(&run(), 0);
        let out = notes.folder.path().join("built");
        let mut build = notes.command();
        build
            .arg("build")
            .arg(checkout.join(inner))
            .arg("-o")
            .arg(&out);
        said(&build.output().expect("runs"), 0);
        let mut built = files(&out);
        built.retain(|path, _| !path.starts_with(".notesite"));
        assert!(built.keys().filter(|path| path.ends_with(".html")).count() > 6);
        holds(&server, &built);
        let before = server.objects();
        let key = format!("# 키\n\n- AKIA{}\n", "IOSFODNN7EXAMPL2");
        fs::write(checkout.join(inner).join("notes/key.md"), key).expect("written");
        let said = said(&run(), 1);
        assert!(said.contains("key.md:3"), "{said}");
        assert!(before == server.objects());
    }
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

/// The type of an object by the end of its name, in the words of IANA's registry.
fn type_of(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        // Shown, not downloaded.
        "txt" | "csv" => "text/plain; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[test]
fn every_object_says_what_it_is_and_how_long_it_may_be_kept() {
    let (server, notes) = (Server::start(), Notes::new());
    notes.write(
        "notesite.toml",
        "base_url = \"https://notes.example/\"\nmarkdown = true\nllms_full = true\n",
    );
    let files = [
        "a.pdf", "b.csv", "c.svg", "d.zip", "e.woff2", "f.json", "g.모름",
    ];
    let links: Vec<String> = files
        .iter()
        .map(|name| format!("[{name}]({name})"))
        .collect();
    for name in files {
        let text = if name.ends_with("svg") {
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
        } else {
            "말"
        };
        notes.write(&format!("notes/{name}"), text);
    }
    notes.write(
        "notes/8. 파일.md",
        &format!("# 파일\n\n{}\n", links.join(" ")),
    );
    // As a Mac writes names: its Hangul in parts.
    notes.write(
        "notes/9. \u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}.md",
        "# \u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}\n\n말\n",
    );
    notes.write("static/\u{1100}\u{1161}/\u{1102}\u{1161}.txt", "말\n");
    // Nobody knows in which encoding bytes are that are no UTF-8.
    fs::write(notes.root().join("static/old.txt"), [0xb0, 0xa1, b'\n']).expect("written");
    let large = "긴 말을 한다. ".repeat(200);
    notes.write("static/large.txt", &large);
    for compress in [&[][..], &["--compress"]] {
        server.clear();
        server.plan(Plan::default());
        said(&notes.publish(&server, compress), 0);
        let built = notes.built();
        let puts = server.puts();
        let of_site: Vec<_> = puts
            .iter()
            .filter_map(|(key, headers)| Some((key.strip_prefix("강의/")?, headers)))
            .filter(|(path, _)| !path.starts_with(".notesite/"))
            .collect();
        assert_eq!(of_site.len(), built.len(), "each object is put once");
        assert!(
            puts.contains_key("강의/가/나.txt"),
            "NFC: {:?}",
            puts.keys()
        );
        assert!(
            puts.keys().any(|key| key.ends_with("/9-한글.html")),
            "NFC: {:?}",
            puts.keys()
        );
        let mut compressed = 0;
        for (path, headers) in of_site {
            let media = if path == "old.txt" {
                "text/plain"
            } else {
                type_of(path)
            };
            let header = |name: &str| headers.get(name).map(String::as_str);
            assert_eq!(header("content-type"), Some(media), "{path}");
            // A file whose name holds what is in it is another one once that changes.
            let stem = path.rsplit('/').next().unwrap_or_default();
            let stem = stem.split('.').next().unwrap_or_default();
            let digits = stem.trim_end_matches(|c: char| c.is_ascii_hexdigit());
            let is_hashed = stem.len() - digits.len() >= 8;
            let cache = if is_hashed {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            };
            assert_eq!(header("cache-control"), Some(cache), "{path}");
            let is_text = media.ends_with("utf-8");
            let is_gzip = !compress.is_empty() && is_text && built[path].len() >= 1024;
            assert_eq!(
                header("content-encoding"),
                is_gzip.then_some("gzip"),
                "{path}"
            );
            compressed += usize::from(is_gzip);
        }
        assert_eq!(compressed > 5, !compress.is_empty());
        let online = online(&server);
        for (path, bytes) in &built {
            let is_gzip = online[path].starts_with(&[0x1f, 0x8b]);
            assert!(is_gzip || online[path] == *bytes, "{path}");
        }
        // What comes back is what was built.
        let packed = notes.folder.path().join("large.gz");
        fs::write(&packed, &online["large.txt"]).expect("written");
        if !compress.is_empty() {
            let done = Command::new("gzip")
                .arg("-dc")
                .arg(&packed)
                .output()
                .expect("gzip");
            assert_eq!(String::from_utf8_lossy(&done.stdout), large);
        }
    }
}
