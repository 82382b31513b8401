import { useParams } from "@tanstack/react-router";

import { Page } from "../design/Page";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import { Missing } from "../frame/Missing";
import { EntryListPage } from "./EntryListPage";
import { Entry } from "./EntryPage";
import { typeOf, useContentModel } from "./model";

/** The entries of a content type, or its only one. */
export function TypePage() {
  const { type: name } = useParams({ from: "/gate/content/$type" });
  const { model, error, refetch } = useContentModel();
  const type = model && typeOf(model, name);

  if (!model) {
    return (
      <Page title="Content">{error ? <Trouble problem={error} retry={() => void refetch()} /> : <Waiting />}</Page>
    );
  }
  if (!type || type.builtIn) {
    return <Missing />;
  }
  return type.kind === "SINGLE" ? (
    <Entry key={name} model={model} type={type} documentId="single" />
  ) : (
    <EntryListPage key={name} type={type} />
  );
}
