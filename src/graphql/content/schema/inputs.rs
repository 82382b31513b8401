//! Input types: filters, data, and the arguments that every list takes.

use async_graphql::dynamic::{Enum, InputObject};

use super::{Builder, InputType, argument};
use crate::access::Action;
use crate::catalog::{AttributeKind, ContentType, Kind, TypeView};
use crate::graphql::content::bind::publication_filters;

/// The operators of every scalar filter with their types; `T` stands for the scalar, `F` for the filter itself.
const OPERATORS: [(&str, &str); 22] = [
    ("and", "[T]"),
    ("or", "[T]"),
    ("not", "F"),
    ("eq", "T"),
    ("eqi", "T"),
    ("ne", "T"),
    ("nei", "T"),
    ("startsWith", "T"),
    ("endsWith", "T"),
    ("contains", "T"),
    ("notContains", "T"),
    ("containsi", "T"),
    ("notContainsi", "T"),
    ("gt", "T"),
    ("gte", "T"),
    ("lt", "T"),
    ("lte", "T"),
    ("null", "Boolean"),
    ("notNull", "Boolean"),
    ("in", "[T]"),
    ("notIn", "[T]"),
    ("between", "[T]"),
];

impl Builder<'_> {
    /// The filters of a type: what `find` shows of it. Registered once, returned by name.
    pub(super) fn filters(&mut self, content_type: &ContentType) -> String {
        let name = content_type.graphql_filters();
        if !self.done.insert(name.clone()) {
            return name;
        }
        let mut fields = Vec::new();
        if content_type.kind == Kind::Collection {
            fields.push(("documentId".to_owned(), self.scalar_filter("ID")));
        }
        let view = self.seen(content_type, Action::Find);
        for attribute in view.iter().flat_map(TypeView::attributes) {
            let input = match &attribute.kind {
                AttributeKind::Scalar(scalar) => self.scalar_filter(super::scalars::filtered_as(scalar.scalar)),
                AttributeKind::Relation(relation) if relation.media => continue,
                AttributeKind::Relation(relation) => match self.target(relation) {
                    Some(target) => self.filters(target),
                    None => continue,
                },
                AttributeKind::Component(component) => self.filters(self.component(&component.member)),
                AttributeKind::DynamicZone(_) => continue,
            };
            fields.push((attribute.name.clone(), input));
        }
        for (logical, input) in [("and", format!("[{name}]")), ("or", format!("[{name}]")), ("not", name.clone())] {
            fields.push((logical.to_owned(), input));
        }
        self.input_object(&name, fields);
        name
    }

    fn scalar_filter(&mut self, scalar: &'static str) -> String {
        let name = format!("{scalar}FilterInput");
        if self.done.insert(name.clone()) {
            self.scalar(scalar);
            let fields = OPERATORS.map(|(operator, input)| {
                (
                    operator.to_owned(),
                    match input {
                        "F" => name.clone(),
                        "Boolean" => input.to_owned(),
                        of_scalar => of_scalar.replace('T', scalar),
                    },
                )
            });
            self.input_object(&name, fields);
        }
        name
    }

    /// The data of a type: what `create` or `update` may set. Registered once, returned by name.
    pub(super) fn data_input(&mut self, content_type: &ContentType) -> String {
        let name = content_type.graphql_input();
        if !self.done.insert(name.clone()) {
            return name;
        }
        let views = [Action::Create, Action::Update].map(|action| self.seen(content_type, action));
        let mut fields = Vec::new();
        if content_type.kind == Kind::Component {
            fields.push(("id".to_owned(), "ID".to_owned()));
        }
        for attribute in content_type.attributes.values() {
            let open = |view: &TypeView<'_>| view.attributes().any(|open| open.name == attribute.name);
            if !views.iter().flatten().any(open) {
                continue;
            }
            let input = match &attribute.kind {
                AttributeKind::Scalar(scalar) => self.input_scalar(scalar),
                AttributeKind::Relation(relation) if relation.relation.is_to_many() => "[ID]".to_owned(),
                AttributeKind::Relation(_) => "ID".to_owned(),
                AttributeKind::Component(component) => {
                    let input = self.data_input(self.component(&component.member));
                    if component.repeatable { format!("[{input}]") } else { input }
                }
                AttributeKind::DynamicZone(zone) => format!("[{}!]", self.zone_input(content_type, attribute, zone)),
            };
            fields.push((attribute.name.clone(), input));
        }
        if content_type.kind != Kind::Component {
            self.scalar("DateTime");
            fields.push(("publishedAt".to_owned(), "DateTime".to_owned()));
            if !content_type.is_localized() {
                fields.push(("locale".to_owned(), "String".to_owned()));
            }
        }
        self.input_object(&name, fields);
        name
    }

    /// The argument type of pagination.
    pub(super) fn pagination(&mut self) -> &'static str {
        if self.done.insert("PaginationArg".to_owned()) {
            let fields = ["page", "pageSize", "start", "limit"].map(|name| (name.to_owned(), "Int".to_owned()));
            self.input_object("PaginationArg", fields);
        }
        "PaginationArg"
    }

    /// The enum of row statuses, without drafts where none are open.
    pub(super) fn publication_status(&mut self) -> &'static str {
        let drafts: &[&str] = if self.drafts_are_open() { &["DRAFT"] } else { &[] };
        self.enumeration("PublicationStatus", [drafts, &["PUBLISHED"]].concat().into_iter().map(str::to_owned))
    }

    /// The enum of states that a document's two rows can be in.
    pub(super) fn publication_filter(&mut self) -> &'static str {
        self.enumeration("PublicationFilter", publication_filters().map(|(name, _)| name))
    }

    fn enumeration(&mut self, name: &'static str, members: impl Iterator<Item = String>) -> &'static str {
        if self.done.insert(name.to_owned()) {
            self.enum_type(name, members.collect());
        }
        name
    }

    /// Registers an enum, for the schema and for coercion.
    pub(super) fn enum_type(&mut self, name: &str, members: Vec<String>) {
        self.types.enums.push(members.iter().fold(Enum::new(name), |members, member| members.item(member.as_str())));
        self.types.accepted.insert(name, InputType::Enum(members));
    }

    fn input_object(&mut self, name: &str, fields: impl IntoIterator<Item = (String, String)>) {
        let mut object = InputObject::new(name);
        let mut accepted = Vec::new();
        for (field, type_name) in fields {
            object = object.field(argument(&field, &type_name));
            accepted.push((field, type_name));
        }
        self.types.inputs.push(object);
        self.types.accepted.insert(name, InputType::object(accepted));
    }
}
