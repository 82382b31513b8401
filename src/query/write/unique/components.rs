//! Unique attributes of components: no two components in one attribute share a value, nor do those of another document's
//! published row in the same attribute.

use super::{Others, significant};
use crate::access::Status;
use crate::catalog::Link;
use crate::error::{Result, Violation};
use crate::query::plan::and_slot;
use crate::query::request::Rows;
use crate::query::sql::Alias;
use crate::query::value::Value;
use crate::query::write::session::Session;
use crate::query::write::validate::{PublishedComponents, placed};

/// The unique attributes in the components of an entry whose value is taken.
pub async fn violations(
    session: &Session<'_>,
    others: Others<'_>,
    components: &[PublishedComponents<'_>],
) -> Result<Vec<Violation>> {
    let mut violations = Vec::new();
    for claim in claims(components) {
        if claim.is_taken_beside || is_taken(session, others, &claim).await? {
            violations.push(claim.violation);
        }
    }
    Ok(violations)
}

/// A value that has to be unique.
struct Claim<'c> {
    /// What is to be said if it is taken.
    violation: Violation,
    /// Whether a component beside it has it.
    is_taken_beside: bool,
    /// How components like this hang on an entry, the entry's own components last.
    links: Vec<&'c Link>,
    /// The table of such components, and the column of the attribute in it.
    place: (&'c str, &'c str),
    value: &'c Value,
}

fn claims<'c>(components: &'c [PublishedComponents<'_>]) -> Vec<Claim<'c>> {
    let mut claims = Vec::new();
    for PublishedComponents { attribute, held, items } in components {
        let mut seen: Vec<(&str, &str, &Value)> = Vec::new();
        for (index, item) in items.iter().flatten().enumerate() {
            for published in item.scalars.iter().filter(|published| published.scalar.unique) {
                let Some(value) = significant(published.value.as_ref()) else { continue };
                let column = published.scalar.column.as_str();
                let claimed = (item.member.component.as_str(), column, value);
                let is_taken_beside = seen.contains(&claimed);
                seen.push(claimed);
                let violation = placed(published.taken(), &attribute.name, *held, index);
                let place = (item.content_type.table.as_str(), column);
                claims.push(Claim { violation, is_taken_beside, links: vec![&item.member.link], place, value });
            }
            claims.extend(self::claims(&item.components).into_iter().map(|mut claim| {
                claim.links.push(&item.member.link);
                Claim { violation: placed(claim.violation, &attribute.name, *held, index), ..claim }
            }));
        }
    }
    claims
}

/// Whether another document's published row has the value in the same place. Goes from the value, which has an index, up
/// to the rows: there may be very many of those.
async fn is_taken(session: &Session<'_>, others: Others<'_>, claim: &Claim<'_>) -> Result<bool> {
    let content_type = others.content_type;
    let mut sql = session.sql();
    let (table, column) = claim.place;
    let component = Alias(0);
    sql.push("SELECT 1 FROM ").name(table).push(" ").alias(component);
    let (mut below, mut below_id) = (component, "id");
    for (link, number) in claim.links.iter().zip(1..) {
        let joined = Alias(number);
        sql.push(" JOIN ").name(&link.table).push(" ").alias(joined).push(" ON ");
        sql.column(joined, &link.target_column).push(" = ").column(below, below_id);
        and_slot(&mut sql, joined, link);
        (below, below_id) = (joined, &link.source_column);
    }
    let row = Alias(below.0 + 1);
    sql.push(" JOIN ").name(&content_type.table).push(" ").alias(row);
    sql.push(" ON ").column(row, "id").push(" = ").column(below, below_id);
    sql.push(" WHERE ").column(component, column).push(" = ").bind(claim.value.clone());
    if Rows::of(content_type, Status::Published) == Rows::Published {
        sql.push(" AND ").column(row, "published_at").push(" IS NOT NULL");
    }
    others.and_other(&mut sql, row);
    sql.push(" LIMIT 1");
    Ok(session.row(sql).await?.is_some())
}
