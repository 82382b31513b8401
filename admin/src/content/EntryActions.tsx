import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { Confirm } from "../design/Confirm";
import { Icon } from "../design/Icon";
import { notify } from "../design/notices";
import { Panel } from "../design/Panel";
import { type ContentType, may } from "./model";
import { deleteOperation, discardOperation, publishOperation, unpublishOperation } from "./operations";
import type { useEntry, Work } from "./useEntry";

type Props = {
  type: ContentType;
  entry: ReturnType<typeof useEntry>;
  /** Whether nothing is stored yet. */
  isNew: boolean;
  onWrite: (what: "save" | "publish") => void;
  onDeleted: () => void;
};

type Asked = "unpublish" | "discard" | "delete";

const QUESTIONS: Record<Asked, { title: string; verb: string; about: string; done: string }> = {
  unpublish: {
    title: "Unpublish this entry?",
    verb: "Unpublish",
    about: "The public no longer sees it. The draft stays.",
    done: "No longer published",
  },
  discard: {
    title: "Discard the changes?",
    verb: "Discard",
    about: "The draft becomes what is published. What was changed since is lost.",
    done: "The draft is as published",
  },
  delete: {
    title: "Delete this entry?",
    verb: "Delete",
    about: "The entry and its draft are gone for good.",
    done: "",
  },
};

/** What can be done with the entry, as far as the administrator may. */
export function EntryActions({ type, entry, isNew, onWrite, onDeleted }: Props) {
  const [asked, setAsked] = useState<Asked>();
  const { begun, exists, documentId, dirty, work } = entry;
  const canWrite = may(type, exists ? "update" : "create");
  const canPublish = type.hasDrafts && may(type, "publish");
  const isPublished = begun?.state === "published" || begun?.state === "modified";

  async function confirm() {
    if (!asked) {
      return;
    }
    const operations = { unpublish: unpublishOperation, discard: discardOperation, delete: deleteOperation };
    const done = await entry.act(asked, operations[asked](type, documentId));
    setAsked(undefined);
    if (done && asked === "delete") {
      onDeleted();
    } else if (done) {
      notify(QUESTIONS[asked].done);
    }
  }

  function publish() {
    if (canWrite) {
      onWrite("publish");
    } else {
      void entry.act("publish", publishOperation(type, documentId)).then((done) => done && notify("Published"));
    }
  }

  const button = (what: Work) => ({ loading: work === what, disabled: work !== undefined && work !== what });
  const question = QUESTIONS[asked ?? "delete"];

  return (
    <Panel title="Entry">
      <Stack gap="xs">
        {canPublish && (canWrite || !isNew) && (
          <Button {...button("publish")} onClick={publish}>
            Publish
          </Button>
        )}
        {canWrite && (
          <Button type="submit" variant={canPublish ? "default" : "filled"} {...button("save")}>
            {type.hasDrafts ? "Save draft" : "Save"}
          </Button>
        )}
        {canWrite && (
          <Text size="sm" c="dimmed" aria-live="polite">
            {dirty ? "There are changes that are not saved." : isNew ? "Nothing is saved yet." : "Everything is saved."}
          </Text>
        )}
        {!canWrite && (
          <Text size="sm" c="dimmed">
            You may look at this entry, and not change it.
          </Text>
        )}
        {begun?.state === "modified" && may(type, "update") && (
          <Button variant="default" {...button("discard")} onClick={() => setAsked("discard")}>
            Discard changes
          </Button>
        )}
        {isPublished && canPublish && (
          <Button variant="default" {...button("unpublish")} onClick={() => setAsked("unpublish")}>
            Unpublish
          </Button>
        )}
        {!isNew && may(type, "delete") && (
          <Button
            variant="default"
            leftSection={<Icon name="bin" />}
            {...button("delete")}
            onClick={() => setAsked("delete")}
          >
            Delete
          </Button>
        )}
      </Stack>
      <Confirm
        title={question.title}
        verb={question.verb}
        opened={asked !== undefined}
        waiting={work === asked && asked !== undefined}
        onConfirm={() => void confirm()}
        onClose={() => setAsked(undefined)}
      >
        <Text>{question.about}</Text>
      </Confirm>
    </Panel>
  );
}
