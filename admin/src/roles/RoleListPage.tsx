import { Anchor, Badge, Button, Group, Text } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";

import type { ListSearch } from "../api/address";
import { useManagement } from "../api/management";
import type { Column } from "../design/DataTable";
import { EmptyList } from "../design/EmptyList";
import { Icon } from "../design/Icon";
import { SearchBar } from "../design/ListControls";
import { ListPanel } from "../design/ListPanel";
import { Moment } from "../design/Moment";
import { Page } from "../design/Page";
import { RowTools } from "../design/RowTools";
import { useMay } from "../session/me";
import { DeleteRole } from "./DeleteRole";
import { type Role, ROLES, SUPER_ADMIN } from "./operations";

const PATH = "/settings/roles";
const PAGE_SIZE = 20;

/** The roles: searched, sorted, a page at a time, all of it in the address. */
export function RoleListPage() {
  const may = useMay();
  const { q = "", sort = "name", page = 1 } = useSearch({ from: `/gate${PATH}` });
  const navigate = useNavigate({ from: PATH });
  const [doomed, setDoomed] = useState<Role>();
  const { data, error, refetch } = useManagement(ROLES, {
    search: q || null,
    sort: [sort],
    pagination: { page, pageSize: PAGE_SIZE },
  });

  const narrow = useCallback(
    (change: ListSearch) =>
      void navigate({ search: (former) => ({ ...former, page: undefined, ...change }), replace: true }),
    [navigate],
  );
  const search = useCallback((text: string) => narrow({ q: text || undefined }), [narrow]);

  const create = may("roles.create") && (
    <Button component={Link} to={`${PATH}/new`} leftSection={<Icon name="plus" />}>
      Create a role
    </Button>
  );

  return (
    <Page title="Roles" about="What administrators may do; each has one or more of them." actions={create}>
      <SearchBar label="Search by name or description" value={q} onSearch={search} />
      <ListPanel
        label="Roles"
        noun="role"
        columns={columns(may, setDoomed)}
        rowKey={(role) => role.id}
        page={data?.roles}
        problem={error}
        retry={() => void refetch()}
        sort={sort}
        onSort={(next) => narrow({ sort: next })}
        onPage={(next) => narrow({ page: next })}
        isNarrowed={q !== ""}
        empty={<EmptyList icon="shield" title="No roles yet" about="A role says what its administrators may do." />}
      />
      <DeleteRole role={doomed} onClose={() => setDoomed(undefined)} />
    </Page>
  );
}

function columns(may: (permission: string) => boolean, onDelete: (role: Role) => void): Column<Role>[] {
  return [
    { label: "Name", sortKey: "name", render: (role) => <RoleName role={role} /> },
    { label: "Management", render: managementInWords },
    { label: "Content", render: contentInWords },
    { label: "Administrators", render: (role) => <span className="number">{role.userCount}</span> },
    { label: "Changed", sortKey: "updatedAt", render: (role) => <Moment at={role.updatedAt} /> },
    {
      label: "Actions",
      quiet: true,
      render: (role) => (
        <RowTools
          name={role.name}
          edit={may("roles.update") && role.code !== SUPER_ADMIN && { to: `${PATH}/$id`, params: { id: role.id } }}
          onDelete={may("roles.delete") && !role.builtIn && (() => onDelete(role))}
        />
      ),
    },
  ];
}

function managementInWords({ code, permissions }: Role): string {
  if (code === SUPER_ADMIN) {
    return "Everything";
  }
  return permissions.length === 0
    ? "Nothing"
    : `${permissions.length} permission${permissions.length === 1 ? "" : "s"}`;
}

function contentInWords({ code, grants }: Role): string {
  if (code === SUPER_ADMIN) {
    return "Everything";
  }
  const types = new Set(grants.map(({ contentType }) => contentType));
  if (types.has("*")) {
    return "Every content type";
  }
  return types.size === 0 ? "Nothing" : `${types.size} content type${types.size === 1 ? "" : "s"}`;
}

function RoleName({ role }: { role: Role }) {
  return (
    <div>
      <Group gap="xs">
        <Anchor component={Link} to={`${PATH}/$id`} params={{ id: role.id } as never} fw={600}>
          {role.name}
        </Anchor>
        {role.builtIn && <BuiltInBadge />}
      </Group>
      {role.description && (
        <Text size="sm" c="dimmed" lineClamp={2}>
          {role.description}
        </Text>
      )}
    </div>
  );
}

/** Marks what came with the server. */
export function BuiltInBadge() {
  return (
    <Badge variant="outline" color="gray" tt="none" className="badge-plain">
      Built in
    </Badge>
  );
}
