//! The API described in `OpenAPI` 3.1, as one caller may use it: what is not granted is not mentioned.

mod files;
mod parameters;
mod schemas;

use indexmap::IndexMap;
use serde_json::{Map, Value as Json, json};

use self::schemas::Schemas;
use crate::access::{Action, DraftAction, Status};
use crate::catalog::{ContentType, Kind, LocaleChoice, TypeView, View, built_in};

/// The description for the caller of `view`.
pub fn describe(view: &View) -> Json {
    let mut description = Description { view, paths: IndexMap::new(), schemas: Schemas::default() };
    for action in [Action::Find, Action::FindOne, Action::Create, Action::Update, Action::Delete] {
        for of in view.content_types(action) {
            if of.content_type().is_built_in() {
                description.add_built_in(&of);
            } else {
                description.add(&of);
            }
        }
    }
    for action in DraftAction::ALL {
        for of in view.content_types(action.action()) {
            description.add_draft_action(of.content_type(), action);
        }
    }
    description.paths.sort_keys();
    let paths = description.paths.into_iter().map(|(path, methods)| (path, Json::Object(methods)));
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Content API", "version": env!("CARGO_PKG_VERSION")},
        "servers": [{"url": "/api"}],
        "security": [{"token": []}],
        "paths": paths.collect::<Map<_, _>>(),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": description.schemas.finish(),
        },
    })
}

struct Description<'v> {
    view: &'v View,
    paths: IndexMap<String, Map<String, Json>>,
    schemas: Schemas,
}

/// Where one action is done, and how its answer looks.
struct Operation<'o> {
    path: String,
    method: &'static str,
    status: &'static str,
    summary: &'static str,
    /// The name of the path's parameter.
    id: Option<&'static str>,
    /// Several entries.
    list: bool,
    /// Nothing stands around the answer.
    bare: bool,
    /// Told apart from other operations of the same action.
    suffix: &'o str,
}

impl<'v> Description<'v> {
    /// Adds what one action does to one type.
    fn add(&mut self, of: &TypeView<'v>) {
        let content_type = of.content_type();
        let single = content_type.kind == Kind::Single;
        if single && matches!(of.action(), Action::FindOne | Action::Create) {
            return;
        }
        let (method, by_id, status, summary) = match of.action() {
            Action::Find => ("get", false, "200", if single { "Read" } else { "List" }),
            Action::FindOne => ("get", true, "200", "Read one"),
            Action::Create => ("post", false, "201", "Create"),
            Action::Update => ("put", !single, "200", "Change"),
            Action::Delete => ("delete", !single, "204", "Delete"),
            Action::Publish => return,
        };
        let root = content_type.path();
        let path = if by_id { format!("/{root}/{{documentId}}") } else { format!("/{root}") };
        let list = of.action() == Action::Find && !single;
        let id = by_id.then_some("documentId");
        self.add_operation(of, &Operation { path, method, status, summary, id, list, bare: false, suffix: "" });
    }

    /// Adds what one action does to a type that the program brings along, whose paths are Strapi's.
    fn add_built_in(&mut self, of: &TypeView<'v>) {
        let root = of.content_type().path();
        let read = |path: String, summary, bare| Operation {
            path,
            method: "get",
            status: "200",
            summary,
            id: None,
            list: true,
            bare,
            suffix: "",
        };
        let only_list = built_in::find(&of.content_type().uid).is_some_and(|built_in| built_in.only_list);
        match of.action() {
            Action::Find if only_list => self.add_operation(of, &read(format!("/{root}"), "List", true)),
            _ if only_list => {}
            Action::Find => {
                self.add_operation(of, &read(format!("/{root}"), "List", true));
                let page = read(format!("/{root}/page"), "List with pages", false);
                self.add_operation(of, &Operation { suffix: "Page", ..page });
            }
            Action::FindOne => {
                let one = read(format!("/{root}/{{id}}"), "Read one", true);
                self.add_operation(of, &Operation { id: Some("id"), list: false, ..one });
            }
            _ => self.change_files(of),
        }
    }

