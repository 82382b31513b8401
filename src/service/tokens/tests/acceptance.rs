//! Who is accepted, and that what is changed acts on the next request.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::*;
use crate::access::{Action, Status};
use crate::auth::{Authenticator, Credential, Principal};
use crate::service::public_permissions::{self, Replacement};

async fn present(services: &Services, secret: &Secret) -> Result<Arc<Principal>> {
    let header = format!("Bearer {}", secret.expose());
    services.authenticator.authenticate(&Credential::from_header(Some(&header))).await
}

/// The text of a refusal, or `accepted`.
async fn outcome(services: &Services, secret: &Secret) -> String {
    match present(services, secret).await {
        Ok(_) => "accepted".to_owned(),
        Err(error) => error.public().message.to_string(),
    }
}

const REFUSED: &str = "Missing or invalid credentials";

#[tokio::test]
async fn a_token_is_accepted_with_what_its_type_allows() {
    let kit = Kit::new().await;
    for (new, expected) in [
        (named("read"), permissions(&["*:find,findOne"])),
        (NewApiToken { read_drafts: true, ..named("drafts") }, permissions(&["*:find,findOne+drafts"])),
        (
            NewApiToken { token_type: TokenType::FullAccess, ..named("full") },
            crate::access::PermissionSet::full_access(),
        ),
        (custom("custom", &["article:find(title)"]), permissions(&["article:find(title)"])),
    ] {
        let made = made(&kit, new).await;
        let principal = present(&kit.services, &made.secret).await.unwrap();
        assert_eq!(*principal.permissions, expected);
        assert_eq!(principal.fingerprint, expected.fingerprint());
    }
}

#[tokio::test]
async fn refusals_have_the_texts_of_the_contract() {
    let kit = Kit::new().await;
    let stranger = Secret::generate(&kit.services.entropy);
    assert_eq!(outcome(&kit.services, &stranger).await, REFUSED);
    let malformed = kit.services.authenticator.authenticate(&Credential::Malformed).await.unwrap_err();
    assert_eq!((malformed.code(), malformed.public().message.as_ref()), (Code::Unauthenticated, REFUSED));

    let token = made(&kit, NewApiToken { lifespan: Some(Lifespan::Millis(1000)), ..named("a") }).await;
    set_enabled(&kit.services, &operator(), &token.token.id, false).await.unwrap();
    assert_eq!(outcome(&kit.services, &token.secret).await, "Token disabled");
    set_enabled(&kit.services, &operator(), &token.token.id, true).await.unwrap();
    assert_eq!(outcome(&kit.services, &token.secret).await, "accepted");
    kit.set_clock(999);
    assert_eq!(outcome(&kit.services, &token.secret).await, "accepted");
    kit.set_clock(1000);
    assert_eq!(outcome(&kit.services, &token.secret).await, "Token expired", "although it is remembered");
    delete(&kit.services, &operator(), &token.token.id).await.unwrap();
    assert_eq!(outcome(&kit.services, &token.secret).await, REFUSED);
}

#[tokio::test]
async fn without_a_credential_one_is_the_public_and_may_do_nothing_at_first() {
    let kit = Kit::new().await;
    let public = async || kit.services.authenticator.authenticate(&Credential::Absent).await.unwrap();
    assert!(public().await.permissions.is_empty());
    let grants = Some(vec![Grant::parse("article:find(title)").unwrap()]);
    let replacement = Replacement { grants, ..Replacement::default() };
    public_permissions::replace(&kit.services, &operator(), replacement).await.unwrap();
    assert!(public().await.permissions.allowed("article", Action::Find, Status::Published, None).is_some());
}

#[tokio::test]
async fn a_secret_refused_before_it_exists_is_accepted_once_it_does() {
    let kit = Kit::new().await;
    let secret = Secret::supplied("chosen-by-the-operator-of-this-server").unwrap();
    assert_eq!(outcome(&kit.services, &secret).await, REFUSED);
    made(&kit, NewApiToken { secret: Some(secret.clone()), ..named("a") }).await;
    assert_eq!(outcome(&kit.services, &secret).await, "accepted");
}

#[tokio::test]
async fn a_warm_token_needs_no_database_until_the_lease_is_over() {
    let kit = Kit::new().await;
    let (known, cold) = (made(&kit, named("a")).await.secret, made(&kit, named("b")).await.secret);
    assert_eq!(outcome(&kit.services, &known).await, "accepted");
    let stranger = Secret::generate(&kit.services.entropy);
    assert_eq!(outcome(&kit.services, &stranger).await, REFUSED);
    kit.services.database.close().await;
    assert_eq!(outcome(&kit.services, &known).await, "accepted");
    assert_eq!(outcome(&kit.services, &stranger).await, REFUSED, "for a moment, unknown secrets are remembered too");
    assert_eq!(present(&kit.services, &cold).await.unwrap_err().code(), Code::ServiceUnavailable);
    assert!(kit.services.authenticator.poll().await.is_err());
    kit.set_clock(5_001);
    assert_eq!(present(&kit.services, &known).await.unwrap_err().code(), Code::ServiceUnavailable);
}

#[tokio::test]
async fn what_another_server_changes_acts_after_the_next_poll() {
    let kit = Kit::new().await;
    let other = kit.another_server().await;
    let token = made(&kit, named("a")).await;
    assert_eq!(outcome(&other, &token.secret).await, "accepted");
    delete(&kit.services, &operator(), &token.token.id).await.unwrap();
    other.authenticator.poll().await.unwrap();
    assert_eq!(outcome(&other, &token.secret).await, REFUSED);
}

