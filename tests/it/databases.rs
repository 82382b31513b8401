//! Several servers on one database, and what only databases without transactions for tables need.

use keyway::app::{open_services, routers};
use keyway::catalog::{Definition, Dialect};
use keyway::config::{Config, DatabaseUrl};
use keyway::service::model::{Consent, Edit};
use keyway::store::content_types::DefinitionChange;
use keyway::store::database::Place as Stored;
use keyway::store::settings;
use keyway::store::table_change::TableChange;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::cli::program::{Place, post};
use crate::content::world;
use crate::testkit::{TestServer, database};

/// A configuration with a folder of its own for the keys, on the database of the URL.
fn configuration(folder: &std::path::Path, name: &str, url: &str) -> Config {
    let database_url = Some(DatabaseUrl::from(url.to_owned()));
    Config { data_dir: folder.join(name), database_url, ..Config::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_that_start_at_once_on_an_empty_database_both_serve() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("shared.db").display());
    let url = database::fresh().await.unwrap_or(file);
    let [one, two] = ["one", "two"].map(|name| {
        let config = configuration(folder.path(), name, &url);
        tokio::spawn(async move { open_services(&config).await.map(drop) })
    });
    for started in [one.await.unwrap(), two.await.unwrap()] {
        started.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_servers_that_want_the_same_unique_value_one_gets_it() {
    let (server, editor) = world::empty().await;
    let other = open_services(&server.config).await.unwrap();
    let elsewhere = editor.at(routers(&server.config, &other).0);
    let requests = [editor.clone(), elsewhere.clone(), editor.clone(), elsewhere].map(|client| {
        tokio::spawn(async move {
            client.graphql(r#"mutation { createMaker(data: {name: "Ann"}) { name } }"#).await.body["errors"].is_null()
        })
    });
    let mut winners = 0;
    for request in requests {
        winners += usize::from(request.await.unwrap());
    }
    assert_eq!(winners, 1);
    let makers = editor.graphql("{ makers { name } }").await;
    assert_eq!(makers.data()["makers"], json!([{"name": "Ann"}]));
}

#[tokio::test]
async fn the_program_works_on_the_database_that_its_flag_names() {
    let place = Place::new();
    let file = format!("sqlite:{}", place.path("content.db").display());
    let url = database::fresh().await.unwrap_or(file);
    let run = |arguments: &[&str]| place.run(&[arguments, &["--database-url", &url]].concat());
    run(&["content-types", "apply", concat!(env!("CARGO_MANIFEST_DIR"), "/examples/demo/content-types")]).ok();
    let made = run(&["token", "create", "--name", "all", "--type", "full-access", "--json"]).json();
    let secret = made["secret"].as_str().unwrap();

    let mut server = place.start(&["serve", "--listen", "127.0.0.1:0", "--database-url", &url]);
    let line = server.line();
    let address = line.split_once("/admin/").unwrap().0.rsplit(' ').next().unwrap();
    let mutation = r#"mutation { createAuthor(data: {name: "Ann"}) { name } }"#;
    assert_eq!(post(address, "/graphql", secret, mutation).1["data"]["createAuthor"]["name"], "Ann");
    assert_eq!(post(address, "/graphql", secret, "{ authors { name } }").1["data"]["authors"][0]["name"], "Ann");
    assert_eq!(server.stop(), 0);
}

#[tokio::test]
async fn texts_that_differ_in_case_or_accents_are_different() {
    let (_server, editor) = world::empty().await;
    for name in ["Ann", "ann", "Änn"] {
        world::create(&editor, "Maker", &json!({"name": name}).to_string().replace("\"name\"", "name")).await;
    }
    let found = editor.graphql(r#"{ makers(filters: {name: {eq: "ann"}}) { name } }"#).await;
    assert_eq!(found.data()["makers"], json!([{"name": "ann"}]));
    let found = editor.graphql(r#"{ makers(filters: {name: {eqi: "ANN"}}) { name } }"#).await;
    assert_eq!(found.data()["makers"], json!([{"name": "Ann"}, {"name": "ann"}]));
}

#[tokio::test]
async fn nulls_come_first_going_up_and_last_going_down() {
    let (_server, editor) = world::empty().await;
    for data in [r#"{title: "b", stock: 1}"#, r#"{title: "a"}"#, r#"{title: "c", stock: -1}"#] {
        world::create(&editor, "Item", data).await;
    }
    for (sort, expected) in [("stock", ["a", "c", "b"]), ("stock:desc", ["b", "c", "a"])] {
        let sorted = editor.graphql(&format!("{{ items(sort: \"{sort}\") {{ title maker {{ name }} }} }}")).await;
        assert_eq!(world::texts(&sorted.data()["items"], "title"), expected);
    }
}

#[tokio::test]
async fn what_a_column_cannot_hold_is_one_clear_error_and_leaves_nothing() {
    let (server, editor) = world::empty().await;
    let (large, nul) = (r#"{title: "a", price: 1e12}"#, r#"{title: "a", extra: "\"\\u0000\""}"#);
    let refused: &[&str] = match server.services.database.dialect() {
        Dialect::Sqlite => &[],
        Dialect::Postgres => &[large, nul],
        Dialect::MySql => &[large],
    };
    for data in refused {
        let answer = editor.graphql(&format!("mutation {{ createItem(data: {data}) {{ title }} }}")).await;
        assert_eq!(answer.error_code(), "BAD_USER_INPUT", "{}", answer.text);
        let message = &answer.body["errors"][0]["message"];
        assert_eq!(message, "A value does not fit the column that it is for");
        assert_eq!(editor.graphql("{ items(status: DRAFT) { title } }").await.data()["items"], json!([]));
    }
    let written = editor.graphql(&format!("mutation {{ createItem(data: {large}) {{ price }} }}")).await;
    assert_eq!(written.body["errors"].is_null(), refused.is_empty());
}

const NOTE: &str = r#"{
    "kind": "collectionType", "collectionName": "notes", "options": {"draftAndPublish": false},
    "info": {"singularName": "note", "pluralName": "notes", "displayName": "Note"},
    "attributes": {
        "text": {"type": "string"},
        "next": {"type": "relation", "relation": "manyToMany", "target": "api::note.note"}
    }
}"#;

/// Leaves the database as a server does that ends after a statement and before it has noted that.
async fn interrupt(server: &TestServer, statements_done: usize) {
    let note = Definition::parse(NOTE.as_bytes(), None).unwrap();
    let services = &server.services;
    let plan = services.model.plan(Edit::Put(vec![note.clone()])).unwrap();
    let catalog = keyway::catalog::Catalog::build(vec![note]).unwrap();
    let definitions = DefinitionChange::of(&plan, &catalog).unwrap();
    let change = TableChange::new(plan.sql().map(str::to_owned).collect(), definitions);
    let mut journal = serde_json::to_value(&change).unwrap();
    journal["done"] = json!(statements_done - 1);
    let transaction = services.database.begin().await.unwrap();
    settings::set(&transaction, "unfinished-table-change", journal.to_string()).await.unwrap();
    for statement in plan.sql().take(statements_done) {
        transaction.execute_unprepared(statement).await.unwrap();
    }
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn on_mysql_an_interrupted_change_of_content_types_is_finished_at_the_next_start_and_at_the_next_change() {
    for statements_done in [1, 3, 8, 12] {
        let server = TestServer::empty().await;
        if server.services.database.dialect() != Dialect::MySql {
            return;
        }
        interrupt(&server, statements_done).await;
        let services = if statements_done % 2 == 0 {
            open_services(&server.config).await.unwrap()
        } else {
            let edit = Edit::Put(vec![Definition::parse(world::TAG.replace("item", "note").as_bytes(), None).unwrap()]);
            let change = server.services.model.change(edit, Consent::default(), server.clock.now()).await;
            assert!(change.is_err(), "the other end of the relation is missing");
            server.services.clone()
        };
        services.model.refresh().await.unwrap();
        assert!(services.model.current().get("note").is_some());
        let editor = server.as_full_access().await.at(routers(&server.config, &services).0);
        let made = editor.graphql(r#"mutation { createNote(data: {text: "x"}) { next { text } } }"#).await;
        assert_eq!(made.data()["createNote"], json!({"next": []}));
    }
}

#[tokio::test]
async fn a_read_is_answered_although_the_server_has_closed_the_connection_for_it() {
    let (server, editor) = world::empty().await;
    let Stored::Server(readers) = server.services.database.place() else { return };
    world::titled(&editor, &["x"]).await;
    let (own, end) = match server.services.database.dialect() {
        Dialect::Postgres => ("SELECT pg_backend_pid()::int8", "SELECT pg_terminate_backend"),
        _ => ("SELECT CAST(CONNECTION_ID() AS SIGNED)", "KILL"),
    };
    let asked = Statement::from_string(readers.quick.get_database_backend(), own);
    let session: i64 = readers.quick.query_one_raw(asked).await.unwrap().unwrap().try_get_by_index(0).unwrap();
    server.services.database.read().execute_unprepared(&format!("{end} ({session})")).await.unwrap();
    let items = editor.graphql("{ items { title } items_connection { pageInfo { total } } }").await;
    assert_eq!(items.data()["items"], json!([{"title": "x"}]));
    assert_eq!(items.data()["items_connection"]["pageInfo"]["total"], 1);
}
