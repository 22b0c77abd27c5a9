//! A store that speaks S3, on the loopback and in this process, which fails as it is told.

use std::collections::BTreeMap;
use std::fs;
use std::future::pending;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};

use http::{Request, Response, StatusCode};
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
}

/// The store.
pub struct Server {
    pub url: String,
    pub folder: TempDir,
    plan: Arc<Mutex<Plan>>,
    count: Arc<AtomicUsize>,
    log: Arc<Mutex<Vec<String>>>,
    _runtime: Runtime,
}

impl Server {
    /// Starts it with one empty bucket, `bucket`.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("bucket")).expect("made");
        let mut builder = S3ServiceBuilder::new(FileSystem::new(folder.path()).expect("a store"));
        builder.set_auth(SimpleAuth::from_single("key", "geheimnis"));
        let service = builder.build();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("threads");
        let listener = runtime
            .block_on(TcpListener::bind("127.0.0.1:0"))
            .expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let server = Self {
            url,
            folder,
            plan: Arc::default(),
            count: Arc::default(),
            log: Arc::default(),
            _runtime: runtime,
        };
        let (plan, count, log) = (
            server.plan.clone(),
            server.count.clone(),
            server.log.clone(),
        );
        server._runtime.spawn(async move {
            loop {
                let Ok((socket, _)) = listener.accept().await else {
                    continue;
                };
                let (service, plan) = (service.clone(), plan.clone());
                let (count, log) = (count.clone(), log.clone());
                tokio::spawn(async move {
                    let answer = service_fn(move |request| {
                        answer(
                            service.clone(),
                            plan.clone(),
                            count.clone(),
                            log.clone(),
                            request,
                        )
                    });
                    // A connection that was cut is what was asked for.
                    let _ = auto::Builder::new(TokioExecutor::new())
                        .serve_connection(TokioIo::new(socket), answer)
                        .await;
                });
            }
        });
        server
    }

    /// Says what is to happen from now on, and counts anew.
    pub fn plan(&self, plan: Plan) {
        *self.plan.lock().expect("no panic") = plan;
        self.count.store(0, Ordering::SeqCst);
        self.log.lock().expect("no panic").clear();
    }

    /// The requests since then.
    pub fn requests(&self) -> Vec<String> {
        self.log.lock().expect("no panic").clone()
    }

    /// The bucket's folder.
    pub fn bucket(&self) -> PathBuf {
        self.folder.path().join("bucket")
    }

    /// Every object, by key.
    pub fn objects(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.bucket())
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
    service: S3Service,
    plan: Arc<Mutex<Plan>>,
    count: Arc<AtomicUsize>,
    log: Arc<Mutex<Vec<String>>>,
    request: Request<Incoming>,
) -> Result<Response<s3s::Body>, s3s::HttpError> {
    let number = count.fetch_add(1, Ordering::SeqCst) + 1;
    let line = format!("{} {}", request.method(), request.uri());
    log.lock().expect("no panic").push(line);
    let (fault, stop) = {
        let plan = plan.lock().expect("no panic");
        let fault = plan
            .fault
            .filter(|(from, many, _)| (*from..from + many).contains(&number));
        (fault.map(|(_, _, fault)| fault), plan.stop.clone())
    };
    if stop.as_ref().is_some_and(|(last, _)| number > *last) {
        return pending().await;
    }
    let cut = || -> s3s::HttpError { s3s::HttpError::new(Box::new(std::io::Error::other("cut"))) };
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
            service.call(request.map(s3s::Body::from)).await?;
            return Err(cut());
        }
        Some(Fault::Truncated) => {
            let mut answer = service.call(request.map(s3s::Body::from)).await?;
            answer.headers_mut().remove("content-length");
            *answer.body_mut() = s3s::Body::from("<half".to_owned());
            return Ok(answer);
        }
        None => service.call(request.map(s3s::Body::from)).await,
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
