//! `populate` in each of its forms, as one tree.

use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

use super::parameters::Fields;
use crate::error::Result;
use crate::query::filter::truth;
use crate::query::name::Place;

const PLACE: Place = Place { source: "query", param: Some("populate") };
/// Most relations and components within each other.
const MAX_DEPTH: usize = 20;

/// The relations, components and dynamic zones that an answer shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Populate {
    /// All that the caller may read.
    pub all: bool,
    /// These, with what is asked of each.
    pub named: IndexMap<String, Options>,
}

/// What is asked of the entries or components that one of these leads to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Their scalars.
    pub fields: Fields,
    /// Which of them; null for all.
    pub filters: Json,
    /// In which order; null for the relation's own.
    pub sort: Json,
    /// Only how many there are.
    pub count: bool,
    /// What they lead to in turn.
    pub populate: Populate,
    /// Only these kinds of components, with what is asked of each; absent for every kind.
    pub on: Option<IndexMap<String, Options>>,
}

impl Populate {
    /// Reads `populate`.
    pub fn read(populate: Option<&Json>) -> Result<Self> {
        let mut tree = Self::default();
        match populate {
            None => {}
            Some(populate) => tree.add(populate, &mut Vec::new())?,
        }
        Ok(tree)
    }

    fn add<'j>(&mut self, populate: &'j Json, path: &mut Vec<&'j str>) -> Result<()> {
        match populate {
            Json::String(text) => text.split(',').try_for_each(|dotted| self.add_path(dotted.trim(), path)),
            Json::Array(items) => items.iter().try_for_each(|item| match item {
                Json::String(_) => self.add(item, path),
                other => Err(unreadable(other, path)),
            }),
            Json::Object(object) => object.iter().try_for_each(|(name, value)| self.add_named(name, value, path)),
            other => Err(unreadable(other, path)),
        }
    }

    /// `category.articles`, or `*`.
    fn add_path(&mut self, dotted: &str, path: &[&str]) -> Result<()> {
        let mut here = self;
        for (depth, name) in dotted.split('.').enumerate() {
            match name {
                "" if dotted.is_empty() => return Ok(()),
                _ if depth + path.len() >= MAX_DEPTH => return Err(PLACE.invalid_key(name, path)),
                "*" => {
                    here.all = true;
                    return Ok(());
                }
                name => here = &mut here.named.entry(name.to_owned()).or_default().populate,
            }
        }
        Ok(())
    }

    fn add_named<'j>(&mut self, name: &'j str, value: &'j Json, path: &mut Vec<&'j str>) -> Result<()> {
        path.push(name);
        self.set(name, value, path)?;
        path.pop();
        Ok(())
    }

    fn set<'j>(&mut self, name: &str, value: &'j Json, path: &mut Vec<&'j str>) -> Result<()> {
        match value {
            Json::String(text) if text == "*" => self.named.entry(name.to_owned()).or_default().populate.all = true,
            Json::String(text) => match truth(text) {
                Some(true) => drop(self.named.entry(name.to_owned()).or_default()),
                Some(false) => {}
                None => return Err(PLACE.invalid_key(text, path)),
            },
            Json::Object(options) => self.named.entry(name.to_owned()).or_default().read(options, path)?,
            other => return Err(unreadable(other, path)),
        }
        Ok(())
    }
}

impl Options {
    fn read<'j>(&mut self, options: &'j Map<String, Json>, path: &mut Vec<&'j str>) -> Result<()> {
        for (option, value) in options {
            match (option.as_str(), value) {
                ("fields", value) => self.fields = Fields::read(Some(value))?,
                ("filters", Json::Object(_) | Json::Array(_)) => self.filters = value.clone(),
                ("sort", value) => self.sort = value.clone(),
                ("populate", value) => self.populate.add(value, path)?,
                ("on", Json::Object(fragments)) => self.on = Some(kinds(fragments, path)?),
                ("count", Json::String(text)) => {
                    self.count = truth(text).ok_or_else(|| PLACE.invalid_key("count", path))?;
                }
                _ => return Err(PLACE.invalid_key(option, path)),
            }
        }
        Ok(())
    }
}

/// What is asked of each kind of component by its uid.
fn kinds<'j>(fragments: &'j Map<String, Json>, path: &mut Vec<&'j str>) -> Result<IndexMap<String, Options>> {
    let mut kinds = Populate::default();
    fragments.iter().try_for_each(|(uid, value)| kinds.set(uid, value, path))?;
    Ok(kinds.named)
}

/// What is no text, list of texts or object.
fn unreadable(found: &Json, path: &[&str]) -> crate::error::Error {
    let key = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
    PLACE.invalid_key(&key, path)
}
