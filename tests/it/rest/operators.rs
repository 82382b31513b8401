//! Every operator on every type of attribute, and through relations and components.

use serde_json::json;

use super::{create, joined};
use crate::content::world;
use crate::testkit::{Client, TestServer};

/// Three items: two that differ in every attribute, the first in front of the second, and one with nothing but a title.
async fn shop() -> (TestServer, Client) {
    let (server, editor) = world::empty().await;
    for (name, country) in [("Alpha-1", "x"), ("beta_2", "y")] {
        create(&editor, "/api/makers", json!({"name": name, "country": country})).await;
        create(&editor, "/api/tags", json!({"label": name})).await;
    }
    for data in [
        json!({"title": "Axe", "summary": "Alpha-1", "story": "Alpha-1", "slug": "Alpha-1", "contact": "alpha@x.io",
            "level": "easy", "stock": 1, "serial": "10", "weight": 1.5, "price": 2.5, "fresh": false,
            "day": "2025-01-31", "hour": "08:30:00", "moment": "2025-01-31T10:00:00Z", "stamp": "2025-01-31T10:00:00Z",
            "maker": 1, "tags": [1], "seo": {"metaTitle": "Alpha-1"}, "links": [{"url": "Alpha-1"}]}),
        json!({"title": "axle", "summary": "beta_2", "story": "beta_2", "slug": "beta_2", "contact": "beta@x.io",
            "level": "very hard", "stock": 2, "serial": "9007199254740993", "weight": 2, "price": 10, "fresh": true,
            "day": "2025-02-01", "hour": "09:00:00.5", "moment": "2025-02-01T00:00:00Z", "stamp": "2025-02-01T00:00:00Z",
            "maker": 2, "tags": [3], "seo": {"metaTitle": "beta_2"}, "links": [{"url": "beta_2"}]}),
        json!({"title": "Box"}),
    ] {
        create(&editor, "/api/items", data).await;
    }
    (server, editor)
}

async fn assert_found(editor: &Client, filters: &str, expected: &str) {
    let answer = editor.get(&format!("/api/items?fields=title&{filters}")).await;
    assert_eq!(joined(&answer, "title"), expected, "{filters}");
}

/// What is compared: the key, a value of the first item, and one of the second.
const SCALARS: [(&str, &str, &str); 14] = [
    ("[summary]", "Alpha-1", "beta_2"),
    ("[story]", "Alpha-1", "beta_2"),
    ("[slug]", "Alpha-1", "beta_2"),
    ("[contact]", "alpha@x.io", "beta@x.io"),
    ("[level]", "easy", "very+hard"),
    ("[stock]", "1", "2"),
    ("[serial]", "10", "9007199254740993"),
    ("[weight]", "1.5", "2"),
    ("[price]", "2.5", "10"),
    ("[fresh]", "false", "true"),
    ("[day]", "2025-01-31", "2025-02-01"),
    ("[hour]", "08:30:00", "09:00:00.500"),
    ("[moment]", "2025-01-31T10:00:00.000Z", "2025-02-01T00:00:00.000Z"),
    ("[stamp]", "2025-01-31T10:00:00.000Z", "2025-02-01T00:00:00.000Z"),
];
const THROUGH: [(&str, &str, &str); 6] = [
    ("[maker][name]", "Alpha-1", "beta_2"),
    ("[maker][id]", "1", "2"),
    ("[tags][label]", "Alpha-1", "beta_2"),
    ("[tags][items][maker][country]", "x", "y"),
    ("[seo][metaTitle]", "Alpha-1", "beta_2"),
    ("[links][url]", "Alpha-1", "beta_2"),
];

/// Each comparison, with what it finds of the two items that have a value. `L` and `H` stand for the values.
const COMPARISONS: [(&str, &str); 17] = [
    ("K=L", "Axe"),
    ("K[0]=L&K[1]=H", "Axe axle"),
    ("K[$eq]=L", "Axe"),
    ("K[$eqi]=L", "Axe"),
    ("K[$ne]=L", "axle"),
    ("K[$nei]=L", "axle"),
    ("K[$in][0]=L", "Axe"),
    ("K[$in][0]=L&K[$in][1]=H", "Axe axle"),
    ("K[$notIn][0]=L", "axle"),
    ("K[$notIn][0]=L&K[$notIn][1]=H", ""),
    ("K[$lt]=H", "Axe"),
    ("K[$lte]=H", "Axe axle"),
    ("K[$gt]=L", "axle"),
    ("K[$gte]=L", "Axe axle"),
    ("K[$gt]=L&K[$lt]=H", ""),
    ("K[$between][0]=L&K[$between][1]=H", "Axe axle"),
    ("K[$between][0]=H&K[$between][1]=H", "axle"),
];

