//! The content model as far as the administrator who asks may use it, for front ends that edit content.

use async_graphql::{Context, Enum, Json, Object, SimpleObject};

use super::context::RequestContext;
use super::grants::ContentAction;
use super::permissions::ContentTypeKind;
use super::requires::signed_in;
use crate::catalog::{Attribute, AttributeKind, EnumValue, RelationAttribute, ScalarAttribute, ScalarType};
use crate::error::Result;
use crate::service::content_model::{self, UsableAttribute, UsableType};

/// The content types and components that the administrator who asks may use, and of them what they may use.
#[derive(SimpleObject)]
pub struct ContentModel {
    /// The content types on which the administrator may do anything.
    content_types: Vec<UsableContentType>,
    /// The components that attributes of these types hold.
    components: Vec<UsableComponent>,
}

/// A content type with what the administrator may do with its entries.
#[derive(SimpleObject)]
pub struct UsableContentType {
    /// The singular name, as grants write it.
    content_type: String,
    /// The name for people.
    display_name: String,
    /// Free text; empty when none was given.
    description: String,
    /// Many entries, or one.
    kind: ContentTypeKind,
    /// Whether the server brings the content type along.
    built_in: bool,
    /// Whether documents have drafts.
    has_drafts: bool,
    /// What the administrator may do with entries.
    actions: Vec<ContentAction>,
    /// Which of the reading actions show drafts too.
    draft_actions: Vec<ContentAction>,
    /// The type of an entry in the content API, such as Article; that of its input ends with Input.
    type_name: String,
    /// The field of the content API that reads one entry.
    one_field: String,
    /// The field of the content API that lists entries; null where there is only one.
    list_field: Option<String>,
    /// The attributes that the administrator may read or set.
    attributes: Vec<UsableAttributeInfo>,
}

/// A component that an attribute holds.
#[derive(SimpleObject)]
pub struct UsableComponent {
    /// Such as shared.seo.
    uid: String,
    /// The name for people.
    display_name: String,
    /// Its type in the content API, such as `ComponentSharedSeo`.
    type_name: String,
    /// The attributes that the administrator may read or set.
    attributes: Vec<UsableAttributeInfo>,
}

/// An attribute with its rules.
#[derive(SimpleObject)]
#[graphql(name = "UsableAttribute")]
pub struct UsableAttributeInfo {
    /// The name.
    name: String,
    /// What it holds.
    #[graphql(name = "type")]
    kind: AttributeType,
    /// The actions that it is open to: find and findOne show it, create and update set it.
    actions: Vec<ContentAction>,
    /// Which of the reading actions show it in drafts too.
    draft_actions: Vec<ContentAction>,
    /// Whether a published entry has to have a value.
    required: bool,
    /// Whether no two published entries may have the same value.
    unique: bool,
    /// Whether it holds a list: of entries, files or components.
    list: bool,
    /// What is stored in a new entry where nothing is sent.
    default: Option<Json<serde_json::Value>>,
    /// The smallest number, or the fewest components.
    min: Option<Json<serde_json::Value>>,
    /// The largest number, or the most components.
    max: Option<Json<serde_json::Value>>,
    /// The fewest characters of a text.
    min_length: Option<usize>,
    /// The most characters of a text.
    max_length: Option<usize>,
    /// What a text has to match.
    pattern: Option<String>,
    /// The members of an enumeration, in order.
    members: Vec<EnumerationMember>,
    /// The attribute that a uid is made from.
    target_field: Option<String>,
    /// The content type that a relation leads to.
    target: Option<String>,
    /// The uids of the components that may stand here.
    components: Vec<String>,
    /// The kinds of files to choose from: images, videos, audios, files; all of them where there are none.
    allowed_types: Vec<String>,
}

/// A member of an enumeration.
#[derive(SimpleObject)]
pub struct EnumerationMember {
    /// As it is stored and as filters write it.
    value: String,
    /// As entries in GraphQL name it.
    name: String,
}

/// What an attribute holds, as in Strapi's schema.json.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AttributeType {
    /// A short text.
    String,
    /// A text.
    Text,
    /// A text in Markdown.
    Richtext,
    /// The nodes of Strapi's editor.
    Blocks,
    /// An e-mail address.
    Email,
    /// A password, which is written and never read.
    Password,
    /// A text for addresses, unique.
    Uid,
    /// One of a list of words.
    Enumeration,
    /// A whole number of 32 bits.
    Integer,
    /// A whole number of 64 bits, as a text in REST.
    Biginteger,
    /// A floating point number.
    Float,
    /// A number with two decimals where the database knows such.
    Decimal,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A moment.
    Datetime,
    /// A moment in another column type.
    Timestamp,
    /// Any JSON.
    Json,
    /// Entries that it leads to.
    Relation,
    /// Files.
    Media,
    /// One component, or a list of it.
    Component,
    /// A list of components of several kinds.
    Dynamiczone,
}

impl AttributeType {
    fn of(attribute: &Attribute) -> Self {
        match &attribute.kind {
            AttributeKind::Scalar(scalar) => scalar.scalar.into(),
            AttributeKind::Relation(relation) if relation.media => Self::Media,
            AttributeKind::Relation(_) => Self::Relation,
            AttributeKind::Component(_) => Self::Component,
            AttributeKind::DynamicZone(_) => Self::Dynamiczone,
        }
    }
}

