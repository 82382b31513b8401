//! The content types that the program brings along. Their uids begin with `plugin::`, and by these they are known
//! everywhere; nobody defines, changes or deletes them, and migrations make their tables.
//!
//! To read, filter, sort and page through them is as with any type. What writes them has use cases of its own.

use serde_json::{Value, json};

use super::layout::{self, Column, ColumnKind, ForeignKey, Index, IndexKind, Table};
use super::{Catalog, Definition};
use crate::access::Action;

/// The uid of uploaded files.
pub const FILE: &str = "plugin::upload.file";
/// The attribute of files that changes with their content, and stands for it where writes are granted.
pub const FILE_CONTENT: &str = "url";
/// The uid of the locales that there are.
pub const LOCALE: &str = "plugin::i18n.locale";
/// The table with Strapi's settings, one of which is the default locale.
pub const SETTINGS: &str = "strapi_core_store_settings";
/// The table by which files hang on the rows of types and components.
pub const FILE_LINKS: &str = "files_related_mph";
/// What the uids of all of these types begin with.
pub(super) const PREFIX: &str = "plugin::";

/// One built-in content type.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// Identifies it.
    pub uid: &'static str,
    /// What can be granted on it.
    pub actions: &'static [Action],
    /// What of it writes can be granted: what a request says itself, and whatever else changes with what it sends.
    pub writable: &'static [&'static str],
    /// Whether REST has nothing of it but the list of all.
    pub only_list: bool,
    /// Its schema file's content.
    schema: fn() -> Value,
    /// What its table has besides what every content type's has.
    indexes: &'static [(&'static str, &'static str)],
    /// The tables that only it needs.
    tables: fn() -> Vec<Table>,
}

/// Every built-in content type.
pub const ALL: [BuiltIn; 2] = [
    BuiltIn {
        uid: FILE,
        actions: &[Action::Find, Action::FindOne, Action::Create, Action::Update, Action::Delete],
        writable: &["name", "alternativeText", "caption", "focalPoint", FILE_CONTENT],
        only_list: false,
        schema: file,
        indexes: &[
            ("upload_files_folder_path_index", "folder_path"),
            ("upload_files_created_at_index", "created_at"),
            ("upload_files_updated_at_index", "updated_at"),
            ("upload_files_name_index", "name"),
            ("upload_files_size_index", "size"),
            ("upload_files_ext_index", "ext"),
        ],
        tables: || vec![file_links()],
    },
    BuiltIn {
        uid: LOCALE,
        actions: &[Action::Find, Action::FindOne],
        writable: &[],
        only_list: true,
        schema: locale,
        indexes: &[],
        tables: || vec![settings()],
    },
];

/// The built-in content type of this uid.
pub fn find(uid: &str) -> Option<&'static BuiltIn> {
    ALL.iter().find(|built_in| built_in.uid == uid)
}

/// The definitions of all built-in types.
pub(super) fn definitions() -> Vec<Definition> {
    let definition = |built_in: &BuiltIn| Definition::from_json((built_in.schema)(), None);
    ALL.iter().map(|built_in| definition(built_in).expect("a schema of this program reads")).collect()
}

/// The tables of all built-in types, each after those that it refers to.
pub fn tables() -> Vec<Table> {
    let catalog = Catalog::build(Vec::new()).expect("a catalog of nothing but built-in types is sound");
    let mut tables = Vec::new();
    for built_in in ALL {
        let content_type = catalog.get(built_in.uid).expect("every catalog has the built-in types");
        let mut table = layout::entry_table(&catalog, content_type);
        table.indexes.extend(built_in.indexes.iter().map(|(name, column)| index(name, column)));
        tables.push(table);
        tables.extend((built_in.tables)());
    }
    tables
}

/// The plural has no `plugin::`, so that it gives GraphQL's names and the paths of REST.
fn file() -> Value {
    json!({
        "kind": "collectionType",
        "collectionName": "files",
        "info": {"singularName": FILE, "pluralName": "upload.files", "displayName": "File"},
        "attributes": {
            "name": {"type": "string", "required": true},
            "alternativeText": {"type": "text"},
            "caption": {"type": "text"},
            "focalPoint": {"type": "json"},
            "width": {"type": "integer"},
            "height": {"type": "integer"},
            "formats": {"type": "json"},
            "hash": {"type": "string", "required": true},
            "ext": {"type": "string"},
            "mime": {"type": "string", "required": true},
            "size": {"type": "decimal", "required": true},
            "url": {"type": "text", "required": true},
            "previewUrl": {"type": "text"},
            "provider": {"type": "string", "required": true},
            "provider_metadata": {"type": "json"},
            "folderPath": {"type": "string", "required": true, "private": true}
        }
    })
}

