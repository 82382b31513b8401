//! Logging in, renewing, ending.

use keyway::graphql::management::{Caller, Cookies, REFRESH_COOKIE};
use keyway::service::administrators;
use serde_json::{Value, json};

use super::kit::{Answer, NOW, PASSWORD, Server, endpoint, nobody};

const EMAIL: &str = "ada@example.com";
const LOGIN: &str = "mutation($email: String!, $password: String!) {
    login(input: {email: $email, password: $password}) {
        accessToken refreshToken expiresAt refreshExpiresAt user { email roles { code } }
    }
}";
const REFRESH: &str = "mutation($token: String) { refreshSession(refreshToken: $token) { accessToken refreshToken } }";
const ME: &str = "{ me { user { email } permissions grants { permission } } }";

async fn server_with_ada() -> Server {
    let server = Server::start().await;
    administrators::create_first(&server.services, EMAIL, PASSWORD).await.unwrap();
    server
}

async fn log_in(server: &Server, email: &str, password: &str) -> Answer {
    server.ask(&nobody(), LOGIN, json!({"email": email, "password": password})).await
}

async fn refresh(server: &Server, token: &Value) -> Answer {
    server.ask(&nobody(), REFRESH, json!({"token": token})).await
}

async fn bearer(server: &Server, payload: &Value) -> Option<Caller> {
    server.bearer(payload["accessToken"].as_str().unwrap()).await
}

#[tokio::test]
async fn a_login_opens_a_session_that_the_access_token_proves() {
    let server = server_with_ada().await;
    let answer = log_in(&server, " ADA@example.com ", PASSWORD).await;
    let payload = &answer.data()["login"];
    assert_eq!(payload["user"], json!({"email": EMAIL, "roles": [{"code": "super-admin"}]}));
    assert_eq!(payload["expiresAt"], NOW.plus_seconds(900).to_iso());
    let ada = bearer(&server, payload).await.expect("the token is good");
    assert_eq!(server.ask(&ada, ME, json!({})).await.data()["me"]["user"]["email"], EMAIL);
}

#[tokio::test]
async fn the_refresh_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let server = server_with_ada().await;
    let answer = log_in(&server, EMAIL, PASSWORD).await;
    let token = answer.data()["login"]["refreshToken"].as_str().unwrap();
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    let expected = format!("{REFRESH_COOKIE}={token}; Max-Age=1209600; Path=/admin; HttpOnly; SameSite=Strict");
    assert_eq!(cookie, expected);

    let browser = Caller { refresh_cookie: Some(token.to_owned()), ..nobody() };
    let renewed = server.ask(&browser, REFRESH, json!({})).await;
    assert_ne!(renewed.data()["refreshSession"]["refreshToken"], token);
    assert!(renewed.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn behind_https_the_refresh_cookie_never_travels_without_it() {
    let mut server = server_with_ada().await;
    server.endpoint = endpoint(&server.services, Cookies { secure: true });
    let answer = log_in(&server, EMAIL, PASSWORD).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.ends_with("; Path=/admin; HttpOnly; SameSite=Strict; Secure"), "{cookie}");
}

#[tokio::test]
async fn wrong_password_unknown_account_and_disabled_account_get_one_answer() {
    let server = server_with_ada().await;
    let root = server.super_admin().await;
    let disabled = server.person("off@example.com", &["author"]).await;
    let update = "mutation($id: ID!, $password: String!) {
        updateAdminUser(id: $id, input: {enabled: false, password: $password}) { user { enabled } }
    }";
    let id = super::kit::id_of(&disabled);
    server.ask(&root, update, json!({"id": id, "password": PASSWORD})).await.data();
    for (email, password) in [(EMAIL, "Wrong1horse"), ("nobody@example.com", PASSWORD), ("off@example.com", PASSWORD)] {
        let answer = log_in(&server, email, password).await;
        assert_eq!(answer.error(), ("UNAUTHENTICATED", "Invalid email or password"), "{email}");
    }
}

#[tokio::test]
async fn the_sixth_try_in_five_minutes_is_refused_whether_or_not_the_account_exists() {
    let server = server_with_ada().await;
    for email in [EMAIL, "nobody@example.com"] {
        for _ in 0..5 {
            assert_eq!(log_in(&server, email, "Wrong1horse").await.code(), "UNAUTHENTICATED");
        }
        let refused = log_in(&server, email, PASSWORD).await;
        assert_eq!(refused.error(), ("RATE_LIMITED", "Too many attempts, please try again later"));
    }
    server.clock.set(NOW.plus_seconds(301));
    log_in(&server, EMAIL, PASSWORD).await.data();
}

#[tokio::test]
async fn the_right_password_clears_the_count_of_wrong_ones() {
    let server = server_with_ada().await;
    for _ in 0..2 {
        for _ in 0..4 {
            log_in(&server, EMAIL, "Wrong1horse").await;
        }
        log_in(&server, EMAIL, PASSWORD).await.data();
    }
}

