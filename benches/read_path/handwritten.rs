//! What somebody would write who needs just these answers: axum, prepared statements, serde. No token is asked for.

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use keyway::clock::Timestamp;
use serde::Serialize;

/// The columns of an article `t`.
pub const ARTICLE: &str =
    "t.id, t.document_id, t.title, t.slug, t.rating, t.publish_date, t.created_at, t.updated_at, t.published_at";
/// The columns of an author, category or tag `n`.
pub const NAMED: &str = "n.id, n.document_id, n.name, n.created_at, n.updated_at, n.published_at";
/// How many articles stand before the page of the deep question.
pub const OFFSET: u32 = 99 * 25;

/// The form of an answer: what REST shows beyond what is asked for, or not.
#[derive(Clone, Copy)]
pub struct Form {
    /// Whether entries show their row ids.
    pub ids: bool,
}

impl Form {
    /// What is shown of a row id.
    pub fn id(self, id: i64) -> Option<i64> {
        self.ids.then_some(id)
    }
}

/// An article, with what is asked for of it.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    #[serde(skip)]
    pub row: i64,
    #[serde(skip)]
    pub author_row: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    pub document_id: String,
    pub title: String,
    pub slug: Option<String>,
    pub rating: Option<i64>,
    pub publish_date: Option<String>,
    pub created_at: String,
    pub updated_at: String,
    pub published_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Named>>,
}

/// An author, category or tag.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Named {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    pub document_id: String,
    pub name: String,
    pub created_at: String,
    pub updated_at: String,
    pub published_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub articles: Option<Vec<Article>>,
}

#[derive(Serialize)]
struct Data<T> {
    data: T,
}

#[derive(Serialize)]
struct Page {
    data: Vec<Article>,
    meta: Meta,
}

#[derive(Serialize)]
struct Meta {
    pagination: Pagination,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Pagination {
    page: u64,
    page_size: u64,
    page_count: u64,
    total: u64,
}

/// What a database is asked for. All lists are sorted by title.
pub trait Reads: Clone + Send + Sync + 'static {
    /// 25 articles.
    fn list(&self, form: Form) -> impl Future<Output = Vec<Article>> + Send;
    /// 25 articles with author and tags.
    fn populated(&self, form: Form) -> impl Future<Output = Vec<Article>> + Send;
    /// 10 articles with their authors, those with their articles, and those with their categories.
    fn nested(&self, form: Form) -> impl Future<Output = Vec<Article>> + Send;
    /// The hundredth 25 articles that are rated at least so.
    fn deep(&self, form: Form, rating: i64) -> impl Future<Output = Vec<Article>> + Send;
    /// An article.
    fn one(&self, form: Form, document: String) -> impl Future<Output = Article> + Send;
    /// How many articles there are, or are rated at least so.
    fn total(&self, rating: Option<i64>) -> impl Future<Output = u64> + Send;
}

/// The handlers over a database: with what REST shows, and plain.
pub fn router(reads: impl Reads) -> Router {
    Router::new().nest("/rest", rest(reads.clone())).nest("/plain", plain(reads, Form { ids: false }))
}

fn rest<R: Reads>(reads: R) -> Router {
    const FORM: Form = Form { ids: true };
    let counted = Router::new()
        .route(
            "/list",
            get(|State(of): State<R>| async move { page(of.list(FORM).await, 1, 25, of.total(None).await) }),
        )
        .route(
            "/populated",
            get(|State(of): State<R>| async move { page(of.populated(FORM).await, 1, 25, of.total(None).await) }),
        )
        .route(
            "/nested",
            get(|State(of): State<R>| async move { page(of.nested(FORM).await, 1, 10, of.total(None).await) }),
        )
        .route(
            "/deep/{rating}",
            get(|State(of): State<R>, Path(rating): Path<i64>| async move {
                page(of.deep(FORM, rating).await, 100, 25, of.total(Some(rating)).await)
            }),
        )
        .with_state(reads.clone());
    let listed = move |State(of): State<R>| async move { Json(Data { data: of.list(FORM).await }) };
    let one =
        move |State(of): State<R>, Path(id): Path<String>| async move { Json(Data { data: of.one(FORM, id).await }) };
    counted.merge(Router::new().route("/uncounted", get(listed)).route("/one/{id}", get(one)).with_state(reads))
}

fn plain<R: Reads>(reads: R, form: Form) -> Router {
    Router::new()
        .route("/uncounted", get(move |State(of): State<R>| async move { Json(Data { data: of.list(form).await }) }))
        .route(
            "/populated",
            get(move |State(of): State<R>| async move { Json(Data { data: of.populated(form).await }) }),
        )
        .route("/nested", get(move |State(of): State<R>| async move { Json(Data { data: of.nested(form).await }) }))
        .route(
            "/deep/{rating}",
            get(move |State(of): State<R>, Path(rating): Path<i64>| async move {
                Json(Data { data: of.deep(form, rating).await })
            }),
        )
        .route(
            "/one/{id}",
            get(move |State(of): State<R>, Path(id): Path<String>| async move {
                Json(Data { data: of.one(form, id).await })
            }),
        )
        .with_state(reads)
}

fn page(data: Vec<Article>, page: u64, page_size: u64, total: u64) -> Json<Page> {
    let pagination = Pagination { page, page_size, page_count: total.div_ceil(page_size), total };
    Json(Page { data, meta: Meta { pagination } })
}

/// Gives articles their tags, each with the row of its article.
pub fn give_tags(articles: &mut [Article], tags: Vec<(i64, Named)>) {
    for (row, tag) in tags {
        let article = articles.iter_mut().find(|article| article.row == row).unwrap();
        article.tags.get_or_insert_default().push(tag);
    }
}

/// Gives the authors of articles their own articles, each with the row of its author.
pub fn give_articles(articles: &mut [Article], written: &[(i64, Article)]) {
    for article in articles {
        let own = written.iter().filter(|(author, _)| *author == article.author_row).map(|(_, own)| own.clone());
        article.author.as_mut().unwrap().articles = Some(own.collect());
    }
}

/// A moment as it is shown.
pub fn moment(millis: i64) -> String {
    Timestamp(millis).to_iso()
}
