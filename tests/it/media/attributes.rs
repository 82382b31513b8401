//! Media attributes: files that are parts of entries and of components in them.

use keyway::service::model::{Consent, Edit};
use serde_json::{Value, json};

use super::insert_file;
use crate::testkit::{Answer, Client, TestServer};

const ARTICLE: &str = r#"{"kind":"collectionType","collectionName":"articles",
"info":{"singularName":"article","pluralName":"articles"},"options":{"draftAndPublish":true},"attributes":{
 "title":{"type":"string"},
 "cover":{"type":"media","multiple":false,"allowedTypes":["images"]},
 "gallery":{"type":"media","multiple":true},
 "seo":{"type":"component","component":"shared.seo"}}}"#;
const PAGE: &str = r#"{"kind":"collectionType","collectionName":"pages",
"info":{"singularName":"page","pluralName":"pages"},"options":{"draftAndPublish":false},"attributes":{
 "title":{"type":"string"},"cover":{"type":"media"},
 "article":{"type":"relation","relation":"oneToOne","target":"api::article.article"}}}"#;
const SEO: &str = r#"{"uid":"shared.seo","collectionName":"components_shared_seos","info":{"displayName":"Seo"},
"attributes":{"title":{"type":"string"},"image":{"type":"media","allowedTypes":["images"]}}}"#;

async fn magazine() -> (TestServer, Client) {
    let server = TestServer::with_model(&[ARTICLE, PAGE, SEO]).await;
    for (name, width) in [("cat", 640), ("dog", 320), ("ant", 1280)] {
        insert_file(&server.services, name, width).await;
    }
    let editor = server.as_full_access().await;
    (server, editor)
}

async fn make(editor: &Client, path: &str, data: Value) -> String {
    let made = editor.post(&format!("/api/{path}"), &json!({ "data": data })).await;
    made.entries()["documentId"].as_str().unwrap().to_owned()
}

/// The names in the cover and in the gallery of the only article.
async fn shown(client: &Client, status: &str) -> (Value, Vec<String>) {
    let query = format!("{{ articles(status: {status}) {{ cover {{ name }} gallery {{ name }} }} }}");
    let answer = client.graphql(&query).await;
    let article = &answer.data()["articles"][0];
    let gallery = article["gallery"].as_array().unwrap().iter();
    (article["cover"]["name"].clone(), gallery.map(|file| file["name"].as_str().unwrap().to_owned()).collect())
}

async fn links(server: &TestServer) -> i64 {
    super::count(&server.services, "files_related_mph").await
}

#[tokio::test]
async fn files_are_attached_by_either_id_on_both_surfaces_and_read_in_their_order() {
    let (_server, editor) = magazine().await;
    let create = r#"mutation { createArticle(data: {title: "a", cover: 2, gallery: ["3", "cataaaaaaaaaaaaaaaaaaaaa"]})
        { documentId cover { name url } gallery { name } gallery_connection(sort: "name") { nodes { name } } } }"#;
    let answer = editor.graphql(create).await;
    let made = &answer.data()["createArticle"];
    assert_eq!(made["cover"], json!({"name": "dog", "url": "/uploads/dog.png"}));
    assert_eq!(made["gallery"], json!([{"name": "ant"}, {"name": "cat"}]));
    let document = made["documentId"].as_str().unwrap();
    for (change, expected) in [
        (json!({"connect": [{"id": 2, "position": {"start": true}}]}), &["dog", "ant", "cat"][..]),
        (json!({"disconnect": ["antaaaaaaaaaaaaaaaaaaaaa"]}), &["dog", "cat"]),
        (json!({"set": [{"documentId": "cataaaaaaaaaaaaaaaaaaaaa"}, 2]}), &["cat", "dog"]),
        (json!([{"id": 3}]), &["ant"]),
        (json!(1), &["cat"]),
        (json!(null), &[]),
    ] {
        editor.put(&format!("/api/articles/{document}"), &json!({"data": {"gallery": change}})).await.entries();
        assert_eq!(
            shown(&editor, "PUBLISHED").await,
            (json!("dog"), expected.iter().map(ToString::to_string).collect())
        );
    }
    editor.put(&format!("/api/articles/{document}"), &json!({"data": {"cover": null}})).await.entries();
    assert_eq!(shown(&editor, "DRAFT").await.0, Value::Null);
}

