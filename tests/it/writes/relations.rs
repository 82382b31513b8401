//! Which rows are linked, in which order.

use keyway::access::Status::{Draft, Published};
use keyway::query::write::{Content, Operation, Syntax};
use serde_json::{Value as Json, json};

use super::laboratory::{Laboratory, START, collection, object, relation};

/// With drafts: article, tag. Without: author, list.
fn model() -> Vec<Json> {
    let title = json!({"type": "string"});
    let article = json!({
        "title": title,
        "tags": relation("manyToMany", "tag", Some(("inversedBy", "articles"))),
        "author": relation("manyToOne", "author", Some(("inversedBy", "articles"))),
        "lead": relation("oneToOne", "tag", None),
        "others": relation("oneToMany", "tag", None),
    });
    let tag = json!({
        "title": title,
        "articles": relation("manyToMany", "article", Some(("mappedBy", "tags"))),
        "children": relation("oneToMany", "tag", Some(("mappedBy", "parent"))),
        "parent": relation("manyToOne", "tag", Some(("inversedBy", "children"))),
    });
    let author = json!({"title": title, "articles": relation("oneToMany", "article", Some(("mappedBy", "author")))});
    let list =
        json!({"title": title, "tags": relation("manyToMany", "tag", None), "top": relation("manyToOne", "tag", None)});
    vec![
        collection("article", true, article),
        collection("tag", true, tag),
        collection("author", false, author),
        collection("list", false, list),
    ]
}

const TAGS: &str = "SELECT article_id, tag_id, tag_ord, article_ord FROM articles_tags_lnk ORDER BY id";
const AUTHORS: &str = "SELECT article_id, author_id, article_ord FROM articles_author_lnk ORDER BY id";
const OTHERS: &str = "SELECT article_id, tag_id, tag_ord FROM articles_others_lnk ORDER BY article_id, tag_ord";
const LEADS: &str = "SELECT article_id, tag_id FROM articles_lead_lnk ORDER BY id";
const LISTS: &str = "SELECT list_id, tag_id, tag_ord FROM lists_tags_lnk ORDER BY tag_ord, id";

async fn titled(laboratory: &Laboratory, content_type: &str, status: keyway::access::Status) -> String {
    laboratory.create(content_type, json!({"title": content_type}), status).await
}

#[tokio::test]
async fn drafts_link_to_drafts_and_published_rows_to_published_rows() {
    let laboratory = Laboratory::open(model()).await;
    let tag = titled(&laboratory, "tag", Published).await;
    laboratory.create("article", json!({"tags": [tag]}), Published).await;
    assert_eq!(laboratory.json(TAGS).await, json!([[1, 1, 1.0, 1.0], [2, 2, 1.0, 1.0]]));
}

#[tokio::test]
async fn both_rows_link_to_a_target_without_drafts() {
    let laboratory = Laboratory::open(model()).await;
    let author = titled(&laboratory, "author", Published).await;
    laboratory.create("article", json!({"author": author}), Published).await;
    laboratory.create("article", json!({"author": author}), Draft).await;
    assert_eq!(laboratory.json(AUTHORS).await, json!([[1, 1, 1.0], [2, 1, 2.0], [3, 1, 3.0]]));
}

#[tokio::test]
async fn a_source_without_drafts_links_to_both_rows_of_its_target() {
    let laboratory = Laboratory::open(model()).await;
    let (one, two) = (titled(&laboratory, "tag", Published).await, titled(&laboratory, "tag", Draft).await);
    laboratory.create("list", json!({"tags": [two, one]}), Published).await;
    assert_eq!(laboratory.json(LISTS).await, json!([[1, 3, 1.0], [1, 1, 2.0], [1, 2, 3.0]]));
    laboratory.update("tag", &two, json!({}), Published).await;
    assert_eq!(laboratory.json(LISTS).await, json!([[1, 3, 1.0], [1, 4, 1.0], [1, 1, 2.0], [1, 2, 3.0]]));
}

#[tokio::test]
async fn a_target_that_is_not_published_is_left_out_of_the_published_list() {
    let laboratory = Laboratory::open(model()).await;
    let (one, two) = (titled(&laboratory, "tag", Published).await, titled(&laboratory, "tag", Draft).await);
    laboratory.create("article", json!({"others": [two, one]}), Published).await;
    assert_eq!(laboratory.json(OTHERS).await, json!([[1, 3, 1.0], [1, 1, 2.0], [2, 2, 1.0]]));
}

