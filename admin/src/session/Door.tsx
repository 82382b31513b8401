import { Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

import { Brand } from "../frame/Brand";
import classes from "./Door.module.css";

/** The page of somebody who is not signed in: one card in the middle. */
export function Door({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Keyway`;
  }, [title]);

  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Brand />
        <Title order={1} size="h3" mt="lg" mb={about ? 4 : "md"}>
          {title}
        </Title>
        {about && (
          <Text c="dimmed" size="sm" mb="md">
            {about}
          </Text>
        )}
        {children}
      </div>
    </main>
  );
}
