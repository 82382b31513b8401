//! Both surfaces show the same of components, dynamic zones, files and relations, as deep as one asks, and find the same
//! entries by what stands in them; or they refuse for the same reason.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value, json};

use super::create;
use crate::components::model;
use crate::media::insert_file;
use crate::testkit::{Client, TestServer, database};

/// A type or component of the model, as far as answers are compared.
struct Of {
    /// The name in GraphQL.
    name: &'static str,
    /// The uid of a component.
    uid: Option<&'static str>,
    scalars: &'static [&'static str],
    parts: &'static [(&'static str, Leads)],
}

/// Types lead to each other in circles, so that only the name is told.
impl std::fmt::Debug for Of {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// Where an attribute leads.
#[derive(Clone, Copy, Debug)]
enum Leads {
    One(&'static Of),
    Many(&'static Of),
    Zone(&'static [&'static Of]),
}

use Leads::{Many, One, Zone};

static FILE: Of = Of { name: "UploadFile", uid: None, scalars: &["name", "width"], parts: &[] };
static AUTHOR: Of =
    Of { name: "Author", uid: None, scalars: &["name", "email"], parts: &[("articles", Many(&ARTICLE))] };
static CATEGORY: Of = Of { name: "Category", uid: None, scalars: &["name"], parts: &[("articles", Many(&ARTICLE))] };
static SEO: Of = Of {
    name: "ComponentSharedSeo",
    uid: Some("shared.seo"),
    scalars: &["metaTitle", "metaDescription"],
    parts: &[("shareImage", One(&FILE))],
};
static LINK: Of = Of {
    name: "ComponentSharedLink",
    uid: Some("shared.link"),
    scalars: &["label", "url"],
    parts: &[("article", One(&ARTICLE))],
};
static QUOTE: Of = Of { name: "ComponentSharedQuote", uid: Some("shared.quote"), scalars: &["text", "by"], parts: &[] };
static RICH_TEXT: Of =
    Of { name: "ComponentSharedRichText", uid: Some("shared.rich-text"), scalars: &["body"], parts: &[] };
static ARTICLE: Of = Of {
    name: "Article",
    uid: None,
    scalars: &["title", "summary", "rating", "price", "featured", "publishedAt"],
    parts: &[
        ("cover", One(&FILE)),
        ("gallery", Many(&FILE)),
        ("category", One(&CATEGORY)),
        ("authors", Many(&AUTHOR)),
        ("related", Many(&ARTICLE)),
        ("seo", One(&SEO)),
        ("links", Many(&LINK)),
        ("sections", Zone(&[&QUOTE, &RICH_TEXT])),
    ],
};
static CARD: Of = Of { name: "ComponentPageCard", uid: Some("page.card"), scalars: &["label", "size"], parts: &[] };
static HERO: Of = Of {
    name: "ComponentPageHero",
    uid: Some("page.hero"),
    scalars: &["title", "tone"],
    parts: &[("seo", One(&SEO)), ("cards", Many(&CARD))],
};
static PICK: Of = Of {
    name: "ComponentPagePick",
    uid: Some("page.pick"),
    scalars: &[],
    parts: &[("category", One(&CATEGORY)), ("articles", Many(&ARTICLE))],
};
static LANDING: Of = Of {
    name: "Landing",
    uid: None,
    scalars: &["name"],
    parts: &[("hero", One(&HERO)), ("cards", Many(&CARD)), ("blocks", Zone(&[&HERO, &PICK]))],
};

/// What is asked of one type.
#[derive(Clone, Debug)]
struct Selection {
    of: &'static Of,
    scalars: Vec<&'static str>,
    parts: Vec<(&'static str, Shown)>,
}

/// What is asked of an attribute that leads somewhere.
#[derive(Clone, Debug)]
enum Shown {
    One(Selection),
    Many(Selection),
    Zone(Vec<Selection>),
    Counted(Vec<&'static Of>),
}

impl Selection {
    fn graphql(&self) -> String {
        let id = if self.of.uid.is_some() { "id" } else { "documentId" };
        let parts = self.parts.iter().map(|(name, shown)| shown.graphql(name));
        let scalars = self.scalars.iter().map(|name| (*name).to_owned());
        [id.to_owned()].into_iter().chain(scalars).chain(parts).collect::<Vec<_>>().join(" ")
    }

