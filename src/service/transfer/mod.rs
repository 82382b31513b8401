//! Taking the whole content out as a file of lines, and putting such a file in: for whoever operates the server, on its
//! own machine. Neither looks at permissions.
//!
//! An import is checked as a whole before anything is stored. Then it goes in batch by batch, each with a note of how far
//! it came in the same transaction, so that a run that was cut off is taken up exactly where it stopped.

mod import;
mod lines;

use std::io::Write;
use std::sync::Arc;

use sea_orm::TransactionTrait;

pub use import::{Import, Imported, Options, Progress, Stage};

use super::Services;
use crate::access::{Action, PermissionSet, Status};
use crate::catalog::built_in::LOCALE;
use crate::catalog::{Catalog, ContentType, TypeView, View};
use crate::error::{Code, Error, Result};
use crate::query::transfer::export::{Export, count};
use crate::query::transfer::{FORMAT, Header};
use crate::query::write::session::Session;

/// Writes the entries of these types, or of all, to `out`, as they are at one moment. `progress` is told after every page
/// how many are written, and of how many. Answers how many there were.
///
/// Errors: `BadUserInput` for a type that is not there; `Internal` where `out` fails.
pub async fn export(
    services: &Services,
    types: &[String],
    out: &mut impl Write,
    progress: &mut impl FnMut(u64, u64),
) -> Result<u64> {
    let model = services.model.reading().await;
    let view = everything(model.catalog().clone());
    let types = types_of(&model, types)?;
    let transaction = services.database.read().begin().await?;
    let session = Session::new(&transaction, services.clock.now(), &services.entropy);
    let mut total = 0;
    for content_type in &types {
        total += count(&session, content_type).await?;
    }
    write_line(out, &Header { format: FORMAT.to_owned() })?;
    let mut written = 0;
    for content_type in types {
        let mut export = Export::new(&session, whole(&view, content_type)?);
        loop {
            let page = export.page().await?;
            if page.is_empty() {
                break;
            }
            page.iter().try_for_each(|line| write_line(out, line))?;
            written += page.len() as u64;
            progress(written, total);
        }
    }
    out.flush().map_err(Error::internal)?;
    Ok(written)
}

/// What an operator sees of a model: all of it.
fn everything(catalog: Arc<Catalog>) -> View {
    View::new(catalog, PermissionSet::full_access(), false)
}

fn whole<'v>(view: &'v View, content_type: &ContentType) -> Result<TypeView<'v>> {
    let view = view.content_type(&content_type.singular, Action::Find, Status::Draft);
    view.map_err(|_| Error::internal("a view of everything lacks a type"))
}

/// The types of these names, or all but the locales, which a database has before there are entries in them.
fn types_of<'c>(catalog: &'c Catalog, names: &[String]) -> Result<Vec<&'c ContentType>> {
    if names.is_empty() {
        let entries = catalog.iter().filter(|content_type| content_type.uid != LOCALE);
        return Ok(entries.map(AsRef::as_ref).collect());
    }
    let find = |name: &String| {
        let unknown = || Error::new(Code::BadUserInput, format!("there is no content type {name}"));
        catalog.get(name).map(AsRef::as_ref).ok_or_else(unknown)
    };
    names.iter().map(find).collect()
}

fn write_line(out: &mut impl Write, line: &impl serde::Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, line).map_err(Error::internal)?;
    out.write_all(b"\n").map_err(Error::internal)
}
