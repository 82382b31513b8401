//! The rules of tokens, on a real database.

mod acceptance;
mod leaks;

use super::*;
use crate::access::Operation;
use crate::error::Code;
use crate::service::kit::{Kit, START, limited, permissions};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// A read-only token of this name, for ever.
pub(super) fn named(name: &str) -> NewApiToken {
    NewApiToken {
        name: name.to_owned(),
        description: None,
        token_type: TokenType::ReadOnly,
        lifespan: None,
        expires_at: None,
        grants: None,
        permissions: None,
        read_drafts: false,
        secret: None,
    }
}

/// A custom token with these permissions.
pub(super) fn custom(name: &str, texts: &[&str]) -> NewApiToken {
    let permissions = Some(texts.iter().map(ToString::to_string).collect());
    NewApiToken { token_type: TokenType::Custom, permissions, ..named(name) }
}

fn operator<P: Operation>() -> Granted<P> {
    Granted::operator()
}

async fn made(kit: &Kit, new: NewApiToken) -> TokenWithSecret {
    create(&kit.services, &operator(), new).await.unwrap()
}

/// The paths and messages of a refusal.
fn complaints(error: &Error) -> Vec<(String, &str)> {
    assert_eq!(error.code(), Code::BadUserInput);
    let violations = error.public().violations.iter();
    violations.map(|violation| (violation.path.join("."), violation.message.as_str())).collect()
}

async fn refusal(kit: &Kit, new: NewApiToken) -> Error {
    let before = audit_count(kit).await;
    let error = create(&kit.services, &operator(), new).await.unwrap_err();
    assert_eq!(audit_count(kit).await, before, "a refused creation leaves no trace");
    error
}

async fn audit_count(kit: &Kit) -> u64 {
    use sea_orm::{EntityTrait, PaginatorTrait};
    entity::audit_event::Entity::find().count(kit.services.database.read()).await.unwrap()
}

#[tokio::test]
async fn a_new_token_is_shown_as_it_was_asked_for() {
    let kit = Kit::new().await;
    let mut new = custom("  Blog front end ", &["article:find,findOne(slug,title)"]);
    new.description = Some(" for the blog ".to_owned());
    new.lifespan = Some(Lifespan::days(30));
    let made = create(&kit.services, &limited(&["*:find,findOne"]), new).await.unwrap();
    let found = find(&kit.services, &operator(), &made.token.id).await.unwrap().unwrap();
    assert_eq!(found, made.token);
    assert_eq!((found.name.as_str(), found.description.as_str()), ("Blog front end", "for the blog"));
    assert_eq!((found.status, found.token_type), (TokenStatus::Active, TokenType::Custom));
    assert_eq!(found.lifespan, Some(Lifespan::days(30)));
    assert_eq!(found.expires_at, Some(START.plus_millis(30 * DAY)));
    assert_eq!((found.created_at, found.updated_at, found.last_used_at), (START, START, None));
    assert_eq!(found.created_by.as_deref(), Some("ada"));
    assert_eq!(found.hint, made.secret.hint());
    assert_eq!(found.grants[0].to_string(), "article:find,findOne(slug,title)");
}

#[tokio::test]
async fn every_broken_rule_of_a_new_token_is_reported_with_its_path() {
    let kit = Kit::new().await;
    let mut new = custom(" ", &["article:find(title)", "unheard-of:find", "article:find(salary)", "homepage:create"]);
    new.description = Some("d".repeat(1001));
    new.expires_at = Some(START);
    new.read_drafts = true;
    let error = refusal(&kit, new).await;
    let paths = complaints(&error).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    let expected =
        ["name", "description", "expiresAt", "readDrafts", "permissions.1", "permissions.2", "permissions.3"];
    assert_eq!(paths, expected);
    assert_eq!(error.public().message, "7 errors occurred");
}

