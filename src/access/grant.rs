//! A grant: content type × actions × fields × status × locales, with its text and JSON forms.
//!
//! Text form: `article:find,findOne(title,slug)`, `*:find`, a trailing `+drafts` where drafts are readable too, and behind
//! everything `@en,fr` where only these locales are meant.
//! Strapi's `api::article.article.find` is read as all fields; its `create` and `update` publish, as they do there. Types
//! that the program brings along are named by their uids: `plugin::upload.file:find`.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Action, Fields, Locales, is_locale_code};

/// Which content types a grant is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TypeSelector {
    /// Every type, future ones included. Written `*`.
    Every,
    /// The type of this singular name, or the built-in one of this uid.
    Named(String),
}

/// Strapi's names of actions on what its plugins bring along, with what they are here.
const PLUGIN_ACTIONS: [(&str, &str, &[Action]); 6] = [
    ("plugin::upload.content-api.find", "plugin::upload.file", &[Action::Find]),
    ("plugin::upload.content-api.findPage", "plugin::upload.file", &[Action::Find]),
    ("plugin::upload.content-api.findOne", "plugin::upload.file", &[Action::FindOne]),
    ("plugin::upload.content-api.upload", "plugin::upload.file", &[Action::Create, Action::Update]),
    ("plugin::upload.content-api.destroy", "plugin::upload.file", &[Action::Delete]),
    ("plugin::i18n.locales.listLocales", "plugin::i18n.locale", &[Action::Find, Action::FindOne]),
];

/// One line of what a token may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "GrantJson", into = "GrantJson")]
pub struct Grant {
    /// Which content types.
    pub content_type: TypeSelector,
    /// Which actions; at least one.
    pub actions: BTreeSet<Action>,
    /// Which fields each of the actions opens.
    pub fields: Fields,
    /// Whether the read actions also show drafts.
    pub drafts: bool,
    /// In which locales; at least one.
    pub locales: Locales,
}

/// Why a permission text is not one. Displayed to the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantSyntaxError(String);

impl fmt::Display for GrantSyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for GrantSyntaxError {}

impl GrantSyntaxError {
    /// Quotes the offending text, escaped and cut short, as it can be anything of any length.
    fn about(text: &str, complaint: &str) -> Self {
        const SHOWN: usize = 60;
        let more = if text.chars().nth(SHOWN).is_some() { "…" } else { "" };
        let start = text.chars().take(SHOWN).collect::<String>();
        Self(format!("\"{}{more}\" {complaint}", start.escape_debug()))
    }
}

impl Grant {
    /// Reads one permission text. Blanks around names are allowed; `id` and `documentId` may be listed and change nothing.
    pub fn parse(text: &str) -> Result<Self, GrantSyntaxError> {
        let (text, locales) = match text.rsplit_once('@') {
            Some((rest, codes)) => (rest, parse_locales(codes)?),
            None => (text, Locales::All),
        };
        let text = text.trim();
        let (text, drafts) = match text.strip_suffix("+drafts") {
            Some(rest) => (rest.trim_end(), true),
            None => (text, false),
        };
        if let Some(action) = text.strip_prefix("api::") {
            return Self::parse_strapi(action, drafts, locales)
                .ok_or_else(|| GrantSyntaxError::about(text, "is not an action such as api::article.article.find"));
        }
        if let Some((_, content_type, actions)) = PLUGIN_ACTIONS.iter().find(|(action, ..)| *action == text) {
            let content_type = TypeSelector::Named((*content_type).to_owned());
            let actions = actions.iter().copied().collect();
            return Ok(Self { content_type, actions, fields: Fields::All, drafts, locales });
        }
        let syntax = || GrantSyntaxError::about(text, "is not a permission such as article:find,findOne(title,slug)");
        let (name, rest) = text.rsplit_once(':').ok_or_else(syntax)?;
        let (actions, fields) = match rest.split_once('(') {
            None => (rest, Fields::All),
            Some((actions, list)) => (actions, parse_fields(list.strip_suffix(')').ok_or_else(syntax)?)?),
        };
        let actions = actions.split(',').map(|name| parse_action(name.trim())).collect::<Result<BTreeSet<_>, _>>()?;
        let content_type = match name.trim() {
            "*" => TypeSelector::Every,
            name if is_type_name(name) => TypeSelector::Named(name.to_owned()),
            _ => return Err(syntax()),
        };
        Ok(Self { content_type, actions, fields, drafts, locales })
    }

    /// Reads what follows `api::` in Strapi's name of an action: `article.article.find`.
    fn parse_strapi(text: &str, drafts: bool, locales: Locales) -> Option<Self> {
        let (api, rest) = text.split_once('.')?;
        let (name, action) = rest.split_once('.')?;
        if !is_singular_name(api) || !is_singular_name(name) {
            return None;
        }
        let action = Action::parse(action)?;
        let mut actions = BTreeSet::from([action]);
        if matches!(action, Action::Create | Action::Update) {
            actions.insert(Action::Publish);
        }
        let content_type = TypeSelector::Named(name.to_owned());
        Some(Self { content_type, actions, fields: Fields::All, drafts, locales })
    }
}

