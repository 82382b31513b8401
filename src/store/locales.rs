//! The locales, in the table that Strapi has for them, and which of them is the default.

use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, Statement};

use super::database::dialect_of;
use crate::catalog::built_in::SETTINGS;
use crate::catalog::{Dialect, InstalledLocales};
use crate::clock::{Clock, Timestamp};
use crate::error::{Error, Result};
use crate::id::Entropy;

/// The table with the locales.
pub const TABLE: &str = "i18n_locale";

/// The key of the default locale's code, as JSON, in Strapi's settings.
pub const DEFAULT_LOCALE: &str = "plugin_i18n_default_locale";

/// The locales as stored. Where nothing is stored there is one, the first.
pub async fn load(connection: &impl ConnectionTrait) -> Result<InstalledLocales> {
    let codes = all(connection).await?.into_iter().map(|locale| locale.code).collect::<Vec<_>>();
    let default = match default_code(connection).await? {
        Some(code) => code,
        None => codes.first().cloned().unwrap_or_else(|| InstalledLocales::FIRST.to_owned()),
    };
    Ok(InstalledLocales::new(&default, codes))
}

async fn default_code(connection: &impl ConnectionTrait) -> Result<Option<String>> {
    let backend = connection.get_database_backend();
    let key = dialect_of(backend).quote("key");
    let sql = format!("SELECT value FROM {SETTINGS} WHERE {key} = '{DEFAULT_LOCALE}'");
    let row = connection.query_one_raw(Statement::from_string(backend, sql)).await?;
    let value: Option<String> = row.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
    Ok(value.and_then(|json| serde_json::from_str(&json).ok()))
}

/// A locale as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The code.
    pub code: String,
    /// The name for people.
    pub name: String,
}

/// Every locale, in the order in which they were made.
pub async fn all(connection: &impl ConnectionTrait) -> Result<Vec<Row>> {
    let backend = connection.get_database_backend();
    let sql = format!("SELECT code, name FROM {TABLE} WHERE code IS NOT NULL ORDER BY id");
    let rows = connection.query_all_raw(Statement::from_string(backend, sql)).await?;
    let row = |row: &QueryResult| {
        let code: String = row.try_get_by_index(0)?;
        let name: Option<String> = row.try_get_by_index(1)?;
        Ok(Row { name: name.unwrap_or_else(|| code.clone()), code })
    };
    rows.iter().map(row).collect()
}

/// Adds a locale.
pub async fn insert(
    transaction: &DatabaseTransaction,
    document: String,
    code: &str,
    name: &str,
    now: Timestamp,
) -> Result<()> {
    let backend = transaction.get_database_backend();
    let dialect = dialect_of(backend);
    let values = [document, name.to_owned(), code.to_owned()];
    let now = moment(now, dialect);
    let sql = format!(
        "INSERT INTO {TABLE} (document_id, name, code, created_at, updated_at, published_at) \
         VALUES ({}, {now}, {now}, {now})",
        placeholders(dialect, 3)
    );
    run(transaction, sql, values).await
}

/// Gives a locale another name.
pub async fn rename(transaction: &DatabaseTransaction, code: &str, name: &str, now: Timestamp) -> Result<()> {
    let dialect = dialect_of(transaction.get_database_backend());
    let (first, second) = if dialect == Dialect::Postgres { ("$1", "$2") } else { ("?", "?") };
    let now = moment(now, dialect);
    let sql = format!("UPDATE {TABLE} SET name = {first}, updated_at = {now} WHERE code = {second}");
    run(transaction, sql, [name, code].map(str::to_owned)).await
}

/// Removes a locale. What is stored in it stays.
pub async fn delete(transaction: &DatabaseTransaction, code: &str) -> Result<()> {
    let dialect = dialect_of(transaction.get_database_backend());
    let sql = format!("DELETE FROM {TABLE} WHERE code = {}", placeholders(dialect, 1));
    run(transaction, sql, [code.to_owned()]).await
}

/// Makes a locale the default one.
pub async fn set_default(transaction: &DatabaseTransaction, code: &str) -> Result<()> {
    let dialect = dialect_of(transaction.get_database_backend());
    let key = dialect.quote("key");
    let json = serde_json::to_string(code).map_err(Error::internal)?;
    let delete = format!("DELETE FROM {SETTINGS} WHERE {key} = {}", placeholders(dialect, 1));
    run(transaction, delete, [DEFAULT_LOCALE.to_owned()]).await?;
    let insert = format!(
        "INSERT INTO {SETTINGS} ({key}, value, {}) VALUES ({})",
        dialect.quote("type"),
        placeholders(dialect, 3)
    );
    run(transaction, insert, [DEFAULT_LOCALE.to_owned(), json, "string".to_owned()]).await
}

fn placeholders(dialect: Dialect, count: usize) -> String {
    let numbered = |number: usize| if dialect == Dialect::Postgres { format!("${number}") } else { "?".to_owned() };
    (1..=count).map(numbered).collect::<Vec<_>>().join(", ")
}

async fn run<const COUNT: usize>(
    transaction: &DatabaseTransaction,
    sql: String,
    values: [String; COUNT],
) -> Result<()> {
    let values = values.map(sea_orm::Value::from);
    transaction.execute_raw(Statement::from_sql_and_values(transaction.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// The statements that put the first locale into tables that have just been made, as Strapi does.
pub(super) fn first(dialect: Dialect) -> [String; 2] {
    let (document, code) = (Entropy::system().id(), InstalledLocales::FIRST);
    let now = moment(Clock::system().now(), dialect);
    let key = dialect.quote("key");
    [
        format!(
            "INSERT INTO {TABLE} (document_id, name, code, created_at, updated_at, published_at) \
             VALUES ('{document}', 'English (en)', '{code}', {now}, {now}, {now})"
        ),
        format!(
            "INSERT INTO {SETTINGS} ({key}, value, {}) VALUES ('{DEFAULT_LOCALE}', '\"{code}\"', 'string')",
            dialect.quote("type")
        ),
    ]
}

/// A moment as a literal of a datetime column.
fn moment(at: Timestamp, dialect: Dialect) -> String {
    match dialect {
        Dialect::Sqlite => at.0.to_string(),
        Dialect::Postgres | Dialect::MySql => format!("'{}'", at.to_iso().trim_end_matches('Z').replace('T', " ")),
    }
}
