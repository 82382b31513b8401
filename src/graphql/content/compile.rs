//! From a validated document to an [`Operation`]: names resolved through the view, answers shaped, arguments kept for binding.
//!
//! The document has passed async-graphql's validation against the schema of this view or, where names are refused
//! rather than hidden, against the schema of everything; so what does not resolve here is a matter of permission.

mod components;

use std::collections::HashMap;

use async_graphql::parser::types::{
    ExecutableDocument, Field, FragmentDefinition, OperationDefinition, OperationType, Selection as Ast, SelectionSet,
};
use async_graphql::{Name, Positioned};
use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

use super::arguments::{Arguments, literal};
use super::operation::{ContentField, Operation, Output, Root, RootValue};
use super::root_fields::{RootField, RootFields};
use super::shape::{ConnectionShape, ConnectionValue, FieldShape, ObjectShape, PageFact, ValueShape};
use super::template::{Listed, SelectionTemplate, ToManyTemplate, ToOneTemplate};
use crate::access::{Action, Status};
use crate::catalog::{Attribute, AttributeKind, Kind, LocaleChoice, NameError, RelationAttribute, TypeView, View};
use crate::query::read::Format;
use crate::query::request::Source;

const QUERY: &str = "Query";
const MUTATION: &str = "Mutation";

/// What compilation needs besides the document.
pub struct Compiler<'a> {
    /// What the caller may see.
    pub view: &'a View,
    /// Which root fields there are.
    pub roots: &'a RootFields,
    /// The values of the variables that decide the shape: those of `@skip`, `@include`, `status` and `locale`.
    pub selectors: &'a Map<String, Json>,
    /// The document's fragments.
    pub fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
}

/// The selected operation of a document.
pub fn select<'d>(document: &'d ExecutableDocument, name: Option<&str>) -> Option<&'d OperationDefinition> {
    let mut operations = document.operations.iter();
    match name {
        Some(name) => {
            operations.find(|(own, _)| own.is_some_and(|own| own == name)).map(|(_, operation)| &operation.node)
        }
        None => match (operations.next(), operations.next()) {
            (Some((_, only)), None) => Some(&only.node),
            _ => None,
        },
    }
}

impl<'a> Compiler<'a> {
    /// Compiles `operation`.
    pub fn operation(&self, operation: &'a OperationDefinition) -> Operation {
        let root_type = match operation.ty {
            OperationType::Mutation => MUTATION,
            OperationType::Query | OperationType::Subscription => QUERY,
        };
        let fields = self.collect(&[&operation.selection_set.node], root_type);
        let roots = fields.into_iter().map(|(key, fields)| self.root(key, root_type, &fields)).collect();
        Operation { roots }
    }

