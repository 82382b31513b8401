//! Keyway and the hand-written handler in turns.

use std::net::SocketAddr;
use std::time::Duration;

use keyway::app::routers;
use serde_json::Value;

use crate::data::Filled;
use crate::handwritten;
use crate::handwritten_postgres::Postgres;
use crate::handwritten_sqlite::Sqlite;
use crate::load::{Connection, Load};
use crate::postgresql::Server;
use crate::questions::{self, Question, Request};
use crate::threads::Threads;

const ARTICLES: u64 = 10_000;
const CONNECTIONS: usize = 32;
const ROUND: Duration = Duration::from_millis(500);
const ROUNDS: usize = 9;

/// One of the two servers.
struct Side {
    threads: Threads,
    address: SocketAddr,
}

/// What a round showed of a server.
struct Measured {
    rate: f64,
    /// Microseconds of computing for each answer; of the server's own threads, so without the database server's.
    computed: Option<f64>,
}

impl Side {
    #[expect(clippy::cast_precision_loss, reason = "a rate needs no more than 52 bits")]
    fn measure(&self, requests: &[Request]) -> Measured {
        let before = self.threads.computed();
        let load = Load::of(self.address, requests, CONNECTIONS, ROUND);
        let computed = self.threads.computed().zip(before).map(|(after, before)| after.saturating_sub(before));
        let computed = computed.map(|computed| computed.as_secs_f64() * 1e6 / load.answers as f64);
        Measured { rate: load.rate(), computed }
    }
}

/// Asks the questions whose names have one of `words`, or all, and prints what they cost.
pub fn run(server: Option<&Server>, words: &[String]) {
    let (ours, theirs) = (Threads::new("keyway"), Threads::new("handwritten"));
    let url = server.map(|server| ours.run(server.place("compared")));
    let filled = ours.run(Filled::with(ARTICLES, url.as_deref()));
    // As in a running server: without it, cached tokens are trusted for a few seconds only.
    let authenticator = filled.services.authenticator.clone();
    ours.spawn(async move { authenticator.maintain().await });
    let ours = Side { address: ours.serve(routers(&filled.config, &filled.services).0), threads: ours };
    let router = theirs.run(async {
        match (&url, filled.path()) {
            (Some(url), _) => handwritten::router(Postgres::new(url)),
            (None, path) => handwritten::router(Sqlite::new(path.unwrap())),
        }
    });
    let theirs = Side { address: theirs.serve(router), threads: theirs };

    let name = if url.is_some() { "PostgreSQL" } else { "SQLite" };
    println!("\n{name}: {CONNECTIONS} connections, {ROUNDS} rounds of {} ms each, medians", ROUND.as_millis());
    println!(
        "{:<34} {:>9} {:>13} {:>7}   {:>11} {:>11} {:>7}",
        "", "keyway/s", "handwritten/s", "ratio", "keyway µs", "theirs µs", "ratio"
    );
    for question in questions::all(&filled.token) {
        if words.is_empty() || words.iter().any(|word| question.name.contains(word.as_str())) {
            assert_same(&ours, &theirs, &question);
            ask(&ours, &theirs, &question);
        }
    }
}

/// Both must say the same, or there is nothing to compare.
fn assert_same(ours: &Side, theirs: &Side, question: &Question) {
    let mut own = Connection::open(ours.address).data(&question.keyway[0]);
    // GraphQL has the entries below the name of the field.
    for name in ["articles", "article"] {
        if let Some(inner) = own.get_mut(name) {
            own = inner.take();
        }
    }
    let other: Value = Connection::open(theirs.address).data(&question.handwritten[0]);
    assert_eq!(own, other, "{}", question.name);
}

fn ask(ours: &Side, theirs: &Side, question: &Question) {
    let rounds: Vec<_> =
        (0..ROUNDS).map(|_| (ours.measure(&question.keyway), theirs.measure(&question.handwritten))).collect();
    let of = |pick: &dyn Fn(&(Measured, Measured)) -> f64| median(rounds.iter().map(pick).collect());
    let (own, other) = (of(&|round| round.0.rate), of(&|round| round.1.rate));
    // Of neighbours in time, as other work on the machine comes and goes.
    let ratio = of(&|(own, other)| own.rate / other.rate);
    print!("{:<34} {own:>9.0} {other:>13.0} {ratio:>7.2}", question.name);
    let computed = |measured: &Measured| measured.computed.unwrap_or(f64::NAN);
    let (own, other) = (of(&|round| computed(&round.0)), of(&|round| computed(&round.1)));
    println!("   {own:>11.1} {other:>11.1} {:>7.2}", other / own);
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
