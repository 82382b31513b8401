//! A database with the tables of a catalog, and one caller who writes to it.

use std::sync::Arc;
use std::time::Duration;

use keyway::access::{Grant, PermissionSet, Status};
use keyway::catalog::ddl::Operation as Change;
use keyway::catalog::layout::Layout;
use keyway::catalog::{Catalog, Definition, Dialect, LocaleChoice, View, built_in};
use keyway::clock::{Clock, Timestamp};
use keyway::error::Result;
use keyway::id::Entropy;
use keyway::query::plan::{ListPlan, QueryPlan, RowLayout};
use keyway::query::read::{Cell, Reader};
use keyway::query::sql::Statement;
use keyway::query::write::{self, Content, Operation, Syntax, WriteRequest};
use keyway::store::Database;
use rusqlite::Connection;
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value as Json, json};
use tempfile::TempDir;

use crate::testkit::database;

/// When the laboratory's clock starts.
pub const START: i64 = 1_700_000_000_000;

const FILE: &str = "content.db";

pub struct Laboratory {
    pub catalog: Arc<Catalog>,
    pub view: View,
    pub clock: Clock,
    pub database: Database,
    entropy: Entropy,
    reader: Reader,
    directory: TempDir,
}

impl Laboratory {
    /// Makes the tables of `schemas`; the caller may do everything.
    pub async fn open(schemas: Vec<Json>) -> Self {
        let definitions = schemas.into_iter().map(|schema| Definition::from_json(schema, None).expect("reads"));
        Self::with_tables(Arc::new(Catalog::build(definitions.collect()).expect("a sound model"))).await
    }

    async fn with_tables(catalog: Arc<Catalog>) -> Self {
        let directory = TempDir::new().expect("a directory");
        let url = database::fresh().await.unwrap_or_else(|| file(&directory));
        let database = Database::open(&url).await.expect("opens");
        let transaction = database.begin().await.expect("begins");
        for table in built_in::tables().iter().chain(Layout::of(&catalog).tables()) {
            for statement in Change::CreateTable(table.clone()).sql(database.dialect()) {
                transaction.execute_unprepared(&statement).await.expect("makes the table");
            }
        }
        transaction.commit().await.expect("commits");
        Self::around(catalog, directory, database)
    }

    /// Another laboratory with the tables of this one, which must still be empty, for less than making them where
    /// the database is a file.
    pub async fn copy(&self) -> Self {
        if !database::is_sqlite() {
            return Self::with_tables(Arc::clone(&self.catalog)).await;
        }
        let directory = TempDir::new().expect("a directory");
        let file_alone = "PRAGMA wal_checkpoint(TRUNCATE)";
        Connection::open(self.directory.path().join(FILE)).expect("opens").execute_batch(file_alone).expect("runs");
        std::fs::copy(self.directory.path().join(FILE), directory.path().join(FILE)).expect("copies");
        let database = Database::open(&file(&directory)).await.expect("opens");
        Self::around(Arc::clone(&self.catalog), directory, database)
    }

    fn around(catalog: Arc<Catalog>, directory: TempDir, database: Database) -> Self {
        let view = View::new(Arc::clone(&catalog), PermissionSet::full_access(), false);
        let clock = Clock::fixed(Timestamp(START));
        let reader = Reader::open(&database, Duration::from_mins(1)).expect("opens");
        Self { catalog, view, clock, database, entropy: Entropy::seeded(7), reader, directory }
    }

    /// The caller may do this and nothing else from now on.
    pub fn permit(&mut self, permissions: &[&str]) {
        let grants = permissions.iter().map(|text| Grant::parse(text).expect("a permission")).collect::<Vec<_>>();
        self.view = View::new(Arc::clone(&self.catalog), PermissionSet::from_grants(&grants), false);
    }

    /// Moves the clock on by a second.
    pub fn tick(&self) {
        self.clock.set(self.clock.now().plus_seconds(1));
    }

