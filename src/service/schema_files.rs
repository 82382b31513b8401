//! Content types and components as files: reads and writes folders of `schema.json` and `components/<category>/<name>.json`,
//! laid out as in a Strapi project or flat.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::catalog::{Catalog, Definition, Kind};
use crate::error::{Code, Error, Result, Violation};

const FILE_NAME: &str = "schema.json";
/// The folder of the components, by category.
const COMPONENTS: &str = "components";
/// The largest file that is read, in bytes.
const MAX_SIZE: u64 = 4 << 20;
/// How deep folders are searched.
const MAX_DEPTH: usize = 12;

/// Reads every schema file under a folder, or one file. Reports every file that cannot be read or understood.
pub fn read(directory: &Path) -> Result<Vec<Definition>> {
    let mut files = Vec::new();
    if directory.is_file() {
        files.push(directory.to_owned());
    } else {
        for root in roots_of(directory) {
            find(&root, 0, &mut files)?;
        }
    }
    if files.is_empty() {
        return Err(refusal(format!("There is no {FILE_NAME} in {}", directory.display())));
    }
    files.sort();
    let mut definitions = Vec::new();
    let mut violations = Vec::new();
    for file in &files {
        match read_file(file) {
            Ok(definition) => definitions.push(definition),
            Err(found) => violations.extend(found),
        }
    }
    if violations.is_empty() { Ok(definitions) } else { Err(Error::violations(violations)) }
}

/// Reads a folder and checks its content types together, against nothing but each other.
pub fn check(directory: &Path) -> Result<Catalog> {
    Catalog::build(read(directory)?).map_err(Error::violations)
}

/// Writes each content type to `<api>/content-types/<type>/schema.json` in the folder, in `src/api` of it where that
/// exists, and each component to `components/<category>/<name>.json`. What [`read`] then finds there is the same
/// catalog. A file that says the same already is left alone. Answers the files that were written.
pub fn write(directory: &Path, catalog: &Catalog) -> Result<Vec<PathBuf>> {
    let mut written = Vec::new();
    for definition in catalog.definitions() {
        let file = file_of(directory, definition);
        if read_file(&file).is_ok_and(|found| found == *definition) {
            continue;
        }
        let folder = file.parent().unwrap_or(directory);
        fs::create_dir_all(folder)
            .and_then(|()| replace(&file, &format!("{:#}\n", schema_in(folder, definition))))
            .map_err(|error| refusal(format!("{} cannot be written: {}", file.display(), reason(error.kind()))))?;
        written.push(file);
    }
    Ok(written)
}

fn file_of(directory: &Path, definition: &Definition) -> PathBuf {
    let source = directory.join("src");
    let project = source.join("api").is_dir();
    if definition.kind == Kind::Component {
        let root = if project { source } else { directory.to_owned() };
        return root.join(COMPONENTS).join(&definition.api).join(format!("{}.json", definition.model_name()));
    }
    let root = if project { source.join("api") } else { directory.to_owned() };
    root.join(&definition.api).join("content-types").join(&definition.singular).join(FILE_NAME)
}

/// Without the uid where the path of the file says it.
fn schema_in(folder: &Path, definition: &Definition) -> Value {
    let mut schema = definition.to_json();
    let is_said = definition.kind == Kind::Component || api_of(folder).as_ref() == Some(&definition.api);
    if let Some(keys) = schema.as_object_mut().filter(|_| is_said) {
        keys.shift_remove("uid");
    }
    schema
}

/// A file is whole or not there, whatever happens meanwhile.
fn replace(file: &Path, content: &str) -> std::io::Result<()> {
    let unfinished = file.with_extension("json.tmp");
    fs::write(&unfinished, content)?;
    fs::rename(&unfinished, file)
}

/// Where the content types and components of a Strapi project are; any other folder is searched as it is.
fn roots_of(directory: &Path) -> Vec<PathBuf> {
    let source = directory.join("src");
    let (api, components) = (source.join("api"), source.join(COMPONENTS));
    match (api.is_dir(), components.is_dir()) {
        (true, true) => vec![api, components],
        (true, false) => vec![api],
        (false, _) => vec![directory.to_owned()],
    }
}

