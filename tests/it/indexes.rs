//! How statements find their rows: each database is asked what it would do on a table of some size.

use keyway::access::{Action, PermissionSet, Status};
use keyway::catalog::{AttributeKind, Dialect, Reach, View};
use keyway::query::filter::{self, Filter};
use keyway::query::order;
use keyway::query::page::Page;
use keyway::query::plan::plan;
use keyway::query::request::{Extent, ReadRequest, Rows, Selection, Source, ToMany, ToOne};
use keyway::query::sql::Statement;
use keyway::query::syntax::Syntax;
use keyway::query::value::Value;
use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::{Value as Json, json};

use crate::testkit::{TestServer, bulk, database};

const ARTICLES: u64 = 5_000;

async fn filled() -> TestServer {
    let server = TestServer::with_model(&bulk::MODEL).await;
    let transaction = server.services.database.begin().await.unwrap();
    for statement in bulk::statements(database::dialect(), ARTICLES) {
        transaction.execute_unprepared(&statement).await.unwrap();
    }
    transaction.commit().await.unwrap();
    server
}

/// A question about articles.
#[derive(Clone, Default)]
struct Question {
    drafts: bool,
    filters: Json,
    sort: &'static str,
    start: u64,
}

impl Question {
    /// The statements, with those of the author and the tags where `related`.
    fn statements(&self, server: &TestServer, related: bool) -> Vec<Statement> {
        let view = View::new(server.services.model.current(), PermissionSet::full_access(), false);
        let status = if self.drafts { Status::Draft } else { Status::Published };
        let articles = view.content_type("article", Action::Find, status).unwrap();
        let sort: Vec<String> = Some(self.sort.to_owned()).into_iter().filter(|sort| !sort.is_empty()).collect();
        let filter = match &self.filters {
            Json::Null => Filter::everything(),
            filters => filter::parse(&articles, filters, Syntax::Rest).unwrap(),
        };
        let mut selection = Selection { columns: vec!["title".to_owned()], ..Selection::default() };
        if related {
            relate(&mut selection, &articles.content_type().attributes);
        }
        let request = ReadRequest {
            source: Source::of(&articles),
            filter,
            order: order::parse(&articles, &sort).unwrap(),
            page: Page { start: self.start, limit: 10 },
            selection: selection.into(),
            count: true,
        };
        let plan = plan(&request, database::dialect());
        let children = plan.list.children.iter().map(|child| {
            let mut statement = child.list.statement.clone();
            statement.parameters[child.parents_parameter] = Value::RowIds(vec![2, 4, 6, 8]);
            statement
        });
        [plan.list.statement.clone()].into_iter().chain(children).chain(plan.count).collect()
    }
}

fn relate(selection: &mut Selection, attributes: &indexmap::IndexMap<String, keyway::catalog::Attribute>) {
    let source = |table: &str| Source { table: table.to_owned(), rows: Rows::All, reach: Reach::Unlocalized };
    let link = |name: &str| match &attributes[name].kind {
        AttributeKind::Relation(relation) => relation.link.clone(),
        other => panic!("{other:?} is no relation"),
    };
    let columns = || Selection { columns: vec!["name".to_owned()], ..Selection::default() };
    selection.to_one.push(ToOne { link: link("author"), target: source("authors"), selection: columns() });
    selection.to_many.push(ToMany {
        link: link("tags"),
        target: source("tags"),
        filter: Filter::everything(),
        order: Vec::new(),
        extent: Extent::All(1_000),
        selection: columns(),
    });
}

/// The statement with its parameters in their places.
fn inlined(statement: &Statement) -> String {
    let dialect = database::dialect();
    let mut text = statement.text.clone();
    for (number, value) in (1..).zip(&statement.parameters) {
        let literal = match value {
            Value::Integer(number) => number.to_string(),
            Value::Text(text) => format!("'{text}'"),
            Value::RowIds(ids) if dialect == Dialect::Postgres => format!("'{{{}}}'", numbers(ids)),
            Value::RowIds(ids) => format!("'[{}]'", numbers(ids)),
            other => panic!("{other:?} is not asked for here"),
        };
        let placeholder = if dialect == Dialect::Postgres { format!("${number}") } else { "?".to_owned() };
        text = text.replacen(&placeholder, &literal, 1);
    }
    text
}

