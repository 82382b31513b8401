//! Whether the fields that share a response key can be answered as one (GraphQL specification, Field Selection Merging).
//!
//! async-graphql compares the fields of one selection set, but not those of sets that are merged. Fields which share a
//! key meet, whatever fragments they come from, unless those ask for different members of a dynamic zone.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{ExecutableDocument, Field, FragmentDefinition, OperationDefinition};
use async_graphql::parser::types::{Selection, SelectionSet};
use async_graphql::{Name, Positioned, ServerError};
use indexmap::IndexMap;

use crate::catalog::View;

/// The first conflict in `operation`, if there is one. Directives make no difference: what is skipped conflicts too.
pub fn check(document: &ExecutableDocument, operation: &OperationDefinition, view: &View) -> Result<(), ServerError> {
    Overlap { fragments: &document.fragments, view }.merge(&[&operation.selection_set.node])
}

struct Overlap<'d> {
    fragments: &'d HashMap<Name, Positioned<FragmentDefinition>>,
    view: &'d View,
}

/// Fields by response key, each with the object type that its fragments ask for, if they ask for one.
type Fields<'d> = IndexMap<&'d str, Vec<Conditional<'d>>>;
type Conditional<'d> = (Option<&'d str>, &'d Positioned<Field>);

impl<'d> Overlap<'d> {
    fn merge(&self, sets: &[&'d SelectionSet]) -> Result<(), ServerError> {
        let (mut fields, mut visited) = (Fields::new(), HashSet::new());
        for set in sets {
            self.collect(set, None, &mut fields, &mut visited);
        }
        for (key, fields) in fields {
            find_conflict(key, &fields)?;
            for group in groups(&fields) {
                self.merge(&group)?;
            }
        }
        Ok(())
    }

    fn collect(
        &self,
        set: &'d SelectionSet,
        object: Option<&'d str>,
        fields: &mut Fields<'d>,
        visited: &mut HashSet<(&'d str, Option<&'d str>)>,
    ) {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    fields.entry(field.node.response_key().node.as_str()).or_default().push((object, field));
                }
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref().map(|condition| &condition.node.on.node);
                    let object = condition.and_then(|condition| self.object(condition)).or(object);
                    self.collect(&fragment.node.selection_set.node, object, fields, visited);
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let Some(fragment) = self.fragments.get(name) else { continue };
                    let object = self.object(&fragment.node.type_condition.node.on.node).or(object);
                    if visited.insert((name, object)) {
                        self.collect(&fragment.node.selection_set.node, object, fields, visited);
                    }
                }
            }
        }
    }

    /// The object type that a condition names; a union says nothing about which of its types is meant.
    fn object(&self, condition: &'d Name) -> Option<&'d str> {
        Some(condition.as_str()).filter(|name| !self.view.is_zone(name))
    }
}

/// Fields of different object types never meet: no value has two types.
fn find_conflict(key: &str, fields: &[Conditional<'_>]) -> Result<(), ServerError> {
    let mut first: IndexMap<Option<&str>, &Positioned<Field>> = IndexMap::new();
    for (object, field) in fields {
        let known = first.contains_key(object);
        let meets = |other: Option<&str>| other == *object || other.is_none() || (object.is_none() && !known);
        let mut others = first.iter().filter(|(other, _)| meets(**other));
        if let Some(error) = others.find_map(|(_, other)| conflict(key, other, field)) {
            return Err(error);
        }
        first.entry(*object).or_insert(field);
    }
    Ok(())
}

/// The selections to merge below the fields of one key: those of each object type for themselves, but all together
/// where some are meant for every type. The latter asks for a little more than the specification, in linear time.
fn groups<'d>(fields: &[Conditional<'d>]) -> Vec<Vec<&'d SelectionSet>> {
    let for_all = fields.iter().any(|(object, _)| object.is_none());
    let mut groups: IndexMap<Option<&str>, Vec<&'d SelectionSet>> = IndexMap::new();
    for (object, field) in fields {
        let group = object.filter(|_| !for_all);
        groups.entry(group).or_default().push(&field.node.selection_set.node);
    }
    groups.into_values().collect()
}

fn conflict(key: &str, one: &Positioned<Field>, other: &Positioned<Field>) -> Option<ServerError> {
    let (name, other_name) = (&one.node.name.node, &other.node.name.node);
    let reason = if name != other_name {
        format!("\"{name}\" and \"{other_name}\" are different fields")
    } else if !has_same_arguments(&one.node, &other.node) {
        "they have differing arguments".to_owned()
    } else {
        return None;
    };
    let advice = "Use different aliases on the fields to fetch both if this was intentional.";
    let mut error = ServerError::new(format!("Fields \"{key}\" conflict because {reason}. {advice}"), Some(one.pos));
    error.locations.push(other.pos);
    Some(error)
}

fn has_same_arguments(one: &Field, other: &Field) -> bool {
    let is_in_other = |name: &str, value| other.get_argument(name).is_some_and(|other| &other.node == value);
    one.arguments.len() == other.arguments.len()
        && one.arguments.iter().all(|(name, value)| is_in_other(&name.node, &value.node))
}
