//! The content API in GraphQL, shaped by the caller's permissions. Start at [`Endpoint::execute`].
//!
//! A document is parsed, measured, validated and compiled once for each permission set and state of the model; after
//! that a request binds its variables, runs the planned statements and writes the answer straight from the rows.

mod arguments;
mod bind;
mod compile;
mod document;
mod documents;
mod execute;
mod field_error;
mod generation;
mod input_types;
mod operation;
mod overlap;
mod root_fields;
mod schema;
mod shape;
mod template;
#[cfg(test)]
mod tests;
mod validation;
mod writer;

use std::sync::Arc;

use arc_swap::ArcSwap;
use async_graphql::ServerError;
use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

use self::bind::{BindError, Binder};
use self::document::Document;
use self::execute::Executor;
use self::field_error::{FieldError, Told};
use self::generation::{Generation, Shaped};
use self::operation::{ReadLimits, coerce_variables};
use super::limits::Limits;
use super::parse::parse;
use super::{GraphqlAnswer, GraphqlRequest, Payload, coded, request_error, variable_types};
use crate::access::PermissionSet;
use crate::auth::Principal;
use crate::catalog::Catalog;
use crate::error::{Code, Error, Result};
use crate::query::page::PageLimits;
use crate::service::Services;
use crate::service::refusals::{self, Door};

/// How the endpoint behaves; the configuration's part in it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Limits on documents.
    pub limits: Limits,
    /// Limits on pages.
    pub pages: PageLimits,
    /// The most values that an answer may hold.
    pub cost: u64,
    /// Whether names that are refused look as if they did not exist.
    pub conceal: bool,
    /// Whether `__schema` and `__type` are answered.
    pub introspection: bool,
}

/// The content API in GraphQL.
pub struct Endpoint {
    services: Services,
    settings: Settings,
    generation: ArcSwap<Generation>,
}

impl Endpoint {
    /// An endpoint over the content model in force.
    pub fn new(services: Services, settings: Settings) -> Self {
        let generation = Generation::new(services.model.current(), settings.conceal);
        Self { services, settings, generation: ArcSwap::from_pointee(generation) }
    }

    /// Answers one request as `principal` may see it.
    pub async fn execute(&self, principal: &Principal, request: &GraphqlRequest) -> GraphqlAnswer {
        let (catalog, mut outcome) = self.attempt(principal, request).await;
        let mut told = errors_of(&outcome);
        if let Ok(ran) = &outcome
            && told.is_internal()
            && self.services.model.has_moved_on_from(&catalog).await
            // A part of a mutation may be done, and must not be done twice.
            && !ran.mutation
        {
            outcome = self.attempt(principal, request).await.1;
            told = errors_of(&outcome);
        }
        for missing in told.missing() {
            refusals::note_missing(&self.services, principal, missing, Door::Graphql);
        }
        match outcome {
            Ok(ran) => GraphqlAnswer::executed(Payload::Json(ran.body)),
            Err(Refusal::Errors(errors)) => GraphqlAnswer::refused(&errors),
            Err(Refusal::MutationOverGet) => GraphqlAnswer::mutation_over_get(),
        }
    }

    /// The schema that `permissions` see, in the schema definition language. The same that introspection gives them.
    pub fn sdl(&self, permissions: &PermissionSet) -> Result<String> {
        let generation = self.generation(&self.services.model.current());
        Ok(generation.shaped(permissions.fingerprint(), permissions)?.schema.schema.sdl())
    }

    /// Runs a request on the model in force, which does not change meanwhile.
    async fn attempt(&self, principal: &Principal, request: &GraphqlRequest) -> (Arc<Catalog>, Result<Ran, Refusal>) {
        let model = self.services.model.reading().await;
        let generation = self.generation(model.catalog());
        let outcome = self.answer(&generation, principal, request).await;
        (Arc::clone(model.catalog()), outcome)
    }

    fn generation(&self, catalog: &Arc<Catalog>) -> Arc<Generation> {
        let generation = self.generation.load_full();
        if Arc::ptr_eq(&generation.catalog, catalog) {
            return generation;
        }
        let next = Arc::new(Generation::new(Arc::clone(catalog), self.settings.conceal));
        self.generation.store(Arc::clone(&next));
        next
    }

    async fn answer(
        &self,
        generation: &Generation,
        principal: &Principal,
        request: &GraphqlRequest,
    ) -> Result<Ran, Refusal> {
        let shaped = generation.shaped_for(principal).map_err(|error| Refusal::error(&error))?;
        let document = self.document(generation, &shaped, request).await?;
        if document.mutation && request.read_only {
            return Err(Refusal::MutationOverGet);
        }
        let inputs = generation.inputs(&shaped).map_err(|error| Refusal::error(&error))?;
        let variables = coerce_variables(&document.variables, inputs, &request.variables)
            .map_err(|error| Refusal::because(error.0, Code::BadUserInput))?;
        let operation = document
            .operation(&shaped.view, &generation.roots, &variables)
            .ok_or_else(|| Refusal::because("Unknown operation", Code::OperationResolution))?;
        let introspection = self.introspection(&shaped, &document, &variables).await?;
        let executor = Executor {
            store: &self.services.content,
            binder: Binder { view: &shaped.view, inputs, pages: self.settings.pages },
            limits: ReadLimits { cost: self.settings.cost },
            variables: &variables,
            introspection,
        };
        match executor.run(&operation).await {
            Ok(body) => Ok(Ran { body, mutation: document.mutation }),
            Err(BindError::Coercion(error)) => Err(Refusal::because(error.message, Code::GraphqlValidation)),
            Err(BindError::Field(error)) => Err(Refusal::error(&error)),
        }
    }