    fn rest(&self, at: &str, parameters: &mut Vec<String>) {
        let key = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}[{name}]") };
        let fields = key("fields");
        parameters.push(match self.scalars.join(",") {
            none if none.is_empty() => format!("{fields}[]"),
            some => format!("{fields}={some}"),
        });
        for (name, shown) in &self.parts {
            shown.rest(&format!("{}[{name}]", key("populate")), parameters);
        }
    }
}

impl Shown {
    fn graphql(&self, name: &str) -> String {
        const ALL: &str = "(pagination: {limit: 100})";
        match self {
            Self::One(inner) => format!("{name} {{ {} }}", inner.graphql()),
            Self::Many(inner) => format!("{name}{ALL} {{ {} }}", inner.graphql()),
            Self::Zone(kinds) => {
                let kinds = kinds.iter().map(|kind| format!("... on {} {{ {} }}", kind.of.name, kind.graphql()));
                format!("{name} {{ __typename {} }}", kinds.collect::<Vec<_>>().join(" "))
            }
            Self::Counted(kinds) if kinds.len() > 1 => format!("{name} {{ __typename }}"),
            Self::Counted(_) => format!("{name}{ALL} {{ __typename }}"),
        }
    }

    fn rest(&self, at: &str, parameters: &mut Vec<String>) {
        match self {
            Self::One(inner) | Self::Many(inner) => inner.rest(at, parameters),
            Self::Zone(kinds) => {
                for kind in kinds {
                    kind.rest(&format!("{at}[on][{}]", kind.of.uid.unwrap()), parameters);
                }
            }
            Self::Counted(_) => parameters.push(format!("{at}[count]=true")),
        }
    }

