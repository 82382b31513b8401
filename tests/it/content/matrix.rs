//! The authorization matrix: every type, field and place of a content model, made from its schema files.

use std::collections::BTreeSet;

use serde_json::Value;

use super::world::MODEL;

/// One use of a field somewhere in a request.
pub struct Case {
    /// The document.
    pub query: String,
    /// What the request needs besides what is tested.
    pub base: Vec<Permission>,
    /// What it takes to use the field; every one is left out in turn.
    pub needed: Vec<Permission>,
    /// The field's value, where the answer shows it.
    pub shown: Option<String>,
}

/// A permission on one field, or on a type without any field.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Permission {
    pub content_type: String,
    pub action: &'static str,
    pub field: Option<String>,
    pub drafts: bool,
}

impl Permission {
    /// How a refusal names it.
    pub fn named(&self) -> String {
        let field = self.field.as_ref().map(|field| format!("({field})")).unwrap_or_default();
        format!("{}:{}{field}{}", self.content_type, self.action, if self.drafts { "+drafts" } else { "" })
    }

    /// The grant that opens this and nothing more.
    pub fn grant(&self) -> String {
        let field = self.field.as_deref().unwrap_or_default();
        format!("{}:{}({field}){}", self.content_type, self.action, if self.drafts { "+drafts" } else { "" })
    }
}

/// A content type of the model.
pub struct Type {
    pub singular: String,
    pub plural: String,
    pub single: bool,
    pub drafts: bool,
    pub fields: Vec<Field>,
}

/// A field of a type.
#[expect(clippy::struct_excessive_bools, reason = "each says another thing")]
pub struct Field {
    pub name: String,
    pub target: Option<String>,
    /// An attribute of the component that the field holds.
    pub inside: Option<String>,
    pub to_many: bool,
    pub readable: bool,
    pub writable: bool,
    pub required: bool,
}

/// The types of the model, read from their schema files.
pub fn types() -> Vec<Type> {
    schemas().iter().filter(|schema| schema["kind"].is_string()).map(content_type).collect()
}

fn schemas() -> Vec<Value> {
    MODEL.iter().map(|text| serde_json::from_str(text).unwrap()).collect()
}

/// The first attribute of a component.
fn inside(uid: &Value) -> Option<String> {
    let component = schemas().into_iter().find(|schema| uid.is_string() && &schema["uid"] == uid)?;
    component["attributes"].as_object()?.keys().next().cloned()
}

fn content_type(schema: &Value) -> Type {
    // Timestamps stand in no schema file: they are read and never written.
    let timestamps = ["createdAt", "updatedAt", "publishedAt"].map(|name| (name, &Value::Null));
    let attributes =
        schema["attributes"].as_object().unwrap().iter().map(|(name, attribute)| (name.as_str(), attribute));
    let fields = attributes.chain(timestamps).map(|(name, attribute)| Field {
        name: name.to_owned(),
        target: attribute["target"].as_str().map(|uid| uid.rsplit('.').next().unwrap().to_owned()),
        inside: inside(&attribute["component"]),
        to_many: attribute["relation"].as_str().is_some_and(|kind| kind.ends_with("Many")),
        readable: attribute["private"] != true && attribute["type"] != "password",
        writable: !attribute.is_null(),
        required: attribute["required"] == true,
    });
    Type {
        singular: schema["info"]["singularName"].as_str().unwrap().to_owned(),
        plural: schema["info"]["pluralName"].as_str().unwrap().to_owned(),
        single: schema["kind"] == "singleType",
        drafts: schema["options"]["draftAndPublish"] == true,
        fields: fields.collect(),
    }
}

impl Type {
    /// The permission for an action on a field, or on none.
    pub fn may(&self, action: &'static str, field: Option<&str>) -> Permission {
        let content_type = self.singular.clone();
        Permission { content_type, action, field: field.map(str::to_owned), drafts: false }
    }

    /// The name of the object type.
    pub fn type_name(&self) -> String {
        self.singular[..1].to_uppercase() + &self.singular[1..]
    }

    fn root(&self) -> &str {
        if self.single { &self.singular } else { &self.plural }
    }
}

