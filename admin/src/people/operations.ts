// What the pages of administrators ask of the management API.

import { graphql } from "../graphql";
import type { AdminUserQuery } from "../graphql/graphql";

export const PEOPLE = graphql(`
  query AdminUsers($search: String, $sort: [String!], $pagination: PaginationInput) {
    adminUsers(search: $search, sort: $sort, pagination: $pagination) {
      nodes {
        ...PersonFacts
      }
      pageInfo {
        page
        pageCount
        total
      }
    }
  }

  fragment PersonFacts on AdminUser {
    id
    email
    name
    enabled
    createdAt
    lastLoginAt
    revision
    roles {
      id
      name
    }
  }
`);

export const PERSON = graphql(`
  query AdminUser($id: ID!) {
    adminUser(id: $id) {
      ...PersonFacts
    }
  }
`);

export const ROLE_CHOICES = graphql(`
  query RoleChoices {
    roles(pagination: { pageSize: 100 }) {
      nodes {
        id
        name
        description
      }
    }
  }
`);

export const CREATE = graphql(`
  mutation CreateAdminUser($input: CreateAdminUserInput!) {
    createAdminUser(input: $input) {
      user {
        id
      }
    }
  }
`);

export const UPDATE = graphql(`
  mutation UpdateAdminUser($id: ID!, $input: UpdateAdminUserInput!) {
    updateAdminUser(id: $id, input: $input) {
      user {
        ...PersonFacts
      }
    }
  }
`);

export const DELETE = graphql(`
  mutation DeleteAdminUser($id: ID!) {
    deleteAdminUser(id: $id) {
      id
    }
  }
`);

export type Person = NonNullable<AdminUserQuery["adminUser"]>;
