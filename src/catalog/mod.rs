//! The content model as pure data: what types there are and which tables hold them. No I/O, no async, no HTTP.
//!
//! A type or component is written as a [`definition`], checked together with all others and resolved by [`Catalog::build`] to a
//! [`content_type`]; requests see it through a [`view`]; [`layout`] says which tables hold it and [`diff`] how to get
//! from one catalog to the next. Start at [`content_type`].

pub mod attribute;
pub mod built_in;
mod check;
pub mod component;
pub mod content_type;
pub mod ddl;
pub mod definition;
pub mod dialect;
pub mod diff;
pub mod layout;
pub mod locale;
pub mod media;
pub mod names;
mod resolve;
#[cfg(test)]
pub(crate) mod samples;
mod schema_json;
mod schema_reader;
pub mod view;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::error::Violation;

pub use attribute::{
    Attribute, AttributeKind, EnumValue, Link, Pattern, RelationAttribute, RelationKind, ScalarAttribute, ScalarType,
};
pub use component::{ComponentAttribute, Components, Form, Member, Size, Slot, ZoneAttribute};
pub use content_type::{ContentType, Kind};
pub use definition::{
    AttributeDefinition, AttributeDefinitionKind, ComponentDefinition, Definition, IndexDefinition, OtherKeys,
    RelationDefinition, ScalarDefinition, ZoneDefinition,
};
pub use dialect::Dialect;
pub use locale::{InstalledLocales, LocaleChoice, Reach};
pub use media::MediaDefinition;
pub use view::{Join, NameError, TypeView, View};

/// Every content type and component, checked as a whole. Immutable: a change makes a new catalog.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    types: IndexMap<String, Arc<ContentType>>,
    components: IndexMap<String, Arc<ContentType>>,
    /// The unions in GraphQL that dynamic zones give, each with the names of its types.
    unions: HashMap<String, HashSet<String>>,
    definitions: IndexMap<String, Definition>,
    locales: InstalledLocales,
}

impl Catalog {
    /// Checks all definitions together and resolves them to tables and columns. On failure, everything that is wrong:
    /// each path begins with the type's singular name and goes on as in its schema file.
    pub fn build(definitions: Vec<Definition>) -> Result<Self, Vec<Violation>> {
        let catalog = resolve::resolve(check::check(definitions)?);
        let collisions = check::table_collisions(&catalog);
        if collisions.is_empty() { Ok(catalog) } else { Err(collisions) }
    }

    /// The same types where these are the locales; [`Catalog::build`] leaves it at one.
    #[must_use]
    pub fn with_locales(self, locales: InstalledLocales) -> Self {
        Self { locales, ..self }
    }

    /// The locales that there are.
    pub fn locales(&self) -> &InstalledLocales {
        &self.locales
    }

    /// The type of this singular name.
    pub fn get(&self, singular: &str) -> Option<&Arc<ContentType>> {
        self.types.get(singular)
    }

    /// The type of this plural name.
    pub fn by_plural(&self, plural: &str) -> Option<&Arc<ContentType>> {
        self.iter().find(|content_type| content_type.plural == plural)
    }

    /// The type of this uid.
    pub fn by_uid(&self, uid: &str) -> Option<&Arc<ContentType>> {
        self.iter().find(|content_type| content_type.uid == uid)
    }

    /// The component of this uid.
    pub fn component(&self, uid: &str) -> Option<&Arc<ContentType>> {
        self.components.get(uid)
    }

    /// Every component, in the order of their uids.
    pub fn components(&self) -> impl Iterator<Item = &Arc<ContentType>> {
        self.components.values()
    }

    /// The types in GraphQL's union of this name, which a dynamic zone gives.
    pub fn union(&self, name: &str) -> Option<&HashSet<String>> {
        self.unions.get(name)
    }

    /// Everything that has a table of its own: the types, then the components.
    pub fn models(&self) -> impl Iterator<Item = &Arc<ContentType>> {
        self.types.values().chain(self.components.values())
    }

