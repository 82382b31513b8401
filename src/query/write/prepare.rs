//! What can be settled before the database is touched: permissions, names, types, and the rules that every row keeps.

use super::input::{self, GivenComponent, GivenComponents, GivenRelation};
use super::validate::Published;
use super::{Content, Operation, WriteRequest, password, validate};
use crate::access::{Action, DraftAction, Status};
use crate::catalog::{
    Attribute, Components, ContentType, Kind, LocaleChoice, Member, NameError, Reach, ScalarAttribute, ScalarType,
    TypeView, View,
};
use crate::error::{Code, Error, Result, Violation};
use crate::query::name::refusal;
use crate::query::value::Value;

/// A write that may be carried out.
pub enum Write<'v> {
    /// A new document.
    Create(Entry<'v>),
    /// A change to the document of this id, or to that of a single type.
    Update(Option<String>, Entry<'v>),
    /// The end of the document of this id, or of that of a single type.
    Delete(Option<String>, TypeView<'v>),
    /// An action on the rows of the document of this id, or of that of a single type. The entry sets nothing.
    Draft(DraftAction, Option<String>, Entry<'v>),
}

/// The attributes to write, checked as far as a draft must be.
pub struct Entry<'v> {
    /// The type, as the writing action sees it.
    pub view: TypeView<'v>,
    /// The locale that is written; nothing on types without locales.
    pub locale: Option<String>,
    /// The scalars.
    pub scalars: Vec<ScalarWrite<'v>>,
    /// The relations.
    pub relations: Vec<GivenRelation<'v>>,
    /// The components.
    pub parts: Vec<Parts<'v>>,
    /// Rules broken so far; on a type without drafts they are reported together with those of publishing.
    pub violations: Vec<Violation>,
    /// Whether the draft is to be published.
    pub publish: bool,
}

/// One scalar to write.
pub struct ScalarWrite<'v> {
    /// The attribute.
    pub attribute: &'v Attribute,
    /// Its scalar half.
    pub scalar: &'v ScalarAttribute,
    /// The value that the rules are about.
    pub value: Value,
    /// The value that is stored: the same, but for passwords.
    pub stored: Value,
}

/// The components of one attribute: all that it shall hold.
pub struct Parts<'v> {
    /// The attribute.
    pub attribute: &'v Attribute,
    /// How it holds components.
    pub held: Components<'v>,
    /// The components in their order.
    pub items: Vec<Part<'v>>,
}

/// One component to write.
pub struct Part<'v> {
    /// The component to change; without one, a new one is made.
    pub id: Option<i64>,
    /// What kind it is.
    pub member: &'v Member,
    /// The component, as the writing action sees it.
    pub view: TypeView<'v>,
    /// The scalars.
    pub scalars: Vec<ScalarWrite<'v>>,
    /// The names of the scalars whose values are none.
    pub broken: Vec<&'v str>,
    /// The relations.
    pub relations: Vec<GivenRelation<'v>>,
    /// The components that it holds itself.
    pub parts: Vec<Parts<'v>>,
}

impl<'v> Entry<'v> {
    /// An entry of which nothing is written.
    fn unchanged(view: TypeView<'v>) -> Self {
        let (scalars, relations, parts, violations) = Default::default();
        let locale = view.reach().one().map(str::to_owned);
        Self { view, locale, scalars, relations, parts, violations, publish: false }
    }

    /// The type that is written.
    pub fn content_type(&self) -> &'v ContentType {
        self.view.content_type()
    }

    /// The columns that the request sets, with their values.
    pub fn columns(&self) -> impl Iterator<Item = (&'v str, Value)> {
        columns(&self.scalars)
    }

    /// Whether the request sets an attribute.
    pub fn sets(&self, name: &str) -> bool {
        self.scalars.iter().any(|scalar| scalar.attribute.name == name)
            || self.relations.iter().any(|relation| relation.name == name)
            || self.parts.iter().any(|parts| parts.attribute.name == name)
    }
}

impl<'v> Part<'v> {
    /// The columns that the request sets, with their values.
    pub fn columns(&self) -> impl Iterator<Item = (&'v str, Value)> {
        columns(&self.scalars)
    }
}

impl<'v> ScalarWrite<'v> {
    /// What the rules of published rows are held against.
    pub fn published(&self) -> Published<'v> {
        Published { attribute: self.attribute, scalar: self.scalar, value: Some(self.value.clone()), given: true }
    }
}

fn columns<'v>(scalars: &[ScalarWrite<'v>]) -> impl Iterator<Item = (&'v str, Value)> {
    scalars.iter().map(|scalar| (scalar.scalar.column.as_str(), scalar.stored.clone()))
}

