//! The REST content API through the whole server. What it has in common with GraphQL is compared in `parity`.

mod authentication;
mod authorization;
mod bodies;
mod component_writes;
mod components;
mod draft_actions;
mod errors;
mod exchanges;
mod filters;
mod hostile;
mod inference;
mod lists;
mod openapi;
mod operators;
mod parity;
mod parity_of_answers;
mod populate;
mod reference;
mod relations;
mod repeated;
mod routes;
mod shapes;
mod validation;
mod version_four;
mod writes;

use serde_json::Value;

use crate::testkit::{Answer, Client};

/// Sends `{"data": …}` to make an entry and answers its document id.
async fn create(editor: &Client, path: &str, data: Value) -> String {
    let answer = editor.post(path, &serde_json::json!({ "data": data })).await;
    answer.entries()["documentId"].as_str().unwrap().to_owned()
}

/// What stands under `key` in each entry of a list.
fn column<'a>(answer: &'a Answer, key: &str) -> Vec<&'a Value> {
    answer.entries().as_array().unwrap().iter().map(|entry| &entry[key]).collect()
}

/// The texts under `key` in each entry of a list, with blanks between.
fn joined(answer: &Answer, key: &str) -> String {
    column(answer, key).into_iter().map(|value| value.as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

/// The keys of an object, in their order.
fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}
