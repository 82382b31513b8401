//! The content model as far as one administrator may read or write it: what a front end makes lists and forms from.
//!
//! Names are looked up through the [`View`] of the administrator's own grants, as those of their requests are, so that it
//! shows no attribute that a request could not name.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Services;
use super::grants::applicable_actions;
use crate::access::management::Administrator;
use crate::access::{Action, Status};
use crate::catalog::{Attribute, AttributeDefinitionKind, Catalog, ContentType, Kind, LocaleChoice, TypeView, View};

/// The types and components that an administrator may use.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentModel {
    /// The types on which anything is granted, in catalog order.
    pub types: Vec<UsableType>,
    /// The components that usable attributes hold, in the order of their uids.
    pub components: Vec<UsableType>,
}

/// A type or component with the attributes that may be used.
#[derive(Clone, Debug, PartialEq)]
pub struct UsableType {
    /// The type itself.
    pub content_type: Arc<ContentType>,
    /// What may be done with entries; nothing on a component.
    pub actions: Vec<Action>,
    /// Which of the reads show drafts too.
    pub draft_actions: Vec<Action>,
    /// The attributes that are open to at least one action.
    pub attributes: Vec<UsableAttribute>,
}

/// An attribute that may be used.
#[derive(Clone, Debug, PartialEq)]
pub struct UsableAttribute {
    /// The attribute itself.
    pub attribute: Attribute,
    /// The actions that it is open to: what it can be read and set by.
    pub actions: Vec<Action>,
    /// The reads that show it in drafts too.
    pub draft_actions: Vec<Action>,
    /// The text attribute that a uid is made from, where it may be used as well.
    pub target_field: Option<String>,
    /// The kinds of files that an editor may choose from; all of them where it is empty.
    pub allowed_types: Vec<String>,
}

/// The actions that open attributes.
const OPENING: [Action; 4] = [Action::Find, Action::FindOne, Action::Create, Action::Update];

/// What this administrator may use.
pub fn usable(services: &Services, administrator: &Administrator) -> ContentModel {
    let catalog = services.model.current();
    let view = View::new(Arc::clone(&catalog), administrator.content.clone(), true);
    let types: Vec<UsableType> = catalog.iter().filter_map(|one| usable_type(&catalog, &view, one)).collect();
    let components = usable_components(&catalog, &view, &types);
    ContentModel { types, components }
}

fn usable_type(catalog: &Catalog, view: &View, content_type: &Arc<ContentType>) -> Option<UsableType> {
    let name = &content_type.singular;
    let granted = |action, status| view.content_type_in(name, action, status, &LocaleChoice::Nowhere).ok();
    let actions: Vec<Action> =
        applicable_actions(content_type).filter(|action| granted(*action, Status::Published).is_some()).collect();
    let has_drafts = |action: &Action| action.is_read() && content_type.draft_and_publish;
    let draft_actions: Vec<Action> = actions
        .iter()
        .copied()
        .filter(|action| has_drafts(action) && granted(*action, Status::Draft).is_some())
        .collect();
    let views = |actions: &[Action], status| {
        let opening = actions.iter().copied().filter(|action| OPENING.contains(action));
        opening.filter_map(|action| granted(action, status)).collect::<Vec<_>>()
    };
    let attributes = usable_attributes(
        catalog,
        content_type,
        &views(&actions, Status::Published),
        &views(&draft_actions, Status::Draft),
    );
    (!actions.is_empty()).then(|| UsableType {
        content_type: Arc::clone(content_type),
        actions,
        draft_actions,
        attributes,
    })
}

/// The components of these types' attributes, and those within them. Whoever may use an attribute may use its components.
fn usable_components(catalog: &Catalog, view: &View, types: &[UsableType]) -> Vec<UsableType> {
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    let mut next: Vec<String> = types.iter().flat_map(held).collect();
    while let Some(uid) = next.pop() {
        if !known.insert(uid.clone()) {
            continue;
        }
        let of = |action, status| view.component(&uid, action, status, &LocaleChoice::Nowhere);
        let views = OPENING.map(|action| of(action, Status::Published));
        let drafts = [Action::Find, Action::FindOne].map(|action| of(action, Status::Draft));
        let content_type = Arc::clone(views[0].content_type());
        let attributes = usable_attributes(catalog, &content_type, &views, &drafts);
        let component = UsableType { content_type, actions: Vec::new(), draft_actions: Vec::new(), attributes };
        next.extend(held(&component));
        found.push(component);
    }
    found.sort_by(|one, other| one.content_type.uid.cmp(&other.content_type.uid));
    found
}

/// The uids of the components that usable attributes hold.
fn held(of: &UsableType) -> Vec<String> {
    let members = of.attributes.iter().filter_map(|usable| usable.attribute.components()).flat_map(|held| held.members);
    members.map(|member| member.component.clone()).collect()
}

fn usable_attributes(
    catalog: &Catalog,
    content_type: &ContentType,
    views: &[TypeView<'_>],
    drafts: &[TypeView<'_>],
) -> Vec<UsableAttribute> {
    let opened = |views: &[TypeView<'_>], name: &str| -> Vec<Action> {
        let opens = |view: &&TypeView<'_>| view.attributes().any(|open| open.name == name);
        views.iter().filter(opens).map(TypeView::action).collect()
    };
    let usable = content_type.all_attributes().filter_map(|attribute| {
        let actions = opened(views, &attribute.name);
        let draft_actions = opened(drafts, &attribute.name);
        let (target_field, allowed_types) = editing_options(catalog, content_type, attribute);
        let attribute = attribute.clone();
        (!actions.is_empty()).then_some(UsableAttribute {
            attribute,
            actions,
            draft_actions,
            target_field,
            allowed_types,
        })
    });
    let mut usable: Vec<UsableAttribute> = usable.collect();
    let names: BTreeSet<String> = usable.iter().map(|one| one.attribute.name.clone()).collect();
    for one in &mut usable {
        one.target_field = one.target_field.take().filter(|target| names.contains(target));
    }
    usable
}

/// What a definition says for editors only.
fn editing_options(
    catalog: &Catalog,
    content_type: &ContentType,
    attribute: &Attribute,
) -> (Option<String>, Vec<String>) {
    let definition = catalog.definition(&content_type.singular);
    match definition.and_then(|definition| definition.attributes.get(&attribute.name)).map(|written| &written.kind) {
        Some(AttributeDefinitionKind::Scalar(scalar)) => (scalar.target_field.clone(), Vec::new()),
        Some(AttributeDefinitionKind::Media(media)) => (None, media.allowed_types.clone().unwrap_or_default()),
        _ => (None, Vec::new()),
    }
}

/// Whether an attribute of a usable type holds a list.
pub fn is_list(attribute: &Attribute) -> bool {
    use crate::catalog::AttributeKind::{Component, DynamicZone, Relation, Scalar};
    match &attribute.kind {
        Scalar(_) => false,
        Relation(relation) => relation.relation.is_to_many(),
        Component(component) => component.repeatable,
        DynamicZone(_) => true,
    }
}

/// The field of the content API that lists the entries of a type; single types have none.
pub fn list_field(content_type: &ContentType) -> Option<String> {
    (content_type.kind == Kind::Collection).then(|| content_type.graphql_list())
}
