//! The content schema as one view shows it, for validation and introspection.
//!
//! Only what the view opens is in it, and of that only what a root field leads to. Its fields have no resolvers worth
//! the name: operations run on compiled plans (see `compile`), as resolving field by field costs far more than the SQL.

mod components;
mod inputs;
mod objects;
mod scalars;

use std::collections::BTreeSet;

use async_graphql::Value;
use async_graphql::dynamic::{
    Enum, Field, FieldFuture, InputObject, InputValue, Object, Scalar, Schema, SchemaError, TypeRef, Union,
};
use indexmap::IndexMap;

use super::input_types::{InputType, InputTypes, ScalarInput};
use super::validation::Halves;
use crate::access::{Action, DraftAction, Status};
use crate::catalog::{ContentType, Kind, LocaleChoice, TypeView, View};

/// A schema and what its inputs accept.
pub struct ContentSchema {
    /// For validation and introspection.
    pub schema: Schema,
    /// For the coercion of variables and arguments.
    pub inputs: InputTypes,
}

/// Builds the schema that `view` shows.
pub fn build(view: &View) -> Result<ContentSchema, SchemaError> {
    let mut builder = Builder {
        view,
        attached_files: view.shows_attached_files(),
        query: Object::new("Query"),
        mutation: None,
        types: Types::default(),
        done: BTreeSet::new(),
    };
    builder.root_fields();
    builder.finish()
}

struct Builder<'v> {
    view: &'v View,
    /// Whether files are seen as parts of entries, and so as a whole.
    attached_files: bool,
    query: Object,
    mutation: Option<Object>,
    types: Types,
    /// The names of all types that are built or being built.
    done: BTreeSet<String>,
}

#[derive(Default)]
struct Types {
    objects: Vec<Object>,
    inputs: Vec<InputObject>,
    enums: Vec<Enum>,
    scalars: Vec<Scalar>,
    unions: Vec<Union>,
    accepted: InputTypes,
}

