//! What of localized types a schema shows.

use std::collections::{BTreeMap, BTreeSet};

use keyway::access::{Grant, PermissionSet};
use keyway::app::content_endpoint;
use keyway::config::Config;

use super::model::empty;
use crate::components::sdl::types;
use crate::testkit::TestServer;

fn ours(server: &TestServer, permissions: &PermissionSet) -> BTreeMap<String, BTreeSet<String>> {
    types(&content_endpoint(&Config::default(), &server.services).sdl(permissions).unwrap())
}

#[tokio::test]
async fn the_schema_of_a_token_holds_what_it_may_do_in_some_locale() {
    let (server, _) = empty().await;
    let grants = ["page:find(title)@fr", "page:update(title,sku)@de"].map(|text| Grant::parse(text).unwrap());
    let ours = ours(&server, &PermissionSet::from_grants(&grants));
    let members = |name: &str| ours[name].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(members("Page"), ["documentId(): ID!", "title(): String!"]);
    assert_eq!(members("PageInput"), ["publishedAt: DateTime", "title: String"], "all locales share the sku");
    assert!(!ours.contains_key("I18NLocale"));
}
