//! The roles that every server starts with. Their ids are fixed words, so that several servers agree on them.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Code (and id), name, description, management permissions, content grants. Super Admin is recognised by its code and
/// may do everything, so its lists are empty.
const ROLES: [[&str; 5]; 3] = [
    ["super-admin", "Super Admin", "May do everything.", "[]", "[]"],
    [
        "editor",
        "Editor",
        "Manages and publishes all content.",
        "[]",
        r#"[{"contentType":"*","actions":["find","findOne","create","update","delete","publish"],"drafts":true}]"#,
    ],
    [
        "author",
        "Author",
        "Writes drafts; cannot publish or delete.",
        "[]",
        r#"[{"contentType":"*","actions":["find","findOne","create","update"],"drafts":true}]"#,
    ],
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut insert = Query::insert();
        insert.into_table("keyway_roles").columns([
            "id",
            "code",
            "name",
            "name_key",
            "description",
            "permissions",
            "grants",
            "built_in",
            "created_at",
            "updated_at",
        ]);
        for [code, name, description, permissions, grants] in ROLES {
            insert.values_panic([
                code.into(),
                code.into(),
                name.into(),
                name.to_lowercase().into(),
                description.into(),
                permissions.into(),
                grants.into(),
                true.into(),
                0_i64.into(),
                0_i64.into(),
            ]);
        }
        insert.on_conflict(OnConflict::column("id").do_nothing_on(["id"]).to_owned());
        manager.get_connection().execute(&insert).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let codes = ROLES.map(|[code, ..]| code);
        let delete = Query::delete().from_table("keyway_roles").and_where(Expr::col("code").is_in(codes)).to_owned();
        manager.get_connection().execute(&delete).await?;
        Ok(())
    }
}