#[tokio::test]
async fn a_file_that_does_not_exist_cannot_be_attached() {
    let (server, editor) = magazine().await;
    let attach = async |cover: Value| editor.post("/api/articles", &json!({"data": {"cover": cover}})).await;
    let by_row = attach(json!(9)).await;
    let message = "1 relation(s) of type plugin::upload.file associated with this entity do not exist";
    assert_eq!(by_row.rest_error(), (400, "ValidationError", message));
    assert_eq!(attach(json!("nothing")).await.status, 400);
    assert_eq!(attach(json!({"name": "x"})).await.status, 400);
    assert_eq!(links(&server).await, 0);
}

#[tokio::test]
async fn publishing_copies_what_is_attached_and_drafts_keep_their_own() {
    let (server, editor) = magazine().await;
    let data = json!({"cover": 1, "gallery": [1, 2], "seo": {"title": "s", "image": 3}});
    let document = make(&editor, "articles?status=draft", data).await;
    let path = format!("/api/articles/{document}");
    editor.put(&path, &json!({"data": {}})).await.entries();
    assert_eq!(links(&server).await, 8, "four of the draft and four of the published row");
    editor.put(&format!("{path}?status=draft"), &json!({"data": {"cover": 2, "gallery": []}})).await.entries();
    assert_eq!(shown(&editor, "PUBLISHED").await, (json!("cat"), vec!["cat".to_owned(), "dog".to_owned()]));
    assert_eq!(shown(&editor, "DRAFT").await, (json!("dog"), vec![]));
    editor.put(&path, &json!({"data": {"seo": {"title": "t", "image": 1}}})).await.entries();
    assert_eq!(shown(&editor, "PUBLISHED").await, (json!("dog"), vec![]));
    let seo = editor.graphql("{ articles { seo { title image { name } } } }").await;
    assert_eq!(seo.data()["articles"][0]["seo"], json!({"title": "t", "image": {"name": "cat"}}));
    assert_eq!(links(&server).await, 4);
    assert_eq!(editor.delete(&path).await.status, 204);
    assert_eq!(links(&server).await, 0, "nothing is left of a deleted entry");
}

#[tokio::test]
async fn rest_populates_and_filters_by_attached_files() {
    let (_server, editor) = magazine().await;
    make(&editor, "articles", json!({"title": "a", "cover": 1, "gallery": [3, 2]})).await;
    make(&editor, "articles", json!({"title": "b", "cover": 2})).await;
    let bare = editor.get("/api/articles?sort=title").await;
    assert!(bare.entries()[0].get("cover").is_none(), "missing unless populated");
    let all = editor.get("/api/articles?sort=title&populate=*").await;
    assert_eq!((&all.entries()[0]["cover"]["name"], &all.entries()[1]["gallery"]), (&json!("cat"), &json!([])));
    let some = editor.get("/api/articles?sort=title&populate[gallery][fields]=name&populate[gallery][sort]=name").await;
    let names: Vec<&Value> =
        some.entries()[0]["gallery"].as_array().unwrap().iter().map(|file| &file["name"]).collect();
    assert_eq!(names, ["ant", "dog"]);
    for query in
        ["filters[gallery][width][$gt]=1000", "filters[cover][name]=cat", "filters[cover]=1", "sort=cover.name"]
    {
        let found = editor.get(&format!("/api/articles?{query}")).await;
        assert_eq!(found.entries()[0]["title"], "a", "{query}");
    }
    assert_eq!(editor.get("/api/articles?filters[cover][folderPath]=x").await.status, 400, "a private attribute");
}

