//! Dynamic zones of an answer.

use super::{Compiler, PLACE, ValueShape, check_joins, populatable};
use crate::catalog::{Member, NameError, TypeView, ZoneAttribute};
use crate::error::Result;
use crate::query::filter;
use crate::query::request::{Extent, Selection, Source, ToMany, Zone};
use crate::query::syntax::Syntax;
use crate::rest::parameters::Fields;
use crate::rest::populate::{Options, Populate};

impl Compiler {
    /// What is read and shown of a dynamic zone: every kind of component, or those of `on`.
    pub(super) fn zone(
        &mut self,
        view: &TypeView<'_>,
        zone: &ZoneAttribute,
        options: &Options,
        path: &[&str],
        selection: &mut Selection,
    ) -> Result<ValueShape> {
        refuse_options_of_lists(options, path)?;
        let kinds = match &options.on {
            Some(on) => fragments(zone, on, path)?,
            None => every_kind(view, zone, &options.populate, path)?,
        };
        let (mut members, mut shapes) = (Vec::new(), Vec::new());
        for (member, kind) in kinds {
            self.add_part()?;
            let component = view.component(member);
            let (mut inner, mut shape) = self.entry(&component, &kind.fields, &kind.populate, path)?;
            check_joins(&inner)?;
            shape.fields.push(("__component".to_owned(), ValueShape::Kind(member.component.clone())));
            shapes.push(shape);
            if options.count {
                inner = Selection::default();
            }
            members.push(ToMany {
                link: member.link.clone(),
                target: Source::of(&component),
                filter: filter::parse(&component, &kind.filters, Syntax::Rest)?,
                order: Vec::new(),
                extent: Extent::All(self.most),
                selection: inner,
            });
        }
        selection.zones.push(Zone { members });
        let index = selection.zones.len() - 1;
        Ok(if options.count { ValueShape::ZoneCount(index) } else { ValueShape::Zone(index, shapes) })
    }
}

/// What is said of one kind of component means nothing to a zone, which has several.
fn refuse_options_of_lists(options: &Options, path: &[&str]) -> Result<()> {
    let refused = [
        ("fields", options.fields != Fields::All),
        ("filters", !options.filters.is_null()),
        ("sort", !options.sort.is_null()),
        ("populate", options.on.is_some() && options.populate != Populate::default()),
    ];
    match refused.into_iter().find(|(_, given)| *given) {
        Some((option, _)) => Err(PLACE.invalid_key(option, path)),
        None => Ok(()),
    }
}

/// The kinds that `on` names, with what is asked of each.
fn fragments<'z>(
    zone: &'z ZoneAttribute,
    on: &indexmap::IndexMap<String, Options>,
    path: &[&str],
) -> Result<Vec<(&'z Member, Options)>> {
    let fragments = on.iter().map(|(uid, options)| {
        let misplaced = [("sort", !options.sort.is_null()), ("count", options.count), ("on", options.on.is_some())];
        if let Some((option, _)) = misplaced.into_iter().find(|(_, given)| *given) {
            return Err(PLACE.invalid_key(option, path));
        }
        let member = zone.members.iter().find(|member| member.component == *uid);
        member.map(|member| (member, options.clone())).ok_or_else(|| PLACE.invalid_key(uid, path))
    });
    fragments.collect()
}

/// Every kind, with those of the named parts that it has. A name that no kind has is refused, and so is one that the
/// caller may not read in some kind.
fn every_kind<'z>(
    view: &TypeView<'_>,
    zone: &'z ZoneAttribute,
    populate: &Populate,
    path: &[&str],
) -> Result<Vec<(&'z Member, Options)>> {
    let empty = || Populate { all: populate.all, ..Populate::default() };
    let mut kinds = zone.members.iter().map(|member| (member, empty())).collect::<Vec<_>>();
    for (name, options) in &populate.named {
        let here = [path, &[name.as_str()]].concat();
        let mut known = false;
        for (member, own) in &mut kinds {
            match populatable(&view.component(member), name) {
                Ok(()) => drop(own.named.insert(name.clone(), options.clone())),
                Err(NameError::Unknown) => continue,
                Err(refused) => return Err(PLACE.error(&refused, name, &here)),
            }
            known = true;
        }
        if !known {
            return Err(PLACE.invalid_key(name, &here));
        }
    }
    Ok(kinds.into_iter().map(|(member, populate)| (member, Options { populate, ..Options::default() })).collect())
}