#[tokio::test]
async fn a_poll_without_news_keeps_what_is_remembered() {
    let kit = Kit::new().await;
    let secret = made(&kit, named("a")).await.secret;
    kit.services.authenticator.poll().await.unwrap();
    assert_eq!(outcome(&kit.services, &secret).await, "accepted");
    kit.set_clock(4_000);
    kit.services.authenticator.poll().await.unwrap();
    kit.set_clock(8_000);
    kit.services.database.close().await;
    assert_eq!(outcome(&kit.services, &secret).await, "accepted");
}

#[tokio::test]
async fn a_new_server_key_keeps_old_tokens_alive() {
    use crate::id::Entropy;
    let kit = Kit::new().await;
    let old = made(&kit, named("old")).await.secret;
    let new = crate::auth::KeyRing::generate(&Entropy::seeded(2));
    let both = format!("{},{}", new.to_text().as_str(), kit.keys.to_text().as_str());
    let ring = crate::auth::KeyRing::parse(&both).unwrap();
    let services = &kit.services;
    let rotated = Authenticator::open(services.database.clone(), services.clock.clone(), ring).await.unwrap();
    let header = format!("Bearer {}", old.expose());
    assert!(rotated.authenticate(&Credential::from_header(Some(&header))).await.is_ok());
}

#[tokio::test]
async fn the_last_use_is_written_by_a_flush_and_only_moves_forward() {
    let kit = Kit::new().await;
    let token = made(&kit, named("a")).await;
    let last_used = async || find(&kit.services, &operator(), &token.token.id).await.unwrap().unwrap().last_used_at;
    kit.set_clock(500);
    present(&kit.services, &token.secret).await.unwrap();
    assert_eq!(last_used().await, None, "the request itself writes nothing");
    kit.services.authenticator.flush_last_used().await.unwrap();
    assert_eq!(last_used().await, Some(START.plus_millis(500)));
    kit.set_clock(400);
    present(&kit.services, &token.secret).await.unwrap();
    kit.services.authenticator.flush_last_used().await.unwrap();
    assert_eq!(last_used().await, Some(START.plus_millis(500)));
    kit.set_clock(600);
    present(&kit.services, &token.secret).await.unwrap();
    let change = TokenChange { description: Some("meanwhile".into()), ..TokenChange::default() };
    update(&kit.services, &operator(), &token.token.id, change).await.unwrap();
    kit.services.authenticator.flush_last_used().await.unwrap();
    assert_eq!(last_used().await, Some(START.plus_millis(600)));
}

/// What load does to one token until told to stop: every request that begins after `answered` must be refused (or,
/// with `narrowed`, hold the narrowed permissions).
struct Load {
    answered: AtomicBool,
    narrowed: bool,
    before: AtomicUsize,
    after: AtomicUsize,
    wrong: AtomicUsize,
}

impl Load {
    async fn run(&self, services: &Services, secret: &Secret) {
        while self.after.load(Ordering::SeqCst) < 200 {
            let answered = self.answered.load(Ordering::SeqCst);
            let accepted = match present(services, secret).await {
                Ok(principal) => {
                    let drafts = principal.permissions.allowed("article", Action::Find, Status::Draft, None).is_some();
                    !self.narrowed || drafts
                }
                Err(_) => false,
            };
            match (answered, accepted) {
                (true, true) => drop(self.wrong.fetch_add(1, Ordering::SeqCst)),
                (true, false) => drop(self.after.fetch_add(1, Ordering::SeqCst)),
                (false, _) => drop(self.before.fetch_add(1, Ordering::SeqCst)),
            }
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn under_load_not_one_request_is_accepted_after_the_answer_of_what_ends_it() {
    let kit = Arc::new(Kit::new().await);
    for round in 0..20 {
        let full = NewApiToken { token_type: TokenType::FullAccess, ..named(&format!("round {round}")) };
        let token = made(&kit, full).await;
        let load = Arc::new(Load {
            answered: AtomicBool::new(false),
            narrowed: round % 4 == 3,
            before: AtomicUsize::new(0),
            after: AtomicUsize::new(0),
            wrong: AtomicUsize::new(0),
        });
        let clients = (0..6).map(|_| {
            let (kit, load, secret) = (kit.clone(), load.clone(), token.secret.clone());
            tokio::spawn(async move { load.run(&kit.services, &secret).await })
        });
        let clients = clients.collect::<Vec<_>>();
        // Other changes all the while, so that look-ups keep racing with the change that matters.
        let unrest = {
            let (kit, load) = (kit.clone(), load.clone());
            tokio::spawn(async move {
                let other = made(&kit, named(&format!("other {round}"))).await.token.id;
                while load.after.load(Ordering::SeqCst) < 200 {
                    set_enabled(&kit.services, &operator(), &other, true).await.unwrap();
                }
            })
        };
        while load.before.load(Ordering::SeqCst) < 100 {
            tokio::task::yield_now().await;
        }
        end(&kit.services, &token.token.id, round).await;
        load.answered.store(true, Ordering::SeqCst);
        for task in clients.into_iter().chain([unrest]) {
            task.await.unwrap();
        }
        assert_eq!(load.wrong.load(Ordering::SeqCst), 0, "round {round}");
    }
}

async fn end(services: &Services, id: &str, round: usize) {
    match round % 4 {
        0 => drop(delete(services, &operator(), id).await.unwrap()),
        1 => drop(regenerate(services, &operator(), id, None, Overlap::default()).await.unwrap()),
        2 => drop(set_enabled(services, &operator(), id, false).await.unwrap()),
        _ => {
            let narrower = TokenChange { token_type: Some(TokenType::ReadOnly), ..TokenChange::default() };
            drop(update(services, &operator(), id, narrower).await.unwrap());
        }
    }
}
