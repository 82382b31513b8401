import { Input } from "@mantine/core";

import { labelOf, may, typeOf } from "../model";
import type { Linked } from "../values";
import { rulesOf } from "./describe";
import { EntryPicker } from "./EntryPicker";
import { type FieldProps, useComplaint, useEntryForm } from "./form";
import { LinkedList } from "./LinkedList";

/** The entries that a relation leads to, and a search for others. */
export function RelationField({ attribute, path, value, readOnly, onChange }: FieldProps<Linked[] | undefined>) {
  const { model } = useEntryForm();
  const complaint = useComplaint(path);
  const target = typeOf(model, attribute.target);
  const chosen = value ?? [];
  const label = labelOf(attribute.name);

  function add(linked: Linked) {
    onChange(attribute.list ? [...chosen, linked] : [linked]);
  }

  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={rulesOf(attribute)}
      withAsterisk={attribute.required}
      error={complaint}
    >
      <LinkedList
        label={label}
        items={chosen}
        ordered={attribute.list}
        readOnly={readOnly}
        linkTo={target && !target.builtIn && may(target, "findOne") ? target.contentType : undefined}
        onChange={onChange}
      />
      {!readOnly && target && (
        <EntryPicker
          type={target}
          label={attribute.list || chosen.length === 0 ? `Add to ${label}` : `Replace ${label}`}
          without={chosen.map(({ documentId }) => documentId)}
          onPick={add}
        />
      )}
    </Input.Wrapper>
  );
}
