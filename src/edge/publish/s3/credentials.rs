//! Region, endpoint and credentials as the AWS command line finds them: the environment, then the
//! profile (`profile`). What the client library does not read itself; how a web identity, a
//! container and a machine of EC2 are asked is its own. Secrets are never printed.
//! Source: "Configuration and credential file settings" of the AWS CLI's guide.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::profile::{SharedProfile, set};
use super::wire::{self, Reach};
use crate::edge::disk;
use crate::failure::Failure;
use crate::text;

/// What is known before a store is asked.
pub(crate) struct StoreSettings {
    pub region: Option<String>,
    /// Where the store is asked, and what says so.
    pub endpoint: Option<(String, String)>,
    /// A file of certificates (PEM) that are trusted in place of the machine's.
    pub trusted: Option<PathBuf>,
    pub source: CredentialSource,
}

/// Where credentials come from.
pub(crate) enum CredentialSource {
    Keys(AccessKeys),
    Identity(WebIdentity),
    /// A container or a machine of EC2, which the client library asks.
    Surroundings,
}

/// A key with its secret.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct AccessKeys {
    pub access_key_id: String,
    pub secret_access_key: String,
    pub session_token: Option<String>,
}

/// A role that is had for a token which somebody else signed, such as that of GitHub Actions.
#[derive(Clone)]
pub(crate) struct WebIdentity {
    pub token_file: String,
    pub role: String,
    pub session: Option<String>,
    /// Where STS is asked; `None` for that of AWS in the region.
    pub endpoint: Option<String>,
}

impl WebIdentity {
    /// The token, as far as it can be read.
    pub(crate) fn token(&self) -> String {
        token(&self.token_file)
    }
}

/// The token in a file; none where it cannot be read, which whoever needs it is told.
fn token(file: &str) -> String {
    let token = disk::settings(Path::new(file)).ok().flatten();
    String::from_utf8_lossy(&token.unwrap_or_default()).into_owned()
}

/// The token by which a container asks for credentials, as far as it lies in a file.
pub(crate) fn token_of_container() -> String {
    set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE").map_or_else(String::new, |file| token(&file))
}

