//! Orders of lists.

use serde_json::json;

use super::world::{self, texts};
use crate::testkit::Client;

async fn order(editor: &Client, sort: &str) -> String {
    let answer = editor.graphql(&format!("{{ items(sort: {sort}) {{ title }} }}")).await;
    texts(&answer.data()["items"], "title").join("")
}

#[tokio::test]
async fn entries_are_sorted_by_one_key_or_several() {
    let (_server, editor) = world::empty().await;
    for (title, stock, level) in [("b", 2, "easy"), ("a", 1, "easy"), ("d", 1, "very_hard"), ("c", 2, "very_hard")] {
        world::create(&editor, "Item", &format!(r#"{{title: "{title}", stock: {stock}, level: {level}}}"#)).await;
    }
    for (sort, expected) in [
        (r#""title""#, "abcd"),
        (r#""title:desc""#, "dcba"),
        (r#"["stock:desc", "title:asc"]"#, "bcad"),
        (r#""stock,title:DESC""#, "dacb"),
        (r#""stock , title:ASC""#, "adbc"),
        (r#"["level", "stock", "title"]"#, "abdc"),
        ("[]", "badc"),
        (r#""""#, "badc"),
    ] {
        assert_eq!(order(&editor, sort).await, expected, "{sort}");
    }
}

#[tokio::test]
async fn ties_stand_in_the_order_of_making_whichever_way_the_keys_run() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["x", "y", "z"]).await;
    assert_eq!(order(&editor, r#""stock""#).await, "xyz");
    assert_eq!(order(&editor, r#""stock:desc""#).await, "xyz");
}

#[tokio::test]
async fn entries_are_sorted_by_what_they_relate_to() {
    let (_server, editor) = world::empty().await;
    for (name, title) in [("Zoe", "a"), ("Adam", "b"), ("Mia", "c")] {
        let maker = world::create(&editor, "Maker", &format!(r#"{{name: "{name}"}}"#)).await;
        world::create(&editor, "Item", &format!(r#"{{title: "{title}", maker: "{maker}"}}"#)).await;
    }
    assert_eq!(order(&editor, r#""maker.name""#).await, "bca");
    assert_eq!(order(&editor, r#""maker.name:desc""#).await, "acb");
    let nested = editor.graphql(r#"{ makers(sort: "items.title:desc") { name } }"#).await;
    assert_eq!(texts(&nested.data()["makers"], "name"), ["Mia", "Adam", "Zoe"]);
}

#[tokio::test]
async fn nested_lists_have_an_order_of_their_own() {
    let (_server, editor) = world::empty().await;
    let mut tags = Vec::new();
    for label in ["m", "z", "a"] {
        tags.push(world::create(&editor, "Tag", &format!(r#"{{label: "{label}"}}"#)).await);
    }
    world::create(&editor, "Item", &format!(r#"{{title: "t", tags: {}}}"#, json!(tags))).await;
    let query = r#"{ items { own: tags { label } tags(sort: "label") { label } down: tags_connection(sort: ["label:desc"]) { nodes { label } } } }"#;
    let answer = editor.graphql(query).await;
    let item = &answer.data()["items"][0];
    assert_eq!(texts(&item["own"], "label"), ["m", "z", "a"], "the order of connection");
    assert_eq!(texts(&item["tags"], "label"), ["a", "m", "z"]);
    assert_eq!(texts(&item["down"]["nodes"], "label"), ["z", "m", "a"]);
}

#[tokio::test]
async fn a_sort_that_makes_no_sense_is_refused_by_name() {
    let (_server, editor) = world::empty().await;
    for (sort, message) in [
        ("bogus", "Invalid key bogus"),
        ("maker", "Invalid key maker"),
        ("maker.bogus", "Invalid key bogus at maker"),
        ("title.name", "Invalid key title"),
        ("bogus.name", "Invalid key bogus"),
        ("title:up", "Invalid order. order can only be one of asc|desc|ASC|DESC"),
        ("title:desc:desc", "Invalid order. order can only be one of asc|desc|ASC|DESC"),
        (".", "Invalid key "),
        ("title; DROP TABLE items", "Invalid key title; DROP TABLE items"),
        ("\\\"title\\\"", "Invalid key \"title\""),
        ("parent.parent.parent.parent.parent.parent.title", "a sort path goes through at most 5 relations"),
    ] {
        let answer = editor.graphql(&format!("{{ items(sort: \"{sort}\") {{ title }} }}")).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (200, "BAD_USER_INPUT"), "{sort}");
        assert_eq!(answer.body["errors"][0]["message"], message, "{sort}");
    }
    let many = vec!["title"; 21].join(",");
    assert_eq!(
        editor.graphql(&format!("{{ items(sort: \"{many}\") {{ title }} }}")).await.error_code(),
        "BAD_USER_INPUT"
    );
}
