//! The tree from which permissions are chosen: every content type, its actions and fields, and what each action opens.

use super::Services;
use super::grants::applicable_actions;
use crate::access::Action;
use crate::access::management::Administrator;
use crate::catalog::{Attribute, AttributeKind, ContentType, Kind, ScalarType};

/// One content type and what can be granted on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypePermissions {
    /// The singular name, or the uid of a built-in type, as grants write it.
    pub singular: String,
    /// `api::article.article`.
    pub uid: String,
    /// The name for people.
    pub display_name: String,
    /// Many entries, or one.
    pub kind: Kind,
    /// Whether documents have drafts.
    pub has_drafts: bool,
    /// What can be done with entries.
    pub actions: Vec<ActionPermissions>,
    /// What can be granted field by field.
    pub fields: Vec<FieldPermissions>,
}

/// One action on a content type and what it opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionPermissions {
    /// The action.
    pub action: Action,
    /// The REST routes.
    pub routes: Vec<Route>,
    /// The GraphQL root fields.
    pub operations: Vec<String>,
}

/// A REST route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with parameters as `:documentId`.
    pub path: String,
}

/// One field of a content type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPermissions {
    /// The name, as grants write it.
    pub name: String,
    /// The singular name of the type that a relation leads to, and on which it needs `find`.
    pub target: Option<String>,
    /// Whether it can be output and filtered by.
    pub readable: bool,
    /// Whether it can be set.
    pub writable: bool,
}

/// Every content type with what can be granted on it, in catalog order. Any administrator may see it.
pub fn tree(services: &Services, _administrator: &Administrator) -> Vec<TypePermissions> {
    services.model.current().iter().map(|content_type| permissions_on(content_type)).collect()
}

fn permissions_on(content_type: &ContentType) -> TypePermissions {
    let actions = applicable_actions(content_type);
    TypePermissions {
        singular: content_type.singular.clone(),
        uid: content_type.uid.clone(),
        display_name: content_type.display_name.clone(),
        kind: content_type.kind,
        has_drafts: content_type.draft_and_publish,
        actions: actions
            .map(|action| ActionPermissions {
                action,
                routes: route(content_type, action).into_iter().collect(),
                operations: operations(content_type, action),
            })
            .collect(),
        fields: content_type.all_attributes().map(|attribute| field(content_type, attribute)).collect(),
    }
}

/// The REST route that an action on a type opens; publishing has none of its own.
pub fn route(content_type: &ContentType, action: Action) -> Option<Route> {
    let method = match action {
        Action::Find | Action::FindOne => "GET",
        Action::Create => "POST",
        Action::Update => "PUT",
        Action::Delete => "DELETE",
        // Publishing is a way of creating and updating, not a route of its own.
        Action::Publish => return None,
    };
    let root = format!("/api/{}", content_type.path());
    let path = match (content_type.kind, action) {
        (Kind::Single | Kind::Component, _) | (Kind::Collection, Action::Find | Action::Create) => root,
        (Kind::Collection, _) => format!("{root}/:documentId"),
    };
    Some(Route { method, path })
}

fn operations(content_type: &ContentType, action: Action) -> Vec<String> {
    let named = |verb: &str| vec![format!("{verb}{}", content_type.graphql_type())];
    match (action, content_type.kind) {
        (Action::Find, Kind::Collection) => vec![content_type.graphql_list(), content_type.graphql_connection()],
        (Action::Find, Kind::Single | Kind::Component) | (Action::FindOne, _) => vec![content_type.graphql_one()],
        (Action::Create, _) => named("create"),
        (Action::Update, _) => named("update"),
        (Action::Delete, _) => named("delete"),
        (Action::Publish, _) => Vec::new(),
    }
}

fn field(content_type: &ContentType, attribute: &Attribute) -> FieldPermissions {
    let (target, password) = match &attribute.kind {
        AttributeKind::Scalar(scalar) => (None, scalar.scalar == ScalarType::Password),
        AttributeKind::Relation(relation) => (Some(relation.target.clone()).filter(|_| !relation.media), false),
        AttributeKind::Component(_) | AttributeKind::DynamicZone(_) => (None, false),
    };
    FieldPermissions {
        name: attribute.name.clone(),
        target,
        readable: !attribute.private && !password,
        writable: content_type.attributes.contains_key(&attribute.name),
    }
}
