//! One request about entries, from its parameters to its answer.

use super::body;
use super::list::{self, Pagination};
use super::parameters::{OF_READS, OF_WRITES, Parameters};
use super::selection::{Compiled, Compiler, ValueShape};
use super::writer::Writer;
use super::{Answer, EntryOperation, Request, Settings, Target};
use crate::access::{Action, Status};
use crate::catalog::built_in::FILE;
use crate::catalog::{NameError, TypeView, View};
use crate::error::{Code, Error, Result};
use crate::query::filter::{self, Filter};
use crate::query::name::refusal;
use crate::query::page::PageLimits;
use crate::query::plan::{QueryPlan, check_answer, plan};
use crate::query::read::{Answer as Rows, Entries};
use crate::query::request::{ReadRequest, Source};
use crate::query::syntax::Syntax;
use crate::query::value::Value;
use crate::query::write::{Content, Operation as Write, WriteRequest};
use crate::query::{publication, search};
use crate::service::content::ContentStore;

/// One request on behalf of one caller.
pub struct Call<'c> {
    /// Where content is.
    pub store: &'c ContentStore,
    /// How the endpoint behaves.
    pub settings: &'c Settings,
    /// What the caller may see.
    pub view: &'c View,
    /// What is asked for.
    pub operation: &'c EntryOperation,
    /// The query string and the body.
    pub request: &'c Request,
}

impl<'c> Call<'c> {
    /// Answers it.
    pub async fn run(&self) -> Result<Answer> {
        let EntryOperation { singular, target, action } = self.operation;
        let accepted = if action.is_read() { &OF_READS[..] } else { &OF_WRITES };
        let parameters = Parameters::read(&self.request.query, accepted, self.settings.strict);
        let status = parameters.as_ref().map_or(Status::Published, |parameters| parameters.status);
        // Whether the caller may do this at all comes before what is wrong with the request.
        let view = self.view.content_type(singular, *action, status).map_err(refusal)?;
        let parameters = parameters?;
        match (action, target) {
            (Action::Find, Target::List | Target::BareList) => self.list(&view, &parameters).await,
            (Action::Find | Action::FindOne, _) => self.one(&view, &parameters).await,
            (Action::Delete, _) => self.delete().await,
            _ => self.write(&parameters).await,
        }
    }

