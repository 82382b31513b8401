//! The type of a file: by its content where that shows it, and by its name's extension where it does not.
//!
//! A name can say anything. What content can be recognised counts as what it is, whatever the name says, and a name counts
//! for nothing where it promises content that would have been recognised. So a page that is called `cat.png` is stored as a page.

use super::name;

/// How many bytes of a file's beginning tell its type.
pub const HEAD_BYTES: usize = 64 << 10;

const TEXT: &str = "text/plain";
const BYTES: &str = "application/octet-stream";
const SVG: &str = "image/svg+xml";

/// The type of a file, and the extension under which it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Such as `image/png`.
    pub mime: String,
    /// Such as `.png`, or empty. It always leads back to the type or, among texts and among sounds and films, to a kin.
    pub extension: String,
}

impl Kind {
    /// The type of a file that begins with `head`, of [`HEAD_BYTES`] or all of it, and is called `shown`.
    pub fn of(head: &[u8], shown: &str) -> Self {
        let extension = name::split(shown).1;
        let named = by_extension(extension);
        match infer::get(head) {
            Some(found) => recognised(head, found, named, extension),
            None => unrecognised(head, named, extension),
        }
    }

    fn named(mime: &str, extension: &str) -> Self {
        Self { mime: mime.to_owned(), extension: extension.to_owned() }
    }

    /// Under the extension that this type has by itself.
    fn alone(mime: &str, extension: &str) -> Self {
        let extension = if extension.is_empty() { String::new() } else { format!(".{extension}") };
        Self { mime: mime.to_owned(), extension }
    }
}

/// The type that an extension stands for.
pub fn by_extension(extension: &str) -> Option<&'static str> {
    mime_guess::from_ext(extension.strip_prefix('.')?).first_raw()
}

/// Whether a browser does no more with a file of this type than show or play it. Everything else is to be saved.
pub fn is_only_shown(mime: &str) -> bool {
    let (kind, sort) = mime.split_once('/').unwrap_or_default();
    match kind {
        "image" => {
            matches!(sort, "png" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "tiff" | "x-icon" | "vnd.microsoft.icon")
        }
        "audio" | "video" => true,
        _ => mime == TEXT,
    }
}

/// Whether `pattern` (`image/png`, `image/*`, `*/*`) means `mime`.
pub fn matches(pattern: &str, mime: &str) -> bool {
    let (pattern, mime) = (pattern.to_ascii_lowercase(), mime.to_ascii_lowercase());
    match pattern.strip_suffix("/*") {
        Some("*") => true,
        Some(kind) => mime.split('/').next() == Some(kind),
        None => pattern == mime,
    }
}

fn recognised(head: &[u8], found: infer::Type, named: Option<&str>, extension: &str) -> Kind {
    let mime = found.mime_type();
    let same = named == Some(mime)
        || extension.strip_prefix('.').is_some_and(|own| own.eq_ignore_ascii_case(found.extension()));
    match named {
        _ if same => Kind::named(mime, extension),
        Some(SVG) if is_markup(mime) && holds(head, b"<svg") => Kind::named(SVG, extension),
        // Text that looks like a page or a script is still what its name says, where that is text as well.
        Some(named) if is_text(mime) && is_text(named) => Kind::named(named, extension),
        Some(named) if is_played(mime) && is_played(named) => Kind::named(named, extension),
        Some(named) if mime == "application/zip" && is_zipped(named) => Kind::named(named, extension),
        _ => Kind::alone(mime, found.extension()),
    }
}

fn unrecognised(head: &[u8], named: Option<&str>, extension: &str) -> Kind {
    let text = is_readable(head);
    match named {
        Some(named) if is_text(named) && !text => Kind::alone(BYTES, ""),
        // It would have been recognised if it were what its name says.
        Some(named) if !is_text(named) && infer::is_mime_supported(named) => unknown(text),
        Some(named) => Kind::named(named, extension),
        None => unknown(text),
    }
}

fn unknown(text: bool) -> Kind {
    if text { Kind::alone(TEXT, "txt") } else { Kind::alone(BYTES, "") }
}

fn is_markup(mime: &str) -> bool {
    matches!(mime, "text/html" | "text/xml" | "application/xml")
}

fn is_text(mime: &str) -> bool {
    mime.starts_with("text/")
        || mime.ends_with("+xml")
        || mime.ends_with("+json")
        || matches!(mime, "application/json" | "application/xml" | "application/javascript" | "application/x-sh")
}

fn is_played(mime: &str) -> bool {
    mime.starts_with("audio/") || mime.starts_with("video/")
}

