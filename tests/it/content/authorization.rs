//! Every field of the model at every place of a request: refused, by name, to whoever lacks a permission for it, and open
//! to whoever has exactly what it takes.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::matrix::{Case, Field, Permission, Type, everything_but, reads, through, types, writes};
use super::world;
use crate::testkit::{Answer, Client, TestServer, database};

/// A literal for every scalar of the model, and how its value appears in an answer.
const VALUES: [(&str, &str, &str); 26] = [
    ("title", "\"zq-title\"", "zq-title"),
    ("summary", "\"zq-summary\"", "zq-summary"),
    ("story", "\"zq-story\"", "zq-story"),
    ("slug", "\"zq-slug\"", "zq-slug"),
    ("contact", "\"zq@example.com\"", "zq@example.com"),
    ("level", "very_hard", "very_hard"),
    ("stock", "770011", "770011"),
    ("serial", "770012", "770012"),
    ("weight", "770013.5", "770013.5"),
    ("price", "770014.5", "770014.5"),
    ("fresh", "true", "true"),
    ("day", "\"1999-01-02\"", "1999-01-02"),
    ("hour", "\"03:04:05.678\"", "03:04:05.678"),
    ("moment", "\"1998-01-02T00:00:00.000Z\"", "1998-01-02T00:00:00.000Z"),
    ("stamp", "\"1997-01-02T00:00:00.000Z\"", "1997-01-02T00:00:00.000Z"),
    ("extra", "{zq: \"zq-extra\"}", "zq-extra"),
    ("parts", "[{type: \"paragraph\", children: [{type: \"text\", text: \"zq-parts\"}]}]", "zq-parts"),
    ("name", "\"zq-name\"", "zq-name"),
    ("country", "\"zq-country\"", "zq-country"),
    ("diary", "\"zq-diary\"", "zq-diary"),
    ("passphrase", "\"zq-passphrase\"", "zq-passphrase"),
    ("label", "\"zq-label\"", "zq-label"),
    ("note", "\"zq-note\"", "zq-note"),
    ("headline", "\"zq-headline\"", "zq-headline"),
    ("seo", "{metaTitle: \"zq-seo\"}", "zq-seo"),
    ("links", "[{url: \"zq-links\"}]", "zq-links"),
];

/// A server with one entry of each type, all linked, and the tokens that were made on it.
pub struct Laboratory {
    pub server: TestServer,
    pub types: Vec<Type>,
    pub ids: HashMap<&'static str, String>,
    tokens: HashMap<BTreeSet<String>, Client>,
    made: Cell<u32>,
}

