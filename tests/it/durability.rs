//! What was acknowledged survives the death of the server.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::{Value, json};

use crate::cli::program::{Place, Running, post};

const DEMO: [&str; 6] = ["demo", "--data-dir", "d", "--listen", "127.0.0.1:0", "--json"];
/// Writes that are sent in all, over this many connections at once.
const WRITES: usize = 1_000;
const CONNECTIONS: usize = 5;
/// The server dies once so many are acknowledged.
const DEADLY: usize = 400;

/// A running demo, its address and its full-access token.
fn start(place: &Place) -> (Running, String, String) {
    let mut server = place.start(&DEMO);
    let line: Value = serde_json::from_str(&server.line()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (server, text(&line["url"]), text(&line["tokens"]["full_access"]))
}

/// Sends a document on an open connection. Nothing comes back when the server dies.
fn send(stream: &mut TcpStream, bearer: &str, query: &str) -> Option<Value> {
    let body = json!({ "query": query }).to_string();
    let head = format!(
        "POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {bearer}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).ok()?;
    let mut received = Vec::new();
    loop {
        let mut part = [0; 4_096];
        let length = stream.read(&mut part).ok().filter(|length| *length > 0)?;
        received.extend_from_slice(&part[..length]);
        let text = String::from_utf8_lossy(&received);
        if let Some((_, body)) = text.split_once("\r\n\r\n")
            && let Ok(value) = serde_json::from_str(body)
        {
            return Some(value);
        }
    }
}

/// Makes articles until the server dies, and answers the ids of those that were acknowledged.
fn write(url: &str, bearer: &str, data: &str, acknowledged: &AtomicUsize) -> Vec<String> {
    let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    let mut ids = Vec::new();
    for _ in 0..WRITES / CONNECTIONS {
        let mutation = format!("mutation {{ createArticle(data: {data}) {{ documentId }} }}");
        let Some(answer) = send(&mut stream, bearer, &mutation) else { return ids };
        let id = answer["data"]["createArticle"]["documentId"].as_str();
        ids.push(id.unwrap_or_else(|| panic!("{answer}")).to_owned());
        acknowledged.fetch_add(1, Ordering::SeqCst);
    }
    ids
}

#[test]
fn every_write_that_was_acknowledged_survives_a_kill() {
    let place = Place::new();
    let (server, url, bearer) = start(&place);
    let (_, found) = post(&url, "/graphql", &bearer, "{ authors { documentId name } categories { documentId name } }");
    let category = |index: usize| found["data"]["categories"][index]["documentId"].as_str().unwrap();
    let author = found["data"]["authors"][0]["documentId"].as_str().unwrap();
    let data = format!(
        r#"{{title: "Written in haste", body: "whole", author: "{author}", categories: ["{}", "{}"]}}"#,
        category(0),
        category(1)
    );
    let acknowledged = Arc::new(AtomicUsize::new(0));
    let writers = (0..CONNECTIONS).map(|_| {
        let (url, bearer, data, acknowledged) = (url.clone(), bearer.clone(), data.clone(), acknowledged.clone());
        thread::spawn(move || write(&url, &bearer, &data, &acknowledged))
    });
    let writers = writers.collect::<Vec<_>>();
    while acknowledged.load(Ordering::SeqCst) < DEADLY && !writers.iter().any(thread::JoinHandle::is_finished) {
        thread::yield_now();
    }
    server.kill();
    let ids = writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect::<BTreeSet<_>>();
    assert!(ids.len() >= DEADLY && ids.len() < WRITES, "the server dies in the middle: {}", ids.len());

    let (_server, url, bearer) = start(&place);
    let entry = json!({
        "title": "Written in haste", "body": "whole", "author": found["data"]["authors"][0],
        "categories": [found["data"]["categories"][0], found["data"]["categories"][1]]
    });
    let mut complete = 0;
    for page in 1.. {
        let (_, answer) = post(&url, "/graphql", &bearer, &list(page));
        let (published, drafts) = (&answer["data"]["published"], &answer["data"]["drafts"]);
        assert_eq!(published, drafts, "a document has both of its rows, with the same content and links");
        for article in published.as_array().unwrap_or_else(|| panic!("{answer}")) {
            let mut content = article.clone();
            let id = content.as_object_mut().unwrap().remove("documentId").unwrap();
            // Also one whose acknowledgement was lost is there as a whole or not at all.
            assert_eq!(content, entry);
            complete += usize::from(ids.contains(id.as_str().unwrap()));
        }
        if published.as_array().unwrap().is_empty() {
            break;
        }
    }
    assert_eq!(complete, ids.len());
}

/// A page of what was written, in either status.
fn list(page: usize) -> String {
    let list = |name: &str, status: &str| {
        format!(
            r#"{name}: articles(status: {status}, sort: "documentId", filters: {{title: {{eq: "Written in haste"}}}},
            pagination: {{page: {page}, pageSize: 100}}) {{ documentId title body author {{ documentId name }} categories {{ documentId name }} }}"#
        )
    };
    format!("{{ {} {} }}", list("published", "PUBLISHED"), list("drafts", "DRAFT"))
}
