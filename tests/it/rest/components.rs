//! Components, dynamic zones and files in answers: where they are populated, in every form of `populate`.

use keyway::config::{Concealment, Config};
use serde_json::{Value, json};

use super::{create, keys};
use crate::components::model;
use crate::media::insert_file;
use crate::testkit::{Client, TestServer};

fn article() -> Value {
    json!({
        "title": "First",
        "seo": {"metaTitle": "T", "metaDescription": "D", "shareImage": 1},
        "links": [{"label": "one", "url": "/1", "target": "_self"}, {"label": "two", "target": "_blank"}],
        "sections": [
            {"__component": "shared.quote", "text": "Q", "by": "B"},
            {"__component": "shared.rich-text", "body": "**b**"},
            {"__component": "shared.quote", "text": "R"}
        ],
        "cover": 2, "gallery": [2, 1]
    })
}

/// An article with components and files in every form, and what a link of it and a landing page lead to.
async fn magazine() -> (TestServer, Client, String) {
    let (server, editor) = model::empty().await;
    for (name, width) in [("cat", 640), ("dog", 320)] {
        insert_file(&server.services, name, width).await;
    }
    let news = create(&editor, "/api/categories", json!({"name": "News"})).await;
    let target = create(&editor, "/api/articles", json!({"title": "Target", "category": news})).await;
    let mut data = article();
    data["links"][0]["article"] = json!(target);
    let id = create(&editor, "/api/articles", data).await;
    let hero = json!({"__component": "page.hero", "title": "Block", "cards": [{"label": "c"}], "secret": "zq-secret"});
    let pick = json!({"__component": "page.pick", "category": news, "articles": [target, id]});
    let own = json!({"title": "Hero", "seo": {"metaTitle": "S", "shareImage": 1}, "cards": [{"label": "a"}]});
    create(&editor, "/api/landings", json!({"name": "L", "hero": own, "blocks": [pick, hero]})).await;
    (server, editor, id)
}

/// The entry with what a query string populates, its own scalars left out.
async fn shown(editor: &Client, id: &str, populate: &str) -> Value {
    editor.get(&format!("/api/articles/{id}?fields[]&{populate}")).await.entries().clone()
}

async fn landing(editor: &Client, populate: &str) -> Value {
    editor.get(&format!("/api/landings?fields[]&{populate}")).await.entries()[0].clone()
}

/// A zone that leads to an article with so many sections, on a server whose answers hold little.
async fn zones(sections: usize) -> (TestServer, Client) {
    let server = TestServer::with_model_configured(&model::MODEL, |config| config.limits.cost = 2_000).await;
    let editor = server.as_full_access().await;
    let sections = vec![json!({"__component": "shared.rich-text", "body": "b"}); sections];
    let id = create(&editor, "/api/articles?fields=title", json!({"title": "Long", "sections": sections})).await;
    let pick = json!({"__component": "page.pick", "articles": [id]});
    create(&editor, "/api/landings?fields=name", json!({"name": "L", "hero": {"title": "Hero"}, "blocks": [pick]}))
        .await;
    (server, editor)
}

#[tokio::test]
async fn components_and_files_are_missing_unless_they_are_populated() {
    let (_server, editor, id) = magazine().await;
    assert_eq!(keys(&shown(&editor, &id, "").await), ["id", "documentId"]);
    let all = shown(&editor, &id, "populate=*").await;
    let parts = ["cover", "gallery", "category", "authors", "related", "seo", "links", "sections"];
    assert_eq!(keys(&all), [&["id", "documentId"][..], &parts].concat(), "in the order of the type");
    assert_eq!(all["seo"], json!({"id": all["seo"]["id"], "metaTitle": "T", "metaDescription": "D"}));
    assert_eq!(keys(&all["links"][0]), ["id", "label", "url", "target"]);
    assert_eq!((&all["links"][0]["target"], &all["links"][1]["url"]), (&json!("_self"), &json!(null)));
    assert_eq!((&all["cover"]["name"], &all["gallery"][1]["name"]), (&json!("dog"), &json!("cat")));
    assert_eq!(keys(&all["cover"])[..3], ["id", "documentId", "name"]);
}

