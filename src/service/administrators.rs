//! Administrators: who they are and which roles they have.
//!
//! Two rules hold throughout. Nobody gives or takes more than they hold: an account that may do more than whoever acts is
//! out of their reach, its password included. And there is always an enabled Super Admin.

use entity::administrator::{ActiveModel, Column, Model};
use entity::role;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, IntoActiveModel, Order};
use serde_json::json;

use super::audit::{self, Agent, Event};
use super::holdings::Holdings;
use super::listing::Listing;
use super::{Services, change, text};
use crate::access::management::{CreateUser, DeleteUser, Granted, Operation, ReadUsers, UpdateUser};
use crate::auth::Password;
use crate::clock::Timestamp;
use crate::error::{Code, Error, Result};
use crate::store::page::Page;
use crate::store::revisions::Counter;
use crate::store::{administrators as store, roles as role_store, sessions};

/// The longest address that mail can be sent to.
const MAX_EMAIL_BYTES: usize = 254;

const SORT_KEYS: [(&str, Column); 5] = [
    ("email", Column::Email),
    ("name", Column::Name),
    ("createdAt", Column::CreatedAt),
    ("updatedAt", Column::UpdatedAt),
    ("lastLoginAt", Column::LastLoginAt),
];

/// An administrator as other administrators see them.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Identifies the administrator.
    pub id: String,
    /// In lower case; unique.
    pub email: String,
    /// How the person is called; may be empty.
    pub name: String,
    /// Whether the person may log in.
    pub enabled: bool,
    /// The roles, by name.
    pub roles: Vec<role::Model>,
    /// When the account was made.
    pub created_at: Timestamp,
    /// When the account was last changed.
    pub updated_at: Timestamp,
    /// When the person last logged in.
    pub last_login_at: Option<Timestamp>,
    /// Counts the changes by administrators.
    pub revision: i64,
}

/// An administrator to be made.
#[derive(Clone, PartialEq)]
pub struct NewAccount {
    /// What the person logs in with.
    pub email: String,
    /// How the person is called; may be empty.
    pub name: String,
    /// In plain text; only its hash is kept.
    pub password: String,
    /// Whether the person may log in at once.
    pub enabled: bool,
    /// The ids of the roles; at least one.
    pub role_ids: Vec<String>,
}

/// What to change about an administrator; what is absent stays.
#[derive(Clone, Default, PartialEq)]
pub struct AccountChanges {
    /// What the person logs in with.
    pub email: Option<String>,
    /// How the person is called.
    pub name: Option<String>,
    /// A new password, in plain text; ends the person's sessions.
    pub password: Option<String>,
    /// Whether the person may log in; switching off ends their sessions.
    pub enabled: Option<bool>,
    /// The ids of all roles that the person is to have; at least one.
    pub role_ids: Option<Vec<String>>,
    /// The revision that was looked at; a conflict where there is a newer one.
    pub expected_revision: Option<i64>,
}

/// One page of the administrators.
pub async fn list(services: &Services, _granted: &Granted<ReadUsers>, listing: &Listing) -> Result<Page<Account>> {
    let order = listing.order(&SORT_KEYS, (Column::Email, Order::Asc))?;
    let db = services.database.read();
    let page = store::list(db, listing.search_text()?, &order, listing.page_request()?).await?;
    let ids: Vec<&str> = page.items.iter().map(|row| row.id.as_str()).collect();
    let mut roles = store::roles_of(db, &ids).await?;
    Ok(page.map(|row| {
        let held = roles.remove(&row.id).unwrap_or_default();
        account(row, held)
    }))
}

/// The administrator with this id.
pub async fn find(services: &Services, _granted: &Granted<ReadUsers>, id: &str) -> Result<Option<Account>> {
    account_of(services, id).await
}

/// Makes an administrator.
pub async fn create(services: &Services, granted: &Granted<CreateUser>, new: NewAccount) -> Result<Account> {
    let checked = Checked::new(services, &new.email, &new.name, &new.password).await?;
    let transaction = change::begin(services, Counter::Roles).await?;
    let roles = chosen_roles(&transaction, &new.role_ids).await?;
    Holdings::of_roles(&roles)?.require_within(granted)?;
    let account = insert(services, &transaction, granted.into(), checked, new.enabled, roles).await?;
    change::finish(services, transaction).await?;
    Ok(account)
}

/// Makes the first administrator, a Super Admin. Refused as soon as there is one.
pub async fn create_first(services: &Services, email: &str, password: &str) -> Result<Account> {
    let checked = Checked::new(services, email, "", password).await?;
    let transaction = change::begin(services, Counter::Roles).await?;
    let account = insert_first(services, &transaction, Agent::operator(), checked).await?;
    change::finish(services, transaction).await?;
    Ok(account)
}

