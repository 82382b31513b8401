//! Sessions as principals. Tokens are tested with the use cases that make and end them.

use entity::{administrator, role, session};
use sea_orm::{ActiveModelBehavior, ActiveValue::Set, EntityTrait, IntoActiveModel};
use tempfile::TempDir;

use super::*;
use crate::access::management::{CreateApiToken, ManagementPermission};
use crate::access::{Action, Status};
use crate::id::Entropy;

const NOW: Timestamp = Timestamp(1_800_000_000_000);

struct Setting {
    database: Database,
    clock: Clock,
    keys: KeyRing,
    authenticator: Authenticator,
    _directory: TempDir,
}

impl Setting {
    /// A database with one administrator, who is an Editor and has one session.
    async fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", directory.path().join("keyway.db").display());
        let database = Database::open(&url).await.unwrap();
        database.migrate().await.unwrap();
        let transaction = database.begin().await.unwrap();
        administrators::insert(&transaction, ada()).await.unwrap();
        administrators::set_roles(&transaction, "ada", &["editor".to_owned()]).await.unwrap();
        sessions::insert(&transaction, login("session")).await.unwrap();
        transaction.commit().await.unwrap();
        let (clock, keys) = (Clock::fixed(NOW), KeyRing::generate(&Entropy::seeded(1)));
        let authenticator = Authenticator::open(database.clone(), clock.clone(), keys.clone()).await.unwrap();
        Self { database, clock, keys, authenticator, _directory: directory }
    }

    async fn present(&self, subject: &str, session: &str) -> Result<Arc<Principal>> {
        let (token, _) = SessionKeys::new(&self.keys).issue(subject, session, NOW).unwrap();
        let header = format!("Bearer {}", token.expose());
        self.authenticator.authenticate(&Credential::from_header(Some(&header))).await
    }

    async fn is_refused(&self, subject: &str, session: &str) -> bool {
        let refused = self.present(subject, session).await.err();
        refused.is_some_and(|error| error.code() == Code::Unauthenticated && error.public().message == REFUSED)
    }

    /// Makes a change as a use case does.
    async fn change<A>(&self, row: A)
    where
        A: ActiveModelBehavior + Send,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        let transaction = self.database.begin().await.unwrap();
        row.update(&transaction).await.unwrap();
        transaction.commit().await.unwrap();
        self.authenticator.advance_epoch();
    }
}

fn ada() -> administrator::ActiveModel {
    let row = administrator::Model {
        id: "ada".to_owned(),
        email: "ada@example.com".to_owned(),
        name: String::new(),
        password_hash: String::new(),
        enabled: true,
        created_at: NOW.0,
        updated_at: NOW.0,
        last_login_at: None,
        revision: 1,
    };
    row.into_active_model()
}

fn login(id: &str) -> session::ActiveModel {
    let row = session::Model {
        id: id.to_owned(),
        administrator_id: "ada".to_owned(),
        refresh_digest: id.to_owned(),
        previous_refresh_digest: None,
        created_at: NOW.0,
        expires_at: NOW.plus_seconds(600).0,
        last_used_at: NOW.0,
        revoked_at: None,
        user_agent: None,
        address: None,
    };
    row.into_active_model()
}

#[tokio::test]
async fn a_session_is_its_administrator_with_what_the_roles_give() {
    let setting = Setting::new().await;
    let principal = setting.present("ada", "session").await.unwrap();
    let administrator = principal.administrator().unwrap();
    assert_eq!((administrator.id.as_str(), administrator.session_id.as_str()), ("ada", "session"));
    assert_eq!(*principal.permissions, PermissionSet::full_access(), "Editors do everything with content");
    assert!(administrator.grant::<CreateApiToken>().is_err(), "and nothing with the server");
}

#[tokio::test]
async fn super_admins_may_do_everything_and_authors_only_write_drafts() {
    let setting = Setting::new().await;
    let transaction = setting.database.begin().await.unwrap();
    administrators::set_roles(&transaction, "ada", &["author".to_owned()]).await.unwrap();
    transaction.commit().await.unwrap();
    let author = setting.present("ada", "session").await.unwrap();
    let may = |action| author.permissions.allowed("article", action, Status::Draft, None).is_some();
    assert!(may(Action::Find) && may(Action::Update) && !may(Action::Publish) && !may(Action::Delete));

    let transaction = setting.database.begin().await.unwrap();
    administrators::set_roles(&transaction, "ada", &[role::SUPER_ADMIN.to_owned()]).await.unwrap();
    transaction.commit().await.unwrap();
    setting.authenticator.advance_epoch();
    let all = setting.present("ada", "session").await.unwrap();
    assert_eq!(all.administrator().unwrap().permissions, ManagementPermission::all());
}

#[tokio::test]
async fn a_session_that_was_revoked_or_whose_account_is_off_is_refused() {
    let setting = Setting::new().await;
    assert!(!setting.is_refused("ada", "session").await);
    setting
        .change(administrator::ActiveModel { id: Set("ada".into()), enabled: Set(false), ..Default::default() })
        .await;
    assert!(setting.is_refused("ada", "session").await);
    setting
        .change(administrator::ActiveModel { id: Set("ada".into()), enabled: Set(true), ..Default::default() })
        .await;
    assert!(!setting.is_refused("ada", "session").await);
    setting
        .change(session::ActiveModel { id: Set("session".into()), revoked_at: Set(Some(NOW.0)), ..Default::default() })
        .await;
    assert!(setting.is_refused("ada", "session").await);
}

#[tokio::test]
async fn a_signed_token_for_another_session_or_person_is_refused() {
    let setting = Setting::new().await;
    assert!(setting.is_refused("ada", "no-such-session").await);
    assert!(setting.is_refused("bob", "session").await);
}

#[tokio::test]
async fn a_session_ends_by_the_clock_although_it_is_remembered_unless_it_was_renewed() {
    let setting = Setting::new().await;
    assert!(!setting.is_refused("ada", "session").await);
    setting.clock.set(NOW.plus_seconds(600));
    assert!(setting.is_refused("ada", "session").await);
    let transaction = setting.database.begin().await.unwrap();
    let later = Set(NOW.plus_seconds(1200).0);
    let renewed = session::ActiveModel { id: Set("session".into()), expires_at: later, ..Default::default() };
    sessions::update(&transaction, renewed).await.unwrap();
    transaction.commit().await.unwrap();
    assert!(!setting.is_refused("ada", "session").await);
}
