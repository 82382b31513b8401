//! The checks that a sound database passes, generated from its catalog: each query must find no row.

use keyway::catalog::{Catalog, ContentType, Join, Link, RelationAttribute};

use serde_json::json;

use super::laboratory::Laboratory;
use crate::testkit::database;

/// Every check that finds something, with what it finds.
pub async fn broken(laboratory: &Laboratory) -> Vec<String> {
    let mut broken = Vec::new();
    for sql in queries(&laboratory.catalog) {
        let rows = laboratory.json(&sql).await;
        if rows != json!([]) {
            broken.push(format!("{sql}\n  finds {rows}"));
        }
    }
    broken
}

fn queries(catalog: &Catalog) -> Vec<String> {
    let mut queries = Vec::new();
    for content_type in catalog.iter() {
        queries.extend(of_type(content_type));
        for (attribute, _) in content_type.relations().filter(|(_, relation)| relation.media) {
            queries.extend(of_media(content_type, &attribute.name));
        }
        for (_, relation) in content_type.relations().filter(|(_, relation)| relation.owns_table()) {
            let target = catalog.get(&relation.target).expect("the target exists");
            queries.extend(of_join(Join { source: content_type, relation, target }));
        }
    }
    if database::is_sqlite() {
        queries.push("PRAGMA foreign_key_check".to_owned());
        queries.extend(catalog.iter().map(|content_type| moments_are_integers(content_type)));
    }
    queries
}

fn moments_are_integers(content_type: &ContentType) -> String {
    format!(
        "SELECT id FROM {} WHERE typeof(created_at) <> 'integer' OR typeof(updated_at) <> 'integer' \
         OR typeof(published_at) NOT IN ('integer', 'null')",
        content_type.table
    )
}

fn of_type(content_type: &ContentType) -> Vec<String> {
    let table = &content_type.table;
    let mut queries = vec![
        format!(
            "SELECT document_id FROM {table} GROUP BY document_id, locale, published_at IS NULL HAVING COUNT(*) > 1"
        ),
        format!(
            "SELECT id FROM {table} WHERE document_id IS NULL OR LENGTH(document_id) <> 24 \
             OR document_id <> LOWER(document_id)"
        ),
        format!("SELECT id FROM {table} WHERE locale IS NOT NULL"),
        format!("SELECT id FROM {table} WHERE created_at IS NULL OR updated_at IS NULL OR updated_at < created_at"),
    ];
    if content_type.draft_and_publish {
        queries.push(format!(
            "SELECT p.id FROM {table} p LEFT JOIN {table} d ON d.document_id = p.document_id \
             AND d.published_at IS NULL WHERE d.id IS NULL"
        ));
    } else {
        queries.push(format!("SELECT id FROM {table} WHERE published_at IS NULL"));
        queries.push(format!("SELECT document_id FROM {table} GROUP BY document_id HAVING COUNT(*) > 1"));
    }
    queries
}

/// Every link to a file begins at a row that exists, and a row and a list name a file once.
fn of_media(owner: &ContentType, field: &str) -> Vec<String> {
    let ContentType { table, uid, .. } = owner;
    let links = format!("related_type = '{uid}' AND field = '{field}'");
    vec![
        format!(
            "SELECT m.id FROM files_related_mph m LEFT JOIN {table} e ON e.id = m.related_id WHERE m.{links} AND e.id IS NULL"
        ),
        format!(
            "SELECT related_id FROM files_related_mph WHERE {links} GROUP BY related_id, file_id HAVING COUNT(*) > 1"
        ),
    ]
}

fn of_join(join: Join<'_>) -> Vec<String> {
    let Join { source, relation, target } = join;
    let RelationAttribute { link, inverse, .. } = relation;
    let Link { table, source_column, target_column, .. } = link;
    let (sources, targets) = (&source.table, &target.table);
    let mut queries = vec![format!(
        "SELECT j.id FROM {table} j LEFT JOIN {sources} s ON s.id = j.{source_column} \
         LEFT JOIN {targets} t ON t.id = j.{target_column} WHERE s.id IS NULL OR t.id IS NULL"
    )];
    if source.draft_and_publish && target.draft_and_publish {
        queries.push(format!(
            "SELECT j.id FROM {table} j JOIN {sources} s ON s.id = j.{source_column} \
             JOIN {targets} t ON t.id = j.{target_column} WHERE (s.published_at IS NULL) <> (t.published_at IS NULL)"
        ));
    }
    if !relation.relation.is_to_many() {
        queries.push(format!(
            "SELECT j.{source_column} FROM {table} j JOIN {targets} t ON t.id = j.{target_column} \
             GROUP BY j.{source_column} HAVING COUNT(DISTINCT t.document_id) > 1"
        ));
    }
    if relation.relation.is_from_one() && inverse.is_some() {
        queries.push(format!(
            "SELECT j.{target_column} FROM {table} j JOIN {sources} s ON s.id = j.{source_column} \
             GROUP BY j.{target_column} HAVING COUNT(DISTINCT s.document_id) > 1"
        ));
    }
    for order in link.order_column.iter().chain(&link.inverse_order_column) {
        queries.push(format!("SELECT id FROM {table} WHERE {order} IS NULL OR {order} <= 0"));
    }
    // A draft on the other side of a two-way relation may be linked before its published row is.
    if !source.draft_and_publish && target.draft_and_publish && inverse.is_none() {
        queries.push(one_sided(link, &target.table));
    }
    queries
}

/// A row of a type without drafts that links to only one of a document's two rows.
fn one_sided(link: &Link, targets: &str) -> String {
    let Link { table, source_column, target_column, .. } = link;
    format!(
        "SELECT j.id FROM {table} j JOIN {targets} t ON t.id = j.{target_column} \
         JOIN {targets} o ON o.document_id = t.document_id AND o.id <> t.id \
         WHERE NOT EXISTS (SELECT 1 FROM {table} k WHERE k.{source_column} = j.{source_column} \
         AND k.{target_column} = o.id)"
    )
}
