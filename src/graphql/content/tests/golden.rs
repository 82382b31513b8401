//! Golden plans: each file under `tests/golden/plans` holds permissions, a request and the statements that answer it.
//! Run with `KEYWAY_BLESS=1` to write down what the planner makes of them now, and read the difference.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value as Json};

use super::super::generation::Generation;
use super::{Planned, catalog, permissions, plan, statements};

struct Case {
    permissions: String,
    request: String,
    variables: Map<String, Json>,
    expected: String,
}

#[tokio::test]
async fn every_golden_request_is_planned_as_written_down() {
    let generation = Generation::new(catalog(), false);
    let mut wrong = Vec::new();
    for path in cases() {
        let text = std::fs::read_to_string(&path).unwrap();
        let case = parse(&text);
        let planned = plan(&generation, &permissions(&case.permissions), &case.request, case.variables.clone()).await;
        let actual = print(planned.as_deref());
        if actual == case.expected {
            continue;
        }
        if std::env::var_os("KEYWAY_BLESS").is_some() {
            let head = text.split("--- plan\n").next().unwrap();
            std::fs::write(&path, format!("{head}--- plan\n{actual}")).unwrap();
        } else {
            wrong.push(format!("{}\n{actual}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/plans");
    let mut cases = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    assert!(!cases.is_empty());
    cases.sort();
    cases
}

fn parse(text: &str) -> Case {
    let section = |name: &str| {
        let after = text.split_once(&format!("--- {name}\n")).map(|(_, after)| after).unwrap_or_default();
        match after.find("\n--- ") {
            Some(end) => after[..=end].to_owned(),
            None => after.to_owned(),
        }
    };
    let variables = section("variables");
    Case {
        permissions: section("permissions"),
        request: section("request"),
        variables: if variables.is_empty() { Map::new() } else { serde_json::from_str(&variables).unwrap() },
        expected: section("plan"),
    }
}

fn print(planned: Result<&[Planned], &String>) -> String {
    let mut text = String::new();
    let planned = match planned {
        Ok(planned) => planned,
        Err(message) => return format!("refused: {message}\n"),
    };
    for root in planned {
        match root {
            Planned::Other => text.push_str("no statement\n"),
            Planned::Refused(error) => {
                let missing = error.public().details.get("missing").and_then(Json::as_str).unwrap_or_default();
                let _ = writeln!(text, "refused: {} {missing}", error.public().message);
            }
            Planned::Plan(plan) => {
                let _ = writeln!(text, "cost {}", plan.cost);
                for statement in statements(plan) {
                    let _ = writeln!(text, "{}", statement.text);
                    if !statement.parameters.is_empty() {
                        let _ = writeln!(text, "  {:?}", statement.parameters);
                    }
                }
            }
        }
    }
    text
}
