//! Both surfaces answer the same question with the same entries, or refuse it for the same reason.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::create;
use crate::content::world;
use crate::testkit::{Client, TestServer, database};

/// A condition that both surfaces can write.
#[derive(Clone, Debug)]
enum Condition {
    Compare(&'static str, &'static str, Value),
    Related(&'static str, Box<Condition>),
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

#[derive(Clone, Debug)]
struct Question {
    condition: Option<Condition>,
    sort: Vec<(&'static str, bool)>,
    page: (u8, u8),
    by_offset: bool,
    drafts: bool,
}

impl Condition {
    fn graphql(&self) -> String {
        let list = |items: &[Self]| items.iter().map(Self::graphql).collect::<Vec<_>>().join(", ");
        match self {
            Self::Compare(field, operator, value) => format!("{{{field}: {{{operator}: {value}}}}}"),
            Self::Related(field, inner) => format!("{{{field}: {}}}", inner.graphql()),
            Self::All(items) => format!("{{and: [{}]}}", list(items)),
            Self::Any(items) => format!("{{or: [{}]}}", list(items)),
            Self::Not(inner) => format!("{{not: {}}}", inner.graphql()),
        }
    }

    fn rest(&self, at: &str, parameters: &mut Vec<String>) {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned).replace(' ', "+");
        match self {
            Self::Compare(field, operator, Value::Array(items)) => {
                let items = items.iter().enumerate();
                parameters
                    .extend(items.map(|(index, item)| format!("{at}[{field}][${operator}][{index}]={}", text(item))));
            }
            Self::Compare(field, operator, value) => {
                parameters.push(format!("{at}[{field}][${operator}]={}", text(value)));
            }
            Self::Related(field, inner) => inner.rest(&format!("{at}[{field}]"), parameters),
            Self::All(items) => (0..)
                .zip(items)
                .for_each(|(index, item): (u32, _)| item.rest(&format!("{at}[$and][{index}]"), parameters)),
            Self::Any(items) => (0..)
                .zip(items)
                .for_each(|(index, item): (u32, _)| item.rest(&format!("{at}[$or][{index}]"), parameters)),
            Self::Not(inner) => inner.rest(&format!("{at}[$not]"), parameters),
        }
    }
}

impl Question {
    fn graphql(&self) -> String {
        let filters = self.condition.as_ref().map(|condition| format!("filters: {}, ", condition.graphql()));
        let direction = |descending: bool| if descending { ":desc" } else { "" };
        let sort = self.sort.iter().map(|(key, descending)| format!("\"{key}{}\"", direction(*descending)));
        let (first, size) = if self.by_offset { ("start", "limit") } else { ("page", "pageSize") };
        let status = if self.drafts { "status: DRAFT, " } else { "" };
        format!(
            "{{ items_connection({status}{}sort: [{}], pagination: {{{first}: {}, {size}: {}}}) {{ nodes {{ documentId }} pageInfo {{ total }} }} }}",
            filters.unwrap_or_default(),
            sort.collect::<Vec<_>>().join(", "),
            self.page.0,
            self.page.1,
        )
    }

    fn rest(&self) -> String {
        let mut parameters = vec!["fields[]".to_owned()];
        if let Some(condition) = &self.condition {
            condition.rest("filters", &mut parameters);
        }
        for (index, (key, descending)) in self.sort.iter().enumerate() {
            parameters.push(format!("sort[{index}]={key}{}", if *descending { ":desc" } else { "" }));
        }
        let (first, size) = if self.by_offset { ("start", "limit") } else { ("page", "pageSize") };
        parameters.push(format!("pagination[{first}]={}&pagination[{size}]={}", self.page.0, self.page.1));
        if self.drafts {
            parameters.push("status=draft".to_owned());
        }
        format!("/api/items?{}", parameters.join("&"))
    }
}

fn conditions() -> impl Strategy<Value = Condition> {
    let texts = || prop_oneof![Just("Axe"), Just("axe"), Just("Box"), Just("x"), Just("a_%"), Just("")];
    let text_operator = || {
        prop_oneof![
            Just("eq"),
            Just("ne"),
            Just("eqi"),
            Just("nei"),
            Just("contains"),
            Just("containsi"),
            Just("notContains"),
            Just("notContainsi"),
            Just("startsWith"),
            Just("endsWith"),
            Just("gt"),
            Just("lte"),
        ]
    };
    let order = || prop_oneof![Just("eq"), Just("ne"), Just("lt"), Just("lte"), Just("gt"), Just("gte")];
    let text = |names: &'static [&'static str]| {
        (proptest::sample::select(names), text_operator(), texts())
            .prop_map(|(name, operator, text)| Condition::Compare(name, operator, json!(text)))
    };
    let own = prop_oneof![
        3 => text(&["title", "summary", "slug"]),
        3 => (order(), 0..5_i64).prop_map(|(operator, number)| Condition::Compare("stock", operator, json!(number))),
        1 => (order(), 0..9_u32).prop_map(|(operator, number)| Condition::Compare("price", operator, json!(f64::from(number) / 2.0))),
        1 => any::<bool>().prop_map(|value| Condition::Compare("fresh", "eq", json!(value))),
        1 => order().prop_map(|operator| Condition::Compare("day", operator, json!("2025-01-31"))),
        1 => order().prop_map(|operator| Condition::Compare("moment", operator, json!("2025-01-31T10:00:00.000Z"))),
        1 => prop_oneof![Just("easy"), Just("very hard")].prop_map(|level| Condition::Compare("level", "eq", json!(level))),
        1 => (proptest::sample::select(&["in", "notIn", "between"][..]), 0..3_i64, 1..5_i64)
            .prop_map(|(operator, low, high)| Condition::Compare("stock", operator, json!([low, high]))),
        2 => (proptest::sample::select(&["title", "stock", "fresh", "summary"][..]), proptest::sample::select(&["null", "notNull"][..]), any::<bool>())
            .prop_map(|(name, operator, value)| Condition::Compare(name, operator, json!(value))),
    ];
    let related = prop_oneof![
        text(&["name", "country"]).prop_map(|inner| Condition::Related("maker", Box::new(inner))),
        text(&["label"]).prop_map(|inner| Condition::Related("tags", Box::new(inner))),
        text(&["title"]).prop_map(|inner| Condition::Related("parent", Box::new(inner))),
        text(&["title"])
            .prop_map(|inner| Condition::Related("tags", Box::new(Condition::Related("items", Box::new(inner))))),
    ];
    prop_oneof![3 => own, 2 => related].prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..3).prop_map(Condition::All),
            proptest::collection::vec(inner.clone(), 1..3).prop_map(Condition::Any),
            inner.prop_map(|inner| Condition::Not(Box::new(inner))),
        ]
    })
}

