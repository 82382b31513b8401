//! The content model as one permission set may see it: the only place where a request's names are looked up.
//!
//! Code that serves requests never holds the [`Catalog`] itself. A name that is not granted and a name that does not
//! exist both end here, as a [`NameError`]; whether the two can be told apart is decided here and nowhere else.

use std::sync::Arc;

use super::{
    Attribute, AttributeKind, Catalog, ContentType, Kind, LocaleChoice, Member, Reach, RelationAttribute, built_in,
};
use crate::access::{Action, DraftAction, Fields, Fingerprint, Locales, PermissionSet, Status, missing};

/// Why a name did not resolve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameError {
    /// Nothing of this name exists, as far as this principal may know.
    Unknown,
    /// It exists, and this permission (in text form) is missing.
    Forbidden(String),
}

/// The catalog narrowed by a permission set.
#[derive(Clone, Debug)]
pub struct View {
    catalog: Arc<Catalog>,
    permissions: PermissionSet,
    fingerprint: Fingerprint,
    conceal: bool,
    gaps: bool,
}

impl View {
    /// Narrows `catalog` to what `permissions` allow. With `conceal`, what is refused looks as if it did not exist.
    pub fn new(catalog: Arc<Catalog>, permissions: PermissionSet, conceal: bool) -> Self {
        let fingerprint = permissions.fingerprint();
        Self { catalog, permissions, fingerprint, conceal, gaps: false }
    }

    /// The same view for whoever works on drafts, which may lack what their type requires: nothing is certain to be there.
    #[must_use]
    pub fn with_gaps(self) -> Self {
        Self { gaps: true, fingerprint: self.fingerprint.variant("gaps"), ..self }
    }

    /// Whether every entry that is seen is certain to have a value in an attribute.
    pub fn is_certain(&self, attribute: &Attribute) -> bool {
        attribute.required && !self.gaps
    }

