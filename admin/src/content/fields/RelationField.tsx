import { labelOf, may, typeOf } from "../model";
import type { Linked } from "../values";
import { EntryPicker } from "./EntryPicker";
import { FieldFrame } from "./FieldGroup";
import { type FieldProps, useEntryForm } from "./form";
import { LinkedList } from "./LinkedList";

/** The entries that a relation leads to, and a search for others. */
export function RelationField({ attribute, path, value, readOnly, onChange }: FieldProps<Linked[] | undefined>) {
  const { model } = useEntryForm();
  const target = typeOf(model, attribute.target);
  const chosen = value ?? [];
  const label = labelOf(attribute.name);

  function add(linked: Linked) {
    onChange(attribute.list ? [...chosen, linked] : [linked]);
  }

  return (
    <FieldFrame attribute={attribute} path={path}>
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
    </FieldFrame>
  );
}
