//! The static schema: every subject's root fields in one query and one mutation type.

use async_graphql::{EmptySubscription, MergedObject, SDLExportOptions, Schema};

use super::administrators::{AdministratorMutations, AdministratorQueries};
use super::audit::AuditQueries;
use super::content_model::ContentModelQueries;
use super::content_types::{ContentTypeMutations, ContentTypeQueries};
use super::locales::{LocaleMutations, LocaleQueries};
use super::permissions::{PermissionMutations, PermissionQueries};
use super::refusals::RefusalQueries;
use super::roles::{RoleMutations, RoleQueries};
use super::server::ServerQueries;
use super::sessions::{SessionMutations, SessionQueries};
use super::token_views::TokenViewQueries;
use super::tokens::{TokenMutations, TokenQueries};

/// Fields that one request may resolve, each counting one however long its list is.
const MAX_COMPLEXITY: usize = 1000;
/// Levels of selections within each other; introspection needs 13.
const MAX_DEPTH: usize = 16;
/// Directives on one field.
const MAX_DIRECTIVES: usize = 10;

/// Reading what the server is made of.
#[derive(MergedObject, Default)]
pub struct Query(
    TokenQueries,
    TokenViewQueries,
    SessionQueries,
    AdministratorQueries,
    RoleQueries,
    PermissionQueries,
    ContentTypeQueries,
    ContentModelQueries,
    LocaleQueries,
    AuditQueries,
    RefusalQueries,
    ServerQueries,
);

/// Changing what the server is made of. Every change is in the audit trail.
#[derive(MergedObject, Default)]
pub struct Mutation(
    TokenMutations,
    SessionMutations,
    AdministratorMutations,
    RoleMutations,
    PermissionMutations,
    ContentTypeMutations,
    LocaleMutations,
);

/// The management schema.
pub type ManagementSchema = Schema<Query, Mutation, EmptySubscription>;

/// Builds the schema. It is the same for everybody, as is `schema.graphql` in the repository, so introspection is open to
/// everyone who reaches the endpoint; what its fields need is said by their directives and proved in their resolvers.
pub fn build() -> ManagementSchema {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .limit_complexity(MAX_COMPLEXITY)
        .limit_depth(MAX_DEPTH)
        .limit_directives(MAX_DIRECTIVES)
        .finish()
}

/// The schema's text, as `schema.graphql` holds it.
pub fn sdl() -> String {
    let options = SDLExportOptions::new().prefer_single_line_descriptions().use_space_ident().include_specified_by();
    let text = build().sdl_with_options(options);
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned() + "\n"
}
