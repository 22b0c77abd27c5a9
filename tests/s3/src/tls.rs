//! TLS before any server of the loopback, with a certificate that nobody else trusts.

use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

/// A port that speaks TLS.
pub struct Encrypted {
    /// Its address, `https://localhost:PORT`.
    pub url: String,
    /// The certificate, which a client has to trust, as PEM.
    pub certificate: String,
    _runtime: Runtime,
}

impl Encrypted {
    /// Hands what arrives on to a server of plain HTTP, `http://127.0.0.1:PORT`.
    pub fn before(url: &str) -> Self {
        let behind = url.trim_start_matches("http://").to_owned();
        let made = generate_simple_self_signed(["localhost".to_owned()]);
        let CertifiedKey { cert, signing_key } = made.expect("a certificate");
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .expect("a configuration");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a thread");
        let bound = runtime.block_on(TcpListener::bind("127.0.0.1:0"));
        let listener = bound.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        runtime.spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (acceptor, behind) = (acceptor.clone(), behind.clone());
                tokio::spawn(async move {
                    // A client that does not trust the certificate ends here.
                    let Ok(mut socket) = acceptor.accept(socket).await else {
                        return;
                    };
                    if let Ok(mut there) = TcpStream::connect(behind).await {
                        let _ = copy_bidirectional(&mut socket, &mut there).await;
                    }
                });
            }
        });
        Self {
            url: format!("https://localhost:{port}"),
            certificate: cert.pem(),
            _runtime: runtime,
        }
    }
}
