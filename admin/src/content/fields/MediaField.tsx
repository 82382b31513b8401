import { Button } from "@mantine/core";
import { useState } from "react";

import { Icon } from "../../design/Icon";
import { FILE, labelOf, may, typeOf } from "../model";
import type { Linked } from "../values";
import { FilePicker } from "./FilePicker";
import { FieldFrame } from "./FieldGroup";
import { type FieldProps, useEntryForm } from "./form";
import { LinkedList } from "./LinkedList";

/** The files of a media attribute, and a way to choose others. */
export function MediaField({ attribute, path, value, readOnly, onChange }: FieldProps<Linked[] | undefined>) {
  const { model } = useEntryForm();
  const [choosing, setChoosing] = useState(false);
  const files = typeOf(model, FILE);
  const chosen = value ?? [];
  const label = labelOf(attribute.name);

  function pick(file: Linked) {
    onChange(attribute.list ? [...chosen, file] : [file]);
    setChoosing(false);
  }

  return (
    <FieldFrame attribute={attribute} path={path}>
      <LinkedList label={label} items={chosen} ordered={attribute.list} readOnly={readOnly} onChange={onChange} />
      {!readOnly && files && may(files, "find") && (
        <Button
          variant="default"
          size="xs"
          mt={4}
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => setChoosing(true)}
        >
          {attribute.list || chosen.length === 0 ? `Choose ${label}` : `Replace ${label}`}
        </Button>
      )}
      {choosing && files && (
        <FilePicker
          label={label}
          type={files}
          allowedTypes={attribute.allowedTypes}
          without={chosen.map(({ documentId }) => documentId)}
          onPick={pick}
          onClose={() => setChoosing(false)}
        />
      )}
    </FieldFrame>
  );
}
