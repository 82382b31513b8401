//! Every way to say which entries a relation leads to.

use serde_json::{Value, json};

use super::create;
use crate::content::world;
use crate::testkit::{Answer, Client, TestServer};

struct Shop {
    _server: TestServer,
    editor: Client,
    item: String,
    tags: Vec<String>,
}

impl Shop {
    /// An item whose tags are a, b and c, and a tag d.
    async fn open() -> Self {
        let (server, editor) = world::empty().await;
        let mut tags = Vec::new();
        for label in ["a", "b", "c", "d"] {
            tags.push(create(&editor, "/api/tags", json!({"label": label})).await);
        }
        let item = create(&editor, "/api/items", json!({"title": "t", "tags": tags[..3]})).await;
        Self { _server: server, editor, item, tags }
    }

    async fn put(&self, tags: Value) -> Answer {
        let path = format!("/api/items/{}?fields=title&populate[tags][fields]=label", self.item);
        self.editor.put(&path, &json!({"data": {"tags": tags}})).await
    }

    /// The labels that the item has once `tags` was written, after it had a, b and c.
    async fn after(&self, tags: Value) -> String {
        self.put(json!({"set": self.tags[..3]})).await.entries();
        let answer = self.put(tags).await;
        world::texts(&answer.entries()["tags"], "label").join("")
    }
}

#[tokio::test]
async fn targets_are_set_connected_and_disconnected_in_every_form() {
    let shop = Shop::open().await;
    let [a, b, c, d] = [0, 1, 2, 3].map(|index| shop.tags[index].clone());
    // Draft and published rows alternate, so that a's rows are 1 and 2.
    for (tags, expected) in [
        (json!([d, a]), "da"),
        (json!(d), "d"),
        (json!(1), "a"),
        (json!("1"), "a"),
        (json!({"id": 1}), "a"),
        (json!({"documentId": b}), "b"),
        (json!([{"documentId": b}, {"id": "1"}, c]), "bac"),
        (json!({"set": [c, b]}), "cb"),
        (json!({"set": []}), ""),
        (json!({"set": null}), ""),
        (json!(null), ""),
        (json!([]), ""),
        (json!({"connect": [d]}), "abcd"),
        (json!({"connect": d}), "abcd"),
        (json!({"connect": [{"documentId": d}]}), "abcd"),
        (json!({"connect": [{"id": 7}]}), "abcd"),
        (json!({"connect": [a]}), "bca"),
        (json!({"connect": [a, d, b]}), "cadb"),
        (json!({"disconnect": [b]}), "ac"),
        (json!({"disconnect": [{"documentId": b}, {"id": 1}]}), "c"),
        (json!({"disconnect": [d, "unknown", 99]}), "abc"),
        (json!({"connect": [d], "disconnect": [a, b]}), "cd"),
        (json!({"connect": [], "disconnect": []}), "abc"),
        (json!({"connect": null}), "abc"),
        (json!({"connect": [{"documentId": d, "locale": null, "status": "draft"}]}), "abcd"),
        (json!({"set": [{"documentId": d, "locale": "en", "status": "published"}]}), "d"),
    ] {
        assert_eq!(shop.after(tags.clone()).await, expected, "{tags}");
    }
}

#[tokio::test]
async fn a_target_is_put_where_its_position_says() {
    let shop = Shop::open().await;
    let [a, b, c, d] = [0, 1, 2, 3].map(|index| shop.tags[index].clone());
    for (tags, expected) in [
        (json!([{"documentId": d, "position": {"start": true}}]), "dabc"),
        (json!([{"documentId": d, "position": {"end": true}}]), "abcd"),
        (json!([{"documentId": d, "position": {"before": b}}]), "adbc"),
        (json!([{"documentId": d, "position": {"after": b}}]), "abdc"),
        (json!([{"documentId": d, "position": {"after": 1}}]), "adbc"),
        (json!([{"id": 7, "position": {"before": c, "status": "draft"}}]), "abdc"),
        (json!([{"documentId": a, "position": {"after": c}}]), "bca"),
        (json!([{"documentId": c, "position": {"before": a}}]), "cab"),
        (json!([{"documentId": a, "position": {"before": b}}]), "abc"),
        (json!([{"documentId": c, "position": {"after": d}}, {"documentId": d, "position": {"start": true}}]), "dcab"),
        (json!([{"documentId": d, "position": null}]), "abcd"),
    ] {
        assert_eq!(shop.after(json!({"connect": tags})).await, expected, "{tags}");
    }
    let both = json!({"disconnect": [b], "connect": [{"documentId": d, "position": {"before": c}}]});
    assert_eq!(shop.after(both).await, "adc");
}

#[tokio::test]
async fn the_published_entry_follows_the_drafts_order() {
    let shop = Shop::open().await;
    let connect = json!({"connect": [{"documentId": shop.tags[3], "position": {"after": shop.tags[0]}}]});
    shop.put(connect).await.entries();
    for status in ["draft", "published"] {
        let path = format!("/api/items/{}?populate=tags&status={status}", shop.item);
        let answer = shop.editor.get(&path).await;
        assert_eq!(world::texts(&answer.entries()["tags"], "label").join(""), "adbc", "{status}");
    }
}

