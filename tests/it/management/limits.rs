//! What is refused before anything runs, and how that looks.

use keyway::graphql::{GraphqlRequest, Stage};
use serde_json::json;

use super::kit::{Server, nobody};

#[tokio::test]
async fn a_document_that_does_not_parse_or_fit_the_schema_is_refused_with_a_code() {
    let server = Server::start().await;
    for (document, code) in [
        ("", "GRAPHQL_PARSE_FAILED"),
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ apiTokenz { nodes { id } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ apiToken { id } }", "GRAPHQL_VALIDATION_FAILED"),
        ("mutation { deleteRole(id: {}) { id } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...A } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { me { permissions } } query A { me { permissions } }", "GRAPHQL_VALIDATION_FAILED"),
    ] {
        let answer = server.ask(&nobody(), document, json!({})).await;
        assert_eq!((answer.stage, answer.code()), (Stage::Refused, code), "{document}: {}", answer.json);
        assert!(answer.json.get("data").is_none(), "{document}");
    }
}

#[tokio::test]
async fn aliases_depth_and_directives_are_bounded() {
    let server = Server::start().await;
    let aliases = (0..200).map(|index| format!("a{index}: me {{ permissions }}")).collect::<Vec<_>>().join(" ");
    let depth = format!("{{ me {} }}", "{ user ".repeat(30) + &"}".repeat(30));
    let directives = format!("{{ me {} {{ permissions }} }}", "@skip(if: false) ".repeat(200));
    for document in [format!("{{ {aliases} }}"), depth, directives] {
        let answer = server.ask(&nobody(), &document, json!({})).await;
        assert_eq!(answer.stage, Stage::Refused);
        let code = answer.json["errors"][0]["extensions"]["code"].as_str().unwrap();
        assert!(["QUERY_TOO_COMPLEX", "GRAPHQL_VALIDATION_FAILED"].contains(&code), "{}", answer.json);
    }
}

#[tokio::test]
async fn a_mutation_does_not_run_in_a_read_only_request() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let document = "query Q { me { permissions } } mutation M { createRole(input: {name: \"a\"}) { role { id } } }";
    for (name, stage) in [("Q", Stage::Executed), ("M", Stage::MutationOverGet), ("Ghost", Stage::Refused)] {
        let request = GraphqlRequest {
            query: document.to_owned(),
            operation_name: Some(name.to_owned()),
            read_only: true,
            ..GraphqlRequest::default()
        };
        assert_eq!(server.endpoint.execute(root.clone(), request).await.stage, stage, "{name}");
    }
}

#[tokio::test]
async fn introspection_is_open_to_everyone_and_suggests_names() {
    let server = Server::start().await;
    let answer = server.ask(&nobody(), "{ __schema { queryType { fields { name } } } }", json!({})).await;
    assert!(answer.data().to_string().contains("apiTokens"));
    let answer = server.ask(&nobody(), "{ apiTokenz { nodes { id } } }", json!({})).await;
    assert!(answer.error().1.contains("apiTokens"), "{}", answer.json);
}
