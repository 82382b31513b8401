//! Paths and methods: what each does, and on which content type.

use std::collections::HashMap;

use http::Method;
use percent_encoding::percent_decode_str;

use crate::access::{Action, DraftAction};
use crate::catalog::built_in::FILE;
use crate::catalog::{Catalog, ContentType, Kind, built_in};

/// Every method that some path takes, for the header `Allow` where it may not tell one path from another.
pub const METHODS: &str = "HEAD, GET, POST, PUT, DELETE";

/// Where the API is described. No content type has a name with a dot.
const DESCRIPTION: &str = "openapi.json";

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Something with entries.
    Entries(EntryOperation),
    /// The description of the API as the caller may use it.
    Description,
    /// Something that changes uploaded files.
    Files(FileOperation),
}

/// Something that changes uploaded files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileOperation {
    /// Stores new files, or changes one that the query names.
    Upload,
    /// Removes the file of this row id or document id.
    Delete(String),
}

/// Something that is done with entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryOperation {
    /// The singular name of the type.
    pub singular: String,
    /// Which entries are meant.
    pub target: Target,
    /// What is done with them.
    pub action: Action,
}

impl Operation {
    /// Whether it changes nothing.
    pub fn is_read(&self) -> bool {
        match self {
            Self::Entries(operation) => operation.action.is_read(),
            Self::Description => true,
            Self::Files(_) => false,
        }
    }
}

/// Which entries a path means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Those of a collection type.
    List,
    /// The entry of a collection type with this document id.
    One(String),
    /// The entry of a single type.
    Single,
    /// What is done with the draft of the entry with this document id, or of a single type's.
    Draft(Option<String>, DraftAction),
    /// Those of a built-in type, answered as a list with nothing around it.
    BareList,
    /// The entry of a built-in type with this row id or document id, answered with nothing around it.
    BareOne(String),
}

/// Where a method and a path lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To an operation.
    Operation(Operation),
    /// Nowhere: the path takes these methods only.
    Methods(&'static str),
    /// Nowhere: there is no such path.
    Nothing,
}

/// The paths that lead to content.
pub(super) struct Routes {
    /// The types by the first words of their paths.
    defined: HashMap<String, Defined>,
    /// The paths of the built-in types, each with the uid of its type.
    built_in: Vec<(String, String)>,
}

/// A type that was defined.
struct Defined {
    kind: Kind,
    singular: String,
    has_drafts: bool,
}

/// Below the path of an entry: what can be done with it besides reading and writing.
const ACTIONS: &str = "actions";
/// Below the path of a built-in type: a list that tells of its page.
const PAGE: &str = "page";
/// Where files come in. No content type may be called so.
const UPLOAD: &str = "upload";

impl Routes {
    /// The paths of all types.
    pub(super) fn of(catalog: &Catalog) -> Self {
        let path = |content_type: &ContentType| content_type.path().to_ascii_lowercase();
        let (built_in, defined): (Vec<_>, Vec<_>) = catalog.iter().partition(|content_type| content_type.is_built_in());
        let defined = defined.into_iter().map(|of| {
            (path(of), Defined { kind: of.kind, singular: of.singular.clone(), has_drafts: of.draft_and_publish })
        });
        let built_in = built_in.into_iter().map(|of| (path(of), of.singular.clone()));
        Self { defined: defined.collect(), built_in: built_in.collect() }
    }

    /// What `method` does at `path`, in which case does not matter and neither does one slash at the end.
    pub(super) fn reach(&self, method: &Method, path: &str) -> Reach {
        let path = path.strip_suffix('/').unwrap_or(path);
        if path.eq_ignore_ascii_case(DESCRIPTION) {
            return match method.as_str() {
                "GET" | "HEAD" => Reach::Operation(Operation::Description),
                _ => Reach::Methods("HEAD, GET"),
            };
        }
        if path.eq_ignore_ascii_case(UPLOAD) {
            return match method.as_str() {
                "POST" => Reach::Operation(Operation::Files(FileOperation::Upload)),
                _ => Reach::Methods("POST"),
            };
        }
        let Some((singular, target)) = self.built_in(path).or_else(|| self.defined(path)) else {
            return Reach::Nothing;
        };
        if let (Target::BareOne(id), "DELETE", FILE) = (&target, method.as_str(), singular) {
            return Reach::Operation(Operation::Files(FileOperation::Delete(id.clone())));
        }
        match target.action(method) {
            Some(action) => {
                let singular = singular.to_owned();
                Reach::Operation(Operation::Entries(EntryOperation { singular, target, action }))
            }
            None => Reach::Methods(target.methods()),
        }
    }

