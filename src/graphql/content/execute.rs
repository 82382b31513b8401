//! Runs a compiled operation: binds every root field first, so that a request is refused as a whole or not at all, then
//! answers them in order.

use std::sync::Arc;

use async_graphql::Value as GraphqlValue;
use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

use super::bind::{BindError, Binder};
use super::field_error::{FieldError, Segment};
use super::operation::{ContentField, Operation, Output, Read, ReadLimits, Root, RootValue};
use super::root_fields::RootField;
use super::writer::{LONGEST, Nulled, Writer};
use crate::error::{Code, Error, Result};
use crate::query::write::{Content, Operation as WriteOperation, Syntax, WriteRequest};
use crate::service::content::ContentStore;

/// What running an operation needs.
pub struct Executor<'a> {
    /// Where content is.
    pub store: &'a ContentStore,
    /// Resolves arguments.
    pub binder: Binder<'a>,
    /// Bounds on reads.
    pub limits: ReadLimits,
    /// The coerced variables.
    pub variables: &'a Map<String, Json>,
    /// The answers of introspection fields by response key.
    pub introspection: IndexMap<String, GraphqlValue>,
}

/// A content field with its arguments bound, as far as that is possible before the fields ahead of it have run.
enum Bound<'o> {
    Read(Arc<Read>),
    Write(Write),
    /// A write whose answer asks for fields that are refused.
    Refused(&'o ContentField),
    Failed(Error),
    Other(&'o RootValue),
}

struct Write {
    document_id: Option<String>,
    data: Map<String, Json>,
}

impl Executor<'_> {
    /// Answers `operation`, or refuses it for a value that does not fit its type.
    pub async fn run(&self, operation: &Operation) -> std::result::Result<Vec<u8>, BindError> {
        let bound = operation.roots.iter().map(|root| self.bind(root)).collect::<std::result::Result<Vec<_>, _>>()?;
        let mut writer = Writer::default();
        writer.body.extend_from_slice(DATA);
        writer.body.push(b'{');
        let mut nulled = false;
        for (position, (root, bound)) in operation.roots.iter().zip(bound).enumerate() {
            if position > 0 {
                writer.body.push(b',');
            }
            nulled |= self.root(&mut writer, root, bound).await.is_err();
        }
        writer.body.push(b'}');
        Ok(finish(writer, nulled))
    }

    fn bind<'o>(&self, root: &'o Root) -> std::result::Result<Bound<'o>, BindError> {
        let RootValue::Content(field) = &root.value else { return Ok(Bound::Other(&root.value)) };
        let bound = match field.kind {
            kind if kind.is_mutation() => self.bind_write(field).map(Bound::Write),
            _ => field.read(&self.binder, self.variables, self.store.dialect(), self.limits).map(Bound::Read),
        };
        match bound {
            Err(BindError::Field(error)) => Ok(Bound::Failed(error)),
            Ok(Bound::Write(_)) if !refused_fields(root, field).is_empty() => Ok(Bound::Refused(field)),
            other => other,
        }
    }

    fn bind_write(&self, field: &ContentField) -> std::result::Result<Write, BindError> {
        let view = self.binder.operated(field.kind, &field.singular, field.status, &field.locale)?;
        let document_id = match field.arguments.get("documentId") {
            Some(_) => Some(self.binder.document_id(&field.arguments, self.variables)?),
            None => None,
        };
        if field.kind != RootField::Delete {
            // What the answer asks for is settled before anything is written; only the document's id is still open.
            self.read_written(field, String::new())?;
        }
        let data = self.binder.data(&view, &field.arguments, self.variables)?;
        Ok(Write { document_id, data })
    }

    async fn root(&self, writer: &mut Writer, root: &Root, bound: Bound<'_>) -> std::result::Result<(), Nulled> {
        writer.key(&root.key);
        let start = writer.body.len();
        writer.enter(Segment::Key(root.key.clone()));
        let written = match bound {
            Bound::Read(read) => self.read(writer, root, &read).await,
            Bound::Write(write) => self.write(writer, root, write).await,
            Bound::Refused(field) => {
                refuse_unreached(writer, root, field);
                Ok(Err(Nulled))
            }
            Bound::Failed(error) => Err(error),
            Bound::Other(value) => Ok(self.other(writer, root, value)),
        };
        let written = written.unwrap_or_else(|error| {
            writer.error(&error);
            Err(Nulled)
        });
        writer.leave();
        if written.is_err() {
            writer.body.truncate(start);
            writer.null();
        }
        if root.nullable { Ok(()) } else { written }
    }

    fn other(&self, writer: &mut Writer, root: &Root, value: &RootValue) -> std::result::Result<(), Nulled> {
        match value {
            RootValue::Typename(name) => writer.text(name),
            RootValue::Introspection => match self.introspection.get(&root.key) {
                Some(value) => writer.json(value),
                None => writer.null(),
            },
            RootValue::Forbidden(missing) => {
                writer.forbidden(missing.as_deref());
                return Err(Nulled);
            }
            RootValue::Nothing | RootValue::Content(_) => writer.null(),
        }
        Ok(())
    }

    async fn read(&self, writer: &mut Writer, root: &Root, read: &Read) -> Result<std::result::Result<(), Nulled>> {
        let RootValue::Content(field) = &root.value else { return Ok(Ok(())) };
        let answer = self.store.read(&read.plan).await?;
        writer.body.reserve(answer.list.json_bytes());
        let written = match &field.output {
            Output::List(shape) => {
                writer.list(shape, &read.plan.list, &answer.list);
                Ok(())
            }
            Output::Connection(shape) => writer.connection(shape, &read.plan.list, &answer, read.page),
            Output::Entry(shape) => writer.one(shape, &read.plan.list, &answer.list),
            Output::Deleted(_) => Ok(()),
        };
        if writer.cut {
            let message = format!(
                "The answer would be longer than {} MiB. Ask for fewer fields or smaller pages.",
                LONGEST >> 20
            );
            return Err(Error::new(Code::QueryTooComplex, message));
        }
        refuse_unreached(writer, root, field);
        Ok(written)
    }

    async fn write(&self, writer: &mut Writer, root: &Root, write: Write) -> Result<std::result::Result<(), Nulled>> {
        let RootValue::Content(field) = &root.value else { return Ok(Ok(())) };
        let content = Content { data: &write.data, syntax: Syntax::GraphQl, status: field.status };
        let document = write.document_id.as_deref();
        let operation = match field.kind {
            RootField::Create => WriteOperation::Create(content),
            RootField::Delete => WriteOperation::Delete(document),
            RootField::Draft(action) => WriteOperation::Draft(action, document),
            _ => WriteOperation::Update(document, content),
        };
        let request = WriteRequest { content_type: &field.singular, operation, locale: &field.locale };
        let written = match self.store.write(self.binder.view, &request).await {
            Err(error)
                if error.code() == Code::NotFound && matches!(field.kind, RootField::Update | RootField::Draft(_)) =>
            {
                writer.null();
                return Ok(Ok(()));
            }
            other => other?,
        };
        if let Output::Deleted(fields) = &field.output {
            writer.deleted(fields, &written.document_id);
            return Ok(Ok(()));
        }
        let read = self.read_written(field, written.document_id).map_err(|error| match error {
            BindError::Field(error) => error,
            BindError::Coercion(error) => Error::new(Code::BadUserInput, error.message),
        })?;
        self.read(writer, root, &read).await
    }

    fn read_written(&self, field: &ContentField, document_id: String) -> std::result::Result<Arc<Read>, BindError> {
        field.read_written(&self.binder, self.variables, document_id, self.store.dialect(), self.limits)
    }
}

