import { SimpleGrid, Text } from "@mantine/core";

import { useManagement } from "../api/management";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { SERVER } from "./operations";

const DATABASES = { SQLITE: "SQLite", POSTGRESQL: "PostgreSQL", MYSQL: "MySQL or MariaDB" };

/** Version, database, content types. */
export function ServerFacts() {
  const { data, error, refetch } = useManagement(SERVER, {});
  const facts = [
    ["Version", data?.server.version],
    ["Database", data && DATABASES[data.server.database]],
    ["Content types", data && String(data.permissionCatalog.contentTypes.length)],
  ];

  return (
    <div>
      <Trouble problem={error} retry={() => void refetch()} />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        {facts.map(([label, value]) => (
          <Panel key={label}>
            <Text size="sm" c="dimmed">
              {label}
            </Text>
            <Text size="xl" fw={650}>
              {value ?? "…"}
            </Text>
          </Panel>
        ))}
      </SimpleGrid>
    </div>
  );
}
