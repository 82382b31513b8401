//! A load generator: plain HTTP/1.1 over kept connections, one thread each, beside the servers.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The text of a request.
pub fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n")
}

/// The text of a request with a bearer token and a JSON body.
pub fn post(path: &str, token: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Answers a second to `requests`, asked in turn over `connections` for as long as `duration`.
pub fn rate(server: SocketAddr, requests: &[String], connections: usize, duration: Duration) -> f64 {
    let (stop, answers) = (AtomicBool::new(false), AtomicU64::new(0));
    let start = Instant::now();
    std::thread::scope(|scope| {
        for first in 0..connections {
            let (stop, answers) = (&stop, &answers);
            scope.spawn(move || {
                let mut connection = Connection::open(server);
                for request in requests.iter().cycle().skip(first * 31 % requests.len()) {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    connection.ask(request);
                    answers.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        while start.elapsed() < duration {
            std::thread::park_timeout(duration.saturating_sub(start.elapsed()));
        }
        stop.store(true, Ordering::Relaxed);
    });
    #[expect(clippy::cast_precision_loss, reason = "a rate needs no more than 52 bits")]
    let answers = answers.load(Ordering::Relaxed) as f64;
    answers / start.elapsed().as_secs_f64()
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    fn open(server: SocketAddr) -> Self {
        let stream = TcpStream::connect(server).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, buffer: vec![0; 1 << 16] }
    }

    /// Sends a request and reads its answer, which must be a success without errors.
    fn ask(&mut self, request: &str) {
        self.stream.write_all(request.as_bytes()).unwrap();
        let mut filled = 0;
        loop {
            filled += self.stream.read(&mut self.buffer[filled..]).unwrap();
            let text = &self.buffer[..filled];
            let Some(head) = text.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
            let headers = std::str::from_utf8(&text[..head]).unwrap().to_ascii_lowercase();
            assert!(headers.starts_with("http/1.1 200"), "{}", String::from_utf8_lossy(text));
            let length = headers.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
            let end = head + 4 + length.trim().parse::<usize>().unwrap();
            if filled == end {
                assert!(text[head + 4..].starts_with(b"{\"data\":"), "{}", String::from_utf8_lossy(text));
                return;
            }
        }
    }
}
