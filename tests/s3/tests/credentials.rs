//! Where `notesite publish s3://…` finds its credentials, and whom it tells of them.

use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Command;

use notesite_s3_tests::giver::giver;
use notesite_s3_tests::notes::{Notes, holds, said};
use notesite_s3_tests::tls::Encrypted;
use notesite_s3_tests::{Plan, Server, decoded};

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

const GIVEN: &str = r#"{"AccessKeyId":"key","SecretAccessKey":"geheimnis","Token":"",
"Expiration":"2099-01-01T00:00:00Z"}"#;
const WRONG: &str = r#"{"AccessKeyId":"key","SecretAccessKey":"geheimfalsch",
"Token":"geheimwort","Expiration":"2099-01-01T00:00:00Z"}"#;

/// A publish without credentials of its own.
fn without_keys(notes: &Notes, server: &Server) -> Command {
    without_keys_to(notes, &server.url)
}

fn without_keys_to(notes: &Notes, url: &str) -> Command {
    let mut command = notes.publishing_to(url, &[]);
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
    let (url, asked) = giver(200, GIVEN);
    let done = without_keys(&notes, &server)
        .env("AWS_CONTAINER_CREDENTIALS_FULL_URI", format!("{url}/creds"))
        .env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", &token)
        .output();
    said(&done.expect("runs"), 0);
    let head = asked.recv().expect("asked").to_lowercase();
    assert!(head.starts_with("get /creds "), "{head}");
    assert!(head.contains("authorization: geheimes-wort"), "{head}");
    // The address of ECS is asked through a proxy here, since it is none of the loopback.
    let (url, asked) = giver(200, GIVEN);
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
        let (url, _asked) = giver(200, WRONG);
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
    // A role of web identity is two words.
    let token = [("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere/token")];
    let words = said(&publish(None, &token), 2);
    assert!(words.contains("AWS_ROLE_ARN"), "{words}");
}

/// What STS answers, in the words of its reference.
const ASSUMED: &str = r#"<AssumeRoleWithWebIdentityResponse
    xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <SubjectFromWebIdentityToken>repo:me/notes:ref:refs/heads/main</SubjectFromWebIdentityToken>
    <Audience>sts.amazonaws.com</Audience>
    <AssumedRoleUser>
      <Arn>arn:aws:sts::123456789012:assumed-role/notes/app1</Arn>
      <AssumedRoleId>AROACLKWSDQRAOEXAMPLE:app1</AssumedRoleId>
    </AssumedRoleUser>
    <Credentials>
      <SessionToken>geheime-sitzung</SessionToken>
      <SecretAccessKey>geheimnis</SecretAccessKey>
      <Expiration>2099-10-24T23:00:23Z</Expiration>
      <AccessKeyId>key</AccessKeyId>
    </Credentials>
    <Provider>token.actions.githubusercontent.com</Provider>
  </AssumeRoleWithWebIdentityResult>
  <ResponseMetadata><RequestId>ad4156e9-bce1-11e2-82e6-6b6efEXAMPLE</RequestId></ResponseMetadata>
</AssumeRoleWithWebIdentityResponse>"#;
const ROLE: &str = "arn:aws:iam::123456789012:role/notes";

/// A publish by the token of a web identity, which lies in a file.
fn with_identity(notes: &Notes, url: &str) -> Command {
    let file = notes.folder.path().join("identity");
    fs::write(&file, "geheime-marke").expect("written");
    let mut command = without_keys_to(notes, url);
    command
        .env("AWS_WEB_IDENTITY_TOKEN_FILE", file)
        .env("AWS_ROLE_ARN", ROLE);
    command
}

/// An address at which nobody answers.
fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

fn configured(notes: &Notes, text: &str) -> PathBuf {
    let file = notes.folder.path().join("home/.aws/config");
    fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    fs::write(&file, text).expect("written");
    file
}