#[tokio::test]
async fn a_zone_keeps_its_order_and_names_each_kind_last() {
    let (_server, editor, id) = magazine().await;
    let sections = shown(&editor, &id, "populate=sections").await["sections"].clone();
    let kinds = ["shared.quote", "shared.rich-text", "shared.quote"];
    let named = sections.as_array().unwrap().iter().map(|section| section["__component"].as_str().unwrap());
    assert_eq!(named.collect::<Vec<_>>(), kinds);
    assert_eq!(keys(&sections[0]), ["id", "text", "by", "__component"]);
    assert_eq!(keys(&sections[1]), ["id", "body", "__component"]);
    assert_eq!((&sections[0]["text"], &sections[2]["by"]), (&json!("Q"), &json!(null)));
}

#[tokio::test]
async fn what_is_not_there_is_null_or_an_empty_list() {
    let (_server, editor) = model::empty().await;
    let id = create(&editor, "/api/articles", json!({"title": "Bare"})).await;
    let bare = shown(&editor, &id, "populate=seo,links,sections,cover,gallery").await;
    assert_eq!((&bare["seo"], &bare["cover"]), (&json!(null), &json!(null)));
    assert_eq!([&bare["links"], &bare["sections"], &bare["gallery"]], [&json!([]); 3]);
    let counts = ["seo", "links", "sections", "gallery"].map(|name| format!("populate[{name}][count]=true")).join("&");
    let counted = shown(&editor, &id, &counts).await;
    assert!(["seo", "links", "sections", "gallery"].iter().all(|name| counted[name] == json!({"count": 0})));
}

#[tokio::test]
async fn every_form_of_populate_takes_components_zones_and_files() {
    let (_server, editor, id) = magazine().await;
    for query in [
        "populate=seo,links,sections,cover",
        "populate[0]=seo&populate[1]=links&populate[2]=sections&populate[3]=cover",
        "populate[seo]=true&populate[links]=true&populate[sections]=true&populate[cover]=true",
        "populate[seo][populate]=shareImage&populate[links][sort]=label&populate[sections][populate]=*&populate[cover]=*",
        "populate=seo.shareImage,links.article.category,sections,cover",
        "populate[seo]=*&populate[links]=*&populate[sections]=*&populate[cover][populate]=*",
    ] {
        let shown = shown(&editor, &id, query).await;
        assert_eq!(keys(&shown), ["id", "documentId", "cover", "seo", "links", "sections"], "{query}");
        assert_eq!((&shown["seo"]["metaTitle"], &shown["cover"]["name"]), (&json!("T"), &json!("dog")), "{query}");
        assert_eq!((&shown["links"][1]["label"], &shown["sections"][2]["text"]), (&json!("two"), &json!("R")));
        let deep = query.contains("share") || query.contains("[seo]=*");
        assert_eq!(shown["seo"].get("shareImage").is_some(), deep, "{query}");
        if deep {
            assert_eq!(shown["seo"]["shareImage"]["name"], "cat");
        }
        if query.contains("links.article") {
            assert_eq!(shown["links"][0]["article"]["category"]["name"], "News");
            assert_eq!(shown["links"][1]["article"], json!(null));
        }
    }
}

