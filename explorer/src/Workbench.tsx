import { GraphiQL } from "graphiql";
import { useMemo } from "react";

import type { Answer, Parameters } from "./endpoint";
import { memoryStorage } from "./memoryStorage";

type Props = { fetcher: (parameters: Parameters) => Promise<Answer>; defaultQuery: string };

/** GraphiQL, which keeps nothing when it is left. */
export function Workbench({ fetcher, defaultQuery }: Props) {
  const storage = useMemo(memoryStorage, []);
  return (
    <main>
      <GraphiQL
        fetcher={fetcher}
        storage={storage}
        defaultQuery={defaultQuery}
        isHeadersEditorEnabled={false}
        shouldPersistHeaders={false}
      >
        <GraphiQL.Logo>Keyway</GraphiQL.Logo>
      </GraphiQL>
    </main>
  );
}