    fn defined(&self, path: &str) -> Option<(&str, Target)> {
        let mut words = path.split('/');
        let of = self.defined.get(&words.next()?.to_ascii_lowercase())?;
        let target = match (of.kind, words.collect::<Vec<_>>().as_slice()) {
            (Kind::Collection, []) => Target::List,
            (Kind::Collection, [document]) => Target::One(one_word(document)?),
            (Kind::Collection, [document, words @ ..]) => Target::Draft(Some(one_word(document)?), of.action(words)?),
            (Kind::Single, []) => Target::Single,
            (Kind::Single, words) => Target::Draft(None, of.action(words)?),
            (Kind::Component, _) => return None,
        };
        Some((&of.singular, target))
    }

    fn built_in(&self, path: &str) -> Option<(&str, Target)> {
        self.built_in.iter().find_map(|(own, uid)| {
            let start = path.get(..own.len()).filter(|start| start.eq_ignore_ascii_case(own))?;
            let only_list = built_in::find(uid).is_some_and(|built_in| built_in.only_list);
            let target = match path[start.len()..].strip_prefix('/') {
                None if path.len() == own.len() => Target::BareList,
                Some(_) if only_list => return None,
                Some(page) if page.eq_ignore_ascii_case(PAGE) => Target::List,
                Some(id) => Target::BareOne(one_word(id)?),
                None => return None,
            };
            Some((uid.as_str(), target))
        })
    }
}

impl Defined {
    /// The action that a path names below that of an entry.
    fn action(&self, words: &[&str]) -> Option<DraftAction> {
        let [actions, name] = words else { return None };
        let mut known =
            DraftAction::ALL.into_iter().filter(|_| self.has_drafts && actions.eq_ignore_ascii_case(ACTIONS));
        known.find(|action| action.as_str().eq_ignore_ascii_case(name))
    }
}

/// A part of a path, decoded. Nothing that is there has a name with NUL in it, which PostgreSQL cannot even be asked for.
fn one_word(part: &str) -> Option<String> {
    let word = percent_decode_str(part).decode_utf8().ok()?;
    (!word.is_empty() && !word.contains(['/', '\0'])).then(|| word.into_owned())
}

impl Target {
    /// Whether the answer has nothing around what was asked for.
    pub fn is_bare(&self) -> bool {
        matches!(self, Self::BareList | Self::BareOne(_))
    }

    fn action(&self, method: &Method) -> Option<Action> {
        match (method.as_str(), self) {
            ("GET" | "HEAD", Self::List | Self::Single | Self::BareList) => Some(Action::Find),
            ("GET" | "HEAD", Self::One(_) | Self::BareOne(_)) => Some(Action::FindOne),
            ("POST", Self::List) => Some(Action::Create),
            ("PUT", Self::One(_) | Self::Single) => Some(Action::Update),
            ("DELETE", Self::One(_) | Self::Single) => Some(Action::Delete),
            ("POST", Self::Draft(_, action)) => Some(action.action()),
            _ => None,
        }
    }

