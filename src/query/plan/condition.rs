//! Conditions as SQL.

use crate::catalog::{Dialect, Link, Reach};
use crate::query::filter::{Comparison, Filter, Position, Publication, TextMatch};
use crate::query::request::{Rows, Source};
use crate::query::sql::{Alias, Sql};
use crate::query::value::Value;

/// Most conditions in a row. A row is as deep as it is long to SQLite, which takes no expression that is 1,000 deep; more
/// are grouped in halves.
const FLAT: usize = 16;

/// Hands out table aliases, so that no two parts of a statement share one.
#[derive(Debug, Default)]
pub(super) struct Aliases(u32);

impl Aliases {
    pub(super) fn next(&mut self) -> Alias {
        self.0 += 1;
        Alias(self.0 - 1)
    }
}

/// Appends ` WHERE …` where there is anything to say.
pub(super) fn where_clause(sql: &mut Sql, aliases: &mut Aliases, source: &Source, row: Alias, filter: &Filter) {
    if source.is_whole() && is_unfiltered(filter) {
        return;
    }
    sql.push(" WHERE ");
    conditions(sql, aliases, source, row, filter);
}

fn is_unfiltered(filter: &Filter) -> bool {
    matches!(filter, Filter::All(none) if none.is_empty())
}

/// Appends the conditions of `source` on status and locale and the filter, joined by `AND`.
pub(super) fn conditions(sql: &mut Sql, aliases: &mut Aliases, source: &Source, row: Alias, filter: &Filter) {
    if source.is_whole() {
        return condition(sql, aliases, source, row, filter);
    }
    of_source(sql, row, source);
    if !is_unfiltered(filter) {
        sql.push(" AND ");
        condition(sql, aliases, source, row, filter);
    }
}

/// Appends the conditions on status and locale of a source that is not whole.
fn of_source(sql: &mut Sql, row: Alias, source: &Source) {
    if source.rows != Rows::All {
        status(sql, row, source.rows);
    }
    let Reach::Only(codes) = &source.reach else { return };
    if source.rows != Rows::All {
        sql.push(" AND ");
    }
    match codes.as_slice() {
        [] => drop(sql.push("1 = 0")),
        [code] => drop(sql.column(row, "locale").push(" = ").bind(Value::Text(code.clone()))),
        codes => {
            sql.column(row, "locale").push(" IN (").list(", ", codes, |sql, code| {
                sql.bind(Value::Text(code.clone()));
            });
            sql.push(")");
        }
    }
}

fn status(sql: &mut Sql, row: Alias, rows: Rows) {
    // Every document has a draft, so that looking for drafts by an index is never worth it. SQLite would, and sort them all
    // afterwards; the sign keeps it from that and means nothing else.
    if rows == Rows::Drafts && sql.dialect() == Dialect::Sqlite {
        sql.push("+");
    }
    sql.column(row, "published_at").push(if rows == Rows::Drafts { " IS NULL" } else { " IS NOT NULL" });
}

/// Appends the condition that tells the rows of one attribute in a table that serves several, or nothing.
pub fn and_slot(sql: &mut Sql, row: Alias, link: &Link) {
    let Some(slot) = &link.slot else { return };
    // SQLite guesses that few rows have one name and would search all of them by its index, instead of those of the
    // owners; the sign keeps it from that and means nothing else.
    let and = if sql.dialect() == Dialect::Sqlite { " AND +" } else { " AND " };
    sql.push(and).column(row, "field").push(" = ").bind(Value::Text(slot.field.clone()));
    sql.push(and).column(row, slot.type_column).push(" = ").bind(Value::Text(slot.uid.clone()));
}

/// Appends ` AND …` with the conditions on status and locale for a joined table, or nothing where every row counts.
pub(super) fn and_source(sql: &mut Sql, row: Alias, source: &Source) {
    if !source.is_whole() {
        sql.push(" AND ");
        of_source(sql, row, source);
    }
}

