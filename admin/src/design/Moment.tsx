import { Tooltip } from "@mantine/core";

import { exactMoment, relativeMoment } from "./time";
import { useNow } from "./useNow";

/** A moment as people say it, and exactly on hover; a dash where there is none. */
export function Moment({ at, never = "–" }: { at: string | null | undefined; never?: string }) {
  const now = useNow();
  if (!at) {
    return <span>{never}</span>;
  }
  return (
    <Tooltip label={exactMoment(at)} events={{ hover: true, focus: true, touch: true }}>
      <time dateTime={at}>{relativeMoment(at, now)}</time>
    </Tooltip>
  );
}
