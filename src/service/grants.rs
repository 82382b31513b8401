//! The rules that grants keep when they are written, and their stored form.

use crate::access::{Action, Fields, Grant, Locales, TypeSelector};
use crate::catalog::{Catalog, ContentType, Kind, built_in};
use crate::error::{Error, Result, Violation};

const MAX_GRANTS: usize = 1000;

/// Refuses grants on types, actions or fields that do not exist; every one is named with its place in the list.
pub fn check(catalog: &Catalog, grants: &[Grant]) -> Result<()> {
    if grants.len() > MAX_GRANTS {
        return Err(Error::bad_input("grants", format!("has more than {MAX_GRANTS} grants")));
    }
    let violations: Vec<_> =
        grants.iter().enumerate().flat_map(|(index, grant)| broken_rules(catalog, index, grant)).collect();
    if violations.is_empty() { Ok(()) } else { Err(Error::violations(violations)) }
}

/// The grants of an input that takes them in either of two forms; nothing where it has neither. Paths of violations begin
/// with `grants` or `permissions`, whichever form it is.
pub fn written(
    catalog: &Catalog,
    given: Option<Vec<Grant>>,
    permissions: Option<Vec<String>>,
) -> Result<Option<Vec<Grant>>> {
    match (given, permissions) {
        (None, None) => Ok(None),
        (Some(_), Some(_)) => Err(Error::bad_input("permissions", "Give either grants or permissions, not both")),
        (Some(given), None) => check(catalog, &given).map(|()| Some(given)),
        (None, Some(texts)) => parsed(catalog, &texts).map(Some),
    }
}

fn parsed(catalog: &Catalog, texts: &[String]) -> Result<Vec<Grant>> {
    let mut grants = Vec::with_capacity(texts.len());
    let mut violations = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        match Grant::parse(text) {
            Ok(grant) => grants.push(grant),
            Err(error) => {
                let path = vec!["permissions".to_owned(), index.to_string()];
                violations.push(Violation { path, message: error.to_string(), value: None });
            }
        }
    }
    if !violations.is_empty() {
        return Err(Error::violations(violations));
    }
    check(catalog, &grants).map_err(|error| at_permissions(&error))?;
    Ok(grants)
}

/// Rules that are checked on grants speak of `grants.0.fields`; in text form that place is `permissions.0`.
fn at_permissions(error: &Error) -> Error {
    let violations = error.public().violations.iter().map(|violation| {
        let place = violation.path.iter().skip(1).take(1).cloned();
        let path = std::iter::once("permissions".to_owned()).chain(place).collect();
        Violation { path, ..violation.clone() }
    });
    Error::violations(violations.collect())
}

/// The JSON form in which grants are stored.
pub fn to_json(grants: &[Grant]) -> String {
    serde_json::to_string(grants).expect("a grant has only text keys")
}

/// The actions that make sense on a type: single types have no list of entries to pick from or add to, and built-in types
/// are not like the others.
pub fn applicable_actions(content_type: &ContentType) -> impl Iterator<Item = Action> {
    let built_in = built_in::find(&content_type.uid).map(|built_in| built_in.actions);
    let single = content_type.kind == Kind::Single;
    Action::ALL.into_iter().filter(move |action| match built_in {
        Some(actions) => actions.contains(action),
        None => !(single && matches!(action, Action::FindOne | Action::Create)),
    })
}

fn broken_rules(catalog: &Catalog, index: usize, grant: &Grant) -> Vec<Violation> {
    let at = |field: &str, message: String| Violation {
        path: vec!["grants".to_owned(), index.to_string(), field.to_owned()],
        message,
        value: None,
    };
    let unknown_locales =
        unknown_locales(catalog, &grant.locales).map(|code| at("locales", format!("there is no locale \"{code}\"")));
    let TypeSelector::Named(name) = &grant.content_type else {
        let unknown = refused_fields(&grant.fields, |field| catalog.iter().any(|one| one.attribute(field).is_some()))
            .map(|field| at("fields", format!("no content type has a field \"{field}\"")));
        return unknown.chain(unknown_locales).collect();
    };
    let Some(content_type) = catalog.get(name) else {
        return vec![at("contentType", format!("there is no content type \"{name}\""))];
    };
    let kind = if content_type.is_built_in() { "built-in type" } else { "single type" };
    let unfit = grant.actions.iter().filter(|action| !applicable_actions(content_type).any(|one| one == **action));
    let unfit = unfit.map(|action| at("actions", format!("the {kind} \"{name}\" has no action \"{action}\"")));
    let unknown = refused_fields(&grant.fields, |field| content_type.attribute(field).is_some())
        .map(|field| at("fields", format!("the content type \"{name}\" has no field \"{field}\"")));
    let unusable = unusable_fields(content_type, grant)
        .map(|(field, why)| at("fields", format!("the field \"{field}\" of the content type \"{name}\" can {why}")));
    let unlocalized = (grant.locales != Locales::All && !content_type.is_localized())
        .then(|| at("locales", format!("the content type \"{name}\" has no locales")));
    unfit.chain(unknown).chain(unusable).chain(unlocalized).chain(unknown_locales).collect()
}

fn unknown_locales<'g>(catalog: &'g Catalog, locales: &'g Locales) -> impl Iterator<Item = &'g String> {
    let named = match locales {
        Locales::All => None,
        Locales::Only(codes) => Some(codes),
    };
    named.into_iter().flatten().filter(|code| !catalog.locales().codes.contains(*code))
}

/// The fields of a grant that none of its actions could ever use, each with what cannot be done with it.
fn unusable_fields<'g>(
    content_type: &'g ContentType,
    grant: &'g Grant,
) -> impl Iterator<Item = (&'g str, &'static str)> {
    let writes = |action: &Action| matches!(action, Action::Create | Action::Update);
    let (reads, writes) = (grant.actions.iter().any(|action| action.is_read()), grant.actions.iter().any(writes));
    let why = match (reads, writes) {
        (true, true) => "neither be read nor written",
        (true, false) => "never be read",
        _ => "never be written",
    };
    let usable = move |field: &str| {
        let Some(attribute) = content_type.attribute(field) else { return true };
        (reads && attribute.is_readable()) || (writes && content_type.is_writable(attribute))
    };
    refused_fields(&grant.fields, usable).filter(move |_| reads || writes).map(move |field| (field, why))
}

/// The listed fields that do not fit.
fn refused_fields(fields: &Fields, fits: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
    let named = match fields {
        Fields::All => None,
        Fields::Only(names) => Some(names),
    };
    named.into_iter().flatten().map(String::as_str).filter(move |name| !fits(name))
}
