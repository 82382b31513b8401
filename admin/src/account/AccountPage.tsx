import { Stack } from "@mantine/core";

import { Page } from "../design/Page";
import { useMe } from "../session/me";
import { ChangePassword } from "./ChangePassword";
import { Sessions } from "./Sessions";

/** What a person sees and changes about themselves. */
export function AccountPage() {
  const me = useMe();
  return (
    <Page title="Account" about={me?.user.email}>
      <Stack gap="lg">
        <Sessions />
        <ChangePassword />
      </Stack>
    </Page>
  );
}
