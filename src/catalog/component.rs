//! Attributes that hold components: parts of an entry that have a table of their own but no life of their own.

use super::attribute::{Attribute, AttributeKind, Link};
use super::names;

/// A component, or a list of components of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentAttribute {
    /// Whether it is a list.
    pub repeatable: bool,
    /// The kind of component.
    pub member: Member,
    /// How many there may be.
    pub size: Size,
}

/// A dynamic zone: a list of components of several kinds.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneAttribute {
    /// The kinds of components.
    pub members: Vec<Member>,
    /// How many there may be.
    pub size: Size,
}

/// A kind of component that an attribute may hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The uid of the component.
    pub component: String,
    /// The join table as read from the owner.
    pub link: Link,
}

/// Bounds on the number of components in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Fewest allowed in a published entry.
    pub min: Option<usize>,
    /// Most allowed.
    pub max: Option<usize>,
}

/// The rows of a table that serves several attributes, as far as they belong to one attribute and one uid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The attribute's name.
    pub field: String,
    /// The column that tells what stands at the other end: the component, or the owner of files.
    pub type_column: &'static str,
    /// The uid that stands there.
    pub uid: String,
}

/// How an attribute holds components, whichever kind of attribute it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Components<'a> {
    /// One, a list, or a list of several kinds.
    pub form: Form,
    /// The kinds of components.
    pub members: &'a [Member],
    /// How many there may be.
    pub size: Size,
}

/// One component or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// At most one.
    Single,
    /// A list of one kind.
    Repeatable,
    /// A list of several kinds, told apart by name.
    Zone,
}

impl Form {
    /// Whether the value is a list.
    pub fn is_list(self) -> bool {
        self != Self::Single
    }
}

/// The type in GraphQL that every dynamic zone may hold besides components.
pub const ZONE_ERROR: &str = "Error";

/// The columns of a join table besides `id`.
pub(super) const ENTITY: &str = "entity_id";
pub(super) const COMPONENT: &str = "cmp_id";
pub(super) const COMPONENT_TYPE: &str = "component_type";
pub(super) const FIELD: &str = "field";
pub(super) const ORDER: &str = "order";

impl Member {
    /// The components of this kind in the attribute `field` of what is stored in `collection`.
    pub(super) fn new(collection: &str, field: &str, component: &str) -> Self {
        let link = Link {
            table: names::components_table(collection),
            source_column: ENTITY.to_owned(),
            target_column: COMPONENT.to_owned(),
            order_column: Some(ORDER.to_owned()),
            inverse_order_column: None,
            slot: Some(Slot { field: field.to_owned(), type_column: COMPONENT_TYPE, uid: component.to_owned() }),
            siblings: false,
        };
        Self { component: component.to_owned(), link }
    }
}

impl Attribute {
    /// How the attribute holds components, if it does.
    pub fn components(&self) -> Option<Components<'_>> {
        match &self.kind {
            AttributeKind::Component(attribute) => Some(Components {
                form: if attribute.repeatable { Form::Repeatable } else { Form::Single },
                members: std::slice::from_ref(&attribute.member),
                size: attribute.size,
            }),
            AttributeKind::DynamicZone(zone) => {
                Some(Components { form: Form::Zone, members: &zone.members, size: zone.size })
            }
            AttributeKind::Scalar(_) | AttributeKind::Relation(_) => None,
        }
    }
}
