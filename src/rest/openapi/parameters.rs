//! The parameters of an operation, with the names that the caller may use in each.

use serde_json::{Map, Value as Json, json};

use super::{Description, Operation, schemas};
use crate::access::{Action, Status};
use crate::catalog::{AttributeKind, ContentType, LocaleChoice, TypeView};
use crate::query::publication::STATES;

impl<'v> Description<'v> {
    pub(super) fn parameters(
        &self,
        of: &TypeView<'v>,
        shown: Option<&TypeView<'v>>,
        operation: &Operation<'_>,
    ) -> Vec<Json> {
        let mut parameters = of_entry(of.content_type(), operation.id, shown);
        if of.action() == Action::Delete {
            return parameters;
        }
        if of.action().is_read() {
            parameters.extend([filters(of), search()]);
        }
        if operation.list {
            parameters.extend([sort(), pagination()]);
        }
        parameters.push(self.status(of));
        if of.action().is_read() && of.content_type().draft_and_publish && self.may(of, Status::Draft) {
            parameters.push(publication_filter());
        }
        parameters
    }

    fn may(&self, of: &TypeView<'_>, status: Status) -> bool {
        self.allows(of, of.action(), status)
    }

    /// Whether an action on the type is granted in any locale.
    fn allows(&self, of: &TypeView<'_>, action: Action, status: Status) -> bool {
        let singular = &of.content_type().singular;
        self.view.content_type_in(singular, action, status, &LocaleChoice::Nowhere).is_ok()
    }

    /// `status` with the rows that the caller may ask for.
    fn status(&self, of: &TypeView<'_>) -> Json {
        let published = of.action().is_read() || self.allows(of, Action::Publish, Status::Published);
        let names = [("published", published), ("draft", self.may(of, Status::Draft))];
        let names = names.into_iter().filter(|(_, allowed)| *allowed).map(|(name, _)| name).collect::<Vec<_>>();
        json!({"name": "status", "in": "query", "schema": {"type": "string", "enum": names}})
    }
}

/// Those of every operation on one entry, or on entries: which it is, in which locale, and what the answer shows.
pub(super) fn of_entry(content_type: &ContentType, id: Option<&str>, shown: Option<&TypeView<'_>>) -> Vec<Json> {
    let id = id.map(|id| json!({"name": id, "in": "path", "required": true, "schema": {"type": "string"}}));
    let locale = content_type.is_localized().then(locale);
    let of_entries = shown.into_iter().flat_map(|shown| [fields(shown)].into_iter().chain(populate(shown)));
    id.into_iter().chain(locale).chain(of_entries).collect()
}

fn locale() -> Json {
    let description = "The code of a locale, or * for all; the default one where it is absent.";
    json!({"name": "locale", "in": "query", "description": description, "schema": {"type": "string"}})
}

fn search() -> Json {
    let description = "A text to look for in every text of an entry, whatever its case.";
    json!({"name": "_q", "in": "query", "description": description, "schema": {"type": "string"}})
}

fn filters(of: &TypeView<'_>) -> Json {
    let names = of.attributes().filter(|attribute| !matches!(attribute.kind, AttributeKind::DynamicZone(_)));
    let names = names.map(|attribute| attribute.name.as_str()).chain(["$and", "$or", "$not"]);
    let properties = names.map(|name| (name.to_owned(), schemas::reference("Condition")));
    json!({
        "name": "filters", "in": "query", "style": "deepObject", "explode": true,
        "description": "Conditions in brackets: filters[name][$operator]=value.",
        "schema": {"type": "object", "properties": properties.collect::<Map<_, _>>()},
    })
}

fn sort() -> Json {
    let description =
        "Names with commas between, each with :asc or :desc; what relations and components lead to by dots.";
    json!({"name": "sort", "in": "query", "description": description, "schema": {"type": "string"}})
}

fn pagination() -> Json {
    let number = json!({"type": "integer"});
    let properties = json!({
        "page": number, "pageSize": number, "start": number, "limit": number, "withCount": {"type": "boolean"},
    });
    json!({
        "name": "pagination", "in": "query", "style": "deepObject", "explode": true,
        "description": "page and pageSize, or start and limit.",
        "schema": {"type": "object", "properties": properties},
    })
}

fn fields(shown: &TypeView<'_>) -> Json {
    let scalars = shown.attributes().filter(|attribute| attribute.is_scalar());
    let names = ["*", "id", "documentId"].into_iter().chain(scalars.map(|attribute| attribute.name.as_str()));
    json!({
        "name": "fields", "in": "query", "style": "form", "explode": false,
        "description": "The scalars to show; all of them where it is absent.",
        "schema": {"type": "array", "items": {"type": "string", "enum": names.collect::<Vec<_>>()}},
    })
}

/// `populate`, where there is anything to name.
fn populate(shown: &TypeView<'_>) -> Option<Json> {
    let parts = shown.attributes().filter(|attribute| !attribute.is_scalar());
    let names = parts.map(|attribute| attribute.name.as_str()).collect::<Vec<_>>();
    let first = names.first()?;
    let description = format!(
        "What to show besides the scalars: * for everything, or names with commas between, and by dots what they lead to. \
         In brackets each takes fields, filters, sort, populate and count, and a dynamic zone on: \
         populate[{first}][populate]=*. Here: {}.",
        names.join(", ")
    );
    Some(json!({"name": "populate", "in": "query", "description": description, "schema": {"type": "string"}}))
}

fn publication_filter() -> Json {
    let names = STATES.map(|(name, _)| name);
    json!({"name": "publicationFilter", "in": "query", "schema": {"type": "string", "enum": names}})
}
