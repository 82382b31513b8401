import { Loader, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type KeyboardEvent, useEffect, useId, useState } from "react";

import { Icon } from "../../design/Icon";
import { type ContentType, statusBehind, titleOf } from "../model";
import { pickOperation, type PickAnswer } from "../operations";
import { useContent } from "../request";
import { linkedOf } from "../selection";
import type { Linked } from "../values";
import classes from "./EntryPicker.module.css";
import { useEntryForm } from "./form";

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
  const list = useId();
  const [text, setText] = useState("");
  const [opened, setOpened] = useState(false);
  const [active, setActive] = useState(-1);
  const [wanted] = useDebouncedValue(text, PAUSE_MILLIS);
  const isTitled = titleOf(type, status) !== undefined;
  const operation = pickOperation(model, type, statusBehind(type, status), wanted.trim());
  const { data, error, isFetching } = useContent<PickAnswer>(operation, { enabled: opened });
  const found = (data?.list.nodes ?? []).map((raw) => linkedOf(raw, type.contentType));
  // What was found for a shorter text stays until the answer for this one is there; what does not fit is not offered.
  const offered = found.filter(
    ({ documentId, title }) =>
      !without.includes(documentId) && (!isTitled || title.toLowerCase().includes(text.trim().toLowerCase())),
  );
  const chosen = opened ? offered[active] : undefined;
  const chosenId = chosen && optionId(list, chosen);

  useEffect(() => {
    if (chosenId) {
      document.getElementById(chosenId)?.scrollIntoView({ block: "nearest" });
    }
  }, [chosenId]);

  function pick(linked: Linked) {
    onPick(linked);
    setText("");
    setOpened(false);
    setActive(-1);
  }

  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offered.length > 0) {
      event.preventDefault();
      setActive((active + step + offered.length + (active < 0 && step < 0 ? 1 : 0)) % offered.length);
      setOpened(true);
    } else if (event.key === "Enter" && opened) {
      // Not the form's own Enter, which saves.
      event.preventDefault();
      if (chosen) {
        pick(chosen);
      }
    } else if (event.key === "Escape" && opened) {
      event.stopPropagation();
      setOpened(false);
    }
  }

  return (
    <div className={classes.picker}>
      <TextInput
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={opened}
        aria-controls={opened ? list : undefined}
        aria-activedescendant={chosenId}
        autoComplete="off"
        placeholder={label}
        leftSection={<Icon name="search" size={16} />}
        rightSection={isFetching ? <Loader size="xs" aria-hidden /> : null}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setOpened(true);
          setActive(-1);
        }}
        onClick={() => setOpened(true)}
        onBlur={() => setOpened(false)}
        onKeyDown={press}
      />
      {opened && (
        <div id={list} role="listbox" aria-label={label} className={classes.list}>
          {offered.map((linked) => (
            <div
              key={linked.documentId}
              id={optionId(list, linked)}
              role="option"
              aria-selected={linked === chosen}
              className={classes.option}
              // The input keeps the focus, so that leaving it does not close the list before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(linked)}
            >
              {linked.title}
            </div>
          ))}
          {offered.length === 0 && (
            <div role="option" aria-selected={false} aria-disabled className={classes.nothing}>
              {emptyText(error !== null, isFetching || text !== wanted)}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function optionId(list: string, { documentId }: Linked): string {
  return `${list}-${documentId}`;
}

function emptyText(failed: boolean, searching: boolean): string {
  if (failed) {
    return "The search failed";
  }
  return searching ? "Searching…" : "Nothing else is like that";
}