fn parse_action(name: &str) -> Result<Action, GrantSyntaxError> {
    Action::parse(name).ok_or_else(|| {
        let known = Action::ALL.map(Action::as_str).join(", ");
        GrantSyntaxError::about(name, &format!("is not an action; the actions are {known}"))
    })
}

fn parse_locales(list: &str) -> Result<Locales, GrantSyntaxError> {
    checked_locales(list.split(',').map(str::trim))
}

fn checked_locales<'c>(codes: impl IntoIterator<Item = &'c str>) -> Result<Locales, GrantSyntaxError> {
    let mut locales = BTreeSet::new();
    for code in codes {
        if !is_locale_code(code) {
            return Err(GrantSyntaxError::about(code, "is not a locale such as en or pt-BR"));
        }
        locales.insert(code.to_owned());
    }
    Ok(Locales::Only(locales))
}

fn parse_fields(list: &str) -> Result<Fields, GrantSyntaxError> {
    if list.trim().is_empty() {
        return Ok(Fields::none());
    }
    checked_fields(list.split(',').map(str::trim))
}

/// The listed fields, without the two that come with every type: a list with them and one without are the same.
fn checked_fields<'n>(names: impl IntoIterator<Item = &'n str>) -> Result<Fields, GrantSyntaxError> {
    let mut fields = BTreeSet::new();
    for name in names {
        if !is_field_name(name) {
            return Err(GrantSyntaxError::about(name, "is not a field name"));
        }
        if !matches!(name, "id" | "documentId") {
            fields.insert(name.to_owned());
        }
    }
    Ok(Fields::Only(fields))
}

fn is_type_name(name: &str) -> bool {
    match name.strip_prefix("plugin::").and_then(|uid| uid.split_once('.')) {
        Some((plugin, name)) => is_singular_name(plugin) && is_singular_name(name),
        None => is_singular_name(name),
    }
}

fn is_singular_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn is_field_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let actions = self.actions.iter().map(|action| action.as_str()).collect::<Vec<_>>().join(",");
        match &self.content_type {
            TypeSelector::Every => write!(f, "*:{actions}")?,
            TypeSelector::Named(name) => write!(f, "{name}:{actions}")?,
        }
        if let Fields::Only(names) = &self.fields {
            write!(f, "({})", names.iter().map(String::as_str).collect::<Vec<_>>().join(","))?;
        }
        if self.drafts {
            f.write_str("+drafts")?;
        }
        match &self.locales {
            Locales::All => Ok(()),
            Locales::Only(codes) => write!(f, "@{}", codes.iter().map(String::as_str).collect::<Vec<_>>().join(",")),
        }
    }
}

/// The JSON form, in which grants are stored and which row rules will extend.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GrantJson {
    content_type: String,
    actions: BTreeSet<Action>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    fields: Option<BTreeSet<String>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    drafts: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    locales: Option<BTreeSet<String>>,
}

impl From<Grant> for GrantJson {
    fn from(grant: Grant) -> Self {
        Self {
            content_type: match grant.content_type {
                TypeSelector::Every => "*".to_owned(),
                TypeSelector::Named(name) => name,
            },
            actions: grant.actions,
            fields: match grant.fields {
                Fields::All => None,
                Fields::Only(names) => Some(names),
            },
            drafts: grant.drafts,
            locales: match grant.locales {
                Locales::All => None,
                Locales::Only(codes) => Some(codes),
            },
        }
    }
}

impl TryFrom<GrantJson> for Grant {
    type Error = GrantSyntaxError;

