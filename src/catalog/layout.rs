//! The tables that a catalog needs, in terms that all databases share. Columns, indexes and foreign keys are Strapi's;
//! indexes whose names begin with `keyway_` are our own, which Strapi leaves alone.

use indexmap::IndexMap;

use super::component::{COMPONENT, COMPONENT_TYPE, ENTITY, FIELD, ORDER};
use super::{
    AttributeDefinition, AttributeKind, Catalog, ContentType, Definition, Dialect, Kind, RelationAttribute,
    ScalarAttribute, ScalarType, names,
};

/// All tables of a catalog: those of the types and components, and after all of those the tables that link their rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    tables: IndexMap<String, Table>,
}

/// A table. Its columns stand in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name.
    pub name: String,
    /// `id` first.
    pub columns: Vec<Column>,
    /// The indexes, apart from the primary key's.
    pub indexes: Vec<Index>,
    /// What the rows of link tables hang on.
    pub foreign_keys: Vec<ForeignKey>,
}

/// A column. Every one but `id` may be null and has no default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// What a column holds; each database has one type for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// The primary key, which the database counts up.
    Id,
    /// A text of at most 255 characters.
    ShortText,
    /// The hash of a password: a short text that no other kind may take over.
    Secret,
    /// A text without limit.
    LongText,
    /// A JSON value.
    Json,
    /// A whole number of 32 bits.
    Integer,
    /// A whole number of 64 bits.
    BigInteger,
    /// A floating point number.
    Float,
    /// A number with two decimals where the database knows such.
    Decimal,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A moment.
    DateTime,
    /// A moment; another type than [`ColumnKind::DateTime`] on MySQL only.
    Timestamp,
    /// The id of a row of another table.
    Reference,
    /// A position in a list.
    Position,
}

/// An index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    /// The name, unique in the database.
    pub name: String,
    /// The columns, most significant first.
    pub columns: Vec<String>,
    /// What it is for.
    pub kind: IndexKind,
}

/// What an index is for, which each database has to be told in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexKind {
    /// Finds rows.
    Plain,
    /// Finds rows, of which no two may agree in all columns.
    Unique,
    /// Lists rows from the smallest value up, nulls first, and those that agree by id. Where the type has drafts it also
    /// says which rows are published, so that counting needs nothing else.
    Ascending {
        /// Whether the type has drafts.
        drafts: bool,
    },
    /// Lists rows from the largest value down, nulls last, and those that agree by id.
    Descending,
    /// Lists the published rows by id.
    Published,
    /// Finds the rows with a text that may be too long for any other index.
    Equality,
}

impl Index {
    /// Whether this database has such indexes. MySQL has none on a part of the rows.
    pub fn exists_on(&self, dialect: Dialect) -> bool {
        self.kind != IndexKind::Published || dialect != Dialect::MySql
    }
}

/// A foreign key to the `id` of another table. Deleting that row deletes this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// The name, which an index on the column has too.
    pub name: String,
    /// The column of this table.
    pub column: String,
    /// The other table.
    pub references: String,
}

impl From<ScalarType> for ColumnKind {
    fn from(scalar: ScalarType) -> Self {
        match scalar {
            ScalarType::String | ScalarType::Email | ScalarType::Uid | ScalarType::Enumeration => Self::ShortText,
            ScalarType::Password => Self::Secret,
            ScalarType::Text | ScalarType::RichText => Self::LongText,
            ScalarType::Json | ScalarType::Blocks => Self::Json,
            ScalarType::Integer => Self::Integer,
            ScalarType::BigInteger => Self::BigInteger,
            ScalarType::Float => Self::Float,
            ScalarType::Decimal => Self::Decimal,
            ScalarType::Boolean => Self::Boolean,
            ScalarType::Date => Self::Date,
            ScalarType::Time => Self::Time,
            ScalarType::DateTime => Self::DateTime,
            ScalarType::Timestamp => Self::Timestamp,
        }
    }
}