fn questions() -> impl Strategy<Value = Question> {
    let key =
        proptest::sample::select(&["title", "stock", "price", "fresh", "day", "maker.name", "parent.title", "id"][..]);
    let sort = proptest::collection::vec((key, any::<bool>()), 0..3);
    (proptest::option::of(conditions()), sort, (0..4_u8, 0..5_u8), any::<bool>(), proptest::bool::weighted(0.2))
        .prop_map(|(condition, sort, page, by_offset, drafts)| Question { condition, sort, page, by_offset, drafts })
}

async fn fill(editor: &Client) {
    for (name, country) in [("Axe", "Norway"), ("Bo", "x")] {
        create(editor, "/api/makers", json!({"name": name, "country": country})).await;
    }
    for label in ["Axe", "Box", "x"] {
        create(editor, "/api/tags", json!({"label": label})).await;
    }
    create(editor, "/api/tags?status=draft", json!({"label": "axe"})).await;
    let words = ["Axe", "axe", "Box", "a_%", "x", "Axebox", "b", "Ax"];
    for (number, title) in words.into_iter().enumerate() {
        let mut data =
            json!({"title": title, "stock": number % 5, "price": f64::from(u8::try_from(number).unwrap()) / 2.0});
        if number % 2 == 0 {
            data["summary"] = json!(words[(number + 1) % 8]);
            data["maker"] = json!(number % 4 / 2 + 1);
            data["fresh"] = json!(number % 4 == 0);
            data["day"] = json!("2025-01-31");
        }
        if number % 3 == 0 {
            data["tags"] = json!([1, 3, 7]);
            data["level"] = json!("very hard");
            data["moment"] = json!("2025-01-31T10:00:00.000Z");
            data["stock"] = json!(null);
        }
        if number > 4 {
            data["parent"] = json!(2);
        }
        let status = if number == 6 { "draft" } else { "published" };
        create(editor, &format!("/api/items?status={status}"), data).await;
    }
}