/// The uses of a readable field in reads of its own type. `id` is the document that holds the value.
pub fn reads(of: &Type, field: &Field, id: &str, value: &str, target: Option<&Type>) -> Vec<Case> {
    let Field { name, .. } = field;
    let inner = selection(field);
    let case = |query: String, action: &'static str, shown: bool| Case {
        query,
        base: vec![of.may(action, None)],
        needed: needed(of.may(action, Some(name)), target, |target| action == "find" && target.singular == of.singular),
        shown: shown.then(|| value.to_owned()),
    };
    let (root, type_name) = (of.root(), of.type_name());
    let mut cases = vec![
        case(format!("{{ {root} {{ {name}{inner} }} }}"), "find", true),
        case(format!("{{ {root} {{ other: {name}{inner} }} }}"), "find", true),
        case(
            format!(
                "{{ ...R }} fragment R on Query {{ {root} {{ ...F }} }} fragment F on {type_name} {{ {name}{inner} }}"
            ),
            "find",
            true,
        ),
        case(format!("{{ {root} {{ ... on {type_name} {{ {name}{inner} }} }} }}"), "find", true),
    ];
    if of.single {
        return cases;
    }
    cases.push(case(format!("{{ {}(documentId: \"{id}\") {{ {name}{inner} }} }}", of.singular), "findOne", true));
    cases.push(case(
        format!("{{ {root}_connection {{ nodes {{ {name}{inner} }} pageInfo {{ total }} }} }}"),
        "find",
        true,
    ));
    if field.to_many {
        cases.push(case(format!("{{ {root} {{ {name}_connection {{ nodes {{ documentId }} }} }} }}"), "find", true));
    }
    let condition = filter(field);
    for filters in places(&condition) {
        cases.push(case(format!("{{ {root}(filters: {filters}) {{ documentId }} }}"), "find", false));
        let pages = format!("{{ {root}_connection(filters: {filters}) {{ pageInfo {{ total pageCount }} }} }}");
        cases.push(case(pages, "find", false));
    }
    let key = sort(field);
    for keys in [format!("\"{key}\""), format!("[\"documentId\", \"{key}:desc\"]"), format!("\"documentId,{key}\"")] {
        cases.push(case(format!("{{ {root}(sort: {keys}) {{ documentId }} }}"), "find", false));
        cases.push(case(format!("{{ {root}_connection(sort: {keys}) {{ nodes {{ documentId }} }} }}"), "find", false));
    }
    cases
}

/// The uses of a readable field of `of` through a relation of `source` that leads there.
pub fn through(
    source: &Type,
    relation: &Field,
    of: &Type,
    field: &Field,
    value: &str,
    target: Option<&Type>,
) -> Vec<Case> {
    let (root, via, name) = (source.root(), &relation.name, &field.name);
    let inner = selection(field);
    let case = |query: String, shown: bool| Case {
        query,
        base: vec![source.may("find", Some(via)), of.may("find", None)],
        needed: needed(of.may("find", Some(name)), target, |target| {
            [&source.singular, &of.singular].contains(&&target.singular)
        }),
        shown: shown.then(|| value.to_owned()),
    };
    let mut cases = vec![case(format!("{{ {root} {{ {via} {{ {name}{inner} }} }} }}"), true)];
    let (condition, key) = (filter(field), sort(field));
    if !source.single {
        let nested = format!("{{{via}: {condition}}}");
        cases.extend(
            places(&nested)
                .into_iter()
                .map(|filters| case(format!("{{ {root}(filters: {filters}) {{ documentId }} }}"), false)),
        );
        let deep = format!("{{{via}: {{or: [{{documentId: {{eq: \"x\"}}}}, {{not: {condition}}}]}}}}");
        cases.push(case(format!("{{ {root}_connection(filters: {deep}) {{ pageInfo {{ total }} }} }}"), false));
        cases.push(case(format!("{{ {root}(sort: \"{via}.{key}:desc\") {{ documentId }} }}"), false));
    }
    if relation.to_many {
        cases.push(case(format!("{{ {root} {{ {via}_connection {{ nodes {{ {name}{inner} }} }} }} }}"), true));
        for list in
            [format!("filters: {{not: {condition}}}"), format!("filters: {condition}"), format!("sort: \"{key}\"")]
        {
            cases.push(case(format!("{{ {root} {{ {via}({list}) {{ documentId }} }} }}"), false));
            cases
                .push(case(format!("{{ {root} {{ {via}_connection({list}) {{ nodes {{ documentId }} }} }} }}"), false));
        }
    }
    cases
}