    fn methods(&self) -> &'static str {
        match self {
            Self::List => "HEAD, GET, POST",
            Self::One(_) | Self::Single => "HEAD, GET, PUT, DELETE",
            Self::BareList => "HEAD, GET",
            Self::BareOne(_) => "HEAD, GET, DELETE",
            Self::Draft(..) => "POST",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::catalog::built_in::LOCALE;
    use crate::catalog::samples;

    fn reach(method: &str, path: &str) -> Reach {
        let catalog = Arc::new(samples::catalog());
        Routes::of(&catalog).reach(&method.parse().unwrap(), path)
    }

    fn operation(singular: &str, target: Target, action: Action) -> Reach {
        Reach::Operation(Operation::Entries(EntryOperation { singular: singular.to_owned(), target, action }))
    }

    #[test]
    fn each_method_of_a_path_is_one_operation() {
        let one = || Target::One("x".to_owned());
        let publish = || Target::Draft(Some("x".to_owned()), DraftAction::Publish);
        let discard = || Target::Draft(Some("x".to_owned()), DraftAction::Discard);
        for (method, path, singular, target, action) in [
            ("GET", "articles", "article", Target::List, Action::Find),
            ("HEAD", "articles/", "article", Target::List, Action::Find),
            ("POST", "Articles", "article", Target::List, Action::Create),
            ("GET", "articles/x", "article", one(), Action::FindOne),
            ("PUT", "ARTICLES/x/", "article", one(), Action::Update),
            ("DELETE", "articles/%78", "article", one(), Action::Delete),
            ("GET", "homepage", "homepage", Target::Single, Action::Find),
            ("PUT", "homepage", "homepage", Target::Single, Action::Update),
            ("DELETE", "homepage/", "homepage", Target::Single, Action::Delete),
            ("POST", "articles/x/actions/publish", "article", publish(), Action::Publish),
            ("POST", "Articles/x/Actions/Discard/", "article", discard(), Action::Update),
            (
                "POST",
                "homepage/actions/unpublish",
                "homepage",
                Target::Draft(None, DraftAction::Unpublish),
                Action::Publish,
            ),
            ("GET", "upload/files", FILE, Target::BareList, Action::Find),
            ("GET", "i18n/locales", LOCALE, Target::BareList, Action::Find),
            ("GET", "Upload/Files/page/", FILE, Target::List, Action::Find),
            ("GET", "upload/files/7", FILE, Target::BareOne("7".to_owned()), Action::FindOne),
        ] {
            assert_eq!(reach(method, path), operation(singular, target, action), "{method} {path}");
        }
    }

    #[test]
    fn the_description_stands_beside_the_types() {
        assert_eq!(reach("GET", "openapi.json"), Reach::Operation(Operation::Description));
    }

    #[test]
    fn files_come_in_at_one_path_and_go_at_their_own() {
        let files = |operation| Reach::Operation(Operation::Files(operation));
        assert_eq!(reach("POST", "Upload/"), files(FileOperation::Upload));
        assert_eq!(reach("GET", "upload"), Reach::Methods("POST"));
        assert_eq!(reach("DELETE", "upload/files/7"), files(FileOperation::Delete("7".to_owned())));
        assert_eq!(reach("PUT", "upload/files/7"), Reach::Methods("HEAD, GET, DELETE"));
        for path in ["upload/files", "upload/files/page"] {
            assert!(matches!(reach("DELETE", path), Reach::Methods(_)), "{path}");
        }
    }

    #[test]
    fn a_method_that_a_path_does_not_take_is_told_those_that_it_takes() {
        for (method, path) in [("PATCH", "articles"), ("PUT", "articles/"), ("DELETE", "articles")] {
            assert_eq!(reach(method, path), Reach::Methods("HEAD, GET, POST"), "{method} {path}");
        }
        assert_eq!(reach("PUT", "openapi.json"), Reach::Methods("HEAD, GET"));
        assert_eq!(reach("GET", "articles/x/actions/publish"), Reach::Methods("POST"));
        for (method, path) in [("POST", "articles/x"), ("PATCH", "articles/x"), ("POST", "homepage")] {
            assert_eq!(reach(method, path), Reach::Methods("HEAD, GET, PUT, DELETE"), "{method} {path}");
        }
    }

    #[test]
    fn every_other_path_leads_nowhere() {
        for path in [
            "",
            "/",
            "article",
            "homepages",
            "homepage/x",
            "articles/x/y",
            "articles/x/actions",
            "articles/x/actions/delete",
            "articles/x/actions/publish/y",
            "articles//actions/publish",
            "homepage/x/actions/publish",
            "authors/x/actions/publish",
            "articles//",
            "/articles",
            "articles/a%2Fb",
            "articles/%ff",
            "nothing",
            "upload.files",
            "upload/filesx",
            "i18n/locales/page",
            "i18n/locales/1",
            "upload/files/a/b",
            "upload/files/a%2fb",
        ] {
            assert_eq!(reach("GET", path), Reach::Nothing, "{path}");
        }
    }
}
