//! What the same question costs on tables of other sizes.

use std::time::{Duration, Instant};

use keyway::app::routers;

use crate::data::{Filled, bulk::document_id};
use crate::load::Connection;
use crate::postgresql::Server;
use crate::questions::Request;
use crate::threads::Threads;

/// How many articles there are; each has a draft and a published row.
const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];
/// How often each question is asked of each size; they take turns.
const ROUNDS: usize = 201;

/// Questions about a page of ten or one entry; the last two say how many entries there are in all.
fn questions() -> [(&'static str, String); 8] {
    let list = |query: &str| format!("/api/articles?{query}&pagination[pageSize]=10&pagination[withCount]=false");
    [
        ("list", list("")),
        ("list, sorted by an indexed field", list("sort=title")),
        ("list, sorted by it, downwards", list("sort=title:desc")),
        ("filter on an indexed field: one", list("filters[slug]=article-4711")),
        ("filter on an indexed field: a fifth", list("filters[rating]=3&sort=title")),
        ("by id", format!("/api/articles/{}", document_id(4_711))),
        ("list with the total", "/api/articles?sort=title".to_owned()),
        ("filtered list with the total", "/api/articles?filters[rating]=3&sort=title".to_owned()),
    ]
}

/// One size, asked over a connection of its own.
struct Table {
    _filled: Filled,
    connection: Connection,
    token: String,
}

/// Fills a database of each size and prints how long each question takes on each.
pub fn run(server: Option<&Server>) {
    let threads = Threads::new("keyway");
    println!(
        "\n{}: median of {ROUNDS} answers, one at a time, in µs",
        if server.is_some() { "PostgreSQL" } else { "SQLite" }
    );
    let mut tables = SIZES.map(|size| table(&threads, server, size));
    println!("{:<36} {:>9} {:>9} {:>9} {:>7}", "articles", SIZES[0], SIZES[1], SIZES[2], "ratio");
    for (name, path) in questions() {
        let mut times = SIZES.map(|_| Vec::with_capacity(ROUNDS));
        for _ in 0..ROUNDS {
            for (table, times) in tables.iter_mut().zip(&mut times) {
                times.push(table.time(&path));
            }
        }
        let [small, middle, large] = times.map(median);
        println!("{name:<36} {small:>9.0} {middle:>9.0} {large:>9.0} {:>7.2}", large / small);
    }
}

fn table(threads: &Threads, server: Option<&Server>, size: u64) -> Table {
    let start = Instant::now();
    let url = server.map(|server| threads.run(server.place(&format!("scaled{size}"))));
    let filled = threads.run(Filled::with(size, url.as_deref()));
    let authenticator = filled.services.authenticator.clone();
    threads.spawn(async move { authenticator.maintain().await });
    let address = threads.serve(routers(&filled.config, &filled.services).0);
    println!("{size} articles are there after {} s", start.elapsed().as_secs());
    Table { connection: Connection::open(address), token: filled.token.clone(), _filled: filled }
}

impl Table {
    /// Microseconds until an answer is there.
    fn time(&mut self, path: &str) -> f64 {
        let request = Request { path: path.to_owned(), token: self.token.clone(), body: None };
        let start = Instant::now();
        self.connection.data(&request);
        micros(start.elapsed())
    }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
