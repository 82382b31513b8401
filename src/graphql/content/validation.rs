//! Validation of a document by async-graphql without executing it.

use std::sync::Arc;

use async_graphql::dynamic::Schema;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute, NextValidation};
use async_graphql::parser::types::ExecutableDocument;
use async_graphql::{CacheControl, Request, Response, ServerError, ValidationResult};

/// The half of async-graphql's work that a request is for. As an extension, it leaves out the other half.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Validate, and execute nothing.
    Validation,
    /// Execute what has been validated before.
    Execution,
}

/// Registers [`Half`] with a schema.
pub struct Halves;

impl ExtensionFactory for Halves {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for Halves {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        match ctx.data_opt::<Half>() {
            Some(Half::Execution) => {
                Ok(ValidationResult { cache_control: CacheControl::default(), complexity: 0, depth: 0 })
            }
            _ => next.run(ctx).await,
        }
    }

    async fn execute(&self, ctx: &ExtensionContext<'_>, operation: Option<&str>, next: NextExecute<'_>) -> Response {
        match ctx.data_opt::<Half>() {
            Some(Half::Validation) => Response::default(),
            _ => next.run(ctx, operation).await,
        }
    }
}

/// Validates the operation of this name. Values of variables are no part of it, so that the result holds for all.
pub async fn validate(
    schema: &Schema,
    document: ExecutableDocument,
    operation: Option<&str>,
) -> Result<(), Vec<ServerError>> {
    let mut request = Request::new("").data(Half::Validation);
    request.set_parsed_query(document);
    request.operation_name = operation.map(str::to_owned);
    let response = schema.execute(request).await;
    if response.errors.is_empty() { Ok(()) } else { Err(response.errors) }
}

/// Answers the introspection fields of a validated operation; its other fields come out null.
pub async fn introspect(
    schema: &Schema,
    document: ExecutableDocument,
    operation: Option<&str>,
    variables: serde_json::Value,
) -> Response {
    let mut request = Request::new("").only_introspection().data(Half::Execution);
    request.set_parsed_query(document);
    request.operation_name = operation.map(str::to_owned);
    request.variables = async_graphql::Variables::from_json(variables);
    schema.execute(request).await
}