    fn try_from(json: GrantJson) -> Result<Self, GrantSyntaxError> {
        if json.actions.is_empty() {
            return Err(GrantSyntaxError("a grant names at least one action".to_owned()));
        }
        if json.locales.as_ref().is_some_and(BTreeSet::is_empty) {
            return Err(GrantSyntaxError("a grant names at least one locale, or leaves them out for all".to_owned()));
        }
        Ok(Self {
            content_type: match json.content_type.as_str() {
                "*" => TypeSelector::Every,
                name if is_type_name(name) => TypeSelector::Named(json.content_type),
                name => return Err(GrantSyntaxError::about(name, "is not the name of a content type")),
            },
            actions: json.actions,
            fields: match &json.fields {
                None => Fields::All,
                Some(names) => checked_fields(names.iter().map(String::as_str))?,
            },
            drafts: json.drafts,
            locales: match &json.locales {
                None => Locales::All,
                Some(codes) => checked_locales(codes.iter().map(String::as_str))?,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::arbitrary::grant;
    use super::*;

    fn parse(text: &str) -> Result<String, String> {
        Grant::parse(text).map(|grant| grant.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn texts_are_read_and_printed_in_one_form() {
        for (written, printed) in [
            ("article:findOne,find(title, slug)", "article:find,findOne(slug,title)"),
            (" * : find ", "*:find"),
            ("article:find()", "article:find()"),
            ("article:find(id,documentId)", "article:find()"),
            ("article:find(title)+drafts", "article:find(title)+drafts"),
            ("api::article.article.find", "article:find"),
            ("api::blog.article.create", "article:create,publish"),
            ("api::article.article.find +drafts", "article:find+drafts"),
            ("plugin::upload.file:findOne,find(url)", "plugin::upload.file:find,findOne(url)"),
            ("plugin::upload.content-api.findPage", "plugin::upload.file:find"),
            ("plugin::upload.content-api.upload", "plugin::upload.file:create,update"),
            ("plugin::upload.content-api.destroy", "plugin::upload.file:delete"),
            ("plugin::i18n.locales.listLocales", "plugin::i18n.locale:find,findOne"),
            ("page:find(title)+drafts@fr, en", "page:find(title)+drafts@en,fr"),
            ("page:find @ pt-BR", "page:find@pt-BR"),
            ("api::page.page.update@fr", "page:update,publish@fr"),
        ] {
            assert_eq!(parse(written).as_deref(), Ok(printed), "{written}");
        }
    }

    #[test]
    fn what_is_no_permission_is_refused_with_the_reason() {
        let syntax = "is not a permission such as article:find,findOne(title,slug)";
        for (written, complaint) in [
            ("", syntax),
            ("article", syntax),
            ("Article:find", syntax),
            ("article:find(title", syntax),
            ("article:", "\"\" is not an action; the actions are find, findOne, create, update, delete, publish"),
            ("article:find,", "\"\" is not an action"),
            ("article:FIND", "\"FIND\" is not an action"),
            ("article:find(title,)", "\"\" is not a field name"),
            ("article:find(title))", "\"title)\" is not a field name"),
            ("article:find(a\nb)", "\"a\\nb\" is not a field name"),
            ("plugin::upload:find", syntax),
            ("plugin::upload.content-api.publish", "is not an action"),
            ("plugin::upload.a.b:find", syntax),
            ("page:find@", "\"\" is not a locale"),
            ("page:find@en,*", "\"*\" is not a locale"),
            ("page:find@en+drafts", "\"en+drafts\" is not a locale"),
            ("page:find@en(title)", "\"en(title)\" is not a locale"),
            ("api::article.find", "is not an action such as api::article.article.find"),
            ("api::api::article.article.find", "is not an action such as api::article.article.find"),
        ] {
            let error = parse(written).expect_err(written);
            assert!(error.contains(complaint), "{written}: {error}");
        }
    }

    #[test]
    fn a_complaint_about_a_long_text_is_short() {
        assert!(parse(&"x".repeat(1_000_000)).unwrap_err().len() < 200);
    }

    #[test]
    fn the_json_form_accepts_the_same_names_as_the_text_form() {
        for refused in [
            r#"{"contentType":"article","actions":[]}"#,
            r#"{"contentType":"Article","actions":["find"]}"#,
            r#"{"contentType":"article","actions":["find"],"fields":["title),x:find("]}"#,
            r#"{"contentType":"article","actions":["find"],"rows":{}}"#,
            r#"{"contentType":"article","actions":["find"],"locales":[]}"#,
            r#"{"contentType":"article","actions":["find"],"locales":["en:x"]}"#,
        ] {
            assert!(serde_json::from_str::<Grant>(refused).is_err(), "{refused}");
        }
        let json = r#"{"contentType":"article","actions":["find"],"fields":["id","title"],"drafts":true}"#;
        assert_eq!(serde_json::from_str::<Grant>(json).unwrap().to_string(), "article:find(title)+drafts");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_and_what_is_read_prints_back(text in ".{0,80}") {
            if let Ok(grant) = Grant::parse(&text) {
                prop_assert_eq!(Grant::parse(&grant.to_string()), Ok(grant));
            }
        }

        #[test]
        fn texts_near_to_permissions_are_read_or_refused(
            text in r"(api::|\*|[a-z-]{0,4}){0,2}[:.]?((find|findOne|publish|[a-z]{0,3})[,.]?){0,3}\(?([a-zA-Z_]{0,4},? ?){0,3}\)?(\+drafts)?(@[a-z-]{0,5},?)?"
        ) {
            if let Ok(grant) = Grant::parse(&text) {
                prop_assert_eq!(Grant::parse(&grant.to_string()), Ok(grant));
            }
        }

        #[test]
        fn text_and_json_lose_nothing(grant in grant()) {
            prop_assert_eq!(Grant::parse(&grant.to_string()), Ok(grant.clone()));
            let json = serde_json::to_string(&grant).unwrap();
            prop_assert_eq!(serde_json::from_str::<Grant>(&json).unwrap(), grant);
        }
    }
}
