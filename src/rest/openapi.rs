//! The API described in `OpenAPI` 3.1, as one caller may use it: what is not granted is not mentioned.

use indexmap::IndexMap;
use serde_json::{Map, Value as Json, json};

use crate::access::{Action, Status};
use crate::catalog::{Attribute, AttributeKind, Kind, RelationAttribute, ScalarAttribute, ScalarType, TypeView, View};

/// The description for the caller of `view`.
pub fn describe(view: &View) -> Json {
    let mut description = Description { view, paths: IndexMap::new(), schemas: Map::new() };
    for action in [Action::Find, Action::FindOne, Action::Create, Action::Update, Action::Delete] {
        for of in view.content_types(action).filter(|of| !of.content_type().is_built_in()) {
            description.add(&of);
        }
    }
    description.paths.sort_keys();
    description.schemas.sort_keys();
    let paths = description.paths.into_iter().map(|(path, methods)| (path, Json::Object(methods)));
    let mut schemas = description.schemas;
    schemas.insert("Error".to_owned(), error());
    schemas.insert("Relation".to_owned(), relation_input());
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Content API", "version": env!("CARGO_PKG_VERSION")},
        "servers": [{"url": "/api"}],
        "security": [{"token": []}],
        "paths": paths.collect::<Map<_, _>>(),
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": schemas,
        },
    })
}

struct Description<'v> {
    view: &'v View,
    paths: IndexMap<String, Map<String, Json>>,
    schemas: Map<String, Json>,
}

impl<'v> Description<'v> {
    /// Adds what one action does to one type.
    fn add(&mut self, of: &TypeView<'v>) {
        let content_type = of.content_type();
        let single = content_type.kind == Kind::Single;
        if single && matches!(of.action(), Action::FindOne | Action::Create) {
            return;
        }
        let (method, by_id, status) = match of.action() {
            Action::Find => ("get", false, "200"),
            Action::FindOne => ("get", true, "200"),
            Action::Create => ("post", false, "201"),
            Action::Update => ("put", !single, "200"),
            Action::Delete => ("delete", !single, "204"),
            Action::Publish => return,
        };
        let root = if single { &content_type.singular } else { &content_type.plural };
        let path = if by_id { format!("/{root}/{{documentId}}") } else { format!("/{root}") };
        let list = of.action() == Action::Find && !single;
        let mut operation = json!({
            "operationId": format!("{}.{}", content_type.singular, of.action()),
            "tags": [content_type.display_name],
            "parameters": self.parameters(of, by_id, list),
            "responses": {status: self.response(of, list), "default": reference_response()},
        });
        if matches!(of.action(), Action::Create | Action::Update) {
            let name = self.input(of);
            operation["requestBody"] = json!({"required": true, "content": {"application/json": {"schema": {
                "type": "object", "required": ["data"], "properties": {"data": reference(&name)},
            }}}});
        }
        self.paths.entry(path).or_default().insert(method.to_owned(), operation);
    }

    fn parameters(&self, of: &TypeView<'_>, by_id: bool, list: bool) -> Vec<Json> {
        let text = |name: &str| json!({"name": name, "in": "query", "schema": {"type": "string"}});
        let object = |name: &str| json!({"name": name, "in": "query", "style": "deepObject", "explode": true, "schema": {"type": "object"}});
        let mut parameters = Vec::new();
        if by_id {
            parameters.push(json!({
                "name": "documentId", "in": "path", "required": true, "schema": {"type": "string"},
            }));
        }
        if of.action() == Action::Delete {
            return parameters;
        }
        if of.action().is_read() {
            parameters.push(object("filters"));
            parameters.push(text("_q"));
        }
        if list {
            parameters.extend([text("sort"), object("pagination")]);
        }
        parameters.extend([text("fields"), text("populate"), self.status(of)]);
        parameters
    }

    /// `status` with the rows that the caller may ask for.
    fn status(&self, of: &TypeView<'_>) -> Json {
        let singular = &of.content_type().singular;
        let may = |action, status| self.view.content_type(singular, action, status).is_ok();
        let published = of.action().is_read() || may(Action::Publish, Status::Published);
        let names = [("published", published), ("draft", may(of.action(), Status::Draft))];
        let names = names.into_iter().filter(|(_, allowed)| *allowed).map(|(name, _)| name).collect::<Vec<_>>();
        json!({"name": "status", "in": "query", "schema": {"type": "string", "enum": names}})
    }

    fn response(&mut self, of: &TypeView<'v>, list: bool) -> Json {
        let singular = &of.content_type().singular;
        let shown = match of.action() {
            Action::Delete => return json!({"description": "It is gone."}),
            Action::Create | Action::Update => self.view.answer(singular, Status::Published).ok(),
            _ => Some(of.clone()),
        };
        let entry = shown.map_or_else(|| json!({}), |shown| reference(&self.entry(&shown, of.action())));
        let data = if list { json!({"type": "array", "items": entry}) } else { entry };
        let schema = json!({
            "type": "object", "required": ["data", "meta"], "properties": {"data": data, "meta": {"type": "object"}},
        });
        json!({"description": "Done.", "content": {"application/json": {"schema": schema}}})
    }