fn filled_in(template: &str, key: &str, low: &str, high: &str) -> String {
    let filters = template.split('&').map(|part| {
        let (place, value) = part.split_once('=').unwrap();
        let value = match value {
            "L" => low,
            "H" => high,
            other => other,
        };
        format!("{}={value}", place.replacen('K', &format!("filters{key}"), 1))
    });
    filters.collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn every_comparison_takes_every_type_of_attribute() {
    let (_server, editor) = shop().await;
    for (key, low, high) in SCALARS.into_iter().chain(THROUGH) {
        for (template, expected) in COMPARISONS {
            assert_found(&editor, &filled_in(template, key, low, high), expected).await;
        }
    }
}

#[tokio::test]
async fn a_value_that_is_not_there_matches_only_the_question_for_it() {
    let (_server, editor) = shop().await;
    for (key, low, high) in SCALARS {
        for (template, expected) in [
            ("K[$null]=true", "Box"),
            ("K[$null]=false", "Axe axle"),
            ("K[$notNull]=true", "Axe axle"),
            ("K[$notNull]=false", "Box"),
            ("K[$not][$eq]=L", "axle"),
            ("K[$not][$null]=true", "Axe axle"),
        ] {
            assert_found(&editor, &filled_in(template, key, low, high), expected).await;
        }
        assert_found(&editor, &format!("filters[$not]{key}={low}"), "axle").await;
    }
    for (key, low, _) in THROUGH {
        let relation = key.split_inclusive(']').next().unwrap();
        assert_found(&editor, &format!("filters{relation}[$null]=true"), "Box").await;
        assert_found(&editor, &format!("filters{relation}[$notNull]=true"), "Axe axle").await;
        assert_found(&editor, &format!("filters[$not]{key}={low}"), "axle Box").await;
        assert_found(&editor, &format!("filters{key}[$null]=true"), "").await;
    }
}

#[tokio::test]
async fn a_relation_is_compared_by_its_numeric_id() {
    let (_server, editor) = shop().await;
    for (template, expected) in COMPARISONS {
        assert_found(&editor, &filled_in(template, "[maker]", "1", "2"), expected).await;
    }
    let makers = editor.get("/api/makers").await;
    let ids = makers.entries().as_array().unwrap().iter().map(|maker| maker["documentId"].as_str().unwrap());
    for (id, expected) in ids.zip(["Axe", "axle"]) {
        assert_found(&editor, &format!("filters[maker][documentId][$eq]={id}"), expected).await;
        assert_found(&editor, &format!("filters[maker][documentId]={id}"), expected).await;
    }
}

#[tokio::test]
async fn every_text_operator_takes_every_text_and_looks_at_other_values_as_texts() {
    let (_server, editor) = shop().await;
    let keys = ["[summary]", "[story]", "[slug]", "[maker][name]", "[tags][label]", "[seo][metaTitle]", "[links][url]"];
    for key in keys {
        for (operator, text, expected) in [
            ("$contains", "lpha", "Axe"),
            ("$contains", "a", "Axe axle"),
            ("$contains", "%25", ""),
            ("$contains", "_", "axle"),
            ("$containsi", "LPHA", "Axe"),
            ("$notContains", "lpha", "axle"),
            ("$notContainsi", "LPHA", "axle"),
            ("$startsWith", "Alp", "Axe"),
            ("$startsWith", "lpha", ""),
            ("$startsWithi", "aLP", "Axe"),
            ("$endsWith", "_2", "axle"),
            ("$endsWithi", "TA_2", "axle"),
        ] {
            assert_found(&editor, &format!("filters{key}[{operator}]={text}"), expected).await;
        }
    }
    for (filter, expected) in [
        ("[level][$contains]=hard", "axle"),
        ("[level][$startsWithi]=EA", "Axe"),
        ("[level][$eqi]=EASY", "Axe"),
        ("[stock][$contains]=2", "axle"),
        ("[serial][$endsWith]=993", "axle"),
        ("[day][$startsWith]=2025-01", "Axe"),
        ("[contact][$endsWith]=@x.io", "Axe axle"),
    ] {
        assert_found(&editor, &format!("filters{filter}"), expected).await;
    }
}

#[tokio::test]
async fn logical_operators_stand_at_every_level() {
    let (_server, editor) = shop().await;
    for (filters, expected) in [
        ("filters[$and][0][stock]=1&filters[$and][1][fresh]=false", "Axe"),
        ("filters[$or][0][stock]=1&filters[$or][1][maker][name]=beta_2", "Axe axle"),
        ("filters[$not][$or][0][stock]=1&filters[$not][$or][1][stock]=2", ""),
        ("filters[$or][0][$and][0][stock]=1&filters[$or][0][$and][1][stock]=2&filters[$or][1][title]=Box", "Box"),
        ("filters[maker][$and][0][name]=Alpha-1&filters[maker][$and][1][country]=x", "Axe"),
        ("filters[maker][$not][name]=Alpha-1", "axle"),
        ("filters[seo][$or][0][metaTitle]=Alpha-1&filters[seo][$or][1][metaTitle]=beta_2", "Axe axle"),
        ("filters[stock][$or][0]=1&filters[stock][$or][1][$gt]=1", "Axe axle"),
        ("filters[stock][$and][0][$gt]=1&filters[stock][$and][1][$lt]=3", "axle"),
        ("filters[0][stock]=1&filters[1][fresh]=false", "Axe"),
        ("filters[stock]=1&filters[fresh]=true", ""),
    ] {
        assert_found(&editor, filters, expected).await;
    }
    let of_a_draft = editor.get("/api/items?filters[seo]=1").await;
    assert_eq!(of_a_draft.entries(), &json!([]), "a component is compared by its id");
}
