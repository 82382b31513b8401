//! What a request costs the database.

use super::world;

#[tokio::test]
async fn a_warm_credential_is_recognised_without_the_database() {
    let (server, editor) = world::empty().await;
    world::titled(&editor, &["x"]).await;
    let (warm, cold) = (server.as_token(&["item:find"]).await, server.as_token(&["item:find"]).await);
    warm.graphql("{ items { title } }").await.data();
    // Content is read through connections of its own; everything else goes through these.
    server.services.database.read().close_by_ref().await.unwrap();
    for _ in 0..3 {
        warm.graphql("{ items { title } items_connection { pageInfo { total } } }").await.data();
    }
    let refused = cold.graphql("{ items { title } }").await;
    assert!(refused.status.is_server_error(), "{} {}", refused.status, refused.text);
}
