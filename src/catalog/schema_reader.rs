//! Takes the keys of a JSON object one by one and notes each that has the wrong form.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::error::Violation;

/// An object that is being read: what was taken is gone, what is left at the end meant nothing to the reader.
pub(super) struct Reader<'v> {
    path: Vec<String>,
    keys: Map<String, Value>,
    violations: &'v mut Vec<Violation>,
}

impl<'v> Reader<'v> {
    pub(super) fn root(json: Value, violations: &'v mut Vec<Violation>) -> Option<Self> {
        if let Value::Object(keys) = json {
            return Some(Self { path: Vec::new(), keys, violations });
        }
        violations.push(Violation::broken(&[], "The schema must be a JSON object"));
        None
    }

    pub(super) fn rest(self) -> Map<String, Value> {
        self.keys
    }

    pub(super) fn peek(&self, key: &str) -> Option<&Value> {
        self.keys.get(key)
    }

    /// Takes a value of any form. A null counts as absent.
    pub(super) fn take(&mut self, key: &str) -> Option<Value> {
        self.keys.shift_remove(key).filter(|value| !value.is_null())
    }

    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        self.take_as(key, "a text", |value| value.as_str().map(str::to_owned))
    }

    pub(super) fn required_text(&mut self, key: &str) -> Option<String> {
        if self.peek(key).is_none_or(Value::is_null) {
            self.refuse_absent(key);
        }
        self.text(key)
    }

    pub(super) fn flag(&mut self, key: &str) -> Option<bool> {
        self.take_as(key, "true or false", Value::as_bool)
    }

    pub(super) fn size(&mut self, key: &str) -> Option<usize> {
        self.take_as(key, "a whole number, 0 or more", |value| {
            value.as_u64().and_then(|size| u32::try_from(size).ok()).and_then(|size| usize::try_from(size).ok())
        })
    }

    /// A number, or a text with the digits of one.
    pub(super) fn number(&mut self, key: &str) -> Option<Value> {
        self.take_as(key, "a number", |value| {
            let digits = value.as_str().is_some_and(|text| text.parse::<i64>().is_ok());
            (value.is_number() || digits).then(|| value.clone())
        })
    }

    pub(super) fn texts(&mut self, key: &str) -> Option<Vec<String>> {
        self.take_as(key, "a list of texts", |value| {
            value.as_array()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
        })
    }

    pub(super) fn object(&mut self, key: &str) -> Option<Reader<'_>> {
        let keys = self.take_as(key, "an object", |value| value.as_object().cloned())?;
        Some(Reader { path: self.path_to(key), keys, violations: self.violations })
    }

    /// Reads every value, each of which must be an object.
    pub(super) fn each_object<T>(self, read: impl Fn(Reader<'_>) -> Option<T>) -> IndexMap<String, T> {
        let mut objects = IndexMap::new();
        for (name, value) in self.keys {
            let path = [self.path.as_slice(), std::slice::from_ref(&name)].concat();
            let Value::Object(keys) = value else {
                self.violations.push(broken(&path, "must be an object"));
                continue;
            };
            if let Some(object) = read(Reader { path, keys, violations: self.violations }) {
                objects.insert(name, object);
            }
        }
        objects
    }

    /// Reads a list, each of whose items must be an object.
    pub(super) fn objects<T>(&mut self, key: &str, read: impl Fn(Reader<'_>) -> Option<T>) -> Option<Vec<T>> {
        let items = self.take_as(key, "a list", |value| value.as_array().cloned())?;
        let items = items.into_iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect();
        let items = Reader { path: self.path_to(key), keys: items, violations: self.violations };
        Some(items.each_object(read).into_values().collect())
    }

    /// Notes that the value of `key` breaks a rule; `problem` goes on from the key's name.
    pub(super) fn refuse(&mut self, key: &str, problem: &str) {
        self.violations.push(broken(&self.path_to(key), problem));
    }

    pub(super) fn refuse_absent(&mut self, key: &str) {
        if !self.violations.iter().any(|violation| violation.path == self.path_to(key)) {
            self.refuse(key, "is missing");
        }
    }

    fn take_as<T>(&mut self, key: &str, form: &str, read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let value = self.take(key)?;
        let read = read(&value);
        if read.is_none() {
            self.refuse(key, &format!("must be {form}"));
        }
        read
    }

    fn path_to(&self, key: &str) -> Vec<String> {
        self.path.iter().cloned().chain([key.to_owned()]).collect()
    }
}

fn broken(path: &[String], problem: &str) -> Violation {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    Violation::broken(&path, problem)
}
