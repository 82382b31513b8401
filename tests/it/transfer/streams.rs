//! Files of any size go through in bounded memory, and a run that is killed is taken up.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom, Write};

use keyway::service::transfer::{self, Import, Options};
use serde_json::json;

use super::files::place;
use super::round_trip::categories;
use crate::components::model;

/// A file that tells how far it has been read.
struct Watched<'f> {
    file: Cursor<&'f [u8]>,
    read: &'f Cell<u64>,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer);
        self.read.set(self.file.position());
        read
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

#[tokio::test]
async fn an_import_reads_no_further_than_it_has_come() {
    let (server, _) = model::empty().await;
    let (file, read) = (categories(1_000), Cell::new(0));
    let source = BufReader::new(Watched { file: Cursor::new(file.as_bytes()), read: &read });
    let buffered = source.capacity() as u64;
    let mut stages = Vec::new();
    let import = Import::new(&server.services, source, Options::default(), |progress| {
        assert!(read.get() <= progress.bytes + buffered, "{} at {progress:?}", read.get());
        stages.push(progress.stage);
    });
    import.run().await.unwrap();
    assert_eq!(stages.len(), 15, "five batches in each of three stages");
}

#[tokio::test]
async fn an_export_hands_every_page_on_before_it_reads_the_next() {
    struct Lines<'l>(&'l Cell<u64>);
    impl Write for Lines<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let lines = bytes.split(|byte| *byte == b'\n').count() as u64 - 1;
            self.0.set(self.0.get() + lines);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (server, _) = model::empty().await;
    super::import(&server, &categories(1_200)).await.unwrap();
    let (lines, mut pages) = (Cell::new(0), Vec::new());
    let mut progress = |done, total| {
        assert_eq!((lines.get(), total), (1 + done, 1_200), "the header and what is done");
        pages.push(done);
    };
    transfer::export(&server.services, &[], &mut Lines(&lines), &mut progress).await.unwrap();
    assert_eq!(pages, [500, 1_000, 1_200]);
}

#[test]
fn an_import_that_was_killed_goes_on_where_it_was() {
    let place = place();
    place.write("in.ndjson", categories(2_000));
    let import = ["content", "import", "in.ndjson", "--json"];
    let mut running = place.command(&import).spawn().unwrap();
    let said = BufReader::new(running.stderr.take().unwrap()).lines();
    assert!(said.map(Result::unwrap).any(|line| line == "storing: 30%"));
    running.kill().unwrap();
    running.wait().unwrap();
    assert_eq!(place.run(&import).json(), json!({"entries": 2_000, "resumed": true}));
    assert_eq!(place.run(&["content", "export", "out.ndjson", "--json"]).json(), json!({"entries": 2_000}));
}
