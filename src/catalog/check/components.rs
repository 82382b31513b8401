//! The rules of components: their names, the attributes that hold them, and that none holds itself.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{ByUid, Findings, MAX_NAME_LENGTH, fixed};
use crate::catalog::{AttributeDefinitionKind, Definition, Kind, RelationDefinition, RelationKind, Size};

static UID: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*\.[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"));

/// The name of a component.
pub(super) fn check_name(definition: &Definition, findings: &mut Findings) {
    let path = [definition.singular.as_str(), "uid"];
    if !UID.is_match(&definition.singular) {
        findings
            .add(&path, "must be a category and a name of letters and digits, joined by - and with one dot between");
    }
    if definition.singular.len() > MAX_NAME_LENGTH {
        findings.add(&path, &format!("is longer than {MAX_NAME_LENGTH} characters"));
    }
}

/// An attribute that holds components.
pub(super) fn check_attribute(
    definition: &Definition,
    name: &str,
    kind: &AttributeDefinitionKind,
    by_uid: &ByUid<'_>,
    findings: &mut Findings,
) {
    let path = |key| [definition.singular.as_str(), "attributes", name, key];
    let (key, size) = match kind {
        AttributeDefinitionKind::Component(component) => ("component", component.size),
        AttributeDefinitionKind::DynamicZone(zone) => ("components", zone.size),
        AttributeDefinitionKind::Scalar(_)
        | AttributeDefinitionKind::Relation(_)
        | AttributeDefinitionKind::Media(_) => return,
    };
    if definition.kind == Kind::Component && key == "components" {
        return findings.add(&path("type"), "dynamiczone cannot stand in a component");
    }
    if matches!(size, Size { min: Some(min), max: Some(max) } if min > max) {
        findings.add(&path("min"), "is greater than max");
    }
    let mut named = HashSet::new();
    for uid in kind.components() {
        if by_uid.get(uid).is_none_or(|found| found.kind != Kind::Component) {
            findings.add(&path(key), &format!("{uid:?} is not a component"));
        } else if !named.insert(uid) {
            findings.add(&path(key), &format!("names {uid:?} twice"));
        }
    }
}

/// A relation inside a component leads away from it and nowhere back.
pub(super) fn relation_problem(relation: &RelationDefinition) -> Option<(&'static str, &'static str)> {
    if !matches!(relation.relation, RelationKind::OneToOne | RelationKind::OneToMany) {
        return Some(("relation", "must be oneToOne or oneToMany in a component"));
    }
    match (&relation.inversed_by, &relation.mapped_by) {
        (Some(_), _) => Some(("inversedBy", "cannot stand in a component")),
        (_, Some(_)) => Some(("mappedBy", "cannot stand in a component")),
        (None, None) => None,
    }
}

/// Components that hold themselves, through whatever others.
pub(super) fn check_circles(definitions: &[Definition], by_uid: &ByUid<'_>, findings: &mut Findings) {
    for definition in definitions.iter().filter(|definition| definition.kind == Kind::Component) {
        for (name, attribute) in &definition.attributes {
            let leads_back = |uid: &String| uid == &definition.singular || holds(uid, &definition.singular, by_uid);
            if attribute.kind.components().iter().any(leads_back) {
                let path = [definition.singular.as_str(), "attributes", name, "component"];
                findings.add(&path, "leads back to the component itself");
            }
        }
    }
}

/// Whether the component `outer` holds `inner` at any depth.
fn holds(outer: &str, inner: &str, by_uid: &ByUid<'_>) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![outer];
    while let Some(uid) = open.pop() {
        let Some(definition) = by_uid.get(uid).filter(|_| seen.insert(uid)) else { continue };
        let held = definition.attributes.values().flat_map(|attribute| attribute.kind.components());
        open.extend(held.map(String::as_str));
        if open.contains(&inner) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::catalog::Catalog;
    use crate::catalog::samples::definition;

    fn component(uid: &str, attributes: &Value) -> Value {
        json!({"uid": uid, "collectionName": format!("components_{}", uid.replace(['.', '-'], "_")), "attributes": attributes})
    }

    fn note(attributes: &Value) -> Value {
        json!({"kind": "collectionType", "info": {"singularName": "note", "pluralName": "notes"}, "attributes": attributes})
    }

    fn problems(schemas: &[Value]) -> Vec<String> {
        match Catalog::build(schemas.iter().map(definition).collect()) {
            Ok(_) => Vec::new(),
            Err(violations) => violations.into_iter().map(|violation| violation.message).collect(),
        }
    }

    #[test]
    fn components_have_a_category_and_a_name() {
        for uid in ["shared.seo", "page-blocks.hero-banner", "Shared.seo2"] {
            assert_eq!(problems(&[component(uid, &json!({}))]), [""; 0], "{uid}");
        }
        for uid in ["shared.", ".seo", "shared.s e o", "sha_red.seo", "a.b.c", "shared-.seo", "1.seo"] {
            let found = problems(&[component(uid, &json!({}))]);
            assert!(found[0].contains("uid must be a category and a name"), "{uid}: {found:?}");
        }
        let twice = problems(&[component("shared.seo", &json!({})), component("shared.seo", &json!({}))]);
        assert!(twice.contains(&"shared.seo is defined twice".to_owned()), "{twice:?}");
    }

    #[test]
    fn attributes_hold_components_that_exist() {
        let seo = component("shared.seo", &json!({}));
        for (attribute, problem) in [
            (json!({"type": "component", "component": "shared.soe"}), "component \"shared.soe\" is not a component"),
            (
                json!({"type": "component", "component": "api::note.note"}),
                "component \"api::note.note\" is not a component",
            ),
            (json!({"type": "dynamiczone", "components": ["x.y"]}), "components \"x.y\" is not a component"),
            (
                json!({"type": "dynamiczone", "components": ["shared.seo", "shared.seo"]}),
                "components names \"shared.seo\" twice",
            ),
            (
                json!({"type": "component", "component": "shared.seo", "repeatable": true, "min": 3, "max": 2}),
                "min is greater than max",
            ),
            (
                json!({"type": "relation", "relation": "oneToOne", "target": "shared.seo"}),
                "target \"shared.seo\" is not a content type",
            ),
        ] {
            let found = problems(&[seo.clone(), note(&json!({"a": attribute}))]);
            assert_eq!(found, [format!("note.attributes.a.{problem}")]);
        }
    }

    #[test]
    fn no_component_holds_itself_or_a_dynamic_zone() {
        let held = |uid: &str| json!({"a": {"type": "component", "component": uid}});
        let own = problems(&[component("a.one", &held("a.one"))]);
        assert_eq!(own, ["a.one.attributes.a.component leads back to the component itself"]);
        let circle = [
            component("a.one", &held("a.two")),
            component("a.two", &held("a.three")),
            component("a.three", &held("a.one")),
        ];
        assert_eq!(problems(&circle).len(), 3);
        let chain = [
            component("a.one", &held("a.two")),
            component("a.two", &held("a.three")),
            component("a.three", &json!({})),
        ];
        assert_eq!(problems(&chain), [""; 0]);
        let zone = component("a.one", &json!({"z": {"type": "dynamiczone", "components": []}}));
        assert_eq!(problems(&[zone]), ["a.one.attributes.z.type dynamiczone cannot stand in a component"]);
    }

    #[test]
    fn relations_in_components_lead_one_way() {
        let target = note(&json!({}));
        let in_component = |relation: &Value| problems(&[target.clone(), component("a.one", &json!({"r": relation}))]);
        let relation = |kind: &str| json!({"type": "relation", "relation": kind, "target": "api::note.note"});
        for kind in ["oneToOne", "oneToMany"] {
            assert_eq!(in_component(&relation(kind)), [""; 0]);
        }
        for kind in ["manyToOne", "manyToMany"] {
            let problem = "a.one.attributes.r.relation must be oneToOne or oneToMany in a component";
            assert_eq!(in_component(&relation(kind)), [problem]);
        }
        for key in ["inversedBy", "mappedBy"] {
            let mut two_way = relation("oneToOne");
            two_way[key] = json!("x");
            assert_eq!(in_component(&two_way), [format!("a.one.attributes.r.{key} cannot stand in a component")]);
        }
    }

    #[test]
    fn names_that_components_give_are_nobody_elses() {
        let seo = component("shared.seo", &json!({}));
        let named = |singular: &str, attributes: &Value| {
            json!({"kind": "collectionType", "collectionName": "others",
                "info": {"singularName": singular, "pluralName": "others"}, "attributes": attributes})
        };
        let same_type = problems(&[seo.clone(), named("component-shared-seo", &json!({}))]);
        assert!(same_type.iter().any(|found| found.contains("GraphQL name \"ComponentSharedSeo\"")), "{same_type:?}");
        let zones =
            json!({"top": {"type": "dynamiczone", "components": []}, "Top": {"type": "dynamiczone", "components": []}});
        let same_zone = problems(&[named("other", &zones)]);
        assert!(same_zone.iter().any(|found| found.contains("\"OtherTopDynamicZone\"")), "{same_zone:?}");
        let mut taken = seo.clone();
        taken["collectionName"] = json!("others");
        let same_table = problems(&[taken, named("other", &json!({}))]);
        assert!(same_table.iter().any(|found| found.contains("the same table \"others\"")), "{same_table:?}");
        let joined = json!({"kind": "collectionType", "collectionName": "others_cmps",
            "info": {"singularName": "joined", "pluralName": "joineds"}, "attributes": {}});
        let holder = named("other", &json!({"seo": {"type": "component", "component": "shared.seo"}}));
        let same_join = problems(&[seo, holder, joined]);
        assert!(same_join.iter().any(|found| found.contains("the same table \"others_cmps\"")), "{same_join:?}");
    }

    #[test]
    fn a_component_needs_a_table_name_and_no_reserved_attribute() {
        let read = |schema: Value| crate::catalog::Definition::from_json(schema, None);
        let violations = read(json!({"uid": "a.one", "attributes": {}})).unwrap_err();
        assert_eq!(violations[0].message, "collectionName is missing");
        let found =
            problems(&[component("a.one", &json!({"documentId": {"type": "string"}, "id": {"type": "integer"}}))]);
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