/// Types whose files are archives inside.
fn is_zipped(mime: &str) -> bool {
    ["application/vnd.openxmlformats-", "application/vnd.oasis.", "application/epub+zip"]
        .iter()
        .any(|own| mime.starts_with(own))
}

/// Whether a file's beginning reads as text.
fn is_readable(head: &[u8]) -> bool {
    let whole = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The last character may be cut in two.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !whole.chars().any(|sign| sign.is_control() && !sign.is_whitespace() && sign != '\u{1b}')
}

fn holds(head: &[u8], what: &[u8]) -> bool {
    head.windows(what.len()).any(|part| part.eq_ignore_ascii_case(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF";

    #[test]
    fn content_that_is_recognised_counts_and_the_name_follows() {
        let zip = b"PK\x03\x04\x14\0\0\0\0\0anything";
        for (head, shown, mime, extension) in [
            (PNG, "cat.png", "image/png", ".png"),
            (PNG, "cat.PNG", "image/png", ".PNG"),
            (PNG, "cat.jpg", "image/png", ".png"),
            (JPEG, "cat.jpeg", "image/jpeg", ".jpeg"),
            (JPEG, "cat", "image/jpeg", ".jpg"),
            (JPEG, "cat.html", "image/jpeg", ".jpg"),
            (b"%PDF-1.7", "paper.pdf", "application/pdf", ".pdf"),
            (zip, "a.zip", "application/zip", ".zip"),
            (zip, "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
            (zip, "a.png", "application/zip", ".zip"),
            (b"ID3\x03", "song.mp3", "audio/mpeg", ".mp3"),
        ] {
            let kind = Kind::of(head, shown);
            assert_eq!((kind.mime.as_str(), kind.extension.as_str()), (mime, extension), "{shown}");
        }
    }

    #[test]
    fn a_page_stays_a_page_whatever_it_is_called() {
        for page in ["<!DOCTYPE html><script>alert(1)</script>", "  <html>", "<script>"] {
            for shown in ["cat.png", "cat.gif", "cat.pdf", "cat", "cat.mp4"] {
                assert_eq!(Kind::of(page.as_bytes(), shown), Kind::named("text/html", ".html"), "{page} {shown}");
            }
        }
        assert_eq!(Kind::of(b"just words <script>", "cat.png"), Kind::named(TEXT, ".txt"));
    }

    #[test]
    fn a_text_is_what_its_name_says_as_long_as_that_is_text() {
        for (head, shown, mime) in [
            ("<svg xmlns='a'/>", "a.svg", SVG),
            ("<?xml version='1.0'?><svg/>", "a.svg", SVG),
            ("<!-- drawn by hand --><SVG/>", "a.svg", SVG),
            ("<p>Words", "a.md", "text/markdown"),
            ("plain", "a.txt", TEXT),
            ("a;b", "a.csv", "text/csv"),
            ("{}", "a.json", "application/json"),
            ("let a;", "a.js", "text/javascript"),
            ("plain", "a", TEXT),
        ] {
            assert_eq!(Kind::of(head.as_bytes(), shown).mime, mime, "{shown}");
        }
    }

    #[test]
    fn a_name_that_promises_what_is_not_there_does_not_count() {
        for shown in ["a.png", "a.jpg", "a.pdf", "a.zip", "a.txt", "a.html"] {
            assert_eq!(Kind::of(b"\x01\x02\x03\xfe", shown), Kind::alone(BYTES, ""), "{shown}");
        }
        assert_eq!(Kind::of(b"\x01\x02\x03\xfe", "model.glb").mime, "model/gltf-binary");
        assert_eq!(Kind::of(b"", "a.png"), Kind::alone(TEXT, "txt"));
    }

    #[test]
    fn only_what_a_browser_cannot_run_is_shown_in_it() {
        for mime in ["image/png", "image/jpeg", "video/mp4", "audio/mpeg", TEXT] {
            assert!(is_only_shown(mime), "{mime}");
        }
        for mime in
            ["text/html", SVG, "text/xml", "application/xhtml+xml", "text/javascript", "application/pdf", BYTES, ""]
        {
            assert!(!is_only_shown(mime), "{mime}");
        }
    }

    #[test]
    fn patterns_mean_one_type_or_all_of_a_kind() {
        assert!(matches("*/*", "image/png") && matches("image/*", "image/png") && matches("Image/PNG", "image/png"));
        assert!(
            !matches("image/*", "imagery/png") && !matches("image/p", "image/png") && !matches("text/*", "image/png")
        );
    }
}
