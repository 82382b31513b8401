import { useManagement } from "../api/management";
import { graphql } from "../graphql";
import type { PermissionCatalogQuery } from "../graphql/graphql";
import { EVERY_TYPE } from "./choices";

const CATALOG = graphql(`
  query PermissionCatalog {
    permissionCatalog {
      contentTypes {
        contentType
        displayName
        kind
        hasDrafts
        actions {
          action
          operations
          routes {
            method
            path
          }
        }
        fields {
          name
          target
          readable
          writable
        }
      }
      management {
        permission
        held
      }
    }
  }
`);

export type CatalogType = PermissionCatalogQuery["permissionCatalog"]["contentTypes"][number];

/** Everything that can be granted. */
export function usePermissionCatalog() {
  return useManagement(CATALOG, {});
}

/** Stands in the tree for every content type, future ones included. */
export const EVERY: CatalogType = {
  contentType: EVERY_TYPE,
  displayName: "Every content type",
  kind: "COLLECTION",
  hasDrafts: true,
  actions: (["find", "findOne", "create", "update", "delete", "publish"] as const).map((action) => ({
    action,
    operations: [],
    routes: [],
  })),
  fields: [],
};
