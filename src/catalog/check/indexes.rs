//! The indexes that a schema declares: of one attribute, or by the names of columns.

use super::super::layout::ColumnKind;
use super::super::{AttributeDefinition, AttributeDefinitionKind, Definition, IndexDefinition, Kind, names};
use super::{Findings, TABLE_NAME};
use crate::catalog::names::OWN;

/// The most indexes that one type may declare.
const MAX_INDEXES: usize = 30;
/// The most columns of one index.
const MAX_COLUMNS: usize = 8;
/// The longest name of an index, in characters.
const MAX_NAME_LENGTH: usize = names::MAX_LENGTH;
/// The columns of a content type besides those of its attributes.
const SYSTEM_COLUMNS: [&str; 7] =
    ["document_id", "created_at", "updated_at", "published_at", "created_by_id", "updated_by_id", "locale"];

pub(super) fn check(definition: &Definition, findings: &mut Findings) {
    for (name, attribute) in &definition.attributes {
        let path = [&definition.singular, "attributes", name, "pluginOptions", "keyway", "indexed"];
        if attribute.index_option().is_some_and(|option| !option.is_boolean()) {
            findings.add(&path, "must be true or false");
        } else if attribute.is_indexed() && !is_short(attribute) {
            findings.add(&path, "is possible for attributes with a short value only");
        }
    }
    let indexes = definition.indexes.as_deref().unwrap_or_default();
    if indexes.len() > MAX_INDEXES {
        let problem = format!("are {}; at most {MAX_INDEXES} are allowed", indexes.len());
        return findings.add(&[&definition.singular, "indexes"], &problem);
    }
    for (position, index) in indexes.iter().enumerate() {
        let position = position.to_string();
        let mut refuse = |key: &str, problem: &str| {
            findings.add(&[&definition.singular, "indexes", &position, key], problem);
        };
        if !is_name(&index.name) {
            refuse("name", "must be letters, digits, - and _ after a letter, at most 55, and not begin with keyway_");
        }
        if index.index_type.as_deref().is_some_and(|name| name != "btree") {
            refuse("type", "can only be btree: an attribute is unique by its own key");
        }
        if !has_columns(definition, index) {
            refuse("columns", "must be columns of the type with short values, at most 8, each once");
        }
    }
}

fn is_name(name: &str) -> bool {
    TABLE_NAME.is_match(name) && name.len() <= MAX_NAME_LENGTH && !name.to_lowercase().starts_with(OWN)
}

fn has_columns(definition: &Definition, index: &IndexDefinition) -> bool {
    let is_column = |column: &str| {
        let system = definition.kind != Kind::Component && SYSTEM_COLUMNS.contains(&column);
        let mut attributes = definition.attributes.iter();
        system || attributes.any(|(name, attribute)| is_short(attribute) && names::column(name) == column)
    };
    let columns = &index.columns;
    let differ = columns.iter().enumerate().all(|(position, column)| !columns[..position].contains(column));
    (1..=MAX_COLUMNS).contains(&columns.len()) && differ && columns.iter().all(|column| is_column(column))
}

/// Whether every database can have an order on the values.
fn is_short(attribute: &AttributeDefinition) -> bool {
    let AttributeDefinitionKind::Scalar(scalar) = &attribute.kind else { return false };
    !matches!(ColumnKind::from(scalar.scalar), ColumnKind::LongText | ColumnKind::Json | ColumnKind::Secret)
}
