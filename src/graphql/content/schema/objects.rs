//! Output types: entries, connections and the small types that they share.

use async_graphql::dynamic::{Field, Object};

use super::{Builder, field};
use crate::access::{Action, Status};
use crate::catalog::built_in::FILE;
use crate::catalog::{
    Attribute, AttributeKind, ComponentAttribute, ContentType, Kind, LocaleChoice, RelationAttribute, TypeView,
};

impl<'v> Builder<'v> {
    /// The object type of an entry or component; registered once, returned by name.
    pub(super) fn object(&mut self, content_type: &ContentType) -> String {
        let name = content_type.graphql_type();
        if !self.done.insert(name.clone()) {
            return name;
        }
        let (id, view) = match content_type.kind {
            Kind::Component => ("id", self.seen(content_type, Action::Find)),
            Kind::Collection if content_type.uid == FILE && self.attached_files => {
                ("documentId", self.seen(content_type, Action::Find))
            }
            Kind::Collection | Kind::Single => {
                ("documentId", self.view.answer(&content_type.singular, Status::Published, &LocaleChoice::Nowhere).ok())
            }
        };
        let mut object = Object::new(&name).field(field(id, "ID!"));
        for attribute in view.iter().flat_map(TypeView::attributes) {
            object = match &attribute.kind {
                AttributeKind::Scalar(scalar) => {
                    let scalar = self.output_scalar(scalar);
                    object.field(field(&attribute.name, self.nullability(attribute, &scalar)))
                }
                AttributeKind::Relation(relation) => self.relation_fields(object, attribute, relation),
                AttributeKind::Component(component) => self.component_field(object, attribute, component),
                AttributeKind::DynamicZone(zone) => {
                    let union = format!("[{}]", self.zone(content_type, attribute, zone));
                    object.field(field(&attribute.name, self.nullability(attribute, &union)))
                }
            };
        }
        self.types.objects.push(object);
        name
    }

    fn component_field(&mut self, object: Object, attribute: &Attribute, component: &ComponentAttribute) -> Object {
        let content_type = self.component(&component.member);
        let type_name = self.object(content_type);
        if !component.repeatable {
            return object.field(field(&attribute.name, self.nullability(attribute, &type_name)));
        }
        let filters = self.filters(content_type);
        let list = field(&attribute.name, self.nullability(attribute, &format!("[{type_name}]")));
        object.field(self.list_arguments(list, &filters))
    }

    fn relation_fields(&mut self, object: Object, attribute: &Attribute, relation: &RelationAttribute) -> Object {
        let Some(target) = self.target(relation) else { return object };
        let type_name = self.object(target);
        if !relation.relation.is_to_many() {
            return object.field(field(&attribute.name, self.nullability(attribute, &type_name)));
        }
        let filters = self.filters(target);
        let connection = self.nested_connection(target);
        let pages = self.list_arguments(field(format!("{}_connection", attribute.name), connection), &filters);
        let list = self.list_arguments(field(&attribute.name, format!("[{type_name}]!")), &filters);
        object.field(pages).field(list)
    }

    fn nullability(&self, attribute: &Attribute, type_name: &str) -> String {
        if self.view.is_certain(attribute) { format!("{type_name}!") } else { type_name.to_owned() }
    }

    /// The type that a relation leads to, where it may be seen.
    pub(super) fn target(&self, relation: &RelationAttribute) -> Option<&'v ContentType> {
        if relation.media {
            return Some(self.view.attached_files(Status::Published).content_type());
        }
        let target = self.view.described(&relation.target, Action::Find);
        target.ok().map(|target| target.content_type().as_ref())
    }

    /// The connection type of a root list.
    pub(super) fn connection(&mut self, content_type: &ContentType) -> String {
        let page = self.pagination_type();
        let name = content_type.graphql_connection_type();
        self.small_object(name, [nodes(content_type), field("pageInfo", format!("{page}!"))])
    }

    fn nested_connection(&mut self, content_type: &ContentType) -> String {
        self.small_object(content_type.graphql_nested_connection_type(), [nodes(content_type)])
    }

    fn pagination_type(&mut self) -> String {
        let fields = ["total", "page", "pageSize", "pageCount"].map(|name| field(name, "Int!"));
        self.small_object("Pagination".to_owned(), fields)
    }

    /// The answer to a delete mutation.
    pub(super) fn delete_response(&mut self) -> String {
        self.small_object("DeleteMutationResponse".to_owned(), [field("documentId", "ID!")])
    }

    pub(super) fn small_object(&mut self, name: String, fields: impl IntoIterator<Item = Field>) -> String {
        if self.done.insert(name.clone()) {
            let object = fields.into_iter().fold(Object::new(&name), Object::field);
            self.types.objects.push(object);
        }
        name
    }
}

fn nodes(content_type: &ContentType) -> Field {
    field("nodes", format!("[{}!]!", content_type.graphql_type()))
}
