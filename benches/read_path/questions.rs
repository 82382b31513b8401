//! The questions, in the words of each server.

use serde_json::json;

use crate::data::bulk::document_id;

/// A question in the form of each server. Both may have many, which are asked in turn.
pub struct Question {
    /// What is asked.
    pub name: &'static str,
    /// The requests to Keyway.
    pub keyway: Vec<Request>,
    /// Those to the hand-written handler.
    pub handwritten: Vec<Request>,
}

/// A request: a POST where it has a body, which is JSON.
pub struct Request {
    /// The path with its query string.
    pub path: String,
    /// The bearer token.
    pub token: String,
    /// The body.
    pub body: Option<String>,
}

impl Request {
    fn get(path: String, token: &str) -> Self {
        Self { path, token: token.to_owned(), body: None }
    }
}

/// Documents that are asked for by their ids.
const DOCUMENTS: u64 = 1_000;

const SCALARS: &str = "documentId title slug rating publishDate createdAt updatedAt publishedAt";
const NAMED: &str = "documentId name createdAt updatedAt publishedAt";

/// All questions. `token` opens Keyway.
pub fn all(token: &str) -> Vec<Question> {
    rest(token).into_iter().chain(graphql(token)).collect()
}

/// What a path of the hand-written handler is asked with.
fn handwritten(path: &str) -> Request {
    Request::get(path.to_owned(), "none")
}

fn rest(token: &str) -> Vec<Question> {
    let question = |name, keyway: &str, theirs: &str| Question {
        name,
        keyway: vec![Request::get(format!("/api/articles?{keyway}"), token)],
        handwritten: vec![handwritten(theirs)],
    };
    let ids = || (0..DOCUMENTS).map(document_id);
    vec![
        question("REST list of 25", "sort=title&pagination[pageSize]=25", "/rest/list"),
        question(
            "REST list of 25, not counted",
            "sort=title&pagination[pageSize]=25&pagination[withCount]=false",
            "/rest/uncounted",
        ),
        question(
            "REST list of 25, two populates",
            "sort=title&pagination[pageSize]=25&populate[0]=author&populate[1]=tags",
            "/rest/populated",
        ),
        question(
            "REST nested three levels",
            "sort=title&pagination[pageSize]=10&populate[author][populate][articles][populate][category]=true",
            "/rest/nested",
        ),
        question(
            "REST filtered deep page",
            "filters[rating][$gte]=3&sort=title&pagination[page]=100&pagination[pageSize]=25",
            "/rest/deep/3",
        ),
        Question {
            name: "REST by id",
            keyway: ids().map(|id| Request::get(format!("/api/articles/{id}"), token)).collect(),
            handwritten: ids().map(|id| handwritten(&format!("/rest/one/{id}"))).collect(),
        },
    ]
}

fn graphql(token: &str) -> Vec<Question> {
    let ask = |query: &str, variables: serde_json::Value| Request {
        path: "/graphql".to_owned(),
        token: token.to_owned(),
        body: Some(json!({"query": query, "variables": variables}).to_string()),
    };
    let question = |name, query: &str, variables, theirs: &str| Question {
        name,
        keyway: vec![ask(query, variables)],
        handwritten: vec![handwritten(theirs)],
    };
    let list = format!("query ($n: Int) {{ articles(sort: \"title\", pagination: {{pageSize: $n}}) {{ {SCALARS} }} }}");
    let populated = format!(
        "{{ articles(sort: \"title\", pagination: {{pageSize: 25}}) {{ {SCALARS} author {{ {NAMED} }} tags {{ {NAMED} }} }} }}"
    );
    let nested = format!(
        "{{ articles(sort: \"title\", pagination: {{pageSize: 10}}) \
         {{ {SCALARS} author {{ {NAMED} articles {{ {SCALARS} category {{ {NAMED} }} }} }} }} }}"
    );
    let deep = format!(
        "query ($min: Int, $page: Int) {{ articles(filters: {{rating: {{gte: $min}}}}, sort: \"title\", \
         pagination: {{page: $page, pageSize: 25}}) {{ {SCALARS} }} }}"
    );
    let one = format!("query ($id: ID!) {{ article(documentId: $id) {{ {SCALARS} }} }}");
    let ids = || (0..DOCUMENTS).map(document_id);
    vec![
        question("GraphQL list of 25", &list, json!({"n": 25}), "/plain/uncounted"),
        question("GraphQL list of 25, two populates", &populated, json!({}), "/plain/populated"),
        question("GraphQL nested three levels", &nested, json!({}), "/plain/nested"),
        question("GraphQL filtered deep page", &deep, json!({"min": 3, "page": 100}), "/plain/deep/3"),
        Question {
            name: "GraphQL by id",
            keyway: ids().map(|id| ask(&one, json!({"id": id}))).collect(),
            handwritten: ids().map(|id| handwritten(&format!("/plain/one/{id}"))).collect(),
        },
    ]
}