/// The part of making the first administrator that belongs into a change of roles, on behalf of `agent`.
pub(super) async fn insert_first(
    services: &Services,
    transaction: &DatabaseTransaction,
    agent: Agent,
    checked: Checked,
) -> Result<Account> {
    if store::count(transaction).await? > 0 {
        return Err(Error::new(Code::Conflict, "There is an administrator already"));
    }
    let super_admin = role_store::find_by_code(transaction, role::SUPER_ADMIN).await?;
    let super_admin = super_admin.ok_or_else(|| Error::internal("the role Super Admin is missing"))?;
    insert(services, transaction, agent, checked, true, vec![super_admin]).await
}

/// Changes an administrator.
pub async fn update(
    services: &Services,
    granted: &Granted<UpdateUser>,
    id: &str,
    changes: AccountChanges,
) -> Result<Account> {
    let checked = CheckedChanges::new(services, &changes).await?;
    let transaction = change::begin(services, Counter::Roles).await?;
    let (row, held) = within_reach(&transaction, granted, id).await?;
    change::require_revision(changes.expected_revision, row.revision, "administrator")?;
    let roles = match &changes.role_ids {
        Some(ids) => replace_roles(&transaction, granted, id, ids).await?,
        None => held,
    };
    if let Some(email) = &checked.email {
        require_free_email(&transaction, email, Some(id)).await?;
    }
    let now = services.clock.now();
    let row = store::update(&transaction, checked.applied_to(row, changes.enabled, now)).await?;
    require_a_super_admin(&transaction).await?;
    if changes.password.is_some() || !row.enabled {
        sessions::revoke_others(&transaction, id, None, now).await?;
    }
    let event = event("administrator.update", &row, &roles, changes.password.is_some());
    audit::record(&transaction, services, granted, event).await?;
    change::finish(services, transaction).await?;
    Ok(account(row, roles))
}

/// Removes an administrator; their sessions end.
pub async fn delete(services: &Services, granted: &Granted<DeleteUser>, id: &str) -> Result<()> {
    let transaction = change::begin(services, Counter::Roles).await?;
    let (row, roles) = within_reach(&transaction, granted, id).await?;
    store::delete(&transaction, id).await?;
    require_a_super_admin(&transaction).await?;
    let event = event("administrator.delete", &row, &roles, false);
    audit::record(&transaction, services, granted, event).await?;
    change::finish(services, transaction).await
}

/// The administrator with this id as they see themselves.
pub(super) async fn account_of(services: &Services, id: &str) -> Result<Option<Account>> {
    let db = services.database.read();
    let Some(row) = store::find(db, id).await? else { return Ok(None) };
    let roles = store::roles_of(db, &[id]).await?.remove(id).unwrap_or_default();
    Ok(Some(account(row, roles)))
}

fn account(row: Model, roles: Vec<role::Model>) -> Account {
    Account {
        id: row.id,
        email: row.email,
        name: row.name,
        enabled: row.enabled,
        roles,
        created_at: Timestamp(row.created_at),
        updated_at: Timestamp(row.updated_at),
        last_login_at: row.last_login_at.map(Timestamp),
        revision: row.revision,
    }
}

/// A new account's texts after their rules.
pub(super) struct Checked {
    email: String,
    name: String,
    password_hash: String,
}

impl Checked {
    pub(super) async fn new(services: &Services, email: &str, name: &str, password: &str) -> Result<Self> {
        let email = normalized_email(email)?;
        let name = person_name(name)?;
        Ok(Self { email, name, password_hash: hashed(services, "password", password).await? })
    }
}

/// Changes after their rules; what is absent stays.
struct CheckedChanges {
    email: Option<String>,
    name: Option<String>,
    password_hash: Option<String>,
}

impl CheckedChanges {
    async fn new(services: &Services, changes: &AccountChanges) -> Result<Self> {
        let email = changes.email.as_deref().map(normalized_email).transpose()?;
        let name = changes.name.as_deref().map(person_name).transpose()?;
        let password_hash = match &changes.password {
            Some(password) => Some(hashed(services, "password", password).await?),
            None => None,
        };
        Ok(Self { email, name, password_hash })
    }

    fn applied_to(self, row: Model, enabled: Option<bool>, now: Timestamp) -> ActiveModel {
        let revision = row.revision + 1;
        let mut changed = row.into_active_model();
        changed.updated_at = Set(now.0);
        changed.revision = Set(revision);
        if let Some(email) = self.email {
            changed.email = Set(email);
        }
        if let Some(name) = self.name {
            changed.name = Set(name);
        }
        if let Some(hash) = self.password_hash {
            changed.password_hash = Set(hash);
        }
        if let Some(enabled) = enabled {
            changed.enabled = Set(enabled);
        }
        changed
    }
}

