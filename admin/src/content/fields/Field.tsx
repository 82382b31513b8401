import { labelOf } from "../model";
import { isTooLong, type Linked, type Part, type Values } from "../values";
import { BooleanField } from "./BooleanField";
import { ComponentField } from "./ComponentField";
import { ComponentListField } from "./ComponentListField";
import { EnumerationField } from "./EnumerationField";
import type { FieldProps } from "./form";
import { JsonField } from "./JsonField";
import { MediaField } from "./MediaField";
import { RelationField } from "./RelationField";
import { TextField } from "./TextField";
import { TooLongField } from "./TooLongField";
import { UidField } from "./UidField";

/** The input of an attribute, whatever it holds. `siblings` are the values beside it. */
export function Field({ siblings, ...field }: FieldProps & { siblings: Values }) {
  const { attribute, value } = field;
  if (isTooLong(value)) {
    return <TooLongField label={labelOf(attribute.name)} />;
  }
  switch (attribute.type) {
    case "BOOLEAN":
      return <BooleanField {...field} value={value as boolean | null | undefined} />;
    case "ENUMERATION":
      return <EnumerationField {...field} value={value as string | undefined} />;
    case "JSON":
    case "BLOCKS":
      return <JsonField {...field} value={value as string | undefined} />;
    case "UID":
      return <UidField {...field} value={value as string | undefined} siblings={siblings} />;
    case "RELATION":
      return <RelationField {...field} value={value as Linked[] | undefined} />;
    case "MEDIA":
      return <MediaField {...field} value={value as Linked[] | undefined} />;
    case "COMPONENT":
      return attribute.list ? (
        <ComponentListField {...field} value={value as Part[] | undefined} />
      ) : (
        <ComponentField {...field} value={value as Part | null | undefined} />
      );
    case "DYNAMICZONE":
      return <ComponentListField {...field} value={value as Part[] | undefined} />;
    default:
      return <TextField {...field} value={value as string | undefined} />;
  }
}
