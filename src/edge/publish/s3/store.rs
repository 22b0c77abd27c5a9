//! The client of the store: a bucket and settings in; objects put, read, listed and deleted, or
//! failures with what to do, out. No request is sent or waited for beyond the lease. Knows nothing
//! of sites.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _, stream};
use object_store::aws::AmazonS3;
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, Error, GetOptions, ObjectStore as _, ObjectStoreExt as _, PutMode,
    PutMultipartOptions, PutOptions, PutPayload, UpdateVersion,
};

use super::address::Bucket;
use super::client::{StoreClient, chain, said};
use super::credentials::WebIdentity;
use super::hidden::KnownSecrets;
use super::wanted::Served;
use super::wire::Condition;
use crate::failure::Failure;

/// The metadata by which an object is known that notesite put.
const MARK: Attribute = Attribute::Metadata(Cow::Borrowed("notesite"));

/// How many letters of what a store says are told.
const MOST_SAID: usize = 300;

/// How many keys one request deletes, and one answer lists.
pub(crate) const AT_ONCE: usize = 1000;

/// How long a lease lasts, and what is derived from it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    pub lease: Duration,
}

impl Times {
    /// How long one try of a request may take, and how long it is tried again.
    pub(crate) fn request(self) -> Duration {
        self.lease / 5
    }

    /// A lease that lasts no longer is renewed.
    pub(crate) fn half(self) -> Duration {
        self.lease * 7 / 10
    }

    /// How long before its end nothing is begun under a lease.
    pub(crate) fn margin(self) -> Duration {
        self.lease * 2 / 5
    }
}

/// An object that was read.
pub(crate) struct StoredObject {
    pub bytes: Vec<u8>,
    pub tag: Option<String>,
    /// By the store's clock, in seconds since 1970.
    pub modified: i64,
    /// Whether it says that notesite put it.
    pub is_marked: bool,
}

/// An object that was found, without its bytes.
pub(crate) struct FoundObject {
    pub tag: Option<String>,
    /// What notesite said of it when it put it.
    pub mark: Option<String>,
}

/// An object as a list tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedObject {
    /// In bytes.
    pub size: u64,
    pub tag: Option<String>,
}

/// The objects of a list, by their paths below the prefix.
pub(crate) type ListedObjects = BTreeMap<String, ListedObject>;

/// What came of a conditional request.
pub(crate) enum Answered {
    /// It was done; the object's tag.
    Done(Option<String>),
    /// The condition does not hold.
    Refused,
}

/// A bucket of a store, below a prefix.
pub(crate) struct Store {
    client: AmazonS3,
    identity: Option<WebIdentity>,
    secrets: KnownSecrets,
    pub bucket: Bucket,
    pub times: Times,
    /// Until when the lease lasts: by the clock that never jumps, and by the one that goes on while
    /// the machine sleeps.
    until: Mutex<Option<(Instant, SystemTime)>>,
}

impl Store {
    /// A bucket behind a client. Asks nothing of it.
    pub(crate) fn new(client: StoreClient, bucket: Bucket, times: Times) -> Self {
        Self {
            client: client.client,
            identity: client.identity,
            secrets: client.secrets,
            bucket,
            times,
            until: Mutex::new(None),
        }
    }

    /// Takes the role of a web identity, if there is one, so that what stands against it is told as
    /// that.
    ///
    /// # Errors
    /// 4 where STS refuses it or does not answer.
    pub(crate) async fn assume_role(&self) -> Result<(), Failure> {
        if self.identity.is_none() {
            return Ok(());
        }
        let assumed = self.client.credentials().get_credential();
        let assumed = self.bounded(assumed).await?;
        assumed.map(drop).map_err(|error| {
            let said = self.told(&error);
            Failure::remote(format!(
                "The role of AWS_ROLE_ARN cannot be assumed: {said}. {}",
                advice_on_role(&said)
            ))
        })
    }

    /// From now on everything ends with a lease that was taken at this moment; `None` is no lease.
    pub(crate) fn bind(&self, taken: Option<(Instant, SystemTime)>) {
        let end =
            taken.map(|(instant, time)| (instant + self.times.lease, time + self.times.lease));
        *self.until.lock().unwrap_or_else(PoisonError::into_inner) = end;
    }

    /// How long the lease lasts still; `None` without a lease.
    pub(crate) fn left(&self) -> Option<Duration> {
        let until = *self.until.lock().unwrap_or_else(PoisonError::into_inner);
        until.map(|(instant, time)| {
            let awake = instant.saturating_duration_since(Instant::now());
            // A clock that was set back is no reason to go on.
            let asleep = time
                .duration_since(SystemTime::now())
                .unwrap_or(Duration::ZERO);
            awake.min(asleep)
        })
    }

