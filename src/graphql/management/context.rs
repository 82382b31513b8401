//! What a resolver knows about its request: the services, who calls, and the proof that they may.

use std::net::IpAddr;
use std::sync::Arc;

use async_graphql::Context;

use crate::access::management::{Administrator, Granted, Operation};
use crate::error::{Error, Result};
use crate::service::Services;
use crate::service::sessions::Origin;

/// Who sends a request to the management endpoint, as the HTTP layer found out.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The administrator of the access token, where there is a good one. An API token opens nothing here.
    pub administrator: Option<Arc<Administrator>>,
    /// The network address that the request came from.
    pub address: Option<IpAddr>,
    /// What the client calls itself.
    pub user_agent: Option<String>,
    /// The value of the cookie [`super::REFRESH_COOKIE`], as it came.
    pub refresh_cookie: Option<String>,
}

impl Caller {
    /// Where the request comes from, in the form in which it is stored.
    pub fn origin(&self) -> Origin {
        Origin { address: self.address.map(|address| address.to_string()), user_agent: self.user_agent.clone() }
    }
}

/// The request as its resolvers see it.
pub trait RequestContext {
    /// The surroundings of the use cases.
    fn services(&self) -> &Services;

    /// Who calls.
    fn caller(&self) -> &Caller;

    /// The administrator who calls; UNAUTHENTICATED where there is none.
    fn administrator(&self) -> Result<&Administrator> {
        let missing = || Error::unauthenticated("Missing or invalid credentials");
        self.caller().administrator.as_deref().ok_or_else(missing)
    }

    /// The proof that the caller may do `P`; FORBIDDEN, naming the permission, where they may not.
    fn granted<P: Operation>(&self) -> Result<Granted<P>> {
        Ok(self.administrator()?.grant::<P>()?.from_address(self.caller().origin().address))
    }
}

impl RequestContext for Context<'_> {
    fn services(&self) -> &Services {
        self.data_unchecked::<Services>()
    }

    fn caller(&self) -> &Caller {
        self.data_unchecked::<Caller>()
    }
}
