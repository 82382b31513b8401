//! Schemas hold what a permission set opens, and nothing else.

use super::super::generation::Generation;
use super::{catalog, permissions};
use crate::access::PermissionSet;

fn sdl(permissions: &PermissionSet) -> String {
    let generation = Generation::new(catalog(), false);
    generation.shaped(permissions.fingerprint(), permissions).unwrap().schema.schema.sdl()
}

#[test]
fn a_schema_names_nothing_that_is_not_granted() {
    let sdl = sdl(&permissions("article:find(title,tags)\ntag:find(name)"));
    for hidden in ["rank", "slug", "author", "Author", "Kind", "Homepage", "Mutation", "DRAFT", "createdAt", "DateTime"]
    {
        assert!(!sdl.contains(hidden), "{hidden} stands in\n{sdl}");
    }
    for shown in ["articles(", "articles_connection(", "title: String!", "tags(", "tags(filters: TagFiltersInput"] {
        assert!(sdl.contains(shown), "{shown} is missing in\n{sdl}");
    }
}

#[test]
fn a_relation_needs_find_on_its_target_to_be_named() {
    assert!(!sdl(&permissions("article:find")).contains("tags"));
    assert!(sdl(&permissions("article:find\ntag:find")).contains("tags_connection("));
}

#[test]
fn private_and_password_attributes_are_inputs_at_most() {
    let sdl = sdl(&PermissionSet::full_access());
    for (secret, name) in [("aText", "private"), ("aPassword", "password")] {
        assert_eq!(sdl.matches(&format!("\t{secret}:")).count(), 1, "the {name} attribute stands in KindInput only");
    }
}

#[test]
fn a_credential_that_opens_nothing_sees_a_schema_that_says_so() {
    let sdl = sdl(&PermissionSet::empty());
    assert!(sdl.contains("_empty"));
    assert!(!sdl.contains("article"));
}

#[test]
fn one_document_and_lists_are_granted_apart() {
    let one = sdl(&permissions("article:findOne(title)"));
    assert!(one.contains("article(documentId: ID!") && !one.contains("articles"));
    let list = sdl(&permissions("article:find(title)"));
    assert!(list.contains("articles(") && !list.contains("article(documentId"));
}

#[test]
fn a_type_that_can_only_be_written_shows_its_document_id() {
    let sdl = sdl(&permissions("tag:create(name)"));
    assert!(sdl.contains("createTag(") && sdl.contains("type Tag {\n\tdocumentId: ID!\n}"));
}