#[tokio::test]
async fn grants_fit_their_type_and_are_read_from_one_place() {
    let kit = Kit::new().await;
    let missing = refusal(&kit, NewApiToken { token_type: TokenType::Custom, ..named("a") }).await;
    assert_eq!(
        complaints(&missing)[0],
        ("grants".into(), "grants are required for CUSTOM tokens; the list may be empty")
    );
    let superfluous = refusal(&kit, NewApiToken { token_type: TokenType::ReadOnly, ..custom("a", &["*:find"]) }).await;
    assert_eq!(complaints(&superfluous)[0], ("grants".into(), "grants are for CUSTOM tokens only"));
    let twice = refusal(&kit, NewApiToken { grants: Some(Vec::new()), ..custom("a", &["*:find"]) }).await;
    assert_eq!(complaints(&twice)[0], ("permissions".into(), "Give either grants or permissions, not both"));
    let syntax = refusal(&kit, custom("a", &["article"])).await;
    assert_eq!(complaints(&syntax)[0].0, "permissions.0");
    let grants = Some(vec![Grant::parse("unheard-of:find").unwrap()]);
    let unknown = refusal(&kit, NewApiToken { grants, permissions: None, ..custom("a", &[]) }).await;
    assert_eq!(complaints(&unknown)[0].0, "grants.0.contentType");
    assert_eq!(made(&kit, custom("empty", &[])).await.token.grants, []);
}

#[tokio::test]
async fn a_listed_field_that_no_action_of_its_grant_could_use_is_refused() {
    let kit = Kit::new().await;
    for (text, complaint) in [
        ("kind:find(aPassword)", "the field \"aPassword\" of the content type \"kind\" can never be read"),
        ("kind:findOne(aText)+drafts", "the field \"aText\" of the content type \"kind\" can never be read"),
        ("kind:update(createdAt)", "the field \"createdAt\" of the content type \"kind\" can never be written"),
    ] {
        let error = refusal(&kit, custom("a", &[text])).await;
        assert_eq!(complaints(&error), [("permissions.0".to_owned(), complaint)], "{text}");
    }
    let fit = [
        "kind:find,create(aPassword)",
        "kind:update(aPassword)",
        "kind:find,update(createdAt)",
        "kind:delete(aPassword)",
    ];
    assert_eq!(made(&kit, custom("fit", &fit)).await.token.grants.len(), 4);
}

#[tokio::test]
async fn an_expiry_is_one_choice_and_lies_ahead() {
    let kit = Kit::new().await;
    let both = NewApiToken { lifespan: Some(Lifespan::days(7)), expires_at: Some(START.plus_seconds(1)), ..named("a") };
    assert_eq!(complaints(&refusal(&kit, both).await)[0].1, "Give either lifespan or expiresAt, not both");
    let past = NewApiToken { expires_at: Some(START.plus_millis(-1)), ..named("a") };
    assert_eq!(complaints(&refusal(&kit, past).await)[0], ("expiresAt".into(), "expiresAt must be in the future"));
    for lifespan in [0, -1, i64::MAX] {
        let odd = NewApiToken { lifespan: Some(Lifespan::Millis(lifespan)), ..named("a") };
        assert_eq!(complaints(&refusal(&kit, odd).await)[0].0, "lifespan");
    }
    let dated = made(&kit, NewApiToken { expires_at: Some(START.plus_seconds(1)), ..named("dated") }).await.token;
    assert_eq!((dated.lifespan, dated.expires_at), (None, Some(START.plus_seconds(1))));
    let unlimited = made(&kit, named("unlimited")).await.token;
    assert_eq!((unlimited.lifespan, unlimited.expires_at), (Some(Lifespan::Unlimited), None));
}

#[tokio::test]
async fn a_name_is_taken_in_whatever_case() {
    let kit = Kit::new().await;
    let first = made(&kit, named("Straße")).await.token;
    for name in ["STRAßE", " straße "] {
        let error = create(&kit.services, &operator(), named(name)).await.unwrap_err();
        assert_eq!((error.code(), error.public().message.as_ref()), (Code::Conflict, "Name already taken"));
        assert_eq!(error.public().violations[0].path, ["name"]);
    }
    let second = made(&kit, named("other")).await.token;
    let rename = |name: &str| TokenChange { name: Some(name.to_owned()), ..TokenChange::default() };
    let error = update(&kit.services, &operator(), &second.id, rename("straße")).await.unwrap_err();
    assert_eq!(error.code(), Code::Conflict);
    assert_eq!(update(&kit.services, &operator(), &first.id, rename("STRAßE")).await.unwrap().name, "STRAßE");
}

