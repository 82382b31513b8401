//! From `fields` and `populate` to what is read of each entry and the shape in which it is shown; every name through the
//! caller's view.

mod zone;

use std::sync::Arc;

use super::list;
use super::parameters::Fields;
use super::populate::{Options, Populate};
use crate::catalog::{Attribute, AttributeKind, Kind, Link, NameError, TypeView};
use crate::error::{Code, Error, Result};
use crate::query::filter;
use crate::query::name::Place;
use crate::query::page::Page;
use crate::query::plan::check_joins;
use crate::query::read::Format;
use crate::query::request::{Extent, Selection, Source, ToMany, ToOne};
use crate::query::syntax::Syntax;

/// Most relations and components in one answer, wherever they stand: each may be a statement.
const MAX_PARTS: usize = 200;

const PLACE: Place = Place { source: "query", param: Some("populate") };

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

/// The keys of an entry or component in the order of the answer. `id` comes first and is not listed.
#[derive(Debug, Default)]
pub struct EntryShape {
    /// Whether it is a component. An entry's first key is `documentId`.
    pub component: bool,
    /// The keys with their values.
    pub fields: Vec<(String, ValueShape)>,
}

/// Where a value comes from. Positions are those of the selection that was compiled with it.
#[derive(Debug)]
pub enum ValueShape {
    /// A column of the entry.
    Scalar(usize, Format),
    /// The target of a to-one relation, or a single component.
    ToOne(usize, EntryShape),
    /// The same, read as a list, as it has to match a filter.
    First(usize, EntryShape),
    /// The targets of a to-many relation, or a repeatable component.
    ToMany(usize, EntryShape),
    /// How many of these there are, instead of what is of this shape.
    Count { list: usize, shape: EntryShape },
    /// The components of a dynamic zone: the shape of each kind.
    Zone(usize, Vec<EntryShape>),
    /// How many components a dynamic zone has.
    ZoneCount(usize),
    /// The kind of a component in a dynamic zone.
    Kind(String),
    /// Always false.
    False,
    /// Whether a column holds this text.
    Is(usize, String),
}

/// Compiles one answer.
pub struct Compiler {
    most: u64,
    parts: usize,
    omitted: Vec<String>,
}

impl Compiler {
    /// A compiler of answers that hold at most this many values.
    pub fn new(most: u64) -> Self {
        Self { most, parts: 0, omitted: Vec::new() }
    }

    /// Compiles what is shown of entries of `view`.
    pub fn compile(mut self, view: &TypeView<'_>, fields: &Fields, populate: &Populate) -> Result<Compiled> {
        let (selection, shape) = self.entry(view, fields, populate, &[])?;
        check_joins(&selection)?;
        Ok(Compiled { selection: Arc::new(selection), shape, omitted: self.omitted })
    }

    /// What is read and shown of an entry or component.
    fn entry(
        &mut self,
        view: &TypeView<'_>,
        fields: &Fields,
        populate: &Populate,
        path: &[&str],
    ) -> Result<(Selection, EntryShape)> {
        let component = view.content_type().kind == Kind::Component;
        let (mut selection, mut shape) = (Selection::default(), EntryShape { component, fields: Vec::new() });
        if !component {
            let document = selection.column("document_id");
            shape.fields.push(("documentId".to_owned(), ValueShape::Scalar(document, Format::Text)));
        }
        check_fields(view, fields, path)?;
        for attribute in view.attributes() {
            if let AttributeKind::Scalar(scalar) = &attribute.kind
                && fields.include(&attribute.name)
            {
                let value = ValueShape::Scalar(selection.column(&scalar.column), Format::rest(scalar));
                shape.fields.push((attribute.name.clone(), value));
            }
        }
        for (attribute, options) in self.populated(view, populate, path)? {
            let path = [path, &[attribute.name.as_str()]].concat();
            let value = self.part(view, attribute, &options, &path, &mut selection)?;
            shape.fields.push((attribute.name.clone(), value));
        }
        Ok((selection, shape))
    }

