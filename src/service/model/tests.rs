use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::catalog::Dialect;
use crate::catalog::ddl::type_name;
use crate::catalog::layout::{ColumnKind, Index, IndexKind, Layout};
use crate::catalog::samples::{self, definition};

const NOW: Timestamp = Timestamp(1_700_000_000_000);
const LOSSY: Consent = Consent { data_loss: true, expected_revision: None };

struct Fixture {
    _folder: TempDir,
    database: Database,
    model: Model,
}

impl Fixture {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("content.db").display());
        let database = Database::open(&url).await.unwrap();
        database.migrate().await.unwrap();
        let model = Model::load(database.clone(), NOW).await.unwrap();
        Self { _folder: folder, database, model }
    }

    async fn with(definitions: Vec<Definition>) -> Self {
        let fixture = Self::new().await;
        fixture.apply(Edit::Replace(definitions), Consent::default()).await.unwrap();
        fixture
    }

    async fn apply(&self, edit: Edit, consent: Consent) -> Result<Generation> {
        self.model.change(edit, consent, NOW).await?.commit().await
    }

    async fn run(&self, sql: &str) {
        let transaction = self.database.begin().await.unwrap();
        transaction.execute_unprepared(sql).await.unwrap();
        transaction.commit().await.unwrap();
    }

    /// All rows of a statement, each as the texts of its columns joined by spaces.
    async fn rows(&self, sql: &str) -> Vec<String> {
        let backend = self.database.read().get_database_backend();
        let rows = self.database.read().query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect()
    }

    /// What the database says about a table: columns with types, then indexes with columns.
    async fn described(&self, table: &str) -> (Vec<String>, BTreeSet<String>) {
        let columns = self.rows(&format!("SELECT name || ' ' || lower(type) FROM pragma_table_info('{table}')")).await;
        let indexes = format!(
            "SELECT l.name || ' ' || l.\"unique\" || ' ' || (SELECT group_concat(name, ',') FROM pragma_index_info(l.name)) \
             FROM pragma_index_list('{table}') l"
        );
        (columns, self.rows(&indexes).await.into_iter().collect())
    }
}

fn declared(kind: ColumnKind) -> &'static str {
    let declared = type_name(kind, Dialect::Sqlite);
    declared.strip_suffix(" not null primary key autoincrement").unwrap_or(declared)
}

fn columns_of(index: &Index) -> String {
    let columns = index.columns.join(",");
    match index.kind {
        IndexKind::Plain | IndexKind::Unique | IndexKind::Equality => columns,
        IndexKind::Ascending { drafts: true } => columns + ",id,published_at",
        IndexKind::Ascending { drafts: false } | IndexKind::Descending => columns + ",id",
        IndexKind::Published => "id".to_owned(),
    }
}

fn notes(attributes: &Value, drafts: bool) -> Definition {
    definition(&json!({"kind": "collectionType", "collectionName": "notes",
        "info": {"singularName": "note", "pluralName": "notes"},
        "options": {"draftAndPublish": drafts}, "attributes": attributes}))
}

fn labels(drafts: bool, tag_drafts: bool) -> Vec<Definition> {
    let related = json!({"tags": {"type": "relation", "relation": "manyToMany", "target": "api::tag.tag", "inversedBy": "notes"},
        "next": {"type": "relation", "relation": "oneToOne", "target": "api::note.note"}});
    let tag = json!({"kind": "collectionType", "collectionName": "tags",
        "info": {"singularName": "tag", "pluralName": "tags"}, "options": {"draftAndPublish": tag_drafts},
        "attributes": {"notes": {"type": "relation", "relation": "manyToMany", "target": "api::note.note", "mappedBy": "tags"}}});
    vec![notes(&related, drafts), definition(&tag)]
}

#[tokio::test]
async fn the_tables_in_the_database_are_those_of_the_layout() {
    let fixture = Fixture::with(samples::definitions()).await;
    let layout = Layout::of(&fixture.model.current());
    assert_eq!(layout.tables().count(), 27);
    for table in layout.tables() {
        let (columns, indexes) = fixture.described(&table.name).await;
        let expected: Vec<String> =
            table.columns.iter().map(|column| format!("{} {}", column.name, declared(column.kind))).collect();
        assert_eq!(columns, expected);
        let expected: BTreeSet<String> = table
            .indexes
            .iter()
            .map(|index| format!("{} {} {}", index.name, i32::from(index.kind == IndexKind::Unique), columns_of(index)))
            .collect();
        assert_eq!(indexes, expected, "{}", table.name);
    }
}