    pub async fn write(&self, content_type: &str, operation: Operation<'_>) -> Result<String> {
        let request = WriteRequest { content_type, operation, locale: &LocaleChoice::Default };
        let begin = || self.database.begin();
        let written = write::execute(begin, &self.view, &self.clock, &self.entropy, &request).await?;
        Ok(written.document_id)
    }

    pub async fn try_create(&self, content_type: &str, data: Json, status: Status) -> Result<String> {
        let data = object(data);
        self.write(content_type, Operation::Create(content(&data, status))).await
    }

    pub async fn try_update(&self, content_type: &str, document: &str, data: Json, status: Status) -> Result<String> {
        let data = object(data);
        self.write(content_type, Operation::Update(Some(document), content(&data, status))).await
    }

    pub async fn create(&self, content_type: &str, data: Json, status: Status) -> String {
        self.try_create(content_type, data, status).await.expect("creates")
    }

    pub async fn update(&self, content_type: &str, document: &str, data: Json, status: Status) {
        self.try_update(content_type, document, data, status).await.expect("updates");
    }

    pub async fn delete(&self, content_type: &str, document: &str) {
        self.write(content_type, Operation::Delete(Some(document))).await.expect("deletes");
    }

    /// Runs a statement behind the program's back.
    pub async fn run(&self, sql: &str) {
        let transaction = self.database.begin().await.expect("begins");
        transaction.execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
        transaction.commit().await.expect("commits");
    }

    /// The rows of a statement as JSON, for comparing: moments are milliseconds, true is 1, JSON is compact.
    pub async fn json(&self, sql: &str) -> Json {
        let sql = if self.database.dialect() == Dialect::MySql { sql.replace('"', "`") } else { sql.to_owned() };
        let statement = Statement { text: sql.clone(), parameters: Vec::new() };
        let list = ListPlan { statement, layout: RowLayout::default(), children: Vec::new() };
        let plan = QueryPlan { list, count: None, cost: 1 };
        let rows = self.reader.read(&plan).await.unwrap_or_else(|error| panic!("{sql}: {error:?}")).list.rows;
        let cell = |cell: Cell| match cell {
            Cell::Null => Json::Null,
            Cell::Integer(number) => json!(number),
            Cell::Real(number) => json!(number),
            Cell::Text(start, end) => match (rows.text(start, end), serde_json::from_str(rows.text(start, end))) {
                (_, Ok(json @ (Json::Object(_) | Json::Array(_)))) => json!(json.to_string()),
                (text, _) => json!(text),
            },
        };
        (0..rows.len())
            .map(|row| (0..rows.width()).map(|column| cell(rows.cell(row, column))).collect::<Json>())
            .collect()
    }
}

fn file(directory: &TempDir) -> String {
    format!("sqlite:{}", directory.path().join(FILE).display())
}

pub fn content(data: &Map<String, Json>, status: Status) -> Content<'_> {
    Content { data, syntax: Syntax::Rest, status }
}

pub fn object(json: Json) -> Map<String, Json> {
    match json {
        Json::Object(object) => object,
        other => panic!("{other} is no object"),
    }
}

/// The schema of a collection type.
pub fn collection(name: &str, drafts: bool, attributes: Json) -> Json {
    let mut schema = json!({
        "kind": "collectionType",
        "collectionName": format!("{}s", name.replace('-', "_")),
        "info": {"singularName": name, "pluralName": format!("{name}s"), "displayName": name},
        "options": {"draftAndPublish": drafts}
    });
    schema["attributes"] = attributes;
    schema
}

/// One attribute of a relation.
pub fn relation(kind: &str, target: &str, other_end: Option<(&str, &str)>) -> Json {
    let mut attribute = json!({"type": "relation", "relation": kind, "target": format!("api::{target}.{target}")});
    if let Some((key, name)) = other_end {
        attribute[key] = json!(name);
    }
    attribute
}