impl Builder<'_> {
    fn root_fields(&mut self) {
        let view = self.view;
        let mut readable = false;
        for find in view.content_types(Action::Find) {
            readable = true;
            match find.content_type().kind {
                Kind::Single => self.single(find.content_type()),
                Kind::Collection => self.collection(find.content_type()),
                Kind::Component => {}
            }
        }
        for find_one in view.content_types(Action::FindOne).filter(|view| view.content_type().kind == Kind::Collection)
        {
            readable = true;
            self.one(find_one.content_type());
        }
        for action in [Action::Create, Action::Update, Action::Delete] {
            for write in view.content_types(action).filter(|view| !view.content_type().is_built_in()) {
                self.write(write.content_type(), action);
            }
        }
        for action in DraftAction::ALL {
            for of in view.content_types(action.action()) {
                let singular = &of.content_type().singular;
                if view.draft_action(singular, action, &LocaleChoice::Nowhere).is_ok() {
                    self.draft_action(of.content_type(), action);
                }
            }
        }
        if !readable {
            let description = "This credential may read nothing. The field stands here because a schema needs one.";
            let nothing = field("_empty", "Boolean").description(description);
            self.change_query(|query| query.field(nothing));
        }
    }

    fn collection(&mut self, content_type: &ContentType) {
        let object = self.object(content_type);
        let filters = self.filters(content_type);
        let connection = self.connection(content_type);
        let list = self.list_arguments(field(content_type.graphql_list(), format!("[{object}]!")), &filters);
        let list = self.publication_arguments(list);
        let pages = self.list_arguments(field(content_type.graphql_connection(), connection), &filters);
        let pages = self.publication_arguments(pages);
        let (list, pages) = (self.locale_argument(list, content_type), self.locale_argument(pages, content_type));
        self.change_query(|query| query.field(pages).field(list));
    }

    fn one(&mut self, content_type: &ContentType) {
        let object = self.object(content_type);
        let one = field(content_type.graphql_one(), object).argument(argument("documentId", "ID!"));
        let one = self.publication_arguments(one);
        let one = self.locale_argument(one, content_type);
        self.change_query(|query| query.field(one));
    }

    fn single(&mut self, content_type: &ContentType) {
        let object = self.object(content_type);
        let single = self.publication_arguments(field(content_type.graphql_one(), object));
        let single = self.locale_argument(single, content_type);
        self.change_query(|query| query.field(single));
    }

    fn write(&mut self, content_type: &ContentType, action: Action) {
        let type_name = content_type.graphql_type();
        let collection = content_type.kind == Kind::Collection;
        let mutation = match action {
            Action::Create if collection => field(format!("create{type_name}"), self.object(content_type)),
            Action::Update => field(format!("update{type_name}"), self.object(content_type)),
            Action::Delete => field(format!("delete{type_name}"), self.delete_response()),
            _ => return,
        };
        let needs_id = collection && action != Action::Create;
        let mutation = if needs_id { mutation.argument(argument("documentId", "ID!")) } else { mutation };
        let mutation = if action == Action::Delete {
            mutation
        } else {
            let input = self.data_input(content_type);
            let status = self.status_argument();
            mutation.argument(status).argument(argument("data", &format!("{input}!")))
        };
        let mutation = self.locale_argument(mutation, content_type);
        self.add_mutation(mutation);
    }

    fn draft_action(&mut self, content_type: &ContentType, action: DraftAction) {
        let object = self.object(content_type);
        let mutation = field(content_type.graphql_draft_action(action), object);
        let mutation = match content_type.kind {
            Kind::Collection => mutation.argument(argument("documentId", "ID!")),
            Kind::Single | Kind::Component => mutation,
        };
        let mutation = self.locale_argument(mutation, content_type);
        self.add_mutation(mutation);
    }

    fn add_mutation(&mut self, mutation: Field) {
        let mutations = self.mutation.take().unwrap_or_else(|| Object::new("Mutation"));
        self.mutation = Some(mutations.field(mutation));
    }

    fn change_query(&mut self, change: impl FnOnce(Object) -> Object) {
        self.query = change(std::mem::replace(&mut self.query, Object::new("Query")));
    }

    fn list_arguments(&mut self, field: Field, filters: &str) -> Field {
        let pagination = self.pagination();
        field
            .argument(argument("filters", filters))
            .argument(argument("pagination", pagination).default_value(Value::Object(IndexMap::default())))
            .argument(argument("sort", "[String]").default_value(Value::List(Vec::new())))
    }

    fn publication_arguments(&mut self, field: Field) -> Field {
        let field = field.argument(self.status_argument());
        if !self.drafts_are_readable() {
            return field;
        }
        let publication = self.publication_filter();
        field.argument(argument("hasPublishedVersion", "Boolean")).argument(argument("publicationFilter", publication))
    }

    fn locale_argument(&mut self, field: Field, content_type: &ContentType) -> Field {
        if content_type.is_localized() {
            field.argument(argument("locale", self.scalar("I18NLocaleCode")))
        } else {
            field
        }
    }

    fn status_argument(&mut self) -> InputValue {
        argument("status", self.publication_status()).default_value(Value::Enum(async_graphql::Name::new("PUBLISHED")))
    }

    /// Whether drafts can be named at all: read on some type, or written.
    fn drafts_are_open(&self) -> bool {
        let mut writes = [Action::Create, Action::Update].into_iter();
        let writable = |view: TypeView<'_>| !view.content_type().is_built_in();
        self.drafts_are_readable() || writes.any(|action| self.view.content_types(action).any(writable))
    }

    /// Whether drafts are read on some type. Without, nothing can be asked about a document's other row either.
    fn drafts_are_readable(&self) -> bool {
        let drafts =
            |view: TypeView<'_>| view.content_type().draft_and_publish && view.with_status(Status::Draft).is_ok();
        [Action::Find, Action::FindOne].into_iter().any(|action| self.view.content_types(action).any(drafts))
    }

    fn finish(self) -> Result<ContentSchema, SchemaError> {
        let mutation = self.mutation.as_ref().map(|mutation| mutation.type_name().to_owned());
        let mut schema = Schema::build("Query", mutation.as_deref(), None).register(self.query).extension(Halves);
        if let Some(mutation) = self.mutation {
            schema = schema.register(mutation);
        }
        schema = self.types.objects.into_iter().fold(schema, async_graphql::dynamic::SchemaBuilder::register);
        schema = self.types.inputs.into_iter().fold(schema, async_graphql::dynamic::SchemaBuilder::register);
        schema = self.types.enums.into_iter().fold(schema, async_graphql::dynamic::SchemaBuilder::register);
        schema = self.types.unions.into_iter().fold(schema, async_graphql::dynamic::SchemaBuilder::register);
        schema = self.types.scalars.into_iter().fold(schema, async_graphql::dynamic::SchemaBuilder::register);
        Ok(ContentSchema { schema: schema.finish()?, inputs: self.types.accepted })
    }
}

/// A field of a type written in SDL, such as `[Article]!`.
fn field(name: impl Into<String>, type_name: impl AsRef<str>) -> Field {
    Field::new(name, type_ref(type_name.as_ref()), |_| FieldFuture::Value(None))
}

fn argument(name: &str, type_name: &str) -> InputValue {
    InputValue::new(name, type_ref(type_name))
}

fn type_ref(text: &str) -> TypeRef {
    if let Some(inner) = text.strip_suffix('!') {
        return TypeRef::NonNull(Box::new(type_ref(inner)));
    }
    match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) => TypeRef::List(Box::new(type_ref(inner))),
        None => TypeRef::named(text.to_owned()),
    }
}
