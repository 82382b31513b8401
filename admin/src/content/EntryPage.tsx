import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { Page } from "../design/Page";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { Missing } from "../frame/Missing";
import { readEntry, useReading } from "./entry";
import { EntryEditor } from "./EntryEditor";
import { type ContentModel, type ContentType, may, typeOf, useContentModel } from "./model";

/** An entry that is there. */
export function EntryPage() {
  const { type, id } = useParams({ from: "/gate/content/$type/$id" });
  return <OfType name={type} documentId={id} />;
}

/** An entry to be made. */
export function NewEntryPage() {
  const { type } = useParams({ from: "/gate/content/$type/new" });
  return <OfType name={type} documentId="new" />;
}

function OfType({ name, documentId }: { name: string; documentId: string }) {
  const { model, error, refetch } = useContentModel();
  const type = model && typeOf(model, name);
  if (!model) {
    return (
      <Page title="Content">{error ? <Trouble problem={error} retry={() => void refetch()} /> : <Waiting />}</Page>
    );
  }
  if (type?.kind !== "COLLECTION" || (documentId === "new" && !may(type, "create"))) {
    return <Missing />;
  }
  return <Entry key={`${name}/${documentId}`} model={model} type={type} documentId={documentId} />;
}

type Props = {
  model: ContentModel;
  type: ContentType;
  /** The entry, or `new` for one to be made, or `single` for the only one. */
  documentId: string;
};

/** Waits until it is known what is stored. */
export function Entry({ model, type, documentId }: Props) {
  const { reading, error: unread, refetch: again } = useReading(model, type);
  const isNew = documentId === "new";
  const id = documentId === "single" || isNew ? undefined : documentId;
  const entry = useQuery({
    queryKey: ["content", "entry", type.contentType, documentId, reading?.status],
    queryFn: () => (reading && !isNew ? readEntry(type, id, reading) : null),
    enabled: reading !== undefined && !isNew,
    // A form begins with what is stored now.
    staleTime: 0,
    gcTime: 0,
  });
  const problem = unread ?? entry.error;

  if (reading && isNew) {
    return <EntryEditor model={model} type={type} reading={reading} stored={null} />;
  }
  if (reading && entry.data !== undefined) {
    return entry.data === null && id !== undefined ? (
      <Missing />
    ) : (
      <EntryEditor model={model} type={type} reading={reading} stored={entry.data} />
    );
  }
  return (
    <Page title={type.displayName}>
      {problem ? <Trouble problem={problem} retry={() => void (unread ? again() : entry.refetch())} /> : <Waiting />}
    </Page>
  );
}
