//! A store that speaks S3, on the loopback, which fails as it is told: one that runs in this
//! process, or the one that `NOTESITE_S3_BEHIND` names, behind the same faults.

pub mod elsewhere;
pub mod giver;
pub mod notes;
pub mod tls;

use std::collections::BTreeMap;
use std::fs;
use std::future::pending;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};

use elsewhere::Elsewhere;
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// How a request fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An answer of the store instead of what was asked: status and code.
    Answer(u16, &'static str),
    /// The connection ends before anything is done.
    Reset,
    /// It is done, and the connection ends before that is said.
    Unsaid,
    /// Nobody ever answers.
    Silence,
    /// It is done, and half of the answer is said.
    Truncated,
}

/// What is to happen to which request.
#[derive(Default)]
pub struct Plan {
    /// From which request on, counted from 1, how many fail and how.
    pub fault: Option<(usize, usize, Fault)>,
    /// After which request nothing is answered any more, and who is told.
    pub stop: Option<(usize, Sender<()>)>,
    /// The same after the first whose address ends with these words.
    pub stop_at: Option<(&'static str, Sender<()>)>,
}

/// Who answers.
#[derive(Clone)]
enum Behind {
    Here(S3Service),
    There(Elsewhere),
}

impl Behind {
    async fn call(
        &self,
        request: Request<Incoming>,
    ) -> Result<Response<s3s::Body>, s3s::HttpError> {
        let elsewhere = match self {
            Self::Here(service) => return service.call(request.map(s3s::Body::from)).await,
            Self::There(elsewhere) => elsewhere.clone(),
        };
        let (head, body) = request.into_parts();
        let body = body.collect().await.map_err(failed)?.to_bytes();
        let asked = tokio::task::spawn_blocking(move || elsewhere.forward(&head, &body));
        let answer = asked.await.map_err(failed)?.map_err(failed)?;
        let mut response = Response::builder().status(answer.status);
        for (name, value) in &answer.headers {
            response = response.header(name, value);
        }
        response.body(s3s::Body::from(answer.body)).map_err(failed)
    }
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> s3s::HttpError {
    s3s::HttpError::new(Box::new(error))
}

/// How many requests of which method a store was asked, and how many bytes its state took.
pub type Counts = Arc<Mutex<BTreeMap<String, usize>>>;

fn count(counts: &Counts, request: &Request<Incoming>) {
    let mut counts = counts.lock().expect("no panic");
    let method = request.method().to_string();
    if method == "PUT" && request.uri().path().ends_with("/.notesite/state.json") {
        let length = request.headers().get("content-length");
        let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
        *counts.entry("PUT of the state".to_owned()).or_default() += 1;
        *counts.entry("bytes of it".to_owned()).or_default() += length.unwrap_or(0);
    }
    *counts.entry(method).or_default() += 1;
}

/// Serves the folders below a folder as buckets, without any faults. The address, and what is asked
/// there.
///
/// # Panics
/// The loopback has no port left.
pub fn serve(runtime: &Runtime, folder: &Path) -> (String, Counts) {
    let (service, listener) = (here(folder), listener(runtime));
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let counts = Counts::default();
    let counting = counts.clone();
    runtime.spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let (service, counts) = (service.clone(), counting.clone());
            tokio::spawn(async move {
                let answer = service_fn(move |request: Request<Incoming>| {
                    let service = service.clone();
                    count(&counts, &request);
                    async move { service.call(request.map(s3s::Body::from)).await }
                });
                let _ = auto::Builder::new(TokioExecutor::new())
                    .serve_connection(TokioIo::new(socket), answer)
                    .await;
            });
        }
    });
    (url, counts)
}

fn here(folder: &Path) -> S3Service {
    let mut builder = S3ServiceBuilder::new(FileSystem::new(folder).expect("a store"));
    builder.set_auth(SimpleAuth::from_single("key", "geheimnis"));
    builder.build()
}

fn listener(runtime: &Runtime) -> TcpListener {
    let bound = runtime.block_on(TcpListener::bind("127.0.0.1:0"));
    bound.expect("a port")
}

/// The store.
pub struct Server {
    pub url: String,
    folder: TempDir,
    behind: Behind,
    told: Told,
    _runtime: Runtime,
}

/// What the store is told to do, and what it was asked.
#[derive(Clone, Default)]
struct Told {
    plan: Arc<Mutex<Plan>>,
    count: Arc<AtomicUsize>,
    log: Arc<Mutex<Vec<Asked>>>,
}

/// A request, as far as it matters.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Method and address.
    pub line: String,
    /// By their names in small letters.
    pub headers: BTreeMap<String, String>,
}

impl Server {
    /// Starts it with one empty bucket, `bucket`.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("bucket")).expect("made");
        let behind = match std::env::var("NOTESITE_S3_BEHIND") {
            Ok(url) => Behind::There(Elsewhere::with_a_bucket(&url)),
            Err(_) => Behind::Here(here(folder.path())),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("threads");
        let listener = listener(&runtime);
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let server = Self {
            url,
            folder,
            behind,
            told: Told::default(),
            _runtime: runtime,
        };
        let (behind, told) = (server.behind.clone(), server.told.clone());
        server._runtime.spawn(async move {
            loop {
                let Ok((socket, _)) = listener.accept().await else {
                    continue;
                };
                let (behind, told) = (behind.clone(), told.clone());
                tokio::spawn(async move {
                    let answer =
                        service_fn(move |request| answer(behind.clone(), told.clone(), request));
                    // A connection that was cut is what was asked for.
                    let _ = auto::Builder::new(TokioExecutor::new())
                        .serve_connection(TokioIo::new(socket), answer)
                        .await;
                });
            }
        });
        server
    }