#[tokio::test]
async fn a_target_published_later_appears_in_the_place_that_the_draft_has_it_in() {
    let laboratory = Laboratory::open(model()).await;
    let (one, two) = (titled(&laboratory, "tag", Published).await, titled(&laboratory, "tag", Draft).await);
    laboratory.create("article", json!({"others": [two, one], "tags": [two, one], "lead": two}), Published).await;
    laboratory.tick();
    laboratory.update("tag", &two, json!({}), Published).await;
    assert_eq!(laboratory.json(OTHERS).await, json!([[1, 3, 1.0], [1, 1, 2.0], [2, 4, 1.0], [2, 2, 2.0]]));
    assert_eq!(laboratory.json(LEADS).await, json!([[1, 3], [2, 4]]));
    let published = "SELECT tag_id FROM articles_tags_lnk WHERE article_id = 2 ORDER BY tag_ord";
    assert_eq!(laboratory.json(published).await, json!([[4], [2]]));
}

#[tokio::test]
async fn a_target_published_later_stays_out_of_a_published_entry_whose_draft_has_changed_since() {
    let laboratory = Laboratory::open(model()).await;
    let tag = titled(&laboratory, "tag", Draft).await;
    let article = titled(&laboratory, "article", Published).await;
    laboratory.tick();
    laboratory.update("article", &article, json!({"lead": tag, "others": [tag]}), Draft).await;
    laboratory.tick();
    laboratory.update("tag", &tag, json!({}), Published).await;
    assert_eq!(laboratory.json(LEADS).await, json!([[1, 1]]));
    assert_eq!(laboratory.json(OTHERS).await, json!([[1, 1, 1.0]]));
}

#[tokio::test]
async fn the_later_publishing_of_either_end_links_the_published_rows_of_a_two_way_relation() {
    let laboratory = Laboratory::open(model()).await;
    let tag = titled(&laboratory, "tag", Draft).await;
    laboratory.create("article", json!({"tags": [tag]}), Published).await;
    laboratory.update("tag", &tag, json!({}), Published).await;
    assert_eq!(laboratory.json(TAGS).await, json!([[1, 1, 1.0, 1.0], [2, 2, 1.0, 1.0]]));
}

#[tokio::test]
async fn a_list_is_replaced_as_a_whole_and_numbered_from_one() {
    let laboratory = Laboratory::open(model()).await;
    let mut tags = Vec::new();
    for _ in 0..3 {
        tags.push(titled(&laboratory, "tag", Draft).await);
    }
    let article = laboratory.create("article", json!({"tags": tags}), Draft).await;
    laboratory.update("article", &article, json!({"tags": [tags[2], tags[0]]}), Draft).await;
    assert_eq!(laboratory.json(TAGS).await, json!([[1, 1, 2.0, 1.0], [1, 3, 1.0, 1.0]]));
    for empty in [json!([]), Json::Null] {
        laboratory.update("article", &article, json!({"tags": empty}), Draft).await;
        assert_eq!(laboratory.json(TAGS).await, json!([]));
    }
}

#[tokio::test]
async fn a_relation_to_one_is_emptied_before_it_is_set() {
    let laboratory = Laboratory::open(model()).await;
    let (one, two) = (titled(&laboratory, "author", Draft).await, titled(&laboratory, "author", Draft).await);
    let article = laboratory.create("article", json!({"author": one}), Draft).await;
    laboratory.update("article", &article, json!({"author": two}), Draft).await;
    assert_eq!(laboratory.json(AUTHORS).await, json!([[1, 2, 1.0]]));
    laboratory.update("article", &article, json!({"author": [two, one]}), Draft).await;
    assert_eq!(laboratory.json(AUTHORS).await, json!([[1, 1, 1.0]]));
}

#[tokio::test]
async fn linking_from_the_one_side_takes_the_target_from_other_documents_only() {
    let laboratory = Laboratory::open(model()).await;
    let article = titled(&laboratory, "article", Published).await;
    laboratory.create("author", json!({"articles": [article]}), Published).await;
    assert_eq!(laboratory.json(AUTHORS).await, json!([[1, 1, 1.0], [2, 1, 2.0]]));
    laboratory.create("author", json!({"articles": [article]}), Published).await;
    assert_eq!(laboratory.json(AUTHORS).await, json!([[1, 2, 1.0], [2, 2, 2.0]]));
}

