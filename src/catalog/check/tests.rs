use serde_json::{Value, json};

use super::*;
use crate::catalog::layout::Layout;
use crate::catalog::samples::definition;
use crate::catalog::{Catalog, samples};

fn schema(singular: &str, plural: &str, attributes: &Value) -> Value {
    json!({"kind": "collectionType", "info": {"singularName": singular, "pluralName": plural}, "attributes": attributes})
}

fn problems(schemas: &[Value]) -> Vec<String> {
    match Catalog::build(schemas.iter().map(definition).collect()) {
        Ok(_) => Vec::new(),
        Err(violations) => violations.into_iter().map(|violation| violation.message).collect(),
    }
}

fn note(attributes: &Value) -> Vec<String> {
    problems(&[schema("note", "notes", attributes)])
}

fn only(attribute: &Value) -> Vec<String> {
    note(&json!({"a": attribute}))
}

#[test]
fn the_sample_model_and_an_empty_one_are_sound() {
    assert_eq!(problems(&samples::schemas()), [""; 0]);
    assert_eq!(problems(&[]), [""; 0]);
}

#[test]
fn names_of_types_are_kebab_case_and_not_reserved() {
    for name in ["Note", "1note", "no_te", "-note", "note-", "no--te", "", "nöte"] {
        let found = problems(&[schema(name, "notes", &json!({}))]);
        assert!(found[0].contains("info.singularName must be words of lower-case letters"), "{name}: {found:?}");
    }
    for name in ["boolean", "date-time", "then", "strapi-note"] {
        let found = problems(&[schema("note", name, &json!({}))]);
        assert_eq!(found, [format!("note.info.pluralName {name:?} is reserved")]);
    }
    let long = "n".repeat(101);
    assert_eq!(problems(&[schema("note", &long, &json!({}))]), ["note.info.pluralName is longer than 100 characters"]);
}

