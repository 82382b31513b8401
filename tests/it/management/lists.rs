//! What every list can be asked for: pages, order, search.

use serde_json::{Value, json};

use super::kit::Server;

/// The lists of the schema, each with a text that one of its entries contains and a key to sort by.
const LISTS: [(&str, &str); 4] =
    [("apiTokens", "name"), ("adminUsers", "email"), ("roles", "name"), ("auditEvents", "action")];

fn query(list: &str) -> String {
    format!(
        "query($search: String, $sort: [String!], $pagination: PaginationInput) {{
            list: {list}(search: $search, sort: $sort, pagination: $pagination) {{
                nodes {{ id }} pageInfo {{ page pageSize pageCount total }}
            }}
        }}"
    )
}

/// A server with three tokens, three people, three roles and three events.
async fn filled() -> (Server, keyway::graphql::management::Caller) {
    let server = Server::start().await;
    let root = server.super_admin().await;
    server.person("alpha@example.com", &["author"]).await;
    server.person("beta@example.com", &["author"]).await;
    for name in ["Alpha", "beta", "Gamma"] {
        let create =
            "mutation($name: String!) { createApiToken(input: {name: $name, type: READ_ONLY}) { token { id } } }";
        server.ask(&root, create, json!({"name": name})).await.data();
    }
    (server, root)
}

#[tokio::test]
async fn every_list_is_cut_into_pages_that_do_not_overlap() {
    let (server, root) = filled().await;
    for (list, key) in LISTS {
        let mut seen = Vec::new();
        for page in 1..=3 {
            let variables = json!({"pagination": {"page": page, "pageSize": 1}, "sort": [key]});
            let answer = server.ask(&root, &query(list), variables).await;
            let found = &answer.data()["list"];
            assert_eq!(found["pageInfo"], json!({"page": page, "pageSize": 1, "pageCount": 3, "total": 3}), "{list}");
            seen.push(found["nodes"][0]["id"].clone());
        }
        seen.dedup();
        assert_eq!(seen.len(), 3, "{list}");
        let beyond = server.ask(&root, &query(list), json!({"pagination": {"page": 9}})).await;
        assert_eq!(beyond.data()["list"]["nodes"], json!([]), "{list}");
    }
}

#[tokio::test]
async fn every_list_sorts_both_ways_and_refuses_unknown_keys() {
    let (server, root) = filled().await;
    for (list, key) in LISTS {
        let sorted = async |sort: Value| server.ask(&root, &query(list), json!({"sort": sort})).await;
        let mut upwards = sorted(json!([format!("{key}:asc")])).await.data()["list"]["nodes"].clone();
        let downwards = sorted(json!([format!("{key}:desc")])).await.data()["list"]["nodes"].clone();
        if list != "auditEvents" {
            upwards.as_array_mut().unwrap().reverse();
            assert_eq!(upwards, downwards, "{list}");
        }
        for wrong in [json!(["secret"]), json!([format!("{key}:up")]), json!([key, key, key, key, key, key])] {
            assert_eq!(sorted(wrong).await.violations(), ["sort"], "{list}");
        }
    }
}

#[tokio::test]
async fn every_list_refuses_page_numbers_out_of_bounds() {
    let (server, root) = filled().await;
    for (list, _) in LISTS {
        for (pagination, place) in [
            (json!({"page": 0}), "pagination.page"),
            (json!({"page": -1}), "pagination.page"),
            (json!({"pageSize": 0}), "pagination.pageSize"),
            (json!({"pageSize": 101}), "pagination.pageSize"),
        ] {
            let answer = server.ask(&root, &query(list), json!({"pagination": pagination})).await;
            assert_eq!((answer.code(), answer.violations()), ("BAD_USER_INPUT", vec![place.to_owned()]), "{list}");
        }
    }
}

#[tokio::test]
async fn lists_are_searched_in_whatever_case() {
    let (server, root) = filled().await;
    for (list, text) in [("apiTokens", "BETA"), ("adminUsers", "BETA"), ("roles", "SUPER"), ("auditEvents", "BETA")] {
        let answer = server.ask(&root, &query(list), json!({"search": text})).await;
        assert_eq!(answer.data()["list"]["pageInfo"]["total"], 1, "{list}");
        let blank = server.ask(&root, &query(list), json!({"search": " "})).await;
        assert_eq!(blank.data()["list"]["pageInfo"]["total"], 3, "{list}");
    }
}

#[tokio::test]
async fn tokens_are_filtered_by_type_and_status() {
    let (server, root) = filled().await;
    for (arguments, total) in
        [("type: READ_ONLY", 3), ("type: CUSTOM", 0), ("status: ACTIVE", 3), ("status: EXPIRED", 0)]
    {
        let query = format!("{{ apiTokens({arguments}) {{ pageInfo {{ total }} }} }}");
        let answer = server.ask(&root, &query, json!({})).await;
        assert_eq!(answer.data()["apiTokens"]["pageInfo"]["total"], total, "{arguments}");
    }
}
