//! The body of a request that writes: `{"data": {…}}` in JSON, as a form or in parts; or nothing.

use std::convert::Infallible;

use futures_util::stream;
use multer::{Field, Multipart};
use serde_json::{Map, Value as Json};

use super::query_string;
use crate::access::DraftAction;
use crate::error::{Code, Error, Result};
use crate::query::name::Place;

const PLACE: Place = Place { source: "body", param: None };

/// A body as it came.
#[derive(Debug, Default)]
pub struct Body {
    /// The header `Content-Type`; without one it is taken for JSON.
    pub content_type: Option<String>,
    /// What was sent.
    pub bytes: Vec<u8>,
}

impl Body {
    /// Its `data`.
    pub async fn data(&self) -> Result<Map<String, Json>> {
        if self.is_blank() { Err(missing()) } else { data_of(self.tree().await?) }
    }

    /// Refuses data for an action that writes none, so that nobody takes it for written.
    pub async fn refuse_data(&self, action: DraftAction) -> Result<()> {
        if self.is_blank() {
            return Ok(());
        }
        match self.tree().await? {
            Json::Object(object) if object.is_empty() => Ok(()),
            _ => Err(Error::new(Code::BadUserInput, format!("The action \"{}\" takes no data", action.as_str()))),
        }
    }

    fn is_blank(&self) -> bool {
        self.bytes.iter().all(u8::is_ascii_whitespace)
    }

    /// All that it says, as JSON would say it.
    async fn tree(&self) -> Result<Json> {
        let content_type = self.content_type.as_deref().unwrap_or("application/json");
        let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "application/x-www-form-urlencoded" => form(&self.bytes),
            "multipart/form-data" => parts(content_type, self.bytes.clone()).await,
            json if json.ends_with("/json") || json.ends_with("+json") => parse(&self.bytes),
            _ => Err(unreadable(&essence)),
        }
    }
}

fn parse(text: &[u8]) -> Result<Json> {
    serde_json::from_slice::<Json>(text).map_err(|error| Error::new(Code::Syntax, error.to_string()))
}

/// A form in the notation of query strings. All its values are texts.
fn form(text: &[u8]) -> Result<Json> {
    let text = str::from_utf8(text).map_err(|_| Error::new(Code::BadUserInput, "The form is not valid UTF-8"))?;
    query_string::parse(text.trim()).map(Json::Object).map_err(|error| error.with_detail("source", "body"))
}

/// The part `data`, which is JSON. Whatever else is sent would be lost, and so is refused.
async fn parts(content_type: &str, bytes: Vec<u8>) -> Result<Json> {
    let boundary = multer::parse_boundary(content_type).map_err(|cause| malformed(&cause))?;
    let mut parts = Multipart::new(stream::iter([Ok::<_, Infallible>(bytes)]), boundary);
    let mut data = None;
    while let Some(part) = parts.next_field().await.map_err(|cause| malformed(&cause))? {
        refuse_file(&part)?;
        match part.name() {
            Some("data") if data.is_none() => {
                data = Some(parse(&part.bytes().await.map_err(|cause| malformed(&cause))?)?);
            }
            other => return Err(PLACE.invalid_key::<&str>(other.unwrap_or_default(), &[])),
        }
    }
    Ok(Json::Object(data.map(|data| ("data".to_owned(), data)).into_iter().collect()))
}

fn refuse_file(part: &Field<'_>) -> Result<()> {
    let name = part.name().unwrap_or_default();
    if part.file_name().is_none() && name != "files" && !name.starts_with("files.") {
        return Ok(());
    }
    let message = "Files are not attached here: upload them at /api/upload and give their ids in data";
    Err(Error::new(Code::BadUserInput, message).with_detail("key", name).with_detail("source", "body"))
}

fn data_of(body: Json) -> Result<Map<String, Json>> {
    match body {
        Json::Object(mut object) => match object.remove("data") {
            Some(Json::Object(data)) => Ok(data),
            Some(list @ Json::Array(_)) => {
                let message = format!("this must be a `object` type, but the final value was: `{list}`.");
                Err(Error::bad_input("data", message.chars().take(200).collect::<String>()))
            }
            _ => Err(missing()),
        },
        Json::Array(_) => Err(missing()),
        _ => Err(Error::new(Code::Syntax, "invalid JSON, only supports object and array")),
    }
}

fn missing() -> Error {
    Error::new(Code::BadUserInput, "Missing \"data\" payload in the request body")
}

fn malformed(cause: &multer::Error) -> Error {
    Error::new(Code::BadUserInput, format!("The multipart body cannot be read: {cause}"))
}

fn unreadable(content_type: &str) -> Error {
    let message = format!(
        "A body of the type {content_type} cannot be read. Send application/json, application/x-www-form-urlencoded \
         or multipart/form-data."
    );
    Error::new(Code::BadUserInput, message)
}
