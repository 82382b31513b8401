//! What a GraphQL request may cost before anyone looks at what it means.
//!
//! [`Limits::check_text`] comes before the parser, which recurses: it bounds length, tokens and nesting by a scan that
//! does not. [`Limits::check_document`] comes before validation, which follows fragments: it bounds what the document
//! is once its fragments are expanded, without expanding them. Both are pure. Page sizes and the cost of a plan are
//! the planner's business.

mod measure;
mod scan;

use async_graphql::parser::types::ExecutableDocument;

use crate::error::{Code, Error, Result};
use measure::{Measure, Ruler};

/// No configuration may allow deeper nesting: it is what the recursive parser is known to bear on a thread's stack.
pub const NESTING_CEILING: usize = 128;

/// The limits on one document, each with its default. The names are the keys in the configuration's table `limits`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the document; 256 KiB.
    pub document_bytes: usize,
    /// Tokens of the document; a string is one, a comment none; 5,000.
    pub document_tokens: usize,
    /// Levels of `{`, `(` and `[` within each other, and of selections once fragments are expanded; 64, at most 128.
    pub document_nesting: usize,
    /// Levels of selections, counted as Strapi does: a field without a selection is at 0, what begins with `__` does
    /// not count, fragments add nothing; 10.
    pub depth: usize,
    /// Aliases in an operation; 50.
    pub aliases: usize,
    /// Fields at an operation's root; 20.
    pub root_fields: usize,
    /// Directives in an operation; 50.
    pub directives: usize,
    /// Fields of an operation once its fragments are expanded; 5,000.
    pub expanded_fields: usize,
    /// Lists within lists of the introspection system, such as the fields of the types of fields; 3.
    pub introspection_lists: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 256 << 10,
            document_tokens: 5_000,
            document_nesting: 64,
            depth: 10,
            aliases: 50,
            root_fields: 20,
            directives: 50,
            expanded_fields: 2_000,
            introspection_lists: 3,
        }
    }
}

impl Limits {
    /// Checks a document's text, in one pass and without recursion: length, number of tokens, nesting of brackets.
    ///
    /// # Errors
    /// `QUERY_TOO_COMPLEX` naming the limit, or `GRAPHQL_PARSE_FAILED` for a block string that does not end.
    pub fn check_text(&self, text: &str) -> Result<()> {
        within("document_bytes", "bytes in the document", text.len(), self.document_bytes)?;
        scan::scan(text, |found| {
            within("document_tokens", "tokens in the document", found.tokens, self.document_tokens)?;
            within("document_nesting", "levels of nested brackets", found.nesting, self.max_nesting())
        })
    }

    /// Checks a parsed document as it would be with its fragments expanded: the operation named `operation`, or every
    /// one when there is no such name. What may hurt the validator is checked for every operation and fragment.
    ///
    /// # Errors
    /// `QUERY_TOO_COMPLEX` naming the limit; `GRAPHQL_VALIDATION_FAILED` for a circle of fragments, and, in Strapi's
    /// words, for too much depth.
    pub fn check_document(&self, document: &ExecutableDocument, operation: Option<&str>) -> Result<()> {
        let mut ruler = Ruler::new(document, self.max_nesting());
        for name in document.fragments.keys() {
            ruler.fragment(name, 1)?;
        }
        for (name, definition) in document.operations.iter() {
            let name = name.map(async_graphql::Name::as_str);
            let measure = ruler.operation(&definition.node)?;
            within("expanded_fields", "fields with fragments expanded", measure.fields, self.expanded_fields)?;
            if operation.is_none() || name.is_none() || name == operation {
                self.check_operation(name.unwrap_or_default(), &measure)?;
            }
        }
        Ok(())
    }

    fn check_operation(&self, name: &str, measure: &Measure) -> Result<()> {
        within("aliases", "aliases", measure.aliases, self.aliases)?;
        within("root_fields", "fields at the root", measure.root_fields, self.root_fields)?;
        within("directives", "directives", measure.directives, self.directives)?;
        let lists = measure.introspection_lists;
        within("introspection_lists", "introspection lists within each other", lists, self.introspection_lists)?;
        if measure.depth > self.depth {
            let message = format!("'{name}' exceeds maximum operation depth of {}", self.depth);
            return Err(named(Error::new(Code::GraphqlValidation, message), "depth", self.depth));
        }
        Ok(())
    }

    fn max_nesting(&self) -> usize {
        self.document_nesting.min(NESTING_CEILING)
    }
}

