//! From the targets that a request names to the rows that are linked.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::components::Owner;
use super::input::{Connected, Document, GivenRelation, Position, RelationWrite, Target};
use super::links::{self, Placed};
use super::rows::{self, DocumentRows};
use super::session::Session;
use crate::access::Status;
use crate::catalog::{ContentType, Join, Reach};
use crate::error::{Code, Error, Result};
use crate::query::sql::Sql;
use crate::query::value::Value;

/// The rows that a relation leads to once it is written on the row of `owner`. In a document with drafts (on its draft)
/// it leads to drafts, in one without to both rows of each target.
pub async fn resolve(
    session: &Session<'_>,
    join: Join<'_>,
    given: &GivenRelation<'_>,
    owner: Owner<'_, '_>,
) -> Result<Vec<Placed>> {
    let present = match &given.write {
        RelationWrite::Set(_) => Vec::new(),
        RelationWrite::Change { .. } => links::targets(session, &join.relation.link, owner.row.row).await?,
    };
    let named = given.write.named().chain(present.iter().map(|row| Target::Row(*row))).collect::<Vec<_>>();
    let documents = if named.is_empty() { Documents::default() } else { load(session, join.target, &named).await? };
    let seen = |status| given.target.with_status(status).ok().map(|view| view.reach().clone());
    let (published, draft) = (seen(Status::Published), seen(Status::Draft));
    let choice = Choice { join, documents: &documents, drafts: owner.drafts, published, draft };
    let chosen = match &given.write {
        RelationWrite::Set(named) => choice.set(named)?,
        RelationWrite::Change { disconnect, connect } => choice.change(&present, disconnect, connect)?,
    };
    Ok(chosen.into_iter().flat_map(|(_, rows)| rows).map(|row| Placed { row, place: None }).collect())
}

/// Documents with their rows that are linked, in the order of a relation's list.
type Chosen<'d> = Vec<(&'d Document, Vec<i64>)>;

/// Which rows of the documents that a request names may be linked.
struct Choice<'d> {
    join: Join<'d>,
    documents: &'d Documents,
    /// Whether the document that links has drafts.
    drafts: bool,
    /// The locales in which the caller may see published targets, and those in which drafts too.
    published: Option<Reach>,
    draft: Option<Reach>,
}

/// Whether what is linked in a locale is among what the caller may see.
fn reaches(reach: Option<&Reach>, document: &Document) -> bool {
    reach.is_some_and(|reach| document.locale.as_deref().is_none_or(|code| reach.contains(code)))
}

impl<'d> Choice<'d> {
    /// Exactly the named documents. A list given to a relation that holds one means its last item.
    fn set(&self, named: &[Target]) -> Result<Chosen<'d>> {
        let chosen = self.linkable(named.iter())?;
        let surplus = if self.is_to_many() { 0 } else { chosen.len().saturating_sub(1) };
        Ok(chosen.into_iter().skip(surplus).collect())
    }

    /// What is linked at present, without some documents and with some more.
    fn change(&self, present: &[i64], disconnect: &[Target], connect: &[Connected]) -> Result<Chosen<'d>> {
        let mut list = self.documents.in_order(present);
        for target in disconnect {
            list.retain(|(document, _)| self.documents.document_of(target) != Some(document));
        }
        self.connect(&mut list, connect)?;
        if let Some(newest) = connect.last().filter(|_| !self.is_to_many()) {
            list.retain(|(document, _)| self.documents.document_of(&newest.target) == Some(document));
        }
        Ok(list)
    }

    fn is_to_many(&self) -> bool {
        self.join.relation.relation.is_to_many()
    }

    /// The named documents, each once, with the rows of them to link. Errors where one of them is not there.
    fn linkable<'t>(&self, named: impl Iterator<Item = &'t Target>) -> Result<Chosen<'d>> {
        let mut chosen: IndexMap<&Document, Vec<i64>> = IndexMap::new();
        let mut unknown_rows = 0;
        for name in named {
            let found = self.documents.find(name);
            let linkable = found.map(|(document, rows)| (document, self.rows(document, rows)));
            match linkable.filter(|(_, rows)| !rows.is_empty()) {
                Some((document, rows)) => drop(chosen.insert(document, rows)),
                None => match name {
                    Target::Row(_) => unknown_rows += 1,
                    Target::Document(document) => return Err(unknown_document(document)),
                },
            }
        }
        if unknown_rows > 0 {
            return Err(unknown(unknown_rows, self.join.target));
        }
        Ok(chosen.into_iter().collect())
    }

    fn rows(&self, document: &Document, rows: &DocumentRows) -> Vec<i64> {
        let (published, draft) = (self.published.as_ref(), self.draft.as_ref());
        match (self.drafts, self.join.target.draft_and_publish) {
            _ if !reaches(published, document) && !reaches(draft, document) => Vec::new(),
            (_, true) if !reaches(draft, document) && rows.published.is_none() => Vec::new(),
            (true, true) => rows.draft.into_iter().collect(),
            _ => rows.draft.into_iter().chain(rows.published).collect(),
        }
    }

    /// Puts each target in its place. One that is to stand beside another waits until that one is there.
    fn connect(&self, list: &mut Chosen<'d>, connect: &[Connected]) -> Result<()> {
        let rows = self.linkable(connect.iter().map(|connected| &connected.target))?;
        let mut waiting = connect.iter().collect::<Vec<_>>();
        while !waiting.is_empty() {
            let before = waiting.len();
            waiting.retain(|connected| !self.place(list, connected, &rows));
            if let Some(stuck) = waiting.first().filter(|_| waiting.len() == before) {
                return Err(misplaced(stuck));
            }
        }
        Ok(())
    }

    /// Whether the target could be put in its place.
    fn place(&self, list: &mut Chosen<'d>, connected: &Connected, rows: &Chosen<'d>) -> bool {
        let own = self.documents.document_of(&connected.target);
        let Some(entry) = rows.iter().find(|(document, _)| Some(*document) == own) else { return false };
        let rest = list.iter().filter(|(document, _)| Some(*document) != own);
        let beside = |other: &Target| {
            let other = self.documents.document_of(other);
            rest.clone().position(|(document, _)| Some(*document) == other)
        };
        let index = match &connected.position {
            Position::Start => Some(0),
            Position::End => Some(rest.clone().count()),
            Position::Before(other) => beside(other),
            Position::After(other) => beside(other).map(|index| index + 1),
        };
        let Some(index) = index else { return false };
        list.retain(|(document, _)| Some(*document) != own);
        list.insert(index, entry.clone());
        true
    }
}