/// The uses of a field in mutations: as data, and in the answer. `given` makes a literal for a field of a new entry.
pub fn writes(
    of: &Type,
    field: &Field,
    id: &str,
    target: Option<&Type>,
    mut given: impl FnMut(&Field) -> String,
) -> Vec<Case> {
    let (type_name, name) = (of.type_name(), &field.name);
    let document = if of.single { String::new() } else { format!("documentId: \"{id}\", ") };
    let mut cases = Vec::new();
    for (verb, action) in [("create", "create"), ("update", "update")] {
        if of.single && verb == "create" {
            continue;
        }
        let required = of.fields.iter().filter(|other| action == "create" && other.required).collect::<Vec<_>>();
        let document = if action == "create" { "" } else { &document };
        let mut mutation = |extra: Option<&Field>, answer: &str| {
            let fields =
                required.iter().copied().filter(|other| other.name != field.name || extra.is_none()).chain(extra);
            let data = fields.map(|field| format!("{}: {}", field.name, given(field))).collect::<Vec<_>>().join(", ");
            format!("mutation {{ done: {verb}{type_name}({document}status: DRAFT, data: {{{data}}}) {{ {answer} }} }}")
        };
        let mut base = vec![of.may(action, None)];
        base.extend(
            required.iter().filter(|other| other.name != field.name).map(|other| of.may(action, Some(&other.name))),
        );
        if field.writable {
            let needed = [of.may(action, Some(name))].into_iter().chain(target.map(|target| target.may("find", None)));
            let query = mutation(Some(field), "documentId");
            cases.push(Case { query, base: base.clone(), needed: needed.collect(), shown: None });
        }
        if field.readable {
            base.extend(required.iter().map(|other| of.may(action, Some(&other.name))));
            let read = if of.single { "find" } else { "findOne" };
            let own = Permission { drafts: of.drafts, ..of.may(read, Some(name)) };
            let other = target.map(|target| Permission { drafts: target.drafts, ..target.may("find", None) });
            let answer = format!("{name}{}", selection(field));
            let needed = [own].into_iter().chain(other).collect();
            cases.push(Case { query: mutation(None, &answer), base, needed, shown: None });
        }
    }
    cases
}

/// Every permission on the whole model but `left_out`, written as grants.
pub fn everything_but(left_out: &Permission) -> BTreeSet<String> {
    let mut grants = BTreeSet::new();
    for of in types() {
        let actions: &[&str] = if of.single {
            &["find", "update", "delete", "publish"]
        } else {
            &["find", "findOne", "create", "update", "delete", "publish"]
        };
        for action in actions {
            let reads = action.starts_with("find");
            let here = of.singular == left_out.content_type;
            // What a mutation answers is open to either reading action, so that neither may open it here.
            let concerned = here && (*action == left_out.action || reads && left_out.action.starts_with("find"));
            let names = of.fields.iter().filter(|field| if reads { field.readable } else { field.writable });
            let names = names.map(|field| field.name.as_str());
            let drafts = if reads { "+drafts" } else { "" };
            match &left_out.field {
                None if here && *action == left_out.action => {}
                Some(field) if concerned => {
                    let names = names.filter(|name| name != field).collect::<Vec<_>>().join(",");
                    grants.insert(format!("{}:{action}({names}){drafts}", of.singular));
                }
                _ => {
                    let names = names.collect::<Vec<_>>().join(",");
                    grants.insert(format!("{}:{action}({names}){drafts}", of.singular));
                }
            }
        }
    }
    grants
}

/// The permission for a field and, where it is a relation, `find` on its target, unless the rest opens that already.
pub fn needed(own: Permission, target: Option<&Type>, is_open: impl Fn(&Type) -> bool) -> Vec<Permission> {
    let target = target.filter(|target| !is_open(target)).map(|target| target.may("find", None));
    [own].into_iter().chain(target).collect()
}

/// A condition on a field, alone and inside every logical operator.
fn places(condition: &str) -> [String; 5] {
    [
        condition.to_owned(),
        format!("{{and: [{{documentId: {{notNull: true}}}}, {condition}]}}"),
        format!("{{or: [{{documentId: {{notNull: true}}}}, {condition}]}}"),
        format!("{{not: {condition}}}"),
        format!("{{or: [{{not: {{and: [{condition}]}}}}]}}"),
    ]
}

/// What stands below a field that is an object.
pub fn inner(field: &Field) -> Option<&str> {
    field.inside.as_deref().or(field.target.as_ref().map(|_| "documentId"))
}

fn selection(field: &Field) -> String {
    inner(field).map(|inner| format!(" {{ {inner} }}")).unwrap_or_default()
}

fn filter(field: &Field) -> String {
    match inner(field) {
        Some(inner) => format!("{{{}: {{{inner}: {{notNull: true}}}}}}", field.name),
        None => format!("{{{}: {{notNull: true}}}}", field.name),
    }
}

fn sort(field: &Field) -> String {
    inner(field).map_or_else(|| field.name.clone(), |inner| format!("{}.{inner}", field.name))
}
