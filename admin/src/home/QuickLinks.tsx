import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { Icon, type IconName } from "../design/Icon";
import { Panel } from "../design/Panel";
import { useMay } from "../session/me";

const LINKS: { to: string; label: string; icon: IconName; permission: string }[] = [
  { to: "/settings/api-tokens/new", label: "Create an API token", icon: "key", permission: "api-tokens.create" },
  {
    to: "/settings/content-types/new",
    label: "Create a content type",
    icon: "types",
    permission: "content-types.create",
  },
  { to: "/settings/administrators/new", label: "Add an administrator", icon: "people", permission: "users.create" },
  { to: "/settings/audit", label: "See who did what", icon: "clock", permission: "audit.read" },
];

/** What is done most, as far as the person may. */
export function QuickLinks() {
  const may = useMay();
  const links = LINKS.filter(({ permission }) => may(permission));
  return (
    links.length > 0 && (
      <Panel title="Get on with it">
        <Group gap="xs">
          {links.map(({ to, label, icon }) => (
            <Button key={to} component={Link} to={to} variant="default" leftSection={<Icon name={icon} />}>
              {label}
            </Button>
          ))}
        </Group>
      </Panel>
    )
  );
}
