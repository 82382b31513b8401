import { useState } from "react";

import type { TypedDocumentString } from "../graphql/graphql";
import { useSaving } from "./useSaving";

type Revised = { revision: number };

type Options<Stored extends Revised, Draft, Data, Variables> = {
  /** The newest that is known of what is edited; the draft began with an older one, perhaps. */
  stored: Stored;
  draftOf: (stored: Stored) => Draft;
  document: TypedDocumentString<Data, Variables>;
  /** What saves the draft, if nobody has saved another one since this revision. */
  changeOf: (draft: Draft, revision: number) => Variables;
  savedIn: (data: Data) => Stored;
  /** Reads it as it is now, which the page may not have heard of yet; nothing where it is gone. */
  reload: () => Promise<Stored | null | undefined>;
  onSaved: (stored: Stored) => void;
};

/** Something that is changed in a form while others may change it as well. */
export function useEditing<Stored extends Revised, Draft, Data, Variables>(
  options: Options<Stored, Draft, Data, Variables>,
) {
  const { draftOf, changeOf, savedIn, reload, onSaved } = options;
  const [begun, setBegun] = useState(options.stored);
  const [baseline, setBaseline] = useState(() => draftOf(options.stored));
  const [draft, setDraft] = useState(baseline);
  const saving = useSaving(options.document);

  /** Goes on with what is stored, whose every part is in the form. */
  function beginWith(stored: Stored) {
    const fresh = draftOf(stored);
    setBegun(stored);
    setBaseline(fresh);
    setDraft(fresh);
    saving.reset();
  }

  function saveOver(revision: number) {
    saving.save(changeOf(draft, revision), (data) => {
      const stored = savedIn(data);
      beginWith(stored);
      onSaved(stored);
    });
  }

  async function resolve(go: (stored: Stored) => void) {
    const stored = await reload();
    if (stored) {
      go(stored);
    }
  }

  return {
    /** What the draft began with. */
    begun,
    /** Takes note of a change that is no part of the form. */
    setBegun,
    draft,
    setDraft,
    dirty: draft !== baseline,
    save: () => saveOver(begun.revision),
    /** What was typed in the place of whatever somebody else has saved meanwhile. */
    saveMine: () => void resolve((stored) => saveOver(stored.revision)),
    /** What somebody else has saved in the place of what was typed. */
    showTheirs: () => void resolve(beginWith),
    waiting: saving.waiting,
    isOutdated: saving.isOutdated,
    problem: saving.problem,
  };
}