impl Laboratory {
    pub async fn new() -> Self {
        let (server, editor) = world::empty().await;
        let types = types();
        let data = |singular: &str, links: &str| {
            let of = types.iter().find(|of| of.singular == singular).unwrap();
            let scalars = of.fields.iter().filter(|field| field.writable && field.target.is_none());
            let scalars = scalars.map(|field| format!("{}: {}", field.name, value(&field.name).0));
            format!("{{{}{links}}}", scalars.collect::<Vec<_>>().join(", "))
        };
        let mut ids = HashMap::new();
        ids.insert("maker", world::create(&editor, "Maker", &data("maker", "")).await);
        ids.insert("tag", world::create(&editor, "Tag", &data("tag", "")).await);
        ids.insert("sheet", world::create(&editor, "Sheet", &data("sheet", "")).await);
        let links = format!(r#", maker: "{}", tags: ["{}"], sheet: "{}""#, ids["maker"], ids["tag"], ids["sheet"]);
        let item = world::create(&editor, "Item", &data("item", &links)).await;
        let own =
            format!(r#"mutation {{ updateItem(documentId: "{item}", data: {{parent: "{item}"}}) {{ documentId }} }}"#);
        editor.graphql(&own).await.data();
        let front = format!(r#"{{headline: "zq-headline", lead: "{item}", picks: ["{item}"]}}"#);
        let front = editor.graphql(&format!("mutation {{ updateFront(data: {front}) {{ documentId }} }}")).await;
        ids.insert("front", front.data()["updateFront"]["documentId"].as_str().unwrap().to_owned());
        ids.insert("item", item);
        Self { server, types, ids, tokens: HashMap::new(), made: Cell::new(0) }
    }

    fn of(&self, singular: &str) -> &Type {
        self.types.iter().find(|of| of.singular == singular).unwrap()
    }

    pub fn target(&self, field: &Field) -> Option<&Type> {
        field.target.as_deref().map(|target| self.of(target))
    }

    /// How the field's value appears in an answer.
    pub fn shown(&self, field: &Field) -> String {
        match &field.target {
            Some(target) => self.ids[target.as_str()].clone(),
            None => value(&field.name).1.to_owned(),
        }
    }

    /// A literal for a field of another entry; where it must be unique, it is.
    fn given(&self, field: &Field) -> String {
        self.made.set(self.made.get() + 1);
        match &field.target {
            Some(target) if field.to_many => format!("[\"{}\"]", self.ids[target.as_str()]),
            Some(target) => format!("\"{}\"", self.ids[target.as_str()]),
            None if field.name == "name" => format!("\"maker {}\"", self.made.get()),
            None => value(&field.name).0.to_owned(),
        }
    }

    pub async fn token(&mut self, grants: BTreeSet<String>) -> Client {
        if let Some(client) = self.tokens.get(&grants) {
            return client.clone();
        }
        let texts = grants.iter().map(String::as_str).collect::<Vec<_>>();
        let client = self.server.as_token(&texts).await;
        self.tokens.insert(grants, client.clone());
        client
    }

    /// The document with other unique values than in any run before.
    fn fresh(&self, query: &str) -> String {
        self.made.set(self.made.get() + 1);
        query.replace("\"maker ", &format!("\"maker {} ", self.made.get()))
    }

    /// Holds one case against all three kinds of callers.
    async fn check(&mut self, case: &Case) {
        assert_eq!(self.server.anonymous().graphql(&case.query).await.status, 401, "{}", case.query);
        let all = case.base.iter().chain(&case.needed);
        for left_out in &case.needed {
            let others = all.clone().filter(|permission| *permission != left_out).map(Permission::grant).collect();
            for grants in [others, everything_but(left_out)] {
                let answer = self.token(grants.clone()).await.graphql(&self.fresh(&case.query)).await;
                assert_refused(&answer, case, left_out, &grants);
            }
        }
        let answer = self.token(all.map(Permission::grant).collect()).await.graphql(&self.fresh(&case.query)).await;
        assert!(answer.body["errors"].is_null() && answer.status == 200, "{}\n{}", case.query, answer.text);
        if let Some(shown) = &case.shown {
            assert!(answer.text.contains(shown), "{shown} is not in the answer to {}: {}", case.query, answer.text);
        }
    }
}

fn assert_refused(answer: &Answer, case: &Case, left_out: &Permission, grants: &BTreeSet<String>) {
    let Case { query, shown, .. } = case;
    let errors = answer.body["errors"].as_array().unwrap_or_else(|| panic!("{query}\n{grants:?}\n{}", answer.text));
    for error in errors {
        assert_eq!(error["extensions"]["code"], "FORBIDDEN", "{query}\n{grants:?}\n{}", answer.text);
        let missing = error["extensions"]["error"]["details"]["missing"].as_str().unwrap_or_default();
        // What a mutation answers is open to either reading action.
        let either =
            |text: &str| if query.starts_with("mutation") { text.replace("findOne", "find") } else { text.to_owned() };
        assert_eq!(either(missing), either(&left_out.named()), "{query}\n{grants:?}\n{}", answer.text);
    }
    assert_eq!(answer.status, 200);
    let data = answer.body["data"].to_string();
    match shown {
        Some(shown) => assert!(!data.contains(shown), "{query}\n{data}"),
        None => assert!(!data.contains("total") && !data.contains("pageCount"), "{query}\n{data}"),
    }
}

fn value(name: &str) -> (&'static str, &'static str) {
    let known = VALUES.into_iter().find(|(own, ..)| *own == name);
    // What is not listed is a timestamp, and the clock stands still.
    known.map_or(("", "2026-11-23T12:00:00.000Z"), |(_, literal, shown)| (literal, shown))
}

#[tokio::test]
async fn reading_a_field_takes_its_permission_wherever_it_stands() {
    let mut laboratory = Laboratory::new().await;
    let mut cases = Vec::new();
    for of in &laboratory.types {
        for field in of.fields.iter().filter(|field| field.readable) {
            let (id, shown) = (&laboratory.ids[of.singular.as_str()], laboratory.shown(field));
            cases.extend(reads(of, field, id, &shown, laboratory.target(field)));
        }
    }
    assert!(cases.len() > 700, "{} cases", cases.len());
    for case in database::sample(cases) {
        laboratory.check(&case).await;
    }
}

#[tokio::test]
async fn reading_a_field_through_a_relation_takes_the_fields_own_permission() {
    let mut laboratory = Laboratory::new().await;
    let mut cases = Vec::new();
    for source in &laboratory.types {
        for relation in source.fields.iter().filter(|field| field.target.is_some()) {
            let of = laboratory.target(relation).unwrap();
            for field in of.fields.iter().filter(|field| field.readable) {
                let shown = laboratory.shown(field);
                cases.extend(through(source, relation, of, field, &shown, laboratory.target(field)));
            }
        }
    }
    assert!(cases.len() > 1_500, "{} cases", cases.len());
    for case in database::sample(cases) {
        laboratory.check(&case).await;
    }
}

#[tokio::test]
async fn writing_a_field_and_reading_what_was_written_take_a_permission_each() {
    let mut laboratory = Laboratory::new().await;
    let mut cases = Vec::new();
    for of in &laboratory.types {
        for field in &of.fields {
            let id = &laboratory.ids[of.singular.as_str()];
            let target = laboratory.target(field);
            cases.extend(writes(of, field, id, target, |field| laboratory.given(field)));
        }
    }
    assert!(cases.len() > 130, "{} cases", cases.len());
    for case in cases {
        laboratory.check(&case).await;
    }
}

#[tokio::test]
async fn what_is_private_or_a_password_is_read_by_nobody() {
    let laboratory = Laboratory::new().await;
    let editor = laboratory.server.as_full_access().await;
    for name in ["diary", "passphrase"] {
        for query in [
            format!("{{ makers {{ {name} }} }}"),
            format!("{{ makers(filters: {{{name}: {{notNull: true}}}}) {{ documentId }} }}"),
            format!("{{ items {{ maker {{ {name} }} }} }}"),
        ] {
            assert_eq!(editor.graphql(&query).await.error_code(), "GRAPHQL_VALIDATION_FAILED", "{query}");
        }
        let sorted = editor.graphql(&format!("{{ makers(sort: \"{name}\") {{ documentId }} }}")).await;
        assert_eq!((sorted.error_code(), &sorted.body["data"]), ("BAD_USER_INPUT", &Value::Null));
        let through = editor.graphql(&format!("{{ items(sort: \"maker.{name}\") {{ documentId }} }}")).await;
        assert_eq!(through.error_code(), "BAD_USER_INPUT");
    }
}