    /// Carries out a request that ends before the lease does. What breaks the library is an error.
    async fn bounded<T>(
        &self,
        request: impl Future<Output = Result<T, Error>>,
    ) -> Result<Result<T, Error>, Failure> {
        let request = AssertUnwindSafe(request).catch_unwind();
        let request = request.map(|done| {
            done.unwrap_or_else(|_| {
                Err(Error::Generic {
                    store: "S3",
                    source: "the store's answer is one that nobody can read".into(),
                })
            })
        });
        let Some(left) = self.left() else {
            return Ok(request.await);
        };
        let over = || {
            Failure::remote(format!(
                "The store answers too slowly, so this publish gave up before another may begin. \
                Publish to {} again: it goes on where it was.",
                self.bucket.shown()
            ))
        };
        if left < self.times.margin() {
            return Err(over());
        }
        tokio::time::timeout(left, request)
            .await
            .map_err(|_| over())
    }

    fn key(&self, path: &str) -> Result<Path, Failure> {
        let key = format!("{}{path}", self.bucket.prefix);
        Path::parse(&key).map_err(|error| {
            Failure::usage(format!(
                "The store cannot hold an object called \"{key}\": {error}. Rename it."
            ))
        })
    }

    /// Reads an object; `None` where there is none.
    pub(crate) async fn get(&self, path: &str) -> Result<Option<StoredObject>, Failure> {
        let key = self.key(path)?;
        let read = async {
            let got = self.client.get(&key).await?;
            let (tag, modified) = (got.meta.e_tag.clone(), got.meta.last_modified.timestamp());
            let is_marked = got.attributes.get(&MARK).is_some();
            let bytes = got.bytes().await?.into();
            Ok(StoredObject {
                bytes,
                tag,
                modified,
                is_marked,
            })
        };
        match self.bounded(read).await? {
            Ok(object) => Ok(Some(object)),
            Err(Error::NotFound { source, .. }) if !source_says(&*source, "NoSuchBucket") => {
                Ok(None)
            }
            Err(error) => Err(self.failed(path, "read", &error)),
        }
    }