#[tokio::test]
async fn a_relation_to_one_is_set_replaced_and_cleared() {
    let (_server, editor) = world::empty().await;
    let (ada, bo) = (
        create(&editor, "/api/makers", json!({"name": "Ada"})).await,
        create(&editor, "/api/makers", json!({"name": "Bo"})).await,
    );
    let item = create(&editor, "/api/items", json!({"title": "t"})).await;
    for (maker, expected) in [
        (json!(ada), json!("Ada")),
        (json!({"connect": [bo]}), json!("Bo")),
        (json!({"connect": [bo, ada]}), json!("Ada")),
        (json!({"disconnect": [bo]}), json!("Ada")),
        (json!({"disconnect": [ada]}), json!(null)),
        (json!({"connect": {"documentId": bo}, "disconnect": [ada]}), json!("Bo")),
        (json!([ada, bo]), json!("Bo")),
        (json!({"set": [ada]}), json!("Ada")),
        (json!({"set": []}), json!(null)),
        (json!(2), json!("Bo")),
        (json!(null), json!(null)),
    ] {
        let path = format!("/api/items/{item}?populate=maker");
        let answer = editor.put(&path, &json!({"data": {"maker": maker}})).await;
        assert_eq!(answer.entries()["maker"]["name"], expected, "{maker}");
    }
}

#[tokio::test]
async fn targets_that_cannot_be_meant_are_refused_and_nothing_is_written() {
    let shop = Shop::open().await;
    let position = "tags must have positions that say one of before, after, start and end";
    let d = &shop.tags[3];
    for (tags, message) in [
        (json!(["x"]), r#"Document with id "x", locale "null" not found"#.to_owned()),
        (json!({"connect": ["x"]}), r#"Document with id "x", locale "null" not found"#.to_owned()),
        (json!([98, 99]), "2 relation(s) of type api::tag.tag associated with this entity do not exist".to_owned()),
        (
            json!({"connect": [99]}),
            "1 relation(s) of type api::tag.tag associated with this entity do not exist".to_owned(),
        ),
        (json!({"foo": []}), "Invalid key foo at tags".to_owned()),
        (json!({"connect": [], "foo": []}), "Invalid key foo at tags".to_owned()),
        (json!({"set": [], "connect": []}), "Invalid key connect at tags".to_owned()),
        (json!([{"documentId": d, "foo": 1}]), "Invalid key foo at tags".to_owned()),
        (
            json!({"connect": [{"documentId": d, "position": {"foo": 1}}]}),
            "Invalid key foo at tags.position".to_owned(),
        ),
        (json!({"connect": [{"documentId": d, "position": {}}]}), position.to_owned()),
        (json!({"connect": [{"documentId": d, "position": "start"}]}), position.to_owned()),
        (json!({"connect": [{"documentId": d, "position": {"start": true, "end": true}}]}), position.to_owned()),
        (
            json!({"connect": [{"documentId": d, "position": {"before": "x"}}]}),
            format!(r#"The relation "{d}" cannot be placed beside "x", which is not connected"#),
        ),
        (
            json!({"connect": [{"documentId": d, "position": {"after": d}}]}),
            format!(r#"The relation "{d}" cannot be placed beside "{d}", which is not connected"#),
        ),
        (json!(true), "tags must be given as document ids".to_owned()),
        (json!({"connect": [true]}), "tags must be given as document ids".to_owned()),
        (json!({}), "tags must be given as document ids".to_owned()),
        (json!({"connect": vec!["x"; 1_001]}), "tags must have at most 1000 items".to_owned()),
    ] {
        let answer = shop.put(tags.clone()).await;
        assert_eq!(answer.rest_error(), (400, "ValidationError", message.as_str()), "{tags}");
    }
    let shown = shop.editor.get(&format!("/api/items/{}?populate=tags&status=draft", shop.item)).await;
    assert_eq!(world::texts(&shown.entries()["tags"], "label").join(""), "abc");
}

#[tokio::test]
async fn writing_a_relation_takes_find_on_its_target() {
    let (server, editor) = world::empty().await;
    let tag = create(&editor, "/api/tags", json!({"label": "a"})).await;
    let item = create(&editor, "/api/items", json!({"title": "t"})).await;
    let token = server.as_token(&["item:update,publish", "item:findOne(title)"]).await;
    for tags in [json!([tag]), json!({"connect": [tag]}), json!({"disconnect": [tag]}), json!({"set": []}), json!(null)]
    {
        let answer = token.put(&format!("/api/items/{item}"), &json!({"data": {"tags": tags}})).await;
        assert_eq!(answer.rest_error(), (403, "ForbiddenError", "Forbidden"), "{tags}");
        assert_eq!(answer.body["error"]["details"]["missing"], "tag:find");
    }
}

#[tokio::test]
async fn a_draft_that_the_caller_may_not_find_is_no_target() {
    let (server, editor) = world::empty().await;
    let hidden = create(&editor, "/api/tags?status=draft", json!({"label": "hidden"})).await;
    let item = create(&editor, "/api/items", json!({"title": "t"})).await;
    let token = server.as_token(&["item:update,publish", "item:findOne(title,tags)", "tag:find"]).await;
    for tags in [json!([hidden]), json!({"connect": [hidden]})] {
        let answer = token.put(&format!("/api/items/{item}"), &json!({"data": {"tags": tags}})).await;
        let unknown = format!("Document with id \"{hidden}\", locale \"null\" not found");
        assert_eq!(answer.rest_error(), (400, "ValidationError", unknown.as_str()), "{tags}");
    }
}