#[tokio::test]
async fn nobody_gives_a_token_more_than_they_hold() {
    let kit = Kit::new().await;
    let granted = || limited::<CreateApiToken>(&["article:find(title,slug)"]);
    assert!(create(&kit.services, &granted(), custom("a", &["article:find(title)"])).await.is_ok());
    for (texts, missing) in [
        (&["article:find"][..], "article:find"),
        (&["article:find(title,rank)"], "article:find(rank,title)"),
        (&["article:find(title)+drafts"], "article:find(title)+drafts"),
        (&["article:find(title)", "author:find(name)"], "author:find(name)"),
        (&["*:find(title)"], "*:find(title)"),
    ] {
        let error = create(&kit.services, &granted(), custom("b", texts)).await.unwrap_err();
        assert_eq!((error.code(), &error.public().details["missing"]), (Code::Forbidden, &json!(missing)));
    }
    assert_eq!(create(&kit.services, &granted(), named("b")).await.unwrap_err().code(), Code::Forbidden);
}

#[tokio::test]
async fn a_token_that_opens_more_than_one_holds_can_be_narrowed_but_its_secret_not_had() {
    let kit = Kit::new().await;
    let big = made(&kit, custom("big", &["article:find", "author:find"])).await.token;
    let change = |texts: &[&str]| TokenChange {
        permissions: Some(texts.iter().map(ToString::to_string).collect()),
        ..TokenChange::default()
    };
    let mine = ["article:find(title)"];
    let error = update(&kit.services, &limited(&mine), &big.id, change(&["tag:find"])).await.unwrap_err();
    assert_eq!(error.code(), Code::Forbidden);
    assert_eq!(regenerate(&kit.services, &limited(&mine), &big.id, None).await.unwrap_err().code(), Code::Forbidden);
    assert!(update(&kit.services, &limited(&mine), &big.id, change(&["author:find"])).await.is_ok());
}

#[tokio::test]
async fn a_token_that_opens_more_than_one_holds_can_be_ended_but_not_prolonged_or_revived() {
    let kit = Kit::new().await;
    let new = NewApiToken { lifespan: Some(Lifespan::days(7)), ..custom("big", &["article:find"]) };
    let id = made(&kit, new).await.token.id;
    let until = |expiry: i64| TokenChange { expires_at: Some(START.plus_millis(expiry)), ..TokenChange::default() };
    let living = |lifespan| TokenChange { lifespan: Some(lifespan), ..TokenChange::default() };
    let change = async |held: &str, change: TokenChange| update(&kit.services, &limited(&[held]), &id, change).await;
    let enable = async |held: &str, on: bool| set_enabled(&kit.services, &limited(&[held]), &id, on).await;
    let (less, all) = ("article:find(title)", "article:find");
    let refused = |outcome: Result<ApiToken>| assert_eq!(outcome.unwrap_err().code(), Code::Forbidden);

    for prolonging in [until(8 * DAY), living(Lifespan::days(8)), living(Lifespan::Unlimited)] {
        refused(change(less, prolonging).await);
    }
    change(less, until(7 * DAY)).await.expect("it is no longer than before");
    change(less, living(Lifespan::days(6))).await.expect("shorter");
    enable(less, false).await.expect("stopping");
    refused(enable(less, true).await);
    enable(all, true).await.expect("whoever holds it all may");

    kit.set_clock(7 * DAY);
    let rename = TokenChange { name: Some("ended".to_owned()), ..TokenChange::default() };
    assert_eq!(change(less, rename).await.unwrap().status, TokenStatus::Expired);
    refused(change(less, until(9 * DAY)).await);
    let permissions = Some(vec![less.to_owned()]);
    change(less, TokenChange { permissions, ..until(9 * DAY) }).await.expect("narrowed to what they hold");
    assert_eq!(change(all, living(Lifespan::Unlimited)).await.unwrap().status, TokenStatus::Active);
}

#[tokio::test]
async fn what_a_change_does_not_name_stays() {
    let kit = Kit::new().await;
    let mut new = custom("a", &["article:find(title)"]);
    new.lifespan = Some(Lifespan::days(7));
    let before = made(&kit, new).await.token;
    kit.set_clock(1000);
    let change = TokenChange { description: Some("new".into()), ..TokenChange::default() };
    let after = update(&kit.services, &operator(), &before.id, change).await.unwrap();
    let expected = ApiToken {
        description: "new".into(),
        updated_at: START.plus_seconds(1),
        revision: before.revision + 1,
        ..before.clone()
    };
    assert_eq!(after, expected);
    let change = TokenChange { lifespan: Some(Lifespan::days(30)), ..TokenChange::default() };
    let after = update(&kit.services, &operator(), &before.id, change).await.unwrap();
    assert_eq!(after.expires_at, Some(START.plus_millis(1000 + 30 * DAY)), "a new lifespan counts from now");
}

