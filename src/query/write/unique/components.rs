//! Unique attributes of components: no two components in one attribute share a value, nor do those of another document's
//! published row in the same attribute.

use super::significant;
use crate::access::Status;
use crate::catalog::ContentType;
use crate::error::{Result, Violation};
use crate::query::filter::{Comparison, Filter};
use crate::query::page::Page;
use crate::query::plan::plan;
use crate::query::request::{ReadRequest, Rows, Source};
use crate::query::value::Value;
use crate::query::write::session::Session;
use crate::query::write::validate::{PublishedComponents, placed};

/// The unique attributes in the components of an entry whose value is taken. `document` is the entry's own.
pub async fn violations(
    session: &Session<'_>,
    content_type: &ContentType,
    document: Option<&str>,
    components: &[PublishedComponents<'_>],
) -> Result<Vec<Violation>> {
    let mut violations = Vec::new();
    for Claim { violation, taken_by } in claims(components) {
        let is_taken = match taken_by {
            None => true,
            Some(filter) => is_found(session, content_type, document, filter).await?,
        };
        if is_taken {
            violations.push(violation);
        }
    }
    Ok(violations)
}

/// A value that has to be unique.
struct Claim {
    /// What is to be said if it is taken.
    violation: Violation,
    /// The entries that have it too; without, a component beside it has.
    taken_by: Option<Filter>,
}

fn claims(components: &[PublishedComponents<'_>]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for PublishedComponents { attribute, held, items } in components {
        let mut seen: Vec<(&str, &str, &Value)> = Vec::new();
        for (index, item) in items.iter().flatten().enumerate() {
            let place = |violation| placed(violation, &attribute.name, *held, index);
            let related = |filter| Filter::Related {
                link: item.member.link.clone(),
                target: Source { table: item.content_type.table.clone(), rows: Rows::All },
                filter: Box::new(filter),
            };
            for published in item.scalars.iter().filter(|published| published.scalar.unique) {
                let Some(value) = significant(published.value.as_ref()) else { continue };
                let claimed = (item.member.component.as_str(), published.scalar.column.as_str(), value);
                let beside = seen.contains(&claimed);
                seen.push(claimed);
                let taken_by = related(Filter::equals(&published.scalar.column, value.clone()));
                claims.push(Claim { violation: place(published.taken()), taken_by: (!beside).then_some(taken_by) });
            }
            claims.extend(
                self::claims(&item.components)
                    .into_iter()
                    .map(|claim| Claim { violation: place(claim.violation), taken_by: claim.taken_by.map(related) }),
            );
        }
    }
    claims
}

async fn is_found(
    session: &Session<'_>,
    content_type: &ContentType,
    document: Option<&str>,
    filter: Filter,
) -> Result<bool> {
    let other = document.map(|document| {
        let own = Comparison::Differs(Value::Text(document.to_owned()));
        Filter::Column("document_id".to_owned(), own)
    });
    let request = ReadRequest {
        source: Source { table: content_type.table.clone(), rows: Rows::of(content_type, Status::Published) },
        filter: other.map_or(filter.clone(), |other| other.and(filter)),
        order: Vec::new(),
        page: Page::ONE,
        selection: std::sync::Arc::default(),
        count: false,
    };
    session.finds(&plan(&request, session.dialect()).list.statement).await
}
