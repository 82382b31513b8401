//! What can be done to the tables, and how each database is told to.

use super::Dialect;
use super::layout::{Column, ColumnKind, ForeignKey, Index, IndexKind, Table};

/// One change to the tables, or to the rows that have to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say which table and what of it")]
pub enum Operation {
    /// Makes a table with its indexes and foreign keys.
    CreateTable(Table),
    /// Drops a table with all its rows.
    DropTable { table: String },
    /// Adds an empty column.
    AddColumn { table: String, column: Column },
    /// Drops a column with all its values. No index may use it.
    DropColumn { table: String, column: String },
    /// Gives a column another type that can hold all its values. No index may use it.
    WidenColumn { table: String, column: Column },
    /// Makes an index.
    CreateIndex { table: String, index: Index },
    /// Drops an index.
    DropIndex { table: String, index: Index },
    /// Changes rows, by a statement that is written alike for all databases but for the quotes.
    Rows(String),
}

impl Operation {
    /// The statements, in the order in which they must run.
    pub fn sql(&self, dialect: Dialect) -> Vec<String> {
        let quote = |name: &str| dialect.quote(name);
        match self {
            Self::CreateTable(table) => create_table(table, dialect),
            Self::DropTable { table } => vec![format!("DROP TABLE {}", quote(table))],
            Self::AddColumn { table, column } => {
                vec![format!("ALTER TABLE {} ADD COLUMN {}", quote(table), column_sql(column, dialect))]
            }
            Self::DropColumn { table, column } => {
                vec![format!("ALTER TABLE {} DROP COLUMN {}", quote(table), quote(column))]
            }
            Self::WidenColumn { table, column } => widen_column(table, column, dialect),
            Self::CreateIndex { table, index } => create_index(table, index, dialect).into_iter().collect(),
            Self::DropIndex { table, index } => drop_index(table, index, dialect).into_iter().collect(),
            Self::Rows(statement) => vec![statement.clone()],
        }
    }
}

/// The type of a column as Strapi declares it.
pub fn type_name(kind: ColumnKind, dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => sqlite_type(kind),
        Dialect::Postgres => postgres_type(kind),
        Dialect::MySql => mysql_type(kind),
    }
}

fn sqlite_type(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Id => "integer not null primary key autoincrement",
        ColumnKind::ShortText | ColumnKind::Secret => "varchar(255)",
        ColumnKind::LongText => "text",
        ColumnKind::Json => "json",
        ColumnKind::Integer | ColumnKind::Reference => "integer",
        ColumnKind::BigInteger => "bigint",
        ColumnKind::Float | ColumnKind::Decimal | ColumnKind::Position => "float",
        ColumnKind::Boolean => "boolean",
        ColumnKind::Date => "date",
        ColumnKind::Time => "time",
        ColumnKind::DateTime | ColumnKind::Timestamp => "datetime",
    }
}

fn postgres_type(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Id => "serial primary key",
        ColumnKind::ShortText | ColumnKind::Secret => "varchar(255)",
        ColumnKind::LongText => "text",
        ColumnKind::Json => "jsonb",
        ColumnKind::Integer | ColumnKind::Reference => "integer",
        ColumnKind::BigInteger => "bigint",
        ColumnKind::Float | ColumnKind::Position => "double precision",
        ColumnKind::Decimal => "decimal(10, 2)",
        ColumnKind::Boolean => "boolean",
        ColumnKind::Date => "date",
        ColumnKind::Time => "time",
        ColumnKind::DateTime | ColumnKind::Timestamp => "timestamp(6)",
    }
}

fn mysql_type(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Id => "int unsigned not null auto_increment primary key",
        ColumnKind::ShortText | ColumnKind::Secret => "varchar(255)",
        ColumnKind::LongText => "longtext",
        ColumnKind::Json => "json",
        ColumnKind::Integer => "int",
        ColumnKind::Reference => "int unsigned",
        ColumnKind::BigInteger => "bigint",
        ColumnKind::Float => "double",
        ColumnKind::Position => "double unsigned",
        ColumnKind::Decimal => "decimal(10, 2)",
        ColumnKind::Boolean => "boolean",
        ColumnKind::Date => "date",
        ColumnKind::Time => "time(3)",
        ColumnKind::DateTime => "datetime(6)",
        ColumnKind::Timestamp => "timestamp(6)",
    }
}

