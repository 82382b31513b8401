//! The running server: its ports, its routers, and what it does in the background.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use sea_orm::ConnectionTrait;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{admission, background};
use crate::config::{AdminListen, Config, Provider};
use crate::error::{Code, Error, Result};
use crate::graphql::management::{self, Cookies};
use crate::http::router::{Deadlines, Readiness, Surfaces, router};
use crate::http::server::{self, Patience};
use crate::service::Services;

/// A server whose ports are open and which is not serving yet.
pub struct Server {
    services: Services,
    ports: Vec<(TcpListener, Router)>,
    url: String,
    admin_url: Option<String>,
}

impl Server {
    /// Opens the configured ports.
    pub async fn bind(config: &Config, services: Services) -> Result<Self> {
        let (main, admin) = routers(config, &services);
        let listener = bind(config.listen, "--listen").await?;
        let url = config.public_url.clone().unwrap_or_else(|| reachable(&listener, config.listen));
        let mut ports = vec![(listener, main)];
        let admin_url = match (config.admin_listen, admin) {
            (AdminListen::At(address), Some(admin)) => {
                let listener = bind(address, "--admin-listen").await?;
                let url = reachable(&listener, address);
                ports.push((listener, admin));
                Some(url)
            }
            (AdminListen::Off, _) => None,
            _ => Some(url.clone()),
        };
        Ok(Self { services, ports, url, admin_url })
    }

    /// Where the server can be reached, without a trailing slash.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where the management API can be reached, without a trailing slash; nothing where it is off.
    pub fn admin_url(&self) -> Option<&str> {
        self.admin_url.as_deref()
    }

    /// What the server serves from.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// Serves until `stop` is done; then lets requests end, writes what is still in memory, and closes the database.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        let (stopping, stopped) = watch::channel(false);
        tokio::spawn(async move {
            stop.await;
            stopping.send_replace(true);
        });
        self.services.authenticator.warn_of_missing_keys().await?;
        let background = tokio::spawn(background::run(self.services.clone(), until(stopped.clone())));
        let serving = self.ports.into_iter().map(|(listener, router)| {
            let stop = until(stopped.clone());
            async move { server::serve(listener, router, Patience::default(), stop).await }
        });
        futures_util::future::join_all(serving).await;
        background.await.map_err(Error::internal)?;
        self.services.authenticator.flush_last_used().await?;
        self.services.database.close().await;
        Ok(())
    }
}

/// Done when `stopped` says so, or when nobody is left who could.
async fn until(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

async fn bind(address: SocketAddr, flag: &str) -> Result<TcpListener> {
    server::bind(address, flag).await.map_err(|reason| Error::new(Code::ServiceUnavailable, reason))
}

/// The address in a link that works on this machine.
fn reachable(listener: &TcpListener, configured: SocketAddr) -> String {
    let mut address = listener.local_addr().unwrap_or(configured);
    if address.ip().is_unspecified() {
        address.set_ip(match address {
            SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        });
    }
    format!("http://{address}")
}

/// The router of `listen`, and the one of `admin_listen` where that is an address of its own.
pub fn routers(config: &Config, services: &Services) -> (Router, Option<Router>) {
    let content_endpoint = Arc::new(super::content_endpoint(config, services));
    let content = admission::content(services.clone(), Arc::clone(&content_endpoint));
    let rest = admission::rest(services.clone(), super::rest_endpoint(config, services));
    let management = || {
        let cookies = Cookies { secure: config.is_public_over_https() };
        let content = Arc::clone(&content_endpoint);
        let endpoint = management::Endpoint::new(services.clone(), content, config.limits.document(), cookies);
        admission::management(services.clone(), endpoint)
    };
    let uploads = (config.upload.provider == Provider::Local).then(|| super::services::uploads_directory(config));
    let surfaces = |content, rest, management| Surfaces {
        content,
        content_path: config.graphql.endpoint.clone(),
        content_page: config.graphql.landing_page,
        rest,
        management,
        view: admission::view(services.clone(), Arc::clone(&content_endpoint)),
        readiness: readiness(services),
        uploads: uploads.clone(),
        cors_origins: config.cors_origins.clone(),
        body_bytes: config.limits.body_bytes,
        deadlines: Deadlines {
            usual: Duration::from_secs(config.limits.request_seconds),
            upload: Duration::from_secs(config.upload.request_seconds),
        },
        entropy: services.entropy.clone(),
    };
    match config.admin_listen {
        AdminListen::Same => (router(surfaces(Some(content), Some(rest), Some(management()))), None),
        AdminListen::Off => (router(surfaces(Some(content), Some(rest), None)), None),
        AdminListen::At(_) => {
            let management = surfaces(None, None, Some(management()));
            (router(surfaces(Some(content), Some(rest), None)), Some(router(management)))
        }
    }
}

fn readiness(services: &Services) -> Readiness {
    let database = services.database.clone();
    Arc::new(move || {
        let database = database.clone();
        Box::pin(async move { database.read().execute_unprepared("SELECT 1").await.is_ok() })
    })
}
