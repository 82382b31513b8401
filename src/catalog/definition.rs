//! A content type or component as people write it: the logical form behind a Strapi `schema.json`.
//!
//! A definition may still be wrong; only [`super::Catalog::build`] checks it, together with all others. How it is read
//! and printed is in [`super::schema_json`].

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::component::Size;
use super::{Kind, MediaDefinition, RelationKind, ScalarType, built_in, names};

/// A content type or component as written. Keys that mean nothing here are kept in the `other` maps, so that printing loses nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The folder of the type's API, the middle part of its uid, usually the singular name. The category of a component.
    pub api: String,
    /// `kind`; components have none in their files.
    pub kind: Kind,
    /// `collectionName`: the table. The singular name where it is absent.
    pub collection_name: Option<String>,
    /// `info.singularName`; the uid of a component, `shared.seo`, and of a built-in type.
    pub singular: String,
    /// `info.pluralName`; empty for a component.
    pub plural: String,
    /// `info.displayName`
    pub display_name: String,
    /// `info.description`
    pub description: Option<String>,
    /// `options.draftAndPublish`
    pub draft_and_publish: Option<bool>,
    /// `options.privateAttributes`: attributes that are private besides those marked so.
    pub private_attributes: Option<Vec<String>>,
    /// `attributes`, in their order.
    pub attributes: IndexMap<String, AttributeDefinition>,
    /// `indexes`: what is looked for together, by the names of columns.
    pub indexes: Option<Vec<IndexDefinition>>,
    /// What else stands in `info`, `options` and beside them.
    pub other: OtherKeys,
}

/// An index as written. Strapi makes it too, so that it is taken to the letter.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexDefinition {
    /// `name`, which no other index in the database has.
    pub name: String,
    /// `columns`, most significant first.
    pub columns: Vec<String>,
    /// `type`, which can only be the usual one.
    pub index_type: Option<String>,
}

/// The keys of a schema file that mean nothing here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OtherKeys {
    /// Of the file itself, `pluginOptions` for one.
    pub top: Map<String, Value>,
    /// Of `info`.
    pub info: Map<String, Value>,
    /// Of `options`.
    pub options: Map<String, Value>,
}

/// An attribute as written.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeDefinition {
    /// `type`, with what belongs to that type only.
    pub kind: AttributeDefinitionKind,
    /// `required`
    pub required: Option<bool>,
    /// `private`
    pub private: Option<bool>,
    /// The keys that mean nothing here, or nothing on this type.
    pub other: Map<String, Value>,
}

impl AttributeDefinition {
    /// Whether the attribute says `"pluginOptions": {"keyway": {"indexed": true}}`, a place that Strapi leaves alone.
    pub fn is_indexed(&self) -> bool {
        self.index_option() == Some(&Value::Bool(true))
    }

    /// Whether a search through everything looks into the attribute, as it does unless `"searchable": false` stands there.
    pub fn is_searchable(&self) -> bool {
        self.other.get("searchable") != Some(&Value::Bool(false))
    }

    /// Whether each locale has a value of its own, should the type be localized: where the attribute says so, and of
    /// relations and uids always.
    pub fn is_localized(&self) -> bool {
        let says = || self.localized_option() == Some(&Value::Bool(true));
        match &self.kind {
            AttributeDefinitionKind::Relation(_) => true,
            AttributeDefinitionKind::Scalar(scalar) => scalar.scalar == ScalarType::Uid || says(),
            _ => says(),
        }
    }

    /// What the attribute says about being localized, whatever its form.
    pub fn localized_option(&self) -> Option<&Value> {
        self.other.get("pluginOptions")?.pointer("/i18n/localized")
    }

    /// What the attribute says about being indexed, whatever its form.
    pub fn index_option(&self) -> Option<&Value> {
        self.other.get("pluginOptions")?.pointer("/keyway/indexed")
    }
}

/// What an attribute holds.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeDefinitionKind {
    /// A value in a column.
    Scalar(Box<ScalarDefinition>),
    /// Links to entries of a type.
    Relation(RelationDefinition),
    /// Links to files.
    Media(MediaDefinition),
    /// One component, or a list of one kind.
    Component(ComponentDefinition),
    /// A list of components of several kinds.
    DynamicZone(ZoneDefinition),
}

