//! Files as browsers get them.

use axum::body::Body;
use http::Request;

use super::{Form, png};
use crate::testkit::{Answer, Client, TestServer};

async fn url_of(editor: &Client, name: &str, bytes: &[u8]) -> String {
    let answer = Form::new().file(name, bytes).send(editor, "/api/upload").await;
    answer.body[0]["url"].as_str().unwrap_or_else(|| panic!("{}", answer.text)).to_owned()
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn anybody_gets_a_file_whole_and_may_keep_it() {
    let server = TestServer::empty().await;
    let url = url_of(&server.as_full_access().await, "a.png", &png(4, 4)).await;
    let answer = server.anonymous().get(&url).await;
    assert_eq!((answer.status.as_u16(), answer.bytes.as_slice()), (200, png(4, 4).as_slice()));
    for (name, expected) in [
        ("content-type", "image/png"),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox"),
        ("content-disposition", ""),
        ("accept-ranges", "bytes"),
    ] {
        assert_eq!(header(&answer, name), expected, "{name}");
    }
    let again = Request::get(&url).header("if-modified-since", header(&answer, "last-modified")).body(Body::empty());
    assert_eq!(server.anonymous().send(again.unwrap()).await.status, 304);
    let head = server.anonymous().send(Request::head(&url).body(Body::empty()).unwrap()).await;
    assert_eq!(
        (head.status.as_u16(), header(&head, "content-length"), head.bytes.len()),
        (200, png(4, 4).len().to_string().as_str(), 0)
    );
}

#[tokio::test]
async fn what_a_browser_could_run_is_to_be_saved() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    for (name, bytes, content_type) in [
        ("a.html", "<html><script>alert(1)</script>", "text/html"),
        ("a.png", "<html><script>alert(1)</script>", "text/html"),
        ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml"),
        ("a.xml", "<?xml version='1.0'?><a/>", "text/xml"),
        ("a.js", "alert(1)", "text/javascript"),
        ("a.xhtml", "<?xml version='1.0'?><html/>", "application/xhtml+xml"),
        ("a.pdf", "%PDF-1.7", "application/pdf"),
        ("a", "\u{1}\u{2}", "application/octet-stream"),
    ] {
        let answer = server.anonymous().get(&url_of(&editor, name, bytes.as_bytes()).await).await;
        assert_eq!(
            (header(&answer, "content-disposition"), header(&answer, "content-type")),
            ("attachment", content_type),
            "{name}"
        );
        assert!(header(&answer, "content-security-policy").ends_with("sandbox"), "{name}");
    }
    let text = server.anonymous().get(&url_of(&editor, "a.txt", b"words").await).await;
    assert_eq!((header(&text, "content-disposition"), header(&text, "content-type")), ("", "text/plain"));
}

#[tokio::test]
async fn parts_of_a_file_are_sent_and_nothing_beyond_it() {
    let server = TestServer::empty().await;
    let url = url_of(&server.as_full_access().await, "a.txt", b"0123456789").await;
    let part = async |range: &str| {
        let request = Request::get(&url).header("range", range).body(Body::empty()).unwrap();
        let answer = server.anonymous().send(request).await;
        (answer.status.as_u16(), answer.text.clone(), header(&answer, "content-range").to_owned())
    };
    assert_eq!(part("bytes=2-4").await, (206, "234".to_owned(), "bytes 2-4/10".to_owned()));
    assert_eq!(part("bytes=-3").await.1, "789");
    assert_eq!(part("bytes=8-99999999999999999999").await.0, 416);
    for hostile in ["bytes=20-30", "bytes=5-2", "bytes=a-b", "bytes=0-1,2-3,4-5,0-9,0-9,0-9"] {
        let (status, text, _) = part(hostile).await;
        assert_eq!(status, 416, "{hostile}");
        assert!(!text.contains("0123"), "{hostile}");
    }
}

#[tokio::test]
async fn there_is_no_way_around_in_the_folder() {
    let server = TestServer::empty().await;
    let folder = server.config.data_dir.join("uploads");
    std::fs::write(folder.join(".hidden"), "hidden").unwrap();
    std::fs::write(folder.join("half.txt#1"), "half").unwrap();
    std::fs::create_dir(folder.join("inner")).unwrap();
    std::fs::write(folder.join("inner/secret.txt"), "inner").unwrap();
    std::fs::write(server.config.data_dir.join("token.key"), "key").unwrap();
    for path in [
        "/uploads",
        "/uploads/",
        "/uploads/../token.key",
        "/uploads/..%2ftoken.key",
        "/uploads/%2e%2e/token.key",
        "/uploads/..%5ctoken.key",
        "/uploads/%2e%2e%2ftoken.key",
        "/uploads/inner",
        "/uploads/inner/secret.txt",
        "/uploads/inner%2fsecret.txt",
        "/uploads/.hidden",
        "/uploads/%2ehidden",
        "/uploads/half.txt%231",
        "/uploads/a%00.txt",
        "/uploads/%ff",
        "/uploads/nothing.txt",
        "/uploads/token.key",
    ] {
        let answer = server.anonymous().get(path).await;
        assert!(matches!(answer.status.as_u16(), 400 | 404), "{path}: {}", answer.status);
        assert!(!["hidden", "half", "inner", "key"].contains(&answer.text.as_str()), "{path}");
    }
    let post = server.as_full_access().await.post("/uploads/a.txt", &serde_json::json!({})).await;
    assert_eq!(post.status, 405);
}

#[tokio::test]
async fn pages_elsewhere_may_load_files() {
    let server = TestServer::empty().await;
    let url = url_of(&server.as_full_access().await, "a.txt", b"words").await;
    let request = Request::get(&url).header("origin", "https://example.com").body(Body::empty()).unwrap();
    assert_eq!(header(&server.anonymous().send(request).await, "access-control-allow-origin"), "https://example.com");
}
