//! The rules of one media attribute.

use super::Findings;
use crate::catalog::{Definition, MediaDefinition};

pub(super) fn check(definition: &Definition, name: &str, media: &MediaDefinition, findings: &mut Findings) {
    let is_kind = |kind: &String| MediaDefinition::KINDS.contains(&kind.as_str());
    if !media.allowed_types.iter().flatten().all(is_kind) {
        let path = [definition.singular.as_str(), "attributes", name, "allowedTypes"];
        findings.add(&path, &format!("must be a list of any of {}", MediaDefinition::KINDS.join(", ")));
    }
}
