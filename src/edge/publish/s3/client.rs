//! The client library, set up: what was typed and what is known of the store in, a client out. Asks
//! nothing of the store.

use std::env;
use std::path::Path;
use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::{BackoffConfig, ClientOptions, Error, RetryConfig};

use super::credentials::{self, CredentialSource, StoreSettings, WebIdentity};
use super::hidden::KnownSecrets;
use super::wire::{self, Guard, Reach};
use crate::edge::disk;
use crate::failure::Failure;
use crate::text;

/// A client, and the role that it has to assume first.
pub(crate) struct StoreClient {
    pub client: AmazonS3,
    pub identity: Option<WebIdentity>,
    /// What of the credentials nobody is to read.
    pub secrets: KnownSecrets,
}

/// Makes the client of a bucket. One try of a request takes `request` at most, as all tries do.
///
/// # Errors
/// 2 for an address that is none and certificates that are not there.
pub(crate) fn open(
    bucket: &str,
    typed: Option<&str>,
    settings: StoreSettings,
    request: Duration,
) -> Result<StoreClient, Failure> {
    // One that was installed before is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let typed = typed.map(|url| (url.to_owned(), "`--endpoint-url`".to_owned()));
    let (endpoint, name) = typed.or(settings.endpoint).unzip();
    let reach = endpoint.as_deref().map(|url| (url, wire::reach(url)));
    if let Some((url, None)) = reach {
        return Err(Failure::usage(format!(
            "{} is `{}`, which is no web address. Give one such as https://s3.example.com.",
            name.as_deref().unwrap_or_default(),
            text::visible(&text::address_without_credentials(url))
        )));
    }
    if let Some(name) = name.filter(|_| endpoint.as_deref().is_some_and(wire::has_login)) {
        return Err(Failure::usage(format!(
            "{name} holds a name or a password before `@`, which no store is asked with. Write the \
            address alone; the credentials are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a \
            profile."
        )));
    }
    let region = settings.region.as_deref().unwrap_or("us-east-1");
    refuse_region(region, endpoint.is_some())?;
    if endpoint.is_none() {
        refuse_bucket(bucket)?;
    }
    if let CredentialSource::Keys(keys) = &settings.source {
        let token = keys.session_token.as_deref().unwrap_or_default();
        for (what, value) in [
            ("access key", keys.access_key_id.as_str()),
            ("secret key", &keys.secret_access_key),
            ("session token", token),
        ] {
            if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(Failure::usage(format!(
                    "The {what} of the credentials holds a blank or a letter that none has. Copy \
                    it anew, without quotation marks around it."
                )));
            }
        }
    }
    let is_plain = matches!(reach, Some((_, Some(Reach::Plain | Reach::Loopback))));
    let mut builder = of_environment()
        .with_bucket_name(bucket)
        .with_region(region)
        .with_retry(RetryConfig {
            backoff: BackoffConfig {
                init_backoff: Duration::from_millis(100),
                max_backoff: Duration::from_secs(5),
                base: 2.0,
            },
            max_retries: 6,
            retry_timeout: request,
        })
        .with_client_options(ClientOptions::new().with_allow_http(is_plain))
        .with_http_connector(Guard {
            connect: request.min(Duration::from_secs(10)),
            request,
            trusted: settings.trusted.as_deref().map(trusted).transpose()?,
        });
    if let Some(url) = &endpoint {
        builder = builder.with_endpoint(url.trim_end_matches('/'));
    }
    let mut identity = None;
    let mut secrets = KnownSecrets::of_environment();
    secrets.add(&credentials::token_of_container());
    match settings.source {
        CredentialSource::Keys(keys) => {
            secrets.add(&keys.secret_access_key);
            secrets.add(keys.session_token.as_deref().unwrap_or_default());
            builder = builder
                .with_access_key_id(keys.access_key_id)
                .with_secret_access_key(keys.secret_access_key);
            if let Some(token) = keys.session_token {
                builder = builder.with_token(token);
            }
        }
        CredentialSource::Identity(found) => {
            let values = [
                (
                    AmazonS3ConfigKey::WebIdentityTokenFile,
                    Some(&found.token_file),
                ),
                (AmazonS3ConfigKey::RoleArn, Some(&found.role)),
                (AmazonS3ConfigKey::RoleSessionName, found.session.as_ref()),
                (AmazonS3ConfigKey::StsEndpoint, found.endpoint.as_ref()),
            ];
            for (key, value) in values {
                if let Some(value) = value {
                    builder = builder.with_config(key, value);
                }
            }
            identity = Some(found);
        }
        CredentialSource::Surroundings => {}
    }
    let client = builder.build().map_err(|error| {
        let said = secrets.hide(&said(&error));
        Failure::usage(format!("The store cannot be asked: {said}."))
    })?;
    Ok(StoreClient {
        client,
        identity,
        secrets,
    })
}

