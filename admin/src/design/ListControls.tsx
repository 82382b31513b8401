import { Group, Pagination, Text, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";

import { Icon } from "./Icon";

const PAUSE_MILLIS = 250;

type SearchProps = { label: string; value: string; onSearch: (text: string) => void; children?: ReactNode };

/** A field to search by, which asks when the typing pauses; beside it, other ways to narrow a list. */
export function SearchBar({ label, value, onSearch, children }: SearchProps) {
  const [typed, setTyped] = useState(value);
  const [sent, setSent] = useState(value);
  const [former, setFormer] = useState(value);

  // What else changes the search, such as the back button, shows in the field.
  if (value !== former) {
    setFormer(value);
    if (value !== sent) {
      setSent(value);
      setTyped(value);
    }
  }

  useEffect(() => {
    if (typed === value) {
      return;
    }
    const timer = window.setTimeout(() => {
      setSent(typed);
      onSearch(typed);
    }, PAUSE_MILLIS);
    return () => window.clearTimeout(timer);
  }, [typed, value, onSearch]);

  return (
    <Group gap="sm" mb="md" align="flex-end">
      <TextInput
        type="search"
        aria-label={label}
        placeholder={label}
        leftSection={<Icon name="search" size={16} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        flex="1 1 14rem"
        maw={420}
      />
      {children}
    </Group>
  );
}

type PagerProps = {
  page: number;
  pageCount: number;
  total: number;
  noun: string;
  /** What several are called, where that is more than an “s” at the end. */
  plural?: string;
  onPage: (page: number) => void;
};

/** How many there are, and the way to the others. */
export function Pager({ page, pageCount, total, noun, plural = `${noun}s`, onPage }: PagerProps) {
  return (
    <Group justify="space-between" p="md">
      <Text size="sm" c="dimmed" role="status">
        {total === 1 ? `1 ${noun}` : `${total} ${plural}`}
      </Text>
      {pageCount > 1 && (
        <Pagination
          size="sm"
          total={pageCount}
          value={page}
          onChange={onPage}
          getControlProps={(control) => ({ "aria-label": `${control} page` })}
          getItemProps={(number) => ({ "aria-label": `Page ${number}` })}
        />
      )}
    </Group>
  );
}
