//! Components and dynamic zones.

use async_graphql::dynamic::{Scalar, Union};

use super::{Builder, InputType, field};
use crate::access::{Action, Status};
use crate::catalog::built_in::FILE;
use crate::catalog::component::ZONE_ERROR;
use crate::catalog::{Attribute, ContentType, Kind, LocaleChoice, Member, TypeView, ZoneAttribute, names};

impl<'v> Builder<'v> {
    /// A component that an attribute in the schema holds.
    pub(super) fn component(&self, member: &Member) -> &'v ContentType {
        self.view.component(&member.component, Action::Find, Status::Published, &LocaleChoice::Nowhere).content_type()
    }

    /// What `action` shows of a type or component.
    pub(super) fn seen(&self, content_type: &ContentType, action: Action) -> Option<TypeView<'v>> {
        if content_type.uid == FILE && self.attached_files {
            return Some(self.view.attached_files(Status::Published));
        }
        match content_type.kind {
            Kind::Component => {
                Some(self.view.component(&content_type.singular, action, Status::Published, &LocaleChoice::Nowhere))
            }
            Kind::Collection | Kind::Single => self.view.described(&content_type.singular, action).ok(),
        }
    }

    /// The union of a dynamic zone's components. Registered once, returned by name.
    pub(super) fn zone(&mut self, content_type: &ContentType, attribute: &Attribute, zone: &ZoneAttribute) -> String {
        let name = names::graphql_zone(&content_type.graphql_type(), &attribute.name);
        if self.done.insert(name.clone()) {
            let components = zone.members.iter().map(|member| self.object(self.component(member)));
            let members = components.collect::<Vec<_>>().into_iter().chain([self.zone_error()]);
            self.types.unions.push(members.fold(Union::new(&name), Union::possible_type));
        }
        name
    }

    /// What stands in a zone that has no components to choose from.
    fn zone_error(&mut self) -> String {
        self.small_object(ZONE_ERROR.to_owned(), [field("code", "String!"), field("message", "String")])
    }

    /// The input of a dynamic zone: objects that name their component, which no input type of GraphQL can say.
    pub(super) fn zone_input(
        &mut self,
        content_type: &ContentType,
        attribute: &Attribute,
        zone: &ZoneAttribute,
    ) -> String {
        let name = names::graphql_zone(&content_type.graphql_type(), &attribute.name) + "Input";
        if self.done.insert(name.clone()) {
            // Which objects are accepted is said by the coercion, in words.
            self.types.scalars.push(Scalar::new(&name));
            let members = zone.members.iter().map(|member| names::component_type(&member.component));
            self.types.accepted.insert(&name, InputType::Zone(members.collect()));
        }
        name
    }
}
