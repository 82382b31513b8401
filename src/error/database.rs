//! What the errors of the databases mean for a client.

use sea_orm::sqlx::Error as SqlxError;
use sea_orm::sqlx::mysql::MySqlDatabaseError;
use sea_orm::{DbErr, RuntimeErr};

use super::{Code, Error};

impl From<DbErr> for Error {
    fn from(cause: DbErr) -> Self {
        let public = match Fault::of(&cause) {
            Fault::Unavailable => Some((Code::ServiceUnavailable, "The database is not available at present")),
            Fault::TooSlow => Some((Code::QueryTooComplex, "The query took too long and was stopped")),
            Fault::Unfit => Some((Code::BadUserInput, "A value does not fit the column that it is for")),
            Fault::Other => None,
        };
        let error = Self::internal(cause);
        match public {
            Some((code, message)) => error.with_public(code, message),
            None => error,
        }
    }
}

/// Why a database did not do what it was asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// It cannot be reached, or has something else to do.
    Unavailable,
    /// The statement's time was over.
    TooSlow,
    /// A value is out of its column's range.
    Unfit,
    /// Anything else, which is a fault of this program.
    Other,
}

impl Fault {
    fn of(cause: &DbErr) -> Self {
        let error = match cause {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => return Self::Unavailable,
            DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => error.as_ref(),
            _ => return Self::Other,
        };
        match error {
            SqlxError::Io(_) | SqlxError::Tls(_) | SqlxError::PoolTimedOut | SqlxError::PoolClosed => Self::Unavailable,
            SqlxError::Database(database) => {
                let number = database.try_downcast_ref::<MySqlDatabaseError>().map(MySqlDatabaseError::number);
                number.and_then(Self::of_number).unwrap_or_else(|| {
                    // SQLite's codes are shorter than the five letters of the standard.
                    database.code().filter(|code| code.len() == 5).map_or(Self::Other, |code| Self::of_state(&code))
                })
            }
            _ => Self::Other,
        }
    }

    /// By the code of the SQL standard, with PostgreSQL's additions.
    fn of_state(code: &str) -> Self {
        match code {
            "57014" => Self::TooSlow,
            // Connections, resources, locks, shutting down; and what another transaction was in the way of.
            "55P03" | "40001" | "40P01" => Self::Unavailable,
            code if ["08", "53", "57"].iter().any(|class| code.starts_with(class)) => Self::Unavailable,
            code if code.starts_with("22") => Self::Unfit,
            _ => Self::Other,
        }
    }

    /// By MySQL's or MariaDB's own number, where its code of the SQL standard says less.
    fn of_number(number: u16) -> Option<Self> {
        match number {
            // Too many connections, shutting down, a lock that was not to be had.
            1040 | 1053 | 1205 => Some(Self::Unavailable),
            // The limits of MariaDB and of MySQL.
            1969 | 3024 => Some(Self::TooSlow),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_standard_are_told_apart() {
        for (code, fault) in [
            ("57014", Fault::TooSlow),
            ("57P01", Fault::Unavailable),
            ("08006", Fault::Unavailable),
            ("53300", Fault::Unavailable),
            ("22003", Fault::Unfit),
            ("42703", Fault::Other),
        ] {
            assert_eq!(Fault::of_state(code), fault, "{code}");
        }
    }

    #[test]
    fn a_database_that_cannot_be_asked_is_no_fault_of_the_program() {
        let error = Error::from(DbErr::Query(RuntimeErr::SqlxError(SqlxError::PoolTimedOut.into())));
        assert_eq!(error.code(), Code::ServiceUnavailable);
        assert_eq!(Error::from(DbErr::Custom("x".to_owned())).code(), Code::Internal);
    }
}
