//! Content types: showing their definitions, planning changes, making them.

use serde_json::{Value, json};

use super::Services;
use super::audit::{self, Event};
use super::model::{Change, Consent, Edit};
use crate::access::management::{
    CreateContentType, DeleteContentType, Granted, Operation, ReadContentTypes, UpdateContentType,
};
use crate::catalog::diff::ChangePlan;
use crate::catalog::{Catalog, Definition, Kind};
use crate::error::{Error, Result, Violation};

/// A content type or component as administrators see it.
#[derive(Clone, Debug, PartialEq)]
pub struct DefinedType {
    /// Identifies the type; the uid of a component.
    pub singular: String,
    /// The plural name; empty for a component.
    pub plural: String,
    /// The name for people.
    pub display_name: String,
    /// Free text; may be empty.
    pub description: String,
    /// Such as `api::article.article`.
    pub uid: String,
    /// Many entries, or one.
    pub kind: Kind,
    /// Whether documents have drafts.
    pub has_drafts: bool,
    /// The definition in the form of a schema file.
    pub definition: Value,
}

/// What a change would do, and the revision on which it was planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The steps.
    pub plan: ChangePlan,
    /// Counts the changes of the content types so far.
    pub revision: i64,
}

/// A change that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The content type after the change; nothing where it was deleted.
    pub content_type: Option<DefinedType>,
    /// What was done, and the revision after it.
    pub planned: Planned,
}

/// Every content type and component, in the order of their singular names and uids.
pub fn list(services: &Services, _granted: &Granted<ReadContentTypes>) -> Vec<DefinedType> {
    let catalog = services.model.current();
    catalog.definitions().filter_map(|definition| shown(&catalog, &definition.singular)).collect()
}

/// The content type of this singular name.
pub fn find(services: &Services, _granted: &Granted<ReadContentTypes>, singular: &str) -> Option<DefinedType> {
    shown(&services.model.current(), singular)
}

/// What would happen if the type of this singular name got this definition, was made from it, or, without one, went;
/// and other types got theirs in the same step.
pub fn plan(
    services: &Services,
    _granted: &Granted<ReadContentTypes>,
    singular: &str,
    definition: Option<Value>,
    along: Vec<Value>,
) -> Result<Planned> {
    let edit = match definition {
        Some(json) => together(read_as(singular, json)?, along)?,
        None => Edit::Delete(singular.to_owned()),
    };
    Ok(Planned { revision: services.model.generation().revision, plan: services.model.plan(edit)? })
}

/// Makes a content type from its definition. Other types get theirs in the same step, for which it takes another proof.
pub async fn create(
    services: &Services,
    granted: &Granted<CreateContentType>,
    definition: Value,
    along: Option<(&Granted<UpdateContentType>, Vec<Value>)>,
    consent: Consent,
) -> Result<Applied> {
    let definition = read("definition", definition)?;
    let singular = definition.singular.clone();
    let edit = together(definition, along.map(|(_, along)| along).unwrap_or_default())?;
    let change = services.model.change(edit, consent, services.clock.now()).await?;
    if !change.plan().created.contains(&singular) {
        let message = format!("There is a content type \"{singular}\" already");
        return Err(Error::conflict("definition", message));
    }
    require_made(&change, &[&singular])?;
    finish(services, granted, "content-type.create", &singular, change).await
}

/// Gives a content type another definition, whose singular name is the same, and other types theirs in the same step.
pub async fn update(
    services: &Services,
    granted: &Granted<UpdateContentType>,
    singular: &str,
    definition: Value,
    along: Vec<Value>,
    consent: Consent,
) -> Result<Applied> {
    let edit = together(read_as(singular, definition)?, along)?;
    let change = services.model.change(edit, consent, services.clock.now()).await?;
    if change.plan().created.iter().any(|created| created == singular) {
        return Err(Error::not_found("There is no content type of this name"));
    }
    require_made(&change, &[])?;
    finish(services, granted, "content-type.update", singular, change).await
}