    /// Identifies the permission set that shapes this view.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// A type for one action, in the default locale. Reading asks for published or draft rows; a type without drafts
    /// counts as published.
    pub fn content_type(&self, singular: &str, action: Action, status: Status) -> Result<TypeView<'_>, NameError> {
        self.content_type_in(singular, action, status, &LocaleChoice::Default)
    }

    /// A type for one action in a locale, which means nothing on a type without locales.
    pub fn content_type_in(
        &self,
        singular: &str,
        action: Action,
        status: Status,
        locale: &LocaleChoice,
    ) -> Result<TypeView<'_>, NameError> {
        let content_type = self.catalog.get(singular).ok_or(NameError::Unknown)?;
        self.typed(content_type, action, status, entered(content_type, locale))
    }

    /// A type as the target of a relation, seen as `find` sees it. The locale is that of what the relation belongs to,
    /// and passes on through types without locales.
    pub fn related(&self, singular: &str, status: Status, locale: &LocaleChoice) -> Result<TypeView<'_>, NameError> {
        let content_type = self.catalog.get(singular).ok_or(NameError::Unknown)?;
        self.typed(content_type, Action::Find, status, locale.clone())
    }

    fn typed<'v>(
        &'v self,
        content_type: &'v Arc<ContentType>,
        action: Action,
        asked: Status,
        locale: LocaleChoice,
    ) -> Result<TypeView<'v>, NameError> {
        let status = if content_type.draft_and_publish { asked } else { Status::Published };
        let (reach, fields) = self.reach(content_type, action, status, &locale)?;
        Ok(TypeView { view: self, content_type, action, asked, status, locale, reach, fields })
    }

    /// The rows that a choice of locale leads to, with the fields that are open in all of them.
    fn reach(
        &self,
        content_type: &ContentType,
        action: Action,
        status: Status,
        locale: &LocaleChoice,
    ) -> Result<(Reach, Fields), NameError> {
        let (permissions, singular) = (&self.permissions, content_type.singular.as_str());
        let refused = |code: Option<&str>| self.refuse(missing(singular, action, None, status, code));
        let one = |code: &str| {
            let fields = permissions.allowed(singular, action, status, Some(code));
            Ok((Reach::Only(vec![code.to_owned()]), fields.ok_or_else(|| refused(Some(code)))?))
        };
        match locale {
            _ if !content_type.is_localized() => {
                let fields = permissions.allowed(singular, action, status, None);
                Ok((Reach::Unlocalized, fields.ok_or_else(|| refused(None))?))
            }
            LocaleChoice::Default => one(&self.catalog.locales().default),
            LocaleChoice::Code(code) => one(code),
            LocaleChoice::Every => match permissions.allowed_throughout(singular, action, status) {
                Some((Locales::All, fields)) => Ok((Reach::Every, fields)),
                Some((Locales::Only(codes), fields)) => Ok((Reach::Only(codes.into_iter().collect()), fields)),
                None => Err(refused(None)),
            },
            LocaleChoice::Nowhere => {
                let fields = permissions.allowed_somewhere(singular, action, status);
                Ok((Reach::Only(Vec::new()), fields.ok_or_else(|| refused(None))?))
            }
        }
    }

    /// The type of this uid for one action, as [`View::content_type`].
    pub fn content_type_of(&self, uid: &str, action: Action, status: Status) -> Result<TypeView<'_>, NameError> {
        let content_type = self.catalog.by_uid(uid).ok_or(NameError::Unknown)?;
        self.content_type(&content_type.singular, action, status)
    }

    /// A type as the answer to a write shows it: what `find` or `findOne` show of it, and the document id in any case.
    pub fn answer(&self, singular: &str, status: Status, locale: &LocaleChoice) -> Result<TypeView<'_>, NameError> {
        let of = |action| self.content_type_in(singular, action, status, locale);
        match (of(Action::FindOne), of(Action::Find)) {
            (Ok(one), Ok(list)) => Ok(TypeView { fields: one.fields.union(&list.fields), ..one }),
            (Ok(either), Err(_)) | (Err(_), Ok(either)) => Ok(either),
            (Err(refused), Err(_)) => {
                let mut writes = [Action::Create, Action::Update, Action::Publish].into_iter();
                let written = writes.find_map(|action| of(action).ok());
                let written = written.ok_or(refused)?;
                let action = match written.content_type.kind {
                    Kind::Collection => Action::FindOne,
                    Kind::Single | Kind::Component => Action::Find,
                };
                Ok(TypeView { action, fields: Fields::none(), ..written })
            }
        }
    }

    /// A type for an action on its drafts. Publishing sees what updating sees, as far as that is granted, so that errors
    /// name what the caller may write. Discarding sets all of a row: it needs every attribute, and `find` on whatever
    /// relations lead to.
    pub fn draft_action(
        &self,
        singular: &str,
        action: DraftAction,
        locale: &LocaleChoice,
    ) -> Result<TypeView<'_>, NameError> {
        let of = self.content_type_in(singular, action.action(), Status::Published, locale)?;
        if !of.content_type.draft_and_publish {
            return Err(NameError::Unknown);
        }
        match action {
            DraftAction::Discard => of.require_all().map(|()| of),
            DraftAction::Publish | DraftAction::Unpublish => {
                let update = self.content_type_in(singular, Action::Update, Status::Published, locale);
                Ok(update.unwrap_or(TypeView { fields: Fields::none(), ..of }))
            }
        }
    }

    /// The types on which at least one of `actions` is granted in some locale, each with that action's view, in catalog
    /// order. For what describes them: through these views no localized entry is found.
    pub fn content_types(&self, action: Action) -> impl Iterator<Item = TypeView<'_>> {
        self.catalog.iter().filter_map(move |content_type| self.described(&content_type.singular, action).ok())
    }

    /// A type for what describes it: with everything that the action opens in any locale.
    pub fn described(&self, singular: &str, action: Action) -> Result<TypeView<'_>, NameError> {
        self.content_type_in(singular, action, Status::Published, &LocaleChoice::Nowhere)
    }

    /// Whether there is a locale of this code.
    pub fn is_installed(&self, locale: &str) -> bool {
        self.catalog.locales().codes.contains(locale)
    }

    /// A component as whoever may use an attribute that holds it may see it in `action`: as a whole, but for its
    /// relations, which need `find` on their targets here as everywhere. `uid` is of the program, not of a request.
    pub fn component(&self, uid: &str, action: Action, status: Status, locale: &LocaleChoice) -> TypeView<'_> {
        let content_type = self.catalog.component(uid).expect("the components of a checked catalog exist");
        self.whole(content_type, action, status, locale)
    }

    /// Files as whoever may use an attribute that holds them may see them: as a whole.
    pub fn attached_files(&self, status: Status) -> TypeView<'_> {
        let content_type = self.catalog.get(built_in::FILE).expect("every catalog has the built-in types");
        self.whole(content_type, Action::Find, status, &LocaleChoice::Every)
    }

    /// All of what has neither drafts nor locales of its own.
    fn whole<'v>(
        &'v self,
        content_type: &'v Arc<ContentType>,
        action: Action,
        asked: Status,
        locale: &LocaleChoice,
    ) -> TypeView<'v> {
        let (status, reach, fields) = (Status::Published, Reach::Unlocalized, Fields::All);
        TypeView { view: self, content_type, action, asked, status, locale: locale.clone(), reach, fields }
    }

    /// Whether some attribute that can be read holds files.
    pub fn shows_attached_files(&self) -> bool {
        let mut reads = [Action::Find, Action::FindOne].into_iter();
        reads.any(|action| self.content_types(action).any(|of| of.shows_attached_files()))
    }

    /// Whether `member` is one of the types in GraphQL's union of this name, which a dynamic zone gives.
    pub fn is_in_zone(&self, union: &str, member: &str) -> bool {
        self.catalog.union(union).is_some_and(|members| members.contains(member))
    }

    /// Whether there is a union of this name in GraphQL.
    pub fn is_zone(&self, union: &str) -> bool {
        self.catalog.union(union).is_some()
    }

    fn refuse(&self, missing: String) -> NameError {
        if self.conceal { NameError::Unknown } else { NameError::Forbidden(missing) }
    }
}

