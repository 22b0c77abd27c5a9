//! The network behind the client library: requests in, answers out that the library may be given.
//! A redirect is never followed, since credentials would go along; a list that is none or never
//! ends, and a deletion of which the library would not make sense, are errors. Knows no objects.

use std::collections::BTreeSet;
use std::fmt;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpService,
};
use object_store::{ClientConfigKey, ClientOptions, Error};
pub(crate) use reqwest::Certificate as Trusted;
use reqwest::header::{HeaderMap, HeaderValue, IF_MATCH, IF_NONE_MATCH, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, StatusCode, Url};

/// How many answers of a list in a row may bring no object.
const EMPTY: usize = 100;

/// On which condition an object is put.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Always,
    IfAbsent,
    /// If it still is what has this tag.
    IfSame(Option<String>),
}

/// Who may read what goes to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Whoever has its certificate.
    Encrypted,
    /// Plain HTTP that does not leave the machine.
    Loopback,
    /// Everybody on the way.
    Plain,
}

/// The reach of a web address; `None` where it is none.
pub(crate) fn reach(url: &str) -> Option<Reach> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let is_loopback = match bare.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    };
    match url.scheme() {
        "https" => Some(Reach::Encrypted),
        "http" if is_loopback => Some(Reach::Loopback),
        "http" => Some(Reach::Plain),
        _ => None,
    }
}

/// Whether a web address holds a name or a password.
pub(crate) fn has_login(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| !url.username().is_empty() || url.password().is_some())
}

/// The certificates of a file in PEM; `None` where it holds none.
pub(crate) fn certificates(pem: &[u8]) -> Option<Vec<Trusted>> {
    let all = Trusted::from_pem_bundle(pem).ok()?;
    (!all.is_empty()).then_some(all)
}

/// Makes clients that are guarded.
#[derive(Debug)]
pub(crate) struct Guard {
    /// How long connecting may take.
    pub connect: Duration,
    /// How long one try of a request may take.
    pub request: Duration,
    /// Who is trusted in place of those whom the machine trusts.
    pub trusted: Option<Vec<Trusted>>,
}

impl HttpConnector for Guard {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let is_plain = options.get_config_value(&ClientConfigKey::AllowHttp);
        let mut client = Client::builder();
        if let Some(trusted) = &self.trusted {
            client = client.tls_certs_only(trusted.clone());
        }
        let client = client
            .redirect(Policy::none())
            .user_agent(concat!("notesite/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(self.connect)
            .timeout(self.request)
            .http1_only()
            .build()
            .map_err(|error| Error::Generic {
                store: "S3",
                source: Box::new(error),
            })?;
        Ok(HttpClient::new(GuardedClient {
            client,
            is_plain: is_plain.as_deref() == Some("true"),
            listed: Mutex::default(),
        }))
    }
}

#[derive(Debug)]
struct GuardedClient {
    client: Client,
    /// Whether plain HTTP may leave the machine.
    is_plain: bool,
    listed: Mutex<ListedParts>,
}

/// How far a list is.
#[derive(Debug, Default)]
struct ListedParts {
    tokens: BTreeSet<String>,
    empty: usize,
}

/// What the library may not be given.
#[derive(Debug)]
struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

/// What the library awaits.
type GuardedAnswer<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'a>>;

impl HttpService for GuardedClient {
    fn call<'a, 'b>(&'a self, request: HttpRequest) -> GuardedAnswer<'b>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(async move {
            let answered = self.answered(request).await?;
            answered.map_err(|said| HttpError::new(HttpErrorKind::Unknown, Refused(said)))
        })
    }
}

impl GuardedClient {
    /// The answer, or why there is none that may be handed on.
    async fn answered(
        &self,
        mut request: HttpRequest,
    ) -> Result<Result<HttpResponse, String>, HttpError> {
        // The library tries a put with a condition of its own only once.
        let condition = match request.extensions().get::<Condition>() {
            Some(Condition::IfAbsent) => Some((IF_NONE_MATCH, HeaderValue::from_static("*"))),
            Some(Condition::IfSame(Some(tag))) => match HeaderValue::from_str(tag) {
                Ok(tag) => Some((IF_MATCH, tag)),
                Err(_) => return Ok(Err(format!("{tag:?} is no tag of an object"))),
            },
            _ => None,
        };
        if let Some((name, value)) = condition {
            request.headers_mut().insert(name, value);
        }
        let query = request.uri().query().unwrap_or_default().to_owned();
        let asks = |name: &str| {
            query
                .split('&')
                .any(|part| part.split('=').next() == Some(name))
        };
        let is_list = request.method() == Method::GET && asks("list-type");
        let is_put = request.method() == Method::PUT;
        let is_deletion = request.method() == Method::POST && asks("delete");
        // The library takes an address for granted that its parts make up.
        let may_be_sent = match reach(&request.uri().to_string()) {
            Some(Reach::Encrypted | Reach::Loopback) => true,
            Some(Reach::Plain) => self.is_plain,
            None => false,
        };
        if !may_be_sent {
            // A query may hold a token.
            let host = request.uri().authority().map_or("", |host| host.as_str());
            return Ok(Err(format!("{host:?} is no address that may be asked")));
        }
        let answer = HttpService::call(&self.client, request).await?;
        let status = answer.status();
        if status.is_redirection() && status != StatusCode::NOT_MODIFIED {
            return Ok(Err(redirected(status, answer.headers())));
        }
        // What was put is not there for certain before the answer has arrived to its end.
        if status != StatusCode::OK || !(is_list || is_deletion || is_put) {
            return Ok(Ok(answer));
        }
        let (parts, body) = answer.into_parts();
        let bytes = body.bytes().await?;
        let text = String::from_utf8_lossy(&bytes);
        let checked = if is_put {
            stored(&text)
        } else if is_list {
            self.listed(&text, asks("continuation-token"))
        } else {
            deleted(&text)
        };
        Ok(checked.map(|()| HttpResponse::from_parts(parts, bytes.clone().into())))
    }

