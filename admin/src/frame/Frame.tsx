import { ActionIcon, Drawer } from "@mantine/core";
import { useState } from "react";

import { Icon } from "../design/Icon";
import { Allowed } from "./Allowed";
import { Brand } from "./Brand";
import { ColorSchemeSwitch } from "./ColorSchemeSwitch";
import classes from "./Frame.module.css";
import { Navigation } from "./Navigation";
import { UserTools } from "./UserTools";

/** What stands around every page: the navigation at its side, or behind a button where there is no room. */
export function Frame() {
  const [opened, setOpened] = useState(false);

  return (
    <div className={classes.frame}>
      <a href="#content" className={`${classes.skip} visually-hidden`} onClick={skipToContent}>
        Skip to the content
      </a>
      <header className={classes.bar}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className={classes.burger}
          aria-label="Open the navigation"
          onClick={() => setOpened(true)}
        >
          <Icon name="menu" />
        </ActionIcon>
        <Brand />
        <div className={classes.tools}>
          <ColorSchemeSwitch />
          <UserTools />
        </div>
      </header>
      <div className={classes.side}>
        <Navigation />
      </div>
      <Drawer.Root opened={opened} onClose={() => setOpened(false)} size="17rem">
        <Drawer.Overlay />
        <Drawer.Content className={classes.drawer} aria-label="Navigation">
          <div className={classes.drawerHead}>
            <Brand />
            <Drawer.CloseButton aria-label="Close the navigation" />
          </div>
          <Drawer.Body>
            <Navigation onFollow={() => setOpened(false)} />
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
      <main id="content" className={classes.content} tabIndex={-1}>
        <Allowed />
      </main>
    </div>
  );
}

/** A link to a part of the page would go to the page's base instead. */
function skipToContent(event: React.MouseEvent) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}
