//! Content types: their definitions, and changing them after seeing what a change does.

use async_graphql::{Context, InputObject, Json, Object, SimpleObject};

use super::context::RequestContext;
use super::permissions::ContentTypeKind;
use super::requires::{permission_of, requires};
use crate::access::management::{CreateContentType, DeleteContentType, ReadContentTypes, UpdateContentType};
use crate::catalog::diff::Step;
use crate::error::{Error, Result};
use crate::service::content_types::{self, Applied, DefinedType, Planned};
use crate::service::model::Consent;

/// A kind of content, or a component: a group of fields that is part of it.
#[derive(Clone, Debug, SimpleObject)]
pub struct ContentType {
    /// The singular name, which identifies the content type; the uid of a component, such as `shared.seo`.
    singular_name: String,
    /// The plural name; empty for a component.
    plural_name: String,
    /// The name for people.
    display_name: String,
    /// Free text; empty when none was given.
    description: String,
    /// Such as `api::article.article`.
    uid: String,
    /// Many entries, one, or none of its own.
    kind: ContentTypeKind,
    /// Whether documents have drafts.
    has_drafts: bool,
    /// The definition in the form of Strapi's schema.json.
    definition: Json<serde_json::Value>,
}

impl From<DefinedType> for ContentType {
    fn from(defined: DefinedType) -> Self {
        Self {
            singular_name: defined.singular,
            plural_name: defined.plural,
            display_name: defined.display_name,
            description: defined.description,
            uid: defined.uid,
            kind: defined.kind.into(),
            has_drafts: defined.has_drafts,
            definition: Json(defined.definition),
        }
    }
}

/// What a change of the content types does.
#[derive(SimpleObject)]
pub struct ContentTypeChangePlan {
    /// Singular names of the content types that are new.
    created: Vec<String>,
    /// Singular names of the content types whose definition changes.
    changed: Vec<String>,
    /// Singular names of the content types that go.
    deleted: Vec<String>,
    /// What happens in the database, in this order.
    steps: Vec<ContentTypeChangeStep>,
    /// Whether stored values are lost; then the change has to be confirmed.
    loses_data: bool,
    /// Counts the changes of the content types: of a plan, those it was made on; of a change, itself included.
    revision: i64,
}

/// One step of a change.
#[derive(SimpleObject)]
pub struct ContentTypeChangeStep {
    /// What happens, in one sentence.
    description: String,
    /// Whether stored values are lost for good.
    loses_data: bool,
    /// The statements.
    sql: Vec<String>,
}

impl From<Planned> for ContentTypeChangePlan {
    fn from(Planned { plan, revision }: Planned) -> Self {
        Self {
            loses_data: plan.steps.iter().any(|step| step.loses_data),
            created: plan.created,
            changed: plan.changed,
            deleted: plan.deleted,
            steps: plan.steps.into_iter().map(ContentTypeChangeStep::from).collect(),
            revision,
        }
    }
}

impl From<Step> for ContentTypeChangeStep {
    fn from(step: Step) -> Self {
        Self { description: step.description, loses_data: step.loses_data, sql: step.sql }
    }
}

/// A content type to be made.
#[derive(InputObject)]
pub struct CreateContentTypeInput {
    /// The definition in the form of Strapi's schema.json.
    definition: Json<serde_json::Value>,
    /// Whole definitions of other content types that change in the same step, such as the other ends of relations. Needs
    /// content-types.update.
    along_with: Option<Vec<Json<serde_json::Value>>>,
    /// Whether stored values may be lost.
    #[graphql(default)]
    confirm_data_loss: bool,
    /// The revision of the plan that was looked at; refused where the content types were changed since.
    expected_revision: Option<i64>,
}

/// What a content type is to become.
#[derive(InputObject)]
pub struct UpdateContentTypeInput {
    /// The whole definition in the form of Strapi's schema.json.
    definition: Json<serde_json::Value>,
    /// Whole definitions of other content types that change in the same step, such as the other ends of relations.
    along_with: Option<Vec<Json<serde_json::Value>>>,
    /// Whether stored values may be lost.
    #[graphql(default)]
    confirm_data_loss: bool,
    /// The revision of the plan that was looked at; refused where the content types were changed since.
    expected_revision: Option<i64>,
}

/// What a change of a content type answers.
#[derive(SimpleObject)]
pub struct ContentTypePayload {
    /// The content type after the change.
    content_type: ContentType,
    /// What was done.
    plan: ContentTypeChangePlan,
}

impl TryFrom<Applied> for ContentTypePayload {
    type Error = Error;

    fn try_from(applied: Applied) -> Result<Self> {
        let content_type = applied.content_type.ok_or_else(|| Error::internal("the content type is not there"))?;
        Ok(Self { content_type: content_type.into(), plan: applied.planned.into() })
    }
}

/// What the deletion of a content type answers.
#[derive(SimpleObject)]
pub struct DeleteContentTypePayload {
    /// The singular name of the content type that went.
    singular_name: String,
    /// What was done.
    plan: ContentTypeChangePlan,
}

