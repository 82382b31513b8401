//! Errors as Strapi writes them, and what becomes null around them.

use serde_json::{Value, json};

use super::world;
use crate::testkit::Answer;

#[tokio::test]
async fn errors_are_written_as_strapi_writes_them() {
    let (server, editor) = world::empty().await;
    world::create(&editor, "Maker", r#"{name: "News"}"#).await;
    let unique = editor.graphql(r#"mutation { createMaker(data: {name: "News"}) { name } }"#).await;
    assert_eq!(
        unique.text,
        concat!(
            r#"{"errors":[{"message":"This attribute must be unique","path":["createMaker"],"extensions":{"code":"BAD_USER_INPUT","error":{"name":"ValidationError","message":"This attribute must be unique","details":{"errors":[{"path":["name"],"message":"This attribute must be unique","name":"ValidationError","value":"News"}]}}}}],"data":{"createMaker":null}}"#,
            "\n"
        )
    );
    let pages = editor.graphql("{ items(pagination: {page: 1, start: 1}) { title } }").await;
    assert_eq!(
        pages.text,
        concat!(
            r#"{"errors":[{"message":"Cannot use both page & offset pagination in the same query","path":["items"],"extensions":{"code":"STRAPI_PAGINATION_ERROR","error":{"name":"PaginationError","message":"Cannot use both page & offset pagination in the same query","details":{}}}}],"data":null}"#,
            "\n"
        )
    );
    let sort = editor.graphql("{ items(sort: \"bogus\") { title } }").await;
    assert_eq!(
        sort.text,
        concat!(
            r#"{"errors":[{"message":"Invalid key bogus","path":["items"],"extensions":{"code":"BAD_USER_INPUT","error":{"name":"ValidationError","message":"Invalid key bogus","details":{"key":"bogus","path":null,"source":"query","param":"sort"}}}}],"data":null}"#,
            "\n"
        )
    );
    let absent = editor.graphql("mutation { deleteFront { documentId } }").await;
    assert_eq!(
        absent.text,
        concat!(
            r#"{"errors":[{"message":"Document not found","path":["deleteFront"],"extensions":{"code":"STRAPI_NOT_FOUND_ERROR","error":{"name":"NotFoundError","message":"Document not found","details":{}}}}],"data":{"deleteFront":null}}"#,
            "\n"
        )
    );
    let forbidden = server.as_read_only().await.graphql("mutation { createItem(data: {}) { title } }").await;
    assert_eq!(
        forbidden.text,
        concat!(
            r#"{"errors":[{"message":"Forbidden access","path":["createItem"],"extensions":{"code":"FORBIDDEN","error":{"name":"ForbiddenError","message":"Forbidden access","details":{"missing":"item:create"}}}}],"data":{"createItem":null}}"#,
            "\n"
        )
    );
}

#[tokio::test]
async fn what_is_wrong_with_the_document_has_a_place_and_no_data() {
    let (_server, editor) = world::empty().await;
    for (query, code, line, column) in [
        ("{ items { bogus } }", "GRAPHQL_VALIDATION_FAILED", 1, 11),
        ("{\n  items {\n    bogus\n  }\n}", "GRAPHQL_VALIDATION_FAILED", 3, 5),
        ("{ items { title }", "GRAPHQL_PARSE_FAILED", 1, 18),
    ] {
        let answer = editor.graphql(query).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, code), "{query}");
        let error = &answer.body["errors"][0];
        assert_eq!(error["locations"], json!([{"line": line, "column": column}]), "{}", answer.text);
        assert_eq!(error["extensions"], json!({ "code": code }), "{}", answer.text);
        assert!(error.get("path").is_none() && answer.body.get("data").is_none(), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_draft_that_lacks_a_required_field_becomes_null_in_its_list() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["whole"]).await;
    world::draft(&editor, "Item", r#"{summary: "no title"}"#).await;
    let answer = editor.graphql("{ items(status: DRAFT) { summary title } }").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body["data"]["items"], json!([{"summary": null, "title": "whole"}, null]));
    assert_eq!(answer.body["errors"].as_array().unwrap().len(), 1);
    assert_eq!(answer.body["errors"][0]["path"], json!(["items", 1, "title"]));
    let without = editor.graphql("{ items(status: DRAFT) { summary } }").await;
    assert_eq!(without.data()["items"], json!([{"summary": null}, {"summary": "no title"}]));
}

#[tokio::test]
async fn a_null_in_the_nodes_of_a_connection_takes_the_connection_with_it() {
    let (_server, editor) = world::empty().await;
    let maker = world::create(&editor, "Maker", r#"{name: "m"}"#).await;
    world::draft(&editor, "Item", &format!(r#"{{maker: "{maker}"}}"#)).await;
    let root = editor
        .graphql("{ items_connection(status: DRAFT) { nodes { title } pageInfo { total } } tags { label } }")
        .await;
    assert_eq!(root.body["data"], json!({"items_connection": null, "tags": []}));
    assert_eq!(root.body["errors"][0]["path"], json!(["items_connection", "nodes", 0, "title"]));
    let nested =
        editor.graphql("{ makers(status: DRAFT) { name items_connection { nodes { title } } items { title } } }").await;
    assert_eq!(nested.body["data"], json!({"makers": [{"name": "m", "items_connection": null, "items": [null]}]}));
    let paths = nested.body["errors"].as_array().unwrap().iter().map(|error| &error["path"]).collect::<Vec<_>>();
    assert_eq!(
        paths,
        [&json!(["makers", 0, "items_connection", "nodes", 0, "title"]), &json!(["makers", 0, "items", 0, "title"])]
    );
}

#[tokio::test]
async fn one_draft_without_a_required_field_is_null_itself() {
    let (_server, editor) = world::empty().await;
    let id = world::draft(&editor, "Item", "{}").await;
    let one = editor.graphql(&format!(r#"{{ item(documentId: "{id}", status: DRAFT) {{ title }} }}"#)).await;
    assert_eq!((one.status.as_u16(), &one.body["data"]), (200, &json!({ "item": null })));
    let answer = editor.graphql("mutation { createItem(status: DRAFT, data: {}) { title } }").await;
    assert_eq!(answer.body["data"], json!({ "createItem": null }));
    assert_eq!(answer.error_code(), "STRAPI_APPLICATION_ERROR", "an incomplete draft is no fault of the server");
    assert_eq!(answer.body["errors"][0]["path"], json!(["createItem", "title"]));
}

#[tokio::test]
async fn an_administrator_reads_drafts_that_lack_what_is_required() {
    let (server, editor) = world::empty().await;
    let id = world::draft(&editor, "Item", r#"{summary: "no title"}"#).await;
    let admin = server.as_admin().await;
    let query = format!(
        r#"{{ item(documentId: "{id}", status: DRAFT) {{ title summary }}
            items_connection(status: DRAFT) {{ nodes {{ title }} }} }}"#
    );
    let read = admin.graphql(&query).await;
    assert_eq!(read.data()["item"], json!({"title": null, "summary": "no title"}));
    assert_eq!(read.data()["items_connection"], json!({"nodes": [{"title": null}]}));
    let certain = r#"{ __type(name: "Item") { fields { name type { kind } } } }"#;
    let kind = |answer: &Answer| answer.data()["__type"]["fields"][1].clone();
    assert_eq!(kind(&admin.graphql(certain).await), json!({"name": "title", "type": {"kind": "SCALAR"}}));
    assert_eq!(kind(&editor.graphql(certain).await), json!({"name": "title", "type": {"kind": "NON_NULL"}}));
    assert_eq!(editor.graphql(&query).await.body["data"]["item"], json!(null), "a token of the same permissions");
}

#[tokio::test]
async fn every_occurrence_of_a_refused_field_has_an_error_of_its_own() {
    let (server, editor) = world::empty().await;
    let maker = world::create(&editor, "Maker", r#"{name: "m"}"#).await;
    for number in 0..7 {
        world::create(&editor, "Item", &format!(r#"{{title: "{number}", maker: "{maker}"}}"#)).await;
    }
    let token = server.as_token(&["item:find"]).await;
    let answer = token.graphql("{ items { title maker { name } } }").await;
    let errors = answer.body["errors"].as_array().unwrap();
    let paths = errors.iter().map(|error| error["path"].clone()).collect::<Vec<_>>();
    assert_eq!(paths, (0..7).map(|index| json!(["items", index, "maker"])).collect::<Vec<_>>());
    assert_eq!(answer.body["data"]["items"][6], json!({"title": "6", "maker": null}));
    let nothing = token.graphql(r#"{ items(filters: {title: {eq: "none"}}) { maker { name } } }"#).await;
    assert_eq!(nothing.missing(), "maker:find", "whether a permission is missing does not depend on the data");
}

#[tokio::test]
async fn a_refused_list_nulls_its_parent_and_a_refused_required_field_its_entry() {
    let (server, editor) = world::empty().await;
    let maker = world::create(&editor, "Maker", r#"{name: "m"}"#).await;
    world::create(&editor, "Item", &format!(r#"{{title: "t", maker: "{maker}"}}"#)).await;
    let token = server.as_token(&["item:find(maker,summary)", "maker:find(country)"]).await;
    let answer = token.graphql("{ items { summary title } }").await;
    assert_eq!(answer.body["data"], json!({"items": [null]}));
    let through = token.graphql("{ items { summary maker { country name } } }").await;
    assert_eq!(through.body["data"], json!({"items": [{"summary": null, "maker": null}]}));
    let list = token.graphql("{ items { summary tags { label } } }").await;
    assert_eq!(list.body["data"], json!({"items": [null]}));
    let connection = token.graphql("{ items { summary tags_connection { nodes { label } } } }").await;
    assert_eq!(connection.body["data"], json!({"items": [{"summary": null, "tags_connection": null}]}));
}

#[tokio::test]
async fn a_refused_root_list_leaves_no_data_and_other_root_fields_only_themselves() {
    let (server, _editor) = world::empty().await;
    let token = server.as_token(&["item:find"]).await;
    let list = token.graphql("{ items { title } makers { name } }").await;
    assert_eq!((list.status.as_u16(), &list.body["data"]), (200, &Value::Null));
    let others = token.graphql("{ items { title } front { headline } makers_connection { nodes { name } } item(documentId: \"x\") { title } }").await;
    assert_eq!(others.body["data"], json!({"items": [], "front": null, "makers_connection": null, "item": null}));
    let missing = others.body["errors"].as_array().unwrap().iter();
    let missing =
        missing.map(|error| error["extensions"]["error"]["details"]["missing"].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(missing, ["front:find", "maker:find", "item:findOne"]);
}

#[tokio::test]
async fn broken_rules_are_reported_together_each_with_its_path() {
    let (_server, editor) = world::empty().await;
    let answer =
        editor.graphql(r#"mutation { createItem(data: {contact: "no email", slug: "not a slug"}) { title } }"#).await;
    assert_eq!(answer.error_code(), "BAD_USER_INPUT");
    let errors = answer.body["errors"][0]["extensions"]["error"]["details"]["errors"].as_array().unwrap();
    let mut paths = errors.iter().map(|error| error["path"][0].as_str().unwrap()).collect::<Vec<_>>();
    paths.sort_unstable();
    assert_eq!(paths, ["contact", "slug", "title"]);
}