#[tokio::test]
async fn a_change_of_a_revision_that_is_no_longer_the_newest_is_a_conflict_and_changes_nothing() {
    let kit = Kit::new().await;
    let seen = made(&kit, named("a")).await.token;
    let to = |description: &str| TokenChange {
        description: Some(description.into()),
        expected_revision: Some(seen.revision),
        ..TokenChange::default()
    };
    let first = update(&kit.services, &operator(), &seen.id, to("first")).await.unwrap();
    let error = update(&kit.services, &operator(), &seen.id, to("second")).await.unwrap_err();
    assert_eq!(error.code(), Code::Conflict);
    assert_eq!(find(&kit.services, &operator(), &seen.id).await.unwrap(), Some(first));
}

#[tokio::test]
async fn a_change_of_type_brings_or_drops_grants() {
    let kit = Kit::new().await;
    let token = made(&kit, custom("a", &["article:find"])).await.token;
    let to = |token_type| TokenChange { token_type: Some(token_type), ..TokenChange::default() };
    assert_eq!(update(&kit.services, &operator(), &token.id, to(TokenType::ReadOnly)).await.unwrap().grants, []);
    let error = update(&kit.services, &operator(), &token.id, to(TokenType::Custom)).await.unwrap_err();
    assert_eq!(complaints(&error)[0].0, "grants");
    let with_grants = TokenChange { grants: Some(vec![Grant::parse("tag:find").unwrap()]), ..to(TokenType::Custom) };
    let changed = update(&kit.services, &operator(), &token.id, with_grants).await.unwrap();
    assert_eq!(changed.grants[0].to_string(), "tag:find");
}

#[tokio::test]
async fn an_expired_token_is_regenerated_only_with_a_new_lifespan() {
    let kit = Kit::new().await;
    let token = made(&kit, NewApiToken { lifespan: Some(Lifespan::days(7)), ..named("a") }).await.token;
    kit.set_clock(7 * DAY);
    assert_eq!(find(&kit.services, &operator(), &token.id).await.unwrap().unwrap().status, TokenStatus::Expired);
    let error = regenerate(&kit.services, &operator(), &token.id, None).await.unwrap_err();
    assert_eq!(complaints(&error)[0].0, "lifespan");
    let expiry = Some(Expiry::Lifespan(Lifespan::days(7)));
    let again = regenerate(&kit.services, &operator(), &token.id, expiry).await.unwrap();
    assert_eq!(again.token.status, TokenStatus::Active);
    assert_eq!(again.token.last_regenerated_at, Some(START.plus_millis(7 * DAY)));
    assert_eq!(again.token.hint, again.secret.hint());
    assert_ne!(again.token.hint, token.hint);
}

