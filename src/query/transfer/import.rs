//! Stores the entries of lines. First all rows are made ([`put_rows`]), then what hangs on them ([`put_contents`]), as an
//! entry may be linked to one that stands further down.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{self, Fields, Links, Part};
use super::known::{Known, Row};
use super::{Line, Target, check};
use crate::access::{Action, Status};
use crate::catalog::{ContentType, Kind, TypeView, View};
use crate::clock::Timestamp;
use crate::error::{Code, Error, Result, Violation};
use crate::query::value::Value;
use crate::query::write::links::{Placed, SourceRow};
use crate::query::write::session::Session;
use crate::query::write::unique::Others;
use crate::query::write::{components, links, rows, unique};

/// Longest document id, in characters: as long as its column.
const LONGEST_ID: usize = 255;

/// One row of a document, ready to be stored.
#[derive(Debug)]
pub struct Entry<'v> {
    /// Which line it stands on, counted from 1.
    pub number: u64,
    view: TypeView<'v>,
    document: String,
    status: Status,
    locale: Option<String>,
    created_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
    published_at: Option<Timestamp>,
    fields: Fields<'v>,
}

/// Settles everything about a line that needs no database. `view` is a view of everything.
///
/// Errors: `BadUserInput`, which names the line.
pub fn read(view: &View, number: u64, line: Line) -> Result<Entry<'_>> {
    settle(view, number, line).map_err(|violations| refusal(number, &violations))
}

fn settle(view: &View, number: u64, line: Line) -> Result<Entry<'_>, Vec<Violation>> {
    let status = Status::from(line.status);
    let name = &line.content_type;
    let unknown = |_| vec![Violation::at("contentType", format!("there is no content type {name}"))];
    let of_type = view.content_type(name, Action::Find, status).map_err(unknown)?;
    let locale = locale(view, &of_type, line.locale).map_err(|violation| vec![violation])?;
    let view = of_type;
    if view.status() != status {
        return Err(vec![Violation::at("status", format!("{name} has no drafts"))]);
    }
    if !is_document_id(&line.document_id) {
        let message = "documentId must be letters, digits, - and _, and not digits alone";
        return Err(vec![Violation::at("documentId", message)]);
    }
    let moment = |name: &str, text: &Option<String>| match text.as_deref().map(Timestamp::parse) {
        Some(None) => Err(vec![Violation::at(name, format!("{name} must be a moment in ISO 8601"))]),
        moment => Ok(moment.flatten()),
    };
    let fields = fields::parse(&view, &line.data).map_err(|violation| vec![violation])?;
    let violations = check::violations(&fields, status == Status::Published);
    if !violations.is_empty() {
        return Err(violations);
    }
    Ok(Entry {
        number,
        status,
        created_at: moment("createdAt", &line.created_at)?,
        updated_at: moment("updatedAt", &line.updated_at)?,
        published_at: moment("publishedAt", &line.published_at)?,
        document: line.document_id,
        locale,
        fields,
        view,
    })
}

/// The locale of an entry: the default one where nothing is said, of types that have several.
fn locale(view: &View, of_type: &TypeView<'_>, given: Option<String>) -> Result<Option<String>, Violation> {
    match given {
        given if !of_type.content_type().is_localized() => Ok(given),
        None => Ok(Some(of_type.default_locale().to_owned())),
        Some(code) if view.is_installed(&code) => Ok(Some(code)),
        Some(code) => Err(Violation::at("locale", format!("there is no locale {code:?}; add it first"))),
    }
}

/// Digits alone would be taken for a row's id where a client names the document.
fn is_document_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.len() <= LONGEST_ID && text.bytes().all(allowed) && text.bytes().any(|byte| !byte.is_ascii_digit())
}

/// What is wrong with a line, in one message.
pub fn refusal(number: u64, violations: &[Violation]) -> Error {
    let said = violations.iter().map(|violation| violation.message.as_str()).collect::<Vec<_>>().join("; ");
    Error::new(Code::BadUserInput, format!("line {number}: {said}"))
}

/// Makes the rows of `entries` with their scalars. With `replace`, rows that are there already are overwritten.
///
/// Errors: `BadUserInput` with the line, for a row that is there already and for a value that must be unique and is taken.
pub async fn put_rows(session: &Session<'_>, entries: &[Entry<'_>], replace: bool) -> Result<()> {
    let own = entries.iter().map(|entry| (entry.content_type(), entry.document.as_str()));
    let mut known = load(session, own).await?;
    for entry in entries {
        let known = known.entry(&entry.content_type().singular).or_default();
        put_row(session, entry, known, replace).await?;
    }
    Ok(())
}

