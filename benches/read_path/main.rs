//! How fast content is read, as a ratio to a hand-written axum handler that runs the same SQL, measured in the same run.
//!
//! `cargo bench --bench read_path`, by hand: figures of a shared machine say little alone, the ratios say more.
//! Both servers listen on loopback; 32 connections ask in turns, Keyway and the hand-written handler alternating.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot go on stops, and it prints")]

mod data;
mod handwritten;
mod load;

use std::time::Duration;

use axum::Router;
use keyway::access::Granted;
use keyway::app::{routers, services_with};
use keyway::clock::Clock;
use keyway::config::Config;
use keyway::id::Entropy;
use keyway::service::Services;
use keyway::service::tokens::{self, NewApiToken, TokenType};
use serde_json::json;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CONNECTIONS: usize = 32;
const ROUND: Duration = Duration::from_secs(2);
const ROUNDS: usize = 5;

/// One question, asked in both ways.
struct Case {
    name: &'static str,
    keyway: Vec<String>,
    handwritten: Vec<String>,
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config { data_dir: folder.path().to_owned(), ..Config::default() };
    "off".clone_into(&mut config.log.level);
    let services = services_with(&config, Clock::system(), Entropy::system()).await.unwrap();
    // As in a running server: without it, cached tokens are trusted for a few seconds only.
    let authenticator = services.authenticator.clone();
    tokio::spawn(async move { authenticator.maintain().await });
    let ids = data::fill(&services).await;
    let token = token(&services).await;
    let keyway = serve(routers(&config, &services).0).await;
    let handwritten = serve(handwritten::router(services.database.sqlite_path().unwrap())).await;
    println!("{CONNECTIONS} connections, {ROUNDS} rounds of {} s each, median", ROUND.as_secs());
    println!("{:<34} {:>12} {:>14} {:>7}", "", "keyway/s", "handwritten/s", "ratio");
    for case in cases(&token, &ids) {
        let mut rates = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            rates.0.push(load::rate(keyway, &case.keyway, CONNECTIONS, ROUND));
            rates.1.push(load::rate(handwritten, &case.handwritten, CONNECTIONS, ROUND));
        }
        let (ours, theirs) = (median(rates.0), median(rates.1));
        println!("{:<34} {ours:>12.0} {theirs:>14.0} {:>7.2}", case.name, ours / theirs);
    }
}

async fn token(services: &Services) -> String {
    let new = NewApiToken {
        name: "Benchmark".to_owned(),
        description: None,
        token_type: TokenType::ReadOnly,
        lifespan: None,
        expires_at: None,
        grants: None,
        permissions: None,
        read_drafts: false,
        secret: None,
    };
    tokens::create(services, &Granted::operator(), new).await.unwrap().secret.expose().to_owned()
}

async fn serve(router: Router) -> std::net::SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

fn cases(token: &str, ids: &[String]) -> Vec<Case> {
    let list = "{ articles(sort: \"title\") { documentId title slug rating publishDate } }";
    let relations = "{ articles(sort: \"title\", pagination: { limit: 25 }) { documentId title author { name } category { name } } }";
    let lists = "{ articles(sort: \"title\", pagination: { limit: 25 }) { documentId title tags { name } } }";
    let one = "query ($id: ID!) { article(documentId: $id) { documentId title slug rating publishDate } }";
    let filtered = "query ($min: Int) { articles(filters: { rating: { gte: $min } }, sort: \"title\") { documentId title slug rating publishDate } }";
    let post = |body: serde_json::Value| load::post("/graphql", token, &body.to_string());
    vec![
        Case {
            name: "list of 10, 5 fields",
            keyway: vec![post(json!({"query": list}))],
            handwritten: vec![load::get("/list")],
        },
        Case {
            name: "list of 25, two to-one relations",
            keyway: vec![post(json!({"query": relations}))],
            handwritten: vec![load::get("/relations")],
        },
        Case {
            name: "list of 25, a to-many relation",
            keyway: vec![post(json!({"query": lists}))],
            handwritten: vec![load::get("/lists")],
        },
        Case {
            name: "one by id, 5 fields, variable",
            keyway: ids.iter().map(|id| post(json!({"query": one, "variables": {"id": id}}))).collect(),
            handwritten: ids.iter().map(|id| load::get(&format!("/one/{id}"))).collect(),
        },
        Case {
            name: "list of 10, filtered by a variable",
            keyway: (1..=5).map(|min| post(json!({"query": filtered, "variables": {"min": min}}))).collect(),
            handwritten: (1..=5).map(|min| load::get(&format!("/filtered/{min}"))).collect(),
        },
    ]
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}
