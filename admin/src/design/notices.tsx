// Short messages that something was done; they go away by themselves.

import { Notification } from "@mantine/core";
import { useSyncExternalStore } from "react";

import { Icon } from "./Icon";
import classes from "./notices.module.css";

type Notice = { id: number; text: string };

const SHOWN_MILLIS = 6_000;

let notices: Notice[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

/** Tells the person what was done. */
export function notify(text: string): void {
  const notice = { id: nextId++, text };
  set([...notices, notice]);
  window.setTimeout(() => dismiss(notice.id), SHOWN_MILLIS);
}

function dismiss(id: number): void {
  set(notices.filter((notice) => notice.id !== id));
}

function set(next: Notice[]): void {
  notices = next;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where the messages are shown and read out. */
export function Notices() {
  const shown = useSyncExternalStore(subscribe, () => notices);
  return (
    <div className={classes.region} role="status" aria-live="polite">
      {shown.map((notice) => (
        <Notification
          key={notice.id}
          color="teal.8"
          icon={<Icon name="check" />}
          withBorder
          closeButtonProps={{ "aria-label": "Dismiss" }}
          onClose={() => dismiss(notice.id)}
        >
          {notice.text}
        </Notification>
      ))}
    </div>
  );
}