#[tokio::test]
async fn what_is_attached_needs_no_permission_on_files_and_gives_none() {
    let (server, editor) = magazine().await;
    make(&editor, "articles", json!({"title": "a", "cover": 1, "gallery": [2]})).await;
    make(&editor, "pages", json!({"title": "p", "cover": 2})).await;
    let reader = server.as_token(&["article:find(title,cover)"]).await;
    let answer = reader.graphql("{ articles { cover { name url formats } } }").await;
    assert_eq!(
        answer.data()["articles"][0]["cover"],
        json!({"name": "cat", "url": "/uploads/cat.png", "formats": null})
    );
    assert_eq!(reader.get("/api/articles?populate=cover").await.entries()[0]["cover"]["name"], "cat");
    assert_eq!(reader.graphql("{ uploadFiles { name } }").await.missing(), "plugin::upload.file:find");
    assert_eq!(reader.get("/api/upload/files").await.status, 403);
    assert_eq!(reader.graphql("{ articles { gallery { name } } }").await.missing(), "article:find(gallery)");
    let refused = |answer: Answer| assert_eq!(answer.status, 403, "{}", answer.text);
    refused(reader.get("/api/articles?populate=gallery").await);
    refused(reader.get("/api/articles?filters[gallery][name]=dog").await);
    refused(reader.get("/api/articles?sort=gallery.name").await);
    // A narrow grant on files stays narrow at the root although attached files are whole.
    let both = server.as_token(&["article:find(cover)", "plugin::upload.file:find(name)"]).await;
    assert_eq!(
        both.graphql("{ articles { cover { url } } }").await.data()["articles"][0]["cover"]["url"],
        "/uploads/cat.png"
    );
    assert_eq!(both.graphql("{ uploadFiles { url } }").await.missing(), "plugin::upload.file:find(url)");
    let writer = server.as_token(&["page:update(title)", "page:find"]).await;
    let attach = writer.graphql(r#"mutation { updatePage(documentId: "x", data: {cover: 1}) { title } }"#).await;
    assert_eq!(attach.missing(), "page:update(cover)");
}

#[tokio::test]
async fn an_attribute_that_goes_detaches_its_files_and_has_to_be_confirmed() {
    let (server, editor) = magazine().await;
    make(&editor, "articles", json!({"cover": 1, "gallery": [2], "seo": {"image": 3}})).await;
    make(&editor, "pages", json!({"cover": 1})).await;
    assert_eq!(links(&server).await, 7);
    let apply = async |schemas: &[String]| {
        let definitions = schemas.iter().map(|text| keyway::catalog::Definition::parse(text.as_bytes(), None).unwrap());
        let edit = Edit::Replace(definitions.collect());
        let careless = server.services.model.change(edit.clone(), Consent::default(), server.clock.now()).await;
        assert!(careless.is_err(), "stored links would be lost");
        let consent = Consent { data_loss: true, ..Consent::default() };
        server.services.model.change(edit, consent, server.clock.now()).await.unwrap().commit().await.unwrap();
    };
    let without_gallery = ARTICLE.replace("\"gallery\":{\"type\":\"media\",\"multiple\":true},", "");
    apply(&[without_gallery.clone(), PAGE.to_owned(), SEO.to_owned()]).await;
    assert_eq!(links(&server).await, 5);
    let without_seo =
        without_gallery.replace(r#""seo":{"type":"component","component":"shared.seo"}"#, r#""other":{"type":"text"}"#);
    apply(&[without_seo.clone(), PAGE.to_owned()]).await;
    assert_eq!(links(&server).await, 3, "the image of the components went with them");
    apply(&[without_seo]).await;
    assert_eq!(links(&server).await, 2, "the cover of the page went with its type");
}

#[tokio::test]
async fn a_type_that_begins_to_have_drafts_gives_them_its_files_and_takes_them_back() {
    let (server, editor) = magazine().await;
    make(&editor, "pages", json!({"cover": 1})).await;
    let switch = async |page: String| {
        let definitions = [ARTICLE, page.as_str(), SEO];
        let definitions = definitions.map(|text| keyway::catalog::Definition::parse(text.as_bytes(), None).unwrap());
        let consent = Consent { data_loss: true, ..Consent::default() };
        let edit = Edit::Replace(definitions.to_vec());
        server.services.model.change(edit, consent, server.clock.now()).await.unwrap().commit().await.unwrap();
    };
    switch(PAGE.replace("false", "true")).await;
    let drafts = editor.graphql("{ pages(status: DRAFT) { cover { name } } }").await;
    assert_eq!(drafts.data()["pages"], json!([{"cover": {"name": "cat"}}]));
    switch(PAGE.to_owned()).await;
    assert_eq!(links(&server).await, 1);
}

#[test]
fn the_kinds_of_allowed_types_are_strapis() {
    let schema =
        PAGE.replace(r#""cover":{"type":"media"}"#, r#""cover":{"type":"media","allowedTypes":["images","x"]}"#);
    let definition = keyway::catalog::Definition::parse(schema.as_bytes(), None).unwrap();
    let broken = keyway::catalog::Catalog::build(vec![definition]).unwrap_err();
    assert_eq!(broken[0].path.join("."), "page.attributes.cover.allowedTypes");
}
