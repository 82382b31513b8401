//! Roles: what administrators may manage and what they may do with content.

use std::collections::BTreeSet;

use entity::role::{self, ActiveModel, Column, Model};
use sea_orm::{ActiveValue::Set, IntoActiveModel, Order};
use serde_json::json;

use super::audit::{self, Event};
use super::holdings::Holdings;
use super::listing::Listing;
use super::{Services, change, grants, text};
use crate::access::management::{CreateRole, DeleteRole, Granted, ManagementPermission, ReadRoles, UpdateRole};
use crate::access::{Grant, PermissionSet};
use crate::clock::Timestamp;
use crate::error::{Code, Error, Result};
use crate::store::page::Page;
use crate::store::revisions::Counter;
use crate::store::roles as store;

const SORT_KEYS: [(&str, Column); 3] =
    [("name", Column::Name), ("createdAt", Column::CreatedAt), ("updatedAt", Column::UpdatedAt)];

/// A role as administrators see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Identifies the role.
    pub id: String,
    /// As it is shown; unique in whatever case.
    pub name: String,
    /// Stable identifier, such as `super-admin`.
    pub code: String,
    /// Free text.
    pub description: String,
    /// Whether it came with the server and cannot be deleted.
    pub built_in: bool,
    /// What it gives.
    pub holdings: Holdings,
    /// How many administrators have it.
    pub holders: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts its changes.
    pub revision: i64,
}

/// A role to be made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewRole {
    /// As it is shown.
    pub name: String,
    /// Free text.
    pub description: String,
    /// What it lets administrators manage.
    pub permissions: BTreeSet<ManagementPermission>,
    /// What it lets them do with content.
    pub grants: Vec<Grant>,
}

/// What to change about a role; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoleChanges {
    /// As it is shown.
    pub name: Option<String>,
    /// Free text.
    pub description: Option<String>,
    /// What it lets administrators manage.
    pub permissions: Option<BTreeSet<ManagementPermission>>,
    /// What it lets them do with content.
    pub grants: Option<Vec<Grant>>,
    /// The revision that was looked at; a conflict where there is a newer one.
    pub expected_revision: Option<i64>,
}

/// One page of the roles.
pub async fn list(services: &Services, _granted: &Granted<ReadRoles>, listing: &Listing) -> Result<Page<Role>> {
    let order = listing.order(&SORT_KEYS, (Column::Name, Order::Asc))?;
    let page = store::list(services.database.read(), listing.search_text()?, &order, listing.page_request()?).await?;
    let ids: Vec<&str> = page.items.iter().map(|row| row.id.as_str()).collect();
    let holders = store::holders(services.database.read(), &ids).await?;
    let items = page.items.into_iter().map(|row| {
        let held_by = holders.get(&row.id).copied().unwrap_or_default();
        shown(row, held_by)
    });
    Ok(Page { items: items.collect::<Result<_>>()?, request: page.request, total: page.total })
}

/// The role with this id.
pub async fn find(services: &Services, _granted: &Granted<ReadRoles>, id: &str) -> Result<Option<Role>> {
    match store::find(services.database.read(), id).await? {
        Some(row) => Ok(Some(with_holders(services, row).await?)),
        None => Ok(None),
    }
}

/// Makes a role that gives no more than whoever makes it holds.
pub async fn create(services: &Services, granted: &Granted<CreateRole>, new: NewRole) -> Result<Role> {
    let name = text::name("name", &new.name)?;
    let description = text::description("description", &new.description)?;
    grants::check(&services.model.current(), &new.grants)?;
    let holdings = Holdings { management: new.permissions, content: PermissionSet::from_grants(&new.grants) };
    holdings.require_within(granted)?;

    let transaction = change::begin(services, Counter::Roles).await?;
    require_free_name(&transaction, &name, None).await?;
    let now = services.clock.now();
    let id = services.entropy.id();
    let row = ActiveModel {
        id: Set(id.clone()),
        name_key: Set(name.to_lowercase()),
        name: Set(name),
        code: Set(id),
        description: Set(description),
        permissions: Set(permissions_json(&holdings.management)),
        grants: Set(grants::to_json(&new.grants)),
        built_in: Set(false),
        created_at: Set(now.0),
        updated_at: Set(now.0),
        revision: Set(1),
    };
    let row = store::insert(&transaction, row).await?;
    audit::record(&transaction, services, granted, event("role.create", &row)).await?;
    change::finish(services, transaction).await?;
    shown(row, 0)
}

