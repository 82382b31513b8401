//! One request about entries, from its parameters to its answer.

use std::sync::Arc;

use super::list::{self, Pagination};
use super::parameters::{OF_DRAFT_ACTIONS, OF_READS, OF_WRITES, Parameters};
use super::prepared::{Key, Prepared, Reads};
use super::selection::{Compiled, Compiler, ValueShape};
use super::writer::Writer;
use super::{Answer, EntryOperation, Request, ResponseFormat, Settings, Target};
use crate::access::{Action, DraftAction, Status};
use crate::catalog::built_in::{FILE, LOCALE};
use crate::catalog::{LocaleChoice, NameError, TypeView, View};
use crate::error::{Code, Error, Result};
use crate::query::filter::{self, Filter};
use crate::query::name::refusal;
use crate::query::page::PageLimits;
use crate::query::plan::{QueryPlan, check_answer, plan};
use crate::query::read::{Answer as Rows, Entries, List};
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
    /// What was asked before on this model.
    pub reads: &'c Reads,
    /// The query string and the body.
    pub request: &'c Request,
}

impl<'c> Call<'c> {
    /// Answers it.
    pub async fn run(&self) -> Result<Answer> {
        if self.operation.action.is_read() {
            return self.read(&*self.prepared()?).await;
        }
        if let Target::Draft(document, action) = &self.operation.target {
            let (_, parameters) = self.opened(&OF_DRAFT_ACTIONS)?;
            return self.act(document.as_deref(), *action, &parameters).await;
        }
        let (_, parameters) = self.opened(&OF_WRITES)?;
        match self.operation.action {
            Action::Delete => self.delete(&parameters).await,
            _ => self.write(&parameters).await,
        }
    }

    /// What the caller may see of the type, and the parameters.
    fn opened(&self, accepted: &[&str]) -> Result<(TypeView<'c>, Parameters)> {
        let EntryOperation { singular, target, action } = self.operation;
        let parameters = Parameters::read(&self.request.query, accepted, self.settings.strict);
        let status = parameters.as_ref().map_or(Status::Published, |parameters| parameters.status);
        // Whether the caller may do this at all comes before what is wrong with the request.
        let locale = parameters.as_ref().map_or(&LocaleChoice::Nowhere, |parameters| &parameters.locale);
        let view = match target {
            Target::Draft(_, action) => self.view.draft_action(singular, *action, locale),
            _ => self.view.content_type_in(singular, *action, status, locale),
        };
        Ok((view.map_err(refusal)?, parameters?))
    }

    /// The read that is asked for; prepared where the caller's permission set has not asked for it before.
    fn prepared(&self) -> Result<Arc<Prepared>> {
        let key = Key::of(self.view.fingerprint(), self.operation, &self.request.query);
        if let Some(known) = self.reads.get(&key) {
            return Ok(known);
        }
        let (view, parameters) = self.opened(&OF_READS)?;
        let prepared = Arc::new(match (self.operation.action, &self.operation.target) {
            (Action::Find, Target::List | Target::BareList) => self.list(&view, &parameters)?,
            _ => self.one(&view, &parameters)?,
        });
        self.reads.keep(key, &prepared);
        Ok(prepared)
    }

