//! Reads and prints definitions in the form of Strapi's `schema.json`.
//!
//! Reading reports every broken key at once, each with its path, and never panics, whatever the input. What a later
//! version will support is refused by name instead of being left out in silence.

mod print;

use serde_json::{Map, Value};

use super::component::Size;
use super::definition::{
    AttributeDefinition, AttributeDefinitionKind, ComponentDefinition, Definition, IndexDefinition, OtherKeys,
    RelationDefinition, ScalarDefinition, ZoneDefinition,
};
use super::schema_reader::Reader;
use super::{Kind, MediaDefinition, RelationKind, ScalarType};
use crate::error::Violation;

/// Attribute types that Strapi has and this program does not have yet.
const LATER_TYPES: [&str; 1] = ["customField"];
/// Relation kinds that Strapi has and this program does not have yet.
const LATER_RELATIONS: [&str; 4] = ["morphToOne", "morphToMany", "morphOne", "morphMany"];
/// Keys of an attribute that change its column.
const COLUMN_KEYS: [&str; 3] = ["column", "columnType", "columnName"];

impl Definition {
    /// Reads the text of a schema file. `api` is the folder of the type's API, the singular name where it is not known.
    pub fn parse(text: &[u8], api: Option<&str>) -> Result<Self, Vec<Violation>> {
        Self::from_json(json_of(text)?, api)
    }

    /// Reads the text of a component's schema file, which says in its path what the component is called. A file that has
    /// a `kind` is a content type's after all.
    pub fn parse_component(text: &[u8], category: &str, name: &str) -> Result<Self, Vec<Violation>> {
        let mut json = json_of(text)?;
        if let Some(keys) = json.as_object_mut().filter(|keys| !keys.contains_key("kind")) {
            keys.insert("uid".to_owned(), format!("{category}.{name}").into());
        }
        Self::from_json(json, None)
    }

    /// Reads a schema file's content. Paths of violations begin at its root. A component is told by its uid, which has
    /// no `api::` before it, and has no `kind`.
    pub fn from_json(json: Value, api: Option<&str>) -> Result<Self, Vec<Violation>> {
        let mut violations = Vec::new();
        let definition = Reader::root(json, &mut violations).and_then(|keys| {
            let uid = keys.peek("uid").and_then(Value::as_str).unwrap_or_default();
            if keys.peek("kind").is_none() && uid.contains('.') && !uid.contains("::") {
                read_component(keys)
            } else {
                read_definition(keys, api)
            }
        });
        match definition {
            Some(definition) if violations.is_empty() => Ok(definition),
            _ => Err(violations),
        }
    }
}

fn json_of(text: &[u8]) -> Result<Value, Vec<Violation>> {
    let refuse = |message: String| vec![Violation::broken(&[], &message)];
    let text = std::str::from_utf8(text).map_err(|_| refuse("The text is not UTF-8".to_owned()))?;
    serde_json::from_str(text).map_err(|error| refuse(format!("The text is not JSON: {error}")))
}

fn read_component(mut keys: Reader<'_>) -> Option<Definition> {
    let uid = keys.required_text("uid")?;
    let (category, name) = uid.split_once('.')?;
    let collection_name = keys.required_text("collectionName");
    let info = keys.object("info").map(read_component_info);
    let options = keys.object("options").map(|mut keys| (keys.texts("privateAttributes"), keys.rest()));
    refuse_later_features(&mut keys);
    let indexes = keys.objects("indexes", read_index);
    let attributes = keys.object("attributes").map(|attributes| attributes.each_object(read_attribute));
    if attributes.is_none() {
        keys.refuse_absent("attributes");
    }
    let (display_name, description, info) = info.unwrap_or_default();
    let (private_attributes, options) = options.unwrap_or_default();
    Some(Definition {
        api: category.to_owned(),
        kind: Kind::Component,
        collection_name: Some(collection_name?),
        display_name: display_name.unwrap_or_else(|| name.to_owned()),
        singular: uid,
        plural: String::new(),
        description,
        draft_and_publish: None,
        private_attributes,
        attributes: attributes?,
        indexes,
        other: OtherKeys { info, options, top: keys.rest() },
    })
}