#[tokio::test]
async fn a_model_is_the_same_after_a_restart() {
    let fixture = Fixture::with(samples::definitions()).await;
    let again = Model::load(fixture.database.clone(), NOW).await.unwrap();
    assert_eq!(again.current(), fixture.model.current());
    assert_eq!(again.generation().revision, fixture.model.generation().revision);
}

#[tokio::test]
async fn a_start_makes_the_indexes_that_an_earlier_version_did_not_make() {
    let unique = json!({"code": {"type": "string", "unique": true}});
    let fixture = Fixture::with(vec![notes(&unique, true)]).await;
    let (_, expected) = fixture.described("notes").await;
    fixture
        .run(
            "DROP INDEX keyway_notes__code_up; DROP INDEX keyway_notes__created_at_down; \
             CREATE INDEX keyway_notes__code ON notes (code); CREATE INDEX by_somebody ON notes (code)",
        )
        .await;
    Model::load(fixture.database.clone(), NOW).await.unwrap();
    let (_, mut found) = fixture.described("notes").await;
    assert!(found.remove("by_somebody 0 code"), "what others made stays: {found:?}");
    assert_eq!(found, expected);
}

#[tokio::test]
async fn another_program_s_change_is_seen_at_the_next_look() {
    let fixture = Fixture::new().await;
    let other = Model::load(fixture.database.clone(), NOW).await.unwrap();
    fixture.apply(Edit::Put(vec![notes(&json!({}), false)]), Consent::default()).await.unwrap();
    assert!(other.current().get("note").is_none());
    assert!(other.refresh().await.unwrap());
    assert!(other.current().get("note").is_some());
    assert!(!other.refresh().await.unwrap());
}

#[tokio::test]
async fn data_is_lost_only_with_consent() {
    let fixture = Fixture::with(vec![notes(&json!({"text": {"type": "string"}}), false)]).await;
    fixture.run("INSERT INTO notes (document_id, text, published_at) VALUES ('a', 'kept', 1)").await;
    let edit = Edit::Put(vec![notes(&json!({}), false)]);
    let refused = fixture.apply(edit.clone(), Consent::default()).await.unwrap_err();
    assert_eq!(refused.code(), Code::BadUserInput);
    assert_eq!(
        refused.public().details["losses"],
        json!(["Drop the column \"text\" of \"notes\" with all its values"])
    );
    assert_eq!(fixture.rows("SELECT text FROM notes").await, ["kept"]);
    assert!(fixture.model.current().get("note").unwrap().attribute("text").is_some());
    fixture.apply(edit, LOSSY).await.unwrap();
    assert_eq!(fixture.described("notes").await.0.iter().filter(|column| column.starts_with("text")).count(), 0);
}

#[tokio::test]
async fn a_wider_column_keeps_its_values() {
    let fixture = Fixture::with(vec![notes(&json!({"text": {"type": "string"}}), false)]).await;
    fixture.run("INSERT INTO notes (document_id, text, published_at) VALUES ('a', 'kept', 1)").await;
    let wider = notes(&json!({"text": {"type": "text"}, "more": {"type": "integer"}}), false);
    fixture.apply(Edit::Put(vec![wider]), Consent::default()).await.unwrap();
    assert_eq!(fixture.rows("SELECT text FROM notes").await, ["kept"]);
    assert!(fixture.described("notes").await.0.contains(&"text text".to_owned()));
}

