import { Button, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { Page } from "../design/Page";

/** Stands at addresses that the person may not see, and says which permission that takes. */
export function Forbidden({ permission }: { permission: string }) {
  return (
    <Page title="Not for you">
      <Text mb="md">
        This page needs the permission <code>{permission}</code>, which none of your roles has. An administrator of this
        server can give it to you.
      </Text>
      <Button component={Link} to="/">
        Home
      </Button>
    </Page>
  );
}
