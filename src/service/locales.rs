//! Locales: listing, adding, renaming and removing them, and choosing the one that is meant where none is named.

use std::sync::Arc;

use serde_json::{Value, json};

use super::audit::{self, Event};
use super::model::LocalesChange;
use super::{Services, text};
use crate::access::management::{CreateLocale, DeleteLocale, Granted, Operation, ReadLocales, UpdateLocale};
use crate::access::{Action, PermissionSet, is_locale_code};
use crate::catalog::{ContentType, View};
use crate::error::{Code, Error, Result};
use crate::query::write::delete;
use crate::query::write::session::Session;
use crate::store::locales::{self, Row};

/// A locale as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Identifies the locale: `en`, `pt-BR`.
    pub code: String,
    /// The name for people.
    pub name: String,
    /// Whether it is the one that is meant where none is named.
    pub is_default: bool,
}

/// What to change about a locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocaleChanges {
    /// The name for people.
    pub name: Option<String>,
    /// Make it the default one.
    pub make_default: bool,
}

/// Every locale, in the order in which they were made.
pub async fn list(services: &Services, _granted: &Granted<ReadLocales>) -> Result<Vec<Locale>> {
    let default = services.model.current().locales().default.clone();
    let rows = locales::all(services.database.read()).await?;
    Ok(rows.into_iter().map(|row| shown(row, &default)).collect())
}

/// Adds a locale; without a name it is called by its code.
///
/// Errors: `BadUserInput` for what is no code, `Conflict` where there is such a locale.
pub async fn create(
    services: &Services,
    granted: &Granted<CreateLocale>,
    code: &str,
    name: Option<&str>,
) -> Result<Locale> {
    if !is_locale_code(code) {
        return Err(Error::bad_input("code", "code must be a locale such as en or pt-BR"));
    }
    let name = text::name("name", name.unwrap_or(code))?;
    let change = services.model.change_locales(services.clock.now()).await?;
    if change.catalog().locales().codes.contains(code) {
        return Err(Error::conflict("code", format!("There is a locale \"{code}\" already")));
    }
    let document = services.entropy.id();
    locales::insert(change.transaction(), document, code, &name, services.clock.now()).await?;
    finish(services, granted, "locale.create", code, json!({"name": name}), change).await?;
    Ok(Locale { code: code.to_owned(), name, is_default: false })
}

/// Changes a locale.
pub async fn update(
    services: &Services,
    granted: &Granted<UpdateLocale>,
    code: &str,
    changes: LocaleChanges,
) -> Result<Locale> {
    let name = changes.name.map(|name| text::name("name", &name)).transpose()?;
    let change = services.model.change_locales(services.clock.now()).await?;
    let row = stored(&change, code).await?;
    if let Some(name) = &name {
        locales::rename(change.transaction(), code, name, services.clock.now()).await?;
    }
    let was_default = change.catalog().locales().default == code;
    if changes.make_default && !was_default {
        locales::set_default(change.transaction(), code).await?;
    }
    let is_default = was_default || changes.make_default;
    let name = name.unwrap_or(row.name);
    let details = json!({"name": name, "default": is_default});
    finish(services, granted, "locale.update", code, details, change).await?;
    Ok(Locale { code: code.to_owned(), name, is_default })
}

/// Removes a locale with all entries in it, which has to be confirmed where there are any.
///
/// Errors: `BadUserInput` for the default locale, and for an unconfirmed loss, which it names.
pub async fn delete(
    services: &Services,
    granted: &Granted<DeleteLocale>,
    code: &str,
    confirm_data_loss: bool,
) -> Result<()> {
    let change = services.model.change_locales(services.clock.now()).await?;
    stored(&change, code).await?;
    if change.catalog().locales().default == code {
        return Err(Error::bad_input("code", "The default locale cannot be deleted; choose another default first"));
    }
    let session = Session::new(change.transaction(), services.clock.now(), &services.entropy);
    let mut losses = Vec::new();
    for content_type in localized(&change) {
        let entries = delete::count_in(&session, &content_type, code).await?;
        if entries > 0 {
            losses.push(format!("{entries} entries of {}", content_type.singular));
        }
    }
    if !losses.is_empty() && !confirm_data_loss {
        let message = format!("The change loses stored data and was not confirmed: {}", losses.join("; "));
        return Err(Error::new(Code::BadUserInput, message).with_detail("losses", losses));
    }
    let view = View::new(Arc::clone(change.catalog()), PermissionSet::full_access(), false);
    for content_type in localized(&change) {
        let of_type = view.described(&content_type.singular, Action::Delete);
        let of_type = of_type.map_err(|_| Error::internal("a view of everything lacks a type"))?;
        delete::all_in(&session, &of_type, code).await?;
    }
    locales::delete(change.transaction(), code).await?;
    finish(services, granted, "locale.delete", code, json!({"losses": losses}), change).await
}

async fn stored(change: &LocalesChange, code: &str) -> Result<Row> {
    let mut rows = locales::all(change.transaction()).await?.into_iter();
    rows.find(|row| row.code == code).ok_or_else(|| Error::not_found("There is no locale of this code"))
}

fn localized(change: &LocalesChange) -> Vec<Arc<ContentType>> {
    change.catalog().iter().filter(|content_type| content_type.is_localized()).cloned().collect()
}

async fn finish<P: Operation>(
    services: &Services,
    granted: &Granted<P>,
    action: &'static str,
    code: &str,
    details: Value,
    change: LocalesChange,
) -> Result<()> {
    let event = Event { action, target_kind: "locale", target_id: Some(code), target_name: Some(code), details };
    audit::record(change.transaction(), services, granted, event).await?;
    change.commit().await
}

fn shown(row: Row, default: &str) -> Locale {
    Locale { is_default: row.code == default, code: row.code, name: row.name }
}
