//! Whatever is written in whatever order, the database stays sound.

use keyway::access::{DraftAction, Status};
use keyway::catalog::RelationAttribute;
use keyway::error::Code;
use keyway::query::write::Operation;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Map, Value as Json, json};

use super::checks;
use super::laboratory::{Laboratory, collection, content, object, relation};
use crate::testkit::database;

/// With drafts: `page`, `part`. Without: `note`, `mark`.
const TYPES: [(&str, bool); 4] = [("page", true), ("part", true), ("note", false), ("mark", false)];

/// A model with every kind of relation, one-way and two-way, between every mix of types with and without drafts.
fn model() -> Vec<Json> {
    let mut attributes =
        TYPES.map(|(name, _)| (name, Map::from_iter([("title".to_owned(), json!({"type": "string"}))])));
    let mut add = |name: &str, attribute: String, definition: Json| {
        let (_, attributes) = attributes.iter_mut().find(|(present, _)| *present == name).expect("a type of the model");
        attributes.insert(attribute, definition);
    };
    for (source, target) in [("page", "part"), ("page", "mark"), ("note", "part"), ("note", "mark"), ("page", "page")] {
        for (kind, inverse) in [("oneToOne", "oneToOne"), ("manyToOne", "oneToMany"), ("manyToMany", "manyToMany")] {
            let (here, there) = (format!("{kind}_{target}"), format!("of_{kind}_{source}"));
            add(source, here.clone(), relation(kind, target, Some(("inversedBy", &there))));
            add(target, there, relation(inverse, source, Some(("mappedBy", &here))));
        }
        for kind in ["oneToOne", "oneToMany", "manyToOne", "manyToMany"] {
            add(source, format!("way_{kind}_{target}"), relation(kind, target, None));
        }
    }
    let drafts = |name: &str| TYPES.iter().any(|(present, drafts)| *present == name && *drafts);
    attributes.into_iter().map(|(name, attributes)| collection(name, drafts(name), Json::Object(attributes))).collect()
}

