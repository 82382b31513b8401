//! The schemas of what operations take and show. A name stands for what one permission set may see of a type.

use serde_json::{Map, Value as Json, json};

use crate::catalog::{
    Attribute, AttributeKind, Form, Kind, Member, RelationAttribute, ScalarAttribute, ScalarType, TypeView,
};

/// Schemas by their names.
#[derive(Default)]
pub(super) struct Schemas {
    named: Map<String, Json>,
}

impl Schemas {
    /// All schemas that were asked for, and those that every description has.
    pub(super) fn finish(mut self) -> Json {
        self.named.sort_keys();
        self.named.insert("Error".to_owned(), error());
        self.named.insert("Relation".to_owned(), relation_input());
        self.named.insert("Condition".to_owned(), condition());
        Json::Object(self.named)
    }

    /// The schema of entries as an action shows them, or of a component.
    pub(super) fn entry(&mut self, shown: &TypeView<'_>, role: &str) -> Json {
        let component = shown.content_type().kind == Kind::Component;
        let name = if component { shown.content_type().graphql_type() } else { schema_name(shown, role) };
        self.entry_as(shown, name)
    }

    fn entry_as(&mut self, shown: &TypeView<'_>, name: String) -> Json {
        let reference = reference(&name);
        if self.named.contains_key(&name) {
            return reference;
        }
        // Types refer to each other in circles: the name stands before what it stands for.
        self.named.insert(name.clone(), Json::Null);
        let ids = [("id", json!({"type": "integer"})), ("documentId", json!({"type": "string"}))];
        let ids = &ids[..if shown.content_type().kind == Kind::Component { 1 } else { 2 }];
        let required = ids.iter().map(|(id, _)| *id).collect::<Vec<_>>();
        let mut properties = ids.iter().map(|(id, schema)| ((*id).to_owned(), schema.clone())).collect::<Map<_, _>>();
        for attribute in shown.attributes() {
            properties.insert(attribute.name.clone(), self.shown(shown, attribute));
        }
        let schema = json!({"type": "object", "required": required, "properties": properties});
        self.named.insert(name, schema);
        reference
    }

    /// The schema of an attribute in an answer.
    fn shown(&mut self, from: &TypeView<'_>, attribute: &Attribute) -> Json {
        let populated = match &attribute.kind {
            AttributeKind::Scalar(scalar) => return nullable(&scalar_schema(scalar)),
            AttributeKind::Relation(relation) => self.related(from, relation),
            AttributeKind::Component(_) | AttributeKind::DynamicZone(_) => {
                self.held(from, attribute, |schemas, component| schemas.entry(component, ""))
            }
        };
        json!({"description": "Only where it is populated.", "anyOf": [populated, count()]})
    }

    fn related(&mut self, from: &TypeView<'_>, relation: &RelationAttribute) -> Json {
        let Ok(target) = from.target(relation) else { return json!({}) };
        // What is attached is shown as a whole, whatever may be read of files elsewhere.
        let entry = if relation.media {
            self.entry_as(&target, target.content_type().graphql_type())
        } else {
            self.entry(&target, "find")
        };
        if relation.relation.is_to_many() { list(&entry) } else { nullable(&entry) }
    }

    /// The schema of an attribute that holds components, each as `one` describes it.
    fn held(
        &mut self,
        from: &TypeView<'_>,
        attribute: &Attribute,
        one: impl Fn(&mut Self, &TypeView<'_>) -> Json,
    ) -> Json {
        let Some(held) = attribute.components() else { return json!({}) };
        let mut kinds = held.members.iter().map(|member| (member, one(self, &from.component(member))));
        match held.form {
            Form::Single => kinds.next().map_or_else(|| json!({}), |(_, kind)| nullable(&kind)),
            Form::Repeatable => kinds.next().map_or_else(|| json!({}), |(_, kind)| list(&kind)),
            // No item fits a zone that has no kinds.
            Form::Zone if held.members.is_empty() => list(&json!(false)),
            Form::Zone => {
                let sections = kinds.map(|(member, kind)| section(member, &kind)).collect::<Vec<_>>();
                list(&json!({"anyOf": sections}))
            }
        }
    }

    /// The schema of what an action takes, or of a component in it.
    pub(super) fn input(&mut self, of: &TypeView<'_>) -> Json {
        let component = of.content_type().kind == Kind::Component;
        let name = schema_name(of, if component { "input" } else { of.action().as_str() });
        let reference = reference(&name);
        if self.named.contains_key(&name) {
            return reference;
        }
        self.named.insert(name.clone(), Json::Null);
        let mut properties = Map::new();
        if component {
            properties.insert("id".to_owned(), json!({"description": "Of a component to keep.", "type": "integer"}));
        }
        for attribute in of.attributes() {
            properties.insert(attribute.name.clone(), self.given(of, attribute));
        }
        let mut schema = json!({"type": "object", "properties": properties});
        if !component {
            schema["additionalProperties"] = json!(false);
        }
        self.named.insert(name, schema);
        reference
    }

    /// The schema of an attribute in a body.
    fn given(&mut self, of: &TypeView<'_>, attribute: &Attribute) -> Json {
        match &attribute.kind {
            AttributeKind::Scalar(scalar) => nullable(&scalar_schema(scalar)),
            AttributeKind::Relation(_) => reference("Relation"),
            AttributeKind::Component(_) | AttributeKind::DynamicZone(_) => self.held(of, attribute, Self::input),
        }
    }
}

/// A component in a dynamic zone, which says its kind.
fn section(member: &Member, kind: &Json) -> Json {
    let own = json!({
        "type": "object", "required": ["__component"], "properties": {"__component": {"const": member.component}},
    });
    json!({"allOf": [kind, own]})
}

fn schema_name(of: &TypeView<'_>, role: &str) -> String {
    format!("{}.{role}", of.content_type().graphql_type())
}

pub(super) fn reference(name: &str) -> Json {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// The meta of a list.
pub(super) fn page() -> Json {
    let names = ["page", "pageSize", "pageCount", "start", "limit", "total"];
    let numbers = names.map(|name| (name.to_owned(), json!({"type": "integer"})));
    let pagination = json!({"type": "object", "properties": Map::from_iter(numbers)});
    json!({"type": "object", "properties": {"pagination": pagination}})
}

fn nullable(schema: &Json) -> Json {
    json!({"anyOf": [schema, {"type": "null"}]})
}

fn list(items: &Json) -> Json {
    json!({"type": "array", "items": items})
}

fn count() -> Json {
    json!({"type": "object", "required": ["count"], "properties": {"count": {"type": "integer"}}})
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

fn condition() -> Json {
    json!({
        "description": "A value to equal, a list of such, operators ($eq, $ne, $in, $gt, $contains, $null and so on) with \
            their values, or conditions on what a relation or component leads to.",
        "type": ["string", "array", "object"],
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
