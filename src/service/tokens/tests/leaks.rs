//! A secret is planted and searched for everywhere it could have gone.

use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};

use super::*;
use crate::auth::Credential;

/// Collects what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle.as_bytes())
}

#[tokio::test]
async fn a_planted_secret_is_found_in_no_file_log_debug_output_or_error() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);

    let kit = Kit::new().await;
    let services = &kit.services;
    let mut shown = String::new();
    let planted = Secret::supplied("planted-secret-planted-secret-planted").unwrap();
    let new = NewApiToken { secret: Some(planted.clone()), lifespan: Some(Lifespan::Millis(1000)), ..named("a") };
    write!(shown, "{new:?}").unwrap();
    let supplied = made(&kit, new).await;
    let generated = made(&kit, named("b")).await;
    let replaced = regenerate(services, &operator(), &generated.token.id, None, Overlap::default()).await.unwrap();
    write!(shown, "{supplied:?} {generated:?} {replaced:?}").unwrap();
    let again = NewApiToken { secret: Some(planted.clone()), ..named("c") };
    write!(shown, "{:?}", create(services, &operator(), again).await.unwrap_err()).unwrap();
    let secrets = [planted, generated.secret, replaced.secret];
    for moment in [0, 1000] {
        kit.set_clock(moment);
        for secret in &secrets {
            let credential = Credential::from_header(Some(&format!("Bearer {}", secret.expose())));
            write!(shown, "{credential:?} {:?}", services.authenticator.authenticate(&credential).await).unwrap();
        }
    }
    services.authenticator.flush_last_used().await.unwrap();
    let everything = list(services, &operator(), &TokenFilter::default(), &Listing::default()).await.unwrap();
    write!(shown, "{everything:?} {:?}", services.keys).unwrap();
    services.database.close().await;
    let credential = Credential::Token(secrets[0].clone());
    kit.set_clock(100_000);
    write!(shown, "{:?}", services.authenticator.authenticate(&credential).await.unwrap_err()).unwrap();
    drop(guard);

    let logged = log.0.lock().unwrap().clone();
    assert!(logged.len() > 1000, "the log was collected");
    let paths = std::fs::read_dir(kit.directory.path()).unwrap().map(|file| file.unwrap().path());
    let files = paths.filter(|path| path.is_file());
    let stored = files.flat_map(|file| std::fs::read(file).unwrap()).collect::<Vec<_>>();
    assert!(contains(&stored, "api-token.create"), "the tables were searched");
    for secret in &secrets {
        for place in [shown.as_bytes(), &logged, &stored] {
            assert!(!contains(place, secret.expose()));
        }
    }
}