#[test]
fn a_web_identity_publishes() {
    let (server, notes) = (Server::start(), Notes::new());
    let (sts, asked) = giver(200, ASSUMED);
    let dead = nobody();
    let services = format!(
        "[default]\nservices = here\nendpoint_url = {dead}\n\n[services here]\n\
        s3 =\n  endpoint_url = {dead}\nsts =\n    endpoint_url = {sts}\n"
    );
    let profile = format!("[default]\nendpoint_url={sts}\n");
    let ways: [(&str, &[(&str, &str)]); 6] = [
        ("", &[("AWS_ENDPOINT_URL_STS", &sts)]),
        // A store such as MinIO gives credentials itself.
        ("", &[("AWS_ENDPOINT_URL", &sts)]),
        (
            "",
            &[("AWS_ENDPOINT_URL_STS", &sts), ("AWS_ENDPOINT_URL", &dead)],
        ),
        (&services, &[]),
        (
            &services,
            &[("AWS_ENDPOINT_URL_STS", &sts), ("AWS_PROFILE", "default")],
        ),
        (&profile, &[]),
    ];
    for (n, (config, environment)) in ways.into_iter().enumerate() {
        configured(&notes, config);
        notes.write("notes/말.md", &format!("# 말\n\n{n}\n"));
        server.plan(Plan::default());
        let done = with_identity(&notes, &server.url)
            .envs(environment.iter().copied())
            .env("AWS_ROLE_SESSION_NAME", "app1")
            .output();
        said(&done.expect("runs"), 0);
        let head = asked.try_recv().expect("asked");
        let line = head.lines().next().expect("a line").replace('+', " ");
        let line = decoded(&line);
        for word in [
            "POST /?",
            "Action=AssumeRoleWithWebIdentity",
            "Version=2011-06-15",
            &format!("RoleArn={ROLE}"),
            "RoleSessionName=app1",
            "WebIdentityToken=geheime-marke",
        ] {
            assert!(line.contains(word), "{word}: {line}");
        }
        assert!(asked.try_recv().is_err(), "asked once");
        for one in server.requests() {
            let token = one.headers.get("x-amz-security-token");
            assert_eq!(
                token.map(String::as_str),
                Some("geheime-sitzung"),
                "{one:?}"
            );
        }
        holds(&server, &notes.built());
    }
}

#[test]
fn moto_gives_credentials_for_a_web_identity() {
    let (server, notes) = (Server::start(), Notes::new());
    if !server.is_elsewhere() {
        return;
    }
    let done = with_identity(&notes, &server.url)
        .env("AWS_ENDPOINT_URL_STS", &server.url)
        .output();
    said(&done.expect("runs"), 0);
    holds(&server, &notes.built());
    let asked = server.requests();
    let is_role = |line: &str| line.starts_with("POST /?Action=AssumeRoleWithWebIdentity");
    let (first, others) = asked.split_first().expect("asked");
    assert!(is_role(&first.line), "{}", first.line);
    let token = |headers: &std::collections::BTreeMap<String, String>| {
        headers.get("x-amz-security-token").cloned()
    };
    assert!(others.iter().all(|one| token(&one.headers).is_some()));
}

#[test]
fn addresses_that_are_set_may_be_passed_over() {
    let (server, notes) = (Server::start(), Notes::new());
    let dead = nobody();
    // STS of AWS is asked through a proxy here, which hears only the name of who is meant.
    let (proxy, asked) = giver(502, "");
    let in_profile =
        format!("[default]\nignore_configured_endpoint_urls = true\nendpoint_url={dead}\n");
    for (config, environment) in [
        (
            "",
            &[
                ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"),
                ("AWS_ENDPOINT_URL_STS", &dead),
            ][..],
        ),
        (in_profile.as_str(), &[("AWS_REGION", "eu-west-1")][..]),
        ("", &[][..]),
    ] {
        configured(&notes, config);
        let done = with_identity(&notes, &server.url)
            .envs(environment.iter().copied())
            .env("https_proxy", &proxy)
            .output();
        said(&done.expect("runs"), 4);
        let head = asked.try_recv().expect("asked");
        let region = if environment.len() == 1 {
            "eu-west-1"
        } else {
            "us-east-1"
        };
        let wanted = format!("CONNECT sts.{region}.amazonaws.com:443 ");
        assert!(head.starts_with(&wanted), "{head}");
        while asked.try_recv().is_ok() {}
    }
    // What is typed goes before all that is set.
    let done = notes
        .publishing(&server, &[])
        .env("AWS_ENDPOINT_URL_S3", &dead)
        .env("AWS_ENDPOINT_URL", &dead)
        .output();
    said(&done.expect("runs"), 0);
}

