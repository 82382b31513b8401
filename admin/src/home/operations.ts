// What the first page asks of the management API.

import { graphql } from "../graphql";
import type { HomeTokensQuery, RecentRefusalsQuery } from "../graphql/graphql";

export const SERVER = graphql(`
  query Server {
    server {
      version
      database
    }
    permissionCatalog {
      contentTypes {
        contentType
      }
    }
  }
`);

/** Those that expire first, and those that were never used, which come before all others in the order of use. */
export const HOME_TOKENS = graphql(`
  query HomeTokens {
    expiring: apiTokens(status: ACTIVE, sort: ["expiresAt"], pagination: { pageSize: 20 }) {
      nodes {
        ...HomeToken
      }
      pageInfo {
        total
      }
    }
    unused: apiTokens(status: ACTIVE, sort: ["lastUsedAt", "createdAt"], pagination: { pageSize: 20 }) {
      nodes {
        ...HomeToken
      }
    }
  }

  fragment HomeToken on ApiToken {
    id
    name
    expiresAt
    createdAt
    lastUsedAt
  }
`);

export const REFUSALS = graphql(`
  query RecentRefusals {
    recentRefusals {
      since
      unauthenticated
      forbidden
      refusals {
        reason
        surface
        route
        tokenId
        tokenName
        missing
        count
        lastAt
      }
    }
  }
`);

export type HomeToken = HomeTokensQuery["expiring"]["nodes"][number];
export type Refusal = RecentRefusalsQuery["recentRefusals"]["refusals"][number];
