//! Definitions as the content of schema files.

use serde_json::{Map, Value};

use crate::catalog::component::Size;
use crate::catalog::{
    AttributeDefinition, AttributeDefinitionKind, ComponentDefinition, Definition, IndexDefinition, Kind,
    MediaDefinition, RelationDefinition, ScalarDefinition, ZoneDefinition,
};

impl Definition {
    /// The content of the schema file. Reading it again gives an equal definition: a uid that the names do not give is in
    /// it too, which in Strapi is in the path of the file.
    pub fn to_json(&self) -> Value {
        let is_type = self.kind != Kind::Component;
        let mut info = Map::new();
        put(&mut info, "singularName", is_type.then(|| self.singular.clone()));
        put(&mut info, "pluralName", is_type.then(|| self.plural.clone()));
        info.insert("displayName".to_owned(), self.display_name.clone().into());
        put(&mut info, "description", self.description.clone());
        info.extend(self.other.info.clone());
        let mut options = Map::new();
        put(&mut options, "draftAndPublish", self.draft_and_publish);
        put(&mut options, "privateAttributes", self.private_attributes.clone());
        options.extend(self.other.options.clone());
        let mut top = Map::new();
        put(&mut top, "kind", is_type.then(|| self.kind.name()));
        put(&mut top, "collectionName", self.collection_name.clone());
        top.insert("info".to_owned(), info.into());
        top.insert("options".to_owned(), options.into());
        if !is_type || self.api != self.singular {
            top.insert("uid".to_owned(), self.uid().into());
        }
        put(&mut top, "indexes", self.indexes.as_deref().map(print_indexes));
        top.extend(self.other.top.clone());
        let attributes = self.attributes.iter().map(|(name, attribute)| (name.clone(), print_attribute(attribute)));
        top.insert("attributes".to_owned(), Value::Object(attributes.collect()));
        Value::Object(top)
    }
}

fn print_indexes(indexes: &[IndexDefinition]) -> Vec<Value> {
    let print = |index: &IndexDefinition| {
        let mut keys = Map::new();
        put(&mut keys, "name", Some(index.name.clone()));
        put(&mut keys, "columns", Some(index.columns.clone()));
        put(&mut keys, "type", index.index_type.clone());
        Value::Object(keys)
    };
    indexes.iter().map(print).collect()
}

fn put(keys: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        keys.insert(key.to_owned(), value.into());
    }
}

fn print_attribute(attribute: &AttributeDefinition) -> Value {
    let mut keys = match &attribute.kind {
        AttributeDefinitionKind::Scalar(scalar) => print_scalar(scalar),
        AttributeDefinitionKind::Relation(relation) => print_relation(relation),
        AttributeDefinitionKind::Media(media) => print_media(media),
        AttributeDefinitionKind::Component(component) => print_component(component),
        AttributeDefinitionKind::DynamicZone(zone) => print_zone(zone),
    };
    put(&mut keys, "required", attribute.required);
    put(&mut keys, "private", attribute.private);
    keys.extend(attribute.other.clone());
    Value::Object(keys)
}

fn print_scalar(scalar: &ScalarDefinition) -> Map<String, Value> {
    let mut keys = Map::new();
    keys.insert("type".to_owned(), scalar.scalar.name().into());
    put(&mut keys, "unique", scalar.unique);
    put(&mut keys, "default", scalar.default.clone());
    put(&mut keys, "min", scalar.min.clone());
    put(&mut keys, "max", scalar.max.clone());
    put(&mut keys, "minLength", scalar.min_length);
    put(&mut keys, "maxLength", scalar.max_length);
    put(&mut keys, "regex", scalar.regex.clone());
    put(&mut keys, "enum", scalar.values.clone());
    put(&mut keys, "enumName", scalar.enum_name.clone());
    put(&mut keys, "targetField", scalar.target_field.clone());
    keys
}

fn print_relation(relation: &RelationDefinition) -> Map<String, Value> {
    let mut keys = Map::new();
    keys.insert("type".to_owned(), "relation".into());
    keys.insert("relation".to_owned(), relation.relation.name().into());
    keys.insert("target".to_owned(), relation.target.clone().into());
    put(&mut keys, "inversedBy", relation.inversed_by.clone());
    put(&mut keys, "mappedBy", relation.mapped_by.clone());
    keys
}

fn print_media(media: &MediaDefinition) -> Map<String, Value> {
    let mut keys = Map::new();
    keys.insert("type".to_owned(), "media".into());
    put(&mut keys, "multiple", media.multiple);
    put(&mut keys, "allowedTypes", media.allowed_types.clone());
    keys
}

fn print_component(component: &ComponentDefinition) -> Map<String, Value> {
    let mut keys = Map::new();
    keys.insert("type".to_owned(), "component".into());
    keys.insert("component".to_owned(), component.component.clone().into());
    put(&mut keys, "repeatable", component.repeatable);
    put_size(&mut keys, component.size);
    keys
}

fn print_zone(zone: &ZoneDefinition) -> Map<String, Value> {
    let mut keys = Map::new();
    keys.insert("type".to_owned(), "dynamiczone".into());
    keys.insert("components".to_owned(), zone.components.clone().into());
    put_size(&mut keys, zone.size);
    keys
}

fn put_size(keys: &mut Map<String, Value>, size: Size) {
    put(keys, "min", size.min);
    put(keys, "max", size.max);
}
