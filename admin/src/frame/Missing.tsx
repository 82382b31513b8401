import { Button, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { Page } from "../design/Page";

/** Stands at addresses where there is nothing. */
export function Missing() {
  return (
    <Page title="Nothing here">
      <Text mb="md">This address leads nowhere, or what it led to is gone.</Text>
      <Button component={Link} to="/">
        Home
      </Button>
    </Page>
  );
}
