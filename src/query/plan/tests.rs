//! How statements find their rows.

use std::sync::Arc;

use super::*;
use crate::catalog::ddl::Operation;
use crate::catalog::layout::Layout;
use crate::catalog::{Catalog, Form, Reach, samples};
use crate::query::filter::Filter;
use crate::query::page::Page;
use crate::query::request::{Rows, Source, ToOne, Zone};

/// Reads every component of the articles, those of a form as one would read them.
fn everything(catalog: &Catalog) -> ReadRequest {
    let article = catalog.get("article").unwrap();
    let (mut selection, mut filter) = (Selection::default(), Filter::everything());
    for (_, held) in article.component_attributes() {
        let parts = held.members.iter().map(|member| {
            let table = catalog.component(&member.component).unwrap().table.clone();
            let target = Source { table, rows: Rows::All, reach: Reach::Unlocalized };
            let (link, order) = (member.link.clone(), Vec::new());
            filter = filter.clone().and(Filter::Related {
                link: link.clone(),
                target: target.clone(),
                filter: Box::new(Filter::everything()),
            });
            let extent = Extent::Page(Page::ONE);
            ToMany { link, target, filter: Filter::everything(), order, extent, selection: Selection::default() }
        });
        let mut parts = parts.collect::<Vec<_>>();
        match held.form {
            Form::Single => {
                let ToMany { link, target, selection: inner, .. } = parts.remove(0);
                selection.to_one.push(ToOne { link, target, selection: inner });
            }
            Form::Repeatable => selection.to_many.append(&mut parts),
            Form::Zone => selection.zones.push(Zone { members: parts }),
        }
    }
    let source = Source { table: article.table.clone(), rows: Rows::Published, reach: Reach::Unlocalized };
    ReadRequest { source, filter, order: Vec::new(), page: Page::ONE, selection: Arc::new(selection), count: true }
}

#[test]
fn components_are_found_by_the_rows_that_they_hang_on() {
    let catalog = samples::catalog();
    let database = rusqlite::Connection::open_in_memory().unwrap();
    for table in Layout::of(&catalog).tables() {
        let statements = Operation::CreateTable(table.clone()).sql(Dialect::Sqlite);
        for statement in statements {
            database.execute_batch(&statement).unwrap();
        }
    }
    let planned = plan(&everything(&catalog), Dialect::Sqlite);
    let below = planned.list.children.iter().map(|child| &child.list.statement);
    let statements = [&planned.list.statement].into_iter().chain(below).chain(&planned.count).collect::<Vec<_>>();
    assert_eq!(statements.len(), 5);
    for statement in statements {
        let mut explained = database.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.text)).unwrap();
        let parameters = rusqlite::params_from_iter(&statement.parameters);
        let steps = explained.query_map(parameters, |row| row.get::<_, String>(3)).unwrap();
        for step in steps.map(Result::unwrap) {
            assert!(
                !step.contains("_field_idx") && !step.contains("_component_type_idx"),
                "{step}: {}",
                statement.text
            );
            assert!(!step.starts_with("SCAN") || !step.contains("cmps"), "{step}: {}", statement.text);
        }
    }
}