/// Settles everything about `request` that needs no database.
pub async fn prepare<'v>(view: &'v View, request: &WriteRequest<'_>) -> Result<Write<'v>> {
    let (singular, locale, action) = (request.content_type, request.locale, request.operation.action());
    let type_view = match request.operation {
        Operation::Draft(action, _) => view.draft_action(singular, action, locale),
        _ => view.content_type_in(singular, action, Status::Published, locale),
    };
    let type_view = type_view.map_err(refusal)?;
    let content_type = type_view.content_type();
    if content_type.is_built_in() || !fits(content_type.kind, &request.operation) {
        return Err(refusal(NameError::Unknown));
    }
    check_locale(view, &type_view, action)?;
    Ok(match request.operation {
        Operation::Create(content) => Write::Create(entry(view, type_view, content).await?),
        Operation::Update(document, content) => {
            Write::Update(document.map(str::to_owned), entry(view, type_view, content).await?)
        }
        Operation::Delete(document) => Write::Delete(document.map(str::to_owned), type_view),
        Operation::Draft(action, document) => {
            Write::Draft(action, document.map(str::to_owned), Entry::unchanged(type_view))
        }
    })
}

/// Refuses a locale that there is not, and every locale at once where one entry is written.
fn check_locale(view: &View, type_view: &TypeView<'_>, action: Action) -> Result<()> {
    let message = match (type_view.locale(), type_view.reach()) {
        (_, Reach::Unlocalized) => return Ok(()),
        (LocaleChoice::Every, _) if action == Action::Delete => return Ok(()),
        (LocaleChoice::Every, _) => "The locale of an entry that is written cannot be *".to_owned(),
        (_, reach) => match reach.one() {
            Some(code) if view.is_installed(code) => return Ok(()),
            code => format!("There is no locale {:?}", code.unwrap_or_default()),
        },
    };
    Err(Error::new(Code::BadUserInput, message).with_detail("source", "query").with_detail("param", "locale"))
}

/// Entries of a collection are named by document; a single type has one, which is made by its first update.
fn fits(kind: Kind, operation: &Operation<'_>) -> bool {
    match operation {
        Operation::Create(_) => kind == Kind::Collection,
        Operation::Update(document, _) | Operation::Delete(document) | Operation::Draft(_, document) => {
            kind == Kind::Single || document.is_some()
        }
    }
}

async fn entry<'v>(view: &'v View, type_view: TypeView<'v>, content: Content<'_>) -> Result<Entry<'v>> {
    let content_type = type_view.content_type();
    let publish = content_type.draft_and_publish && content.status == Status::Published;
    if publish {
        let locale = type_view.locale();
        view.content_type_in(&content_type.singular, Action::Publish, Status::Published, locale).map_err(refusal)?;
    }
    let data = input::parse(&type_view, content.data, content.syntax)?;
    let mut violations = validate::draft(&data.scalars);
    violations.extend(validate::draft_components(&data.components));
    if content_type.draft_and_publish && !violations.is_empty() {
        return Err(Error::violations(violations));
    }
    let is_stored = violations.is_empty();
    let scalars = scalars(data.scalars, is_stored).await?;
    let parts = parts(data.components, is_stored).await?;
    let locale = type_view.reach().one().map(str::to_owned);
    Ok(Entry { view: type_view, locale, scalars, relations: data.relations, parts, violations, publish })
}

async fn parts(given: Vec<GivenComponents<'_>>, is_stored: bool) -> Result<Vec<Parts<'_>>> {
    let mut parts = Vec::new();
    for GivenComponents { attribute, held, items } in given {
        let mut written = Vec::new();
        for item in items.unwrap_or_default() {
            written.push(Box::pin(part(item, is_stored)).await?);
        }
        parts.push(Parts { attribute, held, items: written });
    }
    Ok(parts)
}

async fn part(given: GivenComponent<'_>, is_stored: bool) -> Result<Part<'_>> {
    let GivenComponent { id, member, view, data } = given;
    let broken = data.scalars.iter().filter(|scalar| scalar.value.is_err());
    Ok(Part {
        broken: broken.map(|scalar| scalar.attribute.name.as_str()).collect(),
        scalars: scalars(data.scalars, is_stored).await?,
        relations: data.relations,
        parts: parts(data.components, is_stored).await?,
        id,
        member,
        view,
    })
}

async fn scalars(given: Given<'_>, is_stored: bool) -> Result<Vec<ScalarWrite<'_>>> {
    if is_stored { storable(given).await } else { Ok(plain(given)) }
}

type Given<'v> = Vec<input::GivenScalar<'v>>;

/// Only for the rules: an entry that breaks one is never stored.
fn plain(given: Given<'_>) -> Vec<ScalarWrite<'_>> {
    let sound = given.into_iter().filter_map(|given| Some((given.attribute, given.scalar, given.value.ok()?)));
    sound.map(|(attribute, scalar, value)| ScalarWrite { attribute, scalar, stored: Value::Null, value }).collect()
}

async fn storable(given: Given<'_>) -> Result<Vec<ScalarWrite<'_>>> {
    let mut scalars = plain(given);
    for scalar in &mut scalars {
        scalar.stored = match &scalar.value {
            Value::Text(text) if scalar.scalar.scalar == ScalarType::Password => {
                Value::Text(password::hash(text.clone()).await?)
            }
            value => value.clone(),
        };
    }
    Ok(scalars)
}