#[tokio::test]
async fn a_deleted_token_is_gone_and_not_found_the_second_time() {
    let kit = Kit::new().await;
    let token = made(&kit, named("a")).await.token;
    assert_eq!(delete(&kit.services, &operator(), &token.id).await.unwrap(), token.id);
    assert_eq!(find(&kit.services, &operator(), &token.id).await.unwrap(), None);
    let services = &kit.services;
    for error in [
        delete(services, &operator(), &token.id).await.unwrap_err(),
        regenerate(services, &operator(), &token.id, None).await.unwrap_err(),
        set_enabled(services, &operator(), &token.id, true).await.unwrap_err(),
        update(services, &operator(), &token.id, TokenChange::default()).await.unwrap_err(),
    ] {
        assert_eq!((error.code(), error.public().message.as_ref()), (Code::NotFound, "Token not found"));
    }
    assert!(crate::store::tokens::key_ids(kit.services.database.read()).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_list_is_searched_filtered_sorted_and_cut_into_pages() {
    let kit = Kit::new().await;
    for (name, token_type, lifespan) in [
        ("Äpfel", TokenType::ReadOnly, Some(1000)),
        ("birnen_1", TokenType::FullAccess, None),
        ("birnen%2", TokenType::ReadOnly, Some(DAY)),
    ] {
        made(&kit, NewApiToken { token_type, lifespan: lifespan.map(Lifespan::Millis), ..named(name) }).await;
    }
    let off = made(&kit, named("off")).await.token;
    set_enabled(&kit.services, &operator(), &off.id, false).await.unwrap();
    kit.set_clock(1000);
    let names = async |filter: TokenFilter, listing: Listing| {
        let page = list(&kit.services, &operator(), &filter, &listing).await.unwrap();
        (page.items.into_iter().map(|token| token.name).collect::<Vec<_>>().join(" "), page.total)
    };
    let all = TokenFilter::default;
    let search = |text: &str| Listing { search: Some(text.into()), ..Listing::default() };
    assert_eq!(names(all(), search("ÄPF")).await, ("Äpfel".into(), 1));
    assert_eq!(names(all(), search("n_1")).await, ("birnen_1".into(), 1));
    assert_eq!(names(all(), search("%")).await, ("birnen%2".into(), 1));
    for (status, expected) in
        [(TokenStatus::Expired, "Äpfel"), (TokenStatus::Disabled, "off"), (TokenStatus::Active, "birnen%2 birnen_1")]
    {
        let filter = TokenFilter { status: Some(status), ..all() };
        assert_eq!(names(filter, Listing::default()).await.0, expected);
    }
    let filter = TokenFilter { token_type: Some(TokenType::FullAccess), ..all() };
    assert_eq!(names(filter, Listing::default()).await.0, "birnen_1");
    let sorted = |key: &str| Listing { sort: vec![key.into()], page_size: Some(2), ..Listing::default() };
    assert_eq!(names(all(), sorted("expiresAt")).await, ("Äpfel birnen%2".into(), 4), "never comes last");
    assert_eq!(names(all(), sorted("name:desc")).await, ("Äpfel off".into(), 4));
    let second = Listing { page: Some(2), ..sorted("name:desc") };
    assert_eq!(names(all(), second).await, ("birnen_1 birnen%2".into(), 4));
    let error = list(&kit.services, &operator(), &all(), &sorted("digest")).await.unwrap_err();
    assert_eq!(complaints(&error)[0].0, "sort");
}

#[tokio::test]
async fn every_change_leaves_one_event_that_says_who_and_what() {
    use sea_orm::{EntityTrait, QueryOrder};
    let kit = Kit::new().await;
    let ada = limited(&["*:find,findOne"]).from_address(Some("192.0.2.1".into()));
    let id = create(&kit.services, &ada, named("a")).await.unwrap().token.id;
    kit.set_clock(1);
    regenerate(&kit.services, &operator(), &id, None).await.unwrap();
    kit.set_clock(2);
    set_enabled(&kit.services, &operator(), &id, false).await.unwrap();
    kit.set_clock(3);
    delete(&kit.services, &operator(), &id).await.unwrap();
    let events = entity::audit_event::Entity::find().order_by_asc(entity::audit_event::Column::At);
    let events = events.all(kit.services.database.read()).await.unwrap();
    let actions = events.iter().map(|event| event.action.as_str()).collect::<Vec<_>>();
    assert_eq!(actions, ["api-token.create", "api-token.regenerate", "api-token.disable", "api-token.delete"]);
    assert!(events.iter().all(|event| event.target_id.as_ref() == Some(&id)));
    assert_eq!(events[0].actor_email.as_deref(), Some("ada@example.com"));
    assert_eq!(events[0].address.as_deref(), Some("192.0.2.1"));
    assert_eq!(events[0].details, r#"{"permissions":["*:find,findOne"],"expiresAt":null}"#);
    assert_eq!(permissions(&["*:find,findOne"]), crate::access::PermissionSet::read_only(false));
}

#[tokio::test]
async fn a_supplied_secret_opens_one_token_only() {
    let kit = Kit::new().await;
    let secret = || Some(Secret::supplied("chosen-by-the-operator-of-this-server").unwrap());
    let token = made(&kit, NewApiToken { secret: secret(), ..named("a") }).await;
    assert_eq!(token.secret.expose(), "chosen-by-the-operator-of-this-server");
    assert_eq!(token.token.hint, "chos…rver");
    let error = create(&kit.services, &operator(), NewApiToken { secret: secret(), ..named("b") }).await.unwrap_err();
    assert_eq!((error.code(), &error.public().violations[0].path[0]), (Code::Conflict, &"secret".to_owned()));
}
