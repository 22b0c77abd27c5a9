//! What is said of the settings of a store before anybody asks it.
#![cfg(feature = "s3")]

use std::path::Path;
use std::process::Command;

use crate::common::{said, write};

/// What `publish` says in a home of its own with these variables; the address is none, so that
/// nobody is asked.
fn publish(home: &Path, variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notesite"));
    command
        .args(["publish", "s3://bucket"])
        .arg(home.join("site"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AWS_")) {
        command.env_remove(name);
    }
    let address = ("AWS_ENDPOINT_URL_S3", "minio:9000");
    let variables = variables.iter().copied();
    command.envs(variables.chain([address, ("AWS_EC2_METADATA_DISABLED", "true")]));
    said(&command.env("HOME", home).output().expect("it runs"))
}

fn home() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "site/notes/a.md", "# 하나\n\n글\n");
    folder
}

const KEYS: [(&str, &str); 2] = [
    ("AWS_ACCESS_KEY_ID", "key"),
    ("AWS_SECRET_ACCESS_KEY", "word"),
];

#[test]
fn an_address_is_told_with_what_says_so() {
    let folder = home();
    let told = publish(folder.path(), &KEYS);
    assert!(
        told.contains("AWS_ENDPOINT_URL_S3 is `minio:9000`, which is no web address"),
        "{told}"
    );
}

#[test]
fn a_web_identity_that_nobody_would_use_may_be_wrong() {
    let folder = home();
    let home = folder.path();
    write(
        home,
        ".aws/credentials",
        "[notes]\naws_access_key_id = key\naws_secret_access_key = word\n",
    );
    let lost = ("AWS_WEB_IDENTITY_TOKEN_FILE", "/nope");
    let role = ("AWS_ROLE_ARN", "arn:aws:iam::1:role/a");
    let named = ("AWS_PROFILE", "notes");
    for variables in [
        &[KEYS[0], KEYS[1], lost][..],
        &[KEYS[0], KEYS[1], lost, role],
        &[named, lost],
        &[named, lost, role],
        &[named, lost, role, ("AWS_ENDPOINT_URL_STS", "nowhere")],
    ] {
        let told = publish(home, variables);
        assert!(told.contains("is no web address"), "{variables:?}: {told}");
        assert!(
            told.contains("AWS_ENDPOINT_URL_S3"),
            "{variables:?}: {told}"
        );
    }
    for variables in [&[lost][..], &[lost, role]] {
        let told = publish(home, variables);
        assert!(told.contains("AWS_WEB_IDENTITY_TOKEN_FILE"), "{told}");
    }
}

#[test]
fn keys_may_be_moved_in() {
    for text in [
        "[default]\n  aws_access_key_id = key\n  aws_secret_access_key = word\n",
        "  [default]\n\taws_access_key_id = key\n\taws_secret_access_key = word\n",
        "[other]\na = b\n[default]\n    aws_access_key_id=key\n    aws_secret_access_key=word\n",
        "[default]\n  # mine\n  aws_access_key_id = key\n\n  aws_secret_access_key = word\n",
        "[default]\n  s3 =\n    max = 1\n  aws_access_key_id = key\n  aws_secret_access_key = w\n",
    ] {
        let folder = home();
        write(folder.path(), ".aws/credentials", text);
        let told = publish(folder.path(), &[]);
        assert!(told.contains("is no web address"), "{text}: {told}");
    }
    for text in [
        "[default]\naws_access_key_id = key\n  aws_secret_access_key = word\n",
        "[default]\ns3 =\n  aws_access_key_id = key\n  aws_secret_access_key = word\n",
    ] {
        let folder = home();
        write(folder.path(), ".aws/credentials", text);
        let told = publish(folder.path(), &[]);
        assert!(told.contains("There are no credentials"), "{text}: {told}");
    }
}

#[cfg(feature = "s3")]
mod known_secrets {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD_NO_PAD;
    use notesite::inside::secret::KnownSecrets;

    const TOKEN: &str = "FQoG/ZXIv+YXdz&EJr==:4tQk";

    fn hidden(said: &str) -> String {
        let mut known = KnownSecrets::default();
        known.add(TOKEN);
        known.hide(said)
    }

    #[test]
    fn a_secret_is_known_in_every_form() {
        for form in [
            TOKEN,
            "FQoG%2FZXIv%2BYXdz%26EJr%3D%3D%3A4tQk",
            "FQoG%2fZXIv%2bYXdz%26EJr%3d%3d%3a4tQk",
            "FQoG%252FZXIv%252BYXdz%2526EJr%253D%253D%253A4tQk",
            "FQoG\\/ZXIv+YXdz&EJr==:4tQk",
            "FQoG/ZXIv+YXdz&amp;EJr==:4tQk",
            "fqog/zxiv+yxdz&ejr==:4tqk",
            "46516f472f5a5849762b5958647a26454A723D3D3A3474516B",
            &TOKEN[..12],
            &TOKEN[9..],
        ] {
            assert_eq!(hidden(&format!("a {form} b")), "a … b", "{form}");
        }
        // The letters of what stands around it are left.
        for (name, left) in [("name:", 7), ("name1:", 8), ("name12:", 10)] {
            let basic = STANDARD_NO_PAD.encode(format!("{name}{TOKEN}!"));
            let told = hidden(&basic);
            let rest = told.strip_prefix(&basic[..left]).expect("the name");
            assert!(rest.starts_with('…') && rest.chars().count() < 4, "{told}");
        }
        assert_eq!(hidden("Access Denied (AKIA)"), "Access Denied (AKIA)");
        assert_eq!(hidden("FQoG/ZX한글"), "FQoG/ZX한글");
        assert_eq!(hidden("at https://a:b@host/x"), "at https://host/x");
        assert_eq!(hidden("'http://h/x?t=a' b"), "'http://h/x?…' b");
    }

    #[test]
    fn a_short_one_is_a_word() {
        let mut known = KnownSecrets::default();
        known.add("key");
        assert_eq!(known.hide("monkey key=key"), "monkey …=…");
    }
}
