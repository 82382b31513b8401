// Who is signed in and what they may do; what the page offers follows from it.

import { graphql } from "../graphql";
import { useManagement } from "../api/management";

export const ME = graphql(`
  query Me {
    me {
      user {
        id
        email
        name
        roles {
          id
          name
        }
      }
      permissions
      grants {
        contentType
        actions
        fields
        status
        locales
      }
    }
  }
`);

/** The person and their permissions, once they are known. */
export function useMe() {
  return useManagement(ME, {}).data?.me;
}

/** Tells whether the person holds a management permission; nobody does before it is known. */
export function useMay(): (permission: string) => boolean {
  const me = useMe();
  return (permission) => me?.permissions.includes(permission) ?? false;
}
