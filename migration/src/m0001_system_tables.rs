//! All system tables. Whatever is indexed is a sized varchar, as MySQL cannot index an unsized text; moments are big
//! integers in milliseconds; JSON is text.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Length of an id.
const ID: u32 = 24;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        // On MySQL every statement is a transaction of its own: an interrupted migration begins again and finds what it
        // has made so far.
        let resumes = backend == DbBackend::MySql;
        for mut table in tables(backend) {
            if resumes {
                table.if_not_exists().character_set("utf8mb4").collate("utf8mb4_bin");
            }
            manager.create_table(table).await?;
        }
        for (table, columns) in INDEXES {
            let name = format!("{table}_{}_index", columns.join("_"));
            if !resumes || !manager.has_index(table, &name).await? {
                manager.create_index(index(table, &name, columns)).await?;
            }
        }
        for name in ["tokens", "roles", "content-types"] {
            let mut insert = Query::insert();
            insert.into_table("keyway_revisions").columns(["name", "value"]).values_panic([name.into(), 1_i64.into()]);
            insert.on_conflict(OnConflict::column("name").do_nothing_on(["name"]).to_owned());
            manager.get_connection().execute(&insert).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut tables = tables(manager.get_database_backend());
        tables.reverse();
        for name in tables.iter().filter_map(TableCreateStatement::get_table_name) {
            manager.drop_table(Table::drop().table(name.clone()).to_owned()).await?;
        }
        Ok(())
    }
}

/// Every table; those that others refer to come first.
fn tables(backend: DbBackend) -> Vec<TableCreateStatement> {
    let mut tables = token_tables(backend);
    tables.extend(administrator_tables(backend));
    tables.extend(record_tables(backend));
    tables
}

fn token_tables(backend: DbBackend) -> Vec<TableCreateStatement> {
    vec![
        table("keyway_api_tokens")
            .col(text_of("id", ID).primary_key())
            .col(text_of("name", 100))
            .col(text_of("name_key", 255).unique_key())
            .col(long_text("description", backend))
            .col(text_of("type", 16))
            .col(ColumnDef::new("lifespan").big_integer())
            .col(long_text("grants", backend))
            .col(ColumnDef::new("read_drafts").boolean().not_null())
            .col(ColumnDef::new("enabled").boolean().not_null())
            .col(ColumnDef::new("expires_at").big_integer())
            .col(moment("created_at"))
            .col(moment("updated_at"))
            .col(ColumnDef::new("last_used_at").big_integer())
            .col(ColumnDef::new("created_by").string_len(ID))
            .col(ColumnDef::new("last_regenerated_at").big_integer())
            .col(ColumnDef::new("revision").big_integer().not_null())
            .take(),
        table("keyway_token_secrets")
            .col(text_of("id", ID).primary_key())
            .col(text_of("token_id", ID))
            .col(text_of("key_id", 32))
            .col(text_of("digest", 128).unique_key())
            .col(text_of("digest_kind", 16))
            .col(text_of("hint", 32))
            .col(moment("created_at"))
            .col(ColumnDef::new("expires_at").big_integer())
            .col(ColumnDef::new("last_used_at").big_integer())
            .foreign_key(&mut reference(
                "keyway_token_secrets",
                "token_id",
                "keyway_api_tokens",
                ForeignKeyAction::Cascade,
            ))
            .take(),
    ]
}

