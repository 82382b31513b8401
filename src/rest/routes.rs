//! Paths and methods: what each does, and on which content type.

use std::collections::HashMap;

use http::Method;
use percent_encoding::percent_decode_str;

use crate::access::Action;
use crate::catalog::{Catalog, Kind};

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

/// The first words of the API's paths, each with the singular name of its type.
pub(super) struct Routes(HashMap<String, (Kind, String)>);

impl Routes {
    /// The paths of all types.
    pub(super) fn of(catalog: &Catalog) -> Self {
        let routes = catalog.iter().map(|content_type| {
            let name = match content_type.kind {
                Kind::Collection => &content_type.plural,
                Kind::Single | Kind::Component => &content_type.singular,
            };
            (name.to_ascii_lowercase(), (content_type.kind, content_type.singular.clone()))
        });
        Self(routes.collect())
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
        let (name, document) = match path.split_once('/') {
            Some((name, document)) => (name, Some(document)),
            None => (path, None),
        };
        let Some((kind, singular)) = self.0.get(&name.to_ascii_lowercase()) else { return Reach::Nothing };
        let document = document.map(|document| percent_decode_str(document).decode_utf8());
        let target = match (kind, document) {
            (Kind::Collection, None) => Target::List,
            (Kind::Collection, Some(Ok(document))) if !document.is_empty() && !document.contains('/') => {
                Target::One(document.into_owned())
            }
            (Kind::Single, None) => Target::Single,
            _ => return Reach::Nothing,
        };
        match target.action(method) {
            Some(action) => {
                let singular = singular.clone();
                Reach::Operation(Operation::Entries(EntryOperation { singular, target, action }))
            }
            None => Reach::Methods(target.methods()),
        }
    }
}

impl Target {
    fn action(&self, method: &Method) -> Option<Action> {
        match (method.as_str(), self) {
            ("GET" | "HEAD", Self::List | Self::Single) => Some(Action::Find),
            ("GET" | "HEAD", Self::One(_)) => Some(Action::FindOne),
            ("POST", Self::List) => Some(Action::Create),
            ("PUT", Self::One(_) | Self::Single) => Some(Action::Update),
            ("DELETE", Self::One(_) | Self::Single) => Some(Action::Delete),
            _ => None,
        }
    }

    fn methods(&self) -> &'static str {
        match self {
            Self::List => "HEAD, GET, POST",
            Self::One(_) | Self::Single => "HEAD, GET, PUT, DELETE",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
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
        ] {
            assert_eq!(reach(method, path), operation(singular, target, action), "{method} {path}");
        }
    }

    #[test]
    fn the_description_stands_beside_the_types() {
        assert_eq!(reach("GET", "openapi.json"), Reach::Operation(Operation::Description));
    }

    #[test]
    fn a_method_that_a_path_does_not_take_is_told_those_that_it_takes() {
        for (method, path) in [("PATCH", "articles"), ("PUT", "articles/"), ("DELETE", "articles")] {
            assert_eq!(reach(method, path), Reach::Methods("HEAD, GET, POST"), "{method} {path}");
        }
        assert_eq!(reach("PUT", "openapi.json"), Reach::Methods("HEAD, GET"));
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
            "articles//",
            "/articles",
            "articles/a%2Fb",
            "articles/%ff",
            "nothing",
        ] {
            assert_eq!(reach("GET", path), Reach::Nothing, "{path}");
        }
    }
}
