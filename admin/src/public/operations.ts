// What the page of public permissions asks of the management API.

import { graphql } from "../graphql";
import type { PublicPermissionsQuery } from "../graphql/graphql";

export const PUBLIC = graphql(`
  query PublicPermissions {
    publicPermissions {
      ...OpenToAll
    }
  }

  fragment OpenToAll on PublicPermissions {
    revision
    permissions
    grants {
      contentType
      actions
      fields
      status
    }
  }
`);

export const SET = graphql(`
  mutation SetPublicPermissions($input: SetPublicPermissionsInput!) {
    setPublicPermissions(input: $input) {
      publicPermissions {
        ...OpenToAll
      }
    }
  }
`);

export type PublicPermissions = PublicPermissionsQuery["publicPermissions"];
