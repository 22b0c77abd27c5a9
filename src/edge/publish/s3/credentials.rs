//! Region, endpoint and credentials as the AWS command line finds them: the environment, then the
//! profile in `~/.aws/config` and `~/.aws/credentials`. What the client library does not read
//! itself; containers, web identity and machines of EC2 are its own. Secrets are never printed.
//! Source: "Configuration and credential file settings" of the AWS CLI's guide.

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::edge::disk;
use crate::failure::Failure;
use crate::text;

/// What is known before a store is asked.
#[derive(Default)]
pub(crate) struct StoreSettings {
    pub region: Option<String>,
    pub endpoint: Option<String>,
    /// `None` where the client library finds them itself.
    pub keys: Option<AccessKeys>,
}

/// A key with its secret.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct AccessKeys {
    pub access_key_id: String,
    pub secret_access_key: String,
    pub session_token: Option<String>,
}

/// Where the client library finds credentials by itself.
const OF_THE_LIBRARY: [&str; 4] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
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
    let profile = profile(named.as_deref())?;
    let of = |key: &str| profile.get(key).cloned();
    let mut settings = StoreSettings {
        region: set("AWS_REGION")
            .or_else(|| set("AWS_DEFAULT_REGION"))
            .or_else(|| of("region")),
        endpoint: set("AWS_ENDPOINT_URL_S3")
            .or_else(|| set("AWS_ENDPOINT_URL"))
            .or_else(|| of("endpoint_url")),
        keys: None,
    };
    if set("AWS_WEB_IDENTITY_TOKEN_FILE").is_some() && set("AWS_ROLE_ARN").is_none() {
        return Err(Failure::usage(
            "AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not. Set AWS_ROLE_ARN to the \
            role that the token is for."
                .to_owned(),
        ));
    }
    // A profile that was named goes before what the environment holds besides keys.
    let is_of_library = OF_THE_LIBRARY.iter().any(|name| set(name).is_some());
    if set("AWS_ACCESS_KEY_ID").is_some() || (is_of_library && named.is_none()) {
        if is_of_container_alone() {
            settings.keys = Some(exported(None)?);
        }
        return Ok(settings);
    }
    settings.keys = match (of("aws_access_key_id"), of("aws_secret_access_key")) {
        (Some(access_key_id), Some(secret_access_key)) => Some(AccessKeys {
            access_key_id,
            secret_access_key,
            session_token: of("aws_session_token"),
        }),
        _ if FETCHED.iter().any(|key| profile.contains_key(*key)) => {
            Some(exported(named.as_deref())?)
        }
        _ if is_of_library || is_on_ec2()? => None,
        _ => {
            return Err(Failure::usage(
                "There are no credentials for the store. Set AWS_ACCESS_KEY_ID and \
                AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run `aws configure`."
                    .to_owned(),
            ));
        }
    };
    Ok(settings)
}

/// Whether a container has an address of credentials and no file with the token for it: the client
/// library would pass over the address and ask the machine.
fn is_of_container_alone() -> bool {
    let others = [
        "AWS_ACCESS_KEY_ID",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    ];
    set("AWS_CONTAINER_CREDENTIALS_FULL_URI").is_some()
        && others.iter().all(|name| set(name).is_none())
}

fn set(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// The keys of a profile, those of the credentials file first.
fn profile(named: Option<&str>) -> Result<BTreeMap<String, String>, Failure> {
    let name = named.unwrap_or("default");
    let section = format!("profile {name}");
    let config_names = [section.as_str(), name];
    let config_names = if name == "default" {
        &config_names[..]
    } else {
        &config_names[..1]
    };
    let mut found = false;
    let mut keys = BTreeMap::new();
    for (variable, file, names) in [
        ("AWS_CONFIG_FILE", "config", config_names),
        ("AWS_SHARED_CREDENTIALS_FILE", "credentials", &[name][..]),
    ] {
        let home = set("HOME").or_else(|| set("USERPROFILE"));
        let beside = home.map(|home| PathBuf::from(home).join(".aws").join(file));
        let Some(path) = set(variable).map(PathBuf::from).or(beside) else {
            continue;
        };
        let text = disk::settings(&path)?.unwrap_or_default();
        for (section, values) in sections(&String::from_utf8_lossy(&text)) {
            if names.contains(&section.as_str()) {
                found = true;
                keys.extend(values);
            }
        }
    }
    match named {
        Some(name) if !found => Err(Failure::usage(format!(
            "There is no profile {name} in ~/.aws/config or ~/.aws/credentials. Correct \
            AWS_PROFILE, or run `aws configure --profile {name}`."
        ))),
        _ => Ok(keys),
    }
}

/// `[section]`, then `key = value`; lines that are moved in belong to the key above, which holds no
/// value of ours. A comment begins with `#` or `;`.
fn sections(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut out: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines() {
        let bare = line.trim();
        if let Some(name) = bare
            .strip_prefix('[')
            .and_then(|rest| rest.split(']').next())
        {
            let words: Vec<&str> = name.split_whitespace().collect();
            let name = words.join(" ").replace(['"', '\''], "");
            out.push((name, Vec::new()));
        } else if let (Some((key, value)), Some((_, values))) =
            (bare.split_once('='), out.last_mut())
            && !line.starts_with([' ', '\t', '#', ';'])
        {
            let value = value.split(" #").next().unwrap_or_default().trim();
            values.push((key.trim().to_lowercase(), value.to_owned()));
        }
    }
    out
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