    /// What GraphQL shows, as REST would.
    fn as_rest(&self, value: &Value) -> Value {
        match (self, value) {
            (Self::Counted(_), Value::Array(items)) => json!({"count": items.len()}),
            (Self::One(inner), Value::Object(_)) => as_rest(inner, value),
            (Self::Many(inner), Value::Array(items)) => items.iter().map(|item| as_rest(inner, item)).collect(),
            (Self::Zone(kinds), Value::Array(items)) => items.iter().map(|item| section_as_rest(kinds, item)).collect(),
            (_, other) => other.clone(),
        }
    }
}

fn as_rest(selection: &Selection, entry: &Value) -> Value {
    let shown = |name: &str| selection.parts.iter().find(|(own, _)| *own == name).map(|(_, shown)| shown);
    let keys = entry.as_object().unwrap().iter().filter(|(key, _)| !["id", "__typename"].contains(&key.as_str()));
    let keys = keys.map(|(key, value)| (key.clone(), shown(key).map_or(value.clone(), |shown| shown.as_rest(value))));
    Value::Object(keys.collect())
}

fn section_as_rest(kinds: &[Selection], section: &Value) -> Value {
    let kind = kinds.iter().find(|kind| section["__typename"] == kind.of.name).unwrap();
    let mut shown = as_rest(kind, section);
    shown["__component"] = json!(kind.of.uid);
    shown
}

/// What REST shows, without the ids of rows, which GraphQL does not show.
fn without_row_ids(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(without_row_ids).collect(),
        Value::Object(object) => {
            let keys = object.into_iter().filter(|(key, _)| key != "id");
            Value::Object(keys.map(|(key, value)| (key, without_row_ids(value))).collect::<Map<_, _>>())
        }
        other => other,
    }
}

#[derive(Clone, Debug)]
struct Question {
    selection: Selection,
    /// A condition as REST and as GraphQL write it.
    filter: Option<(&'static str, &'static str)>,
    /// A question about the other rows of documents, in both ways.
    publication: Option<(&'static str, &'static str)>,
    drafts: bool,
}

const CONDITIONS: [(&str, &str); 8] = [
    ("filters[seo][metaTitle][$eq]=T1", "seo: {metaTitle: {eq: \"T1\"}}"),
    ("filters[seo][$null]=true", "seo: null"),
    ("filters[links][label][$contains]=o", "links: {label: {contains: \"o\"}}"),
    ("filters[$not][links][label][$contains]=o", "not: {links: {label: {contains: \"o\"}}}"),
    (
        "filters[links][article][seo][metaTitle][$startsWith]=T",
        "links: {article: {seo: {metaTitle: {startsWith: \"T\"}}}}",
    ),
    (
        "filters[category][articles][authors][name][$in][0]=Ann",
        "category: {articles: {authors: {name: {in: [\"Ann\"]}}}}",
    ),
    (
        "filters[$or][0][rating][$gte]=3&filters[$or][1][links][url][$notNull]=true",
        "or: [{rating: {gte: 3}}, {links: {url: {notNull: true}}}]",
    ),
    ("filters[authors][articles][title][$containsi]=first", "authors: {articles: {title: {containsi: \"first\"}}}"),
];

const PUBLICATION: [(&str, &str); 10] = [
    ("publicationFilter=never-published", "publicationFilter: NEVER_PUBLISHED"),
    ("publicationFilter=has-published-version", "publicationFilter: HAS_PUBLISHED_VERSION"),
    ("publicationFilter=modified", "publicationFilter: MODIFIED"),
    ("publicationFilter=unmodified", "publicationFilter: UNMODIFIED"),
    ("publicationFilter=never-published-document", "publicationFilter: NEVER_PUBLISHED_DOCUMENT"),
    ("publicationFilter=has-published-version-document", "publicationFilter: HAS_PUBLISHED_VERSION_DOCUMENT"),
    ("publicationFilter=published-without-draft", "publicationFilter: PUBLISHED_WITHOUT_DRAFT"),
    ("publicationFilter=published-with-draft", "publicationFilter: PUBLISHED_WITH_DRAFT"),
    ("hasPublishedVersion=true", "hasPublishedVersion: true"),
    ("hasPublishedVersion=false", "hasPublishedVersion: false"),
];

impl Question {
    fn rest(&self) -> String {
        let mut parameters = Vec::new();
        self.selection.rest("", &mut parameters);
        parameters.extend([self.filter, self.publication].into_iter().flatten().map(|(rest, _)| rest.to_owned()));
        if self.drafts {
            parameters.push("status=draft".to_owned());
        }
        let plural = self.selection.of.name.to_lowercase();
        format!("/api/{plural}s?pagination[pageSize]=50&{}", parameters.join("&"))
    }

