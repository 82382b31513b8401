//! The rules of one relation, and of its two ends together.

use super::{ByUid, Findings, components};
use crate::catalog::{AttributeDefinitionKind, Definition, Kind, RelationDefinition, RelationKind};

pub(super) fn check(
    definition: &Definition,
    name: &str,
    relation: &RelationDefinition,
    by_uid: &ByUid<'_>,
    findings: &mut Findings,
) {
    let path = |key| [definition.singular.as_str(), "attributes", name, key];
    let in_component = definition.kind == Kind::Component;
    let broken = if in_component { components::relation_problem(relation) } else { broken_keys(relation) };
    if let Some((key, problem)) = broken {
        return findings.add(&path(key), problem);
    }
    let Some(target) = by_uid.get(&relation.target).filter(|target| target.kind != Kind::Component) else {
        return findings.add(&path("target"), &unknown_target(&relation.target));
    };
    let to_many_sources = !relation.relation.is_from_one();
    if to_many_sources && target.kind == Kind::Single {
        let problem =
            format!("{:?} is a single type, which a {} cannot have", relation.target, relation.relation.name());
        return findings.add(&path("target"), &problem);
    }
    if let Some(problem) = other_end_problem(definition, name, relation, target) {
        findings.add(&path(if relation.mapped_by.is_some() { "mappedBy" } else { "inversedBy" }), &problem);
    }
}

fn broken_keys(relation: &RelationDefinition) -> Option<(&'static str, &'static str)> {
    match (relation.relation, &relation.inversed_by, &relation.mapped_by) {
        (_, Some(_), Some(_)) => Some(("mappedBy", "cannot stand beside inversedBy")),
        (RelationKind::ManyToOne, _, Some(_)) => Some(("mappedBy", "cannot stand on a manyToOne; use inversedBy")),
        (RelationKind::OneToMany, Some(_), _) => Some(("inversedBy", "cannot stand on a oneToMany; use mappedBy")),
        _ => None,
    }
}

fn unknown_target(target: &str) -> String {
    if target.starts_with("admin::") || target.starts_with("plugin::") {
        format!("{target:?} is not supported yet")
    } else {
        format!("{target:?} is not a content type")
    }
}

/// What keeps the attribute that is named as the other end from being it.
fn other_end_problem(
    definition: &Definition,
    name: &str,
    relation: &RelationDefinition,
    target: &Definition,
) -> Option<String> {
    let end = relation.other_end()?;
    let place = format!("{}.{end}", target.singular);
    if target.singular == definition.singular && end == name {
        return Some("names the attribute itself".to_owned());
    }
    let Some(attribute) = target.attributes.get(end) else {
        return Some(format!("names {place}, which does not exist"));
    };
    let AttributeDefinitionKind::Relation(other) = &attribute.kind else {
        return Some(format!("names {place}, which is not a relation"));
    };
    if other.target != definition.uid() {
        return Some(format!("names {place}, which has another target"));
    }
    if other.relation != relation.relation.inverted() {
        return Some(format!("names {place}, which must be a {}", relation.relation.inverted().name()));
    }
    let (key, back) = match relation.mapped_by {
        Some(_) => ("inversedBy", &other.inversed_by),
        None => ("mappedBy", &other.mapped_by),
    };
    (back.as_deref() != Some(name)).then(|| format!("names {place}, whose {key} must be {name:?}"))
}