#[tokio::test]
async fn components_take_options_of_their_own() {
    let (_server, editor, id) = magazine().await;
    let links = async |options: &str| {
        let shown = shown(&editor, &id, options).await;
        let labels = shown["links"].as_array().unwrap().iter().map(|link| link["label"].as_str().unwrap().to_owned());
        labels.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(links("populate[links][sort]=label:desc").await, "two one");
    assert_eq!(links("populate[links][filters][label][$startsWith]=t").await, "two");
    assert_eq!(links("populate[links][filters][article][title]=Target").await, "one");
    assert_eq!(links("populate[links][sort]=article.title&populate[links][fields]=label").await, "two one");
    let fields = shown(&editor, &id, "populate[links][fields]=url&populate[seo][fields]=id").await;
    assert_eq!(keys(&fields["links"][0]), ["id", "url"]);
    assert_eq!(keys(&fields["seo"]), ["id"]);
    let filtered =
        shown(&editor, &id, "populate[seo][filters][metaTitle]=other&populate[cover][filters][name]=dog").await;
    assert_eq!((&filtered["seo"], &filtered["cover"]["name"]), (&json!(null), &json!("dog")));
    let sorted = shown(&editor, &id, "populate[gallery][sort]=name&populate[gallery][fields]=name").await;
    assert_eq!(keys(&sorted["gallery"][0]), ["id", "documentId", "name"]);
    assert_eq!(sorted["gallery"][0]["name"], "cat");
}

#[tokio::test]
async fn fragments_choose_kinds_of_a_zone_and_what_is_shown_of_each() {
    let (_server, editor, id) = magazine().await;
    let on = |kind: &str| format!("populate[sections][on][{kind}]");
    let quote = shown(&editor, &id, &format!("{}[fields]=text", on("shared.quote"))).await;
    let sections = quote["sections"].as_array().unwrap();
    assert_eq!(sections.len(), 2, "the other kinds are left out");
    assert!(sections.iter().all(|section| keys(section) == ["id", "text", "__component"]));
    let both = format!("{}=true&{}[fields]=body", on("shared.quote"), on("shared.rich-text"));
    assert_eq!(shown(&editor, &id, &both).await["sections"].as_array().unwrap().len(), 3);
    let filtered = format!("{}[filters][by][$null]=true", on("shared.quote"));
    assert_eq!(shown(&editor, &id, &filtered).await["sections"][0]["text"], "R");
    let counted = format!("{}=true&populate[sections][count]=true", on("shared.quote"));
    assert_eq!(shown(&editor, &id, &counted).await["sections"], json!({"count": 2}));
    let left_out = format!("{}=true&{}=false", on("shared.quote"), on("shared.rich-text"));
    assert_eq!(shown(&editor, &id, &left_out).await["sections"].as_array().unwrap().len(), 2);
    let blocks = landing(
        &editor,
        "populate[blocks][on][page.pick][populate][category][fields]=name&populate[blocks][on][page.hero][populate]=cards",
    )
    .await["blocks"]
        .clone();
    assert_eq!(keys(&blocks[0]), ["id", "category", "__component"]);
    assert_eq!((&blocks[0]["category"]["name"], &blocks[1]["cards"][0]["label"]), (&json!("News"), &json!("c")));
}

#[tokio::test]
async fn populate_reaches_into_every_kind_of_a_zone_that_has_the_part() {
    let (_server, editor, _) = magazine().await;
    let every = landing(&editor, "populate[blocks][populate]=*").await["blocks"].clone();
    assert_eq!(keys(&every[0]), ["id", "category", "articles", "__component"]);
    assert_eq!(keys(&every[1]), ["id", "title", "tone", "seo", "cards", "__component"]);
    for query in
        ["populate=blocks.category", "populate[blocks][populate]=category", "populate[blocks][populate][0]=category"]
    {
        let blocks = landing(&editor, query).await["blocks"].clone();
        assert_eq!(blocks[0]["category"]["name"], "News", "{query}");
        assert_eq!(keys(&blocks[1]), ["id", "title", "tone", "__component"], "{query}");
    }
    let nested = landing(&editor, "populate[blocks][populate][articles][populate][sections]=true").await;
    let articles = nested["blocks"][0]["articles"].as_array().unwrap();
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[1]["sections"][1]["body"], "**b**", "a zone within a zone");
}

#[tokio::test]
async fn components_in_components_need_populate_of_their_own() {
    let (_server, editor, _) = magazine().await;
    assert_eq!(keys(&landing(&editor, "populate=hero").await["hero"]), ["id", "title", "tone"]);
    let hero =
        landing(&editor, "populate[hero][populate][seo][populate]=*&populate[hero][populate][cards][count]=true").await;
    assert_eq!(hero["hero"]["seo"]["shareImage"]["name"], "cat");
    assert_eq!(hero["hero"]["cards"], json!({"count": 1}));
    assert_eq!(landing(&editor, "populate=hero.cards").await["hero"]["cards"][0]["label"], "a");
    assert_eq!(landing(&editor, "populate=nothing").await["nothing"], json!([]));
}

