//! What a client sent, with every name looked up in the caller's view and every value cast to its column's type.

mod components;

use serde_json::{Map, Value as Json};

pub use components::{GivenComponent, GivenComponents, not_related};

use super::cast;
use crate::catalog::{
    Attribute, AttributeKind, LocaleChoice, RelationAttribute, ScalarAttribute, ScalarType, TypeView,
};
use crate::error::{Code, Error, Result, Violation};
use crate::query::name::Place;
use crate::query::syntax::Syntax;
use crate::query::value::Value;

/// Keys that Strapi's clients send and that mean nothing here: the program itself decides both.
const WITHOUT_EFFECT: [&str; 2] = ["publishedAt", "locale"];
/// Where the names of this module stand.
const BODY: Place = Place { source: "body", param: None };
/// Most targets in one relation of one request.
const MAX_TARGETS: usize = 1_000;

/// The attributes that a request sets.
#[derive(Debug, Default)]
pub struct EntryData<'v> {
    /// Scalars, in the order of the input.
    pub scalars: Vec<GivenScalar<'v>>,
    /// Relations, in the order of the input.
    pub relations: Vec<GivenRelation<'v>>,
    /// Attributes that hold components, in the order of the input.
    pub components: Vec<GivenComponents<'v>>,
}

/// One scalar that a request sets.
#[derive(Debug)]
pub struct GivenScalar<'v> {
    /// The attribute.
    pub attribute: &'v Attribute,
    /// Its scalar half.
    pub scalar: &'v ScalarAttribute,
    /// The value as the column holds it (a password still in plain text), or why it is none.
    pub value: Result<Value, Violation>,
}

/// One relation that a request sets.
#[derive(Debug)]
pub struct GivenRelation<'v> {
    /// The attribute's name.
    pub name: &'v str,
    /// Its relation half.
    pub relation: &'v RelationAttribute,
    /// The target as the caller may find it.
    pub target: TypeView<'v>,
    /// What to do with the links.
    pub write: RelationWrite,
}

/// A change to the links of one relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelationWrite {
    /// Exactly these targets, in this order.
    Set(Vec<Target>),
    /// What is there, without some targets and then with some more.
    Change {
        /// The targets to take away; those that are not there do not matter.
        disconnect: Vec<Target>,
        /// The targets to add; one that is there already moves.
        connect: Vec<Connected>,
    },
}

/// A target to add to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connected {
    /// The target.
    pub target: Target,
    /// Where it goes.
    pub position: Position,
}

/// A place in a relation's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// Ahead of all others.
    Start,
    /// Behind all others.
    End,
    /// Right ahead of another.
    Before(Target),
    /// Right behind another.
    After(Target),
}

/// How a request names a target.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// By its document.
    Document(Document),
    /// By the numeric id of one of its rows.
    Row(i64),
}

/// A document, in one locale where its type has several.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Document {
    /// The document id.
    pub id: String,
    /// The locale; nothing on types without locales.
    pub locale: Option<String>,
}

impl RelationWrite {
    /// Every target that the request names, positions included.
    fn targets_mut(&mut self) -> Vec<&mut Target> {
        let (disconnect, connect) = match self {
            Self::Set(targets) => return targets.iter_mut().collect(),
            Self::Change { disconnect, connect } => (disconnect, connect),
        };
        let connected = connect.iter_mut().flat_map(|Connected { target, position }| {
            let beside = match position {
                Position::Before(other) | Position::After(other) => Some(other),
                Position::Start | Position::End => None,
            };
            std::iter::once(target).chain(beside)
        });
        disconnect.iter_mut().chain(connected).collect()
    }
}

/// Resolves `data` against `view`, which is the view of the writing action. Stops at the first name that is unknown or
/// not granted; values that are not of their attribute's type are kept as violations, to be reported together.
pub fn parse<'v>(view: &TypeView<'v>, data: &Map<String, Json>, syntax: Syntax) -> Result<EntryData<'v>> {
    let named = data.iter().filter(|(name, _)| !WITHOUT_EFFECT.contains(&name.as_str()));
    Parser { syntax, path: Vec::new() }.attributes(view, named)
}

/// Reads the data of an entry or, below it, of a component.
struct Parser<'d> {
    syntax: Syntax,
    /// The attributes that lead to the present component.
    path: Vec<&'d str>,
}

