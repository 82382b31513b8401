//! What every list shares: the arguments for its page and the page itself.

use async_graphql::{InputObject, OutputType, SimpleObject};

use super::administrators::AdminUser;
use super::audit::AuditEvent;
use super::roles::Role;
use super::tokens::ApiToken;
use crate::service::listing::Listing;
use crate::store::page;

/// Which page of a list is wanted.
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub struct PaginationInput {
    /// The page, counted from 1.
    #[graphql(default = 1)]
    page: i32,
    /// Entries on a page, at most 100.
    #[graphql(default = 25)]
    page_size: i32,
}

/// Which page of a list this is, and how many there are.
#[derive(Clone, Debug, SimpleObject)]
pub struct PageInfo {
    /// The page, counted from 1.
    page: u32,
    /// Entries on a full page.
    page_size: u32,
    /// How many pages there are.
    page_count: u64,
    /// Entries on all pages together.
    total: u64,
}

/// One page of a list.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(concrete(name = "ApiTokenPage", params(ApiToken)))]
#[graphql(concrete(name = "AdminUserPage", params(AdminUser)))]
#[graphql(concrete(name = "RolePage", params(Role)))]
#[graphql(concrete(name = "AuditEventPage", params(AuditEvent)))]
pub struct Page<T: OutputType> {
    /// The entries of this page; none past the last page.
    nodes: Vec<T>,
    /// Where in the list this page is.
    page_info: PageInfo,
}

impl<T: OutputType> Page<T> {
    /// Shows a page of the service with every entry turned into its GraphQL type.
    pub fn of<S>(page: page::Page<S>, show: impl FnMut(S) -> T) -> Self {
        let page_info = PageInfo {
            page: page.request.page,
            page_size: page.request.page_size,
            page_count: page.page_count(),
            total: page.total,
        };
        Self { nodes: page.items.into_iter().map(show).collect(), page_info }
    }
}

/// The arguments of a list as the service takes them.
pub fn listing(search: Option<String>, sort: Option<Vec<String>>, pagination: Option<PaginationInput>) -> Listing {
    Listing {
        search,
        sort: sort.unwrap_or_default(),
        page: pagination.as_ref().map(|input| input.page.into()),
        page_size: pagination.as_ref().map(|input| input.page_size.into()),
    }
}
