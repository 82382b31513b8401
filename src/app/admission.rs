//! Who may use which endpoint: from what a request presents to the endpoint on behalf of its caller.

use std::sync::Arc;

use crate::access::Administrator;
use crate::access::management::ReadApiTokens;
use crate::auth::{Credential, Principal, PrincipalKind};
use crate::error::{Code, Error, Result};
use crate::graphql::{GraphqlAnswer, GraphqlRequest, Stage};
use crate::graphql::{content, management, request_error};
use crate::http::admission::{AdmitGraphql, AdmitView, Admitted, Presented};
use crate::http::rest::Surface;
use crate::rest;
use crate::service::refusals::{self, Door};
use crate::service::{Services, sessions, tokens};

/// Opens the content API to tokens, administrators and, as far as public permissions go, everybody.
pub fn content(services: Services, endpoint: Arc<content::Endpoint>) -> AdmitGraphql {
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
                    Box::new(move |request| Box::pin(async move { endpoint.execute(&principal, request).await }));
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

/// Opens the content API to an administrator as a token of this id sees it: for reading, and no further than the
/// administrator may go themselves. The token's secret takes no part in it, so nothing counts as a use of the token.
pub fn view(services: Services, endpoint: Arc<content::Endpoint>) -> AdmitView {
    Arc::new(move |token_id| {
        let (services, endpoint) = (services.clone(), endpoint.clone());
        Arc::new(move |presented| {
            let (services, endpoint, token_id) = (services.clone(), endpoint.clone(), token_id.clone());
            Box::pin(async move {
                let viewer = viewer(&services, &presented, &token_id).await?;
                let admitted: Admitted<GraphqlRequest, GraphqlAnswer> =
                    Box::new(move |request| Box::pin(async move { read_only(&endpoint, &viewer, request).await }));
                Ok(admitted)
            })
        })
    })
}

/// The administrator with what the token opens of what they may do. Session and token are looked up for each request.
async fn viewer(services: &Services, presented: &Presented, token_id: &str) -> Result<Principal> {
    let refused = || Error::unauthenticated("Missing or invalid credentials");
    let administrator = signed_in(services, presented).await?.ok_or_else(refused)?;
    if !sessions::is_living(services, &administrator).await? {
        return Err(refused());
    }
    let view = tokens::view(services, &administrator.grant::<ReadApiTokens>()?, token_id).await?;
    Ok(Principal::new(PrincipalKind::Administrator(administrator), view.permissions))
}

/// Runs what changes nothing; the schema has the token's mutations all the same.
async fn read_only(endpoint: &content::Endpoint, viewer: &Principal, request: GraphqlRequest) -> GraphqlAnswer {
    let answer = endpoint.execute(viewer, &GraphqlRequest { read_only: true, ..request }).await;
    if answer.stage != Stage::MutationOverGet {
        return answer;
    }
    let message = "This is a view of a token: its mutations are shown, and not run";
    GraphqlAnswer::refused(&[request_error(&Error::new(Code::Forbidden, message))])
}

/// The administrator of a living session. An API token is none, so nobody asks whether it is a good one.
async fn signed_in(services: &Services, presented: &Presented) -> Result<Option<Arc<Administrator>>> {
    let session = match presented_credential(presented) {
        session @ Credential::Session(_) => session,
        Credential::Absent | Credential::Token(_) | Credential::Malformed => return Ok(None),
    };
    match services.authenticator.authenticate(&session).await {
        Ok(principal) => {
            record(&principal);
            Ok(principal.administrator().cloned())
        }
        Err(error) if error.code() == Code::Unauthenticated => Ok(None),
        Err(error) => Err(error),
    }
}

async fn caller(services: &Services, presented: Presented) -> Result<management::Caller> {
    Ok(management::Caller {
        administrator: signed_in(services, &presented).await?,
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