impl<'d> Parser<'d> {
    fn attributes<'v>(
        &mut self,
        view: &TypeView<'v>,
        data: impl Iterator<Item = (&'d String, &'d Json)>,
    ) -> Result<EntryData<'v>> {
        let mut entry = EntryData::default();
        for (name, json) in data {
            let attribute = view.attribute(name).map_err(|error| BODY.error(&error, name, &self.path))?;
            self.attribute(view, attribute, name, json, &mut entry)?;
        }
        Ok(entry)
    }

    fn attribute<'v>(
        &mut self,
        view: &TypeView<'v>,
        attribute: &'v Attribute,
        name: &'d str,
        json: &'d Json,
        entry: &mut EntryData<'v>,
    ) -> Result<()> {
        let syntax = self.syntax;
        match &attribute.kind {
            AttributeKind::Scalar(scalar) => {
                let value = cast::cast(attribute, scalar, json, syntax);
                if value.is_err() && scalar.scalar == ScalarType::Time {
                    return Err(Error::new(Code::BadUserInput, cast::INVALID_TIME));
                }
                entry.scalars.push(GivenScalar { attribute, scalar, value });
            }
            AttributeKind::Relation(relation) => {
                let target_view = view.target(relation).map_err(|error| BODY.error(&error, name, &self.path))?;
                let mut write = parse_relation(name, json, syntax)?;
                for target in write.targets_mut() {
                    self.settle_locale(view, &target_view, name, target)?;
                }
                let target = target_view;
                entry.relations.push(GivenRelation { name: &attribute.name, relation, target, write });
            }
            AttributeKind::Component(_) | AttributeKind::DynamicZone(_) => {
                if let Some(held) = attribute.components() {
                    entry.components.push(self.components(view, attribute, held, (name, json))?);
                }
            }
        }
        Ok(())
    }

    /// Says in which locale a target is meant: that of the entry that is written or, from one without, the one that the
    /// request gives, else the default one.
    fn settle_locale(
        &self,
        view: &TypeView<'_>,
        target_view: &TypeView<'_>,
        name: &str,
        target: &mut Target,
    ) -> Result<()> {
        let Target::Document(document) = target else { return Ok(()) };
        if !target_view.content_type().is_localized() {
            document.locale = None;
            return Ok(());
        }
        let given = document.locale.take();
        let locale = match (target_view.reach().one(), view.locale()) {
            (Some(code), LocaleChoice::Default | LocaleChoice::Code(_)) => code.to_owned(),
            _ => given.unwrap_or_else(|| view.default_locale().to_owned()),
        };
        let choice = LocaleChoice::Code(locale.clone());
        target_view.with_locale(&choice).map_err(|error| BODY.error(&error, name, &self.path))?;
        document.locale = Some(locale);
        Ok(())
    }
}

/// What REST's clients add to a target where types have locales or drafts. A link leads to the row that corresponds to
/// the written one whatever they say; only from an entry without a locale does it lead where they say.
const LONG_FORM: [&str; 2] = ["locale", "status"];

fn parse_relation(name: &str, json: &Json, syntax: Syntax) -> Result<RelationWrite> {
    let targets = match json {
        Json::Null => Vec::new(),
        Json::Array(items) => parse_targets(name, items, syntax)?,
        Json::Object(object) if syntax == Syntax::Rest && object.contains_key("set") => {
            if let Some(other) = object.keys().find(|key| *key != "set") {
                return Err(BODY.invalid_key(other, &[name]));
            }
            return parse_relation(name, &object["set"], syntax);
        }
        Json::Object(object)
            if syntax == Syntax::Rest && (object.contains_key("connect") || object.contains_key("disconnect")) =>
        {
            return parse_change(name, object);
        }
        single => vec![parse_target(name, single, syntax)?],
    };
    Ok(RelationWrite::Set(targets))
}

fn parse_change(name: &str, object: &Map<String, Json>) -> Result<RelationWrite> {
    if let Some(other) = object.keys().find(|key| !["connect", "disconnect"].contains(&key.as_str())) {
        return Err(BODY.invalid_key(other, &[name]));
    }
    let items = |verb: &str| match object.get(verb) {
        None | Some(Json::Null) => Ok(&[][..]),
        Some(Json::Array(items)) if items.len() > MAX_TARGETS => Err(too_many_targets(name)),
        Some(Json::Array(items)) => Ok(items.as_slice()),
        Some(single) => Ok(std::slice::from_ref(single)),
    };
    Ok(RelationWrite::Change {
        disconnect: parse_targets(name, items("disconnect")?, Syntax::Rest)?,
        connect: items("connect")?.iter().map(|item| parse_connected(name, item)).collect::<Result<_>>()?,
    })
}

fn parse_connected(name: &str, item: &Json) -> Result<Connected> {
    let Json::Object(object) = item else {
        return Ok(Connected { target: parse_target(name, item, Syntax::Rest)?, position: Position::End });
    };
    let mut object = object.clone();
    let position = object.remove("position");
    let target = parse_target_object(name, &object)?;
    let position = position.filter(|position| !position.is_null());
    Ok(Connected { target, position: position.map_or(Ok(Position::End), |position| parse_position(name, &position))? })
}

