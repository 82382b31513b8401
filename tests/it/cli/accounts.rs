//! Tokens, administrators, content types and schemas on the command line.

use super::program::Place;

const NOTE: &str = r#"{"kind":"collectionType","collectionName":"notes",
    "info":{"singularName":"note","pluralName":"notes","displayName":"Note"},
    "attributes":{"title":{"type":"string","required":true},"price":{"type":"decimal"}}}"#;

fn place_with_notes() -> Place {
    let place = Place::new();
    place.write("model/note/schema.json", NOTE);
    place.run(&["content-types", "apply", "model"]).ok();
    place
}

#[test]
fn a_token_goes_through_its_whole_life() {
    let place = place_with_notes();
    let create = [
        "token",
        "create",
        "--name",
        "Notes",
        "--type",
        "custom",
        "--allow",
        "note:find(title)",
        "--never-expires",
        "--json",
    ];
    let made = place.run(&create).json();
    let keys: Vec<_> = made.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["id", "name", "type", "expiresAt", "secret"]);
    assert!(made["expiresAt"].is_null() && made["secret"].as_str().unwrap().starts_with("kw_"));

    let shown = place.run(&["token", "show", "notes", "--json"]).json();
    assert_eq!(shown["permissions"], serde_json::json!(["note:find(title)"]));
    assert!(!shown.to_string().contains(made["secret"].as_str().unwrap()));
    assert!(place.run(&["token", "list"]).ok().contains("Notes"));

    let sdl = place.run(&["schema", "--token", made["secret"].as_str().unwrap()]).ok();
    assert!(sdl.contains("title") && !sdl.contains("price"), "{sdl}");
    let again = place.run(&["token", "regenerate", "Notes", "--expires-in", "2w", "--json"]).json();
    assert_ne!(again["secret"], made["secret"]);
    let old = place.run_with_input(&["schema", "--token", "-"], made["secret"].as_str().unwrap()).refused(2);
    assert_eq!(old, "Missing or invalid credentials");

    place.run(&["token", "delete", made["id"].as_str().unwrap()]).ok();
    assert_eq!(place.run(&["token", "delete", "Notes"]).refused(2), "there is no token with the id or name \"Notes\"");
}

#[test]
fn a_token_that_cannot_be_made_says_why_in_one_line() {
    let place = place_with_notes();
    let long = "x".repeat(1_000);
    let read_only = ["--type", "read-only"];
    let custom = ["--type", "custom"];
    let cases: [(&str, &[&str], &[&str], &str); 10] = [
        ("A", &custom, &[], "--allow: a custom token needs at least one grant"),
        ("A", &custom, &["--allow", "nothing:find"], "--allow: there is no content type \"nothing\""),
        ("A", &custom, &["--allow", "note:find(colour)"], "--allow: the content type \"note\" has no field"),
        ("A", &custom, &["--allow", "note;find"], "--allow: \"note;find\" is not a permission"),
        ("A", &read_only, &["--allow", "note:find"], "--allow: grants are for CUSTOM tokens only"),
        (&long, &read_only, &[], "name is longer than 100 characters"),
        ("A", &read_only, &["--expires-at", "2020-01-01T00:00:00Z"], "expiresAt must be in the future"),
        ("A", &read_only, &["--expires-at", "soon"], "--expires-at: expected a time such as"),
        ("A", &read_only, &["--expires-in", "3x"], "--expires-in: expected a duration such as"),
        ("A", &["--type", "everything"], &[], "invalid value 'everything' for '--type <TYPE>'"),
    ];
    for (name, kind, more, expected) in cases {
        let arguments = [&["token", "create", "--name", name], kind, more].concat();
        let line = place.run(&arguments).refused(2);
        assert!(line.starts_with(expected), "{line}");
    }
    assert_eq!(place.run(&["token", "list", "--json"]).json(), serde_json::json!([]));
}

#[test]
fn a_secret_of_ones_own_comes_from_standard_input() {
    let place = place_with_notes();
    let create = ["token", "create", "--name", "Own", "--type", "read-only", "--secret-stdin", "--json"];
    assert!(place.run_with_input(&create, "short\n").refused(2).starts_with("secret must be 32"));
    assert!(place.run(&create).refused(2).starts_with("standard input: expected a secret"));
    let secret = "0123456789abcdefghijklmnopqrstuvwxyz";
    let made = place.run_with_input(&create, &format!("{secret}\n")).ok();
    assert!(made.contains("\"secret\":null") && !made.contains(secret), "{made}");
    let again = ["token", "create", "--name", "Other", "--type", "read-only", "--secret-stdin"];
    let made = place.run_with_input(&again, &format!("{}\n", secret.to_uppercase())).ok();
    assert!(made.starts_with("Token \"Other\"") && !made.contains("Secret"), "{made}");
    assert!(place.run_with_input(&["schema", "--token", "-"], secret).ok().contains("type Note"));
}