async fn put_row(session: &Session<'_>, entry: &Entry<'_>, known: &mut Known, replace: bool) -> Result<()> {
    let content_type = entry.content_type();
    let refused = |message| refusal(entry.number, &[Violation::at("documentId", message)]);
    let present = known.row(&entry.document, entry.status, entry.locale.as_deref());
    if present.is_some() && !replace {
        return Err(refused(format!("{} {} is there already", content_type.singular, entry.document)));
    }
    if content_type.kind == Kind::Single
        && let Some(other) = rows::only_document(session, content_type).await?
        && other != entry.document
    {
        return Err(refused(format!("{} is a single type and has the document {other}", content_type.singular)));
    }
    if entry.status == Status::Published {
        let scalars = check::scalars(&entry.fields);
        require(entry, &unique::violations(session, entry.others(), &scalars).await?)?;
    }
    let columns = entry.columns(session.now());
    if let Some(row) = present {
        rows::update(session, content_type, row, &columns).await?;
    } else {
        let id = rows::insert(session, content_type, &columns).await?;
        known.add(entry.document.clone(), Row { id, status: entry.status, locale: entry.locale.clone() });
    }
    Ok(())
}

/// Links the rows of `entries` and gives them their components. With `replace`, in place of those that are there.
///
/// Errors: `BadUserInput` with the line, for an entry that a relation leads to and that is not there, and for a value in
/// a component that must be unique and is taken.
pub async fn put_contents(session: &Session<'_>, entries: &[Entry<'_>], replace: bool) -> Result<()> {
    let own = entries.iter().map(|entry| (entry.content_type(), entry.document.as_str()));
    let mut named = own.collect::<Vec<_>>();
    for entry in entries {
        targets(&entry.fields, &mut named);
    }
    let known = load(session, named.into_iter()).await?;
    for entry in entries {
        put_content(session, entry, &known, replace).await?;
    }
    Ok(())
}

async fn put_content(
    session: &Session<'_>,
    entry: &Entry<'_>,
    known: &BTreeMap<&str, Known>,
    replace: bool,
) -> Result<()> {
    let content_type = entry.content_type();
    let row = known
        .get(content_type.singular.as_str())
        .and_then(|known| known.row(&entry.document, entry.status, entry.locale.as_deref()))
        .ok_or_else(|| refusal(entry.number, &[Violation::at("documentId", "the entry was deleted meanwhile")]))?;
    if replace {
        components::clear(session, &entry.view, &[row]).await?;
    }
    if entry.status == Status::Published {
        let parts = check::components(&entry.fields);
        let taken = unique::component_violations(session, entry.others(), &parts).await?;
        require(entry, &taken)?;
    }
    Filling { session, entry, known, replace }.fill(&entry.fields, row).await
}

/// What hangs on one entry, at whatever depth.
struct Filling<'s, 'e, 'v> {
    session: &'s Session<'s>,
    entry: &'e Entry<'v>,
    known: &'e BTreeMap<&'e str, Known>,
    replace: bool,
}