fn read_component_info(mut keys: Reader<'_>) -> (Option<String>, Option<String>, Map<String, Value>) {
    (keys.text("displayName"), keys.text("description"), keys.rest())
}

fn read_definition(mut keys: Reader<'_>, api: Option<&str>) -> Option<Definition> {
    let kind = read_kind(&mut keys);
    let collection_name = keys.text("collectionName");
    let info = keys.object("info").map(read_info);
    let options = keys.object("options").map(read_options).unwrap_or_default();
    refuse_later_features(&mut keys);
    let indexes = keys.objects("indexes", read_index);
    let attributes = keys.object("attributes").map(|attributes| attributes.each_object(read_attribute));
    if attributes.is_none() {
        keys.refuse_absent("attributes");
    }
    let Some((names, info)) = info else {
        keys.refuse_absent("info");
        return None;
    };
    let (singular, plural, display_name, description) = names?;
    let api = match keys.text("uid") {
        Some(uid) => read_uid(&uid, &singular, &mut keys)?,
        None => api.unwrap_or(&singular).to_owned(),
    };
    let (draft_and_publish, private_attributes, options) = options;
    let other = OtherKeys { info, options, top: keys.rest() };
    Some(Definition {
        api,
        kind: kind?,
        collection_name,
        singular,
        plural,
        display_name,
        description,
        draft_and_publish,
        private_attributes,
        attributes: attributes?,
        indexes,
        other,
    })
}

fn read_kind(keys: &mut Reader<'_>) -> Option<Kind> {
    let text = keys.required_text("kind")?;
    let kind = [Kind::Collection, Kind::Single].into_iter().find(|kind| kind.name() == text);
    if kind.is_none() {
        keys.refuse("kind", "must be collectionType or singleType");
    }
    kind
}

/// The API's name in a uid, which some schemas carry.
fn read_uid(uid: &str, singular: &str, keys: &mut Reader<'_>) -> Option<String> {
    let api = uid.strip_prefix("api::").and_then(|rest| rest.strip_suffix(singular)?.strip_suffix('.'));
    if api.is_none() {
        keys.refuse("uid", &format!("must be api::, a name, and .{singular}"));
    }
    api.map(str::to_owned)
}

type Names = (String, String, String, Option<String>);

fn read_info(mut keys: Reader<'_>) -> (Option<Names>, Map<String, Value>) {
    let singular = keys.required_text("singularName");
    let plural = keys.required_text("pluralName");
    let display_name = keys.text("displayName");
    let description = keys.text("description");
    let names = singular.zip(plural).map(|(singular, plural)| {
        let display_name = display_name.unwrap_or_else(|| singular.clone());
        (singular, plural, display_name, description)
    });
    (names, keys.rest())
}

type Options = (Option<bool>, Option<Vec<String>>, Map<String, Value>);

fn read_options(mut keys: Reader<'_>) -> Options {
    (keys.flag("draftAndPublish"), keys.texts("privateAttributes"), keys.rest())
}

fn refuse_later_features(keys: &mut Reader<'_>) {
    if keys.peek("foreignKeys").is_some() {
        keys.refuse("foreignKeys", "is not supported yet");
    }
}

fn read_index(mut keys: Reader<'_>) -> Option<IndexDefinition> {
    let name = keys.required_text("name");
    let columns = keys.texts("columns");
    if columns.is_none() {
        keys.refuse_absent("columns");
    }
    Some(IndexDefinition { name: name?, columns: columns?, index_type: keys.text("type") })
}

