//! The form of `pluginOptions.i18n.localized`, of a type and of its attributes.

use serde_json::Value;

use super::Findings;
use crate::catalog::Definition;

pub(super) fn check(definition: &Definition, findings: &mut Findings) {
    let singular = definition.singular.as_str();
    if !is_flag(definition.localized_option()) {
        findings.add(&[singular, "pluginOptions", "i18n", "localized"], "must be true or false");
    }
    for (name, attribute) in &definition.attributes {
        if !is_flag(attribute.localized_option()) {
            let path = [singular, "attributes", name, "pluginOptions", "i18n", "localized"];
            findings.add(&path, "must be true or false");
        }
    }
}

fn is_flag(option: Option<&Value>) -> bool {
    option.is_none_or(Value::is_boolean)
}
