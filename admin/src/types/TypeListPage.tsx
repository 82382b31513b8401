import { Anchor, Badge, Button, Group, Text } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";

import { useManagement } from "../api/management";
import { type Column, DataTable } from "../design/DataTable";
import { EmptyList } from "../design/EmptyList";
import { Icon } from "../design/Icon";
import { SearchBar } from "../design/ListControls";
import { Page } from "../design/Page";
import { Panel } from "../design/Panel";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { RowTools } from "../design/RowTools";
import { useMay } from "../session/me";
import type { Definition } from "./definition";
import { DeleteType } from "./DeleteType";
import { type ContentType, TYPES } from "./operations";

const PATH = "/settings/content-types";

/** The content types and the components. */
export function TypeListPage() {
  const may = useMay();
  const { q = "" } = useSearch({ from: `/gate${PATH}` });
  const navigate = useNavigate({ from: PATH });
  const [doomed, setDoomed] = useState<ContentType>();
  const { data, error, refetch } = useManagement(TYPES, {});
  const search = useCallback(
    (text: string) => void navigate({ search: { q: text || undefined }, replace: true }),
    [navigate],
  );
  const found = data?.contentTypes.filter((type) => isLike(type, q));
  const types = found?.filter(({ kind }) => kind !== "COMPONENT") ?? [];
  const components = found?.filter(({ kind }) => kind === "COMPONENT") ?? [];
  const isEmpty = data?.contentTypes.length === 0;

  return (
    <Page
      title="Content Types"
      about="What content is made of: each type is a table, each field a part of an entry."
      actions={may("content-types.create") && <CreateButtons />}
    >
      {!isEmpty && <SearchBar label="Search by name" value={q} onSearch={search} />}
      <Trouble problem={error} retry={() => void refetch()} />
      {!data && !error && <Waiting />}
      {isEmpty && (
        <Panel flush>
          <EmptyList icon="types" title="No content types yet" about="Make the first one, such as an article.">
            {may("content-types.create") && <CreateButtons />}
          </EmptyList>
        </Panel>
      )}
      {found?.length === 0 && !isEmpty && (
        <Panel flush>
          <EmptyList icon="search" title="No content type is like that" about="Search for something else." />
        </Panel>
      )}
      {types.length > 0 && (
        <Panel title="Types" flush>
          <DataTable
            label="Content types"
            columns={columns(may, setDoomed)}
            rows={types}
            rowKey={(type) => type.singularName}
          />
        </Panel>
      )}
      {components.length > 0 && (
        <Panel title="Components" about="Groups of fields that types and other components use." flush>
          <DataTable
            label="Components"
            columns={columns(may, setDoomed).filter(({ label }) => label !== "Kind")}
            rows={components}
            rowKey={(type) => type.singularName}
          />
        </Panel>
      )}
      <DeleteType type={doomed} onClose={() => setDoomed(undefined)} />
    </Page>
  );
}

function CreateButtons() {
  return (
    <>
      <Button component={Link} to={`${PATH}/new`} leftSection={<Icon name="plus" />}>
        Create a content type
      </Button>
      <Button component={Link} to={`${PATH}/new`} search={{ kind: "component" } as never} variant="default">
        Create a component
      </Button>
    </>
  );
}

function isLike({ singularName, displayName }: ContentType, text: string): boolean {
  return [singularName, displayName].some((name) => name.toLowerCase().includes(text.toLowerCase()));
}

function columns(may: (permission: string) => boolean, onDelete: (type: ContentType) => void): Column<ContentType>[] {
  return [
    { label: "Name", render: (type) => <TypeName type={type} /> },
    { label: "Kind", render: (type) => <KindBadges type={type} /> },
    {
      label: "Fields",
      render: ({ definition }) => (
        <span className="number">{Object.keys((definition as Definition).attributes).length}</span>
      ),
    },
    {
      label: "Actions",
      quiet: true,
      render: (type) => (
        <RowTools
          name={type.displayName}
          edit={may("content-types.update") && { to: `${PATH}/$name`, params: { name: type.singularName } }}
          onDelete={may("content-types.delete") && (() => onDelete(type))}
        />
      ),
    },
  ];
}

function TypeName({ type }: { type: ContentType }) {
  return (
    <div>
      <Anchor component={Link} to={`${PATH}/$name`} params={{ name: type.singularName } as never} fw={600}>
        {type.displayName}
      </Anchor>
      <Text size="sm" c="dimmed" ff="monospace">
        {type.singularName}
      </Text>
    </div>
  );
}

/** Whether there are many entries or one, and drafts. */
export function KindBadges({ type }: { type: ContentType }) {
  const kind = { COLLECTION: "Collection", SINGLE: "Single", COMPONENT: "Component" }[type.kind];
  return (
    <Group gap="xs">
      <Badge variant="outline" color="gray" tt="none" className="badge-plain">
        {kind}
      </Badge>
      {type.hasDrafts && (
        <Badge variant="light" color="teal" tt="none" className="badge-plain">
          Drafts
        </Badge>
      )}
    </Group>
  );
}