    fn singular(&self) -> &'c str {
        &self.operation.singular
    }

    fn compile(&self, view: &TypeView<'_>, parameters: &Parameters) -> Result<Compiled> {
        let mut compiled = Compiler::new(self.settings.cost).compile(view, &parameters.fields, &parameters.populate)?;
        if self.operation.target.is_bare() && self.singular() == FILE {
            show_signing(&mut compiled);
        }
        Ok(compiled)
    }

    /// Everything about which entries are meant, in one condition.
    fn filter(view: &TypeView<'_>, parameters: &Parameters) -> Result<Filter> {
        let filter = filter::parse(view, &parameters.filters, Syntax::Rest)?;
        let publication = publication::filter(view, parameters.publication, parameters.has_published)?;
        let searched = match &parameters.search {
            Some(text) => search::filter(view, text)?,
            None => Filter::everything(),
        };
        Ok(filter.and(publication).and(searched))
    }

    async fn list(&self, view: &TypeView<'_>, parameters: &Parameters) -> Result<Answer> {
        let filter = Self::filter(view, parameters)?;
        let order = list::order(view, &parameters.sort)?;
        let bare = self.operation.target.is_bare();
        // A list that does not say how many there are shows as many as it may.
        let most = PageLimits { default: self.settings.pages.max, ..self.settings.pages };
        let pages = if bare { most } else { self.settings.pages };
        let pagination = Pagination::read(&parameters.pagination, pages, self.settings.count && !bare)?;
        let compiled = self.compile(view, parameters)?;
        let request = ReadRequest {
            source: Source::of(view),
            filter,
            order,
            page: pagination.page,
            selection: compiled.selection,
            count: pagination.count,
        };
        let mut writer = Writer::default();
        let (plan, rows) = self.read(&request).await?;
        let entries = Entries::of(&plan.list, &rows.list);
        if bare {
            writer.entries(&compiled.shape, entries);
        } else {
            writer.list(&compiled.shape, entries, &pagination, rows.total);
        }
        Ok(Answer { status: 200, body: writer.finish(), omitted: compiled.omitted })
    }

    async fn one(&self, view: &TypeView<'_>, parameters: &Parameters) -> Result<Answer> {
        let mut filter = Self::filter(view, parameters)?;
        list::order(view, &parameters.sort)?;
        Pagination::read(&parameters.pagination, self.settings.pages, false)?;
        match &self.operation.target {
            Target::One(id) | Target::BareOne(id) => filter = self.identified(id).and(filter),
            Target::List | Target::Single | Target::BareList => {}
        }
        let compiled = self.compile(view, parameters)?;
        self.entry(view, filter, compiled, 200).await
    }

    /// The entry that a path names. Strapi's clients name those of built-in types by their row ids.
    fn identified(&self, id: &str) -> Filter {
        match id.parse() {
            Ok(row) if self.operation.target.is_bare() => Filter::equals("id", Value::Integer(row)),
            _ => Filter::equals("document_id", Value::Text(id.to_owned())),
        }
    }

    async fn write(&self, parameters: &Parameters) -> Result<Answer> {
        // What the answer shows is settled before anything is written.
        let view = self.view.answer(self.singular(), parameters.status).map_err(refusal)?;
        let compiled = self.compile(&view, parameters)?;
        let data = body::data(self.request.body.as_deref())?;
        let content = Content { data: &data, syntax: Syntax::Rest, status: parameters.status };
        let (operation, status) = match &self.operation.target {
            Target::List => (Write::Create(content), 201),
            Target::One(document) => (Write::Update(Some(document), content), 200),
            Target::Single => (Write::Update(None, content), 200),
            Target::BareList | Target::BareOne(_) => return Err(refusal(NameError::Unknown)),
        };
        let request = WriteRequest { content_type: self.singular(), operation };
        let written = self.store.write(self.view, &request).await?;
        let filter = Filter::equals("document_id", Value::Text(written.document_id));
        self.entry(&view, filter, compiled, status).await
    }

    async fn delete(&self) -> Result<Answer> {
        let document = match &self.operation.target {
            Target::One(document) => Some(document.as_str()),
            _ => None,
        };
        let request = WriteRequest { content_type: self.singular(), operation: Write::Delete(document) };
        match self.store.write(self.view, &request).await {
            // What is gone is gone, whoever deleted it.
            Err(error) if error.code() != Code::NotFound => Err(error),
            _ => Ok(Answer { status: 204, body: Vec::new(), omitted: Vec::new() }),
        }
    }

    async fn entry(&self, view: &TypeView<'_>, filter: Filter, compiled: Compiled, status: u16) -> Result<Answer> {
        let request = ReadRequest::one(Source::of(view), filter, compiled.selection);
        let (plan, rows) = self.read(&request).await?;
        let bare = self.operation.target.is_bare();
        let missing = if bare && self.singular() == FILE { "file.notFound" } else { "Not Found" };
        let entry = Entries::of(&plan.list, &rows.list).next().ok_or_else(|| Error::not_found(missing))?;
        let mut writer = Writer::default();
        if bare {
            writer.entry(&compiled.shape, entry);
        } else {
            writer.one(&compiled.shape, entry);
        }
        Ok(Answer { status, body: writer.finish(), omitted: compiled.omitted })
    }

    async fn read(&self, request: &ReadRequest) -> Result<(QueryPlan, Rows)> {
        let plan = plan(request, self.store.dialect());
        plan.check_cost(self.settings.cost)?;
        let rows = self.store.read(&plan).await?;
        check_answer(&rows, self.settings.cost)?;
        Ok((plan, rows))
    }
}

/// Adds what Strapi says of files in all of their own answers: that their addresses hold no signature.
pub fn show_signing(compiled: &mut Compiled) {
    compiled.shape.fields.push(("isUrlSigned".to_owned(), ValueShape::False));
}
