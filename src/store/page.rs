//! Pages of system rows: counting, cutting, and the search predicate that every list shares.

use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

use crate::error::Result;

/// Which page of a list is wanted. Both numbers are at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// Counted from one.
    pub page: u32,
    /// Entries on a page.
    pub page_size: u32,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    /// The entries of the page; none past the end.
    pub items: Vec<T>,
    /// Which page this is.
    pub request: PageRequest,
    /// Entries on all pages together.
    pub total: u64,
}

impl<T> Page<T> {
    /// The same page with every entry changed by `change`.
    pub fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(change).collect(), request: self.request, total: self.total }
    }

    /// The same page with every entry changed by `change`, or its first error.
    pub fn try_map<U>(self, change: impl FnMut(T) -> Result<U>) -> Result<Page<U>> {
        let items = self.items.into_iter().map(change).collect::<Result<_>>()?;
        Ok(Page { items, request: self.request, total: self.total })
    }

    /// How many pages there are.
    pub fn page_count(&self) -> u64 {
        self.total.div_ceil(u64::from(self.request.page_size))
    }
}

/// Runs `select` for one page, and counts what it selects.
pub async fn fetch<E, C>(db: &C, select: Select<E>, request: PageRequest) -> Result<Page<E::Model>>
where
    E: EntityTrait<Model: Sync>,
    C: ConnectionTrait,
{
    let total = select.clone().count(db).await?;
    let size = u64::from(request.page_size);
    let items = select.offset((u64::from(request.page) - 1) * size).limit(size).all(db).await?;
    Ok(Page { items, request, total })
}

/// Those where one of `columns` contains `text`, in whatever case; all of them without a text, which is taken literally.
pub fn searched<E: EntityTrait>(select: Select<E>, columns: &[E::Column], text: Option<&str>) -> Select<E> {
    match text {
        Some(text) => select.filter(contains(columns, text)),
        None => select,
    }
}

/// The same in this order.
pub fn ordered<E: EntityTrait>(select: Select<E>, order: &[(E::Column, Order)]) -> Select<E> {
    order.iter().fold(select, |select, (column, direction)| select.order_by(*column, direction.clone()))
}

fn contains<T: ColumnTrait>(columns: &[T], text: &str) -> Condition {
    // An escape character that needs no escaping itself in any of the databases.
    let literal: String = text.to_lowercase().chars().flat_map(escaped).collect();
    let pattern = format!("%{literal}%");
    columns.iter().fold(Condition::any(), |any, column| {
        any.add(Expr::expr(Func::lower(Expr::col(column.as_column_ref()))).like(LikeExpr::new(&pattern).escape('!')))
    })
}

fn escaped(c: char) -> impl Iterator<Item = char> {
    matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c])
}