#[tokio::test]
async fn what_cannot_be_populated_is_refused_with_its_path() {
    let (_server, editor, _) = magazine().await;
    for (query, key, path) in [
        ("populate=seo.bogus", "bogus", "seo.bogus"),
        ("populate=seo.metaTitle", "metaTitle", "seo.metaTitle"),
        ("populate=sections.bogus", "bogus", "sections.bogus"),
        ("populate[sections][populate]=text", "text", "sections.text"),
        ("populate[sections][on][shared.bogus]=true", "shared.bogus", "sections"),
        ("populate[sections][on][shared.seo]=true", "shared.seo", "sections"),
        ("populate[sections][on][shared.quote][populate]=bogus", "bogus", "sections.bogus"),
        ("populate[sections][on][shared.quote][sort]=text", "sort", "sections"),
        ("populate[sections][on][shared.quote][count]=true", "count", "sections"),
        ("populate[sections][on][shared.quote][limit]=1", "limit", "sections"),
        ("populate[sections][on][shared.quote]=maybe", "maybe", "sections"),
        ("populate[sections][on][shared.quote]=true&populate[sections][populate]=*", "populate", "sections"),
        ("populate[sections][on]=shared.quote", "on", "sections"),
        ("populate[sections][fields]=text", "fields", "sections"),
        ("populate[sections][filters][text]=x", "filters", "sections"),
        ("populate[sections][sort]=text", "sort", "sections"),
        ("populate[links][on][shared.link]=true", "on", "links"),
        ("populate[cover][populate]=related", "related", "cover.related"),
    ] {
        let answer = editor.get(&format!("/api/articles?{query}")).await;
        assert_eq!(answer.rest_error().0, 400, "{query}");
        let details = json!({"key": key, "path": path, "source": "query", "param": "populate"});
        assert_eq!(answer.body["error"]["details"], details, "{query}");
    }
    let fields = editor.get("/api/landings?populate[hero][fields]=secret").await;
    assert_eq!(fields.rest_error(), (400, "ValidationError", "Invalid key secret at hero"));
    assert_eq!(editor.get("/api/landings?populate[hero][fields]=documentId").await.rest_error().0, 400);
}

#[tokio::test]
async fn private_parts_of_components_are_shown_to_nobody() {
    let (_server, editor, _) = magazine().await;
    let everything = editor.get("/api/landings?populate[hero][populate]=*&populate[blocks][populate]=*").await;
    assert!(!everything.text.contains("zq-secret") && !everything.text.contains("pass"), "{}", everything.text);
    for (query, key) in [
        ("populate[hero][fields]=pass", "pass"),
        ("populate[blocks][on][page.hero][fields]=secret", "secret"),
        ("populate[blocks][on][page.hero][filters][secret][$startsWith]=zq", "secret"),
        ("populate[hero][filters][pass][$notNull]=true", "pass"),
    ] {
        let answer = editor.get(&format!("/api/landings?{query}")).await;
        assert_eq!((answer.rest_error().0, &answer.body["error"]["details"]["key"]), (400, &json!(key)), "{query}");
    }
}

#[tokio::test]
async fn a_part_that_is_not_granted_is_refused_by_name_and_left_out_of_a_wildcard() {
    let (server, _editor, id) = magazine().await;
    let token = server.as_token(&["article:findOne(title,seo,sections)", "landing:find(name,blocks,hero)"]).await;
    let answer = token.get(&format!("/api/articles/{id}?populate=*")).await;
    assert_eq!(keys(answer.entries()), ["id", "documentId", "title", "seo", "sections"]);
    assert_eq!(answer.headers["x-keyway-omitted"], "cover, gallery, category, authors, related, links");
    for (query, missing) in [
        ("populate=links", "article:findOne(links)"),
        ("populate[links][count]=true", "article:findOne(links)"),
        ("populate=links.article", "article:findOne(links)"),
        ("populate[cover][fields]=name", "article:findOne(cover)"),
        ("populate[seo]=true&populate[gallery]=true", "article:findOne(gallery)"),
    ] {
        let answer = token.get(&format!("/api/articles/{id}?{query}")).await;
        assert_eq!(answer.rest_error(), (403, "ForbiddenError", "Forbidden"), "{query}");
        assert_eq!(answer.body["error"]["details"], json!({"missing": missing}), "{query}");
    }
    let image = token.get(&format!("/api/articles/{id}?populate=seo.shareImage")).await;
    assert_eq!(image.entries()["seo"]["shareImage"]["name"], "cat", "files are parts of what they are attached to");
}

#[tokio::test]
async fn a_relation_inside_a_component_needs_find_on_its_target() {
    let (server, _editor, _) = magazine().await;
    let token = server.as_token(&["landing:find(blocks)", "article:find(title,links)"]).await;
    for query in [
        "populate=blocks.category",
        "populate[blocks][populate]=category",
        "populate[blocks][populate][category][count]=true",
        "populate[blocks][on][page.pick][populate]=category",
        "populate[blocks][on][page.pick][populate][category]=*",
        "populate[blocks][on][page.pick][filters][category][name]=News",
    ] {
        let answer = token.get(&format!("/api/landings?{query}")).await;
        assert_eq!(answer.rest_error(), (403, "ForbiddenError", "Forbidden"), "{query}");
        assert_eq!(answer.body["error"]["details"], json!({"missing": "category:find"}), "{query}");
    }
    for query in [
        "populate[blocks][populate]=*",
        "populate[blocks]=*",
        "populate[blocks][on][page.pick]=*&populate[blocks][on][page.hero]=*",
    ] {
        let answer = token.get(&format!("/api/landings?{query}")).await;
        assert_eq!(answer.headers["x-keyway-omitted"], "blocks.category", "{query}");
        let pick = &answer.entries()[0]["blocks"][0];
        assert_eq!(keys(pick), ["id", "articles", "__component"], "{query}");
        assert_eq!(keys(&pick["articles"][0]), ["id", "documentId", "title"], "what the token may see of the target");
    }
    let hidden = token.get("/api/landings?populate[blocks][populate][articles][fields]=summary").await;
    assert_eq!(hidden.body["error"]["details"], json!({"missing": "article:find(summary)"}));
}

