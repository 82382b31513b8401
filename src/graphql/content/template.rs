//! Selections whose nested arguments still wait for the values of variables.

use serde_json::{Map, Value as Json};

use super::arguments::Arguments;
use super::bind::{BindError, Binder};
use crate::access::{Action, Status};
use crate::catalog::{Link, LocaleChoice, TypeView};
use crate::query::filter::Filter;
use crate::query::request::{Extent, Selection, Source, ToMany, ToOne, Zone};

/// A [`Selection`] before its nested arguments are bound.
#[derive(Debug, Default)]
pub struct SelectionTemplate {
    status: Status,
    columns: Vec<String>,
    /// Relations with at most one target.
    pub to_one: Vec<ToOneTemplate>,
    /// Relations with a list of targets.
    pub to_many: Vec<ToManyTemplate>,
    /// Dynamic zones: the kinds of components of each.
    pub zones: Vec<Vec<ToOneTemplate>>,
}

/// A [`ToOne`], or a part of a [`Zone`], before binding.
#[derive(Debug)]
pub struct ToOneTemplate {
    /// The link table.
    pub link: Link,
    /// The target's table and rows.
    pub target: Source,
    /// What is read of the target.
    pub selection: SelectionTemplate,
}

/// A [`ToMany`] before binding.
#[derive(Debug)]
pub struct ToManyTemplate {
    /// The link table.
    pub link: Link,
    /// What the list holds.
    pub of: Listed,
    /// In which locale, where that means something.
    pub locale: LocaleChoice,
    /// The target's table and rows.
    pub target: Source,
    /// `filters`, `pagination`, `sort`.
    pub arguments: Arguments,
    /// What is read of each target.
    pub selection: SelectionTemplate,
}

/// What a list below an entry holds.
#[derive(Debug)]
pub enum Listed {
    /// Entries of the type of this singular name.
    Entries(String),
    /// Components of this uid.
    Components(String),
    /// Files that are attached.
    Files,
}

impl Listed {
    fn view<'a>(&self, binder: &Binder<'a>, status: Status, locale: &LocaleChoice) -> Result<TypeView<'a>, BindError> {
        match self {
            Self::Entries(singular) => binder.related(singular, status, locale),
            Self::Files => Ok(binder.view.attached_files(status)),
            Self::Components(uid) => Ok(binder.view.component(uid, Action::Find, status, locale)),
        }
    }
}

impl ToOneTemplate {
    /// A part of a dynamic zone, which takes no arguments.
    fn bind_part(&self, binder: &Binder<'_>, variables: &Map<String, Json>) -> Result<ToMany, BindError> {
        Ok(ToMany {
            link: self.link.clone(),
            target: self.target.clone(),
            filter: Filter::everything(),
            order: Vec::new(),
            extent: Extent::Written,
            selection: self.selection.bind(binder, variables)?,
        })
    }
}

impl SelectionTemplate {
    /// Of entries below a root field that asked for `status`.
    pub fn new(status: Status) -> Self {
        Self { status, ..Self::default() }
    }

    /// The status that the root field asked for; nested lists inherit it.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The position of a column, added where it is new.
    pub fn column(&mut self, column: &str) -> usize {
        self.columns.iter().position(|present| present == column).unwrap_or_else(|| {
            self.columns.push(column.to_owned());
            self.columns.len() - 1
        })
    }

    /// Whether nested arguments depend on variables.
    pub fn uses_variables(&self) -> bool {
        let to_one = self.to_one.iter().any(|relation| relation.selection.uses_variables());
        let to_many = |list: &ToManyTemplate| list.arguments.use_variables() || list.selection.uses_variables();
        let zone = |members: &Vec<ToOneTemplate>| members.iter().any(|member| member.selection.uses_variables());
        to_one || self.to_many.iter().any(to_many) || self.zones.iter().any(zone)
    }

    /// Binds the nested arguments.
    pub fn bind(&self, binder: &Binder<'_>, variables: &Map<String, Json>) -> Result<Selection, BindError> {
        let to_one = self.to_one.iter().map(|relation| {
            Ok(ToOne {
                link: relation.link.clone(),
                target: relation.target.clone(),
                selection: relation.selection.bind(binder, variables)?,
            })
        });
        let to_many = self.to_many.iter().map(|list| {
            let view = list.of.view(binder, self.status, &list.locale)?;
            let arguments = binder.list(&view, &list.arguments, variables)?;
            Ok(ToMany {
                link: list.link.clone(),
                target: list.target.clone(),
                filter: arguments.filter,
                order: arguments.order,
                extent: Extent::Page(arguments.page),
                selection: list.selection.bind(binder, variables)?,
            })
        });
        let zones = self.zones.iter().map(|members| {
            let members = members.iter().map(|member| member.bind_part(binder, variables));
            Ok(Zone { members: members.collect::<Result<_, BindError>>()? })
        });
        Ok(Selection {
            columns: self.columns.clone(),
            to_one: to_one.collect::<Result<_, BindError>>()?,
            to_many: to_many.collect::<Result<_, BindError>>()?,
            zones: zones.collect::<Result<_, BindError>>()?,
        })
    }
}
