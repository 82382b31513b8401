use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::catalog::samples::{self, definition};

/// Tables as a database has them: columns and indexes without an order.
#[derive(Debug, Default, PartialEq)]
struct Tables(BTreeMap<String, TableState>);

/// Columns, indexes, and the tables that rows hang on.
type TableState = (BTreeMap<String, ColumnKind>, BTreeMap<String, Index>, Vec<String>);

impl Tables {
    fn of(catalog: &Catalog) -> Self {
        let mut tables = Self::default();
        Layout::of(catalog).tables().for_each(|table| tables.create(table));
        tables
    }

    fn create(&mut self, table: &Table) {
        let columns = table.columns.iter().map(|column| (column.name.clone(), column.kind)).collect();
        let indexes = table.indexes.iter().map(|index| (index.name.clone(), index.clone())).collect();
        let references: Vec<String> = table.foreign_keys.iter().map(|key| key.references.clone()).collect();
        assert!(references.iter().all(|name| self.0.contains_key(name)), "{references:?} exist");
        assert!(self.0.insert(table.name.clone(), (columns, indexes, references)).is_none(), "{} is new", table.name);
    }

    fn table(&mut self, name: &str) -> &mut TableState {
        self.0.get_mut(name).unwrap_or_else(|| panic!("{name} exists"))
    }

    fn apply(&mut self, operation: &Operation) {
        match operation {
            Operation::CreateTable(table) => self.create(table),
            Operation::DropTable { table } => {
                assert!(self.0.remove(table).is_some());
                assert!(!self.0.values().any(|(_, _, references)| references.contains(table)), "{table} is in use");
            }
            Operation::AddColumn { table, column } => {
                assert!(self.table(table).0.insert(column.name.clone(), column.kind).is_none());
            }
            Operation::DropColumn { table, column } => {
                let (columns, indexes, _) = self.table(table);
                assert!(columns.remove(column).is_some());
                assert!(!indexes.values().any(|index| index.columns.contains(column)), "{column} has no index");
            }
            Operation::WidenColumn { table, column } => {
                assert!(self.table(table).0.insert(column.name.clone(), column.kind).is_some());
            }
            Operation::CreateIndex { table, index } => {
                assert!(self.table(table).1.insert(index.name.clone(), index.clone()).is_none());
            }
            Operation::DropIndex { table, index } => {
                assert!(self.table(table).1.remove(&index.name).is_some());
            }
            Operation::Rows(_) => {}
        }
    }
}

/// What a database makes of the kinds of a model.
fn declared(mut tables: Tables, dialect: Dialect) -> BTreeSet<(String, String, &'static str)> {
    let mut all = BTreeSet::new();
    for (name, (columns, ..)) in std::mem::take(&mut tables.0) {
        all.extend(columns.into_iter().map(|(column, kind)| (name.clone(), column, type_name(kind, dialect))));
    }
    all
}

fn notes(attributes: &Value, drafts: bool) -> Catalog {
    let schema = json!({"kind": "collectionType", "collectionName": "notes",
        "info": {"singularName": "note", "pluralName": "notes"}, "options": {"draftAndPublish": drafts},
        "attributes": attributes});
    Catalog::build(vec![definition(&schema)]).unwrap()
}

fn losses(from: &Value, to: &Value) -> usize {
    ChangePlan::between(&notes(from, false), &notes(to, false), Dialect::Sqlite).losses().len()
}

#[test]
fn an_unchanged_model_needs_no_step() {
    let catalog = samples::catalog();
    assert!(ChangePlan::between(&catalog, &catalog, Dialect::Sqlite).is_empty());
}

#[test]
fn a_rule_changes_the_definition_and_no_table() {
    let [from, to] = [5, 6].map(|max| notes(&json!({"text": {"type": "string", "maxLength": max}}), false));
    let plan = ChangePlan::between(&from, &to, Dialect::Sqlite);
    assert_eq!((plan.changed.as_slice(), plan.steps.len()), (["note".to_owned()].as_slice(), 0));
    assert!(!plan.is_empty());
}

