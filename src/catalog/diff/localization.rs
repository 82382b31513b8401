//! What rows and links need when a type begins or ceases to have locales.
//!
//! A type without locales has none in its rows. A link between two types with locales joins rows of one locale.

use super::{Planner, drafts, media};
use crate::catalog::ddl::Operation;
use crate::catalog::{Catalog, ContentType};
use crate::error::Violation;

/// Every entry is one in the default locale from now on. Runs on the new tables, before drafts are copied.
pub(super) fn switch_on(from: &Catalog, to: &Catalog, planner: &mut Planner) {
    let switched: Vec<&ContentType> = drafts::pairs(from, to)
        .filter(|(before, after)| !before.is_localized() && after.is_localized())
        .map(|(_, after)| after)
        .collect();
    for content_type in &switched {
        let (table, default) = (planner.dialect.quote(&content_type.table), literal(&to.locales().default));
        let description = format!("Make the entries of {:?} those in the locale {default}", content_type.singular);
        planner.step(description, false, vec![Operation::Rows(format!("UPDATE {table} SET locale = {default}"))]);
    }
    for ends in drafts::links(to).filter(|ends| ends.source.is_localized() && ends.target.is_localized()) {
        let is_switched = |end: &ContentType| switched.iter().any(|content_type| content_type.table == end.table);
        if is_switched(ends.source) != is_switched(ends.target) {
            let description = format!("Delete the links between entries in different locales in {:?}", ends.link.table);
            let delete = ends.delete_where("s.locale <> t.locale", planner.dialect);
            planner.step(description, true, vec![Operation::Rows(delete)]);
        }
    }
}

/// The entries in other locales than the default one go. Runs on the old tables.
pub(super) fn switch_off(from: &Catalog, to: &Catalog, planner: &mut Planner) {
    let switched = drafts::pairs(from, to).filter(|(before, after)| before.is_localized() && !after.is_localized());
    for (content_type, _) in switched {
        let (table, default) = (planner.dialect.quote(&content_type.table), literal(&from.locales().default));
        let others = format!("FROM {table} WHERE locale <> {default} OR locale IS NULL");
        let files = content_type.has_media().then(|| media::detach_from(content_type, &format!("SELECT id {others}")));
        let statements = [format!("DELETE {others}"), format!("UPDATE {table} SET locale = NULL")];
        let description = format!("Delete the entries of {:?} in other locales than {default}", content_type.singular);
        planner.step(description, true, files.into_iter().chain(statements).map(Operation::Rows).collect());
    }
}

/// Types that cease to have locales while components hang on their entries: nothing in the database deletes those.
pub(super) fn obstacles(from: &Catalog, to: &Catalog) -> Vec<Violation> {
    let switched = drafts::pairs(from, to).filter(|(before, after)| before.is_localized() && !after.is_localized());
    let stuck = switched.filter(|(before, _)| before.component_attributes().next().is_some());
    let obstacles = stuck.map(|(_, after)| {
        let problem = "cannot be switched off while the type has components";
        Violation::broken(&[&after.singular, "pluginOptions", "i18n", "localized"], problem)
    });
    obstacles.collect()
}

/// A code as a literal; codes that this program lets in have no quotes, those of other origin may.
fn literal(code: &str) -> String {
    format!("'{}'", code.replace('\'', "''").replace('\\', ""))
}
