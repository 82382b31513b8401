//! `keyway token`

use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

use super::arguments::Settings;
use super::expiry::{self, ExpiryFlags};
use super::failure::{Failure, Outcome};
use super::{input, output};
use crate::access::management::{Granted, ReadApiTokens};
use crate::app;
use crate::auth::Secret;
use crate::clock::Timestamp;
use crate::error::{Error, Violation};
use crate::service::Services;
use crate::service::listing::Listing;
use crate::service::tokens::{
    self, ApiToken, Expiry, Lifespan, NewApiToken, Overlap, TokenFilter, TokenStatus, TokenType,
};

/// How long a token lasts when nothing is said.
const DEFAULT_DAYS: i64 = 30;

/// What to do with tokens.
#[derive(Subcommand)]
pub enum Command {
    /// Make a token; its secret is shown this once.
    Create(Create),
    /// List the tokens.
    List,
    /// Show one token.
    Show {
        /// Id or name
        token: String,
    },
    /// Replace a token's secret; the old one stops at once, or after an overlap.
    Regenerate {
        /// Id or name
        token: String,
        #[command(flatten)]
        expiry: ExpiryFlags,
        /// How long the old secret goes on working, such as 30m, 12h or 7d, which is the most
        #[arg(long, value_name = "DURATION")]
        overlap: Option<String>,
    },
    /// Delete a token for good.
    Delete {
        /// Id or name
        token: String,
    },
}

/// The flags of `create`.
#[derive(Args)]
pub struct Create {
    /// 1 to 100 characters, not taken yet
    #[arg(long)]
    name: String,
    /// At most 1,000 characters
    #[arg(long)]
    description: Option<String>,
    /// What the token may do with content
    #[arg(long = "type", value_name = "TYPE")]
    kind: TypeFlag,
    /// A grant of a custom token, such as article:find,findOne(title,slug); repeat it for each
    #[arg(long, value_name = "GRANT")]
    allow: Vec<String>,
    #[command(flatten)]
    expiry: ExpiryFlags,
    /// A read-only token also reads drafts
    #[arg(long)]
    read_drafts: bool,
    /// Read the secret from standard input instead of making one
    #[arg(long)]
    secret_stdin: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum TypeFlag {
    ReadOnly,
    FullAccess,
    Custom,
}

impl From<TypeFlag> for TokenType {
    fn from(flag: TypeFlag) -> Self {
        match flag {
            TypeFlag::ReadOnly => Self::ReadOnly,
            TypeFlag::FullAccess => Self::FullAccess,
            TypeFlag::Custom => Self::Custom,
        }
    }
}

/// Runs the command.
pub async fn run(settings: &Settings, command: Command) -> Outcome {
    let config = settings.load()?;
    let services = app::open_services(&config).await?;
    match command {
        Command::Create(create) => {
            let supplied = create.secret_stdin;
            let new = create.checked()?;
            let made = tokens::create(&services, &Granted::operator(), new).await.map_err(at_flag)?;
            print_made(settings, &made.token, Some(&made.secret).filter(|_| !supplied))
        }
        Command::List => list(settings, &services).await,
        Command::Show { token } => show(settings, &resolve(&services, &token).await?),
        Command::Regenerate { token, expiry, overlap } => {
            let expiry = expiry.chosen()?;
            let overlap = overlap.map_or(Ok(0), |text| expiry::seconds("--overlap", &text))?;
            let overlap = Overlap::of_seconds(overlap)?;
            let token = resolve(&services, &token).await?;
            let made = tokens::regenerate(&services, &Granted::operator(), &token.id, expiry, overlap).await?;
            print_made(settings, &made.token, Some(&made.secret))
        }
        Command::Delete { token } => {
            let token = resolve(&services, &token).await?;
            let id = tokens::delete(&services, &Granted::operator(), &token.id).await?;
            if settings.json { output::json(&json!({ "id": id })) } else { output::line(&format!("Deleted {id}")) }
        }
    }
}

impl Create {
    fn checked(self) -> Result<NewApiToken, Failure> {
        let token_type = TokenType::from(self.kind);
        if token_type == TokenType::Custom && self.allow.is_empty() {
            return Err(Failure::of_input("--allow: a custom token needs at least one grant, such as article:find"));
        }
        let (lifespan, expires_at) = match self.expiry.chosen()? {
            Some(Expiry::Lifespan(lifespan)) => (Some(lifespan), None),
            Some(Expiry::At(moment)) => (None, Some(moment)),
            None => (Some(Lifespan::days(DEFAULT_DAYS)), None),
        };
        let secret = if self.secret_stdin { Some(Secret::supplied(&input::secret_line("a secret")?)?) } else { None };
        Ok(NewApiToken {
            name: self.name,
            description: self.description,
            token_type,
            lifespan,
            expires_at,
            grants: None,
            permissions: Some(self.allow).filter(|allow| !allow.is_empty()),
            read_drafts: self.read_drafts,
            secret,
        })
    }
}

async fn list(settings: &Settings, services: &Services) -> Outcome {
    let tokens = all(services, None).await?;
    if settings.json {
        return output::json(&tokens.iter().map(facts).collect::<Vec<_>>());
    }
    let rows = tokens.iter().map(|token| {
        [
            token.id.clone(),
            token.name.clone(),
            type_name(token.token_type).to_owned(),
            status_name(token.status).to_owned(),
            token.expires_at.map_or_else(|| "never".to_owned(), Timestamp::to_iso),
            token.hint.clone(),
        ]
    });
    output::table(["ID", "NAME", "TYPE", "STATUS", "EXPIRES", "SECRET"], &rows.collect::<Vec<_>>())
}

fn show(settings: &Settings, token: &ApiToken) -> Outcome {
    let facts = facts(token);
    if settings.json {
        return output::json(&facts);
    }
    let fields = facts.as_object().into_iter().flatten().map(|(name, value)| match value {
        Value::String(text) => format!("{name}: {text}\n"),
        Value::Array(items) => {
            let items = items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; ");
            format!("{name}: {items}\n")
        }
        other => format!("{name}: {other}\n"),
    });
    output::text(&fields.collect::<String>())
}

/// On the command line grants come from a flag.
fn at_flag(error: Error) -> Error {
    let is_grant =
        |violation: &Violation| violation.path.first().is_some_and(|name| name == "permissions" || name == "grants");
    if !error.public().violations.iter().any(is_grant) {
        return error;
    }
    let violations = error.public().violations.iter().map(|violation| {
        if is_grant(violation) { Violation::at("--allow", violation.message.clone()) } else { violation.clone() }
    });
    Error::violations(violations.collect())
}

/// Shows a new secret; one that was supplied is known to whoever supplied it, and is not given.
fn print_made(settings: &Settings, token: &ApiToken, secret: Option<&Secret>) -> Outcome {
    if settings.json {
        return output::json(&json!({
            "id": token.id,
            "name": token.name,
            "type": type_name(token.token_type),
            "expiresAt": token.expires_at.map(Timestamp::to_iso),
            "secret": secret.map(Secret::expose),
        }));
    }
    let until = token.expires_at.map_or_else(|| "never expires".to_owned(), |at| format!("expires {}", at.to_iso()));
    output::line(&format!("Token \"{}\" ({}), {until}", token.name, token.id))?;
    match secret {
        Some(secret) => output::line(&format!("Secret (shown once): {}", secret.expose())),
        None => Ok(()),
    }
}

fn facts(token: &ApiToken) -> Value {
    json!({
        "id": token.id,
        "name": token.name,
        "description": token.description,
        "type": type_name(token.token_type),
        "status": status_name(token.status),
        "permissions": token.grants.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "readDrafts": token.read_drafts,
        "expiresAt": token.expires_at.map(Timestamp::to_iso),
        "createdAt": token.created_at.to_iso(),
        "updatedAt": token.updated_at.to_iso(),
        "lastUsedAt": token.last_used_at.map(Timestamp::to_iso),
        "hint": token.hint,
    })
}

/// As the management API names it.
fn type_name(token_type: TokenType) -> &'static str {
    match token_type {
        TokenType::ReadOnly => "READ_ONLY",
        TokenType::FullAccess => "FULL_ACCESS",
        TokenType::Custom => "CUSTOM",
    }
}