/// Refuses the refused fields that no entry led to: whether a permission is missing does not depend on the data.
fn refuse_unreached(writer: &mut Writer, root: &Root, field: &ContentField) {
    for (keys, missing) in refused_fields(root, field) {
        if !writer.errors.iter().any(|error| error.is_at(&keys)) {
            let path = keys.into_iter().map(|key| Segment::Key(key.to_owned())).collect();
            writer.errors.push(FieldError::forbidden(missing, path));
        }
    }
}

/// The paths, in response keys, of the refused fields below a root field, with what is missing.
fn refused_fields<'o>(root: &'o Root, field: &'o ContentField) -> Vec<(Vec<&'o str>, Option<&'o str>)> {
    let mut refused = Vec::new();
    let mut path = vec![root.key.as_str()];
    match &field.output {
        Output::Entry(shape) | Output::List(shape) => shape.refused(&mut path, &mut refused),
        Output::Connection(shape) => shape.refused(&mut path, &mut refused),
        Output::Deleted(_) => {}
    }
    refused
}

/// What stands before the data of an answer without errors.
const DATA: &[u8] = b"{\"data\":";

/// `{"errors":…,"data":…}` with a line feed, the errors first as Strapi has them. The writer has begun with [`DATA`].
fn finish(writer: Writer, nulled: bool) -> Vec<u8> {
    let Writer { mut body, errors, .. } = writer;
    if !errors.is_empty() || nulled {
        let mut answer = b"{".to_vec();
        if !errors.is_empty() {
            answer.extend_from_slice(b"\"errors\":");
            serde_json::to_writer(&mut answer, &errors).expect("writing to memory does not fail");
            answer.push(b',');
        }
        answer.extend_from_slice(b"\"data\":");
        answer.extend_from_slice(if nulled { b"null" } else { &body[DATA.len()..] });
        body = answer;
    }
    body.extend_from_slice(b"}\n");
    body
}
