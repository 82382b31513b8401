//! The attributes of a content type, resolved to columns and link tables.

use regex::Regex;
use serde_json::{Number, Value};

use super::component::{ComponentAttribute, Slot, ZoneAttribute};

/// One attribute.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in the schema file")]
pub struct Attribute {
    /// The name in the definition and on the wire.
    pub name: String,
    /// Must have a value in a published entry.
    pub required: bool,
    /// Never output and never filterable, but writable.
    pub private: bool,
    /// Whether a search through everything looks into it.
    pub searchable: bool,
    /// Whether each locale of a document has a value of its own; false on types without locales.
    pub localized: bool,
    /// What it holds.
    pub kind: AttributeKind,
}

impl Attribute {
    /// Whether it is a value in a column, and nothing that is shown only where it is asked for.
    pub fn is_scalar(&self) -> bool {
        matches!(self.kind, AttributeKind::Scalar(_))
    }

    /// Whether its values are ever shown, or filtered and sorted by.
    pub fn is_readable(&self) -> bool {
        let password = matches!(&self.kind, AttributeKind::Scalar(scalar) if scalar.scalar == ScalarType::Password);
        !self.private && !password
    }
}

/// What an attribute holds.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeKind {
    /// A value in a column of the entry's row.
    Scalar(ScalarAttribute),
    /// Links to entries of a type, or to files.
    Relation(RelationAttribute),
    /// One component, or a list of one kind.
    Component(ComponentAttribute),
    /// A list of components of several kinds.
    DynamicZone(ZoneAttribute),
}

/// The scalar types of the content model, named as in a schema file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the schema file's type of that name")]
pub enum ScalarType {
    String,
    Text,
    RichText,
    Blocks,
    Email,
    Password,
    Uid,
    Enumeration,
    Integer,
    BigInteger,
    Float,
    Decimal,
    Boolean,
    Date,
    Time,
    DateTime,
    Timestamp,
    Json,
}

impl ScalarType {
    /// Every scalar type.
    pub const ALL: [Self; 18] = [
        Self::String,
        Self::Text,
        Self::RichText,
        Self::Blocks,
        Self::Email,
        Self::Password,
        Self::Uid,
        Self::Enumeration,
        Self::Integer,
        Self::BigInteger,
        Self::Float,
        Self::Decimal,
        Self::Boolean,
        Self::Date,
        Self::Time,
        Self::DateTime,
        Self::Timestamp,
        Self::Json,
    ];

    /// The name in a schema file.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Text => "text",
            Self::RichText => "richtext",
            Self::Blocks => "blocks",
            Self::Email => "email",
            Self::Password => "password",
            Self::Uid => "uid",
            Self::Enumeration => "enumeration",
            Self::Integer => "integer",
            Self::BigInteger => "biginteger",
            Self::Float => "float",
            Self::Decimal => "decimal",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime",
            Self::Timestamp => "timestamp",
            Self::Json => "json",
        }
    }

    /// Whether values are free text, with a length and a pattern.
    pub fn is_text(self) -> bool {
        matches!(self, Self::String | Self::Text | Self::RichText | Self::Email | Self::Password | Self::Uid)
    }

    /// Whether values are numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::BigInteger | Self::Float | Self::Decimal)
    }

    /// Whether no two documents may be told to share a value.
    pub fn can_be_unique(self) -> bool {
        !matches!(self, Self::Json | Self::Blocks | Self::Password | Self::Boolean)
    }

    /// Whether a value can be given that is stored where none is sent.
    pub fn can_have_default(self) -> bool {
        !matches!(self, Self::Blocks | Self::Password)
    }
}

/// A scalar attribute and its rules. Rules are the application's: the column allows everything.
#[derive(Clone, Debug, PartialEq)]
pub struct ScalarAttribute {
    /// The type of the value.
    pub scalar: ScalarType,
    /// The column of the entry's table.
    pub column: String,
    /// No two published documents share the value. Always true for `uid`.
    pub unique: bool,
    /// Written on create when the key is absent.
    pub default: Option<Value>,
    /// Smallest number allowed (numbers only).
    pub min: Option<Number>,
    /// Largest number allowed (numbers only).
    pub max: Option<Number>,
    /// Fewest characters allowed (texts only).
    pub min_length: Option<usize>,
    /// Most characters allowed (texts only).
    pub max_length: Option<usize>,
    /// What a text must match.
    pub pattern: Option<Pattern>,
    /// The members, in order (enumerations only).
    pub values: Vec<EnumValue>,
    /// The name of the GraphQL enum (enumerations only).
    pub enum_name: Option<String>,
}

/// One member of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumValue {
    /// As stored and as REST shows it.
    pub stored: String,
    /// As GraphQL names it.
    pub graphql: String,
}

/// A compiled `regex` rule that compares by its source.
#[derive(Clone, Debug)]
pub struct Pattern(pub Regex);

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

/// How many entries stand on each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the schema file's relation of that name")]
pub enum RelationKind {
    OneToOne,
    OneToMany,
    ManyToOne,
    ManyToMany,
}

impl RelationAttribute {
    /// Whether this side made the link table; that of files is nobody's own.
    pub fn owns_table(&self) -> bool {
        self.owner && !self.media
    }
}

impl RelationKind {
    /// Every relation kind.
    pub const ALL: [Self; 4] = [Self::OneToOne, Self::OneToMany, Self::ManyToOne, Self::ManyToMany];

    /// The name in a schema file.
    pub fn name(self) -> &'static str {
        match self {
            Self::OneToOne => "oneToOne",
            Self::OneToMany => "oneToMany",
            Self::ManyToOne => "manyToOne",
            Self::ManyToMany => "manyToMany",
        }
    }

    /// The same relation as read from its other end.
    #[must_use]
    pub fn inverted(self) -> Self {
        match self {
            Self::OneToMany => Self::ManyToOne,
            Self::ManyToOne => Self::OneToMany,
            same => same,
        }
    }

    /// Whether this side holds a list.
    pub fn is_to_many(self) -> bool {
        matches!(self, Self::OneToMany | Self::ManyToMany)
    }

    /// Whether a target belongs to at most one source document.
    pub fn is_from_one(self) -> bool {
        matches!(self, Self::OneToOne | Self::OneToMany)
    }
}

/// A relation or media attribute and the link table that stores it.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationAttribute {
    /// How many entries stand on each side, read from this one.
    pub relation: RelationKind,
    /// The singular name of the target type.
    pub target: String,
    /// The attribute of the target that is the other end; absent on one-way relations.
    pub inverse: Option<String>,
    /// Whether this side owns the links (`inversedBy`, or one-way).
    pub owner: bool,
    /// Whether it holds uploaded files.
    pub media: bool,
    /// The link table as read from this side.
    pub link: Link,
}

/// A link table as read from one of its sides: "source" is the side that reads. Components hang on their owners by the
/// same kind of table, which all component attributes of the owner share, and files by one that all types share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The table.
    pub table: String,
    /// The column with the row id of this side.
    pub source_column: String,
    /// The column with the row id of the other side.
    pub target_column: String,
    /// The column with the target's position in this side's list.
    pub order_column: Option<String>,
    /// The column with this side's position in the target's list.
    pub inverse_order_column: Option<String>,
    /// Which rows are meant, where the table serves several attributes.
    pub slot: Option<Slot>,
    /// Whether the table is that of the entries themselves, and leads from each to its document's others.
    pub siblings: bool,
}
