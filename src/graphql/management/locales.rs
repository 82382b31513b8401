//! The locales of the content.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::context::RequestContext;
use super::requires::{permission_of, requires};
use crate::access::management::{CreateLocale, DeleteLocale, ReadLocales, UpdateLocale};
use crate::error::Result;
use crate::service::locales::{self, LocaleChanges};

/// A locale that entries of localized types can be in.
#[derive(SimpleObject)]
pub struct Locale {
    /// Identifies the locale, such as en or pt-BR.
    code: String,
    /// The name for people.
    name: String,
    /// Whether it is the one that is meant where a request names none.
    is_default: bool,
}

impl From<locales::Locale> for Locale {
    fn from(locale: locales::Locale) -> Self {
        Self { code: locale.code, name: locale.name, is_default: locale.is_default }
    }
}

/// A locale to be made.
#[derive(InputObject)]
pub struct CreateLocaleInput {
    /// A language and what narrows it, such as en or pt-BR.
    code: String,
    /// The name for people, 1 to 100 characters; the code when absent.
    name: Option<String>,
}

/// What to change about a locale. Absent fields keep their value.
#[derive(InputObject)]
pub struct UpdateLocaleInput {
    /// The name for people, 1 to 100 characters.
    name: Option<String>,
    /// True to make it the locale that is meant where a request names none; the one before is no longer.
    is_default: Option<bool>,
}

/// What a change of a locale answers.
#[derive(SimpleObject)]
pub struct LocalePayload {
    /// The locale after the change.
    locale: Locale,
}

/// What the deletion of a locale answers.
#[derive(SimpleObject)]
pub struct DeleteLocalePayload {
    /// The code of the locale that went.
    code: String,
}

/// Reading locales.
#[derive(Default)]
pub struct LocaleQueries;

#[Object]
impl LocaleQueries {
    /// Every locale, in the order in which they were made.
    #[graphql(directive = requires::apply(permission_of::<ReadLocales>()))]
    async fn locales(&self, ctx: &Context<'_>) -> Result<Vec<Locale>> {
        let locales = locales::list(ctx.services(), &ctx.granted::<ReadLocales>()?).await?;
        Ok(locales.into_iter().map(Locale::from).collect())
    }
}

/// Changing locales.
#[derive(Default)]
pub struct LocaleMutations;

#[Object]
impl LocaleMutations {
    /// Makes a locale.
    #[graphql(directive = requires::apply(permission_of::<CreateLocale>()))]
    async fn create_locale(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The locale to be made.")] input: CreateLocaleInput,
    ) -> Result<LocalePayload> {
        let granted = ctx.granted::<CreateLocale>()?;
        let locale = locales::create(ctx.services(), &granted, &input.code, input.name.as_deref()).await?;
        Ok(LocalePayload { locale: locale.into() })
    }

    /// Renames a locale, or makes it the default one.
    #[graphql(directive = requires::apply(permission_of::<UpdateLocale>()))]
    async fn update_locale(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The locale's code, which stays.")] code: String,
        #[graphql(desc = "What to change; absent fields keep their value.")] input: UpdateLocaleInput,
    ) -> Result<LocalePayload> {
        let granted = ctx.granted::<UpdateLocale>()?;
        let changes = LocaleChanges { name: input.name, make_default: input.is_default == Some(true) };
        let locale = locales::update(ctx.services(), &granted, &code, changes).await?;
        Ok(LocalePayload { locale: locale.into() })
    }

    /// Deletes a locale, but not the default one, with its entries. Refused, naming the losses, unless it is confirmed.
    #[graphql(directive = requires::apply(permission_of::<DeleteLocale>()))]
    async fn delete_locale(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The locale's code.")] code: String,
        #[graphql(desc = "Whether the entries in the locale may be lost.", default)] confirm_data_loss: bool,
    ) -> Result<DeleteLocalePayload> {
        let granted = ctx.granted::<DeleteLocale>()?;
        locales::delete(ctx.services(), &granted, &code, confirm_data_loss).await?;
        Ok(DeleteLocalePayload { code })
    }
}
