//! Everything that hangs on one state of the content model: its schemas, one for each permission set that asks, and the
//! documents compiled against them. A change of the model makes a new generation and leaves the old one to its readers.

use std::sync::{Arc, OnceLock};

use quick_cache::sync::Cache;

use super::document::Document;
use super::documents::Documents;
use super::input_types::InputTypes;
use super::root_fields::RootFields;
use super::schema::{self, ContentSchema};
use crate::access::{Fingerprint, PermissionSet};
use crate::auth::Principal;
use crate::catalog::{Catalog, View};
use crate::error::{Error, Result};

/// Permission sets whose schemas are kept at most. Equal sets share one, so that this bounds kinds of tokens, not tokens.
const SCHEMAS: usize = 256;
/// Bytes that all kept schemas may take, by the estimate of [`schemas_kept`].
const CAPACITY: usize = 128 << 20;
/// Bytes that a schema takes for itself and for each attribute of the model, which is an output field, a filter and
/// an input.
const SCHEMA: usize = 256 << 10;
const ATTRIBUTE: usize = 4 << 10;
/// Schemas that are kept however large the model is.
const FEWEST: usize = 4;

/// One state of the content model and what is derived from it.
pub struct Generation {
    /// The model.
    pub catalog: Arc<Catalog>,
    /// The names of all root fields.
    pub roots: RootFields,
    conceal: bool,
    everything: OnceLock<Arc<ContentSchema>>,
    shaped: Cache<Fingerprint, Arc<Shaped>>,
    documents: Arc<Documents>,
}

/// What one permission set sees of a generation.
pub struct Shaped {
    /// The names that resolve.
    pub view: View,
    /// The schema of these names.
    pub schema: ContentSchema,
    fingerprint: Fingerprint,
    documents: Arc<Documents>,
}

impl Generation {
    /// A generation of `catalog`. With `conceal`, names that are refused look as if they did not exist.
    pub fn new(catalog: Arc<Catalog>, conceal: bool) -> Self {
        let roots = RootFields::of(&catalog);
        let shaped = Cache::new(schemas_kept(&catalog));
        Self { catalog, roots, conceal, everything: OnceLock::new(), shaped, documents: Arc::default() }
    }

    /// What a permission set sees; built on its first request.
    pub fn shaped(&self, fingerprint: Fingerprint, permissions: &PermissionSet) -> Result<Arc<Shaped>> {
        self.shaped_as(fingerprint, || self.view(permissions))
    }

    /// What a principal sees. Administrators work on drafts, which may lack what is required.
    pub fn shaped_for(&self, principal: &Principal) -> Result<Arc<Shaped>> {
        if principal.administrator().is_none() {
            return self.shaped(principal.fingerprint, &principal.permissions);
        }
        let fingerprint = principal.fingerprint.variant("gaps");
        self.shaped_as(fingerprint, || self.view(&principal.permissions).with_gaps())
    }

    fn view(&self, permissions: &PermissionSet) -> View {
        View::new(Arc::clone(&self.catalog), permissions.clone(), self.conceal)
    }

    fn shaped_as(&self, fingerprint: Fingerprint, view: impl FnOnce() -> View) -> Result<Arc<Shaped>> {
        self.shaped.get_or_insert_with(&fingerprint, || {
            let view = view();
            let schema = schema::build(&view).map_err(Error::internal)?;
            Ok(Arc::new(Shaped { view, schema, fingerprint, documents: Arc::clone(&self.documents) }))
        })
    }

    /// The schema of everything, or nothing where names are concealed. Documents that only fit here are refused for
    /// lack of permission rather than as mistaken.
    pub fn everything(&self) -> Result<Option<&ContentSchema>> {
        if self.conceal {
            return Ok(None);
        }
        if let Some(schema) = self.everything.get() {
            return Ok(Some(schema));
        }
        let view = View::new(Arc::clone(&self.catalog), PermissionSet::full_access(), false);
        let schema = Arc::new(schema::build(&view).map_err(Error::internal)?);
        Ok(Some(self.everything.get_or_init(|| schema)))
    }

    /// What variables and arguments are coerced by: the types of everything, so that a name which is not granted gets
    /// as far as the view, which refuses it; where names are concealed, the types of this view.
    pub fn inputs<'g>(&'g self, shaped: &'g Shaped) -> Result<&'g InputTypes> {
        Ok(self.everything()?.map_or(&shaped.schema.inputs, |everything| &everything.inputs))
    }
}

/// How many schemas of this model fit into the memory that is set aside for them.
fn schemas_kept(catalog: &Catalog) -> usize {
    let attributes = catalog.iter().map(|content_type| content_type.attributes.len()).sum::<usize>();
    (CAPACITY / (SCHEMA + attributes * ATTRIBUTE)).clamp(FEWEST, SCHEMAS)
}

impl Shaped {
    /// The compiled document of this text and operation name, where it has been asked before.
    pub fn document(&self, query: &str, operation: Option<&str>) -> Option<Arc<Document>> {
        self.documents.get(self.fingerprint, query, operation)
    }

    /// Keeps a document for the next request, where it is not too large.
    pub fn keep(&self, query: &str, operation: Option<&str>, document: Arc<Document>) {
        self.documents.insert(self.fingerprint, query, operation, document);
    }
}
