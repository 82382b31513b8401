// What the audit page asks of the management API.

import { graphql } from "../graphql";
import type { AuditEventsQuery } from "../graphql/graphql";

export const EVENTS = graphql(`
  query AuditEvents($filter: AuditEventFilter, $search: String, $sort: [String!], $pagination: PaginationInput) {
    auditEvents(filter: $filter, search: $search, sort: $sort, pagination: $pagination) {
      nodes {
        id
        at
        actorKind
        actorId
        actorEmail
        action
        targetKind
        targetId
        targetName
        details
        address
      }
      pageInfo {
        page
        pageCount
        total
      }
    }
  }
`);

export const ACTORS = graphql(`
  query AuditActors {
    adminUsers(sort: ["email"], pagination: { pageSize: 100 }) {
      nodes {
        id
        email
      }
    }
  }
`);

export type AuditEvent = AuditEventsQuery["auditEvents"]["nodes"][number];