/// MySQL's own default takes `a`, `A` and `ä` for the same text.
const COMPARES_EXACTLY: &str = " DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

/// Foreign keys stand in the table on SQLite, which cannot add them later, and behind it elsewhere, as Strapi has it.
fn create_table(table: &Table, dialect: Dialect) -> Vec<String> {
    let mut parts: Vec<String> = table.columns.iter().map(|column| column_sql(column, dialect)).collect();
    let keys = table.foreign_keys.iter().map(|key| foreign_key(key, dialect));
    let name = dialect.quote(&table.name);
    let mut later = Vec::new();
    if dialect == Dialect::Sqlite {
        parts.extend(keys);
    } else {
        later.extend(keys.map(|key| format!("ALTER TABLE {name} ADD {key}")));
    }
    let options = if dialect == Dialect::MySql { COMPARES_EXACTLY } else { "" };
    let mut statements = vec![format!("CREATE TABLE {name} ({}){options}", parts.join(", "))];
    statements.extend(table.indexes.iter().filter_map(|index| create_index(&table.name, index, dialect)));
    statements.extend(later);
    statements
}

fn column_sql(column: &Column, dialect: Dialect) -> String {
    let null = if column.kind == ColumnKind::Id { "" } else { " null" };
    format!("{} {}{null}", dialect.quote(&column.name), type_name(column.kind, dialect))
}

fn foreign_key(key: &ForeignKey, dialect: Dialect) -> String {
    let [name, column, references] = [&key.name, &key.column, &key.references].map(|name| dialect.quote(name));
    let id = dialect.quote("id");
    format!("CONSTRAINT {name} FOREIGN KEY ({column}) REFERENCES {references} ({id}) ON DELETE CASCADE")
}

/// Nothing where the database has no such index.
fn create_index(table: &str, index: &Index, dialect: Dialect) -> Option<String> {
    let columns = index_columns(index, dialect);
    let (table, name) = (dialect.quote(table), dialect.quote(&index.name));
    let unique = index.kind == IndexKind::Unique;
    index.exists_on(dialect).then(|| match (dialect, unique) {
        (Dialect::Sqlite, true) => format!("CREATE UNIQUE INDEX {name} ON {table} ({columns})"),
        (Dialect::Postgres, true) => format!("ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE ({columns})"),
        (Dialect::MySql, true) => format!("ALTER TABLE {table} ADD UNIQUE {name} ({columns})"),
        (Dialect::MySql, false) => format!("ALTER TABLE {table} ADD INDEX {name} ({columns})"),
        (Dialect::Sqlite | Dialect::Postgres, false) => {
            let hash = dialect == Dialect::Postgres && index.kind == IndexKind::Equality;
            let using = if hash { "USING hash " } else { "" };
            let rows = if index.kind == IndexKind::Published { " WHERE \"published_at\" IS NOT NULL" } else { "" };
            format!("CREATE INDEX {name} ON {table} {using}({columns}){rows}")
        }
    })
}

/// Characters of a long text that MySQL finds it by.
const PREFIX: &str = "(191)";

/// Nulls come first going up and last going down, which PostgreSQL has to be told.
fn index_columns(index: &Index, dialect: Dialect) -> String {
    let (up, down) = match dialect {
        Dialect::Postgres => (" NULLS FIRST", " DESC NULLS LAST"),
        Dialect::Sqlite | Dialect::MySql => ("", " DESC"),
    };
    let [id, published_at] = ["id", "published_at"].map(|name| dialect.quote(name));
    let columns: Vec<String> = index.columns.iter().map(|column| dialect.quote(column)).collect();
    let columns = columns.join(", ");
    match index.kind {
        IndexKind::Equality if dialect == Dialect::MySql => columns + PREFIX,
        IndexKind::Plain | IndexKind::Unique | IndexKind::Equality => columns,
        IndexKind::Ascending { drafts: true } => format!("{columns}{up}, {id}, {published_at}"),
        IndexKind::Ascending { drafts: false } => format!("{columns}{up}, {id}"),
        IndexKind::Descending => format!("{columns}{down}, {id}"),
        IndexKind::Published => id,
    }
}

