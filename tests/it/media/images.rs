//! Smaller forms of images: which there are, what they look like, and what is not even tried.

use image::{DynamicImage, GenericImageView, ImageFormat, ImageReader};
use serde_json::{Value, json};

use super::{Form, encoded, kilobytes, png, stored, stripes};
use crate::testkit::{Client, TestServer};

async fn upload(editor: &Client, name: &str, bytes: &[u8]) -> Value {
    let answer = Form::new().file(name, bytes).send(editor, "/api/upload").await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.body[0].clone()
}

async fn download(client: &Client, url: &Value) -> DynamicImage {
    let bytes = client.get(url.as_str().unwrap()).await.bytes;
    ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().unwrap().decode().unwrap()
}

#[tokio::test]
async fn an_image_has_the_forms_that_are_smaller_than_itself() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    let file = upload(&editor, "wide.png", &png(1200, 600)).await;
    let forms = file["formats"].as_object().unwrap();
    let expected = [("thumbnail", 245, 123), ("small", 500, 250), ("medium", 750, 375), ("large", 1000, 500)];
    for (name, width, height) in expected {
        assert_eq!((&forms[name]["width"], &forms[name]["height"]), (&json!(width), &json!(height)), "{name}");
    }
    assert_eq!(forms.len(), expected.len());
    let small = &forms["small"];
    let hash = file["hash"].as_str().unwrap();
    assert_eq!(small["hash"], format!("small_{hash}"));
    assert_eq!(small["url"], format!("/uploads/small_{hash}.png"));
    assert_eq!(
        (&small["name"], &small["ext"], &small["mime"], &small["path"]),
        (&json!("small_wide.png"), &json!(".png"), &json!("image/png"), &Value::Null)
    );
    let bytes = editor.get(small["url"].as_str().unwrap()).await.bytes.len();
    assert_eq!(small["sizeInBytes"], bytes);
    assert_eq!(small["size"], kilobytes(bytes));
    assert_eq!(download(&editor, &small["url"]).await.dimensions(), (500, 250));
    assert_eq!(stored(&server).len(), 5);
    let keys = upload(&editor, "narrow.png", &png(200, 170)).await["formats"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect::<Vec<_>>();
    assert_eq!(keys, ["thumbnail"]);
    assert_eq!(upload(&editor, "tiny.png", &png(245, 156)).await["formats"], Value::Null);
}

#[tokio::test]
async fn each_kind_of_image_is_read_and_its_bytes_are_kept() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    let picture = DynamicImage::ImageRgb8(stripes(300, 200));
    for (format, name, mime, of_forms) in [
        (ImageFormat::Jpeg, "a.jpg", "image/jpeg", "image/jpeg"),
        (ImageFormat::Gif, "a.gif", "image/gif", "image/gif"),
        (ImageFormat::WebP, "a.webp", "image/webp", "image/jpeg"),
        (ImageFormat::Png, "a.png", "image/png", "image/png"),
    ] {
        let bytes = encoded(&picture, format);
        let file = upload(&editor, name, &bytes).await;
        assert_eq!((&file["mime"], &file["width"], &file["height"]), (&json!(mime), &json!(300), &json!(200)));
        assert_eq!(file["formats"]["thumbnail"]["mime"], of_forms, "{name}");
        assert_eq!(download(&editor, &file["formats"]["thumbnail"]["url"]).await.dimensions(), (234, 156), "{name}");
        assert_eq!(editor.get(file["url"].as_str().unwrap()).await.bytes, bytes);
    }
    let clear = encoded(&DynamicImage::ImageRgba8(image::RgbaImage::new(300, 200)), ImageFormat::WebP);
    let thumbnail = upload(&editor, "clear.webp", &clear).await["formats"]["thumbnail"].clone();
    assert_eq!(thumbnail["mime"], "image/webp");
    assert_eq!(download(&editor, &thumbnail["url"]).await.get_pixel(5, 5).0[3], 0, "what is clear stays clear");
}

#[tokio::test]
async fn a_photo_that_was_taken_sideways_stands_upright() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    // Its left half is red, and it says that its right side is up.
    let mut jpeg = encoded(&DynamicImage::ImageRgb8(stripes(400, 200)), ImageFormat::Jpeg);
    let exif = b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    jpeg.splice(2..2, exif.iter().copied());
    let file = upload(&editor, "phone.jpg", &jpeg).await;
    assert_eq!((&file["width"], &file["height"]), (&json!(200), &json!(400)));
    let thumbnail = download(&editor, &file["formats"]["thumbnail"]["url"]).await;
    assert_eq!(thumbnail.dimensions(), (78, 156));
    assert!(
        thumbnail.get_pixel(39, 10).0[0] > 200 && thumbnail.get_pixel(39, 145).0[0] < 50,
        "the left half is on top"
    );
    assert_eq!(editor.get(file["url"].as_str().unwrap()).await.bytes, jpeg, "with all its metadata");
}

#[tokio::test]
async fn an_image_that_would_not_fit_into_memory_is_not_read() {
    let server = TestServer::configured(|config| config.upload.max_pixels = 100_000).await;
    let editor = server.as_full_access().await;
    let large = upload(&editor, "large.png", &png(400, 300)).await;
    assert_eq!((&large["width"], &large["formats"]), (&json!(400), &Value::Null));
    // A few bytes that claim to be 65,535 × 65,535 pixels.
    let mut bomb = png(8, 8);
    bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let checksum = crc32fast::hash(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&checksum);
    let bomb = upload(&editor, "bomb.png", &bomb).await;
    assert_eq!((&bomb["mime"], &bomb["width"], &bomb["formats"]), (&json!("image/png"), &json!(65_535), &Value::Null));
}

#[tokio::test]
async fn a_broken_image_is_kept_as_it_is() {
    let server = TestServer::empty().await;
    let editor = server.as_full_access().await;
    let whole = png(600, 600);
    for length in [12, 40, whole.len() / 2] {
        let file = upload(&editor, "broken.png", &whole[..length]).await;
        assert_eq!((&file["mime"], &file["formats"]), (&json!("image/png"), &Value::Null), "{length}");
        assert_eq!(editor.get(file["url"].as_str().unwrap()).await.bytes, whole[..length]);
    }
}
