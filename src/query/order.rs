//! `title:desc`, `author.name`: sort texts, resolved through the view.

use super::request::Source;
use crate::catalog::{AttributeKind, Link, NameError, TypeView};
use crate::error::{Error, Result};

use super::name::{self, Place};

/// Most sort keys in one request.
const MAX_KEYS: usize = 20;
/// Most relations between an entry and the attribute that it is sorted by.
const MAX_PATH: usize = 5;

/// One key of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderKey {
    /// The to-one or to-many relations to go through first.
    pub path: Vec<(Link, Source)>,
    /// The column to compare.
    pub column: String,
    /// Largest first.
    pub descending: bool,
}

/// Reads sort texts such as `title:desc` or `title,rating:desc`.
pub fn parse(view: &TypeView<'_>, texts: &[String]) -> Result<Vec<OrderKey>> {
    let keys = texts.iter().flat_map(|text| text.split(',')).map(str::trim).filter(|key| !key.is_empty());
    let keys = keys.map(|key| {
        let (path, direction) = key.split_once(':').unwrap_or((key, "asc"));
        key_of(view, &path.trim().split('.').collect::<Vec<_>>(), direction.trim())
    });
    check_number(keys.collect::<Result<Vec<_>>>()?)
}

/// Refuses an order of too many keys.
pub fn check_number(keys: Vec<OrderKey>) -> Result<Vec<OrderKey>> {
    if keys.len() > MAX_KEYS {
        return Err(Error::bad_input("sort", format!("at most {MAX_KEYS} sort keys are allowed")));
    }
    Ok(keys)
}

/// The key of an attribute, named by the relations that lead to it and its own name.
pub fn key_of(view: &TypeView<'_>, names: &[&str], direction: &str) -> Result<OrderKey> {
    let descending = match direction {
        "asc" | "ASC" => false,
        "desc" | "DESC" => true,
        _ => return Err(Error::bad_input("sort", "Invalid order. order can only be one of asc|desc|ASC|DESC")),
    };
    let (last, relations) = names.split_last().ok_or_else(|| Error::bad_input("sort", "a sort key is empty"))?;
    if relations.len() > MAX_PATH {
        return Err(Error::bad_input("sort", format!("a sort path goes through at most {MAX_PATH} relations")));
    }
    let mut view = view.clone();
    let mut steps = Vec::with_capacity(relations.len());
    let place = Place { source: "query", param: Some("sort") };
    for (depth, relation) in relations.iter().enumerate() {
        let (link, target) = step(&view, relation).map_err(|error| place.error(&error, relation, &names[..depth]))?;
        steps.push((link, Source::of(&target)));
        view = target;
    }
    let column = name::column(&view, last).map_err(|error| place.error(&error, last, relations))?;
    Ok(OrderKey { path: steps, column: column.to_owned(), descending })
}

/// One step from an entry to another, or to one of its components.
fn step<'v>(view: &TypeView<'v>, name: &str) -> Result<(Link, TypeView<'v>), NameError> {
    match &view.attribute(name)?.kind {
        AttributeKind::Relation(relation) => Ok((relation.link.clone(), view.target(relation)?)),
        AttributeKind::Component(component) => Ok((component.member.link.clone(), view.component(&component.member))),
        AttributeKind::Scalar(_) | AttributeKind::DynamicZone(_) => Err(NameError::Unknown),
    }
}
