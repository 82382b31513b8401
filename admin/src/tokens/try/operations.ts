import { graphql } from "../../graphql";
import type { TokenViewQuery } from "../../graphql/graphql";

export const VIEW = graphql(`
  query TokenView($id: ID!) {
    apiTokenView(id: $id) {
      beyond
      operations {
        contentType
        kind
        action
        fields {
          name
          scalar
          target
        }
        routes {
          path
        }
        operations
      }
    }
  }
`);

export type Operation = TokenViewQuery["apiTokenView"]["operations"][number];
