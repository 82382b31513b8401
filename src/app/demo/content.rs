//! The demo's content: a small magazine about gardens and kitchens, packed into the program.

use std::collections::HashMap;

use sea_orm::{DatabaseTransaction, TransactionTrait};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::access::{PermissionSet, Status};
use crate::catalog::{Definition, LocaleChoice, View};
use crate::error::{Error, Result};
use crate::query::write::{self, Content, Operation, Syntax, WriteRequest};
use crate::service::Services;

const SCHEMAS: [&str; 4] = [
    include_str!("../../../examples/demo/content-types/article/schema.json"),
    include_str!("../../../examples/demo/content-types/author/schema.json"),
    include_str!("../../../examples/demo/content-types/category/schema.json"),
    include_str!("../../../examples/demo/content-types/homepage/schema.json"),
];
const COMPONENTS: [(&str, &str); 4] = [
    ("highlight", include_str!("../../../examples/demo/content-types/components/shared/highlight.json")),
    ("link", include_str!("../../../examples/demo/content-types/components/shared/link.json")),
    ("quote", include_str!("../../../examples/demo/content-types/components/shared/quote.json")),
    ("seo", include_str!("../../../examples/demo/content-types/components/shared/seo.json")),
];
const ARTICLES: &str = include_str!("../../../examples/demo/content/articles.json");
const AUTHORS: &str = include_str!("../../../examples/demo/content/authors.json");
const CATEGORIES: &str = include_str!("../../../examples/demo/content/categories.json");
const HOMEPAGE: &str = include_str!("../../../examples/demo/content/homepage.json");

type Data = Map<String, Value>;

/// One article of the data file.
#[derive(Deserialize)]
struct Article {
    state: State,
    data: Data,
    author: String,
    categories: Vec<String>,
    /// What the draft says differently; `modified` articles only.
    #[serde(default)]
    changed: Data,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Published,
    Draft,
    Modified,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Homepage {
    data: Data,
    featured_article: String,
}

/// The demo's content types and components.
pub fn definitions() -> Result<Vec<Definition>> {
    let types = SCHEMAS.iter().map(|text| Definition::parse(text.as_bytes(), None));
    let components = COMPONENTS.iter().map(|(name, text)| Definition::parse_component(text.as_bytes(), "shared", name));
    types.chain(components).map(|read| read.map_err(Error::violations)).collect()
}

/// Writes every entry, the way a client with full access would, in one transaction.
pub async fn load(services: &Services) -> Result<()> {
    let view = View::new(services.model.current(), PermissionSet::full_access(), false);
    let transaction = services.database.begin().await?;
    let loader = Loader { services, view: &view, transaction: &transaction };
    loader.everything().await?;
    Ok(transaction.commit().await?)
}

struct Loader<'l> {
    services: &'l Services,
    view: &'l View,
    transaction: &'l DatabaseTransaction,
}

impl Loader<'_> {
    async fn everything(&self) -> Result<()> {
        let authors = self.plain("author", AUTHORS, "name").await?;
        let categories = self.plain("category", CATEGORIES, "slug").await?;
        let mut articles = HashMap::new();
        for article in parse::<Vec<Article>>(ARTICLES)? {
            let slug = text(&article.data, "slug")?;
            articles.insert(slug, self.article(article, &authors, &categories).await?);
        }
        let mut homepage: Homepage = parse(HOMEPAGE)?;
        homepage.data.insert("featuredArticle".to_owned(), found(&articles, &homepage.featured_article)?);
        self.write("homepage", Operation::Update(None, content(&homepage.data, Status::Published))).await?;
        Ok(())
    }

    /// Creates the entries of a file that is a list of data; gives their documents by the value of `key`.
    async fn plain(&self, content_type: &str, file: &str, key: &str) -> Result<HashMap<String, String>> {
        let mut documents = HashMap::new();
        for data in parse::<Vec<Data>>(file)? {
            let document = self.write(content_type, Operation::Create(content(&data, Status::Published))).await?;
            documents.insert(text(&data, key)?, document);
        }
        Ok(documents)
    }

    async fn article(
        &self,
        mut article: Article,
        authors: &HashMap<String, String>,
        categories: &HashMap<String, String>,
    ) -> Result<String> {
        let chosen = article.categories.iter().map(|slug| found(categories, slug)).collect::<Result<Vec<_>>>()?;
        article.data.insert("author".to_owned(), found(authors, &article.author)?);
        article.data.insert("categories".to_owned(), Value::Array(chosen));
        let status = if article.state == State::Draft { Status::Draft } else { Status::Published };
        let document = self.write("article", Operation::Create(content(&article.data, status))).await?;
        if article.state == State::Modified {
            let change = content(&article.changed, Status::Draft);
            self.write("article", Operation::Update(Some(&document), change)).await?;
        }
        Ok(document)
    }

    async fn write(&self, content_type: &str, operation: Operation<'_>) -> Result<String> {
        let begin = || async { self.transaction.begin().await.map_err(Error::from) };
        let request = WriteRequest { content_type, operation, locale: &LocaleChoice::Default };
        let written = write::execute(begin, self.view, &self.services.clock, &self.services.entropy, &request).await?;
        Ok(written.document_id)
    }
}

fn content(data: &Data, status: Status) -> Content<'_> {
    Content { data, syntax: Syntax::Rest, status }
}

fn parse<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T> {
    serde_json::from_str(text).map_err(Error::internal)
}

fn text(data: &Data, key: &str) -> Result<String> {
    let value = data.get(key).and_then(Value::as_str);
    value.map(ToOwned::to_owned).ok_or_else(|| Error::internal(format!("an entry of the demo lacks {key}")))
}

fn found(documents: &HashMap<String, String>, name: &str) -> Result<Value> {
    let document = documents.get(name).ok_or_else(|| Error::internal(format!("the demo has no {name}")))?;
    Ok(Value::String(document.clone()))
}