#[test]
fn no_name_of_a_type_is_used_twice() {
    let first = schema("note", "notes", &json!({}));
    for (singular, plural, problem) in [
        ("note", "others", r#"note.info.singularName "note" is already the singularName of "note""#),
        ("notes", "others", r#"notes.info.singularName "notes" is already the pluralName of "note""#),
        ("other", "note", r#"other.info.pluralName "note" is already the singularName of "note""#),
        ("other", "notes", r#"other.info.pluralName "notes" is already the pluralName of "note""#),
        ("same", "same", r#"same.info.pluralName "same" is already the singularName of "same""#),
    ] {
        let found = problems(&[first.clone(), schema(singular, plural, &json!({}))]);
        assert!(found.contains(&problem.to_owned()), "{found:?}");
    }
}

#[test]
fn names_of_attributes_are_valid_and_have_columns_of_their_own() {
    for name in ["1a", "_a", "a-b", "ä", "", "a b"] {
        let found = note(&json!({name: {"type": "string"}}));
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        assert!(found[0].contains("must be named with letters"), "{found:?}");
    }
    for name in
        ["id", "documentId", "created_at", "updatedBy", "createdById", "locale", "localizations", "strapiX", "and"]
    {
        assert_eq!(note(&json!({name: {"type": "string"}})), [format!("note.attributes.{name} has a reserved name")]);
    }
    assert_eq!(
        note(&json!({"myField": {"type": "string"}, "my_field": {"type": "text"}})),
        [r#"note.attributes.my_field would have the same column as "myField""#]
    );
    assert_eq!(note(&json!({"meta": {"type": "json"}, "status": {"type": "string"}})), [""; 0]);
    let mut with_drafts = schema("note", "notes", &json!({"status": {"type": "string"}}));
    with_drafts["options"] = json!({"draftAndPublish": true});
    assert_eq!(problems(&[with_drafts]), ["note.attributes.status has a reserved name"]);
}

#[test]
fn rules_of_an_attribute_fit_each_other() {
    for (attribute, problem) in [
        (json!({"type": "integer", "min": 2, "max": 1}), "min is greater than max"),
        (json!({"type": "biginteger", "min": "2", "max": "1"}), "min is greater than max"),
        (json!({"type": "float", "min": 0.2, "max": 0.1}), "min is greater than max"),
        (json!({"type": "integer", "min": 0.5}), "min must be a whole number"),
        (json!({"type": "string", "minLength": 2, "maxLength": 1}), "minLength is greater than maxLength"),
        (
            json!({"type": "string", "regex": "("}),
            "regex does not compile: it is not valid, too large, or uses look-around or back references",
        ),
        (
            json!({"type": "uid", "targetField": "b"}),
            r#"targetField names "b", which is not a string or text attribute of the type"#,
        ),
        (json!({"type": "enumeration"}), "enum must have at least one value"),
        (
            json!({"type": "enumeration", "enum": ["a b", "a-b"]}),
            r#"enum values "a b" and "a-b" have the same name in GraphQL"#,
        ),
        (
            json!({"type": "enumeration", "enum": ["--"]}),
            r#"enum value "--" must give a name in GraphQL: its first letter or digit must be a letter"#,
        ),
        (json!({"type": "enumeration", "enum": ["true"]}), r#"enum value "true" is a reserved word of GraphQL"#),
        (
            json!({"type": "enumeration", "enum": ["a"], "enumName": "1"}),
            "enumName must be letters, digits and _, beginning with a letter or one _",
        ),
        (
            json!({"type": "enumeration", "enum": ["a"], "enumName": "Note"}),
            r#"enumName gives the GraphQL name "Note", which note has"#,
        ),
    ] {
        assert_eq!(only(&attribute), [format!("note.attributes.a.{problem}")]);
    }
}

#[test]
fn a_default_is_a_value_of_its_attribute() {
    for (attribute, problem) in [
        (json!({"type": "string", "default": 1}), "must be a text"),
        (json!({"type": "string", "default": "abc", "maxLength": 2}), "is longer than maxLength"),
        (json!({"type": "string", "default": "a", "minLength": 2}), "is shorter than minLength"),
        (json!({"type": "string", "default": "a", "regex": "^b$"}), "does not match regex"),
        (json!({"type": "string", "default": "x".repeat(256)}), "is longer than 255 characters"),
        (json!({"type": "email", "default": "nobody"}), "must be an e-mail address"),
        (json!({"type": "enumeration", "enum": ["a"], "default": "b"}), "is not one of the values of enum"),
        (json!({"type": "integer", "default": "1"}), "must be a number"),
        (json!({"type": "integer", "default": 2_147_483_648_u64}), "must be a whole number of at most 32 bits"),
        (json!({"type": "biginteger", "default": 0.5}), "must be a whole number of at most 64 bits"),
        (json!({"type": "decimal", "default": 3, "max": 2}), "is outside min and max"),
        (json!({"type": "boolean", "default": "true"}), "must be true or false"),
        (json!({"type": "date", "default": "2026-02-30"}), "must be a date such as 2026-02-28"),
        (json!({"type": "time", "default": "13:05"}), "must be a time such as 13:05:09.123"),
        (json!({"type": "datetime", "default": "2026-02-28"}), "must be a moment such as 2026-02-28T13:05:09.123Z"),
    ] {
        assert_eq!(only(&attribute), [format!("note.attributes.a.default {problem}")]);
    }
}

#[test]
fn the_ends_of_a_relation_fit_each_other() {
    let relation = |kind: &str, key: &str, end: &str| json!({"type": "relation", "relation": kind, "target": "api::other.other", key: end});
    let other = |attribute: Value| schema("other", "others", &json!({"b": attribute}));
    let back =
        |kind: &str, key: &str| json!({"type": "relation", "relation": kind, "target": "api::note.note", key: "a"});
    let none = json!({"type": "string"});
    for (a, b, problem) in [
        (relation("manyToOne", "inversedBy", "c"), none.clone(), "inversedBy names other.c, which does not exist"),
        (relation("manyToOne", "inversedBy", "b"), none.clone(), "inversedBy names other.b, which is not a relation"),
        (relation("manyToOne", "mappedBy", "b"), none.clone(), "mappedBy cannot stand on a manyToOne; use inversedBy"),
        (relation("oneToMany", "inversedBy", "b"), none, "inversedBy cannot stand on a oneToMany; use mappedBy"),
        (
            relation("manyToOne", "inversedBy", "b"),
            back("oneToOne", "mappedBy"),
            "inversedBy names other.b, which must be a oneToMany",
        ),
        (
            relation("oneToOne", "inversedBy", "b"),
            back("oneToOne", "inversedBy"),
            r#"inversedBy names other.b, whose mappedBy must be "a""#,
        ),
        (
            relation("oneToOne", "inversedBy", "b"),
            json!({"type": "relation", "relation": "oneToOne", "target": "api::other.other"}),
            "inversedBy names other.b, which has another target",
        ),
    ] {
        let found = problems(&[schema("note", "notes", &json!({"a": a})), other(b)]);
        assert_eq!(found[0], format!("note.attributes.a.{problem}"));
    }
}

#[test]
fn targets_exist_and_can_be_related_to() {
    let relation = |kind: &str, target: &str| json!({"type": "relation", "relation": kind, "target": target});
    for (target, problem) in [
        ("api::other.other", r#""api::other.other" is not a content type"#),
        ("admin::user", r#""admin::user" is not supported yet"#),
        ("plugin::users-permissions.user", r#""plugin::users-permissions.user" is not supported yet"#),
    ] {
        assert_eq!(only(&relation("oneToOne", target)), [format!("note.attributes.a.target {problem}")]);
    }
    let mut single = schema("home", "homes", &json!({}));
    single["kind"] = json!("singleType");
    let with = |kind| [single.clone(), schema("note", "notes", &json!({"a": relation(kind, "api::home.home")}))];
    assert_eq!(problems(&with("oneToOne")), [""; 0]);
    assert_eq!(
        problems(&with("manyToOne")),
        [r#"note.attributes.a.target "api::home.home" is a single type, which a manyToOne cannot have"#]
    );
    let itself = json!({"type": "relation", "relation": "oneToOne", "target": "api::note.note", "inversedBy": "a"});
    assert_eq!(only(&itself), ["note.attributes.a.inversedBy names the attribute itself"]);
}

#[test]
fn graphql_names_are_used_once() {
    assert_eq!(
        problems(&[schema("note", "notes", &json!({})), schema("note-input", "note-inputs", &json!({}))]),
        [r#"note-input.info.singularName gives the GraphQL name "NoteInput", which note has"#]
    );
    assert_eq!(
        problems(&[schema("query", "queries", &json!({}))]),
        [r#"query.info.singularName gives the GraphQL name "Query", which the content API itself has"#]
    );
    let kinds =
        json!({"aKind": {"type": "enumeration", "enum": ["a"]}, "akind": {"type": "enumeration", "enum": ["a"]}});
    assert_eq!(
        note(&kinds),
        [r#"note.attributes.akind.type gives the GraphQL name "ENUM_NOTE_AKIND", which note.aKind has"#]
    );
    let list = json!({"type": "relation", "relation": "oneToMany", "target": "api::note.note"});
    assert_eq!(
        note(&json!({"a": list, "a_connection": {"type": "string"}})),
        [r#"note.attributes.a has a field in GraphQL that is named like the attribute "a_connection""#]
    );
}

#[test]
fn tables_are_used_once_and_are_nobody_else_s() {
    let with_table = |singular: &str, plural: &str, table: &str| {
        let mut schema = schema(
            singular,
            plural,
            &json!({"b": {"type": "relation", "relation": "oneToOne", "target": format!("api::{singular}.{singular}")}}),
        );
        schema["collectionName"] = json!(table);
        schema
    };
    assert_eq!(
        problems(&[with_table("a", "as", "things"), with_table("c", "cs", "Things")]),
        [
            r#"c.collectionName would have the same table "Things" as a.collectionName"#,
            r#"c.attributes.b would have the same table "things_b_lnk" as a.attributes.b"#
        ]
    );
    assert_eq!(
        problems(&[with_table("a", "as", "things"), with_table("c", "cs", "things_b_lnk")]),
        [r#"c.collectionName would have the same table "things_b_lnk" as a.attributes.b"#]
    );
    for table in ["keyway_revisions", "admin_users", "strapi_x", "FILES", "sqlite_x"] {
        let found = problems(&[with_table("a", "as", table)]);
        assert_eq!(found[0], format!("a.collectionName would have the table {table:?}, which is reserved"));
    }
    assert!(problems(&[with_table("a", "as", "a b")])[0].contains("collectionName must be letters"));
}

#[test]
fn sizes_are_limited() {
    let many: Vec<Value> = (0..=MAX_TYPES).map(|n| schema(&format!("t{n}"), &format!("p{n}"), &json!({}))).collect();
    assert_eq!(problems(&many), ["There are 201 content types and components; at most 200 are allowed"]);
    let wide: serde_json::Map<String, Value> =
        (0..=MAX_ATTRIBUTES).map(|n| (format!("a{n}"), json!({"type": "string"}))).collect();
    assert_eq!(note(&wide.into()), ["note.attributes are 201; at most 200 are allowed"]);
}

#[test]
fn several_broken_rules_are_reported_together() {
    let attributes = json!({"id": {"type": "string"}, "a": {"type": "integer", "min": 2, "max": 1}});
    assert_eq!(note(&attributes).len(), 2);
}

#[test]
fn an_index_is_declared_by_an_attribute_or_by_columns_as_strapi_has_it() {
    let schema = |indexed: Value, indexes: Value| {
        json!({"kind": "collectionType", "info": {"singularName": "note", "pluralName": "notes"}, "indexes": indexes,
            "attributes": {"dueDay": {"type": "date", "pluginOptions": {"keyway": {"indexed": indexed}}},
                "text": {"type": "text", "unique": true}}})
    };
    let sound =
        definition(&schema(json!(true), json!([{"name": "Due", "columns": ["due_day", "locale"], "type": "btree"}])));
    assert_eq!(Definition::from_json(sound.to_json(), None).unwrap(), sound);
    let layout = Layout::of(&Catalog::build(vec![sound]).unwrap());
    let indexes = &layout.table("note").unwrap().indexes;
    let names: Vec<&str> = indexes.iter().map(|index| index.name.as_str()).collect();
    for name in ["Due", "keyway_note__due_day_up", "keyway_note__due_day_down", "keyway_note__text_equal"] {
        assert!(names.contains(&name), "{name} is among {names:?}");
    }
    for (indexed, indexes, path) in [
        (json!(1), json!([]), "note.attributes.dueDay.pluginOptions.keyway.indexed"),
        (json!(true), json!([{"name": "keyway_x", "columns": ["due_day"]}]), "note.indexes.0.name"),
        (json!(true), json!([{"name": "x", "columns": ["due_day"], "type": "unique"}]), "note.indexes.0.type"),
        (json!(true), json!([{"name": "x", "columns": ["dueDay"]}]), "note.indexes.0.columns"),
        (json!(true), json!([{"name": "x", "columns": ["text"]}]), "note.indexes.0.columns"),
        (json!(true), json!([{"name": "x", "columns": ["due_day", "due_day"]}]), "note.indexes.0.columns"),
        (json!(true), json!([{"name": "note_documents_idx", "columns": ["due_day"]}]), "note.collectionName"),
    ] {
        let violations = Catalog::build(vec![definition(&schema(indexed, indexes))]).unwrap_err();
        let paths: Vec<String> = violations.iter().map(|violation| violation.path.join(".")).collect();
        assert_eq!(paths, [path]);
    }
}
