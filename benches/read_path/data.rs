//! Databases full of articles, and a token that reads them.

use std::path::{Path, PathBuf};

use keyway::access::Granted;
use keyway::app::services_with;
use keyway::catalog::Definition;
use keyway::clock::Clock;
use keyway::config::{Config, DatabaseUrl};
use keyway::id::Entropy;
use keyway::service::Services;
use keyway::service::model::{Consent, Edit};
use keyway::service::tokens::{self, NewApiToken, TokenType};
use sea_orm::ConnectionTrait;
use tempfile::TempDir;

#[path = "../../tests/it/testkit/bulk.rs"]
pub mod bulk;

/// A database with articles in it.
pub struct Filled {
    /// What Keyway serves it with.
    pub services: Services,
    /// How Keyway is configured.
    pub config: Config,
    /// The secret of a token that reads everything published.
    pub token: String,
    _folder: TempDir,
}

impl Filled {
    /// So many articles, each with a draft and a published row; on SQLite where there is no URL.
    pub async fn with(articles: u64, url: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config { data_dir: folder.path().to_owned(), ..Config::default() };
        "off".clone_into(&mut config.log.level);
        config.database_url = url.map(|url| DatabaseUrl::from(url.to_owned()));
        let services = services_with(&config, Clock::system(), Entropy::system()).await.unwrap();
        let definitions = bulk::MODEL.iter().map(|text| Definition::parse(text.as_bytes(), None).unwrap());
        let edit = Edit::Replace(definitions.collect());
        services.model.change(edit, Consent::default(), services.clock.now()).await.unwrap().commit().await.unwrap();
        let transaction = services.database.begin().await.unwrap();
        for statement in bulk::statements(services.database.dialect(), articles) {
            transaction.execute_unprepared(&statement).await.unwrap();
        }
        transaction.commit().await.unwrap();
        let token = token(&services).await;
        Self { services, config, token, _folder: folder }
    }

    /// The file, where the database is one.
    pub fn path(&self) -> Option<PathBuf> {
        self.services.database.sqlite_path().map(Path::to_owned)
    }
}

async fn token(services: &Services) -> String {
    let new = NewApiToken {
        name: "Benchmark".to_owned(),
        description: None,
        token_type: TokenType::ReadOnly,
        lifespan: None,
        expires_at: None,
        grants: None,
        permissions: None,
        read_drafts: false,
        secret: None,
    };
    tokens::create(services, &Granted::operator(), new).await.unwrap().secret.expose().to_owned()
}
