//! The whole server in the test's own process: its own folder, a clock that stands still, randomness from a seed.
//!
//! Start at [`TestServer`]; a [`Client`] sends requests as somebody and gets an [`Answer`].

pub mod bulk;
mod client;
pub mod database;

use axum::Router;
use keyway::app::demo::{self, Credentials};
use keyway::app::{routers, services_with};
use keyway::catalog::Definition;
use keyway::clock::{Clock, Timestamp};
use keyway::config::{Config, DatabaseUrl};
use keyway::id::Entropy;
use keyway::service::Services;
use keyway::service::model::{Consent, Edit};
use keyway::service::sessions::{self, Origin};
use keyway::service::tokens::{self, NewApiToken, TokenType};
use tempfile::TempDir;

pub use client::{Answer, Client};

/// The moment at which the clock stands to begin with.
pub const NOW: &str = "2026-11-23T12:00:00Z";

/// Email and password of the administrator of a server that is not the demo.
const ADMINISTRATOR: (&str, &str) = ("ada@example.com", "Lovelace-1815");

/// A running server without ports.
pub struct TestServer {
    /// The use cases, for what a test sets up or looks at behind the API.
    pub services: Services,
    /// Moves only when the test moves it.
    pub clock: Clock,
    /// What the server was started with.
    pub config: Config,
    router: Router,
    administrator: (String, String),
    _folder: TempDir,
}

impl TestServer {
    /// A server with an empty content model.
    pub async fn empty() -> Self {
        Self::configured(|_| {}).await
    }

    /// An empty server with another configuration.
    pub async fn configured(change: impl FnOnce(&mut Config)) -> Self {
        let opened = Opened::new(change).await;
        let (email, password) = ADMINISTRATOR;
        keyway::service::administrators::create_first(&opened.services, email, password).await.unwrap();
        opened.serve((email.to_owned(), password.to_owned()))
    }

    /// A server with these content types, written as in `schema.json` files, and no entries.
    pub async fn with_model(schemas: &[&str]) -> Self {
        Self::with_model_configured(schemas, |_| {}).await
    }

    /// A server with these content types, no entries and another configuration.
    pub async fn with_model_configured(schemas: &[&str], change: impl FnOnce(&mut Config)) -> Self {
        let server = Self::configured(change).await;
        let parse = |text: &&str| Definition::parse(text.as_bytes(), None).unwrap();
        let edit = Edit::Replace(schemas.iter().map(parse).collect());
        let now = server.clock.now();
        server.services.model.change(edit, Consent::default(), now).await.unwrap().commit().await.unwrap();
        server
    }

    /// A server with the demo's content.
    pub async fn demo() -> Self {
        Self::demo_configured(|_| {}).await.0
    }

    /// A server with the demo's content and another configuration, and what opens it.
    pub async fn demo_configured(change: impl FnOnce(&mut Config)) -> (Self, Credentials) {
        let opened = Opened::new(change).await;
        let credentials = demo::fill(&opened.services).await.unwrap();
        let administrator = (credentials.admin.email.clone(), credentials.admin.password.clone());
        (opened.serve(administrator), credentials)
    }

    /// Somebody without a credential.
    pub fn anonymous(&self) -> Client {
        Client::new(self.router.clone(), None)
    }

    /// Somebody with this bearer text.
    pub fn bearer(&self, text: &str) -> Client {
        Client::new(self.router.clone(), Some(text.to_owned()))
    }

    /// Somebody with a new custom token of these grants, written as `article:find(title)`.
    pub async fn as_token(&self, grants: &[&str]) -> Client {
        let permissions = grants.iter().map(|grant| (*grant).to_owned()).collect();
        self.as_new_token(TokenType::Custom, Some(permissions)).await
    }

    /// Somebody with a new token that may read everything published.
    pub async fn as_read_only(&self) -> Client {
        self.as_new_token(TokenType::ReadOnly, None).await
    }

    /// Somebody with a new token that may do everything with content.
    pub async fn as_full_access(&self) -> Client {
        self.as_new_token(TokenType::FullAccess, None).await
    }

    async fn as_new_token(&self, token_type: TokenType, permissions: Option<Vec<String>>) -> Client {
        let new = NewApiToken {
            name: self.services.entropy.id(),
            description: None,
            token_type,
            lifespan: None,
            expires_at: None,
            grants: None,
            permissions,
            read_drafts: false,
            secret: None,
        };
        let granted = keyway::access::management::Granted::operator();
        let made = tokens::create(&self.services, &granted, new).await.unwrap();
        self.bearer(made.secret.expose())
    }

    /// The administrator, logged in.
    pub async fn as_admin(&self) -> Client {
        let (email, password) = &self.administrator;
        let opened = sessions::login(&self.services, email, password, Origin::default()).await.unwrap();
        self.bearer(opened.access_token.expose())
    }
}

/// Services in a folder of their own.
struct Opened {
    services: Services,
    clock: Clock,
    config: Config,
    folder: TempDir,
}

impl Opened {
    async fn new(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config { data_dir: folder.path().to_owned(), ..Config::default() };
        config.database_url = database::fresh().await.map(DatabaseUrl::from);
        change(&mut config);
        let clock = Clock::fixed(Timestamp::parse(NOW).unwrap());
        let services = services_with(&config, clock.clone(), Entropy::seeded(1)).await.unwrap();
        Self { services, clock, config, folder }
    }

    fn serve(self, administrator: (String, String)) -> TestServer {
        let (router, _) = routers(&self.config, &self.services);
        let Self { services, clock, config, folder } = self;
        TestServer { services, clock, config, router, administrator, _folder: folder }
    }
}
