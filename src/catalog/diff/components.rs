//! What becomes of components when an attribute ceases to hold them.
//!
//! A component hangs on its owner by a row of a join table. Nothing in the database deletes the component when that row
//! goes, so that what is no longer held is deleted here, with all that it holds itself. Runs on the old tables.

use super::{Planner, media};
use crate::catalog::ddl::Operation;
use crate::catalog::{Catalog, ContentType, Dialect, Member};

/// Deletes the components of every attribute that does not hold their kind any more, or not in the same tables.
pub(super) fn remove(from: &Catalog, to: &Catalog, planner: &mut Planner) {
    for owner in from.models() {
        let after = to.models().find(|after| after.table == owner.table);
        for (attribute, held) in owner.component_attributes() {
            let still = after.and_then(|after| after.attributes.get(&attribute.name)?.components());
            let still = still.map(|held| held.members).unwrap_or_default();
            for member in
                held.members.iter().filter(|member| !(still.contains(member) && has_same_table(member, from, to)))
            {
                let statements = Removal { catalog: from, dialect: planner.dialect }.of(member);
                let description =
                    format!("Delete the components {:?} of {}.{}", member.component, owner.singular, attribute.name);
                planner.step(description, true, statements.into_iter().map(Operation::Rows).collect());
            }
        }
    }
}

fn has_same_table(member: &Member, from: &Catalog, to: &Catalog) -> bool {
    let table = |catalog: &Catalog| catalog.component(&member.component).map(|component| component.table.clone());
    table(from) == table(to)
}

struct Removal<'c> {
    catalog: &'c Catalog,
    dialect: Dialect,
}

impl Removal<'_> {
    /// The statements that delete every component of one kind in one attribute, innermost first.
    fn of(&self, member: &Member) -> Vec<String> {
        let mut statements = Vec::new();
        let held = self.held(member);
        if let Some(component) = self.catalog.component(&member.component) {
            self.components(component, &format!("SELECT cmp_id FROM {held}"), &mut statements);
        }
        statements.push(format!("DELETE FROM {held}"));
        statements
    }

    /// Deletes the components whose ids `chosen` selects, after those that they hold.
    fn components(&self, component: &ContentType, chosen: &str, statements: &mut Vec<String>) {
        for (_, held) in component.component_attributes() {
            for member in held.members {
                let inner = format!("SELECT cmp_id FROM {} AND entity_id IN ({chosen})", self.held(member));
                if let Some(component) = self.catalog.component(&member.component) {
                    self.components(component, &inner, statements);
                }
            }
        }
        if component.has_media() {
            statements.push(media::detach_from(component, chosen));
        }
        let table = self.dialect.quote(&component.table);
        statements.push(format!("DELETE FROM {table} WHERE id IN ({chosen})"));
    }

    /// The join table and the condition on its rows. Names of attributes and components have no quotes: they are checked.
    fn held(&self, member: &Member) -> String {
        let slot = member.link.slot.iter();
        let conditions = slot.map(|slot| format!("field = '{}' AND {} = '{}'", slot.field, slot.type_column, slot.uid));
        format!("{} WHERE {}", self.dialect.quote(&member.link.table), conditions.collect::<String>())
    }
}
