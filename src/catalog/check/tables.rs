//! The names that the tables and indexes come out with: each once, in every database, and none of another program.

use std::collections::HashMap;

use super::super::layout::Layout;
use super::super::{AttributeKind, Catalog};
use crate::error::Violation;

/// Tables of Strapi's whose names do not begin with `strapi_`.
const STRAPI_TABLES: [&str; 17] = [
    "admin_permissions",
    "admin_permissions_api_token_lnk",
    "admin_permissions_role_lnk",
    "admin_roles",
    "admin_users",
    "admin_users_roles_lnk",
    "files",
    "files_folder_lnk",
    "files_related_mph",
    "i18n_locale",
    "up_permissions",
    "up_permissions_role_lnk",
    "up_roles",
    "up_users",
    "up_users_role_lnk",
    "upload_folders",
    "upload_folders_parent_lnk",
];
/// What begins the tables of this program, of Strapi's own and of the databases'.
const RESERVED_PREFIXES: [&str; 5] = ["keyway_", "strapi_", "seaql_", "sqlite_", "pg_"];

/// Tables and indexes that would have one name. Databases differ in whether case counts; here it does not.
pub(in crate::catalog) fn table_collisions(catalog: &Catalog) -> Vec<Violation> {
    let sources = table_sources(catalog);
    let mut taken: HashMap<String, String> = HashMap::new();
    let mut violations = Vec::new();
    for (table, path) in &sources {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        if is_reserved(table) {
            violations.push(Violation::broken(&path, &format!("would have the table {table:?}, which is reserved")));
        } else if let Some(other) = taken.insert(table.to_lowercase(), path.join(".")) {
            let problem = format!("would have the same table {table:?} as {other}");
            violations.push(Violation::broken(&path, &problem));
        }
    }
    if violations.is_empty() { index_collisions(catalog, &sources, taken) } else { violations }
}

fn is_reserved(table: &str) -> bool {
    let table = table.to_lowercase();
    STRAPI_TABLES.contains(&table.as_str()) || RESERVED_PREFIXES.iter().any(|prefix| table.starts_with(prefix))
}

fn index_collisions(
    catalog: &Catalog,
    sources: &[(String, Vec<String>)],
    mut taken: HashMap<String, String>,
) -> Vec<Violation> {
    let layout = Layout::of(catalog);
    let mut violations = Vec::new();
    for (name, path) in sources {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        for index in layout.table(name).into_iter().flat_map(|table| &table.indexes) {
            if let Some(other) = taken.insert(index.name.to_lowercase(), path.join(".")) {
                let problem = format!("would have the index {:?}, a name that {other} has", index.name);
                violations.push(Violation::broken(&path, &problem));
            }
        }
    }
    violations
}

/// Every table with the path of what makes it.
fn table_sources(catalog: &Catalog) -> Vec<(String, Vec<String>)> {
    let mut sources = Vec::new();
    for content_type in catalog.models().filter(|content_type| !content_type.is_built_in()) {
        sources.push((content_type.table.clone(), vec![content_type.singular.clone(), "collectionName".to_owned()]));
        for attribute in content_type.attributes.values() {
            if let AttributeKind::Relation(relation) = &attribute.kind
                && relation.owns_table()
            {
                let path = vec![content_type.singular.clone(), "attributes".to_owned(), attribute.name.clone()];
                sources.push((relation.link.table.clone(), path));
            }
        }
        let joined = content_type.component_attributes().find_map(|(_, held)| held.members.first());
        if let Some(member) = joined {
            sources.push((member.link.table.clone(), vec![content_type.singular.clone(), "collectionName".to_owned()]));
        }
    }
    sources
}
