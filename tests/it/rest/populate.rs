//! `fields` and `populate`: what an answer shows of entries and of what they lead to.

use serde_json::{Value, json};

use super::{create, keys};
use crate::content::world;
use crate::testkit::{Client, TestServer};

/// An item with a maker, two tags, and another item as its parent.
async fn shop() -> (TestServer, Client, String) {
    let (server, editor) = world::empty().await;
    let maker = create(&editor, "/api/makers", json!({"name": "Ada", "country": "Norway"})).await;
    let mut tags = Vec::new();
    for label in ["red", "blue"] {
        tags.push(create(&editor, "/api/tags", json!({"label": label})).await);
    }
    let parent = create(&editor, "/api/items", json!({"title": "parent", "maker": maker})).await;
    let data = json!({"title": "child", "maker": maker, "tags": tags, "parent": parent});
    let child = create(&editor, "/api/items", data).await;
    (server, editor, child)
}

async fn entry(editor: &Client, id: &str, query: &str) -> Value {
    editor.get(&format!("/api/items/{id}?{query}")).await.entries().clone()
}

#[tokio::test]
async fn fields_choose_the_scalars() {
    let (_server, editor, id) = shop().await;
    for (query, expected) in [
        ("fields=title", &["id", "documentId", "title"][..]),
        ("fields=title,slug", &["id", "documentId", "title", "slug"]),
        ("fields[0]=slug&fields[1]=title", &["id", "documentId", "title", "slug"]),
        ("fields[]=title", &["id", "documentId", "title"]),
        ("fields=id,documentId,publishedAt", &["id", "documentId", "publishedAt"]),
        ("fields[]", &["id", "documentId"]),
    ] {
        assert_eq!(keys(&entry(&editor, &id, query).await), expected, "{query}");
    }
    for all in ["", "fields=*", "fields=", "fields[0]=*"] {
        assert_eq!(keys(&entry(&editor, &id, all).await).len(), 22, "{all}");
    }
}

#[tokio::test]
async fn fields_that_are_no_scalars_are_refused() {
    let (_server, editor, id) = shop().await;
    for (query, message) in [
        ("fields=bogus", "Invalid key bogus"),
        ("fields=title,maker", "Invalid key maker"),
        ("fields=createdBy", "Invalid key createdBy"),
        ("fields[title]=true", "Invalid fields parameter. Expected a string or an array of strings"),
        ("fields[0][a]=title", "Invalid fields parameter. Expected a string or an array of strings"),
        ("populate[maker][fields]=passphrase", "Invalid key passphrase at maker"),
    ] {
        let answer = editor.get(&format!("/api/items/{id}?{query}")).await;
        assert_eq!(answer.rest_error(), (400, "ValidationError", message), "{query}");
    }
}

#[tokio::test]
async fn every_form_of_populate_names_relations() {
    let (_server, editor, id) = shop().await;
    let maker = json!("Ada");
    for query in [
        "populate=maker",
        "populate[0]=maker",
        "populate[]=maker",
        "populate[maker]=true",
        "populate[maker]=1",
        "populate[maker][fields]=name",
        "populate[maker][fields][0]=name",
        "populate=maker,tags",
        "populate[0]=maker&populate[1]=tags",
        "populate=maker&populate=tags",
        "populate=*",
        "populate[0]=*",
        "populate[maker]=*",
        "populate=maker.items",
        "populate[maker][populate]=items",
        "populate[maker][populate][items]=true",
        "populate[maker][populate]=*",
    ] {
        let entry = entry(&editor, &id, query).await;
        assert_eq!(entry["maker"]["name"], maker, "{query}");
        assert_eq!(
            entry["maker"].get("items").is_some(),
            query.contains("items") || query.contains("maker][populate") || query == "populate[maker]=*"
        );
        assert_eq!(
            entry.get("tags").is_some(),
            query.contains("tags") || query.ends_with("populate=*") || query == "populate[0]=*"
        );
    }
    for query in ["", "populate=", "populate[maker]=false", "populate[maker]=0"] {
        assert_eq!(entry(&editor, &id, query).await.get("maker"), None, "{query}");
    }
}

#[tokio::test]
async fn related_entries_are_flat_and_stand_behind_the_scalars_in_the_order_of_the_type() {
    let (_server, editor, id) = shop().await;
    let shown = entry(&editor, &id, "fields=title&populate=parent,tags,maker,sheet,children").await;
    assert_eq!(keys(&shown), ["id", "documentId", "title", "maker", "tags", "sheet", "parent", "children"]);
    let own = ["id", "documentId", "name", "country", "createdAt", "updatedAt", "publishedAt"];
    assert_eq!(keys(&shown["maker"]), own);
    assert_eq!((&shown["sheet"], &shown["children"]), (&json!(null), &json!([])));
    assert_eq!(shown["parent"]["title"], "parent");
}