/// As the management API names it.
fn status_name(status: TokenStatus) -> &'static str {
    match status {
        TokenStatus::Active => "ACTIVE",
        TokenStatus::Expired => "EXPIRED",
        TokenStatus::Disabled => "DISABLED",
    }
}

/// The token of this id or, in whatever case, of this name.
async fn resolve(services: &Services, wanted: &str) -> Result<ApiToken, Failure> {
    if let Some(token) = tokens::find(services, &Granted::<ReadApiTokens>::operator(), wanted).await? {
        return Ok(token);
    }
    let name = wanted.trim().to_lowercase();
    let unknown = || Failure::of_input(format!("there is no token with the id or name \"{wanted}\""));
    if name.is_empty() || name.chars().count() > 100 {
        return Err(unknown());
    }
    let named = all(services, Some(name.clone())).await?;
    named.into_iter().find(|token| token.name.to_lowercase() == name).ok_or_else(unknown)
}

/// Every token, page by page.
async fn all(services: &Services, search: Option<String>) -> Result<Vec<ApiToken>, Failure> {
    let granted = Granted::<ReadApiTokens>::operator();
    let mut found = Vec::new();
    for page in 1.. {
        let listing = Listing { search: search.clone(), page: Some(page), page_size: Some(100), ..Listing::default() };
        let page = tokens::list(services, &granted, &TokenFilter::default(), &listing).await?;
        let last = page.items.is_empty() || u64::from(page.request.page) >= page.page_count();
        found.extend(page.items);
        if last {
            break;
        }
    }
    Ok(found)
}
