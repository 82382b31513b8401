import { ActionIcon, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { Icon } from "../design/Icon";
import { useMe } from "../session/me";
import { signOut } from "../session/session";
import classes from "./UserTools.module.css";

/** Who is signed in, and the way out. */
export function UserTools() {
  const me = useMe();
  return (
    <>
      <Button
        component={Link}
        to="/account"
        variant="subtle"
        color="gray"
        px="xs"
        leftSection={<Icon name="user" />}
        aria-label={`Account of ${me?.user.email ?? ""}`}
      >
        <span className={classes.name}>{me?.user.name || me?.user.email}</span>
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Sign out"
        title="Sign out"
        onClick={() => void signOut()}
      >
        <Icon name="out" />
      </ActionIcon>
    </>
  );
}
