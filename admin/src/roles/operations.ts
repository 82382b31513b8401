// What the pages of roles ask of the management API.

import { graphql } from "../graphql";
import type { RoleQuery } from "../graphql/graphql";

export const ROLES = graphql(`
  query Roles($search: String, $sort: [String!], $pagination: PaginationInput) {
    roles(search: $search, sort: $sort, pagination: $pagination) {
      nodes {
        ...RoleFacts
      }
      pageInfo {
        page
        pageCount
        total
      }
    }
  }

  fragment RoleFacts on Role {
    id
    name
    code
    description
    builtIn
    permissions
    userCount
    createdAt
    updatedAt
    revision
    grants {
      contentType
      actions
      fields
      status
    }
  }
`);

export const ROLE = graphql(`
  query Role($id: ID!) {
    role(id: $id) {
      ...RoleFacts
    }
  }
`);

export const CREATE = graphql(`
  mutation CreateRole($input: CreateRoleInput!) {
    createRole(input: $input) {
      role {
        id
      }
    }
  }
`);

export const UPDATE = graphql(`
  mutation UpdateRole($id: ID!, $input: UpdateRoleInput!) {
    updateRole(id: $id, input: $input) {
      role {
        ...RoleFacts
      }
    }
  }
`);

export const DELETE = graphql(`
  mutation DeleteRole($id: ID!) {
    deleteRole(id: $id) {
      id
    }
  }
`);

export type Role = NonNullable<RoleQuery["role"]>;

/** The code of the role that may do everything and cannot be changed. */
export const SUPER_ADMIN = "super-admin";
