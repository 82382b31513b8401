//! A content type, resolved: its definition together with the names of the tables and columns that hold it.
//!
//! A component has the same form, without what makes an entry: it has no plural, no documents and no timestamps.

use indexmap::IndexMap;

use super::attribute::{Attribute, AttributeKind, RelationAttribute, ScalarAttribute};
use super::component::Components;
use super::{built_in, names};
use crate::access::DraftAction;

/// Many entries, or one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `collectionType`
    Collection,
    /// `singleType`
    Single,
    /// No entries of its own: a group of fields that is part of entries.
    Component,
}

impl Kind {
    /// The name in a schema file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Collection => "collectionType",
            Self::Single => "singleType",
            Self::Component => "component",
        }
    }
}

/// A resolved content type or component. Made by [`super::Catalog`] only, so that every name in it is checked.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentType {
    /// Many entries, one, or none of its own.
    pub kind: Kind,
    /// `api::article.article`, `plugin::upload.file`; `shared.seo` of a component.
    pub uid: String,
    /// `info.singularName`, of a component or built-in type its uid; identifies it everywhere in this program.
    pub singular: String,
    /// `info.pluralName`; empty for a component.
    pub plural: String,
    /// `info.displayName`.
    pub display_name: String,
    /// `info.description`.
    pub description: String,
    /// The table of the entries.
    pub table: String,
    /// Whether a document has a draft row beside its published row.
    pub draft_and_publish: bool,
    /// The attributes of the definition, in its order.
    pub attributes: IndexMap<String, Attribute>,
    /// `createdAt`, `updatedAt`, `publishedAt`: on every type after its own attributes, on no component.
    pub timestamps: IndexMap<String, Attribute>,
    /// `locale` and `localizations`: on localized types after all others.
    pub localization: IndexMap<String, Attribute>,
}

impl ContentType {
    /// Whether the program brings the type along.
    pub fn is_built_in(&self) -> bool {
        self.uid.starts_with(built_in::PREFIX)
    }

    /// The path of its entries in REST, below the prefix: `articles`, `homepage`, `upload/files`.
    pub fn path(&self) -> String {
        match self.kind {
            Kind::Collection => self.plural.replace('.', "/"),
            Kind::Single | Kind::Component => self.singular.clone(),
        }
    }

    /// The name of the GraphQL object type: `Article`, `ComponentSharedSeo`.
    pub fn graphql_type(&self) -> String {
        names::graphql_type(self.kind, &self.singular)
    }

    /// The query field for one document: `article`.
    pub fn graphql_one(&self) -> String {
        names::lower_first(&self.graphql_type())
    }

    /// The query field for a list: `articles`.
    pub fn graphql_list(&self) -> String {
        names::lower_first(&names::pascal_case(&self.plural))
    }

    /// The query field for a list with page information: `articles_connection`.
    pub fn graphql_connection(&self) -> String {
        self.graphql_list() + "_connection"
    }

    /// The mutation of an action on drafts: `publishArticle`, `unpublishArticle`, `discardArticleDraft`.
    pub fn graphql_draft_action(&self, action: DraftAction) -> String {
        let subject = if action == DraftAction::Discard { "Draft" } else { "" };
        format!("{}{}{subject}", action.as_str(), self.graphql_type())
    }

    /// The input of the mutations: `ArticleInput`.
    pub fn graphql_input(&self) -> String {
        self.graphql_type() + "Input"
    }

    /// The input of filters: `ArticleFiltersInput`.
    pub fn graphql_filters(&self) -> String {
        self.graphql_type() + "FiltersInput"
    }

    /// The type of [`ContentType::graphql_connection`]: `ArticleEntityResponseCollection`.
    pub fn graphql_connection_type(&self) -> String {
        self.graphql_type() + "EntityResponseCollection"
    }

    /// The type of a connection field on a relation's source: `ArticleRelationResponseCollection`.
    pub fn graphql_nested_connection_type(&self) -> String {
        self.graphql_type() + "RelationResponseCollection"
    }

    /// Whether each locale of a document has rows of its own.
    pub fn is_localized(&self) -> bool {
        !self.localization.is_empty()
    }

    /// Whether an attribute of this type is ever set by a request.
    pub fn is_writable(&self, attribute: &Attribute) -> bool {
        match built_in::find(&self.uid) {
            Some(built_in) => built_in.writable.contains(&attribute.name.as_str()),
            None => self.attributes.contains_key(&attribute.name),
        }
    }

    /// Whether the locales of a document have one value of this attribute together.
    pub fn shares(&self, attribute: &Attribute) -> bool {
        self.is_localized() && !attribute.localized && self.attributes.contains_key(&attribute.name)
    }

    /// The attribute of this name, one of the definition or one that every such type has.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        let system = || self.timestamps.get(name).or_else(|| self.localization.get(name));
        self.attributes.get(name).or_else(system)
    }

    /// The attributes in the order of the wire: the definition's, then the timestamps, then what localized types have.
    pub fn all_attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.values().chain(self.timestamps.values()).chain(self.localization.values())
    }

    /// The scalar attributes of the definition.
    pub fn scalars(&self) -> impl Iterator<Item = (&Attribute, &ScalarAttribute)> {
        self.attributes.values().filter_map(|attribute| match &attribute.kind {
            AttributeKind::Scalar(scalar) => Some((attribute, scalar)),
            _ => None,
        })
    }

    /// The relations of the definition, those to files included.
    pub fn relations(&self) -> impl Iterator<Item = (&Attribute, &RelationAttribute)> {
        self.attributes.values().filter_map(|attribute| match &attribute.kind {
            AttributeKind::Relation(relation) => Some((attribute, relation)),
            _ => None,
        })
    }

    /// Whether files can be attached to its rows.
    pub fn has_media(&self) -> bool {
        self.relations().any(|(_, relation)| relation.media)
    }

    /// The attributes of the definition that hold components, single, repeatable or in a dynamic zone.
    pub fn component_attributes(&self) -> impl Iterator<Item = (&Attribute, Components<'_>)> {
        self.attributes.values().filter_map(|attribute| Some((attribute, attribute.components()?)))
    }
}
