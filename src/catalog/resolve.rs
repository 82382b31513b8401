//! Turns checked definitions into content types with the names of their tables and columns.

use std::collections::HashSet;
use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::check::{ByUid, Checked, by_uid};
use super::component::ZONE_ERROR;
use super::{
    Attribute, AttributeDefinition, AttributeDefinitionKind, AttributeKind, Catalog, ComponentAttribute, ContentType,
    Definition, EnumValue, Form, InstalledLocales, Kind, Link, Member, Pattern, RelationAttribute, RelationDefinition,
    RelationKind, ScalarAttribute, ScalarDefinition, ScalarType, ZoneAttribute, names,
};

/// The attributes that every content type has besides its own.
const TIMESTAMPS: [&str; 3] = ["createdAt", "updatedAt", "publishedAt"];
/// The attribute of localized types that tells the locale, and its column.
const LOCALE: &str = "locale";

pub(super) fn resolve(checked: Checked) -> Catalog {
    let mut definitions = checked.into_definitions();
    definitions.sort_by(|a, b| a.singular.cmp(&b.singular));
    let by_uid = by_uid(&definitions);
    let models = definitions.iter().map(|definition| {
        let content_type = resolve_type(definition, &by_uid);
        (definition.singular.clone(), Arc::new(content_type))
    });
    let (components, types): (_, IndexMap<_, _>) = models.partition(|(_, model)| model.kind == Kind::Component);
    let unions = types.values().flat_map(|content_type| unions(content_type)).collect();
    let definitions = definitions.into_iter().filter(|definition| !definition.is_built_in());
    let definitions = definitions.map(|definition| (definition.singular.clone(), definition)).collect();
    Catalog { types, components, unions, definitions, locales: InstalledLocales::default() }
}

/// The unions that the dynamic zones of a type give, with the names of their types.
fn unions(content_type: &ContentType) -> impl Iterator<Item = (String, HashSet<String>)> {
    let zones = content_type.component_attributes().filter(|(_, held)| held.form == Form::Zone);
    zones.map(|(zone, held)| {
        let components = held.members.iter().map(|member| names::component_type(&member.component));
        let members = components.chain([ZONE_ERROR.to_owned()]).collect();
        (names::graphql_zone(&content_type.graphql_type(), &zone.name), members)
    })
}

fn resolve_type(definition: &Definition, by_uid: &ByUid<'_>) -> ContentType {
    let attributes = definition.attributes.iter().map(|(name, attribute)| {
        let resolved = resolve_attribute(definition, name, attribute, by_uid);
        (name.clone(), resolved)
    });
    ContentType {
        kind: definition.kind,
        uid: definition.uid(),
        singular: definition.singular.clone(),
        plural: definition.plural.clone(),
        display_name: definition.display_name.clone(),
        description: definition.description.clone().unwrap_or_default(),
        table: names::table(definition.collection()),
        draft_and_publish: definition.has_drafts(),
        attributes: attributes.collect(),
        timestamps: timestamps(definition),
        localization: localization(definition),
    }
}

/// `locale`, and `localizations`: the entries of the same document and status in other locales.
fn localization(definition: &Definition) -> IndexMap<String, Attribute> {
    if !definition.is_localized() {
        return IndexMap::new();
    }
    let locale = AttributeKind::Scalar(resolve_scalar("", LOCALE, &ScalarDefinition::new(ScalarType::String)));
    let link = Link {
        table: names::table(definition.collection()),
        source_column: "id".to_owned(),
        target_column: "document_id".to_owned(),
        order_column: None,
        inverse_order_column: None,
        slot: None,
        siblings: true,
    };
    let localizations = AttributeKind::Relation(RelationAttribute {
        relation: RelationKind::ManyToMany,
        target: definition.singular.clone(),
        inverse: None,
        owner: false,
        media: false,
        link,
    });
    let attribute = |name: &str, kind| (name.to_owned(), system_attribute(definition, name, kind));
    [attribute(LOCALE, locale), attribute("localizations", localizations)].into()
}

/// An attribute that the program gives to every such type.
fn system_attribute(definition: &Definition, name: &str, kind: AttributeKind) -> Attribute {
    let private = definition.private_attributes.iter().flatten().any(|listed| listed == name);
    Attribute { name: name.to_owned(), required: false, private, searchable: false, localized: false, kind }
}

fn timestamps(definition: &Definition) -> IndexMap<String, Attribute> {
    let attribute = |name: &str| {
        let scalar = resolve_scalar("", name, &ScalarDefinition::new(ScalarType::DateTime));
        system_attribute(definition, name, AttributeKind::Scalar(scalar))
    };
    let names = TIMESTAMPS.into_iter().filter(|_| definition.kind != Kind::Component);
    names.map(|name| (name.to_owned(), attribute(name))).collect()
}

