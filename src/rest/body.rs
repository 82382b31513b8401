//! The body of a request that writes: `{"data": {…}}`.

use serde_json::{Map, Value as Json};

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

fn missing() -> Error {
    Error::new(Code::BadUserInput, "Missing \"data\" payload in the request body")
}