#[tokio::test]
async fn a_step_that_fails_undoes_all_before_it() {
    let fixture = Fixture::with(vec![notes(&json!({}), false)]).await;
    let before = fixture.model.generation();
    fixture.run("CREATE INDEX zebras_documents_idx ON keyway_settings (key)").await;
    let zebra = definition(&json!({"kind": "collectionType", "collectionName": "zebras",
        "info": {"singularName": "zebra", "pluralName": "zebras"}, "attributes": {}}));
    let edit = Edit::Put(vec![notes(&json!({"text": {"type": "text"}}), true), zebra]);
    let failed = fixture.apply(edit, LOSSY).await.unwrap_err();
    assert_eq!(failed.code(), Code::Internal);
    let after = fixture.model.generation();
    assert_eq!((after.revision, &after.catalog), (before.revision, &before.catalog));
    assert_eq!(*Model::load(fixture.database.clone(), NOW).await.unwrap().current(), *before.catalog);
    assert_eq!(fixture.described("notes").await.0.iter().filter(|column| column.starts_with("text")).count(), 0);
    let edit = Edit::Put(vec![notes(&json!({"text": {"type": "text"}}), true)]);
    fixture.apply(edit, Consent::default()).await.unwrap();
}

#[tokio::test]
async fn a_table_that_is_there_already_is_left_alone() {
    let fixture = Fixture::new().await;
    fixture.run("CREATE TABLE Notes (id integer)").await;
    let refused = fixture.apply(Edit::Put(vec![notes(&json!({}), false)]), LOSSY).await.unwrap_err();
    assert_eq!(refused.code(), Code::Conflict);
    assert_eq!(refused.public().message, "There is a table \"notes\" already that belongs to no content type");
}

#[tokio::test]
async fn a_change_that_is_dropped_leaves_nothing() {
    let fixture = Fixture::new().await;
    let change =
        fixture.model.change(Edit::Put(vec![notes(&json!({}), false)]), Consent::default(), NOW).await.unwrap();
    assert_eq!(change.plan().created, ["note"]);
    drop(change);
    assert!(fixture.model.current().get("note").is_none());
    fixture.apply(Edit::Put(vec![notes(&json!({}), false)]), Consent::default()).await.unwrap();
}

#[tokio::test]
async fn a_change_planned_on_an_old_revision_is_refused() {
    let fixture = Fixture::new().await;
    let old = Consent { data_loss: false, expected_revision: Some(fixture.model.generation().revision) };
    fixture.apply(Edit::Put(vec![notes(&json!({}), false)]), old).await.unwrap();
    let refused = fixture.apply(Edit::Delete("note".to_owned()), old).await.unwrap_err();
    assert_eq!(refused.code(), Code::Conflict);
}

#[tokio::test]
async fn a_type_goes_unless_another_is_related_to_it() {
    let fixture = Fixture::with(samples::definitions()).await;
    let refused = fixture.apply(Edit::Delete("tag".to_owned()), LOSSY).await.unwrap_err();
    assert_eq!(refused.code(), Code::BadUserInput);
    fixture.apply(Edit::Delete("kind".to_owned()), LOSSY).await.unwrap();
    assert!(fixture.described("kinds").await.0.is_empty());
    let unknown = fixture.apply(Edit::Delete("kind".to_owned()), LOSSY).await.unwrap_err();
    assert_eq!(unknown.code(), Code::NotFound);
    fixture.apply(Edit::Replace(Vec::new()), LOSSY).await.unwrap();
    assert_eq!(fixture.rows("SELECT name FROM sqlite_master WHERE name LIKE 'articles%'").await, [""; 0]);
}

#[tokio::test]
async fn an_edit_that_changes_nothing_is_no_revision() {
    let fixture = Fixture::with(samples::definitions()).await;
    let before = fixture.model.generation().revision;
    let after = fixture.apply(Edit::Put(samples::definitions()), Consent::default()).await.unwrap();
    assert_eq!(after.revision, before);
}

#[tokio::test]
async fn a_change_waits_for_requests_that_hold_the_model() {
    let fixture = Fixture::new().await;
    let reading = fixture.model.reading().await;
    let edit = Edit::Put(vec![notes(&json!({}), false)]);
    let mut change = Box::pin(fixture.apply(edit, Consent::default()));
    assert!(futures_util::poll!(&mut change).is_pending());
    assert_eq!(reading.definitions().count(), 0);
    drop(reading);
    change.await.unwrap();
    assert_eq!(fixture.model.reading().await.definitions().count(), 1);
}

