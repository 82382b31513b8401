//! The management GraphQL endpoint: a static schema over the use cases of `service`, one file per subject.
//!
//! A resolver turns its arguments into a use case's input and the outcome into a GraphQL type; it holds no rule and does
//! not touch the database. It gets the proof that a use case asks for from [`context::RequestContext::granted`], which is
//! the only way to it. Start reading at [`Endpoint`], then [`schema`] for the root fields and [`requires`] for who may
//! use them.

pub mod administrators;
pub mod audit;
pub mod content_model;
pub mod content_types;
pub mod context;
pub mod cookie;
pub mod date_time;
mod error;
pub mod grants;
mod input;
pub mod locales;
pub mod page;
pub mod payload;
pub mod permissions;
pub mod refusals;
pub mod requires;
pub mod roles;
pub mod schema;
pub mod server;
pub mod sessions;
pub mod token_views;
pub mod tokens;

use std::collections::HashSet;
use std::sync::Arc;

use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, OperationType};
use async_graphql::{Request, Response, ServerError, Variables};

pub use context::Caller;
pub use cookie::{Cookies, REFRESH_COOKIE};
pub use schema::sdl;

use super::content;
use super::limits::Limits;
use super::parse::parse;
use super::{GraphqlAnswer, GraphqlRequest, Payload, coded, request_error, variable_types};
use crate::error::{Code, Result};
use crate::service::{self, Services};
use schema::ManagementSchema;

/// The management endpoint. Clones share one schema.
#[derive(Clone)]
pub struct Endpoint {
    schema: ManagementSchema,
    inputs: Arc<HashSet<String>>,
    services: Services,
    content: Arc<content::Endpoint>,
    limits: Limits,
    cookies: Cookies,
}

impl Endpoint {
    /// The endpoint over these services. It shows how `content` looks to tokens.
    pub fn new(services: Services, content: Arc<content::Endpoint>, limits: Limits, cookies: Cookies) -> Self {
        let schema = schema::build();
        let inputs = Arc::new(variable_types::inputs_of(&schema.sdl()));
        Self { schema, inputs, services, content, limits, cookies }
    }

    /// Runs one operation for a caller. A caller whose session has ended counts as nobody.
    pub async fn execute(&self, caller: Caller, request: GraphqlRequest) -> GraphqlAnswer {
        let document = match self.read(&request) {
            Ok(document) => document,
            Err(refusals) => return GraphqlAnswer::refused(&refusals),
        };
        if request.read_only && is_mutation(&document, request.operation_name.as_deref()) {
            return GraphqlAnswer::mutation_over_get();
        }
        let caller = match self.living(caller).await {
            Ok(caller) => caller,
            Err(error) => return GraphqlAnswer::refused(&[request_error(&error)]),
        };
        answer(self.schema.execute(self.prepared(caller, request, document)).await)
    }

    fn read(&self, request: &GraphqlRequest) -> Result<ExecutableDocument, Vec<ServerError>> {
        let document =
            parse(&self.limits, &request.query, request.operation_name.as_deref()).map_err(|error| vec![error])?;
        variable_types::check(&document, |name| self.inputs.contains(name)).map_err(|errors| {
            errors.into_iter().map(|error| coded(error, Code::GraphqlValidation)).collect::<Vec<_>>()
        })?;
        Ok(document)
    }

    async fn living(&self, caller: Caller) -> Result<Caller> {
        let lives = match &caller.administrator {
            Some(administrator) => service::sessions::is_living(&self.services, administrator).await?,
            None => true,
        };
        Ok(if lives { caller } else { Caller { administrator: None, ..caller } })
    }

    fn prepared(&self, caller: Caller, request: GraphqlRequest, document: ExecutableDocument) -> Request {
        let variables = Variables::from_json(serde_json::Value::Object(request.variables));
        let prepared = Request::new(request.query).variables(variables).data(caller).data(self.services.clone());
        let mut prepared = prepared.data(self.cookies).data(Arc::clone(&self.content));
        prepared.operation_name = request.operation_name;
        prepared.set_parsed_query(document);
        prepared
    }
}

/// Whether the operation that would run changes something. Which one runs, and whether any does, is not decided here.
fn is_mutation(document: &ExecutableDocument, operation_name: Option<&str>) -> bool {
    let operation = match (&document.operations, operation_name) {
        (DocumentOperations::Single(operation), _) => Some(operation),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name),
        (DocumentOperations::Multiple(operations), None) => operations.values().next(),
    };
    operation.is_some_and(|operation| operation.node.ty == OperationType::Mutation)
}

/// An error of a resolver has a path; one from before any resolver ran has none.
fn answer(mut response: Response) -> GraphqlAnswer {
    let ran = response.errors.iter().all(|error| !error.path.is_empty());
    if !ran {
        let errors: Vec<_> = response.errors.into_iter().map(|error| coded(error, Code::GraphqlValidation)).collect();
        return GraphqlAnswer::refused(&errors);
    }
    for error in &mut response.errors {
        if error.extensions.is_none() {
            *error = coded(error.clone(), Code::BadUserInput);
        }
    }
    GraphqlAnswer::executed(Payload::Response(Box::new(response)))
}
