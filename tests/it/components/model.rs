//! The sample models that the content API's documentation of Strapi uses, but for locales, and one type more
//! that nests components and bounds their number.

use serde_json::{Value, json};

use crate::testkit::{Client, TestServer};

pub const ARTICLE: &str = r#"{"kind":"collectionType","collectionName":"articles",
"info":{"singularName":"article","pluralName":"articles"},"options":{"draftAndPublish":true},"attributes":{
 "title":{"type":"string","required":true,"minLength":3,"maxLength":100},
 "slug":{"type":"uid","targetField":"title"},
 "body":{"type":"richtext"},"content":{"type":"blocks"},"summary":{"type":"text"},"contactEmail":{"type":"email"},
 "rating":{"type":"integer","min":1,"max":5},"views":{"type":"biginteger"},"price":{"type":"decimal"},"score":{"type":"float"},
 "featured":{"type":"boolean","default":false},
 "difficulty":{"type":"enumeration","enum":["easy","very hard","top-level"]},
 "releaseDate":{"type":"date"},"startTime":{"type":"time"},"eventAt":{"type":"datetime"},
 "metadata":{"type":"json"},"code":{"type":"string","unique":true},
 "internalNote":{"type":"string","private":true},"secretPhrase":{"type":"password"},
 "cover":{"type":"media","multiple":false,"allowedTypes":["images"]},
 "gallery":{"type":"media","multiple":true,"allowedTypes":["images","files","videos","audios"]},
 "category":{"type":"relation","relation":"manyToOne","target":"api::category.category","inversedBy":"articles"},
 "authors":{"type":"relation","relation":"manyToMany","target":"api::author.author","inversedBy":"articles"},
 "related":{"type":"relation","relation":"oneToMany","target":"api::article.article"},
 "seo":{"type":"component","repeatable":false,"component":"shared.seo"},
 "links":{"type":"component","repeatable":true,"component":"shared.link"},
 "sections":{"type":"dynamiczone","components":["shared.quote","shared.rich-text"]}}}"#;
const CATEGORY: &str = r#"{"kind":"collectionType","collectionName":"categories",
"info":{"singularName":"category","pluralName":"categories"},"options":{"draftAndPublish":false},
"attributes":{"name":{"type":"string","required":true,"unique":true},"slug":{"type":"uid","targetField":"name"},
 "articles":{"type":"relation","relation":"oneToMany","target":"api::article.article","mappedBy":"category"}}}"#;
const AUTHOR: &str = r#"{"kind":"collectionType","collectionName":"authors",
"info":{"singularName":"author","pluralName":"authors"},"options":{"draftAndPublish":false},
"attributes":{"name":{"type":"string","required":true},"email":{"type":"email"},
 "articles":{"type":"relation","relation":"manyToMany","target":"api::article.article","mappedBy":"authors"}}}"#;
const HOMEPAGE: &str = r#"{"kind":"singleType","collectionName":"homepages",
"info":{"singularName":"homepage","pluralName":"homepages"},"options":{"draftAndPublish":true},
"attributes":{"title":{"type":"string","required":true},"seo":{"type":"component","repeatable":false,"component":"shared.seo"},
 "sections":{"type":"dynamiczone","components":["shared.quote","shared.rich-text"]},
 "featuredArticle":{"type":"relation","relation":"oneToOne","target":"api::article.article"}}}"#;
pub const SEO: &str = r#"{"uid":"shared.seo","collectionName":"components_shared_seos","info":{"displayName":"Seo"},
"attributes":{"metaTitle":{"type":"string","required":true},"metaDescription":{"type":"text"},
 "shareImage":{"type":"media","multiple":false,"allowedTypes":["images"]}}}"#;
const LINK: &str = r#"{"uid":"shared.link","collectionName":"components_shared_links","info":{"displayName":"Link"},
"attributes":{"label":{"type":"string","required":true},"url":{"type":"string"},
 "target":{"type":"enumeration","enum":["_self","_blank"]},
 "article":{"type":"relation","relation":"oneToOne","target":"api::article.article"}}}"#;
const QUOTE: &str = r#"{"uid":"shared.quote","collectionName":"components_shared_quotes","info":{"displayName":"Quote"},
"attributes":{"text":{"type":"text"},"by":{"type":"string"}}}"#;
const RICH_TEXT: &str = r#"{"uid":"shared.rich-text","collectionName":"components_shared_rich_texts",
"info":{"displayName":"Rich text"},"attributes":{"body":{"type":"richtext"}}}"#;