    /// Whether this goes on with a list.
    fn listed(&self, text: &str, goes_on: bool) -> Result<(), String> {
        let mut listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        if !goes_on {
            *listed = ListedParts::default();
        }
        is_whole(text, "ListBucketResult", "list of objects")?;
        let token = value(text, "NextContinuationToken").unwrap_or_default();
        let is_truncated = value(text, "IsTruncated").is_some_and(|word| word == "true");
        if is_truncated && token.is_empty() {
            return Err("a part of the ListBucketResult does not say how to go on".to_owned());
        }
        let has_objects = value(text, "Key").is_some();
        listed.empty = if has_objects { 0 } else { listed.empty + 1 };
        let is_new = token.is_empty() || listed.tokens.insert(token.to_owned());
        if !is_new || listed.empty > EMPTY {
            return Err("the ListBucketResult never ends, its parts come again".to_owned());
        }
        Ok(())
    }
}

/// Where a redirect would lead, as far as it tells what to set.
fn redirected(status: StatusCode, headers: &HeaderMap) -> String {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_region = |name: &&str| {
        (1..40).contains(&name.len())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if let Some(region) = header("x-amz-bucket-region").filter(is_region) {
        return format!("PermanentRedirect, the bucket is in AWS_REGION={region}");
    }
    let place = header(LOCATION.as_str()).and_then(|place| Url::parse(place).ok());
    let place = place.map(|place| place.origin().ascii_serialization());
    format!(
        "it redirects to {} ({})",
        place.as_deref().unwrap_or("another path"),
        status.as_u16()
    )
}

/// Whether what was put was stored: some stores say what failed behind a status of success.
fn stored(text: &str) -> Result<(), String> {
    let is_error = tags(text).find(|tag| !tag.starts_with(['?', '!'])) == Some("Error");
    if !is_error {
        return Ok(());
    }
    let said = |name: &str| value(text, name).unwrap_or_default();
    Err(format!("{}, {}", said("Code"), said("Message")))
}

/// Whether the library may read what became of a deletion: it knows the keys that it asked for.
fn deleted(text: &str) -> Result<(), String> {
    // The library asks again.
    if text.contains("InternalError") || text.contains("SlowDown") {
        return Ok(());
    }
    is_whole(text, "DeleteResult", "word of what was deleted")?;
    if !tags(text).any(|name| name == "Error") {
        return Ok(());
    }
    let said = |name: &str| value(text, name).unwrap_or_default();
    let failed = text.split_once("Error").map_or("", |(_, rest)| rest);
    let key = value(failed, "Key").unwrap_or_default();
    Err(format!("{}, {} ({key})", said("Code"), said("Message")))
}

/// Whether a text is an element of this name to its end.
fn is_whole(text: &str, name: &str, what: &str) -> Result<(), String> {
    let root = tags(text)
        .find(|tag| !tag.starts_with(['?', '!']))
        .unwrap_or_default();
    let bare = text.trim_start_matches('\u{feff}').trim();
    let is_whole = bare.starts_with('<')
        && (bare.ends_with(&format!("{name}>")) || bare.ends_with("/>"))
        && !bare.starts_with("<!D");
    if root == name && is_whole {
        return Ok(());
    }
    let root: String = root
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(40)
        .collect();
    let found = match root.as_str() {
        "" => "no XML".to_owned(),
        root if root == name => "a part of one".to_owned(),
        root => format!("<{root}>"),
    };
    Err(format!("the answer is no {what} ({name}), but {found}"))
}

/// The names of the tags that begin an element, without their prefixes.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|rest| {
        let name = rest
            .split(|char: char| char.is_whitespace() || matches!(char, '/' | '>'))
            .next()?;
        let name = name.rsplit(':').next().unwrap_or(name);
        (!name.is_empty()).then_some(name)
    })
}

/// The text of the first element of this name.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.split('<').skip(1).find_map(|rest| {
        let (tag, value) = rest.split_once('>')?;
        let tag = tag.split(char::is_whitespace).next().unwrap_or(tag);
        (tag.rsplit(':').next() == Some(name)).then_some(value.trim())
    })
}
