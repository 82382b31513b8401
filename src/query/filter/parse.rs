//! Reads a filter object. Every key is an attribute that the view shows, an operator, or an error: none is dropped.

use serde_json::{Map, Value as Json};

use super::cast::{cast_text, searchable, truth};
use super::{Comparison, Filter, Position, TextMatch, cast};
use crate::catalog::{Attribute, AttributeKind, Kind, Link, ScalarType, TypeView};
use crate::error::{Code, Error, Result};
use crate::query::name::Place;
use crate::query::request::Source;
use crate::query::syntax::Syntax;
use crate::query::value::Value;

/// Bounds on one filter, so that none can be costly by its form alone.
const MAX_CONDITIONS: usize = 1_000;
const MAX_LIST: usize = 1_000;
const MAX_DEPTH: usize = 20;
/// Most conditions on relations in one filter: each is a search through another table for every candidate row.
const MAX_RELATIONS: usize = 20;
/// Most relations within each other: each multiplies the rows to search.
const MAX_HOPS: usize = 5;

const PLACE: Place = Place { source: "query", param: Some("filters") };

/// Reads `filters` for entries of the view's type. Without a value it matches everything.
pub fn parse(view: &TypeView<'_>, filters: &Json, syntax: Syntax) -> Result<Filter> {
    let mut parser = Parser { syntax, conditions: 0, relations: 0, hops: 0, path: Vec::new() };
    match filters {
        Json::Null => Ok(Filter::everything()),
        Json::Object(object) => parser.object(view, object),
        Json::Array(_) => Ok(Filter::All(parser.objects(view, filters)?)),
        _ => Err(Error::new(Code::BadUserInput, "The filters parameter must be an object or an array")),
    }
}

/// One step from the root of the filters to where the parser is.
enum Step {
    Attribute(String),
    Operator(String),
}

struct Parser {
    syntax: Syntax,
    conditions: usize,
    relations: usize,
    hops: usize,
    path: Vec<Step>,
}

impl Parser {
    fn object(&mut self, view: &TypeView<'_>, object: &Map<String, Json>) -> Result<Filter> {
        let conditions = object.iter().map(|(key, value)| self.entry(view, key, value));
        Ok(Filter::All(conditions.collect::<Result<_>>()?))
    }