/// Reading content types and planning their changes.
#[derive(Default)]
pub struct ContentTypeQueries;

#[Object]
impl ContentTypeQueries {
    /// Every content type and component, in the order of their singular names and uids.
    #[graphql(directive = requires::apply(permission_of::<ReadContentTypes>()))]
    #[expect(clippy::unused_async, reason = "the schema's macro asks for async functions")]
    async fn content_types(&self, ctx: &Context<'_>) -> Result<Vec<ContentType>> {
        let defined = content_types::list(ctx.services(), &ctx.granted::<ReadContentTypes>()?);
        Ok(defined.into_iter().map(ContentType::from).collect())
    }

    /// One content type; null when there is none of this name.
    #[graphql(directive = requires::apply(permission_of::<ReadContentTypes>()))]
    #[expect(clippy::unused_async, reason = "the schema's macro asks for async functions")]
    async fn content_type(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The singular name.")] singular_name: String,
    ) -> Result<Option<ContentType>> {
        let granted = ctx.granted::<ReadContentTypes>()?;
        Ok(content_types::find(ctx.services(), &granted, &singular_name).map(ContentType::from))
    }

    /// What a change would do, with its SQL and whether data is lost. Changes nothing.
    #[graphql(directive = requires::apply(permission_of::<ReadContentTypes>()))]
    #[expect(clippy::unused_async, reason = "the schema's macro asks for async functions")]
    async fn plan_content_type_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The singular name of the content type, present or to be made.")] singular_name: String,
        #[graphql(desc = "The definition that it is to have, in the form of Strapi's schema.json; none to delete it.")]
        definition: Option<Json<serde_json::Value>>,
        #[graphql(desc = "Whole definitions of other content types that are to change in the same step.")]
        along_with: Option<Vec<Json<serde_json::Value>>>,
    ) -> Result<ContentTypeChangePlan> {
        let granted = ctx.granted::<ReadContentTypes>()?;
        let definition = definition.map(|json| json.0);
        let along = definitions(along_with);
        Ok(content_types::plan(ctx.services(), &granted, &singular_name, definition, along)?.into())
    }
}

/// Changing content types.
#[derive(Default)]
pub struct ContentTypeMutations;

#[Object]
impl ContentTypeMutations {
    /// Makes a content type and its tables. A component has a `uid` such as `shared.seo` in place of `kind` and names.
    #[graphql(directive = requires::apply(permission_of::<CreateContentType>()))]
    async fn create_content_type(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The content type to be made.")] input: CreateContentTypeInput,
    ) -> Result<ContentTypePayload> {
        let granted = ctx.granted::<CreateContentType>()?;
        let consent = consent(input.confirm_data_loss, input.expected_revision);
        let along = definitions(input.along_with);
        let allowed = if along.is_empty() { None } else { Some(ctx.granted::<UpdateContentType>()?) };
        let along = allowed.as_ref().map(|allowed| (allowed, along));
        content_types::create(ctx.services(), &granted, input.definition.0, along, consent).await?.try_into()
    }

    /// Gives a content type another definition. Refused, naming the losses, where data would be lost unconfirmed.
    #[graphql(directive = requires::apply(permission_of::<UpdateContentType>()))]
    async fn update_content_type(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The singular name, which stays.")] singular_name: String,
        #[graphql(desc = "What the content type is to become.")] input: UpdateContentTypeInput,
    ) -> Result<ContentTypePayload> {
        let granted = ctx.granted::<UpdateContentType>()?;
        let consent = consent(input.confirm_data_loss, input.expected_revision);
        let (definition, along) = (input.definition.0, definitions(input.along_with));
        content_types::update(ctx.services(), &granted, &singular_name, definition, along, consent).await?.try_into()
    }

    /// Deletes a content type with its entries. Refused, naming the losses, unless the loss is confirmed.
    #[graphql(directive = requires::apply(permission_of::<DeleteContentType>()))]
    async fn delete_content_type(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The singular name.")] singular_name: String,
        #[graphql(desc = "Whether stored values may be lost.", default)] confirm_data_loss: bool,
        #[graphql(desc = "The revision of the plan that was looked at; refused where there is a newer one.")]
        expected_revision: Option<i64>,
    ) -> Result<DeleteContentTypePayload> {
        let granted = ctx.granted::<DeleteContentType>()?;
        let consent = consent(confirm_data_loss, expected_revision);
        let applied = content_types::delete(ctx.services(), &granted, &singular_name, consent).await?;
        Ok(DeleteContentTypePayload { singular_name, plan: applied.planned.into() })
    }
}

fn definitions(given: Option<Vec<Json<serde_json::Value>>>) -> Vec<serde_json::Value> {
    given.unwrap_or_default().into_iter().map(|json| json.0).collect()
}

fn consent(data_loss: bool, expected_revision: Option<i64>) -> Consent {
    Consent { data_loss, expected_revision }
}