impl Filling<'_, '_, '_> {
    async fn fill(&self, fields: &Fields<'_>, row: i64) -> Result<()> {
        let source = SourceRow { row, document: &self.entry.document };
        for links in &fields.links {
            let placed = self.placed(links)?;
            if self.replace || !placed.is_empty() {
                links::set(self.session, links.join, source, &placed).await?;
            }
        }
        for parts in &fields.parts {
            for (part, order) in parts.items.iter().flatten().zip(1_u32..) {
                let order = parts.held.form.is_list().then(|| f64::from(order));
                let component = self.insert(part).await?;
                components::join(self.session, row, part.member, component, order).await?;
            }
        }
        Ok(())
    }

    async fn insert(&self, part: &Part<'_>) -> Result<i64> {
        let columns = columns(&part.fields).collect::<Vec<_>>();
        let component = rows::insert(self.session, part.view.content_type(), &columns).await?;
        Box::pin(self.fill(&part.fields, component)).await?;
        Ok(component)
    }

    fn placed(&self, links: &Links<'_>) -> Result<Vec<Placed>> {
        let mut placed: Vec<Placed> = Vec::with_capacity(links.targets.len());
        for target in &links.targets {
            let rows = self.rows(links, target);
            if rows.is_empty() {
                let name = &links.attribute.name;
                let message = format!("{name} leads to {}, which is not there", target.document_id);
                return Err(refusal(self.entry.number, &[Violation::at(name, message)]));
            }
            // A target that is named twice is linked once, where it stands first.
            let new = rows.into_iter().filter(|row| !placed.iter().any(|placed| placed.row == *row));
            let new = new.map(|row| Placed { row, place: target.place }).collect::<Vec<_>>();
            placed.extend(new);
        }
        Ok(placed)
    }

    /// The rows that a target means: those that it says, else those that correspond to this entry.
    fn rows(&self, links: &Links<'_>, target: &Target) -> Vec<i64> {
        let target_type = links.join.target;
        let corresponding =
            (self.entry.content_type().draft_and_publish && target_type.draft_and_publish).then_some(self.entry.status);
        let status = target.status.map(Status::from).or(corresponding);
        let default = || target_type.is_localized().then(|| self.entry.view.default_locale());
        let locale = target.locale.as_deref().or(self.entry.locale.as_deref()).or_else(default);
        let known = self.known.get(target_type.singular.as_str());
        let rows = known.map(|known| known.rows(&target.document_id)).unwrap_or_default().iter();
        let meant = rows.filter(|row| {
            status.is_none_or(|status| row.status == status)
                && (row.locale.is_none() || locale.is_none() || row.locale.as_deref() == locale)
        });
        meant.map(|row| row.id).collect()
    }
}

impl<'v> Entry<'v> {
    fn content_type(&self) -> &'v ContentType {
        self.view.content_type()
    }

    /// The entries that it must not share a unique value with.
    fn others(&self) -> Others<'_> {
        let locale = self.locale.as_deref().filter(|_| self.content_type().is_localized());
        Others { content_type: self.content_type(), document: Some(&self.document), locale }
    }

    fn columns(&self, now: Timestamp) -> Vec<(&'v str, Value)> {
        let moment = |moment: Option<Timestamp>| Value::DateTime(moment.unwrap_or(now));
        let published_at = match self.status {
            Status::Draft => Value::Null,
            Status::Published => moment(self.published_at),
        };
        let system = [
            ("document_id", Value::Text(self.document.clone())),
            ("created_at", moment(self.created_at)),
            ("updated_at", moment(self.updated_at)),
            ("published_at", published_at),
            ("locale", self.locale.clone().map_or(Value::Null, Value::Text)),
        ];
        system.into_iter().chain(columns(&self.fields)).collect()
    }
}

/// The columns of the scalars. None is broken: [`check`] has seen them.
fn columns<'v>(fields: &Fields<'v>) -> impl Iterator<Item = (&'v str, Value)> {
    fields.scalars.iter().map(|given| (given.scalar.column.as_str(), given.value.clone().unwrap_or(Value::Null)))
}

fn require(entry: &Entry<'_>, violations: &[Violation]) -> Result<()> {
    if violations.is_empty() { Ok(()) } else { Err(refusal(entry.number, violations)) }
}

/// Appends the documents that relations lead to, with their types.
fn targets<'e>(fields: &'e Fields<'_>, named: &mut Vec<(&'e ContentType, &'e str)>) {
    for links in &fields.links {
        named.extend(links.targets.iter().map(|target| (links.join.target.as_ref(), target.document_id.as_str())));
    }
    for part in fields.parts.iter().flat_map(|parts| parts.items.iter().flatten()) {
        targets(&part.fields, named);
    }
}

/// The rows of documents, by type.
async fn load<'e>(
    session: &Session<'_>,
    named: impl Iterator<Item = (&'e ContentType, &'e str)>,
) -> Result<BTreeMap<&'e str, Known>> {
    let mut documents: BTreeMap<&str, (&ContentType, BTreeSet<&str>)> = BTreeMap::new();
    for (content_type, document) in named {
        let of_type = documents.entry(&content_type.singular).or_insert_with(|| (content_type, BTreeSet::new()));
        of_type.1.insert(document);
    }
    let mut known = BTreeMap::new();
    for (singular, (content_type, documents)) in documents {
        let documents = documents.into_iter().collect::<Vec<_>>();
        known.insert(singular, Known::load(session, content_type, &documents).await?);
    }
    Ok(known)
}