#[test]
fn only_changes_that_drop_values_lose_data() {
    let text = json!({"a": {"type": "string"}});
    assert_eq!(losses(&text, &json!({"a": {"type": "email"}})), 0);
    assert_eq!(losses(&text, &json!({"a": {"type": "text"}})), 0);
    assert_eq!(losses(&json!({"a": {"type": "integer"}}), &json!({"a": {"type": "biginteger"}})), 0);
    assert_eq!(losses(&json!({"a": {"type": "text"}}), &text), 1);
    assert_eq!(losses(&text, &json!({"a": {"type": "integer"}})), 1);
    assert_eq!(losses(&text, &json!({})), 1);
    assert_eq!(losses(&json!({}), &text), 0);
}

#[test]
fn the_hash_of_a_password_never_becomes_readable() {
    let (text, password) = (json!({"a": {"type": "string"}}), json!({"a": {"type": "password"}}));
    assert_eq!(losses(&password, &text), 1);
    assert_eq!(losses(&text, &password), 1);
}

#[test]
fn an_indexed_column_changes_between_dropping_and_making_its_index() {
    let [from, to] = ["string", "integer"].map(|kind| notes(&json!({"a": {"type": kind, "unique": true}}), false));
    let plan = ChangePlan::between(&from, &to, Dialect::Sqlite);
    let statements: Vec<&str> = plan.sql().collect();
    assert_eq!(
        statements,
        [
            r#"DROP INDEX "keyway_notes__a_up""#,
            r#"DROP INDEX "keyway_notes__a_down""#,
            r#"ALTER TABLE "notes" DROP COLUMN "a""#,
            r#"ALTER TABLE "notes" ADD COLUMN "a" integer null"#,
            r#"CREATE INDEX "keyway_notes__a_up" ON "notes" ("a", "id")"#,
            r#"CREATE INDEX "keyway_notes__a_down" ON "notes" ("a" DESC, "id")"#,
        ]
    );
}

#[test]
fn switching_drafts_off_loses_them_and_on_loses_nothing() {
    let [with, without] = [true, false].map(|drafts| notes(&json!({"a": {"type": "string"}}), drafts));
    assert_eq!(ChangePlan::between(&with, &without, Dialect::Sqlite).losses().len(), 1);
    assert_eq!(ChangePlan::between(&without, &with, Dialect::Sqlite).losses().len(), 0);
}

fn any_model() -> impl Strategy<Value = Catalog> {
    let scalar = prop::sample::select(vec![
        "string",
        "text",
        "integer",
        "biginteger",
        "uid",
        "password",
        "timestamp",
        "datetime",
    ]);
    let scalar = (scalar, any::<bool>()).prop_map(|(kind, unique)| match kind {
        "password" => json!({"type": kind}),
        kind => json!({"type": kind, "unique": unique}),
    });
    let relation = (prop::sample::select(vec!["oneToOne", "oneToMany", "manyToOne", "manyToMany"]), 0..3_usize)
        .prop_map(|(kind, target)| {
            json!({"type": "relation", "relation": kind, "target": format!("api::t{target}.t{target}")})
        });
    let attribute = prop_oneof![scalar, relation];
    let attributes = prop::collection::btree_map("[a-d]", attribute, 0..4);
    let content_type = (attributes, any::<bool>(), "[xy]{0,1}");
    prop::collection::vec(content_type, 3).prop_map(|types| {
        let schemas = types.into_iter().enumerate().map(|(number, (attributes, drafts, suffix))| {
            definition(&json!({"kind": "collectionType", "collectionName": format!("table{number}{suffix}"),
                "info": {"singularName": format!("t{number}"), "pluralName": format!("ts{number}")},
                "options": {"draftAndPublish": drafts}, "attributes": attributes}))
        });
        Catalog::build(schemas.collect()).expect("the generated model is sound")
    })
}

proptest! {
    #[test]
    fn the_planned_steps_lead_to_the_tables_of_the_new_model(from in any_model(), to in any_model()) {
        for dialect in [Dialect::Sqlite, Dialect::Postgres, Dialect::MySql] {
            let mut tables = Tables::of(&from);
            for step in &ChangePlan::between(&from, &to, dialect).steps {
                step.operations.iter().for_each(|operation| tables.apply(operation));
            }
            let expected = Tables::of(&to);
            let indexes = |tables: &Tables| -> Vec<_> { tables.0.values().map(|(_, indexes, _)| indexes.clone()).collect() };
            prop_assert_eq!(indexes(&tables), indexes(&expected));
            prop_assert_eq!(declared(tables, dialect), declared(expected, dialect));
        }
    }
}
