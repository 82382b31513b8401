//! `_q`: one text looked for in everything of an entry that its reader may see.

use super::filter::{Comparison, Filter, Position, TextMatch, searchable};
use crate::catalog::{AttributeKind, ScalarType, TypeView};
use crate::error::{Code, Error, Result};

/// Entries that have `text`, whatever its case, in their row id or in a text attribute of the view; in a number too,
/// where it is one. What is declared not to be searchable is left out.
pub fn filter(view: &TypeView<'_>, text: &str) -> Result<Filter> {
    let text = searchable(text).map_err(|expected| {
        let error = Error::new(Code::BadUserInput, format!("_q expects {expected}"));
        error.with_detail("source", "query").with_detail("param", "_q")
    })?;
    let number = text.trim().parse::<f64>().is_ok();
    let columns = view.attributes().filter_map(|attribute| match &attribute.kind {
        AttributeKind::Scalar(scalar) if attribute.searchable && is_searched(scalar.scalar, number) => {
            Some(scalar.column.as_str())
        }
        _ => None,
    });
    let contains = |column: &str| {
        let found =
            TextMatch { text: text.to_owned(), position: Position::Anywhere, ignore_case: true, negated: false };
        Filter::Column(column.to_owned(), Comparison::Text(found))
    };
    Ok(Filter::Any(std::iter::once("id").chain(columns).map(contains).collect()))
}

fn is_searched(scalar: ScalarType, number: bool) -> bool {
    let text = scalar.is_text() || scalar == ScalarType::Enumeration;
    text || number && scalar.is_number()
}
