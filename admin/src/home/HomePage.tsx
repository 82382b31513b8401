import { SimpleGrid, Text } from "@mantine/core";

import { useManagement } from "../api/management";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { graphql } from "../graphql";
import { useMe } from "../session/me";

const SERVER = graphql(`
  query Server {
    server {
      version
      database
    }
    permissionCatalog {
      contentTypes {
        contentType
      }
    }
  }
`);

const DATABASES = { SQLITE: "SQLite", POSTGRESQL: "PostgreSQL", MYSQL: "MySQL or MariaDB" };

/** What the server is. */
export function HomePage() {
  const me = useMe();
  const { data } = useManagement(SERVER, {});
  const facts = data && [
    ["Version", data.server.version],
    ["Database", DATABASES[data.server.database]],
    ["Content types", String(data.permissionCatalog.contentTypes.length)],
  ];

  return (
    <Page title={`Hello${me?.user.name ? `, ${me.user.name}` : ""}`} about="This is what the server is and does.">
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        {facts?.map(([label, value]) => (
          <Panel key={label}>
            <Text size="sm" c="dimmed">
              {label}
            </Text>
            <Text size="xl" fw={650}>
              {value}
            </Text>
          </Panel>
        ))}
      </SimpleGrid>
    </Page>
  );
}
