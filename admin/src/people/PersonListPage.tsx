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
import { useMay, useMe } from "../session/me";
import { DeletePerson } from "./DeletePerson";
import { PEOPLE, type Person } from "./operations";

const PATH = "/settings/administrators";
const PAGE_SIZE = 20;

/** The administrators: searched, sorted, a page at a time, all of it in the address. */
export function PersonListPage() {
  const may = useMay();
  const me = useMe();
  const { q = "", sort = "email", page = 1 } = useSearch({ from: `/gate${PATH}` });
  const navigate = useNavigate({ from: PATH });
  const [doomed, setDoomed] = useState<Person>();
  const { data, error, refetch } = useManagement(PEOPLE, {
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

  const create = may("users.create") && (
    <Button component={Link} to={`${PATH}/new`} leftSection={<Icon name="plus" />}>
      Add an administrator
    </Button>
  );

  return (
    <Page title="Administrators" about="The people who manage this server." actions={create}>
      <SearchBar label="Search by e-mail or name" value={q} onSearch={search} />
      <ListPanel
        label="Administrators"
        noun="administrator"
        columns={columns(may, me?.user.id, setDoomed)}
        rowKey={(person) => person.id}
        page={data?.adminUsers}
        problem={error}
        retry={() => void refetch()}
        sort={sort}
        onSort={(next) => narrow({ sort: next })}
        onPage={(next) => narrow({ page: next })}
        isNarrowed={q !== ""}
        empty={<EmptyList icon="people" title="Nobody yet" about="Whoever manages this server stands here." />}
      />
      <DeletePerson person={doomed} onClose={() => setDoomed(undefined)} />
    </Page>
  );
}

function columns(
  may: (permission: string) => boolean,
  ownId: string | undefined,
  onDelete: (person: Person) => void,
): Column<Person>[] {
  return [
    {
      label: "E-mail",
      sortKey: "email",
      render: (person) => <PersonName person={person} isSelf={person.id === ownId} />,
    },
    { label: "Roles", render: (person) => person.roles.map(({ name }) => name).join(", ") || "–" },
    { label: "Status", render: (person) => <EnabledBadge enabled={person.enabled} /> },
    { label: "Created", sortKey: "createdAt", render: (person) => <Moment at={person.createdAt} /> },
    {
      label: "Last sign-in",
      sortKey: "lastLoginAt",
      render: (person) => <Moment at={person.lastLoginAt} never="Never" />,
    },
    {
      label: "Actions",
      quiet: true,
      render: (person) => (
        <RowTools
          name={person.email}
          edit={may("users.update") && { to: `${PATH}/$id`, params: { id: person.id } }}
          onDelete={may("users.delete") && (() => onDelete(person))}
        />
      ),
    },
  ];
}

function PersonName({ person, isSelf }: { person: Person; isSelf: boolean }) {
  return (
    <div>
      <Group gap="xs">
        <Anchor component={Link} to={`${PATH}/$id`} params={{ id: person.id } as never} fw={600}>
          {person.email}
        </Anchor>
        {isSelf && (
          <Badge variant="outline" color="gray" tt="none" className="badge-plain">
            You
          </Badge>
        )}
      </Group>
      {person.name && (
        <Text size="sm" c="dimmed">
          {person.name}
        </Text>
      )}
    </div>
  );
}

/** Whether somebody may sign in, in a word. */
export function EnabledBadge({ enabled }: { enabled: boolean }) {
  return (
    <Badge variant="light" color={enabled ? "teal" : "gray"} tt="none" className="badge-plain">
      {enabled ? "Enabled" : "Disabled"}
    </Badge>
  );
}
