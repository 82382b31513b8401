//! Uploaded files: a built-in content type that entries refer to.

mod attachments;
mod attributes;
mod bucket;
mod files;
mod hostile;
mod images;
mod serving;
mod uploads;

use axum::body::Body;
use http::Request;
use keyway::service::Services;
use sea_orm::ConnectionTrait;

use crate::testkit::{Answer, Client, TestServer};

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

/// A form with files and texts.
#[derive(Clone, Default)]
struct Form(Vec<u8>);

impl Form {
    const BOUNDARY: &str = "end-of-a-part";

    fn new() -> Self {
        Self::default()
    }

    fn file(self, name: &str, bytes: &[u8]) -> Self {
        self.part(&format!("name=\"files\"; filename=\"{name}\""), bytes)
    }

    fn text(self, name: &str, text: &str) -> Self {
        self.part(&format!("name=\"{name}\""), text.as_bytes())
    }

    fn part(mut self, disposition: &str, bytes: &[u8]) -> Self {
        let head = format!("--{}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n", Self::BOUNDARY);
        self.0.extend_from_slice(head.as_bytes());
        self.0.extend_from_slice(bytes);
        self.0.extend_from_slice(b"\r\n");
        self
    }

    /// The whole body.
    fn end(mut self) -> Vec<u8> {
        self.0.extend_from_slice(format!("--{}--\r\n", Self::BOUNDARY).as_bytes());
        self.0
    }

    async fn send(self, client: &Client, path: &str) -> Answer {
        client.send(request(path, self.end())).await
    }
}

/// An upload with this body.
fn request(path: &str, body: impl Into<Body>) -> Request<Body> {
    let content_type = format!("multipart/form-data; boundary={}", Form::BOUNDARY);
    Request::post(path).header("content-type", content_type).body(body.into()).unwrap()
}

/// A size as files tell it: in kilobytes, with two decimals.
fn kilobytes(bytes: usize) -> f64 {
    (f64::from(u32::try_from(bytes).unwrap()) / 10.0).round() / 100.0
}

/// A picture with stripes, so that it is no single colour.
fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(&image::DynamicImage::ImageRgb8(stripes(width, height)), image::ImageFormat::Png)
}

fn stripes(width: u32, height: u32) -> image::RgbImage {
    image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([if x < width / 2 { 255 } else { 0 }, if y < height / 2 { 255 } else { 0 }, 80])
    })
}

fn encoded(image: &image::DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The names of everything in a server's folder of files.
fn stored(server: &TestServer) -> Vec<String> {
    let folder = std::fs::read_dir(server.config.data_dir.join("uploads")).unwrap();
    let mut names: Vec<String> = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// How many files the database knows.
async fn rows(server: &TestServer) -> i64 {
    count(&server.services, "files").await
}

async fn count(services: &Services, table: &str) -> i64 {
    let reader = services.database.read();
    let count = sea_orm::Statement::from_string(reader.get_database_backend(), format!("SELECT COUNT(*) FROM {table}"));
    reader.query_one_raw(count).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}
