//! Writing components and dynamic zones: in place or anew, whole lists, and what is refused.

use serde_json::{Value, json};

use super::create;
use crate::components::model;
use crate::testkit::{Client, TestServer};

async fn landing() -> (TestServer, Client, String) {
    let (server, editor) = model::empty().await;
    let hero = json!({"title": "Hero", "tone": "loud", "seo": {"metaTitle": "S"}, "cards": [{"label": "a"}]});
    let blocks = json!([{"__component": "page.hero", "title": "Block"}, {"__component": "page.pick"}]);
    let id = create(&editor, "/api/landings", json!({"name": "L", "hero": hero, "blocks": blocks})).await;
    (server, editor, format!("/api/landings/{id}?populate=hero.seo,hero.cards,cards,blocks"))
}

async fn put(editor: &Client, path: &str, data: Value) -> Value {
    editor.put(path, &json!({ "data": data })).await.entries().clone()
}

#[tokio::test]
async fn a_component_with_its_id_is_changed_in_place_and_without_one_replaced() {
    let (_server, editor, path) = landing().await;
    let before = editor.get(&path).await.entries()["hero"].clone();
    let change = json!({"id": before["id"], "title": "Changed", "seo": {"id": before["seo"]["id"], "metaTitle": "T"}});
    let after = put(&editor, &path, json!({"hero": change})).await["hero"].clone();
    assert_eq!((&after["id"], &after["title"], &after["tone"]), (&before["id"], &json!("Changed"), &json!("loud")));
    assert_eq!((&after["seo"]["id"], &after["seo"]["metaTitle"]), (&before["seo"]["id"], &json!("T")));
    assert_eq!(after["cards"], before["cards"], "what is not named stays");
    let replaced = put(&editor, &path, json!({"hero": {"title": "Another"}})).await["hero"].clone();
    assert_ne!(replaced["id"], before["id"]);
    assert_eq!((&replaced["tone"], &replaced["seo"], &replaced["cards"]), (&json!("calm"), &json!(null), &json!([])));
}

#[tokio::test]
async fn a_list_that_is_sent_is_the_whole_new_list() {
    let (_server, editor, path) = landing().await;
    let made = put(&editor, &path, json!({"cards": [{"label": "a"}, {"label": "b"}]})).await["cards"].clone();
    let kept = json!([{"id": made[1]["id"]}, {"label": "c"}, {"id": made[0]["id"], "size": 5}]);
    let cards = put(&editor, &path, json!({"cards": kept})).await["cards"].clone();
    let labels = cards.as_array().unwrap().iter().map(|card| card["label"].as_str().unwrap());
    assert_eq!(labels.collect::<Vec<_>>(), ["b", "c", "a"]);
    assert_eq!([&cards[0]["id"], &cards[2]["id"]], [&made[1]["id"], &made[0]["id"]]);
    let blocks = editor.get(&path).await.entries()["blocks"].clone();
    let change =
        json!([{"__component": "page.pick", "id": blocks[1]["id"]}, {"__component": "page.hero", "title": "New"}]);
    let after = put(&editor, &path, json!({"blocks": change})).await["blocks"].clone();
    assert_eq!((&after[0]["id"], &after[0]["__component"]), (&blocks[1]["id"], &json!("page.pick")));
    assert_eq!((&after[1]["title"], after.as_array().unwrap().len()), (&json!("New"), 2));
    for empty in [json!([]), json!(null)] {
        let data = json!({"blocks": empty, "cards": empty});
        let cleared = put(&editor, &path, data).await;
        assert_eq!((&cleared["blocks"], &cleared["cards"]), (&json!([]), &json!([])));
    }
}

#[tokio::test]
async fn what_cannot_be_written_is_refused_in_strapis_words_and_nothing_changes() {
    let (_server, editor, path) = landing().await;
    let before = editor.get(&path).await.text;
    let foreign = editor.put(&path, &json!({"data": {"hero": {"id": 4711, "title": "Stolen"}}})).await;
    let expected = r#"{"data":null,"error":{"status":400,"name":"ApplicationError","message":"Some of the provided components in hero are not related to the entity","details":{}}}"#;
    assert_eq!(foreign.text, expected);
    for (data, message) in [
        (json!({"hero": {"title": "Hero", "bogus": 1}}), "Invalid key bogus at hero"),
        (json!({"blocks": [{"__component": "page.hero", "title": "Hero", "bogus": 1}]}), "Invalid key bogus at blocks"),
        (json!({"hero": null}), "hero must be a `object` type, but the final value was: `null`."),
        (json!({"hero": {}}), "hero.title must be defined."),
        (json!({"hero": {"title": "He"}}), "hero.title must be at least 3 characters"),
        (json!({"cards": [{}, {}, {}, {}]}), "cards field must have less than or equal to 3 items"),
        (json!({"cards": [{"label": "one"}]}), "cards field must have at least 2 items"),
        (json!({"cards": [{"size": 1}, {"size": 10}]}), "cards[1].size must be less than or equal to 9"),
    ] {
        let answer = editor.put(&path, &json!({ "data": data })).await;
        assert_eq!(answer.rest_error(), (400, "ValidationError", message), "{data}");
    }
    for item in
        [json!({"title": "x"}), json!({"__component": "shared.seo"}), json!({"__component": 3}), json!("page.hero")]
    {
        let answer = editor.put(&path, &json!({"data": {"blocks": [item]}})).await;
        assert_eq!(answer.rest_error().0, 400, "{item}");
    }
    let details = editor.put(&path, &json!({"data": {"hero": {"title": "Hero", "bogus": 1}}})).await;
    let expected = json!({"key": "bogus", "path": "hero", "source": "body"});
    assert_eq!(details.body["error"]["details"], expected);
    assert_eq!(editor.get(&path).await.text, before);
}

#[tokio::test]
async fn a_relation_inside_a_component_is_written_by_who_may_find_its_target() {
    let (server, editor, path) = landing().await;
    let news = create(&editor, "/api/categories", json!({"name": "News"})).await;
    let pick = json!({"data": {"blocks": [{"__component": "page.pick", "category": news}]}});
    let token = server.as_token(&["landing:update,find,findOne"]).await;
    let answer = token.put(path.split('?').next().unwrap(), &pick).await;
    assert_eq!(answer.rest_error(), (403, "ForbiddenError", "Forbidden"));
    assert_eq!(answer.body["error"]["details"], json!({"missing": "category:find"}));
    let path = path.split('?').next().unwrap();
    let written = editor.put(&format!("{path}?populate=blocks.category"), &pick).await;
    assert_eq!(written.entries()["blocks"][0]["category"]["name"], "News");
    for (verb, expected) in [
        (json!({"disconnect": [news]}), json!(null)),
        (json!({"connect": [{"documentId": news}]}), json!("News")),
        (json!({"set": []}), json!(null)),
        (json!(1), json!("News")),
        (json!(null), json!(null)),
    ] {
        let id = editor.get(&format!("{path}?populate=blocks")).await.entries()["blocks"][0]["id"].clone();
        let change = json!({"data": {"blocks": [{"__component": "page.pick", "id": id, "category": verb}]}});
        let answer = editor.put(&format!("{path}?populate=blocks.category"), &change).await;
        assert_eq!(answer.entries()["blocks"][0]["category"]["name"], expected, "{verb}");
    }
}
