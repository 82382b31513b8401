//! The first administrator and the code that makes them.

use keyway::service::setup;
use serde_json::{Value, json};

use super::kit::{Answer, NOW, PASSWORD, Server, nobody};

const EMAIL: &str = "ada@example.com";
const SET_UP: &str = "mutation($code: String!, $password: String!) {
    setUpAdministrator(code: $code, input: {email: \"Ada@example.com\", name: \"Ada\", password: $password}) {
        user { email name enabled roles { code } }
    }
}";
const REFUSAL: (&str, &str) = ("FORBIDDEN", "The setup code is wrong or no longer works");

async fn code(server: &Server) -> String {
    setup::new_code(&server.services).await.unwrap().expect("there is no administrator").to_string()
}

async fn set_up(server: &Server, code: &str, password: &str) -> Answer {
    server.ask(&nobody(), SET_UP, json!({"code": code, "password": password})).await
}

async fn administrators(server: &Server) -> u64 {
    keyway::store::administrators::count(server.services.database.read()).await.unwrap()
}

#[tokio::test]
async fn the_code_makes_a_super_admin_and_works_once() {
    let server = Server::start().await;
    let code = code(&server).await;
    let user = json!({"email": EMAIL, "name": "Ada", "enabled": true, "roles": [{"code": "super-admin"}]});
    assert_eq!(set_up(&server, &code, PASSWORD).await.data()["setUpAdministrator"]["user"], user);
    assert_eq!(set_up(&server, &code, PASSWORD).await.error(), REFUSAL);
    assert_eq!(administrators(&server).await, 1);
    assert!(setup::new_code(&server.services).await.unwrap().is_none());

    let login = "mutation($password: String!) {
        login(input: {email: \"ada@example.com\", password: $password}) { user { email } }
    }";
    server.ask(&nobody(), login, json!({"password": PASSWORD})).await.data();
    assert_eq!(server.audited().await, ["administrator.create", "session.login", "setup.refuse"]);
}

#[tokio::test]
async fn of_two_calls_at_once_one_makes_an_administrator() {
    let server = Server::start().await;
    let code = code(&server).await;
    let (one, other) = tokio::join!(set_up(&server, &code, PASSWORD), set_up(&server, &code, PASSWORD));
    let refused: Vec<_> = [&one, &other].into_iter().filter(|answer| answer.json.get("errors").is_some()).collect();
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].error(), REFUSAL);
    assert_eq!(administrators(&server).await, 1);
}

#[tokio::test]
async fn every_code_that_does_not_work_gets_one_answer() {
    let server = Server::start().await;
    let refused = async |code: &str, password: &str| {
        let answer = set_up(&server, code, password).await;
        assert_eq!(answer.error(), REFUSAL);
        assert_eq!(answer.json["errors"][0]["extensions"], json!({"code": "FORBIDDEN"}));
    };
    refused("made up", PASSWORD).await;
    let first = code(&server).await;
    let second = code(&server).await;
    refused(&first, PASSWORD).await;
    refused("", "too weak").await;
    server.super_admin().await;
    refused(&second, PASSWORD).await;
}

#[tokio::test]
async fn the_sixth_code_in_five_minutes_is_refused_even_when_it_is_right() {
    let server = Server::start().await;
    let code = code(&server).await;
    for _ in 0..5 {
        assert_eq!(set_up(&server, "made up", PASSWORD).await.error(), REFUSAL);
    }
    let refused = set_up(&server, &code, PASSWORD).await;
    assert_eq!(refused.error(), ("RATE_LIMITED", "Too many attempts, please try again later"));
    server.clock.set(NOW.plus_seconds(301));
    set_up(&server, &code, PASSWORD).await.data();
}

#[tokio::test]
async fn with_the_right_code_a_weak_password_can_be_corrected_as_often_as_it_takes() {
    let server = Server::start().await;
    let code = code(&server).await;
    for _ in 0..6 {
        assert_eq!(set_up(&server, &code, "weakweak").await.violations(), ["password", "password"]);
    }
    set_up(&server, &code, PASSWORD).await.data();
}

#[tokio::test]
async fn only_a_digest_of_the_code_is_kept_and_nothing_once_it_was_used() {
    let server = Server::start().await;
    let code = code(&server).await;
    let kept = keyway::store::settings::get(server.services.database.read(), "setup-code").await.unwrap();
    assert_eq!(Value::from(kept), blake3::hash(code.as_bytes()).to_hex().to_string());
    set_up(&server, &code, PASSWORD).await.data();
    assert_eq!(keyway::store::settings::get(server.services.database.read(), "setup-code").await.unwrap(), None);
}
