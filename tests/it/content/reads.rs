//! Lists, single entries and single types as they are read.

use serde_json::json;

use super::world::{self, texts};

#[tokio::test]
async fn a_list_holds_published_entries_in_the_order_of_their_making() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["b", "a", "c"]).await;
    world::draft(&editor, "Item", r#"{title: "d"}"#).await;
    assert_eq!(texts(&editor.graphql("{ items { title } }").await.data()["items"], "title"), ["b", "a", "c"]);
    let drafts = editor.graphql("{ items(status: DRAFT) { title } }").await;
    assert_eq!(texts(&drafts.data()["items"], "title"), ["b", "a", "c", "d"]);
}

#[tokio::test]
async fn one_entry_is_read_by_its_document_id_in_either_status() {
    let (_server, editor) = world::empty().await;
    let id = world::create(&editor, "Item", r#"{title: "first"}"#).await;
    let change = format!(
        r#"mutation {{ updateItem(documentId: "{id}", status: DRAFT, data: {{title: "second"}}) {{ title }} }}"#
    );
    editor.graphql(&change).await.data();
    let query = format!(
        r#"{{ public: item(documentId: "{id}") {{ documentId title }} draft: item(documentId: "{id}", status: DRAFT) {{ title }} }}"#
    );
    let expected = json!({"public": {"documentId": id, "title": "first"}, "draft": {"title": "second"}});
    assert_eq!(*editor.graphql(&query).await.data(), expected);
}

#[tokio::test]
async fn what_is_not_there_is_null() {
    let (_server, editor) = world::empty().await;
    let hidden = world::draft(&editor, "Item", r#"{title: "hidden"}"#).await;
    let query = format!(
        r#"{{ a: item(documentId: "nothing") {{ title }} b: item(documentId: "{hidden}") {{ title }} front {{ headline }} items {{ title }} }}"#
    );
    assert_eq!(*editor.graphql(&query).await.data(), json!({"a": null, "b": null, "front": null, "items": []}));
}

#[tokio::test]
async fn a_single_type_has_a_draft_and_a_published_entry() {
    let (_server, editor) = world::empty().await;
    let update = |status: &str, text: &str| {
        format!(r#"mutation {{ updateFront(status: {status}, data: {{headline: "{text}"}}) {{ headline }} }}"#)
    };
    let read = "{ front { headline } draft: front(status: DRAFT) { headline } }";
    editor.graphql(&update("DRAFT", "one")).await.data();
    assert_eq!(*editor.graphql(read).await.data(), json!({"front": null, "draft": {"headline": "one"}}));
    editor.graphql(&update("PUBLISHED", "two")).await.data();
    editor.graphql(&update("DRAFT", "three")).await.data();
    assert_eq!(
        *editor.graphql(read).await.data(),
        json!({"front": {"headline": "two"}, "draft": {"headline": "three"}})
    );
}

#[tokio::test]
async fn a_type_without_drafts_answers_the_same_for_either_status() {
    let (_server, editor) = world::empty().await;
    world::create(&editor, "Maker", r#"{name: "m"}"#).await;
    let query = "{ a: makers { name publishedAt } b: makers(status: DRAFT) { name publishedAt } }";
    let answer = editor.graphql(query).await;
    assert_eq!(answer.data()["a"], answer.data()["b"]);
    assert_eq!(answer.data()["a"][0]["publishedAt"], "2026-11-23T12:00:00.000Z");
}

#[tokio::test]
async fn fields_come_in_the_order_of_the_document_and_under_their_aliases() {
    let (_server, editor) = world::empty().await;
    world::create(&editor, "Item", r#"{title: "t", summary: "s"}"#).await;
    let query = "query Q { b: items { summary again: title __typename title } __typename a: items { ...F title } }
        fragment F on Item { summary ... on Item { title summary } }";
    let expected = concat!(
        r#"{"data":{"b":[{"summary":"s","again":"t","__typename":"Item","title":"t"}],"#,
        r#""__typename":"Query","a":[{"summary":"s","title":"t"}]}}"#,
        "\n"
    );
    assert_eq!(editor.graphql(query).await.text, expected);
}

#[tokio::test]
async fn skip_and_include_leave_out_what_they_say() {
    let (_server, editor) = world::empty().await;
    world::create(&editor, "Item", r#"{title: "t", summary: "s"}"#).await;
    let query = "query($yes: Boolean!, $no: Boolean = false) { items {
        title @include(if: $no) summary @skip(if: $no) ... @include(if: $yes) { slug }
    } tags @skip(if: $yes) { label } }";
    for (yes, expected) in [
        (true, json!({"items": [{"summary": "s", "slug": null}]})),
        (false, json!({"items": [{"summary": "s"}], "tags": []})),
        (true, json!({"items": [{"summary": "s", "slug": null}]})),
    ] {
        assert_eq!(*editor.graphql_with(query, json!({ "yes": yes })).await.data(), expected);
    }
}

#[tokio::test]
async fn a_field_asked_twice_gathers_what_was_selected_below_it() {
    let (_server, editor) = world::empty().await;
    let maker = world::create(&editor, "Maker", r#"{name: "m", country: "c"}"#).await;
    world::create(&editor, "Item", &format!(r#"{{title: "t", maker: "{maker}"}}"#)).await;
    let query = "{ items { maker { name } maker { country } } items { title } }";
    let expected = json!({"items": [{"maker": {"name": "m", "country": "c"}, "title": "t"}]});
    assert_eq!(*editor.graphql(query).await.data(), expected);
}

#[tokio::test]
async fn questions_about_the_other_row_tell_entries_apart() {
    let (_server, editor) = world::empty().await;
    let ids = world::titled(&editor, &["same", "changed"]).await;
    world::draft(&editor, "Item", r#"{title: "new"}"#).await;
    editor
        .graphql(&format!(
            r#"mutation {{ updateItem(documentId: "{}", status: DRAFT, data: {{summary: "x"}}) {{ title }} }}"#,
            ids[0]
        ))
        .await;
    let ask = async |arguments: &str| {
        let answer = editor.graphql(&format!("{{ items(status: DRAFT, {arguments}) {{ title }} }}")).await;
        texts(&answer.data()["items"], "title").join(" ")
    };
    assert_eq!(ask("publicationFilter: NEVER_PUBLISHED").await, "new");
    assert_eq!(ask("publicationFilter: HAS_PUBLISHED_VERSION_DOCUMENT").await, "same changed");
    assert_eq!(ask("hasPublishedVersion: true").await, "same changed");
    assert_eq!(ask("hasPublishedVersion: false").await, "new");
}

#[tokio::test]
async fn a_get_reads_and_does_not_write() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["x"]).await;
    let get = async |query: &str| {
        let request = http::Request::get(format!("/graphql?query={query}")).header("content-type", "application/json");
        editor.send(request.body(axum::body::Body::empty()).unwrap()).await
    };
    assert_eq!(get("%7Bitems%7Btitle%7D%7D").await.data()["items"], json!([{"title": "x"}]));
    let refused = get("mutation%7BcreateTag(data%3A%7Blabel%3A%22x%22%7D)%7BdocumentId%7D%7D").await;
    assert_eq!(refused.status, 405, "{}", refused.text);
    assert_eq!(editor.graphql("{ tags { label } }").await.data()["tags"], json!([]));
}
