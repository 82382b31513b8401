//! The content API in REST, in Strapi's dialect and narrowed to the caller's permissions. Start at [`Endpoint::execute`].
//!
//! A path and a method become an [`Operation`]; in a [`call`], the [`query_string`] becomes [`parameters`], whose names
//! are looked up in the caller's view and become a [`selection`] and a plan, which are kept as [`prepared`] reads; the
//! answer is written straight from the rows.

mod body;
mod call;
mod form;
mod list;
mod openapi;
mod parameters;
mod populate;
mod prepared;
mod query_string;
mod routes;
mod selection;
mod upload;
mod writer;

use std::sync::Arc;

use arc_swap::ArcSwap;
use quick_cache::sync::Cache;
use serde_json::Value;

pub use self::body::Body;
pub use self::form::Form;
pub use self::routes::{EntryOperation, FileOperation, METHODS, Operation, Reach, Target};

use self::call::Call;
use self::prepared::Reads;
use crate::access::Fingerprint;
use crate::auth::{Credential, Principal};
use crate::catalog::{Catalog, View};
use crate::error::{Code, Error, Result};
use crate::query::page::PageLimits;
use crate::service::refusals::{self, Door};
use crate::service::{Services, permission_catalog};

/// Permission sets whose views are kept at most.
const VIEWS: usize = 1_024;

/// How the endpoint behaves; the configuration's part in it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Limits on pages.
    pub pages: PageLimits,
    /// The most values that an answer may hold.
    pub cost: u64,
    /// Whether names that are refused look as if they did not exist.
    pub conceal: bool,
    /// Whether parameters that mean nothing are refused.
    pub strict: bool,
    /// Whether lists say how many entries there are in all, where a request does not say.
    pub count: bool,
}

/// One request, its path and method resolved.
#[derive(Debug)]
pub struct Request {
    /// What it asks for.
    pub operation: Operation,
    /// The query string, without `?`.
    pub query: String,
    /// The body; empty where the operation takes none.
    pub body: Body,
    /// The body, where it is a form with files. Nothing of it has been read.
    pub form: Option<Form>,
    /// How the answer is to look.
    pub format: ResponseFormat,
}

/// How entries stand in an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResponseFormat {
    /// Attributes beside the ids.
    #[default]
    Flat,
    /// As in version 4 of Strapi: attributes in `attributes`, and what a relation leads to in `data`.
    V4,
}

/// What a request came to.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The JSON, or nothing where the status says it all.
    pub body: Vec<u8>,
    /// The relations that a wildcard left out, as the caller may not read them; dotted paths.
    pub omitted: Vec<String>,
}

/// The content API in REST.
pub struct Endpoint {
    services: Services,
    settings: Settings,
    generation: ArcSwap<Generation>,
}

/// One state of the content model and what is derived from it.
struct Generation {
    catalog: Arc<Catalog>,
    routes: routes::Routes,
    views: Cache<Fingerprint, Arc<View>>,
    reads: Reads,
}

impl Generation {
    fn new(catalog: Arc<Catalog>) -> Self {
        Self { routes: routes::Routes::of(&catalog), catalog, views: Cache::new(VIEWS), reads: Reads::default() }
    }

    /// What a caller may see; made on the first request of their permission set.
    fn view(&self, principal: &Principal, conceal: bool) -> Arc<View> {
        self.views.get(&principal.fingerprint).unwrap_or_else(|| {
            let permissions = (*principal.permissions).clone();
            let view = Arc::new(View::new(Arc::clone(&self.catalog), permissions, conceal));
            self.views.insert(principal.fingerprint, Arc::clone(&view));
            view
        })
    }
}

impl Endpoint {
    /// An endpoint over the content model in force.
    pub fn new(services: Services, settings: Settings) -> Self {
        let generation = Generation::new(services.model.current());
        Self { services, settings, generation: ArcSwap::from_pointee(generation) }
    }