/// Appends the condition by which a row of the target's table is the other end of a row of the link's.
pub(super) fn on_target(sql: &mut Sql, target: Alias, joined: Alias, link: &Link) {
    if link.siblings {
        sql.column(target, "document_id").push(" = ").column(joined, &link.target_column);
        sql.push(" AND ").column(target, "id").push(" <> ").column(joined, "id");
    } else {
        sql.column(target, "id").push(" = ").column(joined, &link.target_column);
    }
}

fn condition(sql: &mut Sql, aliases: &mut Aliases, source: &Source, row: Alias, filter: &Filter) {
    match filter {
        Filter::All(none) if none.is_empty() => drop(sql.push("1 = 1")),
        Filter::Any(none) if none.is_empty() => drop(sql.push("1 = 0")),
        Filter::All(only) | Filter::Any(only) if only.len() == 1 => condition(sql, aliases, source, row, &only[0]),
        Filter::All(all) => join(sql, aliases, source, row, " AND ", all),
        Filter::Any(any) => join(sql, aliases, source, row, " OR ", any),
        Filter::Not(inner) => {
            sql.push("NOT (");
            condition(sql, aliases, source, row, inner);
            sql.push(")");
        }
        Filter::Column(column, comparison) => compare(sql, row, column, comparison),
        Filter::Related { link, target, filter } => related(sql, aliases, row, link, target, filter),
        Filter::Publication(publication) => other_row(sql, aliases, source, row, *publication),
    }
}

fn join(
    sql: &mut Sql,
    aliases: &mut Aliases,
    source: &Source,
    row: Alias,
    separator: &'static str,
    filters: &[Filter],
) {
    if filters.len() > FLAT {
        let (one, other) = filters.split_at(filters.len() / 2);
        sql.push("(");
        join(sql, aliases, source, row, separator, one);
        sql.push(separator);
        join(sql, aliases, source, row, separator, other);
        sql.push(")");
        return;
    }
    sql.push("(").list(separator, filters, |sql, filter| condition(sql, aliases, source, row, filter)).push(")");
}

/// Some row that `link` leads to, of the wanted status and locale, matches. These keep a draft's values, and those of
/// another locale, from being probed.
fn related(sql: &mut Sql, aliases: &mut Aliases, row: Alias, link: &Link, target: &Source, filter: &Filter) {
    let (joined, linked) = (aliases.next(), aliases.next());
    sql.push("EXISTS (SELECT 1 FROM ").name(&link.table).push(" ").alias(joined);
    sql.push(" JOIN ").name(&target.table).push(" ").alias(linked);
    sql.push(" ON ");
    on_target(sql, linked, joined, link);
    sql.push(" WHERE ").column(joined, &link.source_column).push(" = ").column(row, "id");
    and_slot(sql, joined, link);
    sql.push(" AND ");
    conditions(sql, aliases, target, linked, filter);
    sql.push(")");
}

fn other_row(sql: &mut Sql, aliases: &mut Aliases, source: &Source, row: Alias, publication: Publication) {
    let (exists, published, newer) = match publication {
        Publication::NeverPublished | Publication::NeverPublishedDocument => (false, true, None),
        Publication::HasPublishedVersion | Publication::HasPublishedVersionDocument => (true, true, None),
        Publication::PublishedWithoutDraft => (false, false, None),
        Publication::PublishedWithDraft => (true, false, None),
        Publication::Modified => (true, source.rows == Rows::Drafts, Some(true)),
        Publication::Unmodified => (true, source.rows == Rows::Drafts, Some(false)),
    };
    let other = aliases.next();
    sql.push(if exists { "EXISTS (SELECT 1 FROM " } else { "NOT EXISTS (SELECT 1 FROM " });
    sql.name(&source.table).push(" ").alias(other).push(" WHERE ");
    sql.column(other, "document_id").push(" = ").column(row, "document_id").push(" AND ");
    status(sql, other, if published { Rows::Published } else { Rows::Drafts });
    if source.reach != Reach::Unlocalized && !publication.is_about_document() {
        sql.push(" AND ").column(other, "locale").push(" = ").column(row, "locale");
    }
    if let Some(newer) = newer {
        let (draft, public) = if published { (row, other) } else { (other, row) };
        let operator = if newer { " > " } else { " <= " };
        sql.push(" AND ").column(draft, "updated_at").push(operator).column(public, "updated_at");
    }
    sql.push(")");
}

