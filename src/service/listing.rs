//! What every list of the management API can be asked for: a search, an order, a page.

use sea_orm::Order;

use crate::error::{Error, Result, Violation};
use crate::store::page::PageRequest;

const DEFAULT_PAGE_SIZE: u32 = 25;
const MAX_PAGE_SIZE: u32 = 100;
const MAX_SEARCH_CHARACTERS: usize = 200;
const MAX_SORT_KEYS: usize = 5;

/// A list as it was asked for; nothing in it is checked yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Text that entries contain.
    pub search: Option<String>,
    /// Keys such as `name` or `createdAt:desc`, the first the strongest.
    pub sort: Vec<String>,
    /// Which page, counted from one.
    pub page: Option<i64>,
    /// Entries on a page.
    pub page_size: Option<i64>,
}

impl Listing {
    /// The page, or what is wrong with the numbers.
    pub fn page_request(&self) -> Result<PageRequest> {
        let page = bounded(self.page, "page", 1, u32::MAX)?;
        let page_size = bounded(self.page_size, "pageSize", DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE)?;
        Ok(PageRequest { page, page_size })
    }

    /// The order by the columns of `keys`; their first, ascending or as said, where none was asked for.
    pub fn order<C: Copy>(&self, keys: &[(&'static str, C)], default: (C, Order)) -> Result<Vec<(C, Order)>> {
        if self.sort.len() > MAX_SORT_KEYS {
            return Err(Error::bad_input("sort", format!("has more than {MAX_SORT_KEYS} keys")));
        }
        if self.sort.is_empty() {
            return Ok(vec![default]);
        }
        self.sort.iter().map(|text| sort_key(text, keys)).collect()
    }

    /// The text to search for; nothing where it is blank.
    pub fn search_text(&self) -> Result<Option<&str>> {
        let text = self.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
        if text.is_some_and(|text| text.chars().count() > MAX_SEARCH_CHARACTERS) {
            return Err(Error::bad_input("search", format!("is longer than {MAX_SEARCH_CHARACTERS} characters")));
        }
        Ok(text)
    }
}

fn bounded(given: Option<i64>, name: &str, default: u32, max: u32) -> Result<u32> {
    let Some(number) = given else { return Ok(default) };
    u32::try_from(number).ok().filter(|number| (1..=max).contains(number)).ok_or_else(|| {
        let path = vec!["pagination".to_owned(), name.to_owned()];
        let message = format!("{name} is a whole number from 1 to {max}");
        Error::violations(vec![Violation { path, message, value: None }])
    })
}

fn sort_key<C: Copy>(text: &str, keys: &[(&'static str, C)]) -> Result<(C, Order)> {
    let (name, direction) = text.split_once(':').unwrap_or((text, "asc"));
    let direction = match direction.to_ascii_lowercase().as_str() {
        "asc" => Order::Asc,
        "desc" => Order::Desc,
        _ => return Err(Error::bad_input("sort", format!("the direction of \"{text}\" is neither asc nor desc"))),
    };
    let Some((_, column)) = keys.iter().find(|(known, _)| *known == name) else {
        let known = keys.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
        return Err(Error::bad_input("sort", format!("\"{name}\" is not a key to sort by; the keys are {known}")));
    };
    Ok((*column, direction))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [(&str, u8); 2] = [("name", 1), ("createdAt", 2)];

    fn sorted(texts: &[&str]) -> Result<Vec<(u8, Order)>> {
        let sort = texts.iter().map(ToString::to_string).collect();
        Listing { sort, ..Listing::default() }.order(&KEYS, (1, Order::Asc))
    }

    #[test]
    fn keys_sort_upwards_unless_they_say_otherwise() {
        assert_eq!(sorted(&["createdAt:desc", "name"]).unwrap(), [(2, Order::Desc), (1, Order::Asc)]);
        assert_eq!(sorted(&[]).unwrap(), [(1, Order::Asc)]);
    }

    #[test]
    fn an_unknown_key_is_refused_with_the_known_ones() {
        let error = sorted(&["secret"]).unwrap_err();
        assert!(error.public().message.contains("name, createdAt"));
        assert_eq!(error.public().violations[0].path, ["sort"]);
    }

    #[test]
    fn page_numbers_are_bounded() {
        for (page, page_size) in
            [(Some(0), None), (Some(-1), None), (None, Some(0)), (None, Some(101)), (Some(i64::MAX), None)]
        {
            let listing = Listing { page, page_size, ..Listing::default() };
            assert!(listing.page_request().is_err(), "{listing:?}");
        }
        assert_eq!(Listing::default().page_request().unwrap(), PageRequest { page: 1, page_size: 25 });
    }
}