    fn add_operation(&mut self, of: &TypeView<'v>, operation: &Operation<'_>) {
        let content_type = of.content_type();
        let shown = self.shown(of);
        let mut described = json!({
            "operationId": format!("{}.{}{}", content_type.singular, of.action(), operation.suffix),
            "summary": operation.summary,
            "tags": [content_type.display_name],
            "parameters": self.parameters(of, shown.as_ref(), operation),
            "responses": {operation.status: self.response(of, shown.as_ref(), operation), "default": refusal()},
        });
        if matches!(of.action(), Action::Create | Action::Update) {
            let schema = json!({
                "type": "object", "required": ["data"], "properties": {"data": self.schemas.input(of)},
            });
            described["requestBody"] = json!({"required": true, "content": {"application/json": {"schema": schema}}});
        }
        self.paths.entry(operation.path.clone()).or_default().insert(operation.method.to_owned(), described);
    }

    /// Adds an action on the drafts of a type, where the caller may do it.
    fn add_draft_action(&mut self, content_type: &ContentType, action: DraftAction) {
        let singular = &content_type.singular;
        let anywhere = &LocaleChoice::Nowhere;
        let opened = self.view.draft_action(singular, action, anywhere);
        let Ok(shown) = opened.and(self.view.answer(singular, action.status(), anywhere)) else { return };
        let (entry, id) = match content_type.kind {
            Kind::Collection => (content_type.path() + "/{documentId}", Some("documentId")),
            Kind::Single | Kind::Component => (content_type.path(), None),
        };
        let (role, summary) = match action {
            DraftAction::Publish => ("written", "Publish the draft"),
            DraftAction::Unpublish => ("draft", "Take the published entry away"),
            DraftAction::Discard => ("draft", "Make the draft what is published"),
        };
        let described = json!({
            "operationId": format!("{singular}.{}", action.as_str()),
            "summary": summary,
            "tags": [content_type.display_name],
            "parameters": parameters::of_entry(content_type, id, Some(&shown)),
            "responses": {"200": answer(&envelope(&self.schemas.entry(&shown, role), false)), "default": refusal()},
        });
        let path = format!("/{entry}/actions/{}", action.as_str());
        self.paths.entry(path).or_default().insert("post".to_owned(), described);
    }

    /// What the answer shows of entries.
    fn shown(&self, of: &TypeView<'v>) -> Option<TypeView<'v>> {
        match of.action() {
            Action::Delete => None,
            Action::Create | Action::Update => {
                let singular = &of.content_type().singular;
                self.view.answer(singular, Status::Published, &LocaleChoice::Nowhere).ok()
            }
            _ => Some(of.clone()),
        }
    }

    fn response(&mut self, of: &TypeView<'v>, shown: Option<&TypeView<'v>>, operation: &Operation<'_>) -> Json {
        if of.action() == Action::Delete {
            return json!({"description": "It is gone."});
        }
        let role = if of.action().is_read() { of.action().as_str() } else { "written" };
        let entry = shown.map_or_else(|| json!({}), |shown| self.schemas.entry(shown, role));
        let data = if operation.list { json!({"type": "array", "items": entry}) } else { entry };
        answer(&if operation.bare { data } else { envelope(&data, operation.list) })
    }
}

fn envelope(data: &Json, list: bool) -> Json {
    let meta = if list { schemas::page() } else { json!({"type": "object"}) };
    json!({"type": "object", "required": ["data", "meta"], "properties": {"data": data, "meta": meta}})
}

fn answer(schema: &Json) -> Json {
    let omitted = json!({
        "description": "What a wildcard left out of the answer, as it is not granted.", "schema": {"type": "string"},
    });
    json!({
        "description": "Done.",
        "headers": {"X-Keyway-Omitted": omitted},
        "content": {"application/json": {"schema": schema}},
    })
}

fn refusal() -> Json {
    json!({"description": "Refused.", "content": {"application/json": {"schema": schemas::reference("Error")}}})
}