#[tokio::test]
async fn related_entries_take_options_of_their_own() {
    let (_server, editor, id) = shop().await;
    let labels = |shown: &Value| world::texts(&shown["tags"], "label").join(" ");
    for (query, expected) in [
        ("populate[tags][fields]=label", "red blue"),
        ("populate[tags][sort]=label", "blue red"),
        ("populate[tags][sort][label]=desc", "red blue"),
        ("populate[tags][sort][0]=label:desc", "red blue"),
        ("populate[tags][filters][label]=blue", "blue"),
        ("populate[tags][filters][label][$ne]=blue&populate[tags][fields]=label", "red"),
        ("populate[tags][filters][items][title]=nothing", ""),
    ] {
        assert_eq!(labels(&entry(&editor, &id, query).await), expected, "{query}");
    }
    for (filter, expected) in [("Ada", json!("Ada")), ("Bo", json!(null))] {
        let shown = entry(&editor, &id, &format!("populate[maker][filters][name]={filter}")).await;
        assert_eq!(shown["maker"]["name"], expected);
        assert!(shown.get("maker").is_some());
    }
}

#[tokio::test]
async fn a_relation_is_counted_instead_of_shown() {
    let (_server, editor, id) = shop().await;
    let query = "fields=title&populate[tags][count]=true&populate[maker][count]=true&populate[sheet][count]=true";
    let shown = entry(&editor, &id, query).await;
    assert_eq!(shown["tags"], json!({"count": 2}));
    assert_eq!((&shown["maker"], &shown["sheet"]), (&json!({"count": 1}), &json!({"count": 0})));
    let some = entry(&editor, &id, "populate[tags][count]=true&populate[tags][filters][label]=red").await;
    assert_eq!(some["tags"], json!({"count": 1}));
    assert_eq!(entry(&editor, &id, "populate[tags][count]=false").await["tags"][0]["label"], "red");
}

#[tokio::test]
async fn populate_that_cannot_be_meant_is_refused_with_its_path() {
    let (_server, editor, id) = shop().await;
    for (query, key, path, message) in [
        ("populate=bogus", "bogus", json!("bogus"), "Invalid key bogus"),
        ("populate=title", "title", json!("title"), "Invalid key title"),
        ("populate=true", "true", json!("true"), "Invalid key true"),
        ("populate=maker.bogus", "bogus", json!("maker.bogus"), "Invalid key bogus at maker.bogus"),
        ("populate[maker][populate]=diary", "diary", json!("maker.diary"), "Invalid key diary at maker.diary"),
        ("populate[tags][limit]=1", "limit", json!("tags"), "Invalid key limit at tags"),
        ("populate[tags][start]=1", "start", json!("tags"), "Invalid key start at tags"),
        ("populate[tags][pagination][limit]=1", "pagination", json!("tags"), "Invalid key pagination at tags"),
        ("populate[tags][on][x]=1", "on", json!("tags"), "Invalid key on at tags"),
        ("populate[tags][on]=x", "on", json!("tags"), "Invalid key on at tags"),
        ("populate[tags]=maybe", "maybe", json!("tags"), "Invalid key maybe at tags"),
        ("populate[tags][count]=maybe", "count", json!("tags"), "Invalid key count at tags"),
        ("populate[tags][filters]=x", "filters", json!("tags"), "Invalid key filters at tags"),
        ("populate[]", "null", json!(null), "Invalid key null"),
        ("populate", "null", json!(null), "Invalid key null"),
        ("populate[0]=maker&populate[tags]=true", "maker", json!("0"), "Invalid key maker at 0"),
        ("populate=createdBy", "createdBy", json!("createdBy"), "Invalid key createdBy"),
    ] {
        let answer = editor.get(&format!("/api/items/{id}?{query}")).await;
        assert_eq!(answer.rest_error(), (400, "ValidationError", message), "{query}");
        let details = json!({"key": key, "path": path, "source": "query", "param": "populate"});
        assert_eq!(answer.body["error"]["details"], details, "{query}");
    }
}

