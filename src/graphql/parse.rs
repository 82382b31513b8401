//! From a document's text to the parsed document, within the limits; the same for every endpoint.

use async_graphql::ServerError;
use async_graphql::parser::types::ExecutableDocument;
use async_graphql::parser::{Error as ParseError, parse_query};

use super::limits::Limits;
use super::{coded, request_error};
use crate::error::Code;

/// Parses `text`. The limits on text come before the parser and those on documents after it, so that nothing follows
/// fragments or recurses before it is known how far that goes.
pub fn parse(limits: &Limits, text: &str, operation: Option<&str>) -> Result<ExecutableDocument, ServerError> {
    limits.check_text(text).map_err(|error| request_error(&error))?;
    let document = parse_query(text).map_err(parse_error)?;
    limits.check_document(&document, operation).map_err(|error| request_error(&error))?;
    Ok(document)
}

/// What is wrong with a document that does not parse, on one line: the parser draws the place of a syntax error over
/// several, of which the last says what was expected.
fn parse_error(error: ParseError) -> ServerError {
    let (code, message) = match &error {
        ParseError::Syntax { message, .. } => {
            let expected = message.lines().next_back().unwrap_or_default().trim_start_matches([' ', '=']);
            (Code::GraphqlParse, format!("Syntax Error: {expected}"))
        }
        ParseError::MissingOperation => (Code::OperationResolution, "Must provide an operation.".to_owned()),
        ParseError::MultipleOperations { .. }
        | ParseError::OperationDuplicated { .. }
        | ParseError::FragmentDuplicated { .. } => (Code::GraphqlValidation, error.to_string()),
        other => (Code::GraphqlParse, other.to_string()),
    };
    coded(ServerError { message, ..ServerError::from(error) }, code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syntax_error_is_one_line_with_its_place() {
        let error = parse(&Limits::default(), "{ articles { title }", None).unwrap_err();
        assert!(
            error.message.starts_with("Syntax Error: expected ") && !error.message.contains('\n'),
            "{}",
            error.message
        );
        assert_eq!(error.locations.len(), 1);
    }
}