fn find(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<()> {
    let unreadable =
        |error: &std::io::Error| refusal(format!("{} cannot be read: {}", folder.display(), reason(error.kind())));
    for entry in fs::read_dir(folder).map_err(|error| unreadable(&error))? {
        let entry = entry.map_err(|error| unreadable(&error))?;
        let name = entry.file_name();
        let is_folder = entry.file_type().map_err(|error| unreadable(&error))?.is_dir();
        if is_folder && depth < MAX_DEPTH && name != "node_modules" && !name.to_string_lossy().starts_with('.') {
            find(&entry.path(), depth + 1, files)?;
        } else if !is_folder && (name == FILE_NAME || component_of(&entry.path()).is_some()) {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn read_file(file: &Path) -> Result<Definition, Vec<Violation>> {
    let name = file.display().to_string();
    let text = content(file).map_err(|problem| vec![Violation::at(&name, format!("{name}: {problem}"))])?;
    let api = file.parent().and_then(api_of);
    let definition = match component_of(file) {
        Some((category, component)) => Definition::parse_component(&text, &category, &component),
        None => Definition::parse(&text, api.as_deref()),
    };
    definition.map_err(|violations| {
        let named = violations.into_iter().map(|mut violation| {
            violation.message = format!("{name}: {}", violation.message);
            violation.path.insert(0, name.clone());
            violation
        });
        named.collect()
    })
}

fn content(file: &Path) -> Result<Vec<u8>, String> {
    let mut text = Vec::new();
    fs::File::open(file)
        .and_then(|file| file.take(MAX_SIZE + 1).read_to_end(&mut text))
        .map_err(|error| format!("The file cannot be read: {}", reason(error.kind())))?;
    if text.len() as u64 > MAX_SIZE {
        return Err(format!("The file is larger than {} MB", MAX_SIZE >> 20));
    }
    Ok(text)
}

/// `blog` of the folder `api/blog/content-types/article`, however its path is written; nothing in any other layout.
fn api_of(folder: &Path) -> Option<String> {
    let folder = fs::canonicalize(folder).ok()?;
    let content_types = folder.parent()?;
    let api = content_types.parent()?;
    let is_strapi = content_types.file_name()? == "content-types" && api.parent()?.file_name()? == "api";
    api.file_name()?.to_str().filter(|_| is_strapi).map(str::to_owned)
}

/// `shared` and `seo` of the file `components/shared/seo.json`; nothing of any other file.
fn component_of(file: &Path) -> Option<(String, String)> {
    let name = file.file_name()?.to_str()?.strip_suffix(".json")?.to_owned();
    let folder = file.parent()?;
    let category = folder.file_name()?.to_str()?.to_owned();
    (folder.parent()?.file_name()? == COMPONENTS).then_some((category, name))
}

fn reason(kind: ErrorKind) -> String {
    match kind {
        ErrorKind::NotFound => "it does not exist".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        other => other.to_string(),
    }
}

fn refusal(message: String) -> Error {
    Error::new(Code::BadUserInput, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::samples;

    fn message(error: &Error) -> &str {
        &error.public().message
    }

    fn folder_with(content: &[u8]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("note")).unwrap();
        fs::write(folder.path().join("note").join(FILE_NAME), content).unwrap();
        folder
    }

    #[test]
    fn what_is_written_reads_back_and_is_not_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let catalog = samples::catalog();
        let written = write(folder.path(), &catalog).unwrap();
        assert_eq!(written.len(), 11);
        assert!(written[0].ends_with("article/content-types/article/schema.json"));
        assert_eq!(check(folder.path()).unwrap(), catalog);
        assert!(write(folder.path(), &catalog).unwrap().is_empty());
    }

    #[test]
    fn the_folder_of_the_api_is_part_of_the_uid() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("src/api/blog/content-types/article");
        fs::create_dir_all(&path).unwrap();
        let schema =
            r#"{"kind":"collectionType","info":{"singularName":"article","pluralName":"articles"},"attributes":{}}"#;
        fs::write(path.join(FILE_NAME), schema).unwrap();
        let catalog = check(folder.path()).unwrap();
        assert_eq!(catalog.get("article").unwrap().uid, "api::blog.article");
        let other = tempfile::tempdir().unwrap();
        write(other.path(), &catalog).unwrap();
        assert_eq!(check(other.path()).unwrap(), catalog);
        fs::create_dir_all(other.path().join("src/api")).unwrap();
        let written = write(other.path(), &catalog).unwrap();
        assert!(!fs::read_to_string(&written[0]).unwrap().contains("uid"), "the path says it");
        assert_eq!(check(other.path()).unwrap(), catalog);
    }

    #[test]
    fn only_the_layout_of_strapi_names_the_api_however_the_path_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let put = |place: &str| {
            let path = folder.path().join(place);
            fs::create_dir_all(&path).unwrap();
            let schema =
                r#"{"kind":"collectionType","info":{"singularName":"note","pluralName":"notes"},"attributes":{}}"#;
            fs::write(path.join(FILE_NAME), schema).unwrap();
        };
        let uid = |place: &str| check(&folder.path().join(place)).unwrap().get("note").unwrap().uid.clone();
        put("demo/content-types/note");
        put("blog/api/journal/content-types/note");
        for place in ["demo", "demo/content-types", "demo/content-types/note", "demo/content-types/note/schema.json"] {
            assert_eq!(uid(place), "api::note.note", "{place}");
        }
        for place in ["blog", "blog/api", "blog/api/journal/content-types", "blog/../blog/api/journal/../journal"] {
            assert_eq!(uid(place), "api::journal.note", "{place}");
        }
    }

    #[test]
    fn a_file_that_is_not_a_schema_is_named_in_the_error() {
        for (content, problem) in [
            (b"{".as_slice(), "The text is not JSON: EOF while parsing an object at line 1 column 1"),
            (b"\xff{}", "The text is not UTF-8"),
            (b"[]", "The schema must be a JSON object"),
            (b"{\"kind\":\"collectionType\",\"info\":{\"singularName\":1}}", ""),
        ] {
            let folder = folder_with(content);
            let error = read(folder.path()).unwrap_err();
            let file = folder.path().join("note").join(FILE_NAME);
            assert_eq!(error.code(), Code::BadUserInput);
            let first = &error.public().violations[0];
            assert!(first.message.starts_with(&format!("{}: {problem}", file.display())), "{}", first.message);
        }
    }

    #[test]
    fn components_are_found_in_their_categories_in_every_layout() {
        let component = r#"{"collectionName":"components_shared_seos","info":{"displayName":"Seo"},"attributes":{}}"#;
        for place in ["components/shared", "src/components/shared", "lib/components/shared"] {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir_all(folder.path().join(place)).unwrap();
            fs::write(folder.path().join(place).join("seo.json"), component).unwrap();
            let catalog = check(folder.path()).unwrap();
            assert_eq!(
                catalog.components().map(|found| found.uid.as_str()).collect::<Vec<_>>(),
                ["shared.seo"],
                "{place}"
            );
        }
        let other = tempfile::tempdir().unwrap();
        let written = write(other.path(), &samples::catalog()).unwrap();
        let file = other.path().join("components/shared/seo.json");
        assert!(written.contains(&file) && !fs::read_to_string(&file).unwrap().contains("uid"));
    }

    #[test]
    fn a_folder_without_schemas_and_one_that_is_missing_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(message(&read(folder.path()).unwrap_err()).starts_with("There is no schema.json in "));
        let missing = read(&folder.path().join("missing")).unwrap_err();
        assert!(message(&missing).ends_with("cannot be read: it does not exist"), "{}", message(&missing));
    }
}
