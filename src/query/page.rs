//! Pages of a list, bounded before they reach a statement.

use crate::error::{Code, Error, Result};

/// How many entries, from which position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// Entries to pass over.
    pub start: u64,
    /// Entries to read at most.
    pub limit: u64,
}

/// The bounds that the configuration sets on every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLimits {
    /// Entries in a page when a request does not say.
    pub default: u64,
    /// Entries in a page at most; larger requests are lowered to it.
    pub max: u64,
}

/// The pagination arguments as they came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageArguments {
    /// Number of the page, from 1.
    pub page: Option<i64>,
    /// Entries in a page.
    pub page_size: Option<i64>,
    /// Entries to pass over.
    pub start: Option<i64>,
    /// Entries to read; -1 for as many as the configuration allows.
    pub limit: Option<i64>,
}

impl PageArguments {
    /// The page that is meant. The two ways to say it cannot be mixed.
    pub fn resolve(self, limits: PageLimits) -> Result<Page> {
        if (self.page.is_some() || self.page_size.is_some()) && (self.start.is_some() || self.limit.is_some()) {
            let message = "Cannot use both page & offset pagination in the same query";
            return Err(Error::new(Code::Pagination, message));
        }
        let size = |asked: Option<i64>| match asked {
            None => limits.default.min(limits.max),
            Some(size) => u64::try_from(size).unwrap_or(0).clamp(1, limits.max),
        };
        if self.start.is_some() || self.limit.is_some() {
            let limit = if self.limit == Some(-1) { limits.max } else { size(self.limit) };
            return Ok(Page { start: u64::try_from(self.start.unwrap_or(0)).unwrap_or(0), limit });
        }
        let limit = size(self.page_size);
        let number = u64::try_from(self.page.unwrap_or(1)).unwrap_or(1).max(1);
        // A page number whose offset no database can count to lies beyond every end.
        let start = (number - 1).saturating_mul(limit).min(i64::MAX.unsigned_abs());
        Ok(Page { start, limit })
    }
}

impl Page {
    /// The one entry of a look-up by id.
    pub const ONE: Self = Self { start: 0, limit: 1 };

    /// The number of this page, from 1.
    pub fn number(self) -> u64 {
        self.start / self.limit.max(1) + 1
    }

    /// How many pages `total` entries fill.
    pub fn count(self, total: u64) -> u64 {
        total.div_ceil(self.limit.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: PageLimits = PageLimits { default: 10, max: 100 };

    #[test]
    fn a_page_is_bounded_by_the_configuration() {
        let page =
            |page_size| PageArguments { page_size: Some(page_size), ..Default::default() }.resolve(LIMITS).unwrap();
        assert_eq!(page(1_000).limit, 100);
        assert_eq!(page(0).limit, 1);
        assert_eq!(page(-5).limit, 1);
        assert_eq!(PageArguments::default().resolve(LIMITS).unwrap(), Page { start: 0, limit: 10 });
    }

    #[test]
    fn a_limit_of_minus_one_is_everything_that_the_configuration_allows() {
        let all = PageArguments { limit: Some(-1), start: Some(-3), ..Default::default() };
        assert_eq!(all.resolve(LIMITS).unwrap(), Page { start: 0, limit: 100 });
    }

    #[test]
    fn the_two_ways_to_page_do_not_mix() {
        let mixed = PageArguments { page: Some(1), limit: Some(5), ..Default::default() };
        assert_eq!(mixed.resolve(LIMITS).unwrap_err().code(), Code::Pagination);
    }

    #[test]
    fn the_largest_page_number_does_not_overflow() {
        let far = PageArguments { page: Some(i64::MAX), page_size: Some(100), ..Default::default() };
        assert_eq!(far.resolve(LIMITS).unwrap().start, i64::MAX.unsigned_abs());
    }
}