impl Layout {
    /// The tables that `catalog` needs, without those of built-in types.
    pub fn of(catalog: &Catalog) -> Self {
        let defined = || catalog.models().filter(|content_type| !content_type.is_built_in());
        let models = defined().map(|content_type| entry_table(catalog, content_type));
        let owned = defined().flat_map(|content_type| {
            content_type
                .relations()
                .filter(|(_, relation)| relation.owns_table())
                .map(move |(_, relation)| (content_type, relation))
        });
        let links = owned.filter_map(|(content_type, relation)| {
            catalog.get(&relation.target).map(|target| link_table(content_type, relation, target))
        });
        let owners = defined().filter(|model| model.component_attributes().next().is_some());
        let parts = owners.map(|owner| components_table(owner, collection(catalog, owner)));
        Self { tables: models.chain(links).chain(parts).map(|table| (table.name.clone(), table)).collect() }
    }

    /// The table of this name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.get(name)
    }

    /// All tables, each after those that it refers to.
    pub fn tables(&self) -> impl DoubleEndedIterator<Item = &Table> {
        self.tables.values()
    }
}

/// The table's name before shortening.
fn collection<'c>(catalog: &'c Catalog, content_type: &'c ContentType) -> &'c str {
    let definition = catalog.definition(&content_type.singular);
    definition.map_or(content_type.table.as_str(), |definition| definition.collection())
}

/// The table that holds the rows of a type or component.
pub(super) fn entry_table(catalog: &Catalog, content_type: &ContentType) -> Table {
    let mut indexes = entry_indexes(content_type, collection(catalog, content_type));
    if let Some(definition) = catalog.definition(&content_type.singular) {
        let declared = definition.indexes.iter().flatten();
        indexes.extend(declared.map(|declared| Index {
            name: declared.name.clone(),
            columns: declared.columns.clone(),
            kind: IndexKind::Plain,
        }));
        indexes.extend(attribute_indexes(content_type, definition));
    }
    Table { name: content_type.table.clone(), columns: entry_columns(content_type), indexes, foreign_keys: Vec::new() }
}

fn entry_columns(content_type: &ContentType) -> Vec<Column> {
    let attributes = content_type.attributes.values().chain(content_type.timestamps.values());
    let scalars = attributes.filter_map(|attribute| match &attribute.kind {
        AttributeKind::Scalar(scalar) => Some(column(&scalar.column, scalar.scalar.into())),
        _ => None,
    });
    if content_type.kind == Kind::Component {
        return [column("id", ColumnKind::Id)].into_iter().chain(scalars).collect();
    }
    let first = [column("id", ColumnKind::Id), column("document_id", ColumnKind::ShortText)];
    let last = [
        column("created_by_id", ColumnKind::Reference),
        column("updated_by_id", ColumnKind::Reference),
        column("locale", ColumnKind::ShortText),
    ];
    first.into_iter().chain(scalars).chain(last).collect()
}

/// There is no foreign key to `admin_users`: that table is Strapi's, which adds the keys itself. Their indexes exist.
fn entry_indexes(content_type: &ContentType, collection: &str) -> Vec<Index> {
    if content_type.kind == Kind::Component {
        return Vec::new();
    }
    let table = content_type.table.as_str();
    let reference = |name: &str| index(names::reference_index(table, name), &[name]);
    let mut indexes = vec![
        index(names::documents_index(collection), &["document_id", "locale", "published_at"]),
        reference("created_by_id"),
        reference("updated_by_id"),
    ];
    let timestamps = content_type.timestamps.values().filter_map(|attribute| match &attribute.kind {
        AttributeKind::Scalar(scalar) => Some(scalar),
        _ => None,
    });
    indexes.extend(timestamps.flat_map(|scalar| order_indexes(content_type, &scalar.column)));
    if content_type.draft_and_publish {
        // After the others on the column: of indexes that it thinks equal, SQLite takes the youngest.
        indexes.push(own_index(table, "published_at", IndexKind::Published));
    }
    indexes
}

/// The indexes of attributes that are unique or declared to have them.
fn attribute_indexes<'c>(
    content_type: &'c ContentType,
    definition: &'c Definition,
) -> impl Iterator<Item = Index> + use<'c> {
    let is_declared = |name: &str| definition.attributes.get(name).is_some_and(AttributeDefinition::is_indexed);
    let indexed =
        content_type.scalars().filter(move |(attribute, scalar)| scalar.unique || is_declared(&attribute.name));
    indexed.flat_map(|(_, scalar)| scalar_indexes(content_type, scalar))
}

