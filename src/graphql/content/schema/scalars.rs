//! Scalars and enumerations.

use async_graphql::dynamic::Scalar;

use super::{Builder, InputType, ScalarInput};
use crate::catalog::{ScalarAttribute, ScalarType};

impl Builder<'_> {
    /// The output type of a scalar attribute.
    pub(super) fn output_scalar(&mut self, scalar: &ScalarAttribute) -> String {
        match &scalar.enum_name {
            Some(name) if scalar.scalar == ScalarType::Enumeration => {
                if self.done.insert(name.clone()) {
                    let members = scalar.values.iter().map(|value| value.graphql.clone()).collect();
                    self.enum_type(name, members);
                }
                name.clone()
            }
            _ => self.scalar(filtered_as(scalar.scalar)).to_owned(),
        }
    }

    /// The input type of a scalar attribute: the same, as inputs of enumerations take members too.
    pub(super) fn input_scalar(&mut self, scalar: &ScalarAttribute) -> String {
        self.output_scalar(scalar)
    }

    /// Registers a scalar where it is not built in.
    pub(super) fn scalar(&mut self, name: &'static str) -> &'static str {
        let Some(input) = ScalarInput::custom(name) else { return name };
        if self.done.insert(name.to_owned()) {
            self.types.scalars.push(Scalar::new(name).validator(move |value| input.accepts_literal(value)));
            self.types.accepted.insert(name, InputType::Scalar(input));
        }
        name
    }
}

/// The scalar that filters on an attribute compare with. Enumerations compare their stored text.
pub(super) fn filtered_as(scalar: ScalarType) -> &'static str {
    match scalar {
        ScalarType::String
        | ScalarType::Text
        | ScalarType::RichText
        | ScalarType::Email
        | ScalarType::Password
        | ScalarType::Uid
        | ScalarType::Enumeration => "String",
        ScalarType::Integer => "Int",
        ScalarType::BigInteger => "Long",
        ScalarType::Float | ScalarType::Decimal => "Float",
        ScalarType::Boolean => "Boolean",
        ScalarType::Date => "Date",
        ScalarType::Time => "Time",
        ScalarType::DateTime | ScalarType::Timestamp => "DateTime",
        ScalarType::Json | ScalarType::Blocks => "JSON",
    }
}
