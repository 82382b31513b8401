import { Badge } from "@mantine/core";

import type { ApiTokenStatus, ApiTokenType } from "../graphql/graphql";

export const TYPE_NAMES: Record<ApiTokenType, string> = {
  READ_ONLY: "Read-only",
  FULL_ACCESS: "Full access",
  CUSTOM: "Custom",
};

const STATUSES: Record<ApiTokenStatus, { label: string; color: string }> = {
  ACTIVE: { label: "Active", color: "teal" },
  EXPIRED: { label: "Expired", color: "orange" },
  DISABLED: { label: "Disabled", color: "gray" },
};

/** What a token may do, in a word. */
export function TypeBadge({ type }: { type: ApiTokenType }) {
  return (
    <Badge variant="outline" color="gray" tt="none" autoContrast className="badge-plain">
      {TYPE_NAMES[type]}
    </Badge>
  );
}

/** Whether a token works, in a word. */
export function StatusBadge({ status }: { status: ApiTokenStatus }) {
  const { label, color } = STATUSES[status];
  return (
    <Badge variant="light" color={color} tt="none" className="badge-plain">
      {label}
    </Badge>
  );
}