#[test]
fn administrators_are_made_and_get_new_passwords() {
    let place = Place::new();
    let made = place.run(&["admin", "create", "--email", "Ada@Example.com", "--json"]).json();
    assert_eq!(made["email"], "ada@example.com");
    assert!(made["password"].as_str().unwrap().len() >= 20);
    let editor = ["admin", "create", "--email", "eve@example.com", "--role", "Editor", "--password-stdin", "--json"];
    assert!(place.run_with_input(&editor, "weak").refused(2).contains("at least 8 characters"));
    let made = place.run_with_input(&editor, "Long-enough-1").json();
    assert!(made["password"].is_null() && made["roles"] == serde_json::json!(["editor"]));
    place.run(&["admin", "reset-password", "--email", "eve@example.com"]).ok();
    assert_eq!(place.run(&["admin", "list", "--json"]).json().as_array().unwrap().len(), 2);

    let taken = place.run(&["admin", "create", "--email", "ada@example.com"]).refused(2);
    assert!(taken.contains("Email already taken"), "{taken}");
    let unknown = place.run(&["admin", "reset-password", "--email", "nobody@example.com"]).refused(2);
    assert_eq!(unknown, "--email: there is no administrator \"nobody@example.com\"");
    let role = place.run(&["admin", "create", "--email", "a@example.com", "--role", "king"]).refused(2);
    assert!(role.starts_with("--role: there is no role \"king\""), "{role}");
}

#[test]
fn content_types_are_planned_confirmed_and_pulled() {
    let place = place_with_notes();
    assert_eq!(place.run(&["content-types", "apply", "model"]).ok(), "Nothing changes.\n");
    place.write("model/note/schema.json", NOTE.replace(r#","price":{"type":"decimal"}"#, ""));
    assert!(place.run(&["content-types", "apply", "model", "--dry-run"]).ok().contains("LOSES DATA"));
    let refused = place.run(&["content-types", "apply", "model"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("--confirm-data-loss"), "{}", refused.err);
    let attributes = |place: &Place| place.run(&["content-types", "list", "--json"]).json()[0]["attributes"].clone();
    assert_eq!(attributes(&place), serde_json::json!(["title", "price"]));
    place.run(&["content-types", "apply", "model", "--confirm-data-loss"]).ok();
    assert_eq!(attributes(&place), serde_json::json!(["title"]));
    place.run(&["content-types", "pull", "pulled"]).ok();
    place.run(&["content-types", "check", "pulled"]).ok();
    assert_eq!(place.run(&["content-types", "apply", "pulled"]).ok(), "Nothing changes.\n");
}

#[test]
fn the_content_types_of_the_demo_apply_from_any_directory() {
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/demo");
    let types = ["article", "author", "category", "homepage"];
    let components = ["shared.highlight", "shared.link", "shared.quote", "shared.seo"];
    let created = serde_json::json!([types, components].concat());
    for (directory, named) in
        [("..", "demo/content-types"), (".", "content-types"), ("content-types", "."), ("content-types/article", "..")]
    {
        let place = Place::new();
        let data = place.path("data");
        let arguments = ["content-types", "apply", named, "--data-dir", data.to_str().unwrap(), "--json"];
        let output = place.command(&arguments).current_dir(demo.join(directory)).output().unwrap();
        let plan: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(plan["created"], created, "{directory}");
        assert_eq!(plan["applied"], true);
    }
}

#[test]
fn schema_files_that_are_wrong_are_named() {
    let place = Place::new();
    place.write("model/note/schema.json", "{ \"kind\": ");
    let line = place.run(&["content-types", "check", "model"]).refused(2);
    assert!(line.starts_with("model/note/schema.json: The text is not JSON"), "{line}");
    place.write("model/note/schema.json", NOTE.replace("decimal", "morphine"));
    assert!(place.run(&["content-types", "apply", "model"]).refused(2).contains("morphine"));
    assert!(place.run(&["content-types", "check", "nowhere"]).refused(2).contains("nowhere"));
}

#[test]
fn the_management_schema_needs_no_database() {
    let place = Place::new();
    assert!(place.run(&["schema", "--management"]).ok().contains("createApiToken"));
    assert!(!place.path("data").exists());
}