    fn root(&self, key: &str, root_type: &str, fields: &[&'a Field]) -> Root {
        let field = fields[0];
        let name = field.name.node.as_str();
        let known = if root_type == MUTATION { self.roots.mutation(name) } else { self.roots.query(name) };
        let value = match (name, known) {
            ("__typename", _) => RootValue::Typename(root_type.to_owned()),
            ("__schema" | "__type", _) => RootValue::Introspection,
            (_, Some((kind, singular))) => match self.content_field(*kind, singular, fields) {
                Ok(content) => RootValue::Content(Box::new(content)),
                Err(NameError::Forbidden(missing)) => RootValue::Forbidden(Some(missing)),
                Err(NameError::Unknown) => RootValue::Forbidden(None),
            },
            (_, None) => RootValue::Nothing,
        };
        let nullable = !matches!(known, Some((RootField::List, _)));
        Root { key: key.to_owned(), nullable, value }
    }

    fn content_field(&self, kind: RootField, singular: &str, fields: &[&'a Field]) -> Result<ContentField, NameError> {
        let arguments = Arguments::of(fields[0]);
        let status = match (kind, literal(arguments.get("status"), self.selectors)) {
            (RootField::Draft(action), _) => action.status(),
            (_, Some(Json::String(status))) if status == "DRAFT" => Status::Draft,
            _ => Status::Published,
        };
        let locale = match literal(arguments.get("locale"), self.selectors) {
            Some(Json::String(code)) => LocaleChoice::read(&code),
            _ => LocaleChoice::Default,
        };
        let mut template = SelectionTemplate::new(status);
        let sets = selection_sets(fields);
        let of = |action| self.view.content_type_in(singular, action, status, &locale);
        let output = match kind {
            RootField::List => Output::List(self.object(&of(Action::Find)?, &sets, &mut template)),
            RootField::Connection => {
                Output::Connection(self.connection(&of(Action::Find)?, &sets, &mut template, false))
            }
            RootField::One | RootField::Single => Output::Entry(self.object(&of(kind.action())?, &sets, &mut template)),
            RootField::Create | RootField::Update => {
                of(kind.action())?;
                let view = self.view.answer(singular, status, &locale)?;
                Output::Entry(self.object(&view, &sets, &mut template))
            }
            RootField::Draft(action) => {
                self.view.draft_action(singular, action, &locale)?;
                let view = self.view.answer(singular, status, &locale)?;
                Output::Entry(self.object(&view, &sets, &mut template))
            }
            RootField::Delete => {
                of(Action::Delete)?;
                Output::Deleted(self.deleted(&sets))
            }
        };
        Ok(ContentField::new(kind, singular.to_owned(), (status, locale), arguments, output, template))
    }

    fn deleted(&self, sets: &[&'a SelectionSet]) -> Vec<(String, bool)> {
        let fields = self.collect(sets, "DeleteMutationResponse");
        fields.into_iter().map(|(key, fields)| (key.to_owned(), fields[0].name.node == "documentId")).collect()
    }

    fn object(&self, view: &TypeView<'a>, sets: &[&'a SelectionSet], template: &mut SelectionTemplate) -> ObjectShape {
        let type_name = view.content_type().graphql_type();
        let fields = self.collect(sets, &type_name).into_iter().map(|(key, fields)| {
            let (nullable, value) = self.field(view, &type_name, &fields, template);
            FieldShape { key: key.to_owned(), nullable, value }
        });
        ObjectShape { fields: fields.collect() }
    }

    /// The shape of one field, and whether the schema lets it be null.
    fn field(
        &self,
        view: &TypeView<'a>,
        type_name: &str,
        fields: &[&'a Field],
        template: &mut SelectionTemplate,
    ) -> (bool, ValueShape) {
        let name = fields[0].name.node.as_str();
        match name {
            "__typename" => return (false, ValueShape::Typename(type_name.to_owned())),
            "id" if view.content_type().kind == Kind::Component => return (false, ValueShape::Id),
            "documentId" => return (false, ValueShape::Scalar(template.column("document_id"), Format::Text)),
            _ => {}
        }
        let content_type = view.content_type();
        let connection = name.strip_suffix("_connection").filter(|_| content_type.attribute(name).is_none());
        let attribute_name = connection.unwrap_or(name);
        let nullable = connection.is_some()
            || content_type.attribute(attribute_name).is_none_or(|attribute| is_nullable(view, attribute));
        let value = self.attribute(view, attribute_name, connection.is_some(), fields, template);
        (nullable, value.unwrap_or_else(refused))
    }

    fn attribute(
        &self,
        view: &TypeView<'a>,
        name: &str,
        connection: bool,
        fields: &[&'a Field],
        template: &mut SelectionTemplate,
    ) -> Result<ValueShape, NameError> {
        match &view.attribute(name)?.kind {
            AttributeKind::Scalar(scalar) => {
                Ok(ValueShape::Scalar(template.column(&scalar.column), Format::graphql(scalar)))
            }
            AttributeKind::Relation(relation) => {
                let target = view.target(relation)?;
                Ok(self.relation(&target, relation, connection, fields, template))
            }
            AttributeKind::Component(component) => Ok(self.component(view, component, fields, template)),
            AttributeKind::DynamicZone(zone) => Ok(self.zone(view, zone, fields, template)),
        }
    }

    fn relation(
        &self,
        target: &TypeView<'a>,
        relation: &RelationAttribute,
        connection: bool,
        fields: &[&'a Field],
        template: &mut SelectionTemplate,
    ) -> ValueShape {
        let sets = selection_sets(fields);
        let source = Source::of(target);
        let mut selection = SelectionTemplate::new(template.status());
        if !relation.relation.is_to_many() {
            let shape = self.object(target, &sets, &mut selection);
            template.to_one.push(ToOneTemplate { link: relation.link.clone(), target: source, selection });
            return ValueShape::ToOne(template.to_one.len() - 1, shape);
        }
        let index = template.to_many.len();
        let shape = if connection {
            ValueShape::Connection(index, self.connection(target, &sets, &mut selection, true))
        } else {
            ValueShape::ToMany(index, self.object(target, &sets, &mut selection))
        };
        template.to_many.push(ToManyTemplate {
            link: relation.link.clone(),
            of: if relation.media { Listed::Files } else { Listed::Entries(relation.target.clone()) },
            locale: target.locale().clone(),
            target: source,
            arguments: Arguments::of(fields[0]),
            selection,
        });
        shape
    }

    fn connection(
        &self,
        view: &TypeView<'a>,
        sets: &[&'a SelectionSet],
        template: &mut SelectionTemplate,
        nested: bool,
    ) -> ConnectionShape {
        let content_type = view.content_type();
        let type_name =
            if nested { content_type.graphql_nested_connection_type() } else { content_type.graphql_connection_type() };
        let fields = self.collect(sets, &type_name).into_iter().map(|(key, fields)| {
            let value = match fields[0].name.node.as_str() {
                "nodes" => ConnectionValue::Nodes(self.object(view, &selection_sets(&fields), template)),
                "pageInfo" => ConnectionValue::PageInfo(self.page_facts(&selection_sets(&fields))),
                _ => ConnectionValue::Typename(type_name.clone()),
            };
            (key.to_owned(), value)
        });
        ConnectionShape { fields: fields.collect() }
    }

    fn page_facts(&self, sets: &[&'a SelectionSet]) -> Vec<(String, PageFact)> {
        let fields = self.collect(sets, "Pagination").into_iter();
        fields.filter_map(|(key, fields)| Some((key.to_owned(), PageFact::named(&fields[0].name.node)?))).collect()
    }

    /// The selected fields by response key, in order of first appearance (GraphQL specification, `CollectFields`).
    /// A fragment applies when its condition names this type, which is an object type, or a union that has it.
    fn collect(&self, sets: &[&'a SelectionSet], type_name: &str) -> IndexMap<&'a str, Vec<&'a Field>> {
        let mut fields = IndexMap::new();
        for set in sets {
            self.collect_into(set, type_name, &mut fields);
        }
        fields
    }

    fn collect_into(&self, set: &'a SelectionSet, type_name: &str, fields: &mut IndexMap<&'a str, Vec<&'a Field>>) {
        for selection in set.items.iter().filter(|selection| self.is_included(&selection.node)) {
            match &selection.node {
                Ast::Field(field) => {
                    fields.entry(field.node.response_key().node.as_str()).or_default().push(&field.node);
                }
                Ast::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref();
                    if condition.is_none_or(|condition| self.applies(&condition.node.on.node, type_name)) {
                        self.collect_into(&fragment.node.selection_set.node, type_name, fields);
                    }
                }
                Ast::FragmentSpread(spread) => {
                    if let Some(fragment) = self.fragments.get(&spread.node.fragment_name.node)
                        && self.applies(&fragment.node.type_condition.node.on.node, type_name)
                    {
                        self.collect_into(&fragment.node.selection_set.node, type_name, fields);
                    }
                }
            }
        }
    }

    fn applies(&self, condition: &str, type_name: &str) -> bool {
        condition == type_name || self.view.is_in_zone(condition, type_name)
    }

    fn is_included(&self, selection: &Ast) -> bool {
        selection.directives().iter().all(|directive| {
            let condition = literal(directive.node.get_argument("if").map(|value| &value.node), self.selectors);
            let condition = condition == Some(Json::Bool(true));
            match directive.node.name.node.as_str() {
                "skip" => !condition,
                "include" => condition,
                _ => true,
            }
        })
    }
}

fn selection_sets<'a>(fields: &[&'a Field]) -> Vec<&'a SelectionSet> {
    fields.iter().map(|field| &field.selection_set.node).collect()
}

/// Lists are never null; everything else may be, unless it is certain to be there.
fn is_nullable(view: &TypeView<'_>, attribute: &Attribute) -> bool {
    match &attribute.kind {
        AttributeKind::Relation(relation) if relation.relation.is_to_many() => false,
        _ => !view.is_certain(attribute),
    }
}

fn refused(error: NameError) -> ValueShape {
    match error {
        NameError::Forbidden(missing) => ValueShape::Forbidden(Some(missing)),
        NameError::Unknown => ValueShape::Forbidden(None),
    }
}
