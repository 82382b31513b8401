// What the token pages ask of the management API.

import { graphql } from "../graphql";
import type { ApiTokenQuery, ApiTokensQuery } from "../graphql/graphql";

export const TOKENS = graphql(`
  query ApiTokens(
    $search: String
    $type: ApiTokenType
    $status: ApiTokenStatus
    $sort: [String!]
    $pagination: PaginationInput
  ) {
    apiTokens(search: $search, type: $type, status: $status, sort: $sort, pagination: $pagination) {
      nodes {
        id
        name
        description
        type
        status
        expiresAt
        createdAt
        lastUsedAt
      }
      pageInfo {
        page
        pageCount
        total
      }
    }
  }
`);

export const TOKEN = graphql(`
  query ApiToken($id: ID!) {
    apiToken(id: $id) {
      ...TokenFacts
    }
  }

  fragment TokenFacts on ApiToken {
    id
    name
    description
    type
    status
    lifespan
    expiresAt
    createdAt
    updatedAt
    lastUsedAt
    lastRegeneratedAt
    hint
    formerSecrets {
      hint
      expiresAt
      lastUsedAt
    }
    revision
    readDrafts
    grants {
      contentType
      actions
      fields
      status
      locales
    }
    permissions
  }
`);

export const CREATE = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      secret
      token {
        id
      }
    }
  }
`);

export const UPDATE = graphql(`
  mutation UpdateApiToken($id: ID!, $input: UpdateApiTokenInput!) {
    updateApiToken(id: $id, input: $input) {
      token {
        ...TokenFacts
      }
    }
  }
`);

export const REGENERATE = graphql(`
  mutation RegenerateApiToken($id: ID!, $lifespan: TokenLifespan, $expiresAt: DateTime, $overlapSeconds: Int) {
    regenerateApiToken(id: $id, lifespan: $lifespan, expiresAt: $expiresAt, overlapSeconds: $overlapSeconds) {
      secret
      token {
        ...TokenFacts
      }
    }
  }
`);

export const SET_ENABLED = graphql(`
  mutation SetApiTokenEnabled($id: ID!, $enabled: Boolean!) {
    setApiTokenEnabled(id: $id, enabled: $enabled) {
      token {
        ...TokenFacts
      }
    }
  }
`);

export const DELETE = graphql(`
  mutation DeleteApiToken($id: ID!) {
    deleteApiToken(id: $id) {
      id
    }
  }
`);

export type ListedToken = ApiTokensQuery["apiTokens"]["nodes"][number];
export type Token = NonNullable<ApiTokenQuery["apiToken"]>;
