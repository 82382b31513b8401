//! The definitions of the content types, and the statements that change their tables.

use entity::content_type::{ActiveModel, Column, Entity};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, Statement,
};
use serde::{Deserialize, Serialize};

use super::database::dialect_of;
use super::locales;
use crate::catalog::ddl::Operation;
use crate::catalog::diff::ChangePlan;
use crate::catalog::{Catalog, Definition, Dialect};
use crate::clock::Timestamp;
use crate::error::{Error, Result};

/// The content model as stored, with the locales that there are.
pub async fn load(connection: &impl ConnectionTrait) -> Result<Catalog> {
    let locales = locales::load(connection).await?;
    let rows = Entity::find().all(connection).await?;
    let definitions = rows.iter().map(|row| read(&row.singular, &row.definition)).collect::<Result<_>>()?;
    let catalog = Catalog::build(definitions)
        .map_err(|violations| Error::internal(format!("the stored content model breaks rules: {violations:?}")))?;
    Ok(catalog.with_locales(locales))
}

fn read(singular: &str, definition: &str) -> Result<Definition> {
    Definition::parse(definition.as_bytes(), None).map_err(|violations| {
        Error::internal(format!("the stored definition of {singular:?} cannot be read: {violations:?}"))
    })
}

/// CONFLICT where a new table of a plan would have the name of one that is there already.
pub async fn refuse_taken_names(transaction: &DatabaseTransaction, plan: &ChangePlan) -> Result<()> {
    let mut tables = existing_tables(transaction).await?;
    for operation in plan.steps.iter().flat_map(|step| &step.operations) {
        match operation {
            Operation::DropTable { table } => tables.retain(|existing| *existing != table.to_lowercase()),
            Operation::CreateTable(table) if tables.contains(&table.name.to_lowercase()) => {
                let message = format!("There is a table {:?} already that belongs to no content type", table.name);
                return Err(Error::conflict("collectionName", message));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The names of all tables, in lower case.
pub(super) async fn existing_tables(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    let backend = connection.get_database_backend();
    let sql = match dialect_of(backend) {
        Dialect::Sqlite => "SELECT lower(name) FROM sqlite_master WHERE type IN ('table', 'view')",
        Dialect::Postgres => {
            "SELECT lower(table_name) FROM information_schema.tables WHERE table_schema = current_schema()"
        }
        Dialect::MySql => {
            "SELECT CAST(lower(table_name) AS CHAR) FROM information_schema.tables WHERE table_schema = database()"
        }
    };
    let rows = connection.query_all_raw(Statement::from_string(backend, sql)).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}

/// The rows of `keyway_content_types` that a plan changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DefinitionChange {
    /// Singular names of the types that go.
    deleted: Vec<String>,
    /// The definitions that are new or different, by singular name.
    put: Vec<(String, String)>,
}

impl DefinitionChange {
    /// What `plan`, which leads to `catalog`, does to the definitions.
    pub fn of(plan: &ChangePlan, catalog: &Catalog) -> Result<Self> {
        let put = plan.created.iter().chain(&plan.changed).map(|singular| {
            let lacking = || Error::internal("a plan names a type that its catalog lacks");
            let definition = catalog.definition(singular).ok_or_else(lacking)?;
            Ok((singular.clone(), definition.to_json().to_string()))
        });
        Ok(Self { deleted: plan.deleted.clone(), put: put.collect::<Result<_>>()? })
    }

    /// Stores the definitions.
    pub async fn store(&self, transaction: &DatabaseTransaction, now: Timestamp) -> Result<()> {
        if !self.deleted.is_empty() {
            Entity::delete_many().filter(Column::Singular.is_in(&self.deleted)).exec(transaction).await?;
        }
        for (singular, definition) in &self.put {
            let row = ActiveModel {
                singular: Set(singular.clone()),
                definition: Set(definition.clone()),
                created_at: Set(now.0),
                updated_at: Set(now.0),
            };
            let update =
                OnConflict::column(Column::Singular).update_columns([Column::Definition, Column::UpdatedAt]).to_owned();
            Entity::insert(row).on_conflict(update).exec_without_returning(transaction).await?;
        }
        Ok(())
    }
}
