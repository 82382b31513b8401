//! What only lists have: an order and pages.

use serde_json::{Map, Value as Json};

use crate::catalog::TypeView;
use crate::error::{Code, Error, Result};
use crate::query::filter::truth;
use crate::query::name::Place;
use crate::query::order::{self, OrderKey};
use crate::query::page::{Page, PageArguments, PageLimits};

/// Reads `sort` in each of its forms: a text with commas, a list of such texts, and objects of directions.
pub fn order(view: &TypeView<'_>, sort: &Json) -> Result<Vec<OrderKey>> {
    let mut keys = Vec::new();
    add_keys(view, sort, &mut keys)?;
    order::check_number(keys)
}

fn add_keys(view: &TypeView<'_>, sort: &Json, keys: &mut Vec<OrderKey>) -> Result<()> {
    match sort {
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
        Json::String(text) => keys.extend(order::parse(view, std::slice::from_ref(text))?),
        Json::Array(items) => items.iter().try_for_each(|item| add_keys(view, item, keys))?,
        Json::Object(object) => add_directions(view, object, &mut Vec::new(), keys)?,
    }
    Ok(())
}

fn add_directions<'j>(
    view: &TypeView<'_>,
    object: &'j Map<String, Json>,
    path: &mut Vec<&'j str>,
    keys: &mut Vec<OrderKey>,
) -> Result<()> {
    for (name, direction) in object {
        path.push(name);
        match direction {
            Json::Object(deeper) => add_directions(view, deeper, path, keys)?,
            Json::String(direction) => keys.push(order::key_of(view, path, direction)?),
            _ => keys.push(order::key_of(view, path, "")?),
        }
        path.pop();
    }
    Ok(())
}

/// The page of a list, and how its answer tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// The page.
    pub page: Page,
    /// The number of the page as it was asked for; absent where the page is given by its offset.
    pub number: Option<u64>,
    /// Whether the number of all entries is told.
    pub count: bool,
}

impl Pagination {
    /// Reads `pagination`; `count` where it does not say whether to count.
    pub fn read(pagination: &Map<String, Json>, limits: PageLimits, count: bool) -> Result<Self> {
        const KEYS: [&str; 5] = ["page", "pageSize", "start", "limit", "withCount"];
        if let Some(other) = pagination.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(Place { source: "query", param: Some("pagination") }.invalid_key::<&str>(other, &[]));
        }
        let number = |name: &str, checked_by: &str| match pagination.get(name) {
            None => Ok(None),
            Some(value) => value.as_str().and_then(whole).map(Some).ok_or_else(|| not_a_number(checked_by)),
        };
        let arguments = PageArguments {
            page: number("page", "convertStartQueryParams")?,
            page_size: number("pageSize", "convertStartQueryParams")?,
            start: number("start", "convertStartQueryParams")?,
            // What GraphQL takes for everything is nothing special here.
            limit: number("limit", "convertLimitQueryParams")?.map(|limit| limit.max(0)),
        };
        let by_offset = arguments.start.is_some() || arguments.limit.is_some();
        let page = arguments.resolve(limits)?;
        let asked = u64::try_from(arguments.page.unwrap_or(1)).unwrap_or(1).max(1);
        let count = match pagination.get("withCount") {
            None => count,
            Some(asked) => asked.as_str().and_then(truth).ok_or_else(invalid_count)?,
        };
        Ok(Self { page, number: (!by_offset).then_some(asked), count })
    }
}

fn whole(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

fn not_a_number(checked_by: &str) -> Error {
    Error::new(Code::BadUserInput, format!("{checked_by} expected a positive integer got NaN"))
}

fn invalid_count() -> Error {
    let message = r#"Invalid withCount parameter. Expected "t","1","true","false","0","f""#;
    Error::new(Code::BadUserInput, message)
}
