//! The components that a client sent.

use serde_json::{Map, Value as Json};

use super::{EntryData, MAX_TARGETS, Parser};
use crate::catalog::{Attribute, Components, Form, Member, TypeView, names};
use crate::error::{Code, Error, Result, Violation};
use crate::query::syntax::Syntax;
use crate::query::write::cast;

/// The components that a request puts into one attribute: all that it shall hold.
#[derive(Debug)]
pub struct GivenComponents<'v> {
    /// The attribute.
    pub attribute: &'v Attribute,
    /// How it holds components.
    pub held: Components<'v>,
    /// The components in their order, or why they are none. A single one is a list of one, null an empty list.
    pub items: Result<Vec<GivenComponent<'v>>, Violation>,
}

/// One component that a request sets.
#[derive(Debug)]
pub struct GivenComponent<'v> {
    /// The component to change; without one, a new component takes its place.
    pub id: Option<i64>,
    /// What kind it is.
    pub member: &'v Member,
    /// The component, as the writing action sees it.
    pub view: TypeView<'v>,
    /// Its attributes.
    pub data: EntryData<'v>,
}

/// A component as JSON.
type Item<'d> = &'d Map<String, Json>;

impl<'d> Parser<'d> {
    pub(super) fn components<'v>(
        &mut self,
        view: &TypeView<'v>,
        attribute: &'v Attribute,
        held: Components<'v>,
        (name, json): (&'d str, &'d Json),
    ) -> Result<GivenComponents<'v>> {
        self.path.push(name);
        let items = match items(name, held.form, json)? {
            Ok(items) => Ok(items.into_iter().map(|item| self.component(view, held, item)).collect::<Result<_>>()?),
            Err(violation) => Err(violation),
        };
        self.path.pop();
        Ok(GivenComponents { attribute, held, items })
    }

    fn component<'v>(
        &mut self,
        view: &TypeView<'v>,
        held: Components<'v>,
        item: Item<'d>,
    ) -> Result<GivenComponent<'v>> {
        let member = self.member(held, item)?;
        let id = self.id(item.get("id"))?;
        let view = view.component(member);
        let type_key = (held.form == Form::Zone).then(|| self.type_key());
        let own = item.iter().filter(|(key, _)| *key != "id" && Some(key.as_str()) != type_key);
        let data = self.attributes(&view, own)?;
        Ok(GivenComponent { id, member, view, data })
    }

    /// The kind of component that an item of a zone names; elsewhere there is but one.
    fn member<'v>(&self, held: Components<'v>, item: Item<'d>) -> Result<&'v Member> {
        let (key, syntax) = (self.type_key(), self.syntax);
        let named = item.get(key).and_then(Json::as_str).unwrap_or_default();
        let is_named = |member: &&Member| match (held.form, syntax) {
            (Form::Zone, Syntax::Rest) => member.component == named,
            (Form::Zone, Syntax::GraphQl) => names::component_type(&member.component) == named,
            _ => true,
        };
        held.members.iter().find(is_named).ok_or_else(|| {
            let path = self.path.join(".");
            let kinds = held.members.iter().map(|member| match syntax {
                Syntax::Rest => member.component.clone(),
                Syntax::GraphQl => names::component_type(&member.component),
            });
            let kinds = kinds.collect::<Vec<_>>().join(", ");
            Error::bad_input(path.clone(), format!("{path}: each item must name its component in {key}: {kinds}"))
        })
    }

    /// The key by which items of a zone name their component.
    fn type_key(&self) -> &'static str {
        match self.syntax {
            Syntax::Rest => "__component",
            Syntax::GraphQl => "__typename",
        }
    }

    fn id(&self, json: Option<&Json>) -> Result<Option<i64>> {
        let id = match json {
            None | Some(Json::Null) => return Ok(None),
            Some(Json::String(digits)) => digits.parse().ok(),
            Some(other) => other.as_i64(),
        };
        id.map(Some).ok_or_else(|| not_related(self.path.last().copied().unwrap_or_default()))
    }
}

/// The error for the id of a component that is not in this attribute of this entry.
pub fn not_related(attribute: &str) -> Error {
    let message = format!("Some of the provided components in {attribute} are not related to the entity");
    Error::new(Code::Application, message)
}

/// The items of an attribute, or why the value is not of its form.
fn items<'d>(name: &str, form: Form, json: &'d Json) -> Result<Result<Vec<Item<'d>>, Violation>> {
    let refused = |expected, json| Err(Violation::at(name, cast::not_a(name, expected, json)));
    Ok(match json {
        Json::Null => Ok(Vec::new()),
        Json::Object(object) if !form.is_list() => Ok(vec![object]),
        Json::Array(items) if form.is_list() => {
            if items.len() > MAX_TARGETS {
                return Err(Error::bad_input(name, format!("{name} must have at most {MAX_TARGETS} items")));
            }
            let broken = items.iter().position(|item| !item.is_object());
            match broken {
                Some(index) => {
                    let item = index.to_string();
                    let message = cast::not_a(&format!("[{index}]"), "object", &items[index]);
                    Err(Violation::at(item, message).inside(name))
                }
                None => Ok(items.iter().filter_map(Json::as_object).collect()),
            }
        }
        other => refused(if form.is_list() { "array" } else { "object" }, other),
    })
}
