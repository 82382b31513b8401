//! A management endpoint over a database of its own, and the people who ask it.

use std::collections::BTreeSet;
use std::sync::Arc;

use entity::{administrator, session};
use http::HeaderMap;
use keyway::access::management::{Administrator, ManagementPermission};
use keyway::access::{Grant, PermissionSet};
use keyway::app;
use keyway::auth::{Credential, KeyRing};
use keyway::clock::{Clock, Timestamp};
use keyway::config::Config;
use keyway::graphql::limits::Limits;
use keyway::graphql::management::{Caller, Cookies, Endpoint};
use keyway::graphql::{GraphqlRequest, Payload, Stage};
use keyway::id::Entropy;
use keyway::service::Services;
use keyway::service::files::{Files, Rules};
use keyway::storage::Storage;
use keyway::store::{Database, administrators, sessions};
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::testkit::database;

pub const NOW: Timestamp = Timestamp(1_800_000_000_000);
pub const PASSWORD: &str = "Correct1horse";

/// An endpoint, its services and the directory of its database.
pub struct Server {
    pub endpoint: Endpoint,
    pub services: Services,
    pub clock: Clock,
    _directory: TempDir,
}

/// One answer: the JSON, how far the request came, and the headers.
pub struct Answer {
    pub json: Value,
    pub stage: Stage,
    pub headers: HeaderMap,
}

impl Answer {
    /// The data; fails the test where there is an error.
    #[track_caller]
    pub fn data(&self) -> &Value {
        assert!(self.json.get("errors").is_none(), "{}", self.json);
        &self.json["data"]
    }

    /// Code and message of the only error.
    #[track_caller]
    pub fn error(&self) -> (&str, &str) {
        let errors = self.json["errors"].as_array().unwrap_or_else(|| panic!("no error in {}", self.json));
        assert_eq!(errors.len(), 1, "{}", self.json);
        (errors[0]["extensions"]["code"].as_str().unwrap(), errors[0]["message"].as_str().unwrap())
    }

    /// The code of the only error.
    #[track_caller]
    pub fn code(&self) -> &str {
        self.error().0
    }

    /// The permission that a FORBIDDEN names.
    #[track_caller]
    pub fn missing(&self) -> &str {
        assert_eq!(self.code(), "FORBIDDEN", "{}", self.json);
        self.json["errors"][0]["extensions"]["details"]["missing"].as_str().unwrap()
    }

    /// The paths of the broken rules, each joined by dots.
    pub fn violations(&self) -> Vec<String> {
        let violations = self.json["errors"][0]["extensions"]["violations"].as_array().cloned().unwrap_or_default();
        let text = |part: &Value| part.as_str().unwrap().to_owned();
        violations
            .iter()
            .map(|violation| violation["path"].as_array().unwrap().iter().map(text).collect::<Vec<_>>().join("."))
            .collect()
    }
}

