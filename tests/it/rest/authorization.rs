//! Every field of the model at every place of a REST request: refused, by name, to whoever lacks a permission for it, and
//! open to whoever has exactly what it takes.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::content::authorization::Laboratory;
use crate::content::matrix::{Case, Field, Permission, Type, everything_but, inner, needed};
use crate::testkit::{Answer, database};

/// The conditions on a key: alone, and inside every logical operator.
fn places(condition: &str) -> [String; 4] {
    [
        format!("filters{condition}"),
        format!("filters[$not]{condition}"),
        format!("filters[$or][0][documentId][$notNull]=true&filters[$or][1]{condition}"),
        format!("filters[$or][0][$not][$and][0]{condition}"),
    ]
}

fn conditions(field: &Field) -> Vec<String> {
    let name = &field.name;
    match (&field.inside, &field.target) {
        (Some(inside), _) => vec![format!("[{name}][{inside}][$notNull]=true")],
        (None, None) => vec![format!("[{name}][$notNull]=true"), format!("[{name}][$eq]")],
        (None, Some(_)) => vec![
            format!("[{name}][$null]=true"),
            format!("[{name}]=1"),
            format!("[{name}][$ne]=1"),
            format!("[{name}][documentId][$notNull]=true"),
        ],
    }
}

fn sorts(field: &Field) -> [String; 3] {
    let name = &field.name;
    match inner(field) {
        None => [format!("sort={name}"), format!("sort[{name}]=desc"), format!("sort[0]=id&sort[1]={name}:desc")],
        Some(inner) => [
            format!("sort={name}.{inner}"),
            format!("sort[{name}][{inner}]=desc"),
            format!("sort[0][{name}][{inner}]=asc"),
        ],
    }
}

fn path(of: &Type) -> String {
    format!("/api/{}", if of.single { &of.singular } else { &of.plural })
}

/// The uses of a field in reads of its own type.
fn reads(of: &Type, field: &Field, id: &str, value: &str, target: Option<&Type>) -> Vec<Case> {
    let name = &field.name;
    let case = |path: &str, query: String, action: &'static str, shown: bool| Case {
        query: format!("{path}?{query}"),
        base: vec![of.may(action, None)],
        needed: needed(of.may(action, Some(name)), target, |target| action == "find" && target.singular == of.singular),
        shown: shown.then(|| value.to_owned()),
    };
    let shows = match inner(field) {
        None => vec![format!("fields={name}"), format!("fields[0]=id&fields[1]={name}")],
        Some(inner) => vec![
            format!("fields[]&populate={name}"),
            format!("fields[]&populate[{name}]=true"),
            format!("fields[]&populate[0]={name}"),
            format!("fields[]&populate[{name}][fields]={inner}"),
        ],
    };
    let mut cases = Vec::new();
    let mut both = vec![(path(of), "find")];
    if !of.single {
        both.push((format!("{}/{id}", path(of)), "findOne"));
    }
    for (path, action) in both {
        cases.extend(shows.iter().map(|query| case(&path, query.clone(), action, true)));
        for condition in conditions(field) {
            let filtered = places(&condition).into_iter().map(|filters| format!("fields[]&{filters}"));
            cases.extend(filtered.map(|query| case(&path, query, action, false)));
        }
        cases.extend(sorts(field).into_iter().map(|sort| case(&path, format!("fields[]&{sort}"), action, false)));
        if inner(field).is_some() {
            cases.push(case(&path, format!("fields[]&populate[{name}][count]=true"), action, false));
        }
    }
    cases
}

/// The uses of a field of `of` through a relation of `source` that leads there.
fn through(source: &Type, relation: &Field, of: &Type, field: &Field, value: &str, target: Option<&Type>) -> Vec<Case> {
    let (via, name) = (&relation.name, &field.name);
    let case = |query: String, shown: bool| Case {
        query: format!("{}?fields[]&{query}", path(source)),
        base: vec![source.may("find", Some(via)), of.may("find", None)],
        needed: needed(of.may("find", Some(name)), target, |target| {
            [&source.singular, &of.singular].contains(&&target.singular)
        }),
        shown: shown.then(|| value.to_owned()),
    };
    let show = match inner(field) {
        None => format!("populate[{via}][fields]={name}"),
        Some(_) => format!("populate[{via}][fields][]&populate[{via}][populate]={name}"),
    };
    let mut cases = vec![case(show, true)];
    for condition in conditions(field) {
        let deep = format!("[{via}]{condition}");
        cases.extend(places(&deep).into_iter().map(|filters| case(filters, false)));
        cases.push(case(format!("populate[{via}][fields][]&populate[{via}][filters]{condition}"), false));
        cases.push(case(format!("populate[{via}][count]=true&populate[{via}][filters][$not]{condition}"), false));
    }
    let key = inner(field).map_or_else(|| name.clone(), |inner| format!("{name}.{inner}"));
    cases.push(case(format!("sort={via}.{key}:desc"), false));
    cases.push(case(format!("populate[{via}][fields][]&populate[{via}][sort]={key}"), false));
    cases
}

