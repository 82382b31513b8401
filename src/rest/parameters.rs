//! The parameters of a query string, taken apart. Their names are not looked up yet.

use serde_json::{Map, Value as Json};

use super::populate::Populate;
use super::query_string;
use crate::access::Status;
use crate::catalog::LocaleChoice;
use crate::error::{Code, Error, Result};
use crate::query::filter::{Publication, truth};
use crate::query::name::Place;
use crate::query::publication::STATES;

/// The parameters of requests that read.
pub const OF_READS: [&str; 10] = [
    "filters",
    "sort",
    "pagination",
    "fields",
    "populate",
    "status",
    "locale",
    "publicationFilter",
    "hasPublishedVersion",
    "_q",
];
/// The parameters of requests that write; they are about the answer and the row that is written.
pub const OF_WRITES: [&str; 4] = ["fields", "populate", "status", "locale"];
/// The longest code of a locale that is looked for.
const LONGEST_LOCALE: usize = 100;

/// The parameters of requests that act on drafts; they are about the answer.
pub const OF_DRAFT_ACTIONS: [&str; 3] = ["fields", "populate", "locale"];

/// What a query string asks for.
#[derive(Debug, Default, PartialEq)]
pub struct Parameters {
    /// `filters`; null where it is absent.
    pub filters: Json,
    /// `sort`; null where it is absent.
    pub sort: Json,
    /// `pagination`.
    pub pagination: Map<String, Json>,
    /// `fields`
    pub fields: Fields,
    /// `populate`
    pub populate: Populate,
    /// `status`
    pub status: Status,
    /// `locale`
    pub locale: LocaleChoice,
    /// `publicationFilter`
    pub publication: Option<Publication>,
    /// `hasPublishedVersion`
    pub has_published: Option<bool>,
    /// `_q`
    pub search: Option<String>,
}

/// The scalars that an answer shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Fields {
    /// All that the caller may read.
    #[default]
    All,
    /// These, and the ids.
    Only(Vec<String>),
}

impl Parameters {
    /// Reads a query string. What is not among `accepted` is refused if `strict` and ignored if not.
    pub fn read(query: &str, accepted: &[&str], strict: bool) -> Result<Self> {
        let mut tree = query_string::parse(query)?;
        refuse_root_pages(&tree)?;
        if let Some(other) = tree.keys().find(|key| strict && !accepted.contains(&key.as_str())) {
            let error = Place { source: "query", param: None }.invalid_key::<&str>(other, &[]);
            return Err(error.with_detail("param", other.as_str()));
        }
        let mut take = |name: &str| tree.remove(name).filter(|_| accepted.contains(&name));
        Ok(Self {
            filters: filters(take("filters"))?,
            sort: take("sort").unwrap_or_default(),
            pagination: pagination(take("pagination"))?,
            fields: Fields::read(take("fields").as_ref())?,
            populate: Populate::read(take("populate").as_ref())?,
            status: status(take("status").as_ref())?,
            locale: locale(take("locale").as_ref())?,
            publication: publication(take("publicationFilter").as_ref())?,
            has_published: has_published(take("hasPublishedVersion").as_ref())?,
            search: search(take("_q"))?,
        })
    }
}

impl Fields {
    /// Reads `fields`: names in a text with commas or in a list, or `*`.
    pub fn read(fields: Option<&Json>) -> Result<Self> {
        let expected =
            || Error::new(Code::BadUserInput, "Invalid fields parameter. Expected a string or an array of strings");
        let texts = match fields {
            None => return Ok(Self::All),
            Some(Json::String(empty)) if empty.is_empty() => return Ok(Self::All),
            Some(Json::String(text)) => vec![text.as_str()],
            Some(Json::Null) => Vec::new(),
            Some(Json::Array(items)) => {
                let items = items.iter().filter(|item| !item.is_null());
                items.map(|item| item.as_str().ok_or_else(expected)).collect::<Result<_>>()?
            }
            Some(_) => return Err(expected()),
        };
        let names = texts.iter().flat_map(|text| text.split(',')).map(str::trim).filter(|name| !name.is_empty());
        let names = names.map(str::to_owned).collect::<Vec<_>>();
        Ok(if names.iter().any(|name| name == "*") { Self::All } else { Self::Only(names) })
    }
}

/// Strapi's own refusal of `page` and `pageSize` outside of `pagination`, which old clients run into.
fn refuse_root_pages(tree: &Map<String, Json>) -> Result<()> {
    if tree.contains_key("page") || tree.contains_key("pageSize") {
        let message =
            "Invalid pagination attributes. The page parameters are incorrect and must be in the pagination object";
        return Err(Error::new(Code::Pagination, message));
    }
    Ok(())
}

fn filters(filters: Option<Json>) -> Result<Json> {
    match filters {
        None => Ok(Json::Null),
        Some(filters @ (Json::Object(_) | Json::Array(_))) => Ok(filters),
        Some(_) => Err(Error::new(Code::BadUserInput, "The filters parameter must be an object or an array")),
    }
}

fn pagination(pagination: Option<Json>) -> Result<Map<String, Json>> {
    match pagination {
        None => Ok(Map::new()),
        Some(Json::Object(object)) => Ok(object),
        Some(_) => Err(Error::new(Code::Pagination, "The pagination parameter must be an object")),
    }
}

fn status(status: Option<&Json>) -> Result<Status> {
    match status {
        None => Ok(Status::Published),
        Some(status) => match status.as_str() {
            Some("published") => Ok(Status::Published),
            Some("draft") => Ok(Status::Draft),
            _ => Err(invalid("status", "draft, published")),
        },
    }
}

fn locale(locale: Option<&Json>) -> Result<LocaleChoice> {
    match locale {
        None | Some(Json::Null) => Ok(LocaleChoice::Default),
        Some(Json::String(code)) if code.len() <= LONGEST_LOCALE && !code.contains('\0') => {
            Ok(LocaleChoice::read(code))
        }
        Some(_) => Err(invalid("locale", "the code of one locale, *")),
    }
}

fn publication(asked: Option<&Json>) -> Result<Option<Publication>> {
    let Some(asked) = asked else { return Ok(None) };
    let state = STATES.into_iter().find(|(name, _)| asked == name);
    let names = || STATES.map(|(name, _)| name).join(", ");
    state.map(|(_, state)| Some(state)).ok_or_else(|| invalid("publicationFilter", &names()))
}

fn has_published(asked: Option<&Json>) -> Result<Option<bool>> {
    let Some(asked) = asked else { return Ok(None) };
    asked.as_str().and_then(truth).map(Some).ok_or_else(|| invalid("hasPublishedVersion", "true, false"))
}

fn search(text: Option<Json>) -> Result<Option<String>> {
    match text {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) => Ok(Some(text).filter(|text| !text.is_empty())),
        Some(_) => Err(invalid("_q", "one text")),
    }
}

fn invalid(param: &str, expected: &str) -> Error {
    let message = format!("Invalid value for '{param}'. Expected one of: {expected}.");
    Error::new(Code::BadUserInput, message).with_detail("source", "query").with_detail("param", param)
}