    fn singular(&self) -> &'c str {
        &self.operation.singular
    }

    /// What is answered bare is so in every format.
    fn writer(&self, list: &List) -> Writer {
        let bare = self.operation.target.is_bare();
        Writer::of(list).in_format(if bare { ResponseFormat::Flat } else { self.request.format })
    }

    fn compile(&self, view: &TypeView<'_>, parameters: &Parameters) -> Result<Compiled> {
        let mut compiled = Compiler::new(self.settings.cost).compile(view, &parameters.fields, &parameters.populate)?;
        if self.operation.target.is_bare() && self.singular() == FILE {
            show_signing(&mut compiled);
        }
        if self.operation.target.is_bare() && self.singular() == LOCALE {
            let code = compiled.shape.fields.iter().find(|(name, _)| name == "code").map(|(_, value)| value);
            if let Some(ValueShape::Scalar(column, _)) = code {
                let is_default = ValueShape::Is(*column, view.default_locale().to_owned());
                compiled.shape.fields.push(("isDefault".to_owned(), is_default));
            }
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

    fn list(&self, view: &TypeView<'_>, parameters: &Parameters) -> Result<Prepared> {
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
            selection: Arc::clone(&compiled.selection),
            count: pagination.count,
        };
        let plan = self.plan(&request)?;
        Ok(Prepared::List { plan, pagination, compiled })
    }

    fn one(&self, view: &TypeView<'_>, parameters: &Parameters) -> Result<Prepared> {
        let filter = Self::filter(view, parameters)?;
        list::order(view, &parameters.sort)?;
        Pagination::read(&parameters.pagination, self.settings.pages, false)?;
        Ok(Prepared::One { source: Source::of(view), filter, compiled: self.compile(view, parameters)? })
    }

    async fn read(&self, prepared: &Prepared) -> Result<Answer> {
        match prepared {
            Prepared::List { plan, pagination, compiled } => self.entries(plan, pagination, compiled).await,
            Prepared::One { source, filter, compiled } => {
                let filter = match &self.operation.target {
                    Target::One(id) | Target::BareOne(id) => self.identified(id).and(filter.clone()),
                    Target::List | Target::Single | Target::BareList | Target::Draft(..) => filter.clone(),
                };
                self.entry(source.clone(), filter, compiled, 200).await
            }
        }
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
        let (status, locale) = (parameters.status, &parameters.locale);
        let view = self.view.answer(self.singular(), status, locale).map_err(refusal)?;
        let compiled = self.compile(&view, parameters)?;
        let data = self.request.body.data().await?;
        let content = Content { data: &data, syntax: Syntax::Rest, status: parameters.status };
        let (operation, status) = match &self.operation.target {
            Target::List => (Write::Create(content), 201),
            Target::One(document) => (Write::Update(Some(document), content), 200),
            Target::Single => (Write::Update(None, content), 200),
            Target::BareList | Target::BareOne(_) | Target::Draft(..) => return Err(refusal(NameError::Unknown)),
        };
        self.written(&view, operation, compiled, (status, &parameters.locale)).await
    }

    /// Publishes, unpublishes or discards a draft, and answers the row that is left.
    async fn act(&self, document: Option<&str>, action: DraftAction, parameters: &Parameters) -> Result<Answer> {
        let view = self.view.answer(self.singular(), action.status(), &parameters.locale).map_err(refusal)?;
        let compiled = self.compile(&view, parameters)?;
        self.request.body.refuse_data(action).await?;
        self.written(&view, Write::Draft(action, document), compiled, (200, &parameters.locale)).await
    }

    async fn written(
        &self,
        view: &TypeView<'_>,
        operation: Write<'_>,
        compiled: Compiled,
        (status, locale): (u16, &LocaleChoice),
    ) -> Result<Answer> {
        let request = WriteRequest { content_type: self.singular(), operation, locale };
        let written = self.store.write(self.view, &request).await?;
        let filter = Filter::equals("document_id", Value::Text(written.document_id));
        self.entry(Source::of(view), filter, &compiled, status).await
    }

    async fn delete(&self, parameters: &Parameters) -> Result<Answer> {
        let document = match &self.operation.target {
            Target::One(document) => Some(document.as_str()),
            _ => None,
        };
        let operation = Write::Delete(document);
        let request = WriteRequest { content_type: self.singular(), operation, locale: &parameters.locale };
        match self.store.write(self.view, &request).await {
            // What is gone is gone, whoever deleted it.
            Err(error) if error.code() != Code::NotFound => Err(error),
            _ => Ok(Answer { status: 204, body: Vec::new(), omitted: Vec::new() }),
        }
    }

    async fn entries(&self, plan: &QueryPlan, pagination: &Pagination, compiled: &Compiled) -> Result<Answer> {
        let rows = self.rows(plan).await?;
        let (mut writer, entries) = (self.writer(&rows.list), Entries::of(&plan.list, &rows.list));
        if self.operation.target.is_bare() {
            writer.entries(&compiled.shape, entries);
        } else {
            writer.list(&compiled.shape, entries, pagination, rows.total);
        }
        Ok(Answer { status: 200, body: writer.finish(), omitted: compiled.omitted.clone() })
    }

    async fn entry(&self, source: Source, filter: Filter, compiled: &Compiled, status: u16) -> Result<Answer> {
        let plan = self.plan(&ReadRequest::one(source, filter, Arc::clone(&compiled.selection)))?;
        let rows = self.rows(&plan).await?;
        let bare = self.operation.target.is_bare();
        let missing = if bare && self.singular() == FILE { "file.notFound" } else { "Not Found" };
        let entry = Entries::of(&plan.list, &rows.list).next().ok_or_else(|| Error::not_found(missing))?;
        let mut writer = self.writer(&rows.list);
        if bare {
            writer.entry(&compiled.shape, entry);
        } else {
            writer.one(&compiled.shape, entry);
        }
        Ok(Answer { status, body: writer.finish(), omitted: compiled.omitted.clone() })
    }

    fn plan(&self, request: &ReadRequest) -> Result<QueryPlan> {
        let plan = plan(request, self.store.dialect());
        plan.check_cost(self.settings.cost)?;
        Ok(plan)
    }

    async fn rows(&self, plan: &QueryPlan) -> Result<Rows> {
        let rows = self.store.read(plan).await?;
        check_answer(&rows, self.settings.cost)?;
        Ok(rows)
    }
}

/// Adds what Strapi says of files in all of their own answers: that their addresses hold no signature.
pub fn show_signing(compiled: &mut Compiled) {
    compiled.shape.fields.push(("isUrlSigned".to_owned(), ValueShape::False));
}
