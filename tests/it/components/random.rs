//! Whatever components are written in whatever order, the rows are what was asked for, and nothing else is left.

use keyway::access::{DraftAction, Status};
use keyway::query::write::Operation;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value as Json, json};

use super::rows::counts;
use crate::writes::laboratory::{Laboratory, collection};

/// A page with blocks in every form; a block has cards.
fn model() -> Vec<Json> {
    let component = |uid: &str, table: &str, attributes: Json| json!({"uid": uid, "collectionName": table, "attributes": attributes});
    let cards = json!({"type": "component", "component": "a.card", "repeatable": true});
    vec![
        collection(
            "page",
            true,
            json!({
                "one": {"type": "component", "component": "a.block"},
                "many": {"type": "component", "component": "a.block", "repeatable": true},
                "zone": {"type": "dynamiczone", "components": ["a.block", "a.card"]},
            }),
        ),
        component("a.block", "blocks", json!({"text": {"type": "string"}, "cards": cards})),
        component("a.card", "cards", json!({"text": {"type": "string"}})),
    ]
}

const FIELDS: [&str; 3] = ["one", "many", "zone"];

/// A component that a request sends; positions are taken modulo what is there.
#[derive(Clone, Debug)]
struct Sent {
    card: bool,
    keep: Option<usize>,
    text: Option<u8>,
    cards: Option<Vec<Self>>,
}

#[derive(Clone, Debug)]
enum Step {
    Create { published: bool, fields: Vec<(usize, Vec<Sent>)> },
    Update { page: usize, published: bool, fields: Vec<(usize, Vec<Sent>)> },
    Delete { page: usize },
    Act { page: usize, action: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let keep = || proptest::option::of(0..4_usize);
    let card = (keep(), proptest::option::of(any::<u8>()));
    let card = card.prop_map(|(keep, text)| Sent { card: true, keep, text, cards: None });
    let cards = proptest::option::of(proptest::collection::vec(card, 0..3));
    let sent = (any::<bool>(), keep(), proptest::option::of(any::<u8>()), cards);
    let sent = sent.prop_map(|(card, keep, text, cards)| Sent { card, keep, text, cards });
    let fields = || proptest::collection::vec((0..FIELDS.len(), proptest::collection::vec(sent.clone(), 0..4)), 0..3);
    let step = prop_oneof![
        1 => (any::<bool>(), fields()).prop_map(|(published, fields)| Step::Create { published, fields }),
        5 => (0..4_usize, any::<bool>(), fields())
            .prop_map(|(page, published, fields)| Step::Update { page, published, fields }),
        1 => (0..4_usize).prop_map(|page| Step::Delete { page }),
        2 => (0..4_usize, 0..3_usize).prop_map(|(page, action)| Step::Act { page, action }),
    ];
    proptest::collection::vec(step, 1..12)
}

/// A component as it is stored.
#[derive(Clone, Debug)]
struct Stored {
    uid: String,
    id: i64,
    text: Json,
    cards: Vec<Self>,
}

/// The components of a row, by the tables that join them.
async fn stored(laboratory: &Laboratory, join: &str, owner: i64, field: &str) -> Vec<Stored> {
    let sql = format!(
        "SELECT j.component_type, j.cmp_id, CASE j.component_type WHEN 'a.block' THEN b.text ELSE c.text END \
         FROM {join} j LEFT JOIN blocks b ON b.id = j.cmp_id LEFT JOIN cards c ON c.id = j.cmp_id \
         WHERE j.entity_id = {owner} AND j.field = '{field}' ORDER BY j.\"order\", j.id"
    );
    let rows = laboratory.json(&sql).await;
    let mut components = Vec::new();
    for row in rows.as_array().unwrap() {
        let (uid, id) = (row[0].as_str().unwrap().to_owned(), row[1].as_i64().unwrap());
        let cards = match uid.as_str() {
            "a.block" => Box::pin(stored(laboratory, "blocks_cmps", id, "cards")).await,
            _ => Vec::new(),
        };
        components.push(Stored { uid, id, text: row[2].clone(), cards });
    }
    components
}

fn tree(components: &[Stored]) -> Json {
    components.iter().map(|one| json!([one.uid, one.text, tree(&one.cards)])).collect()
}

/// The row of a page, published or not.
async fn row(laboratory: &Laboratory, page: &str, published: bool) -> Option<i64> {
    let is = if published { "IS NOT NULL" } else { "IS NULL" };
    let sql = format!("SELECT id FROM pages WHERE document_id = '{page}' AND published_at {is}");
    laboratory.json(&sql).await[0][0].as_i64()
}

async fn trees(laboratory: &Laboratory, row: i64) -> Json {
    let mut trees = Vec::new();
    for field in FIELDS {
        trees.push(tree(&stored(laboratory, "pages_cmps", row, field).await));
    }
    trees.into()
}

/// What a page holds, published or not.
async fn held(laboratory: &Laboratory, page: &str, published: bool) -> Option<Json> {
    match row(laboratory, page, published).await {
        Some(row) => Some(trees(laboratory, row).await),
        None => None,
    }
}

/// The data of a list of components, and what has to be there afterwards.
fn sent(components: &[Sent], uid: fn(&Sent) -> &'static str, zone: bool, present: &[Stored]) -> (Json, Json) {
    let mut left = present.to_vec();
    let written = components.iter().map(|one| {
        let uid = uid(one);
        let kept = one.keep.filter(|_| !left.is_empty()).map(|keep| keep % left.len());
        let kept = kept.filter(|keep| left[*keep].uid == uid).map(|keep| left.remove(keep));
        let mut data = json!({});
        if zone {
            data["__component"] = json!(uid);
        }
        let before = kept.clone().unwrap_or(Stored { uid: uid.to_owned(), id: 0, text: Json::Null, cards: Vec::new() });
        if let Some(kept) = &kept {
            data["id"] = json!(kept.id);
        }
        let text = one.text.map_or(before.text, |text| json!(text.to_string()));
        if one.text.is_some() {
            data["text"] = text.clone();
        }
        let mut cards = tree(&before.cards);
        if let Some(sent_cards) = one.cards.as_ref().filter(|_| uid == "a.block") {
            (data["cards"], cards) = sent(sent_cards, |_| "a.card", false, &before.cards);
        }
        (data, json!([uid, text, cards]))
    });
    let (data, expected): (Vec<_>, Vec<_>) = written.collect();
    (data.into(), expected.into())
}

fn kind_in_zone(one: &Sent) -> &'static str {
    if one.card { "a.card" } else { "a.block" }
}