/// A type without drafts; its components nest, and their number is bounded.
const LANDING: &str = r#"{"kind":"collectionType","collectionName":"landings",
"info":{"singularName":"landing","pluralName":"landings"},"options":{"draftAndPublish":false},"attributes":{
 "name":{"type":"string","required":true},
 "hero":{"type":"component","component":"page.hero","required":true},
 "cards":{"type":"component","component":"page.card","repeatable":true,"min":2,"max":3},
 "blocks":{"type":"dynamiczone","components":["page.hero","page.pick"],"max":3},
 "nothing":{"type":"dynamiczone","components":[]}}}"#;
const HERO: &str = r#"{"uid":"page.hero","collectionName":"components_page_heroes","info":{"displayName":"Hero"},"attributes":{
 "title":{"type":"string","required":true,"minLength":3},"tone":{"type":"string","default":"calm"},
 "secret":{"type":"string","private":true},"pass":{"type":"password","minLength":3},
 "seo":{"type":"component","component":"shared.seo"},
 "cards":{"type":"component","component":"page.card","repeatable":true}}}"#;
const CARD: &str = r#"{"uid":"page.card","collectionName":"components_page_cards","info":{"displayName":"Card"},"attributes":{
 "label":{"type":"string","unique":true},"size":{"type":"integer","min":1,"max":9}}}"#;
const PICK: &str = r#"{"uid":"page.pick","collectionName":"components_page_picks","info":{"displayName":"Pick"},"attributes":{
 "category":{"type":"relation","relation":"oneToOne","target":"api::category.category"},
 "articles":{"type":"relation","relation":"oneToMany","target":"api::article.article"}}}"#;

/// The sample models.
pub const SAMPLE: [&str; 8] = [ARTICLE, CATEGORY, AUTHOR, HOMEPAGE, SEO, LINK, QUOTE, RICH_TEXT];
/// The sample models, and the type that nests.
pub const MODEL: [&str; 12] =
    [ARTICLE, CATEGORY, AUTHOR, HOMEPAGE, SEO, LINK, QUOTE, RICH_TEXT, LANDING, HERO, CARD, PICK];

/// A server with the model and nothing in it, and somebody who may do everything.
pub async fn empty() -> (TestServer, Client) {
    let server = TestServer::with_model(&MODEL).await;
    let editor = server.as_full_access().await;
    (server, editor)
}

/// Makes an entry and answers its document id.
pub async fn create(editor: &Client, type_name: &str, data: Value) -> String {
    let answer = create_as(editor, type_name, data, "PUBLISHED").await;
    answer.data()["made"]["documentId"].as_str().unwrap().to_owned()
}

/// Makes an entry, or not.
pub async fn create_as(editor: &Client, type_name: &str, data: Value, status: &str) -> crate::testkit::Answer {
    let mutation = format!(
        "mutation($data: {type_name}Input!, $status: PublicationStatus) \
         {{ made: create{type_name}(status: $status, data: $data) {{ documentId }} }}"
    );
    editor.graphql_with(&mutation, json!({"data": data, "status": status})).await
}

/// Changes an entry, or not.
pub async fn update(editor: &Client, type_name: &str, id: &str, data: Value, status: &str) -> crate::testkit::Answer {
    let mutation = format!(
        "mutation($id: ID!, $data: {type_name}Input!, $status: PublicationStatus) \
         {{ made: update{type_name}(documentId: $id, status: $status, data: $data) {{ documentId }} }}"
    );
    editor.graphql_with(&mutation, json!({"id": id, "data": data, "status": status})).await
}

/// An article with components in every form.
pub fn article() -> Value {
    json!({
        "title": "First",
        "seo": {"metaTitle": "T", "metaDescription": "D"},
        "links": [{"label": "one", "url": "/1", "target": "self"}, {"label": "two", "target": "blank"}],
        "sections": [
            {"__typename": "ComponentSharedQuote", "text": "Q", "by": "B"},
            {"__typename": "ComponentSharedRichText", "body": "**b**"},
            {"__typename": "ComponentSharedQuote", "text": "R"}
        ]
    })
}
