//! Files in a bucket that speaks S3: a small one, in the test's own process.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, StatusCode};
use serde_json::json;

use super::{Form, png, rows, stored};
use crate::testkit::TestServer;

/// A bucket: what is in it, and whether it is out of order.
#[derive(Clone, Default)]
struct Bucket(Arc<Mutex<Shelf>>);

#[derive(Default)]
struct Shelf {
    objects: BTreeMap<String, (HeaderMap, Bytes)>,
    parts: BTreeMap<u32, Bytes>,
    fails: bool,
}

impl Bucket {
    /// Starts a server for the bucket on a free port and answers its address.
    async fn serve(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(self.clone());
        tokio::spawn(async move {
            keyway::http::server::serve(
                listener,
                router,
                keyway::http::server::Patience::default(),
                std::future::pending(),
            )
            .await;
        });
        url
    }

    fn names(&self) -> Vec<String> {
        self.0.lock().unwrap().objects.keys().cloned().collect()
    }

    fn fail(&self, fails: bool) {
        self.0.lock().unwrap().fails = fails;
    }
}

async fn answer(State(bucket): State<Bucket>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let mut shelf = bucket.0.lock().unwrap();
    let signed = parts.headers.get("authorization").map_or("", |value| value.to_str().unwrap());
    if !signed.starts_with("AWS4-HMAC-SHA256 Credential=key/") || !signed.contains("/eu-test-1/s3/aws4_request") {
        return StatusCode::FORBIDDEN.into_response();
    }
    if shelf.fails {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(name) = parts.uri.path().strip_prefix("/shelf/").map(str::to_owned) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let query = parts.uri.query().unwrap_or_default();
    match parts.method {
        Method::POST if query.starts_with("uploads") => {
            shelf.objects.insert(name, (parts.headers, Bytes::new()));
            "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>".into_response()
        }
        Method::PUT if query.contains("partNumber") => {
            let number = query.split('&').find_map(|pair| pair.strip_prefix("partNumber=")).unwrap().parse().unwrap();
            shelf.parts.insert(number, body);
            [("etag", "\"e\"")].into_response()
        }
        Method::POST => {
            let whole = std::mem::take(&mut shelf.parts).into_values().flatten().collect();
            shelf.objects.get_mut(&name).unwrap().1 = whole;
            "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>".into_response()
        }
        Method::PUT => {
            shelf.objects.insert(name, (parts.headers, body));
            [("etag", "\"e\"")].into_response()
        }
        Method::DELETE => {
            shelf.objects.remove(&name);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

async fn gallery() -> (TestServer, Bucket) {
    let bucket = Bucket::default();
    let url = bucket.serve().await;
    let toml = format!(
        "provider = 's3'\nmax_bytes = 50000000\n[s3]\nbucket = 'shelf'\nregion = 'eu-test-1'\nendpoint = '{url}'\n\
         access_key_id = 'key'\nsecret_access_key = 'hidden words'\nprefix = 'media'\npublic_url = 'https://cdn.example.com'"
    );
    let server = TestServer::configured(|config| config.upload = toml::from_str(&toml).unwrap()).await;
    (server, bucket)
}

#[tokio::test]
async fn files_and_their_forms_go_into_the_bucket_signed_and_described() {
    let (server, bucket) = gallery().await;
    let editor = server.as_full_access().await;
    let form = Form::new().file("a.png", &png(300, 300)).file("b.html", b"<html>");
    let answer = form.send(&editor, "/api/upload").await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let hash = answer.body[0]["hash"].as_str().unwrap();
    assert_eq!(answer.body[0]["url"], format!("https://cdn.example.com/media/{hash}.png"));
    assert_eq!(answer.body[0]["provider"], "aws-s3");
    assert_eq!(
        answer.body[0]["formats"]["thumbnail"]["url"],
        format!("https://cdn.example.com/media/thumbnail_{hash}.png")
    );
    let names = bucket.names();
    assert_eq!(names.len(), 3);
    assert!(names.iter().all(|name| name.starts_with("media/")), "{names:?}");
    let page = format!("media/{}.html", answer.body[1]["hash"].as_str().unwrap());
    {
        let shelf = bucket.0.lock().unwrap();
        let header = |name: &str, header: &str| {
            shelf.objects[name].0.get(header).map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(shelf.objects[&format!("media/{hash}.png")].1, png(300, 300));
        assert_eq!(header(&page, "content-type").as_deref(), Some("text/html"));
        assert_eq!(header(&page, "content-disposition").as_deref(), Some("attachment"));
        assert_eq!(header(&format!("media/{hash}.png"), "content-disposition"), None);
        assert!(header(&page, "cache-control").unwrap().contains("immutable"));
    }
    assert!(!server.config.data_dir.join("uploads").exists(), "nothing is kept here");
    assert_eq!(editor.get("/uploads/a.png").await.status, 404);
    assert_eq!(editor.delete("/api/upload/files/1").await.status, 200);
    assert_eq!(bucket.names(), [page]);
}

#[tokio::test]
async fn a_large_file_goes_into_the_bucket_in_parts() {
    let (server, bucket) = gallery().await;
    let editor = server.as_full_access().await;
    let large: Vec<u8> = (0..20_000_000_u32).map(|number| number.to_le_bytes()[0] ^ number.to_le_bytes()[1]).collect();
    let answer = Form::new().file("a.bin", &large).send(&editor, "/api/upload").await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let name = format!("media/{}", answer.body[0]["hash"].as_str().unwrap());
    assert!(bucket.0.lock().unwrap().objects[&name].1 == large);
}

#[tokio::test]
async fn a_bucket_that_is_out_of_order_loses_no_row_and_gains_none() {
    let (server, bucket) = gallery().await;
    let editor = server.as_full_access().await;
    let made = Form::new().file("a.png", &png(300, 300)).send(&editor, "/api/upload").await.body[0].clone();
    bucket.fail(true);
    let unavailable = (503, "ServiceUnavailableError", "Files cannot be stored or removed at present");
    let refused = Form::new().file("b.png", &png(300, 300)).send(&editor, "/api/upload").await;
    assert_eq!(refused.rest_error(), unavailable);
    assert!(!refused.text.contains("hidden words") && !refused.text.contains("127.0.0.1"), "{}", refused.text);
    let replacing = Form::new().file("b.png", &png(300, 300)).send(&editor, "/api/upload?id=1").await;
    assert_eq!(replacing.rest_error(), unavailable);
    assert_eq!(editor.delete("/api/upload/files/1").await.rest_error(), unavailable);
    assert_eq!(editor.get("/api/upload/files/1").await.body, made);
    bucket.fail(false);
    assert_eq!((rows(&server).await, bucket.names().len()), (1, 2));
    assert_eq!(editor.delete("/api/upload/files/1").await.status, 200);
    assert_eq!((rows(&server).await, bucket.names().len()), (0, 0));
}

#[tokio::test]
async fn the_secret_of_a_bucket_is_never_printed() {
    let (server, _) = gallery().await;
    let printed = format!("{}{:?}", server.config.to_toml(), server.config);
    assert!(printed.contains("access_key_id = \"key\"") && !printed.contains("hidden words"), "{printed}");
}

#[tokio::test]
async fn the_bytes_of_files_that_another_place_has_are_left_there() {
    let server = TestServer::empty().await;
    super::insert_file(&server.services, "cat", 640).await;
    let transaction = server.services.database.begin().await.unwrap();
    sea_orm::ConnectionTrait::execute_unprepared(&transaction, "UPDATE files SET provider = 'aws-s3'").await.unwrap();
    transaction.commit().await.unwrap();
    std::fs::write(server.config.data_dir.join("uploads/cat.png"), "of another").unwrap();
    let answer = server.as_full_access().await.delete("/api/upload/files/1").await;
    assert_eq!((answer.status.as_u16(), &answer.body["name"]), (200, &json!("cat")));
    assert_eq!(stored(&server), ["cat.png"]);
}
