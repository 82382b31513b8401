import { Stack } from "@mantine/core";

import { Page } from "../design/Page";
import { useMay, useMe } from "../session/me";
import { QuickLinks } from "./QuickLinks";
import { Refusals } from "./Refusals";
import { ServerFacts } from "./ServerFacts";
import { TokenNews } from "./TokenNews";

/** What the server is, and what wants to be looked at. */
export function HomePage() {
  const me = useMe();
  const seesTokens = useMay()("api-tokens.read");
  return (
    <Page title={`Hello${me?.user.name ? `, ${me.user.name}` : ""}`} about="This is what the server is and does.">
      <Stack gap="lg">
        <ServerFacts />
        <QuickLinks />
        {seesTokens && <TokenNews />}
        {seesTokens && <Refusals />}
      </Stack>
    </Page>
  );
}
