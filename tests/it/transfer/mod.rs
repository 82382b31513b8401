//! Content taken out as a file and put in elsewhere: nothing is lost, nothing half done, and every bad line is named.

mod files;
mod refusals;
mod round_trip;
mod streams;

use std::io::Cursor;

use keyway::error::Result;
use keyway::service::transfer::{self, Import, Imported, Options};

use crate::testkit::TestServer;

/// Everything that a server holds, as a file.
pub async fn export(server: &TestServer) -> String {
    let mut file = Vec::new();
    transfer::export(&server.services, &[], &mut file, &mut |_, _| ()).await.unwrap();
    String::from_utf8(file).unwrap()
}

pub async fn import_as(server: &TestServer, file: &str, options: Options) -> Result<Imported> {
    Import::new(&server.services, Cursor::new(file.as_bytes()), options, |_| ()).run().await
}

pub async fn import(server: &TestServer, file: &str) -> Result<Imported> {
    import_as(server, file, Options::default()).await
}

/// Why a file is refused.
pub async fn refused(server: &TestServer, file: &str) -> String {
    import(server, file).await.expect_err("must be refused").public().message.to_string()
}
