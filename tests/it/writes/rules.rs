//! What an entry may hold, and the words in which it is refused.

use keyway::access::Status::{self, Draft, Published};
use keyway::error::{Code, Error};
use keyway::query::write::{Content, Operation, Syntax};
use serde_json::{Value as Json, json};

use super::laboratory::{Laboratory, collection, object};

fn model() -> Vec<Json> {
    let attributes = json!({
        "title": {"type": "string", "minLength": 3, "maxLength": 10},
        "rating": {"type": "integer", "min": 1, "max": 5},
        "views": {"type": "biginteger"},
        "price": {"type": "decimal", "min": 0.5},
        "difficulty": {"type": "enumeration", "enum": ["easy", "very hard", "top-level"]},
        "contactEmail": {"type": "email"},
        "slug": {"type": "uid"},
        "code": {"type": "string", "regex": "^[A-Z]+$", "unique": true},
        "on": {"type": "date"},
        "at": {"type": "time"},
        "when": {"type": "datetime", "unique": true},
        "featured": {"type": "boolean"},
        "body": {"type": "blocks"},
        "secret": {"type": "password", "minLength": 8},
        "meta": {"type": "json"},
    });
    let required = json!({
        "title": {"type": "string", "required": true},
        "rating": {"type": "integer", "required": true},
        "slug": {"type": "uid"},
    });
    vec![
        collection("article", true, attributes.clone()),
        collection("plain", false, attributes),
        collection("strict", true, required.clone()),
        collection("strict-plain", false, required),
    ]
}

fn text(error: &Error) -> &str {
    assert_eq!(error.code(), Code::BadUserInput, "{error:?}");
    &error.public().message
}

async fn refused(laboratory: &Laboratory, content_type: &str, data: Json, status: Status) -> Error {
    let shown = data.to_string();
    laboratory.try_create(content_type, data, status).await.err().unwrap_or_else(|| panic!("{shown} is accepted"))
}

#[tokio::test]
async fn drafts_keep_types_membership_and_upper_bounds() {
    let laboratory = Laboratory::open(model()).await;
    let long = "a".repeat(256);
    for (data, message) in [
        (json!({"title": 5}), "title must be a `string` type, but the final value was: `5`."),
        (json!({"title": "12345678901"}), "title must be at most 10 characters"),
        (json!({"code": long}), "code must be at most 255 characters"),
        (json!({"rating": "five"}), "rating must be a `number` type, but the final value was: `\"five\"`."),
        (json!({"rating": "1.5"}), "rating must be an integer"),
        (json!({"rating": "6"}), "rating must be less than or equal to 5"),
        (json!({"price": ""}), "price must be a `number` type, but the final value was: `\"\"`."),
        (json!({"price": "true"}), "price must be a `number` type, but the final value was: `\"true\"`."),
        (json!({"rating": 1.5}), "rating must be an integer"),
        (json!({"rating": 6}), "rating must be less than or equal to 5"),
        (json!({"rating": 1e300}), "rating must be an integer"),
        (json!({"rating": -3_000_000_000_i64}), "rating must be greater than or equal to -2147483648"),
        (json!({"views": "1.5"}), "views must be a valid integer"),
        (json!({"views": "92233720368547758070"}), "views must be a valid integer"),
        (json!({"price": []}), "price must be a `number` type, but the final value was: `[]`."),
        (json!({"difficulty": "hard"}), "difficulty must be one of the following values: easy, very hard, top-level, "),
        (json!({"on": "2024-02-30"}), "Invalid format, expected yyyy-MM-dd"),
        (json!({"on": "-001-01-01"}), "Invalid format, expected yyyy-MM-dd"),
        (json!({"at": "13:05"}), "Invalid time format, expected HH:mm:ss.SSS"),
        (json!({"when": "soon"}), "Invalid format, expected a timestamp or an ISO date"),
        (json!({"featured": "yes"}), "featured must be a `boolean` type, but the final value was: `\"yes\"`."),
        (json!({"body": [{"type": "video"}]}), "Block node is of invalid type"),
        (json!({"secret": "é".repeat(37)}), "secret must be at most 72 bytes"),
    ] {
        for (content_type, status) in [("article", Draft), ("article", Published), ("plain", Published)] {
            let error = refused(&laboratory, content_type, data.clone(), status).await;
            assert_eq!(text(&error), message, "{data}");
        }
    }
}

