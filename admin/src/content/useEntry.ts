// The state of an entry's form: what was stored when it began, what it says now, and writing that.

import { useRef, useState } from "react";

import { Problem, violationsOf } from "../api/problem";
import { queryClient } from "../api/queryClient";
import { readEntry, type Stored } from "./entry";
import { changedNames, type Complaint, inputOf, inWords } from "./input";
import type { ContentModel, ContentType, Status } from "./model";
import { createOperation, updateOperation } from "./operations";
import { ask, type Operation } from "./request";
import type { Reading } from "./selection";
import { newValues, type Values } from "./values";

type Given = { model: ContentModel; type: ContentType; reading: Reading; stored: Stored | null };

/** What is being done, which is one thing at a time. */
export type Work = "save" | "publish" | "unpublish" | "discard" | "delete";

type Trouble = {
  problem: unknown;
  complaints: Complaint[];
  /** What was about to be written when somebody else turned out to have been faster. */
  outdated: "save" | "publish" | undefined;
};

const NO_TROUBLE: Trouble = { problem: undefined, complaints: [], outdated: undefined };

export function useEntry({ model, type, reading, stored }: Given) {
  const [begun, setBegun] = useState(stored);
  const [baseline, setBaseline] = useState<Values>(() => stored?.values ?? newValues(model, type.attributes));
  const [values, setValues] = useState(baseline);
  const [trouble, setTrouble] = useState(NO_TROUBLE);
  const [work, setWork] = useState<Work>();
  // Set at once, where state would let a second click through.
  const busy = useRef(false);

  const isSingle = type.kind === "SINGLE";
  const exists = begun !== null || isSingle;
  const documentId = isSingle ? undefined : begun?.documentId;
  const dirty = changedNames(type.attributes, baseline, values).length > 0;

  // What others have written since is taken over for as long as nothing was typed.
  const [seen, setSeen] = useState(stored);
  if (stored !== seen) {
    setSeen(stored);
    if (stored && !dirty && !work) {
      setBegun(stored);
      setBaseline(stored.values);
      setValues(stored.values);
    }
  }

  /** Does one thing, tells what is wrong with it, and answers whether it was done. */
  async function run(what: Work, action: () => Promise<void>): Promise<boolean> {
    if (busy.current) {
      return false;
    }
    busy.current = true;
    setWork(what);
    setTrouble(NO_TROUBLE);
    try {
      await action();
      return true;
    } catch (problem) {
      setTrouble({ ...NO_TROUBLE, problem, complaints: violationsOf(problem).map(inWords) });
      return false;
    } finally {
      busy.current = false;
      setWork(undefined);
    }
  }

  /**
   * Writes what the form says, over what others have written since only when that is `forced`. Answers the document, or
   * nothing where something is in the way.
   */
  async function write(what: "save" | "publish", status: Status, forced: boolean): Promise<string | undefined> {
    const keepsIds = reading.status === "DRAFT" || !type.hasDrafts;
    const { input, complaints } = inputOf({ model, exists, keepsIds }, type.attributes, baseline, values);
    if (complaints.length > 0) {
      setTrouble({ ...NO_TROUBLE, complaints });
      return undefined;
    }
    let written: string | undefined;
    await run(what, async () => {
      if (!forced && (await isOutdated())) {
        setTrouble({ ...NO_TROUBLE, outdated: what });
        return;
      }
      const wanted = { data: input, status, documentId };
      written = await documentOf(exists ? updateOperation(type, wanted) : createOperation(type, wanted));
      if (exists) {
        await follow(values);
      } else {
        forget();
      }
    });
    return written;
  }

  async function isOutdated(): Promise<boolean> {
    if (!begun?.updatedAt) {
      return false;
    }
    const present = await readEntry(type, documentId, reading);
    return present !== null && present.updatedAt !== begun.updatedAt;
  }

  /** Goes on with the entry as others have left it, and drops what was typed. */
  function takeTheirs(): Promise<boolean> {
    return run("save", () => follow(undefined));
  }

  /** Does something with the entry as a whole. */
  function act(what: Work, operation: Operation): Promise<boolean> {
    return run(what, async () => {
      await ask(operation);
      if (what === "delete") {
        forget();
      } else {
        await follow(what === "discard" ? undefined : baseline);
      }
    });
  }

  /** Goes on with what is stored by now, but for what was typed since `sent`; with all of it where nothing was sent. */
  async function follow(sent: Values | undefined) {
    if (sent) {
      setBaseline(sent);
    }
    const fresh = await readEntry(type, documentId, reading);
    void queryClient.invalidateQueries();
    if (fresh) {
      setBegun(fresh);
      setBaseline(fresh.values);
      setValues((current) => (sent ? { ...fresh.values, ...differing(sent, current) } : fresh.values));
    }
  }

  return { begun, exists, documentId, values, setValues, dirty, work, ...trouble, write, takeTheirs, act };
}

/** Lets the pages that come next read everything anew; this one is about to be left. */
function forget(): void {
  void queryClient.invalidateQueries({ refetchType: "none" });
}

/** What another value stands for than the one that was sent. */
function differing(sent: Values, current: Values): Values {
  return Object.fromEntries(Object.entries(current).filter(([name, value]) => sent[name] !== value));
}

async function documentOf(operation: Operation): Promise<string> {
  const { written } = await ask<{ written: { documentId: string } | null }>(operation);
  if (!written) {
    throw new Problem("This entry is gone: somebody has deleted it meanwhile.", "NOT_FOUND");
  }
  return written.documentId;
}