#[test]
fn what_sts_refuses_is_told_and_no_token_of_it() {
    let (server, notes) = (Server::start(), Notes::new());
    for (status, answer, words) in [
        (
            403,
            "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Not \
            authorized to perform sts:AssumeRoleWithWebIdentity</Message></Error></ErrorResponse>",
            "AccessDenied, Not authorized to perform sts:AssumeRoleWithWebIdentity. The trust of \
            the role",
        ),
        (
            400,
            "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>No OpenIDConnect \
            provider found in your account</Message></Error></ErrorResponse>",
            "InvalidIdentityToken, No OpenIDConnect provider found in your account. The trust of",
        ),
        (
            400,
            "<ErrorResponse><Error><Code>ExpiredTokenException</Code><Message>Token expired: \
            geheime-marke</Message></Error></ErrorResponse>",
            "ExpiredTokenException",
        ),
        (200, "<html>Log in</html>", "AssumeRoleWithWebIdentity"),
        (200, "", "AssumeRoleWithWebIdentity"),
        (302, "", "redirects"),
    ] {
        let (sts, _asked) = giver(status, answer);
        let done = with_identity(&notes, &server.url)
            .env("AWS_ENDPOINT_URL_STS", &sts)
            .output();
        let told = said(&done.expect("runs"), 4);
        assert!(
            told.contains("The role of AWS_ROLE_ARN cannot be assumed: "),
            "{told}"
        );
        assert!(told.contains(words), "{told}");
        assert!(server.objects().is_empty());
    }
    // What is no address of STS, or one where others would read the token.
    for (url, code) in [
        ("https://127.0.0.1:1", 4),
        ("https://127.0.0.1:99999", 2),
        ("http://sts.example", 2),
        ("http://127.0.0.1.example", 2),
        ("sts.example", 2),
        ("https://", 2),
        ("https://[::1", 2),
        ("file:///tmp/sts", 2),
    ] {
        let done = with_identity(&notes, &server.url)
            .env("AWS_ENDPOINT_URL_STS", url)
            .env("http_proxy", nobody())
            .output();
        let told = said(&done.expect("runs"), code);
        assert!(!told.contains("panicked"), "{url}: {told}");
        if code == 2 {
            assert!(told.contains("AWS_ENDPOINT_URL_STS"), "{url}: {told}");
        }
    }
    let done = without_keys(&notes, &server)
        .env("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere/token")
        .env("AWS_ROLE_ARN", ROLE)
        .env("AWS_ENDPOINT_URL_STS", nobody())
        .output();
    let told = said(&done.expect("runs"), 2);
    assert!(told.contains("/nowhere/token"), "{told}");
}

#[test]
fn a_store_and_sts_speak_tls() {
    let (server, notes) = (Server::start(), Notes::new());
    let (sts, asked) = giver(200, ASSUMED);
    let (store, sts) = (Encrypted::before(&server.url), Encrypted::before(&sts));
    let trusted = notes.folder.path().join("trusted.pem");
    fs::write(
        &trusted,
        format!("{}{}", store.certificate, sts.certificate),
    )
    .expect("written");
    let publish = |environment: &[(&str, &str)]| {
        let mut command = with_identity(&notes, &store.url);
        command
            .env("AWS_ENDPOINT_URL_STS", &sts.url)
            .envs(environment.iter().copied());
        command.output().expect("runs")
    };
    let told = said(&publish(&[]), 4);
    assert!(
        told.contains("certificate") && told.contains("AWS_CA_BUNDLE"),
        "{told}"
    );
    assert!(asked.try_recv().is_err(), "no token goes to a stranger");
    let bundle = trusted.to_str().expect("UTF-8");
    for name in ["AWS_CA_BUNDLE", "SSL_CERT_FILE"] {
        notes.write("notes/말.md", &format!("# 말\n\n{name}\n"));
        said(&publish(&[(name, bundle)]), 0);
        assert!(asked.try_recv().is_ok(), "{name}");
        holds(&server, &notes.built());
    }
    configured(&notes, &format!("[default]\nca_bundle = {bundle}\n"));
    said(&publish(&[]), 0);
    let told = said(&publish(&[("AWS_CA_BUNDLE", "/nowhere/all.pem")]), 2);
    assert!(told.contains("/nowhere/all.pem"), "{told}");
    let none = notes.folder.path().join("identity");
    let told = said(
        &publish(&[("AWS_CA_BUNDLE", none.to_str().expect("UTF-8"))]),
        2,
    );
    assert!(told.contains("holds no certificate"), "{told}");
}

#[test]
fn keys_come_from_one_place() {
    let (server, notes) = (Server::start(), Notes::new());
    let home = notes.folder.path().join("home/.aws");
    fs::create_dir_all(&home).expect("made");
    fs::write(
        home.join("credentials"),
        "[mine]\naws_access_key_id = key\naws_secret_access_key = geheimnis\n",
    )
    .expect("written");
    // The token of another session belongs to no key of the file.
    let done = without_keys(&notes, &server)
        .env("AWS_PROFILE", "mine")
        .env("AWS_SESSION_TOKEN", "geheim-alt")
        .output();
    said(&done.expect("runs"), 0);
    let sent = server.requests();
    assert!(
        sent.iter()
            .all(|one| !one.headers.contains_key("x-amz-security-token"))
    );
    // That of the environment goes with the key there.
    server.plan(Plan::default());
    let done = notes
        .publishing(&server, &[])
        .env("AWS_SESSION_TOKEN", "geheim-neu")
        .output();
    said(&done.expect("runs"), 0);
    let sent = server.requests();
    assert!(
        sent.iter()
            .all(|one| one.headers["x-amz-security-token"] == "geheim-neu")
    );
    // Half of a key is none.
    for (there, missing) in [
        ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
        ("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID"),
    ] {
        let done = without_keys(&notes, &server).env(there, "geheim").output();
        let told = said(&done.expect("runs"), 2);
        assert!(told.contains(&format!("{missing} is not set")), "{told}");
    }
}
