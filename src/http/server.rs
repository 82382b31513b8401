//! The listening socket, and an orderly end.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// How long the server waits for clients. The body of a request has a deadline of its own, together with its answer.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the whole head of a request, the pause before it included; 30 s.
    pub head: Duration,
    /// For a client that takes nothing of its answer; 30 s.
    pub stalled: Duration,
    /// For requests that run when the server is told to stop; 10 s.
    pub grace: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let half_a_minute = Duration::from_secs(30);
        Self { head: half_a_minute, stalled: half_a_minute, grace: Duration::from_secs(10) }
    }
}

/// Opens the port that the setting `flag` names.
///
/// # Errors
/// One sentence for the operator that names the address and what to do about it.
pub async fn bind(address: SocketAddr, flag: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("{address} is in use by another program; stop it or choose another address with {flag}")
        }
        io::ErrorKind::PermissionDenied => {
            format!("{address} may not be opened by this user; choose a port of 1024 or more with {flag}")
        }
        io::ErrorKind::AddrNotAvailable => format!("{address} is not an address of this machine"),
        _ => format!("{address} cannot be opened: {error}"),
    })
}

/// Serves HTTP/1.1 until `stop` is done, then lets requests end. A connection that tries its `patience` is closed.
pub async fn serve(mut listener: TcpListener, router: Router, patience: Patience, stop: impl Future<Output = ()>) {
    let connections = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            (stream, address) = Listener::accept(&mut listener) => {
                let connection = connections.watch(connection(stream, address, router.clone(), patience));
                tokio::spawn(async move {
                    // Whatever ends a connection ends it for its client alone, who can be told nothing any more.
                    if let Err(error) = connection.await {
                        tracing::trace!(%error, "a connection ended");
                    }
                });
            }
            () = &mut stop => break,
        }
    }
    drop(listener);
    if tokio::time::timeout(patience.grace, connections.shutdown()).await.is_err() {
        tracing::warn!("requests still running after {} seconds were cut off", patience.grace.as_secs());
    }
}

/// One connection with its limits. Its requests know the address that they come from.
fn connection(
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
    patience: Patience,
) -> impl GracefulConnection<Error = hyper::Error> {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(patience.stalled));
    let service = router.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(address));
        request
    });
    let mut http1 = http1::Builder::new();
    http1.timer(TokioTimer::new()).header_read_timeout(patience.head);
    http1.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(service))
}

/// Done when the operating system asks the program to end: SIGINT or SIGTERM.
pub async fn stop_signal() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn a_port_in_use_is_said_to_be_in_use() {
        let first = bind(([127, 0, 0, 1], 0).into(), "--listen").await.unwrap();
        let address = first.local_addr().unwrap();
        let complaint = bind(address, "--admin-listen").await.expect_err("the port is taken");
        assert!(complaint.starts_with(&format!("{address} is in use")), "{complaint}");
        assert!(complaint.ends_with("choose another address with --admin-listen"), "{complaint}");
    }

    #[tokio::test]
    async fn serving_ends_when_it_is_told_to() {
        let listener = bind(([127, 0, 0, 1], 0).into(), "--listen").await.unwrap();
        serve(listener, Router::new(), Patience::default(), async {}).await;
    }

    /// What a client of a server that waits for 50 ms gets back for `sent`, until the server closes the connection.
    async fn answer_until_closed(router: Router, sent: &[u8]) -> Vec<u8> {
        let listener = bind(([127, 0, 0, 1], 0).into(), "--listen").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let patience =
            Patience { head: Duration::from_millis(50), stalled: Duration::from_millis(50), ..Patience::default() };
        let serving = tokio::spawn(serve(listener, router, patience, std::future::pending()));
        client.write_all(sent).await.unwrap();
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).await.unwrap();
        serving.abort();
        answer
    }

    #[tokio::test]
    async fn a_connection_without_a_whole_head_is_closed() {
        for sent in ["", "P", "PRI * HTTP/2.0\r\n", "POST /graphql HTTP/1.1\r\nHost: a\r\n"] {
            let answer = answer_until_closed(Router::new(), sent.as_bytes()).await;
            assert!(!answer.starts_with(b"HTTP/1.1 2"), "{sent}");
        }
    }

    #[tokio::test]
    async fn a_connection_is_kept_for_a_next_request_but_not_for_ever() {
        let router = Router::new().route("/", axum::routing::get("here"));
        let twice = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2);
        let answer = String::from_utf8(answer_until_closed(router, twice.as_bytes()).await).unwrap();
        assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 2, "{answer}");
    }

    #[tokio::test]
    async fn a_client_that_takes_nothing_of_its_answer_is_left() {
        // More than the buffers of a connection hold.
        let router = Router::new().route("/", axum::routing::get(|| async { vec![b'x'; 64 << 20] }));
        let listener = bind(([127, 0, 0, 1], 0).into(), "--listen").await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let patience = Patience { stalled: Duration::from_millis(50), ..Patience::default() };
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let serving = tokio::spawn(serve(listener, router, patience, async { drop(stopped.await) }));
        client.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        let mut first = [0; 15];
        client.read_exact(&mut first).await.unwrap();
        assert_eq!(&first, b"HTTP/1.1 200 OK");
        drop(stop);
        // Ends long before the grace is over, although the client is still connected.
        tokio::time::timeout(Duration::from_secs(8), serving).await.expect("the connection was closed").unwrap();
    }
}
