//! Uploaded files: in, changed, and gone. In the shapes of Strapi's upload plug-in.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::call::show_signing;
use super::form::{Filled, Form};
use super::parameters::Parameters;
use super::routes::FileOperation;
use super::selection::{Compiled, Compiler};
use super::writer::Writer;
use super::{Answer, Endpoint, query_string};
use crate::access::{Action, Status};
use crate::auth::Principal;
use crate::catalog::built_in::FILE;
use crate::catalog::{LocaleChoice, View};
use crate::error::{Code, Error, Result};
use crate::query::filter::{Comparison, Filter};
use crate::query::name::refusal;
use crate::query::page::Page;
use crate::query::plan::{check_answer, plan};
use crate::query::read::Entries;
use crate::query::request::{ReadRequest, Source};
use crate::query::value::Value;
use crate::query::write::files::RowName;
use crate::service::files::{self, Attachment};

/// The parameters of requests that change files: which one, and what the answer shows.
const PARAMETERS: [&str; 3] = ["id", "fields", "populate"];

/// Which columns an answer is made of.
struct Shown {
    source: Source,
    compiled: Compiled,
}

/// The uploads of one caller.
pub(super) struct Files<'e> {
    pub(super) endpoint: &'e Endpoint,
    pub(super) principal: &'e Principal,
}

impl Files<'_> {
    pub(super) async fn run(&self, operation: &FileOperation, query: &str, form: Option<Form>) -> Result<Answer> {
        match operation {
            FileOperation::Delete(id) => self.delete(id, query).await,
            FileOperation::Upload => match id(query)? {
                Some(id) => self.update(&id, query, form).await,
                None => self.create(query, form).await,
            },
        }
    }

    async fn create(&self, query: &str, form: Option<Form>) -> Result<Answer> {
        // Nothing is taken in from those who may not leave it here.
        files::view(&self.view(), Action::Create)?;
        let shown = self.shown(query)?;
        let filled = self.read(form).await?;
        if filled.files.is_empty() {
            return Err(Error::new(Code::Application, "Files are empty"));
        }
        let view = self.view();
        let attachment = attachment(&view, &filled)?;
        let infos = infos(&filled)?;
        let rows = files::upload(&self.endpoint.services, &view, filled.files, &infos, attachment).await?;
        let body = self.list(shown, rows).await?;
        Ok(Answer { status: 201, body, omitted: Vec::new() })
    }

    async fn update(&self, id: &str, query: &str, form: Option<Form>) -> Result<Answer> {
        files::view(&self.view(), Action::Update)?;
        let shown = self.shown(query)?;
        let mut filled = self.read(form).await?;
        if filled.files.len() > 1 {
            return Err(Error::new(Code::Application, "A file is replaced by one file"));
        }
        let view = self.view();
        let info = infos(&filled)?.into_iter().next().unwrap_or_default();
        let name = RowName::parse(id);
        let row = files::update(&self.endpoint.services, &view, &name, &info, filled.files.pop()).await?;
        self.one(shown, &RowName::Row(row)).await
    }

    async fn delete(&self, id: &str, query: &str) -> Result<Answer> {
        let view = self.view();
        files::view(&view, Action::Delete)?;
        let (shown, name) = (self.shown(query)?, RowName::parse(id));
        let answer = self.one(shown, &name).await?;
        files::delete(&self.endpoint.services, &view, &name).await?;
        Ok(answer)
    }

    /// What an answer shows of files: what the caller may read of them, settled before anything is changed.
    fn shown(&self, query: &str) -> Result<Shown> {
        let settings = &self.endpoint.settings;
        let parameters = Parameters::read(query, &PARAMETERS, settings.strict)?;
        let view = self.view();
        let view = view.answer(FILE, Status::Published, &LocaleChoice::Default).map_err(refusal)?;
        let mut compiled = Compiler::new(settings.cost).compile(&view, &parameters.fields, &parameters.populate)?;
        show_signing(&mut compiled);
        Ok(Shown { source: Source::of(&view), compiled })
    }

    async fn one(&self, shown: Shown, name: &RowName) -> Result<Answer> {
        let (column, key) = name.key();
        let request = ReadRequest::one(shown.source, Filter::equals(column, key), shown.compiled.selection);
        let plan = plan(&request, self.endpoint.services.content.dialect());
        let rows = self.endpoint.services.content.read(&plan).await?;
        let file = Entries::of(&plan.list, &rows.list).next().ok_or_else(|| Error::not_found("file.notFound"))?;
        let mut writer = Writer::of(&rows.list);
        writer.entry(&shown.compiled.shape, file);
        Ok(Answer { status: 200, body: writer.finish(), omitted: Vec::new() })
    }

    async fn list(&self, shown: Shown, rows: Vec<i64>) -> Result<Vec<u8>> {
        let page = Page { start: 0, limit: rows.len() as u64 };
        let filter = Filter::Column("id".to_owned(), Comparison::In(rows.into_iter().map(Value::Integer).collect()));
        let one = ReadRequest::one(shown.source, filter, shown.compiled.selection);
        let plan = plan(&ReadRequest { page, ..one }, self.endpoint.services.content.dialect());
        let rows = self.endpoint.services.content.read(&plan).await?;
        check_answer(&rows, self.endpoint.settings.cost)?;
        let mut writer = Writer::of(&rows.list);
        writer.entries(&shown.compiled.shape, Entries::of(&plan.list, &rows.list));
        Ok(writer.finish())
    }

    fn view(&self) -> Arc<View> {
        let generation = self.endpoint.generation(&self.endpoint.services.model.current());
        generation.view(self.principal, self.endpoint.settings.conceal)
    }

    async fn read(&self, form: Option<Form>) -> Result<Filled> {
        let files = &self.endpoint.services.files;
        match form {
            Some(form) => form.read(&files.waiting, files.rules.most_bytes).await,
            None => Ok(Filled::default()),
        }
    }
}

/// The file that a query string names.
fn id(query: &str) -> Result<Option<String>> {
    match query_string::parse(query)?.remove("id") {
        None => Ok(None),
        Some(Json::String(id)) if !id.is_empty() => Ok(Some(id)),
        Some(_) => Err(Error::new(Code::BadUserInput, "Invalid id parameter. Expected the id of a file")),
    }
}

/// The entry that the form says the files are to be attached to.
fn attachment(view: &View, filled: &Filled) -> Result<Option<Attachment>> {
    let text = |name: &str| filled.texts.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str());
    match (text("ref"), text("refId"), text("field")) {
        (None, None, None) => Ok(None),
        (Some(of), Some(owner), Some(field)) => Attachment::find(view, of, owner, field).map(Some),
        _ => Err(Error::new(Code::BadUserInput, "To attach files takes all of ref, refId and field")),
    }
}

/// What the form says about each file, in their order: a JSON object each, or a list of them.
fn infos(filled: &Filled) -> Result<Vec<Map<String, Json>>> {
    let mut infos = Vec::new();
    for (_, text) in filled.texts.iter().filter(|(name, _)| name == "fileInfo" || name == "fileInfo[]") {
        match serde_json::from_str(text) {
            Ok(Json::Object(info)) => infos.push(info),
            Ok(Json::Array(items)) => {
                for item in items {
                    infos.push(item.as_object().cloned().ok_or_else(not_info)?);
                }
            }
            _ => return Err(not_info()),
        }
    }
    Ok(infos)
}

fn not_info() -> Error {
    Error::new(Code::BadUserInput, "fileInfo must be a JSON object, or a list of one for each file")
}