    fn graphql(&self) -> String {
        let mut arguments = vec!["pagination: {pageSize: 50}".to_owned()];
        arguments.extend(self.filter.map(|(_, graphql)| format!("filters: {{{graphql}}}")));
        arguments.extend(self.publication.map(|(_, graphql)| graphql.to_owned()));
        if self.drafts {
            arguments.push("status: DRAFT".to_owned());
        }
        let plural = self.selection.of.name.to_lowercase();
        let nodes = self.selection.graphql();
        format!("{{ {plural}s_connection({}) {{ nodes {{ {nodes} }} pageInfo {{ total }} }} }}", arguments.join(", "))
    }
}

fn selections(of: &'static Of, depth: u32) -> BoxedStrategy<Selection> {
    let scalars = proptest::sample::subsequence(of.scalars, 0..=of.scalars.len());
    let most = if depth == 0 { 0 } else { of.parts.len().min(3) };
    let parts = proptest::sample::subsequence(of.parts, 0..=most);
    let parts = parts.prop_flat_map(move |parts| {
        let parts = parts.into_iter().map(|(name, leads)| shown(leads, depth).prop_map(move |shown| (name, shown)));
        parts.collect::<Vec<_>>()
    });
    (scalars, parts).prop_map(move |(scalars, parts)| Selection { of, scalars, parts }).boxed()
}

fn shown(leads: Leads, depth: u32) -> BoxedStrategy<Shown> {
    let depth = depth.saturating_sub(1);
    match leads {
        One(of) => selections(of, depth).prop_map(Shown::One).boxed(),
        Many(of) => prop_oneof![
            3 => selections(of, depth).prop_map(Shown::Many),
            1 => Just(Shown::Counted(vec![of])),
        ]
        .boxed(),
        Zone(kinds) => prop_oneof![
            3 => kinds.iter().map(|kind| selections(kind, depth)).collect::<Vec<_>>().prop_map(Shown::Zone),
            1 => Just(Shown::Counted(kinds.to_vec())),
        ]
        .boxed(),
    }
}

fn questions() -> impl Strategy<Value = Question> {
    let articles = (
        selections(&ARTICLE, 3),
        proptest::option::of(proptest::sample::select(&CONDITIONS[..])),
        proptest::option::weighted(0.3, proptest::sample::select(&PUBLICATION[..])),
        any::<bool>(),
    );
    let articles = articles.prop_map(|(mut selection, filter, publication, drafts)| {
        if publication.is_some() {
            // GraphQL passes the question on to what relations lead to, and REST does not.
            selection.parts.clear();
        }
        Question { selection, filter, publication, drafts }
    });
    let landings = selections(&LANDING, 4).prop_map(|selection| Question {
        selection,
        filter: None,
        publication: None,
        drafts: false,
    });
    prop_oneof![2 => articles, 1 => landings]
}

async fn fill(server: &TestServer, editor: &Client) {
    for (name, width) in [("cat", 640), ("dog", 320)] {
        insert_file(&server.services, name, width).await;
    }
    for name in ["News", "Tech"] {
        create(editor, "/api/categories", json!({"name": name})).await;
    }
    for name in ["Ann", "Bo"] {
        create(editor, "/api/authors", json!({"name": name})).await;
    }
    let mut ids = Vec::new();
    for number in 1..=5_usize {
        let links = (1..number).map(|link| {
            let label = ["one", "two", "six"][link % 3];
            json!({"label": label, "url": (link % 2 == 0).then_some("/x"), "article": ids[link - 1]})
        });
        let mut data = json!({
            "title": format!("First {number}"), "rating": number, "links": links.collect::<Vec<_>>(), "related": ids,
            "category": number % 2 + 1, "authors": if number % 2 == 0 { vec![2, 1] } else { vec![] },
        });
        if number != 2 {
            data["seo"] = json!({"metaTitle": format!("T{number}"), "shareImage": number % 2 + 1});
            data["cover"] = json!(2);
            data["gallery"] = json!([2, 1]);
        }
        let sections = (0..number).map(|section| match section % 2 {
            0 => json!({"__component": "shared.quote", "text": format!("{number}.{section}")}),
            _ => json!({"__component": "shared.rich-text", "body": "**b**"}),
        });
        data["sections"] = sections.collect();
        let status = if number == 4 { "draft" } else { "published" };
        ids.push(create(editor, &format!("/api/articles?status={status}"), data).await);
    }
    server.clock.set(server.clock.now().plus_seconds(1));
    let change = json!({"data": {"title": "Changed", "seo": {"metaTitle": "T9"}, "sections": []}});
    editor.put(&format!("/api/articles/{}?status=draft", ids[0]), &change).await.entries();
    let pick = json!({"__component": "page.pick", "category": 1, "articles": [ids[2], ids[0]]});
    let hero = json!({"__component": "page.hero", "title": "Block", "seo": {"metaTitle": "S", "shareImage": 1}});
    let own = json!({"title": "Hero", "cards": [{"label": "a", "size": 1}, {"label": "b"}]});
    let cards = json!([{"label": "c"}, {"label": "d", "size": 9}]);
    let data = json!({"name": "L", "hero": own, "cards": cards, "blocks": [pick, hero]});
    create(editor, "/api/landings", data).await;
    create(editor, "/api/landings", json!({"name": "M", "hero": {"title": "Alone"}})).await;
}

async fn callers(server: &TestServer) -> Vec<Client> {
    vec![
        server.as_full_access().await,
        server.as_read_only().await,
        server.as_token(&["article:find(title,rating,seo,sections,links)+drafts", "landing:find"]).await,
        server.as_token(&["article:find(title,category,cover,links)", "category:find", "landing:find(blocks)"]).await,
        server.anonymous(),
    ]
}

/// The entries and their number in all, or the permissions whose lack is told.
type Outcome = Result<(Value, Value), BTreeSet<String>>;

async fn ask_rest(caller: &Client, question: &Question) -> Outcome {
    let answer = caller.get(&question.rest()).await;
    match answer.status.as_u16() {
        200 => Ok((without_row_ids(answer.entries().clone()), answer.body["meta"]["pagination"]["total"].clone())),
        401 => Err(BTreeSet::new()),
        403 => Err(BTreeSet::from([answer.body["error"]["details"]["missing"].as_str().unwrap().to_owned()])),
        _ => panic!("{} {}", question.rest(), answer.text),
    }
}

async fn ask_graphql(caller: &Client, question: &Question) -> Outcome {
    let answer = caller.graphql(&question.graphql()).await;
    if answer.status == 401 {
        return Err(BTreeSet::new());
    }
    if let Some(errors) = answer.body["errors"].as_array() {
        let missing = |error: &Value| match error["extensions"]["error"]["details"]["missing"].as_str() {
            Some(missing) => missing.to_owned(),
            None => panic!("{} {}", question.graphql(), answer.text),
        };
        return Err(errors.iter().map(missing).collect());
    }
    let connection = answer.data().as_object().unwrap().values().next().unwrap();
    let nodes = connection["nodes"].as_array().unwrap().iter().map(|node| as_rest(&question.selection, node));
    Ok((nodes.collect(), connection["pageInfo"]["total"].clone()))
}

#[test]
fn surface_parity_of_answers() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (_server, callers) = runtime.block_on(async {
        let change = |config: &mut keyway::config::Config| {
            config.limits.cost = 1_000_000_000_000_000;
            config.limits.depth = 20;
            config.limits.document_tokens = 50_000;
        };
        let server = TestServer::with_model_configured(&model::MODEL, change).await;
        let editor = server.as_full_access().await;
        fill(&server, &editor).await;
        let callers = callers(&server).await;
        (server, callers)
    });
    let cases = if database::is_sqlite() { 250 } else { 40 };
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(cases) });
    let (answered, refused) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    let result = runner.run(&questions(), |question| {
        for (index, caller) in callers.iter().enumerate() {
            let (rest, graphql) =
                runtime.block_on(async { (ask_rest(caller, &question).await, ask_graphql(caller, &question).await) });
            let context = format!("caller {index}\n{}\n{}\n{rest:?}\n{graphql:?}", question.rest(), question.graphql());
            match (rest, graphql) {
                (Ok(rest), Ok(graphql)) => {
                    prop_assert_eq!(rest, graphql, "{}", context);
                    answered.set(answered.get() + 1);
                }
                // REST tells the first that it meets.
                (Err(rest), Err(graphql)) => {
                    prop_assert!(rest.is_subset(&graphql), "{}", context);
                    refused.set(refused.get() + 1);
                }
                // GraphQL tells of what it would have shown, and REST of what was asked.
                (Err(rest), Ok(_)) => prop_assert!(!rest.is_empty(), "{}", context),
                (Ok(_), Err(_)) => prop_assert!(false, "{}", context),
            }
        }
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
    assert!(answered.get() > cases && refused.get() > cases / 2, "{answered:?} {refused:?}");
}