impl Server {
    pub async fn start() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let file = format!("sqlite:{}", directory.path().join("keyway.db").display());
        let database = Database::open(&database::fresh().await.unwrap_or(file)).await.unwrap();
        database.migrate().await.unwrap();
        let (clock, entropy) = (Clock::fixed(NOW), Entropy::seeded(7));
        let keys = KeyRing::generate(&entropy);
        let storage = Storage::local(&directory.path().join("uploads")).unwrap();
        let files = Files::new(storage, Rules::default(), directory.path().to_owned());
        let services = Services::open(database, clock.clone(), entropy, keys, files).await.unwrap();
        let endpoint = endpoint(&services, Cookies { secure: false });
        Self { endpoint, services, clock, _directory: directory }
    }

    pub async fn ask(&self, caller: &Caller, query: &str, variables: Value) -> Answer {
        let Value::Object(variables) = variables else { panic!("variables are an object") };
        let request = GraphqlRequest { query: query.to_owned(), variables, ..GraphqlRequest::default() };
        let answer = self.endpoint.execute(caller.clone(), request).await;
        let headers = match &answer.payload {
            Payload::Response(response) => response.http_headers.clone(),
            Payload::Json(_) => HeaderMap::new(),
        };
        let stage = answer.stage;
        Answer { json: serde_json::from_slice(&answer.into_json()).unwrap(), stage, headers }
    }

    /// A person with these roles, logged in, without the cost of a password.
    pub async fn person(&self, email: &str, role_ids: &[&str]) -> Caller {
        let id = self.services.entropy.id();
        let row = administrator::ActiveModel {
            id: Set(id.clone()),
            email: Set(email.to_owned()),
            name: Set(String::new()),
            password_hash: Set("none".to_owned()),
            enabled: Set(true),
            created_at: Set(NOW.0),
            updated_at: Set(NOW.0),
            last_login_at: Set(None),
            revision: Set(1),
        };
        let role_ids: Vec<String> = role_ids.iter().map(ToString::to_string).collect();
        let transaction = self.services.database.begin().await.unwrap();
        administrators::insert(&transaction, row).await.unwrap();
        administrators::set_roles(&transaction, &id, &role_ids).await.unwrap();
        transaction.commit().await.unwrap();
        self.sign_in(&id).await
    }

    /// A session of this administrator.
    pub async fn sign_in(&self, administrator_id: &str) -> Caller {
        let session_id = self.services.entropy.id();
        let row = session::ActiveModel {
            id: Set(session_id.clone()),
            administrator_id: Set(administrator_id.to_owned()),
            refresh_digest: Set(session_id.clone()),
            previous_refresh_digest: Set(None),
            created_at: Set(NOW.0),
            expires_at: Set(NOW.plus_seconds(86_400).0),
            last_used_at: Set(NOW.0),
            revoked_at: Set(None),
            user_agent: Set(None),
            address: Set(None),
        };
        let transaction = self.services.database.begin().await.unwrap();
        sessions::insert(&transaction, row).await.unwrap();
        transaction.commit().await.unwrap();
        let now = self.services.clock.now();
        let (token, _) = self.services.session_keys.issue(administrator_id, &session_id, now).unwrap();
        self.bearer(token.expose()).await.expect("the session is good")
    }

    /// Whoever presents this access token; nothing where it is refused.
    pub async fn bearer(&self, token: &str) -> Option<Caller> {
        let credential = Credential::from_header(Some(&format!("Bearer {token}")));
        let principal = self.services.authenticator.authenticate(&credential).await.ok()?;
        Some(Caller { administrator: principal.administrator().cloned(), ..Caller::default() })
    }

    pub async fn super_admin(&self) -> Caller {
        self.person("root@example.com", &["super-admin"]).await
    }

    /// A person who holds exactly this, by a role of their own.
    pub async fn holding(&self, email: &str, permissions: &[ManagementPermission], content: &[&str]) -> Caller {
        let grants: Vec<Grant> = content.iter().map(|text| Grant::parse(text).unwrap()).collect();
        let id = self.services.entropy.id();
        let row = entity::role::ActiveModel {
            id: Set(id.clone()),
            name: Set(format!("Role of {email}")),
            name_key: Set(format!("role of {email}")),
            code: Set(id.clone()),
            description: Set(String::new()),
            permissions: Set(json!(permissions.iter().map(ToString::to_string).collect::<Vec<_>>()).to_string()),
            grants: Set(serde_json::to_string(&grants).unwrap()),
            built_in: Set(false),
            created_at: Set(NOW.0),
            updated_at: Set(NOW.0),
            revision: Set(1),
        };
        let transaction = self.services.database.begin().await.unwrap();
        keyway::store::roles::insert(&transaction, row).await.unwrap();
        transaction.commit().await.unwrap();
        self.person(email, &[&id]).await
    }

    /// Actions in the audit trail, the oldest first.
    pub async fn audited(&self) -> Vec<String> {
        let root = self.super_admin_of_audit().await;
        let query = r#"{ auditEvents(sort: ["at:asc"], pagination: {pageSize: 100}) { nodes { action } } }"#;
        let answer = self.ask(&root, query, json!({})).await;
        let nodes = answer.data()["auditEvents"]["nodes"].as_array().unwrap().clone();
        let mut actions: Vec<String> = nodes.iter().map(|node| node["action"].as_str().unwrap().to_owned()).collect();
        actions.sort();
        actions
    }

    async fn super_admin_of_audit(&self) -> Caller {
        let administrator = Administrator {
            id: "auditor".to_owned(),
            email: "auditor@example.com".to_owned(),
            session_id: String::new(),
            permissions: BTreeSet::from([ManagementPermission::AuditRead]),
            content: PermissionSet::empty(),
        };
        let row = self.person(&format!("{}@example.com", self.services.entropy.id()), &["author"]).await;
        let session_id = row.administrator.expect("signed in").session_id.clone();
        Caller { administrator: Some(Arc::new(Administrator { session_id, ..administrator })), ..Caller::default() }
    }
}

/// A management endpoint, beside a content endpoint as it is without a configuration.
pub fn endpoint(services: &Services, cookies: Cookies) -> Endpoint {
    let content = Arc::new(app::content_endpoint(&Config::default(), services));
    Endpoint::new(services.clone(), content, Limits::default(), cookies)
}

/// Nobody.
pub fn nobody() -> Caller {
    Caller::default()
}

/// The id of the administrator who calls.
pub fn id_of(caller: &Caller) -> String {
    caller.administrator.as_ref().expect("signed in").id.clone()
}
