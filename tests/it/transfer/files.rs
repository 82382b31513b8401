//! The commands, as an operator runs them.

use serde_json::json;

use crate::cli::program::Place;

const CATEGORY: &str = r#"{"kind":"collectionType","collectionName":"categories",
"info":{"singularName":"category","pluralName":"categories"},"attributes":{"name":{"type":"string","required":true}}}"#;
const LINE: &str = r#"{"contentType":"category","documentId":"c1","data":{"name":"News"}}"#;

/// A folder in which the content type is applied.
pub fn place() -> Place {
    let place = Place::new();
    place.write("types/category/schema.json", CATEGORY);
    place.run(&["content-types", "apply", "types"]).ok();
    place
}

#[test]
fn what_is_imported_from_a_file_is_exported_to_another() {
    let place = place();
    place.write("in.ndjson", LINE);
    assert_eq!(place.run(&["content", "import", "in.ndjson"]).ok(), "Imported 1 entries.\n");
    let exported = place.run(&["content", "export", "out.ndjson", "--json"]).json();
    assert_eq!(exported, json!({"entries": 1}));
    let file = std::fs::read_to_string(place.path("out.ndjson")).unwrap();
    assert!(
        file.starts_with("{\"format\":\"keyway-content/1\"}\n{\"contentType\":\"category\",\"documentId\":\"c1\""),
        "{file}"
    );
    assert_eq!(place.run(&["content", "export", "-"]).ok(), file);
    assert!(!place.path("out.ndjson.part").exists());
    let again = place.run(&["content", "import", "out.ndjson", "--replace", "--json"]).json();
    assert_eq!(again, json!({"entries": 1, "resumed": false}));
}

#[test]
fn what_cannot_be_exported_or_imported_gets_one_line() {
    let place = place();
    place.write("broken.ndjson", "{}");
    let cases: [(&[&str], &str); 5] = [
        (&["content", "import", "nowhere.ndjson"], "nowhere.ndjson: No such file or directory"),
        (&["content", "import", "types"], "types is no file; an import reads its file several times"),
        (&["content", "import", "broken.ndjson"], "line 1: missing field `contentType`"),
        (&["content", "export", "nowhere/out.ndjson"], "nowhere/out.ndjson.part: No such file or directory"),
        (&["content", "export", "out.ndjson", "--type", "bogus"], "there is no content type bogus"),
    ];
    for (arguments, expected) in cases {
        let line = place.run(arguments).refused(2);
        assert!(line.starts_with(expected), "{line}");
    }
    assert!(!place.path("out.ndjson").exists() && !place.path("out.ndjson.part").exists());
}