fn compare(sql: &mut Sql, row: Alias, column: &str, comparison: &Comparison) {
    let mut binary = |operator: &'static str, value: &Value| {
        sql.column(row, column).push(operator).bind(value.clone());
    };
    match comparison {
        Comparison::Equals(value) => binary(" = ", value),
        Comparison::Differs(value) => binary(" <> ", value),
        Comparison::Less(value) => binary(" < ", value),
        Comparison::LessOrEqual(value) => binary(" <= ", value),
        Comparison::Greater(value) => binary(" > ", value),
        Comparison::GreaterOrEqual(value) => binary(" >= ", value),
        Comparison::IsNull => drop(sql.column(row, column).push(" IS NULL")),
        Comparison::IsNotNull => drop(sql.column(row, column).push(" IS NOT NULL")),
        Comparison::EqualsIgnoringCase(value) => ignoring_case(sql, row, column, " = ", value),
        Comparison::DiffersIgnoringCase(value) => ignoring_case(sql, row, column, " <> ", value),
        Comparison::In(values) if values.is_empty() => drop(sql.push("1 = 0")),
        Comparison::NotIn(values) if values.is_empty() => drop(sql.push("1 = 1")),
        Comparison::In(values) => list(sql, row, column, " IN (", values),
        Comparison::NotIn(values) => list(sql, row, column, " NOT IN (", values),
        Comparison::Between(low, high) => {
            sql.column(row, column).push(" BETWEEN ").bind(low.clone()).push(" AND ").bind(high.clone());
        }
        Comparison::Text(text) => text_match(sql, row, column, text),
    }
}

fn list(sql: &mut Sql, row: Alias, column: &str, operator: &'static str, values: &[Value]) {
    sql.column(row, column).push(operator);
    sql.list(", ", values, |sql, value| {
        sql.bind(value.clone());
    })
    .push(")");
}

fn ignoring_case(sql: &mut Sql, row: Alias, column: &str, operator: &'static str, value: &Value) {
    match value {
        Value::Text(_) => {
            sql.push("LOWER(").column(row, column).push(")").push(operator);
            sql.push("LOWER(").bind(value.clone()).push(")");
        }
        other => drop(sql.column(row, column).push(operator).bind(other.clone())),
    }
}

fn text_match(sql: &mut Sql, row: Alias, column: &str, text: &TextMatch) {
    let (before, after) = match text.position {
        Position::Start => ("", "%"),
        Position::End => ("%", ""),
        Position::Anywhere => ("%", "%"),
    };
    let pattern = Value::Text(format!("{before}{}{after}", escape_like(&text.text)));
    // Every column can be searched as text; a cast of what is text already costs nothing. On MySQL a cast forgets the
    // column's collation for the session's, in which `a`, `A` and `á` are one letter.
    let as_text = if sql.dialect() == Dialect::MySql { " AS CHAR) COLLATE utf8mb4_bin" } else { " AS TEXT)" };
    let operator = if text.negated { " NOT LIKE " } else { " LIKE " };
    if text.ignore_case {
        sql.push("LOWER(CAST(").column(row, column).push(as_text).push(")").push(operator);
        sql.push("LOWER(").bind(pattern).push(")");
    } else {
        sql.push("CAST(").column(row, column).push(as_text).push(operator).bind(pattern);
    }
    sql.push(" ESCAPE '!'");
}

fn escape_like(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '%' | '_' | '!') {
            escaped.push('!');
        }
        escaped.push(character);
    }
    escaped
}
