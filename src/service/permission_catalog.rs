//! The tree from which permissions are chosen: every content type, its actions and fields, and what each action opens.
//! And what a permission set opens of it.

use super::Services;
use super::grants::applicable_actions;
use crate::access::management::Administrator;
use crate::access::{Action, DraftAction, PermissionSet};
use crate::catalog::built_in::FILE;
use crate::catalog::{Attribute, AttributeKind, ContentType, Kind, TypeView, View, built_in};

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
    /// Whether documents have locales.
    pub has_locales: bool,
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

/// One action that a permission set opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedAction {
    /// The singular name of the content type, or the uid of a built-in type.
    pub singular: String,
    /// Many entries, or one.
    pub kind: Kind,
    /// The action with its route and root fields.
    pub on: ActionPermissions,
    /// The fields that it opens, relations only where their target can be seen; none where it is about whole entries.
    pub fields: Vec<OpenedField>,
}

/// A field that an action opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedField {
    /// The name.
    pub name: String,
    /// Whether it is a value, without fields of its own.
    pub scalar: bool,
    /// The singular name of the type that a relation leads to.
    pub target: Option<String>,
}

/// What `permissions` open of the content model in force, in catalog order.
pub fn opened(services: &Services, permissions: &PermissionSet) -> Vec<OpenedAction> {
    let catalog = services.model.current();
    let view = View::new(catalog.clone(), permissions.clone(), false);
    let opened_on = |content_type: &ContentType| {
        let of = |action| view.described(&content_type.singular, action).ok();
        applicable_actions(content_type).filter_map(of).map(|seen| opened_action(&seen)).collect::<Vec<_>>()
    };
    catalog.iter().flat_map(|content_type| opened_on(content_type)).collect()
}

fn opened_action(seen: &TypeView<'_>) -> OpenedAction {
    let (content_type, action) = (seen.content_type(), seen.action());
    let whole_entries = matches!(action, Action::Delete | Action::Publish);
    let attributes = seen.attributes().filter(|_| !whole_entries);
    let fields = attributes.map(|attribute| {
        let FieldPermissions { name, target, .. } = field(content_type, attribute);
        OpenedField { name, scalar: matches!(attribute.kind, AttributeKind::Scalar(_)), target }
    });
    OpenedAction {
        singular: content_type.singular.clone(),
        kind: content_type.kind,
        on: action_permissions(content_type, action),
        fields: fields.collect(),
    }
}

fn permissions_on(content_type: &ContentType) -> TypePermissions {
    let actions = applicable_actions(content_type);
    TypePermissions {
        singular: content_type.singular.clone(),
        uid: content_type.uid.clone(),
        display_name: content_type.display_name.clone(),
        kind: content_type.kind,
        has_drafts: content_type.draft_and_publish,
        has_locales: content_type.is_localized(),
        actions: actions.map(|action| action_permissions(content_type, action)).collect(),
        fields: content_type.all_attributes().map(|attribute| field(content_type, attribute)).collect(),
    }
}

fn action_permissions(content_type: &ContentType, action: Action) -> ActionPermissions {
    ActionPermissions { action, routes: routes(content_type, action), operations: operations(content_type, action) }
}

/// The REST routes that an action on a type opens, that of entries first.
pub fn routes(content_type: &ContentType, action: Action) -> Vec<Route> {
    if content_type.uid == FILE {
        return file_route(action).into_iter().collect();
    }
    let only_list = built_in::find(&content_type.uid).is_some_and(|built_in| built_in.only_list);
    if only_list && action != Action::Find {
        return Vec::new();
    }
    let root = format!("/api/{}", content_type.path());
    let document = match content_type.kind {
        Kind::Collection => format!("{root}/:documentId"),
        Kind::Single | Kind::Component => root.clone(),
    };
    let own = match action {
        Action::Find => Some(("GET", root)),
        Action::FindOne => Some(("GET", document.clone())),
        Action::Create => Some(("POST", root)),
        Action::Update => Some(("PUT", document.clone())),
        Action::Delete => Some(("DELETE", document.clone())),
        Action::Publish => None,
    };
    let of_drafts = draft_actions(content_type, action);
    let of_drafts = of_drafts.map(|action| ("POST", format!("{document}/actions/{}", action.as_str())));
    own.into_iter().chain(of_drafts).map(|(method, path)| Route { method, path }).collect()
}

/// What can be done with drafts by whoever holds `action`.
fn draft_actions(content_type: &ContentType, action: Action) -> impl Iterator<Item = DraftAction> {
    let open = content_type.draft_and_publish;
    DraftAction::ALL.into_iter().filter(move |of_drafts| open && of_drafts.action() == action)
}

/// Files come in and change by paths of their own.
fn file_route(action: Action) -> Option<Route> {
    let (method, path) = match action {
        Action::Find => ("GET", "/api/upload/files"),
        Action::FindOne => ("GET", "/api/upload/files/:id"),
        Action::Create => ("POST", "/api/upload"),
        Action::Update => ("POST", "/api/upload?id=:id"),
        Action::Delete => ("DELETE", "/api/upload/files/:id"),
        Action::Publish => return None,
    };
    Some(Route { method, path: path.to_owned() })
}

fn operations(content_type: &ContentType, action: Action) -> Vec<String> {
    let named = |verb: &str| vec![format!("{verb}{}", content_type.graphql_type())];
    let mut operations = match (action, content_type.kind) {
        (Action::Find, Kind::Collection) => vec![content_type.graphql_list(), content_type.graphql_connection()],
        (Action::Find, Kind::Single | Kind::Component) | (Action::FindOne, _) => vec![content_type.graphql_one()],
        // Of files GraphQL does no more than read them.
        (Action::Create | Action::Update | Action::Delete, _) if content_type.uid == FILE => Vec::new(),
        (Action::Create, _) => named("create"),
        (Action::Update, _) => named("update"),
        (Action::Delete, _) => named("delete"),
        (Action::Publish, _) => Vec::new(),
    };
    operations.extend(draft_actions(content_type, action).map(|action| content_type.graphql_draft_action(action)));
    operations
}

fn field(content_type: &ContentType, attribute: &Attribute) -> FieldPermissions {
    let target = match &attribute.kind {
        AttributeKind::Relation(relation) if !relation.media => Some(relation.target.clone()),
        _ => None,
    };
    FieldPermissions {
        name: attribute.name.clone(),
        target,
        readable: attribute.is_readable(),
        writable: content_type.is_writable(attribute),
    }
}
