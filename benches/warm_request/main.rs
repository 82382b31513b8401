//! How many allocations a warm request costs: what a router does with it, without connections and without the
//! database's own. `cargo bench --bench warm_request`. A count does not depend on how busy the machine is.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark that cannot go on stops, and it prints")]

#[path = "../read_path/data.rs"]
mod data;
#[path = "../read_path/handwritten.rs"]
mod handwritten;
#[path = "../read_path/handwritten_sqlite.rs"]
mod handwritten_sqlite;
#[path = "../read_path/questions.rs"]
mod questions;

use allocation_counter::AllocationInfo;
use axum::Router;
use axum::body::{Body, to_bytes};
use data::Filled;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use keyway::app::routers;
use questions::Request;
use tower::ServiceExt;

const ARTICLES: u64 = 10_000;

fn main() {
    // One thread, as allocations are counted for each.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let filled = runtime.block_on(Filled::with(ARTICLES, None));
    let router = routers(&filled.config, &filled.services).0;
    let handwritten = handwritten::router(handwritten_sqlite::Sqlite::new(filled.path().unwrap()));
    println!("{:<34} {:>12} {:>12} {:>12}", "allocations", "keyway", "handwritten", "keyway bytes");
    for question in questions::all(&filled.token) {
        let warm = |router: &Router, request: &Request| {
            let ask = || runtime.block_on(answer(router, request));
            ask();
            ask()
        };
        let (own, other) = (warm(&router, &question.keyway[0]), warm(&handwritten, &question.handwritten[0]));
        println!("{:<34} {:>12} {:>12} {:>12}", question.name, own.count_total, other.count_total, own.bytes_total);
    }
}

/// Answers a request and tells what was allocated meanwhile.
async fn answer(router: &Router, request: &Request) -> AllocationInfo {
    let head = http::Request::builder().uri(&request.path).header(AUTHORIZATION, format!("Bearer {}", request.token));
    let request = match &request.body {
        None => head.body(Body::empty()),
        Some(body) => head.method("POST").header(CONTENT_TYPE, "application/json").body(Body::from(body.clone())),
    };
    let (service, request) = (router.clone(), request.unwrap());
    let mut response = None;
    let mut answering = Box::pin(async { response = Some(service.oneshot(request).await.unwrap()) });
    // On SQLite a warm request waits for nothing.
    let counted = allocation_counter::measure(|| {
        let waker = std::task::Waker::noop();
        assert!(answering.as_mut().poll(&mut std::task::Context::from_waker(waker)).is_ready());
    });
    drop(answering);
    let response = response.unwrap();
    assert_eq!(response.status(), 200);
    to_bytes(response.into_body(), usize::MAX).await.unwrap();
    counted
}