    /// The schema of entries as an action shows them; answers its name.
    fn entry(&mut self, shown: &TypeView<'v>, action: Action) -> String {
        let name = schema_name(shown, if action.is_read() { action.as_str() } else { "written" });
        if self.schemas.contains_key(&name) {
            return name;
        }
        // Types refer to each other in circles: the name stands before what it stands for.
        self.schemas.insert(name.clone(), Json::Null);
        let mut properties = Map::from_iter([
            ("id".to_owned(), json!({"type": "integer"})),
            ("documentId".to_owned(), json!({"type": "string"})),
        ]);
        for attribute in shown.attributes() {
            let schema = match &attribute.kind {
                AttributeKind::Scalar(scalar) => nullable(&scalar_schema(scalar)),
                AttributeKind::Relation(relation) => self.related(shown, relation),
                // REST takes them and does not show them.
                AttributeKind::Component(_) | AttributeKind::DynamicZone(_) => continue,
            };
            properties.insert(attribute.name.clone(), schema);
        }
        let schema = json!({"type": "object", "required": ["id", "documentId"], "properties": properties});
        self.schemas.insert(name.clone(), schema);
        name
    }

    fn related(&mut self, from: &TypeView<'v>, relation: &RelationAttribute) -> Json {
        let Ok(target) = from.target(relation) else { return json!({}) };
        let entry = reference(&self.entry(&target, Action::Find));
        let shown =
            if relation.relation.is_to_many() { json!({"type": "array", "items": entry}) } else { nullable(&entry) };
        json!({"description": "Only where it is populated.", "anyOf": [shown, count()]})
    }

    /// The schema of what an action takes; answers its name.
    fn input(&mut self, of: &TypeView<'v>) -> String {
        let name = schema_name(of, of.action().as_str());
        let properties = of.attributes().map(|attribute| (attribute.name.clone(), input_of(attribute)));
        let properties = properties.collect::<Map<_, _>>();
        let schema = json!({"type": "object", "additionalProperties": false, "properties": properties});
        self.schemas.insert(name.clone(), schema);
        name
    }
}

fn schema_name(of: &TypeView<'_>, role: &str) -> String {
    format!("{}.{role}", of.content_type().graphql_type())
}

fn reference(name: &str) -> Json {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn reference_response() -> Json {
    json!({"description": "Refused.", "content": {"application/json": {"schema": reference("Error")}}})
}

fn nullable(schema: &Json) -> Json {
    json!({"anyOf": [schema, {"type": "null"}]})
}

fn count() -> Json {
    json!({"type": "object", "required": ["count"], "properties": {"count": {"type": "integer"}}})
}

fn input_of(attribute: &Attribute) -> Json {
    match &attribute.kind {
        AttributeKind::Scalar(scalar) => nullable(&scalar_schema(scalar)),
        AttributeKind::Relation(_) => reference("Relation"),
        AttributeKind::Component(component) if !component.repeatable => json!({"type": ["object", "null"]}),
        AttributeKind::Component(_) | AttributeKind::DynamicZone(_) => {
            json!({"type": ["array", "null"], "items": {"type": "object"}})
        }
    }
}

fn scalar_schema(scalar: &ScalarAttribute) -> Json {
    match scalar.scalar {
        ScalarType::String
        | ScalarType::Text
        | ScalarType::RichText
        | ScalarType::Password
        | ScalarType::Uid
        | ScalarType::Time => json!({"type": "string"}),
        ScalarType::Email => json!({"type": "string", "format": "email"}),
        ScalarType::Enumeration => {
            let members = scalar.values.iter().map(|member| member.stored.as_str()).collect::<Vec<_>>();
            json!({"type": "string", "enum": members})
        }
        ScalarType::Integer => json!({"type": "integer"}),
        ScalarType::BigInteger => json!({"type": "string", "pattern": "^-?[0-9]+$"}),
        ScalarType::Float | ScalarType::Decimal => json!({"type": "number"}),
        ScalarType::Boolean => json!({"type": "boolean"}),
        ScalarType::Date => json!({"type": "string", "format": "date"}),
        ScalarType::DateTime | ScalarType::Timestamp => json!({"type": "string", "format": "date-time"}),
        ScalarType::Json => json!({}),
        ScalarType::Blocks => json!({"type": "array", "items": {"type": "object"}}),
    }
}

fn relation_input() -> Json {
    json!({
        "description": "A document id, a list of them, or an object with set, or with connect and disconnect.",
        "type": ["string", "integer", "array", "object", "null"],
    })
}

fn error() -> Json {
    let text = json!({"type": "string"});
    json!({
        "type": "object",
        "required": ["data", "error"],
        "properties": {
            "data": {"type": "null"},
            "error": {
                "type": "object",
                "required": ["status", "name", "message"],
                "properties": {"status": {"type": "integer"}, "name": text, "message": text, "details": {"type": "object"}},
            },
        },
    })
}
