import { Button, Input } from "@mantine/core";
import { useState } from "react";

import { Icon } from "../../design/Icon";
import { FILE, labelOf, may, typeOf } from "../model";
import type { Linked } from "../values";
import { rulesOf } from "./describe";
import { FilePicker } from "./FilePicker";
import { type FieldProps, useComplaint, useEntryForm } from "./form";
import { LinkedList } from "./LinkedList";

/** The files of a media attribute, and a way to choose others. */
export function MediaField({ attribute, path, value, readOnly, onChange }: FieldProps<Linked[] | undefined>) {
  const { model } = useEntryForm();
  const [choosing, setChoosing] = useState(false);
  const complaint = useComplaint(path);
  const files = typeOf(model, FILE);
  const chosen = value ?? [];
  const label = labelOf(attribute.name);

  function pick(file: Linked) {
    onChange(attribute.list ? [...chosen, file] : [file]);
    setChoosing(false);
  }

  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={rulesOf(attribute)}
      withAsterisk={attribute.required}
      error={complaint}
    >
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
    </Input.Wrapper>
  );
}
