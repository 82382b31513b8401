//! Grants: what somebody may do with content, as tokens, roles and the public permissions write it.

use std::collections::BTreeSet;

use async_graphql::{Enum, InputObject, SimpleObject};

use crate::access::{self, Fields, Locales, TypeSelector};
use crate::error::{Error, Result, Violation};

/// One thing that can be done with entries of a content type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "ContentAction", rename_items = "camelCase", remote = "access::Action")]
pub enum ContentAction {
    /// List entries, and see them through relations.
    Find,
    /// Read one entry by its document id.
    FindOne,
    /// Make new entries.
    Create,
    /// Change entries.
    Update,
    /// Remove entries.
    Delete,
    /// Make the written draft the published entry.
    Publish,
}

/// Which rows of a document can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum GrantStatus {
    /// Published entries only.
    Published,
    /// Drafts too.
    Draft,
}

/// One line of what may be done with content.
#[derive(Clone, Debug, SimpleObject)]
pub struct Grant {
    /// The singular name of the content type, or * for every one, future ones included.
    content_type: String,
    /// What may be done.
    actions: Vec<ContentAction>,
    /// The fields that the actions open; null for all of them, future ones included.
    fields: Option<Vec<String>>,
    /// Whether the reading actions show drafts too.
    status: GrantStatus,
    /// The locales that are meant; null for all of them, future ones included, and for types without locales.
    locales: Option<Vec<String>>,
    /// The same as text, such as article:find(title,slug) or page:find@en,fr.
    permission: String,
}

impl From<&access::Grant> for Grant {
    fn from(grant: &access::Grant) -> Self {
        Self {
            content_type: match &grant.content_type {
                TypeSelector::Every => "*".to_owned(),
                TypeSelector::Named(name) => name.clone(),
            },
            actions: grant.actions.iter().map(|action| (*action).into()).collect(),
            fields: match &grant.fields {
                Fields::All => None,
                Fields::Only(names) => Some(names.iter().cloned().collect()),
            },
            status: if grant.drafts { GrantStatus::Draft } else { GrantStatus::Published },
            locales: match &grant.locales {
                Locales::All => None,
                Locales::Only(codes) => Some(codes.iter().cloned().collect()),
            },
            permission: grant.to_string(),
        }
    }
}

/// One line of what may be done with content.
#[derive(Clone, Debug, InputObject)]
pub struct GrantInput {
    /// The singular name of the content type, or * for every one, future ones included.
    content_type: String,
    /// What may be done; at least one action.
    actions: Vec<ContentAction>,
    /// The fields that the actions open; all of them, future ones included, when absent or null.
    fields: Option<Vec<String>>,
    /// Whether the reading actions show drafts too; published entries only when absent.
    status: Option<GrantStatus>,
    /// The locales that are meant, at least one; all of them, future ones included, when absent or null.
    locales: Option<Vec<String>>,
}

/// Shows grants.
pub fn shown(grants: &[access::Grant]) -> Vec<Grant> {
    grants.iter().map(Grant::from).collect()
}

/// Reads grants from their input form.
pub fn read(inputs: Vec<GrantInput>) -> Result<Vec<access::Grant>> {
    collect("grants", inputs, |input| {
        if input.actions.is_empty() {
            return Err("a grant names at least one action".to_owned());
        }
        if input.locales.as_ref().is_some_and(Vec::is_empty) {
            return Err("a grant names at least one locale, or leaves them out for all".to_owned());
        }
        Ok(access::Grant {
            content_type: match input.content_type.as_str() {
                "*" => TypeSelector::Every,
                _ => TypeSelector::Named(input.content_type),
            },
            actions: input.actions.into_iter().map(access::Action::from).collect::<BTreeSet<_>>(),
            fields: input.fields.map_or(Fields::All, Fields::only),
            drafts: input.status == Some(GrantStatus::Draft),
            locales: input.locales.map_or(Locales::All, Locales::only),
        })
    })
}

/// Reads every element of the list in `field`; all that fail are named with their place.
pub fn collect<I, O>(field: &str, inputs: Vec<I>, read: impl Fn(I) -> Result<O, String>) -> Result<Vec<O>> {
    let mut violations = Vec::new();
    let mut values = Vec::with_capacity(inputs.len());
    for (index, input) in inputs.into_iter().enumerate() {
        match read(input) {
            Ok(value) => values.push(value),
            Err(message) => {
                violations.push(Violation { path: vec![field.to_owned(), index.to_string()], message, value: None });
            }
        }
    }
    if violations.is_empty() { Ok(values) } else { Err(Error::violations(violations)) }
}
