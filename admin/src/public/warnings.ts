// What is worth a second thought before everybody may do it.

import { type Choices, EVERY_TYPE, isReading } from "../permissions/choices";
import type { ContentAction } from "../graphql/graphql";

/** Sentences about what is ticked, the gravest first; none where nothing is. */
export function warningsOf(choices: Choices): string[] {
  const ticked = Object.entries(choices).flatMap(([contentType, actions]) =>
    (Object.keys(actions) as ContentAction[]).map((action) => ({
      contentType,
      action,
      drafts: actions[action]?.drafts ?? false,
    })),
  );
  const places = (chosen: typeof ticked) =>
    [...new Set(chosen.map(({ contentType }) => nameOf(contentType)))].join(", ");
  const writing = ticked.filter(({ action }) => !isReading(action));
  const drafts = ticked.filter((each) => each.drafts);
  const every = ticked.filter(({ contentType }) => contentType === EVERY_TYPE);
  return [
    writing.length > 0 && `Anybody on the network can change or delete content: ${places(writing)}.`,
    every.length > 0 && "Content types that are made later are open at once, too.",
    drafts.length > 0 && `Drafts that nobody has published can be read: ${places(drafts)}.`,
  ].filter((warning) => warning !== false);
}

function nameOf(contentType: string): string {
  return contentType === EVERY_TYPE ? "every content type" : contentType;
}
