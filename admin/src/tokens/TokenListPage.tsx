import { Anchor, Button, NativeSelect, Text } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useState } from "react";

import { useManagement } from "../api/management";
import type { Column } from "../design/DataTable";
import { EmptyList } from "../design/EmptyList";
import { Icon } from "../design/Icon";
import { SearchBar } from "../design/ListControls";
import { ListPanel } from "../design/ListPanel";
import { Moment } from "../design/Moment";
import { Page } from "../design/Page";
import type { ApiTokenStatus, ApiTokenType } from "../graphql/graphql";
import { RowTools } from "../design/RowTools";
import { useMay } from "../session/me";
import { StatusBadge, TYPE_NAMES, TypeBadge } from "./badges";
import { DeleteToken } from "./DeleteToken";
import { type ListedToken, TOKENS } from "./operations";

const PAGE_SIZE = 20;
const FROM = "/gate/settings/api-tokens";

const STATUS_CHOICES: { value: ApiTokenStatus | ""; label: string }[] = [
  { value: "", label: "Any status" },
  { value: "ACTIVE", label: "Active" },
  { value: "EXPIRED", label: "Expired" },
  { value: "DISABLED", label: "Disabled" },
];

const TYPE_CHOICES = [
  { value: "", label: "Any type" },
  ...Object.entries(TYPE_NAMES).map(([value, label]) => ({ value, label })),
];

/** The tokens: searched, narrowed, sorted, a page at a time, all of it in the address. */
export function TokenListPage() {
  const may = useMay();
  const wanted = useSearch({ from: FROM });
  const navigate = useNavigate({ from: "/settings/api-tokens" });
  const [doomed, setDoomed] = useState<ListedToken>();
  const { q = "", sort = "name", page = 1, type, status } = wanted;
  const { data, error, refetch } = useManagement(TOKENS, {
    search: q || null,
    type: type ?? null,
    status: status ?? null,
    sort: [sort],
    pagination: { page, pageSize: PAGE_SIZE },
  });

  const narrow = useCallback(
    (change: Partial<typeof wanted>) =>
      void navigate({ search: (former) => ({ ...former, page: undefined, ...change }), replace: true }),
    [navigate],
  );
  const search = useCallback((text: string) => narrow({ q: text || undefined }), [narrow]);

  const create = may("api-tokens.create") && (
    <Button component={Link} to="/settings/api-tokens/new" leftSection={<Icon name="plus" />}>
      Create new API Token
    </Button>
  );

  return (
    <Page title="API Tokens" about="What programs use to read and write content." actions={create}>
      <SearchBar label="Search by name" value={q} onSearch={search}>
        <NativeSelect
          aria-label="Type"
          data={TYPE_CHOICES}
          value={type ?? ""}
          onChange={(event) => narrow({ type: (event.currentTarget.value || undefined) as ApiTokenType | undefined })}
        />
        <NativeSelect
          aria-label="Status"
          data={STATUS_CHOICES}
          value={status ?? ""}
          onChange={(event) =>
            narrow({ status: (event.currentTarget.value || undefined) as ApiTokenStatus | undefined })
          }
        />
      </SearchBar>
      <ListPanel
        label="API Tokens"
        noun="token"
        columns={columns(may, setDoomed)}
        rowKey={(token) => token.id}
        page={data?.apiTokens}
        problem={error}
        retry={() => void refetch()}
        sort={sort}
        onSort={(next) => narrow({ sort: next })}
        onPage={(next) => narrow({ page: next })}
        isNarrowed={Boolean(q || type || status)}
        empty={
          <EmptyList
            icon="key"
            title="No tokens yet"
            about="A token opens exactly what it says: which content, which actions, which fields."
          >
            {create}
          </EmptyList>
        }
      />
      <DeleteToken token={doomed} onClose={() => setDoomed(undefined)} />
    </Page>
  );
}

function columns(may: (permission: string) => boolean, onDelete: (token: ListedToken) => void): Column<ListedToken>[] {
  return [
    { label: "Name", sortKey: "name", render: (token) => <TokenName token={token} /> },
    { label: "Type", sortKey: "type", render: (token) => <TypeBadge type={token.type} /> },
    { label: "Status", render: (token) => <StatusBadge status={token.status} /> },
    { label: "Created", sortKey: "createdAt", render: (token) => <Moment at={token.createdAt} /> },
    { label: "Last used", sortKey: "lastUsedAt", render: (token) => <Moment at={token.lastUsedAt} never="Never" /> },
    { label: "Expires", sortKey: "expiresAt", render: (token) => <Moment at={token.expiresAt} never="Never" /> },
    {
      label: "Actions",
      quiet: true,
      render: (token) => (
        <RowTools
          name={token.name}
          edit={may("api-tokens.update") && { to: "/settings/api-tokens/$id", params: { id: token.id } }}
          onDelete={may("api-tokens.delete") && (() => onDelete(token))}
        />
      ),
    },
  ];
}

function TokenName({ token }: { token: ListedToken }) {
  return (
    <div>
      <Anchor component={Link} to="/settings/api-tokens/$id" params={{ id: token.id } as never} fw={600}>
        {token.name}
      </Anchor>
      {token.description && (
        <Text size="sm" c="dimmed" lineClamp={2}>
          {token.description}
        </Text>
      )}
    </div>
  );
}