#[tokio::test]
async fn relations_of_a_type_to_itself_keep_both_ends_apart() {
    let laboratory = Laboratory::open(model()).await;
    let parent = titled(&laboratory, "tag", Published).await;
    let child = laboratory.create("tag", json!({"parent": parent}), Published).await;
    let rows = "SELECT tag_id, inv_tag_id FROM tags_parent_lnk ORDER BY id";
    assert_eq!(laboratory.json(rows).await, json!([[3, 1], [4, 2]]));
    laboratory.update("tag", &child, json!({"children": [child]}), Published).await;
    assert_eq!(laboratory.json(rows).await, json!([[3, 3], [4, 4]]));
}

#[tokio::test]
async fn a_change_of_nothing_but_a_relation_is_an_update() {
    let laboratory = Laboratory::open(model()).await;
    let tag = titled(&laboratory, "tag", Draft).await;
    let article = titled(&laboratory, "article", Draft).await;
    laboratory.tick();
    laboratory.update("article", &article, json!({"tags": [tag]}), Draft).await;
    let moments = async |table| laboratory.json(&format!("SELECT created_at, updated_at FROM {table}")).await;
    assert_eq!(moments("articles").await, json!([[START, START + 1000]]));
    assert_eq!(moments("tags").await, json!([[START, START]]));
}

#[tokio::test]
async fn deleting_a_document_takes_its_links_along() {
    let laboratory = Laboratory::open(model()).await;
    let tag = titled(&laboratory, "tag", Published).await;
    laboratory.create("article", json!({"tags": [tag], "lead": tag}), Published).await;
    laboratory.delete("tag", &tag).await;
    assert_eq!((laboratory.json(TAGS).await, laboratory.json(LEADS).await), (json!([]), json!([])));
}

#[tokio::test]
async fn targets_are_named_by_document_or_by_row_in_every_form() {
    let laboratory = Laboratory::open(model()).await;
    let tag = titled(&laboratory, "tag", Published).await;
    let article = titled(&laboratory, "article", Draft).await;
    for form in [
        json!(tag),
        json!(2),
        json!("2"),
        json!({"id": 2}),
        json!({"id": "1"}),
        json!({"documentId": tag}),
        json!([tag]),
        json!({"set": [{"documentId": tag}]}),
        json!([tag, 1, 2]),
    ] {
        laboratory.update("article", &article, json!({"tags": []}), Draft).await;
        laboratory.update("article", &article, json!({"tags": form}), Draft).await;
        assert_eq!(laboratory.json(TAGS).await, json!([[1, 1, 1.0, 1.0]]), "{form}");
    }
}

#[tokio::test]
async fn graphql_names_targets_by_ids_alone() {
    let laboratory = Laboratory::open(model()).await;
    let tag = titled(&laboratory, "tag", Draft).await;
    let create = async |tags: Json| {
        let data = object(json!({"tags": tags}));
        let content = Content { data: &data, syntax: Syntax::GraphQl, status: Draft };
        laboratory.write("article", Operation::Create(content)).await
    };
    assert!(create(json!([tag])).await.is_ok());
    assert!(create(json!(["1"])).await.is_ok());
    let error = create(json!([{"documentId": tag}])).await.expect_err("refused");
    assert_eq!(error.public().message, "tags must be given as document ids");
}

#[tokio::test]
async fn a_target_that_does_not_exist_is_refused_by_name() {
    let laboratory = Laboratory::open(model()).await;
    let tag = titled(&laboratory, "tag", Draft).await;
    for (tags, message) in [
        (json!([tag, "x"]), r#"Document with id "x", locale "null" not found"#),
        (json!([8, tag, 9]), "2 relation(s) of type api::tag.tag associated with this entity do not exist"),
        (json!({"foo": [tag]}), "Invalid key foo at tags"),
        (json!(true), "tags must be given as document ids"),
    ] {
        let error = laboratory.try_create("article", json!({"tags": tags}), Draft).await.expect_err("refused");
        assert_eq!(error.public().message, message);
    }
    assert_eq!(laboratory.json("SELECT id FROM articles").await, json!([]));
}
