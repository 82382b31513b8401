//! The commands that serve.

use std::fs;
use std::net::TcpListener;

use serde_json::Value;

use super::mode;
use super::program::{Place, post};

const DEMO: [&str; 6] = ["demo", "--data-dir", "d", "--listen", "127.0.0.1:0", "--json"];

fn demo_line(place: &Place) -> (super::program::Running, Value) {
    let mut server = place.start(&DEMO);
    let line = serde_json::from_str(&server.line()).unwrap();
    (server, line)
}

#[test]
fn the_demo_serves_the_same_content_and_tokens_every_time() {
    let place = Place::new();
    let (server, first) = demo_line(&place);
    let query = "{ articles_connection { pageInfo { total } } }";
    let ask = |line: &Value| {
        post(line["url"].as_str().unwrap(), "/graphql", line["tokens"]["read_only"].as_str().unwrap(), query)
    };
    let answer = ask(&first);
    assert_eq!((answer.0, &answer.1["data"]["articles_connection"]["pageInfo"]["total"]), (200, &Value::from(22)));
    assert_eq!(mode(&place.path("d/demo.json")), 0o600);
    assert_eq!(server.stop(), 0);
    let (_server, second) = demo_line(&place);
    assert_eq!((&first["tokens"], &first["admin"]), (&second["tokens"], &second["admin"]));
    assert_eq!(ask(&second), answer);
}

#[test]
fn a_demo_that_was_interrupted_begins_anew() {
    let place = Place::new();
    // What a run leaves that was killed before it was done.
    place.write("d/demo.unfinished", "");
    place.write("d/keyway.db", "half of a database");
    let (server, line) = demo_line(&place);
    assert!(line["tokens"]["custom"].as_str().unwrap().starts_with("kw_"));
    assert!(!place.path("d/demo.unfinished").exists());
    server.kill();
    let (_server, again) = demo_line(&place);
    assert_eq!(line["tokens"], again["tokens"]);
}

#[test]
fn demos_that_start_at_once_in_one_directory_serve_the_same() {
    let place = Place::new();
    let mut servers = [place.start(&DEMO), place.start(&DEMO), place.start(&DEMO)];
    let lines = servers.each_mut().map(|server| serde_json::from_str::<Value>(&server.line()).unwrap());
    for line in &lines {
        assert_eq!(line["tokens"], lines[0]["tokens"]);
        let token = line["tokens"]["read_only"].as_str().unwrap();
        let answer = post(line["url"].as_str().unwrap(), "/graphql", token, "{ homepage { __typename } }");
        assert_eq!((answer.0, &answer.1["data"]["homepage"]["__typename"]), (200, &"Homepage".into()));
    }
}

#[test]
fn a_demo_that_has_lost_its_key_is_not_served_with_tokens_that_are_refused() {
    let place = Place::new();
    drop(demo_line(&place));
    fs::remove_file(place.path("d/token.key")).unwrap();
    assert_eq!(place.run(&DEMO).refused(1), "d/token.key is missing; remove d to begin anew");
    assert!(!place.path("d/token.key").exists());
}

#[test]
fn a_demo_keeps_away_from_the_data_of_a_server() {
    let place = Place::new();
    place.run(&["migrate", "--data-dir", "d"]).ok();
    let before = fs::read(place.path("d/keyway.db")).unwrap();
    assert!(place.run(&DEMO).refused(2).contains("holds a server's data"));
    assert_eq!(fs::read(place.path("d/keyway.db")).unwrap(), before);
    assert!(place.run(&["demo", "--database-url", "sqlite:x"]).refused(2).starts_with("--database-url: "));
}

/// The base address and the code of a line that leads to the first administrator.
fn setup_link(line: &str) -> (&str, &str) {
    let last_word = line.trim_end().rsplit(' ').next().unwrap();
    last_word.split_once("/admin/setup?code=").unwrap_or_else(|| panic!("no link in {line}"))
}

#[test]
fn a_first_server_makes_its_keys_and_prints_a_link_that_makes_an_administrator() {
    let place = Place::new();
    let mut server = place.start(&["serve", "--listen", "127.0.0.1:0"]);
    let line = server.line();
    let (url, code) = setup_link(&line);
    assert!(server.line().contains("keyway admin create"));
    assert_eq!((mode(&place.path("data/token.key")), mode(&place.path("data/keyway.db"))), (0o600, 0o600));

    let input = r#"{email: "ada@example.com", password: "Correct1horse"}"#;
    let query = format!("mutation {{ setUpAdministrator(code: \"{code}\", input: {input}) {{ user {{ email }} }} }}");
    let (status, answer) = post(url, "/admin/graphql", "", &query);
    assert_eq!((status, &answer["data"]["setUpAdministrator"]["user"]["email"]), (200, &"ada@example.com".into()));
    assert_eq!(server.stop(), 0);
    assert!(place.run(&["admin", "list"]).ok().contains("ada@example.com"));
}

#[test]
fn the_link_leads_to_where_the_management_api_is() {
    let place = Place::new();
    let mut server = place.start(&["serve", "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"]);
    let line = server.line();
    let answer = post(setup_link(&line).0, "/admin/graphql", "", "{ __typename }");
    assert_eq!((answer.0, &answer.1["data"]["__typename"]), (200, &"Query".into()));
}

#[test]
fn a_server_whose_key_is_gone_says_so() {
    let place = Place::new();
    place.run(&["token", "create", "--name", "a", "--type", "read-only"]).ok();
    fs::remove_file(place.path("data/token.key")).unwrap();
    let mut server = place.start(&["serve", "--listen", "127.0.0.1:0"]);
    let line = server.line();
    // The server answers once it has said what it has to say.
    post(setup_link(&line).0, "/graphql", "", "{ __typename }");
    assert_eq!(server.stop(), 0);
    let log = fs::read_to_string(place.path("stderr.log")).unwrap();
    let warning = log.lines().find(|line| line.contains("server key")).unwrap_or_else(|| panic!("no warning: {log}"));
    assert!(warning.contains("WARN") && warning.contains("tokens are refused"), "{warning}");
}

#[test]
fn an_invalid_key_of_tokens_is_refused_by_the_name_of_its_setting() {
    let place = Place::new().with_variable("KEYWAY_TOKEN_KEY", "planted");
    for command in ["config", "serve"] {
        let line = place.run(&[command]).refused(2);
        assert!(line.starts_with("KEYWAY_TOKEN_KEY: expected 64 hexadecimal digits"), "{line}");
    }
}

#[test]
fn a_port_in_use_is_named_in_one_line() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for command in ["serve", "demo"] {
        let line = place.run(&[command, "--listen", &address]).refused(1);
        assert!(line.starts_with(&format!("{address} is in use")), "{line}");
    }
    let line = place.run(&["serve", "--listen", "127.0.0.1:0", "--admin-listen", &address]).refused(1);
    assert!(line.ends_with("choose another address with --admin-listen"), "{line}");
}
