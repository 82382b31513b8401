import { useCallback, useMemo, useState } from "react";

import { currentEndpoint } from "./address";
import { CredentialBar } from "./CredentialBar";
import { execute, type Parameters } from "./endpoint";
import { Workbench } from "./Workbench";

const WELCOME = `# Documentation and completion show
# what your token may see. Ctrl-Enter runs.

{
  __typename
}
`;

/** GraphiQL below a bar for the credential, which lives in this component's state only. */
export function Explorer() {
  const endpoint = useMemo(currentEndpoint, []);
  const [bearer, setBearer] = useState("");
  const [generation, setGeneration] = useState(0);

  const present = useCallback((next: string) => {
    setBearer(next);
    // A new GraphiQL asks for the schema anew, so that nothing of the former credential's view stays on the screen.
    setGeneration((current) => current + 1);
  }, []);

  const fetcher = useCallback(
    (parameters: Parameters) => execute(endpoint, bearer, parameters),
    [endpoint, bearer],
  );

  return (
    <>
      <CredentialBar endpoint={endpoint} bearer={bearer} onPresent={present} />
      <Workbench key={generation} fetcher={fetcher} defaultQuery={WELCOME} />
    </>
  );
}
