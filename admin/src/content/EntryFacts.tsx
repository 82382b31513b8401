import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

import { Moment } from "../design/Moment";
import { Panel } from "../design/Panel";
import type { Stored } from "./entry";
import classes from "./EntryFacts.module.css";

/** What is known of an entry besides its content. */
export function EntryFacts({ stored }: { stored: Stored }) {
  return (
    <Panel>
      <Stack component="dl" gap="xs" m={0}>
        {stored.createdAt && <Fact label="Created" value={<Moment at={stored.createdAt} />} />}
        {stored.updatedAt && <Fact label="Changed" value={<Moment at={stored.updatedAt} />} />}
        <Fact label="Document ID" value={<code className={classes.id}>{stored.documentId}</code>} />
      </Stack>
    </Panel>
  );
}

function Fact({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {value}
      </Text>
    </div>
  );
}
