//! Who may use which endpoint: from what a request presents to the endpoint on behalf of its caller.

use std::sync::Arc;

use crate::auth::{Credential, Principal, PrincipalKind};
use crate::error::{Code, Error, Result};
use crate::graphql::{GraphqlAnswer, GraphqlRequest};
use crate::graphql::{content, management};
use crate::http::admission::{AdmitGraphql, Admitted, Presented};
use crate::http::rest::Surface;
use crate::rest;
use crate::service::Services;
use crate::service::refusals::{self, Door};

/// Opens the content API to tokens, administrators and, as far as public permissions go, everybody.
pub fn content(services: Services, endpoint: content::Endpoint) -> AdmitGraphql {
    let endpoint = Arc::new(endpoint);
    Arc::new(move |presented| {
        let (services, endpoint) = (services.clone(), endpoint.clone());
        Box::pin(async move {
            let principal = content_principal(&services, &presented).await.inspect_err(|error| {
                refusals::note_credential(&services, &presented_credential(&presented), error, Door::Graphql);
            })?;
            let admitted: Admitted<GraphqlRequest, GraphqlAnswer> =
                Box::new(move |request| Box::pin(async move { endpoint.execute(&principal, &request).await }));
            Ok(admitted)
        })
    })
}

/// Opens the REST content API to the same callers.
pub fn rest(services: Services, endpoint: rest::Endpoint) -> Surface {
    let endpoint = Arc::new(endpoint);
    let (routes, refusing) = (Arc::clone(&endpoint), Arc::clone(&endpoint));
    Surface {
        conceals: endpoint.conceals(),
        routes: Arc::new(move |method, path| routes.reach(method, path)),
        refused: Arc::new(move |presented, error, operation| {
            refusing.note_refused(&presented_credential(presented), error, operation);
        }),
        admit: Arc::new(move |presented| {
            let (services, endpoint) = (services.clone(), endpoint.clone());
            Box::pin(async move {
                let principal = content_principal(&services, &presented).await?;
                let admitted: Admitted<rest::Request, Result<rest::Answer>> =
                    Box::new(move |request| Box::pin(async move { endpoint.execute(&principal, &request).await }));
                Ok(admitted)
            })
        }),
    }
}

fn presented_credential(presented: &Presented) -> Credential {
    Credential::from_header(presented.authorization.as_deref())
}

/// Who asks for content. Strapi refuses even `{ __typename }` to the public while nothing is public.
async fn content_principal(services: &Services, presented: &Presented) -> Result<Arc<Principal>> {
    let credential = presented_credential(presented);
    let principal = services.authenticator.authenticate(&credential).await?;
    if matches!(principal.kind, PrincipalKind::Public) && principal.permissions.is_empty() {
        return Err(Error::unauthenticated("Missing or invalid credentials"));
    }
    record(&principal);
    Ok(principal)
}

/// Opens the management API. Whoever is no administrator comes in as nobody, who can do no more than log in.
pub fn management(services: Services, endpoint: management::Endpoint) -> AdmitGraphql {
    Arc::new(move |presented| {
        let (services, endpoint) = (services.clone(), endpoint.clone());
        Box::pin(async move {
            let caller = caller(&services, presented).await?;
            let admitted: Admitted<GraphqlRequest, GraphqlAnswer> =
                Box::new(move |request| Box::pin(async move { endpoint.execute(caller, request).await }));
            Ok(admitted)
        })
    })
}

async fn caller(services: &Services, presented: Presented) -> Result<management::Caller> {
    let administrator = match presented_credential(&presented) {
        session @ Credential::Session(_) => match services.authenticator.authenticate(&session).await {
            Ok(principal) => {
                record(&principal);
                principal.administrator().cloned()
            }
            Err(error) if error.code() == Code::Unauthenticated => None,
            Err(error) => return Err(error),
        },
        // An API token opens nothing here, so nobody asks whether it is a good one.
        Credential::Absent | Credential::Token(_) | Credential::Malformed => None,
    };
    Ok(management::Caller {
        administrator,
        address: presented.peer,
        refresh_cookie: presented.cookie.as_deref().and_then(refresh_cookie),
        user_agent: presented.user_agent,
    })
}

/// The refresh token among a request's cookies.
fn refresh_cookie(cookies: &str) -> Option<String> {
    let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == management::REFRESH_COOKIE).map(|(_, value)| value.to_owned())
}

/// Notes in the request's span who asks.
fn record(principal: &Principal) {
    let span = tracing::Span::current();
    match &principal.kind {
        PrincipalKind::Public => span.record("principal", "public"),
        PrincipalKind::Token { id } => span.record("principal", tracing::field::display(format_args!("token {id}"))),
        PrincipalKind::Administrator(administrator) => {
            let id = &administrator.id;
            span.record("principal", tracing::field::display(format_args!("administrator {id}")))
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_refresh_token_is_found_among_other_cookies() {
        let cookies = format!("theme=dark; {}=abc=; other", management::REFRESH_COOKIE);
        assert_eq!(refresh_cookie(&cookies).as_deref(), Some("abc="));
        assert_eq!(refresh_cookie("theme=dark"), None);
    }
}
