//! Uploaded files: a built-in content type that entries refer to.

mod attributes;
mod files;

use keyway::service::Services;
use sea_orm::ConnectionTrait;

/// A row of a file as another program may have made it. Its document id is made from the name.
pub async fn insert_file(services: &Services, name: &str, width: u32) {
    let document = format!("{name:a<24}");
    let statement = format!(
        "INSERT INTO files (document_id, name, hash, ext, mime, size, url, provider, folder_path, width) \
         VALUES ('{document}', '{name}', '{name}', '.png', 'image/png', 12.5, '/uploads/{name}.png', 'local', '/', {width})"
    );
    let transaction = services.database.begin().await.unwrap();
    transaction.execute_unprepared(&statement).await.unwrap();
    transaction.commit().await.unwrap();
}
