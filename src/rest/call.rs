//! One request about entries, from its parameters to its answer.

use super::body;
use super::list::{self, Pagination};
use super::parameters::{OF_READS, OF_WRITES, Parameters};
use super::selection::{Compiled, Compiler};
use super::writer::Writer;
use super::{Answer, EntryOperation, Request, Settings, Target};
use crate::access::{Action, Status};
use crate::catalog::{TypeView, View};
use crate::error::{Code, Error, Result};
use crate::query::filter::{self, Filter};
use crate::query::name::refusal;
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
            (Action::Find, Target::List) => self.list(&view, &parameters).await,
            (Action::Find | Action::FindOne, _) => self.one(&view, &parameters).await,
            (Action::Delete, _) => self.delete().await,
            _ => self.write(&parameters).await,
        }
    }

    fn singular(&self) -> &'c str {
        &self.operation.singular
    }

    fn compile(&self, view: &TypeView<'_>, parameters: &Parameters) -> Result<Compiled> {
        Compiler::new(self.settings.cost).compile(view, &parameters.fields, &parameters.populate)
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
        let pagination = Pagination::read(&parameters.pagination, self.settings.pages, self.settings.count)?;
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
        writer.list(&compiled.shape, Entries::of(&plan.list, &rows.list), &pagination, rows.total);
        Ok(Answer { status: 200, body: writer.finish(), omitted: compiled.omitted })
    }

    async fn one(&self, view: &TypeView<'_>, parameters: &Parameters) -> Result<Answer> {
        let mut filter = Self::filter(view, parameters)?;
        list::order(view, &parameters.sort)?;
        Pagination::read(&parameters.pagination, self.settings.pages, false)?;
        if let Target::One(document) = &self.operation.target {
            filter = Filter::equals("document_id", Value::Text(document.clone())).and(filter);
        }
        let compiled = self.compile(view, parameters)?;
        self.entry(view, filter, compiled, 200).await
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
        };
        let request = WriteRequest { content_type: self.singular(), operation };
        let written = self.store.write(self.view, &request).await?;
        let filter = Filter::equals("document_id", Value::Text(written.document_id));
        self.entry(&view, filter, compiled, status).await
    }

    async fn delete(&self) -> Result<Answer> {
        let document = match &self.operation.target {
            Target::One(document) => Some(document.as_str()),
            Target::List | Target::Single => None,
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
        let entry = Entries::of(&plan.list, &rows.list).next().ok_or_else(|| Error::not_found("Not Found"))?;
        let mut writer = Writer::default();
        writer.one(&compiled.shape, entry);
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