async fn callers(server: &TestServer) -> Vec<Client> {
    vec![
        server.as_full_access().await,
        server.as_read_only().await,
        server.as_token(&["item:find(title,stock,tags,maker)", "maker:find(name)", "tag:find(label)"]).await,
        server.as_token(&["item:find+drafts", "maker:find"]).await,
        server.as_token(&["item:find(fresh,price)+drafts", "item:find(title)", "tag:find"]).await,
        server.as_token(&["maker:find"]).await,
        server.anonymous(),
    ]
}

/// The entries and their number in all, or why there are none.
type Outcome = Result<(Vec<Value>, Value), Value>;

async fn ask_rest(caller: &Client, question: &Question) -> Outcome {
    let answer = caller.get(&question.rest()).await;
    if answer.status != 200 {
        return Err(refusal(&answer.body["error"]));
    }
    let ids = answer.entries().as_array().unwrap().iter().map(|entry| entry["documentId"].clone());
    Ok((ids.collect(), answer.body["meta"]["pagination"]["total"].clone()))
}

async fn ask_graphql(caller: &Client, question: &Question) -> Outcome {
    let answer = caller.graphql(&question.graphql()).await;
    if !answer.body["error"].is_null() {
        return Err(refusal(&answer.body["error"]));
    }
    if let Some(error) = answer.body["errors"].as_array().and_then(|errors| errors.first()) {
        return Err(refusal(&error["extensions"]["error"]));
    }
    let connection = &answer.data()["items_connection"];
    let ids = connection["nodes"].as_array().unwrap().iter().map(|entry| entry["documentId"].clone());
    Ok((ids.collect(), connection["pageInfo"]["total"].clone()))
}

/// The name of an error and the permission that is missing.
fn refusal(error: &Value) -> Value {
    json!([error["name"], error["details"]["missing"]])
}

#[test]
fn surface_parity() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (_server, callers) = runtime.block_on(async {
        let (server, editor) = world::empty().await;
        fill(&editor).await;
        let callers = callers(&server).await;
        (server, callers)
    });
    let cases = if database::is_sqlite() { 400 } else { 60 };
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(cases) });
    let (mut answered, mut refused) = (0, 0);
    let result = runner.run(&questions(), |question| {
        for (index, caller) in callers.iter().enumerate() {
            let (rest, graphql) =
                runtime.block_on(async { (ask_rest(caller, &question).await, ask_graphql(caller, &question).await) });
            prop_assert_eq!(&rest, &graphql, "caller {}\n{}\n{}", index, question.rest(), question.graphql());
        }
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
    let question = |drafts| Question { condition: None, sort: Vec::new(), page: (1, 50), by_offset: false, drafts };
    for caller in &callers {
        for drafts in [false, true] {
            match runtime.block_on(ask_rest(caller, &question(drafts))) {
                Ok((ids, total)) => {
                    assert_eq!(json!(ids.len()), total);
                    answered += 1;
                }
                Err(_) => refused += 1,
            }
        }
    }
    assert_eq!((answered, refused), (8, 6), "the callers differ");
}
