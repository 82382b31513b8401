import { Modal } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./Dialog.module.css";

type Props = {
  title: string;
  opened: boolean;
  /** Absent where there is no way but through. */
  onClose?: () => void;
  size?: string;
  children: ReactNode;
};

/** A dialog over the page. Its head is no `header`, which would be a second one of the page. */
export function Dialog({ title, opened, onClose, size, children }: Props) {
  const closable = onClose !== undefined;
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose ?? (() => undefined)}
      size={size}
      centered
      closeOnEscape={closable}
      closeOnClickOutside={closable}
    >
      <Modal.Overlay />
      <Modal.Content className={classes.content}>
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          {closable && <Modal.CloseButton aria-label="Close" />}
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
