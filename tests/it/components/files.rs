//! Components in the folders of a Strapi project, through the command line's part of the program.

use std::fs;

use keyway::service::model::{Consent, Edit};
use keyway::service::schema_files;
use serde_json::Value;

use super::model::{MODEL, article, create};
use crate::testkit::TestServer;

/// The model as the `src` folder of a Strapi project.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for text in MODEL {
        let mut schema: Value = serde_json::from_str(text).unwrap();
        let uid = schema.as_object_mut().unwrap().remove("uid");
        let name = schema["info"]["singularName"].as_str();
        let file = match (&uid, name) {
            (Some(uid), _) => format!("components/{}.json", uid.as_str().unwrap().replace('.', "/")),
            (None, name) => format!("api/{0}/content-types/{0}/schema.json", name.unwrap()),
        };
        let file = folder.path().join("src").join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, schema.to_string()).unwrap();
    }
    folder
}

#[tokio::test]
async fn a_strapi_project_is_applied_and_pulled_whichever_of_its_folders_is_named() {
    let folder = project();
    let definitions = schema_files::read(folder.path()).unwrap();
    assert_eq!(schema_files::read(&folder.path().join("src")).unwrap().len(), definitions.len());
    let server = TestServer::empty().await;
    let now = server.clock.now();
    let change = server.services.model.change(Edit::Replace(definitions), Consent::default(), now).await.unwrap();
    change.commit().await.unwrap();
    create(&server.as_full_access().await, "Article", article()).await;
    let pulled = schema_files::write(folder.path(), &server.services.model.current()).unwrap();
    let seo = pulled.iter().find(|file| file.ends_with("src/components/shared/seo.json"));
    assert!(seo.is_none_or(|file| !fs::read_to_string(file).unwrap().contains("uid")));
    let again = Edit::Replace(schema_files::read(folder.path()).unwrap());
    assert!(server.services.model.plan(again).unwrap().is_empty());
}

#[test]
fn a_broken_component_is_named_by_its_file() {
    let folder = project();
    let file = folder.path().join("src/components/shared/seo.json");
    fs::write(&file, "{\"attributes\": {\"a\": {\"type\": \"component\"}}}").unwrap();
    let error = schema_files::check(folder.path()).unwrap_err();
    let messages = error.public().violations.iter().map(|violation| violation.message.as_str()).collect::<Vec<_>>();
    let at = file.display();
    assert_eq!(
        messages,
        [format!("{at}: collectionName is missing"), format!("{at}: attributes.a.component is missing")]
    );
}
