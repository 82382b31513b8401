// What the inputs of an entry's form share.

import { createContext, useContext } from "react";

import type { Complaint } from "../input";
import type { Attribute, ContentModel, Status } from "../model";
import type { Value } from "../values";

export type EntryForm = {
  model: ContentModel;
  /** The rows that the form works on, and sees behind relations. */
  status: Status;
  /** Whether the entry is there already. */
  exists: boolean;
  /** What is wrong with what was sent last. */
  complaints: Complaint[];
};

export const EntryFormContext = createContext<EntryForm | undefined>(undefined);

export function useEntryForm(): EntryForm {
  const form = useContext(EntryFormContext);
  if (!form) {
    throw new Error("An input of an entry stands outside of its form");
  }
  return form;
}

/** What every input is given. */
export type FieldProps<V extends Value | undefined = Value | undefined> = {
  attribute: Attribute;
  /** Where in the entry: names of attributes and positions in lists. */
  path: string[];
  value: V;
  readOnly: boolean;
  onChange: (value: Value | undefined) => void;
};

/** What is wrong at exactly this place. */
export function useComplaint(path: string[]): string | undefined {
  const { complaints } = useEntryForm();
  const own = complaints.filter((complaint) => complaint.path.join(".") === path.join("."));
  return own.length > 0 ? own.map(({ message }) => message).join(" ") : undefined;
}

/** Whether something is wrong at this place or within it. */
export function useIsTroubled(path: string[]): boolean {
  const { complaints } = useEntryForm();
  return complaints.some((complaint) => path.every((step, index) => complaint.path[index] === step));
}