#[tokio::test]
async fn under_concealment_a_refused_part_answers_as_one_that_does_not_exist() {
    let strict = |config: &mut Config| config.concealment = Concealment::Strict;
    let server = TestServer::with_model_configured(&model::MODEL, strict).await;
    let editor = server.as_full_access().await;
    let pick = json!({"__component": "page.pick"});
    create(&editor, "/api/landings", json!({"name": "L", "hero": {"title": "Hero"}, "blocks": [pick]})).await;
    let token = server.as_token(&["landing:find(name,blocks)"]).await;
    for (template, hidden) in [
        ("populate=NAME", "hero"),
        ("populate[NAME][count]=true", "cards"),
        ("populate=NAME.seo", "hero"),
        ("populate=blocks.NAME", "category"),
        ("populate[blocks][populate][NAME][count]=true", "articles"),
        ("populate[blocks][on][page.pick][populate]=NAME", "category"),
        ("populate[blocks][on][page.pick][filters][NAME][$null]=true", "category"),
    ] {
        let ask = async |name: &str| token.get(&format!("/api/landings?{}", template.replace("NAME", name))).await;
        let refused = ask(hidden).await;
        assert_eq!(refused.rest_error().0, 400, "{template}");
        assert_eq!(refused.text.replace(hidden, "bogus"), ask("bogus").await.text, "{template}");
    }
    let all = token.get("/api/landings?populate=*").await;
    assert_eq!(keys(&all.entries()[0]), ["id", "documentId", "name", "blocks"]);
    let deep = token.get("/api/landings?populate[blocks][populate]=*").await;
    assert_eq!(keys(&deep.entries()[0]["blocks"][0]), ["id", "__component"]);
    assert!([all, deep].iter().all(|answer| !answer.headers.contains_key("x-keyway-omitted")));
}

#[tokio::test]
async fn zones_within_zones_count_as_what_they_hold_and_are_bounded_as_such() {
    let (server, editor) = zones(300).await;
    let query = "/api/landings?populate[blocks][populate][articles][populate][sections]=true";
    assert_eq!(
        editor.get(query).await.entries()[0]["blocks"][0]["articles"][0]["sections"].as_array().unwrap().len(),
        300
    );
    drop(server);
    let (_server, editor) = zones(500).await;
    let answer = editor.get(query).await;
    let (status, _, message) = answer.rest_error();
    assert_eq!(status, 400);
    assert!(message.starts_with("The answer holds more than 2000 values (limits.cost)"), "{message}");
}

#[tokio::test]
async fn components_follow_the_row_that_is_asked_for() {
    let (_server, editor, id) = magazine().await;
    let change =
        json!({"data": {"seo": {"metaTitle": "new"}, "sections": [{"__component": "shared.quote", "text": "new"}]}});
    editor.put(&format!("/api/articles/{id}?status=draft"), &change).await.entries();
    for (status, title, sections) in [("published", "T", 3), ("draft", "new", 1)] {
        let shown = shown(&editor, &id, &format!("populate=seo,sections&status={status}")).await;
        assert_eq!(shown["seo"]["metaTitle"], title, "{status}");
        assert_eq!(shown["sections"].as_array().unwrap().len(), sections, "{status}");
    }
}

#[tokio::test]
async fn answers_to_writes_show_components_where_they_are_populated() {
    let (_server, editor, id) = magazine().await;
    let change = json!({"data": {"links": [{"label": "only"}]}});
    let answer = editor.put(&format!("/api/articles/{id}?fields=title&populate=links"), &change).await;
    assert_eq!(keys(answer.entries()), ["id", "documentId", "title", "links"]);
    assert_eq!(answer.entries()["links"][0]["label"], "only");
}