impl From<ScalarType> for AttributeType {
    fn from(scalar: ScalarType) -> Self {
        match scalar {
            ScalarType::String => Self::String,
            ScalarType::Text => Self::Text,
            ScalarType::RichText => Self::Richtext,
            ScalarType::Blocks => Self::Blocks,
            ScalarType::Email => Self::Email,
            ScalarType::Password => Self::Password,
            ScalarType::Uid => Self::Uid,
            ScalarType::Enumeration => Self::Enumeration,
            ScalarType::Integer => Self::Integer,
            ScalarType::BigInteger => Self::Biginteger,
            ScalarType::Float => Self::Float,
            ScalarType::Decimal => Self::Decimal,
            ScalarType::Boolean => Self::Boolean,
            ScalarType::Date => Self::Date,
            ScalarType::Time => Self::Time,
            ScalarType::DateTime => Self::Datetime,
            ScalarType::Timestamp => Self::Timestamp,
            ScalarType::Json => Self::Json,
        }
    }
}

impl From<UsableType> for UsableContentType {
    fn from(usable: UsableType) -> Self {
        let of = &usable.content_type;
        Self {
            content_type: of.singular.clone(),
            display_name: of.display_name.clone(),
            description: of.description.clone(),
            kind: of.kind.into(),
            built_in: of.is_built_in(),
            has_drafts: of.draft_and_publish,
            actions: actions(usable.actions),
            draft_actions: actions(usable.draft_actions),
            type_name: of.graphql_type(),
            one_field: of.graphql_one(),
            list_field: content_model::list_field(of),
            attributes: attributes(usable.attributes),
        }
    }
}

impl From<UsableType> for UsableComponent {
    fn from(usable: UsableType) -> Self {
        Self {
            uid: usable.content_type.uid.clone(),
            display_name: usable.content_type.display_name.clone(),
            type_name: usable.content_type.graphql_type(),
            attributes: attributes(usable.attributes),
        }
    }
}

impl From<UsableAttribute> for UsableAttributeInfo {
    fn from(usable: UsableAttribute) -> Self {
        let attribute = &usable.attribute;
        let bare = Self {
            name: attribute.name.clone(),
            kind: AttributeType::of(attribute),
            actions: actions(usable.actions),
            draft_actions: actions(usable.draft_actions),
            required: attribute.required,
            unique: false,
            list: content_model::is_list(attribute),
            default: None,
            min: None,
            max: None,
            min_length: None,
            max_length: None,
            pattern: None,
            members: Vec::new(),
            target_field: usable.target_field,
            target: None,
            components: Vec::new(),
            allowed_types: usable.allowed_types,
        };
        match &attribute.kind {
            AttributeKind::Scalar(scalar) => bare.with_rules(scalar),
            AttributeKind::Relation(relation) => bare.with_target(relation),
            AttributeKind::Component(_) | AttributeKind::DynamicZone(_) => bare.with_components(attribute),
        }
    }
}

impl UsableAttributeInfo {
    fn with_rules(self, scalar: &ScalarAttribute) -> Self {
        let number = |number: &Option<serde_json::Number>| number.clone().map(|number| Json(number.into()));
        Self {
            unique: scalar.unique,
            default: scalar.default.clone().map(Json),
            min: number(&scalar.min),
            max: number(&scalar.max),
            min_length: scalar.min_length,
            max_length: scalar.max_length,
            pattern: scalar.pattern.as_ref().map(|pattern| pattern.0.as_str().to_owned()),
            members: scalar.values.iter().map(EnumerationMember::from).collect(),
            ..self
        }
    }

    fn with_target(self, relation: &RelationAttribute) -> Self {
        Self { target: Some(relation.target.clone()), ..self }
    }

    fn with_components(self, attribute: &Attribute) -> Self {
        let Some(held) = attribute.components() else { return self };
        let count = |count: Option<usize>| count.map(|count| Json(count.into()));
        let components = held.members.iter().map(|member| member.component.clone()).collect();
        Self { components, min: count(held.size.min), max: count(held.size.max), ..self }
    }
}

impl From<&EnumValue> for EnumerationMember {
    fn from(value: &EnumValue) -> Self {
        Self { value: value.stored.clone(), name: value.graphql.clone() }
    }
}

fn actions(actions: Vec<crate::access::Action>) -> Vec<ContentAction> {
    actions.into_iter().map(ContentAction::from).collect()
}

fn attributes(attributes: Vec<UsableAttribute>) -> Vec<UsableAttributeInfo> {
    attributes.into_iter().map(UsableAttributeInfo::from).collect()
}

/// Reading the content model.
#[derive(Default)]
pub struct ContentModelQueries;

#[Object]
impl ContentModelQueries {
    /// The content types and components that the administrator may use, narrowed by their grants: what a front end makes
    /// lists and forms from.
    #[graphql(directive = signed_in::apply())]
    #[expect(clippy::unused_async, reason = "the schema's macro asks for async functions")]
    async fn content_model(&self, ctx: &Context<'_>) -> Result<ContentModel> {
        let model = content_model::usable(ctx.services(), ctx.administrator()?);
        Ok(ContentModel {
            content_types: model.types.into_iter().map(UsableContentType::from).collect(),
            components: model.components.into_iter().map(UsableComponent::from).collect(),
        })
    }
}
