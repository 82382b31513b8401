//! Smaller forms of images, as Strapi makes them: what fits into a box, and only where the image itself does not.
//!
//! An image is untrusted. Its size is read before its pixels are, and what would take too much memory is left as it is, as
//! is what cannot be read. Takes long: callers run it where nobody waits.

use std::io::{BufRead, Seek};

use image::codecs::gif::GifEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, ImageResult, Limits};

/// The forms with the boxes that they fit into: width and height, in pixels.
const FORMS: [(&str, u32, u32); 4] =
    [("thumbnail", 245, 156), ("small", 500, 500), ("medium", 750, 750), ("large", 1000, 1000)];
/// The box to which an image is reduced coarsely before its forms are made carefully.
const COARSE: u32 = 2_000;
/// Of a JPEG, as Strapi's.
const QUALITY: u8 = 80;
/// Bytes for each pixel that decoding may take: all that the formats need in eight bits, twice.
const BYTES_PER_PIXEL: u64 = 8;

/// What is known of an image.
#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    /// In pixels, as it is to be looked at.
    pub width: u32,
    /// In pixels, as it is to be looked at.
    pub height: u32,
    /// Its smaller forms, the smallest first.
    pub forms: Vec<Form>,
}

/// A smaller form of an image.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    /// `thumbnail`, `small`, `medium` or `large`.
    pub name: &'static str,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Such as `image/png`.
    pub mime: &'static str,
    /// Such as `.png`.
    pub extension: &'static str,
    /// The encoded image.
    pub bytes: Vec<u8>,
}

/// Reads an image of type `mime` and makes its forms, if it has no more than `most_pixels`. Answers nothing where it is
/// none, and an image without forms where only its size could be read.
pub fn read(source: impl BufRead + Seek, mime: &str, most_pixels: u64) -> Option<Picture> {
    let format = match mime {
        "image/jpeg" => ImageFormat::Jpeg,
        "image/png" => ImageFormat::Png,
        "image/webp" => ImageFormat::WebP,
        "image/gif" => ImageFormat::Gif,
        _ => return None,
    };
    let mut reader = ImageReader::with_format(source, format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(most_pixels.saturating_mul(BYTES_PER_PIXEL));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = turned(decoder.dimensions(), orientation);
    let mut picture = Picture { width, height, forms: Vec::new() };
    if u64::from(width) * u64::from(height) <= most_pixels && FORMS.iter().any(|form| is_larger((width, height), *form))
    {
        let profile = decoder.icc_profile().ok().flatten();
        match DynamicImage::from_decoder(decoder) {
            Ok(image) => picture.forms = forms(image, orientation, format, profile.as_deref()),
            Err(error) => tracing::debug!(%error, "an image is kept without smaller forms"),
        }
    }
    Some(picture)
}

/// The size of an image once it is turned as its metadata says.
fn turned((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            (height, width)
        }
        _ => (width, height),
    }
}

fn is_larger((width, height): (u32, u32), (_, most_width, most_height): (&str, u32, u32)) -> bool {
    width > most_width || height > most_height
}

fn forms(image: DynamicImage, orientation: Orientation, format: ImageFormat, profile: Option<&[u8]>) -> Vec<Form> {
    let size = turned((image.width(), image.height()), orientation);
    // Turning takes as much memory as the image does, so that it comes after the coarse step.
    let mut image = if is_larger(size, ("", COARSE, COARSE)) { image.thumbnail(COARSE, COARSE) } else { image };
    image.apply_orientation(orientation);
    let image = in_eight_bits(image);
    let wanted = FORMS.iter().filter(|form| is_larger(size, **form));
    let made = wanted.filter_map(|(name, width, height)| {
        let smaller = image.resize(*width, *height, FilterType::Lanczos3);
        form(name, &smaller, format, profile)
            .inspect_err(|error| tracing::debug!(%error, "an image has no {name}"))
            .ok()
    });
    made.collect()
}

/// An image as every encoder takes it. Grey stays grey, so that a colour profile goes on fitting.
fn in_eight_bits(image: DynamicImage) -> DynamicImage {
    match (image.color().has_color(), image.color().has_alpha()) {
        (true, true) => image.into_rgba8().into(),
        (true, false) => image.into_rgb8().into(),
        (false, true) => image.into_luma_alpha8().into(),
        (false, false) => image.into_luma8().into(),
    }
}

fn form(name: &'static str, image: &DynamicImage, format: ImageFormat, profile: Option<&[u8]>) -> ImageResult<Form> {
    let mut bytes = Vec::new();
    let (mime, extension) = match format {
        ImageFormat::Png => {
            encode(image, PngEncoder::new(&mut bytes), profile)?;
            ("image/png", ".png")
        }
        ImageFormat::Gif => {
            GifEncoder::new(&mut bytes).encode_frame(image::Frame::new(image.to_rgba8()))?;
            ("image/gif", ".gif")
        }
        // Without loss, which is the one way there is, a WebP of a photo is larger than the photo.
        ImageFormat::WebP if image.color().has_alpha() => {
            encode(&image.to_rgba8().into(), WebPEncoder::new_lossless(&mut bytes), profile)?;
            ("image/webp", ".webp")
        }
        _ => {
            encode(image, JpegEncoder::new_with_quality(&mut bytes, QUALITY), profile)?;
            ("image/jpeg", ".jpg")
        }
    };
    Ok(Form { name, width: image.width(), height: image.height(), mime, extension, bytes })
}

fn encode(image: &DynamicImage, mut encoder: impl ImageEncoder, profile: Option<&[u8]>) -> ImageResult<()> {
    // A profile of another kind of colour, such as that of a JPEG in CMYK, says nothing of these pixels.
    let kind: &[u8] = if image.color().has_color() { b"RGB " } else { b"GRAY" };
    if let Some(profile) = profile.filter(|profile| profile.get(16..20) == Some(kind)) {
        // A form without its profile is still a form.
        let _ = encoder.set_icc_profile(profile.to_vec());
    }
    image.write_with_encoder(encoder)
}
