//! A load generator: plain HTTP/1.1 over kept connections, beside the servers.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::questions::Request;

/// Threads that ask; each has its share of the connections and keeps all of them busy.
const THREADS: usize = 2;

/// How many answers came, in which time.
pub struct Load {
    /// The answers.
    pub answers: u64,
    /// The time.
    pub elapsed: Duration,
}

impl Load {
    /// Asks `requests` in turn over `connections` for as long as `duration`.
    pub fn of(server: SocketAddr, requests: &[Request], connections: usize, duration: Duration) -> Self {
        let requests = &requests.iter().map(text).collect::<Vec<_>>();
        let (stop, answers) = (AtomicBool::new(false), AtomicU64::new(0));
        let start = Instant::now();
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let (stop, answers) = (&stop, &answers);
                scope.spawn(move || {
                    let mut connections =
                        (0..connections / THREADS).map(|_| Connection::open(server)).collect::<Vec<_>>();
                    let mut requests = requests.iter().cycle().skip(thread * 31 % requests.len());
                    while !stop.load(Ordering::Relaxed) {
                        let asked = connections.iter_mut().zip(&mut requests);
                        asked.for_each(|(connection, request)| connection.send(request));
                        for connection in &mut connections {
                            connection.receive();
                        }
                        answers.fetch_add(connections.len() as u64, Ordering::Relaxed);
                    }
                });
            }
            while start.elapsed() < duration {
                std::thread::park_timeout(duration.saturating_sub(start.elapsed()));
            }
            stop.store(true, Ordering::Relaxed);
        });
        Self { answers: answers.load(Ordering::Relaxed), elapsed: start.elapsed() }
    }

    /// Answers a second.
    #[expect(clippy::cast_precision_loss, reason = "a rate needs no more than 52 bits")]
    pub fn rate(&self) -> f64 {
        self.answers as f64 / self.elapsed.as_secs_f64()
    }
}

/// A kept connection.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects to a server.
    pub fn open(server: SocketAddr) -> Self {
        let stream = TcpStream::connect(server).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, buffer: vec![0; 1 << 17] }
    }

    /// The `data` of an answer.
    pub fn data(&mut self, request: &Request) -> Value {
        self.send(&text(request));
        serde_json::from_slice::<Value>(self.receive()).unwrap()["data"].take()
    }

    fn send(&mut self, request: &str) {
        self.stream.write_all(request.as_bytes()).unwrap();
    }

    /// Reads the body of an answer, which must be a success without errors.
    fn receive(&mut self) -> &[u8] {
        let mut filled = 0;
        loop {
            let read = self.stream.read(&mut self.buffer[filled..]).unwrap();
            assert!(read > 0, "the server closed the connection: {}", String::from_utf8_lossy(&self.buffer[..filled]));
            filled += read;
            let text = &self.buffer[..filled];
            let Some(head) = text.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
            let headers = std::str::from_utf8(&text[..head]).unwrap();
            assert!(headers.starts_with("HTTP/1.1 200"), "{}", String::from_utf8_lossy(text));
            let length = headers.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
            let end = head + 4 + length.parse::<usize>().unwrap();
            if filled == end {
                assert!(text[head + 4..].starts_with(b"{\"data\":"), "{}", String::from_utf8_lossy(text));
                return &self.buffer[head + 4..end];
            }
        }
    }
}

/// The text of a request in HTTP/1.1.
fn text(Request { path, token, body }: &Request) -> String {
    let method = if body.is_some() { "POST" } else { "GET" };
    let head = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n");
    match body {
        None => head + "\r\n",
        Some(body) => {
            format!("{head}content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
        }
    }
}