fn parse_position(name: &str, position: &Json) -> Result<Position> {
    let wrong = || {
        let message = format!("{name} must have positions that say one of before, after, start and end");
        Error::bad_input(name, message)
    };
    let object = position.as_object().ok_or_else(wrong)?;
    let mut said =
        object.iter().filter(|(key, value)| !LONG_FORM.contains(&key.as_str()) && **value != Json::Bool(false));
    let (Some((key, value)), None) = (said.next(), said.next()) else { return Err(wrong()) };
    match (key.as_str(), value) {
        ("start", Json::Bool(true)) => Ok(Position::Start),
        ("end", Json::Bool(true)) => Ok(Position::End),
        ("before", other) => Ok(Position::Before(parse_target(name, other, Syntax::GraphQl)?)),
        ("after", other) => Ok(Position::After(parse_target(name, other, Syntax::GraphQl)?)),
        ("start" | "end", _) => Err(wrong()),
        (other, _) => Err(BODY.invalid_key(other, &[name, "position"])),
    }
}

fn parse_targets(name: &str, items: &[Json], syntax: Syntax) -> Result<Vec<Target>> {
    if items.len() > MAX_TARGETS {
        return Err(too_many_targets(name));
    }
    items.iter().map(|item| parse_target(name, item, syntax)).collect()
}

fn parse_target(name: &str, json: &Json, syntax: Syntax) -> Result<Target> {
    match json {
        Json::String(text) => match text.parse() {
            Ok(row) => Ok(Target::Row(row)),
            Err(_) => Ok(Target::Document(Document { id: text.clone(), locale: None })),
        },
        Json::Number(number) => number.as_i64().map(Target::Row).ok_or_else(|| not_a_target(name)),
        Json::Object(object) if syntax == Syntax::Rest => parse_target_object(name, object),
        _ => Err(not_a_target(name)),
    }
}

fn parse_target_object(name: &str, object: &Map<String, Json>) -> Result<Target> {
    let known = |key: &str| ["id", "documentId"].contains(&key) || LONG_FORM.contains(&key);
    if let Some(other) = object.keys().find(|key| !known(key)) {
        return Err(BODY.invalid_key(other, &[name]));
    }
    let locale = object.get("locale").and_then(Json::as_str).map(str::to_owned);
    match (object.get("documentId"), object.get("id")) {
        (Some(Json::String(id)), _) => Ok(Target::Document(Document { id: id.clone(), locale })),
        (None, Some(id)) => parse_target(name, id, Syntax::GraphQl),
        _ => Err(not_a_target(name)),
    }
}

fn too_many_targets(name: &str) -> Error {
    Error::bad_input(name, format!("{name} must have at most {MAX_TARGETS} items"))
}

fn not_a_target(name: &str) -> Error {
    Error::bad_input(name, format!("{name} must be given as document ids"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::access::{Action, PermissionSet, Status};
    use crate::catalog::{View, samples};

    fn any_json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
            any::<i64>().prop_map(Json::from),
            any::<f64>().prop_map(Json::from),
            ".{0,12}".prop_map(Json::from),
            "[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}(T[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\\.[0-9]{0,9})?Z?)?"
                .prop_map(Json::from),
            "[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\\.[0-9]{0,4})?".prop_map(Json::from),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
                proptest::collection::btree_map(
                    "[a-z]{1,8}|id|documentId|set|type|children|metaTitle|__component|__typename",
                    inner,
                    0..4
                )
                .prop_map(|members| Json::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_a_client_sends_is_data_or_one_clear_error(json in any_json(), rest in any::<bool>()) {
            let view = View::new(Arc::new(samples::catalog()), PermissionSet::full_access(), false);
            let syntax = if rest { Syntax::Rest } else { Syntax::GraphQl };
            for name in ["article", "kind"] {
                let view = view.content_type(name, Action::Create, Status::Published).expect("granted");
                for attribute in view.content_type().attributes.values() {
                    let data = Map::from_iter([(attribute.name.clone(), json.clone())]);
                    match parse(&view, &data, syntax) {
                        Ok(entry) => {
                            prop_assert_eq!(entry.scalars.len() + entry.relations.len() + entry.components.len(), 1);
                        }
                        Err(error) => prop_assert!(matches!(error.code(), Code::BadUserInput | Code::Application)),
                    }
                }
            }
        }
    }

    #[test]
    fn a_list_of_targets_is_bounded() {
        let view = View::new(Arc::new(samples::catalog()), PermissionSet::full_access(), false);
        let view = view.content_type("article", Action::Create, Status::Published).expect("granted");
        let data = Map::from_iter([("tags".to_owned(), json!(vec!["x"; MAX_TARGETS + 1]))]);
        let error = parse(&view, &data, Syntax::GraphQl).expect_err("too many");
        assert_eq!(error.public().message, "tags must have at most 1000 items");
    }
}
