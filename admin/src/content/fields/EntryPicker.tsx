import { Combobox, Loader, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";

import { Icon } from "../../design/Icon";
import { type ContentType, statusBehind } from "../model";
import { pickOperation, type PickAnswer } from "../operations";
import { useContent } from "../request";
import { linkedOf } from "../selection";
import type { Linked } from "../values";
import { useEntryForm } from "./form";

import "@mantine/core/styles/Combobox.css";

const PAUSE_MILLIS = 200;

type Props = {
  type: ContentType;
  label: string;
  /** The entries that are chosen already. */
  without: string[];
  onPick: (linked: Linked) => void;
};

/** A search for an entry of a type, by its title. */
export function EntryPicker({ type, label, without, onPick }: Props) {
  const { model, status } = useEntryForm();
  const [text, setText] = useState("");
  const [wanted] = useDebouncedValue(text, PAUSE_MILLIS);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const operation = pickOperation(model, type, statusBehind(type, status), wanted.trim());
  const { data, error, isFetching } = useContent<PickAnswer>(operation, { enabled: combobox.dropdownOpened });
  const found = (data?.list.nodes ?? []).map((raw) => linkedOf(raw, type.contentType));
  const offered = found.filter(({ documentId }) => !without.includes(documentId));

  function pick(documentId: string) {
    const linked = offered.find((each) => each.documentId === documentId);
    if (linked) {
      onPick(linked);
    }
    setText("");
    combobox.closeDropdown();
  }

  return (
    <Combobox store={combobox} onOptionSubmit={pick}>
      <Combobox.Target>
        <TextInput
          role="combobox"
          aria-label={label}
          placeholder={label}
          leftSection={<Icon name="search" size={16} />}
          rightSection={isFetching ? <Loader size="xs" aria-label="Searching" /> : null}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label} mah={280} style={{ overflowY: "auto" }}>
          {offered.map(({ documentId, title }) => (
            <Combobox.Option key={documentId} value={documentId}>
              {title}
            </Combobox.Option>
          ))}
          {data && offered.length === 0 && (
            <Combobox.Empty>{error ? "The search failed" : "Nothing else is like that"}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
