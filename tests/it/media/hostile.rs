//! Uploads that mean no good: nothing of them stays.

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use futures_util::{StreamExt, stream};

use super::{Form, png, request, rows, stored};
use crate::testkit::TestServer;

/// What is in the data directory besides its folder of files, and that folder's content.
fn remains(server: &TestServer) -> Vec<String> {
    let names = std::fs::read_dir(&server.config.data_dir).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let other = names.filter(|name| name != "uploads" && !name.starts_with("keyway.db") && !name.ends_with("key"));
    other.chain(stored(server)).collect()
}

#[tokio::test]
async fn a_name_is_no_path() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    for name in [
        "../../evil.txt",
        "..\\\\evil.txt",
        "/etc/passwd",
        "%2e%2e%2fevil.txt",
        &"x".repeat(4_000),
        "\u{202e}txt.exe",
        "é".repeat(300).as_str(),
        ".",
        "..",
    ] {
        let answer = Form::new().file(name, b"words").send(&editor, "/api/upload").await;
        assert_eq!(answer.status, 201, "{name}: {}", answer.text);
        let file = &answer.body[0];
        let (shown, url) = (file["name"].as_str().unwrap(), file["url"].as_str().unwrap());
        assert!(!shown.contains(['/', '\\', '\0', '\u{202e}']) && shown.chars().count() <= 255, "{shown}");
        let stored = url.strip_prefix("/uploads/").unwrap();
        assert!(
            stored.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'))
                && stored.len() < 150,
            "{url}"
        );
        assert_eq!(editor.get(url).await.text, "words");
        // A name that is given is held to the same.
        let info = serde_json::json!({ "name": name }).to_string();
        let renamed =
            Form::new().text("fileInfo", &info).send(&editor, &format!("/api/upload?id={}", file["id"])).await;
        assert!(
            renamed.status == 400 || !renamed.body["name"].as_str().unwrap().contains(['/', '\\', '\0']),
            "{}",
            renamed.text
        );
    }
    assert!(!server.config.data_dir.join("evil.txt").exists());
    // No header can carry a NUL.
    assert_eq!(Form::new().file("a\u{0}.txt", b"words").send(&editor, "/api/upload").await.status, 400);
    assert_eq!(remains(&server).len(), 9);
}

#[tokio::test]
async fn files_over_the_limit_are_refused_and_leave_nothing() {
    let server = TestServer::configured(|config| config.upload.max_bytes = 100_000).await;
    let editor = server.as_full_access().await;
    let fits = Form::new().file("a.bin", &vec![1; 50_000]).file("b.bin", &vec![2; 50_000]);
    assert_eq!(fits.send(&editor, "/api/upload").await.status, 201);
    for form in [
        Form::new().file("a.bin", &vec![1; 100_001]),
        Form::new().file("a.bin", &vec![1; 50_000]).file("b.bin", &vec![2; 50_001]),
        Form::new().file("a.bin", &vec![1; 20_000_000]),
        Form::new().text("fileInfo", &" ".repeat(5_000_000)).file("a.bin", b"a"),
    ] {
        let answer = form.send(&editor, "/api/upload").await;
        assert_eq!(answer.rest_error(), (413, "PayloadTooLargeError", "request entity too large"));
        assert!(answer.body["error"].get("details").is_none(), "{}", answer.text);
    }
    assert_eq!((rows(&server).await, remains(&server).len()), (2, 2));
}

#[tokio::test]
async fn the_limit_of_other_bodies_does_not_hold_for_files() {
    let server = TestServer::configured(|config| config.limits.body_bytes = 1_000).await;
    let editor = server.as_full_access().await;
    assert_eq!(Form::new().file("a.bin", &vec![1; 3_000_000]).send(&editor, "/api/upload").await.status, 201);
    let long = serde_json::json!({"data": "x".repeat(2_000)});
    assert_eq!(editor.put("/api/upload/files/1", &long).await.status, 405);
    assert_eq!(editor.graphql(&format!("{{ __typename }} # {}", "x".repeat(2_000))).await.status, 413);
}

#[tokio::test]
async fn a_body_that_breaks_off_leaves_nothing() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    let whole = Form::new().file("a.txt", b"first").file("b.png", &png(600, 600)).end();
    for length in [0, 10, 80, 120, whole.len() / 2, whole.len() - 10] {
        let answer = editor.send(request("/api/upload", whole[..length].to_vec())).await;
        assert_eq!(answer.status, 400, "{length}: {}", answer.text);
    }
    let failing = stream::iter([Ok(Bytes::from(whole[..200].to_vec())), Err(std::io::Error::other("the line is cut"))]);
    assert_eq!(editor.send(request("/api/upload", Body::from_stream(failing))).await.status, 400);
    // A client that goes away: the request is dropped where it is.
    let begun = stream::iter([Ok::<_, Infallible>(Bytes::from(whole[..200].to_vec()))]);
    let waiting = editor.send(request("/api/upload", Body::from_stream(begun.chain(stream::pending()))));
    assert!(tokio::time::timeout(std::time::Duration::from_millis(50), waiting).await.is_err());
    assert_eq!((rows(&server).await, remains(&server).len()), (0, 0));
}

#[tokio::test]
async fn nothing_is_taken_in_from_those_who_may_not_upload() {
    let server = TestServer::empty().await;
    let reader = server.as_read_only().await;
    // The body never ends: whoever waits for it waits for ever.
    let endless = || Body::from_stream(stream::pending::<Result<Bytes, Infallible>>());
    assert_eq!(reader.send(request("/api/upload", endless())).await.status, 403);
    assert_eq!(reader.send(request("/api/upload?id=1", endless())).await.status, 403);
    assert_eq!(server.anonymous().send(request("/api/upload", endless())).await.status, 401);
}

#[tokio::test]
async fn a_form_has_a_bounded_number_of_parts() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    let form = (0..101).fold(Form::new(), |form, _| form.file("a.txt", b"a"));
    assert_eq!(form.send(&editor, "/api/upload").await.status, 400);
    assert_eq!((rows(&server).await, remains(&server).len()), (0, 0));
}

#[tokio::test]
async fn types_are_allowed_and_denied_by_what_a_file_is_and_not_by_its_name() {
    let server = TestServer::configured(|config| {
        config.upload.allowed_types = vec!["image/*".to_owned(), "text/plain".to_owned()];
        config.upload.denied_types = vec!["image/gif".to_owned(), "image/svg+xml".to_owned()];
    })
    .await;
    let editor = server.as_full_access().await;
    for (name, bytes) in [
        ("a.png", &b"<!DOCTYPE html><script>"[..]),
        ("a.png", b"GIF89a\x01\0\x01\0"),
        ("a.gif", b"GIF89a\x01\0\x01\0"),
        ("a.svg", b"<svg/>"),
        ("a.png", b"MZ\x90\0\x03"),
        ("a.pdf", b"%PDF-1.7"),
    ] {
        // The good one ahead of it does not stay either.
        let answer = Form::new().file("good.png", &png(4, 4)).file(name, bytes).send(&editor, "/api/upload").await;
        assert_eq!(answer.status, 400, "{name}: {}", answer.text);
        assert!(answer.rest_error().2.ends_with("are not allowed"), "{}", answer.text);
    }
    assert_eq!((rows(&server).await, remains(&server).len()), (0, 0));
    assert_eq!(Form::new().file("a.exe", &png(4, 4)).send(&editor, "/api/upload").await.body[0]["ext"], ".png");
}