    /// What lies at a path; `None` where nothing does.
    pub(crate) async fn find(&self, path: &str) -> Result<Option<FoundObject>, Failure> {
        let key = self.key(path)?;
        let options = GetOptions {
            head: true,
            ..GetOptions::default()
        };
        match self.bounded(self.client.get_opts(&key, options)).await? {
            Ok(found) => Ok(Some(FoundObject {
                tag: found.meta.e_tag.clone(),
                mark: found.attributes.get(&MARK).map(|mark| mark.to_string()),
            })),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.failed(path, "read", &error)),
        }
    }

    /// Puts an object of a few bytes on a condition.
    pub(crate) async fn put_if(
        &self,
        path: &str,
        payload: PutPayload,
        condition: Condition,
    ) -> Result<Answered, Failure> {
        let key = self.key(path)?;
        let mode = match condition {
            Condition::Always => PutMode::Overwrite,
            Condition::IfAbsent => PutMode::Create,
            Condition::IfSame(e_tag) => PutMode::Update(UpdateVersion {
                e_tag,
                version: None,
            }),
        };
        let mut begins = payload.iter();
        let media = if begins.any(|bytes| bytes.starts_with(&[0x1f, 0x8b])) {
            "application/gzip"
        } else {
            "application/json"
        };
        let attributes = attributes(media.into(), "no-store", false, "notesite");
        let options = PutOptions {
            mode,
            attributes,
            ..PutOptions::default()
        };
        let put = self.client.put_opts(&key, payload, options);
        match self.bounded(put).await? {
            Ok(done) => Ok(Answered::Done(done.e_tag)),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => Ok(Answered::Refused),
            Err(error) if said(&error).contains("ConditionalRequestConflict") => {
                Ok(Answered::Refused)
            }
            Err(error) => Err(self.failed(path, "put", &error)),
        }
    }

    /// Puts an object of the site, with how it is served and its mark.
    pub(crate) async fn put(
        &self,
        path: &str,
        payload: PutPayload,
        (served, mark): (&Served, &str),
        condition: &Condition,
    ) -> Result<Answered, Failure> {
        let key = self.key(path)?;
        let mut options = PutOptions {
            attributes: attributes(
                served.content_type(),
                served.cache,
                served.is_compressed,
                mark,
            ),
            ..PutOptions::default()
        };
        options.extensions.insert(condition.clone());
        let put = self.client.put_opts(&key, payload, options);
        let is_refusal = |error: &Error| match error {
            Error::AlreadyExists { .. } | Error::Precondition { .. } => true,
            Error::NotFound { source, .. } => !source_says(&**source, "NoSuchBucket"),
            error => said(error).contains("ConditionalRequestConflict"),
        };
        match self.bounded(put).await? {
            Ok(done) => Ok(Answered::Done(done.e_tag)),
            Err(error) if !matches!(condition, Condition::Always) && is_refusal(&error) => {
                Ok(Answered::Refused)
            }
            Err(error) => Err(self.failed(path, "put", &error)),
        }
    }

    /// Puts an object that is too large for one request, part by part.
    pub(crate) async fn put_parts(
        &self,
        path: &str,
        parts: &mut dyn Iterator<Item = Result<Vec<u8>, Failure>>,
        (served, mark): (&Served, &str),
        sent: &dyn Fn(u64),
    ) -> Result<Option<String>, Failure> {
        let key = self.key(path)?;
        let options = PutMultipartOptions {
            attributes: attributes(served.content_type(), served.cache, false, mark),
            ..PutMultipartOptions::default()
        };
        let failed = |error: Error| self.failed(path, "put", &error);
        let begun = self.client.put_multipart_opts(&key, options);
        let mut upload = self.bounded(begun).await?.map_err(failed)?;
        for part in parts {
            let put = match part {
                Ok(bytes) => {
                    let length = bytes.len() as u64;
                    let put = self.bounded(upload.put_part(PutPayload::from(bytes))).await;
                    put.and_then(|put| put.map_err(failed))
                        .map(|()| sent(length))
                }
                Err(failure) => Err(failure),
            };
            if let Err(failure) = put {
                // What cannot be taken back costs a little until the bucket's rules remove it.
                let _ = self.bounded(upload.abort()).await;
                return Err(failure);
            }
        }
        let done = self.bounded(upload.complete()).await?;
        done.map(|done| done.e_tag).map_err(failed)
    }

    /// Deletes objects, as many as one request takes; those that are not there are no error.
    pub(crate) async fn delete(&self, paths: &[impl AsRef<str>]) -> Result<(), Failure> {
        let keys: Vec<Path> = paths
            .iter()
            .map(|path| self.key(path.as_ref()))
            .collect::<Result<_, Failure>>()?;
        let keys = stream::iter(keys.into_iter().map(Ok)).boxed();
        let deleted = self.client.delete_stream(keys);
        let gone = deleted.try_for_each(|_| async { Ok(()) });
        match self.bounded(gone).await? {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => {
                let first = paths.first().map_or("", AsRef::as_ref);
                Err(self.failed(first, "deleted", &error))
            }
        }
    }

    /// The first keys below the prefix, without it.
    pub(crate) async fn list(&self) -> Result<Vec<String>, Failure> {
        let prefix = self.prefix()?;
        let all = self.client.list(Some(&prefix)).take(AT_ONCE);
        let listed = all.try_collect::<Vec<_>>();
        let listed = self.bounded(listed).await?;
        let listed = listed.map_err(|error| self.failed("", "listed", &error))?;
        let names = listed.iter().map(|object| object.location.as_ref());
        Ok(names
            .filter_map(|key| key.strip_prefix(self.bucket.prefix.as_str()))
            .map(str::to_owned)
            .collect())
    }

    /// What people are told of an error: what the store says, without any secret.
    fn told(&self, error: &Error) -> String {
        let said = self.secrets.hide(&said(error));
        let mut passing = KnownSecrets::default();
        if let Some(identity) = &self.identity {
            passing.add(&identity.token());
        }
        // What a role, a container or a machine was given, which is remembered where it was used.
        let given = self.client.credentials().get_credential().now_or_never();
        if let Some(Ok(given)) = given {
            passing.add(&given.secret_key);
            passing.add(given.token.as_deref().unwrap_or_default());
        }
        let said: String = passing.hide(&said).chars().take(MOST_SAID).collect();
        said.trim_end_matches('.').to_owned()
    }

    /// Every object below the prefix, by its path.
    pub(crate) async fn list_all(&self) -> Result<ListedObjects, Failure> {
        let prefix = self.prefix()?;
        let listed = self.client.list(Some(&prefix));
        let listed = listed.try_fold(ListedObjects::new(), |mut all, object| async move {
            let key = object.location.as_ref();
            if let Some(path) = key.strip_prefix(self.bucket.prefix.as_str()) {
                let (size, tag) = (object.size, object.e_tag);
                all.insert(path.to_owned(), ListedObject { size, tag });
            }
            Ok(all)
        });
        let listed = self.bounded(listed).await?;
        listed.map_err(|error| self.failed("", "listed", &error))
    }

    fn prefix(&self) -> Result<Path, Failure> {
        let prefix = self.bucket.prefix.trim_end_matches('/');
        Path::parse(prefix).map_err(|error| Failure::usage(error.to_string()))
    }

    fn failed(&self, path: &str, verb: &str, error: &Error) -> Failure {
        let said = self.told(error);
        Failure::remote(format!(
            "{}{path} cannot be {verb}: {said}. {}",
            self.bucket.shown(),
            advice(&said)
        ))
    }
}

