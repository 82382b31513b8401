import { Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./Panel.module.css";

type Props = { title?: string; about?: ReactNode; flush?: boolean; children: ReactNode };

/** A surface with one subject; `flush` lets its content reach the edges. */
export function Panel({ title, about, flush = false, children }: Props) {
  return (
    <Paper component="section" withBorder className={flush ? classes.flush : classes.panel} aria-label={title}>
      {title && (
        <div className={classes.head}>
          <Title order={2} size="h4">
            {title}
          </Title>
          {about && (
            <Text c="dimmed" size="sm" mt={4} component="div">
              {about}
            </Text>
          )}
        </div>
      )}
      {children}
    </Paper>
  );
}
