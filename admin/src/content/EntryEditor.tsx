import { useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useEffect, useMemo, useRef } from "react";

import { UnsavedChanges } from "../design/UnsavedChanges";
import { notify } from "../design/notices";
import { Outdated } from "../design/Outdated";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import type { Stored } from "./entry";
import classes from "./EntryEditor.module.css";
import { EntryActions } from "./EntryActions";
import { EntryFacts } from "./EntryFacts";
import { Fields } from "./fields/Fields";
import { EntryFormContext } from "./fields/form";
import { lastList } from "./lastList";
import { type ContentModel, type ContentType, may, titleAmong } from "./model";
import type { Reading } from "./selection";
import { StateBadge } from "./StateBadge";
import { useEntry } from "./useEntry";

type Props = { model: ContentModel; type: ContentType; reading: Reading; stored: Stored | null };

/** Makes or changes an entry. */
export function EntryEditor({ model, type, reading, stored }: Props) {
  const entry = useEntry({ model, type, reading, stored });
  const { begun, exists, values, complaints } = entry;
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  // Asked when a page is about to be left, as what is shown can be a moment older than what was saved.
  const left = useRef(false);
  const isSingle = type.kind === "SINGLE";
  const canWrite = may(type, exists ? "update" : "create");
  const status = reading.status;
  const context = useMemo(() => ({ model, status, exists, complaints }), [model, status, exists, complaints]);
  const shown = new Set(type.attributes.map(({ name }) => name));
  const isNew = begun === null;
  const name = nameOf(type, begun);

  useEffect(() => {
    if (complaints.length > 0) {
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    }
  }, [complaints]);

  async function write(what: "save" | "publish", forced = false) {
    const status = what === "publish" || !type.hasDrafts ? "PUBLISHED" : "DRAFT";
    const written = await entry.write(what, status, forced);
    if (written === undefined) {
      return;
    }
    notify(what === "publish" ? "Published" : "Saved");
    if (!exists) {
      left.current = true;
      const to = may(type, reading.action) ? "/content/$type/$id" : "/content/$type";
      void navigate({ to, params: { type: type.contentType, id: written } as never, replace: true });
    }
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (canWrite) {
      void write("save");
    }
  }

  function leaveDeleted() {
    left.current = true;
    notify("Deleted");
    void navigate({ to: isSingle ? "/content" : "/content/$type", params: { type: type.contentType } as never });
  }

  return (
    <Page
      title={name}
      back={isSingle ? { to: "/content", label: "Content" } : lastList(type)}
      about={begun?.state && <StateBadge state={begun.state} />}
    >
      <form ref={form} onSubmit={submit} aria-label={type.displayName} noValidate>
        <Trouble problem={entry.problem} fields={[...shown]} />
        {entry.outdated && (
          <Outdated
            what="this entry"
            name="the entry"
            mine="the fields that you changed"
            onTheirs={() => void entry.takeTheirs()}
            onMine={() => void write(entry.outdated ?? "save", true)}
          />
        )}
        {complaints.length > 0 && <Summary count={complaints.length} />}
        <div className={classes.columns}>
          <EntryFormContext value={context}>
            <Panel>
              <Fields attributes={type.attributes} values={values} path={[]} onChange={entry.setValues} />
            </Panel>
          </EntryFormContext>
          <div className={classes.side}>
            <EntryActions
              type={type}
              entry={entry}
              isNew={isNew}
              onWrite={(what) => void write(what)}
              onDeleted={leaveDeleted}
            />
            {begun && <EntryFacts stored={begun} />}
          </div>
        </div>
      </form>
      <UnsavedChanges dirty={entry.dirty} isSaved={() => left.current} />
    </Page>
  );
}

function nameOf(type: ContentType, stored: Stored | null): string {
  if (type.kind === "SINGLE") {
    return type.displayName;
  }
  if (!stored) {
    return `New ${type.displayName}`;
  }
  const title = titleAmong(type.attributes.filter(({ name }) => name in stored.values));
  const text = title && stored.values[title.name];
  return typeof text === "string" && text ? text : `Untitled ${type.displayName}`;
}

function Summary({ count }: { count: number }) {
  return (
    <p role="alert" className={classes.summary}>
      {count === 1 ? "One field is not right yet." : `${count} fields are not right yet.`} Nothing is saved.
    </p>
  );
}
