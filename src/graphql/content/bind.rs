//! Arguments with the values of variables in place, resolved through the view into what the query layer takes.

use async_graphql::parser::types::Type;
use serde_json::{Map, Value as Json};

use super::arguments::{Arguments, literal};
use super::input_types::{CoercionError, InputTypes};
use super::root_fields::RootField;
use crate::access::{Action, Status};
use crate::catalog::{LocaleChoice, NameError, TypeView, View};
use crate::error::Error;
use crate::query::filter::{self, Filter, Publication};
use crate::query::name::Place;
use crate::query::order::{self, OrderKey};
use crate::query::page::{Page, PageArguments, PageLimits};
use crate::query::publication;
use crate::query::syntax::Syntax;

/// The members of `PublicationFilter`.
pub fn publication_filters() -> impl Iterator<Item = (String, Publication)> {
    publication::STATES.into_iter().map(|(name, state)| (name.to_uppercase().replace('-', "_"), state))
}

/// Why arguments could not be bound.
#[derive(Debug)]
pub enum BindError {
    /// A value does not fit its type: the request as a whole is refused.
    Coercion(CoercionError),
    /// An error of the field.
    Field(Error),
}

impl From<Error> for BindError {
    fn from(error: Error) -> Self {
        Self::Field(error)
    }
}

impl From<CoercionError> for BindError {
    fn from(error: CoercionError) -> Self {
        Self::Coercion(error)
    }
}

/// Binds the arguments of one operation.
pub struct Binder<'a> {
    /// What the caller may see.
    pub view: &'a View,
    /// What inputs accept.
    pub inputs: &'a InputTypes,
    /// The bounds of every page.
    pub pages: PageLimits,
}

/// The arguments that every list takes.
pub struct ListArguments {
    /// `filters`
    pub filter: Filter,
    /// `sort`
    pub order: Vec<OrderKey>,
    /// `pagination`
    pub page: Page,
}

impl<'a> Binder<'a> {
    /// A type for an action, as an error of the field where it is refused.
    pub fn view(
        &self,
        singular: &str,
        action: Action,
        status: Status,
        locale: &LocaleChoice,
    ) -> Result<TypeView<'a>, BindError> {
        self.view.content_type_in(singular, action, status, locale).map_err(|error| refused(&error, singular))
    }

    /// A type as the target of a relation.
    pub fn related(&self, singular: &str, status: Status, locale: &LocaleChoice) -> Result<TypeView<'a>, BindError> {
        self.view.related(singular, status, locale).map_err(|error| refused(&error, singular))
    }

    /// The type of a mutation as what it does sees it.
    pub fn operated(
        &self,
        kind: RootField,
        singular: &str,
        status: Status,
        locale: &LocaleChoice,
    ) -> Result<TypeView<'a>, BindError> {
        match kind {
            RootField::Draft(action) => {
                self.view.draft_action(singular, action, locale).map_err(|error| refused(&error, singular))
            }
            _ => self.view(singular, kind.action(), status, locale),
        }
    }

    /// A type as the answer to a write shows it.
    pub fn answer(&self, singular: &str, status: Status, locale: &LocaleChoice) -> Result<TypeView<'a>, BindError> {
        self.view.answer(singular, status, locale).map_err(|error| refused(&error, singular))
    }

    /// `filters`, `sort` and `pagination` of a list.
    pub fn list(
        &self,
        view: &TypeView<'_>,
        arguments: &Arguments,
        variables: &Map<String, Json>,
    ) -> Result<ListArguments, BindError> {
        let filters = self.argument(arguments, "filters", || view.content_type().graphql_filters(), variables)?;
        let sort = self.argument(arguments, "sort", || "[String]".to_owned(), variables)?;
        let pagination = self.argument(arguments, "pagination", || "PaginationArg".to_owned(), variables)?;
        Ok(ListArguments {
            filter: filter::parse(view, &filters, Syntax::GraphQl)?,
            order: order::parse(view, &texts(&sort))?,
            page: page_arguments(&pagination).resolve(self.pages)?,
        })
    }

    /// `hasPublishedVersion` and `publicationFilter` of a root field.
    pub fn publication(
        &self,
        view: &TypeView<'_>,
        arguments: &Arguments,
        variables: &Map<String, Json>,
    ) -> Result<Filter, BindError> {
        let has_published = self.argument(arguments, "hasPublishedVersion", || "Boolean".to_owned(), variables)?;
        let asked = self.argument(arguments, "publicationFilter", || "PublicationFilter".to_owned(), variables)?;
        let asked = asked.as_str().and_then(|asked| publication_filters().find(|(name, _)| asked == name));
        let asked = asked.map(|(_, publication)| publication);
        Ok(publication::filter(view, asked, has_published.as_bool())?)
    }

    /// `documentId` of a root field.
    pub fn document_id(&self, arguments: &Arguments, variables: &Map<String, Json>) -> Result<String, BindError> {
        let id = self.argument(arguments, "documentId", || "ID!".to_owned(), variables)?;
        Ok(id.as_str().unwrap_or_default().to_owned())
    }

    /// `data` of a mutation; empty where it takes none.
    pub fn data(
        &self,
        view: &TypeView<'_>,
        arguments: &Arguments,
        variables: &Map<String, Json>,
    ) -> Result<Map<String, Json>, BindError> {
        match self.argument(arguments, "data", || view.content_type().graphql_input() + "!", variables)? {
            Json::Object(data) => Ok(data),
            _ => Ok(Map::new()),
        }
    }

    /// The coerced value of an argument; null where it is absent.
    fn argument(
        &self,
        arguments: &Arguments,
        name: &str,
        type_name: impl FnOnce() -> String,
        variables: &Map<String, Json>,
    ) -> Result<Json, BindError> {
        let Some(value) = literal(arguments.get(name), variables) else { return Ok(Json::Null) };
        let ty = Type::new(&type_name()).ok_or_else(|| Error::internal("a type of the schema cannot be written"))?;
        Ok(self.inputs.coerce(&ty, value)?)
    }
}

fn refused(error: &NameError, singular: &str) -> BindError {
    BindError::Field(Place { source: "query", param: None }.error::<&str>(error, singular, &[]))
}

fn texts(sort: &Json) -> Vec<String> {
    let items = sort.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(Json::as_str).map(str::to_owned).collect()
}

fn page_arguments(pagination: &Json) -> PageArguments {
    let number = |name: &str| pagination.get(name).and_then(Json::as_i64);
    PageArguments {
        page: number("page"),
        page_size: number("pageSize"),
        start: number("start"),
        limit: number("limit"),
    }
}
