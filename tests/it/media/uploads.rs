//! Files come in, change, and go: in the shapes of Strapi's upload plug-in, for those who may.

use serde_json::{Value, json};

use super::{Form, kilobytes, png, rows, stored};
use crate::testkit::TestServer;

#[tokio::test]
async fn files_are_uploaded_and_answered_as_a_bare_list() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    let info = json!([{"alternativeText": "A cat", "caption": "Asleep", "focalPoint": {"x": 30, "y": 40.5}}, {"name": "Note.txt"}]);
    let form =
        Form::new().file("My Cat é.png", &png(64, 32)).file("n.txt", b"words").text("fileInfo", &info.to_string());
    let answer = form.send(&editor, "/api/upload").await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let files = answer.body.as_array().unwrap();
    let (cat, note) = (&files[0], &files[1]);
    let hash = cat["hash"].as_str().unwrap();
    assert!(hash.starts_with("My_Cat_e_") && hash.len() == "My_Cat_e_".len() + 10, "{hash}");
    let size = kilobytes(png(64, 32).len());
    let expected = json!({
        "id": 1, "documentId": cat["documentId"], "name": "My Cat é.png", "alternativeText": "A cat", "caption": "Asleep",
        "focalPoint": {"x": 30, "y": 40.5}, "width": 64, "height": 32, "formats": null, "hash": hash, "ext": ".png",
        "mime": "image/png", "size": size, "url": format!("/uploads/{hash}.png"), "previewUrl": null, "provider": "local",
        "provider_metadata": null, "createdAt": "2026-11-23T12:00:00.000Z", "updatedAt": "2026-11-23T12:00:00.000Z",
        "publishedAt": "2026-11-23T12:00:00.000Z", "isUrlSigned": false,
    });
    assert_eq!(cat, &expected);
    assert_eq!(
        (&note["name"], &note["mime"], &note["size"], &note["width"]),
        (&json!("Note.txt"), &json!("text/plain"), &json!(0.01), &Value::Null)
    );
    assert_eq!(editor.get("/api/upload/files/1").await.body, expected);
    assert_eq!(editor.get(cat["url"].as_str().unwrap()).await.bytes, png(64, 32));
    assert_eq!(stored(&server).len(), 2);
}

#[tokio::test]
async fn what_is_said_about_a_file_changes_and_the_file_stays() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    let made = Form::new().file("a.txt", b"words").send(&editor, "/api/upload").await.body[0].clone();
    for id in ["1", made["documentId"].as_str().unwrap()] {
        let info = Form::new().text("fileInfo", r#"{"caption": "C", "name": null}"#);
        let answer = info.send(&editor, &format!("/api/upload?id={id}")).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(
            (&answer.body["caption"], &answer.body["name"], &answer.body["url"]),
            (&json!("C"), &json!("a.txt"), &made["url"])
        );
    }
    let answer = Form::new().text("fileInfo", "{}").send(&editor, "/api/upload?id=9").await;
    assert_eq!(answer.rest_error(), (404, "NotFoundError", "file.notFound"));
}

#[tokio::test]
async fn replaced_bytes_get_another_address_and_the_old_ones_go() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    let old = Form::new().file("a.png", &png(600, 600)).send(&editor, "/api/upload").await.body[0].clone();
    assert_eq!(stored(&server).len(), 3, "the file, its thumbnail and a small form");
    let form = Form::new().file("b.txt", b"words").text("fileInfo", r#"{"caption": "C"}"#);
    let answer = form.send(&editor, "/api/upload?id=1").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let new = &answer.body;
    assert_eq!((&new["name"], &new["mime"], &new["caption"]), (&json!("a.png"), &json!("text/plain"), &json!("C")));
    assert_eq!((&new["formats"], &new["width"], &new["documentId"]), (&Value::Null, &Value::Null, &old["documentId"]));
    assert_eq!(editor.get(new["url"].as_str().unwrap()).await.text, "words");
    assert_eq!(editor.get(old["url"].as_str().unwrap()).await.status, 404);
    assert_eq!(stored(&server), [format!("{}.txt", new["hash"].as_str().unwrap())]);
}

#[tokio::test]
async fn a_deleted_file_is_gone_with_its_forms_and_is_answered_once_more() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    let made = Form::new().file("a.png", &png(600, 600)).send(&editor, "/api/upload").await.body[0].clone();
    let answer = editor.delete("/api/upload/files/1").await;
    assert_eq!((answer.status.as_u16(), &answer.body), (200, &made));
    assert_eq!((stored(&server).len(), rows(&server).await), (0, 0));
    assert_eq!(editor.delete("/api/upload/files/1").await.rest_error(), (404, "NotFoundError", "file.notFound"));
}