fn resolve_attribute(owner: &Definition, name: &str, attribute: &AttributeDefinition, by_uid: &ByUid<'_>) -> Attribute {
    let kind = match &attribute.kind {
        AttributeDefinitionKind::Scalar(scalar) => {
            AttributeKind::Scalar(resolve_scalar(&owner.graphql_type(), name, scalar))
        }
        AttributeDefinitionKind::Relation(relation) => {
            AttributeKind::Relation(resolve_relation(owner, name, relation, by_uid))
        }
        AttributeDefinitionKind::Media(media) => AttributeKind::Relation(media.resolve(&owner.uid(), name)),
        AttributeDefinitionKind::Component(definition) => AttributeKind::Component(ComponentAttribute {
            repeatable: definition.repeatable.unwrap_or(false),
            member: Member::new(owner.collection(), name, &definition.component),
            size: definition.size,
        }),
        AttributeDefinitionKind::DynamicZone(zone) => {
            let members = zone.components.iter().map(|component| Member::new(owner.collection(), name, component));
            AttributeKind::DynamicZone(ZoneAttribute { members: members.collect(), size: zone.size })
        }
    };
    Attribute {
        name: name.to_owned(),
        required: attribute.required.unwrap_or(false),
        private: owner.is_private(name, attribute),
        searchable: attribute.is_searchable(),
        localized: owner.is_localized() && attribute.is_localized(),
        kind,
    }
}

fn resolve_scalar(graphql_type: &str, name: &str, scalar: &ScalarDefinition) -> ScalarAttribute {
    let values = scalar.values.iter().flatten();
    let enum_name = || scalar.enum_name.clone().unwrap_or_else(|| default_enum_name(graphql_type, name));
    ScalarAttribute {
        scalar: scalar.scalar,
        column: names::column(name),
        unique: scalar.scalar == ScalarType::Uid || scalar.unique.unwrap_or(false),
        default: scalar.default.clone(),
        min: scalar.min.as_ref().and_then(bound),
        max: scalar.max.as_ref().and_then(bound),
        min_length: scalar.min_length,
        max_length: scalar.max_length,
        pattern: scalar.regex.as_deref().and_then(pattern),
        values: values
            .map(|stored| EnumValue { stored: stored.clone(), graphql: names::enum_member(stored) })
            .collect(),
        enum_name: (scalar.scalar == ScalarType::Enumeration).then(enum_name),
    }
}

/// `ENUM_ARTICLE_DIFFICULTY`
pub(super) fn default_enum_name(graphql_type: &str, attribute: &str) -> String {
    format!("ENUM_{}_{}", graphql_type.to_ascii_uppercase(), attribute.to_ascii_uppercase())
}

/// A bound of numbers, which may be written as a text with digits.
pub(super) fn bound(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::String(digits) => digits.parse::<i64>().ok().map(Number::from),
        _ => None,
    }
}

/// A pattern, unless its text does not compile.
pub(super) fn pattern(text: &str) -> Option<Pattern> {
    regex::Regex::new(text).ok().map(Pattern)
}

fn resolve_relation(
    reader: &Definition,
    name: &str,
    relation: &RelationDefinition,
    by_uid: &ByUid<'_>,
) -> RelationAttribute {
    let target = by_uid.get(&relation.target).expect("the target of a checked relation exists");
    let other_end = relation.other_end();
    let link = match &relation.mapped_by {
        None => owned_link(reader, name, relation.relation, target, other_end.is_some()),
        Some(owner) => reversed(owned_link(target, owner, relation.relation.inverted(), reader, true)),
    };
    RelationAttribute {
        relation: relation.relation,
        target: target.singular.clone(),
        inverse: other_end.map(str::to_owned),
        owner: relation.mapped_by.is_none(),
        media: false,
        link,
    }
}

/// The link table as its owner reads it.
fn owned_link(owner: &Definition, name: &str, relation: RelationKind, target: &Definition, two_way: bool) -> Link {
    let source_column = names::id_column(owner.model_name());
    let mut target_column = names::id_column(target.model_name());
    if target_column == source_column {
        target_column = names::inverse_id_column(target.model_name());
    }
    let order = names::order_column(target.model_name());
    let mut inverse_order = names::order_column(owner.model_name());
    if relation == RelationKind::ManyToMany && inverse_order == order {
        inverse_order = names::inverse_order_column(owner.model_name());
    }
    Link {
        table: names::link_table(&names::table(owner.collection()), name),
        source_column,
        target_column,
        order_column: relation.is_to_many().then_some(order),
        inverse_order_column: (two_way && !relation.is_from_one()).then_some(inverse_order),
        slot: None,
        siblings: false,
    }
}

fn reversed(link: Link) -> Link {
    Link {
        table: link.table,
        source_column: link.target_column,
        target_column: link.source_column,
        order_column: link.inverse_order_column,
        inverse_order_column: link.order_column,
        slot: link.slot,
        siblings: link.siblings,
    }
}
