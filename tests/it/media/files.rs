//! Reading files: the machinery of every other type, with the shapes and permissions of Strapi's upload plugin.

use serde_json::json;

use super::insert_file;
use crate::testkit::{Client, TestServer};

async fn gallery() -> TestServer {
    let server = TestServer::empty().await;
    for (name, width) in [("cat", 640), ("dog", 320), ("ant", 1280)] {
        insert_file(&server.services, name, width).await;
    }
    server
}

async fn names(client: &Client, query: &str) -> Vec<String> {
    let answer = client.get(&format!("/api/upload/files{query}")).await;
    let files = answer.body.as_array().unwrap_or_else(|| panic!("a bare list: {}", answer.text)).iter();
    files.map(|file| file["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn files_are_listed_bare_filtered_sorted_and_paged() {
    let server = gallery().await;
    let reader = server.as_token(&["plugin::upload.content-api.find"]).await;
    assert_eq!(names(&reader, "").await, ["cat", "dog", "ant"]);
    assert_eq!(names(&reader, "?sort=width:desc&filters[width][$gt]=400").await, ["ant", "cat"]);
    assert_eq!(names(&reader, "?pagination[start]=1&pagination[limit]=1").await, ["dog"]);
    let page = reader.get("/api/upload/files/page?pagination[pageSize]=2&fields=name").await;
    assert_eq!(page.body["meta"]["pagination"], json!({"page": 1, "pageSize": 2, "pageCount": 2, "total": 3}));
    assert_eq!(page.body["data"][0], json!({"id": 1, "documentId": "cataaaaaaaaaaaaaaaaaaaaa", "name": "cat"}));
}

#[tokio::test]
async fn one_file_is_found_by_its_row_id_and_by_its_document_id() {
    let server = gallery().await;
    let reader = server.as_token(&["plugin::upload.file:findOne"]).await;
    for id in ["2", "dogaaaaaaaaaaaaaaaaaaaaa"] {
        let file = reader.get(&format!("/api/upload/files/{id}")).await.body;
        assert_eq!((&file["id"], &file["name"], &file["size"]), (&json!(2), &json!("dog"), &json!(12.5)), "{id}");
        assert_eq!(file["isUrlSigned"], json!(false));
        assert!(file.get("folderPath").is_none(), "it is private");
    }
    assert_eq!(reader.get("/api/upload/files/9").await.rest_error(), (404, "NotFoundError", "file.notFound"));
}

#[tokio::test]
async fn each_way_to_files_needs_its_own_action() {
    let server = gallery().await;
    let one = server.as_token(&["plugin::upload.file:findOne"]).await;
    let all = server.as_token(&["plugin::upload.file:find(name)"]).await;
    for path in ["/api/upload/files", "/api/upload/files/page"] {
        let refused = one.get(path).await;
        assert_eq!(refused.status, 403);
        assert_eq!(refused.body["error"]["details"]["missing"], "plugin::upload.file:find");
    }
    assert_eq!(all.get("/api/upload/files/1").await.status, 403);
    assert_eq!(
        all.get("/api/upload/files?filters[url][$contains]=cat").await.status,
        403,
        "a field that is not granted"
    );
    assert_eq!(one.graphql("{ uploadFiles { name } }").await.missing(), "plugin::upload.file:find");
    assert_eq!(server.as_token(&["*:update"]).await.get("/api/upload/files").await.status, 403);
}

#[tokio::test]
async fn graphql_reads_files_under_strapis_names() {
    let server = gallery().await;
    let reader = server.as_read_only().await;
    let query = r#"{ uploadFiles(sort: "width", filters: {width: {lt: 1000}}) { __typename documentId name size formats }
        uploadFiles_connection(pagination: {pageSize: 1}) { nodes { name } pageInfo { total } }
        uploadFile(documentId: "antaaaaaaaaaaaaaaaaaaaaa") { name width } }"#;
    let answer = reader.graphql(query).await;
    assert_eq!(
        answer.data()["uploadFiles"][0],
        json!({"__typename": "UploadFile", "documentId": "dogaaaaaaaaaaaaaaaaaaaaa", "name": "dog", "size": 12.5, "formats": null})
    );
    assert_eq!(answer.data()["uploadFiles_connection"], json!({"nodes": [{"name": "cat"}], "pageInfo": {"total": 3}}));
    assert_eq!(answer.data()["uploadFile"], json!({"name": "ant", "width": 1280}));
}

#[tokio::test]
async fn files_can_be_granted_and_their_type_cannot_be_changed() {
    let server = TestServer::empty().await;
    let admin = server.as_admin().await;
    let tree = admin
        .management("{ permissionCatalog { contentTypes { contentType actions { action routes { method path } } } } }")
        .await;
    assert_eq!(
        tree.data()["permissionCatalog"]["contentTypes"][1],
        json!({"contentType": "plugin::upload.file", "actions": [
            {"action": "find", "routes": [{"method": "GET", "path": "/api/upload/files"}]},
            {"action": "findOne", "routes": [{"method": "GET", "path": "/api/upload/files/:id"}]},
            {"action": "create", "routes": [{"method": "POST", "path": "/api/upload"}]},
            {"action": "update", "routes": [{"method": "POST", "path": "/api/upload?id=:id"}]},
            {"action": "delete", "routes": [{"method": "DELETE", "path": "/api/upload/files/:id"}]}
        ]})
    );
    assert_eq!(admin.management("{ contentTypes { singularName } }").await.data()["contentTypes"], json!([]));
    let delete = admin
        .management(r#"mutation { deleteContentType(singularName: "plugin::upload.file") { singularName } }"#)
        .await;
    assert_eq!(delete.error_code(), "NOT_FOUND");
}