#[tokio::test]
async fn each_change_takes_its_own_action_and_each_word_its_field() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    Form::new().file("a.txt", b"words").send(&editor, "/api/upload").await;
    let upload = |info: &str| Form::new().file("b.txt", b"more").text("fileInfo", info);
    let missing = async |grants: &[&str], form: Form, path: &str| {
        let answer = form.send(&server.as_token(grants).await, path).await;
        assert_eq!(answer.status, 403, "{}", answer.text);
        answer.body["error"]["details"]["missing"].as_str().unwrap().to_owned()
    };
    let all_but = ["plugin::upload.file:find,findOne,update,delete", "plugin::upload.file:create(caption)"];
    assert_eq!(missing(&all_but[..1], upload("{}"), "/api/upload").await, "plugin::upload.file:create");
    assert_eq!(missing(&all_but, upload(r#"{"name": "x"}"#), "/api/upload").await, "plugin::upload.file:create(name)");
    let words = Form::new().text("fileInfo", r#"{"caption": "x"}"#);
    assert_eq!(
        missing(&["plugin::upload.file:create"], words.clone(), "/api/upload?id=1").await,
        "plugin::upload.file:update"
    );
    let only_words = ["plugin::upload.file:update(caption)"];
    assert_eq!(missing(&only_words, upload("{}"), "/api/upload?id=1").await, "plugin::upload.file:update(url)");
    assert_eq!(words.send(&server.as_token(&only_words).await, "/api/upload?id=1").await.status, 200);
    let refused =
        server.as_token(&["plugin::upload.file:create,update,find"]).await.delete("/api/upload/files/1").await;
    assert_eq!(refused.body["error"]["details"]["missing"], "plugin::upload.file:delete");
    assert_eq!(rows(&server).await, 1);
    let strapis = server.as_token(&["plugin::upload.content-api.upload", "plugin::upload.content-api.destroy"]).await;
    let made = upload(r#"{"caption": "x"}"#).send(&strapis, "/api/upload").await;
    assert_eq!(
        made.body[0].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["id", "documentId", "isUrlSigned"],
        "it may read nothing"
    );
    assert_eq!(strapis.delete("/api/upload/files/2").await.status, 200);
}

#[tokio::test]
async fn readers_strangers_and_expired_sessions_change_nothing() {
    let server = TestServer::empty().await;
    let form = || Form::new().file("a.txt", b"words");
    let status = async |client: &crate::testkit::Client| form().send(client, "/api/upload").await.status.as_u16();
    assert_eq!(status(&server.as_read_only().await).await, 403);
    assert_eq!(status(&server.anonymous()).await, 401);
    assert_eq!(status(&server.bearer("kw_wrong")).await, 401);
    assert_eq!((stored(&server).len(), rows(&server).await), (0, 0));
}

#[tokio::test]
async fn administrators_upload_with_their_sessions() {
    let server = TestServer::empty().await;
    let admin = server.as_admin().await;
    let answer = Form::new().file("a.txt", b"words").send(&admin, "/api/upload").await;
    assert_eq!((answer.status.as_u16(), &answer.body[0]["name"]), (201, &json!("a.txt")));
    assert_eq!(admin.delete("/api/upload/files/1").await.status, 200);
}

#[tokio::test]
async fn what_is_no_upload_is_said_to_be_none() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    let nothing = Form::new().text("fileInfo", "{}").send(&editor, "/api/upload").await;
    assert_eq!(nothing.rest_error(), (400, "ApplicationError", "Files are empty"));
    assert_eq!(editor.post("/api/upload", &json!({})).await.rest_error(), (400, "ApplicationError", "Files are empty"));
    let file = || Form::new().file("a.txt", b"words");
    for (form, path, message) in [
        (file().text("fileInfo", "{"), "/api/upload", "fileInfo must be a JSON object, or a list of one for each file"),
        (file().text("fileInfo", r#"{"hash": "x"}"#), "/api/upload", "Invalid key hash"),
        (file().text("fileInfo", r#"{"url": "https://example.com"}"#), "/api/upload", "Invalid key url"),
        (
            file().text("fileInfo", r#"{"focalPoint": {"x": 101, "y": 1}}"#),
            "/api/upload",
            "focalPoint must be an object of x and y, each from 0 to 100",
        ),
        (
            file().text("ref", "api::article.article"),
            "/api/upload",
            "To attach files takes all of ref, refId and field",
        ),
        (
            Form::new().part("name=\"avatar\"; filename=\"a\"", b"x"),
            "/api/upload",
            "Files are sent as \"files\", not as \"avatar\"",
        ),
        (file(), "/api/upload?bogus=1", "Invalid key bogus"),
        (file(), "/api/upload?id=", "Invalid id parameter. Expected the id of a file"),
    ] {
        let answer = form.send(&editor, path).await;
        assert_eq!(answer.rest_error(), (400, "ValidationError", message));
    }
    assert_eq!(editor.get("/api/upload").await.status, 405);
    assert_eq!((stored(&server).len(), rows(&server).await), (0, 0));
}
