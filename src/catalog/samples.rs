//! A model for tests that has every scalar type, every kind of relation, and components in every form.

use serde_json::{Value, json};

use super::{Catalog, Definition};

/// The definition of a schema file's content.
pub(crate) fn definition(schema: &Value) -> Definition {
    Definition::from_json(schema.clone(), None).unwrap_or_else(|violations| panic!("{schema} reads: {violations:?}"))
}

/// All schemas of the sample model.
pub(crate) fn schemas() -> Vec<Value> {
    [vec![article(), author(), tag(), detail(), homepage(), kind(), page()], components()].concat()
}

/// The definitions of [`schemas`].
pub(crate) fn definitions() -> Vec<Definition> {
    schemas().iter().map(definition).collect()
}

/// The sample model.
pub(crate) fn catalog() -> Catalog {
    Catalog::build(definitions()).expect("the sample model is sound")
}

fn article() -> Value {
    json!({
        "kind": "collectionType",
        "collectionName": "articles",
        "info": {"singularName": "article", "pluralName": "articles", "displayName": "Article", "icon": "file"},
        "options": {"draftAndPublish": true, "comment": "kept"},
        "pluginOptions": {"i18n": {"localized": false}},
        "attributes": {
            "title": {"type": "string", "required": true, "minLength": 3, "maxLength": 100, "configurable": false},
            "slug": {"type": "uid", "targetField": "title"},
            "rank": {"type": "integer", "min": 1, "max": 5},
            "detail": {"type": "relation", "relation": "oneToOne", "target": "api::detail.detail", "inversedBy": "article"},
            "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author", "inversedBy": "articles"},
            "tags": {"type": "relation", "relation": "manyToMany", "target": "api::tag.tag", "inversedBy": "articles"},
            "otherTags": {"type": "relation", "relation": "oneToMany", "target": "api::tag.tag"},
            "manyToOneWay": {"type": "relation", "relation": "manyToOne", "target": "api::tag.tag"},
            "manyOneWay": {"type": "relation", "relation": "manyToMany", "target": "api::tag.tag"},
            "parent": {"type": "relation", "relation": "manyToOne", "target": "api::article.article", "inversedBy": "children"},
            "children": {"type": "relation", "relation": "oneToMany", "target": "api::article.article", "mappedBy": "parent"},
            "related": {"type": "relation", "relation": "manyToMany", "target": "api::article.article", "inversedBy": "relatedTo"},
            "relatedTo": {"type": "relation", "relation": "manyToMany", "target": "api::article.article", "mappedBy": "related"},
            "seeAlso": {"type": "relation", "relation": "oneToMany", "target": "api::article.article"},
            "seo": {"type": "component", "component": "shared.seo", "repeatable": false},
            "links": {"type": "component", "component": "shared.link", "repeatable": true, "min": 1, "max": 5},
            "sections": {"type": "dynamiczone", "components": ["shared.quote", "page-blocks.hero"], "max": 9}
        }
    })
}

fn components() -> Vec<Value> {
    let component = |uid: &str, table: &str, attributes: Value| {
        let mut schema = json!({"collectionName": table, "info": {"displayName": uid, "icon": "cube"}, "uid": uid});
        schema["attributes"] = attributes;
        schema
    };
    vec![
        component(
            "shared.seo",
            "components_shared_seos",
            json!({"metaTitle": {"type": "string", "required": true}, "secret": {"type": "string", "private": true}}),
        ),
        component(
            "shared.link",
            "components_shared_links",
            json!({
                "label": {"type": "string", "required": true},
                "target": {"type": "enumeration", "enum": ["_self", "_blank"]},
                "article": {"type": "relation", "relation": "oneToOne", "target": "api::article.article"}
            }),
        ),
        component(
            "shared.quote",
            "components_shared_quotes",
            json!({
                "text": {"type": "text"},
                "authors": {"type": "relation", "relation": "oneToMany", "target": "api::author.author"}
            }),
        ),
        component(
            "page-blocks.hero",
            "components_page_blocks_heroes",
            json!({
                "seo": {"type": "component", "component": "shared.seo"},
                "links": {"type": "component", "component": "shared.link", "repeatable": true}
            }),
        ),
    ]
}

