import type { ReactNode } from "react";

import { useManagement } from "../api/management";
import { Page } from "../design/Page";
import { Trouble } from "../design/Trouble";
import { Waiting } from "../design/Waiting";
import type { TypedDocumentString } from "../graphql/graphql";
import { Missing } from "./Missing";

type Props<Data, Variables> = {
  document: TypedDocumentString<Data, Variables>;
  variables: Variables;
  /** The page's title until it is there. */
  title: string;
  back: { to: string; label: string };
  /** The page of what was found; nothing where there is no such thing. */
  children: (data: Data) => ReactNode;
};

/** A page about one thing: waits until it is there, and says where it is not. */
export function Loaded<Data, Variables>({ document, variables, title, back, children }: Props<Data, Variables>) {
  const { data, error, refetch, isPlaceholderData } = useManagement(document, variables);
  if (data !== undefined && !isPlaceholderData) {
    return children(data) ?? <Missing />;
  }
  return (
    <Page title={title} back={back}>
      {error ? <Trouble problem={error} retry={() => void refetch()} /> : <Waiting />}
    </Page>
  );
}
