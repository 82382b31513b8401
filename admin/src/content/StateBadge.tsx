import { Badge } from "@mantine/core";

import type { State } from "./entry";

const STATES: Record<State, { label: string; color: string }> = {
  draft: { label: "Draft", color: "gray" },
  modified: { label: "Changed", color: "orange" },
  published: { label: "Published", color: "teal" },
};

/** What the public sees of an entry, in a word. */
export function StateBadge({ state }: { state: State }) {
  const { label, color } = STATES[state];
  return (
    <Badge variant="light" color={color} tt="none" className="badge-plain">
      {label}
    </Badge>
  );
}