/// One step, in numbers that are taken modulo what exists when it is made.
#[derive(Clone, Debug)]
enum Step {
    Create { kind: usize, published: bool, relations: Vec<(usize, Vec<usize>)> },
    Update { document: usize, published: bool, relations: Vec<(usize, Vec<usize>)> },
    Delete { document: usize },
    Act { document: usize, action: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let targets = || proptest::collection::vec(0..16_usize, 0..4);
    let relations = || proptest::collection::vec((0..192_usize, targets()), 0..5);
    let step = prop_oneof![
        3 => (0..TYPES.len(), any::<bool>(), relations())
            .prop_map(|(kind, published, relations)| Step::Create { kind, published, relations }),
        5 => (0..16_usize, any::<bool>(), relations())
            .prop_map(|(document, published, relations)| Step::Update { document, published, relations }),
        1 => (0..16_usize).prop_map(|document| Step::Delete { document }),
        3 => (0..16_usize, 0..3_usize).prop_map(|(document, action)| Step::Act { document, action }),
    ];
    proptest::collection::vec(step, 1..14)
}

type Documents = Vec<(&'static str, String)>;

fn data(laboratory: &Laboratory, name: &str, documents: &Documents, relations: &[(usize, Vec<usize>)]) -> Json {
    let attributes = laboratory.catalog.get(name).expect("a type of the model").relations().collect::<Vec<_>>();
    let mut data = json!({});
    for (number, targets) in relations {
        let (attribute, relation) = attributes[number / 3 % attributes.len()];
        let candidates = documents.iter().filter(|(kind, _)| *kind == relation.target).collect::<Vec<_>>();
        let chosen = targets.iter().filter(|_| !candidates.is_empty());
        let chosen = chosen.map(|target| json!(candidates[target % candidates.len()].1)).collect::<Vec<_>>();
        data[&attribute.name] = in_form(number % 3, &chosen);
    }
    data
}

/// Targets in one of the forms in which a request may name them.
fn in_form(form: usize, targets: &[Json]) -> Json {
    let (some, others) = targets.split_at(targets.len() / 2);
    match form {
        0 => json!(targets),
        1 => json!({"connect": others, "disconnect": some}),
        _ => {
            let first = |target: &Json| json!({"documentId": target, "position": {"start": true}});
            json!({"connect": targets.iter().map(first).collect::<Vec<_>>()})
        }
    }
}

fn status(published: bool) -> Status {
    if published { Status::Published } else { Status::Draft }
}

/// Takes a step and answers the document whose draft and published row it made agree, if it did.
async fn take(laboratory: &Laboratory, documents: &mut Documents, step: &Step) -> Option<(&'static str, String)> {
    laboratory.tick();
    match step {
        Step::Create { kind, published, relations } => {
            let name = TYPES[*kind].0;
            let data = data(laboratory, name, documents, relations);
            let document = laboratory.create(name, data, status(*published)).await;
            documents.push((name, document));
            published.then(|| documents[documents.len() - 1].clone())
        }
        Step::Update { document, published, relations } if !documents.is_empty() => {
            let (name, id) = &documents[document % documents.len()];
            laboratory.update(name, id, data(laboratory, name, documents, relations), status(*published)).await;
            published.then(|| (*name, id.clone()))
        }
        Step::Delete { document } if !documents.is_empty() => {
            let (name, id) = documents.remove(document % documents.len());
            laboratory.delete(name, &id).await;
            None
        }
        Step::Act { document, action } if !documents.is_empty() => {
            let (name, id) = &documents[document % documents.len()];
            let (drafts, action) = (TYPES.contains(&(name, true)), DraftAction::ALL[*action]);
            let acted = laboratory.write(name, Operation::Draft(action, Some(id))).await;
            let has_published = acted.as_ref().err().is_none_or(|error| error.code() != Code::Application);
            assert!(acted.is_ok() || !drafts || (action == DraftAction::Discard && !has_published), "{acted:?}");
            (acted.is_ok() && action != DraftAction::Unpublish).then(|| (*name, id.clone()))
        }
        Step::Update { .. } | Step::Delete { .. } | Step::Act { .. } => None,
    }
}

/// After publishing and after discarding, what the published row links to is what the draft links to, as far as that is published.
async fn unfaithful(laboratory: &Laboratory, name: &str, document: &str) -> Vec<String> {
    let content_type = laboratory.catalog.get(name).expect("a type of the model");
    let targets = async |relation: &RelationAttribute, draft: bool| {
        let target = laboratory.catalog.get(&relation.target).expect("the target exists");
        let link = &relation.link;
        let row = if draft { "IS NULL" } else { "IS NOT NULL" };
        let published = if target.draft_and_publish {
            format!(
                "AND EXISTS (SELECT 1 FROM {0} p WHERE p.document_id = t.document_id AND p.published_at IS NOT NULL)",
                target.table
            )
        } else {
            String::new()
        };
        let order = link.order_column.clone().unwrap_or_else(|| "id".to_owned());
        laboratory
            .json(&format!(
                "SELECT t.document_id FROM {} j JOIN {} s ON s.id = j.{} JOIN {} t ON t.id = j.{} \
             WHERE s.document_id = '{document}' AND s.published_at {row} {published} ORDER BY j.{order}, j.id",
                link.table, content_type.table, link.source_column, target.table, link.target_column
            ))
            .await
    };
    let mut differing = Vec::new();
    for (attribute, relation) in content_type.relations() {
        let (draft, published) = (targets(relation, true).await, targets(relation, false).await);
        if draft != published {
            differing.push(format!("{}: draft {draft}, published {published}", attribute.name));
        }
    }
    differing
}

async fn history(laboratory: Laboratory, steps: &[Step]) -> Result<(), String> {
    let mut documents = Documents::new();
    for step in steps {
        let published = take(&laboratory, &mut documents, step).await;
        if let Some((name, document)) = published.filter(|(name, _)| TYPES.contains(&(name, true))) {
            let found = unfaithful(&laboratory, name, &document).await;
            if !found.is_empty() {
                return Err(found.join("\n"));
            }
        }
    }
    let broken = checks::broken(&laboratory).await;
    if broken.is_empty() { Ok(()) } else { Err(broken.join("\n")) }
}

#[test]
fn no_sequence_of_writes_breaks_a_check() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    // Only a file can be copied quickly.
    let cases = if database::is_sqlite() { 200 } else { 4 };
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(cases) });
    let template = runtime.block_on(Laboratory::open(model()));
    let result = runner.run(&steps(), |steps| {
        let history = async { history(template.copy().await, &steps).await };
        runtime.block_on(history).map_err(TestCaseError::fail)
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
}

#[tokio::test]
async fn the_document_of_every_write_can_be_updated_again() {
    let laboratory = Laboratory::open(model()).await;
    let page = laboratory.create("page", json!({"title": "a"}), Status::Draft).await;
    let data = object(json!({"title": "b"}));
    let again = laboratory.write("page", Operation::Update(Some(&page), content(&data, Status::Draft))).await;
    assert_eq!(again.expect("updates"), page);
}
