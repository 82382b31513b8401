//! The `data` of a line, with every name and value settled. Pure.

use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::{KIND, Target};
use crate::catalog::{Attribute, AttributeKind, Components, Form, Join, Member, ScalarType, TypeView};
use crate::error::Violation;
use crate::query::syntax::Syntax;
use crate::query::value::Value;
use crate::query::write::cast;
use crate::query::write::input::GivenScalar;
use crate::query::write::validate::placed;

/// What a line says of an entry, or of a component in it.
#[derive(Debug)]
pub struct Fields<'v> {
    /// Every scalar but the passwords; null where the line leaves it out.
    pub scalars: Vec<GivenScalar<'v>>,
    /// Every relation that is stored with this entry; without targets where the line leaves it out.
    pub links: Vec<Links<'v>>,
    /// The attributes that hold components.
    pub parts: Vec<Parts<'v>>,
}

/// The targets of one relation, in their order.
#[derive(Debug)]
pub struct Links<'v> {
    /// The attribute.
    pub attribute: &'v Attribute,
    /// The relation.
    pub join: Join<'v>,
    /// The targets.
    pub targets: Vec<Target>,
}

/// The components of one attribute, in their order.
#[derive(Debug)]
pub struct Parts<'v> {
    /// The attribute.
    pub attribute: &'v Attribute,
    /// How it holds components.
    pub held: Components<'v>,
    /// The components; nothing where the line leaves the attribute out.
    pub items: Option<Vec<Part<'v>>>,
}

/// One component.
#[derive(Debug)]
pub struct Part<'v> {
    /// What it is to the attribute.
    pub member: &'v Member,
    /// What it is.
    pub view: TypeView<'v>,
    /// What it holds.
    pub fields: Fields<'v>,
}

/// Reads the data of an entry of `view`'s type, which must be a view of everything. Values that are none of their
/// attribute's type are kept as violations, for [`super::check`].
///
/// Errors: the first name, relation or component that makes no sense.
pub fn parse<'v>(view: &TypeView<'v>, data: &Map<String, Json>) -> Result<Fields<'v>, Violation> {
    let content_type = view.content_type();
    if let Some(unknown) = data.keys().find(|name| !content_type.attributes.contains_key(*name)) {
        return Err(Violation::at(unknown, format!("{unknown} is no attribute of {}", content_type.singular)));
    }
    let mut fields = Fields { scalars: Vec::new(), links: Vec::new(), parts: Vec::new() };
    for attribute in content_type.attributes.values() {
        let given = data.get(&attribute.name);
        match &attribute.kind {
            AttributeKind::Scalar(scalar) if scalar.scalar == ScalarType::Password => {
                if given.is_some() {
                    let message = format!("{} is a password, and passwords are not imported", attribute.name);
                    return Err(Violation::at(&attribute.name, message));
                }
            }
            AttributeKind::Scalar(scalar) => {
                let value = match (given.unwrap_or(&Json::Null), scalar.scalar) {
                    // As it is: a text stays a text here, even one that could be read as JSON.
                    (json, ScalarType::Json) if !json.is_null() => Ok(Value::Json(json.to_string())),
                    (json, _) => cast::cast(attribute, scalar, json, Syntax::Rest),
                };
                fields.scalars.push(GivenScalar { attribute, scalar, value });
            }
            AttributeKind::Relation(_) => fields.links.extend(links(view, attribute, given)?),
            AttributeKind::Component(_) | AttributeKind::DynamicZone(_) => {
                fields.parts.extend(parts(view, attribute, given)?);
            }
        }
    }
    Ok(fields)
}

fn links<'v>(
    view: &TypeView<'v>,
    attribute: &'v Attribute,
    given: Option<&Json>,
) -> Result<Option<Links<'v>>, Violation> {
    let name = attribute.name.as_str();
    let AttributeKind::Relation(relation) = &attribute.kind else { return Ok(None) };
    if !relation.owner && given.is_none() {
        return Ok(None);
    }
    if !relation.owner {
        return Err(Violation::at(name, format!("{name} is stored with the entries that it leads to; give it there")));
    }
    let target = view.target(relation).map_err(|_| Violation::at(name, format!("{name} leads nowhere")))?;
    let join = Join { source: view.content_type(), relation, target: target.content_type() };
    let targets = match given.unwrap_or(&Json::Null) {
        Json::Null => Vec::new(),
        Json::Array(items) => items.iter().map(|item| self::target(name, item)).collect::<Result<_, _>>()?,
        single => vec![self::target(name, single)?],
    };
    // Of one document there may be several rows: its draft and its published entry.
    let one_document = targets.iter().all(|target| target.document_id == targets[0].document_id);
    if !one_document && !relation.relation.is_to_many() {
        return Err(Violation::at(name, format!("{name} holds one entry at most")));
    }
    Ok(Some(Links { attribute, join, targets }))
}

fn target(name: &str, item: &Json) -> Result<Target, Violation> {
    match item {
        Json::String(document) => Ok(Target { document_id: document.clone(), status: None, locale: None, place: None }),
        item => {
            Target::deserialize(item).map_err(|_| Violation::at(name, format!("{name} must be given as document ids")))
        }
    }
}

fn parts<'v>(
    view: &TypeView<'v>,
    attribute: &'v Attribute,
    given: Option<&Json>,
) -> Result<Option<Parts<'v>>, Violation> {
    let Some(held) = attribute.components() else { return Ok(None) };
    let Some(given) = given else { return Ok(Some(Parts { attribute, held, items: None })) };
    let refused = || {
        let expected = if held.form.is_list() { "array" } else { "object" };
        Violation::at(&attribute.name, cast::not_a(&attribute.name, expected, given))
    };
    let given = match given {
        Json::Null => &[],
        Json::Object(_) if !held.form.is_list() => std::slice::from_ref(given),
        Json::Array(items) if held.form.is_list() => items.as_slice(),
        _ => return Err(refused()),
    };
    let mut items = Vec::with_capacity(given.len());
    for (index, item) in given.iter().enumerate() {
        let item = item.as_object().ok_or_else(refused)?;
        let part = part(view, held, item).map_err(|violation| placed(violation, &attribute.name, held, index))?;
        items.push(part);
    }
    Ok(Some(Parts { attribute, held, items: Some(items) }))
}

fn part<'v>(view: &TypeView<'v>, held: Components<'v>, item: &Map<String, Json>) -> Result<Part<'v>, Violation> {
    let mut data = item.clone();
    let named = if held.form == Form::Zone { data.remove(KIND) } else { None };
    let is_named = |member: &&Member| held.form != Form::Zone || named.as_ref() == Some(&json!(member.component));
    let member = held.members.iter().find(is_named).ok_or_else(|| {
        let kinds = held.members.iter().map(|member| member.component.as_str()).collect::<Vec<_>>().join(", ");
        Violation::at(KIND, format!("{KIND} must be one of: {kinds}"))
    })?;
    let view = view.component(member);
    Ok(Part { member, fields: parse(&view, &data)?, view })
}
