//! `keyway admin`

use clap::{Args, Subcommand};
use serde_json::json;
use zeroize::Zeroizing;

use super::arguments::Settings;
use super::failure::{Failure, Outcome};
use super::{input, output};
use crate::access::management::{Granted, ReadRoles, ReadUsers};
use crate::app;
use crate::auth::new_password;
use crate::id::Entropy;
use crate::service::administrators::{self, Account, AccountChanges, NewAccount};
use crate::service::listing::Listing;
use crate::service::{Services, roles};

/// What to do with administrators.
#[derive(Subcommand)]
pub enum Command {
    /// Make an administrator; the password is made too, and printed once, unless it comes from standard input.
    Create(Create),
    /// Give an administrator a new password; their sessions end.
    ResetPassword(ResetPassword),
    /// List the administrators.
    List,
}

/// The flags of `create`.
#[derive(Args)]
pub struct Create {
    /// What the person logs in with
    #[arg(long)]
    email: String,
    /// How the person is called
    #[arg(long, default_value = "")]
    name: String,
    /// Name or code of a role; repeat it for several
    #[arg(long = "role", value_name = "ROLE", default_value = "super-admin")]
    roles: Vec<String>,
    /// Read the password from standard input
    #[arg(long)]
    password_stdin: bool,
}

/// The flags of `reset-password`.
#[derive(Args)]
pub struct ResetPassword {
    /// What the person logs in with
    #[arg(long)]
    email: String,
    /// Read the password from standard input
    #[arg(long)]
    password_stdin: bool,
}

/// Runs the command.
pub async fn run(settings: &Settings, command: Command) -> Outcome {
    let services = app::open_services(&settings.load()?).await?;
    match command {
        Command::Create(create) => self::create(settings, &services, create).await,
        Command::ResetPassword(reset) => reset_password(settings, &services, reset).await,
        Command::List => list(settings, &services).await,
    }
}

async fn create(settings: &Settings, services: &Services, create: Create) -> Outcome {
    let password = ChosenPassword::new(create.password_stdin)?;
    let new = NewAccount {
        email: create.email,
        name: create.name,
        password: password.text.to_string(),
        enabled: true,
        role_ids: role_ids(services, &create.roles).await?,
    };
    let account = administrators::create(services, &Granted::operator(), new).await?;
    print(settings, &account, &password)
}

async fn reset_password(settings: &Settings, services: &Services, reset: ResetPassword) -> Outcome {
    let password = ChosenPassword::new(reset.password_stdin)?;
    let account = by_email(services, &reset.email).await?;
    let changes = AccountChanges { password: Some(password.text.to_string()), ..AccountChanges::default() };
    let account = administrators::update(services, &Granted::operator(), &account.id, changes).await?;
    print(settings, &account, &password)
}

async fn list(settings: &Settings, services: &Services) -> Outcome {
    let accounts = all(services, None).await?;
    if settings.json {
        return output::json(&accounts.iter().map(shown).collect::<Vec<_>>());
    }
    let rows = accounts.iter().map(|account| {
        let roles = account.roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>().join(", ");
        let enabled = if account.enabled { "enabled" } else { "disabled" };
        [account.id.clone(), account.email.clone(), enabled.to_owned(), roles]
    });
    output::table(["ID", "EMAIL", "STATUS", "ROLES"], &rows.collect::<Vec<_>>())
}

/// A password from standard input, or one that was made here and so has to be shown.
struct ChosenPassword {
    text: Zeroizing<String>,
    made: bool,
}

impl ChosenPassword {
    fn new(from_stdin: bool) -> Result<Self, Failure> {
        let text = if from_stdin { input::secret_line("a password")? } else { new_password(&Entropy::system()) };
        Ok(Self { text, made: !from_stdin })
    }
}

fn print(settings: &Settings, account: &Account, password: &ChosenPassword) -> Outcome {
    if settings.json {
        let mut data = shown(account);
        if password.made {
            data["password"] = password.text.as_str().into();
        }
        return output::json(&data);
    }
    output::line(&format!("Administrator {} ({})", account.email, account.id))?;
    if password.made { output::line(&format!("Password (shown once): {}", password.text.as_str())) } else { Ok(()) }
}

fn shown(account: &Account) -> serde_json::Value {
    json!({
        "id": account.id,
        "email": account.email,
        "name": account.name,
        "enabled": account.enabled,
        "roles": account.roles.iter().map(|role| role.code.as_str()).collect::<Vec<_>>(),
        "createdAt": account.created_at.to_iso(),
        "lastLoginAt": account.last_login_at.map(crate::clock::Timestamp::to_iso),
    })
}

async fn role_ids(services: &Services, wanted: &[String]) -> Result<Vec<String>, Failure> {
    let listing = Listing { page_size: Some(100), ..Listing::default() };
    let known = roles::list(services, &Granted::<ReadRoles>::operator(), &listing).await?.items;
    let ids = wanted.iter().map(|wanted| {
        let role = known.iter().find(|role| role.code == *wanted || role.name.eq_ignore_ascii_case(wanted));
        role.map(|role| role.id.clone()).ok_or_else(|| {
            let codes = known.iter().map(|role| role.code.as_str()).collect::<Vec<_>>().join(", ");
            Failure::of_input(format!("--role: there is no role \"{wanted}\"; there are {codes}"))
        })
    });
    ids.collect()
}

async fn by_email(services: &Services, email: &str) -> Result<Account, Failure> {
    let email = email.trim().to_lowercase();
    let found = all(services, Some(email.clone())).await?.into_iter().find(|account| account.email == email);
    found.ok_or_else(|| Failure::of_input(format!("--email: there is no administrator \"{email}\"")))
}

/// Every administrator, page by page.
async fn all(services: &Services, search: Option<String>) -> Result<Vec<Account>, Failure> {
    let mut accounts = Vec::new();
    for page in 1.. {
        let listing = Listing { search: search.clone(), page: Some(page), page_size: Some(100), ..Listing::default() };
        let found = administrators::list(services, &Granted::<ReadUsers>::operator(), &listing).await?;
        let last = found.items.is_empty() || u64::from(found.request.page) >= found.page_count();
        accounts.extend(found.items);
        if last {
            break;
        }
    }
    Ok(accounts)
}