fn scalar_indexes(content_type: &ContentType, scalar: &ScalarAttribute) -> Vec<Index> {
    match ColumnKind::from(scalar.scalar) {
        ColumnKind::LongText => vec![own_index(&content_type.table, &scalar.column, IndexKind::Equality)],
        ColumnKind::Json | ColumnKind::Secret => Vec::new(),
        _ => order_indexes(content_type, &scalar.column).into(),
    }
}

/// One for each direction, as rows that agree are listed by ascending id in both.
fn order_indexes(content_type: &ContentType, column: &str) -> [Index; 2] {
    let ascending = IndexKind::Ascending { drafts: content_type.draft_and_publish && column != "published_at" };
    [ascending, IndexKind::Descending].map(|kind| own_index(&content_type.table, column, kind))
}

fn link_table(source: &ContentType, relation: &RelationAttribute, target: &ContentType) -> Table {
    let link = &relation.link;
    let orders = [(&link.order_column, "ofk"), (&link.inverse_order_column, "oifk")];
    let orders: Vec<(&str, &'static str)> =
        orders.into_iter().filter_map(|(name, suffix)| name.as_deref().map(|name| (name, suffix))).collect();
    let mut columns = vec![
        column("id", ColumnKind::Id),
        column(&link.source_column, ColumnKind::Reference),
        column(&link.target_column, ColumnKind::Reference),
    ];
    columns.extend(orders.iter().map(|(name, _)| column(name, ColumnKind::Position)));
    let named = |suffix| names::link_index(&link.table, suffix);
    let pair = vec![link.source_column.clone(), link.target_column.clone()];
    let mut indexes = vec![
        index(named("fk"), &[&link.source_column]),
        index(named("ifk"), &[&link.target_column]),
        Index { name: named("uq"), columns: pair, kind: IndexKind::Unique },
    ];
    indexes.extend(orders.iter().map(|(name, suffix)| index(named(suffix), &[name])));
    if let Some(place) = &link.inverse_order_column {
        // A new link stands at the end of the target's list, however long that is.
        let name = names::own_index(&link.table, place, "end");
        indexes.push(index(name, &[&link.target_column, place]));
    }
    let foreign_keys = vec![
        foreign_key(named("fk"), &link.source_column, source),
        foreign_key(named("ifk"), &link.target_column, target),
    ];
    Table { name: link.table.clone(), columns, indexes, foreign_keys }
}

/// The table by which components hang on their owners.
fn components_table(owner: &ContentType, collection: &str) -> Table {
    let columns = vec![
        column("id", ColumnKind::Id),
        column(ENTITY, ColumnKind::Reference),
        column(COMPONENT, ColumnKind::Reference),
        column(COMPONENT_TYPE, ColumnKind::ShortText),
        column(FIELD, ColumnKind::ShortText),
        column(ORDER, ColumnKind::Position),
    ];
    let table = names::components_table(collection);
    let part = [ENTITY, COMPONENT, FIELD, COMPONENT_TYPE].map(str::to_owned).to_vec();
    let indexes = vec![
        index(names::components_index(collection, FIELD), &[FIELD]),
        index(names::components_index(collection, COMPONENT_TYPE), &[COMPONENT_TYPE]),
        index(names::components_owner(collection), &[ENTITY]),
        Index { name: names::components_unique(collection), columns: part, kind: IndexKind::Unique },
        own_index(&table, COMPONENT, IndexKind::Plain),
    ];
    let foreign_keys = vec![foreign_key(names::components_owner(collection), ENTITY, owner)];
    Table { name: table, columns, indexes, foreign_keys }
}

fn column(name: &str, kind: ColumnKind) -> Column {
    Column { name: name.to_owned(), kind }
}

fn index(name: String, columns: &[&str]) -> Index {
    Index { name, columns: columns.iter().map(|&column| column.to_owned()).collect(), kind: IndexKind::Plain }
}

fn own_index(table: &str, column: &str, kind: IndexKind) -> Index {
    let purpose = match kind {
        IndexKind::Plain | IndexKind::Unique => "find",
        IndexKind::Ascending { .. } => "up",
        IndexKind::Descending => "down",
        IndexKind::Published => "only",
        IndexKind::Equality => "equal",
    };
    Index { name: names::own_index(table, column, purpose), columns: vec![column.to_owned()], kind }
}

fn foreign_key(name: String, column: &str, references: &ContentType) -> ForeignKey {
    ForeignKey { name, column: column.to_owned(), references: references.table.clone() }
}
