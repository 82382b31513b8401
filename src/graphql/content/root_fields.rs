//! The root fields of the content schema by name.

use std::collections::HashMap;

use crate::access::{Action, DraftAction};
use crate::catalog::{Catalog, Kind};

/// What a root field does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootField {
    /// `articles`
    List,
    /// `articles_connection`
    Connection,
    /// `article(documentId)`
    One,
    /// `homepage`
    Single,
    /// `createArticle`
    Create,
    /// `updateArticle`, `updateHomepage`
    Update,
    /// `deleteArticle`, `deleteHomepage`
    Delete,
    /// `publishArticle`, `unpublishHomepage`, `discardArticleDraft`
    Draft(DraftAction),
}

impl RootField {
    /// Whether the field is one of `Mutation` and not of `Query`.
    pub fn is_mutation(self) -> bool {
        matches!(self, Self::Create | Self::Update | Self::Delete | Self::Draft(_))
    }

    /// The action that the field is.
    pub fn action(self) -> Action {
        match self {
            Self::List | Self::Connection | Self::Single => Action::Find,
            Self::One => Action::FindOne,
            Self::Create => Action::Create,
            Self::Update => Action::Update,
            Self::Delete => Action::Delete,
            Self::Draft(action) => action.action(),
        }
    }
}

/// Every root field of a catalog: its kind and the singular name of its type. What of it a caller may use is the
/// view's business. The type `create-article` has a query of the same name as a mutation of the type `article`.
#[derive(Debug, Default)]
pub struct RootFields {
    queries: HashMap<String, (RootField, String)>,
    mutations: HashMap<String, (RootField, String)>,
}

impl RootFields {
    /// The root fields of all types.
    pub fn of(catalog: &Catalog) -> Self {
        let mut fields = Self::default();
        for content_type in catalog.iter() {
            let type_name = content_type.graphql_type();
            let mut add = |name: String, field: RootField| {
                let named = if field.is_mutation() { &mut fields.mutations } else { &mut fields.queries };
                named.insert(name, (field, content_type.singular.clone()));
            };
            if !content_type.is_built_in() {
                add(format!("update{type_name}"), RootField::Update);
                add(format!("delete{type_name}"), RootField::Delete);
            }
            if content_type.draft_and_publish {
                for action in DraftAction::ALL {
                    add(content_type.graphql_draft_action(action), RootField::Draft(action));
                }
            }
            if content_type.kind == Kind::Single {
                add(content_type.graphql_one(), RootField::Single);
                continue;
            }
            if !content_type.is_built_in() {
                add(format!("create{type_name}"), RootField::Create);
            }
            add(content_type.graphql_one(), RootField::One);
            add(content_type.graphql_list(), RootField::List);
            add(content_type.graphql_connection(), RootField::Connection);
        }
        fields
    }

    /// The query field of this name.
    pub fn query(&self, name: &str) -> Option<&(RootField, String)> {
        self.queries.get(name)
    }

    /// The mutation field of this name.
    pub fn mutation(&self, name: &str) -> Option<&(RootField, String)> {
        self.mutations.get(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Definition;

    /// Types whose names begin or end as the names of mutations do.
    const NAMES: [&str; 9] = [
        "article",
        "article-draft",
        "article-draft-draft",
        "create-article",
        "publish-article",
        "unpublish-article",
        "discard-article",
        "draft",
        "un",
    ];

    #[test]
    fn no_two_types_have_a_mutation_of_one_name() {
        let definitions = NAMES.map(|name| {
            let schema = serde_json::json!({
                "kind": "collectionType", "collectionName": format!("t_{}", name.replace('-', "_")), "attributes": {},
                "info": {"singularName": name, "pluralName": format!("{name}-list"), "displayName": name},
                "options": {"draftAndPublish": true},
            });
            Definition::from_json(schema, None).expect("reads")
        });
        let catalog = Catalog::build(definitions.into()).expect("a sound model");
        assert_eq!(RootFields::of(&catalog).mutations.len(), NAMES.len() * 6);
    }
}