fn read_attribute(mut keys: Reader<'_>) -> Option<AttributeDefinition> {
    let type_name = keys.required_text("type")?;
    refuse_column_keys(&mut keys);
    let kind = match type_name.as_str() {
        "relation" => AttributeDefinitionKind::Relation(read_relation(&mut keys)?),
        "media" => AttributeDefinitionKind::Media(MediaDefinition {
            multiple: keys.flag("multiple"),
            allowed_types: keys.texts("allowedTypes"),
        }),
        "component" => AttributeDefinitionKind::Component(ComponentDefinition {
            component: keys.required_text("component")?,
            repeatable: keys.flag("repeatable"),
            size: read_size(&mut keys),
        }),
        "dynamiczone" => {
            let components = keys.texts("components");
            if components.is_none() {
                keys.refuse_absent("components");
            }
            AttributeDefinitionKind::DynamicZone(ZoneDefinition { components: components?, size: read_size(&mut keys) })
        }
        other => {
            let Some(scalar) = ScalarType::ALL.into_iter().find(|scalar| scalar.name() == other) else {
                let known = LATER_TYPES.contains(&other);
                let problem = if known { "is not supported yet" } else { "is not a type of attribute" };
                keys.refuse("type", &format!("{other:?} {problem}"));
                return None;
            };
            AttributeDefinitionKind::Scalar(Box::new(read_scalar(scalar, &mut keys)))
        }
    };
    let (required, private) = (keys.flag("required"), keys.flag("private"));
    Some(AttributeDefinition { kind, required, private, other: keys.rest() })
}

fn read_size(keys: &mut Reader<'_>) -> Size {
    Size { min: keys.size("min"), max: keys.size("max") }
}

fn refuse_column_keys(keys: &mut Reader<'_>) {
    for key in COLUMN_KEYS {
        if keys.peek(key).is_some() {
            keys.refuse(key, "is not supported yet");
        }
    }
    if keys.peek("customField").is_some() {
        keys.refuse("customField", "is not supported yet");
    }
    if keys.peek("useJoinTable") == Some(&Value::Bool(false)) {
        keys.refuse("useJoinTable", "false is not supported yet");
    }
}

fn read_scalar(scalar: ScalarType, keys: &mut Reader<'_>) -> ScalarDefinition {
    let mut definition = ScalarDefinition::new(scalar);
    if scalar.can_be_unique() {
        definition.unique = keys.flag("unique");
    }
    if scalar.can_have_default() {
        definition.default = keys.take("default");
    }
    if scalar.is_number() {
        definition.min = keys.number("min");
        definition.max = keys.number("max");
    }
    if scalar.is_text() {
        definition.min_length = keys.size("minLength");
        definition.max_length = keys.size("maxLength");
        definition.regex = keys.text("regex");
    }
    if scalar == ScalarType::Enumeration {
        definition.values = keys.texts("enum");
        definition.enum_name = keys.text("enumName");
    }
    if scalar == ScalarType::Uid {
        definition.target_field = keys.text("targetField");
    }
    definition
}