fn author() -> Value {
    json!({
        "kind": "collectionType",
        "collectionName": "authors",
        "info": {"singularName": "author", "pluralName": "authors", "displayName": "Author"},
        "attributes": {
            "name": {"type": "string", "required": true},
            "articles": {"type": "relation", "relation": "oneToMany", "target": "api::article.article", "mappedBy": "author"}
        }
    })
}

fn tag() -> Value {
    json!({
        "kind": "collectionType",
        "collectionName": "tags",
        "info": {"singularName": "tag", "pluralName": "tags", "displayName": "Tag"},
        "options": {"draftAndPublish": true},
        "attributes": {
            "name": {"type": "string", "unique": true},
            "articles": {"type": "relation", "relation": "manyToMany", "target": "api::article.article", "mappedBy": "tags"}
        }
    })
}

fn detail() -> Value {
    json!({
        "kind": "collectionType",
        "collectionName": "details",
        "info": {"singularName": "detail", "pluralName": "details", "displayName": "Detail"},
        "attributes": {
            "article": {"type": "relation", "relation": "oneToOne", "target": "api::article.article", "mappedBy": "detail"}
        }
    })
}

fn homepage() -> Value {
    json!({
        "kind": "singleType",
        "collectionName": "homepages",
        "info": {"singularName": "homepage", "pluralName": "homepages", "displayName": "Homepage"},
        "options": {"draftAndPublish": true},
        "attributes": {
            "featured": {"type": "relation", "relation": "oneToOne", "target": "api::article.article"}
        }
    })
}

fn page() -> Value {
    json!({
        "kind": "collectionType",
        "collectionName": "pages",
        "info": {"singularName": "page", "pluralName": "pages", "displayName": "Page"},
        "options": {"draftAndPublish": true},
        "pluginOptions": {"i18n": {"localized": true}},
        "attributes": {
            "title": {"type": "string", "pluginOptions": {"i18n": {"localized": true}}},
            "sku": {"type": "string", "pluginOptions": {"i18n": {"localized": false}}},
            "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author"},
            "next": {"type": "relation", "relation": "oneToOne", "target": "api::page.page"}
        }
    })
}

fn kind() -> Value {
    json!({
        "kind": "collectionType",
        "collectionName": "kinds",
        "info": {"singularName": "kind", "pluralName": "kinds", "displayName": "Kind", "description": "Every scalar"},
        "attributes": {
            "aString": {"type": "string", "default": "x", "regex": "^[a-z]+$"},
            "aText": {"type": "text", "private": true},
            "aRichtext": {"type": "richtext"},
            "aBlocks": {"type": "blocks"},
            "anEmail": {"type": "email", "unique": true},
            "aPassword": {"type": "password"},
            "aUid": {"type": "uid"},
            "anEnumeration": {"type": "enumeration", "enum": ["easy", "very hard", "top-level"], "default": "very hard"},
            "anInt": {"type": "integer", "default": 1},
            "aBig": {"type": "biginteger", "min": "-9007199254740993", "max": "9007199254740993", "default": "5"},
            "aFloat": {"type": "float", "default": 0.5},
            "aDecimal": {"type": "decimal"},
            "aBool": {"type": "boolean", "default": false},
            "aDate": {"type": "date", "default": "2026-02-28"},
            "aTime": {"type": "time", "default": "13:05:09.123"},
            "aDatetime": {"type": "datetime", "default": "2026-02-28T13:05:09.123Z"},
            "aTimestamp": {"type": "timestamp"},
            "aJson": {"type": "json", "default": {"a": [1, null]}}
        }
    })
}