/// Removes a content type with its entries.
pub async fn delete(
    services: &Services,
    granted: &Granted<DeleteContentType>,
    singular: &str,
    consent: Consent,
) -> Result<Applied> {
    let edit = Edit::Delete(singular.to_owned());
    let change = services.model.change(edit, consent, services.clock.now()).await?;
    finish(services, granted, "content-type.delete", singular, change).await
}

/// Makes these definitions the whole content model, and answers what was done. With proof for the most that such a
/// change can do, which is to delete.
pub async fn replace(
    services: &Services,
    granted: &Granted<DeleteContentType>,
    definitions: Vec<Definition>,
    consent: Consent,
) -> Result<ChangePlan> {
    let change = services.model.change(Edit::Replace(definitions), consent, services.clock.now()).await?;
    let plan = change.plan().clone();
    if !plan.is_empty() {
        record(services, granted, "content-type.replace", None, &change).await?;
    }
    change.commit().await?;
    Ok(plan)
}

/// Puts a change in force together with its audit event.
async fn finish<P: Operation>(
    services: &Services,
    granted: &Granted<P>,
    action: &'static str,
    singular: &str,
    change: Change,
) -> Result<Applied> {
    let plan = change.plan().clone();
    record(services, granted, action, Some(singular), &change).await?;
    let generation = change.commit().await?;
    let content_type = shown(&generation.catalog, singular);
    Ok(Applied { content_type, planned: Planned { plan, revision: generation.revision } })
}

async fn record<P: Operation>(
    services: &Services,
    granted: &Granted<P>,
    action: &'static str,
    singular: Option<&str>,
    change: &Change,
) -> Result<()> {
    let steps: Vec<&str> = change.plan().steps.iter().map(|step| step.description.as_str()).collect();
    let event = Event {
        action,
        target_kind: "content-type",
        target_id: singular,
        target_name: singular,
        details: json!({"steps": steps}),
    };
    audit::record(change.transaction(), services, granted, event).await
}

/// One edit of a type and of those that change along with it.
fn together(definition: Definition, along: Vec<Value>) -> Result<Edit> {
    let others = along.into_iter().map(|json| read("alongWith", json));
    let definitions: Vec<Definition> = std::iter::once(Ok(definition)).chain(others).collect::<Result<_>>()?;
    let twice = definitions
        .iter()
        .enumerate()
        .find(|(index, each)| definitions[..*index].iter().any(|other| other.singular == each.singular));
    match twice {
        Some((_, each)) => Err(Error::bad_input("alongWith", format!("{} is there twice", each.singular))),
        None => Ok(Edit::Put(definitions)),
    }
}

/// Refuses a change that makes other types than these: what changes along with a type is there already.
fn require_made(change: &Change, expected: &[&str]) -> Result<()> {
    match change.plan().created.iter().find(|created| !expected.contains(&created.as_str())) {
        Some(other) => Err(Error::bad_input("alongWith", format!("There is no content type \"{other}\" to change"))),
        None => Ok(()),
    }
}

fn read(field: &str, definition: Value) -> Result<Definition> {
    Definition::from_json(definition, None).map_err(|violations| {
        let at_field = violations.into_iter().map(|violation| Violation {
            path: std::iter::once(field.to_owned()).chain(violation.path).collect(),
            ..violation
        });
        Error::violations(at_field.collect())
    })
}

fn read_as(singular: &str, definition: Value) -> Result<Definition> {
    let definition = read("definition", definition)?;
    if definition.singular != singular {
        let path = ["definition", "info", "singularName"].map(str::to_owned).to_vec();
        let message = format!("The singular name is \"{singular}\" and stays; another name is another content type");
        return Err(Error::violations(vec![Violation { path, message, value: None }]));
    }
    Ok(definition)
}

fn shown(catalog: &Catalog, singular: &str) -> Option<DefinedType> {
    let content_type = catalog.get(singular).or_else(|| catalog.component(singular))?;
    Some(DefinedType {
        singular: content_type.singular.clone(),
        plural: content_type.plural.clone(),
        display_name: content_type.display_name.clone(),
        description: content_type.description.clone(),
        uid: content_type.uid.clone(),
        kind: content_type.kind,
        has_drafts: content_type.draft_and_publish,
        definition: catalog.definition(singular)?.to_json(),
    })
}