    async fn document(
        &self,
        generation: &Generation,
        shaped: &Shaped,
        request: &GraphqlRequest,
    ) -> Result<Arc<Document>, Refusal> {
        let name = request.operation_name.as_deref();
        if let Some(document) = shaped.document(&request.query, name) {
            return Ok(document);
        }
        let parsed =
            parse(&self.settings.limits, &request.query, name).map_err(|error| Refusal::Errors(vec![error]))?;
        let selected = compile::select(&parsed, name).ok_or_else(|| Refusal::unknown_operation(name))?;
        let inputs = generation.inputs(shaped).map_err(|error| Refusal::error(&error))?;
        variable_types::check(&parsed, |name| inputs.contains(name))
            .map_err(|errors| Refusal::from_errors(errors, Code::GraphqlValidation))?;
        if let Err(errors) = validation::validate(&shaped.schema.schema, parsed.clone(), name).await {
            // A document that fits the whole model asks for what is not granted; compilation will say what that is.
            let everything = generation.everything().map_err(|error| Refusal::error(&error))?;
            let fits = match everything {
                Some(everything) => validation::validate(&everything.schema, parsed.clone(), name).await.is_ok(),
                None => false,
            };
            if !fits {
                return Err(Refusal::from_errors(errors, Code::GraphqlValidation));
            }
        }
        overlap::check(&parsed, selected, &shaped.view)
            .map_err(|error| Refusal::from_errors(vec![error], Code::GraphqlValidation))?;
        let document = Document::new(parsed, name).ok_or_else(|| Refusal::unknown_operation(name))?;
        let document = Arc::new(document);
        shaped.keep(&request.query, name, Arc::clone(&document));
        Ok(document)
    }

    async fn introspection(
        &self,
        shaped: &Shaped,
        document: &Document,
        variables: &Map<String, Json>,
    ) -> Result<IndexMap<String, async_graphql::Value>, Refusal> {
        if !document.introspects {
            return Ok(IndexMap::new());
        }
        if !self.settings.introspection {
            return Err(Refusal::introspection());
        }
        let name = document.operation_name.as_deref();
        let variables = Json::Object(variables.clone());
        let response = validation::introspect(&shaped.schema.schema, document.parsed.clone(), name, variables).await;
        match response.data {
            async_graphql::Value::Object(fields) if response.errors.is_empty() => {
                Ok(fields.into_iter().map(|(key, value)| (key.to_string(), value)).collect())
            }
            _ => Err(Refusal::from_errors(response.errors, Code::GraphqlValidation)),
        }
    }
}

/// What an operation that ran came to.
struct Ran {
    body: Vec<u8>,
    mutation: bool,
}

/// What the errors at the fields of an answer say.
fn errors_of(outcome: &Result<Ran, Refusal>) -> Told {
    outcome.as_ref().map_or_else(|_| Told::default(), |ran| FieldError::told_in(&ran.body))
}

/// Why nothing of a request ran.
enum Refusal {
    Errors(Vec<ServerError>),
    MutationOverGet,
}

impl Refusal {
    fn error(error: &Error) -> Self {
        Self::Errors(vec![request_error(error)])
    }

    fn because(message: impl Into<String>, code: Code) -> Self {
        Self::from_errors(vec![ServerError::new(message, None)], code)
    }

    fn unknown_operation(name: Option<&str>) -> Self {
        let message = match name {
            Some(name) => format!("Unknown operation named \"{name}\"."),
            None => "Must provide operation name if query contains multiple operations.".to_owned(),
        };
        Self::because(message, Code::OperationResolution)
    }

    fn introspection() -> Self {
        let message = "GraphQL introspection is not allowed by this server, but the query contained __schema or __type. \
            To enable introspection, set introspection = true in its configuration";
        let mut error = coded(ServerError::new(message, None), Code::GraphqlValidation);
        error.extensions.get_or_insert_default().set("validationErrorCode", "INTROSPECTION_DISABLED");
        Self::Errors(vec![error])
    }

    fn from_errors(mut errors: Vec<ServerError>, code: Code) -> Self {
        // async-graphql says some things once for each of its passes over a document.
        errors.dedup_by(|one, other| one.message == other.message && one.locations == other.locations);
        let errors = errors.into_iter().map(|error| coded(ServerError { path: Vec::new(), ..error }, code));
        Self::Errors(errors.collect())
    }
}
