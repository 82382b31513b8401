//! From `fields` and `populate` to what is read of each entry and the shape in which it is shown; every name through the
//! caller's view.

use std::sync::Arc;

use super::list;
use super::parameters::Fields;
use super::populate::{Options, Populate};
use crate::catalog::{Attribute, AttributeKind, NameError, RelationAttribute, TypeView};
use crate::error::{Code, Error, Result};
use crate::query::filter;
use crate::query::name::Place;
use crate::query::page::Page;
use crate::query::read::Format;
use crate::query::request::{Extent, Selection, Source, ToMany, ToOne};
use crate::query::syntax::Syntax;

/// Most relations in one answer, wherever they stand: all of them may be joined in one statement, and SQLite joins 64
/// tables at most.
const MAX_RELATIONS: usize = 50;

/// What an answer reads and shows.
#[derive(Debug)]
pub struct Compiled {
    /// What is read.
    pub selection: Arc<Selection>,
    /// How it is shown.
    pub shape: EntryShape,
    /// The relations that a wildcard left out, as dotted paths.
    pub omitted: Vec<String>,
}

/// The keys of an entry in the order of the answer. `id` comes first and is not listed.
#[derive(Debug, Default)]
pub struct EntryShape {
    /// The keys with their values.
    pub fields: Vec<(String, ValueShape)>,
}

/// Where a value comes from. Positions are those of the selection that was compiled with it.
#[derive(Debug)]
pub enum ValueShape {
    /// A column of the entry.
    Scalar(usize, Format),
    /// The target of a to-one relation.
    ToOne(usize, EntryShape),
    /// The target of a to-one relation that is read as a list, as it has to match a filter.
    First(usize, EntryShape),
    /// The targets of a to-many relation.
    ToMany(usize, EntryShape),
    /// How many targets a relation has.
    Count(usize),
    /// Always false.
    False,
}

/// Compiles one answer.
pub struct Compiler {
    most: u64,
    relations: usize,
    omitted: Vec<String>,
}

impl Compiler {
    /// A compiler of answers that hold at most this many values.
    pub fn new(most: u64) -> Self {
        Self { most, relations: 0, omitted: Vec::new() }
    }

    /// Compiles what is shown of entries of `view`.
    pub fn compile(mut self, view: &TypeView<'_>, fields: &Fields, populate: &Populate) -> Result<Compiled> {
        let (selection, shape) = self.entry(view, fields, populate, &[])?;
        Ok(Compiled { selection: Arc::new(selection), shape, omitted: self.omitted })
    }

    fn entry(
        &mut self,
        view: &TypeView<'_>,
        fields: &Fields,
        populate: &Populate,
        path: &[&str],
    ) -> Result<(Selection, EntryShape)> {
        let (mut selection, mut shape) = (Selection::default(), EntryShape::default());
        let document = selection.column("document_id");
        shape.fields.push(("documentId".to_owned(), ValueShape::Scalar(document, Format::Text)));
        check_fields(view, fields, path)?;
        for attribute in view.attributes() {
            if let AttributeKind::Scalar(scalar) = &attribute.kind
                && fields.include(&attribute.name)
            {
                let value = ValueShape::Scalar(selection.column(&scalar.column), Format::rest(scalar));
                shape.fields.push((attribute.name.clone(), value));
            }
        }
        for (attribute, relation, options) in self.populated(view, populate, path)? {
            let path = [path, &[attribute.name.as_str()]].concat();
            let value = self.relation(view, relation, &options, &path, &mut selection)?;
            shape.fields.push((attribute.name.clone(), value));
        }
        Ok((selection, shape))
    }

    /// The relations to show, in the order of the type. Those that were named must resolve; of a wildcard's, those that
    /// are refused are noted and left out.
    fn populated<'v>(
        &mut self,
        view: &TypeView<'v>,
        populate: &Populate,
        path: &[&str],
    ) -> Result<Vec<(&'v Attribute, &'v RelationAttribute, Options)>> {
        for name in populate.named.keys() {
            let here = [path, &[name.as_str()]].concat();
            let place = Place { source: "query", param: Some("populate") };
            relation_of(view, name).map_err(|error| place.error(&error, name, &here))?;
        }
        let mut populated = Vec::new();
        for (attribute, relation) in view.content_type().relations() {
            let options = match populate.named.get(&attribute.name) {
                Some(options) => options.clone(),
                None if !populate.all => continue,
                None => match relation_of(view, &attribute.name) {
                    Ok(()) => Options::default(),
                    Err(NameError::Unknown) => continue,
                    Err(NameError::Forbidden(_)) => {
                        self.omitted.push([path, &[attribute.name.as_str()]].concat().join("."));
                        continue;
                    }
                },
            };
            populated.push((attribute, relation, options));
        }
        Ok(populated)
    }

    fn relation(
        &mut self,
        view: &TypeView<'_>,
        relation: &RelationAttribute,
        options: &Options,
        path: &[&str],
        selection: &mut Selection,
    ) -> Result<ValueShape> {
        self.relations += 1;
        if self.relations > MAX_RELATIONS {
            let message = format!("An answer shows at most {MAX_RELATIONS} relations; populate fewer");
            return Err(Error::new(Code::QueryTooComplex, message));
        }
        let place = Place { source: "query", param: Some("populate") };
        let target = view.target(relation).map_err(|error| place.error(&error, path.last().unwrap_or(&""), path))?;
        let (inner, shape) = self.entry(&target, &options.fields, &options.populate, path)?;
        let filter = filter::parse(&target, &options.filters, Syntax::Rest)?;
        let order = list::order(&target, &options.sort)?;
        let to_many = relation.relation.is_to_many();
        let plain = options.filters.is_null() && order.is_empty() && !options.count;
        if !to_many && plain {
            selection.to_one.push(ToOne { link: relation.link.clone(), target: Source::of(&target), selection: inner });
            return Ok(ValueShape::ToOne(selection.to_one.len() - 1, shape));
        }
        let extent = if to_many { Extent::All(self.most) } else { Extent::Page(Page::ONE) };
        let inner = if options.count { Selection::default() } else { inner };
        let (link, target) = (relation.link.clone(), Source::of(&target));
        selection.to_many.push(ToMany { link, target, filter, order, extent, selection: inner });
        let index = selection.to_many.len() - 1;
        Ok(match (options.count, to_many) {
            (true, _) => ValueShape::Count(index),
            (false, true) => ValueShape::ToMany(index, shape),
            (false, false) => ValueShape::First(index, shape),
        })
    }
}

impl Fields {
    fn include(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.iter().any(|own| own == name),
        }
    }
}

fn check_fields(view: &TypeView<'_>, fields: &Fields, path: &[&str]) -> Result<()> {
    let Fields::Only(names) = fields else { return Ok(()) };
    let place = Place { source: "query", param: Some("fields") };
    for name in names {
        crate::query::name::column(view, name).map_err(|error| place.error(&error, name, path))?;
    }
    Ok(())
}

fn relation_of(view: &TypeView<'_>, name: &str) -> Result<(), NameError> {
    match &view.attribute(name)?.kind {
        AttributeKind::Relation(relation) => view.target(relation).map(drop),
        _ => Err(NameError::Unknown),
    }
}
