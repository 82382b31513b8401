//! What the server is.

use async_graphql::{Context, Enum, Object, SimpleObject};

use super::context::RequestContext;
use super::requires::signed_in;
use crate::catalog::Dialect;
use crate::error::Result;

/// The program that serves, and what it keeps its data in.
#[derive(SimpleObject)]
pub struct Server {
    /// The version of the program.
    version: &'static str,
    /// The kind of its database.
    database: DatabaseKind,
}

/// A kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum DatabaseKind {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgresql,
    /// MySQL or MariaDB.
    Mysql,
}

impl From<Dialect> for DatabaseKind {
    fn from(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Sqlite => Self::Sqlite,
            Dialect::Postgres => Self::Postgresql,
            Dialect::MySql => Self::Mysql,
        }
    }
}

/// Reading what the server is.
#[derive(Default)]
pub struct ServerQueries;

#[Object]
impl ServerQueries {
    /// What the server is.
    #[graphql(directive = signed_in::apply())]
    #[expect(clippy::unused_async, reason = "the schema's macro asks for async functions")]
    async fn server(&self, ctx: &Context<'_>) -> Result<Server> {
        ctx.administrator()?;
        let database = ctx.services().content.dialect().into();
        Ok(Server { version: env!("CARGO_PKG_VERSION"), database })
    }
}
