//! The rules for names and descriptions, one for all that administrators can name.

use crate::error::{Error, Result};

const MAX_NAME_CHARACTERS: usize = 100;
const MAX_DESCRIPTION_CHARACTERS: usize = 1000;

/// A name, trimmed: 1 to 100 characters.
pub fn name(field: &str, given: &str) -> Result<String> {
    let name = given.trim();
    match name.chars().count() {
        0 => Err(Error::bad_input(field, format!("{field} is required"))),
        1..=MAX_NAME_CHARACTERS if name.chars().any(is_invisible_command) => {
            Err(Error::bad_input(field, format!("{field} has control characters")))
        }
        1..=MAX_NAME_CHARACTERS => Ok(name.to_owned()),
        _ => Err(Error::bad_input(field, format!("{field} is longer than {MAX_NAME_CHARACTERS} characters"))),
    }
}

/// Control characters, and those that turn the direction of the text around them: a name must read as it is.
fn is_invisible_command(char: char) -> bool {
    char.is_control() || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A description, trimmed: at most 1,000 characters.
pub fn description(field: &str, given: &str) -> Result<String> {
    let description = given.trim();
    if description.chars().count() > MAX_DESCRIPTION_CHARACTERS {
        return Err(Error::bad_input(field, format!("{field} is longer than {MAX_DESCRIPTION_CHARACTERS} characters")));
    }
    Ok(description.to_owned())
}