/// One type, or one component of an attribute that is open, as one action may see it.
#[derive(Clone, Debug)]
pub struct TypeView<'v> {
    view: &'v View,
    content_type: &'v Arc<ContentType>,
    action: Action,
    asked: Status,
    status: Status,
    locale: LocaleChoice,
    reach: Reach,
    fields: Fields,
}

/// What a choice of locale means on the type that a request begins with. Where that has no locales the choice means
/// nothing, and what its entries are linked to is seen in every locale.
fn entered(content_type: &ContentType, locale: &LocaleChoice) -> LocaleChoice {
    match locale {
        LocaleChoice::Nowhere => LocaleChoice::Nowhere,
        chosen if content_type.is_localized() => chosen.clone(),
        _ => LocaleChoice::Every,
    }
}

impl<'v> TypeView<'v> {
    /// The type itself. Its names belong to the program; names from a request go through the methods below.
    pub fn content_type(&self) -> &'v Arc<ContentType> {
        self.content_type
    }

    /// The action that this view is for.
    pub fn action(&self) -> Action {
        self.action
    }

    /// The row status that this view reads; always published on types without drafts.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The rows that this view reads, by their locales.
    pub fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The code of the default locale.
    pub fn default_locale(&self) -> &'v str {
        &self.view.catalog.locales().default
    }

    /// The choice of locale that led here and passes on to what is linked.
    pub fn locale(&self) -> &LocaleChoice {
        &self.locale
    }

    /// The same type and action, asked for rows of another status.
    pub fn with_status(&self, status: Status) -> Result<TypeView<'v>, NameError> {
        if self.content_type.kind == Kind::Component || self.content_type.is_built_in() {
            return Ok(TypeView { asked: status, ..self.clone() });
        }
        self.view.typed(self.content_type, self.action, status, self.locale.clone())
    }

    /// The same type and action in another locale.
    pub fn with_locale(&self, locale: &LocaleChoice) -> Result<TypeView<'v>, NameError> {
        self.view.typed(self.content_type, self.action, self.asked, locale.clone())
    }

    /// Whether the caller may do something with entries of this type in a locale. For what a write does besides what it
    /// was asked for.
    pub fn allows(&self, action: Action, status: Status, locale: &str) -> bool {
        self.view.permissions.allowed(&self.content_type.singular, action, status, Some(locale)).is_some()
    }

    /// Refuses what depends on rows in every locale, future ones included, where they are not all open.
    pub fn require_all_locales(&self) -> Result<(), NameError> {
        if !self.content_type.is_localized() || *self.with_locale(&LocaleChoice::Every)?.reach() == Reach::Every {
            return Ok(());
        }
        Err(self.view.refuse(missing(&self.content_type.singular, self.action, None, self.status, None)))
    }

    /// Whether every entry that is seen is certain to have a value in an attribute.
    pub fn is_certain(&self, attribute: &Attribute) -> bool {
        self.view.is_certain(attribute)
    }

    /// Looks up a name for this view's action: to read where it reads, to write where it writes.
    pub fn attribute(&self, name: &str) -> Result<&'v Attribute, NameError> {
        let attribute = self.content_type.attribute(name).ok_or(NameError::Unknown)?;
        let usable =
            if self.action.is_read() { attribute.is_readable() } else { self.content_type.is_writable(attribute) };
        if !usable {
            return Err(NameError::Unknown);
        }
        self.check_open(attribute).map_err(|locale| {
            let singular = &self.content_type.singular;
            self.view.refuse(missing(singular, self.action, Some(name), self.status, locale))
        })?;
        Ok(attribute)
    }

    /// Refuses a caller who may not set all that a row holds.
    fn require_all(&self) -> Result<(), NameError> {
        for attribute in self.content_type.attributes.values() {
            self.attribute(&attribute.name)?;
            if let AttributeKind::Relation(relation) = &attribute.kind {
                self.target(relation)?;
            }
            for member in attribute.components().map(|held| held.members).unwrap_or_default() {
                self.component(member).require_all()?;
            }
        }
        Ok(())
    }

    /// Whether this view's action opens an attribute; if not, in which locale it does not. What the locales of a document
    /// share can only be changed in all of them.
    fn check_open(&self, attribute: &Attribute) -> Result<(), Option<&str>> {
        if !self.fields.contains(&attribute.name) {
            return Err(self.reach.one());
        }
        if self.action != Action::Update || !self.content_type.shares(attribute) {
            return Ok(());
        }
        let (permissions, singular) = (&self.view.permissions, &self.content_type.singular);
        let lacks = |code: &&String| {
            let fields = permissions.allowed(singular, self.action, self.status, Some(code));
            !fields.is_some_and(|fields| fields.contains(&attribute.name))
        };
        let lacking = self.view.catalog.locales().codes.iter().find(lacks);
        lacking.map_or(Ok(()), |code| Err(Some(code.as_str())))
    }

    /// Whether errors may name what stands at a path of attributes and indexes: the caller may use the attribute in
    /// this action, or read it, and whatever stands in it, from any row of the type.
    pub fn is_known(&self, path: &[String]) -> bool {
        let Some(name) = path.first() else { return true };
        let drafts = self.view.answer(&self.content_type.singular, Status::Draft, &self.locale);
        self.attribute(name).is_ok() || drafts.is_ok_and(|drafts| drafts.shows(path))
    }

    /// Whether this view reads what stands at a path, whichever kind of component that leads through.
    fn shows(&self, path: &[String]) -> bool {
        let is_index = |step: &String| step.parse::<usize>().is_ok();
        let Some(start) = path.iter().position(|step| !is_index(step)) else { return true };
        let Ok(attribute) = self.attribute(&path[start]) else { return false };
        let below = &path[start + 1..];
        let members = attribute.components().map(|held| held.members).unwrap_or_default();
        let mut kinds = members.iter().map(|member| self.component(member));
        kinds.all(|kind| kind.shows(below) || !kind.has(below))
    }

    /// Whether the first attribute of a path is one of this type's at all.
    fn has(&self, path: &[String]) -> bool {
        path.iter()
            .find(|step| step.parse::<usize>().is_err())
            .is_some_and(|name| self.content_type.attribute(name).is_some())
    }

    /// Every attribute that [`TypeView::attribute`] finds and, for relations, whose target may be seen; in wire order.
    pub fn attributes(&self) -> impl Iterator<Item = &'v Attribute> {
        self.content_type.all_attributes().filter(|attribute| {
            self.attribute(&attribute.name).is_ok()
                && match &attribute.kind {
                    AttributeKind::Scalar(_) | AttributeKind::Component(_) | AttributeKind::DynamicZone(_) => true,
                    AttributeKind::Relation(relation) => self.target(relation).is_ok(),
                }
        })
    }

    fn shows_attached_files(&self) -> bool {
        self.attributes().any(|attribute| {
            let media = matches!(&attribute.kind, AttributeKind::Relation(relation) if relation.media);
            let members = attribute.components().map(|held| held.members).unwrap_or_default();
            media || members.iter().any(|member| self.component(member).shows_attached_files())
        })
    }

    /// The target of a relation, seen as `find` sees it. The status and the locale that were asked for pass on, also
    /// through a type that has no drafts or locales itself. To a document's entries in other locales leads a relation too.
    /// `find` on the target is what reading, filtering, sorting by and writing a relation all require. Files that are
    /// attached to an entry are part of it.
    pub fn target(&self, relation: &RelationAttribute) -> Result<TypeView<'v>, NameError> {
        if relation.media {
            return Ok(self.view.attached_files(self.asked));
        }
        let locale = match &self.locale {
            LocaleChoice::Nowhere => &LocaleChoice::Nowhere,
            _ if relation.link.siblings => &LocaleChoice::Every,
            chosen => chosen,
        };
        self.view.related(&relation.target, self.asked, locale)
    }

    /// A kind of component that an attribute of this view holds.
    #[must_use]
    pub fn component(&self, member: &Member) -> TypeView<'v> {
        self.view.component(&member.component, self.action, self.asked, &self.locale)
    }

    /// An attribute that holds files, looked up like any other.
    pub fn media(&self, name: &str) -> Result<Join<'v>, NameError> {
        let files = self.view.catalog.get(built_in::FILE).ok_or(NameError::Unknown)?;
        match &self.attribute(name)?.kind {
            AttributeKind::Relation(relation) if relation.media => {
                Ok(Join { source: self.content_type, relation, target: files })
            }
            _ => Err(NameError::Unknown),
        }
    }

    /// Every relation of this type, whatever the caller may see: a write keeps all of a row's links consistent.
    pub fn outgoing(&self) -> impl Iterator<Item = Join<'v>> {
        self.joins(self.content_type)
    }

    /// Every relation of any type that leads to this one, whatever the caller may see.
    pub fn incoming(&self) -> impl Iterator<Item = Join<'v>> {
        let here = &self.content_type.singular;
        self.view.catalog.iter().flat_map(|source| self.joins(source)).filter(move |join| &join.target.singular == here)
    }

    /// Every relation of any component that leads to this type.
    pub fn incoming_from_components(&self) -> impl Iterator<Item = Join<'v>> {
        let here = &self.content_type.singular;
        let components = self.view.catalog.components();
        components.flat_map(|source| self.joins(source)).filter(move |join| &join.target.singular == here)
    }

    /// Every type and component that may hold the component of this uid, with what that is to it.
    pub fn holders(&self, uid: &str) -> impl Iterator<Item = (&'v Arc<ContentType>, &'v Member)> {
        self.view.catalog.models().flat_map(move |owner| {
            let members = owner.component_attributes().flat_map(|(_, held)| held.members);
            members.filter(move |member| member.component == uid).map(move |member| (owner, member))
        })
    }

    fn joins(&self, source: &'v Arc<ContentType>) -> impl Iterator<Item = Join<'v>> + use<'v> {
        let catalog = &self.view.catalog;
        source
            .relations()
            .filter_map(move |(_, relation)| Some(Join { source, relation, target: catalog.get(&relation.target)? }))
    }
}

/// A relation with the types at both of its ends, read from `source`. For the program's own use: it is no way to look
/// up a name of a request.
#[derive(Clone, Copy, Debug)]
pub struct Join<'v> {
    /// The type that has the attribute.
    pub source: &'v Arc<ContentType>,
    /// The attribute.
    pub relation: &'v RelationAttribute,
    /// The type at the other end.
    pub target: &'v Arc<ContentType>,
}
