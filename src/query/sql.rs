//! Builds one SQL statement: text and parameters together, so that neither can be forgotten.
//!
//! Names enter through [`Sql::name`] and [`Sql::column`] (quoted), values through [`Sql::bind`] (a placeholder);
//! [`Sql::push`] takes only text that stands in the program.

use std::fmt::Write;

use super::value::Value;
use crate::catalog::Dialect;

/// A finished statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The text with placeholders.
    pub text: String,
    /// The parameters, in placeholder order.
    pub parameters: Vec<Value>,
}

/// A statement under construction.
#[derive(Clone, Debug)]
pub struct Sql {
    dialect: Dialect,
    text: String,
    parameters: Vec<Value>,
}

impl Sql {
    /// An empty statement.
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect, text: String::with_capacity(256), parameters: Vec::new() }
    }

    /// The database that the statement is for.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Appends text of the program itself.
    pub fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// Appends a bounded number of the program's own, such as a page size.
    pub fn number(&mut self, number: u64) -> &mut Self {
        let _ = write!(self.text, "{number}");
        self
    }

    /// Appends a quoted identifier.
    pub fn name(&mut self, name: &str) -> &mut Self {
        let quoting = match self.dialect {
            // SQLite takes "x" for a text where no column has that name; `x` is an error then, as it should be.
            Dialect::Sqlite => Dialect::MySql,
            other => other,
        };
        quoting.quote_into(&mut self.text, name);
        self
    }

    /// Appends the table alias of a number: `t0`.
    pub fn alias(&mut self, alias: Alias) -> &mut Self {
        let _ = write!(self.text, "t{}", alias.0);
        self
    }

    /// Appends a column of an alias: `t0.title`, quoted.
    pub fn column(&mut self, alias: Alias, name: &str) -> &mut Self {
        self.alias(alias).push(".").name(name)
    }

    /// Appends a placeholder for `value`. Null has no type of its own, which PostgreSQL wants of every parameter, so it
    /// is written out.
    pub fn bind(&mut self, value: Value) -> &mut Self {
        if value == Value::Null {
            return self.push("NULL");
        }
        self.parameters.push(value);
        if self.dialect == Dialect::Postgres {
            let _ = write!(self.text, "${}", self.parameters.len());
        } else {
            self.text.push('?');
        }
        self
    }

    /// Appends the direction of an order: null comes first going up and last going down, as SQLite and MySQL have it
    /// and PostgreSQL has to be told.
    pub fn direction(&mut self, descending: bool) -> &mut Self {
        self.push(match (self.dialect, descending) {
            (Dialect::Postgres, false) => " NULLS FIRST",
            (Dialect::Postgres, true) => " DESC NULLS LAST",
            (_, false) => "",
            (_, true) => " DESC",
        })
    }

    /// How many parameters are bound so far.
    pub fn parameters(&self) -> usize {
        self.parameters.len()
    }

    /// Appends `items` with `separator` between them.
    pub fn list<T>(
        &mut self,
        separator: &'static str,
        items: impl IntoIterator<Item = T>,
        mut each: impl FnMut(&mut Self, T),
    ) -> &mut Self {
        for (position, item) in items.into_iter().enumerate() {
            if position > 0 {
                self.push(separator);
            }
            each(self, item);
        }
        self
    }

    /// The finished statement.
    pub fn finish(self) -> Statement {
        Statement { text: self.text, parameters: self.parameters }
    }
}

impl Statement {
    /// The statement in SeaORM's form.
    pub fn to_sea_orm(&self, dialect: Dialect) -> sea_orm::Statement {
        let backend = match dialect {
            Dialect::Sqlite => sea_orm::DbBackend::Sqlite,
            Dialect::Postgres => sea_orm::DbBackend::Postgres,
            Dialect::MySql => sea_orm::DbBackend::MySql,
        };
        let values = self.parameters.iter().map(|value| value.to_sea_orm(dialect));
        sea_orm::Statement::from_sql_and_values(backend, self.text.clone(), values)
    }
}

/// A table alias, unique within its statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alias(pub u32);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_is_not_there_is_an_error_and_never_a_text() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE entries (id INTEGER)").unwrap();
        let mut sql = Sql::new(Dialect::Sqlite);
        sql.push("SELECT ").name("gone").push(" FROM ").name("entries").push(" WHERE ").name("gone").push(" = 'gone'");
        assert!(connection.prepare(&sql.finish().text).is_err());
    }

    fn written(dialect: Dialect) -> Statement {
        let mut sql = Sql::new(dialect);
        sql.push("SELECT ").bind(Value::Null).push(", ").bind(Value::Integer(1)).push(" ORDER BY ");
        sql.name("a").direction(false).push(", ").name("b").direction(true);
        sql.finish()
    }

    #[test]
    fn nulls_are_written_out_and_ordered_alike_on_every_database() {
        for (dialect, text) in [
            (Dialect::Sqlite, "SELECT NULL, ? ORDER BY `a`, `b` DESC"),
            (Dialect::Postgres, r#"SELECT NULL, $1 ORDER BY "a" NULLS FIRST, "b" DESC NULLS LAST"#),
            (Dialect::MySql, "SELECT NULL, ? ORDER BY `a`, `b` DESC"),
        ] {
            assert_eq!(written(dialect), Statement { text: text.to_owned(), parameters: vec![Value::Integer(1)] });
        }
    }
}