impl RelationWrite {
    /// Every target that the request names, positions included.
    fn named(&self) -> impl Iterator<Item = Target> {
        let named: Vec<Target> = match self {
            Self::Set(targets) => targets.clone(),
            Self::Change { disconnect, connect } => {
                let beside = connect.iter().filter_map(|connected| match &connected.position {
                    Position::Before(other) | Position::After(other) => Some(other),
                    Position::Start | Position::End => None,
                });
                disconnect
                    .iter()
                    .chain(connect.iter().map(|connected| &connected.target))
                    .chain(beside)
                    .cloned()
                    .collect()
            }
        };
        named.into_iter()
    }
}

#[derive(Default)]
struct Documents {
    rows: HashMap<Document, DocumentRows>,
    by_row: HashMap<i64, Document>,
}

impl Documents {
    fn find(&self, target: &Target) -> Option<(&Document, &DocumentRows)> {
        self.rows.get_key_value(self.document_of(target)?)
    }

    /// The documents that these rows belong to, each once and where its first row stands.
    fn in_order(&self, rows: &[i64]) -> Chosen<'_> {
        let mut list: IndexMap<&Document, Vec<i64>> = IndexMap::new();
        for row in rows {
            if let Some(document) = self.by_row.get(row) {
                list.entry(document).or_default().push(*row);
            }
        }
        list.into_iter().collect()
    }

    fn document_of<'d>(&'d self, target: &'d Target) -> Option<&'d Document> {
        match target {
            Target::Document(document) => Some(document),
            Target::Row(row) => self.by_row.get(row),
        }
    }
}

async fn load(session: &Session<'_>, target: &ContentType, named: &[Target]) -> Result<Documents> {
    let mut sql = session.sql();
    sql.push("SELECT ");
    rows::select_identity(&mut sql);
    sql.push(", ").name("document_id").push(", ").name("locale");
    sql.push(" FROM ").name(&target.table).push(" WHERE ").name("document_id");
    sql.push(" IN (");
    list(
        &mut sql,
        named.iter().filter_map(|target| match target {
            Target::Document(document) => Some(Value::Text(document.id.clone())),
            Target::Row(_) => None,
        }),
    );
    sql.push(") OR ").name("document_id").push(" IN (SELECT ").name("document_id").push(" FROM ").name(&target.table);
    sql.push(" WHERE ").name("id").push(" IN (");
    list(
        &mut sql,
        named.iter().filter_map(|target| match target {
            Target::Row(row) => Some(Value::Integer(*row)),
            Target::Document(_) => None,
        }),
    );
    sql.push(")) ORDER BY ").name("id");
    let mut documents = Documents::default();
    for row in session.rows(sql).await? {
        let (id, unpublished) = rows::read_identity(&row, 0)?;
        let locale = if target.is_localized() { row.try_get_by_index(3)? } else { None };
        let document = Document { id: row.try_get_by_index(2)?, locale };
        documents.rows.entry(document.clone()).or_default().add(target, id, unpublished);
        documents.by_row.insert(id, document);
    }
    Ok(documents)
}

/// An empty list is no SQL; a list of nothing but null matches as little.
fn list(sql: &mut Sql, values: impl Iterator<Item = Value>) {
    let mut values = values.peekable();
    if values.peek().is_none() {
        sql.push("NULL");
    }
    sql.list(", ", values, |sql, value| {
        sql.bind(value);
    });
}

fn misplaced(stuck: &Connected) -> Error {
    let name = |target: &Target| match target {
        Target::Document(document) => document.id.clone(),
        Target::Row(row) => row.to_string(),
    };
    let (Position::Before(other) | Position::After(other)) = &stuck.position else {
        return Error::internal("a target without a neighbour has no place");
    };
    let message = format!(
        "The relation \"{}\" cannot be placed beside \"{}\", which is not connected",
        name(&stuck.target),
        name(other)
    );
    Error::new(Code::BadUserInput, message)
}

fn unknown(count: usize, target: &ContentType) -> Error {
    let uid = &target.uid;
    let message = format!("{count} relation(s) of type {uid} associated with this entity do not exist");
    Error::new(Code::BadUserInput, message)
}

fn unknown_document(Document { id, locale }: &Document) -> Error {
    let locale = locale.as_deref().unwrap_or("null");
    Error::new(Code::BadUserInput, format!("Document with id \"{id}\", locale \"{locale}\" not found"))
}
