// The content model as the administrator may use it, and what follows from it for lists and forms.

import { useManagement } from "../api/management";
import { graphql } from "../graphql";
import type { ContentAction, ContentModelQuery } from "../graphql/graphql";

const CONTENT_MODEL = graphql(`
  query ContentModel {
    contentModel {
      contentTypes {
        contentType
        displayName
        description
        kind
        builtIn
        hasDrafts
        actions
        draftActions
        typeName
        oneField
        listField
        attributes {
          ...Attribute
        }
      }
      components {
        uid
        displayName
        typeName
        attributes {
          ...Attribute
        }
      }
    }
  }

  fragment Attribute on UsableAttribute {
    name
    type
    actions
    draftActions
    required
    unique
    list
    default
    min
    max
    minLength
    maxLength
    pattern
    members {
      value
      name
    }
    targetField
    target
    components
    allowedTypes
  }
`);

export type ContentModel = ContentModelQuery["contentModel"];
export type ContentType = ContentModel["contentTypes"][number];
export type Component = ContentModel["components"][number];
export type Attribute = ContentType["attributes"][number];

/** What a request reads: the rows that the public sees, or those that editors work on. */
export type Status = "DRAFT" | "PUBLISHED";

/** The uid of uploaded files. */
export const FILE = "plugin::upload.file";

/** The content model, once it is known. */
export function useContentModel() {
  const { data, error, refetch } = useManagement(CONTENT_MODEL, {});
  return { model: data?.contentModel, error, refetch };
}

/** The content type of this name, where the administrator may use it. */
export function typeOf(model: ContentModel, name: string | null | undefined): ContentType | undefined {
  return model.contentTypes.find((type) => type.contentType === name);
}

export function componentOf(model: ContentModel, uid: string): Component | undefined {
  return model.components.find((component) => component.uid === uid);
}

/** The content types that have pages: those that people define. */
export function editableTypes(model: ContentModel): ContentType[] {
  return model.contentTypes.filter(
    (type) => !type.builtIn && (may(type, "find") || may(type, "create") || may(type, "update")),
  );
}

export function may(type: ContentType, action: ContentAction): boolean {
  return type.actions.includes(action);
}

/** The rows that the administrator works on: drafts where they may read them. */
export function statusRead(type: ContentType, action: "find" | "findOne"): Status {
  return type.hasDrafts && type.draftActions.includes(action) ? "DRAFT" : "PUBLISHED";
}

/** Whether an action shows an attribute in rows of a status. */
export function shows(attribute: Attribute, action: "find" | "findOne", status: Status): boolean {
  return (status === "DRAFT" ? attribute.draftActions : attribute.actions).includes(action);
}

/** The status of the targets that are seen from rows of a status. A type without drafts counts as published. */
export function statusBehind(type: ContentType, status: Status): Status {
  return type.hasDrafts ? status : "PUBLISHED";
}

const TIMESTAMPS = ["createdAt", "updatedAt", "publishedAt"];

/** Whether the server keeps the attribute itself. */
export function isTimestamp({ name }: Attribute): boolean {
  return TIMESTAMPS.includes(name);
}

/** An attribute's name as people read it: `publishDate` is “Publish date”. */
export function labelOf(name: string): string {
  const words = name
    .replaceAll("_", " ")
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const TITLES = ["title", "name", "label", "headline", "heading", "subject", "displayName"];
const TITLE_TYPES = ["STRING", "UID", "EMAIL", "TEXT"] as const;

/** The attribute among these by which people know an entry. */
export function titleAmong(attributes: Attribute[]): Attribute | undefined {
  const named = TITLES.map((name) => attributes.find((each) => each.name === name && each.type === "STRING"));
  const typed = TITLE_TYPES.map((type) => attributes.find((each) => each.type === type));
  return [...named, ...typed].find((found) => found !== undefined);
}

/** The attribute by which people know an entry in a list. */
export function titleOf(type: ContentType, status: Status, action: "find" | "findOne" = "find"): Attribute | undefined {
  return titleAmong(type.attributes.filter((attribute) => shows(attribute, action, statusBehind(type, status))));
}