const NOTE_LINKS: &str = "SELECT n.document_id || CASE WHEN n.published_at IS NULL THEN '-draft' ELSE '' END || '>' || \
     t.document_id || CASE WHEN t.published_at IS NULL THEN '-draft' ELSE '' END \
     FROM notes_tags_lnk l JOIN notes n ON n.id = l.note_id JOIN tags t ON t.id = l.tag_id ORDER BY 1";
const NEXT_LINKS: &str = "SELECT n.document_id || CASE WHEN n.published_at IS NULL THEN '-draft' ELSE '' END || '>' || \
     t.document_id || CASE WHEN t.published_at IS NULL THEN '-draft' ELSE '' END \
     FROM notes_next_lnk l JOIN notes n ON n.id = l.note_id JOIN notes t ON t.id = l.inv_note_id ORDER BY 1";

#[tokio::test]
async fn drafts_that_are_switched_on_are_copies_with_the_links_of_their_status() {
    let fixture = Fixture::with(labels(false, true)).await;
    fixture.run("INSERT INTO notes (document_id, published_at) VALUES ('n', 1), ('o', 1)").await;
    fixture.run("INSERT INTO tags (document_id, published_at) VALUES ('t', NULL), ('t', 1), ('u', NULL)").await;
    fixture.run("INSERT INTO notes_tags_lnk (note_id, tag_id, tag_ord) VALUES (1, 1, 1), (1, 2, 2), (1, 3, 3)").await;
    fixture.run("INSERT INTO notes_next_lnk (note_id, inv_note_id) VALUES (1, 2)").await;
    fixture.apply(Edit::Put(labels(true, true)), Consent::default()).await.unwrap();
    let rows = "SELECT document_id || ' ' || coalesce(published_at, 'draft') FROM notes ORDER BY id";
    assert_eq!(fixture.rows(rows).await, ["n 1", "o 1", "n draft", "o draft"]);
    assert_eq!(fixture.rows(NOTE_LINKS).await, ["n-draft>t-draft", "n-draft>u-draft", "n>t"]);
    assert_eq!(fixture.rows(NEXT_LINKS).await, ["n-draft>o-draft", "n>o"]);
}

#[tokio::test]
async fn a_draft_of_a_target_gets_the_links_of_both_kinds_of_sources() {
    let fixture = Fixture::with(labels(false, false)).await;
    fixture.run("INSERT INTO notes (document_id, published_at) VALUES ('n', 1)").await;
    fixture.run("INSERT INTO tags (document_id, published_at) VALUES ('t', 1)").await;
    fixture.run("INSERT INTO notes_tags_lnk (note_id, tag_id) VALUES (1, 1)").await;
    fixture.apply(Edit::Put(labels(false, true)), Consent::default()).await.unwrap();
    assert_eq!(fixture.rows(NOTE_LINKS).await, ["n>t", "n>t-draft"]);
    fixture.apply(Edit::Put(labels(true, true)), Consent::default()).await.unwrap();
    assert_eq!(fixture.rows(NOTE_LINKS).await, ["n-draft>t-draft", "n>t"]);
}

#[tokio::test]
async fn published_entries_keep_their_links_when_drafts_are_switched_off() {
    let rows = [
        "INSERT INTO notes (document_id, published_at) VALUES ('n', NULL), ('n', 1), ('o', NULL)",
        "INSERT INTO tags (document_id, published_at) VALUES ('t', NULL), ('t', 1)",
        "INSERT INTO notes_tags_lnk (note_id, tag_id) VALUES (1, 1), (2, 2), (3, 1)",
    ];
    for (drafts, tag_drafts, expected) in [
        (false, true, ["n>t", "n>t-draft"].as_slice()),
        (true, false, ["n-draft>t", "n>t", "o-draft>t"].as_slice()),
        (false, false, ["n>t"].as_slice()),
    ] {
        let fixture = Fixture::with(labels(true, true)).await;
        for statement in rows {
            fixture.run(statement).await;
        }
        let edit = Edit::Put(labels(drafts, tag_drafts));
        assert!(fixture.apply(edit.clone(), Consent::default()).await.is_err());
        fixture.apply(edit, LOSSY).await.unwrap();
        assert_eq!(fixture.rows(NOTE_LINKS).await, expected, "{drafts} {tag_drafts}");
    }
}