    /// The attributes to show besides the scalars, in the order of the type. Those that were named must resolve; of a
    /// wildcard's, those that are refused are noted and left out.
    fn populated<'v>(
        &mut self,
        view: &TypeView<'v>,
        populate: &Populate,
        path: &[&str],
    ) -> Result<Vec<(&'v Attribute, Options)>> {
        for name in populate.named.keys() {
            let here = [path, &[name.as_str()]].concat();
            populatable(view, name).map_err(|error| PLACE.error(&error, name, &here))?;
        }
        let mut populated = Vec::new();
        for attribute in view.content_type().all_attributes() {
            let options = match (populate.named.get(&attribute.name), populatable(view, &attribute.name)) {
                (Some(options), _) => options.clone(),
                (None, Ok(())) if populate.all => Options::default(),
                (None, Err(NameError::Forbidden(_))) if populate.all && !attribute.is_scalar() => {
                    self.omitted.push([path, &[attribute.name.as_str()]].concat().join("."));
                    continue;
                }
                (None, _) => continue,
            };
            populated.push((attribute, options));
        }
        Ok(populated)
    }

    fn part(
        &mut self,
        view: &TypeView<'_>,
        attribute: &Attribute,
        options: &Options,
        path: &[&str],
        selection: &mut Selection,
    ) -> Result<ValueShape> {
        match &attribute.kind {
            AttributeKind::Relation(relation) => {
                let target = view.target(relation).map_err(|error| PLACE.error(&error, &attribute.name, path))?;
                self.linked(&relation.link, &target, relation.relation.is_to_many(), options, path, selection)
            }
            AttributeKind::Component(component) => {
                let kind = view.component(&component.member);
                self.linked(&component.member.link, &kind, component.repeatable, options, path, selection)
            }
            AttributeKind::DynamicZone(zone) => self.zone(view, zone, options, path, selection),
            AttributeKind::Scalar(_) => Err(PLACE.invalid_key(&attribute.name, path)),
        }
    }

    /// What a link leads to: entries of a relation, or components of one kind.
    fn linked(
        &mut self,
        link: &Link,
        target: &TypeView<'_>,
        many: bool,
        options: &Options,
        path: &[&str],
        selection: &mut Selection,
    ) -> Result<ValueShape> {
        self.add_part()?;
        if options.on.is_some() {
            return Err(PLACE.invalid_key("on", path));
        }
        let (inner, shape) = self.entry(target, &options.fields, &options.populate, path)?;
        let filter = filter::parse(target, &options.filters, Syntax::Rest)?;
        let order = list::order(target, &options.sort)?;
        let plain = options.filters.is_null() && order.is_empty() && !options.count;
        let (link, target) = (link.clone(), Source::of(target));
        if !many && plain {
            selection.to_one.push(ToOne { link, target, selection: inner });
            return Ok(ValueShape::ToOne(selection.to_one.len() - 1, shape));
        }
        let extent = if many { Extent::All(self.most) } else { Extent::Page(Page::ONE) };
        let inner = if options.count { Selection::default() } else { inner };
        selection.to_many.push(ToMany { link, target, filter, order, extent, selection: inner });
        let index = selection.to_many.len() - 1;
        Ok(match (options.count, many) {
            (true, _) => ValueShape::Count { list: index, shape },
            (false, true) => ValueShape::ToMany(index, shape),
            (false, false) => ValueShape::First(index, shape),
        })
    }

    fn add_part(&mut self) -> Result<()> {
        self.parts += 1;
        if self.parts > MAX_PARTS {
            let message = format!("An answer shows at most {MAX_PARTS} relations and components; populate fewer");
            return Err(Error::new(Code::QueryTooComplex, message));
        }
        Ok(())
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

/// Whether this is a relation, a component or a dynamic zone that the view shows.
fn populatable(view: &TypeView<'_>, name: &str) -> Result<(), NameError> {
    match &view.attribute(name)?.kind {
        AttributeKind::Relation(relation) => view.target(relation).map(drop),
        AttributeKind::Component(_) | AttributeKind::DynamicZone(_) => Ok(()),
        AttributeKind::Scalar(_) => Err(NameError::Unknown),
    }
}