/// Where a container is told how to ask for credentials.
const OF_CONTAINERS: [&str; 2] = [
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/// Keys of a profile whose credentials are fetched by the AWS command line.
const FETCHED: [&str; 6] = [
    "sso_session",
    "sso_start_url",
    "credential_process",
    "role_arn",
    "login_session",
    "web_identity_token_file",
];

/// Finds them.
///
/// # Errors
/// 2 where there are none, with what to set; 3 for files that cannot be read.
pub(crate) fn find() -> Result<StoreSettings, Failure> {
    let named = set("AWS_PROFILE").or_else(|| set("AWS_DEFAULT_PROFILE"));
    let profile = SharedProfile::read(named.as_deref())?;
    let source = source(named.as_deref(), &profile)?;
    Ok(StoreSettings {
        region: set("AWS_REGION")
            .or_else(|| set("AWS_DEFAULT_REGION"))
            .or_else(|| profile.get("region")),
        endpoint: profile.endpoint("s3"),
        trusted: set("AWS_CA_BUNDLE")
            .or_else(|| profile.get("ca_bundle"))
            .map(PathBuf::from),
        source,
    })
}

fn source(named: Option<&str>, profile: &SharedProfile) -> Result<CredentialSource, Failure> {
    if let Some(keys) = keys_of_environment()? {
        return Ok(CredentialSource::Keys(keys));
    }
    let has_identity = set("AWS_WEB_IDENTITY_TOKEN_FILE").is_some();
    let is_container = OF_CONTAINERS.iter().any(|name| set(name).is_some());
    // What nobody would use may be wrong.
    let around = || match identity(profile)? {
        Some(identity) => Ok(CredentialSource::Identity(identity)),
        None if is_of_container_alone() => exported(None).map(CredentialSource::Keys),
        None => Ok(CredentialSource::Surroundings),
    };
    // A profile that was named goes before what the environment holds besides keys.
    if named.is_none() && (has_identity || is_container) {
        return around();
    }
    match (
        profile.get("aws_access_key_id"),
        profile.get("aws_secret_access_key"),
    ) {
        (Some(access_key_id), Some(secret_access_key)) => Ok(CredentialSource::Keys(AccessKeys {
            access_key_id,
            secret_access_key,
            session_token: profile.get("aws_session_token"),
        })),
        _ if FETCHED.iter().any(|key| profile.get(key).is_some()) => {
            exported(named).map(CredentialSource::Keys)
        }
        _ if has_identity || is_container || is_on_ec2()? => around(),
        _ => Err(Failure::usage(
            "There are no credentials for the store. Set AWS_ACCESS_KEY_ID and \
            AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run `aws configure`."
                .to_owned(),
        )),
    }
}

fn keys_of_environment() -> Result<Option<AccessKeys>, Failure> {
    let (key, secret) = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    let half = |there: &str, missing: &str| {
        Failure::usage(format!(
            "{there} is set and {missing} is not set. Set both, or neither."
        ))
    };
    match (set(key), set(secret)) {
        (None, None) => Ok(None),
        (Some(_), None) => Err(half(key, secret)),
        (None, Some(_)) => Err(half(secret, key)),
        (Some(access_key_id), Some(secret_access_key)) => Ok(Some(AccessKeys {
            access_key_id,
            secret_access_key,
            session_token: set("AWS_SESSION_TOKEN"),
        })),
    }
}

/// The web identity of the environment.
fn identity(profile: &SharedProfile) -> Result<Option<WebIdentity>, Failure> {
    let Some(token_file) = set("AWS_WEB_IDENTITY_TOKEN_FILE") else {
        return Ok(None);
    };
    let Some(role) = set("AWS_ROLE_ARN") else {
        return Err(Failure::usage(
            "AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not. Set AWS_ROLE_ARN to the \
            role that the token is for."
                .to_owned(),
        ));
    };
    if disk::settings(Path::new(&token_file))?.is_none() {
        return Err(Failure::usage(format!(
            "AWS_WEB_IDENTITY_TOKEN_FILE names {}, and there is no such file. Write the token \
            there, or unset it.",
            text::visible(&token_file)
        )));
    }
    let endpoint = profile.endpoint("sts");
    if let Some((url, name)) = &endpoint {
        let wrong = |why: &dyn fmt::Display| {
            Err(Failure::usage(format!(
                "{name} is `{}`, {why}. Give one such as https://sts.example.com.",
                text::visible(url)
            )))
        };
        match wire::reach(url) {
            Some(Reach::Encrypted | Reach::Loopback) => {}
            Some(Reach::Plain) => {
                return wrong(&"where others could read the token of AWS_WEB_IDENTITY_TOKEN_FILE");
            }
            None => return wrong(&"which is no web address"),
        }
    }
    Ok(Some(WebIdentity {
        token_file,
        role,
        session: set("AWS_ROLE_SESSION_NAME"),
        endpoint: endpoint.map(|(url, _)| url),
    }))
}

/// Whether a container has an address of credentials and no file with the token for it: the client
/// library would pass over the address and ask the machine.
fn is_of_container_alone() -> bool {
    let [relative, full] = OF_CONTAINERS;
    set(full).is_some()
        && set(relative).is_none()
        && set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE").is_none()
}

/// What the AWS command line makes of a profile: single sign-on, roles, processes.
fn exported(named: Option<&str>) -> Result<AccessKeys, Failure> {
    let mut command = Command::new("aws");
    command.args(["configure", "export-credentials", "--format", "process"]);
    if let Some(name) = named {
        command.args(["--profile", name]);
    }
    let failed = |reason: &str| {
        Failure::usage(format!(
            "The credentials of the profile cannot be had by `aws configure export-credentials`: \
            {reason}. Run `aws sso login`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        ))
    };
    let done = command
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| failed(&error.to_string()))?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        // Version 1 prints a page of what it knows.
        if said.contains("Invalid choice") {
            return Err(failed(
                "this `aws` does not know it, which version 2 of the AWS command line does",
            ));
        }
        let last = said.lines().rev().find(|line| !line.trim().is_empty());
        let last = text::visible(last.unwrap_or("it failed").trim()).into_owned();
        return Err(failed(last.trim_end_matches('.')));
    }
    // What could not be read may hold a secret, so it is not said.
    serde_json::from_slice(&done.stdout).map_err(|_| failed("what it prints holds no keys"))
}

/// Whether this is a machine of EC2, which may have a role.
fn is_on_ec2() -> Result<bool, Failure> {
    let vendor = PathBuf::from("/sys/devices/virtual/dmi/id/sys_vendor");
    let vendor = disk::settings(&vendor)?.unwrap_or_default();
    Ok(String::from_utf8_lossy(&vendor).trim() == "Amazon EC2")
}
