//! How fast content is read, as a ratio to a hand-written axum handler that runs equivalent SQL, measured in the same run.
//!
//! `cargo bench --bench read_path`, by hand: figures of a shared machine say little alone, the ratios say more. See
//! `docs/performance.md`. Both servers listen on loopback; Keyway and the hand-written handler alternate.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot go on stops, and it prints")]

mod compare;
mod data;
mod handwritten;
mod handwritten_postgres;
mod handwritten_sqlite;
mod load;
mod postgresql;
mod questions;
mod scale;
mod threads;

use postgresql::Server;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Words after `--` choose: `sqlite` or `postgresql` one database, `scale` tables of several sizes instead of the
/// comparison, and any others the questions whose names have one of them.
fn main() {
    let mut words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let mut take = |word: &str| {
        let before = words.len();
        words.retain(|other| other != word);
        words.len() < before
    };
    let (sqlite, postgresql, scale) = (take("sqlite"), take("postgresql"), take("scale"));
    let run = |server: Option<&Server>| if scale { scale::run(server) } else { compare::run(server, &words) };
    if sqlite || !postgresql {
        run(None);
    }
    if postgresql || !sqlite {
        match Server::start() {
            Some(server) => run(Some(&server)),
            None => println!("Left out: PostgreSQL, as it is not installed"),
        }
    }
}