#[tokio::test]
async fn a_wildcard_leaves_out_what_may_not_be_read_and_says_so_and_a_name_is_refused() {
    let (server, _editor, id) = shop().await;
    let token = server.as_token(&["item:findOne(title,maker,tags)", "item:find(title)", "maker:find(name)"]).await;
    let answer = token.get(&format!("/api/items/{id}?populate=*")).await;
    assert_eq!(keys(answer.entries()), ["id", "documentId", "title", "maker"]);
    assert_eq!(answer.headers["x-keyway-omitted"], "tags, sheet, parent, children, seo, links");
    let nested = token.get(&format!("/api/items/{id}?populate[maker][populate]=*")).await;
    assert_eq!(nested.headers["x-keyway-omitted"], "maker.items");
    for (query, missing) in [
        ("populate=tags", "tag:find"),
        ("populate=sheet", "item:findOne(sheet)"),
        ("populate=maker.items", "maker:find(items)"),
        ("populate[maker][fields]=country", "maker:find(country)"),
        ("populate[maker][filters][country]=x", "maker:find(country)"),
        ("populate[maker][sort]=country", "maker:find(country)"),
        ("populate[tags][count]=true", "tag:find"),
    ] {
        let answer = token.get(&format!("/api/items/{id}?{query}")).await;
        assert_eq!(answer.rest_error(), (403, "ForbiddenError", "Forbidden"), "{query}");
        assert_eq!(answer.body["error"]["details"], json!({"missing": missing}), "{query}");
    }
    assert!(!token.get(&format!("/api/items/{id}")).await.headers.contains_key("x-keyway-omitted"));
}

#[tokio::test]
async fn drafts_show_drafts_of_what_they_lead_to() {
    let (_server, editor) = world::empty().await;
    let tag = create(&editor, "/api/tags?status=draft", json!({"label": "unpublished"})).await;
    let id = create(&editor, "/api/items", json!({"title": "t", "tags": [tag]})).await;
    assert_eq!(entry(&editor, &id, "populate=tags").await["tags"], json!([]));
    assert_eq!(entry(&editor, &id, "populate=tags&status=draft").await["tags"][0]["label"], "unpublished");
}

#[tokio::test]
async fn lists_within_an_answer_are_whole_up_to_the_limit_on_its_cost() {
    let (server, _) = TestServer::demo_configured(|config| config.limits.cost = 1_000).await;
    let editor = server.as_full_access().await;
    let author = create(&editor, "/api/authors", json!({"name": "Prolific"})).await;
    let add = async |count: usize| {
        for number in 0..count {
            let data = json!({"title": format!("Essay {number}"), "kind": "essay", "author": author});
            let made = editor.post("/api/articles?status=draft&fields=title", &json!({ "data": data })).await;
            assert_eq!(made.status, 201, "{}", made.text);
        }
    };
    let query = format!("/api/authors/{author}?status=draft&populate[articles][fields]=title");
    add(120).await;
    let answer = editor.get(&query).await;
    assert_eq!(answer.entries()["articles"].as_array().unwrap().len(), 120, "more than any page");
    add(240).await;
    let answer = editor.get(&query).await;
    let (status, _, message) = answer.rest_error();
    assert_eq!(status, 400);
    assert!(message.starts_with("The answer holds more than 1000 values (limits.cost)"), "{message}");
    assert_eq!(answer.body["error"]["details"]["configuration"], "limits.cost");
}

#[tokio::test]
async fn an_answer_shows_a_bounded_number_of_relations() {
    let (_server, editor, id) = shop().await;
    let deep = ["parent"; 21].join(".");
    assert_eq!(editor.get(&format!("/api/items/{id}?populate={deep}")).await.rest_error().0, 400);
    // All below each of so many entries that lead to each other.
    let everything = |start: &str, step: &str, levels: usize| {
        let level = |depth: usize| format!("populate[]={start}{}*", step.repeat(depth));
        (0..levels).map(level).collect::<Vec<_>>().join("&")
    };
    let ask = async |query: &str| editor.get(&format!("/api/items/{id}?{query}")).await;
    let most = ask(&everything("", "parent.", 12)).await;
    assert_eq!(most.entries()["parent"]["parent"], json!(null));
    let message = "An answer shows at most 50 to-one relations and single components of an entry; ask for fewer";
    assert_eq!(ask(&everything("", "parent.", 13)).await.rest_error(), (400, "ValidationError", message));
    let in_lists = everything("", "children.", 19);
    assert_eq!(ask(&in_lists).await.entries()["children"], json!([]));
    let message = "An answer shows at most 200 relations and components; populate fewer";
    let over = format!("{in_lists}&{}", everything("tags.items.", "children.", 17));
    assert_eq!(ask(&over).await.rest_error(), (400, "ValidationError", message));
}