/// Nothing where the database has no such index.
fn drop_index(table: &str, index: &Index, dialect: Dialect) -> Option<String> {
    let (table, name) = (dialect.quote(table), dialect.quote(&index.name));
    index.exists_on(dialect).then(|| match (dialect, index.kind) {
        (Dialect::MySql, _) => format!("ALTER TABLE {table} DROP INDEX {name}"),
        (Dialect::Postgres, IndexKind::Unique) => format!("ALTER TABLE {table} DROP CONSTRAINT {name}"),
        _ => format!("DROP INDEX {name}"),
    })
}

/// SQLite cannot change the type of a column: the values move to a new one that takes over the name.
fn widen_column(table: &str, column: &Column, dialect: Dialect) -> Vec<String> {
    let (table, name) = (dialect.quote(table), dialect.quote(&column.name));
    let new_type = type_name(column.kind, dialect);
    match dialect {
        Dialect::Postgres => vec![format!("ALTER TABLE {table} ALTER COLUMN {name} TYPE {new_type}")],
        Dialect::MySql => vec![format!("ALTER TABLE {table} MODIFY COLUMN {name} {new_type} null")],
        Dialect::Sqlite => {
            let moving = dialect.quote("keyway_moving");
            vec![
                format!("ALTER TABLE {table} ADD COLUMN {moving} {new_type} null"),
                format!("UPDATE {table} SET {moving} = {name}"),
                format!("ALTER TABLE {table} DROP COLUMN {name}"),
                format!("ALTER TABLE {table} RENAME COLUMN {moving} TO {name}"),
            ]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::layout::Layout;
    use crate::catalog::samples;

    fn created(table: &str, dialect: Dialect) -> Vec<String> {
        let layout = Layout::of(&samples::catalog());
        Operation::CreateTable(layout.table(table).unwrap().clone()).sql(dialect)
    }

    #[test]
    fn sqlite_tables_are_declared_as_strapi_declares_them() {
        assert_eq!(
            created("articles", Dialect::Sqlite),
            [
                r#"CREATE TABLE "articles" ("id" integer not null primary key autoincrement, "document_id" varchar(255) null, "title" varchar(255) null, "slug" varchar(255) null, "rank" integer null, "created_at" datetime null, "updated_at" datetime null, "published_at" datetime null, "created_by_id" integer null, "updated_by_id" integer null, "locale" varchar(255) null)"#,
                r#"CREATE INDEX "articles_documents_idx" ON "articles" ("document_id", "locale", "published_at")"#,
                r#"CREATE INDEX "articles_created_by_id_fk" ON "articles" ("created_by_id")"#,
                r#"CREATE INDEX "articles_updated_by_id_fk" ON "articles" ("updated_by_id")"#,
                r#"CREATE INDEX "keyway_articles__created_at_up" ON "articles" ("created_at", "id", "published_at")"#,
                r#"CREATE INDEX "keyway_articles__created_at_down" ON "articles" ("created_at" DESC, "id")"#,
                r#"CREATE INDEX "keyway_articles__updated_at_up" ON "articles" ("updated_at", "id", "published_at")"#,
                r#"CREATE INDEX "keyway_articles__updated_at_down" ON "articles" ("updated_at" DESC, "id")"#,
                r#"CREATE INDEX "keyway_articles__published_at_up" ON "articles" ("published_at", "id")"#,
                r#"CREATE INDEX "keyway_articles__published_at_down" ON "articles" ("published_at" DESC, "id")"#,
                r#"CREATE INDEX "keyway_articles__published_at_only" ON "articles" ("id") WHERE "published_at" IS NOT NULL"#,
                r#"CREATE INDEX "keyway_articles__slug_up" ON "articles" ("slug", "id", "published_at")"#,
                r#"CREATE INDEX "keyway_articles__slug_down" ON "articles" ("slug" DESC, "id")"#,
            ]
        );
        assert_eq!(
            created("articles_tags_lnk", Dialect::Sqlite),
            [
                r#"CREATE TABLE "articles_tags_lnk" ("id" integer not null primary key autoincrement, "article_id" integer null, "tag_id" integer null, "tag_ord" float null, "article_ord" float null, CONSTRAINT "articles_tags_lnk_fk" FOREIGN KEY ("article_id") REFERENCES "articles" ("id") ON DELETE CASCADE, CONSTRAINT "articles_tags_lnk_ifk" FOREIGN KEY ("tag_id") REFERENCES "tags" ("id") ON DELETE CASCADE)"#,
                r#"CREATE INDEX "articles_tags_lnk_fk" ON "articles_tags_lnk" ("article_id")"#,
                r#"CREATE INDEX "articles_tags_lnk_ifk" ON "articles_tags_lnk" ("tag_id")"#,
                r#"CREATE UNIQUE INDEX "articles_tags_lnk_uq" ON "articles_tags_lnk" ("article_id", "tag_id")"#,
                r#"CREATE INDEX "articles_tags_lnk_ofk" ON "articles_tags_lnk" ("tag_ord")"#,
                r#"CREATE INDEX "articles_tags_lnk_oifk" ON "articles_tags_lnk" ("article_ord")"#,
                r#"CREATE INDEX "keyway_articles_tags_lnk__article_ord_end" ON "articles_tags_lnk" ("tag_id", "article_ord")"#,
            ]
        );
    }

    #[test]
    fn components_have_their_columns_only_and_hang_on_their_owner_by_one_table() {
        assert_eq!(
            created("components_shared_seos", Dialect::Sqlite),
            [
                r#"CREATE TABLE "components_shared_seos" ("id" integer not null primary key autoincrement, "meta_title" varchar(255) null, "secret" varchar(255) null)"#
            ]
        );
        assert_eq!(
            created("articles_cmps", Dialect::Sqlite),
            [
                r#"CREATE TABLE "articles_cmps" ("id" integer not null primary key autoincrement, "entity_id" integer null, "cmp_id" integer null, "component_type" varchar(255) null, "field" varchar(255) null, "order" float null, CONSTRAINT "articles_entity_fk" FOREIGN KEY ("entity_id") REFERENCES "articles" ("id") ON DELETE CASCADE)"#,
                r#"CREATE INDEX "articles_field_idx" ON "articles_cmps" ("field")"#,
                r#"CREATE INDEX "articles_component_type_idx" ON "articles_cmps" ("component_type")"#,
                r#"CREATE INDEX "articles_entity_fk" ON "articles_cmps" ("entity_id")"#,
                r#"CREATE UNIQUE INDEX "articles_uq" ON "articles_cmps" ("entity_id", "cmp_id", "field", "component_type")"#,
                r#"CREATE INDEX "keyway_articles_cmps__cmp_id_find" ON "articles_cmps" ("cmp_id")"#,
            ]
        );
        let links = &created("components_shared_links_article_lnk", Dialect::Sqlite)[0];
        assert!(links.contains(r#""link_id" integer null, "article_id" integer null, CONSTRAINT"#), "{links}");
    }

    #[test]
    fn postgres_link_tables_get_their_constraints_afterwards() {
        assert_eq!(
            created("articles_tags_lnk", Dialect::Postgres),
            [
                r#"CREATE TABLE "articles_tags_lnk" ("id" serial primary key, "article_id" integer null, "tag_id" integer null, "tag_ord" double precision null, "article_ord" double precision null)"#,
                r#"CREATE INDEX "articles_tags_lnk_fk" ON "articles_tags_lnk" ("article_id")"#,
                r#"CREATE INDEX "articles_tags_lnk_ifk" ON "articles_tags_lnk" ("tag_id")"#,
                r#"ALTER TABLE "articles_tags_lnk" ADD CONSTRAINT "articles_tags_lnk_uq" UNIQUE ("article_id", "tag_id")"#,
                r#"CREATE INDEX "articles_tags_lnk_ofk" ON "articles_tags_lnk" ("tag_ord")"#,
                r#"CREATE INDEX "articles_tags_lnk_oifk" ON "articles_tags_lnk" ("article_ord")"#,
                r#"CREATE INDEX "keyway_articles_tags_lnk__article_ord_end" ON "articles_tags_lnk" ("tag_id", "article_ord")"#,
                r#"ALTER TABLE "articles_tags_lnk" ADD CONSTRAINT "articles_tags_lnk_fk" FOREIGN KEY ("article_id") REFERENCES "articles" ("id") ON DELETE CASCADE"#,
                r#"ALTER TABLE "articles_tags_lnk" ADD CONSTRAINT "articles_tags_lnk_ifk" FOREIGN KEY ("tag_id") REFERENCES "tags" ("id") ON DELETE CASCADE"#,
            ]
        );
    }

    #[test]
    fn every_scalar_has_the_type_that_strapi_gives_it() {
        let columns = [
            (
                Dialect::Postgres,
                r#""a_text" text null, "a_richtext" text null, "a_blocks" jsonb null, "an_email" varchar(255) null, "a_password" varchar(255) null, "a_uid" varchar(255) null, "an_enumeration" varchar(255) null, "an_int" integer null, "a_big" bigint null, "a_float" double precision null, "a_decimal" decimal(10, 2) null, "a_bool" boolean null, "a_date" date null, "a_time" time null, "a_datetime" timestamp(6) null, "a_timestamp" timestamp(6) null, "a_json" jsonb null"#,
            ),
            (
                Dialect::MySql,
                "`a_text` longtext null, `a_richtext` longtext null, `a_blocks` json null, `an_email` varchar(255) null, `a_password` varchar(255) null, `a_uid` varchar(255) null, `an_enumeration` varchar(255) null, `an_int` int null, `a_big` bigint null, `a_float` double null, `a_decimal` decimal(10, 2) null, `a_bool` boolean null, `a_date` date null, `a_time` time(3) null, `a_datetime` datetime(6) null, `a_timestamp` timestamp(6) null, `a_json` json null",
            ),
        ];
        for (dialect, expected) in columns {
            let statement = &created("kinds", dialect)[0];
            assert!(statement.contains(expected), "{statement}");
        }
    }

    #[test]
    fn indexes_that_lists_are_read_by_have_nulls_where_lists_have_them() {
        let article = |dialect| created("articles", dialect).join("\n");
        let (postgres, mysql) = (article(Dialect::Postgres), article(Dialect::MySql));
        for expected in [
            r#""keyway_articles__slug_up" ON "articles" ("slug" NULLS FIRST, "id", "published_at")"#,
            r#""keyway_articles__slug_down" ON "articles" ("slug" DESC NULLS LAST, "id")"#,
        ] {
            assert!(postgres.contains(expected), "{postgres}");
        }
        assert!(mysql.contains("ADD INDEX `keyway_articles__slug_down` (`slug` DESC, `id`)"), "{mysql}");
        assert!(!mysql.contains("published_at_only"), "MySQL has no index on a part of the rows: {mysql}");
    }

    #[test]
    fn a_long_text_that_is_unique_has_the_index_that_its_database_can_have() {
        let index = Index { name: "i".to_owned(), columns: vec!["a".to_owned()], kind: IndexKind::Equality };
        for (dialect, expected) in [
            (Dialect::Sqlite, r#"CREATE INDEX "i" ON "t" ("a")"#),
            (Dialect::Postgres, r#"CREATE INDEX "i" ON "t" USING hash ("a")"#),
            (Dialect::MySql, "ALTER TABLE `t` ADD INDEX `i` (`a`(191))"),
        ] {
            let operation = Operation::CreateIndex { table: "t".to_owned(), index: index.clone() };
            assert_eq!(operation.sql(dialect), [expected]);
        }
    }

    #[test]
    fn mysql_counts_ids_without_a_sign() {
        let statement = &created("articles_tags_lnk", Dialect::MySql)[0];
        assert_eq!(
            statement,
            "CREATE TABLE `articles_tags_lnk` (`id` int unsigned not null auto_increment primary key, `article_id` int unsigned null, `tag_id` int unsigned null, `tag_ord` double unsigned null, `article_ord` double unsigned null) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
        );
        let unique = "ALTER TABLE `articles_tags_lnk` ADD UNIQUE `articles_tags_lnk_uq` (`article_id`, `tag_id`)";
        assert!(created("articles_tags_lnk", Dialect::MySql).contains(&unique.to_owned()));
    }
}
