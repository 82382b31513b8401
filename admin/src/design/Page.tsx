import { Button, Group, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";

import { Icon } from "./Icon";
import classes from "./Page.module.css";

type Props = {
  title: string;
  /** One sentence about what the page is for. */
  about?: ReactNode;
  /** The buttons of the page. */
  actions?: ReactNode;
  back?: { to: string; label: string; search?: object };
  children: ReactNode;
};

/** What every page looks like: its name, its buttons, its content. */
export function Page({ title, about, actions, back, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Keyway`;
  }, [title]);

  return (
    <div className={classes.page}>
      {back && (
        <Button
          component={Link}
          to={back.to}
          search={(back.search ?? {}) as never}
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon name="left" size={16} />}
          className={classes.back}
        >
          {back.label}
        </Button>
      )}
      <Group justify="space-between" align="flex-start" gap="sm" mb="lg">
        <div className={classes.heading}>
          <Title order={1} size="h2" className={classes.title}>
            {title}
          </Title>
          {about && (
            <Text c="dimmed" mt={4} component="div">
              {about}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </div>
  );
}