fn numbers(ids: &[i64]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// What the database says it would do, a line for each step.
async fn explained(server: &TestServer, statement: &Statement) -> Vec<String> {
    let dialect = database::dialect();
    let explain = if dialect == Dialect::Sqlite { "EXPLAIN QUERY PLAN" } else { "EXPLAIN" };
    let connection = server.services.database.read();
    let asked = format!("{explain} {}", inlined(statement));
    let asked = sea_orm::Statement::from_string(connection.get_database_backend(), asked);
    let rows = connection.query_all_raw(asked).await.unwrap();
    rows.iter().map(|row| step(row, dialect)).collect()
}

fn step(row: &QueryResult, dialect: Dialect) -> String {
    let text = |column: &str| row.try_get::<Option<String>>("", column).unwrap().unwrap_or_default();
    match dialect {
        Dialect::Sqlite => text("detail"),
        Dialect::Postgres => row.try_get_by_index(0).unwrap(),
        Dialect::MySql => format!("{} type={} key={} {}", text("table"), text("type"), text("key"), text("Extra")),
    }
}

/// Whether a step reads all of a table, or sorts what it has read. Rows that come sorted but for ties are not sorted anew.
fn is_dear(step: &str) -> bool {
    match database::dialect() {
        Dialect::Sqlite => {
            step.starts_with("SCAN t") && !step.contains(" USING ") || step == "USE TEMP B-TREE FOR ORDER BY"
        }
        Dialect::Postgres => {
            let scans = step.contains("Seq Scan on articles");
            scans || step.trim_start().trim_start_matches("->  ").starts_with("Sort ")
        }
        Dialect::MySql => step.contains("type=ALL") || step.contains("filesort"),
    }
}

async fn assert_cheap(server: &TestServer, name: &str, question: &Question) {
    let list = &question.statements(server, false)[0];
    let mut steps = explained(server, list).await;
    if question.drafts && question.sort.is_empty() {
        // Most rows are drafts, and the table itself has the order.
        steps.retain(|step| step != "SCAN t0");
    }
    assert!(!steps.iter().any(|step| is_dear(step)), "{name}: {}\n{}", steps.join("\n"), list.text);
}

#[tokio::test]
async fn lists_are_read_in_the_order_of_an_index() {
    let server = filled().await;
    for drafts in [false, true] {
        let question = Question { drafts, ..Question::default() };
        assert_cheap(&server, "by id", &question).await;
        assert_cheap(&server, "a later page", &Question { start: 500, ..question.clone() }).await;
        for sort in [
            "title:asc",
            "title:desc",
            "rating:asc",
            "rating:desc",
            "slug:asc",
            "slug:desc",
            "createdAt:asc",
            "createdAt:desc",
            "updatedAt:desc",
            "publishedAt:desc",
        ] {
            if !(drafts && sort.starts_with("publishedAt")) {
                assert_cheap(&server, sort, &Question { sort, ..question.clone() }).await;
            }
        }
    }
}

#[tokio::test]
async fn what_is_equal_to_an_indexed_attribute_is_found_by_its_index() {
    let server = filled().await;
    for drafts in [false, true] {
        for filters in [
            json!({"documentId": bulk::document_id(70)}),
            json!({"title": "An article about subject 1000911"}),
            json!({"slug": "article-7"}),
            json!({"slug": {"$in": ["article-7", "article-8"]}}),
        ] {
            let question = Question { drafts, filters: filters.clone(), ..Question::default() };
            let list = &question.statements(&server, false)[0];
            let steps = explained(&server, list).await;
            // A handful of rows may well be sorted; that they are found by their values is what counts.
            let found = steps.iter().any(|step| finds(step));
            assert!(found, "{filters}: {}\n{}", steps.join("\n"), list.text);
        }
    }
}

/// Whether a step goes straight to the rows that have a value.
fn finds(step: &str) -> bool {
    match database::dialect() {
        Dialect::Sqlite => step.starts_with("SEARCH t0 USING") && step.contains("=?"),
        Dialect::Postgres => step.contains("Index Cond:") && step.contains('='),
        Dialect::MySql => step.contains("type=ref key=") || step.contains("type=range key="),
    }
}

#[tokio::test]
async fn links_are_looked_up_for_the_rows_of_the_page_only() {
    let server = filled().await;
    let statements = Question::default().statements(&server, true);
    assert_eq!(statements.len(), 3, "a page, its tags, a count");
    for statement in &statements[..2] {
        let steps = explained(&server, statement).await;
        assert!(!steps.iter().any(|step| reads_all_links(step)), "{}\n{}", steps.join("\n"), statement.text);
    }
}

/// Whether a step reads all of a table of links, or all articles.
fn reads_all_links(step: &str) -> bool {
    match database::dialect() {
        Dialect::Sqlite => step.starts_with("SCAN t") && !step.contains(" USING ") && step != "SCAN t0",
        Dialect::Postgres => step.contains("Seq Scan on articles"),
        // What is looked for, and what stands for a part of the statement itself.
        Dialect::MySql => step.contains("type=ALL") && !step.starts_with("parents") && !step.starts_with('<'),
    }
}

#[tokio::test]
async fn the_articles_of_authors_are_found_by_their_links_a_page_for_each() {
    let server = filled().await;
    let view = View::new(server.services.model.current(), PermissionSet::full_access(), false);
    let authors = view.content_type("author", Action::Find, Status::Published).unwrap();
    let AttributeKind::Relation(relation) = &authors.content_type().attributes["articles"].kind else {
        panic!("articles is a relation")
    };
    let articles = ToMany {
        link: relation.link.clone(),
        target: Source { table: "articles".to_owned(), rows: Rows::Published, reach: Reach::Unlocalized },
        filter: Filter::everything(),
        order: Vec::new(),
        extent: Extent::Page(Page { start: 0, limit: 10 }),
        selection: Selection { columns: vec!["title".to_owned()], ..Selection::default() },
    };
    let selection = Selection { to_many: vec![articles], ..Selection::default() };
    let request = ReadRequest::one(Source::of(&authors), Filter::everything(), selection.into());
    let mut child = plan(&request, database::dialect()).list.children.remove(0);
    child.list.statement.parameters[child.parents_parameter] = Value::RowIds(vec![2, 4, 6, 8]);
    let steps = explained(&server, &child.list.statement).await;
    assert!(!steps.iter().any(|step| reads_all_links(step)), "{}\n{}", steps.join("\n"), child.list.statement.text);
}

#[tokio::test]
async fn the_articles_of_one_author_are_found_by_their_links() {
    let server = filled().await;
    let question = Question { filters: json!({"author": {"documentId": "authors7"}}), ..Question::default() };
    for statement in question.statements(&server, false) {
        let steps = explained(&server, &statement).await;
        assert!(!steps.iter().any(|step| reads_all_links(step)), "{}\n{}", steps.join("\n"), statement.text);
    }
}

#[tokio::test]
async fn published_entries_are_counted_in_an_index_alone() {
    let server = filled().await;
    let counts = [Json::Null, json!({"rating": "3"})].map(|filters| {
        let question = Question { filters, ..Question::default() };
        question.statements(&server, false).pop().unwrap()
    });
    for statement in &counts {
        let steps = explained(&server, statement).await;
        let covered = steps.iter().any(|step| match database::dialect() {
            Dialect::Sqlite => step.contains("COVERING INDEX"),
            Dialect::Postgres => step.contains("Index Only Scan"),
            Dialect::MySql => step.contains("Using index"),
        });
        // PostgreSQL may read the whole of so small a table instead, as nothing has vacuumed it.
        assert!(covered || database::dialect() == Dialect::Postgres, "{}\n{}", steps.join("\n"), statement.text);
    }
}

#[tokio::test]
async fn the_end_of_a_long_list_of_links_is_found_without_reading_the_list() {
    let server = filled().await;
    let last = "SELECT COALESCE(MAX(article_ord), 0) + 1 FROM articles_author_lnk WHERE author_id = 7";
    let statement = Statement { text: last.to_owned(), parameters: Vec::new() };
    let steps = explained(&server, &statement).await;
    let found = steps.iter().any(|step| match database::dialect() {
        Dialect::MySql => step.contains("Select tables optimized away"),
        _ => step.contains("keyway_articles_author_lnk__article_ord_end"),
    });
    assert!(found, "{}", steps.join("\n"));
}
