//! The scalar `DateTime`.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

use crate::clock::Timestamp;

/// A moment in RFC 3339 form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTime(pub Timestamp);

/// A moment in RFC 3339 form, to the millisecond, such as 2026-11-23T20:01:25.002Z.
#[Scalar(specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let moment = match &value {
            Value::String(text) => Timestamp::parse(text),
            _ => None,
        };
        moment.map(Self).ok_or_else(|| InputValueError::custom("not a date-time such as 2026-11-23T20:01:25.002Z"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_iso())
    }
}

impl From<Timestamp> for DateTime {
    fn from(moment: Timestamp) -> Self {
        Self(moment)
    }
}