#[tokio::test]
async fn lower_bounds_patterns_and_forms_are_only_for_what_is_published() {
    let laboratory = Laboratory::open(model()).await;
    for (data, message) in [
        (json!({"title": "ab"}), "title must be at least 3 characters"),
        (json!({"rating": 0}), "rating must be greater than or equal to 1"),
        (json!({"price": 0.25}), "price must be greater than or equal to 0.5"),
        (json!({"contactEmail": "nobody"}), "contactEmail must be a valid email"),
        (json!({"slug": "a b"}), r#"slug must match the following: "/^[A-Za-z0-9-_.~]*$/""#),
        (json!({"code": "abc"}), r#"code must match the following: "/^[A-Z]+$/""#),
        (json!({"secret": "short"}), "secret must be at least 8 characters"),
    ] {
        assert!(laboratory.try_create("article", data.clone(), Draft).await.is_ok(), "{data} as a draft");
        for content_type in ["article", "plain"] {
            let error = refused(&laboratory, content_type, data.clone(), Published).await;
            assert_eq!(text(&error), message, "{data}");
        }
    }
}

#[tokio::test]
async fn a_violation_shows_where_it_is_and_the_value_but_never_a_password() {
    let laboratory = Laboratory::open(model()).await;
    let error = refused(&laboratory, "article", json!({"rating": 6}), Draft).await;
    let violation = &error.public().violations[0];
    assert_eq!((violation.path.as_slice(), &violation.value), (&["rating".to_owned()][..], &Some(json!(6))));
    for secret in [json!("short"), json!(12_345)] {
        let error = refused(&laboratory, "plain", json!({"secret": secret}), Published).await;
        assert_eq!(error.public().violations[0].value, None);
        assert!(!format!("{:?}", error.public().violations).contains("short"));
    }
    let error = refused(&laboratory, "article", json!({"at": "13"}), Draft).await;
    assert!(error.public().violations.is_empty() && error.public().details.is_empty());
}

#[tokio::test]
async fn required_is_said_differently_with_and_without_drafts() {
    let laboratory = Laboratory::open(model()).await;
    let title = |error: &Error| error.public().violations[0].message.clone();
    let absent = refused(&laboratory, "strict", json!({"rating": 1}), Published).await;
    assert_eq!(title(&absent), "title must be a `string` type, but the final value was: `null`.");
    let plain = refused(&laboratory, "strict-plain", json!({"rating": 1}), Published).await;
    assert_eq!(title(&plain), "title must be defined.");
    laboratory.create("strict-plain", json!({"title": "", "rating": 1}), Published).await;
    let two = refused(&laboratory, "strict", json!({}), Published).await;
    assert_eq!((text(&two), two.public().violations.len()), ("2 errors occurred", 2));
    laboratory.create("strict", json!({}), Draft).await;
}

#[tokio::test]
async fn every_broken_rule_of_both_stages_is_reported_at_once_where_there_are_no_drafts() {
    let laboratory = Laboratory::open(model()).await;
    laboratory.create("plain", json!({"code": "A"}), Published).await;
    let data = json!({"rating": 9, "title": "ab", "code": "A", "views": "x"});
    let error = refused(&laboratory, "plain", data, Published).await;
    assert_eq!(text(&error), "4 errors occurred");
}

#[tokio::test]
async fn an_update_without_drafts_is_held_to_what_it_sets() {
    let laboratory = Laboratory::open(model()).await;
    let plain = laboratory.create("strict-plain", json!({"title": "a", "rating": 1}), Published).await;
    laboratory.update("strict-plain", &plain, json!({"rating": 2}), Published).await;
    let error = laboratory.try_update("strict-plain", &plain, json!({"title": null}), Published).await;
    let error = error.expect_err("required");
    assert_eq!(text(&error), "title must be a `string` type, but the final value was: `null`.");
}

#[tokio::test]
async fn publishing_holds_the_whole_draft_to_the_rules() {
    let laboratory = Laboratory::open(model()).await;
    let strict = laboratory.create("strict", json!({"rating": 1}), Draft).await;
    let error = laboratory.try_update("strict", &strict, json!({}), Published).await.expect_err("no title yet");
    assert_eq!(text(&error), "title must be a `string` type, but the final value was: `null`.");
    laboratory.update("strict", &strict, json!({"title": "x"}), Published).await;
    let article = laboratory.create("article", json!({"secret": "long enough"}), Draft).await;
    laboratory.update("article", &article, json!({}), Published).await;
}

#[tokio::test]
async fn published_documents_do_not_share_a_unique_value() {
    let laboratory = Laboratory::open(model()).await;
    for content_type in ["article", "plain"] {
        for data in [json!({"code": "A"}), json!({"slug": "a"}), json!({"when": 5})] {
            let first = laboratory.create(content_type, data.clone(), Published).await;
            let error = refused(&laboratory, content_type, data.clone(), Published).await;
            assert_eq!(text(&error), "This attribute must be unique", "{content_type} {data}");
            laboratory.update(content_type, &first, data, Published).await;
        }
    }
}

#[tokio::test]
async fn drafts_null_and_the_empty_text_are_exempt_from_uniqueness() {
    let laboratory = Laboratory::open(model()).await;
    laboratory.create("article", json!({"code": "A"}), Draft).await;
    laboratory.create("article", json!({"code": "A"}), Published).await;
    laboratory.create("article", json!({"code": "A"}), Draft).await;
    for none in [json!(""), Json::Null] {
        for _ in 0..2 {
            laboratory.create("article", json!({"slug": none}), Published).await;
        }
    }
}

#[tokio::test]
async fn rest_is_lenient_and_graphql_is_not() {
    let laboratory = Laboratory::open(model()).await;
    let graphql = async |data: Json| {
        let data = object(data);
        let content = Content { data: &data, syntax: Syntax::GraphQl, status: Draft };
        laboratory.write("article", Operation::Create(content)).await
    };
    for lenient in [
        json!({"featured": "t"}),
        json!({"featured": 0}),
        json!({"when": 1_709_211_909_123_i64}),
        json!({"when": "2024-02-29"}),
        json!({"when": "2024-02-29T13:05:09"}),
        json!({"difficulty": "very hard"}),
    ] {
        laboratory.create("article", lenient.clone(), Draft).await;
        assert!(graphql(lenient.clone()).await.is_err(), "{lenient}");
    }
    for strict in [
        json!({"featured": true}),
        json!({"when": "2024-02-29T13:05:09+01:00"}),
        json!({"difficulty": "very_hard"}),
        json!({"views": "9007199254740993"}),
        json!({"views": 5}),
        json!({"at": "10:00:00.5"}),
        json!({"rating": 2.0}),
    ] {
        assert!(graphql(strict.clone()).await.is_ok(), "{strict}");
    }
    for (data, message) in [
        (json!({"on": "2024-13-01"}), "Date cannot represent an invalid date-string 2024-13-01."),
        (json!({"when": "2024-02-29"}), "DateTime cannot represent an invalid date-time-string 2024-02-29."),
        (json!({"at": "10"}), "Invalid time format, expected HH:mm:ss.SSS"),
    ] {
        assert_eq!(text(&graphql(data).await.expect_err("refused")), message);
    }
    let stored = "SELECT difficulty FROM articles WHERE difficulty IS NOT NULL";
    assert_eq!(laboratory.json(stored).await, json!([["very hard"], ["very hard"]]));
}

#[tokio::test]
async fn a_text_that_is_json_is_stored_parsed() {
    let laboratory = Laboratory::open(model()).await;
    for meta in [json!("{\"a\": 1}"), json!("plain"), json!(null), json!("null"), json!(true), json!("true")] {
        laboratory.create("article", json!({"meta": meta}), Draft).await;
    }
    let stored = json!([["{\"a\":1}"], ["\"plain\""], [null], [null], ["true"], ["true"]]);
    assert_eq!(laboratory.json("SELECT meta FROM articles ORDER BY id").await, stored);
}

#[tokio::test]
async fn an_unknown_name_is_an_invalid_key() {
    let laboratory = Laboratory::open(model()).await;
    for key in ["bogus", "id", "documentId", "createdAt", "updatedAt", "createdBy", ""] {
        let error = refused(&laboratory, "article", json!({key: 1}), Draft).await;
        assert_eq!(text(&error), format!("Invalid key {key}"));
        let details = json!({"key": key, "path": null, "source": "body"});
        assert_eq!(Json::Object(error.public().details.clone()), details);
    }
    laboratory.create("article", json!({"publishedAt": "x", "locale": 5}), Draft).await;
    assert_eq!(laboratory.json("SELECT published_at, locale FROM articles").await, json!([[null, null]]));
}
