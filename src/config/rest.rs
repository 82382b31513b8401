//! How the REST content API behaves.

use serde::{Deserialize, Serialize};

use super::Limits;
use crate::query::page::PageLimits;

/// The table `rest` of the configuration.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rest {
    /// Whether a parameter that means nothing is an error, rather than ignored. Default true.
    pub strict_params: bool,
    /// Entries of a list when the request names no size. Default 25.
    pub page_size_default: u32,
    /// Whether a list says how many entries there are in all, when the request does not say. Default true.
    pub with_count: bool,
}

impl Default for Rest {
    fn default() -> Self {
        Self { strict_params: true, page_size_default: 25, with_count: true }
    }
}

impl Rest {
    /// The sizes of pages, of which `limits` sets the largest.
    pub fn pages(&self, limits: &Limits) -> PageLimits {
        PageLimits { default: u64::from(self.page_size_default), ..limits.pages() }
    }

    /// The first rule that is broken: its key and what was expected.
    pub(super) fn check(&self) -> Result<(), (&'static str, String)> {
        if self.page_size_default == 0 {
            return Err(("rest.page_size_default", "expected a number above 0".to_owned()));
        }
        Ok(())
    }
}
