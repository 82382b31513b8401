// What the pages of content types ask of the management API.

import { graphql } from "../graphql";
import type { ContentTypesQuery, PlanContentTypeChangeQuery } from "../graphql/graphql";

export const TYPES = graphql(`
  query ContentTypes {
    contentTypes {
      singularName
      displayName
      description
      uid
      kind
      hasDrafts
      definition
    }
  }
`);

/** The types come along, so that what the plan is about is compared with what the form began with. */
export const PLAN = graphql(`
  query PlanContentTypeChange($singularName: String!, $definition: JSON, $alongWith: [JSON!]) {
    planContentTypeChange(singularName: $singularName, definition: $definition, alongWith: $alongWith) {
      created
      changed
      deleted
      losesData
      revision
      steps {
        description
        losesData
        sql
      }
    }
    contentTypes {
      singularName
      definition
    }
  }
`);

export const CREATE = graphql(`
  mutation CreateContentType($input: CreateContentTypeInput!) {
    createContentType(input: $input) {
      contentType {
        singularName
      }
    }
  }
`);

export const UPDATE = graphql(`
  mutation UpdateContentType($singularName: String!, $input: UpdateContentTypeInput!) {
    updateContentType(singularName: $singularName, input: $input) {
      contentType {
        singularName
      }
    }
  }
`);

export const DELETE = graphql(`
  mutation DeleteContentType($singularName: String!, $confirmDataLoss: Boolean!, $expectedRevision: Int) {
    deleteContentType(
      singularName: $singularName
      confirmDataLoss: $confirmDataLoss
      expectedRevision: $expectedRevision
    ) {
      singularName
    }
  }
`);

export type ContentType = ContentTypesQuery["contentTypes"][number];
export type Plan = PlanContentTypeChangeQuery["planContentTypeChange"];
