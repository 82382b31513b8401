//! Services for tests: a real database in a directory of its own, a clock that stands still, repeatable randomness.

use std::collections::BTreeSet;

use tempfile::TempDir;

use super::Services;
use super::files::{Files, Rules};
use super::model::{Consent, Edit};
use crate::access::{Administrator, Grant, Granted, ManagementPermission, Operation, PermissionSet};
use crate::auth::KeyRing;
use crate::catalog::samples;
use crate::clock::{Clock, Timestamp};
use crate::id::Entropy;
use crate::storage::Storage;
use crate::store::Database;

/// The moment at which tests begin: 2027-01-15T08:00:00Z.
pub(crate) const START: Timestamp = Timestamp(1_800_000_000_000);

/// Services and the directory of their database.
pub(crate) struct Kit {
    pub(crate) services: Services,
    pub(crate) directory: TempDir,
    pub(crate) keys: KeyRing,
}

impl Kit {
    /// Services with the sample content model.
    pub(crate) async fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let keys = KeyRing::generate(&Entropy::seeded(1));
        let services = open(&directory, &keys, Clock::fixed(START)).await;
        let change = services.model.change(Edit::Replace(samples::definitions()), Consent::default(), START).await;
        change.unwrap().commit().await.unwrap();
        Self { services, directory, keys }
    }

    /// A second server on the same database.
    pub(crate) async fn another_server(&self) -> Services {
        open(&self.directory, &self.keys, self.services.clock.clone()).await
    }

    /// Moves the clock to so many milliseconds after the start.
    pub(crate) fn set_clock(&self, millis: i64) {
        self.services.clock.set(START.plus_millis(millis));
    }
}

async fn open(directory: &TempDir, keys: &KeyRing, clock: Clock) -> Services {
    let url = format!("sqlite:{}", directory.path().join("keyway.db").display());
    let database = Database::open(&url).await.unwrap();
    database.migrate().await.unwrap();
    let storage = Storage::local(&directory.path().join("uploads")).unwrap();
    let files = Files::new(storage, Rules::default(), directory.path().to_owned());
    Services::open(database, clock, Entropy::system(), keys.clone(), files).await.unwrap()
}

/// The set that these permission texts allow.
pub(crate) fn permissions(texts: &[&str]) -> PermissionSet {
    let grants = texts.iter().map(|text| Grant::parse(text).unwrap()).collect::<Vec<_>>();
    PermissionSet::from_grants(&grants)
}

/// The proof of an administrator who can do everything to the server, and with content only what these texts allow.
pub(crate) fn limited<P: Operation>(texts: &[&str]) -> Granted<P> {
    let administrator = Administrator {
        id: "ada".to_owned(),
        email: "ada@example.com".to_owned(),
        session_id: "session".to_owned(),
        permissions: ManagementPermission::ALL.iter().copied().collect::<BTreeSet<_>>(),
        content: permissions(texts),
    };
    administrator.grant().unwrap()
}
