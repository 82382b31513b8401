//! The demo: example content, an administrator and four tokens, made once and found again.
//!
//! [`state`] tells a whole demo from an interrupted one, [`content`] is what is in it.

mod content;
mod state;

use std::path::Path;

pub use content::{definitions, load};
pub use state::{Credentials, Login, Tokens, file};

use super::database::make_data_dir;
use super::open_services;
use crate::access::management::Granted;
use crate::auth::new_password;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Result;
use crate::service::model::Consent;
use crate::service::tokens::{self, Lifespan, NewApiToken, TokenType};
use crate::service::{Services, administrators, content_types};
use state::Found;

/// What "Blog front end" may read.
pub const FRONT_END: [&str; 3] =
    ["article:find,findOne(title,slug,excerpt,body,author,categories)", "author:find(name)", "category:find(name)"];

const ADMINISTRATOR: &str = "admin@example.com";
const DAY_MILLIS: i64 = 86_400_000;

/// Opens the demo in the configured data directory, made first where there is none yet.
pub async fn open(config: &Config) -> Result<(Services, Credentials)> {
    let directory: &Path = &config.data_dir;
    make_data_dir(directory)?;
    let _alone = state::lock(directory)?;
    match state::find(directory)? {
        Found::Demo(credentials) => Ok((open_services(config).await?, credentials)),
        Found::Nothing => {
            let services = open_services(config).await?;
            let credentials = fill(&services).await?;
            state::finish(directory, &credentials)?;
            Ok((services, credentials))
        }
    }
}

/// Makes the content types, the content, the administrator and the tokens.
pub async fn fill(services: &Services) -> Result<Credentials> {
    content_types::replace(services, &Granted::operator(), definitions()?, Consent::default()).await?;
    load(services).await?;
    let password = new_password(&services.entropy);
    administrators::create_first(services, ADMINISTRATOR, &password).await?;
    Ok(Credentials {
        admin: Login { email: ADMINISTRATOR.to_owned(), password: password.to_string() },
        tokens: Tokens {
            read_only: token(services, "Read only", TokenType::ReadOnly, Lifespan::Unlimited).await?,
            full_access: token(services, "Full access", TokenType::FullAccess, Lifespan::Unlimited).await?,
            custom: token(services, "Blog front end", TokenType::Custom, Lifespan::Unlimited).await?,
            expired: expired(services).await?,
        },
    })
}

/// A token that was made a month ago for four weeks.
async fn expired(services: &Services) -> Result<String> {
    let a_month_ago = services.clock.now().plus_millis(-30 * DAY_MILLIS);
    let then = Services { clock: Clock::fixed(a_month_ago), ..services.clone() };
    token(&then, "Expired", TokenType::ReadOnly, Lifespan::days(28)).await
}

async fn token(services: &Services, name: &str, token_type: TokenType, lifespan: Lifespan) -> Result<String> {
    let custom = token_type == TokenType::Custom;
    let new = NewApiToken {
        name: name.to_owned(),
        description: Some("Made for the demo".to_owned()),
        token_type,
        lifespan: Some(lifespan),
        expires_at: None,
        grants: None,
        permissions: custom.then(|| FRONT_END.map(str::to_owned).to_vec()),
        read_drafts: false,
        secret: None,
    };
    let made = tokens::create(services, &Granted::operator(), new).await?;
    Ok(made.secret.expose().to_owned())
}
