//! The indexes that tables of content have, compared with those that they should have.
//!
//! A change of the content types makes and drops indexes itself. This is for tables that an earlier version made.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, QueryResult, Statement};

use super::Database;
use super::database::dialect_of;
use crate::catalog::ddl::Operation;
use crate::catalog::layout::{Index, IndexKind, Layout, Table};
use crate::catalog::{Catalog, Dialect, built_in, names};
use crate::error::Result;

/// Makes the indexes that `catalog` wants and that are missing, and drops those of this program that it has no use for.
/// Other indexes stay as they are, and no index is made that could refuse a row.
pub async fn complete(database: &Database, catalog: &Catalog) -> Result<()> {
    let layout = Layout::of(catalog);
    let dialect = database.dialect();
    if statements(&layout, &existing(database.read()).await?, dialect).is_empty() {
        return Ok(());
    }
    let transaction = database.begin().await?;
    // Another server may have been faster.
    let statements = statements(&layout, &existing(&transaction).await?, dialect);
    tracing::info!(statements = statements.len(), "bringing the indexes of the content up to date");
    for statement in &statements {
        if dialect == Dialect::MySql {
            database.tables().execute_unprepared(statement).await?;
        } else {
            transaction.execute_unprepared(statement).await?;
        }
    }
    Ok(transaction.commit().await?)
}

/// The names of the indexes that there are, by table and name in lower case.
type Existing = HashMap<(String, String), String>;

async fn existing(connection: &impl ConnectionTrait) -> Result<Existing> {
    let backend = connection.get_database_backend();
    let sql = match dialect_of(backend) {
        Dialect::Sqlite => "SELECT lower(tbl_name), name FROM sqlite_master WHERE type = 'index'",
        Dialect::Postgres => {
            "SELECT lower(tablename), CAST(indexname AS text) FROM pg_indexes WHERE schemaname = current_schema()"
        }
        Dialect::MySql => {
            "SELECT DISTINCT CAST(lower(table_name) AS CHAR), CAST(index_name AS CHAR) \
             FROM information_schema.statistics WHERE table_schema = database()"
        }
    };
    let rows = connection.query_all_raw(Statement::from_string(backend, sql)).await?;
    let entry = |row: &QueryResult| {
        let (table, name): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        Ok(((table, name.to_lowercase()), name))
    };
    rows.iter().map(entry).collect()
}

fn statements(layout: &Layout, existing: &Existing, dialect: Dialect) -> Vec<String> {
    let built_in = built_in::tables();
    let tables = layout.tables().chain(&built_in);
    let changes = tables.flat_map(|table| surplus(table, existing).into_iter().chain(missing(table, existing)));
    changes.flat_map(|change| change.sql(dialect)).collect()
}

fn missing(table: &Table, existing: &Existing) -> Vec<Operation> {
    let is_missing = |index: &&Index| {
        index.kind != IndexKind::Unique
            && !existing.contains_key(&(table.name.to_lowercase(), index.name.to_lowercase()))
    };
    let make = |index: &Index| Operation::CreateIndex { table: table.name.clone(), index: index.clone() };
    table.indexes.iter().filter(is_missing).map(make).collect()
}

fn surplus(table: &Table, existing: &Existing) -> Vec<Operation> {
    let on_table = existing.iter().filter(|((owner, _), _)| *owner == table.name.to_lowercase());
    let own = on_table.filter(|((_, name), _)| name.starts_with(names::OWN));
    let unwanted = own.filter(|((_, name), _)| !table.indexes.iter().any(|index| index.name.to_lowercase() == *name));
    let drop = |name: &String| {
        let index = Index { name: name.clone(), columns: Vec::new(), kind: IndexKind::Plain };
        Operation::DropIndex { table: table.name.clone(), index }
    };
    unwanted.map(|(_, name)| drop(name)).collect()
}
