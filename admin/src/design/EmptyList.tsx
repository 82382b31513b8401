import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./EmptyList.module.css";
import { Icon, type IconName } from "./Icon";

/** Stands where a list has nothing, with what to do about it. */
export function EmptyList(props: { icon: IconName; title: string; about: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <Icon name={props.icon} size={36} />
      <Title order={2} size="h4">
        {props.title}
      </Title>
      <Text c="dimmed" maw={420}>
        {props.about}
      </Text>
      {props.children}
    </div>
  );
}
