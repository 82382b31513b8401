import { useParams } from "@tanstack/react-router";

import { Loaded } from "../frame/Loaded";
import { TOKEN } from "./operations";
import { TokenEditor } from "./TokenEditor";

/** One token: waits until it is there. */
export function TokenPage() {
  const { id } = useParams({ from: "/gate/settings/api-tokens/$id" });
  return (
    <Loaded
      document={TOKEN}
      variables={{ id }}
      title="API Token"
      back={{ to: "/settings/api-tokens", label: "API Tokens" }}
    >
      {({ apiToken }) => apiToken && <TokenEditor key={id} stored={apiToken} />}
    </Loaded>
  );
}