/// Changes a role. Neither what it gave nor what it will give may be more than whoever changes it holds.
pub async fn update(
    services: &Services,
    granted: &Granted<UpdateRole>,
    id: &str,
    changes: RoleChanges,
) -> Result<Role> {
    let transaction = change::begin(services, Counter::Roles).await?;
    let row = existing(store::find(&transaction, id).await?)?;
    if row.code == role::SUPER_ADMIN {
        return Err(Error::new(Code::Conflict, "The role Super Admin cannot be changed"));
    }
    Holdings::of_role(&row)?.require_within(granted)?;
    change::require_revision(changes.expected_revision, row.revision, "role")?;
    let revision = row.revision + 1;
    let mut active = row.into_active_model();
    if let Some(name) = changes.name {
        let name = text::name("name", &name)?;
        require_free_name(&transaction, &name, Some(id)).await?;
        active.name_key = Set(name.to_lowercase());
        active.name = Set(name);
    }
    if let Some(description) = changes.description {
        active.description = Set(text::description("description", &description)?);
    }
    if let Some(permissions) = changes.permissions {
        active.permissions = Set(permissions_json(&permissions));
    }
    if let Some(given) = changes.grants {
        grants::check(&services.model.current(), &given)?;
        active.grants = Set(grants::to_json(&given));
    }
    active.updated_at = Set(services.clock.now().0);
    active.revision = Set(revision);
    let row = store::update(&transaction, active).await?;
    Holdings::of_role(&row)?.require_within(granted)?;
    audit::record(&transaction, services, granted, event("role.update", &row)).await?;
    change::finish(services, transaction).await?;
    with_holders(services, row).await
}

/// Removes a role that is not built in and that nobody has.
pub async fn delete(services: &Services, granted: &Granted<DeleteRole>, id: &str) -> Result<()> {
    let transaction = change::begin(services, Counter::Roles).await?;
    let row = existing(store::find(&transaction, id).await?)?;
    if row.built_in {
        return Err(Error::new(Code::Conflict, format!("The role {} is built in and cannot be deleted", row.name)));
    }
    Holdings::of_role(&row)?.require_within(granted)?;
    if !store::holders(&transaction, &[id]).await?.is_empty() {
        return Err(Error::new(Code::Conflict, "Administrators have this role; give them another one first"));
    }
    store::delete(&transaction, id).await?;
    audit::record(&transaction, services, granted, event("role.delete", &row)).await?;
    change::finish(services, transaction).await
}

/// A role of a row, for people.
pub(super) fn shown(row: Model, holders: i64) -> Result<Role> {
    Ok(Role {
        holdings: Holdings::of_role(&row)?,
        id: row.id,
        name: row.name,
        code: row.code,
        description: row.description,
        built_in: row.built_in,
        holders,
        created_at: Timestamp(row.created_at),
        updated_at: Timestamp(row.updated_at),
        revision: row.revision,
    })
}

async fn with_holders(services: &Services, row: Model) -> Result<Role> {
    let holders = store::holders(services.database.read(), &[&row.id]).await?;
    let held_by = holders.get(&row.id).copied().unwrap_or_default();
    shown(row, held_by)
}

fn existing(row: Option<Model>) -> Result<Model> {
    row.ok_or_else(|| Error::not_found("Role not found"))
}

async fn require_free_name(db: &impl sea_orm::ConnectionTrait, name: &str, own_id: Option<&str>) -> Result<()> {
    match store::find_by_name(db, name).await? {
        Some(other) if Some(other.id.as_str()) != own_id => Err(Error::conflict("name", "Name already taken")),
        _ => Ok(()),
    }
}

fn permissions_json(permissions: &BTreeSet<ManagementPermission>) -> String {
    json!(permissions.iter().map(|permission| permission.as_str()).collect::<Vec<_>>()).to_string()
}

fn event<'e>(action: &'static str, row: &'e Model) -> Event<'e> {
    Event {
        action,
        target_kind: "role",
        target_id: Some(&row.id),
        target_name: Some(&row.name),
        details: json!({"permissions": parsed(&row.permissions), "grants": parsed(&row.grants)}),
    }
}

fn parsed(stored: &str) -> serde_json::Value {
    serde_json::from_str(stored).unwrap_or_default()
}
