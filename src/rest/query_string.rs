//! Query strings in bracket notation, read as the JavaScript library `qs` reads them: `a[b][c]=v`, `a[]=v`, `a[0]=v`.
//!
//! Unlike there, nothing is ever dropped, cut off or turned into something else: what is over a limit or says two
//! things at once is an error.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value as Json};

use crate::error::{Code, Error, Result};

/// Most parameters of one query string.
const MAX_PARAMETERS: usize = 2_000;
/// Most brackets of one key.
const MAX_DEPTH: usize = 20;

/// The tree that a query string stands for: objects, lists, texts, and null for a key without `=`.
///
/// An object whose keys are all numbers is a list in the order of the numbers.
pub fn parse(text: &str) -> Result<Map<String, Json>> {
    let mut root = Map::new();
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    for (position, pair) in pairs.enumerate() {
        if position >= MAX_PARAMETERS {
            return Err(wrong(format!("There are at most {MAX_PARAMETERS} parameters")));
        }
        let (key, value) = match pair.split_once('=') {
            Some((key, value)) => (key, Json::String(decode(value)?)),
            None => (pair, Json::Null),
        };
        let key = decode(key)?;
        let (name, brackets) = split_key(&key)?;
        insert(&mut root, name, &brackets, value).map_err(|clash| clash.explain(&key))?;
    }
    root.values_mut().for_each(settle);
    Ok(root)
}

fn decode(text: &str) -> Result<String> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded.map(std::borrow::Cow::into_owned).map_err(|_| wrong("A parameter is not valid UTF-8"))
}

/// The name before the brackets, and what stands inside them.
fn split_key(key: &str) -> Result<(&str, Vec<&str>)> {
    let malformed = || wrong(format!("The parameter {key} is not of the form name[key][key]"));
    let Some((name, rest)) = key.split_once('[') else {
        return if key.is_empty() || key.contains(']') { Err(malformed()) } else { Ok((key, Vec::new())) };
    };
    let inside = rest.strip_suffix(']').ok_or_else(malformed)?;
    let brackets = inside.split("][").collect::<Vec<_>>();
    if name.is_empty() || name.contains(']') || brackets.iter().any(|part| part.contains(['[', ']'])) {
        return Err(malformed());
    }
    if brackets.len() > MAX_DEPTH {
        return Err(wrong(format!("The parameter {name} is nested deeper than {MAX_DEPTH} levels")));
    }
    Ok((name, brackets))
}

/// Why a value has no place in the tree.
enum Clash {
    /// A key has a value and keys below it.
    Mixed,
    /// `a[]` beside `a[b]`.
    ListAndObject,
}

impl Clash {
    fn explain(&self, key: &str) -> Error {
        wrong(match self {
            Self::Mixed => format!("The parameter {key} has a value and keys below it"),
            Self::ListAndObject => format!("The parameter {key} is a list and has keys"),
        })
    }
}

fn insert(object: &mut Map<String, Json>, name: &str, brackets: &[&str], value: Json) -> Result<(), Clash> {
    let present = object.get_mut(name);
    match (present, brackets) {
        (None, _) => {
            object.insert(name.to_owned(), nested(brackets, value)?);
            Ok(())
        }
        (Some(Json::Object(present)), [first, rest @ ..]) if !first.is_empty() => insert(present, first, rest, value),
        (Some(Json::Array(items)), [] | [""]) => {
            items.push(value);
            Ok(())
        }
        (Some(Json::Array(_)), _) | (Some(Json::Object(_)), [_, ..]) => Err(Clash::ListAndObject),
        // A key that is repeated makes a list.
        (Some(present @ (Json::String(_) | Json::Null)), [] | [""]) => {
            *present = Json::Array(vec![present.take(), value]);
            Ok(())
        }
        (Some(_), _) => Err(Clash::Mixed),
    }
}

/// The tree that one key makes by itself.
fn nested(brackets: &[&str], value: Json) -> Result<Json, Clash> {
    match brackets {
        [] => Ok(value),
        [""] => Ok(Json::Array(vec![value])),
        // Which item of a list `a[][b]` means cannot be told.
        ["", ..] => Err(Clash::ListAndObject),
        [first, rest @ ..] => Ok(Json::Object(Map::from_iter([((*first).to_owned(), nested(rest, value)?)]))),
    }
}

/// Turns objects with numbers for keys into lists.
fn settle(tree: &mut Json) {
    match tree {
        Json::Object(object) => {
            object.values_mut().for_each(settle);
            let numbers = object.keys().map(|key| index(key)).collect::<Option<Vec<_>>>();
            if let Some(numbers) = numbers {
                let items = std::mem::take(object).into_iter().map(|(_, item)| item);
                let mut items = numbers.into_iter().zip(items).collect::<Vec<_>>();
                items.sort_by_key(|(number, _)| *number);
                *tree = Json::Array(items.into_iter().map(|(_, item)| item).collect());
            }
        }
        Json::Array(items) => items.iter_mut().for_each(settle),
        _ => {}
    }
}

fn index(key: &str) -> Option<u32> {
    key.parse().ok().filter(|number: &u32| number.to_string() == key)
}