/// `what` says, in the plural, what there may be at most `limit` of.
fn within(key: &'static str, what: &str, found: usize, limit: usize) -> Result<()> {
    if found <= limit {
        return Ok(());
    }
    let message = format!("The query has more than {limit} {what} (limits.{key})");
    Err(named(Error::new(Code::QueryTooComplex, message), key, limit))
}

fn named(error: Error, key: &str, limit: usize) -> Error {
    error.with_detail("limit", key).with_detail("value", limit).with_detail("configuration", format!("limits.{key}"))
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use proptest::prelude::*;

    use super::*;

    fn check(limits: &Limits, text: &str) -> Result<()> {
        limits.check_text(text)?;
        limits.check_document(&parse_query(text).expect("the test's document parses"), None)
    }

    /// The key of the limit that `text` breaks, with its error code.
    fn broken(limits: &Limits, text: &str) -> (Code, String) {
        let error = check(limits, text).expect_err("the limit is broken");
        let key = error.public().details.get("limit").and_then(|limit| limit.as_str());
        (error.code(), key.unwrap_or_default().to_owned())
    }

    /// A chain of `length` fragments, each with the body that is made for the next one's number.
    fn fragments(length: usize, body: impl Fn(usize) -> String) -> String {
        let links = (0..length).map(|level| format!("fragment F{level} on Query {{ {} }}", body(level + 1)));
        format!("{{ ...F0 }} {} fragment F{length} on Query {{ a }}", links.collect::<String>())
    }

    fn too_complex(key: &str) -> (Code, String) {
        (Code::QueryTooComplex, key.to_owned())
    }

    #[test]
    fn deep_nesting_is_refused_before_the_parser_sees_it() {
        for open in ["{a", "[", "(a:{", "{a(b:[", "...{"] {
            let error = Limits::default().check_text(&open.repeat(40_000)).expect_err("too deep");
            assert_eq!(error.code(), Code::QueryTooComplex, "{open}");
        }
    }

    #[test]
    fn the_deepest_allowed_nesting_fits_on_a_worker_threads_stack() {
        let limits = Limits { document_nesting: usize::MAX, ..Limits::default() };
        let lists = NESTING_CEILING - 2;
        let text = format!("{{a(b:{}{})}}", "[".repeat(lists), "]".repeat(lists));
        let objects = format!("{{a(b:{}1{})}}", "{c:".repeat(lists), "}".repeat(lists));
        let parsed = std::thread::Builder::new().stack_size(1 << 20).spawn(move || {
            [text, objects].iter().all(|text| limits.check_text(text).is_ok() && parse_query(text).is_ok())
        });
        assert!(parsed.unwrap().join().unwrap());
    }

    #[test]
    fn nesting_hidden_behind_an_unfinished_block_string_is_refused() {
        // The parser would take `"""` for an empty string and the start of another one.
        let text = format!("{{a(b:[\"\"\"x\" {}", "[".repeat(100_000));
        assert_eq!(Limits::default().check_text(&text).unwrap_err().code(), Code::GraphqlParse);
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        let text = format!("{{a(b:\"{0}\\\"{0}\" c:\"\"\"{0}\\\"\"\"{0}\"\"\") # {0}\n}}", "[".repeat(100));
        check(&Limits::default(), &text).unwrap();
    }

    #[test]
    fn ten_thousand_aliases_are_refused() {
        let text = format!("{{{}}}", "a:b ".repeat(10_000));
        assert_eq!(broken(&Limits::default(), &text), too_complex("document_tokens"));
        assert_eq!(
            broken(&Limits { document_tokens: 100_000, ..Limits::default() }, &text),
            too_complex("expanded_fields")
        );
        assert_eq!(broken(&Limits::default(), &format!("{{{}}}", "a:b ".repeat(51))), too_complex("aliases"));
    }

    #[test]
    fn root_fields_and_directives_count_across_fragments() {
        let fields = "fragment F on Query { a b c d e } query { ...F ...F }";
        assert_eq!(broken(&Limits { root_fields: 9, ..Limits::default() }, fields), too_complex("root_fields"));
        let directives = "fragment F on Query @d { a @d b @d } query @d { ... @d { a } ...F @d ...F }";
        assert_eq!(broken(&Limits { directives: 8, ..Limits::default() }, directives), too_complex("directives"));
        check(&Limits { directives: 9, ..Limits::default() }, directives).unwrap();
    }

    #[test]
    fn depth_is_counted_as_strapi_does() {
        let shallow = Limits { depth: 2, ..Limits::default() };
        check(&shallow, "query Q { a { b { c } __typename } __schema { types { fields { name } } } }").unwrap();
        check(&shallow, "{ ... { a { ...F } } } fragment F on A { ... on A { b { c } } }").unwrap();
        let error = check(&shallow, "query Q { a { b { c { d } } } }").unwrap_err();
        assert_eq!(error.public().message, "'Q' exceeds maximum operation depth of 2");
        assert_eq!(error.code(), Code::GraphqlValidation);
        let error = check(&shallow, "{ a { ...F } } fragment F on A { b { c { d } } }").unwrap_err();
        assert_eq!(error.public().message, "'' exceeds maximum operation depth of 2");
    }

    #[test]
    fn only_the_operation_that_runs_must_be_shallow() {
        let limits = Limits { depth: 1, ..Limits::default() };
        let document = parse_query("query A { a { b } } query B { a { b { c } } }").unwrap();
        limits.check_document(&document, Some("A")).unwrap();
        limits.check_document(&document, Some("B")).unwrap_err();
    }

    #[test]
    fn fragments_in_a_circle_are_named() {
        for text in [
            "{ ...A } fragment A on Query { b { ...A } }",
            "{ a } fragment A on Query { ...B } fragment B on Query { ...A }",
        ] {
            let error = check(&Limits::default(), text).unwrap_err();
            assert_eq!(error.code(), Code::GraphqlValidation);
            assert!(error.public().message.starts_with("Cannot spread fragment"), "{}", error.public().message);
        }
    }

    #[test]
    fn exponential_fragments_are_refused_without_expanding_them() {
        let text = fragments(40, |next| format!("...F{next} ...F{next}"));
        assert_eq!(broken(&Limits::default(), &text), too_complex("expanded_fields"));
    }

    #[test]
    fn a_long_chain_of_fragments_is_refused() {
        let text = fragments(400, |next| format!("...F{next}"));
        assert_eq!(broken(&Limits::default(), &text), too_complex("document_nesting"));
    }

    #[test]
    fn introspection_cannot_multiply_its_lists() {
        let fields = "fields { type { ".repeat(4) + "name" + &"}}".repeat(4);
        let text = format!("{{ __schema {{ types {{ {fields} }} }} }}");
        assert_eq!(broken(&Limits::default(), &text), too_complex("introspection_lists"));
        check(&Limits { depth: 20, ..Limits::default() }, &format!("{{ a {{ {fields} }} }}")).unwrap();
    }

    #[test]
    fn a_breach_names_limit_value_and_configuration_key() {
        let error = Limits { document_tokens: 2, ..Limits::default() }.check_text("{a}").unwrap_err();
        assert_eq!(error.public().message, "The query has more than 2 tokens in the document (limits.document_tokens)");
        assert_eq!(error.public().details["limit"], "document_tokens");
        assert_eq!(error.public().details["value"], 2);
        assert_eq!(error.public().details["configuration"], "limits.document_tokens");
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in any::<String>()) {
            let _ = Limits::default().check_text(&text);
        }

        #[test]
        fn arbitrary_documents_never_panic(
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "{", "}", "(", ")", "[", "]", "a", "A", "__schema", "fields", "...", "...A", "...B", "on A", ":",
                    "@d", "$v", "1", "\"", "\"\"\"", "\\", "#", "\n", "fragment A on A {", "fragment B on B {", "query",
                    "mutation M {", "!", "=",
                ]),
                0..60,
            )
        ) {
            let text = words.join(" ");
            let limits = Limits::default();
            if limits.check_text(&text).is_ok() && let Ok(document) = parse_query(&text) {
                let _ = limits.check_document(&document, None);
            }
        }

        #[test]
        fn documents_of_fragments_never_panic(spreads in prop::collection::vec((0_usize..6, 0_usize..6), 0..20)) {
            let mut bodies = vec!["a".to_owned(); 6];
            for (from, to) in spreads {
                bodies[from] += " b { ...F";
                bodies[from].extend([&to.to_string(), " } ...F", &to.to_string()]);
            }
            let text = bodies.iter().enumerate().map(|(index, body)| format!("fragment F{index} on T {{ {body} }}"));
            let _ = check(&Limits::default(), &format!("{{ ...F0 }} {}", text.collect::<String>()));
        }
    }
}
