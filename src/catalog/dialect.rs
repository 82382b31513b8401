//! The databases that hold content, where their SQL differs.

/// A family of SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite 3.
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// MySQL and MariaDB.
    MySql,
}

impl Dialect {
    /// `name` as a quoted identifier.
    pub fn quote(self, name: &str) -> String {
        let mut quoted = String::with_capacity(name.len() + 2);
        self.quote_into(&mut quoted, name);
        quoted
    }

    /// Appends `name` as a quoted identifier.
    pub fn quote_into(self, sql: &mut String, name: &str) {
        let quote = if self == Self::MySql { '`' } else { '"' };
        sql.push(quote);
        for character in name.chars() {
            sql.push(character);
            if character == quote {
                sql.push(quote);
            }
        }
        sql.push(quote);
    }
}