    /// What a method does at a path below the API's prefix.
    pub fn reach(&self, method: &http::Method, path: &str) -> Reach {
        self.generation(&self.services.model.current()).routes.reach(method, path)
    }

    /// Whether a caller may not even learn which paths there are.
    pub fn conceals(&self) -> bool {
        self.settings.conceal
    }

    /// Answers one request as `principal` may see it.
    pub async fn execute(&self, principal: &Principal, mut request: Request) -> Result<Answer> {
        let outcome = if let Operation::Files(operation) = &request.operation {
            let (form, query) = (request.form.take(), request.query.as_str());
            upload::Files { endpoint: self, principal }.run(operation, query, form).await
        } else {
            self.persist(principal, &request).await
        };
        if let Err(error) = &outcome
            && error.code() == Code::Forbidden
        {
            let missing = error.public().details.get("missing").and_then(Value::as_str);
            refusals::note_missing(&self.services, principal, missing, self.door(&request.operation));
        }
        outcome
    }

    /// Runs a request, and a read once more where the content model went away under it.
    async fn persist(&self, principal: &Principal, request: &Request) -> Result<Answer> {
        let (catalog, outcome) = self.attempt(principal, request).await;
        match outcome {
            Err(error)
                if error.code() == Code::Internal
                    && self.services.model.has_moved_on_from(&catalog).await
                    // A part of a write may be done, and must not be done twice.
                    && request.operation.is_read() =>
            {
                self.attempt(principal, request).await.1
            }
            outcome => outcome,
        }
    }

    /// Notes that whoever asked for `operation` was refused with `error` because of their credential.
    pub fn note_refused(&self, credential: &Credential, error: &Error, operation: &Operation) {
        refusals::note_credential(&self.services, credential, error, self.door(operation));
    }

    /// The route of an operation, without its values.
    fn door(&self, operation: &Operation) -> Door {
        let route = match operation {
            Operation::Description => Some("GET /api/openapi.json".to_owned()),
            Operation::Files(FileOperation::Upload) => Some("POST /api/upload".to_owned()),
            Operation::Files(FileOperation::Delete(_)) => Some("DELETE /api/upload/files/:id".to_owned()),
            Operation::Entries(operation) => self.services.model.current().get(&operation.singular).and_then(|of| {
                let mut routes = permission_catalog::routes(of, operation.action).into_iter();
                let route = match &operation.target {
                    Target::Draft(_, action) => routes.find(|route| route.path.ends_with(action.as_str())),
                    _ => routes.next(),
                };
                route.map(|route| format!("{} {}", route.method, route.path))
            }),
        };
        // A type that is gone by now has no route any more.
        Door::Rest { route: route.unwrap_or_else(|| "/api".to_owned()) }
    }

    /// Runs a request on the model in force, which does not change meanwhile.
    async fn attempt(&self, principal: &Principal, request: &Request) -> (Arc<Catalog>, Result<Answer>) {
        let model = self.services.model.reading().await;
        let generation = self.generation(model.catalog());
        let view = generation.view(principal, self.settings.conceal);
        let outcome = match &request.operation {
            Operation::Entries(operation) => {
                let (store, settings) = (&self.services.content, &self.settings);
                Call { store, settings, view: &view, operation, reads: &generation.reads, request }.run().await
            }
            Operation::Description => {
                let body = openapi::describe(&view).to_string().into_bytes();
                Ok(Answer { status: 200, body, omitted: Vec::new() })
            }
            // They do not hold the model while bytes come in or go somewhere.
            Operation::Files(_) => Err(Error::internal("files are not read or written like entries")),
        };
        (Arc::clone(model.catalog()), outcome)
    }

    fn generation(&self, catalog: &Arc<Catalog>) -> Arc<Generation> {
        let generation = self.generation.load_full();
        if Arc::ptr_eq(&generation.catalog, catalog) {
            return generation;
        }
        let next = Arc::new(Generation::new(Arc::clone(catalog)));
        self.generation.store(Arc::clone(&next));
        next
    }
}
