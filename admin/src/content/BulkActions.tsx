import { Button, Group, Progress, Text } from "@mantine/core";
import { useState } from "react";

import { queryClient } from "../api/queryClient";
import { Confirm } from "../design/Confirm";
import { notify } from "../design/notices";
import { Trouble } from "../design/Trouble";
import { type ContentType, may } from "./model";
import { deleteOperation, publishOperation } from "./operations";
import { ask } from "./request";

import "@mantine/core/styles/Progress.css";

type Props = { type: ContentType; chosen: string[]; onDone: () => void };

/** What can be done with several entries at once, one after the other. */
export function BulkActions({ type, chosen, onDone }: Props) {
  const [asked, setAsked] = useState<"publish" | "delete">();
  const [done, setDone] = useState<number>();
  const [problem, setProblem] = useState<unknown>();
  const count = chosen.length === 1 ? "1 entry" : `${chosen.length} entries`;

  async function run() {
    if (!asked || done !== undefined) {
      return;
    }
    const operation = asked === "delete" ? deleteOperation : publishOperation;
    setProblem(undefined);
    try {
      for (const [index, id] of chosen.entries()) {
        setDone(index);
        await ask(operation(type, id));
      }
      notify(asked === "delete" ? `${count} deleted` : `${count} published`);
      onDone();
      setAsked(undefined);
    } catch (caught) {
      setProblem(caught);
    } finally {
      setDone(undefined);
      void queryClient.invalidateQueries();
    }
  }

  if (chosen.length === 0 && !asked) {
    return null;
  }
  return (
    <Group p="md" gap="sm" role="region" aria-label="Chosen entries">
      <Text size="sm" role="status">
        {count} chosen
      </Text>
      {type.hasDrafts && may(type, "publish") && (
        <Button size="xs" variant="default" onClick={() => setAsked("publish")}>
          Publish
        </Button>
      )}
      {may(type, "delete") && (
        <Button size="xs" variant="default" onClick={() => setAsked("delete")}>
          Delete
        </Button>
      )}
      <Confirm
        title={asked === "publish" ? `Publish ${count}?` : `Delete ${count}?`}
        verb={asked === "publish" ? "Publish" : "Delete"}
        destructive={asked !== "publish"}
        opened={asked !== undefined}
        waiting={done !== undefined}
        onConfirm={() => void run()}
        onClose={() => {
          setProblem(undefined);
          setAsked(undefined);
        }}
      >
        <Trouble problem={problem} />
        <Text>
          {asked === "publish"
            ? "The public sees their drafts from then on."
            : "The entries and their drafts are gone for good."}
        </Text>
        {done !== undefined && (
          <Progress value={(100 * done) / chosen.length} aria-label={`${done} of ${chosen.length} done`} mt="sm" />
        )}
      </Confirm>
    </Group>
  );
}