/// Strapi calls the table by the singular name.
fn locale() -> Value {
    json!({
        "kind": "collectionType",
        "collectionName": "i18n_locale",
        "info": {"singularName": LOCALE, "pluralName": "i18n.locales", "displayName": "Locale"},
        "attributes": {"name": {"type": "string"}, "code": {"type": "string", "unique": true}}
    })
}

/// What Strapi keeps for itself and its plugins, each value as JSON under a key.
fn settings() -> Table {
    let texts = ["type", "environment", "tag"].map(|name| column(name, ColumnKind::ShortText));
    let first =
        [column("id", ColumnKind::Id), column("key", ColumnKind::ShortText), column("value", ColumnKind::LongText)];
    let columns = first.into_iter().chain(texts).collect();
    Table { name: SETTINGS.to_owned(), columns, indexes: Vec::new(), foreign_keys: Vec::new() }
}

fn column(name: &str, kind: ColumnKind) -> Column {
    Column { name: name.to_owned(), kind }
}

/// The row of a file, and the row, attribute and type or component that it hangs on.
fn file_links() -> Table {
    let columns = vec![
        column("id", ColumnKind::Id),
        column("file_id", ColumnKind::Reference),
        column("related_id", ColumnKind::Reference),
        column("related_type", ColumnKind::ShortText),
        column("field", ColumnKind::ShortText),
        column("order", ColumnKind::Position),
    ];
    let key = "files_related_mph_fk";
    let indexes = vec![
        index(key, "file_id"),
        index("files_related_mph_oidx", "order"),
        index("files_related_mph_idix", "related_id"),
    ];
    let foreign_keys =
        vec![ForeignKey { name: key.to_owned(), column: "file_id".to_owned(), references: "files".to_owned() }];
    Table { name: FILE_LINKS.to_owned(), columns, indexes, foreign_keys }
}

fn index(name: &str, column: &str) -> Index {
    Index { name: name.to_owned(), columns: vec![column.to_owned()], kind: IndexKind::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::samples;

    #[test]
    fn every_catalog_has_files_under_strapis_names_and_nobody_defines_them() {
        let catalog = samples::catalog();
        let file = catalog.get(FILE).unwrap();
        assert!(file.is_built_in());
        assert_eq!((file.graphql_type().as_str(), file.graphql_one().as_str()), ("UploadFile", "uploadFile"));
        assert_eq!((file.graphql_list().as_str(), file.path().as_str()), ("uploadFiles", "upload/files"));
        assert_eq!(catalog.definition(FILE), None);
        assert!(catalog.definitions().all(|definition| definition.singular != FILE));
    }

    #[test]
    fn locales_have_strapis_names() {
        let catalog = samples::catalog();
        let locale = catalog.get(LOCALE).unwrap();
        assert_eq!((locale.graphql_type().as_str(), locale.graphql_one().as_str()), ("I18NLocale", "i18NLocale"));
        assert_eq!(locale.graphql_connection(), "i18NLocales_connection");
        assert_eq!(locale.path(), "i18n/locales");
    }

    #[test]
    fn no_definition_can_take_the_place_of_a_built_in_type() {
        for (singular, plural) in [(FILE, "upload.files"), ("upload-file", "upload-files"), ("x", "upload-files")] {
            let schema = json!({"kind": "collectionType", "info": {"singularName": singular, "pluralName": plural},
                "attributes": {"name": {"type": "string"}}});
            assert!(Catalog::build(vec![samples::definition(&schema)]).is_err(), "{singular}");
        }
        let schema = json!({"kind": "collectionType", "uid": FILE, "attributes": {},
            "info": {"singularName": "file", "pluralName": "files"}});
        assert!(Definition::from_json(schema, None).is_err());
    }

    #[test]
    fn the_tables_of_files_are_strapis() {
        let tables = tables();
        let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["files", "files_related_mph", "i18n_locale", "strapi_core_store_settings"]);
        let columns: Vec<&str> = tables[0].columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(
            columns.join(" "),
            "id document_id name alternative_text caption focal_point width height formats hash ext mime size url \
             preview_url provider provider_metadata folder_path created_at updated_at published_at created_by_id \
             updated_by_id locale"
        );
    }
}