    /// Every type, built-in ones included, in the order of their singular names.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<ContentType>> {
        self.types.values()
    }

    /// The definition that a type, or the component of this uid, was made from; built-in types have none.
    pub fn definition(&self, singular: &str) -> Option<&Definition> {
        self.definitions.get(singular)
    }

    /// The definitions of all types and components that people define, in the order of their singular names and uids.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.definitions.values()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::catalog::samples::{catalog, definition};

    fn link(catalog: &Catalog, singular: &str, attribute: &str) -> Link {
        let Some(AttributeKind::Relation(relation)) =
            catalog.get(singular).and_then(|content_type| content_type.attribute(attribute)).map(|found| &found.kind)
        else {
            panic!("{singular}.{attribute} is a relation");
        };
        relation.link.clone()
    }

    fn columns(link: &Link) -> [Option<&str>; 5] {
        [
            Some(&link.table),
            Some(&link.source_column),
            Some(&link.target_column),
            link.order_column.as_deref(),
            link.inverse_order_column.as_deref(),
        ]
    }

    #[test]
    fn both_ends_of_a_relation_read_the_same_link_table() {
        let catalog = catalog();
        for (singular, attribute, expected) in [
            ("article", "detail", [Some("articles_detail_lnk"), Some("article_id"), Some("detail_id"), None, None]),
            ("detail", "article", [Some("articles_detail_lnk"), Some("detail_id"), Some("article_id"), None, None]),
            (
                "article",
                "author",
                [Some("articles_author_lnk"), Some("article_id"), Some("author_id"), None, Some("article_ord")],
            ),
            (
                "author",
                "articles",
                [Some("articles_author_lnk"), Some("author_id"), Some("article_id"), Some("article_ord"), None],
            ),
            (
                "article",
                "tags",
                [Some("articles_tags_lnk"), Some("article_id"), Some("tag_id"), Some("tag_ord"), Some("article_ord")],
            ),
            (
                "tag",
                "articles",
                [Some("articles_tags_lnk"), Some("tag_id"), Some("article_id"), Some("article_ord"), Some("tag_ord")],
            ),
        ] {
            assert_eq!(columns(&link(&catalog, singular, attribute)), expected, "{singular}.{attribute}");
        }
    }

    #[test]
    fn one_way_and_self_relations_have_the_columns_that_strapi_gives_them() {
        let catalog = catalog();
        let inverse = Some("inv_article_id");
        for (attribute, table, target, order, inverse_order) in [
            ("otherTags", "articles_other_tags_lnk", Some("tag_id"), Some("tag_ord"), None),
            ("manyToOneWay", "articles_many_to_one_way_lnk", Some("tag_id"), None, None),
            ("manyOneWay", "articles_many_one_way_lnk", Some("tag_id"), Some("tag_ord"), None),
            ("parent", "articles_parent_lnk", inverse, None, Some("article_ord")),
            ("related", "articles_related_lnk", inverse, Some("article_ord"), Some("inv_article_ord")),
            ("seeAlso", "articles_see_also_lnk", inverse, Some("article_ord"), None),
        ] {
            let expected = [Some(table), Some("article_id"), target, order, inverse_order];
            assert_eq!(columns(&link(&catalog, "article", attribute)), expected, "{attribute}");
        }
        let children = link(&catalog, "article", "children");
        let expected = [Some("articles_parent_lnk"), inverse, Some("article_id"), Some("article_ord"), None];
        assert_eq!(columns(&children), expected);
    }

    #[test]
    fn types_are_found_by_each_of_their_names_and_sorted() {
        let catalog = catalog();
        assert_eq!(catalog.by_plural("articles"), catalog.get("article"));
        assert_eq!(catalog.by_uid("api::article.article"), catalog.get("article"));
        assert_eq!(catalog.by_plural("article"), None);
        let order: Vec<&str> = catalog.iter().map(|content_type| content_type.singular.as_str()).collect();
        assert_eq!(
            order.join(" "),
            "article author detail homepage kind page plugin::i18n.locale plugin::upload.file tag"
        );
        assert_eq!(catalog.definitions().count(), 11);
        let components: Vec<&str> = catalog.components().map(|component| component.singular.as_str()).collect();
        assert_eq!(components, ["page-blocks.hero", "shared.link", "shared.quote", "shared.seo"]);
        let article = catalog.get("article").unwrap();
        assert_eq!(article.graphql_type(), "Article");
        assert_eq!(article.graphql_one(), "article");
        assert_eq!(article.graphql_connection(), "articles_connection");
        assert_eq!(article.graphql_nested_connection_type(), "ArticleRelationResponseCollection");
    }

    #[test]
    fn a_localized_type_tells_its_locale_and_what_each_locale_has_for_itself() {
        let catalog = catalog();
        let page = catalog.get("page").unwrap();
        let names: Vec<&str> = page.all_attributes().map(|attribute| attribute.name.as_str()).collect();
        let system = "createdAt updatedAt publishedAt locale localizations";
        assert_eq!(names.join(" "), format!("title sku author next {system}"));
        let localized = page.attributes.values().filter(|attribute| attribute.localized);
        let localized: Vec<&str> = localized.map(|attribute| attribute.name.as_str()).collect();
        assert_eq!(localized, ["title", "author", "next"], "relations always are");
        assert!(page.shares(&page.attributes["sku"]) && !page.shares(&page.localization["locale"]));
        let others = link(&catalog, "page", "localizations");
        assert!(others.siblings && others.table == "pages");
        assert!(!catalog.get("article").unwrap().is_localized());
        let layout = layout::Layout::of(&catalog);
        let columns = layout.table("pages").unwrap().columns.iter().map(|column| column.name.as_str());
        let columns = columns.collect::<Vec<_>>().join(" ");
        assert_eq!(
            columns,
            "id document_id title sku created_at updated_at published_at created_by_id updated_by_id locale"
        );
    }

    #[test]
    fn what_is_said_about_locales_is_true_or_false() {
        let schema = json!({"kind": "collectionType", "info": {"singularName": "note", "pluralName": "notes"},
            "pluginOptions": {"i18n": {"localized": "yes"}},
            "attributes": {"text": {"type": "text", "pluginOptions": {"i18n": {"localized": 1}}}}});
        let violations = Catalog::build(vec![definition(&schema)]).unwrap_err();
        let messages: Vec<&str> = violations.iter().map(|violation| violation.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "note.pluginOptions.i18n.localized must be true or false",
                "note.attributes.text.pluginOptions.i18n.localized must be true or false"
            ]
        );
    }

    #[test]
    fn listed_attributes_are_private_and_timestamps_too() {
        let mut schema = json!({"kind": "collectionType", "info": {"singularName": "note", "pluralName": "notes"},
            "options": {"privateAttributes": ["text", "createdAt"]}, "attributes": {"text": {"type": "text"}}});
        let built = Catalog::build(vec![definition(&schema)]).unwrap();
        let note = built.get("note").unwrap();
        assert!(note.attributes["text"].private);
        assert!(note.timestamps["createdAt"].private && !note.timestamps["updatedAt"].private);
        assert_eq!(note.table, "note", "a type without collectionName uses its singular name");
        schema["options"]["privateAttributes"] = json!(["txet"]);
        assert!(Catalog::build(vec![definition(&schema)]).is_err());
    }
}