fn wrong(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(Code::BadUserInput, message).with_detail("source", "query")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn tree(text: &str) -> Json {
        Json::Object(parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}")))
    }

    fn refused(text: &str) -> String {
        parse(text).expect_err(text).public().message.to_string()
    }

    #[test]
    fn brackets_make_objects_and_lists() {
        for (text, expected) in [
            ("", json!({})),
            ("a=1&b=2", json!({"a": "1", "b": "2"})),
            ("a[b][c]=v", json!({"a": {"b": {"c": "v"}}})),
            ("a[b]=1&a[c]=2", json!({"a": {"b": "1", "c": "2"}})),
            ("a[]=1&a[]=2", json!({"a": ["1", "2"]})),
            ("a[]=1", json!({"a": ["1"]})),
            ("a[]", json!({"a": [null]})),
            ("a[1]=y&a[0]=x", json!({"a": ["x", "y"]})),
            ("a[7]=y&a[3]=x", json!({"a": ["x", "y"]})),
            ("a[0][b]=x&a[0][c]=y&a[1][b]=z", json!({"a": [{"b": "x", "c": "y"}, {"b": "z"}]})),
            ("a=1&a=2&a=3", json!({"a": ["1", "2", "3"]})),
            ("a[$in]=1&a[$in]=2", json!({"a": {"$in": ["1", "2"]}})),
            ("a[01]=x", json!({"a": {"01": "x"}})),
            ("a", json!({"a": null})),
            ("a=", json!({"a": ""})),
            ("a=b=c", json!({"a": "b=c"})),
            ("&&a=1&", json!({"a": "1"})),
        ] {
            assert_eq!(tree(text), expected, "{text}");
        }
    }

    #[test]
    fn keys_and_values_may_be_percent_encoded_or_not() {
        let expected = json!({"filters": {"title": {"$eq": "a b&ä"}}});
        assert_eq!(tree("filters%5Btitle%5D%5B%24eq%5D=a%20b%26%C3%A4"), expected);
        assert_eq!(tree("filters[title][$eq]=a+b%26ä"), expected);
    }

    #[test]
    fn lists_of_any_length_stay_lists() {
        let text = (0..1_500).map(|number| format!("a[{number}]={number}")).collect::<Vec<_>>().join("&");
        let items = (0..1_500).map(|number| Json::from(number.to_string())).collect::<Vec<_>>();
        assert_eq!(tree(&text), json!({"a": items}));
    }

    #[test]
    fn what_cannot_be_told_is_refused_and_never_dropped() {
        for text in ["[a]=1", "a]=1", "a[b=1", "a[b]c=1", "a[[b]]=1", "=1", "a[b]]=1", "a[b][c=1"] {
            assert!(refused(text).contains("is not of the form"), "{text}");
        }
        for text in ["a=1&a[b]=2", "a[b]=1&a=2", "a[b]=1&a[b][c]=2"] {
            assert!(refused(text).contains("has a value and keys below it"), "{text}");
        }
        for text in ["a[]=1&a[b]=2", "a[b]=1&a[]=2", "a[][b]=1", "a[]=1&a[0]=2"] {
            assert!(refused(text).contains("is a list and has keys"), "{text}");
        }
        assert_eq!(refused("a=%ff"), "A parameter is not valid UTF-8");
        assert!(refused(&format!("a{}=1", "[b]".repeat(21))).contains("deeper than 20"));
        assert!(parse(&format!("a{}=1", "[b]".repeat(20))).is_ok());
        assert!(refused(&"a=1&".repeat(2_001)).contains("at most 2000 parameters"));
    }

    fn leaves(tree: &Json) -> usize {
        match tree {
            Json::Object(object) => object.values().map(leaves).sum(),
            Json::Array(items) => items.iter().map(leaves).sum(),
            _ => 1,
        }
    }

    proptest! {
        #[test]
        fn every_parameter_of_any_text_is_in_the_tree_or_the_text_is_refused(text in "([a-c$0-2\\[\\]=&%+ä]|\\[b\\]|\\[\\]|\\[1\\]){0,40}") {
            if let Ok(tree) = parse(&text) {
                let parameters = text.split('&').filter(|pair| !pair.is_empty()).count();
                prop_assert_eq!(leaves(&Json::Object(tree)), parameters);
            }
        }

        #[test]
        fn a_tree_written_in_brackets_reads_back(
            values in proptest::collection::btree_map("[a-z]{1,3}(\\[\\$[a-z]{1,4}\\]){1,3}", "\\PC{0,8}", 0..6)
        ) {
            let encode = |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
            let text = values.iter().map(|(key, value)| format!("{}={}", encode(key), encode(value)));
            if let Ok(tree) = parse(&text.collect::<Vec<_>>().join("&")) {
                for (key, value) in &values {
                    let pointer = format!("/{}", key.replace("][", "/").replace('[', "/").replace(']', ""));
                    let tree = Json::Object(tree.clone());
                    prop_assert_eq!(tree.pointer(&pointer), Some(&Json::from(value.as_str())));
                }
            }
        }
    }
}