#[tokio::test]
async fn a_refresh_token_works_once_and_its_reuse_ends_the_session() {
    let server = server_with_ada().await;
    let first = log_in(&server, EMAIL, PASSWORD).await.data()["login"].clone();
    let second = refresh(&server, &first["refreshToken"]).await.data()["refreshSession"].clone();
    assert!(bearer(&server, &second).await.is_some());

    assert_eq!(refresh(&server, &first["refreshToken"]).await.code(), "UNAUTHENTICATED");
    assert_eq!(refresh(&server, &second["refreshToken"]).await.code(), "UNAUTHENTICATED");
    assert!(bearer(&server, &second).await.is_none());
    assert!(server.audited().await.contains(&"session.reuse".to_owned()));
}

#[tokio::test]
async fn garbage_and_expired_refresh_tokens_are_refused() {
    let server = server_with_ada().await;
    let token = log_in(&server, EMAIL, PASSWORD).await.data()["login"]["refreshToken"].clone();
    for garbage in [json!(""), json!("kwr_nonsense"), Value::Null] {
        assert_eq!(refresh(&server, &garbage).await.code(), "UNAUTHENTICATED");
    }
    server.clock.set(NOW.plus_seconds(14 * 86_400));
    assert_eq!(refresh(&server, &token).await.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn a_session_cannot_be_renewed_for_longer_than_ninety_days() {
    let server = server_with_ada().await;
    let mut token = log_in(&server, EMAIL, PASSWORD).await.data()["login"]["refreshToken"].clone();
    for days in (10..90).step_by(10) {
        server.clock.set(NOW.plus_seconds(days * 86_400));
        token = refresh(&server, &token).await.data()["refreshSession"]["refreshToken"].clone();
    }
    server.clock.set(NOW.plus_seconds(90 * 86_400));
    assert_eq!(refresh(&server, &token).await.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn after_logout_neither_token_opens_anything() {
    let server = server_with_ada().await;
    let payload = log_in(&server, EMAIL, PASSWORD).await.data()["login"].clone();
    let ada = bearer(&server, &payload).await.unwrap();
    let answer = server.ask(&ada, "mutation { logout { sessionId } }", json!({})).await;
    answer.data();
    assert!(answer.headers["set-cookie"].to_str().unwrap().starts_with("keyway_refresh=; Max-Age=0;"));
    assert_eq!(server.ask(&ada, ME, json!({})).await.code(), "UNAUTHENTICATED");
    assert!(bearer(&server, &payload).await.is_none());
    assert_eq!(refresh(&server, &payload["refreshToken"]).await.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_owner_only() {
    let server = server_with_ada().await;
    let ada = bearer(&server, &log_in(&server, EMAIL, PASSWORD).await.data()["login"]).await.unwrap();
    let elsewhere = bearer(&server, &log_in(&server, EMAIL, PASSWORD).await.data()["login"]).await.unwrap();
    let other = server.super_admin().await;

    let listed = server.ask(&ada, "{ sessions { id current } }", json!({})).await.data()["sessions"].clone();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    let id = listed.as_array().unwrap().iter().find(|one| one["current"] == false).unwrap()["id"].clone();

    let revoke = "mutation($id: ID!) { revokeSession(id: $id) { id } }";
    assert_eq!(server.ask(&other, revoke, json!({"id": id})).await.code(), "NOT_FOUND");
    assert_eq!(server.ask(&ada, revoke, json!({"id": id})).await.data()["revokeSession"]["id"], id);
    assert_eq!(server.ask(&ada, revoke, json!({"id": id})).await.code(), "NOT_FOUND");
    assert_eq!(server.ask(&elsewhere, ME, json!({})).await.code(), "UNAUTHENTICATED");
    server.ask(&ada, ME, json!({})).await.data();
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let server = server_with_ada().await;
    let ada = bearer(&server, &log_in(&server, EMAIL, PASSWORD).await.data()["login"]).await.unwrap();
    let elsewhere = bearer(&server, &log_in(&server, EMAIL, PASSWORD).await.data()["login"]).await.unwrap();
    let change = "mutation($old: String!, $new: String!) {
        changePassword(input: {currentPassword: $old, newPassword: $new}) { user { email } }
    }";
    let wrong = server.ask(&ada, change, json!({"old": "Wrong1horse", "new": "Another2horse"})).await;
    assert_eq!((wrong.code(), wrong.violations()), ("BAD_USER_INPUT", vec!["currentPassword".to_owned()]));
    let weak = server.ask(&ada, change, json!({"old": PASSWORD, "new": "weakweak"})).await;
    assert_eq!(weak.violations(), ["newPassword", "newPassword"]);

    server.ask(&ada, change, json!({"old": PASSWORD, "new": "Another2horse"})).await.data();
    server.ask(&ada, ME, json!({})).await.data();
    assert_eq!(server.ask(&elsewhere, ME, json!({})).await.code(), "UNAUTHENTICATED");
    assert_eq!(log_in(&server, EMAIL, PASSWORD).await.code(), "UNAUTHENTICATED");
    log_in(&server, EMAIL, "Another2horse").await.data();
}

#[tokio::test]
async fn the_first_administrator_is_made_once() {
    let server = server_with_ada().await;
    let again = administrators::create_first(&server.services, "eve@example.com", PASSWORD).await.unwrap_err();
    assert_eq!(again.public().message, "There is an administrator already");
}
