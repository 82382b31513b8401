//! Changes of the content model that concern components: their plans, and what becomes of what is stored.

use keyway::catalog::Definition;
use keyway::service::model::{Consent, Edit};
use serde_json::{Value, json};

use super::model::{MODEL, SEO, article, create, empty};
use crate::testkit::TestServer;

fn definitions(change: impl Fn(&mut Value)) -> Vec<Definition> {
    let read = |text: &str| {
        let mut schema = serde_json::from_str(text).unwrap();
        change(&mut schema);
        (!schema.is_null()).then(|| Definition::from_json(schema, None).unwrap())
    };
    MODEL.into_iter().filter_map(read).collect()
}

fn without(attributes: &'static [&'static str]) -> Vec<Definition> {
    definitions(|schema| {
        let held = schema["attributes"].as_object_mut().unwrap();
        held.retain(|name, _| !attributes.contains(&name.as_str()));
    })
}

async fn apply(server: &TestServer, definitions: Vec<Definition>, data_loss: bool) -> keyway::error::Result<()> {
    let consent = Consent { data_loss, expected_revision: None };
    let change = server.services.model.change(Edit::Replace(definitions), consent, server.clock.now()).await?;
    change.commit().await.map(drop)
}

#[tokio::test]
async fn an_attribute_that_goes_takes_its_components_along_once_that_is_confirmed() {
    let (server, editor) = empty().await;
    create(&editor, "Article", article()).await;
    let plan = server.services.model.plan(Edit::Replace(without(&["seo"]))).unwrap();
    let losses = plan.losses().into_iter().map(|loss| loss.message).collect::<Vec<_>>();
    assert!(losses.contains(&"Delete the components \"shared.seo\" of article.seo".to_owned()), "{losses:?}");
    let refused = apply(&server, without(&["seo"]), false).await.unwrap_err();
    assert!(refused.public().message.contains("article.seo"));
    apply(&server, without(&["seo"]), true).await.unwrap();
    apply(&server, definitions(|_| ()), false).await.unwrap();
    let answer = editor.graphql("{ articles { seo { metaTitle } links { label } } }").await;
    assert_eq!(answer.data()["articles"][0], json!({"seo": null, "links": [{"label": "one"}, {"label": "two"}]}));
}

#[tokio::test]
async fn a_kind_that_a_zone_no_longer_takes_goes_with_what_it_holds() {
    let (server, editor) = empty().await;
    let hero = json!({"title": "Hero", "cards": [{"label": "kept"}]});
    let block = json!({"__typename": "ComponentPageHero", "title": "Block", "cards": [{"label": "gone"}]});
    let pick = json!({"__typename": "ComponentPagePick"});
    create(&editor, "Landing", json!({"name": "L", "hero": hero, "blocks": [block, pick]})).await;
    let narrowed = definitions(|schema| {
        if schema["info"]["singularName"] == "landing" {
            schema["attributes"]["blocks"]["components"] = json!(["page.pick"]);
        }
    });
    apply(&server, narrowed, true).await.unwrap();
    apply(&server, definitions(|_| ()), false).await.unwrap();
    let query = "{ landings { hero { cards { label } } blocks { __typename } } }";
    let answer = editor.graphql(query).await;
    let expected = json!({"hero": {"cards": [{"label": "kept"}]}, "blocks": [{"__typename": "ComponentPagePick"}]});
    assert_eq!(answer.data()["landings"][0], expected);
}

#[tokio::test]
async fn a_component_in_use_cannot_be_deleted_and_one_that_moves_its_table_loses_what_is_stored() {
    let (server, editor) = empty().await;
    create(&editor, "Article", article()).await;
    let error = server.services.model.plan(Edit::Delete("shared.seo".to_owned())).unwrap_err();
    assert_eq!(
        error.public().violations[0].message,
        "article.attributes.seo.component \"shared.seo\" is not a component"
    );
    let moved = definitions(|schema| {
        if schema["uid"] == "shared.seo" {
            schema["collectionName"] = json!("components_other_seos");
        }
    });
    assert!(server.services.model.plan(Edit::Replace(moved.clone())).unwrap().losses().len() > 1);
    apply(&server, moved, true).await.unwrap();
    create(&editor, "Article", json!({"title": "Second", "seo": {"metaTitle": "mine"}})).await;
    let answer = editor.graphql("{ articles { seo { metaTitle } } }").await;
    assert_eq!(answer.data()["articles"], json!([{"seo": null}, {"seo": {"metaTitle": "mine"}}]));
}

#[tokio::test]
async fn drafts_cannot_be_switched_on_or_off_where_components_hang_on_the_entries() {
    let (server, _editor) = empty().await;
    let switched = |name: &'static str| {
        definitions(move |schema| {
            if schema["info"]["singularName"] == name {
                let drafts = schema["options"]["draftAndPublish"] != true;
                schema["options"]["draftAndPublish"] = json!(drafts);
            }
        })
    };
    for name in ["article", "landing", "category"] {
        let error = server.services.model.plan(Edit::Replace(switched(name))).unwrap_err();
        let message =
            "options.draftAndPublish cannot be changed while the type has components or components link to it";
        assert_eq!(error.public().violations[0].message, format!("{name}.{message}"));
    }
    assert!(server.services.model.plan(Edit::Replace(switched("author"))).is_ok());
}

#[tokio::test]
async fn administrators_make_change_and_delete_components_as_they_do_content_types() {
    let server = TestServer::empty().await;
    let admin = server.as_admin().await;
    let mut definition: Value = serde_json::from_str(SEO).unwrap();
    let create = "mutation($definition: JSON!) { createContentType(input: {definition: $definition})
        { contentType { singularName kind uid definition } plan { created losesData } } }";
    let made = admin.management_with(create, json!({"definition": definition})).await;
    let made = &made.data()["createContentType"];
    assert_eq!(
        (&made["contentType"]["singularName"], &made["contentType"]["kind"]),
        (&json!("shared.seo"), &json!("COMPONENT"))
    );
    assert_eq!(made["plan"], json!({"created": ["shared.seo"], "losesData": false}));
    assert_eq!(made["contentType"]["definition"]["attributes"], definition["attributes"]);
    definition["attributes"]["extra"] = json!({"type": "integer"});
    let update = "mutation($definition: JSON!) { updateContentType(singularName: \"shared.seo\", input: {definition: $definition})
        { plan { changed } } }";
    let changed = admin.management_with(update, json!({"definition": definition})).await;
    assert_eq!(changed.data()["updateContentType"]["plan"]["changed"], json!(["shared.seo"]));
    let list =
        admin.management("{ contentTypes { singularName } permissionCatalog { contentTypes { contentType } } }").await;
    assert_eq!(list.data()["contentTypes"], json!([{"singularName": "shared.seo"}]));
    let granted = &list.data()["permissionCatalog"]["contentTypes"];
    let built_in = json!([{"contentType": "plugin::i18n.locale"}, {"contentType": "plugin::upload.file"}]);
    assert_eq!(*granted, built_in, "a component is granted by its attributes");
    let delete = "mutation { deleteContentType(singularName: \"shared.seo\", confirmDataLoss: true) { singularName } }";
    assert_eq!(admin.management(delete).await.data()["deleteContentType"]["singularName"], "shared.seo");
    let again = admin.management(delete).await;
    assert_eq!(again.error_code(), "NOT_FOUND");
}
