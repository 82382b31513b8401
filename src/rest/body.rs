//! The body of a request that writes: `{"data": {…}}`, or nothing.

use serde_json::{Map, Value as Json};

use crate::access::DraftAction;
use crate::error::{Code, Error, Result};

/// The `data` of a JSON body. A body of another type counts as none.
pub fn data(body: Option<&[u8]>) -> Result<Map<String, Json>> {
    let text = body.unwrap_or_default();
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(missing());
    }
    let json = serde_json::from_slice::<Json>(text).map_err(|error| Error::new(Code::Syntax, error.to_string()))?;
    match json {
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

/// Refuses data for an action that writes none, so that nobody takes it for written.
pub fn refuse_data(body: Option<&[u8]>, action: DraftAction) -> Result<()> {
    let text = body.unwrap_or_default();
    if text.iter().all(u8::is_ascii_whitespace) {
        return Ok(());
    }
    match serde_json::from_slice::<Json>(text) {
        Ok(Json::Object(object)) if object.is_empty() => Ok(()),
        Ok(_) => Err(Error::new(Code::BadUserInput, format!("The action \"{}\" takes no data", action.as_str()))),
        Err(error) => Err(Error::new(Code::Syntax, error.to_string())),
    }
}

fn missing() -> Error {
    Error::new(Code::BadUserInput, "Missing \"data\" payload in the request body")
}