    /// Whether another program answers, which takes longer.
    pub fn is_elsewhere(&self) -> bool {
        matches!(self.behind, Behind::There(_))
    }

    /// Says what is to happen from now on, and counts anew.
    pub fn plan(&self, plan: Plan) {
        *self.told.plan.lock().expect("no panic") = plan;
        self.told.count.store(0, Ordering::SeqCst);
        self.told.log.lock().expect("no panic").clear();
    }

    /// The requests since then.
    pub fn requests(&self) -> Vec<Asked> {
        self.told.log.lock().expect("no panic").clone()
    }

    /// What was said since then of each object that was put, by key.
    pub fn puts(&self) -> BTreeMap<String, BTreeMap<String, String>> {
        let all = self.requests().into_iter();
        all.filter_map(|asked| {
            let path = asked.line.strip_prefix("PUT /bucket/")?;
            let path = path.split('?').next().unwrap_or_default();
            Some((decoded(path), asked.headers))
        })
        .collect()
    }

    fn bucket(&self) -> PathBuf {
        self.folder.path().join("bucket")
    }

    /// Every object, by key.
    pub fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        match &self.behind {
            Behind::Here(_) => files(&self.bucket()),
            Behind::There(elsewhere) => elsewhere.objects(),
        }
    }

    /// Puts an object there that is nobody's.
    pub fn put(&self, key: &str, text: &str) {
        match &self.behind {
            Behind::Here(_) => {
                let path = self.bucket().join(key);
                fs::create_dir_all(path.parent().expect("a folder")).expect("made");
                fs::write(path, text).expect("written");
            }
            Behind::There(elsewhere) => elsewhere.put(key, text),
        }
    }

    /// Removes an object, if it is there.
    pub fn remove(&self, key: &str) {
        match &self.behind {
            Behind::Here(_) => drop(fs::remove_file(self.bucket().join(key))),
            Behind::There(elsewhere) => elsewhere.remove(key),
        }
    }

    /// Removes all objects.
    pub fn clear(&self) {
        match &self.behind {
            Behind::Here(_) => {
                let _ = fs::remove_dir_all(self.bucket());
                fs::create_dir(self.bucket()).expect("made");
            }
            Behind::There(elsewhere) => elsewhere.clear(),
        }
    }

    /// What is said of the objects besides their bytes, in words of the store's own.
    pub fn about(&self) -> String {
        match &self.behind {
            Behind::Here(_) => {
                let about = files(self.folder.path()).into_iter();
                let about = about
                    .filter(|(path, _)| path.contains("metadata") || path.ends_with(".json"))
                    .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
                about.collect::<Vec<_>>().join("\n")
            }
            Behind::There(elsewhere) => elsewhere.about(),
        }
    }
}

/// Every file below a folder, by path.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("inside");
            let path = path.to_str().expect("UTF-8").to_owned();
            (path, fs::read(entry.path()).unwrap_or_default())
        })
        .collect()
}

async fn answer(
    behind: Behind,
    told: Told,
    request: Request<Incoming>,
) -> Result<Response<s3s::Body>, s3s::HttpError> {
    let number = told.count.fetch_add(1, Ordering::SeqCst) + 1;
    let line = format!("{} {}", request.method(), request.uri());
    let headers = request.headers().iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    told.log.lock().expect("no panic").push(Asked {
        line: line.clone(),
        headers: headers.collect(),
    });
    let (fault, stop) = {
        let mut plan = told.plan.lock().expect("no panic");
        let is_it = plan
            .stop_at
            .as_ref()
            .is_some_and(|(words, _)| line.ends_with(words));
        if let Some((_, told)) = plan.stop_at.take_if(|_| is_it) {
            plan.stop = Some((number, told));
        }
        let fault = plan
            .fault
            .filter(|(from, many, _)| (*from..from + many).contains(&number));
        (fault.map(|(_, _, fault)| fault), plan.stop.clone())
    };
    if stop.as_ref().is_some_and(|(last, _)| number > *last) {
        return pending().await;
    }
    let cut = || failed(std::io::Error::other("cut"));
    let answered = match fault {
        Some(Fault::Answer(status, code)) => {
            let text = format!("<Error><Code>{code}</Code><Message>{code}</Message></Error>");
            let mut answer = Response::new(s3s::Body::from(text));
            *answer.status_mut() = StatusCode::from_u16(status).expect("a status");
            return Ok(answer);
        }
        Some(Fault::Reset) => return Err(cut()),
        Some(Fault::Silence) => return pending().await,
        Some(Fault::Unsaid) => {
            behind.call(request).await?;
            return Err(cut());
        }
        Some(Fault::Truncated) => {
            let mut answer = behind.call(request).await?;
            answer.headers_mut().remove("content-length");
            *answer.body_mut() = s3s::Body::from("<half".to_owned());
            return Ok(answer);
        }
        None => behind.call(request).await,
    };
    if let Some((last, told)) = stop
        && number == last
    {
        // Whoever waits may be gone.
        let _ = told.send(());
        return pending().await;
    }
    answered
}

/// A path as a request has it, without its `%`.
///
/// # Panics
/// It is none.
#[must_use]
pub fn decoded(text: &str) -> String {
    let (mut out, mut bytes) = (Vec::new(), text.bytes());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits: String = bytes.by_ref().take(2).map(char::from).collect();
            out.push(u8::from_str_radix(&digits, 16).expect("a number"));
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).expect("UTF-8")
}
