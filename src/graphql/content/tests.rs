//! From documents to plans, without a database.

mod golden;
mod hostile;
mod shaping;
mod statements;

use std::sync::Arc;

use async_graphql::parser::parse_query;
use serde_json::{Map, Value as Json};

use super::bind::{BindError, Binder};
use super::document::Document;
use super::generation::Generation;
use super::operation::{ReadLimits, RootValue, coerce_variables};
use super::validation::validate;
use crate::access::{Grant, PermissionSet};
use crate::catalog::{Catalog, Dialect, samples};
use crate::error::Error;
use crate::query::page::PageLimits;
use crate::query::plan::{ListPlan, QueryPlan};

const PAGES: PageLimits = PageLimits { default: 10, max: 100 };
const LIMITS: ReadLimits = ReadLimits { cost: 100_000 };

/// What became of one root field.
enum Planned {
    Plan(QueryPlan),
    Refused(Error),
    Other,
}

fn catalog() -> Arc<Catalog> {
    Arc::new(samples::catalog())
}

fn permissions(texts: &str) -> PermissionSet {
    let grants = texts.lines().map(str::trim).filter(|line| !line.is_empty());
    let grants = grants.map(|line| Grant::parse(line).expect("a permission text")).collect::<Vec<_>>();
    PermissionSet::from_grants(&grants)
}

/// Plans the query fields of a document as a caller with `permissions` would have them planned.
async fn plan(
    generation: &Generation,
    permissions: &PermissionSet,
    query: &str,
    variables: Map<String, Json>,
) -> Result<Vec<Planned>, String> {
    let shaped = generation.shaped(permissions.fingerprint(), permissions).expect("the schema builds");
    let parsed = parse_query(query).map_err(|error| error.to_string())?;
    let everything = generation.everything().expect("the schema builds").expect("names are not concealed");
    if let Err(errors) = validate(&everything.schema, parsed.clone(), None).await {
        return Err(errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join("; "));
    }
    let document = Document::new(parsed, None).ok_or("no operation")?;
    let inputs = generation.inputs(&shaped).expect("the schema builds");
    let variables = coerce_variables(&document.variables, inputs, &variables).map_err(|error| error.0)?;
    let operation = document.operation(&shaped.view, &generation.roots, &variables).ok_or("no operation")?;
    let binder = Binder { view: &shaped.view, inputs, pages: PAGES };
    let planned = operation.roots.iter().map(|root| match &root.value {
        RootValue::Content(field) if !field.kind.is_mutation() => {
            match field.read(&binder, &variables, Dialect::Sqlite, LIMITS) {
                Ok(read) => Ok(Planned::Plan(read.plan.clone())),
                Err(BindError::Field(error)) => Ok(Planned::Refused(error)),
                Err(BindError::Coercion(error)) => Err(error.message),
            }
        }
        RootValue::Forbidden(missing) => Ok(Planned::Refused(Error::forbidden(missing.clone().unwrap_or_default()))),
        _ => Ok(Planned::Other),
    });
    planned.collect()
}

/// Every statement of a plan, parents first.
fn statements(plan: &QueryPlan) -> Vec<&crate::query::sql::Statement> {
    fn list<'p>(plan: &'p ListPlan, found: &mut Vec<&'p crate::query::sql::Statement>) {
        found.push(&plan.statement);
        for child in &plan.children {
            list(&child.list, found);
        }
    }
    let mut found = Vec::new();
    list(&plan.list, &mut found);
    found.extend(&plan.count);
    found
}