fn read_relation(keys: &mut Reader<'_>) -> Option<RelationDefinition> {
    let name = keys.required_text("relation")?;
    let Some(relation) = RelationKind::ALL.into_iter().find(|relation| relation.name() == name) else {
        let known = LATER_RELATIONS.contains(&name.as_str());
        let problem = if known { "is not supported yet" } else { "is not a kind of relation" };
        keys.refuse("relation", &format!("{name:?} {problem}"));
        return None;
    };
    let target = keys.required_text("target")?;
    Some(RelationDefinition {
        relation,
        target,
        inversed_by: keys.text("inversedBy"),
        mapped_by: keys.text("mappedBy"),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::catalog::samples;

    fn problems(schema: Value) -> Vec<String> {
        let violations = Definition::from_json(schema, None).expect_err("the schema is refused");
        violations.into_iter().map(|violation| violation.message).collect()
    }

    fn with_attribute(attribute: &Value) -> Value {
        json!({"kind": "collectionType", "info": {"singularName": "note", "pluralName": "notes"},
            "attributes": {"a": attribute}})
    }

    /// Objects compare without regard to the order of their keys, lists with regard to it.
    #[test]
    fn printing_loses_no_key() {
        for mut schema in samples::schemas() {
            let printed = samples::definition(&schema).to_json();
            schema.as_object_mut().unwrap().entry("options").or_insert_with(|| json!({}));
            assert_eq!(printed, schema);
            let names = |schema: &Value| schema["attributes"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&printed), names(&schema), "attributes keep their order");
        }
    }

    #[test]
    fn what_comes_later_is_refused_by_name() {
        for (attribute, problem) in [
            (json!({"type": "customField"}), r#"attributes.a.type "customField" is not supported yet"#),
            (json!({"type": "string", "customField": "x"}), "attributes.a.customField is not supported yet"),
            (json!({"type": "string", "column": {"unique": true}}), "attributes.a.column is not supported yet"),
            (
                json!({"type": "relation", "relation": "morphToOne"}),
                r#"attributes.a.relation "morphToOne" is not supported yet"#,
            ),
            (
                json!({"type": "relation", "relation": "oneToOne", "target": "x", "useJoinTable": false}),
                "attributes.a.useJoinTable false is not supported yet",
            ),
            (json!({"type": "text ", }), r#"attributes.a.type "text " is not a type of attribute"#),
            (
                json!({"type": "relation", "relation": "some"}),
                r#"attributes.a.relation "some" is not a kind of relation"#,
            ),
        ] {
            assert_eq!(problems(with_attribute(&attribute)), [problem]);
        }
        let mut with_keys = with_attribute(&json!({"type": "text"}));
        with_keys["foreignKeys"] = json!([]);
        assert_eq!(problems(with_keys), ["foreignKeys is not supported yet"]);
    }

    #[test]
    fn all_keys_of_the_wrong_form_are_reported_at_once() {
        let schema = json!({"kind": "collection", "info": {"singularName": 1}, "options": {"draftAndPublish": "yes"},
            "attributes": {"a": {"type": "string", "minLength": -1, "required": 1}, "b": [], "c": {}}});
        assert_eq!(
            problems(schema),
            [
                "kind must be collectionType or singleType",
                "info.singularName must be a text",
                "info.pluralName is missing",
                "options.draftAndPublish must be true or false",
                "attributes.a.minLength must be a whole number, 0 or more",
                "attributes.a.required must be true or false",
                "attributes.b must be an object",
                "attributes.c.type is missing",
            ]
        );
    }

    #[test]
    fn missing_parts_are_reported() {
        assert_eq!(problems(json!({})), ["kind is missing", "attributes is missing", "info is missing"]);
        assert_eq!(problems(json!([])), ["The schema must be a JSON object"]);
    }

    #[test]
    fn a_uid_names_the_api_and_fits_the_singular_name() {
        let mut schema = with_attribute(&json!({"type": "text"}));
        schema["uid"] = json!("api::blog.note");
        let definition = Definition::from_json(schema.clone(), None).unwrap();
        assert_eq!(definition.uid(), "api::blog.note");
        assert_eq!(Definition::from_json(definition.to_json(), None).unwrap(), definition);
        schema["uid"] = json!("api::blog.article");
        assert_eq!(problems(schema), ["uid must be api::, a name, and .note"]);
    }

    /// JSON that is a schema but for a value or two.
    fn almost_a_schema() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            prop::sample::select(vec![
                "string",
                "uid",
                "enumeration",
                "relation",
                "oneToMany",
                "api::a.a",
                "a",
                "a-b",
                "9",
                ""
            ])
            .prop_map(Value::from),
            "\\PC{0,8}".prop_map(Value::from),
        ];
        let key = prop::sample::select(vec![
            "kind",
            "info",
            "options",
            "attributes",
            "singularName",
            "pluralName",
            "type",
            "relation",
            "target",
            "min",
            "max",
            "default",
            "enum",
            "inversedBy",
            "mappedBy",
            "minLength",
            "regex",
            "a",
            "b",
        ]);
        let any_json = leaf.prop_recursive(4, 40, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(key.clone(), inner, 0..6).prop_map(|keys| Value::Object(
                    keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
                )),
            ]
        });
        (any_json, any::<bool>()).prop_map(|(json, wrapped)| {
            if !wrapped {
                return json;
            }
            json!({"kind": "collectionType", "info": {"singularName": "a", "pluralName": "as"},
                "attributes": {"a": json, "b": {"type": "string"}}})
        })
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Definition::parse(&bytes, None);
        }

        #[test]
        fn any_json_is_refused_or_reads_the_same_after_printing(json in almost_a_schema()) {
            if let Ok(definition) = Definition::from_json(json, None) {
                prop_assert_eq!(&Definition::from_json(definition.to_json(), None).unwrap(), &definition);
                let _ = crate::catalog::Catalog::build(vec![definition]);
            }
        }
    }
}
