//! Servers on threads of their own, whose computing time can be told from everything else's.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A runtime whose threads have a name.
pub struct Threads {
    runtime: Runtime,
    name: &'static str,
}

impl Threads {
    /// As many threads as there are cores. A name has at most 15 letters.
    pub fn new(name: &'static str) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_name(name).build().unwrap();
        Self { runtime, name }
    }

    /// Runs a future here.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// Serves a router here.
    pub fn serve(&self, router: Router) -> SocketAddr {
        let listener = self.run(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        self.runtime.spawn(async move { axum::serve(listener, router).await });
        address
    }

    /// Starts a task here.
    pub fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.runtime.spawn(task);
    }

    /// The time that these threads have computed; nothing where the system does not tell (Linux does).
    pub fn computed(&self) -> Option<Duration> {
        let mut nanos = 0;
        for thread in std::fs::read_dir("/proc/self/task").ok()? {
            let thread = thread.ok()?.path();
            let read = |file: &str| std::fs::read_to_string(thread.join(file)).unwrap_or_default();
            if read("comm").trim() == self.name {
                nanos += read("schedstat").split(' ').next()?.parse::<u64>().ok()?;
            }
        }
        Some(Duration::from_nanos(nanos))
    }
}