fn assert_refused(answer: &Answer, query: &str, left_out: &Permission, shown: Option<&str>) {
    assert_eq!(answer.status, 403, "{query}\n{}", answer.text);
    let details = json!({"missing": left_out.named()});
    assert_eq!(answer.body["error"]["details"], details, "{query}");
    assert!(answer.body["data"].is_null() && shown.is_none_or(|shown| !answer.text.contains(shown)), "{query}");
}

async fn check(laboratory: &mut Laboratory, case: &Case) {
    let Case { query, base, needed, shown } = case;
    assert_eq!(laboratory.server.anonymous().get(query).await.status, 401, "{query}");
    let all = base.iter().chain(needed);
    for left_out in needed {
        let others = all.clone().filter(|permission| *permission != left_out).map(Permission::grant).collect();
        for grants in [others, everything_but(left_out)] {
            let answer = laboratory.token(grants).await.get(query).await;
            assert_refused(&answer, query, left_out, shown.as_deref());
        }
    }
    let grants = all.map(Permission::grant).collect::<BTreeSet<_>>();
    let answer = laboratory.token(grants.clone()).await.get(query).await;
    // The entry may be filtered away, but not refused.
    assert!(answer.status == 200 || answer.status == 404 && shown.is_none(), "{query}\n{grants:?}\n{}", answer.text);
    if let Some(shown) = shown {
        assert!(answer.text.contains(shown), "{shown} is not in the answer to {query}: {}", answer.text);
    }
}

/// How REST shows a value that GraphQL shows in another way.
fn rest_form(shown: String) -> String {
    if shown == "very_hard" { "very hard".to_owned() } else { shown }
}

#[tokio::test]
async fn reading_a_field_takes_its_permission_wherever_it_stands() {
    let mut laboratory = Laboratory::new().await;
    let mut cases = Vec::new();
    for of in &laboratory.types {
        for field in of.fields.iter().filter(|field| field.readable) {
            let (id, shown) = (&laboratory.ids[of.singular.as_str()], rest_form(laboratory.shown(field)));
            cases.extend(reads(of, field, id, &shown, laboratory.target(field)));
        }
    }
    assert!(cases.len() > 1_000, "{} cases", cases.len());
    for case in database::sample(cases) {
        check(&mut laboratory, &case).await;
    }
}

#[tokio::test]
async fn reading_a_field_through_a_relation_takes_the_fields_own_permission() {
    let mut laboratory = Laboratory::new().await;
    let mut cases = Vec::new();
    for source in &laboratory.types {
        for relation in source.fields.iter().filter(|field| field.target.is_some()) {
            let of = laboratory.target(relation).unwrap();
            for field in of.fields.iter().filter(|field| field.readable) {
                let shown = rest_form(laboratory.shown(field));
                cases.extend(through(source, relation, of, field, &shown, laboratory.target(field)));
            }
        }
    }
    assert!(cases.len() > 2_000, "{} cases", cases.len());
    for case in database::sample(cases) {
        check(&mut laboratory, &case).await;
    }
}

#[tokio::test]
async fn writing_a_field_takes_its_permission_and_find_on_what_it_leads_to() {
    let mut laboratory = Laboratory::new().await;
    let mut checked = 0;
    for index in 0..laboratory.types.len() {
        for field in 0..laboratory.types[index].fields.len() {
            let of = &laboratory.types[index];
            let field = &of.fields[field];
            if !field.writable {
                continue;
            }
            let target = laboratory.target(field);
            let own = [of.may("update", None), of.may("update", Some(&field.name))];
            let needed = own[1..].iter().cloned().chain(target.map(|target| target.may("find", None)));
            let needed = needed.collect::<Vec<_>>();
            let document = if of.single { String::new() } else { format!("/{}", laboratory.ids[of.singular.as_str()]) };
            let path = format!("{}{document}?status=draft", path(of));
            let body = json!({"data": {&field.name: Value::Null}});
            let all = own.iter().chain(&needed[1..]).cloned().collect::<Vec<_>>();
            for left_out in &needed {
                let others = all.iter().filter(|permission| *permission != left_out).map(Permission::grant).collect();
                for grants in [others, everything_but(left_out)] {
                    let answer = laboratory.token(grants).await.put(&path, &body).await;
                    assert_refused(&answer, &format!("{path} {body}"), left_out, None);
                    checked += 1;
                }
            }
            let answer = laboratory.token(all.iter().map(Permission::grant).collect()).await.put(&path, &body).await;
            assert!([200, 400].contains(&answer.status.as_u16()), "{path} {body} {}", answer.text);
        }
    }
    assert!(checked > 80, "{checked} checks");
}