fn administrator_tables(backend: DbBackend) -> Vec<TableCreateStatement> {
    let administrator = |from| reference(from, "administrator_id", "keyway_administrators", ForeignKeyAction::Cascade);
    vec![
        table("keyway_administrators")
            .col(text_of("id", ID).primary_key())
            .col(text_of("email", 254).unique_key())
            .col(text_of("name", 255))
            .col(text_of("password_hash", 255))
            .col(ColumnDef::new("enabled").boolean().not_null())
            .col(moment("created_at"))
            .col(moment("updated_at"))
            .col(ColumnDef::new("last_login_at").big_integer())
            .take(),
        table("keyway_roles")
            .col(text_of("id", ID).primary_key())
            .col(text_of("name", 100))
            .col(text_of("name_key", 255).unique_key())
            .col(text_of("code", 100).unique_key())
            .col(long_text("description", backend))
            .col(long_text("permissions", backend))
            .col(long_text("grants", backend))
            .col(ColumnDef::new("built_in").boolean().not_null())
            .col(moment("created_at"))
            .col(moment("updated_at"))
            .take(),
        table("keyway_administrator_roles")
            .col(text_of("administrator_id", ID))
            .col(text_of("role_id", ID))
            .primary_key(Index::create().col("administrator_id").col("role_id"))
            .foreign_key(&mut administrator("keyway_administrator_roles"))
            .foreign_key(&mut reference(
                "keyway_administrator_roles",
                "role_id",
                "keyway_roles",
                ForeignKeyAction::Restrict,
            ))
            .take(),
        table("keyway_sessions")
            .col(text_of("id", ID).primary_key())
            .col(text_of("administrator_id", ID))
            .col(text_of("refresh_digest", 128).unique_key())
            .col(ColumnDef::new("previous_refresh_digest").string_len(128))
            .col(moment("created_at"))
            .col(moment("expires_at"))
            .col(moment("last_used_at"))
            .col(ColumnDef::new("revoked_at").big_integer())
            .col(ColumnDef::new("user_agent").string_len(512))
            .col(ColumnDef::new("address").string_len(64))
            .foreign_key(&mut administrator("keyway_sessions"))
            .take(),
        table("keyway_login_attempts")
            .col(text_of("id", ID).primary_key())
            .col(text_of("email", 254))
            .col(moment("at"))
            .take(),
    ]
}

fn record_tables(backend: DbBackend) -> Vec<TableCreateStatement> {
    vec![
        table("keyway_content_types")
            .col(text_of("singular", 100).primary_key())
            .col(long_text("definition", backend))
            .col(moment("created_at"))
            .col(moment("updated_at"))
            .take(),
        table("keyway_settings").col(text_of("key", 64).primary_key()).col(long_text("value", backend)).take(),
        table("keyway_revisions").col(text_of("name", 32).primary_key()).col(moment("value")).take(),
        table("keyway_audit_events")
            .col(text_of("id", ID).primary_key())
            .col(moment("at"))
            .col(text_of("actor_kind", 16))
            .col(ColumnDef::new("actor_id").string_len(ID))
            .col(ColumnDef::new("actor_email").string_len(254))
            .col(text_of("action", 64))
            .col(text_of("target_kind", 32))
            .col(ColumnDef::new("target_id").string_len(100))
            .col(ColumnDef::new("target_name").string_len(255))
            .col(long_text("details", backend))
            .col(ColumnDef::new("address").string_len(64))
            .take(),
    ]
}

/// Table and columns.
const INDEXES: [(&str, &[&str]); 8] = [
    ("keyway_token_secrets", &["token_id"]),
    ("keyway_administrator_roles", &["role_id"]),
    ("keyway_sessions", &["administrator_id"]),
    ("keyway_sessions", &["previous_refresh_digest"]),
    ("keyway_login_attempts", &["email", "at"]),
    ("keyway_login_attempts", &["at"]),
    ("keyway_audit_events", &["at", "id"]),
    ("keyway_audit_events", &["target_kind", "target_id"]),
];

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).take()
}

fn text_of(name: &'static str, length: u32) -> ColumnDef {
    ColumnDef::new(name).string_len(length).not_null().take()
}

fn moment(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

/// A text without a limit that matters: MySQL's plain `text` ends at 64 KiB.
fn long_text(name: &'static str, backend: DbBackend) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match backend {
        DbBackend::MySql => column.custom("longtext"),
        _ => column.text(),
    };
    column.not_null().take()
}

fn reference(
    from: &'static str,
    column: &'static str,
    to: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    ForeignKey::create().name(format!("{from}_{column}_fk")).from(from, column).to(to, "id").on_delete(on_delete).take()
}

fn index(table: &'static str, name: &str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).take();
    for column in columns {
        index.col(*column);
    }
    index
}
