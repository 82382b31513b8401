//! Components and dynamic zones of a selection.

use async_graphql::parser::types::Field;

use super::{Compiler, selection_sets};
use crate::catalog::component::ZONE_ERROR;
use crate::catalog::{ComponentAttribute, TypeView, ZoneAttribute};
use crate::graphql::content::arguments::Arguments;
use crate::graphql::content::shape::{ValueShape, ZoneFact};
use crate::graphql::content::template::{Listed, SelectionTemplate, ToManyTemplate, ToOneTemplate};
use crate::query::request::Source;

impl<'a> Compiler<'a> {
    /// A component, or a list of one kind.
    pub(super) fn component(
        &self,
        view: &TypeView<'a>,
        attribute: &ComponentAttribute,
        fields: &[&'a Field],
        template: &mut SelectionTemplate,
    ) -> ValueShape {
        let component = view.component(&attribute.member);
        let mut selection = SelectionTemplate::new(template.status());
        let shape = self.object(&component, &selection_sets(fields), &mut selection);
        let (link, target) = (attribute.member.link.clone(), Source::of(&component));
        if !attribute.repeatable {
            template.to_one.push(ToOneTemplate { link, target, selection });
            return ValueShape::ToOne(template.to_one.len() - 1, shape);
        }
        let of = Listed::Components(attribute.member.component.clone());
        let (locale, arguments) = (component.locale().clone(), Arguments::of(fields[0]));
        template.to_many.push(ToManyTemplate { link, of, locale, target, arguments, selection });
        ValueShape::ToMany(template.to_many.len() - 1, shape)
    }

    /// A dynamic zone: what is selected of each kind of component.
    pub(super) fn zone(
        &self,
        view: &TypeView<'a>,
        zone: &ZoneAttribute,
        fields: &[&'a Field],
        template: &mut SelectionTemplate,
    ) -> ValueShape {
        if zone.members.is_empty() {
            return self.empty_zone(fields);
        }
        let mut shapes = Vec::new();
        let mut members = Vec::new();
        for member in &zone.members {
            let component = view.component(member);
            let mut selection = SelectionTemplate::new(template.status());
            shapes.push(self.object(&component, &selection_sets(fields), &mut selection));
            members.push(ToOneTemplate { link: member.link.clone(), target: Source::of(&component), selection });
        }
        template.zones.push(members);
        ValueShape::Zone(template.zones.len() - 1, shapes)
    }

    fn empty_zone(&self, fields: &[&'a Field]) -> ValueShape {
        let facts = self.collect(&selection_sets(fields), ZONE_ERROR).into_iter().map(|(key, fields)| {
            let fact = match fields[0].name.node.as_str() {
                "code" => ZoneFact::Code,
                "message" => ZoneFact::Message,
                _ => ZoneFact::Typename,
            };
            (key.to_owned(), fact)
        });
        ValueShape::EmptyZone(facts.collect())
    }
}
