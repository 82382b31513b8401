//! What changes uploaded files. Its paths are Strapi's, and the bodies are forms.

use serde_json::{Value as Json, json};

use super::{Description, refusal};
use crate::access::{Action, Status};
use crate::catalog::built_in::FILE_CONTENT;
use crate::catalog::{LocaleChoice, TypeView};

const UPLOAD: &str = "/upload";

impl<'v> Description<'v> {
    /// Adds what one action changes. Files come in where one is changed as well, which a parameter tells apart.
    pub(super) fn change_files(&mut self, of: &TypeView<'v>) {
        let singular = &of.content_type().singular;
        let shown = self.view.answer(singular, Status::Published, &LocaleChoice::Nowhere).ok();
        let file = shown.map_or_else(|| json!({}), |shown| self.schemas.entry(&shown, "written"));
        let (path, method) = match of.action() {
            Action::Delete => (format!("/{}/{{id}}", of.content_type().path()), "delete"),
            _ => (UPLOAD.to_owned(), "post"),
        };
        let present = self.paths.get(&path).and_then(|methods| methods.get(method)).cloned();
        let alone = present.is_none();
        let mut described = present.unwrap_or_else(|| {
            json!({
                "operationId": format!("{singular}.{}", of.action()),
                "tags": [of.content_type().display_name],
                "parameters": [],
                "responses": {"default": refusal()},
            })
        });
        match of.action() {
            Action::Create => {
                described["summary"] = "Upload".into();
                described["requestBody"] = form(of);
                described["responses"]["201"] = done(&json!({"type": "array", "items": file}));
            }
            Action::Update => {
                described["parameters"] = json!([id("query", alone)]);
                if alone {
                    described["summary"] = "Change".into();
                    described["requestBody"] = form(of);
                }
                described["responses"]["200"] = done(&file);
            }
            _ => {
                described["summary"] = "Delete".into();
                described["parameters"] = json!([id("path", true)]);
                described["responses"]["200"] = done(&file);
            }
        }
        self.paths.entry(path).or_default().insert(method.to_owned(), described);
    }
}

fn id(place: &str, required: bool) -> Json {
    json!({
        "name": "id", "in": place, "required": required, "schema": {"type": "string"},
        "description": "The numeric id or the document id of a file.",
    })
}

fn form(of: &TypeView<'_>) -> Json {
    let said = of.attributes().map(|attribute| attribute.name.as_str()).filter(|name| *name != FILE_CONTENT);
    let said = said.collect::<Vec<_>>().join(", ");
    let text = json!({"type": "string"});
    let schema = json!({"type": "object", "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
        "fileInfo": {"type": "string", "description": format!("JSON about each file: {said}.")},
        "ref": text, "refId": text, "field": text,
    }});
    json!({"required": true, "content": {"multipart/form-data": {"schema": schema}}})
}

fn done(schema: &Json) -> Json {
    json!({"description": "Done.", "content": {"application/json": {"schema": schema}}})
}