async fn insert(
    services: &Services,
    transaction: &DatabaseTransaction,
    agent: Agent,
    checked: Checked,
    enabled: bool,
    roles: Vec<role::Model>,
) -> Result<Account> {
    require_free_email(transaction, &checked.email, None).await?;
    let now = services.clock.now();
    let row = ActiveModel {
        id: Set(services.entropy.id()),
        email: Set(checked.email),
        name: Set(checked.name),
        password_hash: Set(checked.password_hash),
        enabled: Set(enabled),
        created_at: Set(now.0),
        updated_at: Set(now.0),
        last_login_at: Set(None),
        revision: Set(1),
    };
    let row = store::insert(transaction, row).await?;
    store::set_roles(transaction, &row.id, &ids_of(&roles)).await?;
    audit::record(transaction, services, agent, event("administrator.create", &row, &roles, true)).await?;
    Ok(account(row, roles))
}

/// The administrator and their roles, when they hold no more than whoever acts.
async fn within_reach<P: Operation>(
    transaction: &DatabaseTransaction,
    granted: &Granted<P>,
    id: &str,
) -> Result<(Model, Vec<role::Model>)> {
    let row = store::find(transaction, id).await?.ok_or_else(|| Error::not_found("Administrator not found"))?;
    let roles = store::roles_of(transaction, &[id]).await?.remove(id).unwrap_or_default();
    Holdings::of_roles(&roles)?.require_within(granted)?;
    Ok((row, roles))
}

async fn replace_roles<P: Operation>(
    transaction: &DatabaseTransaction,
    granted: &Granted<P>,
    id: &str,
    role_ids: &[String],
) -> Result<Vec<role::Model>> {
    let roles = chosen_roles(transaction, role_ids).await?;
    Holdings::of_roles(&roles)?.require_within(granted)?;
    store::set_roles(transaction, id, &ids_of(&roles)).await?;
    Ok(roles)
}

async fn chosen_roles(transaction: &DatabaseTransaction, ids: &[String]) -> Result<Vec<role::Model>> {
    if ids.is_empty() {
        return Err(Error::bad_input("roles", "an administrator has at least one role"));
    }
    let roles = role_store::find_all(transaction, ids).await?;
    match ids.iter().find(|id| !roles.iter().any(|role| role.id == **id)) {
        Some(unknown) => Err(Error::bad_input("roles", format!("there is no role with the id \"{unknown}\""))),
        None => Ok(roles),
    }
}

async fn require_free_email(transaction: &DatabaseTransaction, email: &str, own_id: Option<&str>) -> Result<()> {
    match store::find_by_email(transaction, email).await? {
        Some(other) if Some(other.id.as_str()) != own_id => Err(Error::conflict("email", "Email already taken")),
        _ => Ok(()),
    }
}

/// Asked after a change and before its commit.
async fn require_a_super_admin(transaction: &DatabaseTransaction) -> Result<()> {
    if store::enabled_super_admins(transaction).await? == 0 {
        return Err(Error::new(Code::Conflict, "The last enabled Super Admin cannot be deleted, disabled or demoted"));
    }
    Ok(())
}

/// An email as it is stored and looked up: trimmed, in lower case.
pub(super) fn normalized_email(given: &str) -> Result<String> {
    let email = given.trim().to_lowercase();
    let plausible = email.len() <= MAX_EMAIL_BYTES
        && !email.chars().any(|c| c.is_whitespace() || c.is_control())
        && email.rsplit_once('@').is_some_and(|(person, host)| !person.is_empty() && !host.is_empty());
    if plausible { Ok(email) } else { Err(Error::bad_input("email", "email is not an email address")) }
}

fn person_name(given: &str) -> Result<String> {
    if given.trim().is_empty() { Ok(String::new()) } else { text::name("name", given) }
}

/// The stored form of a password that somebody chose in the input field `field`.
pub(super) async fn hashed(services: &Services, field: &str, password: &str) -> Result<String> {
    services.passwords.hash(Password::chosen(field, password)?, &services.entropy).await
}

fn ids_of(roles: &[role::Model]) -> Vec<String> {
    roles.iter().map(|role| role.id.clone()).collect()
}

fn event<'e>(action: &'static str, row: &'e Model, roles: &[role::Model], password_set: bool) -> Event<'e> {
    let roles: Vec<&str> = roles.iter().map(|role| role.code.as_str()).collect();
    Event {
        action,
        target_kind: "administrator",
        target_id: Some(&row.id),
        target_name: Some(&row.email),
        details: json!({"enabled": row.enabled, "roles": roles, "passwordSet": password_set}),
    }
}
