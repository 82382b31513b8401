//! The size of a document with its fragments expanded, computed without expanding them: each fragment is measured
//! once and its measure added wherever it is spread, so the work is linear however large the expansion is.

use std::collections::HashMap;

use async_graphql::Positioned;
use async_graphql::parser::types::{
    ExecutableDocument, Field, FragmentSpread, OperationDefinition, Selection, SelectionSet,
};

use super::within;
use crate::error::{Code, Error, Result};

/// The counts of a selection with everything below it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measure {
    pub(super) fields: usize,
    pub(super) aliases: usize,
    pub(super) directives: usize,
    /// Fields of the selection itself, not of those below.
    pub(super) root_fields: usize,
    /// Strapi's count of levels.
    pub(super) depth: usize,
    /// Levels of lists within the introspection system.
    pub(super) introspection_lists: usize,
    /// Levels of fields that would be such lists if the introspection system were around them.
    lists: usize,
    /// Levels of selection sets and fragments, which is how deep a visitor of the document recurses.
    height: usize,
}

impl Measure {
    fn add(&mut self, other: &Self) {
        self.fields = self.fields.saturating_add(other.fields);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.root_fields = self.root_fields.saturating_add(other.root_fields);
        self.depth = self.depth.max(other.depth);
        self.introspection_lists = self.introspection_lists.max(other.introspection_lists);
        self.lists = self.lists.max(other.lists);
        self.height = self.height.max(other.height);
    }
}

enum Progress {
    Underway,
    Done(Measure),
}

/// Measures a document's operations and fragments.
pub(super) struct Ruler<'a> {
    document: &'a ExecutableDocument,
    max_nesting: usize,
    fragments: HashMap<&'a str, Progress>,
}

impl<'a> Ruler<'a> {
    pub(super) fn new(document: &'a ExecutableDocument, max_nesting: usize) -> Self {
        Self { document, max_nesting, fragments: HashMap::new() }
    }

    pub(super) fn operation(&mut self, operation: &'a OperationDefinition) -> Result<Measure> {
        let mut measure = self.selection_set(&operation.selection_set.node, 1)?;
        let variables = operation.variable_definitions.iter().map(|variable| variable.node.directives.len());
        measure.directives = measure.directives.saturating_add(operation.directives.len() + variables.sum::<usize>());
        Ok(measure)
    }

    /// The measure of the fragment `name` when it is spread at `level`. An unknown one measures nothing: its absence
    /// is for the validator to tell.
    pub(super) fn fragment(&mut self, name: &'a str, level: usize) -> Result<Measure> {
        match self.fragments.get(name) {
            Some(Progress::Underway) => return Err(circle(name)),
            Some(Progress::Done(measure)) => {
                let measure = *measure;
                self.check_level(level + measure.height)?;
                return Ok(measure);
            }
            None => {}
        }
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Measure::default()) };
        self.fragments.insert(name, Progress::Underway);
        let mut measure = self.selection_set(&fragment.node.selection_set.node, level + 1)?;
        measure.directives = measure.directives.saturating_add(fragment.node.directives.len());
        self.fragments.insert(name, Progress::Done(measure));
        Ok(measure)
    }

    fn selection_set(&mut self, set: &'a SelectionSet, level: usize) -> Result<Measure> {
        self.check_level(level)?;
        let mut sum = Measure::default();
        for Positioned { node: selection, .. } in &set.items {
            let measure = match selection {
                Selection::Field(field) => self.field(&field.node, level)?,
                Selection::FragmentSpread(spread) => self.spread(&spread.node, level)?,
                Selection::InlineFragment(fragment) => {
                    self.selection_set(&fragment.node.selection_set.node, level + 1)?
                }
            };
            sum.add(&measure);
            sum.directives = sum.directives.saturating_add(selection.directives().len());
        }
        sum.height += 1;
        Ok(sum)
    }

    fn spread(&mut self, spread: &'a FragmentSpread, level: usize) -> Result<Measure> {
        self.fragment(spread.fragment_name.node.as_str(), level)
    }

    fn field(&mut self, field: &'a Field, level: usize) -> Result<Measure> {
        let name = field.name.node.as_str();
        let is_leaf = field.selection_set.node.items.is_empty();
        let mut measure =
            if is_leaf { Measure::default() } else { self.selection_set(&field.selection_set.node, level + 1)? };
        measure.fields = measure.fields.saturating_add(1);
        measure.aliases = measure.aliases.saturating_add(usize::from(field.alias.is_some()));
        measure.root_fields = 1;
        measure.depth = if is_leaf || name.starts_with("__") { 0 } else { measure.depth + 1 };
        if matches!(name, "fields" | "interfaces" | "possibleTypes" | "inputFields") {
            measure.lists += 1;
        }
        if matches!(name, "__schema" | "__type") {
            measure.introspection_lists = measure.lists;
        }
        Ok(measure)
    }

    fn check_level(&self, level: usize) -> Result<()> {
        within("document_nesting", "levels of nested selections", level, self.max_nesting)
    }
}

fn circle(name: &str) -> Error {
    Error::new(Code::GraphqlValidation, format!("Cannot spread fragment \"{name}\" within itself."))
}