/// A component attribute as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentDefinition {
    /// `component`: its uid.
    pub component: String,
    /// `repeatable`
    pub repeatable: Option<bool>,
    /// `min` and `max`
    pub size: Size,
}

/// A dynamic zone as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneDefinition {
    /// `components`: their uids.
    pub components: Vec<String>,
    /// `min` and `max`
    pub size: Size,
}

impl AttributeDefinitionKind {
    /// The uids of the components that the attribute may hold.
    pub fn components(&self) -> &[String] {
        match self {
            Self::Scalar(_) | Self::Relation(_) | Self::Media(_) => &[],
            Self::Component(component) => std::slice::from_ref(&component.component),
            Self::DynamicZone(zone) => &zone.components,
        }
    }
}

/// A scalar attribute as written. Each rule stands only where [`ScalarType`] knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct ScalarDefinition {
    /// `type`
    pub scalar: ScalarType,
    /// `unique`
    pub unique: Option<bool>,
    /// `default`
    pub default: Option<Value>,
    /// `min`: a number, or its digits in a text.
    pub min: Option<Value>,
    /// `max`: a number, or its digits in a text.
    pub max: Option<Value>,
    /// `minLength`
    pub min_length: Option<usize>,
    /// `maxLength`
    pub max_length: Option<usize>,
    /// `regex`
    pub regex: Option<String>,
    /// `enum`
    pub values: Option<Vec<String>>,
    /// `enumName`
    pub enum_name: Option<String>,
    /// `targetField`: the text attribute that a uid is made from.
    pub target_field: Option<String>,
}

impl ScalarDefinition {
    /// An attribute of this type without any rule.
    pub fn new(scalar: ScalarType) -> Self {
        Self {
            scalar,
            unique: None,
            default: None,
            min: None,
            max: None,
            min_length: None,
            max_length: None,
            regex: None,
            values: None,
            enum_name: None,
            target_field: None,
        }
    }
}

/// A relation as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationDefinition {
    /// `relation`
    pub relation: RelationKind,
    /// `target`: the uid of the other type.
    pub target: String,
    /// `inversedBy`: the other end, where this end owns the links.
    pub inversed_by: Option<String>,
    /// `mappedBy`: the other end, where that end owns the links.
    pub mapped_by: Option<String>,
}

impl RelationDefinition {
    /// The other end, by either key.
    pub fn other_end(&self) -> Option<&str> {
        self.inversed_by.as_deref().or(self.mapped_by.as_deref())
    }
}

impl Definition {
    /// `api::article.article`, `shared.seo`
    pub fn uid(&self) -> String {
        match self.kind {
            Kind::Component => self.singular.clone(),
            Kind::Collection | Kind::Single if self.is_built_in() => self.singular.clone(),
            Kind::Collection | Kind::Single => format!("api::{}.{}", self.api, self.singular),
        }
    }

    /// Whether the program brings the type along.
    pub fn is_built_in(&self) -> bool {
        self.singular.starts_with(built_in::PREFIX)
    }

    /// What the columns of link tables call an entry: the singular name, or the last part of the uid that stands for it.
    pub fn model_name(&self) -> &str {
        self.singular.rsplit_once('.').map_or(self.singular.as_str(), |(_, name)| name)
    }

    /// The name of the GraphQL object type.
    pub fn graphql_type(&self) -> String {
        names::graphql_type(self.kind, &self.singular)
    }

    /// The table's name before shortening.
    pub fn collection(&self) -> &str {
        self.collection_name.as_deref().unwrap_or(&self.singular)
    }

    /// Whether a document has a draft row beside its published row.
    pub fn has_drafts(&self) -> bool {
        self.draft_and_publish.unwrap_or(false)
    }

    /// Whether each locale of a document has rows of its own: `"pluginOptions": {"i18n": {"localized": true}}`.
    pub fn is_localized(&self) -> bool {
        self.kind != Kind::Component && self.localized_option() == Some(&Value::Bool(true))
    }

    /// What the definition says about being localized, whatever its form.
    pub fn localized_option(&self) -> Option<&Value> {
        self.other.top.get("pluginOptions")?.pointer("/i18n/localized")
    }

    /// Whether this attribute is never output.
    pub fn is_private(&self, name: &str, attribute: &AttributeDefinition) -> bool {
        let listed = self.private_attributes.as_ref().is_some_and(|names| names.iter().any(|listed| listed == name));
        listed || attribute.private.unwrap_or(false)
    }
}