    /// The operator that a key is, as far as its form tells.
    fn operator_name<'k>(&self, key: &'k str) -> Option<&'k str> {
        match self.syntax {
            Syntax::GraphQl => Some(key),
            Syntax::Rest => key.strip_prefix('$'),
        }
    }

    fn entry(&mut self, view: &TypeView<'_>, key: &str, value: &Json) -> Result<Filter> {
        match self.operator_name(key) {
            Some(group @ ("and" | "or" | "not")) => {
                self.inside(Step::Operator(key.to_owned()), |parser| parser.group(view, group, value))
            }
            _ => self.inside(Step::Attribute(key.to_owned()), |parser| parser.named(view, key, value)),
        }
    }

    fn group(&mut self, view: &TypeView<'_>, group: &str, value: &Json) -> Result<Filter> {
        match group {
            "and" => Ok(Filter::All(self.objects(view, value)?)),
            "or" => match self.objects(view, value)? {
                none if none.is_empty() => Ok(Filter::everything()),
                some => Ok(Filter::Any(some)),
            },
            _ => match value {
                Json::Null if self.syntax == Syntax::GraphQl => Ok(Filter::everything()),
                Json::Object(object) => Ok(Filter::Not(Box::new(self.object(view, object)?))),
                _ => Err(self.expected("an object")),
            },
        }
    }

    fn named(&mut self, view: &TypeView<'_>, key: &str, value: &Json) -> Result<Filter> {
        match key {
            "id" => self.operators("id", ScalarType::Integer, value),
            "documentId" if view.content_type().kind != Kind::Component => {
                self.operators("document_id", ScalarType::String, value)
            }
            name => {
                let attribute = view.attribute(name).map_err(|error| PLACE.error(&error, name, &self.parents()))?;
                self.attribute(view, attribute, value)
            }
        }
    }

    fn objects(&mut self, view: &TypeView<'_>, value: &Json) -> Result<Vec<Filter>> {
        let expected = "a list of objects";
        match value {
            Json::Null if self.syntax == Syntax::GraphQl => Ok(Vec::new()),
            Json::Array(items) => {
                let items = items.iter().filter(|item| !self.is_left_open(item)).collect::<Vec<_>>();
                let items = items.into_iter().map(|item| match item {
                    Json::Object(object) => self.object(view, object),
                    _ => Err(self.expected(expected)),
                });
                items.collect()
            }
            _ => Err(self.expected(expected)),
        }
    }

    /// A variable without a value leaves a null in a list, and that is no condition.
    fn is_left_open(&self, item: &Json) -> bool {
        self.syntax == Syntax::GraphQl && item.is_null()
    }

    fn attribute(&mut self, view: &TypeView<'_>, attribute: &Attribute, value: &Json) -> Result<Filter> {
        match &attribute.kind {
            AttributeKind::Scalar(scalar) => self.operators(&scalar.column, scalar.scalar, value),
            AttributeKind::Relation(relation) => {
                let name = &attribute.name;
                let target = view.target(relation).map_err(|error| PLACE.error(&error, name, &self.parents()))?;
                self.related(&relation.link, &target, value)
            }
            AttributeKind::Component(component) => {
                self.related(&component.member.link, &view.component(&component.member), value)
            }
            AttributeKind::DynamicZone(_) => Err(PLACE.invalid_key(&attribute.name, &self.parents())),
        }
    }

    /// A condition on some row that `link` leads to: an entry, or a component.
    fn related(&mut self, link: &Link, target: &TypeView<'_>, value: &Json) -> Result<Filter> {
        let related =
            |filter| Filter::Related { link: link.clone(), target: Source::of(target), filter: Box::new(filter) };
        match value {
            Json::Null => self.across(|_| Ok(Filter::Not(Box::new(related(Filter::everything()))))),
            Json::Object(object) if object.is_empty() => Ok(Filter::everything()),
            Json::Object(object) if self.syntax == Syntax::Rest => self.related_row(target, object, related),
            Json::Object(object) => self.across(|parser| Ok(related(parser.object(target, object)?))),
            id if self.syntax == Syntax::Rest => {
                self.across(|parser| Ok(related(parser.operators("id", ScalarType::Integer, id)?)))
            }
            _ => Err(self.expected("an object")),
        }
    }

    /// An object on a relation in REST: whether there is a related row at all, and what one row must match. Operators
    /// compare its id.
    fn related_row(
        &mut self,
        target: &TypeView<'_>,
        object: &Map<String, Json>,
        related: impl Fn(Filter) -> Filter,
    ) -> Result<Filter> {
        let (existence, row): (Vec<_>, Vec<_>) =
            object.iter().partition(|(key, _)| ["$null", "$notNull"].contains(&key.as_str()));
        let mut conditions = Vec::new();
        for (key, operand) in existence {
            let absent = self.null(operand, key == "$notNull")? == Comparison::IsNull;
            let exists = self.across(|_| Ok(related(Filter::everything())))?;
            conditions.push(if absent { Filter::Not(Box::new(exists)) } else { exists });
        }
        if !row.is_empty() {
            let row = |parser: &mut Self| {
                let matches = row.into_iter().map(|(key, value)| match key.strip_prefix('$') {
                    None | Some("and" | "or" | "not") => parser.entry(target, key, value),
                    Some(_) => parser.compared("id", ScalarType::Integer, key, value),
                });
                Ok(related(Filter::All(matches.collect::<Result<_>>()?)))
            };
            conditions.push(self.across(row)?);
        }
        Ok(Filter::All(conditions))
    }

    /// Runs `read` on the far side of a relation, counting the relation.
    fn across(&mut self, read: impl FnOnce(&mut Self) -> Result<Filter>) -> Result<Filter> {
        self.relations += 1;
        self.hops += 1;
        if self.relations > MAX_RELATIONS || self.hops > MAX_HOPS {
            let message =
                format!("a filter has at most {MAX_RELATIONS} conditions on relations, nested {MAX_HOPS} deep");
            return Err(Error::new(Code::QueryTooComplex, message));
        }
        let result = read(self);
        self.hops -= 1;
        result
    }

    fn operators(&mut self, column: &str, scalar: ScalarType, value: &Json) -> Result<Filter> {
        match value {
            Json::Object(operators) if !operators.is_empty() => {
                let conditions =
                    operators.iter().map(|(operator, operand)| self.compared(column, scalar, operator, operand));
                Ok(Filter::All(conditions.collect::<Result<_>>()?))
            }
            Json::Object(_) => Ok(Filter::everything()),
            bare => self.operator(column, scalar, "eq", bare),
        }
    }

    /// One operator by its key.
    fn compared(&mut self, column: &str, scalar: ScalarType, key: &str, operand: &Json) -> Result<Filter> {
        self.inside(Step::Operator(key.to_owned()), |parser| match parser.operator_name(key) {
            Some(operator) => parser.operator(column, scalar, operator, operand),
            None => Err(PLACE.invalid_key(key, &parser.parents())),
        })
    }

    fn operator(&mut self, column: &str, scalar: ScalarType, operator: &str, operand: &Json) -> Result<Filter> {
        let comparison = match operator {
            "and" => return Ok(Filter::All(self.alternatives(column, scalar, operand)?)),
            "or" => return Ok(Filter::Any(self.alternatives(column, scalar, operand)?)),
            "not" => return Ok(Filter::Not(Box::new(self.operators(column, scalar, operand)?))),
            "null" => self.null(operand, false)?,
            "notNull" => self.null(operand, true)?,
            "eq" | "eqi" if operand.is_null() => Comparison::IsNull,
            "ne" | "nei" if operand.is_null() => Comparison::IsNotNull,
            "eq" if operand.is_array() => Comparison::In(self.values(scalar, operand)?),
            "eq" => Comparison::Equals(self.value(scalar, operand)?),
            "ne" => Comparison::Differs(self.value(scalar, operand)?),
            "eqi" => Comparison::EqualsIgnoringCase(self.value(scalar, operand)?),
            "nei" => Comparison::DiffersIgnoringCase(self.value(scalar, operand)?),
            "lt" => Comparison::Less(self.value(scalar, operand)?),
            "lte" => Comparison::LessOrEqual(self.value(scalar, operand)?),
            "gt" => Comparison::Greater(self.value(scalar, operand)?),
            "gte" => Comparison::GreaterOrEqual(self.value(scalar, operand)?),
            "in" => Comparison::In(self.values(scalar, operand)?),
            // Nothing differs from null for sure, so that in SQL nothing matches.
            "notIn" if self.has_null(operand) => return Ok(Filter::Any(Vec::new())),
            "notIn" => Comparison::NotIn(self.values(scalar, operand)?),
            "between" => match <[Value; 2]>::try_from(self.values(scalar, operand)?) {
                Ok([low, high]) => Comparison::Between(low, high),
                Err(_) => return Err(self.expected("a list of two values")),
            },
            _ => Comparison::Text(self.text_match(operator, operand)?),
        };
        Ok(Filter::Column(column.to_owned(), comparison))
    }

    fn text_match(&self, operator: &str, operand: &Json) -> Result<TextMatch> {
        let (position, ignore_case, negated) = match operator {
            "contains" => (Position::Anywhere, false, false),
            "containsi" => (Position::Anywhere, true, false),
            "notContains" => (Position::Anywhere, false, true),
            "notContainsi" => (Position::Anywhere, true, true),
            "startsWith" => (Position::Start, false, false),
            "startsWithi" => (Position::Start, true, false),
            "endsWith" => (Position::End, false, false),
            "endsWithi" => (Position::End, true, false),
            _ => return Err(PLACE.invalid_key(self.key(), &self.parents())),
        };
        let text = match operand {
            Json::String(text) => searchable(text).map_err(|expected| self.expected(expected))?.to_owned(),
            Json::Null | Json::Array(_) | Json::Object(_) => return Err(self.expected("a value")),
            other => other.to_string(),
        };
        Ok(TextMatch { text, position, ignore_case, negated })
    }

    fn alternatives(&mut self, column: &str, scalar: ScalarType, operand: &Json) -> Result<Vec<Filter>> {
        let items = operand.as_array().ok_or_else(|| self.expected("a list"))?;
        let item = || Step::Operator(String::new());
        items.iter().map(|operand| self.inside(item(), |parser| parser.operators(column, scalar, operand))).collect()
    }

    fn null(&self, operand: &Json, negated: bool) -> Result<Comparison> {
        match operand.as_bool().or_else(|| truth(operand.as_str().filter(|_| self.syntax == Syntax::Rest)?)) {
            Some(yes) if yes != negated => Ok(Comparison::IsNull),
            Some(_) => Ok(Comparison::IsNotNull),
            None => Err(self.expected("true or false")),
        }
    }

    fn values(&self, scalar: ScalarType, operand: &Json) -> Result<Vec<Value>> {
        let items = match operand {
            Json::Array(items) => items.as_slice(),
            // Strapi takes a value that stands alone for a list of one.
            Json::String(_) if self.syntax == Syntax::Rest => std::slice::from_ref(operand),
            _ => return Err(self.expected("a list")),
        };
        if items.len() > MAX_LIST {
            return Err(self.expected(&format!("a list of at most {MAX_LIST} values")));
        }
        // An empty list comes as `key[]`, which holds nothing but a null, and null equals nothing.
        let items = items.iter().filter(|item| !(self.syntax == Syntax::Rest && item.is_null()));
        items.map(|item| self.value(scalar, item)).collect()
    }

    fn has_null(&self, operand: &Json) -> bool {
        self.syntax == Syntax::Rest && operand.as_array().is_some_and(|items| items.iter().any(Json::is_null))
    }

    fn value(&self, scalar: ScalarType, operand: &Json) -> Result<Value> {
        let value = match (self.syntax, operand) {
            (Syntax::Rest, Json::String(text)) => cast_text(scalar, text),
            (Syntax::Rest, _) => Err("a value"),
            (Syntax::GraphQl, _) => cast(scalar, operand),
        };
        value.map_err(|expected| self.expected(expected))
    }

    /// Runs `read` one level deeper, counting the condition.
    fn inside<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.conditions += 1;
        if self.conditions > MAX_CONDITIONS || self.path.len() >= MAX_DEPTH {
            let message = format!("a filter has at most {MAX_CONDITIONS} conditions, nested {MAX_DEPTH} deep");
            return Err(Error::new(Code::QueryTooComplex, message));
        }
        self.path.push(step);
        let result = read(self);
        self.path.pop();
        result
    }

    /// The key that is being read.
    fn key(&self) -> &str {
        self.path.last().map_or("", Step::key)
    }

    /// The attributes above the key that is being read.
    fn parents(&self) -> Vec<&str> {
        let above = &self.path[..self.path.len().saturating_sub(1)];
        above.iter().filter(|step| matches!(step, Step::Attribute(_))).map(Step::key).collect()
    }

    fn expected(&self, expected: &str) -> Error {
        let path = self.path.iter().map(Step::key).filter(|key| !key.is_empty()).collect::<Vec<_>>();
        let place = if path.is_empty() { "filters".to_owned() } else { path.join(".") };
        let message = format!("{place} expects {expected}");
        Error::new(Code::BadUserInput, message)
            .with_detail("source", "query")
            .with_detail("param", "filters")
            .with_detail("path", path.join("."))
    }
}

impl Step {
    fn key(&self) -> &str {
        match self {
            Self::Attribute(key) | Self::Operator(key) => key,
        }
    }
}