/// Refuses what can be no region: elsewhere any word may be one, AWS's look like `ap-northeast-2`.
fn refuse_region(region: &str, has_endpoint: bool) -> Result<(), Failure> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let parts: Vec<&str> = region.split('-').collect();
    let is_lower = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase());
    let of_aws = parts.split_last().is_some_and(|(number, names)| {
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        is_number && names.len() > 1 && names.iter().all(is_lower)
    });
    if !region.is_empty() && region.chars().all(is_word) && (has_endpoint || of_aws) {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "`{}` is no region of AWS. Set AWS_REGION (or `region` of the profile) to the one of the \
        bucket, such as ap-northeast-2; for another store give its address with \
        `--endpoint-url`.",
        text::visible(region)
    )))
}

/// Refuses what AWS lets nobody call a bucket.
fn refuse_bucket(bucket: &str) -> Result<(), Failure> {
    let is_letter =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    if bucket.chars().all(is_letter) {
        return Ok(());
    }
    Err(Failure::usage(format!(
        "`{}` is the name of no bucket: those have small letters, digits, dots and dashes. Correct \
        `s3://…`.",
        text::visible(bucket)
    )))
}

/// What the library reads from the environment, but for what is found by our own rules: where is
/// asked, and as whom.
fn of_environment() -> AmazonS3Builder {
    use AmazonS3ConfigKey as Key;
    let all = env::vars_os();
    let all = all.filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
    let all = all.filter_map(|(name, value)| Some((name, value.into_string().ok()?)));
    let all = all.filter(|(name, value)| name.starts_with("AWS_") && !value.is_empty());
    all.fold(AmazonS3Builder::new(), |builder, (name, value)| match name
        .to_ascii_lowercase()
        .parse()
    {
        Err(_)
        | Ok(
            Key::AccessKeyId
            | Key::SecretAccessKey
            | Key::Token
            | Key::Region
            | Key::DefaultRegion
            | Key::Bucket
            | Key::Endpoint
            | Key::S3Endpoint
            | Key::StsEndpoint
            | Key::WebIdentityTokenFile
            | Key::RoleArn
            | Key::RoleSessionName,
        ) => builder,
        Ok(key) => builder.with_config(key, value),
    })
}

/// The certificates of a file, which must be there.
fn trusted(path: &Path) -> Result<Vec<wire::Trusted>, Failure> {
    let shown = text::visible(&path.to_string_lossy()).into_owned();
    let wrong = |why: &str| {
        Failure::usage(format!(
            "AWS_CA_BUNDLE (`ca_bundle`) names {shown}, {why}. Name a file of certificates in PEM."
        ))
    };
    let bytes = disk::settings(path)?;
    let bytes = bytes.ok_or_else(|| wrong("and there is no such file"))?;
    let all = wire::certificates(&bytes);
    all.ok_or_else(|| wrong("which holds no certificate"))
}

/// An error and what lies below it.
pub(crate) fn chain<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |error| error.source())
}

/// What the store says: code and message of its answer, else the innermost reason. It may repeat
/// secrets: [`super::store::Store`] alone tells it to people.
pub(crate) fn said(error: &Error) -> String {
    let all: Vec<String> = chain(error).map(ToString::to_string).collect();
    let tag = |name: &str| {
        all.iter().find_map(|text| {
            let (_, rest) = text.split_once(&format!("<{name}>"))?;
            rest.split_once("</").map(|(value, _)| value.to_owned())
        })
    };
    let said = match (tag("Code"), tag("Message")) {
        (Some(code), Some(message)) => format!("{code}, {message}"),
        (Some(code), None) => code,
        _ => all.last().cloned().unwrap_or_default(),
    };
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    said.trim_end_matches('.').to_owned()
}
