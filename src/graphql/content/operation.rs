//! A compiled operation: what a document asks of one view, ready to be bound and run any number of times.

use std::sync::{Arc, OnceLock};

use async_graphql::parser::types::Type;
use serde_json::{Map, Value as Json};

use super::arguments::Arguments;
use super::bind::{BindError, Binder};
use super::input_types::{CoercionError, InputTypes};
use super::root_fields::RootField;
use super::shape::{ConnectionShape, ConnectionValue, ObjectShape};
use super::template::SelectionTemplate;
use crate::access::Status;
use crate::catalog::{Dialect, LocaleChoice};
use crate::query::filter::Filter;
use crate::query::page::Page;
use crate::query::plan::{QueryPlan, check_joins, plan};
use crate::query::request::{ReadRequest, Selection, Source};
use crate::query::value::Value;

/// A compiled operation.
#[derive(Debug)]
pub struct Operation {
    /// The root fields, in the order of the answer.
    pub roots: Vec<Root>,
}

/// A declared variable.
#[derive(Debug)]
pub struct Variable {
    /// The name without `$`.
    pub name: String,
    /// The declared type.
    pub ty: Type,
    /// The declared default.
    pub default: Option<Json>,
}

/// A root field of the answer.
#[derive(Debug)]
pub struct Root {
    /// The response key.
    pub key: String,
    /// Whether an error makes the field null, rather than the whole answer.
    pub nullable: bool,
    /// Where the value comes from.
    pub value: RootValue,
}

/// Where the value of a root field comes from.
#[derive(Debug)]
pub enum RootValue {
    /// `__typename`
    Typename(String),
    /// `__schema` or `__type`
    Introspection,
    /// The field that stands in the schema of a credential that opens nothing.
    Nothing,
    /// The caller lacks a permission; the text says which, where that may be said.
    Forbidden(Option<String>),
    /// Content.
    Content(Box<ContentField>),
}

/// A root field that reads or writes content.
#[derive(Debug)]
pub struct ContentField {
    /// What it does.
    pub kind: RootField,
    /// The singular name of its type.
    pub singular: String,
    /// Which rows it is about.
    pub status: Status,
    /// In which locale.
    pub locale: LocaleChoice,
    /// Its arguments.
    pub arguments: Arguments,
    /// The shape of its answer.
    pub output: Output,
    template: SelectionTemplate,
    count: bool,
    /// The bound selection, where no variable takes part in it.
    selection: OnceLock<Arc<Selection>>,
    /// The whole plan, where no variable takes part in it.
    read: OnceLock<Arc<Read>>,
}

/// The shape of a root field's answer.
#[derive(Debug)]
pub enum Output {
    /// One entry.
    Entry(ObjectShape),
    /// A list of entries.
    List(ObjectShape),
    /// A list with page information.
    Connection(ConnectionShape),
    /// The answer to a delete mutation: response keys, and whether each is `documentId` (else `__typename`).
    Deleted(Vec<(String, bool)>),
}

/// A read, planned.
#[derive(Debug)]
pub struct Read {
    /// The plan.
    pub plan: QueryPlan,
    /// The page that it reads.
    pub page: Page,
}

/// Bounds on reads.
#[derive(Clone, Copy, Debug)]
pub struct ReadLimits {
    /// The most values that an answer may hold, by the plan.
    pub cost: u64,
}

/// The values of the declared variables, coerced; defaults where none came.
pub fn coerce_variables(
    declared: &[Variable],
    inputs: &InputTypes,
    given: &Map<String, Json>,
) -> Result<Map<String, Json>, VariableError> {
    let mut values = Map::new();
    for variable in declared {
        let value = match given.get(&variable.name) {
            Some(value) => Some(variable.coerce(inputs, value.clone())?),
            None => variable.default.clone(),
        };
        match value {
            Some(value) => drop(values.insert(variable.name.clone(), value)),
            None if variable.ty.nullable => {}
            None => return Err(variable.not_provided()),
        }
    }
    Ok(values)
}

/// A variable without an acceptable value.
#[derive(Debug)]
pub struct VariableError(pub String);

