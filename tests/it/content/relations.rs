//! Relations in answers: their pages, directions and status.

use serde_json::json;

use super::world::{self, texts};
use crate::testkit::{Client, TestServer};

/// Twelve items `00` to `11` of one maker, each with all of twelve tags `a` to `l`.
async fn dozen() -> (TestServer, Client) {
    let (server, editor) = world::empty().await;
    let maker = world::create(&editor, "Maker", r#"{name: "m"}"#).await;
    let mut tags = Vec::new();
    for label in 'a'..='l' {
        tags.push(world::create(&editor, "Tag", &format!(r#"{{label: "{label}"}}"#)).await);
    }
    for number in 0..12 {
        let data = format!(r#"{{title: "{number:02}", maker: "{maker}", tags: {}}}"#, json!(tags));
        world::create(&editor, "Item", &data).await;
    }
    (server, editor)
}

#[tokio::test]
async fn a_nested_list_holds_ten_at_every_level_unless_more_are_asked_for() {
    let (_server, editor) = dozen().await;
    let query = "{ makers { items { tags { label } } all: items(pagination: {limit: -1}) { title tags(pagination: {page: 2}) { label } }
        items_connection(pagination: {start: 11}) { nodes { title } } } }";
    let answer = editor.graphql(query).await;
    let maker = &answer.data()["makers"][0];
    assert_eq!(maker["items"].as_array().unwrap().len(), 10);
    assert!(
        maker["items"].as_array().unwrap().iter().all(|item| texts(&item["tags"], "label").join("") == "abcdefghij")
    );
    let all = maker["all"].as_array().unwrap();
    assert_eq!(all.len(), 12);
    assert!(all.iter().all(|item| texts(&item["tags"], "label").join("") == "kl"), "{all:?}");
    assert_eq!(texts(&maker["items_connection"]["nodes"], "title"), ["11"]);
}

#[tokio::test]
async fn nested_lists_filter_sort_and_page_for_each_parent() {
    let (_server, editor) = dozen().await;
    let query = r#"{ items(pagination: {limit: 2}) { tags(filters: {label: {gt: "c"}}, sort: "label:desc", pagination: {start: 1, limit: 2}) { label } } }"#;
    let answer = editor.graphql(query).await;
    for item in answer.data()["items"].as_array().unwrap() {
        assert_eq!(texts(&item["tags"], "label"), ["k", "j"]);
    }
}

#[tokio::test]
async fn both_ends_of_a_relation_show_the_same_links() {
    let (_server, editor) = world::empty().await;
    let maker = world::create(&editor, "Maker", r#"{name: "m"}"#).await;
    let sheet = world::create(&editor, "Sheet", r#"{note: "s"}"#).await;
    world::create(&editor, "Item", &format!(r#"{{title: "i", maker: "{maker}", sheet: "{sheet}"}}"#)).await;
    let query = "{ items { maker { name } sheet { note item { title } } } makers { items { title sheet { note } } } sheets { item { maker { name } } } }";
    let expected = json!({
        "items": [{"maker": {"name": "m"}, "sheet": {"note": "s", "item": {"title": "i"}}}],
        "makers": [{"items": [{"title": "i", "sheet": {"note": "s"}}]}],
        "sheets": [{"item": {"maker": {"name": "m"}}}]
    });
    assert_eq!(*editor.graphql(query).await.data(), expected);
}

#[tokio::test]
async fn empty_relations_are_null_or_an_empty_list() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["alone"]).await;
    let query = "{ items { maker { name } sheet { note } parent { title } children { title } tags_connection { nodes { label } } } }";
    let expected =
        json!([{"maker": null, "sheet": null, "parent": null, "children": [], "tags_connection": {"nodes": []}}]);
    assert_eq!(editor.graphql(query).await.data()["items"], expected);
}

#[tokio::test]
async fn a_type_relates_to_itself_in_both_directions() {
    let (_server, editor) = world::empty().await;
    let root = world::create(&editor, "Item", r#"{title: "root"}"#).await;
    let child = world::create(&editor, "Item", &format!(r#"{{title: "child", parent: "{root}"}}"#)).await;
    world::create(&editor, "Item", &format!(r#"{{title: "leaf", parent: "{child}"}}"#)).await;
    let query = format!(
        r#"{{ item(documentId: "{child}") {{ parent {{ title parent {{ title }} children {{ title children {{ title }} }} }} children {{ title parent {{ title }} }} }} }}"#
    );
    let expected = json!({
        "parent": {"title": "root", "parent": null, "children": [{"title": "child", "children": [{"title": "leaf"}]}]},
        "children": [{"title": "leaf", "parent": {"title": "child"}}]
    });
    assert_eq!(editor.graphql(&query).await.data()["item"], expected);
    let own = format!(
        r#"mutation {{ updateItem(documentId: "{root}", data: {{parent: "{root}"}}) {{ parent {{ title parent {{ title }} }} }} }}"#
    );
    let itself = json!({"parent": {"title": "root", "parent": {"title": "root"}}});
    assert_eq!(editor.graphql(&own).await.data()["updateItem"], itself);
}

#[tokio::test]
async fn related_entries_have_the_status_of_their_root_field() {
    let (_server, editor) = world::empty().await;
    let published = world::create(&editor, "Tag", r#"{label: "old"}"#).await;
    let draft = world::draft(&editor, "Tag", r#"{label: "draft"}"#).await;
    world::create(&editor, "Item", &format!(r#"{{title: "i", tags: ["{published}", "{draft}"]}}"#)).await;
    let change = format!(
        r#"mutation {{ updateTag(documentId: "{published}", status: DRAFT, data: {{label: "new"}}) {{ label }} }}"#
    );
    editor.graphql(&change).await.data();
    let query = "query($s: PublicationStatus) { a: items { tags { label } } b: items(status: DRAFT) { tags { label } }
        c: items(status: $s) { tags_connection { nodes { label items { tags { label } } } } } }";
    for (status, expected) in [("PUBLISHED", &["old"][..]), ("DRAFT", &["new", "draft"])] {
        let answer = editor.graphql_with(query, json!({ "s": status })).await;
        let data = answer.data();
        assert_eq!(texts(&data["a"][0]["tags"], "label"), ["old"]);
        assert_eq!(texts(&data["b"][0]["tags"], "label"), ["new", "draft"]);
        let nodes = &data["c"][0]["tags_connection"]["nodes"];
        assert_eq!(texts(nodes, "label"), expected);
        assert_eq!(texts(&nodes[0]["items"][0]["tags"], "label"), expected);
    }
}

#[tokio::test]
async fn the_status_passes_through_a_type_that_has_no_drafts() {
    let (_server, editor) = world::empty().await;
    let maker = world::create(&editor, "Maker", r#"{name: "m"}"#).await;
    world::create(&editor, "Item", &format!(r#"{{title: "public", maker: "{maker}"}}"#)).await;
    world::draft(&editor, "Item", &format!(r#"{{title: "hidden", maker: "{maker}"}}"#)).await;
    let answer =
        editor.graphql("{ makers { items { title } } drafts: makers(status: DRAFT) { items { title } } }").await;
    assert_eq!(texts(&answer.data()["makers"][0]["items"], "title"), ["public"]);
    assert_eq!(texts(&answer.data()["drafts"][0]["items"], "title"), ["public", "hidden"]);
}

#[tokio::test]
async fn the_order_of_connection_is_kept_and_replaced_with_the_list() {
    let (_server, editor) = world::empty().await;
    let mut tags = Vec::new();
    for label in ["x", "y", "z"] {
        tags.push(world::create(&editor, "Tag", &format!(r#"{{label: "{label}"}}"#)).await);
    }
    let (x, y, z) = (&tags[0], &tags[1], &tags[2]);
    let item = world::create(&editor, "Item", &format!(r#"{{title: "i", tags: ["{z}", "{x}"]}}"#)).await;
    let update = async |list: String| {
        let query = format!(
            r#"mutation {{ updateItem(documentId: "{item}", data: {{tags: {list}}}) {{ tags {{ label }} }} }}"#
        );
        let answer = editor.graphql(&query).await;
        texts(&answer.data()["updateItem"]["tags"], "label").join("")
    };
    assert_eq!(update(format!(r#"["{y}", "{z}", "{x}"]"#)).await, "yzx");
    assert_eq!(update(format!(r#"["{x}", "{y}", "{x}"]"#)).await.len(), 2);
    assert_eq!(update(format!(r#""{z}""#)).await, "z", "one value is a list of one");
    assert_eq!(update("[]".to_owned()).await, "");
}

#[tokio::test]
async fn a_list_shows_a_bounded_number_of_to_one_relations_below_its_entries() {
    let (_server, editor) = world::empty().await;
    let maker = world::create(&editor, "Maker", r#"{name: "m"}"#).await;
    world::create(&editor, "Item", &format!(r#"{{title: "t", maker: "{maker}"}}"#)).await;
    let pairs = |count: usize| {
        let pairs = (0..count).map(|number| format!("a{number}: parent {{ maker {{ name }} }}"));
        pairs.collect::<Vec<_>>().join(" ")
    };
    let most = editor.graphql(&format!("{{ items {{ {} maker {{ name }} sheet {{ note }} }} }}", pairs(24))).await;
    assert_eq!(most.data()["items"][0]["maker"]["name"], "m");
    let lists = format!("{{ items {{ {0} }} makers {{ items {{ {0} }} }} }}", pairs(24));
    editor.graphql(&lists).await.data();
    for over in [
        format!("{{ items {{ {} seo {{ metaTitle }} }} }}", pairs(25)),
        format!("{{ makers {{ name items_connection {{ nodes {{ {} seo {{ metaTitle }} }} }} }} }}", pairs(25)),
        format!("mutation {{ createItem(data: {{title: \"x\"}}) {{ {} seo {{ metaTitle }} }} }}", pairs(25)),
    ] {
        let refused = editor.graphql(&over).await;
        assert_eq!(refused.error_code(), "QUERY_TOO_COMPLEX", "{}", refused.text);
        let message = "An answer shows at most 50 to-one relations and single components of an entry; ask for fewer";
        assert_eq!(refused.body["errors"][0]["message"], message);
    }
    assert_eq!(editor.graphql("{ items { title } }").await.data()["items"].as_array().unwrap().len(), 1);
}