fn kind_of_block(_: &Sent) -> &'static str {
    "a.block"
}

/// The data of a request, and what the draft has to hold afterwards.
async fn request(laboratory: &Laboratory, draft: Option<i64>, fields: &[(usize, Vec<Sent>)]) -> (Json, Json) {
    let mut expected = match draft {
        Some(draft) => trees(laboratory, draft).await,
        None => json!([[], [], []]),
    };
    let mut data = json!({});
    for (field, components) in fields {
        let name = FIELDS[*field];
        let present = match draft {
            Some(draft) => stored(laboratory, "pages_cmps", draft, name).await,
            None => Vec::new(),
        };
        let zone = name == "zone";
        let components = if name == "one" { &components[..components.len().min(1)] } else { components };
        let (list, left) = sent(components, if zone { kind_in_zone } else { kind_of_block }, zone, &present);
        data[name] = if name == "one" { list.get(0).cloned().unwrap_or_default() } else { list };
        expected[*field] = left;
    }
    (data, expected)
}

async fn take(laboratory: &Laboratory, pages: &mut Vec<String>, step: &Step) -> Result<(), String> {
    let (page, published, expected) = match step {
        Step::Create { published, fields } => {
            let (data, expected) = request(laboratory, None, fields).await;
            let status = if *published { Status::Published } else { Status::Draft };
            pages.push(laboratory.create("page", data, status).await);
            (pages[pages.len() - 1].clone(), *published, expected)
        }
        Step::Update { page, published, fields } if !pages.is_empty() => {
            let page = pages[page % pages.len()].clone();
            let (data, expected) = request(laboratory, row(laboratory, &page, false).await, fields).await;
            let status = if *published { Status::Published } else { Status::Draft };
            let before = held(laboratory, &page, true).await;
            laboratory.update("page", &page, data, status).await;
            let after = held(laboratory, &page, true).await;
            if !published && before != after {
                return Err(format!("a draft changed what is published: {before:?} {after:?}"));
            }
            (page, *published, expected)
        }
        Step::Delete { page } if !pages.is_empty() => {
            laboratory.delete("page", &pages.remove(page % pages.len())).await;
            return Ok(());
        }
        Step::Act { page, action } if !pages.is_empty() => {
            return act(laboratory, &pages[page % pages.len()], DraftAction::ALL[*action]).await;
        }
        Step::Update { .. } | Step::Delete { .. } | Step::Act { .. } => return Ok(()),
    };
    for published in [false, true].into_iter().take(if published { 2 } else { 1 }) {
        let found = held(laboratory, &page, published).await;
        if found.as_ref() != Some(&expected) {
            return Err(format!("published {published}: {found:?} is not {expected}"));
        }
    }
    Ok(())
}

/// Acts on the draft of a page, and says what is not as it has to be afterwards.
async fn act(laboratory: &Laboratory, page: &str, action: DraftAction) -> Result<(), String> {
    let (draft, published) = (held(laboratory, page, false).await, held(laboratory, page, true).await);
    let acted = laboratory.write("page", Operation::Draft(action, Some(page))).await;
    let expected = match action {
        DraftAction::Publish => (draft.clone(), draft),
        DraftAction::Discard if published.is_some() => (published.clone(), published),
        DraftAction::Unpublish | DraftAction::Discard => (draft, None),
    };
    let found = (held(laboratory, page, false).await, held(laboratory, page, true).await);
    let refused = action == DraftAction::Discard && expected.1.is_none();
    if found != expected || acted.is_err() != refused {
        return Err(format!("{action:?} {acted:?}: {found:?} is not {expected:?}"));
    }
    Ok(())
}

#[test]
fn no_sequence_of_writes_loses_mixes_or_leaves_a_component() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(60) });
    let template = runtime.block_on(Laboratory::open(model()));
    let result = runner.run(&steps(), |steps| {
        let history = async {
            let (laboratory, mut pages) = (template.copy().await, Vec::new());
            for step in &steps {
                take(&laboratory, &mut pages, step).await?;
                counts(&laboratory).await;
            }
            Ok::<_, String>(())
        };
        runtime.block_on(history).map_err(TestCaseError::fail)
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
}
