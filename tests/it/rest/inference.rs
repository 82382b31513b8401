//! What a caller may not read cannot be found out by asking in other ways.

use serde_json::json;

use super::create;
use crate::content::world;

#[tokio::test]
async fn a_search_finds_nothing_by_what_may_not_be_read() {
    let (server, editor) = world::empty().await;
    let data = json!({"name": "Ada", "country": "Norway", "diary": "zq-diary", "passphrase": "zq-passphrase"});
    create(&editor, "/api/makers", data).await;
    let token = server.as_token(&["maker:find(name)"]).await;
    let found = async |text: &str| {
        token.get(&format!("/api/makers?_q={text}")).await.body["meta"]["pagination"]["total"].clone()
    };
    assert_eq!(found("ada").await, 1);
    for hidden in ["norway", "zq-diary", "zq-passphrase", "2026"] {
        assert_eq!(found(hidden).await, 0, "{hidden}");
    }
    for hidden in ["zq-diary", "zq-passphrase", "$2"] {
        let answer = editor.get(&format!("/api/makers?_q={hidden}")).await;
        assert_eq!(answer.entries(), &json!([]), "private values are searched for nobody");
    }
    let answer = token.get("/api/items?_q=x&filters[maker][country]=Norway").await;
    assert_eq!(answer.status, 403);
}

#[tokio::test]
async fn what_is_hidden_answers_the_same_whatever_its_value_is() {
    let (server, editor) = world::empty().await;
    let maker = create(&editor, "/api/makers", json!({"name": "Ada", "country": "Norway"})).await;
    create(&editor, "/api/items", json!({"title": "t", "maker": maker, "stock": 5})).await;
    let token = server.as_token(&["item:find(title,maker)", "maker:find(name)"]).await;
    for template in [
        "filters[stock]=VALUE",
        "filters[$not][stock]=VALUE",
        "filters[maker][country]=VALUE",
        "sort=stock&filters[stock][$lt]=VALUE",
        "populate[maker][filters][country]=VALUE",
        "filters[$or][0][title]=t&filters[$or][1][stock]=VALUE",
    ] {
        let ask = async |value: &str| token.get(&format!("/api/items?{}", template.replace("VALUE", value))).await.text;
        let answers = [ask("5").await, ask("6").await, ask("Norway").await];
        assert!(
            answers.iter().all(|answer| answer == &answers[0] && answer.contains("missing")),
            "{template} {answers:?}"
        );
    }
}

#[tokio::test]
async fn drafts_cannot_be_probed_from_published_entries() {
    let (server, editor) = world::empty().await;
    let tag = create(&editor, "/api/tags", json!({"label": "public"})).await;
    let id = create(&editor, "/api/items", json!({"title": "old", "tags": [tag]})).await;
    let secret = create(&editor, "/api/tags?status=draft", json!({"label": "secret"})).await;
    editor
        .put(&format!("/api/items/{id}?status=draft"), &json!({"data": {"title": "new", "tags": [secret]}}))
        .await
        .entries();
    let reader = server.as_read_only().await;
    for query in
        ["filters[title]=new", "filters[tags][label]=secret", "_q=new", "populate=tags&filters[tags][label]=secret"]
    {
        assert_eq!(reader.get(&format!("/api/items?{query}")).await.entries(), &json!([]), "{query}");
    }
    for (query, missing) in [
        ("status=draft", "item:find+drafts"),
        ("publicationFilter=modified", "item:find+drafts"),
        ("hasPublishedVersion=true", "item:find+drafts"),
        ("status=draft&pagination[withCount]=true&fields[]", "item:find+drafts"),
    ] {
        let answer = reader.get(&format!("/api/items?{query}")).await;
        assert_eq!(answer.rest_error().0, 403, "{query}");
        assert_eq!(answer.body["error"]["details"], json!({"missing": missing}), "{query}");
    }
    assert_eq!(reader.get(&format!("/api/tags/{secret}")).await.text, reader.get("/api/tags/unknown").await.text);
    assert_eq!(reader.get(&format!("/api/items/{id}?populate=tags")).await.entries()["tags"][0]["label"], "public");
}

#[tokio::test]
async fn with_drafts_of_one_type_only_a_relation_needs_the_drafts_of_the_other() {
    let (server, editor) = world::empty().await;
    let tag = create(&editor, "/api/tags?status=draft", json!({"label": "secret"})).await;
    let id = create(&editor, "/api/items?status=draft", json!({"title": "t", "tags": [tag]})).await;
    let token = server.as_token(&["item:find,findOne(title,tags)+drafts", "tag:find(label)"]).await;
    for query in ["populate=tags", "filters[tags][label]=secret", "sort=tags.label", "populate[tags][count]=true"] {
        let answer = token.get(&format!("/api/items/{id}?status=draft&{query}")).await;
        assert_eq!(answer.body["error"]["details"], json!({"missing": "tag:find+drafts"}), "{query} {}", answer.text);
    }
    let all = token.get(&format!("/api/items/{id}?status=draft&populate=*")).await;
    assert!(!all.text.contains("secret") && all.headers["x-keyway-omitted"].to_str().unwrap().contains("tags"));
}

#[tokio::test]
async fn a_refused_write_tells_nothing_of_stored_values() {
    let (server, editor) = world::empty().await;
    create(&editor, "/api/makers", json!({"name": "Taken"})).await;
    let token = server.as_token(&["maker:create(country)"]).await;
    let answer = token.post("/api/makers", &json!({"data": {"name": "Taken"}})).await;
    assert_eq!(answer.body["error"]["details"], json!({"missing": "maker:create(name)"}));
    let blind = token.post("/api/makers", &json!({"data": {"country": "x"}})).await;
    assert!(blind.status == 400 && !blind.text.contains("name must"), "{}", blind.text);
}
