//! A validated document and the operations compiled from it.

use std::sync::{Arc, PoisonError, RwLock};

use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet};
use serde_json::{Map, Value as Json};

use super::arguments::variables_in;
use super::compile::{Compiler, select};
use super::operation::{Operation, Variable};
use super::root_fields::RootFields;
use crate::catalog::View;

/// Operations kept for each document: one for each combination of values that decides the shape of the answer.
const VARIANTS: usize = 8;

/// A validated document with the operation that a request selects from it.
pub struct Document {
    /// The parsed text.
    pub parsed: ExecutableDocument,
    /// The name of the selected operation, where the request gave one.
    pub operation_name: Option<String>,
    /// Whether the operation is a mutation.
    pub mutation: bool,
    /// Whether the operation asks for `__schema` or `__type`.
    pub introspects: bool,
    /// The variables that the operation declares.
    pub variables: Vec<Variable>,
    /// The variables whose values decide the shape: those of `@skip`, `@include`, `status` and `locale`.
    selectors: Vec<String>,
    /// The fields of the operation with its fragments expanded.
    expanded_fields: usize,
    variants: RwLock<Vec<Variant>>,
}

/// The values of the selectors and the operation compiled for them.
type Variant = (Map<String, Json>, Arc<Operation>);

impl Document {
    /// A document that has been validated. Nothing where the operation does not exist.
    pub fn new(parsed: ExecutableDocument, operation_name: Option<&str>) -> Option<Self> {
        let operation = select(&parsed, operation_name)?;
        let mut selectors = Vec::new();
        find_selectors(&operation.selection_set.node, &mut selectors);
        for fragment in parsed.fragments.values() {
            find_selectors(&fragment.node.selection_set.node, &mut selectors);
        }
        selectors.sort_unstable();
        selectors.dedup();
        Some(Self {
            mutation: operation.ty == OperationType::Mutation,
            introspects: introspects(operation, &parsed),
            variables: declared(operation),
            operation_name: operation_name.map(str::to_owned),
            selectors,
            expanded_fields: expanded_fields(&operation.selection_set.node, &parsed),
            variants: RwLock::default(),
            parsed,
        })
    }

    /// The most fields that the operations compiled from this document may have together, and the most operations.
    pub fn bounds(&self) -> (usize, usize) {
        let operations = if self.selectors.is_empty() { 1 } else { VARIANTS };
        (operations.saturating_mul(self.expanded_fields), operations)
    }

    /// The operation for these values of its variables, compiled where that has not been done.
    pub fn operation(&self, view: &View, roots: &RootFields, variables: &Map<String, Json>) -> Option<Arc<Operation>> {
        let known = self.variants.read().unwrap_or_else(PoisonError::into_inner);
        let is_same =
            |selected: &Map<String, Json>| self.selectors.iter().all(|name| selected.get(name) == variables.get(name));
        if let Some((_, operation)) = known.iter().find(|(selected, _)| is_same(selected)) {
            return Some(Arc::clone(operation));
        }
        drop(known);
        let selected = self.selectors.iter().filter_map(|name| Some((name.clone(), variables.get(name)?.clone())));
        let selected = selected.collect::<Map<_, _>>();
        let compiler = Compiler { view, roots, selectors: &selected, fragments: &self.parsed.fragments };
        let operation = select(&self.parsed, self.operation_name.as_deref())?;
        let operation = Arc::new(compiler.operation(operation));
        let mut known = self.variants.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= VARIANTS {
            known.remove(0);
        }
        known.push((selected, Arc::clone(&operation)));
        Some(operation)
    }
}

fn declared(operation: &OperationDefinition) -> Vec<Variable> {
    let definitions = operation.variable_definitions.iter();
    let variables = definitions.map(|definition| Variable {
        name: definition.node.name.node.to_string(),
        ty: definition.node.var_type.node.clone(),
        default: definition.node.default_value.as_ref().and_then(|default| default.node.clone().into_json().ok()),
    });
    variables.collect()
}

fn find_selectors(set: &SelectionSet, found: &mut Vec<String>) {
    for selection in &set.items {
        for directive in selection.node.directives() {
            let arguments = directive.node.arguments.iter();
            found.extend(arguments.flat_map(|(_, value)| variables_in(&value.node)).map(str::to_owned));
        }
        match &selection.node {
            Selection::Field(field) => {
                let deciding = ["status", "locale"].into_iter().filter_map(|name| field.node.get_argument(name));
                found.extend(deciding.flat_map(|value| variables_in(&value.node)).map(str::to_owned));
                find_selectors(&field.node.selection_set.node, found);
            }
            Selection::InlineFragment(fragment) => find_selectors(&fragment.node.selection_set.node, found),
            Selection::FragmentSpread(_) => {}
        }
    }
}

/// How many fields there are once fragments are followed; the limits on documents bound them.
fn expanded_fields(set: &SelectionSet, document: &ExecutableDocument) -> usize {
    let fields = set.items.iter().map(|selection| match &selection.node {
        Selection::Field(field) => 1 + expanded_fields(&field.node.selection_set.node, document),
        Selection::InlineFragment(fragment) => expanded_fields(&fragment.node.selection_set.node, document),
        Selection::FragmentSpread(spread) => {
            let fragment = document.fragments.get(&spread.node.fragment_name.node);
            fragment.map_or(0, |fragment| expanded_fields(&fragment.node.selection_set.node, document))
        }
    });
    fields.sum()
}

/// Whether `__schema` or `__type` stands at the root. Fragments are followed; validation has refused circles.
fn introspects(operation: &OperationDefinition, document: &ExecutableDocument) -> bool {
    fn any(set: &SelectionSet, document: &ExecutableDocument) -> bool {
        set.items.iter().any(|selection| match &selection.node {
            Selection::Field(field) => matches!(field.node.name.node.as_str(), "__schema" | "__type"),
            Selection::InlineFragment(fragment) => any(&fragment.node.selection_set.node, document),
            Selection::FragmentSpread(spread) => {
                let fragment = document.fragments.get(&spread.node.fragment_name.node);
                fragment.is_some_and(|fragment| any(&fragment.node.selection_set.node, document))
            }
        })
    }
    any(&operation.selection_set.node, document)
}