fn attributes(
    media: Cow<'static, str>,
    cache: &'static str,
    is_compressed: bool,
    mark: &str,
) -> Attributes {
    let mut attributes = Attributes::new();
    attributes.insert(MARK, mark.to_owned().into());
    attributes.insert(Attribute::ContentType, media.into_owned().into());
    attributes.insert(Attribute::CacheControl, cache.into());
    if is_compressed {
        attributes.insert(Attribute::ContentEncoding, "gzip".into());
    }
    attributes
}

fn source_says(source: &(dyn std::error::Error + 'static), word: &str) -> bool {
    chain(source).any(|error| error.to_string().contains(word))
}

/// What to do where a role is refused.
fn advice_on_role(said: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&["ExpiredToken"]) {
        "Fetch a new token."
    } else if has(&["AccessDenied", "InvalidIdentityToken", "IDPRejectedClaim"]) {
        "The trust of the role names whose token it takes: compare it with `trust.json`, which \
        `notesite init --s3` writes."
    } else if has(&["certificate"]) {
        TRUST
    } else {
        "Look whether AWS_ROLE_ARN, AWS_REGION and AWS_ENDPOINT_URL_STS are right, and publish \
        again."
    }
}

/// What to do where nobody trusts who answers.
const TRUST: &str = "Nobody whom this machine trusts signed the certificate. If it is your own, \
    name its file (PEM) in AWS_CA_BUNDLE.";

/// What to do about it.
fn advice(said: &str) -> &'static str {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&["it redirects to"]) {
        "No redirect is followed, since the credentials would go along: give the address itself \
        (`--endpoint-url`), or set AWS_REGION to the region of the bucket."
    } else if has(&["invalid peer certificate"]) {
        TRUST
    } else if has(&["NoSuchBucket"]) {
        "Make the bucket first, or correct its name."
    } else if has(&["RequestTimeTooSkewed"]) {
        "Set this machine's clock."
    } else if has(&[
        "InvalidAccessKeyId",
        "SignatureDoesNotMatch",
        "InvalidToken",
        "ExpiredToken",
    ]) {
        "Correct or renew the credentials (AWS_ACCESS_KEY_ID, AWS_PROFILE, `aws sso login`)."
    } else if has(&["AccessDenied", "403", "401", "Forbidden"]) {
        "The credentials need s3:ListBucket on the bucket, and s3:GetObject, s3:PutObject and \
        s3:DeleteObject on what is in it. If the bucket is somebody else's, correct its name."
    } else if has(&[
        "PermanentRedirect",
        "AuthorizationHeaderMalformed",
        "IllegalLocation",
    ]) {
        "Set AWS_REGION to the region of the bucket."
    } else if has(&["lookup address"]) {
        "No machine of that name answers: look whether AWS_REGION (or `--endpoint-url`) is right \
        and whether this machine is online, and publish again."
    } else if has(&[
        "Connection refused",
        "InvalidContentType",
        "No route to host",
    ]) {
        "Nothing there speaks S3: look whether the address (`--endpoint-url`) has the right port \
        and begins with http:// or https:// as the store wants it, and publish again."
    } else if has(&["path segment", "Path \"", "Path contained"]) {
        "Somebody put an object there under a name that cannot be listed (with `//`, `.` or `..` \
        in it, or a letter that is none): rename it, or publish below a prefix of its own."
    } else if has(&["ListBucketResult", "DeleteResult"]) {
        "Look whether `--endpoint-url` is a store that speaks S3 and whether anything on the way, \
        such as the login of a network, answers instead."
    } else {
        "Publish again: it goes on where it was."
    }
}

/// A store that the tasks of a run share.
pub(crate) type SharedStore = Arc<Store>;