impl Variable {
    fn coerce(&self, inputs: &InputTypes, value: Json) -> Result<Json, VariableError> {
        inputs.coerce(&self.ty, value).map_err(|CoercionError { path, message }| {
            let at = if path.is_empty() { String::new() } else { format!(" at \"{}.{}\"", self.name, path.join(".")) };
            VariableError(format!("Variable \"${}\" got an invalid value{at}; {message}", self.name))
        })
    }

    fn not_provided(&self) -> VariableError {
        VariableError(format!("Variable \"${}\" of required type \"{}\" was not provided.", self.name, self.ty))
    }
}

impl ContentField {
    pub(super) fn new(
        kind: RootField,
        singular: String,
        (status, locale): (Status, LocaleChoice),
        arguments: Arguments,
        output: Output,
        template: SelectionTemplate,
    ) -> Self {
        let count = matches!(&output, Output::Connection(connection) if needs_count(connection));
        let (selection, read) = (OnceLock::new(), OnceLock::new());
        Self { kind, singular, status, locale, arguments, output, template, count, selection, read }
    }

    /// The planned read of a query field. Planned once where no variable takes part.
    pub fn read(
        &self,
        binder: &Binder<'_>,
        variables: &Map<String, Json>,
        dialect: Dialect,
        limits: ReadLimits,
    ) -> Result<Arc<Read>, BindError> {
        if let Some(read) = self.read.get() {
            return Ok(Arc::clone(read));
        }
        let view = binder.view(&self.singular, self.kind.action(), self.status, &self.locale)?;
        let source = Source::of(&view);
        // As in REST, what the conditions lack is told before what the answer would show.
        let list = match self.kind {
            RootField::List | RootField::Connection => Some(binder.list(&view, &self.arguments, variables)?),
            _ => None,
        };
        let publication = binder.publication(&view, &self.arguments, variables)?;
        let selection = self.selection(binder, variables)?;
        let request = match (self.kind, list) {
            (_, Some(list)) => {
                let filter = list.filter.and(publication);
                ReadRequest { source, filter, order: list.order, page: list.page, selection, count: self.count }
            }
            (RootField::One, None) => {
                let id = binder.document_id(&self.arguments, variables)?;
                ReadRequest::one(source, Filter::equals("document_id", Value::Text(id)).and(publication), selection)
            }
            _ => ReadRequest::one(source, publication, selection),
        };
        let read = planned(&request, dialect, limits)?;
        if !self.arguments.use_variables() && !self.template.uses_variables() {
            let _ = self.read.set(Arc::clone(&read));
        }
        Ok(read)
    }

    /// The planned read of the entry that a mutation wrote.
    pub fn read_written(
        &self,
        binder: &Binder<'_>,
        variables: &Map<String, Json>,
        document_id: String,
        dialect: Dialect,
        limits: ReadLimits,
    ) -> Result<Arc<Read>, BindError> {
        let view = binder.answer(&self.singular, self.status, &self.locale)?;
        let source = Source::of(&view);
        let filter = Filter::equals("document_id", Value::Text(document_id));
        planned(&ReadRequest::one(source, filter, self.selection(binder, variables)?), dialect, limits)
    }

    fn selection(&self, binder: &Binder<'_>, variables: &Map<String, Json>) -> Result<Arc<Selection>, BindError> {
        if let Some(selection) = self.selection.get() {
            return Ok(Arc::clone(selection));
        }
        let selection = Arc::new(self.template.bind(binder, variables)?);
        if !self.template.uses_variables() {
            let _ = self.selection.set(Arc::clone(&selection));
        }
        Ok(selection)
    }
}

fn planned(request: &ReadRequest, dialect: Dialect, limits: ReadLimits) -> Result<Arc<Read>, BindError> {
    check_joins(&request.selection)?;
    let plan = plan(request, dialect);
    plan.check_cost(limits.cost)?;
    Ok(Arc::new(Read { plan, page: request.page }))
}

fn needs_count(connection: &ConnectionShape) -> bool {
    connection.fields.iter().any(|(_, value)| match value {
        ConnectionValue::PageInfo(facts) => facts.iter().any(|(_, fact)| fact.needs_count()),
        ConnectionValue::Typename(_) | ConnectionValue::Nodes(_) => false,
    })
}
